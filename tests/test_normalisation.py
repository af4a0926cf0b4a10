"""Normalisation: the statistics, the leaning window, PyTorch and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import (
    batch_norm,
    batch_norm_backward,
    batch_norm_inference,
    layer_norm,
    layer_norm_backward,
    local_response_norm,
    local_response_norm_backward,
    running_statistics,
)

Array = np.ndarray[Any, Any]
SHAPES = [(3, 8), (2, 4, 3, 5)]


def values(*shapes: tuple[int, ...]) -> list[Array]:
    rng = np.random.default_rng(0)
    return [rng.normal(1, 2, shape) for shape in shapes]


def torch_of(array: Array, torch: Any) -> Any:
    """Batch first, as PyTorch has it, and tracked."""
    return torch.tensor(np.moveaxis(array, -1, 0).copy(), requires_grad=True)


def ours_of(tensor: Any) -> Array:
    return np.moveaxis(tensor.detach().numpy(), 0, -1)


# ---------------------------------------------------------------------------------------------
# Statistics
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("shape", SHAPES)
def test_batch_statistics_are_those_of_a_channel(shape: tuple[int, ...]) -> None:
    x, gamma, beta = values(shape, shape[:1], shape[:1])
    y, mean, variance = batch_norm(x, gamma, beta, epsilon=0)
    for c in range(shape[0]):
        assert_allclose([mean[c], variance[c]], [x[c].mean(), x[c].var()], rtol=1e-12)
        assert_allclose([y[c].mean(), y[c].std()], [beta[c], abs(gamma[c])], rtol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_layer_statistics_are_those_of_a_sample(shape: tuple[int, ...]) -> None:
    x = values(shape)[0]
    ones, zeros = np.ones(shape[:-1]), np.zeros(shape[:-1])
    y = layer_norm(x, ones, zeros, epsilon=0)
    assert_allclose(y.reshape(-1, shape[-1]).mean(axis=0), 0, atol=1e-12)
    assert_allclose(y.reshape(-1, shape[-1]).std(axis=0), 1, rtol=1e-12)
    alone = layer_norm(x[..., :1], ones, zeros, epsilon=0)
    assert_allclose(alone, y[..., :1], atol=1e-14)  # samples do not meet


def test_inference_with_the_statistics_of_the_batch_is_training() -> None:
    x, gamma, beta = values((2, 4, 3, 5), (2,), (2,))
    y, mean, variance = batch_norm(x, gamma, beta)
    assert_allclose(batch_norm_inference(x, gamma, beta, mean, variance), y, atol=1e-13)


def test_running_variance_is_unbiased_and_meets_that_of_the_data() -> None:
    rng, mean, variance = np.random.default_rng(0), np.zeros(1), np.ones(1)
    for _ in range(4000):
        _, *batch = batch_norm(rng.normal(5, 3, (1, 4)), [1.0], [0.0])
        mean, variance = running_statistics(mean, variance, *batch, count=4, momentum=0.005)
    assert_allclose([mean[0], variance[0]], [5, 9], rtol=0.06)  # the biased one is near 6.75


def test_a_gradient_without_its_indirect_ways_is_another() -> None:
    x, gamma, dy = values((2, 6), (2,), (2, 6))
    dx = batch_norm_backward(dy, x, gamma)[0]
    assert_allclose(dx.sum(axis=1), 0, atol=1e-12)  # a shift of all changes nothing
    assert_allclose((dx * (x - x.mean(axis=1, keepdims=True))).sum(axis=1), 0, atol=1e-4)
    direct = gamma[:, None] * dy / x.std(axis=1, keepdims=True)
    assert np.abs(direct.sum(axis=1)).min() > 0.1


# ---------------------------------------------------------------------------------------------
# Neighbouring channels
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 9])
def test_the_window_of_every_channel_read_literally(size: int) -> None:
    x = values((5, 2, 1, 3))[0]
    y = local_response_norm(x, size, alpha=0.3, beta=0.6, k=1.5)
    for c in range(5):
        first, last = max(0, c - size // 2), min(4, c + (size - 1) // 2)
        scale = 1.5 + 0.3 * sum(x[other] ** 2 for other in range(first, last + 1))
        assert_allclose(y[c], x[c] / scale**0.6, rtol=1e-12)


def test_an_even_window_leans_to_lower_channels() -> None:
    x = np.array([[1.0], [0.0], [0.0]])
    dy = np.array([[0.0], [1.0], [0.0]])
    options = {"alpha": 1, "beta": 1, "k": 1}
    one = np.array([[0.0], [1.0], [0.0]])
    y = local_response_norm(x + one, 2, **options)
    assert y[1, 0] == pytest.approx(1 / 3)  # channels 0 and 1
    assert y[0, 0] == pytest.approx(1 / 2)  # channel 0 alone
    dx = local_response_norm_backward(dy, x + one, 2, **options)
    assert dx[0, 0] != 0  # the transposed window leans upwards
    assert dx[2, 0] == 0


# ---------------------------------------------------------------------------------------------
# PyTorch
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("shape", SHAPES)
def test_batch_norm_agrees_with_pytorch(shape: tuple[int, ...]) -> None:
    torch = pytest.importorskip("torch")
    x, dy, gamma, beta, mean, variance = values(shape, shape, *[shape[:1]] * 4)
    variance = variance**2
    theirs_x, theirs_g = torch_of(x, torch), torch.tensor(gamma, requires_grad=True)
    running = torch.tensor(mean), torch.tensor(variance)
    theirs = torch.nn.functional.batch_norm(
        theirs_x, *running, theirs_g, torch.tensor(beta), training=True, momentum=0.3
    )
    theirs.backward(torch_of(dy, torch).detach())
    y, *batch = batch_norm(x, gamma, beta)
    dx, dgamma, _ = batch_norm_backward(dy, x, gamma)
    new = running_statistics(mean, variance, *batch, count=x[0].size, momentum=0.3)
    assert_allclose(y, ours_of(theirs), atol=1e-12)
    assert_allclose(dx, ours_of(theirs_x.grad), atol=1e-12)
    assert_allclose(dgamma, theirs_g.grad.numpy(), atol=1e-12)
    for ours, other in zip(new, running, strict=True):
        assert_allclose(ours, other.numpy(), atol=1e-12)
    theirs = torch.nn.functional.batch_norm(
        theirs_x, *running, theirs_g, torch.tensor(beta), training=False
    )
    assert_allclose(batch_norm_inference(x, gamma, beta, *new), ours_of(theirs), atol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_layer_norm_agrees_with_pytorch(shape: tuple[int, ...]) -> None:
    torch = pytest.importorskip("torch")
    x, dy, gamma, beta = values(shape, shape, shape[:-1], shape[:-1])
    theirs_x, theirs_g = torch_of(x, torch), torch.tensor(gamma, requires_grad=True)
    theirs = torch.nn.functional.layer_norm(theirs_x, shape[:-1], theirs_g, torch.tensor(beta))
    theirs.backward(torch_of(dy, torch).detach())
    assert_allclose(layer_norm(x, gamma, beta), ours_of(theirs), atol=1e-12)
    dx, dgamma, _ = layer_norm_backward(dy, x, gamma)
    assert_allclose(dx, ours_of(theirs_x.grad), atol=1e-12)
    assert_allclose(dgamma, theirs_g.grad.numpy(), atol=1e-12)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 9])
def test_local_response_norm_agrees_with_pytorch(size: int) -> None:
    torch = pytest.importorskip("torch")
    x, dy = values((5, 2, 3, 2), (5, 2, 3, 2))
    theirs_x = torch_of(x, torch)
    theirs = torch.nn.functional.local_response_norm(theirs_x, size, alpha=0.3 * size, k=1.5)
    theirs.backward(torch_of(dy, torch).detach())
    options = {"size": size, "alpha": 0.3, "k": 1.5}
    assert_allclose(local_response_norm(x, **options), ours_of(theirs), atol=1e-12)
    dx = local_response_norm_backward(dy, x, **options)
    assert_allclose(dx, ours_of(theirs_x.grad), atol=1e-12)


# ---------------------------------------------------------------------------------------------
# Bad input
# ---------------------------------------------------------------------------------------------
X, ONE = np.ones((2, 3)), np.ones(2)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: batch_norm(np.ones(3), ONE, ONE), ValueError, "x: expected features and a batch"),
        (lambda: batch_norm(np.ones((0, 3)), ONE, ONE), ValueError, "x: expected at least one"),
        (lambda: batch_norm(X, np.ones(3), ONE), ValueError, r"gamma: expected shape \(2,\)"),
        (lambda: batch_norm(X, ONE, [[1, 2]]), ValueError, "beta: expected 1 axes"),
        (lambda: batch_norm(X, ONE, ONE, epsilon=-1), ValueError, "epsilon: expected a finite"),
        (lambda: batch_norm("x", ONE, ONE), TypeError, "x: expected numbers"),
        (lambda: batch_norm_backward(ONE, X, ONE), ValueError, r"dy: expected shape \(2, 3\)"),
        (lambda: batch_norm_inference(X, ONE, ONE, [1], ONE), ValueError, "mean: expected shape"),
        (lambda: layer_norm(X, np.ones(3), ONE), ValueError, r"gamma: expected shape \(2,\)"),
        (lambda: layer_norm_backward(ONE, X, ONE), ValueError, "dy: expected shape"),
        (lambda: running_statistics(ONE, ONE, ONE, ONE, 1), ValueError, "count: expected an int"),
        (lambda: running_statistics(ONE, ONE, [1], ONE, 2), ValueError, "mean: expected shape"),
        (lambda: running_statistics(ONE, ONE, ONE, ONE, 2, 2), ValueError, "momentum: expected a"),
        (lambda: local_response_norm(X, 0), ValueError, "size: expected an integer >= 1"),
        (lambda: local_response_norm(X, 3, k=0), ValueError, "k: expected a finite"),
        (lambda: local_response_norm(X, 3, alpha=-1), ValueError, "alpha: expected a finite"),
        (lambda: local_response_norm_backward(ONE, X), ValueError, "dy: expected shape"),
    ],
)
def test_bad_input(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def test_nan_stays_in_its_set() -> None:
    x = np.ones((2, 3))
    x[0, 0] = np.nan
    assert_array_equal(np.isnan(batch_norm(x, ONE, ONE)[0]), [[True] * 3, [False] * 3])
    assert_array_equal(np.isnan(layer_norm(x, ONE, ONE)), [[True, False, False]] * 2)
