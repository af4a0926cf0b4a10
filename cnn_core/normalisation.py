"""Normalisation: over the batch, over a sample's features, over neighbouring channels.

``batch_norm`` and ``layer_norm`` are one computation over other axes. With the mean ``m`` and the
variance ``v`` of a set of values,

    y = gamma x_hat + beta,   x_hat = (x - m) / sqrt(v + epsilon)

and since ``m`` and ``v`` depend on every ``x`` of the set, the gradient reaches a value on three
ways: directly, through the mean and through the variance. They add up to

    dx = (g - mean(g) - x_hat mean(g x_hat)) / sqrt(v + epsilon),   g = gamma dy

The variance is the **biased** one, divided by the number of values, as in PyTorch.

Every function raises ``ValueError`` for shapes that do not fit, an empty array or a value out of
range, and ``TypeError`` for arguments of the wrong kind. NaN spreads over the set it is in.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_int, as_real, check_not_empty, check_shape
from cnn_core.windows import geometry, taps

Axes = tuple[int, ...]


def _standardise(x: Array, axes: Axes, epsilon: Any) -> tuple[Array, Array]:
    """``x_hat`` and ``1 / sqrt(v + epsilon)`` of the sets along ``axes``."""
    centred = x - x.mean(axis=axes, keepdims=True)
    inverse = 1 / np.sqrt((centred * centred).mean(axis=axes, keepdims=True) + epsilon)
    return centred * inverse, inverse


def _standardise_backward(g: Array, x_hat: Array, inverse: Array, axes: Axes) -> Array:
    """``dx`` from ``g``, the gradient with respect to ``x_hat``."""
    mean_g = g.mean(axis=axes, keepdims=True)
    mean_gx = (g * x_hat).mean(axis=axes, keepdims=True)
    return np.asarray(inverse * (g - mean_g - x_hat * mean_gx))


# ---------------------------------------------------------------------------------------------
# Over the batch
# ---------------------------------------------------------------------------------------------
def batch_norm(
    x: ArrayLike, gamma: ArrayLike, beta: ArrayLike, *, epsilon: Any = 1e-5
) -> tuple[Array, Array, Array]:
    """Batch normalisation in training: each channel by the mean and variance of the batch.

    Args:
        x: activations, shape ``(C, ..., N)``: a channel's values are those of all samples and all
            places, ``M`` in number.
        gamma: scale per channel, shape ``(C,)``.
        beta: shift per channel, shape ``(C,)``.
        epsilon: added to the variance, at least 0.

    Returns:
        ``y`` in the shape of ``x``, and ``mean`` and biased ``variance`` of the batch, shape
        ``(C,)``, from which ``running_statistics`` follow.

    >>> y, mean, variance = batch_norm([[1.0, 3.0]], [2.0], [10.0], epsilon=0)
    >>> y, mean, variance
    (array([[ 8., 12.]]), array([2.]), array([1.]))
    """
    x, gamma, beta, axes = _batch(x, gamma, beta, epsilon)
    mean = x.mean(axis=axes)
    variance = ((x - _per_channel(mean, x)) ** 2).mean(axis=axes)
    x_hat, _ = _standardise(x, axes, epsilon)
    return _per_channel(gamma, x) * x_hat + _per_channel(beta, x), mean, variance


def batch_norm_backward(
    dy: ArrayLike, x: ArrayLike, gamma: ArrayLike, *, epsilon: Any = 1e-5
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``batch_norm``.

    With ``g = gamma dy``, and sums and means over a channel's values,
    ``dx = (g - mean(g) - x_hat mean(g x_hat)) / sqrt(v + epsilon)``, ``dgamma = sum dy x_hat`` and
    ``dbeta = sum dy``.

    Args:
        dy: gradient with respect to ``y``, in the shape of ``x``.
        x: as given to ``batch_norm``, and so ``gamma`` and ``epsilon``.

    Returns:
        ``dx``, ``dgamma``, ``dbeta`` with the shapes of ``x``, ``(C,)`` and ``(C,)``.

    >>> dx, dgamma, dbeta = batch_norm_backward([[1.0, 0.0]], [[1.0, 3.0]], [2.0], epsilon=0)
    >>> dx, dgamma, dbeta  # two values: their normal form is -1, 1 whatever they are
    (array([[0., 0.]]), array([-1.]), array([1.]))
    """
    x, gamma, _, axes = _batch(x, gamma, gamma, epsilon)
    dy = _like(dy, "dy", x)
    x_hat, inverse = _standardise(x, axes, epsilon)
    dx = _standardise_backward(_per_channel(gamma, x) * dy, x_hat, inverse, axes)
    return dx, (dy * x_hat).sum(axis=axes), dy.sum(axis=axes)


