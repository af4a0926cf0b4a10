r"""Formulas as the book writes them: deltas before weights before inputs, sums last.

SymPy orders the factors of a product by itself, and forgets how they were typed. `write` prints an
expression with the factors in the order in which the book defines a layer, ``\delta_i x_{i+p}``
and ``\sum_i \delta_i \sum_m w_m x_{i+m}``; a Kronecker delta is the bracket ``[m = p]``, which
cannot be taken for the delta of a neuron. `plain` turns that into a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sympy as sp
from sympy import Add, Expr, Function, Indexed, KroneckerDelta, Mul, Pow, Rational, S, Sum
from sympy.printing.latex import LatexPrinter

from cnn_core.symbolic.vocabulary import Inside, Named, Partial, _function_name

__all__ = ["plain", "write", "write_condition", "write_index"]

Key = tuple[Any, ...]

_DELTAS = {"delta", r"\delta", "d"}
_WEIGHTS = {"w", "v", "K", "V", "W", "U", "A", "B", "beta", "b", "c", "t"}


def write(expr: Expr, bound: Iterable[Expr] = ()) -> str:
    """The LaTeX of `expr` in the book's order; `bound` are the indices of sums around it."""
    return str(_Writer(bound).doprint(expr))


def write_index(expr: Expr, bound: Iterable[Expr] = ()) -> str:
    """The LaTeX of an index: what moves first, then the sizes, what is taken away last."""
    return str(_Writer(bound).index(expr))


def write_condition(expr: Expr) -> str:
    """A range or an equation without its brackets: ``0 \\le p < k``."""
    return write(expr).removeprefix(r"\left[").removesuffix(r"\right]")


