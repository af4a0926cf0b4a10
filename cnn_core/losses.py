"""Losses, each beside its gradient.

``loss(y_hat, y)`` is a number and ``loss.gradient(y_hat, y)`` an array. Arrays are features
first and batch last, as everywhere: ``(K, N)`` holds K outputs for each of N samples, ``(N,)``
one output a sample, and a 0-d array is one sample. The gradient is taken with respect to
``y_hat`` and has its shape and dtype. One rule says what is averaged:

- the terms of one sample are **summed over its features**, and
- the samples are **averaged over the batch**,

so that the gradient of a batch is the mean of its samples' gradients (`eq-batch-mean`). Two losses
do not average: ``l1`` and ``l2`` are plain sums over everything. With ``d = y_hat - y``:

======================  ========================================  ===========================
loss                    one sample, summed over k                 batch
======================  ========================================  ===========================
``mse``                 ``d_k^2``                                 mean
``half_mse``            ``d_k^2 / 2``                             mean
``msle``                ``(log(1 + y_hat_k) - log(1 + y_k))^2``   mean
``l2``                  ``d_k^2`` (no root)                       sum
``l1``                  ``|d_k|``                                 sum
``mae``                 ``|d_k|``                                 mean
``mape``                ``100 |d_k / y_k|``                       mean
binary cross entropy    ``-y log y_hat - (1-y) log(1 - y_hat)``   mean
softmax cross entropy   ``-t_k log softmax(z)_k``                 mean
======================  ========================================  ===========================

For ``(N,)`` arrays the mean losses are therefore the usual means over all elements; for ``(K, N)``
arrays they are K times the mean over elements that some libraries report.

``|d|`` has no derivative at 0; its gradient there is taken to be 0. ``mse``, ``half_mse`` and
``l2`` also run on object arrays (symbols, fractions). NaN in, NaN out.

A sample's loss and gradient do not depend on its neighbours, but sums are taken in another order
for another number of samples, so that the last bit of a row may differ between batch sizes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from cnn_core._checks import Array, as_array, check_not_empty, check_shape, describe, one_of
from cnn_core._registry import Registry
from cnn_core.activations import sigmoid, softmax

Rule = Callable[[Array, Array], Any]


LOSSES: Final[Registry[Loss]] = Registry()
"""Every loss by its name."""


class Loss:
    """A loss and its ``gradient`` with respect to the predictions ``y_hat``.

    ``function`` takes predictions and targets of one shape, batch last, and gives a number. What a
    network must know of it:

    - ``reduction``: ``"mean"`` over the samples, or ``"sum"``;
    - ``link``: the activation whose outputs it judges, if it makes a classifier of a network, and
      then ``with_logits``, the same loss from the inputs of that activation, and
      ``of_probabilities``, from its outputs;
    - ``keeps_labels``: whether integer labels are taken as they are.

    >>> @Loss
    ... def cubic(y_hat, y):
    ...     return (abs(y_hat - y) ** 3).sum() / y.shape[-1]
    >>> @cubic.gradient_is
    ... def cubic_gradient(y_hat, y):
    ...     return 3 * (y_hat - y) * abs(y_hat - y) / y.shape[-1]
    >>> cubic([1.0, 3.0], [0.0, 1.0]), cubic.gradient([1.0, 3.0], [0.0, 1.0])
    (4.5, array([1.5, 6. ]))
    """

    __name__: str
    reduction: str = "mean"
    link: Any = None
    keeps_labels: bool = False

    def __init__(self, function: Rule) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self._gradient: Rule | None = None
        self._check: Callable[[Array, Array], None] | None = None
        self.with_logits: Loss | None = None
        self.of_probabilities: Loss | None = None
        LOSSES.add(self)

    def __call__(self, y_hat: ArrayLike, y: ArrayLike) -> Any:
        """The loss: a ``float`` (a symbol, for arrays of symbols)."""
        value = self._function(*self.checked(y_hat, y))
        return float(value) if isinstance(value, np.floating) else value

    def gradient(self, y_hat: ArrayLike, y: ArrayLike) -> Array:
        """The gradient with respect to ``y_hat``, in its shape and dtype."""
        return np.asarray(self._rule()(*self.checked(y_hat, y)))

    def value(self, y_hat: Array, y: Array) -> float:
        """The loss, without the checks."""
        return float(self._function(y_hat, y))

    def value_and_gradient(self, y_hat: Array, y: Array) -> tuple[float, Array]:
        """Both at once, without the checks: what a training step calls."""
        return float(self._function(y_hat, y)), self._rule()(y_hat, y)

    def weighted(self, y_hat: Array, y: Array, weights: Array) -> tuple[float, Array]:
        """Both, where the term of sample n counts ``weights[n]`` times; a mean is still over N."""
        terms = [self.value(y_hat[..., n : n + 1], y[..., n : n + 1]) for n in range(len(weights))]
        total = float(weights @ np.array(terms))
        gradient = self._rule()(y_hat, y) * weights.astype(y_hat.dtype)
        return total / len(weights) if self.reduction == "mean" else total, gradient

    def _rule(self) -> Rule:
        if self._gradient is None:
            raise NotImplementedError(
                f"{self!r} has no gradient: give it one with @{self.__name__}.gradient_is"
            )
        return self._gradient

    def checked(self, y_hat: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Both arguments as arrays of one shape and dtype, inside the loss's domain."""
        y_hat = _as_numbers(y_hat, "y_hat")
        y = _as_numbers(y, "y")
        check_shape(y, "y", y_hat.shape)
        if y_hat.dtype.kind == "f" and y.dtype.kind == "f":
            y = y.astype(y_hat.dtype, copy=False)
        if self._check is not None:
            self._check(y_hat, y)
        return y_hat, y

    def check_targets(self, y: Array) -> None:
        """Raise ``ValueError`` if targets lie outside the loss's domain."""
        if self._check is not None:
            self._check(np.full(1, 0.5), y)

    def gradient_is(self, gradient: Rule) -> Rule:
        """Decorator that takes a function as the gradient of this loss."""
        self._gradient = gradient
        return gradient

    def domain_is(self, check: Callable[[Array, Array], None]) -> Callable[[Array, Array], None]:
        """Decorator that takes a function as the check of this loss's arguments."""
        self._check = check
        return check

    def __repr__(self) -> str:
        return f"<loss {self.__name__}>"

    def __reduce__(self) -> Any:  # pickled and copied as the name it has in this module
        return self.__name__


