r"""Backpropagation: equations 3 to 8."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Matrix, Rational

from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, inside, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    INDEX,
    MATHEMATICS,
    delta,
    f,
    g,
    i,
    j,
    m,
    p,
    q,
    t,
    w,
    x,
)  # fmt: skip
from cnn_ledger.sources.zhou2018._network import (
    UNIT,
    A,
    B,
    C,
    bias,
    claim,
    equation,
    next_bias,
    u,
    v,
)
from cnn_ledger.sources.zhou2018.descent import along_the_gradient, descends_with_rates

hidden = total(w[j, m] * x[m], (m, A)) + bias[j]  # u_j
net = total(w[p, m] * x[m], (m, A)) + bias[p]  # u_p
following = total(v[i, j] * f(hidden), (j, B)) + next_bias[i]
loss = total(delta[i] * following, (i, C))  # linear in what follows: delta are its derivatives
recursion = total(v[i, p] * delta[i], (i, C)) * f(net).fdiff()
direct = total(g(hidden), (j, B))  # another E, to see the chain rule at work


def output_delta(factor: Expr) -> Identity:
    """Equation 6 for E = factor times the sum of squares."""
    squares = factor * total((f(u[i]) - t[i]) ** 2, (i, C))
    return Identity(Partial(squares, u[p]), f(u[p]).fdiff() * (f(u[p]) - t[p]), [inside(p, C)])


def three_units(first: bool) -> Entries:
    """The first delta of a chain of three units, against equation 5 for l = 1 or 2.

    The chain is u1, u2 = w2 f(u1), u3 = w3 f(u2), E = g(u3).
    """
    u1, weight2, weight3 = sp.symbols("u_1 w_2 w_3", real=True)
    z = sp.Symbol("z")
    square, value = z**2, 3 * z  # f and g, simple on purpose
    u2 = weight2 * square.subs(z, u1)
    u3 = weight3 * square.subs(z, u2)
    energy = value.subs(z, u3)
    delta3 = value.diff(z).subs(z, u3)
    delta2 = weight3 * delta3 * square.diff(z).subs(z, u2)
    delta1 = weight2 * delta2 * square.diff(z).subs(z, u1)
    return Entries(delta1 if first else delta2, energy.diff(u1))


def outer_product(rows: int, columns: int, transposed: bool) -> Entries:
    """The gradient by W of shape (rows, columns), against delta x^T or, as printed, x delta^T."""
    weights = symbol_array("w", (rows, columns))
    inputs, deltas = symbol_array("x", (columns, 1)), symbol_array("delta", (rows, 1))
    value = (deltas.T @ weights @ inputs)[0, 0]
    return Entries(inputs @ deltas.T if transposed else deltas @ inputs.T, gradient(value, weights))


def recursion_with_transposed_storage() -> Identity:
    """5 as printed for weights stored as (inputs, outputs), the one layout in which 7 is right."""
    value = total(delta[i] * total(v[j, i] * f(u[j]), (j, B)), (i, B))
    printed = total(v[i, p] * delta[i], (i, B)) * f(u[p]).fdiff()
    return Identity(Partial(value, u[p]), printed, UNIT)


def first_order_change() -> Entries:
    """E along the step of equation 8: its derivative by the rate, at zero."""
    weights, eta = sp.symbols("w_0 w_1", real=True), sp.Symbol("eta", real=True)
    energy = weights[0] ** 3 * weights[1] + weights[1] ** 2
    slopes = [energy.diff(one) for one in weights]
    moved = energy.subs(
        {one: one - eta * slope for one, slope in zip(weights, slopes, strict=True)},
        simultaneous=True,
    )
    return Entries(moved.diff(eta).subs(eta, 0), -sum(slope**2 for slope in slopes))


def cross_product() -> tuple[bool, str]:
    one = Matrix([1, 0, 0])
    crossed, outer = one.cross(one), one * one.T
    return crossed.shape == outer.shape and crossed == outer, (
        rf"for \(x = \delta = (1, 0, 0)\) the cross product is {tuple(crossed)}, and the "
        f"gradient has the rows {outer.tolist()}"
    )


ENTRIES = [
    equation(
        number="3",
        title="Chain rule for the bias",
        printed=r"\frac{\partial E}{\partial b} = \frac{\partial E}{\partial u} \times "
        r"\frac{\partial u}{\partial b}",
        printed_claim=lambda: Identity(
            Partial(direct, bias[p]), g(net).fdiff() * derivative(net, bias[p]), UNIT
        ),
        reason="The chain rule; among many units the second factor is the identity matrix.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="4",
        title="The bias gradient is delta",
        printed=r"\text{Since } \frac{\partial u}{\partial b} = 1, \quad "
        r"\frac{\partial E}{\partial b} = \frac{\partial E}{\partial u} = \delta",
        printed_claim=lambda: All(
            Identity(Partial(net, bias[p], "u"), sp.Integer(1)),
            Identity(Partial(direct, bias[p]), g(net).fdiff(), UNIT),
            Identity(Partial(total(g(u[j]), (j, B)), u[p]), g(u[p]).fdiff(), UNIT),
        ),
        reason="For the bias that each neuron has of its own, as the text says. Where one bias "
        "serves a whole feature map, the deltas of the map are added.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="5",
        title="The recursion of the sensitivities",
        printed=r"\delta^{1} = (W^{l+1})^T \times \delta^{l+1} \circ f'(u^l)",
        printed_claim=lambda: three_units(first=False),
        reason="The digit that stands as the superscript on the left gives every layer the "
        "sensitivity of the first; it may be the extraction's. For the numbers, "
        r"\(u_2 = w_2 u_1^2\), \(u_3 = w_3 u_2^2\), \(E = 3 u_3\) and \(l = 2\).",
        convention="The superscript on the left is the letter l: the sentence before speaks of the "
        "sensitivities of layer l. So read, the recursion is right for all widths.",
        convention_claim=lambda: All(
            Identity(Partial(loss, bias[p]), recursion, UNIT), three_units(first=True)
        ),
        chapter="06_delta_recursion",
    ),
    equation(
        number="6",
        title="The sensitivity of the output layer",
        printed=r"\delta' = f'(u^l) \circ (y^n - t^n)",
        printed_claim=lambda: output_delta(sp.Integer(1)),
        reason="The paper does not state E here. For the squared error a factor of two would be "
        "missing; with the one half of equation 1 it is right.",
        convention="E is half the squared error of the example n; the primed delta and the letter "
        "l belong to the output layer.",
        convention_claim=lambda: output_delta(Rational(1, 2)),
        chapter="06_delta_recursion",
    ),
    equation(
        number="7",
        title="The weight gradient",
        printed=r"\frac{\partial E}{\partial W^l} = x^{l-1} \times (\delta^l)^T",
        printed_claim=lambda: outer_product(3, 2, transposed=True),
        reason="Equation 5 needs weights of shape outputs by inputs, and equation 8 subtracts the "
        "gradient from them, so the product is the other way round. The entries are right, in "
        "transposed places; no one layout of W makes 5, 7 and 8 right.",
        corrected=r"\frac{\partial E}{\partial W^l} = \delta^l\, (x^{l-1})^T",
        corrected_claim=lambda: All(
            outer_product(3, 2, transposed=False),
            Identity(Partial(loss, w[p, q]), recursion * x[q], [*UNIT, inside(q, A)]),
        ),
        fault=INDEX,
        contradicts=(
            ("5", recursion_with_transposed_storage),
            ("8", lambda: outer_product(2, 2, transposed=True)),
        ),
        chapter="06_delta_recursion",
    ),
    equation(
        number="8",
        title="The weight update",
        printed=r"\Delta W^l = -\eta \times \frac{\partial E}{\partial W^l}",
        printed_claim=first_order_change,
        reason="A definition. To first order the step changes E by minus the rate times the "
        "squared length of the gradient.",
        defines=True,
        chapter="06_delta_recursion",
    ),
    claim(
        number="4: cross-product",
        title="Cross product or outer product",
        printed="The derivative of the error for each weight of the layer is the cross-product of "
        "the input of the layer and the sensitivity of the layer.",
        printed_claim=lambda: Statement(cross_product),
        reason="What equation 7 writes is an outer product. A cross product exists for three "
        "components only, and is a vector.",
        corrected="It is the outer product of the sensitivity of the layer and its input.",
        corrected_claim=lambda: outer_product(3, 2, transposed=False),
        fault=MATHEMATICS,
        chapter="06_delta_recursion",
    ),
    claim(
        number="4: a rate for each weight",
        title="A learning rate for each weight",
        printed=r"In fact, there is a specific learning rate \(\eta_{l_j}\) for each weight.",
        printed_claim=lambda: Statement(lambda: along_the_gradient((1, 4))),
        reason="Equation 8 has one rate for all weights. With different rates the step still "
        "lowers the error, but is no longer along the gradient.",
        convention="Equation 8 is read entry by entry, with a positive rate for each.",
        convention_claim=lambda: descends_with_rates(),
        chapter="04_gradient_descent",
    ),
]
