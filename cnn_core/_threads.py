"""Work on several rows at once, on as many threads as the matrix products of NumPy may use.

A matrix product runs on several threads by itself, but the copies and sums around it do not. Here
each thread takes a part of the rows and does everything for them, with products on one thread
each. Work too small to be shared stays on one thread, too: many small products lose more by waiting
for each other than they gain.

How many threads NumPy's products use is known, and can be changed for a moment, where the small
package threadpoolctl is installed (scikit-learn brings it); otherwise everything runs as NumPy runs
it. ``OPENBLAS_NUM_THREADS=1`` in the environment means one thread here, too.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from queue import SimpleQueue
from typing import Any, TypeVar

Part = TypeVar("Part")

WORTH_IT = 3e7  # multiplications below which a second thread is not worth waking
NOTICEABLE = 1e6  # and below which it does not matter what the products do by themselves

_busy = threading.Lock()


def in_parallel(work: Callable[[int, int], Part], count: int, operations: float) -> list[Part]:
    """``work(start, stop)`` for parts that make up ``range(count)``; the results in order.

    ``operations`` says how many multiplications there are in all. The parts depend on nothing but
    the arguments and the number of threads, so that sums over them are the same in every run.

    >>> in_parallel(lambda start, stop: list(range(start, stop)), 3, operations=1)
    [[0, 1, 2]]
    """
    libraries = _blas() if operations >= NOTICEABLE else ()
    busy = _busy
    if not libraries or not busy.acquire(blocking=False):  # inside another call: no more threads
        return [work(0, count)]
    try:
        with _one_thread_each(libraries) as available:
            threads = available if operations >= WORTH_IT else 1
            ends = [count * part // threads for part in range(threads + 1)]
            parts = [(start, stop) for start, stop in pairwise(ends) if start < stop]
            workers = _workers(threads - 1)[: len(parts) - 1]
            for worker, part in zip(workers, parts[1:], strict=True):
                worker.start_work(work, part)
            try:
                first = work(*parts[0])
            finally:
                outcomes = [worker.outcome() for worker in workers]  # nobody may be left working
            return [first, *(outcome() for outcome in outcomes)]
    finally:
        busy.release()


@contextmanager
def _one_thread_each(libraries: tuple[Any, ...]) -> Iterator[int]:
    """Let matrix products run on the thread that calls them; gives the number they had."""
    before = [library.get_num_threads() or 1 for library in libraries]
    if max(before) > 1:
        for library in libraries:
            library.set_num_threads(1)
    try:
        yield max(before)
    finally:
        for library, threads in zip(libraries, before, strict=True):
            if threads > 1:
                library.set_num_threads(threads)


@cache
def _blas() -> tuple[Any, ...]:
    """The library of NumPy's matrix products, if threadpoolctl is there to control it."""
    try:
        from threadpoolctl import (  # type: ignore[import-untyped, import-not-found, unused-ignore]
            ThreadpoolController,
        )
    except ImportError:
        return ()
    found = ThreadpoolController().select(user_api="blas").lib_controllers
    return tuple(library for library in found if "numpy" in library.filepath)


class _Worker(threading.Thread):
    """A thread that waits for a part to work on; it costs less to wake than an executor's."""

    def __init__(self, number: int) -> None:
        super().__init__(name=f"cnn_core_{number}", daemon=True)
        self._tasks: SimpleQueue[tuple[Callable[..., Any], tuple[int, int]]] = SimpleQueue()
        self._outcomes: SimpleQueue[Callable[[], Any]] = SimpleQueue()
        self.start()

    def start_work(self, work: Callable[[int, int], Any], part: tuple[int, int]) -> None:
        self._tasks.put((work, part))

    def outcome(self) -> Callable[[], Any]:
        """Wait for the part; a function that gives its result or raises its error."""
        return self._outcomes.get()

    def run(self) -> None:
        while True:
            work, part = self._tasks.get()
            self._outcomes.put(_outcome(work, part))
            del work  # it holds arrays of the caller


def _outcome(work: Callable[..., Part], part: tuple[int, int]) -> Callable[[], Part]:
    try:
        result = work(*part)
    except BaseException as error:
        failure = error

        def fail() -> Part:
            raise failure

        return fail
    return lambda: result


@cache
def _workers(count: int) -> list[_Worker]:
    return [_Worker(number) for number in range(count)]


def _after_fork() -> None:
    """A forked process has none of the threads, nor whoever held the lock."""
    global _busy
    _workers.cache_clear()
    _busy = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
