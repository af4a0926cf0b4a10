"""What the entries of several sources share: the words, symbols, and the layers written as sums.

Indices are zero-based as in the book. A plane is a function of a row and a column, so that one
formula can be read with an array as it is, turned by half a turn, or padded with zeros:
``plane(o)``, ``turned(w, (k1, k2))``, ``padded(delta, (H, W))``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import sympy as sp
from sympy import Expr, IndexedBase, KroneckerDelta, Symbol

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, activation, indices, inside, sizes, tensors, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.equation import FAULTS, Equation

MATHEMATICS, INDEX, MISPRINT = FAULTS

i, j, m, n, p, q, u, v, a, c = indices("i j m n p q u v a c")
H, W, k1, k2, C = sizes("H W k_1 k_2 C")
x, o, w, delta, t, y = tensors("x o w delta t y")
b = Symbol("b", real=True)
f, g = activation("f"), activation("g")

Shape = tuple[Expr, Expr]
Plane = Callable[[Expr, Expr], Expr]
Entry = Callable[..., Equation]


def forms(source: str) -> tuple[Entry, Entry]:
    """The two kinds of entries of a source: a displayed equation, and a claim of the text."""
    return partial(Equation, source=source), partial(Equation, source=source, kind="claim")


def sigmoid(net: Expr) -> Expr:
    """The logistic function, written out."""
    return 1 / (1 + sp.exp(-net))


# --- layers -------------------------------------------------------------------------------------


def plane(array: IndexedBase) -> Plane:
    """The entries of an array as they are."""
    return lambda row, column: array[row, column]


def padded(array: IndexedBase, shape: Shape) -> Plane:
    """The entries of an array, and zero outside of its shape."""
    return lambda row, column: inside(row, shape[0]) * inside(column, shape[1]) * array[row, column]


def turned(array: IndexedBase, shape: Shape) -> Plane:
    """The array turned by half a turn, ``rot180``."""
    return lambda row, column: array[shape[0] - 1 - row, shape[1] - 1 - column]


def correlation(image: Plane, kernel: Plane, shape: Shape, row: Expr, column: Expr) -> Expr:
    """``sum image(row + m, column + n) kernel(m, n)`` over a kernel of the given shape."""
    return total(image(row + m, column + n) * kernel(m, n), (m, shape[0]), (n, shape[1]))


def convolution(image: Plane, kernel: Plane, shape: Shape, row: Expr, column: Expr) -> Expr:
    """``sum image(row - m, column - n) kernel(m, n)`` over a kernel of the given shape."""
    return total(image(row - m, column - n) * kernel(m, n), (m, shape[0]), (n, shape[1]))


def ranges(*pairs: Shape) -> list[Expr]:
    """Hypotheses ``0 <= index < size``, one for each pair."""
    return [inside(index, size) for index, size in pairs]


KERNEL, IMAGE, OUT = (k1, k2), (H, W), (H - k1 + 1, W - k2 + 1)
VALID = (i + k1 - 1, j + k2 - 1)  # where the valid part of a convolution begins, plus (i, j)


def summed_copies() -> Identity:
    """The gradient by a shared weight is the sum of those by its copies at all outputs."""
    outputs = ((i, OUT[0]), (j, OUT[1]))
    shared = correlation(plane(o), plane(w), KERNEL, i, j)
    copies = total(y[i, j, m, n] * o[i + m, j + n], (m, k1), (n, k2))  # a kernel for each output
    by_copy = delta[i, j] * derivative(copies, y[i, j, p, q])
    by_weight = Partial(total(delta[i, j] * shared, *outputs), w[p, q])
    return Identity(by_weight, total(by_copy, *outputs), ranges((p, k1), (q, k2)))


def equivariant() -> Identity:
    """The layer on an image moved by (u, v) is the layer's output, moved by as much."""

    def moved(row: Expr, column: Expr) -> Expr:
        picked = KroneckerDelta(p, row - u) * KroneckerDelta(q, column - v) * o[p, q]
        return total(picked, (p, H), (q, W))

    there = correlation(padded(o, IMAGE), plane(w), KERNEL, i - u, j - v)
    return Identity(correlation(moved, plane(w), KERNEL, i, j), there)


# --- gradient descent ---------------------------------------------------------------------------

Point = tuple[Expr, ...]


def steepest() -> Identity:
    """Lagrange: ``|t|^2 |y|^2 - (t . y)^2`` is half a sum of squares, for vectors of any length.

    So along unit vectors y the derivative ``t . y`` is largest along the gradient t.
    """
    (length,) = sizes("n")
    dot = total(t[i] * y[i], (i, length))
    squares = total(t[i] ** 2, (i, length)) * total(y[i] ** 2, (i, length))
    crossed = total((t[i] * y[j] - t[j] * y[i]) ** 2, (i, length), (j, length)) / 2
    return Identity(squares - dot**2, crossed)


def descent(
    rate: Expr, start: Sequence[Expr | int], steps: int, cost: Expr, at: Sequence[Symbol]
) -> list[Point]:
    """The places that gradient descent visits, exactly."""
    places: list[Point] = [tuple(map(sp.sympify, start))]
    for _ in range(steps):
        here = dict(zip(at, places[-1], strict=True))
        places.append(tuple(here[one] - rate * cost.diff(one).subs(here) for one in at))
    return places


def short_steps_descend(name: str = "C") -> All:
    r"""With a curvature of at most L, a step with a rate between 0 and 2/L lowers the cost.

    Along the step the cost lies below a parabola: the gap between them and its slope are zero at
    the start, and its curvature is ``L - C'' >= 0``. The parabola falls by ``a g^2 - L a^2 g^2/2``.
    """
    at, moved, bound = sp.symbols("w h L", real=True)
    cost = sp.Function("C")
    parabola = cost(at) + cost(at).diff(at) * moved + bound * moved**2 / 2
    gap = parabola - cost(at + moved)
    found = [gap.subs(moved, 0), gap.diff(moved).subs(moved, 0).doit(), gap.diff(moved, 2)]
    curvature = cost(at + moved).diff(moved, 2)
    return All(Entries(found, [0, 0, bound - curvature]), Statement(lambda: _parabola_falls(name)))


def _parabola_falls(name: str) -> tuple[bool, str]:
    bound, slope, less = sp.symbols("L g s", positive=True)
    rate = 2 / (bound + less)  # any rate between 0 and 2 / L
    falls = sp.simplify(rate * slope**2 - bound * rate**2 * slope**2 / 2)
    return bool(falls.is_positive), (
        rf"with \(\alpha = 2/(L + s)\), \(s > 0\), a step lowers {name} by at least "
        rf"\({sp.latex(falls)} > 0\)"
    )
