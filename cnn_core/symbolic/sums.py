r"""Sums over index ranges of symbolic length: derivative, normal form, equality.

A layer of any size is written with SymPy sums, ``Sum(w[m]*x[i + m], (m, 0, k - 1))``, in which the
bounds are symbols. SymPy can print such sums but not be trusted to differentiate and compare them,
so this module does it by ten rules, each an identity for finite sums of real numbers:

======================  =====================================================================
fresh names             a bound index is replaced by a new symbol before anything else happens,
                        so that no index is ever captured
derivative              linear, product and chain rule; the derivative of ``x[i]`` by ``x[p]`` is
                        the Kronecker delta of ``i`` and ``p``
collapse                ``sum_m delta(m, e) g(m) = [lo <= e <= hi] g(e)``, with the condition kept
                        as an opaque factor, `Inside`
split                   a sum of a product is the product of the sums over its connected parts
ranges                  a condition that follows from one or two others is left out
change of index         two sums are equal if an affine bijection of the integers carries the
                        factors of one, *range conditions included*, to those of the other
cancellation            an identity of rational functions, the remaining parts standing for
                        themselves, the q-th power of a q-th root for what is under it
counting                an index that is not used counts its range; the count is the length where
                        that is known not to be negative, and stays a `Count` elsewhere
kinks                   ``|a| = a sign(a)`` and ``max(a, b) = (a + b + |a - b|) / 2``
angles                  the addition theorems of sine and cosine; ``sin(a)^2 + cos(a)^2 = 1``
======================  =====================================================================

What these leave unequal, `ranges` takes further apart, by the ends of ranges and by blocks.
What the rules take for granted:

- every range has integer bounds, and a sum over one that ends before it begins is zero, be its
  length zero or negative; bounds do not depend on another index of the same sum, nor on that of a
  sum in which they stand as a term or a factor (a triangle is written with an `Inside`);
- symbols and entries are real numbers that commute, and what an identity says, it says where both
  sides are defined: denominators different from zero, logarithms of positive numbers, roots of
  numbers that are not negative; and no argument of an absolute value at its kink, no tie of a
  maximum, where that is differentiated (a `Proof` prints these);
- an indicator or a delta that is zero makes its product zero, whatever stands beside it.

The first two are checked at the door by `vocabulary.checked`, and so is what else may be said:
bound indices are integers of unknown sign, one name stands for one array. A length that is counted
though it might be negative is a hypothesis that `counted` returns and a `Proof` prints. An equality
that the rules miss is reported as *not proved*, never as false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import combinations, product

import sympy as sp
from sympy import Add, Dummy, Expr, Function, Indexed, Integer, KroneckerDelta, Mul, Pow, S, Sum

from cnn_core.symbolic.vocabulary import (
    Count,
    Every,
    Inside,
    Partial,
    check_target,
    checked,
    known_not_negative,
)

__all__ = ["assume", "counted", "derivative", "difference", "equal", "normal", "readable"]


# The functions that state a rule. Each is broken in turn by a test, and the instances notice.
RULES = (
    "_fresh",
    "_entry_by_entry",
    "_derivative_of_extreme",
    "_collapse",
    "_connected",
    "_idempotent",
    "_count",
    "_not_negative",
    "_implied",
    "_canonical_range",
    "_use_ranges",
    "_without_implied",
    "_bijective",
    "_merge_factors",
    "_mask",
    "_vanishes",
    "_join_sums",
    "_normal_odd_or_even",
    "_by_sign",
    "_in_signs",
    "_in_angles",
    "_normal_exp",
    "_normal_log",
    "_rewrite",
)


# --- what the rules report ----------------------------------------------------------------------

Report = tuple[str, dict[str, Expr]]
_listening: list[list[Report]] = []


@contextmanager
def recorded() -> Iterator[list[Report]]:
    """The rules that are applied meanwhile, each by its name and what it was applied to."""
    told: list[Report] = []
    _listening.append(told)
    try:
        yield told
    finally:
        _listening[:] = [other for other in _listening if other is not told]


def _tell(rule: str, **data: object) -> None:
    for told in _listening:
        told.append((rule, data))


# --- derivative ---------------------------------------------------------------------------------


def derivative(expr: Expr, target: Expr) -> Expr:
    """The derivative of `expr` by `target`, an entry such as ``w[p, q]`` or a plain symbol.

    The indices of an entry are free: the result holds for every value that they may take, and says
    by `Inside` factors (after `normal`) where it is zero.
    """
    check_target(target)
    expr, target = checked(expr=expr, target=target)
    return _derivative(expr, target)


def _derivative(expr: Expr, target: Expr) -> Expr:
    base = target.base if isinstance(target, Indexed) else target
    if not expr.has(base):
        return S.Zero
    if expr == target:
        return S.One
    _tell("derivative", of=expr, by=target)
    match expr:
        case Indexed():
            return _entry_by_entry(expr, target)
        case Add():
            return Add(*(_derivative(a, target) for a in expr.args))
        case Mul():
            return Add(
                *(
                    Mul(*expr.args[:n], _derivative(a, target), *expr.args[n + 1 :])
                    for n, a in enumerate(expr.args)
                )
            )
        case Pow(base=u, exp=c) if not c.has(base):
            return c * u ** (c - 1) * _derivative(u, target)
        case Sum():
            body, limits = _fresh(expr)
            if any(lo.has(base) or hi.has(base) for _, lo, hi in limits):
                raise ValueError(f"the bounds of {expr} depend on {target}")
            return Sum(_derivative(body, target), *limits)
        case Partial():
            return _derivative(expr.doit(), target)
        case sp.Max() | sp.Min():
            return _derivative_of_extreme(expr, target)
        case Function():
            moved = [(n, a) for n, a in enumerate(expr.args, 1) if a.has(base)]
            slopes = [expr.fdiff(n) for n, _ in moved]
            if not any(slope.has(sp.Derivative, sp.Subs) for slope in slopes):
                chain = zip(slopes, moved, strict=True)
                return Add(*(slope * _derivative(a, target) for slope, (_, a) in chain))
    raise TypeError(f"no rule for the derivative of {type(expr).__name__}: {expr}")


def _derivative_of_extreme(expr: Expr, target: Expr) -> Expr:
    """max(a, b)' = a' where a is the larger, b' where b is; there the sign of a - b says which."""
    one, *others = expr.args
    other = expr.func(*others)
    side = sp.sign(one - other) if isinstance(expr, sp.Max) else sp.sign(other - one)
    slopes = _derivative(one, target), _derivative(other, target)
    return (1 + side) / 2 * slopes[0] + (1 - side) / 2 * slopes[1]


