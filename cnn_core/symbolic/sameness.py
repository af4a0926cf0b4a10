r"""Whether a formula that was read says the same as an object: not only equal in value.

Two expressions are the same up to the order of terms and factors, the names of bound indices and
the order of sums. Sums, ranges, indices, factors, signs, primes and conditions must agree. (SymPy
itself multiplies a number into a sum, so that ``2 (a - b)`` and ``2 a - 2 b`` are told apart by
nobody.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product
from math import gcd
from typing import Any

import sympy as sp
from sympy import Add, Dummy, Expr, Indexed, KroneckerDelta, Mul, Pow, Rational, S, Sum, Symbol

from cnn_core.symbolic.vocabulary import Inside, Partial

__all__ = ["same", "where_they_differ"]

Pairs = dict[Symbol, Symbol]
"""Which bound index of the second expression stands for which of the first."""


def same(one: Expr, other: Expr) -> bool:
    """Whether the two expressions say the same, term by term.

    >>> from cnn_core.symbolic import indices, sizes, tensors, total
    >>> (i, j), (n,), (x,) = indices("i j"), sizes("n"), tensors("x")
    >>> same(total(2 * x[i], (i, n)), total(x[j] * 2, (j, n)))
    True
    >>> same(total(2 * x[i], (i, n)), 2 * total(x[i], (i, n)))
    False
    """
    return _matches(sp.sympify(one), sp.sympify(other), {})


def where_they_differ(one: Expr, other: Expr) -> tuple[Expr, Expr]:
    """The smallest parts in which the two expressions differ."""
    kind, left = _parts(one)
    other_kind, right = _parts(other)
    if kind != other_kind:
        return one, other
    alone, lonely = _left_over(left, right) if kind in _UNORDERED else _unlike(left, right)
    if len(alone) == len(lonely) == 1 and not isinstance(one, Sum):
        return where_they_differ(alone[0], lonely[0])
    if isinstance(one, Sum) and isinstance(other, Sum):
        return _difference_of_sums(one, other)
    return one, other


def _difference_of_sums(one: Sum, other: Sum) -> tuple[Expr, Expr]:
    a, b = _flat(one), _flat(other)
    if len(a.limits) != len(b.limits):
        return one, other
    for order in permutations(b.limits):
        if all(_same_range(p, q, {}) for p, q in zip(a.limits, order, strict=True)):
            names = {q[0]: p[0] for p, q in zip(a.limits, order, strict=True)}
            return where_they_differ(a.function, b.function.xreplace(names))
    return one, other


def _left_over(left: Sequence[Expr], right: Sequence[Expr]) -> tuple[list[Expr], list[Expr]]:
    rest, alone = list(right), []
    for part in left:
        partner = next((r for r in rest if same(part, r)), None)
        rest.remove(partner) if partner is not None else alone.append(part)
    return alone, rest


def _unlike(left: Sequence[Expr], right: Sequence[Expr]) -> tuple[list[Expr], list[Expr]]:
    if len(left) != len(right):
        return list(left), list(right)
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if not same(a, b)]
    return [a for a, _ in pairs], [b for _, b in pairs]


# --- matching -----------------------------------------------------------------------------------

_UNORDERED = frozenset(["sum", "product", "delta", "Max", "Min", "And", "equation"])


def _matches(one: Expr, other: Expr, pairs: Pairs) -> bool:
    """Whether the expressions agree when bound indices stand for one another as in `pairs`."""
    if not pairs and one == other:
        return True
    if isinstance(one, Symbol) and isinstance(other, Symbol):
        return bool(pairs.get(other, other) == one)
    if isinstance(one, Sum) and isinstance(other, Sum):
        return _sums(_flat(one), _flat(other), pairs)
    kind, left = _parts(one)
    return any(
        kind == other_kind and len(left) == len(right) and _all_match(kind, left, right, pairs)
        for other_kind, right in _signs(other)
    )


def _all_match(kind: str, left: Sequence[Expr], right: Sequence[Expr], pairs: Pairs) -> bool:
    if kind not in _UNORDERED:
        return all(_matches(a, b, pairs) for a, b in zip(left, right, strict=True))
    rest = list(right)
    for part in left:
        partner = next((n for n, r in enumerate(rest) if _matches(part, r, pairs)), None)
        if partner is None:
            return False
        del rest[partner]
    return True


def _sums(one: Sum, other: Sum, pairs: Pairs) -> bool:
    if len(one.limits) != len(other.limits):
        return False
    fresh = {i: Dummy(i.name, integer=True) for i in one.variables}
    for order in permutations(other.limits):
        both = list(zip(one.limits, order, strict=True))
        inner = {**pairs, **{b[0]: fresh[a[0]] for a, b in both}}
        if all(_same_range(a, b, pairs) for a, b in both) and _matches(
            one.function.xreplace(fresh), other.function, inner
        ):
            return True
    return False


def _same_range(a: Any, b: Any, pairs: Pairs) -> bool:
    return all(_matches(p, q, pairs) for p, q in zip(a[1:], b[1:], strict=True))


# --- parts --------------------------------------------------------------------------------------


def _parts(expr: Expr) -> tuple[str, list[Expr]]:
    """What kind of expression this is, and what it consists of."""
    match expr:
        case Symbol():
            return f"symbol {expr.name}", []
        case Indexed():
            return f"entry of {expr.base}", [sp.expand(i) for i in expr.indices]
        case Inside():
            return "condition", [sp.expand(a) for a in expr.args]
        case KroneckerDelta():
            return "delta", [sp.expand(a) for a in expr.args]
        case Partial():
            return "derivative", list(expr.args[:2])
        case sp.Gt() | sp.Lt() | sp.Ge() | sp.Le():  # a > b is b < a
            return ("less" if isinstance(expr, sp.Gt | sp.Lt) else "at most"), [expr.lts, expr.gts]
        case sp.Eq() | sp.Ne():
            return ("equation" if isinstance(expr, sp.Eq) else "unequal"), list(expr.args)
        case Add() | Mul() | Pow():
            return _parts_of_factors(_factors(expr))
        case Sum():
            return "sum over a range", [expr]
    if isinstance(expr, sp.IndexedBase) or not expr.args:
        return str(expr), []
    return type(expr).__name__, list(expr.args)


def _parts_of_factors(factors: list[Expr]) -> tuple[str, list[Expr]]:
    if len(factors) > 1:
        return "product", factors
    if isinstance(factors[0], Add):
        return "sum", list(factors[0].args)
    if isinstance(factors[0], Pow):
        return "power", [factors[0].base, factors[0].exp]
    return _parts(factors[0])


def _signs(expr: Expr) -> Iterator[tuple[str, list[Expr]]]:
    """The parts of an expression, and again with the signs of its sums, two by two, exchanged."""
    yield _parts(expr)
    if not isinstance(expr, Add | Mul | Pow):
        return
    factors = _factors(expr)
    sums = [n for n, f in enumerate(factors) if _is_odd_sum(f)][:4]
    for chosen in product((False, True), repeat=len(sums)):
        turned = [n for n, flip in zip(sums, chosen, strict=True) if flip]
        if turned:
            signed = [_opposite(f) if n in turned else f for n, f in enumerate(factors)]
            number = Mul(*(f for f in signed if f.is_Number), (-1) ** len(turned))
            rest = [f for f in signed if not f.is_Number]
            yield _parts_of_factors(rest if number == 1 else [number, *rest])


def _is_odd_sum(factor: Expr) -> bool:
    base, exponent = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
    return isinstance(base, Add) and bool(exponent.is_odd)


def _opposite(factor: Expr) -> Expr:
    base, exponent = (factor.base, factor.exp) if isinstance(factor, Pow) else (factor, S.One)
    return Pow(Add(*(-term for term in base.args)), exponent)


def _factors(expr: Expr) -> list[Expr]:
    """The factors, with one number among them and sums without a common number."""
    number, result = S.One, []
    for factor in Mul.make_args(expr):
        base, exponent = (factor.base, factor.exp) if isinstance(factor, Pow) else (factor, S.One)
        if factor.is_Number:
            number *= factor
        elif isinstance(base, Add) and exponent.is_Integer:
            content, rest = _content(base)
            number *= content**exponent
            result.append(rest**exponent)
        else:
            result.append(factor)
    return result if number == 1 and result else [number, *result]


def _content(expr: Add) -> tuple[Rational, Expr]:
    """The number common to all terms of a sum, and the sum without it."""
    numbers = [term.as_coeff_Mul()[0] for term in expr.args]
    if not all(n.is_Rational for n in numbers):
        return S.One, expr
    common = Rational(gcd(*(int(n.p) for n in numbers)), sp.ilcm(*(n.q for n in numbers), 1))
    return common, Add(*(term / common for term in expr.args))


def _flat(s: Sum) -> Sum:
    """A sum of a sum as one sum over both ranges, where the outer index is not a name within."""
    while isinstance(s.function, Sum):
        inner = s.function
        renamed = {i: Dummy(i.name, integer=True) for i in inner.variables}
        limits = [(renamed[i], lo, hi) for i, lo, hi in inner.limits]
        s = Sum(inner.function.xreplace(renamed), *limits, *s.limits)
    return s
