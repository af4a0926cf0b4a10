"""An entry for tests, and claims that are right and wrong."""

from cnn_core.symbolic import Partial, indices, inside, sizes, tensors, total
from cnn_ledger import Equation, Identity

i, p = indices("i p")
(n,) = sizes("n")
x, w = tensors("x w")
E = total(w[i] ** 2 * x[i], (i, n)) / 2
RANGE = [inside(p, n)]


def gradient_is(formula, **sizes_of):
    return lambda: Identity(Partial(E, w[p]), formula, RANGE, **sizes_of)


RIGHT, DOUBLE, UNINDEXED = gradient_is(w[p] * x[p]), gradient_is(2 * w[p] * x[p]), gradient_is(w[p])
INDEX = "index, transpose or sign"


def entry(claim=RIGHT, **more):
    return Equation(
        source="jefkine2016",
        number=more.pop("number", "99"),
        title="A gradient",
        printed=r"\frac{\partial E}{\partial w_p} = w_p x_p",
        printed_claim=claim,
        chapter="06_delta_recursion",
        **more,
    )


FALSE = {
    "reason": "Twice too large.",
    "corrected": "w_p x_p",
    "corrected_claim": RIGHT,
    "fault": INDEX,
}
CONVENTION = {"reason": "Needs a reading.", "convention": "So read.", "convention_claim": RIGHT}
