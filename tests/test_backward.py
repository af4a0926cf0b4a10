"""Every function that ends in ``_backward``: exact on symbols, and against central differences.

The list of functions is the package's own. One that is added without a case fails here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
import sympy as sp

import cnn_core as cc
from cnn_core.gradcheck import gradient_error
from cnn_core.symbolic import symbol_array
from cnn_core.symbolic.elementwise import on_symbols

Array = np.ndarray[Any, Any]
CHECKERS = {"assert_backward", "check_backward", "prove_backward"}  # verbs, of any pair's backward
NAMES = sorted(n for n in cc.__all__ if n.endswith("_backward") and n not in CHECKERS)


@dataclass(frozen=True)
class Case:
    """``forward(*arrays)`` is an array, ``backward(dy, *arrays)`` one gradient for each array."""

    forward: Callable[..., Any]
    backward: Callable[..., Any]
    shapes: tuple[tuple[int, ...], ...]
    symbols: bool = True  # whether it runs on symbols
    loss: bool = False  # whether the output is one number, in float64

    def values(self, seed: int = 0) -> list[Array]:
        rng = np.random.default_rng(seed)
        return [rng.uniform(0.2, 1.8, shape) * rng.choice([-1, 1], shape) for shape in self.shapes]


CASES: dict[str, list[Case]] = {name: [] for name in NAMES}


def case(name: str, forward: Any, backward: Any, *shapes: tuple[int, ...], **more: Any) -> None:
    CASES[name].append(Case(forward, backward, shapes, **more))


def add_linear(name: str, *shapes: tuple[int, ...], **options: Any) -> None:
    """``f(x, w, b, **options)`` beside ``f_backward(dy, x, w, **options)``."""
    f, back = getattr(cc, name), getattr(cc, f"{name}_backward")
    case(
        f"{name}_backward",
        lambda x, w, b: f(x, w, b, **options),
        lambda dy, x, w, b: back(dy, x, w, **options),
        *shapes,
    )


add_linear("dense", (2, 3), (4, 2), (4,))
add_linear("conv2d", (2, 3, 3, 1), (2, 2, 2, 2), (2,), padding="same")
add_linear("conv2d", (2, 4, 3, 1), (4, 1, 2, 2), (4,), groups=2, stride=(2, 1), padding=(1, 0))
add_linear("conv2d", (2, 3, 3, 1), (2, 1, 2, 2), (2,), groups=2, dilation=2)
add_linear("conv1d", (2, 6, 2), (2, 2, 3), (2,), stride=2, padding=1)
add_linear("conv1d", (2, 5, 1), (4, 1, 2), (4,), groups=2, dilation=2, padding="same")
add_linear("conv_transpose2d", (2, 2, 2, 1), (2, 1, 3, 2), (1,))
add_linear(
    "conv_transpose2d", (1, 3, 2, 1), (1, 2, 3, 3), (2,), stride=2, padding=1, output_padding=1
)
add_linear("conv_transpose2d", (1, 2, 2, 1), (1, 1, 2, 2), (1,), dilation=3, output_padding=(2, 1))
add_linear("local2d", (1, 3, 4, 2), (2, 1, 2, 1, 2, 3), (2, 2, 3))
add_linear("local2d", (1, 5, 4, 1), (1, 1, 3, 2, 2, 1), (1, 2, 1), stride=(1, 2), padding=1)


def add_pool(name: str, shape: tuple[int, ...], *window: Any) -> None:
    f, back = getattr(cc, name), getattr(cc, f"{name}_backward")
    case(
        f"{name}_backward", lambda x: f(x, *window), lambda dy, x: back(dy, x.shape, *window), shape
    )


def add_max_pool(name: str, shape: tuple[int, ...], *window: Any) -> None:
    f, back = getattr(cc, name), getattr(cc, f"{name}_backward")
    case(
        f"{name}_backward",
        lambda x: f(x, *window)[0],
        lambda dy, x: back(dy, f(x, *window)[1], x.shape, *window),
        shape,
    )


for window in (2,), (2, 1):
    add_pool("avg_pool2d", (1, 4, 3, 1), *window)
    add_pool("avg_pool1d", (2, 5, 2), *window)
    add_max_pool("max_pool2d", (1, 4, 3, 1), *window)
    add_max_pool("max_pool1d", (2, 5, 2), *window)
add_pool("global_avg_pool2d", (2, 2, 3, 2))
case(
    "l2_pool2d_backward",
    lambda x: cc.l2_pool2d(x, 2, 1),
    lambda dy, x: cc.l2_pool2d_backward(dy, x, cc.l2_pool2d(x, 2, 1), 2, 1),
    (1, 3, 3, 2),
    symbols=False,
)
case(
    "subsample2d_backward",
    lambda x, c, b: cc.subsample2d(x, 2, c, b)[0],
    lambda dy, x, c, b: cc.subsample2d_backward(dy, cc.subsample2d(x, 2, c, b)[1], x.shape, 2, c),
    (2, 4, 3, 2),
    (2,),
    (2,),
)
for shape in (1, 3), (2, 1, 2, 1):
    case(
        "batch_norm_backward",
        lambda x, g, b: cc.batch_norm(x, g, b, epsilon=1)[0],
        lambda dy, x, g, b: cc.batch_norm_backward(dy, x, g, epsilon=1),
        shape, shape[:1], shape[:1],
    )  # fmt: skip
    case(
        "batch_norm_inference_backward",
        lambda x, g, b, m, r: cc.batch_norm_inference(x, g, b, m, r * r, epsilon=1),
        lambda dy, x, g, b, m, r: cc.batch_norm_inference_backward(dy, x, g, m, r * r, epsilon=1),
        shape, *[shape[:1]] * 4,
    )  # fmt: skip
for shape in (3, 1), (1, 1, 2, 2):
    case(
        "layer_norm_backward",
        lambda x, g, b: cc.layer_norm(x, g, b, epsilon=1),
        lambda dy, x, g, b: cc.layer_norm_backward(dy, x, g, epsilon=1),
        shape, shape[:-1], shape[:-1],
    )  # fmt: skip
for size, shape in (3, (4, 2)), (4, (5, 1, 1)), (7, (3, 1, 2, 1)):
    options = {"size": size, "alpha": 1, "beta": 2, "k": 1}
    case(
        "local_response_norm_backward",
        lambda x, options=options: cc.local_response_norm(x, **options),
        lambda dy, x, options=options: cc.local_response_norm_backward(dy, x, **options),
        shape,
    )
for f, length in (cc.tanh, 2), (cc.relu, 4):
    case(
        "recurrent_backward",
        lambda x, w, u, b, h0, f=f: cc.recurrent(x, w, u, b, f, h0=h0)[0],
        lambda dh, x, w, u, b, h0, f=f: cc.recurrent_backward(
            dh, x, *cc.recurrent(x, w, u, b, f, h0=h0), w, u, f, h0=h0
        ),
        (2, length, 1), (1, 2), (1, 1), (1,), (1, 1), symbols=f is cc.relu,
    )  # fmt: skip
    case(
        "recurrent_backward",
        lambda x, w, u, b, h0, f=f: cc.recurrent(x, w, u, b, f, h0=h0)[0],
        lambda dh, x, w, u, b, h0, f=f: cc.recurrent_backward(
            dh, x, *cc.recurrent(x, w, u, b, f, h0=h0), w, u, f, h0=h0, truncate=3
        ),
        (2, 3, 2), (3, 2), (3, 3), (3,), (3, 2), symbols=False,
    )  # fmt: skip
for mask in None, np.tri(2, dtype=bool).T:
    case(
        "attention_backward",
        lambda q, k, v, mask=mask: cc.attention(q, k, v, mask=mask, scale=1)[0],
        lambda dy, q, k, v, mask=mask: cc.attention_backward(
            dy, q, k, v, cc.attention(q, k, v, mask=mask, scale=1)[1], scale=1
        ),
        (1, 2, 1), (1, 2, 1), (2, 2, 1),
    )  # fmt: skip

LABELS, ALLOWED = np.array([0, 2, 0]), np.array([[1, 0, 1], [1, 1, 0], [0, 1, 1]], bool)
case(
    "masked_cross_entropy_backward",
    lambda z: np.reshape(cc.masked_cross_entropy(z, LABELS, ALLOWED), 1),
    lambda dy, z: dy * cc.masked_cross_entropy_backward(z, LABELS, ALLOWED),
    (3, 3),
    loss=True,
)
case(
    "center_loss_backward",
    lambda a, centers: np.reshape(cc.center_loss(a, LABELS, centers), 1),
    lambda dy, a, centers: tuple(dy * g for g in cc.center_loss_backward(a, LABELS, centers)),
    (2, 3),
    (2, 3),
    loss=True,
)
case(
    "fisher_backward",
    lambda a: np.reshape(cc.fisher(a, LABELS, within=2, between=3), 1),
    lambda dy, a: dy * cc.fisher_backward(a, LABELS, within=2, between=3),
    (2, 3),
    loss=True,
)

EVERY = [pytest.param(c, id=f"{name}-{i}") for name in NAMES for i, c in enumerate(CASES[name])]
ON_SYMBOLS = [parameter for parameter in EVERY if parameter.values[0].symbols]


def tuple_of(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def check_differences(c: Case) -> None:
    """Central differences of ``sum(dy * y)``; backward gives gradients of the first arrays."""
    arrays = c.values()
    dy = np.random.default_rng(1).normal(size=c.forward(*arrays).shape)
    for index, got in enumerate(tuple_of(c.backward(dy, *arrays))):

        def loss(value: Array, index: int = index) -> float:
            changed = [*arrays[:index], value, *arrays[index + 1 :]]
            return float((dy * c.forward(*changed)).sum())

        assert gradient_error(loss, arrays[index], got).error < 1e-6, f"argument {index}"


def check_symbols(c: Case) -> None:
    """SymPy's own derivative of ``sum(dy * y)``, entry by entry."""
    arrays = [
        symbol_array(letter, shape) for letter, shape in zip("abcefg", c.shapes, strict=False)
    ]
    numbers = [np.vectorize(lambda v: sp.Rational(round(1000 * v), 1000))(v) for v in c.values()]
    at = {
        s: v
        for a, n in zip(arrays, numbers, strict=True)
        for s, v in zip(a.flat, n.flat, strict=True)
    }
    y = on_symbols(c.forward, *arrays, at=at)
    delta = symbol_array("d", y.shape)
    at |= {symbol: sp.Rational(2 + i, 3) for i, symbol in enumerate(delta.flat)}
    gradients = tuple_of(on_symbols(c.backward, delta, *arrays, at=at))
    for got, array in zip(gradients, arrays, strict=False):
        assert got.shape == array.shape
        for place, symbol in np.ndenumerate(array):
            terms = [d * e for d, e in zip(delta.flat, y.flat, strict=True) if e.has(symbol)]
            assert is_same(got[place], sp.diff(sp.Add(*terms), symbol), at), place


