"""The entries of all sources: each checks, and none checks when it is put wrong."""

import importlib
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from cnn_core.symbolic import (
    inside,
    total,
)
from cnn_core.symbolic.proof import Counterexample
from cnn_ledger import (
    Entries,
    Equation,
    Identity,
    LedgerError,
    equations,
)
from cnn_ledger.equation import SOURCES, VERDICTS
from cnn_ledger.sources._common import descent, forms
from cnn_ledger.sources.jefkine2016 import input_gradient
from cnn_ledger.sources.li2019 import cost
from tests.ledger.examples import (
    DOUBLE,
    FALSE,
    RIGHT,
    UNINDEXED,
    entry,
    i,
    n,
    p,
    w,
    x,
)

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("source", SOURCES)
def test_every_entry_checks(source):
    for e in equations(source):
        assert e.verdict in VERDICTS
        assert e.proof
        assert (e.counterexample is None) == (e.verdict == "holds")


@pytest.mark.parametrize("source", SOURCES)
def test_every_displayed_equation_has_an_entry(source):
    found = {e.number for e in equations(source) if e.kind == "equation"}
    assert found == importlib.import_module(f"cnn_ledger.sources.{source}").DISPLAYED


def test_what_calls_itself_a_definition_says_that_a_consequence_was_checked():
    for e in equations():
        assert e.defines == e.reason.startswith(("A definition", "The definition")), e
        if e.defines:
            assert e.evidence.startswith("definition, consequence checked: ")


def test_one_fault_has_one_class():
    """3.68 and 3.73 of Murugan: an index that nothing binds."""
    faults = {e.fault for e in equations("murugan2017") if e.number in ("3.68", "3.73")}
    assert faults == {"index, transpose or sign"}


def test_keys_are_unique():
    keys = [e.key for e in equations()]
    assert len(set(keys)) == len(keys)


def test_chapters_are_those_of_the_book():
    chapters = {path.stem for path in (ROOT / "book").glob("*.ipynb")}
    assert {e.chapter for e in equations()} <= chapters


def test_contradictions_name_entries():
    for e in equations():
        known = {other.number for other in equations(e.source)}
        assert {number for number, _ in e.contradicts} <= known, e


def test_filters():
    wrong = equations("jefkine2016", verdict="false as printed")
    assert wrong
    assert all(e.verdict == "false as printed" for e in wrong)
    assert all(e.chapter == "12_pooling" for e in equations(chapter="12_pooling"))


@pytest.mark.parametrize("name", ["source", "verdict", "chapter"])
def test_filters_name_what_is_unknown(name):
    with pytest.raises(ValueError, match=f"{name}: got 'no such'; expected one of"):
        equations(**{name: "no such"})


class Known:
    """A claim whose outcome is known already: the tests below need not judge it again."""

    def __init__(self, outcome):
        self.judge = lambda: outcome


def spoiled(e):
    """The entry `e` in every way in which a claim may stand in the wrong place."""
    printed = lambda: Known(e.outcome)  # noqa: E731
    if e.verdict == "holds":
        yield replace(e, corrected="1 = 1", corrected_claim=printed, fault="mathematics")
        yield replace(e, convention="So read.", convention_claim=printed, reason="Why.")
        return
    right = lambda: Known(e.proof)  # noqa: E731
    name = "convention_claim" if e.convention else "corrected_claim"
    yield replace(e, printed_claim=right)
    yield replace(e, printed_claim=printed, contradicts=(), **{name: printed})
    yield replace(e, printed_claim=printed, contradicts=(("1", right),))
    if e.convention:
        yield replace(
            e, printed_claim=printed, contradicts=(), convention="", convention_claim=None
        )
    else:
        yield replace(e, printed_claim=printed, contradicts=(), corrected_claim=None)


@pytest.mark.parametrize("source", SOURCES)
def test_no_entry_checks_with_its_claims_in_wrong_places(source):
    for e in equations(source):
        for wrong in spoiled(e):
            with pytest.raises(LedgerError):
                _ = wrong.verdict


