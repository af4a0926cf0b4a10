"""The list of all exercises, with how hard they are and where they are solved.

``{exercise-list}`` is filled from what the exercise extension registered while it read the
chapters: titles, numbers and places are the book's own, and nothing is typed twice. The solutions
themselves stand in the chapters and, open, in the appendix (see solutions.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx_exercise.nodes import exercise_subtitle

PLACE = "exercise-list"  # noted in the metadata of a page that has the list
APPENDIX = "solutions"  # the page that has them all
LEVELS = {"easy": "●○○", "medium": "●●○", "hard": "●●●"}


@dataclass(frozen=True)
class Exercise:
    """One exercise: where it stands, its number, its title, its level, where it is solved."""

    page: str
    label: str
    number: tuple[int, ...]
    title: tuple[nodes.Node, ...]
    level: str
    solution: tuple[str, str] | None  # page, label


class exercise_list(nodes.General, nodes.Element):
    """The place of the list."""


class ExerciseList(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname][PLACE] = "yes"
        return [exercise_list()]


def pages_in_order(env: Any) -> list[str]:
    """The pages of the book in the order of the table of contents."""
    order: list[str] = []

    def visit(page: str) -> None:
        if page not in order:
            order.append(page)
            for below in env.toctree_includes.get(page, []):
                visit(below)

    visit(env.config.root_doc)
    return order


def exercises(env: Any) -> Iterator[Exercise]:
    """All exercises in the order of the book."""
    registry = getattr(env, "sphinx_exercise_registry", {})
    solutions = {
        entry["node"]["target_label"]: (entry["docname"], label)
        for label, entry in registry.items()
        if entry["type"].startswith("solution")
    }
    order = pages_in_order(env)
    found = [
        Exercise(
            entry["docname"],
            label,
            env.toc_fignumbers.get(entry["docname"], {}).get("exercise", {}).get(label, ()),
            title(entry["node"]),
            next((level for level in LEVELS if level in entry["node"]["classes"]), ""),
            solutions.get(label),
        )
        for label, entry in registry.items()
        if entry["type"].startswith("exercise") and entry["docname"] in order
    ]
    return iter(sorted(found, key=lambda e: (order.index(e.page), e.number)))


def title(node: Any) -> tuple[nodes.Node, ...]:
    """What stands behind the number of an exercise."""
    parts = [child for part in node.findall(exercise_subtitle) for child in part.children]
    return tuple(part.deepcopy() for part in parts)


# --- the page --------------------------------------------------------------------------------


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the list in its place, when numbers are known."""
    for place in list(doctree.findall(exercise_list)):
        everything = list(exercises(app.env))
        parts: list[nodes.Node] = [nodes.paragraph("", summary(everything))]
        for chapter in dict.fromkeys(e.page for e in everything):
            parts += _chapter(app, page, chapter, [e for e in everything if e.page == chapter])
        place.replace_self(parts)
        if any(isinstance(n, nodes.math) for part in parts for n in part.findall()):
            app.env.get_domain("math").data["has_equations"][page] = True


def summary(everything: list[Exercise]) -> str:
    counts = Counter(e.level for e in everything)
    words = [f"{counts[level]} {level}" for level in LEVELS if counts[level]]
    solved = sum(e.solution is not None for e in everything)
    return f"{len(everything)} exercises: {', '.join(words)}; {solved} with a worked solution."


def _chapter(app: Sphinx, page: str, chapter: str, found: list[Exercise]) -> list[nodes.Node]:
    words = name_of(app.env, chapter)
    heading = nodes.paragraph("", "", link(app, page, chapter, "", words), classes=["list-head"])
    rows = [
        [
            link(app, page, e.page, e.label, number_of(e) + " ", *e.title),
            nodes.inline("", f"{LEVELS.get(e.level, '')} {e.level}".strip()),
            _to_solution(app, page, e),
        ]
        for e in found
    ]
    return [heading, _table(["Exercise", "Difficulty", "Worked"], rows)]


def _to_solution(app: Sphinx, page: str, exercise: Exercise) -> nodes.Node:
    """A link to the solution: in the appendix, if the book has one."""
    if exercise.solution is None:
        return nodes.Text("none")
    chapter, label = exercise.solution
    appendix = next((p for p in app.env.found_docs if p.rpartition("/")[2] == APPENDIX), chapter)
    return link(app, page, appendix, label, "solution")


def number_of(exercise: Exercise) -> str:
    return ".".join(map(str, exercise.number))


def name_of(env: Any, chapter: str) -> str:
    """A chapter's number and title."""
    number = ".".join(map(str, env.toc_secnumbers.get(chapter, {}).get("", ())))
    title = str(env.titles[chapter].astext())
    return f"{number}. {title}" if number else title


def link(
    app: Sphinx, page: str, target: str, label: str, *words: str | nodes.Node
) -> nodes.reference:
    address = app.builder.get_relative_uri(page, target) + (f"#{label}" if label else "")
    parts = [nodes.Text(w) if isinstance(w, str) else w.deepcopy() for w in words]
    return nodes.reference("", "", *parts, refuri=address, internal=True)


def _table(titles: list[str], rows: list[list[nodes.Node]]) -> nodes.table:
    def line(cells: list[nodes.Node]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))

    widths = [nodes.colspec(colwidth=width) for width in (64, 20, 16)]
    head = nodes.thead("", line([nodes.Text(word) for word in titles]))
    body = nodes.tbody("", *(line(row) for row in rows))
    group = nodes.tgroup("", *widths, head, body, cols=len(titles))
    return nodes.table("", group, classes=["table", "exercise-list", "colwidths-given"])


def again(app: Sphinx, env: Any) -> list[str]:
    """The pages with a list are written anew whenever any chapter was."""
    return [page for page, noted in env.metadata.items() if PLACE in noted]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(exercise_list)
    app.add_directive("exercise-list", ExerciseList)
    app.connect("doctree-resolved", fill)
    app.connect("env-updated", again)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
