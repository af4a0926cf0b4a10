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
- input:   the transpose of both steps, last first. A product over the deltas of the ``kh`` output
  rows that saw image row ``h`` gives the gradient of ``rows[h]``; its ``kw`` copies are then added
  up where they came from.

Rows are worked on in blocks, so that what one step writes is still in the cache when the next step
reads it, and by several threads, each with rows of its own. Between two calls of NumPy a thread
needs the lock of the interpreter, which another may hold; so the calls are few, and large.
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd
from typing import NamedTuple

import numpy as np

from cnn_core._checks import Array
from cnn_core._threads import in_parallel
from cnn_core._workspace import workspace
from cnn_core.windows import Geometry, Pair, met

BLOCK_BYTES = 1 << 20  # work on as many rows at a time as fill about one megabyte


def forward(x: Array, w: Array, b: Array | None, where: Geometry) -> Array:
    """``conv2d`` for checked arguments of one floating dtype."""
    filters, channels, kh, kw = w.shape
    out_h, out_w = where.output_size((x.shape[1], x.shape[2]))
    columns = out_w * x.shape[3]
    x, kernels = np.ascontiguousarray(x), _kernel_matrix(w)
    y = np.empty((filters, out_h, columns), x.dtype)

    def some_rows(first: int, last: int) -> None:
        row_bytes = where.stride[0] * kw * channels * columns * x.itemsize
        for start, stop in _blocks(first, last, row_bytes):
            rows = _unfold(x, start, stop, out_w, where)
            patches = _overlapping(rows, stop - start, kh, where.stride[0], where.dilation[0])
            block = y[:, start:stop]
            np.matmul(kernels, patches, out=block.swapaxes(0, 1))  # (F, K) (rows, K, OW N)
            if b is not None:
                block += b[:, None, None]

    in_parallel(some_rows, out_h, kernels.size * out_h * columns)
    return y.reshape(filters, out_h, out_w, -1)


def backward(
    dy: Array,
    x: Array,
    w: Array,
    where: Geometry,
    need_dx: bool = True,
) -> tuple[Array | None, Array, Array]:
    """``conv2d_backward`` for checked arguments of one floating dtype; ``dx`` only if needed.

    Each thread works on some rows of the output, and on the same part of the rows of the image.
    """
    filters, channels, kh, kw = w.shape
    height, out_h = x.shape[1], dy.shape[1]
    x, dy = np.ascontiguousarray(x), np.ascontiguousarray(dy)
    dx = np.empty(x.shape, dy.dtype) if need_dx else None
    kernels = _upside_down(w)

    def some_rows(first: int, last: int) -> tuple[Array, Array]:
        if dx is not None:
            rows = height * first // out_h, height * last // out_h
            _input_gradient(dx, dy, kernels, *rows, where)
        return _parameter_gradients(dy, x, w.shape, first, last, where)

    parts = in_parallel(some_rows, out_h, (1 + need_dx) * w.size * dy[0].size)
    dw, db = (sum(terms[1:], start=terms[0]) for terms in zip(*parts, strict=True))
    dw = dw.reshape(kh, kw, channels, filters).transpose(3, 2, 0, 1)
    return dx, np.ascontiguousarray(dw), db


def adjoint(dy: Array, w: Array, image: Pair, where: Geometry) -> Array:
    """``dx`` of ``backward`` alone, for an ``image`` of so many rows and columns."""
    dy, kernels = np.ascontiguousarray(dy), _upside_down(w)
    dx = np.empty((w.shape[1], *image, dy.shape[3]), dy.dtype)

    def some_rows(first: int, last: int) -> None:
        _input_gradient(dx, dy, kernels, first, last, where)

    in_parallel(some_rows, image[0], w.size * dy[0].size)
    return dx


