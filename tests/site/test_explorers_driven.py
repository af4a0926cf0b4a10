"""The explorers in a browser, driven by keyboard, finger and mouse.

The page is made from the parts that the book's extension writes, so these tests need no built book.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cnn_core import conv2d_backward, convolve2d, correlate2d
from tests.site.test_browser import NARROW, PAGE, browser, show, visit, window

BOOK = Path(__file__).resolve().parents[2] / "book"
__all__ = ["browser", "window"]  # the fixtures


def extension() -> ModuleType:
    spec = importlib.util.spec_from_file_location("explorers", BOOK / "_ext" / "explorers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["explorers"] = module  # its data class looks itself up
    spec.loader.exec_module(module)
    return module


explorers = extension()


def written(folder: Path, script: str = '<script src="explorers.js"></script>') -> Path:
    """A page with all explorers, beside its pictures, script and style."""
    for name in ("explorers.js", "custom.css"):
        (folder / name).write_text((BOOK / "_static" / name).read_text("utf-8"), "utf-8")
    explorers.write_stills(folder)
    parts = "".join(explorers.page_part(name, ".") for name in explorers.EXPLORERS)
    html = PAGE.format(body=f'<link rel="stylesheet" href="custom.css">{parts}{script}')
    html = html.replace('<html lang="en">', '<html lang="en" data-theme="light">')
    (folder / "page.html").write_text(html.replace("width: 300px", ""), "utf-8")
    return folder / "page.html"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("explorers"))


@pytest.fixture
def seen(window: Any, page_file: Path) -> Iterator[Any]:
    yield show(window, page_file)
    assert window.complaints == []


def part(seen: Any, name: str) -> Any:
    return seen.page.locator(f'.explorer[data-explorer="{name}"] .explorer-live')


def says(box: Any) -> str:
    return str(box.locator(".says").inner_text()).replace("\N{MINUS SIGN}", "-")


def cells(box: Any, role: str) -> Any:
    """The numbers of one grid, as they are shown."""
    grid = box.locator(f".explorer-grid.{role}")
    columns = grid.evaluate("g => +g.querySelector('.slots').style.getPropertyValue('--columns')")
    texts = grid.evaluate(
        "g => [...g.querySelectorAll('input, button')].map(e => e.value || e.textContent)"
    )
    return np.array([float(t.replace("\N{MINUS SIGN}", "-")) for t in texts]).reshape(-1, columns)


# --- slide -----------------------------------------------------------------------------------


def test_the_arrow_keys_move_the_kernel(seen: Any) -> None:
    box = part(seen, "slide")
    expected = correlate2d(explorers.IMAGE, explorers.KERNEL)
    np.testing.assert_array_equal(cells(box, "output"), expected)
    box.locator("input[type=range]").focus()
    assert says(box).endswith(f"= {expected[0, 0]:g}")
    seen.page.keyboard.press("ArrowRight")
    assert says(box).endswith(f"= {expected[0, 1]:g}")
    box.locator(".output button").nth(1).focus()
    seen.page.keyboard.press("ArrowDown")
    assert says(box).startswith("y1,1")
    assert says(box).endswith(f"= {expected[1, 1]:g}")
    assert box.locator(".input .marked").count() == 9


def test_convolution_turns_the_kernel(seen: Any) -> None:
    box = part(seen, "slide")
    box.get_by_label("convolution", exact=True).focus()
    seen.page.keyboard.press("Space")
    expected = convolve2d(explorers.IMAGE, explorers.KERNEL)
    np.testing.assert_array_equal(cells(box, "output"), expected)


def test_image_and_kernel_can_be_written_into(seen: Any) -> None:
    box = part(seen, "slide")
    image, kernel = np.array(explorers.IMAGE), np.array(explorers.KERNEL)
    box.locator(".input input").first.focus()
    for key in ("ArrowRight", "ArrowDown", "-", "7"):
        seen.page.keyboard.press(key)
    image[1, 1] = -7
    np.testing.assert_array_equal(cells(box, "output"), correlate2d(image, kernel))
    box.locator(".kernel input").nth(4).fill("5")
    kernel[1, 1] = 5
    np.testing.assert_array_equal(cells(box, "output"), correlate2d(image, kernel))


def test_what_is_no_number_is_marked_and_changes_nothing(seen: Any) -> None:
    box = part(seen, "slide")
    field = box.locator(".input input").nth(7)
    before = cells(box, "output")
    field.fill("1e9")
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("cat")
    assert field.get_attribute("aria-invalid") == "true"
    np.testing.assert_array_equal(cells(box, "output"), before)
    box.locator(".kernel input").first.focus()
    assert field.input_value() == str(explorers.IMAGE[1][1])


# --- who meets whom --------------------------------------------------------------------------


@pytest.mark.parametrize("convention", ["correlation", "convolution"])
def test_the_sums_are_the_gradients(seen: Any, convention: str) -> None:
    box = part(seen, "meet")
    box.get_by_label("backward").check()
    box.get_by_label(convention, exact=True).check()
    delta, image, kernel = (
        np.array(a, dtype=float) for a in (explorers.DELTA, explorers.SMALL, explorers.CORNER)
    )
    turned = kernel if convention == "correlation" else kernel[::-1, ::-1]
    dx, dw, _ = conv2d_backward(
        delta[None, :, :, None], image[None, :, :, None], turned[None, None]
    )
    dw = dw[0, 0] if convention == "correlation" else dw[0, 0, ::-1, ::-1]
    for role, gradient in (("input", dx[0, :, :, 0]), ("kernel", dw)):
        for k, value in enumerate(gradient.ravel()):
            box.locator(f".{role} button").nth(k).focus()
            assert float(says(box).rpartition("=")[2]) == value


def test_a_pixel_shows_its_partners(seen: Any) -> None:
    box = part(seen, "meet")
    box.locator(".input button").first.hover()
    assert says(box).replace(" ", "") == "x0,0goesintoy0,0withw0,0."
    seen.page.keyboard.press("Tab")
    box.locator(".input button").first.focus()
    seen.page.keyboard.press("ArrowRight")
    assert box.locator(".output .marked").count() == box.locator(".kernel .marked").count() == 2


# --- a ball on a slope -----------------------------------------------------------------------


def test_the_step_size_decides(seen: Any) -> None:
    box = part(seen, "descent")
    pace = box.locator("input[type=range]").first
    pace.focus()
    assert "converges" in says(box)
    seen.page.keyboard.press("End")
    assert "diverges" in says(box)
    pace.fill("2")
    assert "oscillates" in says(box)
    seen.page.keyboard.press("ArrowLeft")
    assert "converges" in says(box)
    assert "side to side" in says(box)


def test_the_ball_starts_where_the_finger_is(seen: Any) -> None:
    box = part(seen, "descent")
    box.get_by_label("narrow valley, from above").check()
    frame = box.locator("svg").bounding_box()
    box.locator("svg").scroll_into_view_if_needed()
    box.locator("svg").click(position={"x": frame["width"] / 4, "y": frame["height"] / 2})
    shown = box.locator("svg").get_attribute("aria-label").replace("\N{MINUS SIGN}", "-")
    assert "from -1.5, 0 to" in shown
    assert box.locator("circle").count() == 13


# --- the network -----------------------------------------------------------------------------


def test_a_weight_of_zero_stops_the_delta(seen: Any) -> None:
    box = part(seen, "network")
    assert float(says(box).rpartition("=")[2].rstrip(".")) != 0
    field = box.get_by_label("w(2)01")
    field.focus()
    before = says(box)
    seen.page.keyboard.press("ArrowUp")
    assert says(box) != before
    field.fill("0")
    assert float(says(box).rpartition("=")[2].rstrip(".")) == 0


def test_steps_downhill_lower_the_loss(seen: Any) -> None:
    box = part(seen, "network")

    def loss() -> float:
        return float(says(box).partition("oss ")[2].split()[0].rstrip("."))

    losses = [loss()]
    for _ in range(3):
        box.get_by_role("button", name="One step downhill").focus()
        seen.page.keyboard.press("Enter")
        losses.append(loss())
    assert losses == sorted(losses, reverse=True)
    assert len(set(losses)) == 4
    box.get_by_role("button", name="Start again").click()
    assert loss() == losses[0]


# --- the page --------------------------------------------------------------------------------


def test_without_scripts_the_still_pictures_are_seen(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert [image.is_visible() for image in page.locator("figure img").all()] == [True] * 4
    context.close()


def test_with_scripts_they_give_way(seen: Any) -> None:
    assert not any(image.is_visible() for image in seen.page.locator("figure img").all())
    assert seen.page.locator(".explorer-live").count() == len(explorers.EXPLORERS)


def test_they_fit_a_narrow_screen(seen: Any) -> None:
    seen.resize(NARROW)
    assert seen.check("sidewaysScrolling") == []
    for box in seen.page.locator(".explorer-live").all():
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") <= 0


def test_a_dead_script_is_noticed(browser: Any, tmp_path: Path) -> None:
    dead = visit(browser, written(tmp_path, "<script>throw new Error('dead')</script>"))
    assert dead.complaints
    assert dead.page.locator(".explorer-live").count() == 0
    dead.page.close()
