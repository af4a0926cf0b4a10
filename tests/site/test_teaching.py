"""Reading times, the map and the list of exercises say what the book says."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

ROOT = Path(__file__).resolve().parents[2]
CONTENTS = (ROOT / "_toc.yml").read_text(encoding="utf-8")
LEVEL = re.compile(r"\{exercise\}.*?:class: (easy|medium|hard)", re.DOTALL)


def extension(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "book" / "_ext" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


reading = extension("reading")


def page(site: Path, name: str) -> BeautifulSoup:
    if f"book/{name}\n" not in CONTENTS:
        pytest.skip(f"book/{name} is not in the table of contents")
    text = (site / "book" / f"{name}.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


# --- minutes ---------------------------------------------------------------------------------


def text_and_code(words: int, lines: int) -> nodes.Element:
    code = nodes.literal_block("", "\n".join(["x = 1", ""] * lines))
    output = nodes.container("", nodes.literal_block("", "9\n" * 500), classes=["cell_output"])
    return nodes.section("", nodes.paragraph("", "word " * words), code, output)


def test_words_and_lines_are_counted_and_outputs_are_not() -> None:
    assert reading.minutes(text_and_code(400, 30)) == pytest.approx(400 / 200 + 30 / 15)
    assert reading.minutes(text_and_code(800, 30)) > reading.minutes(text_and_code(400, 30))


def test_solutions_are_not_counted() -> None:
    solution = reading.solution_node("", nodes.paragraph("", "word " * 1000))
    assert reading.minutes(nodes.section("", solution)) == 0


def test_chapters_say_how_long_they_take(built_site: Path) -> None:
    chapters = re.findall(r"book/([01]\d_\w+)", CONTENTS)
    assert chapters
    for name in chapters:
        text = (built_site / "book" / f"{name}.html").read_text(encoding="utf-8")
        line = re.search(r'</h1>\s*<p class="reading-time">(.*?)</p>', text)
        assert line is not None
        assert re.fullmatch(r"About (\d+ minutes|\d½? hours) to read", line[1])


# --- the map ---------------------------------------------------------------------------------


def faults(needs: dict[str, tuple[float, int, tuple[str, ...]]]) -> list[str]:
    """Chapters that build upon what comes later, or that stand above what they need."""
    return [
        f"{number} needs {before}"
        for number, (_, row, earlier) in needs.items()
        for before in earlier
        if before >= number or needs[before][1] >= row
    ]


def test_the_map_leads_down_and_on() -> None:
    assert faults(reading.NEEDS) == []
    assert faults({**reading.NEEDS, "05": (0, 4, ("06",))}) == ["05 needs 06"]
    assert list(reading.NEEDS) == [f"{k:02}" for k in range(1, 17)]


def test_no_line_of_the_map_says_what_another_says() -> None:
    """A chapter's direct needs do not follow from its other needs."""
    for number, (_, _, before) in reading.NEEDS.items():
        for one in before:
            others = set(before) - {one}
            assert not any(one in reading.needed(other) for other in others), (number, one)


def test_the_paths_of_the_book_respect_the_map() -> None:
    """A path visits chapters in the order of the book, and never one twice."""
    paths = re.findall(r"\{reading-path\} ([\d ]+)", (ROOT / "book" / "map.md").read_text("utf-8"))
    assert len(paths) == 3
    for path in paths:
        assert all(one < two for one, two in pairwise(path.split()))


def test_the_map_links_to_every_chapter(built_site: Path) -> None:
    shown = page(built_site, "map")
    linked = {link["href"].split("/")[-1] for link in shown.select("svg.chapter-map a")}
    chapters = {f"{name}.html" for name in re.findall(r"book/([01]\d_\w+)", CONTENTS)}
    assert linked == chapters - {"00_notation.html"}


# --- the exercises ---------------------------------------------------------------------------


