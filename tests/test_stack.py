"""Stacks and branches: plans, shared weights, sums of gradients, and two heads with two losses."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from cnn_core import (
    SGD,
    Conv2D,
    Dense,
    Flatten,
    Network,
    Parallel,
    ReLU,
    Sigmoid,
    Stack,
    Tanh,
    check_gradients,
    mse,
    softmax_cross_entropy,
)

rng = np.random.default_rng(0)
X, Y = rng.normal(size=(5, 4)), np.array([0, 1, 2, 0, 1])


def gradients_by_autograd(network, forward):
    """The gradients of the loss of ``forward(parameters, x)``, written with autograd's NumPy."""

    def loss(parameters):
        z = forward(parameters, X.T)
        return anp.mean(anp.log(anp.sum(anp.exp(z), axis=0)) - z[Y, anp.arange(5)])

    return autograd.grad(loss)(dict(network.parameters))


def affine(parameters, name, x):
    return anp.dot(parameters[f"{name}.w"], x) + parameters[f"{name}.b"][:, None]


def same(network, forward):
    found = network.loss_and_gradients(X, Y)[1]
    for name, expected in gradients_by_autograd(network, forward).items():
        np.testing.assert_allclose(found[name], expected, atol=1e-14)


def test_a_plan_makes_no_arrays():
    stack = Stack([Conv2D(3, 3), ReLU(), Flatten(), Dense(10**9)])
    assert [step.output_shape for step in stack.plan((1, 6, 6))] == [
        (3, 4, 4), (3, 4, 4), (48,), (10**9,),
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r"^layers\[3\], Dense\(1000000000\): .*expected feature"):
        Stack([Conv2D(3, 3), ReLU(), ReLU(), Dense(10**9)]).plan((1, 6, 6))


def test_weights_used_twice_have_gradients_that_add():
    shared = Dense(4)
    network = Network([shared, Tanh(), shared, Tanh(), Dense(3)], (4,), dtype="float64")
    assert list(network.parameters) == ["0.w", "0.b", "4.w", "4.b"]
    assert network.parameter_count() == 20 + 15
    same(
        network,
        lambda p, x: affine(p, "4", anp.tanh(affine(p, "0", anp.tanh(affine(p, "0", x))))),
    )
    twin = network.copy()
    assert twin.layers[0] is twin.layers[2]
    twin.fit(X, Y, 1, progress=False)
    assert not np.array_equal(twin.vector, network.vector)


def test_a_residual_block_adds_its_deltas():
    network = Network([Parallel([], [Dense(4), Tanh()]), Dense(3)], (4,), dtype="float64")
    assert list(network.parameters) == ["0.1.0.w", "0.1.0.b", "1.w", "1.b"]
    same(network, lambda p, x: affine(p, "1", x + anp.tanh(affine(p, "0.1.0", x))))


def test_branches_are_concatenated_and_weights_shared_between_them():
    shared = Dense(2)
    branches = Parallel([shared], [Tanh(), shared], Dense(1), join="concatenate")
    network = Network([branches, Tanh(), Dense(3)], (4,), dtype="float64")

    def forward(p, x):
        parts = [affine(p, "0.0.0", x), affine(p, "0.0.0", anp.tanh(x)), affine(p, "0.2.0", x)]
        return affine(p, "2", anp.tanh(anp.concatenate(parts)))

    same(network, forward)
    assert check_gradients(network, X, Y).ok


def test_a_stack_in_two_places():
    block = Stack([Dense(4), Tanh()])
    network = Network([block, Parallel([], [block]), Dense(3)], (4,), dtype="float64")
    assert check_gradients(network, X, Y).ok
    assert network.parameter_count() == 20 + 15


