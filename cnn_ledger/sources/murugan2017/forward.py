"""Section 3.1, the forward run: convolution, pooling, flattening, dense layers, loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import sympy as sp
from sympy import Expr, KroneckerDelta, Matrix, Sum, Symbol

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import Inside, Partial, inside, sizes, tensors, total
from cnn_ledger.claims import All, Entries, Identity, Reading
from cnn_ledger.equation import Equation, Lazy
from cnn_ledger.sources._common import C, H, W, c, delta, f, k1, k2, m, n, u, v
from cnn_ledger.sources.murugan2017._network import INDEX, bias, equation, i, j, q, relu, s
from cnn_ledger.sources.murugan2017.architecture import mean_cross_entropy

# --- convolution, 3.1 to 3.4 --------------------------------------------------------------------
# Sums run from 1, as printed: entries are those of arrays that are indexed from 1.

M, N = sizes("M N")
image, kernel = tensors("I K")


def slide(*channel: Expr) -> Sum:
    """The sum of 3.2, or with a channel that of 3.1."""
    summand = kernel[(m, n, *channel)] * image[(i + m, j + n, *channel)]
    return Sum(summand, (m, 1, M), (n, 1, N), *((index, 1, C) for index in channel))


def convolve(row: Expr, column: Expr, turned: bool, *channel: Expr) -> Sum:
    """The convolution of 3.68 at a place, with the kernel or with the kernel turned."""
    tap = (M + 1 - u, N + 1 - v) if turned else (u, v)
    summand = image[(row - u, column - v, *channel)] * kernel[(*tap, *channel)]
    return Sum(summand, (u, 1, M), (v, 1, N), *((index, 1, C) for index in channel))


SHIFTED = (i + M + 1, j + N + 1)  # where the kernel turned by half a turn covers the same pixels


def is_convolution(*channel: Expr) -> Reading:
    """Whether 3.1 or 3.2 is the convolution of 3.3 as corrected, at the same or shifted places."""
    places = [SHIFTED, (i, j)]
    return Reading(*(Identity(convolve(*one, False, *channel), slide(*channel)) for one in places))


def is_convolution_turned(*channel: Expr) -> Identity:
    """... and whether it is once the kernel is stored turned by half a turn."""
    return Identity(convolve(*SHIFTED, True, *channel), slide(*channel))


def summed_over_places(rows: Expr, columns: Expr) -> Expr:
    """3.3 as printed: the sum binds m and n, so that u and v are free."""
    return total(image[m - u, n - v] * kernel[u, v], (m, rows), (n, columns)) + bias


taps = (u, k1), (v, k2)
maps = total(image[m - u, n - v] * kernel[u, v], *taps) + bias
turned_slides = (
    total(image[m - k1 + 1 + u, n - k2 + 1 + v] * kernel[k1 - 1 - u, k2 - 1 - v], *taps) + bias
)


PLACE = [Inside(m, k1 - 1, H - 1), Inside(n, k2 - 1, W - 1), inside(u, k1), inside(v, k2)]


def sums_over_places() -> Reading:
    """3.3 as printed, its limits being those of the kernel or of the image."""
    limits = [(k1, k2), (H, W)]
    return Reading(*(Identity(turned_slides, summed_over_places(*one), PLACE) for one in limits))


PAIRS = tuple(product(range(2), repeat=2))


def activated_maps() -> Entries:
    """3.4 for a 2 by 2 kernel on an image of 3 by 3 pixels, with the ReLU, at all four places.

    As printed the indices of the kernel are left free: here they take the numbers of the place.
    """
    pixels, weights = symbol_array("I", (3, 3)), symbol_array("K", (2, 2))

    def slid(one: int, two: int) -> Expr:
        return sum(pixels[one + d, two + e] * weights[1 - d, 1 - e] for d, e in PAIRS)

    def printed(d: int, e: int) -> Expr:
        return sum(pixels[one + 1 - d, two + 1 - e] * weights[d, e] for one, two in PAIRS)

    return Entries(*([relu(side(*one) + bias) for one in PAIRS] for side in (printed, slid)))


ORIENTATION = (
    "As a definition it is sound, and it is cross-correlation; the paper calls it convolution, "
    "and writes convolution, with the other signs, from 3.3 on."
)
TURNED = (
    "Convolution is the name of cross-correlation here: convolution with a kernel that is stored "
    r"turned by half a turn. \(M, N\) are the sizes of the kernel; \(i, j\) start at zero, the "
    "indices of the kernel at one"
)
CLASHES = tuple((number, lambda: is_convolution()) for number in ("3.3", "3.4", "3.68"))

CONVOLUTION = [
    equation(
        number="3.1",
        title="Convolution with channels",
        printed=r"(I \otimes K)_{ij} = \sum_{m=1}^M \sum_{n=1}^N \sum_{c=1}^C "
        r"K_{m,n,c} I_{i+m,j+n,c}",
        printed_claim=lambda: is_convolution(c),
        reason=ORIENTATION,
        convention=f"{TURNED}; kernel and image have the same channels.",
        convention_claim=lambda: is_convolution_turned(c),
        contradicts=CLASHES,
        chapter="08_convolution",
    ),
    equation(
        number="3.2",
        title="Convolution of a grey image",
        printed=r"(I \otimes K)_{ij} = \sum_{m=1}^M \sum_{n=1}^N K_{m,n} I_{i+m,j+n}",
        printed_claim=is_convolution,
        reason=ORIENTATION,
        convention=f"{TURNED}.",
        convention_claim=is_convolution_turned,
        contradicts=CLASHES,
        chapter="08_convolution",
    ),
    equation(
        number="3.3",
        title="The feature maps",
        printed=r"C_{m,n}^{p,q} = \sum_{m=1}^M \sum_{n=1}^N I_{(m-u,n-v)} \cdot K_{u,v}^{p,q} "
        r"+ b^{p,q}",
        printed_claim=sums_over_places,
        reason=r"The sum binds \(m, n\), on which the left side depends, and leaves \(u, v\) "
        "free. It must run over the indices of the kernel, as in 3.68.",
        corrected=r"C_{m,n}^{p,q} = \sum_{u=1}^{k_1} \sum_{v=1}^{k_2} I_{m-u,n-v} K_{u,v}^{p,q} "
        r"+ b^{p,q}",
        corrected_claim=lambda: Identity(turned_slides, maps, PLACE[:2]),
        fault=INDEX,
        contradicts=(
            ("3.1", is_convolution),
            ("3.2", is_convolution),
            ("3.68", lambda: Identity(maps, summed_over_places(k1, k2), PLACE)),
        ),
        chapter="09_convolution_layer",
    ),
    equation(
        number="3.4",
        title="The activated feature maps",
        printed=r"C_{m,n}^{p,q} = \sigma\Bigl(\sum_{m=1}^M \sum_{n=1}^N I_{(m-u,n-v)} \cdot "
        r"K_{u,v}^{p,q} + b^{p,q}\Bigr)",
        printed_claim=activated_maps,
        reason="The indices of the sum are those of 3.3. Besides, C names the net input in 3.3 and "
        "the activated map here, which matters from 3.66 on.",
        corrected=r"C_{m,n}^{p,q} = \sigma(S_{m,n}^{p,q}), \quad S_{m,n}^{p,q} = "
        r"\sum_{u=1}^{k_1} \sum_{v=1}^{k_2} I_{m-u,n-v} K_{u,v}^{p,q} + b^{p,q}",
        corrected_claim=lambda: All(
            Identity(f(turned_slides), f(maps), PLACE[:2]), Identity(turned_slides, maps, PLACE[:2])
        ),
        fault=INDEX,
        contradicts=(
            ("3.1", is_convolution),
            ("3.2", is_convolution),
            ("3.3", lambda: Entries(relu(Symbol("S", real=True) - 1), Symbol("S", real=True) - 1)),
            ("3.68", lambda: Identity(maps, summed_over_places(k1, k2), PLACE)),
        ),
        chapter="09_convolution_layer",
    ),
]

# --- pooling and flattening, 3.5 and 3.6 --------------------------------------------------------

FEATURES = np.array([[3, -1, 4, 1], [-5, 9, 2, -6], [-5, -3, 5, 8], [-9, -7, 9, -3]])


def one_entry_maxima() -> np.ndarray:
    """3.5 read as it stands: the maximum of one number at each place."""
    return np.array([[max([entry]) for entry in row] for row in FEATURES])


def window_maxima() -> np.ndarray:
    """The largest of each block of two by two, found by sorting."""
    blocks = FEATURES.reshape(2, 2, 2, 2).transpose(0, 2, 1, 3).reshape(2, 2, 4)
    return np.sort(blocks, axis=-1)[..., -1]


def maxima_with_indices() -> list[list[int]]:
    """3.5 with the window written out."""
    return [
        [
            max(FEATURES[2 * r + d, 2 * s_ + e] for d, e in product(range(2), repeat=2))
            for s_ in (0, 1)
        ]
        for r in (0, 1)
    ]


def one_place() -> Entries:
    """3.6 read as it stands: one entry on the left, all entries on the right."""
    pooled = symbol_array("P", (2, 2, 2))
    return Entries(pooled.reshape(-1), pooled[0, 0, 0])


def flattening_keeps_products() -> Entries:
    """A map is its vector: the sum of products with any other array is the same."""
    pooled, weights = symbol_array("P", (2, 2, 3)), symbol_array("g", (2, 2, 3))
    flat = pooled.reshape(-1)
    products = sum(flat[place] * weights.reshape(-1)[place] for place in range(len(flat)))
    return Entries([products, *flat.reshape(pooled.shape).flat], [(pooled * weights).sum(), *flat])


POOLING = [
    equation(
        number="3.5",
        title="Max pooling",
        printed=r"P_{m,n}^{p,q} = \max(C_{m,n}^{p,q})",
        printed_claim=lambda: Entries(one_entry_maxima(), window_maxima()),
        reason="The maximum of one number is that number, and nothing would be pooled; the window "
        "over which the maximum runs is left unsaid.",
        convention=r"The maximum runs over the \(k \times k\) window that belongs to \((m, n)\), "
        "with the stride of 2.2.",
        convention_claim=lambda: Entries(maxima_with_indices(), window_maxima()),
        contradicts=(("2.2", lambda: Entries(one_entry_maxima(), window_maxima())),),
        chapter="12_pooling",
    ),
    equation(
        number="3.6",
        title="Flattening",
        printed=r"a_i^{l-1} = f(P^{p,q})",
        printed_claim=one_place,
        reason="One entry stands on the left and a whole vector on the right. The letter f, "
        "otherwise an activation function, is flattening here.",
        convention=r"\(f\) writes all pixels of all maps in a fixed order into one vector, and "
        r"\(a_i\) is its entry \(i\).",
        convention_claim=flattening_keeps_products,
        chapter="13_whole_network",
    ),
]

# --- dense layers, 3.7 to 3.22 ------------------------------------------------------------------


def numbered(name: str, *shape: int) -> np.ndarray:
    """Symbols with indices from 1: ``w_{12}``."""
    array = np.empty(shape, dtype=object)
    for place in np.ndindex(shape):
        number = "".join(str(one + 1) for one in place)
        array[place] = Symbol(f"{name}_{{{number}}}", real=True)
    return array


def row_of_terms(row: int, terms: Callable[[int], Expr]) -> Reading:
    """A row of 3.7 to 3.9 with three inputs; `terms` gives the printed sum for its last weight.

    The last weight carries another layer's number in 3.7 to 3.9: it is read as it stands, and as
    a weight of the layer.
    """
    weights, inputs, offsets = numbered("w", 3, 3), numbered("a", 3), numbered("b", 3)
    truth = (weights @ inputs + offsets)[row]
    printed = terms(row)
    slip = {Symbol("w^{l-1}", real=True): weights[min(row, 1), 2]}
    return Reading(Entries(printed, truth), Entries(sp.sympify(printed).subs(slip), truth))


def printed_row(row: int) -> Expr:
    """3.7 and 3.8: the last term has the first input, the bias the number of that term."""
    weights, inputs, offsets = numbered("w", 3, 3), numbered("a", 3), numbered("b", 3)
    first = weights[row, 0] * inputs[0] + weights[row, 1] * inputs[1]
    return first + Symbol("w^{l-1}", real=True) * inputs[0] + offsets[2]


def printed_general_row(row: int) -> Expr:
    """3.9: every term has the input of the neuron's own number, the last one the weight of 2."""
    weights, inputs, offsets = numbered("w", 3, 3), numbered("a", 3), numbered("b", 3)
    own = (weights[row, 0] + weights[row, 1] + Symbol("w^{l-1}", real=True)) * inputs[row]
    return own + offsets[2]


