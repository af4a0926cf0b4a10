"""Layers: every gradient of every configuration, by differences and on symbols; wrong ones seen."""

import inspect
import itertools

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import sympy as sp

from cnn_core.convolution import conv2d, rot180
from cnn_core.dense import dense, dense_backward
from cnn_core.gradcheck import TOLERANCE, check_gradients, gradient_error
from cnn_core.layers import (
    LAYERS,
    POOLINGS,
    Attention,
    AvgPool1D,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Dense,
    Dropout,
    Flatten,
    L2Pool2D,
    Layer,
    LayerNorm,
    LeakyReLU,
    LearnableInput,
    LocalConv2D,
    LocalResponseNorm,
    MaxPool1D,
    MaxPool2D,
    Parallel,
    Recurrent,
    ReLU,
    Sigmoid,
    Softmax,
    Subsample2D,
    Tanh,
)
from cnn_core.layers.base import detached
from cnn_core.losses import half_mse
from cnn_core.network import Network
from cnn_core.stack import Stack
from cnn_core.symbolic import NotProved, prove_exact
from cnn_core.symbolic.elementwise import on_symbols

TABLE = [[1, 0], [1, 1], [0, 1]]
CONVOLUTIONS = [
    (Conv2D(3, kernel, stride, padding, dilation), (2, *size))
    for kernel, stride, padding, dilation, size in itertools.product(
        [1, (2, 3)], [1, 2, (3, 2)], [0, (1, 2)], [1, 2], [(5, 6), (7, 8)]
    )
]
POOLS = [
    (pool(size, stride), (2, *image))
    for pool, (size, stride), image in itertools.product(
        [MaxPool2D, AvgPool2D, L2Pool2D],
        [(2, None), ((2, 3), None), (2, 1), (3, 2), (1, 2)],
        [(4, 6), (5, 7)],
    )
]
GIVEN = [
    (Dense(4), (3,)),
    (Dense(1), (1,)),
    (Dense(3, bias=False), (2,)),
    (Conv2D(3, 3, padding=1, connections=TABLE), (2, 4, 4)),
    (Conv2D(2, 2, bias=False), (1, 3, 4)),
    (Conv2D(4, (2, 3), padding="same", groups=2), (2, 3, 4)),
    (Conv2D(2, 2, padding=((1, 0), (0, 2))), (1, 3, 4)),
    (ConvTranspose2D(2, (2, 3)), (3, 3, 2)),
    (ConvTranspose2D(2, 3, 2, (1, 0), (1, 0), bias=False), (1, 3, 4)),
    (LearnableInput(2), (1, 2, 3)),
    (LocalConv2D(2, 2), (2, 3, 4)),
    (LocalConv2D(2, 3, (2, 1), padding="same", bias=False), (1, 5, 4)),
    (Conv1D(2, 3, 2, 1), (2, 6)),
    (Conv1D(4, 2, padding="same", dilation=2, groups=2, bias=False), (2, 5)),
    (MaxPool1D(2), (2, 5)),
    (MaxPool1D(3, 1), (1, 5)),
    (AvgPool1D(2), (2, 5)),
    (AvgPool1D(3, 2), (1, 6)),
    (BatchNorm(0.5, 0.1), (2, 3)),
    (LayerNorm(0.1), (2, 3)),
    (LocalResponseNorm(4, 0.5, 0.6, 1.0), (5, 2, 1)),
    (Recurrent(3), (2, 4)),
    (Recurrent(2, "sigmoid", last=True), (3, 4)),
    (Recurrent(2, truncate=9), (1, 3)),
    (Attention(3), (2, 4)),
    (Attention(2, causal=True), (3, 4)),
    (Subsample2D(2), (2, 4, 6)),
    (Subsample2D((2, 3)), (2, 5, 7)),
    (Dropout(0.4), (6,)),
    (Dropout(0.0), (2, 3, 4)),
    (LeakyReLU(0.3), (5,)),
    (Stack([Conv2D(2, 2), ReLU(), MaxPool2D(2), Flatten(), Dense(3)]), (1, 5, 5)),
    (Stack([]), (3,)),
    (Parallel([], [Dense(4), Tanh(), Dense(3)]), (3,)),
    (Parallel([Conv2D(2, 1)], [Conv2D(1, 3, padding=1), ReLU()], join="concatenate"), (2, 4, 4)),
]
SHAPES = [(5,), (2, 3, 4)]


