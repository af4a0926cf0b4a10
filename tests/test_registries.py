"""What is added to the package is tested, or the tests fail: wrong things are added, and seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cnn_core
from cnn_core._registry import Registry, is_shipped, qualified_name
from cnn_core.activations import ACTIVATIONS, Activation
from cnn_core.initializers import INITIALIZERS
from cnn_core.layers import LAYERS, POOLINGS, Dense, Layer
from cnn_core.losses import LOSSES
from cnn_core.optimizers import OPTIMIZERS, SCHEDULES

ROOT = Path(__file__).parents[1]
TABLES = {
    "layers": LAYERS,
    "activations": ACTIVATIONS,
    "losses": LOSSES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "initializers": INITIALIZERS,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_is_in_a_table_is_public(table):
    assert len(table) > 0
    assert set(table) <= set(cnn_core.__all__)
    assert all(getattr(cnn_core, name) is thing for name, thing in table.items())


def test_what_a_user_writes_is_in_no_table():
    class Own(Layer):
        pass

    own = Activation(lambda z: z)
    assert Own not in LAYERS.values()
    assert own not in ACTIVATIONS.values()
    assert not is_shipped(Own)
    assert qualified_name(Dense) == "Dense"
    assert qualified_name(Own).endswith(".Own")
    assert qualified_name(Own) != "Own"
    assert set(POOLINGS) == {"max", "average", "l2", "subsample"}


def test_a_table_shows_its_names():
    table = Registry()
    assert table.add(Dense) is Dense
    assert repr(table) == "<1 of them: Dense>"


# Each of these is written as if it stood in the package, and is wrong or listed nowhere.
WRONG_THINGS = """
import numpy as np
from cnn_core.activations import Activation
from cnn_core.layers import Elementwise, Layer
from cnn_core.losses import Loss
from cnn_core.optimizers import Optimizer


def wrong_softplus(z):
    return np.log1p(np.exp(z))

wrong_softplus.__module__ = "cnn_core.activations"
wrong_softplus = Activation(wrong_softplus)
wrong_softplus.derivative_is(lambda z: 1 - 1 / (1 + np.exp(-z)))


class WrongSoftplus(Elementwise):
    __module__ = "cnn_core.layers.elementwise"
    function = wrong_softplus


class Unlisted(Layer):
    __module__ = "cnn_core.layers.shape"

    def __init__(self, argument):
        self.argument = argument


def wrong_loss(y_hat, y):
    return ((y_hat - y) ** 2).sum()

wrong_loss.__module__ = "cnn_core.losses"
wrong_loss = Loss(wrong_loss)
wrong_loss.gradient_is(lambda y_hat, y: y_hat - y)


class WrongOptimizer(Optimizer):
    __module__ = "cnn_core.optimizers"

    def _update(self, w, g):
        w += self.learning_rate() * g
"""
SEEN_BY = [
    "test_layers.py::test_gradients_agree_with_differences[WrongSoftplus()-(5,)]",
    "test_layers.py::test_every_layer_is_exact_on_symbols[WrongSoftplus()-(2,)]",
    "test_layers.py::test_every_layer_of_the_package_is_tested",
    "test_layers.py::test_every_layer_of_the_package_is_run_on_symbols",
    "test_activations.py::test_derivative_agrees_with_differences[<activation wrong_softplus>]",
    "test_activations.py::test_every_activation_has_its_reference",
    "test_losses.py::test_gradient_agrees_with_differences[<loss wrong_loss>]",
    "test_losses.py::test_every_loss_has_its_term",
    "test_optimizers.py::test_every_optimizer_and_schedule_is_tested",
    "test_network_file.py::test_every_layer_of_the_package_is_saved",
    "test_registries.py::test_what_is_in_a_table_is_public[layers]",
    "test_registries.py::test_what_is_in_a_table_is_public[optimizers]",
]


def test_wrong_things_that_are_added_are_seen(tmp_path):
    (tmp_path / "wrong_things.py").write_text(WRONG_THINGS)
    names = [f"tests/{name}" for name in SEEN_BY]
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "wrong_things", "--no-header"]
    run = subprocess.run(
        [*command, "--tb=no", "-rf", *names],
        capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    failed = [name for name in names if f"FAILED {name}" in run.stdout]
    assert failed == names, run.stdout[-2000:]


def test_none_of_these_tests_fails_without_them():
    """So it is the wrong things that they saw."""
    names = [f"tests/{name}" for name in SEEN_BY if "rong" not in name]
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "--no-header", *names]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert f"{len(names)} passed" in run.stdout
