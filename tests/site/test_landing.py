"""The first page: its counts are counts, its picture is drawn, its code runs."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"


def extension() -> ModuleType:
    spec = importlib.util.spec_from_file_location("landing", BOOK / "_ext" / "landing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


landing = extension()

PROOF = (
    '<div class="proof tex2jax_process"><div class="proof-head">'
    '<span class="proof-badge rung-{}">x</span></div></div>'
)
ROW = '<details id="zhou2018-{}" class="ledger-row verdict-{}" data-source="zhou2018">'


def chapter(folder: Path, name: str, *outputs: str) -> Path:
    cells = [{"outputs": [{"data": {"text/html": [html]}}]} for html in outputs]
    path = folder / name
    path.write_text(json.dumps({"cells": [{}, *cells]}), encoding="utf-8")
    return path


def test_facts_are_counted(tmp_path: Path) -> None:
    one = chapter(tmp_path, "01_a.ipynb", PROOF.format(1), PROOF.format(1) + PROOF.format(2))
    rows = ROW.format(1, "holds") + ROW.format("2.1", "false") + ROW.format(3, "convention")
    ledger = chapter(tmp_path, "90_ledger.ipynb", rows)
    numbers = {words: number for number, words in landing.facts([one, ledger])}
    assert numbers == {
        "identities proved for every size": 2,
        "results exact at chosen sizes": 1,
        "printed equations judged": 3,
        "of them false as printed": 1,
    }


def test_facts_follow_the_book(tmp_path: Path) -> None:
    before = landing.facts([chapter(tmp_path, "a.ipynb", PROOF.format(1))])
    after = landing.facts([chapter(tmp_path, "a.ipynb", PROOF.format(1), PROOF.format(1))])
    assert before != after
    assert landing.facts([chapter(tmp_path, "a.ipynb", "no proof")]) == []


def test_facts_recognise_a_proof_as_it_is_displayed(tmp_path: Path) -> None:
    symbolic = pytest.importorskip("cnn_core.symbolic")
    sympy = pytest.importorskip("sympy")
    x = sympy.Symbol("x")
    proof = symbolic.prove((x + 1) ** 2, x**2 + 2 * x + 1, label="a square")
    counted = landing.facts([chapter(tmp_path, "a.ipynb", proof._repr_html_())])
    assert counted == [(1, "identities proved for every size")]


def test_the_ledger_of_the_book_is_counted() -> None:
    """As many as the ledger's own table of counts says in its last line."""
    file = BOOK / "90_ledger.ipynb"
    outputs = "".join(landing._outputs(json.loads(file.read_text(encoding="utf-8"))))
    (table,) = re.findall(r'<table class="ledger-counts">.*?</table>', outputs, re.DOTALL)
    total = [int(n) for n in re.findall(r">(\d+)</td>", table.rpartition("<tr")[2])]
    holds, _, wrong, judged = total
    numbers = {words: number for number, words in landing.facts([file])}
    assert numbers["printed equations judged"] == judged > holds
    assert numbers["of them false as printed"] == wrong > 0


def test_the_first_page_shows_every_kind_of_count(built_site: Path) -> None:
    page = (built_site / "book" / "intro.html").read_text(encoding="utf-8")
    (row,) = re.findall(r'<ul class="facts">.*?</ul>', page, re.DOTALL)
    assert len(re.findall(r"<strong>[1-9]\d*</strong>", row)) == 5


def test_the_picture_is_drawn_and_shown(built_site: Path) -> None:
    page = (built_site / "book" / "intro.html").read_text(encoding="utf-8")
    assert "_static/cover.svg" in page
    assert (built_site / "_static" / "cover.svg").read_text(encoding="utf-8").count("<image") >= 4


def test_the_picture_shows_the_gradient() -> None:
    """The nine numbers are central differences of half the mean squared error."""
    import numpy as np

    from cnn_core import convolution, datasets

    digit = datasets.load_digits()[0][3].reshape(28, 28).astype(float)
    kernel = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
    target = convolution.correlate2d(digit, kernel.T)
    written = [text.get_text() for axes in landing.cover().axes for text in axes.texts][9:]
    for (i, j), text in zip(np.ndindex(3, 3), written, strict=True):
        step = np.zeros((3, 3))
        step[i, j] = 1e-6
        errors = [
            ((convolution.correlate2d(digit, kernel + sign * step) - target) ** 2).mean() / 2
            for sign in (1, -1)
        ]
        slope = (errors[0] - errors[1]) / 2e-6
        assert float(text.replace("\N{MINUS SIGN}", "-")) == pytest.approx(slope, abs=6e-4)


def test_the_code_on_the_first_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (BOOK / "intro.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code is not None
    exec(code.group(1), {})
    assert float(capsys.readouterr().out.split()[-1]) > 0.9
