"""Section 3.2, the backward run through the classification layer: 3.25 to 3.44.

The paper leaves the samples without an index. What is meant by a derivative under the mean, or by
the mean of derivatives, is said by the convention of each entry.
"""

from __future__ import annotations

from functools import cache

import sympy as sp
from sympy import Expr, Symbol, exp

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Inside, Partial, inside, total
from cnn_ledger.claims import Entries, Identity, Reading
from cnn_ledger.equation import Equation
from cnn_ledger.sources._common import f, g
from cnn_ledger.sources.murugan2017._network import (
    MATHEMATICS,
    MISPRINT,
    K,
    a,
    b,
    bias,
    bias_by_chain,
    by_chain,
    column,
    cost,
    cross_entropy,
    equation,
    error,
    i,
    j,
    k,
    last,
    mean,
    n,
    net,
    p,
    predicted,
    q,
    r,
    s,
    sigmoid,
    slope,
    t,
    w,
    weight,
    y,
)

# --- the derivative by the prediction, 3.25 to 3.27 ---------------------------------------------

shift = Symbol("e", real=True)  # every prediction of the neuron changes by the same amount
shifted = p[s] + shift
SAMPLE = [inside(r, t)]


def by_one_prediction(formula: Expr) -> Identity:
    """The mean loss of the neuron by the prediction for the sample r."""
    return Identity(Partial(mean(cross_entropy(p[s], y[s])), p[r], "L"), formula, SAMPLE)


def by_all_predictions(formula: Expr) -> Identity:
    """The mean loss by a common change of the predictions for all samples."""
    return Identity(Partial(mean(cross_entropy(shifted, y[s])), shift, "L"), formula)


def letters(label: Expr, one: Expr) -> Reading:
    """3.25 with what it prints for the first label and for the one of 1 - y."""
    return Reading(
        by_one_prediction(mean(-label / p[s] + (1 - y[s]) / (one - p[s]))),
        by_all_predictions(mean(-label / shifted + (1 - y[s]) / (one - shifted))),
    )


def two_labels() -> Entries:
    """3.25, one of its labels being y_t, against 3.26."""
    guess, first, label = sp.symbols("p y_t y_i", real=True)
    return Entries(-first / guess + (1 - label) / (1 - guess), slope(guess, label))


row = p[s, i] + shift
rows_of_fractions = total(slope(row, y[s, i]), (s, t))


def row_of_fractions(prefactor: Expr) -> Identity:
    """A row of 3.27, the derivative by a common change of the predictions of neuron i."""
    loss = mean(cross_entropy(row, y[s, i]))
    return Identity(Partial(loss, shift, "L"), prefactor * rows_of_fractions, [Inside(i, 1, K)])


def rows_printed(divisor: str) -> str:
    """3.27, the mean being written as one over the divisor."""
    left = column(r"\frac{\partial L(\hat{y}_?^{L+1}, y_?)}{\partial \hat{y}_?^{L+1}}")
    fractions = r"\frac{-y_?}{\hat{y}_?^{L+1}} + \frac{1 - y_?}{1 - \hat{y}_?^{L+1}}"
    right = column(rf"\frac{{1}}{{{divisor}}} \sum_1^t {fractions}")
    return f"{left} = {right}"


ONE_PREDICTION = (
    "Taken literally the derivative by the prediction for one sample has one term, and no sum."
)
COMMON_CHANGE = (
    "The derivative is taken for all samples together, their predictions changing by the same "
    "amount: the mean of the derivatives of the losses of the samples. For one sample it is the "
    "derivative itself. The sum covers both fractions."
)

