"""What stands for myst_nb in the browser, where the real one cannot be installed.

The chapters import nothing of it but ``glue``.
"""

from __future__ import annotations

from typing import Any

PREFIX = "application/papermill.record/"


def glue(name: str, variable: Any, display: bool = True) -> None:
    """Keep a value under a name in the notebook's outputs, as ``myst_nb.glue`` does."""
    from IPython.core.formatters import format_display_data
    from IPython.display import display as publish

    data, metadata = format_display_data(variable)
    hidden = not display
    publish(
        {(PREFIX if hidden else "") + kind: content for kind, content in data.items()},
        metadata={"scrapbook": {"name": name, "mime_prefix": PREFIX if hidden else ""}, **metadata},
        raw=True,
    )
