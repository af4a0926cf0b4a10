r"""Derivations: the lines that a person would write, each with its rule, each checked.

Every derivation below is one of the book. Its rules are written down here, so that a telling that
grows longer, or finer, or that takes another way, is seen; and in each of them every step is
altered in turn, and the check is seen to notice.
"""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp
from sympy import Eq, Expr, KroneckerDelta

from cnn_core.symbolic import (
    Derivation,
    NotProved,
    Partial,
    activation,
    check_numeric,
    derive,
    indices,
    inside,
    named,
    prove,
    sizes,
    tensors,
    total,
)
from cnn_core.symbolic import sums as sums_module
from cnn_core.symbolic.derivation import _may_stand_in
from cnn_core.symbolic.steps import alike
from cnn_core.symbolic.vocabulary import unfolded
from cnn_core.symbolic.writing import plain, write, write_index

i, j, l, m, n, p, q, a, c, f, g, r, s, u, v, P = indices("i j l m n p q a c f g r s u v P")
H, W, k, kh, kw, C, F, N, S, D, R, K = sizes("H W k k_h k_w C F N S D R K")
oh, ow, hp, wp, n0, n1 = sizes("O_h O_w H_p W_p n_0 n_1")
x, w, b, delta, t, y, z, V, prob, soft = tensors("x w b delta t y z V p s")
act, dact = activation("f"), activation("f'")
h = H - k + 1

DERIVATIONS: dict[str, Callable[[], Derivation]] = {}
RULES: dict[str, str] = {}


def derivation(rules: str) -> Callable[[Callable[[], Derivation]], Callable[[], Derivation]]:
    def enter(build: Callable[[], Derivation]) -> Callable[[], Derivation]:
        DERIVATIONS[build.__name__], RULES[build.__name__] = build, rules
        return build

    return enter


LINEAR = "definition inside entry collapse"

# --- activations and losses ---


def sigmoid(u: Expr) -> Expr:
    return 1 / (1 + sp.exp(-u))


def softmax(index: Expr) -> Expr:
    return sp.exp(z[index]) / total(sp.exp(z[j]), (j, K))


CROSS_ENTROPY = -total(t[i] * sp.log(softmax(i)), (i, K))
ONE = Eq(total(t[i], (i, K)), 1)


@derivation("definition chain chain algebra")
def sigmoid_derivative() -> Derivation:
    right = sigmoid(z[i]) * (1 - sigmoid(z[i]))
    return derive(Partial(sigmoid(z[i]), z[i], r"\sigma(z_i)"), to=right)


@derivation("definition quotient chain algebra")
def tanh_derivative() -> Derivation:
    tanh = (sp.exp(z[i]) - sp.exp(-z[i])) / (sp.exp(z[i]) + sp.exp(-z[i]))
    return derive(Partial(tanh, z[i], r"\tanh z_i"), to=1 - tanh**2)


@derivation("definition quotient inside chain entry collapse algebra name")
def softmax_jacobian() -> Derivation:
    names = [Eq(soft[i], softmax(i)), Eq(soft[p], softmax(p))]
    return derive(
        Partial(softmax(i), z[p], "s_i"),
        to=soft[i] * (KroneckerDelta(i, p) - soft[p]),
        where=[inside(i, K), inside(p, K), *names],
        sizes={K: 2, i: 0, p: 1},
    )


@derivation("definition logarithm inside chain entry collapse hypothesis name")
def softmax_with_cross_entropy() -> Derivation:
    where = [Eq(prob[q], softmax(q)), inside(q, K), ONE]
    return derive(Partial(CROSS_ENTROPY, z[q]), to=prob[q] - t[q], where=where)


@derivation("definition inside chain entry collapse")
def mean_squared_error() -> Derivation:
    loss = total((y[i] - t[i]) ** 2, (i, N)) / N
    return derive(Partial(loss, y[p], r"\mathrm{MSE}"), where=[inside(p, N)])


@derivation("definition inside chain inside entry collapse")
def linear_regression() -> Derivation:
    residual = total(w[m] * x[n, m], (m, k)) - t[n]
    return derive(Partial(total(residual**2, (n, N)) / 2, w[p]), where=[inside(p, k)])


