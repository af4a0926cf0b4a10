"""Sums over different ranges, blocks, rows, and hypotheses for every index; each with a neighbour
that is wrong."""

from dataclasses import dataclass

import pytest
import sympy as sp
from sympy import Eq, Expr, Integer, KroneckerDelta, Sum, Symbol, cos, exp, sign, sin

from cnn_core.symbolic import (
    Inside,
    NotProved,
    Partial,
    equal,
    every,
    indices,
    inside,
    prove,
    sizes,
    tensors,
    total,
)

b, c, i, j, k, m, p, q, r, s = indices("b c i j k m p q r s")
n, K, M, N = sizes("n K M N")
x, y, w, z = tensors("x y w z")
beta = Symbol("beta", real=True)
IN, ROWS = (inside(p, n),), (every(i, n), every(j, n))


@dataclass(frozen=True)
class Asked:
    """A true identity, and a wrong right side."""

    lhs: Expr
    rhs: Expr
    wrong: Expr
    where: tuple = ()
    needs: str = ""
    at: dict | None = None


xs, powers = total(x[i], (i, n)), total(beta**k, (k, n))
lower, upper = Inside(j, 0, i), Inside(j, i + 1, n - 1)
double = total(x[i, j], (i, n), (j, n))
bias = total(beta ** (n - 1 - k), (k, n))
ENDS = {
    "first term": Asked(xs, x[0] + Sum(x[i], (i, 1, n - 1)), x[1] + Sum(x[i], (i, 1, n - 1))),
    "last term": Asked(Sum(x[i], (i, 0, n)), x[n] + xs, x[n - 1] + xs),
    "split range": Asked(
        total(x[i], (i, n + K)), xs + total(x[i + n], (i, K)), xs + total(x[i + n + 1], (i, K))
    ),
    "split by a condition": Asked(
        total(x[i], (i, n + K)),
        total(x[i] * inside(i, n), (i, n + K)) + Sum(x[i], (i, n, n + K - 1)),
        total(x[i] * inside(i, K), (i, n + K)) + Sum(x[i], (i, n, n + K - 1)),
    ),
    "split at any place": Asked(
        xs,
        total(x[i], (i, K)) + Sum(x[i], (i, K, n - 1)),
        total(x[i], (i, K)) + Sum(x[i], (i, K + 1, n - 1)),
        needs=r"n \ge K",
    ),
    "running sum": Asked(Sum(x[j], (j, 0, p)) - Sum(x[j], (j, 0, p - 1)), x[p], x[p - 1], where=IN),
    "gradient of running sums": Asked(
        Partial(total(y[i] * x[j] * lower, (i, n), (j, n)), x[p]),
        Sum(y[i], (i, p, n - 1)),
        Sum(y[i], (i, 0, p)),
        where=IN,
    ),
    "two triangles": Asked(
        double,
        total(x[i, j] * lower, (i, n), (j, n)) + total(x[i, j] * upper, (i, n), (j, n)),
        2 * total(x[i, j] * lower, (i, n), (j, n)),
    ),
    "telescoping": Asked(total(x[i + 1] - x[i], (i, n)), x[n] - x[0], x[n - 1] - x[0]),
    "momentum": Asked(
        total(beta ** (n - k) * z[k], (k, n + 1)),
        beta * total(beta ** (n - 1 - k) * z[k], (k, n)) + z[n],
        beta * total(beta ** (n - k) * z[k], (k, n)) + z[n],
    ),
    "geometric sum": Asked(powers, (1 - beta**n) / (1 - beta), (1 - beta ** (n - 1)) / (1 - beta)),
    "bias of a running mean": Asked((1 - beta) * bias, 1 - beta**n, 1 - beta ** (n + 1)),
    "sum of the integers": Asked(total(k, (k, n)), n * (n - 1) / 2, n * (n + 1) / 2),
    "sum of the squares": Asked(total(k**2, (k, n)), n * (n - 1) * (2 * n - 1) / 6, n**3 / 3),
    "places in a triangle": Asked(total(lower, (i, n), (j, n)), n * (n + 1) / 2, n**2 / 2),
}

index = i * K + j
BLOCKS = {
    "flattened": Asked(
        total(x[i], (i, n * K)),
        total(x[index], (i, n), (j, K)),
        total(x[index + 1], (i, n), (j, K)),
    ),
    "flattened twice": Asked(
        total(x[i], (i, n * K * M)),
        total(x[index * M + m], (i, n), (j, K), (m, M)),
        total(x[index * M + m], (i, n), (j, K), (m, K)),
    ),
    "gradient through a flattened index": Asked(
        Partial(total(w[index] * x[i, j], (i, n), (j, K)), w[p * K + q]),
        x[p, q],
        x[q, p],
        where=(inside(p, n), inside(q, K)),
    ),
    "pooling keeps the total": Asked(
        total(total(x[K * i + j], (j, K)) / K, (i, n)),
        total(x[i], (i, n * K)) / K,
        total(x[i], (i, n)) / K,
    ),
    "pooling of a map keeps the total": Asked(
        total(x[K * i + r, M * j + s], (i, n), (j, N), (r, K), (s, M)),
        total(x[i, j], (i, n * K), (j, N * M)),
        total(x[i, j], (i, n * M), (j, N * K)),
    ),
}

row = total(exp(x[i, k]), (k, K))
members = total(y[i, c], (i, n))


def mean(c: Expr) -> Expr:
    return total(y[j, c] * x[j], (j, n)) / total(y[k, c], (k, n))


