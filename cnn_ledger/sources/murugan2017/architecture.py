"""Section 2: the activation functions of Table 1, sizes of layers, and loss functions."""

from __future__ import annotations

from itertools import product

import sympy as sp
from sympy import Abs, Expr, Rational, exp, log, sign

from cnn_core.symbolic.vocabulary import Partial, inside, total
from cnn_ledger.claims import All, Entries, Identity, Statement
from cnn_ledger.sources._common import g
from cnn_ledger.sources.murugan2017._network import (
    INDEX,
    MISPRINT,
    cross_entropy,
    equation,
    mean,
    n,
    p,
    q,
    r,
    s,
    sigmoid,
    slope,
    t,
    x,
    y,
)

# --- Table 1 ------------------------------------------------------------------------------------

z = sp.Symbol("x", real=True)  # the argument, as Table 1 calls it
logistic = sigmoid(z)
tanh = (exp(z) - exp(-z)) / (exp(z) + exp(-z))


def quotients_at_kink(below: Rational) -> tuple[Expr, Expr]:
    """The derivatives from the left and from the right of `below` x for x < 0, x for x > 0."""
    h = sp.Symbol("h", positive=True)
    left, right = (below * -h - 0) / -h, (h - 0) / h
    return sp.limit(left, h, 0), sp.limit(right, h, 0)


def slopes_printed(below: Rational) -> Statement:
    """Whether the printed 1 at the kink is the derivative there, from both sides."""

    def at_zero() -> tuple[bool, str]:
        left, right = quotients_at_kink(below)
        return left == right == 1, (
            rf"at \(x = 0\) the difference quotient tends to \({sp.latex(left)}\) from the left "
            rf"and to \({sp.latex(right)}\) from the right"
        )

    return Statement(at_zero)


def kinked(below: Rational) -> Expr:
    """The ReLU, or with a slope `below` zero the leaky one."""
    return sp.Piecewise((below * z, z < 0), (z, z >= 0))


def slopes_of_branches(below: Rational) -> Entries:
    """Both branches and the kink, from the right."""
    branches = [sp.diff(value, z) for value, _ in kinked(below).args]
    return Entries([below, 1, 1], [*branches, quotients_at_kink(below)[1]])


KINK = "Away from the kink the formula is exact; at the kink there is no derivative."
RIGHT_SLOPE = "The value at the kink is the derivative from the right, one of the subgradients."
HUNDREDTH = Rational(1, 100)


def softmax(place: Expr) -> Expr:
    return exp(x[place]) / total(exp(x[q]), (q, n))


def one_argument() -> Identity:
    """The softmax as printed, every exponential having the same argument."""
    same = exp(z) / total(exp(z), (q, n))
    return Identity(Partial(same, z, "f"), same - same**2)


