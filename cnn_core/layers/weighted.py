"""Layers with weights and biases: dense and convolutional."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_bool, as_pair, check_shape, positive_int
from cnn_core.convolution import conv2d, conv2d_backward, conv_output_size
from cnn_core.dense import dense, dense_backward
from cnn_core.initializers import Initializer, initializer_name
from cnn_core.layers.base import Layer, Shape, images_shape

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
    ``kernel_size``, ``stride``, ``padding`` and ``dilation`` are an integer or a pair.
    ``connections``, ``(filters, C)`` of 0 and 1, says which filter sees which channel; the other
    weights stay zero. ``initializer`` is that of ``Dense``.

    >>> layer = Conv2D(6, 5, padding=2).build((1, 28, 28))
    >>> layer.forward(np.ones((1, 28, 28, 3))).shape, layer.parameter_count()
    ((6, 28, 28, 3), 156)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size = 0,
        dilation: Size = 1,
        connections: ArrayLike | None = None,
        initializer: str | Initializer | None = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(initializer, bias)
        self.filters = positive_int(filters, "filters")
        self.kernel_size = as_pair(kernel_size, "kernel_size")
        self.stride = as_pair(stride, "stride")
        self.padding = as_pair(padding, "padding", minimum=0)
        self.dilation = as_pair(dilation, "dilation")
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
        sizes = zip(image, self.kernel_size, self.stride, self.padding, self.dilation, strict=True)
        return (self.filters, *(conv_output_size(*size) for size in sizes))

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return self._shapes((self.filters, input_shape[0], *self.kernel_size))

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
            x, self.w, self.b, stride=self.stride, padding=self.padding, dilation=self.dilation
        )

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, dw, db = conv2d_backward(
            dy, self._take(), self.w, stride=self.stride, padding=self.padding,
            dilation=self.dilation, need_dx=need_dx,
        )  # fmt: skip
        self._store(dw if self.connections is None else dw * self._mask(), db)
        return dx
