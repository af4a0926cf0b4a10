r"""The way to a result: lines that a person would write, each with its rule, each checked.

`derive` gives the steps from a derivative to its formula, as a `Derivation`, which a page shows
as aligned mathematics with the rule under each line. Each line is compared with the one before it:
by the rules of `cnn_core.symbolic.sums`, and in exact numbers at small sizes written out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, islice, pairwise
from typing import Any

import sympy as sp
from sympy import Expr, Indexed, IndexedBase, S, Sum, Symbol

from cnn_core.symbolic.instances import Instance, instances
from cnn_core.symbolic.steps import Move, Setting, alike, lines, put
from cnn_core.symbolic.sums import _assume, difference, readable
from cnn_core.symbolic.vocabulary import Inside, Named, Partial, checked, unfolded
from cnn_core.symbolic.writing import plain, write
from cnn_core.symbolic.zero import is_zero

__all__ = ["Derivation", "Step", "derive"]

MOST_LINES = 8  # a derivation that would be longer is told less finely
COARSEST = 4
MIME = "application/vnd.cnn-core.derivation+json"


class _StepFails(AssertionError):
    """A line is not equal to the one before it."""


@dataclass(frozen=True)
class Step:
    """One line: ``lhs = rhs`` by a rule.

    `rule` is the name of the rule, `words` says it to a reader (formulas in ``\\(...\\)``), `data`
    holds what it was applied to, such as the index that a bracket fixes and its value.
    """

    rule: str
    words: str
    lhs: Expr
    rhs: Expr
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        return f"= {plain(write(self.rhs))}    {plain(self.words)}"

    def as_dict(self) -> dict[str, Any]:
        """The step for a JSON file: the lines as LaTeX and as SymPy's own text."""
        return {
            "rule": self.rule,
            "words": self.words,
            "latex": write(self.rhs),
            "lhs": sp.srepr(self.lhs),
            "rhs": sp.srepr(self.rhs),
            "data": dict(self.data),
        }


