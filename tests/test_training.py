"""Training: batches, the loop, its history, and all the ways in which it may end."""

import sys
import warnings

import numpy as np
import pytest

from cnn_core import losses
from cnn_core.layers import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)
from cnn_core.losses import binary_cross_entropy, mse
from cnn_core.network import Network
from cnn_core.optimizers import OPTIMIZERS, SGD, Adam, cosine, step
from cnn_core.training import History, TrainingCollapsed, TrainingDiverged, minibatches

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([0, 1, 1, 0])


def data(n=20, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 3)), rng.integers(0, 2, n)


def small(**settings):
    return Network([Dense(4), Tanh(), Dense(2)], (3,), **{"dtype": "float64", **settings})


def line(**settings):
    return Network([Dense(1)], (1,), mse, **{"dtype": "float64", **settings})


# --- batches ----------------------------------------------------------------------------------


def test_minibatches_hold_every_sample_once():
    for samples, size in [(10, 3), (9, 3), (1, 5), (5, 1)]:
        batches = list(minibatches(samples, size, np.random.default_rng(0)))
        assert sorted(np.concatenate(batches)) == list(range(samples))
        assert [len(b) for b in batches[:-1]] == [size] * (len(batches) - 1)
        assert 1 <= len(batches[-1]) <= size


def test_minibatches_are_shuffled_by_the_generator_alone():
    rng = np.random.default_rng(1)
    first, second = (np.concatenate(list(minibatches(50, 7, rng))) for _ in range(2))
    again = np.concatenate(list(minibatches(50, 7, np.random.default_rng(1))))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, again)
    assert np.concatenate(list(minibatches(5, 2))).tolist() == [0, 1, 2, 3, 4]


def test_minibatches_refuse():
    with pytest.raises(ValueError, match=r"^samples:"):
        list(minibatches(0, 3))
    with pytest.raises(ValueError, match=r"^batch_size:"):
        list(minibatches(3, 0))


# --- learning ---------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", [SGD(0.5, momentum=0.9), Adam(0.05)])
def test_xor_is_learned(optimizer):
    network = Network([Dense(4), Tanh(), Dense(1), Sigmoid()], (2,), binary_cross_entropy)
    history = network.fit(X, XOR, 300, optimizer=optimizer, progress=False)
    assert network.predict(X).tolist() == XOR.tolist()
    assert history.score[-1] == 1
    assert history.loss[-1] < 0.1 < history.loss[0]


def test_zero_weights_learn_nothing_but_biases():
    layers = [Dense(4, "zeros"), Tanh(), Dense(1, "zeros"), Sigmoid()]
    network = Network(layers, (2,), binary_cross_entropy)
    network.fit(X, XOR, 50, progress=False)
    assert not network.parameters["0.w"].any()


def test_a_small_convolutional_network_learns_stripes():
    rng = np.random.default_rng(0)
    labels = np.arange(60) % 2
    x = rng.normal(0, 0.3, (60, 8, 8))
    x[labels == 0, ::2] += 1
    x[labels == 1, :, ::2] += 1
    layers = [Conv2D(4, 3), ReLU(), MaxPool2D(2), Flatten(), Dense(2)]
    network = Network(layers, (1, 8, 8))
    network.fit(x[:40], labels[:40], 20, batch_size=8, progress=False)
    assert network.score(x[40:], labels[40:]) == 1


def test_one_step_per_batch_by_the_mean_gradient():
    """Two batches by hand, and the loop does the same."""
    network, by_hand = line(), line()
    x, y = np.array([[1.0], [2], [3]]), np.array([1.0, -1, 2])
    for chosen in ([0, 1], [2]):
        _, gradients = by_hand.loss_and_gradients(x[chosen], y[chosen])
        for name, gradient in gradients.items():
            by_hand.parameters[name][...] -= 0.1 * gradient
    network.fit(x, y, 1, batch_size=2, optimizer=SGD(0.1), shuffle=False, progress=False)
    np.testing.assert_allclose(network.vector, by_hand.vector, rtol=1e-14)


