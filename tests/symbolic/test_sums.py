"""The rules of the prover: derivative, collapse, change of index, cancellation, hypotheses.

Each rule is shown at work, and shown to refuse what only looks like it.
"""

import pytest
import sympy as sp
from sympy import Dummy, Eq, KroneckerDelta, Sum

from cnn_core.symbolic.sums import assume, derivative, difference, equal, normal, readable, same
from cnn_core.symbolic.vocabulary import (
    Partial,
    activation,
    indices,
    inside,
    sizes,
    tensors,
    total,
)

i, j, m, p, q, a, n = indices("i j m p q a n")
H, W, k, C, N, S = sizes("H W k C N S")
x, w, v, delta, t, z = tensors("x w v delta t z")


# --- derivative ---


def test_derivative_of_an_entry_is_a_kronecker_delta_per_index():
    assert derivative(x[i, j], x[p, q]) == KroneckerDelta(i, p) * KroneckerDelta(j, q)


def test_derivative_does_not_capture_an_index_that_the_sum_binds():
    # the index asked for has the name of a bound one: it must be told apart
    assert normal(derivative(total(w[m], (m, k)), w[m])) == inside(m, k)


def test_derivative_of_powers_and_functions_follows_the_chain_rule():
    s = sp.Symbol("s")
    assert derivative(sp.exp(s**2), s) == 2 * s * sp.exp(s**2)
    assert equal(derivative(total(x[i] ** 2, (i, H)), x[p]), 2 * x[p], [inside(p, H)])


def test_derivative_of_an_exponent_is_refused():
    with pytest.raises(TypeError, match="no rule"):
        derivative(2 ** sp.Symbol("s"), sp.Symbol("s"))


@pytest.mark.parametrize("target", [x[p] + 1, sp.Integer(2), total(x[i], (i, H))])
def test_derivative_by_something_that_is_no_variable_is_refused(target):
    with pytest.raises(TypeError, match="target"):
        derivative(x[i], target)


def test_an_array_may_not_index_itself():
    with pytest.raises(ValueError, match="may not index itself"):
        derivative(x[x[i]], x[p])


def test_entries_of_different_rank_are_refused():
    with pytest.raises(ValueError, match="number of indices"):
        derivative(x[i, j], x[p])


def test_bounds_that_depend_on_another_index_are_refused():
    with pytest.raises(ValueError, match="bounds"):
        normal(Sum(x[i, j], (i, 0, H - 1), (j, 0, i)))


def test_bounds_that_depend_on_the_target_are_refused():
    s = sp.Symbol("s", integer=True, positive=True)
    with pytest.raises(ValueError, match="bounds"):
        derivative(total(s * x[i], (i, s)), s)


# --- collapse ---


def test_collapse_keeps_the_range_condition():
    collapsed = normal(total(KroneckerDelta(m, p) * x[m], (m, k)))
    assert collapsed == inside(p, k) * x[p]
    assert collapsed != x[p]


def test_collapse_solves_for_an_index_of_either_sign():
    assert equal(total(KroneckerDelta(p - m, q) * x[m], (m, k)), inside(p - q, k) * x[p - q])


def test_collapse_leaves_a_stride_alone():
    # sum_i delta(S i, p) x[i] is x[p/S] where S divides p, and zero elsewhere: no closed form here
    left = normal(total(KroneckerDelta(S * i, p) * x[i], (i, H)))
    assert left.has(KroneckerDelta)
    assert not equal(left, inside(p / S, H) * x[p / S])


def test_collapse_through_a_stride_uses_the_kernel_index():
    E = total(delta[i] * total(w[m] * x[S * i + m], (m, k)), (i, H))
    gradient = normal(derivative(E, x[a]))
    assert not gradient.has(KroneckerDelta)
    assert equal(gradient, total(delta[i] * inside(a - S * i, k) * w[a - S * i], (i, H)))


def test_collapse_leaves_a_place_alone_that_may_lie_between_the_entries():
    half = normal(total(KroneckerDelta(m, p / 2) * x[m], (m, k)))
    assert half.has(KroneckerDelta)  # zero for odd p, where there is no x[p/2]
    assert not equal(half, inside(p / 2, k) * x[p / 2])
    assert not normal(total(KroneckerDelta(m, 2 * p) * x[m], (m, k))).has(KroneckerDelta)


