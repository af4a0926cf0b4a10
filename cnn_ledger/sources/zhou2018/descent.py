r"""What the text says on gradient descent."""

from __future__ import annotations

from itertools import product

import sympy as sp
from sympy import Expr, Matrix, Rational

from cnn_core.symbolic.vocabulary import Partial, total
from cnn_ledger.claims import All, Identity, Reading, Statement
from cnn_ledger.sources._common import (
    MATHEMATICS,
    descent,
    f,
    i,
    p,
    short_steps_descend,
    sigmoid,
    steepest,
    t,
    x,
)  # fmt: skip
from cnn_ledger.sources.zhou2018._network import D, claim, s


def along_the_gradient(rates: tuple[int, int]) -> tuple[bool, str]:
    slopes = (1, 1)
    move = tuple(-rate * slope for rate, slope in zip(rates, slopes, strict=True))
    return Matrix([move, slopes]).det() == 0, (
        f"the gradient {slopes} with the rates {rates} gives the step {move}, which is not along it"
    )


def descends_with_rates() -> Statement:
    """The first-order change of E is minus a sum of rates times squares."""

    def descends() -> tuple[bool, str]:
        rates, slopes = sp.symbols("eta_1:4", positive=True), sp.symbols("g_1:4", real=True)
        change = sum(slope * (-rate * slope) for rate, slope in zip(rates, slopes, strict=True))
        return bool(change.is_nonpositive), rf"to first order E changes by \({sp.latex(change)}\)"

    return Statement(descends)


def components_make_the_gradient() -> Identity:
    """The derivative along a direction s is the sum of ``s_i`` times the partial derivatives."""
    h = sp.Symbol("h", real=True)
    value = total(t[i] * f(x[i] + h * s[i]), (i, D))
    return Identity(Partial(value, h, "J"), total(s[i] * t[i] * f(x[i] + h * s[i]).fdiff(), (i, D)))


def falls_where_the_gradient_falls(in_size: bool) -> tuple[bool, str]:
    """Where the gradient becomes smaller in size, or smaller as a number."""
    z = sp.Symbol("z")
    value = -(z**2) / 2 if in_size else z**2 / 2
    places = (sp.Integer(1), Rational(1, 2)) if in_size else (-sp.Integer(1), -sp.Integer(2))
    slopes, values = ([e.subs(z, at) for at in places] for e in (value.diff(z), value))
    if in_size:
        slopes = [abs(slope) for slope in slopes]
    before, after = (tuple(map(sp.latex, e)) for e in (slopes, values))
    return slopes[1] < slopes[0] and values[1] < values[0], (
        rf"\(J = {sp.latex(value)}\) from \({sp.latex(places[0])}\) to \({sp.latex(places[1])}\): "
        rf"the gradient falls from \({before[0]}\) to \({before[1]}\){' in size' * in_size}, "
        rf"J rises from \({after[0]}\) to \({after[1]}\)"
    )


def falls_against_the_gradient() -> tuple[bool, str]:
    slopes = sp.symbols("g_1:4", real=True)
    along = sum(slope * -slope for slope in slopes)
    return bool(along.is_nonpositive), rf"along \(-g\) the derivative of J is \({sp.latex(along)}\)"


def every_component_shrinks() -> tuple[bool, str]:
    z = sp.Symbol("z")
    start, slope = sp.Integer(0), ((z - 1) ** 2 / 2).diff(z)
    moved = start - Rational(1, 2) * slope.subs(z, start)
    return (
        moved < start,
        rf"\(J = (\theta - 1)^2/2\) from {start}: the step goes to \({moved}\), upwards",
    )


def least_derivative() -> tuple[bool, str]:
    """The derivative of J along unit vectors, for the gradient (3, 4)."""
    angle = sp.Symbol("phi", real=True)
    along = 3 * sp.cos(angle) + 4 * sp.sin(angle)
    against = along.subs({sp.cos(angle): Rational(-3, 5), sp.sin(angle): Rational(-4, 5)})
    least = sp.minimum(along, angle)
    return sp.simplify(least - against) == 0, (
        rf"for the gradient \((3, 4)\) the least derivative along a unit vector is \({least}\), at "
        r"\((-\frac{3}{5}, -\frac{4}{5})\)"
    )


def length_of_step() -> tuple[bool, str]:
    z, rate = sp.Symbol("z"), Rational(1, 10)
    moved = rate * (z**2).diff(z).subs(z, 3)
    return moved == rate, (
        rf"\(J = \theta^2\) at 3 with \(\alpha = {sp.latex(rate)}\): the step is "
        rf"\({sp.latex(moved)}\) long"
    )


def step_is_rate_times_gradient() -> Identity:
    moved = sp.Symbol("r", real=True) * f(x[p]).fdiff()
    return Identity(Partial(moved, sp.Symbol("r", real=True), "step"), f(x[p]).fdiff())


def always_falls() -> tuple[bool, str]:
    z = sp.Symbol("z")
    one, two = descent(sp.Integer(2), [1], 1, z**2, (z,))
    return two[0] ** 2 < one[0] ** 2, (
        rf"\(J = \theta^2\) with \(\alpha = 2\): from {one[0]} to {two[0]}, J from "
        f"{one[0] ** 2} to {two[0] ** 2}"
    )


def reaches_an_extreme_point() -> tuple[bool, str]:
    z1, z2 = sp.symbols("z_1 z_2")
    J = z1**2 - z2**2
    last = descent(Rational(1, 4), [1, 0], 4, J, (z1, z2))[-1]
    limit = J.subs(z1, 0)
    return sp.diff(limit, z2, 2) > 0, (
        rf"\(J = \theta_1^2 - \theta_2^2\) from (1, 0): after four steps at "
        rf"\({sp.latex(last)}\), on the way to the saddle (0, 0)"
    )


