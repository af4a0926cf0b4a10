r"""The theorems of the book, each proved for every size, beside each a variant that must fail.

What a chapter states is taken from the chapter: its stored statements are iterated below, and each
wrong form that it refutes must be rejected by ``prove`` too. ``MISTAKES`` has further wrong forms,
each what a mistake makes of the right side that the chapter states. Typed here are only identities
that no chapter states, which a test watches over. A theorem is a left side, a right side and
hypotheses; its wrong variants are right sides that have been printed. ``prove`` has to accept the
one and to reject the others *with a counterexample*.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from sympy import Eq, Expr, KroneckerDelta, Sum

from cnn_core.symbolic import (
    NotProved,
    Partial,
    Record,
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


# --- pooling, flatten ---

R, HP, WP = sizes("R H_p W_p")


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
def flatten() -> Theorem:
    dense = total(d[l] * total(V[l, f, i, j] * x[f, i, j], (f, F), (i, H), (j, W)), (l, n1))
    return Theorem(
        Partial(dense, x[g, p, q]),
        total(V[l, g, p, q] * d[l], (l, n1)),
        (inside(g, F), inside(p, H), inside(q, W)),
        wrong={"columns for rows": total(V[l, g, q, p] * d[l], (l, n1))},
    )


# --- what chapters state, and mistakes made in it ---

BOOK = sorted((Path(__file__).parents[2] / "book").glob("[0-8]*.ipynb"))
RECORDS = [(path.stem, one) for path in BOOK for one in records(path)]
PROOFS = [(chapter, one) for chapter, one in RECORDS if one.kind == "proof"]


class Stated:
    """A statement of a chapter; its letters are attributes, by their names."""

    def __init__(self, record: Record) -> None:
        self.record, self.right = record, record.rhs
        for letter in (record.lhs - record.rhs).atoms(sp.Symbol) | record.rhs.atoms(sp.Symbol):
            setattr(self, letter.name.strip("\\"), letter)
        for entry in (record.lhs - record.rhs).atoms(sp.Indexed):
            setattr(self, entry.base.name.strip("\\"), entry.base)

    def swapped(self, one: Expr, other: Expr) -> Expr:
        return self.right.subs({one: other, other: one}, simultaneous=True)

    def entries(self, base: Expr, change: Callable[..., Expr]) -> Expr:
        """The right side with each entry of `base` taken elsewhere, or replaced."""
        return self.right.replace(
            lambda e: isinstance(e, sp.Indexed) and e.base == base, lambda e: change(*e.indices)
        )


Mistake = Callable[[Any], Expr]


# by chapter and label of the proof: what people write instead of the right side
MISTAKES: dict[tuple[str, str], dict[str, Mistake]] = {
    ("02_activations", "Slope of the sigmoid"): {"one factor": lambda s: s.sigma},
    ("02_activations", "Slope of tanh"): {"not squared": lambda s: 1 - s.tanh},
    ("02_activations", "Jacobian of softmax"): {
        "sign of the rest": lambda s: s.right.replace(
            KroneckerDelta, lambda *_: -KroneckerDelta(*_)
        ),
    },
    ("08_convolution", "Shift equivariance"): {
        "the other way": lambda s: s.right.subs({s.s: -s.s, s.t: -s.t}, simultaneous=True),
    },
    ("09_convolution_layer", "The kernel gradient"): {
        "one position": lambda s: s.delta[0] * s.x[s.p],
    },
    ("10_kernel_gradient", "Kernel gradient"): {
        "delta turned": lambda s: s.entries(
            s.delta, lambda f, i, j, n: s.delta[f, s.O_h - 1 - i, s.O_w - 1 - j, n]
        ),
        "padding forgotten": lambda s: s.right.subs(s.P, 0),
    },
    ("10_kernel_gradient", "Bias gradient"): {
        "no sum": lambda s: s.delta[s.f, 0, 0, 0],
        "the images averaged": lambda s: s.right / s.N,
    },
    ("11_input_gradient", "Input gradient"): {
        "stride and dilation exchanged": lambda s: s.swapped(s.S, s.D),
        "kernel turned": lambda s: s.entries(
            s.w, lambda f, c, u, v: s.w[f, c, s.k_h - 1 - u, s.k_w - 1 - v]
        ),
    },
    ("11_input_gradient", "Input gradient, dilation one"): {
        "kernel turned once": lambda s: s.entries(
            s.w, lambda f, c, u, v: s.w[f, c, s.k_h - 1 - u, v]
        ),
    },
    ("11_input_gradient", "Input gradient, one dimension"): {
        "correlation": lambda s: total(
            s.w[s.m] * inside(s.a + s.m, s.H - s.k + 1) * s.delta[s.a + s.m], (s.m, s.k)
        ),
    },
    ("12_pooling", "Bias of a subsampling map"): {
        "all maps": lambda s: Sum(s.right, (s.c, 0, s.C - 1)),
    },
    ("12_pooling", "Subsampling"): {
        "coefficient forgotten": lambda s: s.right / s.beta[s.c],
        "sum for mean": lambda s: s.right * s.R_h * s.R_w,
    },
    ("12_pooling", "L2 pooling"): {"factor two": lambda s: 2 * s.right},
    ("13_whole_network", "Output bias"): {"the sign": lambda s: -s.right},
}
CASES = [(place, mistake) for place, mistakes in MISTAKES.items() for mistake in mistakes]


def stated(chapter: str, label: str) -> Stated:
    return next(Stated(one) for c_, one in PROOFS if (c_, one.label) == (chapter, label))


@pytest.mark.parametrize(("place", "mistake"), CASES, ids=[f"{p[1]}: {m}" for p, m in CASES])
def test_mistakes_in_what_chapters_state_are_rejected_with_a_counterexample(place, mistake):
    statement = stated(*place)
    wrong, record = MISTAKES[place][mistake](statement), statement.record
    assert wrong != record.rhs
    assert not equal(record.lhs, wrong, record.where)
    found = refute(wrong, record.lhs, where=record.where, label=mistake)
    assert found.printed != found.truth


def shape(expr: Any) -> str:
    """An expression without its letters: what two statements of one theorem share."""
    if not expr.args:
        return "." if expr.free_symbols else str(expr)
    return f"{type(expr).__name__}({','.join(sorted(map(shape, expr.args)))})"


def test_no_theorem_is_stated_here_that_a_chapter_states():
    of_chapters = {(shape(one.lhs), shape(one.rhs)) for _, one in PROOFS}
    typed = {name: build() for name, build in THEOREMS.items()}
    twice = [n_ for n_, one in typed.items() if (shape(one.lhs), shape(one.rhs)) in of_chapters]
    assert not twice


def test_a_theorem_typed_a_second_time_in_other_letters_is_noticed():
    h, (e, g_) = H - k + 1, tensors("e g")
    E = total(e[j] * total(g_[n] * y[j + n], (n, k)), (j, h))
    again = shape(Partial(E, g_[q])), shape(total(e[j] * y[j + q], (j, h)))
    assert again in {(shape(one.lhs), shape(one.rhs)) for _, one in PROOFS}


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


WRONG = [(f"{chapter}: {o.label}", o) for chapter, o in RECORDS if o.kind == "counterexample"]


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