TABLE = [
    equation(
        number="Table 1: sigmoid",
        title="The sigmoid and its derivative",
        printed=r"\sigma(x) = \frac{1}{1+e^{-x}}, \quad f'(x) = f(x)(1 - f(x))^2",
        printed_claim=lambda: Entries(logistic * (1 - logistic) ** 2, sp.diff(logistic, z)),
        reason="The exponent does not belong there. Equation 3.36 has the right form, and all "
        "that follows uses it.",
        corrected=r"\sigma(x) = \frac{1}{1+e^{-x}}, \quad f'(x) = f(x)(1 - f(x))",
        corrected_claim=lambda: Entries(logistic * (1 - logistic), sp.diff(logistic, z)),
        fault=MISPRINT,
        contradicts=(
            ("3.36", lambda: Entries(logistic * (1 - logistic) ** 2, logistic * (1 - logistic))),
        ),
        chapter="02_activations",
    ),
    equation(
        number="Table 1: tanh",
        title="The hyperbolic tangent and its derivative",
        printed=r"\sigma(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}, \quad f'(x) = 1 - f(x)^2",
        printed_claim=lambda: Entries(1 - tanh**2, sp.diff(tanh, z)),
        reason="For every real argument.",
        chapter="02_activations",
    ),
    equation(
        number="Table 1: ReLU",
        title="The ReLU and its derivative",
        printed=r"f(x) = \begin{cases} 0 & x < 0 \\ x & x \ge 0 \end{cases}, \quad "
        r"f'(x) = \begin{cases} 0 & x < 0 \\ 1 & x \ge 0 \end{cases}",
        printed_claim=lambda: All(slopes_of_branches(Rational(0)), slopes_printed(Rational(0))),
        reason=KINK,
        convention=RIGHT_SLOPE,
        convention_claim=lambda: slopes_of_branches(Rational(0)),
        chapter="02_activations",
    ),
    equation(
        number="Table 1: leaky ReLU",
        title="The leaky ReLU and its derivative",
        printed=r"f(x) = \begin{cases} 0.01x & x < 0 \\ x & x \ge 0 \end{cases}, \quad "
        r"f'(x) = \begin{cases} 0.01 & x < 0 \\ 1 & x \ge 0 \end{cases}",
        printed_claim=lambda: All(slopes_of_branches(HUNDREDTH), slopes_printed(HUNDREDTH)),
        reason=KINK,
        convention=RIGHT_SLOPE,
        convention_claim=lambda: slopes_of_branches(HUNDREDTH),
        chapter="02_activations",
    ),
    equation(
        number="Table 1: softmax",
        title="The softmax and its derivative",
        printed=r"f(x) = \frac{e^x}{\sum_1^j e^x}, \quad "
        r"f'(x) = \frac{e^x}{\sum_1^j e^x} - \frac{(e^x)^2}{(\sum_1^j e^x)^2}",
        printed_claim=one_argument,
        reason="The indices are left out. With one argument everywhere the function would be "
        "constant. With the indices put back the formula is the diagonal of the Jacobian; the "
        "other entries are not given.",
        convention=r"The numerator has the argument \(x_i\), the sum runs over all of them, and "
        r"\(f'\) is the derivative of the output \(i\) by its own argument.",
        convention_claim=lambda: Identity(
            Partial(softmax(r), x[r], "f"),
            softmax(r) - exp(x[r]) ** 2 / total(exp(x[q]), (q, n)) ** 2,
            [inside(r, n)],
        ),
        chapter="02_activations",
    ),
]

# --- sizes of layers, 2.1 and 2.2 ---------------------------------------------------------------


def places(size: int, window: int, stride: int) -> int:
    """How many windows fit, counted."""
    return sum(first + window <= size for first in range(0, size, stride))


def sizes_are(rounded: bool, paddings: tuple[int, ...]) -> Statement:
    """Whether (size + 2 padding - window) / stride + 1, rounded down or not, counts the places."""

    def counted() -> tuple[bool, str]:
        checked = 0
        for size, padding, window, stride in product(range(3, 8), paddings, (1, 2, 3), (1, 2, 3)):
            quotient = Rational(size + 2 * padding - window, stride)
            given = (sp.floor(quotient) if rounded else quotient) + 1
            truth = places(size + 2 * padding, window, stride)
            checked += 1
            if given != truth:
                return False, (
                    f"size {size}, padding {padding}, window {window}, stride {stride}: it gives "
                    rf"\({sp.latex(given)}\); counted are {truth}"
                )
        return True, f"counted in {checked} cases"

    return Statement(counted)


DIVIDES = "where it does not, the quotient is rounded down."

