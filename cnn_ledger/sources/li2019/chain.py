r"""Section 1.7: one neuron in each layer."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Matrix, Symbol

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, activation, total
from cnn_ledger.claims import All, Entries, Identity
from cnn_ledger.sources._common import (
    sigmoid,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import B, a, claim, equation, k, n, s, sigma, y, z
from cnn_ledger.sources.li2019.cost import cost
from cnn_ledger.sources.li2019.descent import t, u

# w2, b2 belong to layer L, w1, b1 to layer L - 1; a1, z1 and so on are variables of their own.

y0, w2, b2, a1, b1, a0 = sp.symbols("y w^L b^L a^{L-1} b^{L-1} a^{L-2}", real=True)
weight1 = Symbol("w^{L-1}", real=True)
A2, Z2, Z1 = sp.symbols("a^L z^L z^{L-1}", real=True)
net = w2 * a1 + b2
cost0 = (y0 - sigma(net)) ** 2
below = weight1 * a0 + b1
cost1 = cost0.subs(a1, sigma(below))
by_output = derivative((y0 - A2) ** 2, A2).subs(A2, sigma(net))
by_net = derivative(sigma(Z2), Z2).subs(Z2, net)
short = -2 * (y0 - sigma(net)) * sigma(net).fdiff()


def by_chain(target: Symbol) -> Identity:
    """Three factors, each a derivative of its own."""
    return Identity(Partial(cost0, target, "C_0"), by_output * by_net * derivative(net, target))


def closed(target: Symbol, last: Expr) -> Identity:
    return Identity(Partial(cost0, target, "C_0"), short * last)


def two_layers_down() -> All:
    down = derivative(sigma(Z1), Z1).subs(Z1, below) * derivative(below, weight1)
    five = by_output * by_net * derivative(net, a1)
    quantity = Partial(cost1, weight1, "C_0")
    folded = derivative(cost0, a1)
    return All(
        Identity(quantity, five.subs(a1, sigma(below)) * down),
        Identity(quantity, folded.subs(a1, sigma(below)) * down),
    )


def of_example(at: Expr) -> Expr:
    """C_k: the cost of the example k."""
    return (t[at] - sigma(w2 * u[at] + b2)) ** 2


def average_of_equal_terms() -> Identity:
    """The line to the letter: the summand does not name the example."""
    whole = Partial(total(of_example(s), (s, n)) / n, w2, "C")
    return Identity(whole, total(whole.doit(), (k, n)) / n)


def average_over_examples() -> Identity:
    """The line as it is meant."""
    whole = Partial(total(of_example(s), (s, n)) / n, w2, "C")
    return Identity(whole, total(derivative(of_example(k), w2), (k, n)) / n)


def proportional() -> All:
    by_bias = derivative(cost0, b2)
    return All(
        Identity(Partial(cost0, w2, "C_0"), by_bias * a1),
        Identity(Partial(cost0, a1, "C_0"), by_bias * w2),
    )


def one_input_one_output() -> Expr:
    """Equation (1) with one term in each sum. (`doit` forgets that entries are real.)"""
    whole = cost.xreplace({n: sp.S.One, B: sp.S.One})
    first = lambda sums: sums.function.xreplace({i: lo for i, lo, _ in sums.limits})  # noqa: E731
    return whole.replace(lambda e: isinstance(e, sp.Sum), first)


ENTRIES = [
    equation(
        number="1.7-1",
        title="The cost of one example",
        printed=r"C_0(\mathbf{w}) = (y - a^{(L)})^2",
        printed_claim=lambda: Entries((y[0, 0] - a[0, 0]) ** 2, one_input_one_output()),
        reason="A definition: equation (1) for one input and one output.",
        defines=True,
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-2",
        title="The activation",
        printed=r"a^{(L)} = \sigma(z^{(L)})",
        printed_claim=lambda: Entries(sigmoid(z).diff(z), sigmoid(z) * (1 - sigmoid(z))),
        reason=r"A definition; its slope is \(a(1 - a)\).",
        defines=True,
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-3",
        title="The net input",
        printed=r"z^{(L)} = w^L a^{(L-1)} + b^L",
        printed_claim=lambda: Entries(Matrix([[b2, w2]]) * Matrix([1, a1]), [[net]]),
        reason=r"A definition, the weighted sum of section 1.1 with \(x_0 = 1\). The layer is "
        "written without its parentheses here.",
        defines=True,
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-4",
        title="Chain rule for the weight",
        printed=r"\frac{\partial C_0}{\partial w^{(L)}} = \frac{\partial C_0}{\partial a^{(L)}} "
        r"\frac{\partial a^{(L)}}{\partial z^{(L)}} \frac{\partial z^{(L)}}{\partial w^{(L)}}",
        printed_claim=lambda: by_chain(w2),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-5",
        title="The cost by the activation",
        printed=r"\frac{\partial C_0}{\partial a^{(L)}} = -2(y - a^{(L)})",
        printed_claim=lambda: Identity(Partial((y0 - A2) ** 2, A2, "C_0"), -2 * (y0 - A2)),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-6",
        title="The activation by the net input",
        printed=r"\frac{\partial a^{(L)}}{\partial z^{(L)}} = \sigma'(z^{(L)})",
        printed_claim=lambda: Identity(Partial(sigma(Z2), Z2, "a"), activation("sigma'")(Z2)),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-7",
        title="The net input by the weight",
        printed=r"\frac{\partial z^{(L)}}{\partial w^{(L)}} = a^{(L-1)}",
        printed_claim=lambda: Identity(Partial(net, w2, "z"), a1),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-8",
        title="The cost by the weight",
        printed=r"\frac{\partial C_0}{\partial w^{(L)}} = "
        r"-2(y - a^{(L)})\, \sigma'(z^{(L)})\, a^{(L-1)}",
        printed_claim=lambda: closed(w2, a1),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-9",
        title="Chain rule for the bias",
        printed=r"\frac{\partial C_0}{\partial b^{(L)}} = \frac{\partial C_0}{\partial a^{(L)}} "
        r"\frac{\partial a^{(L)}}{\partial z^{(L)}} \frac{\partial z^{(L)}}{\partial b^{(L)}}",
        printed_claim=lambda: by_chain(b2),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-10",
        title="The net input by the bias",
        printed=r"\frac{\partial z^{(L)}}{\partial b^{(L)}} = 1",
        printed_claim=lambda: Identity(Partial(net, b2, "z"), sp.Integer(1)),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-11",
        title="The cost by the bias",
        printed=r"\frac{\partial C_0}{\partial b^{(L)}} = -2(y - a^{(L)})\, \sigma'(z^{(L)})",
        printed_claim=lambda: closed(b2, sp.Integer(1)),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-12",
        title="Chain rule for the activation before",
        printed=r"\frac{\partial C_0}{\partial a^{(L-1)}} = "
        r"\frac{\partial C_0}{\partial a^{(L)}} \frac{\partial a^{(L)}}{\partial z^{(L)}} "
        r"\frac{\partial z^{(L)}}{\partial a^{(L-1)}}",
        printed_claim=lambda: by_chain(a1),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-13",
        title="The net input by the activation before",
        printed=r"\frac{\partial z^{(L)}}{\partial a^{(L-1)}} = w^{(L)}",
        printed_claim=lambda: Identity(Partial(net, a1, "z"), w2),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-14",
        title="The cost by the activation before",
        printed=r"\frac{\partial C_0}{\partial a^{(L-1)}} = "
        r"-2(y - a^{(L)})\, \sigma'(z^{(L)})\, w^{(L)}",
        printed_claim=lambda: closed(a1, w2),
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-15",
        title="Five factors",
        printed=r"\begin{aligned} \frac{\partial C_0}{\partial w^{(L-1)}} &= "
        r"\frac{\partial C_0}{\partial a^{(L)}} \frac{\partial a^{(L)}}{\partial z^{(L)}} "
        r"\frac{\partial z^{(L)}}{\partial a^{(L-1)}} "
        r"\frac{\partial a^{(L-1)}}{\partial z^{(L-1)}} "
        r"\frac{\partial z^{(L-1)}}{\partial w^{(L-1)}} \\ &= "
        r"\frac{\partial C_0}{\partial a^{(L-1)}} "
        r"\frac{\partial a^{(L-1)}}{\partial z^{(L-1)}} "
        r"\frac{\partial z^{(L-1)}}{\partial w^{(L-1)}} \end{aligned}",
        printed_claim=two_layers_down,
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-16",
        title="The average over the examples",
        printed=r"\frac{\partial C}{\partial w^{(L)}} = \frac1n \sum_{k=0}^{n-1} "
        r"\frac{\partial C}{\partial w^{(L)}}",
        printed_claim=lambda: All(average_of_equal_terms(), average_over_examples()),
        reason="To the letter the line is true and empty: n equal terms, divided by n. The text "
        "means an average over the examples; their subscript may have been lost by the "
        r"extraction: \(\frac{\partial C}{\partial w^{(L)}} = \frac1n \sum_{k=0}^{n-1} "
        r"\frac{\partial C_k}{\partial w^{(L)}}\). That is proved too: with n all examples it is "
        "exact, with those of a batch the approximation that the text speaks of.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.7: proportional",
        title="What the influence is proportional to",
        printed=r"A change to \(w^{(L)}\) changes \(C_0\) in a way that is proportional to "
        r"\(a^{(L-1)}\); the influence of \(a^{(L-1)}\) is proportional to the weight.",
        printed_claim=proportional,
        reason="With one factor for both, the derivative by the bias.",
        chapter="05_chain_rule",
    ),
]
