"""The picture of errors against steps."""

import pytest
from figures.step_errors import plot_step_errors


def test_measured_points_lie_beside_the_line_of_the_theorem():
    figure = plot_step_errors(
        [0.1, 1, 2], {"a": [0.02, 1, float("nan")]}, {"a": 1e-3}, third=1, value=1
    )
    theory, points = figure.axes[0].lines
    assert list(theory.get_ydata()) == pytest.approx([0.02, 1.001, 4.0005])
    assert list(points.get_ydata()) == [0.02, 1]


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match=r"^a: expected"):
        plot_step_errors([0.1, 1], {"a": [1]}, {"a": 1e-3}, third=1, value=1)
