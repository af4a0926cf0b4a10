r"""A digest of abstracts and posts on backpropagation in convolutional networks: the text.

It has no equations and no headings; an entry's number is that of the paragraph, counted without
the title, and a word. Many sentences are cut from their articles, and are read in their favour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import sympy as sp
from sympy import Expr, KroneckerDelta, Max, Rational

from cnn_core.symbolic.claims import All, Entries, Identity, Statement
from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.sources._common import (
    IMAGE,
    KERNEL,
    OUT,
    VALID,
    C,
    H,
    W,
    b,
    convolution,
    correlation,
    delta,
    equivariant,
    f,
    forms,
    g,
    i,
    j,
    k1,
    k2,
    m,
    n,
    o,
    p,
    padded,
    plane,
    ranges,
    summed_copies,
    t,
    turned,
    w,
    x,
    y,
)  # fmt: skip
from cnn_core.symbolic.sources.jefkine2016 import tie_has_no_derivative, winner_takes_all
from cnn_core.symbolic.vocabulary import Partial, indices, sizes, tensors, total

_, claim = forms("digest")

# --- one unit, and a layer that is fully connected ----------------------------------------------

A, B = sizes("A B")  # inputs, outputs
(bias,) = tensors("b")


def unit() -> Identity:
    """A weighted sum through an activation; a bias would be the weight of an input that is one."""
    response = f(total(w[j] * x[j], (j, A)))
    slope = f(total(w[j] * x[j], (j, A))).fdiff()
    return Identity(Partial(response, w[p], "y"), slope * x[p], ranges((p, A)))


def every_connection() -> Identity:
    """Each output of a dense layer depends on each input, by a weight of its own."""
    layer = total(w[i, j] * x[j], (j, A)) + bias[i]
    return Identity(Partial(layer, x[p], "z_i"), w[i, p], ranges((p, A)))


# --- gates --------------------------------------------------------------------------------------

Gate = tuple[str, Expr]


def circuit() -> list[Gate]:
    """1 / (1 + exp(-(w0 x0 + w1 x1 + w2))) times x0: x0 is used twice."""
    w0, x0, w1, x1, w2 = sp.symbols("w_0 x_0 w_1 x_1 w_2", real=True)
    r, s, d, e, h = sp.symbols("r s d e h", real=True)
    gates = [w0 * x0, w1 * x1, r + s, d + w2, 1 / (1 + sp.exp(-e)), h * x0]
    return list(zip((r, s, d, e, h, sp.Symbol("out", real=True)), gates, strict=True))


def whole(gates: list[Gate]) -> Expr:
    """The last gate's output in terms of the inputs of the circuit."""
    result = gates[-1][1]
    for name, gate in reversed(gates[:-1]):
        result = result.subs(name, gate)
    return result


def forward_and_back(gates: list[Gate]) -> dict[Expr, Expr]:
    """The derivatives of the last output by everything before it, from local derivatives only."""
    slopes: dict[Expr, Expr] = {gates[-1][0]: sp.S.One}
    for name, gate in reversed(gates):
        for source in gate.free_symbols:
            local = slopes[name] * gate.diff(source)
            slopes[source] = slopes.get(source, sp.S.Zero) + local  # added where a value forks
    return slopes


def gates_are_local() -> tuple[bool, str]:
    gates, seen = circuit(), []
    for _, gate in gates:
        local = [gate.diff(source) for source in gate.free_symbols]
        seen.append(all(slope.free_symbols <= gate.free_symbols for slope in local))
    return all(seen), (
        f"a neuron as a circuit: in {sum(seen)} of {len(gates)} gates the local derivatives "
        "contain the gate's own inputs only"
    )


def back_to_the_inputs() -> Entries:
    gates = circuit()
    slopes, result = forward_and_back(gates), whole(gates)
    inputs = sorted(result.free_symbols, key=str)
    found = [slopes[one] for one in inputs]
    for name, gate in reversed(gates):
        found = [slope.subs(name, gate) for slope in found]
    return Entries(found, [result.diff(one) for one in inputs])


# --- the layer, as a fully connected one with zeros and equal weights ---------------------------

OUTPUT = ranges((i, OUT[0]), (j, OUT[1]))
r, s = indices("r s")

layer = correlation(plane(o), plane(w), KERNEL, i, j)


def as_matrix(row: Expr, column: Expr, sign: int) -> Expr:
    """A dense layer on all pixels (r, s): the weight is w(m, n) at (row, column) + sign (m, n)."""
    taps = KroneckerDelta(r, row + sign * m) * KroneckerDelta(s, column + sign * n) * w[m, n]
    return total(total(taps, (m, k1), (n, k2)) * o[r, s], (r, H), (s, W))


def shared_matrix() -> Identity:
    """The layer, at every place, the image being zero outside."""
    return Identity(correlation(padded(o, IMAGE), plane(w), KERNEL, i, j), as_matrix(i, j, 1))


