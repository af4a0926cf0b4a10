"""Printed and corrected formulas are read back; one that is altered is noticed."""

import re
from random import Random

import pytest
import sympy as sp

from cnn_core.symbolic.vocabulary import indices, sizes, tensors, total
from cnn_ledger import SOURCES, counts_read, equations
from cnn_ledger.reading import FORMS, _in_order, _told_apart, breach, conventions, why_unread

READ = [(e, form) for e in equations() for form in FORMS if not why_unread(e, form)]
NAMES = [f"{e.key}-{form}" for e, form in READ]

ALTERED = [  # what a slip of the pen does to a formula
    (r"(?<![a-zA-Z{])-(?=[^}]*$)|(?<=[\w)}])-(?=[\w(\\])", "+"),
    (r"\+", "-"),
    (r"\\sum_\{(\w'?)=0\}", r"\\sum_{\1=1}"),
    (r"\\sum_\{(\w'?)=1\}", r"\\sum_{\1=2}"),
    (r"(?<![\d_^{])2(?!\d)", "3"),
    (r"\^2", "^3"),
    (r"\\sigma'", r"\\sigma"),
    (r"\\frac\{1\}\{(\w)\}", r"\\frac{2}{\1}"),
    (r"\\delta", r"2\\delta"),
    (r"_\{i\+", "_{j+"),
    (r"\\le(?![a-z])", r"\\ge"),
    (r"\\ge(?![a-z])", r"\\le"),
    (r"\\max", r"\\min"),
    (r" - ", " + "),
    (r"\\sigma(?!')", r"2\\sigma"),
    (r"e\^", "2e^"),
    (r"1 &", "2 &"),
    (r", 1,", ", 2,"),
]


def altered(latex, random):
    """Formulas with one thing altered, on their right sides."""
    start = latex.find("=") + 1
    places = [
        (m, new) for old, new in ALTERED for m in re.finditer(old, latex) if m.start() >= start
    ]
    for m, new in random.sample(places, min(3, len(places))):
        yield latex[: m.start()] + m.expand(new) + latex[m.end() :]


@pytest.mark.parametrize(("entry", "form"), READ, ids=NAMES)
def test_a_formula_says_what_its_claim_says(entry, form):
    assert breach(entry, form) == ""


@pytest.mark.parametrize(("entry", "form"), READ, ids=NAMES)
def test_a_formula_that_is_altered_is_noticed(entry, form):
    latex = getattr(entry, form)
    for wrong in altered(latex, Random(entry.key)):
        assert breach(entry, form, wrong), wrong


def test_enough_is_altered():
    wrong = [w for e, form in READ for w in altered(getattr(e, form), Random(e.key))]
    assert len(wrong) > len(READ)


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_declared_is_read_and_the_rest_has_a_reason(source):
    module = conventions(source)
    entries = {e.number: e for e in equations(source)}
    assert set(module.SPELLED) | set(module.UNREAD) <= set(entries)
    for e in entries.values():
        assert "printed" in module.SPELLED.get(e.number, _NONE).forms or why_unread(e)


def test_numbers_tell_apart_what_differs_and_nothing_else():
    (i, j), (n,), (x,) = indices("i j"), sizes("n"), tensors("x")
    one = total(x[i] ** 2, (i, n))
    assert _told_apart(one, total(x[i] ** 3, (i, n)), ())
    assert _told_apart(x[i], x[j], ())
    assert not _told_apart(one, total(x[j] * x[j], (j, n)), ())
    assert not _told_apart(x[i], x[j], (sp.Eq(x[i], x[j]),))  # left to the proof


def test_a_list_of_numbers_is_read_in_order():
    ((_, entries, _),) = _in_order(r"K = \begin{pmatrix} 1 & 0 \\ 2 & 3 \end{pmatrix}")
    assert entries == (1, 0, 2, 3)
    ((_, entries, _),) = _in_order("(0, 0.5)^T")
    assert entries == (0, sp.Rational(1, 2))
    with pytest.raises(ValueError, match="no list of numbers"):
        list(_in_order("K = 1"))


class _NONE:
    forms = ()


def test_the_share_that_is_read_back_does_not_fall():
    counts = counts_read(equations())
    read, shown = counts["printed"]
    assert read >= 136
    assert shown == sum(e.kind == "equation" for e in equations())
    assert counts["corrected"] == (52, 52)