whole = total(x[j], (j, n)) / n
within = total(y[i, c] * (x[i] - mean(c)) ** 2, (i, n), (c, K))
between = total(members * (mean(c) - whole) ** 2, (c, K))
INVERSES = {
    "softmax in rows": Asked(total(exp(x[i, j]) / row, (i, n), (j, K)), n, K),
    "weighted rows": Asked(
        total(z[i] * exp(x[i, j]) / row, (i, n), (j, K)),
        total(z[i], (i, n)),
        n * total(z[i], (i, n)),
    ),
    "scatter in classes of any size": Asked(
        total(y[i, c] * (x[i] - whole) ** 2, (i, n), (c, K)), within + between, within
    ),
    "gradient of the scatter within": Asked(
        Partial(within, x[p]),
        2 * total(y[p, c] * (x[p] - mean(c)), (c, K)),
        2 * total(y[p, c] * x[p], (c, K)),
        where=IN,
    ),
}

orthonormal = Eq(total(w[i, k] * w[j, k], (k, K)), KroneckerDelta(i, j))
shares = total(exp(x[p, j]), (j, K))
EVERY = {
    "symmetric matrix": Asked(
        Partial(total(x[i] * w[i, j] * x[j], (i, n), (j, n)), x[p]),
        2 * total(w[p, j] * x[j], (j, n)),
        total(w[p, j] * x[j], (j, n)),
        where=(*IN, *ROWS, Eq(w[i, j], w[j, i])),
    ),
    "antisymmetric matrix": Asked(
        total(x[i] * w[i, j] * x[j], (i, n), (j, n)),
        Integer(0),
        total(x[i] ** 2, (i, n)),
        where=(*ROWS, Eq(w[i, j], -w[j, i])),
    ),
    "orthonormal rows": Asked(
        total(total(w[i, k] * x[i], (i, n)) ** 2, (k, K)),
        total(x[i] ** 2, (i, n)),
        total(x[i], (i, n)) ** 2,
        where=(*ROWS, orthonormal),
        at={n: 2, K: 2},
    ),
    "targets that sum to one": Asked(
        Partial(
            -total(y[i, k] * sp.log(exp(x[i, k]) / row.xreplace({k: m})), (i, n), (k, K)), x[p, q]
        ),
        exp(x[p, q]) / shares - y[p, q],
        exp(x[p, q]) / shares,
        where=(*IN, inside(q, K), every(i, n), Eq(total(y[i, k], (k, K)), 1)),
    ),
    "gradient of the scatter between": Asked(
        Partial(between, x[p]),
        2 * total(y[p, c] * (mean(c) - whole), (c, K)),
        2 * total(y[p, c] * mean(c), (c, K)),
        where=(*IN, every(i, n), Eq(total(y[i, c], (c, K)), 1)),
    ),
}
ANGLES = {
    "addition theorem": Asked(
        total(cos(x[i] + y[i]), (i, n)),
        total(cos(x[i]) * cos(y[i]) - sin(x[i]) * sin(y[i]), (i, n)),
        total(cos(x[i]) * cos(y[i]) + sin(x[i]) * sin(y[i]), (i, n)),
    ),
    "a turn keeps the length": Asked(
        (cos(z[0]) * x[p] - sin(z[0]) * y[p]) ** 2 + (sin(z[0]) * x[p] + cos(z[0]) * y[p]) ** 2,
        x[p] ** 2 + y[p] ** 2,
        x[p] ** 2 - y[p] ** 2,
    ),
    "odd powers of a sign": Asked(sign(x[p]) ** 3, sign(x[p]), sign(x[p]) ** 2),
}
ASKED = ENDS | BLOCKS | INVERSES | EVERY | ANGLES


@pytest.mark.parametrize("name", ASKED)
def test_what_readers_ask_for_is_proved(name):
    asked = ASKED[name]
    proof = prove(asked.lhs, asked.rhs, where=asked.where, label=name, sizes=asked.at)
    assert len(proof.where) == len(asked.where) + bool(asked.needs)
    assert asked.needs in " ".join(proof.where)


@pytest.mark.parametrize("name", ASKED)
def test_a_wrong_neighbour_is_not_proved(name):
    asked = ASKED[name]
    with pytest.raises(NotProved, match="not equal"):
        prove(asked.lhs, asked.wrong, where=asked.where, label=name, sizes=asked.at)
    assert not equal(asked.lhs, asked.wrong, asked.where)


def test_a_split_whose_lengths_may_be_negative_is_not_equal_without_the_hypothesis():
    asked = ENDS["split at any place"]
    assert not equal(asked.lhs, asked.rhs)


def test_a_hypothesis_for_every_index_says_so_and_binds_its_index():
    asked = EVERY["symmetric matrix"]
    proof = prove(asked.lhs, asked.rhs, where=asked.where, label="every")
    assert proof.where[1].startswith("every ")
    with pytest.raises(ValueError, match="where: i stands for every index; it is free in rhs"):
        prove(x[p], x[i], where=ROWS, label="bound")


def test_a_hypothesis_for_one_row_is_not_used_for_another():
    fact = Eq(total(y[i, k], (k, K)), 1)
    assert not equal(total(y[p, k], (k, K)), 1, (fact,))
    assert not equal(total(y[p, k], (k, K)), 1, (every(i, n), fact))  # p may be outside
    assert equal(total(y[p, k], (k, K)), 1, (every(i, n), inside(p, n), fact))