w, a, b = tensors("w a b")
N_IN, N_OUT = sizes("n n_l")


def connected(neuron: Expr, receiver_first: bool = True) -> Expr:
    """The net input of a neuron from the connections of its layer, each sent where it leads."""
    receiver, weight = (i, w[i, j]) if receiver_first else (i, w[j, i])
    sent = KroneckerDelta(receiver, neuron) * weight * a[j]
    return total(sent, (i, N_OUT), (j, N_IN)) + b[neuron]


def corrected_row(neuron: Expr) -> Identity:
    """A row of 3.7 to 3.9 for layers of every size, with at least that neuron."""
    row = total(w[neuron, j] * a[j], (j, N_IN)) + b[neuron]
    return Identity(connected(neuron), row, [inside(neuron, N_OUT)])


q_net = total(w[j, q] * a[j], (j, N_IN)) + b[q]  # of neuron q, the sending neuron first
LAYER = [inside(q, N_OUT)]


def layer_by_layer() -> All:
    """3.22 as it should be: a layer from its connections, with any activation."""
    wired_ = connected(q, receiver_first=False)
    return All(Identity(wired_, q_net, LAYER), Identity(f(wired_), f(q_net), LAYER))


def wired(receiver_first: bool, neurons: int = 2) -> list[Expr]:
    """The net inputs of a layer from its connections, one after another.

    The connection that ``w_{12}`` weighs leads to neuron 1 from input 2 if `receiver_first`, and
    to neuron 2 from input 1 otherwise.
    """
    weights, inputs = numbered("w", neurons, neurons), numbered("a", neurons)
    sums = list(numbered("b", neurons))
    for one, other in product(range(neurons), repeat=2):
        receiver, sender = (one, other) if receiver_first else (other, one)
        sums[receiver] = sums[receiver] + weights[one, other] * inputs[sender]
    return sums


