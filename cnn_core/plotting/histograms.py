"""Histograms below each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cnn_core._checks import as_array, as_int, one_of
from cnn_core.plotting.style import (
    PALETTE,
    ROLES,
    TEXT,
    WIDTH,
    BookFigure,
    fill,
    new_figure,
    styled,
)


@styled
def plot_histograms(
    panels: Mapping[str, tuple[Any, str]],
    *,
    columns: int = 4,
    bins: int = 40,
    xlim: Mapping[str, tuple[float, float]] | None = None,
) -> BookFigure:
    """How numbers are distributed: a histogram a panel, ``{title: (numbers, role)}``.

    The heights are shares of all numbers in a panel. ``xlim`` fixes the range of a panel by its
    title; without it the range is that of the numbers. Raises ``ValueError`` for an empty mapping,
    an empty panel or an unknown role.

    >>> figure = plot_histograms({"$z$": ([0.0, 1.0, 1.0], "input")}, bins=2)
    >>> len(figure.axes)
    1
    """
    if not panels:
        raise ValueError("panels: expected at least one panel, got none")
    columns = min(as_int(columns, "columns", minimum=1), len(panels))
    rows = -(-len(panels) // columns)
    figure = new_figure(WIDTH, 1.75 * rows)
    grid = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes, (title, (numbers, role)) in zip(grid, panels.items(), strict=False):
        values = as_array(numbers, title).astype(float).ravel()
        if values.size == 0:
            raise ValueError(f"panels[{title!r}]: expected at least one number, got none")
        one_of(role, "role", ROLES)
        limits = (xlim or {}).get(title)
        shares = np.full(values.size, 1 / values.size)
        colour = PALETTE["ink" if role == "neutral" else role]
        axes.hist(
            values,
            bins=as_int(bins, "bins", minimum=1),
            range=limits,
            weights=shares,
            color=fill(role, 0.55),
            edgecolor=colour,
            linewidth=0.5,
        )
        axes.set_title(title, fontsize=12, color=TEXT["neutral" if role == "neutral" else role])
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.locator_params(axis="x", nbins=3)
        if limits is not None:
            axes.set_xlim(*limits)
    for axes in grid[len(panels) :]:
        axes.axis("off")
    return figure
