"""Layers with weights and biases: dense and convolutional."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import (
    Array,
    as_bool,
    as_pair,
    check_shape,
    non_negative_int,
    positive_int,
)
from cnn_core.convolution import (
    conv2d,
    conv2d_backward,
    conv_transpose2d,
    conv_transpose2d_backward,
)
from cnn_core.dense import dense, dense_backward
from cnn_core.initializers import Initializer, initializer_name
from cnn_core.layers.base import Layer, Shape, images_shape, sequences_shape
from cnn_core.local import local2d, local2d_backward
from cnn_core.one_dimensional import conv1d, conv1d_backward
from cnn_core.windows import Geometry, Padding, geometry, transposed_size

Size = int | Sequence[int]


class Weighted(Layer, abstract=True):
    """A layer with weights ``w`` and, unless ``bias`` is False, biases ``b``.

    ``initializer`` is one of ``glorot``, ``he``, ``lecun``, ``zeros``; by default what follows the
    layer chooses it.
    """

    def __init__(self, initializer: str | Initializer | None, bias: bool) -> None:
        self.initializer = initializer_name(initializer)
        self.bias = as_bool(bias, "bias")

    @property
    def w(self) -> Array:
        """The weights. What is assigned is written into them."""
        return self.parameters["w"]

    @w.setter
    def w(self, value: ArrayLike) -> None:
        self.parameters["w"] = value

    @property
    def b(self) -> Array | None:
        """The biases, or None. What is assigned is written into them."""
        return self.parameters.get("b")

    @b.setter
    def b(self, value: ArrayLike) -> None:
        self.parameters["b"] = value

    def initialize(self, default: str) -> None:
        self.draw("w", self.initializer or default)
        if self.bias:
            self.parameters["b"][...] = 0

    def _shapes(self, w: Shape) -> dict[str, Shape]:
        return {"w": w, "b": w[:1]} if self.bias else {"w": w}

    def _store(self, dw: Array, db: Array) -> None:
        self.gradients["w"] = dw
        if self.bias:
            self.gradients["b"] = db


class Dense(Weighted):
    """``z = W x + b``: every unit sees every feature (`eq-dense`).

    Input ``(features, N)``, output ``(units, N)``. Parameters ``w`` ``(units, features)`` and ``b``
    ``(units,)``, which ``bias=False`` leaves out. ``initializer`` is one of ``glorot``, ``he``,
    ``lecun``, ``zeros``; by default a network takes ``he`` before a ReLU and ``glorot`` elsewhere.

    >>> layer = Dense(2).build((3,))
    >>> layer.forward(np.ones((3, 5))).shape
    (2, 5)
    """

    def __init__(
        self, units: int, initializer: str | Initializer | None = None, *, bias: bool = True
    ) -> None:
        super().__init__(initializer, bias)
        self.units = positive_int(units, "units")

    def output_shape(self, input_shape: Shape) -> Shape:
        if len(input_shape) != 1:
            raise ValueError(
                f"{self!r}: expected feature vectors, got samples of shape {input_shape}; "
                "put Flatten() before it"
            )
        return (self.units,)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return self._shapes((self.units, *input_shape))

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return dense(x, self.w, self.b)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, dw, db = dense_backward(dy, self._take(), self.w, need_dx=need_dx)
        self._store(dw, db)
        return dx


class Conv2D(Weighted):
    """A convolution layer: correlation with ``filters`` kernels, plus a bias (`eq-conv-forward`).

    Input ``(C, H, W, N)``, output ``(filters, OH, OW, N)``. Parameters ``w``
    ``(filters, C, kh, kw)`` and ``b`` ``(filters,)``, which ``bias=False`` leaves out.
    ``kernel_size``, ``stride``, ``padding`` and ``dilation`` are an integer or a pair; ``padding``
    may be ``"same"``, and ``groups`` cuts channels and filters into runs that do not meet, as in
    ``conv2d``: with as many as there are channels the layer is depthwise. ``connections``,
    ``(filters, C)`` of 0 and 1, says which filter sees which channel; the other weights stay zero.
    ``initializer`` is that of ``Dense``.

    >>> layer = Conv2D(6, 5, padding=2).build((1, 28, 28))
    >>> layer.forward(np.ones((1, 28, 28, 3))).shape, layer.parameter_count()
    ((6, 28, 28, 3), 156)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Padding = 0,
        dilation: Size = 1,
        connections: ArrayLike | None = None,
        initializer: str | Initializer | None = None,
        *,
        bias: bool = True,
        groups: int = 1,
    ) -> None:
        super().__init__(initializer, bias)
        self.filters = positive_int(filters, "filters")
        self.groups = positive_int(groups, "groups")
        where = geometry(kernel_size, stride, padding, dilation, name="kernel_size")
        self.kernel_size, self.stride, self.dilation = where.size, where.stride, where.dilation
        self.padding = as_padding(padding, where)
        if self.filters % self.groups:
            raise ValueError(f"groups: expected a divisor of {filters} filters, got {groups}")
        if connections is not None and self.groups > 1:
            raise ValueError("connections: expected None with groups, which are such a table")
        self.connections = None if connections is None else self._table(connections)

    def _table(self, connections: ArrayLike) -> Array:
        try:
            table = np.asarray(connections)
        except ValueError as error:
            raise ValueError(f"connections: expected a table, got ragged rows ({error})") from None
        if table.ndim != 2 or table.shape[0] != self.filters:
            raise ValueError(
                f"connections: expected shape ({self.filters}, channels), got {table.shape}"
            )
        if table.dtype.kind not in "biuf" or not np.isin(table, (0, 1)).all():
            raise ValueError("connections: expected a table of 0 and 1, got other values")
        if not table.any(axis=1).all():
            filter_ = int(np.argmin(table.any(axis=1)))
            raise ValueError(f"connections: expected a 1 in every row, got none in row {filter_}")
        return table.astype(bool)

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, *image = images_shape(input_shape, self)
        if self.connections is not None:
            check_shape(self.connections, "connections", (self.filters, channels))
        if channels % self.groups:
            raise ValueError(f"{self!r}: expected groups to divide {channels} channels")
        where = geometry(self.kernel_size, self.stride, self.padding, self.dilation)
        return (self.filters, *where.output_size((image[0], image[1])))

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return self._shapes((self.filters, input_shape[0] // self.groups, *self.kernel_size))

    def fans(self, shape: Shape) -> tuple[int, int]:
        inputs, outputs = super().fans(shape)
        return inputs, outputs // self.groups

    def parameter_count(self) -> int:
        if self.connections is None:
            return super().parameter_count()
        return int(self.connections.sum()) * prod(self.kernel_size) + self.filters * self.bias

    def learned(self) -> dict[str, Array]:
        return (
            {} if self.connections is None else {"w": np.broadcast_to(self._mask(), self.w.shape)}
        )

    def check_parameters(self) -> None:
        if self.connections is not None and np.any(self.w[~self.connections] != 0):
            raise ValueError("w: expected 0 where there is no connection")

    def initialize(self, default: str) -> None:
        super().initialize(default)
        if self.connections is not None:  # spread as if there were only the channels it sees
            dtype = self.w.dtype if self.w.dtype.kind == "f" else np.float64
            seen = self.connections.mean(axis=1, dtype=dtype)
            self.w *= self._mask() / np.sqrt(seen)[:, None, None, None]

    def _mask(self) -> Array:
        assert self.connections is not None
        return self.connections[:, :, None, None]

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return conv2d(
            x, self.w, self.b, stride=self.stride, padding=self.padding, dilation=self.dilation,
            groups=self.groups,
        )  # fmt: skip

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, dw, db = conv2d_backward(
            dy, self._take(), self.w, stride=self.stride, padding=self.padding,
            dilation=self.dilation, groups=self.groups, need_dx=need_dx,
        )  # fmt: skip
        self._store(dw if self.connections is None else dw * self._mask(), db)
        return dx


def as_padding(padding: Any, where: Geometry) -> Padding:
    """What a layer remembers of its padding: the word, a pair, or two, (top, bottom) first."""
    if isinstance(padding, str):
        return "same" if padding == "same" else (0, 0)
    if where.before == where.after:
        return where.before
    (top, left), (bottom, right) = where.before, where.after
    return (top, bottom), (left, right)


class ConvTranspose2D(Weighted):
    """A transposed convolution: the adjoint of ``Conv2D``, which enlarges images.

    Input ``(C, H, W, N)``, output ``(filters, OH, OW, N)`` as in ``conv_transpose2d``. Parameters
    ``w`` ``(C, filters, kh, kw)`` and ``b`` ``(filters,)``, which ``bias=False`` leaves out.
    ``kernel_size``, ``stride``, ``padding``, ``output_padding`` and ``dilation`` are an integer or
    a pair. ``initializer`` is that of ``Dense``.

    >>> ConvTranspose2D(3, 2, stride=2).build((6, 7, 7)).forward(np.ones((6, 7, 7, 2))).shape
    (3, 14, 14, 2)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size = 0,
        output_padding: Size = 0,
        dilation: Size = 1,
        initializer: str | Initializer | None = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(initializer, bias)
        self.filters = positive_int(filters, "filters")
        self.padding = as_pair(padding, "padding", minimum=0)
        where = geometry(kernel_size, stride, self.padding, dilation, name="kernel_size")
        self.kernel_size, self.stride, self.dilation = where.size, where.stride, where.dilation
        self.output_padding = as_pair(output_padding, "output_padding", minimum=0)

    def output_shape(self, input_shape: Shape) -> Shape:
        _, height, width = images_shape(input_shape, self)
        where = geometry(self.kernel_size, self.stride, self.padding, self.dilation)
        return (self.filters, *transposed_size((height, width), where, self.output_padding))

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        w = (input_shape[0], self.filters, *self.kernel_size)
        return {"w": w, "b": (self.filters,)} if self.bias else {"w": w}

    def fans(self, shape: Shape) -> tuple[int, int]:
        return super().fans((shape[1], shape[0], *shape[2:]))

    def _options(self) -> dict[str, Any]:
        names = ("stride", "padding", "output_padding", "dilation")
        return {name: getattr(self, name) for name in names}

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return conv_transpose2d(x, self.w, self.b, **self._options())

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, dw, db = conv_transpose2d_backward(dy, self._take(), self.w, **self._options())
        self._store(dw, db)
        return dx


class LocalConv2D(Weighted):
    """A locally connected layer: as ``Conv2D``, but each section of the output has its own kernels.

    Input ``(C, H, W, N)``, output ``(filters, OH, OW, N)``. ``sections`` is how many, an integer or
    a pair (rows, columns); by default one for every position, so that nothing is shared. Parameters
    ``w`` ``(filters, C, kh, kw, SH, SW)`` and ``b`` ``(filters, SH, SW)``, which ``bias=False``
    leaves out; ``kernel_size``, ``stride``, ``padding``, ``dilation`` and ``initializer`` are those
    of ``Conv2D``.

    >>> LocalConv2D(3, 3).build((1, 6, 6)).parameter_count(), LocalConv2D(3, 3, 2).build(
    ...     (1, 6, 6)).parameter_count()
    (480, 120)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Size,
        sections: Size | None = None,
        stride: Size = 1,
        padding: Padding = 0,
        dilation: Size = 1,
        initializer: str | Initializer | None = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(initializer, bias)
        self.filters = positive_int(filters, "filters")
        self.sections = None if sections is None else as_pair(sections, "sections")
        where = geometry(kernel_size, stride, padding, dilation, name="kernel_size")
        self.kernel_size, self.stride, self.dilation = where.size, where.stride, where.dilation
        self.padding = as_padding(padding, where)

    def output_shape(self, input_shape: Shape) -> Shape:
        _, height, width = images_shape(input_shape, self)
        where = geometry(self.kernel_size, self.stride, self.padding, self.dilation)
        rows, columns = where.output_size((height, width))
        if self.sections and (self.sections[0] > rows or self.sections[1] > columns):
            raise ValueError(
                f"sections: expected at most {(rows, columns)}, one a position, got {self.sections}"
            )
        return self.filters, rows, columns

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        sections = self.sections or self.output_shape(input_shape)[1:]
        w = (self.filters, input_shape[0], *self.kernel_size, *sections)
        return {"w": w, "b": (self.filters, *sections)} if self.bias else {"w": w}

    def fans(self, shape: Shape) -> tuple[int, int]:
        return super().fans(shape[:4])

    def _options(self) -> dict[str, Any]:
        return {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return local2d(x, self.w, self.b, **self._options())

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, dw, db = local2d_backward(dy, self._take(), self.w, **self._options())
        self._store(dw, db)
        return dx


class Conv1D(Weighted):
    """A convolution along one axis: correlation with ``filters`` kernels, plus a bias.

    Input ``(C, L, N)``, output ``(filters, OL, N)``. Parameters ``w`` ``(filters, C / groups, k)``
    and ``b`` ``(filters,)``, which ``bias=False`` leaves out. ``kernel_size``, ``stride``,
    ``padding`` (an integer or ``"same"``), ``dilation`` and ``groups`` are as in ``conv1d``,
    ``initializer`` as in ``Dense``.

    >>> Conv1D(6, 5, padding="same").build((2, 28)).forward(np.ones((2, 28, 3))).shape
    (6, 28, 3)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: int,
        stride: int = 1,
        padding: Any = 0,
        dilation: int = 1,
        initializer: str | Initializer | None = None,
        *,
        bias: bool = True,
        groups: int = 1,
    ) -> None:
        super().__init__(initializer, bias)
        self.filters, self.groups = positive_int(filters, "filters"), positive_int(groups, "groups")
        self.kernel_size = positive_int(kernel_size, "kernel_size")
        self.stride, self.dilation = (
            positive_int(stride, "stride"),
            positive_int(dilation, "dilation"),
        )
        self.padding = padding if isinstance(padding, str) else non_negative_int(padding, "padding")
        self._geometry()
        if self.filters % self.groups:
            raise ValueError(f"groups: expected a divisor of {filters} filters, got {groups}")

    def _geometry(self) -> Geometry:
        padding = self.padding if isinstance(self.padding, str) else (0, self.padding)
        return geometry((1, self.kernel_size), (1, self.stride), padding, (1, self.dilation))

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, length = sequences_shape(input_shape, self)
        if channels % self.groups:
            raise ValueError(f"{self!r}: expected groups to divide {channels} channels")
        return self.filters, self._geometry().output_size((1, length))[1]

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return self._shapes((self.filters, input_shape[0] // self.groups, self.kernel_size))

    def fans(self, shape: Shape) -> tuple[int, int]:
        inputs, outputs = super().fans(shape)
        return inputs, outputs // self.groups

    def _options(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("stride", "padding", "dilation", "groups")}

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return conv1d(x, self.w, self.b, **self._options())

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, dw, db = conv1d_backward(dy, self._take(), self.w, **self._options())
        self._store(dw, db)
        return dx
