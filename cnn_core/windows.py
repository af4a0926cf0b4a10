"""Windows that slide over an image: how many there are, and which pixels each tap of them meets.

Convolution, pooling and locally connected layers differ in what they do with a window, not in where
it lies. Tap ``(u, v)`` of the window at output position ``(i, j)`` lies on the pixel

    (S i + D u - P, S j + D v - P)

with stride ``S``, dilation ``D`` and padding ``P`` of its axis. Outside of the image everything is
zero and nothing need be computed: a tap *meets* only the pixels inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from cnn_core._checks import as_int, as_pair, one_of

Pair = tuple[int, int]
Size = int | Pair
Padding = Size | tuple[Pair, Pair] | Literal["same", "valid"]


def conv_output_size(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Number of positions of a kernel along one axis (`eq-output-size`).

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
    """
    n, kernel = as_int(n, "n", 1), as_int(kernel, "kernel", 1)
    stride, dilation = as_int(stride, "stride", 1), as_int(dilation, "dilation", 1)
    padding = as_int(padding, "padding", 0)
    return _positions(n, kernel, stride, dilation, padding, padding)


def _positions(n: int, kernel: int, stride: int, dilation: int, before: int, after: int) -> int:
    reach, padded = dilation * (kernel - 1) + 1, n + before + after
    if reach > padded:
        zeros = f"{before}" if before == after else f"{before} before and {after} after"
        raise ValueError(
            f"kernel: expected a reach of at most {padded} (axis {n}, padding {zeros}), "
            f"got {reach} (kernel {kernel}, dilation {dilation})"
        )
    return (padded - reach) // stride + 1


class Geometry(NamedTuple):
    """Where the windows of a layer lie; every entry is a pair (rows, columns).

    >>> geometry((3, 2), padding="same")
    Geometry(size=(3, 2), stride=(1, 1), dilation=(1, 1), before=(1, 0), after=(1, 1))
    """

    size: Pair
    """Taps of the window."""
    stride: Pair
    dilation: Pair
    before: Pair
    """Zeros above and to the left of the image."""
    after: Pair
    """Zeros below and to the right of it."""

    def output_size(self, image: Pair) -> Pair:
        """Rows and columns of windows; ``ValueError`` if not even one fits."""
        rows, columns = (_positions(*axis) for axis in zip(image, *self, strict=True))
        return rows, columns


class Tap(NamedTuple):
    """One tap of all windows: ``x[here]`` is what it meets, at the positions ``y[there]``.

    Both index arrays ``(C, H, W, ...)``.
    """

    u: int
    v: int
    here: tuple[slice, slice, slice]
    there: tuple[slice, slice, slice]


def geometry(
    size: Any, stride: Any = 1, padding: Any = 0, dilation: Any = 1, *, name: str = "size"
) -> Geometry:
    """The checked geometry of a layer; ``name`` is what messages call its ``size``.

    ``padding`` is an integer or a pair, the zeros at **each** end of an axis; two pairs, ``(top,
    bottom), (left, right)``; or a word. ``"valid"`` is 0. ``"same"`` keeps the size of the image:
    ``dilation (size - 1)`` zeros, shared out equally; of an odd number the one left over goes
    **after** the image, below and to the right, as in PyTorch. As there, ``"same"`` is refused with
    a stride other than 1, for which libraries disagree.
    """
    size, stride = as_pair(size, name), as_pair(stride, "stride")
    dilation = as_pair(dilation, "dilation")
    if not isinstance(padding, str):
        return Geometry(size, stride, dilation, *_zeros(padding))
    if one_of(padding, "padding", ("same", "valid")) == "valid":
        return Geometry(size, stride, dilation, (0, 0), (0, 0))
    if stride != (1, 1):
        raise ValueError(f"padding: expected numbers for stride {stride}, got 'same'")
    rows, columns = (d * (k - 1) for d, k in zip(dilation, size, strict=True))
    before = rows // 2, columns // 2
    return Geometry(size, stride, dilation, before, (rows - before[0], columns - before[1]))


def _zeros(padding: Any) -> tuple[Pair, Pair]:
    """The zeros before and after, of rows and columns."""
    if isinstance(padding, Sequence) and any(isinstance(end, Sequence) for end in padding):
        if len(padding) != 2:
            raise ValueError(f"padding: expected two pairs, got {padding!r}")
        (top, bottom), (left, right) = (as_pair(ends, "padding", 0) for ends in padding)
        return (top, left), (bottom, right)
    zeros = as_pair(padding, "padding", 0)
    return zeros, zeros


def transposed_size(output: Pair, where: Geometry, extra: Any) -> Pair:
    """Size of the image from which a transposed convolution's input would have come.

    ``extra`` is the ``output_padding``: rows and columns that the last window may have left over.
    """
    extra, limit = as_pair(extra, "output_padding", 0), _larger(where.stride, where.dilation)
    if extra[0] >= limit[0] or extra[1] >= limit[1]:
        wanted = f"less than {limit}, the larger of stride and dilation"
        raise ValueError(f"output_padding: expected {wanted}, got {extra}")
    size = [
        s * (n - 1) - before - after + d * (k - 1) + 1 + more
        for n, k, s, d, before, after, more in zip(output, *where, extra, strict=True)
    ]
    if min(size) < 1:
        raise ValueError(f"padding: expected to leave at least one pixel, got {where.before}")
    return size[0], size[1]


def _larger(one: Pair, other: Pair) -> Pair:
    return max(one[0], other[0]), max(one[1], other[1])


@lru_cache(maxsize=1024)
def taps(where: Geometry, image: Pair, output: Pair | None = None) -> tuple[Tap, ...]:
    """The taps of every window over an ``image`` of so many rows and columns, in row-major order.

    ``output`` is the number of windows, by default as many as fit.

    >>> for u, v, here, there in taps(geometry((1, 2), padding=(0, 1)), (1, 3)):
    ...     print(v, here[2], there[2])
    0 slice(0, 3, 1) slice(1, 4, None)
    1 slice(0, 3, 1) slice(0, 3, None)
    """
    output, everything = output or where.output_size(image), slice(None)
    found = []
    for u, v in np.ndindex(where.size):
        rows, columns = (met(where, a, (u, v)[a], image[a], output[a]) for a in (0, 1))
        found.append(Tap(u, v, *((everything, *pair) for pair in zip(rows, columns, strict=True))))
    return tuple(found)


@lru_cache(maxsize=4096)
def met(where: Geometry, axis: int, tap: int, length: int, count: int) -> tuple[slice, slice]:
    """The pixels of an axis that a tap meets, and at which of the ``count`` positions it does.

    Pixel ``S i + offset`` must lie in ``0 ... length - 1``.
    """
    stride = where.stride[axis]
    offset = where.dilation[axis] * tap - where.before[axis]
    first = max(0, -(offset // stride))  # the smallest i with S i + offset >= 0
    last = min(count - 1, (length - 1 - offset) // stride)
    if last < first:
        return slice(0, 0), slice(0, 0)
    start = stride * first + offset
    return slice(start, stride * last + offset + 1, stride), slice(first, last + 1)


def image_shape(x_shape: Any, name: str = "x_shape") -> tuple[int, int, int, int]:
    """Four checked lengths ``(C, H, W, N)``."""
    if not isinstance(x_shape, Sequence) or len(x_shape) != 4:
        raise ValueError(f"{name}: expected four lengths (C, H, W, N), got {x_shape!r}")
    channels, height, width, batch = (as_int(length, name, 1) for length in x_shape)
    return channels, height, width, batch
