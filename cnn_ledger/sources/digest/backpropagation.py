r"""Backpropagation, gates and meProp."""

from __future__ import annotations

import sympy as sp
from sympy import Expr

from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.vocabulary import Partial, sizes, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import (
    C,
    b,
    delta,
    f,
    g,
    i,
    j,
    m,
    n,
    p,
    ranges,
    summed_copies,
    t,
    w,
    x,
)  # fmt: skip
from cnn_ledger.sources.digest._network import A, B, claim, heads
from cnn_ledger.sources.digest.architecture import shared_matrix
from cnn_ledger.sources.jefkine2016.text import tie_has_no_derivative, winner_takes_all

Gate = tuple[str, Expr]


def circuit() -> list[Gate]:
    """1 / (1 + exp(-(w0 x0 + w1 x1 + w2))) times x0: x0 is used twice."""
    w0, x0, w1, x1, w2 = sp.symbols("w_0 x_0 w_1 x_1 w_2", real=True)
    r, s, d, e, h = sp.symbols("r s d e h", real=True)
    gates = [w0 * x0, w1 * x1, r + s, d + w2, 1 / (1 + sp.exp(-e)), h * x0]
    return list(zip((r, s, d, e, h, sp.Symbol("out", real=True)), gates, strict=True))


def whole(gates: list[Gate]) -> Expr:
    """The last gate's output in terms of the inputs of the circuit."""
    result = gates[-1][1]
    for name, gate in reversed(gates[:-1]):
        result = result.subs(name, gate)
    return result


def forward_and_back(gates: list[Gate]) -> dict[Expr, Expr]:
    """The derivatives of the last output by everything before it, from local derivatives only."""
    slopes: dict[Expr, Expr] = {gates[-1][0]: sp.S.One}
    for name, gate in reversed(gates):
        for source in gate.free_symbols:
            local = slopes[name] * gate.diff(source)
            slopes[source] = slopes.get(source, sp.S.Zero) + local  # added where a value forks
    return slopes


def gates_are_local() -> tuple[bool, str]:
    gates, seen = circuit(), []
    for _, gate in gates:
        local = [gate.diff(source) for source in gate.free_symbols]
        seen.append(all(slope.free_symbols <= gate.free_symbols for slope in local))
    return all(seen), (
        f"a neuron as a circuit: in {sum(seen)} of {len(gates)} gates the local derivatives "
        "contain the gate's own inputs only"
    )


def back_to_the_inputs() -> Entries:
    gates = circuit()
    slopes, result = forward_and_back(gates), whole(gates)
    inputs = sorted(result.free_symbols, key=str)
    found = [slopes[one] for one in inputs]
    for name, gate in reversed(gates):
        found = [slope.subs(name, gate) for slope in found]
    return Entries(found, [result.diff(one) for one in inputs])


def another_rule() -> tuple[bool, str]:
    """Whether the chain rule of a dense layer misses the kernel gradient, its ties summed."""
    image, kernel, deltas = symbol_array("o", 4), symbol_array("w", 2), symbol_array("delta", 3)
    matrix = symbol_array("W", (3, 4))
    perceptron = gradient(deltas @ (matrix @ image), matrix)
    tied = [sum(perceptron[d, d + e] for d in range(3)) for e in range(2)]
    value = sum(deltas[d] * kernel[e] * image[d + e] for d in range(3) for e in range(2))
    true = gradient(value, kernel)
    same = all(sp.expand(one - two) == 0 for one, two in zip(tied, true, strict=True))
    return not same, (
        f"a kernel of 2 on 4 pixels: the gradient of the fully connected layer, "
        f"summed over equal weights, {'is' if same else 'is not'} that of the kernel"
    )


def other_formulas() -> tuple[bool, str]:
    """The one product of a perceptron's weight, against the derivative by a kernel entry."""
    image, kernel, deltas = symbol_array("o", 3), symbol_array("w", 2), symbol_array("delta", 2)
    value = sum(deltas[d] * kernel[e] * image[d + e] for d in range(2) for e in range(2))
    slope = value.diff(kernel[0])
    return slope != deltas[0] * image[0], (
        rf"one weight of a perceptron has the derivative \({sp.latex(deltas[0] * image[0])}\), one "
        rf"of a kernel of 2 on 3 pixels \({sp.latex(slope)}\)"
    )


