"""The ledger as people and programs read it: cards, table, counts, errata, JSON.

Everything here is drawn from `Equation` objects; no verdict and no number is written by hand.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cnn_core.symbolic.proof import RUNGS, Proof
from cnn_ledger.claims import EVERY_SIZE, evidence_of, plain
from cnn_ledger.differing import difference
from cnn_ledger.equation import (
    CONVENTION,
    FALSE,
    HOLDS,
    SOURCES,
    VERDICTS,
    Equation,
    equations,
    name_of,
)
from cnn_ledger.reading import FORMS, why_unread

__all__ = [
    "Page",
    "Text",
    "as_dict",
    "card",
    "cards",
    "counts",
    "counts_table",
    "errata",
    "ledger_table",
]

STYLE, TYPESET, SCRIPT = (
    "\n" + Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("ledger.css", "typeset.js", "ledger.js")
)
"""What a page holds to look and act as it should, in JupyterLab as on the site."""

CLASSES = {HOLDS: "holds", CONVENTION: "convention", FALSE: "false"}


class Page(str):
    """HTML that a notebook shows as a page; the text of it is the HTML itself."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return "<a page for the browser>"


class Text(str):
    """Markdown: a notebook renders it, ``print`` shows it as it is."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return "<a text in Markdown>"


# --- cards --------------------------------------------------------------------------------------


def card(equation: Equation) -> str:
    """One equation as a card: printed, verdict, what is wrong, the numbers, corrected, proved."""
    return (
        f'<div class="ledger-card verdict-{CLASSES[equation.verdict]} tex2jax_process">'
        f'<div class="ledger-head">{_head(equation)}</div>{_body(equation, True)}</div>'
    )


Equation._repr_html_ = card  # type: ignore[attr-defined]  # as a notebook shows an entry


def cards(
    source: str | None = None, verdict: str | None = None, chapter: str | None = None
) -> Page:
    """The cards of some entries, chosen as by `equations`, each folded behind a line.

    Raises ``ValueError`` for words that the ledger does not know, `LedgerError` for an entry that
    does not check.
    """
    entries = equations(source, verdict, chapter)
    number = Counter(e.verdict for e in entries)
    summary = ", ".join(f"{number[v]} {_plural(v, number[v])}" for v in VERDICTS if number[v])
    return Page(
        f'<div class="ledger-cards tex2jax_process"><p class="ledger-count">{summary}</p>'
        + "".join(_folded(e, chapter) for e in entries)
        + f"<style>{STYLE}</style><script>{TYPESET}</script></div>"
    )


def _plural(verdict: str, number: int) -> str:
    return verdict if number == 1 else verdict.replace("holds", "hold")


def _folded(equation: Equation, here: str | None) -> str:
    """A card on the page of a chapter: number, title, kind of fault and verdict on one line."""
    return (
        f'<details class="ledger-card verdict-{CLASSES[equation.verdict]}">'
        f'<summary class="ledger-head">{_head(equation, equation.fault)}</summary>'
        f"{_later(equation, True, here)}</details>"
    )


def _later(equation: Equation, compared: bool = False, here: str | None = None) -> str:
    """The body of a folded entry, whose formulas are typeset when it is opened."""
    return f'<div class="ledger-later">{_body(equation, compared, here)}</div>'


def _head(equation: Equation, fault: str = "") -> str:
    kind = f'<span class="ledger-fault">{_text(fault)}</span> ' if fault else ""
    return (
        f'<a class="ledger-number" href="90_ledger.html#{equation.key}">'
        f"{html.escape(equation.name)}</a> "
        f'<span class="ledger-title">{_text(equation.title)}</span> {kind}{_badge(equation)}'
    )


def _badge(equation: Equation) -> str:
    return f'<span class="ledger-verdict">{equation.verdict}</span>'


def _body(equation: Equation, compared: bool = False, here: str | None = None) -> str:
    """The parts of a card; `compared` adds the identity as it went through the prover.

    On the page of the chapter `here` nothing leads to that chapter.
    """
    printed, corrected, differs = _apart(equation)
    words = {HOLDS: "Note", CONVENTION: "Why it needs one", FALSE: "What is wrong"}
    against = equation.counterexample
    clash = ", ".join(f"({number})" for number, _ in equation.contradicts)
    rows = [
        ("Printed", _formula(equation, printed)),
        (words[equation.verdict], _text(equation.reason)),
        ("Numbers that show it", _text(f"{_capital(evidence_of(against))}.") if against else ""),
        ("Convention", _text(equation.convention)),
        ("Corrected", _formula(equation, corrected)),
        ("Difference", _text(differs)),
        ("Kind of fault", equation.fault),
        ("At odds with", clash),
        ("Checked", _checked(equation.proof, compared)),
        ("Derived in", "" if equation.chapter == here else _link(equation.chapter)),
    ]
    items = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    return f'<dl class="ledger-body">{items}</dl>'


def _apart(equation: Equation) -> tuple[str, str, str]:
    """Both forms with what differs marked, and the difference in words."""
    forms = equation.printed, equation.corrected
    if not all(forms) or equation.kind == "claim" or any(r"\(" in form for form in forms):
        return (*forms, "")
    found = difference(*forms)
    return found.printed, found.corrected, found.words


def _link(chapter: str) -> str:
    return f'<a href="{chapter}.html">{_chapter(chapter)}</a>'


def _checked(proof: Proof, compared: bool) -> str:
    badge = f'<span class="proof-badge rung-{proof.rung}">{RUNGS[proof.rung]}</span>'
    where = f" for {', '.join(proof.where)}" if proof.where else ""
    shown = ""
    if compared and proof.rung == 1:
        shown = (
            '<details class="proof-steps"><summary>what was compared</summary>'
            f"{proof.claim}</details>"
        )
    note = evidence_of(proof)
    return f"{badge} {'' if note == EVERY_SIZE else _text(note)}{where}{shown}"


def _formula(equation: Equation, latex: str) -> str:
    r"""A formula of its own line; text, with its mathematics between \( and \), as it is."""
    if not latex or equation.kind == "claim" or r"\(" in latex:
        return _text(latex)
    return rf"\[{html.escape(latex, quote=False)}\]"


def _text(text: str) -> str:
    return html.escape(text, quote=False)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


NAMES = {"mlp": "Multilayer perceptron", "lenet": "LeNet"}  # file names that are no titles


def _chapter(stem: str) -> str:
    """``10_kernel_gradient`` as ``10 Kernel gradient``."""
    number, _, name = stem.partition("_")
    return f"{number} {NAMES.get(name, name.replace('_', ' ').capitalize())}"


# --- table --------------------------------------------------------------------------------------


def ledger_table(entries: Iterable[Equation]) -> Page:
    """All entries in one table that can be filtered and searched, without any network."""
    entries = list(entries)
    chapters = sorted({e.chapter for e in entries})
    filters = (
        _select("source", "Source", {s: n for s, n in SOURCES.items() if _any(entries, s)})
        + _select("verdict", "Verdict", {CLASSES[v]: v for v in VERDICTS})
        + _select("chapter", "Chapter", {c: _chapter(c) for c in chapters})
        + '<label>Search <input type="search" data-filter="text" '
        'placeholder="number, word or symbol"></label>'
    )
    rows = "".join(map(_row, entries))
    return Page(
        '<div class="ledger tex2jax_process">'
        f'<form class="ledger-filters" role="search" aria-label="Filter the ledger">{filters}'
        '<button type="reset">Show all</button></form>'
        f'<p class="ledger-count" role="status" aria-live="polite">{len(entries)} entries</p>'
        f'<style>{STYLE}</style><div class="ledger-list">{rows}</div>'
        f"<script>{TYPESET}{SCRIPT}</script></div>"
    )


def _any(entries: list[Equation], source: str) -> bool:
    return any(e.source == source for e in entries)


def _select(name: str, label: str, options: dict[str, str]) -> str:
    choices = "".join(f'<option value="{v}">{html.escape(t)}</option>' for v, t in options.items())
    return (
        f'<label>{label} <select data-filter="{name}"><option value="">all</option>'
        f"{choices}</select></label>"
    )


def _row(equation: Equation) -> str:
    verdict = CLASSES[equation.verdict]
    return (
        f'<details id="{equation.key}" class="ledger-row verdict-{verdict}" '
        f'data-source="{equation.source}" data-verdict="{verdict}" '
        f'data-chapter="{equation.chapter}"><summary>'
        f'<span class="ledger-number">{html.escape(equation.name)}</span> '
        f'<span class="ledger-title">{_text(equation.title)}</span> '
        f"{_badge(equation)}</summary>{_later(equation)}</details>"
    )


# --- counts -------------------------------------------------------------------------------------


def counts(equations: Iterable[Equation]) -> dict[str, Counter[str]]:
    """How many entries each source has of each verdict."""
    result: dict[str, Counter[str]] = {}
    for e in equations:
        result.setdefault(e.source, Counter())[e.verdict] += 1
    return result


def counts_table(equations: Iterable[Equation]) -> Page:
    """The counts as a small table, with totals."""
    table = counts(equations)
    rows = [(SOURCES[s], [c[v] for v in VERDICTS]) for s, c in table.items()]
    rows.append(("All", [sum(column) for column in zip(*(n for _, n in rows), strict=True)]))
    head = "".join(f'<th scope="col">{w}</th>' for w in ("Source", *VERDICTS, "all"))
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f"<td>{n}</td>" for n in (*numbers, sum(numbers)))
        + "</tr>"
        for name, numbers in rows
    )
    return Page(
        f'<table class="ledger-counts"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


# --- text and data ------------------------------------------------------------------------------


def errata(entries: Iterable[Equation]) -> Text:
    """What is false as printed, as Markdown that one could send to the authors of a source."""
    return errata_text((e.source, erratum(e)) for e in entries if e.verdict == FALSE)


def errata_text(errata: Iterable[tuple[str, str]]) -> Text:
    """Sources and errata as one text, a section for each source if there are several."""
    wrong: dict[str, list[str]] = {}
    for source, text in errata:
        wrong.setdefault(source, []).append(text)
    heads = [f"## {SOURCES[source]}" if len(wrong) > 1 else "" for source in wrong]
    parts = [
        part for head, list_ in zip(heads, wrong.values(), strict=True) for part in (head, *list_)
    ]
    return Text("\n\n".join(filter(None, parts)) + "\n")


def erratum(equation: Equation) -> str:
    """What is false in one entry, as Markdown."""
    lines = [
        f"**{equation.name}: {equation.title}** ({equation.fault})",
        f"Printed: {_quoted(equation, equation.printed)}",
        f"Corrected: {_quoted(equation, equation.corrected)}",
        f"{equation.reason} {_capital(evidence_of(equation.outcome))}.",
    ]
    return "\n\n".join(line.replace(r"\(", "$").replace(r"\)", "$") for line in lines)


def _quoted(equation: Equation, latex: str) -> str:
    """Text as it is; a formula on lines of its own."""
    if equation.kind == "claim" or r"\(" in latex:
        return latex
    return f"\n\n$$\n{latex}\n$$"


def in_words(entry: dict[str, Any]) -> str:
    """One entry, as `as_dict` gives it, for a terminal: a line for each thing on its card."""
    shown = [(name, entry[name]) for name in IN_WORDS if entry[name]]
    lines = [f"{n + ':':<16}{text if n in FORMULAS else plain(text)}" for n, text in shown]
    return "\n".join([f"{name_of(entry)}: {plain(entry['title'])}", *lines]) + "\n"


FORMULAS = ("printed", "corrected")  # LaTeX stays LaTeX
IN_WORDS = (
    "printed", "verdict", "reason", "counterexample", "convention",
    "corrected", "fault", "evidence", "chapter",
)  # fmt: skip


def as_dict(equation: Equation) -> dict[str, Any]:
    """One entry for programs: text and numbers only."""
    fields = ("source", "number", "kind", "title", "printed", "verdict", "reason", "convention")
    result = {name: getattr(equation, name) for name in fields}
    result |= {name: getattr(equation, name) for name in ("corrected", "fault", "chapter")}
    against = equation.counterexample
    result["contradicts"] = [number for number, _ in equation.contradicts]
    result["counterexample"] = None if against is None else plain(evidence_of(against))
    result["evidence"] = plain(evidence_of(equation.proof))
    result["read_back"] = [form for form in FORMS if not why_unread(equation, form)]
    result["unread"] = plain(why_unread(equation))
    return result
