"""The vocabulary of the prover: what it decides at once, and what stays as it was written."""

import pytest
import sympy as sp
from sympy import Sum

from cnn_core.symbolic.vocabulary import (
    Inside,
    activation,
    checked,
    indices,
    inside,
    sizes,
    tensors,
    total,
)

i, p = indices("i p")
H, k = sizes("H k")
(x,) = tensors("x")


def test_total_runs_from_zero_to_one_below_the_size():
    assert total(x[i], (i, H)) == Sum(x[i], (i, 0, H - 1))


def test_indicator_is_decided_only_where_the_assumptions_decide_it():
    assert Inside(0, 0, k - 1) == 1
    assert Inside(-1, 0, k - 1) == 0
    assert Inside(k, 0, k - 1) == 0
    assert isinstance(inside(p, k), Inside)


def test_indicator_stays_opaque_under_expansion():
    expression = sp.expand((inside(p, k) + 1) * x[p])
    assert expression.has(Inside)
    assert not expression.has(sp.Piecewise)


def test_activations_of_one_name_are_one_function_and_differentiate_to_the_primed_name():
    f, z0 = activation("f"), sp.Symbol("z")
    assert f is activation("f")
    assert f(z0).diff(z0) == activation("f'")(z0)
    assert sp.latex(activation("sigma'")(z0)) == r"\sigma'\left(z\right)"


def test_a_hypothesis_that_is_decided_says_nothing():
    decided = inside(sp.Integer(0), k)
    assert decided == 1
    assert checked([decided, sp.true, inside(p, k)], a=x[p]) == [x[p], inside(p, k)]


@pytest.mark.parametrize("where", [5, None, "p < k", inside(p, k)])
def test_hypotheses_come_in_a_list(where):
    with pytest.raises(TypeError, match=r"where: got .*; expected a list of hypotheses"):
        checked(where, a=x[p])
