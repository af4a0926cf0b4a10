"""Activation functions: values and slopes, supporting lines at a kink."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from matplotlib.axes import Axes

from cnn_core._checks import Array, as_int
from cnn_core.plotting.style import (
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    new_figure,
    styled,
)

__all__ = ["plot_supporting_lines", "plot_with_derivatives"]


class Differentiable(Protocol):
    """A function of an array, with its ``derivative``: ``cnn_core.sigmoid`` and its like."""

    def __call__(self, z: Any) -> Any: ...

    def derivative(self, z: Any) -> Any: ...


@styled
def plot_with_derivatives(
    functions: Mapping[str, Differentiable],
    interval: tuple[float, float] = (-4.0, 4.0),
    *,
    ylim: tuple[float, float] = (-1.15, 2.1),
    columns: int = 2,
) -> BookFigure:
    """Each function (green) with its derivative (red, dashed) in a panel of its own, same axes.

    ``functions`` maps a title to an activation of ``cnn_core``. Where a derivative jumps, the line
    is broken. Raises ``ValueError`` for an empty mapping or an interval that does not increase.

    >>> from cnn_core import relu, sigmoid
    >>> figure = plot_with_derivatives({"sigmoid": sigmoid, "ReLU": relu})
    >>> [axes.get_title(loc="left") for axes in figure.axes]
    ['sigmoid', 'ReLU']
    """
    if not functions:
        raise ValueError("functions: expected at least one function, got none")
    z = _grid(interval)
    columns = min(as_int(columns, "columns", minimum=1), len(functions))
    rows = -(-len(functions) // columns)
    figure = new_figure(WIDTH, 2.15 * rows + 0.3)
    panels = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
    for axes, (title, function) in zip(panels, functions.items(), strict=False):
        _cross(axes)
        slopes = _broken_at_jumps(np.asarray(function.derivative(z), dtype=float))
        axes.plot(z, function(z), color=PALETTE["output"])
        axes.plot(z, slopes, color=PALETTE["delta"], linestyle=(0, (4, 2.2)))
        axes.set(title=title, xlim=interval, ylim=ylim)
    _name_curves(panels[0], next(iter(functions.values())), interval)
    for axes in panels[len(functions) :]:
        axes.axis("off")
    for axes in panels[max(0, len(functions) - columns) : len(functions)]:
        axes.set_xlabel("net input $z$")
    return figure


def _grid(interval: tuple[float, float]) -> Array:
    low, high = interval
    if not low < high:
        raise ValueError(f"interval: expected low < high, got {interval}")
    return np.linspace(low, high, 802)  # an even number: no point at a kink in the middle


def _cross(axes: Axes) -> None:
    axes.axhline(0, color=PALETTE["light"], linewidth=0.9, zorder=0)
    axes.axvline(0, color=PALETTE["light"], linewidth=0.9, zorder=0)


def _broken_at_jumps(values: Array) -> Array:
    """The values with a gap where they jump, so that no line is drawn across it."""
    result = values.copy()
    result[1:][np.abs(np.diff(values)) > 0.25] = np.nan
    return result


def _name_curves(axes: Axes, function: Differentiable, interval: tuple[float, float]) -> None:
    """Names at the right end of the first panel's curves, above the line."""
    end = np.array(interval[1])
    for value, name, role in (
        (float(function(end)), "$f(z)$", "output"),
        (float(function.derivative(end)), "$f'(z)$", "delta"),
    ):
        axes.annotate(
            name,
            (interval[1], value),
            (-3, 5),
            textcoords="offset points",
            ha="right",
            va="bottom",
            color=TEXT[role],
        )


@styled
def plot_supporting_lines(
    function: Callable[[Array], Any],
    slopes: Sequence[float],
    *,
    interval: tuple[float, float] = (-2.0, 2.0),
    height: float = 3.4,
    ylim: tuple[float, float] | None = None,
) -> BookFigure:
    """The graph of a function, and lines through its point at 0 with the given slopes.

    A line that stays on or below the graph is blue (its slope is a subgradient at 0), one that
    cuts it is red and dashed. Raises ``ValueError`` if 0 is not inside the interval.

    >>> figure = plot_supporting_lines(lambda z: np.maximum(z, 0), [0.5, 1.5])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['slope 0.5', 'slope 1.5', '$f(z)$']
    """
    low, high = interval
    if not low < 0 < high:
        raise ValueError(f"interval: expected low < 0 < high, got {interval}")
    z = np.linspace(low, high, 401)
    values = np.asarray(function(z), dtype=float)
    at_zero = float(np.asarray(function(np.zeros(1)), dtype=float)[0])
    figure = new_figure(WIDTH, height)
    axes = figure.subplots()
    _cross(axes)
    lowest, highest = ylim or (-0.5 * high, 1.05 * float(values.max()))
    for slope in slopes:
        line = at_zero + slope * z
        supports = bool(np.all(line <= values + 1e-12))
        role = "input" if supports else "delta"
        style: Any = "-" if supports else (0, (4, 2.2))
        axes.plot(z, line, color=PALETTE[role], linewidth=1.3, linestyle=style)
        end = min(high, (highest - at_zero) / slope) if slope > 0 else high
        _label_end(axes, (end, at_zero + slope * end), f"slope {slope:g}", TEXT[role])
    axes.plot(z, values, color=PALETTE["output"], linewidth=3.2, zorder=3)
    axes.plot(0, at_zero, "o", color=PALETTE["ink"], markersize=6, zorder=4)
    axes.annotate(
        "$f(z)$",
        (low, values[0]),
        (4, 7),
        textcoords="offset points",
        color=TEXT["output"],
    )
    axes.set(xlim=interval, ylim=(lowest, highest), xlabel="$z$")
    return figure


def _label_end(axes: Axes, point: tuple[float, float], text: str, colour: str) -> None:
    at_top = point[0] < axes.get_xlim()[1] and point[0] < 1.9
    axes.annotate(
        text,
        point,
        (0, 4) if at_top else (5, 0),
        textcoords="offset points",
        ha="center" if at_top else "left",
        va="bottom" if at_top else "center",
        color=colour,
        annotation_clip=False,
    )
