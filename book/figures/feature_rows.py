"""Samples, each with the maps that layers make of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnn_core._checks import as_array
from cnn_core.plotting.images import as_images, draw_panel
from cnn_core.plotting.style import (
    TEXT,
    WIDTH,
    BookFigure,
    new_figure,
    styled,
    text_colour,
)

__all__ = ["plot_feature_rows"]


@styled
def plot_feature_rows(images: Any, stages: Mapping[str, Any], *, side: float = 1.0) -> BookFigure:
    """Samples below each other, each followed by the maps that some layers make of it.

    ``images`` is ``(N, H, W)``; ``stages`` maps a name, written over its maps, to arrays
    ``(N, F, h, w)``. Within a row all maps share one scale. Raises ``ValueError`` for no stages or
    maps that do not belong to the images.

    >>> import numpy as np
    >>> figure = plot_feature_rows(np.zeros((2, 8, 8)), {"ReLU": np.zeros((2, 3, 6, 6))})
    >>> len(figure.axes)
    8
    """
    stack = as_images(images, "images")
    if not stages:
        raise ValueError("stages: expected at least one stage, got none")
    maps = {name: as_array(found, f"stages[{name!r}]").astype(float)
            for name, found in stages.items()}  # fmt: skip
    for name, found in maps.items():
        if found.ndim != 4 or len(found) != len(stack) or found.size == 0:
            raise ValueError(
                f"stages[{name!r}]: expected shape ({len(stack)}, F, h, w), got {found.shape}"
            )
    columns = 1 + sum(found.shape[1] for found in maps.values())
    side = min(side, WIDTH / columns)
    figure = new_figure(columns * side, len(stack) * side + 0.3, image_format="png")
    panels = figure.subplots(len(stack), columns, squeeze=False)
    for row, (line, image) in enumerate(zip(panels, stack, strict=True)):
        draw_panel(line[0], image, "input")
        own = [one for found in maps.values() for one in found[row]]
        limits = (min(0.0, *(m.min() for m in own)), max(m.max() for m in own))
        for axes, one in zip(line[1:], own, strict=True):
            draw_panel(axes, one, "output", limits=limits)
    panels[0, 0].set_title("input", color=TEXT["input"], fontsize=10.5)
    first = 1
    for name, found in maps.items():
        panels[0, first].set_title(name, color=text_colour("output"), fontsize=10.5, loc="left")
        first += found.shape[1]
    return figure
