"""Networks: the border, pairing of outputs and losses, the order of running, parameters, errors."""

import copy
import itertools
import pickle
import platform
import subprocess
import sys
from pathlib import Path

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from cnn_core import conv2d, losses, max_pool2d
from cnn_core.activations import sigmoid, softmax
from cnn_core.gradcheck import check_gradients, numerical_gradient
from cnn_core.layers import (
    AvgPool2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    L2Pool2D,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Softmax,
    Subsample2D,
    Tanh,
)
from cnn_core.losses import binary_cross_entropy, half_mse, mse, softmax_cross_entropy
from cnn_core.network import CHUNK, Network
from cnn_core.optimizers import SGD


def images(n=4, shape=(1, 8, 8), seed=0):
    return np.random.default_rng(seed).normal(size=(n, *shape))


def convolutional(**settings):
    settings = {"dtype": "float64", **settings}
    layers = [
        Conv2D(3, 3), ReLU(), MaxPool2D(2), Conv2D(4, 2, padding=1), ReLU(), MaxPool2D(2),
        Flatten(), Dense(6), Tanh(), Dense(3),
    ]  # fmt: skip
    return Network(layers, (1, 8, 8), **settings)


def same_weights(network, other):
    other.vector[...] = network.vector
    return other


# --- the border -------------------------------------------------------------------------------


def test_images_of_one_channel_may_leave_it_out():
    network, x = convolutional(), images()
    np.testing.assert_array_equal(network.predict_proba(x), network.predict_proba(x[:, 0]))
    assert (
        network.loss_and_gradients(x, [0, 1, 2, 0])[0]
        == (network.loss_and_gradients(x[:, 0], [0, 1, 2, 0])[0])
    )


def test_shapes_and_types_of_results():
    network, x = convolutional(), images(5)
    assert network.predict(x).shape == (5,)
    assert network.predict(x).dtype.kind == "i"
    assert network.predict_proba(x).shape == (5, 3)
    assert network.outputs(x).shape == (5, 3)
    np.testing.assert_allclose(network.predict_proba(x).sum(axis=1), 1)
    np.testing.assert_allclose(network.predict_proba(x), softmax(network.outputs(x).T).T)
    np.testing.assert_array_equal(network.predict(x), network.outputs(x).argmax(axis=1))
    shapes = [a.shape for a in network.activations(x)]
    assert shapes[0] == (5, 3, 6, 6)
    assert shapes[2] == (5, 3, 3, 3)
    assert shapes[-1] == (5, 3)


def test_any_real_dtype_and_layout_goes_in():
    network = convolutional()
    x = np.random.default_rng(0).integers(0, 255, (3, 8, 8))
    expected = network.outputs(x.astype(float))
    for version in (x.astype(np.uint8), x.astype(np.float32), x.tolist(), np.asfortranarray(x)):
        np.testing.assert_allclose(network.outputs(version), expected, rtol=1e-12)
    binary = x > 127
    np.testing.assert_array_equal(network.outputs(binary), network.outputs(binary.astype(float)))
    assert convolutional(dtype="float32").outputs(x).dtype == np.float32


def test_samples_are_left_alone_even_by_layers_that_overwrite():
    for first in (ReLU(), Sigmoid(), Dropout(0.5), Flatten(), Tanh()):
        network = Network([first, ReLU(), Dense(2)], (3,), dtype="float64")
        for n in (1, 3):
            x = np.linspace(-1, 1, 3 * n).reshape(n, 3)
            before = x.copy()
            network.predict(x)
            network.loss_and_gradients(x, [0] * n)
            network.input_gradient(x, [0] * n)
            network.activations(x)
            network.fit(x, [0] * n, 1, progress=False)
            np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("first", [Sigmoid, Tanh, ReLU, Flatten, lambda: Dropout(0.5)])
def test_a_pass_leaves_its_batch_alone(first):
    network = Network([first(), Sigmoid(), Dense(2)], (3,), dtype="float64")
    x, labels = np.random.default_rng(0).normal(size=(3, 4)), np.array([0, 1, 1, 0])
    before = x.copy()
    network.backpropagate(x, labels)
    np.testing.assert_array_equal(x, before)


def test_results_are_contiguous_and_their_own():
    network, x = convolutional(), images(5)
    for result in (
        network.outputs(x), network.predict_proba(x), network.predict(x),
        network.input_gradient(x, [0] * 5), *network.activations(x),
    ):  # fmt: skip
        assert result.flags.c_contiguous
    _, gradients = network.loss_and_gradients(x, [0] * 5)
    before = {name: gradient.copy() for name, gradient in gradients.items()}
    network.loss_and_gradients(x, [1] * 5)
    for name, gradient in gradients.items():
        np.testing.assert_array_equal(gradient, before[name])


