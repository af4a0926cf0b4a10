r"""Zhou 2018, *Understanding the Convolutional Neural Networks with Gradient Descent and
Backpropagation*: equations 1 to 8 and the text.

The paper defines neither h nor u nor E. Its results fix them: ``h(x) = theta^T x``,
``u^l = W^l x^{l-1} + b^l``, ``x^l = f(u^l)``, and E is half the squared error of one example.
"""

from __future__ import annotations

from itertools import pairwise, product

import sympy as sp
from sympy import Expr, Matrix, Rational

from cnn_core.symbolic.claims import All, Entries, Identity, Reading, Statement
from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.sources._common import (
    INDEX,
    MATHEMATICS,
    MISPRINT,
    b,
    delta,
    descent,
    f,
    forms,
    g,
    i,
    j,
    m,
    p,
    q,
    short_steps_descend,
    sigmoid,
    steepest,
    t,
    w,
    x,
    y,
)  # fmt: skip
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, inside, sizes, tensors, total

equation, claim = forms("zhou2018")

# --- linear regression, 1 and 2 -----------------------------------------------------------------

M, D = sizes("M D")  # examples, components
theta, bias, u = tensors("theta b u")
alpha = sp.Symbol("alpha", real=True)


def error(example: Expr) -> Expr:
    """h(x) - y at one example."""
    return total(theta[j] * x[example, j], (j, D)) - y[example]


def cost(examples: Expr) -> Expr:
    return total(error(i) ** 2, (i, examples)) / 2


step = Partial(cost(M), theta[p], "J")
summed = total(error(i) * x[i, p], (i, M))
COMPONENT = [inside(p, D)]


literal_error = theta[0] * x[0, 0] - y[0]  # the printed x and y carry no index


def literal_cost() -> Expr:
    """The sum of the middle member as printed: its terms do not depend on i."""
    return Partial(total(literal_error**2, (i, M)) / 2, theta[0], "J")


