"""Central differences: a partial derivative measured, with no rule of differentiation at all.

At an instance the differentiated expression is written out and evaluated in floating point at two
points, ``(E(w + h) - E(w - h)) / 2h``. This path knows neither the rules of
`cnn_core.symbolic.sums` nor SymPy's ``diff``, so that a fault of either shows.

Step and tolerance: with 80 digits and ``h = 1e-15`` the difference is off by ``h**2 / 6 = 1.7e-31``
times the third derivative, and by rounding at ``1e-65`` (``1e-35`` for a derivative of the third
order, measured by differences of differences). Asking for 20 digits leaves room for third
derivatives up to ``1e10``; a forgotten factor or term is larger by far.

Kinks: where the argument of an absolute value or a sign is closer to zero than ``1e-6``, or two
arguments of a maximum closer to each other, other numbers are drawn; so they are where a root or a
logarithm is not of a positive number. No step then crosses a kink.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any

import mpmath as mp  # type: ignore[import-untyped]
import sympy as sp
from sympy import Add, Dummy, Expr, Function, Mul, Pow, Rational, Symbol

from cnn_core.symbolic.instances import Instance

__all__ = ["AGREEING", "DIGITS", "STEP", "AtKink", "Measured", "Measurement", "measure"]

DIGITS = 80  # of the floating-point numbers
STEP = 15  # the step is 1e-15
AGREEING = 20  # digits that the two sides must share
NEAR = 6  # a kink is near within 1e-6


class AtKink(ValueError):
    """The numbers drawn lie so close to a kink that no difference says anything there."""


@dataclass(frozen=True)
class Measurement:
    """The two sides of an identity at an instance, each derivative by a central difference."""

    lhs: Any
    rhs: Any
    at: dict[Symbol, Expr]
    count: int

    @property
    def agrees(self) -> bool:
        with mp.workdps(DIGITS):
            scale = max(1, abs(self.lhs), abs(self.rhs))
            return bool(abs(self.lhs - self.rhs) <= _power_of_ten(AGREEING) * scale)

    def __str__(self) -> str:
        at = ", ".join(f"{symbol} = {value}" for symbol, value in self.at.items())
        one, two = (mp.nstr(side, AGREEING + 5) for side in (self.lhs, self.rhs))
        return f"the sides are {one} and {two} at {at}"


def measure(lhs: Expr, rhs: Expr, where: Iterable[Expr], instance: Instance) -> Measurement:
    """Both sides at `instance`, with numbers at which the equations among `where` hold."""
    shared = (instance.entries, instance.whole, instance.drawn, instance.ranges, instance.curve)
    sides = Measured(instance.at, instance.seed, *shared)
    facts = sides.equations(where)
    a, b, *known = map(sides.explicit, (lhs, rhs, *(e for fact in facts for e in fact.args)))
    met = [a, b, *known, *(part for slope in sides.slopes.values() for part in slope)]
    met += sides.entries.values()
    signed = instance.seed % 2  # every other instance has numbers of either sign
    for again in range(16):
        kind = "signed" if again < 8 * signed else "small"
        numbers = sides.numbers(*met, equations=facts, again=again, kind=kind)
        sides.count = 0
        try:
            one, two = sides.value(a, numbers), sides.value(b, numbers)
        except AtKink:
            continue
        shown = {s: number for s, number in numbers.items() if s not in sides.slopes}
        return Measurement(one, two, {**instance.at, **shown}, sides.count)
    raise AtKink("no numbers found that are away from the kinks")


@dataclass
class Measured(Instance):
    """An instance in which each partial derivative stands as a symbol, to be measured."""

    slopes: dict[Symbol, tuple[Expr, Symbol]] = field(default_factory=dict)
    count: int = 0

    def partial(self, inner: Expr, target: Symbol) -> Expr:
        slope = Dummy("slope")
        self.slopes[slope] = inner, target
        return slope

    def value(self, expr: Expr, numbers: Mapping[Symbol, Expr]) -> Any:
        """`expr`, written out, as a number of 80 digits."""
        with mp.workdps(DIGITS):
            return self._number(expr, {s: self._number(n, {}, {}) for s, n in numbers.items()}, {})

    def _number(self, expr: Expr, at: dict[Symbol, Any], known: dict[Expr, Any]) -> Any:
        if expr not in known:
            known[expr] = self._evaluated(expr, at, known)
        return known[expr]

    def _evaluated(self, expr: Expr, at: dict[Symbol, Any], known: dict[Expr, Any]) -> Any:
        if expr in self.slopes:
            return self._slope(*self.slopes[expr], at)
        if isinstance(expr, Symbol):
            return at[expr]
        if isinstance(expr, Rational):
            return _ratio(expr)
        numbers = [self._number(a, at, known) for a in expr.args]
        match expr:
            case Add():
                return mp.fsum(numbers)
            case Mul():
                return mp.fprod(numbers)
            case Pow():
                if not expr.exp.is_integer:
                    _above_zero(numbers[0])
                return mp.power(*numbers)
            case sp.log():
                _above_zero(numbers[0])
            case sp.Abs() | sp.sign():
                _away_from_kink(numbers[0])
            case sp.Max() | sp.Min():
                for one, other in combinations(numbers, 2):
                    _away_from_kink(one - other)
        return _in_mpmath(expr.func, len(numbers))(*numbers)

    def _slope(self, inner: Expr, target: Symbol, at: dict[Symbol, Any]) -> Any:
        """The central difference of `inner` at the numbers `at`."""
        self.count += 1
        h = _power_of_ten(STEP)
        above = self._number(inner, at | {target: at[target] + h}, {})
        below = self._number(inner, at | {target: at[target] - h}, {})
        return (above - below) / (2 * h)


def _power_of_ten(places: int) -> Any:
    return mp.mpf(10) ** -places


def _ratio(number: Expr) -> Any:
    return mp.mpf(int(number.p)) / int(number.q)


def _away_from_kink(distance: Any) -> None:
    if abs(distance) < _power_of_ten(NEAR):
        raise AtKink(f"an argument is {mp.nstr(distance, 3)} from a kink")


def _above_zero(number: Any) -> None:
    if not number > _power_of_ten(NEAR):
        raise AtKink(f"a root or logarithm is taken of {mp.nstr(number, 3)}")


@cache
def _in_mpmath(function: type[Function], count: int) -> Any:
    """A function, or a constant such as pi, as mpmath has it."""
    arguments = sp.symbols(f"t:{count}", seq=True) if count else ()
    return sp.lambdify(arguments, function(*arguments), modules="mpmath")
