"""What an expression comes to in numbers: from this it is guessed what is equal to what."""

from __future__ import annotations

import cmath
import math
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy import Expr, Indexed, Symbol

from tools.certify.tree import Node, is_size

FUNCTIONS: dict[str, Callable[[complex], complex]] = {
    "exp": cmath.exp,
    "log": cmath.log,
    "tanh": cmath.tanh,
    "sqrt": cmath.sqrt,
    "sin": cmath.sin,
    "cos": cmath.cos,
    "abs": lambda v: abs(v.real),
    "sgn": lambda v: complex((v.real > 0) - (v.real < 0)),
}


class Numbers:
    """Numbers for symbols and entries: drawn once, then the same."""

    def __init__(self, seed: float) -> None:
        self.draw, self.known = random.Random(seed), dict[Any, Any]()
        self.found: dict[Any, complex] = {}  # of sums and functions, at the indices they have

    def entry(self, key: Any) -> float:
        if key not in self.known:
            self.known[key] = self.draw.uniform(0.15, 0.85)
        return float(self.known[key])

    def whole(self, e: Expr, env: Mapping[Symbol, int]) -> int:
        """The value of an index."""
        if isinstance(e, Indexed):
            key = (e.base, *(self.whole(i, env) for i in e.indices))
            return int(self.known.setdefault(key, self.draw.randint(0, 3)))
        if isinstance(e, Symbol):
            return env[e]
        if isinstance(e, sp.Integer):
            return int(e)
        if isinstance(e, sp.Add):
            return sum(self.whole(a, env) for a in e.args)
        if isinstance(e, sp.Mul):
            return math.prod(self.whole(a, env) for a in e.args)
        if isinstance(e, sp.Pow):
            return int(self.whole(e.base, env) ** self.whole(e.exp, env))
        raise ValueError(f"no number for the index {e}")

    def value(self, e: Node, env: Mapping[Symbol, int]) -> complex:
        if e.head not in ("sum", "fun"):
            return self._value(e, env)
        key = (e, *(env.get(s) for s in e.order))
        if key not in self.found:
            self.found[key] = self._value(e, env)
        return self.found[key]

    def _value(self, e: Node, env: Mapping[Symbol, int]) -> complex:
        a = e.args
        match e.head:
            case "num":
                return int(a[0])
            case "int":
                return self.whole(a[0], env)
            case "var":
                return self.entry(a[0])
            case "ref":
                return self.entry((a[0], *(self.whole(i, env) for i in a[1:])))
            case "ins":
                i, lo, hi = (self.whole(x, env) for x in a)
                return int(lo <= i <= hi)
            case "kd":
                return int(self.whole(a[0], env) == self.whole(a[1], env))
            case "fun":
                return self.function(a[0], self.value(a[1], env))
            case "neg":
                return -self.value(a[0], env)
            case "inv":
                return 1 / self.value(a[0], env)
            case "pow":
                return complex(self.value(a[0], env) ** int(a[1]))
            case "npow":
                return complex(self.value(a[0], env) ** self.whole(a[1], env))
            case "add":
                return sum(self.value(t, env) for t in a)
            case "mul":
                return self.product(a, env)
            case "sum":
                i, lo, hi, body = a
                ends = self.whole(lo, env), self.whole(hi, env)
                return sum(self.value(body, {**env, i: n}) for n in range(ends[0], ends[1] + 1))
        raise ValueError(f"no number for {e.head}")

    def product(self, factors: Sequence[Node], env: Mapping[Symbol, int]) -> complex:
        bits = [f for f in factors if f.head in ("ins", "kd")]
        if any(self.value(f, env) == 0 for f in bits):
            return 0
        found: complex = 1
        for f in factors:
            if f.head not in ("ins", "kd"):
                found *= self.value(f, env)
        return found

    def function(self, name: str, v: complex) -> complex:
        if name in FUNCTIONS:
            return FUNCTIONS[name](v)
        a, b = self.entry(("a", name)), self.entry(("b", name))
        return cmath.sin(a * v + b) + b * v * v


class Samples:
    """Some choices of sizes, indices and entries at which expressions are compared."""

    def __init__(self, symbols: set[Symbol], facts: Sequence[Node], count: int = 12) -> None:
        self.cases: list[tuple[Numbers, dict[Symbol, int]]] = []
        draw = random.Random(7)
        count_of = sum(map(is_size, symbols))
        largest = 6 if count_of <= 3 else 3 if count_of <= 8 else 2  # what can be written out
        for _ in range(6000):
            env = {
                s: draw.randint(1, largest) if is_size(s) else draw.randint(-2, 5)
                for s in sorted(symbols, key=str)
            }
            numbers = Numbers(draw.random())
            if all(numbers.value(f, env) for f in facts):
                self.cases.append((numbers, env))
            if len(self.cases) == count:
                break

    def equal(self, a: Node, b: Node, bound: Sequence[tuple[Symbol, Expr, Expr]] = ()) -> bool:
        """Whether the two have the same values, wherever the bound indices are in their ranges."""
        seen = 0
        for numbers, env in self.cases:
            for at in _places(numbers, env, bound):
                try:
                    x, y = numbers.value(a, at), numbers.value(b, at)
                except (ZeroDivisionError, OverflowError, ValueError):
                    continue
                seen += 1
                if abs(x - y) > 1e-9 * (1 + abs(x) + abs(y)):
                    return False
        return seen > 0

    def always(self, fact: Node, bound: Sequence[tuple[Symbol, Expr, Expr]]) -> bool:
        """Whether an indicator is one, judged by many small integers."""
        seen, draw = 0, random.Random(3)
        names = sorted(fact.free, key=str)
        for numbers, base in self.more():
            env = dict(base)
            for at in _places(numbers, env, bound, draw, 4):
                if any(n not in at for n in names):
                    return False
                seen += 1
                if not numbers.value(fact, at):
                    return False
        return seen > 0

    def more(self) -> Sequence[tuple[Numbers, dict[Symbol, int]]]:
        return self.cases


def _places(
    numbers: Numbers, env: dict[Symbol, int], bound: Sequence[Any], draw: Any = None, count: int = 2
) -> Any:
    """Values for the bound indices, outermost first in `bound`."""
    draw = draw or random.Random(5)
    for _ in range(count if bound else 1):
        at = dict(env)
        for i, lo, hi in bound:
            ends = numbers.whole(lo, at), numbers.whole(hi, at)
            if ends[0] > ends[1]:
                break
            at[i] = draw.randint(*ends)
        else:
            yield at


def symbols_of(*parts: Node) -> set[Symbol]:
    return set().union(*(p.free for p in parts)) | set()
