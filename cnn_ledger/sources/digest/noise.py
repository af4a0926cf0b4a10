r"""Noise that hastens the training."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Rational

from cnn_core.symbolic.vocabulary import Partial, sizes, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    C,
    f,
    i,
    j,
    t,
    x,
    y,
)  # fmt: skip
from cnn_ledger.sources.digest._network import claim, noise

# A hidden cause z = 1 with the probability sigmoid(theta); y is observed, its probability given z
# known. L is the log-likelihood, Q what expectation-maximisation raises.

THETA, NEXT = sp.symbols("theta theta'", real=True)
LIKELY = (Rational(3, 4), Rational(1, 3))  # of the observed y, given z = 0 and z = 1


def causes(at: Expr) -> tuple[Expr, Expr]:
    return 1 / (1 + sp.exp(at)), 1 / (1 + sp.exp(-at))


def Q(at: Expr, current: Expr) -> Expr:
    joint = [one * two for one, two in zip(causes(current), LIKELY, strict=True)]
    logs = [sp.log(one * two) for one, two in zip(causes(at), LIKELY, strict=True)]
    return sum(e * log for e, log in zip(joint, logs, strict=True)) / sum(joint)


def likelihood_and_q() -> Identity:
    """The gradient of the log-likelihood is that of Q, for any joint probabilities f(z, theta)."""
    (causes_,) = sizes("n")
    joint = f(x[i] * THETA)
    whole_ = total(f(x[j] * THETA), (j, causes_))
    of_q = total(joint / whole_ * (x[i] * joint.fdiff() / joint), (i, causes_))
    return Identity(Partial(sp.log(total(joint, (i, causes_))), THETA, "L"), of_q)


def step_raises_q(rate: Expr) -> tuple[bool, str]:
    """One step of gradient ascent on L from theta = 0."""
    slope = sp.nsimplify(Q(NEXT, 0).diff(NEXT).subs(NEXT, 0))
    change = (Q(rate * slope, 0) - Q(0, 0)).evalf(30)
    return bool(change >= 0), (
        rf"two hidden causes, \(\theta = 0\): the gradient is \({sp.latex(slope)}\), and a step "
        rf"with the rate \({sp.latex(rate)}\) changes Q by \({sp.latex(change.evalf(2))}\)"
    )


def first_order_gain() -> Entries:
    """The change of Q along the gradient of L, to first order in the rate: its square."""
    rate = sp.Symbol("eta", real=True)
    observed = sum(one * two for one, two in zip(causes(THETA), LIKELY, strict=True))
    slope = sp.log(observed).diff(THETA)
    places = (sp.S.Zero, sp.log(2), -sp.log(3))
    slopes = [slope.subs(THETA, place) for place in places]
    gains = [
        Q(place + rate * one, place).diff(rate).subs(rate, 0)
        for place, one in zip(places, slopes, strict=True)
    ]
    return Entries(gains, [one**2 for one in slopes])


def gaussian(at: Expr, mean: Expr) -> Expr:
    """The log-density, but for a constant."""
    return -((at - mean) ** 2) / 2


def noise_hastens() -> tuple[bool, str]:
    """The mean of a Gaussian, nothing hidden: EM is done in one step, the mean of the samples."""
    samples, moved, current = (3, 5), (1, 3), 0
    one, two = (sum(gaussian(sp.Integer(e), current) for e in data) for data in (samples, moved))
    best, reached = (Rational(sum(data), len(data)) for data in (samples, moved))
    meets_the_condition, arrives = two >= one, reached == best
    return bool(arrives or not meets_the_condition), (
        f"samples {samples}, estimate {current}; noise makes them {moved}, which raises their "
        f"log-likelihood at the estimate by {two - one}, as the theorem asks; EM then goes to "
        f"{reached}, and without noise at once to the maximum {best}"
    )


def gain_by_condition() -> Entries:
    """A mixture of Gaussians: the gain in Q is a mean of what the condition asks to be positive."""
    weights = sp.symbols("p_1:4", positive=True)
    means = sp.symbols("mu_1:4", real=True)
    at, added = sp.symbols("y n", real=True)
    gain = sum(
        weight * (gaussian(at + added, mean) - gaussian(at, mean))
        for weight, mean in zip(weights, means, strict=True)
    )
    asked = [2 * added * (mean - at) - added**2 for mean in means]
    return Entries(sum(e * one / 2 for e, one in zip(weights, asked, strict=True)), gain)


def training_hastened() -> tuple[bool, str]:
    """Softmax with cross entropy: noise on the target that makes the target more likely."""
    target, outputs = (1, 0), (Rational(1, 4), Rational(3, 4))
    added = (-Rational(1, 2), Rational(1, 2))
    gain = sum(e * sp.log(out) for e, out in zip(added, outputs, strict=True))
    plain, noisy = outputs[0] - target[0], outputs[0] - target[0] - added[0]
    shown = sp.latex(sp.logcombine(gain, force=True))
    return not (gain > 0 and abs(noisy) < abs(plain)), (
        rf"softmax outputs \((\frac14, \frac34)\), target (1, 0), noise "
        rf"\((-\frac12, \frac12)\): the likelihood rises by \({shown}\), and the derivative by the "
        rf"first logit is \({sp.latex(noisy)}\) instead of \({sp.latex(plain)}\): a slower step"
    )


def cheaper_targets() -> Identity:
    """Cross entropy falls by the sum of noise times log output."""
    classes = total(-t[i] * sp.log(y[i]), (i, C))
    noisy = total(-(t[i] + noise[i]) * sp.log(y[i]), (i, C))
    return Identity(classes - noisy, total(noise[i] * sp.log(y[i]), (i, C)))


def noise_leaves_a_flat_start() -> tuple[bool, str]:
    """A kernel of one weight and a weight after it, both zero; J = (v w - 1)^2, rate 1/4."""
    names = sp.symbols("v w", real=True)
    cost = (names[0] * names[1] - 1) ** 2

    def after_a_step(start: Expr) -> Expr:
        here = dict.fromkeys(names, start)
        moved = [one - cost.diff(one).subs(here) / 4 for one in map(sp.sympify, names)]
        return cost.subs(dict(zip(names, [m_.subs(here) for m_ in moved], strict=True)))

    still = after_a_step(sp.S.Zero)
    noisy = [after_a_step(e) for e in (Rational(1, 2), -Rational(1, 2))]
    return all(e < still for e in noisy), (
        rf"\(J = (vw - 1)^2\) from \(v = w = 0\), where the gradient is zero: a step leaves J at "
        rf"{still}; with noise of \(\pm\frac12\) on both weights first, J is "
        rf"\({sp.latex(noisy[0])}\) for either sign"
    )


ENTRIES = [
    claim(
        number="5: expectation-maximization",
        title="Backpropagation and expectation-maximisation",
        printed="The backpropagation algorithm is a special case of the generalized "
        "expectation-maximization (EM) algorithm.",
        printed_claim=lambda: Statement(lambda: step_raises_q(sp.Integer(100))),
        reason="A generalised EM step must not lower Q; a gradient step that is too long does.",
        convention="The cost is a negative log-likelihood, and the step is short enough. Then the "
        "gradient is that of Q.",
        convention_claim=lambda: All(
            likelihood_and_q(), first_order_gain(), Statement(lambda: step_raises_q(sp.S.One))
        ),
        chapter="14_training",
    ),
    claim(
        number="5: noise and EM",
        title="Noise that speeds up EM",
        printed="Such carefully chosen noise always speeds up the expectation-maximization "
        "algorithm on average.",
        printed_claim=lambda: Statement(noise_hastens),
        reason="Noise that meets the condition of the theorem may still slow EM down.",
        convention=r"In the sense of the theorem: if \(n^2 \le 2n(\mu_k - y)\) for each Gaussian "
        "of a mixture, the noise does not lower Q at the current estimate.",
        convention_claim=gain_by_condition,
        chapter="14_training",
    ),
    claim(
        number="5: noise and training",
        title="Noise that speeds up training",
        printed="The noisy CNN algorithm speeds training on average, because backpropagation is a "
        "special case of generalized EM and because such noise always speeds up EM.",
        printed_claim=lambda: Statement(training_hastened),
        reason="As the two premises: noise that makes the targets more likely may still shorten "
        "the step.",
        convention=r"In the sense of the theorem: noise with \(\sum_k n_k \log y_k \ge 0\) does "
        "not raise the cross entropy.",
        convention_claim=cheaper_targets,
        chapter="14_training",
    ),
    claim(
        number="13: noise",
        title="Noise can help",
        printed="Injecting carefully chosen noise can speed convergence in the backpropagation "
        "training of a convolutional network.",
        printed_claim=lambda: Statement(noise_leaves_a_flat_start),
        reason="It can: here it leaves a start from which gradient descent does not move.",
        chapter="14_training",
    ),
]
