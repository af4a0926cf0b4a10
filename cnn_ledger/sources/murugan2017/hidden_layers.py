r"""Section 3.2, the backward run through the hidden dense layers: 3.45 to 3.64.

What holds is proved for layers of every size, any activation f in the hidden layer, and any loss
that follows (`hidden_delta`). What does not is refuted by the smallest network: one sample, two
inputs, two active hidden neurons with the ReLU, one sigmoid output.
"""

from __future__ import annotations

from functools import cache

import sympy as sp
from sympy import Expr, Matrix, Rational

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, inside, total
from cnn_ledger.claims import All, Entries, Identity, Reading
from cnn_ledger.equation import Equation
from cnn_ledger.sources._common import delta, f, g
from cnn_ledger.sources.murugan2017._network import (
    MATHEMATICS,
    MISPRINT,
    D,
    K,
    b,
    column,
    cross_entropy,
    d,
    equation,
    i,
    j,
    k,
    mean,
    n,
    q,
    r,
    s,
    sigmoid,
    slope,
    t,
    u,
    v,
    w,
    x,
    y,
)
from cnn_ledger.sources.murugan2017.architecture import (
    KINK,
    RIGHT_SLOPE,
    slopes_of_branches,
    slopes_printed,
)
from cnn_ledger.sources.murugan2017.output_layer import FRACTIONS, MEAN

# --- the truth, for every size ------------------------------------------------------------------
# i is the hidden neuron, j the neuron before it, k a neuron of the next layer.


def hidden_net(neuron: Expr) -> Expr:
    return total(w[neuron, d] * x[s, d], (d, D)) + b[neuron]


def hidden_delta(neuron: Expr) -> Expr:
    """What the next layer sends back, times the slope."""
    slope_ = f(hidden_net(neuron)).fdiff()
    return slope_ * total(v[k, neuron] * delta[s, k], (k, K))


next_net = total(v[k, q] * f(hidden_net(q)), (q, n))  # its bias does not matter here
following = mean(total(delta[s, k] * next_net, (k, K)))  # any loss, through its derivatives delta
NEURON, BEFORE = inside(i, n), inside(j, D)


@cache
def weights_by_delta() -> Identity:
    formula = mean(hidden_delta(i) * x[s, j])
    return Identity(Partial(following, w[i, j], "L"), formula, [NEURON, BEFORE])


@cache
def biases_by_delta() -> Identity:
    return Identity(Partial(following, b[i], "L"), mean(hidden_delta(i)), [NEURON])


@cache
def inputs_by_delta() -> Identity:
    """By an input of the sample r."""
    formula = total(w[i, j] * hidden_delta(i).subs(s, r), (i, n)) / t
    return Identity(Partial(following, x[r, j], "L"), formula, [inside(r, t), BEFORE])


@cache
def output_delta() -> Identity:
    """Where the recursion starts: a sigmoid output with cross entropy, by its net input."""
    z, target = sp.symbols("z y", real=True)
    loss = cross_entropy(sigmoid(z), target)
    return Identity(Partial(loss, z, "L"), sigmoid(z) - target)


parameter = sp.Symbol("theta", real=True)  # any one parameter or input of the network


@cache
def through_one_output() -> Identity:
    """The chain rule for one sample at one output: its prediction is any function g of any one
    parameter or input of the network, all else being fixed."""
    label_ = sp.Symbol("y", real=True)
    output = g(parameter)
    chain = slope(output, label_) * derivative(output, parameter)
    return Identity(Partial(cross_entropy(output, label_), parameter, "L"), chain)


# Each sample has a function of its own: u moves its argument to where g is that function.
sampled = g(parameter + u[s])
sampled_chain = slope(sampled, y[s]) * derivative(sampled, parameter)


@cache
def through_one_output_in_the_mean() -> Identity:
    """The same with the mean over the samples."""
    loss = mean(cross_entropy(sampled, y[s]))
    return Identity(Partial(loss, parameter, "L"), mean(sampled_chain))


@cache
def mean_or_one_sample() -> Identity:
    """Whether the mean of 3.46, 3.56 and 3.61 is the product of 3.45 for one of the samples."""
    return Identity(mean(sampled_chain), sampled_chain.subs(s, r), [inside(r, t)])