def _entry_by_entry(entry: Indexed, target: Expr) -> Expr:
    """d x[i, j] / d x[p, q] = delta(i, p) delta(j, q)."""
    if entry.base != getattr(target, "base", None):
        raise ValueError(f"{entry} has {target} among its indices")
    if any(i.has(entry.base) for i in entry.indices + target.indices):
        raise ValueError(f"{entry}: an array may not index itself")
    if len(entry.indices) != len(target.indices):
        raise ValueError(f"{entry} and {target} differ in their number of indices")
    return Mul(*(KroneckerDelta(i, p) for i, p in zip(entry.indices, target.indices, strict=True)))


def _fresh(s: Sum) -> tuple[Expr, tuple[tuple[Dummy, Expr, Expr], ...]]:
    """The summand and limits of `s` with every bound index replaced by a new symbol."""
    for index, lo, hi in s.limits:
        if any(bound.has(other) for bound in (lo, hi) for other in s.variables):
            raise ValueError(f"the bounds of {index} depend on another index of the same sum")
    new = {old: Dummy(old.name, integer=True) for old in s.variables}
    if len(new) != len(s.limits):
        raise ValueError(f"an index is bound twice in {s}")
    return s.function.xreplace(new), tuple((new[i], lo, hi) for i, lo, hi in s.limits)


# --- normal form --------------------------------------------------------------------------------
#
# normal(e) is a sum of terms; a term is a rational number times powers of atoms; an atom is an
# entry, a symbol, a function of normal forms, an indicator, or a connected sum of one term.

_Limits = tuple[tuple[Dummy, Expr, Expr], ...]
_Head = tuple[object, Expr]


def normal(expr: Expr) -> Expr:
    """The normal form: deltas collapsed, sums split into connected parts, like terms joined."""
    return readable(_joined(*checked(expr=expr)))


def readable(expr: Expr, taken: frozenset[str] = frozenset()) -> Expr:
    """Give bound indices plain names again, different from all names that are in scope."""
    if isinstance(expr, Sum):
        body, limits = _fresh(expr)
        names = taken | {s.name for s in expr.free_symbols if not isinstance(s, Dummy)}
        new: dict[Dummy, sp.Symbol] = {}
        for index, _, _ in limits:
            name = index.name
            while name in names:
                name += "'"
            names |= {name}
            new[index] = sp.Symbol(name, integer=True)
        return Sum(readable(body.xreplace(new), names), *((new[i], lo, hi) for i, lo, hi in limits))
    if not expr.has(Sum):
        return expr
    return expr.func(*(readable(a, taken) for a in expr.args))


def _joined(expr: Expr) -> Expr:
    return _collect(Add.make_args(_normal(expr)))


