r"""Convolution and cross-correlation: the layer with its gradients, and for two matrices.

Images are ``(C, H, W, N)``: channels, rows, columns, and the batch last. Kernels are
``(F, C, kh, kw)``. The layer is cross-correlation, as in every framework; a true convolution is
the correlation with the kernel rotated by 180 degrees.

``conv2d_plain`` and ``conv2d_backward_plain`` transcribe the formulas and work for every dtype,
symbols included. ``conv2d`` and ``conv2d_backward`` check their arguments and compute the same,
with the kernels of ``cnn_core._fast_convolution`` whenever the dtype is a floating one.

Every function raises ``ValueError`` for shapes that do not fit, an empty array or a value out of
range, and ``TypeError`` for arguments of the wrong kind. NaN and infinity follow the arithmetic: a
NaN in ``x`` reaches every output whose window meets it, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from cnn_core import _fast_convolution
from cnn_core._checks import (
    Array,
    as_array,
    as_pair,
    check_not_empty,
    check_shape,
    one_of,
    positive_int,
)
from cnn_core.windows import Geometry, Padding, Pair, Size, geometry, taps, transposed_size


# ---------------------------------------------------------------------------------------------
# The layer, transcribed from its formulas: one term for each kernel tap (u, v)
# ---------------------------------------------------------------------------------------------
def conv2d_plain(
    x: Array,
    w: Array,
    b: Array | None = None,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
) -> Array:
    """``conv2d`` as its formula reads, for every dtype, symbols included, without checks.

    ``x[here]`` are the pixels that the tap meets, ``y[there]`` the positions where it meets them.

    >>> x, w = np.arange(16.0).reshape(1, 4, 4, 1), np.ones((1, 1, 3, 3))
    >>> np.array_equal(conv2d_plain(x, w, stride=2, padding=1), conv2d(x, w, stride=2, padding=1))
    True
    """
    where = geometry(w.shape[2:], stride, padding, dilation)
    image = x.shape[1:3]
    y = np.zeros((len(w), *where.output_size(image), x.shape[3]), np.result_type(x, w))
    for u, v, here, there in taps(where, image):
        y[there] += np.tensordot(w[:, :, u, v], x[here], axes=1)  # (F, C) (C, OH, OW, N)
    return y if b is None else y + b[:, None, None, None]


def conv2d_backward_plain(
    dy: Array,
    x: Array,
    w: Array,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
) -> tuple[Array, Array, Array]:
    """``conv2d_backward`` as its formulas read: for every dtype, without checks."""
    where = geometry(w.shape[2:], stride, padding, dilation)
    dx, dw = np.zeros(x.shape, np.result_type(dy, w)), np.zeros_like(w)
    for u, v, here, there in taps(where, x.shape[1:3], dy.shape[1:3]):
        dw[:, :, u, v] = np.tensordot(dy[there], x[here], axes=([1, 2, 3], [1, 2, 3]))
        dx[here] += np.tensordot(w[:, :, u, v].T, dy[there], axes=1)  # (C, F) (F, OH, OW, N)
    return dx, dw, dy.sum(axis=(1, 2, 3))


# ---------------------------------------------------------------------------------------------
# The layer
# ---------------------------------------------------------------------------------------------
def conv2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Array:
    """Convolution layer (cross-correlation), batch last (`eq-conv-forward`).

    ``y[f, i, j, n] = b[f] + sum_cuv w[f, c, u, v] x[c, S i + D u - P, S j + D v - P, n]``, where
    ``x`` is zero outside the image.

    Args:
        x: images, shape ``(C, H, W, N)``.
        w: kernels, shape ``(F, C / groups, kh, kw)``.
        b: bias per filter, shape ``(F,)``, or ``None`` for no bias.
        stride: ``S``, an integer or a pair (rows, columns), at least 1.
        padding: ``P``, zeros on each side, an integer or a pair, at least 0; or ``"same"``, which
            keeps the size of the image: an odd row or column of zeros goes below or to the right,
            as in PyTorch, and the stride must be 1; or ``"valid"``, no zeros.
        dilation: ``D``, distance between the taps, an integer or a pair, at least 1.
        groups: channels and filters are cut into so many equal runs of neighbours, and each run of
            filters sees its own run of channels alone. With ``groups = C`` every channel has
            kernels of its own: a **depthwise** convolution.

    Returns:
        ``y``, shape ``(F, OH, OW, N)``, in the common dtype of the arguments; see
        ``conv_output_size`` for ``OH`` and ``OW``.

    Raises:
        ValueError: a kernel larger than the padded image, ``"same"`` with a stride, or ``groups``
            that do not divide ``C`` and ``F``.

    >>> x = np.arange(9.0).reshape(1, 3, 3, 1)
    >>> conv2d(x, np.ones((1, 1, 2, 2)))[0, :, :, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    x, w, where = _checked(x, w, stride, padding, dilation, groups)
    where.output_size((x.shape[1], x.shape[2]))
    x, w, b = _with_bias(x, w, b, w.shape[0])
    return forward(x, w, b, where, groups)


@overload
def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
    groups: int = 1,
    need_dx: Literal[True] = True,
) -> tuple[Array, Array, Array]: ...


