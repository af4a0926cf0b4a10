"""Optimizers against their formulas written out for numbers, and schedules."""

import dataclasses
from math import cos, pi, sqrt

import numpy as np
import pytest

from cnn_core.optimizers import (
    OPTIMIZERS,
    SCHEDULES,
    SGD,
    AdaGrad,
    Adam,
    Optimizer,
    RMSProp,
    Schedule,
    constant,
    cosine,
    step,
    warmup,
)

EVERY = [
    SGD(0.1),
    SGD(0.1, momentum=0.9),
    SGD(0.1, momentum=0.9, nesterov=True),
    SGD(0.1, weight_decay=0.2),
    SGD(0.1, momentum=0.8, nesterov=True, weight_decay=0.2),
    AdaGrad(0.1),
    RMSProp(0.1, decay=0.7),
    Adam(0.1, betas=(0.8, 0.95)),
]


SCHEDULED = [constant(0.1), step(0.1, 2), cosine(0.1, 2), warmup(0.1, 2)]


def test_every_optimizer_and_schedule_is_tested():
    assert {type(optimizer) for optimizer in EVERY} == set(OPTIMIZERS.values())
    assert {type(schedule) for schedule in SCHEDULED} == set(SCHEDULES.values())


def sgd(w, gradients, lr, momentum=0.0, nesterov=False, decay=0.0):
    v = 0.0
    for g in gradients:
        g = g + decay * w
        v = momentum * v + g
        w -= lr * (g + momentum * v if nesterov else v)
    return w


def adagrad(w, gradients, lr, eps=1e-10):
    s = 0.0
    for g in gradients:
        s += g * g
        w -= lr * g / (sqrt(s) + eps)
    return w


def rmsprop(w, gradients, lr, decay, eps=1e-8):
    s = 0.0
    for g in gradients:
        s = decay * s + (1 - decay) * g * g
        w -= lr * g / (sqrt(s) + eps)
    return w


def adam(w, gradients, lr, b1, b2, eps=1e-8):
    m = s = 0.0
    for t, g in enumerate(gradients, start=1):
        m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g * g
        w -= lr * (m / (1 - b1**t)) / (sqrt(s / (1 - b2**t)) + eps)
    return w


FORMULAS = [
    lambda w, g: sgd(w, g, 0.1),
    lambda w, g: sgd(w, g, 0.1, 0.9),
    lambda w, g: sgd(w, g, 0.1, 0.9, True),
    lambda w, g: sgd(w, g, 0.1, decay=0.2),
    lambda w, g: sgd(w, g, 0.1, 0.8, True, 0.2),
    lambda w, g: adagrad(w, g, 0.1),
    lambda w, g: rmsprop(w, g, 0.1, 0.7),
    lambda w, g: adam(w, g, 0.1, 0.8, 0.95),
]


@pytest.mark.parametrize(
    ("optimizer", "formula"), list(zip(EVERY, FORMULAS, strict=True)), ids=list(map(str, EVERY))
)
def test_five_steps_by_the_formula(optimizer, formula):
    np.testing.assert_allclose(*five_steps(optimizer, formula), rtol=1e-12)


def five_steps(optimizer, formula):
    """Where five steps lead, and where the formula says that they lead."""
    rng = np.random.default_rng(0)
    start, gradients = rng.normal(size=(3, 2)), rng.normal(size=(5, 3, 2))
    w = start.copy()
    for g in gradients:
        optimizer.step(w, g)
    return w.ravel(), [formula(start[i], gradients[:, *i]) for i in np.ndindex(3, 2)]


# --- weight decay and clipping, in every optimizer --------------------------------------------

RULES = {SGD: lambda w, g: w - 0.1 * g}
RULES |= {
    AdaGrad: lambda w, g: adagrad(w, [g], 0.1),
    RMSProp: lambda w, g: rmsprop(w, [g], 0.1, 0.99),
    Adam: lambda w, g: adam(w, [g], 0.1, 0.9, 0.999),
}


def test_every_optimizer_is_tried_with_weight_decay_and_clipping():
    assert set(RULES) == set(OPTIMIZERS.values())


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("decay", [0.3, [0.3, 0.0, 0.7]], ids=["one", "each"])
def test_weight_decay_coupled_and_decoupled(kind, decay):
    w0, g = np.array([2.0, -1.0, 0.5]), np.array([0.1, 0.4, -0.2])
    for decoupled in (False, True):
        w = w0.copy()
        kind(0.1, weight_decay=decay, decoupled=decoupled).step(w, g)
        each = zip(w0, g, np.broadcast_to(decay, 3), strict=True)
        if decoupled:
            expected = [RULES[kind](a - 0.1 * d * a, b) for a, b, d in each]
        else:
            expected = [RULES[kind](a, b + d * a) for a, b, d in each]
        np.testing.assert_allclose(w, expected, rtol=1e-12)


