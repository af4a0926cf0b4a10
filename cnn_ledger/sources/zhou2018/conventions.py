"""The letters of the paper, for reading its formulas back.

Its h(x) is ``theta^T x``; what it prints without ranges is read in the corrected forms alone.
"""

from __future__ import annotations

from cnn_core.symbolic.latex import Table
from cnn_core.symbolic.vocabulary import Partial
from cnn_ledger.reading import Spelled
from cnn_ledger.sources._common import i, p, q, w, x, y
from cnn_ledger.sources.zhou2018._network import A, B, M, theta
from cnn_ledger.sources.zhou2018.backpropagation import loss, recursion
from cnn_ledger.sources.zhou2018.regression import alpha, cost, error

EXAMPLES = Spelled(
    {
        "J": cost(M), r"\theta_j": theta[p], r"\alpha": alpha, "m": M,
        r"h_\theta(x^{(i)})": error(i) + y[i], "y^{(i)}": y[i], "x^{(i)}_j": x[i, p],
        r"\theta^T x": error(i) + y[i], r"h_\theta(x)": error(i) + y[i],
    },
    from_one=True,
    forms=("corrected",),
)  # fmt: skip
OUTER = Spelled(
    {
        r"\frac{\partial E}{\partial W^l}": Partial(loss, w[p, q]),
        r"\delta^l": Table(lambda p_, o: recursion.xreplace({p: p_}), B, 1),
        "x^{l-1}": Table(lambda q_, o: x[q_], A, 1),
    },
    at=(p, q),
    spelling={"^T": r"^\top"},
    forms=("corrected",),
)
SPELLED = {"1": EXAMPLES, "2": EXAMPLES, "7": OUTER}
UNREAD: dict[str, str] = {}
