"""Whether a number or an expression is zero: shown to be, shown not to be, or undecided.

No tolerance decides. A number is *not* zero if intervals that hold it (every rounding outwards)
exclude zero at some precision; it *is* zero if the numerator of it, expanded, has no term left.
Between the two nothing is said: `is_zero` returns None then, as SymPy's own three-valued
properties do, and who asks must say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import mul
from random import Random
from typing import Any

import mpmath as mp  # type: ignore[import-untyped]
import sympy as sp
from mpmath import iv
from sympy import Expr, Rational, S, Symbol

__all__ = ["NotReal", "is_zero", "may_be", "value_at"]

PRECISIONS = (30, 120, 500, 2000)  # digits, until the interval excludes zero
LARGE = 4000  # operations: what is larger is not expanded
SMALL = 300  # what is larger is not simplified


class NotReal(ValueError):
    """An expression has no finite real value at the numbers given."""


def is_zero(value: Expr) -> bool | None:
    """True or False if it is shown that `value` is zero or is not; None if it is undecided.

    An expression with free symbols is zero if it is for all real values that the assumptions allow.
    A rounded number, and what has no finite value, is never decided.

    >>> is_zero(sp.exp(-200)), is_zero((sp.sqrt(2) + 1) * (sp.sqrt(2) - 1) - 1)
    (False, True)
    """
    value = sp.sympify(value)
    if value.is_Rational:
        return bool(value == 0)
    if value.has(sp.Float, sp.nan, sp.zoo, sp.oo, -sp.oo):
        return None
    if value.free_symbols:
        return _vanishes(value)
    if is_away_from_zero(value, PRECISIONS[:2]):
        return False
    if (value := sp.expand(value)) == 0:
        return True
    if is_away_from_zero(value):
        return False
    return True if _numerator_is_empty(value) else None


def is_away_from_zero(number: Expr, precisions: Iterable[int] = PRECISIONS) -> bool:
    """Whether intervals show that a number without free symbols is not zero: the cheap half."""
    if number.is_Rational:
        return bool(number != 0)
    for digits in precisions:
        try:
            interval = _Intervals(digits).of(number)
        except _Unknown:
            return False
        if interval is not None and not (interval.a <= 0 <= interval.b):
            return True
    return False


def _vanishes(value: Expr) -> bool | None:
    """Whether an expression is zero for all values of its symbols; one place may show it is not."""
    if sp.expand(value) == 0:
        return True
    for numbers in _places(value):
        try:
            if is_away_from_zero(value_at(value, numbers)):
                return False
        except NotReal:
            continue
    return True if _numerator_is_empty(value) else None


def _numerator_is_empty(value: Expr) -> bool:
    """Whether a common denominator, expansion, and the addition theorems leave nothing."""
    for tidy in (sp.expand, _over_one_denominator, _in_exponentials, _in_primes, _in_absolutes):
        if sp.count_ops(value) > LARGE:
            return False
        if (value := tidy(value)) == 0:
            return True
    return bool(value.is_zero or (sp.count_ops(value) < SMALL and sp.simplify(value) == 0))


def _over_one_denominator(value: Expr) -> Expr:
    return sp.expand(sp.fraction(sp.together(value))[0])


def _in_exponentials(value: Expr) -> Expr:
    hyperbolic = (sp.tanh, sp.sinh, sp.cosh, sp.coth, sp.sin, sp.cos, sp.tan)
    if not value.has(*hyperbolic):
        return value
    return _over_one_denominator(_over_one_denominator(value.rewrite(sp.exp)))


def _in_primes(value: Expr) -> Expr:
    """Logarithms of rational numbers by those of primes, which SymPy then collects."""
    logs = {c: sp.expand_log(c, factor=True) for c in value.atoms(sp.log) if c.args[0].is_Rational}
    return sp.expand(value.xreplace(logs)) if logs else value


def _in_absolutes(value: Expr) -> Expr:
    return _over_one_denominator(value.rewrite(sp.Abs)) if value.has(sp.Max, sp.Min) else value


# --- values at numbers ---------------------------------------------------------------------------


def value_at(expr: Expr, numbers: dict[Symbol, Expr]) -> Expr:
    """`expr` with numbers for its symbols; raises `NotReal` where a part has no real value there.

    SymPy alone would let the root of one negative number meet that of another.
    """
    known: dict[Expr, Expr] = dict(numbers)

    def of(part: Expr) -> Expr:
        if part not in known:
            known[part] = _real_part(part, [of(a) for a in part.args])
        return known[part]

    return of(expr)


def _real_part(part: Expr, args: list[Expr]) -> Expr:
    if isinstance(part, sp.Mul) and S.Zero in args:
        return S.Zero
    if isinstance(part, sp.Pow) and not args[1].is_integer and _sign(args[0]) < 0:
        raise NotReal(f"{part} at a negative number: {args[0]}")
    if isinstance(part, sp.log) and _sign(args[0]) <= 0:
        raise NotReal(f"{part} at {args[0]}")
    value = part.func(*args) if args else part
    if value in _INFINITE or (not value.is_Rational and value.is_finite is False):
        raise NotReal(f"{part} is {value}")
    return value


_INFINITE = (S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity)


def _sign(number: Expr) -> int:
    """The sign of a number; of one that is not told from zero it is zero."""
    if number.is_Rational:
        return int(sp.sign(number))
    for digits in PRECISIONS[:2]:
        try:
            interval = _Intervals(digits).of(number)
        except _Unknown:
            return int(bool(number.is_positive)) - int(bool(number.is_negative))
        if interval is not None and not (interval.a <= 0 <= interval.b):
            return 1 if interval.a > 0 else -1
    return 0


def may_be(symbol: Expr, number: Expr) -> bool:
    """Whether `number` is one that the assumptions on `symbol` allow."""
    told = symbol.assumptions0.items()
    return all(getattr(number, f"is_{fact}", None) in (None, truth) for fact, truth in told)


def _places(value: Expr) -> Iterator[dict[Symbol, Expr]]:
    """Numbers for the symbols of an expression, of either sign where both are allowed."""
    free = sorted((s for s in value.free_symbols if isinstance(s, Symbol | sp.Indexed)), key=str)
    inside = {s for entry in free if isinstance(entry, sp.Indexed) for s in entry.free_symbols}
    for seed in range(6):
        draw = Random(seed)
        yield {s: number_for(s, draw) for s in free if s not in inside or isinstance(s, sp.Indexed)}


def number_for(symbol: Expr, draw: Random) -> Expr:
    """A number that the assumptions on `symbol` allow: of either sign, below one and above."""
    bounds, below = ((-4, 6), (1,)) if symbol.is_integer else ((-40, 40), (7, 11, 13))
    candidates = [Rational(draw.randint(*bounds), draw.choice(below)) for _ in range(40)]
    fallback = [S.Zero, *map(sp.Integer, range(1, 30)), sp.sqrt(2), -sp.sqrt(2)]
    for number in [*candidates, *fallback]:
        if may_be(symbol, number):
            return number
    raise ValueError(f"{symbol}: no number found that its assumptions allow")


# --- intervals -----------------------------------------------------------------------------------


class _Unknown(Exception):
    """There is no interval for a function here."""


class _Intervals:
    """Intervals that hold the values of expressions without symbols."""

    def __init__(self, digits: int) -> None:
        self.digits = digits
        self.known: dict[Expr, Any] = {}

    def of(self, expr: Expr) -> Any:
        """An interval, or None if at this precision a divisor or a domain is not told from zero."""
        before, iv.dps = iv.dps, self.digits
        try:
            return self._of(expr)
        finally:
            iv.dps = before

    def _of(self, expr: Expr) -> Any:
        if expr not in self.known:
            self.known[expr] = self._evaluated(expr)
        return self.known[expr]

    def _evaluated(self, expr: Expr) -> Any:
        if expr.is_Rational:
            return iv.mpf(int(expr.p)) / iv.mpf(int(expr.q))
        args = [self._of(a) for a in expr.args]
        if None in args:
            return None
        return _rule_for(expr)(expr, *args)


def _rule_for(expr: Expr) -> Callable[..., Any]:
    for kind, rule in _INTERVALS.items():
        if isinstance(expr, kind):
            return rule
    raise _Unknown(type(expr).__name__)


def _holds_zero(x: Any) -> bool:
    return bool(x.a <= 0 <= x.b)


def _power(expr: Expr, base: Any, exponent: Any) -> Any:
    if expr.exp.is_Integer:
        n = int(expr.exp)
        if n < 0 and _holds_zero(base):
            return None
        return base**n if n >= 0 else 1 / base**-n
    if expr.exp == S.Half and base.a >= 0:
        return iv.sqrt(base)
    return iv.exp(exponent * iv.log(base)) if base.a > 0 else None


def _absolute(_: Expr, x: Any) -> Any:
    return x if x.a >= 0 else -x if x.b <= 0 else iv.mpf([0, max(-x.a, x.b)])


def _signum(_: Expr, x: Any) -> Any:
    return None if _holds_zero(x) else iv.mpf(1 if x.a > 0 else -1)


def _step(_: Expr, x: Any, *at_zero: Any) -> Any:
    return None if _holds_zero(x) else iv.mpf(1 if x.a > 0 else 0)


def _tanh(_: Expr, x: Any) -> Any:
    return 1 - 2 / (iv.exp(2 * x) + 1)


def _monotone(function: Callable[..., Any]) -> Callable[..., Any]:
    """The image of an interval under a function that grows, its rounding bounded."""

    def rule(_: Expr, x: Any) -> Any:
        with mp.workdps(iv.dps + 20):
            low, high = function(mp.mpf(x.a._mpi_[0])), function(mp.mpf(x.b._mpi_[1]))
        slack = iv.mpf([1, 1]) - iv.mpf([-1, 1]) * iv.mpf(10) ** (-iv.dps)
        return iv.mpf([low, high]) * slack

    return rule


_INTERVALS: dict[Any, Callable[..., Any]] = {
    sp.Add: lambda _, *args: sum(args, iv.mpf(0)),
    sp.Mul: lambda _, *args: reduce(mul, args),
    sp.exp: lambda _, x: iv.exp(x),
    sp.Pow: _power,
    sp.log: lambda _, x: iv.log(x) if x.a > 0 else None,
    sp.Abs: _absolute,
    sp.sign: _signum,
    sp.Heaviside: _step,
    sp.Max: lambda _, *args: iv.mpf([max(x.a for x in args), max(x.b for x in args)]),
    sp.Min: lambda _, *args: iv.mpf([min(x.a for x in args), min(x.b for x in args)]),
    sp.sin: lambda _, x: iv.sin(x),
    sp.cos: lambda _, x: iv.cos(x),
    sp.tanh: _tanh,
    sp.sinh: lambda _, x: (iv.exp(x) - iv.exp(-x)) / 2,
    sp.cosh: lambda _, x: (iv.exp(x) + iv.exp(-x)) / 2,
    sp.erf: _monotone(mp.erf),
    sp.atan: _monotone(mp.atan),
    type(S.Pi): lambda _: iv.pi,
    type(S.Exp1): lambda _: iv.exp(iv.mpf(1)),
}
