"""The recurrent layer: its steps, truncation, PyTorch and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from cnn_core import dense, recurrent, recurrent_backward, relu, tanh

Array = np.ndarray[Any, Any]


def arrays(steps: int = 4, seed: int = 0) -> dict[str, Array]:
    rng = np.random.default_rng(seed)
    shapes = {"x": (2, steps, 5), "w": (3, 2), "u": (3, 3), "b": (3,), "h0": (3, 5)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("f", [tanh, relu])
def test_every_step_is_a_dense_layer_of_input_and_state(f: Any) -> None:
    a = arrays()
    h, z = recurrent(**a, f=f)
    before, both = a["h0"], np.hstack([a["w"], a["u"]])
    for t in range(4):
        assert_allclose(z[:, t], dense(np.vstack([a["x"][:, t], before]), both, a["b"]))
        before = f(z[:, t])
        assert_allclose(h[:, t], before)


def test_the_state_begins_at_zero() -> None:
    a = arrays()
    del a["h0"]
    h, _ = recurrent(**a)
    assert_allclose(h, recurrent(**a, h0=np.zeros((3, 5)))[0])


def backward(a: dict[str, Array], dh: Array, **options: Any) -> tuple[Array, ...]:
    h, z = recurrent(**a)
    return recurrent_backward(dh, a["x"], h, z, a["w"], a["u"], h0=a["h0"], **options)


@pytest.mark.parametrize("truncate", [1, 2, 3, 4])
def test_truncation_follows_each_output_through_the_last_steps(truncate: int) -> None:
    """Each output's gradient by itself, in a sequence that begins so many steps before it."""
    a = arrays()
    h, _ = recurrent(**a)
    dh = np.random.default_rng(1).normal(size=h.shape)
    du = np.zeros((3, 3))
    for t in range(4):
        first = max(0, t + 1 - truncate)
        part = a | {"x": a["x"][:, first : t + 1], "h0": h[:, first - 1] if first else a["h0"]}
        only_last = np.zeros((3, t + 1 - first, 5))
        only_last[:, -1] = dh[:, t]
        du += backward(part, only_last)[2]
    assert_allclose(backward(a, dh, truncate=truncate)[2], du, atol=1e-12)


def test_truncation_beyond_the_sequence_is_none_and_a_short_one_is_another_gradient() -> None:
    a = arrays()
    dh = np.ones((3, 4, 5))
    whole = backward(a, dh)
    for one, other in zip(backward(a, dh, truncate=9), whole, strict=True):
        assert_allclose(one, other, atol=1e-12)
    assert np.abs(backward(a, dh, truncate=1)[2] - whole[2]).max() > 0.1


@pytest.mark.parametrize(("name", "f"), [("tanh", tanh), ("relu", relu)])
def test_agrees_with_pytorch(name: str, f: Any) -> None:
    torch = pytest.importorskip("torch")
    a = arrays()
    layer = torch.nn.RNN(2, 3, nonlinearity=name).double()
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(a["w"]))
        layer.weight_hh_l0.copy_(torch.tensor(a["u"]))
        layer.bias_ih_l0.copy_(torch.tensor(a["b"]))
        layer.bias_hh_l0.zero_()
    x = torch.tensor(a["x"].transpose(1, 2, 0).copy(), requires_grad=True)
    theirs, _ = layer(x, torch.tensor(a["h0"].T.copy())[None])
    dh = np.random.default_rng(1).normal(size=(3, 4, 5))
    theirs.backward(torch.tensor(dh.transpose(1, 2, 0).copy()))
    h, z = recurrent(**a, f=f)
    dx, dw, du, db, _ = recurrent_backward(dh, a["x"], h, z, a["w"], a["u"], f, h0=a["h0"])
    assert_allclose(h, theirs.detach().numpy().transpose(2, 0, 1), atol=1e-12)
    assert_allclose(dx, x.grad.numpy().transpose(2, 0, 1), atol=1e-12)
    for ours, parameter in ((dw, "weight_ih_l0"), (du, "weight_hh_l0"), (db, "bias_ih_l0")):
        assert_allclose(ours, getattr(layer, parameter).grad.numpy(), atol=1e-12)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": np.ones((2, 5))}, "x: expected 3 axes"),
        ({"x": np.ones((2, 0, 5))}, "x: expected at least one element"),
        ({"w": np.ones((3, 4))}, r"w: expected shape \(any, 2\)"),
        ({"u": np.ones((3, 2))}, r"u: expected shape \(3, 3\)"),
        ({"b": np.ones(2)}, r"b: expected shape \(3,\)"),
        ({"h0": np.ones((3, 4))}, r"h0: expected shape \(3, 5\)"),
    ],
)
def test_bad_input(change: dict[str, Array], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        recurrent(**(arrays() | change))


def test_bad_input_of_the_backward_function() -> None:
    a = arrays()
    with pytest.raises(ValueError, match=r"dh: expected shape \(3, 4, 5\)"):
        backward(a, np.ones((3, 1, 5)))
    with pytest.raises(ValueError, match="truncate: expected an integer >= 1"):
        backward(a, np.ones((3, 4, 5)), truncate=0)
