"""An identity at concrete sizes: sums written out, entries as numbers, borders included.

This path shares no rule with `cnn_core.symbolic.sums`. A sum is added up term by term (one over a
range of negative length is zero), a partial derivative is taken by SymPy of the written-out
expression, and the two sides are then compared at numbers of three kinds: fractions below one,
numbers of either sign, and the places where a function has a kink. A false identity, and a broken
rule of the prover, both show here. What SymPy differentiates is measured once more, by
`cnn_core.symbolic.measured`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from math import prod
from typing import Any

import sympy as sp
from sympy import Add, Expr, Function, Indexed, Integer, KroneckerDelta, Rational, S, Sum, Symbol

from cnn_core.symbolic.vocabulary import Every, Inside, Partial
from cnn_core.symbolic.zero import is_zero, may_be, number_for, value_at

__all__ = ["Instance", "borders", "instances"]

LARGEST = 4  # sizes are drawn from 1 to this number
LONGEST = 9  # where that is too small for a range to have a length of one
PLACES = ("first", "last", "between")  # where a free index stands in its range
KINKS = (0, 1, -1, 0, 1, 2)  # numbers at which absolute values vanish and maxima are ties
TERMS = 3000  # the most that a sum at the borders may have


@dataclass
class Instance:
    """Sizes and index values, and the entries met so far: symbols, or whole numbers drawn.

    The `curve` is the kind of polynomial that stands for an activation.
    """

    at: dict[Symbol, Integer]
    seed: int = 0
    entries: dict[tuple[object, ...], Symbol] = field(default_factory=dict)
    whole: dict[str, Integer] = field(default_factory=dict)
    drawn: dict[tuple[object, ...], Integer] = field(default_factory=dict)
    ranges: dict[object, int] = field(default_factory=dict)
    curve: str = "cubic"

    def explicit(self, expr: Expr) -> Expr:
        """`expr` with every sum written out; an entry ``x[1, 2]`` becomes a symbol of that name."""
        match expr:
            case Partial():
                inner, target = (self.explicit(a) for a in expr.args[:2])
                if not isinstance(target, Symbol):
                    raise ValueError(f"the target {expr.args[1]} has a fixed value")
                return self.partial(inner, target)
            case Sum():
                return Add(*(self._bound(expr, values) for values in self._values(expr)))
            case Indexed():
                return self._entry(expr)
            case Inside():
                i, lo, hi = (self.explicit(a) for a in expr.args)
                return S.One if lo <= i <= hi else S.Zero
            case KroneckerDelta():
                i, j = (self.explicit(a) for a in expr.args)
                return S.One if i == j else S.Zero
            case Symbol():
                return self.at.get(expr, expr)
        if not expr.args:
            return expr
        if isinstance(expr, Function) and hasattr(expr, "stand_in"):
            return expr.stand_in(self.explicit(expr.args[0]), self.curve)
        return expr.func(*(self.explicit(a) for a in expr.args))

    def allows(self, fact: Expr) -> bool:
        """Whether the sizes and index values respect a hypothesis that speaks of them alone."""
        if isinstance(fact, Inside):
            return bool(self.explicit(fact) == 1)
        if isinstance(fact, sp.Ge):
            return bool(self.explicit(fact.lhs) >= self.explicit(fact.rhs))
        gap = self.explicit(fact.lhs) - self.explicit(fact.rhs)
        return bool(gap == 0 or gap.free_symbols)

    def equations(self, where: Iterable[Expr]) -> list[sp.Eq]:
        """The equations among the hypotheses; one for every index of a range once for each."""
        where = list(where)
        every = {f.args[0]: f.args[1:] for f in where if isinstance(f, Every)}
        found = []
        for fact in (f for f in where if isinstance(f, sp.Eq)):
            met = [i for i in every if fact.has(i)]
            ends = [[self.explicit(end) for end in every[i]] for i in met]
            for values in product(*(range(int(lo), int(hi) + 1) for lo, hi in ends)):
                at = dict(zip(met, map(Integer, values), strict=True))
                found.append(fact.func(*(side.xreplace(at) for side in fact.args), evaluate=False))
        return found

    def partial(self, inner: Expr, target: Symbol) -> Expr:
        """The derivative of a written-out expression."""
        return sp.diff(inner, target)

    def _values(self, s: Sum) -> Iterator[tuple[int, ...]]:
        bounds = [(self.explicit(lo), self.explicit(hi)) for _, lo, hi in s.limits]
        return product(*(range(int(lo), int(hi) + 1) for lo, hi in bounds))

    def _bound(self, s: Sum, values: tuple[int, ...]) -> Expr:
        outer = self.at
        self.at = {**outer, **dict(zip(s.variables, map(Integer, values), strict=True))}
        try:
            return self.explicit(s.function)
        finally:
            self.at = outer

    def _entry(self, entry: Indexed) -> Expr:
        place = tuple(self.explicit(i) for i in entry.indices)
        if not all(i.is_Rational for i in place):
            raise ValueError(f"{entry}: its indices are not all numbers, but {place}")
        key = (entry.base, *place)  # two arrays may look alike: x1 and x_1
        if entry.base.is_integer:  # an array of indices, such as the winners of a max pooling
            return self._drawn(key, entry)
        return self.entries.setdefault(key, _symbol(key))

    def _drawn(self, key: tuple[object, ...], entry: Indexed) -> Integer:
        if key not in self.drawn:
            draw = random.Random(f"{self.seed} {(entry.base.label, *key[1:])}")
            value = Integer(draw.randrange(self.ranges.get(entry.base.label, 2)))
            self.drawn[key] = value if may_be(entry, value) else number_for(entry, draw)
            self.whole[_name(key)] = self.drawn[key]
        return self.drawn[key]

    def numbers(
        self,
        *expressions: Expr,
        equations: Iterable[sp.Eq] = (),
        again: int = 0,
        kind: str = "small",
    ) -> dict[Symbol, Rational]:
        """A number for each symbol left, one that its assumptions allow; `again` draws others.

        Of the kind ``small`` they are positive, below one, and all different; ``signed`` ones are
        of either sign, above one too; ``kinks`` are zero, one and minus one, with ties. Each of the
        `equations` fixes its last symbol by the others.
        """
        free = sorted(set().union(*(e.free_symbols for e in expressions)), key=_order)
        draw = random.Random(self.seed + 1000 * again)
        drawn = dict(zip(free, _NUMBERS[kind](free, draw), strict=True))
        fitting = {s: v if may_be(s, v) else number_for(s, draw) for s, v in drawn.items()}
        return self.satisfying(fitting, equations)

    def satisfying(
        self, numbers: dict[Symbol, Rational], equations: Iterable[sp.Eq]
    ) -> dict[Symbol, Rational]:
        """`numbers`, changed in one symbol for each of the `equations` so that they hold."""
        drawn = numbers
        gaps = [_gap(self.explicit(e.lhs), self.explicit(e.rhs)) for e in equations]
        for gap in gaps:
            if gap == 0:
                continue
            linear = [s for s in gap.free_symbols if not sp.diff(gap, s).has(s)]
            last = max(linear or gap.free_symbols, key=_order)
            rest = {s: v for s, v in numbers.items() if s != last}
            found = sp.solve(gap.subs(rest), last)
            solutions = [value for value in found if may_be(last, value)]
            if not solutions:
                raise ValueError(f"where: {gap} = 0 does not fix {last}, but gives {found}")
            numbers = {**numbers, last: solutions[self.seed % len(solutions)]}
        if any(is_zero(value_at(gap, numbers)) is not True for gap in gaps):
            numbers = self._eliminated(drawn, gaps)  # one equation undid another
        if any(is_zero(value_at(gap, numbers)) is not True for gap in gaps):
            raise ValueError(f"where: no numbers found at which all equations hold: {gaps}")
        return numbers

    def _eliminated(self, drawn: dict[Symbol, Rational], gaps: list[Expr]) -> dict[Symbol, Expr]:
        """`drawn`, with one symbol of each equation written by those that are left."""
        solved: dict[Symbol, Expr] = {}
        for gap in gaps:
            left = sp.numer(sp.together(gap.xreplace(solved)))
            if not left.free_symbols or sp.expand(left) == 0:
                continue
            linear = [s for s in left.free_symbols if not sp.diff(left, s).has(s)]
            last = max(linear or left.free_symbols, key=_order)
            found = sp.solve(left, last) or [last]
            root = found[self.seed % len(found)]
            solved = {s: sp.simplify(v.xreplace({last: root})) for s, v in solved.items()}
            solved[last] = root
        return drawn | {s: value_at(v, drawn) for s, v in solved.items()}


def _gap(lhs: Expr, rhs: Expr) -> Expr:
    """What is zero if both are equal. A name for an expression is solved for as it stands: a
    function of a function, each a polynomial, would have thousands of terms."""
    is_name = isinstance(lhs, Symbol) and not rhs.has(lhs)
    return lhs - rhs if is_name else sp.expand(lhs - rhs)


def _order(symbol: Symbol) -> tuple[str, int]:
    return symbol.name, getattr(symbol, "dummy_index", 0)


@cache
def _symbol(key: tuple[Any, ...]) -> sp.Dummy:
    """The symbol for an entry: the same at every instance, so that SymPy remembers its results."""
    known = {fact: truth for fact, truth in key[0].assumptions0.items() if truth}
    return sp.Dummy(_name(key), **{"real": True, **known})


def _name(key: tuple[Any, ...]) -> str:
    """An entry as a page shows it; the name tells no two entries apart."""
    base, *place = key
    return f"{sp.latex(base.label)}_{{{','.join(map(str, place))}}}"


def _small(free: list[Symbol], draw: random.Random) -> list[Rational]:
    if len(free) < 60:
        return [Rational(n, 61) for n in draw.sample(range(1, 60), len(free))]
    return [Rational(draw.randrange(1, 997), 997) for _ in free]


_NUMBERS: dict[str, Callable[[list[Symbol], random.Random], list[Expr]]] = {
    "small": _small,
    "signed": lambda free, draw: [number_for(s, draw) for s in free],
    "kinks": lambda free, draw: [Integer(draw.choice(KINKS)) for _ in free],
}


def instances(
    sides: Iterable[Expr],
    where: Iterable[Expr] = (),
    given: Mapping[Symbol, int] | None = None,
    count: int = 3,
) -> Iterator[Instance]:
    """Instances at which every range of `sides` and `where` has a length of one or more.

    Free indices that a hypothesis puts in a range take its first value, its last one and one in
    between; other free indices take small values, some outside of every array. At the last
    instances every size is two or more, if that is possible: a lost sum shows there.
    """
    sides, where = list(sides), list(where)
    given = _integers(given)
    lengths, indexes = _integer_symbols([*sides, *where])
    draw = random.Random(7)
    found = 0
    for attempt in range(400):
        most = min(LARGEST if attempt < 200 else LONGEST, 2 + attempt // 8)  # the smallest first
        least = 2 if found == count - 1 and attempt < 60 else 1  # at the end no sum of one term
        at = {s: _length(s, draw.randint(least, most), draw) for s in lengths} | given
        if not all(_not_empty(Instance(at, attempt), e) for e in [*sides, *where]):
            continue
        placed = [_placed(at, attempt, indexes, where, given, p, draw) for p in PLACES]
        distinct = {tuple(one.at.items()): one for one in placed if one is not None}
        yield from distinct.values()  # in a range of one place, first and last are the same
        found += bool(distinct)
        if found == count:
            return
    if not found:
        raise ValueError(
            f"where, sizes: no sizes up to {LONGEST} at which every range has a length of one or "
            "more, and no index values at which the hypotheses hold"
        )


def borders(
    sides: Iterable[Expr],
    where: Iterable[Expr] = (),
    given: Mapping[Symbol, int] | None = None,
) -> Iterator[Instance]:
    """Instances at the borders: every size one; a range that is empty, or of negative length.

    Before them stands one at which activations are polynomials of a high degree.

    One size is larger than all others at some of them, so that a range whose bounds depend on an
    outer index ends before it begins.
    """
    sides, where = list(sides), list(where)
    given = _integers(given)
    lengths, indexes = _integer_symbols([*sides, *where])
    draw = random.Random(11)
    if any(hasattr(f, "stand_in") for side in sides for f in side.atoms(Function)):
        yield replace(next(instances(sides, where, given, count=1)), curve="high")
    left = {"one": 1, "empty": 2, "negative": 3, "nested": 3}
    for attempt, sizes in enumerate(_stretched(lengths)):
        at = {s: _length(s, n, draw) for s, n in sizes.items()} | given
        for place in ("first", "outside", "outside") if indexes else ("first",):
            one = _placed(at, 500 + attempt, indexes, where, given, place, draw)
            kind = None if one is None else _border(one, sides)
            if one and kind and left[kind] and _terms(one, sides) <= TERMS:
                left[kind] -= 1
                yield one


def _stretched(lengths: list[Symbol]) -> Iterator[dict[Symbol, int]]:
    """Every size one, then one of them larger; the others one or two."""
    yield from [dict.fromkeys(lengths, 1)] * (1 if lengths else 6)
    for long in (2, 3, 6):
        for others in (1, 2):
            for one in lengths:
                yield {s: long if s == one else others for s in lengths}


def _border(instance: Instance, sides: list[Expr]) -> str | None:
    """What is special about an instance, if anything is."""
    lengths = _lengths(instance, sides)
    sizes = [v for s, v in instance.at.items() if s.is_positive]
    shortest = min((n for n in lengths if n.is_Integer), default=S.One)
    if shortest < 1:
        return "empty" if shortest == 0 else "negative"
    if any(not n.is_Integer for n in lengths) and max(sizes, default=0) > 5:
        return "nested"
    return "one" if all(size == 1 for size in sizes) else None


def _lengths(instance: Instance, sides: list[Expr]) -> list[Expr]:
    limits = [limit for side in sides for s in side.atoms(Sum) for limit in s.limits]
    return [sp.expand((hi - lo + 1).xreplace(instance.at)) for _, lo, hi in limits]


def _terms(instance: Instance, sides: list[Expr]) -> int:
    lengths = _lengths(instance, sides)
    return prod(max(1, int(n)) if n.is_Integer else LARGEST for n in lengths)


def _integer_symbols(expressions: list[Expr]) -> tuple[list[Symbol], list[Symbol]]:
    """The sizes and the indices that are free in some expressions."""
    names = set().union(*(e.free_symbols for e in expressions))
    labels = {base.label for e in expressions for base in e.atoms(sp.IndexedBase)}
    free = sorted((s for s in names - labels if isinstance(s, Symbol) and s.is_integer), key=_order)
    return [s for s in free if s.is_positive], [s for s in free if not s.is_positive]


def _length(size: Symbol, drawn: int, draw: random.Random) -> Integer:
    """The number drawn, or else the next one that the assumptions on the size allow."""
    allowed = (Integer(n) for n in range(drawn, drawn + 30) if may_be(size, Integer(n)))
    return next(allowed, None) or number_for(size, draw)


def _placed(
    at: dict[Symbol, Integer],
    seed: int,
    indexes: Iterable[Symbol],
    where: Iterable[Expr],
    given: dict[Symbol, Integer],
    place: str,
    draw: random.Random,
) -> Instance | None:
    """An instance with its free indices at a place of their ranges, if the hypotheses hold there.

    Where they do not, as ``0 <= i - s < n`` may not for the i and s drawn, others are drawn.
    """
    bounds = {f.args[0]: f.args[1:] for f in where if isinstance(f, Inside)}
    every = {f.args[0] for f in where if isinstance(f, Every)}
    for _ in range(20):
        spots = {i: _spot(i, at, bounds.get(i), place, draw) for i in indexes}
        if None in spots.values():
            return None
        instance = Instance(at | spots | given, seed)
        if all(map(instance.allows, where)):
            instance.at = {s: n for s, n in instance.at.items() if s not in every}
            return instance
        place = "between"
    return None


def _integers(given: Mapping[Symbol, int] | None) -> dict[Symbol, Integer]:
    given = {} if given is None else given
    if not isinstance(given, Mapping):
        raise TypeError(f"sizes: got {given!r}; expected a dictionary of symbols and integers")
    for symbol, value in given.items():
        if not (isinstance(symbol, Symbol) and isinstance(value, int | Integer)):
            raise TypeError(f"sizes: got {symbol!r}: {value!r}; expected a symbol and an integer")
        if symbol.is_positive and value < 0:
            raise ValueError(f"sizes: got {symbol} = {value}; expected no negative length")
    return {k: Integer(v) for k, v in given.items()}


def _not_empty(instance: Instance, expr: Expr) -> bool:
    ranges = [(lo, hi) for s in expr.atoms(Sum) for _, lo, hi in s.limits]
    ranges += [c.args[1:] for c in expr.atoms(Inside)]
    lengths = [(hi - lo).xreplace(instance.at) for lo, hi in ranges]
    return all(n.is_number is not True or n >= 0 for n in lengths)


def _spot(
    index: Symbol,
    at: dict[Symbol, Integer],
    bounds: tuple[Expr, ...] | None,
    place: str,
    draw: random.Random,
) -> Integer | None:
    """A value for a free index in its range, or None if the range holds none."""
    lo, hi = (0, LARGEST) if bounds is None else (int(b.subs(at)) for b in bounds)
    if hi < lo:
        return None
    if place == "outside" and bounds is None:
        lo, hi = -3, LARGEST + 2
    drawn = Integer({"first": lo, "last": hi}.get(place, draw.randint(lo, hi)))
    allowed = [n for n in (drawn, *map(Integer, range(lo, hi + 1))) if may_be(index, n)]
    return allowed[0] if allowed else number_for(index, draw)
