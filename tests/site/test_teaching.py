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
from typing import Any

import chapters
import pytest
import yaml
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

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
NAMES = [one.name for one in chapters.chapters()]


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
    for name in NAMES:
        text = (built_site / "book" / f"{name}.html").read_text(encoding="utf-8")
        line = re.search(r'</h1>\s*<p class="reading-time">(.*?)</p>', text)
        assert line is not None
        assert re.fullmatch(r"About (\d+ minutes|\d½? hours) to read", line[1])


# --- the map ---------------------------------------------------------------------------------


def faults(needs: dict[str, tuple[str, ...]]) -> list[str]:
    """Chapters that stand above what they need, two in one place, lines that others say."""
    at = reading.places(needs)
    taken = [key for key, count in Counter(at.values()).items() if count > 1]
    found = [f"two at {place}" for place in taken]
    for key, before in needs.items():
        found += [f"{key} needs {one}" for one in before if at[one][1] >= at[key][1]]
        for one in before:
            others = set(before) - {one}
            if any(one in reading.needed(other, needs) for other in others):
                found.append(f"{key} needs {one}, which follows from another")
    return found


def test_the_map_leads_down_and_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no line of it says what another says."""
    assert faults(chapters.needs()) == []
    wrong = {**chapters.needs(), "06": ("02", "03", "05")}
    assert faults(wrong) == ["06 needs 02, which follows from another"]
    monkeypatch.setattr(reading, "places", lambda needs: dict.fromkeys(needs, (0.0, 0)))
    assert "06 needs 05" in faults(chapters.needs())
    assert "two at (0.0, 0)" in faults(chapters.needs())


def test_no_row_of_the_map_is_too_wide() -> None:
    crowd = {"01": (), **{f"{k:02}": ("01",) for k in range(2, 30)}}
    rows = Counter(row for _, row in reading.places(crowd).values())
    assert max(rows.values()) == reading.ABREAST
    assert rows.total() == 29
    assert faults(crowd) == []


@pytest.mark.parametrize("needs", [chapters.needs(), {"01": (), "02": ("01",), "03": ("01", "02")}])
def test_no_line_of_the_map_passes_a_box(needs: dict[str, tuple[str, ...]]) -> None:
    at = reading.places(needs)
    for key, before in needs.items():
        for one in before:
            path = reading._line(at, one, key)
            assert passed(path, at, needs) == [], (one, key)
    straight = '<path d="M138 64C138 110 138 110 138 360"/>'
    assert passed(straight, {"a": (0.0, 2)}, {"a": ()}) == ["a"]


def passed(path: str, at: dict[str, tuple[float, int]], needs: dict[str, Any]) -> list[str]:
    """The boxes that a line meets between its ends, sought at the ends of its pieces and between.

    Within a row's height a line must go straight down, beside every box.
    """
    numbers = [float(n) for n in re.findall(r"[\d.]+", path)]
    x, y = numbers[:2]
    found = []
    for kind, given in re.findall(r"([CV])([^CVM\"]+)", path):
        values = [float(n) for n in given.split()]
        u, v = (x, values[0]) if kind == "V" else (values[-2], values[-1])
        for key in needs:
            left, top = reading._corner(at[key])
            inside = y < top + reading.WIDE / 2 < v
            if inside and not (x == u and not left <= x <= left + reading.BOX):
                found.append(key)
        x, y = u, v
    return found


def test_the_paths_of_the_book_respect_the_map() -> None:
    """A path visits chapters in the order of the book, and never one twice."""
    text = (ROOT / "book" / "map.md").read_text("utf-8")
    paths = re.findall(r"\{reading-path\} ([\d ]+|all)\n", text)
    assert len(paths) == 3
    for path in paths:
        assert all(one < two for one, two in pairwise(path.split()))


def test_the_map_links_to_every_chapter(built_site: Path) -> None:
    shown = page(built_site, "map")
    linked = {link["href"].split("/")[-1] for link in shown.select("svg.chapter-map a")}
    assert linked == {f"{one.name}.html" for one in chapters.chapters() if one.number}
    colours = [link["class"] for link in shown.select("svg.chapter-map a")]
    parts = [one.part for one in chapters.chapters() if one.number]
    assert colours == [[f"part-{(part - 1) % reading.COLOURS + 1}"] for part in parts]


def test_each_part_has_its_colour() -> None:
    style = (ROOT / "book" / "_static" / "custom.css").read_text("utf-8")
    defined = [int(n) for n in re.findall(r"\.part-(\d) rect", style)]
    assert defined == list(range(1, reading.COLOURS + 1))
    assert max(one.part for one in chapters.chapters()) <= reading.COLOURS


# --- any chapter -----------------------------------------------------------------------------

TEXT = """\
---
kernelspec: {{display_name: Python 3, language: python, name: python3}}
needs: [{needs}]
---