def batch_norm_inference(
    x: ArrayLike,
    gamma: ArrayLike,
    beta: ArrayLike,
    mean: ArrayLike,
    variance: ArrayLike,
    *,
    epsilon: Any = 1e-5,
) -> Array:
    """Batch normalisation at inference: with given statistics, an affine map of each value.

    Args:
        x: activations, shape ``(C, ..., N)``.
        gamma: scale per channel, shape ``(C,)``, and so ``beta``, the shift.
        beta: see ``gamma``.
        mean: the running mean, shape ``(C,)``.
        variance: the running variance, shape ``(C,)``.
        epsilon: added to the variance, at least 0.

    Returns:
        ``y = gamma (x - mean) / sqrt(variance + epsilon) + beta``, in the shape of ``x``.

    >>> batch_norm_inference([[1.0, 3.0]], [2.0], [10.0], [1.0], [4.0], epsilon=0)
    array([[10., 12.]])
    """
    x, gamma, beta, _ = _batch(x, gamma, beta, epsilon)
    mean, variance = _channel(mean, "mean", x), _channel(variance, "variance", x)
    scale = gamma / np.sqrt(variance + epsilon)
    centred = x - _per_channel(mean, x)
    return np.asarray(_per_channel(scale, x) * centred + _per_channel(beta, x))


