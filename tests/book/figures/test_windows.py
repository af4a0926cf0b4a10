"""The pictures of the chapters on convolution: what they show, and what they refuse."""

import numpy as np
import pytest
from figures.windows import (
    plot_connections,
    plot_im2col_step,
    plot_positions,
    plot_receptive_field,
)
from matplotlib.colors import to_hex

from cnn_core import conv_output_size
from cnn_core.plotting import PALETTE, TEXT


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("size", [(8, 3, 1, 0, 1), (8, 3, 2, 1, 1), (9, 3, 3, 0, 2)])
def test_every_position_is_drawn(size):
    figure = plot_positions(*size)
    rows = [text for text in texts(figure) if text.startswith("$i=")]
    assert len(rows) == conv_output_size(*size)
    assert figure.to_svg() == figure.to_svg()


def test_what_no_position_reaches_is_struck_out():
    struck = [
        line
        for line in plot_positions(9, 3, stride=3, dilation=2).axes[0].lines
        if line.get_color() == TEXT["delta"]
    ]
    assert [int(line.get_xdata()[0]) for line in struck] == [1, 6, 8]


def test_connections_are_drawn_once_each_and_shared_ones_alike():
    table = np.array([[0, 1, -1], [-1, 0, 1]])
    figure = plot_connections(
        {"shared": table, "own": np.where(table < 0, -1, [[0, 1, 2], [3, 4, 5]])}
    )
    shared, own = figure.axes
    assert len(shared.lines) == len(own.lines) == 4
    colours = [to_hex(line.get_color()) for line in shared.lines]
    assert colours[0] == colours[2] != colours[1] == colours[3]
    assert {to_hex(line.get_color()) for line in own.lines} == {PALETTE["grey"].lower()}


@pytest.mark.parametrize(
    ("kernels", "strides", "seen"), [([3, 3, 3], [], 7), ([3, 2, 3], [1, 2, 1], 8), ([5], [1], 5)]
)
def test_the_receptive_field_is_counted(kernels, strides, seen):
    assert f"sees {seen}" in texts(plot_receptive_field(kernels, strides, width=16))


def test_the_product_with_the_windows_is_the_output():
    figure = plot_im2col_step(np.arange(9).reshape(3, 3), [[1, 0], [0, -1]], (1, 1))
    assert texts(figure)[-5:-1] == ["\N{MINUS SIGN}4"] * 4


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plot_positions(3, 5), "kernel: expected a reach"),
        (lambda: plot_connections({}), "layers: expected at least one"),
        (lambda: plot_connections({"a": [[0]]}, captions=["b", "c"]), "captions: expected 1"),
        (lambda: plot_receptive_field([]), "strides: expected 0"),
        (lambda: plot_receptive_field([3], [1, 2]), "strides: expected 1"),
        (lambda: plot_receptive_field([5], width=3), "kernel: expected a reach"),
        (lambda: plot_im2col_step(np.eye(3), np.eye(2), (2, 0)), "position: expected an entry"),
        (lambda: plot_im2col_step(np.eye(2), np.eye(3)), "position: expected an entry|kernel"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
