r"""Definitions: equations 1 to 9."""

from __future__ import annotations

from itertools import product

import sympy as sp
from sympy import Expr, KroneckerDelta, Sum

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import Partial, inside, sizes, tensors, total
from cnn_ledger.claims import Entries, Identity, Reading
from cnn_ledger.sources._common import (
    IMAGE,
    INDEX,
    KERNEL,
    VALID,
    C,
    H,
    Plane,
    W,
    b,
    c,
    convolution,
    correlation,
    f,
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
    t,
    turned,
    w,
    x,
    y,
)  # fmt: skip
from cnn_ledger.sources.jefkine2016._layer import OUTPUT, claim, equation, layer, p, q, rows


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

ENTRIES = [
    equation(
        number="1",
        title="Cross-correlation",
        printed=r"(I \otimes K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} I(i+m, j+n)\, K(m, n)",
        printed_claim=lambda: coefficients(-1),
        reason=r"A definition: the coefficients of the product \(I(X, Y)\, K(1/X, 1/Y)\).",
        defines=True,
        chapter="08_convolution",
    ),
    equation(
        number="2",
        title="Convolution",
        printed=r"(I * K)_{ij} = \sum_{m=0}^{k_1-1}\sum_{n=0}^{k_2-1} I(i-m, j-n)\, K(m, n)",
        printed_claim=lambda: coefficients(1),
        reason=r"A definition: the coefficients of the product \(I(X, Y)\, K(X, Y)\).",
        defines=True,
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
        defines=True,
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
        defines=True,
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
