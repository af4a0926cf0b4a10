"""Losses: values by their formulas, gradients, averages, domains, overflow and symbols."""

import copy
import pickle
from fractions import Fraction

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import sympy as sp

from cnn_core.activations import sigmoid, softmax
from cnn_core.gradcheck import gradient_error
from cnn_core.losses import (
    LOSSES,
    binary_cross_entropy,
    half_mse,
    l1,
    l2,
    mae,
    mape,
    mse,
    msle,
    softmax_cross_entropy,
)

with_logits = binary_cross_entropy.with_logits
ELEMENTWISE = [*(f for f in LOSSES.values() if f is not softmax_cross_entropy), with_logits]
SUMS = [l1, l2]
EVERY = [*ELEMENTWISE, softmax_cross_entropy]

# One term of each loss, as the table of the module says it.
TERM = {
    mse: lambda a, y: (a - y) ** 2,
    half_mse: lambda a, y: (a - y) ** 2 / 2,
    msle: lambda a, y: (anp.log(1 + a) - anp.log(1 + y)) ** 2,
    l2: lambda a, y: (a - y) ** 2,
    l1: lambda a, y: anp.abs(a - y),
    mae: lambda a, y: anp.abs(a - y),
    mape: lambda a, y: 100 * anp.abs((a - y) / y),
    binary_cross_entropy: lambda a, y: -(y * anp.log(a) + (1 - y) * anp.log(1 - a)),
    with_logits: lambda z, y: anp.log(1 + anp.exp(z)) - y * z,
}


def test_every_loss_has_its_term():
    assert set(TERM) == set(ELEMENTWISE)
    assert set(SUMS) == {loss for loss in EVERY if loss.reduction == "sum"}


def data(shape, seed=0):
    rng = np.random.default_rng(seed)
    return rng.uniform(0.05, 0.95, shape), rng.uniform(0.05, 0.95, shape)


def by_definition(loss, y_hat, y):
    """The loss by its table entry: summed over features, averaged over the last axis or not."""
    total = anp.sum(TERM[loss](y_hat, y))
    return total if loss in SUMS or not np.ndim(y) else total / y.shape[-1]


@pytest.mark.parametrize("shape", [(), (5,), (3, 4), (2, 3, 2, 4)])
@pytest.mark.parametrize("loss", ELEMENTWISE, ids=repr)
def test_value_and_gradient_by_definition_and_automatic_differentiation(loss, shape):
    y_hat, y = data(shape)
    assert loss(y_hat, y) == pytest.approx(by_definition(loss, y_hat, y), rel=1e-13)
    expected = autograd.grad(lambda a: by_definition(loss, a, y))(y_hat)
    np.testing.assert_allclose(loss.gradient(y_hat, y), expected, rtol=1e-11)
    assert loss.gradient(y_hat, y).shape == shape
    assert type(loss(y_hat, y)) is float


@pytest.mark.parametrize("loss", ELEMENTWISE, ids=repr)
def test_gradient_agrees_with_differences(loss):
    y_hat, y = data((3, 4), seed=1)
    error = gradient_error(lambda a: loss(a, y), y_hat, loss.gradient(y_hat, y))
    assert error.error < 1e-7


@pytest.mark.parametrize("factor", [0.5, 2, 3, 4, 12, -1])
@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_a_wrong_factor_is_seen(loss, factor):
    y_hat, y = data((3, 4), seed=1)
    wrong = factor * loss.gradient(y_hat, y)
    assert gradient_error(lambda a: loss(a, y), y_hat, wrong).error > 0.1


@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_batch_is_the_mean_or_the_sum_of_its_samples(loss):
    y_hat, y = data((3, 4), seed=2)
    samples = [(y_hat[:, [n]], y[:, [n]]) for n in range(4)]
    share = 1 if loss in SUMS else 4
    assert loss(y_hat, y) == pytest.approx(sum(loss(*s) for s in samples) / share)
    gradients = np.concatenate([loss.gradient(*s) for s in samples], axis=1)
    np.testing.assert_allclose(loss.gradient(y_hat, y), gradients / share, rtol=1e-12)


