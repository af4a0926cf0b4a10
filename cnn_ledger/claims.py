r"""Claims that can be judged: each is proved, or refuted by exact numbers, or it raises.

A printed formula becomes one of these objects. `judge` returns a `Proof` or a `Counterexample`;
a claim that is neither proved nor refuted has no verdict, and raises `LedgerError`.

==============  =================================================================================
`Identity`      a formula for every size: the quantity, and what is printed for it
`Entries`       arrays of expressions at chosen sizes, compared entry by entry
`Statement`     a sentence: a function that computes whether it is so, and the evidence
`All`           several of these at once, for a chain of equalities
`Reading`       several ways to read one formula: enough that one of them is right
==============  =================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any, Protocol

import numpy as np
import sympy as sp
from sympy import Expr, Symbol

from cnn_core.symbolic.instances import Instance, instances
from cnn_core.symbolic.proof import Counterexample, NotProved, Proof, prove
from cnn_core.symbolic.vocabulary import activation
from cnn_core.symbolic.zero import is_zero

__all__ = [
    "All",
    "Claim",
    "Entries",
    "Identity",
    "LedgerError",
    "Reading",
    "Statement",
    "evidence_of",
    "plain",
]


EVERY_SIZE = "proved for every size, and compared at small ones"
WORDS = {  # LaTeX that a plain text can do without
    r"\\(?:left|right|,|;|quad|mathrm|operatorname|text)(?![a-z])": "",
    r"\\[td]?frac\s*(\d)(\d)": r"\1/\2", r"\\pm(?![a-z])": "±",
    r"\\cdot": "·", r"\\times": "×", r"\\le(?:q)?(?![a-z])": "≤", r"\\ge(?:q)?(?![a-z])": "≥",
    r"([_^])\{([^{}]*)\}": r"\1\2", r"\\[td]?frac\{(-?[\w^]+)\}\{(\w+)\}": r"\1/\2",
    r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}": r"(\1)/(\2)",
    r"\\([a-zA-Z]+)": r"\1", r"[{}]": "", r" +": " ",
}  # fmt: skip

Shown = list[tuple[str, str]]


class LedgerError(AssertionError):
    """An entry of the ledger does not check: no verdict can be given."""


class Claim(Protocol):
    """Anything that can be judged."""

    def judge(self) -> Proof | Counterexample:
        """The proof of the claim, or numbers that refute it."""
        ...


@dataclass(frozen=True)
class Computed(Proof):
    """A claim that holds by exact computation, at the sizes and numbers that the evidence names."""

    evidence: str = ""

    def __str__(self) -> str:
        return self.evidence

    __repr__ = __str__


@dataclass(frozen=True)
class Disproved(Counterexample):
    """A sentence that exact computation contradicts; the evidence says with which numbers."""

    evidence: str = ""

    def __str__(self) -> str:
        return self.evidence

    __repr__ = __str__


@dataclass(frozen=True)
class Identity:
    """``quantity = formula`` for every size, under the hypotheses `where`.

    `quantity` is what is meant, such as ``Partial(E, w[p])``; `formula` is what is printed for it.
    `sizes` fixes sizes or index values in the instances at which the formula is tried.
    """

    quantity: Expr
    formula: Expr
    where: tuple[Expr, ...] | list[Expr] = ()
    sizes: dict[Symbol, int] | None = None

    def judge(self) -> Proof | Counterexample:
        return self._outcome

    @cached_property
    def _outcome(self) -> Proof | Counterexample:
        """Entries may share an identity: it is judged once."""
        if self.quantity == self.formula:
            raise LedgerError(f"vacuous: both sides are {self.quantity}")
        try:
            return prove(self.quantity, self.formula, where=self.where, sizes=self.sizes, label="")
        except NotProved:
            found = next(self._counterexamples(12), None)
        if found is None:
            raise LedgerError(f"neither proved nor refuted: {self.quantity} and {self.formula}")
        return found

    def _counterexamples(self, count: int) -> Iterator[Counterexample]:
        """Small sizes, the smallest first, at which the two sides differ in exact numbers."""
        facts = [fact for fact in self.where if isinstance(fact, sp.Eq)]
        sides = [self.formula, self.quantity]
        for instance in instances(sides, self.where, self.sizes, count):
            a, b, *known = (instance.explicit(e) for e in [*sides, *(f.lhs - f.rhs for f in facts)])
            if known or is_zero((a - b).xreplace(instance.numbers(a, b))) is False:
                found = _smallest(a, b, _shown(instance), known)
                if found is not None:
                    yield _with_activations(found, self.quantity, self.formula)


@dataclass(frozen=True)
class Entries:
    """Two arrays (or lists, or single expressions) that are equal in every entry.

    `derived` is the truth at chosen sizes, often a derivative that SymPy took; `claimed` is what
    the printed formula gives there. Arrays of different shapes are different.
    """

    claimed: Any
    derived: Any

    def judge(self) -> Proof | Counterexample:
        claimed, derived = _array(self.claimed), _array(self.derived)
        if claimed.shape != derived.shape:
            one, two = sp.Tuple(*claimed.shape), sp.Tuple(*derived.shape)
            evidence = f"it is {_shape(claimed.shape)}; the truth is {_shape(derived.shape)}"
            return Disproved("as printed", (), one, two, evidence=evidence)
        for place in np.ndindex(claimed.shape):
            one, two = claimed[place], derived[place]
            if is_zero(one - two):
                continue
            # rebuilt, an entry forgets what its array assumes
            one, two = sp.sympify(one).doit(), sp.sympify(two).doit()
            if is_zero(one - two):
                continue
            found = _smallest(one, two, _place(place), [])
            if found is None:
                raise LedgerError(f"entry {place}: neither proved nor refuted: {one} and {two}")
            return found
        times = r" \times ".join(map(str, claimed.shape))
        where = rf" in all \({times}\) entries" if claimed.size > 1 else ""
        return Computed("", 2, "", evidence=f"equal as expressions{where}")


@dataclass(frozen=True)
class Statement:
    r"""A sentence, as a function without arguments that returns whether it is so, and the evidence.

    The evidence is text built from the numbers that the function computed; mathematics in it stands
    between ``\(`` and ``\)``.
    """

    function: Callable[[], tuple[bool, str]]

    def judge(self) -> Proof | Counterexample:
        outcome, evidence = self.function()
        if outcome not in (True, False, sp.true, sp.false):
            raise LedgerError(f"undecided: {outcome!r} ({evidence})")
        if not evidence:
            raise LedgerError("a statement needs evidence")
        if outcome:
            return Computed("", 2, evidence, evidence=evidence)
        return Disproved("as stated", (), sp.false, sp.true, evidence=evidence)


@dataclass(frozen=True, init=False)
class All:
    """Several claims at once: proved if each is, refuted if one is."""

    claims: tuple[Claim, ...]

    def __init__(self, *claims: Claim) -> None:
        if not claims:
            raise ValueError("claims: got none; expected at least one")
        object.__setattr__(self, "claims", claims)

    def judge(self) -> Proof | Counterexample:
        outcomes = [claim.judge() for claim in self.claims]
        against = next((o for o in outcomes if isinstance(o, Counterexample)), None)
        if against is not None:
            return against
        proofs = [o for o in outcomes if isinstance(o, Proof)]
        weakest = max(proofs, key=lambda proof: proof.rung)
        evidence = "; ".join(dict.fromkeys(evidence_of(p) for p in proofs))
        return Computed("", weakest.rung, "".join(p.claim for p in proofs), evidence=evidence)


@dataclass(frozen=True, init=False)
class Reading:
    """A formula that can be read in several ways: proved if one is, refuted if each is."""

    claims: tuple[Claim, ...]

    def __init__(self, *claims: Claim) -> None:
        if not claims:
            raise ValueError("claims: got none; expected at least one")
        object.__setattr__(self, "claims", claims)

    def judge(self) -> Proof | Counterexample:
        outcomes = []
        for claim in self.claims:
            outcomes.append(claim.judge())
            if isinstance(outcomes[-1], Proof):
                return outcomes[-1]
        return outcomes[0]


def speaks_of_the_same(printed: Claim, corrected: Claim) -> bool:
    """Whether a correction keeps one side of the claim that it corrects.

    A true formula about something else is no correction. Only like can be compared with like:
    claims of different kinds pass.
    """
    if isinstance(printed, Identity) and isinstance(corrected, Identity):
        return bool({printed.quantity, printed.formula} & {corrected.quantity, corrected.formula})
    if isinstance(printed, Entries) and isinstance(corrected, Entries):
        pairs = [(printed.derived, corrected.derived), (printed.claimed, corrected.claimed)]
        return any(np.array_equal(_array(a), _array(b)) for a, b in pairs)
    return True


# --- evidence -----------------------------------------------------------------------------------


def evidence_of(outcome: Proof | Counterexample) -> str:
    """One line of text that says what was computed."""
    if isinstance(outcome, Computed | Disproved):
        return outcome.evidence
    if isinstance(outcome, Proof):
        return EVERY_SIZE
    at = ", ".join(rf"\({name} = {value}\)" for name, value in outcome.numbers)
    gives, truth = sp.latex(outcome.printed), sp.latex(outcome.truth)
    return rf"at {at} it gives \({gives}\); the truth is \({truth}\)"


def bare(outcome: Proof | Counterexample) -> Proof | Counterexample:
    """What was found out, without the expressions that were compared: the claim holds those."""
    if isinstance(outcome, Proof):
        return replace(outcome, lhs=None, rhs=None, hypotheses=(), sizes=None)
    return replace(outcome, lhs=None, rhs=None)


def of_a_definition(outcome: Proof | Counterexample) -> Proof | Counterexample:
    """The outcome for a consequence of a definition: the evidence says no more than that."""
    if isinstance(outcome, Counterexample):
        return outcome
    evidence = f"definition, consequence checked: {evidence_of(outcome)}"
    return Computed("", outcome.rung, outcome.claim, outcome.where, evidence=evidence)


def plain(text: str) -> str:
    r"""Text for a terminal: ``at \(k = \frac{1}{2}\)`` as ``at k = 1/2``."""
    for old, new in WORDS.items():
        text = re.sub(old, new, text)
    return text.replace("\\(", "").replace("\\)", "").strip()


def _shape(shape: tuple[int, ...]) -> str:
    times = r" \times ".join(map(str, shape))
    return rf"an array of the shape \({times}\)" if shape else "a single number"


def _place(place: tuple[int, ...]) -> Shown:
    number = ", ".join(str(n + 1) for n in place)
    return [(r"\text{entry}", f"({number})" if len(place) > 1 else number)] if place else []


def _shown(instance: Instance) -> Shown:
    return [(sp.latex(s), sp.latex(v)) for s, v in instance.at.items()]


def _with_activations(found: Counterexample, *sides: Expr) -> Counterexample:
    """Add to the numbers what an activation of no particular form stood for."""
    t = Symbol("t")
    functions = set().union(*(side.atoms(sp.Function) for side in sides))
    names = sorted({f.func.__name__.rstrip("'") for f in functions if hasattr(f, "stand_in")})
    shown = [(rf"{sp.latex(Symbol(s))}(t)", sp.latex(activation(s)(t).stand_in(t))) for s in names]
    return replace(found, numbers=(*found.numbers, *shown))


# --- arrays of expressions ----------------------------------------------------------------------


def _array(value: Any) -> np.ndarray:
    if isinstance(value, sp.MatrixBase):
        value = value.tolist()
    array = np.asarray(value, dtype=object)
    result = np.empty(array.shape, dtype=object)
    for place in np.ndindex(array.shape):
        result[place] = sp.sympify(array[place])
    return result


def _smallest(a: Expr, b: Expr, shown: Shown, known: list[Expr]) -> Counterexample | None:
    """The simplest numbers at which `a` is not `b`: few of them other than zero."""
    free = sorted(set().union(*(e.free_symbols for e in (a, b, *known))), key=lambda s: s.name)
    for numbers in _nearly_all_zero(free):
        one, two, *facts = (sp.sympify(e).xreplace(numbers) for e in (a, b, *known))
        if not (one.is_finite and two.is_finite) or is_zero(one - two) is not False:
            continue
        if all(is_zero(fact) for fact in facts):
            few = len(free) <= 3
            values = [(sp.latex(s), sp.latex(v)) for s, v in numbers.items() if few or v != 0]
            rest = [(r"\text{all other entries}", "0")] if len(values) < len(free) else []
            numbers_shown = (*shown, *values, *rest)
            return Counterexample("as printed", numbers_shown, *map(sp.simplify, (one, two)))
    return None


def _nearly_all_zero(free: list[Symbol]) -> Iterator[dict[Symbol, Expr]]:
    least = {s: sp.S.One if s.is_positive else sp.S.Zero for s in free}
    for count in range(min(3, len(free)) + 1):
        for chosen in combinations(free, count):
            yield {s: least[s] + 1 if s in chosen else least[s] for s in free}
    yield dict.fromkeys(free, sp.S.One)
    yield {s: sp.Integer(n + 1) for n, s in enumerate(free)}
    yield {s: sp.Rational(n + 1, 2 * n + 3) for n, s in enumerate(free)}
