"""The command ``python -m cnn_ledger``."""

import importlib
import json

import pytest

from cnn_ledger import (
    equations,
)
from cnn_ledger.__main__ import main
from tests.ledger.examples import (
    DOUBLE,
    FALSE,
    RIGHT,
    entry,
)


def test_command_prints_the_table(capsys):
    assert main(["--source", "zhou2018"]) == 0
    out = capsys.readouterr().out
    assert f"{len(equations('zhou2018'))} entries:" in out


def test_command_prints_json_and_errata(capsys):
    assert main(["--source", "zhou2018", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(equations("zhou2018"))
    assert main(["--source", "zhou2018", "--errata"]) == 0
    assert "**Zhou 2018, (7): The weight gradient**" in capsys.readouterr().out


@pytest.mark.parametrize(
    "bad",
    [entry(DOUBLE), entry(RIGHT, **FALSE), entry(lambda: 1 / 0), entry(lambda: None)],
    ids=["unjudged", "stale", "broken", "no claim"],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--errata"]], ids=["table", "json", "errata"])
def test_command_fails_with_a_bad_entry(bad, form, monkeypatch, capsys):
    module = importlib.import_module("cnn_ledger.__main__")
    monkeypatch.setattr(module, "equations", lambda *_, **__: [entry(), bad])
    assert main(form) == 1
    assert "DOES NOT CHECK  Jefkine 2016, (99)" in capsys.readouterr().err


def test_command_fails_with_nothing_to_check(monkeypatch):
    module = importlib.import_module("cnn_ledger.__main__")
    monkeypatch.setattr(module, "equations", lambda *_, **__: [])
    assert main([]) == 1


def test_command_shows_one_entry(capsys):
    assert main(["zhou2018 7"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Zhou 2018, (7): The weight gradient\n")
    assert "verdict:        false as printed" in out
    assert main(["zhou2018 (7)", "--json"]) == 0
    assert [e["number"] for e in json.loads(capsys.readouterr().out)] == ["7"]


def test_command_filters_by_chapter_and_verdict(capsys):
    assert main(["--chapter", "12_pooling", "--verdict", "holds", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(e["chapter"], e["verdict"]) for e in found} == {("12_pooling", "holds")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zhou2018 77"], "zhou2018 has no '77'; expected for instance 7"),
        (["zhou 7"], "source: got 'zhou'"),
        (["--chapter", "poole"], "chapter: got 'poole'"),
        (["zhou2018 7", "--source", "zhou2018"], "an entry and a filter"),
    ],
)
def test_command_names_what_it_does_not_know(arguments, said, capsys):
    with pytest.raises(SystemExit):
        main(arguments)
    assert said in capsys.readouterr().err
