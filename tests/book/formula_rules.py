"""What is typed is read back: each formula of a chapter against what its code proved or defined.

Everything is taken from the stored notebook: the formulas from its Markdown, the statements from
its outputs. A formula that states nothing says so by a comment in front, ``% prose: why``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from cnn_core.symbolic.binding import breaches, is_bound
from cnn_core.symbolic.records import Record, records
from tools import notebooks

NOT_YET: frozenset[str] = frozenset()
"""The chapters whose formulas are not bound yet. A chapter leaves this set when it holds its first
statement, and is then held to the rules whole."""

Rule = Callable[[NotebookNode, Sequence[Record]], Iterator[str]]

SHARE = 0.95  # of the labelled equations are bound; the others say that they are prose

_STATING = ("theorem", "lemma", "corollary", "proposition", "definition")
_PROVED = _STATING[:-1]
_BOX = re.compile(
    r"^(?P<fence>[`:]{3,})\{prf:(?P<kind>\w+)\}[^\n]*\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.M | re.S
)
_LABEL = re.compile(r"^:label:[ \t]*(\S+)", re.MULTILINE)
_DISPLAY = re.compile(
    r"^\$\$(?P<dollars>.*?)\$\$(?:[ \t]*\((?P<label>[^)\s]+)\))?"
    r"|^(?P<fence>[`:]{3,})\{math\}[ \t]*\n(?P<directive>.*?)^(?P=fence)[ \t]*$", re.M | re.S
)  # fmt: skip
_REMEMBER = re.compile(
    r"^(?P<fence>[`:]{3,})\{admonition\} What to remember[^\n]*\n(?P<text>.*?)^(?P=fence)[ \t]*$",
    re.M | re.S,
)
_INLINE = re.compile(r"(?<!\$)\$(?!\$)([^$]+)\$(?!\$)(?P<prose>\s*<!-- prose: \S[^>]*-->)?")
_REFERENCE = re.compile(r"\{(?:prf:ref|eq)\}`(?:[^`<]*<)?([\w-]+)>?`")


@dataclass(frozen=True)
class Formula:
    """A display formula: its LaTeX, its label, and the box in which it stands."""

    latex: str
    label: str | None
    box: str | None
    kind: str

    @property
    def is_prose(self) -> bool:
        return bool(re.match(r"\s*%[ \t]*prose:[ \t]*\S", self.latex))

    @property
    def key(self) -> str | None:
        return self.label or self.box


@dataclass(frozen=True)
class Box:
    """A theorem, lemma, corollary or definition, with the labels of the formulas in it."""

    kind: str
    label: str
    equations: tuple[str, ...]


def formulas(text: str) -> list[Formula]:
    """The display formulas that have a label or stand in a box, in order."""
    found, rest = [], text
    for match in _BOX.finditer(text):
        label = _LABEL.search(match["text"])
        inside = _displays(match["text"], label[1] if label else None, match["kind"])
        found += inside if match["kind"] in _STATING else [f for f in inside if f.label]
        rest = rest.replace(match[0], "")
    return found + [f for f in _displays(rest, None, "") if f.label]


def _displays(text: str, box: str | None, kind: str) -> list[Formula]:
    found = []
    for match in _DISPLAY.finditer(text):
        body, label = match["dollars"] or match["directive"], match["label"]
        if option := _LABEL.search(match["directive"] or ""):
            label, body = option[1], body.replace(option[0], "")
        found.append(Formula(body.strip(), label, box, kind))
    return found


def boxes(text: str) -> list[Box]:
    """The boxes that state a theorem."""
    found = []
    for match in _BOX.finditer(text):
        label = _LABEL.search(match["text"])
        if match["kind"] in _PROVED and label:
            inside = _displays(match["text"], label[1], match["kind"])
            found.append(Box(match["kind"], label[1], tuple(f.label for f in inside if f.label)))
    return found


def markdown(notebook: NotebookNode) -> str:
    """The prose of a chapter."""
    return "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


# --- rules: from a chapter, and all records of the book, to the breaches -------------------------


def formulas_are_read_back(notebook: NotebookNode, book: Sequence[Record]) -> Iterator[str]:
    """Each formula of a box, and each with a label, says what was proved under that label."""
    own = records(notebook)
    for formula in formulas(markdown(notebook)):
        stated = [one for one in own if formula.key in one.states]
        if formula.is_prose:
            if stated and formula.label:
                yield f"{formula.key}: is marked as prose, and yet code states it"
            continue
        alone = formula.label is not None
        yield from (
            f"{formula.key}: {line}" for line in breaches(formula.latex, stated, whole=alone)
        )


def statements_are_shown(notebook: NotebookNode, book: Sequence[Record]) -> Iterator[str]:
    """What code states under a label stands in a formula under that label."""
    found = formulas(markdown(notebook))
    labels = {f.label for f in found} | {box.label for box in boxes(markdown(notebook))}
    labels |= {f.box for f in found}
    for one in records(notebook):
        for label in {*one.states, *one.of} - labels:
            yield f"{label}: the code names this label, no formula or theorem has it"


def theorems_are_proved_and_tried(notebook: NotebookNode, book: Sequence[Record]) -> Iterator[str]:
    """Each theorem has a proof, and a wrong form that is refuted."""
    own = records(notebook)
    for box in boxes(markdown(notebook)):
        labels = {box.label, *box.equations}
        if not any(one.kind == "proof" and labels & set(one.states) for one in own):
            yield f"{box.label}: no proof states this {box.kind}"
        if not any(labels & set(one.of) for one in own):
            yield f"{box.label}: no wrong form of this {box.kind} is refuted"


def remembered_formulas_are_stated(notebook: NotebookNode, book: Sequence[Record]) -> Iterator[str]:
    """A formula in "What to remember" was proved, under the label beside it if there is one."""
    for match in _REMEMBER.finditer(markdown(notebook)):
        for item in re.split(r"^- ", match["text"], flags=re.MULTILINE):
            labels = set(_REFERENCE.findall(item))
            for formula in _INLINE.finditer(item):
                if "=" in formula[1] and not formula["prose"]:
                    yield from _remembered(formula[1], _named(labels, notebook, book), labels)


def _named(labels: set[str], notebook: NotebookNode, book: Sequence[Record]) -> list[Record]:
    """The records under these labels, a theorem's formulas among them; all if there are none."""
    inside = {e for box in boxes(markdown(notebook)) if box.label in labels for e in box.equations}
    return [one for one in book if not labels or (labels | inside) & set(one.states)]


def _remembered(latex: str, found: Sequence[Record], labels: set[str]) -> Iterator[str]:
    true = [one for one in found if one.kind != "counterexample"]
    if any(is_bound(latex, [one]) for one in true) or (labels and is_bound(latex, true)):
        return
    closest = breaches(latex, true, whole=False) if labels else []
    told = closest[0] if closest else "no statement of the book says this"
    yield f"What to remember: {latex.strip()}: {told}"


RULES = (
    formulas_are_read_back,
    statements_are_shown,
    theorems_are_proved_and_tried,
    remembered_formulas_are_stated,
)


def share(chapters: Sequence[NotebookNode]) -> tuple[int, int]:
    """How many labelled equations are bound, and how many there are."""
    found = [f for one in chapters for f in formulas(markdown(one)) if f.label]
    return sum(not f.is_prose for f in found), len(found)


def begun() -> list[str]:
    """The chapters that hold a statement."""
    return [path.stem for path in sorted(notebooks.BOOK.glob("[0-8]*.ipynb")) if records(path)]
