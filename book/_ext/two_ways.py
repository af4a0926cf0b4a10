"""Two ways to read one page: the reader's page, and the workshop with all code and all cards.

What a cell is follows from its code and its outputs (`kind`); no list of cells is kept. Its code,
and a proof that only repeats a formula of the page, stand in a `details` that is open: without
scripts, and in the workshop, everything is in sight. ``two_ways.js`` closes them for the reader and
brings the button that changes the way.
"""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from certified import MIME
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

KINDS = {
    "define": "defines a function or class: code that a reader types, which stays in sight",
    "setup": "imports and settings: of no interest to a reader",
    "check": "asserts and shows nothing: the sentence that was checked",
    "proof": "shows proofs, refutations or definitions, all of which fold behind a line",
    "result": "shows a figure, a table, text: the output stays, the code folds",
    "step": "shows nothing and checks nothing: the code folds",
}
SETTINGS = ("use_book_style", "set_printoptions", "filterwarnings", "seed", "glue")
RUNGS = {"every size": 1, "proved for every size": 1, "exact": 2, "numeric": 3}
HEAD = re.compile(r'<div class="proof-head">(.*?)</div>', re.DOTALL)
SAID = re.compile(r"(.+): ((?:proved for )?every size|exact\b.*|numeric\b.*)")
SENTENCE = 84  # characters of code in the line that says what was checked
Cell = Mapping[str, Any]


# --- what a cell is ---------------------------------------------------------------------------


def kind(cell: Cell, stated: Iterable[str] = ()) -> str:
    """One of `KINDS`; `stated` are the labels of the formulas that the page has shown so far."""
    body, outputs = _statements(cell), list(_shown(cell))
    if outputs:
        if all(_is_folded(output, set(stated)) for output in outputs):
            return "proof"
        if _defines(body) and not _is_hidden(cell) and not any(map(_is_picture, outputs)):
            return "define"
        return "result"
    if _defines(body) and not _is_hidden(cell):
        return "define"
    if any(isinstance(node, ast.Assert) for node in body):
        return "check"
    return "setup" if body and all(map(_is_setting, body)) else "step"


def _statements(cell: Cell) -> list[ast.stmt]:
    """The statements of a cell at all depths but those inside of its functions."""
    try:
        top = ast.parse(source(cell)).body
    except SyntaxError:  # a magic of IPython
        return []
    return [one for node in top for one in _with_inner(node)]


def _with_inner(node: ast.stmt) -> Iterator[ast.stmt]:
    yield node
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                yield from _with_inner(child)


def source(cell: Cell) -> str:
    return "".join(cell["source"])


def _is_hidden(cell: Cell) -> bool:
    return "hide-input" in cell.get("metadata", {}).get("tags", [])


def _defines(body: list[ast.stmt]) -> bool:
    return any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in body)


