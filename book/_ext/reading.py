"""How long a page takes to read, which chapter needs which, and paths through the book.

The minutes under a chapter's title are counted when the book is built. ``{chapter-map}`` draws
what depends on what; ``{reading-path} 08 10`` names chapters, with the time that they take.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx_exercise.nodes import solution_node

WORDS_PER_MINUTE = 200
CODE_LINES_PER_MINUTE = 15
PLACE = "chapter-map"  # noted in the metadata of a page that has a map or a path
CHAPTER = re.compile(r"(?:.*/)?([01]\d)_\w+")

# --- minutes ---------------------------------------------------------------------------------


def minutes(doctree: nodes.document) -> float:
    """Time to read the text and the code, without outputs and without solutions."""
    words, lines = _count(doctree)
    return words / WORDS_PER_MINUTE + lines / CODE_LINES_PER_MINUTE


def _count(node: nodes.Node) -> tuple[int, int]:
    """Words of prose (a formula is one) and lines of code."""
    classes = node["classes"] if isinstance(node, nodes.Element) else []
    if isinstance(node, solution_node) or "cell_output" in classes:
        return 0, 0
    if isinstance(node, nodes.Text):
        return len(node.astext().split()), 0
    if isinstance(node, (nodes.math, nodes.math_block)):
        return 1, 0
    if isinstance(node, nodes.literal_block):
        return 0, sum(bool(line.strip()) for line in node.astext().splitlines())
    counts = [_count(child) for child in getattr(node, "children", [])]
    return sum(words for words, _ in counts), sum(lines for _, lines in counts)


def note_minutes(app: Sphinx, doctree: nodes.document) -> None:
    if CHAPTER.fullmatch(app.env.docname):
        app.env.metadata[app.env.docname]["minutes"] = f"{minutes(doctree):.2f}"


def minutes_of(env: Any, page: str) -> float:
    return float(env.metadata.get(page, {}).get("minutes", 0))


def show_minutes(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """A line under the title of a chapter."""
    time = minutes_of(app.env, page)
    title = next(iter(doctree.findall(nodes.title)), None)
    if time and title is not None:
        line = nodes.paragraph("", f"About {spoken(time)} to read", classes=["reading-time"])
        title.parent.insert(title.parent.index(title) + 1, line)


def spoken(time: float) -> str:
    """Minutes in words, to five minutes; hours from two on, to halves.

    >>> spoken(3), spoken(58), spoken(150)
    ('5 minutes', '60 minutes', '2½ hours')
    """
    if time < 115:
        return f"{max(5, 5 * round(time / 5))} minutes"
    halves = round(time / 30)
    return f"{halves // 2}{'½' if halves % 2 else ''} hours"


# --- what depends on what --------------------------------------------------------------------

# Each chapter with its column and row on the map, and the chapters that it builds upon.
NEEDS: dict[str, tuple[float, int, tuple[str, ...]]] = {
    "01": (0, 0, ()),
    "02": (0, 1, ("01",)),
    "03": (0, 2, ("02",)),
    "04": (0, 3, ("03",)),
    "05": (0, 4, ("02",)),
    "06": (0, 5, ("03", "05")),
    "07": (0, 6, ("04", "06")),
    "08": (1, 1, ("01",)),
    "09": (1, 2, ("08",)),
    "10": (1, 5, ("05", "09")),
    "11": (1, 6, ("10",)),
    "12": (1, 7, ("05", "09")),
    "13": (0.5, 8, ("07", "11", "12")),
    "14": (0.5, 9, ("13",)),
    "15": (0, 10, ("14",)),
    "16": (1, 10, ("14",)),
}
BOX, GAP, WIDE, HIGH, EDGE = 200, 60, 46, 74, 36  # width, between columns, height, row, margin


def needed(chapter: str) -> set[str]:
    """Everything that a chapter builds upon, directly or not."""
    direct = NEEDS[chapter][2]
    return set(direct).union(*(needed(before) for before in direct))


class chapter_map(nodes.General, nodes.Element):
    """The place of the map."""


class reading_path(nodes.General, nodes.Element):
    """The place of a path."""


class ChapterMap(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname][PLACE] = "yes"
        return [chapter_map()]


class ReadingPath(SphinxDirective):
    required_arguments = 1
    optional_arguments = 20

    def run(self) -> list[nodes.Node]:
        unknown = [number for number in self.arguments if number not in {"00", *NEEDS}]
        if unknown:
            raise self.error(f"no chapter {', '.join(unknown)}")
        self.env.metadata[self.env.docname][PLACE] = "yes"
        return [reading_path(chapters=self.arguments)]


def chapters_of(env: Any) -> dict[str, str]:
    """The page of each chapter in the book, by its number."""
    found = {match[1]: page for page in env.titles if (match := CHAPTER.fullmatch(page))}
    return dict(sorted(found.items()))


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    pages = chapters_of(app.env)
    for place in list(doctree.findall(chapter_map)):
        links = {
            number: (app.builder.get_relative_uri(page, target), app.env.titles[target].astext())
            for number, target in pages.items()
            if number in NEEDS
        }
        place.replace_self([nodes.raw("", drawing(links), format="html"), in_words(links)])
    for place in list(doctree.findall(reading_path)):
        place.replace_self(_path(app, page, [n for n in place["chapters"] if n in pages]))


def _path(app: Sphinx, page: str, numbers: Iterable[str]) -> nodes.paragraph:
    pages, line = chapters_of(app.env), nodes.paragraph(classes=["reading-path"])
    chosen = [pages[number] for number in numbers]
    for target in chosen:
        address = app.builder.get_relative_uri(page, target)
        words = app.env.titles[target].astext()
        line += nodes.reference("", words, refuri=address, internal=True)
        line += nodes.Text(" → ")
    time = sum(minutes_of(app.env, target) for target in chosen)
    line[-1] = nodes.Text(f". Reading alone: {spoken(time)}.")
    return line


def in_words(links: dict[str, tuple[str, str]]) -> nodes.bullet_list:
    """The map for whoever does not see it."""
    items = nodes.bullet_list(classes=["map-words"])
    for number, (address, name) in links.items():
        before = [str(int(n)) for n in NEEDS[number][2] if n in links]
        upon = f" builds upon {', '.join(before)}" if before else " needs no other"
        link = nodes.reference("", f"{int(number)} {name}", refuri=address, internal=True)
        items += nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(upon)))
    return items


def drawing(links: dict[str, tuple[str, str]]) -> str:
    """The map as SVG: a box for each chapter, a line from each that it needs."""
    rows = [NEEDS[number][1] for number in links]
    height = (max(rows, default=0)) * HIGH + WIDE + 8
    lines = [
        _line(before, number) for number in links for before in NEEDS[number][2] if before in links
    ]
    boxes = [_box(number, *link) for number, link in links.items()]
    return (
        f'<svg class="chapter-map" viewBox="0 0 {2 * BOX + GAP + 2 * EDGE} {height}" role="group" '
        f'aria-label="Which chapter builds upon which; in words below">'
        f"{''.join(lines)}{''.join(boxes)}</svg>"
    )


def _place(number: str) -> tuple[float, float]:
    column, row, _ = NEEDS[number]
    return EDGE + column * (BOX + GAP), 4 + row * HIGH


def _box(number: str, address: str, name: str) -> str:
    x, y = _place(number)
    words = textwrap.wrap(f"{int(number)} {name}", 24)[:2]
    first_line = y + WIDE / 2 + 5 - 9 * (len(words) - 1)
    texts = "".join(
        f'<text x="{x + BOX / 2}" y="{first_line + 18 * k}">{html.escape(word)}</text>'
        for k, word in enumerate(words)
    )
    part = ("one", "two", "three", "four")[sum(number >= first for first in ("05", "08", "14"))]
    box = f'<rect x="{x}" y="{y}" width="{BOX}" height="{WIDE}" rx="5"/>'
    return f'<a href="{html.escape(address)}" class="part-{part}">{box}{texts}</a>'


def _line(before: str, after: str) -> str:
    """Down to the next box of a column, round the boxes between, or across."""
    (x, y), (u, v) = _place(before), _place(after)
    column, row, _ = NEEDS[before]
    other, below, _ = NEEDS[after]
    between = any(c == column and row < r < below for c, r, _ in NEEDS.values())
    if column == other and not between:
        path = f"M{x + BOX / 2} {y + WIDE}V{v}"
    elif column == other:
        side, out = (x, -EDGE + 4) if column == 0 else (x + BOX, EDGE - 4)
        path = f"M{side} {y + WIDE / 2}c{out} 8 {out} {v - y - 8} 0 {v - y}"
    elif {column, other} == {0, 1}:
        start, end = (x + BOX, y + WIDE / 2), (u, v + WIDE / 2)
        path = f"M{start[0]} {start[1]}C{u} {start[1]} {x + BOX} {end[1]} {end[0]} {end[1]}"
    elif between:
        start, end = (x if column else x + BOX, y + WIDE / 2), (u + BOX / 2, v)
        path = f"M{start[0]} {start[1]}C{end[0]} {start[1]} {end[0]} {y + WIDE} {end[0]} {end[1]}"
    else:
        start, end = (x + BOX / 2, y + WIDE), (u + BOX / 2, v)
        path = f"M{start[0]} {start[1]}C{start[0]} {v - 6} {end[0]} {y + WIDE + 6} {end[0]} {v}"
    return f'<path d="{path}"/>'


def again(app: Sphinx, env: Any) -> list[str]:
    """The pages with a map are written anew whenever any chapter was."""
    return [page for page, noted in env.metadata.items() if PLACE in noted]


def setup(app: Sphinx) -> dict[str, Any]:
    for node in (chapter_map, reading_path):
        app.add_node(node)
    app.add_directive("chapter-map", ChapterMap)
    app.add_directive("reading-path", ReadingPath)
    app.connect("doctree-read", note_minutes)
    app.connect("doctree-resolved", show_minutes)
    app.connect("doctree-resolved", fill)
    app.connect("env-updated", again)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