def whole_network() -> Identity:
    """Kernel, activation, average pooling, dense layer, activation: the gradient of the kernel."""
    N, blocks, k = sizes("N Q k")
    net = total(w[m] * x[N * j + n + m], (m, k)) + b
    pooled_map = total(f(net), (n, N)) / N
    output = total(heads[i, j] * pooled_map, (j, blocks))
    cost = total(g(output), (i, C))
    slope = total(f(net).fdiff() * x[N * j + n + p], (n, N)) / N
    back = total(g(output).fdiff() * total(heads[i, j] * slope, (j, blocks)), (i, C))
    return Identity(Partial(cost, w[p]), back, ranges((p, k)))


def kept(deltas: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The entries that are largest in size; the others zero."""
    order = sorted(range(len(deltas)), key=lambda d: -abs(deltas[d]))[:count]
    return tuple(e if d in order else 0 for d, e in enumerate(deltas))


def meprop_step() -> tuple[bool, str]:
    deltas, inputs = (3, -1, 2), (1, 2)
    chosen = kept(deltas, 1)
    full, used = (sp.Matrix(e) * sp.Matrix([inputs]) for e in (deltas, chosen))
    rows = sum(any(used[d, :]) for d in range(3))
    along = sum(one * two for one, two in zip(full, used, strict=True))
    return rows == 1 and along > 0, (
        rf"\(\delta = {deltas}\), of which {chosen} is kept, and \(x = {inputs}\): {rows} of 3 "
        f"rows of weights moves; the product of the step with the gradient is {along}, so the "
        "loss falls for short steps"
    )


def meprop_products() -> tuple[bool, str]:
    """Products in the weight gradient and the input gradient, counted."""
    outputs, inputs, count = 8, 5, 2
    chosen = kept((3, -1, 2, 5, -4, 1, 0, 2), count)
    used = [2 * inputs for entry in chosen if entry]
    return sum(used) < 2 * inputs * outputs, (
        f"{inputs} inputs, {outputs} outputs, {count} deltas kept: {sum(used)} products instead "
        f"of {2 * inputs * outputs}"
    )


def kept_part_descends() -> Identity:
    """The product of the step with the gradient, for a layer and a choice of any size.

    With ``t_i`` one or zero, the product is a sum of squares times a sum of squares.
    """
    product_ = total(t[i] * delta[i] * x[j] * (delta[i] * x[j]), (i, B), (j, A))
    return Identity(product_, total(t[i] * delta[i] ** 2, (i, B)) * total(x[j] ** 2, (j, A)))


def one_choice_descends() -> Identity:
    """The same for a batch of any size, if all examples keep the same entries of their deltas."""
    summed = [total(delta[i, q] * x[j, q], (q, C)) for q in (n, m)]
    product_ = total(t[i] * summed[0] * summed[1], (i, B), (j, A))
    return Identity(product_, total(t[i] * summed[0] ** 2, (i, B), (j, A)))


def choices_apart_may_climb() -> tuple[bool, str]:
    """Three examples with the input 1, each of which keeps its own largest delta."""
    examples = [(10, -9, -9), (-9, 10, -9), (-9, -9, 10)]
    full, used = (
        [sum(column) for column in zip(*deltas, strict=True)]
        for deltas in (examples, [kept(deltas, 1) for deltas in examples])
    )
    along = sum(one * two for one, two in zip(full, used, strict=True))
    return along < 0, (
        rf"three examples with \(x = 1\) and \(\delta\) = {', '.join(map(str, examples))}, of "
        f"which each keeps its largest: the gradient of the batch is {full}, the step goes against "
        f"{used}; their product is {along}, so the loss rises"
    )


def products_of_ways(exact: bool) -> tuple[bool, str]:
    """Products that a dense layer needs for its gradient, by the ways of the digest.

    A difference quotient needs a forward pass for each weight; meProp leaves rows of the gradient
    out, so its gradient is not the exact one.
    """
    outputs, inputs, count = 8, 5, 2
    ways = {
        "backpropagation": inputs * outputs,
        "difference quotients": (inputs * outputs) * (inputs * outputs),
    }
    if not exact:
        ways["meProp with 2 of 8 deltas"] = inputs * count
    shown = ", ".join(f"{name} {number}" for name, number in ways.items())
    return ways["backpropagation"] == min(ways.values()), (
        f"products for the weight gradient of {inputs} inputs and {outputs} outputs: {shown}"
    )


ENTRIES = [
    claim(
        number="3: local process",
        title="Gates know nothing of the circuit",
        printed="Backpropagation is a beautifully local process: every gate can right away compute "
        "two things, its output and its local gradient, completely independently, without being "
        "aware of the full circuit.",
        printed_claim=lambda: Statement(gates_are_local),
        reason="What the gate cannot know, the derivative of the end by its output, comes back "
        "later and is multiplied in.",
        chapter="05_chain_rule",
    ),
    claim(
        number="4: recursively",
        title="From the end to the inputs",
        printed="The backward pass starts at the end and recursively applies the chain rule to "
        "compute the gradients all the way to the inputs of the circuit.",
        printed_claim=back_to_the_inputs,
        reason="A sigmoid neuron, one input of which is used twice: its two derivatives are added.",
        chapter="05_chain_rule",
    ),
    claim(
        number="3: different",
        title="Different from a perceptron",
        printed="Backpropagation works in a CNN using the chain rule, which is different from how "
        "it works in a perceptron.",
        printed_claim=lambda: Statement(another_rule),
        reason="The rule is the same. Applied to a fully connected layer with equal weights, it "
        "gives the gradient of the kernel.",
        convention="The formulas differ: a shared weight has a sum of products where a "
        "perceptron's has one.",
        convention_claim=lambda: Statement(other_formulas),
        chapter="10_kernel_gradient",
    ),
    claim(
        number="5: weight sharing",
        title="Weight sharing, forward and backward",
        printed="The sharing of weights affects the forward and backward propagation while "
        "computing the gradients.",
        printed_claim=lambda: All(shared_matrix(), summed_copies()),
        reason="Forward one kernel serves all outputs; backward its gradient is the sum over them.",
        chapter="10_kernel_gradient",
    ),
    claim(
        number="9: adaptive",
        title="All connections are adaptive",
        printed="All of the connections in the network are adaptive, although heavily "
        "constrained, and are trained using backpropagation.",
        printed_claim=summed_copies,
        reason="Equal weights are trained by the sum of the gradients of their copies. (It is "
        "said of a network without fixed pooling.)",
        chapter="09_convolution_layer",
    ),
    claim(
        number="9: winning unit",
        title="The winning unit receives the gradient",
        printed="The backward pass to the pooling layer assigns the winning unit the gradient "
        "value, as its index was noted during the forward pass.",
        printed_claim=lambda: All(winner_takes_all(), Statement(tie_has_no_derivative)),
        reason="Right away from ties. At a tie there is no derivative, and the noted index is a "
        "choice.",
        convention="The block has one largest unit, or the noted winner stands for it.",
        convention_claim=winner_takes_all,
        chapter="12_pooling",
    ),
    claim(
        number="8: building blocks",
        title="Convolution, pooling and dense layers, learned together",
        printed="Convolution layers, pooling layers and fully connected layers learn through a "
        "backpropagation algorithm.",
        printed_claim=whole_network,
        reason="The kernel's gradient, through activation, average pooling and a dense layer; "
        "pooling has no weights to learn, but hands the gradient on.",
        chapter="13_whole_network",
    ),
    claim(
        number="2: meProp",
        title="meProp: a small part of the gradient",
        printed="The forward process is computed as usual, while only a small subset of gradients "
        "are used to update the parameters.",
        printed_claim=lambda: All(
            Statement(meprop_step),
            kept_part_descends(),
            one_choice_descends(),
            Statement(choices_apart_may_climb),
        ),
        reason="A description of a method. The step is not along the gradient. For one example of "
        "a dense layer, or with one choice for the whole batch, it still goes down in the layer "
        "itself; where each example chooses for itself, as the places of a convolution do, it may "
        "go up.",
        chapter="14_training",
    ),
    claim(
        number="11: fastest",
        title="The fastest way to update weights",
        printed="… this algorithm as the fastest way to update weights.",
        printed_claim=lambda: Statement(lambda: products_of_ways(exact=False)),
        reason="Who presented it so is history, and not judged. Ways that leave a part of the "
        "gradient out, such as meProp, need fewer products.",
        convention="Among ways that give the whole gradient, compared with a difference quotient "
        "for each weight.",
        convention_claim=lambda: Statement(lambda: products_of_ways(exact=True)),
        chapter="06_delta_recursion",
    ),
    claim(
        number="5: meProp",
        title="meProp: less calculation",
        printed="The meProp technique reduces calculation in back propagation.",
        printed_claim=lambda: Statement(meprop_products),
        reason="Of the products only those with the deltas that are kept remain.",
        chapter="14_training",
    ),
]
