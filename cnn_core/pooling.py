r"""Pooling: max, average, L2 and trainable subsampling, forward beside backward.

Images are ``(C, H, W, N)``, the batch last. A window of ``size`` moves by ``stride`` (by default
its own size, so that windows do not overlap); rows and columns left over at the end are not
visited. Each function walks over the **taps** of the window (``cnn_core.windows``): tap ``(u, v)``
of every window at once is a strided view of the image, ``x[:, u::S, v::S]`` cut to the output size.

Every function raises ``ValueError`` for shapes that do not fit, an empty array, a value out of
range or a window larger than the image, and ``TypeError`` for arguments of the wrong kind. NaN in a
window gives NaN.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, check_not_empty, check_shape
from cnn_core.windows import Geometry, Pair, Size, geometry, image_shape, taps


# ---------------------------------------------------------------------------------------------
# Windows
# ---------------------------------------------------------------------------------------------
def _window(size: Size, stride: Size | None) -> Geometry:
    return geometry(size, size if stride is None else stride)


def _images(x: ArrayLike, name: str = "x", kinds: str = "iufcO") -> Array:
    x = as_array(x, name, ndim=4)
    check_not_empty(x, name)
    if x.dtype.kind not in kinds:
        raise TypeError(f"{name}: expected real numbers, got dtype {x.dtype}")
    return x


@lru_cache(maxsize=1024)
def _pooled_shape(x_shape: tuple[int, ...], where: Geometry) -> tuple[int, int, int, int]:
    channels, height, width, batch = x_shape
    if where.size[0] > height or where.size[1] > width:
        raise ValueError(f"size: expected at most the image {(height, width)}, got {where.size}")
    return channels, *where.output_size((height, width)), batch


def _taps(x: Array, where: Geometry) -> Iterator[Array]:
    """For each tap in row-major order, its view ``(C, OH, OW, N)`` of the images."""
    _pooled_shape(x.shape, where)
    return (x[tap.here] for tap in taps(where, (x.shape[1], x.shape[2])))


def _zeros_to_fill(x_shape: tuple[int, ...], where: Geometry, dtype: np.dtype[Any]) -> Array:
    """An array for the input gradient, zero at least wherever no window will write.

    When windows tile the image each pixel is written once, and only the strips left over at the
    end need zeros.
    """
    if where.size != where.stride or dtype.kind == "O":
        return np.zeros(x_shape, dtype)
    _, out_h, out_w, _ = _pooled_shape(x_shape, where)
    dx = np.empty(x_shape, dtype)
    dx[:, out_h * where.size[0] :] = 0
    dx[:, :, out_w * where.size[1] :] = 0
    return dx


# ---------------------------------------------------------------------------------------------
# Max
# ---------------------------------------------------------------------------------------------
def max_pool2d(x: ArrayLike, size: Size, stride: Size | None = None) -> tuple[Array, Array]:
    """Largest value in each window, and which tap of the window it was (`eq-max-pooling`).

    Args:
        x: images, shape ``(C, H, W, N)``, real.
        size: height and width of the window, an integer or a pair, at least 1.
        stride: distance between windows, an integer or a pair; by default ``size``.

    Returns:
        ``y``, shape ``(C, OH, OW, N)``, and ``winners`` of the same shape: the winning tap as
        ``u * width + v``. When several taps are equal the **first in row-major order** wins, and
        so does the first NaN over everything else (in PyTorch the last).

    >>> x = np.array([[1, 5, 2, 2], [0, 3, 2, 1]]).reshape(1, 2, 4, 1)
    >>> y, winners = max_pool2d(x, 2)
    >>> y.ravel(), winners.ravel()
    (array([5, 2]), array([1, 0], dtype=uint8))
    """
    x, where = _images(x, kinds="iufO"), _window(size, stride)
    views = _taps(x, where)
    y = next(views).copy()
    winners = np.zeros(y.shape, np.min_scalar_type(where.size[0] * where.size[1] - 1))
    beats = np.empty_like(winners)
    for index, tap in enumerate(views, start=1):
        truth = beats.view(bool) if beats.itemsize == 1 else beats
        np.greater(tap, y, out=truth)  # strictly: the first of equals stays
        np.multiply(beats, beats.dtype.type(index), out=beats)
        np.maximum(winners, beats, out=winners)
        np.maximum(y, tap, out=y)
    if y.dtype.kind == "f" and np.isnan(y.max()):  # one NaN makes the largest of all NaN
        _let_first_nan_win(winners, x, where)
    return y, winners


def _let_first_nan_win(winners: Array, x: Array, where: Geometry) -> None:
    for index, tap in reversed(list(enumerate(_taps(x, where)))):
        winners[np.isnan(tap)] = index


def max_values(x: Array, size: Pair, stride: Pair) -> Array:
    """``y`` of ``max_pool2d`` alone, for checked arguments: what inference needs."""
    views = _taps(x, geometry(size, stride))
    y = next(views).copy()
    for tap in views:
        np.maximum(y, tap, out=y)
    return y


def max_pool2d_backward(
    dy: ArrayLike,
    winners: ArrayLike,
    x_shape: Sequence[int],
    size: Size,
    stride: Size | None = None,
) -> Array:
    """Gradient of ``max_pool2d``: ``dy`` goes to the winner (`eq-max-pooling-gradient`).

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        winners: as returned by ``max_pool2d``.
        x_shape: shape ``(C, H, W, N)`` of the images.
        size: as given to ``max_pool2d``, and so ``stride``.

    Returns:
        ``dx`` of shape ``x_shape``. A pixel that wins several overlapping windows gets the sum.

    Raises:
        ValueError: a winner that is no tap of the window.

    >>> dy, winners = np.array([7.0, 9.0]).reshape(1, 1, 2, 1), np.array([1, 0]).reshape(1, 1, 2, 1)
    >>> max_pool2d_backward(dy, winners, (1, 2, 4, 1), 2)[0, :, :, 0]
    array([[0., 7., 9., 0.],
           [0., 0., 0., 0.]])
    """
    x_shape, where = image_shape(x_shape), _window(size, stride)
    dy, winners = _images(dy, "dy"), _winners(winners, where.size)
    check_shape(dy, "dy", _pooled_shape(x_shape, where))
    check_shape(winners, "winners", dy.shape)
    dx = _zeros_to_fill(x_shape, where, dy.dtype)
    for index, tap in enumerate(_taps(dx, where)):
        won = winners == index
        if dy.dtype == object:
            tap[...] += np.where(won, dy, 0)
        elif where.size == where.stride:
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
        ValueError: a winner that is no tap of the window.

    >>> x = np.array([[1, 5, 2, 2], [0, 3, 2, 1]]).reshape(1, 2, 4, 1)
    >>> gather_winners(x, np.array([1, 0]).reshape(1, 1, 2, 1), 2).ravel()
    array([5, 2])
    """
    x, where = _images(x), _window(size, stride)
    winners = _winners(winners, where.size)
    check_shape(winners, "winners", _pooled_shape(x.shape, where))
    y = np.zeros(winners.shape, x.dtype)
    for index, tap in enumerate(_taps(x, where)):
        np.copyto(y, tap, where=winners == index)
    return y


