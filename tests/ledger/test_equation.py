"""The ledger: verdicts are computed, and an entry that does not check is not let through."""

from dataclasses import replace
from functools import cached_property

import pytest
import sympy as sp

from cnn_core.symbolic import Partial
from cnn_ledger import Equation, Identity, LedgerError
from tests.ledger.examples import (
    CONVENTION,
    DOUBLE,
    FALSE,
    INDEX,
    RIGHT,
    UNINDEXED,
    entry,
    p,
    x,
)


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
    beyond_the_rules = Identity(sp.Max(x[p], 0) ** 2, x[p] * sp.Max(x[p], 0))
    with pytest.raises(LedgerError, match="neither proved nor refuted"):
        _ = entry(lambda: beyond_the_rules).verdict


def test_a_verdict_cannot_be_set():
    assert isinstance(vars(Equation)["verdict"], cached_property)
    with pytest.raises(AttributeError):
        entry().verdict = "holds"
    with pytest.raises(TypeError):
        entry(verdict="holds")


def test_a_definition_is_judged_by_a_consequence_and_says_so():
    defined = entry(defines=True)
    assert defined.evidence.startswith("definition, consequence checked: proved for every size")
    assert entry(DOUBLE, defines=True, **FALSE).verdict == "false as printed"
