"""A network: a stack of layers, a loss, and one vector of parameters.

At its border images are ``(N, C, H, W)``, or ``(N, H, W)`` for one channel, and labels ``(N,)``;
inside, the batch comes last. All parameters are views of one vector, and so are all gradients, so
that an optimizer's step is a few operations on two vectors.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod
from os import PathLike
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from cnn_core import _border, training
from cnn_core._checks import as_array, describe, non_negative_int, positive_int
from cnn_core.activations import sigmoid, softmax
from cnn_core.layers import Layer, LeakyReLU, MaxPool2D, ReLU, Sigmoid, Softmax, Tanh
from cnn_core.losses import Loss, binary_cross_entropy, l1, l2, softmax_cross_entropy
from cnn_core.optimizers import Optimizer
from cnn_core.training import History

Array = NDArray[Any]
Shape = tuple[int, ...]

CHUNK = 256  # samples that predict, score and evaluate run at a time


class LayerPlan(NamedTuple):
    """Shapes around one layer."""

    input_shape: Shape
    output_shape: Shape
    parameters: dict[str, Shape]


def plan(layers: Sequence[Layer], input_shape: Shape) -> list[LayerPlan]:
    """The shapes of every layer, without making a single array."""
    plans = []
    for index, layer in enumerate(layers):
        try:
            output_shape = layer.output_shape(input_shape)
        except ValueError as error:
            raise ValueError(f"layers[{index}], {layer!r}: {error}") from None
        plans.append(LayerPlan(input_shape, output_shape, layer.parameter_shapes(input_shape)))
        input_shape = output_shape
    return plans


class Network:
    """A stack of layers trained by minibatch gradient descent.

    Args:
        layers: new layers, first to last.
        input_shape: shape of one sample: ``(C, H, W)``, or ``(features,)``.
        loss: a loss of ``cnn_core.losses``. ``softmax_cross_entropy`` starts from logits: end in
            ``Dense(classes)``, with ``Softmax()`` after it or without; ``binary_cross_entropy``
            needs ``Sigmoid()`` (or ``Softmax()``) at the end. A final ``Softmax`` or ``Sigmoid``
            that fits its loss is differentiated together with it, exactly and without overflow.
        seed: a non-negative integer that determines initial weights, the order of batches and
            dropout: same seed, same bits, on the same machine. ``None`` takes a new one each time.
        dtype: ``"float32"`` or ``"float64"``.

    A network is a **classifier** if its loss is a cross entropy or its last layer ``Softmax`` or
    ``Sigmoid``; then ``predict`` returns labels and ``score`` the accuracy. Otherwise ``predict``
    returns the outputs and ``score`` is R squared.

    >>> from cnn_core.layers import Conv2D, Dense, Flatten
    >>> net = Network([Conv2D(3, 5), ReLU(), MaxPool2D(2), Flatten(), Dense(10)], (1, 28, 28))
    >>> net.predict_proba(np.zeros((2, 28, 28))).shape
    (2, 10)
    >>> net.parameter_count()
    4408

    Raises:
        ValueError, TypeError: layers that do not fit each other or the loss.
    """

    def __init__(
        self,
        layers: Iterable[Layer],
        input_shape: Sequence[int],
        loss: Loss = softmax_cross_entropy,
        seed: int | None = 0,
        dtype: DTypeLike = "float32",
    ) -> None:
        self.layers = _new_layers(layers)
        self.input_shape = sample_shape(input_shape)
        self.dtype = _dtype(dtype)
        self.seed = None if seed is None else non_negative_int(seed, "seed")
        self.rng = np.random.default_rng(self.seed)
        self._plans = plan(self.layers, self.input_shape)
        self.output_shape = self._plans[-1].output_shape
        self._pair(loss)
        self._allocate()
        self._order()

    # --- construction -------------------------------------------------------------------------

    def _pair(self, loss: Loss) -> None:
        """Decide what is computed in training, and how probabilities come out of it.

        ``_core`` are the layers that training runs, ``_objective`` is the loss of their output, and
        ``_head`` turns that output into probabilities.
        """
        if not isinstance(loss, Loss):
            raise TypeError(f"loss: expected a loss of cnn_core.losses, got {describe(loss)}")
        self.loss, last = loss, self.layers[-1]
        core: Sequence[Layer] = self.layers
        objective = loss
        head: Callable[[Array], Array] | None = None
        if loss is softmax_cross_entropy:
            _check_logits(last, self.output_shape)
            core, head = (core[:-1] if isinstance(last, Softmax) else core), softmax
        elif loss is binary_cross_entropy and isinstance(last, Sigmoid):
            assert loss.with_logits is not None
            core, objective, head = core[:-1], loss.with_logits, sigmoid
        elif loss is binary_cross_entropy and not isinstance(last, Softmax):
            raise ValueError(f"layers: expected Sigmoid() last with {loss!r}, got {last!r}")
        self._core: Sequence[Layer] = core
        self._objective: Loss = objective
        self._head = head
        cross_entropy = loss in (softmax_cross_entropy, binary_cross_entropy)
        self.is_classifier = cross_entropy or isinstance(last, Softmax | Sigmoid)
        if self.is_classifier and len(self.output_shape) != 1:
            raise ValueError(f"layers: expected a vector of class scores, got {self.output_shape}")

    def _allocate(self) -> None:
        """Make the two vectors, hand their pieces to the layers, and draw the initial weights."""
        _keep_freed_memory()
        shapes = {
            f"{index}.{name}": shape
            for index, layer_plan in enumerate(self._plans)
            for name, shape in layer_plan.parameters.items()
        }
        total = sum(prod(shape) for shape in shapes.values())
        self.vector = np.zeros(total, self.dtype)
        self.gradient_vector = np.zeros(total, self.dtype)
        self.parameters: Mapping[str, Array] = _views(self.vector, shapes)
        self._gradients = _views(self.gradient_vector, shapes)
        for index, (layer, layer_plan) in enumerate(zip(self.layers, self._plans, strict=True)):
            names = {name: f"{index}.{name}" for name in layer_plan.parameters}
            layer.attach(
                layer_plan.input_shape,
                {name: self.parameters[full] for name, full in names.items()},
                {name: self._gradients[full] for name, full in names.items()},
                self.rng,
            )
            layer.initialize(_initializer_before(self.layers[index + 1 :]))

    def _order(self) -> None:
        """Fix the order in which the layers run and who may overwrite whose arrays.

        ``ReLU`` and ``MaxPool2D`` commute, values and gradients alike, because the largest of
        several numbers stays the largest when negative ones become 0 (`eq-relu-max-commute`). So
        the pooling goes first, and the ReLU has that much less to do.
        """
        order = list(self._core)
        for i in range(len(order) - 1):
            if isinstance(order[i], ReLU) and isinstance(order[i + 1], MaxPool2D):
                order[i], order[i + 1] = order[i + 1], order[i]
        owned = False  # the first layer sees the caller's array
        for layer in order:
            layer.overwrite_input, layer.overwrite_dy = owned, True
            owned = owned if layer.returns_input else not layer.keeps_output
        self._running = order
        weighted = [i for i, layer in enumerate(order) if layer.parameters]
        self._first_weighted = weighted[0] if weighted else len(order)

    # --- the two passes -----------------------------------------------------------------------

    def _forward(self, x: Array, training: bool = False) -> Array:
        for layer in self._running:
            x = layer._forward(x, training)
        return x

    def backpropagate(self, x: Array, y: Array) -> tuple[float, Array]:
        """One forward and one backward pass over ``x`` and ``y``, batch last; no update.

        Returns the loss and the output. The gradients are then in ``gradient_vector``; the input
        gradient of the first layer with parameters is skipped.
        """
        output = self._forward(x, training=True)
        loss, delta = self._objective.value_and_gradient(output, y)
        self._backward(delta, self._first_weighted)
        return loss, output

    def _backward(self, delta: Array, first: int) -> None:
        """Run the layers backwards down to number ``first``, whose input gradient is not needed."""
        step: Array | None = delta
        for index in range(len(self._running) - 1, first - 1, -1):
            assert step is not None
            step = self._running[index]._backward(step, index > first)

    def loss_and_gradients(self, x: ArrayLike, y: ArrayLike) -> tuple[float, dict[str, Array]]:
        """The loss of samples ``x`` with targets ``y``, and its gradients by parameter name.

        The names are those of ``parameters``: ``"0.w"`` is the weight array of layer 0. Dropout is
        active, as in training.
        """
        samples = self.as_samples(x)
        targets = self.as_targets(y, len(samples))
        loss, _ = self.backpropagate(self.turned(samples), self.turned_targets(targets))
        return loss, {name: value.copy() for name, value in self._gradients.items()}

    def input_gradient(self, x: ArrayLike, y: ArrayLike) -> Array:
        """The gradient of the loss for targets ``y`` with respect to the samples ``x``."""
        samples = self.as_samples(x)
        targets = self.turned_targets(self.as_targets(y, len(samples)))
        output = self._forward(self.turned(samples), training=True)
        delta: Array | None = self._objective.value_and_gradient(output, targets)[1]
        for layer in reversed(self._running):
            assert delta is not None
            delta = layer._backward(delta, True)
        assert delta is not None
        return _border.batch_first(delta)

    # --- training -----------------------------------------------------------------------------

    def fit(
        self,
        x: ArrayLike,
        y: ArrayLike,
        epochs: int,
        batch_size: int = 128,
        optimizer: Optimizer | None = None,
        validation: tuple[ArrayLike, ArrayLike] | None = None,
        progress: bool = True,
        *,
        shuffle: bool = True,
        checkpoint: str | PathLike[str] | None = None,
        callback: Callable[[Network, History], object] | None = None,
    ) -> History:
        """Train on samples ``x`` and labels or targets ``y`` for a number of epochs.

        Args:
            x: ``(N, *input_shape)``; for one channel ``(N, H, W)`` will do. Finite real numbers of
                any dtype; they are not scaled.
            y: integer labels ``(N,)`` for a classifier, or targets ``(N, outputs)``.
            epochs: how often to go through all samples.
            batch_size: samples per step; the last batch of an epoch may be smaller.
            optimizer: by default ``SGD(0.05, momentum=0.9)``.
            validation: a pair ``(x, y)`` to be scored after each epoch.
            progress: show a progress bar (if tqdm is installed).
            shuffle: take the samples in a new random order in each epoch.
            checkpoint: a file to which the network is saved after each epoch.
            callback: called as ``callback(network, history)`` after each epoch.

        Returns:
            The ``History``. After Ctrl-C it ends with the last finished epoch and has
            ``interrupted`` set; the network stays usable.

        Raises:
            ValueError, TypeError: arguments that do not fit; the message says which.
            TrainingDiverged: the loss became NaN or infinite.

        >>> from cnn_core.layers import Dense
        >>> from cnn_core.losses import mse
        >>> line = Network([Dense(1)], (1,), loss=mse, dtype="float64")
        >>> x = np.array([[0.0], [1.0], [2.0]])
        >>> history = line.fit(x, 2 * x[:, 0] + 1, epochs=200, progress=False)
        >>> line.predict([[3.0]]).round(3)
        array([[7.]])
        """
        return training.fit(
            self, x, y, epochs, batch_size, optimizer, validation, progress,
            shuffle=shuffle, checkpoint=checkpoint, callback=callback,
        )  # fmt: skip

    # --- use ----------------------------------------------------------------------------------

    def outputs(self, x: ArrayLike) -> Array:
        """What the loss of ``x`` is computed from, ``(N, *output_shape)``: logits if paired."""
        samples = self.as_samples(x)
        parts = [_border.batch_first(self._forward(chunk)) for chunk in self._chunks(samples)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def predict_proba(self, x: ArrayLike) -> Array:
        """The probabilities ``(N, K)`` of a classifier's K outputs for samples ``x``.

        Those of a softmax sum to one; those of sigmoids are each on its own.
        """
        if not self.is_classifier:
            raise TypeError("predict_proba: expected a classifier; use predict for other networks")
        values = self.outputs(x).T
        return np.ascontiguousarray((values if self._head is None else self._head(values)).T)

    def predict(self, x: ArrayLike) -> Array:
        """Labels ``(N,)`` of a classifier for samples ``x``, or the outputs ``(N, *output_shape)``.

        With several outputs the label is that of the largest, with one output it is 1 if the
        probability is at least one half, otherwise 0.
        """
        outputs = self.outputs(x)
        return self._labels(outputs.T) if self.is_classifier else outputs

    def score(self, x: ArrayLike, y: ArrayLike) -> float:
        """Accuracy on ``x`` and ``y`` of a classifier, in [0, 1]; else R squared, at most 1."""
        return self.evaluate(x, y)[1]

    def evaluate(self, x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
        """Loss and score over all samples ``x`` with targets ``y``, without dropout."""
        samples = self.as_samples(x)
        targets = self.as_targets(y, len(samples))
        tally = self.tally(targets)
        for start, chunk in zip(range(0, len(samples), CHUNK), self._chunks(samples), strict=True):
            y_chunk = self.turned_targets(targets[start : start + CHUNK])
            output = self._forward(chunk)
            tally.add(self._objective.value(output, y_chunk), output, y_chunk)
        return tally.loss(), tally.score()

    def activations(self, x: ArrayLike) -> list[Array]:
        """The output of every layer for ``x``, each ``(N, ...)``, in the order of ``layers``."""
        value = self.turned(self.as_samples(x))
        results = []
        for layer in self.layers:
            value = layer._forward(value.copy(), False)
            results.append(_border.batch_first(value))
        return results

    def _chunks(self, samples: Array) -> Iterable[Array]:
        return (self.turned(samples[i : i + CHUNK]) for i in range(0, len(samples), CHUNK))

    def _labels(self, output: Array) -> Array:
        """Labels from outputs ``(K, N)``."""
        if len(output) > 1:
            return np.asarray(output.argmax(axis=0))
        return np.asarray(output[0] >= (0.5 if self._head is None else 0)).astype(np.intp)

    # --- the border ---------------------------------------------------------------------------

    def as_samples(self, x: ArrayLike) -> Array:
        """``x`` checked, as ``(N, *input_shape)``."""
        return _border.as_samples(x, self.input_shape)

    def as_targets(self, y: ArrayLike, samples: int) -> Array:
        """``y`` checked, one for each of ``samples``: labels ``(N,)`` or ``(N, *output_shape)``."""
        keep = "keep" if self.loss is softmax_cross_entropy else "one-hot"
        labels = keep if self.is_classifier else "none"
        targets = _border.as_targets(y, samples, self.output_shape, labels=labels)
        if targets.ndim > 1:
            self._objective.check_targets(targets)
        return targets

    def turned(self, samples: Array) -> Array:
        """A batch of samples with the batch last, in the network's dtype."""
        return _border.batch_last(samples, self.dtype)

    def turned_targets(self, targets: Array) -> Array:
        """A batch of targets with the batch last; labels stay as they are."""
        return targets if targets.ndim == 1 else _border.batch_last(targets, self.dtype)

    @property
    def metric(self) -> str:
        """The name of what ``score`` returns."""
        return "accuracy" if self.is_classifier else "R squared"

    def tally(self, targets: Array) -> Tally:
        """An empty tally for these targets."""
        return Tally(self, targets)

    # --- parameters ---------------------------------------------------------------------------

    def parameter_count(self) -> int:
        """How many numbers the network learns."""
        return sum(layer.parameter_count() for layer in self.layers)

    def pack(self, values: Mapping[str, ArrayLike], default: float = 0.0) -> Array:
        """One number per parameter as a vector: for an optimizer with a rate per weight.

        ``values`` maps names of ``parameters`` to arrays that broadcast to their shapes; all other
        parameters get ``default``.

        >>> from cnn_core.layers import Dense
        >>> Network([Dense(1)], (2,), loss=l2).pack({"0.b": 0.5}, default=0.1)
        array([0.1, 0.1, 0.5])
        """
        packed = np.full(self.vector.size, default, np.float64)
        views = _views(packed, {name: array.shape for name, array in self.parameters.items()})
        for name, value in values.items():
            if name not in views:
                raise ValueError(f"values: expected names among {tuple(views)}, got {name!r}")
            try:
                views[name][...] = as_array(value, f"values[{name!r}]")
            except ValueError:
                raise ValueError(
                    f"values[{name!r}]: expected shape {views[name].shape}, got {np.shape(value)}"
                ) from None
        return packed

    def summary(self) -> None:
        """Print every layer with its output shape and its number of parameters."""
        print(self)

    def __str__(self) -> str:
        rows = [("layer", "output shape", "parameters"), ("input", str(self.input_shape), "")]
        for layer, layer_plan in zip(self.layers, self._plans, strict=True):
            rows.append((repr(layer), str(layer_plan.output_shape), f"{layer.parameter_count()}"))
        rows.append((f"total, {self.loss.__name__}, {self.dtype}", "", f"{self.parameter_count()}"))
        left, middle, right = (max(map(len, column)) for column in zip(*rows, strict=True))
        lines = [f"{a:<{left}}  {b:<{middle}}  {c:>{right}}" for a, b, c in rows]
        rule = "-" * (left + middle + right + 4)
        return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])

    def __repr__(self) -> str:
        return f"<Network of {len(self.layers)} layers, {self.parameter_count()} parameters>"

    # --- copies and files ---------------------------------------------------------------------

    def copy(self, dtype: DTypeLike | None = None) -> Network:
        """A network of its own with the same weights, in another ``dtype`` if one is given."""
        layers = [(type(layer), layer.config()) for layer in self.layers]
        arguments = (self.input_shape, self.loss, self.seed, dtype or self.dtype)
        return _rebuild(layers, arguments, self.vector)

    def __deepcopy__(self, memo: Any) -> Network:
        return self.copy()

    def __reduce__(self) -> Any:
        """For pickle: its parts, so that the parameters stay views of one vector."""
        layers = [(type(layer), layer.config()) for layer in self.layers]
        arguments = (self.input_shape, self.loss, self.seed, self.dtype)
        return _rebuild, (layers, arguments, self.vector)

    def save(self, path: str | PathLike[str]) -> None:
        """Write layers, loss and weights to an ``.npz`` file, without pickle.

        The file is written beside its place, flushed to the disk and then renamed, so that ``path``
        holds the old file or the new one, whatever happens.
        """
        from cnn_core import _network_file

        _network_file.save(self, path)

    @staticmethod
    def load(path: str | PathLike[str]) -> Network:
        """Read a network that ``save`` wrote to ``path``.

        Raises:
            NetworkFileError: (a ``ValueError``) the file is truncated, damaged or no such file.
            OSError: it cannot be read at all.
        """
        from cnn_core import _network_file

        return _network_file.load(path)


