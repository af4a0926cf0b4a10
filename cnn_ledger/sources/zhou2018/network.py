r"""The network of section 2."""

from __future__ import annotations

from itertools import pairwise, product

import sympy as sp
from sympy import Matrix

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import Partial, tensors, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    b,
    delta,
    f,
    i,
    p,
    x,
)  # fmt: skip
from cnn_ledger.sources.zhou2018._network import UNIT, B, bias, claim

SIDES = [32, 28, 14, 10, 5, 1]  # printed
MAPS = [1, 8, 8, 20, 20, 120]  # printed; the image is one map


def sizes_follow() -> tuple[bool, str]:
    sides = [32]
    for layer_kind in ("convolution", "sampling", "convolution", "sampling", "convolution"):
        last = sides[-1]
        places = range(last - 5 + 1) if layer_kind == "convolution" else range(0, last - 1, 2)
        sides.append(len(places))
    return sides == SIDES, f"counted places of 5 by 5 kernels and of 2 by 2 blocks: {sides}"


def maps_increase(strictly: bool) -> tuple[bool, str]:
    pairs = list(pairwise(MAPS))
    wrong = [pair for pair in pairs if not (pair[0] < pair[1] if strictly else pair[0] <= pair[1])]
    at_convolutions = all(one < two for one, two in pairs[::2])
    shown = ", ".join(f"{one} to {two}" for one, two in pairs)
    return not wrong and at_convolutions, f"numbers of maps from layer to layer: {shown}"


def products_and_weights() -> dict[str, tuple[int, int]]:
    """Multiplications and weights of one 28 by 28 map on the 32 by 32 image."""
    units, pixels, field = 28**2, 32**2, 5**2
    full, local, shared = (units * pixels,) * 2, (units * field,) * 2, (units * field, field)
    return {"full": full, "local": local, "local and shared": shared}


def sharing_saves_products() -> tuple[bool, str]:
    counts = products_and_weights()
    shown = ", ".join(f"{name} {number[0]}" for name, number in counts.items())
    return counts["local and shared"][0] < counts["local"][
        0
    ], f"multiplications for one map: {shown}"


def locality_saves_products_sharing_weights() -> tuple[bool, str]:
    full, local, shared = products_and_weights().values()
    return full[0] > local[0] == shared[0] and local[1] > shared[1], (
        f"multiplications {full[0]}, then {local[0]} by locality; weights {local[1]}, then "
        f"{shared[1]} by sharing"
    )


def maps_fed_by(previous: bool) -> tuple[bool, str]:
    """How many maps one unit is connected to: in the sampling after it, or in the layer before."""
    maps = symbol_array("x", (3, 2, 2))
    if previous:
        weights = symbol_array("w", (3, 2, 2))
        unit = (weights * maps).sum()
        connected = sum(any(unit.has(e) for e in one.flat) for one in maps)
        return (
            connected > 1,
            f"a unit of the convolution depends on {connected} of 3 maps before it",
        )
    sampled = [one.sum() / 4 for one in maps]
    connected = sum(out.has(maps[0, 0, 0]) for out in sampled)
    return (
        connected > 1,
        f"a unit feeds {connected} of the 3 maps of the sampling layer that follows",
    )


def subsampling_gradients() -> All:
    """E = sum delta_i f(beta_i mean_i + b_i): by coefficient, bias and pixel.

    Where the units of a map share one coefficient and one bias, the derivatives are added.
    """
    (own,), shared, pixel = tensors("beta"), sp.Symbol("beta", real=True), x[p, 2]
    mean = (x[i, 0] + x[i, 1] + x[i, 2] + x[i, 3]) / 4
    alone, tied = f(own[i] * mean + bias[i]), f(shared * mean + b)
    values = [total(delta[i] * unit, (i, B)) for unit in (alone, tied)]
    steps = [delta[i] * unit.fdiff() for unit in (alone, tied)]  # by the net input
    return All(
        Identity(Partial(values[0], own[p]), (steps[0] * mean).subs(i, p), UNIT),
        Identity(Partial(values[0], bias[p]), steps[0].subs(i, p), UNIT),
        Identity(Partial(values[0], pixel), (steps[0] * own[i] / 4).subs(i, p), UNIT),
        Identity(Partial(values[1], shared), total(steps[1] * mean, (i, B))),
        Identity(Partial(values[1], b), total(steps[1], (i, B))),
    )