# --- the smallest network -----------------------------------------------------------------------
# Positive numbers keep the ReLU active. The net inputs of the outputs are called o: their offsets
# can make them any number. The second output serves where two are needed.

inputs = Matrix(sp.symbols("a_1 a_2", positive=True))
weights = Matrix(2, 2, sp.symbols("w_{11} w_{12} w_{21} w_{22}", positive=True))
biases = Matrix(sp.symbols("b_1 b_2", positive=True))
nets = weights * inputs + biases
send = Matrix(2, 2, sp.symbols("v_{11} v_{12} v_{21} v_{22}", real=True))
offsets, net_outputs = sp.symbols("d_1 d_2", real=True), sp.symbols("o_1 o_2", real=True)
labels = sp.symbols("y_1 y_2", real=True)


def outputs(which: int) -> Expr:
    return sigmoid((send[which, :] * nets)[0] + offsets[which])


def named(formula: Expr) -> Expr:
    """A formula in the net inputs of the outputs."""
    at = {offsets[e]: net_outputs[e] - (send[e, :] * nets)[0] for e in range(2)}
    return sp.sympify(formula).subs(at)


def truth(target: Expr, neurons: int = 1) -> Expr:
    """The derivative of the loss of the first output neuron, or of both."""
    loss = sum(cross_entropy(outputs(e), labels[e]) for e in range(neurons))
    return named(sp.diff(loss, target))


def against_truth(target: Expr, *formulas: Expr, neurons: int = 1) -> Reading:
    """Readings of a printed formula, each against the derivative by the target."""
    return Reading(*(Entries(named(one), truth(target, neurons)) for one in formulas))


def columns_against_truth(
    targets: Matrix, parameters: Matrix, formulas: list[list[Expr]]
) -> Reading:
    """A printed column as the gradient, or as the parameters whose letter it carries."""
    gradients = [truth(one) for one in targets]
    sides = [gradients, list(parameters)]
    return Reading(*(Entries([named(e) for e in one], side) for one in formulas for side in sides))


weight, offset, entry = weights[0, 0], biases[0], inputs[0]  # those of neuron 1
prediction, label = outputs(0), labels[0]
fractions = slope(prediction, label)


def by_chain(target: Expr) -> Expr:
    """The derivative of the output, which multiplies the fractions."""
    return sp.diff(prediction, target)


def half_multiplied(factor: Expr) -> Expr:
    """The two fractions without brackets: only the second one is multiplied."""
    return -label / prediction + (1 - label) / (1 - prediction) * factor


def open_brackets() -> Entries:
    """The two fractions times a factor, without the brackets of 3.29 and with them."""
    factor = sp.Symbol("D", real=True)
    return Entries(named(half_multiplied(factor)), named(fractions * factor))


def hidden_for_output(z: Expr) -> Expr:
    """3.53, with what stands in the place of z."""
    return (label - z) / (z * (1 - z))


# --- the gradient by the weights, 3.45 to 3.54 --------------------------------------------------

OPEN = r"\frac{-y_i}{\hat{y}_i^{L+1}} + \frac{1 - y_i}{1 - \hat{y}_i^{L+1}}"
LOSS = r"\partial L(\hat{y}_i^{L+1}, %s)"
BY_WEIGHT = rf"\frac{{{LOSS % 'y_t'}}}{{\partial w_{{i,i-1}}^l}}"
ONE_OUTPUT = (
    r"\(L\) is the loss of one sample at the output neuron \(i\); the whole gradient adds up the "
    r"output "
    "neurons and takes the mean over the samples."
)
NOT_ALL = (
    "A parameter of an earlier layer reaches every output neuron, so for the whole loss the "
    "products are to be added."
)
BRACKETS = (
    "The brackets around the two fractions, which 3.29 has, are missing: as printed only the "
    "second fraction is multiplied."
)
PATH = (
    r"The path from layer \(l\) to the output is left out: the slope of the sigmoid, the weights "
    r"of "
    r"the later layers, and the input of the weight."
)
DELTA = (
    r"\delta_i^l = \sigma'(z_i^l) \sum_k w_{ki}^{l+1} \delta_k^{l+1}, \quad "
    r"\delta^{L+1} = \hat{y} - y"
)
RECEIVER_FIRST = r"(w_{ij} \text{ leads to } i \text{ from } j)"
BY_WEIGHTS = column(
    r"\frac{\partial L(\hat{y}_?^{L+1}, y_?)}{\partial w_{#}^l}", "1,0", "2,1", "i,i-1"
)
HIDDEN_FOR_OUTPUT = column(r"\frac{y_? - z_?^l}{z_?^l(1 - z_?^l)}")
WEIGHT_GRADIENT = (
    r"\frac{\partial L}{\partial w_{ij}^l} = \frac{1}{t} \sum_{s=1}^t "
    rf"\delta_i^{{l,(s)}} a_j^{{l-1,(s)}}, \quad {DELTA}"
)


