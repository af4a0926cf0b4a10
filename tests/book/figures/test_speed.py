"""Pictures of speed: what is drawn, and what is refused."""

import pytest
from figures.speed import plot_ratios, plot_roofline, plot_times


def test_times_are_bars_with_their_values():
    figure = plot_times({"loops": 900.0, "shipped": 0.5}, accent="shipped")
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts == ["900 ms", "0.5 ms"]
    ends = [patch.get_x() + patch.get_width() for patch in figure.axes[0].patches]
    assert ends == pytest.approx([900, 0.5])


def test_ratios_stand_at_their_value_in_their_row():
    figure = plot_ratios({"a": {"them": (0.5, 0.4, 0.6)}, "b": {"them": (2.0, 1.5, 2.5)}})
    points = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in points] == [(0.5, 0), (2.0, 1)]


def test_roofline_bends_where_memory_and_arithmetic_meet():
    figure = plot_roofline({"layer": (20.0, 60.0)}, peak=200, bandwidth=20)
    roof = figure.axes[0].lines[0]
    assert (roof.get_xdata()[1], roof.get_ydata()[1]) == (10.0, 200)


@pytest.mark.parametrize("draw", [plot_times, plot_ratios])
def test_nothing_to_draw_is_refused(draw):
    with pytest.raises(ValueError, match="expected"):
        draw({})


def test_numbers_that_are_not_positive_are_refused():
    with pytest.raises(ValueError, match="positive"):
        plot_times({"a": 0.0})
    with pytest.raises(ValueError, match="positive"):
        plot_ratios({"a": {"them": (1.0, -1.0, 2.0)}})
    with pytest.raises(ValueError, match="peak"):
        plot_roofline({}, peak=0, bandwidth=1)
