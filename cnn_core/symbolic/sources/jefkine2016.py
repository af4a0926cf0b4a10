r"""Jefkine 2016, *Backpropagation In Convolutional Neural Networks*: equations and text.

The post's star is the convolution of its equation 2, its circled cross the cross-correlation of
equation 1. A layer maps ``o``, of shape H by W, to ``x = correlation(o, w) + b`` on the valid
positions; ``E`` is any loss, and ``delta`` its derivatives by the entries of x.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import sympy as sp
from sympy import Expr, KroneckerDelta, Max, Sum

from cnn_core.symbolic.claims import All, Entries, Identity, Reading, Statement
from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.sources._common import (
    IMAGE,
    INDEX,
    KERNEL,
    MATHEMATICS,
    OUT,
    VALID,
    C,
    H,
    Plane,
    W,
    b,
    c,
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
    padded,
    plane,
    ranges,
    summed_copies,
    t,
    turned,
    u,
    v,
    w,
    x,
    y,
)  # fmt: skip
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, indices, inside, sizes, tensors, total

equation, claim = forms("jefkine2016")

# --- the layer and its two gradients ------------------------------------------------------------
# p, q are the post's m', n' at a weight; r, s its i', j' at a pixel.

p, q, r, s = indices("m' n' i' j'")
WEIGHT, PIXEL = ranges((p, k1), (q, k2)), ranges((r, H), (s, W))
OUTPUT = ranges((i, OUT[0]), (j, OUT[1]))

layer = correlation(plane(o), plane(w), KERNEL, i, j) + b
loss = total(delta[i, j] * layer, (i, OUT[0]), (j, OUT[1]))
by_weight = Partial(loss, w[p, q])


def next_layer(row: Expr, column: Expr) -> Expr:
    """Equation 7 one layer up, of o = f(x)."""
    return total(w[u, v] * f(x[row + u, column + v]), (u, k1), (v, k2)) + b


next_loss = total(delta[i, j] * next_layer(i, j), (i, OUT[0]), (j, OUT[1]))
by_pixel = Partial(next_loss, x[r, s])
slope = f(x[r, s]).fdiff()
delta_padded = padded(delta, OUT)


def at_pixel(sum_of: Expr) -> Identity:
    """The gradient by a pixel, against what stands in front of the slope."""
    return Identity(by_pixel, sum_of * slope, PIXEL)


def rows(sums: Plane, shape: tuple[int, int]) -> list[list[Expr]]:
    return [[sums(r, s) for s in range(shape[1])] for r in range(shape[0])]


# --- definitions, 1 to 9 ------------------------------------------------------------------------


def coefficients(sign: int) -> Entries:
    """Against the coefficients of I(X, Y) K(X^sign, Y^sign), an image 3x4 and a kernel 2x3."""
    image, kernel, (X, Y) = symbol_array("I", (3, 4)), symbol_array("K", (2, 3)), sp.symbols("X Y")
    one = sum(image[r, s] * X**r * Y**s for r, s in product(range(3), range(4)))
    two = sum(
        kernel[d, e] * X ** (sign * d) * Y ** (sign * e) for d, e in product(range(2), range(3))
    )
    whole = sp.Poly(sp.expand(one * two * X * Y**2), X, Y)  # no negative powers
    first = (0, 0) if sign < 0 else (1, 2)  # the valid positions start here

    def printed(r: int, s: int) -> Expr:
        r, s = r + first[0], s + first[1]
        taps = product(range(2), range(3))
        return sum(image[r - sign * d, s - sign * e] * kernel[d, e] for d, e in taps)

    def truth(r: int, s: int) -> Expr:
        return whole.coeff_monomial(X ** (r + first[0] + 1) * Y ** (s + first[1] + 2))

    return Entries(rows(printed, (2, 2)), rows(truth, (2, 2)))


ZERO_PADDED = padded(o, IMAGE)


def negated(kernel: Plane) -> Plane:
    """``K(-m, -n)``."""
    return lambda row, column: kernel(-row, -column)


def unturned_limits() -> Reading:
    """Equation 3 as printed, with a kernel that is zero outside of its range, or any."""
    truth = convolution(ZERO_PADDED, plane(w), KERNEL, i, j)
    kernels = [negated(padded(w, KERNEL)), negated(plane(w))]
    return Reading(
        *(Identity(truth, correlation(ZERO_PADDED, each, KERNEL, i, j)) for each in kernels)
    )


def turned_limits() -> Sum:
    summand = ZERO_PADDED(i + m, j + n) * w[-m, -n]
    return Sum(summand, (m, -(k1 - 1), 0), (n, -(k2 - 1), 0))


def symmetric(row: Expr, column: Expr) -> Expr:
    """A kernel that its half turn leaves as it is."""
    return w[row, column] + turned(w, KERNEL)(row, column)


def centred_sum(sign: int) -> Expr:
    """Over a symmetric kernel whose indices run from -k to k."""
    summand = o[i + sign * m, j + sign * n] * (w[m, n] + w[-m, -n])
    return Sum(summand, (m, -k1, k1), (n, -k2, k2))


def star(row: Expr, column: Expr, kernel: Plane, image: Plane = ZERO_PADDED) -> Expr:
    """(kernel * o) of equation 2, plus bias."""
    return convolution(image, kernel, KERNEL, row, column) + b


def star_channels(row: Expr, column: Expr, kernel: Plane) -> Expr:
    """Equation 2 for each channel of a zero-padded image, summed, plus bias."""
    image = lambda r, s: inside(r, H) * inside(s, W) * o[r, s, c]  # noqa: E731
    return total(convolution(image, kernel, KERNEL, row, column), (c, C)) + b


channels = total(w[m, n, c] * o[i + m, j + n, c], (m, k1), (n, k2), (c, C)) + b
cross_turned = correlation(plane(o), turned(w, KERNEL), KERNEL, i, j) + b
(biases,) = tensors("b")  # one for each position, as equation 6 writes them
valid_with_own_biases = convolution(plane(o), turned(w, KERNEL), KERNEL, *VALID) + biases[i, j]
(P,) = sizes("P")
squares = total((t[i] - y[i]) ** 2, (i, P))

DEFINITIONS = [
    equation(
        number="1",
        title="Cross-correlation",
        printed=r"(I \otimes K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} I(i+m, j+n)\, K(m, n)",
        printed_claim=lambda: coefficients(-1),
        reason=r"A definition: the coefficients of the product \(I(X, Y)\, K(1/X, 1/Y)\).",
        chapter="08_convolution",
    ),
    equation(
        number="2",
        title="Convolution",
        printed=r"(I * K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} I(i-m, j-n)\, K(m, n)",
        printed_claim=lambda: coefficients(1),
        reason=r"A definition: the coefficients of the product \(I(X, Y)\, K(X, Y)\).",
        chapter="08_convolution",
    ),
    equation(
        number="3",
        title="Convolution rewritten",
        printed=r"(I * K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} I(i+m, j+n)\, K(-m, -n)",
        printed_claim=unturned_limits,
        reason=r"Replacing \(m\) by \(-m\) also turns the limits of the sum; with the printed "
        r"limits the kernel is read outside of its range everywhere but at \(K(0, 0)\).",
        corrected=r"(I * K)_{ij} = \sum_{m=-(k_1-1)}^{0}\sum_{n=-(k_2-1)}^{0} I(i+m, j+n)\, "
        r"K(-m, -n)",
        corrected_claim=lambda: Identity(
            convolution(ZERO_PADDED, plane(w), KERNEL, i, j), turned_limits()
        ),
        fault=INDEX,
        contradicts=(("2", unturned_limits),),
        chapter="08_convolution",
    ),
    claim(
        number="after 3: flipped kernel",
        title="Convolution is cross-correlation with a flipped kernel",
        printed=r"Convolution is the same as cross-correlation with a flipped kernel.",
        printed_claim=lambda: Identity(
            convolution(ZERO_PADDED, plane(w), KERNEL, i, j),
            correlation(ZERO_PADDED, turned(w, KERNEL), KERNEL, i, j),
        ),
        reason="The two have the same entries, but at places that differ by the kernel's size "
        "less one.",
        convention="Each result is indexed from the corner of its own valid part: convolution at "
        r"\((i + k_1 - 1, j + k_2 - 1)\) is cross-correlation with the flipped kernel at \((i, "
        r"j)\).",
        convention_claim=lambda: Identity(
            convolution(ZERO_PADDED, plane(w), KERNEL, *VALID),
            correlation(ZERO_PADDED, turned(w, KERNEL), KERNEL, i, j),
        ),
        chapter="08_convolution",
    ),
    claim(
        number="after 3: symmetric kernel",
        title="For a symmetric kernel the two operations agree",
        printed=r"For a kernel with \(K(-m, -n) = K(m, n)\), convolution is cross-correlation.",
        printed_claim=lambda: Identity(
            convolution(ZERO_PADDED, symmetric, KERNEL, i, j),
            correlation(ZERO_PADDED, symmetric, KERNEL, i, j),
        ),
        reason=r"With the indices \(0, \dots, k - 1\) of equations 1 and 2, a kernel that its half "
        r"turn leaves as it is gives the two operations the same entries at shifted places.",
        convention=r"Kernel indices are counted from the centre, \(-r, \dots, r\), as the "
        r"condition suggests.",
        convention_claim=lambda: Identity(centred_sum(-1), centred_sum(1)),
        chapter="08_convolution",
    ),
    equation(
        number="4",
        title="The layer with several channels",
        printed=r"(I * K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1}\sum_{c=1}^{C} "
        r"K_{m,n,c}\, I_{i+m,j+n,c} + b",
        printed_claim=lambda: Identity(
            star_channels(i, j, lambda r, s: w[r, s, c]), channels, OUTPUT
        ),
        reason="As the definition of a layer it is sound, but the right side is cross-correlation "
        "and a bias, and the star of equation 2 is neither.",
        convention="The star abbreviates the layer: convolution, in its valid part, with a kernel "
        "that is stored already flipped, summed over the channels, plus bias.",
        convention_claim=lambda: Identity(
            star_channels(*VALID, lambda r, s: w[k1 - 1 - r, k2 - 1 - s, c]), channels, OUTPUT
        ),
        contradicts=(
            ("2", lambda: Identity(star_channels(i, j, lambda r, s: w[r, s, c]), channels, OUTPUT)),
            ("6", lambda: Identity(layer, cross_turned)),
        ),
        chapter="09_convolution_layer",
    ),
    equation(
        number="5",
        title="The layer with one channel",
        printed=r"(I * K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} K_{m,n}\, I_{i+m,j+n} + b",
        printed_claim=lambda: Identity(star(i, j, plane(w)), layer, OUTPUT),
        reason="As equation 4, for one channel: cross-correlation under the sign of convolution.",
        convention="The star abbreviates the layer: convolution, in its valid part, with a kernel "
        "that is stored already flipped, plus bias.",
        convention_claim=lambda: Identity(star(*VALID, turned(w, KERNEL), plane(o)), layer),
        contradicts=(
            ("2", lambda: Identity(star(i, j, plane(w)), layer, OUTPUT)),
            ("6", lambda: Identity(layer, cross_turned)),
        ),
        chapter="09_convolution_layer",
    ),
    equation(
        number="6",
        title="The layer as a convolution with the rotated kernel",
        printed=r"x^l_{ij} = \mathrm{rot}_{180}\{w^l\} * o^{l-1}_{ij} + b^l_{ij}",
        printed_claim=lambda: Identity(layer, star(i, j, turned(w, KERNEL)), OUTPUT),
        reason="Equal to equation 7, entry for entry, but not at the same places: taken literally "
        "the convolution of equation 2 is shifted by the kernel's size less one.",
        convention=r"The valid part of the convolution, indexed from its own corner; the bias is "
        r"the same at every position, \(b_{ij} = b\).",
        convention_claim=lambda: Identity(layer, star(*VALID, turned(w, KERNEL), plane(o)), OUTPUT),
        contradicts=(
            ("5", lambda: Identity(layer, cross_turned)),
            ("7", lambda: Identity(layer, valid_with_own_biases, OUTPUT)),
        ),
        chapter="09_convolution_layer",
    ),
    equation(
        number="7",
        title="The layer as a sum",
        printed=r"x^l_{ij} = \sum_m \sum_n w^l_{mn}\, o^{l-1}_{i+m,j+n} + b^l",
        printed_claim=lambda: Identity(star(*VALID, turned(w, KERNEL), plane(o)), layer),
        reason="The definition of the layer: the valid part of the convolution with the rotated "
        "kernel.",
        chapter="09_convolution_layer",
    ),
    equation(
        number="8",
        title="The activation",
        printed=r"o^l_{ij} = f(x^l_{ij})",
        printed_claim=lambda: Identity(
            Partial(f(x[i, j]), x[p, q]),
            KroneckerDelta(i, p) * KroneckerDelta(j, q) * f(x[i, j]).diff(x[i, j]),
        ),
        reason="A definition; each output depends on its own net input only.",
        chapter="09_convolution_layer",
    ),
    equation(
        number="9",
        title="Mean squared error",
        printed=r"\text{mean squared error}\quad E = \tfrac12 \sum_p (t_p - y_p)^2",
        printed_claim=lambda: Identity(squares / P, squares / 2),
        reason="Half the sum of the squares, a usual error function, is the mean of the squares "
        "only for two outputs.",
        convention=r"The name is used for half the sum of the squares: a constant factor away "
        r"from the mean, with the same minimum, and with the gradient \(y_p - t_p\).",
        convention_claim=lambda: Identity(Partial(squares / 2, y[p]), y[p] - t[p], ranges((p, P))),
        chapter="03_losses",
    ),
]

# --- the gradient by the kernel, 10 to 14 -------------------------------------------------------

outer = total(t[i, j] * g(layer), (i, OUT[0]), (j, OUT[1]))  # a loss of another form, for the chain


delta_star = convolution(ZERO_PADDED, turned(delta, OUT), OUT, p, q)
delta_star_valid = convolution(plane(o), turned(delta, OUT), OUT, p + H - k1, q + W - k2)
delta_cross = correlation(plane(o), turned(delta, OUT), OUT, p, q)  # with the star of 5 and 22


KERNEL_GRADIENT = [
    equation(
        number="10",
        title="Chain rule for the kernel",
        printed=r"\frac{\partial E}{\partial w^l_{m'n'}} = \sum_{i=0}^{H-k_1}\sum_{j=0}^{W-k_2} "
        r"\frac{\partial E}{\partial x^l_{ij}} \frac{\partial x^l_{ij}}{\partial w^l_{m'n'}} "
        r"= \sum_{i=0}^{H-k_1}\sum_{j=0}^{W-k_2} \delta^l_{ij} "
        r"\frac{\partial x^l_{ij}}{\partial w^l_{m'n'}}",
        printed_claim=lambda: All(
            Identity(
                Partial(outer, w[p, q]),
                total(
                    t[i, j] * g(layer).fdiff() * derivative(layer, w[p, q]),
                    (i, OUT[0]),
                    (j, OUT[1]),
                ),
                WEIGHT,
            ),
            Identity(
                by_weight,
                total(delta[i, j] * derivative(layer, w[p, q]), (i, OUT[0]), (j, OUT[1])),
                WEIGHT,
            ),
        ),
        reason="The chain rule over all outputs; the limits are those of the valid positions.",
        chapter="10_kernel_gradient",
    ),
    equation(
        number="11",
        title="The layer inserted",
        printed=r"\frac{\partial x^l_{ij}}{\partial w^l_{m'n'}} = \frac{\partial}{\partial "
        r"w^l_{m'n'}} \Bigl(\sum_m \sum_n w^l_{mn}\, o^{l-1}_{i+m,j+n} + b^l\Bigr)",
        printed_claim=lambda: Identity(
            Partial(star(*VALID, turned(w, KERNEL), plane(o)), w[p, q], "x_{ij}"),
            derivative(layer, w[p, q]),
        ),
        reason="Equation 7 inserted, with indices of its own.",
        chapter="10_kernel_gradient",
    ),
    equation(
        number="12",
        title="One product is left",
        printed=r"\frac{\partial x^l_{ij}}{\partial w^l_{m'n'}} = o^{l-1}_{i+m',j+n'}",
        printed_claim=lambda: Identity(Partial(layer, w[p, q], "x_{ij}"), o[i + p, j + q], WEIGHT),
        reason="Of the sum only the product with this weight depends on it.",
        chapter="10_kernel_gradient",
    ),
    equation(
        number="13",
        title="The kernel gradient",
        printed=r"\frac{\partial E}{\partial w^l_{m'n'}} = \sum_{i=0}^{H-k_1}\sum_{j=0}^{W-k_2} "
        r"\delta^l_{ij}\, o^{l-1}_{i+m',j+n'}",
        printed_claim=lambda: Identity(
            by_weight, correlation(plane(o), plane(delta), OUT, p, q), WEIGHT
        ),
        reason="Input and delta, cross-correlated.",
        chapter="10_kernel_gradient",
    ),
    equation(
        number="14",
        title="The kernel gradient as a convolution",
        printed=r"\frac{\partial E}{\partial w^l_{m'n'}} = \mathrm{rot}_{180}\{\delta^l_{ij}\} * "
        r"o^{l-1}_{m'n'}",
        printed_claim=lambda: Identity(by_weight, delta_star, WEIGHT),
        reason=r"Right with the convolution of equation 2, but read at its own place: the valid "
        r"part begins at \((H - k_1, W - k_2)\). It is the same reading that equation 6 needs.",
        convention="The whole array delta is turned, and the valid part of the convolution is "
        "indexed from its own corner.",
        convention_claim=lambda: Identity(by_weight, delta_star_valid, WEIGHT),
        contradicts=(("5", lambda: Identity(by_weight, delta_cross, WEIGHT)),),
        chapter="10_kernel_gradient",
    ),
    claim(
        number="before 10: every product",
        title="What one weight touches",
        printed="The weight makes a contribution in all the products, so it affects all the "
        "elements of the output.",
        printed_claim=lambda: Statement(products_with_one_weight),
        reason="Each output contains exactly one product with a given weight, not all products; "
        "and it changes that output only where the input under the weight is not zero.",
        convention="In one product of each output element, whose derivative is the input under "
        "the weight.",
        convention_claim=lambda: Identity(
            Partial(layer, w[p, q], "x_{ij}"), o[i + p, j + q], WEIGHT
        ),
        chapter="10_kernel_gradient",
    ),
    claim(
        number="after 13: weight sharing",
        title="The double sum comes from weight sharing",
        printed="The double summation is a result of weight sharing: it collects the gradients "
        "from all the outputs.",
        printed_claim=summed_copies,
        reason="The derivative by a shared weight is the sum over the copies of it that an "
        "unshared layer would have.",
        chapter="10_kernel_gradient",
    ),
    claim(
        number="after 13: flipped delta",
        title="Cross-correlation turned into a convolution by flipping delta",
        printed="The gradient of the filter is a cross-correlation, which is transformed to a "
        "convolution by flipping the delta matrix.",
        printed_claim=lambda: Identity(by_weight, delta_star, WEIGHT),
        reason="As equation 14: right for the valid part, indexed from its own corner.",
        convention="The valid part of the convolution, indexed from its own corner.",
        convention_claim=lambda: Identity(by_weight, delta_star_valid, WEIGHT),
        chapter="10_kernel_gradient",
    ),
    claim(
        number="before 10: output size",
        title="Size of the output",
        printed=r"An input of \(H \times W\) and a kernel of \(k_1 \times k_2\) give an output of "
        r"\((H - k_1 + 1) \times (W - k_2 + 1)\).",
        printed_claim=lambda: Statement(count_positions),
        reason="The number of places at which the whole kernel lies on the input.",
        chapter="08_convolution",
    ),
]


def products_with_one_weight() -> tuple[bool, str]:
    image, kernel = symbol_array("o", (1, 4)), symbol_array("w", (1, 2))
    outputs = [[kernel[0, d] * image[0, s + d] for d in range(2)] for s in range(3)]
    products = [term for output in outputs for term in output]
    touched = sum(term.has(kernel[0, 0]) for term in products)
    return touched == len(products), (
        f"with an input of 4 and a kernel of 2 the weight stands in {touched} of {len(products)} "
        f"products, one in each of {len(outputs)} outputs"
    )


def count_positions() -> tuple[bool, str]:
    cases = [(h, k) for h in range(1, 8) for k in range(1, h + 1)]
    counted = [sum(all(s + d < h for d in range(k)) for s in range(h)) for h, k in cases]
    return counted == [h - k + 1 for h, k in cases], (
        rf"positions counted in {len(cases)} cases; \(H = {cases[-3][0]}\), \(k = {cases[-3][1]}\) "
        f"has {counted[-3]}"
    )


# --- the gradient by the input, 15 to 22 --------------------------------------------------------


IN_REGION = inside(r - i, k1) * inside(s - j, k2)  # the outputs (i, j) that see the pixel
next_outer = total(t[i, j] * g(next_layer(i, j)), (i, OUT[0]), (j, OUT[1]))


def over_region(by_output: Expr) -> Expr:
    """Equation 16: the chain rule over the region Q of the outputs that the pixel affects."""
    factor = derivative(next_layer(i, j), x[r, s])
    return total(IN_REGION * by_output * factor, (i, OUT[0]), (j, OUT[1]))


def over_kernel(deltas: Plane) -> Expr:
    factor = derivative(next_layer(r - m, s - n), x[r, s])
    return total(deltas(r - m, s - n) * factor, (m, k1), (n, k2))


def slid(kernel: Plane, row: Expr = r, column: Expr = s) -> Expr:
    """Cross-correlation of delta, zero outside of its range, with the kernel."""
    return correlation(delta_padded, kernel, KERNEL, row, column)


ZERO_OUTSIDE = r"\(\delta^{l+1}\) is zero outside of the output map."
TURNED_BACK = (r - k1 + 1, s - k2 + 1)

INPUT_GRADIENT = [
    equation(
        number="15",
        title="Delta",
        printed=r"\frac{\partial E}{\partial x^l_{ij}} = \delta^l_{ij}",
        printed_claim=lambda: Identity(
            Partial(total(delta[i, j] * x[i, j], (i, OUT[0]), (j, OUT[1])), x[r, s]),
            delta[r, s],
            ranges((r, OUT[0]), (s, OUT[1])),
        ),
        reason="A definition.",
        chapter="11_input_gradient",
    ),
    claim(
        number="after 15: region",
        title="The outputs that one pixel touches",
        printed=r"The region of the output affected by the pixel \((i', j')\) has the corners "
        r"\((i' - k_1 + 1, j' - k_2 + 1)\) and \((i', j')\).",
        printed_claim=lambda: Statement(lambda: region(clip=False)),
        reason="Right in the interior; near the border a part of this box lies outside of the "
        "output.",
        convention="The box is cut to the output map.",
        convention_claim=lambda: Statement(lambda: region(clip=True)),
        chapter="11_input_gradient",
    ),
    equation(
        number="16",
        title="Chain rule for a pixel",
        printed=r"\frac{\partial E}{\partial x^l_{i'j'}} = \sum_{i,j \in Q} "
        r"\frac{\partial E}{\partial x^{l+1}_Q}\frac{\partial x^{l+1}_Q}{\partial x^l_{i'j'}} "
        r"= \sum_{i,j \in Q} \delta^{l+1}_Q \frac{\partial x^{l+1}_Q}{\partial x^l_{i'j'}}",
        printed_claim=lambda: All(
            Identity(
                Partial(next_outer, x[r, s]),
                over_region(t[i, j] * g(next_layer(i, j)).fdiff()),
                PIXEL,
            ),
            Identity(by_pixel, over_region(delta[i, j]), PIXEL),
        ),
        reason=r"The chain rule. \(Q\) is, as the text says, composed of the outputs that the "
        r"pixel affects, and the subscript \(Q\) is the running one of them. Near the border they "
        "are fewer than the corners make them.",
        chapter="11_input_gradient",
    ),
    equation(
        number="17",
        title="The same over the kernel's indices",
        printed=r"\frac{\partial E}{\partial x^l_{i'j'}} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} "
        r"\delta^{l+1}_{i'-m,j'-n} \frac{\partial x^{l+1}_{i'-m,j'-n}}{\partial x^l_{i'j'}}",
        printed_claim=lambda: Identity(by_pixel, over_kernel(plane(delta)), PIXEL),
        reason="Right for every pixel in the interior; near the border the sum asks for deltas "
        "that do not exist.",
        convention=ZERO_OUTSIDE,
        convention_claim=lambda: Identity(by_pixel, over_kernel(delta_padded), PIXEL),
        chapter="11_input_gradient",
    ),
    equation(
        number="18",
        title="The next layer inserted",
        printed=r"\frac{\partial x^{l+1}_{i'-m,j'-n}}{\partial x^l_{i'j'}} = "
        r"\frac{\partial}{\partial x^l_{i'j'}} \Bigl(\sum_{m'}\sum_{n'} w^{l+1}_{m'n'}\, "
        r"o^l_{i'-m+m',j'-n+n'} + b^{l+1}\Bigr)",
        printed_claim=lambda: Identity(
            Partial(next_layer(r - m, s - n), x[r, s], "x_{i'-m,j'-n}"),
            total(w[u, v] * derivative(f(x[r - m + u, s - n + v]), x[r, s]), (u, k1), (v, k2)),
        ),
        reason="Equation 7 inserted one layer up, with indices of its own.",
        chapter="11_input_gradient",
    ),
    equation(
        number="19",
        title="One product is left",
        printed=r"\frac{\partial x^{l+1}_{i'-m,j'-n}}{\partial x^l_{i'j'}} = "
        r"w^{l+1}_{mn}\, f'(x^l_{i'j'})",
        printed_claim=lambda: Identity(
            Partial(next_layer(r - m, s - n), x[r, s], "x_{i'-m,j'-n}"),
            w[m, n] * slope,
            ranges((m, k1), (n, k2)),
        ),
        reason=r"Of the sum only the term \(m' = m\), \(n' = n\) depends on the pixel.",
        chapter="11_input_gradient",
    ),
    equation(
        number="20",
        title="The input gradient",
        printed=r"\frac{\partial E}{\partial x^l_{i'j'}} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} "
        r"\delta^{l+1}_{i'-m,j'-n}\, w^{l+1}_{mn}\, f'(x^l_{i'j'})",
        printed_claim=lambda: at_pixel(convolution(plane(delta), plane(w), KERNEL, r, s)),
        reason="Right for every pixel, borders included, if delta counts as zero where the output "
        "map has no entry.",
        convention=ZERO_OUTSIDE,
        convention_claim=lambda: at_pixel(convolution(delta_padded, plane(w), KERNEL, r, s)),
        chapter="11_input_gradient",
    ),
    equation(
        number="21",
        title="The input gradient as a rotated sum",
        printed=r"\frac{\partial E}{\partial x^l_{i'j'}} = \mathrm{rot}_{180}\Bigl\{"
        r"\sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} \delta^{l+1}_{i'+m,j'+n}\, w^{l+1}_{mn}\Bigr\} "
        r"f'(x^l_{i'j'})",
        printed_claim=lambda: Reading(
            at_pixel(slid(plane(w), H - 1 - r, W - 1 - s)),  # the map of the sums, turned
            at_pixel(slid(plane(w), H - k1 - r, W - k2 - s)),  # the full map, turned
            at_pixel(slid(plane(w))),  # each sum is one number, which a turn leaves as it is
            at_pixel(slid(turned(w, KERNEL))),  # the kernel alone, turned where it is
        ),
        reason="The braces turn the sum, delta and kernel together. What has to be turned is the "
        r"kernel alone, with delta shifted by \(k - 1\), that is, padded with zeros.",
        corrected=r"\frac{\partial E}{\partial x^l_{i'j'}} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} "
        r"\delta^{l+1}_{i'-k_1+1+m,\,j'-k_2+1+n}\, \mathrm{rot}_{180}\{w^{l+1}\}_{mn}\, "
        r"f'(x^l_{i'j'})",
        corrected_claim=lambda: at_pixel(slid(turned(w, KERNEL), *TURNED_BACK)),
        fault=INDEX,
        contradicts=(
            (
                "20",
                lambda: Identity(
                    convolution(delta_padded, plane(w), KERNEL, r, s),
                    slid(plane(w), H - 1 - r, W - 1 - s),
                    PIXEL,
                ),
            ),
        ),
        chapter="11_input_gradient",
    ),
    equation(
        number="22",
        title="The input gradient as a convolution with the rotated kernel",
        printed=r"\frac{\partial E}{\partial x^l_{i'j'}} = \delta^{l+1}_{i'j'} * "
        r"\mathrm{rot}_{180}\{w^{l+1}_{mn}\}\, f'(x^l_{i'j'})",
        printed_claim=lambda: Reading(
            at_pixel(convolution(delta_padded, turned(w, KERNEL), KERNEL, r, s)),
            at_pixel(convolution(delta_padded, turned(w, KERNEL), KERNEL, r + k1 - 1, s + k2 - 1)),
        ),
        reason="With the convolution of equation 2, which equations 6 and 14 need, the kernel "
        "must not be turned; with the turned kernel the sign must be that of cross-correlation, as "
        "the star is in 4 and 5. No one meaning of the star makes 6, 14 and 22 right.",
        corrected=r"\frac{\partial E}{\partial x^l_{i'j'}} = (\delta^{l+1} * w^{l+1})_{i'j'}\, "
        r"f'(x^l_{i'j'}) = (\delta^{l+1} \otimes \mathrm{rot}_{180}\{w^{l+1}\})"
        r"_{i'-k_1+1,\,j'-k_2+1}\, f'(x^l_{i'j'}), \quad \delta^{l+1} \text{ zero outside}",
        corrected_claim=lambda: All(
            at_pixel(convolution(delta_padded, plane(w), KERNEL, r, s)),
            at_pixel(slid(turned(w, KERNEL), *TURNED_BACK)),
        ),
        fault=INDEX,
        contradicts=(
            ("6", lambda: Identity(layer, cross_turned)),
            ("14", lambda: Identity(by_weight, delta_cross, WEIGHT)),
            (
                "20",
                lambda: Identity(
                    convolution(delta_padded, plane(w), KERNEL, r, s),
                    convolution(delta_padded, turned(w, KERNEL), KERNEL, r, s),
                    PIXEL,
                ),
            ),
        ),
        chapter="11_input_gradient",
    ),
]


def region(clip: bool) -> tuple[bool, str]:
    """The outputs that depend on a pixel, against the box of the text, for a row of pixels."""
    cases = [(size, kernel) for size in range(1, 8) for kernel in range(1, size + 1)]
    for size, kernel in cases:
        length = size - kernel + 1
        for pixel in range(size):
            touched = [r for r in range(length) if 0 <= pixel - r < kernel]
            box = list(range(pixel - kernel + 1, pixel + 1))
            cut = [r for r in box if 0 <= r < length]
            if touched != (cut if clip else box):
                return False, (
                    rf"\(H = {size}\), \(k = {kernel}\), \(i' = {pixel}\): the box is {box}, "
                    f"the outputs that depend on the pixel are {touched}"
                )
    return True, f"compared at every pixel for {len(cases)} sizes, borders included"


# --- pooling, and what the text says besides ----------------------------------------------------


def winner_takes_all() -> Entries:
    """The maximum of a block of four, differentiated where each unit in turn is the largest."""
    block = symbol_array("x", 4)
    slopes = gradient(Max(*block), block)
    found = []
    for winner in range(4):
        at = {block[r]: 9 if r == winner else r for r in range(4)}
        found.append([sp.sympify(s).subs(at) for s in slopes])
    return Entries(sp.eye(4), found)


def tie_has_no_derivative() -> tuple[bool, str]:
    h = sp.Symbol("h", positive=True)
    right, left = (sp.limit((Max(1 + e, 1) - 1) / e, h, 0) for e in (h, -h))
    return right == left, (
        rf"two units, both 1: the maximum has the derivatives {right} and {left} by the first, "
        "from above and from below"
    )


def spread_evenly() -> Identity:
    (N,) = sizes("N")
    mean = total(x[m, n], (m, N), (n, N)) / N**2
    return Identity(Partial(mean, x[p, q]), 1 / N**2, ranges((p, N), (q, N)))


def shared_but_dense() -> tuple[bool, str]:
    e = sp.symbols("a b c")
    matrix = sp.Matrix(3, 3, lambda r, s: e[(s - r) % 3])
    zeros = sum(entry == 0 for entry in matrix)
    return zeros > 0, (
        f"a circulant 3 by 3 layer has {len(matrix.free_symbols)} weights for {len(matrix)} "
        f"connections, and {zeros} of them are absent"
    )


def local_and_shared() -> tuple[bool, str]:
    """Connections and weights of a layer of 5 on 9 inputs, local or shared or both or neither."""
    names = iter(sp.symbols("s0:99"))
    local = sp.Matrix(5, 9, lambda r, s: next(names) if 0 <= s - r < 5 else 0)
    both = sp.Matrix(5, 9, lambda r, s: sp.Symbol(f"w{s - r}") if 0 <= s - r < 5 else 0)
    count = [(sum(e != 0 for e in mat), len(mat.free_symbols)) for mat in (local, both)]
    return count[0][0] == count[1][0] < 45 and count[1][1] < count[0][1], (
        f"5 outputs on 9 inputs: local connections leave {count[0][0]} of 45; sharing then leaves "
        f"{count[1][1]} weights instead of {count[0][1]}, and still {count[1][0]} connections"
    )


def four_connections() -> tuple[bool, str]:
    image = symbol_array("o", (3, 3))
    outputs = [
        sum(sp.Symbol(f"w{d}{e}") * image[r + d, s + e] for d, e in product(range(2), repeat=2))
        for r, s in product(range(2), repeat=2)
    ]
    used = {sum(unit.has(pixel) for pixel in image.flat) for unit in outputs}
    return used == {4}, f"a 2 by 2 kernel on 3 by 3 pixels: each output depends on {max(used)} of 9"


def weights_of_a_map(size: int = 28, kernel: int = 5) -> tuple[bool, str]:
    units, weights = (size - kernel + 1) ** 2, kernel**2
    return weights < units * weights, (
        f"{kernel} by {kernel} kernels on {size} by {size} pixels: {weights} weights instead of "
        f"{units * weights}"
    )


def pooled(row: list[int]) -> list[int]:
    return [max(row[r : r + 2]) for r in range(0, len(row), 2)]


def invariant() -> tuple[bool, str]:
    rows_ = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    out = [pooled(r) for r in rows_]
    return out[0] == out[1] == out[2], (
        f"maxima over pairs: {rows_[0]} and {rows_[1]} give {out[0]} and {out[1]}, but "
        f"{rows_[2]} gives {out[2]}"
    )


def two_flips() -> Entries:
    kernel = symbol_array("w", (2, 3))
    return Entries(
        kernel[::-1][:, ::-1], [[kernel[1 - r, 2 - s] for s in range(3)] for r in range(2)]
    )


def fewer_weights_after(dense: bool) -> tuple[bool, str]:
    """Weights of the layer after a pooling of 3 maps of 24 by 24 by blocks of two."""
    before, after = 3 * 24 * 24, 3 * 12 * 12
    counts = (before * 10, after * 10) if dense else (3 * 25, 3 * 25)
    kind = "10 fully connected units" if dense else "a map of a 5 by 5 convolution"
    return counts[1] < counts[
        0
    ], f"{kind} after 3 maps: {counts[0]} weights unpooled, {counts[1]} pooled"


POOLING: dict[str, Callable[[Sequence[int]], Expr]] = {
    "maximum": lambda block: sp.Integer(max(block)),
    "mean": lambda block: sp.Rational(sum(block), len(block)),
    "root": lambda block: sp.sqrt(sum(e**2 for e in block)),
}


def is_nonlinear(names: Sequence[str]) -> tuple[bool, str]:
    """Whether each pooling gives the sum of two blocks another value than the sum of the two."""
    one, two, both = (1, 0), (0, 3), (1, 3)
    gaps = {name: POOLING[name](both) - POOLING[name](one) - POOLING[name](two) for name in names}
    shown = ", ".join(rf"{name} \({sp.latex(gap)}\)" for name, gap in gaps.items())
    return all(gap != 0 for gap in gaps.values()), (
        f"pooled sum of the blocks {one} and {two}, less the sum of what is pooled: {shown}"
    )


def learns(trainable: bool) -> tuple[bool, str]:
    block = symbol_array("x", 4)
    beta, bias = sp.symbols("beta b")
    mean = sum(block) / 4
    forms = {"maximum": Max(*block), "mean": mean, "root of squares": sp.sqrt(sum(block**2))}
    if trainable:
        forms["subsampling"] = beta * mean + bias
    weights = {name: len(form.free_symbols - set(block)) for name, form in forms.items()}
    shown = ", ".join(f"{name} {number}" for name, number in weights.items())
    return not any(weights.values()), f"parameters of pooling functions: {shown}"


def saturates(side: Expr) -> tuple[bool, str]:
    z = sp.Symbol("z", real=True)
    limit = sp.limit(Max(z, 0), z, side)
    return limit == sp.oo, rf"towards \({sp.latex(side)}\) the ReLU tends to \({sp.latex(limit)}\)"


TEXT = [
    claim(
        number="Pooling: maximum",
        title="Max pooling sends the error to the winner",
        printed="Max pooling: the error is assigned to the winning unit, and zero to the others.",
        printed_claim=lambda: All(winner_takes_all(), Statement(tie_has_no_derivative)),
        reason="Right away from ties. At a tie the maximum has no derivative, and the winner that "
        "was noted is a choice.",
        convention="The block has one largest unit, or the noted winner stands for it.",
        convention_claim=winner_takes_all,
        chapter="12_pooling",
    ),
    claim(
        number="Pooling: average",
        title="Average pooling spreads the error",
        printed=r"Average pooling: the error times \(1/(N \times N)\) goes to all units of the "
        r"block.",
        printed_claim=spread_evenly,
        reason="The derivative of a mean, for blocks that do not overlap.",
        chapter="12_pooling",
    ),
    claim(
        number="Pooling: parameters",
        title="Pooling reduces the number of parameters",
        printed="Pooling reduces the amount of parameters and computation in the network.",
        printed_claim=lambda: All(
            Statement(lambda: fewer_weights_after(dense=True)),
            Statement(lambda: fewer_weights_after(dense=False)),
        ),
        reason="It does so for fully connected layers that follow; the kernels of a convolution "
        "that follows are as large as before.",
        convention="The parameters of the fully connected layers that follow.",
        convention_claim=lambda: Statement(lambda: fewer_weights_after(dense=True)),
        chapter="12_pooling",
    ),
    claim(
        number="Pooling: no learning",
        title="Pooling layers do not learn",
        printed="No learning takes place on the pooling layers.",
        printed_claim=lambda: Statement(lambda: learns(trainable=True)),
        reason="True of the pooling functions that the post names; the trainable subsampling of "
        "earlier networks has a coefficient and a bias.",
        convention="Maximum, average or L2 pooling, as in the post.",
        convention_claim=lambda: Statement(lambda: learns(trainable=False)),
        chapter="12_pooling",
    ),
    claim(
        number="Introduction: sparsity",
        title="Weight sharing and sparsity",
        printed="Sharing reduces the number of trainable weights, hence introducing sparsity.",
        printed_claim=lambda: Statement(shared_but_dense),
        reason="Sharing makes weights equal, not absent. Sparsity comes from local connections, "
        "with or without sharing.",
        corrected="Sharing reduces the number of trainable weights; local connections introduce "
        "sparsity.",
        corrected_claim=lambda: Statement(local_and_shared),
        fault=MATHEMATICS,
        chapter="09_convolution_layer",
    ),
    claim(
        number="Introduction: fewer weights",
        title="Weight sharing reduces the number of weights",
        printed="The sharing of weights reduces the overall number of trainable weights.",
        printed_claim=lambda: Statement(weights_of_a_map),
        reason="One kernel instead of one for each unit.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="Introduction: down-sampling",
        title="Pooling as non-linear down-sampling",
        printed="A pooling operation, as a form of non-linear down-sampling, progressively reduces "
        "the spatial size.",
        printed_claim=lambda: Statement(lambda: is_nonlinear(("maximum", "mean", "root"))),
        reason="Average pooling, which the post names as well, is linear.",
        convention="Maximum or L2 pooling.",
        convention_claim=lambda: Statement(lambda: is_nonlinear(("maximum", "root"))),
        chapter="12_pooling",
    ),
    claim(
        number="Introduction: ReLU",
        title="The ReLU does not saturate",
        printed="A non-saturating activation is applied, thresholding at zero.",
        printed_claim=lambda: All(
            Statement(lambda: saturates(sp.oo)), Statement(lambda: saturates(-sp.oo))
        ),
        reason="It grows without bound for positive values and is constant for negative ones.",
        convention="Non-saturating means unbounded on one side.",
        convention_claim=lambda: Statement(lambda: saturates(sp.oo)),
        chapter="02_activations",
    ),
    claim(
        number="Forward: sparse connectivity",
        title="Units see a small part of the input",
        printed="Units have receptive fields of size 4 and are thus only connected to 4 adjacent "
        "neurons: sparse connectivity.",
        printed_claim=lambda: Statement(four_connections),
        reason="Counted for the kernel of the post's drawing.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="Forward: two flips",
        title="Both flips make half a turn",
        printed=r"The kernel flipped both horizontally and vertically is \(\mathrm{rot}_{180}\).",
        printed_claim=two_flips,
        reason="Two reflections make the half turn.",
        chapter="08_convolution",
    ),
    claim(
        number="Conclusion: invariance",
        title="Translation invariance",
        printed="Larger receptive fields together with pooling lead to translation invariance.",
        printed_claim=lambda: Statement(invariant),
        reason="Convolution is equivariant: it moves with the image. Pooling adds invariance only "
        "to shifts that stay within a block.",
        corrected="Convolution is equivariant to translation, and pooling adds invariance to some "
        "small shifts.",
        corrected_claim=lambda: All(equivariant(), Statement(lambda: invariant_within_a_block())),
        fault=MATHEMATICS,
        chapter="08_convolution",
    ),
]


def invariant_within_a_block() -> tuple[bool, str]:
    one, two = [1, 0, 0, 0], [0, 1, 0, 0]
    return pooled(one) == pooled(two), f"{one} and {two} both give {pooled(one)}"


ENTRIES = [*DEFINITIONS, *KERNEL_GRADIENT, *INPUT_GRADIENT, *TEXT]
