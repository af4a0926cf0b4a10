r"""Convolution and cross-correlation: for two matrices, and as a layer with its gradients.

Images are ``(C, H, W, N)``: channels, rows, columns, and the batch last. Kernels are
``(F, C, kh, kw)``. The layer is cross-correlation, as in every framework; a true convolution is
the correlation with the kernel rotated by 180 degrees.

Two implementations stand side by side. ``conv2d_plain`` and ``conv2d_backward_plain`` transcribe
the formulas and work for every dtype, symbols included. ``conv2d`` and ``conv2d_backward`` compute
the same with the kernels of ``cnn_core._fast_convolution`` whenever the dtype is a floating one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike

from cnn_core import _fast_convolution
from cnn_core._checks import Array, as_array, as_int, as_pair, check_not_empty, check_shape, one_of

Size = int | tuple[int, int]


# ---------------------------------------------------------------------------------------------
# Two-dimensional arrays
# ---------------------------------------------------------------------------------------------
def rot180(w: ArrayLike) -> Array:
    """Rotate the last two axes by 180 degrees: ``rot180(w)[..., u, v] = w[..., -1-u, -1-v]``.

    Args:
        w: array of shape ``(..., kh, kw)``.

    Returns:
        A new array of the same shape and dtype.

    Raises:
        ValueError: ``w`` has fewer than two axes.
        TypeError: ``w`` does not hold numbers.

    >>> rot180([[1, 2], [3, 4]])
    array([[4, 3],
           [2, 1]])
    """
    w = as_array(w, "w")
    if w.ndim < 2:
        raise ValueError(f"w: expected at least 2 axes, got {w.ndim} (shape {w.shape})")
    return w[..., ::-1, ::-1].copy()


def correlate2d(x: ArrayLike, w: ArrayLike, mode: str = "valid") -> Array:
    """Cross-correlation of two matrices: ``y[i, j] = sum_uv w[u, v] x[i + u, j + v]``.

    Args:
        x: image, shape ``(H, W)``.
        w: kernel, shape ``(kh, kw)``.
        mode: ``"valid"``, only positions where the kernel lies inside the image, shape
            ``(H - kh + 1, W - kw + 1)``; ``"full"``, every position where the two overlap, the
            image being zero outside, shape ``(H + kh - 1, W + kw - 1)``; ``"same"``, the middle
            part of ``"full"`` that has the shape of ``x``, chosen as SciPy does.

    Returns:
        The correlation, as a new array. Complex kernels are **not** conjugated.

    Raises:
        ValueError: wrong rank, an empty array, an unknown mode, or (``"valid"``) a kernel larger
            than the image.
        TypeError: arguments that do not hold numbers.

    >>> correlate2d([[1, 2, 3], [4, 5, 6]], [[1, -1]])
    array([[-1, -1],
           [-1, -1]])

    The formula is ``eq-cross-correlation``.
    """
    mode = one_of(mode, "mode", ("valid", "same", "full"))
    x, w = as_array(x, "x", ndim=2), as_array(w, "w", ndim=2)
    check_not_empty(w, "w")
    kh, kw = w.shape
    padding = (0, 0) if mode == "valid" else (kh - 1, kw - 1)
    y = conv2d(x[None, :, :, None], w[None, None], padding=padding)[0, :, :, 0]
    if mode == "same":
        top, left = (kh // 2, kw // 2)
        y = y[top : top + x.shape[0], left : left + x.shape[1]]
    return y.copy()


def convolve2d(x: ArrayLike, w: ArrayLike, mode: str = "valid") -> Array:
    """True convolution of two matrices: ``y[i, j] = sum_uv w[u, v] x[i - u, j - v]``.

    It is the correlation with the rotated kernel, ``correlate2d(x, rot180(w))``. The arguments
    ``x``, ``w`` and ``mode``, the result and the errors are those of ``correlate2d``.

    >>> convolve2d([[1, 2, 3], [4, 5, 6]], [[1, -1]])
    array([[1, 1],
           [1, 1]])

    The formula is ``eq-convolution``.
    """
    mode = one_of(mode, "mode", ("valid", "same", "full"))
    if mode != "same":
        return correlate2d(x, rot180(as_array(w, "w", ndim=2)), mode)
    height, width = np.shape(as_array(x, "x", ndim=2))
    kh, kw = np.shape(w)
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return convolve2d(x, w, "full")[top : top + height, left : left + width].copy()


# ---------------------------------------------------------------------------------------------
# The shape of the layer
# ---------------------------------------------------------------------------------------------
def conv_output_size(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Number of positions of a kernel along one axis.

    ``floor((n + 2 padding - dilation (kernel - 1) - 1) / stride) + 1``; columns that are left
    over when the stride does not fit are not visited.

    Args:
        n: length of the axis, at least 1.
        kernel: taps of the kernel, at least 1.
        stride: step between two positions, at least 1.
        padding: zeros added at **each** end, at least 0.
        dilation: distance between two taps, at least 1.

    Raises:
        ValueError: a value out of range, or a kernel that reaches beyond the padded axis.
        TypeError: a value that is not an integer.

    >>> conv_output_size(28, kernel=5), conv_output_size(28, kernel=3, stride=2, padding=1)
    (24, 14)

    The formula is ``eq-output-size``.
    """
    n, kernel = as_int(n, "n", 1), as_int(kernel, "kernel", 1)
    stride, dilation = as_int(stride, "stride", 1), as_int(dilation, "dilation", 1)
    padding = as_int(padding, "padding", 0)
    reach, padded = dilation * (kernel - 1) + 1, n + 2 * padding
    if reach > padded:
        raise ValueError(
            f"kernel: expected a reach of at most {padded} (axis {n}, padding {padding}), "
            f"got {reach} (kernel {kernel}, dilation {dilation})"
        )
    return (padded - reach) // stride + 1


