"""Right gradients at hard places, as many as wanted: what the checks must never call wrong.

``python -m tests.true_gradients 1000`` tries a thousand, and prints the false alarms.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import cnn_core as cc

Array = np.ndarray[Any, Any]
Case = tuple[str, Callable[..., Any], Callable[..., Any], list[Array], dict[str, Any]]


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def first_largest(x):
    return np.arange(len(x))[:, None] == x.argmax(axis=0)


def gram_backward(dy, x):
    dz = dy * (x @ x.T > 0)
    return (dz + dz.T) @ x


def softmax_backward(dy, z):
    return cc.softmax.backward(dy, cc.softmax(z))


def pooled(x, size, stride):
    y, winners = cc.max_pool2d(x, size, stride)
    return y, (winners, x.shape)


def pooled_backward(dy, cache, size, stride):
    return cc.max_pool2d_backward(dy, *cache, size, stride)


def conv_backward(dy, x, w, b, stride, padding, dilation):
    return cc.conv2d_backward(dy, x, w, stride=stride, padding=padding, dilation=dilation)


def normed(x, gamma, beta):
    return cc.batch_norm(x, gamma, beta)[0]


def normed_backward(dy, x, gamma, beta):
    return cc.batch_norm_backward(dy, x, gamma)


def attended(q, k, v):
    y, a = cc.attention(q, k, v)
    return y, (q, k, v, a)


def mixed_layer(x, w, b):
    return np.maximum(w @ x + b, 0), (x, w, b)


def mixed_layer_backward(dy, cache):
    x, w, b = cache
    dz = dy * (w @ x + b > 0)
    return w.T @ dz, dz @ x.T, dz.sum(axis=1, keepdims=True)


def one(function, backward):
    """A function of one matrix of random size and scale, whole numbers now and then."""

    def case(rng):
        x = rng.normal(size=rng.integers(1, 5, size=2)) * 10 ** rng.uniform(-2, 1.5)
        return function, backward, [np.round(x) if rng.random() < 0.3 else x], {}

    return case


def _conv(rng):
    stride, padding, dilation = (int(n) for n in rng.integers([1, 0, 1], [3, 2, 3]))
    size = 1 + 2 * dilation + int(rng.integers(0, 4))
    x, w = rng.normal(size=(2, size, size, 2)), rng.normal(size=(2, 2, 2, 2))
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    b = np.zeros(2)
    return cc.conv2d, conv_backward, [x * 10 ** rng.uniform(-2, 2), w, b], settings


def _pool(rng):
    x = rng.normal(size=(2, 5, 5, 2)) * 10 ** rng.uniform(-2, 2)
    x = np.round(x) if rng.random() < 0.3 else x
    return pooled, pooled_backward, [x], {"size": 3, "stride": int(rng.integers(1, 4))}


def _batch_norm(rng):
    x = rng.normal(rng.choice([0, 1e3]), 10 ** rng.uniform(-1, 1), size=(2, 3, 4))
    return normed, normed_backward, [x, rng.normal(size=2), rng.normal(size=2)], {}


def _attention(rng):
    arrays = [rng.normal(size=shape) for shape in ((2, 3, 2), (2, 4, 2), (3, 4, 2))]
    scale = 10 ** rng.uniform(0, 1)  # large: the weights saturate
    return attended, lambda dy, cache: cc.attention_backward(dy, *cache), [
        arrays[0] * scale, *arrays[1:]], {}  # fmt: skip


def _relu_layer(rng):
    x, w = rng.normal(size=(3, 4)), rng.normal(size=(4, 3))
    b = rng.choice([0.0, -1.0, -6.0], size=(4, 1))  # some units are dead
    x = np.where(rng.random(x.shape) < 0.3, 0, x)
    return mixed_layer, mixed_layer_backward, [x, w, b], {}


def _large_loss(rng):
    x, t = rng.normal(size=6), 10 ** rng.uniform(2, 6) * rng.normal(size=6)
    return lambda x, t: np.sum((x - t) ** 2), lambda dy, x, t: (2 * dy * (x - t),), [x, t], {}


def _single(rng):
    x, w = rng.normal(size=(3, 4)), rng.normal(size=(2, 3))
    product = lambda x, w: np.float32(w) @ np.float32(x)  # noqa: E731
    return product, lambda dy, x, w: (w.T @ dy, dy @ x.T), [x, w], {}


KINDS: dict[str, Callable[[Any], Any]] = {
    "relu": one(lambda x: np.maximum(x, 0), lambda dy, x: dy * (x > 0)),
    "absolute value": one(np.abs, lambda dy, x: dy * np.sign(x)),
    "tanh": one(np.tanh, lambda dy, x: dy / np.cosh(x) ** 2),
    "sigmoid": one(sigmoid, lambda dy, x: dy * sigmoid(x) * (1 - sigmoid(x))),
    "largest": one(lambda x: x.max(axis=0), lambda dy, x: dy * first_largest(x)),
    "float32": one(lambda x: np.float32(x) ** 2, lambda dy, x: 2 * dy * x),
    "large offset": one(lambda x: 1e9 + (x**2).sum(), lambda dy, x: 2 * dy * x),
    "relu of a product": one(lambda x: np.maximum(x @ x.T, 0), gram_backward),
    "softmax": one(cc.softmax, softmax_backward),
    "clipped": one(lambda x: np.clip(x, -1, 1), lambda dy, x: dy * (np.abs(x) < 1)),
    "leaky relu": one(cc.leaky_relu, lambda dy, x: dy * np.where(x > 0, 1, 0.01)),
    "convolution": _conv,
    "max pooling": _pool,
    "batch norm": _batch_norm,
    "attention": _attention,
    "layer with dead units": _relu_layer,
    "large loss": _large_loss,
    "product in float32": _single,
}


def true_gradients(count: int, seed: int = 5) -> Iterator[Case]:
    """Right pairs: kinks, ties, saturation, float32, large losses, at random sizes and scales."""
    rng, kinds = np.random.default_rng(seed), list(KINDS)
    for n in range(count):
        name = kinds[n % len(kinds)]
        yield (name, *KINDS[name](rng))


def alarms(count: int, seed: int = 5) -> Iterator[str]:
    """What the check says of right gradients that it calls wrong."""
    for n, (name, forward, backward, arrays, settings) in enumerate(true_gradients(count, seed)):
        report = cc.check_backward(forward, backward, *arrays, **settings)
        if report.cause or not report.max_error <= report.tolerance or report.faults:
            yield f"{n} {name} {[a.tolist() for a in arrays]}: {report}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    found = list(alarms(count, int(sys.argv[2]) if len(sys.argv) > 2 else 5))
    print("\n".join(found))
    print(f"{len(found)} false alarms in {count} true gradients")


if __name__ == "__main__":
    main()
