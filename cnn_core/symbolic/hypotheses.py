r"""Hypotheses for every index: ``where=[every(i, n), every(j, n), Eq(w[i, j], w[j, i])]``.

An equation that holds for one free index replaces what looks like its left side (`sums`). One that
holds for every index of a range does so at any place in that range, inside of sums too: where a
row of targets sums to one, where rows are orthonormal, where a matrix is symmetric.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from sympy import Add, Eq, Expr, Function, Indexed, Mul, Pow, S, Sum, Symbol

from cnn_core.symbolic import sums
from cnn_core.symbolic.vocabulary import Every, Inside

__all__ = ["everywhere", "ranges_of"]

RULES = ("_value", "_is_in_range", "_turned")

Range = tuple[Expr, ...]


def ranges_of(fact: Eq, where: Iterable[Expr]) -> dict[Symbol, Range]:
    """The indices of an equation that stand for every number of a range, with the range."""
    every = {f.args[0]: f.args[1:] for f in where if isinstance(f, Every)}
    return {i: ends for i, ends in every.items() if fact.has(i)}


def everywhere(expr: Expr, fact: Eq, where: Iterable[Expr]) -> Expr:
    """`expr`, a normal form, with the equation used at every place that its ranges allow."""
    known = [f.args for f in where if isinstance(f, Inside)]
    old, ranges = sums._joined(fact.lhs), ranges_of(fact, where)
    used = sums._joined(_walk(expr, old, fact.rhs, ranges, known))
    if isinstance(old, Indexed) and fact.rhs.has(old.base):
        return _turned(expr, used)
    return used


def _turned(expr: Expr, used: Expr) -> Expr:
    """Zero, if `expr` and what it becomes with all entries turned over cancel; or else itself."""
    return S.Zero if sums._joined(expr + used) == 0 else expr


def _walk(
    expr: Expr, old: Expr, new: Expr, ranges: dict[Symbol, Range], known: list[Range]
) -> Expr:
    value = _value(expr, old, new, ranges, known)
    if value is not None:
        return value
    if isinstance(expr, Sum):
        for limit in expr.limits if isinstance(old, Sum) else ():
            others = [other for other in expr.limits if other != limit]
            factors = Mul.make_args(expr.function)
            inner = Sum(Mul(*(f for f in factors if f.has(limit[0]))), limit)
            value = _value(inner, old, new, ranges, [*known, *others])
            if value is not None:  # the sum over one index of several
                beside = Mul(value, *(f for f in factors if not f.has(limit[0])))
                rest = sums._joined(Sum(beside, *others)) if others else beside
                return _walk(rest, old, new, ranges, known)
        body = _walk(expr.function, old, new, ranges, [*known, *expr.limits])
        return Sum(body, *expr.limits)
    if isinstance(expr, Add | Mul | Pow | Function) and expr.args:
        return expr.func(*(_walk(a, old, new, ranges, known) for a in expr.args))
    return expr


def _value(
    part: Expr, old: Expr, new: Expr, ranges: dict[Symbol, Range], known: list[Range]
) -> Expr | None:
    """What `part` is by the equation, at the places that stand in it."""
    if part.func != old.func:
        return None
    for at in _assignments(part, old, ranges):
        meant = sums._joined(old.xreplace(at))
        if _is_in_range(at, ranges, known) and sums.same(part, meant):
            return new.xreplace(at)
    return None


def _assignments(part: Expr, old: Expr, ranges: dict[Symbol, Range]) -> Iterator[dict]:  # type: ignore[type-arg]
    """What the indices may be, told by the entries of the same arrays in the same places."""
    bound = set(part.variables) if isinstance(part, Sum) else set()
    choices = []
    for i in ranges:
        spots = [(e.base, n) for e in old.atoms(Indexed) for n, k in enumerate(e.indices) if k == i]
        met = [(e.base, n, k) for e in part.atoms(Indexed) for n, k in enumerate(e.indices)]
        found = [k for base, n, k in met if (base, n) in spots and not k.free_symbols & bound]
        choices.append(dict.fromkeys(found))
    for values in product(*choices):
        yield dict(zip(ranges, values, strict=True))


def _is_in_range(at: dict[Symbol, Expr], ranges: dict[Symbol, Range], known: list[Range]) -> bool:
    conditions = [Inside(place, *ranges[i]) for i, place in at.items()]
    return all(c == 1 or sums._implied(c, known) for c in conditions)
