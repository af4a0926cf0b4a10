r"""Formulas as the book writes them: deltas before weights before inputs, sums last.

SymPy orders the factors of a product by itself, and forgets how they were typed. `write` prints an
expression with the factors in the order in which the book defines a layer, ``\delta_i x_{i+p}``
and ``\sum_i \delta_i \sum_m w_m x_{i+m}``; a Kronecker delta is the bracket ``[m = p]``, which
cannot be taken for the delta of a neuron. `plain` turns that into a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import sympy as sp
from sympy import Add, Expr, Function, Indexed, KroneckerDelta, Mul, Pow, Rational, S, Sum
from sympy.printing.latex import LatexPrinter

from cnn_core.symbolic.vocabulary import Inside, Partial, _function_name

__all__ = ["plain", "write"]

Names = Mapping[Expr, Expr]

_DELTAS = {"delta", r"\delta", "d", "ds", "dy"}
_WEIGHTS = {"w", "W", "K", "V", "A", "B", "U", "beta", "b", "c", "t"}


def write(expr: Expr) -> str:
    """The LaTeX of `expr` in the book's order."""
    return str(_Writer().doprint(expr))


def write_index(expr: Expr) -> str:
    """The LaTeX of an index: what is added first, what is taken away last."""
    return str(_Writer()._index(expr))