# --- dense layers ---

DENSE = total(delta[i] * (total(w[i, j] * x[j], (j, n0)) + b[i]), (i, n1))


@derivation(LINEAR)
def dense_weight_gradient() -> Derivation:
    return derive(Partial(DENSE, w[p, q]), where=[inside(p, n1), inside(q, n0)])


@derivation(LINEAR)
def dense_bias_gradient() -> Derivation:
    return derive(Partial(DENSE, b[p]), where=[inside(p, n1)])


@derivation(LINEAR)
def dense_input_gradient() -> Derivation:
    return derive(Partial(DENSE, x[q]), where=[inside(q, n0)])


@derivation("definition inside chain entry collapse in_front")
def delta_recursion() -> Derivation:
    E = total(delta[i] * (total(w[i, j] * act(z[j]), (j, n0)) + b[i]), (i, n1))
    right = dact(z[q]) * total(w[i, q] * delta[i], (i, n1))
    return derive(Partial(E, z[q]), to=right, where=[inside(q, n0)])


@derivation("definition chain chain chain")
def chain_of_single_neurons() -> Derivation:
    w1, w2, b1, b2, x0, y0 = sp.symbols("w_1 w_2 b_1 b_2 x y", real=True)
    return derive(Partial((y0 - act(w2 * act(w1 * x0 + b1) + b2)) ** 2, w1))


# --- convolution ---

CONV = total(delta[i] * total(w[m] * x[i + m], (m, k)), (i, h))


def pixel(row: Expr, column: Expr) -> Expr:
    return inside(row, H) * inside(column, W) * x[c, row, column, n]


def whole_layer(dilation: Expr = D) -> Expr:
    place = S * i + dilation * u - P, S * j + dilation * v - P
    net = b[f] + total(w[f, c, u, v] * pixel(*place), (c, C), (u, kh), (v, kw))
    return total(delta[f, i, j, n] * net, (f, F), (i, oh), (j, ow), (n, N))


SMALL = {C: 1, F: 1, N: 1, P: 1, D: 1, S: 2, kh: 1, kw: 1, oh: 2, ow: 1, W: 3, H: 3}


@derivation(LINEAR)
def kernel_gradient() -> Derivation:
    return derive(Partial(CONV, w[p]), where=[inside(p, k)])


@derivation(LINEAR + " change_of_index")
def kernel_gradient_as_a_convolution() -> Derivation:
    right = total(delta[h - 1 - i] * x[p + h - 1 - i], (i, h))
    return derive(Partial(CONV, w[p]), to=right, where=[inside(p, k)])


@derivation(LINEAR)
def kernel_gradient_of_the_whole_layer() -> Derivation:
    weight = [inside(g, F), inside(a, C), inside(p, kh), inside(q, kw)]
    return derive(Partial(whole_layer(), w[g, a, p, q]), where=weight, sizes=SMALL)


@derivation(LINEAR)
def bias_gradient_of_the_whole_layer() -> Derivation:
    return derive(Partial(whole_layer(), b[g]), where=[inside(g, F)], sizes=SMALL)


@derivation(LINEAR)
def input_gradient_of_the_whole_layer() -> Derivation:
    entry = [inside(a, C), inside(p, H), inside(q, W), inside(s, N)]
    return derive(Partial(whole_layer(sp.S.One), x[a, p, q, s]), where=entry, sizes=SMALL)


@derivation(LINEAR)
def input_gradient_with_borders() -> Derivation:
    right = total(w[m] * inside(a - m, h) * delta[a - m], (m, k))
    return derive(Partial(CONV, x[a]), to=right, where=[inside(a, H)])


@derivation(LINEAR + " change_of_index")
def input_gradient_with_the_kernel_turned() -> Derivation:
    right = total(w[k - 1 - m] * inside(a + m - k + 1, h) * delta[a + m - k + 1], (m, k))
    return derive(Partial(CONV, x[a]), to=right, where=[inside(a, H)])


# --- pooling, flatten ---


