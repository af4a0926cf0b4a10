"""The pictures of the book: the same twice, in the book's colours, with the numbers they show."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyArrowPatch

from cnn_core import plotting
from cnn_core.plotting import PALETTE, TEXT, BookFigure

RNG = np.random.default_rng(0)

FIGURES: dict[str, Callable[[], BookFigure]] = {
    "functions": lambda: plotting.plot_functions({"tanh": np.tanh, "zero": lambda z: 0 * z}),
    "curves": lambda: plotting.plot_learning_curves(
        {"loss": [2.0, 1.0], "validation_loss": [2.1, 1.2], "validation_accuracy": [0.3, 0.9]}
    ),
    "loglog": lambda: plotting.plot_loglog_fit([1, 2, 4], {"square": [1, 4, 16]}),
    "matrices": lambda: plotting.plot_matrices({"x": ([[1]], "input"), "y": ([[2]], "output")}),
    "step": lambda: plotting.plot_convolution_step(np.eye(4), np.ones((2, 2)), (1, 1)),
    "confusion": lambda: plotting.plot_confusion_matrix([0, 1, 1], [0, 1, 0]),
    "images": lambda: plotting.plot_images(np.eye(8)[None], [3], [8]),
    "filters": lambda: plotting.plot_filters(np.eye(5)),
    "maps": lambda: plotting.plot_feature_maps(np.ones((2, 4, 4)), np.eye(8)),
    "network": lambda: plotting.plot_network([2, 3, 1], highlight=(1, 0)),
}


def texts(figure: BookFigure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_drawn_twice_is_the_same_text_twice(name: str) -> None:
    first, second = FIGURES[name]().to_svg(), FIGURES[name]().to_svg()
    assert first == second


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_holds_no_date_no_version_and_no_foreign_font(name: str) -> None:
    svg = FIGURES[name]().to_svg()
    for word in ("<dc:date>", "matplotlib.org", "font-family", "<text"):
        assert word not in svg


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_a_png_too(name: str) -> None:
    png = FIGURES[name]().to_png()
    assert png.startswith(b"\x89PNG")
    assert b"Software" not in png


def test_two_different_figures_differ() -> None:
    drawn = {FIGURES[name]().to_svg() for name in FIGURES}
    assert len(drawn) == len(FIGURES)


def test_drawing_leaves_the_readers_settings_alone() -> None:
    with matplotlib.rc_context({"font.size": 31.0}):
        plotting.plot_matrices({"x": ([[1]], "input")}).to_svg()
        assert matplotlib.rcParams["font.size"] == 31.0


def test_book_style_survives_rc_defaults() -> None:
    with matplotlib.rc_context():
        plotting.use_book_style()
        assert matplotlib.rcParams["svg.hashsalt"] == "cnn_core"


def test_cnn_core_does_not_import_matplotlib() -> None:
    code = "import sys, cnn_core; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# --- colours ---------------------------------------------------------------------------------

SIGHT = {  # Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1.0, 1.08883])
FOUR = ("input", "kernel", "delta", "output")


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    t = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def closest(colours: list[str], sight: np.ndarray) -> float:
    seen = [lab(sight @ linear(colour)) for colour in colours]
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


def closest_in_grey(colours: list[str]) -> float:
    greys = sorted(float(lab(linear(colour))[0]) for colour in colours)
    return min(b - a for a, b in itertools.pairwise(greys))


@pytest.mark.parametrize("sight", SIGHT)
def test_the_four_roles_stay_apart_for_every_kind_of_sight(sight: str) -> None:
    assert closest([PALETTE[role] for role in FOUR], SIGHT[sight]) > 16


def test_the_four_roles_stay_apart_in_grey_print() -> None:
    assert closest_in_grey([PALETTE[role] for role in FOUR]) > 9


def test_the_colour_tests_reject_a_bad_palette() -> None:
    red_green = ["#1F6FB2", "#D62728", "#6B8E00", "#FFA500"]
    assert closest(red_green, SIGHT["deuteranopia"]) < 16 or closest_in_grey(red_green) < 9
    assert closest_in_grey(["#808080", "#828282"]) < 9


@pytest.mark.parametrize("name", TEXT)
def test_text_colours_can_be_read_on_white(name: str) -> None:
    luminance = float(TO_XYZ[1] @ linear(TEXT[name]))
    assert 1.05 / (luminance + 0.05) >= 4.5


# --- what the pictures say -------------------------------------------------------------------


def test_convolution_step_writes_the_sum_it_draws() -> None:
    figure = plotting.plot_convolution_step([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    assert texts(figure)[-1] == "1 · 5 + 2 · 6 + 3 · 7 + 4 · 8 = 70"


def test_convolution_turns_the_kernel() -> None:
    figure = plotting.plot_convolution_step([[1, 2], [3, 4]], [[5, 6], [7, 8]], mode="convolution")
    assert texts(figure)[-1] == "1 · 8 + 2 · 7 + 3 · 6 + 4 · 5 = 60"


def test_convolution_step_keeps_later_outputs_blank() -> None:
    image, kernel = RNG.integers(1, 9, (3, 3)), np.ones((2, 2))
    early = texts(plotting.plot_convolution_step(image, kernel, (0, 0)))
    late = texts(plotting.plot_convolution_step(image, kernel, (1, 1)))
    assert len(late) - len(early) == 3


def test_matrix_shows_its_numbers() -> None:
    assert texts(board([[1, -2], [0.25, 3]])) == ["1", "\N{MINUS SIGN}2", "0.25", "3", "x"]


def board(matrix: list[list[object]], role: str = "input") -> BookFigure:
    return plotting.plot_matrices({"x": (matrix, role)}, number_format=".2g")


def test_matrix_shows_symbols_as_mathematics() -> None:
    sympy = pytest.importorskip("sympy")
    a, b = sympy.symbols("a beta")
    assert texts(board([[a, b], [a * b, 2]])) == [
        "$a$",
        r"$\beta$",
        r"$a \beta$",
        "2",
        "x",
    ]


def test_wrong_predictions_are_marked_in_red() -> None:
    figure = plotting.plot_images(np.ones((2, 4, 4)), [1, 2], [1, 7])
    labels = [axes.xaxis.label for axes in figure.axes]
    assert [label.get_text() for label in labels] == ["1", "7, not 2"]
    assert labels[1].get_color() == TEXT["delta"]


def test_deltas_flow_back() -> None:
    forward = plotting.plot_network([1, 1, 1])
    back = plotting.plot_network([1, 1, 1], deltas=[["d1"], ["d2"]])
    assert arrows_to_the_left(forward) == 0
    assert arrows_to_the_left(back) == 1


def arrows_to_the_left(figure: BookFigure) -> int:
    arrows = [patch for patch in figure.axes[0].patches if isinstance(patch, FancyArrowPatch)]
    return sum(arrow._posA_posB[0][0] > arrow._posA_posB[1][0] for arrow in arrows)


def test_power_law_is_recovered() -> None:
    x = np.array([2.0, 3.0, 7.0])
    assert plotting.power_law(x, 5 * x**-1.5) == pytest.approx((-1.5, 5.0))


def test_labels_that_would_touch_are_pushed_apart() -> None:
    figure = plotting.plot_functions({"a": np.tanh, "b": lambda z: np.tanh(z) + 0.001})
    low, high = (text.get_position()[1] for text in figure.axes[0].texts)
    assert high - low > 0.05


# --- bad input -------------------------------------------------------------------------------

BAD: list[tuple[str, Callable[[], object]]] = [
    ("functions", lambda: plotting.plot_functions({})),
    ("interval", lambda: plotting.plot_functions({"tanh": np.tanh}, (1, 1))),
    ("history", lambda: plotting.plot_learning_curves({"speed": [1, 2]})),
    ("y", lambda: plotting.power_law([1, 2], [0, 1])),
    ("x", lambda: plotting.power_law([2, 2], [1, 1])),
    ("x", lambda: plotting.plot_matrices({"x": ([1, 2, 3], "input")})),
    ("role", lambda: board([[1]], "banana")),
    ("signs", lambda: plotting.plot_matrices({"x": ([[1]], "input")}, signs=["="])),
    ("kernel", lambda: plotting.plot_convolution_step([[1]], [[1, 2]])),
    ("position", lambda: plotting.plot_convolution_step([[1, 2]], [[1]], (0, 2))),
    ("mode", lambda: plotting.plot_convolution_step([[1, 2]], [[1]], mode="full")),
    ("predictions", lambda: plotting.plot_confusion_matrix([0, 1], [0])),
    ("labels", lambda: plotting.plot_confusion_matrix([-1], [0])),
    ("images", lambda: plotting.plot_images(np.ones((2, 3, 4, 4)))),
    ("labels", lambda: plotting.plot_images(np.ones((2, 4, 4)), [1])),
    ("weights", lambda: plotting.plot_filters(np.ones(3))),
    ("maps", lambda: plotting.plot_feature_maps(np.ones(3))),
    ("sizes", lambda: plotting.plot_network([3])),
    ("highlight", lambda: plotting.plot_network([1, 1], highlight=(1, 0))),
    ("edge_labels", lambda: plotting.plot_network([1, 1], edge_labels={(0, 0, 1): "w"})),
    ("deltas", lambda: plotting.plot_network([1, 2], deltas=[["d"]])),
    ("image_format", lambda: plotting.new_figure(image_format="gif")),
]


@pytest.mark.parametrize(
    ("name", "call"), BAD, ids=[f"{name}-{k}" for k, (name, _) in enumerate(BAD)]
)
def test_bad_input_is_named(name: str, call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=rf"^{name}.*expected .*got "):
        call()