@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_value_and_gradient_at_once_is_the_same(loss):
    y_hat, y = data((3, 4), seed=3)
    value, gradient = loss.value_and_gradient(y_hat, y)
    assert value == loss.value(y_hat, y) == loss(y_hat, y)
    np.testing.assert_allclose(gradient, loss.gradient(y_hat, y), rtol=1e-15)


@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_float32_stays_float32(loss):
    y_hat, y = data((3, 4), seed=4)
    y_hat = y_hat.astype(np.float32)
    assert loss.gradient(y_hat, y).dtype == np.float32
    assert loss(y_hat, y) == pytest.approx(loss(y_hat.astype(float), y), rel=1e-5)


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, bool])
@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_integers_are_numbers_like_others(loss, dtype):
    y_hat, y = np.array([[0, 1, 0], [1, 0, 1]], dtype), np.ones((2, 3), dtype)
    for f in (loss, loss.gradient):
        np.testing.assert_array_equal(f(y_hat, y), f(y_hat.astype(float), y.astype(float)))


@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_arguments_are_left_alone(loss):
    y_hat, y = data((3, 4), seed=5)
    before = y_hat.copy(), y.copy()
    loss(y_hat, y)
    loss.gradient(y_hat, y)
    np.testing.assert_array_equal([y_hat, y], before)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("loss", [f for f in EVERY if f is not binary_cross_entropy], ids=repr)
def test_large_inputs_give_finite_values(loss, dtype):
    ends = [0.0, 1000.0] if loss is msle else [-1000.0, 1000.0]
    y_hat = np.array([ends, ends[::-1]], dtype)
    for target in (0, 1) if loss is not mape else (1, 0.5):
        y = np.full_like(y_hat, target)
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            value, gradient = loss(y_hat, y), loss.gradient(y_hat, y)
        assert np.isfinite(value)
        assert np.isfinite(gradient).all()


def test_absolute_errors_take_gradient_zero_at_zero():
    for loss in (l1, mae, mape):
        assert loss.gradient([2.0], [2.0]).tolist() == [0]


# --- binary cross entropy ---------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_certain_probabilities_stay_finite(dtype):
    p, y = np.array([0, 1, 0, 1], dtype), np.array([1, 0, 0, 1], dtype)
    with np.errstate(all="raise", under="ignore"):
        loss, gradient = binary_cross_entropy(p, y), binary_cross_entropy.gradient(p, y)
    eps = np.finfo(dtype).eps
    assert loss == pytest.approx(-np.log(eps) / 2, rel=1e-3)
    assert gradient[0] < -0.2 / eps
    assert gradient[1] > 0.2 / eps
    np.testing.assert_allclose(gradient[2:], [0.25, -0.25], rtol=1e-5)


def test_logits_give_the_loss_of_their_sigmoid():
    z = np.linspace(-5, 5, 11)
    y = np.linspace(0, 1, 11)
    assert with_logits(z, y) == pytest.approx(binary_cross_entropy(sigmoid(z), y))
    chain = binary_cross_entropy.gradient(sigmoid(z), y) * sigmoid.derivative(z)
    np.testing.assert_allclose(with_logits.gradient(z, y), chain, atol=1e-14)
    np.testing.assert_allclose(with_logits.gradient(z, y), (sigmoid(z) - y) / 11, atol=1e-15)


def test_logits_are_exact_where_probabilities_are_not():
    assert with_logits([1000.0], [0]) == 1000
    assert with_logits([-1000.0], [1]) == 1000
    assert with_logits([1000.0], [1]) == 0
    assert with_logits.gradient([1000.0, -1000.0], [0, 1]).tolist() == [0.5, -0.5]
    assert with_logits.gradient([1000.0, -1000.0], [1, 0]).tolist() == [0, 0]


# --- softmax cross entropy --------------------------------------------------------------------


