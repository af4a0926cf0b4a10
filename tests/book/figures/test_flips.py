"""The figure of the turns draws the true gradients of both layers, and marks what is turned."""

import numpy as np
import pytest
from figures.flips import plot_flips
from matplotlib.patches import Polygon, Rectangle

from cnn_core import conv2d, conv2d_backward, rot180

X = np.array([[1, 2, 0], [3, 1, 1], [0, 2, 4]])
W = np.array([[1, 2], [0, -1]])
D = np.array([[1, 0], [2, -1]])
ARRAYS = {
    "x": (X, "input"), "w": (W, "kernel"), "d": (D, "delta"), "e": (np.pad(D, 1), "delta"),
}  # fmt: skip
COLUMNS = ("the layer correlates", "the layer convolves")


def numbers(figure):
    return [t.get_text().replace("\N{MINUS SIGN}", "-") for t in figure.axes[0].texts]


def drawn(pair):
    """The entries of the result that the figure shows for one product."""
    texts = numbers(plot_flips(ARRAYS, {"y": ("output", [pair])}, ["one"]))
    last = len(texts) - 1 - texts[::-1].index("=")
    return [int(text) for text in texts[last + 1 :] if text.lstrip("-").isdigit()]


def layer(kernel):
    x, d = X[None, :, :, None], D[None, :, :, None]
    dx, dw, _ = conv2d_backward(d, x, kernel[None, None])
    return conv2d(x, kernel[None, None])[0, :, :, 0], dx[0, :, :, 0], dw[0, 0]


def test_the_products_are_output_and_gradients_of_the_layer_that_correlates():
    y, dx, dw = layer(W)
    assert drawn(("x", "w")) == y.ravel().tolist()
    assert drawn(("x", "d")) == dw.ravel().tolist()
    assert drawn(("e", "Rw")) == dx.ravel().tolist()


def test_the_products_are_output_and_gradients_of_the_layer_that_convolves():
    y, dx, dw = layer(rot180(W))
    assert drawn(("x", "Rw")) == y.ravel().tolist()
    assert drawn(("Rx", "Rd")) == rot180(dw).ravel().tolist()
    assert drawn(("e", "w")) == dx.ravel().tolist()


def test_one_turn_too_few_draws_another_gradient():
    _, dx, _ = layer(W)
    assert drawn(("e", "w")) != dx.ravel().tolist()


def test_turned_arrays_are_framed_and_their_corner_moves():
    def marks(pair):
        axes = plot_flips(ARRAYS, {"y": ("output", [pair])}, ["one"]).axes[0]
        frames = [
            p for p in axes.patches
            if isinstance(p, Rectangle) and p.get_linewidth() > 2
        ]  # fmt: skip
        corners = [p.get_xy()[0].tolist() for p in axes.patches if isinstance(p, Polygon)]
        return len(frames), corners

    plain, turned = marks(("x", "w")), marks(("x", "Rw"))
    assert (plain[0], turned[0]) == (0, 1)
    assert plain[1][0] == turned[1][0]
    assert plain[1][1] != turned[1][1]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"y": ("output", [("x", "v")])}, "name: expected"),
        ({"y": ("yellow", [("x", "w")])}, "role: expected"),
        ({"y": ("output", [])}, "expected 1 products, got 0"),
        ({"y": ("output", [("w", "x")])}, "x does not fit into w"),
        ({}, "at least one product"),
    ],
)
def test_bad_input_is_named(rows, message):
    with pytest.raises(ValueError, match=message):
        plot_flips(ARRAYS, rows, ["one"])