def missing_brackets(number: str, title: str, factor: str) -> Equation:
    """3.46 to 3.48: right with the brackets of 3.29."""
    return equation(
        number=number,
        title=title,
        printed=rf"= {MEAN} {OPEN} {factor}",
        printed_claim=lambda: against_truth(weight, half_multiplied(by_chain(weight))),
        reason=BRACKETS,
        corrected=rf"= {MEAN} {FRACTIONS} {factor}",
        corrected_claim=through_one_output_in_the_mean,
        fault=MISPRINT,
        contradicts=(
            ("3.29", open_brackets),
            ("3.45", lambda: against_truth(weight, half_multiplied(by_chain(weight)))),
        ),
        chapter="06_delta_recursion",
    )


def missing_path(number: str, title: str, left: str, factor: str, more: str = "") -> Equation:
    """3.49 to 3.51; for an active neuron the printed slope is one."""
    return equation(
        number=number,
        title=title,
        printed=rf"{left} = {MEAN} {OPEN} {factor}",
        printed_claim=lambda: against_truth(weight, fractions, half_multiplied(sp.S.One)),
        reason=f"{PATH}{more}",
        corrected=WEIGHT_GRADIENT,
        corrected_claim=lambda: All(weights_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(
            (
                "3.48",
                lambda: Entries(
                    named(half_multiplied(sp.S.One)), named(half_multiplied(by_chain(weight)))
                ),
            ),
        ),
        chapter="06_delta_recursion",
    )


WEIGHTS = [
    equation(
        number="3.45",
        title="Chain rule for the weights of a hidden layer",
        printed=rf"{BY_WEIGHT} = \frac{{{LOSS % 'y_i'}}}{{\partial y_i^{{L+1}}}} "
        r"\frac{\partial \hat{y}_i^{L+1}}{\partial w_{i,i-1}^l}",
        printed_claim=lambda: against_truth(weight, fractions * by_chain(weight), neurons=2),
        reason=NOT_ALL,
        convention=ONE_OUTPUT,
        convention_claim=through_one_output,
        contradicts=(("3.46", mean_or_one_sample),),
        chapter="06_delta_recursion",
    ),
    missing_brackets(
        "3.46",
        "The cross entropy put in",
        r"\left(\frac{\partial \hat{y}_i^{L+1}}{\partial w_{i,i-1}^l}\right)",
    ),
    missing_brackets(
        "3.47",
        "The output as an activation",
        r"\left(\frac{\partial a_i^{L+1}}{\partial w_{i,i-1}^l}\right)",
    ),
    missing_brackets(
        "3.48",
        "The output as a function of the net input",
        r"\frac{\partial \sigma(z_i^{L+1})}{\partial w_{i,i-1}^l}",
    ),
    missing_path("3.49", "The slope of the hidden layer", "", r"\sigma'(z_i^l)"),
    missing_path("3.50", "The weight gradient with the slope", BY_WEIGHT, r"\sigma'(z_i^l)"),
    missing_path(
        "3.51",
        "The weight gradient with the net input",
        BY_WEIGHT,
        r"\sigma'\left(\sum_{i=1}^i w_{i,i-1} a^{l-1} + b^l\right)",
        r" Besides, the sum binds \(i\), the neuron whose net input it is to be.",
    ),
    equation(
        number="3.52",
        title="The derivative of the ReLU",
        printed=r"\sigma'(z) = \begin{cases} 0 & z < 0 \\ 1 & z \ge 0 \end{cases}",
        printed_claim=lambda: All(slopes_of_branches(Rational(0)), slopes_printed(Rational(0))),
        reason=KINK,
        convention=RIGHT_SLOPE,
        convention_claim=lambda: slopes_of_branches(Rational(0)),
        chapter="02_activations",
    ),
    equation(
        number="3.53",
        title="The weight gradient of an active neuron",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial w_{i,i-1}^l} = "
        r"\frac{y_i - z_i^l}{z_i^l (1 - z_i^l)}",
        printed_claim=lambda: against_truth(
            weight, hidden_for_output(nets[0]), hidden_for_output(prediction)
        ),
        reason=r"The prediction is the output of the sigmoid layer, not the net input of layer "
        r"\(l\); "
        "the sign is turned round; and what is missing in 3.49 is missing here.",
        corrected=rf"{WEIGHT_GRADIENT}, \quad \sigma'(z_i^l) = 1",
        corrected_claim=lambda: All(weights_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(
            (
                "3.51",
                lambda: Entries(named(hidden_for_output(nets[0])), named(fractions)),
            ),
        ),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.54",
        title="The weight gradient of a hidden layer as a vector",
        printed=rf"W^l = {BY_WEIGHTS} = {HIDDEN_FOR_OUTPUT}",
        printed_claim=lambda: columns_against_truth(
            weights[:, 0], weights[:, 0], [[hidden_for_output(z) for z in nets]]
        ),
        reason=r"The entries are those of 3.53. \(W^l\) is the letter of the weights, and their "
        "gradient has an entry for each pair of neurons: an outer product.",
        corrected=r"\frac{\partial L}{\partial W^l} = \frac{1}{t} \sum_{s=1}^t \delta^{l,(s)} "
        rf"(a^{{l-1,(s)}})^T, \quad {DELTA} \quad {RECEIVER_FIRST}",
        corrected_claim=lambda: All(weights_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(
            (
                "3.77",
                lambda: Entries(list(weights[:, 0]), [hidden_for_output(z) for z in nets]),
            ),
        ),
        chapter="06_delta_recursion",
    ),
]

# --- the gradient by the biases, 3.55 to 3.59 ---------------------------------------------------

BY_BIAS = r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial b_i^l}"
NO_LABEL = (
    "Activation minus label belongs to the sigmoid output with cross entropy, and so does 3.43. "
    "A hidden neuron has no label; its error is what the next layer sends back."
)


def slipped_one(denominator: Expr, bracketed: bool) -> Expr:
    """3.56 with what stands for its first denominator."""
    first = -label / denominator
    second = (1 - label) / (1 - prediction)
    factor = by_chain(offset)
    return (first + second) * factor if bracketed else first + second * factor


def error_in_hidden_layer(number: str, title: str, right: str, corrected: str) -> Equation:
    """3.57 and 3.58: for an active neuron both say the same."""
    readings = [entry - label, nets[0] - label]  # layer l - 1 as printed, layer l as on the left
    return equation(
        number=number,
        title=title,
        printed=rf"{BY_BIAS} = {right}",
        printed_claim=lambda: against_truth(offset, *readings),
        reason=NO_LABEL,
        corrected=corrected,
        corrected_claim=lambda: All(biases_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(
            (
                "3.55",
                lambda: Entries(named(readings[0]), named(fractions * by_chain(offset))),
            ),
        ),
        chapter="06_delta_recursion",
    )


BIAS_GRADIENT = (
    r"\frac{\partial L}{\partial b_i^l} = \frac{1}{t} \sum_{s=1}^t \delta_i^{l,(s)}, \quad "
)

BIASES = [
    equation(
        number="3.55",
        title="Chain rule for the biases of a hidden layer",
        printed=rf"{BY_BIAS} = \frac{{{LOSS % 'y_i'}}}{{\partial \hat{{y}}_i^{{L+1}}}} "
        r"\frac{\partial \hat{y}_i^{L+1}}{\partial b_i^l}",
        printed_claim=lambda: against_truth(offset, fractions * by_chain(offset), neurons=2),
        reason=NOT_ALL,
        convention=ONE_OUTPUT,
        convention_claim=through_one_output,
        contradicts=(("3.56", mean_or_one_sample),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.56",
        title="The cross entropy put in for the biases",
        printed=r"= \frac{1}{t} \sum_i^t \frac{-y_i}{\hat{y}_i^L + 1} + "
        r"\frac{1 - y_i}{1 - \hat{y}_i^{L+1}} \left(\frac{\partial \hat{y}_i^{L+1}}"
        r"{\partial b_i^l}\right)",
        printed_claim=lambda: against_truth(
            offset,
            *(
                slipped_one(one + 1, bracketed)
                for one in (nets[0], prediction)
                for bracketed in (False, True)
            ),
        ),
        reason=r"The 1 has slipped out of the superscript of \(\hat{y}_i^{L+1}\), and the brackets "
        "of 3.29 are missing.",
        corrected=rf"= {MEAN} {FRACTIONS} \frac{{\partial \hat{{y}}_i^{{L+1}}}}"
        r"{\partial b_i^l}",
        corrected_claim=through_one_output_in_the_mean,
        fault=MISPRINT,
        contradicts=(
            ("3.29", open_brackets),
            (
                "3.55",
                lambda: against_truth(offset, slipped_one(prediction + 1, bracketed=True)),
            ),
        ),
        chapter="06_delta_recursion",
    ),
    error_in_hidden_layer(
        "3.57",
        "The bias gradient of a hidden layer",
        r"\sigma(z_i^{l-1}) - y_i",
        rf"{BIAS_GRADIENT} {DELTA}",
    ),
    error_in_hidden_layer(
        "3.58",
        "The bias gradient of an active neuron",
        r"z_i^{l-1} - y_i",
        rf"{BIAS_GRADIENT} {DELTA}, \quad \sigma'(z_i^l) = 1",
    ),
    equation(
        number="3.59",
        title="The bias gradient of a hidden layer as a vector",
        printed=rf"b^l = {column(BY_BIAS.replace('_i', '_?'))} = {column('z_?^{l-1} - y_?')}",
        printed_claim=lambda: columns_against_truth(
            biases,
            biases,
            [[z - label for z in inputs], [z - label for z in nets]],
        ),
        reason=rf"{NO_LABEL} \(b^l\) is the letter of the biases, not of their gradient.",
        corrected=r"\frac{\partial L}{\partial b^l} = \frac{1}{t} \sum_{s=1}^t \delta^{l,(s)}, "
        rf"\quad {DELTA}",
        corrected_claim=lambda: All(biases_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(("3.78", lambda: Entries(list(biases), [z - label for z in inputs])),),
        chapter="06_delta_recursion",
    ),
]

# --- the gradient by the inputs, 3.60 to 3.64 ---------------------------------------------------

OF_T = r"\partial L(y_t^{L+1}, y_t)"
BY_INPUT = r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial a_i^{l-1}}"
INPUT_GRADIENT = (
    r"\frac{\partial L}{\partial a_j^{l-1}} = \frac{1}{t} \sum_i w_{ij}^l \delta_i^l "
    rf"\quad \text{{for each sample}}, \quad {DELTA}"
)
NO_SLOPE = (
    "The prediction is the sigmoid of its net input, which the later layers make: their weights "
    "and the slopes are missing, and the sum over the neurons that the input feeds."
)


def fractions_with(denominator: Expr) -> Expr:
    return -label / denominator + (1 - label) / (1 - prediction)


def number_times_matrix() -> Reading:
    """3.64 with the whole of W, or with the weights of one neuron as in 3.18."""
    gradient = [truth(one) for one in inputs]
    return Reading(*(Entries(named(fractions) * one, gradient) for one in (weights, weights[0, :])))


INPUTS = [
    equation(
        number="3.60",
        title="Chain rule for the inputs of the dense layers",
        printed=rf"\frac{{{OF_T}}}{{\partial a_i^{{l-1}}}} = \frac{{{OF_T}}}"
        r"{\partial y_t^{L+1}} \frac{\partial y_t^{L+1}}{\partial a_i^{l-1}}",
        printed_claim=lambda: against_truth(entry, fractions * by_chain(entry), neurons=2),
        reason=NOT_ALL.replace("A parameter", "An input").replace(" of an earlier layer", ""),
        convention=r"\(L\) is the loss of the sample \(t\) at one output neuron, and "
        r"\(y_t^{L+1}\) its "
        "prediction; several output neurons are added up.",
        convention_claim=through_one_output,
        contradicts=(("3.61", mean_or_one_sample),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.61",
        title="The cross entropy put in for the inputs",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_t)}{\partial a_i^{l-1}} = \frac{1}{t} "
        r"\sum_i^t \left(\frac{-y_i}{\hat{y}_i^L} + \frac{1 - y_i}{1 - \hat{y}_i^{L+1}}\right) "
        r"\frac{\partial y_i^{L+1}}{\partial a_i^{l-1}}",
        printed_claim=lambda: against_truth(entry, fractions_with(nets[0]) * by_chain(entry)),
        reason=r"The first denominator should be \(\hat{y}_i^{L+1}\), as the second and as in "
        "3.26. Besides, each sample has inputs of its own: the mean has to wait.",
        corrected=rf"{BY_INPUT} = {FRACTIONS} \frac{{\partial \hat{{y}}_i^{{L+1}}}}"
        r"{\partial a_i^{l-1}} \quad \text{for the loss of one sample at output } i",
        corrected_claim=through_one_output,
        fault=MISPRINT,
        contradicts=(
            ("3.60", lambda: against_truth(entry, fractions_with(nets[0]) * by_chain(entry))),
            ("3.26", lambda: Entries(named(fractions_with(nets[0])), named(fractions))),
        ),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.62",
        title="The net input in the place of the prediction",
        printed=rf"{BY_INPUT} = \frac{{1}}{{t}} \sum_i^t \left(\frac{{-y_i}}{{\hat{{y}}_i^L}} + "
        r"\frac{1 - y_i}{1 - \hat{y}_i^{L+1}}\right) "
        r"\frac{(\partial w_{i,i-1}^{L-1} a^{L-1} + b^{L-1})}{\partial a_i^{l-1}}",
        printed_claim=lambda: against_truth(
            entry, fractions * weight, fractions_with(nets[0]) * weight
        ),
        reason=NO_SLOPE,
        corrected=INPUT_GRADIENT,
        corrected_claim=lambda: All(inputs_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(("3.60", lambda: against_truth(entry, fractions * weight)),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.63",
        title="The gradient by an input",
        printed=r"= \frac{1}{t} \sum_i^t \left(\frac{-y_{t+1}}{y_{t+1}^L + 1} + "
        r"\frac{1 - y_{t+1}}{1 - y_{t+1}^{L+1}}\right) w_{i,i-1}^l",
        printed_claim=lambda: against_truth(
            entry, fractions * weight, fractions_with(prediction + 1) * weight
        ),
        reason=rf"{NO_SLOPE} There is no sample \(t + 1\), and the 1 has slipped out of a "
        "superscript.",
        corrected=INPUT_GRADIENT,
        corrected_claim=lambda: All(inputs_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(("3.60", lambda: against_truth(entry, fractions * weight)),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.64",
        title="The gradient by all inputs",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial a^{l-1}} = \frac{1}{t} \sum_i^t "
        r"\left(\frac{-y_{t+1}}{y_{t+1}^L + 1} + \frac{1 - y_{t+1}}{1 - y_{t+1}^{L+1}}\right) W^l",
        printed_claim=number_times_matrix,
        reason=r"A number times the matrix \(W^l\) is a matrix, and the left side a vector; nor is "
        r"it the number times the weights of one neuron. The matrix has to multiply the errors of "
        r"layer \(l\): as its transpose in the layout of 3.10, as it is in that of 3.15.",
        corrected=r"\frac{\partial L}{\partial a^{l-1}} = \frac{1}{t} (W^l)^T \delta^l \quad "
        rf"\text{{for each sample}}, \quad {DELTA} \quad {RECEIVER_FIRST}",
        corrected_claim=lambda: All(inputs_by_delta(), output_delta()),
        fault=MATHEMATICS,
        contradicts=(("3.60", number_times_matrix),),
        chapter="06_delta_recursion",
    ),
]

ENTRIES = [*WEIGHTS, *BIASES, *INPUTS]
