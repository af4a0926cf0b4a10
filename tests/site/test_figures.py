"""On a narrow screen a figure with small letters can be shown in its own size; and typography."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.site.test_browser import NARROW, WIDE, browser, visit

BOOK = Path(__file__).resolve().parents[2] / "book"
__all__ = ["browser"]  # the fixture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="200" viewBox="0 0 {0} 200"></svg>'
)
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title>
<link rel="stylesheet" href="custom.css"><script src="reader.js"></script></head>
<body><main><article class="bd-article" style="max-width: 700px"><h1>A page</h1>
<figure><img src="wide.svg" alt="A wide figure"><figcaption>Wide</figcaption></figure>
<figure><img src="small.svg" alt="A small figure"></figure></article></main></body></html>"""


@pytest.fixture
def seen(browser: Any, tmp_path: Path) -> Iterator[Any]:
    for name in ("reader.js", "custom.css"):
        (tmp_path / name).write_text((BOOK / "_static" / name).read_text("utf-8"), "utf-8")
    for name, width in (("wide", 670), ("small", 300)):
        (tmp_path / f"{name}.svg").write_text(SVG.format(width), encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    result = visit(browser, tmp_path / "page.html", NARROW)
    yield result
    assert result.complaints == []
    result.page.close()


def test_a_figure_is_enlarged_by_the_keyboard_and_fits_again(seen: Any) -> None:
    figure = seen.page.get_by_alt_text("A wide figure")
    assert figure.bounding_box()["width"] <= NARROW
    seen.page.get_by_role("button", name="Enlarge the figure").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_timeout(100)
    assert figure.bounding_box()["width"] == 670
    assert seen.check("sidewaysScrolling") == seen.check("clippedContent") == []
    assert seen.check("unreachableScrollers") == []
    seen.page.get_by_role("button", name="Fit the figure to the page").click()
    assert figure.bounding_box()["width"] <= NARROW


def test_only_what_is_made_small_can_be_enlarged(seen: Any) -> None:
    assert seen.page.locator("button.enlarge:visible").count() == 1
    seen.resize(WIDE)
    assert seen.page.locator("button.enlarge:visible").count() == 0


# --- a formula and the comma after it --------------------------------------------------------


def typography() -> ModuleType:
    spec = importlib.util.spec_from_file_location("typography", BOOK / "_ext" / "typography.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MATH = '<span class="math notranslate nohighlight">\\(x\\)</span>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"if {MATH}, then", f'if <span class="together">{MATH},</span> then'),
        (f"({MATH}) is", f'<span class="together">({MATH})</span> is'),
        (f"the {MATH}-th", f'the <span class="together">{MATH}-th</span>'),
        (r"is \(4\).", r'is <span class="together">\(4\).</span>'),
        (r"\(a\) and \(b\);", r'\(a\) and <span class="together">\(b\);</span>'),
        (f"{MATH} is", f"{MATH} is"),
        (r"<code>\(4\).</code>", r"<code>\(4\).</code>"),
        (r'<img alt="\(4\).">', r'<img alt="\(4\).">'),
    ],
)
def test_a_formula_keeps_its_punctuation(before: str, after: str) -> None:
    assert typography().kept_together(before) == after