def last_convolution_is_dense() -> Entries:
    """A kernel as large as its map has one place, and gives a weighted sum of all entries."""
    image, kernel = symbol_array("x", (5, 5)), symbol_array("w", (5, 5))
    places = list(product(range(5 - 5 + 1), repeat=2))
    conv = [
        sum(image[r + d, s_ + e] * kernel[d, e] for d, e in product(range(5), repeat=2))
        for r, s_ in places
    ]
    return Entries(conv, [(image.reshape(-1) * kernel.reshape(-1)).sum()])


def cube_needs_more() -> tuple[bool, str]:
    extra = sp.Symbol("r", integer=True, nonnegative=True)
    k = extra + 2  # every kernel of two or more
    surplus = sp.expand(k**3 - k**2)
    return bool(
        surplus.is_positive
    ), rf"with \(k = r + 2\), \(k^3 - k^2 = {sp.latex(surplus)} > 0\)"


def both_save_weights() -> tuple[bool, str]:
    """Sharing in a map of 28 by 28; pooling of 8 maps before 10 units that are fully connected."""
    _, local, shared = products_and_weights().values()
    unpooled, pooled = 8 * 28**2 * 10, 8 * 14**2 * 10
    return shared[1] < local[1] and pooled < unpooled, (
        f"sharing leaves {shared[1]} of {local[1]} weights of a map; pooling leaves {pooled} of "
        f"{unpooled} weights of 10 units on 8 maps"
    )


def criterion_keeps_classes_apart() -> tuple[bool, str]:
    """One feature h = w x of the classes x = -1, 1 and x = 0, whose means agree."""
    weight, trade = sp.symbols("w lambda", positive=True)
    classes = [[-weight, weight], [sp.S.Zero]]
    means = [sum(one) / len(one) for one in classes]
    within = sum((h - mean) ** 2 for one, mean in zip(classes, means, strict=True) for h in one)
    criterion = sp.expand(within - trade * (means[0] - means[1]) ** 2)
    return not (criterion.diff(weight).is_positive and criterion.subs(weight, 0) == 0), (
        r"the classes \(x = \pm 1\) and \(x = 0\), the feature \(wx\): within less between classes "
        rf"is \({sp.latex(criterion)}\), least at \(w = 0\), where all features are equal"
    )


def criterion_is_optimal_for_normal_classes() -> All:
    """Two normal classes of one covariance S, with means d apart: the direction ``S^-1 d``."""
    means = [Matrix(sp.symbols(f"{name}_1:3", real=True)) for name in ("m", "n")]
    point, along = (Matrix(sp.symbols(f"{name}_1:3", real=True)) for name in ("x", "u"))
    a1, a2, a3 = sp.symbols("a_1 a_2 a_3", positive=True)
    root = Matrix([[a1, 0], [a2, a3]])
    spread, apart = root * root.T, means[1] - means[0]
    best = spread.inv() * apart
    criterion = (along.dot(apart)) ** 2 / (along.T * spread * along)[0]
    logs = [-((point - mean).T * spread.inv() * (point - mean))[0] / 2 for mean in means]
    at_best = dict(zip(along, best, strict=True))
    return All(
        Entries([(logs[1] - logs[0]).diff(one) for one in point], list(best)),
        Entries([criterion.diff(one).subs(at_best) for one in along], [0, 0]),
    )


