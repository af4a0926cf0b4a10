"""The letters of the paper, for reading its formulas back.

Its h(x) is ``theta^T x``, and (1) and (2) are read for a component j of theta.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.latex import Table
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial
from cnn_ledger.reading import DEFINED, Spelled, numbered
from cnn_ledger.sources._common import delta, f, g, i, p, q, t, w, x, y
from cnn_ledger.sources.zhou2018._network import A, B, C, M, bias, theta, u, v
from cnn_ledger.sources.zhou2018.backpropagation import direct, loss, net, recursion
from cnn_ledger.sources.zhou2018.regression import alpha, cost, error, step

EXAMPLES = Spelled(
    {
        "J": cost(M), r"\theta_j": theta[p], r"\alpha": alpha, "m": M,
        r"h_\theta(x^{(i)})": error(i) + y[i], "y^{(i)}": y[i], "x^{(i)}_j": x[i, p],
        r"\theta^T x": error(i) + y[i], r"h_\theta(x)": error(i) + y[i],
    },
    from_one=True,
)  # fmt: skip
BY_THETA = r"\frac{\partial}{\partial\theta} "
AS_PRINTED = Spelled(  # i is bound by the sum, and free where the sum is lost
    {
        "S": step, "J": cost(M), r"\theta_i": theta[p], r"\theta_j": theta[p],
        r"\alpha": alpha, "m": M, r"h_\theta(x)": error(i) + y[i], "y": y[i], "x^{(i)}": x[i, p],
    },
    given={i: q},
    from_one=True,
    spelling={
        r"\theta_i = \theta_i": r"\theta_i",  # the first equality defines the step
        BY_THETA + r"J(\theta)": "S",
        BY_THETA + r"\frac12 \sum_{i=1}^{m} (h_\theta(x) - y)^2":
            r"\frac{\partial (\frac12 \sum_{i=1}^{m} (h_\theta(x) - y)^2)}{\partial\theta_j}",
    },
)  # fmt: skip
BY_BIAS = r"\frac{\partial E}{\partial b}"
CHAIN = {
    BY_BIAS: Partial(direct, bias[p]),
    r"\frac{\partial E}{\partial u}": g(net).fdiff(),
    r"\frac{\partial u}{\partial b}": derivative(net, bias[p]),
}
OF_UNIT = {
    **CHAIN, r"\frac{\partial u}{\partial b}": Partial(net, bias[p], "u"),
    r"\delta": g(net).fdiff(),
}  # fmt: skip


def column(entry: Expr, size: Expr) -> Table:
    return Table(lambda p_: entry.xreplace({p: p_}), size)


RECURSION = Spelled(  # the superscript on the left is read as l
    {
        r"\delta^{1}": Partial(loss, bias[p]),
        "W^{l+1}": Table(lambda i_, p_: v[i_, p_], C, B),
        r"\delta^{l+1}": Table(lambda i_: delta[i_], C),
        "f'(u^l)": column(f(net).fdiff(), B),
    },
    at=(p,),
    spelling={r"(W^{l+1})^T \times \delta^{l+1}": r"((W^{l+1})^\top \times \delta^{l+1})"},
)
OUTPUT = Spelled(
    {
        r"\delta'": DEFINED, "f'(u^l)": column(f(u[p]).fdiff(), C),
        "y^n": column(f(u[p]), C), "t^n": column(t[p], C),
    },
    at=(p,),
)  # fmt: skip
OUTER = Spelled(
    {
        r"\frac{\partial E}{\partial W^l}": Partial(loss, w[p, q]),
        r"\delta^l": Table(lambda p_, o: recursion.xreplace({p: p_}), B, 1),
        "x^{l-1}": Table(lambda q_, o: x[q_], A, 1),
    },
    at=(p, q),
    spelling={"^T": r"^\top"},
)
PRINTED_OUTER = Spelled(  # at a matrix of three rows and two columns
    {
        r"\frac{\partial E}{\partial W^l}": DEFINED,
        "x^{l-1}": Table(lambda q_, o: x[q_, o], A, 1),
        r"\delta^l": Table(lambda p_, o: delta[p_, o], B, 1),
    },
    given=numbered({x: symbol_array("x", (2, 1)), delta: symbol_array("delta", (3, 1))}),
    at=(q, p),
    spelling={"^T": r"^\top"},
    places=tuple({q: sp.Integer(one), p: sp.Integer(two)} for one in range(2) for two in range(3)),
)
SPELLED = {
    **dict.fromkeys(["1", "2"], AS_PRINTED),
    "3": Spelled(CHAIN),
    "4": Spelled(OF_UNIT, spelling={r"\text{Since } ": ""}),
    "5": RECURSION,
    "6": OUTPUT,
    "7": PRINTED_OUTER,
}
CORRECTED = {"1": EXAMPLES, "2": EXAMPLES, "7": OUTER}
UNREAD = {
    "8": "its claim speaks of the change along the step, in which the step itself is not written",
}
