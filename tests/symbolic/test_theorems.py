r"""The theorems of the book, each proved for every size, beside each a variant that must fail.

What a chapter states is taken from the chapter: its stored statements are iterated below, and each
wrong form that it refutes must be rejected by ``prove`` too. Typed here are identities that no
chapter states, and those of chapters whose formulas are not bound yet (``NOT_YET`` in
``tests/book/formula_rules.py``): when a chapter leaves that set, its theorems leave this file. The
kernel gradients stay for their many wrong variants. A theorem is a left side, a right side and
hypotheses; its wrong variants are right sides that have been printed. ``prove`` has to accept the
one and to reject the others *with a counterexample*.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sympy as sp
from sympy import Eq, Expr, KroneckerDelta, Sum

from cnn_core.symbolic import (
    NotProved,
    Partial,
    activation,
    equal,
    indices,
    inside,
    prove,
    records,
    refute,
    sizes,
    tensors,
    total,
)

i, j, m, n, p, q, u, v, a, c, f, g, s, r, l = indices("i j m n p q u v a c f g s r l")
H, W, k, kh, kw, C, F, N, S, D, P, n0, n1, n2, n3 = sizes(
    "H W k k_h k_w C F N S D P n_0 n_1 n_2 n_3"
)
x, w, b, d, t, z, y, A, B, V = tensors("x w b delta t z y A B V")
act, dact = activation("f"), activation("f'")


@dataclass(frozen=True)
class Theorem:
    lhs: Expr
    rhs: Expr
    where: tuple[Expr, ...] = ()
    wrong: Mapping[str, Expr] = field(default_factory=dict)
    sizes: dict | None = None


THEOREMS: dict[str, Callable[[], Theorem]] = {}


def theorem(build: Callable[[], Theorem]) -> Callable[[], Theorem]:
    THEOREMS[build.__name__] = build
    return build


# --- activations and losses ---


def sigmoid(z: Expr) -> Expr:
    return 1 / (1 + sp.exp(-z))


def softmax(index: Expr, size: Expr = n1) -> Expr:
    return sp.exp(z[index]) / total(sp.exp(z[m]), (m, size))


@theorem
def sigmoid_derivative() -> Theorem:
    right = sigmoid(z[i]) * (1 - sigmoid(z[i]))
    return Theorem(
        Partial(sigmoid(z[i]), z[i]),
        right,
        wrong={"squared": sigmoid(z[i]) * (1 - sigmoid(z[i])) ** 2, "one factor": sigmoid(z[i])},
    )


@theorem
def tanh_derivative() -> Theorem:
    tanh = (sp.exp(z[i]) - sp.exp(-z[i])) / (sp.exp(z[i]) + sp.exp(-z[i]))
    return Theorem(Partial(tanh, z[i]), 1 - tanh**2, wrong={"not squared": 1 - tanh})


@theorem
def softmax_jacobian() -> Theorem:
    return Theorem(
        Partial(softmax(i), z[p]),
        softmax(i) * (KroneckerDelta(i, p) - softmax(p)),
        (inside(p, n1), inside(i, n1)),
        wrong={
            "diagonal only": KroneckerDelta(i, p) * softmax(i) * (1 - softmax(p)),
            "sign of the rest": softmax(i) * (KroneckerDelta(i, p) + softmax(p)),
        },
    )


@theorem
def cross_entropy_of_probabilities() -> Theorem:
    return Theorem(
        Partial(-total(t[i] * sp.log(y[i]), (i, n1)), y[p]),
        -t[p] / y[p],
        (inside(p, n1),),
        wrong={"sign": t[p] / y[p], "that of the logit": y[p] - t[p]},
    )


@theorem
def relu_away_from_zero() -> Theorem:
    relu = (z[i] + sp.Abs(z[i])) / 2
    return Theorem(
        Partial(relu, z[i]),
        (1 + sp.sign(z[i])) / 2,
        wrong={"the value for the slope": relu, "the other side": (1 - sp.sign(z[i])) / 2},
    )


@theorem
def leaky_relu_away_from_zero() -> Theorem:
    leak = sp.Symbol("alpha", real=True)
    leaky = (z[i] + sp.Abs(z[i])) / 2 + leak * (z[i] - sp.Abs(z[i])) / 2
    slope = (1 + sp.sign(z[i])) / 2 + leak * (1 - sp.sign(z[i])) / 2
    return Theorem(Partial(leaky, z[i]), slope, wrong={"sides": 1 + leak - slope})


@theorem
def linear_regression() -> Theorem:
    residual = total(w[m] * x[n, m], (m, k)) - t[n]
    loss = total(residual**2, (n, N)) / 2
    return Theorem(
        Partial(loss, w[p]),
        total(residual * x[n, p], (n, N)),
        (inside(p, k),),
        wrong={"sum over the data forgotten": residual * x[n, p]},
    )


@theorem
def minibatch_gradient_is_unbiased() -> Theorem:
    # the mean over the N/m blocks of the mean of each block is the mean over all
    blocks, size = sizes("B m")
    block_mean = total(x[size * i + j], (j, size)) / size
    return Theorem(
        total(block_mean, (i, blocks)) / blocks,
        total(x[size * i + j], (i, blocks), (j, size)) / (blocks * size),
        wrong={"sum for mean": total(x[size * i + j], (i, blocks), (j, size)) / blocks},
        sizes={size: 2, blocks: 2},
    )


@theorem
def minibatch_gradients_add_up_to_the_gradient() -> Theorem:
    # the mean over the blocks of each block's gradient is the gradient of the mean loss
    blocks, size = sizes("B m")
    error_of = lambda n_: (total(w[l] * x[n_, l], (l, k)) - t[n_]) ** 2  # noqa: E731
    whole = total(error_of(size * i + j), (i, blocks), (j, size)) / (blocks * size)
    block_gradient = Partial(total(error_of(size * i + j), (j, size)) / size, w[p])
    return Theorem(
        total(block_gradient, (i, blocks)) / blocks,
        Partial(whole, w[p]),
        (inside(p, k),),
        wrong={"sum for mean": blocks * Partial(whole, w[p])},
        sizes={size: 2, blocks: 2},
    )


# --- convolution ---


def inner(c_: Expr, row: Expr, column: Expr, image: Expr) -> Expr:
    return inside(row, H) * inside(column, W) * x[c_, row, column, image]


OH, OW = sizes("O_h O_w")


def layer_loss() -> Expr:
    net = b[f] + total(
        w[f, c, u, v] * inner(c, S * i + D * u - P, S * j + D * v - P, n), (c, C), (u, kh), (v, kw)
    )
    return total(d[f, i, j, n] * net, (f, F), (i, OH), (j, OW), (n, N))


SMALL = {C: 1, F: 2, N: 1, P: 1, D: 1, S: 2, kw: 1, OW: 1, W: 3}


@theorem
def kernel_gradient() -> Theorem:
    def shape(row: Expr, column: Expr) -> Expr:
        return total(d[g, i, j, n] * inner(a, row, column, n), (i, OH), (j, OW), (n, N))

    turned = total(
        d[g, OH - 1 - i, OW - 1 - j, n] * inner(a, S * i + D * p - P, S * j + D * q - P, n),
        (i, OH),
        (j, OW),
        (n, N),
    )
    return Theorem(
        Partial(layer_loss(), w[g, a, p, q]),
        shape(S * i + D * p - P, S * j + D * q - P),
        (inside(g, F), inside(a, C), inside(p, kh), inside(q, kw)),
        wrong={
            "delta turned": turned,
            "stride and dilation not exchanged": shape(D * i + S * p - P, D * j + S * q - P),
            "padding forgotten": shape(S * i + D * p, S * j + D * q),
        },
        sizes={C: 1, F: 1, N: 1, P: 1, D: 1, S: 2},
    )


@theorem
def kernel_gradient_as_convolution_with_turned_delta() -> Theorem:
    h = H - k + 1
    E = total(d[i] * total(w[m] * x[i + m], (m, k)), (i, h))
    return Theorem(
        Partial(E, w[p]),
        total(d[h - 1 - i] * x[p + h - 1 - i], (i, h)),
        (inside(p, k),),
        wrong={
            "unflipped": total(d[i] * x[p + h - 1 - i], (i, h)),
            "input flipped instead of the delta": total(d[i] * x[H - 1 - p - i], (i, h)),
            "sum forgotten": d[p] * x[p + p],
        },
        sizes={H: 3, k: 2},
    )


@theorem
def kernel_gradient_of_true_convolution() -> Theorem:
    h = H - k + 1
    E = total(d[i] * total(w[m] * x[i + k - 1 - m], (m, k)), (i, h))
    return Theorem(
        Partial(E, w[p]),
        total(d[i] * x[i + k - 1 - p], (i, h)),
        (inside(p, k),),
        wrong={"that of a correlation": total(d[i] * x[i + p], (i, h))},
        sizes={H: 3, k: 2},
    )


@theorem
def input_gradient() -> Theorem:
    right = total(
        d[f, i, j, s]
        * inside(a + P - S * i, kh)
        * inside(q + P - S * j, kw)
        * w[f, c, a + P - S * i, q + P - S * j],
        (f, F),
        (i, OH),
        (j, OW),
    )
    flipped = total(
        d[f, i, j, s]
        * inside(a + P - S * i, kh)
        * inside(q + P - S * j, kw)
        * w[f, c, kh - 1 - (a + P - S * i), q + P - S * j],
        (f, F),
        (i, OH),
        (j, OW),
    )
    net = total(w[f, g, u, v] * inner(g, S * i + u - P, S * j + v - P, n), (g, C), (u, kh), (v, kw))
    E = total(d[f, i, j, n] * net, (f, F), (i, OH), (j, OW), (n, N))
    return Theorem(
        Partial(E, x[c, a, q, s]),
        right,
        (inside(c, C), inside(a, H), inside(q, W), inside(s, N)),
        wrong={"kernel turned once": flipped},
        sizes=SMALL | {H: 3, kh: 2, kw: 2, OH: 2, OW: 2},
    )


@theorem
def input_gradient_with_stride_and_dilation() -> Theorem:
    E = total(d[i] * total(w[m] * x[S * i + D * m], (m, k)), (i, OH))
    # which entries of the kernel meet a pixel depends on divisibility: a delta that stays
    meets = lambda one, other: KroneckerDelta(one * i + other * m, a)  # noqa: E731
    return Theorem(
        Partial(E, x[a]),
        total(d[i] * w[m] * meets(S, D), (i, OH), (m, k)),
        wrong={
            "stride and dilation exchanged": total(d[i] * w[m] * meets(D, S), (i, OH), (m, k)),
            "kernel turned": total(d[i] * w[k - 1 - m] * meets(S, D), (i, OH), (m, k)),
        },
        sizes={k: 2, OH: 2, S: 1, D: 2},
    )


@theorem
def input_gradient_of_true_convolution() -> Theorem:
    h = H - k + 1
    E = total(d[i] * total(w[m] * x[i + k - 1 - m], (m, k)), (i, h))
    return Theorem(
        Partial(E, x[a]),
        total(w[m] * inside(a + m - k + 1, h) * d[a + m - k + 1], (m, k)),
        (inside(a, H),),
        wrong={"that of a correlation": total(w[m] * inside(a - m, h) * d[a - m], (m, k))},
        sizes={H: 3, k: 2},
    )


@theorem
def input_gradient_as_full_convolution() -> Theorem:
    E = total(d[i] * total(w[m] * x[i + m], (m, k)), (i, H - k + 1))
    return Theorem(
        Partial(E, x[a]),
        total(w[m] * inside(a - m, H - k + 1) * d[a - m], (m, k)),
        (inside(a, H),),
        wrong={
            "correlation": total(w[m] * inside(a + m, H - k + 1) * d[a + m], (m, k)),
            "kernel turned without padding": total(
                w[k - 1 - m] * inside(a + m, H - k + 1) * d[a + m], (m, k)
            ),
        },
        sizes={H: 3, k: 2},
    )


@theorem
def input_gradient_as_correlation_with_turned_kernel() -> Theorem:
    E = total(d[i] * total(w[m] * x[i + m], (m, k)), (i, H - k + 1))
    return Theorem(
        Partial(E, x[a]),
        total(w[k - 1 - m] * inside(a + m - k + 1, H - k + 1) * d[a + m - k + 1], (m, k)),
        (inside(a, H),),
        wrong={
            "not turned": total(w[m] * inside(a + m - k + 1, H - k + 1) * d[a + m - k + 1], (m, k))
        },
        sizes={H: 3, k: 2},
    )


@theorem
def convolution_bias_gradient() -> Theorem:
    return Theorem(
        Partial(layer_loss(), b[g]),
        total(d[g, i, j, n], (i, OH), (j, OW), (n, N)),
        (inside(g, F),),
        wrong={
            "no sum": d[g, 0, 0, 0],
            "all filters": total(d[f, i, j, n], (f, F), (i, OH), (j, OW), (n, N)),
        },
        sizes={C: 1, N: 1, S: 1, D: 1, P: 1, F: 2},
    )


@theorem
def convolution_and_its_transpose_are_adjoint() -> Theorem:
    forward = total(d[i] * total(w[m] * x[i + m], (m, k)), (i, H - k + 1))
    backward = total(x[a] * total(w[m] * inside(a - m, H - k + 1) * d[a - m], (m, k)), (a, H))
    no_border = total(x[a] * total(w[m] * d[a - m], (m, k)), (a, H))
    return Theorem(forward, backward, wrong={"borders": no_border}, sizes={H: 3, k: 2})


@theorem
def convolution_commutes_with_shifts() -> Theorem:
    shifted_image = total(w[m] * x[a + i + m], (m, k))  # the image moved by a, then the layer
    layer = lambda at: total(w[m] * x[at + m], (m, k))  # noqa: E731
    return Theorem(shifted_image, layer(i + a), wrong={"other way": layer(i - a)})


@theorem
def convolution_is_a_weight_tied_dense_layer() -> Theorem:
    # row i of the dense matrix holds the kernel from column i on
    matrix = inside(j - i, k) * w[j - i]
    E_tied = total(d[i] * total(matrix * x[j], (j, H)), (i, H - k + 1))
    summed = total(d[i] * x[i + p], (i, H - k + 1))
    return Theorem(
        Partial(E_tied, w[p]),
        summed,
        (inside(p, k),),
        wrong={"one position": d[0] * x[p]},
        sizes={H: 3, k: 2},
    )


# --- pooling, flatten ---

R, HP, WP = sizes("R H_p W_p")


@theorem
def average_pooling() -> Theorem:
    E = total(d[i] * total(x[R * i + r], (r, R)) / R, (i, HP))
    return Theorem(
        Partial(E, x[R * a + s]),
        total(d[i] * inside(R * a + s - R * i, R), (i, HP)) / R,
        wrong={"not divided": total(d[i] * inside(R * a + s - R * i, R), (i, HP))},
        sizes={R: 2},
    )


@theorem
def average_pooling_by_blocks() -> Theorem:
    E = total(d[i, j] * total(x[i, j, r, s], (r, R), (s, R)) / R**2, (i, HP), (j, WP))
    return Theorem(
        Partial(E, x[p, q, u, v]),
        d[p, q] / R**2,
        (inside(p, HP), inside(q, WP), inside(u, R), inside(v, R)),
        wrong={"divided by the side": d[p, q] / R},
        sizes={R: 2},
    )


@theorem
def max_pooling_away_from_ties() -> Theorem:
    (row,) = tensors("r", integer=True)
    E = total(d[i] * x[row[i]], (i, HP))
    return Theorem(
        Partial(E, x[p]),
        total(d[i] * KroneckerDelta(row[i], p), (i, HP)),
        wrong={"spread over the block": d[p]},
    )


@theorem
def trainable_subsampling() -> Theorem:
    (beta, bias) = tensors("beta c")
    mean = lambda f_, i_: total(x[f_, i_, r], (r, R)) / R  # noqa: E731
    E = total(d[f, i] * (beta[f] * mean(f, i) + bias[f]), (f, F), (i, HP))
    return Theorem(
        Partial(E, beta[g]),
        total(d[g, i] * mean(g, i), (i, HP)),
        (inside(g, F),),
        wrong={"sum for mean": total(d[g, i] * mean(g, i), (i, HP)) * R},
        sizes={R: 2, F: 2},
    )


@theorem
def trainable_subsampling_bias() -> Theorem:
    (beta, bias) = tensors("beta c")
    mean = lambda f_, i_: total(x[f_, i_, r], (r, R)) / R  # noqa: E731
    E = total(d[f, i] * (beta[f] * mean(f, i) + bias[f]), (f, F), (i, HP))
    return Theorem(
        Partial(E, bias[g]),
        total(d[g, i], (i, HP)),
        (inside(g, F),),
        wrong={"all maps": total(d[f, i], (f, F), (i, HP))},
        sizes={F: 2},
    )


@theorem
def trainable_subsampling_pixel() -> Theorem:
    (beta, bias) = tensors("beta c")
    mean = lambda f_, i_: total(x[f_, i_, r], (r, R)) / R  # noqa: E731
    E = total(d[f, i] * (beta[f] * mean(f, i) + bias[f]), (f, F), (i, HP))
    return Theorem(
        Partial(E, x[g, p, q]),
        d[g, p] * beta[g] / R,
        (inside(g, F), inside(p, HP), inside(q, R)),
        wrong={"coefficient forgotten": d[g, p] / R, "sum for mean": d[g, p] * beta[g]},
        sizes={R: 2},
    )


@theorem
def l2_pooling() -> Theorem:
    norm = lambda i_: sp.sqrt(total(x[i_, r] ** 2, (r, R)))  # noqa: E731
    E = total(d[i] * norm(i), (i, HP))
    return Theorem(
        Partial(E, x[p, q]),
        d[p] * x[p, q] / norm(p),
        (inside(p, HP), inside(q, R)),
        wrong={"factor two": 2 * d[p] * x[p, q] / norm(p)},
    )


@theorem
def flatten() -> Theorem:
    dense = total(d[l] * total(V[l, f, i, j] * x[f, i, j], (f, F), (i, H), (j, W)), (l, n1))
    return Theorem(
        Partial(dense, x[g, p, q]),
        total(V[l, g, p, q] * d[l], (l, n1)),
        (inside(g, F), inside(p, H), inside(q, W)),
        wrong={"columns for rows": total(V[l, g, q, p] * d[l], (l, n1))},
    )


# --- the tests ---


@pytest.mark.parametrize("name", THEOREMS)
def test_theorem_is_proved(name):
    claim = THEOREMS[name]()
    proof = prove(claim.lhs, claim.rhs, where=claim.where, sizes=claim.sizes, label=name)
    assert proof.rung == 1


@pytest.mark.parametrize("name", THEOREMS)
def test_wrong_variants_are_rejected_with_a_counterexample(name):
    claim = THEOREMS[name]()
    assert claim.wrong, f"{name} has no wrong variant"
    for variant, wrong in claim.wrong.items():
        with pytest.raises(NotProved):
            prove(claim.lhs, wrong, where=claim.where, sizes=claim.sizes, label=variant)
        found = refute(wrong, claim.lhs, where=claim.where, sizes=claim.sizes, label=variant)
        assert found.printed != found.truth


BOOK = sorted((Path(__file__).parents[2] / "book").glob("[0-8]*.ipynb"))
WRONG = [
    (f"{path.stem}: {one.label}", one)
    for path in BOOK
    for one in records(path)
    if one.kind == "counterexample"
]


@pytest.mark.parametrize("wrong", [one for _, one in WRONG], ids=[name for name, _ in WRONG])
def test_wrong_forms_of_the_chapters_are_not_proved(wrong):
    """The way from hypotheses to normal form, which knows no numbers, does not accept them."""
    assert not equal(wrong.lhs, wrong.rhs, wrong.where)


def test_counterexample_names_the_winners_it_was_found_with():
    (row,) = tensors("r", integer=True)
    truth = Partial(total(d[i] * x[2 * i + row[i]], (i, HP)), x[p])
    found = refute(total(d[i] * inside(p - 2 * i, 2), (i, HP)), truth, sizes={HP: 1, p: 0})
    shown = dict(found.numbers)
    assert not {"{r}_{i}", "r_{i}"} & set(shown)
    assert found.truth == (int(shown["d_{0}"]) if shown["r_{0}"] == "0" else 0)


# --- a whole network in one stroke ---

K, X, bias1, bias2 = tensors("K X b_1 b_2")
(n_out,) = sizes("n_c")


def net_input(f_: Expr, i_: Expr, j_: Expr) -> Expr:
    return bias1[f_] + total(K[f_, c, u, v] * X[c, i_ + u, j_ + v], (c, C), (u, kh), (v, kw))


def average(f_: Expr, i_: Expr, j_: Expr) -> Expr:
    block = act(net_input(f_, R * i_ + r, R * j_ + s))
    return total(block, (r, R), (s, R)) / R**2


def logit(l_: Expr, pooled: Callable[[Expr, Expr, Expr], Expr]) -> Expr:
    return bias2[l_] + total(V[l_, f, i, j] * pooled(f, i, j), (f, F), (i, HP), (j, WP))


def cross_entropy(pooled: Callable[[Expr, Expr, Expr], Expr]) -> Expr:
    normaliser = sp.log(total(sp.exp(logit(l, pooled)), (l, n_out)))
    return normaliser * total(t[l], (l, n_out)) - total(t[l] * logit(l, pooled), (l, n_out))


def error(l_: Expr, pooled: Callable[[Expr, Expr, Expr], Expr]) -> Expr:
    return sp.exp(logit(l_, pooled)) / total(sp.exp(logit(m, pooled)), (m, n_out)) - t[l_]


ONE = Eq(total(t[l], (l, n_out)), 1)


SMALLEST = {C: 1, F: 1, kh: 2, kw: 1, R: 1, HP: 2, WP: 1, n_out: 2}


def reject(wrong: Expr, truth: Expr, where: list[Expr]) -> None:
    """Refute at the smallest sizes that tell the two apart: the search for a proof is long here."""
    found = refute(wrong, truth, where=where, sizes=SMALLEST)
    assert found.printed != found.truth


def test_whole_network_output_bias_and_dense_weights():
    E = cross_entropy(average)
    assert equal(Partial(E, bias2[p]), error(p, average), [inside(p, n_out), ONE])
    where = [inside(p, n_out), inside(g, F), inside(a, HP), inside(q, WP), ONE]
    assert equal(Partial(E, V[p, g, a, q]), error(p, average) * average(g, a, q), where)
    reject(-error(p, average), Partial(E, bias2[p]), [inside(p, n_out), ONE])
    reject(error(p, average), Partial(E, V[p, g, a, q]), where)


def back(l_: Expr, g_: Expr) -> Expr:
    """What arrives at one net input of filter g: error, dense weight, pooling, activation."""
    return error(l_, average) * V[l_, g_, i, j] / R**2 * dact(net_input(g_, R * i + r, R * j + s))


BLOCKS = ((l, n_out), (i, HP), (j, WP), (r, R), (s, R))


def test_whole_network_kernel_and_bias():
    E = cross_entropy(average)
    where = [inside(g, F), inside(a, C), inside(p, kh), inside(q, kw), ONE]
    pixel = X[a, R * i + r + p, R * j + s + q]
    assert equal(Partial(E, K[g, a, p, q]), total(back(l, g) * pixel, *BLOCKS), where)
    assert equal(Partial(E, bias1[g]), total(back(l, g), *BLOCKS), [inside(g, F), ONE])
    turned = X[a, R * i + r + kh - 1 - p, R * j + s + q]
    reject(total(back(l, g) * turned, *BLOCKS), Partial(E, K[g, a, p, q]), where)


def test_whole_network_image_borders_included():
    E = cross_entropy(average)
    row, column = p - R * i - r, q - R * j - s
    kernel = inside(row, kh) * inside(column, kw) * K[f, a, row, column]
    right = total(back(l, f) * kernel, *BLOCKS, (f, F))
    assert equal(Partial(E, X[a, p, q]), right, [inside(a, C), ONE])
    no_border = total(back(l, f) * K[f, a, row, column], *BLOCKS, (f, F))
    image = [inside(a, C), inside(p, R * HP + kh - 1), inside(q, R * WP + kw - 1), ONE]
    reject(no_border, Partial(E, X[a, p, q]), image)


rows, columns = tensors("r c", integer=True)


def winner(f_: Expr, i_: Expr, j_: Expr) -> Expr:
    return act(net_input(f_, rows[f_, i_, j_], columns[f_, i_, j_]))


def test_whole_network_with_max_pooling_kernel_and_bias():
    E = cross_entropy(winner)
    where = [inside(g, F), inside(a, C), inside(p, kh), inside(q, kw), ONE]
    place = rows[g, i, j], columns[g, i, j]
    right = total(
        error(l, winner)
        * V[l, g, i, j]
        * dact(net_input(g, *place))
        * X[a, place[0] + p, place[1] + q],
        (l, n_out),
        (i, HP),
        (j, WP),
    )
    assert equal(Partial(E, K[g, a, p, q]), right, where)
    back_g = right.function.subs(X[a, place[0] + p, place[1] + q], 1)
    assert equal(Partial(E, bias1[g]), Sum(back_g, *right.limits), [inside(g, F), ONE])
    unlit = right.function.subs(X[a, place[0] + p, place[1] + q], X[a, i + p, j + q])
    reject(Sum(unlit, *right.limits), Partial(E, K[g, a, p, q]), where)


def test_whole_network_with_max_pooling_output_bias_and_dense_weights():
    E = cross_entropy(winner)
    assert equal(Partial(E, bias2[p]), error(p, winner), [inside(p, n_out), ONE])
    reject(-error(p, winner), Partial(E, bias2[p]), [inside(p, n_out), ONE])
    where = [inside(p, n_out), inside(g, F), inside(a, HP), inside(q, WP), ONE]
    assert equal(Partial(E, V[p, g, a, q]), error(p, winner) * winner(g, a, q), where)
    reject(error(p, winner), Partial(E, V[p, g, a, q]), where)


def test_whole_network_with_max_pooling_image_borders_included():
    E = cross_entropy(winner)
    place = rows[f, i, j], columns[f, i, j]
    row, column = p - place[0], q - place[1]
    weight = inside(row, kh) * inside(column, kw) * K[f, a, row, column]
    backed = error(l, winner) * V[l, f, i, j] * dact(net_input(f, *place))
    blocks = ((l, n_out), (i, HP), (j, WP), (f, F))
    assert equal(Partial(E, X[a, p, q]), total(backed * weight, *blocks), [inside(a, C), ONE])
    no_border = total(backed * K[f, a, row, column], *blocks)
    image = [inside(a, C), inside(p, HP + kh - 1), inside(q, WP + kw - 1), ONE]
    reject(no_border, Partial(E, X[a, p, q]), image)