class Tally:
    """Adds up loss and score over batches."""

    def __init__(self, network: Network, targets: Array) -> None:
        self._network, self._targets = network, targets
        self._samples, self._loss, self._good = 0, 0.0, 0.0

    def add(self, loss: float, output: Array, y: Array) -> None:
        """Count one batch, with outputs and targets batch last."""
        count = output.shape[-1]
        self._samples += count
        self._loss += loss if self._sums() else loss * count
        if self._network.is_classifier:
            truth = y if y.ndim == 1 else y.argmax(axis=0) if len(y) > 1 else y[0] >= 0.5
            self._good += int(np.count_nonzero(self._network._labels(output) == truth))
        else:
            self._good += float(((output - y) ** 2).sum(dtype=np.float64))

    def loss(self) -> float:
        """The loss of all samples added so far."""
        return self._loss if self._sums() else self._loss / self._samples

    def score(self) -> float:
        """Accuracy, or R squared."""
        if self._network.is_classifier:
            return self._good / self._samples
        variation = float(((self._targets - self._targets.mean(axis=0)) ** 2).sum())
        if variation == 0:
            return 1.0 if self._good == 0 else 0.0
        return 1 - self._good / variation

    def _sums(self) -> bool:
        return self._network.loss in (l1, l2)


# --- pieces of the construction ---------------------------------------------------------------


