"""JupyterLite beside the site, the link to it, and launch buttons where a repository is named.

All of JupyterLite is built and checked by ``make lite``; here its parts are, and what was built if
it is there and as new as the chapters.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

import cnn_core
from tools import lite, lite_glue, make_env

ROOT = lite.ROOT
BOOK = [ROOT / "book" / f"{name}.ipynb" for name in ("00_notation", "16_speed")]
SCRIPT = f"extensions/{lite.KERNEL}/static/comlink.worker.0123.js"


# --- a chapter's copy ---------------------------------------------------------------------------


def chapter(*tags: str) -> nbformat.NotebookNode:
    """A notebook of one text and one cell with tags for each argument."""
    cells = [nbformat.v4.new_markdown_cell("Text")]
    for tag in tags:
        cells.append(nbformat.v4.new_code_cell("1", metadata={"tags": tag.split()}))
    return nbformat.v4.new_notebook(cells=cells)


def test_a_copy_names_the_kernel_that_is_there_and_shows_its_outputs() -> None:
    book = nbformat.read(BOOK[0], as_version=4)
    before = nbformat.writes(book)
    copy = lite.for_browser(book)
    assert copy.metadata.kernelspec == lite.KERNELSPEC
    pairs = zip(book.cells, (c for c in copy.cells if not c.id.startswith("note-")), strict=True)
    for mine, theirs in pairs:
        assert theirs.source == mine.source or "{glue" in mine.source
        assert theirs.get("outputs") == mine.get("outputs")
        assert theirs.metadata.get("trusted", False) == (mine.cell_type == "code")
    assert nbformat.writes(book) == before
    nbformat.validate(copy)


def test_cells_that_may_fail_do_not_stop_a_run_and_are_announced_once() -> None:
    copy = lite.for_browser(chapter("", "needs-mnist", "measured", "needs-mnist measured"))
    kinds = [cell.get("id") if cell.cell_type == "markdown" else "code" for cell in copy.cells]
    assert kinds[1:] == ["code", "note-needs-mnist", "code", "note-measured", "code", "code"]
    failing = ["raises-exception" in cell.metadata.get("tags", []) for cell in copy.cells]
    assert failing == [False, False, False, True, False, True, True]


def test_a_glued_value_is_filled_in_as_in_the_book() -> None:
    record = f"{lite_glue.PREFIX}text/plain"
    book = chapter("")
    book.cells[1].outputs = [
        nbformat.v4.new_output("display_data", data={mime: text}, metadata={"scrapbook": key})
        for mime, text, key in (
            (record, "22.96", {"name": "moved", "mime_prefix": lite_glue.PREFIX}),
            ("text/plain", "1048576", {"name": "shrink", "mime_prefix": ""}),
            (record, "'seven'", {"name": "word", "mime_prefix": lite_glue.PREFIX}),
        )
    ]
    roles = "{glue:text}`moved:.0f` {glue:text}`shrink:,` {glue:text}`word` {glue:}`word`"
    book.cells[0].source = roles + " {glue:text}`other`"
    shown = lite.for_browser(book).cells[0].source
    assert shown == "23 1,048,576 seven seven {glue:text}`other`"


def test_no_chapter_shows_an_unfilled_value() -> None:
    for path in lite.chapters():
        copy = lite.for_browser(nbformat.v4.reads(path.read_text(encoding="utf-8")))
        assert not [c.source for c in copy.cells if c.cell_type != "code" and "{glue" in c.source]


# --- what the browser has -----------------------------------------------------------------------


def test_the_browser_has_all_that_is_imported() -> None:
    assert lite.absent(lite.code_to_run()) == set()


@pytest.mark.parametrize(
    "code", ["import tensorflow.nn as nn", "from tensorflow import nn", "%time\nimport tensorflow"]
)
def test_what_the_browser_lacks_is_noticed(code: str) -> None:
    assert lite.absent(["import numpy", code]) == {"tensorflow"}


def test_without_pooch_it_is_said_how_to_get_at_mnist(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pooch", None)
    monkeypatch.setenv("CNN_CORE_DATA", str(tmp_path))
    assert not cnn_core.mnist_available()
    with pytest.raises(ConnectionError, match=r"without pooch.*Pass the folder of the four files"):
        cnn_core.load_mnist()


def test_all_code_is_looked_at() -> None:
    code = "\n".join(lite.code_to_run())
    for line in ("from scipy import signal", "from sklearn.datasets import", "import pooch"):
        assert line in code


def test_a_kernel_starts_with_every_package() -> None:
    data = lite.settings(["a-1-py3-none-any.whl"])["jupyter-config-data"]
    options = data["litePluginSettings"][f"{lite.KERNEL}:kernel"]["loadPyodideOptions"]
    *names, wheel = options["packages"]
    assert names == list(lite.FROM_PYODIDE)
    assert urljoin(f"https://a.org/book/lite/{SCRIPT}", wheel) == (
        "https://a.org/book/lite/pypi/a-1-py3-none-any.whl"
    )


def test_the_stand_in_for_glue_publishes_what_the_real_one_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import myst_nb
    from myst_nb.ext import glue as real

    said: list[tuple[Any, Any]] = []
    monkeypatch.setattr(
        "IPython.core.formatters.format_display_data", lambda v: ({"text/plain": repr(v)}, {})
    )
    for place in (real, "IPython.display.display"):
        path = "myst_nb.ext.glue.ipy_display" if place is real else place
        monkeypatch.setattr(path, lambda data, **options: said.append((data, options)))
    for display in (True, False):
        myst_nb.glue("one", 1.5, display)
        lite_glue.glue("one", 1.5, display)
    assert said[0] == said[1] != said[2] == said[3]


# --- versions -----------------------------------------------------------------------------------


def test_the_tools_are_named_exactly_and_belong_together() -> None:
    text = lite.REQUIREMENTS.read_text(encoding="utf-8")
    pins = re.findall(r"^(jupyterlite[\w-]+)(?:\[\w+\])?==(\d+\.\d+)\.", text, re.MULTILINE)
    assert [name for name, _ in pins] == ["jupyterlite-core", "jupyterlite-pyodide-kernel"]
    assert len({version for _, version in pins}) == 1
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(re.match(r"[\w-]+(\[\w+\])?==[\d.]+(\s|$)", line) for line in lines)


def test_other_versions_are_those_of_the_book() -> None:
    pins = lite.constraints((ROOT / "requirements.txt").read_text(encoding="utf-8")).splitlines()
    assert all(re.fullmatch(r"[\w.-]+==\S+", pin) for pin in pins)
    assert any(pin.startswith("jupyter_server==") for pin in pins)
    assert not any(pin.startswith("-e") for pin in pins)
    assert lite.constraints("numpy>=2\n-e .\n") == ""


# --- a built folder -----------------------------------------------------------------------------


WHEELS = ("cnn_core", "myst_nb")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the one that is built, with two chapters."""
    monkeypatch.setattr(lite, "chapters", lambda: BOOK)
    folder = tmp_path / "lite"
    lite.write_contents(folder / "files")
    listed = {"content": [{"name": path.name} for path in BOOK]}
    wheels: dict[str, dict[str, Path]] = {f"{w}-1-py3-none-any.whl": {} for w in WHEELS}
    for name, path in lite.modules().items():
        wheel = "cnn_core" if name.startswith("cnn_core/") else "myst_nb"
        wheels[f"{wheel}-1-py3-none-any.whl"][name] = path
    settings = lite.settings(wheels)
    settings["jupyter-config-data"]["federated_extensions"] = [{"name": lite.KERNEL}]
    texts = {
        "lab/index.html": "JupyterLab",
        "api/contents/book/all.json": json.dumps(listed),
        "jupyter-lite.json": json.dumps(settings),
        SCRIPT: "work()",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "pypi").mkdir()
    for wheel, files in wheels.items():
        with zipfile.ZipFile(folder / "pypi" / wheel, "w") as archive:
            for name, path in files.items():
                archive.write(path, name)
    return folder