@pytest.mark.parametrize("kind", RULES)
def test_a_gradient_is_clipped_to_its_norm(kind):
    g = np.array([3.0, -4.0])
    for longest, factor in ((1.0, 0.2), (5.0, 1.0), (9.0, 1.0)):
        w = np.array([1.0, 2.0])
        kind(0.1, weight_decay=0.5, clip_norm=longest).step(w, g)
        expected = [RULES[kind](a, factor * b + 0.5 * a) for a, b in ((1.0, 3.0), (2.0, -4.0))]
        np.testing.assert_allclose(w, expected, rtol=1e-12, atol=1e-12)
    assert g.tolist() == [3, -4]


class DecaysInTheRule(Adam):
    """Calls coupled what passes the rule by."""

    def _prepared(self, w, g):
        w -= self.learning_rate() * self.weight_decay * w
        return g


class ClipsEach(SGD):
    def _prepared(self, w, g):
        return np.clip(g, -self.clip_norm, self.clip_norm)


def test_wrong_decay_and_clipping_are_seen(monkeypatch):
    monkeypatch.setitem(RULES, DecaysInTheRule, RULES[Adam])
    monkeypatch.setitem(RULES, ClipsEach, RULES[SGD])
    with pytest.raises(AssertionError):
        test_weight_decay_coupled_and_decoupled(DecaysInTheRule, 0.3)
    with pytest.raises(AssertionError):
        test_a_gradient_is_clipped_to_its_norm(ClipsEach)


def test_float32_stays_with_decay_and_clipping():
    for kind in RULES:
        w = np.ones(3, np.float32)
        optimizer = kind(0.1, weight_decay=[0.1, 0, 0], clip_norm=0.5)
        optimizer.step(w, np.ones(3, np.float32))
        assert w.dtype == np.float32
        assert all(array.dtype == np.float32 for array in optimizer.memory.values())
    with pytest.raises(ValueError, match=r"^weight_decay: expected shape \(2,\), got \(3,\)"):
        SGD(0.1, weight_decay=[1, 2, 3]).step(np.ones(2), np.ones(2))


def test_warming_up():
    rate = warmup(step(0.4, every=1, factor=0.5), epochs=4, start=0.25)
    for epoch, expected in ((0, 0.1), (2, 0.25), (4, 0.4), (4.9, 0.4), (5, 0.2), (6.5, 0.1)):
        assert rate(epoch) == pytest.approx(expected)
    assert warmup(0.4, 0.5)(0) == 0
    assert warmup(0.4, 0.5)(7) == 0.4


class ForgetsTheBias(Adam):
    def _update(self, w, g, mean, squares):
        self.steps = 10**9
        super()._update(w, g, mean, squares)


class LooksAheadAlways(SGD):
    def _update(self, w, g, velocity):
        velocity[...] = self.momentum * velocity + g
        w -= self.learning_rate() * (g + self.momentum * velocity)


class RootOfTheSum(AdaGrad):
    def _update(self, w, g, squares):
        squares += g**2
        w -= self.learning_rate() * g / np.sqrt(squares + 0.01)


class Unaveraged(RMSProp):
    def _update(self, w, g, squares):
        squares[...] = self.decay * squares + g**2
        w -= self.learning_rate() * g / (np.sqrt(squares) + self.eps)


@pytest.mark.parametrize(
    ("wrong", "formula"),
    [
        (ForgetsTheBias(0.1, betas=(0.8, 0.95)), FORMULAS[7]),
        (LooksAheadAlways(0.1, momentum=0.9), FORMULAS[1]),
        (RootOfTheSum(0.1), FORMULAS[5]),
        (Unaveraged(0.1, decay=0.7), FORMULAS[6]),
    ],
)
def test_wrong_optimizers_are_seen(wrong, formula):
    w, expected = five_steps(wrong, formula)
    assert not np.allclose(w, expected, rtol=1e-3)
    assert type(wrong) not in OPTIMIZERS.values()  # they are no part of the package


