"""The search for the mistakes that turn the right gradient into the one that somebody has."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core._situation import Situation
from cnn_core.mistakes import (
    COTANGENT,
    MISTAKES,
    POINT,
    RESULT,
    THROUGH,
    Mistake,
    Variant,
)

Array = NDArray[Any]

EQUAL: Final = 1e-6  # of the largest entry: what the measured derivatives are good for
ORDER: Final = {POINT: 0, COTANGENT: 1, THROUGH: 2, RESULT: 3}
PATIENCE: Final = 2.0  # seconds of computing


@dataclass(frozen=True)
class Step:
    """One mistake made in one way."""

    mistake: Mistake
    variant: Variant

    def at(self, s: Situation) -> Step | None:
        """The same in another situation; ``None`` if it has no meaning there."""
        same = [v for v in self.mistake.variants(s) if v.key == self.variant.key]
        return Step(self.mistake, same[0]) if same else None


Steps = tuple[Step, ...]


def same(a: Array | None, b: Array) -> bool:
    """Whether two gradients are equal, shape and all, to what can be measured."""
    if a is None or a.shape != b.shape or not a.size:
        return False
    size = max(float(np.abs(a).max()), float(np.abs(b).max()))
    return bool(np.isfinite(size) and np.abs(a - b).max() <= EQUAL * size)


def outcome(steps: Iterable[Step], s: Situation) -> Array | None:
    """The gradient after these mistakes, made in the order of their stages; ``None`` if none."""
    found: Array | None = None
    try:
        with np.errstate(all="ignore"):
            for step in sorted(steps, key=lambda step: ORDER[step.mistake.stage]):
                if step.mistake.stage in (POINT, COTANGENT):
                    s = step.variant.apply(s)
                elif step.mistake.stage == THROUGH:
                    found = np.asarray(step.variant.apply(s))
                else:
                    found = step.variant.apply(s.gradient() if found is None else found)
            return s.gradient() if found is None else found
    except Exception:
        return None


class Search:
    """What may have gone wrong in one situation: single mistakes first, then pairs."""

    def __init__(self, s: Situation, claimed: Array) -> None:
        self.s, self.claimed, self.started = s, claimed, time.process_time()

    @cached_property
    def steps(self) -> list[Step]:
        """Every way to make one mistake here."""
        found = []
        for mistake in MISTAKES.values():
            try:
                with np.errstate(all="ignore"):
                    found += [Step(mistake, v) for v in mistake.variants(self.s)]
            except (ArithmeticError, ValueError, TypeError, IndexError):
                continue
        return found

    def explanations(self) -> Iterator[Steps]:
        """Explanations of the claimed gradient, the simplest first."""
        for step in self.steps:
            if same(outcome([step], self.s), self.claimed):
                yield (step,)
        yield from self._pairs()

    def _pairs(self) -> Iterator[Steps]:
        before = [step for step in self.steps if step.mistake.stage != RESULT]
        after = [step for step in self.steps if step.mistake.stage == RESULT]
        plain = self.s.gradient()
        yield from self._ending(after, (), plain)
        for first in before:
            changed = outcome([first], self.s)
            if changed is None or same(changed, plain):
                continue
            for last in after:
                if not _too_seldom(first, last) and same(
                    self._applied(last, changed), self.claimed
                ):
                    yield (first, last)
            if time.process_time() - self.started > PATIENCE:
                return
        yield from self._inner_pairs(before)

    def _ending(self, after: Sequence[Step], start: Steps, g: Array) -> Iterator[Steps]:
        """Two changes of the result, one after the other."""
        for first in after:
            changed = self._applied(first, g)
            for last in after if changed is not None else ():
                if not _too_seldom(first, last) and same(
                    self._applied(last, changed), self.claimed
                ):
                    yield (*start, first, last)

    @staticmethod
    def _applied(step: Step, g: Array | None) -> Array | None:
        try:
            return np.asarray(step.variant.apply(g))
        except (ValueError, IndexError, TypeError):
            return None

    def _inner_pairs(self, before: Sequence[Step]) -> Iterator[Steps]:
        """A wrong point with a wrong cotangent, and so on: what shares the derivative is cheap."""
        points = [step for step in before if step.mistake.stage == POINT]
        cotangents = [step for step in before if step.mistake.stage == COTANGENT]
        through = [step for step in before if step.mistake.stage == THROUGH]
        for outer, inner in ((cotangents, cotangents), (cotangents, through), (points, cotangents),
                             (points, through)):  # fmt: skip
            for first in outer:
                try:
                    s = first.variant.apply(self.s)
                except Exception:
                    continue
                for last in inner:
                    if not _too_seldom(first, last) and same(outcome([last], s), self.claimed):
                        yield (first, last)
                if time.process_time() - self.started > PATIENCE:
                    return


def _too_seldom(first: Step, last: Step) -> bool:
    """Whether two mistakes are not worth looking for together."""
    a, b = first.mistake, last.mistake
    return a is b or (a.seldom and b.seldom)


def rates(s: Situation, claimed: Array) -> tuple[float, ...]:
    """Rates at which another array, moved against its gradient, would explain what is claimed."""
    found = []
    for k in s.wrt:
        if k == s.i or claimed.shape != s.x.shape:
            continue
        rate = _rate(s, k, claimed)
        found += [rate] if rate else []
    return tuple(found)


def _rate(s: Situation, k: int, claimed: Array) -> float:
    small, rate = 1e-4, 0.0
    try:
        for turn in range(4):  # Newton's method along the line
            at = _moved(s, k, rate).gradient()
            slope = (_moved(s, k, rate + small).gradient() - at) / small
            norm = float(np.sum(slope**2))
            rate += float(np.sum(slope * (claimed - at))) / norm if norm else 0.0
            left = at + slope * rate - claimed
            if turn == 0 and np.sum(left**2) > 0.1 * np.sum((claimed - at) ** 2):
                return 0.0  # nowhere near: another cause
            if np.sum(left**2) < 1e-20 * np.sum(claimed**2):
                break
    except (ArithmeticError, ValueError, TypeError):
        return 0.0
    return float(f"{rate:.5g}") if np.isfinite(rate) else 0.0


def _moved(s: Situation, k: int, rate: float) -> Situation:
    return s.but(arrays=[*s.arrays[:k], s.arrays[k] - rate * s.gradient(k), *s.arrays[k + 1 :]])


def decay(s: Situation, claimed: Array) -> float:
    """The multiple of the array itself that has been added to its gradient, if any."""
    if claimed.shape != s.x.shape or not np.any(s.x):
        return 0.0
    return float(f"{float(np.sum((claimed - s.gradient()) * s.x)) / float(np.sum(s.x**2)):.5g}")
