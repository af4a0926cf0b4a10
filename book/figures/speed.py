"""Speed: times side by side, ratios to others, and the limits of a machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, LogLocator

from cnn_core._checks import Array, as_array, as_real
from cnn_core.plotting.style import PALETTE, TEXT, WIDTH, BookFigure, new_figure, styled


@styled
def plot_times(
    times: Mapping[str, float], *, accent: str = "", unit: str = "ms", xlabel: str = "time"
) -> BookFigure:
    """One bar per name on a logarithmic axis, with its value written at the end.

    The bar named ``accent`` stands out. Raises ``ValueError`` for no times or one that is not
    positive.

    >>> figure = plot_times({"loops": 900.0, "shipped": 0.5}, accent="shipped")
    >>> len(figure.axes[0].patches)
    2
    """
    values = _positive(times, "times")
    figure = new_figure(WIDTH, 0.9 + 0.42 * len(values))
    axes = figure.subplots()
    low = 10 ** np.floor(np.log10(values.min()) - 0.3)
    for row, (name, value) in enumerate(zip(times, values, strict=True)):
        colour = "output" if name == accent else "light"
        axes.barh(row, value - low, left=low, height=0.62, color=PALETTE[colour])
        axes.annotate(
            f"{_number(value)} {unit}", (value, row), (5, 0), textcoords="offset points",
            va="center", color=TEXT["output" if name == accent else "ink"],
        )  # fmt: skip
    axes.set(xscale="log", xlim=(low, values.max() * 4), xlabel=xlabel)
    axes.set_yticks(range(len(values)), list(times))
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure


@styled
def plot_ratios(
    rows: Mapping[str, Mapping[str, tuple[float, float, float]]],
    *,
    xlabel: str = "time as a fraction of theirs",
) -> BookFigure:
    """Ratios as points with their spread, a row per case and a colour per peer, and a line at one.

    ``rows`` maps a case to ``{peer: (ratio, low, high)}``. Raises ``ValueError`` for no rows or a
    number that is not positive.

    >>> figure = plot_ratios({"first": {"them": (0.5, 0.4, 0.6)}})
    >>> figure.axes[0].get_xscale()
    'log'
    """
    if not rows:
        raise ValueError("rows: expected at least one row, got none")
    peers = list(dict.fromkeys(peer for found in rows.values() for peer in found))
    colours = dict(zip(peers, ("grey", "input", "kernel", "delta", "accent"), strict=False))
    figure = new_figure(WIDTH, 1.0 + 0.4 * len(rows))
    axes = figure.subplots()
    axes.axvline(1, color=PALETTE["ink"], linewidth=1)
    for row, (case, found) in enumerate(rows.items()):
        for peer, numbers in found.items():
            ratio, low, high = _positive(dict(enumerate(numbers)), f"rows[{case!r}][{peer!r}]")
            colour = PALETTE[colours[peer]]
            axes.plot((low, high), (row, row), color=colour, linewidth=2, alpha=0.5)
            axes.plot(ratio, row, "o", color=colour, markersize=7)
    for place, peer in enumerate(peers):
        at = 0.02 + place / len(peers)
        axes.text(at, 1.03, f"● {peer}", transform=axes.transAxes, color=TEXT[colours[peer]])
    axes.set(xscale="log", xlabel=xlabel, ylim=(len(rows) - 0.5, -0.5))
    axes.set_yticks(range(len(rows)), list(rows))
    _plain_ticks(axes.xaxis)
    axes.grid(axis="x")
    return figure


@styled
def plot_roofline(
    points: Mapping[str, tuple[float, float]], *, peak: float, bandwidth: float
) -> BookFigure:
    """Speed against operations per byte, under the two limits of a machine.

    ``points`` maps a name to (operations per byte, Gflop/s); ``peak`` is the largest speed in
    Gflop/s, ``bandwidth`` the memory's in GB/s. Below the crossing of the two lines a program
    waits for memory. Raises ``ValueError`` for numbers that are not positive.

    >>> figure = plot_roofline({"layer": (20.0, 60.0)}, peak=200, bandwidth=20)
    >>> figure.axes[0].get_yscale()
    'log'
    """
    peak = as_real(peak, "peak", minimum=0, open_minimum=True)
    bandwidth = as_real(bandwidth, "bandwidth", minimum=0, open_minimum=True)
    figure = new_figure(WIDTH, 4.0)
    axes = figure.subplots()
    spots = {name: _positive(dict(enumerate(p)), name) for name, p in points.items()}
    crossing = peak / bandwidth
    high = 3 * max([crossing, *(spot[0] for spot in spots.values())])
    low = min([crossing / 8, *(spot[0] / 2 for spot in spots.values())])
    axes.fill_between((low, crossing, high), (low * bandwidth, peak, peak), 4 * peak,
                      color=PALETTE["light"], alpha=0.35, linewidth=0)  # fmt: skip
    axes.plot((low, crossing, high), (low * bandwidth, peak, peak), color=PALETTE["ink"])
    axes.text(high, peak * 1.12, f"arithmetic: {peak:.0f} Gflop/s", ha="right", color=TEXT["ink"])
    axes.text(low * 1.1, peak * 1.12, f"memory: {bandwidth:.0f} GB/s", color=TEXT["ink"])
    for name, (x, y) in spots.items():
        axes.plot(x, y, "o", color=PALETTE["output"], markersize=7)
        axes.annotate(
            name, (x, y), (7, -4), textcoords="offset points", color=TEXT["output"], fontsize=10
        )
    floor = min([low * bandwidth, *(spot[1] / 2 for spot in spots.values())])
    axes.set(xscale="log", yscale="log", xlim=(low, high), ylim=(floor, 4 * peak))
    axes.set(xlabel="operations per byte", ylabel="Gflop/s")
    _plain_ticks(axes.xaxis)
    _plain_ticks(axes.yaxis)
    return figure


def _plain_ticks(axis: Axis) -> None:
    """Ticks at 1, 2, 5, 10 and so on, written without exponents."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(FuncFormatter(lambda value, _: ""))


def _positive(numbers: Mapping[Any, float], name: str) -> Array:
    array = as_array(list(numbers.values()), name, ndim=1).astype(float)
    if array.size == 0 or not np.all(np.isfinite(array)) or not np.all(array > 0):
        raise ValueError(f"{name}: expected positive numbers, got {array}")
    return array


def _number(value: float) -> str:
    """Two significant digits, without an exponent."""
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