def without_arguments(layer):
    """Whether nothing must be said to make such a layer: then it is tested without being listed."""
    parameters = inspect.signature(layer).parameters.values()
    return all(p.default is not p.empty for p in parameters)


def suits(layer, shape):
    try:
        layer.output_shape(shape)
    except ValueError:
        return False
    return True


PLAIN = [
    (layer(), shape)
    for layer in LAYERS.values()
    if without_arguments(layer)
    for shape in SHAPES
    if suits(layer(), shape)
]
OTHERS = GIVEN + PLAIN
EVERY = CONVOLUTIONS + POOLS + OTHERS


def test_every_layer_of_the_package_is_tested():
    assert {type(layer) for layer, _ in EVERY} == set(LAYERS.values())
    assert set(POOLINGS.values()) <= set(LAYERS.values())


def again(layer):
    """A new layer with the same arguments."""
    return detached([layer])[0]


def fresh(layer, input_shape, dtype="float64"):
    """A new layer like ``layer``, with parameters other than their initial ones."""
    new = again(layer).build(input_shape, dtype, seed=1)
    rng = np.random.default_rng(2)
    for name, value in new.parameters.items():
        mask = new.learned().get(name, True)
        value[...] = (value + rng.normal(0, 0.3, value.shape)) * mask
    return new


