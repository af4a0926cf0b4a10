r"""Section 3.2, the backward run through pooling and convolution: 3.65 to 3.74.

The net input of the map is ``S = I * K + b``, by equation 3.3 as it should be; the activated map is
``C = f(S)``, by 3.4, and it is this C that 3.66, 3.68 and 3.73 differentiate. What holds is proved
for images and kernels of every size; what does not is refuted on a row of three pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import sympy as sp
from sympy import Expr, KroneckerDelta, Max, Piecewise, Sum, Symbol

from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Inside, Partial, indices, sizes, tensors, total
from cnn_ledger.claims import All, Entries, Identity, Reading
from cnn_ledger.sources._common import H, W, f, k1, k2, m, n, p, q, ranges, u, v
from cnn_ledger.sources.murugan2017._network import (
    INDEX,
    MATHEMATICS,
    MISPRINT,
    bias,
    equation,
)
from cnn_ledger.sources.murugan2017.forward import FEATURES, PAIRS

# --- pooling and flattening, 3.65 and 3.66 ------------------------------------------------------


@cache
def reshaped(gradient_named: bool) -> Entries:
    """3.65 for two maps of 2 by 2: E is any function of the vector a, through its derivatives."""
    pooled, slopes = symbol_array("P", (2, 2, 2)), symbol_array("g", 8)
    loss = (slopes * pooled.reshape(-1)).sum()
    truth = gradient(loss, pooled) if gradient_named else pooled
    return Entries(slopes.reshape(pooled.shape), truth)


@cache
def routed(upsampled: bool) -> Entries:
    """3.66 on a map of 4 by 4 pixels with windows of 2 by 2, its entries all different."""
    maps, errors = symbol_array("C", (4, 4)), symbol_array("g", (2, 2))
    windows = [(one, two) for one in range(2) for two in range(2)]
    loss = sum(
        errors[one, two] * Max(*(maps[2 * one + d, 2 * two + e] for d, e in PAIRS))
        for one, two in windows
    )
    at = {maps[place]: int(FEATURES[place]) for place in np.ndindex(4, 4)}
    truth = [[sp.diff(loss, one).subs(at) for one in row] for row in maps]
    if not upsampled:
        return Entries(errors, truth)
    claimed = np.zeros((4, 4), dtype=object)
    for one, two in windows:
        window = {(2 * one + d, 2 * two + e) for d, e in PAIRS}
        claimed[max(window, key=lambda place: FEATURES[place])] = errors[one, two]
    return Entries(claimed, truth)


pooled_r, pooled_s = indices("r s")
R, S = sizes("R S")
maps, pooled_errors, winning_rows, winning_columns = tensors("C g a b")
WINS = KroneckerDelta(m, winning_rows[pooled_r, pooled_s]) * KroneckerDelta(
    n, winning_columns[pooled_r, pooled_s]
)
"""Whether the place (m, n) wins the window (r, s): each window has a winner, wherever it is."""


@cache
def sent_to_winners() -> Identity:
    """3.66 for maps and windows of every size: the pooled entry is that of the winner."""
    windows = (pooled_r, R), (pooled_s, S)
    pooled = total(WINS * maps[m, n], (m, H), (n, W))
    loss_ = total(pooled_errors[pooled_r, pooled_s] * pooled, *windows)
    formula = total(pooled_errors[pooled_r, pooled_s] * WINS, *windows)
    return Identity(Partial(loss_, maps[m, n], "L"), formula, ranges((m, H), (n, W)))


POOLING = [
    equation(
        number="3.65",
        title="The gradient by the pooled maps",
        printed=r"P^{p,q} = f^{-1} \frac{\partial L(y_t^{L+1}, y_t)}{\partial a^{l-1}}",
        printed_claim=lambda: reshaped(gradient_named=False),
        reason=r"\(P\) is the letter of the pooled maps in 3.5; here it is the gradient by them, "
        r"as "
        r"\(b^L\) is in 3.44.",
        convention=r"\(P\) on the left is the name of the gradient by the pooled maps, for one "
        r"sample, and \(f^{-1}\) turns the vector of 3.6 into maps again.",
        convention_claim=lambda: reshaped(gradient_named=True),
        contradicts=tuple(
            (number, lambda: reshaped(gradient_named=False)) for number in ("3.5", "3.6")
        ),
        chapter="13_whole_network",
    ),
    equation(
        number="3.66",
        title="The gradient by the feature maps",
        printed=r"\frac{\partial L(\hat{y}_i^{L+1}, y_t)}{\partial C_{m,n}^{p,q}} = P^{p,q}",
        printed_claim=lambda: routed(upsampled=False),
        reason="The two sides are of different sizes. The text before it speaks of upsampling, and "
        "of the winning unit, but the formula does neither.",
        corrected=r"\frac{\partial L}{\partial C_{m,n}^{p,q}} = \sum_{r,s} "
        r"\frac{\partial L}{\partial P_{r,s}^{p,q}}\, [(m, n) \text{ wins the window } (r, s)]",
        corrected_claim=lambda: All(routed(upsampled=True), sent_to_winners()),
        fault=MISPRINT,
        contradicts=tuple(
            (number, lambda: routed(upsampled=False)) for number in ("2.2", "3.5", "3.65")
        ),
        chapter="12_pooling",
    ),
]

# --- the gradient by the kernel, for every size -------------------------------------------------
# As printed the map starts at (m, n) = (k_1 - 1, k_2 - 1), counted from zero: there I_{m-u,n-v}
# is inside of the image for all entries of the kernel.

image, kernel, errors = tensors("I k g")  # errors: the derivatives of the loss by the map
MAP = (m, k1 - 1, H - 1), (n, k2 - 1, W - 1)
(row, column) = indices("r s")  # the entry of the kernel by which the loss is differentiated
ENTRY = ranges((row, k1), (column, k2))


def net_input(one: Expr, two: Expr) -> Expr:
    """3.3 as corrected, at a place of the map."""
    sum_ = total(image[one - u, two - v] * kernel[u, v], (u, k1), (v, k2))
    return sum_ + bias


def over_map(summand: Expr, *limits: tuple[Expr, Expr, Expr]) -> Sum:
    return Sum(summand, *(limits or MAP))


activated, slopes = f(net_input(m, n)), f(net_input(m, n)).fdiff()
loss = over_map(errors[m, n] * activated)  # any loss that follows, through its derivatives
loss_of_net = over_map(errors[m, n] * net_input(m, n))  # the same for units that are all active


def by_kernel(formula: Expr) -> Identity:
    return Identity(Partial(loss, kernel[row, column], "L"), formula, ENTRY)


def by_bias(formula: Expr) -> Identity:
    return Identity(Partial(loss, bias, "L"), formula)


@cache
def kernel_gradient() -> Identity:
    return by_kernel(over_map(errors[m, n] * slopes * image[m - row, n - column]))


@cache
def bias_gradient() -> Identity:
    return by_bias(over_map(errors[m, n] * slopes))


def up_to_a_place(target: Expr) -> Identity:
    """3.67 and 3.72 with upper limits m, n that are the place itself, for active units."""
    limits = (p, k1 - 1, m), (q, k2 - 1, n)
    partial_sum = over_map(errors[p, q] * derivative(net_input(p, q), target), *limits)
    where = [*ENTRY, *(Inside(*limit) for limit in MAP)]
    return Identity(Partial(loss_of_net, target, "L"), partial_sum, where)


def up_to_the_last(target: Expr) -> Identity:
    """... and with limits that are the size of the map."""
    chain = over_map(errors[m, n] * derivative(activated, target))
    return Identity(Partial(loss, target, "L"), chain, ENTRY)


def turned_image(of_loss: Expr, masked: bool) -> Identity:
    """3.71: the valid part of the convolution of the turned image with the errors.

    Either with the slopes of the activation, or without, for errors of the net input.
    """
    one, two = m + k1 - 1, n + k2 - 1  # a place of the map, now counted from (0, 0)
    slopes_ = f(net_input(one, two)).fdiff() if masked else sp.S.One
    turned = image[H - 1 - (row + H - k1 - m), W - 1 - (column + W - k2 - n)]
    formula = total(turned * errors[one, two] * slopes_, (m, H - k1 + 1), (n, W - k2 + 1))
    return Identity(Partial(of_loss, kernel[row, column], "L"), formula, ENTRY)


# --- a row of three pixels ----------------------------------------------------------------------
# Two entries of the kernel, places 1 and 2, the ReLU. The bias is a number below zero as easily as
# one above: its negative is what is chosen.

PLACES, TAPS = (1, 2), (0, 1)
pixels, weights, sent = sp.symbols("I_:3"), sp.symbols("k_:2"), (None, *sp.symbols("g_1 g_2"))
minus_bias = Symbol("-b")
row_bias = -minus_bias
row_nets = {place: sum(pixels[place - e] * weights[e] for e in TAPS) + row_bias for place in PLACES}


def active(net: Expr) -> Expr:
    """3.52 at a net input."""
    return Piecewise((0, net < 0), (1, True))


def row_loss(with_relu: bool) -> Expr:
    nets = row_nets.values()
    maps = [Piecewise((0, net < 0), (net, True)) for net in nets] if with_relu else nets
    return sum(sent[place] * one for place, one in zip(PLACES, maps, strict=True))


@cache
def row_gradient(with_relu: bool) -> list[Expr]:
    return [sp.diff(row_loss(with_relu), one) for one in weights]


def taps(formula: Callable[[int], Expr], with_relu: bool = True) -> Entries:
    """A formula for each entry of the kernel, against the derivatives of the loss.

    Where the ReLU is left out the units are to be active: then no bias below zero is chosen.
    """
    at = {} if with_relu else {minus_bias: -Symbol("b")}
    sides = ([formula(e) for e in TAPS], row_gradient(with_relu))
    return Entries(*([one.subs(at) for one in side] for side in sides))


def summed(term: Callable[[int], Expr]) -> Expr:
    """The sum over the places of the map, of the errors times a term."""
    return sum(sent[place] * term(place) for place in PLACES)


def bias_of_row(formula: Expr) -> Entries:
    """A formula for the bias, where errors and kernel are ones, and the row begins with zero."""
    ones = dict.fromkeys((*sent[1:], *weights), 1) | {pixels[0]: 0}
    return Entries(formula.subs(ones), -sp.diff(row_loss(True).subs(ones), minus_bias))


J = PLACES[0]  # 3.68, 3.69 and 3.73 leave j unbound: here it is the first place


def with_j(tap: int) -> Expr:
    return summed(lambda place: pixels[J - tap])


def without_slope(tap: int) -> Expr:
    return summed(lambda place: pixels[place - tap])


def turned_pixels(tap: int) -> Expr:
    """The image turned, at the indices that belong to the image as it is."""
    return summed(lambda place: pixels[2 - (place - tap)])


def turned_table(tap: int) -> Expr:
    """What stands in the sum turned as a table of the entries of the kernel."""
    return without_slope(1 - tap)


def correlated(tap: int) -> Expr:
    """The turned image cross-correlated with the errors, as in 3.2."""
    return summed(lambda place: pixels[2 - (place - 1 + tap)])


# The label is y_t in most of these equations, and y_i in others.
BY_KERNEL = r"\frac{\partial L(\hat{y}_i^{L+1}, y_t)}{\partial k_{u,v}^{p,q}}"
BY_KERNEL_I = BY_KERNEL.replace("y_t", "y_i")
BY_BIAS = r"\frac{\partial L(\hat{y}_i^{L+1}, y_i)}{\partial b^{p,q}}"
BY_MAP = r"\frac{\partial L(\hat{y}_i^{L+1}, y_t)}{\partial C_{m,n}^{p,q}}"
BY_MAP_I = BY_MAP.replace("y_t", "y_i")
OVER = r"\sum_{m=1}^m \sum_{n=1}^n"
SUM_OF_J = r"\sigma(\sum_{u=1}^u \sum_{v=1}^v I_{m-u,j-v} k_{u,v}^{p,q} + b^{p,q})"
SUM_OF_N = r"\sigma(\sum_{u'} \sum_{v'} I_{m-u',n-v'} k_{u',v'}^{p,q} + b^{p,q})"
UPPER = (
    r"The limits \(m, n\) of the sums are the letters that run: read as the place itself they stop "
    "short of the end of the map."
)
WHOLE_MAP = (
    r"The upper limits are the last values of \(m, n\), and \(L\) is the loss of one image; \(u, "
    r"v\) "
    "are those of the left side."
)
NO_RELU = (
    "The derivative of the ReLU in 3.68 and 3.73 is lost: an inactive unit passes nothing on. The "
    r"formula is right for the net input of 3.3, but \(C\) is the activated map in those equations."
)
MASK = r"\sigma'(S_{m,n}^{p,q})"
NET_INPUT = r"\quad S \text{ the net input}"


def star_of_j() -> Entries:
    """3.69 as printed against the form with n."""
    return Entries([with_j(e) for e in TAPS], [without_slope(e) for e in TAPS])


KERNEL = [
    equation(
        number="3.67",
        title="Chain rule for the kernel",
        printed=rf"{BY_KERNEL} = {OVER} {BY_MAP} "
        r"\frac{\partial C_{m,n}^{p,q}}{\partial k_{u,v}^{p,q}}",
        printed_claim=lambda: up_to_a_place(kernel[row, column]),
        reason=UPPER,
        convention=WHOLE_MAP,
        convention_claim=lambda: up_to_the_last(kernel[row, column]),
        chapter="10_kernel_gradient",
    ),
    equation(
        number="3.68",
        title="The activated map put in",
        printed=rf"{BY_KERNEL} = {OVER} {BY_MAP} \frac{{{SUM_OF_J}}}{{\partial k_{{u,v}}^{{p,q}}}}",
        printed_claim=lambda: Reading(
            taps(lambda tap: row_loss(False), False),  # nothing is differentiated
            taps(with_j, False),
        ),
        reason=r"The sign of the derivative is missing above the line (3.73 has it), \(j\) "
        r"should be \(n\), "
        r"and the inner sums bind the \(u, v\) by which the loss is differentiated.",
        corrected=rf"{BY_KERNEL} = \sum_m \sum_n {BY_MAP} "
        rf"\frac{{\partial {SUM_OF_N}}}{{\partial k_{{u,v}}^{{p,q}}}}",
        corrected_claim=lambda: up_to_the_last(kernel[row, column]),
        fault=INDEX,
        contradicts=(("3.67", lambda: taps(lambda tap: row_loss(False), False)),),
        chapter="10_kernel_gradient",
    ),
    equation(
        number="3.69",
        title="The kernel gradient",
        printed=rf"{BY_KERNEL_I} = {OVER} {BY_MAP} I_{{m-u, j-v}}",
        printed_claim=lambda: Reading(taps(without_slope), taps(with_j), taps(with_j, False)),
        reason=rf"{NO_RELU} Besides, \(j\) should be \(n\).",
        corrected=rf"{BY_KERNEL} = \sum_m \sum_n {BY_MAP}\, {MASK}\, I_{{m-u,n-v}}, {NET_INPUT}",
        corrected_claim=kernel_gradient,
        fault=MATHEMATICS,
        contradicts=(
            ("3.68", lambda: taps(without_slope)),
            ("3.70", lambda: Entries([turned_pixels(e) for e in TAPS], [with_j(e) for e in TAPS])),
        ),
        chapter="10_kernel_gradient",
    ),
    equation(
        number="3.70",
        title="The kernel gradient with the rotated image",
        printed=rf"{BY_KERNEL} = {OVER} rot I_{{m-u,n-v}} \cdot {BY_MAP}",
        printed_claim=lambda: Reading(
            *(
                taps(reading, with_relu)
                for with_relu in (False, True)
                for reading in (turned_pixels, turned_table)
            )
        ),
        reason="3.69 needs no rotation. If the image is turned its indices have to run the other "
        "way; both at once give another number. The derivative of the ReLU is missing as in 3.69.",
        corrected=rf"{BY_KERNEL} = \sum_m \sum_n I_{{m-u,n-v}} \cdot {MASK}\, {BY_MAP}, "
        rf"{NET_INPUT}",
        corrected_claim=kernel_gradient,
        fault=INDEX,
        contradicts=(
            (
                "3.69",
                lambda: Entries([turned_pixels(e) for e in TAPS], [without_slope(e) for e in TAPS]),
            ),
        ),
        chapter="10_kernel_gradient",
    ),
    equation(
        number="3.71",
        title="The kernel gradient as a convolution",
        printed=r"k^{p,q} = rot 180^\circ I * "
        r"\frac{\partial L(\hat{y}_i^{L+1}, y_t)}{\partial C_{m,n}^{p,q}}",
        printed_claim=lambda: Reading(
            taps(without_slope),  # the convolution of the turned image, for the gradient
            taps(correlated),
            Entries(list(weights), [without_slope(e) for e in TAPS]),  # for the kernel itself
        ),
        reason=f"The rotation is right where the star is convolution. {NO_RELU} The left side is "
        "the letter of the kernel, not of its gradient.",
        corrected=r"\frac{\partial L}{\partial k_{u,v}^{p,q}} = "
        r"(\mathrm{rot}_{180} I * G^{p,q})_{u+H-1,\,v+W-1}, \quad G_{m,n}^{p,q} = "
        r"\frac{\partial L}{\partial C_{m,n}^{p,q}}\, \sigma'(S_{m,n}^{p,q}) \quad "
        r"\text{(convolution, its valid part)}",
        corrected_claim=lambda: turned_image(loss, masked=True),
        fault=MATHEMATICS,
        contradicts=(
            ("3.68", lambda: taps(without_slope)),
            ("3.79", lambda: Entries(list(weights), [without_slope(e) for e in TAPS])),
        ),
        chapter="10_kernel_gradient",
    ),
]

BIAS = [
    equation(
        number="3.72",
        title="Chain rule for the bias of a map",
        printed=rf"{BY_BIAS} = {OVER} {BY_MAP} "
        r"\frac{\partial C_{m,n}^{p,q}}{\partial b^{p,q}}",
        printed_claim=lambda: up_to_a_place(bias),
        reason=UPPER,
        convention=r"The upper limits are the last values of \(m, n\), and \(L\) is the loss of "
        r"one "
        "image.",
        convention_claim=lambda: up_to_the_last(bias),
        chapter="10_kernel_gradient",
    ),
    equation(
        number="3.73",
        title="The activated map put in for the bias",
        printed=rf"= {OVER} {BY_MAP_I} \frac{{\partial {SUM_OF_J}}}{{\partial b^{{p,q}}}}",
        printed_claim=lambda: bias_of_row(summed(lambda place: active(row_nets[J]))),
        reason=r"The index \(j\) should be \(n\): nothing binds it.",
        corrected=rf"= \sum_m \sum_n {BY_MAP} \frac{{\partial {SUM_OF_N}}}{{\partial b^{{p,q}}}}",
        corrected_claim=bias_gradient,
        fault=INDEX,
        contradicts=(("3.72", lambda: bias_of_row(summed(lambda place: active(row_nets[J])))),),
        chapter="10_kernel_gradient",
    ),
    equation(
        number="3.74",
        title="The bias gradient of a map",
        printed=rf"b^{{p,q}} = {BY_BIAS} = {OVER} {BY_MAP_I}",
        printed_claim=lambda: Reading(
            bias_of_row(summed(lambda place: sp.S.One)),
            Entries(row_bias, summed(lambda place: sp.S.One)),
        ),
        reason=rf"{NO_RELU} \(b^{{p,q}}\) names both the bias and its gradient.",
        corrected=rf"{BY_BIAS} = \sum_m \sum_n {BY_MAP}\, {MASK}, {NET_INPUT}",
        corrected_claim=bias_gradient,
        fault=MATHEMATICS,
        contradicts=(
            ("3.73", lambda: bias_of_row(summed(lambda place: sp.S.One))),
            ("3.80", lambda: Entries(row_bias, summed(lambda place: sp.S.One))),
        ),
        chapter="10_kernel_gradient",
    ),
]

ENTRIES = [*POOLING, *KERNEL, *BIAS]