def falls_for_short_steps() -> tuple[bool, str]:
    """J = L z^2 / 2: the factor of J per step, below one for 0 < alpha < 2 / L."""
    rate, L, z = sp.symbols("alpha L z", positive=True)
    J = L * z**2 / 2
    ratio = sp.factor(J.subs(z, z - rate * J.diff(z)) / J)
    good = sp.solve_univariate_inequality(ratio.subs(L, 1) < 1, rate, relational=False)
    return good == sp.Interval.open(0, 2), (
        rf"\(J = L\theta^2/2\): a step multiplies J by \({sp.latex(ratio)}\), less than one for "
        r"\(0 < \alpha < 2/L\)"
    )


def zero_start(hidden_units: bool) -> tuple[bool, str]:
    """Whether gradient descent leaves the zero start: linear regression, or a 2-2-1 net on XOR."""
    data = list(zip(product((0, 1), repeat=2), (0, 1, 1, 0), strict=True))
    h = sp.symbols("h0:9", real=True)

    def predicted(one: int, two: int) -> Expr:
        if not hidden_units:
            return h[0] * one + h[1] * two + h[2]
        units = [sigmoid(h[k] * one + h[k + 1] * two + h[k + 2]) for k in (0, 3)]
        return sigmoid(h[6] * units[0] + h[7] * units[1] + h[8])

    J = sum((predicted(*inputs) - target) ** 2 for inputs, target in data) / 2
    slopes = [J.diff(e).subs(dict.fromkeys(h, 0)) for e in sorted(J.free_symbols, key=str)]
    moving = sum(slope != 0 for slope in slopes)
    kind = "a 2-2-1 network of sigmoids" if hidden_units else "linear regression"
    return moving > 0, (
        f"{kind} on XOR, started at zero: {moving} of {len(slopes)} derivatives differ from zero"
    )


ENTRIES = [
    claim(
        number="3: gradient",
        title="The gradient points along the largest change",
        printed="The gradient is a vector, referring to the direction with largest changing value "
        "at one point.",
        printed_claim=steepest,
        reason="Cauchy and Schwarz, by Lagrange's identity.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: components",
        title="Components make the direction",
        printed="Each dimension component can find a gradient direction; thus we can find a "
        "holistic direction.",
        printed_claim=components_make_the_gradient,
        reason="The partial derivatives are the components of the gradient.",
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: gradient decreases",
        title="Where J decreases",
        printed=r"Change \(\theta\) so that J decreases in the direction in which the gradient "
        r"decreases.",
        printed_claim=lambda: Reading(
            Statement(lambda: falls_where_the_gradient_falls(in_size=True)),
            Statement(lambda: falls_where_the_gradient_falls(in_size=False)),
        ),
        reason="J falls against the gradient; whether the gradient itself becomes smaller on the "
        "way, in size or as a number, is another matter.",
        corrected=r"Change \(\theta\) in the direction opposite to the gradient, in which J "
        r"decreases.",
        corrected_claim=lambda: Statement(falls_against_the_gradient),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: minimum gradient",
        title="The direction of the minimum gradient",
        printed=r"\(\theta_i\) will be reduced according to the direction of the minimum gradient.",
        printed_claim=lambda: Statement(every_component_shrinks),
        reason="A component grows where its derivative is negative, and the gradient at a point "
        "is one vector, which has no minimum.",
        convention="The gradient in a direction is the derivative along it, and a reduction may be "
        "negative: the least derivative is that against the gradient.",
        convention_claim=lambda: Statement(least_derivative),
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: step size",
        title="What the step size is",
        printed=r"\(\alpha\) represents the step size, which is the variation in the direction of "
        r"the gradient reduction each time.",
        printed_claim=lambda: Statement(length_of_step),
        reason=r"The length of the step is \(\alpha\) times the length of the gradient.",
        convention="Step size means the factor in front of the gradient.",
        convention_claim=step_is_rate_times_gradient,
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: always lower",
        title="Every step lowers J, and the end is an extreme point",
        printed=r"Adjusting \(\theta\) in accordance with the gradient will make J shift towards a "
        r"lower direction; the algorithm will stop by \(\theta\) dropping to an extreme point.",
        printed_claim=lambda: All(Statement(always_falls), Statement(reaches_an_extreme_point)),
        reason="A step that is too long raises J, and the limit may be a saddle.",
        corrected=r"Moving against the gradient lowers J for small enough \(\alpha\), below "
        r"\(2/L\) for a curvature of at most L; where it stops the gradient is zero.",
        corrected_claim=lambda: short_steps_descend("J"),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: minimum",
        title="Reaching a minimum",
        printed="It is possible to reach a minimum point by following the direction which "
        "descends in the quickest way, whether it is local or global.",
        printed_claim=lambda: Statement(reaches_an_extreme_point),
        reason="Possible, but not certain: the path may lead to a saddle.",
        convention="Read as a possibility, with a short enough step and a start that does not "
        "lead to a saddle.",
        convention_claim=lambda: Statement(falls_for_short_steps),
        chapter="04_gradient_descent",
    ),
    claim(
        number="3: all-zero start",
        title="Starting at zero",
        printed=r"Assign the value of \(\theta\): this value can either be random or an all-zero "
        r"vector.",
        printed_claim=lambda: Statement(lambda: zero_start(hidden_units=True)),
        reason="A network with hidden units does not leave the zero start: its hidden units stay "
        "equal, and here it does not move at all.",
        convention="J is that of equation 1, with a linear h.",
        convention_claim=lambda: Statement(lambda: zero_start(hidden_units=False)),
        chapter="07_mlp",
    ),
]
