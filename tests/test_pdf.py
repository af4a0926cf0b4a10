"""The PDF of the book: what is put on the single page, and what Chromium makes of it.

Printing needs Chromium; where it is not installed those tests are skipped and say so.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader, PdfWriter

from tools import pdf
from tools.pdf import PdfError

CONFIG = {"title": "A book", "author": "Its authors"}
TOC = """root: intro
parts:
- caption: Part I
  chapters:
  - file: 01_one
  - file: 90_ledger
"""
PAGE = """<html><head><link rel="stylesheet" href="own.css?v=1"><script>window.MathJax = {}</script>
<script src="other.js"></script></head><body><nav>aside</nav><article>%s</article></body></html>"""
INTRO = """<section id="a-book"><h1>A book<a class="headerlink" href="#a-book">#</a></h1>
<p class="subtitle">Of two pages</p><p><a id="down" href="01_one.html#proof">the proof</a>
<a href="01_one.html">one</a> <a href="https://example.org/x">elsewhere</a>
<a class="gone" href="_sources/intro.ipynb">download</a></p></section>"""
ONE = """<section id="one"><h1><span>1. </span>One</h1><p id="proof">A proof,
<a href="#proof">here</a>.</p>
<details class="solution"><summary>Solution</summary><p>It is 2.</p></details>
<details class="fold says" open><summary>proved</summary><p>folded away</p></details>
<details class="fold" open><summary>Code</summary>code of a figure</details>
<details class="proof-steps"><summary>steps</summary>long</details><button>copy</button>
<svg><clipPath id="cut"></clipPath><g clip-path="url(#cut)"></g></svg>
<img src="own.svg" alt="A curve">
<div class="ledger-card"><a class="ledger-number" href="90_ledger.html#zhou-1">Zhou (1)</a></div>
<script>document.write("x")</script></section>"""
LEDGER = """<section id="the-ledger"><h1>The ledger</h1>
<details id="zhou-1" class="ledger-row"><summary>
<span class="ledger-number">Zhou (1)</span></summary>
<div class="ledger-later">in full</div></details>
<details id="zhou-2" class="ledger-row"><summary>
<span class="ledger-number">Zhou (2)</span></summary>
</details></section>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three pages."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in {"intro": INTRO, "01_one": ONE, "90_ledger": LEDGER}.items():
        (folder / f"{name}.html").write_text(PAGE % text, encoding="utf-8")
    (folder / "own.css").write_text("p { color: black }", encoding="utf-8")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    (folder / "own.svg").write_text(picture, encoding="utf-8")
    (tmp_path / "toc.yml").write_text(TOC, encoding="utf-8")
    return folder


def assembled(site: Path) -> str:
    found = pdf.chapters(site.parent / "toc.yml", site)
    return pdf.single_page(found, site.parent / "out", CONFIG, "1.2")


def spoil(site: Path, name: str, old: str, new: str) -> None:
    page = site / f"{name}.html"
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")


# --- the single page ----------------------------------------------------------------------------


def test_links_between_pages_become_links_within_the_document(site: Path) -> None:
    document = assembled(site)
    for part in (
        'id="01_one--proof"',
        'href="#01_one--proof" id="intro--down"',
        '<a href="#01_one">one</a>',
        'href="https://example.org/x"',
        '<a class="gone">download</a>',
    ):
        assert part in document
    assert ".html" not in document


def test_what_works_on_a_screen_only_is_left_out(site: Path) -> None:
    document = assembled(site)
    for gone in ("headerlink", "long", "copy", "document.write", "other.js", "aside", "in full"):
        assert gone not in document
    for gone in ("folded away", "code of a figure", "Code<"):
        assert gone not in document
    assert "proved" in document
    assert "It is 2." in document
    assert '<div class="solution">' in document
    assert "window.MathJax" in document


def test_pictures_and_drawings_are_found_from_where_the_document_stands(site: Path) -> None:
    document = assembled(site)
    assert 'src="../site/own.svg"' in document
    assert 'href="../site/own.css"' in document
    assert 'id="01_one--cut"' in document
    assert "url(#01_one--cut)" in document


def test_title_and_contents(site: Path) -> None:
    document = assembled(site)
    assert '<p class="title">A book</p><p class="subtitle">Of two pages</p>' in document
    assert "Version 1.2" in document
    contents = document[document.index("<nav") : document.index("</nav>")]
    titles = ("Introduction", "Part I", "1. One", "The ledger")
    places = [contents.index(title) for title in titles]
    assert places == sorted(places)
    assert "#\\30 1_one { page: p-01-one; }" in document


def test_lines_of_the_ledger_lead_to_the_cards_of_the_chapters(site: Path) -> None:
    document = assembled(site)
    assert '<a class="ledger-number" href="#card--zhou-1">' in document
    assert '<div class="ledger-card" id="card--zhou-1">' in document
    assert '<span class="ledger-number">Zhou (2)</span>' in document


