"""The picture of winner routing shows the numbers that the pooling functions compute."""

import numpy as np
import pytest
from figures.pooling import _places, plot_winners

IMAGE = np.array([[1, 5, 2, 2], [0, 3, 4, 1], [6, 0, 0, 7], [1, 1, 0, 3]])


def numbers(figure):
    texts = [text.get_text().replace("\N{MINUS SIGN}", "-") for text in figure.axes[0].texts]
    return [float(text) for text in texts if text.lstrip("-").replace(".", "").isdigit()]


def test_four_boards_hold_image_maxima_deltas_and_routed_gradient():
    shown = numbers(plot_winners(IMAGE, [[1, 2], [3, -4]], 2))
    assert shown[:16] == IMAGE.ravel().tolist()
    assert shown[16:20] == [5, 4, 6, 7]
    assert shown[20:24] == [1, 2, 3, -4]
    assert shown[24:] == [0, 1, 0, 0, 0, 0, 2, 0, 3, 0, 0, -4, 0, 0, 0, 0]


def test_a_pixel_that_wins_two_windows_is_ringed_once_and_gets_the_sum():
    image = np.array([[0, 0, 0], [0, 9, 0], [0, 0, 0]])
    shown = numbers(plot_winners(image, [[1, 1], [1, 1]], 2, 1))
    assert shown[-9:] == [0, 0, 0, 0, 4, 0, 0, 0, 0]
    assert _places(np.array([[3, 2], [1, 0]]), (2, 2), (1, 1)) == {(1, 1)}


def test_the_same_call_gives_the_same_picture():
    draw = lambda: plot_winners(IMAGE, [[1, 2], [3, 4]], 2).to_svg()  # noqa: E731
    assert draw() == draw()


@pytest.mark.parametrize(
    ("image", "deltas", "size", "match"),
    [
        (IMAGE, [[1, 2]], 2, "deltas"),
        (IMAGE[0], [[1]], 2, "image"),
        (IMAGE, [[1]], 5, "size"),
        (IMAGE, [[1]], 0, "size"),
    ],
)
def test_what_does_not_fit_is_refused(image, deltas, size, match):
    with pytest.raises(ValueError, match=match):
        plot_winners(image, deltas, size)