def _parameter_gradients(
    dy: Array,
    x: Array,
    w_shape: tuple[int, ...],
    first: int,
    last: int,
    where: Geometry,
) -> tuple[Array, Array]:
    """What the output rows ``first`` to ``last`` add to ``dw``, as ``(kh kw C, F)``, and ``db``."""
    filters, channels, kh, kw = w_shape
    _, out_h, out_w, batch = dy.shape
    columns = out_w * batch
    deltas = dy.reshape(filters, out_h, columns)
    dw, db = np.zeros((kh * kw * channels, filters), x.dtype), np.zeros(filters, x.dtype)
    row_bytes = max(where.stride[0] * kw * channels * columns * x.itemsize, dw.nbytes)
    for start, stop in _blocks(first, last, row_bytes):
        rows = _unfold(x, start, stop, out_w, where)
        patches = _overlapping(rows, stop - start, kh, where.stride[0], where.dilation[0])
        terms = workspace("terms", (stop - start, *dw.shape), dw.dtype)
        delta = deltas[:, start:stop].transpose(1, 2, 0)
        np.matmul(patches, delta, out=terms)  # (rows, K, OW N) (rows, OW N, F)
        dw += terms.sum(axis=0)
        db += deltas[:, start:stop].sum(axis=(1, 2))
    return dw, db


def _input_gradient(
    dx: Array,
    dy: Array,
    kernels: Array,
    first: int,
    last: int,
    where: Geometry,
) -> None:
    """Fill rows ``first`` to ``last`` of ``dx``; ``kernels`` are upside down, ``(kw C, kh, F)``."""
    filters, out_h, out_w, batch = dy.shape
    channels, kw, columns = len(dx), where.size[1], out_w * batch
    for start, stop in _blocks(first, last, kw * channels * columns * dy.itemsize):
        drows = workspace("rows", (stop - start, kw * channels, columns), dy.dtype)
        seen = _seen(start, stop, out_h, where)
        deltas = workspace("deltas", (seen.stop - seen.start, filters, columns), dy.dtype)
        np.copyto(deltas, dy[:, seen].reshape(filters, -1, columns).swapaxes(0, 1))
        for run in _runs(start, stop, out_h, where):
            _products(kernels, deltas[run.first - seen.start :], run, out=drows[run.rows])
        drows = drows.reshape(stop - start, kw, channels, out_w, batch)
        _fold(drows, dx[:, start:stop], where)


# ---------------------------------------------------------------------------------------------
# Rows of the image, unfolded along the columns
# ---------------------------------------------------------------------------------------------
def _kernel_matrix(w: Array) -> Array:
    """Kernels as a matrix ``(F, kh kw C)``: the order in which ``_unfold`` lays out a patch."""
    return np.ascontiguousarray(w.transpose(0, 2, 3, 1)).reshape(w.shape[0], -1)


def _upside_down(w: Array) -> Array:
    """Kernels as ``(kw C, kh, F)``, their last row first."""
    filters, channels, kh, kw = w.shape
    return w[:, :, ::-1].transpose(3, 1, 2, 0).reshape(kw * channels, kh, filters)


