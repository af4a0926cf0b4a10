"""The ledger: verdicts are computed, and an entry that does not check is not let through."""

import importlib
import json
import sys
from collections import Counter
from dataclasses import replace
from functools import cached_property

import pytest
import sympy as sp
from chapters import chapters

from cnn_core.symbolic import (
    All,
    Entries,
    Equation,
    Identity,
    LedgerError,
    Partial,
    Reading,
    Statement,
    activation,
    cards,
    counts,
    counts_table,
    equations,
    errata,
    indices,
    inside,
    ledger_table,
    sizes,
    symbol_array,
    tensors,
    total,
)
from cnn_core.symbolic.__main__ import main
from cnn_core.symbolic.claims import EVERY_SIZE, evidence_of, plain, speaks_of_the_same
from cnn_core.symbolic.equation import SOURCES, VERDICTS
from cnn_core.symbolic.ledger import as_dict
from cnn_core.symbolic.proof import Counterexample, Proof
from cnn_core.symbolic.sources import jefkine2016, li2019
from cnn_core.symbolic.sources._common import descent, forms

i, p = indices("i p")
(n,) = sizes("n")
x, w = tensors("x w")
E = total(w[i] ** 2 * x[i], (i, n)) / 2
RANGE = [inside(p, n)]


def gradient_is(formula, **sizes_of):
    return lambda: Identity(Partial(E, w[p]), formula, RANGE, **sizes_of)


RIGHT, DOUBLE, UNINDEXED = gradient_is(w[p] * x[p]), gradient_is(2 * w[p] * x[p]), gradient_is(w[p])
INDEX = "index, transpose or sign"


def entry(claim=RIGHT, **more):
    return Equation(
        source="jefkine2016",
        number=more.pop("number", "99"),
        title="A gradient",
        printed=r"\frac{\partial E}{\partial w_p} = w_p x_p",
        printed_claim=claim,
        chapter="06_delta_recursion",
        **more,
    )


FALSE = {
    "reason": "Twice too large.",
    "corrected": "w_p x_p",
    "corrected_claim": RIGHT,
    "fault": INDEX,
}
CONVENTION = {"reason": "Needs a reading.", "convention": "So read.", "convention_claim": RIGHT}


def test_verdict_is_the_outcome_of_the_check():
    assert entry().verdict == "holds"
    assert entry(DOUBLE, **FALSE).verdict == "false as printed"
    assert entry(DOUBLE, **CONVENTION).verdict == "holds under a convention"


@pytest.mark.parametrize(
    ("claim", "more", "message"),
    [
        (DOUBLE, {}, "without a reason"),
        (DOUBLE, {"reason": "Wrong."}, "without convention or correction"),
        (DOUBLE, {**FALSE, "corrected_claim": UNINDEXED}, "the correction is wrong"),
        (DOUBLE, {**FALSE, "corrected_claim": DOUBLE}, "the correction is wrong"),
        (DOUBLE, {**FALSE, "corrected_claim": None}, "without convention or correction"),
        (DOUBLE, {**FALSE, "corrected": ""}, "without convention or correction"),
        (DOUBLE, {**FALSE, "fault": ""}, "without the kind of fault"),
        (DOUBLE, {**FALSE, "convention_claim": RIGHT}, "not stated"),
        (
            DOUBLE,
            {**FALSE, "corrected_claim": lambda: Identity(Partial(x[p] ** 2, x[p]), 2 * x[p])},
            "speaks of another quantity",
        ),
        (DOUBLE, {**CONVENTION, "convention_claim": UNINDEXED}, "does not make it right"),
        (DOUBLE, {**CONVENTION, "convention_claim": None}, "without a claim"),
        (DOUBLE, {**CONVENTION, "fault": INDEX}, "stale"),
        (DOUBLE, {**CONVENTION, "corrected": "w_p x_p"}, "stale"),
        (RIGHT, FALSE, "stale: corrected, corrected_claim, fault"),
        (RIGHT, CONVENTION, "stale: convention, convention_claim"),
        (RIGHT, {"fault": INDEX}, "stale: fault"),
        (RIGHT, {"contradicts": (("1", DOUBLE),)}, "stale: contradicts"),
        (DOUBLE, {**FALSE, "contradicts": (("1", RIGHT),)}, "the two agree"),
        (lambda: Identity(x[p], x[p]), {}, "vacuous"),
    ],
)
def test_entry_that_does_not_check_raises(claim, more, message):
    with pytest.raises(LedgerError, match=message):
        _ = entry(claim, **more).verdict