def test_shuffling_can_be_switched_off():
    x, y = data()
    settings = {"epochs": 2, "batch_size": 3, "progress": False}
    first, second, shuffled = small(), small(), small()
    second.rng = np.random.default_rng(99)
    first.fit(x, y, shuffle=False, **settings)
    second.fit(x, y, shuffle=False, **settings)
    shuffled.fit(x, y, **settings)
    np.testing.assert_array_equal(first.vector, second.vector)
    assert not np.array_equal(first.vector, shuffled.vector)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_same_seed_same_bits(dtype):
    def train(seed):
        layers = [Dense(16), LeakyReLU(), Dropout(0.3), Dense(2)]
        network = Network(layers, (3,), seed=seed, dtype=dtype)
        history = network.fit(*data(), 3, batch_size=6, progress=False)
        return network.vector, history.loss

    (first, losses_1), (second, losses_2), (other, _) = train(5), train(5), train(6)
    np.testing.assert_array_equal(first, second)
    assert losses_1 == losses_2
    assert not np.array_equal(first, other)


def test_one_optimizer_for_two_networks_keeps_them_apart():
    optimizer = SGD(0.1, momentum=0.9)
    first, second = small(), small()
    for network in (first, second):
        network.fit(*data(), 2, optimizer=optimizer, progress=False)
    np.testing.assert_array_equal(first.vector, second.vector)


def test_training_goes_on_with_what_the_optimizer_remembers():
    x, y = data()
    whole, halves, forgetful = small(), small(), small()
    settings = {"shuffle": False, "progress": False}
    whole.fit(x, y, 4, optimizer=SGD(0.1, momentum=0.9), **settings)
    optimizer = SGD(0.1, momentum=0.9)
    halves.fit(x, y, 2, optimizer=optimizer, **settings)
    halves.fit(x, y, 2, optimizer=optimizer, **settings)
    forgetful.fit(x, y, 2, optimizer=SGD(0.1, momentum=0.9), **settings)
    forgetful.fit(x, y, 2, optimizer=SGD(0.1, momentum=0.9), **settings)
    np.testing.assert_array_equal(whole.vector, halves.vector)
    assert not np.array_equal(whole.vector, forgetful.vector)


def test_defaults_are_those_of_the_signature(capsys):
    x, y = data(130)
    plain, spelled = small(), small()
    plain.fit(x, y, 3)
    assert "6/6" in capsys.readouterr().err  # two batches an epoch, and a progress bar
    spelled.fit(x, y, 3, batch_size=128, optimizer=SGD(0.05, momentum=0.9), progress=False)
    np.testing.assert_array_equal(plain.vector, spelled.vector)


def test_no_epochs_change_nothing():
    network = small()
    before = network.vector.copy()
    assert len(network.fit(*data(), 0, progress=False)) == 0
    np.testing.assert_array_equal(network.vector, before)


# --- history ----------------------------------------------------------------------------------


def test_history_holds_means_over_all_samples():
    """With a tiny rate the epoch's mean is the loss of the network, unequal batches included."""
    x, y = data(20)
    for network, targets in [
        (small(), y),
        (Network([Dense(2)], (3,), mse, dtype="float64"), x[:, :2]),
        (Network([Dense(2)], (3,), losses.l1, dtype="float64"), x[:, :2]),
    ]:
        loss, score = network.evaluate(x, targets)
        history = network.fit(
            x, targets, 1, batch_size=6, optimizer=SGD(1e-12), validation=(x, targets),
            progress=False,
        )  # fmt: skip
        assert history.loss == pytest.approx([loss], rel=1e-8)
        assert history.score == pytest.approx([score], rel=1e-8)
        assert history.validation_loss == pytest.approx([loss], rel=1e-8)
        assert history.validation_score == pytest.approx([score], rel=1e-8)


def test_history_of_three_epochs():
    schedule = step(0.1, every=1, factor=0.5)
    history = small().fit(
        *data(), 3, batch_size=8, optimizer=SGD(schedule), validation=data(seed=1), progress=False
    )
    assert len(history) == 3
    for values in (history.loss, history.score, history.validation_loss, history.validation_score):
        assert len(values) == 3
    assert history.learning_rate == pytest.approx([0.1, 0.05, 0.025])
    assert all(0 < seconds < 10 for seconds in history.seconds)
    assert history.metric == "accuracy"
    assert not history.interrupted
    lines = str(history).splitlines()
    assert lines[0].split() == ["epoch", "loss", "accuracy", "val.", "loss", "val.", "accuracy"]
    columns = [history.loss, history.score, history.validation_loss, history.validation_score]
    assert lines[3].split() == ["3", *(f"{column[-1]:.4f}" for column in columns)]
    assert line().fit([[1.0]], [2.0], 1, progress=False).metric == "R squared"


