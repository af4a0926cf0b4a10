"""An identity at concrete sizes: sums written out, entries as numbers, borders included.

This path shares no rule with `cnn_core.symbolic.sums`. A sum is added up term by term, a partial
derivative is taken by SymPy of the written-out expression, and the two sides are then compared at
rational numbers. A false identity, and a broken rule of the prover, both show here. What SymPy
differentiates is measured once more, by `cnn_core.symbolic.measured`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

import sympy as sp
from sympy import Add, Expr, Function, Indexed, Integer, KroneckerDelta, Rational, S, Sum, Symbol

from cnn_core.symbolic.vocabulary import Inside, Partial

__all__ = ["Instance", "instances"]

LARGEST = 4  # sizes are drawn from 1 to this number
PLACES = ("first", "last", "between")  # where a free index stands in its range


@dataclass
class Instance:
    """Sizes and index values, and the entries met so far: symbols, or whole numbers drawn."""

    at: dict[Symbol, Integer]
    seed: int = 0
    entries: dict[tuple[object, ...], Symbol] = field(default_factory=dict)
    whole: dict[str, Integer] = field(default_factory=dict)
    ranges: dict[object, int] = field(default_factory=dict)

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
            return expr.stand_in(self.explicit(expr.args[0]))
        return expr.func(*(self.explicit(a) for a in expr.args))

    def allows(self, fact: Expr) -> bool:
        """Whether the sizes and index values respect a hypothesis that speaks of them alone."""
        if isinstance(fact, Inside):
            return bool(self.explicit(fact) == 1)
        gap = self.explicit(fact.lhs) - self.explicit(fact.rhs)
        return bool(gap == 0 or gap.free_symbols)

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
        key = (entry.base.label, *place)
        name = f"{sp.latex(entry.base.label)}_{{{','.join(map(str, place))}}}"
        if entry.base.is_integer:  # an array of indices, such as the winners of a max pooling
            draw = random.Random(f"{self.seed} {key}")
            value = Integer(draw.randrange(self.ranges.get(entry.base.label, 2)))
            return self.whole.setdefault(name, value)
        return self.entries.setdefault(key, Symbol(name, real=True))

    def numbers(
        self, *expressions: Expr, equations: Iterable[sp.Eq] = (), again: int = 0
    ) -> dict[Symbol, Rational]:
        """A random rational number for each symbol left: positive, below one, each its own.

        Each of the linear `equations` fixes its last symbol by the others. `again` draws others.
        """
        free = sorted(set().union(*(e.free_symbols for e in expressions)), key=lambda s: s.name)
        draw = random.Random(self.seed + 1000 * again)
        values = draw.sample(range(1, 60), len(free)) if len(free) < 60 else None
        drawn = {
            s: Rational(values[n] if values else draw.randrange(1, 997), 61 if values else 997)
            for n, s in enumerate(free)
        }
        return self.satisfying(drawn, equations)

    def satisfying(
        self, numbers: dict[Symbol, Rational], equations: Iterable[sp.Eq]
    ) -> dict[Symbol, Rational]:
        """`numbers`, changed in one symbol for each of the `equations` so that they hold."""
        gaps = [sp.expand(self.explicit(e.lhs) - self.explicit(e.rhs)) for e in equations]
        for gap in gaps:
            if gap == 0:
                continue
            linear = [s for s in gap.free_symbols if not sp.diff(gap, s).has(s)]
            last = max(linear or gap.free_symbols, key=lambda s: s.name)
            rest = {s: v for s, v in numbers.items() if s != last}
            solutions = sp.solve(gap.subs(rest), last)
            if len(solutions) != 1:
                raise ValueError(f"where: {gap} = 0 does not fix {last}, but gives {solutions}")
            numbers = {**numbers, last: solutions[0]}
        if any(abs(sp.N(gap.subs(numbers), 30, maxn=200)) > 1e-20 for gap in gaps):
            raise ValueError(f"where: no numbers found at which all equations hold: {gaps}")
        return numbers


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
    names = set().union(*(e.free_symbols for e in [*sides, *where]))
    free = sorted((s for s in names if isinstance(s, Symbol)), key=lambda s: s.name)
    lengths = [s for s in free if s.is_integer and s.is_positive]
    indexes = [s for s in free if s.is_integer and not s.is_positive]
    draw = random.Random(7)
    found = 0
    for attempt in range(400):
        most = min(LARGEST, 2 + attempt // 8)  # the smallest sizes first
        least = 2 if found == count - 1 and attempt < 60 else 1  # at the end no sum of one term
        at = {s: Integer(draw.randint(least, most)) for s in lengths} | given
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
            "where, sizes: no sizes up to 4 at which every range has a length of one or more, and "
            "no index values at which the hypotheses hold"
        )


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
    for _ in range(20):
        spots = {i: _spot(at, bounds.get(i), place, draw) for i in indexes}
        instance = Instance(at | spots | given, seed)
        if all(map(instance.allows, where)):
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
    bounds = [(lo.subs(instance.at), hi.subs(instance.at)) for lo, hi in ranges]
    return all((hi - lo).is_number is not True or hi >= lo for lo, hi in bounds)


def _spot(
    at: dict[Symbol, Integer],
    bounds: tuple[Expr, ...] | None,
    place: str,
    draw: random.Random,
) -> Integer:
    lo, hi = (0, LARGEST) if bounds is None else (int(b.subs(at)) for b in bounds)
    return Integer({"first": lo, "last": hi, "between": draw.randint(lo, hi)}[place])
