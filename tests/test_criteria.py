"""Weighted and smoothed targets, ruled-out classes, centres, the Fisher criterion."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import (
    center_loss,
    center_loss_backward,
    fisher,
    fisher_backward,
    masked_cross_entropy,
    masked_cross_entropy_backward,
    soft_targets,
    softmax_cross_entropy,
)

RNG = np.random.default_rng(0)
Z, LABELS = RNG.normal(size=(4, 6)), np.array([0, 3, 1, 1, 2, 0])
MASK = RNG.random((4, 6)) < 0.5
MASK[LABELS, np.arange(6)] = True


# ---------------------------------------------------------------------------------------------
# Targets
# ---------------------------------------------------------------------------------------------
def test_plain_targets_give_the_loss_of_the_labels() -> None:
    t = soft_targets(LABELS, 4)
    assert softmax_cross_entropy(Z, t) == pytest.approx(softmax_cross_entropy(Z, LABELS))
    assert_allclose(softmax_cross_entropy.gradient(Z, t), softmax_cross_entropy.gradient(Z, LABELS))


def test_weights_multiply_the_term_of_their_sample() -> None:
    w, s = RNG.uniform(0, 2, 4), RNG.uniform(0, 2, 6)
    t = soft_targets(LABELS, 4, class_weights=w, sample_weights=s)
    terms = [softmax_cross_entropy(Z[:, n], LABELS[n]) for n in range(6)]
    assert softmax_cross_entropy(Z, t) == pytest.approx(np.mean(s * w[LABELS] * terms))
    apart = [softmax_cross_entropy.gradient(Z[:, n], LABELS[n]) for n in range(6)]
    expected = np.stack(apart, axis=1) * s * w[LABELS] / 6
    assert_allclose(softmax_cross_entropy.gradient(Z, t), expected)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("weighted", [False, True])
def test_agrees_with_pytorch_but_for_its_divisor(smoothing: float, weighted: bool) -> None:
    torch = pytest.importorskip("torch")
    w = RNG.uniform(0.5, 2, 4) if weighted else None
    z = torch.tensor(Z.T.copy(), requires_grad=True)
    theirs = torch.nn.functional.cross_entropy(
        z,
        torch.tensor(LABELS),
        weight=None if w is None else torch.tensor(w),
        label_smoothing=smoothing,
    )
    theirs.backward()
    divisor = 1 if w is None else w[LABELS].mean()  # PyTorch: the sum of the weights, for N
    t = soft_targets(LABELS, 4, smoothing=smoothing, class_weights=w)
    assert softmax_cross_entropy(Z, t) / divisor == pytest.approx(theirs.item())
    ours = softmax_cross_entropy.gradient(Z, t) / divisor
    assert_allclose(ours, z.grad.numpy().T, atol=1e-14)


# ---------------------------------------------------------------------------------------------
# Classes ruled out
# ---------------------------------------------------------------------------------------------
def test_a_mask_is_a_softmax_over_the_allowed_classes() -> None:
    value, gradient = masked_cross_entropy(Z, LABELS, MASK), np.zeros_like(Z)
    terms = []
    for n in range(6):
        own = np.flatnonzero(MASK[:, n])
        label = int(np.flatnonzero(own == LABELS[n])[0])
        terms.append(softmax_cross_entropy(Z[own, n], label))
        gradient[own, n] = softmax_cross_entropy.gradient(Z[own, n], label) / 6
    assert value == pytest.approx(np.mean(terms))
    assert_allclose(masked_cross_entropy_backward(Z, LABELS, MASK), gradient, atol=1e-15)


def test_what_is_ruled_out_may_be_anything() -> None:
    z = np.where(MASK, Z, 1e300)
    assert masked_cross_entropy(z, LABELS, MASK) == masked_cross_entropy(Z, LABELS, MASK)
    z = np.where(MASK, Z, np.nan)
    assert masked_cross_entropy(z, LABELS, MASK) == masked_cross_entropy(Z, LABELS, MASK)
    assert_array_equal(masked_cross_entropy_backward(z, LABELS, MASK)[~MASK], 0)


def test_without_a_mask_it_is_the_loss_and_targets_may_be_given() -> None:
    everything = np.ones((4, 1), bool)
    assert masked_cross_entropy(Z, LABELS, everything) == pytest.approx(
        softmax_cross_entropy(Z, LABELS)
    )
    t = np.where(MASK, RNG.uniform(0, 1, Z.shape), 0)
    unmasked = masked_cross_entropy_backward(Z, t, everything)
    assert_allclose(unmasked, softmax_cross_entropy.gradient(Z, t), atol=1e-15)
    assert (unmasked[~MASK] > 0).all()  # without the mask every ruled-out logit is pushed down


# ---------------------------------------------------------------------------------------------
# Features near their class
# ---------------------------------------------------------------------------------------------
def test_centres_at_the_means_have_no_gradient_and_give_the_within_term() -> None:
    a, labels = RNG.normal(size=(3, 6)), np.array([0, 1, 1, 0, 1, 1])
    means = np.stack([a[:, labels == c].mean(axis=1) for c in (0, 1)], axis=1)
    assert_allclose(center_loss_backward(a, labels, means)[1], 0, atol=1e-15)
    assert center_loss(a, labels, means) == pytest.approx(fisher(a, labels))
    assert_allclose(center_loss_backward(a, labels, means)[0], fisher_backward(a, labels))


def test_within_and_between_add_up_to_the_whole_spread() -> None:
    a, labels = RNG.normal(size=(3, 7)), np.array([0, 5, 5, 0, 2, 5, 5])
    whole = ((a - a.mean(axis=1, keepdims=True)) ** 2).sum() / 14
    assert fisher(a, labels) - fisher(a, labels, within=0, between=1) == pytest.approx(whole)


def test_a_class_that_is_absent_adds_nothing() -> None:
    a = RNG.normal(size=(3, 4))
    assert fisher(a, [0, 0, 1, 1]) == fisher(a, [4, 4, 9, 9])
    assert_array_equal(center_loss_backward(a, [0, 0, 2, 2], np.ones((3, 3)))[1][:, 1], 0)


# ---------------------------------------------------------------------------------------------
# Bad input
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: soft_targets([0, 2], 2), ValueError, "y: expected labels from 0 to 1, got 0 to 2"),
        (lambda: soft_targets([0.5], 2), TypeError, "y: expected integer labels"),
        (lambda: soft_targets([], 2), ValueError, "y: expected at least one"),
        (lambda: soft_targets([0], 0), ValueError, "classes: expected an integer >= 1"),
        (lambda: soft_targets([0], 2, smoothing=2), ValueError, "smoothing: expected a finite"),
        (lambda: soft_targets([0], 2, class_weights=[1]), ValueError, "class_weights: expected sh"),
        (lambda: soft_targets([0], 2, sample_weights=[-1]), ValueError, "sample_weights: expected"),
        (lambda: masked_cross_entropy(Z, LABELS, MASK * 1), TypeError, "mask: expected True"),
        (lambda: masked_cross_entropy(Z, LABELS, MASK[1:]), ValueError, "mask: expected shape"),
        (lambda: masked_cross_entropy(Z, LABELS, ~MASK), ValueError, "^(mask|y): expected"),
        (lambda: masked_cross_entropy(Z, LABELS[1:], MASK), ValueError, "y: expected shape"),
        (
            lambda: masked_cross_entropy_backward(Z, np.ones_like(Z), MASK),
            ValueError,
            "y: expected",
        ),
        (lambda: center_loss(Z, LABELS, Z[:, :2]), ValueError, "y: expected labels from 0 to 1"),
        (lambda: center_loss(Z, LABELS, Z[1:]), ValueError, "centers: expected shape"),
        (lambda: fisher(Z, LABELS[1:]), ValueError, "y: expected shape"),
        (lambda: fisher_backward(Z[0], LABELS), ValueError, "a: expected 2 axes"),
        (lambda: fisher(Z, -LABELS), ValueError, "y: expected labels from 0, got -3"),
    ],
)
def test_bad_input(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()
