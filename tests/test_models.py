"""The networks of the sources: sizes as printed there, parameter counts, gradients, learning."""

import numpy as np
import pytest

from cnn_core.gradcheck import check_gradients
from cnn_core.layers import Conv2D, Subsample2D
from cnn_core.losses import binary_cross_entropy, half_mse, mse, softmax_cross_entropy
from cnn_core.models import lenet5, lenet5_connections, li2019, murugan2017, zhou2018
from cnn_core.optimizers import SGD

VARIANTS = {
    "zhou2018": zhou2018,
    "zhou2018 softmax": lambda: zhou2018(loss=softmax_cross_entropy, activation="tanh"),
    "murugan2017": murugan2017,
    "murugan2017 deep": lambda: murugan2017(maps=3, hidden=(20, 15), classes=4),
    "li2019": li2019,
    "li2019 sigmoid": lambda: li2019(activation="sigmoid", loss=softmax_cross_entropy),
    "lenet5": lenet5,
    "lenet5 today": lambda: lenet5(activation="relu", pooling="max", partial=False),
    "lenet5 average": lambda: lenet5(input_shape=(1, 32, 32), pooling="average"),
}


def shapes(network):
    """The output shape of every layer, for one sample."""
    return [a.shape[1:] for a in network.activations(np.zeros((1, *network.input_shape)))]


def test_zhou_has_the_sizes_of_the_source():
    network = zhou2018()
    assert network.input_shape == (1, 32, 32)
    sizes = shapes(network)
    for size in [(8, 28, 28), (8, 14, 14), (20, 10, 10), (20, 5, 5), (120, 1, 1), (10,)]:
        assert size in sizes
    counts = [n for layer in network.layers if (n := layer.parameter_count())]
    assert counts == [8 * 26, 16, 20 * 201, 40, 120 * 501, 1210]
    assert sum(isinstance(layer, Subsample2D) for layer in network.layers) == 2


def test_zhou_output_delta_is_the_printed_one():
    """delta = f'(u) o (y - t), averaged over the batch: the bias gradient of the last layer."""
    network = zhou2018(dtype="float64")
    x, labels = np.random.default_rng(0).random((3, 32, 32)), np.array([3, 1, 4])
    y = network.predict_proba(x)
    delta = y * (1 - y) * (y - np.eye(10)[labels])
    gradients = network.loss_and_gradients(x, labels)[1]
    np.testing.assert_allclose(gradients["9.b"], delta.mean(axis=0), rtol=1e-10)
    assert network.loss is half_mse


def test_murugan_ends_in_sigmoids_with_cross_entropy():
    network = murugan2017()
    assert network.loss is binary_cross_entropy
    assert shapes(network)[:4] == [(8, 24, 24), (8, 24, 24), (8, 12, 12), (1152,)]
    assert murugan2017(input_shape=(3, 10, 12), hidden=()).parameter_count() == (
        8 * 76 + (8 * 3 * 4) * 10 + 10
    )


def test_li_has_the_sizes_of_the_source():
    network = li2019()
    assert network.loss is mse
    assert shapes(network)[:3] == [(3, 24, 24), (3, 24, 24), (3, 12, 12)]
    assert network.layers[0].parameter_count() == 3 * 26
    assert network.parameter_count() == 3 * 26 + 3 * 144 * 10 + 10


def test_lenet5_has_the_published_counts():
    network = lenet5()
    counts = [n for layer in network.layers if (n := layer.parameter_count())]
    assert counts == [156, 12, 1516, 32, 48120, 10164, 850]
    for size in [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1), (84,), (10,)]:
        assert size in shapes(network)
    for input_shape in [(1, 32, 32), (3, 28, 28), [3, 32, 32]]:
        assert shapes(lenet5(input_shape=input_shape)) == shapes(network)
    assert lenet5(pooling="max").parameter_count() == 60850 - 44
    assert lenet5(pooling="max", partial=False).parameter_count() == 61706


def test_lenet5_connections_are_the_published_table():
    published = """
        X . . . X X X . . X X X X . X X
        X X . . . X X X . . X X X X . X
        X X X . . . X X X . . X . X X X
        . X X X . . X X X X . . X . X X
        . . X X X . . X X X X . X X . X
        . . . X X X . . X X X X . X X X
    """
    rows = [
        [mark == "X" for mark in line.split()] for line in published.split("\n") if line.strip()
    ]
    np.testing.assert_array_equal(lenet5_connections(), np.array(rows).T)


@pytest.mark.parametrize("make", VARIANTS.values(), ids=VARIANTS)
def test_gradients(make):
    network = make()
    x = np.random.default_rng(1).random((2, *network.input_shape))
    assert check_gradients(network, x, [3, 1], max_entries=4)


@pytest.mark.parametrize("make", VARIANTS.values(), ids=VARIANTS)
def test_some_steps_reduce_the_loss(make):
    network = make()
    rng = np.random.default_rng(2)
    labels = np.arange(32) % network.output_shape[0]
    patterns = rng.random((network.output_shape[0], *network.input_shape))
    x = patterns[labels]
    before = network.evaluate(x, labels)[0]
    network.fit(x, labels, 10, batch_size=8, optimizer=SGD(0.02, momentum=0.9), progress=False)
    assert network.evaluate(x, labels)[0] < before


def test_unconnected_weights_stay_zero_in_training():
    network = lenet5(pooling="max", activation="relu")
    layer = next(l for l in network.layers if isinstance(l, Conv2D) and l.connections is not None)
    x, labels = np.random.default_rng(3).random((8, 28, 28)), np.arange(8)
    for optimizer in (SGD(0.05, momentum=0.9, weight_decay=1e-3),):
        network.fit(x, labels, 3, optimizer=optimizer, progress=False)
    assert not layer.w[~layer.connections].any()


def test_seed_and_dtype_are_passed_on():
    for make in (zhou2018, murugan2017, li2019, lenet5):
        assert make(dtype="float64").vector.dtype == np.float64
        assert make().vector.dtype == np.float32
        assert make().output_shape == (10,)
        assert np.array_equal(make().vector, make(seed=0).vector)
        assert np.array_equal(make(seed=1).vector, make(seed=1).vector)
        assert not np.array_equal(make(seed=1).vector, make(seed=2).vector)
        assert make(classes=3).output_shape == (3,)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: zhou2018(activation="step"), ValueError, r"^activation: expected one of"),
        (lambda: zhou2018(classes=0), ValueError, r"^classes:"),
        (lambda: murugan2017(maps=0), ValueError, r"^maps:"),
        (lambda: murugan2017(hidden=5), TypeError, r"^hidden: expected a list"),
        (lambda: murugan2017(hidden=(5, 0)), ValueError, r"^hidden:"),
        (lambda: li2019(loss=3), TypeError, r"^loss:"),
        (lambda: lenet5(pooling="min"), ValueError, r"^pooling: expected one of"),
        (lambda: lenet5(partial="yes"), TypeError, r"^partial: expected True or False"),
        (lambda: lenet5(classes=2.0), TypeError, r"^classes:"),
    ],
)
def test_what_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()
