"""Further criteria: weighted and smoothed targets, classes ruled out, features near their class.

Features ``a`` are ``(d, N)``, logits ``z`` are ``(K, N)``, labels ``(N,)`` integers, and everything
is averaged over the batch of N, as in ``cnn_core.losses``. The functions take arrays of symbols as
well; they raise ``ValueError`` for shapes that do not fit, an empty array or a value out of range,
and ``TypeError`` for arguments of the wrong kind.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_real, check_not_empty, check_shape, positive_int

# --- targets ----------------------------------------------------------------------------------


def soft_targets(
    y: ArrayLike,
    classes: int,
    *,
    smoothing: float = 0.0,
    class_weights: ArrayLike | None = None,
    sample_weights: ArrayLike | None = None,
) -> Array:
    """Labels as targets ``t`` of ``softmax_cross_entropy``, smoothed and weighted.

    ``t[k,n] = s_n w_k ((1 - smoothing) [k = y_n] + smoothing / K)``, for targets with ``y[k,n]`` in
    the place of ``[k = y_n]``. The loss with these targets is
    that of the labels with each sample's term times its weights, and still the **mean over N**;
    PyTorch divides by the sum of the weights instead, where they are given by class.

    Args:
        y: labels, shape ``(N,)``, integers in [0, K), or targets ``(K, N)``.
        classes: ``K``.
        smoothing: share of a target that goes equally to all classes, in [0, 1].
        class_weights: ``w``, shape ``(K,)``, not negative; by default ones.
        sample_weights: ``s``, shape ``(N,)``, not negative; by default ones.

    Returns:
        ``t``, shape ``(K, N)``; ``Network.fit`` takes its transpose, one row a sample.

    >>> soft_targets([1, 0], 2, smoothing=0.2, sample_weights=[1, 10])
    array([[0.1, 9. ],
           [0.9, 1. ]])
    """
    classes = positive_int(classes, "classes")
    share = as_real(smoothing, "smoothing", minimum=0, maximum=1)
    if np.ndim(y) == 2:
        rows = _columns(y, "y")
        check_shape(rows, "y", (classes, None))
    else:
        rows = np.eye(classes)[:, _labels(y, "y", classes)]
    t = (1 - share) * rows + share / classes  # (K, N)
    w = as_weights(class_weights, "class_weights", classes)
    return np.asarray(t * w[:, None] * as_weights(sample_weights, "sample_weights", t.shape[1]))


# --- classes ruled out ------------------------------------------------------------------------


def masked_cross_entropy(z: ArrayLike, y: ArrayLike, mask: ArrayLike) -> Any:
    """Cross entropy of a softmax over the allowed classes of each sample.

    ``-1/N sum_n sum_k t_k log p_k``, ``p_k = exp(z_k) / sum_j exp(z_j)``, the sums over allowed
    classes. The logits of the others are not read, and may be anything.

    Args:
        z: logits, shape ``(K, N)``.
        y: labels ``(N,)``, or targets ``(K, N)`` that are 0 where a class is not allowed.
        mask: shape ``(K, N)``, or ``(K, 1)`` for all samples alike: true where a class is allowed.

    >>> round(masked_cross_entropy([[0.0], [0.0], [99.0]], [0], [[True], [True], [False]]), 6)
    0.693147
    """
    z, t, allowed = _masked(z, y, mask)
    shifted, e = _exponentials(z, allowed)
    log_p = shifted - np.log(e.sum(axis=0))
    value = -(t * np.where(allowed, log_p, 0)).sum() / z.shape[1]
    return float(value) if isinstance(value, np.floating) else value


def masked_cross_entropy_backward(z: ArrayLike, y: ArrayLike, mask: ArrayLike) -> Array:
    """Gradient of ``masked_cross_entropy``: ``(p sum_k(t_k) - t) / N``, and 0 where not allowed.

    Args:
        z: as given to ``masked_cross_entropy``, and so ``y`` and ``mask``.

    Returns:
        ``dz``, shape ``(K, N)``.

    >>> z, mask = [[0.0], [0.0], [99.0]], [[True], [True], [False]]
    >>> masked_cross_entropy_backward(z, [0], mask).ravel()
    array([-0.5,  0.5,  0. ])
    """
    z, t, allowed = _masked(z, y, mask)
    _, e = _exponentials(z, allowed)
    return np.asarray((e / e.sum(axis=0) * t.sum(axis=0) - t) / z.shape[1])


def _exponentials(z: Array, allowed: Array) -> tuple[Array, Array]:
    """The logits less the largest allowed one, and their exponentials, 0 where not allowed."""
    z = np.where(allowed, z, np.where(allowed, z, np.inf).min(axis=0))
    shifted = z - z.max(axis=0)
    return shifted, np.where(allowed, np.exp(shifted), 0)


# --- features near their class ----------------------------------------------------------------


def center_loss(a: ArrayLike, y: ArrayLike, centers: ArrayLike) -> Any:
    """``1/(2N) sum_n |a_n - c_{y_n}|^2``: how far features lie from the centre of their class.

    Args:
        a: features, shape ``(d, N)``.
        y: labels, shape ``(N,)``, integers in [0, K).
        centers: one centre per class, shape ``(d, K)``: parameters.

    >>> center_loss([[1.0, 3.0]], [0, 1], [[0.0, 1.0]])
    1.25
    """
    a, labels, centers = _with_centers(a, y, centers)
    return _number(((a - centers[:, labels]) ** 2).sum() / (2 * a.shape[1]))


def center_loss_backward(a: ArrayLike, y: ArrayLike, centers: ArrayLike) -> tuple[Array, Array]:
    """Gradients of ``center_loss``: ``(a - c) / N`` for the features, and of the centres.

    A centre's gradient is ``sum (c - a) / N`` over the samples of its class, 0 without any. (The
    update printed with the loss divides by ``1 + n_c`` instead, and is not a derivative.)

    Args:
        a: as given to ``center_loss``, and so ``y`` and ``centers``.

    Returns:
        ``da`` and ``dcenters``, with the shapes of ``a`` and ``centers``.

    >>> center_loss_backward([[1.0, 3.0]], [0, 1], [[0.0, 1.0]])
    (array([[0.5, 1. ]]), array([[-0.5, -1. ]]))
    """
    a, labels, centers = _with_centers(a, y, centers)
    da = (a - centers[:, labels]) / a.shape[1]
    dcenters = np.zeros(centers.shape, da.dtype)
    for n, label in enumerate(labels):
        dcenters[:, label] -= da[:, n]
    return da, dcenters


def fisher(a: ArrayLike, y: ArrayLike, *, within: Any = 1.0, between: Any = 0.0) -> Any:
    """The Fisher criterion ``within J_w - between J_b`` of features of several classes.

    ``J_w = 1/(2N) sum_n |a_n - m_{y_n}|^2`` and ``J_b = 1/(2N) sum_n |m_{y_n} - m|^2``, with the
    means ``m_c`` of the classes **in the batch** and ``m`` of all. ``J_b`` grows without bound with
    the scale of the features, so that with ``between > 0`` something else must hold that.

    Args:
        a: features, shape ``(d, N)``.
        y: labels, shape ``(N,)``, not negative.
        within: weight of ``J_w``.
        between: weight of ``J_b``.

    >>> fisher([[0.0, 2.0, 5.0]], [0, 0, 1]), fisher([[0.0, 2.0]], [0, 1], within=0, between=1)
    (0.3333333333333333, -0.5)
    """
    a, means = _with_means(a, y)
    spread, apart = a - means, means - a.mean(axis=1, keepdims=True)
    value = (within * (spread * spread).sum() - between * (apart * apart).sum()) / (2 * a.shape[1])
    return _number(value)


def fisher_backward(a: ArrayLike, y: ArrayLike, *, within: Any = 1.0, between: Any = 0.0) -> Array:
    """Gradient of ``fisher``: ``(within (a_n - m_{y_n}) - between (m_{y_n} - m)) / N``.

    What moves through the means cancels in both terms: in ``J_b`` because every class counts by its
    number of samples.

    Args:
        a: as given to ``fisher``, and so ``y``, ``within`` and ``between``.

    Returns:
        ``da``, shape ``(d, N)``.

    >>> fisher_backward([[0.0, 2.0, 5.0]], [0, 0, 1]).round(3)
    array([[-0.333,  0.333,  0.   ]])
    """
    a, means = _with_means(a, y)
    apart = means - a.mean(axis=1, keepdims=True)
    return np.asarray((within * (a - means) - between * apart) / a.shape[1])


# --- checks -----------------------------------------------------------------------------------


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, np.floating) else value


def _columns(value: ArrayLike, name: str) -> Array:
    array = as_array(value, name, ndim=2)
    check_not_empty(array, name)
    return array.astype(np.float64) if array.dtype.kind in "iu" else array


def _labels(y: ArrayLike, name: str, classes: int | None = None) -> Array:
    labels = as_array(y, name, ndim=1)
    check_not_empty(labels, name)
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{name}: expected integer labels, got dtype {labels.dtype}")
    if labels.min() < 0 or (classes is not None and labels.max() >= classes):
        upper = "" if classes is None else f" to {classes - 1}"
        raise ValueError(
            f"{name}: expected labels from 0{upper}, got {labels.min()} to {labels.max()}"
        )
    return labels


def as_weights(value: ArrayLike | None, name: str, length: int) -> Array:
    """Numbers that are not negative, as many as ``length``; ones for None."""
    if value is None:
        return np.ones(length)
    weights = as_array(value, name, ndim=1)
    check_shape(weights, name, (length,))
    if not (np.isfinite(weights).all() and (weights >= 0).all()):
        raise ValueError(f"{name}: expected finite numbers that are not negative")
    return weights


def _masked(z: ArrayLike, y: ArrayLike, mask: ArrayLike) -> tuple[Array, Array, Array]:
    """Logits, targets ``(K, N)`` and the mask ``(K, N)``."""
    z, allowed, t = _columns(z, "z"), np.asarray(mask), as_array(y, "y")
    if allowed.dtype.kind != "b":
        raise TypeError(f"mask: expected True and False, got dtype {allowed.dtype}")
    if allowed.shape != (len(z), 1):
        check_shape(allowed, "mask", z.shape)
    allowed = np.broadcast_to(allowed, z.shape)
    if not allowed.any(axis=0).all():
        raise ValueError("mask: expected an allowed class for every sample")
    if t.ndim == 1:
        labels = _labels(t, "y", len(z))
        check_shape(labels, "y", z.shape[1:])
        t = (np.arange(len(z))[:, None] == labels).astype(int)
    check_shape(t, "y", z.shape)
    if (t[~allowed] != 0).any():
        raise ValueError("y: expected no target on a class that is not allowed")
    return z, t, allowed


def _with_centers(a: ArrayLike, y: ArrayLike, centers: ArrayLike) -> tuple[Array, Array, Array]:
    a, centers = _columns(a, "a"), _columns(centers, "centers")
    check_shape(centers, "centers", (len(a), None))
    labels = _labels(y, "y", centers.shape[1])
    check_shape(labels, "y", a.shape[1:])
    return a, labels, centers


def _with_means(a: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """The features, and for each sample the mean of its class, both ``(d, N)``."""
    a, labels = _columns(a, "a"), _labels(y, "y")
    check_shape(labels, "y", a.shape[1:])
    means = np.zeros_like(a)
    for label in np.unique(labels):
        own = labels == label
        means[:, own] = a[:, own].mean(axis=1, keepdims=True)
    return a, means
