"""Decisions in the plane: a panel each, the line where the answer changes, bad data refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.plotting.decisions import plot_decisions

POINTS, LABELS = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]


def rising(x: np.ndarray) -> np.ndarray:
    return np.asarray((x[:, 0] + 0.5) / 2)


def test_a_panel_for_each_decision_in_the_columns_asked_for() -> None:
    figure = plot_decisions({"a": rising, "b": rising, "c": rising}, POINTS, LABELS, columns=2)
    assert [axes.get_title() for axes in figure.axes] == ["a", "b", "c", ""]


def test_the_line_stands_where_the_probability_is_one_half() -> None:
    axes = plot_decisions({"a": rising}, POINTS, LABELS).axes[0]
    (line,) = axes.collections[1].get_paths()
    assert line.vertices[:, 0] == pytest.approx(0.5)


def test_no_line_where_nothing_is_decided() -> None:
    axes = plot_decisions({"a": lambda x: np.full(len(x), 0.5)}, POINTS, LABELS).axes[0]
    assert len(axes.collections) == 2  # the tint and the dots


@pytest.mark.parametrize(
    ("decisions", "points", "labels", "message"),
    [
        ({}, POINTS, LABELS, "decisions: expected at least one"),
        ({"a": rising}, [[0, 0, 0]], [1], "points: "),
        ({"a": rising}, POINTS, [0, 1], "labels: "),
        ({"a": rising}, POINTS, [0, 1, 2, 0], "labels: expected zeros and ones"),
        ({"a": lambda x: x}, POINTS, LABELS, "decisions"),
    ],
)
def test_refuses(decisions: Any, points: Any, labels: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot_decisions(decisions, points, labels)
