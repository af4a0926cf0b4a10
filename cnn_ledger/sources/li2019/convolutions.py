r"""Section 2.1: convolutions."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import sympy as sp
from sympy import Expr, Matrix, Rational, Symbol

from cnn_core.symbolic.exact import symbol_array
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    KERNEL,
    MATHEMATICS,
    VALID,
    convolution,
    correlation,
    o,
    plane,
    steepest,
    turned,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import claim, equation, i, j, w

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


ENTRIES = [
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
        defines=True,
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
