"""The errata of a source as text: what the ledger's notebook computed and stored.

``{errata} zhou2018`` stands for the Markdown that the notebook glued under ``errata-zhou2018``. The
tests run that notebook again and compare, so each entry is judged once for both pages.
"""

from __future__ import annotations

import json
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


class Errata(SphinxDirective):
    """The errata of the source that is named, read as Markdown of this page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        ledger = Path(self.env.doc2path(self.env.docname)).with_name(LEDGER)
        self.env.note_dependency(str(ledger))
        texts = dict(glued(json.loads(ledger.read_text(encoding="utf-8"))))
        name = f"errata-{self.arguments[0]}"
        if name not in texts:
            raise self.error(f"{LEDGER} glues no {name}, but {', '.join(texts) or 'nothing'}")
        box = nodes.Element()
        lines = texts[name].splitlines()
        self.state.nested_parse(StringList(lines, source=LEDGER), self.content_offset, box)
        return box.children


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("errata", Errata)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
