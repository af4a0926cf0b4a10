"""Section 3.3, the updates by gradient descent: 3.75 to 3.80."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import sympy as sp
from sympy import Expr

from cnn_ledger.claims import Claim, Entries
from cnn_ledger.equation import Equation
from cnn_ledger.sources.murugan2017._network import equation

alpha = sp.Symbol("alpha", real=True)
pixels, kernel = sp.symbols("I_1 I_2", real=True), sp.symbols("k_1 k_2", real=True)
map_bias, send, offset, label = sp.symbols("b v d y", real=True)
hidden, hidden_bias = sp.symbols("w c", real=True)


def network() -> Expr:
    """A network of one unit in each layer, all of them active, and the loss of equation 2.4.

    That a step lowers the loss does not depend on what the loss is; this one has no logarithms.
    """
    net = pixels[0] * kernel[0] + pixels[1] * kernel[1] + map_bias
    return (send * (hidden * net + hidden_bias) + offset - label) ** 2


def slopes(parameters: Sequence[Expr]) -> list[Expr]:
    return [sp.diff(network(), one) for one in parameters]


def as_equation(parameters: Sequence[Expr]) -> Entries:
    """The update read as an equation between numbers."""
    moved = [one - alpha * slope for one, slope in zip(parameters, slopes(parameters), strict=True)]
    return Entries(moved, list(parameters))


def as_assignment(parameters: Sequence[Expr]) -> Entries:
    """The loss along the update: its derivative by the rate, at zero."""
    down = slopes(parameters)
    moved = {one: one - alpha * slope for one, slope in zip(parameters, down, strict=True)}
    along = network().subs(moved, simultaneous=True).diff(alpha).subs(alpha, 0)
    return Entries(along, -sum(slope**2 for slope in down))


def same_gradient(one: Expr, other: Expr) -> Entries:
    """Whether the gradients by the parameters of two layers, which have one name, are the same."""
    return Entries(slopes([one]), slopes([other]))


def same_letter(parameter: Expr) -> Entries:
    """Whether a parameter is the gradient by it, which has the same letter elsewhere."""
    return Entries([parameter], slopes([parameter]))


ASSIGNED = "The sign of equality assigns: on the right stand the old values, on the left the new."
SHORT = (
    r" The superscript \(L\) of the gradient is the short form that the paper announces before "
    r"3.28: "
    r"it belongs to the layer \(L + 1\) of the left side."
)
Clash = tuple[str, Callable[[], Claim]]


def update(
    number: str,
    name: str,
    printed: str,
    parameters: Sequence[Expr],
    *clashes: Clash,
    more: str = "",
) -> Equation:
    """One update; the loss falls along it, to first order in the rate."""
    return equation(
        number=number,
        title=f"Update of the {name}",
        printed=printed,
        printed_claim=lambda: as_equation(parameters),
        reason="As an equation between numbers it holds where the gradient is zero.",
        convention=f"{ASSIGNED}{more}",
        convention_claim=lambda: as_assignment(parameters),
        contradicts=clashes,
        chapter="13_whole_network",
    )


STEP = r"%s = %s - \alpha \frac{\partial L(\hat{y}^{L+1}, y)}{\partial %s}"

ENTRIES = [
    update(
        "3.75",
        "weights of the output",
        STEP % ("W^{L+1}", "W^{L+1}", "W^L"),
        [send],
        ("3.77", partial(same_gradient, send, hidden)),
        more=SHORT,
    ),
    update(
        "3.76",
        "biases of the output",
        STEP % ("b^{L+1}", "b^{L+1}", "b^L"),
        [offset],
        ("3.44", partial(same_letter, offset)),
        ("3.78", partial(same_gradient, offset, hidden_bias)),
        more=SHORT,
    ),
    update(
        "3.77",
        "weights of a hidden layer",
        STEP % ("W^l", "W^l", "W^l"),
        [hidden],
        ("3.54", partial(same_letter, hidden)),
    ),
    update(
        "3.78",
        "biases of a hidden layer",
        STEP % ("b^l", "b^l", "b^l"),
        [hidden_bias],
        ("3.59", partial(same_letter, hidden_bias)),
    ),
    update(
        "3.79",
        "kernels",
        STEP % ("k^{p,q}", "k^{p,q}", "k_{u,v}^{p,q}"),
        kernel,
        ("3.71", partial(same_letter, kernel[0])),
        more=r" It is read for each entry \(u, v\) of the kernel.",
    ),
    update(
        "3.80",
        "biases of the maps",
        STEP % ("b^{p,q}", "b^{p,q}", "b^{p,q}"),
        [map_bias],
        ("3.74", partial(same_letter, map_bias)),
    ),
]
