"""Optimizers and learning-rate schedules.

``optimizer.step(w, g)`` changes the weights ``w`` in place, given the gradient ``g`` of the same
shape, which it leaves alone. A ``Network`` keeps all its parameters in one vector, so that one step
is a few vector operations. What an optimizer remembers (velocities, mean squares) belongs to the
array it was called with; another array starts afresh.

The learning rate is a number, a schedule, or an array: one rate per weight (`eq-rate-per-weight`),
for which ``Network.pack`` helps.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core._checks import as_array, as_real, check_shape, describe, positive_int

Array = NDArray[Any]


# --- schedules --------------------------------------------------------------------------------


@dataclass(frozen=True)
class constant:
    """The same learning rate ``lr`` for ever.

    >>> constant(0.1)(epoch=7)
    0.1
    """

    lr: float

    def __post_init__(self) -> None:
        _positive(self.lr, "lr")

    def __call__(self, epoch: float) -> float:
        return self.lr


@dataclass(frozen=True)
class step:
    """``lr`` multiplied by ``factor`` after each ``every`` epochs.

    >>> [step(1.0, every=2, factor=0.5)(epoch) for epoch in range(5)]
    [1.0, 1.0, 0.5, 0.5, 0.25]
    """

    lr: float
    every: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        _positive(self.lr, "lr")
        positive_int(self.every, "every")
        as_real(self.factor, "factor", minimum=0, maximum=1, open_minimum=True)

    def __call__(self, epoch: float) -> float:
        return float(self.lr * self.factor ** (epoch // self.every))


@dataclass(frozen=True)
class cosine:
    """Half a cosine wave from ``lr`` at the start down to ``final`` after ``epochs``, then flat.

    >>> [round(cosine(1.0, epochs=2)(epoch), 3) for epoch in (0, 1, 2, 3)]
    [1.0, 0.5, 0.0, 0.0]
    """

    lr: float
    epochs: int
    final: float = 0.0

    def __post_init__(self) -> None:
        _positive(self.lr, "lr")
        positive_int(self.epochs, "epochs")
        as_real(self.final, "final", minimum=0, maximum=self.lr)

    def __call__(self, epoch: float) -> float:
        done = min(max(epoch / self.epochs, 0.0), 1.0)
        return float(self.final + (self.lr - self.final) * (1 + cos(pi * done)) / 2)


Schedule = Callable[[float], float]


def _positive(value: Any, name: str) -> float:
    return as_real(value, name, minimum=0, open_minimum=True)


def _fraction(value: Any, name: str) -> float:
    return as_real(value, name, minimum=0, maximum=1, open_maximum=True)


# --- what all optimizers share ----------------------------------------------------------------


class Optimizer:
    """A rule that changes weights by their gradient.

    ``lr`` is a number, a schedule, or an array. ``epoch``, which ``fit`` advances batch by batch,
    is what a schedule is evaluated at.
    """

    def __init__(self, lr: float | Schedule | ArrayLike) -> None:
        self.lr: float | Schedule | Array
        if callable(lr):
            self.lr = lr
        elif np.ndim(lr) == 0:
            self.lr = _positive(lr, "lr")
        else:
            self.lr = _rates(lr)
        self.epoch = 0.0
        self._owner: weakref.ref[Array] | None = None

    def learning_rate(self) -> Any:
        """The learning rate now: a number, or an array of one rate per weight."""
        if not callable(self.lr):
            return self.lr
        return as_real(self.lr(self.epoch), "lr(epoch)", minimum=0)

    def step(self, w: Array, g: Array) -> None:
        """Change ``w`` in place by one step against the gradient ``g``."""
        _check_step(w, g)
        if self._owner is None or self._owner() is not w:
            self._start(w)
            self._owner = weakref.ref(w)
        self._update(w, g)

    def reset(self) -> None:
        """Forget everything; the next step starts afresh."""
        self._owner = None

    def _start(self, w: Array) -> None:
        """Allocate what is remembered between steps."""
        if isinstance(self.lr, np.ndarray):
            check_shape(self.lr, "lr", w.shape)
            self.lr = self.lr.astype(w.dtype)
        self._work = np.empty_like(w)

    def _update(self, w: Array, g: Array) -> None:
        raise NotImplementedError

    def __repr__(self) -> str:
        hidden = ("epoch",)
        settings = {k: v for k, v in vars(self).items() if k[0] != "_" and k not in hidden}
        settings["lr"] = "<one per weight>" if isinstance(self.lr, np.ndarray) else self.lr
        return f"{type(self).__name__}({', '.join(f'{k}={v}' for k, v in settings.items())})"


def _rates(lr: ArrayLike) -> Array:
    rates = as_array(lr, "lr")
    if rates.dtype.kind not in "iuf":
        raise TypeError(f"lr: expected real numbers, got dtype {rates.dtype}")
    if not (np.isfinite(rates).all() and (rates >= 0).all()):
        raise ValueError("lr: expected finite rates >= 0, got others among them")
    return rates


def _check_step(w: Array, g: Array) -> None:
    if not isinstance(w, np.ndarray) or w.dtype.kind != "f":
        raise TypeError(f"w: expected an array of floating-point numbers, got {describe(w)}")
    if not isinstance(g, np.ndarray):
        raise TypeError(f"g: expected an array, got {describe(g)}")
    check_shape(g, "g", w.shape)


# --- the rules --------------------------------------------------------------------------------


class SGD(Optimizer):
    """Gradient descent on minibatches (`eq-sgd`), with momentum and weight decay if wanted.

    ``g' = g + weight_decay w``, ``v = momentum v + g'``, and then ``w -= lr v``, or with
    ``nesterov`` ``w -= lr (g' + momentum v)``. Weight decay acts on all parameters.

    >>> w = np.array([1.0])
    >>> SGD(0.1).step(w, np.array([2.0])); w
    array([0.8])
    """

    def __init__(
        self,
        lr: float | Schedule | ArrayLike,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(lr)
        self.momentum = _fraction(momentum, "momentum")
        if not isinstance(nesterov, bool):
            raise TypeError(f"nesterov: expected True or False, got {describe(nesterov)}")
        if nesterov and not self.momentum:
            raise ValueError("nesterov: expected a momentum above 0 with it, got momentum 0")
        self.nesterov = nesterov
        self.weight_decay = as_real(weight_decay, "weight_decay", minimum=0)

    def _start(self, w: Array) -> None:
        super()._start(w)
        self._velocity = np.zeros_like(w)

    def _update(self, w: Array, g: Array) -> None:
        work = self._work
        if self.weight_decay:
            np.multiply(w, self.weight_decay, out=work)
            work += g
            g = work
        if self.momentum:
            self._velocity *= self.momentum
            self._velocity += g
            if self.nesterov:
                g = np.add(g, self.momentum * self._velocity, out=work)
            else:
                g = self._velocity
        w -= np.multiply(g, self.learning_rate(), out=work)


class AdaGrad(Optimizer):
    """``s += g^2``, ``w -= lr g / (sqrt(s) + eps)`` (`eq-adagrad`).

    >>> w = np.array([1.0])
    >>> AdaGrad(0.1).step(w, np.array([2.0])); w.round(6)
    array([0.9])
    """

    def __init__(self, lr: float | Schedule | ArrayLike = 0.01, eps: float = 1e-10) -> None:
        super().__init__(lr)
        self.eps = _positive(eps, "eps")

    def _start(self, w: Array) -> None:
        super()._start(w)
        self._squares = np.zeros_like(w)

    def _update(self, w: Array, g: Array) -> None:
        self._squares += np.multiply(g, g, out=self._work)
        w -= _scaled(g, self.learning_rate(), self._squares, self.eps, self._work)


class RMSProp(Optimizer):
    """``s = decay s + (1 - decay) g^2``, ``w -= lr g / (sqrt(s) + eps)`` (`eq-rmsprop`).

    >>> w = np.array([1.0])
    >>> RMSProp(0.1, decay=0.75).step(w, np.array([2.0])); w.round(6)
    array([0.8])
    """

    def __init__(
        self, lr: float | Schedule | ArrayLike = 0.001, decay: float = 0.99, eps: float = 1e-8
    ) -> None:
        super().__init__(lr)
        self.decay = _fraction(decay, "decay")
        self.eps = _positive(eps, "eps")

    def _start(self, w: Array) -> None:
        super()._start(w)
        self._squares = np.zeros_like(w)

    def _update(self, w: Array, g: Array) -> None:
        _average(self._squares, g, g, self.decay, self._work)
        w -= _scaled(g, self.learning_rate(), self._squares, self.eps, self._work)


class Adam(Optimizer):
    """Averages of the gradient and of its square, both freed of their start at 0 (`eq-adam`).

    With ``betas = (b1, b2)``: ``m = b1 m + (1 - b1) g``, ``s = b2 s + (1 - b2) g^2``, and at step
    t ``w -= lr (m / (1 - b1^t)) / (sqrt(s / (1 - b2^t)) + eps)``.

    >>> w = np.array([1.0])
    >>> Adam(0.1).step(w, np.array([2.0])); w.round(6)
    array([0.9])
    """

    def __init__(
        self,
        lr: float | Schedule | ArrayLike = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        super().__init__(lr)
        if not isinstance(betas, tuple | list) or len(betas) != 2:
            raise TypeError(f"betas: expected a pair of numbers, got {describe(betas)}")
        self.betas = (_fraction(betas[0], "betas[0]"), _fraction(betas[1], "betas[1]"))
        self.eps = _positive(eps, "eps")

    def _start(self, w: Array) -> None:
        super()._start(w)
        self._mean, self._squares = np.zeros_like(w), np.zeros_like(w)
        self._steps = 0

    def _update(self, w: Array, g: Array) -> None:
        self._steps += 1
        _average(self._mean, g, 1, self.betas[0], self._work)
        _average(self._squares, g, g, self.betas[1], self._work)
        first, second = (1 - beta**self._steps for beta in self.betas)
        rate = self.learning_rate() / first * second**0.5  # both corrections, moved out of sqrt
        w -= _scaled(self._mean, rate, self._squares, self.eps * second**0.5, self._work)


def _average(average: Array, g: Array, factor: Any, decay: float, work: Array) -> None:
    """``average = decay average + (1 - decay) g factor``, in place."""
    average *= decay
    np.multiply(g, factor, out=work)
    work *= 1 - decay
    average += work


def _scaled(g: Array, rate: Any, squares: Array, eps: float, work: Array) -> Array:
    """``rate g / (sqrt(squares) + eps)``, written to ``work``."""
    np.sqrt(squares, out=work)
    work += eps
    np.divide(g, work, out=work)
    work *= rate
    return work