@pytest.mark.parametrize(
    "more", [{"source": "smith1999"}, {"kind": "guess"}, {"fault": "typo"}, {"number": " "}]
)
def test_entry_with_unknown_words_raises(more):
    with pytest.raises(ValueError, match=next(iter(more))):
        replace(entry(), **more)


def test_claim_that_is_neither_proved_nor_refuted_has_no_verdict():
    beyond_the_rules = Identity(sp.sin(x[p]) ** 2 + sp.cos(x[p]) ** 2, sp.Integer(1))
    with pytest.raises(LedgerError, match="neither proved nor refuted"):
        _ = entry(lambda: beyond_the_rules).verdict


# --- claims -------------------------------------------------------------------------------------


def test_identity_is_refuted_by_exact_small_numbers():
    found = DOUBLE().judge()
    assert isinstance(found, Counterexample)
    assert found.printed == 2
    assert found.truth == 1
    values = [sp.sympify(value) for name, value in found.numbers if name.startswith(("w", "x"))]
    assert values == [1, 1]


def test_counterexample_respects_the_hypotheses():
    normalised = sp.Eq(total(x[i], (i, n)), 1)
    claim = Identity(total(x[i], (i, n)) * w[p], 2 * w[p], [normalised])
    found = claim.judge()
    numbers = {name: sp.sympify(value) for name, value in found.numbers if name.startswith("x")}
    assert sum(numbers.values()) == 1
    assert (found.printed, found.truth) == (2, 1)


def test_only_like_is_compared_with_like():
    identity, entries = Identity(x[p], w[p]), Entries([1], [2])
    for one, other in ((identity, entries), (entries, identity)):
        assert speaks_of_the_same(one, other)
    assert not speaks_of_the_same(identity, Identity(2 * x[p], 2 * w[p]))
    assert not speaks_of_the_same(entries, Entries([3], [4]))


def test_an_entry_says_what_was_computed_for_its_printed_form():
    assert entry().evidence == EVERY_SIZE
    assert entry(DOUBLE).evidence.startswith(r"at \(n = ")
    assert "; the truth is " in entry(DOUBLE).evidence


def test_counterexample_names_what_stood_for_an_activation_and_no_other_function():
    f, a = activation("f"), sp.Symbol("a", real=True)
    found = Identity(f(a) * sp.exp(a), 2 * f(a) * sp.exp(a)).judge()
    assert [name for name, _ in found.numbers if name.endswith("(t)")] == ["f(t)"]


def test_identity_that_is_true_and_not_seen_to_be_is_neither_proved_nor_refuted():
    nothing = sp.Eq(x[p] ** 2, 0)  # so that x[p] is zero, which the rules do not see
    with pytest.raises(LedgerError, match="neither proved nor refuted"):
        Identity(2 * x[p], x[p], where=[nothing]).judge()


def test_entries_differ_in_one_place_or_in_shape():
    a = symbol_array("a", (2, 2))
    b = a.copy()
    assert isinstance(Entries(a, b).judge(), Proof)
    b[1, 0] = a[1, 0] + a[0, 0]
    found = Entries(b, a).judge()
    assert ("\\text{entry}", "(2, 1)") in found.numbers
    assert "shape" in str(Entries(a, a[0]).judge())
    assert "a single number" in str(Entries(a, a[0, 0]).judge())
    assert ("\\text{entry}", "2") in Entries(b[:, 0], a[:, 0]).judge().numbers


def test_counterexample_names_each_of_a_few_symbols_even_if_zero():
    one, two = sp.symbols("one two", real=True)
    found = Entries(sp.cos(one) + two, two).judge()
    assert [value for _, value in found.numbers] == ["0", "0"]


def test_entries_that_agree_at_one_place_only_are_different():
    z = sp.Symbol("z", real=True)
    meeting = sp.Rational(2, 5)  # where a quick look finds no difference
    found = Entries([z**2], [meeting * z]).judge()
    assert isinstance(found, Counterexample)
    assert isinstance(Entries([(z + 1) ** 2], [z**2 + 2 * z + 1]).judge(), Proof)


def test_entries_of_arrays_are_compared_as_they_are():
    one, two = (x[p] + w[p]) ** 2, x[p] ** 2 + 2 * x[p] * w[p] + w[p] ** 2
    assert isinstance(Entries(one, two).judge(), Proof)


