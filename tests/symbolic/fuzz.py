"""Random identities, true ones and mutated ones, for the prover and a second judge.

``python -m tests.symbolic.fuzz 20000`` tries that many and says what came out, every wrong verdict
by its number; ``python -m tests.symbolic.fuzz 20000 5000`` begins with number 5000. A true identity
is made by rules that are true by their wording (a range run through backwards, an index shifted, a
product taken apart); a mutated one is judged by `tests.symbolic.evaluator` at sizes where ranges
are empty, of negative length, or of one place.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from random import Random

import sympy as sp
from sympy import Expr, KroneckerDelta, Mul, Sum

from cnn_core.symbolic import NotProved, NotRefuted, Partial, prove, refute
from cnn_core.symbolic.vocabulary import Inside, activation, indices, sizes, tensors
from tests.symbolic.evaluator import drawn, value

i, j, m, p, q = indices("i j m p q")
H, k = sizes("H k")
x, w, v = tensors("x w v")
f = activation("f")
RANGES = [(0, H - 1), (0, k - 1), (1, H), (0, H - k), (k, H - 1), (0, p), (-1, k - 2), (0, 2)]
WRAPS = [f, sp.Abs, sp.sign, lambda e: sp.Max(e, 0), lambda e: sp.Min(e, 1), lambda e: e**2]
WRAPS += [lambda e: 1 / (3 + e**2), lambda e: sp.Max(e, w[0])]
PLACES = [
    {H: h, k: s, p: a, q: b, i: 1, j: 0, m: 2}
    for h, s in [(1, 1), (1, 4), (2, 1), (3, 2), (2, 5)]
    for a, b in [(0, 1), (2, -1), (-2, 0)]
]


@dataclass(frozen=True)
class Case:
    """Two sides, and how the second was made from the first."""

    lhs: Expr
    rhs: Expr
    made_by: str


def summation(draw: Random, scope: tuple, depth: int = 2) -> Expr:
    """A sum of a product, which may hold functions and other sums."""
    index = draw.choice((i, j) if depth > 1 else (m,))
    inner = (index, *scope)
    factors = [_factor(draw, inner) for _ in range(draw.randint(1, 2))]
    if depth > 1 and draw.random() < 0.5:
        factors.append(draw.choice(WRAPS)(summation(draw, inner, depth - 1)))
    elif draw.random() < 0.4:
        factors.append(draw.choice(WRAPS)(_factor(draw, inner)))
    return Sum(Mul(*factors), (index, *draw.choice(RANGES)))


def _factor(draw: Random, scope: tuple) -> Expr:
    a, b = (draw.choice((1, 1, -1)) * draw.choice(scope) + draw.choice((0, 0, 1, k)) for _ in "ab")
    made = (x[a], w[b], v[a, b], KroneckerDelta(a, b), Inside(a, *draw.choice(RANGES[:3])))
    return draw.choice((*made, x[a] + w[b], sp.Integer(draw.choice((1, 2, -3)))))


def true_change(draw: Random, expr: Expr) -> tuple[Expr, str]:
    """The same value in another form, by a change that is true by its wording."""
    *within, (index, lo, hi) = expr.limits  # SymPy makes one sum of a sum that is all there is
    summand = Sum(expr.function, *within) if within else expr.function
    shift = draw.choice((1, k, -2))
    return draw.choice(
        [
            (Sum(summand.xreplace({index: lo + hi - index}), (index, lo, hi)), "backwards"),
            (
                Sum(summand.xreplace({index: index - shift}), (index, lo + shift, hi + shift)),
                "shifted",
            ),
            (Sum(sp.expand(summand), (index, lo, hi)), "expanded"),
            (-2 * Sum(-summand / 2, (index, lo, hi)), "scaled"),
            (Sum(summand * Inside(index, lo, hi), (index, lo - 1, hi + 1)), "wider"),
        ]
    )


def mutated(draw: Random, expr: Expr) -> Expr:
    """Something small changed, which may or may not change the value."""
    kinds = [
        lambda e: e.xreplace({x: w}),
        lambda e: e.xreplace({H: H + 1}),
        lambda e: e.xreplace({p: q}),
        lambda e: e.replace(sp.Abs, lambda a: a),
        lambda e: e.replace(lambda part: isinstance(part, sp.Max), lambda part: part.args[-1]),
        lambda e: e.replace(sp.sign, lambda a: sp.S.One),
        lambda e: e.replace(Inside, lambda *a: sp.S.One),
        lambda e: e.replace(f, activation("g")),
        lambda e: Sum(e.function.xreplace({e.variables[0]: e.variables[0] + 1}), *e.limits),
        lambda e: (e.limits[0][2] - e.limits[0][1] + 1) * e.function,
        lambda e: Sum(e.function, (e.variables[0], e.limits[0][1], e.limits[0][2] - 1)),
        lambda e: 2 * e,
    ]
    for _ in range(6):
        changed = draw.choice(kinds)(expr)
        if changed != expr and not changed.free_symbols & {i, j, m}:
            return changed
    return expr + 1


def case(seed: int) -> Case:
    draw = Random(seed)
    lhs = summation(draw, (p, q))
    rhs, how = true_change(draw, lhs)
    by = draw.random() < 0.3 and not lhs.has(sp.sign, sp.Abs, sp.Max, sp.Min, sp.floor)
    if draw.random() < 0.6:
        rhs, how = mutated(draw, lhs), "mutated"
    return Case(Partial(lhs, x[p]), Partial(rhs, x[p]), how) if by else Case(lhs, rhs, how)


def differs(one: Case, negative_too: bool = True) -> dict | None:
    """A place at which the two sides have different values, by plain loops."""
    for n, at in enumerate(PLACES):
        try:
            if negative_too or not _has_a_negative_range(one, at):
                a, b = (value(side, at, drawn(n)) for side in (one.lhs, one.rhs))
                if a != b:
                    return at
        except ZeroDivisionError:
            continue
    return None


def _has_a_negative_range(one: Case, at: dict) -> bool:
    limits = [e for side in (one.lhs, one.rhs) for s in side.atoms(Sum) for e in s.limits]
    return any(
        (hi - lo + 1).xreplace({s: sp.Integer(n) for s, n in at.items()}) < 0
        for _, lo, hi in limits
    )


def judged(seed: int) -> str:
    """What the prover made of one case; raises `AssertionError` if it was wrong."""
    one = case(seed)
    outcome = "not proved"
    try:
        proof = prove(one.lhs, one.rhs, label=str(seed))
        at = differs(one, negative_too=not proof.where)
        assert at is None, f"{seed}: proved a false identity {one}, false at {at}"
        outcome = "proved"
    except (NotProved, TypeError, ValueError) as error:
        outcome = "not proved" if isinstance(error, NotProved) else "refused at the door"
    if one.made_by != "mutated" and outcome == "not proved":
        try:
            example = refute(one.lhs, one.rhs)
        except NotRefuted:
            return "true, not proved"
        raise AssertionError(f"{seed}: refuted a true identity {one}: {example}")
    return outcome if one.made_by == "mutated" else f"true, {outcome}"


def main(count: int = 200, start: int = 0) -> int:
    outcomes: Counter[str] = Counter()
    for seed in range(start, start + count):
        try:
            outcomes[judged(seed)] += 1
        except AssertionError as wrong:
            outcomes["WRONG"] += 1
            print(wrong)
        if (seed + 1) % 500 == 0:
            print(f"{seed + 1 - start} identities:", dict(outcomes), flush=True)
    print(f"{count} identities, {outcomes['WRONG']} wrong verdicts:", dict(outcomes))
    return outcomes["WRONG"]


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
