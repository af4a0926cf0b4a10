"""What a check covers."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cnn_core._checks import one_of
from cnn_core.plotting.style import (
    PALETTE,
    ROLES,
    WIDTH,
    BookFigure,
    fill,
    new_figure,
    styled,
    text_colour,
)

__all__ = ["plot_coverage"]


@styled
def plot_coverage(
    panels: Sequence[tuple[str, str, str, str]],
    *,
    xlabel: str = "sizes",
    ylabel: str = "values",
) -> BookFigure:
    """How much of the plane of all sizes and all values each kind of check covers.

    A panel is ``(title, note, role, kind)`` and its kind ``"all"`` (the whole plane),
    ``"columns"`` (a few sizes, all values) or ``"points"`` (a few points). Raises ``ValueError``
    for no panels, an unknown role or kind.

    >>> figure = plot_coverage([("rung 1", "the formula", "output", "all")])
    >>> len(figure.axes)
    1
    """
    if not panels:
        raise ValueError("panels: expected at least one panel, got none")
    figure = new_figure(WIDTH, 2.5)
    row = figure.subplots(1, len(panels), squeeze=False)[0]
    for axes, (title, note, role, kind) in zip(row, panels, strict=True):
        one_of(role, "role", ROLES)
        colour = PALETTE["ink" if role == "neutral" else role]
        _draw_coverage(axes, one_of(kind, "kind", ("all", "columns", "points")), role, colour)
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[], xlabel=xlabel, title=title)
        axes.text(
            0.5,
            0.94,
            note,
            ha="center",
            va="top",
            fontsize=11,
            color=text_colour(role),
            bbox={"facecolor": PALETTE["paper"], "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
        )
    row[0].set_ylabel(ylabel)
    return figure


def _draw_coverage(axes: Axes, kind: str, role: str, colour: str) -> None:
    places = (0.15, 0.32, 0.49)
    if kind == "all":
        axes.add_patch(Rectangle((0, 0), 1, 1, facecolor=fill(role, 0.35), edgecolor="none"))
    elif kind == "columns":
        for x in places:
            axes.plot([x, x], [0, 0.78], color=colour, linewidth=4, solid_capstyle="butt")
    else:
        heights = (0.30, 0.62, 0.16)
        axes.plot(places, heights, "o", color=colour, markersize=7)
