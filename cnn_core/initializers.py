"""Initial weights: random numbers whose spread fits the number of inputs and outputs.

Each function takes ``(shape, rng, dtype)`` and returns an array of that shape. A shape is that of
dense weights ``(units, inputs)`` or of kernels ``(filters, channels, height, width)``. Numbers are
drawn in float64 and then rounded, so that a float32 and a float64 network with the same seed start
from the same weights up to rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod, sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cnn_core._checks import describe, one_of, positive_int
from cnn_core._registry import Registry

Array = NDArray[Any]
Initializer = Callable[..., Array]


INITIALIZERS: Final[Registry[Initializer]] = Registry()
"""Every initializer by its name."""

Fans = tuple[int, int]


def fans(shape: Sequence[int]) -> tuple[int, int]:
    """Inputs of one output and outputs of one input, for weights or kernels of this ``shape``.

    Outputs first, then inputs, then as many axes as the kernels have.

    >>> fans((10, 84)), fans((16, 6, 5, 5))
    ((84, 10), (150, 400))
    """
    sizes = tuple(positive_int(n, "shape") for n in shape)
    if len(sizes) < 2:
        raise ValueError(f"shape: expected (units, inputs) or (F, C, kh, kw), got {sizes}")
    receptive_field = prod(sizes[2:])
    return sizes[1] * receptive_field, sizes[0] * receptive_field


_fans = fans  # the argument of the functions below has the same name


@INITIALIZERS.add
def glorot(
    shape: Sequence[int],
    rng: np.random.Generator,
    dtype: DTypeLike = "float64",
    *,
    fans: Fans | None = None,
) -> Array:
    """Uniform with variance ``2 / (fan_in + fan_out)`` (`eq-glorot`): for sigmoid and tanh.

    Drawn from ``rng`` and rounded to ``dtype``. ``fans`` are those of the ``shape`` if not given.

    >>> glorot((10, 20), np.random.default_rng(0)).shape
    (10, 20)
    """
    bound = sqrt(6 / sum(fans or _fans(shape)))
    return _generator(rng).uniform(-bound, bound, shape).astype(dtype)


@INITIALIZERS.add
def he(
    shape: Sequence[int],
    rng: np.random.Generator,
    dtype: DTypeLike = "float64",
    *,
    fans: Fans | None = None,
) -> Array:
    """Normal with variance ``2 / fan_in`` (`eq-he`): for ReLU, which passes half of it on.

    Drawn from ``rng`` and rounded to ``dtype``. ``fans`` are those of the ``shape`` if not given.

    >>> he((16, 6, 5, 5), np.random.default_rng(0)).shape
    (16, 6, 5, 5)
    """
    return _generator(rng).normal(0, sqrt(2 / (fans or _fans(shape))[0]), shape).astype(dtype)


@INITIALIZERS.add
def lecun(
    shape: Sequence[int],
    rng: np.random.Generator,
    dtype: DTypeLike = "float64",
    *,
    fans: Fans | None = None,
) -> Array:
    """Normal with variance ``1 / fan_in`` (`eq-lecun`): keeps the variance of a linear layer.

    Drawn from ``rng`` and rounded to ``dtype``. ``fans`` are those of the ``shape`` if not given.

    >>> lecun((10, 20), np.random.default_rng(0)).shape
    (10, 20)
    """
    return _generator(rng).normal(0, sqrt(1 / (fans or _fans(shape))[0]), shape).astype(dtype)


@INITIALIZERS.add
def zeros(
    shape: Sequence[int],
    rng: np.random.Generator | None = None,
    dtype: DTypeLike = "float64",
    *,
    fans: Fans | None = None,
) -> Array:
    """All zero: right for biases; in a hidden layer it keeps all units alike for ever.

    An array of ``shape`` and ``dtype``; ``rng`` and ``fans`` are not used.

    >>> zeros((1, 2))
    array([[0., 0.]])
    """
    return np.zeros(tuple(positive_int(n, "shape") for n in shape), dtype)


def initializer_name(value: str | Initializer | None) -> str | None:
    """The name of an initializer given by name or as one of the functions above."""
    if value is None:
        return None
    if isinstance(value, str):
        return one_of(value, "initializer", INITIALIZERS)
    for name, function in INITIALIZERS.items():
        if value is function:
            return name
    raise TypeError(f"initializer: expected one of {tuple(INITIALIZERS)}, got {describe(value)}")


def _generator(rng: object) -> np.random.Generator:
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng: expected a numpy.random.Generator, got {describe(rng)}")
    return rng
