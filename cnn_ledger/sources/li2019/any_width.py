r"""Section 1.7: layers of any width."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from sympy import Expr, Symbol

from cnn_core.symbolic.sums import derivative
from cnn_core.symbolic.vocabulary import Partial, sizes, tensors, total
from cnn_ledger.claims import All, Identity
from cnn_ledger.sources._common import (
    INDEX,
    ranges,
)  # fmt: skip
from cnn_ledger.sources.li2019._network import (
    A,
    B,
    a,
    b,
    delta,
    equation,
    i,
    j,
    m,
    p,
    q,
    r,
    sigma,
    w,
    y,
)

(D,) = sizes("n_{L-2}")
v, c, x = tensors("v c x")


def net_at(row: Expr) -> Expr:
    """z_j of layer L."""
    return b[row] + total(w[row, i] * a[i], (i, A))


def slope_at(row: Expr) -> Expr:
    return sigma(net_at(row)).fdiff()


def error_at(row: Expr) -> Expr:
    """dC_0 / da_j of the last layer."""
    return -2 * (y[row] - sigma(net_at(row)))


layer_cost = total((y[j] - sigma(net_at(j))) ** 2, (j, B))
outer_cost = total(delta[j] * sigma(net_at(j)), (j, B))  # any loss that follows: delta = dC/da
UNIT, INPUT = ranges((p, B)), ranges((q, A))
ANY = [*UNIT, *INPUT]


def last_layer(target: Expr, last: Expr, where: list[Expr]) -> Identity:
    return Identity(Partial(layer_cost, target, "C_0"), error_at(p) * slope_at(p) * last, where)


def chain_of(target: Expr, where: list[Expr]) -> Identity:
    """The factors as derivatives, for a cost in which the unit p is one of many."""
    last = derivative(net_at(p), target)
    return Identity(Partial(layer_cost, target, "C_0"), error_at(p) * slope_at(p) * last, where)


def to_activation(formula: Callable[[Expr], Expr]) -> Identity:
    return Identity(Partial(layer_cost, a[q], "C_0"), total(formula(j), (j, B)), INPUT)


def hidden_net(row: Expr) -> Expr:
    """z_k of layer L - 1."""
    return c[row] + total(v[row, m] * x[m], (m, D))


def deep(row: Expr) -> Expr:
    """z_j of layer L, as a function of layer L - 2."""
    return b[row] + total(w[row, i] * sigma(hidden_net(i)), (i, A))


def two_layers_any_width() -> Identity:
    """A weight of layer L - 1, by the printed recursion with k on the left."""
    value = total((y[j] - sigma(deep(j))) ** 2, (j, B))
    back = total(-2 * (y[j] - sigma(deep(j))) * sigma(deep(j)).fdiff() * w[j, q], (j, B))
    gradient = back * sigma(hidden_net(q)).fdiff() * x[r]
    return Identity(Partial(value, v[q, r], "C_0"), gradient, ranges((q, A), (r, D)))


def recursion(at: Expr, unit: Expr, **more: dict[Symbol, int]) -> Identity:
    """dC/da at `at`, against the sum with the weights from the unit `unit`."""
    back = total(w[j, unit] * slope_at(j) * delta[j], (j, B))
    return Identity(Partial(outer_cost, a[at], "C_0"), back, ranges((at, A), (unit, A)), **more)


ENTRIES = [
    equation(
        number="1.7-17",
        title="The cost of one example, many outputs",
        printed=r"C_0(\boldsymbol{w}) = \sum_{j=1}^{n_L} (y_j - a_j^{(L)})^2",
        printed_claim=lambda: Identity(
            Partial(total((y[j] - a[j]) ** 2, (j, B)), a[p], "C_0"), -2 * (y[p] - a[p]), UNIT
        ),
        reason="A definition, equation (1) for one input; its gradient is that of 1.7-5.",
        defines=True,
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-18",
        title="The activation of a neuron in a layer",
        printed=r"a_j^{(L)} = \sigma(z_j^{(L)})",
        printed_claim=lambda: Identity(
            Partial(sigma(x[j]), x[p], "a"), sp.KroneckerDelta(j, p) * sigma(x[j]).fdiff()
        ),
        reason="A definition; each activation depends on its own net input only.",
        defines=True,
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-19",
        title="The net input of a neuron in a layer",
        printed=r"z_j^{(L)} = b_j^{(L)} + \sum_{i=1}^{n_{L-1}} w_{ji}^{(L)} a_i^{(L-1)}",
        printed_claim=lambda: Identity(
            Partial(net_at(j), w[p, q], "z"), sp.KroneckerDelta(j, p) * a[q], INPUT
        ),
        reason=r"A definition; \(w_{jk}\) enters \(z_j\) only, with the factor \(a_k\).",
        defines=True,
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-20",
        title="The cost by a weight of the last layer",
        printed=r"\frac{\partial C_0}{\partial w_{jk}^{(L)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} "
        r"\frac{\partial z_j^{(L)}}{\partial w_{jk}^{(L)}} = "
        r"-2(y_j - a_j^{(L)})\, \sigma'(z_j^{(L)})\, a_k^{(L-1)}",
        printed_claim=lambda: All(chain_of(w[p, q], ANY), last_layer(w[p, q], a[q], ANY)),
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-21",
        title="The cost by a bias of the last layer",
        printed=r"\frac{\partial C_0}{\partial b_j^{(L)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} "
        r"\frac{\partial z_j^{(L)}}{\partial b_j^{(L)}} = "
        r"-2(y_j - a_j^{(L)})\, \sigma'(z_j^{(L)})",
        printed_claim=lambda: All(chain_of(b[p], UNIT), last_layer(b[p], sp.Integer(1), UNIT)),
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-22",
        title="The cost by an activation of the layer before",
        printed=r"\frac{\partial C_0}{\partial a_k^{(L-1)}} = \sum_{j=1}^{n_L} "
        r"\frac{\partial C_0}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} "
        r"\frac{\partial z_j^{(L)}}{\partial a_k^{(L-1)}} = \sum_{j=1}^{n_L} "
        r"-2(y_j - a_j^{(L)})\, \sigma'(z_j^{(L)})\, w_{jk}^{(L)}",
        printed_claim=lambda: All(
            to_activation(lambda at: error_at(at) * slope_at(at) * derivative(net_at(at), a[q])),
            to_activation(lambda at: error_at(at) * slope_at(at) * w[at, q]),
        ),
        reason=r"\(a_k\) reaches the cost through every unit of layer L.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-23",
        title="The cost by a weight of any layer",
        printed=r"\frac{\partial C_0}{\partial w_{jk}^{(l)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(l)}} \frac{\partial a_j^{(l)}}{\partial z_j^{(l)}} "
        r"\frac{\partial z_j^{(l)}}{\partial w_{jk}^{(l)}} = "
        r"\frac{\partial C_0}{\partial a_j^{(l)}}\, \sigma'(z_j^{(l)})\, a_k^{(l-1)}",
        printed_claim=lambda: All(
            *(
                Identity(Partial(outer_cost, w[p, q], "C_0"), delta[p] * slope_at(p) * last, ANY)
                for last in (derivative(net_at(p), w[p, q]), a[q])
            )
        ),
        reason="For any cost of the activations of layer l.",
        chapter="06_delta_recursion",
    ),
    equation(
        number="1.7-24",
        title="The recursion of the activations",
        printed=r"\frac{\partial C_0}{\partial a_j^{(l)}} = \sum_{j=1}^{n_{l+1}} w_{jk}^{(l+1)} "
        r"\sigma'(z_j^{(l+1)}) \frac{\partial C_0}{\partial a_j^{(l+1)}}",
        printed_claim=lambda: recursion(p, q, sizes={A: 2, B: 1, p: 1, q: 0}),
        reason="The index j names the unit on the left and is summed over on the right, where k is "
        "left over. With k on the left it is right.",
        corrected=r"\frac{\partial C_0}{\partial a_k^{(l)}} = \sum_{j=1}^{n_{l+1}} "
        r"w_{jk}^{(l+1)} \sigma'(z_j^{(l+1)}) \frac{\partial C_0}{\partial a_j^{(l+1)}}",
        corrected_claim=lambda: recursion(q, q),
        fault=INDEX,
        contradicts=(
            (
                "1.7-22",
                lambda: Identity(
                    total(error_at(j) * slope_at(j) * w[j, p], (j, B)),
                    total(error_at(j) * slope_at(j) * w[j, q], (j, B)),
                    ranges((p, A), (q, A)),
                ),
            ),
        ),
        chapter="06_delta_recursion",
    ),
]
