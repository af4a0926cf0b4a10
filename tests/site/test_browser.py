"""Every page in a real browser, from its files: no request to a host, nothing clipped or wrong.

Needs Chromium (as an ordinary program, or as Playwright's own); where it is not installed these
tests are skipped and say so. Each check has a companion that shows the browser a wrong page.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = 1280, 390
THEMES = ("light", "dark")
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
QUESTIONS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
OWN = ("file:", "data:", "blob:", "about:")


def contents() -> list[str]:
    """The pages of the table of contents, and those that the builder adds."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [entry["file"] for part in toc["parts"] for entry in part["chapters"]]
    return [toc["root"], *chapters, "genindex", "search"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as driver:
        program = os.environ.get("CHROMIUM") or next(
            filter(None, map(shutil.which, PROGRAMS)), None
        )
        try:
            chromium = driver.chromium.launch(executable_path=program, args=FLAGS)
        except playwright_api.Error as error:
            pytest.skip(f"Chromium is not installed, so no page was loaded: {str(error)[:80]}")
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page as the browser shows it, and what happened on the way."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until what the scripts just changed has been drawn."""
        self.page.evaluate(
            "() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(() => d())))"
        )

    def resize(self, width: int) -> None:
        """Another width; scripts fit the page to it after a rest of 150 ms."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.wait_for_timeout(180)
        self.settle()

    def check(self, name: str) -> list[str]:
        """The answer of one of the questions in ``checks.js``."""
        return self.page.evaluate(f"() => {{ {QUESTIONS}; return checks.{name}(); }}")


def opened(browser: Any, width: int = WIDE, theme: str = "light") -> Visit:
    """A window without a page yet; what will happen in it is noted."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    log = Visit(page)
    page.on("request", lambda request: log.requests.append(request.url))
    page.on("requestfailed", lambda request: log.complaints.append(f"failed: {request.url}"))
    page.on("pageerror", lambda error: log.complaints.append(f"error: {error}"))
    page.on(
        "console",
        lambda entry: log.complaints.append(entry.text) if entry.type == "error" else None,
    )
    return log


def show(window: Visit, file: Path, width: int = WIDE) -> Visit:
    """Load a file in a window and wait until its mathematics is set.

    The next page in the same window takes half the time of one in a new window.
    """
    window.page.evaluate("() => document.body.replaceChildren()")  # not fitted to the width again
    window.page.set_viewport_size({"width": width, "height": 900})
    window.requests.clear()
    window.complaints.clear()
    window.page.goto(file.as_uri(), wait_until="load")
    window.page.evaluate("() => window.MathJax?.startup?.promise")
    window.settle()
    return window


def visit(browser: Any, file: Path, width: int = WIDE, theme: str = "light") -> Visit:
    """Load a file in a window of its own."""
    return show(opened(browser, width, theme), file, width)


# --- the checks ------------------------------------------------------------------------------


def foreign_requests(seen: Visit) -> list[str]:
    return [address for address in seen.requests if not address.startswith(OWN)]


def failed_formulas(seen: Visit) -> list[str]:
    """Formulas that MathJax could not read, and formulas left as text.

    Formulas in folded entries wait until the entry is opened: the first few are.
    """
    seen.page.evaluate(
        """() => [...document.querySelectorAll("details:not([open]) > .tex2jax_ignore")]
          .slice(0, 4).forEach(body => { body.parentElement.open = true; })"""
    )
    seen.settle()
    seen.page.evaluate("() => window.MathJax?.startup?.promise")
    return seen.check("failedFormulas")


def sideways_scrolling(seen: Visit) -> list[str]:
    """By how much the whole page is wider than the window, if it is."""
    return seen.check("sidewaysScrolling")


def clipped_content(seen: Visit) -> list[str]:
    """What is cut off, with no box around it that scrolls."""
    return seen.check("clippedContent")


def unreachable_scrollers(seen: Visit) -> list[str]:
    """Boxes that scroll sideways and that the keyboard does not reach."""
    return seen.check("unreachableScrollers")


def closed_solutions(seen: Visit) -> list[str]:
    """Hidden solutions that the keyboard does not open: a key is pressed on the first of a page."""
    first = seen.page.query_selector(".admonition.dropdown button.toggle-button")
    if first is not None:
        box = seen.page.query_selector(".admonition.dropdown:has(button.toggle-button)")
        before = box.bounding_box()["height"]
        first.focus()
        seen.page.keyboard.press("Enter")
        seen.settle()
        if not box.bounding_box()["height"] > before + 5:
            return [f"Enter does not open: {box.inner_text()[:60]!r}"]
    return seen.check("closedSolutions")


def too_much_code(seen: Visit) -> list[str]:
    """Code and proofs that take more of the reader's page than a quarter."""
    return seen.check("tooMuchCode")


def cut_pictures(seen: Visit) -> list[str]:
    """Pictures in steps that are wider than the column."""
    return seen.check("cutPictures")


def late_first_picture(seen: Visit) -> list[str]:
    """A chapter whose first picture is not in the first screen."""
    return seen.check("lateFirstPicture")


STILL_LATE = {"book/16_speed"}  # its first picture is measured by the chapter itself


def show_workshop(seen: Visit) -> None:
    """Press the switch, where there is one, and wait until what was folded is set."""
    seen.page.evaluate("() => document.querySelector('button.view-switch')?.click()")
    seen.settle()
    seen.page.evaluate("() => window.MathJax?.startup?.promise")


def axe_script() -> Path | None:
    """The accessibility checker axe-core, from the package that brings it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    return folder / "axe.min.js" if folder and (folder / "axe.min.js").is_file() else None


def accessibility(seen: Visit, met: dict[str, int] | None = None) -> list[str]:
    """What axe-core finds by WCAG 2.1 A and AA; the contrast of colours in both themes.

    `met` counts the kinds of text whose contrast has been looked at, on this page and others.
    """
    script = axe_script()
    if script is None:
        return []
    seen.page.evaluate(script.read_text(encoding="utf-8"))
    seen.page.evaluate(f"() => {{ {PLAINER} }}")
    found = _axe(seen, "light", {"type": "tag", "values": LEVELS}, without_rules=COLOURS)
    met = {} if met is None else met
    met |= seen.page.evaluate(f"met => {{ {FEW_OF_A_KIND} }}", met)
    colours = {"type": "rule", "values": COLOURS}
    return [*found, *(f"{t} theme, {f}" for t in THEMES for f in _axe(seen, t, colours))]


def around_the_text(seen: Visit) -> list[str]:
    """The same for what stands around the article, in both themes: side bars, head and foot."""
    script = axe_script()
    if script is None:
        return []
    seen.page.evaluate(script.read_text(encoding="utf-8"))
    rules = {"type": "tag", "values": LEVELS}
    return [f"{t}: {f}" for t in THEMES for f in _axe(seen, t, rules, without=["article"])]


COLOURS = ["color-contrast", "link-in-text-block"]
# A kind of element goes by a number of 32 bits, made from the tags, classes and styles up to the
# body: what is of one kind has one colour. What is hidden is not looked at, and counts for nothing.
KINDS = """
  const kinds = new WeakMap();
  const kind = e => {
    if (e === null || e === document.body) return 0;
    if (!kinds.has(e)) {
      const own = `${e.tagName}.${e.className}${e.getAttribute("style") ?? ""}`;
      let n = kind(e.parentElement);
      for (let k = 0; k < own.length; k++) n = Math.imul(n ^ own.charCodeAt(k), 16777619);
      kinds.set(e, n);
    }
    return kinds.get(e);
  };
  const wordsOf = e => [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
  const shown = among => [...document.querySelectorAll(among)].filter(
    e => wordsOf(e).length && e.checkVisibility({ visibilityProperty: true }));
  const isOneMore = (e, met) => (met[kind(e)] = (met[kind(e)] ?? 0) + 1) > 2;
"""
# Glyphs of formulas, lines of drawings and the words of code have no name or role of their own; two
# words of each kind stay, for their colours.
PLAINER = f"""{KINDS}
  for (const e of document.querySelectorAll("mjx-container")) e.replaceWith("formula");
  for (const e of document.querySelectorAll("svg[role=img]"))
    e.replaceChildren(...e.querySelectorAll("title"));
  const met = {{}};
  for (const e of shown("pre span"))
    if (!e.children.length && isOneMore(e, met)) e.replaceWith(e.textContent);
"""
# The checker takes its time: it looks at the contrast of two of each kind, whichever page they are
# on. The others are taken out, and then what holds no text that is seen.
FEW_OF_A_KIND = f"""{KINDS}
  for (const e of shown("body *"))
    if (isOneMore(e, met)) e.children.length ? wordsOf(e).forEach(n => n.remove()) : e.remove();
  const needed = new Set();
  for (const e of shown("body *"))
    for (let box = e; box && !needed.has(box); box = box.parentElement) needed.add(box);
  for (const e of document.querySelectorAll("body :not(style, link)"))
    if (!needed.has(e)) e.remove();
  return met;
"""


def _axe(
    seen: Visit,
    theme: str,
    rules: dict[str, Any],
    without: Sequence[str] = (),
    without_rules: Sequence[str] = (),
) -> list[str]:
    violations = seen.page.evaluate(
        """async ([theme, runOnly, without, rules]) => {
          const still = document.createElement("style");
          still.textContent = "*, ::before, ::after { transition: none !important }";
          document.head.append(still);
          document.documentElement.dataset.theme = theme;
          const found = await axe.run({ exclude: without.map(e => [e]) }, {
            runOnly, rules: Object.fromEntries(rules.map(name => [name, { enabled: false }])),
            resultTypes: ["violations"], preload: false });
          return found.violations;
        }""",
        [theme, rules, list(without), list(without_rules)],
    )
    return [
        f"{found['id']}: {node['target']} {node['html'][:100]}"
        for found in violations
        for node in found["nodes"][:5]
    ]


# --- every page ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Visit]:
    """One window for all pages."""
    seen = opened(browser)
    yield seen
    seen.page.close()


@pytest.fixture(scope="module")
def met() -> dict[str, int]:
    """The kinds of text whose contrast has been looked at on the pages so far."""
    return {}


@pytest.mark.parametrize("name", contents())
def test_page_in_the_browser(
    window: Visit, built_site: Path, met: dict[str, int], name: str
) -> None:
    seen = show(window, built_site / f"{name}.html")
    wrong: dict[str, list[str]] = {}
    wrong["too_much_code"] = too_much_code(seen)
    late = late_first_picture(seen)
    assert late or name not in STILL_LATE, f"{name} begins with its picture: strike it off"
    wrong["late_first_picture"] = [] if name in STILL_LATE else late
    for width in (WIDE, NARROW):
        if width != WIDE:
            seen.resize(width)
        for check in (sideways_scrolling, clipped_content, unreachable_scrollers, cut_pictures):
            wrong[f"{check.__name__} at {width}"] = check(seen)
    wrong["failed_formulas"] = failed_formulas(seen)
    show_workshop(seen)
    wrong["failed_formulas in the workshop"] = failed_formulas(seen)
    wrong["clipped_content in the workshop"] = clipped_content(seen)
    show_workshop(seen)  # and back
    wrong["closed_solutions"] = closed_solutions(seen)
    wrong["foreign_requests"] = foreign_requests(seen)
    wrong["accessibility"] = accessibility(seen, met)
    wrong["complaints"] = seen.complaints
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("name", ["book/map", "search"])
def test_what_stands_around_the_text_at_full_width(
    browser: Any, built_site: Path, name: str
) -> None:
    seen = visit(browser, built_site / f"{name}.html")
    assert around_the_text(seen) == []
    seen.page.close()


# --- the keyboard alone ----------------------------------------------------------------------


def focused(seen: Visit) -> str:
    """What has the focus, by its text or its name; nothing where the focus cannot be seen."""
    return seen.page.evaluate(
        """() => {
          const e = document.activeElement, style = getComputedStyle(e);
          const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
          return seen ? (e.innerText.trim() || e.getAttribute("aria-label") || "") : "";
        }"""
    )


def walk(seen: Visit, steps: int) -> list[str]:
    """What the tabulator key reaches, one after the other."""
    reached = []
    for _ in range(steps):
        seen.page.keyboard.press("Tab")
        reached.append(focused(seen))
    return reached


def test_the_keyboard_reaches_everything_in_order(browser: Any, built_site: Path) -> None:
    seen = visit(browser, built_site / "book" / "map.html")
    links = seen.page.locator(".bd-sidebar-primary a.reference").count()
    reached = walk(seen, links + 8)
    assert "" not in reached
    assert reached[0] == "Skip to main content"
    order = ["A map of the book", "Bibliography", "Notation", "Color mode"]
    places = [reached.index(name) for name in order]
    assert places == sorted(places)
    theme = seen.page.evaluate("() => document.documentElement.dataset.theme")
    while focused(seen) != "Color mode":
        seen.page.keyboard.press("Shift+Tab")
    for _ in range(3):  # dark, light, as the system has it
        seen.page.keyboard.press("Enter")
        if seen.page.evaluate("() => document.documentElement.dataset.theme") != theme:
            break
    assert seen.page.evaluate("() => document.documentElement.dataset.theme") != theme
    seen.page.close()


def test_a_focus_that_is_not_seen_is_noticed(browser: Any, tmp_path: Path) -> None:
    body = '<a href="#a">seen</a> <a href="#b" style="outline: none">not seen</a>'
    assert walk(shown(browser, tmp_path, body), 2) == ["seen", ""]


# --- search ----------------------------------------------------------------------------------


def results(seen: Visit) -> list[str]:
    """The titles that a search has found."""
    seen.page.wait_for_function(
        "() => /found|did not match/.test(document.querySelector('#search-results')?.innerText)"
    )
    return seen.page.evaluate(
        "() => [...document.querySelectorAll('#search-results li > a')].map(a => a.innerText)"
    )


SOUGHT = {
    "rot180": "Glossary",
    "delta": "6. The delta recursion",
    "softmax": "2. Activation functions",
    "sigma": "2. Activation functions",
    "Hadamard": "Glossary",
}


def test_search_finds_symbols_and_terms(browser: Any, built_site: Path) -> None:
    page = built_site / "search.html"
    seen = visit(browser, page)
    for word, title in SOUGHT.items():
        seen.page.goto(f"{page.as_uri()}?q={word}", wait_until="load")
        assert title in results(seen)[:10], word
    seen.page.goto(f"{page.as_uri()}?q=zyzzyva", wait_until="load")
    assert results(seen) == []
    assert (seen.complaints, foreign_requests(seen)) == ([], [])
    seen.page.close()


# --- each check notices ----------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title>
<style>article {{ width: 300px }} .scroll {{ overflow-x: auto }}</style></head>
<body><main><article><h1>A page</h1>{body}</article></main></body></html>"""

FINE = '<p>words</p><div class="scroll" tabindex="0"><pre>{}</pre></div>'.format("wide " * 200)
DISPLAY = (
    '<mjx-container display="true" style="display:block;{}">'
    '<mjx-math style="{}">x</mjx-math></mjx-container>'
)


def shown(browser: Any, folder: Path, body: str) -> Visit:
    (folder / "page.html").write_text(PAGE.format(body=body), encoding="utf-8")
    return visit(browser, folder / "page.html", NARROW)


def test_a_good_page_passes_in_the_browser(browser: Any, tmp_path: Path) -> None:
    seen = shown(browser, tmp_path, FINE)
    for check in (
        foreign_requests,
        failed_formulas,
        sideways_scrolling,
        clipped_content,
        unreachable_scrollers,
        closed_solutions,
        too_much_code,
        late_first_picture,
        cut_pictures,
    ):
        assert check(seen) == [], check.__name__
    assert seen.complaints == []


WRONG = [
    (
        too_much_code,
        '<p class="reading-time">chapter</p>'
        '<div class="cell_input" style="height: 900px">code</div>',
    ),
    (
        too_much_code,
        '<p class="reading-time">chapter</p>'
        '<div style="height: 2000px"><div class="proof" style="height: 900px">p</div></div>',
    ),
    (
        cut_pictures,
        '<div class="stepped"><div class="step scroll"><p style="width: 900px">w</p></div></div>',
    ),
    (late_first_picture, '<p class="reading-time">chapter</p><p>no picture</p>'),
    (
        late_first_picture,
        '<p class="reading-time">chapter</p><div class="explorer">picture</div>'
        '<details class="hide"><summary>Show code</summary>code</details>',
    ),
    (foreign_requests, '<img alt="a" src="http://127.0.0.1:9/picture.png">'),
    (foreign_requests, "<script>fetch('http://127.0.0.1:9/data').catch(() => 0)</script>"),
    (failed_formulas, "<mjx-container><mjx-merror>bad</mjx-merror></mjx-container>"),
    (failed_formulas, r'<p class="tex2jax_process">\(x\)</p>'),
    (failed_formulas, '<p class="tex2jax_process"><b>$x$</b></p>'),
    (
        failed_formulas,
        '<div class="tex2jax_process"><details><summary>more</summary>'
        '<div class="tex2jax_ignore">$x$</div></details></div>',
    ),
    (sideways_scrolling, '<p style="width: 900px">wide</p>'),
    (clipped_content, '<pre style="width: 900px; overflow: hidden">wide</pre>'),
    (
        clipped_content,
        '<div style="overflow: hidden">'
        + DISPLAY.format("", "display:block;width:900px")
        + "</div>",
    ),
    (clipped_content, DISPLAY.format("height:9px;overflow:auto", "display:block;height:60px")),
    (unreachable_scrollers, '<div class="scroll"><p style="width: 900px">wide</p></div>'),
    (closed_solutions, '<div class="admonition dropdown"><p>never</p></div>'),
    (
        closed_solutions,
        '<div class="admonition dropdown"><button class="toggle-button">dead</button></div>',
    ),
    (
        closed_solutions,
        '<div class="admonition dropdown"><button class="toggle-button" '
        "onclick=\"this.style.padding = this.style.padding ? '' : '9px'\">alive</button></div>"
        '<div class="admonition dropdown"><button class="toggle-button">dead</button></div>',
    ),
]


@pytest.mark.parametrize(
    ("check", "body"), WRONG, ids=[f"{c.__name__}-{k}" for k, (c, _) in enumerate(WRONG)]
)
def test_a_check_notices(browser: Any, tmp_path: Path, check: Any, body: str) -> None:
    assert check(shown(browser, tmp_path, body))


def test_complaints_are_heard(browser: Any, tmp_path: Path) -> None:
    body = "<script>console.error('one'); setTimeout(() => { throw new Error('two') })</script>"
    body += '<img alt="" src="missing.png">'
    text = " ".join(shown(browser, tmp_path, body).complaints)
    for word in ("one", "two", "missing.png"):
        assert word in text


NO_AXE = "axe-core (axe-playwright-python) is not installed, so accessibility was not checked"


@pytest.mark.skipif(axe_script() is None, reason=NO_AXE)
def test_the_accessibility_checker_notices(browser: Any, tmp_path: Path) -> None:
    body = '<p style="color: #ccc; background: #fff">faint</p><img src="data:,"><a href="#"></a>'
    found = " ".join(accessibility(shown(browser, tmp_path, body)))
    for rule in ("color-contrast", "image-alt", "link-name"):
        assert rule in found


@pytest.mark.skipif(axe_script() is None, reason=NO_AXE)
@pytest.mark.parametrize("mark", ['style="color: #ccc"', 'class="faint"'])
@pytest.mark.parametrize(("tag", "around"), [("p", "{}"), ("span", "<pre>{}</pre>")])
def test_a_faint_one_among_many_of_a_kind_is_noticed(
    browser: Any, tmp_path: Path, tag: str, around: str, mark: str
) -> None:
    words = f"<{tag}>dark</{tag}>" * 9 + f"<{tag} {mark}>faint</{tag}>"
    body = "<style>.faint { color: #ccc }</style>" + around.format(words)
    found = accessibility(shown(browser, tmp_path, body))
    assert [one.partition(":")[0] for one in found] == [
        f"{t} theme, color-contrast" for t in THEMES
    ]


@pytest.mark.skipif(axe_script() is None, reason=NO_AXE)
@pytest.mark.parametrize("hidden", ["<details><summary>more</summary>{}</details>", "{}"])
def test_what_is_hidden_does_not_stand_for_what_is_seen(
    browser: Any, tmp_path: Path, hidden: str
) -> None:
    style = "<style>p { color: #ccc }</style>"
    unseen = hidden.format("<p hidden>faint</p>" * 3)
    met: dict[str, int] = {}
    assert accessibility(shown(browser, tmp_path, style + unseen), met) == []
    assert len(accessibility(shown(browser, tmp_path, f"{style}{unseen}<p>faint</p>"), met)) == 2


@pytest.mark.skipif(axe_script() is None, reason=NO_AXE)
def test_a_kind_met_on_other_pages_is_not_looked_at_again(browser: Any, tmp_path: Path) -> None:
    style, faint = "<style>p { color: #ccc }</style>", "<p>faint</p>"
    met: dict[str, int] = {}
    assert len(accessibility(shown(browser, tmp_path, style + 2 * faint), met)) == 4
    assert accessibility(shown(browser, tmp_path, style + faint), met) == []
    other = '<p class="other">faint</p>'
    assert len(accessibility(shown(browser, tmp_path, style + other), met)) == 2


@pytest.mark.skipif(axe_script() is None, reason=NO_AXE)
def test_the_accessibility_checker_looks_at_the_dark_theme(browser: Any, tmp_path: Path) -> None:
    style = "<style>html[data-theme=dark] p { color: #222; background: #000 }</style>"
    found = accessibility(shown(browser, tmp_path, style + "<p>faint by night</p>"))
    assert len(found) == 1
    assert found[0].startswith("dark theme, color-contrast")
