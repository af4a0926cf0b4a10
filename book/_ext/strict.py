"""A build with a warning is not built upon.

A page that is read without a change is not read again, and its warnings are not said again: a
strict build that failed would pass the second time. So what was read with a warning is forgotten,
and the next build reads everything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def forget(app: Sphinx, failure: Exception | None) -> None:
    """Drop what Sphinx remembers of the pages, after a failure or a warning."""
    if failure is not None or app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("build-finished", forget, priority=999)  # after whoever may still warn
    return {"parallel_read_safe": True, "parallel_write_safe": True}
