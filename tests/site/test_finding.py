"""Search finds theorems, formulas, headings and terms, by name and by sign, from a file too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from tests.site.test_browser import browser, visit
from tests.site.test_teaching import extension

__all__ = ["browser"]  # a fixture

finding = extension("finding")

# --- what is gathered ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\delta_i = \frac{\partial E}{\partial y_i}", "δ_i = ∂ E/∂ y_i"),
        (r"\mathrm{rot180}(\delta)", "rot180(δ)"),
        (r"W^{\mathsf T}\, \delta \odot f'(z)", "W^ T δ ⊙ f'(z)"),
    ],
)
def test_formulas_become_lines_of_text(latex: str, text: str) -> None:
    assert finding.in_signs(latex) == text


def test_an_excerpt_is_prose_and_no_code() -> None:
    code = nodes.container("", nodes.literal_block("", "import numpy"), classes=["cell"])
    title, prose = nodes.title("", "A part"), nodes.paragraph("", "Words.")
    section = nodes.section("", title, code, prose, ids=["a-part"])
    document = nodes.section("", nodes.title("", "Top"), section, ids=["top"])
    found = [(p["kind"], p["title"], p["excerpt"]) for p in finding.places(document)]
    assert found == [("chapter", "Top", ""), ("section", "A part", "Words.")]


def test_every_labelled_place_of_the_book_is_gathered(built_site: Path) -> None:
    text = (built_site / "_static" / "places.js").read_text(encoding="utf-8")
    found = json.loads(text.partition("= ")[2].rstrip(";\n"))
    pages = "".join(p.read_text(encoding="utf-8") for p in (built_site / "book").glob("*.html"))
    kinds = {kind: [p for p in found if p["kind"] == kind] for kind in {p["kind"] for p in found}}
    for kind in ("chapter", "section", "theorem", "definition", "equation", "term"):
        assert len(kinds[kind]) >= 1, kind
    assert [p["at"] for p in found if p["anchor"] and f'id="{p["anchor"]}"' not in pages] == []


# --- what is found ---------------------------------------------------------------------------

SOUGHT = {
    "delta": "The delta recursion",
    "δ": "The delta recursion",
    "kernel gradient": "Kernel gradient",
    "softmax": "softmax",
    "rot180": "rot180",
    "Hadamard": "Hadamard",
    "momentum": "omentum",
    "learning rate": "earning rate",
    "stride": "stride",
    "dilation": "dilation",
    "receptive field": "eceptive field",
    "max pooling": "ax pooling",
    "cross entropy": "ross entropy",
    "chain rule": "hain rule",
    "transpose": "ranspose",
    "LeNet": "LeNet",
    "Adam": "Adam",
    "im2col": "im2col",
    "padding": "padding",
    "batch": "atch",
}


def found(seen: Any) -> list[str]:
    seen.page.wait_for_selector("#book-places")
    return seen.page.locator("#book-places li > a").all_inner_texts()


def test_twenty_terms_are_found_among_the_first_five(browser: Any, built_site: Path) -> None:
    search = built_site / "search.html"
    seen = visit(browser, search)
    missed = {}
    for query, title in SOUGHT.items():
        seen.page.goto(f"{search.as_uri()}?q={query}", wait_until="load")
        first = found(seen)[:5]
        if not any(title in one for one in first):
            missed[query] = first
    seen.page.goto(f"{search.as_uri()}?q=zyzzyva", wait_until="load")
    assert found(seen) == []
    assert missed == {}
    assert seen.complaints == []
    seen.page.close()


def test_a_hit_opens_at_its_place_and_marks_it(browser: Any, built_site: Path) -> None:
    seen = visit(browser, built_site / "search.html")
    seen.page.goto(f"{(built_site / 'search.html').as_uri()}?q=kernel+gradient", wait_until="load")
    found(seen)
    seen.page.locator("#book-places li > a", has_text="Theorem").first.click()
    seen.page.wait_for_load_state("load")
    seen.page.evaluate("() => window.MathJax?.startup?.promise")
    seen.page.wait_for_timeout(300)
    place = seen.page.evaluate(
        """() => { const e = document.querySelector(":target");
          return [e.getBoundingClientRect().top, getComputedStyle(e).outlineStyle]; }"""
    )
    assert -5 < place[0] < 500
    assert place[1] == "solid"
    seen.page.close()
