"""Pooling layers: windows that are summarised by one number each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from cnn_core import one_dimensional, pooling
from cnn_core._checks import Array, as_pair, positive_int
from cnn_core._registry import is_shipped
from cnn_core.layers.base import Layer, Shape, images_shape, sequences_shape
from cnn_core.windows import conv_output_size

Size = int | Sequence[int]

POOLINGS: Final[dict[str, type[Pooling]]] = {}
"""Every pooling layer of this package by the kind of its summary."""


class Pooling(Layer, abstract=True):
    """A window of ``size`` that moves by ``stride`` (by default ``size``) over each channel."""

    kind: ClassVar[str]
    """What models call it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if is_shipped(cls):
            POOLINGS[cls.kind] = cls

    def __init__(self, size: Size, stride: Size | None = None) -> None:
        self.size = as_pair(size, "size")
        self.stride = self.size if stride is None else as_pair(stride, "stride")

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, *image = images_shape(input_shape, self)
        sizes = zip(image, self.size, self.stride, strict=True)
        return (channels, *(conv_output_size(*size) for size in sizes))

    def _given(self) -> dict[str, Any]:
        given = super()._given()
        if given.get("stride") == self.size:
            given["stride"] = None
        return given


class MaxPool2D(Pooling):
    """The largest value of each window; its gradient goes to the winner (`eq-max-pooling`).

    Input ``(C, H, W, N)``, output ``(C, OH, OW, N)``. Windows of ``size`` move by ``stride``, by
    default their own size; both are an integer or a pair. Of several equal values the first in
    row-major order wins.

    >>> MaxPool2D(2).build((6, 28, 28)).forward(np.ones((6, 28, 28, 3))).shape
    (6, 14, 14, 3)
    """

    kind = "max"
    is_max_pooling = True

    def _forward(self, x: Array, training: bool) -> Array:
        if not self._recording:  # nobody will ask for the winners
            return pooling.max_values(x, self.size, self.stride)
        y, winners = pooling.max_pool2d(x, self.size, self.stride)
        self._keep((winners, x.shape), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        winners, x_shape = self._take()
        return pooling.max_pool2d_backward(dy, winners, x_shape, self.size, self.stride)


class AvgPool2D(Pooling):
    """The mean of each window (`eq-average-pooling`).

    Input ``(C, H, W, N)``, output ``(C, OH, OW, N)``. Windows of ``size`` move by ``stride``, by
    default their own size.

    >>> AvgPool2D(2).build((6, 28, 28)).forward(np.ones((6, 28, 28, 3))).shape
    (6, 14, 14, 3)
    """

    kind = "average"

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x.shape, training)
        return pooling.avg_pool2d(x, self.size, self.stride)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return pooling.avg_pool2d_backward(dy, self._take(), self.size, self.stride)


class L2Pool2D(Pooling):
    """The Euclidean norm of each window (`eq-l2-pooling`); its gradient is 0 where the norm is 0.

    Input ``(C, H, W, N)``, output ``(C, OH, OW, N)``. Windows of ``size`` move by ``stride``, by
    default their own size.

    >>> L2Pool2D(2).build((6, 28, 28)).forward(np.ones((6, 28, 28, 3)))[0, 0, 0, 0]
    np.float64(2.0)
    """

    kind = "l2"

    def _forward(self, x: Array, training: bool) -> Array:
        y = pooling.l2_pool2d(x, self.size, self.stride)
        self._keep((x, y), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        x, y = self._take()
        return pooling.l2_pool2d_backward(dy, x, y, self.size, self.stride)


class Subsample2D(Pooling):
    """Trainable subsampling (`eq-subsampling`): ``coefficient * mean of the window + bias``.

    One coefficient (initially 1) and one bias (initially 0) per map; windows of ``size`` do not
    overlap. Put ``Sigmoid()`` after it for the layer of the classical networks.

    >>> Subsample2D(2).build((8, 28, 28)).forward(np.ones((8, 28, 28, 3))).shape
    (8, 14, 14, 3)
    """

    kind = "subsample"

    def __init__(self, size: Size) -> None:
        super().__init__(size)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {"coefficient": input_shape[:1], "bias": input_shape[:1]}

    def initialize(self, default: str) -> None:
        self.parameters["coefficient"][...] = 1
        self.parameters["bias"][...] = 0

    def _forward(self, x: Array, training: bool) -> Array:
        y, means = pooling.subsample2d(
            x, self.size, self.parameters["coefficient"], self.parameters["bias"]
        )
        self._keep((means, x.shape), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        means, x_shape = self._take()
        dx, self.gradients["coefficient"], self.gradients["bias"] = pooling.subsample2d_backward(
            dy, means, x_shape, self.size, self.parameters["coefficient"]
        )
        return dx


class GlobalAvgPool2D(Layer):
    """The mean of each channel over the whole image: ``(C, H, W, N)`` becomes ``(C, N)``.

    >>> GlobalAvgPool2D().build((6, 7, 7)).forward(np.ones((6, 7, 7, 3))).shape
    (6, 3)
    """

    def output_shape(self, input_shape: Shape) -> Shape:
        return images_shape(input_shape, self)[:1]

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x.shape, training)
        return pooling.global_avg_pool2d(x)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return pooling.global_avg_pool2d_backward(dy, self._take())


class _Pooling1D(Layer, abstract=True):
    """A window of ``size`` that moves by ``stride`` (by default ``size``) along each channel."""

    def __init__(self, size: int, stride: int | None = None) -> None:
        self.size = positive_int(size, "size")
        self.stride = None if stride is None else positive_int(stride, "stride")

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, length = sequences_shape(input_shape, self)
        return channels, conv_output_size(length, self.size, self.stride or self.size)


class MaxPool1D(_Pooling1D):
    """The largest value of each window of a sequence; its gradient goes to the winner.

    Input ``(C, L, N)``, output ``(C, OL, N)``. Windows of ``size`` move by ``stride``, by default
    their own size; of several equal values the first wins.

    >>> MaxPool1D(2).build((6, 28)).forward(np.ones((6, 28, 3))).shape
    (6, 14, 3)
    """

    def _forward(self, x: Array, training: bool) -> Array:
        y, winners = one_dimensional.max_pool1d(x, self.size, self.stride)
        self._keep((winners, x.shape), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        winners, x_shape = self._take()
        return one_dimensional.max_pool1d_backward(dy, winners, x_shape, self.size, self.stride)


class AvgPool1D(_Pooling1D):
    """The mean of each window of a sequence.

    Input ``(C, L, N)``, output ``(C, OL, N)``. Windows of ``size`` move by ``stride``, by default
    their own size.

    >>> AvgPool1D(2).build((6, 28)).forward(np.ones((6, 28, 3))).shape
    (6, 14, 3)
    """

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x.shape, training)
        return one_dimensional.avg_pool1d(x, self.size, self.stride)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return one_dimensional.avg_pool1d_backward(dy, self._take(), self.size, self.stride)