class _Writer(LatexPrinter):  # type: ignore[misc]
    """LaTeX with the factors and terms in the order of the book."""

    printmethod = "_in_the_book"  # the classes of the vocabulary print themselves otherwise

    def _print_Indexed(self, expr: Indexed) -> str:
        where = ",".join(map(self._index, expr.indices))
        return f"{self._print(expr.base.label)}_{{{where}}}"

    def _print_KroneckerDelta(self, expr: KroneckerDelta, exp: str | None = None) -> str:
        left, right = sorted(expr.args, key=lambda a: (a.is_Symbol, str(a)))
        if left.is_Symbol and right.is_Symbol:
            left, right = expr.args
        return rf"\left[{self._index(left)} = {self._index(right)}\right]"

    def _print_Inside(self, expr: Inside, exp: str | None = None) -> str:
        i, lo, hi = map(self._index, expr.args)
        above = _length(expr.args[2])
        if expr.args[1] == 0 and above is not None:
            return rf"\left[0 \le {i} < {self._index(above)}\right]"
        return rf"\left[{lo} \le {i} \le {hi}\right]"

    def _print_Partial(self, expr: Partial) -> str:
        inner, target, name = expr.args
        below = rf"\partial {self._print(target)}"
        if name.name:
            return rf"\frac{{\partial {self._print(name)}}}{{{below}}}"
        if isinstance(inner, Indexed | sp.Symbol):
            return rf"\frac{{\partial {self._print(inner)}}}{{{below}}}"
        if isinstance(inner, Function) and isinstance(inner.args[0], Indexed | sp.Symbol):
            return rf"\frac{{\partial {self._print(inner)}}}{{{below}}}"
        return rf"\frac{{\partial}}{{{below}}} {self._bracketed(inner, Add)}"

    def _print_Sum(self, expr: Sum) -> str:
        signs = ""
        for index, lo, hi in _inner_first(expr):
            signs += rf"\sum_{{{self._print(index)}={self._index(lo)}}}^{{{self._index(hi)}}} "
        if len(expr.limits) > 1:
            named = ",".join(self._print(limit[0]) for limit in _inner_first(expr))
            signs = rf"\sum_{{{named}}} "
        return signs + self._bracketed(expr.function, Add)

    def _print_Add(self, expr: Add, order: object = None) -> str:
        number, rest = _common(expr)
        if number != 1:
            return self._print_Mul(Mul(number, rest, evaluate=False))
        text = ""
        for term in sorted(expr.args, key=_place_of_term):
            negative = term.could_extract_minus_sign()
            sign = " - " if negative else " + "
            written = self._print(-term if negative else term)
            if negative and isinstance(-term, Add):
                written = rf"\left({written}\right)"
            text += (sign if text else sign.strip().replace("+", "")) + written
        return text

    def _print_Mul(self, expr: Mul) -> str:
        number, above, below = _fraction(expr)
        if number.is_negative:
            positive = [-number, *above] if number != -1 else above
            whole = _product(positive, below)
            negated = isinstance(whole, Add) and whole.could_extract_minus_sign()
            return f"- {self._factors(-number, above, below, negated)}"
        return self._factors(number, above, below)

    def _factors(
        self, number: Expr, above: Sequence[Expr], below: Sequence[Expr], alone: bool = False
    ) -> str:
        top, bottom = number.p, number.q
        last = [f for f in above if _is_open(f)]
        first = [f for f in above if not _is_open(f)]
        if not below and bottom != 1 and len(above) > 0:
            head = self._print(Rational(top, bottom))
            return f"{head} {self._row(first, last)}"
        if not below:
            shown = [*([sp.Integer(top)] if top != 1 or not above else []), *first]
            return self._row(shown, last)
        denominator = self._row(
            [*([sp.Integer(bottom)] if bottom != 1 else []), *below], [], alone=len(below) == 1
        )
        shown = [*([sp.Integer(top)] if top != 1 else []), *first]
        if last or not shown or len(shown) == 1 and isinstance(shown[0], Add):
            inside = self._row(shown, last if not first else [], alone=True)
            if not shown and last:  # 1/N in front of a sum
                return rf"\frac{{1}}{{{denominator}}} {self._row([], last)}"
            if not shown:
                inside = "1"
            if last:
                return rf"\frac{{{self._row(shown, [], alone=True)}}}{{{denominator}}} " + (
                    self._row([], last)
                )
            return rf"\frac{{{inside}}}{{{denominator}}}"
        return rf"\frac{{{self._row(shown, [])}}}{{{denominator}}}"

    def _row(self, first: Sequence[Expr], last: Sequence[Expr], alone: bool = False) -> str:
        """Factors beside each other; each sum but the last one in brackets."""
        ordered = [*_in_order(first), *sorted(last, key=_openness)]
        if alone and len(ordered) == 1:
            return str(self._print(ordered[0]))
        parts = []
        for n, factor in enumerate(ordered):
            is_last = n == len(ordered) - 1
            closed = (Add,) if is_last else (Add, Sum)
            if not is_last and isinstance(factor, Partial) and _is_open(factor):
                closed = (Add, Sum, Partial)
            if isinstance(factor, sp.log) and not is_last:
                parts.append(rf"\left({self._print(factor)}\right)")
                continue
            parts.append(self._bracketed(factor, *closed))
        return " ".join(parts)

    def _print_Pow(self, expr: Pow) -> str:
        base, exponent = expr.args
        if exponent.is_Rational and exponent.is_negative and not base.is_Number:
            below = self._power(base, -exponent)
            return rf"\frac{{1}}{{{below}}}"
        if exponent == S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        return self._power(base, exponent)

    def _power(self, base: Expr, exponent: Expr) -> str:
        if exponent == 1:
            return str(self._print(base))
        if exponent == S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        plain_base = isinstance(base, sp.Symbol | Indexed)
        shown = self._print(base) if plain_base else rf"\left({self._print(base)}\right)"
        return rf"{shown}^{{{self._print(exponent)}}}"

    def _print_exp(self, expr: sp.exp, exp: str | None = None) -> str:
        power = rf"e^{{{self._print(expr.args[0])}}}"
        return power if exp is None else rf"\left({power}\right)^{{{exp}}}"

    _print_ExpBase = _print_exp

    def _print_log(self, expr: sp.log, exp: str | None = None) -> str:
        inner = expr.args[0]
        simple = isinstance(inner, Indexed | sp.Symbol)
        shown = self._print(inner) if simple else rf"\left({self._print(inner)}\right)"
        if isinstance(inner, Sum):
            shown = self._print(inner)
        return rf"\log {shown}" if exp is None else rf"\left(\log {shown}\right)^{{{exp}}}"

    def _print_Function(self, expr: Function, exp: str | None = None) -> str:
        if not hasattr(expr, "stand_in"):
            return str(super()._print_Function(expr, exp))
        base = f"{_function_name(expr.func.__name__)}({self._print(expr.args[0])})"
        return base if exp is None else f"{base}^{{{exp}}}"

    def _print_sign(self, expr: sp.sign, exp: str | None = None) -> str:
        return rf"\operatorname{{sign}}\left({self._print(expr.args[0])}\right)"

    def _bracketed(self, expr: Expr, *closed: type) -> str:
        shown = str(self._print(expr))
        number = _common(expr)[0] if isinstance(expr, Add) else S.One
        negative = isinstance(expr, Mul) and expr.could_extract_minus_sign()
        if (isinstance(expr, closed) and number == 1) or negative:
            return rf"\left({shown}\right)"
        if isinstance(expr, Add) and number != 1 and Add in closed:
            return shown if not number.is_negative else rf"\left({shown}\right)"
        return shown

    def _index(self, expr: Expr) -> str:
        """An index: moving parts first, sizes after them, what is taken away last."""
        expr = sp.expand(expr)
        text = ""
        for term in sorted(Add.make_args(expr), key=_place_in_index):
            negative = term.could_extract_minus_sign()
            sign = "-" if negative else "+"
            factors = Mul.make_args(-term if negative else term)
            shown = " ".join(self._print(f) for f in sorted(factors, key=_size_first))
            text += (sign if text or negative else "") + shown
        return text


