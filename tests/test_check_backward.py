"""The check of any pair of functions: what it finds, names, and does not complain about."""

import numpy as np
import pytest

from cnn_core import assert_backward, check_backward, gradient_error, numerical_gradient

RNG = np.random.default_rng(0)
X, W = RNG.normal(size=(4, 3)), RNG.normal(size=(2, 4))


def linear(x, w):
    return w @ x


def linear_backward(dy, x, w):
    return w.T @ dy, dy @ x.T


def check(forward, backward, *arrays, **settings):
    return check_backward(forward, backward, *arrays, explain=False, **settings)


def test_a_right_gradient_agrees():
    report = check_backward(linear, linear_backward, X, W)
    assert report.ok
    assert not report.cause
    assert [entry.name for entry in report.entries] == ["x", "w"]
    assert [entry.evidence for entry in report.entries] == [12, 8]
    assert "agree" in report._repr_html_()


def test_a_wrong_gradient_does_not():
    report = check(linear, lambda dy, x, w: (w.T @ dy, -dy @ x.T), X, W)
    assert not report.ok
    assert report.worst.name == "w"
    with pytest.raises(AssertionError, match="DISAGREE"):
        assert_backward(linear, lambda dy, x, w: (w.T @ dy, -dy @ x.T), X, W, explain=False)


def test_a_cache_goes_to_the_backward_function():
    report = check(
        lambda x, w: (w @ x, (x, w)), lambda dy, cache: linear_backward(dy, *cache), X, W
    )
    assert report.ok
    three = check(lambda x, w: (w @ x, x, w), lambda dy, cache: linear_backward(dy, *cache), X, W)
    assert three.ok


@pytest.mark.parametrize("names", ["{}", "d{}", "grad_{}", "{}_grad"])
def test_gradients_by_name(names):
    def backward(dy, x, w):
        dx, dw = linear_backward(dy, x, w)
        return {names.format("w"): dw, names.format("x"): dx}

    assert check(linear, backward, X, W).ok


def test_some_of_the_arrays():
    assert check(linear, lambda dy, x, w: dy @ x.T, X, W, wrt="w").ok
    assert check(linear, lambda dy, x, w: (w.T @ dy,), X, W, wrt=0).ok
    assert check(linear, lambda dy, x, w: w.T @ dy, X, W).entries[0].name == "x"
    assert len(check(linear, lambda dy, x, w: (None, dy @ x.T), X, W).entries) == 1
    labels = np.array([0, 1, 1])
    report = check(lambda x, t: x[t, range(3)].sum() * 1.0,
                   lambda dy, x, t: dy * (np.arange(4)[:, None] == t), X, labels)  # fmt: skip
    assert [entry.name for entry in report.entries] == ["x"]
    assert report.ok


def test_settings_go_to_whoever_takes_them():
    report = check(lambda x, stride: (x[::stride], (x.shape, stride)), spread, X, stride=2)
    assert report.ok


def spread(dy, cache):
    shape, stride = cache
    dx = np.zeros(shape)
    dx[::stride] = dy
    return dx


# --- what is noticed ---------------------------------------------------------------------------


def test_accumulation():
    kept = {}

    def backward(dy, x, w):
        kept["w"] = kept.get("w", 0) + dy @ x.T
        return w.T @ dy, kept["w"]

    report = check(linear, backward, X, W)
    assert not report.ok
    assert "accumulated" in report.faults[0]
    assert report.faults[0].startswith("w")


def test_what_is_kept_from_the_first_call():
    masks = []

    def backward(dy, x):
        masks.append(x > 0)
        return dy * masks[max(0, len(masks) - 2)]  # that of the call before

    assert not check(lambda x: np.maximum(x, 0), lambda dy, x: backward(dy, -x), X).ok


def test_changes_in_place_are_told():
    def forward(x):
        x[x < 0] = 0
        return x

    report = check(forward, lambda dy, x: dy * (x > 0), X)
    assert report.ok
    assert report.notes == ("forward changes in place: x",)