def _normal(expr: Expr) -> Expr:
    match expr:
        case Partial():
            return _normal(expr.doit())
        case Indexed():
            flat = tuple(i if i.is_Atom else sp.expand(i) for i in expr.indices)
            return expr if flat == expr.indices else expr.base[flat]
        case Add():
            return Add(*(_normal(a) for a in expr.args))
        case Mul():
            return _expand_product(_normal(a) for a in expr.args)
        case Pow():
            return _normal_power(_normal(expr.base), _normal(expr.exp))
        case Sum():
            body, limits = _fresh(expr)
            terms = Add.make_args(_cancel(_joined(body)))
            return Add(*(_sum_term(term, limits) for term in terms))
        case Inside() | KroneckerDelta() | Count():
            return expr.func(*(sp.expand(a) for a in expr.args))
        case sp.exp():
            return _normal_exp(_joined(expr.args[0]))
        case sp.log():
            return _normal_log(_joined(expr.args[0]))
        case sp.Heaviside() if expr.args[1] == S.Half:
            return (1 + _normal(sp.sign(expr.args[0]))) / 2
        case sp.sign() | sp.Abs():
            return _normal_odd_or_even(expr.func, _joined(expr.args[0]))
        case Function() | sp.Max() | sp.Min():
            return expr.func(*(_joined(a) for a in expr.args))
    if expr.args and not expr.is_number:  # it may bind an index, or hide one
        raise TypeError(f"no rule for the normal form of {type(expr).__name__}: {expr}")
    return expr


def _expand_product(factors: Iterable[Expr]) -> Expr:
    choices = [Add.make_args(f) for f in factors]
    return Add(*(_idempotent(Mul(*choice)) for choice in product(*choices)))


def _idempotent(term: Expr) -> Expr:
    """Positive powers of indicators and Kronecker deltas are the thing itself."""
    return Mul(*(f.base if _is_power_of_a_bit(f) else f for f in Mul.make_args(term)))


def _is_power_of_a_bit(factor: Expr) -> bool:
    bit = isinstance(factor, Pow) and isinstance(factor.base, Inside | KroneckerDelta)
    return bit and bool(factor.exp.is_positive)


def _normal_power(base: Expr, exponent: Expr) -> Expr:
    if exponent.is_Integer and exponent > 0:
        return _expand_product([base] * int(exponent))
    if exponent.is_Integer:
        content, rest = _content(_collect(Add.make_args(base)))
        return content**exponent * Mul(*(Pow(f, exponent) for f in Mul.make_args(rest)))
    return Pow(base, exponent)


def _content(expr: Expr) -> tuple[Expr, Expr]:
    """A rational number and an expression with the product `expr`; the sign is the number's."""
    content, rest = expr.as_content_primitive()
    if isinstance(rest, Add) and rest.could_extract_minus_sign():
        return -content, Add(*(-a for a in rest.args))
    return content, rest


def _normal_exp(argument: Expr) -> Expr:
    """exp(2a - b) = exp(a)^2 / exp(b), so that exponentials of like terms meet."""
    factors = []
    for term in Add.make_args(argument):
        number, rest = term.as_coeff_Mul()
        factors.append(
            sp.exp(rest) ** number if number.is_Integer and rest != 1 else sp.exp(number * rest)
        )
    return Mul(*factors)


def _normal_odd_or_even(function: type[Function], argument: Expr) -> Expr:
    """sign(-a) = -sign(a) and abs(-a) = abs(a): one of a and -a stands for both."""
    number, rest = _content(argument)
    if number.is_negative:
        argument = -number * rest
        return -function(argument) if function is sp.sign else function(argument)
    return function(argument)


def _normal_log(argument: Expr) -> Expr:
    """log(a b^n) = log(a) + n log(b) for factors known to be positive."""
    parts = []
    for f in Mul.make_args(argument):
        base, exponent = f.as_base_exp() if not isinstance(f, sp.exp) else (f, S.One)
        if not (_positive(base) and _real(exponent)):
            return sp.log(argument)
        parts.append(exponent * (base.args[0] if isinstance(base, sp.exp) else sp.log(base)))
    return Add(*parts)


def _positive(expr: Expr) -> bool:
    """Whether `expr` is known to be positive, sums over empty ranges aside (they are zero)."""
    if isinstance(expr, Sum):
        return all(_positive(f) for f in Mul.make_args(expr.function))
    if isinstance(expr, Add | Mul):
        return all(_positive(a) for a in expr.args)
    if isinstance(expr, sp.exp):
        return _real(expr.args[0])
    if isinstance(expr, Pow):
        return _positive(expr.base) and bool(expr.exp.is_real)
    return bool(expr.is_positive)


def _real(expr: Expr) -> bool:
    """Whether `expr` is known to be real."""
    match expr:
        case Sum():
            return _real(expr.function)
        case Add() | Mul() | sp.exp():
            return all(map(_real, expr.args))
        case Pow():
            whole = expr.exp.is_Integer and _real(expr.base)
            return bool(whole or (_positive(expr.base) and _real(expr.exp)))
        case sp.log():
            return _positive(expr.args[0])
    return bool(expr.is_real)


def _sum_term(term: Expr, limits: _Limits) -> Expr:
    """The sum of one term: flatten, collapse the deltas, split into connected parts."""
    factors, limits = _flatten(list(Mul.make_args(term)), limits)
    factors, limits = _collapse(factors, limits)
    if S.Zero in factors:
        return S.Zero
    bound = {index for index, _, _ in limits}
    outside = [f for f in factors if not f.free_symbols & bound]
    within = [f for f in factors if f.free_symbols & bound]
    used: set[sp.Basic] = set().union(*(f.free_symbols for f in within)) if within else set()
    idle = [_count(hi - lo + 1) for index, lo, hi in limits if index not in used]
    parts = [_part(group, limits) for group in _connected(within, bound)]
    return _expand_product([*map(_normal, idle), *outside, *parts])