REGRESSION = [
    equation(
        number="1",
        title="Gradient of the squared error",
        printed=r"\frac{\partial}{\partial\theta} J(\theta) = \frac{\partial}{\partial\theta} "
        r"\frac12 \sum_{i=1}^{m} (h_\theta(x) - y)^2 = (h_\theta(x) - y)\, x^{(i)}",
        printed_claim=lambda: Reading(
            Identity(step, error(q) * x[q, p], [*COMPONENT, inside(q, M)]),
            Identity(literal_cost(), literal_error * x[q, 0]),
        ),
        reason="The sum over the examples is lost on the right, where its index is left free. The "
        "two sides agree for a single example, with a linear h.",
        corrected=r"\frac{\partial J}{\partial\theta_j} = \sum_{i=1}^{m} "
        r"\bigl(h_\theta(x^{(i)}) - y^{(i)}\bigr)\, x^{(i)}_j, \quad h_\theta(x) = \theta^T x",
        corrected_claim=lambda: Identity(step, summed, COMPONENT),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    equation(
        number="2",
        title="The step of gradient descent",
        printed=r"\theta_i = \theta_i - \alpha \frac{\partial}{\partial\theta} J(\theta) "
        r"= \theta_i - \alpha\, (h_\theta(x) - y)\, x^{(i)}",
        printed_claim=lambda: Reading(
            Identity(
                theta[p] - alpha * step,
                theta[p] - alpha * error(q) * x[q, p],
                [*COMPONENT, inside(q, M)],
            ),
            Identity(theta[0] - alpha * literal_cost(), theta[0] - alpha * literal_error * x[q, 0]),
        ),
        reason="The first equality, read as an assignment, defines the step. The second one "
        "inherits the lost sum of equation 1: it is the step for one example, not for the J of "
        r"that equation. And \(i\) numbers the components of \(\theta\) here, the examples there.",
        corrected=r"\theta_j \leftarrow \theta_j - \alpha \sum_{i=1}^{m} "
        r"\bigl(h_\theta(x^{(i)}) - y^{(i)}\bigr)\, x^{(i)}_j",
        corrected_claim=lambda: Identity(
            theta[p] - alpha * step, theta[p] - alpha * summed, COMPONENT
        ),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
]

# --- backpropagation, 3 to 8 --------------------------------------------------------------------
# Layers of widths A, B, C: u = w x + b, then v f(u) + d; E is any function of what follows.

A, B, C = sizes("A B C")
v, s, next_bias = tensors("v s d")
hidden = total(w[j, m] * x[m], (m, A)) + bias[j]  # u_j
net = total(w[p, m] * x[m], (m, A)) + bias[p]  # u_p
following = total(v[i, j] * f(hidden), (j, B)) + next_bias[i]
loss = total(delta[i] * following, (i, C))  # linear in what follows: delta are its derivatives
recursion = total(v[i, p] * delta[i], (i, C)) * f(net).fdiff()
direct = total(g(hidden), (j, B))  # another E, to see the chain rule at work
UNIT = [inside(p, B)]


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


BACKPROPAGATION = [
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
        reason="With the letter l as the superscript on the left, as the sentence before asks "
        "for, the recursion is right for all widths. The digit that stands there, and that may be "
        "the extraction's, gives every layer the sensitivity of the first. For the numbers, "
        r"\(u_2 = w_2 u_1^2\), \(u_3 = w_3 u_2^2\), \(E = 3 u_3\) and \(l = 2\).",
        corrected=r"\delta^{l} = \bigl((W^{l+1})^T \delta^{l+1}\bigr) \circ f'(u^l)",
        corrected_claim=lambda: All(
            Identity(Partial(loss, bias[p]), recursion, UNIT), three_units(first=True)
        ),
        fault=MISPRINT,
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


def along_the_gradient(rates: tuple[int, int]) -> tuple[bool, str]:
    slopes = (1, 1)
    move = tuple(-rate * slope for rate, slope in zip(rates, slopes, strict=True))
    return Matrix([move, slopes]).det() == 0, (
        f"the gradient {slopes} with the rates {rates} gives the step {move}, which is not along it"
    )


def descends_with_rates() -> Statement:
    """The first-order change of E is minus a sum of rates times squares."""

    def descends() -> tuple[bool, str]:
        rates, slopes = sp.symbols("eta_1:4", positive=True), sp.symbols("g_1:4", real=True)
        change = sum(slope * (-rate * slope) for rate, slope in zip(rates, slopes, strict=True))
        return bool(change.is_nonpositive), rf"to first order E changes by \({sp.latex(change)}\)"

    return Statement(descends)


# --- the text on gradient descent ---------------------------------------------------------------


def components_make_the_gradient() -> Identity:
    """The derivative along a direction s is the sum of ``s_i`` times the partial derivatives."""
    h = sp.Symbol("h", real=True)
    value = total(t[i] * f(x[i] + h * s[i]), (i, D))
    return Identity(Partial(value, h, "J"), total(s[i] * t[i] * f(x[i] + h * s[i]).fdiff(), (i, D)))


def falls_where_the_gradient_falls(in_size: bool) -> tuple[bool, str]:
    """Where the gradient becomes smaller in size, or smaller as a number."""
    z = sp.Symbol("z")
    value = -(z**2) / 2 if in_size else z**2 / 2
    places = (sp.Integer(1), Rational(1, 2)) if in_size else (-sp.Integer(1), -sp.Integer(2))
    slopes, values = ([e.subs(z, at) for at in places] for e in (value.diff(z), value))
    if in_size:
        slopes = [abs(slope) for slope in slopes]
    before, after = (tuple(map(sp.latex, e)) for e in (slopes, values))
    return slopes[1] < slopes[0] and values[1] < values[0], (
        rf"\(J = {sp.latex(value)}\) from \({sp.latex(places[0])}\) to \({sp.latex(places[1])}\): "
        rf"the gradient falls from \({before[0]}\) to \({before[1]}\){' in size' * in_size}, "
        rf"J rises from \({after[0]}\) to \({after[1]}\)"
    )


def falls_against_the_gradient() -> tuple[bool, str]:
    slopes = sp.symbols("g_1:4", real=True)
    along = sum(slope * -slope for slope in slopes)
    return bool(along.is_nonpositive), rf"along \(-g\) the derivative of J is \({sp.latex(along)}\)"


def every_component_shrinks() -> tuple[bool, str]:
    z = sp.Symbol("z")
    start, slope = sp.Integer(0), ((z - 1) ** 2 / 2).diff(z)
    moved = start - Rational(1, 2) * slope.subs(z, start)
    return (
        moved < start,
        rf"\(J = (\theta - 1)^2/2\) from {start}: the step goes to \({moved}\), upwards",
    )


def least_derivative() -> tuple[bool, str]:
    """The derivative of J along unit vectors, for the gradient (3, 4)."""
    angle = sp.Symbol("phi", real=True)
    along = 3 * sp.cos(angle) + 4 * sp.sin(angle)
    against = along.subs({sp.cos(angle): Rational(-3, 5), sp.sin(angle): Rational(-4, 5)})
    least = sp.minimum(along, angle)
    return sp.simplify(least - against) == 0, (
        rf"for the gradient \((3, 4)\) the least derivative along a unit vector is \({least}\), at "
        r"\((-\frac{3}{5}, -\frac{4}{5})\)"
    )


def length_of_step() -> tuple[bool, str]:
    z, rate = sp.Symbol("z"), Rational(1, 10)
    moved = rate * (z**2).diff(z).subs(z, 3)
    return moved == rate, (
        rf"\(J = \theta^2\) at 3 with \(\alpha = {sp.latex(rate)}\): the step is "
        rf"\({sp.latex(moved)}\) long"
    )


def step_is_rate_times_gradient() -> Identity:
    moved = sp.Symbol("r", real=True) * f(x[p]).fdiff()
    return Identity(Partial(moved, sp.Symbol("r", real=True), "step"), f(x[p]).fdiff())


def always_falls() -> tuple[bool, str]:
    z = sp.Symbol("z")
    one, two = descent(sp.Integer(2), [1], 1, z**2, (z,))
    return two[0] ** 2 < one[0] ** 2, (
        rf"\(J = \theta^2\) with \(\alpha = 2\): from {one[0]} to {two[0]}, J from "
        f"{one[0] ** 2} to {two[0] ** 2}"
    )


def reaches_an_extreme_point() -> tuple[bool, str]:
    z1, z2 = sp.symbols("z_1 z_2")
    J = z1**2 - z2**2
    last = descent(Rational(1, 4), [1, 0], 4, J, (z1, z2))[-1]
    limit = J.subs(z1, 0)
    return sp.diff(limit, z2, 2) > 0, (
        rf"\(J = \theta_1^2 - \theta_2^2\) from (1, 0): after four steps at "
        rf"\({sp.latex(last)}\), on the way to the saddle (0, 0)"
    )


def falls_for_short_steps() -> tuple[bool, str]:
    """J = L z^2 / 2: the factor of J per step, below one for 0 < alpha < 2 / L."""
    rate, L, z = sp.symbols("alpha L z", positive=True)
    J = L * z**2 / 2
    ratio = sp.factor(J.subs(z, z - rate * J.diff(z)) / J)
    good = sp.solve_univariate_inequality(ratio.subs(L, 1) < 1, rate, relational=False)
    return good == sp.Interval.open(0, 2), (
        rf"\(J = L\theta^2/2\): a step multiplies J by \({sp.latex(ratio)}\), less than one for "
        r"\(0 < \alpha < 2/L\)"
    )


def zero_start(hidden_units: bool) -> tuple[bool, str]:
    """Whether gradient descent leaves the zero start: linear regression, or a 2-2-1 net on XOR."""
    data = list(zip(product((0, 1), repeat=2), (0, 1, 1, 0), strict=True))
    h = sp.symbols("h0:9", real=True)

    def predicted(one: int, two: int) -> Expr:
        if not hidden_units:
            return h[0] * one + h[1] * two + h[2]
        units = [sigmoid(h[k] * one + h[k + 1] * two + h[k + 2]) for k in (0, 3)]
        return sigmoid(h[6] * units[0] + h[7] * units[1] + h[8])

    J = sum((predicted(*inputs) - target) ** 2 for inputs, target in data) / 2
    slopes = [J.diff(e).subs(dict.fromkeys(h, 0)) for e in sorted(J.free_symbols, key=str)]
    moving = sum(slope != 0 for slope in slopes)
    kind = "a 2-2-1 network of sigmoids" if hidden_units else "linear regression"
    return moving > 0, (
        f"{kind} on XOR, started at zero: {moving} of {len(slopes)} derivatives differ from zero"
    )


DESCENT = [
    claim(
        number="3: gradient",
        title="The gradient points along the largest change",
        printed="The gradient is a vector, referring to the direction with largest changing value "
        "at one point.",
        printed_claim=steepest,
        reason="Cauchy and Schwarz, by Lagrange's identity.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: components",
        title="Components make the direction",
        printed="Each dimension component can find a gradient direction; thus we can find a "
        "holistic direction.",
        printed_claim=components_make_the_gradient,
        reason="The partial derivatives are the components of the gradient.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: gradient decreases",
        title="Where J decreases",
        printed=r"Change \(\theta\) so that J decreases in the direction in which the gradient "
        r"decreases.",
        printed_claim=lambda: Reading(
            Statement(lambda: falls_where_the_gradient_falls(in_size=True)),
            Statement(lambda: falls_where_the_gradient_falls(in_size=False)),
        ),
        reason="J falls against the gradient; whether the gradient itself becomes smaller on the "
        "way, in size or as a number, is another matter.",
        corrected=r"Change \(\theta\) in the direction opposite to the gradient, in which J "
        r"decreases.",
        corrected_claim=lambda: Statement(falls_against_the_gradient),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: minimum gradient",
        title="The direction of the minimum gradient",
        printed=r"\(\theta_i\) will be reduced according to the direction of the minimum gradient.",
        printed_claim=lambda: Statement(every_component_shrinks),
        reason="A component grows where its derivative is negative, and the gradient at a point "
        "is one vector, which has no minimum.",
        convention="The gradient in a direction is the derivative along it, and a reduction may be "
        "negative: the least derivative is that against the gradient.",
        convention_claim=lambda: Statement(least_derivative),
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: step size",
        title="What the step size is",
        printed=r"\(\alpha\) represents the step size, which is the variation in the direction of "
        r"the gradient reduction each time.",
        printed_claim=lambda: Statement(length_of_step),
        reason=r"The length of the step is \(\alpha\) times the length of the gradient.",
        convention="Step size means the factor in front of the gradient.",
        convention_claim=step_is_rate_times_gradient,
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: always lower",
        title="Every step lowers J, and the end is an extreme point",
        printed=r"Adjusting \(\theta\) in accordance with the gradient will make J shift towards a "
        r"lower direction; the algorithm will stop by \(\theta\) dropping to an extreme point.",
        printed_claim=lambda: All(Statement(always_falls), Statement(reaches_an_extreme_point)),
        reason="A step that is too long raises J, and the limit may be a saddle.",
        corrected=r"Moving against the gradient lowers J for small enough \(\alpha\), below "
        r"\(2/L\) for a curvature of at most L; where it stops the gradient is zero.",
        corrected_claim=lambda: short_steps_descend("J"),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: minimum",
        title="Reaching a minimum",
        printed="It is possible to reach a minimum point by following the direction which "
        "descends in the quickest way, whether it is local or global.",
        printed_claim=lambda: Statement(reaches_an_extreme_point),
        reason="Possible, but not certain: the path may lead to a saddle.",
        convention="Read as a possibility, with a short enough step and a start that does not "
        "lead to a saddle.",
        convention_claim=lambda: Statement(falls_for_short_steps),
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: all-zero start",
        title="Starting at zero",
        printed=r"Assign the value of \(\theta\): this value can either be random or an all-zero "
        r"vector.",
        printed_claim=lambda: Statement(lambda: zero_start(hidden_units=True)),
        reason="A network with hidden units does not leave the zero start: its hidden units stay "
        "equal, and here it does not move at all.",
        convention="J is that of equation 1, with a linear h.",
        convention_claim=lambda: Statement(lambda: zero_start(hidden_units=False)),
        chapter="07_mlp",
    ),
]

# --- the perceptron and what networks can represent ---------------------------------------------


def four_inequalities() -> Entries:
    """For a unit that fires where w.x + b > 0: what XOR asks for adds up to 0 > 0."""
    w1, w2, bias_ = sp.symbols("w_1 w_2 b", real=True)
    positive = [w1 + bias_, w2 + bias_]
    not_positive = [bias_, w1 + w2 + bias_]
    return Entries(sum(positive) - sum(not_positive), 0)


def perceptron_settles(targets: tuple[int, ...], name: str) -> tuple[bool, str]:
    """Rosenblatt's rule until a round makes no mistake, or ends as a round has begun."""
    data = list(zip(product((0, 1), repeat=2), targets, strict=True))
    weights, seen = (0, 0, 0), []
    while weights not in seen:
        seen.append(weights)
        mistakes = 0
        for (one, two), target in data:
            move = target - int(weights[0] * one + weights[1] * two + weights[2] > 0)
            weights = (weights[0] + move * one, weights[1] + move * two, weights[2] + move)
            mistakes += abs(move)
        if not mistakes:
            return True, f"on {name} round {len(seen)} makes no mistake, with the weights {weights}"
    return False, (
        f"on {name} round {len(seen)} ends with the weights {weights}, with which round "
        f"{seen.index(weights) + 1} began: it makes mistakes for ever"
    )


def settles_where_a_line_separates() -> tuple[bool, str]:
    """Rosenblatt's rule on all sixteen ways to divide the corners of a square in two classes."""
    corners, weights = list(product((0, 1), repeat=2)), list(product(range(-2, 3), repeat=3))
    fires = {tuple(int(a * one + c * two + d > 0) for one, two in corners) for a, c, d in weights}
    divisions = list(product((0, 1), repeat=4))
    settled = {targets for targets in divisions if perceptron_settles(targets, "")[0]}
    return settled == fires, (
        f"of the {len(divisions)} ways to divide the corners of a square a line separates "
        f"{len(fires)}; on these the rule ends without a mistake, on the others never"
    )


def sigmoid_output_reaches(value: int = 2) -> tuple[bool, str]:
    z = sp.Symbol("z", real=True)
    highest = sp.limit(1 / (1 + sp.exp(-z)), z, sp.oo)
    return (
        highest >= value,
        f"a sigmoid output stays below {highest}, so it misses the function {value}",
    )


def staircase(steps: int = 5) -> Entries:
    """A hidden layer of threshold units takes any given value on each piece of an interval."""
    values = symbol_array("f", steps)
    jumps = [values[0], *(values[r] - values[r - 1] for r in range(1, steps))]
    fires = [[1 if piece >= unit else 0 for unit in range(steps)] for piece in range(steps)]
    found = [sum(on * jump for on, jump in zip(row, jumps, strict=True)) for row in fires]
    return Entries(found, values)


def steep_sigmoids() -> Entries:
    """Threshold units are the limit of ever steeper sigmoids, away from the threshold."""
    steepness, z = sp.Symbol("s", positive=True), sp.Symbol("z", positive=True)
    return Entries([sp.limit(sigmoid(steepness * at), steepness, sp.oo) for at in (-z, z)], [0, 1])


def stairs_come_close() -> tuple[bool, str]:
    """The square on [0, 1] by N steps: the error is at most the rise within a piece."""
    N, r, rest = sp.symbols("N r s", integer=True, nonnegative=True)
    rise = sp.expand(((r + 1) / N) ** 2 - (r / N) ** 2)
    worst = sp.factor(rise.subs(r, N - 1))
    falls = sp.factor((worst - rise).subs(N, r + 1 + rest))  # every r up to N - 1
    return bool(falls.is_nonnegative and sp.limit(worst, N, sp.oo) == 0), (
        rf"the square on \([0, 1]\) by N steps: the error is at most \({sp.latex(worst)}\), which "
        "tends to 0"
    )


def approximates() -> All:
    """On an interval: the error is at most what the function varies within a piece."""
    return All(staircase(), steep_sigmoids(), Statement(stairs_come_close))


def bounded_network_follows_a_square() -> tuple[bool, str]:
    z = sp.Symbol("z", real=True)
    c1, c2 = sp.symbols("c_1 c_2", positive=True)
    network = c1 / (1 + sp.exp(-z)) + c2 / (1 + sp.exp(z))
    gap = sp.limit(z**2 - network, z, sp.oo)
    return (
        gap != sp.oo,
        r"on the whole line, the square minus a network of sigmoids "
        rf"tends to \({sp.latex(gap)}\)",
    )


def xor_network(dead: int | None = None) -> list[int]:
    """step(step(s - 1/2) - step(s - 3/2) - 1/2) with s the sum of the inputs."""
    outputs = []
    for one, two in product((0, 1), repeat=2):
        units = [int(2 * (one + two) > 1), int(2 * (one + two) > 3)]
        if dead is not None:
            units[dead] = 0
        outputs.append(int(2 * (units[0] - units[1]) > 1))
    return outputs


def survives_damage() -> tuple[bool, str]:
    whole, damaged = xor_network(), xor_network(dead=1)
    return (
        whole == damaged,
        f"a network for XOR gives {whole}; without its second hidden unit {damaged}",
    )


def change_by_damage() -> Entries:
    """What the output's net input loses with the units 1 and 3 of four."""
    weight, active = symbol_array("v", 4), symbol_array("a", 4)
    whole = (weight * active).sum()
    kept = weight[0] * active[0] + weight[2] * active[2]
    return Entries(whole - kept, weight[1] * active[1] + weight[3] * active[3])


REPRESENTATION = [
    claim(
        number="1: XOR",
        title="No single unit computes XOR",
        printed="The perceptron is essentially a linear model; even the simplest XOR problems "
        "cannot be correctly classified.",
        printed_claim=four_inequalities,
        reason="XOR asks of one threshold unit that two positive numbers have the same sum as two "
        "that are not positive.",
        chapter="01_neuron",
    ),
    claim(
        number="1: perceptron",
        title="The perceptron rule converges",
        printed="The perceptron uses gradient descent to learn the weights; the method proved to "
        "converge.",
        printed_claim=lambda: All(
            Statement(lambda: perceptron_settles((0, 1, 1, 1), "OR")),
            Statement(lambda: perceptron_settles((0, 1, 1, 0), "XOR")),
        ),
        reason="The rule settles only for classes that a line can separate.",
        convention="The two classes are linearly separable; shown for the corners of a square.",
        convention_claim=lambda: Statement(settles_where_a_line_separates),
        chapter="01_neuron",
    ),
    claim(
        number="1: universal approximation",
        title="One hidden layer approximates continuous functions",
        printed="A continuous function in any closed interval can be approximated by a BP network "
        "with a hidden layer.",
        printed_claim=lambda: Statement(sigmoid_output_reaches),
        reason="With the sigmoid that the paper uses on the output as well, only values between "
        "zero and one can be reached.",
        convention="A linear output unit, and as many hidden units as needed; shown with threshold "
        "units, which steep sigmoids approach.",
        convention_claim=approximates,
        chapter="07_mlp",
    ),
    claim(
        number="6.1: any function",
        title="Three layers approximate any function",
        printed="The three-layer neural network can approximate any nonlinear continuous function "
        "with arbitrary precision.",
        printed_claim=lambda: Statement(bounded_network_follows_a_square),
        reason="On the whole line it cannot, as a network of sigmoids is bounded.",
        convention="On a closed interval, as in the paper's introduction, with a linear output "
        "unit and as many hidden units as needed.",
        convention_claim=approximates,
        chapter="07_mlp",
    ),
    claim(
        number="6.3: fault tolerance",
        title="Damage to neurons",
        printed="The results will not be greatly affected even when part of the neurons get "
        "damaged.",
        printed_claim=lambda: Statement(survives_damage),
        reason="Not in general: the loss of one unit may change the function.",
        corrected="The output's net input changes by the sum of weight times activity over the "
        "damaged units; the effect is small where that sum is.",
        corrected_claim=change_by_damage,
        fault=MATHEMATICS,
        chapter="07_mlp",
    ),
]

# --- the network of section 2 -------------------------------------------------------------------

SIDES = [32, 28, 14, 10, 5, 1]  # printed
MAPS = [1, 8, 8, 20, 20, 120]  # printed; the image is one map


def sizes_follow() -> tuple[bool, str]:
    sides = [32]
    for layer_kind in ("convolution", "sampling", "convolution", "sampling", "convolution"):
        last = sides[-1]
        places = range(last - 5 + 1) if layer_kind == "convolution" else range(0, last - 1, 2)
        sides.append(len(places))
    return sides == SIDES, f"counted places of 5 by 5 kernels and of 2 by 2 blocks: {sides}"


def maps_increase(strictly: bool) -> tuple[bool, str]:
    pairs = list(pairwise(MAPS))
    wrong = [pair for pair in pairs if not (pair[0] < pair[1] if strictly else pair[0] <= pair[1])]
    at_convolutions = all(one < two for one, two in pairs[::2])
    shown = ", ".join(f"{one} to {two}" for one, two in pairs)
    return not wrong and at_convolutions, f"numbers of maps from layer to layer: {shown}"


def products_and_weights() -> dict[str, tuple[int, int]]:
    """Multiplications and weights of one 28 by 28 map on the 32 by 32 image."""
    units, pixels, field = 28**2, 32**2, 5**2
    full, local, shared = (units * pixels,) * 2, (units * field,) * 2, (units * field, field)
    return {"full": full, "local": local, "local and shared": shared}


def sharing_saves_products() -> tuple[bool, str]:
    counts = products_and_weights()
    shown = ", ".join(f"{name} {number[0]}" for name, number in counts.items())
    return counts["local and shared"][0] < counts["local"][
        0
    ], f"multiplications for one map: {shown}"


def locality_saves_products_sharing_weights() -> tuple[bool, str]:
    full, local, shared = products_and_weights().values()
    return full[0] > local[0] == shared[0] and local[1] > shared[1], (
        f"multiplications {full[0]}, then {local[0]} by locality; weights {local[1]}, then "
        f"{shared[1]} by sharing"
    )


def maps_fed_by(previous: bool) -> tuple[bool, str]:
    """How many maps one unit is connected to: in the sampling after it, or in the layer before."""
    maps = symbol_array("x", (3, 2, 2))
    if previous:
        weights = symbol_array("w", (3, 2, 2))
        unit = (weights * maps).sum()
        connected = sum(any(unit.has(e) for e in one.flat) for one in maps)
        return (
            connected > 1,
            f"a unit of the convolution depends on {connected} of 3 maps before it",
        )
    sampled = [one.sum() / 4 for one in maps]
    connected = sum(out.has(maps[0, 0, 0]) for out in sampled)
    return (
        connected > 1,
        f"a unit feeds {connected} of the 3 maps of the sampling layer that follows",
    )


def subsampling_gradients() -> All:
    """E = sum delta_i f(beta_i mean_i + b_i): by coefficient, bias and pixel.

    Where the units of a map share one coefficient and one bias, the derivatives are added.
    """
    (own,), shared, pixel = tensors("beta"), sp.Symbol("beta", real=True), x[p, 2]
    mean = (x[i, 0] + x[i, 1] + x[i, 2] + x[i, 3]) / 4
    alone, tied = f(own[i] * mean + bias[i]), f(shared * mean + b)
    values = [total(delta[i] * unit, (i, B)) for unit in (alone, tied)]
    steps = [delta[i] * unit.fdiff() for unit in (alone, tied)]  # by the net input
    return All(
        Identity(Partial(values[0], own[p]), (steps[0] * mean).subs(i, p), UNIT),
        Identity(Partial(values[0], bias[p]), steps[0].subs(i, p), UNIT),
        Identity(Partial(values[0], pixel), (steps[0] * own[i] / 4).subs(i, p), UNIT),
        Identity(Partial(values[1], shared), total(steps[1] * mean, (i, B))),
        Identity(Partial(values[1], b), total(steps[1], (i, B))),
    )


def last_convolution_is_dense() -> Entries:
    """A kernel as large as its map has one place, and gives a weighted sum of all entries."""
    image, kernel = symbol_array("x", (5, 5)), symbol_array("w", (5, 5))
    places = list(product(range(5 - 5 + 1), repeat=2))
    conv = [
        sum(image[r + d, s_ + e] * kernel[d, e] for d, e in product(range(5), repeat=2))
        for r, s_ in places
    ]
    return Entries(conv, [(image.reshape(-1) * kernel.reshape(-1)).sum()])


def cube_needs_more() -> tuple[bool, str]:
    extra = sp.Symbol("r", integer=True, nonnegative=True)
    k = extra + 2  # every kernel of two or more
    surplus = sp.expand(k**3 - k**2)
    return bool(
        surplus.is_positive
    ), rf"with \(k = r + 2\), \(k^3 - k^2 = {sp.latex(surplus)} > 0\)"


def both_save_weights() -> tuple[bool, str]:
    """Sharing in a map of 28 by 28; pooling of 8 maps before 10 units that are fully connected."""
    _, local, shared = products_and_weights().values()
    unpooled, pooled = 8 * 28**2 * 10, 8 * 14**2 * 10
    return shared[1] < local[1] and pooled < unpooled, (
        f"sharing leaves {shared[1]} of {local[1]} weights of a map; pooling leaves {pooled} of "
        f"{unpooled} weights of 10 units on 8 maps"
    )


def criterion_keeps_classes_apart() -> tuple[bool, str]:
    """One feature h = w x of the classes x = -1, 1 and x = 0, whose means agree."""
    weight, trade = sp.symbols("w lambda", positive=True)
    classes = [[-weight, weight], [sp.S.Zero]]
    means = [sum(one) / len(one) for one in classes]
    within = sum((h - mean) ** 2 for one, mean in zip(classes, means, strict=True) for h in one)
    criterion = sp.expand(within - trade * (means[0] - means[1]) ** 2)
    return not (criterion.diff(weight).is_positive and criterion.subs(weight, 0) == 0), (
        r"the classes \(x = \pm 1\) and \(x = 0\), the feature \(wx\): within less between classes "
        rf"is \({sp.latex(criterion)}\), least at \(w = 0\), where all features are equal"
    )


def criterion_is_optimal_for_normal_classes() -> All:
    """Two normal classes of one covariance S, with means d apart: the direction ``S^-1 d``."""
    means = [Matrix(sp.symbols(f"{name}_1:3", real=True)) for name in ("m", "n")]
    point, along = (Matrix(sp.symbols(f"{name}_1:3", real=True)) for name in ("x", "u"))
    a1, a2, a3 = sp.symbols("a_1 a_2 a_3", positive=True)
    root = Matrix([[a1, 0], [a2, a3]])
    spread, apart = root * root.T, means[1] - means[0]
    best = spread.inv() * apart
    criterion = (along.dot(apart)) ** 2 / (along.T * spread * along)[0]
    logs = [-((point - mean).T * spread.inv() * (point - mean))[0] / 2 for mean in means]
    at_best = dict(zip(along, best, strict=True))
    return All(
        Entries([(logs[1] - logs[0]).diff(one) for one in point], list(best)),
        Entries([criterion.diff(one).subs(at_best) for one in along], [0, 0]),
    )


NETWORK = [
    claim(
        number="2.1: computing load",
        title="What sharing saves",
        printed="Partial connection could reduce the computing load by using shared weights, "
        "namely kernels.",
        printed_claim=lambda: Statement(sharing_saves_products),
        reason="Partial connection reduces the load by itself. Sharing reduces the number of "
        "weights, and leaves the number of products as it is.",
        corrected="Partial connection reduces the computing load; shared weights reduce the "
        "number of parameters.",
        corrected_claim=lambda: Statement(locality_saves_products_sharing_weights),
        fault=MATHEMATICS,
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.2: layer sizes",
        title="Sizes of the layers",
        printed=r"\(32 \times 32\), then \(28 \times 28\), \(14 \times 14\), \(10 \times 10\), "
        r"\(5 \times 5\), and at last 120 neurons with \(5 \times 5\) fields.",
        printed_claim=lambda: Statement(sizes_follow),
        reason="As 5 by 5 kernels without padding and 2 by 2 blocks without overlap give them.",
        chapter="15_lenet",
    ),
    claim(
        number="2.2: number of maps",
        title="The number of maps grows",
        printed="As spatial resolution decreases in each convolutional layer or sampling layer, "
        "the number of feature mappings increases compared to the corresponding previous layer.",
        printed_claim=lambda: Statement(lambda: maps_increase(strictly=True)),
        reason="Sampling keeps the number of maps, in this network as everywhere; it grows at the "
        "convolutions.",
        corrected="The number of maps increases at each convolutional layer and stays the same at "
        "each sampling layer.",
        corrected_claim=lambda: Statement(lambda: maps_increase(strictly=False)),
        fault=MATHEMATICS,
        chapter="15_lenet",
    ),
    claim(
        number="2.2: next layer",
        title="Connections between maps",
        printed="Each neuron in the third hidden layer may have a synaptic connection to several "
        "feature maps of the next hidden layer.",
        printed_claim=lambda: Statement(lambda: maps_fed_by(previous=False)),
        reason="The layer that follows samples each map by itself. Connections to several maps are "
        "those from the layer before.",
        corrected="Each neuron in the third hidden layer may have synaptic connections from "
        "several feature maps of the previous hidden layer.",
        corrected_claim=lambda: Statement(lambda: maps_fed_by(previous=True)),
        fault=MATHEMATICS,
        chapter="15_lenet",
    ),
    claim(
        number="2.2: trainable subsampling",
        title="Subsampling with a coefficient and a bias",
        printed=r"Each neuron has a \(2 \times 2\) acceptance field, a training coefficient, a "
        r"training bias, and a sigmoid activation function.",
        printed_claim=subsampling_gradients,
        reason="A definition; its gradients by the coefficient, the bias and the pixels are "
        "proved, for neurons with coefficients of their own and for maps that share them.",
        chapter="12_pooling",
    ),
    claim(
        number="2.2: final convolution",
        title="The last convolution is a dense layer",
        printed=r"The final stage of convolution consists of 120 neurons, each of which specifies "
        r"a \(5 \times 5\) accepted domain.",
        printed_claim=last_convolution_is_dense,
        reason="A kernel as large as its map has a single place.",
        chapter="15_lenet",
    ),
    claim(
        number="5: three dimensions",
        title="Three-dimensional kernels",
        printed="The direct expansion to the three-dimensional needs more parameters.",
        printed_claim=lambda: Statement(cube_needs_more),
        reason="For every kernel of two or more.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="5: weight number",
        title="Sharing and pooling reduce the number of weights",
        printed="Sharing weights and pooling, subsampling methods reduce the weight number.",
        printed_claim=lambda: Statement(both_save_weights),
        reason="Sharing within its own layer, pooling in a fully connected layer that follows.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="5: Fisher criterion",
        title="Small within classes, large between them",
        printed="The constraints based on the Fisher criterion keep the samples in small distance "
        "within class and large distance between class, so that the weights could be closer to the "
        "optimal value for classification.",
        printed_claim=lambda: Statement(criterion_keeps_classes_apart),
        reason="The criterion knows the classes by their means and their spread only; where the "
        "means agree it may draw all features together.",
        convention="Two normal classes of one covariance: there the criterion is stationary along "
        "the direction in which the ratio of their likelihoods grows.",
        convention_claim=criterion_is_optimal_for_normal_classes,
        chapter="14_training",
    ),
]

ENTRIES = [*REGRESSION, *BACKPROPAGATION, *NETWORK, *DESCENT, *REPRESENTATION]
