"""The error of a difference quotient against its step, measured and as the theorem has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cnn_core._checks import as_array, check_shape
from cnn_core.plotting.style import PALETTE, TEXT, WIDTH, BookFigure, new_figure, styled

__all__ = ["plot_step_errors"]

COLOURS = ("input", "delta", "output")


@styled
def plot_step_errors(
    steps: Any,
    errors: Mapping[str, Any],
    roundings: Mapping[str, float],
    *,
    third: float,
    value: float,
) -> BookFigure:
    """Measured errors of a central difference, with ``third h^2 + rounding value / h`` as lines.

    ``errors`` are by name, one for each step (those that are zero or no number are left out);
    ``roundings`` are the relative roundings of the same names, ``third`` a sixth of the third
    derivative and ``value`` that of the function. Raises ``ValueError`` for errors that are not as
    many as the steps.

    >>> figure = plot_step_errors([0.1, 1], {"a": [0.01, 1]}, {"a": 1e-3}, third=1, value=1)
    >>> len(figure.axes[0].lines)
    2
    """
    h = as_array(steps, "steps", ndim=1)
    figure = new_figure(WIDTH, 3.6)
    axes = figure.subplots()
    axes.set(xscale="log", yscale="log", xlabel="step $h$", ylabel="error of the slope")
    for (name, measured), role in zip(errors.items(), COLOURS, strict=False):
        found = as_array(measured, name, ndim=1).astype(float)
        check_shape(found, name, h.shape)
        seen = np.isfinite(found) & (found > 0)
        theory = third * h**2 + roundings[name] * value / h
        axes.plot(h, theory, color=PALETTE[role], linewidth=1.2)
        axes.plot(h[seen], found[seen], "o", color=PALETTE[role], markersize=3.5)
        axes.text(
            h[0] * 1.6, theory[0] * 1.6, name, color=TEXT[role], ha="left", va="bottom"
        )  # fmt: skip
    axes.grid(which="major")
    return figure