def test_winner_indices_stay_inside_their_kronecker_delta():
    (winner,) = tensors("r", integer=True)
    E = total(delta[i] * x[winner[i]], (i, H))
    assert equal(derivative(E, x[p]), total(delta[i] * KroneckerDelta(winner[i], p), (i, H)))


# --- normal form ---


def test_independent_sums_are_separate_factors():
    both = normal(total(x[i] * w[j], (i, H), (j, W)))
    assert both == normal(total(x[i], (i, H)) * total(w[j], (j, W)))


def test_a_sum_over_an_idle_index_multiplies_by_its_length():
    assert normal(total(x[i], (i, H), (j, W))) == W * Sum(x[i], (i, 0, H - 1))


def test_nested_sums_become_one():
    nested = total(w[i] * total(v[i, j], (j, W)), (i, H))
    assert equal(nested, total(w[i] * v[i, j], (i, H), (j, W)))


def test_square_of_a_sum_is_a_double_sum():
    squared = total(total(w[i, j] * x[j], (j, W)) ** 2, (i, H))
    assert equal(squared, total(w[i, j] * x[j] * w[i, m] * x[m], (i, H), (j, W), (m, W)))
    assert not equal(squared, total(w[i, j] ** 2 * x[j] ** 2, (i, H), (j, W)))


def test_readable_names_never_clash_with_free_symbols():
    inner = Sum(x[i, Dummy("i", integer=True)], (i, 0, H - 1))
    clash = Sum(inner.function.subs(i, i), *inner.limits)
    shown = readable(Sum(x[Dummy("i", integer=True)] * x[i], (Dummy("i", integer=True), 0, H - 1)))
    assert shown.variables[0].name != "i"
    assert clash.has(x)


# --- change of index ---


def test_names_and_order_of_bound_indices_do_not_matter():
    assert equal(total(v[i, j] * v[j, i], (i, H), (j, H)), total(v[m, p] * v[p, m], (p, H), (m, H)))


def test_reversal_is_a_change_of_index():
    assert equal(total(x[i] * w[i], (i, H)), total(x[H - 1 - i] * w[H - 1 - i], (i, H)))
    assert not equal(total(x[i] * w[i], (i, H)), total(x[H - 1 - i] * w[i], (i, H)))


def test_shift_is_a_change_of_index_only_with_the_range():
    assert equal(total(x[i], (i, H)), Sum(x[i - 1], (i, 1, H)))
    assert not equal(total(x[i], (i, H)), total(x[i - 1], (i, H)))


def test_full_convolution_can_be_summed_over_either_array():
    over_deltas = total(delta[i] * inside(a - i, k) * w[a - i], (i, H - k + 1))
    over_weights = total(w[m] * inside(a - m, H - k + 1) * delta[a - m], (m, k))
    assert equal(over_deltas, over_weights)
    assert not equal(over_deltas, total(w[m] * delta[a - m], (m, k)))  # borders forgotten


def test_a_map_that_is_not_one_to_one_is_no_change_of_index():
    # i, j -> i, i would carry x[i] x[j] to x[i]^2, were it allowed
    assert not equal(
        total(x[i] * x[j] * v[i, j], (i, H), (j, H)), total(x[i] ** 2 * v[i, i], (i, H))
    )
    assert not equal(
        total(v[i, j] * x[i] * x[j], (i, H), (j, H)), total(v[i, i] * x[i] * x[j], (i, H), (j, H))
    )


def test_stretching_is_no_change_of_index():
    assert not equal(total(x[i], (i, 2 * H)), total(x[2 * i], (i, H)))
    assert not equal(total(x[2 * i], (i, H)), total(x[i], (i, H)))


def test_sums_over_different_lengths_differ():
    assert not equal(total(x[i], (i, H)), total(x[i], (i, H + 1)))


def test_sums_inside_functions_are_compared_by_the_same_rules():
    f = activation("f")
    assert same(f(total(x[i], (i, H))), f(total(x[H - 1 - j], (j, H))))
    assert not same(f(total(x[i], (i, H))), activation("g")(total(x[i], (i, H))))
    assert not same(f(total(x[i], (i, H))), f(total(w[i], (i, H))))


