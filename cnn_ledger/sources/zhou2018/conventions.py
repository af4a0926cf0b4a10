"""The letters of the paper, for reading its formulas back.

Its h(x) is ``theta^T x``; what it prints without ranges is read in the corrected forms alone.
"""

from __future__ import annotations

from cnn_ledger.reading import Spelled
from cnn_ledger.sources._common import i, p, x, y
from cnn_ledger.sources.zhou2018._network import M, theta
from cnn_ledger.sources.zhou2018.regression import alpha, cost, error

CORRECTED = Spelled(
    {
        "J": cost(M), r"\theta_j": theta[p], r"\alpha": alpha, "m": M,
        r"h_\theta(x^{(i)})": error(i) + y[i], "y^{(i)}": y[i], "x^{(i)}_j": x[i, p],
        r"\theta^T x": error(i) + y[i], r"h_\theta(x)": error(i) + y[i],
    },
    from_one=True,
    forms=("corrected",),
)  # fmt: skip
SPELLED = {"1": CORRECTED, "2": CORRECTED}
UNREAD: dict[str, str] = {}
