r"""What the parts share: names and ranges."""

from __future__ import annotations

from cnn_core.symbolic.vocabulary import inside, sizes, tensors
from cnn_ledger.sources._common import (
    forms,
    p,
)  # fmt: skip

equation, claim = forms("zhou2018")
M, D = sizes("M D")  # examples, components
theta, bias, u = tensors("theta b u")

# Layers of widths A, B, C: u = w x + b, then v f(u) + d; E is any function of what follows.

A, B, C = sizes("A B C")
v, s, next_bias = tensors("v s d")
UNIT = [inside(p, B)]
