"""Li 2019, *Convolutional Neural Networks* (COMP4121 project)."""

from __future__ import annotations

from cnn_core.symbolic.equation import Equation

ENTRIES: list[Equation] = []
