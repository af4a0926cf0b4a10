"""A strict build that failed fails again until what is wrong is mended."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

WRONG, RIGHT = "One\n===\n\n:ref:`nowhere`\n", "One\n===\n\nwords\n"


def build(folder: Path, page: str) -> tuple[int, str]:
    """Build a site of one page: the exit code of a strict build, and what was said."""
    index, said = folder / "index.rst", io.StringIO()
    if not index.exists() or index.read_text("utf-8") != page:
        index.write_text(page, encoding="utf-8")
    out = str(folder / "out")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(folder), None, out, out + "/trees", "html", {"extensions": ["strict"]},
            status=None, warning=said, warningiserror=True, keep_going=True,
        )  # fmt: skip
        app.build()
    return app.statuscode, said.getvalue()


@pytest.mark.parametrize("times", [2, 3])
def test_a_warning_is_said_each_time(tmp_path: Path, times: int) -> None:
    for _ in range(times):
        code, said = build(tmp_path, WRONG)
        assert code == 1
        assert "nowhere" in said
    assert build(tmp_path, RIGHT)[0] == 0


def test_a_good_page_is_read_once(tmp_path: Path) -> None:
    assert build(tmp_path, RIGHT) == (0, "")
    before = (tmp_path / "out/trees/environment.pickle").stat().st_mtime_ns
    assert build(tmp_path, RIGHT) == (0, "")
    assert (tmp_path / "out/trees/environment.pickle").stat().st_mtime_ns == before
