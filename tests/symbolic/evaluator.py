"""A second opinion on identities: plain loops, fractions and dual numbers, no rule of the prover.

A sum over a range of negative length is zero, an indicator that is zero makes its product zero, and
what has no value (a divisor that is zero, a negative power of zero) raises `ZeroDivisionError`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from random import Random

import sympy as sp
from sympy import Add, Expr, Indexed, KroneckerDelta, Mul, Pow, Sum

from cnn_core.symbolic.vocabulary import Inside, Partial

Entry = tuple
Draw = Callable[[Entry], Fraction]
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Dual:
    """A number and its derivative by one entry."""

    value: Fraction
    slope: Fraction = ZERO


def drawn(seed: int) -> Draw:
    """Numbers for entries: of either sign, below one and above, zero and ties among them."""

    def number(key: Entry) -> Fraction:
        draw = Random(f"{seed} {key}")
        if draw.randrange(5) == 0:
            return Fraction(draw.choice([0, 1, -1]))
        return Fraction(draw.choice([-1, 1]) * draw.randrange(1, 40), draw.choice([3, 5, 11]))

    return number


def value(expr: Expr, at: dict, draw: Draw) -> Fraction:
    return _dual(sp.sympify(expr), at, draw, None).value


def _dual(expr: Expr, at: dict, draw: Draw, by: Entry | None) -> Dual:
    if isinstance(expr, sp.Rational):
        return Dual(Fraction(int(expr.p), int(expr.q)))
    if isinstance(expr, sp.Symbol):
        return Dual(Fraction(at[expr]))
    if isinstance(expr, Indexed):
        key = _key(expr, at, draw)
        return Dual(draw(key), Fraction(key == by))
    if isinstance(expr, Partial):
        assert by is None, "second derivatives are not asked for"
        return Dual(_dual(expr.args[0], at, draw, _key(expr.args[1], at, draw)).slope)
    if isinstance(expr, Sum):
        return _sum(expr, at, draw, by)
    if isinstance(expr, Mul):
        return _product(expr, at, draw, by)
    parts = [_dual(a, at, draw, by) for a in expr.args]
    return _RULES[next(kind for kind in _RULES if isinstance(expr, kind))](expr, parts)


def _key(entry: Indexed, at: dict, draw: Draw) -> Entry:
    return (str(entry.base), *(value(i, at, draw) for i in entry.indices))


def _sum(expr: Sum, at: dict, draw: Draw, by: Entry | None) -> Dual:
    *inner, (index, lo, hi) = expr.limits  # the last range is the outermost
    body = Sum(expr.function, *inner) if inner else expr.function
    total, slope = ZERO, ZERO
    for n in range(int(value(lo, at, draw)), int(value(hi, at, draw)) + 1):
        term = _dual(body, {**at, index: n}, draw, by)
        total, slope = total + term.value, slope + term.slope
    return Dual(total, slope)


def _product(expr: Mul, at: dict, draw: Draw, by: Entry | None) -> Dual:
    bits = [a for a in expr.args if isinstance(a, Inside | KroneckerDelta)]
    if any(value(bit, at, draw) == 0 for bit in bits):
        return Dual(ZERO)
    result, slope = ONE, ZERO
    for a in expr.args:
        factor = _dual(a, at, draw, by)
        slope = slope * factor.value + result * factor.slope
        result *= factor.value
    return Dual(result, slope)


def _power(expr: Pow, parts: list[Dual]) -> Dual:
    base, n = parts[0], parts[1].value
    assert n.denominator == 1, f"{expr}: only whole powers"
    if n == 0:
        return Dual(ONE)
    return Dual(base.value**n, n * base.value ** (n - 1) * base.slope)


def _extreme(pick: Callable) -> Callable:
    return lambda expr, parts: pick(parts, key=lambda part: part.value)


def _sign(number: Fraction) -> Fraction:
    return Fraction((number > 0) - (number < 0))


def _activation(expr: Expr, parts: list[Dual]) -> Dual:
    """A polynomial of degree six with coefficients of its own for each letter."""
    name = type(expr).__name__
    draw = Random(name.rstrip("'"))
    curve = [Fraction(draw.randrange(-9, 10), n + 1) for n in range(7)]
    for _ in range(name.count("'")):
        curve = [n * c for n, c in enumerate(curve)][1:]
    z = parts[0]
    slope = sum((n * c * z.value ** (n - 1) for n, c in enumerate(curve) if n), ZERO)
    return Dual(sum((c * z.value**n for n, c in enumerate(curve)), ZERO), slope * z.slope)


_RULES: dict[type, Callable[[Expr, list[Dual]], Dual]] = {
    Add: lambda e, d: Dual(sum((p.value for p in d), ZERO), sum((p.slope for p in d), ZERO)),
    Pow: _power,
    Inside: lambda e, d: Dual(Fraction(d[1].value <= d[0].value <= d[2].value)),
    KroneckerDelta: lambda e, d: Dual(Fraction(d[0].value == d[1].value)),
    sp.Abs: lambda e, d: Dual(abs(d[0].value), d[0].slope * _sign(d[0].value)),
    sp.sign: lambda e, d: Dual(_sign(d[0].value)),
    sp.Max: _extreme(max),
    sp.Min: _extreme(min),
    sp.floor: lambda e, d: Dual(Fraction(floor(d[0].value))),
    sp.Function: _activation,
}