def _inner_first(s: Sum) -> list[tuple[Expr, Expr, Expr]]:
    return [tuple(limit) for limit in s.limits]


def _length(hi: Expr) -> Expr | None:
    """``n`` if `hi` is ``n - 1`` for one size n."""
    length = sp.expand(hi + 1)
    return length if length.is_Symbol else None


def _common(expr: Expr) -> tuple[Expr, Expr]:
    """The number that all terms of a sum share, and the rest."""
    number, rest = expr.as_content_primitive()
    if not isinstance(rest, Add) or number == 1:
        return S.One, expr
    return number, rest


def _place_of_term(term: Expr) -> tuple[object, ...]:
    negative = term.could_extract_minus_sign()
    positive = -term if negative else term
    has_sum = any(isinstance(f, Sum) for f in Mul.make_args(positive)) or positive.has(sp.log)
    moving = not positive.is_number
    return (negative, moving, has_sum, sp.default_sort_key(positive))


def _place_in_index(term: Expr) -> tuple[object, ...]:
    negative = term.could_extract_minus_sign()
    symbols = term.free_symbols
    still = all(bool(s.is_positive) or bool(s.is_nonnegative) for s in symbols)
    return (negative, term.is_number, still, len(symbols) == 1, sp.default_sort_key(abs(term)))


def _size_first(factor: Expr) -> tuple[object, ...]:
    return (not factor.is_number, not factor.is_positive, sp.default_sort_key(factor))


def _fraction(expr: Expr) -> tuple[Rational, list[Expr], list[Expr]]:
    """The rational number, the factors above and those below the line."""
    number, above, below = S.One, [], []
    for factor in Mul.make_args(expr):
        if factor.is_Rational:
            number = number * factor
        elif isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_negative:
            below.append(Pow(factor.base, -factor.exp))
        else:
            above.append(factor)
    return number, above, below


def _product(above: Sequence[Expr], below: Sequence[Expr]) -> Expr:
    return Mul(*above, *(1 / b for b in below), evaluate=False)


def _is_open(factor: Expr) -> bool:
    """Whether what follows the factor would seem to belong to it."""
    if isinstance(factor, Partial):
        inner = factor.args[0]
        short = isinstance(inner, Indexed | sp.Symbol) or (
            isinstance(inner, Function) and isinstance(inner.args[0], Indexed | sp.Symbol)
        )
        return not factor.args[2].name and not short
    return isinstance(factor, Sum | sp.log)


def _openness(factor: Expr) -> tuple[object, ...]:
    return (isinstance(factor, Partial), sp.default_sort_key(factor))


