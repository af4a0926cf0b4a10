"""Layers that change shapes, or add channels that do not depend on the input."""

from __future__ import annotations

from math import prod

import numpy as np

from cnn_core._checks import Array, positive_int
from cnn_core.layers.base import Layer, Shape, images_shape


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


class LearnableInput(Layer):
    """More input channels, whose pixels are parameters, the same for every image.

    Input ``(C, H, W, N)``, output ``(C + channels, H, W, N)``: first the image, then the parameter
    ``l`` ``(channels, H, W)``, initially zero. A convolution that follows gains a bias that depends
    on the place (`eq-learnable-bias`); as every image sees ``l``, its gradient sums over the batch
    (`eq-learnable-gradient`).

    >>> layer = LearnableInput().build((3, 28, 28))
    >>> layer.forward(np.ones((3, 28, 28, 5))).shape, layer.parameter_count()
    ((4, 28, 28, 5), 784)
    """

    def __init__(self, channels: int = 1) -> None:
        self.channels = positive_int(channels, "channels")

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, *image = images_shape(input_shape, self)
        return (channels + self.channels, *image)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {"l": (self.channels, *input_shape[1:])}

    def initialize(self, default: str) -> None:
        self.parameters["l"][...] = 0

    def _forward(self, x: Array, training: bool) -> Array:
        added = self.parameters["l"][..., None]  # (channels, H, W, 1)
        return np.concatenate([x, np.broadcast_to(added, (*added.shape[:3], x.shape[3]))])

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        self.gradients["l"] = dy[-self.channels :].sum(axis=3)
        return dy[: -self.channels]