def test_a_right_folder_has_no_faults(built: Path) -> None:
    assert list(lite.faults(built)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("lab/index.html", None, None, "no JupyterLab"),
        ("files/book/16_speed.ipynb", None, None, "16_speed.ipynb is missing"),
        ("files/book/16_speed.ipynb", "roofline", "ceiling", "16_speed.ipynb is not the chapter"),
        ("files/book/00_notation.ipynb", '"python"', '"python3"', "is not the chapter of the book"),
        ("files/benchmarks/results.json", None, None, "results.json is missing"),
        ("api/contents/book/all.json", "16_speed", "17_speed", "16_speed.ipynb is not listed"),
        ("jupyter-lite.json", f'"name": "{lite.KERNEL}"', '"name": "other"', "no kernel"),
        ("jupyter-lite.json", '"numpy", ', "", "numpy is not loaded"),
        ("jupyter-lite.json", "../pypi/", "../wheels/", "cnn_core-1-py3-none-any.whl is missing"),
        ("pypi/myst_nb-1-py3-none-any.whl", None, None, "myst_nb.py is not in a wheel"),
        ("pypi/myst_nb-1-py3-none-any.whl", None, None, "figures/speed.py is not in a wheel"),
        ("pypi/cnn_core-1-py3-none-any.whl", None, None, "stepped.js is not in a wheel"),
        (SCRIPT, None, None, "no script of the kernel"),
    ],
)
def test_a_wrong_folder_is_noticed(
    built: Path, name: str, old: str | None, new: str | None, fault: str
) -> None:
    file = built / name
    if old is None or new is None:
        file.unlink()
    else:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert any(fault in said for said in lite.faults(built))


