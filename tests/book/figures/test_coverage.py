"""The picture of what a check covers."""

import pytest
from figures.coverage import plot_coverage


def test_coverage_draws_planes_columns_and_points():
    kinds = ("all", "columns", "points")
    figure = plot_coverage([(k, "", "output", k) for k in kinds])
    assert [len(a.patches) for a in figure.axes] == [1, 0, 0]
    assert [len(a.lines) for a in figure.axes] == [0, 3, 1]


@pytest.mark.parametrize(
    ("panels", "message"),
    [
        ([], "panels: expected at least one panel"),
        ([("a", "", "output", "most")], "kind: expected one of"),
    ],
)
def test_bad_input_is_refused(panels, message):
    with pytest.raises(ValueError, match=message):
        plot_coverage(panels)
