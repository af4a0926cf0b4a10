"""Each theorem of the book as a program that stands by itself, cut from its chapter.

A chapter proves a theorem in a cell that uses names from cells above it. ``programs(notebook)``
follows these names back through the chapter, statement by statement, and keeps what they need and
nothing else: no numbers, no pictures, no files. What is cut out so runs wherever
``cnn_core.symbolic`` does, with SymPy and without NumPy. Wrong variants are cut out likewise.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MIME = "application/vnd.cnn-core.statements+json"
AT_HAND = ("cnn_core.symbolic", "sympy", "itertools")  # what a program may import
CLAIMING = {"prove", "refute"}
BOX = re.compile(
    r"^(?P<fence>[`:]{3,})\{prf:(?:theorem|lemma|corollary|proposition)\}[ \t]*(?P<title>[^\n]*)\n"
    r"(?P<text>.*?)^(?P=fence)[ \t]*$",
    re.M | re.S,
)
LABEL = re.compile(r"^:label:[ \t]*(\S+)", re.M)
EQUATION = re.compile(r"\$\$[ \t]*\(([^)\s]+)\)|^:label:[ \t]*(\S+)", re.M)

Notebook = Mapping[str, Any]


class NotAlone(ValueError):
    """A statement needs what a page cannot have: NumPy, a picture, a file."""


@dataclass(frozen=True)
class Program:
    """A program that stands by itself, and the statements (kind, label) that it must arrive at."""

    key: str
    title: str
    code: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Theorem:
    """A box of a chapter: its label, its title, and the labels of the formulas in it."""

    label: str
    title: str
    equations: frozenset[str]


def theorems(notebook: Notebook) -> list[Theorem]:
    """The theorems, lemmas and corollaries of a chapter, in order."""
    cells = notebook["cells"]
    text = "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    found = []
    for box in BOX.finditer(text):
        label = LABEL.search(box["text"])
        if label:
            equations = {a or b for a, b in EQUATION.findall(box["text"])}
            found.append(Theorem(label[1], box["title"].strip(), frozenset(equations)))
    return found


def programs(notebook: Notebook) -> list[Program]:
    """A program for each theorem of which the chapter stores a proof."""
    chapter = Chapter(notebook)
    return [one for t in theorems(notebook) if (one := _of(notebook, chapter, t)) is not None]


def _of(notebook: Notebook, chapter: Chapter, theorem: Theorem) -> Program | None:
    labels = {theorem.label, *theorem.equations}
    cells, claims = [], []
    for n, stored in _stored(notebook):
        proofs = [r for r in stored if r["kind"] == "proof" and labels & set(r["states"])]
        if proofs:
            cells.append(n)
            claims += [("proof", r["label"]) for r in proofs]
    code = chapter.cut(cells, without="refute") if cells else ""
    return Program(theorem.label, theorem.title, code, tuple(claims)) if code else None


def variants(notebook: Notebook, stem: str) -> list[Program]:
    """The wrong forms that a chapter refutes, a program for each cell."""
    chapter, found = Chapter(notebook), []
    for n, stored in _stored(notebook):
        wrong = [r["label"] for r in stored if r["kind"] == "counterexample"]
        if wrong:
            code = chapter.cut([n])
            claims = tuple(("counterexample", label) for label in wrong)
            found.append(Program(f"wrong-{stem}-{n}", "; ".join(wrong), code, claims))
    return found


def _stored(notebook: Notebook) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The cells whose outputs carry statements, and these."""
    for n, cell in enumerate(notebook["cells"]):
        data = (output.get("data", {}).get(MIME) for output in cell.get("outputs", []))
        stored = [one for bundle in data if bundle for one in bundle["statements"]]
        if stored:
            yield n, stored


# --- cutting ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One statement of a chapter, where it stands, and the names that it binds and uses."""

    cell: int
    node: ast.stmt
    text: str
    binds: frozenset[str]
    uses: frozenset[str]
    is_spaced: bool  # a blank line stands before it
    is_late: bool  # it holds a function, whose names are looked up when that is called


