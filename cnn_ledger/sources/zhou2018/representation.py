r"""The perceptron, and what networks can represent."""

from __future__ import annotations

from itertools import product

import sympy as sp

from cnn_core.symbolic.exact import symbol_array
from cnn_ledger.claims import All, Entries, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    sigmoid,
)  # fmt: skip
from cnn_ledger.sources.zhou2018._network import claim


def four_inequalities() -> Entries:
    """For a unit that fires where w.x + b > 0: what XOR asks for adds up to 0 > 0."""
    w1, w2, bias_ = sp.symbols("w_1 w_2 b", real=True)
    positive = [w1 + bias_, w2 + bias_]
    not_positive = [bias_, w1 + w2 + bias_]
    return Entries(sum(positive) - sum(not_positive), 0)


def perceptron_settles(targets: tuple[int, ...], name: str) -> tuple[bool, str]:
    """Rosenblatt's rule until a round makes no mistake, or ends as a round has begun."""
    data = list(zip(product((0, 1), repeat=2), targets, strict=True))
    weights, seen = (0, 0, 0), []
    while weights not in seen:
        seen.append(weights)
        mistakes = 0
        for (one, two), target in data:
            move = target - int(weights[0] * one + weights[1] * two + weights[2] > 0)
            weights = (weights[0] + move * one, weights[1] + move * two, weights[2] + move)
            mistakes += abs(move)
        if not mistakes:
            return True, f"on {name} round {len(seen)} makes no mistake, with the weights {weights}"
    return False, (
        f"on {name} round {len(seen)} ends with the weights {weights}, with which round "
        f"{seen.index(weights) + 1} began: it makes mistakes for ever"
    )


def settles_where_a_line_separates() -> tuple[bool, str]:
    """Rosenblatt's rule on all sixteen ways to divide the corners of a square in two classes."""
    corners, weights = list(product((0, 1), repeat=2)), list(product(range(-2, 3), repeat=3))
    fires = {tuple(int(a * one + c * two + d > 0) for one, two in corners) for a, c, d in weights}
    divisions = list(product((0, 1), repeat=4))
    settled = {targets for targets in divisions if perceptron_settles(targets, "")[0]}
    return settled == fires, (
        f"of the {len(divisions)} ways to divide the corners of a square a line separates "
        f"{len(fires)}; on these the rule ends without a mistake, on the others never"
    )


def sigmoid_output_reaches(value: int = 2) -> tuple[bool, str]:
    z = sp.Symbol("z", real=True)
    highest = sp.limit(1 / (1 + sp.exp(-z)), z, sp.oo)
    return (
        highest >= value,
        f"a sigmoid output stays below {highest}, so it misses the function {value}",
    )


def staircase(steps: int = 5) -> Entries:
    """A hidden layer of threshold units takes any given value on each piece of an interval."""
    values = symbol_array("f", steps)
    jumps = [values[0], *(values[r] - values[r - 1] for r in range(1, steps))]
    fires = [[1 if piece >= unit else 0 for unit in range(steps)] for piece in range(steps)]
    found = [sum(on * jump for on, jump in zip(row, jumps, strict=True)) for row in fires]
    return Entries(found, values)


def steep_sigmoids() -> Entries:
    """Threshold units are the limit of ever steeper sigmoids, away from the threshold."""
    steepness, z = sp.Symbol("s", positive=True), sp.Symbol("z", positive=True)
    return Entries([sp.limit(sigmoid(steepness * at), steepness, sp.oo) for at in (-z, z)], [0, 1])


def stairs_come_close() -> tuple[bool, str]:
    """The square on [0, 1] by N steps: the error is at most the rise within a piece."""
    N, r, rest = sp.symbols("N r s", integer=True, nonnegative=True)
    rise = sp.expand(((r + 1) / N) ** 2 - (r / N) ** 2)
    worst = sp.factor(rise.subs(r, N - 1))
    falls = sp.factor((worst - rise).subs(N, r + 1 + rest))  # every r up to N - 1
    return bool(falls.is_nonnegative and sp.limit(worst, N, sp.oo) == 0), (
        rf"the square on \([0, 1]\) by N steps: the error is at most \({sp.latex(worst)}\), which "
        "tends to 0"
    )


