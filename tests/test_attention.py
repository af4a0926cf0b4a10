"""Attention: weights, masks, large numbers, PyTorch and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import attention, attention_backward, softmax

Array = np.ndarray[Any, Any]
CAUSAL = np.tri(4, dtype=bool).T


def arrays(keys: int = 4) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(0)
    return tuple(rng.normal(size=shape) for shape in ((3, 4, 2), (3, keys, 2), (5, keys, 2)))  # type: ignore[return-value]


def test_each_sample_is_a_product_of_matrices() -> None:
    q, k, v = arrays(6)
    y, a = attention(q, k, v)
    for n in range(2):
        weights = softmax(k[..., n].T @ q[..., n] / np.sqrt(3))
        assert_allclose(a[..., n], weights, atol=1e-14)
        assert_allclose(y[..., n], v[..., n] @ weights, atol=1e-14)


def test_the_order_of_the_keys_does_not_matter() -> None:
    q, k, v = arrays(6)
    order = [3, 0, 5, 1, 4, 2]
    assert_allclose(attention(q, k[:, order], v[:, order])[0], attention(q, k, v)[0], atol=1e-14)


def test_a_masked_key_is_as_if_it_were_not_there() -> None:
    q, k, v = arrays()
    y, a = attention(q, k, v, mask=CAUSAL)
    assert_array_equal(a[~CAUSAL], 0)
    for t in range(4):
        alone, _ = attention(q[:, t : t + 1], k[:, : t + 1], v[:, : t + 1])
        assert_allclose(y[:, t], alone[:, 0], atol=1e-14)
    dy = np.zeros_like(y)
    dy[:, 1] = 1
    _, dk, dv = attention_backward(dy, q, k, v, a)
    assert_array_equal(dk[:, 2:], 0)
    assert_array_equal(dv[:, 2:], 0)


@pytest.mark.parametrize("mask", [None, CAUSAL])
def test_large_products_do_not_overflow(mask: Array | None) -> None:
    q, k, v = arrays()
    with np.errstate(over="raise", invalid="raise"):
        y, a = attention(1e3 * q, 1e3 * k, v, mask=mask)
    assert_allclose(a.sum(axis=0), 1)
    assert np.isfinite(y).all()


@pytest.mark.parametrize("mask", [None, CAUSAL])
def test_agrees_with_pytorch(mask: Array | None) -> None:
    torch = pytest.importorskip("torch")
    q, k, v = arrays()
    theirs = [torch.tensor(a.transpose(2, 1, 0).copy(), requires_grad=True) for a in (q, k, v)]
    out = torch.nn.functional.scaled_dot_product_attention(
        *theirs, attn_mask=None if mask is None else torch.tensor(mask.T.copy())
    )
    y, a = attention(q, k, v, mask=mask)
    dy = np.random.default_rng(1).normal(size=y.shape)
    out.backward(torch.tensor(dy.transpose(2, 1, 0).copy()))
    assert_allclose(y, out.detach().numpy().transpose(2, 1, 0), atol=1e-12)
    for ours, tensor in zip(attention_backward(dy, q, k, v, a), theirs, strict=True):
        assert_allclose(ours, tensor.grad.numpy().transpose(2, 1, 0), atol=1e-12)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"q": np.ones((3, 4))}, ValueError, "q: expected 3 axes"),
        ({"k": np.ones((2, 4, 2))}, ValueError, r"k: expected shape \(3, any, 2\)"),
        ({"v": np.ones((5, 3, 2))}, ValueError, r"v: expected shape \(any, 4, 2\)"),
        ({"v": np.ones((0, 4, 2))}, ValueError, "v: expected at least one element"),
        ({"mask": np.ones((4, 4))}, TypeError, "mask: expected True and False"),
        ({"mask": np.ones((3, 4), bool)}, ValueError, r"mask: expected shape \(4, 4\)"),
        ({"mask": np.eye(4, dtype=bool) & ~CAUSAL}, ValueError, "none for query 0"),
        ({"scale": "x"}, TypeError, "scale: expected a real number"),
    ],
)
def test_bad_input(change: dict[str, Any], error: type[Exception], message: str) -> None:
    q, k, v = arrays()
    with pytest.raises(error, match=message):
        attention(**({"q": q, "k": k, "v": v} | change))


def test_bad_input_of_the_backward_function() -> None:
    q, k, v = arrays()
    y, a = attention(q, k, v)
    with pytest.raises(ValueError, match=r"dy: expected shape \(5, 4, 2\)"):
        attention_backward(y[:, :1], q, k, v, a)
    with pytest.raises(ValueError, match=r"a: expected shape \(4, 4, 2\)"):
        attention_backward(y, q, k, v, a[:1])
