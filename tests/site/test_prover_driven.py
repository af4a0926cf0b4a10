"""The prover in a browser, served, with every request noted: it proves, refutes, and explains.

The page is made from the parts that the book's extension writes, so these tests need no built book.
They need Chromium, and Pyodide's archive in the cache (`python book/_ext/bundle.py` fetches it);
where one is missing they are skipped and say so.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import bundle
import offline
import prover
import pytest
from presets import as_data, presets

from tests.site.test_browser import NARROW, PAGE, browser, opened

BOOK = Path(__file__).resolve().parents[2] / "book"
FIRST = 90_000  # milliseconds for the first answer on a busy machine
NEXT = 60_000
__all__ = ["browser"]  # the fixture


def written(folder: Path, megabytes: float) -> Path:
    """The page with the desk, beside all that it uses."""
    static = folder / "_static"
    static.mkdir()
    for name in ("prove.js", "prove-worker.mjs", "custom.css"):
        shutil.copy(BOOK / "_static" / name, static)
    for name in offline.MATHJAX:
        source, target = offline.mathjax_folder() / name, static / "mathjax" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    offered = presets(BOOK)
    (static / "prove-presets.js").write_text(as_data(offered), encoding="utf-8")
    desk = prover.desk(prover.options(offered), "_static", megabytes)
    scripts = "".join(
        f'<script defer src="_static/{name}"></script>'
        for name in ("mathjax/tex-chtml-full.js", "prove-presets.js", "prove.js")
    )
    style = '<link rel="icon" href="data:,"><link rel="stylesheet" href="_static/custom.css">'
    html = PAGE.format(body=style + desk + scripts).replace("width: 300px", "")
    html = html.replace('<html lang="en">', '<html lang="en" data-theme="light">')
    html = html.replace("<title>", '<link rel="icon" href="data:,"><title>')
    (folder / "page.html").write_text(html, encoding="utf-8")
    return folder / "page.html"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page, from a server of its own."""
    try:
        core = bundle.archive(fetch=False)
    except bundle.BundleError as error:
        pytest.skip(f"no bundle, so nothing is proved in a browser: {error}")
    folder = tmp_path_factory.mktemp("prover")
    written(folder, 18)
    bundle.write(folder / prover.FOLDER, core)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def desk(browser: Any, served: str) -> Iterator[Any]:
    """The page, open in one window: its prover starts once for all tests."""
    seen = opened(browser)
    seen.page.goto(f"{served}page.html#thm-kernel-gradient-1d")
    yield seen
    seen.page.close()


def typed(seen: Any, text: str, kind: str = "code", where: str = "") -> None:
    seen.page.locator(f'input[name=kind][value="{kind}"]').check()
    seen.page.locator("textarea[name=text]").fill(text)
    if kind == "latex":
        seen.page.locator("textarea[name=where]").fill(where)


def asked(seen: Any, wait: int = NEXT) -> str:
    """Press the keys; the line that says how it ended."""
    seen.page.locator("textarea[name=text]").press("Control+Enter")
    seen.page.locator(".prover-run:not([disabled])").wait_for(timeout=wait)
    return str(seen.page.locator(".prover-state").inner_text())


def answers(seen: Any) -> Any:
    return seen.page.locator(".prover-answers")


def test_nothing_of_the_prover_is_asked_for_until_it_is_wanted(desk: Any) -> None:
    assert desk.page.locator("textarea[name=text]").input_value().startswith("from cnn_core")
    assert not [address for address in desk.requests if "/prover/" in address]


def test_a_theorem_is_proved_and_typeset_with_its_steps(desk: Any) -> None:
    assert asked(desk, FIRST).startswith("Proved")
    assert answers(desk).locator(".proof-badge.rung-1").count() == 1
    assert answers(desk).locator(".derivation-step").count() > 2
    answers(desk).locator(".derivation-step mjx-container").first.wait_for(state="attached")