def test_history_of_a_rate_per_weight_holds_their_mean():
    network = small()
    rates = network.pack({"0.w": 0.2}, default=0.1)
    history = network.fit(*data(), 1, optimizer=SGD(rates), progress=False)
    assert history.learning_rate == pytest.approx([(12 * 0.2 + 14 * 0.1) / 26])


def test_schedule_advances_within_an_epoch():
    seen = []

    def schedule(epoch):
        seen.append(epoch)
        return 0.01

    small().fit(*data(), 2, batch_size=5, optimizer=SGD(schedule), progress=False)
    assert sorted(set(seen)) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75])


def test_callback_sees_every_epoch():
    seen = []
    network = small()
    network.fit(
        *data(), 3, progress=False,
        callback=lambda net, history: seen.append((net is network, len(history))),
    )  # fmt: skip
    assert seen == [(True, 1), (True, 2), (True, 3)]


def test_dropout_is_active_in_training_only():
    network = Network([Dense(50), Dropout(0.9), Dense(2)], (3,), dtype="float64")
    x, y = data()
    assert network.evaluate(x, y) == network.evaluate(x, y)
    first, second = (network.loss_and_gradients(x, y)[0] for _ in range(2))
    assert first != second


def test_progress_bar_counts_batches(capsys):
    network = small()
    network.fit(*data(), 2, batch_size=5, validation=data(), progress=True)
    shown = capsys.readouterr().err
    assert "8/8" in shown
    assert "batch/s" in shown
    assert "val. accuracy=" in shown
    assert "loss=" in shown
    network.fit(*data(), 1, progress=False)
    assert capsys.readouterr().err == ""


