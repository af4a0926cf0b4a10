"""What is known where a gradient was found wrong: functions, numbers, and which axis means what.

All of it follows from the forward function alone. Its Jacobians are measured; from where they are
zero it is seen which axis of the output counts samples, units or places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Output = Callable[..., Array]

STEP: Final = 1e-5
SEEN: Final = 1e-7  # what is smaller, beside the largest, counts as zero


class Situation:
    """``forward`` at ``arrays`` with ``dy``; the gradient in question is that of array ``i``.

    ``forward(arrays, **settings)`` gives the output, ``settings`` are its numbers by name, such as
    a stride. An instance does not change: `but` gives another.
    """

    def __init__(
        self,
        forward: Output,
        arrays: Sequence[Array],
        i: int,
        dy: Array,
        names: Sequence[str] = (),
        settings: Mapping[str, Any] | None = None,
        wrt: Sequence[int] = (),
    ) -> None:
        self.forward, self.arrays, self.i, self.dy = forward, list(arrays), i, dy
        self.names = list(names) or [f"argument {k}" for k in range(len(arrays))]
        self.settings = dict(settings or {})
        self.wrt = tuple(wrt) or tuple(
            k for k, a in enumerate(self.arrays) if a.dtype.kind == "f"
        )  # fmt: skip
        self.claimed: Array | None = None
        self.known_roles: tuple[str, ...] | None = None
        self.changed: dict[str, Any] = {}
        self._jacobians: dict[int, Array] = {}
        self._right: Situation | None = None

    def but(self, **changed: Any) -> Situation:
        """The same with other ``arrays``, ``dy`` or ``changed`` settings."""
        arrays = changed.get("arrays", self.arrays)
        other = Situation(
            self.forward, arrays, changed.get("i", self.i), changed.get("dy", self.dy), self.names,
            self.settings, self.wrt,
        )  # fmt: skip
        other.changed = {**self.changed, **changed.get("changed", {})}
        other._right = self._right or self
        if "arrays" not in changed and "changed" not in changed:
            other._jacobians = self._jacobians
        return other

    @property
    def right(self) -> Situation:
        """The situation before anything was changed."""
        return self._right or self

    @property
    def x(self) -> Array:
        """The array whose gradient is in question."""
        return self.arrays[self.i]

    @property
    def name(self) -> str:
        return self.names[self.i]

    @cached_property
    def y(self) -> Array:
        return self.forward(self.arrays, **self.changed)

    def jacobian(self, k: int | None = None) -> Array:
        """The derivatives of the output by array ``k``: shape ``(*y.shape, *array.shape)``."""
        k = self.i if k is None else k
        if k not in self._jacobians:
            self._jacobians[k] = self._measured(k)
        return self._jacobians[k]

    def _measured(self, k: int) -> Array:
        columns = []
        for place in np.ndindex(self.arrays[k].shape):
            above, below = self.arrays[k].copy(), self.arrays[k].copy()
            step = STEP * max(1.0, abs(float(above[place])))
            above[place] += step
            below[place] -= step
            width = float(above[place] - below[place])
            high, low = (
                self.forward([*self.arrays[:k], v, *self.arrays[k + 1 :]], **self.changed)
                for v in (above, below)
            )
            columns.append((high - low) / width)
        stacked = np.stack(columns, axis=-1) if columns else np.zeros((*self.y.shape, 0))
        return stacked.reshape(*self.y.shape, *self.arrays[k].shape)

    def gradient(self, k: int | None = None) -> Array:
        """The gradient of ``sum(dy * y)`` by array ``k``, by default by the one in question."""
        return np.asarray(np.tensordot(self.dy, self.jacobian(k), axes=self.dy.ndim))

    # --- which axis means what

    @cached_property
    def footprint(self) -> Array:
        """Which entries of the array reach which outputs at all: seen by large changes."""
        reach = np.zeros((*self.y.shape, self.x.size), bool)
        far = 10 * (1 + float(np.ptp(self.x)))
        for n in range(self.x.size):
            for by in (far, -far):
                other = self.x.copy()
                other.flat[n] += by
                arrays = [*self.arrays[: self.i], other, *self.arrays[self.i + 1 :]]
                reach[..., n] |= self.forward(arrays, **self.changed) != self.y
        return reach.reshape(*self.y.shape, *self.x.shape)

    def _aligned(self, k: int) -> set[int]:
        """Axes of the output along which each entry depends on its own slice of array ``k``."""
        jacobian = np.abs(self.jacobian(k))
        seen = jacobian > SEEN * max(float(jacobian.max(initial=0.0)), 1e-300)
        pairs = [(q, p) for q in range(self.y.ndim) for p in range(self.arrays[k].ndim)]
        return {q for q, p in pairs if seen.any() and _is_diagonal(seen, q, self.y.ndim + p)}

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """What each axis of the output counts: ``sample``, ``unit`` or ``place``."""
        if self.known_roles is not None and len(self.known_roles) == self.y.ndim:
            return self.known_roles
        aligned = {k: self._aligned(k) for k in self.wrt}
        first = self.wrt[0]

        def role(q: int) -> str:
            if any(q in aligned[k] for k in self.wrt if k != first):
                return "unit"
            return "sample" if q in aligned[first] and len(self.wrt) > 1 else "place"

        return tuple(role(q) for q in range(self.y.ndim))

    def axes(self, role: str) -> tuple[int, ...]:
        """The axes of the output of that role."""
        return tuple(q for q, found in enumerate(self.roles) if found == role)

    def called(self, axes: Sequence[int]) -> str:
        """Words for some axes of the output: ``samples``, ``places``, ``units and places``."""
        roles = sorted({self.right.roles[q] for q in axes})
        if all(
            len(self.right.axes(r)) == sum(self.right.roles[q] == r for q in axes) for r in roles
        ):
            return " and ".join(f"{role}s" for role in roles)
        return "axis " + ", ".join(map(str, axes)) + " of the output"

    # --- settings

    def setting(self, *words: str) -> str | None:
        """The name of the setting in which one of the words occurs."""
        found = [n for n in self.settings if any(word in n.lower() for word in words)]
        return found[0] if found else None

    def factors(self) -> dict[str, float]:
        """Numbers that people forget or add, by name; none of them one."""
        found = {"-1": -1.0, "2": 2.0, "1/2": 0.5}
        lengths = self._lengths()
        found.update({name: float(value) for name, value in lengths.items()})
        found.update({f"1/({name})": 1.0 / value for name, value in lengths.items()})
        for name, value in self.settings.items():
            if isinstance(value, float) and 0 < value < 1:
                found |= {name: value, f"1/{name}": 1 / value}
                found |= {f"1-{name}": 1 - value, f"1/(1-{name})": 1 / (1 - value)}
            elif isinstance(value, int) and not isinstance(value, bool) and value > 1:
                found |= {name: value, f"{name}^2": value**2}
                found |= {f"1/{name}": 1 / value, f"1/{name}^2": 1 / value**2}
        return {name: value for name, value in found.items() if value != 1}

    def _lengths(self) -> dict[str, int]:
        """Products of lengths: of axes of the output, then of those of the array itself."""
        found: dict[str, int] = {}
        for count in range(1, self.y.ndim + 1):
            for axes in combinations(range(self.y.ndim), count):
                found.setdefault(self._product(axes), prod(self.y.shape[q] for q in axes))
        for k, array in enumerate(self.arrays):
            for count in range(1, array.ndim + 1):
                for axes in combinations(range(array.ndim), count):
                    name = f"length of axes {axes} of {self.names[k]}".replace(",)", ")")
                    found.setdefault(name, prod(array.shape[p] for p in axes))
        return {name: value for name, value in found.items() if value > 1}

    def _product(self, axes: tuple[int, ...]) -> str:
        return f"number of {self.called(axes)}"


def _is_diagonal(seen: Array, q: int, p: int) -> bool:
    """Whether entries along two axes of equal length meet only where their indices are equal."""
    if not seen.shape[q] == seen.shape[p] > 1:
        return False
    met = np.asarray(seen.any(axis=tuple(a for a in range(seen.ndim) if a not in (q, p))))
    return not met[~np.eye(len(met), dtype=np.bool_)].any()