def test_large_inputs_run_in_chunks_with_the_same_result():
    network, x = convolutional(), images(2 * CHUNK + 3)
    labels = np.arange(len(x)) % 3
    whole = network.outputs(x)
    for i in (0, CHUNK - 1, CHUNK, 2 * CHUNK + 2):
        np.testing.assert_allclose(whole[i], network.outputs(x[i : i + 1])[0], rtol=1e-10)
    loss, score = network.evaluate(x, labels)
    assert loss == pytest.approx(softmax_cross_entropy(whole.T, labels))
    assert score == np.mean(network.predict(x) == labels) == network.score(x, labels)


# --- what a network computes ------------------------------------------------------------------


def test_forward_is_the_composition_of_the_functions():
    network, x = convolutional(), images()
    p = network.parameters
    a = np.moveaxis(x, 0, -1)
    a = max_pool2d(np.maximum(conv2d(a, p["0.w"], p["0.b"]), 0), 2)[0]
    a = max_pool2d(np.maximum(conv2d(a, p["3.w"], p["3.b"], padding=1), 0), 2)[0]
    a = np.tanh(p["7.w"] @ a.reshape(-1, 4) + p["7.b"][:, None])
    a = p["9.w"] @ a + p["9.b"][:, None]
    np.testing.assert_allclose(network.outputs(x), a.T, rtol=1e-12)
    np.testing.assert_allclose(network.activations(x)[-1], a.T, rtol=1e-12)


def test_gradients_agree_with_automatic_differentiation():
    network = Network([Dense(5), Tanh(), Dense(3)], (4,), dtype="float64")
    x, labels = np.random.default_rng(1).normal(size=(6, 4)), np.array([0, 1, 2, 0, 1, 2])

    def loss(p, x):
        z = anp.dot(p["2.w"], anp.tanh(anp.dot(p["0.w"], x.T) + p["0.b"][:, None]))
        z = z + p["2.b"][:, None]
        log_sum = anp.log(anp.sum(anp.exp(z), axis=0))
        return anp.mean(log_sum - z[labels, anp.arange(6)])

    value, gradients = network.loss_and_gradients(x, labels)
    parameters = dict(network.parameters)
    assert value == pytest.approx(loss(parameters, x))
    for name, expected in autograd.grad(loss)(parameters, x).items():
        np.testing.assert_allclose(gradients[name], expected, atol=1e-14)
    slopes = autograd.grad(loss, 1)(parameters, x)
    inputs = network.loss_and_gradients(x, labels, inputs=True)[1]["input"]
    np.testing.assert_allclose(inputs, slopes, atol=1e-14)
    np.testing.assert_allclose(network.input_gradient(x, labels), 6 * slopes, atol=1e-14)


def test_gradients_of_a_convolutional_network():
    assert check_gradients(convolutional(), images(), [0, 1, 2, 1]).ok


@pytest.mark.parametrize("pool", [MaxPool2D, AvgPool2D, L2Pool2D, Subsample2D])
@pytest.mark.parametrize("act", [ReLU, LeakyReLU, Tanh, Sigmoid])
def test_gradients_of_activation_and_pooling_in_both_orders(act, pool):
    for middle in ([act(), pool(2)], [pool(2), act()], [act(), pool(2), act()]):
        network = Network([Conv2D(2, 2), *middle, Flatten(), Dense(2)], (1, 6, 6))
        assert check_gradients(network, images(2, (1, 6, 6)), [0, 1], max_entries=20).ok


KINDS = [ReLU, Sigmoid, Tanh, LeakyReLU, Flatten, lambda: Dropout(0.3), Softmax]


@pytest.mark.parametrize("kinds", list(itertools.product(KINDS, repeat=2)))
def test_overwriting_is_safe_in_every_neighbourhood(kinds):
    """Any two such layers, at the start, in the middle and at the end."""
    layers = [kind() for kind in (*kinds, lambda: Dense(3), *kinds, lambda: Dense(3), *kinds)]
    network = Network(layers, (3,), mse, dtype="float64")
    np.abs(network.vector, out=network.vector)  # none is dead, so that something is checked
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    value = x.T.copy()
    for layer in layers:
        twin = type(layer)(**layer.config()).build((3,))
        twin.parameters = {name: array.copy() for name, array in layer.parameters.items()}
        value = twin.forward(value)
    np.testing.assert_allclose(network.outputs(x), value.T, rtol=1e-12)
    np.testing.assert_allclose(network.activations(x)[-1], value.T, rtol=1e-12)
    assert check_gradients(network, x, y, max_entries=4).ok


def test_pooling_before_relu_changes_no_bit():
    fast, plain = convolutional(dtype="float32"), convolutional(dtype="float32")
    assert [type(layer) for layer in fast._stack._running][:3] == [Conv2D, MaxPool2D, ReLU]
    plain._stack._running = list(plain.layers)
    x, labels = np.round(images(16), 0), np.arange(16) % 3  # rounded: many ties
    np.testing.assert_array_equal(fast.outputs(x), plain.outputs(x))
    loss, gradients = fast.loss_and_gradients(x, labels)
    loss_plain, gradients_plain = plain.loss_and_gradients(x, labels)
    assert loss == loss_plain
    for name, gradient in gradients.items():
        np.testing.assert_array_equal(gradient, gradients_plain[name])
    np.testing.assert_array_equal(fast.input_gradient(x, labels), plain.input_gradient(x, labels))