def _count(length: Expr) -> Expr:
    """How many places a range of that length has: the length itself, if it is never negative."""
    return Count(length)


def _flatten(factors: list[Expr], limits: _Limits) -> tuple[list[Expr], _Limits]:
    """Draw the sums that depend on the indices of `limits` into one sum with them."""
    bound = {index for index, _, _ in limits}
    flat: list[Expr] = []
    for factor in factors:
        base, power = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
        if isinstance(base, Sum) and base.free_symbols & bound and power.is_Integer and power > 0:
            for _ in range(int(power)):
                body, more = _fresh(base)
                flat.extend(Mul.make_args(body))
                for index, lo, hi in more:
                    least, most = _extreme(lo, limits, -1), _extreme(hi, limits, 1)
                    if (least, most) != (lo, hi):  # a triangle is a condition in its square
                        flat.append(Inside(index, lo, hi))
                    limits = (*limits, (index, least, most))
        else:
            flat.append(factor)
    return flat, limits


def _extreme(bound: Expr, limits: _Limits, way: int) -> Expr:
    """The largest value (the smallest, for a `way` of -1) that a bound takes over the ranges."""
    for index, lo, hi in reversed(limits):
        step = sp.expand(bound).coeff(index, 1)
        if not bound.has(index):
            continue
        if not step.is_Integer or sp.expand(bound - step * index).has(index):
            raise ValueError(f"the bound {bound} depends on the index of an outer sum")
        bound = bound.xreplace({index: hi if step * way > 0 else lo})
    return sp.expand(bound)


def _collapse(factors: list[Expr], limits: _Limits) -> tuple[list[Expr], _Limits]:
    """sum_m delta(m, e) g(m) = [lo <= e <= hi] g(e), for as long as there is such a delta."""
    while found := _solvable(factors, limits):
        delta, (index, lo, hi), solution = found
        _tell("collapse", delta=delta, index=index, value=solution)
        rest = [_substitute(f, index, solution) for f in factors if f != delta]
        factors = list(Mul.make_args(_idempotent(Mul(*rest, Inside(solution, lo, hi)))))
        limits = tuple(limit for limit in limits if limit[0] != index)
    return factors, limits


def _solvable(
    factors: list[Expr], limits: _Limits
) -> tuple[Expr, tuple[Dummy, Expr, Expr], Expr] | None:
    """A delta, a bound index that stands in it with the coefficient one or minus one, its value."""
    for delta in (f for f in factors if isinstance(f, KroneckerDelta)):
        difference = sp.expand(delta.args[0] - delta.args[1])
        for limit in limits:
            coefficient = difference.coeff(limit[0], 1)
            rest = sp.expand(difference - coefficient * limit[0])
            if coefficient in (1, -1) and not rest.has(limit[0]) and rest.is_integer:
                return delta, limit, sp.expand(-coefficient * rest)
    return None


def _substitute(expr: Expr, index: Dummy, value: Expr) -> Expr:
    """Replace `index`, which nothing inside `expr` binds: all bound indices there are fresh."""
    return _normal(expr.xreplace({index: value}))


def _connected(factors: list[Expr], bound: set[Dummy]) -> list[list[Expr]]:
    """Groups of factors that share no bound index with one another."""
    groups: list[tuple[list[Expr], set[sp.Basic]]] = []
    for factor in factors:
        members, names = [factor], factor.free_symbols & bound
        for group in [g for g in groups if g[1] & names]:
            groups.remove(group)
            members, names = group[0] + members, group[1] | names
        groups.append((members, names))
    return [members for members, _ in groups]


def _part(factors: list[Expr], limits: _Limits) -> Expr:
    """The sum of a connected group over its own indices; a range that it repeats is dropped."""
    summand = Mul(*factors)
    own = tuple(limit for limit in limits if limit[0] in summand.free_symbols)
    number, summand = summand.as_coeff_Mul()
    repeats = [f for f in Mul.make_args(summand) if isinstance(f, Inside) and _implied(f, own)]
    if repeats:
        kept = [f for f in Mul.make_args(summand) if f not in repeats]
        return number * _sum_term(Mul(*kept), own)
    return number * Sum(summand, *own)