def _winners(winners: ArrayLike, size: Pair) -> Array:
    winners = as_array(winners, "winners", ndim=4)
    if winners.dtype.kind not in "iu":
        raise TypeError(f"winners: expected integers, got dtype {winners.dtype}")
    check_not_empty(winners, "winners")
    count = size[0] * size[1]
    if winners.min() < 0 or winners.max() >= count:
        raise ValueError(
            f"winners: expected values from 0 to {count - 1} for size {size}, "
            f"got values from {winners.min()} to {winners.max()}"
        )
    return winners


# ---------------------------------------------------------------------------------------------
# Average
# ---------------------------------------------------------------------------------------------
def avg_pool2d(x: ArrayLike, size: Size, stride: Size | None = None) -> Array:
    """Mean of each window (`eq-average-pooling`).

    Args:
        x: images, shape ``(C, H, W, N)``.
        size: height and width of the window, an integer or a pair, at least 1.
        stride: distance between windows, an integer or a pair; by default ``size``.

    Returns:
        ``y``, shape ``(C, OH, OW, N)``; the mean of integers is a float, that of symbols exact.

    >>> x = np.array([[1, 5, 2, 2], [0, 2, 2, 2]]).reshape(1, 2, 4, 1)
    >>> avg_pool2d(x, 2).ravel()
    array([2., 2.])
    """
    x, where = _images(x), _window(size, stride)
    views = _taps(x if x.dtype.kind in "fcO" else x.astype(np.float64), where)
    y = next(views).copy()
    for tap in views:
        y += tap
    y /= where.size[0] * where.size[1]
    return y


