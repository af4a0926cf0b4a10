"""A build keeps nearly all that it makes until it ends: pages are many small objects.

Python looks for garbage among them again and again, a quarter of the time of a build. It looks less
often here.
"""

from __future__ import annotations

import gc
from typing import Any

from sphinx.application import Sphinx

THRESHOLDS = (50_000, 20, 100)


def setup(app: Sphinx) -> dict[str, Any]:
    gc.set_threshold(*THRESHOLDS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