def matrix_layer(transposed: bool) -> list[Expr]:
    """W a + b, or with the transpose of W."""
    weights = Matrix(numbered("w", 2, 2))
    product_ = (weights.T if transposed else weights) * Matrix(numbered("a", 2))
    return list(product_ + Matrix(numbered("b", 2)))


def column_sums() -> list[Expr]:
    """3.11 and 3.12: sum_i w_ij a_i + b_j, for each j."""
    weights, inputs, offsets = numbered("w", 2, 2), numbered("a", 2), numbered("b", 2)
    return [sum(weights[e, to] * inputs[e] for e in range(2)) + offsets[to] for to in range(2)]


Layer = Callable[[], Sequence[Expr]]


def in_order(layer: Layer, receiver_first: bool, activated: bool = False) -> Entries:
    """A layer as printed against the layer with its connections read in one order."""
    sides = [layer(), wired(receiver_first)]
    return Entries(*([relu(e) for e in side] if activated else side for side in sides))


def against_rows(layer: Layer) -> Entries:
    """Whether a layer as printed is that of 3.10, with the same W."""
    return Entries(layer(), matrix_layer(transposed=False))


def entry_by_entry() -> Identity:
    """An activated vector: an entry depends on the net input of its own neuron only."""
    z = tensors("z")[0]
    return Identity(Partial(f(z[i]), z[q], "a"), KroneckerDelta(i, q) * f(z[i]).diff(z[i]))


