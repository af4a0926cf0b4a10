"""What the prover in the page answers: to a program, or to a formula in LaTeX.

This file is packed with the prover and runs in the reader's browser; it needs SymPy and
``cnn_core.symbolic``, and no NumPy. Every answer is a dictionary of texts, handed to `tell`:

``shown``    something that the program displayed, as HTML, with its `verdict` if it has one
``steps``    the derivation of the proof that was shown under the number `of`
``failed``   what could not be read or run, with the `line` and `column`, or the place `at`
"""

from __future__ import annotations

import ast
import html
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from cnn_core.symbolic import (
    Counterexample,
    LatexError,
    NotProved,
    NotRefuted,
    Proof,
    ProofTable,
    judge,
    prove,
    refute,
)

Tell = Callable[[dict[str, Any]], None]
PROGRAM = "<your program>"
PROVED, REFUTED, UNDECIDED = "proved", "refuted", "not decided"


class _Refuted(Exception):
    """A claim of the program is wrong; carries the numbers."""

    def __init__(self, example: Counterexample) -> None:
        super().__init__(str(example))
        self.example = example


def answer(kind: str, text: str, where: str, steps: bool, tell: Tell) -> None:
    """Answer a program (``code``) or a formula (``latex``, with its definitions in `where`).

    With `steps` every proof is followed by its derivation.
    """
    desk = _Desk(tell)
    if kind == "latex":
        _formula(text, where, desk)
    else:
        _program(text, desk)
    if steps:
        desk.derive()


class _Desk:
    """What was shown so far."""

    def __init__(self, tell: Tell) -> None:
        self.tell, self.count = tell, 0
        self.proofs: dict[int, Proof] = {}

    def show(self, *values: Any, **_: Any) -> None:
        for value in values:
            if isinstance(value, list | tuple) and any(isinstance(v, Proof) for v in value):
                self.show(*value)
            elif value is not None:
                if isinstance(value, Proof) and value.rung == 1:
                    self.proofs[self.count] = value
                self.put(_as_html(value), _verdict(value))

    def put(self, shown: str, verdict: str = "") -> None:
        self.tell({"kind": "shown", "number": self.count, "html": shown, "verdict": verdict})
        self.count += 1

    def derive(self) -> None:
        """The steps of each proof, after all verdicts: they take longer."""
        for number, proof in self.proofs.items():
            try:
                shown = proof.derivation._repr_html_()
            except Exception as error:
                shown = f"<p>No derivation in steps: {html.escape(str(error))}</p>"
            self.tell({"kind": "steps", "of": number, "html": shown})

    def fail(self, message: str, **place: Any) -> None:
        self.tell({"kind": "failed", "message": message, **place})


def _as_html(value: Any) -> str:
    for method in ("_repr_html_", "_repr_latex_"):
        shown = getattr(value, method, None)
        if shown is not None and (text := shown()):
            return str(text)
    return f"<pre>{html.escape(str(value))}</pre>"


def _verdict(value: Any) -> str:
    if isinstance(value, Proof | ProofTable):
        return PROVED
    return REFUTED if isinstance(value, Counterexample) else ""


def _undecided(error: NotProved) -> str:
    return (
        '<div class="proof undecided"><div class="proof-head"><span class="proof-badge">'
        f"not decided</span></div><p>{html.escape(str(error))}</p></div>"
    )


# --- a formula ----------------------------------------------------------------------------------


def _formula(latex: str, where: str, desk: _Desk) -> None:
    try:
        found = judge(latex, where=where)
    except LatexError as error:
        field = "where" if where and error.latex == where else "formula"
        message = str(error).partition(", at position")[0]
        desk.fail(message, at=error.start, field=field)
        return
    except (ValueError, TypeError, NotImplementedError, RecursionError) as error:
        desk.fail(str(error), field="formula")
        return
    if found.verdict == PROVED and isinstance(found.evidence, Proof):
        desk.proofs[desk.count] = found.evidence
    if isinstance(found.evidence, NotProved):
        lines = "".join(f"<li>\\({line}\\)</li>" for line in found.understood)
        shown = _undecided(found.evidence) + f"<div>Understood:<ul>{lines}</ul></div>"
        desk.put(shown, found.verdict)
    else:
        desk.put(found._repr_html_(), found.verdict)


# --- a program ----------------------------------------------------------------------------------


def _program(text: str, desk: _Desk) -> None:
    names: dict[str, Any] = {"__name__": "__main__", "_show": desk.show, "_judged": _judged}
    names |= {"print": desk.show, "display": desk.show}
    try:
        tree = ast.fix_missing_locations(_Displaying().visit(ast.parse(text, PROGRAM)))
        exec(compile(tree, PROGRAM, "exec"), names)
    except SyntaxError as error:
        desk.fail(f"This is no Python: {error.msg}", line=error.lineno, column=error.offset)
    except _Refuted as found:
        desk.show(found.example)
    except NotProved as error:
        desk.put(_undecided(error), UNDECIDED)
    except NotRefuted as error:
        desk.fail(f"No numbers refute this: {error}", line=_line(error))
    except Exception as error:
        desk.fail(_in_words(error), line=_line(error))


def _judged(*arguments: Any, **options: Any) -> Proof:
    """``prove(...)``; where that fails, numbers that refute the claim are looked for."""
    try:
        return prove(*arguments, **options)
    except NotProved as error:
        lhs, rhs = arguments[:2]
        known = {key: options[key] for key in ("where", "sizes", "label") if key in options}
        try:
            example = refute(rhs, lhs, **known)
        except NotRefuted:
            raise error from None
        raise _Refuted(example) from None


class _Displaying(ast.NodeTransformer):
    """What stands alone on a line is shown, as in a notebook; every claim is judged."""

    def __init__(self) -> None:
        self.depth = 0

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        if self.depth:
            return node
        return ast.copy_location(ast.Expr(_call("_show", node.value)), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "prove":
            node.func = ast.copy_location(ast.Name("_judged", ast.Load()), node.func)
        return node


def _call(name: str, value: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [value], [])


def _in_words(error: Exception) -> str:
    if isinstance(error, NameError):
        return f"{error}. Is it defined, or imported from cnn_core.symbolic or sympy?"
    if isinstance(error, ModuleNotFoundError):
        return f"The prover in the page has no {error.name}: it has cnn_core.symbolic and sympy."
    return f"{type(error).__name__}: {error}"


def _line(error: BaseException) -> int | None:
    """The line of the program at which it stopped."""
    return next(_lines(error), None)


def _lines(error: BaseException) -> Iterator[int]:
    frames = traceback.extract_tb(error.__traceback__)
    yield from (f.lineno for f in reversed(frames) if f.filename == PROGRAM and f.lineno)