def test_pooling_comes_before_relu_at_the_end_too():
    network = Network([Conv2D(2, 3), ReLU(), MaxPool2D(2)], (1, 6, 6), mse)
    assert [type(layer) for layer in network._stack._running] == [Conv2D, MaxPool2D, ReLU]
    assert check_gradients(network, images(2, (1, 6, 6)), images(2, (2, 2, 2))).ok


def test_a_network_may_have_nothing_to_learn():
    network = Network([Softmax()], (3,), half_mse, dtype="float64")
    x = np.random.default_rng(0).normal(size=(4, 3))
    loss, gradients = network.loss_and_gradients(x, [0, 1, 2, 0])
    assert loss == network.evaluate(x, [0, 1, 2, 0])[0]
    assert gradients == {}
    assert network.parameter_count() == 0
    assert check_gradients(network, x, [0, 1, 2, 0]).ok


def test_input_gradient_of_the_first_layer_is_skipped_in_training(monkeypatch):
    asked = []
    right = Conv2D._backward

    def watched(self, dy, need_dx):
        asked.append(need_dx)
        return right(self, dy, need_dx)

    monkeypatch.setattr(Conv2D, "_backward", watched)
    network = convolutional()
    network.loss_and_gradients(images(), [0, 1, 2, 0])
    assert asked == [True, False]
    network.input_gradient(images(), [0, 1, 2, 0])
    assert asked == [True, False, True, True]


def test_layers_before_the_first_parameters_are_skipped_too():
    network = Network([Flatten(), Dropout(0.0), Dense(2)], (1, 2, 2), dtype="float64")
    assert check_gradients(network, images(3, (1, 2, 2)), [0, 1, 1]).ok
    assert network._stack._first_weighted == 2


def test_weights_are_updated_after_all_gradients():
    network, x, labels = convolutional(), images(), [0, 1, 2, 0]
    before = {name: value.copy() for name, value in network.parameters.items()}
    _, gradients = network.loss_and_gradients(x, labels)
    network.fit(x, labels, 1, optimizer=SGD(0.5), shuffle=False, progress=False)
    for name, gradient in gradients.items():
        np.testing.assert_allclose(network.parameters[name], before[name] - 0.5 * gradient)


