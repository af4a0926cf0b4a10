"""Every built page keeps every rule; and each rule, given a page that breaks it, says so.

The site is built afresh for each test run (the fixture ``built_site``), so what is tested is what
the sources say now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import page_rules as rules
from tests.site.page_rules import Page

ROOT = Path(__file__).resolve().parents[2]
Rule = Callable[[Page], Iterator[str]]

GENERATED = {"genindex.html", "search.html", "prf-prf.html", "py-modindex.html", "index.html"}
NOT_FOR_GENERATED = (rules.heading_order,)  # a list made by the builder has no article


def pages(site: Path) -> Iterator[Page]:
    paths = (path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts)
    return (Page(path, site) for path in paths)


def test_every_page_keeps_every_rule(built_site: Path) -> None:
    """One test, so that each page is read once."""
    breaches = [
        f"{page.path.relative_to(built_site)}, {rule.__name__}: {breach}"
        for page in pages(built_site)
        for rule in rules.RULES
        if not _is_exempt(page, rule)
        for breach in rule(page)
    ]
    assert breaches == []


def _is_exempt(page: Page, rule: Rule) -> bool:
    redirect = page.path.name == "index.html" and page.path.parent == page.site
    if redirect:
        return rule is not rules.foreign_addresses and rule is not rules.broken_links
    return page.path.name in GENERATED and rule in NOT_FOR_GENERATED


def test_make_knows_that_the_book_is_built(built_site: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (stamp,) = re.findall(r"^SITE := (\S+)$", makefile, re.MULTILINE)
    assert (ROOT / stamp).parent == built_site
    assert (ROOT / stamp).is_file()


def test_the_site_has_the_pages_of_the_contents(built_site: Path) -> None:
    names = {page.path.relative_to(built_site).as_posix() for page in pages(built_site)}
    assert {"index.html", "book/intro.html", "book/91_bibliography.html"} <= names


def test_mathematics_comes_from_the_books_own_files(built_site: Path) -> None:
    folder = built_site / "_static" / "mathjax"
    assert (folder / "tex-chtml-full.js").stat().st_size > 500_000
    assert len(list((folder / "output/chtml/fonts/woff-v2").glob("*.woff"))) > 15


# --- each rule notices -----------------------------------------------------------------------

GOOD = """<!DOCTYPE html><html lang="en"><head><title>A page</title>
<link rel="stylesheet" href="own.css"><link rel="canonical" href="https://example.org/a">
<script src="own.js"></script></head><body><article><h1 id="top-1">One</h1>
<p><a href="https://example.org/">elsewhere</a> <a href="#two">below</a>
<a href="other.html#x">x</a></p>
<img src="own.svg" alt="A curve that rises and then falls"><h2 id="two">Two</h2><h3>Three</h3>
<p>costs $5 and <code>$x$</code></p></article></body></html>"""

OTHER = '<html lang="en"><title>o</title><p id="x">x</p></html>'


def made(folder: Path, html: str, **files: str) -> Page:
    contents = {"own.css": "p { color: red }", "own.js": "let a = 1;", "own.svg": "<svg/>"}
    contents |= {name.replace("_", "."): text for name, text in files.items()}
    for name, text in {**contents, "other.html": OTHER, "page.html": html}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Page(folder / "page.html", folder)


def test_a_good_page_keeps_every_rule(tmp_path: Path) -> None:
    page = made(tmp_path, GOOD)
    assert {rule.__name__: list(rule(page)) for rule in rules.RULES if list(rule(page))} == {}


SPOILT: list[tuple[Rule, str, str]] = [
    (rules.foreign_addresses, 'src="own.js"', 'src="https://cdn.example.org/require.js"'),
    (rules.foreign_addresses, 'src="own.js"', 'src="//cdn.example.org/require.js"'),
    (rules.foreign_addresses, 'href="own.css"', 'href="https://fonts.example.org/css"'),
    (rules.foreign_addresses, 'src="own.svg"', 'src="HTTP://example.org/a.png"'),
    (rules.foreign_addresses, "<h1", '<iframe src="https://example.org"></iframe><h1'),
    (rules.foreign_addresses, "<h1", '<img alt="" srcset="a.png 1x, https://e.org/b.png 2x"><h1'),
    (rules.foreign_addresses, "<h1", '<svg><image xlink:href="https://e.org/b.png"/></svg><h1'),
    (
        rules.foreign_addresses,
        "<title>",
        '<meta http-equiv="refresh" content="0; url=https://example.org/"><title>',
    ),
    (rules.foreign_styles, "<h1", '<p style="background: url(https://example.org/a.png)">a</p><h1'),
    (rules.foreign_styles, "<title>", "<style>@import 'https://example.org/a.css';</style><title>"),
    (rules.foreign_scripts, "<h1", '<script>load("https://unpkg.com/thebe")</script><h1'),
    (rules.foreign_scripts, "<h1", "<script>import('//e.example.org/a.js')</script><h1"),
    (rules.broken_links, "other.html#x", "missing.html"),
    (rules.broken_links, "other.html#x", "other.html#y"),
    (rules.broken_links, "#two", "#three"),
    (rules.broken_links, 'src="own.svg"', 'src="missing.svg"'),
    (rules.unresolved_references, "elsewhere", "see {eq}`eq-missing`"),
    (rules.unresolved_references, "elsewhere", "Figure ??"),
    (rules.unresolved_references, "elsewhere", "where $a+b$ is"),
    (rules.unresolved_references, "<h2", "<p>$a \\star b$</p><h2"),
    (rules.pictures_without_text, ' alt="A curve that rises and then falls"', ""),
    (rules.pictures_without_text, "A curve that rises and then falls", ""),
    (rules.pictures_without_text, "A curve that rises and then falls", "../_images/3f2a.png"),
    (rules.pictures_without_text, "A curve that rises and then falls", "Figure 1.2"),
    (rules.pictures_without_text, "<h2", "<svg><path d='M0 0'/></svg><h2"),
    (rules.heading_order, "<h3>Three</h3>", "<h4>Four</h4>"),
    (rules.heading_order, "<h3>Three</h3>", "<h1>Another</h1>"),
    (rules.heading_order, '<h1 id="top-1">One</h1>', "<h2>One</h2>"),
    (rules.repeated_identifiers, 'id="two"', 'id="top-1"'),
    (rules.nameless_pages, ' lang="en"', ""),
    (rules.nameless_pages, "<title>A page</title>", "<title></title>"),
]


@pytest.mark.parametrize(
    ("rule", "old", "new"), SPOILT, ids=[f"{r.__name__}-{k}" for k, (r, _, _) in enumerate(SPOILT)]
)
def test_a_rule_notices(tmp_path: Path, rule: Rule, old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    assert list(rule(made(tmp_path, GOOD.replace(old, new))))


def test_the_files_of_a_page_are_read_too(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        GOOD,
        own_css="@font-face { src: url('https://fonts.example.org/a.woff') }",
        own_js="load('https://cdn.jsdelivr.net/npm/mathjax')",
        own_svg='<svg><image href="https://example.org/a.png"/></svg>',
    )
    for rule in (rules.foreign_styles, rules.foreign_scripts, rules.foreign_pictures):
        assert len(list(rule(page))) == 1, rule.__name__
