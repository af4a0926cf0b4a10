"""Pictures of conventions: arrays with their shapes, memory order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

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
    text_colour,
)

__all__ = ["plot_memory", "plot_pipeline"]

_STEP = 0.09  # inches by which a map is set off from the one behind it


@styled
def plot_pipeline(
    stages: Sequence[tuple[str, str, str, str]],
    links: Sequence[str],
    *,
    back: str = "",
    height: float = 2.6,
) -> BookFigure:
    """Arrays in a row, joined by arrows: what goes through a network, with its shapes.

    A stage is ``(symbol, shape, role, kind)``. Its kind says how it is drawn: ``"maps"`` (a stack
    of squares), ``"column"`` (a vector) or ``"number"``. ``links`` are written over the arrows, one
    fewer than the stages; ``back`` is written along a red arrow that runs back below.
    Raises ``ValueError`` for fewer than two stages, wrong links, an unknown role or kind.

    >>> figure = plot_pipeline([("$x$", "(C,)", "input", "column"),
    ...                         ("$E$", "", "neutral", "number")], ["loss"])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['$x$', '(C,)', '$E$', 'loss']
    """
    if len(stages) < 2:
        raise ValueError(f"stages: expected at least two, got {len(stages)}")
    if len(links) != len(stages) - 1:
        raise ValueError(f"links: expected {len(stages) - 1} texts, got {len(links)}")
    figure = new_figure(WIDTH, height, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    middle, across = 0.46 * height, np.linspace(0.5, WIDTH - 0.45, len(stages))
    for x, (symbol, shape, role, kind) in zip(across, stages, strict=True):
        one_of(role, "role", ROLES)
        _draw_array(
            axes, float(x), middle, role, one_of(kind, "kind", ("maps", "column", "number"))
        )
        axes.text(
            x, middle - 0.62, symbol, ha="center", va="bottom", fontsize=14, color=text_colour(role)
        )
        if shape:
            axes.text(
                x, middle + 0.58, shape, ha="center", va="top", fontsize=10, color=TEXT["grey"]
            )
    for left, right, text in zip(across, across[1:], links, strict=False):
        _arrow(axes, (left + 0.43, middle), (right - 0.43, middle), PALETTE["ink"])
        axes.text(
            (left + right) / 2,
            middle - 0.1,
            text,
            ha="center",
            va="bottom",
            fontsize=11,
            color=TEXT["kernel"],
        )
    if back:
        low = height - 0.28
        _arrow(axes, (across[-1], low), (across[0], low), PALETTE["delta"])
        axes.text(
            WIDTH / 2, low - 0.06, back, ha="center", va="bottom", fontsize=12, color=TEXT["delta"]
        )
    _inches(axes, height)
    return figure


def _draw_array(axes: Axes, x: float, y: float, role: str, kind: str) -> None:
    edge = TEXT["grey"] if role == "neutral" else PALETTE[role]
    style: dict[str, Any] = {"edgecolor": edge, "linewidth": 1.2, "facecolor": fill(role, 0.22)}
    if kind == "maps":
        for depth in (2, 1, 0):
            left, top = x - 0.27 + (depth - 1) * _STEP, y - 0.27 - (depth - 1) * _STEP
            axes.add_patch(Rectangle((left, top), 0.54, 0.54, **style))
    elif kind == "column":
        for row in range(6):
            axes.add_patch(Rectangle((x - 0.09, y - 0.48 + 0.16 * row), 0.18, 0.16, **style))
    else:
        axes.add_patch(Circle((x, y), 0.16, **style))


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>,head_width=2.8,head_length=5.5",
            shrinkA=0,
            shrinkB=0,
            color=colour,
            linewidth=1.3,
        )
    )


def _inches(axes: Axes, height: float) -> None:
    """One unit is one inch, the origin at the top left, no frame."""
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")


@styled
def plot_memory(orders: Mapping[str, Any], *, columns: int = 32, role: str = "input") -> BookFigure:
    """Memory as rows of cells, in the order of addresses, with some cells marked.

    ``orders`` maps a title to an array of any shape, read in its own (C) order; entries other than
    zero are marked. Neighbours in the picture are neighbours in memory. Raises ``ValueError`` for
    an empty mapping or an empty array.

    >>> figure = plot_memory({"every other": [1, 0, 1, 0]}, columns=4)
    >>> len(figure.axes[0].patches)
    4
    """
    if not orders:
        raise ValueError("orders: expected at least one array, got none")
    one_of(role, "role", ROLES)
    columns = as_int(columns, "columns", minimum=1)
    cell = (WIDTH - 0.2) / columns
    marks = {title: as_array(m, title).ravel() for title, m in orders.items()}
    for title, marked in marks.items():
        if marked.size == 0:
            raise ValueError(f"orders[{title!r}]: expected at least one cell, got none")
    rows = {title: -(-m.size // columns) for title, m in marks.items()}
    height = sum(r * cell + 0.42 for r in rows.values()) + 0.05
    figure = new_figure(WIDTH, height, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    top = 0.32
    for title, marked in marks.items():
        axes.text(0.1, top - 0.07, title, ha="left", va="bottom", color=TEXT["ink"])
        for place, on in enumerate(marked):
            row, column = divmod(place, columns)
            axes.add_patch(
                Rectangle(
                    (0.1 + column * cell, top + row * cell),
                    cell,
                    cell,
                    facecolor=fill(role, 0.75) if on else PALETTE["paper"],
                    edgecolor=PALETTE["light"],
                    linewidth=0.6,
                )
            )
        top += rows[title] * cell + 0.42
    _inches(axes, height)
    return figure
