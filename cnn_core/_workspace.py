"""Scratch memory that is kept from call to call.

Fresh memory is slow: the operating system hands it out page by page, and clears each page first.
A kernel that needs scratch room in every call asks for it here by name. Each thread has its own.
"""

from __future__ import annotations

import threading
from math import prod
from typing import Any

import numpy as np

from cnn_core._checks import Array

_kept = threading.local()
_ALIGNMENT = 64  # bytes of a cache line


def workspace(name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
    """An array with arbitrary contents, valid until the next call with the same ``name``.

    It must not be returned to the caller of the package, nor be in use twice at a time.

    >>> workspace("doctest", (2, 3), np.dtype("float32")).shape
    (2, 3)
    """
    size = prod(shape) * dtype.itemsize
    memory = getattr(_kept, name, None)
    if memory is None or memory.size < size + _ALIGNMENT:
        memory = np.empty(size + _ALIGNMENT, np.uint8)
        setattr(_kept, name, memory)
    start = -memory.ctypes.data % _ALIGNMENT
    return memory[start : start + size].view(dtype).reshape(shape)


def release_workspaces() -> None:
    """Give the scratch memory of this thread back.

    >>> release_workspaces()
    """
    vars(_kept).clear()
