"""Batches: samples come first, as everyone has them, and go into a network batch last."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cnn_core._checks import as_array, check_not_empty, check_shape, describe

Array = NDArray[Any]
Shape = tuple[int, ...]


def as_samples(x: Any, input_shape: Shape) -> Array:
    """``x`` as ``(N, *input_shape)`` of finite real numbers; one channel may be left out."""
    array = as_array(x, "x")
    if array.dtype.kind not in "biuf":
        raise TypeError(f"x: expected real numbers, got dtype {array.dtype}")
    if len(input_shape) == 3 and input_shape[0] == 1 and array.ndim == 3:
        array = array[:, None]
    if array.shape[1:] != input_shape:
        wanted = ", ".join(map(str, input_shape))
        raise ValueError(f"x: expected samples of shape (N, {wanted}), got {np.shape(x)}")
    check_not_empty(array, "x")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        sample = int(np.argwhere(~np.isfinite(array))[0][0])
        raise ValueError(f"x: expected finite numbers, got NaN or infinity in sample {sample}")
    return array


def as_targets(y: Any, samples: int, output_shape: Shape, *, labels: str) -> Array:
    """``y`` as ``(N,)`` integer labels or ``(N, *output_shape)`` targets.

    ``labels`` says what integer labels become: they are kept (``"keep"``), turned into vectors with
    a one at the label (``"one-hot"``), or not allowed (``"none"``).
    """
    array = as_array(y, "y")
    if array.dtype.kind not in "biuf":
        raise TypeError(f"y: expected labels or real numbers, got dtype {array.dtype}")
    if array.ndim == 0 or len(array) != samples:
        raise ValueError(f"y: expected {samples} targets, one per sample, got {describe(array)}")
    if array.ndim == 1 and output_shape == (1,):
        array = array[:, None]
    if array.ndim == 1 and labels != "none":
        return _labels(array, output_shape[0], labels)
    check_shape(array, "y", (samples, *output_shape))
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError("y: expected finite numbers, got NaN or infinity")
    return array


def _labels(array: Array, classes: int, labels: str) -> Array:
    if array.dtype.kind not in "iu":
        raise TypeError(f"y: expected integer labels, got dtype {array.dtype}")
    if array.min() < 0 or array.max() >= classes:
        wrong = array[(array < 0) | (array >= classes)][0]
        raise ValueError(f"y: expected labels from 0 to {classes - 1}, got {wrong}")
    array = array.astype(np.intp)
    return array if labels == "keep" else np.eye(classes)[array]


def batch_last(samples: Array, dtype: DTypeLike) -> Array:
    """``(N, ...)`` as a new contiguous array ``(..., N)``."""
    turned = np.empty((*samples.shape[1:], len(samples)), dtype)
    turned[...] = np.moveaxis(samples, 0, -1)
    return turned


def batch_first(values: Array) -> Array:
    """``(..., N)`` as a new contiguous array ``(N, ...)``."""
    return np.array(np.moveaxis(values, -1, 0), order="C")
