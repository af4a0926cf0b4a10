r"""Section 1.2: layers."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from sympy import KroneckerDelta, Rational

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import inside, total
from cnn_ledger.claims import All, Entries, Identity, Reading, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    sigmoid,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import A, a, b, claim, equation, j, k, sigma, w
from cnn_ledger.sources.li2019.neuron import between_zero_and_one, two_layers_compute_xor, xor_needs


def neuron_reads(row: int | None) -> Entries:
    """Two neurons of two inputs, as printed with j = `row` (or j = m), against section 1.1."""
    weights, inputs, biases = symbol_array("w", (2, 2)), symbol_array("a", 2), symbol_array("b", 2)
    rows = [m if row is None else row for m in range(2)]
    nets = [sum(inputs[k] * weights[r, k] for k in range(2)) for r in rows]
    printed = [sigmoid(net) for net in nets]
    x = [1, *inputs]  # x_0 = 1, and w_0 is the bias
    truth = [
        sigmoid(sum(sp.Mul(*pair) for pair in zip([biases[m], *weights[m]], x, strict=True)))
        for m in range(2)
    ]
    return Entries(printed, truth)


def neuron_with_bias() -> Identity:
    """The neuron of section 1.1, whose input 0 is 1 with the bias as its weight, at any size."""
    first = KroneckerDelta(k, 0) * b[j]
    section = total(first + inside(k - 1, A) * w[j, k - 1] * a[k - 1], (k, A + 1))
    return Identity(sigma(section), sigma(b[j] + total(w[j, k] * a[k], (k, A))))


def parameters_of_connections() -> Entries:
    """Layers of 3, 4 and 2 neurons: connections, and different weights in the two outputs."""
    widths = (3, 4, 2)
    first, second = symbol_array("u", (4, 3)), symbol_array("w", (2, 4))
    outputs = second @ [sigma(net) for net in first @ symbol_array("x", 3)]
    used = set().union(*(out.free_symbols for out in outputs)) & {*first.flat, *second.flat}
    return Entries(len(used), sum(p * q for p, q in pairwise(widths)))


EXAMPLE = [Rational(tenths, 10) for tenths in (5, 8, 2, 10, 4, 6, 10, 0, 2, 1)]  # printed


def outputs_sum_to_one() -> tuple[bool, str]:
    tens = [sigmoid(0)] * 10
    return sum(tens) == 1, (
        f"ten sigmoid outputs at the net input 0 add up to {sum(tens)}, but one digit is shown"
    )


def each_is_a_probability() -> tuple[bool, str]:
    outcome, evidence = between_zero_and_one()
    return outcome, f"each output by itself: {evidence}"


ENTRIES = [
    equation(
        number="1.2-1",
        title="The activation of a neuron",
        printed=r"a_m^{(l)} = \sigma\Bigl( \sum_{k=1}^{n_{l-1}} a_k^{(l-1)} w_{jk}^{(l)} \Bigr)",
        printed_claim=lambda: Reading(*(neuron_reads(row) for row in (None, 0, 1))),
        reason=r"The weight belongs to the neuron j, which is not named on the left, and the bias "
        r"\(b_m\) that the same sentence introduces is missing. Even with \(j = m\) it is the "
        "activation of a neuron without bias; section 1.7 has both right.",
        corrected=r"a_m^{(l)} = \sigma\Bigl( b_m^{(l)} + \sum_{k=1}^{n_{l-1}} w_{mk}^{(l)} "
        r"a_k^{(l-1)} \Bigr)",
        corrected_claim=neuron_with_bias,
        fault=MATHEMATICS,
        contradicts=(
            (
                "1.7-19",
                lambda: Identity(
                    b[j] + total(w[j, k] * a[k], (k, A)), total(a[k] * w[j, k], (k, A))
                ),
            ),
        ),
        chapter="06_delta_recursion",
    ),
    claim(
        number="1.2: pixels",
        title="An image as a vector",
        printed=r"A \(28 \times 28\) pixel image gives 784 input neurons; the output layer "
        "contains 10 neurons, one for each of the digits 0-9.",
        printed_claim=lambda: Entries(
            [784, 10], [symbol_array("x", (28, 28)).reshape(-1).size, len(range(9 + 1))]
        ),
        chapter="01_neuron",
    ),
    claim(
        number="1.2: layers",
        title="What more layers can do",
        printed="With a single perceptron we can only make very simple decisions; by adding "
        "multiple layers we can make more complex decisions.",
        printed_claim=lambda: All(xor_needs(), two_layers_compute_xor()),
        reason="XOR asks of one perceptron that two positive numbers have the same sum as two "
        "that are not positive. Two layers compute it.",
        chapter="07_mlp",
    ),
    claim(
        number="1.2: connections",
        title="A weight for each connection",
        printed="Each connection in the network has a different weight associated to it.",
        printed_claim=parameters_of_connections,
        reason="A parameter of its own for each connection; their values may agree.",
        chapter="07_mlp",
    ),
    claim(
        number="1.2: probability",
        title="Ten outputs as probabilities",
        printed="Each output node will produce a probability value representing how much the "
        "network believes it is that corresponding number.",
        printed_claim=lambda: Statement(outputs_sum_to_one),
        reason="The digits exclude each other, so their probabilities would add up to one. "
        "Sigmoid outputs need not, and those of the example in section 1.6 do not.",
        convention="Each output is a belief in one yes-or-no question, asked for each digit by "
        "itself; the ten are no distribution.",
        convention_claim=lambda: Statement(each_is_a_probability),
        contradicts=(("1.6-1", lambda: Entries(sum(EXAMPLE), 1)),),
        chapter="02_activations",
    ),
]
