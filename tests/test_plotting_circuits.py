"""Circuits of gates: every text that was given stands in the picture, and bad names are refused."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.patches import Circle, FancyArrowPatch

from cnn_core.plotting.circuits import plot_chain, plot_circuit

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


def test_a_chain_has_a_node_for_each_number_and_takes_other_links() -> None:
    figure = plot_chain(3, links={("x", "z1"): "LINK"}, values={"E": "0.5"})
    texts = [t.get_text() for t in figure.axes[0].texts]
    assert sum(isinstance(p, Circle) for p in figure.axes[0].patches) == 3 * 3 + 2
    assert {"LINK", "0.5", "$z_{3}$", "$w_{3}$"} <= set(texts)


def test_a_chain_refuses_links_between_unknown_nodes_and_no_layers() -> None:
    with pytest.raises(ValueError, match="links: expected names"):
        plot_chain(1, links={("x", "z9"): ""})
    with pytest.raises(ValueError, match="depth"):
        plot_chain(0)
