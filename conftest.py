"""What every test run shares: strict validation of notebooks, the environment, one built site."""

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from strict import GARBAGE

from tools.notebooks import ENVIRONMENT, ROOT

os.environ.update(ENVIRONMENT)  # before NumPy is imported, and for the kernels of nbval

gc.set_threshold(*GARBAGE)  # expressions and pages are many small objects: a tenth faster

pytest_plugins = ["tools.strict_nbval"]


@pytest.fixture(autouse=True)
def _numpy_in_examples(doctest_namespace: dict[str, object]) -> None:
    """The examples of docstrings write ``np``, as everyone does, and are no part of the package."""
    import numpy as np

    doctest_namespace |= {"np": np, "__name__": "examples"}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process per core, at most four; a single file needs no other processes."""
    single = len(config.args) == 1 and Path(config.args[0].partition("::")[0]).is_file()
    return 0 if single else min(4, cores())


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


FIRST = ("test_browser.py",)  # builds the site and drives a browser
NEXT = ("test_validation_notices.py", "test_pages.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever takes long starts early: the browser, then the notebooks, the largest in front."""

    def turn(item: pytest.Item) -> tuple[int, int]:
        if item.path.suffix == ".ipynb":
            return 1, -item.path.stat().st_size
        return (0 if item.path.name in FIRST else 2 if item.path.name in NEXT else 3), 0

    items.sort(key=turn)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the book's HTML, built afresh and strictly, once for all test processes.

    It is the folder of ``make book``: what was tested is what is opened.
    """
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    finished = shared / "site-is-built"
    with FileLock(shared / "site.lock"):
        if not finished.exists():
            _build_site()
            finished.touch()
    return ROOT / "_build" / "html"


def _build_site() -> None:
    for old in ("html", ".doctrees"):
        shutil.rmtree(ROOT / "_build" / old, ignore_errors=True)
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ROOT, "-W", "--keep-going"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.fail(f"the book does not build:\n{result.stdout[-4000:]}{result.stderr[-4000:]}")
    (ROOT / "_build" / "html" / ".built").touch()  # for `make book`
