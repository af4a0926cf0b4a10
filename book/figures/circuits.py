"""Computations drawn as circuits of gates, with values going forward and gradients coming back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
            below = any(
                end == name and abs(places[start][0] - places[name][0]) < RADIUS
                for start, end in edges
            )
            _beside(axes, places[name], text, side, role, aside=below and side > 0)
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_aspect("equal")
    axes.axis("off")
    return figure


def plot_chain(
    depth: int,
    *,
    links: Mapping[tuple[str, str], Any] | None = None,
    values: Mapping[str, Any] | None = None,
    gradients: Mapping[str, Any] | None = None,
) -> BookFigure:
    """A network with one neuron in each layer, from the input ``x`` to the loss ``E``.

    The nodes are ``x``, then ``z``, ``a`` and ``w`` in each layer, then ``E``. ``values`` and
    ``gradients`` map such a name to what stands above and below: a text or a number, for ``z``,
    ``a`` and ``w`` a sequence of one per layer. ``links`` replaces the local derivatives on the
    arrows ``("a", "z")`` (the first one comes from ``x``), ``("w", "z")``, ``("z", "a")`` and
    ``("a", "E")`` in the same way. Numbers are written with three decimals.

    >>> figure = plot_chain(2, values={"x": 0.5, "z": [1, 2]})
    >>> len(figure.axes[0].texts)  # eight nodes, seven arrows, three values
    18
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
    for (start, end), given in (links or {}).items():
        edges |= _links(start, end, given, depth)
    return plot_circuit(
        nodes, edges,
        values=_per_layer(values or {}, "values", depth),
        gradients=_per_layer(gradients or {}, "gradients", depth),
    )  # fmt: skip


def _per_layer(given: Mapping[str, Any], argument: str, depth: int) -> dict[str, str]:
    """``{"z": [1, 2], "E": 3}`` as ``{"z1": "1", "z2": "2", "E": "3"}``."""
    texts = {}
    for name, value in given.items():
        if name in ("x", "E"):
            texts[name] = _text(value)
        elif name in ("z", "a", "w"):
            texts |= {f"{name}{n}": t for n, t in enumerate(_row(value, argument, depth), 1)}
        else:
            raise ValueError(f"{argument}: expected names of x, z, a, w, E, got {describe(name)}")
    return texts


def _links(start: str, end: str, given: Any, depth: int) -> dict[tuple[str, str], str]:
    if (start, end) == ("a", "E"):
        return {(f"a{depth}", "E"): _text(given)}
    texts = _row(given, "links", depth)
    if (start, end) == ("a", "z"):
        return {(f"a{n}" if n else "x", f"z{n + 1}"): text for n, text in enumerate(texts)}
    if (start, end) in (("w", "z"), ("z", "a")):
        return {(f"{start}{n}", f"{end}{n}"): text for n, text in enumerate(texts, 1)}
    raise ValueError(f"links: expected an arrow of the chain, got {describe((start, end))}")


def _row(given: Any, argument: str, depth: int) -> list[str]:
    texts = [_text(value) for value in given]
    if len(texts) != depth:
        raise ValueError(f"{argument}: expected {depth} entries, one per layer, got {len(texts)}")
    return texts


def _text(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.3f}".replace("-", "\N{MINUS SIGN}")


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


def _beside(axes: Axes, place: Point, text: str, side: int, role: str, *, aside: bool) -> None:
    """Write above or below a gate; to the right of the wire that comes from below, if one does."""
    x = place[0] + (0.1 if aside else 0)
    y = place[1] + side * (RADIUS + 0.13)
    at = "left" if aside else "center"
    axes.text(x, y, text, ha=at, va="center", fontsize=LABEL, color=TEXT[role], zorder=6)
