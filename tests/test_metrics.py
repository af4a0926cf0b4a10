"""Metrics against their definitions counted out, and against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

from cnn_core import class_report, confusion_matrix

RNG = np.random.default_rng(0)
LABELS, PREDICTIONS = RNG.integers(0, 4, 60), RNG.integers(0, 4, 60)


def test_confusion_matrix_counts() -> None:
    counts = confusion_matrix(LABELS, PREDICTIONS, 5)
    want = [[int(((i == LABELS) & (j == PREDICTIONS)).sum()) for j in range(5)] for i in range(5)]
    assert counts.tolist() == want


def test_report_agrees_with_scikit_learn() -> None:
    report = class_report(LABELS, PREDICTIONS)
    expected = precision_recall_fscore_support(LABELS, PREDICTIONS)
    for ours, theirs in zip(
        (report.precision, report.recall, report.f1, report.support), expected, strict=True
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)
    assert report.accuracy == np.mean(LABELS == PREDICTIONS)


def test_precision_is_not_recall() -> None:
    report = class_report([0, 0, 0, 1], [0, 1, 1, 1])
    np.testing.assert_allclose(report.precision, [1, 1 / 3])
    np.testing.assert_allclose(report.recall, [1 / 3, 1])
    np.testing.assert_allclose(report.f1, [0.5, 0.5])


def test_a_share_of_nothing_is_not_a_number_and_shown_as_a_dash() -> None:
    report = class_report([0, 0], [0, 1], names=["cat", "dog", "emu"])
    assert np.isnan(report.recall).tolist() == [False, True, True]
    assert np.isnan(report.precision).tolist() == [False, False, True]
    lines = str(report).splitlines()
    assert lines[2].split() == ["dog", "0.000", "-", "0.000", "0"]
    assert lines[3].split() == ["emu", "-", "-", "-", "0"]
    assert lines[4].split() == ["accuracy", "0.500", "2"]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: confusion_matrix([3], [0], 2), ValueError, "^classes: expected at least 4"),
        (lambda: confusion_matrix([0, 1], [0]), ValueError, "^predictions:"),
        (lambda: confusion_matrix([-1], [0]), ValueError, "^labels:"),
        (lambda: confusion_matrix([], []), ValueError, "^labels:"),
        (lambda: confusion_matrix([0.5], [0]), ValueError, "^labels:"),
        (lambda: class_report([2], [0], names=["a", "b"]), ValueError, "^classes:"),
        (lambda: class_report([2], [0], names="abc"), TypeError, "^names:"),
    ],
)
def test_what_is_refused(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()