SIZES = [
    equation(
        number="2.1",
        title="Size of the convolution layer",
        printed=r"Dim_c(H_1, W_1, D_1) = (H + 2Z_P - k_1)/Z_S + 1,\ (W + 2Z_P - k_2)/Z_S + 1,\ K_D",
        printed_claim=lambda: sizes_are(False, (0, 1, 2)),
        reason="Exact where the stride divides the numerator; elsewhere the quotient is no number "
        "of places.",
        convention=rf"The stride divides the numerators; {DIVIDES}",
        convention_claim=lambda: sizes_are(True, (0, 1, 2)),
        chapter="08_convolution",
    ),
    equation(
        number="2.2",
        title="Size of the pooling layer",
        printed=r"Dim_p(H_2, W_2, D_2) = (H_1 - k)/Z_S + 1,\ (W_1 - k)/Z_S + 1,\ D_n",
        printed_claim=lambda: sizes_are(False, (0,)),
        reason="As 2.1. Pooling treats each map by itself, so that the number of pooling kernels "
        "is the number of maps.",
        convention=rf"The stride is that of the pooling window and divides the numerators; "
        rf"{DIVIDES} \(D_n = D_1\).",
        convention_claim=lambda: sizes_are(True, (0,)),
        chapter="12_pooling",
    ),
]

# --- loss functions, 2.3 to 2.14 ----------------------------------------------------------------

gap = y[s] - p[s]
SAMPLE = [inside(r, t)]
relative = gap / y[s]


def mean_of_losses() -> All:
    """The mean of any loss of the samples: its derivatives, and the mean of equal losses."""
    number = sp.Symbol("c", real=True)
    return All(
        Identity(Partial(mean(g(p[s])), p[r], "L"), g(p[r]).fdiff() / t, SAMPLE),
        Identity(mean(number), number),
    )


def sums_are_means(loss: Expr) -> Identity:
    return Identity(total(loss, (s, t)), mean(loss))


def by_prediction(loss: Expr, formula: Expr) -> Identity:
    """A loss by the prediction of the sample r."""
    return Identity(Partial(loss, p[r], "L"), formula, SAMPLE)


def perfect_prediction(shift: int) -> Entries:
    """The error of one sample of 2.5 where the prediction is the label."""
    label = sp.Symbol("y", positive=True)
    return Entries((log(label + 1) - log(label + shift)) ** 2, 0)


def logarithmic_error() -> All:
    """2.5 with both signs plus: no error where the prediction is the label, and the gradient."""
    ratio = log(y[s] + 1) - log(p[s] + 1)
    formula = -2 * ratio.subs(s, r) / (t * (p[r] + 1))
    return All(perfect_prediction(1), by_prediction(mean(ratio**2), formula))


def likelihood(prediction: Expr, label: Expr) -> Expr:
    return prediction**label * (1 - prediction) ** (1 - label)


guess, label_ = sp.symbols(r"\hat{y} y", real=True)
odds = sp.Symbol("c", positive=True)
chance = odds / (1 + odds)  # any number between 0 and 1, with logarithms that SymPy can split
BOTH = (0, 1)


def at_labels(formula: Expr) -> Entries:
    """A formula in the label at 0 and 1, against what a coin of that chance gives."""
    return Entries([formula.subs(label_, value) for value in BOTH], [1 - guess, guess])


def log_at_labels(sign_: int, of: int = 1) -> Entries:
    """The logarithm with a sign, against that of what a coin gives, times `of`."""
    printed = sign_ * log(likelihood(guess, label_))
    truth = [of * log(1 - guess), of * log(guess)]
    return Entries([printed.subs(label_, value) for value in BOTH], truth)


def product_instead_of_power() -> Expr:
    return guess * label_ * (1 - guess) ** (1 - label_)


def pair_is_a_number() -> tuple[bool, str]:
    """The mean of the pairs of 2.3, for one sample."""
    pair = sp.Tuple(label_, guess)
    return isinstance(pair, Expr), (
        rf"for one sample the mean is the pair \({sp.latex(pair)}\), of {len(pair)} numbers"
    )


def logarithm_of_product() -> Entries:
    """2.12 against 2.11 for every label: equal slopes in the label, equal values at 0."""
    both = [-cross_entropy(chance, label_), log(likelihood(chance, label_))]
    return Entries(*([e.diff(label_), e.subs(label_, 0)] for e in both))


