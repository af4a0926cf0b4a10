"""Why a backward function is wrong: the mistake, the smallest numbers that show it, the theorem.

``check_backward`` calls this where a gradient disagrees. The right gradient is known, since it can
be measured; so every mistake of ``cnn_core.mistakes`` can be made on purpose, and the one that
gives the very array that was claimed, at several sizes and numbers, is the cause. What no mistake
reproduces has no cause here.

From a shell, with an exit status of 1 where the gradients disagree and 2 where nothing could be
checked:

``python -m cnn_core.doctor my_layer.py:forward my_layer.py:backward --shapes x=2,3,8,8 w=4,3,3,3``
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core._pair import ACCUMULATED, Pair
from cnn_core._search import Search, Step, Steps, decay, outcome, rates, same
from cnn_core._shrink import (
    Group,
    changed,
    groups,
    in_whole_numbers,
    resized,
    shapes_of,
    size_of,
    smaller,
)
from cnn_core._situation import Situation
from cnn_core.mistakes import MISTAKES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnn_core.gradcheck import GradientReport

Array = NDArray[Any]

SMALL: Final = 120  # entries of all arrays: what the search works on
PRINTED: Final = 80  # entries that are still printed


@dataclass(frozen=True)
class Diagnosis:
    """The mistakes that give one claimed gradient, and the smallest case that shows them."""

    name: str
    steps: Steps
    smallest: str = ""

    @property
    def words(self) -> str:
        return "; and ".join(step.variant.words for step in self.steps)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The names of the mistakes in the catalogue."""
        return tuple(step.mistake.name for step in self.steps)

    @property
    def theorem(self) -> str:
        """The label of the theorem that settles the first of them."""
        return theorem_of(self)


def theorem_of(diagnosis: Diagnosis) -> str:
    return diagnosis.steps[0].mistake.theorem


def explained(pair: Pair, report: GradientReport, smallest: bool = True) -> GradientReport:
    """The report with its cause, the smallest case and the theorem, where they are found."""
    for name, sign in (("accumulated", ACCUMULATED), ("every tie gets all", "every tie")):
        told = [fault for fault in report.faults if sign in fault]
        if told:
            return replace(
                report, cause=told[0], theorem=MISTAKES[name].theorem, mistakes=(name,)
            )  # fmt: skip
    if report.faults:
        return report
    wrong = [e.name for e in report.entries if not e.error <= report.tolerance]
    found = [d for i in pair.wrt if pair.names[i] in wrong and (d := diagnosis(pair, i, smallest))]
    if not found:
        return report
    return replace(
        report,
        cause="; ".join(f"gradient of {d.name}: {d.words}" for d in found),
        smallest="\n".join(d.smallest for d in found if d.smallest),
        theorem=found[0].theorem,
        mistakes=tuple(dict.fromkeys(name for d in found for name in d.mistakes)),
    )


def situation(pair: Pair, i: int) -> Situation:
    """What is known of the gradient of array ``i``; measured once for each pair."""
    known: dict[int, Situation] = pair.__dict__.setdefault("_situations", {})
    if i not in known:
        settings = settings_of(pair.forward, pair.settings)
        known[i] = Situation(
            pair.output, pair.arrays, i, pair.dy, pair.names, settings, pair.wrt
        )  # fmt: skip
        known[i].claimed = pair.gradients[i]
    return known[i]


