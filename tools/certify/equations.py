"""Proofs of equations between trees, as scripts for Rocq.

Every method that ends in a proof returns lines that close one goal, whose two sides are written
exactly as the printer writes the two trees.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import sympy as sp
from sympy import Expr, Symbol

from tools.certify import NotCertified
from tools.certify.tree import (
    ONE,
    ZERO,
    Node,
    Printer,
    add,
    at,
    fresh,
    fun,
    inv,
    is_size,
    mul,
    neg,
    num,
    power,
    substituted,
)
from tools.certify.values import Samples

Lines = list[str]
Limit = tuple[Symbol, Expr, Expr]
BLANKS = {
    rule + kind: " _" * n
    for rule in ("dadd", "dmul")
    for kind, n in {"": 4, "_l": 3, "_r": 3, "_0": 2}.items()
}


@dataclass(frozen=True)
class Term:
    """A product of factors under sums; the first limit is the outermost sum."""

    limits: tuple[Limit, ...]
    factors: tuple[Node, ...]

    @property
    def body(self) -> Node:
        return mul(*self.factors)

    @property
    def node(self) -> Node:
        e = self.body
        for i, lo, hi in reversed(self.limits):
            e = Node("sum", (i, lo, hi, e))
        return e


def block(lines: Lines) -> Lines:
    if not lines[1:]:
        return ["{ " + lines[0] + " }"]
    return ["{ " + lines[0], *("  " + line for line in lines[1:-1]), "  " + lines[-1] + " }"]


class Writer:
    """Writes the proofs for one identity."""

    def __init__(
        self,
        printer: Printer,
        samples: Samples,
        target: Sequence[Expr],
        *,
        field: bool,
        expand: int = 0,
        defined: Mapping[sp.IndexedBase, Sequence[tuple[Expr, ...]]] | None = None,
    ) -> None:
        self.p, self.samples, self.field, self.expand = printer, samples, field, expand
        self.target, self.defined = target, defined or {}
        self.count = 0
        self.close = "fieldz." if field else "ring."

    def label(self) -> str:
        self.count += 1
        return f"E{self.count}"

    def chain(self, steps: Sequence[tuple[Node, Lines]]) -> Lines:
        """From one expression through others; each step is what it comes to, and why."""
        lines = []
        for e, proof in steps[:-1]:
            lines += [f"transitivity {self.typed(e)}.", *block(proof)]
        return [*lines, *(steps[-1][1] if steps else ["by []."])]

    def typed(self, e: Node) -> str:
        """As text; where there are numbers alone, with the ring that they are of."""
        return f"({self.p.text(e)} : R)" if is_plain(e) else self.p.text(e)

    def under(self, limits: Sequence[Limit], ranges: bool = True) -> Lines:
        how = "? ?" if ranges else "_ _"
        return [f"apply: eq_sumz => {self.p.name(i)} {how}." for i, _, _ in limits]

    # derivatives

    def derived(self, e: Node) -> tuple[Node, str]:
        """The derivative and a proof term of ``D e = derivative``; ZERO where it vanishes."""
        a = e.args
        match e.head:
            case "num":
                return ZERO, {0: "dzero", 1: "done"}.get(a[0], "(dnum _)")
            case "int":
                return ZERO, "(dnum _)" if is_size(a[0]) else "(dint _)"
            case "ins":
                return ZERO, "(dins _ _ _)"
            case "kd":
                return ZERO, "(dkd _ _)"
            case "var":
                return self._variable(e)
            case "ref":
                return self._entry(e)
            case "neg":
                d, proof = self.derived(a[0])
                return (
                    (ZERO, f"(dopp0 _ {proof})") if d == ZERO else (neg(d), f"(dopp _ _ {proof})")
                )
            case "add" | "mul":
                return self._folded(e)
            case "pow":
                d, proof = self.derived(a[0])
                if d == ZERO:
                    return ZERO, f"(dpow0 _ _ {proof})"
                return Node(
                    "mul", (num(a[1]), power_kept(a[0], a[1] - 1), d)
                ), f"(dpow {a[1] - 1} _ _ {proof})"
            case "inv":
                d, proof = self.derived(a[0])
                if d == ZERO:
                    return ZERO, f"(dinv0 _ {proof})"
                back = neg(Node("pow", (inv(a[0]), 2)))
                return Node("mul", (back, d)), f"(dinv {self.p.text(a[0])} _ ltac:(nz) {proof})"
            case "fun":
                return self._function(e)
            case "sum":
                i, lo, hi, body = a
                d, proof = self.derived(body)
                name = self.p.name(i)
                ends = self.p.integer(lo), self.p.integer(hi)
                held = (
                    f"({name}_lo : {ends[0]} <= {name}) ({name}_hi : {name} <= {ends[1]})"
                    if self.field
                    else "_ _"
                )
                proof = f"(fun {name} {held} => {proof})"
                if d == ZERO:
                    return ZERO, f"(dsum0 _ _ _ {proof})"
                return Node("sum", (i, lo, hi, d)), f"(dsum _ _ _ _ {proof})"
        raise NotCertified(f"a derivative of {e.head} inside another")

    def _folded(self, e: Node) -> tuple[Node, str]:
        """Of a sum or product of several parts, taken together from the left."""
        first, *rest = e.args
        so_far, (d, proof) = first, self.derived(first)
        rule = "d" + e.head
        for f in rest:
            df, more = self.derived(f)
            kind = {(True, True): "_0", (False, True): "_l", (True, False): "_r"}.get(
                (d == ZERO, df == ZERO), ""
            )
            if e.head == "add" and f.head == "neg" and df != ZERO:
                pass
            proof = f"({rule}{kind}{BLANKS[rule + kind]} {proof} {more})"
            if kind == "":
                d = (
                    Node("add", (d, df))
                    if e.head == "add"
                    else Node("add", (Node("mul", (d, f)), Node("mul", (so_far, df))))
                )
            elif kind == "_l":
                d = d if e.head == "add" else Node("mul", (d, f))
            elif kind == "_r":
                d = df if e.head == "add" else Node("mul", (so_far, df))
            so_far = Node(e.head, (so_far, f))
        return d, proof

    def _variable(self, e: Node) -> tuple[Node, str]:
        name = f"D_{self.p.text(e)}"
        return (ONE if e.args[0] in self.target else ZERO), name

    def _entry(self, e: Node) -> tuple[Node, str]:
        base, *at_ = e.args
        other = ["ltac:(lia)"] * len(self.defined.get(base, ()))  # not what stands for something
        if any(_all_equal(at_, e) for e in self.defined.get(base, ())):
            raise NotCertified("an entry is differentiated that stands for something else")
        proof = "(D_" + " ".join([self.p.name(base), *map(self.p.integer, at_), *other]) + ")"
        for t in self.target:
            if isinstance(t, sp.Indexed) and t.base == base:
                pairs = [(i, sp.expand(q)) for i, q in zip(at_, t.indices, strict=True)]
                if (apart := next(filter(_differ, pairs), None)) is not None:
                    whole = self.p.text(mul(*(Node("kd", pair) for pair in pairs)))
                    zero = f"by rewrite [{self.p.text(Node('kd', apart))}]kd_neq"
                    zero += " ?mul0r ?mulr0 ?mul0r //; lia"
                    return ZERO, f"(etrans {proof} (ltac:({zero}) : {whole} = 0 :> R))"
                if all(i == q for i, q in pairs):
                    ones = "".join(f" {self.p.text(Node('kd', pair))}" for pair in pairs)
                    return (
                        ONE,
                        f"(etrans {proof} ltac:(by rewrite !kd_id ?mulr1))" if ones else proof,
                    )
                return mul(*(Node("kd", pair) for pair in pairs)), proof
        return ZERO, proof

    def _function(self, e: Node) -> tuple[Node, str]:
        name, a = e.args
        d, proof = self.derived(a)
        need = " ltac:(nz)" if name in ("log", "sqrt", "abs") else ""
        if d == ZERO:
            need = " ltac:(nz)" if need else ""
            return ZERO, f"(dfun0 _ _ _ ({self.p.function(name)}_D {self.p.text(a)}{need}) {proof})"
        rule = f"({self.p.function(name)}_D {self.p.text(a)}{need})"
        return Node("mul", (slope(name, a), d)), f"(dfun _ _ _ _ {rule} {proof})"

    def without_derivatives(self, e: Node) -> tuple[Node, Lines]:
        """`e` with every derivative taken, and the proof of the equation."""
        if "D" not in e.heads:
            return e, ["by []."]
        if e.head == "D":
            if "D" in e.args[0].heads:
                raise NotCertified("a derivative of a derivative")
            d, proof = self.derived(e.args[0])
            return d, [f"exact {proof}."]
        if e.head == "sum":
            i, lo, hi, body = e.args
            d, lines = self.without_derivatives(body)
            return Node("sum", (i, lo, hi, d)), [*self.under([(i, lo, hi)]), *lines]
        parts, lines, why = [], [], []
        for a in e.args:
            if isinstance(a, Node):
                d, steps = self.without_derivatives(a)
                h, more = self.have(a, d, steps)
                lines += more
                why.append(h)
                a = d
            parts.append(a)
        return Node(e.head, tuple(parts)), [*lines, f"exact: {congruence(e, why)}."]

    def everywhere(
        self, e: Node, rule: Callable[[Node], tuple[Node, Lines] | None]
    ) -> tuple[Node, Lines]:
        """`e` with a rule used wherever it applies, from the inside out."""
        if e.head == "sum":
            i, lo, hi, body = e.args
            d, lines = self.everywhere(body, rule)
            done = Node("sum", (i, lo, hi, d))
            steps = [(done, [*self.under([(i, lo, hi)]), *lines])] if done != e else []
            if (found := rule(done)) is not None:
                steps.append(found)
                done = found[0]
            return done, self.chain([*steps, (done, ["by []."])])
        parts, lines, why = [], [], []
        for a in e.args:
            if isinstance(a, Node):
                d, proof = self.everywhere(a, rule)
                h, more = self.have(a, d, proof)
                lines += more
                why.append(h)
                a = d
            parts.append(a)
        done = Node(e.head, tuple(parts))
        steps = [(done, [*lines, f"exact: {congruence(e, why, self.p)}."])] if done != e else []
        if (found := rule(done)) is not None:
            steps.append(found)
            last, after = self.everywhere(found[0], rule)
            if last != found[0]:
                steps.append((last, after))
            done = last
        return done, self.chain([*steps, (done, ["by []."])])

    def laws(self, e: Node) -> tuple[Node, Lines] | None:
        """Exponentials of sums, logarithms of products."""
        if e.head == "sum":
            return self._factor_out(e)
        if e.head != "fun" or e.args[0] not in ("exp", "log"):
            return None
        name, a = e.args
        first = (
            add(*a.args[:-1]) if a.head == "add" else mul(*a.args[:-1]) if a.head == "mul" else a
        )
        if name == "exp":
            match a.head:
                case "neg":
                    return inv(fun(name, a.args[0])), ["exact: exp_opp."]
                case "add":
                    return Node("mul", (fun(name, first), fun(name, a.args[-1]))), [
                        "exact: exp_add."
                    ]
                case "mul" if a.args[0].head == "num":
                    rest = mul(*a.args[1:])
                    return power(fun(name, rest), a.args[0].args[0]), [
                        "exact: exp_nat."
                        if not a.args[2:]
                        else "by rewrite -exp_nat; congr exp_; ring."
                    ]
                case "fun" if a.args[0] == "log" and self.p.text(a.args[1]):
                    return None
            if a == ZERO:
                return ONE, ["exact: exp_0."]
        if name == "log":
            match a.head:
                case "fun" if a.args[0] == "exp":
                    return a.args[1], ["exact: log_exp."]
                case "inv":
                    return neg(fun(name, a.args[0])), ["apply: log_inv; nz."]
                case "mul":
                    return Node("add", (fun(name, first), fun(name, a.args[-1]))), [
                        "apply: log_mul; nz."
                    ]
                case "pow":
                    return Node("mul", (num(a.args[1]), fun(name, a.args[0]))), [
                        "apply: log_nat; nz."
                    ]
            if a == ONE:
                return ZERO, ["exact: log_1."]
        return None

    def cancelled(self, e: Node) -> tuple[Node, Lines] | None:
        """Inverses of products as products of inverses; a factor times its inverse."""
        if e.head == "inv":
            match e.args[0].head:
                case "mul":
                    found = Node("mul", tuple(map(inv, e.args[0].args)))
                    return found, ["by rewrite ?invfM."]
                case "inv":
                    return e.args[0].args[0], ["exact: invrK."]
                case "neg":
                    return neg(inv(e.args[0].args[0])), ["exact: invrN."]
        if e.head == "mul":
            factors = list(_factors(e, lambda _: False))
            texts = [self.p.text(f) for f in factors]
            for n, f in enumerate(factors):
                if f.head == "inv" and (one := self.p.text(f.args[0])) in texts:
                    m = texts.index(one)
                    kept = [g for k, g in enumerate(factors) if k not in (n, m)]
                    return mul(*kept), ["fieldz."]
        return None

    def powers(self, e: Node) -> tuple[Node, Lines] | None:
        """A power with a symbol for exponent as the least of its kind and a plain power."""
        if e.head != "npow":
            return None
        base, n = e.args
        least, more = least_power(n)
        if more == 0:
            return None
        found = Node("mul", (Node("npow", (base, least)), power(base, more)))
        return found, [f"apply: {'pow_next' if more == 1 else 'pow_split'}; lia."]

    def _factor_out(self, e: Node) -> tuple[Node, Lines] | None:
        """A sum whose summand has a factor that does not depend on the index."""
        i, lo, hi, body = e.args
        factors = list(_factors(body, lambda _: False)) if body.head in ("mul", "neg") else [body]
        still = [f for f in factors if i not in f.free]
        moved = [f for f in factors if i in f.free]
        if not still or not moved:
            return None
        found = Node("mul", (mul(*still), Node("sum", (i, lo, hi, mul(*moved)))))
        return found, [
            "symmetry.",
            f"rewrite sumz_mull; apply: eq_sumz => {self.p.name(i)} _ _.",
            "ring.",
        ]

    def have(self, before: Node, after: Node, proof: Lines) -> tuple[str, Lines]:
        """A name for ``before = after``, and the lines that prove it."""
        one, two = self.p.text(before), self.p.text(after)
        if one == two:
            return "(erefl _)", []
        h = self.label()
        return h, [f"have {h} : {one} = {two} :> R.", *block(proof)]

    # sums to the front

    def flat(self, e: Node) -> tuple[list[Term], Lines]:
        """The terms of `e`, and the proof of ``e = their sum``."""
        if e == ZERO:
            return [], ["by []."]
        match e.head:
            case "add":
                return self._flat_sum_of(e)
            case "neg" | "mul" | "pow" if self.open(e) or e.head != "pow":
                factors = list(_factors(e, self.open))
                whole = Node("mul", tuple(factors)) if factors[1:] else factors[0]
                terms, lines = self._flat_product(factors)
                return terms, self.chain(
                    [(whole, ["by []." if whole == e else "ring."]), (whole, lines)]
                )
            case "sum":
                return self._flat_sum(e)
        return [Term((), (e,))], ["by []."]

    def open(self, e: Node) -> bool:
        """Whether something of `e` is to be brought to the front."""
        match e.head:
            case "sum":
                return True
            case "neg" | "pow":
                return self.open(e.args[0])
            case "mul":
                return any(map(self.open, e.args))
            case "add":
                if self.expand == 2 or (self.expand and any(map(self.holds_sum, e.args))):
                    return True
                return any(a == ZERO or _has_delta(a) for a in e.args)
        return False

    def holds_sum(self, e: Node) -> bool:
        if e.head in ("sum", "kd"):
            return True
        return e.head in ("neg", "pow", "mul", "add") and any(map(self.holds_sum, e.nodes))

    def total(self, terms: Sequence[Term]) -> Node:
        return add(*(t.node for t in terms))

    def _flat_sum_of(self, e: Node) -> tuple[list[Term], Lines]:
        found, totals, lines, why = [], [], [], []
        for a in e.args:
            terms, proof = self.flat(a)
            found += terms
            totals.append(self.total(terms))
            h, more = self.have(a, totals[-1], proof)
            lines += more
            why.append(h)
        middle = Node("add", tuple(totals))
        last = "by []." if self.p.text(middle) == self.p.text(self.total(found)) else "ring."
        steps = [(middle, [f"exact: {congruence(e, why)}."]), (middle, [last])]
        return found, [*lines, *self.chain(steps)]

    def rewritten(self, before: Node, after: Node, proof: Lines) -> Lines:
        one, two = self.p.text(before), self.p.text(after)
        if one == two:
            return []
        h = self.label()
        return [f"have {h} : {self.typed(before)} = {two}.", *block(proof), f"rewrite ?{h}."]

    def _flat_product(self, args: list[Node]) -> tuple[list[Term], Lines]:
        """The terms of a product of factors, and the proof of ``product = their sum``."""
        if not any(map(self.open, args)):
            return [Term((), tuple(args))], ["by []."]
        shut = [a for a in args if not self.open(a)]
        lines, why, forms = [], [], []
        groups = ([mul(*shut)] if shut else []) + [a for a in args if self.open(a)]
        for a in groups:
            if shut and a is groups[0]:
                forms.append([Term((), tuple(shut))])
                why.append("(erefl _)")
                continue
            terms, proof = self.flat(a)
            h, more = self.have(a, self.total(terms), proof)
            forms.append(terms)
            lines += more
            why.append(h)
        start = Node("mul", tuple(groups)) if groups[1:] else groups[0]
        totals = [self.total(form) for form in forms]
        now = Node("mul", tuple(totals)) if totals[1:] else totals[0]
        original = Node("mul", tuple(args)) if args[1:] else args[0]
        steps = [
            (start, ["by []." if start == original else "ring."]),
            (now, [f"exact: {congruence(start, why) if groups[1:] else why[0]}."]),
        ]
        found = forms[0]
        for n, form in enumerate(forms[1:], 1):
            products, more = self._products(found, form)
            left = Node("mul", (self.total(found), totals[n]))
            h, some = self.have(left, self.total(products), more)
            lines += some
            found = products
            rest = totals[n + 1 :]
            now = Node("mul", (self.total(found), *rest)) if rest else self.total(found)
            steps.append((now, [f"rewrite -?{h}; ring." if h[0] == "E" else "by []."]))
        return found, [*lines, *self.chain([*steps, (now, ["by []."])])]

    def _products(self, left: list[Term], right: list[Term]) -> tuple[list[Term], Lines]:
        products, pairs, lines, why = [], [], [], []
        for s, t in product(left, right):
            merged, proof = self._merge(s, t)
            products.append(merged)
            pairs.append(Node("mul", (s.node, t.node)))
            h, more = self.have(pairs[-1], merged.node, proof)
            lines += more
            why.append(h)
        if not pairs:
            return [], ["ring."]
        middle = Node("add", tuple(pairs)) if pairs[1:] else pairs[0]
        by = congruence(middle, why) if pairs[1:] else why[0]
        distributed = "by []." if len(pairs) == 1 else "ring."
        return products, [
            f"transitivity {self.typed(middle)}.",
            *block([distributed]),
            *lines,
            f"exact: {by}.",
        ]

    def _merge(self, s: Term, t: Term) -> tuple[Term, Lines]:
        """The product of two terms as one: the sums of the second inside those of the first."""
        taken = {i for i, _, _ in s.limits} | s.body.free
        new = {i: fresh(i) for i, _, _ in t.limits if i in taken}
        moved = tuple((new.get(i, i), lo, hi) for i, lo, hi in t.limits)
        factors = s.factors + tuple(substituted(f, new) for f in t.factors)
        lines = [
            f"rewrite sumz_mulr; apply: eq_sumz => {self.p.name(i)} _ _." for i, _, _ in s.limits
        ]
        lines += [
            f"rewrite sumz_mull; apply: eq_sumz => {self.p.name(i)} _ _." for i, _, _ in moved
        ]
        return Term(s.limits + moved, factors), [*lines, "ring."]

    def _flat_sum(self, e: Node) -> tuple[list[Term], Lines]:
        i, lo, hi, body = e.args
        terms, lines = self.flat(body)
        middle = self.typed(Node("sum", (i, lo, hi, self.total(terms))))
        found = [Term(((i, lo, hi), *t.limits), t.factors) for t in terms]
        return found, [
            f"transitivity {middle}.",
            *block([*self.under([(i, lo, hi)], False), *lines]),
            "by rewrite ?sumz_add ?sumz0.",
        ]

    # deltas

    def collapses(self, t: Term) -> Iterator[tuple[Term, Lines]]:
        """The term with its deltas used, in every way that there is, with the proof of each."""
        ways = list(self._solutions(t))
        if not ways:
            after, proof = self._tidied(t)
            yield after, self.chain([(after.node, proof)])
            return
        for delta, place, e in ways:
            after, proof = self._collapse(t, delta, place, e)
            for last, more in self.collapses(after):
                yield last, [f"transitivity {self.typed(after.node)}.", *block(proof), *more]

    def opened(self, t: Term) -> Iterator[tuple[Term, Lines]]:
        """The term with one indicator of a bound index read as a sum over its range, and used."""
        bound = {i for i, _, _ in t.limits}
        for n, f in enumerate(t.factors):
            if f.head != "ins" or not bound & f.free:
                continue
            e, lo, hi = f.args
            new = sp.Dummy("m", integer=True)
            rest = [g for m, g in enumerate(t.factors) if m != n]
            after = Term((*t.limits, (new, lo, hi)), (Node("kd", (new, e)), *rest))
            one, body = self.p.text(f), self.p.text(mul(*rest))
            bounds, name = f"{self.p.integer(lo)} {self.p.integer(hi)}", self.p.name(new)
            summed = f"(sumz {bounds} (fun {name} => {self.p.text(after.factors[0])} * {body}))"
            lines = [
                *self.under(t.limits, False),
                f"transitivity ({one} * {body}).",
                *block(["ring."]),
                f"transitivity {summed}.",
                *block(["exact: inside_sumz."]),
                f"by apply: eq_sumz => {name} _ _; ring.",
            ]
            for last, more in self.collapses(after):
                yield last, self.chain([(after.node, lines), (last.node, more)])

    def _solutions(self, t: Term) -> Iterator[tuple[int, int, Expr]]:
        """For the first delta with a bound index: the indices for which it can be solved."""
        for n, f in enumerate(t.factors):
            if f.head != "kd":
                continue
            gap = sp.expand(f.args[0] - f.args[1])
            found = False
            for place, (i, _, _) in enumerate(t.limits):
                c = gap.coeff(i, 1)
                rest = sp.expand(gap - c * i)
                if c in (1, -1) and not rest.has(i):
                    found = True
                    yield n, place, sp.expand(-c * rest)
            if found:
                return

    def _collapse(self, t: Term, n: int, place: int, e: Expr) -> tuple[Term, Lines]:
        i, lo, hi = t.limits[place]
        outer = (*t.limits[:place], *t.limits[place + 1 :])
        order = (*outer, t.limits[place])
        steps = self._exchanged(t, order)
        rest = [f for m, f in enumerate(t.factors) if m != n]
        delta, name = t.factors[n], self.p.name(i)
        solved = Node("kd", (i, e))
        inside = Node("ins", (e, lo, hi))
        after = Term(outer, (inside, *(substituted(f, {i: e}) for f in rest)))
        bounds = f"{self.p.integer(lo)} {self.p.integer(hi)}"
        body = self.p.text(mul(*rest))
        mid = f"(sumz {bounds} (fun {name} => {self.p.text(solved)} * {body}))"
        first = [*self.under([(i, lo, hi)], False)]
        if self.p.text(delta) != self.p.text(solved):
            first.append(f"have -> : {self.p.text(delta)} = {self.p.text(solved)} by bits.")
        lines = [
            *steps,
            *self.under(outer, False),
            f"transitivity {mid}.",
            *block([*first, "ring."]),
            "rewrite sumz_kd -?[RHS]mulrA; congr (_ * _).",
        ]
        if not rest:
            lines[-1] = "by rewrite sumz_kd mulr1."
            return after, lines
        last = f"transitivity ({self.p.text(inside)} * {self.p.text(mul(*after.factors[1:]))})."
        lines[-1] = "rewrite sumz_kd."
        return after, [*lines, last, *block(["by apply: (f_equal2 *%R); same."]), "ring."]

    def _exchanged(self, t: Term, order: tuple[Limit, ...]) -> Lines:
        """From the sums of `t` to the same in another order, by exchanges of neighbours."""
        now, lines = list(t.limits), []
        for n, limit in enumerate(order):
            at_ = now.index(limit)
            while at_ > n:
                now[at_ - 1], now[at_] = now[at_], now[at_ - 1]
                text = self.typed(replace(t, limits=tuple(now)).node)
                lines += [
                    f"transitivity {text}.",
                    *block([*self.under(now[: at_ - 1], False), "exact: sumz_exchange."]),
                ]
                at_ -= 1
        return lines

    def _tidied(self, t: Term) -> tuple[Term, Lines]:
        """Indicators that the ranges and hypotheses imply are one."""
        idle = [f for f in t.factors if f.head == "ins" and self.samples.always(f, t.limits)]
        one = [f for f in t.factors if f.head == "kd" and sp.expand(f.args[0] - f.args[1]) == 0]
        if not (idle or one):
            return t, ["by []."]
        lines = self.under(t.limits)
        for f in dict.fromkeys(one):
            i, j = map(self.p.integer, f.args)
            lines.append(
                f"have -> : {self.p.text(f)} = 1 by rewrite (_ : {i} = {j}) ?kd_id //; lia."
            )
        idle += one
        for f in {self.p.text(f): f for f in idle}.values():
            lines.append(f"have -> : {self.p.text(f)} = 1 by apply: inside_in; lia.")
        kept = tuple(f for f in t.factors if f not in idle)
        return replace(t, factors=kept), [*lines, "ring."]

    # two sides

    def matched(self, s: Term, t: Term) -> Lines | None:
        """The proof of ``s = t``, the sums of one being those of the other in another order."""
        if len(s.limits) != len(t.limits):
            return None
        long = {limit: sp.expand(limit[2] - limit[1]) for limit in (*s.limits, *t.limits)}
        orders = list(_orders(s.limits, t.limits, long))
        ways = sorted(product((False, True), repeat=len(s.limits)), key=sum)
        for turned in ways if len(s.limits) < 6 else ways[:1]:
            for order in orders:
                if (lines := self._match(s, order, turned, t)) is not None:
                    return lines
        return None

    def _match(
        self, s: Term, order: tuple[Limit, ...], turned: Sequence[bool], t: Term
    ) -> Lines | None:
        change: dict[Symbol, Expr] = {}
        for (i, lo, hi), (j, lo2, hi2), turn in zip(order, t.limits, turned, strict=True):
            if sp.expand(hi - lo - hi2 + lo2) != 0:
                return None
            if turn and sp.expand(hi - lo) == 0:
                return None
            change[i] = sp.expand(lo + hi2 - j if turn else j + lo - lo2)
        moved = Term(t.limits, tuple(substituted(f, change) for f in s.factors))
        if not self.samples.equal(moved.body, t.body, t.limits):
            return None
        lines = self._exchanged(s, order)
        for (_, lo, _), (j, lo2, _), turn in zip(order, t.limits, turned, strict=True):
            lemma = (
                "sumz_turn"
                if turn
                else "eq_sumz_bounds"
                if sp.expand(lo - lo2) == 0
                else "sumz_move"
            )
            lines.append(f"apply: {lemma}; [lia | move=> {self.p.name(j)} ? ?; cbv beta].")
        if t.limits:
            lines += [f"transitivity {self.typed(moved.body)}.", *block(["by same."])]
        return [*lines, *self.leaf(moved.body, t.body, t.limits)]

    def leaf(self, a: Node, b: Node, bound: Sequence[Limit]) -> Lines:
        """The proof of an equation of rational functions of atoms that agree in value."""
        if self.p.text(a) == self.p.text(b):
            return ["by []."]
        lines: Lines = []
        chosen: list[Node] = []
        found = dict.fromkeys([*atoms(b), *atoms(a)])
        kind: dict[Node, Node] = {}
        for atom in sorted(found, key=lambda n: -len(self.p.text(n))):
            partner = next(
                (
                    c
                    for c in chosen
                    if c.head == atom.head
                    and _alike(c, atom)
                    and self.samples.equal(c, atom, bound)
                ),
                None,
            )
            kind[atom] = partner or atom
            if partner is None:
                chosen.append(atom)
                continue
            one, two = self.p.text(atom), self.p.text(partner)
            if one != two:
                h = self.label()
                lines += [
                    f"have {h} : {one} = {two} :> R.",
                    *block(self.same(atom, partner, bound)),
                    f"rewrite ?{h}.",
                ]
        if not formally_equal(a, b, kind):
            raise NotCertified(
                f"not an identity of its parts: {self.p.text(a)} and {self.p.text(b)}"
            )
        return [*lines, self.close]

    def same(self, a: Node, b: Node, bound: Sequence[Limit]) -> Lines:
        """The proof that two atoms of one value are equal."""
        match a.head:
            case "ref" | "int":
                return ["by same."]
            case "ins" | "kd":
                return ["by bits."]
            case "fun":
                return [
                    f"apply: (f_equal {self.p.function(a.args[0])}).",
                    *self.equal(a.args[1], b.args[1], bound),
                ]
        return self.equal(a, b, bound)

    def equal(self, a: Node, b: Node, bound: Sequence[Limit] = ()) -> Lines:
        """The proof of ``a = b``, neither with a derivative."""
        if same_shape(a, b):
            return ["by same."]
        left, first = self.flat(a)
        right, second = self.flat(b)
        return self.joined(a, left, first, b, right, second, bound)

    def joined(
        self,
        a: Node,
        left: list[Term],
        first: Lines,
        b: Node,
        right: list[Term],
        second: Lines,
        bound: Sequence[Limit],
    ) -> Lines:
        """The proof of ``a = b`` by their terms, each matched with one of the other side."""
        ours, theirs, lines = self.paired(left, right, bound)
        if a.head == "sum" and [t.node for t in ours] == [a] and [t.node for t in theirs] == [b]:
            raise NotCertified(f"the sides differ: {self.p.text(a)} and {self.p.text(b)}")
        one, two = lines
        steps = self.chain([(self.total(left), first), (self.total(ours), one), (a, ["symmetry."])])
        back = self.chain(
            [(self.total(right), second), (self.total(theirs), two), (b, ["symmetry."])]
        )
        return [*steps, *back, *self.leaf(self.total(ours), self.total(theirs), bound)]

    def paired(
        self, left: list[Term], right: list[Term], bound: Sequence[Limit] = ()
    ) -> tuple[list[Term], list[Term], list[Lines]]:
        """The terms of both sides after matching, and the proofs of both changes."""
        ours: list[Term] = []
        theirs: list[Term] = []
        proofs: list[Lines] = [[], []]
        why: list[list[str]] = [[], []]
        whole = [next(iter(self.collapses(t))) for t in right]
        free, over = [after for after, _ in whole], []
        for s in left:
            found = self._partner(s, free)
            if found is None:
                found = self._pulled(next(iter(self.collapses(s))), s)
                over.append(found[0])
            else:
                free.remove(found[0])
            h, more = self.have(s.node, found[0].node, found[1])
            proofs[0] += more
            why[0].append(h)
            ours.append(found[0])
        for t, done in zip(right, whole, strict=True):
            if any(done[0] is f for f in free):
                free = [f for f in free if f is not done[0]]
                done = self._pulled(done, t)
                free.append(done[0])
            h, more = self.have(t.node, done[0].node, done[1])
            proofs[1] += more
            why[1].append(h)
            theirs.append(done[0])
        for n, terms in ((0, left), (1, right)):
            proofs[n].append(
                f"exact: {congruence(self.total(terms), why[n])}."
                if len(terms) > 1
                else f"exact: {why[n][0]}."
                if terms
                else "by []."
            )
        if (over or free) and not self.samples.equal(self.total(over), self.total(free), bound):
            rest = self.p.text(self.total(over)), self.p.text(self.total(free))
            raise NotCertified(f"the sides differ: {rest[0]} and {rest[1]}")
        return ours, theirs, proofs

    def _pulled(self, found: tuple[Term, Lines], start: Term) -> tuple[Term, Lines]:
        """A term as a product of sums that share no index, each over what depends on its own."""
        t, proof = found
        steps = [(t.node, proof)]
        while idle := [limit for limit in t.limits if limit[0] not in t.body.free]:
            fewer, more = self._counted(t, idle[0])
            if fewer is None:
                return found
            t = fewer
            steps.append((t.node, more))
        parts = [f for f in t.factors if not any(i in f.free for i, _, _ in t.limits)]
        outside = list(parts)
        for group, limits in _connected(t):
            parts.append(Term(limits, group).node)
        apart = Term((), tuple(parts))
        if t.limits and (outside or len(parts) > 1):
            flat, lines = self.flat(apart.node)
            match = self.matched(flat[0], t) if len(flat) == 1 else None
            if match is not None:
                back = self.chain([(flat[0].node, lines), (t.node, match)])
                steps.append((apart.node, ["symmetry.", *back]))
                t = apart
        return t, self.chain([*steps, (t.node, ["by []."])])

    def _counted(self, t: Term, limit: Limit) -> tuple[Term | None, Lines]:
        """A sum of one value is so many times that value."""
        _, lo, hi = limit
        count = sp.expand(hi - lo + 1)
        if not is_size(count):
            return None, []
        outer = tuple(x for x in t.limits if x != limit)
        after = Term(outer, (Node("int", (count,)), *t.factors))
        name, ends = self.p.name(count), f"{self.p.integer(hi)} - {self.p.integer(lo)}"
        lines = [
            *self._exchanged(t, (*outer, limit)),
            *self.under(outer, False),
            "rewrite sumz_const; last by lia.",
            f"rewrite (_ : {ends} + 1 = {name}%:Z); last by lia.",
            f"rewrite -[({name}%:Z)%:~R]/({name}%:R).",
        ]
        return after, [*lines, "ring."]

    def _partner(self, s: Term, free: list[Term]) -> tuple[Term, Lines] | None:
        for ways in (self.collapses, self.opened):
            for after, proof in ways(s):
                for t in free:
                    if (match := self.matched(after, t)) is not None:
                        return t, self.chain([(after.node, proof), (t.node, match)])
        return None


def _all_equal(one: Sequence[Expr], two: Sequence[Expr]) -> bool:
    return all(sp.expand(a - b) == 0 for a, b in zip(one, two, strict=True))


def is_plain(e: Node) -> bool:
    """Whether there are numbers alone, which do not say what ring they are of."""
    return not ({"ref", "var", "fun", "ins", "kd"} & e.heads)


def least_power(n: Expr) -> tuple[Expr, int]:
    """An exponent as one that is not negative because sizes are positive, and what is left."""
    constant, rest = sp.expand(n).as_coeff_Add()
    return rest - 1, int(constant) + 1


def _differ(pair: tuple[Expr, Expr]) -> bool:
    """Whether two indices are a fixed distance apart that is not zero."""
    gap = sp.expand(pair[0] - pair[1])
    return bool(gap.is_Integer and gap != 0)


def _orders(
    ours: tuple[Limit, ...], theirs: tuple[Limit, ...], long: dict[Limit, Expr]
) -> Iterator[tuple[Limit, ...]]:
    """The orders of some limits in which each is as long as the one it is to be."""
    if not theirs:
        yield ()
    for limit in ours:
        if theirs and long[limit] == long[theirs[0]]:
            rest = tuple(x for x in ours if x != limit)
            for more in _orders(rest, theirs[1:], long):
                yield (limit, *more)


def _connected(t: Term) -> Iterator[tuple[tuple[Node, ...], tuple[Limit, ...]]]:
    """Groups of factors that share no bound index with one another, and their sums."""
    bound = {i for i, _, _ in t.limits}
    groups: list[tuple[list[Node], set[Symbol]]] = []
    for f in t.factors:
        members, names = [f], set(f.free) & bound
        if not names:
            continue
        for group in [g for g in groups if g[1] & names]:
            groups.remove(group)
            members, names = group[0] + members, group[1] | names
        groups.append((members, names))
    for members, names in groups:
        yield tuple(members), tuple(limit for limit in t.limits if limit[0] in names)


def formally_equal(a: Node, b: Node, kind: dict[Node, Node]) -> bool:
    """Whether two rational functions of atoms are equal, whatever the atoms are."""
    for seed in (1, 2):
        draw = random.Random(seed)
        values = {atom: draw.uniform(0.3, 1.7) for atom in dict.fromkeys(kind.values())}

        def value(e: Node, values: dict[Node, float] = values) -> float:
            match e.head:
                case "num":
                    return float(e.args[0])
                case "add":
                    return float(sum(map(value, e.args)))
                case "mul":
                    return float(math.prod(map(value, e.args)))
                case "neg":
                    return -value(e.args[0])
                case "inv":
                    return 1 / value(e.args[0])
                case "pow":
                    return float(value(e.args[0]) ** e.args[1])
            return values[kind[e]]

        x, y = value(a), value(b)
        if abs(x - y) > 1e-9 * (1 + abs(x) + abs(y)):
            return False
    return True


def congruence(e: Node, why: Sequence[str], p: Printer | None = None) -> str:
    """The proof term of an equation of two nodes of one head from those of their parts."""
    match e.head:
        case "add" | "mul":
            sign = "+%R" if e.head == "add" else "*%R"
            term = why[0]
            for h in why[1:]:
                term = f"(f_equal2 {sign} {term} {h})"
            return term
        case "neg":
            return f"(f_equal -%R {why[0]})"
        case "pow":
            return f"(f_equal (fun x => x ^+ {e.args[1]}) {why[0]})"
        case "inv":
            return f"(f_equal (fun x => x^-1) {why[0]})"
        case "D":
            return f"(f_equal D {why[0]})"
        case "fun" if p is not None:
            return f"(f_equal {p.function(e.args[0])} {why[0]})"
    raise NotCertified(f"a derivative inside {e.head}")


def _factors(e: Node, is_open: Callable[[Node], bool]) -> Iterator[Node]:
    """The factors of a product, however it is nested."""
    match e.head:
        case "mul":
            for a in e.args:
                yield from _factors(a, is_open)
        case "neg" if e.args[0] == ONE:
            yield e
        case "neg":
            yield neg(ONE)
            yield from _factors(e.args[0], is_open)
        case "pow" if is_open(e.args[0]):
            for _ in range(e.args[1]):
                yield from _factors(e.args[0], is_open)
        case _:
            if e != ONE:
                yield e


def power_kept(a: Node, n: int) -> Node:
    """A power that is written as one, whatever the exponent."""
    return Node("pow", (a, n))


def slope(name: str, a: Node) -> Node:
    """The derivative of a function at `a`."""
    match name:
        case "exp":
            return fun("exp", a)
        case "log":
            return inv(a)
        case "tanh":
            return add(ONE, neg(power(fun("tanh", a), 2)))
        case "abs":
            return fun("sgn", a)
        case "sin":
            return fun("cos", a)
        case "cos":
            return neg(fun("sin", a))
        case "sqrt":
            return inv(mul(num(2), fun("sqrt", a)))
        case "sgn":
            raise NotCertified("a derivative of a sign")
    return fun(name + "'", a)


def _has_delta(e: Node) -> bool:
    return e.head == "kd" or (
        e.head in ("mul", "neg", "sum", "add", "pow") and any(map(_has_delta, e.nodes))
    )


def atoms(e: Node) -> Iterator[Node]:
    """The parts of `e` that ring and field take as they are."""
    if e.head in ("add", "mul", "neg", "inv", "pow"):
        for a in e.nodes:
            yield from atoms(a)
    elif e.head != "num":
        yield e


def _alike(a: Node, b: Node) -> bool:
    if a.head in ("ref", "fun"):
        return bool(a.args[0] == b.args[0])
    return a.head in ("sum", "ins", "kd", "int")


def same_shape(a: Node, b: Node, known: dict[Symbol, Symbol] | None = None) -> bool:
    """Whether two trees differ in the names of bound indices and the writing of indices alone."""
    known = known or {}
    if a.head != b.head or len(a.args) != len(b.args):
        return False
    if a.head == "sum":
        i, lo, hi, body = a.args
        j, lo2, hi2, other = b.args
        ends = zip((lo, hi), (lo2, hi2), strict=True)
        return all(_one(x, y, known) for x, y in ends) and same_shape(body, other, known | {i: j})
    return all(
        same_shape(x, y, known)
        if isinstance(x, Node) and isinstance(y, Node)
        else _one(x, y, known)
        for x, y in zip(a.args, b.args, strict=True)
    )


def _one(x: object, y: object, known: dict[Symbol, Symbol]) -> bool:
    if isinstance(x, Expr) and isinstance(y, Expr) and not isinstance(x, sp.IndexedBase):
        return bool(sp.expand(x.xreplace(known) - y) == 0)
    return x == y


__all__ = ["Term", "Writer", "at"]