def test_a_changed_theorem_is_refuted_with_numbers(desk: Any) -> None:
    text = desk.page.locator("textarea[name=text]").input_value()
    changed = text.replace("x[i + p]", "x[i + p + 1]")
    assert changed != text
    typed(desk, changed)
    assert asked(desk).startswith("Refuted")
    assert "the truth is" in answers(desk).locator(".counterexample").inner_text()


def test_a_formula_is_judged(desk: Any) -> None:
    layer = r"E = \sum_i \delta_i y_i,\; y_i = \sum_{m=0}^{k-1} w_m x_{i+m}"
    right = r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k} \delta_i x_{i+p}"
    typed(desk, right, "latex", layer)
    assert asked(desk).startswith("Proved")
    assert "Understood" in answers(desk).inner_text()
    typed(desk, right.replace("x_{i+p}", "x_{i-p}"), "latex", layer)
    assert asked(desk).startswith("Refuted")


@pytest.mark.parametrize(
    ("kind", "text", "marked"),
    [
        ("code", "from cnn_core.symbolic import sizes\nn, = sizes('n'\nn + 1", "("),
        ("code", "from cnn_core.symbolic import prove\n\nprove(oops, 1, label='')", "p"),
        ("latex", r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k \delta_i", "{"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(desk: Any, kind: str, text: str, marked: str) -> None:
    typed(desk, text, kind)
    assert asked(desk).startswith("Not understood")
    assert answers(desk).locator("mark").inner_text() == marked
    assert desk.page.locator("textarea[name=text]").get_attribute("aria-invalid") == "true"


def test_what_takes_long_can_be_stopped_and_another_question_asked(desk: Any) -> None:
    typed(desk, "while True: pass")
    desk.page.locator("textarea[name=text]").press("Control+Enter")
    desk.page.locator(".prover-state", has_text="Proving").wait_for(timeout=NEXT)
    desk.page.locator(".prover-stop").click()
    assert desk.page.locator(".prover-state").inner_text() == "Stopped."
    typed(desk, "1 + 1")
    assert "Nothing was claimed" in asked(desk, FIRST)


def test_what_runs_too_long_is_stopped(desk: Any) -> None:
    desk.page.evaluate("document.querySelector('.prover').dataset.seconds = '1'")
    typed(desk, "while True: pass")
    assert asked(desk).startswith("Stopped after 1 s")
    desk.page.evaluate("document.querySelector('.prover').dataset.seconds = '60'")


def test_no_request_went_to_another_host(desk: Any, served: str) -> None:
    assert [address for address in desk.requests if "/prover/" in address]
    assert [address for address in desk.requests if not address.startswith(served)] == []
    assert desk.complaints == []


def test_a_link_leads_to_its_theorem(desk: Any) -> None:
    desk.page.evaluate("location.hash = 'thm-delta-recursion'")
    desk.page.wait_for_function(
        "document.querySelector('.prover-preset').value === 'thm-delta-recursion'"
    )
    assert "Delta recursion" in desk.page.locator("textarea[name=text]").input_value()
    assert desk.page.locator(".prover-shelf").input_value() == "Theorems"


def test_it_fits_a_narrow_screen(desk: Any) -> None:
    desk.resize(NARROW)
    assert desk.check("sidewaysScrolling") == []
    assert desk.check("clippedContent") == []


# --- where there is no prover ------------------------------------------------------------------


@pytest.mark.parametrize(("megabytes", "said"), [(0, "without the prover"), (18, "http.server")])
def test_the_page_says_why_it_cannot_prove(
    browser: Any, tmp_path: Path, megabytes: int, said: str
) -> None:
    seen = opened(browser)
    seen.page.goto(written(tmp_path, megabytes).as_uri())
    assert said in seen.page.locator(".prover-note").inner_text()
    assert seen.page.locator(".prover-run").is_disabled()
    assert seen.page.locator("textarea[name=text]").input_value().startswith("from ")
    seen.page.close()