# Chapter {key}

Words of it.
"""


@pytest.fixture
def longer(tmp_path: Path) -> Path:
    """Contents of twenty chapters in five parts, each chapter upon the one before, 20 upon 17."""
    names = [f"{k:02}_chapter" for k in range(1, 21)]
    parts: list[dict[str, Any]] = [
        {"caption": f"Part {k}", "numbered": True,
         "chapters": [{"file": f"book/{name}"} for name in names[4 * k - 4 : 4 * k]]}
        for k in range(1, 6)
    ]  # fmt: skip
    front, back = ({"chapters": [{"file": f"book/{n}"}]} for n in ("00_notation", "90_ledger"))
    contents = {"root": "book/intro", "parts": [front, *parts, back]}
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False))
    (tmp_path / "book").mkdir()
    for name, upon in zip(names, ["", *names[:-2], "17_chapter"], strict=True):
        text = TEXT.format(needs=upon, key=name[:2])
        (tmp_path / "book" / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_chapter_numbered_20_is_one(longer: Path) -> None:
    found = chapters.chapters(longer)
    assert found[0] == chapters.Chapter("00_notation", "00", 0, 0, "")
    assert found[-1] == chapters.Chapter("20_chapter", "20", 20, 5, "Part 5")
    needs = chapters.needs(longer)
    assert (needs["01"], needs["20"]) == ((), ("17",))
    assert faults(needs) == []


def test_a_page_numbered_20_has_its_time_its_box_and_its_colour(longer: Path) -> None:
    hidden = [f"{one.page}.md" for one in chapters.chapters(longer) if one.key < "17"]
    (longer / "conf.py").write_text(
        'root_doc = "book/20_chapter"; extensions = ["myst_parser", "chapters", "reading"]; '
        f"exclude_patterns = {hidden}",
        encoding="utf-8",
    )
    blocks = ("chapter-map", ""), ("reading-path", "17 20"), ("toctree", "")
    page = longer / "book" / "20_chapter.md"
    text = "".join(f"\n```{{{kind}}} {given}\n```\n" for kind, given in blocks)
    text = text.replace("{toctree} \n", "{toctree}\n17_chapter\n18_chapter\n19_chapter\n")
    page.write_text(page.read_text("utf-8") + text, encoding="utf-8")
    folders = longer, longer, longer / "out", longer / "trees"
    with patch_docutils(), docutils_namespace():  # leaves nothing behind for other small books
        Sphinx(*folders, "html", status=None, warningiserror=True).build()
    built = (longer / "out" / "book" / "20_chapter.html").read_text("utf-8")
    shown = BeautifulSoup(built, "html.parser")
    assert "About 5 minutes to read" in shown.get_text()
    boxes = {link.get_text(): link["class"] for link in shown.select("svg.chapter-map a")}
    assert boxes["20 Chapter 20"] == ["part-5"]
    assert len(boxes) == 4
    assert "20 Chapter 20 builds upon 17" in shown.get_text()
    assert "Chapter 17 → Chapter 20. Reading alone:" in shown.get_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("needs: [16_chapter]\n", "", "17_chapter: its header does not say what it needs"),
        ("16_chapter", "20_chapter", "17_chapter: needs: expected .* before it, got 20_chapter"),
        ("16_chapter", "16", "17_chapter: needs: expected chapters before it, got 16"),
    ],
)
def test_a_chapter_that_does_not_say_what_it_needs_is_named(
    old: str, new: str, said: str, longer: Path
) -> None:
    path = longer / "book" / "17_chapter.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        chapters.needs(longer)


FURTHER = 20
"""The first file of the further networks, whose numbers leave room for chapters to come."""


def misnumbered(found: list[Any]) -> list[str]:
    """The files whose number is not their chapter's; of the further networks, out of order."""
    before = [-1, *(int(one.key) for one in found)]
    return [
        one.name
        for one, last in zip(found, before, strict=False)
        if (int(one.key) <= last or int(one.key) < one.number)
        or (int(one.key) < FURTHER and int(one.key) != one.number)
    ]


def test_a_file_has_the_number_of_its_chapter(longer: Path) -> None:
    assert misnumbered(chapters.chapters()) == []
    contents = longer / "_toc.yml"
    contents.write_text(
        contents.read_text("utf-8").replace("  - file: book/18_chapter\n", ""), "utf-8"
    )
    assert misnumbered(chapters.chapters(longer)) == ["19_chapter"]
    text = contents.read_text("utf-8").replace("19_chapter", "21_chapter")
    contents.write_text(text, "utf-8")
    (longer / "book" / "19_chapter.md").rename(longer / "book" / "21_chapter.md")
    assert misnumbered(chapters.chapters(longer)) == ["20_chapter"]


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
    assert list(levels) == NAMES
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
