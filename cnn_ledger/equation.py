r"""The ledger: every printed equation of the sources, with a verdict that is computed.

An `Equation` holds the printed form twice, as LaTeX for the reader and as a claim for the machine.
Its verdict is the outcome of judging the claim:

=============================  ==================================================================
the printed claim is           verdict
=============================  ==================================================================
proved                         ``holds``; a convention or correction would then be stale
refuted, and the claim under
the stated convention proved   ``holds under a convention``
refuted, and the corrected
claim proved                   ``false as printed``
anything else                  none: `LedgerError`
=============================  ==================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib import import_module

from cnn_core.symbolic.proof import Counterexample, NotProved, Proof
from cnn_ledger.claims import (
    Claim,
    LedgerError,
    bare,
    evidence_of,
    of_a_definition,
    plain,
    speaks_of_the_same,
)
from cnn_ledger.sharing import once
from cnn_ledger.sources import SOURCES

__all__ = ["SOURCES", "VERDICTS", "Equation", "equations", "named"]

HOLDS, CONVENTION, FALSE = VERDICTS = ("holds", "holds under a convention", "false as printed")
KINDS = ("equation", "claim")
FAULTS = ("mathematics", "index, transpose or sign", "misprint, perhaps of the extraction's")

Lazy = Callable[[], Claim]


@dataclass(frozen=True, kw_only=True)
class Equation:
    """One printed equation or claim of a source. Claims are functions, called when judged.

    `reason` says in a sentence what is wrong, or why it holds where one may doubt it. `convention`
    says under which reading it holds. `contradicts` names other equations of the same source with
    the claim that both say the same, which must be refuted. `defines` marks a definition: nothing
    can refute it, so its claim is a consequence, and the evidence says so.
    """

    source: str
    number: str
    title: str
    printed: str
    printed_claim: Lazy
    chapter: str
    kind: str = "equation"
    reason: str = ""
    convention: str = ""
    convention_claim: Lazy | None = None
    corrected: str = ""
    corrected_claim: Lazy | None = None
    fault: str = ""
    contradicts: tuple[tuple[str, Lazy], ...] = ()
    defines: bool = False

    def __post_init__(self) -> None:
        for name, value, allowed in [
            ("source", self.source, tuple(SOURCES)),
            ("kind", self.kind, KINDS),
            ("fault", self.fault, ("", *FAULTS)),
        ]:
            if value not in allowed:
                raise ValueError(f"{name}: got {value!r}; expected one of {', '.join(allowed)}")
        for name in ("number", "title", "printed", "chapter"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name}: got an empty text")

    @property
    def name(self) -> str:
        """Source and number: ``Zhou 2018 (7)``."""
        return name_of({"source": self.source, "number": self.number, "kind": self.kind})

    @property
    def key(self) -> str:
        """A name for addresses: ``zhou2018-7``."""
        return f"{self.source}-{re.sub(r'[^a-z0-9.]+', '-', self.number.lower()).strip('-')}"

    @cached_property
    def outcome(self) -> Proof | Counterexample:
        """What became of the printed claim."""
        outcome = self._judge("printed form", self.printed_claim)
        return of_a_definition(outcome) if self.defines else outcome

    @cached_property
    def verdict(self) -> str:
        """One of `VERDICTS`; raises `LedgerError` if the entry does not check."""
        if isinstance(self.outcome, Proof):
            self._is_not_stale()
            return HOLDS
        self._contradictions_stand()
        if not self.reason:
            raise self._error("refuted, but without a reason")
        if self.convention:
            self._is_whole_convention()
            return CONVENTION
        self._is_whole_correction()
        return FALSE

    @property
    def proof(self) -> Proof:
        """The proof of what does hold: as printed, under the convention, or as corrected."""
        if self.verdict == HOLDS:
            claim = self.outcome
        else:
            claim = self._convention_outcome if self.convention else self._corrected_outcome
        assert isinstance(claim, Proof)
        return claim

    @property
    def counterexample(self) -> Counterexample | None:
        """Exact numbers that refute the printed form, if it is refuted."""
        return self.outcome if isinstance(self.outcome, Counterexample) else None

    @property
    def evidence(self) -> str:
        """One line: what was computed for the printed form."""
        return evidence_of(self.outcome)

    def __repr__(self) -> str:
        return f"<{self.name}: {self.title}>"

    # --- the rules ------------------------------------------------------------------------------

    @cached_property
    def _convention_outcome(self) -> Proof | Counterexample:
        return self._judge("convention", self.convention_claim)

    @cached_property
    def _corrected_outcome(self) -> Proof | Counterexample:
        return self._judge("correction", self.corrected_claim)

    def _judge(self, what: str, claim: Lazy | None) -> Proof | Counterexample:
        if claim is None:
            raise self._error(f"{what}: stated without a claim that can be checked")
        try:
            if self._is_of_the_ledger():
                return once(f"{self.key}: {what}", lambda: bare(claim().judge()))
            return bare(claim().judge())
        except (LedgerError, NotProved) as error:
            raise self._error(f"{what}: {error}") from error

    def _is_of_the_ledger(self) -> bool:
        """Whether this very object is an entry, no altered copy: the code alone says what it is."""
        return any(self is entry for entry in _entries(self.source))

    def _is_not_stale(self) -> None:
        stated = [
            name
            for name in ("convention", "convention_claim", "corrected", "corrected_claim", "fault")
            if getattr(self, name)
        ]
        if stated or self.contradicts:
            raise self._error(
                f"proved as printed, so stale: {', '.join(stated or ['contradicts'])}"
            )

    def _contradictions_stand(self) -> None:
        for number, claim in self.contradicts:
            if isinstance(self._judge(f"contradiction with {number}", claim), Proof):
                raise self._error(f"said to contradict {number}, but the two agree")

    def _is_whole_convention(self) -> None:
        if self.corrected or self.corrected_claim or self.fault:
            raise self._error("holds under a convention, so a correction or fault is stale")
        if isinstance(self._convention_outcome, Counterexample):
            shown = evidence_of(self._convention_outcome)
            raise self._error(f"the convention does not make it right: {shown}")

    def _is_whole_correction(self) -> None:
        if self.convention_claim:
            raise self._error("a claim for a convention that is not stated")
        if not (self.corrected and self.corrected_claim):
            raise self._error(f"refuted ({self.evidence}), without convention or correction")
        if not self.fault:
            raise self._error("false as printed, without the kind of fault")
        if isinstance(self._corrected_outcome, Counterexample):
            raise self._error(f"the correction is wrong: {evidence_of(self._corrected_outcome)}")
        if not speaks_of_the_same(self.printed_claim(), self.corrected_claim()):
            raise self._error("the correction speaks of another quantity")

    def _error(self, message: str) -> LedgerError:
        return LedgerError(f"{self.name}: {plain(message)}")


def name_of(entry: Mapping[str, str]) -> str:
    """The name of an entry that is given by its source, number and kind."""
    number = f"({entry['number']})" if entry["kind"] == "equation" else entry["number"]
    return f"{SOURCES[entry['source']]}, {number}"


@cache
def _entries(source: str) -> tuple[Equation, ...]:
    entries = tuple(import_module(f"cnn_ledger.sources.{source}").ENTRIES)
    numbers = [e.number for e in entries]
    twice = sorted({n for n in numbers if numbers.count(n) > 1})
    if twice or any(e.source != source for e in entries):
        raise LedgerError(f"{source}: entries listed twice or of another source: {twice}")
    return entries


def equations(
    source: str | None = None, verdict: str | None = None, chapter: str | None = None
) -> list[Equation]:
    """The entries of the ledger, in the order of the sources. Verdicts are computed once.

    `source` is a key of `SOURCES`; `verdict` one of the
    three; `chapter` the stem of a notebook's file name. Raises `LedgerError` if an entry of which
    the verdict is asked does not check.

    >>> from cnn_ledger import equations
    >>> equations("jefkine2016")[0]
    <Jefkine 2016, (1): Cross-correlation>
    """
    if source is not None and source not in SOURCES:
        raise ValueError(f"source: got {source!r}; expected one of {', '.join(SOURCES)}")
    if verdict is not None and verdict not in VERDICTS:
        raise ValueError(f"verdict: got {verdict!r}; expected one of {', '.join(VERDICTS)}")
    found = [e for name in ([source] if source else SOURCES) for e in _entries(name)]
    if chapter is not None:
        chapters = {e.chapter for name in SOURCES for e in _entries(name)}
        if chapter not in chapters:
            raise ValueError(
                f"chapter: got {chapter!r}; expected one of {', '.join(sorted(chapters))}"
            )
        found = [e for e in found if e.chapter == chapter]
    return [e for e in found if verdict is None or e.verdict == verdict]


def named(name: str) -> Equation:
    """One entry by its source and number, as in ``murugan2017 3.30``; judges nothing.

    Raises ``ValueError`` if the source or the number is unknown, and lists close numbers.

    >>> named("zhou2018 7")
    <Zhou 2018, (7): The weight gradient>
    """
    source, _, number = name.strip().partition(" ")
    entries = {e.number: e for e in equations(source)}
    found = entries.get(number.strip().strip("()"))
    if found is None:
        near = ", ".join(get_close_matches(number, entries, 5, 0.3) or list(entries)[:5])
        raise ValueError(f"number: {source} has no {number!r}; expected for instance {near}")
    return found
