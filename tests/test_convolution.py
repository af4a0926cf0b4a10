"""Convolution against SciPy, its formula, symbols, automatic differentiation; wrong variants."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.signal
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import _fast_convolution, _threads, _workspace
from cnn_core.convolution import (
    conv2d,
    conv2d_backward,
    conv2d_backward_plain,
    conv2d_plain,
    conv_transpose2d,
    conv_transpose2d_backward,
    convolve2d,
    correlate2d,
    rot180,
)
from cnn_core.windows import conv_output_size

Array = np.ndarray[Any, Any]
STRIDES = [1, 2, 3, (2, 1), (1, 3)]
PADDINGS = [0, 1, (2, 0), (1, 3)]
DILATIONS = [1, 2, (1, 2), (3, 1)]
SETTINGS = list(itertools.product(STRIDES, PADDINGS, DILATIONS))
# (C, H, W, N), (F, kh, kw): sizes that leave remainders of 1 and 2 for the strides above.
SHAPES = [
    ((1, 5, 5, 1), (1, 3, 3)),
    ((2, 8, 7, 3), (3, 2, 3)),
    ((3, 9, 10, 2), (4, 3, 1)),
    ((1, 7, 8, 2), (2, 3, 4)),
    ((2, 4, 6, 1), (1, 1, 1)),
]


def fits(x_shape: tuple[int, ...], kernel: tuple[int, ...], padding: Any, dilation: Any) -> bool:
    pads, gaps = np.broadcast_to(padding, 2), np.broadcast_to(dilation, 2)
    return all(gaps[a] * (kernel[a] - 1) + 1 <= x_shape[1 + a] + 2 * pads[a] for a in (0, 1))


def cases(padding: Any, dilation: Any) -> list[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(0)
    return [
        (
            rng.normal(size=x_shape),
            rng.normal(size=(filters, x_shape[0], *kernel)),
            rng.normal(size=filters),
        )
        for x_shape, (filters, *kernel) in SHAPES
        if fits(x_shape, kernel, padding, dilation)
    ]


def literal(
    x: Array, w: Array, b: Array, stride: Any = 1, padding: Any = 0, dilation: Any = 1
) -> Array:
    """The formula, index by index, on a dictionary: shares nothing with the package."""
    (sh, sw), (ph, pw), (dh, dw) = (
        np.broadcast_to(pair, 2).tolist() for pair in (stride, padding, dilation)
    )
    pixel = {index: x[index] for index in np.ndindex(*x.shape)}
    out_h = sum(1 for top in range(-ph, x.shape[1] + ph - dh * (w.shape[2] - 1), sh))
    out_w = sum(1 for left in range(-pw, x.shape[2] + pw - dw * (w.shape[3] - 1), sw))
    y = np.empty((w.shape[0], out_h, out_w, x.shape[3]), np.result_type(x, w, b))
    for f, i, j, n in np.ndindex(*y.shape):
        y[f, i, j, n] = b[f] + sum(
            w[f, c, u, v] * pixel.get((c, sh * i + dh * u - ph, sw * j + dw * v - pw, n), 0)
            for c, u, v in np.ndindex(*w.shape[1:])
        )
    return y


# ---------------------------------------------------------------------------------------------
# Two-dimensional arrays
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("function", [correlate2d, convolve2d])
@pytest.mark.parametrize("mode", ["valid", "same", "full"])
def test_the_result_holds_no_larger_array(function, mode):
    assert function(np.ones((5, 6)), np.ones((3, 2)), mode).flags.owndata


@pytest.mark.parametrize("mode", ["valid", "same", "full"])
@pytest.mark.parametrize("shape", list(itertools.product([1, 2, 3, 4], repeat=2)), ids=str)
def test_matrices_agree_with_scipy(shape: tuple[int, int], mode: str) -> None:
    rng = np.random.default_rng(1)
    for image_shape in [(4, 4), (5, 6), (7, 4)]:
        x, w = rng.normal(size=image_shape), rng.normal(size=shape)
        assert_allclose(correlate2d(x, w, mode), scipy.signal.correlate2d(x, w, mode), atol=1e-13)
        assert_allclose(convolve2d(x, w, mode), scipy.signal.convolve2d(x, w, mode), atol=1e-13)


@pytest.mark.parametrize("mode", ["valid", "full"])
def test_convolution_is_correlation_with_the_rotated_kernel(mode: str) -> None:
    x, w = np.arange(30.0).reshape(5, 6), np.arange(6.0).reshape(2, 3)
    assert_array_equal(convolve2d(x, w, mode), correlate2d(x, rot180(w), mode))
    assert not np.array_equal(convolve2d(x, w, mode), correlate2d(x, w, mode))


def test_complex_kernels_are_not_conjugated() -> None:
    x, w = np.array([[1.0, 2.0]]), np.array([[1j]])
    assert_array_equal(correlate2d(x, w), [[1j, 2j]])


def test_matrices_of_symbols_and_integers() -> None:
    a, b, c, s, t = sympy.symbols("a b c s t")
    x = np.array([[a, b, c]])
    assert correlate2d(x, np.array([[s, t]])).tolist() == [[a * s + b * t, b * s + c * t]]
    assert convolve2d(x, np.array([[s, t]])).tolist() == [[a * t + b * s, b * t + c * s]]
    y = correlate2d(np.full((1, 2), 200, np.uint8), np.full((1, 2), 200, np.uint8))
    assert y.tolist() == [[80000]]


def test_rot180() -> None:
    w = np.arange(24).reshape(2, 3, 4)
    assert_array_equal(rot180(w), np.rot90(w, 2, axes=(1, 2)))
    assert_array_equal(rot180(rot180(w)), w)
    assert not np.shares_memory(rot180(w), w)
    with pytest.raises(ValueError, match=r"^w: expected at least 2 axes, got 1"):
        rot180([1, 2])
    with pytest.raises(TypeError, match=r"^w: expected numbers"):
        rot180([["a"]])


@pytest.mark.parametrize("function", [correlate2d, convolve2d])
def test_matrices_refuse_bad_input(function: Callable[..., Array]) -> None:
    x = np.ones((3, 3))
    with pytest.raises(ValueError, match=r"^mode: expected one of .*, got 'half'"):
        function(x, x, "half")
    with pytest.raises(TypeError, match=r"^mode: expected one of"):
        function(x, x, 1)
    with pytest.raises(ValueError, match=r"^x: expected 2 axes, got 1"):
        function(np.ones(3), x, "same")
    with pytest.raises(ValueError, match=r"^w: expected 2 axes, got 3"):
        function(x, np.ones((1, 1, 1)))
    with pytest.raises(ValueError, match=r"^w: expected 2 axes, got 1"):
        function(x, np.ones(3))
    with pytest.raises(ValueError, match=r"^kernel: expected a reach of at most 3"):
        function(x, np.ones((4, 1)))
    for mode in ("valid", "same", "full"):
        with pytest.raises(ValueError, match=r"^w: expected at least one element"):
            function(x, np.ones((0, 1)), mode)
        with pytest.raises(ValueError, match=r"^x: expected at least one element"):
            function(np.ones((0, 1)), x, mode)


# ---------------------------------------------------------------------------------------------
# The shape
# ---------------------------------------------------------------------------------------------
@given(*[st.integers(1, 12)] * 2, st.integers(1, 5), st.integers(0, 4), st.integers(1, 4))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_output_size_counts_the_positions(
    n: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    reach = dilation * (kernel - 1)
    positions = [p for p in range(-padding, n + padding, stride) if p + reach < n + padding]
    if positions:
        assert conv_output_size(n, kernel, stride, padding, dilation) == len(positions)
    else:
        with pytest.raises(ValueError, match=r"^kernel: expected a reach of at most"):
            conv_output_size(n, kernel, stride, padding, dilation)


def test_output_size_refuses_bad_input() -> None:
    text = r"reach of at most 6 \(axis 4, padding 1\), got 7 \(kernel 4, dilation 2\)"
    with pytest.raises(ValueError, match=text):
        conv_output_size(4, 4, 1, 1, 2)
    for arguments, name in [
        ((0, 1), "n"),
        ((4, 0), "kernel"),
        ((4, 1, 0), "stride"),
        ((4, 1, 1, -1), "padding"),
        ((4, 1, 1, 0, 0), "dilation"),
    ]:
        with pytest.raises(ValueError, match=f"^{name}: expected an integer >= [01], got"):
            conv_output_size(*arguments)
    for place, name in enumerate(["n", "kernel", "stride", "padding", "dilation"]):
        arguments = [4, 2, 1, 0, 1]
        arguments[place] = 1.5  # type: ignore[call-overload]
        with pytest.raises(TypeError, match=f"^{name}: expected an integer, got float 1.5"):
            conv_output_size(*arguments)
    assert conv_output_size(5, 2) == 4


# ---------------------------------------------------------------------------------------------
# The layer against its formula
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("stride", "padding", "dilation"), SETTINGS)
def test_fast_and_plain_agree(
    stride: Any, padding: Any, dilation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    for x, w, b in cases(padding, dilation):
        y = conv2d_plain(x, w, b, **options)
        dy = np.random.default_rng(2).normal(size=y.shape)
        plain = conv2d_backward_plain(dy, x, w, **options)
        for block_bytes in (1, 4000, 1 << 30):
            monkeypatch.setattr(_fast_convolution, "BLOCK_BYTES", block_bytes)
            assert_allclose(conv2d(x, w, b, **options), y, atol=1e-13)
            without_bias = y - b[:, None, None, None]
            assert_allclose(conv2d(x, w, **options), without_bias, atol=1e-13)
            fast = conv2d_backward(dy, x, w, **options)
            for name, one, other in zip(("dx", "dw", "db"), fast, plain, strict=True):
                assert_allclose(one, other, atol=1e-12, err_msg=f"{name}, {block_bytes}")
                assert one.flags.c_contiguous


@pytest.mark.parametrize(("stride", "padding", "dilation"), SETTINGS[::3])
def test_layer_is_the_formula_read_literally(stride: Any, padding: Any, dilation: Any) -> None:
    rng = np.random.default_rng(3)
    for x_shape, (filters, *kernel) in SHAPES[:2]:
        if not fits(x_shape, kernel, padding, dilation):
            continue
        x, w, b = (
            rng.integers(-9, 10, shape)
            for shape in (x_shape, (filters, x_shape[0], *kernel), filters)
        )
        expected = literal(x, w, b, stride, padding, dilation)
        options = {"stride": stride, "padding": padding, "dilation": dilation}
        assert_array_equal(conv2d(x, w, b, **options), expected)
        assert_array_equal(conv2d_plain(x, w, b, **options), expected)
        assert_array_equal(conv2d(x.astype(float), w, b, **options), expected)


def test_layer_agrees_with_scipy_channel_by_channel() -> None:
    rng = np.random.default_rng(4)
    x, w = rng.normal(size=(3, 7, 6, 2)), rng.normal(size=(4, 3, 3, 2))
    y = conv2d(x, w)
    for f, n in np.ndindex(4, 2):
        planes = [scipy.signal.correlate2d(x[c, :, :, n], w[f, c], "valid") for c in range(3)]
        assert_allclose(y[f, :, :, n], sum(planes), atol=1e-13)


@pytest.mark.parametrize("dtype", ["float32", "float64", "complex128", "int64", "object"])
def test_dtype_is_kept_and_values_agree(dtype: str) -> None:
    rng = np.random.default_rng(5)
    x, w, b, dy = (
        rng.integers(-4, 5, shape) for shape in ((2, 6, 5, 3), (3, 2, 2, 3), (3,), (3, 3, 3, 3))
    )
    options = {"stride": (2, 1), "padding": (0, 0)}
    expected = (conv2d(x, w, b, **options), *conv2d_backward(dy, x, w, **options))
    x, w, b, dy = (array.astype(dtype) for array in (x, w, b, dy))
    if dtype == "complex128":
        w = w * 1j
        expected = (
            expected[0] * 1j + b[:, None, None, None] * (1 - 1j),
            expected[1] * 1j,
            *expected[2:],
        )
    got = (conv2d(x, w, b, **options), *conv2d_backward(dy, x, w, **options))
    for one, other in zip(got, expected, strict=True):
        assert one.dtype == dtype
        assert_array_equal(one, other)


def test_mixed_dtypes_give_the_common_one() -> None:
    x, w = np.ones((1, 3, 3, 1), np.float32), np.ones((1, 1, 2, 2), np.float64)
    assert conv2d(x, w).dtype == np.float64
    assert conv2d(x, w.astype(np.float32), np.ones(1)).dtype == np.float64
    assert conv2d(x.astype(np.uint8), w.astype(np.float32)).dtype == np.float32
    assert all(g.dtype == np.float64 for g in conv2d_backward(np.ones((1, 2, 2, 1)), x, w))


def test_fractions_are_exact() -> None:
    x = np.array([Fraction(1, k) for k in range(1, 10)]).reshape(1, 3, 3, 1)
    w = np.array([Fraction(1, 3), Fraction(1, 7)]).reshape(1, 1, 1, 2)
    y = conv2d(x, w, np.array([Fraction(1, 2)]))
    assert y[0, 0, 0, 0] == Fraction(1, 3) + Fraction(1, 14) + Fraction(1, 2)


def test_arguments_are_not_changed_and_results_are_new() -> None:
    for dtype in (np.float32, np.float64, np.int64, object):
        x, w, b, dy = (
            np.ones(shape, dtype) for shape in ((1, 3, 3, 2), (2, 1, 1, 1), (2,), (2, 3, 3, 2))
        )
        for array in (x, w, b, dy):
            array.setflags(write=False)
        first = (conv2d(x, w, b), *conv2d_backward(dy, x, w))
        kept = [array.copy() for array in first]
        second = (conv2d(2 * x, w, b), *conv2d_backward(2 * dy, x, w))
        for one, copy, other in zip(first, kept, second, strict=True):
            assert_array_equal(one, copy)
            assert not any(np.shares_memory(one, array) for array in (x, w, b, dy, other))


def test_strided_and_reversed_arguments() -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(size=(4, 9, 3, 8)).transpose(2, 1, 3, 0)[:, ::-1, ::2]
    w = rng.normal(size=(3, 2, 2, 5)).transpose(3, 0, 2, 1)[::-1]
    y = conv2d(x, w, padding=1)
    dy = rng.normal(size=y.shape[::-1]).T
    assert_allclose(y, conv2d_plain(x, w, padding=1), atol=1e-13)
    plain = conv2d_backward_plain(dy, x, w, padding=1)
    for one, other in zip(conv2d_backward(dy, x, w, padding=1), plain, strict=True):
        assert_allclose(one, other, atol=1e-12)


def test_kernel_that_sees_only_padding() -> None:
    """Taps that never meet the image: whole rows and columns of padding, on both sides."""
    x, w = np.ones((1, 1, 1, 1)), np.ones((1, 1, 2, 2))
    options = {"padding": 5, "dilation": 3, "stride": 2}
    y = conv2d(x, w, **options)
    assert_array_equal(y, conv2d_plain(x, w, **options))
    plain = conv2d_backward_plain(y, x, w, **options)
    for one, other in zip(conv2d_backward(y, x, w, **options), plain, strict=True):
        assert_array_equal(one, other)


@pytest.mark.parametrize("stride", [1, 2])
def test_scratch_memory_is_about_one_block(stride: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_threads, "_blas", lambda: ())
    x = np.ones((4, 96, 32, 64), np.float32)
    w = np.ones((2, 4, 3, 3), np.float32)
    y = conv2d(x, w, stride=stride)
    for work in (
        lambda: conv2d(x, w, stride=stride),
        lambda: conv2d_backward(y, x, w, stride=stride),
    ):
        _workspace.release_workspaces()
        work()
        used = vars(_workspace._kept)["rows"].size
        assert 0.7 < used / _fast_convolution.BLOCK_BYTES < 1.4


def test_same_input_same_bits() -> None:
    rng = np.random.default_rng(7)
    x, w = (rng.normal(size=s).astype(np.float32) for s in ((3, 12, 12, 16), (8, 3, 5, 5)))
    dy = rng.normal(size=(8, 8, 8, 16)).astype(np.float32)
    once, again = ((conv2d(x, w), *conv2d_backward(dy, x, w)) for _ in range(2))
    for one, other in zip(once, again, strict=True):
        assert_array_equal(one, other)


# ---------------------------------------------------------------------------------------------
# Exact: the shipped functions run on symbols, differentiated by SymPy
# ---------------------------------------------------------------------------------------------
def symbols(name: str, shape: tuple[int, ...]) -> Array:
    array = np.empty(shape, object)
    for index in np.ndindex(*shape):
        array[index] = sympy.Symbol(name + "_".join(map(str, index)))
    return array


def gradient(loss: sympy.Expr, variables: Array) -> Array:
    """The derivative of a sum of products, variable by variable, by SymPy."""
    terms: dict[sympy.Symbol, list[sympy.Expr]] = {symbol: [] for symbol in variables.flat}
    for term in sympy.Add.make_args(sympy.expand(loss)):
        for symbol in term.free_symbols & terms.keys():
            terms[symbol].append(term)
    result = np.empty(variables.shape, object)
    for index in np.ndindex(*variables.shape):
        result[index] = sympy.diff(sympy.Add(*terms[variables[index]]), variables[index])
    return result


def differences(got: Array, expected: Array) -> list[tuple[int, ...]]:
    assert got.shape == expected.shape
    return [i for i in np.ndindex(*got.shape) if sympy.expand(got[i] - expected[i]) != 0]


EXACT = [
    ((2, 4, 3, 2), (2, 2, 2), {}),
    ((2, 3, 3, 1), (3, 3, 3), {"padding": 1}),
    ((1, 5, 4, 2), (2, 2, 2), {"stride": 2}),  # remainder 1
    ((2, 6, 5, 1), (2, 1, 2), {"stride": 3}),  # remainder 2
    ((1, 6, 6, 1), (2, 2, 3), {"stride": (3, 2), "padding": (1, 0), "dilation": (2, 1)}),
    ((2, 5, 5, 1), (1, 2, 2), {"dilation": (2, 3)}),
]


@pytest.mark.parametrize(("x_shape", "kernel", "options"), EXACT)
def test_gradients_of_the_shipped_function_are_exact(
    x_shape: tuple[int, ...], kernel: tuple[int, ...], options: dict[str, Any]
) -> None:
    x, w, b = (
        symbols("x", x_shape),
        symbols("w", (kernel[0], x_shape[0], *kernel[1:])),
        symbols("b", kernel[:1]),
    )
    y = conv2d(x, w, b, **options)
    delta = symbols("d", y.shape)
    loss = (delta * y).sum()
    dx, dw, db = conv2d_backward(delta, x, w, **options)
    assert differences(dx, gradient(loss, x)) == []
    assert differences(dw, gradient(loss, w)) == []
    assert differences(db, gradient(loss, b)) == []
    assert differences(rot180(dw), gradient(loss, w)) or kernel[1:] == (1, 1)


# ---------------------------------------------------------------------------------------------
# Properties
# ---------------------------------------------------------------------------------------------
@st.composite
def layers(draw: st.DrawFn) -> tuple[Array, Array, dict[str, tuple[int, int]]]:
    """Random images, kernels and options that fit together."""
    whole = st.integers
    pair = lambda low, high: draw(st.tuples(whole(low, high), whole(low, high)))  # noqa: E731
    kernel, options = pair(1, 4), {}
    options["stride"], options["padding"], options["dilation"] = pair(1, 4), pair(0, 3), pair(1, 3)
    reach = [d * (k - 1) + 1 for d, k in zip(options["dilation"], kernel, strict=True)]
    extra = pair(0, 6)
    height, width = (
        max(1, r - 2 * p) + e for r, p, e in zip(reach, options["padding"], extra, strict=True)
    )
    channels, filters, batch = (draw(whole(1, 3)) for _ in range(3))
    rng = np.random.default_rng(draw(whole(0, 2**32 - 1)))
    x = rng.integers(-8, 9, (channels, height, width, batch)).astype(float)
    w = rng.integers(-8, 9, (filters, channels, *kernel)).astype(float)
    return x, w, options


# Small integers in float64: every sum below is exact, so that equality can be asked for.
PROPERTY = settings(max_examples=80, deadline=None, derandomize=True)


@given(layers())
@PROPERTY
def test_backward_is_the_adjoint_of_forward(layer: tuple[Array, Array, dict[str, Any]]) -> None:
    x, w, options = layer
    y = conv2d(x, w, **options)
    dy = np.random.default_rng(8).integers(-8, 9, y.shape).astype(float)
    dx, dw, db = conv2d_backward(dy, x, w, **options)
    assert np.vdot(y, dy) == np.vdot(x, dx) == np.vdot(w, dw)
    assert_array_equal(db, dy.sum(axis=(1, 2, 3)))


@given(layers())
@PROPERTY
def test_backward_is_the_adjoint_in_every_direction(
    layer: tuple[Array, Array, dict[str, Any]],
) -> None:
    """``<conv(e, w), dy> = <e, dx>`` for other images and kernels than those of the gradient."""
    x, w, options = layer
    rng = np.random.default_rng(9)
    dy = rng.integers(-8, 9, conv2d(x, w, **options).shape).astype(float)
    dx, dw, _ = conv2d_backward(dy, x, w, **options)
    e, h = (rng.integers(-8, 9, array.shape).astype(float) for array in (x, w))
    assert np.vdot(conv2d(e, w, **options), dy) == np.vdot(e, dx)
    assert np.vdot(conv2d(x, h, **options), dy) == np.vdot(h, dw)


@given(layers(), st.integers(-5, 5), st.integers(-5, 5))
@PROPERTY
def test_layer_is_linear(layer: tuple[Array, Array, dict[str, Any]], s: int, t: int) -> None:
    x, w, options = layer
    e, h = x[:, ::-1], w[::-1]
    assert_array_equal(
        conv2d(s * x + t * e, w, **options),
        s * conv2d(x, w, **options) + t * conv2d(e, w, **options),
    )
    assert_array_equal(
        conv2d(x, s * w + t * h, **options),
        s * conv2d(x, w, **options) + t * conv2d(x, h, **options),
    )


@given(layers(), st.integers(0, 2), st.integers(0, 2))
@PROPERTY
def test_layer_commutes_with_shifts(
    layer: tuple[Array, Array, dict[str, Any]], down: int, right: int
) -> None:
    """An image moved by whole strides gives the output moved by as many positions."""
    x, w, options = layer
    (sh, sw), (ph, pw) = options["stride"], options.pop("padding")
    x = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    moved = np.pad(x, ((0, 0), (down * sh, 0), (right * sw, 0), (0, 0)))
    assert_array_equal(conv2d(moved, w, **options)[:, down:, right:], conv2d(x, w, **options))


@given(layers())
@PROPERTY
def test_samples_channels_and_filters_do_not_mix(
    layer: tuple[Array, Array, dict[str, Any]],
) -> None:
    x, w, options = layer
    y = conv2d(x, w, **options)
    for n in range(x.shape[3]):
        assert_array_equal(conv2d(x[..., n : n + 1], w, **options), y[..., n : n + 1])
    for f in range(w.shape[0]):
        assert_array_equal(conv2d(x, w[f : f + 1], **options), y[f : f + 1])
    parts = [conv2d(x[c : c + 1], w[:, c : c + 1], **options) for c in range(x.shape[0])]
    assert_array_equal(sum(parts), y)


@given(st.integers(0, 2**32 - 1), *[st.integers(1, 4)] * 4)
@PROPERTY
def test_full_convolution_commutes_and_associates(
    seed: int, height: int, width: int, kh: int, kw: int
) -> None:
    rng = np.random.default_rng(seed)
    a, b, c = (rng.integers(-9, 10, shape) for shape in ((height, width), (kh, kw), (2, 3)))
    assert_array_equal(convolve2d(a, b, "full"), convolve2d(b, a, "full"))
    assert_array_equal(
        convolve2d(convolve2d(a, b, "full"), c, "full"),
        convolve2d(a, convolve2d(b, c, "full"), "full"),
    )


# ---------------------------------------------------------------------------------------------
# An independent automatic differentiation
# ---------------------------------------------------------------------------------------------
def autograd_layer(x: Array, w: Array, b: Array, stride: Any, padding: Any, dilation: Any) -> Array:
    (sh, sw), (ph, pw), (dh, dw) = (np.broadcast_to(p, 2) for p in (stride, padding, dilation))
    x = anp.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)), mode="constant")
    out_h = (x.shape[1] - dh * (w.shape[2] - 1) - 1) // sh + 1
    out_w = (x.shape[2] - dw * (w.shape[3] - 1) - 1) // sw + 1
    rows = sh * np.arange(out_h)[:, None] + dh * np.arange(w.shape[2])
    columns = sw * np.arange(out_w)[:, None] + dw * np.arange(w.shape[3])
    patches = x[:, rows[:, None, :, None], columns[None, :, None, :]]  # (C, OH, OW, kh, kw, N)
    return anp.einsum("fcuv,cijuvn->fijn", w, patches) + b[:, None, None, None]


@pytest.mark.parametrize(("stride", "padding", "dilation"), SETTINGS[::5])
def test_gradients_agree_with_autograd(stride: Any, padding: Any, dilation: Any) -> None:
    for x, w, b in cases(padding, dilation)[1:]:
        y = conv2d(x, w, b, stride=stride, padding=padding, dilation=dilation)
        dy = np.random.default_rng(10).normal(size=y.shape)

        def loss(x: Array, w: Array, b: Array, dy: Array = dy) -> Any:
            return anp.sum(autograd_layer(x, w, b, stride, padding, dilation) * dy)

        expected = autograd.grad(loss, (0, 1, 2))(x, w, b)
        got = conv2d_backward(dy, x, w, stride=stride, padding=padding, dilation=dilation)
        for one, other in zip(got, expected, strict=True):
            assert_allclose(one, other, atol=1e-12)


# ---------------------------------------------------------------------------------------------
# Wrong variants must be detected
# ---------------------------------------------------------------------------------------------
def wrong_unflipped(dy: Array, x: Array, w: Array, stride: int) -> tuple[Array, Array, Array]:
    """The kernel gradient rotated by 180 degrees."""
    dx, dw, db = conv2d_backward(dy, x, w, stride=stride)
    return dx, rot180(dw), db


def wrong_rotated_input(dy: Array, x: Array, w: Array, stride: int) -> tuple[Array, Array, Array]:
    """The input gradient with the kernel turned the wrong way round."""
    _, dw, db = conv2d_backward(dy, x, w, stride=stride)
    return conv2d_backward(dy, x, rot180(w), stride=stride)[0], dw, db


def wrong_einsum(dy: Array, x: Array, w: Array, stride: int) -> tuple[Array, Array, Array]:
    """Two filter indices summed independently: right for one filter only."""
    _, dw, db = conv2d_backward(dy, x, w, stride=stride)
    total = np.broadcast_to(dy.sum(axis=0), dy.shape)
    return conv2d_backward(total, x, w, stride=stride)[0], dw, db


def wrong_remainder(dy: Array, x: Array, w: Array, stride: int) -> tuple[Array, Array, Array]:
    """Left-over rows forgotten: the windows are taken from the far end of the image."""
    left = (x.shape[1] - w.shape[2]) % stride
    dx, dw, db = conv2d_backward(dy, x[:, left:], w, stride=stride)
    return np.pad(dx, ((0, 0), (left, 0), (0, 0), (0, 0))), dw, db


def wrong_mean(dy: Array, x: Array, w: Array, stride: int) -> tuple[Array, Array, Array]:
    """Kernel gradient averaged over the batch instead of summed."""
    dx, dw, db = conv2d_backward(dy, x, w, stride=stride)
    return dx, dw / x.shape[3], db


def wrong_bias(dy: Array, x: Array, w: Array, stride: int) -> tuple[Array, Array, Array]:
    """Bias gradient of the first sample only."""
    dx, dw, _ = conv2d_backward(dy, x, w, stride=stride)
    return dx, dw, dy[..., 0].sum(axis=(1, 2))


def check_adjoint(backward: Callable[..., tuple[Array, Array, Array]]) -> None:
    rng = np.random.default_rng(11)
    x, w, b = rng.normal(size=(2, 9, 9, 3)), rng.normal(size=(3, 2, 3, 3)), rng.normal(size=3)
    stride = 4  # (9 - 3) mod 4 = 2: rows and columns are left over
    y = conv2d(x, w, stride=stride)
    dy = rng.normal(size=y.shape)
    dx, dw, db = backward(dy, x, w, stride)
    e, h = rng.normal(size=x.shape), rng.normal(size=w.shape)
    assert_allclose(np.vdot(e, dx), np.vdot(conv2d(e, w, stride=stride), dy))
    assert_allclose(np.vdot(h, dw), np.vdot(conv2d(x, h, stride=stride), dy))
    assert_allclose(np.vdot(b, db), np.vdot(np.broadcast_to(b[:, None, None, None], y.shape), dy))


def test_the_check_accepts_the_right_gradients() -> None:
    check_adjoint(lambda dy, x, w, stride: conv2d_backward(dy, x, w, stride=stride))


@pytest.mark.parametrize(
    "wrong",
    [
        wrong_unflipped,
        wrong_rotated_input,
        wrong_einsum,
        wrong_remainder,
        wrong_mean,
        wrong_bias,
    ],
)
def test_the_check_rejects_wrong_gradients(
    wrong: Callable[..., tuple[Array, Array, Array]],
) -> None:
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        check_adjoint(wrong)


def test_the_exact_check_rejects_a_wrong_term() -> None:
    x, w = symbols("x", (1, 3, 3, 1)), symbols("w", (1, 1, 2, 2))
    delta = symbols("d", (1, 2, 2, 1))
    truth = gradient((delta * conv2d(x, w)).sum(), w)
    wrong = truth.copy()
    wrong[0, 0, 1, 0] += x[0, 0, 0, 0] * delta[0, 0, 0, 0]
    assert differences(wrong, truth) == [(0, 0, 1, 0)]


# ---------------------------------------------------------------------------------------------
# Bad input
# ---------------------------------------------------------------------------------------------
GOOD = {"x": np.ones((2, 5, 5, 3)), "w": np.ones((4, 2, 3, 3)), "b": np.ones(4)}
BAD = [
    ({"x": np.ones((2, 5, 5))}, ValueError, r"x: expected 4 axes, got 3 \(shape \(2, 5, 5\)\)"),
    ({"w": np.ones((2, 3, 3))}, ValueError, "w: expected 4 axes, got 3"),
    ({"w": np.ones((4, 3, 3, 3))}, ValueError, r"w: expected shape \(any, 2, any, any\), got"),
    ({"w": np.ones((0, 2, 3, 3))}, ValueError, "w: expected at least one element"),
    ({"x": np.ones((2, 5, 5, 0))}, ValueError, "x: expected at least one element"),
    ({"w": np.ones((4, 2, 6, 3))}, ValueError, "kernel: expected a reach of at most 5"),
    ({"w": np.ones((4, 2, 3, 6))}, ValueError, "kernel: expected a reach of at most 5"),
    ({"dilation": 3}, ValueError, "kernel: expected a reach of at most 5"),
    ({"x": "image"}, TypeError, "x: expected numbers"),
    ({"stride": 0}, ValueError, "stride: expected an integer >= 1, got 0"),
    ({"stride": -1}, ValueError, "stride: expected an integer >= 1, got -1"),
    ({"stride": 1.5}, TypeError, "stride: expected an integer or a pair of them, got float 1.5"),
    ({"stride": (1, 2, 3)}, ValueError, "stride: expected an integer or a pair of them"),
    ({"padding": -1}, ValueError, "padding: expected an integer >= 0, got -1"),
    ({"padding": None}, TypeError, "padding: expected an integer or a pair of them"),
    ({"padding": "full"}, ValueError, "padding: expected one of"),
    ({"padding": "same", "stride": 2}, ValueError, "padding: expected numbers for stride"),
    ({"groups": 3}, ValueError, "groups: expected a divisor of 2 channels and 4 filters, got 3"),
    ({"groups": 2}, ValueError, r"w: expected shape \(any, 1, any, any\), got"),
    ({"groups": 0}, ValueError, "groups: expected an integer >= 1, got 0"),
    ({"groups": 1.0}, TypeError, "groups: expected an integer"),
    ({"dilation": 0}, ValueError, "dilation: expected an integer >= 1, got 0"),
]


@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_bad_input(change: dict[str, Any], error: type[Exception], message: str) -> None:
    arguments = GOOD | change
    with pytest.raises(error, match=message):
        conv2d(**arguments)
    del arguments["b"]
    with pytest.raises(error, match=message):
        conv2d_backward(np.ones((4, 3, 3, 3)), **arguments)


def test_bad_bias_and_bad_delta() -> None:
    x, w = GOOD["x"], GOOD["w"]
    with pytest.raises(ValueError, match=r"^b: expected shape \(4,\), got \(3,\)"):
        conv2d(x, w, np.ones(3))
    with pytest.raises(ValueError, match=r"^b: expected 1 axes, got 2"):
        conv2d(x, w, np.ones((4, 1)))
    with pytest.raises(ValueError, match=r"^dy: expected shape \(4, 3, 3, 3\), got \(4, 3, 2, 3\)"):
        conv2d_backward(np.ones((4, 3, 2, 3)), x, w)
    with pytest.raises(ValueError, match=r"^dy: expected 4 axes, got 1"):
        conv2d_backward(np.ones(4), x, w)
    with pytest.raises(TypeError, match=r"^dy: expected numbers"):
        conv2d_backward("delta", x, w)


# ---------------------------------------------------------------------------------------------
# Groups and the transposed layer
# ---------------------------------------------------------------------------------------------
def drawn(*shapes: tuple[int, ...]) -> list[Array]:
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shape in shapes]


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_groups_are_a_block_of_the_table_of_connections(groups: int) -> None:
    x, w, b = drawn((4, 7, 6, 2), (8, 4 // groups, 3, 2), (8,))
    whole = np.zeros((8, 4, 3, 2))
    for g in range(groups):
        rows, columns = slice(8 * g // groups, 8 * (g + 1) // groups), 4 // groups
        whole[rows, columns * g : columns * (g + 1)] = w[rows]
    y = conv2d(x, w, b, stride=2, padding=1, groups=groups)
    assert_allclose(y, conv2d(x, whole, b, stride=2, padding=1), atol=1e-12)
    dx, dw, db = conv2d_backward(y, x, w, stride=2, padding=1, groups=groups)
    dx_whole, dw_whole, db_whole = conv2d_backward(y, x, whole, stride=2, padding=1)
    assert_allclose(dx, dx_whole, atol=1e-12)
    assert_allclose(db, db_whole, atol=1e-12)
    assert_allclose(dw[-1], dw_whole[-1, -(4 // groups) :], atol=1e-12)
    assert conv2d_backward(y, x, w, stride=2, padding=1, groups=groups, need_dx=False)[0] is None


def test_depthwise_gives_every_channel_its_own_kernels() -> None:
    x, w = drawn((3, 5, 6, 1), (6, 1, 2, 2))
    y = conv2d(x, w, groups=3)
    for f in range(6):
        assert_allclose(y[f, :, :, 0], correlate2d(x[f // 2, :, :, 0], w[f, 0]), atol=1e-13)


TRANSPOSED = [
    {},
    {"stride": 2},
    {"stride": (2, 3), "padding": (1, 0), "output_padding": (1, 2)},
    {"stride": 3, "padding": 2, "dilation": 2, "output_padding": 1},
    {"dilation": 3, "output_padding": 2},  # beyond the stride, below the dilation
]


@pytest.mark.parametrize("options", TRANSPOSED)
@pytest.mark.parametrize("dtype", [float, object])
def test_transposed_hands_back_what_conv2d_gathers(options: dict[str, Any], dtype: Any) -> None:
    """Literally: ``y[f, S i + D u - P, ...] += w x``, one term at a time."""
    x, w, b = (np.round(8 * a) for a in drawn((2, 4, 3, 2), (2, 3, 3, 2), (3,)))
    y = conv_transpose2d(x.astype(dtype), w.astype(dtype), b.astype(dtype), **options)
    (sh, sw), (ph, pw), (dh, dw) = (
        np.broadcast_to(options.get(name, default), 2)
        for name, default in (("stride", 1), ("padding", 0), ("dilation", 1))
    )
    expected = np.zeros(y.shape) + b[:, None, None, None]
    for i, j, u, v in np.ndindex(4, 3, 3, 2):
        row, column = sh * i + dh * u - ph, sw * j + dw * v - pw
        if 0 <= row < y.shape[1] and 0 <= column < y.shape[2]:
            expected[:, row, column] += w[:, :, u, v].T @ x[:, i, j]
    assert_array_equal(y.astype(float), expected)


@pytest.mark.parametrize("options", TRANSPOSED[:4])
def test_transposed_is_the_adjoint_of_conv2d(options: dict[str, Any]) -> None:
    x, w = drawn((2, 4, 3, 2), (2, 3, 3, 2))
    y = conv_transpose2d(x, w, **options)
    image = np.random.default_rng(1).normal(size=y.shape)
    same = {name: value for name, value in options.items() if name != "output_padding"}
    assert_allclose((y * image).sum(), (x * conv2d(image, w, **same)).sum())
    assert_allclose(y, conv2d_backward(x, image, w, **same)[0], atol=1e-12)


@pytest.mark.parametrize("options", TRANSPOSED)
def test_transposed_agrees_with_pytorch(options: dict[str, Any]) -> None:
    torch = pytest.importorskip("torch")
    x, w, b = drawn((2, 4, 3, 2), (2, 3, 3, 2), (3,))
    theirs = [torch.tensor(a.copy(), requires_grad=True) for a in (x.transpose(3, 0, 1, 2), w, b)]
    out = torch.nn.functional.conv_transpose2d(*theirs, **options)
    y = conv_transpose2d(x, w, b, **options)
    dy = np.random.default_rng(1).normal(size=y.shape)
    out.backward(torch.tensor(dy.transpose(3, 0, 1, 2).copy()))
    dx, dw, db = conv_transpose2d_backward(dy, x, w, **options)
    assert_allclose(y, out.detach().numpy().transpose(1, 2, 3, 0), atol=1e-12)
    assert_allclose(dx, theirs[0].grad.numpy().transpose(1, 2, 3, 0), atol=1e-12)
    assert_allclose(dw, theirs[1].grad.numpy(), atol=1e-12)
    assert_allclose(db, theirs[2].grad.numpy(), atol=1e-12)


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_groups_agree_with_pytorch(groups: int) -> None:
    torch = pytest.importorskip("torch")
    x, w, b = drawn((4, 7, 6, 2), (8, 4 // groups, 3, 2), (8,))
    theirs = [torch.tensor(a.copy(), requires_grad=True) for a in (x.transpose(3, 0, 1, 2), w, b)]
    options: dict[str, Any] = {"stride": 2, "padding": 1, "groups": groups}
    out = torch.nn.functional.conv2d(*theirs, **options)
    y = conv2d(x, w, b, **options)
    out.backward(torch.tensor(y.transpose(3, 0, 1, 2).copy()))
    dx, dw, _ = conv2d_backward(y, x, w, **options)
    assert_allclose(y, out.detach().numpy().transpose(1, 2, 3, 0), atol=1e-12)
    assert_allclose(dx, theirs[0].grad.numpy().transpose(1, 2, 3, 0), atol=1e-12)
    assert_allclose(dw, theirs[1].grad.numpy(), atol=1e-12)


def test_bad_input_of_the_transposed_layer() -> None:
    x, w = np.ones((2, 4, 3, 1)), np.ones((2, 3, 3, 2))
    for change, message in (
        ({"x": np.ones((2, 4, 3))}, "x: expected 4 axes"),
        ({"w": np.ones((3, 2, 3, 2))}, r"w: expected shape \(2, any, any, any\)"),
        ({"b": np.ones(2)}, r"b: expected shape \(3,\)"),
        ({"output_padding": 1}, r"output_padding: expected less than \(1, 1\)"),
        ({"stride": 2, "output_padding": 2}, "output_padding: expected less than"),
        ({"padding": 3}, "padding: expected to leave at least one pixel"),
    ):
        with pytest.raises(ValueError, match=message):
            conv_transpose2d(**({"x": x, "w": w} | change))
    with pytest.raises(TypeError, match="padding: expected an integer or a pair"):
        conv_transpose2d(x, w, padding="same")
    with pytest.raises(ValueError, match=r"dy: expected shape \(3, 6, 4, 1\)"):
        conv_transpose2d_backward(np.ones((3, 6, 5, 1)), x, w)
