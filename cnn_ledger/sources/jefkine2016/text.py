r"""Pooling, and what the text says besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import sympy as sp
from sympy import Expr, Max

from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.vocabulary import Partial, sizes, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    equivariant,
    m,
    n,
    ranges,
    x,
)  # fmt: skip
from cnn_ledger.sources.jefkine2016._layer import claim, p, q


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


ENTRIES = [
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
