"""Layers of one's own: whatever they keep, return, change or assign, nothing is corrupted."""

import copy
import pickle

import numpy as np
import pytest

from cnn_core import (
    SGD,
    Conv2D,
    Dense,
    Dropout,
    Elementwise,
    Flatten,
    Layer,
    Loss,
    MaxPool2D,
    Network,
    Parallel,
    ReLU,
    Sigmoid,
    Softmax,
    Stack,
    Tanh,
    binary_cross_entropy,
    check_gradients,
    mse,
    sigmoid,
)
from cnn_core import Dense as Shipped
from cnn_core._network_file import NetworkFileError
from cnn_core.activations import Activation

rng = np.random.default_rng(0)
X, Y = rng.normal(size=(6, 4)), np.array([0, 1, 2, 0, 1, 2])


class Swish(Layer):
    """Keeps its output."""

    def _forward(self, x, training):
        self.x, self.s = x, 1 / (1 + np.exp(-x))
        self.y = x * self.s
        return self.y

    def _backward(self, dy, need_dx):
        return dy * (self.y + self.s * (1 - self.y))


class View(Layer):
    """Returns its input, and changes what it was given."""

    def _forward(self, x, training):
        return x

    def _backward(self, dy, need_dx):
        dy *= 1
        return dy


class Spoiler(Layer):
    """Changes its arguments in place, and afterwards what it returned."""

    def _forward(self, x, training):
        x *= 2
        self.y = x
        return x

    def _backward(self, dy, need_dx):
        self.y[...] = np.nan
        dy *= 2
        return dy


class OneBuffer(Layer):
    """Returns the same array every time."""

    def _forward(self, x, training):
        if not hasattr(self, "out") or self.out.shape != x.shape:
            self.out, self.dx = np.empty_like(x), np.empty_like(x)
        np.multiply(x, 3, out=self.out)
        return self.out

    def _backward(self, dy, need_dx):
        np.multiply(dy, 3, out=self.dx)
        return self.dx


class Scale(Layer):
    def __init__(self, k=1.0):
        self.k = k

    def _forward(self, x, training):
        return self.k * x

    def _backward(self, dy, need_dx):
        return self.k * dy


class Affine(Layer):
    """Assigns its gradients, as one would."""

    def parameter_shapes(self, input_shape):
        return {"w": (*input_shape, *input_shape), "b": input_shape}

    def _forward(self, x, training):
        self.x = x
        return self.parameters["w"] @ x + self.parameters["b"][:, None]

    def _backward(self, dy, need_dx):
        self.gradients["w"] = dy @ self.x.T
        self.gradients["b"] = dy.sum(axis=1)
        return self.parameters["w"].T @ dy


class Accumulating(Affine):
    def _backward(self, dy, need_dx):
        self.gradients["w"] += dy @ self.x.T
        self.gradients["b"] += dy.sum(axis=1)
        return self.parameters["w"].T @ dy


class Centred(Layer):
    """Subtracts a running mean: state that is no parameter."""

    state = ("mean", "seen")

    def initialize(self, default):
        self.mean, self.seen = np.zeros(self.input_shape), 0

    def _forward(self, x, training):
        if training:
            self.mean = 0.9 * self.mean + 0.1 * x.mean(axis=1)
            self.seen += 1
        return x - self.mean[:, None]

    def _backward(self, dy, need_dx):
        return dy


class Undeclared(Centred):
    state = ()


class Steep(Sigmoid):
    def _forward(self, x, training):
        y = sigmoid(5 * x)
        self._keep(y, training)
        return y

    def _backward(self, dy, need_dx):
        y = self._take()
        return 5 * dy * y * (1 - y)


class Colder(Softmax):
    def _forward(self, x, training):
        return super()._forward(5 * x, training)

    def _backward(self, dy, need_dx):
        return 5 * super()._backward(dy, need_dx)


class Absolute(ReLU):
    def _forward(self, x, training):
        self._keep(x, training)
        return abs(x)

    def _backward(self, dy, need_dx):
        return dy * np.sign(self._take())