def problem(layer, input_shape, batch=2):
    """An input and a direction ``delta``: E = sum(delta * output)."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(*input_shape, batch))
    return x, rng.normal(size=(*layer.output_shape(tuple(input_shape)), batch))


def run(layer, x):
    """The forward pass with the same dropout mask every time."""
    layer.rng = np.random.default_rng(4)
    return layer.forward(x, training=True)


def errors(layer, input_shape, **settings):
    """The relative error of the gradient of the input and of each parameter."""
    x, delta = problem(layer, input_shape)
    run(layer, x)
    dx = layer.backward(delta.copy())
    found = {"x": gradient_error(lambda x: (delta * run(layer, x)).sum(), x, dx, **settings).error}
    for name, parameter in layer.parameters.items():

        def energy(value, parameter=parameter):
            before = parameter.copy()
            parameter[...] = value
            result = (delta * run(layer, x)).sum()
            parameter[...] = before
            return result

        where = layer.learned().get(name)
        gradient = layer.gradients[name]
        found[name] = gradient_error(energy, parameter, gradient, where=where, **settings).error
    return found


def label(case):
    return f"{case[0]}-{case[1]}"


# --- gradients --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_gradients_agree_with_differences(case):
    layer = fresh(*case)
    assert max(errors(layer, case[1], max_entries=40).values()) < TOLERANCE


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_float32_agrees_with_float64(case):
    double, single = fresh(*case), fresh(*case, "float32")
    x, delta = problem(double, case[1])
    y, y32 = run(double, x), run(single, x.astype(np.float32))
    dx, dx32 = double.backward(delta), single.backward(delta.astype(np.float32))
    assert y32.dtype == dx32.dtype == np.float32
    np.testing.assert_allclose(y32, y, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(dx32, dx, rtol=1e-3, atol=1e-4)
    for name, gradient in single.gradients.items():
        assert gradient.dtype == np.float32
        np.testing.assert_allclose(gradient, double.gradients[name], rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_shapes_batches_and_arguments(case):
    layer = fresh(*case)
    x, delta = problem(layer, case[1], batch=5)
    before = x.copy(), delta.copy()
    y = run(layer, x)
    assert y.shape == delta.shape
    dx = layer.backward(delta)
    assert dx.shape == x.shape
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(delta, before[1])
    if not isinstance(layer, Dropout | BatchNorm):  # each sample on its own gives the same
        one = layer.forward(x[..., 2:3])
        np.testing.assert_allclose(one, y[..., 2:3], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_without_dx_the_parameter_gradients_are_the_same(case):
    layer = fresh(*case)
    x, delta = problem(layer, case[1])
    run(layer, x)
    layer.backward(delta)
    gradients = {name: value.copy() for name, value in layer.gradients.items()}
    run(layer, x)
    assert layer.backward(delta, need_dx=False) is None
    for name, value in gradients.items():
        np.testing.assert_array_equal(layer.gradients[name], value)


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_gradients_are_not_added_to_those_of_the_last_pass(case):
    layer = fresh(*case)
    x, delta = problem(layer, case[1])
    results = []
    for _ in range(2):
        run(layer, x)
        layer.backward(delta)
        results.append([value.copy() for value in layer.gradients.values()])
    for first, second in zip(*results, strict=True):
        np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_backward_needs_a_forward_pass_in_training(case):
    layer = fresh(*case)
    x, delta = problem(layer, case[1])
    with pytest.raises(RuntimeError, match=r"^backward: call forward\(x, training=True\) first"):
        layer.backward(delta)
    layer.forward(x, training=True)
    layer.backward(delta)
    with pytest.raises(RuntimeError, match=r"^backward: call forward"):
        layer.backward(delta)
    layer.forward(x, training=True)
    layer.forward(x)  # keeps nothing
    with pytest.raises(RuntimeError, match=r"^backward: call forward"):
        layer.backward(delta)


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_wrong_shapes_are_refused(case):
    layer = fresh(*case)
    x, delta = problem(layer, case[1])
    with pytest.raises(ValueError, match=r"^x: expected shape"):
        layer.forward(x[:-1] if len(x) > 1 else np.concatenate([x, x]))
    with pytest.raises(ValueError, match=r"^x: expected shape"):
        layer.forward(x[..., 0])
    with pytest.raises(TypeError, match=r"^x: expected an array"):
        layer.forward(x.tolist())
    layer.forward(x, training=True)
    with pytest.raises(ValueError, match=r"^dy: expected shape"):
        layer.backward(delta[..., 0])


def test_a_layer_without_passes_says_so():
    layer = Layer().build((2,))
    with pytest.raises(NotImplementedError, match=r"^Layer: define _forward\(self, x, training\)"):
        layer.forward(np.ones((2, 1)))
    with pytest.raises(NotImplementedError, match=r"^Layer: define _backward\(self, dy, need_dx\)"):
        layer._backward(np.ones((2, 1)), True)


def test_an_unbuilt_layer_says_so():
    with pytest.raises(RuntimeError, match=r"^Dense\(3\) has no input shape yet"):
        Dense(3).forward(np.ones((2, 2)))


# --- automatic differentiation and symbols ----------------------------------------------------


def test_dense_agrees_with_automatic_differentiation():
    layer = fresh(Dense(4), (3,))
    x, delta = problem(layer, (3,))

    def energy(x, w, b):
        return anp.sum(delta * (anp.dot(w, x) + b[:, None]))

    run(layer, x)
    gradients = [layer.backward(delta), layer.gradients["w"], layer.gradients["b"]]
    for argument, gradient in enumerate(gradients):
        expected = autograd.grad(energy, argument)(x, layer.w, layer.b)
        np.testing.assert_allclose(gradient, expected, rtol=1e-12)


def symbols(name, *shape):
    return np.array(sp.symbols(f"{name}:{int(np.prod(shape))}", real=True)).reshape(shape)


def differentiated(energy, array):
    flat = [sp.diff(energy, symbol) for symbol in array.ravel()]
    return np.array(flat).reshape(array.shape)


def equal(a, b):
    return all(sp.expand(p - q) == 0 for p, q in zip(a.ravel(), b.ravel(), strict=True))


# Small ones, for those that cannot be made without arguments.
ON_SYMBOLS = [
    (Dense(2), (3,)),
    (Dense(2, bias=False), (2,)),
    (Conv2D(2, (2, 1), (1, 2), (1, 0)), (1, 2, 3)),
    (Conv2D(2, 2, dilation=2, bias=False), (1, 3, 3)),
    (Conv2D(3, 1, connections=TABLE), (2, 1, 2)),
    (MaxPool2D(2, 1), (1, 2, 3)),
    (AvgPool2D((1, 2), 1), (1, 2, 3)),
    (L2Pool2D((1, 2), 1), (1, 2, 3)),
    (Subsample2D(2), (2, 2, 2)),
    (ConvTranspose2D(1, (2, 1), 2), (2, 2, 1)),
    (LocalConv2D(1, (1, 2), (2, 1)), (1, 2, 3)),
    (Conv1D(2, 2, 2, 1), (1, 3)),
    (MaxPool1D(2, 1), (1, 3)),
    (AvgPool1D(2, 1), (1, 3)),
    (Recurrent(1, "relu"), (1, 2)),
    (Attention(1, causal=True), (1, 2)),
    (Dropout(0.4), (3,)),
    (Stack([Dense(1), ReLU(), Dense(2)]), (2,)),
    (Parallel([], [Dense(2), ReLU()]), (2,)),
    (Parallel([Dense(1)], [], join="concatenate"), (2,)),
    *((layer(), shape) for layer, shape in itertools.product(
        (layer for layer in LAYERS.values() if without_arguments(layer)), [(2,), (1, 2, 1)]
    ) if suits(layer(), shape)),
]  # fmt: skip


# In the place of settings that are floats, and would make everything inexact.
WHOLE = dict.fromkeys(("epsilon", "alpha", "beta", "k"), sp.Integer(1))


def exact_as_a_layer(layer, shape):
    """The layer's own two passes on symbols: names of the gradients, claimed and true.

    Inputs are symbols of known sign and order, so that each piece of a piecewise function is met.
    """
    layer = again(layer).build(shape, dtype=object)
    vars(layer).update({name: n for name, n in WHOLE.items() if hasattr(layer, name)})
    alone = without_arguments(type(layer)) and not (isinstance(layer, BatchNorm) and len(shape) < 2)
    batch = 1 if alone else 2
    sizes = symbols("t", *shape, batch)
    sizes = np.array([sp.Symbol(t.name, positive=True) for t in sizes.flat]).reshape(sizes.shape)
    signs = np.resize([1, -1, 1, 1, -1], sizes.shape)
    values = {
        name: symbols(name.replace(".", "_"), *v.shape) for name, v in layer.parameters.items()
    }
    delta = symbols("d", *layer.output_shape(shape), batch)
    rng = np.random.default_rng(6)
    everything = [*sizes.flat, *(s for v in values.values() for s in v.flat)]
    at = {s: sp.Rational(int(rng.integers(1, 90)), 31) for s in everything}

    def passes(x, delta, *parameters):
        layer.parameters = dict(zip(values, parameters, strict=True))
        y = run(layer, x)
        dx = layer.backward(delta)
        return (y, dx, *layer.gradients.values())

    y, dx, *gradients = on_symbols(passes, signs * sizes, delta, *values.values(), at=at)
    energy = (delta * y).sum()
    truth = {"x": signs * differentiated(energy, sizes)}
    truth |= {name: differentiated(energy, v) for name, v in values.items()}
    if isinstance(layer, Conv2D) and layer.connections is not None:
        truth["w"] = truth["w"] * layer._mask().astype(int)
    return dict(zip(truth, zip([dx, *gradients], truth.values(), strict=True), strict=True))


@pytest.mark.parametrize("case", ON_SYMBOLS, ids=label)
def test_every_layer_is_exact_on_symbols(case):
    prove_as_a_layer(*case)


def prove_as_a_layer(layer, shape):
    for name, (claimed, truth) in exact_as_a_layer(layer, shape).items():
        prove_exact(as_fractions(claimed), as_fractions(truth), label=name)


def as_fractions(array):
    """Rounded settings, a slope or a probability, as the very fractions that the machine holds."""
    flat = [
        sp.sympify(e).xreplace({n: sp.Rational(n) for n in sp.sympify(e).atoms(sp.Float)})
        for e in array.ravel()
    ]
    return np.array(flat, dtype=object).reshape(array.shape)


def test_every_layer_of_the_package_is_run_on_symbols():
    assert {type(layer) for layer, _ in ON_SYMBOLS} == set(LAYERS.values())


def test_wrong_layers_are_rejected_on_symbols():
    for layer, shape in [
        (SigmoidSlopeSquared(), (2,)), (DenseBiasAveraged(2), (2,)),
        (AvgPoolWithoutShare(2), (1, 2, 2)),
        (ConvKernelGradientRotated(1, 2), (1, 2, 3)), (MaxPoolToEveryone(2), (1, 2, 2)),
    ]:  # fmt: skip
        with pytest.raises(NotProved):
            prove_as_a_layer(layer, shape)


@pytest.mark.parametrize("sizes", [(1, 1, 1), (3, 2, 2), (2, 3, 1), (2, 2, 2)])
def test_dense_on_symbols_is_exact(sizes):
    inputs, units, batch = sizes
    x, w, b = symbols("x", inputs, batch), symbols("w", units, inputs), symbols("b", units)
    delta = symbols("d", units, batch)
    energy = (delta * dense(x, w, b)).sum()
    dx, dw, db = dense_backward(delta, x, w)
    assert equal(dx, differentiated(energy, x))
    assert equal(dw, differentiated(energy, w))
    assert equal(db, differentiated(energy, b))
    assert dense_backward(delta, x, w, need_dx=False)[0] is None


def test_wrong_dense_gradients_are_rejected_on_symbols():
    x, w, delta = symbols("x", 2, 2), symbols("w", 2, 2), symbols("d", 2, 2)
    energy = (delta * dense(x, w)).sum()
    assert not equal(w @ delta, differentiated(energy, x))  # no transpose
    assert not equal(x @ delta.T, differentiated(energy, w))  # transposed
    assert not equal(delta @ x, differentiated(energy, w))  # no transpose
    assert not equal(delta * x, differentiated(energy, w))  # no outer product


def test_dense_functions_refuse_wrong_shapes():
    with pytest.raises(ValueError, match=r"^w: expected shape \(any, 3\), got \(2, 2\)"):
        dense(np.ones((3, 1)), np.ones((2, 2)))
    with pytest.raises(ValueError, match=r"^b: expected shape \(2,\), got \(3,\)"):
        dense(np.ones((3, 1)), np.ones((2, 3)), np.ones(3))
    with pytest.raises(ValueError, match=r"^dz: expected shape \(2, 1\), got \(3, 1\)"):
        dense_backward(np.ones((3, 1)), np.ones((3, 1)), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"^x: expected 2 axes, got 1"):
        dense(np.ones(3), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"^x: expected at least one element"):
        dense(np.ones((3, 0)), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"^w: expected at least one element"):
        dense(np.ones((3, 1)), np.ones((0, 3)))
    with pytest.raises(ValueError, match=r"^b: expected 1 axes, got 2"):
        dense(np.ones((3, 1)), np.ones((2, 3)), np.ones((2, 1)))
    with pytest.raises(ValueError, match=r"^dz: expected 2 axes, got 1"):
        dense_backward(np.ones(2), np.ones((3, 1)), np.ones((2, 3)))


# --- layers that are wrong --------------------------------------------------------------------


class SigmoidWithoutSlope(Sigmoid):
    def _backward(self, dy, need_dx):
        self._take()
        return dy


class SigmoidSlopeSquared(Sigmoid):
    def _backward(self, dy, need_dx):
        y = self._take()
        return dy * y * (1 - y) ** 2


class TanhSlopeLinear(Tanh):
    def _backward(self, dy, need_dx):
        return dy * (1 - self._take())


class ReLUForgets(ReLU):
    def _backward(self, dy, need_dx):
        self._take()
        return dy


class DenseNotTransposed(Dense):
    def _backward(self, dy, need_dx):
        super()._backward(dy, need_dx)
        return self.w @ dy


class DenseOuterProductTransposed(Dense):
    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        self.gradients["w"][...] = self.gradients["w"].T.copy()
        return dx


class DenseBiasAveraged(Dense):
    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        self.gradients["b"][...] = dy.mean(axis=1)
        return dx


class DenseFirstSampleOnly(Dense):
    def _backward(self, dy, need_dx):
        x = self._kept
        dx = super()._backward(dy, need_dx)
        self.gradients["w"][...] = dy[:, :1] @ x[:, :1].T
        return dx


class ConvKernelGradientRotated(Conv2D):
    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        self.gradients["w"][...] = self.gradients["w"][:, :, ::-1, ::-1].copy()
        return dx


class ConvInputGradientUnflipped(Conv2D):
    def _backward(self, dy, need_dx):
        right = self.w.copy()
        self.w[...] = right[:, :, ::-1, ::-1]
        dx = super()._backward(dy, need_dx)
        self.w[...] = right
        return dx


class ConvFiltersSummedApart(Conv2D):
    """The input gradient of published code that sums two indices of an einsum independently."""

    def _backward(self, dy, need_dx):
        summed = np.broadcast_to(dy.sum(axis=0, keepdims=True), dy.shape).copy()
        x = self._kept
        super()._backward(dy, need_dx)
        gradients = {name: value.copy() for name, value in self.gradients.items()}
        self._kept = x
        dx = super()._backward(summed, need_dx)
        for name, value in gradients.items():
            self.gradients[name][...] = value
        return dx


class ConvRemainderForgotten(Conv2D):
    """Input columns that a stride leaves over are treated as if they were not there."""

    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        return np.roll(dx, 1, axis=2)


class ConvWithoutBiasGradient(Conv2D):
    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        self.gradients["b"][...] = 0
        return dx


class MaxPoolToEveryone(MaxPool2D):
    def _backward(self, dy, need_dx):
        self._take()
        return dy.repeat(2, axis=1).repeat(2, axis=2)


class AvgPoolWithoutShare(AvgPool2D):
    def _backward(self, dy, need_dx):
        return 4 * super()._backward(dy, need_dx)


class L2PoolWithoutNorm(L2Pool2D):
    def _backward(self, dy, need_dx):
        x, y = self._kept
        self._kept = x, np.ones_like(y)
        return super()._backward(dy, need_dx)


class SubsampleForgetsCoefficient(Subsample2D):
    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        return dx / self.parameters["coefficient"][:, None, None, None] * 1.5


class SubsampleBiasForgotten(Subsample2D):
    def _backward(self, dy, need_dx):
        dx = super()._backward(dy, need_dx)
        self.gradients["bias"][...] = 0
        return dx


class SoftmaxDiagonalOnly(Softmax):
    def _backward(self, dy, need_dx):
        y = self._take()
        return dy * y * (1 - y)


class DropoutWithoutScale(Dropout):
    def _backward(self, dy, need_dx):
        return super()._backward(dy, need_dx) * (1 - self.p)


class DropoutForgetsItsMask(Dropout):
    def _backward(self, dy, need_dx):
        self._take()
        return dy / (1 - self.p)


class FlattenInAnotherOrder(Flatten):
    def _backward(self, dy, need_dx):
        channels, height, width, batch = self._take()
        return dy.reshape(width, height, channels, batch).transpose(2, 1, 0, 3)


WRONG_VECTORS = [
    SigmoidWithoutSlope(), SigmoidSlopeSquared(), TanhSlopeLinear(), ReLUForgets(),
    DenseNotTransposed(4), DenseOuterProductTransposed(4), DenseBiasAveraged(4),
    DenseFirstSampleOnly(4), SoftmaxDiagonalOnly(), DropoutWithoutScale(0.4),
    DropoutForgetsItsMask(0.4),
]  # fmt: skip
WRONG_IMAGES = [
    ConvKernelGradientRotated(2, 3), ConvInputGradientUnflipped(2, 3),
    ConvFiltersSummedApart(2, 3), ConvRemainderForgotten(2, 3, stride=2),
    ConvWithoutBiasGradient(2, 3), MaxPoolToEveryone(2), AvgPoolWithoutShare(2),
    L2PoolWithoutNorm(2), SubsampleForgetsCoefficient(2), SubsampleBiasForgotten(2),
    FlattenInAnotherOrder(),
]  # fmt: skip


def around(layer, image):
    """A network that has this layer in its middle."""
    rest = [] if isinstance(layer, Flatten) else [Flatten()]
    if image:
        return Network([Conv2D(2, 1), layer, *rest, Dense(2)], (1, 4, 4), half_mse)
    return Network([Dense(4), layer, Dense(2)], (4,), half_mse)


@pytest.mark.parametrize("layer", WRONG_VECTORS + WRONG_IMAGES, ids=lambda x: type(x).__name__)
def test_wrong_layers_are_seen(layer):
    image = layer in WRONG_IMAGES
    right = next(base for base in type(layer).__mro__ if base.__name__ in LAYERS)
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(3, 1, 4, 4) if image else (3, 4)), rng.normal(size=(3, 2))
    assert check_gradients(around(right(**layer.config()), image), x, y).ok
    report = check_gradients(around(type(layer)(**layer.config()), image), x, y)
    assert report.max_error > 1e-2


# --- what each layer computes -----------------------------------------------------------------


def test_convolution_layer_is_conv2d_plus_bias():
    layer = fresh(Conv2D(3, (2, 3), (1, 2), (1, 0), (2, 1)), (2, 6, 7))
    x, _ = problem(layer, (2, 6, 7))
    expected = conv2d(x, layer.w, layer.b, stride=(1, 2), padding=(1, 0), dilation=(2, 1))
    np.testing.assert_allclose(layer.forward(x), expected, rtol=1e-12)
    np.testing.assert_array_equal(rot180(rot180(layer.w[0, 0])), layer.w[0, 0])


def test_connections_cut_and_stay_cut():
    layer = Conv2D(3, 3, connections=TABLE).build((2, 5, 5))
    cut = ~np.array(TABLE, bool)
    assert layer.parameter_count() == 4 * 9 + 3
    assert not layer.w[cut].any()
    assert layer.w[~cut].all()
    x, delta = problem(layer, (2, 5, 5))
    layer.forward(x, training=True)
    layer.backward(delta)
    assert not layer.gradients["w"][cut].any()
    assert layer.gradients["w"][~cut].all()
    other = x.copy()
    other[1] += 1  # a channel that filter 0 does not see
    np.testing.assert_array_equal(layer.forward(other)[0], layer.forward(x)[0])
    assert not np.allclose(layer.forward(other)[1], layer.forward(x)[1])


@pytest.mark.parametrize("dtype", [bool, np.uint8, float])
def test_connections_of_any_kind_are_copied(dtype):
    table = np.array(TABLE, dtype)
    layer, right = Conv2D(3, 3, connections=table), Conv2D(3, 3, connections=TABLE)
    table[...] = 1  # the layer has its own
    layer.build((2, 5, 5))
    right.build((2, 5, 5))
    assert layer.config() == right.config()
    assert layer.learned()["w"].dtype == bool
    np.testing.assert_array_equal(layer.learned()["w"], right.learned()["w"])
    np.testing.assert_array_equal(layer.w, right.w)


def test_connections_do_not_narrow_the_spread():
    table = np.zeros((200, 8), int)
    table[:, :2] = 1
    full = Conv2D(200, 3, initializer="he").build((8, 3, 3))
    part = Conv2D(200, 3, connections=table, initializer="he").build((8, 3, 3))
    assert part.w[:, :2].std() == pytest.approx(2 * full.w.std(), rel=0.05)


def test_elementwise_layers_equal_their_functions():
    from cnn_core import activations

    x = np.linspace(-6, 6, 25).reshape(1, 25)
    pairs = {Sigmoid: "sigmoid", Tanh: "tanh", ReLU: "relu", LeakyReLU: "leaky_relu"}
    for layer, name in pairs.items():
        function = getattr(activations, name)
        built = layer().build((1,))
        np.testing.assert_allclose(built.forward(x, training=True), function(x), atol=1e-15)
        np.testing.assert_allclose(
            built.backward(np.ones_like(x)), function.derivative(x), atol=1e-15
        )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("layer", [Sigmoid, Tanh, ReLU, LeakyReLU, Softmax])
def test_layers_do_not_overflow(layer, dtype):
    built = layer().build((4,), dtype)
    x = np.array([[-1000.0], [0], [1], [1000]], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        y = built.forward(x, training=True)
        dx = built.backward(np.ones_like(y))
    assert y.dtype == dx.dtype == dtype
    assert np.isfinite(y).all()
    assert np.isfinite(dx).all()


def test_dropout_keeps_the_mean_and_only_in_training():
    layer = Dropout(0.3).build((20000,))
    x = np.ones((20000, 1))
    y = layer.forward(x, training=True)
    assert sorted(np.unique(y)) == pytest.approx([0, 1 / 0.7])
    assert y.mean() == pytest.approx(1, abs=0.02)
    np.testing.assert_array_equal(layer.backward(np.ones_like(x)), y)
    assert not np.array_equal(layer.forward(x, training=True), y)
    np.testing.assert_array_equal(layer.forward(x), x)


def test_dropout_of_nothing_drops_nothing():
    class Smallest:
        """A generator that always draws the smallest number there is."""

        def random(self, shape, dtype):
            return np.zeros(shape, dtype)

    layer, x = Dropout(0.0).build((3,)), np.ones((3, 2))
    layer.rng = Smallest()
    np.testing.assert_array_equal(layer.forward(x, training=True), x)


def test_max_pool_takes_the_first_of_equals():
    layer = MaxPool2D(2).build((1, 2, 2))
    layer.forward(np.zeros((1, 2, 2, 1)), training=True)
    dx = layer.backward(np.ones((1, 1, 1, 1)))
    assert dx.ravel().tolist() == [1, 0, 0, 0]


def test_initial_parameters():
    layer = Subsample2D(2).build((3, 4, 4))
    assert layer.parameters["coefficient"].tolist() == [1, 1, 1]
    assert layer.parameters["bias"].tolist() == [0, 0, 0]
    first, again, other = (Dense(3).build((4,), seed=s) for s in (0, 0, 1))
    np.testing.assert_array_equal(first.w, again.w)
    assert not np.array_equal(first.w, other.w)
    assert not first.b.any()
    assert not Dense(3, "zeros").build((4,)).w.any()
    np.testing.assert_array_equal(Dense(3).build((4,)).w, first.w)  # seed 0 is the default
    assert first.w.dtype == np.float64
    assert not any(gradient.any() for gradient in first.gradients.values())


# --- construction -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", EVERY, ids=label)
def test_config_makes_the_layer_again(case):
    layer, shape = case
    if isinstance(layer, Stack | Parallel):  # theirs holds layers, which belong to them
        layer = again(layer)
    copy = type(layer).from_config(layer.config())
    assert repr(copy.config()) == repr(layer.config())
    assert copy.output_shape(shape) == layer.output_shape(shape)
    assert repr(copy) == repr(layer)


def test_repr_reads_like_the_call():
    for text in [
        "Dense(10)", "Dense(10, initializer='he')", "Conv2D(6, 5)", "Conv2D(6, (3, 5), stride=2)",
        "Conv2D(6, 5, padding=2, dilation=(1, 2))", "MaxPool2D(2)", "AvgPool2D(3, stride=2)",
        "L2Pool2D((2, 3))", "Subsample2D(2)", "Flatten()", "Dropout(0.5)", "LeakyReLU(0.01)",
    ]:  # fmt: skip
        assert repr(eval(text)) == text
    assert repr(Conv2D(3, 3, connections=TABLE)) == "Conv2D(3, 3, connections=...)"


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Dense(0), ValueError, r"^units: expected an integer >= 1, got 0"),
        (lambda: Dense(2.5), TypeError, r"^units: expected an integer"),
        (lambda: Dense(2, "good"), ValueError, r"^initializer:"),
        (lambda: Conv2D(-1, 3), ValueError, r"^filters:"),
        (lambda: Conv2D(1, 0), ValueError, r"^kernel_size:"),
        (lambda: Conv2D(1, (1, 2, 3)), ValueError, r"^kernel_size: expected .* a pair"),
        (lambda: Conv2D(1, 3, stride=-1), ValueError, r"^stride:"),
        (lambda: Conv2D(1, 3, stride=1.5), TypeError, r"^stride:"),
        (lambda: Conv2D(1, 3, padding=-1), ValueError, r"^padding:"),
        (lambda: Conv2D(1, 3, dilation=0), ValueError, r"^dilation:"),
        (lambda: Conv2D(2, 3, connections=TABLE), ValueError, r"^connections: expected shape"),
        (lambda: Conv2D(1, 3, connections=[[2]]), ValueError, r"^connections: .* 0 and 1"),
        (lambda: Conv2D(1, 3, connections=[["a"]]), ValueError, r"^connections: .* 0 and 1"),
        (lambda: Conv2D(1, 3, connections=[[1 + 0j]]), ValueError, r"^connections: .* 0 and 1"),
        (lambda: Conv2D(2, 3, connections=[[1], []]), ValueError, r"^connections: .* ragged"),
        (lambda: Conv2D(2, 3, connections=[[1, 0], [0, 0]]), ValueError, r"none in row 1"),
        (lambda: Conv2D(3, 3, connections=TABLE).build((3, 5, 5)), ValueError, r"^connections:"),
        (lambda: MaxPool2D(0), ValueError, r"^size:"),
        (lambda: AvgPool2D(2, 0), ValueError, r"^stride:"),
        (lambda: Subsample2D("2"), TypeError, r"^size:"),
        (lambda: Dropout(1), ValueError, r"^p: expected a finite number in \[0, 1\)"),
        (lambda: Dropout(-0.1), ValueError, r"^p:"),
        (lambda: LeakyReLU(0), ValueError, r"^slope:"),
        (lambda: LeakyReLU(1), ValueError, r"^slope:"),
        (lambda: Dense(3).build((1, 2, 3)), ValueError, r"put Flatten\(\) before it"),
        (lambda: Conv2D(3, 3).build((9,)), ValueError, r"expected images \(C, H, W\)"),
        (lambda: MaxPool2D(2).build((9,)), ValueError, r"expected images \(C, H, W\)"),
        (lambda: Subsample2D(2).build((9,)), ValueError, r"expected images \(C, H, W\)"),
        (lambda: Softmax().build((1, 2, 2)), ValueError, r"expected vectors"),
        (lambda: Softmax().build(()), ValueError, r"expected vectors"),
        (lambda: Dense(3).build(()), ValueError, r"expected feature vectors"),
        (lambda: Conv2D(3, 9).build((1, 5, 5)), ValueError, r"kernel"),
        (lambda: MaxPool2D(9).build((1, 5, 5)), ValueError, r"kernel"),
        (lambda: Dense(3).build((0,)), ValueError, r"^input_shape:"),
    ],
)
def test_what_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()
