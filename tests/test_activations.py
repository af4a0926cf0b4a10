"""Activations: values, derivatives, overflow, dtypes and what they refuse."""

import copy
import pickle

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import sympy as sp
from scipy.special import expit
from scipy.special import softmax as scipy_softmax

from cnn_core.activations import (
    ACTIVATIONS,
    Activation,
    as_float_array,
    leaky_relu,
    relu,
    sigmoid,
    softmax,
    tanh,
)
from cnn_core.gradcheck import gradient_error

ELEMENTWISE = [f for f in ACTIVATIONS.values() if isinstance(f, Activation)]
EVERY = [*ELEMENTWISE, softmax]
REFERENCE = {
    sigmoid: lambda z: 1 / (1 + anp.exp(-z)),
    tanh: anp.tanh,
    relu: lambda z: anp.maximum(z, 0.0),
    leaky_relu: lambda z: anp.where(z > 0, z, 0.01 * z),
}
name = repr


def test_every_activation_has_its_reference():
    assert set(REFERENCE) == set(ELEMENTWISE)
    assert set(ACTIVATIONS.values()) == set(EVERY)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=name)
def test_derivative_from_the_output_is_the_derivative(f, z):
    if f.needs_output_alone:
        np.testing.assert_allclose(f.output_derivative(f(z)), f.derivative(z), atol=1e-14)


def test_what_an_activation_lacks_is_said():
    double = Activation(lambda z: 2 * z)
    with pytest.raises(NotImplementedError, match=r"has no derivative: give it one with @"):
        double.derivative(1.0)
    with pytest.raises(NotImplementedError, match=r"has no derivative in terms of its output"):
        double.output_derivative(1.0)


def test_leaky_relu_takes_another_slope():
    assert leaky_relu([-2.0, 2.0], slope=0.5).tolist() == [-1, 2]
    assert leaky_relu.derivative([-2.0, 2.0], slope=0.5).tolist() == [0.5, 1]


@pytest.fixture
def z():
    return np.random.default_rng(1).normal(0, 2, (4, 3, 5))


def total(f, weights):
    """A scalar function whose gradient is the derivative of ``f`` times ``weights``."""
    return lambda z: float((weights * f(z)).sum())


@pytest.mark.parametrize("f", ELEMENTWISE, ids=name)
def test_value_and_derivative_agree_with_automatic_differentiation(f, z):
    np.testing.assert_allclose(f(z), REFERENCE[f](z), rtol=1e-13)
    derivative = autograd.elementwise_grad(REFERENCE[f])(z)
    np.testing.assert_allclose(f.derivative(z), derivative, rtol=1e-12)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=name)
def test_derivative_agrees_with_differences(f, z):
    weights = np.random.default_rng(2).normal(size=z.shape)
    assert gradient_error(total(f, weights), z, weights * f.derivative(z)).error < 1e-6


@pytest.mark.parametrize(
    ("f", "wrong"),
    [
        (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)) ** 2),  # as one source prints it
        (sigmoid, lambda z: sigmoid(z)),
        (tanh, lambda z: 1 - tanh(z)),
        (tanh, lambda z: tanh(z) * (1 - tanh(z))),
        (relu, lambda z: np.ones_like(z)),
        (leaky_relu, relu.derivative),
    ],
)
def test_wrong_derivatives_are_seen(f, wrong, z):
    weights = np.random.default_rng(2).normal(size=z.shape)
    assert gradient_error(total(f, weights), z, weights * wrong(z)).error > 1e-3