class _Writer(LatexPrinter):  # type: ignore[misc]
    """LaTeX with the factors and terms in the order of the book."""

    printmethod = "_in_the_book"  # the classes of the vocabulary print themselves otherwise

    def __init__(self, bound: Iterable[Expr] = ()) -> None:
        super().__init__()
        self.bound = list(bound)

    # --- entries, brackets, derivatives, sums ---

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        raw = re.search(r"[\\({]", expr.name)
        return expr.name if raw else str(super()._print_Symbol(expr, style))

    _print_Dummy = _print_Symbol

    def _print_Indexed(self, expr: Indexed) -> str:
        where = ",".join(map(self.index, expr.indices))
        return f"{self._print(expr.base.label)}_{{{where}}}"

    def _print_Named(self, expr: Named) -> str:
        return str(self._print(expr.args[0]))

    def _print_KroneckerDelta(self, expr: KroneckerDelta, exp: str | None = None) -> str:
        left, right = sorted(expr.args, key=lambda a: (not a.has(*self.bound), a.is_Symbol))
        return rf"\left[{self.index(left)} = {self.index(right)}\right]"

    def _print_Inside(self, expr: Inside, exp: str | None = None) -> str:
        i, lo, hi = expr.args
        length = sp.expand(hi + 1)
        if lo == 0 and length.is_Symbol:
            return rf"\left[0 \le {self.index(i)} < {self.index(length)}\right]"
        return rf"\left[{self.index(lo)} \le {self.index(i)} \le {self.index(hi)}\right]"

    def _print_Equality(self, expr: sp.Eq) -> str:
        return f"{self._print(expr.lhs)} = {self._print(expr.rhs)}"

    def _print_Partial(self, expr: Partial) -> str:
        inner, target, name = expr.args
        inner = inner.args[0] if isinstance(inner, Named) else inner
        below = rf"\partial {self._print(target)}"
        if name.name or _is_short(inner):
            shown = self._print(name if name.name else inner)
            return rf"\frac{{\partial {shown}}}{{{below}}}"
        return rf"\frac{{\partial}}{{{below}}} {self._closed(inner, Add)}"

    def _print_Sum(self, expr: Sum) -> str:
        outer = self.bound
        self.bound = [*outer, *expr.variables]
        if len(expr.limits) > 1:
            sign = rf"\sum_{{{','.join(map(self._print, expr.variables))}}}"
        else:
            ((i, lo, hi),) = expr.limits
            sign = rf"\sum_{{{self._print(i)}={self.index(lo)}}}^{{{self.index(hi)}}}"
        body = self._closed(expr.function, Add)
        self.bound = outer
        return f"{sign} {body}"

    # --- sums of terms ---

    def _print_Add(self, expr: Add, order: object = None) -> str:
        number, rest = _common(expr)
        if number != 1:
            return self._print_Mul(Mul(number, rest, evaluate=False))
        text = ""
        for term in sorted(expr.args, key=_place_of_term):
            negative = term.could_extract_minus_sign() and not isinstance(term, Add)
            written = str(self._print(-term if negative else term))
            sign = "-" if negative else "+"
            text += f" {sign} {written}" if text else f"{sign}{written}".lstrip("+")
        return text

    # --- products ---

    def _print_Mul(self, expr: Mul) -> str:
        number, above, below = _fraction(expr)
        sign = "-" if number.is_negative else ""
        return sign + self._fraction(abs(number), above, below)

    def _fraction(self, number: Rational, above: list[Expr], below: list[Expr]) -> str:
        """Numerator and denominator; what is long stands beside the fraction, not in it."""
        beside = [f for f in above if _is_open(f)]
        if below or number.q != 1:
            beside += [f for f in above if _is_bracket(f)]
            small = [f for f in above if f not in beside]
            if number.p != 1 or len(small) > 1 or not below:
                beside += [f for f in small if _is_long(f)]
            if not below:  # one half in front
                beside = above
            beside += [f for f in small if _is_long(f) and _has_fraction(f) and f not in beside]
            above = [f for f in above if f not in beside]
        if not below and number.q == 1:
            ones = [number] if number != 1 or not above else []
            return self._row([*ones, *above])
        top = self._row([*([sp.Integer(number.p)] if number.p != 1 else []), *above] or [S.One])
        bottom = self._row([*([sp.Integer(number.q)] if number.q != 1 else []), *below])
        shown = rf"\frac{{{top}}}{{{bottom}}}"
        return f"{shown} {self._row(beside, alone=False)}" if beside else shown

    def _row(self, factors: Sequence[Expr], alone: bool = True) -> str:
        """Factors beside each other; each sum but the last one in brackets."""
        ordered = self._in_order(factors)
        if len(ordered) == 1 and alone:
            return str(self._print(ordered[0]))
        last = len(ordered) - 1
        return " ".join(
            self._closed(f, Add) if n == last else self._closed(f, Add, Sum, sp.log, Partial)
            for n, f in enumerate(ordered)
        )

    def _closed(self, expr: Expr, *classes: type) -> str:
        """In brackets, if it is of one of the classes and could be misread."""
        shown = str(self._print(expr))
        misread = isinstance(expr, classes) and not (
            isinstance(expr, Partial) and not _is_open(expr)
        )
        if isinstance(expr, Add):
            misread = misread and _common(expr)[0] == 1
        if misread or shown.startswith("-"):
            return rf"\left({shown}\right)"
        return shown

    def _in_order(self, factors: Sequence[Expr]) -> list[Expr]:
        """Numbers, deltas, weights, brackets, functions, inputs; a condition before its entry."""
        ordered = sorted((f for f in factors if not isinstance(f, Inside)), key=self._rank)
        guards = [f for f in factors if isinstance(f, Inside)]
        places = {g: _guarded(ordered, g) for g in guards}
        for guard in sorted(
            guards, key=lambda g: (*places[g], sp.default_sort_key(g)), reverse=True
        ):
            ordered.insert(places[guard][0], guard)
        return ordered

    def _rank(self, factor: Expr) -> Key:
        base = factor.base if isinstance(factor, Pow) else factor
        key = sp.default_sort_key(factor)
        if _is_open(factor):
            return (9, isinstance(base, Partial), key)
        if isinstance(base, Partial):
            base = base.args[0]
        if isinstance(base, Named):
            base = base.args[0]
        if isinstance(base, Indexed | sp.Symbol):
            return (_role(base), key)
        if isinstance(base, KroneckerDelta):
            return (3, *sorted(map(self._position, base.free_symbols)), key)
        if isinstance(base, Add):
            return (7 if base.has(KroneckerDelta) else 4, 0, key)
        return (0 if base.is_number else 4, 1, -sp.count_ops(base), key)

    def _position(self, symbol: Expr) -> int:
        return self.bound.index(symbol) if symbol in self.bound else 99

    # --- powers and functions ---

    def _print_Pow(self, expr: Pow) -> str:
        base, exponent = expr.args
        if exponent.is_Rational and exponent.is_negative and not base.is_Number:
            return rf"\frac{{1}}{{{self._print(Pow(base, -exponent))}}}"
        if exponent == S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        power = f"^{{{self._print(exponent)}}}"
        if isinstance(base, sp.Symbol | Indexed | Named | sp.Integer) and not str(base).startswith(
            "-"
        ):
            return f"{self._print(base)}{power}"
        return rf"\left({self._print(base)}\right){power}"

    def _print_ExpBase(self, expr: sp.exp, exp: str | None = None) -> str:
        power = f"e^{{{self._print(expr.args[0])}}}"
        return power if exp is None else rf"\left({power}\right)^{{{exp}}}"

    _print_exp = _print_ExpBase

    def _print_log(self, expr: sp.log, exp: str | None = None) -> str:
        (inner,) = expr.args
        simple = isinstance(inner, Indexed | sp.Symbol | Sum | Named)
        shown = self._print(inner) if simple else rf"\left({self._print(inner)}\right)"
        return rf"\log {shown}" if exp is None else rf"\left(\log {shown}\right)^{{{exp}}}"

    def _print_Abs(self, expr: sp.Abs, exp: str | None = None) -> str:
        shown = rf"\left|{self._print(expr.args[0])}\right|"
        return shown if exp is None else f"{shown}^{{{exp}}}"

    def _print_sign(self, expr: sp.sign, exp: str | None = None) -> str:
        return rf"\operatorname{{sign}}\left({self._print(expr.args[0])}\right)"

    def _print_Function(self, expr: Function, exp: str | None = None) -> str:
        if not hasattr(expr, "stand_in"):
            return str(super()._print_Function(expr, exp))
        inner = self._print(expr.args[0])
        around = r"\left({}\right)" if len(inner) > 24 else "({})"
        base = _function_name(expr.func.__name__) + around.format(inner)
        return base if exp is None else f"{base}^{{{exp}}}"

    # --- indices ---

    def index(self, expr: Expr) -> str:
        """An index: what moves first, then the sizes; what is taken away last."""
        text = ""
        for term in sorted(Add.make_args(sp.expand(expr)), key=self._place_in_index):
            negative = term.could_extract_minus_sign()
            sign = "-" if negative else "+" if text else ""
            factors = sorted(Mul.make_args(_unsigned(term)), key=_size_first)
            text += sign + " ".join(str(self._print(f)) for f in factors)
        return text

    def _place_in_index(self, term: Expr) -> Key:
        negative = term.could_extract_minus_sign()
        moving = not (term.is_number or all(_is_size(s) for s in term.free_symbols))
        group = {(True, False): 0, (False, False): 1, (False, True): 2, (True, True): 5}[
            (moving, negative)
        ]
        if term.is_number:
            group = 3
        first = min((self._position(s) for s in term.free_symbols), default=0)
        return (group, first, sp.default_sort_key(_unsigned(term)))