# --- cancellation ---


def test_common_factors_cancel_inside_a_sum():
    before = total((1 - x[i]) * w[i] / (1 - x[i]), (i, H))
    assert equal(before, total(w[i], (i, H)))


def test_sums_over_one_range_are_joined_before_cancelling():
    one = total(x[i] / (x[i] + w[i]), (i, H)) + total(w[i] / (x[i] + w[i]), (i, H))
    assert equal(one, H)
    assert not equal(one, 1)


def test_exponentials_meet():
    assert equal(sp.exp(z[i]) * sp.exp(-z[i]), 1)
    assert equal(sp.exp(2 * z[i]) / sp.exp(z[i]), sp.exp(z[i]))
    assert equal(1 / (1 + sp.exp(-z[i])), sp.exp(z[i]) / (1 + sp.exp(z[i])))


def test_powers_of_one_exponential_cancel():
    a = sp.exp(z[i])
    assert equal((a**2 - 1) / (a - 1), a + 1)


def test_logarithm_of_a_product_needs_positive_factors():
    assert equal(sp.log(sp.exp(z[i]) * sp.exp(z[j])), z[i] + z[j])
    s = sp.Symbol("s", real=True)
    assert not equal(sp.log(s * sp.exp(z[i])), sp.log(s) + z[i])
    assert equal(sp.log(s * sp.exp(z[i])), sp.log(s * sp.exp(z[i])))
    perhaps_zero = sp.Symbol("r", nonnegative=True)
    assert not equal(sp.log(perhaps_zero * sp.exp(z[i])), sp.log(perhaps_zero) + z[i])


def test_logarithm_of_an_exponential_needs_a_real_exponent():
    s = sp.Symbol("s", real=True)
    assert equal(sp.log(sp.exp(z[i] ** 2) * sp.exp(s)), z[i] ** 2 + s)
    root = sp.exp(sp.sqrt(s))  # of a negative number: the exponential of an imaginary one
    assert not equal(sp.log(root * sp.exp(z[i])), sp.sqrt(s) + z[i])
    power = sp.Symbol("a", positive=True) ** sp.sqrt(s)  # a complex number too
    assert not equal(sp.log(sp.exp(power) * sp.exp(z[i])), power + z[i])


# --- hypotheses ---


def test_a_range_hypothesis_removes_that_indicator_and_no_other():
    assert assume(inside(p, k) * x[p], [inside(p, k)]) == x[p]
    assert assume(inside(p, k) * x[p], [inside(p, H)]) == inside(p, k) * x[p]
    assert assume(inside(p, k) * x[p], [inside(q, k)]) == inside(p, k) * x[p]


def test_a_range_hypothesis_on_a_free_index_does_not_touch_a_bound_one_of_that_name():
    bound = total(inside(2 * p, k) * x[p], (p, H))
    assert equal(assume(normal(bound), [inside(2 * p, k)]), bound)


def test_an_equation_replaces_its_left_side():
    one = Eq(total(t[j], (j, C)), 1)
    assert equal(x[p] * total(t[i], (i, C)), x[p], [one])
    assert not equal(x[p] * total(t[i], (i, N)), x[p], [one])
    assert not equal(total(t[i] * x[i], (i, C)), total(x[i], (i, C)), [one])


def test_a_hypothesis_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="where"):
        equal(x[p], x[q], [sp.Gt(p, q)])


def test_what_is_not_proved_is_returned():
    assert difference(2 * x[p], x[p]) == x[p]


# --- what bites in SymPy itself: if one of these fails, SymPy has changed ---


def test_sympy_still_captures_a_bound_index():
    wrong = sp.diff(Sum(w[m] * x[i + m], (m, 0, k - 1)), w[m])
    assert not equal(wrong, Partial(total(w[m] * x[i + m], (m, k)), w[p]).doit().subs(p, m))
    assert equal(Partial(total(w[j] * x[i + j], (j, k)), w[m]), x[i + m], [inside(m, k)])


def test_sympy_still_loses_the_condition_of_a_collapsed_stride():
    closed = Sum(KroneckerDelta(S * i, p) * x[i], (i, -sp.oo, sp.oo)).doit()
    assert not closed.has(sp.Mod)
    ours = normal(total(KroneckerDelta(S * i, p) * x[i], (i, H)))
    assert ours.has(KroneckerDelta)