@derivation(LINEAR)
def average_pooling() -> Derivation:
    E = total(delta[i, j] * total(x[i, j, r, s], (r, R), (s, R)) / R**2, (i, hp), (j, wp))
    where = [inside(p, hp), inside(q, wp), inside(u, R), inside(v, R)]
    return derive(Partial(E, x[p, q, u, v]), where=where)


def subsampling() -> Expr:
    beta, bias = tensors("beta c")
    mean = total(x[f, i, r], (r, R)) / R
    return total(delta[f, i] * (beta[f] * mean + bias[f]), (f, F), (i, hp))


@derivation(LINEAR)
def subsampling_coefficient() -> Derivation:
    (beta,) = tensors("beta")
    return derive(Partial(subsampling(), beta[g]), where=[inside(g, F)])


@derivation(LINEAR)
def subsampling_pixel() -> Derivation:
    where = [inside(g, F), inside(p, hp), inside(q, R)]
    return derive(Partial(subsampling(), x[g, p, q]), where=where)


@derivation("definition inside entry")
def max_pooling_with_winners() -> Derivation:
    (winner,) = tensors("r", integer=True)
    return derive(Partial(total(delta[i] * x[winner[i]], (i, hp)), x[p]))


@derivation(LINEAR)
def flatten() -> Derivation:
    E = total(delta[l] * total(V[l, f, i, j] * x[f, i, j], (f, F), (i, H), (j, W)), (l, n1))
    return derive(Partial(E, x[g, p, q]), where=[inside(g, F), inside(p, H), inside(q, W)])


# --- a small whole network, its quantities named ---


def net_input(f_: Expr, i_: Expr) -> Expr:
    return named(y[f_, i_], b[f_] + total(w[f_, u] * x[i_ + u], (u, k)))


def pooled(f_: Expr, i_: Expr) -> Expr:
    (name,) = tensors("P")
    return named(name[f_, i_], total(act(net_input(f_, R * i_ + r)), (r, R)) / R)


def logit(l_: Expr) -> Expr:
    return named(z[l_], total(V[l_, f, i] * pooled(f, i), (f, F), (i, hp)))


@derivation("definition chain one_sum definition definition chain definition entry")
def whole_network() -> Derivation:
    targets = Eq(total(t[l], (l, K)), 1)
    loss = sp.log(total(sp.exp(logit(l)), (l, K))) * total(t[l], (l, K))
    loss -= total(t[l] * logit(l), (l, K))
    where = [inside(g, F), inside(p, k), targets]
    return derive(Partial(loss, w[g, p]), where=where, sizes={K: 2, F: 1, k: 2, R: 1, hp: 1, g: 0})


# --- the tests ---

CACHE: dict[str, Derivation] = {}


def built(name: str) -> Derivation:
    if name not in CACHE:
        CACHE[name] = DERIVATIONS[name]()
    return CACHE[name]


@pytest.mark.parametrize("name", DERIVATIONS)
def test_the_way_is_the_one_that_a_person_would_write(name):
    found = built(name)
    assert [step.rule.replace(" ", "_") for step in found.steps] == RULES[name].split()
    assert 3 <= len(found.steps) <= 8
    assert found.start.func is Partial


def altered(found: Derivation, number: int) -> Derivation:
    """The derivation with the line of one step doubled."""
    wrong = replace(found.steps[number], rhs=2 * found.steps[number].rhs)
    after = [replace(step, lhs=wrong.rhs) for step in found.steps[number + 1 : number + 2]]
    return replace(found, steps=(*found.steps[:number], wrong, *after, *found.steps[number + 2 :]))


@pytest.mark.parametrize("name", DERIVATIONS)
def test_a_step_altered_is_noticed(name):
    middle = len(RULES[name].split()) // 2
    with pytest.raises(AssertionError, match=f"step {middle + 1} "):
        altered(built(name), middle).check()


SHORT = ["kernel_gradient", "delta_recursion", "mean_squared_error", "sigmoid_derivative"]


