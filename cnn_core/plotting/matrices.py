"""Matrices with their numbers in their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cnn_core._checks import Array, as_array, as_pair, one_of
from cnn_core.metrics import confusion_matrix
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
    text_colour,
)


def _cell_text(value: Any, number_format: str) -> str:
    """A number by ``number_format``; a symbol as mathematics; a string as it is."""
    if isinstance(value, str):
        return value
    if hasattr(value, "free_symbols") and value.free_symbols:
        from sympy import latex

        return f"${latex(value)}$"
    number = float(value)
    text = format(number, number_format)
    return text.replace("-", "\N{MINUS SIGN}")


def _draw_cells(
    axes: Axes,
    cells: Array,
    role: str,
    *,
    at: Point = (0.0, 0.0),
    size: float = 1.0,
    number_format: str = "g",
    scale: float | None = None,
    fontsize: float = 12.0,
    visible: Array | None = None,
) -> None:
    """Draw a matrix as a board of squares, top left corner ``at``, rows downwards.

    The tint of a square follows the magnitude of its number (``scale`` is the largest); squares
    where ``visible`` is false stay blank.
    """
    rows, columns = cells.shape
    magnitudes = np.vectorize(_magnitude, otypes=[float])(cells)
    largest = scale or (float(magnitudes.max()) if magnitudes.size else 0.0) or 1.0
    for i in range(rows):
        for j in range(columns):
            shown = visible is None or bool(visible[i, j])
            tint = 0.10 + 0.42 * min(1.0, magnitudes[i, j] / largest) if shown else 0.0
            corner = (at[0] + j * size, at[1] + i * size)
            face = fill(role, tint)
            axes.add_patch(
                Rectangle(corner, size, size, facecolor=face, edgecolor=_edge(role), linewidth=0.7)
            )
            if shown:
                text = _cell_text(cells[i, j], number_format)
                axes.text(
                    corner[0] + size / 2,
                    corner[1] + size / 2,
                    text,
                    ha="center",
                    va="center_baseline",
                    fontsize=fontsize,
                    color=PALETTE["ink"],
                )


def _edge(role: str) -> tuple[float, float, float]:
    return fill(role, 0.55)


def _magnitude(value: Any) -> float:
    try:
        return abs(float(value))
    except (TypeError, ValueError):
        return 0.35


def outline(axes: Axes, at: Point, shape: tuple[int, int], colour: str, width: float = 2.6) -> None:
    axes.add_patch(
        Rectangle(
            at,
            shape[1],
            shape[0],
            facecolor="none",
            edgecolor=colour,
            linewidth=width,
            joinstyle="round",
            zorder=5,
        )
    )


def bare(axes: Axes) -> None:
    """Equal units, rows downwards, no frame."""
    axes.set_aspect("equal")
    axes.axis("off")
    axes.autoscale_view()
    if not axes.yaxis_inverted():
        axes.invert_yaxis()


def _font_for(cells: Array, number_format: str, inches_per_cell: float) -> float:
    """A font size (points) at which the longest text fits its cell."""
    longest = max((len(_cell_text(v, number_format).strip("$")) for v in cells.flat), default=1)
    return float(np.clip(72 * inches_per_cell / (0.62 * max(longest, 2)), 5.0, 13.0))


def _as_cells(matrix: Any, name: str) -> Array:
    """A non-empty matrix of whatever can be written into cells."""
    cells = np.asarray(matrix, dtype=object)
    if cells.ndim != 2 or cells.size == 0:
        raise ValueError(f"{name}: expected a non-empty matrix, got shape {cells.shape}")
    return cells


@styled
def plot_matrices(
    matrices: Mapping[str, tuple[Any, str]],
    *,
    signs: Sequence[str] = (),
    number_format: str = "g",
    cell: float = 0.4,
) -> BookFigure:
    """Several matrices in one row, each under its title: ``{title: (matrix, role)}``.

    ``signs`` are written between them (``"$\\star$"``, ``"="``): one fewer than the matrices.

    >>> figure = plot_matrices({"$x$": ([[1, 2]], "input"), "$y$": ([[3]], "output")}, signs=["="])
    >>> len(figure.axes)
    1
    """
    if not matrices:
        raise ValueError("matrices: expected at least one matrix, got none")
    if signs and len(signs) != len(matrices) - 1:
        raise ValueError(f"signs: expected {len(matrices) - 1} signs, got {len(signs)}")
    boards = [
        (title, _as_cells(m, title), one_of(role, "role", ROLES))
        for title, (m, role) in matrices.items()
    ]
    gap = 1.5 if signs else 0.9
    width = sum(cells.shape[1] for _, cells, _ in boards) + gap * (len(boards) - 1)
    height = max(cells.shape[0] for _, cells, _ in boards)
    cell = min(cell, WIDTH / width)
    figure = new_figure(width * cell + 0.3, (height + 1.1) * cell + 0.2, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    left = 0.0
    for position, (title, cells, role) in enumerate(boards):
        draw_board(
            axes, cells, role, (left, (height - cells.shape[0]) / 2), title, number_format, cell
        )
        left += cells.shape[1] + gap
        if position < len(signs):
            axes.text(
                left - gap / 2, height / 2, signs[position], ha="center", va="center", fontsize=17
            )
    bare(axes)
    return figure


def draw_board(
    axes: Axes,
    cells: Array,
    role: str,
    at: Point,
    title: str,
    number_format: str,
    inches: float,
    visible: Array | None = None,
) -> None:
    """A matrix with its title above it."""
    size = _font_for(cells, number_format, inches)
    _draw_cells(
        axes, cells, role, at=at, number_format=number_format, fontsize=size, visible=visible
    )
    axes.text(
        at[0] + cells.shape[1] / 2,
        at[1] - 0.3,
        title,
        ha="center",
        va="bottom",
        fontsize=12.5,
        color=text_colour(role),
    )


@styled
def plot_convolution_step(
    image: Any,
    kernel: Any,
    position: tuple[int, int] = (0, 0),
    *,
    mode: str = "correlation",
    roles: tuple[str, str, str] = ("input", "kernel", "output"),
    titles: tuple[str, str, str] = ("input", "kernel", "output"),
    number_format: str = "g",
) -> BookFigure:
    """One step of a sliding product: window, kernel, products, and the output found so far.

    ``position`` is the row and column of the output entry that is being computed; the entries
    before it (in reading order) are filled in, the rest are blank. ``mode`` is ``"correlation"``
    (the kernel as it stands) or ``"convolution"`` (the kernel turned by 180 degrees). ``roles`` and
    ``titles`` colour and name the three matrices where something else than an image slides under
    something else than a kernel. Raises ``ValueError`` if the kernel does not fit the image or the
    position lies outside the output.

    >>> figure = plot_convolution_step(np.arange(16).reshape(4, 4), [[1, 0], [0, -1]], (1, 2))
    >>> len(figure.axes)
    1
    """
    x, w = as_array(image, "image", ndim=2), as_array(kernel, "kernel", ndim=2)
    one_of(mode, "mode", ("correlation", "convolution"))
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    if rows < 1 or columns < 1:
        raise ValueError(f"kernel: expected at most the image's shape {x.shape}, got {w.shape}")
    i, j = as_pair(position, "position", minimum=0)
    if i >= rows or j >= columns:
        raise ValueError(
            f"position: expected an entry of an output of shape {(rows, columns)}, got {(i, j)}"
        )
    used = w if mode == "correlation" else w[::-1, ::-1]
    output = valid_correlation(x, used)
    products = x[i : i + w.shape[0], j : j + w.shape[1]] * used
    for role in roles:
        one_of(role, "roles", ROLES)
    name = titles[1] if mode == "correlation" else f"{titles[1]}, turned 180°"
    shown = (titles[0], name, "products", titles[2])
    return _draw_step(x, used, products, output, (i, j), roles, shown, number_format)


def valid_correlation(x: Array, w: Array) -> Array:
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)  # (rows, columns, kh, kw)
    return np.asarray((windows * w).sum(axis=(2, 3)))


def _draw_step(
    x: Array,
    w: Array,
    products: Array,
    output: Array,
    at: tuple[int, int],
    roles: tuple[str, str, str],
    titles: tuple[str, str, str, str],
    number_format: str,
) -> BookFigure:
    """Lay out the four boards of a convolution step, and the sum below them."""
    gap = 1.6
    boards = (x, w, products, output)
    width = sum(board.shape[1] for board in boards) + 3 * gap
    height = max(board.shape[0] for board in boards)
    cell = min(0.46, WIDTH / width)
    figure = new_figure(width * cell + 0.2, (height + 2.3) * cell, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    lefts = np.cumsum([0.0] + [board.shape[1] + gap for board in boards[:-1]])
    tops = [(height - board.shape[0]) / 2 for board in boards]
    i, j = at
    (kh, kw), columns = w.shape, output.shape[1]
    seen = np.arange(output.size).reshape(output.shape) <= i * columns + j
    looks: tuple[tuple[str, Array | None], ...] = (
        (roles[0], None),
        (roles[1], None),
        ("neutral", None),
        (roles[2], seen),
    )
    for board, title, left, top, (role, visible) in zip(
        boards, titles, lefts, tops, looks, strict=True
    ):
        draw_board(axes, board, role, (left, top), title, number_format, cell, visible)
    for sign, left, board in zip(("×", "=", r"$\Sigma\rightarrow$"), lefts, boards, strict=False):
        axes.text(
            left + board.shape[1] + gap / 2, height / 2, sign, ha="center", va="center", fontsize=16
        )
    outline(axes, (lefts[0] + j, tops[0] + i), (kh, kw), TEXT[roles[1]])
    outline(axes, (lefts[2], tops[2]), (kh, kw), TEXT[roles[1]], 1.6)
    outline(axes, (lefts[3] + j, tops[3] + i), (1, 1), TEXT[roles[2]])
    terms = [
        f"{_cell_text(a, number_format)} · {_in_brackets(_cell_text(b, number_format))}"
        for a, b in zip(x[i : i + kh, j : j + kw].flat, w.flat, strict=True)
    ]
    line = f"{' + '.join(terms)} = {_cell_text(output[i, j], number_format)}"
    axes.text(
        width / 2,
        height + 0.75,
        line,
        ha="center",
        va="center",
        fontsize=min(12.0, 820 / len(line)),
    )
    bare(axes)
    return figure


def _in_brackets(text: str) -> str:
    return f"({text})" if text.startswith("\N{MINUS SIGN}") else text


@styled
def plot_confusion_matrix(
    labels: Any, predictions: Any, *, classes: Sequence[str] | None = None, title: str = ""
) -> BookFigure:
    """How often each true class (row) was predicted as each class (column), counts in the cells.

    ``labels`` and ``predictions`` are integer arrays ``(N,)``. Right answers lie on the quiet
    diagonal; the red of a mistake deepens with its count. Raises ``ValueError`` when the shapes
    differ or a class is negative.

    >>> figure = plot_confusion_matrix([0, 0, 1], [0, 1, 1])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['1', '1', '1']
    """
    counts = confusion_matrix(labels, predictions, None if classes is None else len(classes))
    names = list(classes) if classes is not None else [str(k) for k in range(len(counts))]
    cell = min(0.46, 5.4 / len(counts))
    figure = new_figure(len(counts) * cell + 1.0, len(counts) * cell + 0.9)
    axes = figure.subplots()
    wrong = counts - np.diag(np.diag(counts))
    for (i, j), count in np.ndenumerate(counts):
        if i == j:
            face: Any = fill("neutral", 0.14)
        else:
            face = fill("delta", 0.25 + 0.75 * count / wrong.max()) if count else PALETTE["paper"]
        axes.add_patch(
            Rectangle((j, i), 1, 1, facecolor=face, edgecolor=PALETTE["light"], linewidth=0.6)
        )
        if count:
            dark = i != j and count > 0.45 * wrong.max()
            axes.text(
                j + 0.5,
                i + 0.5,
                str(count),
                ha="center",
                va="center_baseline",
                color=PALETTE["paper"] if dark else PALETTE["ink"],
                fontsize=11,
            )
    bare(axes)
    axes.axis("on")
    axes.spines[:].set_visible(False)
    ticks = np.arange(len(counts)) + 0.5
    axes.set_xticks(ticks, names)
    axes.set_yticks(ticks, names)
    axes.tick_params(length=0)
    axes.set(xlabel="predicted", ylabel="true", title=title)
    axes.set_xlim(0, len(counts))
    axes.set_ylim(len(counts), 0)
    return figure
