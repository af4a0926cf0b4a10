"""How long a page takes to read, which chapter needs which, and paths through the book.

The minutes under a chapter's title are counted when the book is built. ``{chapter-map}`` draws
what depends on what; ``{reading-path} 08 10`` names chapters, with the time that they take.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapters import Chapter, chapters, needs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx_exercise.nodes import solution_node

WORDS_PER_MINUTE = 200
CODE_LINES_PER_MINUTE = 15
PLACE = "chapter-map"  # noted in the metadata of a page that has a map or a path

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
    if app.env.docname in {chapter.page for chapter in chapters(Path(app.srcdir))}:
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

Needs = dict[str, tuple[str, ...]]  # a chapter's key to the keys of those that it builds upon

ABREAST = 3  # boxes in a row at most
BOX, GAP, WIDE, HIGH, EDGE = 172, 44, 60, 92, 26  # width, between boxes, height, row, margin
COLOURS = 5  # of parts, in custom.css


def needed(chapter: str, needs: Needs) -> set[str]:
    """Everything that a chapter builds upon, directly or not."""
    return set(needs[chapter]).union(*(needed(before, needs) for before in needs[chapter]))


def places(needs: Needs) -> dict[str, tuple[float, int]]:
    """Column and row of each chapter: as far down as its longest way from the beginning.

    A row that is full sends on to the next. Within a row a chapter stands below what it needs.

    >>> places({"01": (), "02": ("01",), "03": ("01",), "04": ("03",)})
    {'01': (1.0, 0), '02': (0.5, 1), '03': (1.5, 1), '04': (1.0, 2)}
    """
    rows: dict[str, int] = {}
    for key, before in needs.items():
        row = 1 + max((rows[one] for one in before), default=-1)
        while list(rows.values()).count(row) == ABREAST:
            row += 1
        rows[key] = row
    columns: dict[str, float] = {}
    for row in range(max(rows.values(), default=-1) + 1):
        abreast = sorted(
            (k for k in rows if rows[k] == row), key=lambda k: _mean(columns, needs[k])
        )
        left = (ABREAST - len(abreast)) / 2
        columns.update({key: left + k for k, key in enumerate(abreast)})
    return {key: (columns[key], rows[key]) for key in needs}


def _mean(columns: dict[str, float], keys: tuple[str, ...]) -> float:
    return sum(columns[key] for key in keys) / max(1, len(keys))


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
        known = [chapter.key for chapter in chapters(Path(self.env.srcdir))]
        asked = known if self.arguments == ["all"] else self.arguments
        if unknown := [key for key in asked if key not in known]:
            raise self.error(f"no chapter {', '.join(unknown)}")
        self.env.metadata[self.env.docname][PLACE] = "yes"
        return [reading_path(chapters=asked)]


def chapters_of(env: Any) -> dict[str, Chapter]:
    """The chapters that are pages of this build, by key."""
    return {one.key: one for one in chapters(Path(env.srcdir)) if one.page in env.titles}


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    pages = chapters_of(app.env)
    for place in list(doctree.findall(chapter_map)):
        upon = needs(Path(app.env.srcdir))
        boxes = {key: Box(app, page, pages[key]) for key in upon if key in pages}
        drawn = nodes.raw("", drawing(boxes, upon), format="html")
        place.replace_self([drawn, in_words(boxes, upon)])
    for place in list(doctree.findall(reading_path)):
        place.replace_self(_path(app, page, [k for k in place["chapters"] if k in pages]))


@dataclass
class Box:
    """What the map says of a chapter."""

    address: str
    words: str
    colour: str
    number: int

    def __init__(self, app: Sphinx, page: str, chapter: Chapter) -> None:
        self.address = app.builder.get_relative_uri(page, chapter.page)
        self.number = chapter.number
        self.words = f"{chapter.number} {app.env.titles[chapter.page].astext()}"
        self.colour = f"part-{(chapter.part - 1) % COLOURS + 1}"


def _path(app: Sphinx, page: str, keys: Iterable[str]) -> nodes.paragraph:
    pages, line = chapters_of(app.env), nodes.paragraph(classes=["reading-path"])
    chosen = [pages[key].page for key in keys]
    for target in chosen:
        address = app.builder.get_relative_uri(page, target)
        words = app.env.titles[target].astext()
        line += nodes.reference("", words, refuri=address, internal=True)
        line += nodes.Text(" → ")
    time = sum(minutes_of(app.env, target) for target in chosen)
    line[-1] = nodes.Text(f". Reading alone: {spoken(time)}.")
    return line


def in_words(boxes: dict[str, Box], needs: Needs) -> nodes.bullet_list:
    """The map for whoever does not see it."""
    items = nodes.bullet_list(classes=["map-words"])
    for key, box in boxes.items():
        before = [str(boxes[one].number) for one in needs[key] if one in boxes]
        upon = f" builds upon {', '.join(before)}" if before else " needs no other"
        link = nodes.reference("", box.words, refuri=box.address, internal=True)
        items += nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(upon)))
    return items


def drawing(boxes: dict[str, Box], needs: Needs) -> str:
    """The map as SVG: a box for each chapter, a line from each that it needs."""
    needs = {key: tuple(one for one in needs[key] if one in boxes) for key in boxes}
    at = places(needs)
    wide = ABREAST * BOX + (ABREAST - 1) * GAP + 2 * EDGE
    high = max((row for _, row in at.values()), default=0) * HIGH + WIDE + 8
    lines = [_line(at, before, key) for key in boxes for before in needs[key]]
    drawn = [_box(box, *_corner(at[key])) for key, box in boxes.items()]
    return (
        f'<svg class="chapter-map" viewBox="0 0 {wide} {high}" role="group" '
        f'aria-label="Which chapter builds upon which; in words below">'
        f"{''.join(lines)}{''.join(drawn)}</svg>"
    )


def _corner(place: tuple[float, int]) -> tuple[float, float]:
    """The upper left corner of a box."""
    return EDGE + place[0] * (BOX + GAP), 4 + place[1] * HIGH


def _box(box: Box, x: float, y: float) -> str:
    words = textwrap.wrap(box.words, 19)[:2]
    first_line = y + WIDE / 2 + 5 - 9 * (len(words) - 1)
    texts = "".join(
        f'<text x="{x + BOX / 2}" y="{first_line + 18 * k}">{html.escape(word)}</text>'
        for k, word in enumerate(words)
    )
    frame = f'<rect x="{x}" y="{y}" width="{BOX}" height="{WIDE}" rx="5"/>'
    return f'<a href="{html.escape(box.address)}" class="{box.colour}">{frame}{texts}</a>'


def _line(at: dict[str, tuple[float, int]], before: str, after: str) -> str:
    """From below one box to above another, between the boxes of the rows on the way."""
    (x, y), (u, v) = _corner(at[before]), _corner(at[after])
    x, y, u = x + BOX / 2, y + WIDE, u + BOX / 2
    path, rows = f"M{x:g} {y:g}", range(at[before][1] + 1, at[after][1])
    for row in rows:
        above = 4 + row * HIGH
        aim = x + (u - x) * (above - y) / (v - y)
        gap = min(_gaps(at, row), key=lambda gap: abs(gap - aim))
        path += f"{_curve(x, y, gap, above)}V{above + WIDE:g}"
        x, y = gap, above + WIDE
    return f'<path d="{path}{_curve(x, y, u, v)}"/>'


def _gaps(at: dict[str, tuple[float, int]], row: int) -> list[float]:
    """Where a line can pass a row: left of each of its boxes, and right of the last."""
    columns = sorted(column for column, other in at.values() if other == row)
    return [_corner((c, row))[0] - GAP / 2 for c in [*columns, columns[-1] + 1]]


def _curve(x: float, y: float, u: float, v: float) -> str:
    middle = (y + v) / 2
    return f"C{x:g} {middle:g} {u:g} {middle:g} {u:g} {v:g}"


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
