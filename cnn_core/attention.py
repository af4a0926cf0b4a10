"""Attention: every output is a weighted mean of values, the weights a softmax of products.

Samples are columns, as everywhere: queries ``(d, T, N)``, keys ``(d, M, N)`` and values ``(e, M,
N)`` hold T and M vectors for each of N samples. For one sample, with ``A = softmax(K^T Q scale)``
over the keys, ``Y = V A``.

Both functions raise ``ValueError`` for shapes that do not fit or an empty array, and ``TypeError``
for arguments of the wrong kind.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_real, check_not_empty, check_shape


def attention(
    q: ArrayLike, k: ArrayLike, v: ArrayLike, *, mask: ArrayLike | None = None, scale: Any = None
) -> tuple[Array, Array]:
    """``y[e,t,n] = sum_m v[e,m,n] a[m,t,n]``, ``a = softmax_m(scale sum_c k[c,m,n] q[c,t,n])``.

    Args:
        q: queries, shape ``(d, T, N)``.
        k: keys, shape ``(d, M, N)``.
        v: values, shape ``(e, M, N)``.
        mask: shape ``(M, T)``, true where query t may look at key m; by default everywhere. Every
            query needs a key. ``np.tri(T, dtype=bool).T`` lets nobody look ahead.
        scale: factor of the products, by default ``1 / sqrt(d)``.

    Returns:
        ``y``, shape ``(e, T, N)``, and the weights ``a``, shape ``(M, T, N)``, whose sum over ``m``
        is one.

    >>> y, a = attention(np.zeros((2, 1, 1)), np.ones((2, 4, 1)), np.arange(4.0).reshape(1, 4, 1))
    >>> y.ravel(), a.ravel()
    (array([1.5]), array([0.25, 0.25, 0.25, 0.25]))
    """
    q, k, v, scale = _checked(q, k, v, scale)
    scores = np.einsum("cmn,ctn->mtn", k, q) * scale
    allowed = _allowed(mask, scores)
    scores = np.where(allowed, scores, scores.min(axis=0))  # so that no masked one overflows
    e = np.where(allowed, np.exp(scores - scores.max(axis=0)), 0)
    a = e / e.sum(axis=0)
    return np.einsum("emn,mtn->etn", v, a), a


def attention_backward(
    dy: ArrayLike, q: ArrayLike, k: ArrayLike, v: ArrayLike, a: ArrayLike, *, scale: Any = None
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the queries, keys and values of ``attention``.

    With ``da[m,t] = sum_e v[e,m] dy[e,t]`` and the softmax backwards, ``ds = a (da - sum_m da a)``:

    - ``dv[e,m] = sum_t dy[e,t] a[m,t]``;
    - ``dq[c,t] = scale sum_m k[c,m] ds[m,t]``;
    - ``dk[c,m] = scale sum_t q[c,t] ds[m,t]``.

    Args:
        dy: gradient with respect to ``y``, shape ``(e, T, N)``.
        q: as given to ``attention``, and so ``k``, ``v`` and ``scale``.
        a: the weights that ``attention`` returned; masked ones are 0, and so needs no ``mask``.

    Returns:
        ``dq``, ``dk``, ``dv`` with the shapes of ``q``, ``k`` and ``v``.

    >>> dq, dk, dv = attention_backward([[[1.0]]], [[[0.0]]], np.ones((1, 2, 1)),
    ...                                 np.ones((1, 2, 1)), np.full((2, 1, 1), 0.5))
    >>> dq.ravel(), dk.ravel(), dv.ravel()
    (array([0.]), array([0., 0.]), array([0.5, 0.5]))
    """
    q, k, v, scale = _checked(q, k, v, scale)
    dy, a = as_array(dy, "dy", ndim=3), as_array(a, "a", ndim=3)
    check_shape(dy, "dy", (v.shape[0], *q.shape[1:]))
    check_shape(a, "a", (k.shape[1], *q.shape[1:]))
    dv = np.einsum("etn,mtn->emn", dy, a)
    da = np.einsum("emn,etn->mtn", v, dy)
    ds = a * (da - (da * a).sum(axis=0)) * scale
    return np.einsum("cmn,mtn->ctn", k, ds), np.einsum("ctn,mtn->cmn", q, ds), dv


def _allowed(mask: ArrayLike | None, scores: Array) -> Array:
    """The mask as ``(M, T, 1)``."""
    if mask is None:
        return np.ones((1, 1, 1), bool)
    array = np.asarray(mask)
    if array.dtype.kind != "b":
        raise TypeError(f"mask: expected True and False, got dtype {array.dtype}")
    check_shape(array, "mask", scores.shape[:2])
    if not array.any(axis=0).all():
        query = int(np.argmin(array.any(axis=0)))
        raise ValueError(f"mask: expected a key for every query, got none for query {query}")
    return array[:, :, None]


def _checked(
    q: ArrayLike, k: ArrayLike, v: ArrayLike, scale: Any
) -> tuple[Array, Array, Array, Any]:
    q, k, v = as_array(q, "q", 3), as_array(k, "k", 3), as_array(v, "v", 3)
    for array, name in ((q, "q"), (k, "k"), (v, "v")):
        check_not_empty(array, name)
    check_shape(k, "k", (q.shape[0], None, q.shape[2]))
    check_shape(v, "v", (None, k.shape[1], q.shape[2]))
    if scale is None:
        return q, k, v, q.shape[0] ** -0.5
    return q, k, v, scale if q.dtype == object else as_real(scale, "scale")
