"""Computations drawn as circuits of gates, with values going forward and gradients coming back."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch

from cnn_core._checks import as_real, describe, one_of, positive_int
from cnn_core.plotting.style import (
    PALETTE,
    ROLES,
    TEXT,
    WIDTH,
    BookFigure,
    Point,
    fill,
    new_figure,
    styled,
)

__all__ = ["plot_chain", "plot_circuit"]

RADIUS = 0.21  # inches
LABEL = 11.0


@styled
def plot_circuit(
    nodes: Mapping[str, tuple[float, float, str, str]],
    edges: Mapping[tuple[str, str], str],
    *,
    values: Mapping[str, str] | None = None,
    gradients: Mapping[str, str] | None = None,
    width: float = WIDTH,
    row: float = 0.95,
) -> BookFigure:
    """Gates as circles, wires as arrows, values in green above and gradients in red below.

    Parameters
    ----------
    nodes
        ``{name: (column, row, text, role)}``. Columns and rows are counted from zero, rows
        downwards, and need not be whole numbers; the role gives the colour.
    edges
        ``{(from, to): text}``: an arrow, with the local derivative written on it (or ``""``).
    values, gradients
        A text above (green) and below (red) the nodes that are named.
    width
        Width of the picture in inches; the columns share it.
    row
        Height of a row in inches.

    Raises ``ValueError`` for no nodes, an unknown role, and a name that is no node.

    >>> nodes = {"x": (0, 0, "$x$", "input"), "y": (1, 0, "$f$", "output")}
    >>> figure = plot_circuit(nodes, {("x", "y"): "$f'(x)$"}, values={"x": "2"})
    >>> [text.get_text() for text in figure.axes[0].texts]
    ["$f'(x)$", '$x$', '$f$', '2']
    """
    if not nodes:
        raise ValueError("nodes: expected at least one node, got none")
    for given, argument in ((values, "values"), (gradients, "gradients")):
        _check_names(given or (), nodes, argument)
    _check_names([name for edge in edges for name in edge], nodes, "edges")
    places, height = _places(nodes, as_real(width, "width"), as_real(row, "row"))
    figure = new_figure(width, height, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    for (start, end), text in edges.items():
        _wire(axes, places[start], places[end], text)
    for name, (_, _, text, role) in nodes.items():
        _gate(axes, places[name], text, one_of(role, "role", ROLES))
    for texts, side, role in ((values, -1, "output"), (gradients, 1, "delta")):
        for name, text in (texts or {}).items():
            _beside(axes, places[name], text, side, role)
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_aspect("equal")
    axes.axis("off")
    return figure


def plot_chain(
    depth: int,
    *,
    links: Mapping[tuple[str, str], str] | None = None,
    values: Mapping[str, str] | None = None,
    gradients: Mapping[str, str] | None = None,
) -> BookFigure:
    """A network with one neuron in each layer, from the input ``x`` to the loss ``E``.

    The nodes are named ``x``, ``z1``, ``a1``, ``w1``, and so on to ``E``. ``links`` replaces the
    local derivatives that stand on the arrows; ``values`` and ``gradients`` are those of
    `plot_circuit`.

    >>> figure = plot_chain(2)
    >>> len(figure.axes[0].texts)  # two weights, six nodes on the line, seven arrows
    15
    """
    layers = range(1, positive_int(depth, "depth") + 1)
    nodes = {"x": (0.0, 0.0, "$x$", "input")}
    edges: dict[tuple[str, str], str] = {}
    for n in layers:
        before, symbol = (f"a{n - 1}", f"$a_{{{n - 1}}}$") if n > 1 else ("x", "$x$")
        nodes[f"z{n}"] = (2 * n - 1, 0, f"$z_{{{n}}}$", "neutral")
        nodes[f"a{n}"] = (2 * n, 0, f"$a_{{{n}}}$", "neutral")
        nodes[f"w{n}"] = (2 * n - 1, 1, f"$w_{{{n}}}$", "kernel")
        edges[before, f"z{n}"] = f"$w_{{{n}}}$"
        edges[f"w{n}", f"z{n}"] = symbol
        edges[f"z{n}", f"a{n}"] = f"$f\\,'(z_{{{n}}})$"
    nodes["E"] = (2 * depth + 1, 0, "$E$", "output")
    edges[f"a{depth}", "E"] = f"$\\ell\\,'(a_{{{depth}}})$"
    _check_names([name for edge in links or () for name in edge], nodes, "links")
    return plot_circuit(nodes, {**edges, **(links or {})}, values=values, gradients=gradients)


def _check_names(names: object, nodes: Mapping[str, object], argument: str) -> None:
    for name in names:  # type: ignore[attr-defined]
        if name not in nodes:
            raise ValueError(f"{argument}: expected names of {list(nodes)}, got {describe(name)}")


def _places(
    nodes: Mapping[str, tuple[float, float, str, str]], width: float, row: float
) -> tuple[dict[str, Point], float]:
    """Centres in inches, origin at the top left, and the height of the picture."""
    columns = [column for column, *_ in nodes.values()]
    rows = [line for _, line, *_ in nodes.values()]
    step = (width - 2 * RADIUS - 0.2) / max(max(columns) - min(columns), 1)
    margin = RADIUS + 0.32
    places = {
        name: (RADIUS + 0.1 + step * (column - min(columns)), margin + row * (line - min(rows)))
        for name, (column, line, *_) in nodes.items()
    }
    return places, 2 * margin + row * (max(rows) - min(rows))


def _wire(axes: Axes, start: Point, end: Point, text: str) -> None:
    direction = np.subtract(end, start) / np.hypot(*np.subtract(end, start))
    tail, head = np.add(start, RADIUS * direction), np.subtract(end, (RADIUS + 0.02) * direction)
    axes.add_patch(
        FancyArrowPatch(
            tuple(tail),
            tuple(head),
            arrowstyle="-|>,head_width=2.4,head_length=4.8",
            shrinkA=0,
            shrinkB=0,
            color=PALETTE["grey"],
            linewidth=1.1,
            zorder=1,
        )
    )
    flat = abs(direction[1]) < 0.05
    x, y = (tail + head) / 2 - ((0.03, 0.15) if flat else (0, 0))
    style = {"facecolor": PALETTE["paper"], "edgecolor": "none", "pad": 1.0}
    if text:
        axes.text(
            x, y, text, ha="center", va="center", fontsize=LABEL, color=TEXT["ink"], zorder=2,
            bbox=None if flat else style,
        )  # fmt: skip


def _gate(axes: Axes, place: Point, text: str, role: str) -> None:
    edge = TEXT["grey"] if role == "neutral" else PALETTE[role]
    face = fill(role, 0.14)
    axes.add_patch(Circle(place, RADIUS, facecolor=face, edgecolor=edge, linewidth=1.5, zorder=4))
    axes.text(*place, text, ha="center", va="center", fontsize=12, color=PALETTE["ink"], zorder=5)


def _beside(axes: Axes, place: Point, text: str, side: int, role: str) -> None:
    y = place[1] + side * (RADIUS + 0.13)
    axes.text(
        place[0], y, text, ha="center", va="center", fontsize=LABEL, color=TEXT[role], zorder=6
    )