PREDICTION = [
    equation(
        number="3.25",
        title="The loss by a prediction",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial \hat{y}_i^{L+1}} = "
        r"\frac{1}{t} \sum_1^{i=t} \frac{\partial(-1((y_t \log(\hat{y}_i^{L+1}) + (1 - y_i) "
        r"\log((l - \hat{y}_i^{L+1}))}{\partial \hat{y}_i^{L+1}}",
        printed_claim=lambda: Reading(
            letters(y[t - 1], sp.S.One), letters(y[s], Symbol("l", positive=True))
        ),
        reason=r"The label \(y_t\) should be \(y_i\), the letter \(l\) the digit one, and the "
        r"brackets "
        "do not close.",
        corrected=r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial \hat{y}_i^{L+1}} = "
        r"\frac{1}{t} \sum_1^{i=t} \frac{\partial\bigl(-1(y_i \log(\hat{y}_i^{L+1}) + (1 - y_i) "
        r"\log(1 - \hat{y}_i^{L+1}))\bigr)}{\partial \hat{y}_i^{L+1}} \quad \text{(read as 3.26)}",
        corrected_claim=lambda: by_all_predictions(
            mean(derivative(cross_entropy(shifted, y[s]), shift))
        ),
        fault=MISPRINT,
        contradicts=(("3.26", two_labels),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.26",
        title="The loss by a prediction, evaluated",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial \hat{y}_i^{L+1}} = "
        r"\frac{1}{t} \sum_1^{i=t} \frac{-y_i}{\hat{y}_i^{L+1}} + "
        r"\frac{1 - y_i}{1 - \hat{y}_i^{L+1}}",
        printed_claim=lambda: by_one_prediction(mean(slope(p[s], y[s]))),
        reason=ONE_PREDICTION,
        convention=COMMON_CHANGE,
        convention_claim=lambda: by_all_predictions(mean(slope(shifted, y[s]))),
        contradicts=(("3.28", lambda: averaged_twice(weight)),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.27",
        title="The loss by the predictions of all neurons",
        printed=rows_printed("i"),
        printed_claim=lambda: row_of_fractions(1 / i),
        reason=r"The factor is \(1/t\) in every row, as in 3.26, not one over the number of the "
        "row.",
        corrected=rf"{rows_printed('t')} \quad \text{{(read as 3.26)}}",
        corrected_claim=lambda: row_of_fractions(1 / t),
        fault=MISPRINT,
        contradicts=(
            (
                "3.26",
                lambda: Identity(
                    mean(slope(p[s, i], y[s, i])),
                    total(slope(p[s, i], y[s, i]), (s, t)) / i,
                    [Inside(i, 1, K)],
                ),
            ),
        ),
        chapter="06_delta_recursion",
    ),
]

# --- the gradient by the weights, 3.28 to 3.40 --------------------------------------------------


z = Symbol("z", real=True)
by_tanh = (1 + (1 - exp(-z)) / (1 + exp(-z))) / 2  # (1 + tanh(z / 2)) / 2


def by_weight(formula: Expr) -> Identity:
    """The mean loss of an output neuron by its weight from neuron j of the layer before."""
    return Identity(Partial(cost, weight, "L"), formula)


def by_bias(formula: Expr) -> Identity:
    return Identity(Partial(cost, bias, "L"), formula)


def averaged_twice(target: Expr) -> Identity:
    """The chain rule under the mean, with the mean of 3.26 in the place of its first factor."""
    twice = mean(slope(predicted, y[s])) * mean(derivative(predicted, target))
    return Identity(Partial(cost, target, "L"), twice)


def no_index(target: Expr, term: Expr) -> Identity:
    """The chain rule with terms that carry no index, so that all are those of one sample."""
    same = total(term.subs(s, r), (k, t)) / t
    return Identity(Partial(cost, target, "L"), same, SAMPLE)


def any_loss(target: Expr) -> Identity:
    """The chain rule under the mean for any loss of a sample, and any activation."""
    output = f(net)
    loss = mean(y[s] * g(output))
    chain = mean(y[s] * g(output).fdiff() * derivative(output, target))
    return Identity(Partial(loss, target, "L"), chain)


slopes = predicted * (1 - predicted)
without_input = mean(slope(predicted, y[s]) * slopes)
times_prediction = mean(predicted * error)


@cache
def chained() -> Identity:
    return by_weight(mean(by_chain))


@cache
def with_input() -> Identity:
    """3.32 to 3.38 with the input of the weight."""
    return by_weight(mean(slope(predicted, y[s]) * slopes * a[s]))


def chain_against(formula: Expr) -> Identity:
    """Whether a formula is what 3.29 says."""
    return Identity(mean(by_chain), formula)


all_nets = total(w[i, q] * a[s, q], (q, n)) + b[i]
all_predicted = sigmoid(all_nets)


def by_matrix(formula: Expr) -> Identity:
    """The loss of all output neurons, by one weight of the matrix."""
    whole = total(cross_entropy(all_predicted, y[s, i]), (i, K), (s, t)) / t
    return Identity(Partial(whole, w[i, j], "L"), formula, [inside(j, n), inside(i, K)])