def _rebuild(
    layers: list[tuple[type[Layer], dict[str, Any]]], arguments: tuple[Any, ...], vector: Array
) -> Network:
    network = Network([layer(**config) for layer, config in layers], *arguments)
    network.vector[...] = vector
    return network


def _new_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    if isinstance(layers, Layer) or not isinstance(layers, Iterable):
        raise TypeError(f"layers: expected a list of layers, got {describe(layers)}")
    found = tuple(layers)
    if not found:
        raise ValueError("layers: expected at least one layer, got none")
    for index, layer in enumerate(found):
        if not isinstance(layer, Layer):
            raise TypeError(f"layers[{index}]: expected a layer, got {describe(layer)}")
        if layer.input_shape is not None or any(layer is other for other in found[:index]):
            raise ValueError(f"layers[{index}]: {layer!r} is already in use; make a new one")
    return found


def sample_shape(input_shape: Any) -> Shape:
    """``input_shape`` checked: ``(C, H, W)`` or ``(features,)``."""
    if isinstance(input_shape, str) or not isinstance(input_shape, Sequence):
        raise TypeError(
            f"input_shape: expected (C, H, W) or (features,), got {describe(input_shape)}"
        )
    shape = tuple(positive_int(n, f"input_shape[{i}]") for i, n in enumerate(input_shape))
    if len(shape) not in (1, 3):
        raise ValueError(f"input_shape: expected (C, H, W) or (features,), got {shape}")
    return shape