class Geometry(NamedTuple):
    """Stride, padding and dilation of one layer, each as (rows, columns)."""

    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]


def _geometry(stride: Size, padding: Size, dilation: Size) -> Geometry:
    return Geometry(
        as_pair(stride, "stride", 1),
        as_pair(padding, "padding", 0),
        as_pair(dilation, "dilation", 1),
    )


def _output_shape(x: Array, w: Array, geometry: Geometry) -> tuple[int, int, int, int]:
    """Shape ``(F, OH, OW, N)`` of the output, after checking that ``x`` and ``w`` fit."""
    check_not_empty(x, "x")
    check_not_empty(w, "w")
    check_shape(w, "w", (None, x.shape[0], None, None))
    rows, columns = (
        conv_output_size(x.shape[1 + axis], w.shape[2 + axis], *(pair[axis] for pair in geometry))
        for axis in (0, 1)
    )
    return w.shape[0], rows, columns, x.shape[3]


def _same_dtype(*arrays: Array) -> list[Array]:
    """The arrays in their common dtype; integers become int64, lest small ones overflow."""
    dtype = np.result_type(*arrays)
    if dtype.kind in "iu":
        dtype = np.result_type(dtype, np.int64)
    return [array.astype(dtype, copy=False) for array in arrays]


# ---------------------------------------------------------------------------------------------
# The layer
# ---------------------------------------------------------------------------------------------
def conv2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> Array:
    """Convolution layer (cross-correlation), batch last.

    ``y[f, i, j, n] = b[f] + sum_cuv w[f, c, u, v] x[c, S i + D u - P, S j + D v - P, n]``, where
    ``x`` is zero outside the image.

    Args:
        x: images, shape ``(C, H, W, N)``.
        w: kernels, shape ``(F, C, kh, kw)``.
        b: bias per filter, shape ``(F,)``, or ``None`` for no bias.
        stride: ``S``, an integer or a pair (rows, columns), at least 1.
        padding: ``P``, zeros on each side, an integer or a pair, at least 0.
        dilation: ``D``, distance between the taps, an integer or a pair, at least 1.

    Returns:
        ``y``, shape ``(F, OH, OW, N)``, in the common dtype of the arguments; see
        ``conv_output_size`` for ``OH`` and ``OW``.

    Raises:
        ValueError: shapes that do not fit, an empty array, a value out of range, a kernel larger
            than the padded image.
        TypeError: arguments of the wrong kind.

    >>> x = np.arange(9.0).reshape(1, 3, 3, 1)
    >>> conv2d(x, np.ones((1, 1, 2, 2)))[0, :, :, 0]
    array([[ 8., 12.],
           [20., 24.]])

    The formula is ``eq-conv-forward``.
    """
    x, w = as_array(x, "x", ndim=4), as_array(w, "w", ndim=4)
    geometry = _geometry(stride, padding, dilation)
    _output_shape(x, w, geometry)
    if b is None:
        x, w = _same_dtype(x, w)
    else:
        b = as_array(b, "b", ndim=1)
        check_shape(b, "b", (w.shape[0],))
        x, w, b = _same_dtype(x, w, b)
    if x.dtype.kind in "fc":
        return _fast_convolution.forward(x, w, b, *geometry)
    return conv2d_plain(x, w, b, stride=stride, padding=padding, dilation=dilation)


@overload
def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    need_dx: Literal[True] = True,
) -> tuple[Array, Array, Array]: ...


@overload
def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    need_dx: bool,
) -> tuple[Array | None, Array, Array]: ...


