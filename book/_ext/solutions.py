"""The appendix of solutions: every exercise with its worked solution, as its chapter has them.

``{solutions}`` is filled when the pages are written: the nodes of the chapters are copied, cells
and outputs included, so that nothing stands in two sources. An exercise without a solution is a
warning, and with it an error of the strict build.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from exercise_list import LEVELS, Exercise, exercises, link, name_of, number_of
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx_exercise.nodes import is_exercise_node, solution_node

PLACE = "solutions"  # noted in the metadata of a page that has them
LOGGER = logging.getLogger(__name__)


class solutions(nodes.General, nodes.Element):
    """The place of the solutions."""


class Solutions(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname][PLACE] = "yes"
        return [solutions()]


# --- the chapters' nodes ---------------------------------------------------------------------


def collect(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Keep a copy of a chapter's exercises and solutions, as they are about to be written."""
    kept = _kept(app)[page] = {}
    for node in doctree.findall(_is_wanted):
        kept[node["label"]] = node.deepcopy()


def _is_wanted(node: nodes.Node) -> bool:
    return isinstance(node, solution_node) or is_exercise_node(node)


def _kept(app: Sphinx) -> dict[str, dict[str, nodes.Element]]:
    kept: dict[str, dict[str, nodes.Element]] = app.__dict__.setdefault("solved_exercises", {})
    return kept


def nodes_of(app: Sphinx, chapter: str) -> dict[str, nodes.Element]:
    """A chapter's exercises and solutions by label; one that is not written anew is read."""
    if chapter not in _kept(app):
        app.env.get_and_resolve_doctree(chapter, app.builder)
    return _kept(app)[chapter]


# --- the page --------------------------------------------------------------------------------


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the solutions in their place, chapter by chapter, when all references are known."""
    for place in list(doctree.findall(solutions)):
        everything = list(exercises(app.env))
        chapters = dict.fromkeys(exercise.page for exercise in everything)
        parts = [_chapter(app, page, c, [e for e in everything if e.page == c]) for c in chapters]
        place.replace_self(parts)
        if any(part.next_node(nodes.math) or part.next_node(nodes.math_block) for part in parts):
            app.env.get_domain("math").data["has_equations"][page] = True


def _chapter(app: Sphinx, page: str, chapter: str, found: list[Exercise]) -> nodes.section:
    """A section with the exercises of a chapter, each followed by its solution."""
    there = nodes_of(app, chapter)
    title = nodes.title("", "", link(app, page, chapter, "", name_of(app.env, chapter)))
    section = nodes.section("", title, ids=[place_of(chapter)])
    for exercise in found:
        section += _statement(app, page, exercise, there[exercise.label])
        if exercise.solution is None:
            LOGGER.warning("exercise %s has no solution", exercise.label, location=chapter)
        else:
            section += _solution(app, page, exercise, there[exercise.solution[1]])
    return section


def place_of(chapter: str) -> str:
    """The identifier of a chapter's section."""
    return f"solutions-{chapter.rpartition('/')[2].replace('_', '-')}"


def _statement(app: Sphinx, page: str, exercise: Exercise, node: nodes.Element) -> nodes.Element:
    words = [f"Exercise {number_of(exercise)} (", *exercise.title, ")"]
    title = nodes.title("", "", link(app, page, exercise.page, exercise.label, *words))
    classes = ["exercise", *([exercise.level] if exercise.level in LEVELS else [])]
    copy = copied(app, page, exercise.page, exercise.label, node.children[1:])
    return nodes.admonition("", title, *copy, classes=classes)


def _solution(app: Sphinx, page: str, exercise: Exercise, node: nodes.Element) -> nodes.Element:
    assert exercise.solution is not None
    chapter, label = exercise.solution
    copy = copied(app, page, chapter, label, node.children[1:])
    return nodes.admonition(
        "", nodes.title("", "Solution"), *copy, ids=[label], classes=["solution"]
    )


def copied(
    app: Sphinx, page: str, chapter: str, label: str, found: list[nodes.Node]
) -> list[nodes.Node]:
    """Nodes of a chapter for another page: identifiers of their own, links back to the chapter,
    formulas without a number (the number belongs to the place where the formula is proved)."""
    box = nodes.container("", *(node.deepcopy() for node in found))
    for node in box.findall(nodes.Element):
        node["names"] = []
        node["ids"] = [f"{label}-{name}" for name in node.get("ids", ())]
        if isinstance(node, nodes.math_block):
            node["number"] = None
        if isinstance(node, nodes.reference) and node.get("refid"):
            address = app.builder.get_relative_uri(page, chapter)
            node["refuri"] = f"{address}#{node.attributes.pop('refid')}"
            node["internal"] = True
    return [child for part in box.children for child in _opened(part)]


def _opened(node: nodes.Node) -> list[nodes.Node]:
    """The content of the section that the exercise extension wraps around it."""
    return list(node.children) if isinstance(node, nodes.section) else [node]


# --- the page's own contents -----------------------------------------------------------------


def note_contents(app: Sphinx, env: Any) -> list[str]:
    """Name the chapters in the page's contents, and have the page written anew each time."""
    pages = [page for page, noted in env.metadata.items() if PLACE in noted]
    for page in pages:
        (top, *_) = env.tocs[page].children
        del top[1:]
        lines = [_line(env, page, chapter) for chapter in dict.fromkeys(map(_page, exercises(env)))]
        if lines:
            top += nodes.bullet_list("", *lines)
        env.toc_num_entries[page] = 1 + len(lines)
    return pages


def _page(exercise: Exercise) -> str:
    return exercise.page


def _line(env: Any, page: str, chapter: str) -> nodes.list_item:
    place = f"#{place_of(chapter)}"
    words = name_of(env, chapter)
    reference = nodes.reference("", words, internal=True, refuri=page, anchorname=place)
    return nodes.list_item("", addnodes.compact_paragraph("", "", reference))


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(solutions)
    app.add_directive("solutions", Solutions)
    app.connect("doctree-resolved", collect)
    app.connect("doctree-resolved", fill)
    app.connect("env-updated", note_contents)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
