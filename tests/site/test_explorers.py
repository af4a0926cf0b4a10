"""The explorers compute what ``cnn_core`` computes; and a wrong arithmetic is noticed.

The functions of ``explorers.js`` are run by Node where it is installed, else by Chromium; where
neither is, these tests are skipped and say so. How the explorers answer to a reader is tested in
``test_explorers_driven.py``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cnn_core
from cnn_core import SGD, conv2d_backward, convolve2d, correlate2d, numerical_gradient, rot180

SCRIPT = Path(__file__).resolve().parents[2] / "book" / "_static" / "explorers.js"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CALLS = """(calls => JSON.stringify(calls.map(([name, given]) =>
  name.split(".").reduce((thing, part) => thing[part], arithmetic)(...given))))"""
CONVENTIONS = ("correlation", "convolution")

Run = Callable[..., list[Any]]  # run((name, arguments), ...) -> results


def with_node(source: str) -> Run:
    def run(*calls: tuple[str, list[Any]]) -> list[Any]:
        program = f"{source}\nconsole.log({CALLS}({json.dumps(calls)}));"
        command = ["node", "-"]
        done = subprocess.run(command, input=program, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr[-2000:])
        return list(json.loads(done.stdout))

    return run


def with_page(page: Any, source: str) -> Run:
    def run(*calls: tuple[str, list[Any]]) -> list[Any]:
        expression = f"() => {{ {source}\n return {CALLS}({json.dumps(calls)}); }}"
        return list(json.loads(page.evaluate(expression)))

    return run


@pytest.fixture(scope="module")
def engine() -> Iterator[Callable[[str], Run]]:
    """What turns the text of the script into a function that runs its arithmetic."""
    if shutil.which("node"):
        yield with_node
        return
    api = pytest.importorskip("playwright.sync_api", reason="neither Node nor Playwright is here")
    with api.sync_playwright() as driver:
        program = os.environ.get("CHROMIUM") or next(
            filter(None, map(shutil.which, PROGRAMS)), None
        )
        try:
            chromium = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"neither Node nor Chromium is installed: {str(error)[:80]}")
        page = chromium.new_page()
        yield lambda source: with_page(page, source)
        chromium.close()


# --- the checks ------------------------------------------------------------------------------


def numbers(*shape: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).integers(-5, 6, shape).astype(float)


def check_sliding(run: Run) -> None:
    """Both conventions, on images and kernels that are not square."""
    x, w = numbers(5, 7), numbers(2, 3, seed=1)
    found = run(*(("slide", [x.tolist(), w.tolist(), name]) for name in CONVENTIONS))
    np.testing.assert_array_equal(found[0], correlate2d(x, w))
    np.testing.assert_array_equal(found[1], convolve2d(x, w))


def check_sliding_backward(run: Run) -> None:
    x, w, delta = numbers(5, 7), numbers(2, 3, seed=1), numbers(4, 5, seed=2)
    given = [delta.tolist(), x.tolist(), w.tolist()]
    found = run(*(("slideBackward", [*given, name]) for name in CONVENTIONS))
    for result, turn in zip(found, (np.asarray, rot180), strict=True):
        stacked = delta[None, :, :, None], x[None, :, :, None], turn(w)[None, None]
        dx, dw, _ = conv2d_backward(*stacked)
        np.testing.assert_array_equal(result["input"], dx[0, :, :, 0])
        np.testing.assert_array_equal(result["kernel"], turn(dw[0, 0]))


def check_meetings(run: Run) -> None:
    """A pixel alone in the image: the outputs that are not zero, and the weight that each shows."""
    w = np.arange(1.0, 7.0).reshape(2, 3)
    for name, slide in zip(CONVENTIONS, (correlate2d, convolve2d), strict=True):
        (products,) = run(("products", [[4, 5], [2, 3], name]))
        for pixel in np.ndindex(4, 5):
            x = np.zeros((4, 5))
            x[pixel] = 1.0
            (met,) = run(("meetings", [products, "input", list(pixel)]))
            y = np.zeros((3, 3))
            for product in met:
                y[tuple(product["output"])] = w[tuple(product["kernel"])]
            np.testing.assert_array_equal(y, slide(x, w))


STARTS = {"bowl": [-2.6], "wells": [1.7], "valley": [-2.6, 1.1]}


def check_slopes(run: Run) -> None:
    """The gradient of each landscape is that of its value."""
    for name, start in STARTS.items():
        (found,) = run((f"landscapes.{name}.gradient", [start]))

        def value(x: Any, name: str = name) -> float:
            return float(run((f"landscapes.{name}.value", [x.tolist()]))[0])

        np.testing.assert_allclose(found, numerical_gradient(value, start), rtol=1e-6)


def check_descent(run: Run) -> None:
    """Step by step what the package's optimizer does."""
    for name, start in STARTS.items():
        (path,) = run(("descend", [name, start, 0.11, 6]))
        w, optimizer = np.array(start), SGD(0.11)
        for here in path:
            np.testing.assert_allclose(w, here, rtol=1e-12)
            (slope,) = run((f"landscapes.{name}.gradient", [w.tolist()]))
            optimizer.step(w, np.array(slope))
        assert len(path) == 7


def check_verdicts(run: Run) -> None:
    """Below, at and above the limit, which is two divided by the largest curvature."""
    for name, limit in (("bowl", 2.0), ("valley", 0.25)):
        given = [("verdict", [name, STARTS[name], limit * share]) for share in (0.95, 1.0, 1.05)]
        words = [result["word"] for result in run(*given)]
        assert words == ["converges", "oscillates", "diverges"]
    assert run(("verdict", ["bowl", [-2.6], 1.0]))[0]["steps"] == 1