@pytest.mark.parametrize("eps", [1e-8, 0.5])
def test_eps_is_added_to_the_root(eps):
    for optimizer, formula in [
        (AdaGrad(0.1, eps=eps), lambda w, g: adagrad(w, g, 0.1, eps)),
        (RMSProp(0.1, 0.7, eps), lambda w, g: rmsprop(w, g, 0.1, 0.7, eps)),
        (Adam(0.1, (0.8, 0.95), eps), lambda w, g: adam(w, g, 0.1, 0.8, 0.95, eps)),
    ]:
        w = np.array([1.0])
        for g in (0.5, -0.25, 2.0):
            optimizer.step(w, np.array([g]))
        assert w[0] == pytest.approx(formula(1.0, (0.5, -0.25, 2.0)), rel=1e-12)


@pytest.mark.parametrize("optimizer", EVERY, ids=str)
def test_step_changes_weights_in_place_and_nothing_else(optimizer):
    for dtype in (np.float32, np.float64):
        w, g = np.ones(4, dtype), np.linspace(-1, 1, 4).astype(dtype)
        same, before = w, g.copy()
        optimizer.step(w, g)
        assert w is same
        assert w.dtype == dtype
        np.testing.assert_array_equal(g, before)
        assert (w != 1).any()


@pytest.mark.parametrize("optimizer", EVERY, ids=str)
def test_another_array_or_a_reset_starts_afresh(optimizer):
    def five(w):
        for k in range(5):
            optimizer.step(w, np.full(3, 0.1 * k - 0.2))
        return w

    first, second = five(np.ones(3)), five(np.ones(3))
    np.testing.assert_array_equal(first, second)
    after_five = second.copy()
    goes_on = five(second).copy()
    second[...] = after_five
    optimizer.reset()
    remembers = not (isinstance(optimizer, SGD) and optimizer.momentum == 0)
    assert np.array_equal(five(second), goes_on) != remembers


@pytest.mark.parametrize("optimizer", EVERY, ids=str)
def test_a_quadratic_is_minimised(optimizer):
    w = np.array([1.0, -2.0])
    for _ in range(500):
        optimizer.step(w, w * np.array([1.0, 3.0]))
    assert np.abs(w).max() < 0.1


def test_one_rate_per_weight():
    w, rates = np.ones(3, np.float32), np.array([0.0, 0.1, 0.5])
    SGD(rates).step(w, np.ones(3, np.float32))
    np.testing.assert_allclose(w, [1, 0.9, 0.5], rtol=1e-6)
    assert w.dtype == np.float32
    adam_w = np.ones(3)
    Adam(rates).step(adam_w, np.ones(3))
    np.testing.assert_allclose(adam_w, [1, 0.9, 0.5], rtol=1e-6)
    with pytest.raises(ValueError, match=r"^lr: expected shape \(2,\), got \(3,\)"):
        SGD(rates).step(np.ones(2), np.ones(2))


def test_schedule_is_evaluated_at_the_epoch():
    optimizer, w = SGD(step(1.0, every=2, factor=0.5)), np.zeros(1)
    for epoch in (0, 1, 1.9, 2, 4):
        optimizer.epoch = epoch
        optimizer.step(w, np.ones(1))
    assert w[0] == -(1 + 1 + 1 + 0.5 + 0.25)


def test_defaults_are_those_of_the_field():
    assert SGD(0.1).epoch == 0
    assert (RMSProp().lr, RMSProp().decay, RMSProp().eps) == (0.001, 0.99, 1e-8)
    assert (Adam().lr, Adam().betas, Adam().eps) == (0.001, (0.9, 0.999), 1e-8)
    assert (AdaGrad().lr, AdaGrad().eps) == (0.01, 1e-10)
    assert (SGD(1).momentum, SGD(1).nesterov, SGD(1).weight_decay) == (0, False, 0)
    assert step(1.0, 1)(1) == pytest.approx(0.1)
    assert cosine(1.0, 1)(1) == 0


def test_schedules():
    assert [constant(0.3)(t) for t in (0, 5.5)] == [0.3, 0.3]
    assert step(0.2, 3)(5.9) == pytest.approx(0.02)
    wave = cosine(1.0, epochs=4, final=0.2)
    for t in (0, 1, 2.5, 4):
        assert wave(t) == pytest.approx(0.2 + 0.8 * (1 + cos(pi * t / 4)) / 2)
    assert wave(100) == pytest.approx(0.2)
    assert "cosine(lr=1.0, epochs=4, final=0.2)" in repr(SGD(wave))