def test_a_wheel_of_other_code_and_too_large_a_folder_are_noticed(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(built / "pypi" / "myst_nb-1-py3-none-any.whl", "w") as archive:
        archive.writestr("myst_nb.py", "glue = None")
    monkeypatch.setattr(lite, "MEGABYTES", 0.1)
    said = " ".join(lite.faults(built))
    assert "myst_nb.py is not in a wheel as it is in the repository" in said
    assert "MB are more than 0.1" in said


def test_what_was_built_is_right() -> None:
    settings = lite.TARGET / "jupyter-lite.json"
    if not settings.is_file():
        pytest.skip("JupyterLite is not built: make lite")
    sources = [*lite.chapters(), *lite.modules().values(), Path(lite.__file__)]
    if settings.stat().st_mtime < max(path.stat().st_mtime for path in sources):
        pytest.skip("JupyterLite is older than the chapters or the package: make lite")
    assert list(lite.faults(lite.TARGET)) == []


# --- the pages ----------------------------------------------------------------------------------

CONF = """
import sys
sys.path.insert(0, {extensions!r})
extensions = ["myst_nb", "sphinx_book_theme", "launch"]
source_suffix = {{".md": "myst-nb", ".ipynb": "myst-nb"}}
nb_execution_mode = "off"
html_theme = "sphinx_book_theme"
html_static_path = [{static!r}]
html_theme_options = {options!r}
"""


def theme_options(repository: str) -> dict[str, Any]:
    """What ``_config.yml`` tells the theme if it names this repository."""
    from jupyter_book.config import get_final_config

    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config["repository"].update(url=repository)
    final, _ = get_final_config(
        user_yaml=config, cli_config={"latex_individualpages": False}, sourcedir=ROOT
    )
    kept = ("launch_buttons", "repository_url", "repository_branch", "path_to_docs")
    return {k: v for k, v in final["html_theme_options"].items() if k in kept}


def site(folder: Path, *, beside: bool, options: dict[str, Any]) -> Path:
    """Pages of a text and of a notebook, with the book's theme and the extension."""
    source, pages = folder / "source", folder / "html"
    (source / "book").mkdir(parents=True)
    static = folder / "static"
    static.mkdir()
    shutil.copy(ROOT / "book" / "_static" / "lite.js", static)
    extensions = str(ROOT / "book" / "_ext")
    conf = CONF.format(extensions=extensions, static=str(static), options=options)
    (source / "conf.py").write_text(conf, encoding="utf-8")
    (source / "index.md").write_text("# A book\n\n```{toctree}\nbook/one\n```\n", encoding="utf-8")
    one = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# One")])
    one.metadata.kernelspec = nbformat.from_dict(lite.KERNELSPEC)
    nbformat.write(one, source / "book" / "one.ipynb")
    if beside:
        (pages / "lite" / "lab").mkdir(parents=True)
        (pages / "lite" / "lab" / "index.html").write_text("JupyterLab", encoding="utf-8")
    before = list(sys.path)
    try:
        with docutils_namespace(), Path(os.devnull).open("w") as nowhere:
            app = Sphinx(
                source,
                source,
                pages,
                folder / "trees",
                "html",
                status=nowhere,
                warningiserror=True,
                freshenv=True,
            )
            app.build()
    finally:
        sys.path[:] = before
    return pages


def buttons(page: Path) -> dict[str, str]:
    """The links in the header of a page: names and addresses."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    found = soup.select(".article-header-buttons a[href]")
    return {name_of(link): str(link["href"]) for link in found}


def name_of(link: Tag) -> str:
    return link.get_text().strip() or str(link.get("title", ""))


RUN = "Run this chapter in the browser"


@pytest.fixture(scope="module")
def with_lite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    options = theme_options("https://github.com/someone/cnn-book")
    return site(tmp_path_factory.mktemp("lite"), beside=True, options=options)


def test_a_chapter_leads_to_its_notebook_in_jupyterlite(with_lite: Path) -> None:
    address = buttons(with_lite / "book" / "one.html")[RUN]
    assert address == "../lite/lab/index.html?path=book/one.ipynb"
    assert (with_lite / "book" / address.partition("?")[0]).is_file()
    assert RUN not in buttons(with_lite / "index.html")
    for page, there in (("book/one.html", True), ("index.html", False)):
        assert ("lite.js" in (with_lite / page).read_text(encoding="utf-8")) is there


def test_a_chapter_can_be_downloaded(with_lite: Path) -> None:
    address = buttons(with_lite / "book" / "one.html")[".ipynb"]
    assert nbformat.read(with_lite / "book" / address, as_version=4).cells[0].source == "# One"


def test_a_named_repository_brings_launch_buttons(with_lite: Path) -> None:
    found = buttons(with_lite / "book" / "one.html")
    assert found["Binder"] == (
        "https://mybinder.org/v2/gh/someone/cnn-book/main?urlpath=lab/tree/book/one.ipynb"
    )
    assert found["Colab"] == (
        "https://colab.research.google.com/github/someone/cnn-book/blob/main/book/one.ipynb"
    )
    assert not {"Binder", "Colab"} & buttons(with_lite / "index.html").keys()


def test_without_them_there_is_no_button(tmp_path: Path) -> None:
    pages = site(tmp_path, beside=False, options=theme_options(""))
    text = (pages / "book" / "one.html").read_text(encoding="utf-8")
    assert set(buttons(pages / "book" / "one.html")) == {".ipynb"}
    assert not re.search(r"lite/lab|lite\.js|binder|colab", text, re.IGNORECASE)


def test_other_servers_may_be_named(tmp_path: Path) -> None:
    import importlib.util

    path = ROOT / "book" / "_ext" / "launch.py"
    spec = importlib.util.spec_from_file_location("launch_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    launch = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launch)

    class Config:
        html_theme_options: dict[str, Any] = {  # noqa: RUF012
            "repository_url": "https://gitlab.com/a/b",
            "launch_buttons": {"binderhub_url": "https://binder.example"},
        }

    launch.offer_servers(None, Config)
    servers = Config.html_theme_options["launch_buttons"]
    assert servers == {"binderhub_url": "https://binder.example"}


def binder_faults(folder: Path) -> Iterator[str]:
    """What keeps Binder from building: the Python, no script, or one that installs too little."""
    python = (folder / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    if not make_env.OLDEST <= tuple(map(int, python.split("."))) <= make_env.NEWEST:
        yield f"Python {python}"
    script = folder / "postBuild"
    if not os.access(script, os.X_OK):
        yield "postBuild cannot be run"
    named = re.findall(r"(?:--requirement|-r) (\S+)", script.read_text(encoding="utf-8"))
    if "requirements.txt" not in named:
        yield "requirements.txt, which installs the package, is not installed"
    yield from (f"no {name}" for name in named if not (ROOT / name).is_file())


def test_binder_installs_the_book_and_the_package() -> None:
    assert list(binder_faults(ROOT / ".binder")) == []
    assert (ROOT / "requirements.txt").read_text(encoding="utf-8").count("\n-e .\n") == 1


def test_a_wrong_setup_for_binder_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "runtime.txt").write_text("python-3.9\n", encoding="utf-8")
    (tmp_path / "postBuild").write_text("pip install -r other.txt\n", encoding="utf-8")
    assert [fault.split()[0] for fault in binder_faults(tmp_path)] == [
        "Python",
        "postBuild",
        "requirements.txt,",
        "no",
    ]


# --- in a browser -------------------------------------------------------------------------------


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def served(with_lite: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=with_lite))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    from tools.pdf import FLAGS, program

    with api.sync_playwright() as driver:
        try:
            chromium = driver.chromium.launch(executable_path=program(), args=list(FLAGS))
        except api.Error as error:
            pytest.skip(f"Chromium is not installed, so no page was loaded: {str(error)[:80]}")
        yield chromium.new_page()
        chromium.close()


def test_the_link_works_by_keyboard_where_there_is_a_server_and_is_gone_elsewhere(
    page: Any, served: str, with_lite: Path
) -> None:
    page.goto(f"{served}/book/one.html")
    link = page.get_by_role("link", name=RUN)
    assert link.count() == 1
    link.focus()
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url == f"{served}/lite/lab/index.html?path=book/one.ipynb"
    page.goto((with_lite / "book" / "one.html").as_uri())
    assert page.get_by_role("link", name=RUN).count() == 0
    assert page.get_by_role("button", name="Download this page").count() == 1
