"""The page of errata holds what the ledger's notebook computed, all of it and nothing else."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from errata import _with_heads
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

BOOK = Path(__file__).resolve().parents[2] / "book"
LEDGER = BOOK / "90_ledger.ipynb"
FALSE_ROW = re.compile(r'class="ledger-row verdict-false"')


def stored(name: str, text: str) -> dict[str, object]:
    """A notebook that has glued a text."""
    prefix = "application/papermill.record/"
    output = {
        "output_type": "display_data",
        "data": {f"{prefix}text/markdown": text},
        "metadata": {"scrapbook": {"mime_prefix": prefix, "name": name}},
    }
    return {"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": [output]}]}


def built(folder: Path, **glued: str) -> tuple[str, str]:
    """A page with the errata that a ledger glued: its text, and the warnings."""
    files = {
        "conf.py": "extensions = ['myst_parser', 'errata']\n"
        "myst_enable_extensions = ['dollarmath']",
        "index.md": "# Errata\n\n```{errata}\n```\n",
        "90_ledger.ipynb": json.dumps(
            {"cells": [c for name in glued for c in stored(name, glued[name])["cells"]]}
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    out, said = str(folder / "out"), io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(folder), str(folder), out, out + "/trees", "html", status=None, warning=said
        )
        app.build()
    return (folder / "out" / "index.html").read_text(encoding="utf-8"), said.getvalue()


def errata_of(*keys: str) -> dict[str, str]:
    return {f"errata-{key}": f"**({key})** is\n\n$$\nx = 2\n$$\n" for key in keys}


def test_the_text_is_read_as_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnn_ledger.SOURCES", {"smith1999": "Smith 1999", "none2000": "None"})
    html, said = built(tmp_path, **errata_of("smith1999"), **{"errata-none2000": "\n"})
    page = BeautifulSoup(html, "html.parser")
    assert [h.get_text()[:10] for h in page.select("section section h2")] == ["Smith 1999"]
    assert page.select_one("p > strong:-soup-contains('(smith1999)')")
    assert "x = 2" in page.select_one("div.math").get_text()
    said = [line for line in said.splitlines() if "cite:t" not in line]
    assert said == []  # this small book has no bibliography, and says nothing else


def test_a_source_whose_errata_were_not_glued_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cnn_ledger.SOURCES", {"smith1999": "Smith 1999", "jones2001": "Jones"})
    _, said = built(tmp_path, **errata_of("smith1999"))
    assert "90_ledger.ipynb glues no errata of jones2001" in said


def amiss(page: str, notebook: str) -> list[str]:
    """How the errata of a page differ in number from what the ledger's table calls false."""
    outputs = [one for cell in json.loads(notebook)["cells"] for one in cell.get("outputs", [])]
    table = "".join("".join(one.get("data", {}).get("text/html", [])) for one in outputs)
    false = len(FALSE_ROW.findall(table))
    counts = {word: page.count(f"{word}:") for word in ("Printed", "Corrected")}
    return [f"{n} times {word}, {false} rows" for word, n in counts.items() if not n == false > 0]


def test_everything_false_is_on_the_page(built_site: Path) -> None:
    html = (built_site / "book" / "92_errata.html").read_text(encoding="utf-8")
    article = BeautifulSoup(html, "html.parser").find("article")
    assert amiss(article.get_text(), LEDGER.read_text(encoding="utf-8")) == []


def test_an_erratum_that_is_missing_is_noticed() -> None:
    row = '<details class="ledger-row verdict-false" data-source="smith1999">'
    outputs = [{"data": {"text/html": [row, row]}}]
    notebook = json.dumps({"cells": [{"outputs": outputs}]})
    whole = 2 * "Printed: a Corrected: b "
    assert amiss(whole, notebook) == []
    assert amiss(whole.replace("Corrected", "", 1), notebook) == ["1 times Corrected, 2 rows"]
    assert len(amiss("", json.dumps({"cells": []}))) == 2


def test_each_entry_has_a_heading_to_link_to() -> None:
    text = "**Li 2019, (3): The sum** (index)\n\nPrinted: a\n\n**no entry** is bold"
    assert _with_heads(text).startswith("### Li 2019, (3): The sum\n\n*Kind of fault: index.*")
    assert "**no entry** is bold" in _with_heads(text)
