"""What a classifier gets right and wrong: the confusion matrix, and a report for each class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_int, check_shape, describe

__all__ = ["ClassReport", "class_report", "confusion_matrix"]


def confusion_matrix(
    labels: ArrayLike, predictions: ArrayLike, classes: int | None = None
) -> Array:
    """Counts ``(classes, classes)``: row true class, column predicted class.

    ``labels`` and ``predictions`` are integers ``(N,)``, from 0; ``classes`` is by default one more
    than the largest. ``ValueError`` for shapes that differ or a class out of range.

    >>> confusion_matrix([0, 0, 1], [0, 1, 1]).tolist()
    [[1, 1], [0, 1]]
    """
    truth, guess = _as_classes(labels, "labels"), _as_classes(predictions, "predictions")
    check_shape(guess, "predictions", truth.shape)
    least = int(max(truth.max(), guess.max())) + 1
    size = least if classes is None else as_int(classes, "classes", minimum=1)
    if size < least:
        raise ValueError(f"classes: expected at least {least}, got {size}")
    counts = np.zeros((size, size), dtype=int)
    np.add.at(counts, (truth, guess), 1)
    return counts


@dataclass(frozen=True)
class ClassReport:
    """For each class of a ``confusion`` matrix how good a classifier is at it; print it to read.

    ``precision`` is the share of the predictions of a class that are right, ``recall`` the share of
    its samples that are found, ``f1 = 2 precision recall / (precision + recall)``, ``support`` the
    number of its samples. A share of nothing is NaN, printed as ``-``.
    """

    confusion: Array
    names: tuple[str, ...]

    @property
    def support(self) -> Array:
        """Samples of each class."""
        return np.asarray(self.confusion.sum(axis=1))

    @property
    def precision(self) -> Array:
        """Right answers over all answers of this class."""
        return _share(np.diag(self.confusion), self.confusion.sum(axis=0))

    @property
    def recall(self) -> Array:
        """Right answers over all samples of this class."""
        return _share(np.diag(self.confusion), self.support)

    @property
    def f1(self) -> Array:
        """The harmonic mean of the two: ``2 right / (answers + samples)``."""
        return _share(2 * np.diag(self.confusion), self.confusion.sum(axis=0) + self.support)

    @property
    def accuracy(self) -> float:
        """Right answers over all samples."""
        return float(np.trace(self.confusion) / self.confusion.sum())

    def __str__(self) -> str:
        width = max(8, *map(len, self.names))
        lines = [f"{'class':>{width}}  precision  recall      f1  samples"]
        rows = zip(self.names, self.precision, self.recall, self.f1, self.support, strict=True)
        for name, p, r, f, n in rows:
            lines.append(f"{name:>{width}}  {_text(p):>9}  {_text(r):>6}  {_text(f):>6}  {n:>7}")
        total = int(self.support.sum())
        lines.append(f"{'accuracy':>{width}}  {'':>9}  {'':>6}  {self.accuracy:>6.3f}  {total:>7}")
        return "\n".join(lines)


def class_report(
    labels: ArrayLike, predictions: ArrayLike, names: Sequence[str] | None = None
) -> ClassReport:
    """Precision, recall, F1 and number of samples of each class.

    ``labels`` and ``predictions`` are those of ``confusion_matrix``; ``names`` are the names of all
    classes, by default their numbers.

    >>> print(class_report([0, 0, 1, 1], [0, 1, 1, 1], names=["no", "yes"]))
       class  precision  recall      f1  samples
          no      1.000   0.500   0.667        2
         yes      0.667   1.000   0.800        2
    accuracy                    0.750        4
    """
    if names is not None and (isinstance(names, str) or not isinstance(names, Sequence)):
        raise TypeError(f"names: expected a name for each class, got {describe(names)}")
    counts = confusion_matrix(labels, predictions, None if names is None else len(names))
    given = range(len(counts)) if names is None else names
    return ClassReport(counts, tuple(str(name) for name in given))


def _share(part: Array, whole: Array) -> Array:
    none = np.full(len(whole), np.nan)
    return np.asarray(np.divide(part, whole, out=none, where=whole > 0))


def _text(share: float) -> str:
    return "-" if np.isnan(share) else f"{share:.3f}"


def _as_classes(values: Any, name: str) -> Array:
    array = as_array(values, name, ndim=1)
    if array.dtype.kind not in "iu" or array.size == 0 or array.min() < 0:
        raise ValueError(f"{name}: expected non-negative integers, got {describe(array)}")
    return array