def _blocks(first: int, last: int, row_bytes: int) -> list[Pair]:
    """``range(first, last)`` cut into blocks of rows that fill about ``BLOCK_BYTES``."""
    length = max(1, BLOCK_BYTES // row_bytes)
    return [(start, min(start + length, last)) for start in range(first, last, length)]


def _unfold(x: Array, start: int, stop: int, out_w: int, where: Geometry) -> Array:
    """``rows[h, v, c, j, n]`` for the image rows that output rows ``start`` to ``stop`` need."""
    (channels, _, _, batch), ((kh, kw), stride, dilation, before, after) = x.shape, where
    top = stride[0] * start - before[0]
    bottom = stride[0] * (stop - 1) + dilation[0] * (kh - 1) + 1 - before[0]
    bare = not any(before + after)
    image, first = (x, top) if bare else (_padded(x, top, bottom, before[1], after[1]), 0)
    plane, row, column, sample = image.strides
    shape = (bottom - top, kw, channels, out_w, batch)
    strides = (row, dilation[1] * column, plane, stride[1] * column, sample)
    rows = workspace("rows", shape, x.dtype)
    np.copyto(rows, _view(image, shape, strides, first * row))
    return rows.reshape(bottom - top, kw * channels, out_w * batch)


def _padded(x: Array, top: int, bottom: int, left: int, right: int) -> Array:
    """The image rows ``top`` to ``bottom`` with the zeros around them."""
    channels, _, width, batch = x.shape
    padded = workspace("padded", (channels, bottom - top, left + width + right, batch), x.dtype)
    padded[...] = 0
    inside = x[:, max(0, top) : max(0, bottom)]
    above = max(0, -top)
    padded[:, above : above + inside.shape[1], left : left + width] = inside
    return padded


def _fold(drows: Array, dx: Array, where: Geometry) -> None:
    """The transpose of unfolding: ``dx[c, h]`` is the sum of the copies ``drows[h, v, c]``."""
    width, out_w = dx.shape[2], drows.shape[3]
    columns = [met(where, 1, v, width, out_w) for v in range(drows.shape[1])]
    first = columns[0][0]
    if (
        where.stride[1] == 1
    ):  # the first copy is written, not added: only the columns beside it need zeros
        dx[:, :, : first.start] = 0
        dx[:, :, first.stop :] = 0
    else:
        dx[...] = 0
    for v, (here, there) in enumerate(columns):
        if v == 0:
            dx[:, :, here] = drows[:, v, :, there].swapaxes(0, 1)
        else:
            dx[:, :, here] += drows[:, v, :, there].swapaxes(0, 1)


def _overlapping(rows: Array, count: int, length: int, stride: int, dilation: int) -> Array:
    """``count`` windows of ``length`` neighbouring rows as matrices ``(count, length K, columns)``.

    A view of ``rows (H, K, columns)`` in which windows overlap, and a copy only if dilated.
    """
    step, *inner = rows.strides
    shape = (count, length, *rows.shape[1:])
    windows = _view(rows, shape, (stride * step, dilation * step, *inner))
    return windows.reshape(count, -1, rows.shape[2])


def _view(array: Array, shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0) -> Array:
    """The memory of a contiguous array in another shape, in which entries may appear many times."""
    return np.ndarray(shape, array.dtype, array.data, offset, strides)


# ---------------------------------------------------------------------------------------------
# Which output rows saw an image row
# ---------------------------------------------------------------------------------------------
class _Run(NamedTuple):
    """Neighbouring image rows that were seen through the same kernel rows.

    ``rows``: the image rows, counted from the start of the block; ``kernel_rows``: in descending
    order, as the kernels are stored upside down; ``first``: the first output row that saw the first
    of the rows; ``length``: how many did; ``step``: how far apart these are.
    """

    rows: slice
    kernel_rows: slice
    first: int
    length: int
    step: int


def _seen(start: int, stop: int, out_h: int, where: Geometry) -> slice:
    """The output rows, from the first to the last, that saw one of the image rows."""
    (kh, _), (stride, _), (dilation, _), (padding, _), _ = where
    reach = dilation * (kh - 1) - padding
    first = min(max(0, -((reach - start) // stride)), out_h)
    return slice(first, max(first, min(out_h, (stop - 1 + padding) // stride + 1)))


@lru_cache(maxsize=1024)
def _runs(start: int, stop: int, out_h: int, where: Geometry) -> list[_Run]:
    """The image rows ``start`` to ``stop`` in runs.

    Output row ``i`` saw image row ``h`` through kernel row ``u`` when ``S i + D u - P = h``. From
    one such pair to the next, ``u`` falls by ``S / g`` and ``i`` grows by ``D / g``, where ``g``
    is the greatest common divisor of ``S`` and ``D``.
    """
    (kh, _), (stride, _), (dilation, _), (padding, _), _ = where
    g = gcd(stride, dilation)
    runs: list[_Run] = []
    for h in range(start, stop):
        seen = [
            (u, (h + padding - dilation * u) // stride)
            for u in reversed(range(kh))
            if (h + padding - dilation * u) % stride == 0
            and 0 <= h + padding - dilation * u < stride * out_h
        ]
        u, i = seen[0] if seen else (kh, 0)
        kernel_rows = slice(kh - 1 - u, kh - 1 - u + len(seen) * (stride // g), stride // g)
        last = runs[-1] if runs else None
        if last and stride == 1 and last.kernel_rows == kernel_rows:  # then i has grown by one
            runs[-1] = last._replace(rows=slice(last.rows.start, h - start + 1))
        else:
            runs.append(
                _Run(slice(h - start, h - start + 1), kernel_rows, i, len(seen), dilation // g)
            )
    return runs


def _products(kernels: Array, deltas: Array, run: _Run, out: Array) -> None:
    """Gradient of the unfolded rows of one run: ``(kw C, length F) (rows, length F, OW N)``."""
    if run.length == 0:
        out[...] = 0
        return
    windows = _overlapping(deltas, len(out), run.length, 1, run.step)
    np.matmul(kernels[:, run.kernel_rows].reshape(len(kernels), -1), windows, out=out)