def test_identity_that_entries_share_is_judged_once(monkeypatch):
    claim = RIGHT()
    assert isinstance(claim.judge(), Proof)
    monkeypatch.setattr("cnn_core.symbolic.claims.prove", None)
    assert isinstance(claim.judge(), Proof)


def test_entries_know_irrational_zeros():
    z = sp.Symbol("z", positive=True)
    assert isinstance(Entries([sp.exp(sp.log(z))], [z]).judge(), Proof)
    assert isinstance(Entries([sp.sqrt(2) ** 2], [2]).judge(), Proof)
    assert isinstance(Entries([sp.sqrt(2)], [sp.Rational(99, 70)]).judge(), Counterexample)


def test_statement_needs_a_yes_or_no_and_evidence():
    assert isinstance(Statement(lambda: (True, "computed")).judge(), Proof)
    assert isinstance(Statement(lambda: (sp.false, "computed")).judge(), Counterexample)
    with pytest.raises(LedgerError, match="undecided"):
        Statement(lambda: (sp.Symbol("z") > 0, "computed")).judge()
    with pytest.raises(LedgerError, match="evidence"):
        Statement(lambda: (True, "")).judge()


def test_all_needs_each_and_reading_needs_one():
    assert isinstance(All(RIGHT(), RIGHT()).judge(), Proof)
    assert isinstance(All(RIGHT(), DOUBLE()).judge(), Counterexample)
    assert isinstance(Reading(DOUBLE(), RIGHT()).judge(), Proof)
    assert isinstance(Reading(DOUBLE(), UNINDEXED()).judge(), Counterexample)
    for empty in (All, Reading):
        with pytest.raises(ValueError, match="claims"):
            empty()


# --- the whole ledger ---------------------------------------------------------------------------

NUMBERS = {
    "zhou2018": {str(k) for k in range(1, 9)},
    "murugan2017": {
        *(f"Table 1: {name}" for name in ("sigmoid", "tanh", "ReLU", "leaky ReLU", "softmax")),
        *(f"2.{k}" for k in range(1, 15)),  # 2.15, 3.14 and 3.24 stand beside no formula
        *(f"3.{k}" for k in range(1, 81) if k not in (14, 24)),
    },
    "li2019": {
        f"{section}-{k}"
        for section, count in {
            "1.1": 3,
            "1.2": 1,
            "1.3": 1,
            "1.4": 5,
            "1.5": 1,
            "1.6": 3,
            "1.7": 24,
            "2.1": 3,
            "2.2": 1,
        }.items()
        for k in range(1, count + 1)
    },
    "jefkine2016": {str(k) for k in range(1, 23)},
    "digest": set(),  # prose only
}

CHAPTERS = {chapter.name for chapter in chapters()}


@pytest.mark.parametrize("source", SOURCES)
def test_every_entry_checks(source):
    for e in equations(source):
        assert e.verdict in VERDICTS
        assert e.proof
        assert (e.counterexample is None) == (e.verdict == "holds")


@pytest.mark.parametrize("source", NUMBERS)
def test_every_displayed_equation_has_an_entry(source):
    found = {e.number for e in equations(source) if e.kind == "equation"}
    assert found == NUMBERS[source]


def test_keys_are_unique():
    keys = [e.key for e in equations()]
    assert len(set(keys)) == len(keys)


def test_chapters_are_those_of_the_book():
    assert {e.chapter for e in equations()} <= CHAPTERS


def test_contradictions_name_entries():
    for e in equations():
        known = {other.number for other in equations(e.source)}
        assert {number for number, _ in e.contradicts} <= known, e


def test_filters():
    wrong = equations("jefkine2016", verdict="false as printed")
    assert wrong
    assert all(e.verdict == "false as printed" for e in wrong)
    assert all(e.chapter == "12_pooling" for e in equations(chapter="12_pooling"))


@pytest.mark.parametrize("name", ["source", "verdict", "chapter"])
def test_filters_name_what_is_unknown(name):
    with pytest.raises(ValueError, match=f"{name}: got 'no such'; expected one of"):
        equations(**{name: "no such"})


# --- one paper in full ------------------------------------------------------------------------

