r"""The letters of the paper, for reading its formulas back.

The paper's i numbers samples under a sum and neurons elsewhere: where it numbers samples it is
written s here. Superscripts name layers. Sums without limits are those of the samples or of the
map; a derivative by a prediction is one by a common change e of the predictions (3.26).
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Integer, Rational, S, Symbol

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.latex import Table
from cnn_core.symbolic.vocabulary import tensors
from cnn_ledger.reading import DEFINED, Spelled, numbered
from cnn_ledger.sources._common import H, W, delta, f, g, k1, k2, m, n, u, v
from cnn_ledger.sources.murugan2017 import _network as one
from cnn_ledger.sources.murugan2017 import architecture as losses
from cnn_ledger.sources.murugan2017 import convolution_layer as convolution
from cnn_ledger.sources.murugan2017 import forward, updates
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


def for_any_label(code: Expr) -> Spelled:
    """Where the labels 0 and 1 hide a slip: what the claim takes at both, as it is in the label."""
    return Spelled(LABELS.names, spelling=LABELS.spelling, code=code)


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

# --- printed forms, at the sizes of their claims ------------------------------------------------

TWO = Integer(2)
PERFECT = Symbol("y", positive=True)  # the label, and the prediction
LOGARITHMIC = Spelled(
    {LOSS_NAME: DEFINED, r"\hat{y}_i^{L+1}": PERFECT, "y_i": PERFECT, "t": Integer(1)},
    places=({},),
    spelling={r"^{i=t}": "^{t}"},
)
LOG_LIKELIHOOD = Spelled(
    {"D": DEFINED, "y_i": losses.label_, r"\hat{y}_i^{L+1}": losses.chance},
    code=-one.cross_entropy(losses.chance, losses.label_),
    spelling={"= (y_i)": "D = (y_i)"},  # it goes on from 2.11
)
SOFTMAX = Spelled(
    {"f(x)": DEFINED, "f'(x)": DEFINED, "x_i": one.x[r], "z": one.x, "n": one.n},
    spelling={r"\sum_1^j e^x": r"\sum_{j=0}^{n-1} e^{z_j}", "e^x": "e^{x_i}"},
)
BRANCH_SLOPE = Symbol("the slope")
BRANCHES = tuple(
    {losses.z: at} for at in (Symbol("x_-", negative=True), Symbol("x_+", positive=True), S.Zero)
)


def with_kink(below: Rational) -> Spelled:
    """The ReLU, or a leaky one, and its derivative at a place on either side and at the kink."""
    value = losses.kinked(below)
    there = [{**at, BRANCH_SLOPE: value.diff(losses.z).xreplace(at)} for at in BRANCHES]
    return Spelled(
        {
            "f(x)": value,
            "f'(x)": BRANCH_SLOPE,
            r"\sigma'(z)": BRANCH_SLOPE,
            "x": losses.z,
            "z": losses.z,
        },
        places=tuple(there),
        spelling={"0.01": r"\frac{1}{100}"},
    )


OVER_PLACES = Spelled(
    {**MAPS.names, "C_{m,n}^{p,q}": DEFINED, "M": k1, "N": k2, "u": u, "v": v},
    from_one=True, layers=("{p,q}",), spelling={"{(m-u,n-v)}": "{m-u,n-v}"},
)  # fmt: skip
ACTIVATED_OVER_PLACES = Spelled(
    {**OVER_PLACES.names, r"\sigma": one.relu, "M": TWO, "N": TWO},
    given=numbered({image: symbol_array("I", (3, 3)), kernel: symbol_array("K", (2, 2))}),
    layers=("{p,q}",),
    spelling=OVER_PLACES.spelling,
    places=tuple({u: Integer(d), v: Integer(e)} for d, e in forward.PAIRS),
)
TWO_NEURONS = numbered(
    {
        forward.w: forward.numbered("w", 2, 2),
        forward.a: forward.numbered("a", 2),
        forward.b: forward.numbered("b", 2),
    }
)


def at_both(neuron: Expr) -> tuple[Names, ...]:
    return tuple({neuron: Integer(at), N_IN: TWO, N_OUT: TWO} for at in range(2))


COLUMN_SUMS = Spelled(
    {
        "z_j^l": DEFINED, "a_j^l": DEFINED, r"\sigma": one.relu, "n": N_IN,
        "w_{ij}^l": forward.w[i, j], "a_i^{l-1}": forward.a[i], "b_j^l": forward.b[j],
    },
    given=TWO_NEURONS,
    from_one=True,
    places=at_both(j),
)  # fmt: skip
TRANSPOSED = Spelled(
    {
        r"\sigma": one.relu, "a^l": DEFINED, "a^L": DEFINED,
        **dict.fromkeys(["W^l", "W^L"], WEIGHTS),
        **dict.fromkeys(["a^{l-1}", "a^{L-1}"], vector(lambda i_: forward.a[i_], N_IN)),
        **dict.fromkeys(["b^l", "b^L"], vector(lambda i_: forward.b[i_], N_OUT)),
    },
    given=TWO_NEURONS,
    at=(q,),
    spelling={"^T": r"^\top"},
    places=at_both(q),
)  # fmt: skip
NET_INPUTS = tensors("z")[0]
VECTOR = Spelled(
    {"a^l": DEFINED, "a^L": DEFINED, r"\sigma": f,
     **dict.fromkeys(["z^l", "z^L"], vector(lambda i_: NET_INPUTS[i_], N_OUT))},
    at=(q,),
    code=f(NET_INPUTS[q]),
)  # fmt: skip
ENTRIES_OF_VECTOR = Spelled(
    {**dict.fromkeys(["a^l", "a^L", "a_i^l", "a_i^L"], DEFINED), r"\sigma": f,
     **dict.fromkeys(["z_i^l", "z_i^L"], NET_INPUTS[i])}
)  # fmt: skip
REACHES_THE_END = {  # the sum of 3.42, as its claim reads it
    r"\sum_{s=1}^{t} \frac": r"\sum_{s=1}^{t} \Bigl(\frac",
    r"{\partial b_i^L}\right)": r"{\partial b_i^L}\right)\Bigr)",
}
NO_BRACKETS = Spelled(
    {**at_sample(s, one.cost), r"\hat{y}_i": one.predicted},
    from_one=True,
    spelling={**SAMPLES, **REACHES_THE_END},
)
BIASES_AS_VECTOR = Spelled({**ONE_SAMPLE.names, "b^L": DEFINED})

# The smallest network, with one sample: the claims name the net input of its output o_1.
OUTPUT_NAMED = {hidden.offsets[0]: hidden.net_outputs[0] - (hidden.send[0, :] * hidden.nets)[0]}
PATHS = {
    rf"\frac{{\partial {out}}}{{\partial {by}}}": hidden.by_chain(target)
    for out in (r"\hat{y}_i^{L+1}", "a_i^{L+1}", r"\sigma(z_i^{L+1})", "y_i^{L+1}")
    for by, target in (
        ("w_{i,i-1}^l", hidden.weight), ("b_i^l", hidden.offset), ("a_i^{l-1}", hidden.entry)
    )
}  # fmt: skip
GRADIENTS = {
    rf"\frac{{\partial L(\hat{{y}}_i^{{L+1}}, {label})}}{{\partial {by}}}": DEFINED
    for label in ("y_i", "y_t")
    for by in ("w_{i,i-1}^l", "b_i^l", "a_i^{l-1}")
}
ONLY_SAMPLE = {r"\sum_1^t": r"\sum_{s=1}^{t}", r"\sum_i^t": r"\sum_{s=1}^{t}"}


def smallest(**more: Expr) -> Spelled:
    """A formula of the smallest network; `more` says what its misprinted letters stand for."""
    net = r"\sum_{i=1}^i w_{i,i-1} a^{l-1} + b^l"
    active = {r"\sigma'(z_i^l)": S.One, rf"\sigma'\left({net}\right)": S.One}
    return Spelled(
        {
            **PATHS, **GRADIENTS, **active, r"\hat{y}_i^{L+1}": hidden.prediction,
            "y_i": hidden.label, "t": Integer(1), **more,
        },
        given=OUTPUT_NAMED,
        places=({},),
        spelling=ONLY_SAMPLE,
    )  # fmt: skip


NET_ABOVE = r"\frac{(\partial w_{i,i-1}^{L-1} a^{L-1} + b^{L-1})}{\partial a_i^{l-1}}"
LOWER = {r"\hat{y}_i^L": hidden.nets[0]}
NEXT_SAMPLE = {
    "y_{t+1}": hidden.label, "y_{t+1}^L": hidden.prediction, "y_{t+1}^{L+1}": hidden.prediction,
    "w_{i,i-1}^l": hidden.weight,
}  # fmt: skip

AT_NEURON = Symbol("z")
COLUMN = {
    "W^l": DEFINED, "b^l": DEFINED, "y_i": hidden.label, "z_i^l": AT_NEURON,
    "z_i^{l-1}": AT_NEURON, **GRADIENTS,
}  # fmt: skip


def column_at(numbers: Any) -> Spelled:
    """A column of the smallest network, whose two entries differ in one number."""
    return Spelled(COLUMN, given=OUTPUT_NAMED, places=tuple({AT_NEURON: at} for at in numbers))


# A row of three pixels, and of the map the places 1 and 2: the rows m are one row.
MAP_ROW, PIXEL_ROW, TURNED_ROW = tensors("G I R")
IN_A_ROW = {
    MAP_ROW[1]: convolution.sent[1],
    MAP_ROW[2]: convolution.sent[2],
    **{PIXEL_ROW[at]: pixel for at, pixel in enumerate(convolution.pixels)},
    **{TURNED_ROW[at]: pixel for at, pixel in enumerate(reversed(convolution.pixels))},
}
BY_TAP = Spelled(
    {
        convolution.BY_KERNEL: DEFINED, convolution.BY_KERNEL_I: DEFINED, "j": j, "v": q,
        "G": MAP_ROW, "I": PIXEL_ROW, "R": TURNED_ROW,
    },
    given=IN_A_ROW,
    places=tuple({q: Integer(tap), j: Integer(convolution.J)} for tap in convolution.TAPS),
    spelling={
        convolution.OVER: r"\sum_{n=1}^{2}", convolution.BY_MAP: "G_n",
        "I_{m-u, j-v}": "I_{j-v}", "rot I_{m-u,n-v}": "R_{n-v}",
    },
)  # fmt: skip


def assigned(name: str, by: str, parameters: Any) -> Spelled:
    """An update, read as the equation between numbers that it is as printed."""
    slope = Symbol("what is subtracted")
    old = Symbol("what is updated")
    gradient_name = rf"\frac{{\partial L(\hat{{y}}^{{L+1}}, y)}}{{\partial {by}}}"
    return Spelled(
        {name: old, gradient_name: slope, r"\alpha": updates.alpha},
        places=tuple(
            {old: parameter, slope: by_parameter}
            for parameter, by_parameter in zip(parameters, updates.slopes(parameters), strict=True)
        ),
    )


UPDATES = {
    "3.75": assigned("W^{L+1}", "W^L", [updates.send]),
    "3.76": assigned("b^{L+1}", "b^L", [updates.offset]),
    "3.77": assigned("W^l", "W^l", [updates.hidden]),
    "3.78": assigned("b^l", "b^l", [updates.hidden_bias]),
    "3.79": assigned("k^{p,q}", "k_{u,v}^{p,q}", updates.kernel),
    "3.80": assigned("b^{p,q}", "b^{p,q}", [updates.map_bias]),
}
SPELLED = {
    "2.5": LOGARITHMIC,
    "2.12": LOG_LIKELIHOOD,
    "Table 1: ReLU": with_kink(Rational(0)),
    "Table 1: leaky ReLU": with_kink(losses.HUNDREDTH),
    "Table 1: softmax": SOFTMAX,
    "3.52": with_kink(Rational(0)),
    "3.3": OVER_PLACES,
    "3.4": ACTIVATED_OVER_PLACES,
    **dict.fromkeys(["3.12", "3.13"], COLUMN_SUMS),
    **dict.fromkeys(["3.15", "3.19"], TRANSPOSED),
    **dict.fromkeys(["3.16", "3.20"], VECTOR),
    **dict.fromkeys(["3.17", "3.21"], ENTRIES_OF_VECTOR),
    "3.38": OUTPUT,
    "3.42": NO_BRACKETS,
    "3.44": BIASES_AS_VECTOR,
    **dict.fromkeys(["3.46", "3.47", "3.48", "3.49", "3.50", "3.51"], smallest()),
    "3.53": smallest(**{"z_i^l": hidden.nets[0]}),
    "3.56": smallest(**LOWER),
    "3.57": smallest(**{r"\sigma(z_i^{l-1})": hidden.entry}),
    "3.58": smallest(**{"z_i^{l-1}": hidden.entry}),
    "3.61": smallest(**LOWER),
    "3.62": smallest(**LOWER, **{NET_ABOVE: hidden.weight}),
    "3.63": smallest(**NEXT_SAMPLE),
    "3.54": column_at(hidden.nets),
    "3.59": column_at(hidden.inputs),
    **dict.fromkeys(["3.69", "3.70"], BY_TAP),
    **UPDATES,
    **dict.fromkeys(["2.4", "2.6", "2.7", "2.8", "2.9", "2.14", "3.23"], LOSS),
    **dict.fromkeys(["3.1", "3.2"], PLANES),
    "Table 1: sigmoid": SIGMOID,
    "Table 1: tanh": TANH,
    "2.10": for_any_label(losses.product_instead_of_power()),
    **dict.fromkeys(["2.11", "2.13"], LABELS),
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
    "2.10": for_any_label(losses.likelihood(losses.guess, losses.label_)),
    "2.5": LOSS,
    **dict.fromkeys(["3.3", "3.4"], MAPS),
    "3.7": row("1", S.Zero),
    "3.8": row("2", S.One),
    "3.9": row("i", q),
    "3.22": LAYERS,
    "3.25": by_change(y[s], output.shifted),
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
DOTS = "dots stand for terms or rows"
NUMBERED = "its claim is at a row with the numbers one for errors and kernel"
UNREAD = {
    **dict.fromkeys(["2.1", "2.2"], "three sizes are given in one line, the second as an example"),
    "2.3": "a pair stands for a number",
    "3.5": "a maximum over a window that is not written",
    "3.6": "a reshape, written as a function of all maps",
    **dict.fromkeys(["3.7", "3.8", "3.9", "3.10", "3.11", "3.18", "3.22"], DOTS),
    "3.25": "its brackets do not close",
    "3.40": "the places of its rows are not those of the row i",
    "3.64": "a number times a matrix is named after a vector",
    **dict.fromkeys(["3.65", "3.66"], "sides of different shapes"),
    "3.68": "nothing is differentiated above the line, and j is free",
    "3.71": "a rotation and a star of whole arrays, with the letter of the kernel on the left",
    **dict.fromkeys(["3.73", "3.74"], NUMBERED),
}
