r"""The moves of a derivation: what a person writes from one line to the next.

Each move takes a line and gives the next one, with its rule in words. The rules are those of
`cnn_core.symbolic.sums`; a move applies one of them to the line *as it stands*, where the normal
form applies all of them at once: it keeps the sums as they were typed, and lets a bracket
``[m = p]`` stand until it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, permutations, product
from typing import Any

import sympy as sp
from sympy import Add, Expr, Function, Indexed, KroneckerDelta, Mul, Pow, S, Sum

from cnn_core.symbolic import sums
from cnn_core.symbolic.vocabulary import Inside, Named, Partial, unfolded
from cnn_core.symbolic.writing import _unsigned, write, write_condition, write_index

__all__ = ["Move", "Setting", "alike", "lines", "put"]

Range = tuple[Expr, Expr, Expr]


@dataclass(frozen=True)
class Move:
    """One step: the line that it leads to, the name of its rule, and the rule in words."""

    rule: str
    words: str
    after: Expr
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """The hypotheses of a derivation, and how finely it is told."""

    where: tuple[Expr, ...] = ()
    to: Expr | None = None
    fineness: int = 0  # 0 is the finest; each number above joins moves that can be read as one
    outer_first: bool = False

    @property
    def ranges(self) -> list[Range]:
        return [fact.args for fact in self.where if isinstance(fact, Inside)]

    @property
    def names(self) -> list[sp.Eq]:
        """Equations that give a short name to a long expression."""
        return [f for f in self.where if isinstance(f, sp.Eq) and _is_short(f.lhs)]

    @property
    def equations(self) -> list[sp.Eq]:
        return [f for f in self.where if isinstance(f, sp.Eq) and not _is_short(f.lhs)]

    def spelt_out(self, expr: Expr) -> Expr:
        """`expr` with the names replaced by what they stand for."""
        return expr.xreplace({fact.lhs: fact.rhs for fact in self.names})


def _is_short(expr: Expr) -> bool:
    return isinstance(expr, Indexed | sp.Symbol)


def lines(expr: Expr, setting: Setting) -> Iterator[Move]:
    """The moves from `expr` to the end."""
    here = expr
    for stage in (_opening, _differentiated, _collapsed, _finished):
        for move in stage(here, setting):
            if move.after != here or move.rule == "definition":
                yield move
                here = move.after


# --- opening ------------------------------------------------------------------------------------


def _opening(expr: Expr, setting: Setting) -> Iterator[Move]:
    named = [p for p in expr.atoms(Partial) if p.args[2].name]
    if named:
        expr = _with_partials(expr, lambda p: Partial(p.args[0], p.args[1], ""))
        names = _in_words(sorted({rf"\({write(p.args[2])}\)" for p in named}))
        yield Move("definition", f"the definition of {names}", expr, {"of": names})
    apart = _with_partials(expr, lambda p: Partial(_logs_apart(p.args[0]), p.args[1], ""))
    if apart != expr:
        words = r"the logarithm of a quotient is a difference, and \(\log e^u = u\)"
        if not (expr.has(sp.exp) and _has_quotient(expr)):
            words = "the logarithm of a product is a sum"
        yield Move("logarithm", words, apart)


def _has_quotient(expr: Expr) -> bool:
    return any(isinstance(p, sp.log) and p.args[0].has(Pow) for p in sp.preorder_traversal(expr))


def _is_quotient(expr: Expr) -> bool:
    return any(isinstance(f, Pow) and f.exp.is_negative for f in Mul.make_args(expr))


def _logs_apart(expr: Expr) -> Expr:
    """log(a/b) = log(a) - log(b) wherever a and b are known to be positive."""
    if isinstance(expr, sp.log):
        inner = expr.args[0]
        if isinstance(inner, Add) and any(_is_quotient(a) for a in inner.args):
            inner = sums._cancel(inner)  # one fraction
        apart = sums._normal_log(inner)
        return expr if apart == sp.log(inner) else apart
    if not expr.has(sp.log) or not expr.args:
        return expr
    if isinstance(expr, Sum):
        return Sum(_logs_apart(expr.function), *expr.limits)
    return expr.func(*map(_logs_apart, expr.args))


# --- the derivative -----------------------------------------------------------------------------


def _with_partials(expr: Expr, change: Callable[[Partial], Expr]) -> Expr:
    """`expr` with every outermost derivative changed."""
    if isinstance(expr, Partial):
        return change(expr)
    if not expr.has(Partial):
        return expr
    if isinstance(expr, Sum):
        return _sum(_with_partials(expr.function, change), expr.limits)
    return expr.func(*(_with_partials(a, change) for a in expr.args))


def _sum(body: Expr, limits: Iterable[Any]) -> Expr:
    return S.Zero if body == 0 else Sum(body, *limits)


def _differentiated(expr: Expr, setting: Setting) -> Iterator[Move]:
    """Inside the sums, then by the chain rule, and again, until only entries are left."""
    for _ in range(40):
        if not expr.has(Partial):
            return
        moves = (_inward, _by_rule, _gathered, _unfolded, _entries)
        move = next(filter(None, (find(expr, setting) for find in moves)))
        if move.rule == "inside" and setting.fineness >= 4:  # both at once
            chain = _by_rule(move.after, setting)
            move = chain or move
        yield move
        expr = move.after


@dataclass
class _Crossed:
    """What the derivative went past on its way inside."""

    may_enter_sums: bool = True
    sums: int = 0
    terms: int = 0
    constants: bool = False
    dropped: list[Expr] = field(default_factory=list)

    def words(self, target: Expr) -> str:
        if not self.sums and not self.terms:
            return "what does not depend on it stays in front" if self.constants else ""
        words = "the derivative goes inside the sum" + "s" * (self.sums + self.terms > 1)
        if not self.sums:
            words = "term by term"
        gone = [_unsigned(d) for d in self.dropped if not d.is_number and len(write(d)) < 20]
        if len(gone) == 1 or len(gone) == 2:
            names = _in_words([rf"\({write(d)}\)" for d in gone])
            verb = "does" if len(gone) == 1 else "do"
            words += rf"; {names} {verb} not depend on \({write(target)}\)"
        return words


def _inward(expr: Expr, setting: Setting) -> Move | None:
    crossed = _Crossed()
    target = next(iter(_outermost(expr))).args[1]
    after = _with_partials(expr, lambda p: _push(p.args[0], p.args[1], crossed))
    if after == expr:
        return None
    return Move("inside", crossed.words(target), after, {"target": str(target)})


def _outermost(expr: Expr) -> Iterator[Partial]:
    if isinstance(expr, Partial):
        yield expr
    else:
        for a in expr.args:
            yield from _outermost(a)


def _push(expr: Expr, target: Expr, crossed: _Crossed) -> Expr:
    """The derivative of `expr`, carried past sums and constant factors."""
    base = target.base if isinstance(target, Indexed) else target
    if not expr.has(base):
        crossed.dropped.append(expr)
        return S.Zero
    if expr == target:
        return S.One
    match expr:
        case Add():
            crossed.terms += sum(a.has(base) for a in expr.args) > 1
            crossed.constants = True
            return Add(*(_push(a, target, crossed) for a in expr.args))
        case Sum() if crossed.may_enter_sums:
            crossed.sums += 1
            return _sum(_push(expr.function, target, crossed), expr.limits)
        case Mul():
            moved = [f for f in expr.args if f.has(base)]
            still = [f for f in expr.args if not f.has(base)]
            crossed.constants = crossed.constants or bool(still)
            if len(moved) == 1:
                return Mul(*still, _push(moved[0], target, crossed))
            return Mul(*still, Partial(Mul(*moved), target, ""))
    return Partial(expr, target, "")


def _by_rule(expr: Expr, setting: Setting) -> Move | None:
    """The chain rule, the product rule and the quotient rule, one layer deep."""
    told: list[tuple[str, str]] = []

    def change(p: Partial) -> Expr:
        inner, target = p.args[:2]
        result = _one_rule(inner, target, told, _bound(expr))
        if result is None:
            return p
        inward = _Crossed(may_enter_sums=setting.fineness >= 1)
        result = _with_partials(result, lambda q: _push(q.args[0], q.args[1], inward))
        return _with_partials(result, change) if setting.fineness >= 2 else result

    after = _numbers_in_front(_with_partials(expr, change))
    if not told:
        return None
    kinds = list(dict.fromkeys(kind for kind, _ in told))
    words = "; ".join(_rule_words(kind, told) for kind in kinds)
    return Move(kinds[0], words, after, {"rules": [list(t) for t in dict.fromkeys(told)]})


def _gathered(expr: Expr, setting: Setting) -> Move | None:
    """Sums over the derivative of one named quantity as one sum: what the loss sends to it."""
    if not isinstance(expr, Add) or not any(isinstance(p.args[0], Named) for p in _outermost(expr)):
        return None
    move = _by_hypothesis(expr, None, setting)
    found = [_shared(term) for term in Add.make_args(move.after if move else expr)]
    terms = [term for term in found if term is not None]
    if len(terms) < len(found) or len({(p, limits) for p, limits, _ in terms}) > 1:
        return move
    partial, limits, _ = terms[0]
    taken = frozenset(index.name for index, *_ in limits)
    after = Sum(Mul(partial, Add(*(_renamed(rest, taken) for _, _, rest in terms))), *limits)
    words = "both sums as one" if move is None else f"{move.words}; both sums as one"
    return Move("one sum", words, after, move.data if move else {})


def _renamed(expr: Expr, taken: frozenset[str]) -> Expr:
    """Bound indices of inner sums renamed where they would be taken for those outside."""
    inner = {index.name for s in expr.atoms(Sum) for index in s.variables}
    return sums.readable(expr, taken) if inner & taken else expr


def _shared(term: Expr) -> tuple[Expr, tuple[Any, ...], Expr] | None:
    """The derivative under the one sum of a term, the limits, and everything else."""
    held = [f for f in Mul.make_args(term) if isinstance(f, Sum) and f.has(Partial)]
    if len(held) != 1:
        return None
    inside = [f for f in Mul.make_args(held[0].function) if isinstance(f, Partial)]
    if len(inside) != 1:
        return None
    taken = frozenset(index.name for index in held[0].variables)
    outside = _renamed(Mul(*(f for f in Mul.make_args(term) if f is not held[0])), taken)
    within = [f for f in Mul.make_args(held[0].function) if f is not inside[0]]
    return inside[0], held[0].limits, Mul(outside, *within)


def _unfolded(expr: Expr, setting: Setting) -> Move | None:
    """The definitions of named quantities, and the derivative inside them."""
    names: dict[str, None] = {}
    inward = _Crossed()

    def change(p: Partial) -> Expr:
        if not isinstance(p.args[0], Named):
            return p
        name, inner = p.args[0].args
        names[rf"\({write(name, _bound(expr))}\)"] = None
        return _push(inner, p.args[1], inward)

    after = _numbers_in_front(_with_partials(expr, change))
    if not names:
        return None
    return Move("definition", f"the definition of {_in_words(list(names))}", after)


def _numbers_in_front(expr: Expr) -> Expr:
    """Numbers drawn out of sums and brackets: 1/N sum 2 u is 2/N sum u."""
    if not expr.has(Sum) or isinstance(expr, Partial):
        return expr
    if isinstance(expr, Sum):
        body = _numbers_in_front(expr.function)
        number, rest = _number(body) if isinstance(body, Mul) else (S.One, body)
        return number * Sum(rest, *expr.limits)
    return expr.func(*map(_numbers_in_front, expr.args))


def _number(term: Expr) -> tuple[Expr, Expr]:
    """The rational number of a product, with those that its brackets share, and the rest."""
    parts = [f.as_content_primitive() if isinstance(f, Add) else (S.One, f) for f in term.args]
    number, rest = Mul(*(r for _, r in parts)).as_coeff_Mul()
    return number * Mul(*(n for n, _ in parts)), rest


def _rule_words(kind: str, told: list[tuple[str, str]]) -> str:
    details = list(dict.fromkeys(words for k, words in told if k == kind and words))
    return f"{kind} rule" + (": " + ", ".join(details) if details else "")


def _one_rule(
    inner: Expr, target: Expr, told: list[tuple[str, str]], bound: list[Expr]
) -> Expr | None:
    base = target.base if isinstance(target, Indexed) else target

    def slope(u: Expr) -> Expr:
        return S.One if u == target else Partial(u, target, "")

    match inner:
        case Mul():
            return _product_or_quotient(inner, slope, base, told)
        case Pow(base=u, exp=c) if not c.has(base):
            shown = {
                2: r"the slope of \(u^2\) is \(2u\)",
                -1: r"the slope of \(1/u\) is \(-1/u^2\)",
            }
            told.append(("chain", shown.get(c, rf"the slope of \(u^{{{write(c)}}}\)")))
            return c * u ** (c - 1) * slope(u)
        case Function():
            told.append(("chain", _slope_words(inner, bound)))
            moved = [(n, a) for n, a in enumerate(inner.args, 1) if a.has(base)]
            return Add(*(inner.fdiff(n) * slope(a) for n, a in moved))
    return None


def _slope_words(inner: Function, bound: list[Expr]) -> str:
    name = inner.func.__name__
    known = {
        "exp": r"the slope of \(e^u\) is \(e^u\)",
        "log": r"the slope of \(\log u\) is \(1/u\)",
        "tanh": r"the slope of \(\tanh u\) is \(1 - \tanh^2 u\)",
        "Abs": r"the slope of \(|u|\) is the sign of \(u\)",
    }
    if name in known:
        return known[name]
    place = write(inner.args[0], bound)
    at = rf" at \({place}\)" if len(place) < 40 else ""
    return rf"the slope of \({write(inner).split('(')[0]}\){at}"


def _product_or_quotient(
    inner: Mul, slope: Callable[[Expr], Expr], base: Expr, told: list[tuple[str, str]]
) -> Expr:
    below = [f for f in inner.args if isinstance(f, Pow) and f.exp == -1 and f.has(base)]
    above = [f for f in inner.args if f not in below]
    if len(below) == 1 and any(f.has(base) for f in above):
        u, v = Mul(*above), below[0].base
        told.append(("quotient", ""))
        return (slope(u) * v - u * slope(v)) / v**2
    told.append(("product", ""))
    terms = []
    for n, factor in enumerate(inner.args):
        if factor.has(base):
            terms.append(Mul(*inner.args[:n], slope(factor), *inner.args[n + 1 :]))
    return Add(*terms)


def _entries(expr: Expr, setting: Setting) -> Move:
    """The derivative of an entry by another: one if their indices agree, zero otherwise."""
    pairs: list[tuple[Expr, Expr, Expr]] = []

    def change(p: Partial) -> Expr:
        entry, target = p.args[:2]
        result = sums._derivative(entry, target)
        pairs.append((entry, target, result))
        return result

    after = _with_partials(expr, change)
    entry, target, _ = pairs[0]
    bound = _bound(expr)
    equal = _in_words(_equal_indices(entry, target, bound))
    derivative = write(Partial(entry, target, ""), bound)
    words = rf"\({derivative}\) is 1 if {equal} and 0 otherwise"
    if setting.fineness >= 3:
        gathered = _collapse_move(after, setting)
        if gathered is not None:
            words = _only_terms(gathered.data["terms"], target)
            return Move("entry", words, gathered.after, gathered.data)
    return Move("entry", words, after, {"pairs": [list(map(str, p)) for p in pairs]})


def _equal_indices(entry: Indexed, target: Indexed, bound: list[Expr]) -> list[str]:
    return [
        rf"\({write_index(i, bound)} = {write_index(p)}\)"
        for i, p in zip(entry.indices, target.indices, strict=True)
        if i != p
    ]


def _bound(expr: Expr) -> list[Expr]:
    """The bound indices of a line, those of the outer sums first."""
    parts = sp.preorder_traversal(expr)
    return [index for s in parts if isinstance(s, Sum) for index in s.variables]


def _in_words(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


# --- the bracket lets one term through ----------------------------------------------------------


def _collapsed(expr: Expr, setting: Setting) -> Iterator[Move]:
    move = _collapse_move(expr, setting)
    if move is not None:
        yield move


@dataclass
class _Let:
    """A term that a bracket let through, and whether it is known to be one of the sum."""

    index: Expr
    value: Expr
    condition: Expr
    held: bool
    met: list[Expr] = field(default_factory=list)  # conditions of entries that fall away with it


def _collapse_move(expr: Expr, setting: Setting) -> Move | None:
    let: list[_Let] = []
    start = _exchanged(expr) if setting.outer_first else expr
    after = _collapse(start, setting.ranges, let, setting)
    if not let:
        return None
    let.sort(key=lambda one: _bound(start).index(one.index) if one.index in _bound(start) else 0)
    words = _let_words(let)
    if start != expr:
        words = "exchange the sums; " + words
    terms = [[str(one.index), str(one.value), str(one.condition), one.held] for one in let]
    return Move("collapse", words, after, {"terms": terms})


def _let_words(let: Sequence[_Let]) -> str:
    shown = list(dict.fromkeys(rf"\({write(o.index)} = {write_index(o.value)}\)" for o in let))
    one = len(shown) == 1
    terms = f"the term {shown[0]}" if one else f"the terms {_in_words(shown)}"
    words = f"the bracket{'' if one else 's'} let{'s' if one else ''} {terms} through"
    kept = [rf"\({write_condition(o.condition)}\)" for o in let if not o.held]
    met = dict.fromkeys(rf"\({write_condition(c)}\)" for o in let for c in o.met)
    conditions = {o.condition for o in let}
    if kept:
        words += ", where " + _in_words(kept)
    elif len(conditions) == 1 and isinstance(let[0].condition, Inside):
        words += rf", as \({write_condition(let[0].condition)}\)"
    elif not one:
        words += ", each within its range"
    return words + (f"; {_in_words(list(met))} holds, so the condition falls away" if met else "")


def _only_terms(terms: Sequence[Sequence[Any]], target: Expr) -> str:
    shown = list(
        dict.fromkeys(
            rf"\({write_index(sp.Symbol(t[0]))} = {write_index(sp.sympify(t[1]))}\)" for t in terms
        )
    )
    many = "terms" if len(shown) > 1 else "term"
    verb = "depend" if len(shown) > 1 else "depends"
    return rf"only the {many} {_in_words(shown)} {verb} on \({write(target)}\)"


def _collapse(expr: Expr, known: list[Range], let: list[_Let], setting: Setting) -> Expr:
    """Use every bracket that fixes a summation index, from the inside out."""
    if not expr.has(KroneckerDelta):
        return expr
    if isinstance(expr, Sum):
        inside = [*known, *(tuple(limit) for limit in expr.limits)]
        body = _collapse(expr.function, inside, let, setting)
        return _collapse_sum(body, [tuple(limit) for limit in expr.limits], known, let, setting)
    if isinstance(expr, Indexed | Inside | KroneckerDelta):
        return expr
    return expr.func(*(_collapse(a, known, let, setting) for a in expr.args))


def _collapse_sum(
    body: Expr, limits: list[Range], known: list[Range], let: list[_Let], setting: Setting
) -> Expr:
    terms = Add.make_args(_brackets_apart(body, {index for index, _, _ in limits}))
    if len(terms) == 1:
        return _collapse_term(terms[0], limits, known, let, setting)
    if not any(sums._solvable(_factors(t), tuple(limits)) for t in terms):
        return _sum(body, limits)
    return Add(*(_pulled(_collapse_term(t, limits, known, let, setting)) for t in terms))


def _brackets_apart(body: Expr, bound: set[Expr]) -> Expr:
    """Multiply out a difference with a bracket in it: t ([k = q] - s) = t [k = q] - t s."""
    factors = _factors(body)
    opened = [f for f in factors if isinstance(f, Add) and f.has(KroneckerDelta)]
    if not opened:
        return body
    rest = [f for f in factors if f is not opened[0]]
    return Add(*(Mul(*rest, term) for term in opened[0].args))


def _factors(term: Expr) -> list[Expr]:
    """The factors of a term, brackets drawn out of inner sums whose indices they do not hold."""
    found: list[Expr] = []
    for factor in Mul.make_args(term):
        if isinstance(factor, Sum):
            inner = Mul.make_args(factor.function)
            free = [
                f
                for f in inner
                if isinstance(f, KroneckerDelta) and not f.free_symbols & set(factor.variables)
            ]
            kept = Mul(*(f for f in inner if f not in free))
            found += [*free, Sum(kept, *factor.limits)] if free else [factor]
        else:
            found.append(factor)
    return found


def _collapse_term(
    term: Expr, limits: list[Range], known: list[Range], let: list[_Let], setting: Setting
) -> Expr:
    factors = _factors(term)
    while found := sums._solvable(factors, tuple(limits)):
        delta, (index, lo, hi), value = found
        rest = [_put(f, index, value) for f in factors if f != delta]
        limits = [limit for limit in limits if limit[0] != index]
        condition = Inside(value, lo, hi)
        ranges = [*known, *limits]
        held = condition == 1 or _holds(condition, ranges)
        touched = {_put(f, index, value) for f in factors if f.has(index)}
        met = [f for f in rest if isinstance(f, Inside) and f in touched and _holds(f, ranges)]
        kept = [f for f in rest if f not in met] + [condition] * (not held)
        factors = _factors(Mul(*kept))
        let.append(_Let(index, value, condition, held, met))
    whole = Mul(*factors)
    return Sum(whole, *limits) if limits else whole


def _holds(condition: Inside, known: Sequence[Range]) -> bool:
    """Whether a condition follows from those ranges that speak of its symbols."""
    symbols = condition.args[0].free_symbols
    return bool(sums._implied(condition, [k for k in known if k[0].free_symbols & symbols]))


def put(expr: Expr, values: dict[Expr, Expr]) -> Expr:
    """Replace free indices, all at once."""
    names = frozenset(s.name for i, value in values.items() for s in value.free_symbols | {i})
    return _flat(_renamed(expr, names).xreplace(values))


def _put(expr: Expr, index: Expr, value: Expr) -> Expr:
    """Replace an index, and write indices out: x[i + (a - i)] is x[a]."""
    return put(expr, {index: value})


def _flat(expr: Expr) -> Expr:
    if isinstance(expr, Indexed):
        return expr.base[tuple(sp.expand(_flat(i)) for i in expr.indices)]
    if isinstance(expr, Inside):
        return Inside(sp.expand(_flat(expr.args[0])), *expr.args[1:])
    if not expr.args or not expr.has(Indexed, Inside):
        return expr
    if isinstance(expr, Sum):
        return Sum(_flat(expr.function), *expr.limits)
    return expr.func(*map(_flat, expr.args))


def _exchanged(expr: Expr) -> Expr:
    """Two sums, one inside the other, in the other order."""
    if isinstance(expr, Sum):
        outer = Mul.make_args(expr.function)
        inner = [f for f in outer if isinstance(f, Sum)]
        if len(inner) == 1:
            rest = [f for f in outer if not isinstance(f, Sum)]
            body = Sum(Mul(*rest, *Mul.make_args(inner[0].function)), *expr.limits)
            free = [f for f in Mul.make_args(body.function) if not _depends(f, expr.variables)]
            held = [f for f in Mul.make_args(body.function) if _depends(f, expr.variables)]
            return Sum(Mul(*free, Sum(Mul(*held), *expr.limits)), *inner[0].limits)
    return expr


def _depends(expr: Expr, symbols: Iterable[Expr]) -> bool:
    return bool(expr.free_symbols & set(symbols))


# --- to the end ---------------------------------------------------------------------------------


def _finished(expr: Expr, setting: Setting) -> Iterator[Move]:
    to = setting.to
    goal = None if to is None else setting.spelt_out(to)
    for find in (_by_hypothesis, _in_front, _one_sum, _turned, _algebra):
        if goal is not None and alike(expr, goal):
            break
        move = find(expr, goal, setting)
        if move is not None:
            yield move
            expr = move.after
    named = to if to is not None else _named(expr, setting)
    if setting.names and not alike(expr, named):
        yield Move("name", _name_words(expr, named, setting), named)


def _name_words(expr: Expr, named: Expr, setting: Setting) -> str:
    used = [f for f in setting.names if named.has(f.lhs)] or setting.names
    shown = rf"\({write(used[0])}\)"
    others = _in_words([rf"\({write(f.lhs)}\)" for f in used[1:]])
    return f"with {shown}" + (f", and {others} likewise" if others else "")


def _named(expr: Expr, setting: Setting) -> Expr:
    for fact in setting.names:
        expr = _replace_factors(expr, fact.rhs, fact.lhs)
    return expr


def _replace_factors(expr: Expr, old: Expr, new: Expr) -> Expr:
    """Replace a product inside a larger one, too."""
    if alike(expr, old):
        return new
    if isinstance(expr, Mul):
        rest = list(expr.args)
        for factor in Mul.make_args(old):
            partner = next((f for f in rest if alike(f, factor)), None)
            if partner is None:
                break
            rest.remove(partner)
        else:
            return Mul(new, *(_replace_factors(f, old, new) for f in rest))
    if not expr.args or isinstance(expr, Indexed):
        return expr
    if isinstance(expr, Sum):
        return Sum(_replace_factors(expr.function, old, new), *expr.limits)
    return expr.func(*(_replace_factors(a, old, new) for a in expr.args))


def _by_hypothesis(expr: Expr, goal: Expr | None, setting: Setting) -> Move | None:
    for fact in setting.equations:
        for start in (expr, _pulled(expr)):
            after = sums._rewrite(start, sums._joined(fact.lhs), fact.rhs)
            if after != start:
                return Move("hypothesis", _hypothesis_words(fact), after, {"fact": str(fact)})
    return None


def _hypothesis_words(fact: sp.Eq) -> str:
    body = fact.lhs.function if isinstance(fact.lhs, Sum) else None
    shown = rf"\({write(fact.lhs)} = {write(fact.rhs)}\)"
    if isinstance(body, Indexed) and fact.rhs == 1:
        return f"the targets sum to one: {shown}" if str(body.base) in "ty" else f"{shown}"
    return f"by hypothesis, {shown}"


def _in_front(expr: Expr, goal: Expr | None, setting: Setting) -> Move | None:
    after = _pulled(expr)
    if after == expr or (goal is not None and not alike(after, goal)):
        return None
    moved = _moved_out(expr)
    if goal is None and all(
        f.is_number or all(x.is_positive for x in f.free_symbols) for f in moved
    ):
        return None
    shown = _in_words([rf"\({write(f)}\)" for f in moved])
    verb = "does" if len(moved) == 1 else "do"
    stand = "stands" if len(moved) == 1 else "stand"
    words = f"{shown} {verb} not depend on the summation index and {stand} in front of the sum"
    return Move("in front", words, after, {"factors": list(map(str, moved))})


def _moved_out(expr: Expr) -> list[Expr]:
    found: list[Expr] = []
    for s in expr.atoms(Sum):
        found += [
            f for f in Mul.make_args(s.function) if not f.is_number and not _depends(f, s.variables)
        ]
    return found


def _pulled(expr: Expr) -> Expr:
    """Factors that do not depend on the index of a sum, in front of it."""
    if not expr.has(Sum):
        return expr
    if isinstance(expr, Sum):
        body = _pulled(expr.function)
        free = [f for f in Mul.make_args(body) if not _depends(f, expr.variables)]
        held = [f for f in Mul.make_args(body) if _depends(f, expr.variables)]
        if held:
            return Mul(*free, Sum(Mul(*held), *expr.limits))
        return Sum(body, *expr.limits)
    return expr.func(*map(_pulled, expr.args))


def _one_sum(expr: Expr, goal: Expr | None, setting: Setting) -> Move | None:
    """Nested sums as one sum."""
    after = _joined_sums(expr)
    if goal is None or after == expr or not alike(after, goal):
        return None
    return Move("one sum", "the two sums written as one", after)


def _joined_sums(expr: Expr) -> Expr:
    if isinstance(expr, Sum):
        body = _joined_sums(expr.function)
        inner = [f for f in Mul.make_args(body) if isinstance(f, Sum)]
        if len(inner) == 1:
            rest = [f for f in Mul.make_args(body) if f is not inner[0]]
            return Sum(Mul(*rest, inner[0].function), *expr.limits, *inner[0].limits)
        return Sum(body, *expr.limits)
    if not expr.has(Sum):
        return expr
    return expr.func(*map(_joined_sums, expr.args))


def _turned(expr: Expr, goal: Expr | None, setting: Setting) -> Move | None:
    """A change of the summation index leads to the goal."""
    if goal is None:
        return None
    facts = [unfolded(fact) for fact in setting.where]
    here, there = (sums._assume(unfolded(e), facts) for e in (expr, goal))
    if alike(here, there):  # no index has to be changed
        return None
    with sums.recorded() as told:
        found = sums._same_term(here, there)
    images = [data["image"] for rule, data in told if rule == "change of index"]
    changed = {a.name: b for image in images for a, b in image.items() if not b.is_Symbol}
    if not found or not changed:
        return None
    turned = all(b.could_extract_minus_sign() or _falls(b) for b in changed.values())
    shown = _in_words([rf"\({a} \to {write_index(_plain_names(b))}\)" for a, b in changed.items()])
    verb = "turn" if turned else "shift"
    data = {a: str(_plain_names(b)) for a, b in changed.items()}
    return Move("change of index", f"{verb} the index, {shown}", goal, {"image": data})


def _falls(image: Expr) -> bool:
    return any(image.coeff(s, 1) == -1 for s in image.atoms(sp.Dummy))


def _plain_names(expr: Expr) -> Expr:
    return expr.xreplace({d: sp.Symbol(d.name, integer=True) for d in expr.atoms(sp.Dummy)})


def _algebra(expr: Expr, goal: Expr | None, setting: Setting) -> Move | None:
    return None if goal is None else Move("algebra", _algebra_words(expr, goal), goal)


def _algebra_words(expr: Expr, goal: Expr) -> str:
    """How the last line is rearranged."""
    if goal.has(Partial):
        return "the same, read from the other end"
    above, below = _over(expr)
    base = below.base if isinstance(below, Pow) else below
    if isinstance(base, Add) and (gap := sp.expand(base - above)).is_Integer:
        sign = "-" if gap > 0 else "+"
        return rf"split the fraction: \({write(above)} = ({write(base)}) {sign} {abs(gap)}\)"
    if isinstance(above, Add) and any(_is_quotient(a) for a in above.args):
        return "over one denominator, and collect"
    if len(expr.atoms(Sum)) > 1 and not isinstance(expr, Add) and not isinstance(goal, Add):
        return "exchange the sums, and put in front of each what does not depend on its index"
    if below != 1:
        return "divide term by term" if isinstance(above, Add) else "cancel common factors"
    return "multiply out and collect terms"


def _over(expr: Expr) -> tuple[Expr, Expr]:
    """What stands above and below the line; an exponential stays where it is."""
    below = [f for f in Mul.make_args(expr) if isinstance(f, Pow) and f.exp.is_negative]
    above = [f for f in Mul.make_args(expr) if f not in below]
    return Mul(*above), Mul(*(1 / f for f in below))


# --- the same but for the names of bound indices ------------------------------------------------


def alike(a: Expr, b: Expr) -> bool:
    """Whether two lines differ in nothing but the names of bound indices and the order of sums."""
    return a == b or bool(_canonical(_numbers_in_front(a)) == _canonical(_numbers_in_front(b)))


def _canonical(expr: Expr, depth: int = 0) -> Expr:
    """A form in which lines that are alike are the same: indices by depth, numbers in front."""
    if isinstance(expr, Named):
        return _canonical(unfolded(expr), depth)
    if isinstance(expr, Sum):
        return _canonical_sum(expr, depth)
    if isinstance(expr, Indexed):
        return expr.base[tuple(sp.expand(i) for i in expr.indices)]
    if isinstance(expr, Inside):
        i, lo, hi = expr.args
        one, other = sorted((sp.expand(i - lo), sp.expand(hi - i)), key=sp.default_sort_key)
        return Function("range")(one, other)
    if isinstance(expr, KroneckerDelta):
        gap = sp.expand(expr.args[0] - expr.args[1])
        return Function("bracket")(min(gap, sp.expand(-gap), key=sp.default_sort_key))
    if not expr.args:
        return expr
    args = [_canonical(a, depth) for a in expr.args]
    if isinstance(expr, Mul | Pow):
        return _numbers_first(expr.func, args)
    if isinstance(expr, sp.sign | sp.Abs):
        return sums._normal_odd_or_even(expr.func, args[0])
    return expr.func(*args)


def _numbers_first(func: type[Expr], args: list[Expr]) -> Expr:
    """2 a - 2 b in a product is 2 (a - b), and b - a is -(a - b)."""
    if func is Pow:
        number, rest = sums._content(args[0])
        whole = args[1].is_Integer
        return number ** args[1] * Pow(rest, args[1]) if whole else Pow(*args)
    parts = [
        sums._content(a) if isinstance(a, Add) else (a, S.One) if a.is_Rational else (S.One, a)
        for a in args
    ]
    more, rest = Mul(*(r for _, r in parts)).as_coeff_Mul()
    return Mul(more * Mul(*(n for n, _ in parts)), rest, evaluate=False)


def _canonical_sum(s: Sum, depth: int) -> Expr:
    """The first of the forms that the sum has with its indices in every order of equal ranges."""
    limits = sorted((tuple(limit) for limit in s.limits), key=_range_key)
    groups = [list(group) for _, group in groupby(limits, key=_range_key)]
    forms = []
    for orders in product(*map(permutations, groups)):
        ordered = [limit for order in orders for limit in order]
        new = [sp.Symbol(f"index{depth + n}", integer=True) for n in range(len(ordered))]
        names = dict(zip((i for i, _, _ in ordered), new, strict=True))
        ends = [e for _, lo, hi in ordered for e in (lo, sp.expand(hi))]
        body = _canonical(s.function.xreplace(names), depth + len(ordered))
        forms.append(Function("sum")(body, *ends))
    return forms[0] if len(forms) == 1 else min(forms, key=sp.default_sort_key)


def _range_key(limit: Range) -> Any:
    return sp.default_sort_key(sp.Tuple(limit[1], sp.expand(limit[2])))