def as_loss(loss: Any) -> Loss:
    """A loss, or the shipped one of that name."""
    if isinstance(loss, str):
        return LOSSES[one_of(loss, "loss", LOSSES)]
    if not isinstance(loss, Loss):
        raise TypeError(
            f"loss: expected a loss of cnn_core.losses or its name, got {describe(loss)}"
        )
    return loss


def _as_numbers(value: Any, name: str) -> Array:
    array = as_array(value, name)
    if array.dtype.kind == "c":
        raise TypeError(f"{name}: expected real numbers, got dtype {array.dtype}")
    check_not_empty(array, name)
    return array if array.dtype.kind in "fO" else array.astype(np.float64)


def _batch(y_hat: Array) -> int:
    """The number of samples: the length of the last axis."""
    return int(y_hat.shape[-1]) if y_hat.ndim else 1


def _refuse(bad: Array, values: Array, name: str, expected: str) -> None:
    """Raise ``ValueError`` if any element is ``bad``, with the first such value."""
    if np.any(bad):
        raise ValueError(f"{name}: expected {expected}, got {values[bad].flat[0]}")


# --- squares ----------------------------------------------------------------------------------


@Loss
def mse(y_hat: Array, y: Array) -> Any:
    """Mean squared error ``1/N sum_n sum_k (y_hat - y)^2`` (`eq-mse`).

    >>> mse([1.0, 2.0], [0.0, 0.0])
    2.5
    >>> mse.gradient([1.0, 2.0], [0.0, 0.0])
    array([1., 2.])
    """
    return ((y_hat - y) ** 2).sum() / _batch(y_hat)


@mse.gradient_is
def _mse_gradient(y_hat: Array, y: Array) -> Array:
    return 2 * (y_hat - y) / _batch(y_hat)


