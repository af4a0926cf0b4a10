r"""Jefkine 2016, *Backpropagation In Convolutional Neural Networks*: equations and text.

The post's star is the convolution of its equation 2, its circled cross the cross-correlation of
equation 1. A layer maps ``o``, of shape H by W, to ``x = correlation(o, w) + b`` on the valid
positions; ``E`` is any loss, and ``delta`` its derivatives by the entries of x.
"""

from __future__ import annotations

from cnn_ledger.equation import Equation
from cnn_ledger.sources.jefkine2016 import (
    definitions,
    input_gradient,
    kernel_gradient,
    text,
)

DISPLAYED: set[str] = {str(k) for k in range(1, 23)}
PARTS = (
    definitions,
    kernel_gradient,
    input_gradient,
    text,
)
ENTRIES: list[Equation] = [entry for part in PARTS for entry in part.ENTRIES]
