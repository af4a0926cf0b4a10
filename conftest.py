"""What every test run shares: strict validation of notebooks, the environment, one built site."""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
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


OUTCOMES = (
    "CNN_LEDGER_OUTCOMES"  # cnn_ledger.sharing.VARIABLE; nothing is imported before it is set
)


def pytest_configure(config: pytest.Config) -> None:
    """Name a new, empty folder in which the processes of this run share what the ledger judged.

    A run within a run, which some tests start with something wrong in it, has a folder of its own.
    """
    if not hasattr(config, "workerinput"):  # a worker has it from the process that started it
        folder = os.environ[OUTCOMES] = tempfile.mkdtemp(prefix="cnn-ledger-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


FIRST = ("test_browser.py",)  # builds the site and drives a browser
NEXT = (  # ten seconds of work and more
    "test_validation_notices.py", "ledger/test_reading.py", "test_theorems.py", "test_pages.py",
    "test_fuzz.py", "test_layers.py", "test_certify.py", "test_doctor.py", "test_formulas.py",
    "test_docstrings.py", "test_registries.py", "test_pdf.py", "test_derivation.py",
    "test_theorems_of_functions.py", "test_convolution.py", "test_complete.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever takes long starts early, so that all processes end together.

    The browser is first, then the notebooks, the largest in front, then the long files of `NEXT`.
    """

    def turn(item: pytest.Item) -> tuple[int, int]:
        if item.path.suffix == ".ipynb":
            return 1, -item.path.stat().st_size
        if item.path.name in FIRST:
            return 0, 0
        place = next((k for k, end in enumerate(NEXT) if item.path.as_posix().endswith(end)), None)
        return (3, 0) if place is None else (2, place)

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
