r"""Li 2019, *Convolutional Neural Networks* (COMP4121 project): displays and text.

Displays are numbered by section and order: 1.3-1 is the first of section 1.3. The text has two
numbers of its own: its (1) is 1.3-1, its (2) is 1.5-1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise, permutations, product
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Matrix, Rational, Symbol

from cnn_core.symbolic.claims import All, Entries, Identity, Reading, Statement
from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.sources._common import (
    INDEX,
    KERNEL,
    MATHEMATICS,
    VALID,
    H,
    W,
    convolution,
    correlation,
    descent,
    f,
    forms,
    g,
    k1,
    k2,
    o,
    plane,
    ranges,
    short_steps_descend,
    sigmoid,
    steepest,
    turned,
)  # fmt: skip
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, activation, indices, sizes, tensors, total

equation, claim = forms("li2019")

# --- section 1.1: one neuron --------------------------------------------------------------------

sigma = activation("sigma")
z, bias = sp.symbols("z b", real=True)
above = Symbol("t", positive=True)
INPUTS = list(product((0, 1), repeat=2))


def step(net: Expr) -> int:
    return int(bool(net > 0))


def steep_sigmoids() -> Entries:
    steepness, places = Symbol("s", positive=True), (-2, -1, 1, 2)
    limits = [sp.limit(sigmoid(steepness * at), steepness, sp.oo) for at in places]
    return Entries([step(at) for at in places], limits)


def sigmoid_equation() -> Entries:
    one = sigmoid(z)
    return Entries([one * (1 - one), one.subs(z, 0)], [one.diff(z), Rational(1, 2)])


def rectified() -> Entries:
    places = (-above, 0, above)
    return Entries([sp.Max(0, at) for at in places], [(at + sp.Abs(at)) / 2 for at in places])


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


NEURON = [
    equation(
        number="1.1-1",
        title="The step function",
        printed=r"f(x) = \begin{cases} 0, & x \le 0 \\ 1, & x > 0 \end{cases}",
        printed_claim=steep_sigmoids,
        reason="A definition; off zero it is the limit of ever steeper sigmoids.",
        chapter="01_neuron",
    ),
    equation(
        number="1.1-2",
        title="The sigmoid",
        printed=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        printed_claim=sigmoid_equation,
        reason=r"A definition: it solves \(\sigma' = \sigma(1 - \sigma)\), \(\sigma(0) = 1/2\).",
        chapter="01_neuron",
    ),
    equation(
        number="1.1-3",
        title="The rectified linear unit",
        printed=r"R(x) = \max(0, x)",
        printed_claim=rectified,
        reason=r"A definition, equal to \((x + |x|)/2\).",
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

# --- section 1.2: layers ------------------------------------------------------------------------

i, j, k, m, r, s, p, q = indices("i j k m r s j' k'")
n, A, B = sizes("n n_{L-1} n_L")
w, a, b, y, delta = tensors("w a b y delta")


def neuron_reads(row: int | None, with_bias: bool = False) -> Entries:
    """Two neurons of two inputs, as printed with j = `row` (or j = m), against section 1.1."""
    weights, inputs, biases = symbol_array("w", (2, 2)), symbol_array("a", 2), symbol_array("b", 2)
    rows = [m if row is None else row for m in range(2)]
    nets = [sum(inputs[k] * weights[r, k] for k in range(2)) for r in rows]
    printed = [sigmoid(net + int(with_bias) * b_m) for net, b_m in zip(nets, biases, strict=True)]
    x = [1, *inputs]  # x_0 = 1, and w_0 is the bias
    truth = [
        sigmoid(sum(sp.Mul(*pair) for pair in zip([biases[m], *weights[m]], x, strict=True)))
        for m in range(2)
    ]
    return Entries(printed, truth)


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


LAYERS = [
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
        corrected_claim=lambda: neuron_reads(None, with_bias=True),
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

# --- section 1.3: the cost ----------------------------------------------------------------------

cost = total(total((y[s, j] - a[s, j]) ** 2, (j, B)), (s, n)) / n


def errors_below_cost() -> tuple[bool, str]:
    errors = [1] + [0] * 99
    mean = Rational(sum(e**2 for e in errors), len(errors))
    return max(errors) ** 2 <= mean, (
        rf"of {len(errors)} inputs one has the squared error {max(errors) ** 2} and all others 0: "
        rf"\(C = {sp.latex(mean)}\)"
    )


def never_negative(value: Expr) -> tuple[bool, str]:
    return bool(value.is_nonnegative), "a sum of squares of real numbers, of any length"


def errors_below_cost_times_inputs() -> All:
    """n C less the squared error of one input is what the others add, for every n."""
    (error,) = tensors("e")  # the norms of the differences
    others = total(((1 - sp.KroneckerDelta(s, p)) * error[s]) ** 2, (s, n))
    rest = total(error[s] ** 2, (s, n)) - error[p] ** 2
    return All(Identity(rest, others, ranges((p, n))), Statement(lambda: never_negative(others)))


COST = [
    equation(
        number="1.3-1",
        title="The cost function, equation (1) of the text",
        printed=r"C(\mathbf{w}) = \frac1n \sum_{\mathbf{x}} \| y(\mathbf{x}) - a(\mathbf{x}) \|^2",
        printed_claim=lambda: Identity(
            Partial(cost, a[p, q], "C"), -2 * (y[p, q] - a[p, q]) / n, ranges((p, n), (q, B))
        ),
        reason="A definition: the mean over the inputs of the squared distance. Its gradient by an "
        "output is minus two n-ths of the difference.",
        chapter="03_losses",
    ),
    claim(
        number="1.3: non-negative",
        title="The sign of the cost",
        printed=r"\(C\) is a non-negative function.",
        printed_claim=lambda: Statement(lambda: never_negative(cost)),
        chapter="03_losses",
    ),
    claim(
        number="1.3: small cost",
        title="What a small cost says",
        printed=r"When \(C\) is small the outputs are close to the desired values across all the "
        "training input.",
        printed_claim=lambda: Statement(errors_below_cost),
        reason="A small mean leaves room for a large error at a single input.",
        convention=r"Close on average; a single squared error is at most \(nC\).",
        convention_claim=errors_below_cost_times_inputs,
        chapter="03_losses",
    ),
]
# --- section 1.4: gradient descent --------------------------------------------------------------

h, alpha = Symbol("h", real=True), Symbol("alpha", positive=True)
w1 = Symbol("w", real=True)
t, u = tensors("t u")


def weights_and_slopes(count: int) -> tuple[list[Symbol], Expr, list[Expr]]:
    """Weights, any C of them, and its partial derivatives."""
    weights = list(sp.symbols(f"w_1:{count + 1}", real=True))
    value = sp.Function("C")(*weights)
    return weights, value, [value.diff(one) for one in weights]


def change_along(count: int, direction: str) -> Entries:
    """How any C of `count` weights changes along a step or a direction, to first order."""
    weights, value, slopes = weights_and_slopes(count)
    moves = {"step": [-e for e in slopes], "any": list(sp.symbols(f"u_1:{count + 1}"))}[direction]
    moved = value.subs(
        {one: one + h * move for one, move in zip(weights, moves, strict=True)}, simultaneous=True
    )
    claimed = sum(slope * move for slope, move in zip(slopes, moves, strict=True))
    return Entries(claimed, moved.diff(h).subs(h, 0).doit())


any_cost = g(total(t[i] * f(w[i]), (i, n)))


def any_slope(at: Expr) -> Expr:
    return any_cost.fdiff() * t[at] * f(w[at]).fdiff()


def change_along_n(move: Callable[[Expr], Expr]) -> Identity:
    """The same for n weights, symbolic n: the gradient times the direction."""
    moved = g(total(t[i] * f(w[i] + h * move(i)), (i, n)))
    return Identity(derivative(moved, h).subs(h, 0), total(any_slope(j) * move(j), (j, n)))


def gradient_n() -> All:
    return All(
        Identity(Partial(any_cost, w[p], "C"), any_slope(p), ranges((p, n))),
        change_along_n(lambda at: u[at]),
    )


def steepness_is_norm() -> Entries:
    """Along the gradient divided by its norm the derivative is the norm."""
    slopes = sp.symbols("g_1:4", real=True)
    norm = sp.sqrt(sum(e**2 for e in slopes))
    return Entries(sum(e * (e / norm) for e in slopes), norm)


def finds_a_minimum() -> tuple[bool, str]:
    w_1, w_2 = sp.symbols("w_1 w_2")
    C = w_1**2 + (w_2**2 - 1) ** 2
    last = descent(Rational(1, 4), (1, 0), 4, C, (w_1, w_2))[-1]
    saddle = {w_1: 0, w_2: 0}
    return bool(C.diff(w_2, 2).subs(saddle) > 0), (
        rf"\(C = {sp.latex(C)}\) from (1, 0): after four steps at \({sp.latex(last)}\), on the way "
        rf"to (0, 0), where C is {C.subs(saddle)}; the least value is {C.subs({w_1: 0, w_2: 1})}"
    )


TWO_VALLEYS = w1**4 / 4 - 4 * w1**3 / 3 + 3 * w1**2 / 2
FLAT = w1**2 / (1 + w1**2)


def may_miss_the_lowest() -> tuple[bool, str]:
    places = [
        place for (place,) in descent(Rational(1, 2), (Rational(1, 2),), 4, TWO_VALLEYS, (w1,))
    ]
    low = {at: TWO_VALLEYS.subs(w1, at) for at in (0, 3)}
    falls = all(0 < abs(after) < abs(before) for before, after in pairwise(places))
    minima = all(
        TWO_VALLEYS.diff(w1).subs(w1, at) == 0 < TWO_VALLEYS.diff(w1, 2).subs(w1, at) for at in low
    )
    return bool(falls and minima and low[3] < low[0]), (
        rf"\(C = {sp.latex(TWO_VALLEYS)}\) from \(1/2\): the steps go to the minimum at 0 with "
        rf"C = {low[0]}, while the one at 3 has \(C = {sp.latex(low[3])}\)"
    )


def slope_grows_with_distance() -> tuple[bool, str]:
    slopes = {at: FLAT.diff(w1).subs(w1, at) for at in (1, 3)}
    return bool(slopes[3] > slopes[1]), (
        rf"\(C = {sp.latex(FLAT)}\), least at 0: the slope is \({sp.latex(slopes[1])}\) at 1 and "
        rf"\({sp.latex(slopes[3])}\) at 3"
    )


def small_slope_is_near() -> tuple[bool, str]:
    near, far = (FLAT.diff(w1).subs(w1, at) for at in (Rational(1, 10), 10))
    return bool(far > near), (
        rf"\(C = {sp.latex(FLAT)}\), least at 0: the slope at 10 is \({sp.latex(far)}\), smaller "
        rf"than the \({sp.latex(near)}\) at \(1/10\)"
    )


def slope_bounds_distance() -> tuple[bool, str]:
    """Mean value theorem: the slope at a distance d is c d, with a curvature c in between."""
    low, more, rest, distance = sp.symbols("mu r s d", nonnegative=True)
    low, distance = Symbol("mu", positive=True), Symbol("d", positive=True)
    slope, high = (low + more) * distance, low + more + rest
    gaps = [sp.factor(distance - slope / high), sp.factor(slope / low - distance)]
    return all(gap.is_nonnegative for gap in gaps), (
        r"with the slope \((\mu + r)d\) and \(L = \mu + r + s\), the gaps are "
        rf"\({sp.latex(gaps[0])} \ge 0\) and \({sp.latex(gaps[1])} \ge 0\)"
    )


def step_is_part_of_the_way() -> Entries:
    curvature, least = Symbol("c", positive=True), Symbol("m", real=True)
    C = curvature * (w1 - least) ** 2 / 2
    return Entries(-alpha * C.diff(w1), alpha * curvature * (least - w1))


def slope_points_away(single_valley: bool) -> tuple[bool, str]:
    if single_valley:  # mean value theorem, with a positive curvature c
        curvature, least = Symbol("c", positive=True), Symbol("m", real=True)
        gap = sp.factor(curvature * (w1 - least) * (w1 - least))
        return bool(gap.is_nonnegative), rf"\((w - m)\, C'(w) = {sp.latex(gap)} \ge 0\)"
    slope = TWO_VALLEYS.diff(w1).subs(w1, Rational(1, 2))
    best = min((0, 3), key=lambda at: TWO_VALLEYS.subs(w1, at))
    return bool(slope * (Rational(1, 2) - best) > 0), (
        rf"\(C = {sp.latex(TWO_VALLEYS)}\) at \(1/2\) has the slope \({sp.latex(slope)}\), and the "
        f"minimum is at {best}"
    )


def moves_against_the_slope() -> tuple[bool, str]:
    up = Symbol("g", positive=True)
    moves = [-alpha * slope for slope in (-up, up)]
    return bool(moves[0].is_positive and moves[1].is_negative), (
        rf"a slope \(-g\) moves w by \({sp.latex(moves[0])}\), a slope \(g\) by "
        rf"\({sp.latex(moves[1])}\)"
    )


def most_decrease() -> tuple[bool, str]:
    """Two steps of one length from (10, 1): against the gradient, and to the minimum."""

    def C(one: Expr, two: Expr) -> Expr:
        return one**2 + 10 * two**2

    each = sp.sqrt(Rational(10**2 + 1**2, 2))  # both slopes are 20 there
    along, other = C(10 - each, 1 - each), C(0, 0)
    return bool(along < other), (
        rf"\(C = w_1^2 + 10 w_2^2\) at (10, 1): a step of length \(\sqrt{{101}}\) against the "
        rf"gradient ends at C = {sp.N(along, 4)}, one of the same length to (0, 0) at {other}"
    )


def rates() -> tuple[bool, str]:
    factor = sp.factor((w1 - alpha * (w1**2).diff(w1)) / w1)
    slow, wide, wild = (factor.subs(alpha, rate) for rate in (Rational(1, 100), 1, 2))
    return bool(0 < 1 - slow < Rational(1, 10) and wide == -1 and abs(wild) > 1), (
        rf"on \(C = w^2\) a step multiplies w by \({sp.latex(factor)}\): \({sp.latex(slow)}\) for "
        rf"\(\alpha = 1/100\), {wide} for 1 and {wild} for 2"
    )


DESCENT = [
    equation(
        number="1.4-1",
        title="The step in one variable",
        printed=r"w := w - \alpha \frac{d}{dw} C(w)",
        printed_claim=lambda: change_along(1, "step"),
        reason="A definition. To first order the step lowers any C by the rate times the square "
        "of the slope.",
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-2",
        title="The gradient in two variables",
        printed=r"\nabla C = \Bigl( \frac{\partial C}{\partial w_1}, "
        r"\frac{\partial C}{\partial w_2} \Bigr)^T",
        printed_claim=lambda: change_along(2, "any"),
        reason=r"A definition: along any direction u, C changes by \(\nabla C \cdot u\).",
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-3",
        title="The step in two variables",
        printed=r"\boldsymbol{w} := \boldsymbol{w} - \alpha \nabla C",
        printed_claim=lambda: change_along(2, "step"),
        reason="A definition. To first order the step lowers any C by the rate times the squared "
        "norm of the gradient.",
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-4",
        title="The gradient in n variables",
        printed=r"\nabla C = \Bigl( \frac{\partial C}{\partial w_1}, \cdots, "
        r"\frac{\partial C}{\partial w_n} \Bigr)^T",
        printed_claim=gradient_n,
        reason="A definition. A column, as in two variables; that the sentence before writes the "
        "weights as a row does no harm.",
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-5",
        title="The step in n variables",
        printed=r"\boldsymbol{w} := \boldsymbol{w} - \alpha \nabla C",
        printed_claim=lambda: change_along_n(lambda at: -any_slope(at)),
        reason="A definition, as in two variables.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: any function",
        title="What gradient descent minimises",
        printed="Gradient descent is an algorithm used to minimise any function, a method that "
        "ensures we are able to find a minimum.",
        printed_claim=lambda: Statement(finds_a_minimum),
        reason="It needs a differentiable function, bounded below, and a suitable rate. Even then "
        "what it finds is a place where the gradient is zero.",
        corrected=r"For a differentiable function with a curvature of at most L, each step with "
        r"\(0 < \alpha < 2/L\) lowers C unless the gradient is zero.",
        corrected_claim=short_steps_descend,
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: global minimum",
        title="Not always the lowest",
        printed="Gradient descent only helps us to find a local minimum, but does not necessarily "
        "find a global minimum.",
        printed_claim=lambda: Statement(may_miss_the_lowest),
        reason="Right as the caution that it is.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: slope",
        title="What the slope tells",
        printed="Close to the minimum the slope is close to zero; further away it gets bigger in "
        "magnitude, so the slope can tell us how far we are from the minimum.",
        printed_claim=lambda: Statement(slope_grows_with_distance),
        reason="Close to a minimum the slope is small. Far away it may be small as well.",
        corrected=r"If the curvature lies between \(\mu > 0\) and L, the distance lies between "
        r"\(|C'|/L\) and \(|C'|/\mu\).",
        corrected_claim=lambda: Statement(slope_bounds_distance),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: small derivative",
        title="What a small derivative means",
        printed="A large slope means we are further away from the minimum; a small derivative "
        "means we are close to the minimum and should only take small steps.",
        printed_claim=lambda: Statement(small_slope_is_near),
        reason="On a plateau the derivative is small and the minimum may be far.",
        corrected=r"The step is \(\alpha\) times the slope. For a constant curvature c it is the "
        r"part \(\alpha c\) of the way to the minimum.",
        corrected_claim=step_is_part_of_the_way,
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: left or right",
        title="The side of the minimum",
        printed="A positive slope tells us the minimum is to the left, while a negative slope "
        "tells us the minimum is to the right.",
        printed_claim=lambda: Statement(lambda: slope_points_away(single_valley=False)),
        reason="With several valleys the lowest may lie on the other side.",
        convention="The curve has a single valley and is convex, as in the figure.",
        convention_claim=lambda: Statement(lambda: slope_points_away(single_valley=True)),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: moves",
        title="The direction of the step",
        printed="When the derivative is negative we move w to the right, and when it is positive "
        "to the left.",
        printed_claim=lambda: Statement(moves_against_the_slope),
        reason="As the rate is positive.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: steepest",
        title="Direction and norm of the gradient",
        printed=r"The gradient gives the vector of steepest increase, \(-\nabla C\) that of "
        "steepest decrease, and its norm tells us exactly how steep the descent is.",
        printed_claim=lambda: All(steepest(), steepness_is_norm()),
        reason="Cauchy and Schwarz, by Lagrange's identity.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: most decrease",
        title="Steepest descent and most decrease",
        printed="The direction of steepest descent is the direction that gives the most decrease "
        "in C.",
        printed_claim=lambda: Statement(most_decrease),
        reason="For a step of some length another direction may give more.",
        convention="Per unit of length, for small steps: to first order.",
        convention_claim=steepest,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: learning rate",
        title="Rates too small and too large",
        printed=r"With \(\alpha\) too small the algorithm will not converge in a feasible amount "
        "of time; too large, we might overshoot the minimum and not converge to any value.",
        printed_claim=lambda: Statement(rates),
        chapter="04_gradient_descent",
    ),
]

# --- section 1.5: minibatches -------------------------------------------------------------------

SLOPES = [Symbol(f"g_{at}", real=True) for at in range(4)]  # gradients of four examples


def mean(values: Sequence[Expr]) -> Expr:
    return sum(values) / sp.Integer(len(values))


def all_batches(size: int) -> Expr:
    return mean([mean(batch) for batch in combinations(SLOPES, size)])


def unbiased() -> All:
    """The part of the batches of r + 1 of r + s + 1 examples that hold a given one; counted."""
    r, s = sp.symbols("r s", integer=True, nonnegative=True)
    size, count = r + 1, r + s + 1
    part = sp.binomial(count - 1, size - 1) / (size * sp.binomial(count, size))
    return All(
        Entries(sp.gammasimp(part.rewrite(sp.gamma)), 1 / count),
        Entries([all_batches(size) for size in range(1, 5)], [mean(SLOPES)] * 4),
    )


def mean_of_gradients() -> Identity:
    """The second sign of (2): one sigmoid neuron, one weight, n inputs."""

    def each(at: Expr) -> Expr:
        return (t[at] - sigma(z * u[at])) ** 2

    summed = total(derivative(each(s), z), (s, n))
    return Identity(Partial(total(each(s), (s, n)) / n, z, "C"), summed / n)


def far_off() -> tuple[bool, str]:
    examples = (0, 0, 0, 4)
    whole, batch = mean(examples), mean(examples[:2])
    return bool(2 * abs(batch - whole) < abs(whole)), (
        f"of four examples with the gradients {examples} the first two have the mean {batch}, all "
        f"have {whole}"
    )


def deviations() -> Entries:
    """The mean squared distance of a batch's gradient to that of all, over all batches of a size.

    Against the variance of the four examples, times (4 - m) / (3 m), which falls with m.
    """
    variance = mean([(one - mean(SLOPES)) ** 2 for one in SLOPES])
    sizes_ = range(1, 5)
    gaps = [
        mean([(mean(batch) - mean(SLOPES)) ** 2 for batch in combinations(SLOPES, size)])
        for size in sizes_
    ]
    return Entries([variance * Rational(4 - size, 3 * size) for size in sizes_], gaps)


def round_of_two(rate: Expr, at: Expr) -> tuple[Expr, Expr]:
    """Batches with the costs w^2 and (w - 1)^2, one step each."""
    first = at - rate * 2 * at
    return first, first - rate * 2 * (first - 1)


def converges_with_fixed_rate() -> tuple[bool, str]:
    start, best = Rational(2, 3), Rational(1, 2)
    places = round_of_two(Rational(1, 4), start)
    return bool(places[1] == places[0] == best), (
        r"batches with the costs \(w^2\) and \((w - 1)^2\), \(\alpha = 1/4\): from "
        rf"\({sp.latex(start)}\) to \({sp.latex(places[0])}\) and back to "
        rf"\({sp.latex(places[1])}\), for ever; the mean of the costs is least at "
        rf"\({sp.latex(best)}\)"
    )


def converges_with_falling_rates() -> All:
    """With the rate 1/(2k), step k turns the mean of k - 1 targets into the mean of k."""
    k, before, target = sp.symbols("k S y", positive=True)
    at = before / (k - 1)
    moved = at - 2 * (at - target) / (2 * k)
    return All(Entries(moved, (before + target) / k), Statement(rounds_come_closer))


def rounds_come_closer() -> tuple[bool, str]:
    at, gaps = Rational(1), []
    for step_number in range(1, 21):
        at -= Rational(1, 2 * step_number) * 2 * (at - (step_number + 1) % 2)
        gaps.append(abs(at - Rational(1, 2)))
    inside_bound = all(gap <= Rational(1, 2 * number) for number, gap in enumerate(gaps, 1))
    return inside_bound, (
        r"with the same batches and \(\alpha = 1/(2k)\) at step k, the distance to the minimum is "
        rf"at most \(1/(2k)\) in each of {len(gaps)} steps"
    )


def parallel_to_gradient() -> tuple[bool, str]:
    examples = [Matrix([1, 0]), Matrix([0, 1])]
    batch, whole = examples[0], (examples[0] + examples[1]) / 2
    shown = [sp.latex(tuple(e)) for e in (batch, whole)]
    return Matrix.hstack(batch, whole).det() == 0, (
        rf"a batch of one of two examples has the gradient \({shown[0]}\), all have \({shown[1]}\)"
    )


BATCHES = [
    equation(
        number="1.5-1",
        title="The gradient of a minibatch, equation (2) of the text",
        printed=r"\frac{\sum_{j=1}^{m} \nabla C_{X_j}}{m} \approx "
        r"\frac{\sum_x \nabla C_x}{n} = \nabla C",
        printed_claim=lambda: All(mean_of_gradients(), Statement(far_off)),
        reason="The second sign is exact. At the first one, the two sides may be far apart for a "
        "single batch.",
        convention="Batches are drawn at random, and the first sign means equal on average over "
        "all batches of a size.",
        convention_claim=lambda: All(unbiased(), mean_of_gradients()),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.5: good approximation",
        title="How good the average of a batch is",
        printed="The average over the mini-batch turns out to be a good approximation for the "
        "gradient of C.",
        printed_claim=lambda: Statement(far_off),
        reason="Not for every batch.",
        convention="For batches drawn at random: right on average, with a mean squared deviation "
        r"that falls with the size m of the batch, as \(\frac{4 - m}{3m}\) for four examples.",
        convention_claim=lambda: All(unbiased(), deviations()),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.5: converges",
        title="Rounds of minibatches",
        printed=r"When we use up all the mini-batches we start again from the first, and this goes "
        r"on until the algorithm converges. (\(\alpha\) is fixed, by section 1.4.)",
        printed_claim=lambda: Statement(converges_with_fixed_rate),
        reason="With a fixed rate the weights end in a cycle around the minimum, unless all "
        "batches have their minimum at the same place.",
        corrected=r"With rates that fall suitably, such as \(1/(2k)\) for the batches of the "
        "example, this goes on until the algorithm converges.",
        corrected_claim=converges_with_falling_rates,
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
]

# --- section 1.7: one neuron in each layer ------------------------------------------------------
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


def sum_runs_over_examples() -> tuple[bool, str]:
    """The right side as printed: an average of the same term, or of one term for each example."""
    whole = total(of_example(s), (s, n)) / n
    summand = Partial(whole, w2, "C")
    terms = {summand.subs(k, number) for number in range(3)}
    return len(terms) > 1, (
        rf"for \(k = 0, 1, 2\) the summand takes {len(terms)} value, which is the left side"
    )


def proportional() -> All:
    by_bias = derivative(cost0, b2)
    return All(
        Identity(Partial(cost0, w2, "C_0"), by_bias * a1),
        Identity(Partial(cost0, a1, "C_0"), by_bias * w2),
    )


ONE_NEURON = [
    equation(
        number="1.7-1",
        title="The cost of one example",
        printed=r"C_0(\mathbf{w}) = (y - a^{(L)})^2",
        printed_claim=lambda: Entries((y[0, 0] - a[0, 0]) ** 2, cost.subs({n: 1, B: 1}).doit()),
        reason="A definition: equation (1) for one input and one output.",
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-2",
        title="The activation",
        printed=r"a^{(L)} = \sigma(z^{(L)})",
        printed_claim=lambda: Entries(sigmoid(z).diff(z), sigmoid(z) * (1 - sigmoid(z))),
        reason=r"A definition; its slope is \(a(1 - a)\).",
        chapter="05_chain_rule",
    ),
    equation(
        number="1.7-3",
        title="The net input",
        printed=r"z^{(L)} = w^L a^{(L-1)} + b^L",
        printed_claim=lambda: Entries(Matrix([[b2, w2]]) * Matrix([1, a1]), [[net]]),
        reason=r"A definition, the weighted sum of section 1.1 with \(x_0 = 1\). The layer is "
        "written without its parentheses here.",
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
        printed_claim=lambda: Statement(sum_runs_over_examples),
        reason="The text means an average over the examples, but the summand does not name the "
        "example; its subscript may have been lost by the extraction. To the letter the line is "
        "true and empty: n equal terms, divided by n.",
        convention=r"The C under the sum is \(C_k\), the cost of the example \(k + 1\) as the "
        r"section defines it: \(\frac{\partial C}{\partial w^{(L)}} = \frac1n \sum_{k=0}^{n-1} "
        r"\frac{\partial C_k}{\partial w^{(L)}}\). With n all examples it is exact, with those "
        "of a batch the approximation that the text speaks of.",
        convention_claim=lambda: Identity(
            Partial(total(of_example(s), (s, n)) / n, w2, "C"),
            total(derivative(of_example(k), w2), (k, n)) / n,
        ),
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

# --- section 1.7: layers of any width -----------------------------------------------------------

(D,) = sizes("n_{L-2}")
v, c, x = tensors("v c x")


def net_at(row: Expr) -> Expr:
    """z_j of layer L."""
    return b[row] + total(w[row, i] * a[i], (i, A))


def slope_at(row: Expr) -> Expr:
    return sigma(net_at(row)).fdiff()


def error_at(row: Expr) -> Expr:
    """dC_0 / da_j of the last layer."""
    return -2 * (y[row] - sigma(net_at(row)))


layer_cost = total((y[j] - sigma(net_at(j))) ** 2, (j, B))
outer_cost = total(delta[j] * sigma(net_at(j)), (j, B))  # any loss that follows: delta = dC/da
UNIT, INPUT = ranges((p, B)), ranges((q, A))
ANY = [*UNIT, *INPUT]


def last_layer(target: Expr, last: Expr, where: list[Expr]) -> Identity:
    return Identity(Partial(layer_cost, target, "C_0"), error_at(p) * slope_at(p) * last, where)


def chain_of(target: Expr, where: list[Expr]) -> Identity:
    """The factors as derivatives, for a cost in which the unit p is one of many."""
    last = derivative(net_at(p), target)
    return Identity(Partial(layer_cost, target, "C_0"), error_at(p) * slope_at(p) * last, where)


def to_activation(formula: Callable[[Expr], Expr]) -> Identity:
    return Identity(Partial(layer_cost, a[q], "C_0"), total(formula(j), (j, B)), INPUT)


def hidden_net(row: Expr) -> Expr:
    """z_k of layer L - 1."""
    return c[row] + total(v[row, m] * x[m], (m, D))


def deep(row: Expr) -> Expr:
    """z_j of layer L, as a function of layer L - 2."""
    return b[row] + total(w[row, i] * sigma(hidden_net(i)), (i, A))


def two_layers_any_width() -> Identity:
    """A weight of layer L - 1, by the printed recursion with k on the left."""
    value = total((y[j] - sigma(deep(j))) ** 2, (j, B))
    back = total(-2 * (y[j] - sigma(deep(j))) * sigma(deep(j)).fdiff() * w[j, q], (j, B))
    gradient = back * sigma(hidden_net(q)).fdiff() * x[r]
    return Identity(Partial(value, v[q, r], "C_0"), gradient, ranges((q, A), (r, D)))


def recursion(at: Expr, unit: Expr, **more: dict[Symbol, int]) -> Identity:
    """dC/da at `at`, against the sum with the weights from the unit `unit`."""
    back = total(w[j, unit] * slope_at(j) * delta[j], (j, B))
    return Identity(Partial(outer_cost, a[at], "C_0"), back, ranges((at, A), (unit, A)), **more)


GENERAL = [
    equation(
        number="1.7-17",
        title="The cost of one example, many outputs",
        printed=r"C_0(\boldsymbol{w}) = \sum_{j=1}^{n_L} (y_j - a_j^{(L)})^2",
        printed_claim=lambda: Identity(
            Partial(total((y[j] - a[j]) ** 2, (j, B)), a[p], "C_0"), -2 * (y[p] - a[p]), UNIT
        ),
        reason="A definition, equation (1) for one input; its gradient is that of 1.7-5.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-18",
        title="The activation of a neuron in a layer",
        printed=r"a_j^{(L)} = \sigma(z_j^{(L)})",
        printed_claim=lambda: Identity(
            Partial(sigma(x[j]), x[p], "a"), sp.KroneckerDelta(j, p) * sigma(x[j]).fdiff()
        ),
        reason="A definition; each activation depends on its own net input only.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-19",
        title="The net input of a neuron in a layer",
        printed=r"z_j^{(L)} = b_j^{(L)} + \sum_{i=1}^{n_{L-1}} w_{ji}^{(L)} a_i^{(L-1)}",
        printed_claim=lambda: Identity(
            Partial(net_at(j), w[p, q], "z"), sp.KroneckerDelta(j, p) * a[q], INPUT
        ),
        reason=r"A definition; \(w_{jk}\) enters \(z_j\) only, with the factor \(a_k\).",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-20",
        title="The cost by a weight of the last layer",
        printed=r"\frac{\partial C_0}{\partial w_{jk}^{(L)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} "
        r"\frac{\partial z_j^{(L)}}{\partial w_{jk}^{(L)}} = "
        r"-2(y_j - a_j^{(L)})\, \sigma'(z_j^{(L)})\, a_k^{(L-1)}",
        printed_claim=lambda: All(chain_of(w[p, q], ANY), last_layer(w[p, q], a[q], ANY)),
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-21",
        title="The cost by a bias of the last layer",
        printed=r"\frac{\partial C_0}{\partial b_j^{(L)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} "
        r"\frac{\partial z_j^{(L)}}{\partial b_j^{(L)}} = "
        r"-2(y_j - a_j^{(L)})\, \sigma'(z_j^{(L)})",
        printed_claim=lambda: All(chain_of(b[p], UNIT), last_layer(b[p], sp.Integer(1), UNIT)),
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-22",
        title="The cost by an activation of the layer before",
        printed=r"\frac{\partial C_0}{\partial a_k^{(L-1)}} = \sum_{j=1}^{n_L} "
        r"\frac{\partial C_0}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} "
        r"\frac{\partial z_j^{(L)}}{\partial a_k^{(L-1)}} = \sum_{j=1}^{n_L} "
        r"-2(y_j - a_j^{(L)})\, \sigma'(z_j^{(L)})\, w_{jk}^{(L)}",
        printed_claim=lambda: All(
            to_activation(lambda at: error_at(at) * slope_at(at) * derivative(net_at(at), a[q])),
            to_activation(lambda at: error_at(at) * slope_at(at) * w[at, q]),
        ),
        reason=r"\(a_k\) reaches the cost through every unit of layer L.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-23",
        title="The cost by a weight of any layer",
        printed=r"\frac{\partial C_0}{\partial w_{jk}^{(l)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(l)}} \frac{\partial a_j^{(l)}}{\partial z_j^{(l)}} "
        r"\frac{\partial z_j^{(l)}}{\partial w_{jk}^{(l)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(l)}}\, \sigma'(z_j^{(l)})\, a_k^{(l-1)}",
        printed_claim=lambda: All(
            *(
                Identity(Partial(outer_cost, w[p, q], "C_0"), delta[p] * slope_at(p) * last, ANY)
                for last in (derivative(net_at(p), w[p, q]), a[q])
            )
        ),
        reason="For any cost of the activations of layer l.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-24",
        title="The recursion of the activations",
        printed=r"\frac{\partial C_0}{\partial a_j^{(l)}} = \sum_{j=1}^{n_{l+1}} w_{jk}^{(l+1)} "
        r"\sigma'(z_j^{(l+1)}) \frac{\partial C_0}{\partial a_j^{(l+1)}}",
        printed_claim=lambda: recursion(p, q, sizes={A: 2, B: 1, p: 1, q: 0}),
        reason="The index j names the unit on the left and is summed over on the right, where k is "
        "left over. With k on the left it is right.",
        corrected=r"\frac{\partial C_0}{\partial a_k^{(l)}} = \sum_{j=1}^{n_{l+1}} "
        r"w_{jk}^{(l+1)} \sigma'(z_j^{(l+1)}) \frac{\partial C_0}{\partial a_j^{(l+1)}}",
        corrected_claim=lambda: recursion(q, q),
        fault=INDEX,
        contradicts=(
            (
                "1.7-22",
                lambda: Identity(
                    total(error_at(j) * slope_at(j) * w[j, p], (j, B)),
                    total(error_at(j) * slope_at(j) * w[j, q], (j, B)),
                    ranges((p, A), (q, A)),
                ),
            ),
        ),
        chapter="06_delta_recursion",
    ),
]

# --- section 1.6: the idea ----------------------------------------------------------------------


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


IDEA = [
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

# --- section 2.1: convolutions ------------------------------------------------------------------

CROSS = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]  # printed, as the next two
CORNER = [[1, 1, 1], [0, 1, 1], [0, 0, 1]]
PRODUCTS = [1 * 1, 1 * 0, 1 * 1, 0 * 0, 1 * 1, 1 * 0, 0 * 1, 0 * 0, 1 * 1]


def dot(one: Any, two: Any) -> Expr:
    """The 'matrix dot product' of the text, as a trace."""
    return Matrix(one).T.multiply(Matrix(two)).trace()


def dot_of_symbols() -> Entries:
    one, two = symbol_array("a", (3, 3)), symbol_array("b", (3, 3))
    printed = sum(one[r, s] * two[r, s] for r, s in product(range(3), repeat=2))
    return Entries(printed, dot(one, two))


def only_matching_entries_count() -> Entries:
    """Image and kernel of 2 by 2, in each place at most one of them not zero."""
    image, kernel = symbol_array("x", (2, 2)), symbol_array("w", (2, 2))
    sums = []
    for masks in product(((0, 0), (0, 1), (1, 0)), repeat=4):
        places = zip(image.flat, kernel.flat, masks, strict=True)
        sums.append(sum(one * on * two * in_kernel for one, two, (on, in_kernel) in places))
    return Entries(sums, [0] * len(sums))


def matches_add_up(positive: bool) -> tuple[bool, str]:
    """Whether a further pair of matching entries makes the sum larger."""
    image, kernel = (sp.symbols(f"{name}_1:4", positive=True) for name in "xw")
    if not positive:
        image, kernel = (1, 1, 1), (1, -1, 1)
    sums = [sum(map(sp.Mul, image[:count], kernel[:count])) for count in (1, 2, 3)]
    grows = all(bool((after - before).is_positive) for before, after in pairwise(map(sp.S, sums)))
    shown = ", ".join(rf"\({sp.latex(one)}\)" for one in sums)
    evidence = f"sums over one, two and three matching entries: {shown}"
    if positive:  # the entries of the figure are not in the text; such ones would do
        strokes, weight, printed = (50, 50, 50, 50, 20), 30, 6600
        grows = grows and sum(weight * stroke for stroke in strokes) == printed
        evidence += f"; {printed} is, for instance, {weight} times the sum of {strokes}"
    return grows, evidence


def large_means_feature() -> tuple[bool, str]:
    kernel = Matrix([[0, 1]])
    regions = {
        "the faint feature": Matrix([[0, Rational(1, 2)]]),
        "a flat region": Matrix([[1, 1]]),
    }
    values = {name: dot(region, kernel) for name, region in regions.items()}
    shown = ", ".join(
        rf"{name} \({sp.latex(tuple(region))}\) gives \({sp.latex(values[name])}\)"
        for name, region in regions.items()
    )
    return bool(values["the faint feature"] > values["a flat region"]), (
        rf"with the kernel \({sp.latex(tuple(kernel))}\) {shown}"
    )


def largest_for_multiples() -> All:
    """Cauchy and Schwarz: the square of the value over the two squared norms is at most one."""
    strength = Symbol("s", positive=True)
    kernel = Matrix(sp.symbols("w_1:4", real=True))
    region = strength * kernel
    ratio = dot(region, kernel) ** 2 / (dot(region, region) * dot(kernel, kernel))
    return All(steepest(), Entries(sp.simplify(ratio), 1))


CONVOLUTIONS = [
    equation(
        number="2.1-1",
        title="The kernel of the example",
        printed=r"K = \begin{pmatrix} 1 & 0 & 1 \\ 0 & 1 & 0 \\ 1 & 0 & 1 \end{pmatrix}",
        printed_claim=lambda: Entries(np.rot90(CROSS, 2), CROSS),
        reason="An example. Its half turn leaves it as it is, so flipped or not is all one here.",
        chapter="08_convolution",
    ),
    equation(
        number="2.1-2",
        title="The first entry of the result",
        printed=r"\begin{pmatrix} 1 & 1 & 1 \\ 0 & 1 & 1 \\ 0 & 0 & 1 \end{pmatrix} \otimes "
        r"\begin{pmatrix} 1 & 0 & 1 \\ 0 & 1 & 0 \\ 1 & 0 & 1 \end{pmatrix} = "
        r"1 \cdot 1 + 1 \cdot 0 + 1 \cdot 1 + 0 \cdot 0 + 1 \cdot 1 + 1 \cdot 0 + 0 \cdot 1 + "
        r"0 \cdot 0 + 1 \cdot 1 = 4",
        printed_claim=lambda: All(
            Entries(PRODUCTS, (np.array(CORNER) * np.array(CROSS)).reshape(-1)),
            Entries([sum(PRODUCTS), 4], [dot(CORNER, CROSS)] * 2),
        ),
        reason="Every product and the sum.",
        chapter="08_convolution",
    ),
    equation(
        number="2.1-3",
        title="The matrix dot product",
        printed=r"\begin{pmatrix} a_{11} & a_{12} & a_{13} \\ a_{21} & a_{22} & a_{23} \\ "
        r"a_{31} & a_{32} & a_{33} \end{pmatrix} \otimes \begin{pmatrix} b_{11} & b_{12} & b_{13} "
        r"\\ b_{21} & b_{22} & b_{23} \\ b_{31} & b_{32} & b_{33} \end{pmatrix} = "
        r"\sum_{i=1}^{3} \sum_{j=1}^{3} a_{ij} b_{ij}",
        printed_claim=dot_of_symbols,
        reason=r"A definition: the trace of \(A^T B\). Elsewhere the sign is the Kronecker "
        "product.",
        chapter="08_convolution",
    ),
    claim(
        number="2.1: convolution",
        title="Sliding the kernel",
        printed="To compute the convolution, slide the kernel matrix over the input image, and at "
        "each step compute the 'matrix dot product'.",
        printed_claim=lambda: Identity(
            convolution(plane(o), plane(w), KERNEL, *VALID),
            correlation(plane(o), plane(w), KERNEL, i, j),
        ),
        reason="Convolution turns the kernel by half a turn first. Without the turn the operation "
        "is called cross-correlation.",
        convention="Convolution means cross-correlation, as in most libraries: the kernel is "
        "stored as it is slid.",
        convention_claim=lambda: Identity(
            convolution(plane(o), turned(w, KERNEL), KERNEL, *VALID),
            correlation(plane(o), plane(w), KERNEL, i, j),
        ),
        chapter="08_convolution",
    ),
    claim(
        number="2.1: result 6600",
        title="Why the curve gives a large sum",
        printed="The result is 6600, which was obtained since many of the non-zero entries of the "
        "input image match up with the non-zero entries of the kernel, resulting in a large sum.",
        printed_claim=lambda: Statement(lambda: matches_add_up(positive=False)),
        reason="Matching entries of opposite sign cancel. The number itself belongs to a figure "
        "whose entries the text does not give, so what is judged is the reason given for it.",
        convention="The entries of image and kernel are zero or positive, as in a drawing.",
        convention_claim=lambda: Statement(lambda: matches_add_up(positive=True)),
        chapter="08_convolution",
    ),
    claim(
        number="2.1: result 0",
        title="Why the ear gives zero",
        printed="The result is 0, because none of the non-zero entries of the input image align "
        "with the non-zero entries of the kernel matrix.",
        printed_claim=only_matching_entries_count,
        reason="Then every product is zero; shown for all such patterns of 2 by 2.",
        chapter="08_convolution",
    ),
    claim(
        number="2.1: large values",
        title="What a large value means",
        printed="Entries in the resulting feature matrix with large values indicate that the "
        "corresponding region displays the feature in question, and those with small values don't.",
        printed_claim=lambda: Statement(large_means_feature),
        reason="The value grows with the brightness of the region as well as with its likeness to "
        "the kernel.",
        corrected="Values that are large compared with the norm of the region indicate the "
        "feature: of all regions of one norm, positive multiples of the kernel give the largest.",
        corrected_claim=largest_for_multiples,
        fault=MATHEMATICS,
        chapter="08_convolution",
    ),
]

# --- sections 2 and 2.2 to 2.4: the convolutional network ---------------------------------------

SIDE, FIELD, MAPS, DIGITS = 28, 5, 3, 10  # printed
HIDDEN = len(range(SIDE - FIELD + 1))


def net_of_field(row: Expr, column: Expr) -> Expr:
    """What 2.2-1 puts into R, with a kernel of any shape."""
    return correlation(plane(o), plane(w), KERNEL, row, column) + bias


def slid_dot_products() -> Entries:
    """The printed sum on an image of 6 by 7, against the sliding product of section 2.1."""
    image, kernel = symbol_array("a", (6, 7)), symbol_array("w", (5, 5))
    places = list(product(range(6 - 4), range(7 - 4)))
    taps = list(product(range(5), repeat=2))
    printed = [sum(kernel[r, s] * image[j + r, k + s] for r, s in taps) for j, k in places]
    slid = [dot(image[j : j + 5, k : k + 5], kernel) for j, k in places]
    return Entries(printed, slid)


def gradients_of_field() -> All:
    """By a weight of the kernel, and by the shared bias, in adjoint form."""
    outputs = ((i, H - k1 + 1), (j, W - k2 + 1))
    value = total(delta[i, j] * net_of_field(i, j), *outputs)
    by_weight = total(delta[i, j] * o[i + p, j + q], *outputs)
    return All(
        Identity(Partial(value, w[p, q], "C"), by_weight, ranges((p, k1), (q, k2))),
        Identity(Partial(value, bias, "C"), total(delta[i, j], *outputs)),
    )


def mixes_pixels() -> tuple[bool, str]:
    pixels, weights = symbol_array("x", 2), symbol_array("w", 2)
    unit = sigmoid((pixels * weights).sum())
    mixed = unit.diff(pixels[0], pixels[1]).subs(
        {pixels[0]: 1, pixels[1]: 0, weights[0]: 1, weights[1]: 1}
    )
    return bool(mixed == 0), (
        rf"a unit has the mixed second derivative \({sp.latex(sp.simplify(mixed))}\) by two pixels"
    )


def order_of_pixels_is_free() -> Entries:
    """Pixels and the columns of the weights permuted alike: the same net inputs, every time."""
    pixels, weights = symbol_array("x", 3), symbol_array("w", (2, 3))
    orders = [list(order) for order in permutations(range(3))]
    nets = [weights[:, order] @ pixels[order] for order in orders]
    return Entries(nets, [weights @ pixels] * len(orders))


def dense_weights_grow() -> tuple[bool, str]:
    more = Symbol("r", integer=True, nonnegative=True)
    side = FIELD + more
    dense = side**2 * (side - FIELD + 1) ** 2
    surplus = sp.expand(dense.subs(more, more + 1) - dense)
    return bool(surplus.is_positive and not sp.Integer(FIELD**2).has(more)), (
        rf"for one map of an image of side \(r + {FIELD}\), one more pixel of side adds "
        rf"\({sp.latex(surplus)}\) weights to the dense layer; the kernel keeps its {FIELD**2}"
    )


def shared_parameters() -> tuple[bool, str]:
    shared = FIELD**2 + 1
    dense = SIDE**2 * HIDDEN**2 + HIDDEN**2
    return shared < dense, (
        f"one map of {HIDDEN} by {HIDDEN} on {SIDE} by {SIDE} pixels: {shared} parameters, fully "
        f"connected {dense}"
    )


def relu_slope_is_larger(active: bool) -> tuple[bool, str]:
    place = above if active else -above
    relu = ((place + sp.Abs(place)) / 2).subs(above, 2 * above) - (place + sp.Abs(place)) / 2
    relu = sp.simplify(relu / above)  # its slope: it is linear on either side
    gap = sp.simplify(
        Rational(1, 4) - sigmoid(z) * (1 - sigmoid(z)) - (sigmoid(z) - Rational(1, 2)) ** 2
    )
    where = "z > 0" if active else "z < 0"
    return bool(gap == 0 and relu > Rational(1, 4)), (
        rf"for \({where}\) the slope of R is {relu}; that of the sigmoid is "
        r"\(\frac14 - (\sigma - \frac12)^2\)"
    )


def pooled(take: Callable[[Any], Expr], image: np.ndarray) -> np.ndarray:
    """Windows of 2 by 2 with stride 2."""
    corners = [range(0, size - 1, 2) for size in image.shape]
    windows = [[image[r : r + 2, s : s + 2].reshape(-1) for s in corners[1]] for r in corners[0]]
    result = np.empty((len(corners[0]), len(corners[1])), dtype=object)
    for place in np.ndindex(result.shape):
        result[place] = take(windows[place[0]][place[1]])
    return result


def max_pooling() -> All:
    """24 by 24 becomes 12 by 12; a maximum is one of its entries, and none is larger."""
    image = np.array([[3, 1, 0, 2], [0, 2, 5, 4]], dtype=object)
    found = pooled(lambda window: sp.Max(*window), image)
    largest = [sorted(image[:, at : at + 2].reshape(-1))[-1] for at in (0, 2)]
    hidden = np.zeros((HIDDEN, HIDDEN), dtype=object)
    return All(
        Entries(found, [largest]),
        Entries(pooled(lambda window: window[0], hidden).shape, (HIDDEN // 2, HIDDEN // 2)),
    )


def average_pooling() -> Entries:
    image = symbol_array("x", (2, 2))
    value = pooled(lambda window: sum(window) / 4, image)[0, 0]
    return Entries(gradient(value, image), [[Rational(1, 4)] * 2] * 2)


def fully_connected() -> All:
    """Every input reaches every output, with a weight of its own; and the network of the text."""
    inputs, weights = symbol_array("a", (2, 2, 2)).reshape(-1), symbol_array("w", (3, 8))
    outputs = weights @ inputs
    return All(
        Entries([gradient(out, inputs) for out in outputs], weights),
        Statement(network_of_the_text),
    )


def network_of_the_text() -> tuple[bool, str]:
    last = MAPS * (HIDDEN // 2) ** 2
    return last * DIGITS == sum(1 for _ in product(range(last), range(DIGITS))), (
        f"{MAPS} maps of {HIDDEN // 2} by {HIDDEN // 2} to {DIGITS} neurons: {last * DIGITS} "
        f"weights and {DIGITS} biases"
    )


NETWORK = [
    claim(
        number="2: independent pixels",
        title="What a fully connected network makes of pixels",
        printed="Our previous network considered each pixel as an independent number and made no "
        "connections with surrounding pixels.",
        printed_claim=lambda: Statement(mixes_pixels),
        reason="Each unit combines all pixels.",
        convention="It makes no use of which pixels are neighbours: any fixed order of the pixels "
        "serves as well.",
        convention_claim=order_of_pixels_is_free,
        chapter="09_convolution_layer",
    ),
    claim(
        number="2: scaling",
        title="Fully connected networks and large images",
        printed="This method would not scale well; for larger input images it is infeasible to "
        "maintain a fully connected network.",
        printed_claim=lambda: Statement(dense_weights_grow),
        reason="The number of weights grows with the fourth power of the side.",
        chapter="09_convolution_layer",
    ),
    equation(
        number="2.2-1",
        title="The activation of a hidden neuron",
        printed=r"R\Bigl( b + \sum_{l=0}^{4} \sum_{m=0}^{4} w_{l,m}\, a_{j+l,k+m} \Bigr)",
        printed_claim=lambda: All(slid_dot_products(), gradients_of_field()),
        reason="A definition: the sliding product of section 2.1. Its gradients are proved for "
        "kernels and images of every size.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.2: same as convolution",
        title="Local fields and convolution",
        printed="Connecting the local area by that 'matrix dot product' is the same as taking the "
        "convolution of the input image.",
        printed_claim=slid_dot_products,
        reason="In the sense of section 2.1, which does not turn the kernel.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.2: shared weights",
        title="What sharing saves",
        printed="All the neurons in this layer share the same weights and one bias; the network "
        "learns significantly less weights and biases than a fully connected network.",
        printed_claim=lambda: Statement(shared_parameters),
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.2: one bias",
        title="One bias for the layer",
        printed="Additionally there is one bias for this layer, so we also have a shared bias.",
        printed_claim=gradients_of_field,
        reason="For the layer with one kernel that is described there; its gradient is the sum of "
        "the deltas. With several kernels each has its own.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.2: faster with ReLU",
        title="ReLU and the speed of training",
        printed="A more commonly used activation function is ReLU, since this function enables the "
        "network to train much faster.",
        printed_claim=lambda: Statement(lambda: relu_slope_is_larger(active=False)),
        reason="Speed is a matter of measurement. What can be proved is about the factor that each "
        "layer puts into the gradient, and a unit that is off has the factor zero.",
        convention="Faster is read as: with a larger slope, on the units that are active.",
        convention_claim=lambda: Statement(lambda: relu_slope_is_larger(active=True)),
        chapter="14_training",
    ),
    claim(
        number="2.3: max pooling",
        title="Max pooling",
        printed=r"A grid of size \(2 \times 2\) slides over the input with a stride of 2, and we "
        "take the maximum value over the portion of the input; this reduces the size of the layer.",
        printed_claim=max_pooling,
        reason="A definition; each side is halved.",
        chapter="12_pooling",
    ),
    claim(
        number="2.3: average pooling",
        title="Average pooling",
        printed="In average pooling the average is taken of the portion of the input data.",
        printed_claim=average_pooling,
        reason="A definition; each entry has the derivative one quarter.",
        chapter="12_pooling",
    ),
    claim(
        number="2.4: fully connected",
        title="The fully connected layer",
        printed="The fully connected layer connects every neuron from one layer to every neuron in "
        "the next; the max-pooled layer to the output layer containing 10 neurons.",
        printed_claim=fully_connected,
        reason="A definition.",
        chapter="14_training",
    ),
]

ENTRIES = [
    *NEURON,
    *LAYERS,
    *COST,
    *DESCENT,
    *BATCHES,
    *IDEA,
    *ONE_NEURON,
    *GENERAL,
    *CONVOLUTIONS,
    *NETWORK,
]