@Loss
def half_mse(y_hat: Array, y: Array) -> Any:
    """Half the mean squared error, so that its gradient has no factor 2 (`eq-half-mse`).

    ``1/(2N) sum_n sum_k (y_hat - y)^2``

    >>> half_mse([1.0, 2.0], [0.0, 0.0])
    1.25
    >>> half_mse.gradient([1.0, 2.0], [0.0, 0.0])
    array([0.5, 1. ])
    """
    return ((y_hat - y) ** 2).sum() / (2 * _batch(y_hat))


@half_mse.gradient_is
def _half_mse_gradient(y_hat: Array, y: Array) -> Array:
    return (y_hat - y) / _batch(y_hat)


@Loss
def l2(y_hat: Array, y: Array) -> Any:
    """Sum of squared errors ``(y_hat - y)^2`` over features and samples, no root (`eq-l2`).

    >>> l2([1.0, 2.0], [0.0, 0.0])
    5.0
    >>> l2.gradient([1.0, 2.0], [0.0, 0.0])
    array([2., 4.])
    """
    return ((y_hat - y) ** 2).sum()


l2.reduction = "sum"


@l2.gradient_is
def _l2_gradient(y_hat: Array, y: Array) -> Array:
    return 2 * (y_hat - y)


@Loss
def msle(y_hat: Array, y: Array) -> Any:
    """Mean squared logarithmic error (`eq-msle`); both arguments must exceed -1.

    ``1/N sum_n sum_k (log(1 + y_hat) - log(1 + y))^2``

    >>> round(msle([1.0], [3.0]), 6)
    0.480453
    >>> msle.gradient([1.0], [3.0]).round(6)
    array([-0.693147])
    """
    return ((np.log1p(y_hat) - np.log1p(y)) ** 2).sum() / _batch(y_hat)


@msle.gradient_is
def _msle_gradient(y_hat: Array, y: Array) -> Array:
    return np.asarray(2 * (np.log1p(y_hat) - np.log1p(y)) / (1 + y_hat) / _batch(y_hat))


@msle.domain_is
def _check_above_minus_one(y_hat: Array, y: Array) -> None:
    _refuse(y_hat <= -1, y_hat, "y_hat", "values above -1")
    _refuse(y <= -1, y, "y", "values above -1")


# --- absolute values --------------------------------------------------------------------------


@Loss
def l1(y_hat: Array, y: Array) -> Any:
    """Sum of absolute errors ``|y_hat - y|`` over features and samples (`eq-l1`).

    >>> l1([1.0, -2.0], [0.0, 0.0])
    3.0
    >>> l1.gradient([1.0, -2.0], [0.0, 0.0])
    array([ 1., -1.])
    """
    return np.abs(y_hat - y).sum()


l1.reduction = "sum"


@l1.gradient_is
def _l1_gradient(y_hat: Array, y: Array) -> Array:
    return np.asarray(np.sign(y_hat - y))


@Loss
def mae(y_hat: Array, y: Array) -> Any:
    """Mean absolute error ``1/N sum_n sum_k |y_hat - y|`` (`eq-mae`).

    >>> mae([1.0, -2.0], [0.0, 0.0])
    1.5
    >>> mae.gradient([1.0, -2.0], [0.0, 0.0])
    array([ 0.5, -0.5])
    """
    return np.abs(y_hat - y).sum() / _batch(y_hat)


@mae.gradient_is
def _mae_gradient(y_hat: Array, y: Array) -> Array:
    return np.asarray(np.sign(y_hat - y) / _batch(y_hat))


@Loss
def mape(y_hat: Array, y: Array) -> Any:
    """Mean absolute percentage error (`eq-mape`), in per cent; no target may be 0.

    ``100/N sum_n sum_k |(y_hat - y) / y|``

    >>> mape([1.0, -2.0], [2.0, -4.0])
    50.0
    >>> mape.gradient([1.0, -2.0], [2.0, -4.0])
    array([-25. ,  12.5])
    """
    return 100 * np.abs((y_hat - y) / y).sum() / _batch(y_hat)


@mape.gradient_is
def _mape_gradient(y_hat: Array, y: Array) -> Array:
    return np.asarray(100 * np.sign(y_hat - y) / np.abs(y) / _batch(y_hat))


@mape.domain_is
def _check_nonzero(y_hat: Array, y: Array) -> None:
    _refuse(y == 0, y, "y", "no target equal to 0")


