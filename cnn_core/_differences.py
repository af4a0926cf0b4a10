"""Difference quotients that know how far they can be trusted.

``(f(x + h) - f(x - h)) / 2h`` is off by a term of order ``h^2`` and by rounding, about
``eps |f| / h``. So a quotient is taken with several steps, relative to ``|x|``, and kept with an
uncertainty: of the steps that contradict no smaller one, the largest has the least rounding. At a
kink the quotients of the two sides differ however small the step, and a gradient may be any value
between them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Index = tuple[int, ...]

STEP: Final = 1e-5
OTHER_STEPS: Final = (1e-4, 1e-6, 1e-3, 1e-7)
FINER_STEPS: Final = (1e-8, 1e-9)  # of numbers that are large beside what they differ by
ROUNDINGS: Final = 16.0  # roundings that a difference of two values may carry
EPS: Final = float(np.finfo(float).eps)


class Function:
    """An array-valued function that gets a copy of its argument each time, seen through ``dy``.

    The checks look at ``E = sum(dy * f(x))``; the differences are taken before the sum, so that
    large outputs that do not change cost no digits.
    """

    def __init__(self, f: Callable[[Array], Any], dy: Any = 1.0, noise: float = EPS) -> None:
        self.f, self.dy, self.noise = f, np.asarray(dy, dtype=np.float64), noise

    def __call__(self, x: Array) -> Array:
        return np.array(self.f(x.copy()), dtype=np.float64)

    def rounding(self, *values: Array) -> float:
        """How much of ``sum(dy * (f1 - f2))`` may be rounding."""
        size = np.maximum.reduce([np.abs(value) for value in values])
        return float(ROUNDINGS * self.noise * np.sum(np.abs(self.dy) * size))


class Quotient(NamedTuple):
    """A central difference in one entry with one step, and its share of rounding."""

    value: float
    rounding: float


class Estimate(NamedTuple):
    """A derivative, what it may be off by, and the interval of one-sided slopes at a kink."""

    value: float
    uncertainty: float
    low: float
    high: float

    @property
    def kink(self) -> bool:
        return self.high > self.low

    def error(self, claimed: float) -> float:
        """How far ``claimed`` is from everything that the estimate allows."""
        low = min(self.low, self.value - self.uncertainty)
        high = max(self.high, self.value + self.uncertainty)
        return float(max(low - claimed, claimed - high, 0.0)) if np.isfinite(claimed) else np.inf


def moved(x: Array, index: Index, step: float) -> tuple[Array, Array, float]:
    """``x`` with one entry increased and decreased by about ``step * max(1, |x|)``; twice that."""
    above, below = x.copy(), x.copy()
    width = step * max(1.0, abs(float(x[index])))
    above[index] += width
    below[index] -= width
    return above, below, float(above[index] - below[index])


def quotient(f: Function, x: Array, index: Index, step: float) -> Quotient:
    """``(f(x + h) - f(x - h)) / 2h`` in one entry."""
    above, below, width = moved(x, index, step)
    high, low = f(above), f(below)
    with np.errstate(invalid="ignore"):
        return Quotient(
            float(np.sum(f.dy * (high - low)) / width), f.rounding(high, low) / width
        )  # fmt: skip


def estimate(f: Function, x: Array, index: Index, steps: tuple[float, ...]) -> Estimate:
    """The derivative in one entry from quotients with all ``steps``."""
    tried = [quotient(f, x, index, step) for step in sorted(steps)]
    best, spread = tried[0], 0.0
    for larger in tried[1:]:
        gap = abs(larger.value - best.value)
        if not gap <= best.rounding + larger.rounding + 1e-9 * abs(best.value):
            break
        best, spread = larger, gap
    low, high = _sides(f, x, index, sorted(steps))
    return Estimate(best.value, best.rounding + spread, low, high)


def _sides(f: Function, x: Array, index: Index, steps: list[float]) -> tuple[float, float]:
    """The interval of the one-sided slopes, summed over the outputs; empty where f is smooth.

    At a kink the gap between the sides stays as the step grows; elsewhere it grows with the step.
    """
    here = f(x)
    left, right, doubt = _one_sided(f, x, here, index, steps[0])
    far_left, far_right, _ = _one_sided(f, x, here, index, steps[2])
    gap = np.abs(right - left)
    kink = (gap > 4 * doubt) & (np.abs(far_right - far_left) < 4 * gap) & np.isfinite(gap)
    if not kink.any():
        return np.inf, -np.inf
    middle, slack = f.dy * (left + right) / 2, float(np.sum(np.abs(f.dy) * doubt))
    half = np.where(kink, np.abs(f.dy) * gap / 2, 0.0)
    return float(np.sum(middle - half)) - slack, float(np.sum(middle + half)) + slack


def _one_sided(
    f: Function, x: Array, here: Array, index: Index, step: float
) -> tuple[Array, Array, Array]:
    """Slopes to the left and to the right of each output, and what rounding may add to them."""
    above, below, width = moved(x, index, step)
    doubt = ROUNDINGS * f.noise * np.abs(here) / (width / 2) + EPS
    return (here - f(below)) / (width / 2), (f(above) - here) / (width / 2), doubt


def noise_of(f: Callable[[Array], Array], x: Array) -> float:
    """The relative rounding of ``f``, found as what is not smooth on very short lines from ``x``.

    ``EPS`` for a function that works in float64 throughout, some ``1e-7`` where it passes through
    float32, of order one for a random function. Of two lines the smoother one counts: a kink may
    lie on one.
    """
    found = min(_roughness(f, x, seed) for seed in range(2)) if x.size else EPS
    return max(EPS, 2 * found if found > 100 * EPS else found)  # rough: few values, so with care


def _roughness(f: Callable[[Array], Array], x: Array, seed: int) -> float:
    rng = np.random.default_rng(seed)
    away = rng.uniform(0.5, 1, x.shape) * rng.choice([-1, 1], x.shape) * np.maximum(np.abs(x), 1)
    found = [0.0]
    for length in (1e-8, 1e-6):
        values = np.stack([f(x + k * length * away).ravel() for k in range(1, 10)])
        scale = float(np.abs(values).max(initial=0.0))
        if not scale or not np.isfinite(scale):
            return 0.0
        fourth = np.diff(values, 4, axis=0) / np.sqrt(70.0)  # of white noise: its own size
        found.append(float(np.sqrt(np.mean(fourth**2))) / scale)
    return max(found)
