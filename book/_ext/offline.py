"""Make the built book self-contained: MathJax from its own files, nothing from any other host.

The PyPI package ``sphinx-mathjax-offline`` brings MathJax 3.2.2 (Apache License 2.0). Of its 24 MB
a page needs one script and the fonts, 1.7 MB; these are copied into the built ``_static``.
Scripts and style sheets that an extension would load from another host are left out of the page.
"""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

MATHJAX = ("tex-chtml-full.js", "output/chtml/fonts/woff-v2")
FOLDED = re.compile(
    r'(<summary class="ledger-head">)<a class="ledger-number" href="([^"]*)">(.*?)</a>'
    r'(.*?</summary><div class="ledger-later">)',
    re.DOTALL,
)
SIGNATURE = re.compile(r"<dl>\s*(?:<dd>(?:(?!<d[dl]).)*?</dd>\s*)+</dl>", re.DOTALL)
DELIVERY = "https://cdn.jsdelivr.net/npm/"  # where MathJax would look for its speech engine
UNUSED = ("sphinx_thebe", "sphinx_comments")


def mathjax_folder() -> Path:
    """Where the installed package keeps MathJax."""
    spec = find_spec("sphinx-mathjax-offline")
    if spec is None or spec.origin is None:
        raise ExtensionError("MathJax is missing: pip install sphinx-mathjax-offline")
    return Path(spec.origin).parent / "static" / "mathjax"


def copy_mathjax(app: Sphinx, error: Exception | None) -> None:
    """Copy the script and the fonts beside the pages."""
    if error is not None or app.builder.format != "html":
        return
    source, target = mathjax_folder(), Path(app.outdir) / "_static" / "mathjax"
    for name in MATHJAX:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
        else:
            script = (source / name).read_text(encoding="utf-8")
            (target / name).write_text(script.replace(DELIVERY, "./"), encoding="utf-8")


ICON = re.compile(
    r'(?:"([\w-]+)"|([a-z]\w*)):\[\d+,\d+,\[([^\]]*)\],"[0-9a-f]+",(?:"[^"]*"|\[[^\]]*\])\],?'
)


def slim_icons(script: str, used: set[str]) -> str:
    """The script of the theme's icons without those that no page uses: 2000 of them."""

    def kept(found: re.Match[str]) -> str:
        names = {found[1] or found[2], *re.findall(r'"([^"]+)"', found[3])}
        return found[0] if names & used else ""

    return ICON.sub(kept, script)


def keep_needed_icons(app: Sphinx, error: Exception | None) -> None:
    """Icons that a page or a script of the theme names, and no others."""
    file = Path(app.outdir, "_static", "scripts", "fontawesome.js")
    if error is not None or app.builder.format != "html" or not file.is_file():
        return
    texts = [*Path(app.outdir).rglob("*.html"), *file.parent.glob("[!f]*.js")]
    used = {n for t in texts for n in re.findall(r"\bfa-([\w-]+)", t.read_text(encoding="utf-8"))}
    file.write_text(slim_icons(file.read_text(encoding="utf-8"), used), encoding="utf-8")


def keep_own_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Drop what the page would ask of another host."""
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context.get(kind, []) if is_wanted(str(asset))]
    context["body"] = accessible(context.get("body", ""))


def accessible(body: str) -> str:
    """Mend what is written for the page: identifiers given twice, old roles, half a list, a link
    inside of what opens and closes."""
    body = FOLDED.sub(
        r'\1<span class="ledger-number">\3</span>\4<p><a href="\2">\3 in the ledger</a></p>', body
    )
    body = SIGNATURE.sub(lambda found: _as_lines(found.group()), body)
    body = re.sub(r' role="doc-biblioentry"', ' role="listitem"', body)
    body = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    body = re.sub(r'(<div class="proof admonition") id="proof(?:-\d+)?"', r"\1", body)
    return re.sub(r'<section([^>]*?) id="(?:proof|exercise|solution)-content"', r"<section\1", body)


def _as_lines(signature: str) -> str:
    """Parameters as lines: Sphinx writes a list of descriptions without terms, which is none."""
    lines = signature.replace("<dl>", '<span class="sig-lines">').replace("</dl>", "</span>")
    return lines.replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")


def silence(app: Sphinx, config: object) -> None:
    """Unhook extensions that Jupyter Book always loads and that would talk to other hosts."""
    for name, listeners in app.events.listeners.items():
        app.events.listeners[name] = [
            listener for listener in listeners if listener.handler.__module__ not in UNUSED
        ]


def is_wanted(address: str) -> bool:
    """Whether a script or style sheet is the book's own and of use."""
    return not re.match(r"https?:|//", address) and "thebe" not in address


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", silence)
    app.connect("html-page-context", keep_own_assets, priority=900)
    app.connect("build-finished", copy_mathjax)
    app.connect("build-finished", keep_needed_icons)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
