"""Layers that draw random numbers in training."""

from __future__ import annotations

import numpy as np

from cnn_core._checks import Array, as_real
from cnn_core.layers.base import Layer


class Dropout(Layer):
    """In training each value is set to zero with probability ``p``, the rest divided by ``1 - p``.

    So the mean of the output is the input (`eq-dropout`). Otherwise it changes nothing.

    >>> Dropout(0.5).build((4,)).forward(np.ones((4, 1))).ravel()
    array([1., 1., 1., 1.])
    """

    def __init__(self, p: float) -> None:
        self.p = as_real(p, "p", minimum=0, maximum=1, open_maximum=True)

    def _forward(self, x: Array, training: bool) -> Array:
        factor: Array | int = 1
        if training:
            factor = (self.rng.random(x.shape, np.float32) >= self.p).astype(x.dtype)
            factor /= 1 - self.p
        self._keep(factor, training)
        return x * factor if training else x

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        factor: Array | int = self._take()
        return dy * factor