def is_same(got: sp.Expr, expected: sp.Expr, at: dict[sp.Symbol, sp.Rational]) -> bool:
    """Equal as expressions; what `expand` leaves is compared to 60 digits at a rational point."""
    left = sp.expand(got - expected)
    return bool(left == 0 or abs(sp.N(left.subs(at), 60, maxn=200)) < sp.Float("1e-45"))


def test_every_backward_function_has_a_case() -> None:
    assert set(cc.__all__) >= CHECKERS
    assert [name for name in NAMES if not CASES[name]] == []


@pytest.mark.parametrize("c", EVERY)
def test_central_differences(c: Case) -> None:
    check_differences(c)


@pytest.mark.parametrize("c", ON_SYMBOLS)
def test_exact_on_symbols(c: Case) -> None:
    check_symbols(c)


@pytest.mark.parametrize("c", [p for p in EVERY if not p.values[0].loss])
def test_float32_stays_and_arguments_are_not_changed(c: Case) -> None:
    arrays = [value.astype(np.float32) for value in c.values()]
    before = [value.copy() for value in arrays]
    y = c.forward(*arrays)
    gradients = tuple_of(c.backward(y, *arrays))
    assert y.dtype == np.float32
    for got, array in zip(gradients, arrays, strict=False):
        assert (got.dtype, got.shape) == (np.float32, array.shape)
        assert not np.shares_memory(got, array)
    for array, old in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, old)


# ---------------------------------------------------------------------------------------------
# Wrong gradients are seen
# ---------------------------------------------------------------------------------------------
def wrong_everywhere(c: Case) -> Case:
    """One entry of the last gradient a little too large."""

    def backward(dy: Array, *arrays: Array) -> tuple[Array, ...]:
        *others, last = tuple_of(c.backward(dy, *arrays))
        last = last.copy()
        last.flat[0] += dy.flat[0] * arrays[0].flat[0] / 100
        return *others, last

    return replace(c, backward=backward)


@pytest.mark.parametrize("c", EVERY[::3])
def test_a_wrong_gradient_is_seen_by_differences(c: Case) -> None:
    with pytest.raises(AssertionError):
        check_differences(wrong_everywhere(c))


@pytest.mark.parametrize("c", ON_SYMBOLS[::3])
def test_a_wrong_gradient_is_seen_on_symbols(c: Case) -> None:
    with pytest.raises(AssertionError):
        check_symbols(wrong_everywhere(c))
