"""The gradient checker: what it accepts, what it must not accept, and what it reports."""

import dataclasses

import numpy as np
import pytest

from cnn_core.gradcheck import GradientReport, check_gradients, gradient_error, numerical_gradient
from cnn_core.layers import Conv2D, Dense, Dropout, Flatten, MaxPool2D, ReLU, Tanh
from cnn_core.losses import mse
from cnn_core.network import Network


def cubes(x):
    return (x**3).sum()


def small_network(**settings):
    layers = [Conv2D(2, 2), ReLU(), MaxPool2D(2), Flatten(), Dense(3), Tanh(), Dense(2)]
    return Network(layers, (1, 5, 5), **settings)


def batch():
    rng = np.random.default_rng(0)
    return rng.normal(size=(3, 5, 5)), np.array([0, 1, 1])


def test_numerical_gradient():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    np.testing.assert_allclose(numerical_gradient(cubes, x), 3 * x**2, rtol=1e-8)
    partly = numerical_gradient(cubes, x, indices=[(0, 1)])
    np.testing.assert_allclose(partly, [[0, 12], [0, 0]], rtol=1e-8)
    assert numerical_gradient(lambda x: float(x) ** 2, 3.0) == pytest.approx(6)


def test_the_step_is_h():
    for step, off in [(0.1, 1e-2), (1e-3, 1e-6)]:  # ((x + h)^3 - (x - h)^3) / 2h = 3 x^2 + h^2
        assert numerical_gradient(cubes, [0.0], step)[0] == pytest.approx(off, rel=1e-9)
    assert numerical_gradient(cubes, [0.0])[0] == pytest.approx(1e-10, rel=1e-6)


def test_a_wrong_entry_is_tried_with_larger_and_smaller_steps():
    tried = set()

    def f(x):
        tried.add(float(f"{abs(x[0]):.3g}"))
        return x[0]

    assert gradient_error(f, [0.0], [1.0]).error < 1e-9
    assert tried == {1e-5}
    assert gradient_error(f, [0.0], [2.0]).error == pytest.approx(0.5)
    assert tried - {0.0} == {1e-3, 1e-4, 1e-5, 1e-6, 1e-7}  # and at 0 itself, for a kink


def test_the_point_is_left_alone():
    x = np.array([1, 2])
    numerical_gradient(cubes, x)
    gradient_error(cubes, x, 3 * x**2)
    assert x.tolist() == [1, 2]
    assert x.dtype.kind == "i"


@pytest.mark.parametrize("index", list(np.ndindex(2, 3)))
def test_one_wrong_entry_is_found(index):
    x = np.random.default_rng(1).normal(size=(2, 3))
    gradient = 3 * x**2
    assert gradient_error(cubes, x, gradient).error < 1e-6
    gradient[index] *= 1.01
    found = gradient_error(cubes, x, gradient, name="w")
    assert found.index == index
    assert found.error == pytest.approx(0.01, rel=0.05)
    assert found.analytic == gradient[index]
    assert found.numerical == pytest.approx(gradient[index] / 1.01, rel=1e-5)
    assert (found.name, found.checked, found.size) == ("w", 6, 6)
    assert "w: 9.9e-03 at " in str(found)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nan_and_infinity_are_errors(bad):
    x = np.ones(3)
    gradient = np.array([3.0, bad, 3.0])
    with np.errstate(invalid="ignore"):
        assert not gradient_error(cubes, x, gradient).error <= 1
    with np.errstate(invalid="ignore"):
        assert not gradient_error(lambda x: bad, x, np.zeros(3)).error <= 1


def test_a_missing_gradient_is_found():
    assert gradient_error(cubes, np.ones(2), np.zeros(2)).error == pytest.approx(1)
    assert gradient_error(lambda x: 0.0, np.ones(2), np.zeros(2)).error == 0