@pytest.mark.parametrize("name", SHORT)
def test_each_step_altered_is_noticed_in_numbers_and_by_the_rules(name, monkeypatch):
    found = built(name)
    steps = range(len(found.steps))
    for number in steps:
        with pytest.raises(AssertionError, match=f"step {number + 1} .* became"):
            altered(found, number).check()
    monkeypatch.setattr(Derivation, "_check_values", lambda _: None)
    for number in steps:
        with pytest.raises(AssertionError, match=f"step {number + 1} .*the rules do not lead"):
            altered(found, number).check()


def test_a_step_that_does_not_follow_on_is_noticed():
    found = built("kernel_gradient")
    with pytest.raises(AssertionError, match=r"step 2 .*another line"):
        replace(found, steps=(found.steps[0], *found.steps[2:])).check()


def test_words_of_the_kernel_gradient():
    assert [plain(step.words) for step in built("kernel_gradient").steps] == [
        "the definition of E",
        "the derivative goes inside the sums",
        "∂w_m/∂w_p is 1 if m = p and 0 otherwise",
        "the bracket lets the term m = p through, as 0 ≤ p < k",
    ]


def test_a_border_keeps_its_condition_and_a_known_one_falls_away():
    border = built("input_gradient_with_borders").steps[-1]
    assert plain(border.words).endswith("the term i = a-m through, where 0 ≤ a-m ≤ H-k")
    known = built("input_gradient_of_the_whole_layer").steps[-1]
    assert "falls away" in known.words


def test_the_last_line_is_the_one_that_was_asked_for():
    right = total(delta[h - 1 - i] * x[p + h - 1 - i], (i, h))
    assert built("kernel_gradient_as_a_convolution").result == right
    assert plain(built("kernel_gradient_as_a_convolution").steps[-1].words) == (
        "turn the index, i → H-k-i"
    )


def test_a_wrong_end_is_refused():
    with pytest.raises(AssertionError, match=r"step 5 .*became"):
        derive(Partial(CONV, w[p]), to=total(delta[i] * x[i - p], (i, h)), where=[inside(p, k)])


def test_no_index_is_captured():
    E = total(w[p] * x[p], (p, k))
    found = derive(Partial(E, w[p]), where=[inside(p, k)])
    assert found.result == x[p]
    assert "p'" in repr(found)


@pytest.mark.parametrize("name", ["kernel_gradient", "softmax_with_cross_entropy", "whole_network"])
def test_every_collapse_is_one_that_the_proof_uses(name):
    found = built(name)
    with sums_module.recorded() as told:
        sums_module.normal(unfolded(found.start))
    used = {(data["index"].name, str(data["value"])) for rule, data in told if rule == "collapse"}
    terms = [t for step in found.steps for t in step.data.get("terms", [])]
    assert terms
    assert {(index, value) for index, value, *_ in terms} <= used


def test_a_recorder_hears_nothing_before_and_after():
    with sums_module.recorded() as told:
        pass
    sums_module.normal(Partial(CONV, w[p]))
    assert told == []


# --- a proof and its way ---


def test_a_proof_has_its_way():
    right = total(delta[i] * x[i + p], (i, h))
    proof = prove(Partial(CONV, w[p]), right, where=[inside(p, k)], label="kernel")
    assert proof.derivation.result == right
    assert [step.rule for step in proof.derivation.steps] == LINEAR.split()


def test_an_identity_without_a_derivative_has_its_way():
    proof = prove(total(x[i], (i, H)), total(x[H - 1 - i], (i, H)), label="turned")
    assert [step.rule for step in proof.derivation.steps] == ["change of index"]


def test_a_numeric_check_has_no_way():
    with pytest.raises(ValueError, match="derivation: close is numeric"):
        check_numeric([1.0], [1.0], label="close").derivation


def test_a_named_quantity_means_what_it_stands_for():
    proof = prove(Partial(logit(p), V[p, q, a]), pooled(q, a), label="P", where=WEIGHT)
    assert "P" in proof.claim
    with pytest.raises(NotProved):
        prove(Partial(logit(p), V[p, q, a]), net_input(q, a), label="not y", where=WEIGHT)


def test_one_name_for_two_things_does_not_deceive():
    one, two = named(z[i], x[i]), named(z[i], 2 * x[i])
    with pytest.raises(AssertionError):
        derive(total(one * w[i], (i, H)), to=total(two * w[i], (i, H)))
    for names in [(z[i], z[j]), (z[i + 1], z[j + 1])]:
        left, right = named(names[0], x[i]), named(names[1], x[j] ** 2)
        assert not _may_stand_in((total(left, (i, H)), total(right, (j, H))))