@dataclass(frozen=True)
class Derivation:
    """The steps from an expression to its result, under hypotheses. Displays as mathematics."""

    start: Expr
    steps: tuple[Step, ...]
    where: tuple[Expr, ...] = ()
    sizes: Mapping[Symbol, int] | None = field(default=None, repr=False)

    @property
    def result(self) -> Expr:
        """The last line."""
        return self.steps[-1].rhs if self.steps else self.start

    def check(self) -> None:
        """Compare each line with the one before it; raises ``AssertionError`` with the step.

        In exact numbers at small sizes, and by the rules, which must leave no difference.
        """
        self._check_values()
        for number, step in enumerate(self.steps, 1):
            if not _follows(step.lhs, step.rhs, self.where):
                raise _StepFails(f"step {number} ({step.rule}): the rules do not lead to its line")

    def _check_values(self) -> None:
        lines_ = [self.start, *(step.rhs for step in self.steps)]
        for number, (step, before) in enumerate(zip(self.steps, lines_, strict=False), 1):
            if step.lhs != before:
                raise _StepFails(f"step {number} ({step.rule}): it begins at another line")
        ends = unfolded(lines_[0]), unfolded(lines_[-1])
        for instance in instances(ends, self.where, self.sizes, count=1):
            values = list(_values(lines_, self.where, instance))
            for number, (one, two) in enumerate(pairwise(values), 1):
                if is_zero(one - two) is False:  # what is undecided, the rules decide
                    rule = self.steps[number - 1].rule
                    raise _StepFails(f"step {number} ({rule}): {one} became {two} at {instance.at}")

    def as_dict(self) -> dict[str, Any]:
        """The derivation for a JSON file."""
        return {
            "start": write(self.start),
            "where": [_hypothesis(fact) for fact in self.where],
            "ranges": self.ranges,
            "steps": [step.as_dict() for step in self.steps],
        }

    def to_json(self, **options: Any) -> str:
        """The derivation as JSON; `options` are those of ``json.dumps``."""
        return json.dumps(self.as_dict(), ensure_ascii=False, **options)

    @property
    def ranges(self) -> list[str]:
        """The ranges of those summation indices whose sum sign does not say them."""
        found: dict[str, None] = {}
        for line in (self.start, *(s.rhs for s in self.steps)):
            for s in line.atoms(Sum):
                if len(s.limits) > 1:
                    found |= {
                        write(Inside(sp.Dummy(str(i)), lo, hi)): None for i, lo, hi in s.limits
                    }
        return [text.replace(r"\left[", "").replace(r"\right]", "") for text in sorted(found)]

    # --- display ---

    def __repr__(self) -> str:
        shown = [plain("= " + write(step.rhs)) for step in self.steps]
        width = min(max(map(len, shown), default=0), 64)
        rows = [plain(write(self.start))]
        for line, step in zip(shown, self.steps, strict=True):
            beside = len(line) <= width
            rows.append(f"  {line:<{width}}   {plain(step.words)}" if beside else f"  {line}")
            if not beside:
                rows.append(f"  {'':<{width}}   {plain(step.words)}")
        return "\n".join(rows)

    __str__ = __repr__

    def _repr_latex_(self) -> str:
        rows = [rf"& {write(self.start)}"]
        for step in self.steps:
            rows.append(rf"&\quad = {write(step.rhs)}")
            rows.append(rf"&\qquad {_words_in_math(step.words)}")
        return "\\[\n\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}\n\\]"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<li class="derivation-step" data-rule="{html.escape(step.rule)}">'
            rf'<span class="derivation-line">\(\displaystyle {_escaped("= " + write(step.rhs))}\)'
            f'</span> <span class="derivation-rule">{html.escape(step.words)}</span></li>'
            for step in self.steps
        )
        ranges = ", ".join(rf"\({_escaped(r)}\)" for r in self.ranges)
        below = f'<div class="derivation-ranges">Sums over {ranges}.</div>' if ranges else ""
        return (
            '<div class="derivation tex2jax_process">'
            rf'<div class="derivation-line">\(\displaystyle {_escaped(write(self.start))}\)</div>'
            f'<ol class="derivation-steps">{rows}</ol>{below}</div>'
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "text/latex": self._repr_latex_(),
            MIME: self.as_dict(),
        }


def derive(
    expr: Expr,
    *,
    to: Expr | None = None,
    where: Iterable[Expr] = (),
    sizes: Mapping[Symbol, int] | None = None,
) -> Derivation:
    r"""The way from `expr`, such as ``Partial(E, w[p])``, to its formula, a line at a time.

    With `to`, the last lines lead to that form: an index turned, a factor in front, a name used.
    `where` holds the hypotheses, as in `prove`; an equation such as ``Eq(s[i], ...)`` with a single
    entry on its left gives a name, which the last line uses. `sizes` fixes some symbols where the
    lines are compared in numbers. Raises ``AssertionError`` if a line is not equal to the one
    before it, ``TypeError`` or ``ValueError`` for arguments that are not of
    `cnn_core.symbolic.vocabulary`.

    >>> from cnn_core.symbolic import Partial, derive, indices, inside, sizes, tensors, total
    >>> (i, m, p), (H, k), (x, w, delta) = indices("i m p"), sizes("H k"), tensors("x w delta")
    >>> E = total(delta[i] * total(w[m] * x[i + m], (m, k)), (i, H - k + 1))
    >>> derive(Partial(E, w[p]), where=[inside(p, k)]).result
    Sum(delta[i]*x[i + p], (i, 0, H - k))
    """
    named = {"expr": expr} if to is None else {"expr": expr, "to": to}
    found = checked(where=where, **named)
    expr, facts = found[0], tuple(found[len(named) :])
    goal = None if to is None else found[1]
    taken = frozenset(s.name for e in found for s in e.free_symbols if isinstance(s, Symbol))
    start = _fresh_names(expr, taken)
    ways = (_way(start, Setting(facts, goal, n, turned)) for n, turned in _settings(goal))
    return _best(list(_told(ways, goal is not None)), start, facts, sizes)