CHAIN = (
    r"Inside the sum \(L(\hat{y}_i, y_i)\) is the loss of one sample, whose index is left out; "
    r"\(i\) numbers the neuron, and \(i - 1\) a neuron of the layer before."
)
FRACTIONS = r"\left(\frac{-y_i}{\hat{y}_i^{L+1}} + \frac{1-y_i}{1-\hat{y}_i^{L+1}}\right)"
MEAN = r"\frac{1}{t} \sum_1^t"
BY_WEIGHT = r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial w_{i,i-1}^L}"
BY_LAST_WEIGHT = BY_WEIGHT.replace("^L}", "^{L+1}}")
NET = r"\sum_{i=1}^i w_{i,i-1} a^{L-1} + b^L"
SHORT = r"\sum_{j} w_{i,j} a_j^{L} + b_i"
NO_INPUT = (
    "The derivative of the net input by the weight is missing: the activation that the weight "
    "multiplies. As it stands the formula is the derivative by the bias."
)


def at_sample_t(number: str, title: str, inner: str) -> Equation:
    """3.30 and 3.31, where the number of samples stands for the neuron."""
    printed = (
        rf"= {MEAN} {FRACTIONS} \left(\frac{{\partial %s}}{{\partial w_{{i,i-1}}^{{L+1}}}}\right)"
    )
    at_last = mean(slope(predicted, y[s])) * derivative(last(predicted), weight)
    return equation(
        number=number,
        title=title,
        printed=printed % inner.replace("_i", "_t"),
        printed_claim=lambda: by_weight(at_last),
        reason=r"The index \(t\) is the number of samples; 3.29 and 3.32 have \(i\) in its place.",
        corrected=printed % inner,
        corrected_claim=chained,
        fault=MISPRINT,
        contradicts=(("3.29", lambda: chain_against(at_last)),),
        chapter="06_delta_recursion",
    )


def no_input(number: str, title: str, left: str, factors: str, more: str, right: str) -> Equation:
    """3.32 to 3.38, in which the input of the weight is missing."""
    return equation(
        number=number,
        title=title,
        printed=rf"{left} = {MEAN} {factors}",
        printed_claim=lambda: by_weight(without_input),
        reason=f"{NO_INPUT}{more}",
        corrected=rf"{left.replace(BY_WEIGHT, BY_LAST_WEIGHT)} = {MEAN} {right}\, a_{{i-1}}^{{L}}",
        corrected_claim=with_input,
        fault=MATHEMATICS,
        contradicts=(("3.29", lambda: chain_against(without_input)),),
        chapter="06_delta_recursion",
    )


BY_WEIGHTS = column(
    r"\frac{\partial L(\hat{y}_?^{L+1}, y_?)}{\partial w_{#}^L}", "1,0", "2,i-2", "i,i-1"
)
PREDICTION_TIMES_ERROR = column(MEAN + r" \hat{y}_?^{L+1} (\sigma(z_?^{L+1}) - y_?)")
INNER_SUM = (
    r" Besides, the sum binds \(i\), the neuron whose net input it is to be. (The layer that the "
    r"paper shortens to \(L\) here is \(L + 1\), its input that of layer \(L\).)"
)