def test_prover_that_accepts_everything_saves_no_wrong_entry(monkeypatch):
    monkeypatch.setattr("cnn_core.symbolic.proof.difference", lambda *_: sp.S.Zero)
    assert entry().verdict == "holds"
    for wrong in (entry(DOUBLE), entry(DOUBLE, **{**FALSE, "corrected_claim": UNINDEXED})):
        with pytest.raises(LedgerError):
            _ = wrong.verdict


def test_prover_that_accepts_nothing_proves_no_entry(monkeypatch):
    monkeypatch.setattr("cnn_core.symbolic.proof.difference", lambda *_: w[p])
    with pytest.raises(LedgerError, match="neither"):
        _ = entry().verdict


def test_broken_rule_of_the_prover_is_noticed(monkeypatch):
    rule = "cnn_core.symbolic.sums._entry_by_entry"
    monkeypatch.setattr(rule, lambda entry, target: sp.Integer(2))
    with pytest.raises(LedgerError, match="neither"):
        _ = entry().verdict


def test_forms_make_entries_of_one_source():
    shown = {"number": "99", "title": "T", "printed": "x", "printed_claim": RIGHT, "chapter": "1"}
    for form, kind in zip(forms("zhou2018"), ("equation", "claim"), strict=True):
        assert (form(**shown).source, form(**shown).kind) == ("zhou2018", kind)


def test_descent_is_exact():
    one, two = sp.symbols("one two")
    places = descent(sp.Rational(1, 4), (1, 2), 2, one**2 + one * two, (one, two))
    assert places == [(1, 2), (0, sp.Rational(7, 4)), (-sp.Rational(7, 16), sp.Rational(7, 4))]


def test_only_squares_are_never_negative():
    assert cost.never_negative(cost.cost)[0]
    assert not cost.never_negative(-cost.cost)[0]
    assert not cost.never_negative(total(x[i], (i, n)))[0]


def test_smaller_region_of_a_pixel_is_refuted(monkeypatch):
    r, s, row, column = (getattr(input_gradient, name) for name in "rsij")
    region = inside(r - row, input_gradient.k1 - 1) * inside(s - column, input_gradient.k2)
    monkeypatch.setattr(input_gradient, "IN_REGION", region)
    smaller = input_gradient.over_region(input_gradient.delta[row, column])
    claim = Identity(input_gradient.by_pixel, smaller, input_gradient.PIXEL)
    assert isinstance(claim.judge(), Counterexample)


def test_parabola_of_half_the_curvature_is_not_above():
    at, moved, bound = sp.symbols("w h L", real=True)
    cost = sp.Function("C")
    gap = cost(at) + cost(at).diff(at) * moved + bound * moved**2 / 4 - cost(at + moved)
    with pytest.raises(LedgerError, match="neither"):
        Entries(gap.diff(moved, 2), bound - cost(at + moved).diff(moved, 2)).judge()


def test_listing_entries_judges_nothing(monkeypatch):
    monkeypatch.setattr(Equation, "_judge", lambda *_: pytest.fail("judged"))
    for name in [m for m in sys.modules if m.startswith("cnn_ledger.sources.zhou2018")]:
        monkeypatch.delitem(sys.modules, name)
    assert importlib.import_module("cnn_ledger.sources.zhou2018").ENTRIES


@pytest.mark.parametrize(
    ("source", "entries"),
    [("jefkine2016", (entry(), entry())), ("zhou2018", (entry(),))],
    ids=["twice", "of another source"],
)
def test_entries_that_are_listed_twice_or_in_another_source_are_noticed(
    source, entries, monkeypatch
):
    module = importlib.import_module(f"cnn_ledger.sources.{source}")
    monkeypatch.setattr(module, "ENTRIES", entries)
    listed = importlib.import_module("cnn_ledger.equation")._entries.__wrapped__
    with pytest.raises(LedgerError, match=r"listed twice or of another source"):
        listed(source)
