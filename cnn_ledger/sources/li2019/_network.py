r"""What the sections share: names, and the neuron."""

from __future__ import annotations

import sympy as sp
from sympy import Symbol

from cnn_core.symbolic.vocabulary import activation, indices, sizes, tensors
from cnn_ledger.sources._common import (
    forms,
)  # fmt: skip

equation, claim = forms("li2019")
sigma = activation("sigma")
z, bias = sp.symbols("z b", real=True)
above = Symbol("t", positive=True)
i, j, k, m, r, s, p, q = indices("i j k m r s j' k'")
n, A, B = sizes("n n_{L-1} n_L")
w, a, b, y, delta = tensors("w a b y delta")
