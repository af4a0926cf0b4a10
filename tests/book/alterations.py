"""Formulas made false: one sign, index, bound, factor, prime or turn changed at a time."""

import random
import re
from collections.abc import Iterator
from typing import Any

from cnn_core.symbolic.latex import _parsed
from cnn_core.symbolic.tokens import Piece, pieces, spelling

Altered = tuple[str, str]
"""What was done, and the formula after it."""


def alterations(latex: str, count: int = 40, seed: int = 0) -> list[Altered]:
    """Some altered forms of a formula, drawn with a fixed seed; all kinds are among them."""
    found = [a for a in _all(latex) if a[1] != latex]
    first = {kind: (kind, text) for kind, text in reversed(found)}
    rest = [a for a in found if a not in first.values()]
    drawn = random.Random(f"{seed} {latex}").sample(rest, min(len(rest), count))
    return [*first.values(), *drawn]


_MOVED = {r"\le": "<", "<": r"\le ", r"\ge": ">", ">": r"\ge "}


def _all(latex: str) -> Iterator[Altered]:
    for n, piece in enumerate(pieces(latex)):
        yield from _of_piece(latex, piece, n)
    yield from _without_factors(latex)
    yield from _pattern(latex, "the turn dropped", r"\\mathrm\{rot180\}\((\\?\w+)\)", r"\1 ")
    yield from _pattern(latex, "the transpose dropped", r"\^\{\\mathsf T\}", "")
    yield from _pattern(latex, "the transpose dropped", r"\)\\mathsf T\}", ")}")


def _of_piece(latex: str, piece: Piece, n: int) -> Iterator[Altered]:
    def changed(kind: str, text: str) -> Altered:
        return f"{kind} at {piece.start}", f"{latex[: piece.start]}{text}{latex[piece.end :]}"

    text = piece.text
    if text in "+-" and piece.end > piece.start:
        yield changed("the sign turned", {"+": "-", "-": "+"}[text])
    elif piece.kind == "digits":
        yield changed("a number changed", str(int(text) + 1))
    elif text == "'":
        yield changed("the prime dropped", "")
        yield changed("a prime added", "''")
    elif text in _MOVED:
        yield changed("the bound moved", _MOVED[text])
    elif piece.kind == "other" and text.isalpha():
        letters = sorted({p.text for p in pieces(latex) if p.kind == "other" and p.text.isalpha()})
        other = letters[(letters.index(text) + 1 + n % max(1, len(letters) - 1)) % len(letters)]
        yield changed("a letter exchanged", other)


_TRANSPOSED = re.compile(
    r"\w\^\{\([^{}]*\)\\mathsf T\}"
)  # of a layer: one name, as chapters declare it


def _without_factors(latex: str) -> Iterator[Altered]:
    names = frozenset(spelling(name) for name in _TRANSPOSED.findall(latex))
    for product in _parsed(latex, names).find_data("product"):
        factors = [c for c in product.children if hasattr(c, "children")]
        for factor in factors if len(factors) > 1 else []:
            yield f"a factor dropped at {_start(factor)}", _without(latex, factor)


def _start(node: Any) -> int:
    return int(node.meta.start_pos)


def _without(latex: str, node: Any) -> str:
    return latex[: _start(node)] + " " + latex[node.meta.end_pos :]


def _pattern(latex: str, kind: str, pattern: str, text: str) -> Iterator[Altered]:
    for match in re.finditer(pattern, latex):
        yield kind, latex[: match.start()] + match.expand(text) + latex[match.end() :]
