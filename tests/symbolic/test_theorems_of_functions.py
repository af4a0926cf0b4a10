"""The theorems behind the functions that came after: each proved for every size, with variants
that people write and that are refuted.

The losses are linear in the output, ``sum delta y``, or apply an activation to it; either way the
derivative shows the gradient that the function of that name computes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
import sympy as sp
from sympy import Expr

from cnn_core.symbolic import (
    NotProved,
    Partial,
    activation,
    indices,
    inside,
    prove,
    refute,
    sizes,
    tensors,
    total,
)

i, j, m, p, q, u, c, g, s, t, l, e, a, r = indices("i j m p q u c g s t l e a r")
n, A, B, C, E, F, G, H, K, M, P, R, S, T = sizes("n A B C E F G H K M P R S T")
x, w, d, V, U, h, b, gamma, Q, Key = tensors("x w delta V U h b gamma Q K")
act, dact = activation("f"), activation("f'")
epsilon, beta, alpha, k = sp.symbols("epsilon beta alpha k", positive=True)
HALF = sp.Rational(1, 2)


@dataclass(frozen=True)
class Theorem:
    lhs: Expr
    rhs: Expr
    where: tuple[Expr, ...]
    wrong: Mapping[str, Expr]


THEOREMS: dict[str, Callable[[], Theorem]] = {}


def theorem(build: Callable[[], Theorem]) -> Callable[[], Theorem]:
    THEOREMS[build.__name__] = build
    return build


# --- convolution ---


def grouped(group: Expr, filter_: Expr, place: Expr) -> Expr:
    return total(w[group, filter_, c, u] * x[group, c, place + u], (c, C), (u, K))


GROUPED = total(act(grouped(g, r, i)), (g, G), (r, F), (i, H))


@theorem
def kernel_gradient_of_a_grouped_convolution() -> Theorem:
    slope = dact(grouped(s, t, i))
    return Theorem(
        Partial(GROUPED, w[s, t, e, q]),
        total(slope * x[s, e, i + q], (i, H)),
        (inside(s, G), inside(t, F), inside(e, C), inside(q, K)),
        {"summed over the groups": total(dact(grouped(g, t, i)) * x[g, e, i + q], (i, H), (g, G))},
    )


@theorem
def input_gradient_of_a_grouped_convolution() -> Theorem:
    def back(offset: Expr) -> Expr:
        slope = dact(grouped(s, r, i))
        return total(inside(offset, K) * w[s, r, e, offset] * slope, (r, F), (i, H))

    return Theorem(
        Partial(GROUPED, x[s, e, p]),
        back(p - i),
        (inside(s, G), inside(e, C), inside(p, H + K - 1)),
        {"kernel not turned": back(i - p)},
    )


TRANSPOSED = total(d[S * i + u] * w[u] * x[i], (i, H), (u, K))  # pixel S i + u gets w_u x_i


@theorem
def input_gradient_of_a_transposed_convolution() -> Theorem:
    return Theorem(
        Partial(TRANSPOSED, x[p]),
        total(w[u] * d[S * p + u], (u, K)),
        (inside(p, H),),
        {
            "stride forgotten": total(w[u] * d[p + u], (u, K)),
            "kernel turned": total(w[K - 1 - u] * d[S * p + u], (u, K)),
        },
    )


@theorem
def kernel_gradient_of_a_transposed_convolution() -> Theorem:
    return Theorem(
        Partial(TRANSPOSED, w[q]),
        total(x[i] * d[S * i + q], (i, H)),
        (inside(q, K),),
        {"stride forgotten": total(x[i] * d[i + q], (i, H))},
    )


# --- shared in part ---

LOCAL = total(d[s] * w[s, u] * x[s + u], (s, H), (u, K))


@theorem
def kernel_gradient_of_a_local_convolution() -> Theorem:
    return Theorem(
        Partial(LOCAL, w[p, q]),
        d[p] * x[p + q],
        (inside(p, H), inside(q, K)),
        {"summed over the positions": total(d[s] * x[s + q], (s, H))},
    )


@theorem
def input_gradient_of_a_local_convolution() -> Theorem:
    return Theorem(
        Partial(LOCAL, x[a]),
        total(inside(a - u, H) * w[a - u, u] * d[a - u], (u, K)),
        (inside(a, H + K - 1),),
        {"kernel of the wrong place": total(inside(a - u, H) * w[a, u] * d[a - u], (u, K))},
    )


@theorem
def kernel_gradient_of_a_section() -> Theorem:
    loss = total(d[s, j] * w[s, u] * x[P * s + j + u], (s, R), (j, P), (u, K))
    return Theorem(
        Partial(loss, w[p, q]),
        total(d[p, j] * x[P * p + j + q], (j, P)),
        (inside(p, R), inside(q, K)),
        {"summed over all sections": total(d[s, j] * x[P * s + j + q], (s, R), (j, P))},
    )


# --- pooling ---


@theorem
def global_average_pooling() -> Theorem:
    mean = total(x[i, j], (i, H), (j, K)) / (H * K)
    return Theorem(
        Partial(act(mean), x[p, q]),
        dact(mean) / (H * K),
        (inside(p, H), inside(q, K)),
        {"sum for mean": dact(mean)},
    )


# --- normalisation ---


def centred(place: Expr) -> Expr:
    return x[place] - total(x[j], (j, n)) / n


VARIANCE = total(centred(l) ** 2, (l, n)) / n + epsilon


@theorem
def batch_normalisation() -> Theorem:
    loss = total(d[i] * centred(i), (i, n)) * VARIANCE**-HALF
    direct, through_mean = VARIANCE**-HALF * d[p], VARIANCE**-HALF * total(d[m], (m, n)) / n
    through_variance = VARIANCE ** (-3 * HALF) * centred(p) * total(d[m] * centred(m), (m, n)) / n
    return Theorem(
        Partial(loss, x[p]),
        direct - through_mean - through_variance,
        (inside(p, n),),
        {
            "mean and variance taken as constants": direct,
            "variance taken as constant": direct - through_mean,
            "mean taken as constant": direct - through_variance,
        },
    )


@theorem
def layer_normalisation() -> Theorem:
    loss = total(d[i] * gamma[i] * centred(i), (i, n)) * VARIANCE**-HALF

    def gradient(delta: Callable[[Expr], Expr], factor: Expr) -> Expr:
        mean = total(delta(m), (m, n)) / n
        product = total(delta(m) * centred(m), (m, n)) / n
        way = VARIANCE**-HALF * (delta(p) - mean) - VARIANCE ** (-3 * HALF) * centred(p) * product
        return factor * way

    return Theorem(
        Partial(loss, x[p]),
        gradient(lambda place: gamma[place] * d[place], sp.S.One),
        (inside(p, n),),
        {"gamma taken out of the means": gradient(lambda place: d[place], gamma[p])},
    )


@theorem
def local_response_normalisation_with_a_window_that_leans() -> Theorem:
    """Channels ``c - A ... c + B - 1`` are in the window of channel c."""

    def scale(channel: Expr) -> Expr:
        return k + alpha * total(inside(s - channel + A, A + B) * x[s] ** 2, (s, C))

    def gradient(offset: Expr) -> Expr:
        terms = inside(offset + A, A + B) * d[c] * x[c] * scale(c) ** (-beta - 1)
        direct = d[g] * scale(g) ** -beta
        return direct - 2 * alpha * beta * x[g] * total(terms, (c, C))

    alone = 2 * alpha * beta * x[g] ** 2 * d[g] * scale(g) ** (-beta - 1)
    return Theorem(
        Partial(total(d[c] * x[c] * scale(c) ** -beta, (c, C)), x[g]),
        gradient(g - c),
        (inside(g, C),),
        {
            "window not transposed": gradient(c - g),
            "its own channel alone": d[g] * scale(g) ** -beta - alone,
        },
    )


# --- sequences ---


@theorem
def weights_shared_over_time() -> Theorem:
    def z(step: Expr, unit: Expr) -> Expr:
        return total(U[unit, j] * h[step, j], (j, n)) + b[unit]

    return Theorem(
        Partial(total(act(z(t, i)), (t, T), (i, n)), U[p, q]),
        total(dact(z(t, p)) * h[t, q], (t, T)),
        (inside(p, n), inside(q, n)),
        {"the last step alone": dact(z(T - 1, p)) * h[T - 1, q]},
    )


@theorem
def two_steps_of_a_recurrent_layer() -> Theorem:
    def first(unit: Expr) -> Expr:
        return total(U[unit, j] * h[j], (j, n))

    def second(unit: Expr) -> Expr:
        return total(U[unit, m] * act(first(m)), (m, n))

    last = dact(second(p)) * d[p] * act(first(q))
    error = dact(second(l)) * d[l]
    return Theorem(
        Partial(total(d[i] * act(second(i)), (i, n)), U[p, q]),
        last + dact(first(p)) * total(U[l, p] * error, (l, n)) * h[q],
        (inside(p, n), inside(q, n)),
        {
            "the last step alone": last,
            "U for its transpose": last + dact(first(p)) * total(U[p, l] * error, (l, n)) * h[q],
        },
    )


def weight(key: Expr, query: Expr) -> Expr:
    product = total(Key[c, key] * Q[c, query], (c, C))
    others = total(sp.exp(total(Key[e, l] * Q[e, query], (e, C))), (l, M))
    return sp.exp(product) / others


ATTENTION = total(d[g, t] * V[g, m] * weight(m, t), (g, E), (t, T), (m, M))


def from_values(key: Expr, query: Expr) -> Expr:
    return total(V[g, key] * d[g, query], (g, E))


def score_gradient(key: Expr, query: Expr) -> Expr:
    mean = total(V[r, s] * d[r, query] * weight(s, query), (r, E), (s, M))
    return weight(key, query) * (from_values(key, query) - mean)


@theorem
def value_gradient_of_attention() -> Theorem:
    return Theorem(
        Partial(ATTENTION, V[p, q]),
        total(d[p, t] * weight(q, t), (t, T)),
        (inside(p, E), inside(q, M)),
        {"equal weights": total(d[p, t] / M, (t, T))},
    )


@theorem
def query_gradient_of_attention() -> Theorem:
    direct = weight(m, q) * from_values(m, q)
    return Theorem(
        Partial(ATTENTION, Q[p, q]),
        total(Key[p, m] * score_gradient(m, q), (m, M)),
        (inside(p, C), inside(q, T)),
        {"softmax taken as elementwise": total(Key[p, m] * direct, (m, M))},
    )


@theorem
def key_gradient_of_attention() -> Theorem:
    direct = weight(q, t) * from_values(q, t)
    return Theorem(
        Partial(ATTENTION, Key[p, q]),
        total(Q[p, t] * score_gradient(q, t), (t, T)),
        (inside(p, C), inside(q, M)),
        {"softmax taken as elementwise": total(Q[p, t] * direct, (t, T))},
    )


@pytest.mark.parametrize("name", THEOREMS)
def test_proved_for_every_size(name: str) -> None:
    claim = THEOREMS[name]()
    assert claim.wrong
    assert prove(claim.lhs, claim.rhs, label=name, where=claim.where).rung == 1


@pytest.mark.parametrize(
    ("name", "variant"), [(name, v) for name, build in THEOREMS.items() for v in build().wrong]
)
def test_a_wrong_variant_is_refuted(name: str, variant: str) -> None:
    claim = THEOREMS[name]()
    wrong = claim.wrong[variant]
    assert refute(wrong, claim.lhs, label=variant, where=claim.where)
    if name == "global_average_pooling":  # once: that the prover itself rejects it
        with pytest.raises(NotProved):
            prove(claim.lhs, wrong, label=variant, where=claim.where)