def test_softmax_derivative_without_its_off_diagonal_is_seen():
    z, ds = np.array([0.1, -0.4, 0.7]), np.array([1.0, 2.0, -1.0])
    s = softmax(z)
    assert gradient_error(total(softmax, ds), z, softmax.backward(ds, s)).error < 1e-6
    assert gradient_error(total(softmax, ds), z, ds * s * (1 - s)).error > 1e-2


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("f", EVERY, ids=name)
def test_nothing_overflows(f, dtype):
    z = np.array([-1000, -500, -100, -1, 0, 1, 100, 500, 1000], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        values = [f(z), f.jacobian(z) if f is softmax else f.derivative(z)]
    for value in values:
        assert value.dtype == dtype
        assert np.isfinite(value).all()


def test_extreme_values_are_the_limits():
    ends = [-1000.0, 1000.0]
    assert sigmoid(ends).tolist() == [0, 1]
    assert sigmoid.derivative(ends).tolist() == [0, 0]
    assert tanh(ends).tolist() == [-1, 1]
    assert tanh.derivative(ends).tolist() == [0, 0]
    assert relu(ends).tolist() == [0, 1000]
    assert leaky_relu(ends).tolist() == [-10, 1000]
    assert softmax(ends).tolist() == [0, 1]


def test_tails_keep_their_relative_accuracy():
    z = np.array([-700.0, -300, -40, -20])
    np.testing.assert_allclose(sigmoid(z), expit(z), rtol=1e-14)
    np.testing.assert_allclose(sigmoid.derivative(z), np.exp(z), rtol=1e-8)
    np.testing.assert_allclose(sigmoid.derivative(-z), np.exp(z), rtol=1e-8)
    np.testing.assert_allclose(tanh.derivative(z[1:]), 4 * np.exp(2 * z[1:]), rtol=1e-12)


def test_conventions_at_zero():
    assert relu.derivative(0.0) == 0
    assert relu.derivative(-0.0) == 0
    assert leaky_relu.derivative(0.0) == 0.01
    assert sigmoid(0.0) == 0.5
    assert sigmoid.derivative(0.0) == 0.25
    assert tanh.derivative(0.0) == 1


@pytest.mark.parametrize("f", ELEMENTWISE, ids=name)
def test_shapes_and_dtypes(f):
    for shape in [(), (3,), (2, 0), (2, 3, 4, 5)]:
        assert f(np.zeros(shape)).shape == f.derivative(np.zeros(shape)).shape == shape
    for dtype in (np.float32, np.float64):
        assert f(np.ones(2, dtype)).dtype == f.derivative(np.ones(2, dtype)).dtype == dtype
    assert f([1, 2]).dtype == f.derivative([1, 2]).dtype == np.float64
    np.testing.assert_array_equal(f([True, False]), f([1.0, 0.0]))


@pytest.mark.parametrize("f", EVERY, ids=name)
def test_arguments_are_left_alone(f):
    z = np.linspace(-1, 1, 6).reshape(3, 2)
    before = z.copy()
    f(z)
    f.jacobian(z) if f is softmax else f.derivative(z)
    np.testing.assert_array_equal(z, before)
    assert not np.shares_memory(f(z), z)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=name)
def test_nan_stays_nan(f):
    assert np.isnan(f(np.nan))
    assert np.isnan(f.derivative(np.nan))


@pytest.mark.parametrize("f", EVERY, ids=name)
@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ("text", TypeError),
        ([1j], TypeError),
        (np.array([object()]), TypeError),
        (np.array([sp.Symbol("z"), object()]), TypeError),
        ([[1.0], [1.0, 2.0]], ValueError),
    ],
)
def test_what_is_not_a_real_array_is_refused(f, bad, error):
    with pytest.raises(error, match=r"^z: expected"):
        f(bad)
    with pytest.raises(error, match=r"^z: expected"):
        f.jacobian(bad) if f is softmax else f.derivative(bad)


def test_symbols_count_as_real_numbers():
    symbols = np.array(sp.symbols("a b"), dtype=object)
    assert as_float_array(symbols, "z").tolist() == symbols.tolist()


@pytest.mark.parametrize("f", EVERY, ids=name)
def test_copies_and_pickles_are_the_function_itself(f):
    assert copy.deepcopy(f) is f
    assert pickle.loads(pickle.dumps(f)) is f
    assert repr(f) == f"<activation {f.__name__}>"


# --- softmax ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(1,), (4,), (1, 3), (4, 1), (4, 3)])
def test_softmax_normalises_features(shape):
    z = np.random.default_rng(3).normal(0, 3, shape)
    s = softmax(z)
    np.testing.assert_allclose(s, scipy_softmax(z, axis=0), rtol=1e-13)
    np.testing.assert_allclose(s.sum(axis=0), 1, rtol=1e-14)
    np.testing.assert_allclose(softmax(z + 100), s, rtol=1e-12)


def test_softmax_jacobian_for_every_sample():
    z = np.random.default_rng(4).normal(size=(4, 3))
    jacobian = softmax.jacobian(z)
    assert jacobian.shape == (4, 4, 3)
    for n in range(3):
        np.testing.assert_allclose(
            jacobian[:, :, n], autograd.jacobian(_plain_softmax)(z[:, n]), atol=1e-14
        )
        np.testing.assert_allclose(softmax.jacobian(z[:, n]), jacobian[:, :, n], atol=1e-16)


def _plain_softmax(z):
    return anp.exp(z) / anp.sum(anp.exp(z))


def test_softmax_backward_applies_the_jacobian():
    rng = np.random.default_rng(5)
    z, ds = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    applied = np.einsum("ijn,in->jn", softmax.jacobian(z), ds)
    np.testing.assert_allclose(softmax.backward(ds, softmax(z)), applied, atol=1e-15)
    assert softmax.backward(ds.astype("f4"), softmax(z.astype("f4"))).dtype == np.float32


def test_softmax_refuses_other_shapes():
    for shape in [(), (2, 2, 2), (0,), (0, 3)]:
        with pytest.raises(ValueError, match=r"^z: expected shape \(K,\) or \(K, N\)"):
            softmax(np.zeros(shape))
    with pytest.raises(ValueError, match=r"^ds: expected shape \(3,\), got \(2,\)"):
        softmax.backward([1.0, 2.0], [0.2, 0.3, 0.5])