FALSE_OF_MURUGAN = {
    "Table 1: sigmoid", "2.5", "2.10", "2.13", "3.3", "3.4", "3.7", "3.8", "3.9", "3.22", "3.25",
    "3.27", "3.30", "3.31", "3.32", "3.33", "3.37", "3.38", "3.39", "3.40", "3.42", "3.46", "3.47",
    "3.48", "3.49", "3.50", "3.51", "3.53", "3.54", "3.56", "3.57", "3.58", "3.59", "3.61", "3.62",
    "3.63", "3.64", "3.66", "3.68", "3.69", "3.70", "3.71", "3.73", "3.74",
}  # fmt: skip
RIGHT_OF_MURUGAN = {
    "Table 1: tanh", "2.4", "2.6", "2.7", "2.8", "2.9", "2.11", "2.12", "2.14", "3.16", "3.17",
    "3.20", "3.21", "3.23", "3.34", "3.35", "3.36",
}  # fmt: skip


def numbers(verdict):
    entries = equations("murugan2017", verdict=verdict)
    return {e.number for e in entries if e.kind == "equation"}


def test_verdicts_of_the_equations_of_murugan():
    assert numbers("false as printed") == FALSE_OF_MURUGAN
    assert numbers("holds") == RIGHT_OF_MURUGAN


def test_counts_of_murugan():
    found = Counter((e.kind, e.verdict) for e in equations("murugan2017"))
    equation = dict(zip(VERDICTS, (17, 36, 44), strict=True))
    claim = dict(zip(VERDICTS, (7, 19, 13), strict=True))
    assert found == {("equation", v): n for v, n in equation.items()} | {
        ("claim", v): n for v, n in claim.items()
    }


def test_each_gradient_of_murugan_is_proved_for_every_size():
    gradients = {"3.25", "3.29", "3.39", "3.40", "3.43", "3.46", "3.49", "3.56", "3.57"}
    gradients |= {"3.62", "3.67", "3.69", "3.71"}
    found = {e.number for e in equations("murugan2017") if EVERY_SIZE in evidence_of(e.proof)}
    assert gradients <= found


# --- the ledger put wrong -----------------------------------------------------------------------


class Known:
    """A claim whose outcome is known already: the tests below need not judge it again."""

    def __init__(self, outcome):
        self.judge = lambda: outcome


def spoiled(e):
    """The entry `e` in every way in which a claim may stand in the wrong place."""
    printed = lambda: Known(e.outcome)  # noqa: E731
    if e.verdict == "holds":
        yield replace(e, corrected="1 = 1", corrected_claim=printed, fault="mathematics")
        yield replace(e, convention="So read.", convention_claim=printed, reason="Why.")
        return
    right = lambda: Known(e.proof)  # noqa: E731
    name = "convention_claim" if e.convention else "corrected_claim"
    yield replace(e, printed_claim=right)
    yield replace(e, printed_claim=printed, contradicts=(), **{name: printed})
    yield replace(e, printed_claim=printed, contradicts=(("1", right),))
    if e.convention:
        yield replace(
            e, printed_claim=printed, contradicts=(), convention="", convention_claim=None
        )
    else:
        yield replace(e, printed_claim=printed, contradicts=(), corrected_claim=None)


@pytest.mark.parametrize("source", SOURCES)
def test_no_entry_checks_with_its_claims_in_wrong_places(source):
    for e in equations(source):
        for wrong in spoiled(e):
            with pytest.raises(LedgerError):
                _ = wrong.verdict


def test_prover_that_accepts_everything_saves_no_wrong_entry(monkeypatch):
    monkeypatch.setattr("cnn_core.symbolic.proof.difference", lambda *_: 0)
    assert entry().verdict == "holds"
    for wrong in (entry(DOUBLE), entry(DOUBLE, **{**FALSE, "corrected_claim": UNINDEXED})):
        with pytest.raises(LedgerError):
            _ = wrong.verdict


def test_prover_that_accepts_nothing_proves_no_entry(monkeypatch):
    monkeypatch.setattr("cnn_core.symbolic.proof.difference", lambda *_: w[p])
    with pytest.raises(LedgerError, match="neither"):
        _ = entry().verdict


def test_broken_rule_of_the_prover_is_noticed(monkeypatch):
    rule = "cnn_core.symbolic.sums._entry_by_entry"
    monkeypatch.setattr(rule, lambda entry, target: sp.Integer(2))
    with pytest.raises(LedgerError, match="neither"):
        _ = entry().verdict


# --- what the entries share, put wrong ----------------------------------------------------------


def test_forms_make_entries_of_one_source():
    shown = {"number": "99", "title": "T", "printed": "x", "printed_claim": RIGHT, "chapter": "1"}
    for form, kind in zip(forms("zhou2018"), ("equation", "claim"), strict=True):
        assert (form(**shown).source, form(**shown).kind) == ("zhou2018", kind)


