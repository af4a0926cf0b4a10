"""The text beside a notebook (12_pooling.md beside 12_pooling.ipynb) is no page of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def twins(folder: Path) -> list[str]:
    """The texts that stand beside a notebook, as patterns relative to the folder.

    The hidden and the built are left out.
    """
    return [
        path.with_suffix(".md").relative_to(folder).as_posix()
        for path in sorted((folder / "book").glob("*.ipynb"))
        if path.with_suffix(".md").exists()
    ]


def exclude(app: Sphinx, config: Any) -> None:
    config.exclude_patterns = [*config.exclude_patterns, *twins(Path(app.srcdir))]


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", exclude)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