def _unsigned(term: Expr) -> Expr:
    """A term without its sign."""
    return -term if term.could_extract_minus_sign() else term


def _is_size(symbol: Expr) -> bool:
    return bool(symbol.is_positive or symbol.is_nonnegative)


def _size_first(factor: Expr) -> Key:
    return (not factor.is_number, not _is_size(factor), sp.default_sort_key(factor))


def _is_short(inner: Expr) -> bool:
    """Whether a derivative of it is written as one fraction."""
    if isinstance(inner, Function) and len(inner.args) == 1:
        inner = inner.args[0]
    return isinstance(inner, Indexed | sp.Symbol | Named)


def _is_open(factor: Expr) -> bool:
    """Whether what follows the factor would seem to belong to it."""
    if isinstance(factor, Partial):
        return not factor.args[2].name and not _is_short(factor.args[0])
    return isinstance(factor, Sum | sp.log)


def _is_bracket(factor: Expr) -> bool:
    return isinstance(factor, KroneckerDelta | Inside | Partial) and not _is_open(factor)


def _is_long(factor: Expr) -> bool:
    return isinstance(factor, Add) or (isinstance(factor, Pow) and isinstance(factor.base, Add))


def _has_fraction(factor: Expr) -> bool:
    return isinstance(factor, Add) and any(_is_below(a) for a in factor.args)


def _is_below(factor: Expr) -> bool:
    """Whether a term is, or holds, a fraction other than a number."""
    return any(isinstance(f, Pow) and f.exp.is_negative for f in Mul.make_args(factor))


