"""What the nomenclature says, and sections 1 and 2 besides their equations."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

import sympy as sp
from sympy import Expr, Max, Rational, Symbol

from cnn_core.symbolic.exact import symbol_array
from cnn_core.symbolic.vocabulary import Partial, sizes, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import equivariant
from cnn_ledger.sources.murugan2017._network import (
    INDEX,
    MATHEMATICS,
    MISPRINT,
    a,
    claim,
    mean,
    relu,
    s,
    sigmoid,
    t,
    y,
)
from cnn_ledger.sources.murugan2017.architecture import guess, likelihood, places, z
from cnn_ledger.sources.murugan2017.forward import PAIRS

Outcome = tuple[bool, str]

# --- nomenclature -------------------------------------------------------------------------------


def height_from(rows_first: bool) -> Outcome:
    """2.1 with H and k_1 the heights, or the widths, of an image and a kernel."""
    image, kernel = (4, 6), (1, 2)  # rows, columns
    axis = 0 if rows_first else 1
    height = places(image[axis], kernel[axis], 1)
    return height == places(image[0], kernel[0], 1), (
        f"a kernel of {kernel[0]} row and {kernel[1]} columns on {image[0]} rows and {image[1]} "
        rf"columns: with \(H = {image[axis]}\) and \(k_1 = {kernel[axis]}\) equation 2.1 gives "
        f"the map a height of {height}"
    )


def before_and_after(net: Expr) -> Entries:
    """What 3.4 and 3.3 call by one letter."""
    return Entries(relu(net), net)


def derivative_of(prediction: bool) -> Outcome:
    """Whether what 3.60 differentiates depends on the inputs of the network."""
    entry, label = sp.symbols("a y", real=True)
    slope = sp.diff(sigmoid(entry) if prediction else label, entry)
    name = "prediction" if prediction else "label"
    return slope != 0, rf"the {name}, differentiated by an input: \({sp.latex(slope)}\)"


NOMENCLATURE = [
    claim(
        number="Nomenclature: H and W",
        title="Width and height",
        printed=r"\(H\): width of image. \(W\): height of image. \(k_1\): width of convolution "
        r"kernel. \(k_2\): height of convolution kernel.",
        printed_claim=lambda: Statement(lambda: height_from(rows_first=False)),
        reason=r"Equation 2.1 makes \(H_1\) from \(H\) and \(k_1\), and \(W_1\) from \(W\) and "
        r"\(k_2\); the same list has \(H_1\) for the height of the layer and \(W_1\) for its "
        "width.",
        corrected=r"\(H\): height of image. \(W\): width of image. \(k_1\): height of convolution "
        r"kernel. \(k_2\): width of convolution kernel.",
        corrected_claim=lambda: Statement(lambda: height_from(rows_first=True)),
        fault=INDEX,
        contradicts=(("2.1", lambda: Statement(lambda: height_from(rows_first=False))),),
        chapter="00_notation",
    ),
    claim(
        number="Nomenclature: C",
        title="Letters with several meanings",
        printed=r"\(C_{m,n}^{p,q}\) is the feature map, in 3.3 and in 3.4.",
        printed_claim=lambda: before_and_after(Symbol("S", real=True) - 1),
        reason=r"One letter stands for the map before and after the activation, and from 3.66 on "
        r"it matters which. In the same way \(P\), \(W^l\), \(b^l\), \(b^L\), \(k^{p,q}\) and "
        r"\(b^{p,q}\) name gradients too, \(C\) is the number of channels besides, \(L\) the loss "
        r"and the last layer, and \(i\) numbers neurons and samples.",
        convention="The meaning is that of the place; for active units alone the two maps agree.",
        convention_claim=lambda: before_and_after(Symbol("S", positive=True)),
        chapter="00_notation",
    ),
    claim(
        number="Nomenclature: y",
        title="Labels and predictions",
        printed=r"\(y\): matrix of labelled values. \(y^{L+1}\): matrix of predicted values.",
        printed_claim=lambda: Statement(lambda: derivative_of(prediction=False)),
        reason="Equations 3.45 and 3.60 to 3.64 write the prediction without its hat. Read as a "
        r"label it would not depend on the network. From 3.45 on the label itself is \(y_t\) as "
        r"often as \(y_i\).",
        convention=r"With the superscript of the last layer the letter is the prediction "
        r"\(\hat{y}^{L+1}\); without it, the label of the neuron and the sample in question.",
        convention_claim=lambda: Statement(lambda: derivative_of(prediction=True)),
        chapter="00_notation",
    ),
]

# --- sections 1 and 2.1: convolution ------------------------------------------------------------

ROW = [3, 0, 1, 2, 0, 4]


def shifted(row: list[int]) -> list[int]:
    return [0, *row[:-1]]


def correlate(row: list[int], stride: int = 1) -> list[int]:
    """With the kernel (1, 2)."""
    return [one + 2 * two for one, two in pairwise(row)][::stride]


def does_not_change() -> Outcome:
    one, two = correlate(ROW), correlate(shifted(ROW))
    return one == two, f"the row {ROW} shifted by one place: the map goes from {one} to {two}"


def moves_along(stride: int) -> Outcome:
    one, two = correlate(ROW, stride), correlate(shifted(ROW), stride)
    return shifted(one)[1:] == two[1:], (
        f"the row {ROW} shifted by one place, with a stride of {stride}: the map goes from {one} "
        f"to {two}"
    )


def shared_weights(side: int = 28, window: int = 5) -> Outcome:
    units = (side - window + 1) ** 2
    shared, dense = window**2 + 1, units * (side**2 + 1)
    return shared < dense, (
        f"a map of {window} by {window} kernels on {side} by {side} pixels: {shared} parameters, "
        f"against {dense} without local connections and sharing"
    )


def elementwise(added: bool) -> Entries:
    """The product of a kernel and a patch, entry by entry, against an entry of 3.2."""
    kernel, patch = symbol_array("K", (2, 2)), symbol_array("I", (2, 2))
    dot = sum(kernel[place] * patch[place] for place in PAIRS)
    return Entries((kernel * patch).sum() if added else kernel * patch, dot)


def stride_is(moves: bool) -> Outcome:
    """2.1 with the number of moves, or the width of one, for the stride: 5 pixels, window 3."""
    size, window, step = 5, 3, 1
    starts = list(range(0, size - window + 1, step))
    stride = len(starts) - 1 if moves else step
    given = Rational(size - window, stride) + 1
    name = "number of moves" if moves else "width of a move"
    return given == len(starts), (
        f"a window of {window} on {size} pixels, moved by {step}: with the {name}, {stride}, "
        f"equation 2.1 gives {given} places; there are {len(starts)}"
    )


def keeps_its_size(windows: tuple[int, ...]) -> Outcome:
    """Whether some padding lets the map be as large as the image."""
    size = 6
    reached = {k: {places(size + 2 * pad, k, 1) for pad in range(k)} for k in windows}
    shown = "; ".join(f"window {k}: maps of {sorted(one)}" for k, one in reached.items())
    return all(size in one for one in reached.values()), (
        f"stride 1, {size} pixels, all useful paddings: {shown}"
    )


def pixels_left_over(strides: tuple[int, ...]) -> Outcome:
    """How often the last window of a small kernel leaves pixels uncovered."""
    cases = list(product(range(5, 12), (2, 3), strides))
    left = [(size - window) % stride > 0 for size, window, stride in cases]
    return 3 * sum(left) > len(left), (
        f"strides {strides}: pixels are left over in {sum(left)} of {len(left)} cases"
    )


CONVOLUTION = [
    claim(
        number="1: invariance",
        title="Shared detectors and invariance",
        printed="Sharing gives the properties of invariance to transformation and shift of the "
        "images.",
        printed_claim=lambda: Statement(does_not_change),
        reason="A shift of the image shifts the map; that is equivariance, which the paper names "
        "a few lines later. Turning or scaling the image has no such effect.",
        corrected="Sharing gives equivariance to shifts: the map moves with the image.",
        corrected_claim=equivariant,
        fault=MATHEMATICS,
        contradicts=(("1: equivariance", lambda: Statement(does_not_change)),),
        chapter="08_convolution",
    ),
    claim(
        number="1: equivariance",
        title="Equivariant representation",
        printed="Sparse connectivity, parameter sharing and equivariant representation enable CNN.",
        printed_claim=lambda: Statement(lambda: moves_along(stride=2)),
        reason="With a stride of two or more the map does not follow every shift.",
        convention="Equivariance to shifts, for the stride 1, the image being zero outside.",
        convention_claim=equivariant,
        chapter="08_convolution",
    ),
    claim(
        number="1: fewer parameters",
        title="Weight sharing reduces the number of parameters",
        printed="The basic principle is an architecture that reduces the number of the "
        "parameter; all units of a feature detector share the same weight and bias.",
        printed_claim=lambda: Statement(shared_weights),
        reason="One kernel and one bias for a map.",
        chapter="09_convolution_layer",
    ),
    claim(
        number="2.1: element-wise dot",
        title="Products are added up",
        printed="Sliding a kernel over an input image and projecting the element-wise dot as the "
        "feature maps.",
        printed_claim=lambda: elementwise(added=False),
        reason="The element-wise product is an array; an entry of the map is a number.",
        convention="The products of the entries are added, as in 3.2.",
        convention_claim=lambda: elementwise(added=True),
        chapter="08_convolution",
    ),
    claim(
        number="2.1: stride",
        title="What the stride is",
        printed=r"This sliding process is known as stride \(Z_S\).",
        printed_claim=lambda: Statement(lambda: stride_is(moves=True)),
        reason="In 2.1 the stride is a number, and not that of the moves.",
        convention="The stride is the width of one move.",
        convention_claim=lambda: Statement(lambda: stride_is(moves=False)),
        chapter="08_convolution",
    ),
    claim(
        number="2.1: imperfect overlays",
        title="Kernels that do not fit",
        printed="Using the small size of kernels often results in imperfect overlays.",
        printed_claim=lambda: Statement(lambda: pixels_left_over((1,))),
        reason="It is the stride that decides, not the size of the kernel: with the stride 1, "
        "which the paper takes, every kernel fits.",
        convention=r"Strides of two or more, which need not divide \(H + 2Z_P - k_1\).",
        convention_claim=lambda: Statement(lambda: pixels_left_over((2, 3))),
        chapter="08_convolution",
    ),
    claim(
        number="2.1: zero padding",
        title="Padding frees the size of the map from that of the kernel",
        printed="Zero padding will control the feature maps and kernels dimensions independently "
        "by adding zero to input symmetrically.",
        printed_claim=lambda: Statement(lambda: keeps_its_size((2, 3, 4))),
        reason="A padding that is the same on both sides changes the size by even numbers: a "
        "kernel of even size cannot keep the size of the image.",
        convention="Kernels of odd size, and the stride 1.",
        convention_claim=lambda: Statement(lambda: keeps_its_size((1, 3, 5))),
        chapter="08_convolution",
    ),
]

# --- section 2.2: activation functions ----------------------------------------------------------

FUNCTIONS: dict[str, Callable[[Expr], Expr]] = {
    "sigmoid": sigmoid,
    "tanh": sp.tanh,
    "ReLU": relu,
    "leaky ReLU": lambda x: Max(x, x / 100),
}


def returns_zero_or_one(functions: dict[str, Callable[[Expr], Expr]]) -> Outcome:
    values = {name: f(sp.Integer(0)) for name, f in functions.items()}
    values |= {f"{name} at 2": f(sp.Integer(2)) for name, f in functions.items()}
    wrong = {name: value for name, value in values.items() if value not in (0, 1)}
    shown = ", ".join(rf"{name} \({sp.latex(value)}\)" for name, value in (wrong or values).items())
    return not wrong, f"values at 0, or where said: {shown}"


def step(x: Expr) -> Expr:
    return sp.Integer(1) if x >= 1 else sp.Integer(0)  # the threshold is one


def probability(functions: dict[str, Callable[[Expr], Expr]]) -> Outcome:
    """Whether f(x) and f(-x) are the chances of one and zero: positive, with the sum one."""
    for name, f in functions.items():
        pair = [f(sp.Integer(2)), f(sp.Integer(-2))]
        total_ = sp.simplify(f(z) + f(-z))
        if total_ != 1 or not all(value.is_positive for value in pair):
            return False, (
                rf"{name}: \(f(2) = {sp.latex(pair[0])}\) and \(f(-2) = {sp.latex(pair[1])}\)"
            )
    return True, "the sigmoid of x and that of -x are positive, and their sum is 1"


def grows(strictly: bool) -> Outcome:
    steps = [Rational(n, 2) for n in range(-6, 7)]
    for name, f in FUNCTIONS.items():
        for one, two in pairwise(steps):
            rise = f(two) - f(one)
            if rise < 0 or (strictly and rise == 0):
                return False, f"{name}: {f(one)} at {one}, and {f(two)} at {two}"
    return True, f"compared at {len(steps)} numbers, for {', '.join(FUNCTIONS)}"


ACTIVATIONS = [
    claim(
        number="2.2: one or zero",
        title="What an activation function returns",
        printed="A typical activation function returns the value one when the net input crosses "
        "the threshold value, and zero below it.",
        printed_claim=lambda: Statement(lambda: returns_zero_or_one(FUNCTIONS)),
        reason="That is the step function. None of the functions of Table 1 returns only zero and "
        "one.",
        corrected="The step function returns one when the net input crosses the threshold value, "
        "and zero below it; the functions of Table 1 grow continuously.",
        corrected_claim=lambda: All(
            Statement(lambda: returns_zero_or_one({"step": step})),
            Statement(lambda: grows(strictly=False)),
        ),
        fault=MATHEMATICS,
        contradicts=(
            (
                "Table 1: sigmoid",
                lambda: Statement(lambda: returns_zero_or_one({"sigmoid": sigmoid})),
            ),
            ("Table 1: ReLU", lambda: Statement(lambda: returns_zero_or_one({"ReLU": relu}))),
        ),
        chapter="02_activations",
    ),
    claim(
        number="2.2: probability",
        title="Activations as probabilities",
        printed=r"A typical activation function is based on conditional probability, "
        r"\(\{P(op = 1|ip) \text{ or } P(op = 0|ip)\}\).",
        printed_claim=lambda: Statement(lambda: probability(FUNCTIONS)),
        reason="The hyperbolic tangent and the rectifiers leave the interval from zero to one.",
        convention="The sigmoid (and the softmax), whose values can be read as chances.",
        convention_claim=lambda: Statement(lambda: probability({"sigmoid": sigmoid})),
        chapter="02_activations",
    ),
    claim(
        number="2.2: higher input",
        title="Higher net input, greater activation",
        printed="Higher the net input value greater the activation.",
        printed_claim=lambda: Statement(lambda: grows(strictly=True)),
        reason="The ReLU is constant below zero.",
        convention="Greater means not smaller.",
        convention_claim=lambda: Statement(lambda: grows(strictly=False)),
        chapter="02_activations",
    ),
]

# --- section 2.3: pooling -----------------------------------------------------------------------


def fewer_points() -> Outcome:
    cases = list(product(range(2, 12), range(2, 6), range(1, 4)))
    good = [places(size, window, by) < size for size, window, by in cases if window <= size]
    return all(good), f"fewer places than pixels in {sum(good)} of {len(good)} cases"


def noise_after(pooling: Callable[..., Expr], name: str) -> Outcome:
    """Mean and variance of the pooling of four independent numbers, each 1 or -1."""
    values = [sp.sympify(pooling(*one)) for one in product((1, -1), repeat=4)]
    centre = sp.Add(*values) / len(values)
    spread = sp.Add(*(value**2 for value in values)) / len(values) - centre**2
    return centre == 0 and spread < 1, (
        rf"noise with mean 0 and variance 1, {name} of four: mean \({sp.latex(centre)}\), "
        rf"variance \({sp.latex(spread)}\)"
    )


def average(*values: int) -> Expr:
    return Rational(sum(values), len(values))


POOLING = [
    claim(
        number="2.3: data points",
        title="Pooling reduces the number of data points",
        printed="The pooling layers help to reduce the number of data points.",
        printed_claim=lambda: Statement(fewer_points),
        reason="For every window of two pixels or more, whatever the stride.",
        chapter="12_pooling",
    ),
    claim(
        number="2.3: smoothing",
        title="Pooling as smoothing",
        printed="It also acts as a smoothing process from which unwanted noise can be eliminated.",
        printed_claim=lambda: Statement(lambda: noise_after(max, "the largest")),
        reason="The average of independent noise is smaller; its maximum, which the paper uses, "
        "is shifted.",
        convention="Average pooling of independent noise.",
        convention_claim=lambda: Statement(lambda: noise_after(average, "the average")),
        chapter="12_pooling",
    ),
]

# --- section 2.5: loss functions ----------------------------------------------------------------


def right_answers(chances: list[Rational]) -> int:
    return sum(bool(chance > Rational(1, 2)) for chance in chances)


def lower_loss_is_better() -> Outcome:
    """Accuracy against cross entropy, by the chances given to the right class."""
    one = [Rational(99, 100), Rational(99, 100), Rational(45, 100)]
    two = [Rational(55, 100)] * 3
    lower = bool(sp.prod(one) > sp.prod(two))  # a greater likelihood is a lower loss
    return not lower or right_answers(one) >= right_answers(two), (
        f"the right classes with {', '.join(map(str, map(float, one)))}: a lower loss, and "
        f"{right_answers(one)} of 3 right; with {', '.join(map(str, map(float, two)))}: "
        f"{right_answers(two)} of 3"
    )


def lower_loss_is_likelier() -> Outcome:
    chance = Symbol("P", positive=True)
    slope = sp.diff(-sp.log(chance), chance)
    return bool(slope.is_negative), (
        rf"the loss \(-\log P\) by the likelihood of the labels: \({sp.latex(slope)} < 0\)"
    )


def slower_than_cross_entropy() -> Outcome:
    """The slopes of squared error and cross entropy by the net input of a sigmoid."""
    label, chance = sp.symbols("y p", real=True)
    by_output = [
        sp.diff(loss, chance)
        for loss in ((label - chance) ** 2, -sp.log(likelihood(chance, label)))
    ]
    ratio = sp.factor(sp.simplify(by_output[0] / by_output[1]) * chance * (1 - chance))
    ratio = sp.simplify(ratio / (chance * (1 - chance)))
    half = Rational(1, 2)
    largest = sp.maximum(ratio, chance, sp.Interval(0, 1))
    return largest == half and ratio.subs(chance, 0) == 0, (
        rf"the slope of the squared error is \({sp.latex(ratio)}\) times that of the cross "
        rf"entropy: at most \({sp.latex(largest)}\), and next to nothing where \(p\) is near 0 or 1"
    )


def least_squares() -> Identity:
    """2.4 with a linear model: its gradient by a weight."""
    weight, offset = sp.symbols("w b", real=True)
    gap = y[s] - weight * a[s] - offset
    return Identity(Partial(mean(gap**2), weight, "L"), -2 * mean(gap * a[s]))


def percentage_is_finite(label: int, prediction: int) -> Outcome:
    error_ = abs(sp.Integer(label - prediction) / sp.Integer(label)) * 100
    return bool(error_.is_finite), (
        rf"label {label}, prediction {prediction}: the error is \({sp.latex(error_)}\) per cent"
    )


def percentage_is_not_finite(label: int, prediction: int) -> Outcome:
    finite, shown = percentage_is_finite(label, prediction)
    return not finite, shown


def length_of_difference(power: Rational) -> Entries:
    """2.6 against a power of the L2 norm."""
    gaps = sp.Matrix(sp.symbols("d_1 d_2", real=True))
    return Entries(gaps.norm() ** power, sum(gap**2 for gap in gaps))


def absolute_errors() -> Entries:
    gaps = sp.Matrix(sp.symbols("d_1 d_2 d_3", real=True))
    return Entries(gaps.norm(1), sum(sp.Abs(gap) for gap in gaps))


def chances(of_one: Expr, of_zero: Expr) -> Entries:
    return Entries([of_one, of_zero], [guess, 1 - guess])


def weights_of_mean(samples: Expr) -> Identity:
    """The factors 1 / t of 2.14, added up."""
    return Identity(sp.S.One, total(1 / t, (s, samples)))


LOSSES = [
    claim(
        number="2.5: performance",
        title="Lower loss and better performance",
        printed="Performance of model increases with the decrease value of loss function.",
        printed_claim=lambda: Statement(lower_loss_is_better),
        reason="The loss can fall while more answers are wrong.",
        convention="Performance is the likelihood that the model gives to the labels.",
        convention_claim=lambda: Statement(lower_loss_is_likelier),
        chapter="03_losses",
    ),
    claim(
        number="2.5.1: linear regression",
        title="Squared error and linear regression",
        printed="Mean Squared Error is mostly used in linear regression models.",
        printed_claim=least_squares,
        reason="A remark on usage. With a linear model 2.4 is the method of least squares.",
        chapter="03_losses",
    ),
    claim(
        number="2.5.1: slow learning",
        title="Squared error learns slowly with a sigmoid",
        printed="Downside of the MSE is, tends to suffer from slow learning speed when it is "
        "incorporated with Sigmoid activation function.",
        printed_claim=lambda: Statement(slower_than_cross_entropy),
        reason="Compared with cross entropy, at the same prediction and label.",
        chapter="03_losses",
    ),
    claim(
        number="2.5.3: L2 loss",
        title="L2 loss and L2 norm",
        printed=r"\(L_2\) loss function is square root of \(L_2\) norm of the difference.",
        printed_claim=lambda: length_of_difference(Rational(1, 2)),
        reason="It is the square of the norm, as 2.6 has it.",
        corrected=r"\(L_2\) loss function is the square of the \(L_2\) norm of the difference.",
        corrected_claim=lambda: length_of_difference(Rational(2)),
        fault=MATHEMATICS,
        contradicts=(("2.6", lambda: length_of_difference(Rational(1, 2))),),
        chapter="03_losses",
    ),
    claim(
        number="2.5.4: L1 loss",
        title="L1 loss",
        printed=r"\(L_1\) loss function is sum of absolute errors of the difference.",
        printed_claim=absolute_errors,
        reason="The L1 norm of the difference, as 2.7 has it.",
        chapter="03_losses",
    ),
    claim(
        number="2.5.6: zero values",
        title="Percentage errors and zeros",
        printed="Major downside of MAPE is, inability to perform when there are zero values.",
        printed_claim=lambda: Statement(lambda: percentage_is_not_finite(2, 0)),
        reason="A prediction of zero does no harm.",
        convention="The zero values are labels.",
        convention_claim=lambda: Statement(lambda: percentage_is_not_finite(0, 2)),
        chapter="03_losses",
    ),
    claim(
        number="2.5.7: probabilities",
        title="The probabilities of the labels",
        printed=r"If the output is in the training set \(P(y_i|a^{l-1}) = i_t^{L+1} = 1\), and if "
        r"it is not \(P(y_i|z^{l-1}) = \hat{y}_i^{L+1} = 0\).",
        printed_claim=lambda: chances(sp.S.One, sp.S.Zero),
        reason="What 2.10 to 2.12 need is that the prediction is the probability of the label "
        r"one; predictions of one and zero are the labels themselves. Besides, \(i_t\) is a "
        "misprint.",
        corrected=r"\(P(y_i = 1) = \hat{y}_i^{L+1}\), and \(P(y_i = 0) = 1 - \hat{y}_i^{L+1}\).",
        corrected_claim=lambda: chances(likelihood(guess, sp.S.One), likelihood(guess, sp.S.Zero)),
        fault=MATHEMATICS,
        contradicts=(("2.11", lambda: chances(sp.S.One, sp.S.Zero)),),
        chapter="03_losses",
    ),
    claim(
        number="2.5.7: number of samples",
        title="How many samples there are",
        printed=r"In case of \(i\) training samples, the cost function is 2.14.",
        printed_claim=lambda: weights_of_mean(sizes("i")[0]),
        reason=r"The sum of 2.14 runs to \(t\), its factor is \(1/t\), and \(t\) is the number "
        r"of samples "
        "in the nomenclature.",
        corrected=r"In case of \(t\) training samples, the cost function is 2.14.",
        corrected_claim=lambda: weights_of_mean(t),
        fault=MISPRINT,
        contradicts=(("2.14", lambda: weights_of_mean(sizes("i")[0])),),
        chapter="03_losses",
    ),
]

ENTRIES = [*NOMENCLATURE, *CONVOLUTION, *ACTIVATIONS, *POOLING, *LOSSES]
