"""Layers that only change shapes."""

from __future__ import annotations

from math import prod

from cnn_core._checks import Array
from cnn_core.layers.base import Layer, Shape


class Flatten(Layer):
    """Samples ``(C, H, W, N)`` as vectors ``(C H W, N)``, in row-major order (`eq-flatten`).

    >>> Flatten().build((16, 5, 5)).forward(np.ones((16, 5, 5, 3))).shape
    (400, 3)
    """

    def output_shape(self, input_shape: Shape) -> Shape:
        return (prod(input_shape),)

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x.shape, training)
        return x.reshape(-1, x.shape[-1])

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return dy.reshape(self._take())
