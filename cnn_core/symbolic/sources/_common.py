"""What the entries of several sources share: symbols, and the layers written as sums.

Indices are zero-based as in the book. A plane is a function of a row and a column, so that one
formula can be read with an array as it is, turned by half a turn, or padded with zeros:
``plane(o)``, ``turned(w, (k1, k2))``, ``padded(delta, (H, W))``.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, IndexedBase, Symbol

from cnn_core.symbolic.sums import activation, indices, inside, sizes, tensors, total

i, j, m, n, p, q, u, v, a, c = indices("i j m n p q u v a c")
H, W, k1, k2, C = sizes("H W k_1 k_2 C")
x, o, w, delta, t, y = tensors("x o w delta t y")
b = Symbol("b", real=True)
f, g = activation("f"), activation("g")

Shape = tuple[Expr, Expr]
Plane = Callable[[Expr, Expr], Expr]


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