@overload
def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
    groups: int = 1,
    need_dx: bool,
) -> tuple[Array | None, Array, Array]: ...


def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
    groups: int = 1,
    need_dx: bool = True,
) -> tuple[Array | None, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``conv2d``.

    The formulas are `eq-kernel-gradient`, `eq-input-gradient` and `eq-bias-gradient`.

    Args:
        dy: gradient with respect to the output (``delta``), shape ``(F, OH, OW, N)``.
        x: the images given to ``conv2d``, shape ``(C, H, W, N)``.
        w: the kernels given to ``conv2d``, shape ``(F, C / groups, kh, kw)``.
        stride: as given to ``conv2d``, and so ``padding``, ``dilation`` and ``groups``.
        need_dx: without it, ``dx`` is not computed, and is None.

    Returns:
        ``dx``, ``dw``, ``db`` with the shapes of ``x``, ``w`` and ``(F,)``. The gradients of the
        kernels and biases are sums over the batch. Complex numbers are not conjugated: the
        maps are the plain transposes of the forward map.

    >>> x, w = np.arange(9.0).reshape(1, 3, 3, 1), np.ones((1, 1, 2, 2))
    >>> dx, dw, db = conv2d_backward(np.ones((1, 2, 2, 1)), x, w)
    >>> dw[0, 0]
    array([[ 8., 12.],
           [20., 24.]])
    >>> dx[0, :, :, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """
    dy = as_array(dy, "dy", 4)
    x, w, where = _checked(x, w, stride, padding, dilation, groups)
    output = where.output_size((x.shape[1], x.shape[2]))
    check_shape(dy, "dy", (w.shape[0], *output, x.shape[3]))
    dy, x, w = _same_dtype(dy, x, w)
    return backward(dy, x, w, where, groups, need_dx)


def forward(x: Array, w: Array, b: Array | None, where: Geometry, groups: int = 1) -> Array:
    """``conv2d`` for checked arguments of one dtype: fast if it is a floating one, else plain."""
    if groups > 1:
        parts = _by_group(groups, x, w)
        y = np.concatenate([forward(x_part, w_part, None, where) for x_part, w_part in parts])
        return y if b is None else y + b[:, None, None, None]
    if x.dtype.kind in "fc":
        return _fast_convolution.forward(x, w, b, where)
    return conv2d_plain(x, w, b, **_options(where))


def backward(
    dy: Array, x: Array, w: Array, where: Geometry, groups: int = 1, need_dx: bool = True
) -> tuple[Array | None, Array, Array]:
    """``conv2d_backward`` for checked arguments of one dtype; ``dx`` may be left out."""
    if groups > 1:
        gradients = [
            backward(dy_part, x_part, w_part, where, 1, need_dx)
            for dy_part, x_part, w_part in _by_group(groups, dy, x, w)
        ]
        dx, dw, db = zip(*gradients, strict=True)
        return np.concatenate(dx) if need_dx else None, np.concatenate(dw), np.concatenate(db)
    if x.dtype.kind in "fc":
        return _fast_convolution.backward(dy, x, w, where, need_dx)
    return conv2d_backward_plain(dy, x, w, **_options(where))


def _by_group(groups: int, *arrays: Array) -> Iterator[tuple[Array, ...]]:
    """Each group's part of the arrays: a run of neighbours on the first axis."""
    return zip(*(np.split(array, groups) for array in arrays), strict=True)


def _options(where: Geometry) -> dict[str, Any]:
    padding = tuple(zip(where.before, where.after, strict=True))
    return {"stride": where.stride, "padding": padding, "dilation": where.dilation}


def _checked(
    x: ArrayLike, w: ArrayLike, stride: Size, padding: Padding, dilation: Size, groups: int
) -> tuple[Array, Array, Geometry]:
    x, w, groups = as_array(x, "x", 4), as_array(w, "w", 4), positive_int(groups, "groups")
    check_not_empty(x, "x")
    check_not_empty(w, "w")
    if x.shape[0] % groups or w.shape[0] % groups:
        sizes = f"{x.shape[0]} channels and {w.shape[0]} filters"
        raise ValueError(f"groups: expected a divisor of {sizes}, got {groups}")
    check_shape(w, "w", (None, x.shape[0] // groups, None, None))
    return x, w, geometry(w.shape[2:], stride, padding, dilation)


def _with_bias(
    x: Array, w: Array, b: ArrayLike | None, filters: int
) -> tuple[Array, Array, Array | None]:
    """All in their common dtype, after checking that the bias fits."""
    if b is None:
        x, w = _same_dtype(x, w)
        return x, w, None
    b = as_array(b, "b", ndim=1)
    check_shape(b, "b", (filters,))
    x, w, b = _same_dtype(x, w, b)
    return x, w, b


def _same_dtype(*arrays: Array) -> list[Array]:
    """The arrays in their common dtype; integers become int64, lest small ones overflow."""
    dtype = np.result_type(*arrays)
    if dtype.kind in "iu":
        dtype = np.result_type(dtype, np.int64)
    return [array.astype(dtype, copy=False) for array in arrays]


# ---------------------------------------------------------------------------------------------
# The transposed layer: each map of ``conv2d`` in the other's place
# ---------------------------------------------------------------------------------------------
def conv_transpose2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    dilation: Size = 1,
) -> Array:
    """Transposed convolution: the adjoint of ``conv2d``, as a layer that enlarges images.

    ``y[f, S i + D u - P, S j + D v - P, n] += w[c, f, u, v] x[c, i, j, n]`` for every input
    position and tap, and ``b[f]`` once: what ``conv2d`` gathers into a pixel, this hands back. It
    is the input gradient of ``conv2d`` with ``x`` as the delta. It does not invert ``conv2d``.

    Args:
        x: images, shape ``(C, H, W, N)``.
        w: kernels, shape ``(C, F, kh, kw)``: those of the ``conv2d`` from F channels to C filters.
        b: bias per output channel, shape ``(F,)``, or ``None``.
        stride: ``S``, as in that ``conv2d``, and so ``padding`` ``P`` (which *cuts* rows off here)
            and ``dilation`` ``D``; integers or pairs.
        output_padding: rows and columns added below and to the right. Images of several sizes have
            outputs of one size when a stride skips pixels; this says which is meant. Smaller than
            the stride or the dilation.

    Returns:
        ``y``, shape ``(F, OH, OW, N)``, ``OH = S (H - 1) - 2 P + D (kh - 1) + 1 + output_padding``.

    Raises:
        ValueError: nothing is left after ``padding`` cut, or ``output_padding`` is too large.

    >>> conv_transpose2d(np.ones((1, 2, 2, 1)), [[[[1, 2], [3, 4]]]], stride=2)[0, :, :, 0]
    array([[1., 2., 1., 2.],
           [3., 4., 3., 4.],
           [1., 2., 1., 2.],
           [3., 4., 3., 4.]])
    """
    x, w, where, image = _transposed(x, w, stride, padding, output_padding, dilation)
    x, w, b = _with_bias(x, w, b, w.shape[1])
    y = input_gradient(x, w, image, where)
    return y if b is None else y + b[:, None, None, None]


def conv_transpose2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    dilation: Size = 1,
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``conv_transpose2d``.

    ``dx`` is ``conv2d`` of ``dy``, the adjoint of the adjoint; ``dw`` is the kernel gradient of
    that ``conv2d``, with ``dy`` as its image and ``x`` as its delta; ``db`` sums ``dy``.

    Args:
        dy: gradient with respect to the output, shape ``(F, OH, OW, N)``.
        x: the images given to ``conv_transpose2d``, shape ``(C, H, W, N)``.
        w: the kernels given to it, shape ``(C, F, kh, kw)``.
        stride: as given to it, and so ``padding``, ``output_padding`` and ``dilation``.

    Returns:
        ``dx``, ``dw``, ``db`` with the shapes of ``x``, ``w`` and ``(F,)``.

    >>> dx, dw, db = conv_transpose2d_backward(np.ones((1, 3, 3, 1)), np.ones((1, 2, 2, 1)),
    ...                                        np.ones((1, 1, 2, 2)))
    >>> dx.ravel(), dw.ravel(), db
    (array([4., 4., 4., 4.]), array([4., 4., 4., 4.]), array([9.]))
    """
    x, w, where, image = _transposed(x, w, stride, padding, output_padding, dilation)
    dy = as_array(dy, "dy", ndim=4)
    check_shape(dy, "dy", (w.shape[1], *image, x.shape[3]))
    dy, x, w = _same_dtype(dy, x, w)
    dx = forward(dy, w, None, where)[:, : x.shape[1], : x.shape[2]]
    _, dw, _ = backward(x, dy, w, where, need_dx=False)
    return np.ascontiguousarray(dx), dw, dy.sum(axis=(1, 2, 3))


def input_gradient(dy: Array, w: Array, image: Pair, where: Geometry) -> Array:
    """``dx`` of ``backward`` alone, for an ``image`` of so many rows and columns."""
    if dy.dtype.kind in "fc":
        return _fast_convolution.adjoint(dy, w, image, where)
    dx = np.zeros((w.shape[1], *image, dy.shape[3]), dy.dtype)
    for u, v, here, there in taps(where, image, (dy.shape[1], dy.shape[2])):
        dx[here] += np.tensordot(w[:, :, u, v].T, dy[there], axes=1)  # (C, F) (F, OH, OW, N)
    return dx


def _transposed(
    x: ArrayLike, w: ArrayLike, stride: Size, padding: Size, output_padding: Size, dilation: Size
) -> tuple[Array, Array, Geometry, Pair]:
    """The checked arguments, and the size of the image that comes out."""
    x, w = as_array(x, "x", ndim=4), as_array(w, "w", ndim=4)
    check_not_empty(x, "x")
    check_not_empty(w, "w")
    check_shape(w, "w", (x.shape[0], None, None, None))
    where = geometry(w.shape[2:], stride, as_pair(padding, "padding", 0), dilation)
    return x, w, where, transposed_size((x.shape[1], x.shape[2]), where, output_padding)


# ---------------------------------------------------------------------------------------------
# Two-dimensional arrays
# ---------------------------------------------------------------------------------------------
def rot180(w: ArrayLike) -> Array:
    """Rotate the last two axes by 180 degrees: ``rot180(w)[..., u, v] = w[..., -1-u, -1-v]``.

    Args:
        w: array of shape ``(..., kh, kw)``, of at least two axes.

    Returns:
        A new array of the same shape and dtype.

    >>> rot180([[1, 2], [3, 4]])
    array([[4, 3],
           [2, 1]])
    """
    w = as_array(w, "w")
    if w.ndim < 2:
        raise ValueError(f"w: expected at least 2 axes, got {w.ndim} (shape {w.shape})")
    return w[..., ::-1, ::-1].copy()


def correlate2d(x: ArrayLike, w: ArrayLike, mode: str = "valid") -> Array:
    """Cross-correlation of two matrices (`eq-cross-correlation`).

    ``y[i, j] = sum_uv w[u, v] x[i + u, j + v]``

    Args:
        x: image, shape ``(H, W)``.
        w: kernel, shape ``(kh, kw)``.
        mode: ``"valid"``, only positions where the kernel lies inside the image, shape
            ``(H - kh + 1, W - kw + 1)``; ``"full"``, every position where the two overlap, the
            image being zero outside, shape ``(H + kh - 1, W + kw - 1)``; ``"same"``, the middle
            part of ``"full"`` that has the shape of ``x``. Where an even kernel has no middle, the
            choice is that of ``scipy.signal.correlate2d`` and of ``conv2d``'s padding ``"same"``:
            the odd row of zeros is below, the odd column to the right.

    Returns:
        The correlation, as a new array. Complex kernels are **not** conjugated.

    Raises:
        ValueError: an unknown mode, or (``"valid"``) a kernel larger than the image.

    >>> correlate2d([[1, 2, 3], [4, 5, 6]], [[1, -1]])
    array([[-1, -1],
           [-1, -1]])
    """
    mode = one_of(mode, "mode", ("valid", "same", "full"))
    x, w = as_array(x, "x", ndim=2), as_array(w, "w", ndim=2)
    check_not_empty(w, "w")
    padding: Any = (w.shape[0] - 1, w.shape[1] - 1) if mode == "full" else mode
    return conv2d(x[None, :, :, None], w[None, None], padding=padding)[0, :, :, 0].copy()


def convolve2d(x: ArrayLike, w: ArrayLike, mode: str = "valid") -> Array:
    """True convolution of two matrices (`eq-convolution`).

    ``y[i, j] = sum_uv w[u, v] x[i - u, j - v]``. In the modes ``"valid"`` and ``"full"`` it is the
    correlation with the rotated kernel, ``correlate2d(x, rot180(w), mode)``. In mode ``"same"``
    that is so for odd kernels alone: along an even axis the two put the middle of the kernel on
    opposite sides, and the results are one place apart, as SciPy's of the same names. ``x``, ``w``,
    ``mode``, the result and the errors are otherwise those of ``correlate2d``.

    >>> convolve2d([[1, 2, 3], [4, 5, 6]], [[1, -1]])
    array([[1, 1],
           [1, 1]])
    >>> convolve2d([[1, 2, 3]], [[1, 0]], "same"), correlate2d([[1, 2, 3]], [[0, 1]], "same")
    (array([[1, 2, 3]]), array([[2, 3, 0]]))
    """
    mode = one_of(mode, "mode", ("valid", "same", "full"))
    if mode != "same":
        return correlate2d(x, rot180(as_array(w, "w", ndim=2)), mode)
    height, width = np.shape(as_array(x, "x", ndim=2))
    kh, kw = np.shape(w)
    top, left = (kh - 1) // 2, (kw - 1) // 2
    return convolve2d(x, w, "full")[top : top + height, left : left + width].copy()
