"""Certificates: an identity as a theorem of Rocq, and a proof script that its kernel checks.

The statement is written from the same object that a chapter proves. The script is a chain of small
equations: derivatives are pushed to the entries, sums brought to the front, deltas collapsed, and
the two normal forms matched. Whatever this module gets wrong, the kernel refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

import sympy as sp
from sympy import Add, Expr, Indexed, Integer, KroneckerDelta, Mul, Pow, Sum

from cnn_core.symbolic.vocabulary import Inside, Partial

Limit = tuple[sp.Symbol, Expr, Expr]


@dataclass(frozen=True)
class Term:
    """``sum over limits of coefficient * product of factors``, all sums in front."""

    coefficient: Integer
    limits: tuple[Limit, ...]
    factors: tuple[Expr, ...]

    def expression(self) -> Expr:
        return Mul(self.coefficient, *self.factors)


class Printer:
    """Expressions as Rocq writes them; each bound index has a name of its own."""

    def __init__(self) -> None:
        self.names: dict[sp.Symbol, str] = {}

    def name(self, symbol: sp.Symbol) -> str:
        if symbol not in self.names:
            plain = "".join(c if c.isalnum() else "_" for c in symbol.name).strip("_") or "v"
            while plain in self.names.values():
                plain += "_"
            self.names[symbol] = plain
        return self.names[symbol]

    def integer(self, e: Expr) -> str:
        """An index or a bound: an integer of Rocq."""
        match e:
            case Integer():
                return f"{e}" if e >= 0 else f"(- {-e})"
            case sp.Symbol():
                return self.name(e) + ("%:Z" if e.is_positive and not e.is_Dummy else "")
            case Add():
                return "(" + " + ".join(map(self.integer, e.args)) + ")"
            case Mul():
                return "(" + " * ".join(map(self.integer, e.args)) + ")"
        raise NotImplementedError(f"an index {e}")

    def number(self, e: Expr) -> str:
        """A value in the ring."""
        match e:
            case Integer():
                return f"{e}%:R" if e >= 0 else f"(- {-e}%:R)"
            case Indexed():
                return "(" + " ".join([self.name(e.base.label), *map(self.integer, e.indices)]) + ")"
            case Inside():
                return "(inside R " + " ".join(map(self.integer, e.args)) + ")"
            case KroneckerDelta():
                return "(kd R " + " ".join(map(self.integer, e.args[:2])) + ")"
            case Sum():
                return self.sum(e.limits, e.function)
            case Add():
                return "(" + " + ".join(map(self.number, e.args)) + ")"
            case Mul():
                return "(" + " * ".join(map(self.number, e.args)) + ")"
            case Partial():
                return f"(D {self.number(e.args[0])})"
        raise NotImplementedError(f"a value {e}")

    def sum(self, limits: Iterable[Limit], body: Expr) -> str:
        text = self.number(body)
        for index, lo, hi in limits:  # the first limit is the innermost sum
            text = f"(sumz {self.integer(lo)} {self.integer(hi)} (fun {self.name(index)} => {text}))"
        return text
