r"""Section 1.6: the idea of backpropagation."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Rational

from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    sigmoid,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import B, a, b, bias, claim, equation, j, p, q, sigma, w, y
from cnn_ledger.sources.li2019.any_width import (
    INPUT,
    UNIT,
    layer_cost,
    net_at,
    slope_at,
    to_activation,
    two_layers_any_width,
)
from cnn_ledger.sources.li2019.descent import alpha
from cnn_ledger.sources.li2019.layers import EXAMPLE
from cnn_ledger.sources.li2019.minibatches import parallel_to_gradient, unbiased
from cnn_ledger.sources.li2019.neuron import between_zero_and_one


def are_sigmoid_outputs(rounded: bool) -> tuple[bool, str]:
    """Whether each entry is a value of the sigmoid, or one to a single decimal."""
    half = Rational(1, 20)
    if rounded:
        near = [min(max(e, half / 2), 1 - half / 2) for e in EXAMPLE]
        nets = [sp.log(one / (1 - one)) for one in near]
        good = all(abs(sigmoid(at) - e) < half for at, e in zip(nets, EXAMPLE, strict=True))
        shown = ", ".join(rf"\({sp.latex(at)}\)" for at in nets)
        return bool(good), f"the net inputs {shown} give these outputs to one decimal"
    reached = [e for e in EXAMPLE if 0 < e < 1]
    missed = sorted(set(EXAMPLE) - set(reached))
    return not missed, rf"no net input gives {' or '.join(map(str, missed))}: \(0 < \sigma < 1\)"


TARGET = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]  # printed


def target_is_two() -> Entries:
    return Entries(TARGET, [int(digit == 2) for digit in range(10)])


def ratio_of_impacts(step_length: Expr) -> tuple[bool, str]:
    """C with the gradient (-3.2, -0.1) at zero: its change by a step in either weight."""
    one, two = sp.symbols("w_1 w_2")
    C = -Rational(32, 10) * one - Rational(1, 10) * two + one**2
    if step_length == 0:
        ratio = (C.diff(one) / C.diff(two)).subs({one: 0, two: 0})
    else:
        ratio = C.subs({one: step_length, two: 0}) / C.subs({one: 0, two: step_length})
    words = f"a step of {step_length} in each" if step_length else "the derivatives at zero"
    return ratio == 32, rf"\(C = {sp.latex(C)}\): {words} have the ratio {ratio}"


def raise_the_activation() -> All:
    """The three derivatives of an activation; those by bias and weight are positive."""
    each = sigma(net_at(p))
    return All(
        Identity(Partial(each, b[p], "a"), slope_at(p)),
        Identity(Partial(each, w[p, q], "a"), slope_at(p) * a[q], INPUT),
        Identity(Partial(each, a[q], "a"), slope_at(p) * w[p, q], INPUT),
        Statement(between_zero_and_one),
    )


def sum_of_wishes() -> tuple[bool, str]:
    """One output of the net input 0, with w = 1: the wish for a, over weight times output."""
    weight, before = sp.symbols("w a", real=True)
    output = sigmoid(weight * before + bias)
    at = {weight: 1, before: Rational(1, 2), bias: -Rational(1, 2)}
    quotients = []
    for target in (0, 1):
        wish = -((target - output) ** 2).diff(before)
        quotients.append((wish / (weight * output)).subs(at))
    return quotients[0] == quotients[1], (
        rf"an output of \({sp.latex(output.subs(at))}\) with the weight 1: the wished change, "
        rf"divided by weight and activation, is \({sp.latex(quotients[0])}\) for the target 0 and "
        rf"\({sp.latex(quotients[1])}\) for the target 1"
    )


ENTRIES = [
    equation(
        number="1.6-1",
        title="An example output",
        printed=r"(0.5, 0.8, 0.2, 1.0, 0.4, 0.6, 1.0, 0.0, 0.2, 0.1)^T",
        printed_claim=lambda: Statement(lambda: are_sigmoid_outputs(rounded=False)),
        reason="Sigmoid outputs lie strictly between zero and one.",
        convention="The values are rounded to the one decimal that is shown.",
        convention_claim=lambda: Statement(lambda: are_sigmoid_outputs(rounded=True)),
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.6-2",
        title="The desired output for a two",
        printed=r"(0, 0, 1, 0, 0, 0, 0, 0, 0, 0)^T",
        printed_claim=target_is_two,
        reason="One in the third place, as the digits begin with zero.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.6-3",
        title="The neuron with the activation 0.2",
        printed=r"0.2 = \sigma(w_0 + w_1 a_1 + w_2 a_2 + \dots + w_n a_n)",
        printed_claim=lambda: Entries(sigmoid(-sp.log(4)), Rational(2, 10)),
        reason=r"It holds where the weighted sum is \(-\ln 4\).",
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: 32 times",
        title="Comparing components of the gradient",
        printed=r"\(-\nabla C = (3.2, 0.1, \dots)^T\) would mean that adjusting the first weight "
        "by a certain amount would have 32 times more of an impact on the cost than adjusting the "
        "second by the same amount.",
        printed_claim=lambda: Statement(lambda: ratio_of_impacts(1)),
        reason="For an amount of some size the curvature counts as well.",
        convention="For small amounts: to first order.",
        convention_claim=lambda: Statement(lambda: ratio_of_impacts(0)),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.6: negative gradient",
        title="What back propagation finds",
        printed=r"Back propagation is a method used to find the negative gradient of the cost "
        r"function, \(-\nabla C\).",
        printed_claim=two_layers_any_width,
        reason="Exactly, for layers of any width.",
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: proportional change",
        title="How much an output should change",
        printed="We should increase or decrease a component in a way that is proportional to the "
        "difference between the current value and the desired output value.",
        printed_claim=lambda: Identity(
            -Partial(total((y[j] - a[j]) ** 2, (j, B)), a[p]), 2 * (y[p] - a[p]), UNIT
        ),
        reason="The steepest descent of the cost (1) by the outputs themselves. On the way to the "
        r"weights the slope \(\sigma'\) comes in.",
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: three ways",
        title="Three ways to a higher activation",
        printed="We can increase the bias, increase the weights, and change the activations from "
        "the previous layer.",
        printed_claim=raise_the_activation,
        reason="The slope of the sigmoid and its outputs are positive.",
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: weights",
        title="Weights in proportion to activations",
        printed="Increasing the weights multiplied by higher activations will have a greater "
        "impact; thus we should increase weights proportionally to their corresponding activation.",
        printed_claim=lambda: Identity(
            Partial(sigma(net_at(p)), w[p, q], "a"), slope_at(p) * a[q], INPUT
        ),
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: activations",
        title="Activations in proportion to weights",
        printed="Activations whose weight is positive we should increase, those whose weight is "
        "negative decrease, and proportionally to the weights.",
        printed_claim=lambda: Identity(
            Partial(sigma(net_at(p)), a[q], "a"), slope_at(p) * w[p, q], INPUT
        ),
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: sum of wishes",
        title="What the last layer wishes of the layer before",
        printed="For each neuron in the second last layer we sum up the value that each last layer "
        "neuron chooses to change it by, proportional to its corresponding weight and proportional "
        "to the activation of that neuron from the last layer.",
        printed_claim=lambda: Statement(sum_of_wishes),
        reason="What stands beside the weight is how far the last-layer neuron is from its target, "
        "times the slope of the sigmoid, and not its activation.",
        corrected=r"Proportional to its corresponding weight and to \(2(y_j - a_j)\, "
        r"\sigma'(z_j)\) of that neuron.",
        corrected_claim=lambda: Identity(
            -Partial(layer_cost, a[q], "C_0"),
            total(2 * (y[j] - sigma(net_at(j))) * slope_at(j) * w[j, q], (j, B)),
            INPUT,
        ),
        fault=MATHEMATICS,
        contradicts=(
            ("1.7-22", lambda: to_activation(lambda at: -alpha * w[at, q] * sigma(net_at(at)))),
        ),
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.6: average change",
        title="The average change of a minibatch",
        printed=r"For each weight and bias we take the average change across the samples in the "
        r"mini-batch, and these values are roughly proportional to \(-\nabla C\).",
        printed_claim=lambda: Statement(parallel_to_gradient),
        reason="For a single batch the direction may be quite another.",
        convention="On average over all batches of a size, and then equal.",
        convention_claim=unbiased,
        chapter="04_gradient_descent",
    ),
]
