r"""Linear regression: equations 1 and 2."""

from __future__ import annotations

import sympy as sp
from sympy import Expr

from cnn_core.symbolic.vocabulary import Partial, inside, total
from cnn_ledger.claims import Identity, Reading
from cnn_ledger.sources._common import (
    MATHEMATICS,
    i,
    j,
    p,
    q,
    x,
    y,
)  # fmt: skip
from cnn_ledger.sources.zhou2018._network import D, M, equation, theta

alpha = sp.Symbol("alpha", real=True)


def error(example: Expr) -> Expr:
    """h(x) - y at one example."""
    return total(theta[j] * x[example, j], (j, D)) - y[example]


def cost(examples: Expr) -> Expr:
    return total(error(i) ** 2, (i, examples)) / 2


step = Partial(cost(M), theta[p], "J")
summed = total(error(i) * x[i, p], (i, M))
COMPONENT = [inside(p, D)]
literal_error = theta[0] * x[0, 0] - y[0]  # the printed x and y carry no index


def literal_cost() -> Expr:
    """The sum of the middle member as printed: its terms do not depend on i."""
    return Partial(total(literal_error**2, (i, M)) / 2, theta[0], "J")


ENTRIES = [
    equation(
        number="1",
        title="Gradient of the squared error",
        printed=r"\frac{\partial}{\partial\theta} J(\theta) = \frac{\partial}{\partial\theta} "
        r"\frac12 \sum_{i=1}^{m} (h_\theta(x) - y)^2 = (h_\theta(x) - y)\, x^{(i)}",
        printed_claim=lambda: Reading(
            Identity(step, error(q) * x[q, p], [*COMPONENT, inside(q, M)]),
            Identity(literal_cost(), literal_error * x[q, 0]),
        ),
        reason="The sum over the examples is lost on the right, where its index is left free. The "
        "two sides agree for a single example, with a linear h.",
        corrected=r"\frac{\partial J}{\partial\theta_j} = \sum_{i=1}^{m} "
        r"\bigl(h_\theta(x^{(i)}) - y^{(i)}\bigr)\, x^{(i)}_j, \quad h_\theta(x) = \theta^T x",
        corrected_claim=lambda: Identity(step, summed, COMPONENT),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
    equation(
        number="2",
        title="The step of gradient descent",
        printed=r"\theta_i = \theta_i - \alpha \frac{\partial}{\partial\theta} J(\theta) "
        r"= \theta_i - \alpha\, (h_\theta(x) - y)\, x^{(i)}",
        printed_claim=lambda: Reading(
            Identity(
                theta[p] - alpha * step,
                theta[p] - alpha * error(q) * x[q, p],
                [*COMPONENT, inside(q, M)],
            ),
            Identity(theta[0] - alpha * literal_cost(), theta[0] - alpha * literal_error * x[q, 0]),
        ),
        reason="The first equality, read as an assignment, defines the step. The second one "
        "inherits the lost sum of equation 1: it is the step for one example, not for the J of "
        r"that equation. And \(i\) numbers the components of \(\theta\) here, the examples there.",
        corrected=r"\theta_j \leftarrow \theta_j - \alpha \sum_{i=1}^{m} "
        r"\bigl(h_\theta(x^{(i)}) - y^{(i)}\bigr)\, x^{(i)}_j",
        corrected_claim=lambda: Identity(
            theta[p] - alpha * step, theta[p] - alpha * summed, COMPONENT
        ),
        fault=MATHEMATICS,
        chapter="04_gradient_descent",
    ),
]
