"""The appendix of solutions has every exercise with its solution, as the chapters have them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, SoupStrainer, Tag
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).resolve().parents[2]


def soup(file: Path, *classes: str) -> BeautifulSoup:
    """A page; with classes named, its boxes of these classes alone."""
    wanted = re.compile(rf"\b({'|'.join(classes)})\b")
    only = SoupStrainer("div", class_=wanted) if classes else None
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser", parse_only=only)


def words(box: Tag) -> list[str]:
    """The words of an exercise or a solution without its title."""
    return [
        word
        for part in box.find_all(recursive=False)
        if "admonition-title" not in part.get("class", [])
        for word in part.get_text(" ").split()
    ]


def solved(folder: Path, pages: list[str]) -> dict[str, tuple[list[str], list[str]]]:
    """Each exercise of these pages: its address, its words and those of its solution."""
    found = {}
    for page in pages:
        chapter = soup(folder / f"{page}.html", "exercise", "solution")
        for exercise in chapter.select("div.exercise[id]"):
            place = f"#{exercise['id']}"
            box = chapter.select_one(f'div.solution:has(.admonition-title a[href$="{place}"])')
            assert box is not None, place
            found[f"{page}.html{place}"] = words(exercise), words(box)
    return found


def collected(appendix: Path) -> dict[str, tuple[list[str], list[str]]]:
    """The same, as the appendix has it."""
    found = {}
    for exercise in soup(appendix, "exercise", "solution").select("div.exercise"):
        title, box = exercise.select_one(".admonition-title a"), exercise.find_next_sibling("div")
        assert title is not None
        assert box is not None
        assert "solution" in box["class"]
        assert "dropdown" not in box["class"]
        found[str(title["href"])] = words(exercise), words(box)
    return found


def chapters(contents: str) -> list[str]:
    names = [line.rpartition("/")[2].strip() for line in contents.splitlines() if "file:" in line]
    return [name for name in names if name[:2].isdigit() and name < "90"]


def test_the_appendix_has_every_exercise_with_its_solution(built_site: Path) -> None:
    names = chapters((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    expected = solved(built_site / "book", names)
    found = collected(built_site / "book" / "solutions.html")
    listed = soup(built_site / "book" / "exercises.html").select("table.exercise-list tbody tr")
    assert len(found) == len(listed) > len(names)
    assert list(found) == list(expected)
    for place, (statement, solution) in expected.items():
        assert len(solution) > 5, place
        assert found[place] == (statement, solution), place


def test_the_appendix_shows_code_with_its_outputs(built_site: Path) -> None:
    appendix = soup(built_site / "book" / "solutions.html")
    for kind in ("div.cell_input", "div.cell_output", ".proof-badge"):
        assert appendix.select(f"div.solution {kind}"), kind


# --- a small book ----------------------------------------------------------------------------

CONF = f"""import sys; sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
extensions = ["myst_parser", "sphinx_exercise", "exercise_list", "solutions"]
myst_enable_extensions = ["attrs_block", "dollarmath"]; numfig = True; math_numfig = True
root_doc = "intro"; html_theme = "basic"; source_suffix = {{".md": "markdown"}}
"""
INTRO = """# A book
```{toctree}
:numbered:
one
solutions
```
"""
ONE = """# One
{#sec}
## A section

```{exercise} Add
:label: ex-add
:class: easy
What is $1 + 1$?
```

```{solution} ex-add
:label: sol-add
:class: dropdown
By {eq}`eq-two` it is two, see [above](#sec).

$$1 + 1 = 2$$ (eq-two)
```
"""
UNSOLVED = """
```{exercise} Divide
:label: ex-divide
What is $1 / 0$?
```
"""


def built(folder: Path, chapter: str) -> tuple[Path, str]:
    """A small book, and the warnings of its build."""
    source = folder / "source"
    source.mkdir()
    files = {"conf.py": CONF, "intro.md": INTRO, "one.md": chapter}
    files["solutions.md"] = "# Solutions\n```{solutions}\n```\n"
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    warnings = io.StringIO()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            str(source),
            str(source),
            str(folder / "out"),
            str(folder / "tree"),
            "html",
            status=None,
            warning=warnings,
        )
        app.build()
    return folder / "out", warnings.getvalue()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return built(tmp_path_factory.mktemp("small"), ONE + UNSOLVED)


def test_an_exercise_without_a_solution_is_a_warning(small: tuple[Path, str]) -> None:
    (warning,) = [line for line in small[1].splitlines() if "WARNING" in line]
    assert "exercise ex-divide has no solution" in warning


def test_a_missing_solution_is_noticed(small: tuple[Path, str]) -> None:
    out, _ = small
    with pytest.raises(AssertionError, match="ex-divide"):
        solved(out, ["one"])
    with pytest.raises(AssertionError):
        collected(out / "solutions.html")


def test_a_copy_has_its_own_identifiers_and_links_to_the_chapter(small: tuple[Path, str]) -> None:
    out, _ = small
    appendix = soup(out / "solutions.html")
    box = appendix.select_one("#sol-add")
    assert box is not None
    assert [a["href"] for a in box.select("a")] == ["one.html#equation-eq-two", "one.html#sec"]
    assert "eqno" not in str(box)
    ids = [str(element["id"]) for element in appendix.select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_page_lists_its_chapters(small: tuple[Path, str]) -> None:
    out, _ = small
    contents = soup(out / "solutions.html").select_one(".sphinxsidebarwrapper ul")
    assert contents is not None
    assert [a["href"] for a in contents.select("a")] == ["#", "#solutions-one"]
