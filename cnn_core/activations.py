"""Activation functions, each beside its derivative.

``sigmoid``, ``tanh``, ``relu`` and ``leaky_relu`` act on every element: ``f(z)`` has the shape of
``z`` and so has ``f.derivative(z)``. ``softmax`` couples the features (axis 0) of a sample, so that
its derivative is a matrix: ``softmax.jacobian(z)``, applied by ``softmax.backward(ds, s)``.

Inputs are real arrays of any shape; float32 stays float32, integers become float64. No value
overflows, however large the input. NaN stays NaN, in the derivatives too (PyTorch gives ``relu``
the slope 1 there, JAX and TensorFlow 0). At the kink of ``relu`` and ``leaky_relu``, the slope is
that of the negative side, as in PyTorch. ``softmax`` gives an entry of -inf the probability 0; a
sample with NaN or +inf, or with -inf alone, becomes NaN. Arrays of symbols pass as well, so that
these very functions can be differentiated (`cnn_core.symbolic.elementwise`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, check_shape
from cnn_core._registry import Registry

LEAKY_SLOPE = 0.01
"""Slope of ``leaky_relu`` for negative inputs."""


def as_float_array(value: Any, name: str) -> Array:
    """``value`` as an array of real floating-point numbers; integers become float64."""
    array = as_array(value, name)
    if array.dtype.kind == "c" or (array.dtype.kind == "O" and not _are_symbols(array)):
        raise TypeError(f"{name}: expected real numbers, got dtype {array.dtype}")
    return array if array.dtype.kind in "fO" else array.astype(np.float64)


def _are_symbols(array: Array) -> bool:
    return all(hasattr(entry, "free_symbols") for entry in array.flat)


ACTIVATIONS: Final[Registry[Any]] = Registry()
"""Every activation of this package by its name."""


class Activation:
    """A function applied to every element, and its derivative.

    ``function`` takes an array of floating-point numbers and gives one of the same shape; each
    derivative is told by a decorator. ``derivative(z)`` takes it at the input. A layer keeps its
    output alone, so ``output_derivative`` gives the same number from ``y = f(z)``, where there is
    such a formula.

    >>> @Activation
    ... def cube(z):
    ...     return z**3
    >>> @cube.derivative_is
    ... def cube_derivative(z):
    ...     return 3 * z**2
    >>> cube(2.0), cube.derivative(2.0)
    (np.float64(8.0), np.float64(12.0))
    """

    __name__: str

    def __init__(self, function: Callable[..., Array]) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self._derivative: Callable[..., Array] | None = None
        self._output_derivative: Callable[..., Array] | None = None
        ACTIVATIONS.add(self)

    def __call__(self, z: ArrayLike, **settings: float) -> Array:
        return self._function(as_float_array(z, "z"), **settings)

    def derivative(self, z: ArrayLike, **settings: float) -> Array:
        """The derivative at every element of ``z``, in the shape of ``z``.

        ``settings`` are further arguments of the function.
        """
        if self._derivative is None:
            raise NotImplementedError(
                f"{self!r} has no derivative: give it one with @{self.__name__}.derivative_is"
            )
        return self._derivative(as_float_array(z, "z"), **settings)

    def output_derivative(self, y: ArrayLike, **settings: float) -> Array:
        """The derivative at every element, from the output ``y = f(z)``.

        ``settings`` are further arguments of the function.
        """
        if self._output_derivative is None:
            raise NotImplementedError(f"{self!r} has no derivative in terms of its output")
        return self._output_derivative(np.asarray(y), **settings)

    @property
    def needs_output_alone(self) -> bool:
        """Whether its derivative can be had from its output."""
        return self._output_derivative is not None

    def derivative_is(self, derivative: Callable[..., Array]) -> Callable[..., Array]:
        """Decorator that takes a function as the ``derivative`` of this one."""
        self._derivative = derivative
        return derivative

    def output_derivative_is(self, derivative: Callable[..., Array]) -> Callable[..., Array]:
        """Decorator that takes a function ``derivative`` of the output as that of this one."""
        self._output_derivative = derivative
        return derivative

    def __repr__(self) -> str:
        return f"<activation {self.__name__}>"

    def __reduce__(self) -> str:  # pickled and copied as the name it has in this module
        return self.__name__


# --- sigmoid ----------------------------------------------------------------------------------


@Activation
def sigmoid(z: Array) -> Array:
    """The logistic function ``1 / (1 + exp(-z))`` (`eq-sigmoid`), in (0, 1).

    For ``z < 0`` it is computed as ``exp(z) / (1 + exp(z))``, the same number, so that ``exp`` is
    never taken of anything positive and nothing overflows. With ``e = exp(-|z|)`` both cases have
    the denominator ``1 + e``.

    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    >>> sigmoid.derivative(0.0)
    array(0.25)
    """
    e = np.exp(-np.abs(z))
    return np.asarray(np.where(z < 0, e, 1) / (1 + e))


@sigmoid.derivative_is
def _sigmoid_derivative(z: Array) -> Array:
    """``s (1 - s)`` (`eq-sigmoid-derivative`), as ``e / (1 + e)^2`` with ``e = exp(-|z|)``."""
    e = np.exp(-np.abs(z))
    return np.asarray(e / (1 + e) ** 2)


@sigmoid.output_derivative_is
def _sigmoid_output_derivative(y: Array) -> Array:
    return np.asarray(y * (1 - y))


# --- tanh -------------------------------------------------------------------------------------


@Activation
def tanh(z: Array) -> Array:
    """The hyperbolic tangent of ``z``, in (-1, 1) (`eq-tanh`).

    >>> tanh([-1000.0, 0.0, 1000.0])
    array([-1.,  0.,  1.])
    >>> tanh.derivative(0.0)
    array(1.)
    """
    return np.asarray(np.tanh(z))


@tanh.derivative_is
def _tanh_derivative(z: Array) -> Array:
    """``1 - tanh(z)^2`` (`eq-tanh-derivative`), as ``4 e / (1 + e)^2`` with ``e = exp(-2|z|)``."""
    e = np.exp(-2 * np.abs(z))
    return np.asarray(4 * e / (1 + e) ** 2)


@tanh.output_derivative_is
def _tanh_output_derivative(y: Array) -> Array:
    return np.asarray(1 - y * y)


# --- rectifiers -------------------------------------------------------------------------------


@Activation
def relu(z: Array) -> Array:
    """``max(z, 0)`` (`eq-relu`). Its derivative at 0, where it has none, is taken to be 0.

    Any number in [0, 1] is a subgradient at 0; 0 is this package's convention.

    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    >>> relu.derivative([-2.0, 0.0, 3.0])
    array([0., 0., 1.])
    """
    return np.asarray(np.maximum(z, 0))


@relu.derivative_is
def _relu_derivative(z: Array) -> Array:
    return np.where(z != z, z, z > 0).astype(z.dtype, copy=False)  # only NaN differs from itself


@relu.output_derivative_is
def _relu_output_derivative(y: Array) -> Array:
    return np.asarray(y > 0)


@Activation
def leaky_relu(z: Array, slope: float = LEAKY_SLOPE) -> Array:
    """``z`` if positive, ``slope z`` otherwise (`eq-leaky-relu`); its derivative at 0 is ``slope``.

    >>> leaky_relu([-2.0, 0.0, 3.0])
    array([-0.02,  0.  ,  3.  ])
    >>> leaky_relu.derivative([-2.0, 0.0, 3.0])
    array([0.01, 0.01, 1.  ])
    """
    return np.asarray(np.maximum(z, z.dtype.type(slope) * z))


@leaky_relu.derivative_is
def _leaky_relu_derivative(z: Array, slope: float = LEAKY_SLOPE) -> Array:
    return np.where(z != z, z, _leaky_relu_output_derivative(z, slope))


@leaky_relu.output_derivative_is
def _leaky_relu_output_derivative(y: Array, slope: float = LEAKY_SLOPE) -> Array:
    return np.asarray(np.where(y > 0, y.dtype.type(1), y.dtype.type(slope)))  # y has the sign of z


# --- softmax ----------------------------------------------------------------------------------


class Softmax:
    """``softmax(z) = exp(z) / sum(exp(z))`` over the features, axis 0 (`eq-softmax`).

    ``z`` is ``(K,)`` for one sample or ``(K, N)`` for a batch; each sample's result is positive and
    sums to one. The largest entry is subtracted first, which changes nothing but prevents overflow.

    >>> softmax([0.0, 0.0]), softmax([1000.0, 0.0])
    (array([0.5, 0.5]), array([1., 0.]))
    >>> softmax.jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """

    __name__ = "softmax"

    def __call__(self, z: ArrayLike) -> Array:
        z = self._checked(z, "z")
        e = np.exp(z - z.max(axis=0))
        return np.asarray(e / e.sum(axis=0))

    def jacobian(self, z: ArrayLike) -> Array:
        """``J[i, j] = ds_i / dz_j = s_i (delta_ij - s_j)`` (`eq-softmax-jacobian`).

        ``(K,)`` gives ``(K, K)``; ``(K, N)`` gives ``(K, K, N)``, one matrix a sample.
        """
        s = self(z)
        identity = np.eye(len(s), dtype=s.dtype).reshape(len(s), len(s), *[1] * (s.ndim - 1))
        return np.asarray(s[:, None] * (identity - s[None, :]))

    def backward(self, ds: ArrayLike, s: ArrayLike) -> Array:
        """The Jacobian applied: ``dE/dz = s * (ds - sum(ds * s))`` (`eq-softmax-backward`).

        Parameters: ``ds``, the gradient with respect to the output, and ``s``, the output itself,
        both ``(K,)`` or ``(K, N)``.

        >>> softmax.backward([1.0, 0.0], [0.5, 0.5])
        array([ 0.25, -0.25])
        """
        ds, s = self._checked(ds, "ds"), self._checked(s, "s")
        check_shape(ds, "ds", s.shape)
        return np.asarray(s * (ds - (ds * s).sum(axis=0)))

    def __repr__(self) -> str:
        return "<activation softmax>"

    def __reduce__(self) -> str:
        return "softmax"

    @staticmethod
    def _checked(value: ArrayLike, name: str) -> Array:
        array = as_float_array(value, name)
        if array.ndim not in (1, 2) or len(array) == 0:
            raise ValueError(f"{name}: expected shape (K,) or (K, N), K >= 1, got {array.shape}")
        return array


softmax = Softmax()
ACTIVATIONS.add(softmax)
