"""Error surfaces and the paths of descent on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.colors import LightSource, LinearSegmentedColormap

from cnn_core._checks import Array, as_array, as_int, check_shape
from cnn_core.plotting.style import PALETTE, TEXT, WIDTH, BookFigure, new_figure, styled


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


_PATHS = ("delta", "input", "kernel", "accent", "output")


@styled
def plot_contours(
    function: Callable[[Array, Array], Any],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    paths: Mapping[str, Any] | None = None,
    *,
    xlabel: str = "$w_1$",
    ylabel: str = "$w_2$",
    title: str = "",
    levels: int = 14,
    height: float = 4.2,
) -> BookFigure:
    """Level lines of a function of two variables, with descent paths drawn over them.

    ``function`` takes two arrays; ``paths`` maps a label to an array ``(steps, 2)``. The label of
    a path stands at its start, a dot marks each step. Levels are spaced by quantiles, so that flat
    and steep regions both show their shape.

    >>> path = np.array([[2.0, 1.0], [1.0, 0.5], [0.5, 0.25]])
    >>> figure = plot_contours(lambda u, v: u**2 + v**2, (-2, 2), (-2, 2), {"step 0.25": path})
    >>> figure.axes[0].get_xlabel()
    '$w_1$'
    """
    x, y, z = _grid_values(function, xlim, ylim, 161)
    figure = new_figure(WIDTH * 0.85, height)
    axes = figure.subplots()
    heights = np.unique(
        np.quantile(z, np.linspace(0.0, 1.0, as_int(levels, "levels", minimum=2) + 1))
    )
    shades = LinearSegmentedColormap.from_list("cnn_core_hills", ["#DDE3EA", "#FFFFFF"])
    if len(heights) > 1:
        axes.contourf(x, y, z, levels=heights, cmap=shades)
        axes.contour(x, y, z, levels=heights, colors=PALETTE["light"], linewidths=0.7)
    for position, (label, path) in enumerate((paths or {}).items()):
        name = _PATHS[position % len(_PATHS)]
        steps = _as_path(path, f"paths[{label!r}]")
        axes.plot(
            *steps.T, color=PALETTE[name], linewidth=1.5, marker="o", markersize=3.5, clip_on=True
        )
        axes.plot(*steps[0], "o", color=PALETTE[name], markersize=7)
        axes.annotate(
            label,
            steps[0],
            (7, 6),
            textcoords="offset points",
            color=TEXT[name],
            bbox={"facecolor": PALETTE["paper"], "edgecolor": "none", "pad": 1.0, "alpha": 0.8},
        )
    axes.set(xlim=xlim, ylim=ylim, xlabel=xlabel, ylabel=ylabel, title=title)
    return figure


@styled
def plot_surface(
    function: Callable[[Array, Array], Any],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    paths: Mapping[str, Any] | None = None,
    *,
    xlabel: str = "$w_1$",
    ylabel: str = "$w_2$",
    zlabel: str = "$E$",
    title: str = "",
    elevation: float = 32.0,
    azimuth: float = -58.0,
    height: float = 4.6,
) -> BookFigure:
    """The graph of a function of two variables as a lit surface, with descent paths on it.

    ``elevation`` and ``azimuth`` (degrees) turn the view.

    >>> figure = plot_surface(lambda u, v: u**2 + v**2, (-1, 1), (-1, 1))
    >>> figure.image_format
    'png'
    """
    x, y, z = _grid_values(function, xlim, ylim, 81)
    figure = new_figure(WIDTH * 0.9, height, image_format="png", layout=None)
    axes: Any = figure.add_axes((0.0, 0.0, 1.0, 1.0), projection="3d", computed_zorder=False)
    colours = LinearSegmentedColormap.from_list(
        "cnn_core_surface", ["#5F93C4", "#BFD5E9", "#F4F8FB"]
    )
    lit = LightSource(azdeg=300, altdeg=50).shade(z, cmap=colours, vert_exag=0.4, blend_mode="soft")
    surface = axes.plot_surface(
        x,
        y,
        z,
        facecolors=lit,
        rstride=2,
        cstride=2,
        linewidth=0.25,
        edgecolor=(1.0, 1.0, 1.0, 0.55),
        antialiased=True,
        shade=False,
        zorder=1,
    )
    surface._zsortfunc = _depths
    lift = 0.01 * float(np.ptp(z))
    for position, (label, path) in enumerate((paths or {}).items()):
        name = _PATHS[position % len(_PATHS)]
        steps = _as_path(path, f"paths[{label!r}]")
        tops = np.asarray(function(*steps.T), dtype=float) + lift
        axes.plot(
            *steps.T, tops, color=PALETTE[name], marker="o", markersize=4, linewidth=1.8, zorder=3
        )
        axes.text(*steps[0], tops[0] + 5 * lift, label, color=TEXT[name], zorder=4)
    axes.set(xlabel=xlabel, ylabel=ylabel, zlabel=zlabel)
    if title:
        axes.set_title(title)
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color((1.0, 1.0, 1.0, 0.0))
        axis._axinfo["grid"].update(color=PALETTE["faint"])
    axes.view_init(elev=elevation, azim=azimuth)
    return figure


def _depths(corners: Array, axis: int = -1) -> Array:
    """How deep each facet lies in the picture, its corners' mean: the deepest is painted first.

    Facets of one depth keep their order. Without the rounding the last digit would decide, which
    differs from machine to machine.
    """
    depths = np.round(np.average(corners, axis=axis), 9)
    return np.asarray(depths + 1e-12 * np.arange(depths.shape[0]))