TWO_STEPS = """
import resource
import numpy as np
from cnn_core import Conv2D, Dense, Flatten, Network, Tanh
network = Network([Conv2D(8, 3), Tanh(), Flatten(), Dense(2)], (1, 34, 34))
x, y = np.zeros((1, 34, 34, 256), np.float32), np.zeros(256, int)
network.backpropagate(x, y)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
network.backpropagate(x, y)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="about the GNU C library")
def test_a_step_finds_the_memory_of_the_last_one():
    """Its arrays have 2000 pages; none of them is asked from the system a second time."""
    root = Path(__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", TWO_STEPS], capture_output=True, text=True, check=True, cwd=root
    )
    assert int(run.stdout) < 500


# --- pairing of output and loss ---------------------------------------------------------------


def pair(layers, loss, others, other_loss):
    one = Network(layers, (4,), loss, dtype="float64")
    return one, same_weights(one, Network(others, (4,), other_loss, dtype="float64"))


def test_softmax_at_the_end_changes_nothing_but_the_wording():
    logits, ended = pair(
        [Dense(3)], softmax_cross_entropy, [Dense(3), Softmax()], softmax_cross_entropy
    )
    x, labels = np.random.default_rng(3).normal(size=(5, 4)), [0, 1, 2, 2, 1]
    np.testing.assert_array_equal(logits.predict_proba(x), ended.predict_proba(x))
    np.testing.assert_array_equal(logits.predict(x), ended.predict(x))
    assert logits.evaluate(x, labels) == ended.evaluate(x, labels)
    np.testing.assert_array_equal(
        logits.loss_and_gradients(x, labels)[1]["0.w"],
        ended.loss_and_gradients(x, labels)[1]["0.w"],
    )
    np.testing.assert_allclose(ended.activations(x)[-1], ended.predict_proba(x))


def test_output_delta_of_the_softmax_pairing_is_p_minus_t():
    network = Network([Dense(3)], (4,), dtype="float64")
    x, labels = np.random.default_rng(3).normal(size=(5, 4)), np.array([0, 1, 2, 2, 1])
    delta = network.predict_proba(x) - np.eye(3)[labels]
    gradients = network.loss_and_gradients(x, labels)[1]
    np.testing.assert_allclose(gradients["0.w"], delta.T @ x / 5, atol=1e-15)
    np.testing.assert_allclose(gradients["0.b"], delta.mean(axis=0), atol=1e-15)


@pytest.mark.parametrize("outputs", [1, 3])
def test_sigmoid_and_binary_cross_entropy_are_paired(outputs):
    network = Network([Dense(outputs), Sigmoid()], (4,), binary_cross_entropy, dtype="float64")
    x = np.random.default_rng(3).normal(size=(5, 4))
    y = np.random.default_rng(4).integers(0, 2, (5, outputs))
    p = sigmoid(network.outputs(x))
    np.testing.assert_array_equal(network.predict_proba(x), p)
    loss, gradients = network.loss_and_gradients(x, y)
    assert loss == pytest.approx(binary_cross_entropy(p.T, y.T))
    np.testing.assert_allclose(gradients["0.w"], (p - y).T @ x / 5, atol=1e-15)
    assert check_gradients(network, x, y).ok


def test_softmax_may_end_in_binary_cross_entropy_unpaired():
    network = Network([Dense(3), Softmax()], (4,), binary_cross_entropy, dtype="float64")
    x = np.random.default_rng(3).normal(size=(5, 4))
    assert check_gradients(network, x, [0, 1, 2, 0, 1]).ok
    np.testing.assert_allclose(network.predict_proba(x), network.outputs(x))


@pytest.mark.parametrize(
    ("last", "loss"),
    [
        ([], softmax_cross_entropy),
        ([Softmax], softmax_cross_entropy),
        ([Sigmoid], binary_cross_entropy),
    ],
)
def test_pairs_do_not_overflow(last, loss):
    network = Network([Dense(3), *(layer() for layer in last)], (1,), loss, dtype="float64")
    network.parameters["0.w"][...] = [[1000], [-1000], [0]]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value, gradients = network.loss_and_gradients([[1.0]], [1])
        probabilities = network.predict_proba([[1.0]])
    assert value == pytest.approx(2000, rel=0.01)
    np.testing.assert_allclose(gradients["0.b"][:2], [1, -1])
    np.testing.assert_allclose(probabilities[0, :2], [1, 0])


@pytest.mark.parametrize("loss", [half_mse, mse, losses.l1, losses.mae, losses.l2])
@pytest.mark.parametrize("last", [Sigmoid, Softmax])
def test_other_losses_go_through_the_last_activation(last, loss):
    network = Network([Dense(3), last()], (4,), loss, dtype="float64")
    x = np.random.default_rng(5).normal(size=(4, 4))
    assert network.is_classifier
    assert check_gradients(network, x, [0, 1, 2, 1]).ok
    p = network.predict_proba(x)
    np.testing.assert_array_equal(p, network.outputs(x))
    assert network.evaluate(x, [0, 1, 2, 1])[0] == pytest.approx(
        loss(p.T, np.eye(3)[[0, 1, 2, 1]].T)
    )


def test_labels_and_one_hot_targets_are_the_same():
    x, labels = images(), np.array([2, 0, 1, 1])
    targets = np.eye(3)[labels]
    for network in (
        convolutional(),
        Network([Flatten(), Dense(3), Sigmoid()], (1, 8, 8), half_mse, dtype="float64"),
        Network([Flatten(), Dense(3), Sigmoid()], (1, 8, 8), binary_cross_entropy),
    ):
        by_label, by_target = (network.loss_and_gradients(x, y)[0] for y in (labels, targets))
        assert by_label == pytest.approx(by_target, rel=1e-6)
        assert network.score(x, labels) == network.score(x, targets)


def test_one_output_is_a_yes_or_no():
    for loss in (binary_cross_entropy, half_mse):
        network = Network([Dense(1), Sigmoid()], (1,), loss, dtype="float64")
        network.parameters["0.w"][...] = 1
        network.parameters["0.b"][...] = 0
        x = [[-2.0], [-0.1], [0.0], [0.1]]
        assert network.predict(x).tolist() == [0, 0, 1, 1]
        assert network.predict(x).dtype.kind == "i"
        assert network.predict_proba(x).shape == (4, 1)
        assert network.score(x, [0, 0, 1, 0]) == 0.75
        assert network.score(x, np.array([False, False, True, True])) == 1
        assert network.score(x, [0.2, 0.4, 0.5, 0.9]) == 1  # a half counts as yes


def test_regression_predicts_values_and_scores_r_squared():
    network = Network([Dense(2)], (3,), mse, dtype="float64")
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    predicted = network.predict(x)
    np.testing.assert_array_equal(predicted, network.outputs(x))
    assert not network.is_classifier
    residual = ((predicted - y) ** 2).sum()
    assert network.score(x, y) == pytest.approx(1 - residual / ((y - y.mean(axis=0)) ** 2).sum())
    assert network.evaluate(x, y)[0] == pytest.approx(residual / 7)
    assert network.score(x, predicted) == 1
    constant = np.ones((7, 2))
    assert network.score(x, constant) == 0
    network.vector[...] = 0
    assert network.score(x, 0 * constant) == 1  # nothing to explain, and nothing missed
    with pytest.raises(TypeError, match=r"^predict_proba: expected a classifier"):
        network.predict_proba(x)


def test_scores_are_added_up_in_double_precision():
    network = Network([Dense(1, "zeros")], (1,), mse, dtype="float32")
    y = np.full(CHUNK, 3001.0)  # its square is odd: float32 cannot hold the sum of three
    y[0] = 0
    residual, variation = 3001**2 * (CHUNK - 1), 3001**2 * (CHUNK - 1) / CHUNK
    assert network.score(np.ones((CHUNK, 1)), y) == pytest.approx(
        1 - residual / variation, rel=1e-12
    )


def test_sums_and_means_over_chunks():
    x = np.random.default_rng(7).normal(size=(CHUNK + 10, 2))
    y = np.random.default_rng(8).normal(size=CHUNK + 10)
    for loss in (losses.l1, losses.l2, mse, losses.mae):
        network = Network([Dense(1)], (2,), loss, dtype="float64")
        expected = loss(network.predict(x).T, y[None])
        assert network.evaluate(x, y)[0] == pytest.approx(expected)


def test_images_as_outputs():
    network = Network([Conv2D(2, 3, padding=1)], (1, 4, 4), mse, dtype="float64")
    x, y = images(3, (1, 4, 4)), images(3, (2, 4, 4))
    assert network.predict(x).shape == (3, 2, 4, 4)
    assert check_gradients(network, x, y).ok


# --- seeds and precision ----------------------------------------------------------------------


def test_same_seed_same_bits():
    first, second, other = convolutional(seed=3), convolutional(seed=3), convolutional(seed=4)
    np.testing.assert_array_equal(first.vector, second.vector)
    assert not np.array_equal(first.vector, other.vector)
    np.testing.assert_array_equal(convolutional().vector, convolutional(seed=0).vector)
    assert convolutional(seed=3).copy().seed == 3
    unseeded = convolutional(seed=None), convolutional(seed=None)
    assert not np.array_equal(unseeded[0].vector, unseeded[1].vector)


def test_both_precisions_start_from_the_same_weights():
    single, double = convolutional(dtype="float32"), convolutional(dtype="float64")
    np.testing.assert_array_equal(single.vector, double.vector.astype(np.float32))
    for array in (
        *single.parameters.values(),
        *single.loss_and_gradients(images(), [0] * 4)[1].values(),
    ):
        assert array.dtype == np.float32


def test_initializers_follow_the_activation():
    network = Network([Dense(400), ReLU(), Dense(400), Tanh(), Dense(400)], (400,))
    he, glorot, last = (network.parameters[f"{i}.w"].var() for i in (0, 2, 4))
    assert he == pytest.approx(2 / 400, rel=0.03)
    assert glorot == pytest.approx(1 / 400, rel=0.03)
    assert last == pytest.approx(1 / 400, rel=0.03)
    zero = Network([Dense(4, "zeros"), ReLU(), Dense(2)], (3,))
    assert not zero.parameters["0.w"].any()
    pooled = Network(
        [Conv2D(40, 5), MaxPool2D(2), Dropout(0.1), ReLU(), Flatten(), Dense(2)], (4, 8, 8)
    )
    assert pooled.parameters["0.w"].var() == pytest.approx(2 / 100, rel=0.1)


@pytest.mark.parametrize(
    ("following", "initializer"),
    [
        ([ReLU], "he"),
        ([LeakyReLU], "he"),
        ([lambda: Dropout(0.1), ReLU], "he"),
        ([Tanh, ReLU], "glorot"),
        ([Sigmoid, LeakyReLU], "glorot"),
        ([Softmax, ReLU], "glorot"),
        ([lambda: Dense(3), ReLU], "glorot"),
        ([Tanh, lambda: Dense(3), ReLU], "glorot"),
        ([], "glorot"),
    ],
)
def test_the_next_activation_chooses_the_initializer(following, initializer):
    chosen, named = (
        Network([Dense(5, name), *(layer() for layer in following), Dense(2)], (4,), seed=1)
        for name in (None, initializer)
    )
    np.testing.assert_array_equal(chosen.parameters["0.w"], named.parameters["0.w"])


# --- parameters -------------------------------------------------------------------------------


def test_parameters_are_views_of_one_vector():
    network = convolutional()
    assert network.parameter_count() == network.vector.size
    assert not network.gradient_vector.any()
    assert sum(a.size for a in network.parameters.values()) == network.vector.size
    network.vector[...] = 0
    assert not any(value.any() for value in network.parameters.values())
    network.parameters["9.b"][...] = [1, 2, 3]
    assert network.vector[-3:].tolist() == [1, 2, 3]
    assert network.layers[9].b is network.parameters["9.b"]
    np.testing.assert_allclose(network.outputs(images()), [[1, 2, 3]] * 4)


def test_pack_makes_one_number_per_weight():
    network = Network([Dense(2), Tanh(), Dense(1)], (2,), mse)
    packed = network.pack({"0.w": [[1, 2], [3, 4]], "2.b": 7}, default=0.5)
    assert packed.tolist() == [1, 2, 3, 4, 0.5, 0.5, 0.5, 0.5, 7]
    before = network.vector.copy()
    rates = network.pack({"2.b": 0.1})
    network.fit([[1.0, 2.0]], [9.0], 1, optimizer=SGD(rates), progress=False)
    assert np.flatnonzero(network.vector != before).tolist() == [8]
    with pytest.raises(ValueError, match=r"^values: expected names among .* got '1.w'"):
        network.pack({"1.w": 1})
    with pytest.raises(ValueError, match=r"^values\['0.w'\]: expected shape \(2, 2\), got \(3,\)"):
        network.pack({"0.w": [1, 2, 3]})


def test_summary():
    layers = [Conv2D(3, 3, connections=[[1, 0], [0, 1], [1, 1]]), Flatten(), Dense(10)]
    lines = Network(layers, (2, 5, 5)).summary().splitlines()
    assert [line.split()[-1] for line in lines if line[:5] in ("Conv2", "Flatt", "Dense")] == [
        "39", "0", "280",
    ]  # fmt: skip
    assert "(3, 3, 3)" in lines[3]
    assert "(27,)" in lines[4]
    assert lines[-1].split()[-1] == "319"
    assert len({len(line) for line in lines}) == 1


def test_printed_networks():
    network = Network([Dense(2), Tanh(), Dense(10)], (4,), mse, dtype="float64")
    assert str(network) == (
        "layer                output shape  parameters\n"
        "---------------------------------------------\n"
        "input                (4,)                    \n"
        "Dense(2)             (2,)                  10\n"
        "Tanh()               (2,)                   0\n"
        "Dense(10)            (10,)                 30\n"
        "---------------------------------------------\n"
        "total, mse, float64                        40"
    )
    assert repr(network) == "<Network of 3 layers, 40 parameters>"


@pytest.mark.parametrize(
    "duplicate",
    [lambda n: n.copy(), copy.deepcopy, copy.copy, lambda n: pickle.loads(pickle.dumps(n))],
)
def test_copies_are_equal_and_independent(duplicate):
    network, x = convolutional(), images()
    network.vector += 0.1
    before = network.outputs(x)
    twin = duplicate(network)
    np.testing.assert_array_equal(twin.outputs(x), before)
    twin.fit(x, [0, 1, 2, 0], 2, progress=False)
    assert not np.array_equal(twin.outputs(x), before)
    np.testing.assert_array_equal(network.outputs(x), before)


def test_copy_in_another_precision():
    single = convolutional(dtype="float32")
    double = single.copy(dtype="float64")
    assert double.vector.dtype == np.float64
    np.testing.assert_array_equal(double.vector, single.vector)


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Network([], (4,)), ValueError, r"^layers: expected at least one layer"),
        (lambda: Network(Dense(3), (4,)), TypeError, r"^layers: expected a list of layers"),
        (lambda: Network(3, (4,)), TypeError, r"^layers: expected a list of layers"),
        (lambda: Network([Dense], (4,)), TypeError, r"^layers\[0\]: expected a layer"),
        (lambda: Network([Dense(3), "x"], (4,)), TypeError, r"^layers\[1\]: expected a layer"),
        (lambda: Network([Dense(3)], 4), TypeError, r"^input_shape: expected"),
        (lambda: Network([Dense(3)], "44"), TypeError, r"^input_shape: expected"),
        (lambda: Network([Dense(3)], (4, 4)), ValueError, r"^layers\[0\], Dense\(3\): .*Flatten"),
        (lambda: Network([Flatten()], ()), ValueError, r"^input_shape: expected at least one axis"),
        (lambda: Network([Dense(3)], (0,)), ValueError, r"^input_shape\[0\]:"),
        (lambda: Network([Dense(3)], (2.0,)), TypeError, r"^input_shape\[0\]:"),
        (lambda: Network([Dense(3)], (4,), loss=3), TypeError, r"^loss: expected a loss"),
        (lambda: Network([Dense(3)], (4,), loss="msee"), ValueError, r"^loss: expected one of"),
        (lambda: Network([Dense(3)], (4,), seed=-1), ValueError, r"^seed:"),
        (lambda: Network([Dense(3)], (4,), seed=1.5), TypeError, r"^seed:"),
        (lambda: Network([Dense(3)], (4,), dtype="int32"), ValueError, r"^dtype: expected float32"),
        (lambda: Network([Dense(3)], (4,), dtype="what"), ValueError, r"^dtype: expected float32"),
        (
            lambda: Network([Dense(3)], (1, 4, 4)),
            ValueError,
            r"^layers\[0\], Dense\(3\): .*Flatten",
        ),
        (
            lambda: Network([Conv2D(3, 5), MaxPool2D(2), Conv2D(3, 5)], (1, 8, 8)),
            ValueError,
            r"^layers\[2\], Conv2D\(3, 5\): kernel",
        ),
        (lambda: Network([Dense(1)], (4,)), ValueError, r"^layers: expected at least two class"),
        (lambda: Network([Dense(3), Sigmoid()], (4,)), ValueError, r"^layers: expected logits"),
        (lambda: Network([Conv2D(3, 3)], (1, 5, 5)), ValueError, r"^layers: expected at least two"),
        (
            lambda: Network([Dense(3)], (4,), binary_cross_entropy),
            ValueError,
            r"^layers: expected Sigmoid\(\) last",
        ),
        (
            lambda: Network([Conv2D(3, 3), Sigmoid()], (1, 5, 5), mse),
            ValueError,
            r"^layers: expected a vector of class scores",
        ),
    ],
)
def test_networks_that_are_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_a_layer_belongs_to_one_network():
    layer = Dense(3)
    Network([layer], (3,))
    with pytest.raises(ValueError, match=r"^layers\[0\]: Dense\(3\) is already in use"):
        Network([layer], (3,))


@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        (np.ones((2, 8, 7)), ValueError, r"^x: expected samples of shape \(N, 1, 8, 8\)"),
        (np.ones((2, 2, 8, 8)), ValueError, r"^x: expected samples of shape"),
        (np.ones((8, 8)), ValueError, r"^x: expected samples of shape"),
        (np.ones((0, 8, 8)), ValueError, r"^x: expected at least one element"),
        (np.full((2, 8, 8), np.nan), ValueError, r"^x: expected finite numbers"),
        (np.full((2, 8, 8), np.inf), ValueError, r"^x: expected finite numbers"),
        (np.ones((2, 8, 8)) * 1j, TypeError, r"^x: expected real numbers"),
        (np.full((2, 8, 8), "a"), TypeError, r"^x: expected numbers"),
    ],
)
def test_samples_that_are_refused(x, error, message):
    network = convolutional()
    for use in (
        network.predict, network.predict_proba, network.outputs, network.activations,
        lambda x: network.score(x, [0, 1]), lambda x: network.loss_and_gradients(x, [0, 1]),
        lambda x: network.input_gradient(x, [0, 1]),
        lambda x: network.fit(x, [0, 1], 1, progress=False),
    ):  # fmt: skip
        with pytest.raises(error, match=message):
            use(x)


def test_nan_is_found_wherever_it_is():
    x = images(4)
    x[2, 0, 3, 3] = np.nan
    with pytest.raises(ValueError, match=r"NaN or infinity in sample 2"):
        convolutional().predict(x)


@pytest.mark.parametrize(
    ("y", "error", "message"),
    [
        ([0, 1, 3], ValueError, r"^y: expected labels from 0 to 2, got 3"),
        ([0, -1, 2], ValueError, r"^y: expected labels from 0 to 2, got -1"),
        ([0, 1], ValueError, r"^y: expected 3 targets, one per sample"),
        (1, ValueError, r"^y: expected 3 targets"),
        ([0.0, 1.0, 2.0], TypeError, r"^y: expected integer labels, got dtype float64"),
        (["a", "b", "c"], TypeError, r"^y: expected"),
        (np.ones((3, 2)), ValueError, r"^y: expected shape \(3, 3\), got \(3, 2\)"),
        (np.full((3, 3), np.nan), ValueError, r"^y: expected finite"),
        (np.ones((3, 3)) * 1j, TypeError, r"^y: expected labels or real numbers"),
    ],
)
def test_targets_that_are_refused(y, error, message):
    for network in (
        convolutional(),
        Network([Flatten(), Dense(3), Sigmoid()], (1, 8, 8), half_mse),
        Network([Flatten(), Dense(3), Sigmoid()], (1, 8, 8), binary_cross_entropy),
    ):
        for use in (network.score, network.loss_and_gradients, network.evaluate):
            with pytest.raises(error, match=message):
                use(images(3), y)


def test_targets_outside_the_domain_of_the_loss():
    x = np.ones((2, 3))
    for layers, loss, y, message in [
        ([Dense(1), Sigmoid()], binary_cross_entropy, [0, 2], r"^y: expected targets in \[0, 1\]"),
        ([Dense(1)], losses.mape, [1.0, 0.0], r"^y: expected no target equal to 0"),
        ([Dense(1)], losses.msle, [1.0, -2.0], r"^y: expected values above -1"),
        ([Dense(2)], softmax_cross_entropy, [[1, 0], [-1, 2]], r"^y: expected targets that"),
        ([Dense(2)], mse, [1, 0], r"^y: expected shape \(2, 2\), got \(2,\)"),
    ]:
        with pytest.raises(ValueError, match=message):
            Network(layers, (3,), loss).loss_and_gradients(x, y)


# --- several labels ---------------------------------------------------------------------------

MANY = np.array([[1, 1, 0, 0, 0], [0, 0, 0, 0, 0], [1, 0, 1, 1, 1]])


def five_labels(**settings):
    """A network whose probabilities are right for ``MANY``, given the targets as samples."""
    network = Network([Dense(5), Sigmoid()], (5,), binary_cross_entropy, **settings)
    network.parameters["0.w"] = 20 * np.eye(5)
    network.parameters["0.b"] = np.full(5, -10)
    return network


def test_several_labels_are_scored_by_label():
    network = five_labels()
    assert network.score(MANY, MANY) == 1
    wrong = MANY.copy()
    wrong[0, 0] = 0
    assert network.score(wrong, MANY) == pytest.approx(14 / 15)
    assert network.metric == "accuracy"
    history = network.fit(MANY, MANY, 1, progress=False)
    assert history.metric == network.metric == "accuracy per label"
    assert network.predict(MANY).tolist() == MANY.tolist()


def test_one_label_a_sample_is_scored_as_before():
    network = five_labels()
    assert network.score(np.eye(5), np.eye(5)) == network.score(np.eye(5), range(5)) == 1
    assert network.predict(np.eye(5)).tolist() == [0, 1, 2, 3, 4]
    assert five_labels(multilabel=True).predict(np.eye(5)).tolist() == np.eye(5).tolist()
    assert five_labels(multilabel=False).predict(MANY).shape == (3,)


def test_several_labels_survive_copies_and_files(tmp_path):
    network = five_labels(multilabel=True)
    network.save(tmp_path / "net.npz")
    for twin in (network.copy(), Network.load(tmp_path / "net.npz")):
        assert twin.multilabel is True
    with pytest.raises(ValueError, match=r"^multilabel: expected Sigmoid\(\) last"):
        Network([Dense(3)], (4,), multilabel=True)


# --- gradients of a sample --------------------------------------------------------------------


def dropping():
    return Network([Dense(5), Tanh(), Dropout(0.5), Dense(3)], (4,), dtype="float64")


def by_differences(f, x):
    return np.array([numerical_gradient(lambda row: f(row[None])[0], row) for row in x])


def test_the_gradient_of_a_sample_depends_on_it_alone_and_draws_nothing():
    network, x, y = dropping(), np.random.default_rng(0).normal(size=(4, 4)), np.array([0, 1, 2, 1])
    state = network.rng.bit_generator.state
    whole = network.input_gradient(x, y)
    assert network.rng.bit_generator.state == state
    for n in range(4):
        one = network.input_gradient(x[n : n + 1], y[n : n + 1])
        np.testing.assert_allclose(one[0], whole[n], rtol=1e-12)

        def loss(row, n=n):
            return np.array([network.evaluate(row, y[n : n + 1])[0]])

        np.testing.assert_allclose(by_differences(loss, x[n : n + 1])[0], whole[n], atol=1e-8)


def test_the_gradient_of_a_score_and_of_a_hidden_unit():
    network, x = dropping(), np.random.default_rng(0).normal(size=(4, 4))
    for score in (2, [0, 1, 2, 1]):
        chosen = np.broadcast_to(score, 4)
        expected = np.concatenate([
            by_differences(lambda r, k=k: network.outputs(r)[:, k], x[n : n + 1])
            for n, k in enumerate(chosen)
        ])  # fmt: skip
        np.testing.assert_allclose(network.input_gradient(x, score=score), expected, atol=1e-8)
    expected = by_differences(lambda r: network.activations(r)[1][:, 3], x)
    np.testing.assert_allclose(network.input_gradient(x, layer=1, unit=3), expected, atol=1e-8)
    pictures = convolutional()
    gradient = pictures.input_gradient(images(2), layer=2, unit=(1, 0, 2))
    expected = by_differences(lambda r: pictures.activations(r)[2][:, 1, 0, 2], images(2))
    np.testing.assert_allclose(gradient, expected, atol=1e-8)


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({}, ValueError, r"^input_gradient: expected one of"),
        ({"y": [0, 1], "score": 1}, ValueError, r"^input_gradient: expected one of"),
        ({"score": 3}, ValueError, r"^score: expected classes from 0 to 2"),
        ({"score": [0, 1, 2]}, ValueError, r"^score: expected a class, or 2 of them"),
        ({"layer": 4, "unit": 0}, ValueError, r"^layer: expected a number below 4"),
        ({"layer": 0}, ValueError, r"^unit: expected an index into \(5,\)"),
        ({"layer": 0, "unit": 5}, ValueError, r"^unit: expected an index into \(5,\), got \(5,\)"),
    ],
)
def test_gradients_that_are_refused(choice, error, message):
    with pytest.raises(error, match=message):
        dropping().input_gradient(np.ones((2, 4)), **choice)


def test_a_network_is_called_like_a_function():
    x = np.random.default_rng(0).normal(size=(4, 4))
    for last, loss in (
        ([], "softmax_cross_entropy"),
        ([Softmax()], softmax_cross_entropy),
        ([], "mse"),
    ):
        network = Network([Dense(3), *last], (4,), loss, dtype="float64")
        np.testing.assert_allclose(network(x), network.activations(x)[-1], rtol=1e-12)
    assert network.loss is mse


def test_layers_without_biases():
    network = Network(
        [Conv2D(2, 3, bias=False), Tanh(), Flatten(), Dense(3, bias=False)], (1, 5, 5)
    )
    assert list(network.parameters) == ["0.w", "3.w"]
    assert network.parameter_count() == 18 + 54
    assert check_gradients(network, images(2, (1, 5, 5)), [0, 1]).ok
    assert network.layers[0].b is None
