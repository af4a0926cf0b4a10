"""The errata as text: what the ledger's notebook computed and stored.

``{errata}`` stands for a section for each source that has any: its citation, and the Markdown that
the notebook glued under ``errata-`` and the source's key. The tests run that notebook again and
compare, so each entry is judged once for both pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

LEDGER = "90_ledger.ipynb"
MARKDOWN = "text/markdown"


def glued(notebook: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The names and texts of all Markdown that a notebook glued."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    for output in outputs:
        paste = output.get("metadata", {}).get("scrapbook")
        if paste is not None:
            kind = paste.get("mime_prefix", "") + MARKDOWN
            if kind in output["data"]:
                yield paste["name"], "".join(output["data"][kind])


def sections(texts: dict[str, str], names: dict[str, str]) -> str:
    """Markdown with a section for each source that has errata, in the order of `names`."""
    found = {key: _with_heads(texts.get(f"errata-{key}", "").strip()) for key in names}
    parts = [
        f"## {names[key]}\n\n{{cite:t}}`{key}`.\n\n{text}\n" for key, text in found.items() if text
    ]
    return "\n".join(parts)


def _with_heads(text: str) -> str:
    """Each entry under a heading of its own, to which one can link."""
    return re.sub(
        r"^\*\*(.+)\*\* \((.+)\)$", r"### \1\n\n*Kind of fault: \2.*", text, flags=re.MULTILINE
    )


class Errata(SphinxDirective):
    """The errata of all sources, read as Markdown of this page."""

    def run(self) -> list[nodes.Node]:
        from cnn_ledger import SOURCES

        ledger = Path(self.env.doc2path(self.env.docname)).with_name(LEDGER)
        self.env.note_dependency(str(ledger))
        texts = dict(glued(json.loads(ledger.read_text(encoding="utf-8"))))
        unglued = [key for key in SOURCES if f"errata-{key}" not in texts]
        if unglued:
            raise self.error(f"{LEDGER} glues no errata of {', '.join(unglued)}")
        box = nodes.Element()
        lines = StringList(sections(texts, SOURCES).splitlines(), source=LEDGER)
        self.state.nested_parse(lines, self.content_offset, box, match_titles=True)
        return box.children


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("errata", Errata)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
