r"""The tokens of a formula: spacing dropped, arguments in braces, declared names in one piece.

``\frac12`` becomes ``\frac{1}{2}`` and ``k_h`` becomes ``k_{h}``, so that one name has one
spelling; every token remembers where it stood, so that an error can point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

__all__ = ["LatexError", "Piece", "merged", "pieces", "spelling"]


class LatexError(ValueError):
    """A formula that cannot be read, or in more than one way: the text and the place in it."""

    def __init__(self, latex: str, start: int, message: str) -> None:
        self.latex, self.start = latex, start
        before, after = latex[max(0, start - 30) : start], latex[start : start + 30]
        shown = f"{before}»{after}".replace("\n", " ")
        super().__init__(f"{message}, at position {start}: {shown}")


@dataclass(frozen=True)
class Piece:
    """One token: its kind in the grammar, its spelling, and where it stood."""

    kind: str
    text: str
    start: int
    end: int


_SPACE = (
    r"(?:\s|~|%[^\n]*|\\[,;:!> ]"
    r"|\\(?:displaystyle|textstyle|limits|nolimits|[bB]ig+[lrm]?|left|right)"
    r"(?![a-zA-Z])|\\(?:begin|end)\{(?:aligned|align\*?|split|gathered)\}|\\label\{[^{}]*\})"
)
_SKIPPED_IN_CASES = re.compile(rf"{_SPACE}+")  # where `&` stands before a condition
_SKIPPED = re.compile(rf"(?:&|{_SPACE})+")
_WRAPPED = r"\\(?:mathrm|mathbf|mathsf|mathit|mathcal|mathbb|boldsymbol|bm|texttt|operatorname\*?)"
_TOKEN = re.compile(
    r"(?P<cases>\\(?:begin|end)\{cases\})"
    rf"|(?P<wrapped>{_WRAPPED}\s*(?:\{{[^{{}}]*\}}|[a-zA-Z]))"
    r"|(?P<text>\\(?:text|textrm|mbox|textbf)\s*\{[^{}]*\})"
    r"|(?P<line>\\\\(?:\[[^\]]*\])?)"
    r"|(?P<command>\\(?:[a-zA-Z]+|[|{}]))"
    r"|(?P<digits>\d+)|(?P<other>:=|.)",
    re.DOTALL,
)
_ARGUMENTS = {r"\frac": 2, r"\tfrac": 2, r"\dfrac": 2, r"\sqrt": 1}
_ARGUMENTS |= dict.fromkeys((r"\hat", r"\bar", r"\tilde", r"\overline", r"\vec", r"\dot"), 1)
_ARGUMENTS |= {"_": 1, "^": 1, r"\underbrace": 1, r"\overbrace": 1}
_ACCENTS = (r"\hat", r"\bar", r"\tilde", r"\overline", r"\vec", r"\dot")

_KINDS = {
    "{": "OPEN",
    "}": "CLOSE",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LBRACKET",
    "]": "RBRACKET",
    r"\lbrace": "LPAR",
    r"\rbrace": "RPAR",
    r"\{": "LPAR",
    r"\}": "RPAR",
    "_": "UNDER",
    "^": "OVER",
    "'": "PRIME",
    "/": "SLASH",
    "+": "SIGN",
    "-": "SIGN",
    r"\cdot": "DOT",
    r"\times": "DOT",
    "*": "DOT",
    r"\odot": "TIMES_ENTRYWISE",
    r"\circ": "TIMES_ENTRYWISE",
    r"\sum": "BIG",
    r"\frac": "FRAC",
    r"\tfrac": "FRAC",
    r"\dfrac": "FRAC",
    r"\sqrt": "SQRT",
    r"\partial": "PARTIAL",
    r"\underbrace": "BRACE",
    r"\overbrace": "BRACE",
    r"\lfloor": "LFLOOR",
    r"\rfloor": "RFLOOR",
    r"\lvert": "LBAR",
    r"\rvert": "RBAR",
    "=": "REL",
    ":=": "REL",
    r"\equiv": "REL",
    "<": "REL",
    ">": "REL",
    r"\le": "REL",
    r"\leq": "REL",
    r"\ge": "REL",
    r"\geq": "REL",
    r"\ne": "REL",
    r"\neq": "REL",
    r"\leftarrow": "REL",
    r"\gets": "REL",
    r"\lt": "REL",
    r"\gt": "REL",
    r"\mathsf{T}": "TRANSPOSE",
    r"\top": "TRANSPOSE",
    r"\mathrm{T}": "TRANSPOSE",
    r"\prime": "PRIME",
    ",": "COMMA",
    ";": "COMMA",
    "&": "IF",
    r"\begin{cases}": "CASES",
    r"\end{cases}": "ENDCASES",
}
FUNCTIONS = frozenset((r"\exp", r"\log", r"\ln", r"\tanh", r"\sin", r"\cos", r"\max", r"\min")) | {
    r"\operatorname{sign}",
    r"\mathrm{sign}",
    r"\operatorname{sgn}",
}
_SAME = {r"\leq": r"\le", r"\geq": r"\ge", r"\neq": r"\ne", r"\lt": "<", r"\gt": ">",
         r"\gets": r"\leftarrow", r"\dfrac": r"\frac", r"\tfrac": r"\frac",
         r"\varphi": r"\varphi", ":=": "=", r"\equiv": "="}  # fmt: skip
_UNREAD = re.compile(r"\\(?:begin|end|int|prod|lim|langle|rangle|substack|long\w*|to|dots|binom)$")


def pieces(latex: str) -> tuple[Piece, ...]:
    """The tokens of a formula, names of several tokens still in pieces."""
    if not isinstance(latex, str) or not latex.strip():
        raise ValueError(f"latex: got {latex!r}; expected a formula")
    return _pieces(latex)


@lru_cache(maxsize=4096)
def _pieces(latex: str) -> tuple[Piece, ...]:
    return tuple(_with_arguments(latex, _raw(latex)))


def _raw(latex: str) -> list[Piece]:
    found, at, depth = [], 0, 0
    while at < len(latex):
        if skipped := (_SKIPPED_IN_CASES if depth else _SKIPPED).match(latex, at):
            at = skipped.end()
            continue
        match = _TOKEN.match(latex, at)
        assert match is not None  # the last alternative takes any character
        text = match.group()
        if match.lastgroup == "cases":
            depth += 1 if "begin" in text else -1
        if match.lastgroup == "wrapped":
            text = re.sub(r"^(\\[a-z*]+)\s*(?:\{(.*)\}|(\w))$", r"\1{\2\3}", text)
            text = re.sub(r"\\[, ;]|\s|~", "", text)
        found.append(Piece(match.lastgroup or "", _SAME.get(text, text), at, match.end()))
        at = match.end()
    return found


def _with_arguments(latex: str, raw: list[Piece]) -> list[Piece]:
    """Every argument in braces: a single token is an argument as it stands, a digit alone."""
    result: list[Piece] = []
    while raw:
        piece = raw.pop(0)
        result.append(piece)
        for _ in range(_ARGUMENTS.get(piece.text, 0)):
            result += _argument(latex, piece, raw)
        if piece.text in (r"\underbrace", r"\overbrace") and raw and raw[0].text in "_^":
            _argument(latex, raw.pop(0), raw)  # what stands at the brace is a remark
    return result


def _argument(latex: str, piece: Piece, raw: list[Piece]) -> list[Piece]:
    if not raw:
        raise LatexError(latex, piece.end, f"{piece.text} needs an argument")
    first = raw.pop(0)
    if first.kind == "digits" and len(first.text) > 1:
        raw.insert(0, replace(first, text=first.text[1:], start=first.start + 1))
        first = replace(first, text=first.text[0], end=first.start + 1)
    if first.text != "{":
        inner = [first]
        for _ in range(_ARGUMENTS.get(first.text, 0)):
            inner += _argument(latex, first, raw)
    else:
        inner = _with_arguments(latex, _balanced(latex, first, raw))
    opening = Piece("other", "{", first.start, first.start)
    end = max([first.end, *(p.end for p in inner)]) + (first.text == "{")
    return [opening, *inner, Piece("other", "}", end, end)]


def _balanced(latex: str, opening: Piece, raw: list[Piece]) -> list[Piece]:
    depth = 1
    inner: list[Piece] = []
    while raw:
        piece = raw.pop(0)
        depth += {"{": 1, "}": -1}.get(piece.text, 0)
        if not depth:
            return inner
        inner.append(piece)
    raise LatexError(latex, opening.start, "this brace is never closed")


@lru_cache(maxsize=4096)
def spelling(latex: str) -> tuple[str, ...]:
    r"""The one spelling of a name: ``k_h`` and ``k_{h}`` are the same."""
    return tuple(piece.text for piece in pieces(latex))


def merged(latex: str, names: Iterable[tuple[str, ...]]) -> list[Piece]:
    """The tokens that the grammar reads, the longest declared names in one piece each."""
    raw = list(pieces(latex))
    known = sorted(set(names), key=len, reverse=True)
    longest = max([24, *map(len, known)])
    result: list[Piece] = []
    while raw:
        texts = tuple(piece.text for piece in raw[:longest])
        name = next((n for n in known if texts[: len(n)] == n), None) or _accented(texts)
        if name:
            result.append(Piece("NAME", " ".join(name), raw[0].start, raw[len(name) - 1].end))
            del raw[: len(name)]
        else:
            result.append(_kind(latex, raw.pop(0)))
    return _layout(latex, result)


def _accented(texts: Sequence[str]) -> tuple[str, ...] | None:
    if texts[0] in _ACCENTS and "}" in texts:
        depths = accumulate((t == "{") - (t == "}") for t in texts[1:])
        return next((tuple(texts[: n + 2]) for n, depth in enumerate(depths) if not depth), None)
    return None


def _kind(latex: str, piece: Piece) -> Piece:
    if kind := _KINDS.get(piece.text):
        return replace(piece, kind=kind)
    if piece.text in FUNCTIONS:
        return replace(piece, kind="FUNCTION")
    if piece.kind == "digits":
        return replace(piece, kind="NUMBER")
    if piece.kind in ("text", "line") or piece.text in (r"\quad", r"\qquad"):
        return replace(piece, kind="SEP")
    if piece.text in (r"\dots", r"\ldots", r"\cdots"):
        return replace(piece, kind="DOTS")
    if piece.text in ("|", "."):
        return replace(piece, kind=piece.text)
    if piece.kind == "command" and _UNREAD.match(piece.text):
        raise LatexError(latex, piece.start, f"{piece.text} is not of the vocabulary")
    if piece.kind in ("wrapped", "command") or piece.text.isalpha():
        return replace(piece, kind="NAME")
    raise LatexError(latex, piece.start, f"{piece.text!r} is not of the vocabulary")


def _layout(latex: str, found: list[Piece]) -> list[Piece]:
    """Bars opened and closed, commas between statements told from those within, lines joined."""
    return _joined_lines(_ranges(_separated(_barred(latex, _in_cases(found)))))


_OTHERWISE = re.compile(r"\\\w+\s*\{\s*(?:otherwise|else)\W*\}")


def _in_cases(found: list[Piece]) -> list[Piece]:
    """The rows of a distinction of cases: lines between them, no commas, and no words but one."""
    result, depth = [], 0
    for n, piece in enumerate(found):
        depth += (piece.kind == "CASES") - (piece.kind == "ENDCASES")
        follows = found[n + 1].kind if n + 1 < len(found) else ""
        if depth and piece.kind == "SEP":
            if piece.text.startswith("\\\\"):
                result.append(replace(piece, kind="LINE"))
            elif _OTHERWISE.fullmatch(piece.text):
                result.append(replace(piece, kind="OTHERWISE"))
        elif not (depth and piece.kind in ("COMMA", ".") and _ends_a_part(found, n, follows)):
            result.append(piece)
    return result


def _ends_a_part(found: list[Piece], n: int, follows: str) -> bool:
    """Whether a comma or a full stop stands at the end of a value or of a condition."""
    line = n + 1 < len(found) and found[n + 1].text.startswith("\\\\")
    return line or follows in ("IF", "ENDCASES")


_OPERAND = (
    "NAME", "NUMBER", "RPAR", "RBRACKET", "CLOSE", "PRIME", "RBAR", "RFLOOR", "ENDCASES",
)  # fmt: skip
_BEGINNING = ("NAME", "NUMBER", "LPAR", "FUNCTION", "FRAC", "SQRT", "BIG", "OPEN")


def _barred(latex: str, found: list[Piece]) -> list[Piece]:
    """``|`` opens after an operator, and closes after an operand where one is open."""
    result: list[Piece] = []
    open_bars: list[int] = []
    for n, piece in enumerate(found):
        if piece.kind == "|":
            closes = bool(result) and result[-1].kind in _OPERAND and bool(open_bars)
            if closes:
                open_bars.pop()
                left = latex[: piece.start].rstrip().endswith(r"\right")
                follows = found[n + 1].kind if n + 1 < len(found) else ""
                more = sum(p.kind == "|" for p in found[n + 1 :])
                if follows in _BEGINNING and more >= 2 and not left:
                    raise LatexError(
                        latex, piece.start, r"bars in two readings: write \left| \right|"
                    )
            else:
                open_bars.append(piece.start)
            piece = replace(piece, kind="RBAR" if closes else "LBAR")
        result.append(piece)
    return result


def _separated(found: list[Piece]) -> list[Piece]:
    """A comma outside of every bracket separates statements; a full stop ends them."""
    result, depth = [], 0
    for piece in found:
        depth += (piece.kind in ("OPEN", "LPAR", "LBRACKET", "CASES")) - (
            piece.kind in ("CLOSE", "RPAR", "RBRACKET", "ENDCASES")
        )
        if piece.kind == "." or (piece.kind == "COMMA" and depth == 0):
            piece = replace(piece, kind="SEP")
        if not (piece.kind == "SEP" and depth > 0):
            result.append(piece)
    return result


def _ranges(found: list[Piece]) -> list[Piece]:
    """``l = 1, \\dots, L`` is one condition: the dots with the commas around them are one token."""
    result: list[Piece] = []
    skip = False
    for piece in found:
        if piece.kind == "DOTS":
            while result and result[-1].kind in ("SEP", "COMMA"):
                result.pop()
            result.append(replace(piece, kind="RANGE"))
            skip = True
        elif not (skip and piece.kind in ("SEP", "COMMA")):
            result.append(piece)
            skip = False
    return result


def _joined_lines(found: list[Piece]) -> list[Piece]:
    """A new line or a wide space before an operator or a relation separates nothing."""
    result: list[Piece] = []
    for piece in found:
        if piece.kind in ("SIGN", "REL"):
            while result and result[-1].kind == "SEP" and _is_space(result[-1]):
                result.pop()
        result.append(piece)
    while result and result[0].kind == "SEP":
        result.pop(0)
    return result


def _is_space(piece: Piece) -> bool:
    return piece.text.startswith("\\\\") or piece.text in (r"\quad", r"\qquad")
