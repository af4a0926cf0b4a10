"""Dense layers, flattened, samples as rows or as columns, with and without an activation."""

import numpy as np

from . import broken

ROWS = (5, 3), (3, 4), (4,)
SQUARE = (5, 3), (3, 3), (3,)
COLUMNS = (3, 5), (4, 3), (4, 1)


def rows(x, w, b):
    return x @ w + b


def columns(x, w, b):
    return w @ x + b


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@broken(rows, *SQUARE, names="transpose forgotten")
def input_gradient_without_transpose(dout, x, w, b):
    return dout @ w, x.T @ dout, dout.sum(0)


@broken(rows, *ROWS, names="transposed")
def weight_gradient_transposed(dout, x, w, b):
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)


@broken(rows, *ROWS, names="mean for sum")
def bias_is_a_mean(dout, x, w, b):
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)


@broken(rows, *ROWS, names="sum forgotten")
def bias_is_not_summed(dout, x, w, b):
    return dout @ w.T, x.T @ dout, dout


@broken(columns, *COLUMNS, names="axis kept or lost")
def bias_loses_its_axis(delta, a, w, b):
    return w.T @ delta, delta @ a.T, delta.sum(axis=1)


@broken(columns, *COLUMNS, names="only one counts")
def only_the_last_sample(delta, a, w, b):
    dw = np.zeros_like(w)
    for n in range(a.shape[1]):
        dw = np.outer(delta[:, n], a[:, n])
    return w.T @ delta, dw, delta.sum(axis=1, keepdims=True)


@broken(columns, *COLUMNS, names="mean for sum")
def averaged_over_the_batch(delta, a, w, b):
    m = a.shape[1]
    return w.T @ delta, delta @ a.T / m, delta.sum(axis=1, keepdims=True)


@broken(columns, *COLUMNS, names="sign")
def descent_direction(delta, a, w, b):
    return w.T @ delta, -delta @ a.T, delta.sum(axis=1, keepdims=True)


@broken(columns, *COLUMNS, names="weights already updated")
def updates_on_the_way(delta, a, w, b):
    dw, db = delta @ a.T, delta.sum(axis=1, keepdims=True)
    w -= 0.05 * dw
    return w.T @ delta, dw, db


@broken(columns, (3, 5), (4, 3), (4, 1), names="weight decay added")
def decays_too(delta, a, w, b):
    return w.T @ delta, delta @ a.T + 0.1 * w, delta.sum(axis=1, keepdims=True)


@broken(lambda x, w, b: sigmoid(x @ w + b), *ROWS, names="slope of the activation missing")
def no_slope(dout, x, w, b):
    return dout @ w.T, x.T @ dout, dout.sum(0)


@broken(lambda x, w, b: sigmoid(x @ w + b), *ROWS, names="slope at the wrong place")
def slope_at_the_output(dout, x, w, b):
    a = sigmoid(x @ w + b)
    dz = dout * sigmoid(a) * (1 - sigmoid(a))
    return dz @ w.T, x.T @ dz, dz.sum(0)


@broken(lambda x, w, b: np.tanh(x @ w + b), *ROWS, names="slope at the wrong place")
def slope_formula_fed_with_the_input(dout, x, w, b):
    z = x @ w + b
    dz = dout * (1 - z**2)
    return dz @ w.T, x.T @ dz, dz.sum(0)


@broken(
    lambda x, w, b: np.maximum(0, x @ w + b), (6, 3), (3, 4), (4,), names="slope of ReLU missing"
)
def relu_passed_over(dout, x, w, b):
    return dout @ w.T, x.T @ dout, dout.sum(0)


def with_cache(x, w, b):
    return x.reshape(len(x), -1) @ w + b, (x, w, b)


@broken(with_cache, (4, 2, 3), (6, 5), (5,), names="axis kept or lost|another shape")
def forgets_to_unflatten(dout, cache):
    x, w, _ = cache
    return dout @ w.T, x.reshape(len(x), -1).T @ dout, dout.sum(0)


@broken(with_cache, (4, 2, 3), (6, 5), (5,), names="another factor|factor two")
def twice(dout, cache):
    x, w, _ = cache
    return (dout @ w.T).reshape(x.shape), 2 * x.reshape(len(x), -1).T @ dout, dout.sum(0)
