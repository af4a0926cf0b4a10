"""The confusion matrix: every mistake is made in every function, and the stored table is true."""

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest

import cnn_core
import tests.broken.dense  # noqa: F401
from cnn_core import conv2d
from cnn_core.confusion import SUBJECTS, confusion, spoiled, trials, wrong_gradients
from cnn_core.mistakes import MISTAKES
from tests.broken import BROKEN

ROOT = Path(__file__).parents[1]
STORED = json.loads((ROOT / "benchmarks" / "confusion.json").read_text(encoding="utf-8"))
SAMPLE = len(STORED) if os.environ.get("EVERY_TRIAL") else 20


@pytest.mark.parametrize("subject", ["sigmoid", "softmax"])
def test_each_mistake_made_on_purpose_is_found(subject):
    made = list(trials([subject]))
    assert [[t.subject, t.array, t.made, list(t.named)] for t in made] == [
        row for row in STORED if row[0] == subject
    ]
    assert [trial for trial in made if not trial.found] == []


def test_none_is_missed_in_any_function_and_most_are_called_by_their_name():
    assert [row for row in STORED if len(row[3]) != 1] == []
    assert sum(row[3] == [row[2]] for row in STORED) > 0.9 * len(STORED)


def test_the_matrix_covers_the_functions_of_the_package():
    backward = {
        name.removesuffix("_backward") for name in cnn_core.__all__ if name.endswith("_backward")
    }
    activations = {"sigmoid", "tanh", "relu", "leaky_relu", "softmax"}
    wanted = (backward - {"check", "assert", "prove"}) | activations
    assert wanted <= set(SUBJECTS)
    assert {row[0] for row in STORED} == set(SUBJECTS)


APART = {"weights already updated"}  # of two gradients at once; tests/broken makes it


def test_every_mistake_of_the_catalogue_was_made():
    assert {row[2] for row in STORED} == set(MISTAKES) - APART
    assert {name for case in BROKEN for name in case.mistakes} >= APART


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_mistake_is_stored_exactly_where_it_applies(subject):
    """Tried for some of them, drawn with a fixed seed."""
    case, rng = SUBJECTS[subject], random.Random(subject)
    rows = {(row[1], row[2]) for row in STORED if row[0] == subject}
    for name in rng.sample(list(MISTAKES), 2):
        made = [pair for i in case.places if (pair := spoiled(case, i, MISTAKES[name]))]
        arrays = {pair.names[pair.wrt[0]] for pair in made}
        assert arrays == {array for array, mistake in rows if mistake == name}


@pytest.mark.parametrize(
    "row", random.Random(0).sample(STORED, SAMPLE), ids=lambda row: "-".join(row[:3])
)
def test_the_stored_table_is_what_is_found(row):
    """A sample, drawn with a fixed seed; ``EVERY_TRIAL=1`` tries them all, in minutes."""
    subject, array, made, named = row
    found = {t.array: list(t.named) for t in trials([subject], [made], [array])}
    assert found == {array: named}


def test_what_is_not_found_is_counted_as_such(monkeypatch):
    monkeypatch.setattr("cnn_core.doctor.diagnosis", lambda *arguments: None)
    assert confusion(["relu"], ["sign"]) == {("sign", ""): 1}


# --- what a mistake looks like -----------------------------------------------------------------


def test_wrong_gradients_are_by_name_and_the_right_one_comes_first():
    x, w = np.random.default_rng(0).normal(size=(2, 1, 5, 5, 1))[0], np.ones((1, 1, 2, 2))
    dy = np.ones((1, 4, 4, 1))
    found = wrong_gradients(conv2d, x, w, np.zeros(1), wrt=0, dy=dy)
    assert next(iter(found)) == "right"
    np.testing.assert_allclose(found["right"][0, 1:-1, 1:-1, 0], 4)
    np.testing.assert_allclose(found["sign"], -found["right"])
    assert "stride ignored" not in found
    assert "stride ignored" in wrong_gradients(
        conv2d, x, w, np.zeros(1), dy=dy[:, :2, :2], stride=2
    )
