r"""The gradient by the input: equations 15 to 22."""

from __future__ import annotations

from sympy import Expr

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, inside, total
from cnn_ledger.claims import All, Identity, Reading, Statement
from cnn_ledger.sources._common import (
    INDEX,
    KERNEL,
    OUT,
    H,
    Plane,
    W,
    convolution,
    correlation,
    delta,
    f,
    g,
    i,
    j,
    k1,
    k2,
    m,
    n,
    plane,
    ranges,
    t,
    turned,
    u,
    v,
    w,
    x,
)  # fmt: skip
from cnn_ledger.sources.jefkine2016._layer import (
    PIXEL,
    WEIGHT,
    at_pixel,
    by_pixel,
    by_weight,
    claim,
    delta_padded,
    equation,
    layer,
    next_layer,
    r,
    s,
    slope,
)
from cnn_ledger.sources.jefkine2016.definitions import cross_turned
from cnn_ledger.sources.jefkine2016.kernel_gradient import delta_cross

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

ENTRIES = [
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
        defines=True,
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
