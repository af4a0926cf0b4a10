"""Layers in a row: their plan, their memory, and the two passes through them.

A stack is itself a layer: it can stand in another stack, or in a branch. A ``Network`` is a stack
that is trained, scored and saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cnn_core._checks import Array, describe
from cnn_core.layers.base import Layer, Place, Shape


class LayerPlan(NamedTuple):
    """One layer of a stack, and the shapes around it."""

    layer: Layer
    input_shape: Shape
    output_shape: Shape


def plan(layers: Sequence[Layer], input_shape: Shape) -> list[LayerPlan]:
    """The shapes of every layer, without making a single array."""
    plans = []
    for index, layer in enumerate(layers):
        try:
            output_shape = layer.output_shape(input_shape)
        except ValueError as error:
            raise ValueError(f"layers[{index}], {layer!r}: {error}") from None
        plans.append(LayerPlan(layer, input_shape, output_shape))
        input_shape = output_shape
    return plans


class Stack(Layer):
    """Layers in a row, each fed with the output of the one before.

    ``layers`` are new layers, first to last. The same layer in several places is one set of weights
    used several times; its gradients add up. An empty stack passes its input on.

    Two heads on one trunk, each with a loss of its own: the gradients add where the paths part.

    >>> from cnn_core import Dense, Tanh, mse, softmax_cross_entropy
    >>> trunk, one, other = Stack([Dense(4), Tanh()]), Stack([Dense(2)]), Stack([Dense(1)])
    >>> for stack, size in ((trunk, 3), (one, 4), (other, 4)):
    ...     stack = stack.build((size,))
    >>> a = trunk.forward(np.ones((3, 5)), training=True)
    >>> dy = softmax_cross_entropy.gradient(one.forward(a, training=True), np.zeros(5, int))
    >>> dz = mse.gradient(other.forward(a, training=True), np.ones((1, 5)))
    >>> dx = trunk.backward(one.backward(dy) + other.backward(dz))
    >>> dx.shape, list(trunk.gradients)
    ((3, 5), ['0.w', '0.b'])
    """

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.layers = checked_layers(layers)
        self._running: list[Layer] = list(self.layers)
        self._first_weighted = 0

    def inside(self) -> tuple[Layer, ...]:
        return self.layers

    @property
    def probabilities(self) -> str | None:  # type: ignore[override]
        """Those of the last layer."""
        return self.layers[-1].probabilities if self.layers else None

    def plan(self, input_shape: Shape) -> list[LayerPlan]:
        """Every layer with the shapes around it, for samples of shape ``input_shape``."""
        return plan(self.layers, input_shape)

    def output_shape(self, input_shape: Shape) -> Shape:
        plans = self.plan(input_shape)
        return plans[-1].output_shape if plans else input_shape

    def parameter_count(self) -> int:
        return sum(layer.parameter_count() for layer in {id(x): x for x in self.layers}.values())

    def places(self, input_shape: Shape, gain: str, path: str = "") -> Iterator[Place]:
        yield Place(path, self, input_shape, gain)
        gains = self._gains(input_shape, gain)[1:]
        for index, (step, after) in enumerate(zip(self.plan(input_shape), gains, strict=True)):
            yield from step.layer.places(step.input_shape, after, f"{path}{index}.")

    def gain_before(self, input_shape: Shape, after: str) -> str:
        return self._gains(input_shape, after)[0]

    def _gains(self, input_shape: Shape, after: str) -> list[str]:
        """What suits weights before each layer, and behind the last."""
        gains = [after]
        for step in reversed(self.plan(input_shape)):
            gains.insert(0, step.layer.gain_before(step.input_shape, gains[0]))
        return gains

    def attach(self, *arguments: object) -> None:
        super().attach(*arguments)  # type: ignore[arg-type]
        self.order(len(self.layers))

    def order(self, count: int) -> None:
        """Fix the order in which the first ``count`` layers run; the others are left out.

        A ReLU and a max pooling commute, values and gradients alike, because the largest of several
        numbers stays the largest when negative ones become 0 (`eq-relu-max-commute`). So the
        pooling goes first, and the ReLU has that much less to do.
        """
        order = list(self.layers[:count])
        for i in range(len(order) - 1):
            if order[i].is_relu and order[i + 1].is_max_pooling:
                order[i], order[i + 1] = order[i + 1], order[i]
        self._running = order
        weighted = [i for i, layer in enumerate(order) if layer.has_parameters()]
        self._first_weighted = weighted[0] if weighted else len(order)

    def _forward(self, x: Array, training: bool) -> Array:
        for layer in self._running:
            x = layer.run(x, training, self._recording)
        return x

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        """Backwards, down to the first layer whose gradients anybody wants."""
        step: Array | None = dy
        first = 0 if need_dx else self._first_weighted
        for index in range(len(self._running) - 1, first - 1, -1):
            assert step is not None
            step = self._running[index].run_back(step, need_dx or index > first)
        return step


def checked_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """``layers`` as a tuple, if they are layers that nobody else uses."""
    if isinstance(layers, Layer | str) or not isinstance(layers, Iterable):
        raise TypeError(f"layers: expected a list of layers, got {describe(layers)}")
    found = tuple(layers)
    for index, layer in enumerate(found):
        if not isinstance(layer, Layer):
            raise TypeError(f"layers[{index}]: expected a layer, got {describe(layer)}")
        if layer.input_shape is not None:
            raise ValueError(f"layers[{index}]: {layer!r} is already in use; make a new one")
    return found
