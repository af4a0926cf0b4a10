r"""The convolution layer as a few large matrix products.

The textbook way copies every patch of the image into a column (im2col): ``kh * kw`` copies of the
image, then one matrix product. Here the copy is unfolded along the **columns only**:

    rows[h, v, c, j, n] = x[c, h - P, S j + D v - P, n]           ``kw`` copies

The ``kh`` image rows that one output row ``i`` needs are then neighbours in memory, so that

    rows[S i : S i + kh]   read as a matrix   (kh kw C, OW N)

is the patch matrix of the output row, without another copy. Neighbouring output rows share it.
With the batch last, each copy moves runs of ``OW * N`` neighbouring numbers.

- forward: ``y[:, i] = W (F, kh kw C) @ rows[S i : S i + kh]``;
- kernels: ``dW = sum_i dy[:, i] (F, OW N) @ rows[S i : S i + kh].T``;
- input:   the transpose of both steps, last first. A product gives the gradient of ``rows``; its
  ``kw`` copies are then added up where they came from.

The rows are worked on in blocks that stay in the cache.
"""

from __future__ import annotations

from math import gcd

import numpy as np

from cnn_core._checks import Array

Pair = tuple[int, int]

BLOCK_BYTES = 1 << 20  # work on as many rows at a time as fill about one megabyte


def forward(
    x: Array, w: Array, b: Array | None, stride: Pair, padding: Pair, dilation: Pair
) -> Array:
    """``conv2d`` for checked arguments of one floating dtype."""
    filters, channels, kh, kw = w.shape
    out_h, out_w = _output_size(x, w, stride, padding, dilation)
    kernels = _kernel_matrix(w)
    y = np.empty((filters, out_h, out_w * x.shape[3]), x.dtype)
    for start, stop in _blocks(out_h, kw * channels * out_w * x.shape[3] * x.itemsize * stride[0]):
        rows = _unfold(x, start, stop, w.shape, out_w, stride, padding, dilation)
        for i in range(start, stop):
            patches = _patches(rows, i - start, kh, stride[0], dilation[0])
            np.matmul(kernels, patches, out=y[:, i])  # (F, K) (K, OW N)
            if b is not None:
                y[:, i] += b[:, None]
    return y.reshape(filters, out_h, out_w, x.shape[3])


def parameter_gradients(
    dy: Array, x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair
) -> tuple[Array, Array]:
    """``dw`` and ``db`` of ``conv2d_backward``, for checked arguments of one floating dtype."""
    return kernel_gradient(dy, x, w, stride, padding, dilation), dy.sum(axis=(1, 2, 3))


def kernel_gradient(
    dy: Array, x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair
) -> Array:
    """``dW = sum_i dy[:, i] @ patches(i).T``, with the shape of ``w``."""
    filters, channels, kh, kw = w.shape
    _, out_h, out_w, batch = dy.shape
    deltas = dy.reshape(filters, out_h, out_w * batch)
    dw = np.zeros((filters, kh * kw * channels), x.dtype)
    for start, stop in _blocks(out_h, kw * channels * out_w * batch * x.itemsize * stride[0]):
        rows = _unfold(x, start, stop, w.shape, out_w, stride, padding, dilation)
        for i in range(start, stop):
            patches = _patches(rows, i - start, kh, stride[0], dilation[0])
            dw += deltas[:, i] @ patches.T  # (F, OW N) (OW N, K)
    return np.ascontiguousarray(dw.reshape(filters, kh, kw, channels).transpose(0, 3, 1, 2))


