"""The letters of the report, for reading its formulas back.

Superscripts name layers. Entries are counted from one. In the first part of section 1.7 each layer
has one neuron, and its letters are numbers.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Integer

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.reading import DEFINED, Spelled, numbered
from cnn_ledger.sources._common import sigmoid
from cnn_ledger.sources.li2019._network import A, B, a, b, delta, j, k, n, p, q, s, sigma, w, y, z
from cnn_ledger.sources.li2019.any_width import layer_cost, net_at, outer_cost, x
from cnn_ledger.sources.li2019.chain import (
    A2,
    Z1,
    Z2,
    a0,
    a1,
    b1,
    b2,
    below,
    cost0,
    cost1,
    net,
    of_example,
    w2,
    weight1,
    y0,
)
from cnn_ledger.sources.li2019.neuron import rectifier, step

NUMBERS = {
    "y": y0, r"\sigma": sigma, "w^{(L)}": w2, "w^L": w2, "b^{(L)}": b2, "b^L": b2,
    "a^{(L-1)}": a1, "w^{(L-1)}": weight1, "b^{(L-1)}": b1, "a^{(L-2)}": a0,
}  # fmt: skip
ONE = Spelled(
    {**NUMBERS, "C_0": (y0 - sigma(net)) ** 2, "a^{(L)}": A2, "z^{(L)}": Z2},
    {A2: sigma(net), Z2: net},
)
CHAIN = Spelled(
    {
        **NUMBERS, "C_0": (y0 - sigma(net)) ** 2, "a^{(L)}": A2, "z^{(L)}": Z2,
        r"\frac{\partial C_0}{\partial a^{(L)}}": sp.diff((y0 - A2) ** 2, A2),
        r"\frac{\partial a^{(L)}}{\partial z^{(L)}}": sigma(Z2).fdiff(),
        r"\frac{\partial z^{(L)}}{\partial w^{(L)}}": sp.diff(net, w2),
        r"\frac{\partial z^{(L)}}{\partial b^{(L)}}": sp.diff(net, b2),
        r"\frac{\partial z^{(L)}}{\partial a^{(L-1)}}": sp.diff(net, a1),
    },
    {A2: sigma(net), Z2: net},
)  # fmt: skip
OUTPUT = Spelled({**NUMBERS, "C_0": (y0 - A2) ** 2, "a^{(L)}": A2})
SLOPE = Spelled({**NUMBERS, "a^{(L)}": sigma(Z2), "z^{(L)}": Z2})
NET = Spelled({**NUMBERS, "z^{(L)}": net})
LAYERS = ("(L)", "(L-1)", "(l)", "(l-1)", "(l+1)")
LAYER = {
    r"\sigma": sigma, "w^{(L)}": w, "b^{(L)}": b, "a^{(L-1)}": a, "y": y, "n_L": B, "n_{L-1}": A,
}  # fmt: skip


def error(at: Expr) -> Expr:
    """dC_0 / da_j, in whose place the printed factor stands."""
    return -2 * (y[at] - sigma(net_at(at)))


def wide(cost: Expr, j_: Expr, k_: Expr, **more: object) -> Spelled:
    """Layers of any width: the unit j_, its input k_; the factors of the chain by their values."""
    names: dict[str, object] = {
        **LAYER, "j": j_, "k": k_, "C_0": cost,
        "a^{(L)}": lambda at: sigma(net_at(at)), "z^{(L)}": net_at,
        r"\frac{\partial C_0}{\partial a^{(L)}_j}": error(j_),
        r"\frac{\partial a^{(L)}_j}{\partial z^{(L)}_j}": sigma(net_at(j_)).fdiff(),
        r"\frac{\partial z^{(L)}_j}{\partial w^{(L)}_{jk}}": a[k_],
        r"\frac{\partial z^{(L)}_j}{\partial b^{(L)}_j}": Integer(1),
        r"\frac{\partial z^{(L)}_j}{\partial a^{(L-1)}_k}": w[j_, k_],
        **more,
    }  # fmt: skip
    return Spelled(names, from_one=True, layers=LAYERS)


INNER = {
    "w^{(l)}": w, "a^{(l-1)}": a, "z^{(l)}": net_at,
    r"\frac{\partial C_0}{\partial a^{(l)}_j}": delta[p],
    r"\frac{\partial a^{(l)}_j}{\partial z^{(l)}_j}": sigma(net_at(p)).fdiff(),
    r"\frac{\partial z^{(l)}_j}{\partial w^{(l)}_{jk}}": a[q],
}  # fmt: skip
BACK = {
    r"\sigma": sigma, "C_0": outer_cost, "a^{(l)}": a, "w^{(l+1)}": w, "z^{(l+1)}": net_at,
    "n_{l+1}": B, "k": q, "p": p,
    r"\frac{\partial C_0}{\partial a^{(l+1)}_j}": delta[j],
}  # fmt: skip
LAST_OUTPUT = {
    **LAYER, "k": q, "C_0": layer_cost, "a^{(L)}": lambda at: sigma(net_at(at)), "z^{(L)}": net_at,
    r"\frac{\partial C_0}{\partial a^{(L)}_j}": error(j),
    r"\frac{\partial a^{(L)}_j}{\partial z^{(L)}_j}": sigma(net_at(j)).fdiff(),
    r"\frac{\partial z^{(L)}_j}{\partial a^{(L-1)}_k}": w[j, q],
}  # fmt: skip
TWO_DOWN = {
    r"\frac{\partial C_0}{\partial w^{(L-1)}}": Partial(cost1, weight1, "C_0"),
    r"\frac{\partial C_0}{\partial a^{(L)}}": sp.diff((y0 - A2) ** 2, A2),
    r"\frac{\partial C_0}{\partial a^{(L-1)}}": derivative(cost0, a1),
    r"\frac{\partial a^{(L)}}{\partial z^{(L)}}": sigma(Z2).fdiff(),
    r"\frac{\partial z^{(L)}}{\partial a^{(L-1)}}": sp.diff(net, a1),
    r"\frac{\partial a^{(L-1)}}{\partial z^{(L-1)}}": sigma(Z1).fdiff(),
    r"\frac{\partial z^{(L-1)}}{\partial w^{(L-1)}}": sp.diff(below, weight1),
}
a1_written = sigma(below)
net_written = net.subs(a1, a1_written)
WRITTEN = {A2: sigma(net_written), Z2: net_written, a1: a1_written, Z1: below}
NORM = r"\| y(\mathbf{x}) - a(\mathbf{x}) \|^2"  # of the outputs j at the input s
BY_COORDINATES = {NORM: r"\sum_{j} (y_{s,j} - a_{s,j})^2", r"\mathbf{x}": "s"}
MATRIX_SIGN = r" \otimes ".join(
    r"\begin{pmatrix} "
    + r" \\ ".join(" & ".join(f"{one}_{{{r}{c}}}" for c in (1, 2, 3)) for r in (1, 2, 3))
    + r" \end{pmatrix}"
    for one in "ab"
)
TWO_BY_TWO = numbered({w: symbol_array("w", (2, 2)), a: symbol_array("a", 2)})
MATRICES = numbered({x_: symbol_array(n_, (3, 3)) for x_, n_ in ((a, "a"), (b, "b"))})


def defined(left: str, at: str, argument: Expr, code: Expr) -> Spelled:
    """A function of one number, as the claim computes it."""
    return Spelled({left: DEFINED, at: argument}, code=code)


SPELLED = {
    "1.1-1": defined("f(x)", "x", z, step(z)),
    "1.1-2": defined(r"\sigma(x)", "x", z, sigmoid(z)),
    "1.1-3": defined("R(x)", "x", z, rectifier(z)),
    "1.2-1": Spelled(
        {
            r"\sigma": sigmoid,
            "a_m^{(l)}": DEFINED,
            "w^{(l)}": lambda j_, k_: w[j_, k_],
            "a^{(l-1)}": a,
            "n_{l-1}": A,
            "j": j,
        },
        given=TWO_BY_TWO,
        from_one=True,
        layers=LAYERS,
        places=tuple({j: Integer(row), A: Integer(2)} for row in range(2)),
        forms=("printed",),
    ),
    "1.3-1": Spelled(
        {"C(w)": DEFINED, "y": y, "a": a, "n": n, "s": (0, n - 1), "j": (0, B - 1)},
        spelling={r"C(\mathbf{w})": "C(w)", **BY_COORDINATES},
    ),
    "1.7-2": Spelled({"a^{(L)}": DEFINED, r"\sigma": sigmoid, "z^{(L)}": z}, code=sigmoid(z)),
    "1.7-3": Spelled({**NUMBERS, "z^{(L)}": DEFINED}, places=({},)),
    "1.7-15": Spelled({**NUMBERS, **TWO_DOWN}, WRITTEN),
    "1.7-16": Spelled({"C": total(of_example(s), (s, n)) / n, "w^{(L)}": w2, "n": n}, {A2: A2}),
    "1.7-22": Spelled(
        LAST_OUTPUT, from_one=True, layers=LAYERS, spelling={"{n_L} -2(": "{n_L} (-2)("}
    ),
    **dict.fromkeys(["1.6-2", "2.1-1"], Spelled({}, listed=True)),
    "2.1-3": Spelled(
        {"D": DEFINED, "a": lambda i_, j_: a[i_, j_], "b": lambda i_, j_: b[i_, j_]},
        given=MATRICES,
        from_one=True,
        places=({},),
        spelling={MATRIX_SIGN: "D"},
    ),
    "1.7-1": Spelled({r"C_0(\mathbf{w})": DEFINED, "y": y[0, 0], "a^{(L)}": a[0, 0]}),
    **dict.fromkeys(["1.7-4", "1.7-9", "1.7-12"], CHAIN),
    "1.7-5": OUTPUT,
    "1.7-6": SLOPE,
    **dict.fromkeys(["1.7-7", "1.7-10", "1.7-13"], NET),
    **dict.fromkeys(["1.7-8", "1.7-11", "1.7-14"], ONE),
    "1.7-17": Spelled(
        {**LAYER, r"C_0(\boldsymbol{w})": DEFINED, "a^{(L)}": a}, from_one=True, layers=LAYERS
    ),
    "1.7-18": Spelled({**LAYER, "j": j, "a^{(L)}": lambda _: DEFINED, "z^{(L)}": x}, layers=LAYERS),
    "1.7-19": Spelled(
        {**LAYER, "j": j, "z^{(L)}": lambda _: DEFINED}, from_one=True, layers=LAYERS
    ),
    "1.7-20": wide(layer_cost, p, q),
    "1.7-21": wide(layer_cost, p, q),
    "1.7-23": wide(outer_cost, p, q, **INNER),
    "1.7-24": Spelled({**BACK, "j": p}, from_one=True, layers=LAYERS),
}
CORRECTED = {
    "1.2-1": Spelled(
        {
            r"\sigma": sigma,
            "a_m^{(l)}": DEFINED,
            "b_m^{(l)}": b[j],
            "w_{mk}^{(l)}": w[j, k],
            "a_k^{(l-1)}": a[k],
            "n_{l-1}": A,
        },
        from_one=True,
    ),
}
DOTS = "dots stand for the terms between"
STEP = "its claim speaks of the change along the step, in which the step itself is not written"
UNREAD = {
    **dict.fromkeys(["1.4-1", "1.4-3", "1.4-5"], STEP),
    **dict.fromkeys(["1.4-2", "1.4-4"], "the gradient is a list, and its claim a change along it"),
    "1.5-1": "it says that two means are nearly the same",
    "1.6-1": "a list of numbers, of which its claim is a sentence",
    "1.6-3": DOTS,
    "2.1-2": "matrices of numbers stand under a sign of their own",
    "2.2-1": "no equation: an expression alone",
}