def settings_of(function: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that are given, and those that need not be: defaults that are numbers."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return dict(given)
    kept = {p.name: p.default for p in parameters if isinstance(p.default, int | float | tuple)}
    return {**kept, **given}


def diagnosis(pair: Pair, i: int, smallest: bool = True) -> Diagnosis | None:
    """The mistakes behind the claimed gradient of array ``i``; ``None`` if none explains it."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a user's function at sizes that it was not made for
        those, tried = groups(pair), set[int]()
        for enough, floor in ((SMALL, 2), (2 * SMALL, 4)):
            first = _first(pair, i, those, enough, floor)
            if first is None or size_of(shapes_of(first)) in tried:
                continue
            tried.add(size_of(shapes_of(first)))
            if (steps := _confirmed(pair, first, i, those)) is not None:
                numbers = _smallest(first, i, steps, those) if smallest else ""
                return Diagnosis(pair.names[i], steps, numbers)
    return None


def _confirmed(pair: Pair, first: Pair, i: int, those: list[Group]) -> Steps | None:
    """The first explanation at ``first`` that holds at other sizes and numbers too."""
    others = _others(pair, first, those)
    for other in others:
        situation(other, i).known_roles = situation(first, i).roles
    for steps in _explanations(first, i):
        if all(reproduces(steps, other, i) is not False for other in others):
            return steps
    return None


def disagrees(pair: Pair, i: int) -> bool:
    """Whether the claimed gradient gives a wrong slope along a random direction."""
    x, claimed = pair.arrays[i], pair.gradients[i]
    if claimed.shape != x.shape:
        return True
    away = np.random.default_rng(4).normal(size=x.shape)
    step = 1e-6 * max(1.0, float(np.abs(x).max(initial=0.0)))
    high, low = (pair.output_of(i, x + sign * step * away) for sign in (1, -1))
    slope = float(np.sum(pair.dy * (high - low))) / (2 * step)
    size = float(np.sum(np.abs(claimed * away))) + abs(slope)
    return abs(float(np.sum(claimed * away)) - slope) > 1e-5 * size


def _first(pair: Pair, i: int, those: list[Group], enough: int, floor: int) -> Pair | None:
    """Where to search: small, but not so small that different mistakes look the same."""
    long = [length > 1 for length in pair.y.shape]

    def wrong(tried: Pair) -> bool:
        fits = len(long) == tried.y.ndim and long == [length > 1 for length in tried.y.shape]
        return fits and disagrees(tried, i)

    small = smaller(pair, those, wrong, enough, floor, steps=(-1, -2))
    if small is pair and size_of(shapes_of(pair)) > 20 * SMALL:
        return None
    again = resized(pair, shapes_of(small), 3) if small is not pair else None
    if again is not None and wrong(again):
        return again
    return small if wrong(small) else None


def _others(pair: Pair, first: Pair, those: list[Group]) -> list[Pair]:
    """The same at other numbers, and with each group of axes longer or shorter by one."""
    found = [resized(pair, shapes_of(first), 7)]
    for group in those:
        for by in (1, 2, -1):
            shapes = changed(shapes_of(first), group, by)
            tried = resized(pair, shapes, 8) if shapes is not None else None
            if tried is not None:
                found.append(tried)
                break
    return [tried for tried in found if tried is not None]


def _explanations(pair: Pair, i: int) -> Iterator[Steps]:
    s, claimed = situation(pair, i), pair.gradients[i]
    s.settings |= {"_rates": rates(s, claimed), "_decay": decay(s, claimed)}
    yield from Search(s, claimed).explanations()


def reproduces(steps: Steps, pair: Pair, i: int) -> bool | None:
    """Whether the same mistakes give what is claimed here too; ``None`` if they mean nothing."""
    s, claimed = situation(pair, i), pair.gradients[i]
    here = [_again(step, s) for step in steps]
    if any(step is None for step in here):
        return None
    found = outcome([step for step in here if step is not None], s)
    if found is None:
        return None
    if found is not None and not np.any(found) and not np.any(claimed):
        return None
    return same(found, claimed)


def _again(step: Step, s: Situation) -> Step | None:
    if step.mistake.name in RATED:
        return step  # with the rate that was found
    return step.at(s)


RATED: Final = ("weights already updated", "weight decay added")


# --- the smallest case ---------------------------------------------------------------------------


def _smallest(pair: Pair, i: int, steps: Steps, those: list[Group]) -> str:
    """The numbers of the smallest case, in words."""

    def shows(tried: Pair) -> bool:
        return bool(disagrees(tried, i) and reproduces(steps, tried, i))

    small = in_whole_numbers(smaller(pair, those, shows), shows)
    s = situation(small, i)
    if size_of(shapes_of(small)) + s.y.size > PRINTED or not shows(small):
        return ""
    lines = [f"{n} = {_text(a)}" for n, a in zip(small.names, small.arrays, strict=True)]
    lines += [f"{name} = {value}" for name, value in small.settings.items()]
    lines += [f"dy = {_text(small.dy)}", f"right: d{s.name} = {_text(s.gradient())}"]
    return "\n".join([*lines, f"yours: d{s.name} = {_text(small.gradients[i])}"])


def _text(array: Array) -> str:
    """The numbers of an array on one line, as a nested list."""
    return str(np.vectorize(_short)(array).tolist() if array.size else []).replace("'", "")


def _short(value: float) -> str:
    number = float(value)
    near = round(number)
    return str(near) if abs(number - near) < 1e-6 * max(1.0, abs(number)) else f"{number:.5g}"


# --- from a shell --------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a pair of functions in files; the exit status is 0, 1 (wrong) or 2 (not checked)."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="python -m cnn_core.doctor",
        description="Check a backward function, and say why it is wrong.",
        epilog="Further options, such as --stride 2, are passed to the functions by name.",
    )
    parser.add_argument("forward", metavar="FILE:FORWARD")
    parser.add_argument("backward", metavar="FILE:BACKWARD")
    parser.add_argument("--shapes", nargs="+", required=True, metavar="NAME=2,3,8,8")
    parser.add_argument("--wrt", nargs="+", metavar="NAME")
    known, others = parser.parse_known_args(arguments)
    try:
        return _examined(known, _options(others))
    except (ValueError, TypeError, OSError, ImportError, AttributeError, SyntaxError) as error:
        parser.exit(2, f"{parser.prog}: {type(error).__name__}: {error}\n")


def _examined(known: Any, settings: dict[str, Any]) -> int:
    from cnn_core.gradcheck import check_backward

    forward, backward = _loaded(known.forward), _loaded(known.backward)
    rng = np.random.default_rng(0)
    shapes = dict(_shape(text) for text in known.shapes)
    parameters = list(inspect.signature(forward).parameters)
    if not set(shapes) <= set(parameters):
        raise ValueError(f"--shapes: expected names among {parameters}, got {list(shapes)}")
    arrays = [rng.normal(size=shapes[name]) for name in parameters if name in shapes]
    report = check_backward(forward, backward, *arrays, wrt=known.wrt, **settings)
    print(report)
    return 0 if report.ok else 1 if report.faults or report.max_error > report.tolerance else 2


def _loaded(target: str) -> Callable[..., Any]:
    """The function that ``file.py:name`` says."""
    from importlib.util import module_from_spec, spec_from_file_location
    from pathlib import Path

    file, _, name = target.rpartition(":")
    if not file or not name:
        raise ValueError(f"expected FILE:FUNCTION, got {target!r}")
    if not Path(file).is_file():
        raise FileNotFoundError(f"no such file: {file}")
    spec = spec_from_file_location(Path(file).stem, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"not a Python file: {file}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    if not callable(getattr(module, name, None)):
        raise AttributeError(f"no function {name!r} in {file}")
    function: Callable[..., Any] = getattr(module, name)
    return function


def _shape(text: str) -> tuple[str, tuple[int, ...]]:
    name, _, lengths = text.partition("=")
    try:
        shape = tuple(int(n) for n in lengths.split(",") if n)
    except ValueError:
        shape = (0,)
    if not name.isidentifier() or not all(n > 0 for n in shape):
        raise ValueError(f"--shapes: expected NAME=2,3,8,8, got {text!r}")
    return name, shape


def _options(words: Sequence[str]) -> dict[str, Any]:
    """``--stride 2 --mode=same`` as keyword arguments."""
    import ast

    found, rest = {}, [part for word in words for part in word.split("=", 1)]
    while rest:
        name = rest.pop(0)
        if not name.startswith("--") or not rest:
            raise ValueError(f"expected options in pairs, as in --stride 2, got {name!r}")
        value = rest.pop(0)
        try:
            found[name[2:].replace("-", "_")] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            found[name[2:].replace("-", "_")] = value
    return found


if __name__ == "__main__":
    import sys

    sys.exit(main())