@pytest.mark.parametrize("schedule", SCHEDULED)
def test_schedules_do_not_change(schedule):
    with pytest.raises(dataclasses.FrozenInstanceError):
        schedule.lr = 1.0


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: SGD(0), ValueError, "^lr: expected a finite number in"),
        (lambda: SGD(-0.1), ValueError, "^lr:"),
        (lambda: SGD(float("nan")), ValueError, "^lr:"),
        (lambda: SGD("fast"), TypeError, "^lr:"),
        (lambda: SGD([0.1, -0.1]), ValueError, "^lr: expected finite rates"),
        (lambda: SGD([0.1, np.inf]), ValueError, "^lr: expected finite rates"),
        (lambda: SGD(np.array([1j])), TypeError, "^lr: expected real"),
        (lambda: SGD(0.1, momentum=1), ValueError, "^momentum:"),
        (lambda: SGD(0.1, momentum=-0.1), ValueError, "^momentum:"),
        (lambda: SGD(0.1, nesterov=True), ValueError, "^nesterov: expected a momentum"),
        (lambda: SGD(0.1, 0.9, nesterov=1), TypeError, "^nesterov:"),
        (lambda: SGD(0.1, weight_decay=-1), ValueError, "^weight_decay:"),
        (lambda: Adam(weight_decay=[0.1, -1]), ValueError, "^weight_decay: expected finite"),
        (lambda: Adam(decoupled=1), TypeError, "^decoupled:"),
        (lambda: Adam(clip_norm=0), ValueError, "^clip_norm:"),
        (lambda: RMSProp(momentum=0.9), TypeError, "momentum"),
        (lambda: warmup(0, 2), ValueError, "^lr:"),
        (lambda: warmup(0.1, 0), ValueError, "^epochs:"),
        (lambda: warmup(0.1, 2, 1.5), ValueError, "^start:"),
        (lambda: AdaGrad(eps=0), ValueError, "^eps:"),
        (lambda: RMSProp(eps=0), ValueError, "^eps:"),
        (lambda: Adam(eps=0), ValueError, "^eps:"),
        (lambda: RMSProp(decay=1), ValueError, "^decay:"),
        (lambda: Adam(betas=(0.9, 1.0)), ValueError, r"^betas\[1\]:"),
        (lambda: Adam(betas=(1.0, 0.9)), ValueError, r"^betas\[0\]:"),
        (lambda: Adam(betas=0.9), TypeError, "^betas:"),
        (lambda: Adam(betas=(0.9, 0.99, 0.999)), TypeError, "^betas: expected a pair"),
        (lambda: constant(-1), ValueError, "^lr:"),
        (lambda: step(0, 2), ValueError, r"^lr:"),
        (lambda: cosine(0, 2), ValueError, r"^lr:"),
        (lambda: step(0.1, 0), ValueError, "^every:"),
        (lambda: step(0.1, 2, 0), ValueError, "^factor:"),
        (lambda: step(0.1, 2, 1.5), ValueError, "^factor:"),
        (lambda: cosine(0.1, 0), ValueError, "^epochs:"),
        (lambda: cosine(0.1, 2, final=0.2), ValueError, "^final:"),
        (
            lambda: SGD(lambda epoch: -1.0).step(np.ones(1), np.ones(1)),
            ValueError,
            r"^lr\(epoch\): ",
        ),
        (lambda: SGD(0.1).step([1.0], np.ones(1)), TypeError, "^w: expected an array"),
        (lambda: SGD(0.1).step(np.ones(1, int), np.ones(1)), TypeError, "^w: expected an array"),
        (lambda: SGD(0.1).step(np.ones(1), [1.0]), TypeError, "^g: expected an array"),
        (lambda: SGD(0.1).step(np.ones(2), np.ones(1)), ValueError, r"^g: expected shape \(2,\)"),
    ],
)
def test_what_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_an_optimizer_without_a_rule_says_so():
    with pytest.raises(NotImplementedError, match=r"^Optimizer: define _update\(self, w, g\)"):
        Optimizer(0.1).step(np.ones(1), np.ones(1))
    with pytest.raises(NotImplementedError, match=r"^Schedule: define __call__"):
        Schedule()(0)


def test_repr_shows_the_settings():
    assert repr(SGD(0.1, momentum=0.9)) == "SGD(lr=0.1, momentum=0.9, nesterov=False)"
    text = "AdaGrad(lr=0.1, eps=1e-10, weight_decay=0.2, decoupled=True, clip_norm=3.0)"
    assert repr(AdaGrad(0.1, weight_decay=0.2, decoupled=True, clip_norm=3)) == text
    assert repr(SGD(0.1, 0, False, [1.0])).endswith("weight_decay=<one per weight>)")
    assert "one per weight" in repr(Adam([0.1, 0.2]))
