"""Where a half turn sits: sliding products side by side, with every turned array marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from cnn_core._checks import Array, as_array, one_of
from cnn_core.plotting.matrices import bare, draw_board, outline, valid_correlation
from cnn_core.plotting.style import (
    PALETTE,
    ROLES,
    TEXT,
    WIDTH,
    BookFigure,
    Point,
    new_figure,
    styled,
)

__all__ = ["plot_flips"]

GAP, BETWEEN, ABOVE, LABEL = 0.9, 1.7, 1.5, 3.2  # in cells

Product = tuple[str, str]


@styled
def plot_flips(
    arrays: Mapping[str, tuple[Any, str]],
    rows: Mapping[str, tuple[str, Sequence[Product]]],
    columns: Sequence[str],
) -> BookFigure:
    r"""Sliding products in a table: in each the left array, the right array, and the result.

    ``arrays`` maps a name to a matrix and its role. A row maps the name of its result to the
    result's role and one product per column: two names of arrays, an ``R`` before a name turns the
    array by 180 degrees. The right array slides over the left one and is never turned on the way.
    A small corner marks where the entry 0, 0 of an array lies; turned arrays are framed.
    Raises ``ValueError`` for an unknown name or role, a missing product, and a right array that
    does not fit the left one.

    >>> arrays = {"x": ([[1, 2, 3]], "input"), "w": ([[1, 0]], "kernel")}
    >>> figure = plot_flips(arrays, {"y": ("output", [("x", "Rw")])}, ["a layer that convolves"])
    >>> [text.get_text() for text in figure.axes[0].texts if "$" in text.get_text()]
    ['$y$', '$x$', '$\\star$', '$Rw$', '$y$']
    """
    boards = {name: (as_array(m, name, ndim=2), role) for name, (m, role) in arrays.items()}
    for role in [role for _, role in boards.values()] + [role for role, _ in rows.values()]:
        one_of(role, "role", ROLES)
    table = [
        [_product(name, role, pair, boards) for pair in _as_row(name, pairs, columns)]
        for name, (role, pairs) in rows.items()
    ]
    if not table or not table[0]:
        raise ValueError(f"rows: expected at least one product, got {dict(rows)}")
    widths = [max(_width(row[j]) for row in table) for j in range(len(columns))]
    heights = [max(len(board) for trio in row for board, *_ in trio) for row in table]
    lefts = LABEL + np.cumsum([0.0] + [width + BETWEEN for width in widths[:-1]])
    tops = np.cumsum([ABOVE] + [height + ABOVE for height in heights[:-1]])
    wide, high = lefts[-1] + widths[-1], tops[-1] + heights[-1]
    cell = min(0.3, WIDTH / (wide + 0.6))
    figure = new_figure((wide + 0.6) * cell, (high + 1.2) * cell, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    for left, width, title in zip(lefts, widths, columns, strict=True):
        _say(axes, (left + width / 2, -0.35), title, 12)
    for name, row, top, height in zip(rows, table, tops, heights, strict=True):
        _say(axes, (LABEL / 2 - 0.4, top + height / 2), f"${name}$", 14)
        for trio, left in zip(row, lefts, strict=True):
            _draw_product(axes, trio, (left, top + height / 2), cell)
    bare(axes)
    return figure


Board = tuple[Array, str, str, bool]  # entries, role, title, turned


def _as_row(name: str, pairs: Sequence[Product], columns: Sequence[str]) -> Sequence[Product]:
    if len(pairs) != len(columns):
        raise ValueError(f"rows[{name!r}]: expected {len(columns)} products, got {len(pairs)}")
    return pairs


def _product(
    name: str, role: str, pair: Product, boards: Mapping[str, tuple[Array, str]]
) -> list[Board]:
    """The two arrays of a sliding product and its result."""
    left, right = (_named(text, boards) for text in pair)
    if any(r > a for r, a in zip(right[0].shape, left[0].shape, strict=True)):
        raise ValueError(f"rows[{name!r}]: {pair[1]} does not fit into {pair[0]}")
    return [left, right, (valid_correlation(left[0], right[0]), role, f"${name}$", False)]


def _named(text: str, boards: Mapping[str, tuple[Array, str]]) -> Board:
    turned = text.startswith("R")
    array, role = boards[one_of(text[turned:], "name", boards)]
    return (array[::-1, ::-1] if turned else array), role, f"${text}$", turned


def _width(trio: list[Board]) -> float:
    return float(sum(board.shape[1] for board, *_ in trio) + 2 * GAP)


def _say(axes: Axes, at: Point, text: str, size: float) -> None:
    axes.text(*at, text, ha="center", va="center", fontsize=size, color=TEXT["ink"])


def _draw_product(axes: Axes, trio: list[Board], at: Point, cell: float) -> None:
    """Three boards in a row, from ``at`` (left edge, middle height) to the right."""
    left, middle = at
    for (board, role, title, turned), sign in zip(trio, (r"$\star$", "=", ""), strict=True):
        rows, columns = board.shape
        corner = (left, middle - rows / 2)
        draw_board(axes, board, role, corner, title, "g", cell)
        _mark_origin(axes, corner, board.shape, turned)
        if turned:
            outline(axes, corner, (rows, columns), PALETTE["ink"], 2.2)
        if sign:
            _say(axes, (left + columns + GAP / 2, middle), sign, 13)
        left += columns + GAP


def _mark_origin(axes: Axes, at: Point, shape: tuple[int, ...], turned: bool) -> None:
    """A small triangle in the corner where the entry 0, 0 lies."""
    x, y = (at[0] + shape[1], at[1] + shape[0]) if turned else at
    side = -0.33 if turned else 0.33
    corners = [(x, y), (x + side, y), (x, y + side)]
    axes.add_patch(Polygon(corners, facecolor=PALETTE["ink"], edgecolor="none", zorder=6))
