"""The IDX reader: one array per file, plain or gzip-compressed, and nothing taken on trust.

An IDX file is a big-endian header and then the numbers: two zero bytes, one byte for the type, one
byte for the number of axes, four bytes for the length of each axis.
"""

from __future__ import annotations

import gzip
import math
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cnn_core._checks import as_int, describe

Array: TypeAlias = NDArray[Any]
Stream: TypeAlias = IO[bytes] | gzip.GzipFile

MAX_BYTES = 2**30  # EMNIST, the largest common data set of this format, has 0.55e9
_IDX_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
_MAX_AXES = 32  # what every NumPy can hold
_MAX_DEFLATE_RATIO = 1032  # 258 bytes for 2 bits: no gzip file expands more than this
_CHUNK = 2**20
_FOREIGN = {
    b"\x93NUM": "a NumPy array (.npy)",
    b"PK\x03\x04": "a zip archive (.zip, .npz)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89HDF": "an HDF5 file",
    b"MATL": "a MATLAB file",
    b"PAR1": "a Parquet file",
    b"BZh": "a bzip2 file",
    b"\xfd7zX": "an xz file",
    b"\x80": "a Python pickle",
    b"<": "a web page (HTML or XML)",
}  # by how they begin; none begins as an IDX file does


def read_idx(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Array:
    """The array of one IDX file, plain or gzip-compressed (known by its content, not its name).

    The reader is strict, and no memory is taken for a size that the file cannot hold: the header is
    compared with the size of the file first.

    Args:
        path: the file.
        max_bytes: the largest decompressed size accepted, in bytes.

    Returns:
        The array, of the file's shape and type (uint8, int8, int16, int32, float32 or float64), in
        native byte order.

    Raises:
        TypeError: ``path`` is not a path or ``max_bytes`` not an integer.
        FileNotFoundError: there is no such file.
        ValueError: no regular file, not in IDX format, an unknown type, shorter or longer than the
            header says, larger than ``max_bytes``, or a damaged gzip file.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "labels-idx1-ubyte")
    ...     _ = path.write_bytes(bytes([0, 0, 0x08, 1]) + bytes([0, 0, 0, 3]) + bytes([7, 2, 1]))
    ...     read_idx(path)
    array([7, 2, 1], dtype=uint8)
    """
    return decode(*read_parts(as_path(path, "path"), as_int(max_bytes, "max_bytes", minimum=1)))


def read_parts(path: Path, max_bytes: int) -> tuple[bytes, Array]:
    """Header and body of an IDX file, as bytes; the file is exactly these two."""
    with _decompressed(path) as (stream, most):
        header = _read_header(stream, path)
        dtype, shape = _layout(header)
        size = math.prod(shape) * dtype.itemsize
        _check_size(path, shape, len(header) + size, most, max_bytes)
        body = _read_body(stream, path, size)
        if stream.read(1):
            raise ValueError(f"{path}: too long: more bytes than shape {shape} needs")
    return header, body


@contextmanager
def _decompressed(path: Path) -> Iterator[tuple[Stream, int]]:
    """The file opened for reading, and the most bytes that it can hold once decompressed."""
    if path.exists() and not path.is_file():
        raise ValueError(f"{path}: expected a regular file")
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if file.peek(2)[:2] != b"\x1f\x8b":
            yield file, size
            return
        try:
            with gzip.GzipFile(fileobj=file) as stream:
                yield stream, size * _MAX_DEFLATE_RATIO
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ValueError(f"{path}: damaged gzip file ({error})") from error


def _read_header(stream: Stream, path: Path) -> bytes:
    magic = stream.read(4)
    foreign = next((kind for start, kind in _FOREIGN.items() if magic.startswith(start)), None)
    if foreign is not None:
        raise ValueError(f"{path}: not an IDX file: it begins as {foreign} does")
    if magic[2:] == b"\0\0" and magic[1] in _IDX_TYPES and 1 <= magic[0] <= _MAX_AXES:
        raise ValueError(f"{path}: not an IDX file: its header is little-endian, IDX is big-endian")
    if magic[:2] != b"\0\0"[: len(magic)]:
        raise ValueError(
            f"{path}: not an IDX file: expected it to begin with two zero bytes, got {magic[:2]!r}"
        )
    if len(magic) < 4:
        raise ValueError(f"{path}: truncated: an IDX file has at least 4 bytes, got {len(magic)}")
    if magic[2] not in _IDX_TYPES:
        known = ", ".join(f"0x{code:02x}" for code in _IDX_TYPES)
        raise ValueError(f"{path}: unknown IDX type 0x{magic[2]:02x}, expected one of {known}")
    if not 1 <= magic[3] <= _MAX_AXES:
        raise ValueError(f"{path}: expected 1 to {_MAX_AXES} axes, got {magic[3]}")
    lengths = stream.read(4 * magic[3])
    if len(lengths) < 4 * magic[3]:
        raise ValueError(f"{path}: truncated inside the header of {4 + 4 * magic[3]} bytes")
    return magic + lengths


def _layout(header: bytes) -> tuple[np.dtype[Any], tuple[int, ...]]:
    """Type and shape that a header announces."""
    lengths = np.frombuffer(header, ">u4", offset=4)
    return np.dtype(_IDX_TYPES[header[2]]), tuple(int(n) for n in lengths)


def _check_size(path: Path, shape: tuple[int, ...], total: int, most: int, max_bytes: int) -> None:
    """Refuse a shape that is empty, too large, or more than the file can hold."""
    if 0 in shape:
        raise ValueError(f"{path}: empty: the header announces shape {shape}")
    if total > most:
        turned = tuple(int.from_bytes(n.to_bytes(4, "big"), "little") for n in shape)
        fits = 0 not in turned and math.prod(turned) <= most
        raise ValueError(
            f"{path}: truncated: shape {shape} needs {total} bytes, the file holds at most {most}"
            + f"; read as little-endian, which IDX is not, the shape would be {turned}" * fits
        )
    if total > max_bytes:
        raise ValueError(
            f"{path}: too large: shape {shape} needs {total} bytes, expected at most "
            f"max_bytes={max_bytes}"
        )


def _read_body(stream: Stream, path: Path, size: int) -> Array:
    """``size`` bytes, read piece by piece: a short file never costs more than its own size."""
    body = np.empty(size, np.uint8)
    done = 0
    while done < size:
        piece = stream.read(min(_CHUNK, size - done))
        if not piece:
            raise ValueError(f"{path}: truncated: {done} of {size} bytes after the header")
        body[done : done + len(piece)] = np.frombuffer(piece, np.uint8)
        done += len(piece)
    return body


def decode(header: bytes, body: Array) -> Array:
    """The body as an array in native byte order."""
    dtype, shape = _layout(header)
    array = body.view(dtype).reshape(shape)
    return array.astype(dtype.newbyteorder("="), copy=False)


def as_path(value: Any, name: str) -> Path:
    """``value`` as a path; anything but a string or a path is refused."""
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"{name}: expected a path, got {describe(value)}")
    return Path(value)
