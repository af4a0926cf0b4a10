"""The rules that a built page keeps, each a function from a page to the list of its breaches."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

Breaches = Iterator[str]

FOREIGN = re.compile(r"^\s*(?:https?:|ftp:|wss?:|//)", re.IGNORECASE)
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")
NAMESPACE = re.compile(r"https?://(?:www\.)?w3\.org/")
SCRIPT_ADDRESS = re.compile(r"""["'`](?:https?:)?//[\w-]+(?:\.[\w-]+)+[^"'`\s]*""")
DELIVERY_HOST = re.compile(
    r"https?://[^\s\"'`]*(?:jsdelivr|unpkg|cdnjs|googleapis|gstatic|cloudflare|bootstrapcdn|mybinder)"
)
ANCHOR = re.compile(r"""<[^<>]*?\sid=(?:"([^"]*)"|'([^']*)')""")
LOADED = {
    "src": None,  # None: on every element
    "srcset": None,
    "poster": None,
    "data": ("object",),
    "action": ("form",),
    "background": None,
    "xlink:href": None,
    "href": ("link", "use", "image", "base"),
}
NO_PROSE = {"pre", "code", "script", "style", "math", "sig", "tex2jax_process"}  # names, classes
NOT_FETCHED = {"canonical", "next", "prev", "index", "search", "author", "license", "me"}


@dataclass(frozen=True)
class Page:
    """One built HTML file of a site."""

    path: Path
    site: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @cached_property
    def elements(self) -> list[Tag]:
        return self.soup.find_all(True)

    def named(self, name: str) -> list[Tag]:
        return [element for element in self.elements if element.name == name]

    def having(self, attribute: str) -> list[Tag]:
        return [element for element in self.elements if attribute in element.attrs]

    @cached_property
    def article(self) -> Tag | None:
        return self.soup.find("article")


# --- nothing from any other host -------------------------------------------------------------


def foreign_addresses(page: Page) -> Breaches:
    """No element loads anything from another host; an ordinary link may lead there."""
    for element in page.elements:
        for attribute, names in LOADED.items():
            value = element.get(attribute)
            if value is None or (names is not None and element.name not in names):
                continue
            if element.name == "link" and NOT_FETCHED & set(element.get("rel", [])):
                continue
            for address in str(value).split(",") if attribute == "srcset" else [str(value)]:
                if FOREIGN.match(address) and not NAMESPACE.match(address):
                    yield f"<{element.name} {attribute}={address.strip()[:80]!r}>"
    for meta in page.named("meta"):
        if meta.get("http-equiv", "").lower() == "refresh" and "//" in meta.get("content", ""):
            yield f"a page that moves to another host: {meta['content'][:80]!r}"


def foreign_styles(page: Page) -> Breaches:
    """No style, on the page or in a sheet it uses, loads anything from another host."""
    inline = [element["style"] for element in page.having("style")]
    blocks = [element.get_text() for element in page.named("style")]
    for text in [*inline, *blocks]:
        yield from _css_breaches(text, "the page")
    sheets = [link for link in page.named("link") if "stylesheet" in link.get("rel", [])]
    for sheet in _local_files(page, sheets, "href"):
        yield from _sheet_breaches(sheet)


def foreign_scripts(page: Page) -> Breaches:
    """No script names another host; no script file names a delivery network."""
    scripts = page.named("script")
    for script in (script for script in scripts if "src" not in script.attrs):
        for match in SCRIPT_ADDRESS.finditer(script.get_text()):
            if not NAMESPACE.match(match.group().lstrip("\"'`")):
                yield f"a script with the address {match.group()[:80]}"
    for file in _local_files(page, scripts, "src"):
        yield from _script_breaches(file)


def foreign_pictures(page: Page) -> Breaches:
    """No SVG file on the page loads anything from another host."""
    for file in _local_files(page, page.named("img"), "src"):
        if file.suffix == ".svg":
            yield from _svg_breaches(file)


def _css_breaches(text: str, where: str) -> Breaches:
    for match in CSS_ADDRESS.finditer(text):
        address = match.group(1) or match.group(2)
        if FOREIGN.match(address):
            yield f"{where}: a style with the address {address[:80]}"


@lru_cache
def _sheet_breaches(file: Path) -> tuple[str, ...]:
    return tuple(_css_breaches(file.read_text(encoding="utf-8"), file.name))


@lru_cache
def _script_breaches(file: Path) -> tuple[str, ...]:
    found = DELIVERY_HOST.findall(file.read_text(encoding="utf-8"))
    return tuple(f"{file.name}: a script with the address {address}" for address in set(found))


@lru_cache
def _svg_breaches(file: Path) -> tuple[str, ...]:
    elements = list(ElementTree.fromstring(file.read_text(encoding="utf-8")).iter())
    found = [
        value
        for element in elements
        for name, value in element.items()
        if name.endswith(("href", "src"))
    ]
    styles = "".join(e.text or "" for e in elements if e.tag.endswith("style"))
    return (
        *(f"{file.name}: {address[:80]}" for address in found if FOREIGN.match(address)),
        *_css_breaches(styles, file.name),
    )


def _local_files(page: Page, elements: Iterable[Tag], attribute: str) -> Iterator[Path]:
    for address in (str(e[attribute]) for e in elements if attribute in e.attrs):
        if not FOREIGN.match(address) and not address.startswith("data:"):
            file = _target(page, address)
            if file.is_file():
                yield file


# --- links -----------------------------------------------------------------------------------


def broken_links(page: Page) -> Breaches:
    """Every link and every file that the page uses exists, and so does the place in it."""
    for attribute in ("href", "src"):
        for element in page.having(attribute):
            address = str(element[attribute])
            if urlsplit(address).scheme or address.startswith("//"):
                continue
            file, fragment = _target(page, address), unquote(urlsplit(address).fragment)
            if not file.is_file():
                yield f"{address!r} leads to nothing"
            elif fragment and element.name == "a" and fragment not in anchors(file):
                yield f"{address!r}: the page has no place of that name"


def _target(page: Page, address: str) -> Path:
    """The file that an address on the page means."""
    path = unquote(urlsplit(address).path)
    if not path:
        return page.path
    target = (page.path.parent / path).resolve()
    return target / "index.html" if target.is_dir() else target


@lru_cache
def anchors(file: Path) -> frozenset[str]:
    """Every identifier in an HTML file."""
    if file.suffix != ".html":
        return frozenset()
    found = ANCHOR.findall(file.read_text(encoding="utf-8"))
    return frozenset({html.unescape(one or two) for one, two in found} | {"", "top"})


def unresolved_references(page: Page) -> Breaches:
    """No reference was left as text: no question marks for a number, no role in the open."""
    article = page.article
    if article is None:
        return
    text = " ".join(_prose(article))
    for match in re.finditer(r"\{[a-z:]+\}`[^`]+`|\?\?+|\$[^$\n]{1,60}\$", text):
        yield f"left as text: {match.group()[:80]!r}"


def _prose(element: Tag) -> Iterator[str]:
    """The text of an element without code and without formulas."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name not in NO_PROSE and NO_PROSE.isdisjoint(child.get("class", [])):
                yield from _prose(child)
        elif not isinstance(child, PreformattedString):  # a comment, say
            yield str(child)


# --- what a reader who does not see, or does not use a mouse, needs ---------------------------


def pictures_without_text(page: Page) -> Breaches:
    """Every picture says in words what it shows; outside the article it may be decoration."""
    article = page.article
    for image in page.named("img"):
        words = str(image.get("alt", "")).strip()
        inside = article is not None and article in image.parents
        if "alt" not in image.attrs or (inside and _says_nothing(words)):
            yield f"img {str(image.get('src'))[-60:]!r} has the text {words[:60]!r}"
    for drawing in (article or page.soup).find_all("svg"):
        named = drawing.get("aria-label") or drawing.find("title")
        hidden = any(p.get("aria-hidden") == "true" for p in [drawing, *drawing.parents])
        button = drawing.find_parent(["button", "a"])
        if not (named or hidden or (button and (button.get("aria-label") or button.get("title")))):
            yield f"svg without a name: {str(drawing)[:80]!r}"


def _says_nothing(words: str) -> bool:
    """Whether an alternative text is missing, a file name, or a word for any picture."""
    return (
        len(words) < 8
        or re.search(r"\.(png|svg|jpe?g)$", words) is not None
        or re.fullmatch(r"(figure|image|picture|plot|graph)[\s\d.]*", words.lower()) is not None
    )


def heading_order(page: Page) -> Breaches:
    """One first heading, and no level left out on the way down."""
    article = page.article or page.soup
    levels = [int(h.name[1]) for h in article.find_all(re.compile(r"^h[1-6]$"))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} first headings"
    if levels and levels[0] != 1:
        yield f"the first heading is an h{levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"an h{after} follows an h{before}"


def repeated_identifiers(page: Page) -> Breaches:
    """An identifier names one element."""
    counts = Counter(str(element["id"]) for element in page.having("id"))
    yield from (f"id {name!r} occurs {count} times" for name, count in counts.items() if count > 1)


def nameless_pages(page: Page) -> Breaches:
    """A page has a language and a title."""
    root = page.soup.find("html")
    if root is None or not root.get("lang"):
        yield "no language"
    title = page.soup.find("title")
    if title is None or not title.get_text(strip=True):
        yield "no title"


RULES = (
    foreign_addresses,
    foreign_styles,
    foreign_scripts,
    foreign_pictures,
    broken_links,
    unresolved_references,
    pictures_without_text,
    heading_order,
    repeated_identifiers,
    nameless_pages,
)
