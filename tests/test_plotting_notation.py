"""Pictures of conventions: what they show, and what they refuse."""

import numpy as np
import pytest

from cnn_core.plotting.notation import plot_memory, plot_pipeline

STAGES = [
    ("$x$", "(C, H, W, N)", "input", "maps"),
    ("$a$", "(M, N)", "output", "column"),
    ("$E$", "", "neutral", "number"),
]


def test_a_pipeline_shows_every_symbol_shape_and_link():
    figure = plot_pipeline(STAGES, ["conv", "loss"], back="delta")
    shown = {text.get_text() for text in figure.axes[0].texts}
    assert shown == {"$x$", "(C, H, W, N)", "$a$", "(M, N)", "$E$", "conv", "loss", "delta"}
    assert figure.to_svg() == figure.to_svg()


def test_memory_is_read_in_the_order_of_addresses():
    marks = np.zeros((2, 3))
    marks[:, 0] = 1
    faces = [p.get_facecolor() for p in plot_memory({"a": marks}, columns=3).axes[0].patches]
    marked = [face != (1, 1, 1, 1) for face in faces]
    assert marked == [True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plot_pipeline(STAGES[:1], []), "stages: expected at least two"),
        (lambda: plot_pipeline(STAGES, ["one"]), "links: expected 2 texts, got 1"),
        (lambda: plot_pipeline([("", "", "blue", "maps")] * 2, [""]), "role: expected one of"),
        (lambda: plot_pipeline([("", "", "input", "cube")] * 2, [""]), "kind: expected one of"),
        (lambda: plot_memory({}), "orders: expected at least one array"),
        (lambda: plot_memory({"a": []}), "expected at least one cell"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
