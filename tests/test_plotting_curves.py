"""Labels of learning curves keep clear of other curves."""

import pytest

from cnn_core.plotting import plot_learning_curves


def label_height(training, validation):
    """How far above its point the label of the best epoch stands, in points."""
    history = {"accuracy": training, "validation_accuracy": validation}
    axes = plot_learning_curves(history).axes[0]
    (label,) = [text for text in axes.texts if text.get_text().startswith("best")]
    return label.xyann[1]


@pytest.mark.parametrize(
    ("training", "below"),
    [([0.5, 0.8, 0.99], True), ([0.4, 0.5, 0.6], False), ([0.99, 0.5, 0.5], True)],
)
def test_the_best_epoch_is_labelled_on_the_free_side(training, below):
    assert (label_height(training, [0.6, 0.9, 0.95]) < 0) == below


def test_a_curve_alone_is_labelled_above():
    axes = plot_learning_curves({"validation_accuracy": [0.3, 0.9]}).axes[0]
    (label,) = [text for text in axes.texts if text.get_text().startswith("best")]
    assert label.xyann[1] > 0
