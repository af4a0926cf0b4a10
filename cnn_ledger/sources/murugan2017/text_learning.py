"""What section 3 claims besides its equations: the forward and the backward run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import sympy as sp
from sympy import Expr, Max, Symbol

from cnn_core.symbolic.vocabulary import Partial, inside, total
from cnn_ledger.claims import All, Entries, Identity, Reading, Statement
from cnn_ledger.sources.murugan2017 import (
    architecture,
    convolution_layer,
    forward,
    hidden_layers,
    output_layer,
    updates,
)
from cnn_ledger.sources.murugan2017._network import (
    MATHEMATICS,
    MISPRINT,
    K,
    a,
    bias,
    claim,
    cross_entropy,
    error,
    k,
    mean,
    p,
    predicted,
    q,
    relu,
    s,
    sigmoid,
    slope,
    y,
)
from cnn_ledger.sources.murugan2017.convolution_layer import (
    TAPS,
    loss_of_net,
    routed,
    taps,
    turned_image,
    turned_pixels,
    weights,
    without_slope,
)
from cnn_ledger.sources.murugan2017.forward import column_sums, wired

Outcome = tuple[bool, str]

# --- section 3.1: the forward run ---------------------------------------------------------------


def biases_are_as_many_as(what: str) -> Outcome:
    """The parameters of a layer of two neurons with two inputs, from 3.12."""
    names = [symbol.name for symbol in set().union(*(e.free_symbols for e in column_sums()))]
    found = {kind: sum(name[0] == kind for name in names) for kind in "wb"}
    expected = found["w"] if what == "connections" else len(column_sums())
    return found["b"] == expected, (
        f"two neurons with two inputs: {found['w']} connections, {found['b']} biases"
    )


def length_is(of_maps: bool) -> Outcome:
    pooled = np.arange(2 * 3 * 3).reshape(2, 3, 3)
    given = pooled.shape[0] if of_maps else int(np.prod(pooled.shape))
    return given == pooled.reshape(-1).size, (
        f"{pooled.shape[0]} maps of {pooled.shape[1]} by {pooled.shape[2]} pixels: the vector has "
        f"{pooled.reshape(-1).size} entries, and the formula gives {given}"
    )


FORWARD = [
    claim(
        number="3.1: one bias each",
        title="Biases belong to neurons",
        printed="Multiplying the input value by weights and adding bias values of each "
        "connection of every neuron.",
        printed_claim=lambda: Statement(lambda: biases_are_as_many_as("connections")),
        reason="Equation 3.12 has one bias for each neuron; several would only add up to one.",
        corrected="Multiplying the input values by the weights of the connections and adding one "
        "bias value for each neuron.",
        corrected_claim=lambda: Statement(lambda: biases_are_as_many_as("neurons")),
        fault=MATHEMATICS,
        contradicts=(("3.12", lambda: Statement(lambda: biases_are_as_many_as("connections"))),),
        chapter="07_mlp",
    ),
    claim(
        number="3.1: length",
        title="Length of the flattened vector",
        printed=r"The pooling layer is concatenated to form a long vector with the length of "
        r"\(p \times q\).",
        printed_claim=lambda: Statement(lambda: length_is(of_maps=True)),
        reason=r"With \(p\) kernels and \(q\) layers that is the number of maps; the vector has "
        r"an entry "
        "for each pixel of each of them.",
        corrected=r"... with the length of \(D_2 \times H_2 \times W_2\).",
        corrected_claim=lambda: Statement(lambda: length_is(of_maps=False)),
        fault=MATHEMATICS,
        contradicts=(("3.6", lambda: Statement(lambda: length_is(of_maps=True))),),
        chapter="13_whole_network",
    ),
    claim(
        number="3.1: neuron j",
        title="Whose net input it is",
        printed=r"\(z_i^l\) is the input of the activation function for the neuron \(j\).",
        printed_claim=lambda: Entries(column_sums(), list(reversed(wired(False)))),
        reason=r"3.11 to 3.13 call it \(z_j^l\); \(z_i^l\) is that of another neuron.",
        corrected=r"\(z_j^l\) is the input of the activation function for the neuron \(j\).",
        corrected_claim=lambda: Entries(column_sums(), wired(False)),
        fault=MISPRINT,
        contradicts=(("3.12", lambda: Entries(column_sums(), list(reversed(wired(False))))),),
        chapter="07_mlp",
    ),
]

# --- section 3.2: the backward run --------------------------------------------------------------


def printed_in(number: str) -> str:
    """What is printed under a number, or nothing if the paper has no such equation."""
    modules = (architecture, forward, output_layer, hidden_layers, convolution_layer, updates)
    entries = [entry for module in modules for entry in module.ENTRIES]
    return next((entry.printed for entry in entries if entry.number == number), "")


def speaks_of(part: str, name: str, number: str) -> Statement:
    def found() -> Outcome:
        text = printed_in(number)
        has = f"contains {name}" if part in text else f"does not contain {name}"
        return part in text, f"{number} {has if text else 'is not in the paper'}"

    return Statement(found)


SIGMOID = r"\sigma", r"the sigmoid \(\sigma\)"
FRACTION = r"\frac{1 - y_i}{1 - \hat{y}_i^{L+1}}", r"the fraction of \(1 - y_i\)"


def step_is_the_gradient() -> Entries:
    """What one step of gradient descent computes, against the gradient itself."""
    (gradient,) = updates.slopes([updates.send])
    return Entries(updates.send - updates.alpha * gradient, gradient)


def categorical() -> Expr:
    """The cross entropy of classes that exclude each other, over K outputs."""
    return -total(y[k] * sp.log(p[k]), (k, K))


def several_answers() -> Expr:
    """The binary cross entropies of K outputs, added."""
    return total(cross_entropy(p[k], y[k]), (k, K))


def by_prediction(loss: Callable[[], Expr]) -> Identity:
    """A loss by one prediction, against a row of 3.27 without its mean over the samples."""
    return Identity(Partial(loss(), p[q], "L"), slope(p[q], y[q]), [inside(q, K)])


def loss_is_real(output: Callable[[Expr], Expr], name: str) -> Outcome:
    """Whether 3.23 has real logarithms for the output at the net inputs -2, 0 and 2."""
    values = [output(sp.Integer(net)) for net in (-2, 0, 2)]
    return all(0 < value < 1 for value in values), (
        rf"{name} outputs at the net inputs -2, 0, 2: \({sp.latex(sp.Tuple(*values))}\), to which "
        "the logarithms of 3.23 are applied"
    )


def weights_of_last_hidden_layer() -> Reading:
    """3.39 as corrected, for a weight of layer L: error of the output times its input."""
    h = hidden_layers
    return h.against_truth(h.weight, (h.prediction - h.label) * h.entry)


def prediction_is_activation() -> Identity:
    """Its derivative by the net input, under the name of 3.36."""
    return Identity(Partial(predicted, bias, "a"), predicted * (1 - predicted))


def parameters_of(pooling: Callable[..., Expr]) -> int:
    pixels = sp.symbols("x_1:5", real=True)
    return len(pooling(*pixels).free_symbols - set(pixels))


def subsampling(*pixels: Expr) -> Expr:
    return Symbol("beta") * sum(pixels) / len(pixels) + Symbol("b")


def has_parameters(*functions: tuple[str, Callable[..., Expr]], none: bool) -> Outcome:
    found = {name: parameters_of(function) for name, function in functions}
    shown = ", ".join(f"{name} {number}" for name, number in found.items())
    good = not any(found.values()) if none else all(found.values())
    return good, f"parameters of pooling functions: {shown}"


MAXIMUM = ("maximum", Max)
MEAN = ("average", lambda *e: sum(e) / 4)
ROOT = ("root of squares", lambda *e: sp.sqrt(sum(one**2 for one in e)))
TRAINED = ("subsampling with coefficient and bias", subsampling)


def weights_behind(dense: bool) -> Outcome:
    """Weights of the layer that follows four maps, unpooled or pooled by blocks of two."""
    maps, side = 4, 24
    sizes_ = [maps * side**2, maps * (side // 2) ** 2]
    counted = [size * 10 for size in sizes_] if dense else [maps * 5**2] * 2
    kind = "10 dense neurons" if dense else "a map of 5 by 5 kernels"
    return counted[1] < counted[0], (
        f"{kind} behind {maps} maps: {counted[0]} weights unpooled, {counted[1]} pooled"
    )


def tie() -> Outcome:
    h = Symbol("h", positive=True)
    right, left = (sp.limit((Max(1 + e, 1) - 1) / e, h, 0) for e in (h, -h))
    return right == left, (
        f"two units, both 1: the derivative of the maximum by the first is {left} from below and "
        f"{right} from above"
    )


BACKWARD = [
    claim(
        number="3.2: order",
        title="The order of the backward run",
        printed="The gradient of the final layers is computed first, that of the first layer "
        "last; partial derivatives of one layer are reused in another by the chain rule.",
        printed_claim=lambda: All(
            hidden_layers.output_delta(),
            hidden_layers.weights_by_delta(),
            hidden_layers.inputs_by_delta(),
        ),
        reason="The error of a layer is made from that of the next one.",
        chapter="05_chain_rule",
    ),
    claim(
        number="3.2: gradient descent",
        title="What computes the gradient",
        printed="Backward propagation of errors uses gradient descent to compute the gradient of "
        "the loss function with respect to the parameters.",
        printed_claim=step_is_the_gradient,
        reason="Gradient descent is the step of 3.75 to 3.80, which takes the gradient as given. "
        "What computes the gradient is the chain rule, as the paper says two sentences later.",
        corrected="Backward propagation of errors uses the chain rule to compute the gradient of "
        "the loss function with respect to the parameters, and gradient descent uses the gradient.",
        corrected_claim=lambda: All(
            hidden_layers.output_delta(),
            hidden_layers.weights_by_delta(),
            hidden_layers.biases_by_delta(),
            updates.as_assignment([updates.send]),
        ),
        fault=MATHEMATICS,
        contradicts=(("3.75", step_is_the_gradient),),
        chapter="05_chain_rule",
    ),
    claim(
        number="3.2: several classes",
        title="Sigmoids for several classes",
        printed="In case of multiclass categorical classification problem, the loss function of "
        "the classification layer has the derivatives 3.27.",
        printed_claim=lambda: by_prediction(categorical),
        reason="The loss of classes that exclude each other is minus the sum of the labels times "
        "the logarithms; its derivative has no second fraction. Nor do the outputs of several "
        "sigmoids add up to one: that is what the softmax is for.",
        convention="Each output neuron answers its own question with yes or no, and the cross "
        "entropies are added.",
        convention_claim=lambda: by_prediction(several_answers),
        chapter="03_losses",
    ),
    claim(
        number="3.2: final layer",
        title=r"Layer \(L\) for layer \(L + 1\)",
        printed=r"The weight \(w_{i,i-1}^{L+1}\) of the final layer \(L\): for convenience the "
        r"weight of the \(L^{th}\) layer is denoted as \(w_{i,i-1}^L\).",
        printed_claim=weights_of_last_hidden_layer,
        reason=r"In 3.19 \(W^L\) belongs to the layer before the classification; the gradient that "
        "follows is not its gradient.",
        convention=r"From 3.28 on the superscript \(L\) of weights and biases means the "
        r"classification "
        r"layer, and \(L - 1\) that of its input the layer before.",
        convention_claim=lambda: output_layer.by_weight(mean(error * a[s])),
        contradicts=(("3.19", weights_of_last_hidden_layer),),
        chapter="06_delta_recursion",
    ),
    claim(
        number="3.2: sigmoid",
        title="The layer with the sigmoid",
        printed=r"In this final layer \(L^{th}\), sigmoid activation function is utilised.",
        printed_claim=lambda: Statement(lambda: loss_is_real(relu, "ReLU")),
        reason=r"With the sigmoid in layer \(L\) and a ReLU behind it the loss 3.23 would not be "
        "defined.",
        convention=r"The final layer is the classification layer \(L + 1\), as in 3.34.",
        convention_claim=lambda: Statement(lambda: loss_is_real(sigmoid, "sigmoid")),
        chapter="06_delta_recursion",
    ),
    claim(
        number="3.2: equation 3.66",
        title="A reference before 3.37",
        printed="Substituting the Eqn. 3.66 in Eqn. 3.33.",
        printed_claim=lambda: speaks_of(*SIGMOID, "3.66"),
        reason="Equation 3.66 is about pooling; the derivative of the sigmoid is 3.36.",
        corrected="Substituting Eqn. 3.36 in Eqn. 3.33.",
        corrected_claim=lambda: speaks_of(*SIGMOID, "3.36"),
        fault=MISPRINT,
        chapter="06_delta_recursion",
    ),
    claim(
        number="3.2: prediction",
        title="The prediction is the activation of the last layer",
        printed=r"\(\hat{y}_i^{L+1} = a_i^{L+1} = \sigma(z_i^{L+1})\)",
        printed_claim=prediction_is_activation,
        reason="A definition, before 3.38; its derivative is that of 3.36.",
        defines=True,
        chapter="06_delta_recursion",
    ),
    claim(
        number="3.2: update of pooling",
        title="Parameters of pooling layers",
        printed="It is also necessary to update the kernel bank weights and bias value in "
        "convolution layers as well as in pooling layers.",
        printed_claim=lambda: Statement(lambda: has_parameters(MAXIMUM, MEAN, ROOT, none=False)),
        reason="The pooling layers of the paper have nothing to update, as it says itself after "
        "3.65.",
        corrected="It is also necessary to update the kernels and biases of the convolution "
        "layers, and for that to pass the errors through the pooling layers.",
        corrected_claim=lambda: All(
            convolution_layer.kernel_gradient(),
            convolution_layer.bias_gradient(),
            routed(upsampled=True),
        ),
        fault=MATHEMATICS,
        contradicts=(
            (
                "3.2: no learning",
                lambda: Statement(lambda: has_parameters(MAXIMUM, MEAN, ROOT, none=False)),
            ),
        ),
        chapter="12_pooling",
    ),
    claim(
        number="3.2: equation 1.31",
        title="A reference before 3.61",
        printed="From the (Eq. 1.31).",
        printed_claim=lambda: speaks_of(*FRACTION, "1.31"),
        reason="There is no such equation. The fractions of 3.61 are those of 3.26.",
        corrected="From Eq. 3.26.",
        corrected_claim=lambda: speaks_of(*FRACTION, "3.26"),
        fault=MISPRINT,
        chapter="06_delta_recursion",
    ),
    claim(
        number="3.2: fewer parameters",
        title="Pooling reduces the number of parameters",
        printed="Primary function of pooling layer is to reduce the number of parameters.",
        printed_claim=lambda: All(
            Statement(lambda: weights_behind(dense=True)),
            Statement(lambda: weights_behind(dense=False)),
        ),
        reason="It does so for a dense layer behind it; the kernels of a convolution behind it "
        "are as large as before.",
        convention="The parameters of the dense layer that follows, as in this network.",
        convention_claim=lambda: Statement(lambda: weights_behind(dense=True)),
        chapter="12_pooling",
    ),
    claim(
        number="3.2: no learning",
        title="Pooling layers do not learn",
        printed="No learning takes place in pooling layers.",
        printed_claim=lambda: Statement(
            lambda: has_parameters(MAXIMUM, MEAN, ROOT, TRAINED, none=True)
        ),
        reason="True of the pooling functions that the paper names; the subsampling of earlier "
        "networks has a coefficient and a bias.",
        convention="Maximum, average or L2 pooling, as in the paper.",
        convention_claim=lambda: Statement(lambda: has_parameters(MAXIMUM, MEAN, ROOT, none=True)),
        chapter="12_pooling",
    ),
    claim(
        number="3.2: winning unit",
        title="The error goes to the winning unit",
        printed="The pooling layer error is computed by acquiring single value winning unit.",
        printed_claim=lambda: All(routed(upsampled=True), Statement(tie)),
        reason="Right away from ties. At a tie the maximum has no derivative, and the winner is a "
        "choice.",
        convention="Max pooling, with one largest unit in each window.",
        convention_claim=lambda: routed(upsampled=True),
        contradicts=(("3.66", lambda: routed(upsampled=False)),),
        chapter="12_pooling",
    ),
    claim(
        number="3.2: rotated image",
        title="Rotating the image",
        printed=r"Updated weight of kernel \(k_{u,v}^{p,q}\) can be obtained by rotating the image "
        r"to 180 degrees.",
        printed_claim=lambda: taps(turned_pixels, with_relu=False),
        reason="What is obtained is the gradient, not the updated weight, and not by the rotated "
        "image in the sum of 3.70. Where the forward run is the cross-correlation of 3.1 nothing "
        "is rotated.",
        convention="The gradient is the valid part of the convolution of the rotated image with "
        "the errors, those of the net input of 3.3.",
        convention_claim=lambda: turned_image(loss_of_net, masked=False),
        contradicts=(
            (
                "3.79",
                lambda: Entries(list(weights), [without_slope(tap) for tap in TAPS]),
            ),
        ),
        chapter="10_kernel_gradient",
    ),
]

ENTRIES = [*FORWARD, *BACKWARD]
