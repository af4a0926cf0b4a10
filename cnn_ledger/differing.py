r"""Where a printed formula and its corrected form differ: marked in both, and said in words.

A formula is cut into atoms: a symbol with its scripts, a command with its arguments, a bracket
between ``\left`` and ``\right``. Atoms that stand in one form only are marked; two that are built
alike, as ``\frac{a}{b}`` and ``\frac{a}{c}`` are, are compared inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

__all__ = ["Difference", "difference"]

MARK = r"\class{ledger-changed}{%s}"
TOKEN = re.compile(r"\s+|\\[a-zA-Z]+\*?\s*|\\.|.", re.DOTALL)
TWO = (r"\frac", r"\dfrac", r"\tfrac", r"\binom")
ONE = (
    r"\sqrt", r"\hat", r"\bar", r"\tilde", r"\vec", r"\dot", r"\overline", r"\underline",
    r"\widehat", r"\mathrm", r"\mathbf", r"\mathcal", r"\mathbb", r"\boldsymbol", r"\bm", r"\text",
    r"\textbf", r"\operatorname", r"\operatorname*", r"\texttt", r"\mathsf",
    r"\underbrace", r"\overbrace",
)  # fmt: skip
LARGE = (r"\sum", r"\prod", r"\int")  # their bounds are formulas
PLAIN = {r"\quad", r"\qquad", r"\,", r"\;", r"\:", r"\!", "&", r"\\", ""}
FEW = 0.6  # of the atoms: where more differ, the two are two formulas, and nothing is marked
SAID = 3  # differences named in words
OTHER = "The two forms have little in common."
LONGEST = 60  # characters of LaTeX in one of them


@dataclass
class Atom:
    """A piece of a formula that TeX takes as a whole: its texts, and what stands between them."""

    texts: list[str]
    inner: list[list[Atom]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The atom without spaces that mean nothing."""
        return re.sub(r"(?<![a-zA-Z])\s+|\s+(?![a-zA-Z])", "", str(self))

    @property
    def is_mark(self) -> bool:
        """Whether it is a space, a place to align or a remark: nothing that can be wrong."""
        return str(self).strip() in PLAIN or str(self).startswith(r"\text")

    def __str__(self) -> str:
        between = ["".join(map(str, part)) for part in self.inner]
        return "".join(a + b for a, b in zip(self.texts, [*between, ""], strict=True))


def atoms(latex: str) -> list[Atom]:
    """The atoms of a formula; ``ValueError`` where its brackets do not close."""
    reader = _Reader(latex)
    found = reader.until("")
    if reader.rest:
        raise ValueError(f"{latex!r}: {reader.rest[0]!r} closes nothing")
    return found


@dataclass
class _Reader:
    latex: str
    rest: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.rest = TOKEN.findall(self.latex)

    def until(self, end: str) -> list[Atom]:
        found: list[Atom] = []
        while self.rest and (not end or self.rest[0].strip() != end) and self.rest[0] != "}":
            found.append(self.atom())
        return found

    def atom(self) -> Atom:
        token = self.rest.pop(0)
        name = token.strip()
        if name == r"\begin":
            made = self.environment(token)
        elif name == r"\left":
            made = self.bracket(token)
        elif name in ("(", "[") and self.closes(name):
            made = self.pair(name)
        elif token == "{":
            self.rest.insert(0, token)
            made = Atom([""], [])
            self.argument(made)
        else:
            made = Atom([token])
            for _ in range(2 * (name in TWO) + (name in ONE)):
                self.argument(made)
        self.scripts(made)
        return made

    def argument(self, made: Atom) -> None:
        """One argument, as it stands: a group, or the next token."""
        while self.rest and self.rest[0].isspace():
            made.texts[-1] += self.rest.pop(0)
        token = self._next()
        if token != "{":
            made.texts[-1] += token
            return
        made.texts[-1] += "{"
        made.inner.append(self.until("}"))
        made.texts.append(self._next())

    def scripts(self, made: Atom) -> None:
        while self.rest and self.rest[0] in ("^", "_", "'"):
            token = self.rest.pop(0)
            made.texts[-1] += token
            if token != "'":
                self.argument(made)

    def bracket(self, token: str) -> Atom:
        made = Atom([token + self._next()])
        made.inner.append(self.until(r"\right"))
        made.texts.append(self._next() + self._next())
        return made

    def environment(self, token: str) -> Atom:
        """Its lines and columns are atoms: what is marked stays within one of them."""
        made = Atom([token + self._name(), ""], [self.until(r"\end")])
        made.texts[-1] = self._next() + self._name()
        return made

    def _name(self) -> str:
        text = self._next()
        while not text.endswith("}"):
            text += self._next()
        return text

    def closes(self, opening: str) -> bool:
        """Whether a round or square bracket is closed before the group around it is."""
        braces, depth, closing = 0, 1, {"(": ")", "[": "]"}[opening]
        for token in self.rest:
            braces += (token == "{") - (token == "}")
            depth += (token == opening) - (token == closing) if not braces else 0
            if braces < 0 or not depth:
                return braces == 0 and not depth
        return False

    def pair(self, opening: str) -> Atom:
        closing = {"(": ")", "[": "]"}[opening]
        return Atom([opening, closing], [[*self.until(closing), *self._drop()]])

    def _drop(self) -> list[Atom]:
        self._next()
        return []

    def _next(self) -> str:
        if not self.rest:
            raise ValueError(f"{self.latex!r}: a bracket is not closed")
        return self.rest.pop(0)