def _role(entry: Expr) -> int:
    name = str(entry.base.label) if isinstance(entry, Indexed) else str(entry)
    return 1 if name in _DELTAS else 2 if name.split("_")[0] in _WEIGHTS else 5


def _common(expr: Add) -> tuple[Rational, Expr]:
    """The number that all terms of a sum share, and the rest."""
    number, rest = expr.as_content_primitive()
    return (number, rest) if isinstance(rest, Add) and number != 1 else (S.One, expr)


def _place_of_term(term: Expr) -> Key:
    negative = term.could_extract_minus_sign()
    positive = _unsigned(term)
    long = any(_is_open(f) for f in Mul.make_args(positive)) or positive.has(sp.log)
    falling = isinstance(positive, sp.exp) and positive.args[0].could_extract_minus_sign()
    return (negative, not positive.is_number, long, falling, sp.default_sort_key(positive))


def _fraction(expr: Expr) -> tuple[Rational, list[Expr], list[Expr]]:
    """The rational number, the factors above and those below the line."""
    number, above, below = S.One, [], []
    for factor in Mul.make_args(expr):
        if factor.is_Rational:
            number *= factor
        elif isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_negative:
            below.append(Pow(factor.base, -factor.exp))
        else:
            content, rest = _common(factor) if isinstance(factor, Add) else (S.One, factor)
            number *= content
            above.append(rest)
    return number, above, below


def _guarded(ordered: Sequence[Expr], guard: Inside) -> tuple[int, int]:
    """The place of the factor that a condition guards, and of the index in it."""
    for n, factor in enumerate(ordered):
        for entry in factor.atoms(Indexed):
            for axis, i in enumerate(entry.indices):
                if sp.expand(i - guard.args[0]) == 0:
                    return n, axis
    last = [n for n, f in enumerate(ordered) if not _is_open(f)]
    return (last[-1] + 1 if last else 0), 0


# --- text ---------------------------------------------------------------------------------------

_LETTERS = {
    "alpha": "α", "beta": "β", "delta": "δ", "gamma": "γ", "eta": "η", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "phi": "φ", "rho": "ρ", "sigma": "σ", "theta": "θ", "ell": "ℓ",
    "partial": "∂", "sum": "Σ", "le": "≤ ", "to": "→ ", "sqrt": "√", "cdot": "·", "varphi": "φ",
    "log": "log ", "tanh": "tanh ",
}  # fmt: skip


def plain(latex: str) -> str:
    """A line of text for LaTeX of `write`, or for words with formulas of it."""
    text = re.sub(r"\\left|\\right", "", latex)
    text = re.sub(r"\\(?:operatorname|mathrm)\{(\w+)\}", r"\1", text)
    text = re.sub(r"\\hat\{(\w+)\}", r"\1̂", text)
    while r"\frac" in text:
        text = _one_fraction(text)
    text = re.sub(r"\\([A-Za-z]+) ?", lambda m: _LETTERS.get(m[1], m[1]), text)
    text = re.sub(r"\\[()]", "", text)
    text = re.sub(r"([_^])\{([^{}\s,+-])\}", r"\1\2", text)
    return re.sub(r"  +", " ", text).strip()


def _one_fraction(text: str) -> str:
    start = text.rindex(r"\frac")
    above, after = _group(text, start + len(r"\frac"))
    below, end = _group(text, after)
    if above == r"\partial":
        return f"{text[:start]}∂/{below.replace(chr(92) + 'partial ', '∂')}{text[end:]}"
    top, bottom = (part if _is_single(part) else f"({part})" for part in (above, below))
    return f"{text[:start]}{top}/{bottom}{text[end:]}"


def _is_single(text: str) -> bool:
    """Whether a part of a fraction needs no brackets."""
    before = None
    while before != text:
        before, text = text, re.sub(r"\{[^{}]*\}", "", text)
    return not re.search(r"[ +]", re.sub(r"\\partial |\\sum ", "∂", text).strip())


def _group(text: str, start: int) -> tuple[str, int]:
    """What stands in the braces that open at `start`, and where they end."""
    depth = 0
    for n in range(start, len(text)):
        depth += (text[n] == "{") - (text[n] == "}")
        if depth == 0:
            return text[start + 1 : n], n + 1
    raise ValueError(f"unbalanced braces in {text}")