class Dense(Shipped):  # noqa: F811 - the namesake is the point
    def _forward(self, x, training):
        return 10 * super()._forward(x, training)

    def _backward(self, dy, need_dx):
        return super()._backward(10 * dy, need_dx)


def network(*middle, **settings):
    return Network([Shipped(4), *middle, Shipped(3)], (4,), **{"dtype": "float64", **settings})


# --- neighbours -------------------------------------------------------------------------------

OWN = [Swish, View, Spoiler, OneBuffer, lambda: Scale(3.0), Affine, Accumulating]
NEXT = [ReLU, Tanh, Sigmoid, lambda: Dropout(0.3), Flatten, Swish, Spoiler]


@pytest.mark.parametrize("after", NEXT)
@pytest.mark.parametrize("own", OWN)
def test_neighbours_do_each_other_no_harm(own, after):
    net = network(own(), after(), own())
    assert check_gradients(net, X, Y, max_entries=8).ok
    before = net.outputs(X)
    net.loss_and_gradients(X, Y)
    np.testing.assert_array_equal(net.outputs(X), before)


@pytest.mark.parametrize("own", OWN)
def test_one_layer_in_two_places(own):
    layer = own()
    assert check_gradients(network(layer, Tanh(), layer), X, Y, max_entries=8).ok
    layer = own()
    assert check_gradients(network(Parallel([layer], [Tanh(), layer])), X, Y, max_entries=8).ok


def test_gradients_do_not_grow_from_call_to_call():
    net = network(Accumulating())
    first, second = (net.loss_and_gradients(X, Y)[1] for _ in range(2))
    for name, gradient in first.items():
        np.testing.assert_array_equal(second[name], gradient)


# --- what is assigned -------------------------------------------------------------------------


def test_an_entry_that_is_assigned_takes_effect_everywhere(tmp_path):
    net = network(Affine())
    net.parameters["0.w"] = np.ones((4, 4), int)
    net.layers[1].parameters["b"] = [1, 2, 3, 4]
    net.layers[2].w = np.zeros((3, 4))
    assert net.vector[:16].tolist() == [1] * 16
    assert not net.outputs(X).any()
    net.save(tmp_path / "a.npz")
    again = Network.load(tmp_path / "a.npz", layers=[Affine])
    np.testing.assert_array_equal(again.vector, net.vector)
    net.vector = np.arange(net.vector.size)
    assert net.parameters["0.w"][0, 1] == 1
    net.parameters = {name: 0 * value for name, value in net.parameters.items()}
    assert not net.vector.any()


@pytest.mark.parametrize(
    ("assign", "error", "message"),
    [
        (
            lambda net: net.parameters.__setitem__("0.w", 0),
            ValueError,
            r"^'0.w': expected shape \(4, 4\), got \(\)",
        ),
        (lambda net: net.parameters.__setitem__("9.w", 0), ValueError, r"^name: expected one of"),
        (lambda net: setattr(net, "vector", [1.0]), ValueError, r"^vector: expected shape"),
        (lambda net: setattr(net, "parameters", {}), ValueError, r"^parameters: expected the n"),
        (lambda net: setattr(net, "parameters", 3), TypeError, r"^parameters: expected arrays"),
        (lambda net: setattr(net.layers[0], "w", np.ones(4)), ValueError, r"^'w': expected shape"),
        (
            lambda net: net.layers[0].gradients.__setitem__("w", 1j * np.ones((4, 4))),
            TypeError,
            r"^'w': expected real",
        ),
        (lambda net: setattr(net, "gradient_vector", "x"), TypeError, r"^gradient_vector:"),
    ],
)  # fmt: skip
def test_what_cannot_be_assigned_is_refused(assign, error, message):
    net = network()
    before = net.vector.copy()
    with pytest.raises(error, match=message):
        assign(net)
    np.testing.assert_array_equal(net.vector, before)


def test_assigned_gradients_train():
    net = network(Affine())
    net.fit(X, Y, 1, optimizer=SGD(0.1), progress=False)
    assert net.parameters["1.b"].all()


