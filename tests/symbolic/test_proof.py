"""`prove` and `refute` at the door, at the instances, and with derivatives measured.

Each of the three ways to see a fault is broken in turn, and the others are seen to notice.
"""

import re

import mpmath as mp
import pytest
import sympy as sp
from sympy import Eq, IndexedBase, KroneckerDelta, Sum, Symbol

from cnn_core.symbolic import (
    Counterexample,
    NotProved,
    NotRefuted,
    Partial,
    ProofTable,
    activation,
    check_numeric,
    derivative,
    difference,
    equal,
    gradient,
    indices,
    inside,
    named,
    normal,
    prove,
    prove_exact,
    refute,
    sizes,
    symbol_array,
    tensors,
    total,
)
from cnn_core.symbolic import instances as instances_module
from cnn_core.symbolic import proof as proof_module
from cnn_core.symbolic.instances import Instance, instances
from cnn_core.symbolic.measured import AtKink, Measured, measure

i, j, m, p, q, s = indices("i j m p q s")
H, k, N = sizes("H k N")
x, w, y, t, v = tensors("x w y t v")
act = activation("f")
DOT = Partial(total(w[i] * x[i], (i, H)), w[p])
IN = [inside(p, H)]


# --- central differences ---


def test_note_says_what_was_compared():
    exact, measured = prove(DOT, x[p], where=IN, label="dot").notes
    assert exact == "Written out and compared in exact arithmetic at 6 small instances"
    assert re.search(r"\b5 central differences with a step of .* equal to 20 digits", measured)


def test_identity_without_a_derivative_is_not_measured():
    (note,) = prove(total(x[i], (i, H)), total(x[H - 1 - i], (i, H)), label="turned").notes
    assert "central" not in note


def test_fault_of_the_symbolic_derivative_is_noticed_by_the_measured_one(monkeypatch):
    broken = lambda expr, target: 2 * sp.Derivative(expr, target).doit()  # noqa: E731
    monkeypatch.setattr(instances_module.sp, "diff", broken)
    monkeypatch.setattr(proof_module, "difference", lambda *_: sp.S.Zero)
    with pytest.raises(
        NotProved, match=r"derivatives measured; the sides are \d.* and \d.* at H ="
    ):
        prove(DOT, 2 * x[p], where=IN, label="twice the derivative")


def test_fault_of_the_measured_derivative_is_noticed(monkeypatch):
    def one_sided(self, inner, target, at):
        h = mp.mpf(10) ** -15
        moved = {**at, target: at[target] + h}
        return (self._number(inner, moved, {}) - self._number(inner, at, {})) / h

    squares = Partial(total(w[i] ** 2, (i, H)), w[p])
    prove(squares, 2 * w[p], where=IN, label="squares")
    monkeypatch.setattr(Measured, "_slope", one_sided)
    with pytest.raises(NotProved, match="derivatives measured"):
        prove(squares, 2 * w[p], where=IN, label="squares")


def test_a_derivative_of_a_derivative_is_measured():
    loss = total(act(w[i]) ** 2, (i, H))
    twice = Partial(Partial(loss, w[p]), w[p])
    first, second = activation("f'"), activation("f''")
    right = 2 * first(w[p]) ** 2 + 2 * act(w[p]) * second(w[p])
    assert "15 central" in prove(twice, right, where=IN, label="second derivative").notes[1]
    mixed = Partial(Partial(total(w[i] * x[i], (i, H)) ** 2, w[p]), x[q])
    right = 2 * w[q] * x[p] + 2 * total(w[i] * x[i], (i, H)) * KroneckerDelta(p, q)
    prove(mixed, right, where=[*IN, inside(q, H)], label="mixed")


def test_a_derivative_under_a_sum_is_measured_for_each_term():
    E = total(w[i] ** 3, (i, H))
    euler = total(w[m] * Partial(E, w[m]), (m, H))
    proof = prove(euler, 3 * E, label="Euler", sizes={H: 3})
    assert "9 central" in proof.notes[1]


FUNCTIONS = [sp.exp, sp.log, sp.sqrt, sp.tanh, sp.sin, sp.Abs, lambda z: 1 / z, lambda z: z**-3]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_measured_slopes_of_functions(function):
    z = Symbol("z", real=True)
    at = Instance({})
    found = measure(Partial(function(z), z), sp.diff(function(z), z), [], at)
    assert found.agrees
    assert found.count == 1
    assert not measure(Partial(function(z), z), 1 + sp.diff(function(z), z), [], at).agrees


def test_numbers_are_drawn_again_until_they_are_away_from_kinks(monkeypatch):
    z = Symbol("z", real=True)
    first = Instance({}).numbers(z)[z]
    kinked = Partial(sp.Abs(z - first), z)
    found = measure(kinked, sp.sign(z - first), [], Instance({}))
    assert found.agrees
    assert found.at[z] != first
    monkeypatch.setattr(Measured, "numbers", lambda *_, **__: {z: first})
    with pytest.raises(AtKink, match="away from the kinks"):
        measure(kinked, sp.sign(z - first), [], Instance({}))
    with pytest.raises(NotProved, match="away from the kinks"):
        prove(kinked, sp.sign(z - first), label="at the kink")