def test_tiny_gradients_are_measured_with_larger_steps():
    def f(x):
        return 1 + 1e-7 * np.sin(x).sum()

    x = np.array([0.3, 0.7])
    assert gradient_error(f, x, 1e-7 * np.cos(x)).error < 1e-5
    assert gradient_error(f, x, 1.001e-7 * np.cos(x)).error > 5e-4


def test_near_a_kink_smaller_steps_decide():
    def f(x):
        return np.abs(x).sum()

    x = np.array([3e-6, -2e-6])
    assert gradient_error(f, x, np.sign(x)).error < 1e-6
    assert gradient_error(f, x, -np.sign(x)).error > 1
    assert gradient_error(f, x, [0.0, 0.0]).error == 1


def test_errors_are_relative_to_what_matters():
    def nothing(x):
        return 0.0

    assert gradient_error(nothing, [1.0], [1e-9]).error == 1
    assert gradient_error(nothing, [1.0], [1e-9], scale=1).error == pytest.approx(1e-6)
    assert gradient_error(nothing, [1.0, 1], [1e-6, 1]).error == 1  # the larger one is wrong
    assert gradient_error(nothing, [1.0], [0.0]).error == 0
    assert gradient_error(nothing, np.ones(0), np.ones(0)).error == 0


def test_nan_is_the_worst_entry_and_never_tolerable():
    good = gradient_error(cubes, np.ones(1), [3.0])
    bad = dataclasses.replace(good, error=float("nan"))
    for report in (GradientReport((good, bad)), GradientReport((bad, good))):
        assert report.worst is bad
        assert not report
    assert GradientReport((good,), tolerance=1e-3)
    edge = dataclasses.replace(good, error=1e-5)
    assert GradientReport((good, edge))  # within the tolerance, which is 1e-5 unless one is given
    assert not GradientReport((dataclasses.replace(good, error=1.01e-5),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        GradientReport((good,)).tolerance = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        good.error = 0


def test_only_some_entries():
    x = np.arange(1.0, 101.0)
    wrong_once = 3 * x**2
    wrong_once[7] = 0
    where = np.arange(100) != 7
    assert gradient_error(cubes, x, wrong_once, where=where).error < 1e-4
    assert gradient_error(cubes, x, wrong_once, where=where).checked == 99
    some = gradient_error(cubes, x, 3 * x**2, max_entries=10)
    assert (some.checked, some.size) == (10, 100)
    found = {gradient_error(cubes, x, x * 0, max_entries=1, seed=s).index for s in range(20)}
    assert len(found) > 10
    assert gradient_error(cubes, x, x * 0, max_entries=1).index == (
        gradient_error(cubes, x, x * 0, max_entries=1, seed=0).index
    )
    assert gradient_error(cubes, x, 3 * x**2, max_entries=100).checked == 100


def test_no_entry_is_drawn_twice():
    touched = set()

    def f(x):
        touched.update(np.flatnonzero(x).tolist())
        return x.sum()

    assert gradient_error(f, np.zeros(30), np.ones(30), max_entries=29).checked == 29
    assert len(touched) == 29


def test_what_is_refused():
    with pytest.raises(ValueError, match=r"^gradient: expected shape \(2,\), got \(1,\)"):
        gradient_error(cubes, np.ones(2), np.ones(1))
    with pytest.raises(ValueError, match=r"^step:"):
        numerical_gradient(cubes, np.ones(2), step=0)
    with pytest.raises(ValueError, match=r"^max_entries:"):
        gradient_error(cubes, np.ones(2), np.ones(2), max_entries=0)
    with pytest.raises(TypeError, match=r"^net: expected a Network, got list"):
        check_gradients([], [1], [1])
    with pytest.raises(ValueError, match=r"^tolerance:"):
        check_gradients(small_network(), *batch(), tolerance=0)
    with pytest.raises(ValueError, match=r"^jitter:"):
        check_gradients(small_network(), *batch(), jitter=-1e-3)
    with pytest.raises(ValueError, match=r"^x: expected samples of shape"):
        check_gradients(small_network(), np.ones((3, 4, 4)), [0, 1, 1])


# --- whole networks ---------------------------------------------------------------------------


def test_report_of_a_network():
    report = check_gradients(small_network(), *batch())
    assert report
    assert report.ok
    assert report.max_error == max(entry.error for entry in report.entries) < 1e-6
    names = ["0.w", "0.b", "4.w", "4.b", "6.w", "6.b", "input"]
    assert [entry.name for entry in report.entries] == names
    assert all(entry.checked == entry.size for entry in report.entries)
    assert "gradients agree" in str(report)
    assert all(f"{name}: " in str(report) for name in names)


@pytest.mark.parametrize("name", ["0.w", "0.b", "4.w", "4.b", "6.w", "6.b", "input"])
def test_a_fault_in_any_gradient_is_found_and_named(name, monkeypatch):
    right = Network.loss_and_gradients

    def wrong(self, x, y, inputs=False):
        loss, gradients = right(self, x, y, inputs=inputs)
        if name in gradients:
            gradients[name].flat[0] += 1e-3
        return loss, gradients

    monkeypatch.setattr(Network, "loss_and_gradients", wrong)
    report = check_gradients(small_network(), *batch())
    assert not report
    assert report.worst.name == name
    assert "DISAGREE" in str(report)


def test_a_fault_in_a_tiny_input_gradient_is_found(monkeypatch):
    network = Network([Dense(2)], (3,), dtype="float64")
    network.parameters["0.w"][...] *= 1e-7
    x, y = np.random.default_rng(3).normal(size=(2, 3)), [0, 1]
    assert check_gradients(network, x, y, jitter=0).ok
    right = Network.loss_and_gradients

    def wrong(*args, **inputs):
        loss, gradients = right(*args, **inputs)
        return loss, {n: (1.01 if n == "input" else 1) * g for n, g in gradients.items()}

    monkeypatch.setattr(Network, "loss_and_gradients", wrong)
    report = check_gradients(network, x, y, jitter=0)
    assert report.worst.name == "input"
    assert report.max_error == pytest.approx(0.01, rel=0.1)


def test_the_network_is_not_touched():
    network = small_network(dtype="float32")
    before, state = network.vector.copy(), network.rng.bit_generator.state
    assert check_gradients(network, *batch()).ok
    np.testing.assert_array_equal(network.vector, before)
    assert network.vector.dtype == np.float32
    assert network.rng.bit_generator.state == state


def test_dropout_draws_the_same_mask_each_time():
    layers = [Dense(6), Tanh(), Dropout(0.5), Dense(1)]
    network = Network(layers, (4,), loss=mse)
    x, y = np.random.default_rng(2).normal(size=(3, 4)), np.ones(3)
    assert check_gradients(network, x, y).ok


def test_kinks_of_a_black_background_are_avoided():
    """Zero pixels and zero biases lie on the kinks of ReLU and max pooling."""
    network = small_network(dtype="float64")
    x = np.zeros((2, 5, 5))
    x[:, 1, 1] = 1
    assert check_gradients(network, x, [0, 1]).ok
    assert not check_gradients(network, x, [0, 1], jitter=0).ok


def test_kinks_of_zero_weights_are_avoided():
    network = Network([Dense(3, "zeros"), ReLU(), Dense(2)], (4,))
    x, y = np.random.default_rng(2).normal(size=(3, 4)), [0, 1, 0]
    assert check_gradients(network, x, y).ok
    assert not check_gradients(network, x, y, jitter=0).ok


def test_sampling_a_large_network():
    network = Network([Dense(50), Tanh(), Dense(2)], (100,))
    x, y = np.random.default_rng(2).normal(size=(2, 100)), [0, 1]
    report = check_gradients(network, x, y, max_entries=4)
    assert [entry.checked for entry in report.entries] == [4, 4, 4, 2, 4]
    assert report.ok
    report = check_gradients(Network([Dense(2)], (60,)), x[:, :60], y)
    assert [entry.checked for entry in report.entries] == [100, 2, 100]
    assert report.tolerance == 1e-5
