"""Curves: functions, learning curves, power laws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator

from cnn_core._checks import Array, as_array, check_shape, describe
from cnn_core.plotting.style import (
    CURVES,
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    Point,
    new_figure,
    place_labels,
    styled,
)


@styled
def plot_functions(
    functions: Mapping[str, Callable[[Array], Any]],
    interval: tuple[float, float] = (-5.0, 5.0),
    *,
    xlabel: str = "$z$",
    ylabel: str = "",
    title: str = "",
    dashed: Iterable[str] = (),
    colours: Mapping[str, str] | None = None,
    ylim: tuple[float, float] | None = None,
    height: float = 3.4,
) -> BookFigure:
    """Curves of functions of one variable, each labelled at its right end.

    ``functions`` maps a label (mathtext allowed) to a callable that takes an array; the labels in
    ``dashed`` are drawn dashed (derivatives, say); ``colours`` maps a label to a palette name.
    Raises ``ValueError`` for an empty mapping or an interval that does not increase.

    >>> figure = plot_functions({r"$\\tanh z$": np.tanh}, (-3, 3))
    >>> len(figure.axes[0].lines)
    3
    """
    if not functions:
        raise ValueError("functions: expected at least one function, got none")
    low, high = interval
    if not low < high:
        raise ValueError(f"interval: expected low < high, got {interval}")
    figure = new_figure(WIDTH, height)
    axes = figure.subplots()
    axes.axhline(0, color=PALETTE["light"], linewidth=0.9, zorder=0)
    if low < 0 < high:
        axes.axvline(0, color=PALETTE["light"], linewidth=0.9, zorder=0)
    grid = np.linspace(low, high, 801)
    dashed = set(dashed)
    drawn = []
    for position, (label, function) in enumerate(functions.items()):
        name = (colours or {}).get(label, CURVES[position % len(CURVES)])
        values = np.broadcast_to(np.asarray(function(grid), dtype=float), grid.shape)
        style = (0, (4, 2.2)) if label in dashed else "-"
        axes.plot(grid, values, color=PALETTE[name], linestyle=style)
        drawn.append((values, label, TEXT[name]))
    axes.set_xlim(low, high)
    if ylim is not None:
        axes.set_ylim(*ylim)
    axes.set(xlabel=xlabel, ylabel=ylabel, title=title)
    limits = axes.get_ylim()
    ends = [(*_visible_end(grid, values, limits), label, colour) for values, label, colour in drawn]
    place_labels(axes, ends)
    return figure


def _visible_end(x: Array, y: Array, limits: tuple[float, float]) -> Point:
    """The last point of a curve that lies inside the picture."""
    inside = np.flatnonzero((y >= limits[0]) & (y <= limits[1]))
    last = inside[-1] if inside.size else -1
    return float(x[last]), float(np.clip(y[last], *limits))


@styled
def plot_series(
    series: Mapping[str, Any],
    *,
    x: Any = None,
    xlabel: str = "step",
    ylabel: str = "",
    title: str = "",
    log: bool = False,
    colours: Mapping[str, str] | None = None,
    height: float = 3.2,
) -> BookFigure:
    """Sequences of numbers against their position (or against ``x``), each labelled at its end.

    ``log`` takes a logarithmic vertical axis; ``colours`` maps a label to a palette name. Raises
    ``ValueError`` for an empty mapping and for a series whose length is not that of ``x``.

    >>> figure = plot_series({"loss": [2.3, 0.9, 0.4]}, log=True)
    >>> figure.axes[0].get_yscale()
    'log'
    """
    if not series:
        raise ValueError("series: expected at least one series, got none")
    figure = new_figure(WIDTH, height)
    axes = figure.subplots()
    axes.set(xlabel=xlabel, ylabel=ylabel, title=title, yscale="log" if log else "linear")
    axes.grid(axis="y")
    ends = []
    for position, (label, values) in enumerate(series.items()):
        ys = as_array(values, f"series[{label!r}]", ndim=1).astype(float)
        xs = np.arange(len(ys)) if x is None else as_array(x, "x", ndim=1).astype(float)
        check_shape(ys, f"series[{label!r}]", xs.shape)
        name = (colours or {}).get(label, CURVES[position % len(CURVES)])
        axes.plot(xs, ys, color=PALETTE[name])
        ends.append((float(xs[-1]), float(ys[-1]), label, TEXT[name]))
    if x is None:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    place_labels(axes, ends)
    return figure


_TRACKS = {
    "loss": (("loss", "train_loss"), ("validation_loss", "val_loss")),
    "accuracy": (
        ("accuracy", "train_accuracy", "score"),
        ("validation_accuracy", "val_accuracy", "validation_score", "val_score"),
    ),
}


@styled
def plot_learning_curves(history: Any, *, title: str = "", height: float = 3.2) -> BookFigure:
    """Loss and accuracy per epoch, for training and validation, each curve labelled at its end.

    ``history`` is what ``Network.fit`` returns, or a mapping with any of the entries ``loss``,
    ``accuracy``, ``validation_loss``, ``validation_accuracy``: one number per epoch. The best
    validation accuracy is marked. Raises ``ValueError`` if none of the entries is there.

    >>> figure = plot_learning_curves({"loss": [2.3, 0.9, 0.4], "validation_loss": [2.2, 1.0, 0.7]})
    >>> len(figure.axes)
    1
    """
    tracks = _learning_tracks(history)
    figure = new_figure(WIDTH, height)
    panels = figure.subplots(1, len(tracks), squeeze=False)[0]
    for axes, (name, curves) in zip(panels, tracks.items(), strict=True):
        _draw_track(axes, name, curves)
    if title:
        panels[0].set_title(title)
    return figure


def _learning_tracks(history: Any) -> dict[str, dict[str, Array]]:
    """``{"loss": {"training": values, "validation": values}, ...}``: what ``history`` holds."""
    tracks: dict[str, dict[str, Array]] = {}
    for name, spellings in _TRACKS.items():
        for part, keys in zip(("training", "validation"), spellings, strict=True):
            found = [values for key in keys if (values := _lookup(history, key)) is not None]
            if found and len(found[0]):
                tracks.setdefault(name, {})[part] = as_array(found[0], name, ndim=1).astype(float)
    if not tracks:
        raise ValueError(
            f"history: expected at least one entry of {[*_TRACKS]}, got {describe(history)}"
        )
    return tracks


def _lookup(history: Any, key: str) -> Any:
    return history.get(key) if isinstance(history, Mapping) else getattr(history, key, None)


def _draw_track(axes: Axes, name: str, curves: Mapping[str, Array]) -> None:
    looks = {"training": ("grey", 1.6), "validation": ("input", 2.4)}
    ends = []
    for part, values in curves.items():
        colour, width = looks[part]
        epochs = np.arange(1, len(values) + 1)
        marker = "o" if len(values) <= 15 else ""
        axes.plot(
            epochs, values, color=PALETTE[colour], linewidth=width, marker=marker, markersize=4
        )
        ends.append((float(epochs[-1]), float(values[-1]), part, TEXT[colour]))
    axes.set(xlabel="epoch", title=name)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y")
    best = curves.get("validation")
    if name == "accuracy" and best is not None:
        epoch = int(np.argmax(best))
        axes.plot(
            epoch + 1,
            best[epoch],
            "o",
            markersize=9,
            markerfacecolor="none",
            color=PALETTE["delta"],
        )
        below = _is_higher(curves.get("training"), best, epoch)
        axes.annotate(
            f"best {best[epoch]:.3f}",
            (epoch + 1, best[epoch]),
            (0, -12 if below else 9),
            textcoords="offset points",
            va="top" if below else "bottom",
            ha="right" if epoch > len(best) / 2 else "left",
            color=TEXT["delta"],
        )
        low, high = axes.get_ylim()
        axes.set_ylim(low, high + 0.10 * (high - low))
    place_labels(axes, ends, gap=0.09)


def _is_higher(other: Array | None, curve: Array, epoch: int) -> bool:
    """Whether another curve runs above this one around ``epoch``, where a label would touch it."""
    if other is None:
        return False
    around = slice(max(0, epoch - 2), epoch + 3)
    return bool(np.any(other[around] > curve[epoch]))


@styled
def plot_loglog_fit(
    x: Any,
    series: Mapping[str, Any],
    *,
    xlabel: str = "$n$",
    ylabel: str = "seconds",
    title: str = "",
    height: float = 3.6,
) -> BookFigure:
    """Measured points on doubly logarithmic axes, each series with its least-squares power law.

    The exponent of the fit is written at the end of the line. ``x`` and all values must be
    positive, at least two points per series; otherwise ``ValueError``.

    >>> n = np.array([1.0, 2.0, 4.0, 8.0])
    >>> figure = plot_loglog_fit(n, {"square": n**2})
    >>> figure.axes[0].texts[0].get_text().split()[0]
    'square'
    """
    xs = _positive(x, "x")
    if not series:
        raise ValueError("series: expected at least one series, got none")
    symbol = xlabel.strip("$") if xlabel.startswith("$") and xlabel.endswith("$") else "x"
    figure = new_figure(WIDTH, height)
    axes = figure.subplots()
    axes.set(xscale="log", yscale="log", xlabel=xlabel, ylabel=ylabel, title=title)
    if xs.max() / xs.min() < 100:
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_formatter(FuncFormatter(lambda value, _: ""))
    axes.grid(which="major")
    ends = []
    for position, (label, values) in enumerate(series.items()):
        name = CURVES[position % len(CURVES)]
        ys = _positive(values, f"series[{label!r}]")
        check_shape(ys, f"series[{label!r}]", xs.shape)
        slope, constant = power_law(xs, ys)
        fitted = constant * xs**slope
        axes.plot(xs, fitted, color=PALETTE[name], linewidth=1.4)
        axes.plot(xs, ys, "o", color=PALETTE[name], markersize=6)
        text = f"{label}  $\\propto {symbol}^{{{slope:.2f}}}$"
        ends.append((float(xs.max()), float(fitted[np.argmax(xs)]), text, TEXT[name]))
    place_labels(axes, ends)
    return figure


def power_law(x: Any, y: Any) -> tuple[float, float]:
    """Exponent and factor of ``y = factor * x**exponent``, by least squares of the logarithms.

    >>> exponent, factor = power_law([1, 2, 4], [3, 12, 48])
    >>> round(exponent, 6), round(factor, 6)
    (2.0, 3.0)
    """
    xs, ys = np.log(_positive(x, "x")), np.log(_positive(y, "y"))
    check_shape(ys, "y", xs.shape)
    centred = xs - xs.mean()
    if not centred.any():
        raise ValueError("x: expected at least two different values, got one")
    slope = float(centred @ ys / (centred @ centred))
    return slope, float(np.exp(ys.mean() - slope * xs.mean()))


def _positive(values: Any, name: str) -> Array:
    array = as_array(values, name, ndim=1).astype(float)
    if array.size < 2 or not np.all(np.isfinite(array)) or not np.all(array > 0):
        raise ValueError(f"{name}: expected two or more positive numbers, got {array}")
    return array