def test_near_ties_of_a_maximum_are_avoided():
    z = Symbol("z", real=True)
    tie = Instance({}).numbers(z)[z]
    found = measure(
        Partial(sp.Max(z, tie) ** 2, z), 2 * z * sp.Heaviside(z - tie), [], Instance({})
    )
    assert found.at[z] != tie


def test_equations_hold_where_slopes_are_measured():
    one = Eq(total(t[j], (j, H)), 1)
    E = total(t[j], (j, H)) * total(w[i] ** 2, (i, H))
    assert "central" in prove(Partial(E, w[p]), 2 * w[p], where=[*IN, one], label="one").notes[1]


# --- instances ---


def test_instances_respect_hypotheses_on_combinations_of_indices():
    where = [inside(i, H), inside(i - s, H), inside(s, H)]
    found = list(instances([x[i]], where))
    assert found
    for instance in found:
        assert all(instance.explicit(fact) == 1 for fact in where)


@pytest.mark.parametrize("where", [[], IN])
def test_no_instance_is_counted_twice(where):
    found = [(one.seed, tuple(one.at.items())) for one in instances([DOT], where)]
    assert len(found) == len(set(found)) >= 3


def test_a_formula_is_not_refuted_where_its_hypotheses_fail():
    # right wherever i - s lies in the range, and wrong elsewhere
    where = [inside(i - s, H), inside(s, H), inside(i, H)]
    with pytest.raises(NotRefuted):
        refute(inside(i - s, H) * x[i], x[i], where=where)
    assert refute(inside(i - s, H) * x[i], x[i], where=where[1:])


def test_hypotheses_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="where, sizes"):
        prove(x[i], x[i], where=[inside(i, H), inside(i + H, H)], label="nowhere")


def test_an_equation_without_a_solution_is_refused():
    both = [Eq(t[0] * x[0], 1), Eq(t[0] * x[0], 2)]
    with pytest.raises(ValueError, match="where"):
        prove(t[0] * x[0], 1, where=both, label="both")


def test_an_equation_with_two_solutions_holds_at_one_of_them():
    square = Eq(total(t[j] ** 2, (j, H)), 1)
    assert prove(total(t[j] ** 2, (j, H)), 1, where=[square], label="square", sizes={H: 1})


def test_places_between_the_entries_are_entries_of_their_own():
    # x[p/2] is not x[0] at p = 1, though whole-numbered division says so
    assert Instance({p: sp.Integer(1)}).explicit(x[p / 2]) != Instance({}).explicit(x[0])


def test_what_has_no_value_is_neither_proved_nor_refuted():
    flat = total(x[i] - x[i + 1], (i, H)) + x[H] - x[0]
    with pytest.raises(NotProved, match="undefined"):
        prove(1 / flat, 1 / flat**2, label="divided by zero")
    with pytest.raises(NotRefuted):
        refute(1 / flat, 1 / flat**2)


# --- the door ---

CAPITAL = IndexedBase(Symbol("x"), positive=True)
BAD = {
    "a text": ("x", "expected an expression"),
    "a truth value": (True, "expected an expression"),
    "nothing": (None, "expected an expression"),
    "a rounded number": (0.1 * x[p], "rounded number 0.1"),
    "an index of known sign": (Sum(x[H], (H, 0, 3)), "H is bound"),
    "an index that is no integer": (Sum(x[Symbol("a")], (Symbol("a"), 0, 3)), "a is bound"),
    "a series": (Sum(x[i], (i, 0, sp.oo)), "lower and an upper bound"),
    "half a bound": (total(x[i], (i, H / 2)), "bound that are integers"),
    "two arrays of one name": (x[p] + CAPITAL[p], "two arrays x"),
}


@pytest.mark.parametrize(("value", "message"), BAD.values(), ids=BAD)
def test_what_the_rules_do_not_cover_is_refused_by_name(value, message):
    refused = pytest.raises((TypeError, ValueError), match=message)
    for name, call in {
        "lhs": lambda: prove(value, x[p], label="bad"),
        "rhs": lambda: prove(x[p], value, label="bad"),
        "printed": lambda: refute(value, x[p]),
        "truth": lambda: refute(x[p], value),
        "a": lambda: equal(value, x[p]),
        "b": lambda: difference(x[p], value),
        "expr": lambda: normal(value),
        "where": lambda: prove(x[p], x[p], where=[Eq(3 * x[p], value)], label="bad"),
    }.items():
        if name == "where" and not isinstance(value, sp.Expr):
            continue
        with refused as error:
            call()
        assert str(error.value).startswith(f"{name}: ")


