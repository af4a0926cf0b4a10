"""NumPy functions on SymPy expressions: the shipped activations differentiated as they stand."""

import numpy as np
import pytest
import sympy as sp

from cnn_core import leaky_relu, max_pool2d, relu, sigmoid, softmax, tanh
from cnn_core.symbolic import NotProved, gradient, prove_exact
from cnn_core.symbolic.elementwise import on_symbols

t, r, u = sp.symbols("t r u", positive=True)
BRANCHES = [(t, 1), (-t, -1)]  # z, and dz/dt


@pytest.mark.parametrize("f", [sigmoid, tanh, relu, leaky_relu], ids=lambda f: f.__name__)
def test_the_shipped_derivative_is_the_derivative_of_the_shipped_function(f):
    for z, sign in BRANCHES:
        slope = sp.diff(on_symbols(f, z), t) * sign
        prove_exact(exact(on_symbols(f.derivative, z)), exact(slope), label=f.__name__)


def exact(expr: sp.Expr) -> sp.Expr:
    """A rounded setting, such as a slope, as the very fraction that the machine holds."""
    return expr.xreplace({n: sp.Rational(n) for n in expr.atoms(sp.Float)})


def test_both_branches_of_the_sigmoid_are_one_function():
    z = sp.Symbol("z", real=True)
    for branch, _ in BRANCHES:
        prove_exact(on_symbols(sigmoid, branch), (1 / (1 + sp.exp(-z))).subs(z, branch), label="s")


def test_a_wrong_derivative_is_caught():
    wrong = on_symbols(lambda z: sigmoid(z) * (1 - sigmoid(z)) ** 2, t)
    with pytest.raises(NotProved):
        prove_exact(wrong, sp.diff(on_symbols(sigmoid, t), t), label="squared")
    with pytest.raises(NotProved):
        prove_exact(on_symbols(relu.derivative, -t), 1, label="right branch on the left")


def test_the_shipped_softmax_and_its_jacobian():
    z = np.array([u, u - t, u - t - r])  # in order, so that the largest can be told
    free = np.array(sp.symbols("z_0:3", real=True))
    plain = np.array([sp.exp(a) for a in free]) / sum(sp.exp(a) for a in free)
    at = dict(zip(free, z, strict=True))
    s = on_symbols(softmax, z)
    prove_exact(s, [a.subs(at) for a in plain], label="softmax")
    jacobian = np.array([[sp.diff(a, b).subs(at) for b in free] for a in plain])
    prove_exact(on_symbols(softmax.jacobian, z), jacobian, label="jacobian")
    diagonal = np.diag(np.diag(jacobian))
    with pytest.raises(NotProved):
        prove_exact(on_symbols(softmax.jacobian, z), diagonal, label="diagonal only")


def test_the_backward_step_of_softmax_on_symbols():
    ds, s = np.array(sp.symbols("d_0:3")), np.array(sp.symbols("s_0:3"))
    claimed = on_symbols(softmax.backward, ds, s)
    matrix = np.diag(s) - np.outer(s, s)
    prove_exact(claimed, matrix @ ds, label="backward")


def test_arithmetic_on_either_side_and_the_ufuncs():
    def function(z):
        return (2 - z) / (1 + z) + 3 * z**2 + 2**z - z * 1 + np.sqrt(np.log(z) + np.log1p(z))

    expected = (2 - t) / (1 + t) + 3 * t**2 + 2**t - t + sp.sqrt(sp.log(t) + sp.log(1 + t))
    assert on_symbols(function, t) == expected
    assert on_symbols(lambda z: 1 / z, t) == 1 / t


def test_comparisons_are_decided_or_raise():
    assert on_symbols(lambda z: (z > 0, z >= 0, z < 0, z <= 0), t) == (1, 1, 0, 0)
    assert on_symbols(lambda z: (z == z, z != z, hash(z[()]) == hash(t)), t) == (1, 0, 1)
    with pytest.raises(TypeError, match="cannot decide x < 0"):
        on_symbols(sigmoid, sp.Symbol("x", real=True))


def test_shapes_and_tuples_come_back():
    pair = on_symbols(lambda a, b: (a + b, a * b), [[t, u]], r)
    assert [part.shape for part in pair] == [(1, 2), (1, 2)]
    assert gradient(pair[1].sum(), np.array([t, u], dtype=object)).tolist() == [r, r]


X = np.array(sp.symbols("x_0:8", real=True)).reshape(1, 2, 4, 1)
POINT = dict(zip(X.flat, [1, 5, -2, 2, 7, 3, 2, 1], strict=True))


def test_what_symbols_leave_open_is_decided_at_a_point():
    y, winners = on_symbols(lambda x: max_pool2d(x, 2), X, at=POINT)
    assert y.ravel().tolist() == [X[0, 1, 0, 0], X[0, 0, 3, 0]]
    assert winners.ravel().tolist() == [2, 1]
    other, _ = on_symbols(lambda x: max_pool2d(x, 2), X, at={**POINT, X[0, 0, 0, 0]: 9})
    assert other.ravel().tolist() == [X[0, 0, 0, 0], X[0, 0, 3, 0]]
    signs = on_symbols(relu, X, at=POINT)
    assert [s == 0 for s in signs.flat] == [value < 0 for value in POINT.values()]


def test_a_point_does_not_overrule_what_is_known():
    assert on_symbols(relu, t, at={t: -1}) == t


def test_a_point_that_leaves_a_symbol_out_decides_nothing_about_it():
    left_out = {symbol: value for symbol, value in POINT.items() if symbol != X[0, 0, 0, 0]}
    with pytest.raises(TypeError, match="cannot decide"):
        on_symbols(relu, X, at=left_out)