def batch_norm_inference_backward(
    dy: ArrayLike,
    x: ArrayLike,
    gamma: ArrayLike,
    mean: ArrayLike,
    variance: ArrayLike,
    *,
    epsilon: Any = 1e-5,
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the first three arguments of ``batch_norm_inference``.

    The statistics are constants here, so that only the direct way is left.

    Args:
        dy: gradient with respect to ``y``, in the shape of ``x``.
        x: as given to ``batch_norm_inference``, and so ``gamma``, ``mean``, ``variance`` and
            ``epsilon``.

    Returns:
        ``dx``, ``dgamma``, ``dbeta`` with the shapes of ``x``, ``(C,)`` and ``(C,)``.

    >>> dx, *_ = batch_norm_inference_backward([[1.0, 0.0]], [[1.0, 3.0]], [2.0], [1.0], [4.0])
    >>> dx.round(4)
    array([[1., 0.]])
    """
    x, gamma, _, axes = _batch(x, gamma, gamma, epsilon)
    dy = _like(dy, "dy", x)
    inverse = 1 / np.sqrt(_channel(variance, "variance", x) + epsilon)
    x_hat = (x - _per_channel(_channel(mean, "mean", x), x)) * _per_channel(inverse, x)
    dx = _per_channel(gamma * inverse, x) * dy
    return dx, (dy * x_hat).sum(axis=axes), dy.sum(axis=axes)


def running_statistics(
    running_mean: ArrayLike,
    running_variance: ArrayLike,
    mean: ArrayLike,
    variance: ArrayLike,
    count: int,
    momentum: float = 0.1,
) -> tuple[Array, Array]:
    """The statistics kept for inference, moved towards those of a batch.

    ``running <- (1 - momentum) running + momentum batch``, as in PyTorch (other libraries call
    ``1 - momentum`` the momentum). The running variance estimates that of the whole data, so the
    batch's enters **unbiased**, times ``count / (count - 1)``, though ``batch_norm`` divided by the
    biased one.

    Args:
        running_mean: shape ``(C,)``, and so ``running_variance``.
        running_variance: see ``running_mean``.
        mean: of the batch, as ``batch_norm`` returns it, and so ``variance``.
        variance: see ``mean``.
        count: how many values of a channel the batch holds, at least 2.
        momentum: in [0, 1].

    Returns:
        The new mean and variance.

    >>> running_statistics([0.0], [1.0], [2.0], [3.0], count=4, momentum=0.5)
    (array([1.]), array([2.5]))
    """
    count, share = as_int(count, "count", 2), as_real(momentum, "momentum", minimum=0, maximum=1)
    means = as_array(running_mean, "running_mean", 1), as_array(mean, "mean", 1)
    variances = as_array(running_variance, "running_variance", 1), as_array(variance, "variance", 1)
    for name, value in (("running_variance", variances[0]), ("mean", means[1])):
        check_shape(value, name, means[0].shape)
    check_shape(variances[1], "variance", means[0].shape)
    unbiased = variances[1] * (count / (count - 1))
    return (
        (1 - share) * means[0] + share * means[1],
        (1 - share) * variances[0] + share * unbiased,
    )


# ---------------------------------------------------------------------------------------------
# Over a sample's features
# ---------------------------------------------------------------------------------------------
def layer_norm(x: ArrayLike, gamma: ArrayLike, beta: ArrayLike, *, epsilon: Any = 1e-5) -> Array:
    """Layer normalisation: each sample by the mean and variance of all its features.

    Args:
        x: activations, shape ``(..., N)``.
        gamma: scale of every feature, shape ``(...)``, that of a sample.
        beta: shift of every feature, shape ``(...)``.
        epsilon: added to the variance, at least 0.

    Returns:
        ``y`` in the shape of ``x``. Samples do not meet, so training and inference are the same.

    >>> layer_norm([[1.0], [3.0]], [2.0, 2.0], [10.0, 10.0], epsilon=0).ravel()
    array([ 8., 12.])
    """
    x, gamma, beta, axes = _layer(x, gamma, beta, epsilon)
    x_hat, _ = _standardise(x, axes, epsilon)
    return gamma[..., None] * x_hat + beta[..., None]


def layer_norm_backward(
    dy: ArrayLike, x: ArrayLike, gamma: ArrayLike, *, epsilon: Any = 1e-5
) -> tuple[Array, Array, Array]:
    """Gradients of a loss with respect to the arguments of ``layer_norm``.

    ``dx`` is that of ``batch_norm`` with sums over the features; ``dgamma`` and ``dbeta`` are sums
    over the batch.

    Args:
        dy: gradient with respect to ``y``, in the shape of ``x``.
        x: as given to ``layer_norm``, and so ``gamma`` and ``epsilon``.

    Returns:
        ``dx``, ``dgamma``, ``dbeta`` with the shapes of ``x``, ``gamma`` and ``gamma``.

    >>> dx, dgamma, dbeta = layer_norm_backward([[1.0], [0.0]], [[1.0], [3.0]], [2.0, 2.0])
    >>> dgamma.round(3), dbeta
    (array([-1.,  0.]), array([1., 0.]))
    """
    x, gamma, _, axes = _layer(x, gamma, gamma, epsilon)
    dy = _like(dy, "dy", x)
    x_hat, inverse = _standardise(x, axes, epsilon)
    dx = _standardise_backward(gamma[..., None] * dy, x_hat, inverse, axes)
    return dx, (dy * x_hat).sum(axis=-1), dy.sum(axis=-1)


# ---------------------------------------------------------------------------------------------
# Over neighbouring channels
# ---------------------------------------------------------------------------------------------
def local_response_norm(
    x: ArrayLike, size: int = 5, *, alpha: Any = 1e-4, beta: Any = 0.75, k: Any = 2.0
) -> Array:
    """Local response normalisation, with the default numbers of the AlexNet paper.

    ``y[c] = x[c] / s[c]^beta``, ``s[c] = k + alpha sum_{c'} x[c']^2`` over the ``size`` channels
    ``c - size // 2 ... c + (size - 1) // 2`` as far as there are any. For an odd ``size`` these are
    the paper's, and ``c`` is in the middle. For an even one the paper's bounds hold one channel
    more; here, as in PyTorch, the window leans to the **lower** channels. PyTorch's ``alpha`` is
    ``size`` times the paper's, which is used here, and its ``k`` is 1 by default.

    Args:
        x: activations, shape ``(C, ..., N)``.
        size: channels in a window, at least 1; it may exceed ``C``.
        alpha: weight of the squares, at least 0.
        beta: exponent.
        k: added to the sum, above 0.

    Returns:
        ``y`` in the shape of ``x``.

    >>> local_response_norm([[1.0], [2.0], [0.0]], 3, alpha=1, beta=1, k=0.5).round(3).ravel()
    array([0.182, 0.364, 0.   ])
    """
    x, size = _response(x, size, alpha, k)
    return np.asarray(x * (k + alpha * _window_sum(x * x, size)) ** -beta)


def local_response_norm_backward(
    dy: ArrayLike, x: ArrayLike, size: int = 5, *, alpha: Any = 1e-4, beta: Any = 0.75, k: Any = 2.0
) -> Array:
    """Gradient of ``local_response_norm``.

    ``dx[c] = dy[c] s[c]^-beta - 2 alpha beta x[c] sum_{c'} dy[c'] x[c'] s[c']^(-beta - 1)``, summed
    over the channels ``c'`` that have ``c`` in their window: for an even ``size`` the window leans
    the other way here.

    Args:
        dy: gradient with respect to ``y``, in the shape of ``x``.
        x: as given to ``local_response_norm``, and so ``size``, ``alpha``, ``beta`` and ``k``.

    Returns:
        ``dx`` in the shape of ``x``.

    >>> local_response_norm_backward([[1.0]], [[2.0]], 1, alpha=1, beta=1, k=1).round(2)
    array([[-0.12]])
    """
    x, size = _response(x, size, alpha, k)
    dy = _like(dy, "dy", x)
    s = k + alpha * _window_sum(x * x, size)
    indirect = _window_sum(dy * x * s ** (-beta - 1), size, backward=True)
    return np.asarray(dy * s**-beta - 2 * alpha * beta * x * indirect)


def _window_sum(values: Array, size: int, *, backward: bool = False) -> Array:
    """Sums over windows of channels; ``backward`` the transposed sums."""
    where = geometry((size, 1), padding=((size // 2, (size - 1) // 2), (0, 0)))
    total = np.zeros_like(values)
    for tap in taps(where, (len(values), 1)):
        here, there = tap.here[1], tap.there[1]
        if backward:
            total[here] += values[there]
        else:
            total[there] += values[here]
    return total


# ---------------------------------------------------------------------------------------------
# Checks
# ---------------------------------------------------------------------------------------------
def _floats(x: ArrayLike, name: str) -> Array:
    array = as_array(x, name)
    check_not_empty(array, name)
    if array.ndim < 2:
        raise ValueError(f"{name}: expected features and a batch, got shape {array.shape}")
    return array.astype(np.float64) if array.dtype.kind in "iu" else array


def _like(value: ArrayLike, name: str, x: Array) -> Array:
    array = as_array(value, name)
    check_shape(array, name, x.shape)
    return array


def _check_epsilon(epsilon: Any, x: Array) -> None:
    if x.dtype != object:
        as_real(epsilon, "epsilon", minimum=0)


def _channel(value: ArrayLike, name: str, x: Array) -> Array:
    array = as_array(value, name, ndim=1)
    check_shape(array, name, (len(x),))
    return array


def _per_channel(value: Array, x: Array) -> Array:
    """``(C,)`` as ``(C, 1, ..., 1)``."""
    return value.reshape(-1, *[1] * (x.ndim - 1))


def _batch(
    x: ArrayLike, gamma: ArrayLike, beta: ArrayLike, epsilon: Any
) -> tuple[Array, Array, Array, Axes]:
    x = _floats(x, "x")
    _check_epsilon(epsilon, x)
    return x, _channel(gamma, "gamma", x), _channel(beta, "beta", x), tuple(range(1, x.ndim))


def _layer(
    x: ArrayLike, gamma: ArrayLike, beta: ArrayLike, epsilon: Any
) -> tuple[Array, Array, Array, Axes]:
    x = _floats(x, "x")
    _check_epsilon(epsilon, x)
    gamma, beta = as_array(gamma, "gamma"), as_array(beta, "beta")
    check_shape(gamma, "gamma", x.shape[:-1])
    check_shape(beta, "beta", x.shape[:-1])
    return x, gamma, beta, tuple(range(x.ndim - 1))


def _response(x: ArrayLike, size: int, alpha: Any, k: Any) -> tuple[Array, int]:
    x, size = _floats(x, "x"), as_int(size, "size", 1)
    if x.dtype != object:
        as_real(alpha, "alpha", minimum=0)
        as_real(k, "k", minimum=0, open_minimum=True)
    return x, size
