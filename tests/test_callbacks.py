"""Callbacks: when a training ends, what is saved, and that both survive an interruption."""

import numpy as np
import pytest

from cnn_core import (
    SGD,
    BestCheckpoint,
    Dense,
    Dropout,
    EarlyStopping,
    History,
    Network,
    StopTraining,
    Tanh,
)
from cnn_core.callbacks import best_epoch

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(20, 3)), np.arange(20) % 2
XV, YV = RNG.normal(size=(20, 3)), np.arange(20) % 2


def network():
    return Network([Dense(8), Tanh(), Dropout(0.3), Dense(2)], (3,), dtype="float64")


def fit(net, epochs=9, **settings):
    settings = {"optimizer": SGD(0.5), "batch_size": 6, **settings}
    return net.fit(X, Y, epochs, validation=(XV, YV), progress=False, **settings)


def raising(net, history):
    if len(history) == 3:
        raise StopTraining


@pytest.mark.parametrize(
    "callback",
    [
        lambda net, history: len(history) == 3,
        lambda net, history: np.bool_(len(history) == 3),
        raising,
        [lambda net, history: "words", lambda net, history: len(history) == 3],
        (raising, lambda net, history: None),
    ],
)
def test_a_callback_ends_the_training_and_the_history_is_kept(callback):
    net, plain = network(), network()
    history = fit(net, callback=callback)
    assert len(history) == 3
    assert history.stopped
    assert not history.interrupted
    assert str(history).endswith("stopped by a callback")
    fit(plain, 3)
    np.testing.assert_array_equal(net.vector, plain.vector)


def test_what_else_a_callback_returns_ends_nothing():
    history = fit(network(), 2, callback=[lambda *_: 1, lambda *_: "stop", lambda *_: [True]])
    assert len(history) == 2
    assert not history.stopped


def test_every_callback_is_called_in_the_last_epoch_too():
    seen = []
    fit(network(), callback=[raising, lambda net, history: seen.append(len(history))])
    assert seen == [1, 2, 3]


def history(*losses, **lists):
    return History(validation_loss=list(losses), **lists)


@pytest.mark.parametrize(
    ("losses", "patience", "least", "expected"),
    [
        ([1.0], 1, 0, False),
        ([1.0, 0.9, 0.8], 1, 0, False),
        ([1.0, 0.9, 0.95], 1, 0, True),
        ([1.0, 0.9, 0.9], 1, 0, True),
        ([1.0, 0.9, 0.95, 0.92], 3, 0, False),
        ([1.0, 0.9, 0.95, 0.92, 0.91], 3, 0, True),
        ([1.0, 0.9, 0.95, 0.89], 2, 0, False),
        ([1.0, 0.95, 0.91], 2, 0.1, True),
        ([1.0, 0.95, 0.85], 2, 0.1, False),
    ],
)
def test_when_patience_ends(losses, patience, least, expected):
    assert EarlyStopping(patience, least=least)(None, history(*losses)) is expected


def test_scores_are_better_when_larger():
    stop = EarlyStopping(2, "validation_score")
    assert not stop(None, history(validation_score=[0.5, 0.6, 0.7]))
    assert stop(None, history(validation_score=[0.7, 0.6, 0.7]))
    assert best_epoch(history(3.0, 1.0, 2.0, 1.0)) == 1
    assert best_epoch(history(score=[0.5, 0.9, 0.9]), "score") == 1


def test_the_best_network_is_saved_and_no_other(tmp_path):
    path, vectors = tmp_path / "best.npz", []
    keep = [BestCheckpoint(path), lambda net, _: vectors.append(net.vector.copy())]
    found = fit(network(), 8, optimizer=SGD(2.0), callback=keep)
    best = int(np.argmin(found.validation_loss))
    assert best < 7  # or the last one would do
    np.testing.assert_array_equal(Network.load(path).vector, vectors[best])


@pytest.mark.parametrize("kill_at", [1, 2, 4])
def test_a_training_that_was_killed_stops_and_saves_where_an_uninterrupted_one_does(
    tmp_path, kill_at
):
    def run(net, folder, more=()):
        folder.mkdir(exist_ok=True)
        callbacks = [EarlyStopping(4), BestCheckpoint(folder / "best.npz"), *more]
        return fit(
            net, 30, optimizer=SGD(1.5, 0.5, clip_norm=0.5, weight_decay=0.01),
            checkpoint=folder / "last.npz", callback=callbacks, resume=True,
        )  # fmt: skip

    def kill(net, history):
        if len(history) == kill_at:
            raise RuntimeError

    whole = network()
    expected = run(whole, tmp_path / "whole")
    assert expected.stopped
    assert kill_at < len(expected) < 30
    with pytest.raises(RuntimeError):
        run(network(), tmp_path / "killed", [kill])
    again = Network.load(tmp_path / "killed" / "last.npz")
    found = run(again, tmp_path / "killed")
    np.testing.assert_array_equal(again.vector, whole.vector)
    best = [Network.load(tmp_path / name / "best.npz").vector for name in ("whole", "killed")]
    np.testing.assert_array_equal(*best)
    assert (found.loss, found.stopped) == (expected.loss, True)
    over = Network.load(tmp_path / "killed" / "last.npz")  # it has ended, and stays as it is
    assert len(run(over, tmp_path / "killed")) == len(expected)
    np.testing.assert_array_equal(over.vector, whole.vector)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: EarlyStopping(0), ValueError, "^patience:"),
        (lambda: EarlyStopping(watch="val_loss"), ValueError, "^watch: expected one of"),
        (lambda: EarlyStopping(least=-1), ValueError, "^least:"),
        (lambda: BestCheckpoint(3), TypeError, "^path:"),
        (lambda: BestCheckpoint("a.npz", "epoch"), ValueError, "^watch:"),
        (lambda: fit(network(), 1, callback="stop"), TypeError, "^callback: expected functions"),
        (lambda: fit(network(), 1, callback=[3]), TypeError, "^callback: expected functions"),
        (
            lambda: network().fit(X, Y, 1, progress=False, callback=EarlyStopping()),
            ValueError,
            "^watch: expected a training with validation data",
        ),
    ],
)
def test_what_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()