SOLVED = """<p><a href="#sol-a">above</a> <a href="#eq-in">formula</a></p>
<div class="solution" id="sol-a"><p>Solution to <a href="#ex-a">Exercise 1</a></p>
<p id="eq-in">It is 4.</p></div><div class="solution" id="sol-b">It is 6.</div>"""
APPENDIX = """<section id="all"><h1>Solutions</h1>
<div class="solution" id="sol-a"><p>It is 4.</p></div></section>"""


def test_a_solution_stands_once_in_the_appendix(site: Path) -> None:
    spoil(site, "01_one", "<button>", f'<p id="ex-a">2 + 2</p>{SOLVED}<button>')
    (site / "solutions.html").write_text(PAGE % APPENDIX, encoding="utf-8")
    (site.parent / "toc.yml").write_text(TOC + "  - file: solutions\n", encoding="utf-8")
    document = assembled(site)
    assert document.count("It is 4.") == 1
    assert document.index('id="solutions--sol-a"') < document.index("It is 4.")
    assert document.count('href="#solutions--sol-a"') == 3
    assert "It is 6." in document  # the appendix does not have it
    assert "01_one--sol-a" not in document


def test_a_link_that_leads_nowhere_is_noticed(site: Path) -> None:
    spoil(site, "intro", "01_one.html#proof", "01_one.html#poof")
    with pytest.raises(PdfError, match="lead nowhere: #01_one--poof"):
        assembled(site)


def test_a_page_that_is_not_built_is_noticed(site: Path, capsys: pytest.CaptureFixture) -> None:
    (site / "01_one.html").unlink()
    files = ["--site", str(site), "--toc", str(site.parent / "toc.yml")]
    assert pdf.main([*files, "--output", str(site.parent / "book.pdf")]) == 1
    assert "01_one.html is missing: build the book first" in capsys.readouterr().err


def test_every_link_of_the_book_leads_somewhere(built_site: Path, tmp_path: Path) -> None:
    found = pdf.chapters(pdf.ROOT / "_toc.yml", built_site)
    config = yaml.safe_load((pdf.ROOT / "_config.yml").read_text(encoding="utf-8"))
    document = pdf.single_page(found, tmp_path, config, "1")
    assert document.count('<section class="chapter"') == len(found) > 5


# --- reading a PDF ------------------------------------------------------------------------------


def written(**places: int) -> bytes:
    """Three empty pages, with these places on them, counted from 1."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    for name, page in places.items():
        writer.add_named_destination(name, page - 1)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_places_are_read_with_their_pages() -> None:
    assert pdf.destinations(written(one=2, two=3)) == {"one": 2, "two": 3}


def test_a_pdf_without_places_is_noticed() -> None:
    with pytest.raises(PdfError, match="has no places"):
        pdf.destinations(written())


# --- printing -----------------------------------------------------------------------------------


def printed(site: Path) -> tuple[bytes, list[str]]:
    target = site.parent / "out" / "book.pdf"
    try:
        beyond = pdf.make(site.parent / "toc.yml", site, target)
    except PdfError as error:
        if "is not installed" not in str(error):
            raise
        pytest.skip(f"nothing was printed: {str(error)[:80]}")
    return target.read_bytes(), beyond


def test_the_book_is_printed(site: Path) -> None:
    data, beyond = printed(site)
    assert beyond == []
    places = pdf.destinations(data)
    assert [places[stem] for stem in ("intro", "01_one", "90_ledger")] == [3, 4, 5]
    assert len(PdfReader(BytesIO(data)).pages) == 5
    assert b"/Outlines" in data
    assert pdf.addresses(data) == {"https://example.org/x"}
    assert not list((site.parent / "out").glob("*.part"))


def test_a_place_moves_with_the_text_before_it(site: Path) -> None:
    spoil(site, "intro", "<p class=", '<div style="height: 2000px">space</div><p class=')
    places = pdf.destinations(printed(site)[0])
    assert places["01_one"] > 4


def test_what_is_too_wide_is_set_smaller_or_reported(site: Path) -> None:
    spoil(site, "01_one", "<button>", '<svg width="900" height="9"><path d="M0 0"/></svg><button>')
    assert printed(site)[1] == []
    spoil(site, "01_one", 'width="900"', 'width="9000"')
    (beyond,) = printed(site)[1]
    assert beyond.startswith("01_one: svg, by ")


def test_a_link_to_a_file_of_this_machine_is_noticed(site: Path) -> None:
    spoil(site, "intro", "https://example.org/x", "file:///data/x.html")
    with pytest.raises(PdfError, match="leads to a file of this machine"):
        printed(site)


def test_a_missing_browser_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(site / "no-such-program"))
    with pytest.raises(PdfError, match="Chromium is not installed"):
        pdf.make(site.parent / "toc.yml", site, site.parent / "out" / "book.pdf")
