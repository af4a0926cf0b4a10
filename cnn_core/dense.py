"""The dense (fully connected) layer as two functions, forward beside backward.

One sample is a column: ``x`` is ``(inputs, N)`` and ``w`` is ``(units, inputs)``. Both functions
take arrays of any one numeric dtype, symbols included.
"""

from __future__ import annotations

from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, check_not_empty, check_shape


def dense(x: ArrayLike, w: ArrayLike, b: ArrayLike | None = None) -> Array:
    """``z = W x + b`` for every column of ``x`` (`eq-dense`).

    Args:
        x: activations, shape ``(inputs, N)``.
        w: weights, shape ``(units, inputs)``.
        b: bias per unit, shape ``(units,)``, or ``None`` for no bias.

    Returns:
        ``z``, shape ``(units, N)``.

    Raises:
        ValueError: shapes that do not fit, or an empty array.
        TypeError: arguments that do not hold numbers.

    >>> dense([[1.0], [2.0]], [[3.0, 4.0]], [0.5])
    array([[11.5]])
    """
    x, w = _checked(x, w)
    z = w @ x  # (units, inputs) (inputs, N) -> (units, N)
    if b is None:
        return np.asarray(z)
    b = as_array(b, "b", ndim=1)
    check_shape(b, "b", (w.shape[0],))
    return np.asarray(z + b[:, None])


@overload
def dense_backward(
    dz: ArrayLike, x: ArrayLike, w: ArrayLike, *, need_dx: Literal[True] = True
) -> tuple[Array, Array, Array]: ...


@overload
def dense_backward(
    dz: ArrayLike, x: ArrayLike, w: ArrayLike, *, need_dx: bool
) -> tuple[Array | None, Array, Array]: ...


def dense_backward(
    dz: ArrayLike, x: ArrayLike, w: ArrayLike, *, need_dx: bool = True
) -> tuple[Array | None, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``dense``.

    - ``dx = W^T dz`` (`eq-dense-input-gradient`);
    - ``dw = dz x^T``, the sum of the samples' outer products (`eq-dense-weight-gradient`);
    - ``db = sum_n dz_n`` (`eq-dense-bias-gradient`).

    Args:
        dz: gradient with respect to the output, shape ``(units, N)``.
        x: the activations given to ``dense``, shape ``(inputs, N)``.
        w: the weights given to ``dense``, shape ``(units, inputs)``.
        need_dx: without it, ``dx`` is not computed, and is None.

    Returns:
        ``dx``, ``dw``, ``db`` with the shapes of ``x``, ``w`` and ``(units,)``.

    Raises:
        ValueError: shapes that do not fit, or an empty array.
        TypeError: arguments that do not hold numbers.

    >>> dx, dw, db = dense_backward([[1.0]], [[1.0], [2.0]], [[3.0, 4.0]])
    >>> dx.ravel(), dw, db
    (array([3., 4.]), array([[1., 2.]]), array([1.]))
    """
    x, w = _checked(x, w)
    dz = as_array(dz, "dz", ndim=2)
    check_shape(dz, "dz", (w.shape[0], x.shape[1]))
    dx = np.asarray(w.T @ dz) if need_dx else None  # (inputs, units) (units, N)
    return dx, np.asarray(dz @ x.T), np.asarray(dz.sum(axis=1))  # (units, N) (N, inputs)


def _checked(x: ArrayLike, w: ArrayLike) -> tuple[Array, Array]:
    x, w = as_array(x, "x", ndim=2), as_array(w, "w", ndim=2)
    check_not_empty(x, "x")
    check_not_empty(w, "w")
    check_shape(w, "w", (None, x.shape[0]))
    return x, w
