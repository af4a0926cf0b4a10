"""The letters of the post, for reading its formulas back.

Superscripts name layers and mean nothing else: ``w^l`` and ``w^{l+1}`` are the kernel at hand. Sums
without ranges run over the kernel. In the first half the layer is ``x^l`` of ``o^{l-1}``, in the
second ``x^{l+1}`` of ``o^l = f(x^l)``.
"""

from __future__ import annotations

from itertools import product

from sympy import Expr, Integer

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import total
from cnn_ledger.reading import DEFINED, Spelled, numbered
from cnn_ledger.sources._common import (
    OUT,
    VALID,
    C,
    H,
    W,
    b,
    convolution,
    correlation,
    delta,
    f,
    i,
    j,
    k1,
    k2,
    m,
    n,
    o,
    padded,
    plane,
    t,
    turned,
    w,
    x,
    y,
)
from cnn_ledger.sources.jefkine2016._layer import (
    delta_padded,
    layer,
    loss,
    next_layer,
    next_loss,
    p,
    q,
    r,
    s,
)
from cnn_ledger.sources.jefkine2016.definitions import P, star
from cnn_ledger.sources.jefkine2016.kernel_gradient import delta_star_valid

KERNEL_SHAPE = (k1, k2)
KERNEL = {"m": (0, k1 - 1), "n": (0, k2 - 1)}
SIZES = {"H": H, "W": W, "k_1": k1, "k_2": k2, "i": i, "j": j, "m'": p, "n'": q, "i'": r, "j'": s}
BIAS = {"b^l": b, "b^{l+1}": b, "b": b}
FIRST = Spelled(
    {
        **SIZES, **BIAS, **KERNEL, "w^l": w, "o^{l-1}": o, r"\delta^l": delta, "E": loss,
        "x^l": lambda i_, j_: layer.xreplace({i: i_, j: j_}),
    }
)  # fmt: skip
SECOND = Spelled(
    {
        **SIZES, **BIAS, "m": m, "n": n, "w^{l+1}": w, "x^l": x, "o^l": lambda i_, j_: f(x[i_, j_]),
        r"\delta^{l+1}": delta, "E": next_loss, "f": f, "x^{l+1}": next_layer,
    }
)  # fmt: skip
PLACES = ((i, OUT[0]), (j, OUT[1]))
ZERO_OUTSIDE = padded(o, (H, W))
PLANES = {**SIZES, "b": b, "I": o, "K": w, r"(I * K)_{ij}": DEFINED}


def at_once(first: tuple[int, int]) -> Spelled:
    """Equations 1 and 2 at four places, of an image 3x4 and a kernel 2x3."""
    calls = {"I": lambda r_, s_: o[r_, s_], "K": lambda m_, n_: w[m_, n_]}
    sign = r"(I \otimes K)_{ij}"
    return Spelled(
        {**PLANES, **calls, sign: DEFINED},
        given=numbered({o: symbol_array("I", (3, 4)), w: symbol_array("K", (2, 3))}),
        places=tuple(
            {i: r_ + first[0], j: s_ + first[1], k1: Integer(2), k2: Integer(3)}
            for r_, s_ in product(range(2), repeat=2)
        ),
    )


def starred(name: str, value: Expr) -> Spelled:
    """A star of the post as a whole, in one of the readings that its claims give it."""
    return Spelled({**FIRST.names, name: value, "b^l_{ij}": b, "x^l": lambda i_, j_: DEFINED})


KERNEL_TURNED = r"\mathrm{rot}_{180}\{w^l\} * o^{l-1}_{ij}"
DELTA_TURNED = r"\mathrm{rot}_{180}\{\delta^l_{ij}\} * o^{l-1}_{m'n'}"
NEXT = "x^{l+1}_{i'-m,j'-n}"


def inserted(left: str, below: str) -> dict[str, str]:
    """A layer is inserted on the right: what is differentiated on both sides is compared."""
    by = rf"{{\partial {below}}}"
    return {rf"\frac{{\partial {left}}}{by}": left, rf"\frac{{\partial}}{by} \Bigl(": r"\Bigl("}


TURNED = {r"\mathrm{rot}_{180}\{w^{l+1}\}": turned(w, (k1, k2))}
SPELLED = {
    "1": at_once((0, 0)),
    "2": at_once((1, 2)),
    "3": Spelled({**PLANES, "I": ZERO_OUTSIDE, "K": lambda m_, n_: w[m_, n_]}),
    "4": Spelled({**PLANES, "C": C}, spelling={"c=1}^{C}": "c=0}^{C-1}"}),
    "5": Spelled(PLANES),
    "6": starred(KERNEL_TURNED, star(*VALID, turned(w, KERNEL_SHAPE), plane(o)) - b),
    "7": Spelled({**FIRST.names, "x^l": lambda i_, j_: DEFINED}),
    "8": Spelled({**SIZES, "x^l": x, "f": f, "o^l": lambda i_, j_: DEFINED}),
    "9": Spelled({"E": DEFINED, "p": (0, P - 1), "t": t, "y": y}),
    "10": Spelled({**FIRST.names, r"\frac{\partial E}{\partial x^l_{ij}}": delta[i, j]}),
    "11": Spelled(
        {**FIRST.names, "x^l_{ij}": DEFINED}, spelling=inserted("x^l_{ij}", "w^l_{m'n'}")
    ),
    "12": FIRST,
    "13": FIRST,
    "14": Spelled({**FIRST.names, DELTA_TURNED: delta_star_valid}),
    "15": Spelled(
        {
            **SIZES,
            "i": r,
            "j": s,
            "E": total(delta[i, j] * x[i, j], *PLACES),
            "x^l": x,
            r"\delta^l": delta,
        }
    ),
    "17": SECOND,
    "18": Spelled(
        {**SECOND.names, "c": (0, k1 - 1), "d": (0, k2 - 1), NEXT: DEFINED},
        spelling={**inserted(NEXT, "x^l_{i'j'}"), "m'": "c", "n'": "d"},
    ),
    "19": SECOND,
    "20": SECOND,
    "21": Spelled(
        {**SECOND.names, r"\delta^{l+1}": delta_padded},
        spelling={r"\mathrm{rot}_{180}\Bigl\{": r"\Bigl(", r"\Bigr\}": r"\Bigr)"},
    ),  # each sum is one number, which a turn leaves as it is
    "22": Spelled(
        {
            **SECOND.names,
            r"\delta^{l+1}_{i'j'} * \mathrm{rot}_{180}\{w^{l+1}_{mn}\}": convolution(
                delta_padded, turned(w, KERNEL_SHAPE), KERNEL_SHAPE, r, s
            ),
        }
    ),
}
CORRECTED = {
    "22": Spelled(
        {
            **SECOND.names,
            r"(\delta^{l+1} * w^{l+1})": lambda r_, s_: convolution(
                delta_padded, plane(w), KERNEL_SHAPE, r_, s_
            ),
            r"(\delta^{l+1} \otimes \mathrm{rot}_{180}\{w^{l+1}\})": lambda r_, s_: correlation(
                delta_padded, turned(w, KERNEL_SHAPE), KERNEL_SHAPE, r_, s_
            ),
        },
        spelling={r", \quad \delta^{l+1} \text{ zero outside}": ""},
    ),
    "21": Spelled({**SECOND.names, **TURNED, r"\delta^{l+1}": delta_padded}),
}
UNREAD = {"16": "the region Q names its places in words"}
