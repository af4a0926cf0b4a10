"""Each rule of the prover is broken in turn: what it then lets pass, the instances refuse.

For each rule that `sums.RULES` names there is a false identity that the rules do not accept, that
they do accept once the rule is broken, and that ``prove`` refuses all the same, at its instances
alone. A rule that is added without its broken form fails here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sympy as sp
from sympy import Abs, Expr, KroneckerDelta, Rational, Sum

from cnn_core.symbolic import (
    NotProved,
    Partial,
    equal,
    indices,
    inside,
    prove,
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
    "hypotheses": Breach(
        "_rewrite", lambda expr, old, new: sp.S.Zero, x[p], w[p], (sp.Eq(v[q, q], 1),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", BREACHES)
def test_what_a_broken_rule_lets_pass_is_refused_at_the_instances(rule, monkeypatch):
    breach = BREACHES[rule]
    assert not equal(breach.lhs, breach.wrong, breach.where)
    monkeypatch.setattr(sums, breach.function, breach.broken)
    assert equal(breach.lhs, breach.wrong, breach.where), "the broken rule should let this pass"
    with pytest.raises(NotProved, match=r"not equal; .* refuted; at "):
        prove(breach.lhs, breach.wrong, where=breach.where, label=rule)


def test_every_rule_of_the_module_is_broken_here():
    assert {breach.function for breach in BREACHES.values()} == set(sums.RULES)
    head = sums.__doc__.split("======")[1:-1]
    names = {line.split("  ")[0] for line in "".join(head).splitlines() if line[:1].isalpha()}
    assert names <= {rule.split(":")[0] for rule in BREACHES}
    assert len(names) == 9