def _settings(goal: Expr | None) -> Iterator[tuple[int, bool]]:
    for fineness in range(COARSEST + 1):
        yield fineness, False
        if goal is not None:
            yield fineness, True


def _fresh_names(expr: Expr, taken: frozenset[str]) -> Expr:
    """Bound indices renamed where they would be taken for the index of a target."""
    if isinstance(expr, Partial):
        return Partial(readable(expr.args[0], taken), *expr.args[1:])
    if not expr.has(Partial):
        return readable(expr, taken)
    return expr.func(*(_fresh_names(a, taken) for a in expr.args))


def _way(start: Expr, setting: Setting) -> list[Move]:
    """The moves; the last line is the one that was asked for, to the letter.

    A telling that is too fine is given up as soon as it has too many lines.
    """
    most = None if setting.fineness == COARSEST else MOST_LINES + 1
    way, to = list(islice(lines(start, setting), most)), setting.to
    if to is None or len(way) == most or (way and way[-1].after == to):
        return way
    if way and alike(way[-1].after, to):
        return [*way[:-1], replace(way[-1], after=to)]
    return [*way, Move("same", "the same sum, written with other names", to)]


def _told(ways: Iterator[list[Move]], has_goal: bool) -> Iterator[list[Move]]:
    """The ways of the finest telling that is short enough, or else of the coarsest one."""
    group = 2 if has_goal else 1
    for _ in range(COARSEST + 1):
        found = [next(ways) for _ in range(group)]
        short = [way for way in found if len(way) <= MOST_LINES]
        if short:
            yield from short
            return
    yield from found


def _best(
    ways: list[list[Move]], start: Expr, where: tuple[Expr, ...], sizes: Mapping[Symbol, int] | None
) -> Derivation:
    """The way with the fewest moves that only change the form, and of these the shortest."""
    moves = min(ways, key=lambda way: (sum(map(_detour, way)), len(way)))
    steps, before = [], start
    for move in moves:
        steps.append(Step(move.rule, move.words, before, move.after, move.data))
        before = move.after
    derivation = Derivation(start, tuple(steps), where, sizes)
    derivation.check()
    return derivation


def _detour(move: Move) -> int:
    """How far a move leads away from the plainest telling."""
    exchanged = move.words.startswith("exchange")
    shifted = move.words.startswith("shift")
    return exchanged + 2 * (move.rule in {"change of index", "algebra"}) + 2 * shifted


# --- checks ---


def _follows(before: Expr, after: Expr, where: tuple[Expr, ...]) -> bool:
    """Whether the rules show that two lines are equal, what has a name left unopened if it can be.

    A named quantity stands for one that depends on the target in any way, so that its value and
    its slope are all that a line can say of it.
    """
    if not _may_stand_in((before, after)):
        facts = tuple(map(unfolded, where))
        return _same_form(unfolded(before), unfolded(after), facts)
    targets = {p.args[1] for line in (before, after) for p in line.atoms(Partial)}
    target = targets.pop() if targets else S.One
    facts = tuple(_stand_in(fact, target) for fact in where)
    right = _stand_in(after, target)
    lefts = [_stand_in(one, target) for one in _readings(before, after)]
    if any(_same_form(left, right, facts) for left in lefts):
        return True
    facts = tuple(map(unfolded, where))
    return bool(lefts != [before] and _same_form(unfolded(before), unfolded(after), facts))


def _same_form(left: Expr, right: Expr, where: tuple[Expr, ...]) -> bool:
    one, two = _assume(left, where), _assume(right, where)
    return alike(one, two) or bool(difference(left, right, where) == 0)


