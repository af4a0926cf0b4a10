"""Activations, softmax, pooling, dropout, losses, and what is kept between calls."""

import numpy as np

from . import broken


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@broken(sigmoid, (4, 3), names="slope missing|slope of the activation missing")
def passes_dy_on(dy, z):
    return dy


@broken(sigmoid, (4, 3), names="slope at the wrong place|output for input")
def derivative_of_the_output(dy, z):
    a = sigmoid(z)
    return dy * sigmoid(a) * (1 - sigmoid(a))


@broken(lambda z: (sigmoid(z), z), (4, 3), names="slope at the wrong place")
def cache_holds_the_input(dy, cache):
    return dy * cache * (1 - cache)


@broken(lambda x: np.maximum(x, 0), (4, 5), names="slope missing|slope of ReLU missing")
def relu_without_its_mask(dy, x):
    return dy * 1.0


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@broken(softmax, (3, 4), names="as if elementwise|slope of the activation missing")
def softmax_like_sigmoid(dy, z):
    s = softmax(z)
    return dy * s * (1 - s)


def softmax_columns(z):
    return softmax(z.T).T


@broken(softmax_columns, (4, 3), names="sign")
def softmax_with_the_sign_turned(dy, z):
    s = softmax_columns(z)
    return s * ((dy * s).sum(axis=0) - dy)


def max_pool(x, size=2, stride=2):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def pool_places(x, size, stride):
    for i in range((x.shape[2] - size) // stride + 1):
        for j in range((x.shape[3] - size) // stride + 1):
            yield i, j, (slice(None), slice(None), slice(i * stride, i * stride + size),
                         slice(j * stride, j * stride + size))  # fmt: skip


@broken(max_pool, (2, 2, 6, 6), names="every tie gets all", size=2, stride=2)
def mask_of_equal_values(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i, j, window in pool_places(x, size, stride):
        part = x[window]
        dx[window] += (part == part.max(axis=(2, 3), keepdims=True)) * dy[:, :, i, j, None, None]
    return dx


@broken(max_pool, (2, 2, 7, 7), names="overwritten", size=3, stride=2)
def overlapping_maxima_overwrite(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i, j, window in pool_places(x, size, stride):
        part = x[window]
        dx[window] = (part == part.max(axis=(2, 3), keepdims=True)) * dy[:, :, i, j, None, None]
    return dx


def mean_pool(x, size=2):
    n, c, h, w = x.shape
    return x.reshape(n, c, h // size, size, w // size, size).mean(axis=(3, 5))


@broken(mean_pool, (2, 3, 4, 4), names="another factor", size=2)
def mean_pool_as_sum(dy, x, size):
    return dy.repeat(size, axis=2).repeat(size, axis=3)


@broken(mean_pool, (2, 3, 4, 4), names="another factor|factor two", size=2)
def divides_by_the_side(dy, x, size):
    return dy.repeat(size, axis=2).repeat(size, axis=3) / size


def dropout(x, p=0.4):
    mask = (np.random.rand(*x.shape) > p) / (1 - p)  # noqa: NPY002
    return x * mask, (mask, p)


@broken(dropout, (6, 5), names="slope missing", p=0.4)
def dropout_mask_forgotten(dy, cache):
    return dy.copy()


@broken(dropout, (6, 5), names="another factor", p=0.4)
def dropout_scale_forgotten(dy, cache):
    mask, _ = cache
    return dy * (mask > 0)


@broken(dropout, (8, 5), names="dropout mask redrawn", p=0.4)
def dropout_mask_drawn_again(dy, cache):
    _, p = cache
    return dy * (np.random.RandomState(99).rand(*dy.shape) > p) / (1 - p)


def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


@broken(mse, (5, 3), (5, 3), names="factor two")
def mse_without_the_two(dy, y_hat, y):
    d = dy * (y_hat - y) / y.size
    return d, -d


@broken(mse, (5, 3), (5, 3), names="another factor")
def mse_without_the_mean(dy, y_hat, y):
    d = 2 * dy * (y_hat - y)
    return d, -d


KEPT = {}


@broken(lambda x, w: x @ w, (4, 3), (3, 2), names="accumulated")
def never_set_to_zero(dy, x, w):
    KEPT["w"] = KEPT.get("w", 0) + x.T @ dy
    return dy @ w.T, KEPT["w"].copy()


@broken(lambda x, gamma: x * gamma, (4, 3), (3,), names="sum forgotten")
def scale_not_summed(dy, x, gamma):
    return dy * gamma, dy * x


@broken(lambda x, gamma: x * gamma, (4, 3), (3,), names="array forgotten")
def scale_forgotten(dy, x, gamma):
    return dy, (dy * x).sum(axis=0)


def standardised(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)


@broken(standardised, (5, 3), names="statistics held constant")
def statistics_are_constants(dy, x):
    return dy / np.sqrt(x.var(axis=0) + 1e-5)


@broken(standardised, (5, 3), names="statistics held constant")
def variance_is_a_constant(dy, x):
    return (dy - dy.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)
