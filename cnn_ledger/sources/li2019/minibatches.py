r"""Section 1.5: minibatches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import sympy as sp
from sympy import Expr, Matrix, Rational, Symbol

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import claim, equation, n, s, sigma, z
from cnn_ledger.sources.li2019.descent import t, u

SLOPES = [Symbol(f"g_{at}", real=True) for at in range(4)]  # gradients of four examples


def mean(values: Sequence[Expr]) -> Expr:
    return sum(values) / sp.Integer(len(values))


def all_batches(size: int) -> Expr:
    return mean([mean(batch) for batch in combinations(SLOPES, size)])


def unbiased() -> All:
    """The part of the batches of r + 1 of r + s + 1 examples that hold a given one; counted."""
    r, s = sp.symbols("r s", integer=True, nonnegative=True)
    size, count = r + 1, r + s + 1
    part = sp.binomial(count - 1, size - 1) / (size * sp.binomial(count, size))
    return All(
        Entries(sp.gammasimp(part.rewrite(sp.gamma)), 1 / count),
        Entries([all_batches(size) for size in range(1, 5)], [mean(SLOPES)] * 4),
    )


def mean_of_gradients() -> Identity:
    """The second sign of (2): one sigmoid neuron, one weight, n inputs."""

    def each(at: Expr) -> Expr:
        return (t[at] - sigma(z * u[at])) ** 2

    summed = total(derivative(each(s), z), (s, n))
    return Identity(Partial(total(each(s), (s, n)) / n, z, "C"), summed / n)


def far_off() -> tuple[bool, str]:
    examples = (0, 0, 0, 4)
    whole, batch = mean(examples), mean(examples[:2])
    return bool(2 * abs(batch - whole) < abs(whole)), (
        f"of four examples with the gradients {examples} the first two have the mean {batch}, all "
        f"have {whole}"
    )


def deviations() -> Entries:
    """The mean squared distance of a batch's gradient to that of all, over all batches of a size.

    Against the variance of the four examples, times (4 - m) / (3 m), which falls with m.
    """
    variance = mean([(one - mean(SLOPES)) ** 2 for one in SLOPES])
    sizes_ = range(1, 5)
    gaps = [
        mean([(mean(batch) - mean(SLOPES)) ** 2 for batch in combinations(SLOPES, size)])
        for size in sizes_
    ]
    return Entries([variance * Rational(4 - size, 3 * size) for size in sizes_], gaps)


def round_of_two(rate: Expr, at: Expr) -> tuple[Expr, Expr]:
    """Batches with the costs w^2 and (w - 1)^2, one step each."""
    first = at - rate * 2 * at
    return first, first - rate * 2 * (first - 1)


def converges_with_fixed_rate() -> tuple[bool, str]:
    start, best = Rational(2, 3), Rational(1, 2)
    places = round_of_two(Rational(1, 4), start)
    return bool(places[1] == places[0] == best), (
        r"batches with the costs \(w^2\) and \((w - 1)^2\), \(\alpha = 1/4\): from "
        rf"\({sp.latex(start)}\) to \({sp.latex(places[0])}\) and back to "
        rf"\({sp.latex(places[1])}\), for ever; the mean of the costs is least at "
        rf"\({sp.latex(best)}\)"
    )


def converges_with_falling_rates() -> All:
    """With the rate 1/(2k), step k turns the mean of k - 1 targets into the mean of k."""
    k, before, target = sp.symbols("k S y", positive=True)
    at = before / (k - 1)
    moved = at - 2 * (at - target) / (2 * k)
    return All(Entries(moved, (before + target) / k), Statement(rounds_come_closer))


def rounds_come_closer() -> tuple[bool, str]:
    at, gaps = Rational(1), []
    for step_number in range(1, 21):
        at -= Rational(1, 2 * step_number) * 2 * (at - (step_number + 1) % 2)
        gaps.append(abs(at - Rational(1, 2)))
    inside_bound = all(gap <= Rational(1, 2 * number) for number, gap in enumerate(gaps, 1))
    return inside_bound, (
        r"with the same batches and \(\alpha = 1/(2k)\) at step k, the distance to the minimum is "
        rf"at most \(1/(2k)\) in each of {len(gaps)} steps"
    )


def parallel_to_gradient() -> tuple[bool, str]:
    examples = [Matrix([1, 0]), Matrix([0, 1])]
    batch, whole = examples[0], (examples[0] + examples[1]) / 2
    shown = [sp.latex(tuple(e)) for e in (batch, whole)]
    return Matrix.hstack(batch, whole).det() == 0, (
        rf"a batch of one of two examples has the gradient \({shown[0]}\), all have \({shown[1]}\)"
    )


ENTRIES = [
    equation(
        number="1.5-1",
        title="The gradient of a minibatch, equation (2) of the text",
        printed=r"\frac{\sum_{j=1}^{m} \nabla C_{X_j}}{m} \approx "
        r"\frac{\sum_x \nabla C_x}{n} = \nabla C",
        printed_claim=lambda: All(mean_of_gradients(), Statement(far_off)),
        reason="The second sign is exact. At the first one, the two sides may be far apart for a "
        "single batch.",
        convention="Batches are drawn at random, and the first sign means equal on average over "
        "all batches of a size.",
        convention_claim=lambda: All(unbiased(), mean_of_gradients()),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.5: good approximation",
        title="How good the average of a batch is",
        printed="The average over the mini-batch turns out to be a good approximation for the "
        "gradient of C.",
        printed_claim=lambda: Statement(far_off),
        reason="Not for every batch.",
        convention="For batches drawn at random: right on average, with a mean squared deviation "
        r"that falls with the size m of the batch, as \(\frac{4 - m}{3m}\) for four examples.",
        convention_claim=lambda: All(unbiased(), deviations()),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.5: converges",
        title="Rounds of minibatches",
        printed=r"When we use up all the mini-batches we start again from the first, and this goes "
        r"on until the algorithm converges. (\(\alpha\) is fixed, by section 1.4.)",
        printed_claim=lambda: Statement(converges_with_fixed_rate),
        reason="With a fixed rate the weights end in a cycle around the minimum, unless all "
        "batches have their minimum at the same place.",
        corrected=r"With rates that fall suitably, such as \(1/(2k)\) for the batches of the "
        "example, this goes on until the algorithm converges.",
        corrected_claim=converges_with_falling_rates,
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
]