NETWORK = {
    "W1": [[0.4, -0.7], [1.1, 0.3]],
    "b1": [0.2, -0.1],
    "W2": [[0.9, -1.3]],
    "b2": [0.25],
}
INPUT, TARGET = [0.8, -0.6], 1.0


def loss(p: dict[str, Any]) -> float:
    hidden = cnn_core.sigmoid(cnn_core.dense(np.array(INPUT)[:, None], p["W1"], p["b1"]))
    output = cnn_core.sigmoid(cnn_core.dense(hidden, p["W2"], p["b2"]))
    return float((output[0, 0] - TARGET) ** 2 / 2)


def check_network(run: Run) -> None:
    """Loss and gradients: against the package's functions and central differences of them."""
    (found,) = run(("backward", [NETWORK, INPUT, TARGET]))
    p = {name: np.array(value) for name, value in NETWORK.items()}
    assert found["loss"] == pytest.approx(loss(p), rel=1e-12)
    z1 = cnn_core.dense(np.array(INPUT)[:, None], p["W1"], p["b1"])
    a1 = cnn_core.sigmoid(z1)
    z2 = cnn_core.dense(a1, p["W2"], p["b2"])
    d2 = (cnn_core.sigmoid(z2) - TARGET) * cnn_core.sigmoid.derivative(z2)
    da, dw2, db2 = cnn_core.dense_backward(d2, a1, p["W2"])
    d1 = da * cnn_core.sigmoid.derivative(z1)
    _, dw1, db1 = cnn_core.dense_backward(d1, np.array(INPUT)[:, None], p["W1"])
    expected = {"d2": d2[:, 0], "d1": d1[:, 0], "W1": dw1, "b1": db1, "W2": dw2, "b2": db2}
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-12, err_msg=name)
    for name in NETWORK:
        slope = numerical_gradient(lambda v, name=name: loss({**p, name: v}), p[name])
        np.testing.assert_allclose(found[name], slope, rtol=1e-6, err_msg=name)


def check_network_step(run: Run) -> None:
    gradient, stepped = run(
        ("backward", [NETWORK, INPUT, TARGET]), ("step", [NETWORK, INPUT, TARGET, 0.7])
    )
    for name, value in NETWORK.items():
        w = np.array(value)
        SGD(0.7).step(w, np.array(gradient[name]))
        np.testing.assert_allclose(stepped[name], w, rtol=1e-12)


CHECKS = (
    check_sliding,
    check_sliding_backward,
    check_meetings,
    check_slopes,
    check_descent,
    check_verdicts,
    check_network,
    check_network_step,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_explorers_compute_what_the_package_computes(engine: Any, check: Any) -> None:
    check(engine(SCRIPT.read_text(encoding="utf-8")))


# --- each check notices ----------------------------------------------------------------------

WRONG = [
    (check_sliding, "turned ? [height - 1 - m, width - 1 - n] : [m, n]", "[m, n]"),
    (check_sliding, "[height - 1 - m, width - 1 - n]", "[height - 1 - m, n]"),
    (check_sliding, "i + height <= rows", "i + height < rows"),
    (check_sliding_backward, "p => at(x, p.input), p => at(delta", "p => 1, p => at(delta"),
    (check_sliding_backward, '"input", shape(x), p => at(w', '"input", shape(x), p => -at(w'),
    (check_meetings, "input: [i + m, j + n]", "input: [i + n, j + m]"),
    (check_slopes, "[x ** 3 - x + 1 / 5]", "[x ** 3 - x]"),
    (check_descent, "x - rate * slope[k]", "x + rate * slope[k]"),
    (check_verdicts, "8 * y]", "4 * y]"),
    (check_network, "(a - target) * slope(a)", "(a - target) * a"),
    (check_network, "p.W2[i][j] * d", "p.W2[0][0] * d"),
    (check_network, "outer(d1, x)", "outer(x, d1)"),
    (check_network_step, "v - rate * g[k]", "v - g[k]"),
]


@pytest.mark.parametrize(
    ("check", "old", "new"), WRONG, ids=[f"{c.__name__}-{k}" for k, (c, _, _) in enumerate(WRONG)]
)
def test_a_wrong_arithmetic_is_noticed(engine: Any, check: Any, old: str, new: str) -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    assert source.count(old) == 1
    with pytest.raises(AssertionError):
        check(engine(source.replace(old, new)))


# --- every explorer is somewhere ---------------------------------------------------------------

LISTED = re.compile(r"^EXPLORERS = \{$(.*?)^\}", re.MULTILINE | re.DOTALL)


def unplaced(python: str, script: str, pages: str) -> dict[str, set[str]]:
    """Explorers that the script, or the pages, have and the registry has not; and the reverse."""
    registry = LISTED.search(python)
    live = re.search(r"const explorers = \{(.*?)\};", script)
    assert registry
    assert live
    known = set(re.findall(r'^    "(\w+)": ', registry[1], re.MULTILINE))
    drawn = set(re.findall(r"(\w+): \w+Explorer", live[1]))
    placed = set(re.findall(r"\{explorer\} (\w+)", pages))
    return {"script": known ^ drawn, "pages": known ^ placed}


def test_every_explorer_is_drawn_and_stands_on_a_page() -> None:
    book = SCRIPT.parents[1]
    python = (book / "_ext" / "explorers.py").read_text(encoding="utf-8")
    script = SCRIPT.read_text(encoding="utf-8")
    pages = "".join(path.read_text(encoding="utf-8") for path in book.glob("*.md"))
    assert unplaced(python, script, pages) == {"script": set(), "pages": set()}
    other = script.replace("{ slide: slideExplorer", "{ other: slideExplorer")
    assert unplaced(python, other, "") == {
        "script": {"slide", "other"},
        "pages": {"slide", "meet", "descent", "network"},
    }
