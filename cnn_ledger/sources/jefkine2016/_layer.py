r"""The layer and its two gradients, as the parts share them.

p, q are the post's m', n' at a weight; r, s its i', j' at a pixel.
"""

from __future__ import annotations

from sympy import Expr

from cnn_core.symbolic.vocabulary import Partial, indices, total
from cnn_ledger.claims import Identity
from cnn_ledger.sources._common import (
    KERNEL,
    OUT,
    H,
    Plane,
    W,
    b,
    correlation,
    delta,
    f,
    forms,
    i,
    j,
    k1,
    k2,
    o,
    padded,
    plane,
    ranges,
    u,
    v,
    w,
    x,
)  # fmt: skip

equation, claim = forms("jefkine2016")

# p, q are the post's m', n' at a weight; r, s its i', j' at a pixel.

p, q, r, s = indices("m' n' i' j'")
WEIGHT, PIXEL = ranges((p, k1), (q, k2)), ranges((r, H), (s, W))
OUTPUT = ranges((i, OUT[0]), (j, OUT[1]))
layer = correlation(plane(o), plane(w), KERNEL, i, j) + b
loss = total(delta[i, j] * layer, (i, OUT[0]), (j, OUT[1]))
by_weight = Partial(loss, w[p, q])


def next_layer(row: Expr, column: Expr) -> Expr:
    """Equation 7 one layer up, of o = f(x)."""
    return total(w[u, v] * f(x[row + u, column + v]), (u, k1), (v, k2)) + b


next_loss = total(delta[i, j] * next_layer(i, j), (i, OUT[0]), (j, OUT[1]))
by_pixel = Partial(next_loss, x[r, s])
slope = f(x[r, s]).fdiff()
delta_padded = padded(delta, OUT)


def at_pixel(sum_of: Expr) -> Identity:
    """The gradient by a pixel, against what stands in front of the slope."""
    return Identity(by_pixel, sum_of * slope, PIXEL)


def rows(sums: Plane, shape: tuple[int, int]) -> list[list[Expr]]:
    return [[sums(r, s) for s in range(shape[1])] for r in range(shape[0])]
