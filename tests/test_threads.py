"""Rows shared among threads: every part once, in order, with the products held to one thread."""

from __future__ import annotations

import gc
import multiprocessing
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_core import _threads
from cnn_core._workspace import release_workspaces, workspace
from cnn_core.convolution import (
    conv2d,
    conv2d_backward,
    conv2d_backward_plain,
    conv2d_plain,
)


class Library:
    """Stands for the library of the matrix products."""

    filepath = "numpy"

    def __init__(self, threads: int) -> None:
        self.threads = threads

    def get_num_threads(self) -> int:
        return self.threads

    def set_num_threads(self, threads: int) -> None:
        self.threads = threads


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Three threads, and all work is worth them."""
    made = Library(3)
    monkeypatch.setattr(_threads, "_blas", lambda: (made,))
    monkeypatch.setattr(_threads, "WORTH_IT", 0)
    monkeypatch.setattr(_threads, "NOTICEABLE", 0)
    yield made
    assert made.threads == 3  # whatever happened, it was put back


def test_parts_cover_the_range_in_order(library: Library) -> None:
    for count in range(1, 12):
        parts = _threads.in_parallel(lambda start, stop: (start, stop), count, 1.0)
        assert [i for start, stop in parts for i in range(start, stop)] == list(range(count))
        assert len(parts) == min(count, 3)


def test_threads_differ_and_products_get_one_each(library: Library) -> None:
    barrier = threading.Barrier(3, timeout=10)

    def work(start: int, stop: int) -> tuple[int, int]:
        barrier.wait()  # passes only if three parts run at the same time
        return threading.get_ident(), library.threads

    found = _threads.in_parallel(work, 9, 1.0)
    assert len({ident for ident, _ in found}) == 3
    assert {threads for _, threads in found} == {1}


def test_errors_reach_the_caller(library: Library) -> None:
    for wrong in (0, 4, 8):

        def work(start: int, stop: int, wrong: int = wrong) -> None:
            if start <= wrong < stop:
                raise ZeroDivisionError(wrong)

        with pytest.raises(ZeroDivisionError, match=str(wrong)):
            _threads.in_parallel(work, 9, 1.0)
        assert library.threads == 3


def test_threads_keep_nothing_of_a_finished_call(library: Library) -> None:
    class Large:
        pass

    large = Large()
    gone = weakref.ref(large)

    def work(start: int, stop: int, large: Large | None = large) -> int:
        return stop - start

    assert sum(_threads.in_parallel(work, 9, 1.0)) == 9
    del large, work
    for _ in range(100):  # a thread may still be on its way to the next task
        gc.collect()
        if gone() is None:
            break
        time.sleep(0.01)
    assert gone() is None


def test_a_program_that_used_threads_ends() -> None:
    code = (
        "from cnn_core import _threads\n"
        "class Library:\n"
        "    get_num_threads = lambda self: 3\n"
        "    set_num_threads = lambda self, threads: None\n"
        "_threads._blas = lambda: (Library(),)\n"
        "assert len(_threads.in_parallel(lambda start, stop: start, 9, 1e9)) == 3\n"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=root)


def test_several_libraries_are_all_held_and_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Library(2), Library(4), Library(1)]
    monkeypatch.setattr(_threads, "_blas", lambda: tuple(made))
    found = _threads.in_parallel(lambda *_: [m.threads for m in made], 8, 1e9)
    assert found == [[1, 1, 1]] * 4
    assert [m.threads for m in made] == [2, 4, 1]
    monkeypatch.setattr(Library, "get_num_threads", lambda self: None)  # it does not know
    assert _threads.in_parallel(lambda start, stop: (start, stop), 8, 1e9) == [(0, 8)]


def test_a_call_inside_another_stays_on_its_thread(library: Library) -> None:
    def inner(start: int, stop: int) -> tuple[int, int, int]:
        return threading.get_ident(), start, stop

    def outer(start: int, stop: int) -> bool:
        return _threads.in_parallel(inner, 7, 1.0) == [(threading.get_ident(), 0, 7)]

    assert _threads.in_parallel(outer, 3, 1.0) == [True, True, True]


def test_little_work_and_one_thread_stay_here(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lambda start, stop: (start, stop)  # noqa: E731
    threads = lambda start, stop: library.threads  # noqa: E731
    monkeypatch.setattr(_threads, "WORTH_IT", 10)
    monkeypatch.setattr(_threads, "NOTICEABLE", 5)
    assert _threads.in_parallel(whole, 9, 9.0) == [(0, 9)]
    assert len(_threads.in_parallel(whole, 9, 10.0)) == 3
    assert _threads.in_parallel(threads, 9, 9.0) == [1]
    assert _threads.in_parallel(threads, 9, 4.0) == [3]
    monkeypatch.setattr(_threads, "_blas", lambda: (Library(1),))
    assert _threads.in_parallel(whole, 9, 10.0) == [(0, 9)]
    monkeypatch.setattr(_threads, "_blas", lambda: ())
    assert _threads.in_parallel(whole, 9, 10.0) == [(0, 9)]


@pytest.mark.parametrize("options", [{}, {"stride": 2, "padding": 1}, {"dilation": 2}])
def test_convolution_is_the_same_on_three_threads(
    library: Library, options: dict[str, Any]
) -> None:
    rng = np.random.default_rng(0)
    x, w, b = (rng.normal(size=shape) for shape in ((2, 9, 8, 3), (3, 2, 3, 2), (3,)))
    y = conv2d(x, w, b, **options)
    assert_allclose(y, conv2d_plain(x, w, b, **options), atol=1e-13)
    dy = rng.normal(size=y.shape)
    got, again = (conv2d_backward(dy, x, w, **options) for _ in range(2))
    expected = conv2d_backward_plain(dy, x, w, **options)
    for one, same, other in zip(got, again, expected, strict=True):
        assert_array_equal(one, same)
        assert_allclose(one, other, atol=1e-12)


def test_numpy_is_found_where_threadpoolctl_is() -> None:
    threadpoolctl = pytest.importorskip("threadpoolctl")
    libraries = _threads._blas()
    assert all(library.get_num_threads() >= 1 for library in libraries)
    loaded = [info for info in threadpoolctl.threadpool_info() if info["user_api"] == "blas"]
    own = {info["filepath"] for info in loaded if "numpy" in info["filepath"]}
    assert {library.filepath for library in libraries} == own


def test_works_without_threadpoolctl() -> None:
    code = (
        "import sys; sys.modules['threadpoolctl'] = None\n"
        "import numpy as np\n"
        "from cnn_core import _threads, conv2d\n"
        "assert conv2d(np.ones((8, 40, 40, 64)), np.ones((8, 8, 5, 5))).max() == 200\n"
        "assert _threads._blas() == ()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def _in_child(results: Any) -> None:
    results.put(len(_threads.in_parallel(lambda start, stop: start, 9, 1.0)))


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_makes_threads_of_its_own(library: Library) -> None:
    _threads.in_parallel(lambda start, stop: start, 9, 1.0)
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    child = context.Process(target=_in_child, args=(results,))
    child.start()
    assert results.get(timeout=20) == 3
    child.join()


def test_workspaces_are_kept_by_name_and_thread() -> None:
    dtype = np.dtype(np.float32)
    first = workspace("test", (4, 5), dtype)
    assert first.shape == (4, 5)
    assert first.dtype == dtype
    assert first.ctypes.data % 64 == 0
    assert np.shares_memory(first, workspace("test", (2, 3), np.dtype(np.float64)))
    assert not np.shares_memory(first, workspace("other", (4, 5), dtype))
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(workspace("test", (4, 5), dtype)))
    thread.start()
    thread.join()
    assert not np.shares_memory(first, found[0])
    assert workspace("test", (100, 100), dtype).shape == (100, 100)
    release_workspaces()
    assert not np.shares_memory(first, workspace("test", (4, 5), dtype))
