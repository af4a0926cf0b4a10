"""What a link leads to, shown beside the link: formulas, theorems, figures and terms.

A page that is opened from its file may not read another one. So the statements to which other pages
refer are gathered into one script, ``previews.js``, when the pages are written; ``reader.js`` loads
it when a reader first rests on such a link.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from sphinx.application import Sphinx

KINDS = "equation|thm|lem|cor|prp|def|rem|fig|tab|term"
LINK = re.compile(rf'<a class="reference internal" href="([^"#]+\.html)#((?:{KINDS})-[^"]+)"')


def wanted(pages: Iterable[Path]) -> dict[Path, set[str]]:
    """The places to which other pages refer, by file."""
    found: dict[Path, set[str]] = {}
    for page in pages:
        for address, place in LINK.findall(page.read_text(encoding="utf-8")):
            found.setdefault((page.parent / address).resolve(), set()).add(place)
    return found


def element(text: str, start: int) -> str:
    """The HTML of the element whose tag begins at `start`: up to the end tag that belongs to it."""
    name = re.compile(r"<(\w+)").match(text, start)
    assert name is not None
    depth = 0
    for tag in re.compile(rf"<(/?){name[1]}\b").finditer(text, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return text[start : text.index(">", tag.end()) + 1]
    raise ValueError(f"{text[start : start + 80]}: its end tag is missing")


def preview(text: str, place: str) -> str | None:
    """The HTML of what stands at a place, without identifiers and without links to itself."""
    found = re.search(rf'<[^<>]*\sid="{re.escape(place)}"', text)
    if found is None:
        return None
    target = element(text, found.start())
    copy = BeautifulSoup(target, "html.parser")
    for link in copy.select("a.headerlink"):
        link.decompose()
    for one in copy.select("[id]"):
        del one["id"]
    if target.startswith("<dt"):
        meaning = element(text, text.index("<dd", found.start() + len(target)))
        inner = meaning[meaning.index(">") + 1 : meaning.rindex("<")]
        return f"<p><strong>{copy.get_text().strip()}</strong></p>{inner}"
    return str(copy)


def gather(folder: Path) -> dict[str, str]:
    """All previews of a folder of pages: ``{"page.html#place": html}``."""
    previews = {}
    for file, places in sorted(wanted(sorted(folder.glob("*.html"))).items()):
        if file.parent == folder and file.is_file():
            text = file.read_text(encoding="utf-8")
            for place in sorted(places):
                if shown := preview(text, place):
                    previews[f"{file.name}#{place}"] = shown
    return previews


def write_script(folder: Path, target: Path) -> None:
    text = json.dumps(gather(folder.resolve()), ensure_ascii=False, sort_keys=True)
    target.write_text(f"window.bookPreviews = {text};\n", encoding="utf-8")


def write(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        out = Path(app.outdir)
        write_script(out / "book", out / "_static" / "previews.js")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
