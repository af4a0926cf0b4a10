"""The same functions at other sizes: which axes belong together, and the smallest that will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core._pair import Pair

Array = NDArray[Any]
Slot = tuple[int, int]  # array, axis
Group = frozenset[Slot]
Shapes = list[tuple[int, ...]]


def attempt(pair: Pair, arrays: Sequence[Array], dy: Array | None = None) -> Pair | None:
    """The pair at other arrays, if both functions take them."""
    try:
        with np.errstate(all="ignore"):
            other = pair.at(arrays, dy)
    except Exception:
        return None
    fine = other.y.size and np.isfinite(other.y).all() and set(other.wrt) == set(pair.wrt)
    return other if fine else None


def fresh(array: Array, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Random numbers like those in ``array``, in another shape, no two the same."""
    values = np.unique(array)
    if array.dtype.kind != "f" or (array.size > 3 and 1 < len(values) <= 2):
        return rng.choice(array.ravel(), shape)  # labels, or a mask
    spread = float(np.std(array)) or max(1.0, abs(float(values[0])))
    drawn = rng.choice(array.ravel(), shape) + rng.normal(0, 0.3, shape) * spread
    if values[0] >= 0 and len(values) > 1:
        inside = values[-1] if values[-1] <= 1 else np.inf
        drawn = np.clip(np.abs(drawn), 0, inside) * rng.uniform(0.6, 0.99, shape)
    return np.asarray(drawn)


def shapes_of(pair: Pair) -> Shapes:
    return [array.shape for array in pair.arrays]


def resized(pair: Pair, shapes: Shapes, seed: int = 0) -> Pair | None:
    """The pair at fresh numbers in these shapes, if it takes them."""
    rng = np.random.default_rng(seed)
    return attempt(pair, [fresh(a, s, rng) for a, s in zip(pair.arrays, shapes, strict=True)])


def changed(shapes: Shapes, group: Group, by: int) -> Shapes | None:
    """The shapes with the axes of a group longer or shorter; ``None`` if one would vanish."""
    new = [list(shape) for shape in shapes]
    for k, p in group:
        new[k][p] += by
        if new[k][p] < 1:
            return None
    return [tuple(shape) for shape in new]


def groups(pair: Pair) -> list[Group]:
    """Sets of axes that can change their length, those that must change it together as one."""
    shapes, found, used = shapes_of(pair), [], set[Slot]()
    for group in _possible(shapes):
        if used & group:
            continue
        for by in (1, -1, 2, -2):
            new = changed(shapes, group, by)
            if new is not None and resized(pair, new) is not None:
                found.append(group)
                used |= group
                break
    return found


def _possible(shapes: Shapes) -> Iterator[Group]:
    """Axes alone, then pairs and triples of the same length, of different arrays."""
    slots = [(k, p) for k, shape in enumerate(shapes) for p in range(len(shape))]
    for count in (1, 2, 3):
        for some in combinations(slots, count):
            lengths = {shapes[k][p] for k, p in some}
            if len(lengths) == 1 and len({k for k, _ in some}) == count:
                yield frozenset(some)


def size_of(shapes: Shapes) -> int:
    return sum(int(np.prod(shape)) for shape in shapes)


def smaller(
    pair: Pair,
    those: Sequence[Group],
    good: Callable[[Pair], bool],
    enough: int = 0,
    floor: int = 1,
    steps: Sequence[int] = (-4, -2, -1),
) -> Pair:
    """The pair at the smallest sizes, found by steps of one, at which ``good`` holds."""
    best, progress = pair, True
    while progress and size_of(shapes_of(best)) > enough:
        progress = False
        order = sorted(those, key=lambda g: -max(shapes_of(best)[k][p] for k, p in g))
        for group in order:
            if min(shapes_of(best)[k][p] for k, p in group) <= floor:
                continue
            for by in steps:
                new = changed(shapes_of(best), group, by)
                if new is None or min(new[k][p] for k, p in group) < floor:
                    continue
                tried = resized(pair, new)
                if tried is not None and good(tried):
                    best, progress = tried, True
                    break
            if progress:
                break
    return best


def in_whole_numbers(pair: Pair, good: Callable[[Pair], bool]) -> Pair:
    """The pair at small whole numbers if they will do, at short decimals if not."""
    for digits, seed in ((0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (2, 0)):
        rng = np.random.default_rng(seed)
        arrays = [_short(a, digits, rng) for a in pair.arrays]
        dy = rng.permutation(np.arange(1.0, pair.y.size + 1)).reshape(pair.y.shape)
        tried = attempt(pair, arrays, np.minimum(dy, (dy - 1) % 9 + 1))
        if tried is not None and good(tried):
            return tried
    return pair


def _short(array: Array, digits: int, rng: np.random.Generator) -> Array:
    if array.dtype.kind != "f" or len(np.unique(array)) <= 2 < array.size:
        return array
    if digits == 0:
        values = np.concatenate([np.arange(1, 10), -np.arange(1, 5)])[: max(9, array.size)]
        return rng.permutation(np.resize(values, array.size)).reshape(array.shape).astype(float)
    return np.round(array, digits)
