"""What a training learns from: samples as they are augmented, targets as they are weighted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cnn_core._checks import Array, as_real, describe
from cnn_core.criteria import as_weights, soft_targets

if TYPE_CHECKING:
    from cnn_core.network import Network

Augment = Callable[[Array, "np.random.Generator"], Array]  # in quotes: not imported for this


class Lesson(NamedTuple):
    """The targets of all samples, and how much each sample counts, unless the targets say it."""

    targets: Array
    weights: Array | None

    def batch(self, network: Network, chosen: Array) -> tuple[Array, Array | None]:
        """Those of one batch, batch last."""
        weights = None if self.weights is None else self.weights[chosen]
        return network.turned_targets(self.targets[chosen]), weights


def weighted(
    network: Network, targets: Array, class_weights: Any, sample_weights: Any, smoothing: Any
) -> Lesson:
    """``targets`` with the weights and the smoothing that ``fit`` was given.

    The cross entropy of a softmax is linear in its targets, so that they can hold all three. Of any
    other loss a sample's term is multiplied by its weight.
    """
    smoothing = as_real(smoothing, "label_smoothing", minimum=0, maximum=1)
    if class_weights is None and sample_weights is None and not smoothing:
        return Lesson(targets, None)
    if network.loss.keeps_labels:
        given = {"class_weights": class_weights, "sample_weights": sample_weights}
        y = targets if targets.ndim == 1 else targets.T
        soft = soft_targets(y, network.output_shape[0], smoothing=smoothing, **given)
        return Lesson(np.ascontiguousarray(soft.T), None)
    by_class = {"class_weights": class_weights is not None, "label_smoothing": smoothing > 0}
    for name in (name for name, wanted in by_class.items() if wanted):
        raise ValueError(
            f"{name}: expected a network with softmax_cross_entropy, got {network.loss!r}"
        )
    return Lesson(targets, as_weights(sample_weights, "sample_weights", len(targets)))


def as_augment(augment: Any) -> Augment | None:
    """``augment`` if it can be called, or None."""
    if augment is not None and not callable(augment):
        raise TypeError(f"augment: expected a function of samples and rng, got {describe(augment)}")
    found: Augment | None = augment
    return found


def augmented(network: Network, samples: Array, augment: Augment | None) -> Array:
    """The samples of a batch as they are learned."""
    if augment is None:
        return samples
    changed = augment(samples, network.rng)
    try:
        found = network.as_samples(changed)
    except (TypeError, ValueError) as error:
        raise type(error)(f"augment: {error}") from None
    if len(found) != len(samples):
        raise ValueError(f"augment: expected {len(samples)} samples, got {len(found)}")
    return found
