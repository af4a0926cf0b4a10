"""The pictures of the chapters on neurons: what they show, and what they refuse."""

import numpy as np
import pytest
from figures.activations import plot_supporting_lines, plot_with_derivatives

from cnn_core import relu, sigmoid, tanh
from cnn_core.plotting import plot_histograms


def test_a_function_and_its_derivative_are_drawn_in_each_panel():
    figure = plot_with_derivatives({"a": sigmoid, "b": tanh, "c": relu}, (-2, 2))
    for axes, function in zip(figure.axes, (sigmoid, tanh, relu), strict=False):
        value, slope = axes.lines[-2:]
        z = value.get_xdata()
        np.testing.assert_allclose(value.get_ydata(), function(z))
        drawn = np.isfinite(slope.get_ydata())
        np.testing.assert_allclose(slope.get_ydata()[drawn], function.derivative(z)[drawn])
    assert not figure.axes[3].axison
    assert figure.to_svg() == figure.to_svg()


def test_a_jump_breaks_the_line():
    slopes = plot_with_derivatives({"ReLU": relu}).axes[0].lines[-1].get_ydata()
    assert np.isnan(slopes).sum() == 1


def test_supporting_lines_are_told_from_those_that_cut():
    figure = plot_supporting_lines(relu, [0, 0.5, 1, 1.4, -0.3])
    styles = [line.get_linestyle() for line in figure.axes[0].lines[2:7]]
    assert styles == ["-", "-", "-", "--", "--"]


def test_histograms_show_shares():
    figure = plot_histograms({"a": ([0, 1, 1, 1], "input"), "b": ([2.0], "delta")}, bins=2)
    assert [p.get_height() for p in figure.axes[0].patches] == [0.25, 0.75]
    limited = plot_histograms({"a": ([0.0, 1.0], "input")}, xlim={"a": (-1, 2)})
    assert limited.axes[0].get_xlim() == (-1, 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plot_with_derivatives({}), "functions: expected at least one"),
        (lambda: plot_with_derivatives({"a": relu}, (1, 0)), "interval: expected low < high"),
        (lambda: plot_supporting_lines(relu, [0], interval=(1, 2)), "interval: expected low < 0"),
        (lambda: plot_histograms({}), "panels: expected at least one"),
        (lambda: plot_histograms({"a": ([], "input")}), "expected at least one number"),
        (lambda: plot_histograms({"a": ([1], "blue")}), "role: expected one of"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
