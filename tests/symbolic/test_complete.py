"""True identities that readers ask for are proved, and a wrong neighbour of each is not."""

from dataclasses import dataclass

import pytest
import sympy as sp
from sympy import Abs, Expr, Heaviside, Max, Min, Rational, Symbol, erf, exp, log, pi, sign, sqrt

from cnn_core.symbolic import (
    NotProved,
    Partial,
    indices,
    inside,
    prove,
    sizes,
    tensors,
    total,
)

i, j, k, m, p = indices("i j k m p")
(n,) = sizes("n")
x, y, w, z = tensors("x y w z")
IN = (inside(p, n),)


@dataclass(frozen=True)
class Asked:
    """A true identity, and a wrong right side."""

    lhs: Expr
    rhs: Expr
    wrong: Expr
    excluded: str = ""
    where: tuple = ()


# --- batch and layer normalisation ---

eps = Symbol("epsilon", positive=True)
mu = total(x[j], (j, n)) / n
v = total((x[j] - mu) ** 2, (j, n)) / n
root = sqrt(v + eps)


def normed(index: Expr) -> Expr:
    return (x[index] - mu) / root


LOSS = Partial(total(y[i] * normed(i), (i, n)), x[p])
mean_y, mean_yx = total(y[j], (j, n)) / n, total(y[j] * (x[j] - mu), (j, n)) / n
NORMALISATION = {
    "power -3/2": (y[p] - mean_y) / root - (x[p] - mu) * mean_yx * (v + eps) ** Rational(-3, 2),
    "root times the variance": (y[p] - mean_y) / root - (x[p] - mu) * mean_yx / ((v + eps) * root),
    "by the output": (y[p] - mean_y - normed(p) * total(y[j] * normed(j), (j, n)) / n) / root,
    "over n": (n * y[p] - n * mean_y - normed(p) * total(y[j] * normed(j), (j, n))) / (n * root),
}


@pytest.mark.parametrize("spelling", NORMALISATION)
def test_normalisation_in_every_usual_spelling(spelling):
    right = NORMALISATION[spelling]
    assert prove(LOSS, right, where=IN, label=spelling)


def test_normalisation_without_the_mean_of_the_gradients_is_wrong():
    with pytest.raises(NotProved, match="not equal"):
        prove(LOSS, NORMALISATION["by the output"] + mean_y / root, where=IN, label="wrong")


# --- kinks, powers, plain symbols, sums that cancel ---

beta, gamma = Symbol("beta", real=True), Symbol("gamma", real=True)
tau = Symbol("tau", positive=True)
sw, swx = total(w[i], (i, n)), total(w[i] * x[i], (i, n))
heat = total(exp(x[i] / tau), (i, n))
ASKED = {
    "powers run backwards": Asked(
        total(beta ** (n - 1 - k) * z[k], (k, n)),
        total(beta**k * z[n - 1 - k], (k, n)),
        total(beta**k * z[k], (k, n)),
    ),
    "ReLU": Asked(Partial(Max(x[p], 0), x[p]), (1 + sign(x[p])) / 2, sp.S.One, r"{x}_{p} \neq 0"),
    "ReLU by a step": Asked(
        Partial(Max(x[p], 0), x[p]), Heaviside(x[p]), Heaviside(-x[p]), r"{x}_{p} \neq 0"
    ),
    "ReLU under a sum": Asked(
        Partial(total(y[i] * Max(x[i], 0), (i, n)), x[p]),
        y[p] * (1 + sign(x[p])) / 2,
        y[p] * sign(x[p]),
        r"{x}_{i} \neq 0",
        IN,
    ),
    "leaky ReLU": Asked(
        Partial(Max(x[p], x[p] / 100), x[p]),
        (101 + 99 * sign(x[p])) / 200,
        (1 + sign(x[p])) / 2,
        r"\neq",
    ),
    "minimum": Asked(
        Partial(Min(x[p], y[p]), x[p]),
        (1 - sign(x[p] - y[p])) / 2,
        (1 + sign(x[p] - y[p])) / 2,
        r"{x}_{p} \neq {y}_{p}",
    ),
    "absolute value": Asked(Partial(Abs(x[p]), x[p]), sign(x[p]), sp.S.One, r"{x}_{p} \neq 0"),
    "ReLU by absolute values": Asked(Max(x[p], 0), (x[p] + Abs(x[p])) / 2, Abs(x[p])),
    "absolute value by sign": Asked(x[p] * sign(x[p]), Abs(x[p]), x[p]),
    "error function": Asked(
        Partial(total(erf(x[i]), (i, n)), x[p]),
        2 / sqrt(pi) * exp(-(x[p] ** 2)),
        exp(-(x[p] ** 2)) / sqrt(pi),
        where=IN,
    ),
    "Gaussian": Asked(
        Partial(total(exp(-(x[i] ** 2) / 2) / sqrt(2 * pi), (i, n)), x[p]),
        -x[p] * exp(-(x[p] ** 2) / 2) / sqrt(2 * pi),
        -x[p] * exp(-(x[p] ** 2) / 2) / sqrt(pi),
        where=IN,
    ),
    "temperature": Asked(
        Partial(log(heat), tau),
        -total(x[i] * exp(x[i] / tau), (i, n)) / heat / tau**2,
        -total(x[i] * exp(x[i] / tau), (i, n)) / heat / tau,
    ),
    "discount": Asked(
        Partial(total(gamma**k * z[k], (k, n)), gamma),
        total(k * gamma ** (k - 1) * z[k], (k, n)),
        total(gamma ** (k - 1) * z[k], (k, n)),
    ),
    "weighted mean": Asked(
        Partial(swx / sw, w[p]), (x[p] - swx / sw) / total(w[j], (j, n)), x[p] / sw, where=IN
    ),
    "criterion of Fisher": Asked(
        Partial(swx**2 / total(w[i] ** 2 * y[i], (i, n)), w[p]),
        2 * swx * x[p] / total(w[j] ** 2 * y[j], (j, n))
        - 2 * swx**2 * w[p] * y[p] / total(w[m] ** 2 * y[m], (m, n)) ** 2,
        2 * swx * x[p] / total(w[j] ** 2 * y[j], (j, n)),
        where=IN,
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_readers_ask_for_is_proved(name):
    asked = ASKED[name]
    proof = prove(asked.lhs, asked.rhs, where=asked.where, label=name)
    assert asked.excluded in " ".join(proof.where)
    assert len(proof.where) == len(asked.where) + bool(asked.excluded)


@pytest.mark.parametrize("name", ASKED)
def test_a_wrong_neighbour_is_not_proved(name):
    asked = ASKED[name]
    with pytest.raises(NotProved, match="not equal"):
        prove(asked.lhs, asked.wrong, where=asked.where, label=name)