def activated_vector() -> Identity:
    z, (size,) = tensors("z")[0], sizes("n")
    whole = total(delta[s] * f(z[s]), (s, size))
    return Identity(Partial(whole, z[q]), delta[q] * f(z[q]).fdiff(), [inside(q, size)])


def one_column() -> Entries:
    """3.18 as the whole W of 3.15: the transpose of one column gives one number."""
    column, inputs = Matrix(numbered("w", 2, 2)[:, 0]), Matrix(numbered("a", 2))
    return Entries(list(column.T * inputs), list(Matrix(numbered("w", 2, 2)).T * inputs))


def column_or_matrix() -> Entries:
    """3.18 against the matrix of 3.10."""
    weights = numbered("w", 2, 2)
    return Entries(weights[:, :1], weights)


def column_by_column() -> Entries:
    """3.18 for each neuron in turn."""
    weights, inputs = numbered("w", 2, 2), Matrix(numbered("a", 2))
    columns = [(Matrix(weights[:, e]).T * inputs)[0] for e in range(2)]
    without_bias = [e - b_ for e, b_ in zip(wired(False), numbered("b", 2), strict=True)]
    return Entries(columns, without_bias)


def two_layers(printed: bool, transposed: bool, neurons: int = 2) -> list[Expr]:
    """Two layers in the brackets of 3.22, or in those of 3.15 applied twice."""
    first, second = (Matrix(numbered(name, neurons, neurons)) for name in "wv")
    if transposed:
        first, second = first.T, second.T
    one, two = (Matrix(numbered(name, neurons)) for name in "bd")
    hidden = (first * Matrix(numbered("a", neurons)) + one).applyfunc(relu)
    net = second * (hidden + two) if printed else second * hidden + two
    return list(net.applyfunc(relu))