def _implied(condition: Inside, known: Iterable[tuple[Expr, ...]]) -> bool:
    """Whether a range condition follows from one or two of the `known` ones, (index, lo, hi).

    If ``i`` is ``a`` plus or minus ``b`` plus a constant, the ranges of a and b bound it.
    """
    i, lo, hi = condition.args
    signed = [entry for k in _related(i, list(known)) for entry in (k, (-k[0], -k[2], -k[1]))]
    for chosen in [*((a,) for a in signed), *combinations(signed, 2)]:
        constant = sp.expand(i - Add(*(c[0] for c in chosen)))
        if any(constant.has(s) for c in chosen for s in c[0].free_symbols):
            continue
        lowest = sp.expand(Add(*(c[1] for c in chosen)) + constant - lo)
        highest = sp.expand(hi - Add(*(c[2] for c in chosen)) - constant)
        if known_not_negative(lowest) and known_not_negative(highest):
            return True
    return False


def _not_negative(n: Expr, known: list[tuple[Expr, ...]]) -> bool:
    """Whether ``n >= 0`` is plain, or follows from one of the `known` ranges (index, lo, hi)."""
    ends = [S.Zero, *(end for i, lo, hi in known for end in (i - lo, hi - i))]
    return any(known_not_negative(sp.expand(n - end)) for end in ends)


def _related(i: Expr, known: Iterable[tuple[Expr, ...]]) -> list[tuple[Expr, ...]]:
    """The ranges that can bound ``i``: those that share a symbol with it, and those with these."""
    reached, related, rest = i.free_symbols, [], list(known)
    while near := [k for k in rest if k[0].free_symbols & reached]:
        related += near
        rest = [k for k in rest if k not in near]
        reached = reached.union(*(k[0].free_symbols for k in near))
    return [k for k in known if k in related]


def _collect(terms: Iterable[Expr]) -> Expr:
    """Join like terms, which may differ in the names and the order of their bound indices."""
    joined: list[tuple[Expr, Expr]] = []
    for term in terms:
        number, rest = _merge_factors(term).as_coeff_Mul()
        for n, (other_number, other) in enumerate(joined):
            if _same_term(rest, other):
                joined[n] = (other_number + number, other)
                break
        else:
            joined.append((number, rest))
    return Add(*(number * rest for number, rest in joined))


def _merge_factors(term: Expr) -> Expr:
    """Multiply powers of parts that are the same: S * S' / S'' = S."""
    powers: list[tuple[Expr, Expr]] = []
    for factor in Mul.make_args(term):
        base, exponent = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
        for n, (other, power) in enumerate(powers):
            if base != 1 and same(base, other):
                powers[n] = (other, power + exponent)
                break
        else:
            powers.append((base, exponent))
    return _idempotent(Mul(*(base**power for base, power in powers)))


def _same_term(a: Expr, b: Expr) -> bool:
    if a == b:
        return True
    return _pair_off(list(Mul.make_args(a)), list(Mul.make_args(b)))


def _pair_off(left: list[Expr], right: list[Expr]) -> bool:
    """Whether two lists of factors are the same up to order (sameness is transitive)."""
    if len(left) != len(right):
        return False
    for factor in left:
        partner = next((n for n, other in enumerate(right) if same(factor, other)), None)
        if partner is None:
            return False
        right = right[:partner] + right[partner + 1 :]
    return True


# --- sameness of parts, up to a change of summation index ---------------------------------------


def same(a: Expr, b: Expr) -> bool:
    """Whether two atoms in normal form are equal by a change of index or inside their arguments."""
    if a == b or (a.func == b.func and a.has(Sum) and _renamed(a) == _renamed(b)):
        return True
    if isinstance(a, Sum) and isinstance(b, Sum):
        return _match(a, b) or _match(b, a)
    if a.func != b.func or len(a.args) != len(b.args):
        return False
    if isinstance(a, Inside):
        return _canonical_range(*a.args) == _canonical_range(*b.args)
    if isinstance(a, KroneckerDelta):
        return sp.expand(a.args[0] - a.args[1]) in (
            sp.expand(b.args[0] - b.args[1]),
            sp.expand(b.args[1] - b.args[0]),
        )
    if isinstance(a, Add):
        return bool(_collect([*a.args, *(-t for t in b.args)]) == 0)
    if isinstance(a, Mul):
        return _same_term(a, b)
    if isinstance(a, Function | Pow) and (a.has(Sum) or a.has(Inside)):
        return all(x == y or _difference(x, y) == 0 for x, y in zip(a.args, b.args, strict=True))
    return False


@lru_cache(maxsize=10_000)
def _renamed(expr: Expr, depth: int = 0) -> Expr:
    """Each bound index under a name that says how deep it is bound: for comparing alone."""
    if not expr.has(Sum):
        return expr
    if not isinstance(expr, Sum):
        return expr.func(*(_renamed(a, depth) for a in expr.args))
    new = {old: _bound_at(depth + n) for n, old in enumerate(expr.variables)}
    body = _renamed(expr.function.xreplace(new), depth + len(new))
    return Sum(body, *((new[i], lo, hi) for i, lo, hi in expr.limits))


@cache
def _bound_at(depth: int) -> Dummy:
    return Dummy(f"bound{depth}", integer=True)


def _canonical_range(i: Expr, lo: Expr, hi: Expr) -> tuple[Expr, Expr]:
    """[lo <= i <= hi] as (offset, length); i - lo and hi - i say the same."""
    one, other = sp.expand(i - lo), sp.expand(hi - i)
    return min((one, other), key=sp.default_sort_key), sp.expand(hi - lo)


