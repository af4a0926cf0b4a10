"""The whole book as one PDF: the built pages put on a single page, which headless Chromium prints.

``make pdf`` builds the book and runs this. The pages of the site are taken as they are, in the
order of ``_toc.yml``: identifiers get the name of their page in front, links between pages become
links within the document, solutions stand in the appendix alone, and what works on a screen only is
left out. The table of contents gets its page numbers from a first printing.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, SoupStrainer, Tag  # type: ignore[attr-defined]

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "html"
TARGET = ROOT / "_build" / "pdf" / "convolutional-networks-derived.pdf"
STYLE, SCRIPT = (Path(__file__).with_name(name) for name in ("pdf.css", "pdf.js"))
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
TEXT_WIDTH = 642  # CSS pixels: the 170 mm between the margins of pdf.css

SCREEN_ONLY = (
    "script, noscript, button, form, input, select, a.headerlink, .toctree-wrapper, .try-it, "
    "details.proof-steps, details.above-input, details.below-input, .ledger-row > .ledger-later, "
    "details.fold:not(.says), details.fold > :not(summary), .cell.kind-setup"  # the reader's page
)
APPENDIX = "solutions"  # the page that collects the solutions of the chapters
WITHIN = re.compile("^#")  # an address within the document
IN_LEDGER = re.compile("^#90_ledger--")
NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")


class PdfError(Exception):
    """The book cannot be printed: it is not built, there is no browser, or a link leads nowhere."""


# --- the contents -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chapter:
    """A page of the book: its file name without an ending, and the part that it opens, if any."""

    stem: str
    file: Path
    part: str = ""


def chapters(toc: Path, site: Path) -> list[Chapter]:
    """The pages in the order of the table of contents; a missing one raises."""
    contents = yaml.safe_load(toc.read_text(encoding="utf-8"))
    named = [("", contents["root"])]
    for part in contents["parts"]:
        files = [entry["file"] for entry in part["chapters"]]
        named += [(part["caption"] if k == 0 else "", file) for k, file in enumerate(files)]
    found = [Chapter(Path(name).name, site / f"{name}.html", part) for part, name in named]
    for chapter in found:
        if not chapter.file.exists():
            raise PdfError(f"{chapter.file} is missing: build the book first")
    return found


# --- one page of all pages ----------------------------------------------------------------------


def article(chapter: Chapter, stems: set[str], folder: Path) -> Tag:
    """The text of a page, with its identifiers and links made fit for one document.

    `folder` is where the document will stand: pictures are named from there.
    """
    text, only = chapter.file.read_text(encoding="utf-8"), SoupStrainer("article")
    found = BeautifulSoup(text, "html.parser", parse_only=only).find("article")
    if found is None:
        raise PdfError(f"{chapter.file} has no article")
    for element in found.select(SCREEN_ONLY):
        element.decompose()
    for element in found.select("details:not(.ledger-row), details:not(.ledger-row) > summary"):
        element.name = "div"  # open, and kept together on a page
    for element in found.find_all(True):
        _prefix(element, chapter.stem)
        _point(element, chapter, stems, folder)
    return found


def _prefix(element: Tag, stem: str) -> None:
    """Identifiers, and what names them, with the page's name in front."""
    for name in NAMING:
        if name in element.attrs:
            words = element[name] if isinstance(element[name], list) else str(element[name]).split()
            element[name] = " ".join(f"{stem}--{word}" for word in words)
    for name, value in list(element.attrs.items()):
        if isinstance(value, str) and "url(#" in value:
            element[name] = value.replace("url(#", f"url(#{stem}--")


def _point(element: Tag, chapter: Chapter, stems: set[str], folder: Path) -> None:
    """Links inside the document, and pictures, by their new addresses."""
    for name in ("href", "xlink:href"):
        address = element.get(name)
        if address is None or re.match(r"[a-z]+:", str(address)):
            continue
        page, _, anchor = str(address).partition("#")
        stem = Path(page).stem if page else chapter.stem
        if stem in stems and (not page or page.endswith(".html")):
            element[name] = f"#{stem}--{anchor}" if anchor else f"#{stem}"
        elif element.name == "a":  # a download, the search: nothing of this document
            del element[name]
    source = element.get("src")
    if source is not None and not re.match(r"[a-z]+:", str(source)):
        file = (chapter.file.parent / str(source).partition("?")[0]).resolve()
        element["src"] = Path(os.path.relpath(file, folder)).as_posix()


def link_ledger(found: list[Tag]) -> None:
    """Each line of the ledger leads to the card of the chapter that shows the entry in full."""
    cards = set()
    for card in (card for page in found for card in page.find_all(class_="ledger-card")):
        number = card.find("a", href=IN_LEDGER)
        if number is not None:
            key = str(number["href"]).rpartition("--")[2]
            card["id"] = f"card--{key}"
            cards.add(card["id"])
    for row in (row for page in found for row in page.find_all(class_="ledger-row", id=True)):
        number, key = row.find(class_="ledger-number"), str(row["id"]).rpartition("--")[2]
        if number is not None and f"card--{key}" in cards:
            number.name, number["href"] = "a", f"#card--{key}"


