"""What a classifier of points in the plane answers everywhere, and where its answer changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_hex

from cnn_core._checks import Array, as_array, as_int, check_shape
from cnn_core.plotting.style import PALETTE, WIDTH, BookFigure, mix, new_figure, styled

__all__ = ["plot_decisions"]

Decision = Callable[[Array], Any]


@styled
def plot_decisions(
    decisions: Mapping[str, Decision],
    points: Any,
    labels: Any,
    *,
    xlim: tuple[float, float] = (-0.5, 1.5),
    ylim: tuple[float, float] = (-0.5, 1.5),
    xlabel: str = "$x_1$",
    ylabel: str = "$x_2$",
    columns: int = 4,
    resolution: int = 61,
) -> BookFigure:
    """One panel per decision: its probability as a tint, its boundary as a line, the data as dots.

    Parameters
    ----------
    decisions
        ``{title: function}``; a function takes points ``(N, 2)`` and returns the probabilities
        ``(N,)`` of class 1. The line is drawn where they pass one half.
    points, labels
        The data, ``(N, 2)`` and ``(N,)`` with entries 0 (white dots) and 1 (dark dots).
    xlim, ylim
        The part of the plane that is shown.
    columns, resolution
        Panels in a row, and grid points on a side.

    Raises ``ValueError`` for no decisions, shapes that do not fit, and labels other than 0 and 1.

    >>> figure = plot_decisions({"half": lambda x: x[:, 0]}, [[0, 0], [1, 1]], [0, 1])
    >>> len(figure.axes)
    1
    """
    if not decisions:
        raise ValueError("decisions: expected at least one function, got none")
    x = as_array(points, "points", ndim=2).astype(float)
    check_shape(x, "points", (None, 2))
    y = as_array(labels, "labels", ndim=1)
    check_shape(y, "labels", (len(x),))
    if not np.isin(y, (0, 1)).all():
        raise ValueError(f"labels: expected zeros and ones, got {np.unique(y)}")
    columns = min(as_int(columns, "columns", minimum=1), len(decisions))
    rows = -(-len(decisions) // columns)
    side = min(WIDTH / columns, 2.4)
    figure = new_figure(columns * side, rows * (side + 0.15) + 0.1)
    panels = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    grid = np.meshgrid(np.linspace(*xlim, resolution), np.linspace(*ylim, resolution))
    plane = np.stack([g.ravel() for g in grid], axis=1)
    shades = LinearSegmentedColormap.from_list(
        "cnn_core_decision",
        [to_hex(mix(PALETTE["input"], 0.45)), "#FFFFFF", to_hex(mix(PALETTE["kernel"], 0.55))],
    )
    for axes, (title, decide) in zip(panels.flat, decisions.items(), strict=False):
        values = np.asarray(decide(plane), dtype=float)
        check_shape(values, f"decisions[{title!r}]", (len(plane),))
        field = np.clip(values.reshape(grid[0].shape), 0, 1)
        axes.contourf(*grid, field, levels=np.linspace(0, 1, 11), cmap=shades, vmin=0, vmax=1)
        if field.min() < 0.5 < field.max():
            axes.contour(*grid, field, levels=[0.5], colors=PALETTE["ink"], linewidths=1.6)
        axes.scatter(
            *x.T, s=52, c=np.where(y == 1, PALETTE["ink"], PALETTE["paper"]),
            edgecolors=PALETTE["ink"], linewidths=1.2, zorder=3,
        )  # fmt: skip
        axes.set_title(title, loc="center", fontsize=11.5)
        axes.set_aspect("equal")
    for axes in panels.flat[len(decisions) :]:
        axes.axis("off")
    for axes in panels[-1]:
        axes.set_xlabel(xlabel)
    for axes in panels[:, 0]:
        axes.set_ylabel(ylabel)
    return figure
