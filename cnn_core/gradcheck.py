"""One gradient checker for everything: analytic gradients against central differences.

``check_backward`` checks any pair of functions, ``check_gradients`` every parameter of a network
and its input, ``numerical_gradient`` and ``gradient_error`` a scalar function of one array. All of
it works in float64 and stands on the difference quotients of ``cnn_core._differences``: where an
entry disagrees other steps are tried, and a wrong gradient stays wrong for all of them.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core._checks import as_array, as_real, check_shape, describe, positive_int
from cnn_core._differences import (
    EPS,
    FINER_STEPS,
    OTHER_STEPS,
    STEP,
    Estimate,
    Function,
    estimate,
    moved,
    noise_of,
    quotient,
)
from cnn_core._pair import CHANGES, Pair

if TYPE_CHECKING:
    from cnn_core.network import Network

Array = NDArray[Any]
Index = tuple[int, ...]

TOLERANCE: Final = 1e-5
ROUGH: Final = 1e-11  # relative rounding above which a function does not work in float64
ENOUGH: Final = 10  # wrong entries of one gradient after which the others get one look each
TINY: Final = float(np.finfo(float).tiny)


@dataclass(frozen=True)
class GradientError:
    """The entry of one gradient where ``analytic`` and ``numerical`` value differ most.

    ``name`` and ``index`` say which entry; ``checked`` of ``size`` entries were compared.
    ``error`` is ``|analytic - numerical|`` relative to the larger of the two, or to a thousandth of
    the largest entry in sight where both are smaller than that (their digits are rounding). Of the
    entries compared, ``zero`` were zero on both sides and ``lost`` too small beside the rounding of
    the function to be seen: neither is evidence. ``kinks`` lie on a kink, where every value between
    the slopes of the two sides is accepted.
    """

    name: str
    error: float
    index: Index
    analytic: float
    numerical: float
    checked: int
    size: int
    zero: int = 0
    lost: int = 0
    kinks: int = 0
    trouble: str = ""

    @property
    def evidence(self) -> int:
        """How many entries were really compared."""
        return self.checked - self.zero - self.lost

    def __str__(self) -> str:
        if self.trouble:
            return f"{self.name}: {self.trouble}"
        if not self.checked:
            return f"{self.name}: NOT CHECKED (no entry was compared)"
        if self.evidence <= 0 and not self.error > 0:
            return f"{self.name}: NOT CHECKED ({self._idle()} in all {self.checked} entries)"
        return (
            f"{self.name}: {self.error:.1e} at {self.index} "
            f"(analytic {self.analytic:.6g}, numerical {self.numerical:.6g}; "
            f"{self.checked} of {self.size} entries{self._remarks()})"
        )

    def _idle(self) -> str:
        return "lost in rounding" if self.lost else "zero on both sides, dead or unexercised,"

    def _remarks(self) -> str:
        remarks = [(self.zero, "zero in both"), (self.lost, "lost in rounding")]
        remarks += [(self.kinks, "on a kink, any slope between the two sides accepted")]
        return "".join(f"; {count} {words}" for count, words in remarks if count)


@dataclass(frozen=True)
class GradientReport:
    """``entries``, a ``GradientError`` per gradient, and a ``tolerance``.

    The report is true if no error exceeds the tolerance and something was compared. ``notes`` say
    what else was noticed (arguments changed in place, random numbers, float32 inside, kinks). Of a
    backward function that disagrees, ``cause`` says why in words, ``smallest`` shows it in whole
    numbers and ``theorem`` is the label of the theorem that settles it; each is empty if unknown.
    """

    entries: tuple[GradientError, ...]
    tolerance: float = TOLERANCE
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    cause: str = ""
    smallest: str = ""
    theorem: str = ""
    mistakes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def worst(self) -> GradientError:
        """The entry with the largest error."""
        return max(self.entries, key=lambda entry: np.nan_to_num(entry.error, nan=np.inf))

    @property
    def max_error(self) -> float:
        """The largest relative error of all."""
        return self.worst.error if self.entries else 0.0

    @property
    def unchecked(self) -> tuple[str, ...]:
        """The names of gradients that are dead or unexercised: zero, or rounding, throughout."""
        return tuple(entry.name for entry in self.entries if entry.evidence <= 0)

    @property
    def ok(self) -> bool:
        """Whether something was checked and every error is within the tolerance."""
        seen = any(entry.evidence > 0 for entry in self.entries)
        return bool(self.max_error <= self.tolerance) and seen and not self.faults

    def __bool__(self) -> bool:
        return self.ok

    @property
    def verdict(self) -> str:
        """One line: agree, disagree, or nothing checked."""
        if self.ok or self.faults or not self.max_error <= self.tolerance:
            word = "agree" if self.ok else "DISAGREE"
            but = (
                f"; NOT CHECKED: {', '.join(self.unchecked)}" if self.ok and self.unchecked else ""
            )
            return f"gradients {word} (tolerance {self.tolerance:.0e}){but}"
        return "gradients NOT CHECKED: every entry is zero or lost in rounding on both sides"

    def __str__(self) -> str:
        lines = [self.verdict, *map(str, self.entries), *self.faults]
        lines += [f"note: {note}" for note in self.notes]
        lines += [f"cause: {self.cause}"] if self.cause else []
        lines += [f"theorem: {self.theorem}"] if self.theorem else []
        lines += self.smallest.splitlines()
        return "\n  ".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<li>{html.escape(str(line))}</li>" for line in (*self.entries, *self.faults)
        )
        notes = "".join(f"<li>{html.escape(note)}</li>" for note in self.notes)
        cause = f"<p><b>{html.escape(self.cause)}</b></p>" if self.cause else ""
        settled = (
            f"<p>Settled by <code>{html.escape(self.theorem)}</code>.</p>" if self.theorem else ""
        )
        numbers = f"<pre>{html.escape(self.smallest)}</pre>" if self.smallest else ""
        return (
            f'<div class="gradient-report {"agree" if self.ok else "disagree"}">'
            f"<p>{html.escape(self.verdict)}</p>{cause}{settled}{numbers}"
            f"<ul>{rows}{notes}</ul></div>"
        )


def numerical_gradient(
    f: Callable[[Array], Any],
    x: ArrayLike,
    step: float = STEP,
    indices: Iterable[Index] | None = None,
) -> Array:
    """Central differences of a scalar function at ``x``, for all entries or those in ``indices``.

    ``f`` gets a float64 array of the shape of ``x``, a copy each time, and returns a real number.
    Entries that are not asked for are 0 in the result, which has the shape of ``x``. ``step`` is
    ``h``; where ``|x| > 1`` it is ``h |x|``.

    >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, 2.0]).round(6)
    array([2., 4.])
    """
    step = as_real(step, "step", minimum=0, open_minimum=True)
    x = as_array(x, "x").astype(np.float64)  # a copy
    gradient, function = np.zeros_like(x), Function(_scalar(f))
    for index in np.ndindex(x.shape) if indices is None else indices:
        gradient[index] = quotient(function, x, index, step).value
    return gradient


def gradient_error(
    f: Callable[[Array], Any],
    x: ArrayLike,
    gradient: ArrayLike,
    *,
    name: str = "x",
    where: Array | None = None,
    max_entries: int | None = None,
    scale: float = 0.0,
    seed: int = 0,
) -> GradientError:
    """Compare ``gradient`` with central differences of ``f`` at ``x``; return the worst entry.

    Args:
        f: a scalar function of a float64 array; it gets a copy each time.
        x: where to check.
        gradient: what is claimed to be ``df/dx``, in the shape of ``x``.
        name: what the report calls ``x``.
        where: check only where this array of the same shape is True.
        max_entries: check at most so many entries, drawn at random; by default all.
        scale: a size of gradients beside which smaller ones do not matter; the largest entry of
            ``gradient`` is always used.
        seed: seed of that draw.

    >>> gradient_error(lambda x: (x**2).sum(), [1.0, 2.0], [2.0, 4.0]).error < 1e-9
    True
    >>> gradient_error(lambda x: (x**2).sum(), [1.0, 2.0], [2.0, 5.0]).index
    (1,)
    """
    x = as_array(x, "x").astype(np.float64)
    claimed = as_array(gradient, "gradient").astype(np.float64)
    check_shape(claimed, "gradient", x.shape)
    indices = _chosen(x.shape, where, max_entries, seed, claimed != 0)
    return _worst(Function(_scalar(f)), x, claimed, indices, name, scale, TOLERANCE)


def _scalar(f: Callable[[Array], Any]) -> Callable[[Array], Any]:
    """``f``, refused with a clear message where it returns anything but one real number."""

    def number(x: Array) -> Array:
        value = np.asarray(f(x))
        if value.size != 1:
            raise ValueError(f"f: expected one real number, got {describe(value)}")
        if value.dtype.kind not in "biufO":
            raise TypeError(f"f: expected one real number, got {describe(value)}")
        return value.reshape(()).astype(np.float64)

    return number


def _worst(
    f: Function, x: Array, claimed: Array, indices: Sequence[Index], name: str, scale: float,
    tolerance: float,
) -> GradientError:  # fmt: skip
    """The entry of ``indices`` with the largest error, with a tally of what is no evidence."""
    finite = np.abs(claimed[np.isfinite(claimed)])
    floor = 1e-3 * max(scale, float(finite.max(initial=0.0)))
    worst, tally = GradientError(name, 0.0, (), 0.0, 0.0, len(indices), x.size), [0, 0, 0]
    wrong = 0
    for index in indices:
        value, hasty = float(claimed[index]), wrong > ENOUGH
        error, numerical, kind = _compare(f, x, value, index, floor, tolerance, hasty)
        wrong += not error <= tolerance
        if kind is not None:
            tally[kind] += 1
        if not error <= worst.error or not worst.index:
            worst = replace(worst, error=error, index=index, analytic=value, numerical=numerical)
    return replace(worst, zero=tally[ZERO], lost=tally[LOST], kinks=tally[KINK])


ZERO, LOST, KINK = range(3)


def _compare(
    f: Function,
    x: Array,
    claimed: float,
    index: Index,
    floor: float,
    tolerance: float,
    hasty: bool = False,
) -> tuple[float, float, int | None]:
    """Error, numerical value and kind of one entry; other steps, unless hasty, if wrong."""
    if not np.isfinite(claimed):
        return np.inf, np.nan, None
    steps = [step * _widening(f.noise) for step in (STEP, *OTHER_STEPS)]
    first = quotient(f, x, index, steps[0])
    size = max(abs(claimed), abs(first.value), floor, TINY)
    if hasty or abs(claimed - first.value) <= min(tolerance, TOLERANCE) / 10 * size:
        return abs(claimed - first.value) / size, first.value, _idle(claimed, first.value)
    found = _judged(estimate(f, x, index, tuple(steps)), claimed, floor, tolerance)
    if found[0] > tolerance and abs(float(x[index])) > 1:  # numbers far from zero, close together
        finer = (*steps, *(step * _widening(f.noise) for step in FINER_STEPS))
        return _judged(estimate(f, x, index, finer), claimed, floor, tolerance)
    return found


def _idle(claimed: float, numerical: float) -> int | None:
    return ZERO if claimed == 0 and numerical == 0 else None


def _judged(
    found: Estimate, claimed: float, floor: float, tolerance: float
) -> tuple[float, float, int | None]:
    """What an estimate says of a claim: the error beyond what rounding and kinks excuse."""
    size = max(abs(claimed), abs(found.value), floor, TINY)
    excess = found.error(claimed)
    if not np.isfinite(found.value) or not np.isfinite(excess):
        return np.inf, found.value, None
    if excess > tolerance * size:
        return max(excess, abs(claimed - found.value)) / size, found.value, None
    if found.kink:
        return excess / size, found.value, KINK
    is_lost = found.uncertainty > 0.1 * max(abs(claimed), abs(found.value))
    return excess / size, found.value, LOST if is_lost else None


def _widening(noise: float) -> float:
    """How much longer the steps must be for a function that is rougher than float64."""
    return float(max(1.0, (noise / (100 * EPS)) ** (1 / 3)))


def _chosen(
    shape: tuple[int, ...],
    where: Array | None,
    max_entries: int | None,
    seed: int,
    telling: Array | None = None,
) -> list[Index]:
    """All entries, or ``max_entries`` of them, half of these from where ``telling`` is True."""
    every = [index for index in np.ndindex(shape) if where is None or where[index]]
    if max_entries is None or len(every) <= positive_int(max_entries, "max_entries"):
        return every
    rng = np.random.default_rng(seed)
    first = [i for i in rng.permutation(len(every)) if telling is None or telling[every[i]]]
    first = first[: (max_entries + 1) // 2]
    left = np.setdiff1d(np.arange(len(every)), first)
    rest = rng.choice(left, max_entries - len(first), replace=False)
    return [every[i] for i in sorted([*first, *rest])]


# --- any pair of functions -----------------------------------------------------------------------


def check_backward(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    *arrays: ArrayLike,
    wrt: Sequence[int | str] | int | str | None = None,
    tolerance: float = TOLERANCE,
    max_entries: int | None = 500,
    explain: bool = True,
    **settings: Any,
) -> GradientReport:
    """Check a backward function against central differences of its forward function.

    With a random ``dy`` of the shape of the output, the gradients of ``E = sum(dy * y)`` that
    ``backward`` returns are compared with the quotients of ``E``. Any layout of the arrays will do.
    Both functions get copies, and are called twice, so that what is changed in place, kept or
    added up between the calls is noticed. Random numbers from ``numpy.random``, or from a generator
    among ``settings``, are the same each time.

    Args:
        forward: ``forward(*arrays, **settings)`` gives ``y``, or ``(y, cache)``.
        backward: ``backward(dy, *arrays, **settings)``, or ``backward(dy, cache)`` if the forward
            function returns a cache, gives one gradient an array, in their order: an array, a
            tuple, or a dictionary with the name of each argument, ``dx`` or ``x``.
        arrays: what the functions are given. Arrays of integers are not differentiated.
        wrt: of which arrays ``backward`` returns gradients, by place or name; by default of all
            floating-point ones, or of the first few of them.
        tolerance: largest relative error that is accepted.
        max_entries: entries to check in each array, drawn at random; ``None`` checks all.
        explain: whether to look for the cause of a disagreement.
        settings: passed on by name, to each of the two functions that takes it (``stride=2``).

    Returns:
        A ``GradientReport``: ``report.ok``, ``report.cause``, ``report.smallest`` (the mistake in
        numbers that can be checked by hand), ``report.theorem`` and ``report.entries``.

    Raises:
        TypeError: arrays or gradients that hold no real numbers, functions that are none.
        ValueError: not one gradient an array, or names in ``wrt`` that are no arguments.

    >>> report = check_backward(lambda x, w: w @ x, lambda dy, x, w: (w.T @ dy, dy @ x.T),
    ...                         np.ones((3, 2)), np.ones((4, 3)))
    >>> report.ok
    True
    """
    tolerance = as_real(tolerance, "tolerance", minimum=0, open_minimum=True)
    pair = Pair(forward, backward, arrays, wrt, settings)
    report = _report_of(pair, tolerance, max_entries)
    if not report.ok and explain and report.entries:
        from cnn_core.doctor import explained

        return explained(pair, report)
    return report


def assert_backward(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    *arrays: ArrayLike,
    **settings: Any,
) -> None:
    """Raise ``AssertionError`` with the report of ``check_backward``, unless the gradients agree.

    Args:
        forward: as for ``check_backward``.
        backward: as for ``check_backward``.
        arrays: as for ``check_backward``.
        settings: further arguments of ``check_backward``, ``wrt`` or ``stride`` for instance.

    Raises:
        AssertionError: the gradients do not agree; the message is the report.

    For use in a test:

    >>> assert_backward(lambda x: x**2, lambda dy, x: 2 * x * dy, np.arange(3.0))
    """
    report = check_backward(forward, backward, *arrays, **settings)
    if not report.ok:
        raise AssertionError(str(report))


def _report_of(pair: Pair, tolerance: float, max_entries: int | None) -> GradientReport:
    """The report without its cause."""
    notes, faults = pair.observed()
    if pair.is_random:
        return GradientReport((), tolerance, notes, faults)
    noise = max(noise_of(partial(pair.output_of, i), pair.arrays[i]) for i in pair.wrt)
    if noise > ROUGH:
        tolerance = max(tolerance, 50 * noise ** (2 / 3))
        notes += (f"float32, or something as rough, inside: accurate to {tolerance:.0e} only",)
    entries = tuple(_entry(pair, i, noise, tolerance, max_entries) for i in pair.wrt)
    report = GradientReport(entries, tolerance, notes, faults)
    if report.ok and noise < ROUGH and (fault := pair.disagreement_at_ties(tolerance)):
        return replace(report, faults=(*faults, fault))
    return report


def _entry(
    pair: Pair, i: int, noise: float, tolerance: float, max_entries: int | None
) -> GradientError:
    """The worst entry of one gradient of a pair."""
    x, claimed, name = pair.arrays[i], pair.gradients[i], pair.names[i]
    if claimed.shape != x.shape:
        trouble = f"expected a gradient of shape {x.shape}, got {claimed.shape}"
        return GradientError(name, np.inf, (), np.nan, np.nan, 0, x.size, trouble=trouble)
    indices = _chosen(x.shape, None, max_entries, 0, claimed != 0)
    f = Function(lambda value: pair.output_of(i, value), pair.dy, noise)
    with np.errstate(all="ignore"):
        found = _worst(f, x, claimed, indices, name, 0.0, tolerance)
        if found.error > tolerance and _on_a_kink(f, x, found):
            return _beside_the_kinks(pair, i, noise, tolerance, indices, found)
    return found


def _on_a_kink(f: Function, x: Array, found: GradientError) -> bool:
    """Whether the worst entry lies on a kink of several outputs, whose slopes may be mixed."""
    steps = tuple(step * _widening(f.noise) for step in (STEP, *OTHER_STEPS))
    if not found.index or not estimate(f, x, found.index, steps).kink:
        return False
    above, below, _ = moved(x, found.index, steps[0])
    here = f(x)
    return int(np.count_nonzero((f(above) != here) | (f(below) != here))) > 1


def _beside_the_kinks(
    pair: Pair, i: int, noise: float, tolerance: float, indices: list[Index], found: GradientError
) -> GradientError:
    """The check at arrays moved a little: several kinks at a place allow more than an interval."""
    beside = pair.moved(1e-3)
    f = Function(lambda value: beside.output_of(i, value), beside.dy, noise)
    again = _worst(f, beside.arrays[i], beside.gradients[i], indices, found.name, 0.0, tolerance)
    return replace(again, kinks=max(1, found.kinks)) if again.error <= tolerance else found


# --- a network -----------------------------------------------------------------------------------


def check_gradients(
    net: Network,
    x: ArrayLike,
    y: ArrayLike,
    *,
    max_entries: int | None = 100,
    tolerance: float = TOLERANCE,
    jitter: float = 1e-3,
    seed: int = 0,
) -> GradientReport:
    """Check the gradients of a network's loss on a batch, parameter by parameter.

    The check runs on a float64 copy, so the network itself is not touched; dropout draws the same
    mask each time. Parameters and samples of the copy are moved a little at random: with biases
    still zero, the black background of an image lies exactly on the kink of every ReLU, and its
    equal pixels on that of every max pool.

    Args:
        net: the network to check.
        x: a batch of samples, ``(N, *input_shape)``; two or three are enough.
        y: their labels or targets.
        max_entries: entries to check in each parameter (and the input), drawn at random; ``None``
            checks all.
        tolerance: largest relative error that is accepted.
        jitter: standard deviation of what is added to every parameter and sample value.
        seed: seed of these draws.

    Returns:
        A ``GradientReport``: ``report.ok``, ``report.max_error``, ``report.worst``, and a line for
        each parameter in ``str(report)``.

    >>> from cnn_core.layers import Dense, Tanh
    >>> from cnn_core.network import Network
    >>> net = Network([Dense(3), Tanh(), Dense(2)], (4,))
    >>> check_gradients(net, np.ones((2, 4)), [0, 1]).ok
    True
    """
    from cnn_core.network import Network

    if not isinstance(net, Network):
        raise TypeError(f"net: expected a Network, got {describe(net)}")
    tolerance = as_real(tolerance, "tolerance", minimum=0, open_minimum=True)
    twin = net.copy(dtype="float64")
    samples = _moved(twin, x, as_real(jitter, "jitter", minimum=0), np.random.default_rng(seed))
    probe = _Probe(twin, samples, y)
    gradients = {name: value.copy() for name, value in probe.gradients().items()}
    scale = max((float(np.abs(g).max()) for g in gradients.values() if g.size), default=0.0)
    learned = _learned(twin)
    entries = [
        gradient_error(
            probe.loss_with(name), probe.value(name), gradient,
            name=name, where=learned.get(name), max_entries=max_entries,
            scale=0 if name == "input" else scale, seed=seed,
        )
        for name, gradient in gradients.items()
    ]  # fmt: skip
    again = probe.gradients()
    faults = tuple(
        f"{name}: {CHANGES}"
        for name in gradients
        if not np.array_equal(gradients[name], again[name])
    )
    return GradientReport(tuple(entries), tolerance, faults=faults)


def _moved(network: Network, x: ArrayLike, jitter: float, rng: np.random.Generator) -> Array:
    """Move what the network learns by random amounts; return ``x`` moved likewise."""
    learned = _learned(network)
    for name, value in network.parameters.items():
        value += rng.normal(0, jitter, value.shape) * learned.get(name, 1)
    samples = network.as_samples(x)
    return np.asarray(samples + rng.normal(0, jitter, samples.shape))


def _learned(network: Network) -> dict[str, Array]:
    """By parameter name: True where it is learned, for those that are learned in part."""
    return {
        f"{index}.{name}": mask
        for index, layer in enumerate(network.layers)
        for name, mask in layer.learned().items()
    }


class _Probe:
    """The loss of one batch as a function of one parameter, or of the samples, at a time."""

    def __init__(self, network: Network, samples: Array, y: ArrayLike) -> None:
        self.network, self.samples, self.y = network, samples, y
        self._random_state = network.rng.bit_generator.state

    def gradients(self) -> dict[str, Array]:
        """All gradients by name, that of the samples last, as ``input``."""
        self._rewind()
        return self.network.loss_and_gradients(self.samples, self.y, inputs=True)[1]

    def value(self, name: str) -> Array:
        return self.samples if name == "input" else self.network.parameters[name].copy()

    def loss_with(self, name: str) -> Callable[[Array], float]:
        """The loss as a function of the parameter ``name``, which is put back each time."""

        def loss(value: Array) -> float:
            self._rewind()
            if name == "input":
                return self.network.loss_and_gradients(value, self.y)[0]
            parameter = self.network.parameters[name]
            before = parameter.copy()
            parameter[...] = value
            try:
                return self.network.loss_and_gradients(self.samples, self.y)[0]
            finally:
                parameter[...] = before

        return loss

    def _rewind(self) -> None:
        self.network.rng.bit_generator.state = self._random_state
