r"""Section 1.1: one neuron."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import sympy as sp
from sympy import Expr, Rational, Symbol

from cnn_core.symbolic.exact import symbol_array
from cnn_ledger.claims import All, Entries, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    sigmoid,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import above, bias, claim, equation, z

INPUTS = list(product((0, 1), repeat=2))


def step(net: Expr) -> Expr:
    return sp.Piecewise((0, net <= 0), (1, net > 0))


def rectifier(net: Expr) -> Expr:
    return sp.Max(0, net)


def steep_sigmoids() -> Entries:
    steepness, places = Symbol("s", positive=True), (-2, -1, 1, 2)
    limits = [sp.limit(sigmoid(steepness * at), steepness, sp.oo) for at in places]
    return Entries([step(at) for at in places], limits)


def sigmoid_equation() -> Entries:
    one = sigmoid(z)
    return Entries([one * (1 - one), one.subs(z, 0)], [one.diff(z), Rational(1, 2)])


def rectified() -> Entries:
    places = (-above, 0, above)
    return Entries([rectifier(at) for at in places], [(at + sp.Abs(at)) / 2 for at in places])


def between_zero_and_one() -> tuple[bool, str]:
    ends = [sp.limit(sigmoid(z), z, end) for end in (-sp.oo, sp.oo)]
    rises = sp.simplify(sigmoid(z).diff(z) - sigmoid(z) * sigmoid(-z)) == 0
    opposite = sp.simplify(sigmoid(z) + sigmoid(-z)) == 1
    return bool(ends == [0, 1] and rises and opposite and sigmoid(z).is_positive), (
        rf"it rises from {ends[0]} to {ends[1]}, with the slope \(\sigma(z)\,\sigma(-z) > 0\), and "
        r"\(\sigma(-z) = 1 - \sigma(z)\) is left for the opposite event"
    )


def boundary(bends: bool) -> tuple[bool, str]:
    """Where a neuron of two inputs exceeds a value, for any activation that never falls.

    Its level lines are straight for whatever f. If the mean slope of f between two net inputs is
    never negative, a smaller net input gives no larger output: one line bounds what fires.
    """
    x1, x2, w1, w2 = sp.symbols("x_1 x_2 w_1 w_2", real=True)
    out = sp.Function("f")(w1 * x1 + w2 * x2 + bias)
    direction = sp.simplify(-out.diff(x1) / out.diff(x2))
    mean_slope, less = sp.symbols("c d", nonnegative=True)
    drop = mean_slope * less
    straight = direction == -w1 / w2 and not direction.has(x1, x2)
    return bends != bool(straight and drop.is_nonnegative), (
        r"for every f the lines on which \(f(w_1 x_1 + w_2 x_2 + b)\) is constant have the slope "
        rf"\({sp.latex(direction)}\); where f has a mean slope \(c \ge 0\), a net input smaller by "
        rf"\(d \ge 0\) lowers it by \({sp.latex(drop)} \ge 0\): what exceeds a value is all that "
        "lies on one side of such a line"
    )


def xor_needs() -> Entries:
    """Nets that shall be positive and nets that shall not have the same sum."""
    w1, w2 = sp.symbols("w_1 w_2", real=True)
    return Entries((w1 + bias) + (w2 + bias), bias + (w1 + w2 + bias))


def two_layers_compute_xor() -> Entries:
    half = Rational(1, 2)
    units = [(step(p + q - half), step(p + q - 3 * half)) for p, q in INPUTS]
    return Entries([step(one - two - half) for one, two in units], [p ^ q for p, q in INPUTS])


def linear_layers_are_one() -> Entries:
    first, second, inputs = (
        symbol_array(*shape) for shape in (("u", (2, 3)), ("w", (2, 2)), ("x", 3))
    )
    return Entries(second @ (first @ inputs), (second @ first) @ inputs)


def influence_grows(weights: Sequence[int]) -> tuple[bool, str]:
    """Whether an increase of w_1 increases what a change of x_1 changes."""
    x1, x2, w1, w2 = sp.symbols("x_1 x_2 w_1 w_2", real=True)
    change = sp.Abs((w1 * x1 + w2 * x2 + bias).diff(x1))
    found = [change.subs(w1, value) for value in weights]
    return found[1] > found[0], (
        rf"from \(w_1 = {weights[0]}\) to \({weights[1]}\), what \(x_1\) moves per unit goes from "
        f"{found[0]} to {found[1]}"
    )


def influence_is_size() -> Entries:
    w1, x1 = sp.symbols("w_1 x_1", real=True)
    found = [sp.Abs((w * x1 + bias).diff(x1)) for w in (w1, above, -above)]
    return Entries(found, [sp.Abs(w1), above, above])


ENTRIES = [
    equation(
        number="1.1-1",
        title="The step function",
        printed=r"f(x) = \begin{cases} 0, & x \le 0 \\ 1, & x > 0 \end{cases}",
        printed_claim=steep_sigmoids,
        reason="A definition; off zero it is the limit of ever steeper sigmoids.",
        defines=True,
        chapter="01_neuron",
    ),
    equation(
        number="1.1-2",
        title="The sigmoid",
        printed=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        printed_claim=sigmoid_equation,
        reason=r"A definition: it solves \(\sigma' = \sigma(1 - \sigma)\), \(\sigma(0) = 1/2\).",
        defines=True,
        chapter="01_neuron",
    ),
    equation(
        number="1.1-3",
        title="The rectified linear unit",
        printed=r"R(x) = \max(0, x)",
        printed_claim=rectified,
        reason=r"A definition, equal to \((x + |x|)/2\).",
        defines=True,
        chapter="01_neuron",
    ),
    claim(
        number="1.1: bias",
        title="What the bias shifts",
        printed="The bias allows for shifting of the output of our activation function.",
        printed_claim=lambda: Entries(sigmoid(z) + bias, sigmoid(z + bias)),
        reason="The bias is added to the argument, not to the output.",
        convention="The graph of the output is shifted along the axis of the weighted sum.",
        convention_claim=lambda: Entries(sigmoid(z + bias).subs(z, z - bias), sigmoid(z)),
        chapter="01_neuron",
    ),
    claim(
        number="1.1: boundary",
        title="Non-linear activation and the boundary of one neuron",
        printed="This perceptron gives us a linear decision boundary. We can increase the "
        "complexity of our model by using non-linear activation functions, such as the sigmoid.",
        printed_claim=lambda: Statement(lambda: boundary(bends=True)),
        reason="The boundary of a single neuron is linear with every monotone activation, the "
        "sigmoid and ReLU among them. The step function was not linear either.",
        corrected="A monotone activation leaves the boundary of a single neuron linear; in a "
        "network of several layers a non-linear activation increases the complexity.",
        corrected_claim=lambda: All(
            Statement(lambda: boundary(bends=False)),
            two_layers_compute_xor(),
            linear_layers_are_one(),
        ),
        fault=MATHEMATICS,
        chapter="01_neuron",
    ),
    claim(
        number="1.1: between 0 and 1",
        title="The sigmoid as a probability",
        printed="This is a continuous function valued between 0 and 1, which is useful for "
        "predicting probabilities.",
        printed_claim=lambda: Statement(between_zero_and_one),
        reason="Strictly between; neither end is reached.",
        chapter="01_neuron",
    ),
    claim(
        number="1.1: negative values",
        title="What ReLU removes",
        printed="This activation function removes all negative values by setting them to zero.",
        printed_claim=lambda: Entries([sp.Max(0, -above), sp.Max(0, above)], [0, above]),
        chapter="01_neuron",
    ),
    claim(
        number="1.1: importance",
        title="Weight and importance",
        printed=r"If we increase the weight \(w_i\) this would give more importance to the input "
        r"\(x_i\), and conversely.",
        printed_claim=lambda: Statement(lambda: influence_grows((-2, -1))),
        reason="The weights are real numbers, as the text says. A negative weight that increases "
        "gives its input less influence until it passes zero.",
        corrected=r"If we increase \(|w_i|\) this gives more importance to the input \(x_i\).",
        corrected_claim=influence_is_size,
        fault=MATHEMATICS,
        chapter="01_neuron",
    ),
]
