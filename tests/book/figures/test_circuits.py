"""Circuits of gates: every text that was given stands in the picture, and bad names are refused."""

from __future__ import annotations

from typing import Any

import pytest
from figures.circuits import plot_chain, plot_circuit
from matplotlib.patches import Circle, FancyArrowPatch

NODES = {
    "x": (0, 0, "$x$", "input"),
    "y": (0, 1, "$y$", "input"),
    "sum": (1, 0.5, "$+$", "output"),
}
EDGES = {("x", "sum"): "1", ("y", "sum"): ""}


def test_draws_every_gate_wire_and_text() -> None:
    figure = plot_circuit(NODES, EDGES, values={"sum": "7"}, gradients={"x": "5"})
    (axes,) = figure.axes
    assert sum(isinstance(p, Circle) for p in axes.patches) == len(NODES)
    assert sum(isinstance(p, FancyArrowPatch) for p in axes.patches) == len(EDGES)
    assert sorted(t.get_text() for t in axes.texts) == sorted(["$x$", "$y$", "$+$", "1", "7", "5"])


def test_values_stand_above_and_gradients_below() -> None:
    figure = plot_circuit(NODES, EDGES, values={"x": "up"}, gradients={"x": "down"})
    heights = {t.get_text(): t.get_position()[1] for t in figure.axes[0].texts}
    assert heights["up"] < heights["$x$"] < heights["down"]  # rows count downwards


def test_is_the_same_twice() -> None:
    assert plot_circuit(NODES, EDGES).to_svg() == plot_circuit(NODES, EDGES).to_svg()


def test_one_node_and_one_column() -> None:
    alone = plot_circuit({"x": (3, 2, "$x$", "input")}, {})
    assert alone.axes[0].patches
    column = {"x": (0, 0, "$x$", "input"), "y": (0, 1, "$y$", "output")}
    assert plot_circuit(column, {("x", "y"): "1"}).axes[0].patches


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (({}, {}), {}, "nodes: expected at least one"),
        ((NODES, {("x", "z"): ""}), {}, "edges: expected names"),
        ((NODES, EDGES), {"values": {"z": "1"}}, "values: expected names"),
        ((NODES, EDGES), {"gradients": {"z": "1"}}, "gradients: expected names"),
        (({"x": (0, 0, "", "purple")}, {}), {}, "role: expected"),
    ],
)
def test_refuses(arguments: tuple[Any, Any], options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot_circuit(*arguments, **options)


def test_a_chain_shows_what_is_given_per_layer() -> None:
    figure = plot_chain(
        2,
        links={("a", "z"): ["A", "B"], ("a", "E"): "C"},
        values={"E": 0.5, "z": [-1.0, 2]},
        gradients={"w": ["D", "F"]},
    )
    texts = [t.get_text() for t in figure.axes[0].texts]
    assert sum(isinstance(p, Circle) for p in figure.axes[0].patches) == 3 * 2 + 2
    assert {"A", "B", "C", "D", "F", "0.500", "\N{MINUS SIGN}1.000", "2.000"} <= set(texts)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"links": {("x", "w"): ["a", "b"]}}, "links: expected an arrow"),
        ({"links": {("z", "a"): ["a"]}}, "links: expected 2 entries"),
        ({"values": {"z": ["a", "b", "c"]}}, "values: expected 2 entries"),
        ({"gradients": {"q": "1"}}, "gradients: expected names"),
    ],
)
def test_a_chain_refuses(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot_chain(2, **options)
    with pytest.raises(ValueError, match="depth"):
        plot_chain(0)
