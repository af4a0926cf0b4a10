"""What differs between a printed formula and its corrected form is marked, and nothing else is."""

from __future__ import annotations

import pytest

from cnn_ledger import equations
from cnn_ledger.differing import MARK, atoms, difference

OPEN = MARK.partition("%s")[0]
FORMULAS = [
    e
    for e in equations()
    if e.corrected and e.kind != "claim" and r"\(" not in e.printed + e.corrected
]


def unmarked(latex: str) -> str:
    """A marked formula without its marks: each brace that a mark has opened is closed again."""
    while (start := latex.find(OPEN)) >= 0:
        depth, end = 1, start + len(OPEN)
        while depth:
            depth += {"{": 1, "}": -1}.get(latex[end], 0)
            end += 2 if latex[end] == "\\" else 1
        latex = latex[:start] + latex[start + len(OPEN) : end - 1] + latex[end:]
    return latex


def marks(latex: str) -> int:
    return latex.count(OPEN)


@pytest.mark.parametrize("entry", FORMULAS, ids=lambda e: f"{e.source}-{e.number}")
def test_marks_change_nothing_but_the_look(entry: object) -> None:
    found = difference(entry.printed, entry.corrected)
    assert unmarked(found.printed) == entry.printed
    assert unmarked(found.corrected) == entry.corrected
    assert found.words


def test_most_false_formulas_have_marks() -> None:
    marked = [
        e for e in FORMULAS if marks("".join(difference(e.printed, e.corrected).__dict__.values()))
    ]
    assert len(marked) >= 0.4 * len(FORMULAS)


@pytest.mark.parametrize(
    "latex", [r"\frac{a}{b}_i^{2}", r"\left(a+b\right)'", r"f[(a, b)] \\ {c} ("]
)
def test_atoms_are_the_formula(latex: str) -> None:
    assert "".join(map(str, atoms(latex))) == latex


DIFFERENT = [
    ("a_j + b", "a_k + b", r"Printed \(a_j\), right \(a_k\)."),
    (r"\frac{a}{b}", r"\frac{a}{c}", r"Printed \(b\), right \(c\)."),
    (r"x = y z", r"x = y z + w", r"\(+ w\) is missing."),
    (r"x = - y + z", r"x = y + z", r"\(-\) is one too many."),
    (r"a = b", r"a = b", ""),
    (r"a = b + c", r"\sum_i \delta_i x_i", "The two forms have little in common."),
]


@pytest.mark.parametrize(("printed", "corrected", "words"), DIFFERENT)
def test_the_difference_in_words(printed: str, corrected: str, words: str) -> None:
    assert difference(printed, corrected).words == words


def test_what_is_equal_is_not_marked() -> None:
    found = difference(r"a + \sum_{i=1}^{n} x_i", r"a + \sum_{i=0}^{n} x_i")
    assert marks(found.printed) == 1
    assert found.printed == rf"a + \sum_{{i={OPEN}1}}}}^{{n}} x_i"


@pytest.mark.parametrize("latex", ["{a", r"\left(a", "a}", r"\begin{bmatrix} a"])
def test_brackets_that_do_not_close_are_left_as_they_are(latex: str) -> None:
    with pytest.raises(ValueError, match="clos"):
        atoms(latex)
    assert difference(latex, "b").printed == latex
