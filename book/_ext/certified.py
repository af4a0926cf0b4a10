"""Certified theorems on their pages, and the table of what is certified.

`certificates/certified.json` notes which theorems the Rocq proof assistant has checked. A proof
that a page displays, and whose statement is among them, gets a badge of its own, and its statement
in Rocq folds out. The notebooks themselves say nothing of it: their outputs do not depend on where
Rocq is installed. ``{certified-table}`` stands for the counts, chapter by chapter, with the
reason for each theorem that is not certified.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = Path(__file__).parents[2] / "certificates"
NOTE = FOLDER / "certified.json"
PARTS = ("lhs", "rhs", "where", "letters")  # what a stored statement says
MIME = "application/vnd.cnn-core.statements+json"
BADGE = (
    '<span class="proof-badge certified" title="checked by the Rocq proof assistant">'
    "certified</span>"
)
Noted = Mapping[str, Mapping[str, Mapping[str, str]]]


def noted() -> Noted:
    found: Noted = json.loads(NOTE.read_text(encoding="utf-8"))
    return found


def statement(file: str, theorem: str) -> str:
    """What a file of certificates supposes for a theorem, and the theorem."""
    text = (FOLDER / file).read_text(encoding="utf-8")
    section = text.split(f"Section {theorem}_.\n", 1)[1].split("\nProof.\n", 1)[0]
    helpers = re.compile(r"^(Let|Ltac|Local Notation) .*\n", re.M)
    return helpers.sub("", section)


def numbered(statements: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Proofs for every size, and what the note knows each by: its label, numbered if it recurs."""
    known: dict[str, list[Any]] = {}
    for one in statements:
        if one["kind"] != "proof" or one["rung"] != 1 or not one["states"]:
            continue
        label = ", ".join(one["states"]) + ": " + str(one["label"])
        same, said = known.setdefault(label, []), [one[part] for part in PARTS]
        if said not in same:
            same.append(said)
        n = same.index(said) + 1
        yield one, label if n == 1 else f"{label} ({n})"


def displayed(notebook: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The HTML of every output that carries statements, and the keys of these."""
    outputs = [o for cell in notebook["cells"] for o in cell.get("outputs", [])]
    shown = [o["data"] for o in outputs if {MIME, "text/html"} <= set(o.get("data", {}))]
    keys = {id(one): key for one, key in numbered(r for d in shown for r in d[MIME]["statements"])}
    for data in shown:
        found = [keys[id(r)] for r in data[MIME]["statements"] if id(r) in keys]
        yield "".join(data["text/html"]), found


def with_badge(shown: str, found: list[Mapping[str, str]]) -> str:
    """A displayed proof with its badge and its statement in Rocq; a table, with all of them."""
    texts = "\n\n".join(statement(one["file"], one["theorem"]) for one in found)
    folded = (
        '<details class="proof-steps rocq"><summary>As Rocq has checked it</summary>'
        f'<pre class="rocq tex2jax_ignore" tabindex="0">{html.escape(texts)}</pre></details>'
    )
    if shown.rstrip().endswith("</table>"):
        return shown + folded
    head, label, rest = shown.partition('<span class="proof-label">')
    return head + BADGE + " " + label + rest.removesuffix("</div>") + folded + "</div>"


def add_badges(app: Sphinx, doctree: nodes.document) -> None:
    """Badges and statements for the page that was just read."""
    page = Path(app.env.doc2path(app.env.docname))
    if page.suffix != ".ipynb":
        return
    app.env.note_dependency(str(NOTE))
    known = noted().get(page.stem, {})
    found = dict(displayed(json.loads(page.read_text(encoding="utf-8"))))
    for node in doctree.findall(nodes.raw):
        keys = found.get(node.astext(), [])
        held = [known[k] for k in keys if "digest" in known.get(k, {})]
        if held:
            node.children = []
            node += nodes.Text(with_badge(node.astext() or node.rawsource, held))


def proved(page: Path) -> int:
    """How many identities a stored notebook shows as proved for every size."""
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    outputs = (o for cell in cells for o in cell.get("outputs", []))
    texts = ("".join(o.get("data", {}).get("text/html", "")) for o in outputs)
    return sum(text.count('class="proof-badge rung-1"') for text in texts)


def table(book: Path, titles: Mapping[str, str]) -> str:
    """The counts in Markdown, then the reasons."""
    lines = [
        "| | proved for every size | of these named by a formula | certified |",
        "|---|--:|--:|--:|",
    ]
    sums, reasons = [0, 0, 0], []
    known = noted()
    for page in sorted(book.glob("[0-8]*.ipynb")):
        outcome = known.get(page.stem, {})
        counts = [proved(page), len(outcome), sum("digest" in one for one in outcome.values())]
        if not counts[0]:
            continue
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        title = titles.get(page.stem, page.stem)
        lines.append(f"| [{title}]({page.name}) | " + " | ".join(map(str, counts)) + " |")
        reasons += [(title, k, one["reason"]) for k, one in outcome.items() if "reason" in one]
    lines.append("| **All chapters** | " + " | ".join(f"**{n}**" for n in sums) + " |")
    beyond = known.get("theorems", {})
    held = sum("digest" in one for one in beyond.values())
    lines.append(f"| Identities of the tests that no chapter displays | {len(beyond)} | | {held} |")
    reasons += [
        ("the tests", k.replace("_", " "), one["reason"])
        for k, one in beyond.items()
        if "reason" in one
    ]
    if reasons:
        lines += ["", "Not certified, and why:", ""]
        lines += [f"- {title}, `{name}`: {why}." for title, name, why in reasons]
    return "\n".join(lines)


class CertifiedTable(SphinxDirective):
    """The table of counts, read as Markdown of this page."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(NOTE))
        book = Path(self.env.doc2path(self.env.docname)).parent
        titles = {page.stem: _title(page) for page in book.glob("[0-8]*.ipynb")}
        box = nodes.Element()
        lines = StringList(table(book, titles).splitlines(), source=NOTE.name)
        self.state.nested_parse(lines, self.content_offset, box)
        return box.children


def _title(page: Path) -> str:
    first = "".join(json.loads(page.read_text(encoding="utf-8"))["cells"][0]["source"])
    found = re.search(r"^# (.*)", first, re.M)
    return found[1] if found else page.stem


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("certified-table", CertifiedTable)
    app.connect("doctree-read", add_badges)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
