r"""Zhou 2018, *Understanding the Convolutional Neural Networks with Gradient Descent and
Backpropagation*: equations 1 to 8 and the text.

The paper defines neither h nor u nor E. Its results fix them: ``h(x) = theta^T x``,
``u^l = W^l x^{l-1} + b^l``, ``x^l = f(u^l)``, and E is half the squared error of one example.
"""

from __future__ import annotations

from cnn_ledger.equation import Equation
from cnn_ledger.sources.zhou2018 import (
    backpropagation,
    descent,
    network,
    regression,
    representation,
)

DISPLAYED: set[str] = {str(k) for k in range(1, 9)}
PARTS = (
    regression,
    backpropagation,
    network,
    descent,
    representation,
)
ENTRIES: list[Equation] = [entry for part in PARTS for entry in part.ENTRIES]
