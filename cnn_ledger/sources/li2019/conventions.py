"""The letters of the report, for reading its formulas back.

Superscripts name layers. Entries are counted from one. In the first part of section 1.7 each layer
has one neuron, and its letters are numbers.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Integer

from cnn_ledger.reading import DEFINED, Spelled
from cnn_ledger.sources.li2019._network import A, B, a, b, delta, j, k, p, q, sigma, w, y
from cnn_ledger.sources.li2019.any_width import layer_cost, net_at, outer_cost, x
from cnn_ledger.sources.li2019.chain import (
    A2,
    Z2,
    a0,
    a1,
    b1,
    b2,
    net,
    w2,
    weight1,
    y0,
)

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
SPELLED = {
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
        forms=("corrected",),
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
    "1.7-24": Spelled(BACK, from_one=True, layers=LAYERS, forms=("corrected",)),
}
UNREAD = {"1.7-22": "a sign stands after the sum without a bracket"}