def _is_setting(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in SETTINGS
    return isinstance(node, (ast.Import, ast.ImportFrom))


def _shown(cell: Cell) -> Iterator[Cell]:
    """The outputs that a page shows: what is glued for the text shows nothing here."""
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if not data or any(not mime.startswith("application/papermill") for mime in data):
            yield output


def _is_picture(output: Cell) -> bool:
    data = output.get("data", {})
    return any(m.startswith("image/") for m in data) or 'class="stepped"' in _html(output)


def _html(output: Cell) -> str:
    return "".join(output.get("data", {}).get("text/html", ""))


def _is_folded(output: Cell, stated: set[str]) -> bool:
    """Whether an output tells no more than its line: a statement whose formula is known."""
    if output.get("output_type") == "stream":
        return all(SAID.fullmatch(line) for line in "".join(output["text"]).splitlines())
    records = output.get("data", {}).get(MIME, {}).get("statements", [])
    shown = _html(output)
    if shown.startswith('<div class="counterexample'):
        return True
    if shown.startswith('<div class="proof '):
        return "proof-badge rung-1" not in shown or _is_repeated(records, stated)
    return not shown and _is_repeated(records, stated)


def _is_repeated(records: list[Cell], stated: set[str]) -> bool:
    return bool(records) and all(set(record["states"]) & stated for record in records)


# --- what the line says -----------------------------------------------------------------------


def checked(cell: Cell) -> str:
    """The sentence that a cell has checked, as HTML.

    >>> checked({"source": "assert np.allclose(a, b) and n == 3"})
    'Checked: <code>a ≈ b and n = 3</code>'
    """
    tests = [node.test for node in _statements(cell) if isinstance(node, ast.Assert)]
    said, left = "", list(map(in_words, tests))
    while left and (not said or len(said) + len(left[0]) < SENTENCE):
        said += ("; " if said else "") + left.pop(0)
    said = said if len(said) <= SENTENCE else f"{said[: SENTENCE - 2]} …"
    more = f" and {len(left)} more" if left else ""
    return f"Checked: <code>{html.escape(said, quote=False)}</code>{more}"


SIGNS = {
    ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥",
    ast.In: "is among", ast.NotIn: "is not among", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip
EQUAL = {"allclose": "≈", "isclose": "≈", "array_equal": "="}


def in_words(test: ast.expr) -> str:
    """An asserted expression with the signs of mathematics."""
    if isinstance(test, ast.BoolOp):
        word = " and " if isinstance(test.op, ast.And) else " or "
        return word.join(map(in_words, test.values))
    if isinstance(test, ast.Compare):
        parts = [_operand(test.left)]
        for sign, right in zip(test.ops, test.comparators, strict=True):
            parts += [SIGNS[type(sign)], _operand(right)]
        return " ".join(parts)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute):
        sign = EQUAL.get(test.func.attr)
        if sign and len(test.args) >= 2:
            return f"{_operand(test.args[0])} {sign} {_operand(test.args[1])}"
    return _operand(test)


def _operand(node: ast.expr) -> str:
    return ast.unparse(node).replace(".tolist()", "").replace("np.", "")


def line(kind: str, cell: Cell, box: nodes.Element) -> str:
    """What stands in place of what is folded, as HTML; nothing means the word Code."""
    if kind == "check":
        return checked(cell)
    heads = [
        head
        for node in box.findall(nodes.raw)
        for head in HEAD.findall(node.astext() or node.rawsource)
    ]
    texts = ["".join(o["text"]) for o in _shown(cell) if o.get("output_type") == "stream"]
    said = [SAID.fullmatch(one) for text in texts for one in text.splitlines()]
    return " ".join([*(_badge(*one.groups()) for one in said if one), *heads])


def _badge(label: str, word: str) -> str:
    rung = next(number for start, number in RUNGS.items() if word.startswith(start))
    return (
        f'<span class="proof-badge rung-{rung}">{html.escape(word)}</span> '
        f'<span class="proof-label">{html.escape(label)}</span>'
    )


# --- on the page ------------------------------------------------------------------------------


class fold(nodes.General, nodes.Element):
    """What the reader's page folds away; `line` stands in its place, as HTML."""


def visit_fold(self: SphinxTranslator, node: fold) -> None:
    summary = node["line"] or '<span class="code-word">Code</span>'
    look = "fold says" if node["line"] else "fold"
    self.body.append(f'<details class="{look}" open><summary>{summary}</summary>\n')


def depart_fold(self: SphinxTranslator, node: fold) -> None:
    self.body.append("</details>\n")


@dataclass
class Seen:
    """The labels of the formulas and theorems met so far, in the order of the page."""

    labels: set[str]

    def note(self, node: nodes.Element) -> None:
        self.labels.update({str(node["label"])} if node.get("label") else set())


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Give each cell of the page that was just read its kind, and fold what folds."""
    page = Path(app.env.doc2path(app.env.docname))
    if page.suffix != ".ipynb":
        return
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    seen = Seen(set())
    for node in list(doctree.findall(nodes.Element)):
        if node.get("nb_element") == "cell_code":
            arrange(node, cells[node["cell_index"]], seen.labels)
        elif isinstance(node, nodes.Element):
            seen.note(node)


def arrange(node: nodes.Element, cell: Cell, stated: Iterable[str]) -> None:
    """One cell: its class, and its parts in a fold."""
    found = kind(cell, stated)
    node["classes"].append(f"kind-{found}")
    whole = found == "proof" or node.get("hide_mode") == "all"
    if node.get("hide_mode") in ("input", "all"):
        del node["hide_mode"]  # the fold does what the tag asks for
    if found == "define" or node.get("hide_mode"):
        return
    inside = node.children if whole else node.children[:1]
    shut = fold("", line=line(found, cell, node), classes=[])
    rest = node.children[len(inside) :]
    shut += inside
    node.children = []
    node += [shut, *rest]


# --- titles: badges of theorems, links to copy ------------------------------------------------

TITLE = re.compile(
    r'(<div class="(?:proof )?(?:theorem|lemma|corollary|proposition|definition|remark|example|'
    r'algorithm|exercise)[^"]*admonition[^"]*" id="([^"]+)">\s*'
    r'<p class="admonition-title">)(.*?)</p>',
    re.DOTALL,
)


def with_links(body: str) -> str:
    """Theorems and exercises with a link to copy, as headings have one."""
    return TITLE.sub(
        r'\1\3<a class="headerlink" href="#\2" title="Link to this statement">#</a></p>', body
    )


def finish(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Links to copy; the script only where something folds."""
    body = with_links(context.get("body", ""))
    context["body"] = TICKS.sub(
        r'<span class="tick" title="\1" role="img" aria-label="\1">✓</span>', body
    )
    context["has_workshop"] = 'class="fold' in body


TICK = r'<span class="tick" title="\1" role="img" aria-label="\1">✓</span>'
TICKS = re.compile(r'<br\s*/?><span class="proof-badge rung-\d" title="([^"]*)">[^<]*</span>')


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(
        fold,
        html=(visit_fold, depart_fold),
        latex=(_nothing, _nothing),
        text=(_nothing, _nothing),
        epub=(visit_fold, depart_fold),
    )
    app.connect("doctree-read", mark, priority=900)  # after the badges of the certificates
    app.connect("html-page-context", finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _nothing(self: SphinxTranslator, node: fold) -> None:
    """Other forms of the book show everything."""
