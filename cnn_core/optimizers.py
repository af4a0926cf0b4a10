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
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, as_bool, as_real, check_shape, describe, positive_int
from cnn_core._registry import Registry

# --- schedules --------------------------------------------------------------------------------

SCHEDULES: Final[Registry[type[Schedule]]] = Registry()
"""Every schedule by its name."""


class Schedule:
    """A learning rate that depends on the epoch. Any function of the epoch will do as well."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        SCHEDULES.add(cls)

    def __call__(self, epoch: float) -> float:
        raise NotImplementedError(f"{type(self).__name__}: define __call__(self, epoch)")


@dataclass(frozen=True)
class constant(Schedule):
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
class step(Schedule):
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
class cosine(Schedule):
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


Rate = float | Callable[[float], float] | ArrayLike


@dataclass(frozen=True)
class warmup(Schedule):
    """A rate that first rises: for ``epochs`` in a line from ``start lr(0)`` up to ``lr(0)``.

    Then ``lr``, a number or a schedule, begins, with its own epoch 0. Large steps do most harm at
    the start, when the weights are random and what an optimizer remembers is not yet an average.

    >>> [round(warmup(0.4, epochs=2)(epoch), 3) for epoch in (0, 1, 2, 9)]
    [0.0, 0.2, 0.4, 0.4]
    >>> warmup(cosine(1.0, epochs=2), epochs=1)(2)
    0.5
    """

    lr: float | Callable[[float], float]
    epochs: float
    start: float = 0.0

    def __post_init__(self) -> None:
        if not callable(self.lr):
            _positive(self.lr, "lr")
        _positive(self.epochs, "epochs")
        as_real(self.start, "start", minimum=0, maximum=1)

    def __call__(self, epoch: float) -> float:
        if epoch >= self.epochs:
            return self._after(epoch - self.epochs)
        done = max(epoch, 0.0) / self.epochs
        return self._after(0) * (self.start + (1 - self.start) * done)

    def _after(self, epoch: float) -> float:
        return self.lr(epoch) if callable(self.lr) else self.lr


def _positive(value: Any, name: str) -> float:
    return as_real(value, name, minimum=0, open_minimum=True)


def _fraction(value: Any, name: str) -> float:
    return as_real(value, name, minimum=0, maximum=1, open_maximum=True)


# --- what all optimizers share ----------------------------------------------------------------


OPTIMIZERS: Final[Registry[type[Optimizer]]] = Registry()
"""Every optimizer by its name."""


class Optimizer:
    """A rule that changes weights by their gradient.

    ``lr`` is a number, a schedule, or an array. ``epoch``, which ``fit`` advances batch by batch,
    is what a schedule is evaluated at, and ``steps`` counts the steps since the start.

    Three things act before the rule, in this order, and every optimizer has them:

    - ``clip_norm``: a gradient, all parameters together, that is longer than this is shortened to
      it: ``g = g min(1, clip_norm / |g|)``. ``None`` leaves gradients as they are.
    - ``weight_decay`` with ``decoupled=False``: ``g = g + weight_decay w``, the gradient of the
      penalty ``weight_decay |w|^2 / 2``. What the rule remembers and divides by sees it too.
    - ``weight_decay`` with ``decoupled=True``: ``w = w - lr weight_decay w``, past the rule: with
      Adam this is AdamW. For plain SGD the two are the same.

    Weight decay acts on all parameters; an array, one number for each weight, for which
    ``Network.pack`` helps, spares the biases.

    An optimizer of your own names the arrays that it ``remembers``, zero at the start, and defines
    ``_update(self, w, g, ...)``, which is given them after the weights and the gradient and changes
    all but the gradient in place.

    >>> class Signs(Optimizer):
    ...     def _update(self, w, g):
    ...         w -= self.learning_rate() * np.sign(g)
    >>> w = np.array([1.0])
    >>> Signs(0.5).step(w, np.array([3.0])); w
    array([0.5])
    """

    remembers: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        OPTIMIZERS.add(cls)

    def __init__(
        self,
        lr: Rate,
        *,
        weight_decay: float | ArrayLike = 0.0,
        decoupled: bool = False,
        clip_norm: float | None = None,
    ) -> None:
        self.lr: float | Callable[[float], float] | Array
        if callable(lr):
            self.lr = lr
        elif np.ndim(lr) == 0:
            self.lr = _positive(lr, "lr")
        else:
            self.lr = _rates(lr, "lr")
        self.weight_decay: float | Array = 0.0
        if np.ndim(weight_decay) == 0:
            self.weight_decay = as_real(weight_decay, "weight_decay", minimum=0)
        else:
            self.weight_decay = _rates(weight_decay, "weight_decay")
        self.decoupled = as_bool(decoupled, "decoupled")
        self.clip_norm = None if clip_norm is None else _positive(clip_norm, "clip_norm")
        self.epoch = 0.0
        self.steps = 0
        self.memory: dict[str, Array] = {}
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
            self.start(w)
        self.steps += 1
        self._update(w, self._prepared(w, g), **self.memory)

    def _prepared(self, w: Array, g: Array) -> Array:
        """The gradient, clipped and with the coupled decay; a decoupled one changes ``w``."""
        g = clipped(g, self.clip_norm)
        if np.any(self.weight_decay):
            if not self.decoupled:
                return np.asarray(g + self.weight_decay * w)
            w -= self.learning_rate() * self.weight_decay * w
        return g

    def reset(self) -> None:
        """Forget everything; the next step starts afresh."""
        self._owner = None

    def start(self, w: Array) -> None:
        """Start afresh with the weights ``w``: nothing remembered, no steps taken."""
        for name in ("lr", "weight_decay"):
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                check_shape(value, name, w.shape)
                setattr(self, name, value.astype(w.dtype))
        self.steps, self.memory = 0, {name: np.zeros_like(w) for name in self.remembers}
        self._owner = weakref.ref(w)

    def _update(self, w: Array, g: Array, **memory: Array) -> None:
        raise NotImplementedError(f"{type(self).__name__}: define _update(self, w, g)")

    def __repr__(self) -> str:
        hidden = ("epoch", "steps", "memory")
        settings = {k: v for k, v in vars(self).items() if k[0] != "_" and k not in hidden}
        shown = {k: v for k, v in settings.items() if k not in EXTRAS}
        shown |= {k: settings[k] for k, default in EXTRAS.items() if settings[k] is not default}
        texts = [f"{k}={'<one per weight>' if _many(v) else v}" for k, v in shown.items()]
        return f"{type(self).__name__}({', '.join(texts)})"


EXTRAS: Final[dict[str, Any]] = {"weight_decay": 0.0, "decoupled": False, "clip_norm": None}


def _many(value: Any) -> bool:
    return isinstance(value, np.ndarray)


def clipped(g: Array, longest: float | None) -> Array:
    """``g min(1, longest / |g|)``: the same direction, and at most this long.

    >>> clipped(np.array([3.0, 4.0]), 1.0)
    array([0.6, 0.8])
    """
    if longest is None:
        return g
    norm = float(np.sqrt((g.astype(np.float64) ** 2).sum()))
    return g if norm <= longest else np.asarray(g * (longest / norm), g.dtype)


def _rates(values: ArrayLike, name: str) -> Array:
    rates = as_array(values, name)
    if rates.dtype.kind not in "iuf":
        raise TypeError(f"{name}: expected real numbers, got dtype {rates.dtype}")
    if not (np.isfinite(rates).all() and (rates >= 0).all()):
        raise ValueError(f"{name}: expected finite rates >= 0, got others among them")
    return rates


def _check_step(w: Array, g: Array) -> None:
    if not isinstance(w, np.ndarray) or w.dtype.kind != "f":
        raise TypeError(f"w: expected an array of floating-point numbers, got {describe(w)}")
    if not isinstance(g, np.ndarray):
        raise TypeError(f"g: expected an array, got {describe(g)}")
    check_shape(g, "g", w.shape)


# --- the rules --------------------------------------------------------------------------------


class SGD(Optimizer):
    """Gradient descent on minibatches (`eq-sgd`), with momentum if wanted.

    ``v = momentum v + g``, and then ``w -= lr v``, or with ``nesterov``
    ``w -= lr (g + momentum v)``. ``extras`` are ``decoupled`` and ``clip_norm``, as in
    ``Optimizer``, and so is ``weight_decay``.

    >>> w = np.array([1.0])
    >>> SGD(0.1).step(w, np.array([2.0])); w
    array([0.8])
    """

    remembers = ("velocity",)

    def __init__(
        self,
        lr: Rate,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float | ArrayLike = 0.0,
        **extras: Any,
    ) -> None:
        super().__init__(lr, weight_decay=weight_decay, **extras)
        self.momentum = _fraction(momentum, "momentum")
        self.nesterov = as_bool(nesterov, "nesterov")
        if nesterov and not self.momentum:
            raise ValueError("nesterov: expected a momentum above 0 with it, got momentum 0")

    def _update(self, w: Array, g: Array, velocity: Array) -> None:  # type: ignore[override]
        velocity[...] = self.momentum * velocity + g
        w -= self.learning_rate() * (g + self.momentum * velocity if self.nesterov else velocity)


class AdaGrad(Optimizer):
    """``s += g^2``, ``w -= lr g / (sqrt(s) + eps)`` (`eq-adagrad`).

    ``extras`` are ``weight_decay``, ``decoupled`` and ``clip_norm``, as in ``Optimizer``.

    >>> w = np.array([1.0])
    >>> AdaGrad(0.1).step(w, np.array([2.0])); w.round(6)
    array([0.9])
    """

    remembers = ("squares",)

    def __init__(self, lr: Rate = 0.01, eps: float = 1e-10, **extras: Any) -> None:
        super().__init__(lr, **extras)
        self.eps = _positive(eps, "eps")

    def _update(self, w: Array, g: Array, squares: Array) -> None:  # type: ignore[override]
        squares += g**2
        w -= self.learning_rate() * (g / (np.sqrt(squares) + self.eps))


class RMSProp(Optimizer):
    """``s = decay s + (1 - decay) g^2``, ``w -= lr g / (sqrt(s) + eps)`` (`eq-rmsprop`).

    ``extras`` are ``weight_decay``, ``decoupled`` and ``clip_norm``, as in ``Optimizer``.

    >>> w = np.array([1.0])
    >>> RMSProp(0.1, decay=0.75).step(w, np.array([2.0])); w.round(6)
    array([0.8])
    """

    remembers = ("squares",)

    def __init__(
        self, lr: Rate = 0.001, decay: float = 0.99, eps: float = 1e-8, **extras: Any
    ) -> None:
        super().__init__(lr, **extras)
        self.decay = _fraction(decay, "decay")
        self.eps = _positive(eps, "eps")

    def _update(self, w: Array, g: Array, squares: Array) -> None:  # type: ignore[override]
        squares[...] = self.decay * squares + (1 - self.decay) * g**2
        w -= self.learning_rate() * (g / (np.sqrt(squares) + self.eps))


class Adam(Optimizer):
    """Averages of the gradient and of its square, both freed of their start at 0 (`eq-adam`).

    With ``betas = (b1, b2)``: ``m = b1 m + (1 - b1) g``, ``s = b2 s + (1 - b2) g^2``, and at step
    t ``w -= lr (m / (1 - b1^t)) / (sqrt(s / (1 - b2^t)) + eps)``. ``extras`` are ``weight_decay``,
    ``decoupled`` (then this is AdamW) and ``clip_norm``, as in ``Optimizer``.

    >>> w = np.array([1.0])
    >>> Adam(0.1).step(w, np.array([2.0])); w.round(6)
    array([0.9])
    """

    remembers = ("mean", "squares")

    def __init__(
        self,
        lr: Rate = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        **extras: Any,
    ) -> None:
        super().__init__(lr, **extras)
        if not isinstance(betas, tuple | list) or len(betas) != 2:
            raise TypeError(f"betas: expected a pair of numbers, got {describe(betas)}")
        self.betas = (_fraction(betas[0], "betas[0]"), _fraction(betas[1], "betas[1]"))
        self.eps = _positive(eps, "eps")

    def _update(self, w: Array, g: Array, mean: Array, squares: Array) -> None:  # type: ignore[override]
        (b1, b2), t = self.betas, self.steps
        mean[...] = b1 * mean + (1 - b1) * g
        squares[...] = b2 * squares + (1 - b2) * g**2
        m, s = mean / (1 - b1**t), squares / (1 - b2**t)
        w -= self.learning_rate() * m / (np.sqrt(s) + self.eps)