def _may_stand_in(lines_: tuple[Expr, ...]) -> bool:
    """Whether value and slope are all that the lines say of what has a name.

    One target, not bound by a sum, no derivative of a derivative; a name stands for one thing, and
    that depends on no bound index which the name does not show.
    """
    found = [n for line in lines_ for n in line.atoms(Named)]
    partials = [p for line in lines_ for p in line.atoms(Partial)]
    targets = {p.args[1] for p in partials}
    bound = {i for line in lines_ for s in line.atoms(Sum) for i in s.variables}
    free = all(not target.free_symbols & bound for target in targets)
    flat = not any(p.args[0].has(Partial) for p in partials)
    shown = all(n.args[1].free_symbols & bound <= n.args[0].free_symbols for n in found)
    return len(targets) <= 1 and free and flat and shown and _names_agree(found)


def _names_agree(found: list[Named]) -> bool:
    """Whether no name stands for two different things."""
    whole = {n.args[0]: n for n in found}
    if any(not alike(n.args[1], whole[n.args[0]].args[1]) for n in found):
        return False
    for one, other in combinations(whole.values(), 2):
        (left, inner), (right, there) = one.args, other.args
        if getattr(left, "base", left) != getattr(right, "base", right):
            continue
        if not all(i.is_Symbol for i in left.indices):
            (left, inner), (right, there) = (right, there), (left, inner)
        if not all(i.is_Symbol for i in left.indices):
            return False
        moved = dict(zip(left.indices, right.indices, strict=True))
        if not alike(put(inner, moved), there):
            return False
    return True


def _readings(before: Expr, after: Expr) -> list[Expr]:
    """The line, and if it goes on with a definition, the line with that definition."""
    opened = _one_definition(before)
    same = opened == before or _named_slopes(before) == _named_slopes(after)
    return [before] if same else [opened]


def _named_slopes(expr: Expr) -> set[str]:
    """The names of the arrays of which a line holds the derivative."""
    return {
        str(p.args[0].args[0]).split("[")[0] for p in expr.atoms(Partial) if p.args[0].func is Named
    }


def _one_definition(expr: Expr) -> Expr:
    """The derivatives of named quantities as those of what they stand for."""
    if isinstance(expr, Partial) and isinstance(expr.args[0], Named):
        return Partial(expr.args[0].args[1], *expr.args[1:])
    if not expr.has(Partial):
        return expr
    return expr.func(*map(_one_definition, expr.args))


def _stand_in(expr: Expr, target: Expr) -> Expr:
    """Named quantities as value + slope * target: any value and any slope at a point."""
    if isinstance(expr, Named):
        name = expr.args[0]
        base, indices = (name.base, name.indices) if isinstance(name, Indexed) else (name, (0,))
        value, slope = (IndexedBase(f"{kind} of {base}", real=True) for kind in ("value", "slope"))
        return value[indices] + slope[indices] * target
    if not expr.has(Named):
        return expr
    return expr.func(*(_stand_in(a, target) for a in expr.args))


# --- values -------------------------------------------------------------------------------------


def _values(lines_: Iterable[Expr], where: Iterable[Expr], instance: Instance) -> Iterator[Expr]:
    """The lines in exact numbers at an instance, the equations among the hypotheses respected."""
    written = [instance.explicit(unfolded(line)) for line in lines_]
    facts = [unfolded(fact) for fact in instance.equations(where)]
    sides = [instance.explicit(side) for fact in facts for side in fact.args]
    numbers = instance.numbers(*written, *sides, equations=facts)
    for line in written:
        yield line.xreplace(numbers)


# --- words --------------------------------------------------------------------------------------


def _hypothesis(fact: Expr) -> str:
    if isinstance(fact, Inside):
        return write(fact).replace(r"\left[", "").replace(r"\right]", "")
    return f"{write(fact.lhs)} = {write(fact.rhs)}"


def _escaped(latex: str) -> str:
    return latex.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _words_in_math(words: str) -> str:
    return r"\text{" + words.replace(r"\(", "$").replace(r"\)", "$") + "}"