def test_training_needs_no_tqdm(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert len(small().fit(*data(), 2, progress=True)) == 2
    assert capsys.readouterr().err == ""


# --- endings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["forward", "backward", "step", "callback", "validation"])
def test_interrupt_leaves_a_usable_network(where, monkeypatch):
    network, (x, y) = small(), data()
    calls = []

    def interrupt(right, at):
        def wrapped(*args, **kwargs):
            calls.append(1)
            if len(calls) == at:
                raise KeyboardInterrupt
            return right(*args, **kwargs)

        return wrapped

    optimizer, callback = SGD(0.1, momentum=0.9), None
    if where in ("forward", "backward"):
        layer = network.layers[0]
        monkeypatch.setattr(layer, f"_{where}", interrupt(getattr(layer, f"_{where}"), 7))
    elif where == "step":
        monkeypatch.setattr(optimizer, "_update", interrupt(optimizer._update, 7))
    elif where == "callback":
        callback = interrupt(lambda *_: None, 2)
    else:
        monkeypatch.setattr(network, "evaluate", interrupt(network.evaluate, 2))
    history = network.fit(
        x, y, 5, batch_size=5, optimizer=optimizer, callback=callback, progress=False,
        validation=(x, y) if where == "validation" else None,
    )  # fmt: skip
    assert history.interrupted
    assert str(history).endswith("interrupted")
    assert len(history) == (2 if where == "callback" else 1)
    monkeypatch.undo()
    assert np.isfinite(network.vector).all()
    history = network.fit(x, y, 1, batch_size=5, optimizer=optimizer, progress=False)
    assert len(history) == 1
    assert not history.interrupted


def test_interrupted_with_a_checkpoint_keeps_the_last_whole_epoch(tmp_path):
    network, path = small(), tmp_path / "last.npz"
    kept = []

    def callback(net, history):
        kept.append(net.vector.copy())
        if len(history) == 3:
            raise KeyboardInterrupt

    history = network.fit(*data(), 9, checkpoint=path, callback=callback, progress=False)
    assert history.interrupted
    np.testing.assert_array_equal(Network.load(path).vector, kept[-1])
    assert [p.name for p in tmp_path.iterdir()] == ["last.npz"]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_divergence_stops_and_goes_back(dtype):
    network = line(dtype=dtype)
    x, y = np.array([[1.0], [2], [3]]), np.array([1.0, 2, 3])
    network.fit(x, y, 1, optimizer=SGD(0.01), progress=False)
    before = network.vector.copy()
    optimizer = SGD(1e30 if dtype == "float32" else 1e160, momentum=0.9)
    message = r"^the loss is (nan|inf) in epoch 1, batch \d+ of 3; .*set back"
    with warnings.catch_warnings():  # the error says it all
        warnings.simplefilter("error")
        with pytest.raises(TrainingDiverged, match=message):
            network.fit(x, y, 200, batch_size=1, optimizer=optimizer, progress=False)
    np.testing.assert_array_equal(network.vector, before)
    network.fit(x, y, 1, optimizer=optimizer, batch_size=3, shuffle=False, progress=False)


def test_divergence_names_epoch_and_batch(monkeypatch):
    network, (x, y) = small(), data()
    right, calls = network.backpropagate, []

    def wrong(x, y, weights=None):
        calls.append(1)
        loss, output = right(x, y)
        return (float("nan") if len(calls) == 7 else loss), output

    monkeypatch.setattr(network, "backpropagate", wrong)
    weights = []
    with pytest.raises(TrainingDiverged, match=r"^the loss is nan in epoch 2, batch 3 of 4;"):
        network.fit(
            x, y, 5, batch_size=5, progress=False,
            callback=lambda net, _: weights.append(net.vector.copy()),
        )  # fmt: skip
    np.testing.assert_array_equal(network.vector, weights[-1])
    assert issubclass(TrainingDiverged, ValueError)


def test_after_divergence_the_optimizer_starts_afresh(monkeypatch):
    network, twin, (x, y) = small(), small(), data()
    optimizer = SGD(0.1, momentum=0.9)
    network.fit(x, y, 2, optimizer=optimizer, shuffle=False, progress=False)
    twin.vector[...] = network.vector
    monkeypatch.setattr(network, "backpropagate", lambda x, y, weights: (float("inf"), None))
    with pytest.raises(TrainingDiverged, match=r"^the loss is inf in epoch 1, batch 1 of 1"):
        network.fit(x, y, 1, optimizer=optimizer, progress=False)
    monkeypatch.undo()
    network.fit(x, y, 2, optimizer=optimizer, shuffle=False, progress=False)
    twin.fit(x, y, 2, optimizer=SGD(0.1, momentum=0.9), shuffle=False, progress=False)
    np.testing.assert_array_equal(network.vector, twin.vector)


@pytest.mark.parametrize("rates", [{}, {"0.b": 0.0}])
def test_weights_that_overflow_in_the_last_batch_are_noticed(rates):
    network = line()
    before = network.vector.copy()
    optimizer = SGD(network.pack(rates, default=1e308))  # of all weights, or of one
    with pytest.raises(TrainingDiverged, match=r"a weight is NaN or infinite in epoch 1, batch 1"):
        network.fit([[1e150]], [1.0], 1, optimizer=optimizer, progress=False)
    np.testing.assert_array_equal(network.vector, before)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"epochs": -1}, ValueError, r"^epochs:"),
        ({"epochs": 1.5}, TypeError, r"^epochs:"),
        ({"batch_size": 0}, ValueError, r"^batch_size:"),
        ({"batch_size": "8"}, TypeError, r"^batch_size:"),
        ({"optimizer": 0.1}, TypeError, r"^optimizer: expected an optimizer, got float 0.1"),
        ({"optimizer": SGD}, TypeError, r"^optimizer:"),
        ({"validation": np.ones(3)}, TypeError, r"^validation: expected a pair"),
        ({"validation": data() * 2}, TypeError, r"^validation: expected a pair"),
        ({"validation": data()[:1]}, TypeError, r"^validation: expected a pair"),
        ({"validation": ([[1.0]], [1])}, ValueError, r"^validation: x: expected samples"),
        ({"validation": ([[1.0, 2, 3]], [2])}, ValueError, r"^validation: y: expected labels"),
        ({"progress": 1}, TypeError, r"^progress: expected True or False"),
        ({"x": np.full((20, 3), np.nan)}, ValueError, r"^x: expected finite"),
        ({"x": np.ones((0, 3)), "y": []}, ValueError, r"^x: expected at least one"),
        ({"y": np.full(20, 2)}, ValueError, r"^y: expected labels from 0 to 1, got 2"),
        ({"y": np.zeros(19, int)}, ValueError, r"^y: expected 20 targets"),
        ({"optimizer": SGD([0.1, 0.2])}, ValueError, r"^lr: expected shape \(26,\)"),
    ],
)
def test_what_is_refused(change, error, message):
    network = small()
    before = network.vector.copy()
    x, y = data()
    arguments = {"x": x, "y": y, "epochs": 1, "progress": False, **change}
    with pytest.raises(error, match=message):
        network.fit(**arguments)
    np.testing.assert_array_equal(network.vector, before)