def test_descent_is_exact():
    one, two = sp.symbols("one two")
    places = descent(sp.Rational(1, 4), (1, 2), 2, one**2 + one * two, (one, two))
    assert places == [(1, 2), (0, sp.Rational(7, 4)), (-sp.Rational(7, 16), sp.Rational(7, 4))]


def test_only_squares_are_never_negative():
    assert li2019.never_negative(li2019.cost)[0]
    assert not li2019.never_negative(-li2019.cost)[0]
    assert not li2019.never_negative(total(x[i], (i, n)))[0]


def test_smaller_region_of_a_pixel_is_refuted(monkeypatch):
    r, s, i_, j_ = (getattr(jefkine2016, name) for name in "rsij")
    region = inside(r - i_, jefkine2016.k1 - 1) * inside(s - j_, jefkine2016.k2)
    monkeypatch.setattr(jefkine2016, "IN_REGION", region)
    deltas = jefkine2016.delta[i_, j_]
    claim = Identity(jefkine2016.by_pixel, jefkine2016.over_region(deltas), jefkine2016.PIXEL)
    assert isinstance(claim.judge(), Counterexample)


def test_parabola_of_half_the_curvature_is_not_above():
    at, moved, bound = sp.symbols("w h L", real=True)
    cost = sp.Function("C")
    gap = cost(at) + cost(at).diff(at) * moved + bound * moved**2 / 4 - cost(at + moved)
    with pytest.raises(LedgerError, match="neither"):
        Entries(gap.diff(moved, 2), bound - cost(at + moved).diff(moved, 2)).judge()


# --- pages --------------------------------------------------------------------------------------


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


# --- the command --------------------------------------------------------------------------------


def test_command_prints_the_table(capsys):
    assert main(["--source", "zhou2018"]) == 0
    out = capsys.readouterr().out
    assert f"{len(equations('zhou2018'))} entries:" in out


def test_command_prints_json_and_errata(capsys):
    assert main(["--source", "zhou2018", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(equations("zhou2018"))
    assert main(["--source", "zhou2018", "--errata"]) == 0
    assert "**Zhou 2018, (7): The weight gradient**" in capsys.readouterr().out


@pytest.mark.parametrize(
    "bad",
    [entry(DOUBLE), entry(RIGHT, **FALSE), entry(lambda: 1 / 0), entry(lambda: None)],
    ids=["unjudged", "stale", "broken", "no claim"],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--errata"]], ids=["table", "json", "errata"])
def test_command_fails_with_a_bad_entry(bad, form, monkeypatch, capsys):
    module = importlib.import_module("cnn_core.symbolic.__main__")
    monkeypatch.setattr(module, "equations", lambda source: [entry(), bad])
    assert main(form) == 1
    assert "DOES NOT CHECK  Jefkine 2016, (99)" in capsys.readouterr().err


def test_command_fails_with_nothing_to_check(monkeypatch):
    module = importlib.import_module("cnn_core.symbolic.__main__")
    monkeypatch.setattr(module, "equations", lambda source: [])
    assert main([]) == 1


def test_a_verdict_cannot_be_set():
    assert isinstance(vars(Equation)["verdict"], cached_property)
    with pytest.raises(AttributeError):
        entry().verdict = "holds"
    with pytest.raises(TypeError):
        entry(verdict="holds")


def test_listing_entries_judges_nothing(monkeypatch):
    monkeypatch.setattr(Equation, "_judge", lambda *_: pytest.fail("judged"))
    sys.modules.pop("cnn_core.symbolic.sources.zhou2018", None)
    assert importlib.import_module("cnn_core.symbolic.sources.zhou2018").ENTRIES


@pytest.mark.parametrize(
    ("source", "entries"),
    [("jefkine2016", (entry(), entry())), ("zhou2018", (entry(),))],
    ids=["twice", "of another source"],
)
def test_entries_that_are_listed_twice_or_in_another_source_are_noticed(
    source, entries, monkeypatch
):
    module = importlib.import_module(f"cnn_core.symbolic.sources.{source}")
    monkeypatch.setattr(module, "ENTRIES", entries)
    listed = importlib.import_module("cnn_core.symbolic.equation")._entries.__wrapped__
    with pytest.raises(LedgerError, match=r"listed twice or of another source"):
        listed(source)
