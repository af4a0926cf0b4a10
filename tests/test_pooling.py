"""Pooling against windows read literally, symbols, automatic differentiation; wrong variants."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import pooling
from cnn_core.convolution import conv2d
from cnn_core.pooling import (
    avg_pool2d,
    avg_pool2d_backward,
    gather_winners,
    global_avg_pool2d,
    global_avg_pool2d_backward,
    l2_pool2d,
    l2_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    subsample2d,
    subsample2d_backward,
)
from cnn_core.windows import geometry

Array = np.ndarray[Any, Any]
SIZES = [1, 2, 3, (2, 3), (3, 1)]
STRIDES = [None, 1, 2, 3, (1, 2), (4, 3)]
WINDOWS = list(itertools.product(SIZES, STRIDES))
SHAPES = [(2, 7, 8, 3), (1, 5, 5, 1), (3, 3, 3, 2)]  # remainders 1 and 2, and one window only


def windows(x: Array, size: Any, stride: Any) -> tuple[Array, list[tuple[Any, ...]]]:
    """Every window as a slice, and an empty output: plain loops, nothing of the package."""
    (kh, kw), (sh, sw) = np.broadcast_to(size, 2), np.broadcast_to(stride or size, 2)
    tops = range(0, x.shape[1] - kh + 1, sh)
    lefts = range(0, x.shape[2] - kw + 1, sw)
    y = np.empty((x.shape[0], len(tops), len(lefts), x.shape[3]), x.dtype)
    slices = [
        ((c, i, j, n), (c, slice(top, top + kh), slice(left, left + kw), n))
        for c, n in np.ndindex(x.shape[0], x.shape[3])
        for i, top in enumerate(tops)
        for j, left in enumerate(lefts)
    ]
    return y, slices


def images(dtype: str = "float64", seed: int = 0) -> list[Array]:
    """Images whose values all differ, negative ones among them."""
    rng = np.random.default_rng(seed)
    return [
        (rng.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 2).astype(dtype)
        for shape in SHAPES
    ]


# ---------------------------------------------------------------------------------------------
# Every window, read literally
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "uint8"])
@pytest.mark.parametrize(("size", "stride"), WINDOWS)
def test_max_of_every_window(size: Any, stride: Any, dtype: str) -> None:
    for x in images(dtype):
        y, winners = max_pool2d(x, size, stride)
        expected, slices = windows(x, size, stride)
        for place, window in slices:
            expected[place] = x[window].max()
            assert winners[place] == x[window].argmax()  # row-major; the first of equals
        assert_array_equal(y, expected, strict=True)
        assert_array_equal(gather_winners(x, winners, size, stride), y, strict=True)


@pytest.mark.parametrize(("size", "stride"), WINDOWS)
def test_max_gradient_of_every_window(size: Any, stride: Any) -> None:
    for x in images():
        y, winners = max_pool2d(x, size, stride)
        dy = np.arange(1.0, y.size + 1).reshape(y.shape)
        dx = np.zeros_like(x)
        for place, window in windows(x, size, stride)[1]:
            u, v = np.unravel_index(x[window].argmax(), x[window].shape)
            dx[window][u, v] += dy[place]
        assert_array_equal(max_pool2d_backward(dy, winners, x.shape, size, stride), dx)


@pytest.mark.parametrize(("size", "stride"), WINDOWS)
def test_average_of_every_window(size: Any, stride: Any) -> None:
    for x in images():
        y, slices = windows(x, size, stride)
        dx, dy = np.zeros_like(x), np.arange(1.0, y.size + 1).reshape(y.shape)
        for place, window in slices:
            y[place] = x[window].mean()
            dx[window] += dy[place] / x[window].size
        assert_allclose(avg_pool2d(x, size, stride), y, rtol=1e-14, atol=1e-13)
        assert_allclose(avg_pool2d_backward(dy, x.shape, size, stride), dx, rtol=1e-14)


@pytest.mark.parametrize(("size", "stride"), WINDOWS)
def test_norm_of_every_window(size: Any, stride: Any) -> None:
    for x in images():
        y, slices = windows(x, size, stride)
        dx, dy = np.zeros_like(x), np.arange(1.0, y.size + 1).reshape(y.shape)
        for place, window in slices:
            y[place] = np.linalg.norm(x[window])
            if y[place] > 0:
                dx[window] += dy[place] * x[window] / y[place]
        got = l2_pool2d(x, size, stride)
        assert_allclose(got, y, rtol=1e-14)
        assert_allclose(l2_pool2d_backward(dy, x, got, size, stride), dx, rtol=1e-13, atol=1e-13)


def test_ties_go_to_the_first_in_row_major_order() -> None:
    for values, winner in [
        ([[0, 0], [0, 0]], 0),
        ([[0, 1], [1, 1]], 1),
        ([[0, 0], [1, 1]], 2),
        ([[0, 1], [1, 0]], 1),
        ([[-1, -1], [-2, -1]], 0),
    ]:
        y, winners = max_pool2d(np.reshape(values, (1, 2, 2, 1)), 2)
        assert (y.item(), winners.item()) == (np.max(values), winner)


def test_winners_of_large_windows() -> None:
    x = np.arange(17.0 * 17).reshape(1, 17, 17, 1)
    y, winners = max_pool2d(x, 17)
    assert (y.item(), winners.item()) == (288, 288)
    assert max_pool2d_backward(y, winners, x.shape, 17)[0, -1, -1, 0] == 288
    assert max_pool2d(x[:, :16, :16], 16)[1].dtype == np.uint8
    assert max_pool2d(x[:, :16, :16], 16)[1].item() == 255
    row = np.arange(257.0).reshape(1, 1, 257, 1)  # the last tap is the first that needs two bytes
    assert max_pool2d(row, (1, 257))[1].item() == 256


@pytest.mark.parametrize(("size", "stride"), WINDOWS)
def test_values_alone_are_those_of_max_pooling(size: Any, stride: Any) -> None:
    for x in images():
        before = x.copy()
        pairs = [tuple(np.broadcast_to(value or size, 2).tolist()) for value in (size, stride)]
        y = pooling.max_values(x, *pairs)
        assert_array_equal(y, max_pool2d(x, size, stride)[0], strict=True)
        assert_array_equal(x, before)


@pytest.mark.parametrize("size", [(2, 2), 2, (3, 2)])
def test_the_first_nan_of_a_window_wins(size: Any) -> None:
    x = np.random.default_rng(0).normal(size=(2, 7, 8, 3))
    x[np.random.default_rng(1).random(x.shape) < 0.3] = np.nan
    y, winners = max_pool2d(x, size)
    assert_array_equal(gather_winners(x, winners, size), y)
    _, slices = windows(x, size, None)
    for place, window in slices:
        assert winners[place] == x[window].argmax()  # NumPy's argmax takes the first NaN


def test_infinities_and_nan() -> None:
    x = np.array([[-np.inf, -np.inf], [np.nan, np.inf]]).reshape(1, 2, 2, 1)
    assert max_pool2d(x, (1, 2))[0][0, 0, 0, 0] == -np.inf
    assert np.isnan(max_pool2d(x, (1, 2))[0][0, 1, 0, 0])
    assert np.isnan(avg_pool2d(x, 2)).all()


def test_norms_neither_overflow_nor_vanish() -> None:
    for scale in (1e30, 1e-30):
        x = np.float32([3 * scale, 4 * scale]).reshape(1, 1, 2, 1)
        y = l2_pool2d(x, (1, 2))
        assert y.dtype == np.float32
        assert_allclose(y.item(), 5 * scale, rtol=1e-6)
        dx = l2_pool2d_backward(np.ones_like(y), x, y, (1, 2))
        assert_allclose(dx.ravel(), [0.6, 0.8], rtol=1e-6)


def test_norm_gradient_is_zero_at_zero() -> None:
    x = np.zeros((1, 2, 2, 1))
    assert_array_equal(l2_pool2d_backward(np.ones((1, 1, 1, 1)), x, l2_pool2d(x, 2), 2), x)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_is_kept(dtype: str) -> None:
    x = np.ones((2, 5, 4, 3), dtype)
    y, winners = max_pool2d(x, 2)
    c = np.ones(2, dtype)
    s, means = subsample2d(x, 2, c, c)
    results = [
        y,
        max_pool2d_backward(y, winners, x.shape, 2),
        max_pool2d_backward(
            np.ones((2, 4, 3, 3), dtype), np.zeros((2, 4, 3, 3), int), x.shape, 2, 1
        ),
        gather_winners(x, winners, 2),
        avg_pool2d(x, 2),
        avg_pool2d_backward(y, x.shape, 2),
        l2_pool2d(x, 2),
        l2_pool2d_backward(y, x, y, 2),
        s,
        means,
        *subsample2d_backward(s, means, x.shape, 2, c),
    ]
    assert {array.dtype.name for array in results} == {dtype}


def test_integers_average_to_floats() -> None:
    x = np.array([250, 255], np.uint8).reshape(1, 1, 2, 1)
    assert avg_pool2d(x, (1, 2)).item() == 252.5
    assert avg_pool2d_backward(np.full((1, 1, 1, 1), 3), (1, 1, 2, 1), (1, 2)).ravel().tolist() == [
        1.5,
        1.5,
    ]
    assert l2_pool2d(np.array([3, 4], np.int8).reshape(1, 1, 2, 1), (1, 2)).item() == 5
    assert avg_pool2d(np.full((1, 1, 1, 1), 1j), 1).item() == 1j
    large = np.array([2**40 + 1, 2**40 + 2]).reshape(1, 1, 2, 1)  # float32 has not the digits
    assert avg_pool2d(large, (1, 2)).item() == 2**40 + 1.5
    assert l2_pool2d(large, 1).ravel().tolist() == large.ravel().tolist()


def test_nested_lists_are_arrays_too() -> None:
    x = images()[0][:, :4, :4, :2]
    y, winners = max_pool2d(x, 2)
    c = np.array([2.0, 3.0])
    s, means = subsample2d(x, 2, c, c)
    for function, arguments in [
        (max_pool2d, (x, 2)),
        (max_pool2d_backward, (y, winners, x.shape, 2)),
        (gather_winners, (x, winners, 2)),
        (avg_pool2d, (x, 2)),
        (avg_pool2d_backward, (y, x.shape, 2)),
        (l2_pool2d, (x, 2)),
        (l2_pool2d_backward, (y, x, y, 2)),
        (subsample2d, (x, 2, c, c)),
        (subsample2d_backward, (s, means, x.shape, 2, c)),
    ]:
        lists = [a.tolist() if isinstance(a, np.ndarray) else a for a in arguments]
        for got, expected in zip(function(*lists), function(*arguments), strict=True):
            assert_array_equal(got, expected)


def test_arguments_are_not_changed_and_results_are_new() -> None:
    for size in (1, 2):
        x = np.arange(16.0).reshape(1, 4, 4, 1)
        x.setflags(write=False)
        y, winners = max_pool2d(x, size)
        c = np.ones(1)
        for array in (y, winners, c):
            array.setflags(write=False)
        results = [
            y,
            gather_winners(x, winners, size),
            avg_pool2d(x, size),
            l2_pool2d(x, size),
            max_pool2d_backward(y, winners, x.shape, size),
            avg_pool2d_backward(y, x.shape, size),
            l2_pool2d_backward(y, x, y, size),
            *subsample2d(x, size, c, c),
            *subsample2d_backward(y, y, x.shape, size, c),
        ]
        assert_array_equal(x.ravel(), np.arange(16.0))
        for result in results:
            assert not np.shares_memory(result, x)
            assert not np.shares_memory(result, winners)
            assert result is y or not np.shares_memory(result, y)


def test_strided_arguments() -> None:
    x = np.random.default_rng(1).normal(size=(4, 9, 6, 2)).transpose(3, 2, 1, 0)[:, ::-1]
    copy = x.copy()
    for size, stride in [(2, None), (3, 2)]:
        y, winners = max_pool2d(x, size, stride)
        for one, other in zip((y, winners), max_pool2d(copy, size, stride), strict=True):
            assert_array_equal(one, other)
        dy = y.T.copy().T
        assert_array_equal(
            max_pool2d_backward(dy, winners, x.shape, size, stride),
            max_pool2d_backward(y, winners, x.shape, size, stride),
        )
        assert_array_equal(
            avg_pool2d_backward(dy, x.shape, size, stride),
            avg_pool2d_backward(y, x.shape, size, stride),
        )


# ---------------------------------------------------------------------------------------------
# Exact: the shipped functions run on symbols, differentiated by SymPy
# ---------------------------------------------------------------------------------------------
def symbols(name: str, shape: tuple[int, ...]) -> Array:
    array = np.empty(shape, object)
    for index in np.ndindex(*shape):
        array[index] = sympy.Symbol(name + "_".join(map(str, index)))
    return array


def gradient(loss: sympy.Expr, variables: Array) -> Array:
    result = np.empty(variables.shape, object)
    for index in np.ndindex(*variables.shape):
        result[index] = sympy.diff(loss, variables[index])
    return result


def differences(got: Array, expected: Array) -> list[tuple[int, ...]]:
    assert got.shape == expected.shape
    return [i for i in np.ndindex(*got.shape) if sympy.expand(got[i] - expected[i]) != 0]


EXACT = [
    ((2, 4, 4, 2), 2, None),
    ((1, 5, 4, 2), 2, None),  # one row left over
    ((1, 5, 5, 1), 3, None),  # two rows and columns left over
    ((1, 4, 5, 2), (2, 3), 1),  # overlapping
    ((2, 5, 4, 1), (1, 2), (3, 2)),  # gaps
]


@pytest.mark.parametrize(("shape", "size", "stride"), EXACT)
def test_average_gradient_is_exact(shape: tuple[int, ...], size: Any, stride: Any) -> None:
    x = symbols("x", shape)
    y = avg_pool2d(x, size, stride)
    delta = symbols("d", y.shape)
    dx = avg_pool2d_backward(delta, shape, size, stride)
    assert differences(dx, gradient((delta * y).sum(), x)) == []


@pytest.mark.parametrize(("shape", "size", "stride"), EXACT)
def test_max_gradient_is_exact_given_the_winners(
    shape: tuple[int, ...], size: Any, stride: Any
) -> None:
    values = np.random.default_rng(2).normal(size=shape)
    winners = max_pool2d(values, size, stride)[1]
    x = symbols("x", shape)
    y = gather_winners(x, winners, size, stride)
    delta = symbols("d", y.shape)
    dx = max_pool2d_backward(delta, winners, shape, size, stride)
    assert differences(dx, gradient((delta * y).sum(), x)) == []


@pytest.mark.parametrize(("shape", "size"), [((2, 4, 5, 1), 2), ((1, 5, 5, 2), (3, 2))])
def test_subsampling_gradients_are_exact(shape: tuple[int, ...], size: Any) -> None:
    x, coefficient, bias = symbols("x", shape), symbols("c", shape[:1]), symbols("b", shape[:1])
    y, means = subsample2d(x, size, coefficient, bias)
    delta = symbols("d", y.shape)
    loss = sympy.expand((delta * y).sum())
    dx, dcoefficient, dbias = subsample2d_backward(delta, means, shape, size, coefficient)
    assert differences(dx, gradient(loss, x)) == []
    assert differences(dcoefficient, gradient(loss, coefficient)) == []
    assert differences(dbias, gradient(loss, bias)) == []
    assert differences(2 * dcoefficient, gradient(loss, coefficient)) != []


def test_fractions_are_exact() -> None:
    x = np.array([Fraction(1, 3), Fraction(1, 7)]).reshape(1, 1, 2, 1)
    assert avg_pool2d(x, (1, 2)).item() == Fraction(5, 21)
    y, winners = max_pool2d(x, (1, 2))
    assert (y.item(), winners.item()) == (Fraction(1, 3), 0)


# ---------------------------------------------------------------------------------------------
# An independent automatic differentiation
# ---------------------------------------------------------------------------------------------
def autograd_pool(kind: str, x: Array, size: Any, stride: Any) -> Array:
    (kh, kw), (sh, sw) = np.broadcast_to(size, 2), np.broadcast_to(stride or size, 2)
    rows = np.arange(0, x.shape[1] - kh + 1, sh)[:, None] + np.arange(kh)
    columns = np.arange(0, x.shape[2] - kw + 1, sw)[:, None] + np.arange(kw)
    taps = x[:, rows[:, None, :, None], columns[None, :, None, :]]  # (C, OH, OW, kh, kw, N)
    if kind == "max":
        return anp.max(taps, axis=(3, 4))
    if kind == "average":
        return anp.mean(taps, axis=(3, 4))
    return anp.sqrt(anp.sum(taps**2, axis=(3, 4)))


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
@pytest.mark.parametrize(("size", "stride"), WINDOWS[::2])
def test_gradients_agree_with_autograd(kind: str, size: Any, stride: Any) -> None:
    for x in images():
        check_autograd(kind, x + 0.5, size, stride)  # no zeros: the norm has no derivative there


def check_autograd(kind: str, x: Array, size: Any, stride: Any) -> None:
    y, winners = max_pool2d(x, size, stride)
    dy = np.random.default_rng(3).normal(size=y.shape)
    if kind == "max":
        dx = max_pool2d_backward(dy, winners, x.shape, size, stride)
    elif kind == "average":
        dx = avg_pool2d_backward(dy, x.shape, size, stride)
    else:
        dx = l2_pool2d_backward(dy, x, l2_pool2d(x, size, stride), size, stride)
    expected = autograd.grad(lambda x: anp.sum(autograd_pool(kind, x, size, stride) * dy))(x)
    assert_allclose(dx, expected, rtol=1e-12, atol=1e-13)


# ---------------------------------------------------------------------------------------------
# Properties
# ---------------------------------------------------------------------------------------------
@st.composite
def pools(draw: st.DrawFn) -> tuple[Array, tuple[int, int], tuple[int, int] | None]:
    pair = st.tuples(st.integers(1, 4), st.integers(1, 4))
    size, stride = draw(pair), draw(st.none() | pair)
    extra = draw(st.tuples(st.integers(0, 5), st.integers(0, 5)))
    channels, batch = draw(pair)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (channels, size[0] + extra[0], size[1] + extra[1], batch)
    return rng.integers(-9, 10, shape).astype(float), size, stride


PROPERTY = settings(max_examples=60, deadline=None, derandomize=True)


@given(pools())
@PROPERTY
def test_max_backward_is_the_adjoint_of_gathering(pool: tuple[Array, Any, Any]) -> None:
    x, size, stride = pool
    y, winners = max_pool2d(x, size, stride)
    rng = np.random.default_rng(4)
    dy, e = rng.integers(-9, 10, y.shape), rng.integers(-9, 10, x.shape)
    dx = max_pool2d_backward(dy, winners, x.shape, size, stride)
    assert (e * dx).sum() == (gather_winners(e, winners, size, stride) * dy).sum()
    assert dx.sum() == dy.sum()


@given(pools())
@PROPERTY
def test_average_is_a_convolution_and_backward_its_adjoint(pool: tuple[Array, Any, Any]) -> None:
    x, size, stride = pool
    y = avg_pool2d(x, size, stride)
    for c in range(x.shape[0]):
        kernel = np.full((1, 1, *size), 1 / (size[0] * size[1]))
        assert_allclose(
            y[c : c + 1], conv2d(x[c : c + 1], kernel, stride=stride or size), atol=1e-13
        )
    dy = np.random.default_rng(5).normal(size=y.shape)
    dx = avg_pool2d_backward(dy, x.shape, size, stride)
    assert_allclose(np.vdot(x, dx), np.vdot(y, dy), atol=1e-12)
    assert_allclose(dx.sum(), dy.sum(), atol=1e-12)


@given(pools(), st.integers(1, 5), st.integers(-9, 9))
@PROPERTY
def test_max_and_norm_under_scaling_and_order(
    pool: tuple[Array, Any, Any], scale: int, shift: int
) -> None:
    x, size, stride = pool
    y, winners = max_pool2d(x, size, stride)
    moved, same = max_pool2d(scale * x + shift, size, stride)
    assert_array_equal(moved, scale * y + shift)
    assert_array_equal(same, winners)
    assert_allclose(l2_pool2d(-scale * x, size, stride), scale * l2_pool2d(x, size, stride))
    mean = avg_pool2d(x, size, stride)
    assert (mean <= y + 1e-12).all()
    assert (np.abs(mean) <= l2_pool2d(x, size, stride) + 1e-12).all()


# ---------------------------------------------------------------------------------------------
# Wrong variants must be detected
# ---------------------------------------------------------------------------------------------
def wrong_scaled(dy: Array, winners: Array, x_shape: Any, size: int, stride: Any) -> Array:
    """Max gradient shared among the taps, as for the average."""
    return avg_pool2d_backward(dy, x_shape, size, stride)


def wrong_assigned(dy: Array, winners: Array, x_shape: Any, size: int, stride: Any) -> Array:
    """Written instead of added where overlapping windows share a winner."""
    dx = np.zeros(x_shape)
    for index, tap in enumerate(pooling._taps(dx, geometry(size, stride))):
        np.copyto(tap, dy, where=winners == index)
    return dx


def wrong_last(dy: Array, winners: Array, x_shape: Any, size: int, stride: Any) -> Array:
    """Taps counted from the other end."""
    return max_pool2d_backward(dy, size * size - 1 - winners, x_shape, size, stride)


def check_max(backward: Callable[..., Array]) -> None:
    x = np.random.default_rng(6).normal(size=(2, 6, 6, 2))
    y, winners = max_pool2d(x, 3, 1)
    dy = np.random.default_rng(7).normal(size=y.shape)
    dx = backward(dy, winners.astype(int), x.shape, 3, 1)
    e = np.random.default_rng(8).normal(size=x.shape)
    assert_allclose(np.vdot(e, dx), np.vdot(gather_winners(e, winners, 3, 1), dy))


def test_the_check_accepts_the_right_gradient() -> None:
    check_max(max_pool2d_backward)


@pytest.mark.parametrize("wrong", [wrong_scaled, wrong_assigned, wrong_last])
def test_the_check_rejects_wrong_gradients(wrong: Callable[..., Array]) -> None:
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        check_max(wrong)


# ---------------------------------------------------------------------------------------------
# Bad input
# ---------------------------------------------------------------------------------------------
FORWARD = [
    max_pool2d,
    avg_pool2d,
    l2_pool2d,
    lambda x, size, *stride: gather_winners(x, np.zeros((1, 2, 2, 1), int), size, *stride),
]


@pytest.mark.parametrize("pool", FORWARD, ids=["max", "average", "l2", "gather"])
def test_bad_images_and_windows(pool: Callable[..., Any]) -> None:
    x = np.ones((1, 4, 4, 1))
    for arguments, error, message in [
        ((np.ones((4, 4)), 2), ValueError, "x: expected 4 axes, got 2"),
        ((np.ones((1, 4, 4, 0)), 2), ValueError, "x: expected at least one element"),
        (("image", 2), TypeError, "x: expected numbers"),
        ((x, 0), ValueError, "size: expected an integer >= 1, got 0"),
        ((x, 2.0), TypeError, "size: expected an integer or a pair"),
        ((x, (2, 2, 2)), ValueError, "size: expected an integer or a pair"),
        ((x, 5), ValueError, "size: expected at most the image"),
        ((x, (1, 5)), ValueError, "size: expected at most the image"),
        ((x, 2, 0), ValueError, "stride: expected an integer >= 1, got 0"),
        ((x, 2, 1.5), TypeError, "stride: expected an integer or a pair"),
    ]:
        with pytest.raises(error, match=message):
            pool(*arguments)


def test_complex_numbers_where_they_have_no_order() -> None:
    for pool in (max_pool2d, l2_pool2d):
        with pytest.raises(TypeError, match=r"^x: expected real numbers, got dtype complex128"):
            pool(np.ones((1, 2, 2, 1), complex), 2)
    y = np.ones((1, 1, 1, 1))
    for place, name in enumerate(["dy", "x", "y"]):
        arguments = [y, np.ones((1, 2, 2, 1)), y]
        arguments[place] = arguments[place].astype(complex)
        with pytest.raises(TypeError, match=f"{name}: expected real numbers"):
            l2_pool2d_backward(*arguments, 2)


def test_bad_gradients_and_winners() -> None:
    dy, winners, shape = np.ones((1, 2, 2, 1)), np.zeros((1, 2, 2, 1), int), (1, 4, 4, 1)

    def one_of(value: int) -> Array:
        return np.array([0, 0, value, 0]).reshape(winners.shape)

    for arguments, error, message in [
        ((dy[..., 0], winners, shape, 2), ValueError, "dy: expected 4 axes, got 3"),
        ((dy, winners[..., 0], shape, 2), ValueError, "winners: expected 4 axes, got 3"),
        ((dy, winners[:, :1], shape, 2), ValueError, r"winners: expected shape \(1, 2, 2, 1\)"),
        ((dy, winners, (1, 6, 4, 1), 2), ValueError, r"dy: expected shape \(1, 3, 2, 1\)"),
        ((dy, winners, (1, 4, 4), 2), ValueError, "x_shape: expected four lengths"),
        ((dy, winners, 4, 2), ValueError, "x_shape: expected four lengths"),
        ((dy, winners, (1, 0, 4, 1), 2), ValueError, "x_shape: expected an integer >= 1"),
        ((dy, winners, (1, 4.0, 4, 1), 2), TypeError, "x_shape: expected an integer"),
        ((dy, winners + 4, shape, 2), ValueError, "winners: expected values from 0 to 3 .* to 4"),
        ((dy, winners - 1, shape, 2), ValueError, "winners: expected values from 0 to 3 .* -1"),
        ((dy, one_of(4), shape, 2), ValueError, "winners: .* got values from 0 to 4"),
        ((dy, one_of(-1), shape, 2), ValueError, "winners: .* got values from -1 to 0"),
        ((dy, winners + 0.0, shape, 2), TypeError, "winners: expected integers, got dtype float"),
        ((dy, winners[:, :0], shape, 2), ValueError, "winners: expected at least one element"),
    ]:
        with pytest.raises(error, match=message):
            max_pool2d_backward(*arguments)
    with pytest.raises(ValueError, match=r"^dy: expected 4 axes, got 3"):
        avg_pool2d_backward(dy[0], shape, 2)
    with pytest.raises(ValueError, match=r"^dy: expected shape \(1, 2, 2, 1\), got \(1, 2, 2, 2\)"):
        avg_pool2d_backward(np.ones((1, 2, 2, 2)), shape, 2)
    x = np.ones(shape)
    with pytest.raises(ValueError, match=r"^dy: expected shape \(1, 2, 2, 1\)"):
        l2_pool2d_backward(x, x, dy, 2)
    with pytest.raises(ValueError, match=r"^y: expected shape \(1, 2, 2, 1\)"):
        l2_pool2d_backward(dy, x, x, 2)


def test_bad_subsampling() -> None:
    x, one = np.ones((2, 4, 4, 1)), np.ones(2)
    for arguments, message in [
        ((x, 2, np.ones(3), one), r"coefficient: expected shape \(2,\), got \(3,\)"),
        ((x, 2, one, np.ones(1)), r"bias: expected shape \(2,\), got \(1,\)"),
        ((x, 2, 1.0, one), "coefficient: expected 1 axes, got 0"),
    ]:
        with pytest.raises(ValueError, match=message):
            subsample2d(*arguments)
    dy = np.ones((2, 2, 2, 1))
    with pytest.raises(ValueError, match=r"^dy: expected 4 axes, got 3"):
        subsample2d_backward(dy[0], dy, x.shape, 2, one)
    with pytest.raises(ValueError, match=r"^means: expected 4 axes, got 3"):
        subsample2d_backward(dy, dy[0], x.shape, 2, one)
    with pytest.raises(ValueError, match=r"^means: expected shape \(2, 2, 2, 1\)"):
        subsample2d_backward(dy, x, x.shape, 2, one)
    with pytest.raises(ValueError, match=r"^coefficient: expected shape \(2,\)"):
        subsample2d_backward(dy, dy, x.shape, 2, np.ones(1))
    with pytest.raises(ValueError, match=r"^dy: expected shape \(2, 1, 1, 1\)"):
        subsample2d_backward(dy, dy, x.shape, 3, one)


# ---------------------------------------------------------------------------------------------
# Over the whole image
# ---------------------------------------------------------------------------------------------
def test_the_global_average_is_that_of_one_window() -> None:
    x = np.random.default_rng(0).normal(size=(2, 4, 5, 3))
    y = global_avg_pool2d(x)
    assert_allclose(y, avg_pool2d(x, (4, 5))[:, 0, 0])
    dy = y[:, None, None]
    assert_allclose(
        global_avg_pool2d_backward(y, x.shape), avg_pool2d_backward(dy, x.shape, (4, 5))
    )


def test_bad_input_of_the_global_average() -> None:
    with pytest.raises(ValueError, match="x: expected 4 axes"):
        global_avg_pool2d(np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"dy: expected shape \(2, 5\)"):
        global_avg_pool2d_backward(np.ones((2, 4)), (2, 3, 3, 5))
    with pytest.raises(ValueError, match="x_shape: expected four lengths"):
        global_avg_pool2d_backward(np.ones((2, 4)), (2, 3))
