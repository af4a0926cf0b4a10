r"""The objects that a page displays: a `Proof` of an identity, a `Counterexample` to a wrong one.

`prove` and `refute` cover every size (rung 1), `prove_exact` the shipped functions run on symbols
(rung 2), `check_numeric` floating point (rung 3). Each raises when its claim fails; none returns a
verdict that somebody might overlook.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy import Add, Expr, Rational, S, Symbol

from cnn_core.symbolic.instances import Instance, borders, instances
from cnn_core.symbolic.measured import AGREEING, STEP, AtKink, measure
from cnn_core.symbolic.records import Record, bundle, record
from cnn_core.symbolic.sums import counted, difference, readable
from cnn_core.symbolic.vocabulary import Every, Inside, Partial, checked, unfolded
from cnn_core.symbolic.writing import plain
from cnn_core.symbolic.zero import PRECISIONS, NotReal, is_away_from_zero, is_zero, may_be, value_at

if TYPE_CHECKING:
    from cnn_core.symbolic.derivation import Derivation

__all__ = [
    "Counterexample",
    "NotProved",
    "NotRefuted",
    "Proof",
    "ProofTable",
    "check_numeric",
    "prove",
    "prove_exact",
    "refute",
]

RUNGS = {
    1: "proved for every size",
    2: "exact at chosen sizes",
    3: "numeric, floating point",
}

BADGES = {1: "every size", 2: "exact", 3: "numeric"}


class NotProved(AssertionError):
    """The two sides of a claim were not shown to be equal. `difference` is what is left.

    The message says whether the sides differ ("not equal"), or whether that is undecided.
    """

    def __init__(self, message: str, difference: object = None) -> None:
        super().__init__(message)
        self.difference = difference


class Undefined(NotProved):
    """A side of a claim has no finite value at an instance, so that nothing can be compared."""


class NotRefuted(AssertionError):
    """No numbers were found at which a formula differs from the truth."""


@dataclass(frozen=True)
class Proof:
    """A claim that was checked: what it says, under which hypotheses, and on which rung."""

    label: str
    rung: int
    claim: str
    where: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lhs: Any = field(default=None, repr=False, compare=False)
    rhs: Any = field(default=None, repr=False, compare=False)
    hypotheses: tuple[Expr, ...] = field(default=(), repr=False, compare=False)
    sizes: dict[Symbol, int] | None = field(default=None, repr=False, compare=False)

    record: Record | None = field(default=None, repr=False, compare=False)

    @cached_property
    def derivation(self) -> Derivation:
        """The way from the left side to the right side, line by line (see `derive`).

        Raises ``ValueError`` for a proof of rung 2 or 3, which compares and derives nothing.
        """
        from cnn_core.symbolic.derivation import derive

        if self.rung != 1:
            raise ValueError(f"derivation: {self.label} is {RUNGS[self.rung]}; expected rung 1")
        return derive(self.lhs, to=self.rhs, where=self.hypotheses, sizes=self.sizes)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.record)

    def __str__(self) -> str:
        return f"{self.label}: {RUNGS[self.rung]}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        where = f'<div class="proof-where">for {", ".join(self.where)}</div>' if self.where else ""
        wide = " wide" if _is_wide(self.claim) else ""
        details = "".join(f"<div>{line}</div>" for line in (*self.definitions, *self.notes))
        return (
            f'<div class="proof tex2jax_process">'
            f'<div class="proof-head"><span class="proof-badge rung-{self.rung}">'
            f"{RUNGS[self.rung]}</span> "
            f'<span class="proof-label">{html.escape(self.label)}</span></div>'
            f'<div class="proof-claim{wide}">{self.claim}</div>{where}'
            f'<details class="proof-steps"><summary>What was checked</summary>{details}</details>'
            "</div>"
        )


@dataclass(frozen=True)
class Counterexample:
    """Exact numbers at which a formula as printed differs from the truth."""

    label: str
    numbers: tuple[tuple[str, str], ...]
    printed: Expr
    truth: Expr
    lhs: Any = field(default=None, repr=False, compare=False)
    rhs: Any = field(default=None, repr=False, compare=False)
    record: Record | None = field(default=None, repr=False, compare=False)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.record)

    def __str__(self) -> str:
        at = ", ".join(f"{name} = {_text(value)}" for name, value in self.numbers)
        at = at.replace("\\", "")
        return f"{self.label}: refuted; at {at} it gives {self.printed}, the truth is {self.truth}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        at = ", ".join(rf"\({name} = {value}\)" for name, value in self.numbers)
        return (
            f'<div class="counterexample tex2jax_process">'
            f'<div class="proof-head"><span class="proof-badge refuted">refuted</span> '
            f'<span class="proof-label">{html.escape(self.label)}</span></div>'
            f'<div class="counterexample-numbers">At {at}</div>'
            f'<div class="counterexample-values">the formula gives '
            rf"\({sp.latex(self.printed)}\); the truth is \({sp.latex(self.truth)}\).</div></div>"
        )


def _text(latex: str) -> str:
    """A number in LaTeX as one types it: ``5/7``, ``log(5)``."""
    text = re.sub(r"[{}]", "", plain(latex))
    return re.sub(r"^- | (?=[()])|(?<=\() ", lambda m: m[0].strip(), text)


@dataclass(frozen=True)
class ProofTable:
    """A table whose cells are proofs: each row a name, each cell a formula and the proof of it."""

    corner: str
    columns: Sequence[str]
    rows: Mapping[str, Sequence[tuple[str, Proof]]]

    def __post_init__(self) -> None:
        for name, cells in self.rows.items():
            if len(cells) != len(self.columns):
                raise ValueError(
                    f"row {name!r}: expected {len(self.columns)} cells, got {len(cells)}"
                )
            for formula, proof in cells:
                if not isinstance(proof, Proof):
                    raise TypeError(f"{formula}: expected a Proof, got {type(proof).__name__}")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(*(proof.record for cells in self.rows.values() for _, proof in cells))

    def __repr__(self) -> str:
        lines = [
            f"{name}: {' | '.join(formula for formula, _ in cells)}"
            for name, cells in self.rows.items()
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{column}</th>" for column in (self.corner, *self.columns))
        body = "".join(
            f'<tr><th scope="row">{name}</th>'
            + "".join(
                f'<td>{formula}<br><span class="proof-badge rung-{proof.rung}" '
                f'title="{RUNGS[proof.rung]}">{BADGES[proof.rung]}</span></td>'
                for formula, proof in cells
            )
            + "</tr>"
            for name, cells in self.rows.items()
        )
        return (
            '<table class="proof-table tex2jax_process">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def prove(
    lhs: Expr,
    rhs: Expr,
    *,
    label: str,
    where: Iterable[Expr] = (),
    sizes: dict[Symbol, int] | None = None,
    states: str | Iterable[str] = (),
    names: Mapping[str, Any] | None = None,
) -> Proof:
    """Show that ``lhs = rhs`` for every size (rung 1), and again at sizes written out.

    At the written-out sizes the sides are compared in exact numbers, SymPy taking the derivatives,
    and once more with each `Partial` measured by a central difference.

    `where` holds hypotheses: ``inside(p, k)`` for an index, ``Eq(total(t[j], (j, n)), 1)`` for
    data. A hypothesis that the proof needs besides, such as ``n >= K`` where ``n - K`` terms are
    counted, stands in the `where` of the `Proof`. `sizes` fixes some symbols in the instances,
    where the random ones would not do. `states` names the formulas of the page that say this, which
    the tests of the book read and compare, and `names` what their letters mean where it is not the
    same here (see `cnn_core.symbolic.latex`). Raises `NotProved`, with the difference that is left
    and, if there is one, a counterexample; ``TypeError`` or ``ValueError`` for arguments that are
    not of `cnn_core.symbolic.vocabulary`.

    >>> from cnn_core.symbolic import Partial, indices, prove, sizes, tensors, total
    >>> (i, p), (n,), (w, x) = indices("i p"), sizes("n"), tensors("w x")
    >>> from cnn_core.symbolic import inside
    >>> prove(Partial(total(w[i] * x[i], (i, n)), w[p]), x[p], where=[inside(p, n)], label="dot")
    dot: proved for every size
    """
    check_label(label)
    shown_lhs, shown_rhs, *where = checked(lhs=lhs, rhs=rhs, where=where)
    lhs, rhs = unfolded(shown_lhs), unfolded(shown_rhs)
    kept = record("proof", label, (lhs, rhs), states=states, where=where, names=names, rung=1)
    tried = _Tried(label, lhs, rhs, list(where))
    for instance in instances([lhs, rhs], where, sizes):
        tried.compare(instance)
    left = difference(lhs, rhs, where)
    left, assumed = counted(left, where)
    if left == 0:
        tried.where += assumed
    for instance in borders([lhs, rhs], tried.where, sizes):
        tried.compare(instance, at_border=True)
    if left != 0:
        raise NotProved(f"{label}: not proved; lhs - rhs leaves {readable(left)}", left)
    return Proof(
        label=label,
        rung=1,
        claim=_display(shown_lhs, shown_rhs),
        where=tuple(map(_hypothesis, [*tried.where, *_kinks(lhs, rhs)])),
        definitions=tuple(_definitions(shown_lhs) + _definitions(shown_rhs)),
        notes=tried.notes(),
        lhs=shown_lhs,
        rhs=shown_rhs,
        hypotheses=tuple(where),
        sizes=sizes,
        record=kept,
    )


def refute(
    printed: Expr,
    truth: Expr,
    *,
    label: str = "as printed",
    where: Iterable[Expr] = (),
    sizes: dict[Symbol, int] | None = None,
    of: str | Iterable[str] = (),
) -> Counterexample:
    """Find the smallest instance, in exact rational numbers, at which `printed` is not `truth`.

    `of` names the formula or the theorem that this is a wrong form of. Raises `NotRefuted` if
    there is none among the instances tried.
    """
    check_label(label)
    as_given = checked(printed=printed, truth=truth, where=where)
    printed, truth, *where = map(unfolded, as_given)
    found: list[_Gap] = []
    undecided: list[_Gap] = []
    sides = [printed, truth]
    small = instances(sides, where, sizes, count=12)
    for instance in chain(small, _lazily(borders, sides, where, sizes)):
        with suppress(Undefined):  # a formula without a value there is not refuted by it
            gap = _compare(label, printed, truth, where, instance)
            found += [gap] if gap.differs else []
            undecided += [] if gap.differs or gap.exact else [gap]
        if len(found) == 4:
            break
    found += [gap for gap in undecided[:1] if not found and gap.decided() is False]
    if not found and any(gap.decided() is None for gap in undecided[:1]):
        raise NotRefuted(f"{label}: undecided; {printed} and {truth} are too close to tell apart")
    if not found:
        raise NotRefuted(f"{label}: no difference found between {printed} and {truth}")
    kept = record("counterexample", label, (printed, truth), of=of, where=where)
    return replace(min(found, key=_Gap.size).shown(label, *as_given[:2]), record=kept)


def _lazily(generator: Any, *arguments: Any) -> Iterator[Any]:
    yield from generator(*arguments)


def prove_exact(claimed: Any, derived: Any, *, label: str, claim: str = "") -> Proof:
    """Show that two arrays of SymPy expressions are equal, entry by entry (rung 2).

    `claimed` is what a shipped backward function returned for symbols, `derived` what SymPy got by
    differentiating the forward function's output. `claim` is the statement in LaTeX, if wanted.
    Raises `NotProved` where an entry differs, where that is undecided, and for arrays without
    entries; ``ValueError`` for rounded numbers.
    """
    import numpy as np

    check_label(label)
    claimed, derived = _expressions("claimed", claimed), _expressions("derived", derived)
    if claimed.shape != derived.shape:
        raise NotProved(f"{label}: shapes {claimed.shape} and {derived.shape} differ")
    if not claimed.size:
        raise NotProved(f"{label}: no entries to compare, the shape is {claimed.shape}")
    for place in np.ndindex(claimed.shape):
        _check_entry(label, place, claimed[place], derived[place])
    shape = " \\times ".join(map(str, claimed.shape)) or "1"
    return Proof(
        label=label,
        rung=2,
        claim=rf"\[{claim}\]" if claim else "",
        notes=(rf"Equal as expressions in all \({shape}\) entries",),
        lhs=claimed,
        rhs=derived,
    )


def _check_entry(label: str, place: tuple[int, ...], claimed: Expr, derived: Expr) -> None:
    if claimed.has(*_INFINITE) or derived.has(*_INFINITE):
        raise NotProved(f"{label}: entry {place} has no finite value: {claimed} and {derived}")
    left = sp.expand(claimed - derived)
    zero = is_zero(left)
    if zero is None:
        raise NotProved(f"{label}: entry {place} is undecided: whether {left} is zero", left)
    if not zero:
        raise NotProved(f"{label}: entry {place} differs by {left}", left)


_INFINITE = (sp.nan, sp.zoo, sp.oo, -sp.oo)


def check_numeric(claimed: Any, measured: Any, *, label: str, tolerance: float = 1e-6) -> Proof:
    """Check two arrays of float64 numbers against each other (rung 3).

    The error is the largest difference over the largest entry of `measured`. Raises `NotProved`
    with the error and its place if it is above `tolerance`.
    """
    import numpy as np

    check_label(label)
    if not 0 < tolerance < 1:
        raise ValueError(f"tolerance: got {tolerance!r}; expected a number between zero and one")
    claimed, measured = _numbers("claimed", claimed), _numbers("measured", measured)
    if claimed.shape != measured.shape:
        raise NotProved(f"{label}: shapes {claimed.shape} and {measured.shape} differ")
    if not claimed.size:
        raise NotProved(f"{label}: no entries to compare, the shape is {claimed.shape}")
    if not (np.isfinite(claimed).all() and np.isfinite(measured).all()):
        raise NotProved(f"{label}: not all entries are finite")
    scale = max(float(np.abs(measured).max(initial=0.0)), np.finfo(float).tiny)
    error = np.abs(claimed - measured) / scale
    if error.size and float(error.max()) > tolerance:
        place = tuple(int(i) for i in np.unravel_index(int(error.argmax()), error.shape))
        raise NotProved(f"{label}: relative error {error.max():.2e} at {place}, above {tolerance}")
    return Proof(
        label=label,
        rung=3,
        claim="",
        notes=(
            rf"{claimed.size} entries agree: relative error below "
            rf"\({sp.latex(sp.Float(tolerance, 1))}\)",
        ),
        lhs=claimed,
        rhs=measured,
    )


# --- display ------------------------------------------------------------------------------------


def _display(lhs: Expr, rhs: Expr) -> str:
    left, right = sp.latex(readable(lhs)), sp.latex(readable(rhs))
    body = f"{left} = {right}"
    if len(left) + len(right) > 220:
        body = rf"\begin{{aligned}}&{left}\\&\quad = {right}\end{{aligned}}"
    return rf"\[{body}\]"


def _is_wide(claim: str) -> bool:
    """Whether the widest line of a claim, roughly measured, would not fit the page at full size."""
    seen = re.sub(r"\\substack\{.*?\}\}?|\\[a-zA-Z]+|[{}_^&\s]", "", claim.replace(r"\\&", "\n"))
    return max(map(len, seen.split("\n"))) > 62


def _definitions(lhs: Expr) -> list[str]:
    """What the name in a partial derivative stands for."""
    seen = {p.args[2]: p.args[0] for p in sp.sympify(lhs).atoms(Partial)}
    return [rf"\[{sp.latex(n)} = {sp.latex(readable(e))}\]" for n, e in seen.items()]


def _hypothesis(fact: Expr) -> str:
    if isinstance(fact, Inside):
        i, lo, hi = fact.args
        of = "every " if isinstance(fact, Every) else ""
        return rf"{of}\({sp.latex(lo)} \le {sp.latex(i)} \le {sp.latex(sp.expand(hi))}\)"
    if isinstance(fact, sp.Ge):
        return rf"\({_at_least(fact.lhs)}\)"
    return rf"\({sp.latex(fact)}\)"


def _kinks(*sides: Expr) -> list[Expr]:
    """What a derivative excludes: arguments at which an absolute value or a maximum has none."""
    slopes = [(s.args[0], s.args[1]) for side in sides for s in side.atoms(Partial)]
    found: dict[Expr, None] = {}
    for inner, target in slopes:
        by = getattr(target, "base", target)
        for part in sorted(inner.atoms(sp.Abs, sp.Max, sp.Min), key=sp.default_sort_key):
            if part.has(by):
                ends = sorted((*part.args, S.Zero)[: max(2, len(part.args))], key=_number_last)
                pairs = combinations(ends, 2)
                found.update(dict.fromkeys(sp.Ne(a, b, evaluate=False) for a, b in pairs))
    return list(found)


def _number_last(expr: Expr) -> bool:
    return bool(expr.is_number)


def _at_least(n: Expr) -> str:
    """``n - K >= 0`` as ``n >= K``."""
    terms = Add.make_args(sp.expand(n))
    below = [-t for t in terms if t.could_extract_minus_sign()]
    above = [t for t in terms if not t.could_extract_minus_sign()]
    return rf"{sp.latex(Add(*above))} \ge {sp.latex(Add(*below))}"


# --- instances ----------------------------------------------------------------------------------

KINKED = (sp.Abs, sp.sign, sp.Max, sp.Min, sp.Heaviside, sp.floor, sp.ceiling, sp.Mod)
TRIES = 4  # draws of numbers, until both sides have a value


@dataclass
class _Tried:
    """The instances at which two sides were compared, and how."""

    label: str
    lhs: Expr
    rhs: Expr
    where: list[Expr]
    exact: int = 0
    to_digits: int = 0
    differences: int = 0

    def compare(self, instance: Instance, at_border: bool = False) -> None:
        """Raise `NotProved` if the sides differ; at the border they need not have a value."""
        try:
            gap = _compare(self.label, self.rhs, self.lhs, self.where, instance)
        except Undefined:
            if at_border:
                return
            raise
        if gap.differs:
            example = gap.shown(self.label, self.rhs, self.lhs)
            raise NotProved(f"{self.label}: not equal; {example}", example)
        self.exact += gap.exact
        self.to_digits += not gap.exact
        if not at_border:
            self.differences += _measure(self.label, self.lhs, self.rhs, self.where, gap.instance)

    def notes(self) -> tuple[str, ...]:
        return _notes(self.exact, self.to_digits, self.differences)


@dataclass(frozen=True)
class _Gap:
    """Two sides at an instance: both written out, and the numbers at which they were compared."""

    instance: Instance
    sides: tuple[Expr, Expr]
    fractions: dict[Symbol, Rational]
    facts: list[sp.Eq]
    differs: bool = True
    exact: bool = True

    def decided(self) -> bool | None:
        """Whether the sides are equal at the numbers, with all means."""
        x, y = (value_at(side, self.fractions) for side in self.sides)
        return is_zero(x - y)

    def size(self) -> int:
        """How many numbers it takes to say where the sides differ."""
        return len(self.instance.at) + len(self.instance.whole) + len(self.fractions)

    def shown(self, label: str, printed: Expr, truth: Expr) -> Counterexample:
        """The counterexample, in numbers that are as simple as will do."""
        numbers = _simple_numbers(self.instance, self.fractions, self.facts, *self.sides)
        places = [(sp.latex(s), sp.latex(v)) for s, v in self.instance.at.items()]
        places += [(name, sp.latex(v)) for name, v in self.instance.whole.items()]
        places += [(_shown_name(s), sp.latex(v)) for s, v in numbers.items()]
        x, y = (_value(value_at(side, numbers)) for side in self.sides)
        return Counterexample(label, tuple(places), x, y, printed, truth)


def _shown_name(symbol: Symbol) -> str:
    return symbol.name if isinstance(symbol, sp.Dummy) else str(sp.latex(symbol))


def _compare(
    label: str, printed: Expr, truth: Expr, where: Sequence[Expr], instance: Instance
) -> _Gap:
    """The two sides at one instance, at numbers of each kind; the first at which they differ."""
    sides = instance.explicit(printed), instance.explicit(truth)
    facts = instance.equations(where)
    gaps: list[_Gap] = []
    for kind in _kinds(printed, truth, *sides):
        with suppress(Undefined):
            gaps.append(_at_numbers(label, instance, sides, facts, kind))
            if gaps[-1].differs:
                return gaps[-1]
    if not gaps and instance.curve != "mild":  # a logarithm may need an activation below one
        return _compare(label, printed, truth, where, replace(instance, curve="mild"))
    if not gaps:
        raise Undefined(f"{label}: undefined at {instance.at}", printed - truth)
    return replace(gaps[0], exact=all(gap.exact for gap in gaps))


def _kinds(printed: Expr, truth: Expr, a: Expr, b: Expr) -> Iterator[str]:
    """The kinds of numbers to compare at: kinks where there are any, and none is differentiated."""
    yield "small"
    if a.free_symbols or b.free_symbols:
        yield "signed"
        slopes = printed.atoms(Partial) | truth.atoms(Partial)
        if (a.has(*KINKED) or b.has(*KINKED)) and not any(s.has(*KINKED) for s in slopes):
            yield from ("kinks", "kinks ")


def _at_numbers(
    label: str, instance: Instance, sides: tuple[Expr, Expr], facts: list[sp.Eq], kind: str
) -> _Gap:
    equations = [instance.explicit(side) for fact in facts for side in fact.args]
    first = len(kind) - len(kind.strip())  # the second draw of a kind
    for again in range(first, first + TRIES):
        try:
            numbers = instance.numbers(
                *sides, *equations, equations=facts, again=again, kind=kind.strip()
            )
            x, y = (value_at(side, numbers) for side in sides)
        except NotReal:
            continue
        except ValueError:  # the hypotheses have no solution at these numbers
            if kind == "small" and again == first + TRIES - 1:
                raise
            continue
        gap = _Gap(instance, sides, numbers, facts)
        if is_away_from_zero(x - y, PRECISIONS[:2]):
            return gap
        return replace(gap, differs=False, exact=(x - y).is_Rational or sp.expand(x - y) == 0)
    raise Undefined(f"{label}: undefined at {instance.at}", sides[0] - sides[1])


def _measure(label: str, lhs: Expr, rhs: Expr, where: Sequence[Expr], instance: Instance) -> int:
    """Compare the sides with derivatives measured; the number of central differences taken."""
    if not (lhs.has(Partial) or rhs.has(Partial)):
        return 0
    try:
        found = measure(lhs, rhs, where, instance)
    except AtKink as error:
        if instance.curve != "mild":
            return _measure(label, lhs, rhs, where, replace(instance, curve="mild"))
        raise NotProved(f"{label}: {error}", lhs - rhs) from error
    if not found.agrees:
        raise NotProved(f"{label}: not equal with derivatives measured; {found}", found)
    return found.count


def _notes(exact: int, to_digits: int, differences: int) -> tuple[str, ...]:
    ways = []
    if exact:
        ways.append(f"in exact arithmetic at {exact} small instances")
    if to_digits:
        ways.append(f"by intervals of {PRECISIONS[1]} digits at {to_digits} small instances")
    compared = f"Written out and compared {', and '.join(ways)}"
    if not differences:
        return (compared,)
    return (
        compared,
        f"Compared there with derivatives measured as well: {differences} central differences "
        rf"with a step of \(10^{{-{STEP}}}\), equal to {AGREEING} digits",
    )


def _exact(name: str, value: Any) -> Expr:
    try:
        entry = sp.sympify(value, strict=True)
    except sp.SympifyError:
        raise TypeError(f"{name}: got {value!r}; expected an expression") from None
    if entry.has(sp.Float):
        raise ValueError(f"{name}: got the rounded number in {entry}; expected exact ones")
    return entry


def _expressions(name: str, value: Any) -> Any:
    """An array of SymPy expressions."""
    import numpy as np

    array = np.array(value, dtype=object)
    for place in np.ndindex(array.shape):
        array[place] = _exact(name, array[place])
    return array


def _numbers(name: str, value: Any) -> Any:
    """An array of floating-point numbers."""
    import numpy as np

    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(f"{name}: got {value!r}; expected an array of numbers") from None
    if value is None:
        raise TypeError(f"{name}: got None; expected an array of numbers")
    return array


def check_label(label: object) -> None:
    if not isinstance(label, str):
        raise TypeError(f"label: got {label!r}; expected a text")


def _value(side: Expr) -> Expr:
    """The number itself if it is short, otherwise its first seven digits."""
    if side.is_Rational or side.free_symbols:
        return side
    value = sp.expand(side) if sp.count_ops(side) < 60 else side
    return value if value.is_Rational or sp.count_ops(value) < 12 else sp.N(value, 7)


def _simple_numbers(
    instance: Instance,
    fractions: dict[Symbol, Rational],
    facts: Iterable[sp.Eq],
    a: Expr,
    b: Expr,
) -> dict[Symbol, Expr]:
    """Numbers that a reader can follow, if they show the difference, otherwise the fractions.

    What stands inside an exponential takes the logarithm of a whole number, so that the values
    come out rational; everything else takes a small whole number, of either sign if need be.
    """
    exponents: set[Symbol] = set().union(*(e.free_symbols for e in (a - b).atoms(sp.exp)))
    whole = [sp.log(n % 4 + 2) if s in exponents else n % 5 + 1 for n, s in enumerate(fractions)]
    for signs in ((1,), (-1,), (1, -1), (-1, 1), (0, 1), (1, 0)):
        signed = [sp.S(n) * signs[k % len(signs)] for k, n in enumerate(whole)]
        numbers = dict(zip(fractions, signed, strict=True))
        if all(may_be(s, n) for s, n in numbers.items()):
            chosen = _showing(instance, numbers, facts, a, b)
            if chosen is not None:
                return chosen
    return fractions


def _showing(
    instance: Instance, numbers: dict[Symbol, Expr], facts: Iterable[sp.Eq], a: Expr, b: Expr
) -> dict[Symbol, Expr] | None:
    """The numbers, changed so that the hypotheses hold, if the sides differ there."""
    try:
        chosen = instance.satisfying(numbers, facts)
        gap = value_at(a, chosen) - value_at(b, chosen)
    except (ZeroDivisionError, TypeError, ValueError):
        return None
    return chosen if is_zero(gap) is False else None
