r"""Murugan 2017, *Feed Forward and Backward Run in Deep Convolution Neural Network*.

Table 1, equations 2.1 to 2.14 and 3.1 to 3.80, and the text. The numbers 2.15, 3.14 and 3.24 stand
beside no formula. One file for each part of the paper; `_network` holds what they share.

What counts as a convention: it may supply what the paper leaves unsaid (the index of the samples,
the window of a maximum, that ``=`` assigns, which layer is meant by L). It does not change what is
printed, and a slip that the paper avoids elsewhere is a slip.
"""

from __future__ import annotations

from cnn_ledger.equation import Equation
from cnn_ledger.sources.murugan2017 import (
    architecture,
    convolution_layer,
    forward,
    hidden_layers,
    output_layer,
    text_architecture,
    text_learning,
    updates,
)

DISPLAYED: set[str] = {
    *(f"Table 1: {name}" for name in ("sigmoid", "tanh", "ReLU", "leaky ReLU", "softmax")),
    *(f"2.{k}" for k in range(1, 15)),  # 2.15, 3.14 and 3.24 stand beside no formula
    *(f"3.{k}" for k in range(1, 81) if k not in (14, 24)),
}
PARTS = (
    architecture,
    forward,
    output_layer,
    hidden_layers,
    convolution_layer,
    updates,
    text_architecture,
    text_learning,
)
ENTRIES: list[Equation] = [entry for part in PARTS for entry in part.ENTRIES]