def _match(a: Sum, b: Sum) -> bool:
    """Whether an affine bijection of the indices of `a` to those of `b` carries a to b.

    Each sum is read as one over *all* integers, its range conditions being factors like the others;
    then every affine map with a determinant of one or minus one is a change of index.
    """
    if len(a.limits) != len(b.limits) or _heads(a) != _heads(b):
        return False
    (one, limits), (two, others) = _fresh(a), _fresh(b)
    left = [*Mul.make_args(one), *(Inside(*limit) for limit in limits)]
    right = [*Mul.make_args(two), *(Inside(*limit) for limit in others)]
    if len(left) != len(right):
        left, right = _without_implied(left), _without_implied(right)
    if len(left) != len(right):
        return False
    ranges = [f.args for f in right if isinstance(f, Inside)]
    variables = [limit[0] for limit in others]
    for image in _images(limits, ranges, left, right, {}):
        if _bijective(image, variables):
            _tell("change of index", image=image)
            return True
    return False


def _without_implied(factors: list[Expr]) -> list[Expr]:
    """Leave out each range condition that follows from the others that are kept."""
    kept = list(factors)
    for factor in factors:
        others = [f.args for f in kept if isinstance(f, Inside) and f is not factor]
        if isinstance(factor, Inside) and _implied(factor, others):
            kept.remove(factor)
    return kept


def _heads(s: Sum) -> Counter[_Head]:
    """What kinds of factors a sum has, its range conditions aside: the same for sums that match."""
    return Counter(_head(f) for f in Mul.make_args(s.function) if not isinstance(f, Inside))


def _head(factor: Expr) -> _Head:
    """The array or the function, and the power."""
    base, exponent = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
    kind = base.base if isinstance(base, Indexed) else base.func
    return kind, exponent if exponent.is_number else S.NaN  # 2**k may become 2**(n - k)


def _images(
    limits: _Limits,
    ranges: list[tuple[Expr, ...]],
    left: list[Expr],
    right: list[Expr],
    image: dict[Dummy, Expr],
) -> Iterator[dict[Dummy, Expr]]:
    """Maps of the indices in `limits` that carry the factors `left` onto the factors `right`.

    The range of an index must become one of the range conditions on the right, in either
    direction.
    """
    if not limits:
        if _pair_off([_normal(f.xreplace(image)) for f in left], right):
            yield image
        return
    (index, lo, hi), *rest = limits
    for i, low, high in ranges:
        if sp.expand(hi - lo - high + low) != 0:
            continue
        for value in (lo + i - low, hi - i + low):
            longer = {**image, index: sp.expand(value)}
            if _still_possible(index, longer, rest, left, right):
                yield from _images(tuple(rest), ranges, left, right, longer)


def _still_possible(
    index: Dummy,
    image: dict[Dummy, Expr],
    rest: Iterable[tuple[Expr, ...]],
    left: list[Expr],
    right: list[Expr],
) -> bool:
    """Whether each factor of which `index` was the last one to be mapped has a partner."""
    still_open = {limit[0] for limit in rest}
    names = ((factor, factor.free_symbols) for factor in left)
    settled = [f for f, symbols in names if index in symbols and not symbols & still_open]
    for factor in settled:
        mapped, head = _normal(factor.xreplace(image)), _head(factor)
        if not any(same(mapped, other) for other in right if _head(other) == head):
            return False
    return True


def _bijective(image: dict[Dummy, Expr], variables: list[Dummy]) -> bool:
    """Whether the map is affine and one-to-one from the integers onto the integers."""
    rows = [[value.coeff(v, 1) for v in variables] for value in image.values()]
    shifts = [
        sp.expand(value - Add(*(c * v for c, v in zip(row, variables, strict=True))))
        for value, row in zip(image.values(), rows, strict=True)
    ]
    affine = all(shift.is_integer and not shift.has(*variables) for shift in shifts)
    whole = all(c.is_Integer for row in rows for c in row)
    return affine and whole and sp.Matrix(rows).det() in (1, -1)


# --- equality -----------------------------------------------------------------------------------


def equal(a: Expr, b: Expr, where: Iterable[Expr] = ()) -> bool:
    """Whether the rules of this module show that `a` and `b` are equal under the hypotheses."""
    return bool(difference(a, b, where) == 0)


def difference(a: Expr, b: Expr, where: Iterable[Expr] = ()) -> Expr:
    """What the rules leave of ``a - b`` under the hypotheses: zero, if they show that a = b.

    A hypothesis is a range that an index is in, ``inside(p, k)``, or an equation whose left side is
    to be replaced by its right side, ``Eq(total(t[j], (j, n)), 1)``.
    """
    a, b, *where = checked(a=a, b=b, where=where)
    return _difference(a, b, where)


