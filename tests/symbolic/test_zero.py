"""Zero is shown, or the opposite is, or nothing is said: no tolerance decides."""

import pytest
import sympy as sp
from sympy import Rational, exp, log, sqrt

from cnn_core.symbolic.zero import NotReal, is_zero, may_be, number_for, value_at

x, y = sp.symbols("x y", real=True)
below = sp.Symbol("b", negative=True)
third = Rational(1, 3)

SMALL = [
    exp(-200),
    1 / (1 + exp(110)),
    sp.tanh(60) - 1,
    sp.erf(20) - 1,
    sqrt(2) / 10**50,
    Rational(1, 10**50),
    exp(exp(Rational(-5))) / 10**60,
    sqrt(10**120 + 1) - 10**60,
    log(1 + Rational(1, 10**90)),
    sp.atan(10**60) - sp.pi / 2,
]
ZERO = [
    sp.S.Zero,
    (sqrt(2) + 1) * (sqrt(2) - 1) - 1,
    (exp(1000 * third) + exp(-1000 * third)) ** 2 - exp(2000 * third) - 2 - exp(-2000 * third),
    (exp(9999 * third) + 1) ** 2 - exp(19998 * third) - 2 * exp(9999 * third) - 1,
    log(6) - log(2) - log(3),
    sp.tanh(third) - 1 + 2 / (exp(2 * third) + 1),
    sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2),
    sp.sin(1) ** 2 + sp.cos(1) ** 2 - 1,
    exp(x) / (exp(x) + exp(y)) + exp(y) / (exp(x) + exp(y)) - 1,
    sp.Max(x, 0) - (x + sp.Abs(x)) / 2,
    sp.Abs(below) + below,
]
OTHER = [
    sp.Abs(x) - x,
    sp.sign(x) - 1,
    sqrt(x**2) - x,
    sp.Max(x, y) - x,
    sp.Max(exp(x), 1) - 1,
    (x + y) ** 2 - x**2 - y**2,
]


@pytest.mark.parametrize("value", [*SMALL, *OTHER], ids=str)
def test_what_is_not_zero_is_told_from_zero_however_small(value):
    assert is_zero(value) is False


@pytest.mark.parametrize("value", ZERO, ids=lambda v: str(v)[:30])
def test_what_is_zero_is_shown_to_be(value):
    assert is_zero(value) is True
    assert is_zero(value + exp(-300)) is False


@pytest.mark.parametrize("value", [0.0, 1e-60 * x, sp.nan, sp.oo, -sp.oo, sp.zoo, sp.oo * x])
def test_a_rounded_number_and_what_has_no_value_are_never_decided(value):
    assert is_zero(value) is None


def test_what_is_out_of_reach_is_undecided():
    almost = sp.gamma(third) * sp.gamma(2 * third) - 2 * sp.pi / sqrt(3)
    assert is_zero(almost) in (None, True)  # zero, by the reflection formula
    assert is_zero(sp.gamma(third) - 3) is not True


def test_a_part_without_a_real_value_is_no_value():
    for bad in (sqrt(x) * sqrt(y), log(x), x ** Rational(-1, 3), 1 / (x - y)):
        with pytest.raises(NotReal):
            value_at(bad, {x: sp.Integer(-1), y: sp.Integer(-1)})
    assert value_at(0 * log(x) + x, {x: sp.Integer(-1)}) == -1


@pytest.mark.parametrize(
    "facts",
    [
        {"negative": True},
        {"positive": True},
        {"nonpositive": True},
        {"integer": True, "positive": True, "even": True},
        {"odd": True},
        {"prime": True},
        {"integer": False, "real": True},
        {"irrational": True},
        {"zero": True},
    ],
    ids=str,
)
def test_numbers_drawn_respect_assumptions(facts):
    from random import Random

    symbol = sp.Symbol("s", **facts)
    drawn = [number_for(symbol, Random(seed)) for seed in range(8)]
    assert all(may_be(symbol, number) for number in drawn)
    assert all(getattr(n, f"is_{fact}") is truth for n in drawn for fact, truth in facts.items())


def test_numbers_without_assumptions_are_of_either_sign_below_one_and_above():
    from random import Random

    drawn = [number_for(x, Random(seed)) for seed in range(30)]
    assert min(drawn) < -1 < 1 < max(drawn)
    assert any(abs(number) < 1 for number in drawn)
