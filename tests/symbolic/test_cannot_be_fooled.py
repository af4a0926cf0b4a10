"""Identities that would fool a careless prover, each with neighbours of its kind.

False ones are refuted or not proved; true ones are not refuted; what a proof needs besides stands
in its `where`; what the rules do not cover is refused with the argument's name.
"""

import pytest
import sympy as sp
from sympy import Abs, Max, Min, Rational, Symbol, exp, log, sign, sqrt

from cnn_core.symbolic import (
    NotProved,
    NotRefuted,
    Partial,
    activation,
    check_numeric,
    equal,
    indices,
    normal,
    prove,
    prove_exact,
    refute,
    sizes,
    tensors,
    total,
)
from cnn_core.symbolic.vocabulary import Count, Inside
from tests.symbolic.evaluator import drawn, value

i, j, k, m, p, q = indices("i j k m p q")
n, K, M = sizes("n K M")
x, y, w, z = tensors("x y w z")
f, one = activation("f"), sp.Integer(1)
S = total(x[i], (i, n))

# --- lengths that are counted ---

COUNTED = {
    r"\(n \ge K\)": (total(one, (i, n - K)), n - K),
    r"\(p \ge 0\)": (total(one, (i, p)), p),
    r"\(n + 1 \ge K\)": (
        total(total(w[m], (i, n - K + 1)) * x[m], (m, K)),
        (n - K + 1) * total(w[m] * x[m], (m, K)),
    ),
    r"\(n \ge 4\)": (exp(x[p] * total(one, (i, n - 4))), exp(x[p] * (n - 4))),
    r"\(2 n + 1 \ge K\)": (
        Partial(total(w[0], (i, 2 * n - K + 1)), w[0]),
        2 * n - K + 1,
    ),
}


@pytest.mark.parametrize("needed", COUNTED)
def test_a_length_that_is_counted_and_may_be_negative_stands_in_the_proof(needed):
    lhs, rhs = COUNTED[needed]
    assert prove(lhs, rhs, label="counted").where == (needed,)
    assert not equal(lhs, rhs)
    assert refute(lhs, rhs)
    with pytest.raises(NotProved):
        prove(lhs, rhs + 1, label="one more")


def test_a_length_that_is_known_not_to_be_negative_needs_no_hypothesis():
    assert prove(total(one, (i, n + K - 1)), n + K - 1, label="full").where == ()
    assert prove(total(one, (i, n * K)), n * K, label="flat").where == ()
    known = [Inside(K, 1, n)]
    (shown,) = prove(total(one, (i, n - K)), n - K, where=known, label="given").where
    assert "K" in shown


def test_a_number_of_terms_that_is_not_evaluated_needs_no_hypothesis():
    both = total(w[m], (i, n - K), (m, M)), total(w[M - 1 - m], (m, M), (j, n - K))
    assert prove(*both, label="both").where == ()


def test_a_count_is_never_negative():
    assert (Count(sp.Integer(-3)), Count(sp.Integer(2)), Count(n + K - 2)) == (0, 2, n + K - 2)
    ones = total(one, (i, n - K))
    for size in range(1, 5):
        at = {n: sp.Integer(size), K: sp.Integer(3)}
        assert normal(ones).xreplace(at).doit() == value(ones, {n: size, K: 3}, drawn(0))


NESTED = [
    (total(x[k] * total(one, (i, n + 3 - k)), (k, M)), total(x[k] * (n + 3 - k), (k, M))),
    (total(x[k] * total(one, (i, n - k)), (k, M)), total(x[k] * (n - k), (k, M))),
    (
        Partial(total(x[k] * total(w[0], (i, n + 3 - k)), (k, M)), w[0]),
        total(x[k] * (n + 3 - k), (k, M)),
    ),
    (sp.Sum(x[i, j], (i, 0, n - 1), (j, 0, i)), total(x[i, j], (i, n), (j, n))),
]


@pytest.mark.parametrize("pair", NESTED, ids=range(len(NESTED)))
def test_bounds_that_depend_on_an_outer_index_are_refused_by_name(pair):
    with pytest.raises(ValueError, match=r"^lhs: the bounds of .* depend on"):
        prove(*pair, label="nested")
    with pytest.raises(ValueError, match=r"^truth: the bounds of .* depend on"):
        refute(*pair[::-1])


