r"""What convolutional networks are, and why: the first paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import sympy as sp
from sympy import Expr, KroneckerDelta, Max

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.claims import All, Identity, Statement
from cnn_ledger.sources._common import (
    IMAGE,
    KERNEL,
    VALID,
    H,
    W,
    convolution,
    correlation,
    equivariant,
    f,
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
    turned,
    w,
    x,
)  # fmt: skip
from cnn_ledger.sources.digest._network import OUTPUT, A, bias, claim, layer, r, s


def unit() -> Identity:
    """A weighted sum through an activation; a bias would be the weight of an input that is one."""
    response = f(total(w[j] * x[j], (j, A)))
    slope = f(total(w[j] * x[j], (j, A))).fdiff()
    return Identity(Partial(response, w[p], "y"), slope * x[p], ranges((p, A)))


def every_connection() -> Identity:
    """Each output of a dense layer depends on each input, by a weight of its own."""
    layer = total(w[i, j] * x[j], (j, A)) + bias[i]
    return Identity(Partial(layer, x[p], "z_i"), w[i, p], ranges((p, A)))


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


ENTRIES = [
    claim(
        number="1: neuron",
        title="What a neuron computes",
        printed="Each neuron receives several inputs, takes a weighted sum over them, passes it "
        "through an activation function and responds with an output.",
        printed_claim=unit,
        reason="A definition. A bias is the weight of one more input that is always one.",
        defines=True,
        chapter="01_neuron",
    ),
    claim(
        number="14: fully connected",
        title="Fully connected layers",
        printed="Multilayer perceptrons usually mean fully connected networks: each neuron in one "
        "layer is connected to all neurons in the next layer.",
        printed_claim=every_connection,
        reason="A definition: every pair of units has a weight of its own.",
        defines=True,
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
        defines=True,
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