# --- cross entropies --------------------------------------------------------------------------


@Loss
def binary_cross_entropy(y_hat: Array, y: Array) -> Any:
    """``-1/N sum_n sum_k (y log y_hat + (1 - y) log(1 - y_hat))`` (`eq-binary-cross-entropy`).

    ``y_hat`` holds probabilities and ``y`` targets, both in [0, 1]. Probabilities closer to 0 or
    1 than the machine epsilon of their dtype are moved to that distance, in the value and in the
    gradient ``(y_hat - y) / (y_hat (1 - y_hat)) / N``; so both stay finite.

    ``binary_cross_entropy.with_logits(z, y)`` is the same loss of ``sigmoid(z)``, exact for any
    ``z`` and with the gradient ``(sigmoid(z) - y) / N`` (`eq-sigmoid-bce`). A ``Network`` that ends
    in ``Sigmoid()`` uses that one.

    >>> round(binary_cross_entropy([0.8, 0.1], [1, 0]), 6)
    0.164252
    >>> binary_cross_entropy.gradient([0.5, 0.5], [1, 0])
    array([-1.,  1.])
    >>> binary_cross_entropy.with_logits([1000.0, -1000.0], [0, 0])
    500.0
    """
    p = _inside(y_hat)
    return -(y * np.log(p) + (1 - y) * np.log1p(-p)).sum() / _batch(y_hat)


@binary_cross_entropy.gradient_is
def _binary_cross_entropy_gradient(y_hat: Array, y: Array) -> Array:
    p = _inside(y_hat)
    return np.asarray((p - y) / (p * (1 - p)) / _batch(y_hat))


@binary_cross_entropy.domain_is
def _check_probabilities(y_hat: Array, y: Array) -> None:
    _refuse((y_hat < 0) | (y_hat > 1), y_hat, "y_hat", "probabilities in [0, 1]")
    _check_unit_targets(y_hat, y)


def _check_unit_targets(y_hat: Array, y: Array) -> None:
    _refuse((y < 0) | (y > 1), y, "y", "targets in [0, 1]")


def _inside(p: Array) -> Array:
    eps = np.finfo(p.dtype).eps
    return np.asarray(np.clip(p, eps, 1 - eps))


@Loss
def _binary_cross_entropy_with_logits(z: Array, y: Array) -> Any:
    """Binary cross entropy of ``sigmoid(z)``: the mean of ``max(z, 0) - z y + log(1 + exp(-|z|))``.

    >>> binary_cross_entropy.with_logits.gradient([0.0, 0.0], [1, 0])
    array([-0.25,  0.25])
    """
    return (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).sum() / _batch(z)


@_binary_cross_entropy_with_logits.gradient_is
def _binary_cross_entropy_with_logits_gradient(z: Array, y: Array) -> Array:
    return (sigmoid(z) - y) / _batch(z)


_binary_cross_entropy_with_logits.domain_is(_check_unit_targets)
binary_cross_entropy.with_logits = _binary_cross_entropy_with_logits
binary_cross_entropy.of_probabilities = binary_cross_entropy
binary_cross_entropy.link = sigmoid