def wired_twice() -> list[Expr]:
    """The same two layers from their connections, w_ij leading from i to j."""
    outputs, hidden = list(numbered("d", 2)), [relu(e) for e in wired(receiver_first=False)]
    for sender, receiver in product(range(2), repeat=2):
        outputs[receiver] += numbered("v", 2, 2)[sender, receiver] * hidden[sender]
    return [relu(e) for e in outputs]


SENDER_FIRST = r"\(w_{ij}\) leads from neuron \(i\) of the layer before to neuron \(j\)."
BOTH_ORDERS = (
    "The paper uses both orders of the two indices: 3.7 to 3.10 and the backward run name the "
    "receiving neuron first, 3.11 to 3.19 the sending one, which brings in the transpose."
)

ROWS = [
    equation(
        number="3.7",
        title="Net input of the first neuron",
        printed=r"z_1^l = w_{11}^l a_1^{l-1} + w_{12}^l a_2^{l-1} + \cdots "
        r"+ w_{1j}^{l-1} a_1^{l-1} + \cdots + b_j^l",
        printed_claim=lambda: row_of_terms(0, printed_row),
        reason=r"The general term should have the input \(a_j\) and a weight of layer \(l\), and "
        r"the "
        r"bias is that of neuron 1: outside of the sum \(j\) means nothing.",
        corrected=r"z_1^l = \sum_{j=1}^{n} w_{1j}^l a_j^{l-1} + b_1^l",
        corrected_claim=lambda: corrected_row(sp.S.Zero),
        fault=INDEX,
        contradicts=(("3.10", lambda: row_of_terms(0, printed_row)),),
        chapter="07_mlp",
    ),
    equation(
        number="3.8",
        title="Net input of the second neuron",
        printed=r"z_2^l = w_{21}^l a_1^{l-1} + w_{22}^l a_2^{l-1} + \cdots "
        r"+ w_{2j}^{l-1} a_1^{l-1} + \cdots + b_j^l",
        printed_claim=lambda: row_of_terms(1, printed_row),
        reason="As 3.7: the input of the general term, its layer, and the bias.",
        corrected=r"z_2^l = \sum_{j=1}^{n} w_{2j}^l a_j^{l-1} + b_2^l",
        corrected_claim=lambda: corrected_row(sp.S.One),
        fault=INDEX,
        contradicts=(("3.10", lambda: row_of_terms(1, printed_row)),),
        chapter="07_mlp",
    ),
    equation(
        number="3.9",
        title="Net input of any neuron",
        printed=r"z_i^l = w_{i1}^l a_i^{l-1} + w_{ij}^l a_i^{l-1} + \cdots "
        r"+ w_{2j}^{l-1} a_i^{l-1} + \cdots + b_j^l",
        printed_claim=lambda: row_of_terms(2, printed_general_row),
        reason=r"Each weight \(w_{ij}\) multiplies the input \(a_j\), not \(a_i\); the last one "
        "is that of neuron 2, and the bias that of another neuron.",
        corrected=r"z_i^l = \sum_{j=1}^{n} w_{ij}^l a_j^{l-1} + b_i^l",
        corrected_claim=lambda: corrected_row(q),
        fault=INDEX,
        contradicts=(
            ("3.7", lambda: Entries(printed_general_row(0), printed_row(0))),
            ("3.8", lambda: Entries(printed_general_row(1), printed_row(1))),
            ("3.10", lambda: row_of_terms(2, printed_general_row)),
        ),
        chapter="07_mlp",
    ),
    equation(
        number="3.10",
        title="The layer as a matrix product",
        printed=r"\begin{bmatrix} z_1^l \\ \vdots \\ z_i^l \\ \vdots \end{bmatrix} = "
        r"\begin{bmatrix} w_{11}^l & w_{12}^l & w_{13}^l & \dots & w_{1n}^l \\ "
        r"\vdots & \vdots & \vdots & \vdots & \vdots \\ "
        r"w_{i1}^l & w_{i2}^l & w_{i3}^l & \dots & w_{in}^l \\ "
        r"\vdots & \vdots & \vdots & \ddots & \vdots \end{bmatrix} "
        r"\begin{bmatrix} a_1^{l-1} \\ \vdots \\ a_i^{l-1} \\ \vdots \end{bmatrix} + "
        r"\begin{bmatrix} b_1^l \\ \vdots \\ b_i^l \\ \vdots \end{bmatrix}",
        printed_claim=lambda: in_order(lambda: matrix_layer(False), receiver_first=False),
        reason=f"{BOTH_ORDERS} With the weights of 3.12 the matrix here is the transpose.",
        convention=r"\(w_{ij}\) leads to neuron \(i\) from neuron \(j\) of the layer before.",
        convention_claim=lambda: in_order(lambda: matrix_layer(False), receiver_first=True),
        contradicts=(
            ("3.11", lambda: against_rows(column_sums)),
            ("3.12", lambda: against_rows(column_sums)),
            ("3.13", lambda: against_rows(column_sums)),
            ("3.15", lambda: against_rows(lambda: matrix_layer(True))),
        ),
        chapter="07_mlp",
    ),
]


