"""A drawn network, forward and backward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch

from cnn_core._checks import as_int
from cnn_core.plotting.style import (
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    Point,
    fill,
    new_figure,
    styled,
)


@styled
def plot_network(
    sizes: Sequence[int],
    *,
    node_labels: Sequence[Sequence[str]] | None = None,
    layer_labels: Sequence[str] | None = None,
    edge_labels: Mapping[tuple[int, int, int], str] | None = None,
    deltas: Sequence[Sequence[str]] | None = None,
    highlight: tuple[int, int] | None = None,
    width: float = WIDTH,
    height: float = 3.6,
) -> BookFigure:
    """A layered network: nodes as circles, weights as lines, deltas flowing back in red.

    Parameters
    ----------
    sizes
        Number of nodes per layer, first to last.
    node_labels
        A text for each node of each layer (mathtext allowed); default ``$a^{(l)}_i$``.
    layer_labels
        A text above each layer.
    edge_labels
        ``{(l, i, j): text}``: the line from node ``i`` of layer ``l`` to node ``j`` of ``l + 1``.
    deltas
        A text for each node of each layer after the first, written below the node in red, with
        red arrows that run back.
    highlight
        ``(l, i)``: draw strongly only the lines by which node ``i`` of layer ``l`` acts on layer
        ``l + 1``: the terms of the sum in the delta recursion.

    Raises ``ValueError`` when labels do not match ``sizes`` or an edge does not exist.

    >>> figure = plot_network([2, 3, 1])
    >>> len(figure.axes[0].texts)
    6
    """
    counts = [as_int(n, "sizes", minimum=1) for n in sizes]
    if len(counts) < 2:
        raise ValueError(f"sizes: expected at least two layers, got {list(sizes)}")
    names = node_labels or [
        [_node_name(layer, i, n) for i in range(n)] for layer, n in enumerate(counts)
    ]
    _check_labels(names, counts, "node_labels")
    if deltas is not None:
        _check_labels(deltas, counts[1:], "deltas")
    if layer_labels is not None and len(layer_labels) != len(counts):
        raise ValueError(f"layer_labels: expected {len(counts)} texts, got {len(layer_labels)}")
    _check_edges(edge_labels or {}, highlight, counts)
    figure = new_figure(width, height, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    places = _node_places(counts, width, height)
    radius = 0.27
    _draw_edges(axes, places, radius, edge_labels or {}, highlight, back=deltas is not None)
    for layer, (column, texts) in enumerate(zip(places, names, strict=True)):
        role = "input" if layer == 0 else "output" if layer == len(counts) - 1 else "neutral"
        for i, (place, text) in enumerate(zip(column, texts, strict=True)):
            strong = highlight == (layer, i)
            _draw_node(axes, place, radius, text, "delta" if strong else role)
            if deltas is not None and layer > 0:
                axes.text(
                    place[0],
                    place[1] + radius + 0.06,
                    deltas[layer - 1][i],
                    ha="center",
                    va="top",
                    fontsize=12,
                    color=TEXT["delta"],
                )
        if layer_labels is not None:
            axes.text(
                column[0][0],
                0.12,
                layer_labels[layer],
                ha="center",
                va="center",
                fontsize=11.5,
                color=TEXT["grey"],
            )
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_aspect("equal")
    axes.axis("off")
    return figure


def _node_name(layer: int, i: int, count: int) -> str:
    name = "x" if layer == 0 else f"a^{{({layer})}}"
    return f"${name}$" if count == 1 else f"${name}_{{{i + 1}}}$"


def _check_labels(labels: Sequence[Sequence[str]], counts: Sequence[int], name: str) -> None:
    got = [len(layer) for layer in labels]
    if got != list(counts):
        raise ValueError(f"{name}: expected {list(counts)} texts per layer, got {got}")


def _check_edges(
    labels: Mapping[tuple[int, int, int], str],
    highlight: tuple[int, int] | None,
    counts: Sequence[int],
) -> None:
    for layer, i, j in labels:
        if not (
            0 <= layer < len(counts) - 1 and 0 <= i < counts[layer] and 0 <= j < counts[layer + 1]
        ):
            raise ValueError(
                f"edge_labels: expected edges of a {list(counts)} network, got {(layer, i, j)}"
            )
    if highlight is not None:
        layer, i = highlight
        if not (0 <= layer < len(counts) - 1 and 0 <= i < counts[layer]):
            raise ValueError(f"highlight: expected a node before the last layer, got {highlight}")


def _node_places(counts: Sequence[int], width: float, height: float) -> list[list[Point]]:
    """Centres in inches, origin at the top left."""
    across = np.linspace(0.55, width - 0.55, len(counts))
    middle = height / 2 + 0.1
    step = min(1.15, (height - 1.0) / max(max(counts) - 1, 1))
    return [
        [(float(x), float(middle + step * (i - (n - 1) / 2))) for i in range(n)]
        for x, n in zip(across, counts, strict=True)
    ]


def _draw_node(axes: Axes, place: Point, radius: float, text: str, role: str) -> None:
    edge = TEXT["grey"] if role == "neutral" else PALETTE[role]
    axes.add_patch(
        Circle(place, radius, facecolor=fill(role, 0.14), edgecolor=edge, linewidth=1.5, zorder=4)
    )
    axes.text(*place, text, ha="center", va="center", fontsize=12, color=PALETTE["ink"], zorder=5)


def _draw_edges(
    axes: Axes,
    places: list[list[Point]],
    radius: float,
    labels: Mapping[tuple[int, int, int], str],
    highlight: tuple[int, int] | None,
    *,
    back: bool,
) -> None:
    for layer in range(len(places) - 1):
        for i, start in enumerate(places[layer]):
            for j, end in enumerate(places[layer + 1]):
                strong = highlight == (layer, i)
                reverse = back and (strong or (highlight is None and layer > 0))
                _draw_edge(
                    axes,
                    start,
                    end,
                    radius,
                    strong=strong,
                    reverse=reverse,
                    quiet=highlight is not None and not strong,
                )
                if (layer, i, j) in labels:
                    _label_edge(
                        axes, start, end, labels[layer, i, j], shift=0.36 if i % 2 == 0 else 0.44
                    )


def _draw_edge(
    axes: Axes, start: Point, end: Point, radius: float, *, strong: bool, reverse: bool, quiet: bool
) -> None:
    colour = PALETTE["delta"] if strong or reverse else PALETTE["kernel"]
    a, b = (end, start) if reverse else (start, end)
    direction = np.subtract(b, a) / np.hypot(*np.subtract(b, a))
    tail, head = np.add(a, radius * direction), np.subtract(b, (radius + 0.03) * direction)
    axes.add_patch(
        FancyArrowPatch(
            tuple(tail),
            tuple(head),
            arrowstyle="-|>,head_width=2.6,head_length=5.2",
            shrinkA=0,
            shrinkB=0,
            color=PALETTE["light"] if quiet else colour,
            linewidth=2.0 if strong else 1.1,
            zorder=3 if strong else 1,
        )
    )


def _label_edge(axes: Axes, start: Point, end: Point, text: str, *, shift: float) -> None:
    x, y = np.add(start, shift * np.subtract(end, start))
    axes.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        fontsize=11,
        color=TEXT["kernel"],
        zorder=6,
        bbox={"facecolor": PALETTE["paper"], "edgecolor": "none", "pad": 1.2},
    )