def input_gradient(
    dy: Array, x_shape: tuple[int, ...], w: Array, stride: Pair, padding: Pair, dilation: Pair
) -> Array:
    """``dx[:, h]``: the product with the transposed kernels, then its ``kw`` copies added up.

    Image row ``h`` met output row ``i`` under kernel row ``u`` when ``S i + D u - P = h``. Going
    down one such pair at a time, ``u`` grows by ``S / g`` and ``i`` shrinks by ``D / g``, with
    ``g`` the greatest common divisor of ``S`` and ``D``.
    """
    filters, channels, kh, kw = w.shape
    _, out_h, out_w, batch = dy.shape
    height, width = x_shape[1:3]
    u_step = stride[0] // gcd(stride[0], dilation[0])
    i_step = dilation[0] // gcd(stride[0], dilation[0])
    # deltas[OH - 1 - i, f] = dy[f, i]: as u grows, so does the place in deltas.
    deltas = np.ascontiguousarray(
        dy.reshape(filters, out_h, out_w * batch).transpose(1, 0, 2)[::-1]
    )
    kernels = np.ascontiguousarray(w.transpose(3, 1, 2, 0)).reshape(kw * channels, kh, filters)
    dx = np.zeros(x_shape, dy.dtype)
    for start, stop in _blocks(height, kw * channels * out_w * batch * dy.itemsize):
        drows = np.zeros((stop - start, kw * channels, out_w * batch), dy.dtype)
        for h in range(start, stop):
            met = _meeting(h + padding[0], kh, out_h, stride[0], dilation[0])
            if met:
                (u, i), count = met[0], len(met)
                place = out_h - 1 - i
                np.matmul(
                    kernels[:, u : met[-1][0] + 1 : u_step].reshape(kw * channels, -1),
                    deltas[place : place + i_step * (count - 1) + 1 : i_step].reshape(
                        count * filters, -1
                    ),
                    out=drows[h - start],
                )
        drows = drows.reshape(stop - start, kw, channels, out_w, batch)
        for v in range(kw):
            here, there = _columns(v, width, out_w, stride[1], padding[1], dilation[1])
            dx[:, start:stop, here] += drows[:, v, :, there].swapaxes(0, 1)
    return dx


def _output_size(x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair) -> Pair:
    rows, columns = (
        (x.shape[1 + a] + 2 * padding[a] - dilation[a] * (w.shape[2 + a] - 1) - 1) // stride[a] + 1
        for a in (0, 1)
    )
    return rows, columns


def _kernel_matrix(w: Array) -> Array:
    """Kernels as a matrix ``(F, kh kw C)``: the order in which ``_unfold`` lays out a patch."""
    return np.ascontiguousarray(w.transpose(0, 2, 3, 1)).reshape(w.shape[0], -1)


def _blocks(count: int, row_bytes: int) -> list[tuple[int, int]]:
    """``range(count)`` cut into blocks of rows that fill about ``BLOCK_BYTES``."""
    length = max(1, BLOCK_BYTES // max(1, row_bytes))
    return [(start, min(start + length, count)) for start in range(0, count, length)]


def _columns(
    v: int, width: int, out_w: int, stride: int, padding: int, dilation: int
) -> tuple[slice, slice]:
    """Image columns that kernel column ``v`` meets, and the output columns where it meets them."""
    offset = dilation * v - padding
    first = max(0, -(offset // stride))  # smallest j with S j + offset >= 0
    last = min(out_w - 1, (width - 1 - offset) // stride)
    if last < first:
        return slice(0, 0), slice(0, 0)
    return slice(stride * first + offset, stride * last + offset + 1, stride), slice(
        first, last + 1
    )


def _unfold(
    x: Array,
    start: int,
    stop: int,
    w_shape: tuple[int, ...],
    out_w: int,
    stride: Pair,
    padding: Pair,
    dilation: Pair,
) -> Array:
    """``rows[h, v, c, j, n]``: the image rows of output rows ``start`` to ``stop``, unfolded."""
    (channels, height, width, batch), (_, _, kh, kw) = x.shape, w_shape
    top = stride[0] * start - padding[0]
    bottom = stride[0] * (stop - 1) + dilation[0] * (kh - 1) + 1 - padding[0]
    rows = np.empty((bottom - top, kw, channels, out_w, batch), x.dtype)
    inside = slice(max(top, 0), max(0, min(bottom, height)))
    rows[: max(0, -top)] = 0
    rows[max(0, height - top) :] = 0
    middle = rows[max(0, -top) : max(0, height - top)]
    for v in range(kw):
        here, there = _columns(v, width, out_w, stride[1], padding[1], dilation[1])
        middle[:, v, :, : there.start] = 0
        middle[:, v, :, there.stop :] = 0
        middle[:, v, :, there] = x[:, inside, here].swapaxes(0, 1)
    return rows


def _patches(rows: Array, i: int, kh: int, stride: int, dilation: int) -> Array:
    """The patch matrix ``(kh kw C, OW N)`` of output row ``i``: a view unless dilated."""
    taken = rows[stride * i : stride * i + dilation * (kh - 1) + 1 : dilation]
    return taken.reshape(-1, rows.shape[3] * rows.shape[4])


def _meeting(h: int, kh: int, out_h: int, stride: int, dilation: int) -> list[Pair]:
    """All ``(u, i)`` with ``S i + D u = h``, ``u`` ascending; ``h`` counts from the padding."""
    pairs = (
        (u, (h - dilation * u) // stride) for u in range(kh) if (h - dilation * u) % stride == 0
    )
    return [(u, i) for u, i in pairs if 0 <= i < out_h]
