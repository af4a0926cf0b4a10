"""A recurrent layer: one dense map applied at every step, to the input and to its own last output.

Sequences are ``(features, T, N)``: features first, the steps, and the batch last. Both functions
take arrays of any one dtype, symbols included, and raise ``ValueError`` for shapes that do not fit
or an empty array, ``TypeError`` for arguments of the wrong kind.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_int, check_not_empty, check_shape
from cnn_core.activations import tanh


def recurrent(
    x: ArrayLike,
    w: ArrayLike,
    u: ArrayLike,
    b: ArrayLike,
    f: Any = tanh,
    *,
    h0: ArrayLike | None = None,
) -> tuple[Array, Array]:
    """``h_t = f(z_t)``, ``z_t = W x_t + U h_{t-1} + b`` for every step.

    Args:
        x: sequences, shape ``(inputs, T, N)``.
        w: weights of the input, shape ``(units, inputs)``.
        u: weights of the state, shape ``(units, units)``.
        b: bias, shape ``(units,)``.
        f: an activation of ``cnn_core.activations``, or anything with ``f(z)`` and
            ``f.derivative(z)``.
        h0: the state before the first step, shape ``(units, N)``; by default zeros.

    Returns:
        ``h`` and ``z``, both of shape ``(units, T, N)``.

    >>> from cnn_core import relu
    >>> h, z = recurrent(np.ones((1, 3, 1)), [[1.0]], [[0.5]], [0.0], relu)
    >>> h.ravel()
    array([1.  , 1.5 , 1.75])
    """
    x, w, u, h0 = _checked(x, w, u, h0)
    b = as_array(b, "b", ndim=1)
    check_shape(b, "b", (len(u),))
    dtype = np.result_type(x, w, u, b, h0)
    h, z = (np.empty((len(u), *x.shape[1:]), dtype) for _ in range(2))
    before = h0
    for t in range(x.shape[1]):
        z[:, t] = w @ x[:, t] + u @ before + b[:, None]  # (units, N)
        h[:, t] = before = f(z[:, t])
    return h, z


def recurrent_backward(
    dh: ArrayLike,
    x: ArrayLike,
    h: ArrayLike,
    z: ArrayLike,
    w: ArrayLike,
    u: ArrayLike,
    f: Any = tanh,
    *,
    h0: ArrayLike | None = None,
    truncate: int | None = None,
) -> tuple[Array, Array, Array, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``recurrent``: backpropagation in time.

    From the last step to the first, ``delta_t = f'(z_t) (dh_t + U^T delta_{t+1})``; then
    ``dx_t = W^T delta_t`` and, since one ``W``, ``U`` and ``b`` serve every step, the sums
    ``dW = sum_t delta_t x_t^T``, ``dU = sum_t delta_t h_{t-1}^T``, ``db = sum_t delta_t``.

    Args:
        dh: gradient with respect to every ``h_t``, shape ``(units, T, N)``; zero for steps that the
            loss does not read.
        x: as given to ``recurrent``, and so ``w``, ``u``, ``f`` and ``h0``.
        h: as returned by ``recurrent``, and so ``z``.
        truncate: follow the gradient of each output through so many steps, its own included, and
            drop the rest: a shorter sum, and no longer the derivative. By default all.

    Returns:
        ``dx``, ``dw``, ``du``, ``db``, ``dh0``.

    >>> from cnn_core import relu
    >>> x, w, u = np.ones((1, 2, 1)), [[1.0]], [[0.5]]
    >>> h, z = recurrent(x, w, u, [0.0], relu)
    >>> dx, dw, du, db, dh0 = recurrent_backward(np.ones((1, 2, 1)), x, h, z, w, u, relu)
    >>> dx.ravel(), dw, du, db, dh0
    (array([1.5, 1. ]), array([[2.5]]), array([[1.]]), array([2.5]), array([[0.75]]))
    """
    x, w, u, h0 = _checked(x, w, u, h0)
    dh, h, z = (as_array(a, name, 3) for a, name in ((dh, "dh"), (h, "h"), (z, "z")))
    for array, name in ((dh, "dh"), (h, "h"), (z, "z")):
        check_shape(array, name, (len(u), *x.shape[1:]))
    steps = x.shape[1] if truncate is None else as_int(truncate, "truncate", 1)
    slopes, dtype = f.derivative(z), np.result_type(dh, x, w, u)
    dx, dw, du = (np.zeros(a.shape, dtype) for a in (x, w, u))
    db, arriving = np.zeros(len(u), dtype), [np.zeros(h0.shape, dtype)]
    for t in reversed(range(x.shape[1])):
        before = h[:, t - 1] if t else h0
        arriving = _joined(dh[:, t], arriving, truncate is None, steps)
        delta = slopes[:, t] * sum(arriving)
        dx[:, t] = w.T @ delta  # (inputs, units) (units, N)
        dw += delta @ x[:, t].T  # (units, N) (N, inputs)
        du += delta @ before.T
        db += delta.sum(axis=1)
        arriving = [u.T @ (slopes[:, t] * part) for part in arriving]
    return dx, dw, du, db, np.asarray(sum(arriving))


def _joined(here: Array, later: list[Array], whole: bool, steps: int) -> list[Array]:
    """What arrives at a step: its own part first, then those of later ones, by their age.

    Only a truncated gradient must know the ages; otherwise all is one sum.
    """
    return [here + sum(later)] if whole else [here, *later][:steps]


def _checked(
    x: ArrayLike, w: ArrayLike, u: ArrayLike, h0: ArrayLike | None
) -> tuple[Array, Array, Array, Array]:
    x, w, u = as_array(x, "x", 3), as_array(w, "w", 2), as_array(u, "u", 2)
    check_not_empty(x, "x")
    check_not_empty(w, "w")
    check_shape(w, "w", (None, x.shape[0]))
    check_shape(u, "u", (w.shape[0], w.shape[0]))
    if h0 is None:
        return x, w, u, np.zeros((w.shape[0], x.shape[2]), np.result_type(x, w, u))
    h0 = as_array(h0, "h0", 2)
    check_shape(h0, "h0", (w.shape[0], x.shape[2]))
    return x, w, u, h0
