"""Locally connected convolution: windows as in ``conv2d``, kernels that depend on the place.

The output is cut into ``SH x SW`` **sections**, and all positions of a section share one kernel.
One section is the convolution layer; as many as there are positions is the locally connected
layer, which shares nothing; in between lies limited weight sharing.

Both functions take arrays of any one dtype, symbols included, and raise ``ValueError`` for shapes
that do not fit, an empty array or a value out of range, ``TypeError`` for arguments of the wrong
kind.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, check_not_empty, check_shape
from cnn_core.windows import Geometry, Padding, Size, geometry, taps


def local2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
) -> Array:
    """``y[f,i,j,n] = b[f,s] + sum_cuv w[f,c,u,v,s] x[c, S i + D u - P, S j + D v - P, n]``.

    In one dimension this is `eq-sections`. ``s`` is the section of position ``(i, j)``: row ``i``
    of ``OH`` lies in section ``i SH // OH``, so that sections are equally high or differ by one
    row, and columns likewise.

    Args:
        x: images, shape ``(C, H, W, N)``.
        w: kernels of every section, shape ``(F, C, kh, kw, SH, SW)``, at most as many sections as
            positions.
        b: bias of every filter and section, shape ``(F, SH, SW)``, or ``None``.
        stride: ``S``; it, ``padding`` ``P`` and ``dilation`` ``D`` are as in ``conv2d``.

    Returns:
        ``y``, shape ``(F, OH, OW, N)``.

    >>> local2d(np.ones((1, 1, 4, 1)), np.array([[[[[[1.0, 5.0]]]]]])).ravel()
    array([1., 1., 5., 5.])
    """
    x, w, where = _checked(x, w, stride, padding, dilation)
    image = x.shape[1], x.shape[2]
    output = where.output_size(image)
    sections, w = w.shape[4:], _spread(w, output)  # (F, C, kh, kw, OH, OW)
    y = np.zeros((len(w), *output, x.shape[3]), np.result_type(x, w))
    for u, v, here, there in taps(where, image):
        y[there] += np.einsum("fcij,cijn->fijn", w[:, :, u, v][_both(there)], x[here])
    if b is None:
        return y
    b = as_array(b, "b", ndim=3)
    check_shape(b, "b", (len(w), *sections))
    return y + _spread(b, output)[..., None]


def local2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``local2d``.

    ``dw`` of a section sums over the positions **of that section** (`eq-section-gradient`) and the
    batch; ``dx`` takes at every position the kernel that was used there (`eq-local-input`).

    Args:
        dy: gradient with respect to the output, shape ``(F, OH, OW, N)``.
        x: as given to ``local2d``, and so ``w``, ``stride``, ``padding`` and ``dilation``.

    Returns:
        ``dx``, ``dw``, ``db`` with the shapes of ``x``, ``w`` and ``(F, SH, SW)``.

    >>> dx, dw, db = local2d_backward(np.ones((1, 1, 4, 1)), np.arange(4.0).reshape(1, 1, 4, 1),
    ...                               np.array([[[[[[1.0, 5.0]]]]]]))
    >>> dx.ravel(), dw.ravel(), db.ravel()
    (array([1., 1., 5., 5.]), array([1., 5.]), array([2., 2.]))
    """
    x, w, where = _checked(x, w, stride, padding, dilation)
    image, sections = (x.shape[1], x.shape[2]), w.shape[4:]
    output = where.output_size(image)
    dy = as_array(dy, "dy", ndim=4)
    check_shape(dy, "dy", (len(w), *output, x.shape[3]))
    w = _spread(w, output)
    dx, dw = np.zeros(x.shape, np.result_type(dy, w)), np.zeros(w.shape, np.result_type(dy, x))
    for u, v, here, there in taps(where, image):
        dx[here] += np.einsum("fcij,fijn->cijn", w[:, :, u, v][_both(there)], dy[there])
        dw[:, :, u, v][_both(there)] = np.einsum("fijn,cijn->fcij", dy[there], x[here])
    return dx, _gather(dw, sections), _gather(dy.sum(axis=3), sections)


def _both(there: tuple[slice, slice, slice]) -> tuple[slice, ...]:
    """The index of positions, for arrays that have two axes before them."""
    return slice(None), *there


def _spread(values: Array, output: tuple[int, int]) -> Array:
    """From one value a section to one a position, on the last two axes."""
    for axis, count in zip((-2, -1), output, strict=True):
        values = np.take(values, np.arange(count) * values.shape[axis] // count, axis)
    return values


def _gather(values: Array, sections: tuple[int, ...]) -> Array:
    """The transpose of ``_spread``: sums over the positions of each section."""
    for axis, number in zip((-2, -1), sections, strict=True):
        count = values.shape[axis]
        starts = [-(-count * section // number) for section in range(number)]
        values = np.add.reduceat(values, starts, axis=axis)
    return values


def _checked(
    x: ArrayLike, w: ArrayLike, stride: Size, padding: Padding, dilation: Size
) -> tuple[Array, Array, Geometry]:
    x, w = as_array(x, "x", ndim=4), as_array(w, "w", ndim=6)
    check_not_empty(x, "x")
    check_not_empty(w, "w")
    check_shape(w, "w", (None, len(x), None, None, None, None))
    where = geometry(w.shape[2:4], stride, padding, dilation)
    output = where.output_size((x.shape[1], x.shape[2]))
    if w.shape[4] > output[0] or w.shape[5] > output[1]:
        raise ValueError(f"w: expected at most {output} sections, got {w.shape[4:]}")
    return x, w, where