def joint_likelihood() -> Entries:
    """2.14 for two samples, all labels, against the likelihood of both samples together."""
    chances = [c / (1 + c) for c in sp.symbols("c_1 c_2", positive=True)]
    printed, truth = [], []
    for labels in product(BOTH, repeat=2):
        pairs = list(zip(chances, labels, strict=True))
        printed.append(sum(cross_entropy(*pair) for pair in pairs) / 2)
        truth.append(-log(sp.prod(likelihood(*pair) for pair in pairs)) / 2)
    return Entries(printed, truth)


def mean_cross_entropy() -> All:
    return All(
        joint_likelihood(),
        by_prediction(mean(cross_entropy(p[s], y[s])), slope(p[r], y[r]) / t),
    )


LOSSES = [
    equation(
        number="2.3",
        title="The mean of the losses",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \frac{1}{t} \sum_{i=1}^{i=t} (y_i, (\sigma(x), w, b))",
        printed_claim=lambda: Statement(pair_is_a_number),
        reason="The mean of pairs is a pair, and the text asks for a number. The letter for the "
        "loss of a sample is left out.",
        convention="The pair in brackets stands for the loss of one sample, whatever it is; x and "
        "the prediction carry the index of the sample.",
        convention_claim=mean_of_losses,
        contradicts=(
            ("2.6", lambda: sums_are_means(gap**2)),
            ("2.7", lambda: sums_are_means(Abs(gap))),
        ),
        chapter="03_losses",
    ),
    equation(
        number="2.4",
        title="Mean squared error",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \frac{1}{t} \sum_{i=1}^{i=t} "
        r"(y_i - \hat{y}_i^{L+1})^2",
        printed_claim=lambda: by_prediction(mean(gap**2), -2 * (y[r] - p[r]) / t),
        reason="A definition; what is proved is its gradient.",
        defines=True,
        chapter="03_losses",
    ),
    equation(
        number="2.5",
        title="Mean squared logarithmic error",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \frac{1}{t} \sum_{i=1}^{i=t} "
        r"(\log(y_i + 1) - \log(\hat{y}_i^{L+1} - 1))^2",
        printed_claim=lambda: perfect_prediction(-1),
        reason="With the minus sign a perfect prediction has an error, and the prediction of a "
        "sigmoid has no real logarithm.",
        corrected=r"L(\hat{y}_i^{L+1}, y_i) = \frac{1}{t} \sum_{i=1}^{t} "
        r"(\log(y_i + 1) - \log(\hat{y}_i^{L+1} + 1))^2",
        corrected_claim=logarithmic_error,
        fault=INDEX,
        chapter="03_losses",
    ),
    equation(
        number="2.6",
        title="L2 loss",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \sum_{i=1}^{i=t} (y_i - \hat{y}_i^{L+1})^2",
        printed_claim=lambda: by_prediction(total(gap**2, (s, t)), -2 * (y[r] - p[r])),
        reason="A definition: the square of the L2 norm. The sentence before it says otherwise.",
        defines=True,
        chapter="03_losses",
    ),
    equation(
        number="2.7",
        title="L1 loss",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \sum_{i=1}^{i=t} |y_i - \hat{y}_i^{L+1}|",
        printed_claim=lambda: by_prediction(total(Abs(gap), (s, t)), -sign(y[r] - p[r])),
        reason="A definition; its gradient is proved for predictions that differ from the label.",
        defines=True,
        chapter="03_losses",
    ),
    equation(
        number="2.8",
        title="Mean absolute error",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \frac{1}{t} \sum_{i=1}^{i=t} |y_i - \hat{y}_i^{L+1}|",
        printed_claim=lambda: by_prediction(mean(Abs(gap)), -sign(y[r] - p[r]) / t),
        reason="A definition; its gradient is proved for predictions that differ from the label.",
        defines=True,
        chapter="03_losses",
    ),
    equation(
        number="2.9",
        title="Mean absolute percentage error",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = \frac{1}{t} \sum_{i=1}^{i=t} "
        r"\left|\frac{y_i - \hat{y}_i^{L+1}}{y_i}\right| \times 100",
        printed_claim=lambda: by_prediction(
            mean(Abs(relative)) * 100, -100 * sign((y[r] - p[r]) / y[r]) / (t * y[r])
        ),
        reason="A definition, for labels other than zero, as the paper says.",
        defines=True,
        chapter="03_losses",
    ),
    equation(
        number="2.10",
        title="The probability of a label",
        printed=r"P(y_i|z^{l-1}) = \hat{y}_i^{L+1} y_i (1 - \hat{y}_i^{L+1})^{(1-y_i)}",
        printed_claim=lambda: at_labels(product_instead_of_power()),
        reason=r"The exponent \(y_i\) stands on the line; equation 2.11 has it in its place.",
        corrected=r"P(y_i|z^{l-1}) = (\hat{y}_i^{L+1})^{y_i} (1 - \hat{y}_i^{L+1})^{1-y_i}",
        corrected_claim=lambda: at_labels(likelihood(guess, label_)),
        fault=MISPRINT,
        contradicts=(
            (
                "2.11",
                lambda: Entries(
                    product_instead_of_power().subs(label_, 0), likelihood(guess, sp.S.Zero)
                ),
            ),
        ),
        chapter="03_losses",
    ),
    equation(
        number="2.11",
        title="The logarithm of the probability",
        printed=r"\log P(y_i|z^{l-1}) = "
        r"\log((\hat{y}_i^{L+1})^{(y_i)} (1 - \hat{y}_i^{L+1})^{(1-y_i)})",
        printed_claim=lambda: log_at_labels(1),
        reason="For both labels.",
        chapter="03_losses",
    ),
    equation(
        number="2.12",
        title="The logarithm of the product",
        printed=r"= (y_i) \log(\hat{y}_i^{L+1}) + (1 - y_i) \log(1 - \hat{y}_i^{L+1})",
        printed_claim=logarithm_of_product,
        reason="For predictions between 0 and 1.",
        chapter="03_losses",
    ),
    equation(
        number="2.13",
        title="The cost of one sample",
        printed=r"\log P(y_i|z^{l-1}) = "
        r"-\log((\hat{y}_i^{L+1})^{(y_i)} (1 - \hat{y}_i^{L+1})^{(1-y_i)})",
        printed_claim=lambda: log_at_labels(-1),
        reason="What is to be minimised is minus the logarithm; the left side has lost its minus "
        "sign.",
        corrected=r"-\log P(y_i|z^{l-1}) = "
        r"-\log((\hat{y}_i^{L+1})^{y_i} (1 - \hat{y}_i^{L+1})^{1-y_i})",
        corrected_claim=lambda: log_at_labels(-1, of=-1),
        fault=INDEX,
        contradicts=(
            (
                "2.11",
                lambda: Entries(
                    -log(likelihood(guess, sp.S.One)), log(likelihood(guess, sp.S.One))
                ),
            ),
            (
                "2.12",
                lambda: Entries(-log(likelihood(guess, sp.S.One)), -cross_entropy(guess, sp.S.One)),
            ),
        ),
        chapter="03_losses",
    ),
    equation(
        number="2.14",
        title="Binary cross entropy",
        printed=r"L(\hat{y}_i^{L+1}, y_i) = -\frac{1}{t} \sum_1^{i=t} "
        r"((y_i) \log(\hat{y}_i^{L+1}) + (1 - y_i) \log(1 - \hat{y}_i^{L+1}))",
        printed_claim=mean_cross_entropy,
        reason="Minus the logarithm of the likelihood of all samples, divided by their number.",
        chapter="03_losses",
    ),
]

ENTRIES = [*TABLE, *SIZES, *LOSSES]
