"""What a search finds beside whole pages: chapters, headings, theorems, formulas, terms.

A page that is opened from its file may not read another one, so the places are gathered into one
script, ``places.js``, when the pages are written; ``finding.js`` ranks them on the page of results.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

EXCERPT = 180  # characters
STATEMENTS = ("theorem", "lemma", "corollary", "proposition", "definition", "remark", "algorithm")
SIGNS = {
    r"\partial": "∂", r"\sum": "∑", r"\prod": "∏", r"\cdot": "·", r"\star": "⋆", r"\odot": "⊙",
    r"\times": "×", r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\to": "→", r"\infty": "∞", r"\in": "∈",
    r"\leftarrow": "←",
    r"\nabla": "∇", r"\sqrt": "√", r"\dots": "…", r"\cdots": "…", r"\ldots": "…", r"\approx": "≈",
    r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\delta": "δ", r"\Delta": "Δ", r"\eta": "η",
    r"\epsilon": "ε", r"\varepsilon": "ε", r"\theta": "θ", r"\lambda": "λ", r"\mu": "μ",
    r"\sigma": "σ", r"\varphi": "φ", r"\phi": "φ", r"\pi": "π", r"\rho": "ρ", r"\omega": "ω",
}  # fmt: skip
Place = dict[str, Any]


def in_signs(latex: str) -> str:
    r"""A formula as a line of text.

    >>> in_signs(r"\frac{\partial E}{\partial w_{p}} = \sum_i \delta_i")
    '∂ E/∂ w_p = ∑_i δ_i'
    """
    text = re.sub(
        r"\\[dt]?frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1/\2", latex
    )
    text = re.sub(
        r"\\(?:mathrm|mathsf|mathbf|operatorname|text|texttt|left|right|[bB]igg?[lr]?)\b", "", text
    )
    text = re.sub(r"\\(?:begin|end)\{\w+\*?\}|\\q?quad\b|\\\\", " ", text)
    text = re.sub(r"\\[a-zA-Z]+", lambda m: SIGNS.get(m[0], m[0][1:]), text)
    return " ".join(re.sub(r"[{}&]|\\[,;:! ]?", "", text).split())


# --- what a page holds ------------------------------------------------------------------------


def places(doctree: nodes.document) -> Iterator[Place]:
    """The places of one page, in order: kind, title, anchor, excerpt."""
    first, chapter = True, ""
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section) and node["ids"] and _is_titled(node):
            title = words(node[0])
            yield place("chapter" if first else "section", title, node["ids"][0], lead(node))
            first, chapter = False, title if first else chapter
        elif statement(node):
            yield place(node["realtype"], name_of(node), node["ids"][0], inner(node))
        elif isinstance(node, nodes.math_block) and node.get("label"):
            anchor = nodes.make_id(f"equation-{node['label']}")
            yield place("equation", in_signs(node.astext()), anchor, before(node), node.astext())
        elif isinstance(node, nodes.term) and node["ids"]:
            yield place("term", words(node), node["ids"][0], words(node.parent[-1]))


def place(kind: str, title: str, anchor: str, excerpt: str, extra: str = "") -> Place:
    cut = excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return {"kind": kind, "title": title, "anchor": anchor, "excerpt": cut, "extra": extra}


def statement(node: nodes.Element) -> bool:
    return node.get("realtype") in STATEMENTS and bool(node["ids"])


def _is_titled(section: nodes.section) -> bool:
    return bool(section.children) and isinstance(section[0], nodes.title)


def name_of(node: nodes.Element) -> str:
    """The name of a theorem, which stands in brackets in its title."""
    said = re.sub(r"\$([^$]*)\$", lambda m: in_signs(m[1]), str(node.get("title", "")))
    return said.strip("() ")


def inner(node: nodes.Element) -> str:
    parts = [words(p) for p in node.findall(is_prose)]
    return " ".join(parts)


def lead(section: nodes.Element) -> str:
    """The first sentences of a section: prose, and no code."""
    return next((words(p) for p in section.children if isinstance(p, nodes.paragraph)), "")


def before(node: nodes.Element) -> str:
    """The sentence that leads to a formula."""
    siblings = node.parent.children[: node.parent.index(node)]
    prose = [words(p) for p in siblings if isinstance(p, nodes.paragraph)]
    return re.split(r"(?<=[.!?]) ", prose[-1])[-1] if prose else ""


def is_prose(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.paragraph, nodes.math_block))


def words(node: nodes.Node) -> str:
    """The text of a node, with formulas in signs; references that are not resolved say nothing."""
    if isinstance(node, (nodes.math, nodes.math_block)):
        return in_signs(node.astext())
    if isinstance(node, (nodes.literal_block, nodes.raw, addnodes.index)):
        return ""
    if isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
        return "" if node.get("reftype") in ("eq", "numref", "ref") else node.astext()
    if isinstance(node, nodes.Text):
        return " ".join(node.astext().split("\n"))
    return " ".join("".join(words(child) for child in node.children).split("  "))


def gather(app: Sphinx, doctree: nodes.document) -> None:
    everything(app.env)[app.env.docname] = list(places(doctree))


def everything(env: Any) -> dict[str, list[Place]]:
    if not hasattr(env, "book_places"):
        env.book_places = {}
    found: dict[str, list[Place]] = env.book_places
    return found


def forget(app: Sphinx, env: Any, docname: str) -> None:
    everything(env).pop(docname, None)


def merge(app: Sphinx, env: Any, docnames: list[str], other: Any) -> None:
    everything(env).update(
        {name: everything(other)[name] for name in docnames if name in everything(other)}
    )


# --- the script -------------------------------------------------------------------------------


def numbered(env: Any, docname: str, one: Place) -> str:
    """``Theorem 10.2``, ``Section 10.3``, ``(10.4)``, as the page has it."""
    kind, anchor = one["kind"], one["anchor"]
    if kind in ("chapter", "section"):
        number = env.toc_secnumbers.get(docname, {}).get(
            f"#{anchor}" if kind == "section" else "", ()
        )
        return ".".join(map(str, number))
    figures = env.toc_fignumbers.get(docname, {})
    counter = {
        "lemma": "theorem",
        "corollary": "theorem",
        "proposition": "theorem",
        "equation": "displaymath",
    }
    number = figures.get(counter.get(kind, kind), {}).get(anchor, ())
    text = ".".join(map(str, number))
    if kind == "equation":
        return f"({text})" if text else ""
    return f"{kind.capitalize()} {text}".strip() if kind in STATEMENTS else ""


def write(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    env, found = app.env, []
    for docname, of_page in sorted(everything(env).items()):
        chapter = env.titles[docname].astext() if docname in env.titles else ""
        for one in of_page:
            address = (
                app.builder.get_target_uri(docname) + "#" * bool(one["anchor"]) + one["anchor"]
            )
            found.append(
                {**one, "number": numbered(env, docname, one), "page": chapter, "at": address}
            )
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    target = Path(app.outdir, "_static", "places.js")
    target.write_text(f"window.bookPlaces = {text};\n", encoding="utf-8")


def add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """The places and the script, on the page of results alone."""
    if page == "search":
        app.add_js_file("places.js")
        app.add_js_file("finding.js")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", gather)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("html-page-context", add_scripts)
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