def _in_order(factors: Sequence[Expr]) -> list[Expr]:
    """Numbers, deltas, weights, functions, brackets, inputs; a condition before what it guards."""
    guards = [f for f in factors if isinstance(f, Inside)]
    ordered = sorted((f for f in factors if not isinstance(f, Inside)), key=_rank)
    for guard in reversed(sorted(guards, key=lambda g: sp.default_sort_key(g.args[0]))):
        at = next((n for n, f in enumerate(ordered) if _guarded(f, guard)), len(ordered))
        ordered.insert(at, guard)
    return ordered


def _guarded(factor: Expr, guard: Inside) -> bool:
    place = sp.expand(guard.args[0])
    entries = factor.atoms(Indexed)
    return any(sp.expand(i - place) == 0 for e in entries for i in e.indices)


def _rank(factor: Expr) -> tuple[object, ...]:
    base = factor.base if isinstance(factor, Pow) else factor
    if isinstance(base, Partial):
        base = base.args[0]
        if isinstance(base, Function):
            return (3, 1, sp.default_sort_key(base))
    if base.is_number:
        return (0, 0, sp.default_sort_key(factor))
    if isinstance(base, Indexed):
        name = str(base.base.label)
        role = 1 if name in _DELTAS else 2 if name.split("_")[0] in _WEIGHTS else 5
        return (role, 0, sp.default_sort_key(factor))
    if isinstance(base, Add):
        return (4, 0, sp.default_sort_key(factor))
    if isinstance(base, KroneckerDelta):
        return (4, 1, sp.default_sort_key(factor))
    if isinstance(base, Function):
        return (3, 0, sp.default_sort_key(factor))
    return (1, 1, sp.default_sort_key(factor))


# --- text ---------------------------------------------------------------------------------------

_LETTERS = {
    "alpha": "α", "beta": "β", "delta": "δ", "gamma": "γ", "eta": "η", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "phi": "φ", "rho": "ρ", "sigma": "σ", "theta": "θ", "ell": "ℓ",
    "partial": "∂", "sum": "Σ", "le": "≤", "to": "→", "sqrt": "√", "quad": " ", "cdot": "·",
    "log": "log", "tanh": "tanh", "varphi": "φ",
}  # fmt: skip


def plain(latex: str) -> str:
    """A line of text for the LaTeX that `write` prints, or for words with formulas in ``\\(...\\)``."""
    text = latex.replace(r"\(", "").replace(r"\)", "").replace(r"\left", "").replace(r"\right", "")
    text = re.sub(r"\\operatorname\{(\w+)\}", r"\1", text)
    text = re.sub(r"\\hat\{(\w+)\}", r"\1^", text)
    while "\\frac" in text:
        text = _one_fraction(text)
    text = re.sub(r"\\([A-Za-z]+) ?", lambda m: _LETTERS.get(m[1], m[1]) + (
        " " if m[1] in ("log", "sum") else ""), text)  # fmt: skip
    text = re.sub(r"Σ _", "Σ_", text)
    text = re.sub(r"([_^])\{([^{}\s,+-])\}", r"\1\2", text)
    return re.sub(r"  +", " ", text).replace("\\", "").strip()


def _one_fraction(text: str) -> str:
    start = text.rindex("\\frac")
    above, after = _group(text, start + len("\\frac"))
    below, end = _group(text, after)
    if above == r"\partial":
        return f"{text[:start]}∂/{below.replace(chr(92) + 'partial ', '∂')} {text[end:]}"
    top = above if _is_single(above) else f"({above})"
    bottom = below if _is_single(below) else f"({below})"
    return f"{text[:start]}{top}/{bottom}{text[end:]}"


def _is_single(text: str) -> bool:
    outside = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{[^{}]*\}", "", text))
    return " " not in outside.replace(r"\partial ", "").strip() and "+" not in outside


def _group(text: str, start: int) -> tuple[str, int]:
    depth = 0
    for n in range(start, len(text)):
        depth += (text[n] == "{") - (text[n] == "}")
        if depth == 0:
            return text[start + 1 : n], n + 1
    raise ValueError(f"unbalanced braces in {text}")