# --- copies, pickles and files ----------------------------------------------------------------

COPIES = [
    lambda net, path: net.copy(),
    lambda net, path: copy.deepcopy(net),
    lambda net, path: pickle.loads(pickle.dumps(net)),
    lambda net, path: saved(net, path),
]
CLASSES = [Swish, View, Spoiler, OneBuffer, Scale, Affine, Centred, Steep, Colder, Absolute, Dense]


def saved(net, path):
    net.save(path / "net.npz")
    return Network.load(path / "net.npz", layers=CLASSES, losses=[cubic])


@pytest.mark.parametrize("duplicate", COPIES)
def test_arguments_and_state_are_not_lost(duplicate, tmp_path):
    net = network(Scale(3.0), Centred(), Dense(5), Tanh())
    net.fit(X, Y, 3, batch_size=2, progress=False)
    twin = duplicate(net, tmp_path)
    np.testing.assert_array_equal(twin.outputs(X), net.outputs(X))
    assert twin.layers[1].k == 3.0
    assert twin.layers[2].seen == net.layers[2].seen == 9
    twin.layers[2].mean += 1
    assert not np.allclose(twin.outputs(X), net.outputs(X))


@pytest.mark.parametrize("duplicate", COPIES[:3])
def test_attributes_that_are_set_later_are_copied(duplicate, tmp_path):
    net = network(Scale())
    net.layers[1].k = 7.0
    np.testing.assert_array_equal(duplicate(net, tmp_path).outputs(X), net.outputs(X))


@pytest.mark.parametrize(
    ("layer", "change", "message"),
    [
        (Scale(), lambda net: setattr(net.layers[1], "k", 7.0), r"^save: Scale .*other outputs"),
        (Undeclared(), lambda net: net.loss_and_gradients(X, Y), r"^save: Undeclared .*`state`"),
        (
            Scale(np.exp),
            lambda net: None,
            r"^save: Scale .*|^Scale, argument 'k': expected numbers",
        ),
    ],
)
def test_what_could_not_be_read_back_is_not_saved(layer, change, message, tmp_path):
    net = Network([Shipped(4), layer, Shipped(3)], (4,), dtype="float64")
    change(net)
    with pytest.raises(ValueError, match=message):
        net.save(tmp_path / "net.npz")
    with pytest.raises(ValueError, match=message):
        net.fit(X, Y, 1, checkpoint=tmp_path / "net.npz", progress=False)
    assert not list(tmp_path.iterdir())


def test_own_layers_are_named_and_must_be_given(tmp_path):
    network(Dense(4), Scale(2.0)).save(tmp_path / "net.npz")
    for layers in ([], [Scale], [Dense]):
        with pytest.raises(
            NetworkFileError, match=r"unknown layer '.*'; give it: load\(path, layers"
        ):
            Network.load(tmp_path / "net.npz", layers=layers)
    again = Network.load(tmp_path / "net.npz", layers=[Scale, Dense])
    assert [type(layer) for layer in again.layers] == [Shipped, Dense, Scale, Shipped]
    with pytest.raises(TypeError, match=r"^layers: expected classes of layers"):
        Network.load(tmp_path / "net.npz", layers=[Scale()])


@Loss
def cubic(y_hat, y):
    return (abs(y_hat - y) ** 3).sum() / y.shape[-1]


@cubic.gradient_is
def _cubic_gradient(y_hat, y):
    return 3 * (y_hat - y) * abs(y_hat - y) / y.shape[-1]


def test_own_losses_are_named_and_must_be_given(tmp_path):
    net = Network([Shipped(2)], (4,), cubic)
    net.save(tmp_path / "net.npz")
    with pytest.raises(
        NetworkFileError, match=r"unknown loss '.*cubic'; give it: load\(path, loss"
    ):
        Network.load(tmp_path / "net.npz")
    assert saved(net, tmp_path).loss is cubic
    unfinished = Loss(lambda y_hat, y: 0.0)
    with pytest.raises(NotImplementedError, match="has no gradient: give it one with"):
        unfinished.gradient([1.0], [1.0])


