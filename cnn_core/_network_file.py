"""Saved networks: an ``.npz`` archive of plain arrays, one of them the architecture as JSON.

Members are stored, not compressed, so that nothing in a file can unfold to more than the file's own
size. ``load`` believes nothing: it works out from the architecture which arrays there must be,
compares names, shapes and types with the headers, and only then makes anything.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import zipfile
from math import prod
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core.layers import LAYERS, Conv2D, Layer
from cnn_core.losses import LOSSES

if TYPE_CHECKING:
    from cnn_core.network import Network

Array = NDArray[Any]

FORMAT: Final = "cnn_core network 1"
ARCHITECTURE: Final = "architecture"
KEYS: Final = {"format", "layers", "input_shape", "loss", "seed", "dtype"}
MAX_LAYERS: Final = 1000
MAX_JSON_BYTES: Final = 1 << 20


class NetworkFileError(ValueError):
    """A file that does not hold a network, or not a whole one."""


# --- writing ----------------------------------------------------------------------------------


def save(network: Network, path: str | PathLike[str]) -> None:
    """Write ``network`` to ``path``, so that there is never half a file there."""
    text = json.dumps(architecture(network)).encode()
    arrays = {ARCHITECTURE: np.frombuffer(text, np.uint8), **network.parameters}
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def architecture(network: Network) -> dict[str, Any]:
    """Everything about a network but its weights, as JSON holds it."""
    return {
        "format": FORMAT,
        "layers": [{"type": type(layer).__name__, **layer.config()} for layer in network.layers],
        "input_shape": list(network.input_shape),
        "loss": network.loss.__name__,
        "seed": network.seed,
        "dtype": str(network.dtype),
    }


# --- reading ----------------------------------------------------------------------------------


def load(path: str | PathLike[str]) -> Network:
    """Read a network, or raise ``NetworkFileError`` and say what is wrong with the file."""
    with Path(path).open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                return _read(archive, os.fstat(file.fileno()).st_size)
        except NetworkFileError as error:
            raise NetworkFileError(f"{path}: {error}") from error.__cause__
        except Exception as error:  # a damaged archive can fail in any way zipfile knows
            raise NetworkFileError(f"{path}: not a whole network file ({error})") from error


def _read(archive: zipfile.ZipFile, file_size: int) -> Network:
    from cnn_core.network import Network, plan, sample_shape

    members = _members(archive, file_size)
    layers, arguments = _parse(_architecture_text(archive, members))
    dtype, input_shape = np.dtype(arguments["dtype"]), sample_shape(arguments["input_shape"])
    shapes = {
        f"{index}.{name}": shape
        for index, layer_plan in enumerate(plan(layers, input_shape))
        for name, shape in layer_plan.parameters.items()
    }
    _compare_names(set(members), {ARCHITECTURE, *shapes})
    values = {
        name: _array(archive.read(members[name]), name, shape, dtype)
        for name, shape in shapes.items()
    }
    network = Network(layers, **arguments)
    for name, value in values.items():
        network.parameters[name][...] = value
    _check_connections(network)
    return network


def _members(archive: zipfile.ZipFile, file_size: int) -> dict[str, zipfile.ZipInfo]:
    """The archive's members by name, none compressed, encrypted, twice there or too large."""
    members: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        name = info.filename.removesuffix(".npy")
        if name in members or name == info.filename:
            raise NetworkFileError(f"expected arrays, each once, got {info.filename!r}")
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
            raise NetworkFileError(f"{name}: expected a stored array, got a packed one")
        if info.file_size > file_size:
            raise NetworkFileError(f"{name}: says {info.file_size} bytes in a file of {file_size}")
        members[name] = info
    return members


def _architecture_text(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> bytes:
    if ARCHITECTURE not in members:
        raise NetworkFileError("expected a network saved by this package, got another archive")
    if members[ARCHITECTURE].file_size > MAX_JSON_BYTES:
        raise NetworkFileError(f"architecture: expected at most {MAX_JSON_BYTES} bytes")
    data = archive.read(members[ARCHITECTURE])
    return _array(data, ARCHITECTURE, None, np.dtype(np.uint8)).tobytes()


def _parse(text: bytes) -> tuple[list[Layer], dict[str, Any]]:
    """Layers and the other arguments of ``Network`` from the architecture."""
    try:
        parsed = json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise NetworkFileError(f"architecture: not valid JSON ({error})") from error
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise NetworkFileError(f"architecture: expected format {FORMAT!r}")
    if set(parsed) != KEYS or not isinstance(parsed["layers"], list):
        raise NetworkFileError(f"architecture: expected exactly the keys {sorted(KEYS)}")
    if not 1 <= len(parsed["layers"]) <= MAX_LAYERS:
        raise NetworkFileError(f"architecture: expected 1 to {MAX_LAYERS} layers")
    if not isinstance(parsed["loss"], str) or parsed["loss"] not in LOSSES:
        raise NetworkFileError(f"architecture: unknown loss {parsed['loss']!r}")
    if parsed["dtype"] not in ("float32", "float64"):
        raise NetworkFileError(f"architecture: expected float32 or float64, got {parsed['dtype']}")
    layers = [_layer(entry, index) for index, entry in enumerate(parsed["layers"])]
    arguments = {key: parsed[key] for key in ("input_shape", "seed", "dtype")}
    return layers, {**arguments, "loss": LOSSES[parsed["loss"]]}


def _layer(entry: Any, index: int) -> Layer:
    if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
        raise NetworkFileError(f"layers[{index}]: expected a layer, got {str(entry)[:60]}")
    settings = {key: value for key, value in entry.items() if key != "type"}
    if entry["type"] not in LAYERS:
        raise NetworkFileError(f"layers[{index}]: unknown layer {entry['type'][:60]!r}")
    try:
        return LAYERS[entry["type"]](**settings)
    except (TypeError, ValueError) as error:
        raise NetworkFileError(f"layers[{index}], {entry['type']}: {error}") from error


def _compare_names(found: set[str], expected: set[str]) -> None:
    for problem, names in (("missing", expected - found), ("unexpected", found - expected)):
        if names:
            raise NetworkFileError(f"{problem} arrays: {', '.join(sorted(names))[:200]}")


def _array(data: bytes, name: str, shape: tuple[int, ...] | None, dtype: np.dtype[Any]) -> Array:
    """The array in ``data``, if its header says ``shape`` and ``dtype`` and its size agrees."""
    buffer = io.BytesIO(data)
    try:
        if np.lib.format.read_magic(buffer) != (1, 0):
            raise ValueError("not a version 1 array")
        found, column_major, found_dtype = np.lib.format.read_array_header_1_0(buffer)
    except Exception as error:  # the header is text that anyone may have written
        raise NetworkFileError(f"{name}: not an array ({error})") from error
    shape = (len(data) - buffer.tell(),) if shape is None else shape
    if found != shape or found_dtype != dtype or column_major:
        raise NetworkFileError(
            f"{name}: expected shape {shape} and dtype {dtype}, got {found} and {found_dtype}"
        )
    size = len(data) - buffer.tell()
    if size != prod(shape) * dtype.itemsize:
        raise NetworkFileError(f"{name}: expected {prod(shape)} numbers, got {size} bytes")
    return np.frombuffer(data, dtype, offset=buffer.tell()).reshape(shape)


def _check_connections(network: Network) -> None:
    for index, layer in enumerate(network.layers):
        if isinstance(layer, Conv2D) and layer.connections is not None:
            absent = layer.w[~layer.connections]
            if np.any(absent != 0):
                raise NetworkFileError(f"{index}.w: expected 0 where there is no connection")
