"""Where a kernel goes: its positions, connections, receptive field, and windows as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from cnn_core._checks import Array, as_array, as_int, as_pair
from cnn_core.plotting.matrices import bare, draw_board, outline
from cnn_core.plotting.style import (
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    fill,
    new_figure,
    styled,
)
from cnn_core.windows import conv_output_size


@styled
def plot_positions(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> BookFigure:
    """Every position of a kernel along one axis, one below the other.

    The input is blue, the padding blank, the taps of the kernel orange; columns that no position
    reaches are struck out. Arguments and errors are those of ``conv_output_size``.

    >>> figure = plot_positions(8, kernel=3, stride=2)
    >>> [text.get_text() for text in figure.axes[0].texts][-1]
    '$i=2$'
    """
    count = conv_output_size(n, kernel, stride, padding, dilation)
    width = n + 2 * padding
    met = {stride * i + dilation * u for i in range(count) for u in range(kernel)}
    last = stride * (count - 1) + dilation * (kernel - 1)
    cell = min(0.42, (WIDTH - 0.8) / (width + 1.6))
    figure = new_figure((width + 2) * cell + 0.3, (count * 0.8 + 1.9) * cell, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    for a in range(width):
        real = padding <= a < padding + n
        _cell(axes, a, 0, "input" if real else "neutral", 0.35 if real else 0.0)
        text = f"${a - padding}$" if real else "0"
        axes.text(a + 0.5, 0.5, text, ha="center", va="center_baseline", fontsize=10.5)
        if a > last or a not in met:
            axes.plot([a + 0.15, a + 0.85], [0.85, 0.15], color=TEXT["delta"], linewidth=1.8)
    for i in range(count):
        _position(axes, i, stride, kernel, dilation, width)
    bare(axes)
    return figure


def _cell(axes: Axes, left: float, top: float, role: str, tint: float, tall: float = 1.0) -> None:
    axes.add_patch(
        Rectangle((left, top), 1, tall, facecolor=fill(role, tint), edgecolor=fill(role, 0.6))
    )


def _position(axes: Axes, i: int, stride: int, kernel: int, dilation: int, width: int) -> None:
    top, start = 1.35 + 0.8 * i, stride * i
    reach = dilation * (kernel - 1)
    axes.plot(
        [start + 0.5, start + reach + 0.5],
        [top + 0.3] * 2,
        color=PALETTE["kernel"],
        linewidth=1.5,
        zorder=0.5,
    )
    for u in range(kernel):
        _cell(axes, start + dilation * u, top, "kernel", 0.75, tall=0.6)
    axes.text(width + 0.35, top + 0.3, f"$i={i}$", va="center", color=TEXT["output"], fontsize=11)


@styled
def plot_connections(
    layers: Mapping[str, Any], *, captions: Sequence[str] = (), height: float = 2.9
) -> BookFigure:
    """Small layers side by side: inputs left, outputs right, a line for each connection.

    ``layers`` maps a title to an integer matrix ``(outputs, inputs)``: entry -1 is no connection,
    any other number says which weight the connection has. Connections that share a weight have the
    same colour and width. ``captions`` has a text to stand below each layer.

    >>> figure = plot_connections({"shared": [[0, 1, -1], [-1, 0, 1]]})
    >>> len(figure.axes)
    1
    """
    tables = {title: as_array(table, title, ndim=2) for title, table in layers.items()}
    if not tables:
        raise ValueError("layers: expected at least one layer, got none")
    if captions and len(captions) != len(tables):
        raise ValueError(f"captions: expected {len(tables)} texts, got {len(captions)}")
    figure = new_figure(WIDTH, height)
    panels = figure.subplots(1, len(tables), squeeze=False)[0]
    for position, (axes, (title, table)) in enumerate(zip(panels, tables.items(), strict=True)):
        _draw_connections(axes, table)
        axes.set_title(title, loc="center", fontsize=11.5)
        if captions:
            axes.set_xlabel(captions[position], fontsize=10.5)
    return figure


# Weights by number: told apart by colour and by the dashes of the line.
_LINES = (
    ("kernel", "-"), ("input", "-"), ("delta", "-"), ("output", (0, (4, 1.5))), ("accent", "-"),
    ("grey", "-"),
)  # fmt: skip


def _draw_connections(axes: Axes, table: Array) -> None:
    outputs, inputs = table.shape
    tall = max(outputs, inputs)
    left = [(0.0, a + (tall - inputs) / 2) for a in range(inputs)]
    right = [(2.0, i + (tall - outputs) / 2) for i in range(outputs)]
    shared = len(np.unique(table[table >= 0])) < int((table >= 0).sum())
    for i, a in np.argwhere(table >= 0):
        colour, dashes = _LINES[table[i, a] % len(_LINES)] if shared else ("grey", "-")
        axes.plot(
            *zip(left[a], right[i], strict=True), color=PALETTE[colour], linestyle=dashes,
            linewidth=1.6 if shared else 1.0, zorder=1,
        )  # fmt: skip
    for places, role in ((left, "input"), (right, "output")):
        for place in places:
            axes.add_patch(
                Circle(place, 0.2, facecolor=fill(role, 0.3), edgecolor=PALETTE[role], zorder=2)
            )
    axes.set(xlim=(-0.35, 2.35), ylim=(tall - 0.5, -0.5), xticks=[], yticks=[], aspect="equal")
    for spine in axes.spines.values():
        spine.set_visible(False)


@styled
def plot_receptive_field(
    kernels: Sequence[int], strides: Sequence[int] = (), *, width: int = 15
) -> BookFigure:
    """What one unit sees of every layer before it, along one axis.

    ``kernels`` and ``strides`` are those of the layers, first to last (strides of one if left out).
    The units of each layer are drawn where their own field has its middle. The input is at the
    bottom, ``width`` units wide; the numbers at the right count what the unit at the top sees.

    >>> figure = plot_receptive_field([3, 3], width=7)
    >>> [text.get_text() for text in figure.axes[0].texts][:3]
    ['input', 'sees 5', 'layer 1']
    """
    ks = [as_int(k, "kernels", minimum=1) for k in kernels]
    ss = [as_int(s, "strides", minimum=1) for s in strides] or [1] * len(ks)
    if not ks or len(ss) != len(ks):
        raise ValueError(f"strides: expected {len(ks)} numbers, one per kernel, got {len(ss)}")
    counts = [as_int(width, "width", minimum=1)]
    for k, s in zip(ks, ss, strict=True):
        counts.append(conv_output_size(counts[-1], k, s))
    places = _layer_places(counts, ks, ss)
    fields = _seen(counts[-1] // 2, ks, ss)
    figure = new_figure(WIDTH * 0.9, 0.75 * len(counts) + 0.2, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    for layer, (xs, (first, last)) in enumerate(zip(places, fields, strict=True)):
        _draw_row(axes, xs, layer, first, last, len(ks), width + 1.6)
    for layer in range(1, len(counts)):
        _draw_cone(axes, places, fields, layer)
    axes.set(xlim=(-3.1, width + 2.2), ylim=(-0.5, 1.4 * len(ks) + 0.6))
    axes.axis("off")
    return figure


def _layer_places(counts: list[int], ks: list[int], ss: list[int]) -> list[list[float]]:
    """The middle of each unit's receptive field, layer by layer."""
    places = [[float(a) for a in range(counts[0])]]
    for count, k, s in zip(counts[1:], ks, ss, strict=True):
        below = places[-1]
        places.append([(below[s * i] + below[s * i + k - 1]) / 2 for i in range(count)])
    return places


