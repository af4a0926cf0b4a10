"""Certificates: an identity as a theorem of Rocq, and a proof script that its kernel checks.

The statement is written from the same object that a chapter proves. The script is a chain of small
equations: derivatives are pushed to the entries, sums brought to the front, deltas collapsed, and
the two normal forms matched. Whatever this module gets wrong, the kernel refuses.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product

import sympy as sp
from sympy import Add, Dummy, Expr, Indexed, Integer, KroneckerDelta, Mul, Pow, S, Sum, Symbol

from cnn_core.symbolic.vocabulary import Inside, Partial

Limit = tuple[Symbol, Expr, Expr]
Lines = list[str]


class NotCertified(ValueError):
    """This module cannot write a certificate for the identity, and says why."""


@dataclass(frozen=True)
class Term:
    """``coefficient * product of factors`` under sums; the last limit is the outermost sum."""

    coefficient: Integer
    limits: tuple[Limit, ...]
    factors: tuple[Expr, ...]


# --- how Rocq writes it -------------------------------------------------------------------------


class Printer:
    """Expressions as Rocq writes them; each symbol has a name of its own."""

    def __init__(self) -> None:
        self.names: dict[Symbol, str] = {}
        self.as_written: dict[Symbol, str] = {}  # an index for which a text stands

    def name(self, symbol: Symbol) -> str:
        if symbol not in self.names:
            plain = "".join(c if c.isalnum() else "_" for c in symbol.name).strip("_") or "v"
            while plain in self.names.values() or plain in RESERVED:
                plain += "_"
            self.names[symbol] = plain
        return self.names[symbol]

    def integer(self, e: Expr) -> str:
        """An index or a bound: an integer."""
        match e:
            case Integer():
                return f"{e}" if e >= 0 else f"(- {-e})"
            case Symbol() if e in self.as_written:
                return self.as_written[e]
            case Symbol():
                return self.name(e) + ("%:Z" if is_size(e) else "")
            case Add():
                return "(" + " + ".join(map(self.integer, e.args)) + ")"
            case Mul():
                return "(" + " * ".join(map(self.integer, e.args)) + ")"
        raise NotCertified(f"an index {e}")

    def number(self, e: Expr) -> str:
        """A value in the ring."""
        match e:
            case Integer():
                return f"{e}%:R" if e >= 0 else f"(- {-e}%:R)"
            case Symbol() if is_size(e):
                return f"{self.name(e)}%:R"
            case Symbol():
                return self.name(e)
            case Indexed():
                return "(" + " ".join([self.name(e.base.label), *map(self.integer, e.indices)]) + ")"
            case Inside():
                return "(inside R " + " ".join(map(self.integer, e.args)) + ")"
            case KroneckerDelta():
                return "(kd R " + " ".join(map(self.integer, e.args[:2])) + ")"
            case Sum():
                return self.sum(e.limits, self.number(e.function))
            case Add():
                return "(" + " + ".join(map(self.number, e.args)) + ")"
            case Mul():
                return "(" + " * ".join(map(self.number, e.args)) + ")"
            case Pow(exp=Integer()) if e.exp > 0:
                return f"({self.number(e.base)} ^+ {e.exp})"
            case Partial():
                return f"(D {self.number(e.args[0])})"
            case sp.Function() if hasattr(e, "stand_in"):
                return f"({function_name(e)} {self.number(e.args[0])})"
        raise NotCertified(f"a value {e}")

    def sum(self, limits: Iterable[Limit], text: str) -> str:
        for index, lo, hi in limits:  # the first limit is the innermost sum
            bounds = f"{self.integer(lo)} {self.integer(hi)}"
            text = f"(sumz {bounds} (fun {self.name(index)} => {text}))"
        return text

    def term(self, t: Term) -> str:
        factors = [self.number(f) for f in t.factors]
        if t.coefficient != 1 or not factors:
            factors.insert(0, self.number(t.coefficient))
        return self.sum(t.limits, "(" + " * ".join(factors) + ")" if factors[1:] else factors[0])

    def terms(self, terms: Sequence[Term]) -> str:
        return "(" + " + ".join(map(self.term, terms)) + ")" if terms else "0"


RESERVED = {"D", "R", "in", "fun", "let", "at", "as", "if", "then", "else", "by", "kd", "inside",
            "sumz", "S", "O", "forall", "exists", "end", "match", "with", "return"}  # fmt: skip


def is_size(e: Expr) -> bool:
    return bool(e.is_Symbol and e.is_integer and e.is_positive)


def function_name(f: Expr) -> str:
    return type(f).__name__.replace("'", "_d")


def bare(text: str) -> str:
    return text.replace("(", "").replace(")", "")


def block(lines: Lines) -> Lines:
    return ["{ " + lines[0], *("  " + line for line in lines[1:-1]), "  " + lines[-1] + " }"] if lines[1:] else ["{ " + lines[0] + " }"]


# --- normal forms with their proofs -------------------------------------------------------------


class Certifier:
    """Writes proofs for one identity; a proof is the list of lines that closes ``e = normal``."""

    def __init__(self, target: Expr, where: Sequence[Expr]) -> None:
        self.p, self.target, self.where = Printer(), target, where
        self.count = 0

    def label(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def fresh(self, index: Symbol) -> Dummy:
        new = Dummy(index.name, integer=True)
        self.p.name(new)
        return new

    def rewritten(self, before: str, after: str, proof: Lines) -> Lines:
        """Lines that prove ``before = after`` and rewrite it in the goal; none if nothing changes."""
        if bare(before) == bare(after):
            return []
        h = self.label("E")
        return [f"have {h} : {before} = {after}.", *block(proof), f"rewrite ?{h}."]

    # a value

    def normal(self, e: Expr) -> tuple[list[Term], Lines]:
        match e:
            case Integer():
                return ([Term(e, (), ())] if e else []), ["ring."]
            case Add():
                return self._add(e)
            case Mul():
                return self._mul(list(e.args))
            case Pow(exp=Integer()) if e.exp > 0:
                terms, lines = self._mul([e.base] * int(e.exp))
                text = "(" + " * ".join([self.p.number(e.base)] * int(e.exp)) + ")"
                return terms, [f"transitivity {text}.", "{ ring. }", *lines]
            case Sum():
                return self._sum(e)
            case Partial():
                return self._partial(e)
        return [Term(S.One, (), (e,))], ["by []."]

    def _parts(self, args: Sequence[Expr]) -> tuple[list[list[Term]], Lines]:
        """The normal form of each argument, and lines that rewrite them in the goal."""
        forms, lines = [], []
        for a in args:
            terms, proof = self.normal(a)
            forms.append(terms)
            if a.has(Sum, Partial):
                lines += self.rewritten(self.p.number(a), self.p.terms(terms), proof)
        return forms, lines

    def _add(self, e: Expr) -> tuple[list[Term], Lines]:
        forms, lines = self._parts(e.args)
        return [t for form in forms for t in form], [*lines, "ring."]

    def _mul(self, args: list[Expr]) -> tuple[list[Term], Lines]:
        forms, lines = self._parts(args)
        found = forms[0]
        for form in forms[1:]:
            products, haves = [], []
            texts = []
            for s, t in product(found, form):
                merged, proof = self._merge(s, t)
                text = f"({self.p.term(s)} * {self.p.term(t)})"
                texts.append(text)
                products.append(merged)
                if not (s.limits or t.limits):
                    continue
                haves += self.rewritten(text, self.p.term(merged), proof)
            lines += self._distributed(found, form, texts, haves, products)
            found = products
        return found, [*lines, "ring."]

    def _distributed(
        self, a: list[Term], b: list[Term], texts: list[str], haves: Lines, products: list[Term]
    ) -> Lines:
        left = f"({self.p.terms(a)} * {self.p.terms(b)})"
        right = self.p.terms(products)
        proof = [f"transitivity ({' + '.join(texts) or '0'}).", "{ ring. }", *haves, "ring."]
        return self.rewritten(left, right, proof)

    def _merge(self, s: Term, t: Term) -> tuple[Term, Lines]:
        """The product of two terms as one: the sums of the second inside those of the first."""
        taken = {i for i, _, _ in s.limits}
        new = {i: self.fresh(i) for i, _, _ in t.limits if i in taken}
        moved = tuple((new.get(i, i), lo, hi) for i, lo, hi in t.limits)
        factors = s.factors + tuple(f.xreplace(new) for f in t.factors)
        merged = Term(s.coefficient * t.coefficient, moved + s.limits, factors)
        lines = [f"rewrite sumz_mulr; apply: eq_sumz => {self.p.name(i)} _ _."
                 for i, _, _ in reversed(s.limits)]  # fmt: skip
        lines += [f"rewrite sumz_mull; apply: eq_sumz => {self.p.name(i)} _ _."
                  for i, _, _ in reversed(moved)]  # fmt: skip
        lines += self._atoms(t.factors, new, {i: self.p.name(j) for i, j in new.items()})
        return merged, [*lines, "ring."]

    def _sum(self, e: Sum) -> tuple[list[Term], Lines]:
        if any(b.has(i) for i in e.variables for _, *bounds in e.limits for b in bounds):
            raise NotCertified(f"bounds of {e} depend on its indices")
        terms, lines = self.normal(e.function)
        for i, lo, hi in e.limits:
            bounds = f"{self.p.integer(lo)} {self.p.integer(hi)}"
            name = self.p.name(i)
            lines = [
                f"transitivity (sumz {bounds} (fun {name} => {self.p.terms(terms)})).",
                *block([f"apply: eq_sumz => {name} _ _.", *lines]),
                "by rewrite ?sumz_add ?sumz0.",
            ]
            terms = [replace(t, limits=(*t.limits, (i, lo, hi))) for t in terms]
        return terms, lines

    # a derivative

    def _partial(self, e: Partial) -> tuple[list[Term], Lines]:
        taken, lines = self.derived(e.args[0])
        terms, more = self.normal(taken)
        return terms, [f"transitivity {self.p.number(taken)}.", *block(lines), *more]

    def derived(self, e: Expr) -> tuple[Expr, Lines]:
        """The derivative, not simplified, and the proof of ``D e = derivative``."""
        inner = [a for a in maximal(e) if a != e]
        if isinstance(e, Sum):
            return self._derived_sum(e)
        if isinstance(e, sp.Function) and hasattr(e, "stand_in"):
            taken, lines = self.derived(e.args[0])
            slope = e.fdiff()
            h = self.label("E")
            have = f"have {h} : D {self.p.number(e.args[0])} = {self.p.number(taken)}."
            return slope * taken, [have, *block(lines), f"rewrite D_{function_name(e)} {h}; ring."]
        known: dict[Expr, Expr] = {}
        lines = []
        rules = []
        for a in inner:
            known[a], proof = self.derived(a)
            h = self.label("E")
            lines += [f"have {h} : D {self.p.number(a)} = {self.p.number(known[a])}.", *block(proof)]
            rules.append(h)
        every = " ".join(f"?{h}" for h in rules)
        return self._by_rules(e, known), [*lines, f"rewrite ?Drules {every} ?Dentries; ring."]

    def _derived_sum(self, e: Sum) -> tuple[Expr, Lines]:
        taken, lines = self.derived(e.function)
        for i, _, _ in e.limits:
            lines = [f"rewrite Dsum; apply: eq_sumz => {self.p.name(i)} _ _.", *lines]
        return Sum(taken, *e.limits), lines

    def _by_rules(self, e: Expr, known: dict[Expr, Expr]) -> Expr:
        if e in known:
            return known[e]
        match e:
            case Indexed():
                return self._entry(e)
            case Symbol():
                return S.One if e == self.target else S.Zero
            case Add():
                return Add(*(self._by_rules(a, known) for a in e.args))
            case Mul():
                return Add(*(Mul(*e.args[:n], self._by_rules(a, known), *e.args[n + 1 :])
                             for n, a in enumerate(e.args)))  # fmt: skip
            case Pow():
                return e.exp * e.base ** (e.exp - 1) * self._by_rules(e.base, known)
        return S.Zero

    def _entry(self, e: Indexed) -> Expr:
        if e.base != getattr(self.target, "base", None):
            return S.Zero
        pairs = zip(e.indices, self.target.indices, strict=True)
        return Mul(*(kd(i, p) for i, p in pairs))

    # a term: deltas collapsed, conditions that follow left out

    def collapsed(self, t: Term) -> tuple[Term | None, Lines]:
        """The proof of ``t = collapsed``; None where an index cannot be solved for."""
        lines: Lines = []
        while step := self._solvable(t):
            delta, place, e = step
            after, proof = self._collapse(t, delta, place, e)
            lines += [f"transitivity {self.p.term(after)}.", *block(proof)]
            t = after
        t, more = self._without_conditions(t)
        return t, [*lines, *more]

    def _solvable(self, t: Term) -> tuple[Expr, int, Expr] | None:
        for f in t.factors:
            if isinstance(f, KroneckerDelta):
                gap = sp.expand(f.args[0] - f.args[1])
                for n, (i, _, _) in enumerate(t.limits):
                    c = gap.coeff(i, 1)
                    if c in (1, -1) and not (gap - c * i).has(i):
                        return f, n, sp.expand(i - gap / c)
        return None

    def _collapse(self, t: Term, delta: Expr, place: int, e: Expr) -> tuple[Term, Lines]:
        i, lo, hi = t.limits[place]
        order = (t.limits[place], *t.limits[:place], *t.limits[place + 1 :])
        lines = self._exchanged(t, order) if place else []
        outer = order[1:]
        lines += [f"apply: eq_sumz => {self.p.name(j)} _ _." for j, _, _ in reversed(outer)]
        rest = [f for f in t.factors if f != delta]
        name, coefficient = self.p.name(i), self.p.number(t.coefficient)
        body = " * ".join([coefficient, *map(self.p.number, rest)])
        at = self.p.integer(e)
        bounds = f"{self.p.integer(lo)} {self.p.integer(hi)}"
        before, now = self.p.number(delta), f"(kd R {name} {at})"
        solved = [f"rewrite (_ : {before} = {now}); last by bits."] if before != now else []
        lines += [
            f"transitivity (sumz {bounds} (fun {name} => kd R {name} {at} * ({body}))).",
            *block([f"apply: eq_sumz => {name} _ _.", *solved, "ring."]),
            "rewrite sumz_kd.",
        ]  # fmt: skip
        lines += self._atoms(rest, {i: e}, {i: self.p.integer(e)})
        new = [expanded(f.xreplace({i: e})) for f in rest]
        factors = (expanded(Inside(e, lo, hi)), *new)
        flat = Mul(t.coefficient, *factors)
        coefficient, others = flat.as_coeff_Mul()
        after = Term(coefficient, outer, tuple(Mul.make_args(others)) if others != 1 else ())
        return after, [*lines, "ring."]

    def _exchanged(self, t: Term, order: tuple[Limit, ...]) -> Lines:
        """From the sums of `t` to the same in another order, by exchanges of neighbours."""
        now, lines = list(t.limits), []
        for n in range(len(order) - 1, -1, -1):  # outermost first
            at = now.index(order[n])
            while at < n:
                now[at], now[at + 1] = now[at + 1], now[at]
                into = [f"apply: eq_sumz => {self.p.name(j)} _ _." for j, _, _ in reversed(now[at + 2 :])]
                text = self.p.term(replace(t, limits=tuple(now)))
                lines += [f"transitivity {text}.", *block([*into, "exact: sumz_exchange."])]
                at += 1
        return lines

    def _without_conditions(self, t: Term) -> tuple[Term, Lines]:
        """Indicators that the ranges and hypotheses imply are one."""
        ranges = [Inside(i, lo, hi) for i, lo, hi in t.limits]
        facts = [*ranges, *(f for f in self.where if isinstance(f, Inside))]
        idle = [f for f in t.factors if isinstance(f, Inside) and implied(f, facts)]
        if not idle:
            return t, ["by []."]
        lines = [f"apply: eq_sumz => {self.p.name(j)} ? ?." for j, _, _ in reversed(t.limits)]
        lines += [f"rewrite (_ : {self.p.number(f)} = 1); last by apply: inside_in; lia." for f in idle]
        return replace(t, factors=tuple(f for f in t.factors if f not in idle)), [*lines, "ring."]

    # two normal forms

    def matched(self, s: Term, t: Term) -> Lines | None:
        """The proof of ``s = t``, if the sums of one are those of the other in another order."""
        if s.coefficient != t.coefficient or len(s.limits) != len(t.limits):
            return None
        for order in permutations(s.limits):
            for turned in product((False, True), repeat=len(order)):
                if lines := self._match(s, order, turned, t):
                    return lines
        return None

    def _match(
        self, s: Term, order: tuple[Limit, ...], turned: Sequence[bool], t: Term
    ) -> Lines | None:
        change = {}
        for (i, lo, hi), (j, lo2, hi2), turn in zip(order, t.limits, turned, strict=True):
            if sp.expand(hi - lo - hi2 + lo2) != 0:
                return None
            change[i] = lo + hi2 - j if turn else j + lo - lo2
        ours = sorted((expanded(f.xreplace(change)) for f in s.factors), key=str)
        if ours != sorted(map(expanded, t.factors), key=str):
            return None
        lines = []
        if order != s.limits:
            moved = replace(s, limits=order)
            lines = [f"transitivity {self.p.term(moved)}.", *block(self._exchanged(s, order))]
        pairs = list(zip(order, t.limits, turned, strict=True))
        written = {}
        for (i, lo, hi), (j, lo2, hi2), turn in reversed(pairs):
            a, b, c = self.p.integer(lo), self.p.integer(lo2), self.p.integer(hi2)
            name = self.p.name(j)
            lemma = "sumz_turn" if turn else "sumz_move"
            written[i] = f"({a} + {c} - {name})" if turn else f"({name} + {a} - {b})"
            if not turn and sp.expand(lo - lo2) == 0:
                lemma, written[i] = "eq_sumz_bounds", name
            lines.append(f"apply: {lemma}; [lia | move=> {name} ? ? /=].")
        return [*lines, *self._atoms(s.factors, change, written), "ring."]

    def _atoms(
        self, factors: Sequence[Expr], change: dict[Symbol, Expr], written: dict[Symbol, str]
    ) -> Lines:
        """Lines that write the indices of `factors` in their simplest form."""
        atoms = set().union(*(f.atoms(Indexed, Inside, KroneckerDelta) for f in factors), set())
        lines = []
        for a in sorted((a for a in atoms if a.has(*change)), key=str):
            self.p.as_written = written
            before = self.p.number(a)
            self.p.as_written = {}
            after = self.p.number(expanded(a.xreplace(change)))
            how = "idx" if isinstance(a, Indexed) else "bits"
            if before != after:
                lines.append(f"rewrite (_ : {before} = {after}); last by {how}.")
        return lines


def bound_once(e: Expr) -> Expr:
    """`e` with a symbol of its own for every bound index."""
    if isinstance(e, Sum):
        new = {i: Dummy(i.name, integer=True) for i in e.variables}
        limits = [(new[i], lo, hi) for i, lo, hi in e.limits]
        return Sum(bound_once(e.function.xreplace(new)), *limits)
    return e.func(*map(bound_once, e.args)) if e.has(Sum) else e


def kd(i: Expr, p: Expr) -> Expr:
    return KroneckerDelta(i, p)


def expanded(f: Expr) -> Expr:
    if isinstance(f, Indexed):
        return f.base[tuple(map(sp.expand, f.indices))]
    if isinstance(f, Inside | KroneckerDelta):
        return f.func(*map(sp.expand, f.args))
    return f


def maximal(e: Expr) -> Iterator[Expr]:
    """The outermost sums and functions in `e`."""
    if isinstance(e, Sum) or hasattr(e, "stand_in"):
        yield e
    elif not isinstance(e, Indexed):
        for a in e.args:
            yield from maximal(a)


def implied(f: Inside, facts: Sequence[Inside]) -> bool:
    """Whether `f` holds wherever the facts do, judged by samples: the kernel has the last word."""
    names = sorted(set().union(f.free_symbols, *(g.free_symbols for g in facts)), key=str)
    draw, seen = random.Random(1), 0
    for _ in range(400):
        at = {s: draw.randint(1, 6) if is_size(s) else draw.randint(-3, 9) for s in names}
        if all(_holds(g, at) for g in facts):
            seen += 1
            if not _holds(f, at):
                return False
    return seen > 3


def _holds(f: Inside, at: dict[Symbol, int]) -> bool:
    i, lo, hi = (int(a.xreplace({s: Integer(v) for s, v in at.items()})) for a in f.args)
    return lo <= i <= hi


# --- a certificate ------------------------------------------------------------------------------


def certificate(name: str, lhs: Expr, rhs: Expr, where: Sequence[Expr] = ()) -> str:
    """A section of Rocq with the theorem ``lhs = rhs`` under `where`, and its proof."""
    targets = {p.args[1] for p in (lhs - rhs).atoms(Partial)}
    if len(targets) > 1:
        raise NotCertified(f"derivatives by several entries: {targets}")
    c = Certifier(next(iter(targets), S.Zero), where)
    lhs, rhs = bound_once(lhs), bound_once(rhs)
    statement = f"{c.p.number(lhs)} =\n  {c.p.number(rhs)}"
    context = declarations(c, [lhs, rhs, *where])
    proof = _proof(c, lhs, rhs)
    return "\n".join([f"Section {name}_.", *context, f"Theorem {name} :", f"  {statement}.",
                      "Proof.", *proof, "Qed.", f"End {name}_.", f"Print Assumptions {name}.", ""])  # fmt: skip


def _proof(c: Certifier, lhs: Expr, rhs: Expr) -> Lines:
    lines, sides = [], []
    for side in (lhs, rhs):
        terms, proof = c.normal(side)
        lines += c.rewritten(c.p.number(side), c.p.terms(terms), proof)
        done = []
        for t in terms:
            after, steps = c.collapsed(t)
            lines += c.rewritten(c.p.term(t), c.p.term(after), steps)
            done.append(after)
        sides.append(done)
    return [*lines, *_paired(c, *sides), "ring."]


def _paired(c: Certifier, left: list[Term], right: list[Term]) -> Lines:
    lines, free = [], list(right)
    for s in left:
        found = next(((t, m) for t in free if (m := c.matched(s, t))), None)
        if found is None:
            raise NotCertified(f"no partner for {c.p.term(s)} among {c.p.terms(free)}")
        t, proof = found
        free.remove(t)
        lines += c.rewritten(c.p.term(s), c.p.term(t), proof)
    if free:
        raise NotCertified(f"left over: {c.p.terms(free)}")
    return lines


def declarations(c: Certifier, parts: Sequence[Expr]) -> Lines:
    """Sizes, indices, arrays and functions of an identity, and what is supposed of them."""
    names = set().union(*(e.free_symbols for e in parts))
    arrays = {a.label: a for e in parts for a in e.atoms(sp.IndexedBase)}
    ranks = {a.base.label: len(a.indices) for e in parts for a in e.atoms(Indexed)}
    symbols = sorted((s for s in names if isinstance(s, Symbol) and s not in arrays), key=str)
    natural = [s for s in symbols if is_size(s)]
    whole = [s for s in symbols if s.is_integer and s not in natural]
    lines = ["Variable R : comRingType.", "Variable D : R -> R.",
             "Hypothesis D_add : forall a b, D (a + b) = D a + D b.",
             "Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b."]  # fmt: skip
    if natural:
        lines.append(f"Variables ({' '.join(map(c.p.name, natural))} : nat).")
    if whole:
        lines.append(f"Variables ({' '.join(map(c.p.name, whole))} : int).")
    for s in natural:
        lines.append(f"Hypothesis {c.p.name(s)}_positive : (0 < {c.p.name(s)})%N.")
    rules = []
    for label in sorted(arrays, key=str):
        name, rank = c.p.name(label), ranks[label]
        lines.append(f"Variable {name} : {'int -> ' * rank}R.")
        index = [f"i{n}" for n in range(rank)]
        entry = c.target if isinstance(c.target, Indexed) else None
        value = "0"
        if entry is not None and entry.base == arrays[label]:
            value = " * ".join(f"kd R {i} {c.p.integer(p)}" for i, p in zip(index, entry.indices, strict=True))
        lines.append(f"Hypothesis D_{name} : forall {' '.join(index)}, D ({' '.join([name, *index])}) = {value}.")
        rules.append(f"D_{name}")
    for f in sorted({function_name(f) for e in parts for f in e.atoms(sp.Function) if hasattr(f, "stand_in")}):
        lines.append(f"Variables {f} {f}_d : R -> R.")
        lines.append(f"Hypothesis D_{f} : forall z, D ({f} z) = {f}_d z * D z.")
    for n, fact in enumerate(f for f in parts if isinstance(f, Inside)):
        i, lo, hi = map(c.p.integer, fact.args)
        lines.append(f"Hypothesis where_{n} : ({lo} <= {i}) && ({i} <= {hi}).")
    lines.append("Let Dsum := D_sumz D_add.")
    lines.append("Let Drules := (D_add, D_mul, D_opp D_add, D_nat D_add D_mul, D_inside D_add D_mul, D_kd D_add D_mul, expr2).")
    lines.append(f"Let Dentries := ({', '.join([*rules, 'D0 D_add'])}).")
    return lines