def test_history_starts_empty():
    assert len(History()) == 0
    assert "epoch" in str(History())


# --- going on ---------------------------------------------------------------------------------


def dropping():
    return Network([Dense(8), Tanh(), Dropout(0.3), Dense(2)], (3,))


@pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS)
@pytest.mark.parametrize("stop", [1, 3])
def test_a_resumed_training_is_one_that_was_never_interrupted(kind, stop, tmp_path):
    (x, y), path = data(), tmp_path / "last.npz"

    def call(network, callback=None):
        settings = {"momentum": 0.9} if kind is SGD else {}
        return network.fit(
            x, y, 6, batch_size=6, optimizer=kind(cosine(0.01, 6), **settings), progress=False,
            checkpoint=path, callback=callback, resume=True,
        )  # fmt: skip

    def kill(network, history):
        if len(history) == stop:
            raise RuntimeError

    whole, killed = dropping(), dropping()
    expected = call(whole)
    path.unlink()
    with pytest.raises(RuntimeError):
        call(killed, kill)
    again = Network.load(path)
    history = call(again)
    np.testing.assert_array_equal(again.vector, whole.vector)
    assert again.rng.bit_generator.state == whole.rng.bit_generator.state
    assert (history.loss, history.learning_rate) == (expected.loss, expected.learning_rate)
    assert len(history) == 6


def test_resuming_in_the_same_process_and_without_need():
    (x, y), optimizer = data(), Adam(0.01)
    whole, parts = dropping(), dropping()
    whole.fit(x, y, 5, batch_size=6, optimizer=Adam(0.01), progress=False)
    for epochs in (2, 5, 5):
        history = parts.fit(
            x, y, epochs, batch_size=6, optimizer=optimizer, progress=False, resume=True
        )
    np.testing.assert_array_equal(parts.vector, whole.vector)
    assert len(history) == 5


def test_a_second_fit_starts_at_epoch_0_of_its_schedule():
    network, optimizer, (x, y) = small(), SGD(step(0.1, 1)), data()
    first, second = (network.fit(x, y, 2, optimizer=optimizer, progress=False) for _ in range(2))
    assert first.learning_rate == second.learning_rate
    assert len(second) == 2


def test_another_optimizer_than_that_of_the_training_is_refused(tmp_path):
    network, (x, y) = small(), data()
    network.fit(x, y, 1, optimizer=Adam(0.01), progress=False)
    for other in (SGD(0.1), None):
        with pytest.raises(ValueError, match=r"^optimizer: expected that of the training"):
            network.fit(x, y, 2, optimizer=other, progress=False, resume=True)
    with pytest.raises(TypeError, match=r"^resume: expected True or False"):
        network.fit(x, y, 2, progress=False, resume=1)


# --- collapse ---------------------------------------------------------------------------------


def collapsed(x, y, network, **settings):
    with pytest.warns(TrainingCollapsed) as found:
        network.fit(x, y, 3, progress=False, **settings)
    assert len(found) == 1
    return str(found[0].message)


def pictures():
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (100, 8, 8)).astype(np.uint8), np.arange(100) % 10


def test_a_training_that_collapses_says_so_and_why():
    x, y = pictures()
    layers = [Flatten(), Dense(20), LeakyReLU(), Dense(10)]
    message = collapsed(x, y, Network(layers, (1, 8, 8)), optimizer=SGD(1.0))
    assert "every prediction was class" in message
    assert "the inputs reach 255: scale them to about 1" in message

    network = Network([Flatten(), Dense(20), ReLU(), Dense(10, "zeros")], (1, 8, 8))
    network.parameters["1.b"] = np.full(20, -1e3)
    message = collapsed(x / 255, y, network, optimizer=SGD(1e-3))
    assert "100% of the units of layers[2], ReLU(), never answer" in message


def test_a_training_that_learns_says_nothing():
    x, y = data(60)
    y = (x[:, 0] > 0).astype(int)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        small().fit(x, y, 5, progress=False)
        small().fit(100 * x, y, 5, progress=False)
        small().fit(x, np.zeros(60, int), 2, progress=False)  # one class there is
        line().fit(x[:, :1], x[:, 1], 2, optimizer=SGD(0.01), progress=False)