def convolution_matrix() -> Identity:
    """The same for the true convolution."""
    return Identity(convolution(padded(o, IMAGE), plane(w), KERNEL, i, j), as_matrix(i, j, -1))


def penalised() -> tuple[bool, str]:
    """Two weights that the data draw to 1 and 3, and a penalty on their difference."""
    one, two = sp.symbols("w_1 w_2", real=True)
    strength = sp.Symbol("lambda", positive=True)
    cost = (one - 1) ** 2 + (two - 3) ** 2 + strength * (one - two) ** 2
    best = sp.solve([cost.diff(one), cost.diff(two)], [one, two])
    apart = sp.simplify(best[two] - best[one])
    return apart == 0, (
        r"two weights that the data draw to 1 and 3, with the penalty "
        rf"\(\lambda (w_1 - w_2)^2\): at the minimum they differ by \({sp.latex(apart)}\), "
        r"and are equal for no finite \(\lambda\)"
    )


def counted(size: int, kernel: int, bias_: int = 1) -> tuple[int, int]:
    """Connections and weights of one map, counted on the matrix of the layer."""
    places = list(product(range(size - kernel + 1), repeat=2))
    used = {(d, e) for d in range(kernel) for e in range(kernel)}
    links = [(place, tap) for place in places for tap in used]
    return len(links) + bias_ * len(places), len({tap for _, tap in links}) + bias_


def more_connections(cases: tuple[tuple[int, int], ...]) -> tuple[bool, str]:
    found = {case: counted(*case) for case in cases}
    shown = ", ".join(
        f"{k} by {k} on {size} by {size} pixels {links} and {weights}"
        for (size, k), (links, weights) in found.items()
    )
    return all(links > 2 * weights for links, weights in found.values()), (
        f"connections and weights of one map, biases included: {shown}"
    )


def fewer_parameters(size: int = 28, kernel: int = 5) -> tuple[bool, str]:
    units = (size - kernel + 1) ** 2
    full, shared = units * (size**2 + 1), counted(size, kernel)[1]
    return shared < full, (
        f"a map of {units} units on {size} by {size} pixels: {full} parameters fully connected, "
        f"{shared} with one {kernel} by {kernel} kernel and bias"
    )


def pixels_count_alike() -> tuple[bool, str]:
    image, kernel = symbol_array("o", 4), symbol_array("w", 2)
    outputs = [sum(kernel[e] * image[d + e] for e in range(2)) for d in range(3)]
    used = [sum(out.has(pixel) for out in outputs) for pixel in image]
    return len(set(used)) == 1, (
        f"a kernel of 2 on 4 pixels: the pixels take part in {used} of the outputs"
    )


def half_turn() -> Identity:
    """The layer's sum is the valid part of the convolution with the turned kernel."""
    return Identity(layer, convolution(plane(o), turned(w, KERNEL), KERNEL, *VALID), OUTPUT)


def another_rule() -> tuple[bool, str]:
    """Whether the chain rule of a dense layer misses the kernel gradient, its ties summed."""
    image, kernel, deltas = symbol_array("o", 4), symbol_array("w", 2), symbol_array("delta", 3)
    matrix = symbol_array("W", (3, 4))
    perceptron = gradient(deltas @ (matrix @ image), matrix)
    tied = [sum(perceptron[d, d + e] for d in range(3)) for e in range(2)]
    value = sum(deltas[d] * kernel[e] * image[d + e] for d in range(3) for e in range(2))
    true = gradient(value, kernel)
    same = all(sp.expand(one - two) == 0 for one, two in zip(tied, true, strict=True))
    return not same, (
        f"a kernel of 2 on 4 pixels: the gradient of the fully connected layer, "
        f"summed over equal weights, {'is' if same else 'is not'} that of the kernel"
    )


def other_formulas() -> tuple[bool, str]:
    """The one product of a perceptron's weight, against the derivative by a kernel entry."""
    image, kernel, deltas = symbol_array("o", 3), symbol_array("w", 2), symbol_array("delta", 2)
    value = sum(deltas[d] * kernel[e] * image[d + e] for d in range(2) for e in range(2))
    slope = value.diff(kernel[0])
    return slope != deltas[0] * image[0], (
        rf"one weight of a perceptron has the derivative \({sp.latex(deltas[0] * image[0])}\), one "
        rf"of a kernel of 2 on 3 pixels \({sp.latex(slope)}\)"
    )


def one_plane_for_a_filter(channels: int) -> tuple[bool, str]:
    """The weights that one output depends on, against the entries of a 2 by 2 matrix."""
    image = symbol_array("o", (channels, 2, 2))
    filters = symbol_array("w", (channels, 2, 2))
    output = (image * filters).sum()
    weights = len(output.free_symbols & set(filters.flat))
    word = "channel" if channels == 1 else "channels"
    return weights == 4, (
        f"a 2 by 2 filter on an image of {channels} {word} has {weights} weights; a matrix has 4"
    )