def _difference(a: Expr, b: Expr, where: Iterable[Expr] = ()) -> Expr:
    rest = _assume(a - b, where)
    for tidy in (_cancel, lambda e: _assume(_cancel(_join_sums(e)), where), _in_signs, _in_angles):
        if rest != 0 and _collect(Add.make_args(tidy(rest))) == 0:
            return S.Zero
    if rest.has(Sum) and _ranges_apart(rest, where) == 0:
        return S.Zero
    return rest


def _ranges_apart(rest: Expr, where: Iterable[Expr], assumed: list[Expr] | None = None) -> Expr:
    from cnn_core.symbolic.ranges import apart

    return apart(rest, where, assumed)


def _in_signs(expr: Expr) -> Expr:
    """|a| = a sign(a), max(a, b) = (a + b + |a - b|) / 2, and odd powers of a sign are the sign."""
    kinked = expr.atoms(sp.Abs, sp.Max, sp.Min, sp.sign)
    if not kinked:
        return expr
    signs = {part: _by_sign(part) for part in kinked if not isinstance(part, sp.sign)}
    return _cancel(_joined(_odd_powers(_joined(expr.xreplace(signs)))))


def _by_sign(part: Expr) -> Expr:
    if isinstance(part, sp.Abs):
        return part.args[0] * sp.sign(part.args[0])
    one, *others = part.args
    other = _by_sign(part.func(*others)) if len(others) > 1 else others[0]
    way = 1 if isinstance(part, sp.Max) else -1
    return (one + other + way * (one - other) * sp.sign(one - other)) / 2


def _odd_powers(expr: Expr) -> Expr:
    powers = [f for f in expr.atoms(Pow) if isinstance(f.base, sp.sign) and f.exp.is_Integer]
    return expr.xreplace({f: f.base ** (2 - f.exp % 2) for f in powers if f.exp > 2})


def _in_angles(expr: Expr) -> Expr:
    """The addition theorems, ``sin(a)^2 = 1 - cos(a)^2``, and hyperbolic functions by exp."""
    angles, hyperbolic = expr.atoms(sp.sin, sp.cos), expr.atoms(sp.tanh, sp.sinh, sp.cosh)
    if not angles | hyperbolic:
        return expr
    apart = {part: sp.expand_trig(part) for part in angles}
    apart |= {part: part.rewrite(sp.exp) for part in hyperbolic}
    expr = _joined(expr.xreplace(apart))
    squares = {f: f.base ** (f.exp - 2) * (1 - sp.cos(f.base.args[0]) ** 2) for f in _sines(expr)}
    return _cancel(_joined(expr.xreplace(squares)))


def _sines(expr: Expr) -> list[Expr]:
    powers = [f for f in expr.atoms(Pow) if isinstance(f.base, sp.sin) and f.exp.is_Integer]
    return [f for f in powers if f.exp >= 2]


def counted(left: Expr, where: Iterable[Expr] = ()) -> tuple[Expr, list[Expr]]:
    """What is left if every number of terms in it is the length of their range.

    The second result are the hypotheses which that takes: that the lengths are not negative. One
    whose range depends on an outer index is not assumed.
    """
    if left == 0:
        return left, []
    lengths = {c: c.args[0] for c in left.atoms(Count) if not c.atoms(Dummy)}
    facts = [sp.Ge(n, 0, evaluate=False) for n in lengths.values()]
    rest = left.xreplace(lengths)
    if lengths and _difference(rest, S.Zero, where) == 0:
        return S.Zero, facts
    zero = rest.has(Sum) and _ranges_apart(_joined(rest), where, facts) == 0
    return (S.Zero, facts) if zero else (left, [])


def assume(expr: Expr, where: Iterable[Expr]) -> Expr:
    """Use the hypotheses `where` (see `difference`) in the normal form of `expr`.

    They speak of free symbols; bound indices are fresh in the normal form, so that none is meant.
    """
    expr, *where = checked(expr=expr, where=where)
    return _assume(expr, where)


def _assume(expr: Expr, where: Iterable[Expr]) -> Expr:
    expr, where = _joined(expr), list(where)
    for fact in where:
        if isinstance(fact, Inside):
            known = _canonical_range(*fact.args)
            held = {c: S.One for c in expr.atoms(Inside) if _canonical_range(*c.args) == known}
            expr = _joined(expr.xreplace(held)) if held else expr
        elif isinstance(fact, sp.Eq) and any(isinstance(f, Every) for f in where):
            expr = _for_every(expr, fact, where)
        elif isinstance(fact, sp.Eq):
            expr = _joined(_rewrite(expr, _joined(fact.lhs), fact.rhs))
    used = _use_ranges(expr, [fact.args for fact in where if isinstance(fact, Inside)])
    return _joined(used) if expr.has(Count) and used != expr else used


def _for_every(expr: Expr, fact: sp.Eq, where: Iterable[Expr]) -> Expr:
    from cnn_core.symbolic.hypotheses import everywhere

    return everywhere(expr, fact, where)


