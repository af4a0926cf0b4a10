"""The reference page, made from the docstrings: nothing about the package is typed twice.

``.. api:: cnn_core.losses`` lists every public name that is written in that module, in the order of
its source. A formula label in a docstring (``eq-...``) becomes a link to the formula in the book, a
public name becomes a link to its entry.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import re
from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

PACKAGES = ("cnn_core.symbolic", "cnn_core.plotting", "cnn_core", "cnn_ledger")
BRACKETED = re.compile(r"\((`eq-[a-z0-9-]+`)\)")  # the number of a formula has its own brackets
CODE = re.compile(r"(?<![:`])(`{1,2})([\w.-]+)\1(?!`)")


def public_names(module_name: str) -> list[str]:
    """Full public names of what is written in a module, or in the modules inside it."""
    package_name = next(p for p in PACKAGES if module_name == p or module_name.startswith(p + "."))
    package = importlib.import_module(package_name)
    written = [name for name in package.__all__ if _is_in(getattr(package, name), module_name)]
    order = list(vars(importlib.import_module(module_name)))
    written.sort(key=lambda name: order.index(name) if name in order else len(order))
    return [f"{package_name}.{name}" for name in written]


def _is_in(thing: object, module_name: str) -> bool:
    home = getattr(thing, "__module__", None) or ""
    return callable(thing) and (home == module_name or home.startswith(module_name + "."))


def resolve(full_name: str) -> Any:
    module_name, _, name = full_name.rpartition(".")
    return getattr(importlib.import_module(module_name), name)


class Api(SphinxDirective):
    """Entries of the public names of the modules given as arguments."""

    required_arguments = 1
    optional_arguments = 20

    def run(self) -> list[nodes.Node]:
        entries = []
        for full_name in (name for module in self.arguments for name in public_names(module)):
            kind = "autoclass" if inspect.isclass(resolve(full_name)) else "autofunction"
            options = "   :members:\n   :exclude-members: set\n" if kind == "autoclass" else ""
            entries.append(f".. {kind}:: {full_name}\n{options}")
        if not entries:
            raise self.error(f"no public names in {' '.join(self.arguments)}")
        return self.parse_text_to_nodes("\n".join(entries))


def link_names(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Turn labels of formulas and public names into links, and other code into plain code."""
    known = {full.rpartition(".")[2]: full for full in _all_public()}
    for own in _parameters(obj):
        known.pop(own, None)

    def link(match: re.Match[str]) -> str:
        text = match[2]
        if re.fullmatch(r"eq-[a-z0-9-]+", text):
            return f":eq:`{text}`"
        return f":py:obj:`~{known[text]}`" if text in known else f"``{text}``"

    lines[:] = [BRACKETED.sub(r"\1", line) for line in lines]
    lines[:] = [line if line.lstrip().startswith(">>>") else CODE.sub(link, line) for line in lines]
    lines[:] = with_tables(lines)


def _parameters(obj: Any) -> list[str]:
    """The names of the arguments, which a docstring means before it means anything else."""
    try:
        return list(inspect.signature(obj).parameters)
    except (TypeError, ValueError):  # a property, say
        return []


def with_tables(lines: list[str]) -> list[str]:
    """The lines with each Markdown table turned into a table of reStructuredText."""
    result: list[str] = []
    for is_table, group in itertools.groupby(lines, lambda line: line.startswith("|")):
        if not is_table:
            result += group
            continue
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in group]
        result += [".. list-table::", "   :header-rows: 1", ""]
        for row in (row for row in rows if set("".join(row)) - set("-: ")):
            result += [f"   {'* -' if i == 0 else '  -'} {cell}" for i, cell in enumerate(row)]
    return result


@cache
def _all_public() -> tuple[str, ...]:
    modules = ((package, importlib.import_module(package)) for package in reversed(PACKAGES))
    return tuple(f"{package}.{name}" for package, module in modules for name in module.__all__)


def formula_label(app: Sphinx, env: Any, node: Any, content: Any) -> nodes.Node | None:
    """The label itself, where the book has no such formula."""
    return nodes.literal(text=node["reftarget"]) if node.get("reftype") == "eq" else None


def configure(app: Sphinx, config: Any) -> None:
    config.autodoc_typehints = "none"
    config.autodoc_member_order = "bysource"
    config.autodoc_inherit_docstrings = False
    config.autodoc_preserve_defaults = True
    config.napoleon_numpy_docstring = False
    config.python_maximum_signature_line_length = 90


def setup(app: Sphinx) -> dict[str, bool]:
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.add_directive("api", Api)
    app.connect("config-inited", configure)
    app.connect("autodoc-process-docstring", link_names)
    app.connect("missing-reference", formula_label)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
