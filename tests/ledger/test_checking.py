"""Checking on several processors, and verdicts that are kept: the same as checked one by one."""

from dataclasses import replace

import pytest

from cnn_ledger import checking, equations, named, state
from cnn_ledger.__main__ import main
from cnn_ledger.checking import Store, check
from tests.ledger.examples import DOUBLE, RIGHT, entry


def test_several_processes_find_what_one_finds():
    entries = [entry(RIGHT, number=f"9{n}") for n in range(8)] + [entry(DOUBLE, number="99")]
    one, several = list(check(entries)), list(check(entries, 2))
    assert one == several
    assert [bool(c.error) for c in several] == [False] * 8 + [True]


def test_what_failed_is_not_kept_and_other_states_of_the_code_are_removed(tmp_path, monkeypatch):
    found = list(check([entry(RIGHT), entry(DOUBLE, number="9")]))
    (tmp_path / "ledger-of-another-state.json").write_text("{}")
    Store(tmp_path).save(found)
    assert list(Store(tmp_path).load().values()) == found[:1]
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(checking, "fingerprint", lambda: "0" * 64)
    assert Store(tmp_path).load() == {}


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"b": 1}}'])
def test_a_damaged_file_is_no_file(text, tmp_path):
    store = Store(tmp_path)
    store.path.write_text(text)
    assert store.load() == {}


def test_the_fingerprint_is_of_the_code(tmp_path, monkeypatch):
    before = state.fingerprint()
    (tmp_path / "more.py").write_text("x = 1")
    monkeypatch.setattr(state, "LEDGER", tmp_path)
    assert state.fingerprint() != before


def test_a_second_run_judges_nothing_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    assert main(["zhou2018 7", "--json"], tmp_path) == 0
    first = capsys.readouterr()
    monkeypatch.setattr(checking, "checked", lambda e: pytest.fail(f"judged {e}"))
    assert main(["zhou2018 7", "--json"], tmp_path) == 0
    second = capsys.readouterr()
    assert (first.out, "earlier run" in first.err) == (second.out, False)
    assert "1 verdicts of an earlier run" in second.err


@pytest.mark.parametrize("how", ["--fresh", "CI"])
def test_verdicts_are_not_taken_from_a_file_where_asked(how, tmp_path, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    main(["zhou2018 7"], tmp_path)
    if how == "CI":
        monkeypatch.setenv("CI", "true")
    judged = []
    real = checking.checked
    monkeypatch.setattr(checking, "checked", lambda e: judged.append(e) or real(e))
    assert main(["zhou2018 7", *([how] if how == "--fresh" else [])], tmp_path) == 0
    assert len(judged) == 1


def test_the_whole_ledger_fits_what_one_process_says():
    entries = equations("zhou2018")[:14]
    assert list(check(entries, 2)) == list(check(entries))


def test_an_entry_whose_latex_says_something_else_does_not_check():
    right = named("li2019 1.7-5")
    wrong = replace(right, printed=right.printed.replace("-2", "+2"))
    one, two = check([right, wrong])
    assert not one.error
    assert "the claim does not say" in two.error