def _use_ranges(expr: Expr, known: list[tuple[Expr, ...]]) -> Expr:
    """Drop the range conditions that follow from `known` and from the limits of the sums around.

    A number of terms is the length of their range where that is not negative.
    """
    if not expr.has(Inside, Count):
        return expr
    if isinstance(expr, Inside):
        return S.One if _implied(expr, known) else expr
    if isinstance(expr, Count):
        return expr.args[0] if _not_negative(expr.args[0], known) else expr
    if isinstance(expr, Sum):
        return Sum(_use_ranges(expr.function, [*known, *expr.limits]), *expr.limits)
    return expr.func(*(_use_ranges(a, known) for a in expr.args))


def _rewrite(expr: Expr, old: Expr, new: Expr) -> Expr:
    """Replace every atom that is the same as `old`, outside of sums that bind its symbols."""
    if expr.func == old.func and same(expr, old):
        _tell("hypothesis", old=old, new=new)
        return new
    if isinstance(expr, Add | Mul | Pow | Function | Sum) and expr.args:
        if isinstance(expr, Sum):
            if old.free_symbols & set(expr.variables):
                return expr
            return Sum(_rewrite(expr.function, old, new), *expr.limits)
        return expr.func(*(_rewrite(a, old, new) for a in expr.args))
    return expr


def _cancel(expr: Expr) -> Expr:
    """Cancel common factors of numerator and denominator, each atom standing for itself."""
    if not any(isinstance(p, Pow) and p.exp.is_negative for p in expr.atoms(Pow)):
        return expr
    atoms: list[tuple[Expr, Dummy]] = []
    masked = _mask(expr, atoms)
    if _vanishes(masked, atoms):
        _tell("cancellation", of=expr)
        return S.Zero
    _tell("cancellation", of=expr)
    numerator, denominator = sp.fraction(sp.cancel(sp.together(masked)))
    names = {dummy: atom for atom, dummy in atoms}
    below = sp.factor_list(denominator) if denominator.free_symbols else (denominator, [])
    inverse = Mul(
        below[0] ** -1,
        *(_normal_power(sp.expand(f).xreplace(names), Integer(-n)) for f, n in below[1]),
    )
    return _expand_product([sp.expand(numerator).xreplace(names), inverse])


def _vanishes(masked: Expr, atoms: list[tuple[Expr, Dummy]]) -> bool:
    """Whether a masked expression is zero, the q-th power of a q-th root being what is under it."""
    numerator = sp.expand(sp.fraction(sp.together(masked))[0])
    for atom, root in list(atoms):
        if numerator != 0 and isinstance(atom, Pow) and atom.exp.is_Rational:
            under, order = _mask(atom.base, atoms), atom.exp.q
            terms = sp.Poly(numerator, root).terms()
            lowered = Add(*(c * under ** (n // order) * root ** (n % order) for (n,), c in terms))
            numerator = sp.expand(sp.fraction(sp.together(lowered))[0])
    return bool(numerator == 0)


def _mask(expr: Expr, atoms: list[tuple[Expr, Dummy]]) -> Expr:
    """Replace each atom by a symbol, the same one for atoms that are the same."""
    if isinstance(expr, Add | Mul):
        return expr.func(*(_mask(a, atoms) for a in expr.args))
    if isinstance(expr, Pow) and expr.exp.is_Integer:
        return _mask(expr.base, atoms) ** expr.exp
    if expr.is_Rational:
        return expr
    if isinstance(expr, Pow) and expr.exp.is_Rational and abs(expr.exp) != 1 / Integer(expr.exp.q):
        whole, part = divmod(expr.exp.p, expr.exp.q)
        root = _mask(Pow(expr.base, Integer(1) / expr.exp.q), atoms)
        return _mask(expr.base, atoms) ** whole * root**part
    if isinstance(expr, sp.exp):
        number, rest = expr.args[0].as_coeff_Mul()
        if number.is_Integer and number != 1:
            return _mask(sp.exp(rest), atoms) ** number
    for atom, dummy in atoms:
        if same(expr, atom):
            return dummy
    atoms.append((expr, Dummy(f"atom{len(atoms)}")))
    return atoms[-1][1]


def _join_sums(expr: Expr) -> Expr:
    """Write sums over one range as one sum, so that their summands can cancel."""
    joined: dict[tuple[tuple[Expr, Expr], ...], tuple[_Limits, Expr]] = {}
    rest: list[Expr] = []
    for term in Add.make_args(expr):
        sums = [f for f in Mul.make_args(term) if isinstance(f, Sum)]
        if len(sums) != 1:
            rest.append(term)
            continue
        body, limits = _fresh(sums[0])
        key = tuple((lo, hi) for _, lo, hi in limits)
        base, together = joined.get(key, (limits, S.Zero))
        renamed = body.xreplace({i[0]: j[0] for i, j in zip(limits, base, strict=True)})
        joined[key] = (base, together + renamed * term / sums[0])
    return _joined(Add(*rest, *(Sum(body, *limits) for limits, body in joined.values())))
