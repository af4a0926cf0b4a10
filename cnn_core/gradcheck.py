"""One gradient checker for everything: analytic gradients against central differences.

``numerical_gradient`` and ``gradient_error`` check any scalar function of an array;
``check_gradients`` checks every parameter of a network, and its input. All of it works in float64.

The difference quotient ``(f(x + h) - f(x - h)) / 2h`` is off by a term of order ``h^2`` and by
rounding of order ``1e-16 / h``; with ``h`` near ``1e-5`` some ten digits agree. Very small
gradients need a larger ``h``. At a kink (ReLU at 0, two equal values in a max pool) the quotient
means nothing, and near one it needs a smaller ``h``. So an entry that disagrees is tried again
with other steps; a wrong gradient stays wrong for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core._checks import as_array, as_real, check_shape, describe, positive_int

if TYPE_CHECKING:
    from cnn_core.network import Network

Array = NDArray[Any]
Index = tuple[int, ...]

STEP: Final = 1e-5
OTHER_STEPS: Final = (1e-4, 1e-6, 1e-3, 1e-7)
TOLERANCE: Final = 1e-5


@dataclass(frozen=True)
class GradientError:
    """The entry of one gradient where ``analytic`` and ``numerical`` value differ most.

    ``name`` and ``index`` say which entry; ``checked`` of ``size`` entries were compared.
    ``error`` is ``|analytic - numerical|`` relative to the larger of the two, or to a thousandth of
    the largest entry in sight where both are smaller than that (their digits are rounding).
    """

    name: str
    error: float
    index: Index
    analytic: float
    numerical: float
    checked: int
    size: int

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.error:.1e} at {self.index} "
            f"(analytic {self.analytic:.6g}, numerical {self.numerical:.6g}; "
            f"{self.checked} of {self.size} entries)"
        )


@dataclass(frozen=True)
class GradientReport:
    """``entries``, a ``GradientError`` per parameter and one for the input, and a ``tolerance``.

    The report is true if no error exceeds the tolerance.
    """

    entries: tuple[GradientError, ...]
    tolerance: float = TOLERANCE

    @property
    def worst(self) -> GradientError:
        """The entry with the largest error."""
        return max(self.entries, key=lambda entry: np.nan_to_num(entry.error, nan=np.inf))

    @property
    def max_error(self) -> float:
        """The largest relative error of all."""
        return self.worst.error

    @property
    def ok(self) -> bool:
        """Whether every error is within the tolerance."""
        return bool(self.max_error <= self.tolerance)

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        verdict = "agree" if self.ok else "DISAGREE"
        lines = [f"gradients {verdict} (tolerance {self.tolerance:.0e})", *map(str, self.entries)]
        return "\n  ".join(lines)


def numerical_gradient(
    f: Callable[[Array], Any],
    x: ArrayLike,
    step: float = STEP,
    indices: Iterable[Index] | None = None,
) -> Array:
    """Central differences of a scalar function at ``x``, for all entries or those in ``indices``.

    ``f`` gets a float64 array of the shape of ``x`` and returns a real number. Entries that are not
    asked for are 0 in the result, which has the shape of ``x``. ``step`` is ``h``.

    >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, 2.0]).round(6)
    array([2., 4.])
    """
    step = as_real(step, "step", minimum=0, open_minimum=True)
    x = as_array(x, "x").astype(np.float64)  # a copy
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape) if indices is None else indices:
        gradient[index] = _quotient(f, x, index, step)
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
        f: a scalar function of a float64 array.
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
    floor = 1e-3 * max(scale, float(np.abs(claimed).max(initial=0.0)))
    indices = _chosen(x.shape, where, max_entries, seed)
    worst = GradientError(name, 0.0, (), 0.0, 0.0, len(indices), x.size)
    for index in indices:
        found = _compare(f, x, claimed, index, floor)
        if not found[0] <= worst.error or not worst.index:
            worst = GradientError(name, found[0], index, *found[1:], len(indices), x.size)
    return worst


def _compare(
    f: Callable[[Array], Any], x: Array, claimed: Array, index: Index, floor: float
) -> tuple[float, float, float]:
    """Error, analytic and numerical value of one entry; other steps if it looks wrong."""
    analytic = float(claimed[index])
    tried = []
    for step in (STEP, *OTHER_STEPS):
        numerical = _quotient(f, x, index, step)
        size = max(abs(analytic), abs(numerical), floor, np.finfo(float).tiny)
        error = abs(analytic - numerical) / size
        tried.append((np.inf if np.isnan(error) else error, analytic, numerical))
        if error <= TOLERANCE / 10:
            break
    return min(tried)


def _quotient(f: Callable[[Array], Any], x: Array, index: Index, step: float) -> float:
    """``(f(x + h) - f(x - h)) / 2h`` in one entry; ``x`` is put back."""
    value = x[index]
    x[index] = value + step
    above, high = float(f(x)), float(x[index])
    x[index] = value - step
    below, low = float(f(x)), float(x[index])
    x[index] = value
    return (above - below) / (high - low)


def _chosen(
    shape: tuple[int, ...], where: Array | None, max_entries: int | None, seed: int
) -> list[Index]:
    every = [index for index in np.ndindex(shape) if where is None or where[index]]
    if max_entries is None or len(every) <= positive_int(max_entries, "max_entries"):
        return every
    chosen = np.random.default_rng(seed).choice(len(every), max_entries, replace=False)
    return [every[i] for i in sorted(chosen)]


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
    gradients = probe.gradients()
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
    return GradientReport(tuple(entries), tolerance)


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