def test_two_heads_with_two_losses():
    """Class and value from one trunk; the deltas of the heads add, and all of it is trained."""
    value = rng.normal(size=(1, 5))
    trunk, classes, number = Stack([Dense(6), Tanh()]), Stack([Dense(3)]), Stack([Dense(1)])
    root = Stack([trunk, Parallel(classes, number, join="concatenate")]).build((4,))

    def step():
        out = root.forward(X.T, training=True)
        dy = softmax_cross_entropy.gradient(out[:3], Y), mse.gradient(out[3:], value)
        root.backward(np.concatenate(dy))
        return softmax_cross_entropy(out[:3], Y) + mse(out[3:], value)

    def loss(p, x):
        a = anp.tanh(affine(p, "0.0", x))
        z = affine(p, "1.0.0", a)
        first = anp.mean(anp.log(anp.sum(anp.exp(z), axis=0)) - z[Y, anp.arange(5)])
        return first + anp.sum((affine(p, "1.1.0", a) - value) ** 2) / 5

    before = step()
    expected = autograd.grad(loss)(dict(root.parameters), X.T)
    for name, gradient in root.gradients.items():
        np.testing.assert_allclose(gradient, expected[name], atol=1e-14)
    optimizers = {name: SGD(0.1) for name in root.parameters}
    for _ in range(100):
        for name, optimizer in optimizers.items():
            optimizer.step(root.parameters[name], root.gradients[name])
        after = step()
    assert after < 0.5 * before


def test_a_stack_is_a_layer_of_a_network():
    flat = Network([Dense(4), Tanh(), Dense(4), Tanh(), Dense(3)], (4,), dtype="float64")
    layers = [Stack([Dense(4), Tanh()]), Stack([Dense(4), Stack([Tanh(), Dense(3)])])]
    nested = Network(layers, (4,), dtype="float64")
    np.testing.assert_array_equal(nested.vector, flat.vector)  # the same draws in the same order
    assert nested.evaluate(X, Y) == flat.evaluate(X, Y)
    assert list(nested.parameters)[-1] == "1.1.1.b"


def test_what_follows_a_branch_chooses_its_weights():
    for layers, he in (
        ([Stack([Dense(4)]), ReLU()], True),
        ([Parallel([Dense(4)], [Dense(4)]), ReLU()], True),
        ([Dense(4), Parallel([ReLU()], [ReLU()])], True),
        ([Dense(4), Parallel([ReLU()], [Tanh()])], False),
        ([Dense(4), Parallel([], [Dense(4)]), ReLU()], False),
    ):
        network = Network([*layers, Dense(3)], (4,), seed=1)
        named = Network([Dense(4, "he" if he else "glorot"), Dense(3)], (4,), seed=1)
        np.testing.assert_array_equal(network.vector[:16], named.vector[:16])


@pytest.mark.parametrize("shape", [(3, 5), (2, 3, 4, 5), (7,)])
def test_samples_of_any_rank(shape):
    network = Network([Tanh(), Flatten(), Dense(3)], shape, dtype="float64")
    x = rng.normal(size=(4, *shape))
    assert network.outputs(x).shape == (4, 3)
    assert check_gradients(network, x, [0, 1, 2, 0], max_entries=20).ok
    with pytest.raises(ValueError, match=r"^x: expected samples of shape"):
        network.predict(x[..., :-1])


def test_an_output_layer_inside_a_stack():
    network = Network([Stack([Dense(1), Sigmoid()])], (4,), "binary_cross_entropy", dtype="float64")
    assert check_gradients(network, X, [0, 1, 0, 1, 1]).ok
    assert network.is_classifier


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Parallel(), ValueError, r"^branches: expected at least one"),
        (lambda: Parallel([], join="add"), ValueError, r"^join: expected one of"),
        (lambda: Parallel([3]), TypeError, r"^layers\[0\]: expected a layer, got int 3"),
        (lambda: Parallel([], [Dense(2)]).build((3,)), ValueError, r"^branches: expected outputs"),
        (
            lambda: Parallel([], [Conv2D(2, 3)], join="concatenate").build((1, 5, 5)),
            ValueError,
            r"^branches: expected outputs that can be joined, got shapes \[\(1, 5, 5\)",
        ),
        (lambda: Stack([Dense]), TypeError, r"^layers\[0\]: expected a layer"),
        (lambda: Stack(Dense(3)), TypeError, r"^layers: expected a list of layers"),
        (lambda: Stack([Dense(3).build((2,))]), ValueError, r"^layers\[0\]: Dense\(3\) is already"),
    ],
)
def test_what_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_weights_of_one_shape_in_all_their_places():
    shared = Dense(3)
    with pytest.raises(ValueError, match=r"stands in several places; expected the same shapes"):
        Network([shared, Tanh(), shared], (4,))
