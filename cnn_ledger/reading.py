r"""Printed formulas read back: the LaTeX of an entry, compared with its claim in code.

Each source declares in its `conventions` what its letters mean (`Spelled`), for the entries whose
formulas can be read, and says of every other displayed equation why it is not. A formula is read
back if what the LaTeX says, side by side, is what the claim says: the same expression, or one that
the prover shows to be equal for every size. So a sign, an index, a bound or a factor that is
altered, in the LaTeX or in the claim, is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Sum

from cnn_core.symbolic.instances import instances
from cnn_core.symbolic.latex import LatexError, Said, Table, declarations, read
from cnn_core.symbolic.sameness import same
from cnn_core.symbolic.sums import equal
from cnn_core.symbolic.vocabulary import Partial
from cnn_core.symbolic.zero import PRECISIONS, is_away_from_zero
from cnn_ledger.claims import All, Claim, Entries, Identity, Reading, _array
from cnn_ledger.equation import Equation

__all__ = [
    "DEFINED",
    "FORMS",
    "Spelled",
    "breach",
    "conventions",
    "counts_read",
    "numbered",
    "why_unread",
]

FORMS = ("printed", "corrected")
DEFINED = sp.Symbol("what is defined")
"""The meaning of a left side that only names what stands on the right."""


@dataclass(frozen=True)
class Spelled:
    """What the letters of a formula mean.

    `names` goes to the reader of LaTeX. `given` says what a letter stands for in the claim, such as
    a net input that the claim writes out. Sums `from_one` count entries from one where the code
    counts from zero. `layers` are superscripts that belong to a letter, wherever its indices stand:
    ``a_j^{(L)}`` is the entry j of ``a^{(L)}``. `spelling` puts the source's own way of writing,
    such as ``\\sum_1^t``, into the usual one. A matrix is read by its entry `at`. Where the claim
    compares arrays at chosen sizes, `places` says, for each entry of the arrays in turn, what the
    letters of the formula are there. `code` is the expression that the claim computes with, where
    what it says of that is a property, such as a slope. A formula that is `listed` is a list of
    numbers. `forms` are the forms that can be read.
    """

    names: Mapping[str, Any]
    given: Mapping[Expr, Expr] = field(default_factory=dict)
    from_one: bool = False
    layers: tuple[str, ...] = ()
    spelling: Mapping[str, str] = field(default_factory=dict)
    at: tuple[Expr, ...] = ()
    places: tuple[Mapping[Expr, Any], ...] = ()
    code: Expr | None = None
    listed: bool = False
    forms: tuple[str, ...] = FORMS


def numbered(letters: Mapping[sp.IndexedBase, Any]) -> dict[Expr, Expr]:
    """The entries of letters, as the symbols that a claim at chosen sizes has for them."""
    return {
        letter[place]: array[place]
        for letter, array in letters.items()
        for place in np.ndindex(array.shape)
    }


def conventions(source: str) -> Any:
    """The module in which a source declares its letters: `SPELLED` and `UNREAD`."""
    return import_module(f"cnn_ledger.sources.{source}.conventions")


def why_unread(entry: Equation, form: str = "printed") -> str:
    """Why a form of an entry is not read back; empty if it is."""
    if not getattr(entry, form):
        return "there is none"
    if entry.kind == "claim":
        return "a sentence"
    if _spelled(entry, form) is not None:
        return ""
    reasons: dict[str, str] = conventions(entry.source).UNREAD
    if entry.number in reasons:
        return reasons[entry.number]
    return OTHER if any(_claimed(entry, form)) else AT_SIZES


def _spelled(entry: Equation, form: str) -> Spelled | None:
    """What the letters mean: for both forms, or for the corrected one alone."""
    module = conventions(entry.source)
    tables = [getattr(module, "CORRECTED", {})] if form == "corrected" else []
    found = (table.get(entry.number) for table in [*tables, module.SPELLED])
    return next((one for one in found if one is not None and form in one.forms), None)


def _claimed(entry: Equation, form: str) -> tuple[_Pair, ...]:
    """What a form is to say; the printed one, where it holds under a convention, with that."""
    if form == "corrected":
        claims = [entry.corrected_claim]
    else:
        claims = [entry.printed_claim, entry.convention_claim]
    return tuple(pair for one in claims if one for pair in _built(one, entry.defines))


@cache
def _built(claim: Callable[[], Claim], defines: bool) -> tuple[_Pair, ...]:
    """A claim is built once in a process, however often formulas are compared with it."""
    return tuple(_pairs(claim(), defines))


AT_SIZES = "its claim compares arrays at chosen sizes, or is a sentence: there is no identity"
OTHER = "its letters or its notation are not declared, or the reader does not know them"


def counts_read(entries: Iterable[Equation]) -> dict[str, tuple[int, int]]:
    """Of each form: how many displayed equations are read back, and how many there are."""
    shown = [e for e in entries if e.kind == "equation"]
    return {
        form: (
            sum(not why_unread(e, form) for e in shown),
            sum(bool(getattr(e, form)) for e in shown),
        )
        for form in FORMS
    }


def breach(entry: Equation, form: str = "printed", latex: str | None = None) -> str:
    """How the LaTeX of an entry that is read back differs from its claim; empty if it does not.

    `latex` stands in for the entry's own.
    """
    latex = getattr(entry, form) if latex is None else latex
    spelled = _spelled(entry, form)
    assert spelled is not None, f"{entry.name}: its letters are not declared"
    pairs = _claimed(entry, form)
    if spelled.code is not None:
        pairs = (_Pair(DEFINED, spelled.code), *pairs)
    try:
        said = list(_said(latex, spelled, pairs))
    except (LatexError, ValueError, TypeError) as error:
        return f"{entry.name}, {form}: {error}"
    matched = 0
    for left, right, text in said:
        if left is not None and same(left, right):
            continue  # says what a letter stands for, as the declarations do
        matched += 1
        likely = sorted(pairs, key=lambda pair: _letters(pair.right) != _letters(right))
        if not any(_agree(left, right, pair, spelled) for pair in likely):
            return f"{entry.name}, {form}: the claim does not say: {text}"
    return "" if matched else f"{entry.name}, {form}: nothing was read"


# --- what is printed ----------------------------------------------------------------------------


def _said(
    latex: str, spelled: Spelled, pairs: Iterable[_Pair]
) -> Iterator[tuple[Expr | None, Any, str]]:
    """Left and right sides; a formula that goes on after ``=`` has no left one."""
    text = _one_row(latex)
    for old, new in spelled.spelling.items():
        text = text.replace(old, new)
    text = _layers_first(text.strip(), spelled.layers)
    if spelled.listed:
        yield from _in_order(text)
        return
    goes_on = text.startswith("=")
    objects = [side for pair in pairs for side in pair.sides]
    names = {_layers_first(name, spelled.layers): v for name, v in spelled.names.items()}
    known = declarations(*objects, names=names)
    for one in read(text[1:] if goes_on else text, known):
        sides = [_scalar(side, spelled) for side in one.sides]
        if goes_on:
            yield None, sides[0], one.latex
            goes_on = False
        elif len(sides) == 1:
            raise ValueError(f"no equation: {one.latex}")
        elif not _is_equality(one):
            raise ValueError(f"no equality: {one.latex}")
        left = None if r"\leftarrow" in one.relations else sides[0]
        for side in sides[1:]:
            yield left, side, one.latex


def _layers_first(latex: str, layers: tuple[str, ...]) -> str:
    """``a_j^{(L)}`` as ``a^{(L)}_{j}``."""
    for layer in layers:
        upper = re.escape(layer)
        pattern = rf"_(\{{[^{{}}]*\}}|[a-zA-Z0-9])\^(\{{{upper}\}}|{upper}(?![a-zA-Z]))"
        latex = re.sub(pattern, lambda m: rf"^{m[2]}_{m[1]}", latex)
    return latex


def _one_row(latex: str) -> str:
    r"""Columns that are printed by their entries 1, 2 and i, as the entry i of each.

    Raises ``ValueError`` if the entries 1 and 2 are not the entry i with their number.
    """

    def general(column: re.Match[str]) -> str:
        *numbered, row = [r.strip() for r in column[1].split(r"\\") if r.strip() != r"\vdots"]
        for number, one in enumerate(numbered, 1):
            expected = row.replace("_i", f"_{number}").replace(
                "{i,i-1}", f"{{{number},{number - 1}}}"
            )
            if one != expected:
                raise ValueError(f"row {number} is not the row i with its number: {one}")
        return row

    return re.sub(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", general, latex)


def _in_order(latex: str) -> Iterator[tuple[None, tuple[Expr, ...], str]]:
    r"""The entries of a list of numbers, ``(0, 1)^T`` or a matrix, row by row.

    >>> next(_in_order(r"K = \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"))[1]
    (1, 0, 0, 1)
    """
    pattern = r"(?:\w = )?(?:\\begin\{pmatrix\}(?P<rows>.*)\\end\{pmatrix\}|\((?P<list>.*)\)\^T)"
    found = re.fullmatch(pattern, latex)
    if found is None:
        raise ValueError(f"no list of numbers: {latex}")
    entries = re.split(r"&|\\\\|,", found["rows"] or found["list"])
    yield None, tuple(sp.Rational(entry.strip()) for entry in entries), latex


def _is_equality(said: Said) -> bool:
    return said.is_equality


def _scalar(side: Any, spelled: Spelled) -> Expr:
    if isinstance(side, Table) and len(side.shape) == len(spelled.at):
        side = side[spelled.at]
    if not isinstance(side, Expr):
        raise ValueError(f"no number, and no entry of it is spoken of: {side}")
    return _from_zero(side) if spelled.from_one else side


def _from_zero(expr: Expr) -> Expr:
    """Sums that count entries from one, as the code counts them."""

    def shifted(s: Sum) -> Sum:
        body = _from_zero(s.function)
        if any(lo != 1 for _, lo, _ in s.limits):
            return Sum(body, *s.limits)  # of the code, in what a letter stands for
        bare = body.replace(lambda e: isinstance(e, sp.Indexed), lambda e: sp.S.One)
        if bare.free_symbols & set(s.variables):
            raise ValueError(f"an index of {s} stands outside of an entry")
        return Sum(body, *((i, lo - 1, hi - 1) for i, lo, hi in s.limits))

    return expr.replace(lambda e: isinstance(e, Sum), shifted)


# --- what is claimed ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pair:
    """An equality of the claim: of two expressions, or of arrays by their entries in order."""

    left: Any
    right: Any
    where: tuple[Expr, ...] = ()

    @property
    def sides(self) -> list[Expr]:
        both = (self.left, self.right)
        return [e for side in both for e in (side if isinstance(side, tuple) else (side,))]


def _pairs(claim: Claim, defines: bool) -> Iterator[_Pair]:
    """The equalities that a claim consists of; of a definition, what it defines."""
    match claim:
        case All() | Reading():
            for one in claim.claims:
                yield from _pairs(one, defines)
        case Identity():
            yield _Pair(claim.quantity, claim.formula, tuple(claim.where))
            if isinstance(claim.quantity, Partial):  # what is differentiated was defined
                yield _Pair(DEFINED, claim.quantity.args[0], tuple(claim.where))
        case Entries() if isinstance(claim.claimed, Expr) and isinstance(claim.derived, Expr):
            yield _Pair(DEFINED if defines else claim.derived, claim.claimed)
        case Entries():
            yield _Pair(_entries(claim.derived), _entries(claim.claimed))


def _entries(value: Any) -> tuple[Expr, ...]:
    return tuple(_array(value).flat)


def _letters(side: Any) -> set[Expr]:
    """The arrays of a formula: the claim that has the same ones is compared first."""
    parts = side if isinstance(side, tuple) else (side,)
    return {base.label for part in parts for base in part.atoms(sp.IndexedBase)}


def _agree(left: Expr | None, right: Any, pair: _Pair, spelled: Spelled) -> bool:
    if spelled.listed:
        return bool(right == pair.right)
    if len(spelled.places) == 1 and not isinstance(pair.right, tuple):
        pair = _Pair((pair.left,), (pair.right,), pair.where)
    if isinstance(pair.right, tuple):
        return _agree_at_places(left, right, pair, spelled)
    if not _is(right, pair.right, pair, spelled):
        return False
    if pair.left == DEFINED:
        return bool(left == DEFINED)
    return left in (None, DEFINED) or _is(left, pair.left, pair, spelled)


def _agree_at_places(left: Expr | None, right: Expr, pair: _Pair, spelled: Spelled) -> bool:
    """Entry by entry, at the sizes of the claim, where the sums are written out."""
    if not len(spelled.places) == len(pair.right) == len(pair.left):
        return False
    written = _written_out(right, spelled)
    return all(
        _is(_term_by_term(written.xreplace(dict(place))), claimed, pair, spelled)
        for place, claimed in zip(spelled.places, pair.right, strict=True)
    ) and (
        left in (None, DEFINED, -DEFINED)
        or all(
            _is(_term_by_term(left.xreplace(dict(place))), derived, pair, spelled)
            for place, derived in zip(spelled.places, pair.left, strict=True)
        )
    )


def _term_by_term(expr: Expr) -> Expr:
    """Sums over ranges that are numbers, written out; `doit` would forget that entries are real."""

    def terms(s: Sum) -> Expr:
        ranges = [range(int(lo), int(hi) + 1) for _, lo, hi in s.limits]
        at = (
            dict(zip(s.variables, map(sp.Integer, place), strict=True))
            for place in product(*ranges)
        )
        return sp.Add(*(s.function.xreplace(place) for place in at))

    return expr.replace(lambda e: isinstance(e, Sum), terms)


def _is(said: Expr, claimed: Expr, pair: _Pair, spelled: Spelled) -> bool:
    if same(said, claimed):
        return True
    try:
        said = _written_out(said, spelled)
        return not _told_apart(said, claimed, pair.where) and equal(said, claimed, pair.where)
    except (TypeError, ValueError):
        return False


def _told_apart(one: Expr, other: Expr, where: Iterable[Expr]) -> bool:
    """Whether exact numbers at small sizes show that two expressions differ.

    That is sooner shown than a proof given up. It refuses only: what agrees is still to be proved.
    """
    ranges = [fact for fact in where if fact != 1]  # a range that is known to be kept to is 1
    if any(isinstance(fact, sp.Eq) for fact in ranges):
        return False  # numbers would have to satisfy it
    for instance in instances([one, other], ranges, None, 2):
        a, b = instance.explicit(one), instance.explicit(other)
        if is_away_from_zero((a - b).xreplace(instance.numbers(a, b)), PRECISIONS[:1]):
            return True
    return False


def _written_out(said: Expr, spelled: Spelled) -> Expr:
    """Derivatives taken while the letters are letters, then what the letters stand for."""
    if not spelled.given:
        return said
    done: Callable[[Any], Expr] = lambda e: e.doit()  # noqa: E731
    return said.replace(lambda e: isinstance(e, Partial), done).xreplace(dict(spelled.given))
