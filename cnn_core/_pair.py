"""A forward and a backward function of a user, called with care.

Every call gets copies, and a generator of random numbers put back to where it was. What a function
changes, keeps or adds up is noticed here, and told in words.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core._checks import as_array, describe

Array = NDArray[Any]

CHANGES: Final = "changes from call to call (something is kept, or added up, between the calls)"
RANDOM: Final = (
    "random: forward gives different outputs for the same arguments; fix its random numbers, by an "
    "argument for the mask or a generator"
)
ACCUMULATED: Final = "accumulated from the call before: a second call gives the sum of both"


class Pair:
    """``forward``, ``backward`` and what they are given; ``gradients`` by place in the arguments.

    ``wrt`` are the places of the arrays of which there are gradients, ``names`` what the forward
    function calls its arrays, ``y`` its output, ``dy`` a random gradient of that shape.
    """

    def __init__(
        self,
        forward: Callable[..., Any],
        backward: Callable[..., Any],
        arrays: Sequence[ArrayLike],
        wrt: Sequence[int | str] | int | str | None = None,
        settings: Mapping[str, Any] | None = None,
        dy: Array | None = None,
    ) -> None:
        for name, value in (("forward", forward), ("backward", backward)):
            if not callable(value):
                raise TypeError(f"{name}: expected a function, got {describe(value)}")
        if not arrays:
            raise ValueError("arrays: expected at least one array for the forward function")
        self.forward, self.backward, self.settings = forward, backward, dict(settings or {})
        self.names = _names(forward, len(arrays))
        self._asked = wrt
        self.arrays, self.wrt = _as_arrays(arrays, self.names, wrt)
        self.changed: dict[str, set[str]] = {}
        self.draws = False
        self._names_taken: dict[Any, tuple[str, ...]] = {}
        self.y, self.cached = self.run(self.arrays)
        self.dy = np.random.default_rng(5).normal(size=self.y.shape) if dy is None else dy
        self.gradients = self.gradients_of(self.dy, self.arrays)
        self.wrt = tuple(i for i in self.wrt if i in self.gradients)

    # --- calls

    def run(self, arrays: Sequence[Array], **changed: Any) -> tuple[Array, bool]:
        """The output for ``arrays``, and whether a cache came with it."""
        result = self._forward([array.copy() for array in arrays], changed)
        return _output(result)

    def output(self, arrays: Sequence[Array], **changed: Any) -> Array:
        """The output alone, in float64; nobody looks for changes in place."""
        given = [array.copy() for array in arrays]
        settings = copy.deepcopy({**self.settings, **changed}) if self.settings or changed else {}
        with same_numbers() if self.draws else nullcontext():
            result = self.forward(*given, **self._taken(self.forward, settings))
        return _output(result)[0]

    def output_of(self, i: int, value: Array) -> Array:
        """The output as a function of the ``i``-th array alone."""
        return self.output([*self.arrays[:i], value, *self.arrays[i + 1 :]])

    def _forward(self, given: list[Array], changed: Mapping[str, Any] | None = None) -> Any:
        settings = copy.deepcopy({**self.settings, **(changed or {})})
        before = [array.copy() for array in given]
        with same_numbers() as drawn:
            result = self.forward(*given, **self._taken(self.forward, settings))
            self.draws = self.draws or drawn()
        self._note_changes("forward", given, before)
        return result

    def gradients_of(self, dy: Array, arrays: Sequence[Array]) -> dict[int, Array]:
        """What the backward function returns, by place of the array."""
        given = [array.copy() for array in arrays]
        result = self._forward(given)
        if not isinstance(result, tuple):
            given = [array.copy() for array in arrays]
        before, dy_given = [array.copy() for array in given], dy.copy()
        cache = (_cache(result),) if isinstance(result, tuple) else tuple(given)
        settings = self._taken(self.backward, copy.deepcopy(self.settings))
        with same_numbers():
            found = self.backward(dy_given, *cache, **settings)
        self._note_changes("backward", [*given, dy_given], [*before, dy])
        return self._sorted(found)

    @staticmethod
    def taken(function: Callable[..., Any], settings: Mapping[str, Any]) -> dict[str, Any]:
        """The settings that a function takes by name; all of them if that cannot be known."""
        parameters = _parameters(function) if settings else {}
        if parameters is None or any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
            return dict(settings)
        return {name: value for name, value in settings.items() if name in parameters}

    def _taken(self, function: Callable[..., Any], settings: dict[str, Any]) -> dict[str, Any]:
        """`taken`, found out once for each function."""
        key = (function, *settings)
        if key not in self._names_taken:
            self._names_taken[key] = tuple(self.taken(function, settings))
        return {name: settings[name] for name in self._names_taken[key]}

    def _note_changes(self, who: str, given: Sequence[Array], before: Sequence[Array]) -> None:
        names = [*self.names, "dy"]
        for name, now, old in zip(names, given, before, strict=False):
            if not np.array_equal(now, old, equal_nan=True):
                self.changed.setdefault(who, set()).add(name)

    def _sorted(self, found: Any) -> dict[int, Array]:
        """Gradients by place, from an array, a sequence or a dictionary of them."""
        if isinstance(found, Mapping):
            return {
                i: g for i in self.wrt if (g := self._by_name(found, self.names[i])) is not None
            }
        parts = list(found) if isinstance(found, tuple | list) else [found]
        if len(parts) == len(self.arrays) and len(self.wrt) < len(parts):
            parts = [parts[i] for i in self.wrt]
        if len(parts) > len(self.wrt) or (len(parts) < len(self.wrt) and self._asked is not None):
            raise ValueError(
                f"backward: expected {len(self.wrt)} gradients, one for each of "
                f"{', '.join(self.names[i] for i in self.wrt)}, got {len(parts)}; name in wrt the "
                f"arrays of which it returns gradients"
            )
        return {
            i: self._gradient(part, self.names[i])
            for i, part in zip(self.wrt, parts, strict=False)
            if part is not None
        }

    def _by_name(self, found: Mapping[str, Any], name: str) -> Array | None:
        for key in (f"d{name}", name, f"grad_{name}", f"{name}_grad"):
            if key in found:
                return self._gradient(found[key], name)
        return None

    @staticmethod
    def _gradient(value: Any, name: str) -> Array:
        gradient = as_array(value, f"gradient of {name}")
        if gradient.dtype.kind not in "iuf":
            raise TypeError(f"gradient of {name}: expected real numbers, got {gradient.dtype}")
        return gradient.astype(np.float64)

    # --- what is noticed

    @property
    def is_random(self) -> bool:
        """Whether two calls with the same arguments give different outputs."""
        again = self.output(self.arrays)
        return again.shape != self.y.shape or not np.array_equal(again, self.y, equal_nan=True)

    def observed(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Notes and faults, in words."""
        if self.is_random:
            return (), (RANDOM,)
        notes, faults = [], self._between_calls()
        if self.draws:
            notes.append("random: numpy.random is used; the same numbers were drawn in every call")
        for who, names in self.changed.items():
            notes.append(f"{who} changes in place: {', '.join(sorted(names))}")
        if not np.isfinite(self.y).all():
            faults.append("forward: not all outputs are finite numbers")
        return tuple(notes), tuple(faults)

    def _between_calls(self) -> list[str]:
        """Gradients that a second call changes, another call having been made between."""
        once = self.gradients_of(self.dy, self.arrays)
        other = self._another()
        twice = self.gradients_of(self.dy, self.arrays)
        faults = []
        for i in self.wrt:
            first, a, b = self.gradients[i], once.get(i), twice.get(i)
            if a is None or b is None or not a.shape == b.shape == first.shape:
                faults.append(f"{self.names[i]}: {CHANGES}")
            elif not (_same(a, first) and _same(b, first)):
                added = _same(a, 2 * first) or (i in other and _same(b - a, first + other[i]))
                faults.append(f"{self.names[i]}: {ACCUMULATED if added else CHANGES}")
        return faults

    def _another(self) -> dict[int, Array]:
        """A call with other numbers, where the functions take them."""
        arrays = [0.75 * a if i in self.wrt else a for i, a in enumerate(self.arrays)]
        try:
            with np.errstate(all="ignore"):
                return self.gradients_of(-0.5 * self.dy, arrays)
        except (ArithmeticError, ValueError, TypeError):
            return {}

    # --- other arrays

    def at(self, arrays: Sequence[Array], dy: Array | None = None, **settings: Any) -> Pair:
        """The same functions at other arrays."""
        return Pair(
            self.forward, self.backward, arrays, self.wrt, {**self.settings, **settings}, dy
        )

    def moved(self, jitter: float) -> Pair:
        """The same functions at arrays moved a little at random."""
        rng = np.random.default_rng(6)
        return self.at(
            [a + rng.normal(0, jitter, a.shape) * np.maximum(1, np.abs(a)) if i in self.wrt else a
             for i, a in enumerate(self.arrays)], self.dy
        )  # fmt: skip

    def disagreement_at_ties(self, tolerance: float) -> str:
        """What goes wrong where entries are equal: along a path that keeps them equal, in words.

        A maximum has no gradient at a tie, but it has a slope along such a path, and all
        subgradients give that slope; a gradient in which every tie gets all gives more.
        """
        for i in self.wrt:
            with np.errstate(all="ignore"):  # a spread of zero, for one
                tried = _with_ties(self.arrays[i]) if self.arrays[i].size > 1 else ()
                if any(self._wrong_slope(i, tied, tolerance) for tied in tried):
                    return f"{self.names[i]}: wrong where entries are equal: every tie gets all"
        return ""

    def _wrong_slope(self, i: int, tied: Array, tolerance: float) -> bool:
        unit = float(np.abs(tied).min()) or 1.0
        path, step = np.sin(3 * tied / unit) * unit, 1e-6
        arrays = [tied if k == i else a for k, a in enumerate(self.arrays)]
        try:
            gradient = self.gradients_of(self.dy, arrays)[i]
            here, right, left = (
                self.output([tied + s * step * path if k == i else a for k, a in enumerate(arrays)])
                for s in (0, 1, -1)
            )
        except (ArithmeticError, ValueError, TypeError):
            return False
        right = np.sum(self.dy * (right - here)) / step
        left = np.sum(self.dy * (here - left)) / step
        claimed, size = np.sum(gradient * path), float(np.sum(np.abs(gradient * path)))
        doubt = 1e-3 * size + 1e-9 * float(np.sum(np.abs(self.dy * here))) / 1e-3
        smooth = abs(right - left) <= doubt
        return bool(smooth and abs(claimed - right) > max(10 * doubt, tolerance * size))


