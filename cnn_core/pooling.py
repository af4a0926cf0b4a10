r"""Pooling: max, average, L2 and trainable subsampling, forward beside backward.

Images are ``(C, H, W, N)``, the batch last. A window of ``size`` moves by ``stride`` (by default
its own size, so that windows do not overlap); rows and columns left over at the end are not
visited. Each function walks over the **taps** of the window: tap ``(u, v)`` of every window at once
is a strided view of the image, ``x[:, u::S, v::S]`` cut to the output size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_int, as_pair, check_not_empty, check_shape
from cnn_core.convolution import Size, conv_output_size

Pair = tuple[int, int]


# ---------------------------------------------------------------------------------------------
# Windows
# ---------------------------------------------------------------------------------------------
def _window(size: Size, stride: Size | None) -> tuple[Pair, Pair]:
    size = as_pair(size, "size")
    return size, size if stride is None else as_pair(stride, "stride")


def _images(x: ArrayLike, name: str = "x", kinds: str = "iufcO") -> Array:
    x = as_array(x, name, ndim=4)
    check_not_empty(x, name)
    if x.dtype.kind not in kinds:
        raise TypeError(f"{name}: expected real numbers, got dtype {x.dtype}")
    return x


def _image_shape(x_shape: Sequence[int]) -> tuple[int, int, int, int]:
    if not isinstance(x_shape, Sequence) or len(x_shape) != 4:
        raise ValueError(f"x_shape: expected four lengths (C, H, W, N), got {x_shape!r}")
    channels, height, width, batch = (as_int(length, "x_shape", 1) for length in x_shape)
    return channels, height, width, batch


@lru_cache(maxsize=1024)
def _pooled_shape(x_shape: tuple[int, ...], size: Pair, stride: Pair) -> tuple[int, int, int, int]:
    channels, height, width, batch = x_shape
    if size[0] > height or size[1] > width:
        raise ValueError(f"size: expected at most the image {(height, width)}, got {size}")
    out_h = conv_output_size(height, size[0], stride[0])
    out_w = conv_output_size(width, size[1], stride[1])
    return channels, out_h, out_w, batch


@lru_cache(maxsize=1024)
def _tap_slices(
    x_shape: tuple[int, ...], size: Pair, stride: Pair
) -> tuple[tuple[slice, slice, slice], ...]:
    """For each tap in row-major order, where all windows have it."""
    _, out_h, out_w, _ = _pooled_shape(x_shape, size, stride)
    return tuple(
        (
            slice(None),
            slice(u, u + stride[0] * (out_h - 1) + 1, stride[0]),
            slice(v, v + stride[1] * (out_w - 1) + 1, stride[1]),
        )
        for u, v in np.ndindex(*size)
    )


def _taps(x: Array, size: Pair, stride: Pair) -> Iterator[Array]:
    """For each tap in row-major order, its view ``(C, OH, OW, N)`` of the images."""
    return (x[slices] for slices in _tap_slices(x.shape, size, stride))


def _zeros_to_fill(
    x_shape: tuple[int, ...], size: Pair, stride: Pair, dtype: np.dtype[Any]
) -> Array:
    """An array for the input gradient, zero at least wherever no window will write.

    When windows tile the image each pixel is written once, and only the strips left over at the
    end need zeros.
    """
    if size != stride or dtype.kind == "O":
        return np.zeros(x_shape, dtype)
    _, out_h, out_w, _ = _pooled_shape(x_shape, size, stride)
    dx = np.empty(x_shape, dtype)
    dx[:, out_h * size[0] :] = 0
    dx[:, :, out_w * size[1] :] = 0
    return dx


# ---------------------------------------------------------------------------------------------
# Max
# ---------------------------------------------------------------------------------------------
def max_pool2d(x: ArrayLike, size: Size, stride: Size | None = None) -> tuple[Array, Array]:
    """Largest value in each window, and which tap of the window it was.

    Args:
        x: images, shape ``(C, H, W, N)``, real.
        size: height and width of the window, an integer or a pair, at least 1.
        stride: distance between windows, an integer or a pair; by default ``size``.

    Returns:
        ``y``, shape ``(C, OH, OW, N)``, and ``winners`` of the same shape: the winning tap as
        ``u * width + v``. When several taps are equal the **first in row-major order** wins.
        NaN in a window gives NaN.

    Raises:
        ValueError: wrong rank, an empty array, or a window larger than the image.
        TypeError: arguments of the wrong kind.

    >>> x = np.array([[1, 5, 2, 2], [0, 3, 2, 1]]).reshape(1, 2, 4, 1)
    >>> y, winners = max_pool2d(x, 2)
    >>> y.ravel(), winners.ravel()
    (array([5, 2]), array([1, 0], dtype=uint8))

    The formula is ``eq-max-pooling``.
    """
    x, (size, stride) = _images(x, kinds="iufO"), _window(size, stride)
    taps = _taps(x, size, stride)
    y = next(taps).copy()
    winners = np.zeros(y.shape, np.min_scalar_type(size[0] * size[1] - 1))
    beats = np.empty_like(winners)
    for index, tap in enumerate(taps, start=1):
        truth = beats.view(bool) if beats.itemsize == 1 else beats
        np.greater(tap, y, out=truth)  # strictly: the first of equals stays
        np.multiply(beats, beats.dtype.type(index), out=beats)
        np.maximum(winners, beats, out=winners)
        np.maximum(y, tap, out=y)
    return y, winners


def max_values(x: Array, size: Pair, stride: Pair) -> Array:
    """``y`` of ``max_pool2d`` alone, for checked arguments: what inference needs."""
    taps = _taps(x, size, stride)
    y = next(taps).copy()
    for tap in taps:
        np.maximum(y, tap, out=y)
    return y


def max_pool2d_backward(
    dy: ArrayLike,
    winners: ArrayLike,
    x_shape: Sequence[int],
    size: Size,
    stride: Size | None = None,
) -> Array:
    """Gradient of ``max_pool2d``: each ``dy`` goes to the winner of its window.

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        winners: as returned by ``max_pool2d``.
        x_shape: shape ``(C, H, W, N)`` of the images.
        size: as given to ``max_pool2d``, and so ``stride``.

    Returns:
        ``dx`` of shape ``x_shape``. A pixel that wins several overlapping windows gets the sum.

    Raises:
        ValueError: shapes that do not fit, or a winner that is no tap of the window.
        TypeError: arguments of the wrong kind.

    >>> dy, winners = np.array([7.0, 9.0]).reshape(1, 1, 2, 1), np.array([1, 0]).reshape(1, 1, 2, 1)
    >>> max_pool2d_backward(dy, winners, (1, 2, 4, 1), 2)[0, :, :, 0]
    array([[0., 7., 9., 0.],
           [0., 0., 0., 0.]])

    The formula is ``eq-max-pooling-gradient``.
    """
    x_shape, (size, stride) = _image_shape(x_shape), _window(size, stride)
    dy, winners = _images(dy, "dy"), _winners(winners, size)
    check_shape(dy, "dy", _pooled_shape(x_shape, size, stride))
    check_shape(winners, "winners", dy.shape)
    dx = _zeros_to_fill(x_shape, size, stride, dy.dtype)
    for index, tap in enumerate(_taps(dx, size, stride)):
        won = winners == index
        if dy.dtype == object:
            tap[...] += np.where(won, dy, 0)
        elif size == stride:
            np.multiply(dy, won, out=tap)
        else:
            tap += dy * won
    return dx


def gather_winners(
    x: ArrayLike, winners: ArrayLike, size: Size, stride: Size | None = None
) -> Array:
    """The values of the given winners: max pooling as the linear map that it is between ties.

    ``gather_winners(x, winners, ...)`` equals ``y`` when ``y, winners = max_pool2d(x, ...)``.
    It works for every dtype, symbols included, and ``max_pool2d_backward`` is its transpose.

    Args:
        x: images, shape ``(C, H, W, N)``.
        winners: index of the winning tap for each window, shape ``(C, OH, OW, N)``.
        size: as for ``max_pool2d``, and so ``stride``.

    Raises:
        ValueError: shapes that do not fit, or a winner that is no tap of the window.
        TypeError: arguments of the wrong kind.

    >>> x = np.array([[1, 5, 2, 2], [0, 3, 2, 1]]).reshape(1, 2, 4, 1)
    >>> gather_winners(x, np.array([1, 0]).reshape(1, 1, 2, 1), 2).ravel()
    array([5, 2])
    """
    x, (size, stride) = _images(x), _window(size, stride)
    winners = _winners(winners, size)
    check_shape(winners, "winners", _pooled_shape(x.shape, size, stride))
    y = np.zeros(winners.shape, x.dtype)
    for index, tap in enumerate(_taps(x, size, stride)):
        np.copyto(y, tap, where=winners == index)
    return y


def _winners(winners: ArrayLike, size: Pair) -> Array:
    winners = as_array(winners, "winners", ndim=4)
    if winners.dtype.kind not in "iu":
        raise TypeError(f"winners: expected integers, got dtype {winners.dtype}")
    check_not_empty(winners, "winners")
    taps = size[0] * size[1]
    if winners.min() < 0 or winners.max() >= taps:
        raise ValueError(
            f"winners: expected values from 0 to {taps - 1} for size {size}, "
            f"got values from {winners.min()} to {winners.max()}"
        )
    return winners


# ---------------------------------------------------------------------------------------------
# Average
# ---------------------------------------------------------------------------------------------
def avg_pool2d(x: ArrayLike, size: Size, stride: Size | None = None) -> Array:
    """Mean of each window.

    Args:
        x: images, shape ``(C, H, W, N)``.
        size: height and width of the window, an integer or a pair, at least 1.
        stride: distance between windows, an integer or a pair; by default ``size``.

    Returns:
        ``y``, shape ``(C, OH, OW, N)``; the mean of integers is a float, that of symbols exact.

    Raises:
        ValueError: wrong rank, an empty array, or a window larger than the image.
        TypeError: arguments of the wrong kind.

    >>> x = np.array([[1, 5, 2, 2], [0, 2, 2, 2]]).reshape(1, 2, 4, 1)
    >>> avg_pool2d(x, 2).ravel()
    array([2., 2.])

    The formula is ``eq-average-pooling``.
    """
    x, (size, stride) = _images(x), _window(size, stride)
    taps = _taps(x if x.dtype.kind in "fcO" else x.astype(np.float64), size, stride)
    y = next(taps).copy()
    for tap in taps:
        y += tap
    y /= size[0] * size[1]
    return y


def avg_pool2d_backward(
    dy: ArrayLike, x_shape: Sequence[int], size: Size, stride: Size | None = None
) -> Array:
    """Gradient of ``avg_pool2d``: each ``dy`` is shared equally among the taps of its window.

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        x_shape: shape ``(C, H, W, N)`` of the images.
        size: as given to ``avg_pool2d``, and so ``stride``.

    Returns:
        ``dx`` of shape ``x_shape``; a pixel in several windows gets the sum.

    Raises:
        ValueError: shapes that do not fit.
        TypeError: arguments of the wrong kind.

    >>> avg_pool2d_backward(np.full((1, 1, 1, 1), 4.0), (1, 2, 3, 1), 2)[0, :, :, 0]
    array([[1., 1., 0.],
           [1., 1., 0.]])

    The formula is ``eq-average-pooling-gradient``.
    """
    x_shape, (size, stride) = _image_shape(x_shape), _window(size, stride)
    dy = _images(dy, "dy")
    check_shape(dy, "dy", _pooled_shape(x_shape, size, stride))
    share = dy / (size[0] * size[1])
    dx = _zeros_to_fill(x_shape, size, stride, share.dtype)
    for tap in _taps(dx, size, stride):
        if size == stride:
            tap[...] = share
        else:
            tap += share
    return dx


# ---------------------------------------------------------------------------------------------
# L2
# ---------------------------------------------------------------------------------------------
def l2_pool2d(x: ArrayLike, size: Size, stride: Size | None = None) -> Array:
    """Euclidean norm of each window, ``sqrt(sum x^2)``, without overflow in between.

    Args:
        x: images, shape ``(C, H, W, N)``, real.
        size: height and width of the window, an integer or a pair, at least 1.
        stride: distance between windows, an integer or a pair; by default ``size``.

    Returns:
        ``y``, shape ``(C, OH, OW, N)``, never negative.

    Raises:
        ValueError: wrong rank, an empty array, or a window larger than the image.
        TypeError: arguments that do not hold real numbers.

    >>> l2_pool2d(np.array([[3.0, 0.0], [0.0, 4.0]]).reshape(1, 2, 2, 1), 2).ravel()
    array([5.])

    The formula is ``eq-l2-pooling``.
    """
    x, (size, stride) = _images(x, kinds="iufO"), _window(size, stride)
    taps = _taps(x if x.dtype.kind in "fO" else x.astype(np.float64), size, stride)
    if x.dtype == object:
        return np.asarray(np.sqrt(sum(tap * tap for tap in taps)))
    y = np.abs(next(taps))
    for tap in taps:
        np.hypot(y, tap, out=y)
    return y


def l2_pool2d_backward(
    dy: ArrayLike, x: ArrayLike, y: ArrayLike, size: Size, stride: Size | None = None
) -> Array:
    """Gradient of ``l2_pool2d``: ``dy * x / y`` for each tap, and **0** where the norm is 0.

    The norm has no derivative at 0; 0 is the subgradient of least length.

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        x: the images given to ``l2_pool2d``, shape ``(C, H, W, N)``.
        y: the norms returned by ``l2_pool2d``, shape ``(C, OH, OW, N)``.
        size: as given to ``l2_pool2d``, and so ``stride``.

    Returns:
        ``dx`` with the shape of ``x``.

    Raises:
        ValueError: shapes that do not fit.
        TypeError: arguments that do not hold real numbers.

    >>> x = np.array([[3.0, 0.0], [0.0, 4.0]]).reshape(1, 2, 2, 1)
    >>> l2_pool2d_backward(np.full((1, 1, 1, 1), 10.0), x, l2_pool2d(x, 2), 2)[0, :, :, 0]
    array([[6., 0.],
           [0., 8.]])

    The formula is ``eq-l2-pooling-gradient``.
    """
    (size, stride), real = _window(size, stride), "iufO"
    dy, x, y = _images(dy, "dy", real), _images(x, "x", real), _images(y, "y", real)
    check_shape(dy, "dy", _pooled_shape(x.shape, size, stride))
    check_shape(y, "y", dy.shape)
    inverse = np.zeros(y.shape, np.result_type(dy, y, np.float32))
    np.divide(1, y, out=inverse, where=y > 0)
    dx = np.zeros(x.shape, inverse.dtype)
    for x_tap, dx_tap in zip(_taps(x, size, stride), _taps(dx, size, stride), strict=True):
        dx_tap += dy * (x_tap * inverse)
    return dx


# ---------------------------------------------------------------------------------------------
# Trainable subsampling
# ---------------------------------------------------------------------------------------------
def subsample2d(
    x: ArrayLike, size: Size, coefficient: ArrayLike, bias: ArrayLike
) -> tuple[Array, Array]:
    """Local averaging with a trainable coefficient and bias per map.

    ``y[c] = coefficient[c] * mean(window) + bias[c]``; the windows do not overlap. A nonlinearity,
    if one is wanted, is a layer of its own.

    Args:
        x: feature maps, shape ``(C, H, W, N)``.
        size: height and width of the window, an integer or a pair, at least 1.
        coefficient: one number per map, shape ``(C,)``.
        bias: one number per map, shape ``(C,)``.

    Returns:
        ``y`` and the window ``means``, both of shape ``(C, OH, OW, N)``; the backward function
        needs the means.

    Raises:
        ValueError: wrong ranks, lengths that do not fit, a window larger than the image.
        TypeError: arguments of the wrong kind.

    >>> y, means = subsample2d(np.ones((1, 2, 2, 1)), 2, [3.0], [0.5])
    >>> y.ravel(), means.ravel()
    (array([3.5]), array([1.]))

    The formula is ``eq-subsampling``.
    """
    means = avg_pool2d(x, size)
    coefficient = _per_map(coefficient, "coefficient", means.shape[0])
    bias = _per_map(bias, "bias", means.shape[0])
    y = coefficient[:, None, None, None] * means
    return y + bias[:, None, None, None], means


def subsample2d_backward(
    dy: ArrayLike, means: ArrayLike, x_shape: Sequence[int], size: Size, coefficient: ArrayLike
) -> tuple[Array, Array, Array]:
    """Gradients of ``subsample2d`` with respect to the maps, the coefficients and the biases.

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        means: the window means returned by ``subsample2d``.
        x_shape: shape ``(C, H, W, N)`` of the feature maps.
        size: as given to ``subsample2d``, and so ``coefficient``.

    Returns:
        ``dx`` of shape ``x_shape``, ``dcoefficient`` and ``dbias`` of shape ``(C,)``, the last
        two summed over the batch.

    Raises:
        ValueError: shapes that do not fit.
        TypeError: arguments of the wrong kind.

    >>> dx, dcoefficient, dbias = subsample2d_backward(
    ...     np.full((1, 1, 1, 1), 4.0), np.full((1, 1, 1, 1), 2.0), (1, 2, 2, 1), 2, [3.0])
    >>> dx.ravel(), dcoefficient, dbias
    (array([3., 3., 3., 3.]), array([8.]), array([4.]))

    The formula is ``eq-subsampling-gradient``.
    """
    dy, means = _images(dy, "dy"), _images(means, "means")
    check_shape(means, "means", dy.shape)
    coefficient = _per_map(coefficient, "coefficient", dy.shape[0])
    dx = avg_pool2d_backward(coefficient[:, None, None, None] * dy, x_shape, size)
    return dx, (dy * means).sum(axis=(1, 2, 3)), dy.sum(axis=(1, 2, 3))


def _per_map(value: ArrayLike, name: str, channels: int) -> Array:
    value = as_array(value, name, ndim=1)
    check_shape(value, name, (channels,))
    return value
