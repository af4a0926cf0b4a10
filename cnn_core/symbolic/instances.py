"""An identity at concrete sizes: sums written out, entries as numbers, borders included.

This path shares no rule with `cnn_core.symbolic.sums`. A sum is added up term by term, a partial
derivative is taken by SymPy of the written-out expression, and the two sides are then compared at
rational numbers. A false identity, and a broken rule of the prover, both show here.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

import sympy as sp
from sympy import Add, Expr, Function, Indexed, Integer, KroneckerDelta, Rational, S, Sum, Symbol

from cnn_core.symbolic.sums import Inside, Partial

__all__ = ["Instance", "instances"]

LARGEST = 4  # sizes are drawn from 1 to this number


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
                return sp.diff(inner, target)
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
        place = tuple(int(self.explicit(i)) for i in entry.indices)
        key = (entry.base.label, *place)
        name = f"{sp.latex(entry.base.label)}_{{{','.join(map(str, place))}}}"
        if entry.base.is_integer:  # an array of indices, such as the winners of a max pooling
            draw = random.Random(f"{self.seed} {key}")
            value = Integer(draw.randrange(self.ranges.get(entry.base.label, 2)))
            return self.whole.setdefault(name, value)
        return self.entries.setdefault(key, Symbol(name, real=True))

    def numbers(
        self, *expressions: Expr, equations: Iterable[sp.Eq] = ()
    ) -> dict[Symbol, Rational]:
        """A random rational number for each symbol left: positive, below one, each its own.

        Each of the linear `equations` fixes its last symbol by the others.
        """
        free = sorted(set().union(*(e.free_symbols for e in expressions)), key=lambda s: s.name)
        draw = random.Random(self.seed)
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
        for equation in equations:
            gap = sp.expand(self.explicit(equation.lhs) - self.explicit(equation.rhs))
            linear = [s for s in gap.free_symbols if not sp.diff(gap, s).has(s)]
            last = max(linear or gap.free_symbols, key=lambda s: s.name)
            rest = {s: v for s, v in numbers.items() if s != last}
            (value,) = sp.solve(gap.subs(rest), last)
            numbers = {**numbers, last: value}
        return numbers


def instances(
    sides: Iterable[Expr],
    where: Iterable[Expr] = (),
    given: Mapping[Symbol, int] | None = None,
    count: int = 3,
) -> Iterator[Instance]:
    """Instances at which every range of `sides` and `where` has a length of one or more.

    Free indices that a hypothesis puts in a range take its first value, its last one and one in
    between; other free indices take small values, some outside of every array.
    """
    sides, where = list(sides), list(where)
    names = set().union(*(e.free_symbols for e in [*sides, *where]))
    free = sorted((s for s in names if isinstance(s, Symbol)), key=lambda s: s.name)
    lengths = [s for s in free if s.is_integer and s.is_positive]
    indexes = [s for s in free if s.is_integer and not s.is_positive]
    facts = {f.args[0]: f.args[1:] for f in where if isinstance(f, Inside)}
    draw = random.Random(7)
    found = 0
    for attempt in range(400):
        most = min(LARGEST, 2 + attempt // 8)  # the smallest sizes first
        at = {s: Integer(draw.randint(1, most)) for s in lengths} | _integers(given)
        trial = Instance(at, attempt)
        if not all(_not_empty(trial, e) for e in [*sides, *where]):
            continue
        for place in ("first", "last", "between"):
            spots = {i: _spot(trial, facts.get(i), place, draw) for i in indexes}
            yield Instance(at | spots | _integers(given), attempt)
        found += 1
        if found == count:
            return
    if not found:
        raise ValueError("no sizes up to 4 at which every range has a length of one or more")


def _integers(given: Mapping[Symbol, int] | None) -> dict[Symbol, Integer]:
    return {k: Integer(v) for k, v in (given or {}).items()}


def _not_empty(instance: Instance, expr: Expr) -> bool:
    ranges = [(lo, hi) for s in expr.atoms(Sum) for _, lo, hi in s.limits]
    ranges += [c.args[1:] for c in expr.atoms(Inside)]
    bounds = [(lo.subs(instance.at), hi.subs(instance.at)) for lo, hi in ranges]
    return all((hi - lo).is_number is not True or hi >= lo for lo, hi in bounds)


def _spot(
    instance: Instance, bounds: tuple[Expr, ...] | None, place: str, draw: random.Random
) -> Integer:
    lo, hi = (0, LARGEST) if bounds is None else (int(b.subs(instance.at)) for b in bounds)
    return Integer({"first": lo, "last": hi, "between": draw.randint(lo, hi)}[place])