def avg_pool2d_backward(
    dy: ArrayLike, x_shape: Sequence[int], size: Size, stride: Size | None = None
) -> Array:
    """Gradient of ``avg_pool2d``: every tap gets an equal share (`eq-average-pooling-gradient`).

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        x_shape: shape ``(C, H, W, N)`` of the images.
        size: as given to ``avg_pool2d``, and so ``stride``.

    Returns:
        ``dx`` of shape ``x_shape``; a pixel in several windows gets the sum.

    >>> avg_pool2d_backward(np.full((1, 1, 1, 1), 4.0), (1, 2, 3, 1), 2)[0, :, :, 0]
    array([[1., 1., 0.],
           [1., 1., 0.]])
    """
    x_shape, where = image_shape(x_shape), _window(size, stride)
    dy = _images(dy, "dy")
    check_shape(dy, "dy", _pooled_shape(x_shape, where))
    share = dy / (where.size[0] * where.size[1])
    dx = _zeros_to_fill(x_shape, where, share.dtype)
    for tap in _taps(dx, where):
        if where.size == where.stride:
            tap[...] = share
        else:
            tap += share
    return dx


def global_avg_pool2d(x: ArrayLike) -> Array:
    """Mean of each channel over the whole image.

    Args:
        x: images, shape ``(C, H, W, N)``.

    Returns:
        ``y``, shape ``(C, N)``.

    >>> global_avg_pool2d(np.arange(4.0).reshape(1, 2, 2, 1))
    array([[1.5]])
    """
    return np.asarray(_images(x).mean(axis=(1, 2)))


def global_avg_pool2d_backward(dy: ArrayLike, x_shape: Sequence[int]) -> Array:
    """Gradient of ``global_avg_pool2d``: every pixel gets an equal share.

    Args:
        dy: gradient with respect to the output, shape ``(C, N)``.
        x_shape: shape ``(C, H, W, N)`` of the images.

    Returns:
        ``dx`` of shape ``x_shape``.

    >>> global_avg_pool2d_backward([[8.0]], (1, 2, 2, 1)).ravel()
    array([2., 2., 2., 2.])
    """
    channels, height, width, batch = image_shape(x_shape)
    dy = as_array(dy, "dy", ndim=2)
    check_shape(dy, "dy", (channels, batch))
    share = dy / (height * width)
    return np.broadcast_to(share[:, None, None, :], (channels, height, width, batch)).copy()


# ---------------------------------------------------------------------------------------------
# L2
# ---------------------------------------------------------------------------------------------
def l2_pool2d(x: ArrayLike, size: Size, stride: Size | None = None) -> Array:
    """Euclidean norm of each window, ``sqrt(sum x^2)``, without overflow (`eq-l2-pooling`).

    Args:
        x: images, shape ``(C, H, W, N)``, real.
        size: height and width of the window, an integer or a pair, at least 1.
        stride: distance between windows, an integer or a pair; by default ``size``.

    Returns:
        ``y``, shape ``(C, OH, OW, N)``, never negative.

    >>> l2_pool2d(np.array([[3.0, 0.0], [0.0, 4.0]]).reshape(1, 2, 2, 1), 2).ravel()
    array([5.])
    """
    x, where = _images(x, kinds="iufO"), _window(size, stride)
    views = _taps(x if x.dtype.kind in "fO" else x.astype(np.float64), where)
    if x.dtype == object:
        return np.asarray(np.sqrt(sum(tap * tap for tap in views)))
    y = np.abs(next(views))
    for tap in views:
        np.hypot(y, tap, out=y)
    return y


