"""Normalisation as layers: batch, layer and local response normalisation."""

from __future__ import annotations

import numpy as np

from cnn_core import normalisation
from cnn_core._checks import Array, as_real, positive_int
from cnn_core.layers.base import Layer, Shape


class BatchNorm(Layer):
    """Each channel by the mean and variance of the batch; at inference by those of the training.

    Input and output ``(C, ..., N)``. Parameters ``gamma`` (initially 1) and ``beta`` (initially 0),
    ``(C,)``. In training the running statistics move by ``momentum`` towards those of the batch, as
    ``running_statistics`` says; they are saved and copied with the layer. A batch must hold at
    least two values of a channel. ``epsilon`` is added to the variance.

    >>> layer = BatchNorm().build((2,))
    >>> layer.forward(np.array([[1.0, 3.0], [5.0, 9.0]]), training=True).round(2)
    array([[-1.,  1.],
           [-1.,  1.]])
    >>> layer.running_mean
    array([0.2, 0.7])
    """

    state = ("running_mean", "running_variance")

    def __init__(self, momentum: float = 0.1, epsilon: float = 1e-5) -> None:
        self.momentum = as_real(momentum, "momentum", minimum=0, maximum=1)
        self.epsilon = as_real(epsilon, "epsilon", minimum=0)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {"gamma": input_shape[:1], "beta": input_shape[:1]}

    def initialize(self, default: str) -> None:
        gamma = self.parameters["gamma"]
        gamma[...], self.parameters["beta"][...] = 1, 0
        self.running_mean, self.running_variance = np.zeros_like(gamma), np.ones_like(gamma)

    def _forward(self, x: Array, training: bool) -> Array:
        gamma, beta = self.parameters["gamma"], self.parameters["beta"]
        self._keep((x, training), training)
        if not training:
            statistics = self.running_mean, self.running_variance
            return normalisation.batch_norm_inference(
                x, gamma, beta, *statistics, epsilon=self.epsilon
            )
        y, mean, variance = normalisation.batch_norm(x, gamma, beta, epsilon=self.epsilon)
        self._move(mean, variance, x[0].size)
        return y

    def _move(self, mean: Array, variance: Array, count: int) -> None:
        if count < 2:
            raise ValueError(
                f"{self!r}: expected a training batch with at least 2 values of a channel, got 1; "
                "choose a batch_size that leaves no single sample over"
            )
        self.running_mean, self.running_variance = normalisation.running_statistics(
            self.running_mean, self.running_variance, mean, variance, count, self.momentum
        )

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        (x, trained), gamma, epsilon = self._take(), self.parameters["gamma"], self.epsilon
        if trained:
            gradients = normalisation.batch_norm_backward(dy, x, gamma, epsilon=epsilon)
        else:
            statistics = self.running_mean, self.running_variance
            gradients = normalisation.batch_norm_inference_backward(
                dy, x, gamma, *statistics, epsilon=epsilon
            )
        dx, self.gradients["gamma"], self.gradients["beta"] = gradients
        return dx


class LayerNorm(Layer):
    """Each sample by the mean and variance of all its features, in training as at inference.

    Input and output ``(..., N)``. Parameters ``gamma`` (initially 1) and ``beta`` (initially 0), of
    the shape of a sample. ``epsilon`` is added to the variance.

    >>> LayerNorm().build((2,)).forward(np.array([[1.0], [3.0]])).round(2).ravel()
    array([-1.,  1.])
    """

    def __init__(self, epsilon: float = 1e-5) -> None:
        self.epsilon = as_real(epsilon, "epsilon", minimum=0)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {"gamma": input_shape, "beta": input_shape}

    def initialize(self, default: str) -> None:
        self.parameters["gamma"][...], self.parameters["beta"][...] = 1, 0

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        gamma, beta = self.parameters["gamma"], self.parameters["beta"]
        return normalisation.layer_norm(x, gamma, beta, epsilon=self.epsilon)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx, self.gradients["gamma"], self.gradients["beta"] = normalisation.layer_norm_backward(
            dy, self._take(), self.parameters["gamma"], epsilon=self.epsilon
        )
        return dx


class LocalResponseNorm(Layer):
    """Each value over a power of its neighbouring channels' squares, as in ``local_response_norm``.

    Input and output ``(C, ..., N)``. ``size`` channels are in a window; ``alpha``, ``beta`` and
    ``k`` have the AlexNet paper's values by default.

    >>> LocalResponseNorm().build((8, 4, 4)).forward(np.ones((8, 4, 4, 2))).shape
    (8, 4, 4, 2)
    """

    def __init__(
        self, size: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 2.0
    ) -> None:
        self.size = positive_int(size, "size")
        self.alpha = as_real(alpha, "alpha", minimum=0)
        self.beta = as_real(beta, "beta")
        self.k = as_real(k, "k", minimum=0, open_minimum=True)

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return normalisation.local_response_norm(
            x, self.size, alpha=self.alpha, beta=self.beta, k=self.k
        )

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return normalisation.local_response_norm_backward(
            dy, self._take(), self.size, alpha=self.alpha, beta=self.beta, k=self.k
        )