ENTRIES = [
    claim(
        number="2.1: computing load",
        title="What sharing saves",
        printed="Partial connection could reduce the computing load by using shared weights, "
        "namely kernels.",
        printed_claim=lambda: Statement(sharing_saves_products),
        reason="Partial connection reduces the load by itself. Sharing reduces the number of "
        "weights, and leaves the number of products as it is.",
        corrected="Partial connection reduces the computing load; shared weights reduce the "
        "number of parameters.",
        corrected_claim=lambda: Statement(locality_saves_products_sharing_weights),
        fault=MATHEMATICS,
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.2: layer sizes",
        title="Sizes of the layers",
        printed=r"\(32 \times 32\), then \(28 \times 28\), \(14 \times 14\), \(10 \times 10\), "
        r"\(5 \times 5\), and at last 120 neurons with \(5 \times 5\) fields.",
        printed_claim=lambda: Statement(sizes_follow),
        reason="As 5 by 5 kernels without padding and 2 by 2 blocks without overlap give them.",
        chapter="15_lenet",
    ),
    claim(
        number="2.2: number of maps",
        title="The number of maps grows",
        printed="As spatial resolution decreases in each convolutional layer or sampling layer, "
        "the number of feature mappings increases compared to the corresponding previous layer.",
        printed_claim=lambda: Statement(lambda: maps_increase(strictly=True)),
        reason="Sampling keeps the number of maps, in this network as everywhere; it grows at the "
        "convolutions.",
        corrected="The number of maps increases at each convolutional layer and stays the same at "
        "each sampling layer.",
        corrected_claim=lambda: Statement(lambda: maps_increase(strictly=False)),
        fault=MATHEMATICS,
        chapter="15_lenet",
    ),
    claim(
        number="2.2: next layer",
        title="Connections between maps",
        printed="Each neuron in the third hidden layer may have a synaptic connection to several "
        "feature maps of the next hidden layer.",
        printed_claim=lambda: Statement(lambda: maps_fed_by(previous=False)),
        reason="The layer that follows samples each map by itself. Connections to several maps are "
        "those from the layer before.",
        corrected="Each neuron in the third hidden layer may have synaptic connections from "
        "several feature maps of the previous hidden layer.",
        corrected_claim=lambda: Statement(lambda: maps_fed_by(previous=True)),
        fault=MATHEMATICS,
        chapter="15_lenet",
    ),
    claim(
        number="2.2: trainable subsampling",
        title="Subsampling with a coefficient and a bias",
        printed=r"Each neuron has a \(2 \times 2\) acceptance field, a training coefficient, a "
        r"training bias, and a sigmoid activation function.",
        printed_claim=subsampling_gradients,
        reason="A definition; its gradients by the coefficient, the bias and the pixels are "
        "proved, for neurons with coefficients of their own and for maps that share them.",
        defines=True,
        chapter="12_pooling",
    ),
    claim(
        number="2.2: final convolution",
        title="The last convolution is a dense layer",
        printed=r"The final stage of convolution consists of 120 neurons, each of which specifies "
        r"a \(5 \times 5\) accepted domain.",
        printed_claim=last_convolution_is_dense,
        reason="A kernel as large as its map has a single place.",
        chapter="15_lenet",
    ),
    claim(
        number="5: three dimensions",
        title="Three-dimensional kernels",
        printed="The direct expansion to the three-dimensional needs more parameters.",
        printed_claim=lambda: Statement(cube_needs_more),
        reason="For every kernel of two or more.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="5: weight number",
        title="Sharing and pooling reduce the number of weights",
        printed="Sharing weights and pooling, subsampling methods reduce the weight number.",
        printed_claim=lambda: Statement(both_save_weights),
        reason="Sharing within its own layer, pooling in a fully connected layer that follows.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="5: Fisher criterion",
        title="Small within classes, large between them",
        printed="The constraints based on the Fisher criterion keep the samples in small distance "
        "within class and large distance between class, so that the weights could be closer to the "
        "optimal value for classification.",
        printed_claim=lambda: Statement(criterion_keeps_classes_apart),
        reason="The criterion knows the classes by their means and their spread only; where the "
        "means agree it may draw all features together.",
        convention="Two normal classes of one covariance: there the criterion is stationary along "
        "the direction in which the ratio of their likelihoods grows.",
        convention_claim=criterion_is_optimal_for_normal_classes,
        chapter="14_training",
    ),
]