def test_arguments_of_the_user_are_not_touched():
    x = X.copy()

    def backward(dy, x):
        dy *= x > 0
        x[...] = 7
        return dy

    report = check(lambda x: np.maximum(x, 0), backward, x)
    assert "backward changes in place: dy, x" in report.notes
    np.testing.assert_array_equal(x, X)


def test_random_functions():
    rng = np.random.default_rng()
    report = check(lambda x: x * (rng.random(x.shape) < 0.5), lambda dy, x: dy, X)
    assert not report.ok
    assert "random" in report.faults[0]


def test_random_numbers_that_can_be_repeated():
    def dropout(x, rng=np.random):
        mask = rng.random(x.shape) < 0.5
        return x * mask, mask

    report = check(dropout, lambda dy, mask: dy * mask, X)
    assert report.ok
    assert "random" in report.notes[0]
    assert check(dropout, lambda dy, mask: dy * mask, X, rng=np.random.default_rng(1)).ok
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    check(dropout, lambda dy, mask: dy * mask, X)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_dead_entries_are_not_checked():
    report = check(lambda x: np.maximum(x - 9, 0), lambda dy, x: -7 * dy * (x > 9), X)
    assert not report.ok
    assert "NOT CHECKED" in str(report)
    dead = -7 * np.maximum(X - 9, 0)
    both = check(
        lambda x, w: np.maximum(x - 9, 0) + w.sum(),
        lambda dy, x, w: (dead, dy.sum() * np.ones_like(w)),
        X,
        W,
    )
    assert both.ok
    assert both.unchecked == ("x",)
    assert "NOT CHECKED: x" in both.verdict
    assert not check(lambda x: x * 1.0, lambda dy, x: dy, np.zeros((0, 3))).ok


@pytest.mark.parametrize("slope", [0.0, 0.3, 1.0])
def test_any_slope_at_a_kink(slope):
    def backward(dy, x):
        return dy * np.where(x == 0, slope, x > 0)

    report = check(lambda x: np.maximum(x, 0), backward, np.array([0.0, 1.0, -1.0, 0.0]))
    assert report.ok
    assert report.entries[0].kinks == (0 if slope == 0.5 else 2)
    assert "kink" in str(report)


@pytest.mark.parametrize("slope", [-0.1, 1.1])
def test_no_slope_outside(slope):
    def backward(dy, x):
        return dy * np.where(x == 0, slope, x > 0)

    assert not check(lambda x: np.maximum(x, 0), backward, np.zeros(3)).ok


def test_several_kinks_at_one_place_are_judged_beside_it():
    """At zero each ReLU may take either slope, so the sum is not between those of the two sides."""

    def forward(x, w):
        return w @ np.maximum(np.outer([1, -1, 1], x), 0)

    def backward(dy, x, w):
        z = np.outer([1, -1, 1], x)
        return [1, -1, 1] @ ((w.T @ dy) * (z >= 0)), dy @ np.maximum(z, 0).T

    w = np.array([[1.0, 3.0, -2.0], [0.5, 1.0, 2.0]])
    assert check(forward, backward, np.array([0.0, 1.0]), w).ok
    assert not check(
        forward, lambda *a: (1.5 * backward(*a)[0], backward(*a)[1]), np.zeros(2), w
    ).ok


def test_every_tie_gets_all():
    def forward(x):
        return x.max(axis=0)

    def all_of_them(dy, x):
        return dy * (x == x.max(axis=0))

    def first(dy, x):
        return dy * (np.arange(len(x))[:, None] == x.argmax(axis=0))

    def shared(dy, x):
        winners = x == x.max(axis=0)
        return dy * winners / winners.sum(axis=0)

    x = RNG.normal(size=(8, 5))
    assert "every tie" in str(check(forward, all_of_them, x))
    assert check(forward, first, x).ok
    assert check(forward, shared, x).ok


def test_float32_inside():
    def forward(x):
        return np.tanh(x.astype(np.float32))

    report = check(forward, lambda dy, x: dy * (1 - np.tanh(x) ** 2), X)
    assert report.ok
    assert "float32" in report.notes[0]
    assert not check(forward, lambda dy, x: dy * (1 - np.tanh(x)), X).ok


