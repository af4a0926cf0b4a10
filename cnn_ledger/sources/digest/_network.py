r"""What the parts share: names, and the layer."""

from __future__ import annotations

from cnn_core.symbolic.vocabulary import indices, sizes, tensors
from cnn_ledger.sources._common import (
    KERNEL,
    OUT,
    correlation,
    forms,
    i,
    j,
    o,
    plane,
    ranges,
    w,
)  # fmt: skip

_, claim = forms("digest")
A, B = sizes("A B")  # inputs, outputs
(bias,) = tensors("b")
OUTPUT = ranges((i, OUT[0]), (j, OUT[1]))
r, s = indices("r s")
layer = correlation(plane(o), plane(w), KERNEL, i, j)
heads, noise = tensors("v n")
