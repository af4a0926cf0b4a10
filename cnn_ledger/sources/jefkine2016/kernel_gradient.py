r"""The gradient by the kernel: equations 10 to 14."""

from __future__ import annotations

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.claims import All, Identity, Statement
from cnn_ledger.sources._common import (
    KERNEL,
    OUT,
    VALID,
    H,
    W,
    convolution,
    correlation,
    delta,
    g,
    i,
    j,
    k1,
    k2,
    o,
    plane,
    summed_copies,
    t,
    turned,
    w,
)  # fmt: skip
from cnn_ledger.sources.jefkine2016._layer import WEIGHT, by_weight, claim, equation, layer, p, q
from cnn_ledger.sources.jefkine2016.definitions import ZERO_PADDED, star

outer = total(t[i, j] * g(layer), (i, OUT[0]), (j, OUT[1]))  # a loss of another form, for the chain
delta_star = convolution(ZERO_PADDED, turned(delta, OUT), OUT, p, q)
delta_star_valid = convolution(plane(o), turned(delta, OUT), OUT, p + H - k1, q + W - k2)
delta_cross = correlation(plane(o), turned(delta, OUT), OUT, p, q)  # with the star of 5 and 22

ENTRIES = [
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
        reason="Of the products of two numbers each output contains exactly one with a given "
        "weight; and the weight changes an output only where the input under it is not zero.",
        convention="A product is that of the kernel and the window under it, a sum of products of "
        "numbers: there is one for each output, and the input under the weight is its derivative.",
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
