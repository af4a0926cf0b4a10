"""Prose does not count what registries hold: a source or a chapter is added, and no sentence lies.

Where a number is wanted it is computed, as on the first page, or glued.
"""

import re
from pathlib import Path

import nbformat
import pytest

from tools.notebooks import ROOT

NUMBERS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]*teen|twenty(?:-\w+)?|\d+"
)
COUNTED = re.compile(
    rf"\b(?:{NUMBERS})\s+(?:(?:other|more|well-known|printed|judged)\s+)?(?:sources|texts|chapters)\b",
    re.IGNORECASE,
)
PAGES = sorted(
    p for p in [*ROOT.glob("*.md"), *(ROOT / "book").glob("*.*")] if p.suffix in (".md", ".ipynb")
)


def prose(path: Path) -> str:
    """The Markdown of a page or of a notebook's cells."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def counted(text: str) -> list[str]:
    """Sentences that count sources, texts or chapters."""
    return [" ".join(found.group().split()) for found in COUNTED.finditer(text)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_prose_counts_neither_sources_nor_chapters(path: Path) -> None:
    assert counted(prose(path)) == []


@pytest.mark.parametrize(
    "text",
    [
        "judges five texts",
        "the five sources",
        "Sixteen\nchapters",
        "17 chapters",
        "three other texts",
    ],
)
def test_a_count_is_noticed(text: str) -> None:
    assert counted(f"The book has it: {text}, and more.")


@pytest.mark.parametrize("text", ["two conventions", "the sources", "five pixels"])
def test_other_numbers_are_free(text: str) -> None:
    assert counted(text) == []