def move_solutions(found: list[Tag]) -> None:
    """A solution that the appendix has as well becomes a link to it, and so do links to it."""
    boxes = [box for page in found for box in page.find_all("div", class_="solution", id=True)]
    named = [(box, str(box["id"]).partition("--")) for box in boxes]
    appendix = {label: str(box["id"]) for box, (stem, _, label) in named if stem == APPENDIX}
    moved: dict[str, str] = {}
    for box, (stem, _, label) in named:
        if stem == APPENDIX or label not in appendix:
            continue
        inside = [str(box["id"]), *(str(element["id"]) for element in box.find_all(id=True))]
        moved |= dict.fromkeys(inside, appendix[label])
        line = f'<p class="solution-link"><a href="#{appendix[label]}">Solution</a></p>'
        box.replace_with(BeautifulSoup(line, "html.parser"))
    for link in (link for page in found for link in page.find_all("a", href=WITHIN)):
        link["href"] = f"#{moved.get(str(link['href'])[1:], str(link['href'])[1:])}"


def dangling(found: list[Tag], stems: set[str]) -> list[str]:
    """Links of the document to identifiers that it does not have."""
    there = stems | {str(element["id"]) for page in found for element in page.find_all(id=True)}
    links = {str(a["href"]) for page in found for a in page.find_all("a", href=WITHIN)}
    return sorted(link for link in links if link[1:] not in there)


def heading(page: Tag) -> str:
    """The title of a page with its number, as text."""
    title = page.select_one("h1")
    return " ".join(title.get_text().split()) if title else ""


def title_page(intro: Tag, config: dict[str, Any], version: str) -> str:
    """Title, subtitle, authors, edition; taken out of the introduction, which keeps the rest."""
    title, subtitle = intro.select_one("h1"), intro.select_one("p.subtitle")
    text = "" if subtitle is None else subtitle.get_text()
    if subtitle is not None:
        subtitle.decompose()
    if title is not None:
        title.string = "Introduction"
    return (
        f'<section class="title-page"><p class="title">{html.escape(config["title"])}</p>'
        f'<p class="subtitle">{html.escape(text)}</p>'
        f'<p class="author">{html.escape(config["author"])}</p>'
        f'<p class="edition">Version {html.escape(version)}. Text CC BY 4.0, code '
        "BSD-3-Clause.</p></section>"
    )


def contents_page(parts: list[tuple[Chapter, str]]) -> str:
    """The table of contents; the numbers of the pages come after the first printing."""
    lines = []
    for chapter, title in parts:
        if chapter.part:
            lines.append(f'<li class="part">{html.escape(chapter.part)}</li>')
        lines.append(
            f'<li><a href="#{chapter.stem}"><span>{html.escape(title)}</span>'
            f'<span class="leader"></span><span class="page" data-for="{chapter.stem}"></span></a>'
        )
    return f'<nav class="book-contents"><p>Contents</p><ol>{"</li>".join(lines)}</ol></nav>'


def single_page(found: list[Chapter], folder: Path, config: dict[str, Any], version: str) -> str:
    """The document that is printed, as HTML; a link that leads nowhere raises."""
    stems = {chapter.stem for chapter in found}
    texts = [article(chapter, stems, folder) for chapter in found]
    link_ledger(texts)
    move_solutions(texts)
    lost = dangling(texts, stems)
    if lost:
        raise PdfError(f"links that lead nowhere: {', '.join(lost)}")
    front = title_page(texts[0], config, version)
    titles = [heading(text) for text in texts]
    pages, running = [], []
    for chapter, text, title in zip(found, texts, titles, strict=True):
        part = f'<p class="part">{html.escape(chapter.part)}</p>' if chapter.part else ""
        name = f"p-{re.sub(r'[^a-z0-9]', '-', chapter.stem.lower())}"
        running.append(
            f"@page {name} {{ @top-left {{ content: {_css_string(title)}; }} }} "
            f"#{_css_name(chapter.stem)} {{ page: {name}; }}"
        )
        inner = text.decode_contents()
        pages.append(f'<section class="chapter" id="{chapter.stem}">{part}{inner}</section>')
    body = front + contents_page(list(zip(found, titles, strict=True))) + "".join(pages)
    return (
        f'<!DOCTYPE html><html lang="en" data-theme="light" data-mode="light"><head>'
        f'<meta charset="utf-8"><title>{html.escape(config["title"])}</title>'
        f"{_head(found[0], folder)}<style>{STYLE.read_text(encoding='utf-8')}{''.join(running)}"
        f'</style></head><body><main class="bd-main"><div class="bd-content">'
        f'<div class="bd-article-container"><article class="bd-article">{body}</article>'
        "</div></div></main></body></html>"
    )


