"""The pictures of mistakes, and of how they are found."""

import numpy as np
import pytest
from figures.mistakes import plot_confusions, plot_mistakes


def test_mistakes_are_a_grid_of_pictures_on_one_scale():
    right = np.eye(3)
    figure = plot_mistakes({"right": right, "factor two": 2 * right, "a": right}, columns=2)
    assert [axes.get_title() for axes in figure.axes] == ["right", "factor two", "a"]
    assert {axes.images[0].get_clim() for axes in figure.axes} == {(-1.0, 1.0)}


def test_long_names_take_two_lines():
    figure = plot_mistakes({"stride and dilation exchanged": np.eye(2)})
    assert figure.axes[0].get_title().count("\n") == 1


def test_confusions_are_full_pale_or_crossed():
    trials = [("f", "x", "sign", ["sign"]), ("f", "x", "turned", ["dy turned"]),
              ("g", "x", "sign", []), ("g", "x", "turned", ["sign", "turned"])]  # fmt: skip
    axes = plot_confusions(trials).axes[0]
    own, other = (patch.get_facecolor() for patch in axes.patches)
    assert sum(own[:3]) < sum(other[:3])
    assert [text.get_text() for text in axes.texts] == ["×", "×"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["f", "g"]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot_mistakes({}), "gradients: expected at least one"),
        (lambda: plot_mistakes({"a": [1]}), "a: expected"),
        (lambda: plot_confusions([]), "trials: expected at least one"),
    ],
)
def test_bad_input_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
