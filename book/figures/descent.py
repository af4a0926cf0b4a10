"""Gradient descent in pictures: on a curve, on level lines, on a surface that can be turned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.colors import LightSource, LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from cnn_core._checks import Array, as_array, as_int, check_shape
from cnn_core.plotting.style import (
    CURVES,
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    new_figure,
    styled,
)

__all__ = ["plot_descent_on_curve", "plot_descents", "plot_mesh"]

_HILLS = LinearSegmentedColormap.from_list("cnn_core_mesh", ["#5F93C4", "#BFD5E9", "#F4F8FB"])
_PATHS = ("delta", "input", "kernel", "accent", "output")


def _grid_values(
    function: Callable[[Array, Array], Any],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    points: int,
) -> tuple[Array, Array, Array]:
    for name, (low, high) in (("xlim", xlim), ("ylim", ylim)):
        if not low < high:
            raise ValueError(f"{name}: expected low < high, got {(low, high)}")
    x, y = np.meshgrid(np.linspace(*xlim, points), np.linspace(*ylim, points))
    z = np.broadcast_to(np.asarray(function(x, y), dtype=float), x.shape)
    if not np.all(np.isfinite(z)):
        raise ValueError(
            "function: expected finite values on the whole rectangle, got NaN or infinity"
        )
    return x, y, z


def _as_path(path: Any, name: str) -> Array:
    steps = as_array(path, name, ndim=2).astype(float)
    check_shape(steps, name, (None, 2))
    return steps


@styled
def plot_descent_on_curve(
    function: Callable[[Array], Any],
    interval: tuple[float, float],
    paths: Mapping[str, Any],
    *,
    xlabel: str = "$w$",
    ylabel: str = "$E$",
    ylim: tuple[float, float] | None = None,
    height: float = 3.0,
) -> BookFigure:
    """A function of one variable, with the points of one or more descents on it.

    ``paths`` maps a label to the values of the variable, step by step; the label stands at the
    first of them, and arrows lead from each point to the next. Raises ``ValueError`` for an empty
    mapping, an empty path, and an interval that does not increase.

    >>> figure = plot_descent_on_curve(lambda w: w**2, (-2, 2), {"start": [1.5, 0.75, 0.375]})
    >>> figure.axes[0].get_xlabel()
    '$w$'
    """
    low, high = interval
    if not low < high:
        raise ValueError(f"interval: expected low < high, got {interval}")
    if not paths:
        raise ValueError("paths: expected at least one path, got none")
    figure = new_figure(WIDTH, height)
    axes = figure.subplots()
    grid = np.linspace(low, high, 401)
    axes.plot(grid, function(grid), color=PALETTE["grey"], linewidth=1.6)
    axes.set(xlim=interval, ylim=ylim, xlabel=xlabel, ylabel=ylabel)
    for position, (label, values) in enumerate(paths.items()):
        name = _PATHS[position % len(_PATHS)]
        x = as_array(values, f"paths[{label!r}]", ndim=1).astype(float)
        if not x.size:
            raise ValueError(f"paths[{label!r}]: expected at least one value, got none")
        y = np.asarray(function(x), dtype=float)
        axes.plot(x, y, "-", color=PALETTE[name], linewidth=1.0)
        axes.plot(x, y, "o", color=PALETTE[name], markersize=4.5)
        axes.plot(x[0], y[0], "o", color=PALETTE[name], markersize=8)
        side = -1 if x[-1] < x[0] else 1  # the label stands on the side that the path takes
        axes.annotate(
            label,
            (x[0], y[0]),
            (7 * side, 6),
            textcoords="offset points",
            color=TEXT[name],
            va="bottom",
            ha="right" if side < 0 else "left",
        )
    return figure


@styled
def plot_descents(
    function: Callable[[Array, Array], Any],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    paths: Mapping[str, Any],
    *,
    xlabel: str = "$w_1$",
    ylabel: str = "$w_2$",
    columns: int = 2,
    levels: int = 9,
    height: float = 2.3,
) -> BookFigure:
    """One panel of level lines for each path, the title of the panel its label.

    ``function`` takes two arrays; ``paths`` maps a title to an array ``(steps, 2)``. A larger dot
    marks the start. ``height`` is that of one row, in inches.

    >>> path = np.array([[2.0, 1.0], [1.0, 0.5], [0.5, 0.25]])
    >>> bowl = lambda u, v: u**2 + v**2
    >>> figure = plot_descents(bowl, (-2, 2), (-2, 2), {"short": path, "long": -path})
    >>> [axes.get_title(loc="left") for axes in figure.axes]
    ['short', 'long']
    """
    if not paths:
        raise ValueError("paths: expected at least one path, got none")
    x, y, z = _grid_values(function, xlim, ylim, 61)
    columns = min(as_int(columns, "columns", minimum=1), len(paths))
    rows = -(-len(paths) // columns)
    figure = new_figure(WIDTH, height * rows)
    panels = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
    heights = np.unique(np.quantile(z, np.linspace(0, 1, as_int(levels, "levels", minimum=2) + 1)))
    for position, (axes, (title, path)) in enumerate(zip(panels, paths.items(), strict=False)):
        name = _PATHS[position % len(_PATHS)]
        if len(heights) > 1:
            axes.contour(x, y, z, levels=heights, colors=PALETTE["light"], linewidths=0.8)
        steps = _as_path(path, f"paths[{title!r}]")
        axes.plot(*steps.T, color=PALETTE[name], linewidth=1.4, marker="o", markersize=3)
        axes.plot(*steps[0], "o", color=PALETTE[name], markersize=7)
        axes.set(xlim=xlim, ylim=ylim)
        axes.set_title(title, color=TEXT[name])
        if position >= len(paths) - columns:
            axes.set_xlabel(xlabel)
        if position % columns == 0:
            axes.set_ylabel(ylabel)
    for axes in panels[len(paths) :]:
        axes.axis("off")
    return figure


@styled
def plot_mesh(
    function: Callable[[Array, Array], Any],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    paths: Mapping[str, Any] | None = None,
    *,
    xlabel: str = "$w_1$",
    ylabel: str = "$w_2$",
    zlabel: str = "$E$",
    elevation: float = 52.0,
    azimuth: float = -60.0,
    facets: int = 14,
    height: float = 4.2,
) -> BookFigure:
    """The graph of a function of two variables in few facets, light enough to be shown as SVG.

    Seen from the ``azimuth`` and ``elevation`` (degrees); a series of azimuths, handed to
    ``stepped``, is a surface that can be turned. ``paths`` maps a label to an array ``(steps, 2)``.

    >>> figure = plot_mesh(lambda u, v: u**2 + v**2, (-1, 1), (-1, 1), azimuth=30)
    >>> figure.image_format
    'svg'
    """
    x, y, z = _grid_values(function, xlim, ylim, as_int(facets, "facets", minimum=2) + 1)
    figure = new_figure(WIDTH * 0.8, height, layout=None)
    axes: Any = figure.add_axes((0.0, 0.0, 1.0, 1.0), projection="3d", computed_zorder=False)
    lit = LightSource(azdeg=300, altdeg=50).shade(z, cmap=_HILLS, vert_exag=0.4, blend_mode="soft")
    surface = axes.plot_surface(
        x,
        y,
        z,
        facecolors=lit,
        rstride=1,
        cstride=1,
        linewidth=0.4,
        edgecolor=PALETTE["light"],
        antialiased=True,
        shade=False,
        zorder=1,
    )
    surface._zsortfunc = _depths
    lift = 0.015 * float(np.ptp(z))
    for position, (label, path) in enumerate((paths or {}).items()):
        name = CURVES[1:][position % (len(CURVES) - 1)]
        steps = _as_path(path, f"paths[{label!r}]")
        tops = np.asarray(function(*steps.T), dtype=float) + lift
        look = {"color": PALETTE[name], "zorder": 3}
        axes.plot(*steps.T, tops, marker="o", markersize=3.5, linewidth=1.6, **look)
        axes.plot(*steps[:1].T, tops[:1], marker="o", markersize=8, **look)
        axes.text(*steps[0], tops[0] + 6 * lift, label, color=TEXT[name], zorder=4)
    axes.set(xlabel=xlabel, ylabel=ylabel, zlabel=zlabel)
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color((1.0, 1.0, 1.0, 0.0))
        axis._axinfo["grid"].update(color=PALETTE["faint"])
        axis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.view_init(elev=elevation, azim=azimuth)
    axes.set_box_aspect((1, 1, 0.55), zoom=0.95)
    return figure


def _depths(corners: Array, axis: int = -1) -> Array:
    """How deep each facet lies in the picture, its corners' mean: the deepest is painted first.

    Facets of one depth keep their order. Without the rounding the last digit would decide, which
    differs from machine to machine.
    """
    depths = np.round(np.average(corners, axis=axis), 9)
    return np.asarray(depths + 1e-12 * np.arange(depths.shape[0]))
