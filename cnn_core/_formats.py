"""Three small file formats as arrays: NIfTI volumes, time series in ``.ts``, NetCDF-3 fields.

Each reader takes the bytes of a whole file and ``source``, which names the file in errors, and
raises ``ValueError`` for what is not such a file, is shorter or longer than it says, or holds what
the reader does not know.
"""

from __future__ import annotations

import io
import struct
from typing import Any

import numpy as np

from cnn_core._checks import Array, missing

_NIFTI_HEADER = 348
_NIFTI_TYPES = {2: "u1", 4: "<i2", 8: "<i4", 16: "<f4", 64: "<f8"}


def read_nifti(raw: bytes, source: str) -> Array:
    """The values of a single-file NIfTI-1 volume (``n+1``, little-endian), as they are stored.

    The header says at 40 how many axes there are and how long they are, at 70 the type of a value,
    at 108 where the values begin; the first axis runs fastest.
    """
    if len(raw) < _NIFTI_HEADER or raw[344:348] != b"n+1\0" or raw[:4] != b"\x5c\x01\0\0":
        raise ValueError(f"{source}: expected a NIfTI-1 file (n+1, little-endian), got another")
    axes, *lengths = struct.unpack_from("<8h", raw, 40)
    (code,), (start,) = struct.unpack_from("<h", raw, 70), struct.unpack_from("<f", raw, 108)
    if code not in _NIFTI_TYPES or not 1 <= axes <= 7 or min(lengths[:axes]) < 1:
        raise ValueError(f"{source}: a NIfTI file of unknown type ({code}, {axes} axes)")
    shape, kind = tuple(lengths[:axes]), np.dtype(_NIFTI_TYPES[code])
    expected = int(start) + int(np.prod(shape, dtype=object)) * kind.itemsize
    if len(raw) != expected:
        raise ValueError(f"{source}: expected {expected} bytes, as its header says, got {len(raw)}")
    return np.frombuffer(raw, kind, offset=int(start)).reshape(shape, order="F")


def read_ts(raw: bytes, source: str) -> tuple[list[Array], list[str]]:
    """Series ``(C, T)`` of differing lengths, and their labels, from a ``.ts`` file.

    Lines of ``#`` and ``@`` come first; after ``@data`` each line is a series: its channels with
    ``:`` between them and the label last, the values of a channel with ``,`` between them.
    """
    lines = raw.decode("utf-8", "replace").splitlines()
    found = [n for n, line in enumerate(lines) if line.strip().lower() == "@data"]
    if not found:
        raise ValueError(f"{source}: expected a line @data, found none")
    series, labels = [], []
    for number, line in enumerate(lines[found[0] + 1 :], start=found[0] + 2):
        *channels, label = line.strip().split(":")
        try:
            series.append(np.array([channel.split(",") for channel in channels], dtype=np.float64))
        except ValueError as error:
            raise ValueError(f"{source}, line {number}: expected numbers: {error}") from None
        if series[-1].ndim != 2 or series[-1].shape[0] != series[0].shape[0]:
            raise ValueError(f"{source}, line {number}: expected channels of one length, a label")
        labels.append(label)
    return series, labels


def read_netcdf(raw: bytes, source: str) -> dict[str, Array]:
    """The variables of a NetCDF-3 file by name, in float64; what is missing there is NaN."""
    try:
        from scipy.io import netcdf_file
    except ModuleNotFoundError as error:
        raise missing("load_climate", "scipy", "data") from error
    try:
        with netcdf_file(io.BytesIO(raw), mmap=False) as opened:
            return {name: _with_gaps(variable) for name, variable in opened.variables.items()}
    except (TypeError, ValueError, IndexError, KeyError, OverflowError, MemoryError) as error:
        raise ValueError(f"{source}: expected a whole NetCDF-3 file ({error})") from None


def _with_gaps(variable: Any) -> Array:
    values = np.array(variable.data, dtype=np.float64)
    if (absent := variable._attributes.get("missing_value")) is not None:
        values[values == absent] = np.nan
    return values
