"""Zhou 2018, *Understanding the Convolutional Neural Networks with Gradient Descent and ...*."""

from __future__ import annotations

from cnn_core.symbolic.equation import Equation

ENTRIES: list[Equation] = []
