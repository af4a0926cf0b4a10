"""The list of the judged texts comes from the ledger's registry and the bibliography."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from sources import BIBLIOGRAPHY, notes

from cnn_ledger import SOURCES


def test_the_bibliography_says_what_each_source_is() -> None:
    assert set(notes(BIBLIOGRAPHY.read_text(encoding="utf-8"))) >= set(SOURCES)


def test_notes_are_read_from_annotations_alone() -> None:
    text = "@misc{a1, title = {One}, annotation = {a text.}}\n@misc{b2, title = {Two}}"
    assert notes(text) == {"a1": "a text."}


def test_the_first_page_lists_every_source(built_site: Path) -> None:
    html = (built_site / "book" / "intro.html").read_text(encoding="utf-8")
    cited = re.findall(r"91_bibliography\.html#id(\d+)", html)
    assert len(set(cited)) >= len(SOURCES)
    said = notes(BIBLIOGRAPHY.read_text(encoding="utf-8"))
    page = " ".join(BeautifulSoup(html, "html.parser").get_text().replace("’", "'").split())
    assert [key for key in SOURCES if said[key] not in page] == []


def test_the_errata_have_a_section_for_each_source_that_has_any(built_site: Path) -> None:
    html = (built_site / "book" / "92_errata.html").read_text(encoding="utf-8")
    heads = [h.get_text() for h in BeautifulSoup(html, "html.parser").select("article h2")]
    wrong = [name for name in SOURCES.values() if any(h.startswith(name) for h in heads)]
    assert len(wrong) == len(heads) > 1


def unlinked(bibliography: str) -> list[str]:
    """Articles, papers and preprints without an address that a reader can open."""
    from pybtex.database import parse_string

    found = []
    for key, one in parse_string(bibliography, "bibtex").entries.items():
        published = one.type in ("article", "inproceedings", "incollection")
        preprint = "arXiv" in one.fields.get("howpublished", "")
        named = "Blog" in one.fields.get("howpublished", "")
        if (published or preprint or named) and not {"doi", "url"} & {
            f.lower() for f in one.fields
        }:
            found.append(key)
    return found


def test_every_published_source_has_a_link() -> None:
    assert unlinked(BIBLIOGRAPHY.read_text(encoding="utf-8")) == []


def test_a_source_without_a_link_is_noticed() -> None:
    assert unlinked("@article{a1, title = {One}}") == ["a1"]
    assert unlinked("@misc{a1, howpublished = {arXiv:1}}") == ["a1"]
    assert unlinked("@article{a1, doi = {10.1/2}}") == []
