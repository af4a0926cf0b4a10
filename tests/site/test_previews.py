"""What a link leads to is shown beside it, from the same page and from another."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.site.test_browser import browser, visit

BOOK = Path(__file__).resolve().parents[2] / "book"
__all__ = ["browser"]  # the fixture


def extension() -> ModuleType:
    spec = importlib.util.spec_from_file_location("previews", BOOK / "_ext" / "previews.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["previews"] = module
    spec.loader.exec_module(module)
    return module


previews = extension()

LINK = '<a class="reference internal" href="{}">{}</a>'
ONE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>one</title>
<link rel="stylesheet" href="custom.css"><script src="reader.js"></script></head>
<body><article class="bd-article"><p>
{LINK.format("#thm-near", "near")} {LINK.format("two.html#equation-eq-far", "far")}
{LINK.format("two.html#term-delta", "term")} {LINK.format("two.html#fig-none", "none")}
{LINK.format("two.html", "page")}</p><div style="height: 3000px"></div>
<div class="theorem" id="thm-near">A theorem on this page.</div></article></body></html>"""
TWO = """<!DOCTYPE html><html lang="en"><title>two</title><article>
<div class="math" id="equation-eq-far"><span class="eqno">(1.1)<a class="headerlink" href="#x">#</a>
</span>far away</div><dl><dt id="term-delta">delta<a class="headerlink" href="#y">#</a></dt>
<dd><p>What flows back.</p></dd></dl></article></html>"""


def written(folder: Path) -> Path:
    for name in ("reader.js", "custom.css"):
        (folder / name).write_text((BOOK / "_static" / name).read_text("utf-8"), "utf-8")
    (folder / "one.html").write_text(ONE, "utf-8")
    (folder / "two.html").write_text(TWO, "utf-8")
    previews.write_script(folder, folder / "previews.js")
    return folder / "one.html"


def test_an_element_ends_where_its_own_end_tag_stands() -> None:
    inner = '<div id="a">one <div>two</div><divider></divider></div>'
    assert previews.element(f"<div>{inner} three</div>", 5) == inner
    with pytest.raises(ValueError, match="its end tag is missing"):
        previews.element("<div><div>one</div>", 0)


def test_what_other_pages_refer_to_is_gathered(tmp_path: Path) -> None:
    written(tmp_path)
    found = previews.gather(tmp_path)
    assert set(found) == {"two.html#equation-eq-far", "two.html#term-delta"}
    assert "far away" in found["two.html#equation-eq-far"]
    assert "What flows back." in found["two.html#term-delta"]
    for html in found.values():
        assert "headerlink" not in html
        assert "id=" not in html


def test_the_built_book_has_a_preview_for_every_reference(built_site: Path) -> None:
    script = (built_site / "_static" / "previews.js").read_text(encoding="utf-8")
    held = json.loads(script.removeprefix("window.bookPreviews = ").rstrip(";\n"))
    folder = built_site / "book"
    asked = previews.wanted(sorted(folder.glob("*.html")))
    missing = [
        f"{file.name}#{place}"
        for file, places in asked.items()
        for place in places
        if f"{file.name}#{place}" not in held
    ]
    assert held
    assert missing == []


# --- in the browser --------------------------------------------------------------------------


@pytest.fixture
def seen(browser: Any, tmp_path: Path) -> Iterator[Any]:
    result = visit(browser, written(tmp_path))
    yield result
    assert result.complaints == []
    result.page.close()


def wait_for_preview(seen: Any, text: str) -> None:
    """A preview with this text opens, on a busy machine in its own time; or else this raises."""
    seen.page.locator(".preview", has_text=text).wait_for(timeout=10_000)


def shown(seen: Any) -> str:
    """The text of the preview that is there when all waiting is over, if one is."""
    seen.page.wait_for_timeout(350)
    box = seen.page.locator(".preview")
    return str(box.inner_text()) if box.count() else ""


@pytest.mark.parametrize(
    ("name", "text"),
    [("near", "A theorem on this page."), ("far", "far away"), ("term", "What flows back.")],
)
def test_the_pointer_rests_on_a_link(seen: Any, name: str, text: str) -> None:
    seen.page.get_by_role("link", name=name).hover()
    wait_for_preview(seen, text)
    seen.page.mouse.move(600, 700)
    assert shown(seen) == ""


def test_the_keyboard_shows_and_hides(seen: Any) -> None:
    seen.page.keyboard.press("Tab")
    wait_for_preview(seen, "A theorem")
    link = seen.page.get_by_role("link", name="near")
    assert link.get_attribute("aria-describedby") == "preview"
    seen.page.keyboard.press("Escape")
    assert shown(seen) == ""
    assert link.get_attribute("aria-describedby") is None
    seen.page.keyboard.press("Tab")
    wait_for_preview(seen, "far away")
    assert "A theorem" not in shown(seen)


def test_the_link_stays_in_sight_and_the_preview_can_be_entered(seen: Any) -> None:
    link = seen.page.get_by_role("link", name="far")
    link.hover()
    wait_for_preview(seen, "far away")
    box, frame = seen.page.locator(".preview").bounding_box(), link.bounding_box()
    assert box["y"] >= frame["y"] + frame["height"] or box["y"] + box["height"] <= frame["y"]
    seen.page.mouse.move(box["x"] + 10, box["y"] + 10, steps=6)
    seen.page.wait_for_timeout(400)
    assert "far away" in shown(seen)


@pytest.mark.parametrize("name", ["none", "page"])
def test_a_link_with_nothing_to_show_shows_nothing(seen: Any, name: str) -> None:
    seen.page.get_by_role("link", name=name).hover()
    assert shown(seen) == ""


def test_what_is_in_sight_is_not_shown_twice(seen: Any) -> None:
    seen.page.evaluate("() => { document.querySelector('div').style.height = '10px' }")
    seen.page.get_by_role("link", name="near").hover()
    assert shown(seen) == ""
