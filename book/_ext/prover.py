"""The page "Prove it yourself": a prover in the reader's browser, from the site's own files.

``{prover}`` stands for the desk: what to begin with, an editor, a button, the answers. The page
asks for nothing until its button is pressed; then a worker (``prove-worker.mjs``) starts Python
from the folder ``_static/prover``, which `bundle` writes when the site is built. Where Pyodide's
archive is at hand neither in the cache nor by the network, the site is built without that folder,
and the page says so. Every theorem gets a link that leads to its program on that page.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import bundle
from docutils import nodes
from presets import Preset, as_data, presets
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

PAGE = "book/prove"
FOLDER = Path("_static", "prover")
DATA = "prove-presets.js"
SECONDS = 120  # the longest proof of the book takes 20 outside of a browser
say = logging.getLogger(__name__)


class prover_desk(nodes.General, nodes.Element):
    """The place of the desk."""


class ProverDirective(SphinxDirective):
    """The desk, with what the chapters and the ledger offer to begin with."""

    def run(self) -> list[nodes.Node]:
        book = Path(self.env.doc2path(self.env.docname)).parent
        for notebook in sorted(book.glob("[0-8]*.ipynb")):
            self.env.note_dependency(str(notebook))
        found = presets(book)
        self.env.metadata[self.env.docname]["presets"] = as_data(found)
        self.env.metadata[self.env.docname]["programs"] = json.dumps([p.key for p in found])
        return [prover_desk(shelves=options(found))]


def options(found: Iterable[Preset]) -> str:
    """What the list offers, as HTML: an option has the theorem's label for its id, so that a link
    can lead there."""
    parts = []
    for (shelf, group), members in groupby(found, lambda p: (p.shelf, p.group)):
        lines = "".join(
            f'<option id="{p.key}" value="{p.key}">{html.escape(_plain(p.title))}</option>'
            for p in members
        )
        label = f'data-shelf="{html.escape(shelf)}" label="{html.escape(_plain(group))}"'
        parts.append(f"<optgroup {label}>{lines}</optgroup>")
    return "".join(parts)


def _plain(title: str) -> str:
    """A title without the marks of Markdown and LaTeX."""
    return title.replace("$", "").replace("`", "").replace("*", "")


def desk(shelves: str, folder: str, megabytes: float) -> str:
    """The HTML of the desk. Without a script only a sentence is seen."""
    state = f"{megabytes:.0f}" if megabytes else ""
    data = f'data-folder="{folder}" data-megabytes="{state}" data-seconds="{SECONDS}"'
    plain = 'spellcheck="false" autocapitalize="off" autocomplete="off"'
    return f"""<div class="prover" {data}>
<noscript><p>The prover needs JavaScript. The programs are those of the chapters; with Python on
your machine they run in <code>make lab</code>.</p></noscript>
<form class="prover-desk" hidden>
<p class="prover-note" role="note" hidden></p>
<div class="prover-row">
<label>Begin with <select class="prover-shelf"></select></label>
<label>of <select class="prover-preset">{shelves}</select></label>
</div>
<fieldset class="prover-kind"><legend>Write it as</legend>
<label><input type="radio" name="kind" value="code" checked> a program</label>
<label><input type="radio" name="kind" value="latex"> a formula in LaTeX</label>
</fieldset>
<label class="prover-text"><span>The program</span>
<textarea name="text" rows="14" {plain} aria-describedby="prover-keys"></textarea></label>
<label class="prover-where"><span>where (definitions and ranges, with commas between)</span>
<textarea name="where" rows="3" {plain}></textarea></label>
<div class="prover-row">
<button type="submit" class="prover-run">Prove it</button>
<button type="button" class="prover-stop" disabled>Stop</button>
<label class="prover-steps"><input type="checkbox" name="steps" checked> with derivation</label>
<span id="prover-keys" class="prover-keys"><kbd>Ctrl</kbd>+<kbd>Enter</kbd> proves,
<kbd>Esc</kbd> stops</span>
</div>
<p class="prover-state" role="status"></p>
</form>
<div class="prover-answers tex2jax_process" aria-live="polite"></div>
</div>"""


# --- beside the theorems ------------------------------------------------------------------------


def add_links(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """A link in the box of every theorem that the page can prove; the desk in its own place."""
    noted = app.env.metadata.get(PAGE, {}).get("programs")
    for place in list(doctree.findall(prover_desk)):
        folder = "../" * page.count("/") + "_static"
        shown = desk(place["shelves"], folder, app.config.prover_megabytes)
        place.replace_self(nodes.raw("", shown, format="html"))
    known = set(json.loads(noted)) if noted else set()
    address = app.builder.get_relative_uri(page, PAGE) if noted else ""
    for node in doctree.findall(nodes.Element):
        label = node.get("label", "")
        if label in known:
            link = (
                f'<p class="try-it"><a href="{address}#{label}" '
                f'title="Change this theorem, and prove it in your browser">try it</a></p>'
            )
            node.append(nodes.raw("", link, format="html"))


def again(app: Sphinx, env: Any) -> list[str]:
    """When the programs change, the chapters are written anew."""
    old = getattr(env, "prover_programs", None)
    env.prover_programs = env.metadata.get(PAGE, {}).get("programs")
    return [] if old == env.prover_programs else sorted(env.found_docs)


# --- files --------------------------------------------------------------------------------------


def look(app: Sphinx, config: Config) -> None:
    """Put the prover beside the pages if it can be had; a change writes them anew."""
    config.prover_megabytes = 0.0
    if not Path(app.srcdir, f"{PAGE}.md").is_file():
        return
    try:
        target = Path(app.outdir) / FOLDER
        files = bundle.write(target, bundle.archive())
        config.prover_megabytes = round(sum(file.stat().st_size for file in files) / 1e6, 1)
    except bundle.BundleError as error:
        say.info("the prover is not put beside the pages: %s", error)


def add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    if 'class="prover"' in context.get("body", ""):
        app.add_js_file(DATA, loading_method="defer")
        app.add_js_file("prove.js", loading_method="defer")


def write_presets(app: Sphinx) -> None:
    """The script with the programs, before the pages are written that name it."""
    data = app.env.metadata.get(PAGE, {}).get("presets")
    if data and app.builder.format == "html":
        target = Path(app.outdir, "_static", DATA)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(data, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("prover_megabytes", 0.0, "html", float)
    app.add_node(prover_desk)
    app.add_directive("prover", ProverDirective)
    app.connect("config-inited", look)
    app.connect("env-updated", again)
    app.connect("doctree-resolved", add_links)
    app.connect("html-page-context", add_scripts)
    app.connect("html-collect-pages", lambda app: write_presets(app) or [])
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