def test_a_name_stands_for_itself_only_where_value_and_slope_are_all_that_is_said():
    hidden = named(z[i], x[i] * y[j])  # an index that the name does not show
    assert not _may_stand_in((total(hidden, (j, H)),))
    shown = named(z[i], w[i] ** 2)
    assert _may_stand_in((Partial(shown, w[p]),))
    assert not _may_stand_in((Partial(shown, w[p]) + Partial(shown, x[p]),))
    assert not _may_stand_in((total(Partial(shown, w[p]), (p, H)),))
    assert not _may_stand_in((Partial(Partial(shown, w[p]), w[p]),))


WEIGHT = [inside(q, F), inside(a, hp)]

# --- display ---


def test_display_as_text_as_mathematics_and_as_data():
    found = built("kernel_gradient")
    assert repr(found).splitlines()[-1].split("   ")[0] == "  = Σ_{i=0}^{H-k} δ_i x_{i+p}"
    assert found._repr_latex_().startswith("\\[\n\\begin{aligned}")
    assert found._repr_latex_().count(r"&\quad = ") == 4
    assert found._repr_html_().count('class="derivation-step"') == 4
    bundle = found._repr_mimebundle_()
    assert {"text/plain", "text/html", "text/latex"} < set(bundle)
    steps = json.loads(found.to_json())["steps"]
    assert [step["rule"] for step in steps] == LINEAR.split()
    assert steps[-1]["data"]["terms"] == [["m", "p", "Inside(p, 0, k - 1)", True]]


def test_ranges_that_the_sum_sign_leaves_out_are_said_below():
    assert r"0 \le n < N" in built("kernel_gradient_of_the_whole_layer").ranges
    assert built("kernel_gradient").ranges == []


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (delta[i] * x[i + p] * w[m], r"\delta_{i} w_{m} x_{i+p}"),
        (total(x[i], (i, H)) * delta[p], r"\delta_{p} \sum_{i=0}^{H-1} x_{i}"),
        (2 * (y[p] - t[p]) / N, r"\frac{2}{N} \left(y_{p} - t_{p}\right)"),
        (2 * y[p] - 2 * t[p], r"2 \left(y_{p} - t_{p}\right)"),
        (1 / (1 + sp.exp(-z[i])), r"\frac{1}{1 + e^{-z_{i}}}"),
        (inside(a, H) * x[a], r"\left[0 \le a < H\right] x_{a}"),
        (total(KroneckerDelta(a, i), (i, H)), r"\sum_{i=0}^{H-1} \left[i = a\right]"),
        (sp.exp(z[i]) - t[p], r"e^{z_{i}} - t_{p}"),
    ],
)
def test_formulas_are_written_in_the_order_of_the_book(expr, text):
    assert write(expr) == text


@pytest.mark.parametrize(
    ("index", "text"),
    [(h - 1 - i, "H-k-i"), (k - 1 - m, "k-1-m"), (a + m - k + 1, "m+a-k+1"), (S * i - P, "S i-P")],
)
def test_indices_are_written_in_the_order_of_the_book(index, text):
    assert write_index(index, [i, m]) == text


def test_lines_are_alike_up_to_names_and_order():
    one = total(w[m] * x[i + m], (i, h), (m, k))
    assert alike(one, total(w[j] * x[i + j], (j, k), (i, h)))
    assert not alike(one, total(w[m] * x[i - m], (i, h), (m, k)))


BAD = {
    "expr": lambda: derive("E"),
    "to": lambda: derive(Partial(CONV, w[p]), to="x"),
    "where": lambda: derive(Partial(CONV, w[p]), where=inside(p, k)),
    "sizes": lambda: derive(Partial(CONV, w[p]), sizes=[3]),
    "target": lambda: named(2 * z[i], z[i]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_arguments_are_named(name):
    with pytest.raises((TypeError, ValueError), match=f"^{name}: "):
        BAD[name]()