def sender_first(
    number: str, title: str, printed: str, layer: Layer, activated: bool, *more: tuple[str, Lazy]
) -> Equation:
    """An entry of 3.11 to 3.19: right with the sending neuron as the first index."""
    return equation(
        number=number,
        title=title,
        printed=printed,
        printed_claim=lambda: in_order(layer, receiver_first=True, activated=activated),
        reason=BOTH_ORDERS,
        convention=SENDER_FIRST,
        convention_claim=lambda: in_order(layer, receiver_first=False, activated=activated),
        contradicts=(("3.10", lambda: against_rows(layer)), *more),
        chapter="07_mlp",
    )


def moved_bracket() -> Entries:
    """3.22 against 3.15 applied twice, for one neuron in each layer."""
    return Entries(two_layers(True, False, neurons=1), two_layers(False, True, neurons=1))


TWICE = (("3.22", moved_bracket),)
ACTIVATED = r"\begin{bmatrix} a_1^%s \\ \vdots \\ a_i^%s \\ \vdots \end{bmatrix}"
SIGMAS = r"\begin{bmatrix} \sigma(z_1^%s) \\ \vdots \\ \sigma(z_i^%s) \\ \vdots \end{bmatrix}"


def vector_entries(layer: str, first: str) -> list[Equation]:
    """3.16 and 3.17, and again 3.20 and 3.21."""
    chapter, second = "07_mlp", f"3.{int(first[2:]) + 1}"
    return [
        equation(
            number=first,
            title=rf"The output of layer \({layer}\)",
            printed=rf"a^{layer} = \sigma(z^{layer})",
            printed_claim=activated_vector,
            reason="A definition, entry by entry; what is proved is its derivative.",
            defines=True,
            chapter=chapter,
        ),
        equation(
            number=second,
            title=rf"The output of layer \({layer}\), entry by entry",
            printed=f"a^{layer} = {ACTIVATED % (layer, layer)} = {SIGMAS % (layer, layer)}",
            printed_claim=entry_by_entry,
            reason="Each entry depends on the net input of its own neuron only.",
            chapter=chapter,
        ),
    ]


