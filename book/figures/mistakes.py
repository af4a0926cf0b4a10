"""What each mistake does to a gradient, and which mistakes are found in which function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cnn_core._checks import as_array
from cnn_core.plotting.matrices import bare
from cnn_core.plotting.style import (
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    fill,
    new_figure,
    role_colormap,
    styled,
)

__all__ = ["plot_confusions", "plot_mistakes"]

Trial = Sequence[Any]  # function, array, the mistake made, the mistakes named


@styled
def plot_mistakes(gradients: Mapping[str, Any], *, columns: int = 6) -> BookFigure:
    """Gradients of one small image as a grid of pictures, each under its name, on one scale.

    The first is the right one, and framed. Positive entries are red, negative ones grey. Raises
    ``ValueError`` for no gradients or one that is no matrix.

    >>> figure = plot_mistakes({"right": [[1, 0]], "sign": [[-1, 0]]}, columns=2)
    >>> [axes.get_title() for axes in figure.axes]
    ['right', 'sign']
    """
    if not gradients:
        raise ValueError("gradients: expected at least one matrix, got none")
    panels = {name: as_array(g, name, ndim=2) for name, g in gradients.items()}
    rows = -(-len(panels) // columns)
    figure = new_figure(WIDTH, 1.42 * rows)
    grid = figure.subplots(rows, columns, squeeze=False).ravel()
    top = float(np.abs(next(iter(panels.values()))).max()) or 1.0
    for axes, (name, g) in zip(grid, panels.items(), strict=False):
        axes.imshow(g, cmap=role_colormap("delta", diverging=True), vmin=-top, vmax=top)
        axes.set_title(_in_two_lines(name), fontsize=9.5, loc="center", pad=3)
        axes.set(xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set(visible=True, color=PALETTE["light"], linewidth=0.8)
    for spine in grid[0].spines.values():
        spine.set(color=PALETTE["ink"], linewidth=2.0)
    for axes in grid[len(panels) :]:
        axes.remove()
    return figure


def _in_two_lines(name: str) -> str:
    """A name broken at the space that leaves the shortest lines."""
    places = [k for k, letter in enumerate(name) if letter == " "]
    if len(name) <= 14 or not places:
        return name
    at = min(places, key=lambda k: max(k, len(name) - k))
    return f"{name[:at]}\n{name[at + 1 :]}"


@styled
def plot_confusions(trials: Sequence[Trial]) -> BookFigure:
    """Mistakes (rows) by functions (columns): was the mistake that was made found and named?

    A trial is ``(function, array, made, named)``. A full square: named by its name in every array;
    a pale one: in some array by the name of a mistake that gives the very same gradient; a red
    cross: not found, or not as one mistake. Where a square is missing the mistake does not apply.
    Raises ``ValueError`` for no trials.

    >>> figure = plot_confusions([("relu", "z", "sign", ["sign"])])
    >>> len(figure.axes[0].patches)
    1
    """
    if not trials:
        raise ValueError("trials: expected at least one trial, got none")
    functions = list(dict.fromkeys(trial[0] for trial in trials))
    mistakes = list(dict.fromkeys(trial[2] for trial in trials))
    figure = new_figure(WIDTH, 0.185 * len(mistakes) + 1.6)
    axes = figure.subplots()
    for column, function in enumerate(functions):
        for row, made in enumerate(mistakes):
            named = [tuple(t[3]) for t in trials if (t[0], t[2]) == (function, made)]
            if named:
                _draw_cell(axes, column, row, made, named)
    bare(axes)
    axes.axis("on")
    axes.set_aspect("auto")
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(len(functions)) + 0.5, functions, rotation=90)
    axes.set_yticks(np.arange(len(mistakes)) + 0.5, mistakes)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=9)
    axes.set(xlim=(0, len(functions)), ylim=(len(mistakes), 0))
    return figure


def _draw_cell(axes: Axes, column: int, row: int, made: str, named: list[tuple[str, ...]]) -> None:
    if all(len(names) == 1 for names in named):
        depth = 0.95 if all(names == (made,) for names in named) else 0.4
        axes.add_patch(Rectangle((column + 0.1, row + 0.1), 0.8, 0.8, color=fill("output", depth)))
    else:
        axes.text(column + 0.5, row + 0.5, "×", color=TEXT["delta"], ha="center", va="center")
