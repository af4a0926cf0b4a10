"""Ways to run a chapter: in the browser, and on the servers that can open a repository.

``make lite`` puts JupyterLite beside the pages before these are written (see ``tools/lite.py``);
then each chapter has a link to its notebook there. Without it no page has the link, and ``lite.js``
takes it away from a page that was opened from its file. Where ``_config.yml`` names a repository,
each chapter has the theme's launch buttons, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

LAB = "lite/lab/index.html"
BINDER, COLAB = "https://mybinder.org", "https://colab.research.google.com"


def look(app: Sphinx, config: Config) -> None:
    """Note whether JupyterLite is there: when that changes, all pages are written anew."""
    config.lite_beside = Path(app.outdir, LAB).is_file()


def offer_servers(app: Sphinx, config: Config) -> None:
    """Binder and Colab for a repository that is named; what ``_config.yml`` says of them holds."""
    options = config.html_theme_options
    repository = options.get("repository_url", "")
    if repository:
        options.setdefault("repository_branch", "main")
        servers = options.setdefault("launch_buttons", {})
        servers["binderhub_url"] = servers.get("binderhub_url") or BINDER
        if "github.com/" in repository:  # Colab opens no other
            servers["colab_url"] = servers.get("colab_url") or COLAB


def add_link(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The first of the buttons in the header of a page that was a notebook."""
    if not app.config.lite_beside or context.get("page_source_suffix") != ".ipynb":
        return
    button = {
        "type": "link",
        "url": f"{context['pathto'](LAB, 1)}?path={page}.ipynb",
        "tooltip": "Run this chapter in the browser",
        "icon": "fas fa-play",
        "label": "lite",
    }
    context["header_buttons"].insert(0, button)
    app.add_js_file("lite.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("lite_beside", False, "html", bool)
    app.connect("config-inited", look)
    app.connect("config-inited", offer_servers)
    app.connect("html-page-context", add_link, priority=502)  # the theme makes its buttons at 501
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