class _SoftmaxCrossEntropy(Loss):
    """The loss whose targets may be class labels."""

    def check_targets(self, y: Array) -> None:
        _refuse(y < 0, y, "y", "targets that are not negative")

    def checked(self, y_hat: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        z = _as_numbers(y_hat, "y_hat")
        if z.dtype.kind == "O":
            raise TypeError(f"y_hat: expected real numbers, got dtype {z.dtype}")
        if z.ndim not in (1, 2):
            raise ValueError(f"y_hat: expected logits (K,) or (K, N), got shape {z.shape}")
        t = as_array(y, "y")
        if t.ndim == z.ndim:
            return z, _class_probabilities(t, z)
        return z, _class_labels(t, z)

    def value_and_gradient(self, y_hat: Array, y: Array) -> tuple[float, Array]:
        log_p = _log_softmax(y_hat)
        return float(_cross_entropy(log_p, y)), _cross_entropy_gradient(log_p, y)


def _class_probabilities(t: Array, z: Array) -> Array:
    check_shape(t, "y", z.shape)
    if t.dtype.kind not in "biuf":
        raise TypeError(f"y: expected real numbers, got dtype {t.dtype}")
    softmax_cross_entropy.check_targets(t)
    return t.astype(z.dtype, copy=False)


def _class_labels(labels: Array, z: Array) -> Array:
    if labels.dtype.kind not in "iu":
        wanted = f"integer labels or targets of shape {z.shape}"
        raise TypeError(f"y: expected {wanted}, got {describe(labels)}")
    check_shape(labels, "y", z.shape[1:])
    _refuse((labels < 0) | (labels >= len(z)), labels, "y", f"labels from 0 to {len(z) - 1}")
    return labels


@_SoftmaxCrossEntropy
def softmax_cross_entropy(y_hat: Array, y: Array) -> Any:
    """Cross entropy of ``softmax(z)``, computed from the **logits** z (`eq-softmax-cross-entropy`).

    ``y_hat``: logits z, ``(K, N)``, or ``(K,)`` for one sample; any real numbers, no overflow.
    ``y``: integer labels in [0, K), ``(N,)``, or targets ``t >= 0`` of the shape of the logits.

    Value: ``-1/N sum_n sum_k t_k log softmax(z)_k``. Gradient: ``(p sum_k(t_k) - t) / N`` with
    ``p = softmax(z)``, which is ``(p - t) / N`` exactly when the targets of a sample sum to one
    (`eq-softmax-ce-gradient`), as those of a label do.

    A logit of -inf is a class of probability 0: a label may have it at the price of an infinite
    loss, but among targets ``t`` it gives ``0 * -inf``, NaN, even where its target is 0 (as in
    PyTorch, with NumPy's warning). A sample with +inf, NaN or -inf alone gives NaN.

    >>> round(softmax_cross_entropy([[0.0], [0.0]], [1]), 6)
    0.693147
    >>> softmax_cross_entropy.gradient([[0.0], [0.0]], [1])
    array([[ 0.5],
           [-0.5]])
    >>> softmax_cross_entropy([[1000.0], [-1000.0]], [1])
    2000.0
    """
    return _cross_entropy(_log_softmax(y_hat), y)


@softmax_cross_entropy.gradient_is
def _softmax_cross_entropy_gradient(z: Array, y: Array) -> Array:
    return _cross_entropy_gradient(_log_softmax(z), y)


def _log_softmax(z: Array) -> Array:
    shifted = z - z.max(axis=0)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=0)))


def _cross_entropy(log_p: Array, y: Array) -> Any:
    if y.ndim == log_p.ndim:
        return -(y * log_p).sum() / _samples(log_p)
    return -log_p[_at(y)].sum() / _samples(log_p)


def _cross_entropy_gradient(log_p: Array, y: Array) -> Array:
    p: Array = np.exp(log_p)
    if y.ndim == log_p.ndim:
        p *= y.sum(axis=0)
        p -= y
    else:
        p[_at(y)] -= 1
    p /= _samples(log_p)
    return p


def _at(labels: Array) -> tuple[Array, ...]:
    """The index of each sample's own class in an array ``(K,)`` or ``(K, N)``."""
    return (labels, np.arange(len(labels))) if labels.ndim else (labels,)


def _samples(z: Array) -> int:
    """Samples in logits ``(K,)`` or ``(K, N)``."""
    return int(z.shape[1]) if z.ndim == 2 else 1


@Loss
def _cross_entropy_of_probabilities(p: Array, y: Array) -> Any:
    """Cross entropy of probabilities that an activation of one's own gave, kept off 0."""
    return _cross_entropy(np.log(np.maximum(p, np.finfo(p.dtype).eps)), y)


@_cross_entropy_of_probabilities.gradient_is
def _cross_entropy_of_probabilities_gradient(p: Array, y: Array) -> Array:
    targets = y if y.ndim == p.ndim else (np.arange(len(p))[:, None] == y).astype(p.dtype)
    return np.asarray(-targets / np.maximum(p, np.finfo(p.dtype).eps) / _samples(p))


softmax_cross_entropy.with_logits = softmax_cross_entropy
softmax_cross_entropy.of_probabilities = _cross_entropy_of_probabilities
softmax_cross_entropy.link = softmax
softmax_cross_entropy.keeps_labels = True