def array_tells_all() -> tuple[bool, str]:
    """Whether the same array stays the same after a change of basis, whatever it stands for."""
    array, basis = sp.eye(2), 2 * sp.eye(2)
    as_map, as_form = basis.inv() * array * basis, basis.T * array * basis
    return as_map == as_form, (
        rf"the array \({sp.latex(array)}\), the basis doubled: as a linear map it becomes "
        rf"\({sp.latex(as_map)}\), as a bilinear form \({sp.latex(as_form)}\)"
    )


def slices_are_matrices() -> tuple[bool, str]:
    batch = symbol_array("x", (3, 4, 4, 2))
    parts = [batch[channel, :, :, image] for channel, image in product(range(3), range(2))]
    return all(part.ndim == 2 for part in parts) and batch.size == sum(e.size for e in parts), (
        f"2 images of 3 channels are an array with {batch.ndim} indices, and {len(parts)} matrices"
    )


# --- activations, pooling, the whole ------------------------------------------------------------


def linear_layer() -> Identity:
    """The layer on a sum of two images, one of them stretched, against the sum of the layers."""
    stretch = sp.Symbol("s", real=True)
    mixed = lambda row, column: o[row, column] + stretch * x[row, column]  # noqa: E731
    apart = layer + stretch * correlation(plane(x), plane(w), KERNEL, i, j)
    return Identity(correlation(mixed, plane(w), KERNEL, i, j), apart)


OPERATIONS: dict[str, Callable[[Sequence[Expr]], Expr]] = {
    "convolution": lambda e: e[0] + 2 * e[1],
    "the sigmoid": lambda e: 1 / (1 + sp.exp(-e[0])),
    "maximum pooling": lambda e: Max(*e),
    "average pooling": lambda e: (e[0] + e[1]) / 2,
}


def additive() -> dict[str, bool]:
    """Which operations give the sum of two inputs the sum of the outputs."""
    one, two = sp.Matrix([1, 0]), sp.Matrix([0, 3])
    return {
        name: sp.simplify(of(one + two) - of(one) - of(two)) == 0 for name, of in OPERATIONS.items()
    }


def each_is_nonlinear() -> tuple[bool, str]:
    found = additive()
    linear = ", ".join(name for name, is_so in found.items() if is_so)
    return not linear, f"on the inputs (1, 0), (0, 3) and their sum these are additive: {linear}"


def together_nonlinear() -> tuple[bool, str]:
    first, then = OPERATIONS["convolution"], OPERATIONS["the sigmoid"]
    outputs = [then([first(inputs)]) for inputs in ((1, 0), (0, 3), (1, 3))]
    apart = sp.simplify(outputs[2] - outputs[0] - outputs[1])
    return apart != 0, (
        r"a convolution and a sigmoid: the output for the sum of two inputs differs from the sum "
        rf"of the outputs by \({sp.latex(apart.evalf(3))}\)"
    )