def levels_written() -> Counter[str]:
    """How many exercises of each level the chapters in the contents hold."""
    counts: Counter[str] = Counter()
    for name in re.findall(r"book/(\w+)\n", CONTENTS):
        file = ROOT / "book" / f"{name}.ipynb"
        if file.is_file():
            cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
            texts = ("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
            counts.update(level for text in texts for level in LEVEL.findall(text))
    return counts


def test_every_exercise_is_listed(built_site: Path) -> None:
    article = page(built_site, "exercises").select_one("article")
    assert article is not None
    rows = article.select("table.exercise-list tbody tr")
    shown = Counter(row.select("td")[1].get_text().split()[-1] for row in rows)
    assert shown == levels_written()
    assert f"{shown.total()} exercises" in article.get_text()


def test_every_exercise_leads_to_its_solution(built_site: Path) -> None:
    appendix = page(built_site, "solutions")
    for row in page(built_site, "exercises").select("table.exercise-list tbody tr"):
        exercise, solution = (link["href"] for link in row.select("a"))
        name, _, place = solution.partition("#")
        assert name == "solutions.html"
        box = appendix.find(id=place)
        assert box is not None
        statement = box.find_previous_sibling("div")
        assert statement is not None
        assert [a["href"] for a in statement.select(".admonition-title a")] == [exercise]


def grading_faults(levels: dict[str, list[str]]) -> list[str]:
    """Chapters with fewer than three or more than six exercises, or out of order by level."""
    order = ["easy", "medium", "hard"]
    return [
        f"{name}: {', '.join(found)}"
        for name, found in levels.items()
        if not 3 <= len(found) <= 6
        or set(order) - set(found)
        or found != sorted(found, key=order.index)
    ]


def test_each_chapter_has_three_to_six_exercises_that_grow_harder(built_site: Path) -> None:
    levels: dict[str, list[str]] = {}
    for row in page(built_site, "exercises").select("table.exercise-list tbody tr"):
        chapter = str(row.select("a")[0]["href"]).partition(".html")[0]
        levels.setdefault(chapter, []).append(row.select("td")[1].get_text().split()[-1])
    assert list(levels) == re.findall(r"book/([01]\d_\w+)", CONTENTS)
    assert grading_faults(levels) == []


def test_faults_of_the_grading_are_noticed() -> None:
    fine = ["easy", "medium", "hard"]
    assert grading_faults({"a": fine}) == []
    for wrong in (fine[:2], [*fine, *fine[2:] * 4], fine[::-1], ["easy", "hard", "hard"]):
        assert len(grading_faults({"a": fine, "b": wrong})) == 1


# --- the glossary ----------------------------------------------------------------------------


def glossary_faults(glossary: str, *pages: str) -> list[str]:
    """Terms out of order or given twice, and terms used that the glossary does not have."""
    body = glossary.partition(":::{glossary}\n")[2]
    terms = [line.strip() for line in body.splitlines() if re.match(r"[^\s:]", line)]
    known = {term.casefold() for term in terms}
    used = re.findall(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`", " ".join([glossary, *pages]))
    return [
        *(f"{two} after {one}" for one, two in pairwise(terms) if one.casefold() >= two.casefold()),
        *(f"{term} is not defined" for term in used if term.casefold() not in known),
    ]


def test_the_glossary_has_every_term_in_order() -> None:
    book = ROOT / "book"
    glossary = (book / "glossary.md").read_text(encoding="utf-8")
    pages = [file.read_text("utf-8") for file in book.glob("*.md")]
    assert glossary_faults(glossary, *pages) == []


def test_faults_of_a_glossary_are_noticed() -> None:
    glossary = ":::{glossary}\nbias\n  b\n\ndelta\n  d\n:::"
    assert glossary_faults(glossary, "{term}`Bias` {term}`errors <delta>`") == []
    assert glossary_faults(glossary, "{term}`stride`", "{term}`it <pad>`") == [
        "stride is not defined",
        "pad is not defined",
    ]
    assert glossary_faults(glossary.replace("bias", "kernel")) == ["delta after kernel"]