def _css_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _css_name(text: str) -> str:
    """An identifier as CSS writes it: a digit in front is escaped."""
    return re.sub(r"^\d", lambda digit: f"\\3{digit[0]} ", text)


def _head(chapter: Chapter, folder: Path) -> str:
    """The style sheets of the site, and its MathJax with the settings."""
    soup = BeautifulSoup(chapter.file.read_text(encoding="utf-8"), "html.parser")
    kept = [
        *soup.select("head link[rel=stylesheet]"),
        *(s for s in soup.select("head script:not([src])") if "window.MathJax" in s.get_text()),
        *soup.select("head script[src*=mathjax]"),
    ]
    for element in kept:
        for name in {"href", "src"} & element.attrs.keys():
            file = (chapter.file.parent / str(element[name]).partition("?")[0]).resolve()
            element[name] = Path(os.path.relpath(file, folder)).as_posix()
    return "".join(map(str, kept))


# --- printing -----------------------------------------------------------------------------------


def program() -> str | None:
    """An installed Chromium; None lets Playwright look for its own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def opened(file: Path) -> Iterator[Any]:
    """The document in a browser, its mathematics set, laid out for paper."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise PdfError("Playwright is not installed: pip install playwright") from error
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=program(), args=list(FLAGS))
        except Error as error:
            raise PdfError(f"Chromium is not installed: {str(error)[:200]}") from error
        page = browser.new_page(viewport={"width": TEXT_WIDTH, "height": 900})
        page.set_default_timeout(300_000)
        page.emulate_media(media="print", color_scheme="light")
        page.goto(file.as_uri(), wait_until="load")
        page.evaluate("() => window.MathJax?.startup?.promise")
        page.evaluate("() => document.fonts.ready.then(() => null)")
        try:
            yield page
        finally:
            browser.close()


def print_pdf(file: Path, target: Path) -> list[str]:
    """Print the document twice, the second time with page numbers; what sticks out is returned.

    It is opened anew for the second time: a document that has been printed once may be broken into
    pages in another way when it is printed again.
    """
    numbers = destinations(_print(file)[0])
    data, beyond = _print(file, numbers)
    if destinations(data) != numbers:
        raise PdfError("the pages moved when the table of contents got its numbers")
    if any(address.startswith("file:") for address in addresses(data)):
        raise PdfError("a link of the PDF leads to a file of this machine")
    partial = target.with_suffix(".part")
    partial.write_bytes(data)
    partial.replace(target)
    return beyond


def _print(file: Path, numbers: dict[str, int] | None = None) -> tuple[bytes, list[str]]:
    """The document as a PDF, with the page numbers of its places if given; what sticks out."""
    with opened(file) as page:
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
        beyond: list[str] = page.evaluate("() => paper.fit()")
        if numbers is not None:
            if lost := set(page.evaluate("() => paper.wanted()")) - numbers.keys():
                raise PdfError(f"pages of the contents that were not printed: {', '.join(lost)}")
            page.evaluate("(pages) => paper.number(pages)", numbers)
        data: bytes = page.pdf(
            prefer_css_page_size=True, print_background=True, outline=True, tagged=True
        )
    return data, beyond


# --- reading a PDF ------------------------------------------------------------------------------


def destinations(data: bytes) -> dict[str, int]:
    """The page of every place in the document that a link leads to, counted from 1."""
    reader = _reader(data)
    if not (places := reader.named_destinations):
        raise PdfError("the PDF has no places that a link could lead to")
    return {
        name.removeprefix("/"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in places.items()
    }


def addresses(data: bytes) -> set[str]:
    """Where the links lead that leave the document."""
    notes = [note.get_object() for page in _reader(data).pages for note in _notes(page)]
    return {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}


def _reader(data: bytes) -> Any:
    from pypdf import PdfReader

    return PdfReader(BytesIO(data))


def _notes(page: Any) -> list[Any]:
    return page.get("/Annots") or []


# --- the command --------------------------------------------------------------------------------


def make(toc: Path, site: Path, target: Path) -> list[str]:
    """Print the site into the file `target`; returns what is wider than the page."""
    target.parent.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    document = single_page(chapters(toc, site), target.parent, config, project["version"])
    page = target.with_suffix(".html")
    page.write_text(document, encoding="utf-8")
    return print_pdf(page, target)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Print the built book as one PDF.")
    parser.add_argument("--toc", type=Path, default=ROOT / "_toc.yml")
    parser.add_argument("--site", type=Path, default=SITE)
    parser.add_argument("--output", type=Path, default=TARGET)
    given = parser.parse_args(arguments)
    try:
        beyond = make(given.toc, given.site.resolve(), given.output.resolve())
    except PdfError as error:
        print(f"pdf: {error}", file=sys.stderr)
        return 1
    for box in beyond:
        print(f"pdf: wider than the page: {box}", file=sys.stderr)
    data = given.output.read_bytes()
    print(f"{len(_reader(data).pages)} pages, {len(data) / 1e6:.1f} MB: {given.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
