"""Images, filters and feature maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from cnn_core._checks import Array, as_array, as_int
from cnn_core.plotting.style import (
    PALETTE,
    TEXT,
    WIDTH,
    BookFigure,
    new_figure,
    role_colormap,
    styled,
    text_colour,
)


def as_images(images: Any, name: str) -> Array:
    """Images as ``(N, H, W)``, from ``(H, W)``, ``(N, H, W)`` or ``(N, 1, H, W)``."""
    array = as_array(images, name)
    if array.ndim == 2:
        array = array[None]
    if array.ndim == 4 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim != 3 or array.size == 0:
        raise ValueError(
            f"{name}: expected shape (N, H, W), (N, 1, H, W) or (H, W), got {np.shape(images)}"
        )
    return array.astype(float)


def draw_panel(
    axes: Axes,
    image: Array,
    role: str,
    *,
    limits: tuple[float, float] | None = None,
    diverging: bool = False,
) -> None:
    low, high = limits if limits is not None else (float(image.min()), float(image.max()))
    axes.imshow(
        image,
        cmap=role_colormap(role, diverging=diverging),
        vmin=low,
        vmax=high if high > low else low + 1,
    )
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set(color=PALETTE["light"], linewidth=0.7)


@styled
def plot_images(
    images: Any,
    labels: Sequence[Any] | Array | None = None,
    predictions: Sequence[Any] | Array | None = None,
    *,
    columns: int = 10,
    role: str = "input",
    title: str = "",
) -> BookFigure:
    """A grid of images, all on one grey scale, with a label under each.

    ``images`` is ``(N, H, W)``, ``(N, 1, H, W)`` or one image ``(H, W)``. With ``predictions``, a
    right answer is written plainly and a wrong one in red, as prediction and truth. Raises
    ``ValueError`` when the numbers of images, labels and predictions differ.

    >>> figure = plot_images(np.zeros((3, 8, 8)), labels=[0, 1, 2], predictions=[0, 7, 2])
    >>> figure.image_format
    'png'
    """
    stack = as_images(images, "images")
    columns = min(as_int(columns, "columns", minimum=1), len(stack))
    for given, name in ((labels, "labels"), (predictions, "predictions")):
        if given is not None and len(given) != len(stack):
            raise ValueError(f"{name}: expected {len(stack)} entries, got {len(given)}")
    rows = -(-len(stack) // columns)
    side = min(WIDTH / columns, 1.1)
    under = 0.24 if labels is not None or predictions is not None else 0.04
    tall = rows * (side * stack.shape[1] / stack.shape[2] + under) + (0.35 if title else 0.0)
    figure = new_figure(columns * side, tall, image_format="png")
    limits = (float(stack.min()), float(stack.max()))
    panels = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes, image in zip(panels, stack, strict=False):
        draw_panel(axes, image, role, limits=limits)
    for axes in panels[len(stack) :]:
        axes.axis("off")
    for k in range(len(stack)):
        text, colour = _caption(labels, predictions, k)
        panels[k].set_xlabel(text, color=colour, fontsize=10.5, labelpad=2)
    if title:
        figure.suptitle(title, x=0.0, ha="left", fontsize=13)
    return figure


def _caption(labels: Any, predictions: Any, k: int) -> tuple[str, str]:
    """What stands under image ``k``, and in which colour."""
    if predictions is None:
        return ("" if labels is None else str(labels[k])), TEXT["ink"]
    if labels is None or labels[k] == predictions[k]:
        return str(predictions[k]), TEXT["ink"]
    return f"{predictions[k]}, not {labels[k]}", TEXT["delta"]


@styled
def plot_filters(
    weights: Any, *, columns: int = 8, title: str = "", height: float | None = None
) -> BookFigure:
    """The kernels of a layer on one common scale: orange is positive, white zero, slate negative.

    ``weights`` is ``(F, C, kh, kw)`` (a row per filter if there is more than one channel),
    ``(F, kh, kw)`` or one kernel ``(kh, kw)``.

    >>> figure = plot_filters(np.ones((3, 1, 5, 5)))
    >>> len(figure.axes)  # three kernels and the scale
    4
    """
    array = as_array(weights, "weights")
    if array.ndim not in (2, 3, 4) or array.size == 0:
        raise ValueError(
            f"weights: expected shape (F, C, kh, kw), (F, kh, kw) or (kh, kw), got {array.shape}"
        )
    kernels = array.reshape(-1, *array.shape[-2:]).astype(float)
    if array.ndim == 4 and array.shape[1] > 1:
        columns = array.shape[1]
    columns = min(as_int(columns, "columns", minimum=1), len(kernels))
    rows = -(-len(kernels) // columns)
    side = min((WIDTH - 0.8) / columns, 1.15)
    figure = new_figure(
        columns * side + 0.8, height or rows * side + (0.35 if title else 0.05), image_format="png"
    )
    limit = float(np.abs(kernels).max()) or 1.0
    panels = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes, kernel in zip(panels, kernels, strict=False):
        draw_panel(axes, kernel, "kernel", limits=(-limit, limit), diverging=True)
    for axes in panels[len(kernels) :]:
        axes.axis("off")
    bar = figure.colorbar(
        panels[0].images[0], ax=panels.tolist(), fraction=0.05, aspect=18, ticks=[-limit, 0, limit]
    )
    bar.ax.set_yticklabels([f"\N{MINUS SIGN}{limit:.2g}", "0", f"{limit:.2g}"])
    bar.outline.set_visible(False)
    if title:
        figure.suptitle(title, x=0.0, ha="left", fontsize=13)
    return figure


@styled
def plot_feature_maps(
    maps: Any, image: Any = None, *, columns: int = 6, title: str = "", role: str = "output"
) -> BookFigure:
    """The maps ``(F, H, W)`` of one sample, on one common scale; ``image`` is drawn before them.

    >>> figure = plot_feature_maps(np.zeros((4, 12, 12)), image=np.zeros((28, 28)))
    >>> len(figure.axes)
    5
    """
    stack = as_images(maps, "maps")
    panels_needed = len(stack) + (image is not None)
    columns = min(as_int(columns, "columns", minimum=1), panels_needed)
    rows = -(-panels_needed // columns)
    side = min(WIDTH / columns, 1.7)
    tall = rows * (side + 0.22) + (0.35 if title else 0.0)
    figure = new_figure(columns * side, tall, image_format="png")
    panels = list(figure.subplots(rows, columns, squeeze=False).ravel())
    for axes in panels[panels_needed:]:
        axes.axis("off")
    if image is not None:
        first = panels.pop(0)
        draw_panel(first, as_images(image, "image")[0], "input")
        first.set_xlabel("input", color=TEXT["input"], fontsize=10.5, labelpad=3)
    limits = (min(0.0, float(stack.min())), float(stack.max()))
    for k, (axes, feature) in enumerate(zip(panels, stack, strict=False)):
        draw_panel(axes, feature, role, limits=limits)
        axes.set_xlabel(f"map {k}", color=text_colour(role), fontsize=10.5, labelpad=3)
    if title:
        figure.suptitle(title, x=0.0, ha="left", fontsize=13)
    return figure
