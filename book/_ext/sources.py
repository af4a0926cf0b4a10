"""The texts that the book judges, listed from the ledger's registry and the bibliography.

``{sources}`` lists them, each with the note that the bibliography keeps under ``annotation``. A
text that is added to `cnn_ledger.SOURCES` stands on the page, and nobody counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

BIBLIOGRAPHY = Path(__file__).parent.parent / "references.bib"


def notes(bibliography: str) -> dict[str, str]:
    """What a bibliography says of each entry under ``annotation``."""
    from pybtex.database import parse_string

    entries = parse_string(bibliography, "bibtex").entries
    return {
        key: one.fields["annotation"] for key, one in entries.items() if "annotation" in one.fields
    }


class Sources(SphinxDirective):
    """A list of the sources: the citation, and what kind of text it is."""

    def run(self) -> list[nodes.Node]:
        from cnn_ledger import SOURCES

        self.env.note_dependency(str(BIBLIOGRAPHY))
        said = notes(BIBLIOGRAPHY.read_text(encoding="utf-8"))
        if missing := [key for key in SOURCES if key not in said]:
            raise self.error(f"{BIBLIOGRAPHY.name}: no annotation of {', '.join(missing)}")
        lines = [f"- {{cite}}`{key}`, {said[key]}" for key in SOURCES]
        box = nodes.Element()
        self.state.nested_parse(StringList(lines, source="sources"), self.content_offset, box)
        return box.children


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("sources", Sources)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