def _dtype(dtype: DTypeLike) -> np.dtype[Any]:
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = np.dtype(object)
    if found not in (np.float32, np.float64):
        raise ValueError(f"dtype: expected float32 or float64, got {dtype!r}")
    return found


def _check_logits(last: Layer, output_shape: Shape) -> None:
    if isinstance(last, Sigmoid):
        raise ValueError("layers: expected logits for softmax_cross_entropy, got Sigmoid() last")
    if len(output_shape) != 1 or output_shape[0] < 2:
        raise ValueError(f"layers: expected at least two class scores, got {output_shape}")


def _initializer_before(following: Sequence[Layer]) -> str:
    """``he`` if the next activation is a ReLU, otherwise ``glorot``."""
    for layer in following:
        if isinstance(layer, ReLU | LeakyReLU):
            return "he"
        if isinstance(layer, Sigmoid | Tanh | Softmax) or layer.parameter_shapes((1, 1, 1)):
            break
    return "glorot"


def _views(vector: Array, shapes: Mapping[str, Shape]) -> dict[str, Array]:
    """Consecutive pieces of a vector, each in its shape."""
    views, start = {}, 0
    for name, shape in shapes.items():
        views[name] = vector[start : start + prod(shape)].reshape(shape)
        start += prod(shape)
    return views


@functools.cache
def _keep_freed_memory() -> None:
    """Keep the C library from handing memory back to the system after every batch.

    It learns from the largest block it ever freed how much free memory is worth keeping. Freeing
    one block of nearly 32 MB, never touched, is enough; without it a training step may spend
    longer on page faults than on some layers.
    """
    block = np.empty(2**25 - 2**16, np.uint8)
    del block