def _cross_entropy(z, t):
    p = anp.exp(z) / anp.sum(anp.exp(z), axis=0)
    return -anp.sum(t * anp.log(p)) / z.shape[1]


@pytest.mark.parametrize("sums_to_one", [True, False])
def test_gradient_for_any_targets(sums_to_one):
    rng = np.random.default_rng(6)
    z, t = rng.normal(size=(4, 5)), rng.uniform(size=(4, 5))
    t = t / t.sum(axis=0) if sums_to_one else t
    assert softmax_cross_entropy(z, t) == pytest.approx(_cross_entropy(z, t))
    gradient = softmax_cross_entropy.gradient(z, t)
    np.testing.assert_allclose(gradient, autograd.grad(_cross_entropy)(z, t), atol=1e-14)
    assert np.allclose(gradient, (softmax(z) - t) / 5) == sums_to_one


def test_labels_are_targets_with_a_one():
    z = np.random.default_rng(7).normal(size=(4, 5))
    labels = np.array([0, 3, 3, 1, 2], np.uint8)
    t = np.eye(4)[labels].T
    assert softmax_cross_entropy(z, labels) == pytest.approx(softmax_cross_entropy(z, t))
    np.testing.assert_allclose(
        softmax_cross_entropy.gradient(z, labels), softmax_cross_entropy.gradient(z, t), atol=1e-16
    )


def test_one_sample_needs_no_batch_axis():
    z = np.array([0.3, -0.2, 0.9])
    assert softmax_cross_entropy(z, 2) == softmax_cross_entropy(z[:, None], [2])
    gradient = softmax_cross_entropy.gradient(z, 2)
    np.testing.assert_array_equal(gradient, softmax_cross_entropy.gradient(z[:, None], [2])[:, 0])
    np.testing.assert_allclose(softmax_cross_entropy.gradient(z, [0, 0, 1]), gradient, atol=1e-16)


def test_certain_and_wrong_logits():
    assert softmax_cross_entropy([1000.0, -1000.0], 1) == 2000
    assert softmax_cross_entropy.gradient([1000.0, -1000.0], 1).tolist() == [1, -1]
    assert softmax_cross_entropy([1000.0, -1000.0], 0) == 0
    assert softmax_cross_entropy.gradient([1000.0, -1000.0], 0).tolist() == [0, 0]


def test_the_cross_entropies_agree_for_two_classes():
    z, labels = np.linspace(-3, 3, 7), np.array([0, 1, 0, 1, 1, 0, 1])
    two = np.stack([np.zeros(7), z])
    assert softmax_cross_entropy(two, labels) == pytest.approx(with_logits(z, labels))


# --- symbols ----------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", [mse, half_mse, l2], ids=repr)
def test_squares_run_on_symbols_and_their_gradients_are_exact(loss):
    a = np.array(sp.symbols("a:6")).reshape(2, 3)
    y = np.array(sp.symbols("y:6")).reshape(2, 3)
    value, gradient = loss(a, y), loss.gradient(a, y)
    for index in np.ndindex(a.shape):
        assert sp.expand(sp.diff(value, a[index]) - gradient[index]) == 0
        assert sp.expand(sp.diff(value, a[index]) + gradient[index]) != 0


def test_numbers_and_symbols_may_be_mixed():
    t = np.array(sp.symbols("t:2"))
    assert sp.expand(mse(np.array([1.0, 2.0]), t) - ((1 - t[0]) ** 2 + (2 - t[1]) ** 2) / 2) == 0


def test_squares_run_on_fractions():
    a, y = np.array([Fraction(1, 3)]), np.array([Fraction(1, 2)])
    assert mse(a, y) == Fraction(1, 36)


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize("loss", EVERY, ids=repr)
@pytest.mark.parametrize(
    ("y_hat", "y", "error", "message"),
    [
        ([[0.5, 0.5]], [[0.5]], ValueError, r"^y: expected shape"),
        (np.zeros((2, 0)), np.zeros((2, 0)), ValueError, r"^y_hat: expected at least one"),
        (["a"], [0.5], TypeError, r"^y_hat: expected numbers"),
        ([[0.5]], [["a"]], TypeError, r"^y: expected"),
        ([[1j]], [[0.5]], TypeError, r"^y_hat: expected real"),
        ([[0.5]], [[1j]], TypeError, r"^y: expected real"),
    ],
)
def test_wrong_arrays_are_refused(loss, y_hat, y, error, message):
    for f in (loss, loss.gradient):
        with pytest.raises(error, match=message):
            f(y_hat, y)