def _with_ties(x: Array) -> Iterator[Array]:
    """Arrays like ``x`` in which many entries are equal, and none is zero."""
    unit = float(np.std(x)) or 1.0
    for width in (0.8, 1.6):  # the second has hardly more than two values
        yield np.sign(x) * np.ceil(np.abs(x) / (width * unit)) * unit
    yield np.full_like(x, unit)


# --- small parts ---------------------------------------------------------------------------------


@contextmanager
def same_numbers() -> Iterator[Callable[[], bool]]:
    """Inside, ``numpy.random`` draws the same numbers each time; outside, nothing has changed.

    Gives a function that says whether any have been drawn.
    """
    state = np.random.get_state()  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002
    first = _position()
    try:
        yield lambda: _position() != first
    finally:
        np.random.set_state(state)  # noqa: NPY002


def _position() -> tuple[Any, ...]:
    """Where the generator of ``numpy.random`` stands."""
    _, keys, place, has_gauss, gauss = np.random.get_state()  # noqa: NPY002
    return int(keys[0]), int(keys[-1]), place, has_gauss, gauss


def _same(a: Array, b: Array) -> bool:
    size = max(float(np.abs(a).max(initial=0.0)), float(np.abs(b).max(initial=0.0)))
    return bool(np.allclose(a, b, rtol=1e-6, atol=1e-7 * size, equal_nan=True))


