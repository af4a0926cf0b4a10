"""The doctor: every mistake found and named, nothing said of what is right or of noise."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from cnn_core import check_backward, conv2d, conv2d_backward, prove_backward
from cnn_core.mistakes import MISTAKES, RESULT, STAGES, mistake
from tests.broken import BROKEN
from tests.true_gradients import KINDS, alarms, one, true_gradients

ROOT = Path(__file__).parents[1]
for path in sorted((ROOT / "tests" / "broken").glob("[a-z]*.py")):
    import_module(f"tests.broken.{path.stem}")

RNG = np.random.default_rng(0)
X, W, B = RNG.normal(size=(2, 5, 5, 2)), RNG.normal(size=(3, 2, 2, 2)), RNG.normal(size=3)


def conv(x, w, b, stride=1):
    return conv2d(x, w, b, stride=stride)


def right(dy, x, w, b, stride=1):
    return conv2d_backward(dy, x, w, stride=stride)


def wrong(dy, x, w, b, stride=1):
    dx, dw, db = right(dy, x, w, b, stride)
    return dx, dw[:, :, ::-1, ::-1], db


# --- the catalogue -----------------------------------------------------------------------------


def labels():
    """The labels of the theorems of the book."""
    found = set()
    for chapter in (ROOT / "book").glob("*.ipynb"):
        cells = json.loads(chapter.read_text(encoding="utf-8"))["cells"]
        found |= set(
            re.findall(r":label:\s*(thm-\S+)", "\n".join("".join(c["source"]) for c in cells))
        )
    return found


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_settled_by_a_theorem_of_the_book(name):
    found = MISTAKES[name]
    assert found.theorem in labels()
    assert found.stage in STAGES
    assert found.words
    assert found.name == name


def test_no_name_is_entered_twice():
    with pytest.raises(ValueError, match=r"^name: 'sign'"):
        mistake("sign", RESULT, "thm-descent")(lambda s: ())


# --- broken backward functions ------------------------------------------------------------------


HALF = BROKEN[::2]  # for the sake of time; `python -m tests.broken` tries all of them


@pytest.mark.parametrize("case", HALF, ids=[case.name for case in HALF])
def test_what_people_get_wrong_is_named(case):
    report = check_backward(
        case.forward, case.backward, *case.arrays(), max_entries=30, **case.settings
    )
    assert not report.ok
    assert report.cause
    assert set(report.mistakes) <= set(case.mistakes), report.cause
    assert report.theorem in {m.theorem for m in MISTAKES.values()}


def test_there_are_enough_of_them():
    assert len(HALF) >= 30


def test_the_smallest_case_can_be_checked_by_hand():
    report = check_backward(conv, wrong, X, W, B)
    assert report.mistakes == ("turned",)
    assert report.theorem == "thm-kernel-gradient-rot180"
    lines = dict(line.split(" = ") for line in report.smallest.splitlines())
    x, w, dy, truth, yours = (
        np.array(json.loads(lines[name])) for name in ("x", "w", "dy", "right: dw", "yours: dw")
    )
    assert x.size + w.size < 12
    np.testing.assert_allclose(conv2d_backward(dy, x, w)[1], truth)
    np.testing.assert_allclose(truth[:, :, ::-1, ::-1], yours)
    assert report.cause in report._repr_html_()


# --- nothing to say -----------------------------------------------------------------------------


def test_noise_has_no_cause():
    def noisy(dy, x, w, b):
        dx, dw, db = right(dy, x, w, b)
        return dx, dw + np.random.default_rng(1).normal(size=dw.shape), db

    report = check_backward(conv, noisy, X, W, B)
    assert not report.ok
    assert report.cause == report.theorem == report.smallest == ""


def test_a_true_gradient_is_no_alarm():
    """``python -m tests.true_gradients 1000`` tries as many as wanted."""
    assert set(KINDS) == {name for name, *_ in true_gradients(len(KINDS))}
    assert list(alarms(3 * len(KINDS))) == []


def test_a_wrong_gradient_is_an_alarm(monkeypatch):
    wrong = {"tanh": one(np.tanh, lambda dy, x: dy)}
    monkeypatch.setattr("tests.true_gradients.KINDS", wrong)
    (told,) = alarms(1)
    assert told.startswith("0 tanh")


# --- on symbols ---------------------------------------------------------------------------------


def test_proofs_on_symbols():
    def both(dy, x, w, stride):
        return conv2d_backward(dy, x, w, stride=stride)[:2]

    proof = prove_backward(conv2d, both, {"x": (1, 3, 3, 1), "w": (2, 1, 2, 2)}, stride=1)
    assert proof.rung == 2
    relu = lambda x: (np.maximum(x, 0), x)  # noqa: E731
    assert prove_backward(relu, lambda dy, x: dy * (x > 0), [(2, 3)], label="relu").label == "relu"
    assert prove_backward(lambda x: x**2, lambda dy, x: {"dx0": 2 * dy * x}, [(2,)])
    assert prove_backward(lambda x: np.sum(x**2), lambda dy, x: dy * x * 2, [(2,)])


def test_wrong_gradients_are_not_proved():
    from cnn_core.symbolic import NotProved

    with pytest.raises(NotProved, match="gradient of w"):
        prove_backward(
            lambda x, w: w @ x,
            lambda dy, x, w: (w.T @ dy, 2 * dy @ x.T),
            {"x": (2, 1), "w": (2, 2)},
        )
    with pytest.raises(ValueError, match=r"^shapes: expected"):
        prove_backward(np.exp, np.exp, {})
    with pytest.raises(ValueError, match=r"^backward: expected 1 gradients"):
        prove_backward(lambda x: x, lambda dy, x: (dy, dy), {"x": (2,)})


# --- from a shell -------------------------------------------------------------------------------

LAYER = """
def forward(x, w, stride=1):
    return w @ x[::stride]

