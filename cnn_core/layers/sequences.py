"""Layers that read a sequence ``(features, T)``: recurrence and attention."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from cnn_core import activations
from cnn_core._checks import Array, as_bool, one_of, positive_int
from cnn_core.activations import ACTIVATIONS, Activation
from cnn_core.attention import attention, attention_backward
from cnn_core.dense import dense, dense_backward
from cnn_core.layers.base import Layer, Shape, sequences_shape
from cnn_core.recurrent import recurrent, recurrent_backward

PROJECTIONS: Final = ("wq", "wk", "wv")


class Recurrent(Layer):
    """``h_t = f(W x_t + U h_{t-1} + b)``, from ``h = 0``: one dense layer used at every step.

    Input ``(features, T, N)``, output ``(units, T, N)``, or with ``last=True`` the last state,
    ``(units, N)``. Parameters ``w`` ``(units, features)``, ``u`` ``(units, units)`` and ``b``
    ``(units,)``. ``activation`` names an elementwise function of ``cnn_core.activations``;
    ``truncate`` is that of ``recurrent_backward``: how many steps a gradient is followed.

    >>> Recurrent(3, last=True).build((2, 7)).forward(np.ones((2, 7, 4))).shape
    (3, 4)
    """

    def __init__(
        self,
        units: int,
        activation: str = "tanh",
        *,
        last: bool = False,
        truncate: int | None = None,
    ) -> None:
        self.units, self.last = positive_int(units, "units"), as_bool(last, "last")
        elementwise = [n for n, f in ACTIVATIONS.items() if isinstance(f, Activation)]
        self.activation = one_of(activation, "activation", elementwise)
        self.truncate = None if truncate is None else positive_int(truncate, "truncate")

    def output_shape(self, input_shape: Shape) -> Shape:
        _, steps = sequences_shape(input_shape, self)
        return (self.units,) if self.last else (self.units, steps)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {
            "w": (self.units, input_shape[0]),
            "u": (self.units, self.units),
            "b": (self.units,),
        }

    def _forward(self, x: Array, training: bool) -> Array:
        w, u, b = (self.parameters[name] for name in ("w", "u", "b"))
        h, z = recurrent(x, w, u, b, self._function())
        self._keep((x, h, z), training)
        return h[:, -1].copy() if self.last else h

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        x, h, z = self._take()
        dh = dy
        if self.last:
            dh = np.zeros(h.shape, dy.dtype)
            dh[:, -1] = dy
        w, u = self.parameters["w"], self.parameters["u"]
        dx, dw, du, db, _ = recurrent_backward(
            dh, x, h, z, w, u, self._function(), truncate=self.truncate
        )
        self.gradients["w"], self.gradients["u"], self.gradients["b"] = dw, du, db
        return dx

    def _function(self) -> Any:
        return getattr(activations, self.activation)


class Attention(Layer):
    """Self-attention with one head: every step looks at every step of its own sequence.

    Input ``(features, T, N)``, output ``(units, T, N)``. Queries, keys and values are ``Wq x``,
    ``Wk x`` and ``Wv x``, parameters ``(units, features)`` without bias. ``causal=True`` hides what
    comes later.

    >>> Attention(3, causal=True).build((2, 7)).forward(np.ones((2, 7, 4))).shape
    (3, 7, 4)
    """

    def __init__(self, units: int, *, causal: bool = False) -> None:
        self.units, self.causal = positive_int(units, "units"), as_bool(causal, "causal")

    def output_shape(self, input_shape: Shape) -> Shape:
        return self.units, sequences_shape(input_shape, self)[1]

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return dict.fromkeys(PROJECTIONS, (self.units, input_shape[0]))

    def _forward(self, x: Array, training: bool) -> Array:
        columns, steps = x.reshape(len(x), -1), x.shape[1:]  # (features, T N)
        q, k, v = (
            dense(columns, self.parameters[name]).reshape(self.units, *steps)
            for name in PROJECTIONS
        )
        mask = np.tri(steps[0], dtype=bool).T if self.causal else None
        y, a = attention(q, k, v, mask=mask)
        self._keep((x, q, k, v, a), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        x, q, k, v, a = self._take()
        dx = np.zeros(x.shape, dy.dtype)
        for name, dz in zip(PROJECTIONS, attention_backward(dy, q, k, v, a), strict=True):
            part, self.gradients[name], _ = dense_backward(
                dz.reshape(self.units, -1), x.reshape(len(x), -1), self.parameters[name]
            )
            dx += part.reshape(x.shape)
        return dx
