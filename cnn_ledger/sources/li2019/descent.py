r"""Section 1.4: gradient descent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import sympy as sp
from sympy import Expr, Rational, Symbol

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, tensors, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    descent,
    f,
    g,
    ranges,
    short_steps_descend,
    steepest,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import claim, equation, i, j, n, p, w

h, alpha = Symbol("h", real=True), Symbol("alpha", positive=True)
w1 = Symbol("w", real=True)
t, u = tensors("t u")


def weights_and_slopes(count: int) -> tuple[list[Symbol], Expr, list[Expr]]:
    """Weights, any C of them, and its partial derivatives."""
    weights = list(sp.symbols(f"w_1:{count + 1}", real=True))
    value = sp.Function("C")(*weights)
    return weights, value, [value.diff(one) for one in weights]


def change_along(count: int, direction: str) -> Entries:
    """How any C of `count` weights changes along a step or a direction, to first order."""
    weights, value, slopes = weights_and_slopes(count)
    moves = {"step": [-e for e in slopes], "any": list(sp.symbols(f"u_1:{count + 1}"))}[direction]
    moved = value.subs(
        {one: one + h * move for one, move in zip(weights, moves, strict=True)}, simultaneous=True
    )
    claimed = sum(slope * move for slope, move in zip(slopes, moves, strict=True))
    return Entries(claimed, moved.diff(h).subs(h, 0).doit())


any_cost = g(total(t[i] * f(w[i]), (i, n)))


def any_slope(at: Expr) -> Expr:
    return any_cost.fdiff() * t[at] * f(w[at]).fdiff()


def change_along_n(move: Callable[[Expr], Expr]) -> Identity:
    """The same for n weights, symbolic n: the gradient times the direction."""
    moved = g(total(t[i] * f(w[i] + h * move(i)), (i, n)))
    return Identity(derivative(moved, h).subs(h, 0), total(any_slope(j) * move(j), (j, n)))


def gradient_n() -> All:
    return All(
        Identity(Partial(any_cost, w[p], "C"), any_slope(p), ranges((p, n))),
        change_along_n(lambda at: u[at]),
    )


def steepness_is_norm() -> Entries:
    """Along the gradient divided by its norm the derivative is the norm."""
    slopes = sp.symbols("g_1:4", real=True)
    norm = sp.sqrt(sum(e**2 for e in slopes))
    return Entries(sum(e * (e / norm) for e in slopes), norm)


def finds_a_minimum() -> tuple[bool, str]:
    w_1, w_2 = sp.symbols("w_1 w_2")
    C = w_1**2 + (w_2**2 - 1) ** 2
    last = descent(Rational(1, 4), (1, 0), 4, C, (w_1, w_2))[-1]
    saddle = {w_1: 0, w_2: 0}
    return bool(C.diff(w_2, 2).subs(saddle) > 0), (
        rf"\(C = {sp.latex(C)}\) from (1, 0): after four steps at \({sp.latex(last)}\), on the way "
        rf"to (0, 0), where C is {C.subs(saddle)}; the least value is {C.subs({w_1: 0, w_2: 1})}"
    )


TWO_VALLEYS = w1**4 / 4 - 4 * w1**3 / 3 + 3 * w1**2 / 2
FLAT = w1**2 / (1 + w1**2)


def may_miss_the_lowest() -> tuple[bool, str]:
    places = [
        place for (place,) in descent(Rational(1, 2), (Rational(1, 2),), 4, TWO_VALLEYS, (w1,))
    ]
    low = {at: TWO_VALLEYS.subs(w1, at) for at in (0, 3)}
    falls = all(0 < abs(after) < abs(before) for before, after in pairwise(places))
    minima = all(
        TWO_VALLEYS.diff(w1).subs(w1, at) == 0 < TWO_VALLEYS.diff(w1, 2).subs(w1, at) for at in low
    )
    return bool(falls and minima and low[3] < low[0]), (
        rf"\(C = {sp.latex(TWO_VALLEYS)}\) from \(1/2\): the steps go to the minimum at 0 with "
        rf"C = {low[0]}, while the one at 3 has \(C = {sp.latex(low[3])}\)"
    )


def slope_grows_with_distance() -> tuple[bool, str]:
    slopes = {at: FLAT.diff(w1).subs(w1, at) for at in (1, 3)}
    return bool(slopes[3] > slopes[1]), (
        rf"\(C = {sp.latex(FLAT)}\), least at 0: the slope is \({sp.latex(slopes[1])}\) at 1 and "
        rf"\({sp.latex(slopes[3])}\) at 3"
    )


def small_slope_is_near() -> tuple[bool, str]:
    near, far = (FLAT.diff(w1).subs(w1, at) for at in (Rational(1, 10), 10))
    return bool(far > near), (
        rf"\(C = {sp.latex(FLAT)}\), least at 0: the slope at 10 is \({sp.latex(far)}\), smaller "
        rf"than the \({sp.latex(near)}\) at \(1/10\)"
    )


def slope_bounds_distance() -> tuple[bool, str]:
    """Mean value theorem: the slope at a distance d is c d, with a curvature c in between."""
    low, more, rest, distance = sp.symbols("mu r s d", nonnegative=True)
    low, distance = Symbol("mu", positive=True), Symbol("d", positive=True)
    slope, high = (low + more) * distance, low + more + rest
    gaps = [sp.factor(distance - slope / high), sp.factor(slope / low - distance)]
    return all(gap.is_nonnegative for gap in gaps), (
        r"with the slope \((\mu + r)d\) and \(L = \mu + r + s\), the gaps are "
        rf"\({sp.latex(gaps[0])} \ge 0\) and \({sp.latex(gaps[1])} \ge 0\)"
    )


def step_is_part_of_the_way() -> Entries:
    curvature, least = Symbol("c", positive=True), Symbol("m", real=True)
    C = curvature * (w1 - least) ** 2 / 2
    return Entries(-alpha * C.diff(w1), alpha * curvature * (least - w1))


def slope_points_away(single_valley: bool) -> tuple[bool, str]:
    if single_valley:  # mean value theorem, with a positive curvature c
        curvature, least = Symbol("c", positive=True), Symbol("m", real=True)
        gap = sp.factor(curvature * (w1 - least) * (w1 - least))
        return bool(gap.is_nonnegative), rf"\((w - m)\, C'(w) = {sp.latex(gap)} \ge 0\)"
    slope = TWO_VALLEYS.diff(w1).subs(w1, Rational(1, 2))
    best = min((0, 3), key=lambda at: TWO_VALLEYS.subs(w1, at))
    return bool(slope * (Rational(1, 2) - best) > 0), (
        rf"\(C = {sp.latex(TWO_VALLEYS)}\) at \(1/2\) has the slope \({sp.latex(slope)}\), and the "
        f"minimum is at {best}"
    )


def moves_against_the_slope() -> tuple[bool, str]:
    up = Symbol("g", positive=True)
    moves = [-alpha * slope for slope in (-up, up)]
    return bool(moves[0].is_positive and moves[1].is_negative), (
        rf"a slope \(-g\) moves w by \({sp.latex(moves[0])}\), a slope \(g\) by "
        rf"\({sp.latex(moves[1])}\)"
    )


def most_decrease() -> tuple[bool, str]:
    """Two steps of one length from (10, 1): against the gradient, and to the minimum."""

    def C(one: Expr, two: Expr) -> Expr:
        return one**2 + 10 * two**2

    each = sp.sqrt(Rational(10**2 + 1**2, 2))  # both slopes are 20 there
    along, other = C(10 - each, 1 - each), C(0, 0)
    return bool(along < other), (
        rf"\(C = w_1^2 + 10 w_2^2\) at (10, 1): a step of length \(\sqrt{{101}}\) against the "
        rf"gradient ends at C = {sp.N(along, 4)}, one of the same length to (0, 0) at {other}"
    )


def rates() -> tuple[bool, str]:
    factor = sp.factor((w1 - alpha * (w1**2).diff(w1)) / w1)
    slow, wide, wild = (factor.subs(alpha, rate) for rate in (Rational(1, 100), 1, 2))
    return bool(0 < 1 - slow < Rational(1, 10) and wide == -1 and abs(wild) > 1), (
        rf"on \(C = w^2\) a step multiplies w by \({sp.latex(factor)}\): \({sp.latex(slow)}\) for "
        rf"\(\alpha = 1/100\), {wide} for 1 and {wild} for 2"
    )


ENTRIES = [
    equation(
        number="1.4-1",
        title="The step in one variable",
        printed=r"w := w - \alpha \frac{d}{dw} C(w)",
        printed_claim=lambda: change_along(1, "step"),
        reason="A definition. To first order the step lowers any C by the rate times the square "
        "of the slope.",
        defines=True,
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-2",
        title="The gradient in two variables",
        printed=r"\nabla C = \Bigl( \frac{\partial C}{\partial w_1}, "
        r"\frac{\partial C}{\partial w_2} \Bigr)^T",
        printed_claim=lambda: change_along(2, "any"),
        reason=r"A definition: along any direction u, C changes by \(\nabla C \cdot u\).",
        defines=True,
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-3",
        title="The step in two variables",
        printed=r"\boldsymbol{w} := \boldsymbol{w} - \alpha \nabla C",
        printed_claim=lambda: change_along(2, "step"),
        reason="A definition. To first order the step lowers any C by the rate times the squared "
        "norm of the gradient.",
        defines=True,
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-4",
        title="The gradient in n variables",
        printed=r"\nabla C = \Bigl( \frac{\partial C}{\partial w_1}, \cdots, "
        r"\frac{\partial C}{\partial w_n} \Bigr)^T",
        printed_claim=gradient_n,
        reason="A definition. A column, as in two variables; that the sentence before writes the "
        "weights as a row does no harm.",
        defines=True,
        chapter="04_gradient_descent",
    ),
    equation(
        number="1.4-5",
        title="The step in n variables",
        printed=r"\boldsymbol{w} := \boldsymbol{w} - \alpha \nabla C",
        printed_claim=lambda: change_along_n(lambda at: -any_slope(at)),
        reason="A definition, as in two variables.",
        defines=True,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: any function",
        title="What gradient descent minimises",
        printed="Gradient descent is an algorithm used to minimise any function, a method that "
        "ensures we are able to find a minimum.",
        printed_claim=lambda: Statement(finds_a_minimum),
        reason="It needs a differentiable function, bounded below, and a suitable rate. Even then "
        "what it finds is a place where the gradient is zero.",
        corrected=r"For a differentiable function with a curvature of at most L, each step with "
        r"\(0 < \alpha < 2/L\) lowers C unless the gradient is zero.",
        corrected_claim=short_steps_descend,
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: global minimum",
        title="Not always the lowest",
        printed="Gradient descent only helps us to find a local minimum, but does not necessarily "
        "find a global minimum.",
        printed_claim=lambda: Statement(may_miss_the_lowest),
        reason="Right as the caution that it is.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: slope",
        title="What the slope tells",
        printed="Close to the minimum the slope is close to zero; further away it gets bigger in "
        "magnitude, so the slope can tell us how far we are from the minimum.",
        printed_claim=lambda: Statement(slope_grows_with_distance),
        reason="Close to a minimum the slope is small. Far away it may be small as well.",
        corrected=r"If the curvature lies between \(\mu > 0\) and L, the distance lies between "
        r"\(|C'|/L\) and \(|C'|/\mu\).",
        corrected_claim=lambda: Statement(slope_bounds_distance),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: small derivative",
        title="What a small derivative means",
        printed="A large slope means we are further away from the minimum; a small derivative "
        "means we are close to the minimum and should only take small steps.",
        printed_claim=lambda: Statement(small_slope_is_near),
        reason="On a plateau the derivative is small and the minimum may be far.",
        corrected=r"The step is \(\alpha\) times the slope. For a constant curvature c it is the "
        r"part \(\alpha c\) of the way to the minimum.",
        corrected_claim=step_is_part_of_the_way,
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: left or right",
        title="The side of the minimum",
        printed="A positive slope tells us the minimum is to the left, while a negative slope "
        "tells us the minimum is to the right.",
        printed_claim=lambda: Statement(lambda: slope_points_away(single_valley=False)),
        reason="With several valleys the lowest may lie on the other side.",
        convention="The curve has a single valley and is convex, as in the figure.",
        convention_claim=lambda: Statement(lambda: slope_points_away(single_valley=True)),
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: moves",
        title="The direction of the step",
        printed="When the derivative is negative we move w to the right, and when it is positive "
        "to the left.",
        printed_claim=lambda: Statement(moves_against_the_slope),
        reason="As the rate is positive.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: steepest",
        title="Direction and norm of the gradient",
        printed=r"The gradient gives the vector of steepest increase, \(-\nabla C\) that of "
        "steepest decrease, and its norm tells us exactly how steep the descent is.",
        printed_claim=lambda: All(steepest(), steepness_is_norm()),
        reason="Cauchy and Schwarz, by Lagrange's identity.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: most decrease",
        title="Steepest descent and most decrease",
        printed="The direction of steepest descent is the direction that gives the most decrease "
        "in C.",
        printed_claim=lambda: Statement(most_decrease),
        reason="For a step of some length another direction may give more.",
        convention="Per unit of length, for small steps: to first order.",
        convention_claim=steepest,
        chapter="04_gradient_descent",
    ),
    claim(
        number="1.4: learning rate",
        title="Rates too small and too large",
        printed=r"With \(\alpha\) too small the algorithm will not converge in a feasible amount "
        "of time; too large, we might overshoot the minimum and not converge to any value.",
        printed_claim=lambda: Statement(rates),
        chapter="04_gradient_descent",
    ),
]
