"""Training: minibatches, the loop over epochs, its history, and what it needs to go on later."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from os import PathLike
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, NoReturn

import numpy as np

from cnn_core._checks import Array, as_bool, describe, non_negative_int, positive_int
from cnn_core._lesson import Augment, Lesson, as_augment, augmented, weighted
from cnn_core.callbacks import Callback, as_callbacks, wants_to_stop
from cnn_core.optimizers import SGD, Optimizer

if TYPE_CHECKING:
    from cnn_core.network import Network

LARGE: Final = 20.0  # input values beyond which training usually collapses
DEAD: Final = 0.9  # share of units that never answer beyond which a layer is called dead


@dataclass
class History:
    """What happened in each epoch: one entry per finished epoch in every list.

    ``loss`` and ``score`` are means over the epoch's batches as they were met, each before its own
    update. ``validation_loss`` and ``validation_score`` are measured after the epoch; they are
    empty without validation data. ``score`` is what ``Network.score`` returns: accuracy or R
    squared, as ``metric`` says. ``learning_rate`` is that of the last batch, ``seconds`` the
    epoch's duration. ``interrupted`` says whether Ctrl-C ended the training, ``stopped`` whether a
    callback did.

    >>> history = History()
    >>> history.append({"loss": 0.5, "score": 0.75}); len(history)
    1
    >>> print(history)
            epoch           loss       accuracy
                1         0.5000         0.7500
    """

    metric: str = "accuracy"
    loss: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_score: list[float] = field(default_factory=list)
    learning_rate: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    interrupted: bool = False
    stopped: bool = False

    def append(self, row: dict[str, float]) -> None:
        """Add the ``row`` of one epoch: a value for each list, by name."""
        for name, value in row.items():
            getattr(self, name).append(value)

    def __len__(self) -> int:
        return len(self.loss)

    def __str__(self) -> str:
        names = ["epoch", "loss", self.metric]
        columns = [self.loss, self.score]
        if self.validation_loss:
            names += ["val. loss", f"val. {self.metric}"]
            columns += [self.validation_loss, self.validation_score]
        lines = ["  ".join(f"{name:>13}" for name in names)]
        for epoch, row in enumerate(zip(*columns, strict=False), start=1):
            lines.append("  ".join([f"{epoch:>13}", *(f"{value:>13.4f}" for value in row)]))
        ends = ["interrupted"] * self.interrupted + ["stopped by a callback"] * self.stopped
        return "\n".join(lines + ends)


class TrainingDiverged(FloatingPointError, ValueError):
    """The loss became NaN or infinite. The message says in which epoch and batch."""


class TrainingCollapsed(UserWarning):
    """The training ended where a network ends that learns nothing. The message says why."""


@dataclass
class Session:
    """Where a training stands after its last whole epoch, so that it can go on from there.

    ``epochs`` are those that are done, ``optimizer`` is the name of its kind, ``settings`` its
    text, ``steps`` and ``memory`` are what it remembers.
    """

    epochs: int
    history: History
    optimizer: str
    settings: str
    steps: int
    memory: dict[str, Array]


def minibatches(
    samples: int, batch_size: int, rng: np.random.Generator | None = None
) -> Iterator[Array]:
    """Indices of the batches of one epoch: all of ``samples`` once, ``batch_size`` at a time.

    They come in random order if ``rng`` is given. The last batch holds what is left over.

    >>> [batch.tolist() for batch in minibatches(5, 2)]
    [[0, 1], [2, 3], [4]]
    """
    samples, batch_size = positive_int(samples, "samples"), positive_int(batch_size, "batch_size")
    order = np.arange(samples) if rng is None else rng.permutation(samples)
    for start in range(0, samples, batch_size):
        yield order[start : start + batch_size]


def fit(
    network: Network,
    x: Any,
    y: Any,
    epochs: int,
    batch_size: int,
    optimizer: Optimizer | None,
    validation: tuple[Any, Any] | None,
    progress: bool,
    *,
    shuffle: bool,
    checkpoint: str | PathLike[str] | None,
    callback: Callback | Iterable[Callback] | None,
    resume: bool,
    class_weights: Any,
    sample_weights: Any,
    label_smoothing: float,
    augment: Augment | None,
) -> History:
    """Train ``network``; what ``Network.fit`` calls and documents."""
    epochs, batch_size = non_negative_int(epochs, "epochs"), positive_int(batch_size, "batch_size")
    session = network.session if as_bool(resume, "resume") else None
    optimizer = _optimizer(optimizer, session)
    samples = network.as_samples(x)
    targets = network.as_targets(y, len(samples))
    lesson = weighted(network, targets, class_weights, sample_weights, label_smoothing)
    callbacks = as_callbacks(callback)
    held_out = None if validation is None else _held_out(network, validation)
    network.multilabel = network.multilabel or network.has_many_labels(targets) or None
    if checkpoint is not None:
        network.check_can_be_saved()
    rng = network.rng if as_bool(shuffle, "shuffle") else None
    loop = _Loop(network, samples, targets, lesson, batch_size, optimizer, rng, augment)
    history = History(network.metric) if session is None else session.history
    if session is not None:
        _go_on(optimizer, session, network.vector)
    start = len(history)
    with _progress_bar(progress, max(0, epochs - start) * loop.batches) as bar:
        try:
            for epoch in range(start, start if history.stopped else epochs):
                row = loop.run_epoch(epoch, bar)
                if held_out is not None:
                    row["validation_loss"], row["validation_score"] = network.evaluate(*held_out)
                history.append(row)
                network.session = _session(history, optimizer)
                if checkpoint is not None:
                    network.save(checkpoint)
                history.stopped = wants_to_stop(callbacks, network, history)
                _describe(bar, history)
                if history.stopped:
                    break
            if history.stopped and len(history) > start and checkpoint is not None:
                network.save(checkpoint)
            if len(history) > start:
                _warn_if_collapsed(network, samples, targets, loop.tally)
        except KeyboardInterrupt:
            history.interrupted = True
    return history


def _optimizer(optimizer: Any, session: Session | None) -> Optimizer:
    """The optimizer given, or the usual one; it must go with the ``session`` to resume."""
    found = SGD(0.05, momentum=0.9) if optimizer is None else optimizer
    if not isinstance(found, Optimizer):
        raise TypeError(f"optimizer: expected an optimizer, got {describe(optimizer)}")
    if session is None:
        return found
    given = str(found) if optimizer is None else type(found).__name__
    if given != (session.settings if optimizer is None else session.optimizer):
        raise ValueError(
            f"optimizer: expected that of the training to resume, {session.settings}, got {found}"
        )
    return found


def _go_on(optimizer: Optimizer, session: Session, vector: Array) -> None:
    """Give an optimizer what the one of ``session`` remembered."""
    if optimizer.memory is session.memory and optimizer.steps == session.steps:
        return
    memory = {name: array.copy() for name, array in session.memory.items()}
    optimizer.start(vector)
    for name, array in memory.items():
        optimizer.memory[name][...] = array
    optimizer.steps = session.steps
    session.history.interrupted = False


def _session(history: History, optimizer: Optimizer) -> Session:
    return Session(
        len(history), history, type(optimizer).__name__, str(optimizer), optimizer.steps,
        optimizer.memory,
    )  # fmt: skip


class _Loop:
    """One training set, turned into batches and steps."""

    def __init__(
        self,
        network: Network,
        samples: Array,
        targets: Array,
        lesson: Lesson,
        batch_size: int,
        optimizer: Optimizer,
        rng: np.random.Generator | None,
        augment: Augment | None,
    ) -> None:
        self.network, self.samples, self.targets = network, samples, targets
        self.lesson, self.augment = lesson, as_augment(augment)
        self.batch_size, self.optimizer, self.rng = batch_size, optimizer, rng
        self.batches = -(-len(samples) // batch_size)

    def run_epoch(self, epoch: int, bar: Any) -> dict[str, float]:
        """All batches once. If loss or weights stop being finite, the epoch is undone."""
        start, before = perf_counter(), self.network.vector.copy()
        self.tally = tally = self.network.tally(self.targets)
        for number, chosen in enumerate(minibatches(len(self.samples), self.batch_size, self.rng)):
            self.optimizer.epoch = epoch + number / self.batches
            loss = self.step(chosen, tally)
            if not np.isfinite(loss):
                self.undo(before, f"the loss is {loss}", epoch, number)
            if bar is not None:
                bar.update()
        if not np.isfinite(self.network.vector).all():
            self.undo(before, "a weight is NaN or infinite", epoch, self.batches - 1)
        return {
            "loss": tally.loss(),
            "score": tally.score(),
            "learning_rate": float(np.mean(self.optimizer.learning_rate())),
            "seconds": perf_counter() - start,
        }

    def undo(self, before: Array, what: str, epoch: int, number: int) -> NoReturn:
        """Put the weights of the start of the epoch back and say what happened."""
        self.network.vector[...] = before
        self.optimizer.reset()
        raise TrainingDiverged(
            f"{what} in epoch {epoch + 1}, batch {number + 1} of {self.batches}; the network was "
            f"set back to the start of this epoch ({self.advice()})"
        )

    def advice(self) -> str:
        """What may help: a lower rate, or other units."""
        for name, values in (("x", self.samples), ("y", self.targets)):
            largest = float(np.abs(values).max())
            if largest > LARGE and (name == "x" or values.ndim > 1):
                return f"{name} holds values up to {largest:g}: scale it to about 1"
        return "a lower learning rate may help"

    def step(self, chosen: Array, tally: Any) -> float:
        """Gradients of one batch, all of them, and only then the update."""
        network = self.network
        x = network.turned(augmented(network, self.samples[chosen], self.augment))
        y, weights = self.lesson.batch(network, chosen)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            loss, output = network.backpropagate(x, y, weights)
            if np.isfinite(loss):
                tally.add(loss, output, network.turned_targets(self.targets[chosen]))
                self.optimizer.step(network.vector, network.gradient_vector)
        return loss


def _warn_if_collapsed(network: Network, samples: Array, targets: Array, tally: Any) -> None:
    """Say once, and with the likely cause, that this network has not learned anything."""
    reasons = _signs(network, targets, tally)
    if not reasons:
        return
    largest = float(np.abs(samples).max())
    if largest > LARGE:
        reasons.append(f"the inputs reach {largest:g}: scale them to about 1 (x / {largest:g})")
    reasons += _dead_layers(network, samples)
    if len(reasons) == 1:
        reasons.append("the learning rate may be too high, or the initial weights all alike")
    warnings.warn(f"the training collapsed: {'; '.join(reasons)}", TrainingCollapsed, stacklevel=4)


def _signs(network: Network, targets: Array, tally: Any) -> list[str]:
    """One predicted class, and a loss no better than that of knowing how frequent each is."""
    if not network.is_classifier or len(tally.predicted) != 1 or tally.many:
        return []
    chance = _chance(network, targets)
    if chance is None or tally.loss() < chance:
        return []
    (label,) = tally.predicted
    return [
        f"in the last epoch every prediction was class {label}, and the loss, "
        f"{tally.loss():.3g}, is no better than {chance:.3g}, that of guessing"
    ]


def _chance(network: Network, targets: Array) -> float | None:
    """The cross entropy of a constant answer; None if there is one class, or for other losses."""
    if network.loss.link is None:
        return None
    rows = targets if targets.ndim > 1 else np.eye(network.output_shape[0])[targets]
    p = rows.mean(axis=0)
    if network.loss.keeps_labels:
        terms = -p * np.log(np.where(p > 0, p, 1))
    else:
        q = 1 - p
        terms = -p * np.log(np.where(p > 0, p, 1)) - q * np.log(np.where(q > 0, q, 1))
    return float(terms.sum()) or None


def _dead_layers(network: Network, samples: Array) -> list[str]:
    """Rectifiers whose units are zero for (nearly) all of some samples."""
    outputs = network.activations(samples[:256])
    found = []
    for index, (layer, output) in enumerate(zip(network.layers, outputs, strict=True)):
        dead = float((output == 0).all(axis=0).mean())
        if layer.gain == "he" and dead > DEAD:
            found.append(f"{dead:.0%} of the units of layers[{index}], {layer!r}, never answer")
    return found


def _held_out(network: Network, validation: Any) -> tuple[Array, Array]:
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        raise TypeError(f"validation: expected a pair (x, y), got {describe(validation)}")
    try:
        samples = network.as_samples(validation[0])
        network.as_targets(validation[1], len(samples))
    except (TypeError, ValueError) as error:
        raise type(error)(f"validation: {error}") from None
    return samples, validation[1]


def _progress_bar(wanted: bool, total: int) -> AbstractContextManager[Any]:
    """A tqdm bar over all batches; none if it is not wanted or tqdm is not installed."""
    as_bool(wanted, "progress")
    try:
        from tqdm import tqdm
    except ImportError:
        wanted = False
    return tqdm(total=total, unit="batch") if wanted else nullcontext()


def _describe(bar: Any, history: History) -> None:
    if bar is not None:
        values = {"loss": history.loss[-1], history.metric: history.score[-1]}
        if history.validation_score:
            values[f"val. {history.metric}"] = history.validation_score[-1]
        bar.set_postfix({name: f"{value:.4f}" for name, value in values.items()})
