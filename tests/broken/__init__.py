"""Backward functions that are wrong as people's are: pairs with the name of the mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Broken:
    """A pair of functions, what they are given, and the mistakes that may be named."""

    name: str
    forward: Callable[..., Any]
    backward: Callable[..., Any]
    shapes: tuple[tuple[int, ...], ...]
    mistakes: tuple[str, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    positive: bool = False

    def arrays(self) -> list[np.ndarray]:
        rng = np.random.default_rng(11)
        arrays = [rng.normal(size=shape) for shape in self.shapes]
        return [np.abs(a) + 0.1 for a in arrays] if self.positive else arrays


BROKEN: list[Broken] = []


def broken(
    forward: Callable[..., Any], *shapes: tuple[int, ...], names: str, positive: bool = False,
    **settings: Any,
) -> Callable[[Any], Any]:  # fmt: skip
    """Enter a backward function; ``names`` are the mistakes, separated by a bar, that it makes."""

    def enter(backward: Callable[..., Any]) -> Callable[..., Any]:
        BROKEN.append(
            Broken(
                f"{backward.__module__.rpartition('.')[2]}: {backward.__name__}", forward, backward,
                shapes, tuple(names.split("|")), settings, positive,
            )
        )  # fmt: skip
        return backward

    return enter