class Chapter:
    """The statements of a chapter's code, in order."""

    def __init__(self, notebook: Notebook) -> None:
        self.lines: list[Line] = []
        for n, cell in enumerate(notebook["cells"]):
            if cell["cell_type"] == "code":
                self.lines += _lines(n, "".join(cell["source"]))

    def cut(self, cells: Sequence[int], without: str = "") -> str:
        """What these cells claim, after all that it needs; raises `NotAlone` if nothing stands.

        Statements that only claim by the function `without` are left out.
        """
        kept: set[int] = set()
        names: set[str] = set()
        reasons = []
        for n, line in enumerate(self.lines):
            left_out = line.cell in cells and _calls(line.node) & CLAIMING == {without}
            if line.cell in cells and _is_shown(line) and not left_out:
                try:
                    needed, imported = self._needs(n)
                except NotAlone as error:
                    reasons.append(str(error))
                else:
                    kept |= needed
                    names |= imported
        claims = [n for n in kept if _calls(self.lines[n].node) & CLAIMING]
        if not claims:
            raise NotAlone(f"cells {list(cells)}: {'; '.join(reasons) or 'nothing is claimed'}")
        return self._written(sorted(kept), names)

    def element(self, cell: int, name: str, index: int) -> str:
        """One element of a list of claims that a cell uses, after all that it needs."""
        uses = next(n for n, line in enumerate(self.lines) if line.cell == cell)
        at = self._binding(name, uses)
        assert at is not None
        listed = self.lines[at].node
        assert isinstance(listed, ast.Assign)
        assert isinstance(listed.value, ast.List)
        claim = ast.get_source_segment(
            self.lines[at].text, _moved(listed.value.elts[index], listed)
        )
        assert claim is not None
        alone = next(_lines(cell, textwrap.dedent(claim)))
        kept, names = self._needs(at, alone.uses)
        above = self._written(sorted(kept - {at}), names)
        return f"{above}\n{_aligned(claim)}\n"

    def _needs(self, root: int, uses: frozenset[str] | None = None) -> tuple[set[int], set[str]]:
        """The statements that one needs, itself among them, and the names that are imported."""
        kept, names = {root}, set()
        waiting = [(name, root) for name in (self.lines[root].uses if uses is None else uses)]
        seen = set(waiting)
        while waiting:
            name, before = waiting.pop()
            at = self._binding(name, before)
            if at is None:
                continue
            line = self.lines[at]
            if isinstance(line.node, ast.Import | ast.ImportFrom):
                _must_be_at_hand(line.node, name)
                names.add(name)
                continue
            kept.add(at)
            again = [(u, at) for u in line.uses if not line.is_late or self._has(u, at)]
            again += [(u, before) for u in line.uses if line.is_late]
            waiting += [one for one in again if one not in seen]
            seen.update(again)
        return kept, names

    def _binding(self, name: str, before: int) -> int | None:
        """The last statement before one that binds a name; None for Python's own names."""
        if name == "display":
            return None
        for n in reversed(range(before)):
            if name in self.lines[n].binds:
                return n
        if hasattr(builtins, name):
            return None
        if name in self.lines[before].binds:  # a function that calls itself, a loop's variable
            return None
        raise NotAlone(f"{name} is bound nowhere")

    def _has(self, name: str, before: int) -> bool:
        """Whether a function could look a name up where it is written; else where it is called."""
        return any(name in line.binds for line in self.lines[:before])

    def _written(self, kept: Iterable[int], names: set[str]) -> str:
        """The statements as the chapter writes them; what was displayed is printed."""
        parts, cell = _imports(self.lines, names), None
        for n in kept:
            line = self.lines[n]
            gap = "\n" if line.cell != cell or line.is_spaced else ""
            cell = line.cell
            parts.append(gap + re.sub(r"\bdisplay\(", "print(", line.text))
        return "\n".join(parts).strip() + "\n"