def test_a_length_inside_of_a_function_is_not_counted_where_it_may_be_negative():
    lhs = total(exp(x[k] * total(one, (i, n + 3 - k))), (k, M))
    rhs = total(exp(x[k] * (n + 3 - k)), (k, M))
    with pytest.raises(NotProved):
        prove(lhs, rhs, label="inside")
    assert refute(lhs, rhs)


# --- zero ---

FALSE_NUMBERS = [
    (exp(-200), 0),
    (1 / (1 + exp(110)), 0),
    (sp.tanh(60), 1),
    (sqrt(2) / 10**50, 0),
    (exp(-200) * x[p], 2 * exp(-200) * x[p]),
]


@pytest.mark.parametrize("pair", FALSE_NUMBERS, ids=str)
def test_a_small_number_is_not_zero(pair):
    with pytest.raises(NotProved):
        prove_exact(*pair, label="small")
    assert refute(*map(sp.sympify, pair))


@pytest.mark.parametrize("size", [1, 1000, 10_000])
def test_a_large_number_hides_no_equality(size):
    up, down = exp(size * x[p]), exp(-size * x[p])
    lhs, rhs = (up + down) ** 2, up**2 + 2 + down**2
    assert prove(lhs, rhs, label="large")
    with pytest.raises(NotRefuted):
        refute(lhs, rhs)
    assert refute(lhs, rhs + exp(-size))


def test_what_is_undecided_is_said():
    gamma = sp.gamma(Rational(1, 3)) * sp.gamma(Rational(2, 3))
    with pytest.raises(NotProved, match=r"undecided|differs"):
        prove_exact(gamma, 2 * sp.pi / sqrt(3) + sp.zeta(99) - 1, label="far")
    with pytest.raises(NotRefuted, match="undecided"):
        refute(sp.loggamma(x[p] + 1), log(x[p]) + sp.loggamma(x[p]))


ROUNDED = [([Symbol("a") * (1 / 3)], [Symbol("a") / 3]), ([0.5], [Rational(1, 2)])]


@pytest.mark.parametrize("pair", ROUNDED, ids=str)
def test_a_rounded_number_is_not_exact(pair):
    with pytest.raises(ValueError, match=r"^claimed: got the rounded number"):
        prove_exact(*pair, label="rounded")
    with pytest.raises(ValueError, match=r"^derived: got the rounded number"):
        prove_exact(*pair[::-1], label="rounded")


@pytest.mark.parametrize("empty", [[], [[], []]])
def test_nothing_is_no_proof(empty):
    for check in (prove_exact, check_numeric):
        with pytest.raises(NotProved, match="no entries"):
            check(empty, empty, label="nothing")


@pytest.mark.parametrize("bad", [sp.nan, sp.oo, -sp.oo, sp.zoo])
def test_what_has_no_finite_value_is_not_proved(bad):
    with pytest.raises(NotProved, match="no finite value"):
        prove_exact([bad], [bad], label="bad")


# --- numbers of either sign ---

FALSE_IN_THE_NEGATIVE = [
    (Abs(x[p]), x[p]),
    (Max(x[p], 0), x[p]),
    (sign(x[p]), one),
    (Max(x[p], x[p] / 100), x[p]),
    (Max(x[p], 1), one),
    (Min(x[p], 1), x[p]),
    (total(Abs(x[i]), (i, n)), Abs(S)),
    (total(Abs(x[i]), (i, n)), S),
    (sqrt(S**2), S),
    ((S**2) ** Rational(3, 2), S**3),
    (x[p] / Abs(x[p]), one),
    (x[p] * sign(x[p]), x[p]),
    (Max(x[p], y[p]) * z[p], Max(x[p] * z[p], y[p] * z[p])),
    (Partial(Abs(x[p]), x[p]), one),
    (Partial(Max(x[p], 0), x[p]), one),
    (sign(x[p]) ** 2, one),  # false at zero
    (Max(x[p], 0) ** 2, x[p] ** 2),
    (f(x[p]), activation("k")(x[p])),
    (activation("f''''")(x[p]), sp.Integer(0)),
]


@pytest.mark.parametrize("pair", FALSE_IN_THE_NEGATIVE, ids=str)
def test_what_holds_for_positive_numbers_alone_is_refuted(pair):
    assert refute(*pair)
    with pytest.raises(NotProved, match="not equal"):
        prove(*pair, label="positive")


