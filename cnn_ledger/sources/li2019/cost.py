r"""Section 1.3: the cost."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Rational

from cnn_core.symbolic.vocabulary import Partial, tensors, total
from cnn_ledger.claims import All, Identity, Statement
from cnn_ledger.sources._common import (
    ranges,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import B, a, claim, equation, j, n, p, q, s, y

cost = total(total((y[s, j] - a[s, j]) ** 2, (j, B)), (s, n)) / n


def errors_below_cost() -> tuple[bool, str]:
    errors = [1] + [0] * 99
    mean = Rational(sum(e**2 for e in errors), len(errors))
    return max(errors) ** 2 <= mean, (
        rf"of {len(errors)} inputs one has the squared error {max(errors) ** 2} and all others 0: "
        rf"\(C = {sp.latex(mean)}\)"
    )


def never_negative(value: Expr) -> tuple[bool, str]:
    return bool(value.is_nonnegative), "a sum of squares of real numbers, of any length"


def errors_below_cost_times_inputs() -> All:
    """n C less the squared error of one input is what the others add, for every n."""
    (error,) = tensors("e")  # the norms of the differences
    others = total(((1 - sp.KroneckerDelta(s, p)) * error[s]) ** 2, (s, n))
    rest = total(error[s] ** 2, (s, n)) - error[p] ** 2
    return All(Identity(rest, others, ranges((p, n))), Statement(lambda: never_negative(others)))


ENTRIES = [
    equation(
        number="1.3-1",
        title="The cost function, equation (1) of the text",
        printed=r"C(\mathbf{w}) = \frac1n \sum_{\mathbf{x}} \| y(\mathbf{x}) - a(\mathbf{x}) \|^2",
        printed_claim=lambda: Identity(
            Partial(cost, a[p, q], "C"), -2 * (y[p, q] - a[p, q]) / n, ranges((p, n), (q, B))
        ),
        reason="A definition: the mean over the inputs of the squared distance. Its gradient by an "
        "output is minus two n-ths of the difference.",
        defines=True,
        chapter="03_losses",
    ),
    claim(
        number="1.3: non-negative",
        title="The sign of the cost",
        printed=r"\(C\) is a non-negative function.",
        printed_claim=lambda: Statement(lambda: never_negative(cost)),
        chapter="03_losses",
    ),
    claim(
        number="1.3: small cost",
        title="What a small cost says",
        printed=r"When \(C\) is small the outputs are close to the desired values across all the "
        "training input.",
        printed_claim=lambda: Statement(errors_below_cost),
        reason="A small mean leaves room for a large error at a single input.",
        convention=r"Close on average; a single squared error is at most \(nC\).",
        convention_claim=errors_below_cost_times_inputs,
        chapter="03_losses",
    ),
]