def _moved(part: ast.expr, whole: ast.stmt) -> ast.expr:
    """A part of a statement, with its place counted from the first line of the statement."""
    part = ast.copy_location(ast.parse("0", mode="eval").body, part)
    part.lineno -= whole.lineno - 1
    part.end_lineno = (part.end_lineno or 0) - whole.lineno + 1
    return part


def _aligned(claim: str) -> str:
    """A claim that was cut out of a list, its later lines below its first bracket."""
    first, *rest = claim.splitlines()
    inner = textwrap.dedent("\n".join(rest))
    return "\n".join([first, *textwrap.indent(inner, " " * (first.index("(") + 1)).splitlines()])


def _lines(n: int, source: str) -> Iterator[Line]:
    source = "\n".join("" if s.lstrip().startswith(("%", "!")) else s for s in source.splitlines())
    rows = source.splitlines()
    for node in ast.parse(source).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        text = textwrap.dedent("\n".join(rows[first - 1 : node.end_lineno]))
        binds, uses, late = _names(text)
        spaced = first > 1 and not rows[first - 2].strip()
        yield Line(n, node, text, binds, uses, spaced, late)


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _scopes(child)


def _names(text: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """What a statement binds in the chapter, what it looks up there or in Python, and whether it
    does so in a function, which may be called later."""
    top, *inner = _scopes(symtable.symtable(text, "chapter", "exec"))
    own = top.get_symbols()
    binds = {s.get_name() for s in own if s.is_assigned() or s.is_imported()}
    uses = {s.get_name() for s in own if s.is_referenced()}
    uses |= {s.get_name() for scope in inner for s in scope.get_symbols() if s.is_global()}
    late = any(s.get_type() == "function" and s.get_name() not in AT_ONCE for s in inner)
    return frozenset(binds), frozenset(uses), late


AT_ONCE = {"listcomp", "genexpr", "dictcomp", "setcomp"}


def _calls(node: ast.AST) -> set[str]:
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


def _is_shown(line: Line) -> bool:
    """Whether a statement claims something or shows what was claimed."""
    if isinstance(line.node, ast.FunctionDef | ast.Assert):
        return False
    return isinstance(line.node, ast.Expr | ast.For) or bool(_calls(line.node) & CLAIMING)


def _must_be_at_hand(node: ast.Import | ast.ImportFrom, name: str) -> None:
    modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [node.names[0].name]
    top = [m for m in modules if m in AT_HAND or m.startswith(tuple(f"{a}." for a in AT_HAND))]
    if not top:
        raise NotAlone(f"{name} comes from {modules[0]}")


def _imports(lines: Sequence[Line], names: set[str]) -> list[str]:
    """The imports of these names, by module, as one writes them."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if isinstance(line.node, ast.ImportFrom) and line.node.module:
            for alias in line.node.names:
                if (alias.asname or alias.name) in names:
                    written = alias.name + (f" as {alias.asname}" if alias.asname else "")
                    found.setdefault(line.node.module, set()).add(written)
        elif isinstance(line.node, ast.Import):
            plain = [a for a in line.node.names if (a.asname or a.name).partition(".")[0] in names]
            found |= {f"import {a.name}": {a.asname or ""} for a in plain}
    return [_import(module, written) for module, written in sorted(found.items(), reverse=True)]


def _import(module: str, written: set[str]) -> str:
    if module.startswith("import "):
        return " as ".join(filter(None, [module, *written]))
    line = f"from {module} import {', '.join(sorted(written, key=str.lower))}"
    if len(line) <= 88:
        return line
    inner = textwrap.fill(", ".join(sorted(written, key=str.lower)) + ",", 84)
    return f"from {module} import (\n{textwrap.indent(inner, '    ')}\n)"
