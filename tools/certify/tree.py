"""Expressions as trees that stay as they are written; how Rocq writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from sympy import Dummy, Expr, Indexed, KroneckerDelta, Sum, Symbol

from cnn_core.symbolic.vocabulary import Inside, Partial
from tools.certify import NotCertified


@dataclass(frozen=True)
class Node:
    """A head and its parts: other nodes, or indices and bounds as integer expressions.

    num n; int e (an integer as a value); var s; ref a, i...; ins i, lo, hi; kd i, j; fun name, a;
    add, mul; neg a; inv a; pow a, n; npow a, size; sum i, lo, hi, a; D a, name.
    """

    head: str
    args: tuple[Any, ...]

    def __hash__(self) -> int:
        return self.digest

    @cached_property
    def digest(self) -> int:
        return hash((self.head, self.args))

    @cached_property
    def order(self) -> tuple[Symbol, ...]:
        """The free symbols, in one order: what the value depends on."""
        return tuple(sorted(self.free, key=str))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        return tuple(a for a in self.args if isinstance(a, Node))

    @cached_property
    def free(self) -> frozenset[Symbol]:
        """The symbols in indices, bounds and values that are not bound."""
        found: set[Symbol] = set()
        for a in self.args:
            if isinstance(a, Node):
                found |= a.free
            elif isinstance(a, sp.Basic) and not (self.head == "ref" and a is self.args[0]):
                found |= index_symbols(a)
        if self.head == "sum":
            found.discard(self.args[0])
            found |= index_symbols(self.args[1]) | index_symbols(self.args[2])
        return frozenset(found)

    @cached_property
    def heads(self) -> frozenset[str]:
        return frozenset({self.head}).union(*(n.heads for n in self.nodes))

    def map(self, change: Any) -> Node:
        return Node(self.head, tuple(change(a) if isinstance(a, Node) else a for a in self.args))


def index_symbols(e: Expr) -> set[Symbol]:
    return {s for s in e.free_symbols if isinstance(s, Symbol) and s not in labels_in(e)}


def labels_in(e: Expr) -> set[Symbol]:
    return {a.base.label for a in e.atoms(Indexed)}


def num(n: int) -> Node:
    return Node("num", (int(n),))


ONE, ZERO = num(1), num(0)


def mul(*factors: Node) -> Node:
    kept = [f for f in factors if f != ONE]
    return kept[0] if len(kept) == 1 else Node("mul", tuple(kept)) if kept else ONE


def add(*terms: Node) -> Node:
    return terms[0] if len(terms) == 1 else Node("add", terms) if terms else ZERO


def neg(a: Node) -> Node:
    return Node("neg", (a,))


def inv(a: Node) -> Node:
    return Node("inv", (a,))


def fun(name: str, a: Node) -> Node:
    return Node("fun", (name, a))


def power(a: Node, n: int) -> Node:
    return ONE if n == 0 else a if n == 1 else Node("pow", (a, n))


def fresh(i: Symbol) -> Dummy:
    return Dummy(i.name.rstrip("'"), integer=True)


def substituted(e: Node, change: Mapping[Symbol, Expr]) -> Node:
    """`e` with other indices; a binder that would capture one is renamed."""
    change = {i: v for i, v in change.items() if i in e.free}
    if not change:
        return e
    if e.head == "sum":
        i, lo, hi, body = e.args
        taken = set().union(*(index_symbols(v) for v in change.values()))
        j = fresh(i) if i in taken else i
        inner = {s: v for s, v in change.items() if s != i} | ({i: j} if j != i else {})
        return Node("sum", (j, at(lo, change), at(hi, change), substituted(body, inner)))
    parts = [
        substituted(a, change)
        if isinstance(a, Node)
        else at(a, change)
        if isinstance(a, Expr) and not isinstance(a, sp.IndexedBase)
        else a
        for a in e.args
    ]
    return Node(e.head, tuple(parts))


def at(e: Expr, change: Mapping[Symbol, Expr]) -> Expr:
    return sp.expand(e.xreplace(dict(change)))


# --- from SymPy ---------------------------------------------------------------------------------

FUNCTIONS = {
    sp.exp: "exp",
    sp.log: "log",
    sp.tanh: "tanh",
    sp.Abs: "abs",
    sp.sign: "sgn",
    sp.sin: "sin",
    sp.cos: "cos",
}


def tree(e: Expr, known: Mapping[Symbol, Symbol] | None = None) -> Node:
    """An expression of the vocabulary as a tree, in the order in which the page prints it."""
    known = dict(known or {})

    def there(a: Expr) -> Expr:
        return sp.expand(a.xreplace(known))

    match e:
        case sp.Integer():
            return num(int(e)) if e >= 0 else neg(num(-int(e)))
        case sp.Rational():
            top = tree(sp.Integer(e.p))
            return (
                mul(top, inv(num(e.q)))
                if abs(e.p) != 1
                else inv(num(e.q))
                if e.p == 1
                else neg(inv(num(e.q)))
            )
        case Symbol():
            e = known.get(e, e)
            return Node("int", (e,)) if e.is_integer else Node("var", (e,))
        case Indexed():
            if e.base.is_integer:
                return Node("int", (there(e),))
            return Node("ref", (e.base, *map(there, e.indices)))
        case Inside():
            return Node("ins", tuple(map(there, e.args)))
        case KroneckerDelta():
            return Node("kd", tuple(map(there, e.args[:2])))
        case Sum():
            return _sum(e, known)
        case Partial():
            return Node("D", (tree(e.args[0], known), str(e.args[2])))
        case sp.Add():
            return add(*(tree(a, known) for a in e.as_ordered_terms()))
        case sp.Mul():
            return _product(e, known)
        case sp.Pow():
            return _power(e, known)
    if hasattr(e, "stand_in"):
        return fun(type(e).__name__, tree(e.args[0], known))
    if e.func in FUNCTIONS:
        return fun(FUNCTIONS[e.func], tree(e.args[0], known))
    raise NotCertified(f"{type(e).__name__} is not written for Rocq yet")


def _sum(e: Sum, known: dict[Symbol, Symbol]) -> Node:
    new = {i: fresh(i) for i in e.variables}
    if any(b.has(i) for i in e.variables for _, *bounds in e.limits for b in bounds):
        raise NotCertified("a sum whose bounds depend on its own indices")
    body = tree(e.function, known | new)
    for i, lo, hi in e.limits:  # the first limit is the innermost sum
        body = Node("sum", (new[i], *(sp.expand(b.xreplace(known)) for b in (lo, hi)), body))
    return body


def _product(e: Expr, known: dict[Symbol, Symbol]) -> Node:
    coefficient, rest = e.as_coeff_Mul()
    factors = (
        list(sp.Mul.make_args(rest)) if rest.is_commutative is False else rest.as_ordered_factors()
    )
    above = [tree(f, known) for f in factors if not _below(f)]
    below = [tree(f, known) for f in factors if _below(f)]
    p, q = abs(coefficient.p), coefficient.q
    above = ([num(p)] if p != 1 or not above else []) + above
    below = ([inv(num(q))] if q != 1 else []) + below
    if p == 1 and len(above) > 1 and above[0] == ONE:
        above = above[1:]
    found = mul(*above, *below)
    return neg(found) if coefficient < 0 else found


def _below(f: Expr) -> bool:
    return isinstance(f, sp.Pow) and bool(f.exp.is_number) and f.exp < 0


def _power(e: Expr, known: dict[Symbol, Symbol]) -> Node:
    base, n = e.base, e.exp
    if isinstance(n, sp.Integer):
        found = power(tree(base, known), abs(int(n)))
        return inv(found) if n < 0 else found
    if isinstance(n, sp.Rational) and n.q == 2:
        root = power(fun("sqrt", tree(base, known)), abs(n.p))
        return inv(root) if n < 0 else root
    if n.is_integer and _natural(n):
        return Node("npow", (tree(base, known), n.xreplace(dict(known))))
    raise NotCertified(f"the power {e}, whose exponent is neither a number nor a size")


def _natural(n: Expr) -> bool:
    """Whether an exponent is a size, or one less, or more: what cannot be negative."""
    constant, rest = sp.expand(n).as_coeff_Add()
    return is_size(rest) and constant >= -1


# --- how Rocq writes it -------------------------------------------------------------------------

RESERVED = {
    "D",
    "R",
    "in",
    "fun",
    "let",
    "at",
    "as",
    "if",
    "then",
    "else",
    "by",
    "kd",
    "inside",
    "sumz",
    "S",
    "O",
    "forall",
    "exists",
    "end",
    "match",
    "with",
    "return",
    "F",
    "E",
    "N",
    "exp",
    "log",
    "tanh",
    "sqrt",
    "abs",
    "sgn",
    "sin",
    "cos",
    "same",
    "nat",
    "int",
    "I",
    "nz",
    "where",
    "bits",
    "idx",
    "cofix",
    "fix",
    "using",
    "Prop",
    "Set",
    "Type",
    "for",
}


class Printer:
    """Each symbol has a name of its own."""

    def __init__(self) -> None:
        self.names: dict[Any, str] = {}
        self.cast = "R"  # how a natural number is written in the ring; "r" in a field
        self.written: dict[tuple[str, Any], str] = {}

    def name(self, symbol: Any) -> str:
        if symbol not in self.names:
            text = str(symbol)[1:] if isinstance(symbol, Dummy) else str(symbol)
            text = text.replace("'", "_prime").replace("\\mathrm", "").replace("\\hat", "hat_")
            plain = "_".join(
                "".join(c if c.isalnum() and c.isascii() else " " for c in text).split()
            )
            plain = plain or "v"
            if plain[0].isdigit():
                plain = "v" + plain
            while plain in self.names.values() or plain in RESERVED:
                plain += "'"
            self.names[symbol] = plain
        return self.names[symbol]

    def function(self, name: str) -> str:
        """The name of a function, which no symbol has."""
        key = ("function", name)
        if key not in self.names:
            letters = name.rstrip("'")
            plain = "".join(c for c in letters if c.isalnum() or c == "_") or "f"
            plain += "_" if letters in RESERVED else ""
            primes = "'" * (len(name) - len(letters))
            while plain + primes in self.names.values() or plain in RESERVED:
                plain += "_"
            self.names[key] = plain + primes
        return self.names[key]

    def integer(self, e: Expr) -> str:
        """An index or a bound: an integer."""
        if ("", e) not in self.written:
            self.written["", e] = self._integer(e)
        return self.written["", e]

    def _integer(self, e: Expr) -> str:
        match e:
            case sp.Integer():
                return f"{e}" if e >= 0 else f"(- {-e})"
            case Symbol():
                return self.name(e) + ("%:Z" if is_size(e) else "")
            case Indexed():
                return "(" + " ".join([self.name(e.base), *map(self.integer, e.indices)]) + ")"
            case sp.Add():
                terms = sorted(
                    e.as_ordered_terms(), key=lambda t: t.is_Integer or t.could_extract_minus_sign()
                )
                text = self.integer(terms[0])
                for t in terms[1:]:
                    minus = t.could_extract_minus_sign()
                    text += f" - {self.integer(-t)}" if minus else f" + {self.integer(t)}"
                return f"({text})"
            case sp.Mul():
                c, rest = e.as_coeff_Mul()
                if c == -1:
                    return f"(- {self.integer(rest)})"
                return "(" + " * ".join(map(self.integer, e.as_ordered_factors())) + ")"
            case sp.Pow(exp=sp.Integer()) if e.exp > 0:
                return f"({self.integer(e.base)} ^+ {e.exp})"
        raise NotCertified(f"the index {e}")

    def natural(self, n: Expr) -> str:
        """An exponent: a size, more or one less."""
        constant, rest = sp.expand(n).as_coeff_Add()
        sign = "" if constant == 0 else f" + {constant}" if constant > 0 else f" - {-constant}"
        return f"({self.name(rest)}{sign})" if sign else self.name(rest)

    def text(self, e: Node) -> str:
        """A value in the ring."""
        if (self.cast, e) not in self.written:
            self.written[self.cast, e] = self._text(e)
        return self.written[self.cast, e]

    def _text(self, e: Node) -> str:
        a = e.args
        match e.head:
            case "num":
                return str(a[0]) if a[0] < 2 else f"{a[0]}%:{self.cast}"
            case "int":
                return (
                    f"{self.name(a[0])}%:{self.cast}"
                    if is_size(a[0])
                    else f"{self.integer(a[0])}%:~R"
                )
            case "var":
                return self.name(a[0])
            case "ref":
                return "(" + " ".join([self.name(a[0]), *map(self.integer, a[1:])]) + ")"
            case "ins":
                return "(inside R " + " ".join(map(self.integer, a)) + ")"
            case "kd":
                return "(kd R " + " ".join(map(self.integer, a)) + ")"
            case "fun":
                return f"({self.function(a[0])} {self.text(a[1])})"
            case "neg":
                return f"(- {self.text(a[0])})"
            case "inv":
                return f"({self.text(a[0])}^-1)"
            case "pow":
                return f"({self.text(a[0])} ^+ {a[1]})"
            case "npow":
                return f"({self.text(a[0])} ^+ {self.natural(a[1])})"
            case "D":
                return f"(D {self.text(a[0])})"
            case "sum":
                i, lo, hi, body = a
                return (
                    f"(sumz {self.integer(lo)} {self.integer(hi)} "
                    f"(fun {self.name(i)} => {self.text(body)}))"
                )
            case "add":
                text = self.text(a[0])
                for t in a[1:]:
                    text += (
                        f" - {self.text(t.args[0])}" if t.head == "neg" else f" + {self.text(t)}"
                    )
                return f"({text})"
        first, *rest = a
        text = self.text(first)
        for f in rest:
            text += f" / {self.text(f.args[0])}" if f.head == "inv" else f" * {self.text(f)}"
        return f"({text})"


def is_size(e: Any) -> bool:
    return bool(
        isinstance(e, Symbol) and e.is_integer and e.is_positive and not isinstance(e, Dummy)
    )


def subtrees(e: Node) -> Iterator[Node]:
    yield e
    for a in e.nodes:
        yield from subtrees(a)
