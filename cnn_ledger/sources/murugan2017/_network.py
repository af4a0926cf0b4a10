r"""What the parts of the paper share: names, and the classification layer as it should be.

The first index of a weight names the receiving neuron, as in the paper's ``w_{i,i-1}``; ``s``
numbers the samples, which the paper leaves without an index. The classification layer has sigmoid
outputs, each with its own binary cross entropy:

``net = w a + b + u``, ``predicted = sigmoid(net)``, ``cost = mean(cross_entropy(predicted, y))``.
"""

from __future__ import annotations

from functools import partial

import sympy as sp
from sympy import Expr

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import indices, sizes, tensors, total
from cnn_ledger.equation import Equation

equation = partial(Equation, source="murugan2017")
claim = partial(Equation, source="murugan2017", kind="claim")
INDEX, MATHEMATICS = "index, transpose or sign", "mathematics"
MISPRINT = "misprint, perhaps of the extraction's"

t, n, K, D = sizes("t n K D")  # samples, neurons, outputs, inputs
s, r, i, j, k, q, d = indices("s r i j k q d")
a, w, b, x, y, p, v, u = tensors("a w b x y p v u")


def mean(summand: Expr) -> Expr:
    """The mean over the samples, whose index is `s`."""
    return total(summand, (s, t)) / t


def sigmoid(z: Expr) -> Expr:
    """The logistic function of equation 3.34."""
    return 1 / (1 + sp.exp(-z))


def relu(z: Expr) -> Expr:
    """The activation of the hidden layers."""
    return sp.Max(z, 0)


def cross_entropy(prediction: Expr, label: Expr) -> Expr:
    """The loss of one sample and one output neuron, of equation 2.12."""
    return -(label * sp.log(prediction) + (1 - label) * sp.log(1 - prediction))


def slope(prediction: Expr, label: Expr) -> Expr:
    """The two fractions of equation 3.26: the derivative of that loss by the prediction."""
    return -label / prediction + (1 - label) / (1 - prediction)


# --- the classification layer: one output neuron, t samples -------------------------------------
# For the derivative by one weight it is enough to write out that weight: u is the rest of the net
# input, a sum of any length. So what is proved holds for layers of every size.

weight, bias = sp.symbols("w b", real=True)
net = weight * a[s] + bias + u[s]
predicted = sigmoid(net)
error = predicted - y[s]
cost = mean(cross_entropy(predicted, y[s]))
by_chain = slope(predicted, y[s]) * derivative(predicted, weight)  # one sample
bias_by_chain = slope(predicted, y[s]) * derivative(predicted, bias)


def column(entry: str, *places: str) -> str:
    r"""The LaTeX of a column as the paper prints it: entries 1, 2 and i, with dots.

    In the entry ``?`` stands for the number, and ``#`` for one of the `places`.

    >>> column("z_?")
    '\\begin{bmatrix} z_1 \\\\ z_2 \\\\ \\vdots \\\\ z_i \\\\ \\vdots \\end{bmatrix}'
    """
    numbers = "1", "2", "i"
    rows = [
        entry.replace("?", number).replace("#", place)
        for number, place in zip(numbers, places or numbers, strict=True)
    ]
    inner = r" \\ ".join([*rows[:2], r"\vdots", rows[2], r"\vdots"])
    return rf"\begin{{bmatrix}} {inner} \end{{bmatrix}}"


def last(summand: Expr) -> Expr:
    """A term of the sum over the samples, taken at the last one."""
    return summand.subs(s, t - 1)
