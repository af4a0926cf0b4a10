r"""Sections 2 and 2.2 to 2.4: the convolutional network."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Rational, Symbol

from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    KERNEL,
    H,
    W,
    correlation,
    k1,
    k2,
    o,
    plane,
    ranges,
    sigmoid,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import above, bias, claim, delta, equation, i, j, p, q, w, z
from cnn_ledger.sources.li2019.convolutions import dot

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


ENTRIES = [
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
        defines=True,
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
        defines=True,
        chapter="12_pooling",
    ),
    claim(
        number="2.3: average pooling",
        title="Average pooling",
        printed="In average pooling the average is taken of the portion of the input data.",
        printed_claim=average_pooling,
        reason="A definition; each entry has the derivative one quarter.",
        defines=True,
        chapter="12_pooling",
    ),
    claim(
        number="2.4: fully connected",
        title="The fully connected layer",
        printed="The fully connected layer connects every neuron from one layer to every neuron in "
        "the next; the max-pooled layer to the output layer containing 10 neurons.",
        printed_claim=fully_connected,
        reason="A definition.",
        defines=True,
        chapter="14_training",
    ),
]