POSITIVE, NEGATIVE = tensors("a", positive=True)[0], tensors("u", negative=True)[0]
below = Symbol("b", negative=True)
even = Symbol("e", integer=True, positive=True, even=True)
AS_ASSUMED = [
    (Max(exp(NEGATIVE[p]), 1), one),
    (Max(exp(below), 1) * x[p], x[p]),
    (total(x[i] * Inside(2 * i, even - 1, even - 1), (i, n)), sp.Integer(0)),
    (Max(NEGATIVE[p] * POSITIVE[q], 0), sp.Integer(0)),
    (log(POSITIVE[p] * POSITIVE[q]), log(POSITIVE[p]) + log(POSITIVE[q])),
    (log(x[p] ** 2 * y[p]), log(x[p] ** 2) + log(y[p])),  # where both have a value
]


@pytest.mark.parametrize("pair", AS_ASSUMED, ids=str)
def test_numbers_respect_what_is_assumed(pair):
    with pytest.raises(NotRefuted):
        refute(*pair)


# --- entries are themselves ---

a1, a_1 = tensors("x1 x_1")
b1, b2 = tensors(r"alpha \alpha")
looks_like_an_entry = Symbol("x_{0}", real=True)
LOOK_ALIKE = [
    (Partial(a1[p] * a_1[p], a1[p]), a_1[p], 2 * a_1[p]),
    (Partial(b1[p] * b2[p], b1[p]), b2[p], b2[p] + b1[p]),
    (Partial(x[0] * looks_like_an_entry, x[0]), looks_like_an_entry, 2 * looks_like_an_entry),
]


@pytest.mark.parametrize("three", LOOK_ALIKE, ids=str)
def test_two_arrays_that_look_alike_are_two(three):
    lhs, right, wrong = three
    assert prove(lhs, right, label="two")
    with pytest.raises(NotRefuted):
        refute(lhs, right)
    assert refute(lhs, wrong)


# --- derivatives by plain symbols, constants in sums ---

g, X = Symbol("gamma", real=True), Symbol("X", real=True)
TRUE = [
    (Partial(x[0], X), 0),
    (Partial(X**K, X), K * X ** (K - 1)),
    (Partial(total(x[i] * g, (i, n)), g), S),
    (total(x[i] / sqrt(sp.pi), (i, n)), S / sqrt(sp.pi)),
    (total(x[i] / sp.pi ** Rational(1, 3), (i, n)), S / sp.pi ** Rational(1, 3)),
    (total(x[i] / sqrt(log(2)), (i, n)), S / sqrt(log(2))),
    (total(x[i] / sqrt(1 + sqrt(2)), (i, n)), S / sqrt(1 + sqrt(2))),
]


@pytest.mark.parametrize("pair", TRUE, ids=str)
def test_a_true_identity_is_proved_without_an_internal_error(pair):
    assert prove(*pair, label="true")
    with pytest.raises(NotProved):
        prove(pair[0], pair[1] + x[0], label="wrong")


# --- the door ---

A, B = sp.symbols("A B", commutative=False)
matrix = sp.MatrixSymbol("A", n, n)
s = Symbol("s", real=True)
REFUSED = [
    sp.Product(x[i], (i, 0, n - 1)),
    A * B,
    sp.KroneckerDelta(i, j, (0, 3)),
    matrix,
    matrix[p, q],
    sp.Matrix([[1]]),
    Partial(sp.Piecewise((x[p], x[p] > 0), (0, True)), x[p]),
    Partial(sp.Function("h")(x[p]), x[p]),
    Partial(sign(x[p]), x[p]),
    Partial(2 ** x[p], x[p]),
    sp.Derivative(s**2, s),
    sp.Integral(s**2, (s, 0, 1)),
    sp.Subs(s**2, s, 1),
    sp.Limit(s**2, s, 0),
    sp.I * x[p],
    Symbol("c", imaginary=True) * x[p],
    Symbol("c", infinite=True),
    sp.zoo,
    x,
]


@pytest.mark.parametrize("bad", REFUSED, ids=lambda e: type(e).__name__)
def test_what_no_rule_covers_is_refused_with_the_argument_s_name(bad):
    for name, call in {
        "lhs": lambda: prove(bad, bad, label="bad"),
        "rhs": lambda: prove(x[p], bad, label="bad"),
        "printed": lambda: refute(bad, x[p]),
    }.items():
        with pytest.raises((TypeError, ValueError), match=rf"^{name}: "):
            call()
