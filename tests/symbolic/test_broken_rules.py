"""Each rule of the prover is broken in turn: what it then lets pass, the instances refuse.

For each rule that the `RULES` of `sums`, `ranges` and `hypotheses` name there is a false identity
that the rules do not accept, that they do accept once the rule is broken, and that ``prove``
refuses all the same, at its instances alone. A rule that is added without its broken form fails
here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType

import pytest
import sympy as sp
from sympy import Abs, Expr, KroneckerDelta, Rational, Sum

from cnn_core.symbolic import (
    NotProved,
    Partial,
    equal,
    every,
    hypotheses,
    indices,
    inside,
    prove,
    ranges,
    sizes,
    sums,
    tensors,
    total,
)
from cnn_core.symbolic.vocabulary import Inside

i, j, m, p, q = indices("i j m p q")
H, k = sizes("H k")
x, w, v = tensors("x w v")


def no_new_names(s: Sum) -> tuple:
    return s.function, tuple(tuple(limit) for limit in s.limits)


def first_index_only(entry: Expr, target: Expr) -> Expr:
    return KroneckerDelta(entry.indices[0], target.indices[0])


def without_the_range(factors: list, limits: tuple) -> tuple:
    delta, (index, _, _), solution = sums._solvable(factors, limits)
    rest = [f.xreplace({index: solution}) for f in factors if f != delta]
    return rest, tuple(limit for limit in limits if limit[0] != index)


def each_factor_by_itself(factors: list, bound: set) -> list:
    return [[factor] for factor in factors]


def first_condition_only(factors: list) -> list:
    conditions = [f for f in factors if isinstance(f, Inside)]
    return [f for f in factors if not isinstance(f, Inside)] + conditions[:1]


def without_powers(term: Expr) -> Expr:
    return sp.Mul(*(f.base if f.is_Pow else f for f in sp.Mul.make_args(term)))


def shifted_without_its_ends(run: ranges._Run, place: Expr) -> ranges._Run:
    return replace(SHIFTED(run, place), lo=run.lo, hi=run.hi)


SHIFTED = ranges._shifted
mask = sums._mask


def one_symbol_for_all(expr: Expr, atoms: list) -> Expr:
    masked = mask(expr, atoms)
    return masked.xreplace({dummy: atoms[0][1] for _, dummy in atoms})


@dataclass(frozen=True)
class Breach:
    function: str
    broken: Callable
    lhs: Expr
    wrong: Expr
    where: tuple = ()
    module: ModuleType = sums


ROWS = (every(i, H), every(j, H))
BREACHES = {
    "fresh names": Breach(
        "_fresh",
        no_new_names,
        Partial(total(w[m] * x[m], (m, k)), w[m]),
        total(x[m], (m, k)),
        (inside(m, k),),
    ),
    "derivative": Breach(
        "_entry_by_entry",
        first_index_only,
        Partial(total(w[i, j] * x[j], (i, H), (j, k)), w[p, q]),
        total(x[j], (j, k)),
        (inside(p, H), inside(q, k)),
    ),
    "collapse": Breach(
        "_collapse", without_the_range, total(KroneckerDelta(m, p) * x[m], (m, k)), x[p]
    ),
    "split": Breach(
        "_connected",
        each_factor_by_itself,
        total(w[i] * x[i], (i, H)),
        total(w[i], (i, H)) * total(x[i], (i, H)),
    ),
    "ranges": Breach(
        "_implied",
        lambda condition, known: True,
        total(inside(p - i, k) * x[i], (i, H)),
        total(x[i], (i, H)),
    ),
    "change of index: ranges": Breach(
        "_without_implied",
        first_condition_only,
        total(x[i], (i, H)),
        total(inside(i - 1, H) * x[i - 1], (i, H)),
    ),
    "change of index: one to one": Breach(
        "_bijective",  # i -> 2i hits the even integers alone
        lambda image, variables: True,
        total(inside(i / 2, H) * x[i], (i, H)),
        total(inside(2 * i, H) * x[2 * i], (i, H)),
    ),
    "cancellation": Breach(
        "_mask", one_symbol_for_all, x[p] / (x[p] + w[p]), Rational(1, 2)
    ),
    "cancellation: roots": Breach(
        "_vanishes", lambda masked, atoms: True, x[p] / w[p], w[p] / x[p]
    ),
    "cancellation: under one sum": Breach("_join_sums", lambda expr: sp.S.Zero, x[p], w[p]),
    "cancellation: powers of one part": Breach(
        "_merge_factors", without_powers, x[p] / w[p], x[p] * w[p]
    ),
    "split: powers of an indicator": Breach("_idempotent", without_powers, x[p] ** 2, x[p]),
    "ranges: two ways to write one": Breach(
        "_canonical_range", lambda i, lo, hi: (0, 0), inside(p, H) * x[p], inside(q, H) * x[p]
    ),
    "ranges: those that are known": Breach(
        "_use_ranges",
        lambda expr, known: expr.replace(Inside, lambda *_: sp.S.One),
        inside(p, H) * x[p],
        x[p],
    ),
    "counting": Breach(
        "_count", lambda length: length, total(sp.S.One, (i, H - k)), H - k
    ),
    "counting: known lengths": Breach(
        "_not_negative", lambda n, known: True, total(sp.S.One, (i, H - k)), H - k
    ),
    "kinks: the sign of a product": Breach(
        "_normal_odd_or_even", lambda function, argument: argument, Abs(x[p]), x[p]
    ),
    "kinks: by signs": Breach("_by_sign", lambda part: part.args[-1], Abs(x[p]), x[p]),
    "kinks: odd powers of a sign": Breach(
        "_in_signs", lambda expr: sp.S.Zero, Abs(x[p]), -x[p]
    ),
    "derivative: maxima": Breach(
        "_derivative_of_extreme",
        lambda expr, target: sp.S.One,
        Partial(sp.Max(x[p], w[p]), x[p]),
        sp.S.One,
    ),
    "exponentials": Breach(
        "_normal_exp",
        lambda argument: sp.Add(*map(sp.exp, sp.Add.make_args(argument))),
        sp.exp(x[p] + w[p]),
        sp.exp(x[p]) + sp.exp(w[p]),
    ),
    "logarithms": Breach(
        "_normal_log",
        lambda argument: sp.log(sp.Mul.make_args(argument)[-1]),
        sp.log(2 * x[p]),
        sp.log(x[p]),
    ),
    "angles": Breach("_in_angles", lambda expr: sp.S.Zero, sp.cos(x[p]), sp.S.One),
    "ends: the values at both": Breach(
        "_between",
        lambda run: ranges._at_an_end(run, run.hi) - ranges._at_an_end(run, run.lo),
        total(x[i], (i, H + 1)),
        total(x[i], (i, H)) + x[H - 1],
        module=ranges,
    ),
    "ends: terms near one": Breach(
        "_at_an_end",
        lambda run, end: run.summand * ranges.End(end - sp.expand(end).as_coeff_Add()[0]),
        total(x[i], (i, H + 1)),
        total(x[i], (i, H)),
        module=ranges,
    ),
    "ends: shifted": Breach(
        "_shifted",
        shifted_without_its_ends,
        total(x[i + 1], (i, H)),
        total(x[i], (i, H)),
        module=ranges,
    ),
    "ends: no negative length": Breach(
        "_may_be_counted",
        lambda run, known, assumed: True,
        total(x[i], (i, H - k)) + Sum(x[i], (i, H - k, H - 1)),
        total(x[i], (i, H)),
        module=ranges,
    ),
    "bounds": Breach(
        "_as_bounds",
        lambda body, limit, known: (*limit[1:], body.replace(Inside, lambda *_: sp.S.One)),
        total(x[i] * inside(i, k), (i, H)),
        x[0] + Sum(x[i], (i, 1, H - 1)),
        module=ranges,
    ),
    "bounds: the sharpest": Breach(
        "_sharpest",
        lambda bounds, way, known: bounds[0],
        total(x[i] * inside(i, k), (i, H)),
        x[0] + Sum(x[i], (i, 1, H - 1)),
        module=ranges,
    ),
    "powers of an index": Breach(
        "_faulhaber", lambda degree, end: end, total(i, (i, H)), H, module=ranges
    ),
    "rows": Breach(
        "_rows", lambda s: sp.S.Zero, total(x[i], (i, H)), sp.S.Zero, module=ranges
    ),
    "blocks: one index": Breach(
        "_one_index", lambda s: sp.S.Zero, total(x[i], (i, H)), sp.S.Zero, module=ranges
    ),
    "blocks: a condition": Breach(
        "_block",
        lambda condition, known: sp.S.One,
        total(inside(p - i, k) * x[i], (i, H)),
        total(x[i], (i, H)),
        module=ranges,
    ),
    "for every index: the values": Breach(
        "_value",
        lambda part, old, new, ranges, known: new if part.func == old.func else None,
        w[p],
        sp.S.One,
        (ROWS[0], sp.Eq(x[i], 1)),
        module=hypotheses,
    ),
    "for every index: the ranges": Breach(
        "_is_in_range",
        lambda at, ranges, known: True,
        x[p],
        sp.S.One,
        (ROWS[0], sp.Eq(x[i], 1)),
        module=hypotheses,
    ),
    "for every index: turned over": Breach(
        "_turned",
        lambda expr, used: sp.S.Zero,
        x[p],
        w[p],
        (*ROWS, sp.Eq(v[i, j], v[j, i])),
        module=hypotheses,
    ),
    "hypotheses": Breach(
        "_rewrite", lambda expr, old, new: sp.S.Zero, x[p], w[p], (sp.Eq(v[q, q], 1),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", BREACHES)
def test_what_a_broken_rule_lets_pass_is_refused_at_the_instances(rule, monkeypatch):
    breach = BREACHES[rule]
    assert not equal(breach.lhs, breach.wrong, breach.where)
    monkeypatch.setattr(breach.module, breach.function, breach.broken)
    assert equal(breach.lhs, breach.wrong, breach.where), "the broken rule should let this pass"
    with pytest.raises(NotProved, match=r"not equal; .* refuted; at "):
        prove(breach.lhs, breach.wrong, where=breach.where, label=rule)


@pytest.mark.parametrize("module", [sums, ranges, hypotheses])
def test_every_rule_of_a_module_is_broken_here(module):
    broken = {b.function for b in BREACHES.values() if b.module is module}
    assert broken == set(module.RULES)


@pytest.mark.parametrize(("module", "number"), [(sums, 10), (ranges, 5)])
def test_every_rule_that_a_module_tells_of_is_broken_here(module, number):
    head = module.__doc__.split("======")[1:-1]
    names = {line.split("  ")[0] for line in "".join(head).splitlines() if line[:1].isalpha()}
    assert names <= {rule.split(":")[0] for rule in BREACHES}
    assert len(names) == number
