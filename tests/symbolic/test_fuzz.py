"""The prover against plain loops: it accepts no false identity and refutes no true one.

Any number of identities by hand: ``python -m tests.symbolic.fuzz 20000``.
"""

from collections import Counter
from pathlib import Path

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.symbolic import proof as proof_module
from tests.symbolic import fuzz
from tests.symbolic.evaluator import drawn, value

OUTCOMES: Counter = Counter()
SEARCH = settings(max_examples=200, deadline=None, derandomize=True, database=None)


@SEARCH
@given(st.integers(0, 10**9))
def test_no_false_identity_is_proved_and_no_true_one_refuted(seed):
    OUTCOMES[fuzz.judged(seed)] += 1


def test_the_search_has_true_and_false_identities_and_most_true_ones_are_proved():
    if not OUTCOMES:  # run alone
        OUTCOMES.update(map(fuzz.judged, range(20)))
    assert OUTCOMES["not proved"] > sum(OUTCOMES.values()) / 5
    assert OUTCOMES["true, proved"] > 5 * OUTCOMES["true, not proved"]


def test_a_prover_that_accepts_everything_is_found(monkeypatch):
    monkeypatch.setattr(proof_module, "difference", lambda *_: sp.S.Zero)
    monkeypatch.setattr(proof_module, "_compare", lambda *_: fuzz_agrees())
    with pytest.raises(AssertionError, match="proved a false identity"):
        Counter(map(fuzz.judged, range(40)))


def fuzz_agrees():
    return proof_module._Gap(None, (sp.S.Zero, sp.S.Zero), {}, [], differs=False)


def test_the_second_judge_shares_no_rule():
    read = Path(value.__code__.co_filename).read_text(encoding="utf-8")
    imports = [line for line in read.splitlines() if "cnn_core" in line and "import" in line]
    assert imports == ["from cnn_core.symbolic.vocabulary import Inside, Partial"]


def test_the_second_judge_counts_no_negative_length():
    i, n = fuzz.i, fuzz.H
    ones = sp.Sum(1, (i, 0, n - 4))
    assert [value(ones, {n: size}, drawn(0)) for size in (1, 2, 3, 4, 5)] == [0, 0, 0, 1, 2]
