"""Convolution and pooling along one axis: NumPy, PyTorch and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import (
    avg_pool1d,
    conv1d,
    conv1d_backward,
    max_pool1d,
    max_pool1d_backward,
)

Array = np.ndarray[Any, Any]
RNG = np.random.default_rng(0)


@pytest.mark.parametrize("kernel", [1, 2, 3, 4])
def test_one_channel_is_numpys_correlation(kernel: int) -> None:
    x, w = RNG.normal(size=9), RNG.normal(size=kernel)
    ours = conv1d(x[None, :, None], w[None, None])[0, :, 0]
    assert_allclose(ours, np.correlate(x, w, "valid"), atol=1e-14)


def test_pooling_read_literally() -> None:
    x = RNG.permutation(22).reshape(2, 11, 1).astype(float)
    y, winners = max_pool1d(x, 3, 2)
    assert_array_equal(
        y[:, :, 0], [[x[c, i : i + 3].max() for i in (0, 2, 4, 6, 8)] for c in (0, 1)]
    )
    assert_array_equal(winners[0, :, 0], [x[0, i : i + 3, 0].argmax() for i in (0, 2, 4, 6, 8)])
    assert_allclose(avg_pool1d(x, 4)[:, 1, 0], x[:, 4:8, 0].mean(axis=1))
    dx = max_pool1d_backward(np.ones_like(y), winners, x.shape, 3, 2)
    assert dx.sum() == y.size


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"stride": 2, "padding": 1},
        {"dilation": 2, "padding": "same"},
        {"groups": 2, "padding": "same"},
        {"groups": 2, "stride": 3},
    ],
)
@pytest.mark.parametrize("kernel", [2, 3])
@pytest.mark.filterwarnings("ignore:Using padding='same'")
def test_agrees_with_pytorch(options: dict[str, Any], kernel: int) -> None:
    torch = pytest.importorskip("torch")
    x, b = RNG.normal(size=(2, 10, 3)), RNG.normal(size=4)
    w = RNG.normal(size=(4, 2 // options.get("groups", 1), kernel))
    theirs = [torch.tensor(a.copy(), requires_grad=True) for a in (x.transpose(2, 0, 1), w, b)]
    out = torch.nn.functional.conv1d(*theirs, **options)
    y = conv1d(x, w, b, **options)
    dy = RNG.normal(size=y.shape)
    out.backward(torch.tensor(dy.transpose(2, 0, 1).copy()))
    dx, dw, db = conv1d_backward(dy, x, w, **options)
    assert_allclose(y, out.detach().numpy().transpose(1, 2, 0), atol=1e-12)
    assert_allclose(dx, theirs[0].grad.numpy().transpose(1, 2, 0), atol=1e-12)
    assert_allclose(dw, theirs[1].grad.numpy(), atol=1e-12)
    assert_allclose(db, theirs[2].grad.numpy(), atol=1e-12)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: conv1d(np.ones((2, 5)), np.ones((1, 2, 3))), ValueError, "x: expected 3 axes"),
        (lambda: conv1d(np.ones((2, 5, 1)), np.ones((1, 2))), ValueError, "w: expected 3 axes"),
        (
            lambda: conv1d(np.ones((2, 5, 1)), np.ones((1, 2, 6))),
            ValueError,
            "kernel: expected a reach of at most 5",
        ),
        (
            lambda: conv1d(np.ones((2, 5, 1)), np.ones((1, 2, 2)), stride=(1, 1)),  # type: ignore[arg-type]
            TypeError,
            "stride: expected an integer",
        ),
        (
            lambda: conv1d(np.ones((2, 5, 1)), np.ones((1, 2, 2)), padding="same", stride=2),
            ValueError,
            "padding: expected numbers for stride",
        ),
        (lambda: max_pool1d(np.ones((2, 5, 1)), 6), ValueError, "size: expected at most the image"),
        (lambda: avg_pool1d(np.ones((2, 5)), 2), ValueError, "x: expected 3 axes"),
        (
            lambda: max_pool1d_backward(np.ones((1, 1, 1)), np.ones((1, 1, 1), int), (2, 3), 2),
            ValueError,
            "x_shape: expected three lengths",
        ),
    ],
)
def test_bad_input(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()
