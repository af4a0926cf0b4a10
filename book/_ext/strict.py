"""A build with a warning is not built upon.

A page that is read without a change is not read again, and its warnings are not said again: a
strict build that failed would pass the second time. So what was read with a warning is forgotten,
and the next build reads everything.

Nor does a build look for garbage all the time: nearly all that it makes it keeps until its end, in
small objects, and Python would spend a quarter of the build in seeking among them.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

GARBAGE = (50_000, 20, 100)  # thresholds of the collector; conftest.py takes them, too


def forget(app: Sphinx, failure: Exception | None) -> None:
    """Drop what Sphinx remembers of the pages, after a failure or a warning."""
    if failure is not None or app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> dict[str, Any]:
    gc.set_threshold(*GARBAGE)
    app.connect("build-finished", forget, priority=999)  # after whoever may still warn
    return {"parallel_read_safe": True, "parallel_write_safe": True}