def test_sympy_still_carries_a_condition_out_of_the_sum_that_binds_its_index():
    inner = Sum(w[m] * KroneckerDelta(i + m, p), (m, 0, k - 1)).doit()
    folded = sp.piecewise_fold(Sum(delta[i] * inner, (i, 0, H - k)))
    assert isinstance(folded, sp.Piecewise)
    assert i in folded.args[0].cond.free_symbols  # free there, and bound in the sum beside it
    ours = normal(
        Sum(delta[i] * Sum(w[m] * KroneckerDelta(i + m, p), (m, 0, k - 1)), (i, 0, H - k))
    )
    assert ours.free_symbols.isdisjoint({i, m})
    assert equal(ours, Sum(delta[j] * inside(p - j, k) * w[p - j], (j, 0, H - k)))


def test_sympy_still_stops_at_the_first_range_that_it_cannot_sum():
    summand, ranges = KroneckerDelta(m, p) * x[m] * w[i], ((i, 0, H - 1), (m, 0, k - 1))
    assert Sum(summand, *ranges).doit().has(KroneckerDelta)
    assert not Sum(summand, *ranges[::-1]).doit().has(KroneckerDelta)
    assert not normal(Sum(summand, *ranges)).has(KroneckerDelta)


def test_sympy_sums_of_kronecker_deltas_do_not_simplify():
    s = Sum(KroneckerDelta(m, p) * x[m], (m, 0, k - 1))
    assert sp.simplify(s).has(Sum)
    assert not normal(s).has(Sum)


def test_nan_is_still_not_equal_to_itself():
    assert sp.Eq(sp.nan, sp.nan) == sp.false


def test_sympy_matrix_derivative_of_a_trace_works():
    d, W_, a_, b_ = (
        sp.MatrixSymbol(*shape) for shape in [("d", 3, 1), ("W", 3, 2), ("a", 2, 1), ("b", 3, 1)]
    )
    assert sp.Trace(d.T * (W_ * a_ + b_)).diff(W_) == d * a_.T


def test_sympy_matrix_derivative_of_a_squared_layer_gives_no_matrix():
    # it refuses, or returns an array expression that keeps the layer's function as it was
    W_, a_ = sp.MatrixSymbol("W", H, k), sp.MatrixSymbol("a", k, 1)
    layer = (W_ * a_).applyfunc(sp.Function("f"))
    try:
        found = (layer.T * layer).diff(W_)
    except ValueError:
        return
    assert not isinstance(found, sp.MatrixExpr)
    f, E = activation("f"), total(activation("f")(total(v[i, j] * x[j], (j, k))) ** 2, (i, H))
    z_p = total(v[p, j] * x[j], (j, k))
    slope = 2 * f(z_p) * activation("f'")(z_p) * x[q]
    assert equal(Partial(E, v[p, q]), slope, [inside(p, H), inside(q, k)])


def test_relu_is_differentiated_on_its_two_sides_and_has_the_mean_at_its_kink():
    relu = (z[p] + sp.Abs(z[p])) / 2
    slope = normal(derivative(relu, z[p]))
    assert equal(slope, (1 + sp.sign(z[p])) / 2)
    assert [slope.subs(z[p], at) for at in (-2, 2)] == [0, 1]
    assert slope.subs(z[p], 0) == sp.Rational(1, 2)  # the book's convention is zero: stated apart


def test_sympy_matrix_derivative_of_softmax_is_still_wrong():
    size = sp.Symbol("n", integer=True, positive=True)
    vector, row = sp.MatrixSymbol("z", size, 1), sp.OneMatrix(1, size)
    softmax = vector.applyfunc(sp.exp) / (row * vector.applyfunc(sp.exp))[0, 0]
    try:
        jacobian = softmax.diff(vector).subs(size, 2).as_explicit()
        truth = sp.Matrix(2, 2, lambda r, c: sp.diff(softmax.subs(size, 2)[r, 0], vector[c, 0]))
        assert sp.simplify(sp.Matrix(jacobian.tolist()) - truth) != sp.zeros(2, 2)
    except (ValueError, TypeError, AttributeError, NotImplementedError):
        pass  # it may refuse instead: that is no worse
