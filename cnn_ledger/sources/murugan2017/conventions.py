r"""The letters of the paper, for reading its formulas back.

The paper's i numbers samples under a sum and neurons elsewhere: where it numbers samples it is
written s here. Superscripts name layers. Sums without limits are those of the samples or of the
map; a derivative by a prediction is one by a common change e of the predictions (3.26).
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, S

from cnn_core.symbolic.latex import Table
from cnn_ledger.reading import DEFINED, Spelled
from cnn_ledger.sources._common import H, W, delta, f, g, k1, k2, m, n
from cnn_ledger.sources.murugan2017 import _network as one
from cnn_ledger.sources.murugan2017 import architecture as losses
from cnn_ledger.sources.murugan2017 import convolution_layer as convolution
from cnn_ledger.sources.murugan2017 import forward
from cnn_ledger.sources.murugan2017 import hidden_layers as hidden
from cnn_ledger.sources.murugan2017 import output_layer as output
from cnn_ledger.sources.murugan2017._network import i, j, k, p, q, r, s, t, y
from cnn_ledger.sources.murugan2017.forward import image, kernel

Names = dict[str, Any]
LOSS_NAME = r"L(\hat{y}_i^{L+1}, y_i)"
LOSS = Spelled(
    {LOSS_NAME: DEFINED, r"\hat{y}_i^{L+1}": p[i], "y": y, "t": t},
    from_one=True,
    spelling={r"^{i=t}": "^{t}", r"\sum_1^": r"\sum_{i=1}^", r"(y_i) \log": r"y_i \log"},
)
PLANES = Spelled({r"(I \otimes K)_{ij}": DEFINED, "I": image, "K": kernel})

# --- Table 1 and the losses ---------------------------------------------------------------------

SIGMOID = Spelled(
    {
        "x": losses.z, r"\sigma(x)": losses.logistic, "f(x)": losses.logistic,
        "f'(x)": losses.logistic.diff(losses.z),
    }
)  # fmt: skip
TANH = Spelled(
    {
        "x": losses.z, r"\sigma(x)": losses.tanh, "f(x)": losses.tanh,
        "f'(x)": losses.tanh.diff(losses.z),
    }
)  # fmt: skip
LABELS = Spelled(
    {
        r"P(y_i|z^{l-1})": DEFINED, r"\log P(y_i|z^{l-1})": DEFINED,
        r"-\log P(y_i|z^{l-1})": DEFINED, "y_i": losses.label_, r"\hat{y}_i^{L+1}": losses.guess,
    },
    spelling={"{(y_i)}": "{y_i}", "{(1-y_i)}": "{1-y_i}"},
    places=tuple({losses.label_: value} for value in losses.BOTH),
)  # fmt: skip

# --- the forward run ----------------------------------------------------------------------------

MAPS = Spelled(
    {
        "C_{m,n}^{p,q}": DEFINED, "S_{m,n}^{p,q}": forward.maps, r"\sigma": f, "I": image,
        "K^{p,q}": kernel, "b^{p,q}": one.bias, "m": m, "n": n, "k_1": k1, "k_2": k2,
    },
    from_one=True,
    layers=("{p,q}",),
)  # fmt: skip


def row(number: str, neuron: Expr) -> Spelled:
    """The net input of a neuron, counted from one as the paper does."""
    names = {f"z_{number}^l": forward.connected(neuron), f"b_{number}^l": forward.b[neuron]}
    weight = {f"w_{{{number}j}}^l": forward.w[neuron, j], "a_j^{l-1}": forward.a[j]}
    return Spelled({**names, **weight, "n": forward.N_IN}, from_one=True)


def vector(entry: Any, size: Expr) -> Table:
    return Table(lambda i_: entry(i_), size)


N_IN, N_OUT = forward.N_IN, forward.N_OUT
WEIGHTS = Table(lambda i_, j_: forward.w[i_, j_], N_IN, N_OUT)  # the sending neuron first
LAYERS = Spelled(
    {
        r"\sigma": f, r"\hat{y}^{L+1}": DEFINED, "a^l": DEFINED, "W^{L+1}": WEIGHTS, "W^l": WEIGHTS,
        "a^L": vector(lambda i_: forward.a[i_], N_IN),
        "a^{l-1}": vector(lambda i_: forward.a[i_], N_IN),
        "b^{L+1}": vector(lambda i_: forward.b[i_], N_OUT),
        "b^l": vector(lambda i_: forward.b[i_], N_OUT),
    },
    at=(q,),
    spelling={"^T": r"^\top", r", \quad l = 1, \dots, L": ""},
)  # fmt: skip

# --- the classification layer -------------------------------------------------------------------

SAMPLES = {r"\sum_1^{i=t}": r"\sum_{s=1}^{t}", r"\sum_1^t": r"\sum_{s=1}^{t}"}
OPEN = r"\frac{-y_i}{\hat{y}_i^{L+1}} + \frac{1 - y_i}{1 - \hat{y}_i^{L+1}}"
BOTH_FRACTIONS = {OPEN: rf"\left({OPEN}\right)", r"\partial \hat{y}_i^{L+1}}": r"\partial e}"}
NET = r"\sum_{i=1}^i w_{i,i-1} a^{L-1} + b^L"
NET_IN_WORDS = r"\sum_{j} w_{i,j} a_j^{L} + b_i"


def by_change(label: Expr, prediction: Expr) -> Spelled:
    """The mean loss of a neuron by a common change of its predictions."""
    loss = one.mean(one.cross_entropy(prediction, label))
    return Spelled(
        {LOSS_NAME: loss, "y_i": label, r"\hat{y}_i^{L+1}": prediction, "e": output.shift,
         "t": t, "i": i},
        from_one=True,
        spelling={**SAMPLES, **BOTH_FRACTIONS},
    )  # fmt: skip


def at_sample(sample: Expr, loss: Expr) -> Names:
    """The letters of one output neuron, whose weight and bias are numbers."""
    net, predicted = one.net.subs(s, sample), one.predicted.subs(s, sample)
    return {
        LOSS_NAME: loss, "y_i": y[sample], r"\hat{y}_i^{L+1}": predicted, "t": t,
        r"\sigma": one.sigmoid, r"\sigma'": lambda z: one.sigmoid(z) * (1 - one.sigmoid(z)),
        "z_i^{L+1}": net, NET: net, NET_IN_WORDS: net, r"\sigma(z_i^{L+1})": predicted,
        "a_i^{L+1}": predicted, "a_{i-1}^{L}": one.a[sample], "w_{i,i-1}^{L+1}": one.weight,
        "w_{i,i-1}^L": one.weight, "b_i^L": one.bias, "a_t^{L+1}": one.last(one.predicted),
        r"\sigma(z_t^{L+1})": one.last(one.predicted),
    }  # fmt: skip


OUTPUT = Spelled(at_sample(s, one.cost), from_one=True, spelling=SAMPLES)
ONE_SAMPLE = Spelled(at_sample(r, one.cross_entropy(one.predicted, y[s]).subs(s, r)))
ANY = f(one.net)
ANY_LOSS = Spelled(
    {
        LOSS_NAME: one.mean(y[s] * g(ANY)), r"\hat{y}_i^{L+1}": ANY, "t": t,
        rf"\frac{{\partial {LOSS_NAME}}}{{\partial \hat{{y}}_i^{{L+1}}}}": y[s] * g(ANY).fdiff(),
        "w_{i,i-1}^{L+1}": one.weight, "b_i^L": one.bias,
    },
    from_one=True,
    spelling=SAMPLES,
)  # fmt: skip
RECEIVER_FIRST = {rf" \quad {hidden.RECEIVER_FIRST}": "", "^T": r"^\top"}
ALL_OUTPUTS = Spelled(
    {
        r"\frac{\partial L}{\partial W^{L+1}}": output.by_matrix(i).quantity, "t": t,
        r"\hat{y}^{(s)}": Table(lambda i_, o: output.all_predicted.xreplace({i: i_}), one.K, 1),
        "y^{(s)}": Table(lambda i_, o: y[s, i_], one.K, 1),
        "a^{L,(s)}": Table(lambda j_, o: one.a[s, j_], one.n, 1),
    },
    at=(i, j),
    spelling=RECEIVER_FIRST | {r"\sum_{s=1}^t": r"\sum_{s=0}^{t-1}"},
)  # fmt: skip
Z = output.z
SLOPE = Spelled(
    {r"\sigma(z_i^{L+1})": one.sigmoid(Z), "z_i^{L+1}": Z},
    spelling={r"\exp^": "e^"},
)
SLOPE_OF_BOTH = Spelled(
    {r"\sigma(z_i^{L+1})": output.by_tanh, "z_i^{L+1}": Z}, spelling={r"\exp^": "e^"}
)

# --- the hidden layers --------------------------------------------------------------------------


def through_one(prediction: Expr, label: Expr, loss: Expr) -> Spelled:
    """One output neuron, and any one parameter or input of the network."""
    letters = ("w_{i,i-1}^l", "b_i^l", "a_i^{l-1}")
    by_prediction = one.slope(prediction, label)
    return Spelled(
        {
            **dict.fromkeys(letters, hidden.parameter),
            **dict.fromkeys([r"\hat{y}_i^{L+1}", "a_i^{L+1}", r"\sigma(z_i^{L+1})", "y_t^{L+1}"],
                            prediction),
            **dict.fromkeys([LOSS_NAME, r"L(\hat{y}_i^{L+1}, y_t)", "L(y_t^{L+1}, y_t)"], loss),
            r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial y_i^{L+1}}": by_prediction,
            r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial \hat{y}_i^{L+1}}": by_prediction,
            r"\frac{\partial L(y_t^{L+1}, y_t)}{\partial y_t^{L+1}}": by_prediction,
            "y_i": label, "t": t,
        },
        from_one=True,
        spelling=SAMPLES | {r" \quad \text{for the loss of one sample at output } i": ""},
    )  # fmt: skip


ONE_LABEL = hidden.through_one_output()
LABEL = next(e for e in ONE_LABEL.formula.free_symbols if e.name == "y")
THROUGH_ONE = through_one(g(hidden.parameter), LABEL, ONE_LABEL.quantity.args[0])
THROUGH_MEAN = through_one(hidden.sampled, y[s], one.mean(one.cross_entropy(hidden.sampled, y[s])))
DELTA = hidden.output_delta()


def of_delta(sample: Expr) -> Spelled:
    """The recursion: the hidden neuron i, the neuron j before it, k in the next layer."""
    net = hidden.hidden_net(i).subs(s, sample)
    here = hidden.hidden_delta(i).subs(s, sample)
    names = {
        r"\frac{\partial L}{\partial w_{ij}^l}": hidden.weights_by_delta().quantity,
        r"\frac{\partial L}{\partial b_i^l}": hidden.biases_by_delta().quantity,
        r"\frac{\partial L}{\partial a_j^{l-1}}": hidden.inputs_by_delta().quantity,
        **dict.fromkeys([r"\delta_i^{l,(s)}", r"\delta_i^l"], here),
        "a_j^{l-1,(s)}": one.x[sample, j], "w_{ij}^l": one.w[i, j], "t": t,
        r"\sigma'(z_i^l)": f(net).fdiff(), "w_{ki}^{l+1}": one.v[k, i],
        r"\delta_k^{l+1}": delta[sample, k], "k": (0, one.K - 1), "i": (0, one.n - 1),
        r"\delta^{L+1}": DELTA.quantity, r"\hat{y} - y": DELTA.formula,
    }  # fmt: skip
    active = {r", \quad \sigma'(z_i^l) = 1": "", r" \quad \text{for each sample}": ""}
    return Spelled(names, spelling=active | {r"\sum_{s=1}^t": r"\sum_{s=0}^{t-1}"})


def with_matrices(at: tuple[Expr, ...], left: str, quantity: Expr, sample: Expr) -> Spelled:
    """The same for all entries at once: matrices, and vectors as columns."""
    spelled = of_delta(sample)
    whole = Table(lambda i_, o: hidden.hidden_delta(i_).subs(s, sample), one.n, 1)
    names = {
        left: quantity, r"\delta^{l,(s)}": whole, r"\delta^l": whole,
        "a^{l-1,(s)}": Table(lambda j_, o: one.x[s, j_], one.D, 1),
        "W^l": Table(lambda i_, j_: one.w[i_, j_], one.n, one.D),
    }  # fmt: skip
    return Spelled(
        {**spelled.names, **names}, at=at, spelling={**spelled.spelling, **RECEIVER_FIRST}
    )


RECURSION, BY_INPUT = of_delta(s), of_delta(r)
zero = S.Zero  # a column is a matrix with one column
ENTRY_OF_W = with_matrices(
    (i, j), r"\frac{\partial L}{\partial W^l}", hidden.weights_by_delta().quantity, s
)
ENTRY_OF_B = with_matrices(
    (i, zero), r"\frac{\partial L}{\partial b^l}", hidden.biases_by_delta().quantity, s
)
ENTRY_OF_A = with_matrices(
    (j, zero), r"\frac{\partial L}{\partial a^{l-1}}", hidden.inputs_by_delta().quantity, r
)

# --- the convolution layer ----------------------------------------------------------------------

ROW, COLUMN = convolution.row, convolution.column
ERRORS = convolution.errors[m, n]


def star(row_: Expr, column_: Expr) -> Expr:
    """The convolution of the image, turned by half a turn, with G at a place."""
    turned = convolution.image[H - 1 - (row_ - m), W - 1 - (column_ - n)]
    return convolution.over_map(turned * ERRORS * convolution.slopes)


OF_MAP = Spelled(
    {
        **dict.fromkeys(
            [LOSS_NAME, r"L(\hat{y}_i^{L+1}, y_t)", "L"], convolution.loss
        ),
        **dict.fromkeys(
            [rf"\frac{{\partial {name}}}{{\partial C_{{m,n}}^{{p,q}}}}"
             for name in (LOSS_NAME, r"L(\hat{y}_i^{L+1}, y_t)", "L")], ERRORS
        ),
        "C_{m,n}^{p,q}": convolution.activated, "k^{p,q}": convolution.kernel,
        "b^{p,q}": one.bias, "I": convolution.image, r"\sigma": f,
        r"\sigma'(S_{m,n}^{p,q})": convolution.slopes, "u": ROW, "v": COLUMN, "H": H, "W": W,
        "m": (k1 - 1, H - 1), "n": (k2 - 1, W - 1), "c": (0, k1 - 1), "d": (0, k2 - 1),
        r"(\mathrm{rot}_{180} I * G^{p,q})": star, "G_{m,n}^{p,q}": ERRORS * convolution.slopes,
    },
    layers=("{p,q}",),
    spelling={
        r", \quad S \text{ the net input}": "", convolution.OVER: r"\sum_m \sum_n",
        convolution.SUM_OF_N: f"({convolution.SUM_OF_N})", "u'": "c", "v'": "d",
    },
)  # fmt: skip
WINNERS = Spelled(
    {
        r"\frac{\partial L}{\partial C_{m,n}^{p,q}}": convolution.sent_to_winners().quantity,
        r"\frac{\partial L}{\partial P_{r,s}^{p,q}}":
            convolution.pooled_errors[convolution.pooled_r, convolution.pooled_s],
        "V_{m,n,r,s}": convolution.WINS,
        "r": (0, convolution.R - 1), "s": (0, convolution.S - 1),
    },
    spelling={r"[(m, n) \text{ wins the window } (r, s)]": "V_{m,n,r,s}"},
)  # fmt: skip

SPELLED = {
    **dict.fromkeys(["2.4", "2.6", "2.7", "2.8", "2.9", "2.14", "3.23"], LOSS),
    **dict.fromkeys(["3.1", "3.2"], PLANES),
    "Table 1: sigmoid": SIGMOID,
    "Table 1: tanh": TANH,
    **dict.fromkeys(["2.10", "2.11", "2.13"], LABELS),
    "3.26": by_change(y[s], output.shifted),
    "3.27": by_change(y[s, i], output.row),
    **dict.fromkeys(["3.28", "3.41"], ANY_LOSS),
    **dict.fromkeys(["3.29", "3.30", "3.31", "3.32", "3.33", "3.37", "3.39"], OUTPUT),
    "3.34": SLOPE_OF_BOTH,
    "3.35": SLOPE_OF_BOTH,
    "3.36": SLOPE,
    "3.43": ONE_SAMPLE,
    **dict.fromkeys(["3.45", "3.55", "3.60"], THROUGH_ONE),
    **dict.fromkeys(["3.67", "3.72"], OF_MAP),
}
CORRECTED = {
    "2.5": LOSS,
    **dict.fromkeys(["3.3", "3.4"], MAPS),
    "3.7": row("1", S.Zero),
    "3.8": row("2", S.One),
    "3.9": row("i", q),
    "3.22": LAYERS,
    "3.25": by_change(y[s], output.shifted),
    "3.38": OUTPUT,
    "3.40": ALL_OUTPUTS,
    "3.42": OUTPUT,
    **dict.fromkeys(["3.46", "3.47", "3.48", "3.56"], THROUGH_MEAN),
    **dict.fromkeys(["3.49", "3.50", "3.51", "3.53", "3.57", "3.58"], RECURSION),
    "3.54": ENTRY_OF_W,
    "3.59": ENTRY_OF_B,
    "3.61": THROUGH_ONE,
    **dict.fromkeys(["3.62", "3.63"], BY_INPUT),
    "3.64": ENTRY_OF_A,
    "3.66": WINNERS,
    **dict.fromkeys(["3.68", "3.69", "3.70", "3.71", "3.73", "3.74"], OF_MAP),
}
UNREAD: dict[str, str] = {}