@pytest.mark.parametrize("offset", [1e6, 1e9, 1e12])
def test_large_losses_are_no_alarm(offset):
    assert check(lambda x: offset + (x**2).sum(), lambda dy, x: 2 * dy * x, X).max_error < 1e-5
    right = gradient_error(lambda x: offset + (x**2).sum(), X, 2 * X)
    assert right.error < 1e-5


def test_saturation_is_no_alarm():
    def chain(x):
        for _ in range(10):
            x = 1 / (1 + np.exp(-x))
        return x

    def backward(dy, x):
        for_each = [x]
        for _ in range(10):
            for_each.append(1 / (1 + np.exp(-for_each[-1])))
        for y in for_each[:0:-1]:
            dy = dy * y * (1 - y)
        return dy

    assert check(chain, backward, X).max_error <= 1e-5
    assert check(np.tanh, lambda dy, x: dy * (1 - np.tanh(x) ** 2), 10 * X).max_error <= 1e-5


def test_large_arguments():
    assert check(np.log, lambda dy, x: dy / x, np.array([1e12, 3e11, 5.0])).ok
    assert gradient_error(lambda x: np.log(x).sum(), [1e12], [1e-12]).error < 1e-5


def test_a_function_that_changes_its_argument():
    found = numerical_gradient(lambda x: (np.multiply(x, 2, out=x) ** 2).sum(), [1.0, 2.0])
    np.testing.assert_allclose(found, [8, 16], rtol=1e-8)


def test_a_function_that_gives_a_vector():
    assert gradient_error(lambda x: (x**2).sum(keepdims=True), [1.0, 2.0], [2.0, 4.0]).error < 1e-8
    with pytest.raises(ValueError, match=r"^f: expected one real number, got an array of shape"):
        gradient_error(lambda x: x**2, [1.0, 2.0], [2.0, 4.0])


# --- what is refused ---------------------------------------------------------------------------


def test_what_is_refused():
    with pytest.raises(TypeError, match=r"^forward: expected a function"):
        check_backward(None, linear_backward, X)
    with pytest.raises(ValueError, match=r"^arrays: expected at least one"):
        check_backward(linear, linear_backward)
    with pytest.raises(ValueError, match=r"^backward: expected 2 gradients"):
        check_backward(linear, lambda dy, x, w: (x, w, dy), X, W)
    with pytest.raises(ValueError, match=r"^wrt: expected places or names"):
        check_backward(linear, linear_backward, X, W, wrt="v")
    with pytest.raises(TypeError, match=r"^gradient of x: expected"):
        check_backward(linear, lambda dy, x, w: ("no", w), X, W)
    with pytest.raises(TypeError, match=r"^output of forward: expected"):
        check_backward(lambda x, w: 1j * x, linear_backward, X, W)


def test_a_wrong_shape_is_told():
    report = check(linear, lambda dy, x, w: (w.T @ dy, (dy @ x.T).T), X, W)
    assert not report.ok
    assert "expected a gradient of shape (2, 4), got (4, 2)" in str(report)


@pytest.mark.parametrize("seed", range(3))
def test_ties_are_made_even_where_there_are_few_entries(seed):
    x = np.random.default_rng(seed).normal(size=(4, 3))
    report = check_backward(lambda x: x.max(axis=0), lambda dy, x: dy * (x == x.max(axis=0)), x)
    assert report.mistakes == ("every tie gets all",)


@pytest.mark.parametrize("seed", [22, 31])
def test_numbers_far_from_zero_that_differ_by_little(seed):
    x = np.random.default_rng(seed).normal(1e3, 0.2, size=(3, 4))

    def forward(x):
        return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)

    def backward(dy, x):
        y, mean = forward(x), lambda a: a.mean(axis=1, keepdims=True)
        return (dy - mean(dy) - y * mean(dy * y)) / x.std(axis=1, keepdims=True)

    assert check_backward(forward, backward, x).ok
    wrong = check_backward(forward, lambda dy, x: 1.001 * backward(dy, x), x, explain=False)
    assert not wrong.ok