def pooled(row: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(max(row[d : d + 2]) for d in range(0, len(row), 2))


def invariant(places: tuple[int, ...], pooling: bool) -> tuple[bool, str]:
    """One bright pixel of four at several places, through a kernel of one and perhaps pooling."""
    images = [tuple(int(d == place) for d in range(4)) for place in places]
    outputs = [pooled(image) if pooling else image for image in images]
    shown = ", ".join(f"{one} gives {two}" for one, two in zip(images, outputs, strict=True))
    kind = "with maxima over pairs" if pooling else "with a kernel of one weight, not pooled"
    return len(set(outputs)) == 1, f"{kind}, {shown}"


def resolution_falls(padding: int) -> tuple[bool, str]:
    cases = [(size, k) for size in (5, 16, 28) for k in (3, 5)]
    found = {
        case: len(range(case[0] + 2 * (padding and case[1] // 2) - case[1] + 1)) for case in cases
    }
    shown = ", ".join(f"{size} with {k} to {out}" for (size, k), out in found.items())
    kind = "convolutions padded to the same size" if padding else "valid convolutions"
    return all(out < size for (size, _), out in found.items()), f"{kind}: {shown}"


heads, noise = tensors("v n")


def whole_network() -> Identity:
    """Kernel, activation, average pooling, dense layer, activation: the gradient of the kernel."""
    N, blocks, k = sizes("N Q k")
    net = total(w[m] * x[N * j + n + m], (m, k)) + b
    pooled_map = total(f(net), (n, N)) / N
    output = total(heads[i, j] * pooled_map, (j, blocks))
    cost = total(g(output), (i, C))
    slope = total(f(net).fdiff() * x[N * j + n + p], (n, N)) / N
    back = total(g(output).fdiff() * total(heads[i, j] * slope, (j, blocks)), (i, C))
    return Identity(Partial(cost, w[p]), back, ranges((p, k)))


# --- overfitting, meProp, noise -----------------------------------------------------------------


def expected_gap(inputs: sp.Matrix, variance: Expr) -> Expr:
    """Mean squared error on fresh targets less that on the training targets, on average.

    A linear unit is fitted by least squares to targets ``mu + e``; the entries of e are
    independent, with the variance given. Whatever mu is, it drops out.
    """
    examples = inputs.rows
    mu = sp.Matrix(sp.symbols(f"mu_1:{examples + 1}", real=True))
    hat = inputs * (inputs.T * inputs).inv() * inputs.T
    bent = (sp.eye(examples) - hat) * mu
    missed = sum(entry**2 for entry in bent)
    training = missed + variance * sum(entry**2 for entry in sp.eye(examples) - hat)
    fresh = missed + variance * (examples + sum(entry**2 for entry in hat))
    return sp.expand((fresh - training) / examples)


def overfits_less(variance: Expr) -> tuple[bool, str]:
    """A unit on four pixels against one on the two in the middle, six examples."""
    images = sp.Matrix(
        6, 4, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]
    )
    full, local = expected_gap(images, variance), expected_gap(images[:, 1:3], variance)
    with_noise = rf"noise of variance \({sp.latex(variance)}\)"
    return bool((full - local).is_positive), (
        rf"six examples, {with_noise}: the expected error on fresh targets exceeds that on the "
        rf"training targets by \({sp.latex(full)}\) with 4 weights, \({sp.latex(local)}\) with 2"
    )


def kept(deltas: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The entries that are largest in size; the others zero."""
    order = sorted(range(len(deltas)), key=lambda d: -abs(deltas[d]))[:count]
    return tuple(e if d in order else 0 for d, e in enumerate(deltas))


def meprop_step() -> tuple[bool, str]:
    deltas, inputs = (3, -1, 2), (1, 2)
    chosen = kept(deltas, 1)
    full, used = (sp.Matrix(e) * sp.Matrix([inputs]) for e in (deltas, chosen))
    rows = sum(any(used[d, :]) for d in range(3))
    along = sum(one * two for one, two in zip(full, used, strict=True))
    return rows == 1 and along > 0, (
        rf"\(\delta = {deltas}\), of which {chosen} is kept, and \(x = {inputs}\): {rows} of 3 "
        f"rows of weights moves; the product of the step with the gradient is {along}, so the "
        "loss falls for short steps"
    )


def meprop_products() -> tuple[bool, str]:
    """Products in the weight gradient and the input gradient, counted."""
    outputs, inputs, count = 8, 5, 2
    chosen = kept((3, -1, 2, 5, -4, 1, 0, 2), count)
    used = [2 * inputs for entry in chosen if entry]
    return sum(used) < 2 * inputs * outputs, (
        f"{inputs} inputs, {outputs} outputs, {count} deltas kept: {sum(used)} products instead "
        f"of {2 * inputs * outputs}"
    )


def kept_part_descends() -> Identity:
    """The product of the step with the gradient, for a layer and a choice of any size.

    With ``t_i`` one or zero, the product is a sum of squares times a sum of squares.
    """
    product_ = total(t[i] * delta[i] * x[j] * (delta[i] * x[j]), (i, B), (j, A))
    return Identity(product_, total(t[i] * delta[i] ** 2, (i, B)) * total(x[j] ** 2, (j, A)))


def products_of_ways(exact: bool) -> tuple[bool, str]:
    """Products that a dense layer needs for its gradient, by the ways of the digest.

    A difference quotient needs a forward pass for each weight; meProp leaves rows of the gradient
    out, so its gradient is not the exact one.
    """
    outputs, inputs, count = 8, 5, 2
    ways = {
        "backpropagation": inputs * outputs,
        "difference quotients": (inputs * outputs) * (inputs * outputs),
    }
    if not exact:
        ways["meProp with 2 of 8 deltas"] = inputs * count
    shown = ", ".join(f"{name} {number}" for name, number in ways.items())
    return ways["backpropagation"] == min(ways.values()), (
        f"products for the weight gradient of {inputs} inputs and {outputs} outputs: {shown}"
    )


# A hidden cause z = 1 with the probability sigmoid(theta); y is observed, its probability given z
# known. L is the log-likelihood, Q what expectation-maximisation raises.

THETA, NEXT = sp.symbols("theta theta'", real=True)
LIKELY = (Rational(3, 4), Rational(1, 3))  # of the observed y, given z = 0 and z = 1


def causes(at: Expr) -> tuple[Expr, Expr]:
    return 1 / (1 + sp.exp(at)), 1 / (1 + sp.exp(-at))


def Q(at: Expr, current: Expr) -> Expr:
    joint = [one * two for one, two in zip(causes(current), LIKELY, strict=True)]
    logs = [sp.log(one * two) for one, two in zip(causes(at), LIKELY, strict=True)]
    return sum(e * log for e, log in zip(joint, logs, strict=True)) / sum(joint)


def likelihood_and_q() -> Identity:
    """The gradient of the log-likelihood is that of Q, for any joint probabilities f(z, theta)."""
    (causes_,) = sizes("n")
    joint = f(x[i] * THETA)
    whole_ = total(f(x[j] * THETA), (j, causes_))
    of_q = total(joint / whole_ * (x[i] * joint.fdiff() / joint), (i, causes_))
    return Identity(Partial(sp.log(total(joint, (i, causes_))), THETA, "L"), of_q)


def step_raises_q(rate: Expr) -> tuple[bool, str]:
    """One step of gradient ascent on L from theta = 0."""
    slope = sp.nsimplify(Q(NEXT, 0).diff(NEXT).subs(NEXT, 0))
    change = (Q(rate * slope, 0) - Q(0, 0)).evalf(30)
    return bool(change >= 0), (
        rf"two hidden causes, \(\theta = 0\): the gradient is \({sp.latex(slope)}\), and a step "
        rf"with the rate \({sp.latex(rate)}\) changes Q by \({sp.latex(change.evalf(2))}\)"
    )


def first_order_gain() -> Entries:
    """The change of Q along the gradient of L, to first order in the rate: its square."""
    rate = sp.Symbol("eta", real=True)
    observed = sum(one * two for one, two in zip(causes(THETA), LIKELY, strict=True))
    slope = sp.log(observed).diff(THETA)
    places = (sp.S.Zero, sp.log(2), -sp.log(3))
    slopes = [slope.subs(THETA, place) for place in places]
    gains = [
        Q(place + rate * one, place).diff(rate).subs(rate, 0)
        for place, one in zip(places, slopes, strict=True)
    ]
    return Entries(gains, [one**2 for one in slopes])


def gaussian(at: Expr, mean: Expr) -> Expr:
    """The log-density, but for a constant."""
    return -((at - mean) ** 2) / 2


def noise_hastens() -> tuple[bool, str]:
    """The mean of a Gaussian, nothing hidden: EM is done in one step, the mean of the samples."""
    samples, moved, current = (3, 5), (1, 3), 0
    one, two = (sum(gaussian(sp.Integer(e), current) for e in data) for data in (samples, moved))
    best, reached = (Rational(sum(data), len(data)) for data in (samples, moved))
    meets_the_condition, arrives = two >= one, reached == best
    return bool(arrives or not meets_the_condition), (
        f"samples {samples}, estimate {current}; noise makes them {moved}, which raises their "
        f"log-likelihood at the estimate by {two - one}, as the theorem asks; EM then goes to "
        f"{reached}, and without noise at once to the maximum {best}"
    )


def gain_by_condition() -> Entries:
    """A mixture of Gaussians: the gain in Q is a mean of what the condition asks to be positive."""
    weights = sp.symbols("p_1:4", positive=True)
    means = sp.symbols("mu_1:4", real=True)
    at, added = sp.symbols("y n", real=True)
    gain = sum(
        weight * (gaussian(at + added, mean) - gaussian(at, mean))
        for weight, mean in zip(weights, means, strict=True)
    )
    asked = [2 * added * (mean - at) - added**2 for mean in means]
    return Entries(sum(e * one / 2 for e, one in zip(weights, asked, strict=True)), gain)


def training_hastened() -> tuple[bool, str]:
    """Softmax with cross entropy: noise on the target that makes the target more likely."""
    target, outputs = (1, 0), (Rational(1, 4), Rational(3, 4))
    added = (-Rational(1, 2), Rational(1, 2))
    gain = sum(e * sp.log(out) for e, out in zip(added, outputs, strict=True))
    plain, noisy = outputs[0] - target[0], outputs[0] - target[0] - added[0]
    shown = sp.latex(sp.logcombine(gain, force=True))
    return not (gain > 0 and abs(noisy) < abs(plain)), (
        rf"softmax outputs \((\frac14, \frac34)\), target (1, 0), noise "
        rf"\((-\frac12, \frac12)\): the likelihood rises by \({shown}\), and the derivative by the "
        rf"first logit is \({sp.latex(noisy)}\) instead of \({sp.latex(plain)}\): a slower step"
    )


def cheaper_targets() -> Identity:
    """Cross entropy falls by the sum of noise times log output."""
    classes = total(-t[i] * sp.log(y[i]), (i, C))
    noisy = total(-(t[i] + noise[i]) * sp.log(y[i]), (i, C))
    return Identity(classes - noisy, total(noise[i] * sp.log(y[i]), (i, C)))


def noise_leaves_a_flat_start() -> tuple[bool, str]:
    """A kernel of one weight and a weight after it, both zero; J = (v w - 1)^2, rate 1/4."""
    names = sp.symbols("v w", real=True)
    cost = (names[0] * names[1] - 1) ** 2

    def after_a_step(start: Expr) -> Expr:
        here = dict.fromkeys(names, start)
        moved = [one - cost.diff(one).subs(here) / 4 for one in map(sp.sympify, names)]
        return cost.subs(dict(zip(names, [m_.subs(here) for m_ in moved], strict=True)))

    still = after_a_step(sp.S.Zero)
    noisy = [after_a_step(e) for e in (Rational(1, 2), -Rational(1, 2))]
    return all(e < still for e in noisy), (
        rf"\(J = (vw - 1)^2\) from \(v = w = 0\), where the gradient is zero: a step leaves J at "
        rf"{still}; with noise of \(\pm\frac12\) on both weights first, J is "
        rf"\({sp.latex(noisy[0])}\) for either sign"
    )


# --- the entries --------------------------------------------------------------------------------

ARCHITECTURE = [
    claim(
        number="1: neuron",
        title="What a neuron computes",
        printed="Each neuron receives several inputs, takes a weighted sum over them, passes it "
        "through an activation function and responds with an output.",
        printed_claim=unit,
        reason="A definition. A bias is the weight of one more input that is always one.",
        chapter="01_neuron",
    ),
    claim(
        number="14: fully connected",
        title="Fully connected layers",
        printed="Multilayer perceptrons usually mean fully connected networks: each neuron in one "
        "layer is connected to all neurons in the next layer.",
        printed_claim=every_connection,
        reason="A definition: every pair of units has a weight of its own.",
        chapter="07_mlp",
    ),
    claim(
        number="13: regularized",
        title="Regularised multilayer perceptrons",
        printed="Convolutional networks are regularized versions of multilayer perceptrons.",
        printed_claim=lambda: Statement(penalised),
        reason="To regularise usually means to add a penalty to the loss, which draws weights "
        "together, or to zero. A convolutional layer has them equal, or zero, from the start.",
        convention="Regularised by a constraint: a fully connected layer in which most weights "
        "are zero and the others shared.",
        convention_claim=shared_matrix,
        chapter="09_convolution_layer",
    ),
    claim(
        number="14: in place of matrices",
        title="Convolution in place of general matrix multiplication",
        printed="Convolutional networks are neural networks that use convolution in place of "
        "general matrix multiplication in at least one of their layers.",
        printed_claim=convolution_matrix,
        reason="A definition, and “general” is the right word: convolution is the multiplication "
        "by a matrix of a special form.",
        chapter="08_convolution",
    ),
    claim(
        number="3: convolution",
        title="The operation called convolution",
        printed="The network employs a mathematical operation called convolution, on which its "
        "layers are based.",
        printed_claim=lambda: Identity(
            layer, convolution(plane(o), plane(w), KERNEL, *VALID), OUTPUT
        ),
        reason="The sum that convolutional layers compute is as a rule cross-correlation.",
        convention="The kernel of the convolution is the stored one, turned by half a turn; "
        "learned weights do not mind.",
        convention_claim=half_turn,
        chapter="08_convolution",
    ),
    claim(
        number="2: each location",
        title="Each location is treated equally",
        printed="Convolutional layers treat each location equally, and share the same weights at "
        "each.",
        printed_claim=lambda: Statement(pixels_count_alike),
        reason="Pixels near the border take part in fewer outputs than those in the middle.",
        convention="A location is a place of the output; where the image is moved, the output "
        "moves with it.",
        convention_claim=equivariant,
        chapter="08_convolution",
    ),
    claim(
        number="9: translation invariance",
        title="Some degree of translation invariance",
        printed="A convolutional network automatically provides some degree of translation "
        "invariance.",
        printed_claim=lambda: Statement(lambda: invariant((0, 1), pooling=False)),
        reason="Convolution alone gives none: its output moves with the image.",
        convention="The network pools, and the shift stays within a block; convolution itself is "
        "equivariant.",
        convention_claim=lambda: All(
            Statement(lambda: invariant((0, 1), pooling=True)), equivariant()
        ),
        chapter="12_pooling",
    ),
    claim(
        number="11: connections",
        title="More connections than weights",
        printed="Convolutional networks involve many more connections than weights.",
        printed_claim=lambda: Statement(lambda: more_connections(((28, 5), (5, 5)))),
        reason="Every weight serves each place of the output. Where the kernel covers its whole "
        "input, as in the last convolution of LeNet-5, there is only one.",
        convention="The output has many places.",
        convention_claim=lambda: Statement(lambda: more_connections(((28, 5), (14, 5)))),
        chapter="09_convolution_layer",
    ),
    claim(
        number="14: fewer parameters",
        title="Fewer parameters",
        printed="Convolutional networks are proposed to reduce the number of parameters.",
        printed_claim=lambda: Statement(fewer_parameters),
        reason="Counted for one map.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="1: local filters",
        title="Local filters and overfitting",
        printed="Using local filters (patch connections) instead of full connections also reduces "
        "overfitting.",
        printed_claim=lambda: Statement(lambda: overfits_less(sp.S.Zero)),
        reason="Whether it does is a matter of the data: without noise, and with enough examples, "
        "there is no overfitting to reduce.",
        convention="Overfitting is the expected gap between the errors on fresh and on training "
        "targets, for a linear unit fitted to noisy targets; it grows with the number of weights.",
        convention_claim=lambda: Statement(
            lambda: overfits_less(sp.Symbol("sigma", positive=True) ** 2)
        ),
        chapter="09_convolution_layer",
    ),
    claim(
        number="4: filters",
        title="Filters as matrices",
        printed="Conv layers consist of a set of filters, which you can think of as just 2d "
        "matrices of numbers.",
        printed_claim=lambda: Statement(lambda: one_plane_for_a_filter(channels=3)),
        reason="A filter has one matrix for each channel of its input.",
        convention="The input has one channel.",
        convention_claim=lambda: Statement(lambda: one_plane_for_a_filter(channels=1)),
        chapter="09_convolution_layer",
    ),
    claim(
        number="2: tensors",
        title="Tensors",
        printed="Tensors are matrices of numbers with additional dimensions.",
        printed_claim=lambda: Statement(array_tells_all),
        reason="In mathematics a tensor is more than an array: the same numbers may stand for "
        "tensors that differ, as a change of basis shows.",
        convention="A tensor is an array with several indices, as in programs.",
        convention_claim=lambda: Statement(slices_are_matrices),
        chapter="08_convolution",
    ),
    claim(
        number="14: nonlinear operations",
        title="A series of non-linear operations",
        printed="It applies a series of nonlinear operations on top of each other. [Elsewhere:] "
        "These include convolution, sigmoid, matrix multiplication, and pooling (subsampling) "
        "operations.",
        printed_claim=lambda: Statement(each_is_nonlinear),
        reason="Convolution, matrix multiplication and average pooling are linear. The digest "
        "prints the two sentences far apart, and they may not belong together.",
        convention="The series as a whole is non-linear; convolution, a part of it, is linear.",
        convention_claim=lambda: All(Statement(together_nonlinear), linear_layer()),
        chapter="13_whole_network",
    ),
    claim(
        number="4: resolution",
        title="The resolution is reduced",
        printed="Ultimately the resolution is reduced prior to emitting an output via one or more "
        "dense layers.",
        printed_claim=lambda: Statement(lambda: resolution_falls(padding=1)),
        reason="Convolutions with enough padding keep the size.",
        convention="The convolutions are valid ones, or there are strides or pooling.",
        convention_claim=lambda: Statement(lambda: resolution_falls(padding=0)),
        chapter="13_whole_network",
    ),
]

BACKPROPAGATION = [
    claim(
        number="3: local process",
        title="Gates know nothing of the circuit",
        printed="Backpropagation is a beautifully local process: every gate can right away compute "
        "two things, its output and its local gradient, completely independently, without being "
        "aware of the full circuit.",
        printed_claim=lambda: Statement(gates_are_local),
        reason="What the gate cannot know, the derivative of the end by its output, comes back "
        "later and is multiplied in.",
        chapter="05_chain_rule",
    ),
    claim(
        number="4: recursively",
        title="From the end to the inputs",
        printed="The backward pass starts at the end and recursively applies the chain rule to "
        "compute the gradients all the way to the inputs of the circuit.",
        printed_claim=back_to_the_inputs,
        reason="A sigmoid neuron, one input of which is used twice: its two derivatives are added.",
        chapter="05_chain_rule",
    ),
    claim(
        number="3: different",
        title="Different from a perceptron",
        printed="Backpropagation works in a CNN using the chain rule, which is different from how "
        "it works in a perceptron.",
        printed_claim=lambda: Statement(another_rule),
        reason="The rule is the same. Applied to a fully connected layer with equal weights, it "
        "gives the gradient of the kernel.",
        convention="The formulas differ: a shared weight has a sum of products where a "
        "perceptron's has one.",
        convention_claim=lambda: Statement(other_formulas),
        chapter="10_kernel_gradient",
    ),
    claim(
        number="5: weight sharing",
        title="Weight sharing, forward and backward",
        printed="The sharing of weights affects the forward and backward propagation while "
        "computing the gradients.",
        printed_claim=lambda: All(shared_matrix(), summed_copies()),
        reason="Forward one kernel serves all outputs; backward its gradient is the sum over them.",
        chapter="10_kernel_gradient",
    ),
    claim(
        number="9: adaptive",
        title="All connections are adaptive",
        printed="All of the connections in the network are adaptive, although heavily "
        "constrained, and are trained using backpropagation.",
        printed_claim=summed_copies,
        reason="Equal weights are trained by the sum of the gradients of their copies. (It is "
        "said of a network without fixed pooling.)",
        chapter="09_convolution_layer",
    ),
    claim(
        number="9: winning unit",
        title="The winning unit receives the gradient",
        printed="The backward pass to the pooling layer assigns the winning unit the gradient "
        "value, as its index was noted during the forward pass.",
        printed_claim=lambda: All(winner_takes_all(), Statement(tie_has_no_derivative)),
        reason="Right away from ties. At a tie there is no derivative, and the noted index is a "
        "choice.",
        convention="The block has one largest unit, or the noted winner stands for it.",
        convention_claim=winner_takes_all,
        chapter="12_pooling",
    ),
    claim(
        number="8: building blocks",
        title="Convolution, pooling and dense layers, learned together",
        printed="Convolution layers, pooling layers and fully connected layers learn through a "
        "backpropagation algorithm.",
        printed_claim=whole_network,
        reason="The kernel's gradient, through activation, average pooling and a dense layer; "
        "pooling has no weights to learn, but hands the gradient on.",
        chapter="13_whole_network",
    ),
    claim(
        number="2: meProp",
        title="meProp: a small part of the gradient",
        printed="The forward process is computed as usual, while only a small subset of gradients "
        "are used to update the parameters.",
        printed_claim=lambda: All(Statement(meprop_step), kept_part_descends()),
        reason="A description of a method. The step is not along the gradient, but in the layer "
        "itself it still goes down.",
        chapter="14_training",
    ),
    claim(
        number="11: fastest",
        title="The fastest way to update weights",
        printed="They presented this algorithm as the fastest way to update weights.",
        printed_claim=lambda: Statement(lambda: products_of_ways(exact=False)),
        reason="Ways that leave a part of the gradient out, such as meProp, need fewer products.",
        convention="Among ways that give the whole gradient, compared with a difference quotient "
        "for each weight.",
        convention_claim=lambda: Statement(lambda: products_of_ways(exact=True)),
        chapter="06_delta_recursion",
    ),
    claim(
        number="5: meProp",
        title="meProp: less calculation",
        printed="The meProp technique reduces calculation in back propagation.",
        printed_claim=lambda: Statement(meprop_products),
        reason="Of the products only those with the deltas that are kept remain.",
        chapter="14_training",
    ),
]

NOISE = [
    claim(
        number="5: expectation-maximization",
        title="Backpropagation and expectation-maximisation",
        printed="The backpropagation algorithm is a special case of the generalized "
        "expectation-maximization (EM) algorithm.",
        printed_claim=lambda: Statement(lambda: step_raises_q(sp.Integer(100))),
        reason="A generalised EM step must not lower Q; a gradient step that is too long does.",
        convention="The cost is a negative log-likelihood, and the step is short enough. Then the "
        "gradient is that of Q.",
        convention_claim=lambda: All(
            likelihood_and_q(), first_order_gain(), Statement(lambda: step_raises_q(sp.S.One))
        ),
        chapter="14_training",
    ),
    claim(
        number="5: noise and EM",
        title="Noise that speeds up EM",
        printed="Such carefully chosen noise always speeds up the expectation-maximization "
        "algorithm on average.",
        printed_claim=lambda: Statement(noise_hastens),
        reason="Noise that meets the condition of the theorem may still slow EM down.",
        convention=r"In the sense of the theorem: if \(n^2 \le 2n(\mu_k - y)\) for each Gaussian "
        "of a mixture, the noise does not lower Q at the current estimate.",
        convention_claim=gain_by_condition,
        chapter="14_training",
    ),
    claim(
        number="5: noise and training",
        title="Noise that speeds up training",
        printed="The noisy CNN algorithm speeds training on average, because backpropagation is a "
        "special case of generalized EM and because such noise always speeds up EM.",
        printed_claim=lambda: Statement(training_hastened),
        reason="As the two premises: noise that makes the targets more likely may still shorten "
        "the step.",
        convention=r"In the sense of the theorem: noise with \(\sum_k n_k \log y_k \ge 0\) does "
        "not raise the cross entropy.",
        convention_claim=cheaper_targets,
        chapter="14_training",
    ),
    claim(
        number="13: noise",
        title="Noise can help",
        printed="Injecting carefully chosen noise can speed convergence in the backpropagation "
        "training of a convolutional network.",
        printed_claim=lambda: Statement(noise_leaves_a_flat_start),
        reason="It can: here it leaves a start from which gradient descent does not move.",
        chapter="14_training",
    ),
]

ENTRIES = [*ARCHITECTURE, *BACKPROPAGATION, *NOISE]
