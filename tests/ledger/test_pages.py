"""The ledger as people and programs read it."""

import re
from dataclasses import replace

import pytest

from cnn_ledger import cards, counts, counts_table, equations, errata, ledger_table
from cnn_ledger.claims import plain
from cnn_ledger.pages import as_dict
from tests.ledger.examples import DOUBLE, FALSE, entry


def test_card_shows_both_forms_and_the_numbers():
    e = next(e for e in equations("jefkine2016") if e.number == "22")
    html = e._repr_html_()
    for part in ("verdict-false", "tex2jax_process", "false as printed", "Corrected", "11_input"):
        assert part in html
    assert e.counterexample.numbers[0][1] in html


def test_each_card_of_a_chapter_is_one_line_with_number_verdict_and_fault():
    page = cards(chapter="11_input_gradient")
    chosen = equations(chapter="11_input_gradient")
    lines = re.findall(r"<details class=.ledger-card.*?<summary.*?>(.*?)</summary>", page)
    assert len(lines) == len(chosen)
    for line, one in zip(lines, chosen, strict=True):
        assert all(words in line for words in (one.name, one.verdict, one.fault))
    with pytest.raises(ValueError, match="chapter"):
        cards(chapter="99_nothing")


def test_a_card_does_not_lead_to_the_page_it_stands_on():
    assert 'href="11_input_gradient.html"' not in cards(chapter="11_input_gradient")
    assert 'href="11_input_gradient.html"' in cards(source="jefkine2016")


def test_a_card_marks_the_difference_and_says_it():
    page = cards(chapter="06_delta_recursion")
    assert r"\class{ledger-changed}{a_j^{(l)}}" in page
    assert r"Printed \(a_j^{(l)}\), right \(a_k^{(l)}\)." in page


@pytest.mark.parametrize(
    ("chapter", "title"), [("15_lenet", "15 LeNet"), ("10_kernel_gradient", "10 Kernel gradient")]
)
def test_card_names_the_chapter_by_a_title(chapter, title):
    html = replace(entry(), chapter=chapter)._repr_html_()
    assert f'<a href="{chapter}.html">{title}</a>' in html


def test_card_escapes_what_would_be_markup():
    html = entry(DOUBLE, **{**FALSE, "reason": "a < b & c"})._repr_html_()
    assert "a &lt; b &amp; c" in html


def test_table_has_a_row_for_each_entry_and_asks_nothing_of_the_network():
    page = ledger_table(equations("zhou2018"))
    assert page.count("<details id=") == len(equations("zhou2018"))
    assert "http" not in page
    assert "src=" not in page


def test_counts_add_up():
    entries = equations()
    assert sum(sum(c.values()) for c in counts(entries).values()) == len(entries)
    assert f"<td>{len(entries)}</td></tr>" in counts_table(entries)


def test_errata_list_what_is_false_and_nothing_else():
    text = errata(equations("jefkine2016"))
    wrong = equations("jefkine2016", verdict="false as printed")
    assert text.count("Printed: ") == text.count("Corrected: ") == len(wrong)
    assert errata(wrong) == text
    assert "## Zhou 2018" in errata(equations("zhou2018") + wrong)


def test_plain_text_has_no_delimiters():
    latex = r"at \(k_{1} = \frac{1}{2}\), \(\frac{t^{3}}{4} - \frac{a + b}{2}\) gives \(x \cdot y\)"
    assert plain(latex) == "at k_1 = 1/2, t^3/4 - (a + b)/(2) gives x · y"


def test_dictionary_has_the_promised_keys():
    keys = {"source", "number", "kind", "verdict", "reason", "corrected", "fault", "convention"}
    assert keys | {"chapter", "counterexample"} <= set(as_dict(entry()))
