"""Callbacks: what ``fit`` calls after each epoch, and what may end a training.

A callback is any function ``callback(network, history)``. If it returns ``True`` or raises
``StopTraining`` the training ends after this epoch, and its history is kept; what else it returns
is not looked at.

The callbacks of this module judge by the history alone and remember nothing. So a training that was
interrupted and resumed stops and saves where an uninterrupted one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cnn_core._checks import as_real, describe, one_of, positive_int
from cnn_core._idx import as_path

if TYPE_CHECKING:
    from cnn_core.network import Network
    from cnn_core.training import History

__all__ = ["BestCheckpoint", "Callback", "EarlyStopping", "StopTraining"]

Callback = Callable[["Network", "History"], object]

WATCHED: Final = ("validation_loss", "validation_score", "loss", "score")


class StopTraining(Exception):
    """Raised by a callback to end the training after this epoch; the history is kept."""


class EarlyStopping:
    """Ends a training once ``patience`` epochs have passed since the best one.

    Args:
        patience: epochs without improvement that are endured.
        watch: what must improve: ``"validation_loss"``, ``"loss"`` (downwards),
            ``"validation_score"`` or ``"score"`` (upwards).
        least: an improvement not larger than this is none.

    >>> from cnn_core.training import History
    >>> stop = EarlyStopping(patience=2, watch="loss")
    >>> stop(None, History(loss=[1.0, 0.5, 0.6])), stop(None, History(loss=[1.0, 0.5, 0.6, 0.5]))
    (False, True)
    """

    def __init__(
        self, patience: int = 5, watch: str = "validation_loss", least: float = 0.0
    ) -> None:
        self.patience = positive_int(patience, "patience")
        self.watch = one_of(watch, "watch", WATCHED)
        self.least = as_real(least, "least", minimum=0)

    def __call__(self, network: Any, history: History) -> bool:
        epochs = len(watched(history, self.watch))
        since = epochs - 1 - best_epoch(history, self.watch, self.least)
        return since >= self.patience


class BestCheckpoint:
    """Saves the network whenever an epoch is the best so far.

    Args:
        path: the file, which ``Network.load`` reads; it is replaced by each better one.
        watch: as in ``EarlyStopping``.
    """

    def __init__(self, path: str | PathLike[str], watch: str = "validation_loss") -> None:
        self.path = as_path(path, "path")
        self.watch = one_of(watch, "watch", WATCHED)

    def __call__(self, network: Network, history: History) -> None:
        if best_epoch(history, self.watch) == len(history) - 1:
            network.save(self.path)


def watched(history: History, watch: str) -> list[float]:
    """The values of ``watch`` so that smaller is better."""
    values = getattr(history, watch)
    if not values:
        raise ValueError(f"watch: expected a training with validation data for {watch!r}")
    return [-value for value in values] if watch.endswith("score") else list(values)


def best_epoch(history: History, watch: str = "validation_loss", least: float = 0.0) -> int:
    """The last epoch, from 0, that was better than the best before it by more than ``least``."""
    best, found = np.inf, 0
    for epoch, value in enumerate(watched(history, watch)):
        if value < best - least:
            best, found = value, epoch
    return found


def as_callbacks(value: Any) -> tuple[Callback, ...]:
    """None, one callback or several, as a tuple."""
    several = () if value is None else (value,) if callable(value) else value
    if not isinstance(several, Iterable) or isinstance(several, str):
        raise TypeError(f"callback: expected functions, got {describe(value)}")
    found = tuple(several)
    for callback in found:
        if not callable(callback):
            raise TypeError(f"callback: expected functions, got {describe(callback)}")
    return found


def wants_to_stop(callbacks: Iterable[Callback], network: Network, history: History) -> bool:
    """Call each of the callbacks, and say whether one of them ends the training."""
    stop = False
    for callback in callbacks:
        try:
            word = callback(network, history)
        except StopTraining:
            word = True
        stop = stop or (isinstance(word, bool | np.bool_) and bool(word))
    return stop