BAD_ARGUMENTS = {
    "label": lambda: prove(x[p], x[p], label=3),
    "where": lambda: prove(x[p], x[p], where=inside(p, H), label=""),
    "where ": lambda: prove(x[p], x[p], where=[sp.Gt(p, 0)], label=""),
    "sizes": lambda: prove(x[p], x[p], sizes=[3], label=""),
    "sizes ": lambda: prove(x[p] + H, x[p] + H, sizes={"H": 3}, label=""),
    "sizes  ": lambda: prove(x[p] + H, x[p] + H, sizes={H: -1}, label=""),
    "target": lambda: derivative(x[p], 2 * w[p]),
    "target ": lambda: prove(Partial(x[p], 2 * w[p]), 0, label=""),
    "expr": lambda: derivative("x", x[p]),
    "ranges": lambda: total(x[i], i, H),
    "ranges ": lambda: total(x[i]),
    "names": lambda: indices(""),
    "names ": lambda: tensors(3),
    "name": lambda: activation("'"),
    "name ": lambda: symbol_array("", 2),
    "shape": lambda: symbol_array("x", (2, -1)),
    "array": lambda: gradient(x[p], [x[p] + 1]),
    "tolerance": lambda: check_numeric([1.0], [1.0], label="", tolerance=0),
    "claimed": lambda: check_numeric(["one"], [1.0], label=""),
    "measured": lambda: check_numeric([1.0], None, label=""),
    "derived": lambda: prove_exact([x[p]], ["2 +"], label=""),
}


@pytest.mark.parametrize("name", BAD_ARGUMENTS)
def test_bad_arguments_are_named(name):
    with pytest.raises((TypeError, ValueError), match=rf"^{name.strip()}: "):
        BAD_ARGUMENTS[name]()


# --- what a page shows ---


def test_a_proof_says_under_which_hypotheses_it_stands():
    whole = Eq(total(t[j], (j, k)), 1)
    sum_of_t = r"\sum_{j=0}^{k - 1} {t}_{j}"
    proof = prove(x[p] * total(t[i], (i, k)), x[p], where=[*IN, whole], label="whole")
    assert proof.where == (r"\(0 \le p \le H - 1\)", rf"\({sum_of_t} = 1\)")
    assert all(hypothesis in proof._repr_html_() for hypothesis in proof.where)
    assert repr(proof) == "whole: proved for every size"


@pytest.mark.parametrize(
    ("value", "text"),
    [(sp.Rational(-5, 7), "-5/7"), (sp.log(5), "log(5)"), (sp.log(3) / 2, "log(3)/2")],
)
def test_a_counterexample_reads_as_plain_text(value, text):
    found = Counterexample("c", (("x_{0}", sp.latex(value)),), sp.S.One, sp.S.Zero)
    assert f"at x_{{0}} = {text}" in str(found)
    assert not re.search(r"frac|left|\\", str(found))


def test_a_counterexample_is_the_smallest_of_those_that_were_found():
    dot = total(w[i] * x[i], (i, H))
    tried = [instance.at[H] for instance in instances([2 * dot, dot], count=4)]
    assert max(tried) > 1  # a longer sum was found as well
    found = refute(2 * dot, dot)
    assert [name for name, _ in found.numbers] == ["H", "w_{0}", "x_{0}"]
    assert found.printed == 2 * found.truth


def test_an_exact_proof_says_how_many_entries_it_compared():
    X, W = symbol_array("x", (2, 3)), symbol_array("w", (2, 3))
    proof = prove_exact(X, gradient((W * X).sum(), W), label="dot", claim="x")
    assert (proof.rung, proof.claim) == (2, r"\[x\]")
    assert proof.notes == (r"Equal as expressions in all \(2 \times 3\) entries",)
    assert repr(proof) == "dot: exact at chosen sizes"


def test_a_numeric_proof_says_how_closely_it_compared():
    proof = check_numeric([1.0, 2.0], [1.0, 2.0 + 1e-9], label="close", tolerance=1e-6)
    assert proof.notes[0].startswith("2 entries agree: relative error below ")
    assert repr(proof).startswith("close: numeric")


def test_a_table_shows_proofs_and_nothing_else():
    proof = prove(DOT, x[p], where=IN, label="dot")
    shown = ProofTable("by", ["entry"], {"w": [("x", proof)]})._repr_html_()
    assert "every size" in shown
    assert shown.count("<td>") == 1
    with pytest.raises(ValueError, match="row 'w': expected 1 cells, got 2"):
        ProofTable("by", ["entry"], {"w": [("x", proof), ("y", proof)]})
    with pytest.raises(TypeError, match="x: expected a Proof, got str"):
        ProofTable("by", ["entry"], {"w": [("x", "proved")]})


def test_a_quantity_under_a_name_is_refuted_and_declared_as_its_expression():
    """`named` quantities may stand in a wrong form, and in what a letter is declared to mean."""

    def net(at):
        return named(v[at], total(w[m] * x[at + m], (m, k)))

    loss = total(t[i] * named(y[i], act(net(i))), (i, H))
    right = total(t[i] * activation("f'")(net(i)) * x[i + p], (i, H))
    about = {"where": [inside(p, k)], "label": "named"}
    assert prove(Partial(loss, w[p]), right, states="eq-a", names={"z": net}, **about).record
    wrong = total(t[i] * net(i) * x[i + p], (i, H))
    assert refute(wrong, Partial(loss, w[p]), of="eq-a", **about).record
