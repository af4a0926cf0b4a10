"""A theorem and its proof as a section of Rocq."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy import Expr, Indexed, Symbol

from cnn_core.symbolic.vocabulary import Inside, Partial
from tools.certify import NotCertified
from tools.certify.equations import (
    Limit,
    Lines,
    Term,
    Writer,
    block,
    congruence,
    is_plain,
    same_shape,
)
from tools.certify.tree import Node, Printer, is_size, subtrees, tree
from tools.certify.values import Samples, symbols_of

HEAD = """From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.
"""

RULES = {  # what is supposed of a function, by the name that is printed
    "exp": ["forall a, D ({f} a) = {f} a * D a"],
    "log": ["forall a, a != 0 -> D ({f} a) = a^-1 * D a"],
    "tanh": ["forall a, D ({f} a) = (1 - {f} a ^+ 2) * D a"],
    "sqrt": ["forall a, {f} a != 0 -> D ({f} a) = (2%:R * {f} a)^-1 * D a"],
    "abs": ["forall a, a != 0 -> D ({f} a) = {g} a * D a"],
    "sin": ["forall a, D ({f} a) = {g} a * D a"],
    "cos": ["forall a, D ({f} a) = - {g} a * D a"],
}
LAWS = {  # stated where a proof needs them
    "exp": [
        "exp_add : forall a b, exp_ (a + b) = exp_ a * exp_ b",
        "exp_opp : forall a, exp_ (- a) = (exp_ a)^-1",
        "exp_nat : forall (n : nat) a, exp_ (n%:R * a) = exp_ a ^+ n",
        "exp_0 : exp_ 0 = 1",
    ],
    "log": [
        "log_mul : forall a b, a != 0 -> b != 0 -> log_ (a * b) = log_ a + log_ b",
        "log_inv : forall a, a != 0 -> log_ (a^-1) = - log_ a",
        "log_nat : forall (n : nat) a, a != 0 -> log_ (a ^+ n) = n%:R * log_ a",
        "log_1 : log_ 1 = 0",
    ],
}
PARTNER = {"abs": "sgn", "sin": "cos", "cos": "sin"}


NUMBERS = (
    'Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) '
    "(GRing.one (GRing.Field.ringType R)) n)."
)
BOTH = "D_add D_mul"
STEPS = {  # the short names of the rules, and which of the two hypotheses each needs
    "dzero": ("D0", "D_add"),
    "done": ("D1", "D_mul"),
    "dnum": ("D_nat", BOTH),
    "dint": ("D_int", BOTH),
    "dins": ("D_inside", BOTH),
    "dkd": ("D_kd", BOTH),
    "dadd": ("dadd", "D_add"),
    "dadd_l": ("dadd_l", "D_add"),
    "dadd_r": ("dadd_r", "D_add"),
    "dadd_0": ("dadd_0", "D_add"),
    "dmul": ("dmul", "D_mul"),
    "dmul_l": ("dmul_l", "D_mul"),
    "dmul_r": ("dmul_r", "D_mul"),
    "dmul_0": ("dmul_0", "D_mul"),
    "dopp": ("dopp", "D_add"),
    "dopp0": ("dopp_0", "D_add"),
    "dpow": ("dpow", "D_mul"),
    "dpow0": ("dpow_0", "D_mul"),
    "dsum": ("dsum", "D_add"),
    "dsum0": ("dsum_0", "D_add"),
    "dfun": ("dfun", ""),
    "dfun0": ("dfun_0", ""),
}


@dataclass(frozen=True)
class Certificate:
    name: str
    statement: str
    text: str

    @property
    def digest(self) -> str:
        return digest(self.statement)


def digest(statement: str) -> str:
    """By what the note knows a statement again."""
    return hashlib.sha256(statement.encode()).hexdigest()[:16]


class Statement:
    """What a record says, as Rocq writes it."""

    def __init__(self, lhs: Expr, rhs: Expr, where: Sequence[Expr], *, laws: bool = False) -> None:
        self.where, self.laws = where, laws
        self.p = Printer()
        whole = [lhs, rhs, *where]
        self.targets = _targets(whole)
        for s in sorted(set().union(*(e.free_symbols for e in whole)), key=str):
            if isinstance(s, Symbol) and not any(s in _labels(e) for e in whole):
                self.p.name(s)
        for a in sorted({a for e in whole for a in e.atoms(sp.IndexedBase)}, key=str):
            self.p.name(a)
        self.lhs, self.rhs = tree(lhs), tree(rhs)
        self.ranges = [tree(f) for f in where if isinstance(f, Inside)]
        self.equations = [(tree(f.lhs), tree(f.rhs)) for f in where if isinstance(f, sp.Eq)]
        # entries that stand for something: their derivatives are not among the hypotheses
        self.defined: dict[sp.IndexedBase, list[tuple[Expr, ...]]] = {}
        for a, _ in self.equations:
            if a.head == "ref":
                self.defined.setdefault(a.args[0], []).append(a.args[1:])
        self.parts = [self.lhs, self.rhs, *(e for pair in self.equations for e in pair)]
        nodes = [n for e in self.parts for n in subtrees(e)]
        self.functions = sorted({n.args[0] for n in nodes if n.head == "fun"})
        inside_d = [m for n in nodes if n.head == "D" for m in subtrees(n)]
        self.moved = {n.args[0] for n in inside_d if n.head in ("ref", "var")}
        self.moved_functions = {n.args[0] for n in inside_d if n.head == "fun"}
        self.nonzero = list(self._nonzero())
        self.field = (
            bool(self.nonzero)
            or any(n.head == "inv" for n in nodes)
            or bool({"log", "sqrt", "abs"} & set(self.functions))
        )
        self.p.cast = "r" if self.field else "R"

    # what must not be zero

    def _nonzero(self) -> Iterator[tuple[list[Limit], Node]]:
        seen: set[str] = set()
        for e in self.parts:
            for limits, b in _denominators(e, []):
                free = b.free
                own = [t for t in limits if t[0] in free]
                text = " ".join(self.p.text(Node("sum", (*t, b))) for t in own) or self.p.text(b)
                if text not in seen:
                    seen.add(text)
                    yield own, b

    def context(self) -> Lines:
        ring = "fieldType" if self.field else "comRingType"
        lines = [
            f"Variables (R : {ring}) (D : R -> R).",
            "Hypothesis D_add : forall a b, D (a + b) = D a + D b.",
            "Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.",
        ]
        if self.field:
            lines.insert(1, NUMBERS)
        if not self.derives:
            lines = [f"Variable R : {ring}.", *([NUMBERS] if self.field else [])]
        if self.field:
            lines.append("Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.")
        more = [*self._symbols(), *self._arrays(), *self._functions(), *self._facts()]
        return [*lines, *(part for line in more for part in _hypothesis(line))]

    def theorem(self, name: str) -> Lines:
        ring = " :> R" if is_plain(self.lhs) and is_plain(self.rhs) else ""
        return [
            f"Theorem {name} :",
            *wrapped(f"{self.p.text(self.lhs)} ="),
            *wrapped(f"{self.p.text(self.rhs)}{ring}."),
        ]

    @property
    def derives(self) -> bool:
        return any("D" in e.heads for e in self.parts)

    def _symbols(self) -> Lines:
        names = sorted(
            {
                s
                for e in [*self.parts, *self.ranges]
                for s in e.free
                if not isinstance(s, sp.IndexedBase)
            },
            key=str,
        )
        values = {n.args[0] for e in self.parts for n in subtrees(e) if n.head == "var"}
        natural = [s for s in names if is_size(s)]
        whole = [s for s in names if s not in natural and s not in values]
        lines = []
        for kind, found in (("nat", natural), ("int", whole), ("R", sorted(values, key=str))):
            if found:
                lines.append(f"Variables ({' '.join(map(self.p.name, found))} : {kind}).")
        lines += [
            f"Hypothesis {self.p.name(s)}_positive : (0 < {self.p.name(s)})%N." for s in natural
        ]
        stands = {a.args[0] for a, _ in self.equations if a.head == "var"}
        for s in sorted((values & self.moved) - stands, key=str):
            lines.append(
                "Hypothesis D_{0} : D {0} = {1}.".format(self.p.name(s), int(s in self.targets))
            )
        return lines

    def _arrays(self) -> Lines:
        nodes = [n for e in [*self.parts, *self.ranges] for n in subtrees(e)]
        ranks = {n.args[0]: len(n.args) - 1 for n in nodes if n.head == "ref"}
        whole = {
            a.base: len(a.indices)
            for n in nodes
            for x in n.args
            if isinstance(x, Expr)
            for a in x.atoms(Indexed)
        }
        lines = [
            f"Variable {self.p.name(a)} : {'int -> ' * r}int."
            for a, r in sorted(whole.items(), key=str)
        ]
        for a in sorted(ranks, key=str):
            name = self.p.name(a)
            lines.append(f"Variable {name} : {'int -> ' * ranks[a]}R.")
            if a not in self.moved:
                continue
            index = [f"i{n}" for n in range(ranks[a])]
            value = "0"
            for t in self.targets:
                if isinstance(t, Indexed) and t.base == a:
                    value = " * ".join(
                        f"kd R {i} {self.p.integer(sp.expand(q))}"
                        for i, q in zip(index, t.indices, strict=True)
                    )
            other = "".join(
                f"{_apart(index, list(map(self.p.integer, e)))} -> "
                for e in self.defined.get(a, [])
            )
            lines.append(
                f"Hypothesis D_{name} : forall {' '.join(index)}, {other}"
                f"D ({' '.join([name, *index])}) = {value}."
            )
        return lines

    def _functions(self) -> Lines:
        names = list(self.functions)
        for f in self.functions:
            if f in self.moved_functions:
                extra = PARTNER.get(f) or (f + "'" if f not in RULES else None)
                names += [extra] if extra and extra not in names else []
        lines = [f"Variables ({' '.join(map(self.p.function, names))} : R -> R)."] if names else []
        for f in self.functions:
            if f in self.moved_functions:
                g = (
                    self.p.function(PARTNER.get(f, f + "'"))
                    if f in PARTNER or f not in RULES
                    else ""
                )
                rule = RULES.get(f, ["forall a, D ({f} a) = {g} a * D a"])[0]
                lines.append(
                    f"Hypothesis {self.p.function(f)}_D : {rule.format(f=self.p.function(f), g=g)}."
                )
        if self.laws:
            lines += [
                f"Hypothesis {law}."
                for f in ("exp", "log")
                if f in self.functions
                for law in LAWS[f]
            ]
            if {"exp", "log"} <= set(self.functions):
                lines.append("Hypothesis log_exp : forall a, log_ (exp_ a) = a.")
        if "exp" in self.functions and self.field:
            lines.append(f"Hypothesis exp_neq0 : forall a, {self.p.function('exp')} a != 0.")
        return lines

    def _facts(self) -> Lines:
        lines = []
        for n, f in enumerate(self.ranges):
            i, lo, hi = map(self.p.integer, f.args)
            lines.append(f"Hypothesis where_{n} : {lo} <= {i} <= {hi}.")
        for n, (a, b) in enumerate(self.equations):
            lines.append(f"Hypothesis given_{n} : {self.p.text(a)} = {self.p.text(b)}.")
        for n, (limits, b) in enumerate(self.nonzero):
            binders = "".join(
                f"forall {self.p.name(i)}, {self.p.integer(lo)} <= {self.p.name(i)} -> "
                f"{self.p.name(i)} <= {self.p.integer(hi)} -> "
                for i, lo, hi in limits
            )
            lines.append(f"Hypothesis nonzero_{n} : {binders}{self.p.text(b)} != 0.")
        return lines

    def tactics(self) -> Lines:
        lines = []
        if self.derives:
            lines = [
                f"Let {short} := @{lemma} R D {needs}." for short, (lemma, needs) in STEPS.items()
            ]
            if self.field:
                lines += ["Let dinv := @dinv R D D_mul.", "Let dinv0 := @dinv_0 R D D_mul."]
        if self.field:
            ways = []
            if "exp" in self.functions:
                ways.append("exact: exp_neq0")
                ways.append(
                    "match goal with |- context [exp_ ?a] => "
                    "solve [apply: (neq0_as (exp_neq0 a)); ring] end"
                )
            ways += [
                f"apply: nonzero_{n}; lia" if limits else f"exact: nonzero_{n}"
                for n, (limits, _) in enumerate(self.nonzero)
            ]
            ways += ["by apply: char0; lia", "apply: (neq0_as (oner_neq0 R)); ring"]
            ways += [
                f"apply: (neq0_as nonzero_{n}); ring"
                for n, (limits, _) in enumerate(self.nonzero)
                if not limits
            ]
            if self.laws and "exp" in self.functions:
                ways += [
                    "match goal with |- context [exp_ ?a] => solve [apply: "
                    f"(neq0_as (mulf_neq0 (exp_neq0 a) nonzero_{n})); "
                    "rewrite ?exp_opp ?exp_nat; field; nz] end"
                    for n, (limits, _) in enumerate(self.nonzero)
                    if not limits
                ]
            ways += [
                "apply: expf_neq0; nz",
                "apply: mulf_neq0; nz",
                "rewrite oppr_eq0; nz",
                "apply: invr_neq0; nz",
            ]
            lines.append(f"Ltac nz := solve [{' | '.join(ways)}].")
            lines.append(
                "Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz]."
            )
        return lines


def certificate(
    name: str, lhs: Expr, rhs: Expr, where: Sequence[Expr] = (), title: str = ""
) -> Certificate:
    """A section of Rocq with the theorem ``lhs = rhs`` under `where`, and its proof."""
    errors = []
    given = any(isinstance(f, sp.Eq) and f.lhs.has(sp.Sum) for f in where)
    for laws in (
        (False, True) if any(e.has(sp.exp, sp.log) for e in (lhs, rhs, *where)) else (False,)
    ):
        for expand in (0, 1, 2):
            for absorb in (False, True) if given else (False,):
                for swap in (False, True) if lhs.has(Inside) or rhs.has(Inside) else (False,):
                    way: dict[str, Any] = {
                        "laws": laws,
                        "expand": expand,
                        "absorb": absorb,
                        "swap": swap,
                    }
                    try:
                        return _certificate(name, lhs, rhs, where, title, **way)
                    except NotCertified as error:
                        errors.append(str(error))
    raise NotCertified(errors[0])


def _certificate(
    name: str,
    lhs: Expr,
    rhs: Expr,
    where: Sequence[Expr],
    title: str,
    *,
    laws: bool,
    expand: int,
    absorb: bool,
    swap: bool,
) -> Certificate:
    s = Statement(lhs, rhs, where, laws=laws)
    context, theorem = s.context(), s.theorem(name)
    proof = _proof(s, expand=expand, absorb=absorb, swap=swap)
    comment = [f"(* {title.replace('(*', '( *').replace('*)', '* )')} *)"] if title else []
    end = [f"End {name}_.", f"Print Assumptions {name}.", ""]
    text = [
        *comment,
        f"Section {name}_.",
        *context,
        *s.tactics(),
        *theorem,
        "Proof.",
        *proof,
        "Qed.",
        *end,
    ]
    return Certificate(name, "\n".join([*context, *theorem]), "\n".join(text))


def statements(name: str, lhs: Expr, rhs: Expr, where: Sequence[Expr] = ()) -> Iterator[str]:
    """What a certificate of ``lhs = rhs`` may state: without and with the laws of exp and log.

    Cheap, since no proof is sought.
    """
    for laws in (False, True):
        s = Statement(lhs, rhs, where, laws=laws)
        context = s.context()  # the names are given in this order
        yield "\n".join([*context, *s.theorem(name)])


def _hypothesis(line: str) -> Lines:
    return (
        [line]
        if len(line) < 100
        else textwrap.wrap(
            line, 98, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
    )


def _apart(index: Sequence[str], entry: Sequence[str]) -> str:
    """That an index is not the one of an entry."""
    same = " && ".join(f"({i} == {e})" for i, e in zip(index, entry, strict=True))
    return f"~~ ({same})" if index[1:] else f"{index[0]} != {entry[0]}"


def wrapped(text: str) -> Lines:
    """A long line in several, broken at spaces."""
    return textwrap.wrap(
        text,
        96,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _proof(s: Statement, *, expand: int, absorb: bool, swap: bool) -> Lines:
    samples = Samples(symbols_of(*s.parts, *s.ranges), s.ranges)
    if not samples.cases:
        raise NotCertified("no sample fulfils the hypotheses")
    w = Writer(s.p, samples, s.targets, field=s.field, expand=expand, defined=s.defined)
    lines, sides = [], [s.lhs, s.rhs]
    lines += _given(s, sides)  # first, because what a letter stands for may hold a derivative
    for n, e in enumerate(sides):
        for rule in [w.powers, *([w.laws] if s.laws else [])]:
            e, before = w.everywhere(sides[n], rule)
            lines += w.rewritten(sides[n], e, before)
            sides[n] = e
        taken, proof = w.without_derivatives(e)
        lines += w.rewritten(e, taken, proof)
        sides[n] = taken
    lines += _given(s, sides)
    forms = []
    for n in (0, 1):
        for rule in [w.laws, w.cancelled] if s.laws else []:
            e, proof = w.everywhere(sides[n], rule)
            lines += w.rewritten(sides[n], e, proof)
            sides[n] = e
    for e in sides:
        found, steps = w.flat(e)
        if absorb:
            after, more = _absorbed(w, found, s.equations)
            steps = w.chain([(w.total(found), steps), (w.total(after), more)])
            found = after
        forms.append((e, found, steps))
    if swap:  # an indicator is opened on the left alone
        lines.append("symmetry.")
        forms.reverse()
    (a, left, first), (b, right, second) = forms
    if same_shape(a, b):
        return [*lines, "by same."]
    return [*lines, *w.joined(a, left, first, b, right, second, ())]


def _given(s: Statement, sides: list[Node]) -> Lines:
    """What the hypotheses say that letters stand for, put in their place in both sides."""
    lines = []
    for n, (a, b) in enumerate(s.equations):
        if a.head != "sum" and any(_holds(e, a) for e in sides):
            sides[:] = [_replaced(e, a, b) for e in sides]
            lines.append(f"rewrite ?given_{n}.")
    return lines


def _holds(e: Node, a: Node) -> bool:
    return e == a or any(_holds(part, a) for part in e.nodes)


def _absorbed(
    w: Writer, terms: list[Term], equations: Sequence[tuple[Node, Node]]
) -> tuple[list[Term], Lines]:
    """A sum that a hypothesis gives, found in each term and replaced."""
    lines, found, why = [], [], []
    for t in terms:
        start, proofs = t, []
        for n, (a, b) in enumerate(equations):
            while a.head == "sum" and (done := _absorb(w, t, n, a, b))[0] != t:
                t = done[0]
                proofs.append((t.node, done[1]))
        h, more = w.have(start.node, t.node, w.chain(proofs))
        lines += more
        why.append(h)
        found.append(t)
    by = congruence(w.total(terms), why) if terms[1:] else why[0] if terms else "(erefl _)"
    return found, [*lines, f"exact: {by}."]


def _absorb(w: Writer, t: Term, n: int, a: Node, b: Node) -> tuple[Term, Lines]:
    j, lo, hi, summand = a.args
    for place, (i, low, high) in enumerate(t.limits):
        if sp.expand(low - lo) != 0 or sp.expand(high - hi) != 0:
            continue
        held = [f for f in t.factors if i in f.free]
        if len(held) != 1 or not same_shape(held[0], summand, {i: j}):
            continue
        rest = tuple(f for f in t.factors if f is not held[0])
        outer = (*t.limits[:place], *t.limits[place + 1 :])
        after = Term(outer, (b, *rest))
        steps = w._exchanged(t, (*outer, t.limits[place]))
        body = w.p.text(Node("mul", rest)) if len(rest) > 1 else w.p.text(rest[0]) if rest else "1"
        steps += [
            *w.under(outer, False),
            f"transitivity ({body} * {w.p.text(a)}).",
        ]
        steps += block([f"rewrite sumz_mull; apply: eq_sumz => {w.p.name(i)} _ _.", "ring."])
        steps += [
            f"transitivity ({body} * {w.p.text(b)}).",
            f"{{ exact: (f_equal2 *%R (erefl _) given_{n}). }}",
        ]
        return after, [*steps, "ring."]
    return t, []


def _replaced(e: Node, a: Node, b: Node) -> Node:
    return b if e == a else e.map(lambda n: _replaced(n, a, b))


def _denominators(e: Node, limits: list[Limit]) -> Iterator[tuple[list[Limit], Node]]:
    if e.head == "sum":
        i, lo, hi, body = e.args
        yield from _denominators(body, [*limits, (i, lo, hi)])
        return
    if e.head == "inv":
        for b in _bases(e.args[0]):
            yield limits, b
    if e.head == "fun" and e.args[0] in ("log", "abs"):
        for b in _bases(e.args[1]):
            yield limits, b
    if e.head == "fun" and e.args[0] == "sqrt":
        yield limits, e
    for a in e.nodes:
        yield from _denominators(a, limits)


def _bases(b: Node) -> Iterator[Node]:
    if b.head in ("mul", "neg", "pow", "inv"):
        for a in b.nodes:
            yield from _bases(a)
    elif (
        b.head not in ("num",)
        and not (b.head == "int" and is_size(b.args[0]))
        and not (b.head == "fun" and b.args[0] == "exp")
    ):
        yield b


def _targets(parts: Sequence[Expr]) -> list[Expr]:
    found = sorted({p.args[1] for e in parts for p in e.atoms(Partial)}, key=str)
    if len(found) > 1:
        raise NotCertified("derivatives by several entries")
    return found


def _labels(e: Expr) -> set[Symbol]:
    return {a.label for a in e.atoms(sp.IndexedBase)}