def _output(result: Any) -> tuple[Array, bool]:
    cached = isinstance(result, tuple)
    if cached and not result:
        raise ValueError("forward: expected an output, got an empty tuple")
    y = as_array(result[0] if cached else result, "output of forward")
    if y.dtype.kind not in "iuf":
        raise TypeError(f"output of forward: expected real numbers, got dtype {y.dtype}")
    return y.astype(np.float64), cached


def _cache(result: tuple[Any, ...]) -> Any:
    return result[1] if len(result) == 2 else result[1:]


def _parameters(function: Callable[..., Any]) -> dict[str, inspect.Parameter] | None:
    try:
        return dict(inspect.signature(function).parameters)
    except (TypeError, ValueError):  # built in
        return None


def _names(forward: Callable[..., Any], count: int) -> list[str]:
    """What the forward function calls its first ``count`` arguments."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    known = [n for n, p in (_parameters(forward) or {}).items() if p.kind in kinds]
    return [known[i] if i < len(known) else f"argument {i}" for i in range(count)]


def _as_arrays(
    arrays: Sequence[ArrayLike], names: list[str], wrt: Any
) -> tuple[list[Array], tuple[int, ...]]:
    """The arrays, float64 where they are differentiated, and the places of those."""
    found = [np.array(as_array(a, name)) for a, name in zip(arrays, names, strict=True)]
    for array, name in zip(found, names, strict=True):
        if array.dtype.kind not in "iuf":
            raise TypeError(f"{name}: expected real numbers, got dtype {array.dtype}")
    floats = tuple(i for i, array in enumerate(found) if array.dtype.kind == "f")
    places = (floats or tuple(range(len(found)))) if wrt is None else _places(wrt, names)
    return [
        a.astype(np.float64) if i in places or a.dtype.kind == "f" else a
        for i, a in enumerate(found)
    ], places


def _places(wrt: Any, names: list[str]) -> tuple[int, ...]:
    asked = (wrt,) if isinstance(wrt, int | str) else tuple(wrt)
    places = []
    for item in asked:
        place = names.index(item) if item in names else item
        if not isinstance(place, int) or not 0 <= place < len(names):
            raise ValueError(f"wrt: expected places or names among {names}, got {item!r}")
        places.append(place)
    return tuple(places)
