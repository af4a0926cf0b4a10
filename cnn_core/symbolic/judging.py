r"""A formula that somebody typed: proved for every size, refuted with numbers, or not decided.

Nothing is declared here but by the formulas themselves. A letter with an index is an array, a
letter in a bound a size, a letter that stands in an index an integer; what remains is a real
number. A range that is written once holds for its index everywhere; one that is written nowhere
gets a size of its own. The answer says how all that was understood, and an ambiguity is an error
that asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy import Expr, Indexed, Lambda, Sum, Symbol

from cnn_core.symbolic.latex import LatexError, Said, _parsed, _Reader, declarations, statements
from cnn_core.symbolic.proof import Counterexample, NotProved, NotRefuted, Proof, prove, refute
from cnn_core.symbolic.tokens import spelling
from cnn_core.symbolic.vocabulary import Inside, Partial, activation

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True)
class Judgement:
    """What became of a typed formula: a verdict, how it was understood, and the evidence."""

    verdict: str
    understood: tuple[str, ...]
    evidence: Proof | Counterexample | NotProved
    lhs: Any = field(default=None, repr=False, compare=False)
    rhs: Any = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        lines = "; ".join(self.understood)
        return f"{self.verdict}: {self.evidence}\nunderstood: {lines}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        shown = getattr(self.evidence, "_repr_html_", lambda: f"<p>{self.verdict}</p>")()
        lines = "".join(f"<li>\\({line}\\)</li>" for line in self.understood)
        return f'{shown}<div class="proof-where tex2jax_process">Understood:<ul>{lines}</ul></div>'


def judge(latex: str, where: str = "", names: Mapping[str, Any] | None = None) -> Judgement:
    r"""Whether the formula `latex` holds, given the definitions and ranges in `where`.

    `names` declares what the formulas leave open (see `cnn_core.symbolic.latex`). Raises
    `LatexError`, which points into the formula, for what cannot be read or has two readings.

    >>> judge(r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k} \delta_i x_{i+p}",
    ...       where=r"E = \sum_i \delta_i y_i,\; y_i = \sum_{m=0}^{k-1} w_m x_{i+m}").verdict
    'proved'
    """
    known = _inferred([latex, *([where] if where else [])], names or {})
    facts, ranges = _definitions(where, known) if where else ([], {})
    said = [one() for one in statements(latex, known)]
    claims = [one for one in said if one.is_equality and len(one.sides) == 2]
    if len(claims) != 1:
        raise LatexError(latex, 0, f"expected one equation, found {len(claims)}")
    facts += [one.condition() for one in said if not one.is_equality]
    lhs, rhs = claims[0].sides
    for side in (lhs, rhs):
        if not isinstance(side, Expr):
            raise LatexError(latex, 0, "expected an equation between numbers")
    facts += _ranges_of_targets([lhs, rhs], facts)
    return _verdict(lhs, rhs, [f for f in facts if f != 1], _understood(known, facts, ranges))


def _verdict(lhs: Expr, rhs: Expr, facts: list[Expr], told: tuple[str, ...]) -> Judgement:
    try:
        return Judgement("proved", told, prove(lhs, rhs, where=facts, label="as typed"), lhs, rhs)
    except NotProved as error:
        left = error
    try:
        example = refute(rhs, lhs, where=facts, label="as typed")
    except NotRefuted:
        return Judgement("not decided", told, left, lhs, rhs)
    return Judgement("refuted", told, example, lhs, rhs)


# --- inference ----------------------------------------------------------------------------------


def _inferred(latex: Sequence[str], names: Mapping[str, Any]) -> dict[tuple[str, ...], Any]:
    known = declarations(names=names)
    given = frozenset(k for k in known if k[0] not in ("range", "rank"))
    phrases = given | {p for one in latex for p in _sizes_with_index(one, given)}
    trees = [(one, _parsed(one, phrases)) for one in latex]
    uses: dict[str, set[str]] = {}
    ranks: dict[str, set[int]] = {}
    for one, tree in trees:
        for name, use, rank in _uses(one, tree):
            uses.setdefault(name, set()).add(use)
            if rank:
                ranks.setdefault(name, set()).add(rank)
    for name, found in uses.items():
        key = tuple(name.split(" "))
        if key not in known and not (name == "e" and "entry" not in found):
            known[key] = _guess(latex[0], name, found)
            if "entry" in found:
                known["rank", str(known[key])] = _one_rank(latex[0], name, ranks[name])
    for one, tree in trees:
        known |= {
            ("range", i): r
            for i, r in _written_ranges(one, tree, known)
            if ("range", i) not in known
        }
    for one, tree in trees:
        known |= {
            ("range", i): r for i, r in _conditions(one, tree, known) if ("range", i) not in known
        }
    _share_ranges([i for _, tree in trees for i in _bare(tree)], [tree for _, tree in trees], known)
    return known


def _share_ranges(
    bare: Sequence[str], trees: Sequence[Any], known: dict[tuple[str, ...], Any]
) -> None:
    """An index whose range is written nowhere takes that of another one in the same place."""
    groups: list[set[str]] = []
    places: dict[tuple[str, int], set[str]] = {}
    for n, tree in enumerate(trees):
        own = (
            set(_bare(tree)) if n == 0 < len(trees) - 1 else None
        )  # a claim may misplace its letters
        for place, index in [p for p in _places(tree) if own is None or p[1] in own]:
            places.setdefault(place, set()).add(index)
    for members in [*places.values(), *({i} for i in bare)]:
        meeting = [g for g in groups if g & members]
        groups = [g for g in groups if not g & members] + [members.union(*meeting)]
    for group in groups:
        written = {known[("range", i)] for i in group if ("range", i) in known}
        letter = min(group & set(bare), default="")
        size = (sp.S.Zero, Symbol(f"n_{letter}", integer=True, positive=True) - 1)
        for i in group & set(bare):
            known.setdefault(("range", i), written.copy().pop() if len(written) == 1 else size)


def _places(tree: Any) -> Iterator[tuple[tuple[str, int], str]]:
    """Which letter stands alone in which index of which array."""
    for power in [*tree.find_data("power"), *tree.find_data("partial")]:
        atom, scripts = power.children[-2:]
        for under in (s for s in scripts.children if s.data == "under" and atom.data == "name"):
            chains = [c for c in under.children[2].children if hasattr(c, "children")]
            for n, chain in enumerate(chains):
                tokens = list(chain.scan_values(lambda _: True))
                if len(tokens) == 1 and tokens[0].type == "NAME":
                    yield (str(atom.children[0]), n), str(tokens[0]).lstrip("\\")


def _conditions(
    latex: str, tree: Any, known: dict[tuple[str, ...], Any]
) -> Iterator[tuple[str, Any]]:
    """``0 \\le q < K`` says how far q runs."""
    for node in tree.children:
        relations = [str(c) for c in getattr(node, "children", []) if not hasattr(c, "children")]
        if relations and set(relations) <= {"<", r"\le"}:
            condition = _Reader(latex, known).said(node).condition()
            if isinstance(condition, Inside) and isinstance(condition.args[0], Symbol):
                yield condition.args[0].name, condition.args[1:]


def _guess(latex: str, name: str, uses: set[str]) -> Any:
    plain = name.replace(" ", "").lstrip("\\")
    if "entry" in uses:
        if uses & {"primed", "bound"}:
            raise LatexError(latex, 0, f"{plain} has indices here and none there: declare it")
        return sp.IndexedBase(Symbol(plain), real=True)
    if "primed" in uses or name in (r"\sigma", r"\phi", r"\varphi"):
        return activation(plain)
    if "called" in uses and not uses & {"index", "bound"}:
        raise LatexError(latex, 0, f"is {plain} a function or a factor? Declare it by `names`")
    if "bound" in uses:
        return Symbol(plain, integer=True, positive=True)
    if "index" in uses:
        return Symbol(plain, integer=True)
    return Symbol(plain, real=True)


def _one_rank(latex: str, name: str, ranks: set[int]) -> int:
    if len(ranks) != 1:
        raise LatexError(latex, 0, f"{name} has {' or '.join(map(str, sorted(ranks)))} indices")
    return ranks.pop()


def _uses(latex: str, tree: Any) -> Iterator[tuple[str, str, int]]:
    """Each name with the way in which it is used, and the number of its indices."""
    for product in tree.find_data("product"):
        factors = list(product.children)
        for n, factor in enumerate(factors):
            if getattr(factor, "data", "") not in ("power", "partial") or not factor.children:
                continue
            atom, scripts = factor.children[-2:]
            if atom.data != "name":
                continue
            name = str(atom.children[0])
            under = [s for s in scripts.children if s.data == "under"]
            if any(s.data == "prime" for s in scripts.children):
                yield name, "primed", 0
            elif under:
                yield name, "entry", _count(latex, under[0])
            elif n + 1 < len(factors) and _opens(factors[n + 1]):
                yield name, "called", 0
            else:
                yield name, "plain", 0
    for under in tree.find_data("under"):
        yield from ((str(t), "index", 0) for t in under.scan_values(lambda t: t.type == "NAME"))
    for big in tree.find_data("big"):
        over = [s for s in big.children[1].children if s.data == "over"]
        for script in over:
            yield from (
                (str(t), "bound", 0) for t in script.scan_values(lambda t: t.type == "NAME")
            )
    for chain in tree.find_data("chain"):
        if [str(c) for c in chain.children if not hasattr(c, "children")][:1] in (["<"], [r"\le"]):
            last = chain.children[-1]
            yield from ((str(t), "bound", 0) for t in last.scan_values(lambda t: t.type == "NAME"))


def _opens(factor: Any) -> bool:
    return bool(getattr(factor, "data", "") == "power" and factor.children[0].data == "paren")


def _count(latex: str, under: Any) -> int:
    chains = [c for c in under.children[2].children if hasattr(c, "children")]
    tokens = list(chains[0].scan_values(lambda t: t.type in ("NAME", "NUMBER")))
    plain = all(t.type in ("NAME", "NUMBER") for t in chains[0].scan_values(lambda _: True))
    if len(chains) == 1 and plain and len(tokens) > 1:
        raise LatexError(latex, tokens[0].start_pos, "one index or several? Write commas")
    return len(chains)


def _sizes_with_index(latex: str, given: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """A letter with an index in a bound, such as ``k_h``, is a name of its own."""
    for big in _parsed(latex, given).find_data("big"):
        for over in (s for s in big.children[1].children if s.data == "over"):
            for power in over.find_data("power"):
                if power.children[0].data == "name" and any(
                    s.data == "under" for s in power.children[1].children
                ):
                    yield spelling(latex[power.meta.start_pos : power.meta.end_pos])


def _written_ranges(
    latex: str, tree: Any, known: dict[tuple[str, ...], Any]
) -> Iterator[tuple[str, Any]]:
    reader = _Reader(latex, known)
    for big in tree.find_data("big"):
        under = next(s for s in big.children[1].children if s.data == "under")
        chains = [c for c in under.children[2].children if hasattr(c, "children")]
        over = [s for s in big.children[1].children if s.data == "over"]
        if over or any(len(c.children) > 1 for c in chains):
            upper = reader.values(over[0].children[2].children[0])[0] if over else None
            for index, lo, hi in reader.limits(big, chains, upper):
                yield index.name, (lo, hi)


def _bare(tree: Any) -> Iterator[str]:
    for big in tree.find_data("big"):
        if not any(s.data == "over" for s in big.children[1].children):
            under = next(s for s in big.children[1].children if s.data == "under")
            for chain in under.children[2].children:
                if hasattr(chain, "children") and len(chain.children) == 1:
                    yield from (str(t).lstrip("\\") for t in chain.scan_values(lambda _: True))


# --- definitions --------------------------------------------------------------------------------


def _definitions(
    where: str, known: dict[tuple[str, ...], Any]
) -> tuple[list[Expr], dict[str, Any]]:
    """Take the definitions into `known`, those first that others use; the conditions are left."""
    waiting = list(range(len(statements(where, known))))
    facts: list[Expr] = []
    defined: dict[str, Any] = {}
    lefts = {n: statements(where, known)[n]().sides[0] for n in waiting}
    while waiting:
        ready = [n for n in waiting if not _needs(where, known, n, waiting, lefts)]
        if not ready:
            raise LatexError(where, 0, "these definitions need one another")
        for n in ready:
            said = statements(where, known)[n]()
            if not said.is_equality:
                facts.append(said.condition())
            else:
                _define(where, said, lefts[n], known)
                defined[said.latex] = said.sides[-1]
            waiting.remove(n)
    return facts, defined


def _needs(
    where: str, known: Any, n: int, waiting: Sequence[int], lefts: Mapping[int, Any]
) -> bool:
    said = statements(where, known)[n]()
    right = said.sides[-1]
    heads = [_head(lefts[m]) for m in waiting if m != n]
    return said.is_equality and any(right.has(head) for head in heads if head is not None)


def _head(left: Any) -> Any:
    if isinstance(left, Indexed):
        return left.base
    return left if isinstance(left, Symbol) else None


def _define(where: str, said: Said, left: Any, known: dict[tuple[str, ...], Any]) -> None:
    right = said.sides[-1]
    key = next((k for k, v in known.items() if v == _head(left)), None)
    if key is None or len(said.sides) != 2:
        raise LatexError(where, 0, f"expected a definition such as y_i = ..., found {said.latex}")
    if isinstance(left, Symbol):
        known[key] = right
    elif all(isinstance(i, Symbol) for i in left.indices):
        known[key] = Lambda(tuple(left.indices), right)
    else:
        raise LatexError(where, 0, f"the indices of {said.latex} are no plain letters")


def _ranges_of_targets(sides: Sequence[Expr], facts: Sequence[Expr]) -> list[Expr]:
    """A free index of the entry that one differentiates by runs over the entries that there are."""
    found: list[Expr] = []
    bounded = {f.args[0] for f in facts if isinstance(f, Inside)}
    for partial in {p for e in sides for p in e.atoms(Partial)}:
        expr, target = partial.args[:2]
        for n, index in enumerate(getattr(target, "indices", ())):
            reach = _reach(expr, target.base, n)
            if isinstance(index, Symbol) and index not in bounded and reach is not None:
                found.append(Inside(index, *reach))
                bounded.add(index)
    return found


def _reach(expr: Expr, base: Any, slot: int) -> tuple[Expr, Expr] | None:
    """The range of one index of an array in `expr`, where it is a sum of bound indices."""
    ranges = {i: (lo, hi) for s in expr.atoms(Sum) for i, lo, hi in s.limits}
    reaches = set()
    for entry in expr.atoms(Indexed):
        if entry.base == base:
            index = sp.expand(entry.indices[slot])
            bound = [i for i in ranges if index.has(i)]
            if any(index.coeff(i, 1) != 1 for i in bound):
                return None
            lo = index.subs({i: ranges[i][0] for i in bound}, simultaneous=True)
            hi = index.subs({i: ranges[i][1] for i in bound}, simultaneous=True)
            reaches.add((lo, hi))
    return reaches.pop() if len(reaches) == 1 else None


def _understood(
    known: Mapping[tuple[str, ...], Any], facts: Sequence[Expr], _: Any
) -> tuple[str, ...]:
    lines = []
    for key, value in known.items():
        if key[0] == "range":
            lines.append(rf"{sp.latex(value[0])} \le {key[1]} \le {sp.latex(value[1])}")
    for fact in facts:
        if isinstance(fact, Inside):
            i, lo, hi = (sp.latex(sp.expand(a)) for a in fact.args)
            lines.append(rf"{lo} \le {i} \le {hi}")
    return tuple(dict.fromkeys(lines))
