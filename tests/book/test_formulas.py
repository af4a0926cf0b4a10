"""What is typed was proved: the formulas of each chapter; formulas made false are noticed."""

import copy
import os
import random
from functools import cache

import pytest
from nbformat import NotebookNode

from cnn_core.symbolic.binding import breaches
from cnn_core.symbolic.records import Record, records
from tests.book import formula_rules as rules
from tests.book.alterations import alterations
from tools import notebooks

CHAPTERS = sorted(path.stem for path in notebooks.BOOK.glob("[0-8]*.ipynb"))
BOUND = [name for name in CHAPTERS if name not in rules.NOT_YET]


@cache
def chapter(name: str) -> NotebookNode:
    return notebooks.read(notebooks.BOOK / f"{name}.ipynb")


@cache
def book() -> tuple[Record, ...]:
    return tuple(one for name in CHAPTERS for one in records(chapter(name)))


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("name", BOUND)
def test_chapter_keeps_rule(name: str, rule: rules.Rule) -> None:
    assert list(rule(chapter(name), book())) == []


def test_a_chapter_that_has_begun_is_held_to_the_rules() -> None:
    assert set(CHAPTERS) - rules.NOT_YET == set(rules.begun())
    assert set(CHAPTERS) >= rules.NOT_YET


def test_nearly_every_labelled_equation_is_bound() -> None:
    bound, all_of_them = rules.share([chapter(name) for name in BOUND])
    assert bound >= rules.SHARE * all_of_them, f"{bound} of {all_of_them} are bound"


SAMPLE = None if os.environ.get("EVERY_ALTERATION") else 24  # altered formulas a chapter


def all_altered(name: str) -> list[tuple[rules.Formula, str, str]]:
    """Every formula of a chapter that is bound, in altered forms of each kind."""
    bound = [f for f in rules.formulas(rules.markdown(chapter(name))) if not f.is_prose]
    return [(f, what, latex) for f in bound for what, latex in alterations(f.latex, count=12)]


@pytest.mark.parametrize("name", BOUND)
def test_altered_formulas_are_noticed(name: str) -> None:
    """A sample, drawn with a fixed seed; ``EVERY_ALTERATION=1`` tries them all, in minutes."""
    found = all_altered(name)
    if SAMPLE is not None and len(found) > SAMPLE:
        found = random.Random(name).sample(found, SAMPLE)
    stated = records(chapter(name))
    unnoticed = [
        f"{formula.key}: {what}: {latex}"
        for formula, what, latex in found
        if not breaches(
            latex,
            [one for one in stated if formula.key in one.states],
            whole=formula.label is not None,
        )
    ]
    assert unnoticed == []


# --- each rule notices its breach -----------------------------------------------------------------

PILOT = "10_kernel_gradient"


def altered(old: str, new: str, name: str = PILOT) -> NotebookNode:
    result = copy.deepcopy(chapter(name))
    cell = next(c for c in result.cells if c.cell_type == "markdown" and old in c.source)
    cell.source = cell.source.replace(old, new, 1)
    return result


def lines(rule: rules.Rule, notebook: NotebookNode) -> str:
    return "\n".join(rule(notebook, book()))


def test_the_box_made_false_by_hand() -> None:
    """The very alteration that once passed every test: correlation printed as convolution."""
    found = lines(
        rules.formulas_are_read_back, altered(r"\delta_i\, x_{i+p} .", r"\delta_i\, x_{i-p} .")
    )
    assert found.startswith("eq-kernel-gradient-1d: stands: ")
    assert "x_{i-p}" in found
    assert "proved: " in found


def test_a_formula_without_code_is_noticed() -> None:
    notebook = altered("(eq-bias-gradient)", "(eq-bias-gradient-typed)")
    found = lines(rules.formulas_are_read_back, notebook)
    assert found == "eq-bias-gradient-typed: nothing was proved or defined under this label"
    assert "eq-bias-gradient: the code names this label" in lines(
        rules.statements_are_shown, notebook
    )


def test_prose_says_so() -> None:
    notebook = altered("$$\ny_i = ", "$$\n% prose: the layer in words\ny_i = ")
    assert "marked as prose" in lines(rules.formulas_are_read_back, notebook)
    assert not rules.Formula("% prose:\n x", None, None, "").is_prose


@pytest.mark.parametrize(
    ("kind", "expected"), [("proof", "no proof"), ("counterexample", "no wrong")]
)
def test_a_theorem_without_proof_or_wrong_form_is_noticed(kind: str, expected: str) -> None:
    notebook = copy.deepcopy(chapter(PILOT))
    for cell in notebooks.code_cells(notebook):
        cell.outputs = [
            o
            for o in cell.outputs
            if not any(r.kind == kind for r in records({"cells": [{"outputs": [o]}]}))
        ]
    assert f"thm-kernel-gradient: {expected}" in lines(
        rules.theorems_are_proved_and_tried, notebook
    )


@pytest.mark.parametrize(
    ("old", "new"), [("Si+Dp-P,Sj", "Si+Dp+P,Sj"), ("Si+Dp-P,Sj", "Di+Sp-P,Sj")]
)
def test_what_to_remember_made_false(old: str, new: str) -> None:
    found = lines(rules.remembered_formulas_are_stated, altered(old, new))
    assert found.startswith("What to remember: ")


def test_formulas_are_found_in_every_form() -> None:
    text = "\n\n".join(
        [
            "$$\na = b\n$$ (eq-one)",
            "```{math}\n:label: eq-two\nc = d\n```",
            "$$\nprose\n$$",
            "````{prf:theorem} T\n:label: thm-t\n$$\ne = f\n$$\n````",
            "````{prf:proof}\n$$\ng = h\n$$\n````",
        ]
    )
    found = {(f.key, f.latex) for f in rules.formulas(text)}
    assert found == {("eq-one", "a = b"), ("eq-two", "c = d"), ("thm-t", "e = f")}
    assert rules.boxes(text) == [rules.Box("theorem", "thm-t", ())]


def test_the_share_counts_prose() -> None:
    text = "$$\na\n$$ (eq-one)\n\n$$\n% prose: a picture\nb\n$$ (eq-two)"
    cell = NotebookNode(cell_type="markdown", source=text)
    assert rules.share([NotebookNode(cells=[cell])]) == (1, 2)
