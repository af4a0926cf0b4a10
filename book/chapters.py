"""The chapters of the book: their order, numbers and parts as _toc.yml has them.

A chapter is a numbered file (``10_kernel_gradient``) of a part that is numbered, or of one before;
what stands behind the last numbered part is none. As an extension of Sphinx this module keeps the
text beside a notebook from being a page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
NAME = re.compile(r"book/((\d+)_\w+)")


@dataclass(frozen=True)
class Chapter:
    """One chapter; ``number`` and ``part`` are 0 in front of the first part that is numbered."""

    name: str  # 10_kernel_gradient
    key: str  # 10
    number: int
    part: int
    caption: str

    @property
    def page(self) -> str:
        """The page as Sphinx names it."""
        return f"book/{self.name}"


def chapters(root: Path = ROOT) -> list[Chapter]:
    """All chapters in order.

    >>> first, second, *_ = chapters()
    >>> second
    Chapter(name='01_neuron', key='01', number=1, part=1, caption='Part I. One neuron')
    """
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    return list(_chapters(contents["parts"]))


def _chapters(parts: list[dict[str, Any]]) -> Iterator[Chapter]:
    numbers, part = count(1), 0
    numbered = [bool(one.get("numbered")) for one in parts]
    last = max((k for k, is_so in enumerate(numbered) if is_so), default=-1)
    for one, is_numbered in list(zip(parts, numbered, strict=True))[: last + 1]:
        part += is_numbered
        for entry in one["chapters"]:
            number = next(numbers) if is_numbered else 0
            if found := NAME.fullmatch(entry["file"]):
                yield Chapter(*found.groups(), number, part * is_numbered, one.get("caption", ""))


def needs(root: Path = ROOT) -> dict[str, tuple[str, ...]]:
    """What each numbered chapter builds upon, by keys: `needs` in the header of its text.

    Raises ``ValueError`` for a chapter that does not say, and for one that is named and does not
    stand before it.

    >>> needs()["10"]
    ('05', '09')
    """
    found: dict[str, tuple[str, ...]] = {}
    before: dict[str, str] = {}
    for chapter in (one for one in chapters(root) if one.number):
        names = _said(root / f"{chapter.page}.md")
        if unknown := [name for name in names if name not in before]:
            raise ValueError(
                f"{chapter.name}: needs: expected chapters before it, got {', '.join(unknown)}"
            )
        found[chapter.key] = tuple(before[name] for name in names)
        before[chapter.name] = chapter.key
    return found


def _said(text: Path) -> list[str]:
    header = yaml.safe_load(text.read_text(encoding="utf-8").split("\n---\n")[0])
    if not isinstance(header, dict) or not isinstance(header.get("needs"), list):
        raise ValueError(f"{text.stem}: its header does not say what it needs, as a list of names")
    return list(map(str, header["needs"]))


# --- the text beside a notebook is no page -----------------------------------------------------


def twins(root: Path) -> list[str]:
    """The texts that stand beside a notebook, relative to the root."""
    notebooks = sorted((root / "book").glob("*.ipynb"))
    beside = [path.with_suffix(".md") for path in notebooks]
    return [path.relative_to(root).as_posix() for path in beside if path.exists()]


def exclude(app: Any, config: Any) -> None:
    config.exclude_patterns = [*config.exclude_patterns, *twins(Path(app.srcdir))]


def setup(app: Any) -> dict[str, Any]:
    app.connect("config-inited", exclude)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
