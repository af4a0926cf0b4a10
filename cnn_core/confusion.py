"""Every mistake made on purpose in every function, and what the doctor says: the confusion matrix.

A mistake that gives the very array of another one cannot be told from it; such a pair shows here,
as does a mistake that is not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core._pair import Pair
from cnn_core._search import same
from cnn_core._situation import Situation
from cnn_core.activations import leaky_relu, relu, sigmoid, softmax, tanh
from cnn_core.convolution import conv2d
from cnn_core.dense import dense
from cnn_core.doctor import diagnosis, situation
from cnn_core.mistakes import MISTAKES, Mistake, Variant
from cnn_core.pooling import avg_pool2d, l2_pool2d, max_pool2d, subsample2d

Array = NDArray[Any]


@dataclass(frozen=True)
class Subject:
    """A function in which mistakes are made: shapes of its arrays, and settings."""

    forward: Callable[..., Any]
    shapes: tuple[tuple[int, ...], ...]
    settings: Mapping[str, Any]

    def arrays(self) -> list[Array]:
        rng = np.random.default_rng(12)
        return [rng.normal(size=shape) for shape in self.shapes]


def _max_pool2d(x: Array, size: int, stride: int) -> Array:
    return max_pool2d(x, size, stride)[0]


def _subsample2d(x: Array, coefficient: Array, bias: Array, size: int) -> Array:
    return subsample2d(x, size, coefficient, bias)[0]


def _conv2d(x: Array, w: Array, b: Array, stride: int, padding: int, dilation: int) -> Array:
    return conv2d(x, w, b, stride=stride, padding=padding, dilation=dilation)


SUBJECTS: Final[dict[str, Subject]] = {
    "dense": Subject(dense, ((3, 4), (3, 3), (3,)), {}),
    "conv2d": Subject(
        _conv2d, ((2, 6, 6, 2), (2, 2, 2, 2), (2,)), {"stride": 2, "padding": 1, "dilation": 3}
    ),
    "max_pool2d": Subject(_max_pool2d, ((2, 5, 5, 2),), {"size": 3, "stride": 1}),
    "avg_pool2d": Subject(avg_pool2d, ((2, 5, 5, 2),), {"size": 3, "stride": 1}),
    "l2_pool2d": Subject(l2_pool2d, ((2, 5, 5, 2),), {"size": 3, "stride": 1}),
    "subsample2d": Subject(_subsample2d, ((2, 4, 4, 2), (2,), (2,)), {"size": 2}),
    "sigmoid": Subject(sigmoid, ((4, 3),), {}),
    "tanh": Subject(tanh, ((4, 3),), {}),
    "relu": Subject(relu, ((4, 3),), {}),
    "leaky_relu": Subject(leaky_relu, ((4, 3),), {}),
    "softmax": Subject(softmax, ((4, 3),), {}),
}


@dataclass(frozen=True)
class Trial:
    """One mistake made in one function, and the mistakes that the doctor names."""

    subject: str
    array: str
    made: str
    named: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether one mistake was named: this one, or one that gives the very same array."""
        return len(self.named) == 1


def trials(
    subjects: Iterable[str] = tuple(SUBJECTS), mistakes: Iterable[str] = tuple(MISTAKES)
) -> Iterator[Trial]:
    """Make each mistake in each array of each function where it applies, and ask the doctor."""
    mistakes = list(mistakes)
    for subject in subjects:
        case = SUBJECTS[subject]
        for i in range(len(case.shapes)):
            for name in mistakes:
                pair = spoiled(case, i, MISTAKES[name])
                if pair is not None:
                    found = diagnosis(pair, i)
                    yield Trial(subject, pair.names[i], name, found.mistakes if found else ())


def confusion(
    subjects: Iterable[str] = tuple(SUBJECTS), mistakes: Iterable[str] = tuple(MISTAKES)
) -> dict[tuple[str, str], int]:
    """How often the mistake made (first) was named as which (second; empty if none was).

    >>> confusion(["dense"], ["sign"])
    {('sign', 'sign'): 3}
    """
    table: dict[tuple[str, str], int] = {}
    for trial in trials(subjects, mistakes):
        cell = (trial.made, " and ".join(trial.named))
        table[cell] = table.get(cell, 0) + 1
    return table


def spoiled(case: Subject, i: int, mistake: Mistake) -> Pair | None:
    """The function with a backward function that makes the mistake in the gradient of array ``i``.

    ``None`` if the mistake does not apply, or changes nothing.
    """
    right = Pair(case.forward, lambda dy, *arrays: arrays[i], case.arrays(), i, case.settings)
    s = situation(right, i)
    s.claimed = None
    for variant in mistake.variants(s):
        try:
            wrong = mistake.wrong(s, variant)
        except (ValueError, IndexError):
            continue
        if not same(wrong, s.gradient()) and np.isfinite(wrong).all() and wrong.size:
            backward = _spoiling(case, i, mistake, variant, right.names)
            return Pair(case.forward, backward, case.arrays(), i, case.settings)
    return None


def _spoiling(
    case: Subject, i: int, mistake: Mistake, variant: Variant, names: list[str]
) -> Callable[..., Any]:
    """A backward function that makes the mistake at any sizes."""

    def backward(dy: Array, *arrays: Array) -> Array:
        def forward(given: list[Array], **changed: Any) -> Array:
            return np.asarray(case.forward(*given, **{**case.settings, **changed}))

        s = Situation(forward, arrays, i, dy, names, case.settings, wrt=(i,))
        ways = [v for v in mistake.variants(s) if v.key == variant.key]
        return mistake.wrong(s, ways[0]) if ways else s.gradient()

    return backward
