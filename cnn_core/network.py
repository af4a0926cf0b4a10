"""A network: a stack of layers that is trained, scored and saved.

At its border images are ``(N, C, H, W)``, or ``(N, H, W)`` for one channel, and labels ``(N,)``;
inside, the batch comes last. All parameters are views of one vector, and so are all gradients, so
that an optimizer's step is a few operations on two vectors.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from cnn_core import _batches, training
from cnn_core._checks import (
    Array,
    as_array,
    as_bool,
    as_int,
    describe,
    non_negative_int,
    positive_int,
)
from cnn_core._lesson import Augment
from cnn_core.callbacks import Callback
from cnn_core.layers.base import Arrays, Layer, Shape, allocate, detached, views, write
from cnn_core.losses import Loss, as_loss, softmax_cross_entropy
from cnn_core.optimizers import Optimizer
from cnn_core.stack import Stack
from cnn_core.training import History, Session

CHUNK = 256  # samples that predict, score and evaluate run at a time


class Network:
    """A stack of layers trained by minibatch gradient descent.

    Args:
        layers: new layers, first to last.
        input_shape: shape of one sample: ``(C, H, W)``, ``(features,)``, or any other that suits
            the first layer.
        loss: a loss of ``cnn_core.losses``, or its name. ``softmax_cross_entropy`` starts from
            logits: end in ``Dense(classes)``, with ``Softmax()`` after it or without;
            ``binary_cross_entropy`` needs ``Sigmoid()`` (or ``Softmax()``) at the end. A final
            ``Softmax`` or ``Sigmoid`` that fits its loss is differentiated together with it,
            exactly and without overflow.
        seed: a non-negative integer that determines initial weights, the order of batches and
            dropout: same seed, same bits, on the same machine. ``None`` takes a new one each time.
        dtype: ``"float32"`` or ``"float64"``.
        multilabel: whether the outputs of ``Sigmoid()`` are decisions of their own, several of
            which may be right for a sample. By default the targets of ``fit`` tell: several ones,
            or none, in some row.

    A network is a **classifier** if its loss is a cross entropy or its last layer ``Softmax`` or
    ``Sigmoid``; then ``predict`` returns labels and ``score`` the accuracy. Otherwise ``predict``
    returns the outputs and ``score`` is R squared.

    >>> from cnn_core.layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU
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
        loss: Loss | str = softmax_cross_entropy,
        seed: int | None = 0,
        dtype: DTypeLike = "float32",
        *,
        multilabel: bool | None = None,
    ) -> None:
        self._construct(layers, input_shape, loss, seed, dtype, multilabel)

    # --- construction -------------------------------------------------------------------------

    def _construct(
        self,
        layers: Iterable[Layer],
        input_shape: Sequence[int],
        loss: Loss | str,
        seed: int | None,
        dtype: DTypeLike,
        multilabel: bool | None,
        initialize: bool = True,
    ) -> None:
        self._stack = Stack(layers)
        self.layers = self._stack.layers
        if not self.layers:
            raise ValueError("layers: expected at least one layer, got none")
        self.input_shape = sample_shape(input_shape)
        self.dtype = _dtype(dtype)
        self.seed = None if seed is None else non_negative_int(seed, "seed")
        self.rng = np.random.default_rng(self.seed)
        self.session: Session | None = None
        self.output_shape = self._stack.output_shape(self.input_shape)
        running = self._pair(as_loss(loss))
        self.multilabel = None if multilabel is None else as_bool(multilabel, "multilabel")
        if multilabel and self.layers[-1].probabilities != "each":
            raise ValueError("multilabel: expected Sigmoid() last with it")
        _keep_freed_memory()
        self._vector, self._gradient_vector = allocate(
            self._stack, self.input_shape, self.dtype, self.rng, initialize
        )
        self._stack.order(running)

    def _pair(self, loss: Loss) -> int:
        """Decide what is computed in training, and how probabilities come out of it.

        ``_objective`` is the loss of what the stack puts out, and ``_head`` turns that into
        probabilities. Returns how many layers run: a last layer that *is* the link of the loss is
        left to the loss, which is computed from its input.
        """
        self.loss, last, count = loss, self.layers[-1], len(self.layers)
        self._objective: Loss = loss
        self._head: Callable[[Array], Array] | None = None
        if loss.link is not None and loss.with_logits is not None:
            if last.link is loss.link:
                self._objective, self._head, count = loss.with_logits, loss.link, count - 1
            elif last.probabilities:
                self._objective = _of_probabilities(loss, last)
            elif loss.with_logits is loss:
                self._head = loss.link
            else:
                raise ValueError(f"layers: expected Sigmoid() last with {loss!r}, got {last!r}")
        self.is_classifier = loss.link is not None or last.probabilities is not None
        if loss.keeps_labels and (len(self.output_shape) != 1 or self.output_shape[0] < 2):
            raise ValueError(f"layers: expected at least two class scores, got {self.output_shape}")
        if self.is_classifier and len(self.output_shape) != 1:
            raise ValueError(f"layers: expected a vector of class scores, got {self.output_shape}")
        return count

    # --- the two passes -----------------------------------------------------------------------

    def _forward(self, x: Array, training: bool = False, recording: bool = False) -> Array:
        self._stack.begin()
        return self._stack.run(x, training, training or recording)

    def backpropagate(
        self, x: Array, y: Array, weights: Array | None = None
    ) -> tuple[float, Array]:
        """One forward and one backward pass over ``x`` and ``y``, batch last; no update.

        Sample n counts ``weights[n]`` times. Returns the loss and the output. The gradients are
        then in ``gradient_vector``; the input gradient of the first layer with parameters is
        skipped.
        """
        output = self._forward(x, training=True)
        if weights is None:
            loss, delta = self._objective.value_and_gradient(output, y)
        else:
            loss, delta = self._objective.weighted(output, y, weights)
        self._stack.run_back(delta, need_dx=False)
        return loss, output

    def loss_and_gradients(
        self, x: ArrayLike, y: ArrayLike, *, inputs: bool = False
    ) -> tuple[float, dict[str, Array]]:
        """The loss of samples ``x`` with targets ``y``, and its gradients by parameter name.

        The names are those of ``parameters``: ``"0.w"`` is the weight array of layer 0. Dropout is
        active, as in training. With ``inputs`` the gradient with respect to the samples comes last,
        as ``"input"``; it is that of this loss, a mean over the batch, and of this dropout.
        """
        samples = self.as_samples(x)
        targets = self.turned_targets(self.as_targets(y, len(samples)))
        output = self._forward(self.turned(samples), training=True)
        loss, delta = self._objective.value_and_gradient(output, targets)
        dx = self._stack.run_back(delta, need_dx=inputs)
        gradients = {name: value.copy() for name, value in self.gradients.items()}
        if dx is not None:
            gradients["input"] = _batches.batch_first(dx)
        return loss, gradients

    def input_gradient(
        self,
        x: ArrayLike,
        y: ArrayLike | None = None,
        *,
        score: ArrayLike | None = None,
        layer: int | None = None,
        unit: int | Sequence[int] | None = None,
    ) -> Array:
        """For each sample the gradient of a number of its own: ``(N, *input_shape)``.

        The network runs as it predicts: nothing is drawn, and no other sample matters.

        Args:
            x: the samples.
            y: labels or targets: the number is the sample's own loss.
            score: a class, or one for each sample: the number is the score of that class, before
                softmax or sigmoid if these are paired with the loss.
            layer: the number of a layer, whose output at ``unit`` is the number.
            unit: an index into that layer's output for one sample.

        >>> from cnn_core.layers import Dense
        >>> net = Network([Dense(2)], (3,), dtype="float64")
        >>> bool((net.input_gradient(np.ones((1, 3)), score=1)[0] == net.layers[0].w[1]).all())
        True
        """
        samples = self.as_samples(x)
        if sum(choice is not None for choice in (y, score, layer)) != 1:
            raise ValueError("input_gradient: expected one of y, score and layer")
        if layer is not None:
            start = self._start_at_unit(layer, unit)
        elif score is not None:
            start = self._start_at_score(score, len(samples))
        else:
            assert y is not None
            start = self._start_at_loss(self.as_targets(y, len(samples)))
        parts = []
        for first, chunk in zip(range(0, len(samples), CHUNK), self._chunks(samples), strict=True):
            parts.append(_batches.batch_first(start(chunk, slice(first, first + CHUNK))))
        return np.concatenate(parts)

    def _start_at_loss(self, targets: Array) -> Callable[[Array, slice], Array]:
        def gradient(x: Array, where: slice) -> Array:
            output = self._forward(x, recording=True)
            y = self.turned_targets(targets[where])
            delta = self._objective.value_and_gradient(output, y)[1]
            mean = self._objective.reduction == "mean"
            return self._to_input(delta * x.shape[-1] if mean else delta)

        return gradient

    def _start_at_score(self, score: ArrayLike, samples: int) -> Callable[[Array, slice], Array]:
        if len(self.output_shape) != 1:
            raise ValueError(f"score: expected a network with class scores, got {self!r}")
        classes = as_array(score, "score")
        if classes.dtype.kind not in "iu" or classes.shape not in ((), (samples,)):
            raise ValueError(
                f"score: expected a class, or {samples} of them, got {describe(score)}"
            )
        if classes.min() < 0 or classes.max() >= self.output_shape[0]:
            raise ValueError(
                f"score: expected classes from 0 to {self.output_shape[0] - 1}, got {classes}"
            )
        classes = np.broadcast_to(classes, (samples,))

        def gradient(x: Array, where: slice) -> Array:
            delta = np.zeros_like(self._forward(x, recording=True))
            delta[classes[where], np.arange(x.shape[-1])] = 1
            return self._to_input(delta)

        return gradient

    def _start_at_unit(self, layer: int, unit: Any) -> Callable[[Array, slice], Array]:
        count = as_int(layer, "layer", 0) + 1
        if count > len(self.layers):
            raise ValueError(f"layer: expected a number below {len(self.layers)}, got {layer}")
        shape = self._stack.plan(self.input_shape)[layer].output_shape
        index = (unit,) if isinstance(unit, int | np.integer) else unit
        if not isinstance(index, Sequence) or len(index) != len(shape):
            raise ValueError(f"unit: expected an index into {shape}, got {describe(unit)}")
        place = tuple(as_int(i, "unit", 0) for i in index)
        if any(i >= length for i, length in zip(place, shape, strict=True)):
            raise ValueError(f"unit: expected an index into {shape}, got {place}")

        def gradient(x: Array, where: slice) -> Array:
            self._stack.begin()
            for each in self.layers[:count]:
                x = each.run(x, False, True)
            step: Array = np.zeros_like(x)
            step[place] = 1
            for each in reversed(self.layers[:count]):
                dx = each.run_back(step, True)
                assert dx is not None
                step = dx
            return step

        return gradient

    def _to_input(self, delta: Array) -> Array:
        dx = self._stack.run_back(delta, need_dx=True)
        assert dx is not None
        return dx

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
        callback: Callback | Iterable[Callback] | None = None,
        resume: bool = False,
        class_weights: ArrayLike | None = None,
        sample_weights: ArrayLike | None = None,
        label_smoothing: float = 0.0,
        augment: Augment | None = None,
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
            callback: called as ``callback(network, history)`` after each epoch, or several such
                functions. One that returns ``True`` or raises ``StopTraining`` ends the training,
                whose ``History`` has ``stopped`` set: see ``EarlyStopping`` and ``BestCheckpoint``.
            resume: go on with the last training of this network, or of the one that was loaded from
                a file, where its last whole epoch ended: with its generator, the memory of its
                optimizer and its place in the schedule. ``epochs`` counts from its start. Give the
                same arguments, and the result is that of a training never interrupted, bit for
                bit. Without it a training starts at epoch 0 of its schedule; an optimizer that has
                trained this very network keeps its memory, another starts with none.
            class_weights: ``(K,)``, how much each class counts, and
            label_smoothing: the share of a target that goes equally to all classes, both for
                ``softmax_cross_entropy``, as in ``soft_targets``: the loss stays a mean over N.
            sample_weights: ``(N,)``, how much each sample counts in the loss, any loss; it stays a
                mean over N. The score counts all alike, and so does the validation.
            augment: called as ``augment(samples, rng)`` with the samples of each batch, ``(n,
                *input_shape)``, its own copy, and the generator of the network; what it returns, of
                the same shape, is learned in their place.

        Returns:
            The ``History``. After Ctrl-C it ends with the last finished epoch and has
            ``interrupted`` set; the network stays usable. A training that a callback has ended is
            over: to resume it returns the same history.

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
            shuffle=shuffle, checkpoint=checkpoint, callback=callback, resume=resume,
            class_weights=class_weights, sample_weights=sample_weights,
            label_smoothing=label_smoothing, augment=augment,
        )  # fmt: skip

    # --- use ----------------------------------------------------------------------------------

    def __call__(self, x: ArrayLike) -> Array:
        """The output of the last layer for samples ``x``, ``(N, *output_shape)``.

        That is ``outputs``, through the last activation if this is left to the loss in training.
        """
        values = self.outputs(x)
        if self._head is None or self.layers[-1].link is None:
            return values
        return np.ascontiguousarray(self._head(values.T).T)

    def outputs(self, x: ArrayLike) -> Array:
        """What the loss of ``x`` is computed from, ``(N, *output_shape)``: logits if paired."""
        samples = self.as_samples(x)
        parts = [_batches.batch_first(self._forward(chunk)) for chunk in self._chunks(samples)]
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
        probability is at least one half, otherwise 0. If ``multilabel``, every output is such a
        decision of its own: ``(N, K)``.
        """
        outputs = self.outputs(x)
        if not self.is_classifier:
            return outputs
        return np.ascontiguousarray(self._labels(outputs.T, bool(self.multilabel)).T)

    def score(self, x: ArrayLike, y: ArrayLike) -> float:
        """Accuracy on ``x`` and ``y`` of a classifier, in [0, 1]; else R squared, at most 1.

        Targets of sigmoids with several ones, or none, in a row are several labels: then it is the
        share of labels, not of samples, that are right.
        """
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
            value = layer.run(value, False, False)
            results.append(_batches.batch_first(value))
        return results

    def _chunks(self, samples: Array) -> Iterable[Array]:
        return (self.turned(samples[i : i + CHUNK]) for i in range(0, len(samples), CHUNK))

    def _labels(self, output: Array, multilabel: bool) -> Array:
        """Labels from outputs ``(K, N)``: ``(N,)``, or ``(K, N)`` if there are several a sample."""
        if len(output) > 1 and not multilabel:
            return np.asarray(output.argmax(axis=0))
        yes = output >= (0.5 if self._head is None else 0)
        return np.asarray(yes if multilabel else yes[0]).astype(np.intp)

    def has_many_labels(self, targets: Array) -> bool:
        """Whether ``targets`` are rows of decisions, rather than of one class each."""
        if self.multilabel is not None or self.layers[-1].probabilities != "each":
            return bool(self.multilabel)
        if targets.ndim != 2 or targets.shape[1] < 2 or not np.isin(targets, (0, 1)).all():
            return False
        return bool((targets.sum(axis=1) != 1).any())

    # --- the border ---------------------------------------------------------------------------

    def as_samples(self, x: ArrayLike) -> Array:
        """``x`` checked, as ``(N, *input_shape)``."""
        return _batches.as_samples(x, self.input_shape)

    def as_targets(self, y: ArrayLike, samples: int) -> Array:
        """``y`` checked, one for each of ``samples``: labels ``(N,)`` or ``(N, *output_shape)``."""
        keep = "keep" if self.loss.keeps_labels else "one-hot"
        labels = keep if self.is_classifier else "none"
        targets = _batches.as_targets(y, samples, self.output_shape, labels=labels)
        if targets.ndim > 1:
            self.loss.check_targets(targets)
        return targets

    def turned(self, samples: Array) -> Array:
        """A batch of samples with the batch last, in the network's dtype."""
        return _batches.batch_last(samples, self.dtype)

    def turned_targets(self, targets: Array) -> Array:
        """A batch of targets with the batch last; labels stay as they are."""
        return targets if targets.ndim == 1 else _batches.batch_last(targets, self.dtype)

    @property
    def metric(self) -> str:
        """The name of what ``score`` returns."""
        if self.multilabel:
            return "accuracy per label"
        return "accuracy" if self.is_classifier else "R squared"

    def tally(self, targets: Array) -> Tally:
        """An empty tally for these targets."""
        return Tally(self, targets)

    # --- parameters ---------------------------------------------------------------------------

    @property
    def parameters(self) -> Arrays:
        """All parameters by name. What is assigned to an entry is written into the vector."""
        return self._stack.parameters

    @parameters.setter
    def parameters(self, values: Mapping[str, ArrayLike]) -> None:
        self._stack.parameters.replace(values, "parameters")

    @property
    def gradients(self) -> Arrays:
        """The gradients of the last backward pass, by the names of ``parameters``."""
        return self._stack.gradients

    @property
    def vector(self) -> Array:
        """All parameters in one row. What is assigned is written into it."""
        return self._vector

    @vector.setter
    def vector(self, value: ArrayLike) -> None:
        write(self._vector, value, "vector")

    @property
    def gradient_vector(self) -> Array:
        """All gradients in one row, in the order of ``vector``."""
        return self._gradient_vector

    @gradient_vector.setter
    def gradient_vector(self, value: ArrayLike) -> None:
        write(self._gradient_vector, value, "gradient_vector")

    def parameter_count(self) -> int:
        """How many numbers the network learns."""
        return self._stack.parameter_count()

    def pack(self, values: Mapping[str, ArrayLike], default: float = 0.0) -> Array:
        """One number per parameter as a vector: for an optimizer with a rate per weight.

        ``values`` maps names of ``parameters`` to arrays that broadcast to their shapes; all other
        parameters get ``default``.

        >>> from cnn_core.layers import Dense
        >>> Network([Dense(1)], (2,), loss="l2").pack({"0.b": 0.5}, default=0.1)
        array([0.1, 0.1, 0.5])
        """
        packed = np.full(self.vector.size, default, np.float64)
        pieces = views(packed, {name: array.shape for name, array in self.parameters.items()})
        for name, value in values.items():
            if name not in pieces:
                raise ValueError(f"values: expected names among {tuple(pieces)}, got {name!r}")
            try:
                pieces[name][...] = as_array(value, f"values[{name!r}]")
            except ValueError:
                raise ValueError(
                    f"values[{name!r}]: expected shape {pieces[name].shape}, got {np.shape(value)}"
                ) from None
        return packed

    def summary(self) -> str:
        """Every layer with its output shape and its number of parameters, as a text to print."""
        return str(self)

    def __str__(self) -> str:
        rows = [("layer", "output shape", "parameters"), ("input", str(self.input_shape), "")]
        for layer, _, output_shape in self._stack.plan(self.input_shape):
            rows.append((repr(layer), str(output_shape), f"{layer.parameter_count()}"))
        rows.append((f"total, {self.loss.__name__}, {self.dtype}", "", f"{self.parameter_count()}"))
        left, middle, right = (max(map(len, column)) for column in zip(*rows, strict=True))
        lines = [f"{a:<{left}}  {b:<{middle}}  {c:>{right}}" for a, b, c in rows]
        rule = "-" * (left + middle + right + 4)
        return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])

    def __repr__(self) -> str:
        return f"<Network of {len(self.layers)} layers, {self.parameter_count()} parameters>"

    # --- copies and files ---------------------------------------------------------------------

    def copy(self, dtype: DTypeLike | None = None) -> Network:
        """A network of its own with the same weights, in another ``dtype`` if one is given.

        It holds whatever its layers hold, and its generator will draw the same numbers.
        """
        return _rebuild(*self._parts(self.dtype if dtype is None else dtype))

    def _parts(self, dtype: DTypeLike) -> tuple[Any, ...]:
        arguments = (self.input_shape, self.loss, self.seed, dtype, self.multilabel)
        state, session = self.rng.bit_generator.state, copy.deepcopy(self.session)
        return detached(self.layers), arguments, self.vector, state, session

    def __deepcopy__(self, memo: Any) -> Network:
        return self.copy()

    def __reduce__(self) -> Any:
        """For pickle: its parts, so that the parameters stay views of one vector."""
        return _rebuild, self._parts(self.dtype)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the network to an ``.npz`` file, without pickle.

        The file holds layers, loss, weights, what layers keep by their ``state``, the state of the
        generator, and, after a training, what is needed to ``resume`` it. It is written beside its
        place, flushed to the disk and then renamed, so that ``path`` holds the old file or the new
        one, whatever happens. Layers and losses of your own are saved by their names and arguments;
        what could not be read back raises ``ValueError``, and nothing is written.
        """
        from cnn_core import _network_file

        _network_file.save(self, path)

    def check_can_be_saved(self) -> None:
        """Raise ``ValueError`` if ``load`` could not read what ``save`` would write."""
        from cnn_core import _network_file

        _network_file.check(self)

    @staticmethod
    def load(
        path: str | PathLike[str],
        *,
        layers: Iterable[type[Layer]] = (),
        losses: Iterable[Loss] = (),
    ) -> Network:
        """Read a network that ``save`` wrote to ``path``.

        ``layers`` are the classes of layers of your own that it holds, ``losses`` losses of your
        own; no other code is run.

        Raises:
            NetworkFileError: (a ``ValueError``) the file is truncated, damaged or no such file, or
                holds layers or a loss that are not known.
            OSError: it cannot be read at all.
        """
        from cnn_core import _network_file

        return _network_file.load(path, tuple(layers), tuple(losses))


class Tally:
    """Adds up loss and score over batches."""

    def __init__(self, network: Network, targets: Array) -> None:
        self._network, self._targets = network, targets
        self.many = network.has_many_labels(targets)
        self._samples, self._loss, self._good, self._labels = 0, 0.0, 0.0, 0
        self._sums = network.loss.reduction == "sum"
        self.predicted: set[int] = set()

    def add(self, loss: float, output: Array, y: Array) -> None:
        """Count one batch, with outputs and targets batch last."""
        count = output.shape[-1]
        self._samples += count
        self._loss += loss if self._sums else loss * count
        if self._network.is_classifier:
            labels = self._network._labels(output, self.many)
            truth = _truth(y, self.many)
            self._good += int(np.count_nonzero(labels == truth))
            self._labels += labels.size
            if len(self.predicted) < 2:
                self.predicted |= set(np.unique(labels).tolist())
        else:
            self._good += float(((output - y) ** 2).sum(dtype=np.float64))

    def loss(self) -> float:
        """The loss of all samples added so far."""
        return self._loss if self._sums else self._loss / self._samples

    def score(self) -> float:
        """Accuracy, or R squared."""
        if self._network.is_classifier:
            return self._good / self._labels
        variation = float(((self._targets - self._targets.mean(axis=0)) ** 2).sum())
        if variation == 0:
            return 1.0 if self._good == 0 else 0.0
        return 1 - self._good / variation


def _truth(y: Array, many: bool) -> Array:
    """The labels that targets, batch last, stand for."""
    if y.ndim == 1:
        return y
    if many:
        return y >= 0.5
    return np.asarray(y.argmax(axis=0) if len(y) > 1 else y[0] >= 0.5)


# --- pieces of the construction ---------------------------------------------------------------


def _rebuild(
    layers: Sequence[Layer],
    arguments: tuple[Any, ...],
    vector: Array,
    random_state: Mapping[str, Any],
    session: Session | None,
) -> Network:
    network = Network.__new__(Network)
    input_shape, loss, seed, dtype, multilabel = arguments
    network._construct(layers, input_shape, loss, seed, dtype, multilabel, initialize=False)
    network.vector = vector
    network.rng.bit_generator.state = random_state
    network.session = session
    return network


def sample_shape(input_shape: Any) -> Shape:
    """``input_shape`` checked: ``(C, H, W)``, ``(features,)``, or any other lengths."""
    if isinstance(input_shape, str) or not isinstance(input_shape, Sequence):
        raise TypeError(
            f"input_shape: expected (C, H, W) or (features,), got {describe(input_shape)}"
        )
    if not input_shape:
        raise ValueError("input_shape: expected at least one axis, got ()")
    return tuple(positive_int(n, f"input_shape[{i}]") for i, n in enumerate(input_shape))


def _dtype(dtype: DTypeLike) -> np.dtype[Any]:
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = np.dtype(object)
    if found not in (np.float32, np.float64):
        raise ValueError(f"dtype: expected float32 or float64, got {dtype!r}")
    return found


def _of_probabilities(loss: Loss, last: Layer) -> Loss:
    """``loss`` as computed from the probabilities that ``last`` gives."""
    if loss.of_probabilities is None or (last.probabilities == "each" and loss.keeps_labels):
        raise ValueError(f"layers: expected logits for {loss.__name__}, got {last!r} last")
    return loss.of_probabilities


@functools.cache
def _keep_freed_memory() -> None:
    """Keep the C library from handing memory back to the system after every batch.

    It learns from the largest block it ever freed how much free memory is worth keeping. Freeing
    one block of nearly 32 MB, never touched, is enough; without it a training step may spend
    longer on page faults than on some layers.
    """
    block = np.empty(2**25 - 2**16, np.uint8)
    del block
