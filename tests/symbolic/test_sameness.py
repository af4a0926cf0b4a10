"""Sameness: blind to order and to the names of bound indices, to nothing else."""

import pytest
import sympy as sp
from sympy import Mul, Piecewise, Sum

from cnn_core.symbolic import Partial, activation, indices, inside, same, sizes, tensors, total
from cnn_core.symbolic.sameness import where_they_differ

i, j, m, p = indices("i j m p")
n, k = sizes("n k")
x, w = tensors("x w")
f, df = activation("f"), activation("f'")
TEXT = total(w[m] * x[i + m], (m, k))

SAME = [
    (x[i] * w[p], w[p] * x[i]),
    (total(x[i] * w[i + p], (i, n)), total(w[p + j] * x[j], (j, n))),
    (total(x[i - m], (i, n), (m, k)), total(x[m - i], (i, k), (m, n))),
    (total(total(x[i - m], (i, n)), (m, k)), total(x[i - m], (m, k), (i, n))),
    (-2 * (x[i] - w[i]) * w[p], Mul(2, w[i] - x[i], w[p])),
    (Partial(TEXT, w[p]), Partial(total(x[i + j] * w[j], (j, k)), w[p], "L")),
    (total(x[i] * total(w[i], (i, k)), (i, n)), total(x[j] * total(w[m], (m, k)), (j, n))),
    (Piecewise((x[i], x[i] > 0), (0, True)), Piecewise((x[i], x[i] > 0), (0, x[i] <= 0))),
]
DIFFERENT = [
    (TEXT, total(w[m] * x[i - m], (m, k))),
    (TEXT, total(w[m] * x[i + m], (m, k + 1))),
    (TEXT, total(w[m] * x[i + m], (m, n))),
    (TEXT, -TEXT),
    (total(2 * x[i], (i, n)), 2 * total(x[i], (i, n))),
    (total(x[i - m], (i, n), (m, k)), total(x[m - i], (i, n), (m, k))),
    (total(x[i] * w[m], (i, n), (m, k)), total(x[i], (i, n)) * total(w[m], (m, k))),
    (f(x[i]), df(x[i])),
    (x[i] ** 2, x[i]),
    ((x[i] - w[i]) ** 2, (w[i] - x[i]) ** 2),
    (inside(i - p, k), inside(p - i, k)),
    (Partial(TEXT, w[p]), Partial(TEXT, x[p])),
    (total(x[i] * w[p], (i, n)), total(x[i] * w[i], (i, n))),
    (total(x[p], (p, n)), total(x[p], (i, n))),
    (Piecewise((x[i], x[i] > 0), (0, True)), Piecewise((x[i], x[i] >= 0), (0, True))),
    (Piecewise((x[i], x[i] > 0), (0, True)), Piecewise((x[i], x[i] < 0), (0, True))),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_the_same(one: sp.Expr, other: sp.Expr) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_not(one: sp.Expr, other: sp.Expr) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_the_difference_is_cut_down() -> None:
    wrong = total(w[m] * x[i - m], (m, k))
    assert where_they_differ(TEXT + 1, wrong + 1) == (m, -m)
    assert where_they_differ(f(x[i]), df(x[i])) == (f(x[i]), df(x[i]))
    assert where_they_differ(TEXT, Sum(TEXT.function, (m, 1, k - 1)))[0] == TEXT
