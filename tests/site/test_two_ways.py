"""The reader's page and the workshop: what folds, what stays, and the switch between the two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from tests.site.test_browser import browser, focused, opened, visit
from tests.site.test_teaching import extension

__all__ = ["browser"]  # a fixture

BOOK = Path(__file__).resolve().parents[2] / "book"
two_ways = extension("two_ways")
CHAPTER = "10_kernel_gradient"

# --- what a cell is --------------------------------------------------------------------------


def cell(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"source": source, "outputs": list(outputs), "metadata": {"tags": list(tags)}}


def data(**mimes: Any) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "data": {m.replace("__", "/"): v for m, v in mimes.items()},
    }


def stated(html: str, *states: str) -> dict[str, Any]:
    records = {"statements": [{"states": list(states)}]}
    return {"output_type": "execute_result", "data": {"text/html": html, two_ways.MIME: records}}


def stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


PICTURE = data(image__png="AAAA")
PROOF = '<div class="proof tex2jax_process"><span class="proof-badge rung-1">proved</span></div>'
EXACT = PROOF.replace("rung-1", "rung-2")
REFUTED = '<div class="counterexample tex2jax_process">refuted</div>'
GLUED = data(**{"application/papermill.record__text/plain": "3"})

CELLS = [
    ("define", cell("def f(x):\n    return x")),
    ("define", cell("def f(x):\n    return x\nf(2)", data(text__plain="2"))),
    ("step", cell("def f(x):\n    return x", tags=("hide-input",))),
    ("result", cell("def f(x):\n    return x\nplot(f)", PICTURE)),
    ("setup", cell("import numpy as np\nuse_book_style()")),
    ("step", cell("import numpy as np\nx = np.zeros(3)")),
    ("step", cell("%load_ext autoreload")),
    ("check", cell("x = 1\nassert x == 1")),
    ("check", cell("for x in a:\n    assert x == 1")),
    ("check", cell("x = 1\nglue('x', x)\nassert x == 1", GLUED)),
    ("result", cell("plot(x)", PICTURE)),
    ("result", cell("print(x)", stream("3\n"))),
    ("proof", cell("prove(a, b)", stated(PROOF, "eq-a"))),
    ("proof", cell("print(prove(a, b))", stream("The bias: proved for every size\n"))),
    ("result", cell("prove(a, b)", stated(PROOF, "eq-unknown"))),
    ("result", cell("prove(a, b)", stated(PROOF))),
    ("proof", cell("prove_exact(a, b)", stated(EXACT))),
    ("proof", cell("refute(a, b)", stated(REFUTED))),
    ("result", cell("refute(a, b); plot(a)", stated(REFUTED), PICTURE)),
    ("proof", cell("def f(i):\n    return i\nprove(f(1), 1)", stated(PROOF, "eq-a"))),
]


@pytest.mark.parametrize(("expected", "one"), CELLS, ids=[c["source"][:20] for _, c in CELLS])
def test_the_kind_of_a_cell_follows_from_code_and_outputs(expected: str, one: Any) -> None:
    assert two_ways.kind(one, {"eq-a", "eq-b"}) == expected


def test_every_kind_has_an_example_and_a_cell_of_the_book() -> None:
    assert {kind for kind, _ in CELLS} == set(two_ways.KINDS)
    cells = [c for page in BOOK.glob("[0-8]*.ipynb") for c in json.loads(page.read_text())["cells"]]
    found = {two_ways.kind(c) for c in cells if c["cell_type"] == "code"}
    assert found | {"proof"} == set(two_ways.KINDS)


SENTENCES = {
    "assert a == b": "a = b",
    "assert np.allclose(a, b)": "a ≈ b",
    "assert np.array_equal(a.tolist(), b) and c < 1e-3": "a = b and c &lt; 0.001",
    "assert a <= b != c": "a ≤ b ≠ c",
    "assert x in y\nassert report.ok": "x is among y; report.ok",
}


@pytest.mark.parametrize("source", SENTENCES)
def test_an_assert_becomes_the_sentence_that_was_checked(source: str) -> None:
    assert two_ways.checked(cell(source)) == f"Checked: <code>{SENTENCES[source]}</code>"


def test_many_asserts_are_counted() -> None:
    source = "\n".join(f"assert {'a' * 30}{k} == {k}" for k in range(5))
    assert two_ways.checked(cell(source)).endswith("</code> and 3 more")


# --- how it is arranged ----------------------------------------------------------------------


def arranged(one: dict[str, Any], **attributes: Any) -> nodes.Element:
    source = nodes.container(
        "", nodes.literal_block("", one["source"]), nb_element="cell_code_source"
    )
    output = nodes.container("", nodes.raw("", "out", format="html"), nb_element="cell_code_output")
    box = nodes.container("", source, output, nb_element="cell_code", **attributes)
    two_ways.arrange(box, one, {"eq-a"})
    return box


def test_code_folds_and_a_picture_stays() -> None:
    box = arranged(cell("plot(x)", PICTURE), hide_mode="input")
    assert [type(child).__name__ for child in box.children] == ["fold", "container"]
    assert "hide_mode" not in box


def test_a_cell_that_is_hidden_whole_folds_whole() -> None:
    (fold,) = arranged(cell("print(x)", stream("3\n")), hide_mode="all").children
    assert len(fold.children) == 2


def test_code_that_defines_stays() -> None:
    box = arranged(cell("def f():\n    pass"))
    assert not list(box.findall(two_ways.fold))
    assert "kind-define" in box["classes"]


def test_a_proof_folds_with_its_code() -> None:
    (fold,) = arranged(cell("prove(a, b)", stated(PROOF, "eq-a"))).children
    assert len(fold.children) == 2


def test_theorems_have_links_to_copy() -> None:
    box = '<div class="proof theorem admonition" id="thm-a">\n<p class="admonition-title">T</p>'
    assert 'href="#thm-a"' in two_ways.with_links(box)
    assert two_ways.with_links("<p>no theorem</p>") == "<p>no theorem</p>"


# --- in the browser --------------------------------------------------------------------------

VISIBLE = "n => [...document.querySelectorAll(n)].filter(e => e.checkVisibility()).length"


@pytest.fixture
def page(browser: Any, built_site: Path) -> Iterator[Any]:
    seen = visit(browser, built_site / "book" / f"{CHAPTER}.html")
    yield seen
    seen.page.close()


def count(seen: Any, what: str) -> int:
    return seen.page.evaluate(VISIBLE, what)


def total(seen: Any, what: str) -> int:
    return seen.page.locator(what).count()


def press_switch(seen: Any) -> None:
    """By keyboard: the tabulator until the button has the focus, then Enter."""
    for _ in range(120):
        seen.page.keyboard.press("Tab")
        if focused(seen) == "Workshop":
            break
    assert focused(seen) == "Workshop"
    seen.page.keyboard.press("Enter")
    seen.settle()


OUTSIDE = ".cell_input:not(.admonition *)"  # solutions are hidden in both


def test_one_switch_shows_the_workshop_and_is_kept(page: Any, built_site: Path) -> None:
    button = page.page.locator("button.view-switch")
    assert button.get_attribute("aria-pressed") == "false"
    assert 0 < count(page, OUTSIDE) < total(page, OUTSIDE) / 2
    assert count(page, "details.hide > summary") == 0
    press_switch(page)
    assert button.get_attribute("aria-pressed") == "true"
    assert count(page, OUTSIDE) == total(page, OUTSIDE)
    assert count(page, "details.fold > summary") == 0
    page.page.goto((built_site / "book" / "06_delta_recursion.html").as_uri())
    assert button.get_attribute("aria-pressed") == "true"
    assert count(page, OUTSIDE) == total(page, OUTSIDE)


def test_a_proof_opens_in_place_with_its_formula(page: Any) -> None:
    line = page.page.locator(".kind-proof > details.fold.says > summary").first
    assert count(page, ".kind-proof .proof-claim") == 0
    line.focus()
    page.page.keyboard.press("Enter")
    page.page.wait_for_function(
        "() => document.querySelector('.kind-proof details[open] .proof-claim mjx-container')"
    )


def test_without_scripts_everything_is_in_sight(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    seen = context.new_page()
    seen.goto((built_site / "book" / f"{CHAPTER}.html").as_uri())
    for what in ("details.fold > .cell_input", "details.fold .proof-claim:not(:empty)"):
        boxes = seen.locator(what)
        assert boxes.count() >= 5
        assert all(box.is_visible() for box in boxes.all())
    assert not any(line.is_visible() for line in seen.locator("details.fold > summary").all())
    assert not seen.locator("button.view-switch").is_visible()
    context.close()


def test_paper_shows_the_readers_page(page: Any) -> None:
    press_switch(page)
    page.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.page.evaluate("() => document.documentElement.dataset.view") == "reader"
    page.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.page.evaluate("() => document.documentElement.dataset.view") == "workshop"


def test_the_contents_mark_where_the_reader_is(page: Any) -> None:
    wrong = []
    for link in page.page.locator("nav.page-toc a[href^='#']").all()[:6]:
        place = link.get_attribute("href")
        page.page.evaluate(
            "id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", place[1:]
        )
        page.page.mouse.wheel(0, 60)
        page.page.wait_for_timeout(120)
        here = page.page.locator("nav.page-toc a[aria-current]")
        if here.count() != 1 or here.get_attribute("href") != place:
            wrong.append((place, here.all_inner_texts()))
    assert wrong == []


def test_a_page_in_a_window_of_its_own_begins_as_the_readers(
    browser: Any, built_site: Path
) -> None:
    seen = opened(browser)
    seen.page.goto((built_site / "book" / "intro.html").as_uri())
    assert seen.page.evaluate("() => document.documentElement.dataset.view") == "reader"
    assert not seen.page.locator("button.view-switch").is_visible()
    seen.page.close()


def test_no_repeated_pills_in_tables_of_proofs() -> None:
    table = '<td>x<br><span class="proof-badge rung-1" title="every size">every</span></td>'
    (shown,) = [two_ways.TICKS.sub(two_ways.TICK, table)]
    assert "proof-badge" not in shown
    assert re.search(r'aria-label="every size">✓', shown)
