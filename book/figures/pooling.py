"""Max pooling there and back: which pixel wins each window, and where its delta goes."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from cnn_core._checks import Array, as_array, as_pair, check_shape
from cnn_core.plotting.matrices import bare, draw_board, outline
from cnn_core.plotting.style import PALETTE, TEXT, WIDTH, BookFigure, new_figure, styled
from cnn_core.pooling import max_pool2d, max_pool2d_backward

__all__ = ["plot_winners"]

GAP = 1.6


@styled
def plot_winners(
    image: Any,
    deltas: Any,
    size: int | tuple[int, int],
    stride: int | tuple[int, int] | None = None,
    *,
    number_format: str = "g",
) -> BookFigure:
    """Four boards: an image with its windows and winners, the maxima, deltas, the routed gradient.

    ``image`` is ``(H, W)``, ``deltas`` has the shape of the pooled output; ``size`` and ``stride``
    are those of ``max_pool2d``. The winner of each window is ringed in red in the image, and so is
    the place that its delta reaches in the gradient. Raises ``ValueError`` when the shapes do not
    fit.

    >>> figure = plot_winners([[1, 5, 2, 2], [0, 3, 4, 1]], [[7, 9]], 2)
    >>> len(figure.axes)
    1
    """
    x, d = as_array(image, "image", ndim=2), as_array(deltas, "deltas", ndim=2)
    window = as_pair(size, "size")
    step = window if stride is None else as_pair(stride, "stride")
    y, winners = max_pool2d(x[None, :, :, None], window, step)
    check_shape(d, "deltas", y.shape[1:3])
    dx = max_pool2d_backward(d[None, :, :, None], winners, (1, *x.shape, 1), window, step)
    boards = (
        (x, "input", "input"),
        (y[0, :, :, 0], "output", "maxima"),
        (d, "delta", "deltas"),
        (dx[0, :, :, 0], "input", "gradient"),
    )
    width = sum(board.shape[1] for board, _, _ in boards) + 3 * GAP
    height = max(board.shape[0] for board, _, _ in boards)
    cell = min(0.5, WIDTH / width)
    figure = new_figure(width * cell + 0.2, (height + 1.2) * cell, layout=None)
    axes = figure.add_axes((0, 0, 1, 1))
    lefts = np.cumsum([0.0] + [board.shape[1] + GAP for board, _, _ in boards[:-1]])
    for (board, role, title), left in zip(boards, lefts, strict=True):
        top = (height - board.shape[0]) / 2
        draw_board(axes, board, role, (left, top), title, number_format, cell)
    _draw_windows(axes, y.shape[1:3], window, step)
    for row, column in _places(winners[0, :, :, 0], window, step):
        for left in (lefts[0], lefts[3]):
            outline(axes, (left + column, row), (1, 1), TEXT["delta"], 2.0)
    for k in (0, 2):
        between = lefts[k] + boards[k][0].shape[1] + GAP / 2
        axes.text(between, height / 2, r"$\rightarrow$", ha="center", va="center", fontsize=17)
    bare(axes)
    return figure


def _draw_windows(
    axes: Axes, count: tuple[int, ...], window: tuple[int, int], step: tuple[int, int]
) -> None:
    """Frames around the windows, drawn a little inside, so that neighbours stay apart."""
    for i, j in np.ndindex(*count):
        inset = 0.06 if (i + j) % 2 == 0 else 0.13
        axes.add_patch(
            Rectangle(
                (step[1] * j + inset, step[0] * i + inset),
                window[1] - 2 * inset,
                window[0] - 2 * inset,
                facecolor="none",
                edgecolor=PALETTE["output"],
                linewidth=1.6,
                joinstyle="round",
                zorder=4,
            )
        )


def _places(winners: Array, window: tuple[int, int], step: tuple[int, int]) -> set[tuple[int, int]]:
    """Rows and columns of the winning pixels."""
    return {
        (step[0] * i + int(tap) // window[1], step[1] * j + int(tap) % window[1])
        for (i, j), tap in np.ndenumerate(winners)
    }