def _seen(unit: int, ks: list[int], ss: list[int]) -> list[tuple[int, int]]:
    """First and last unit that a unit of the top sees in each layer, input first."""
    fields = [(unit, unit)]
    for k, s in zip(reversed(ks), reversed(ss), strict=True):
        first, last = fields[0]
        fields.insert(0, (s * first, s * last + k - 1))
    return fields


def _draw_row(
    axes: Axes, xs: list[float], layer: int, first: int, last: int, depth: int, right: float
) -> None:
    role = "input" if layer == 0 else "output"
    for i, x in enumerate(xs):
        seen = first <= i <= last
        axes.add_patch(
            Rectangle(
                (x - 0.36, 1.4 * layer - 0.28), 0.72, 0.56, zorder=3,
                facecolor=fill(role, 0.75 if seen else 0.1), edgecolor=fill(role, 0.7),
            )
        )  # fmt: skip
    name = "input" if layer == 0 else f"layer {layer}"
    axes.text(-0.8, 1.4 * layer, name, ha="right", va="center", color=TEXT[role])
    if layer < depth:
        told = f"sees {last - first + 1}" if layer == 0 else f"{last - first + 1}"
        axes.text(right, 1.4 * layer, told, ha="right", va="center", color=TEXT[role])


def _draw_cone(
    axes: Axes, places: list[list[float]], fields: list[tuple[int, int]], layer: int
) -> None:
    (a, b), (c, d) = fields[layer], fields[layer - 1]
    above, below = 1.4 * layer - 0.28, 1.4 * (layer - 1) + 0.28
    corners = [
        (places[layer][a] - 0.36, above), (places[layer][b] + 0.36, above),
        (places[layer - 1][d] + 0.36, below), (places[layer - 1][c] - 0.36, below),
    ]  # fmt: skip
    axes.add_patch(Polygon(corners, facecolor=fill("kernel", 0.25), edgecolor="none", zorder=1))


