"""Convolution and pooling along one axis: the two-dimensional functions on images of one row.

A sequence is ``(C, L, N)``: channels, length, and the batch last; kernels are ``(F, C, k)``. All
rules, errors and conventions are those of ``cnn_core.convolution`` and ``cnn_core.pooling``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_int
from cnn_core.convolution import conv2d, conv2d_backward
from cnn_core.pooling import avg_pool2d, avg_pool2d_backward, max_pool2d, max_pool2d_backward


def conv1d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: int = 1,
    padding: int | Literal["same", "valid"] = 0,
    dilation: int = 1,
    groups: int = 1,
) -> Array:
    """One-dimensional convolution layer (cross-correlation).

    ``y[f, i, n] = b[f] + sum_cu w[f, c, u] x[c, S i + D u - P, n]``

    Args:
        x: sequences, shape ``(C, L, N)``.
        w: kernels, shape ``(F, C / groups, k)``.
        b: bias per filter, shape ``(F,)``, or ``None``.
        stride: ``S``; it, ``padding`` ``P``, ``dilation`` ``D`` and ``groups`` are as in
            ``conv2d``.

    Returns:
        ``y``, shape ``(F, OL, N)``.

    >>> conv1d(np.arange(5.0).reshape(1, 5, 1), [[[1, 0, -1]]])[0, :, 0]
    array([-2., -2., -2.])
    """
    x, w, options = _as_rows(x, w, stride, padding, dilation, groups)
    return conv2d(x, w, b, **options)[:, 0]


def conv1d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: int = 1,
    padding: int | Literal["same", "valid"] = 0,
    dilation: int = 1,
    groups: int = 1,
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``conv1d``.

    Args:
        dy: gradient with respect to the output, shape ``(F, OL, N)``.
        x: the sequences given to ``conv1d``, shape ``(C, L, N)``.
        w: the kernels given to ``conv1d``, shape ``(F, C / groups, k)``.
        stride: as given to ``conv1d``, and so ``padding``, ``dilation`` and ``groups``.

    Returns:
        ``dx``, ``dw``, ``db`` with the shapes of ``x``, ``w`` and ``(F,)``.

    >>> x = np.arange(3.0).reshape(1, 3, 1)
    >>> dx, dw, db = conv1d_backward(np.ones((1, 2, 1)), x, [[[2, 3]]])
    >>> dx.ravel(), dw.ravel(), db
    (array([2., 5., 3.]), array([1., 3.]), array([2.]))
    """
    x, w, options = _as_rows(x, w, stride, padding, dilation, groups)
    dx, dw, db = conv2d_backward(_row(dy, "dy"), x, w, **options)
    return dx[:, 0], dw[:, :, 0], db


def max_pool1d(x: ArrayLike, size: int, stride: int | None = None) -> tuple[Array, Array]:
    """Largest value in each window of a sequence, and which tap it was.

    Args:
        x: sequences, shape ``(C, L, N)``.
        size: length of the window, at least 1.
        stride: distance between windows; by default ``size``.

    Returns:
        ``y`` and ``winners``, both of shape ``(C, OL, N)``.

    >>> y, winners = max_pool1d(np.array([1, 5, 2, 2]).reshape(1, 4, 1), 2)
    >>> y.ravel(), winners.ravel()
    (array([5, 2]), array([1, 0], dtype=uint8))
    """
    y, winners = max_pool2d(_row(x, "x"), *_window(size, stride))
    return y[:, 0], winners[:, 0]


def max_pool1d_backward(
    dy: ArrayLike, winners: ArrayLike, x_shape: Sequence[int], size: int, stride: int | None = None
) -> Array:
    """Gradient of ``max_pool1d``: each ``dy`` goes to the winner of its window.

    Args:
        dy: gradient with respect to the output, shape ``(C, OL, N)``.
        winners: as returned by ``max_pool1d``.
        x_shape: shape ``(C, L, N)`` of the sequences.
        size: as given to ``max_pool1d``, and so ``stride``.

    Returns:
        ``dx`` of shape ``x_shape``.

    >>> max_pool1d_backward([[[7.0]]], [[[1]]], (1, 3, 1), 2).ravel()
    array([0., 7., 0.])
    """
    rows = _row(dy, "dy"), _row(winners, "winners"), _row_shape(x_shape)
    return max_pool2d_backward(*rows, *_window(size, stride))[:, 0]


def avg_pool1d(x: ArrayLike, size: int, stride: int | None = None) -> Array:
    """Mean of each window of a sequence.

    Args:
        x: sequences, shape ``(C, L, N)``.
        size: length of the window, at least 1.
        stride: distance between windows; by default ``size``.

    Returns:
        ``y``, shape ``(C, OL, N)``.

    >>> avg_pool1d(np.array([1, 5, 2, 2]).reshape(1, 4, 1), 2).ravel()
    array([3., 2.])
    """
    return avg_pool2d(_row(x, "x"), *_window(size, stride))[:, 0]


def avg_pool1d_backward(
    dy: ArrayLike, x_shape: Sequence[int], size: int, stride: int | None = None
) -> Array:
    """Gradient of ``avg_pool1d``: every tap of a window gets an equal share.

    Args:
        dy: gradient with respect to the output, shape ``(C, OL, N)``.
        x_shape: shape ``(C, L, N)`` of the sequences.
        size: as given to ``avg_pool1d``, and so ``stride``.

    Returns:
        ``dx`` of shape ``x_shape``.

    >>> avg_pool1d_backward([[[4.0]]], (1, 3, 1), 2).ravel()
    array([2., 2., 0.])
    """
    return avg_pool2d_backward(_row(dy, "dy"), _row_shape(x_shape), *_window(size, stride))[:, 0]


def _row(array: ArrayLike, name: str) -> Array:
    """``(C, L, N)`` as images of one row, ``(C, 1, L, N)``."""
    return as_array(array, name, ndim=3)[:, None]


def _row_shape(x_shape: Sequence[int]) -> tuple[int, int, int, int]:
    if not isinstance(x_shape, Sequence) or len(x_shape) != 3:
        raise ValueError(f"x_shape: expected three lengths (C, L, N), got {x_shape!r}")
    channels, length, batch = (as_int(value, "x_shape", 1) for value in x_shape)
    return channels, 1, length, batch


def _window(size: int, stride: int | None) -> tuple[tuple[int, int], tuple[int, int]]:
    size = as_int(size, "size", 1)
    return (1, size), (1, size if stride is None else as_int(stride, "stride", 1))


def _as_rows(
    x: ArrayLike, w: ArrayLike, stride: int, padding: Any, dilation: int, groups: int
) -> tuple[Array, Array, dict[str, Any]]:
    options = {
        "stride": (1, as_int(stride, "stride", 1)),
        "padding": padding if isinstance(padding, str) else (0, as_int(padding, "padding", 0)),
        "dilation": (1, as_int(dilation, "dilation", 1)),
        "groups": groups,
    }
    return _row(x, "x"), np.expand_dims(as_array(w, "w", ndim=3), 2), options