@dataclass(frozen=True)
class Difference:
    """Both formulas with their differing parts marked, and the difference in words."""

    printed: str
    corrected: str
    words: str = ""


def difference(printed: str, corrected: str) -> Difference:
    """How two formulas differ; as they are, without words, where they have little in common.

    >>> difference("a_j + b", "a_k + b").words
    'Printed \\\\(a_j\\\\), right \\\\(a_k\\\\).'
    """
    try:
        before, after = atoms(printed), atoms(corrected)
    except ValueError:
        return Difference(printed, corrected)
    pairs: list[tuple[str, str]] = []
    left, right = _compared(before, after, pairs)
    if not pairs:
        return Difference(printed, corrected)
    if _share(pairs, before, after) > FEW:
        return Difference(printed, corrected, OTHER)
    return Difference(left, right, " ".join(_in_words(pairs)))


def _share(pairs: list[tuple[str, str]], before: list[Atom], after: list[Atom]) -> float:
    """How much of the formulas differs."""
    changed = sum(len(a.strip()) + len(b.strip()) for a, b in pairs)
    return changed / max(1, sum(len(str(atom).strip()) for atom in [*before, *after]))


def _compared(
    before: list[Atom], after: list[Atom], pairs: list[tuple[str, str]]
) -> tuple[str, str]:
    left, right = [], []
    matcher = SequenceMatcher(None, [a.key for a in before], [a.key for a in after], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        old, new = before[i:j], after[k:m]
        while old and new and what == "replace" and _alike(old[0], new[0]):
            both = _inside(old.pop(0), new.pop(0), pairs)
            left.append(both[0])
            right.append(both[1])
        if what != "equal" and not all(atom.is_mark for atom in [*old, *new]):
            pairs.append((_joined(old), _joined(new)))
        left.append(_marked(old, what != "equal"))
        right.append(_marked(new, what != "equal"))
    return "".join(left), "".join(right)


def _joined(part: list[Atom]) -> str:
    """What is said of these atoms: without remarks."""
    return "".join(str(a) for a in part if not str(a).startswith(r"\text")).strip()


def _alike(a: Atom, b: Atom) -> bool:
    """Whether two atoms are built alike, and hold something to compare."""
    scripts = any(sign in a.texts[0] for sign in "^_")  # read together with their letter
    together = scripts and not a.texts[0].startswith(LARGE)
    return bool(a.inner) and a.texts == b.texts and not together


def _inside(a: Atom, b: Atom, pairs: list[tuple[str, str]]) -> tuple[str, str]:
    parts = [_compared(x, y, pairs) for x, y in zip(a.inner, b.inner, strict=True)]
    return tuple(  # type: ignore[return-value]
        "".join(t + p for t, p in zip(a.texts, [*(part[side] for part in parts), ""], strict=True))
        for side in (0, 1)
    )


def _marked(part: list[Atom], changed: bool) -> str:
    return "".join(MARK % atom if changed and not atom.is_mark else str(atom) for atom in part)


def _in_words(pairs: list[tuple[str, str]]) -> Iterator[str]:
    named = [pair for pair in dict.fromkeys((_bare(a), _bare(b)) for a, b in pairs) if any(pair)]
    short = [pair for pair in named if max(map(len, pair)) <= LONGEST][:SAID]
    for old, new in short:
        if old and new:
            yield rf"Printed \({old}\), right \({new}\)."
        else:
            yield rf"\({new}\) is missing." if new else rf"\({old}\) is one too many."
    if more := len(named) - len(short):
        yield "The other marked parts differ." if short else f"{_parts(more)} marked."


def _parts(number: int) -> str:
    return "What differs is" if number == 1 else "The parts that differ are"


def _bare(latex: str) -> str:
    """Without spaces at its ends."""
    return re.sub(r"^(?:\\[,;:!]|\s)+|(?:\\(?:[,;:!]|q?quad)|\s)+$", "", latex)
