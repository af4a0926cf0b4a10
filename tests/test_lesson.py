"""Weights, smoothing and augmentation, as ``fit`` takes them: by their formulas, one step each."""

import numpy as np
import pytest

from cnn_core import (
    SGD,
    Dense,
    Dropout,
    Network,
    Sigmoid,
    Softmax,
    Tanh,
    binary_cross_entropy,
    l2,
    mse,
    soft_targets,
    softmax_cross_entropy,
)
from cnn_core.losses import LOSSES

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(6, 4)), np.array([0, 1, 2, 0, 1, 1])
W, S = np.array([2.0, 0.5, 1.0]), np.array([1.0, 3.0, 0.0, 0.5, 1.0, 2.0])
ENDS = {binary_cross_entropy: [Sigmoid()]}


def network(loss=softmax_cross_entropy, *end):
    return Network([Dense(5), Tanh(), Dense(3), *end], (4,), loss=loss, dtype="float64")


def one_step(net, y, **settings):
    """The gradient that one step of plain SGD with rate 1 used, and the loss that it showed."""
    before = net.vector.copy()
    history = net.fit(X, y, 1, 6, SGD(1.0), progress=False, shuffle=False, **settings)
    return before - net.vector, history


def term(net, n, y):
    """Loss and gradient of one sample."""
    loss, gradients = net.loss_and_gradients(X[n : n + 1], y[n : n + 1])
    return loss, np.concatenate([g.ravel() for g in gradients.values()])


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_each_sample_counts_by_its_weight(loss):
    net = network(loss, *ENDS.get(loss, []))
    y = Y if loss is softmax_cross_entropy else RNG.uniform(0.1, 1, (6, 3))
    if loss.__name__ == "msle":
        net.parameters["2.b"] = np.full(3, 5.0)  # predictions must not be below -1
    losses, gradients = zip(*(term(net, n, y) for n in range(6)), strict=True)
    over = 6 if loss.reduction == "mean" else 1
    step, history = one_step(net, y, sample_weights=S)
    np.testing.assert_allclose(step, S @ np.array(gradients) / over, rtol=1e-9, atol=1e-10)
    assert history.loss[0] == pytest.approx(S @ np.array(losses) / over)


@pytest.mark.parametrize("end", [[], [Softmax]], ids=["logits", "softmax"])
def test_classes_count_by_their_weight_and_targets_are_smoothed(end):
    net = network(softmax_cross_entropy, *[layer() for layer in end])
    p = net.predict_proba(X).T
    t = np.zeros((3, 6))
    for n, label in enumerate(Y):
        for k in range(3):
            t[k, n] = S[n] * W[k] * (0.7 * (k == label) + 0.3 / 3)
    expected = -(t * np.log(p)).sum() / 6
    step, history = one_step(net, Y, class_weights=W, sample_weights=S, label_smoothing=0.3)
    assert history.loss[0] == pytest.approx(expected)
    same = network()
    other, _ = one_step(same, t.T)  # the same, as targets
    np.testing.assert_allclose(step, other, rtol=1e-10, atol=1e-12)
    assert np.abs(step - one_step(network(), Y)[0]).max() > 0.01


def test_targets_are_weighted_as_labels_are():
    rows = np.eye(3)[Y]
    for settings in ({"class_weights": W}, {"label_smoothing": 0.2}, {"sample_weights": S}):
        np.testing.assert_allclose(
            one_step(network(), rows, **settings)[0], one_step(network(), Y, **settings)[0]
        )
    np.testing.assert_allclose(
        soft_targets(rows.T, 3, smoothing=0.1, class_weights=W),
        soft_targets(Y, 3, smoothing=0.1, class_weights=W),
    )


def test_the_score_counts_all_samples_alike():
    net = network()
    truth = net.predict(X)
    _, history = one_step(net, truth, sample_weights=np.zeros(6))
    assert history.score == [1.0]
    assert history.loss == [0.0]


def test_weights_go_with_their_samples_through_the_shuffling():
    def trained(order):
        net = network()
        net.fit(X[order], Y[order], 3, 6, SGD(0.5), progress=False, sample_weights=S[order])
        return net.vector

    np.testing.assert_allclose(trained(np.arange(6)), trained(np.arange(6)[::-1]), rtol=1e-10)


# --- augmentation -----------------------------------------------------------------------------


def noise(samples, rng):
    return samples + rng.normal(0, 0.1, samples.shape)


def spoiling(samples, rng):
    samples *= 0
    return samples


def test_what_the_hook_returns_is_learned():
    step, _ = one_step(network(), Y, augment=lambda samples, rng: 2 * samples)
    net = network()
    before = net.vector.copy()
    net.fit(2 * X, Y, 1, 6, SGD(1.0), progress=False, shuffle=False)
    np.testing.assert_array_equal(step, before - net.vector)


def test_the_hook_gets_the_batches_as_they_are_and_its_own_copy():
    seen, before = [], X.copy()

    def look(samples, rng):
        seen.append(samples.copy())
        return spoiling(samples, rng)

    network().fit(X, Y, 2, 4, progress=False, shuffle=False, augment=look, validation=(X, Y))
    np.testing.assert_array_equal(np.concatenate(seen), np.concatenate([X, X]))
    np.testing.assert_array_equal(X, before)


def test_a_resumed_training_with_all_of_it_is_bit_equal(tmp_path):
    def build():
        return Network([Dense(8), Tanh(), Dropout(0.3), Dense(3)], (4,))

    def call(net, epochs):
        return net.fit(
            X, Y, epochs, 4, SGD(0.1, 0.9, clip_norm=1, weight_decay=0.1), progress=False,
            resume=True, augment=noise, label_smoothing=0.1, class_weights=W, sample_weights=S,
        )  # fmt: skip

    whole, killed = build(), build()
    call(whole, 5)
    call(killed, 2)
    killed.save(tmp_path / "last.npz")
    again = Network.load(tmp_path / "last.npz")
    call(again, 5)
    np.testing.assert_array_equal(again.vector, whole.vector)


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"class_weights": [1, 2]}, ValueError, r"^class_weights: expected shape \(3,\)"),
        ({"class_weights": [1, 2, -1]}, ValueError, r"^class_weights: expected finite"),
        ({"sample_weights": [1, 2]}, ValueError, r"^sample_weights: expected shape \(6,\)"),
        ({"sample_weights": np.full(6, np.nan)}, ValueError, r"^sample_weights: expected finite"),
        ({"label_smoothing": 2}, ValueError, r"^label_smoothing:"),
        ({"augment": 3}, TypeError, r"^augment: expected a function"),
        ({"augment": lambda x, rng: None}, TypeError, r"^augment: x: expected"),
        ({"augment": lambda x, rng: x[:, 1:]}, ValueError, r"^augment: x: expected samples"),
        ({"augment": lambda x, rng: x[1:]}, ValueError, r"^augment: expected 6 samples, got 5"),
        ({"augment": lambda x, rng: x * np.nan}, ValueError, r"^augment: x: expected finite"),
    ],
)
def test_what_is_refused(settings, error, message):
    net = network()
    before = net.vector.copy()
    with pytest.raises(error, match=message):
        one_step(net, Y, **settings)
    np.testing.assert_array_equal(net.vector, before)


@pytest.mark.parametrize("name", ["class_weights", "label_smoothing"])
def test_weights_by_class_need_classes(name):
    for net in (network(mse), network(l2)):
        with pytest.raises(ValueError, match=f"^{name}: expected a network with softmax_cross"):
            one_step(net, X[:, :3], **{name: W if name == "class_weights" else 0.1})