WEIGHTS = [
    equation(
        number="3.28",
        title="Chain rule for the weights of the output",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial w_{i,i-1}^{L+1}} = \frac{1}{t} "
        r"\sum_1^{i=t} \frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial \hat{y}_i^{L+1}} "
        r"\frac{\partial \hat{y}_i^{L+1}}{\partial w_{i,i-1}^{L+1}}",
        printed_claim=lambda: Reading(no_index(weight, by_chain), averaged_twice(weight)),
        reason="Without an index for the samples all terms of the sum would be one and the same; "
        "with the derivative of 3.26, which is a mean already, the mean would be taken twice.",
        convention=CHAIN,
        convention_claim=lambda: any_loss(weight),
        contradicts=(("3.26", lambda: averaged_twice(weight)),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.29",
        title="Chain rule with the cross entropy",
        printed=rf"= {MEAN} {FRACTIONS} \left(\frac{{\partial \hat{{y}}_i^{{L+1}}}}"
        r"{\partial w_{i,i-1}^{L+1}}\right)",
        printed_claim=lambda: no_index(weight, by_chain),
        reason="Without an index for the samples all terms of the sum would be one and the same.",
        convention=CHAIN,
        convention_claim=chained,
        chapter="06_delta_recursion",
    ),
    at_sample_t("3.30", "The prediction as an activation", r"a_i^{L+1}"),
    at_sample_t("3.31", "The prediction as a function of the net input", r"\sigma(z_i^{L+1})"),
    no_input(
        "3.32",
        "The slope of the sigmoid",
        "",
        rf"{FRACTIONS} \sigma'(z_i^{{L+1}})",
        "",
        rf"{FRACTIONS} \sigma'(z_i^{{L+1}})",
    ),
    no_input(
        "3.33",
        "The slope of the sigmoid at the net input",
        "",
        rf"{FRACTIONS} \sigma'\left({NET}\right)",
        INNER_SUM,
        rf"{FRACTIONS} \sigma'\left({SHORT}\right)",
    ),
    equation(
        number="3.34",
        title="The sigmoid",
        printed=r"\sigma(z_i^{L+1}) = \frac{1}{1 + \exp^{-z_i^{L+1}}}",
        printed_claim=lambda: Entries(sigmoid(z), by_tanh),
        reason=r"As in Table 1, \(\exp\) with an exponent being the power of e. Compared with "
        r"\((1 + \tanh(z/2))/2\).",
        chapter="02_activations",
    ),
    equation(
        number="3.35",
        title="The derivative of the sigmoid",
        printed=r"\frac{\partial \sigma(z_i^{L+1})}{\partial (z_i^{L+1})} = "
        r"\frac{\partial \frac{1}{1 + \exp^{-z_i^{L+1}}}}{\partial (z_i^{L+1})}",
        printed_claim=lambda: Entries(sp.diff(sigmoid(z), z), sp.diff(by_tanh, z)),
        reason="Equation 3.34 with the sign of the derivative on both sides.",
        chapter="02_activations",
    ),
    equation(
        number="3.36",
        title="The derivative of the sigmoid, evaluated",
        printed=r"= \sigma(z_i^{L+1})(1 - \sigma(z_i^{L+1}))",
        printed_claim=lambda: Entries(sigmoid(z) * (1 - sigmoid(z)), sp.diff(sigmoid(z), z)),
        reason="Right, and not what Table 1 has.",
        chapter="02_activations",
    ),
    no_input(
        "3.37",
        "The weight gradient with the slope put in",
        BY_WEIGHT,
        rf"{FRACTIONS} (\sigma({NET})(1 - \sigma({NET})))",
        INNER_SUM,
        rf"{FRACTIONS} \sigma(z_i^{{L+1}})(1 - \sigma(z_i^{{L+1}}))",
    ),
    no_input(
        "3.38",
        "The weight gradient with the prediction put in",
        BY_WEIGHT,
        r"\left(\frac{-y_i}{\hat{y}_i^{L+1}} + \frac{1-y_i}"
        rf"{{1-\sigma({NET})}}\right) (\sigma({NET})(1 - \sigma({NET})))",
        INNER_SUM,
        rf"{FRACTIONS} \hat{{y}}_i^{{L+1}}(1 - \hat{{y}}_i^{{L+1}})",
    ),
    equation(
        number="3.39",
        title="The weight gradient of the output",
        printed=rf"{BY_WEIGHT} = {MEAN} \hat{{y}}_i^{{L+1}} (\sigma({NET}) - y_i)",
        printed_claim=lambda: by_weight(times_prediction),
        reason="The error is to be multiplied by the input of the weight, not by the prediction. "
        "Nor does 3.38 become this: there the prediction cancels.",
        corrected=rf"{BY_LAST_WEIGHT} = {MEAN} (\sigma(z_i^{{L+1}}) - y_i)\, a_{{i-1}}^{{L}}",
        corrected_claim=lambda: by_weight(mean(error * a[s])),
        fault=MATHEMATICS,
        contradicts=(("3.38", lambda: Identity(without_input, times_prediction)),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.40",
        title="The weight gradient of the output as a vector",
        printed=r"\frac{\partial L(\hat{y}^{L+1}, y)}{\partial W^L} = "
        f"{BY_WEIGHTS} = {PREDICTION_TIMES_ERROR}",
        printed_claim=lambda: by_matrix(
            total(all_predicted * (all_predicted - y[s, i]), (s, t)) / t
        ),
        reason="The entries are those of 3.39. The gradient by a matrix has an entry for each pair "
        "of neurons, not one for each neuron: an outer product.",
        corrected=r"\frac{\partial L}{\partial W^{L+1}} = \frac{1}{t} \sum_{s=1}^t "
        r"(\hat{y}^{(s)} - y^{(s)}) (a^{L,(s)})^T \quad (w_{ij} \text{ leads to } i \text{ from "
        r"} j)",
        corrected_claim=lambda: by_matrix(total((all_predicted - y[s, i]) * a[s, j], (s, t)) / t),
        fault=MATHEMATICS,
        contradicts=(("3.38", lambda: Identity(without_input, times_prediction)),),
        chapter="06_delta_recursion",
    ),
]

# --- the gradient by the biases, 3.41 to 3.44 ---------------------------------------------------

one_error = error.subs(s, r)
no_brackets = mean(-y[s] / predicted + derivative(predicted, bias))
brackets = mean((-y[s] / predicted + 1) * derivative(predicted, bias))


def one_sample() -> Identity:
    """The loss of one sample by the bias."""
    loss = cross_entropy(predicted, y[s]).subs(s, r)
    return Identity(Partial(loss, bias, "L"), one_error)


def mean_or_one_sample() -> Identity:
    """Whether the mean of 3.41 is the error of one of the samples."""
    return Identity(mean(bias_by_chain), one_error, SAMPLE)


BIAS = r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial b_i^L}"
ERRORS = column(r"\sigma(z_?^{L+1}) - y_?")
ONE_SAMPLE = (
    r"\(L(\hat{y}_i, y_i)\) is the loss of one sample, as inside the sums of 3.28 and 3.41; the "
    "mean is taken afterwards"
)