@pytest.mark.parametrize(
    ("loss", "y_hat", "y", "message"),
    [
        (msle, [-1.0], [0.0], r"^y_hat: expected values above -1, got -1"),
        (msle, [0.0], [-1000.0], r"^y: expected values above -1, got -1000"),
        (msle, [0.0], [-1.0], r"^y: expected values above -1, got -1"),
        (mape, [1.0, 1.0], [1.0, 0.0], r"^y: expected no target equal to 0"),
        (binary_cross_entropy, [1.5], [0], r"^y_hat: expected probabilities in \[0, 1\], got 1.5"),
        (binary_cross_entropy, [-0.1], [0], r"^y_hat: expected probabilities"),
        (binary_cross_entropy, [0.5], [2], r"^y: expected targets in \[0, 1\], got 2"),
        (binary_cross_entropy, [0.5] * 3, [1, 3, 2], r"^y: expected targets in .* got 3"),
        (binary_cross_entropy, [0.5], [-1], r"^y: expected targets in \[0, 1\], got -1"),
        (with_logits, [5.0], [1.1], r"^y: expected targets in \[0, 1\]"),
        (softmax_cross_entropy, [[1.0], [2.0]], [2], r"^y: expected labels from 0 to 1, got 2"),
        (softmax_cross_entropy, [[1.0], [2.0]], [-1], r"^y: expected labels from 0 to 1, got -1"),
        (softmax_cross_entropy, [[1.0], [2.0]], [0, 1], r"^y: expected shape \(1,\)"),
        (softmax_cross_entropy, [1.0, 2.0], [-0.5, 1], r"^y: expected targets that are not neg"),
        (softmax_cross_entropy, np.ones((2, 2, 2)), [0, 1], r"^y_hat: expected logits \(K,\)"),
    ],
)
def test_values_outside_the_domain_are_refused(loss, y_hat, y, message):
    for f in (loss, loss.gradient):
        with pytest.raises(ValueError, match=message):
            f(y_hat, y)


@pytest.mark.parametrize(
    ("loss", "good", "bad"),
    [
        (msle, [0.0, 2.0], [0.0, -1.0]),
        (mape, [-1.0, 2.0], [1.0, 0.0]),
        (binary_cross_entropy, [0.0, 1.0], [0.5, 1.5]),
        (with_logits, [0.0, 1.0], [0.5, -0.5]),
        (softmax_cross_entropy, [0.0, 3.0], [1.0, -1.0]),
    ],
)
def test_targets_are_checked_on_their_own(loss, good, bad):
    loss.check_targets(np.array(good))
    with pytest.raises(ValueError, match=r"^y: expected"):
        loss.check_targets(np.array(bad))


def test_labels_must_be_integers():
    with pytest.raises(TypeError, match=r"^y: expected integer labels .* float64"):
        softmax_cross_entropy([[1.0], [2.0]], [1.0])
    with pytest.raises(TypeError, match=r"^y_hat: expected real numbers, got dtype object"):
        softmax_cross_entropy(np.array([sp.Symbol("z")]), 0)


def test_nan_goes_through():
    for loss in EVERY:
        y_hat = np.array([[0.5, np.nan]])
        assert np.isnan(loss(y_hat, np.full((1, 2), 0.5)))


@pytest.mark.parametrize("loss", EVERY, ids=repr)
def test_copies_and_pickles_are_the_loss_itself(loss):
    assert copy.deepcopy(loss) is loss
    assert pickle.loads(pickle.dumps(loss)) is loss
