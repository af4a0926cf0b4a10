"""Whether a formula says what the records say that name it: no more, no less, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import sympy as sp
from sympy import Expr, Indexed

from cnn_core.symbolic.latex import Ambiguous, LatexError, Said, Table, declarations, statements
from cnn_core.symbolic.records import Record
from cnn_core.symbolic.sameness import same, where_they_differ
from cnn_core.symbolic.sums import readable
from cnn_core.symbolic.vocabulary import Inside, Partial

__all__ = ["breaches", "is_bound"]


def is_bound(latex: str, found: Sequence[Record]) -> bool:
    """Whether every statement of the formula is one of the records."""
    return not breaches(latex, found, whole=False)


def breaches(latex: str, found: Sequence[Record], whole: bool = True) -> list[str]:
    """Where a formula and the records that state it part; empty if nowhere.

    Each equality of the formula must be a record, each condition one of their hypotheses, and, if
    `whole`, each record must be said by the formula. A line tells what stands and what was proved.
    """
    true = [one for one in found if one.kind != "counterexample"]
    if not true:
        return ["nothing was proved or defined under this label"]
    try:
        readings = [_Reading(latex, one, true) for one in true]
    except LatexError as error:
        return [str(error)]
    used: set[int] = set()
    lines = [
        line for n in range(len(readings[0].statements)) for line in _judged(n, readings, used)
    ]
    if whole and not lines:
        lines += [
            f"not said by the formula: {_shown(one)}" for n, one in enumerate(true) if n not in used
        ]
    return lines


class _Reading:
    """A formula read with the names of one record, and with those of its neighbours after them."""

    def __init__(self, latex: str, record: Record, neighbours: Sequence[Record]) -> None:
        self.record = record
        known: dict[tuple[str, ...], Any] = {}
        for one in [*neighbours, record]:
            own = one.declared
            clear = {key: v for key, v in own.items() if not isinstance(v, Ambiguous)}
            known |= own if one is record else clear
        ranges = declarations(record.rhs)  # the right side says first how far an index runs
        own_ranges = {
            k: v for k, v in ranges.items() if k[0] == "range" and k[1] not in record.names
        }
        known |= {k: v for k, v in own_ranges.items() if not isinstance(v, Ambiguous)}
        self.statements = statements(latex, known)

    def said(self, n: int) -> Said:
        return self.statements[n]()


def _judged(n: int, readings: Sequence[_Reading], used: set[int]) -> list[str]:
    said: list[tuple[int, Said]] = []
    errors: list[LatexError] = []
    for number, reading in enumerate(readings):
        try:
            said.append((number, reading.said(n)))
        except LatexError as error:
            errors.append(error)
    if not said:
        return [str(errors[-1])]
    if not said[0][1].is_equality:
        return _judged_condition(said, readings)
    lines = []
    for side in range(1, max(2, len(said[0][1].sides))):
        matched = [k for k, one in said if _states(one, side, readings[k].record)]
        used |= set(matched)
        if not matched:
            closest = min(said, key=lambda one: _distance(one[1], side, readings[one[0]].record))
            lines.append(_told(closest[1], side, readings[closest[0]].record))
    return lines


def _judged_condition(said: Sequence[tuple[int, Said]], readings: Sequence[_Reading]) -> list[str]:
    for number, one in said:
        try:
            condition = one.condition()
        except (ValueError, TypeError, IndexError):
            return [f"stands: {one.latex}, which is no equality and no range"]
        facts = readings[number].record.where
        if condition == sp.S.One or any(same(condition, fact) for fact in facts):
            return []
    facts = tuple(fact for r in readings for fact in r.record.where)
    return [f"stands: {said[0][1].latex}, assumed: {', '.join(map(_latex, facts)) or 'nothing'}"]


def _pairs(said: Said, side: int, record: Record) -> Iterator[tuple[Expr, Expr]]:
    """The sides of a statement, those before the given one with it, as expressions."""
    if len(said.sides) == 1:
        yield record.lhs, _entry(said.sides[0], record)
        return
    for earlier in range(side):
        yield tuple(_entry(s, record) for s in (said.sides[earlier], said.sides[side]))


def _entry(side: Any, record: Record) -> Any:
    """A matrix at the indices of the entry that the record speaks of."""
    if not isinstance(side, Table):
        return side
    entry = record.lhs.args[1] if isinstance(record.lhs, Partial) else record.lhs
    indices = entry.indices if isinstance(entry, Indexed) else ()
    return side[tuple(indices)] if len(indices) == len(side.shape) else sp.nan


def _states(said: Said, side: int, record: Record) -> bool:
    return any(
        (same(a, record.lhs) and same(b, record.rhs))
        or (same(a, record.rhs) and same(b, record.lhs))
        for a, b in _pairs(said, side, record)
    )


def _distance(said: Said, side: int, record: Record) -> int:
    sides = [e for pair in _pairs(said, side, record) for e in pair]
    return sum(not any(same(e, s) for s in sides) for e in (record.lhs, record.rhs))


def _told(said: Said, side: int, record: Record) -> str:
    """What stands and what was proved, in LaTeX, cut down to where they differ."""
    a, b = list(_pairs(said, side, record))[-1]
    differing = [
        where_they_differ(stood, proved)
        for stood, proved in ((a, record.lhs), (b, record.rhs))
        if not same(stood, proved)
    ]
    parts = "; ".join(f"{_latex(x)} for {_latex(y)}" for x, y in differing)
    proved = "defined" if record.kind == "definition" else "proved"
    return f"stands: {said.latex}, {proved}: {_shown(record)} ({parts})"


def _shown(record: Record) -> str:
    return f"{_latex(record.lhs)} = {_latex(record.rhs)}"


def _latex(expr: Expr) -> str:
    if isinstance(expr, Inside):
        i, lo, hi = (sp.latex(sp.expand(a)) for a in expr.args)
        return rf"{lo} \le {i} \le {hi}"
    with suppress(ValueError):  # an altered formula may be no expression that has a plain form
        expr = readable(expr)
    return str(sp.latex(expr))