def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    need_dx: bool = True,
) -> tuple[Array | None, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``conv2d``.

    Args:
        dy: gradient with respect to the output (``delta``), shape ``(F, OH, OW, N)``.
        x: the images given to ``conv2d``, shape ``(C, H, W, N)``.
        w: the kernels given to ``conv2d``, shape ``(F, C, kh, kw)``.
        stride: as given to ``conv2d``, and so ``padding`` and ``dilation``.
        need_dx: without it, ``dx`` is not computed, and is None.

    Returns:
        ``dx``, ``dw``, ``db`` with the shapes of ``x``, ``w`` and ``(F,)``. The gradients of the
        kernels and biases are sums over the batch. Complex numbers are not conjugated: the
        maps are the plain transposes of the forward map.

    Raises:
        ValueError: ``dy`` does not have the shape of the output, or the errors of ``conv2d``.
        TypeError: arguments of the wrong kind.

    >>> x, w = np.arange(9.0).reshape(1, 3, 3, 1), np.ones((1, 1, 2, 2))
    >>> dx, dw, db = conv2d_backward(np.ones((1, 2, 2, 1)), x, w)
    >>> dw[0, 0]
    array([[ 8., 12.],
           [20., 24.]])
    >>> dx[0, :, :, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])

    The formulas are ``eq-kernel-gradient``, ``eq-input-gradient`` and ``eq-bias-gradient``.
    """
    dy, x, w = as_array(dy, "dy", 4), as_array(x, "x", 4), as_array(w, "w", 4)
    geometry = _geometry(stride, padding, dilation)
    check_shape(dy, "dy", _output_shape(x, w, geometry))
    dy, x, w = _same_dtype(dy, x, w)
    if x.dtype.kind in "fc":
        return _fast_convolution.backward(dy, x, w, *geometry, need_dx=need_dx)
    return conv2d_backward_plain(dy, x, w, stride=stride, padding=padding, dilation=dilation)


# ---------------------------------------------------------------------------------------------
# The layer, transcribed from its formulas
# ---------------------------------------------------------------------------------------------
def _windows(
    shape: tuple[int, ...], w: Array, geometry: Geometry
) -> Iterator[tuple[int, int, tuple[slice, slice, slice]]]:
    """For each kernel tap ``(u, v)``, the part of the padded image that it meets.

    ``shape`` is that of the output; the part is ``[:, S i + D u, S j + D v]`` for all ``i, j``.
    """
    (sh, sw), _, (dh, dw) = geometry
    for u, v in np.ndindex(*w.shape[2:]):
        rows = slice(dh * u, dh * u + sh * (shape[1] - 1) + 1, sh)
        columns = slice(dw * v, dw * v + sw * (shape[2] - 1) + 1, sw)
        yield u, v, (slice(None), rows, columns)


def _padded(x: Array, padding: tuple[int, int]) -> Array:
    """A copy of the images with zeros around them."""
    (channels, height, width, batch), (ph, pw) = x.shape, padding
    padded = np.zeros((channels, height + 2 * ph, width + 2 * pw, batch), x.dtype)
    padded[:, ph : ph + height, pw : pw + width] = x
    return padded


def conv2d_plain(
    x: Array,
    w: Array,
    b: Array | None = None,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> Array:
    """``conv2d`` as its formula reads: one term for each kernel tap ``(u, v)``.

    Same arguments and result as ``conv2d``, for every dtype, symbols included, without checks.

    >>> x, w = np.arange(16.0).reshape(1, 4, 4, 1), np.ones((1, 1, 3, 3))
    >>> np.array_equal(conv2d_plain(x, w, stride=2, padding=1), conv2d(x, w, stride=2, padding=1))
    True
    """
    geometry = _geometry(stride, padding, dilation)
    shape = _output_shape(x, w, geometry)
    x_padded = _padded(x, geometry.padding)
    y = np.zeros(shape, np.result_type(x, w))
    for u, v, window in _windows(shape, w, geometry):
        y += np.tensordot(w[:, :, u, v], x_padded[window], axes=1)  # (F, C) (C, OH, OW, N)
    return y if b is None else y + b[:, None, None, None]


def conv2d_backward_plain(
    dy: Array,
    x: Array,
    w: Array,
    *,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> tuple[Array, Array, Array]:
    """``conv2d_backward`` as its formulas read: one term for each kernel tap ``(u, v)``.

    Same arguments and result as ``conv2d_backward``, for every dtype, symbols included, without
    checks.
    """
    geometry = _geometry(stride, padding, dilation)
    x_padded = _padded(x, geometry.padding)
    dx_padded, dw = np.zeros(x_padded.shape, np.result_type(dy, w)), np.zeros_like(w)
    for u, v, window in _windows(dy.shape, w, geometry):
        dw[:, :, u, v] = np.tensordot(dy, x_padded[window], axes=([1, 2, 3], [1, 2, 3]))
        dx_padded[window] += np.tensordot(w[:, :, u, v].T, dy, axes=1)  # (C, F) (F, OH, OW, N)
    (ph, pw), (height, width) = geometry.padding, x.shape[1:3]
    dx = dx_padded[:, ph : ph + height, pw : pw + width].copy()
    return dx, dw, dy.sum(axis=(1, 2, 3))