def approximates() -> All:
    """On an interval: the error is at most what the function varies within a piece."""
    return All(staircase(), steep_sigmoids(), Statement(stairs_come_close))


def bounded_network_follows_a_square() -> tuple[bool, str]:
    z = sp.Symbol("z", real=True)
    c1, c2 = sp.symbols("c_1 c_2", positive=True)
    network = c1 / (1 + sp.exp(-z)) + c2 / (1 + sp.exp(z))
    gap = sp.limit(z**2 - network, z, sp.oo)
    return (
        gap != sp.oo,
        r"on the whole line, the square minus a network of sigmoids "
        rf"tends to \({sp.latex(gap)}\)",
    )


def xor_network(dead: int | None = None) -> list[int]:
    """step(step(s - 1/2) - step(s - 3/2) - 1/2) with s the sum of the inputs."""
    outputs = []
    for one, two in product((0, 1), repeat=2):
        units = [int(2 * (one + two) > 1), int(2 * (one + two) > 3)]
        if dead is not None:
            units[dead] = 0
        outputs.append(int(2 * (units[0] - units[1]) > 1))
    return outputs


def survives_damage() -> tuple[bool, str]:
    whole, damaged = xor_network(), xor_network(dead=1)
    return (
        whole == damaged,
        f"a network for XOR gives {whole}; without its second hidden unit {damaged}",
    )


def change_by_damage() -> Entries:
    """What the output's net input loses with the units 1 and 3 of four."""
    weight, active = symbol_array("v", 4), symbol_array("a", 4)
    whole = (weight * active).sum()
    kept = weight[0] * active[0] + weight[2] * active[2]
    return Entries(whole - kept, weight[1] * active[1] + weight[3] * active[3])


ENTRIES = [
    claim(
        number="1: XOR",
        title="No single unit computes XOR",
        printed="The perceptron is essentially a linear model; even the simplest XOR problems "
        "cannot be correctly classified.",
        printed_claim=four_inequalities,
        reason="XOR asks of one threshold unit that two positive numbers have the same sum as two "
        "that are not positive.",
        chapter="01_neuron",
    ),
    claim(
        number="1: perceptron",
        title="The perceptron rule converges",
        printed="The perceptron uses gradient descent to learn the weights; the method proved to "
        "converge.",
        printed_claim=lambda: All(
            Statement(lambda: perceptron_settles((0, 1, 1, 1), "OR")),
            Statement(lambda: perceptron_settles((0, 1, 1, 0), "XOR")),
        ),
        reason="The rule settles only for classes that a line can separate.",
        convention="The two classes are linearly separable; shown for the corners of a square.",
        convention_claim=lambda: Statement(settles_where_a_line_separates),
        chapter="01_neuron",
    ),
    claim(
        number="1: universal approximation",
        title="One hidden layer approximates continuous functions",
        printed="A continuous function in any closed interval can be approximated by a BP network "
        "with a hidden layer.",
        printed_claim=lambda: Statement(sigmoid_output_reaches),
        reason="With the sigmoid that the paper uses on the output as well, only values between "
        "zero and one can be reached.",
        convention="A linear output unit, and as many hidden units as needed; shown with threshold "
        "units, which steep sigmoids approach.",
        convention_claim=approximates,
        chapter="07_mlp",
    ),
    claim(
        number="6.1: any function",
        title="Three layers approximate any function",
        printed="The three-layer neural network can approximate any nonlinear continuous function "
        "with arbitrary precision.",
        printed_claim=lambda: Statement(bounded_network_follows_a_square),
        reason="On the whole line it cannot, as a network of sigmoids is bounded.",
        convention="On a closed interval, as in the paper's introduction, with a linear output "
        "unit and as many hidden units as needed.",
        convention_claim=approximates,
        chapter="07_mlp",
    ),
    claim(
        number="6.3: fault tolerance",
        title="Damage to neurons",
        printed="The results will not be greatly affected even when part of the neurons get "
        "damaged.",
        printed_claim=lambda: Statement(survives_damage),
        reason="Not in general: the loss of one unit may change the function.",
        corrected="The output's net input changes by the sum of weight times activity over the "
        "damaged units; the effect is small where that sum is.",
        corrected_claim=change_by_damage,
        fault=MATHEMATICS,
        chapter="07_mlp",
    ),
]