def l2_pool2d_backward(
    dy: ArrayLike, x: ArrayLike, y: ArrayLike, size: Size, stride: Size | None = None
) -> Array:
    """Gradient of ``l2_pool2d``: ``dy * x / y``, **0** where y is 0 (`eq-l2-pooling-gradient`).

    The norm has no derivative at 0; 0 is the subgradient of least length.

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        x: the images given to ``l2_pool2d``, shape ``(C, H, W, N)``.
        y: the norms returned by ``l2_pool2d``, shape ``(C, OH, OW, N)``.
        size: as given to ``l2_pool2d``, and so ``stride``.

    Returns:
        ``dx`` with the shape of ``x``.

    >>> x = np.array([[3.0, 0.0], [0.0, 4.0]]).reshape(1, 2, 2, 1)
    >>> l2_pool2d_backward(np.full((1, 1, 1, 1), 10.0), x, l2_pool2d(x, 2), 2)[0, :, :, 0]
    array([[6., 0.],
           [0., 8.]])
    """
    where, real = _window(size, stride), "iufO"
    dy, x, y = _images(dy, "dy", real), _images(x, "x", real), _images(y, "y", real)
    check_shape(dy, "dy", _pooled_shape(x.shape, where))
    check_shape(y, "y", dy.shape)
    inverse = np.zeros(y.shape, np.result_type(dy, y, np.float32))
    np.divide(1, y, out=inverse, where=y > 0)
    dx = np.zeros(x.shape, inverse.dtype)
    for x_tap, dx_tap in zip(_taps(x, where), _taps(dx, where), strict=True):
        dx_tap += dy * (x_tap * inverse)
    return dx


# ---------------------------------------------------------------------------------------------
# Trainable subsampling
# ---------------------------------------------------------------------------------------------
def subsample2d(
    x: ArrayLike, size: Size, coefficient: ArrayLike, bias: ArrayLike
) -> tuple[Array, Array]:
    """Local averaging with a trainable coefficient and bias per map (`eq-subsampling`).

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

    >>> y, means = subsample2d(np.ones((1, 2, 2, 1)), 2, [3.0], [0.5])
    >>> y.ravel(), means.ravel()
    (array([3.5]), array([1.]))
    """
    means = avg_pool2d(x, size)
    coefficient = _per_map(coefficient, "coefficient", means.shape[0])
    bias = _per_map(bias, "bias", means.shape[0])
    y = coefficient[:, None, None, None] * means
    return y + bias[:, None, None, None], means


def subsample2d_backward(
    dy: ArrayLike, means: ArrayLike, x_shape: Sequence[int], size: Size, coefficient: ArrayLike
) -> tuple[Array, Array, Array]:
    """Gradients of ``subsample2d``: of maps, coefficients and biases (`eq-subsampling-gradient`).

    Args:
        dy: gradient with respect to the output, shape ``(C, OH, OW, N)``.
        means: the window means returned by ``subsample2d``.
        x_shape: shape ``(C, H, W, N)`` of the feature maps.
        size: as given to ``subsample2d``, and so ``coefficient``.

    Returns:
        ``dx`` of shape ``x_shape``, ``dcoefficient`` and ``dbias`` of shape ``(C,)``, the last
        two summed over the batch.

    >>> dx, dcoefficient, dbias = subsample2d_backward(
    ...     np.full((1, 1, 1, 1), 4.0), np.full((1, 1, 1, 1), 2.0), (1, 2, 2, 1), 2, [3.0])
    >>> dx.ravel(), dcoefficient, dbias
    (array([3., 3., 3., 3.]), array([8.]), array([4.]))
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