# --- subclasses of shipped layers run as themselves -------------------------------------------


def test_a_subclass_of_an_output_layer_runs_as_itself():
    for last, loss in ((Steep, binary_cross_entropy), (Colder, "softmax_cross_entropy")):
        net = Network([Shipped(3), last()], (4,), loss, dtype="float64")
        z = Network([Shipped(3)], (4,), mse, dtype="float64").outputs(X).T
        own = last().build((3,)).forward(z)
        np.testing.assert_allclose(net.predict_proba(X), own.T, rtol=1e-12)
        np.testing.assert_allclose(net(X), own.T, rtol=1e-12)
        assert check_gradients(net, X, Y).ok
        p = own[Y, np.arange(6)]
        if last is Colder:
            assert net.evaluate(X, Y)[0] == pytest.approx(-np.log(p).mean())


def test_a_subclass_of_relu_keeps_its_place():
    net = Network([Conv2D(2, 3), Absolute(), MaxPool2D(2), Flatten(), Shipped(2)], (1, 6, 6))
    x = rng.normal(size=(3, 1, 6, 6))
    value = np.moveaxis(x, 0, -1).astype(np.float32)
    for layer in net.layers:
        value = layer.forward(value)
    np.testing.assert_allclose(net.outputs(x), value.T, rtol=1e-5)
    assert check_gradients(net, x, [0, 1, 1], max_entries=20).ok


def test_an_activation_of_ones_own_is_a_layer_in_two_lines():
    square = Activation(lambda z: z * z)
    square.derivative_is(lambda z: 2 * z)

    class Square(Elementwise):
        function = square

    assert check_gradients(network(Square()), X, Y).ok


# --- slips ------------------------------------------------------------------------------------


class NoArray(Scale):
    def _forward(self, x, training):
        return x.tolist()


class OtherShape(Scale):
    def _forward(self, x, training):
        return x[:-1]


class WrongGradient(Scale):
    def _backward(self, dy, need_dx):
        return dy.sum()


class Hoarder(Layer):
    def __init__(self):
        self.dense = Shipped(3)


def test_slips_are_named():
    for layer, error, message in [
        (
            NoArray(),
            TypeError,
            r"^NoArray\._forward: expected an array of shape \(4, 6\), got list",
        ),
        (OtherShape(), ValueError, r"^OtherShape\._forward: expected shape \(4, 6\), got \(3, 6\)"),
        (WrongGradient(), TypeError, r"^WrongGradient\._backward: expected an array"),
    ]:
        with pytest.raises(error, match=message):
            network(layer).loss_and_gradients(X, Y)
    with pytest.raises(
        ValueError, match=r"^Hoarder\(\): holds layers in 'dense' that would not be"
    ):
        network(Hoarder())


def test_a_layer_without_keep_can_be_run_alone():
    layer = Swish().build((4,))
    layer.forward(X.T, training=True)
    assert layer.backward(np.ones((4, 6))).shape == (4, 6)
    with pytest.raises(RuntimeError, match=r"^backward: call forward\(x, training=True\) first"):
        layer.backward(np.ones((4, 6)))


def test_weights_of_any_rank_are_drawn():
    class Local(Layer):
        def parameter_shapes(self, input_shape):
            return {"w": (2, 2, 2, 3)}

        def fans(self, shape):
            return (6, 4)

        def _forward(self, x, training):
            return x

    layer = Local().build((3,))
    assert np.abs(layer.parameters["w"]).max() <= np.sqrt(6 / 10)
    assert layer.parameters["w"].all()


def test_a_stack_of_ones_own(tmp_path):
    net = network(Stack([Shipped(4), Scale(2.0)]), Parallel([], [Scale(0.5), Shipped(4)]))
    assert check_gradients(net, X, Y).ok
    np.testing.assert_array_equal(saved(net, tmp_path).outputs(X), net.outputs(X))
