"""Activations as layers: each runs a function of ``cnn_core.activations`` and its derivative."""

from __future__ import annotations

from typing import ClassVar

from cnn_core import activations
from cnn_core._checks import Array, as_real
from cnn_core.activations import LEAKY_SLOPE, Activation
from cnn_core.layers.base import Layer, Shape


class Elementwise(Layer, abstract=True):
    """A layer that applies ``function`` to every element.

    A subclass names the function, and has no more to say. Where the derivative can be had from the
    output, the output is all that is kept.

    >>> @Activation
    ... def cube(z):
    ...     return z**3
    >>> @cube.derivative_is
    ... def cube_derivative(z):
    ...     return 3 * z**2
    >>> class Cube(Elementwise):
    ...     function = cube
    >>> layer = Cube().build((1,))
    >>> layer.forward(np.array([[2.0]]), training=True), layer.backward(np.array([[1.0]]))
    (array([[8.]]), array([[12.]]))
    """

    function: ClassVar[Activation]

    def settings(self) -> dict[str, float]:
        """Further arguments of the function."""
        return {}

    def _forward(self, x: Array, training: bool) -> Array:
        y = self.function(x, **self.settings())
        self._keep(y if self.function.needs_output_alone else x, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        if self.function.needs_output_alone:
            slope = self.function.output_derivative(self._take(), **self.settings())
        else:
            slope = self.function.derivative(self._take(), **self.settings())
        return dy * slope


class Sigmoid(Elementwise):
    """``1 / (1 + exp(-z))``, which never overflows (`eq-sigmoid`).

    Backward: ``dy * y * (1 - y)`` (`eq-sigmoid-derivative`).

    >>> Sigmoid().build((1,)).forward(np.zeros((1, 2)))
    array([[0.5, 0.5]])
    """

    function = activations.sigmoid
    gain, link, probabilities = "glorot", activations.sigmoid, "each"


class Tanh(Elementwise):
    """``tanh(z)``. Backward: ``dy * (1 - y^2)`` (`eq-tanh-derivative`).

    >>> Tanh().build((1,)).forward(np.zeros((1, 2)))
    array([[0., 0.]])
    """

    function = activations.tanh
    gain = "glorot"


class ReLU(Elementwise):
    """``max(z, 0)`` (`eq-relu`). Backward: ``dy`` where the output is positive, else 0.

    >>> ReLU().build((1,)).forward(np.array([[-1.0, 2.0]]))
    array([[0., 2.]])
    """

    function = activations.relu
    gain, is_relu = "he", True


class LeakyReLU(Elementwise):
    """``z`` if positive, ``slope * z`` otherwise (`eq-leaky-relu`); ``0 < slope < 1``.

    >>> LeakyReLU().build((1,)).forward(np.array([[-1.0, 2.0]]))
    array([[-0.01,  2.  ]])
    """

    function = activations.leaky_relu
    gain = "he"

    def __init__(self, slope: float = LEAKY_SLOPE) -> None:
        self.slope = as_real(
            slope, "slope", minimum=0, maximum=1, open_minimum=True, open_maximum=True
        )

    def settings(self) -> dict[str, float]:
        """Its ``slope``."""
        return {"slope": self.slope}


class Softmax(Layer):
    """Softmax over the features (`eq-softmax`): input and output ``(K, N)``.

    At the end of a network with ``softmax_cross_entropy``, which starts from logits, the loss takes
    the place of this layer in training, and ``predict_proba`` applies it.

    >>> Softmax().build((2,)).forward(np.zeros((2, 1)))
    array([[0.5],
           [0.5]])
    """

    gain, link, probabilities = "glorot", activations.softmax, "together"

    def output_shape(self, input_shape: Shape) -> Shape:
        if len(input_shape) != 1:
            raise ValueError(f"Softmax(): expected vectors, got samples of shape {input_shape}")
        return input_shape

    def _forward(self, x: Array, training: bool) -> Array:
        y = activations.softmax(x)
        self._keep(y, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return activations.softmax.backward(dy, self._take())
