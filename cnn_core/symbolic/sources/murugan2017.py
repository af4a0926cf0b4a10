"""Murugan 2017, *Feed Forward and Backward Run in Deep Convolution Neural Network*."""

from __future__ import annotations

from cnn_core.symbolic.equation import Equation

ENTRIES: list[Equation] = []
