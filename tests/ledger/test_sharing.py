"""Outcomes that processes share: what is found out once is what all say, and nothing else is."""

import pickle
from dataclasses import fields, replace

import pytest

from cnn_core.symbolic.proof import Proof
from cnn_ledger import LedgerError, Statement, equations, named, sharing, state
from cnn_ledger.equation import _entries
from tests.ledger.examples import DOUBLE, FALSE, entry


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of outcomes, as a run of the tests names one."""
    monkeypatch.setenv(sharing.VARIABLE, str(tmp_path))
    monkeypatch.setattr(sharing, "_started_as", state.fingerprint())
    return tmp_path


def listed(monkeypatch, *entries):
    """These very objects are what the ledger lists."""
    monkeypatch.setattr("cnn_ledger.equation._entries", lambda _: entries)


def never():
    pytest.fail("judged again")


@pytest.mark.parametrize("name", ["zhou2018 7", "zhou2018 1", "jefkine2016 22"])
def test_another_process_says_the_same_and_judges_nothing(name, folder, monkeypatch):
    first, second = replace(named(name)), replace(named(name))
    listed(monkeypatch, first, second)
    assert first.verdict
    assert list(folder.iterdir())
    judge = sharing.once
    monkeypatch.setattr("cnn_ledger.equation.once", lambda what, _: judge(what, never))
    assert (second.verdict, second._repr_html_()) == (first.verdict, first._repr_html_())
    assert second.outcome == first.outcome
    assert second.proof == first.proof


def test_an_altered_copy_of_an_entry_is_judged(folder):
    right = named("zhou2018 7")
    assert right.verdict == "false as printed"
    wrong = replace(right, corrected_claim=right.printed_claim)
    with pytest.raises(LedgerError, match="the correction is wrong"):
        _ = wrong.verdict


def test_what_does_not_check_is_judged_each_time(folder, monkeypatch):
    judged = []

    def undecided():
        judged.append(1)
        return Statement(lambda: (None, "it cannot be told"))

    one, two = entry(undecided, number="98"), entry(undecided, number="98")
    listed(monkeypatch, one, two)
    for each in (one, two):
        with pytest.raises(LedgerError, match="undecided"):
            _ = each.verdict
    assert len(judged) == 2
    assert list(folder.iterdir()) == []


def test_a_wrong_entry_does_not_check_with_what_is_shared(folder, monkeypatch):
    """The outcomes are shared, the rules of a verdict are not."""
    wrong = [entry(DOUBLE, **{**FALSE, "corrected_claim": DOUBLE}) for _ in range(2)]
    listed(monkeypatch, *wrong)
    for each in wrong:
        with pytest.raises(LedgerError, match="the correction is wrong"):
            _ = each.verdict


def test_another_state_of_the_code_shares_nothing(folder, monkeypatch):
    proof = Proof("one", 1, "x = x")
    assert sharing.once("name", lambda: proof) == proof
    assert sharing.once("name", never) == proof
    assert sharing.once("other name", lambda: replace(proof, label="two")).label == "two"
    monkeypatch.setattr(sharing, "_started_as", "another")
    assert sharing.once("name", lambda: replace(proof, label="new")).label == "new"


@pytest.mark.parametrize("data", [b"", b"cut short", pickle.dumps("no outcome")])
def test_a_damaged_file_is_no_file(data, folder):
    proof = Proof("one", 1, "x = x")
    sharing.once("name", lambda: replace(proof, label="spoiled"))
    (file,) = folder.iterdir()
    file.write_bytes(data)
    assert sharing.once("name", lambda: proof) == proof


def test_what_cannot_be_written_down_is_judged_by_each(folder):
    proof = Proof("one", 1, "x = x", lhs=lambda: 1)
    assert sharing.once("name", lambda: proof) is proof
    assert list(folder.iterdir()) == []


def test_nothing_is_shared_unless_a_folder_is_named(folder, monkeypatch):
    monkeypatch.delenv(sharing.VARIABLE)
    sharing.once("name", lambda: Proof("one", 1, "x = x"))
    assert list(folder.iterdir()) == []


def test_an_outcome_holds_nothing_that_is_hard_to_write_down():
    """So that outcomes can be shared: text and numbers, whatever was compared."""
    for name in ("zhou2018 7", "murugan2017 3.40", "jefkine2016 22"):
        one = named(name)
        for outcome in (one.outcome, one.proof):
            assert pickle.loads(pickle.dumps(outcome)) == outcome
            kept = {f.name: getattr(outcome, f.name) for f in fields(outcome) if not f.compare}
            assert not any(kept.values()), kept


def test_all_entries_of_the_ledger_are_its_own():
    assert all(e._is_of_the_ledger() for e in equations())
    assert not replace(_entries("zhou2018")[0])._is_of_the_ledger()
