"""A digest of abstracts and posts on backpropagation in convolutional networks."""

from __future__ import annotations

from cnn_core.symbolic.equation import Equation

ENTRIES: list[Equation] = []
