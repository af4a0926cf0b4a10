"""Claims: each is proved, or refuted by exact numbers, or it raises."""

import pytest
import sympy as sp

from cnn_core.symbolic import activation, symbol_array, total
from cnn_core.symbolic.proof import Counterexample, Proof
from cnn_ledger import All, Entries, Identity, LedgerError, Reading, Statement
from cnn_ledger.claims import EVERY_SIZE, speaks_of_the_same
from tests.ledger.examples import DOUBLE, RIGHT, UNINDEXED, entry, i, n, p, w, x


def test_identity_is_refuted_by_exact_small_numbers():
    found = DOUBLE().judge()
    assert isinstance(found, Counterexample)
    assert found.printed == 2
    assert found.truth == 1
    values = [sp.sympify(value) for name, value in found.numbers if name.startswith(("w", "x"))]
    assert values == [1, 1]


def test_counterexample_respects_the_hypotheses():
    normalised = sp.Eq(total(x[i], (i, n)), 1)
    claim = Identity(total(x[i], (i, n)) * w[p], 2 * w[p], [normalised])
    found = claim.judge()
    numbers = {name: sp.sympify(value) for name, value in found.numbers if name.startswith("x")}
    assert sum(numbers.values()) == 1
    assert (found.printed, found.truth) == (2, 1)


def test_only_like_is_compared_with_like():
    identity, entries = Identity(x[p], w[p]), Entries([1], [2])
    for one, other in ((identity, entries), (entries, identity)):
        assert speaks_of_the_same(one, other)
    assert not speaks_of_the_same(identity, Identity(2 * x[p], 2 * w[p]))
    assert not speaks_of_the_same(entries, Entries([3], [4]))


def test_an_entry_says_what_was_computed_for_its_printed_form():
    assert entry().evidence == EVERY_SIZE
    assert entry(DOUBLE).evidence.startswith(r"at \(n = ")
    assert "; the truth is " in entry(DOUBLE).evidence


def test_counterexample_names_what_stood_for_an_activation_and_no_other_function():
    f, a = activation("f"), sp.Symbol("a", real=True)
    found = Identity(f(a) * sp.exp(a), 2 * f(a) * sp.exp(a)).judge()
    assert [name for name, _ in found.numbers if name.endswith("(t)")] == ["f(t)"]


def test_identity_that_is_true_and_not_seen_to_be_is_neither_proved_nor_refuted():
    nothing = sp.Eq(x[p] ** 2, 0)  # so that x[p] is zero, which the rules do not see
    with pytest.raises(LedgerError, match="neither proved nor refuted"):
        Identity(2 * x[p], x[p], where=[nothing]).judge()


def test_entries_differ_in_one_place_or_in_shape():
    a = symbol_array("a", (2, 2))
    b = a.copy()
    assert isinstance(Entries(a, b).judge(), Proof)
    b[1, 0] = a[1, 0] + a[0, 0]
    found = Entries(b, a).judge()
    assert ("\\text{entry}", "(2, 1)") in found.numbers
    assert "shape" in str(Entries(a, a[0]).judge())
    assert "a single number" in str(Entries(a, a[0, 0]).judge())
    assert ("\\text{entry}", "2") in Entries(b[:, 0], a[:, 0]).judge().numbers


def test_counterexample_names_each_of_a_few_symbols_even_if_zero():
    one, two = sp.symbols("one two", real=True)
    found = Entries(sp.cos(one) + two, two).judge()
    assert [value for _, value in found.numbers] == ["0", "0"]


def test_entries_that_agree_at_one_place_only_are_different():
    z = sp.Symbol("z", real=True)
    meeting = sp.Rational(2, 5)  # where a quick look finds no difference
    found = Entries([z**2], [meeting * z]).judge()
    assert isinstance(found, Counterexample)
    assert isinstance(Entries([(z + 1) ** 2], [z**2 + 2 * z + 1]).judge(), Proof)


def test_entries_of_arrays_are_compared_as_they_are():
    one, two = (x[p] + w[p]) ** 2, x[p] ** 2 + 2 * x[p] * w[p] + w[p] ** 2
    assert isinstance(Entries(one, two).judge(), Proof)


def test_identity_that_entries_share_is_judged_once(monkeypatch):
    claim = RIGHT()
    assert isinstance(claim.judge(), Proof)
    monkeypatch.setattr("cnn_ledger.claims.prove", None)
    assert isinstance(claim.judge(), Proof)


def test_entries_know_irrational_zeros():
    z = sp.Symbol("z", positive=True)
    assert isinstance(Entries([sp.exp(sp.log(z))], [z]).judge(), Proof)
    assert isinstance(Entries([sp.sqrt(2) ** 2], [2]).judge(), Proof)
    assert isinstance(Entries([sp.sqrt(2)], [sp.Rational(99, 70)]).judge(), Counterexample)


def test_statement_needs_a_yes_or_no_and_evidence():
    assert isinstance(Statement(lambda: (True, "computed")).judge(), Proof)
    assert isinstance(Statement(lambda: (sp.false, "computed")).judge(), Counterexample)
    with pytest.raises(LedgerError, match="undecided"):
        Statement(lambda: (sp.Symbol("z") > 0, "computed")).judge()
    with pytest.raises(LedgerError, match="evidence"):
        Statement(lambda: (True, "")).judge()


def test_all_needs_each_and_reading_needs_one():
    assert isinstance(All(RIGHT(), RIGHT()).judge(), Proof)
    assert isinstance(All(RIGHT(), DOUBLE()).judge(), Counterexample)
    assert isinstance(Reading(DOUBLE(), RIGHT()).judge(), Proof)
    assert isinstance(Reading(DOUBLE(), UNINDEXED()).judge(), Counterexample)
    for empty in (All, Reading):
        with pytest.raises(ValueError, match="claims"):
            empty()