BIASES = [
    equation(
        number="3.41",
        title="Chain rule for the biases of the output",
        printed=rf"{BIAS} = {MEAN} \frac{{\partial L(\hat{{y}}_i^{{L+1}}, y_i)}}"
        r"{\partial \hat{y}_i^{L+1}} \frac{\partial \hat{y}_i^{L+1}}{\partial b_i^L}",
        printed_claim=lambda: Reading(no_index(bias, bias_by_chain), averaged_twice(bias)),
        reason="As 3.28.",
        convention=CHAIN,
        convention_claim=lambda: any_loss(bias),
        contradicts=(
            ("3.26", lambda: averaged_twice(bias)),
            ("3.43", mean_or_one_sample),
        ),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.42",
        title="Chain rule for the biases with the cross entropy",
        printed=rf"= {MEAN} \frac{{-y_i}}{{\hat{{y}}_i^{{L+1}}}} + \frac{{1 - \hat{{y}}_i}}"
        r"{1 - \hat{y}_i^{L+1}} \left(\frac{\partial \hat{y}_i^{L+1}}{\partial b_i^L}\right)",
        printed_claim=lambda: Reading(by_bias(no_brackets), by_bias(brackets)),
        reason=r"The second numerator should be \(1 - y_i\), as in 3.26, and the brackets of 3.29 "
        "are missing.",
        corrected=rf"= {MEAN} {FRACTIONS} \frac{{\partial \hat{{y}}_i^{{L+1}}}}"
        r"{\partial b_i^L}",
        corrected_claim=lambda: by_bias(mean(bias_by_chain)),
        fault=MISPRINT,
        contradicts=(
            ("3.29", lambda: Identity(mean(bias_by_chain), no_brackets)),
            ("3.41", lambda: Identity(mean(bias_by_chain), brackets)),
        ),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.43",
        title="The bias gradient of the output",
        printed=rf"{BIAS} = \sigma(z_i^{{L+1}}) - y_i",
        printed_claim=lambda: by_bias(one_error),
        reason="With the loss of 3.23 the mean over the samples has to be kept, as 3.41 and 3.42 "
        "do, of which this is the value.",
        convention=f"{ONE_SAMPLE}.",
        convention_claim=one_sample,
        contradicts=(("3.41", mean_or_one_sample),),
        chapter="06_delta_recursion",
    ),
    equation(
        number="3.44",
        title="The bias gradient of the output as a vector",
        printed=f"b^L = {column(BIAS.replace('_i', '_?'))} = {ERRORS}",
        printed_claim=lambda: Reading(by_bias(one_error), Identity(bias, one_error)),
        reason="As 3.43. The left side is the letter of the biases themselves; the sentence before "
        "it says that the gradient is written so.",
        convention=rf"{ONE_SAMPLE}. \(b^L\) on the left is the name of the gradient.",
        convention_claim=one_sample,
        contradicts=(
            ("3.41", mean_or_one_sample),
            ("3.76", lambda: Identity(bias, one_error)),
        ),
        chapter="06_delta_recursion",
    ),
]

ENTRIES = [*PREDICTION, *WEIGHTS, *BIASES]