def backward(dy, x, w, stride=1):
    dx = 0 * x
    dx[::stride] = w.T @ dy
    return dx, dy @ x[::stride].T

def wrong(dy, x, w, stride=1):
    return backward(dy, x, w, stride)[0], -backward(dy, x, w, stride)[1]

def dead(x, w, stride=1):
    return 0 * (w @ x[::stride])

def nothing(dy, x, w, stride=1):
    return 0 * x, 0 * w
"""


def shell(folder, *arguments):
    (folder / "layer.py").write_text(LAYER, encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "cnn_core.doctor", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


SHAPES = ("--shapes", "x=6,2", "w=4,3", "--stride", "2")


def test_exit_status(tmp_path):
    good = shell(tmp_path, "layer.py:forward", "layer.py:backward", *SHAPES)
    assert (good.returncode, good.stderr) == (0, "")
    assert "gradients agree" in good.stdout
    bad = shell(tmp_path, "layer.py:forward", "layer.py:wrong", *SHAPES)
    assert bad.returncode == 1
    assert "cause: gradient of w: the sign" in bad.stdout
    assert "thm-descent" in bad.stdout
    assert shell(tmp_path, "layer.py:dead", "layer.py:nothing", *SHAPES).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("layer.py:forwards", "layer.py:backward", *SHAPES), "no function 'forwards' in layer.py"),
        (("other.py:forward", "layer.py:backward", *SHAPES), "no such file: other.py"),
        (("layer.py", "layer.py:backward", *SHAPES), "expected FILE:FUNCTION, got 'layer.py'"),
        (("layer.py:forward", "layer.py:backward", "--shapes", "x=a"), "expected NAME=2,3,8,8"),
        (("layer.py:forward", "layer.py:backward", "--shapes", "v=2"), "expected names among"),
        (("layer.py:forward", "layer.py:backward", *SHAPES, "--mode"), "expected options in pairs"),
    ],
)
def test_errors_are_clear(tmp_path, arguments, message):
    found = shell(tmp_path, *arguments)
    assert found.returncode == 2
    assert message in found.stderr
    assert "Traceback" not in found.stderr


# --- other libraries ----------------------------------------------------------------------------


def recipe(library):
    """What the book's recipe for a library defines: its block is run as it stands."""
    text = (ROOT / "book" / "17_checking.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"^```python\n(import {library}\n.*?)^```$", text, re.M | re.S)
    return block


def defined(block):
    found = {}
    exec(block, found)
    return found["forward"], found["backward"]


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_recipe(library):
    pytest.importorskip(library)
    assert check_backward(*defined(recipe(library)), X).ok
    wrong = recipe(library).replace("3 * dy", "-3 * dy")
    assert wrong != recipe(library)
    assert check_backward(*defined(wrong), X).mistakes == ("sign",)


def test_recipe_for_a_function_with_a_cache():
    def forward(x, w, b):
        return x.reshape(len(x), -1) @ w + b, (x, w, b)

    def backward(dout, cache):
        x, w, _ = cache
        return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, dout.sum(axis=0)

    def mean(dout, cache):
        return *backward(dout, cache)[:2], dout.mean(axis=0)

    arrays = [RNG.normal(size=shape) for shape in ((4, 2, 3), (6, 5), (5,))]
    assert check_backward(forward, backward, *arrays).ok
    assert check_backward(forward, mean, *arrays).mistakes == ("mean for sum",)
