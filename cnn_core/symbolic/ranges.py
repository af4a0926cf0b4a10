r"""Ranges taken apart: ends, triangles, blocks. For what the rules of `sums` leave unequal.

`sums` compares sums over one range. Here two sums of one summand over different ranges are compared
by their ends, and one sum over a range with a double sum over its blocks:

======================  =====================================================================
ends                    ``sum_{lo <= i <= hi} g(i) = G(hi + 1) - G(lo)`` for one function ``G``,
                        of which ``G(i + 1) = G(i) + g(i)`` is all that is used: first and last
                        terms, split ranges, running sums, telescoping and geometric sums
bounds                  a condition on a summation index is a bound of its range
powers of an index      the sum of ``i^m`` is a polynomial in the ends, Faulhaber's
rows                    a sum over ``i`` and ``j`` whose denominators are sums that depend on ``i``
                        is summed over ``j`` first, and cancelled
blocks                  ``i`` and ``j < K`` that occur as ``K i + j`` alone are one index; with
                        ``0 <= q < K`` a place ``K e + q`` is in the first block if ``e = 0``
======================  =====================================================================

The first holds for a range whose length is zero or more; a length that is not known to be becomes
a hypothesis, or the sum is left alone. Nothing here knows a summand: ``G`` stands for any function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sympy as sp
from sympy import Add, Dummy, Expr, Function, Indexed, KroneckerDelta, Mul, Pow, S, Sum

from cnn_core.symbolic import sums
from cnn_core.symbolic.vocabulary import Inside

__all__ = ["apart"]

RULES = (
    "_between",
    "_at_an_end",
    "_shifted",
    "_as_bounds",
    "_sharpest",
    "_may_be_counted",
    "_faulhaber",
    "_rows",
    "_one_index",
    "_block",
)

Range = tuple[Expr, Expr, Expr]
Facts = list[Expr] | None
AT = Dummy("at", integer=True)  # where the summand of a `G` is taken
NEAR = 8  # so many terms are added to one end


class End(Function):  # type: ignore[misc]
    """``g(at) End(e)`` stands for ``G(e)``, the sum of ``g`` over the integers up to ``e - 1``."""

    nargs = (1,)
    is_real = True


@dataclass(frozen=True)
class _Run:
    """One index of a sum: the summand, the other sums around it, and the range of the index."""

    index: Dummy
    summand: Expr
    lo: Expr
    hi: Expr
    others: tuple[Range, ...]


def apart(expr: Expr, where: Iterable[Expr], assumed: Facts = None) -> Expr:
    """What is left of `expr`, a normal form, by the rules above: zero, or anything else.

    `assumed`, if it is a list, takes the lengths that must not be negative for that.
    """
    where = list(where)
    known = [fact.args for fact in where if isinstance(fact, Inside)]
    expr = _numerator(_joined_if_new(expr.replace(_is_sum, _rows), expr))
    if (changed := _blocks(expr, known)) != expr:
        expr = sums._assume(changed, where)
    expr = _everywhere(expr, known, assumed, _by_powers)
    for axis in _axes(expr):
        if not _ends_differ(expr, known, axis):
            continue
        facts: Facts = None if assumed is None else []
        rest = _everywhere(expr, known, facts, lambda run, axis=axis: _by_ends(run, axis))
        if len(Add.make_args(rest)) < len(Add.make_args(expr)):
            if assumed is not None:
                assumed += facts or []
            expr = rest
    return expr


def _is_sum(expr: Expr) -> bool:
    return isinstance(expr, Sum)


def _numerator(expr: Expr) -> Expr:
    """What must be zero for `expr` to be: without its denominators, which are not zero."""
    if not any(isinstance(f, Pow) and f.exp.is_negative for f in expr.atoms(Pow)):
        return expr
    atoms: list[tuple[Expr, Dummy]] = []
    above = sp.expand(sp.fraction(sp.together(sums._mask(expr, atoms)))[0])
    return sums._joined(above.xreplace({dummy: atom for atom, dummy in atoms}))


# --- one index of a sum -------------------------------------------------------------------------


def _everywhere(expr: Expr, known: list[Range], assumed: Facts, change) -> Expr:  # type: ignore[no-untyped-def]
    """`change` made of one run of each term, as often as it can be made."""
    for _ in range(4):
        terms = [_once(term, known, assumed, change) for term in Add.make_args(expr)]
        if (changed := _joined_if_new(Add(*terms), expr)) == expr:
            break
        expr = changed
    return expr


def _joined_if_new(changed: Expr, expr: Expr) -> Expr:
    return expr if changed == expr else sums._joined(changed)


def _once(term: Expr, known: list[Range], assumed: Facts, change) -> Expr:  # type: ignore[no-untyped-def]
    for run in _runs(term, known):
        value = change(run)
        if value is not None and _may_be_counted(run, known, assumed):
            return value
    return term


def _runs(term: Expr, known: list[Range]) -> Iterator[_Run]:
    """Each index of each sum in a term; all that stands beside the sum is in the summand."""
    factors = Mul.make_args(term)
    for s in (f for f in factors if isinstance(f, Sum)):
        body, limits = sums._fresh(s)
        beside = Mul(*(f for f in factors if f is not s))
        for limit in limits:
            others = tuple(other for other in limits if other is not limit)
            found = _as_bounds(body, limit, [*known, *others])
            if found is not None:
                lo, hi, rest = found
                yield _Run(limit[0], sums._merge_factors(beside * rest), lo, hi, others)


def _as_bounds(body: Expr, limit: Range, known: list[Range]) -> tuple[Expr, Expr, Expr] | None:
    """The range of an index, the conditions on it in the summand included; and the rest."""
    index, lo, hi = limit
    lower, upper, rest = [lo], [hi], []
    for factor in Mul.make_args(body):
        if not (isinstance(factor, Inside) and factor.has(index)):
            rest.append(factor)
            continue
        i, low, high = factor.args
        for above in (sp.expand(i - low), sp.expand(high - i)):  # each is at least zero
            step = above.coeff(index, 1)
            bound = sp.expand(index - above / step) if step in (1, -1) else None
            if step == 0 and sums._not_negative(above, known):
                continue
            if bound is None or bound.has(index):
                return None
            (lower if step == 1 else upper).append(bound)
    most, least = _sharpest(lower, 1, known), _sharpest(upper, -1, known)
    return None if most is None or least is None else (most, least, Mul(*rest))


def _sharpest(bounds: list[Expr], way: int, known: list[Range]) -> Expr | None:
    """The bound that implies the others: the largest of the lower, the smallest of the upper."""
    for one in bounds:
        gaps = (sp.expand(way * (one - other)) for other in bounds)
        if all(sums._not_negative(gap, known) for gap in gaps):
            return one
    return None


def _may_be_counted(run: _Run, known: list[Range], assumed: Facts) -> bool:
    length = sp.expand(run.hi - run.lo + 1)
    if sums._not_negative(length, [*known, *run.others]):
        return True
    if assumed is None or length.atoms(Dummy) or length.is_number:
        return False
    fact = sp.Ge(length, 0, evaluate=False)
    assumed += [fact] if fact not in assumed else []
    return True


# --- ends ---------------------------------------------------------------------------------------

Axis = tuple[Expr, int]  # an array and the place of an index, or the base of a power and -1


def _axes(expr: Expr) -> list[Axis]:
    """Where a summation index stands: by these, sums of one summand are told to be so."""
    found: dict[Axis, None] = {}
    for s in sorted(expr.atoms(Sum), key=sp.default_sort_key):
        for factor in Mul.make_args(s.function):
            found |= {axis: None for axis, place in _places(factor) if place.has(*s.variables)}
    return list(found)


def _places(factor: Expr) -> Iterator[tuple[Axis, Expr]]:
    """The indices of the entries in a factor, and the exponent of a power."""
    for entry in sorted(factor.atoms(Indexed), key=sp.default_sort_key):
        yield from (((entry.base, n), place) for n, place in enumerate(entry.indices))
    if isinstance(factor, Pow) and not factor.exp.is_number:
        yield (factor.base, -1), sp.expand(factor.exp)


def _by_ends(run: _Run, axis: Axis) -> Expr | None:
    """A sum by the values of its `G` at both ends, if its index stands at the axis."""
    place = _place(run, axis)
    return None if place is None or run.summand.has(AT) else _between(_shifted(run, place))


def _place(run: _Run, axis: Axis) -> Expr | None:
    """What stands at the axis: the index, shifted or with another sign. The first, if several."""
    found = [p for f in Mul.make_args(run.summand) for a, p in _places(f) if a == axis]
    steps = [(p, p.coeff(run.index, 1)) for p in found]
    fit = [p for p, s in steps if s in (1, -1) and not sp.expand(p - s * run.index).has(run.index)]
    return _lowest(fit) if fit else None


def _ends_differ(expr: Expr, known: list[Range], axis: Axis) -> bool:
    """Whether the sums have different ranges, told by what stands at the axis, or conditions."""
    runs = [run for term in Add.make_args(expr) for run in _runs(term, known)]
    placed = [(run, place) for run in runs if (place := _place(run, axis)) is not None]
    return len({_ends(run, place) for run, place in placed}) > 1 or expr.has(Inside)


def _ends(run: _Run, place: Expr) -> tuple[Expr, Expr]:
    """The least and the greatest value of a place."""
    ends = [sp.expand(place.xreplace({run.index: end})) for end in (run.lo, run.hi)]
    return (ends[0], ends[1]) if place.coeff(run.index, 1) == 1 else (ends[1], ends[0])


def _lowest(places: list[Expr]) -> Expr:
    """The place that comes first, also if all are shifted."""
    first = places[0]
    for place in places[1:]:
        gap = sp.expand(place - first)
        first = place if gap.is_negative else first
    return first


def _shifted(run: _Run, place: Expr) -> _Run:
    """The run by another index, which is `place`: the old one shifted, or run through backwards."""
    step = place.coeff(run.index, 1)
    old = sp.expand(step * (AT - place) + run.index)
    summand = sums._normal(run.summand.xreplace({run.index: old}))
    return _Run(AT, sums._merge_factors(summand), *_ends(run, place), run.others)


def _between(run: _Run) -> Expr:
    """G(hi + 1) - G(lo)."""
    return _at_an_end(run, run.hi + 1) - _at_an_end(run, run.lo)


def _at_an_end(run: _Run, end: Expr) -> Expr:
    """G at an end without its number: G(e + 2) = G(e) + g(e) + g(e + 1), and so for all others."""
    number, rest = sp.expand(end).as_coeff_Add()
    value = run.summand * End(rest)
    if abs(number) > NEAR or not number.is_Integer:
        return _summed(run.summand * End(end), run.others)
    steps = range(int(number)) if number > 0 else range(int(number), 0)
    near = Add(*(run.summand.xreplace({AT: rest + n}) for n in steps))
    return _summed(value + sp.sign(number) * near, run.others)


def _summed(body: Expr, limits: tuple[Range, ...]) -> Expr:
    return Sum(body, *limits) if limits else body


# --- rows ---------------------------------------------------------------------------------------


def _rows(s: Sum) -> Expr:
    """sum_i sum_j a_ij / (sum_k a_ik) is summed over j first, which cancels the denominator."""
    body, limits = sums._fresh(s)
    below = [f for f in Mul.make_args(body) if isinstance(f, Pow) and f.exp.is_negative]
    fixed = set().union(*(f.free_symbols for f in below if f.has(Sum)))
    outer = [limit for limit in limits if limit[0] in fixed]
    inner = [limit for limit in limits if limit[0] not in fixed]
    if not (outer and inner):
        return s
    row = sums._cancel(sums._joined(Sum(body, *inner)))
    return Sum(row, *outer)


# --- powers of an index -------------------------------------------------------------------------


def _by_powers(run: _Run) -> Expr | None:
    """A sum whose index occurs by a power of it alone."""
    power, rest = run.summand.as_independent(run.index, as_Add=False)[::-1]
    base, exponent = power.as_base_exp()
    if power != 1 and not (base == run.index and exponent.is_Integer and exponent > 0):
        return None
    degree = 0 if power == 1 else int(exponent)
    value = _faulhaber(degree, run.hi + 1) - _faulhaber(degree, run.lo)
    return _summed(sp.expand(rest * value), run.others)


def _faulhaber(degree: int, end: Expr) -> Expr:
    """The sum of i^degree over 0 <= i < end."""
    i = Dummy("i")
    whole = sp.bernoulli(degree + 1, i) - sp.bernoulli(degree + 1, S.Zero)
    return sp.expand(whole.subs(i, end) / (degree + 1))


# --- blocks -------------------------------------------------------------------------------------


def _blocks(expr: Expr, known: list[Range]) -> Expr:
    """Two indices that are one, and conditions that fix a block."""
    expr = expr.replace(lambda e: isinstance(e, Inside), lambda e: _block(e, known))
    return expr.replace(_is_sum, _one_index)


def _block(condition: Inside, known: list[Range]) -> Expr:
    """[0 <= K e + q < K] = [e = 0], if q is known to be one of 0, ..., K - 1."""
    length = sp.expand(condition.args[2] - condition.args[1] + 1)
    place = sp.expand(condition.args[0] - condition.args[1])
    for index, lo, hi in known:
        rest = sp.expand(place - index + lo)
        block = sp.cancel(rest / length)
        if sp.expand(hi - lo + 1) == length and _is_whole(block):
            return KroneckerDelta(block, 0)
    return condition


def _is_whole(expr: Expr) -> bool:
    return bool(expr.is_polynomial(*expr.free_symbols) and expr.is_integer)


def _one_index(s: Sum) -> Expr:
    """sum_i sum_{j < K} g(K i + j) = sum_t g(t)."""
    body, limits = sums._fresh(s)
    for (i, low, high), (j, lo, hi) in ((a, b) for a in limits for b in limits if a != b):
        length, t = sp.expand(hi - lo + 1), Dummy(i.name, integer=True)
        whole = body.xreplace({j: t - length * i + lo})
        whole = sums._normal(whole)
        if whole.has(i, j) or not whole.has(t) or length.has(i):
            continue
        ends = (sp.expand(length * low), sp.expand(length * high + length - 1))
        rest = [limit for limit in limits if limit[0] not in (i, j)]
        return _one_index(Sum(whole, (t, *ends), *rest))
    return s
