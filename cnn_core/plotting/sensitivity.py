"""Images above the gradients of the loss with respect to their pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cnn_core._checks import check_shape
from cnn_core.plotting.images import as_images, draw_panel
from cnn_core.plotting.style import TEXT, WIDTH, BookFigure, new_figure, styled

__all__ = ["plot_sensitivity"]


@styled
def plot_sensitivity(
    images: Any,
    gradients: Any,
    labels: Sequence[Any] | None = None,
    *,
    limit: float | None = None,
) -> BookFigure:
    """Images in one row, below each its gradient: red is positive, white zero, slate negative.

    ``images`` and ``gradients`` are ``(N, H, W)``; each gradient has its own scale, symmetric
    about zero, or, with ``limit``, all have the scale from ``-limit`` to ``limit``. ``labels`` are
    written under the pairs. Raises ``ValueError`` when shapes or numbers differ, or when ``limit``
    is not positive.

    >>> figure = plot_sensitivity(np.zeros((3, 8, 8)), np.ones((3, 8, 8)), [0, 1, 2])
    >>> len(figure.axes)
    6
    """
    stack, slopes = as_images(images, "images"), as_images(gradients, "gradients")
    check_shape(slopes, "gradients", stack.shape)
    if labels is not None and len(labels) != len(stack):
        raise ValueError(f"labels: expected {len(stack)} entries, got {len(labels)}")
    if limit is not None and not limit > 0:
        raise ValueError(f"limit: expected a positive number, got {limit}")
    side = min(WIDTH / len(stack), 1.2)
    under = 0.26 if labels is not None else 0.06
    figure = new_figure(len(stack) * side, 2 * side + under, image_format="png")
    above, below = figure.subplots(2, len(stack), squeeze=False)
    for axes, image in zip(above, stack, strict=True):
        draw_panel(axes, image, "input", limits=(float(stack.min()), float(stack.max())))
    for k, (axes, slope) in enumerate(zip(below, slopes, strict=True)):
        largest = limit or float(np.abs(slope).max()) or 1.0
        draw_panel(axes, slope, "delta", limits=(-largest, largest), diverging=True)
        if labels is not None:
            axes.set_xlabel(str(labels[k]), color=TEXT["ink"], fontsize=11, labelpad=3)
    return figure