@styled
def plot_im2col_step(
    image: Any, kernel: Any, position: tuple[int, int] = (0, 0), *, number_format: str = "g"
) -> BookFigure:
    """An image with one window marked, and the matrix whose columns are all the windows.

    Left the image; right the product of the kernel, written as a row, with the matrix of windows.
    ``position`` is the row and column of the window. Raises ``ValueError`` if the kernel does not
    fit the image or the position lies outside the output.

    >>> figure = plot_im2col_step(np.arange(9).reshape(3, 3), [[1, 0], [0, -1]], (1, 0))
    >>> len(figure.axes)
    1
    """
    x, w = as_array(image, "image", ndim=2), as_array(kernel, "kernel", ndim=2)
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    i, j = as_pair(position, "position", minimum=0)
    if i >= rows or j >= columns:
        raise ValueError(
            f"position: expected an entry of an output of shape {(rows, columns)}, got {(i, j)}"
        )
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)  # (rows, columns, kh, kw)
    patches = windows.reshape(rows * columns, -1).T
    row = w.reshape(1, -1)
    gap, height = 1.3, max(x.shape[0], patches.shape[0] + 2.6)
    width = x.shape[1] + gap + row.shape[1] + gap + rows * columns
    cell = min(0.42, (WIDTH - 0.3) / width)
    figure = new_figure(width * cell + 0.3, (height + 1.0) * cell + 0.1, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    at_row, at_patches = x.shape[1] + gap, x.shape[1] + row.shape[1] + 2 * gap
    down = patches.shape[0] + 1.6
    texts = ("image", "windows as columns", "kernel as a row", "output")
    places = ((0.0, 0.0), (at_patches, 0.0), (at_row, down), (at_patches, down))
    boards = ((x, "input"), (patches, "input"), (row, "kernel"), (row @ patches, "output"))
    for (board, role), at, text in zip(boards, places, texts, strict=True):
        draw_board(axes, board, role, at, text, number_format, cell)
    column = at_patches + i * columns + j
    outline(axes, (j, i), w.shape, TEXT["kernel"])
    outline(axes, (column, 0), (patches.shape[0], 1), TEXT["kernel"])
    outline(axes, (column, down), (1, 1), TEXT["output"])
    bare(axes)
    return figure