DENSE = [
    sender_first(
        "3.11",
        r"Net input of neuron \(j\)",
        r"z_j^l = w_{1j}^l a_1^{l-1} + w_{2j}^l a_2^{l-1} + \dots + w_{ij}^l a_i^{l-1} + \dots "
        r"+ b_j^l",
        column_sums,
        False,
    ),
    sender_first(
        "3.12",
        r"Net input of neuron \(j\) as a sum",
        r"z_j^l = \sum_{i=1}^n w_{ij}^l a_i^{l-1} + b_j^l",
        column_sums,
        False,
    ),
    sender_first(
        "3.13",
        r"Output of neuron \(j\)",
        r"a_j^l = \sigma\Bigl(\sum_{i=1}^n w_{ij}^l a_i^{l-1} + b_j^l\Bigr)",
        column_sums,
        True,
        *TWICE,
    ),
    sender_first(
        "3.15",
        "The layer with the transpose",
        r"a^l = \sigma((W^l)^T a^{l-1} + b^l)",
        lambda: matrix_layer(True),
        True,
        *TWICE,
    ),
    *vector_entries("l", "3.16"),
    equation(
        number="3.18",
        title=r"The weights of neuron \(j\)",
        printed=r"W^l = \begin{bmatrix} w_{1j}^l \\ \vdots \\ w_{ij}^l \\ \vdots \end{bmatrix}",
        printed_claim=one_column,
        reason="As the whole matrix of 3.15 one column would give the layer a single neuron. The "
        r"text speaks of one neuron \(j\), and its figure shows one.",
        convention=r"The display shows the column \(j\) of \(W^l\), one for each neuron of the "
        r"layer.",
        convention_claim=column_by_column,
        contradicts=(("3.10", column_or_matrix), ("3.15", one_column), ("3.17", one_column)),
        chapter="07_mlp",
    ),
    sender_first(
        "3.19",
        "The last layer with the transpose",
        r"a^L = \sigma((W^L)^T a^{L-1} + b^L)",
        lambda: matrix_layer(True),
        True,
        *TWICE,
    ),
    *vector_entries("L", "3.20"),
    equation(
        number="3.22",
        title="The layers one after another",
        printed=r"\hat{y}_i^{L+1} = \sigma(W^L \dots \sigma(W^2(\sigma(W^1 a^1 + b^1) + b^2) "
        r"\dots + b^L))",
        printed_claim=lambda: Reading(
            Entries(two_layers(printed=True, transposed=False), wired_twice()),
            Entries(two_layers(printed=True, transposed=True), wired_twice()),
        ),
        reason=r"The bracket puts the bias \(b^2\) under \(W^2\), whichever way the matrices are "
        "read; the transposes of 3.15 are missing, the first input and the last layer are "
        "numbered one too high and one too low.",
        corrected=r"\hat{y}^{L+1} = \sigma((W^{L+1})^T a^L + b^{L+1}), \quad "
        r"a^l = \sigma((W^l)^T a^{l-1} + b^l), \quad l = 1, \dots, L",
        corrected_claim=layer_by_layer,
        fault=INDEX,
        contradicts=tuple((number, moved_bracket) for number in ("3.13", "3.15", "3.19")),
        chapter="07_mlp",
    ),
    equation(
        number="3.23",
        title="Binary cross entropy",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = -\frac{1}{t} \sum_{i=1}^t ((y_i) "
        r"\log(\hat{y}_i^{L+1}) + (1 - y_i) \log(1 - \hat{y}_i^{L+1}))",
        printed_claim=mean_cross_entropy,
        reason="Equation 2.14 again.",
        chapter="03_losses",
    ),
]

ENTRIES = [*CONVOLUTION, *POOLING, *ROWS, *DENSE]
