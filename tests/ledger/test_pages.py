"""The ledger as people and programs read it."""

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


def test_cards_of_a_chapter_fold_what_has_no_fault():
    page = cards(chapter="11_input_gradient")
    chosen = equations(chapter="11_input_gradient")
    false = [e for e in chosen if e.verdict == "false as printed"]
    assert page.count('<div class="ledger-card verdict') == len(false)
    assert page.count('<details class="ledger-card') == len(chosen) - len(false)
    with pytest.raises(ValueError, match="chapter"):
        cards(chapter="99_nothing")


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
