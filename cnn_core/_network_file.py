"""Saved networks: an ``.npz`` archive of plain arrays, one of them the architecture as JSON.

Members are stored, not compressed, so that nothing in a file can unfold to more than the file's own
size. ``load`` believes nothing: it works out from the architecture which arrays there must be,
compares names, shapes and types with the headers, and only then makes anything. A layer or a loss
that is not shipped is known by its full name, and only if the caller gives it.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from math import prod
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from cnn_core._checks import Array
from cnn_core._registry import is_shipped, qualified_name
from cnn_core.layers.base import LAYERS, Layer, Place, _first_places, plain
from cnn_core.losses import LOSSES, Loss
from cnn_core.stack import Stack
from cnn_core.training import History, Session

if TYPE_CHECKING:
    from cnn_core.network import Network

FORMAT: Final = "cnn_core network 2"
OLD_FORMAT: Final = "cnn_core network 1"
ARCHITECTURE: Final = "architecture"
OLD_KEYS: Final = {"format", "layers", "input_shape", "loss", "seed", "dtype"}
KEYS: Final = {*OLD_KEYS, "multilabel", "random", "state", "training"}
MAX_LAYERS: Final = 1000
MAX_JSON_BYTES: Final = 1 << 20
MEMORY: Final = "training."  # what the names of an optimizer's arrays start with


class NetworkFileError(ValueError):
    """A file that does not hold a network, or not a whole one."""


# --- writing ----------------------------------------------------------------------------------


def save(network: Network, path: str | PathLike[str]) -> None:
    """Write ``network`` to ``path``, so that there is never half a file there."""
    check(network)
    arrays = contents(network)
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


def contents(network: Network) -> dict[str, Array]:
    """All arrays of a network's file, the architecture first."""
    session = network.session
    memory = {} if session is None else session.memory
    state = {f"{path}{name}": value for path, name, value in _state(network)}
    taken = set(state) & set(network.parameters)
    if taken:
        raise ValueError(f"state: expected names that no parameter has, got {sorted(taken)}")
    text = json.dumps(architecture(network)).encode()
    return {
        ARCHITECTURE: np.frombuffer(text, np.uint8),
        **network.parameters,
        **{name: value for name, value in state.items() if isinstance(value, np.ndarray)},
        **{MEMORY + name: value for name, value in memory.items()},
    }


def architecture(network: Network) -> dict[str, Any]:
    """Everything about a network but its arrays, as JSON holds it."""
    return {
        "format": FORMAT,
        "layers": _Writer().entries(network.layers),
        "input_shape": list(network.input_shape),
        "loss": qualified_name(network.loss),
        "seed": network.seed,
        "dtype": str(network.dtype),
        "multilabel": network.multilabel,
        "random": _random_state(network),
        "state": {f"{path}{name}": _described(value) for path, name, value in _state(network)},
        "training": _training(network.session),
    }


def check(network: Network) -> None:
    """Raise ``ValueError`` if a network with parts of one's own would not be read back the same."""
    places = _places(network)
    own = [type(place.layer) for place in places if not is_shipped(type(place.layer))]
    if not own and is_shipped(network.loss):
        return
    file, state = io.BytesIO(), network.rng.bit_generator.state
    np.savez(file, **contents(network))  # type: ignore[arg-type]
    try:
        with zipfile.ZipFile(file) as archive:
            again = _read(archive, file.tell(), _Known(own, [network.loss]))
        difference = _difference(network, again)
    except (NetworkFileError, TypeError, ValueError) as error:
        difference = str(error)
    network.rng.bit_generator.state = state
    if difference:
        names = ", ".join(sorted({layer.__name__ for layer in own})) or network.loss.__name__
        raise ValueError(f"save: {names} could not be read back: {difference}")


def _difference(network: Network, again: Network) -> str:
    """What is different in a network that was read back, empty if nothing."""
    x = np.random.default_rng(0).normal(size=(2, *network.input_shape))
    if np.array_equal(network.outputs(x), again.outputs(x), equal_nan=True):
        return ""
    return (
        "made anew from its arguments it gives other outputs; name in `state` the attributes that "
        "it changes after it was made"
    )


def _places(network: Network) -> list[Place]:
    return _first_places(network._stack.places(network.input_shape, "glorot"))[1:]


def _state(network: Network) -> Iterable[tuple[str, str, Any]]:
    """Path, name and value of everything that layers keep beside their parameters."""
    for place in _places(network):
        for name in place.layer.state:
            value = getattr(place.layer, name, None)
            if not isinstance(value, np.ndarray | np.generic | int | float | str | None):
                raise ValueError(
                    f"{place.layer!r}, state {name!r}: expected an array, a number or a text, got "
                    f"{type(value).__name__}"
                )
            if isinstance(value, np.ndarray) and value.dtype.kind not in "biuf":
                raise ValueError(f"{place.layer!r}, state {name!r}: got dtype {value.dtype}")
            value = np.ascontiguousarray(value) if isinstance(value, np.ndarray) else value
            yield place.path, name, plain(value) if isinstance(value, np.generic) else value


def _described(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape), "dtype": value.dtype.str}
    return value


def _random_state(network: Network) -> Any:
    state = network.rng.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise ValueError(f"rng: expected a generator PCG64, got {state['bit_generator']}")
    return state


def _training(session: Session | None) -> dict[str, Any] | None:
    if session is None:
        return None
    return {
        "epochs": session.epochs,
        "optimizer": session.optimizer,
        "settings": session.settings,
        "steps": session.steps,
        "memory": sorted(session.memory),
        "history": asdict(session.history),
    }


class _Writer:
    """Layers as JSON. One in several places is written once, and then told by its number."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def entries(self, layers: Iterable[Layer]) -> list[Any]:
        return [self.entry(layer) for layer in layers]

    def entry(self, layer: Layer) -> dict[str, Any]:
        if id(layer) in self.numbers:
            return {"same": self.numbers[id(layer)]}
        settings = {name: self.value(v, name, layer) for name, v in layer.config().items()}
        self.numbers[id(layer)] = len(self.numbers)
        return {"type": qualified_name(type(layer)), **settings}

    def value(self, value: Any, name: str, layer: Layer) -> Any:
        if isinstance(value, Layer):
            return self.entry(value)
        if isinstance(value, list):
            return [self.value(entry, name, layer) for entry in value]
        if not isinstance(value, str | int | float | bool | None):
            raise ValueError(
                f"{type(layer).__name__}, argument {name!r}: expected numbers, texts or lists of "
                f"them, got {type(value).__name__}, which a file cannot hold"
            )
        return value


# --- reading ----------------------------------------------------------------------------------


class _Known(NamedTuple):
    """What a file may name beside what is shipped."""

    layers: Iterable[type[Layer]]
    losses: Iterable[Loss]

    def layer(self, name: str) -> type[Layer] | None:
        return LAYERS.get(name) or _named(name, self.layers)

    def loss(self, name: str) -> Loss | None:
        return LOSSES.get(name) or _named(name, self.losses)


def _named(name: str, things: Iterable[Any]) -> Any:
    """The thing of that full name; one of the same own name will do if its module was another."""
    for thing in things:
        if qualified_name(thing) == name:
            return thing
    alike = [t for t in things if "." in name and t.__name__ == name.rpartition(".")[2]]
    return alike[0] if len(set(map(id, alike))) == 1 else None


def load(
    path: str | PathLike[str],
    layers: tuple[type[Layer], ...] = (),
    losses: tuple[Loss, ...] = (),
) -> Network:
    """Read a network, or raise ``NetworkFileError`` and say what is wrong with the file."""
    known = _Known(_checked(layers, type, "layers"), _checked(losses, Loss, "losses"))
    with Path(path).open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                return _read(archive, os.fstat(file.fileno()).st_size, known)
        except NetworkFileError as error:
            raise NetworkFileError(f"{path}: {error}") from error.__cause__
        except Exception as error:  # a damaged archive can fail in any way zipfile knows
            raise NetworkFileError(f"{path}: not a whole network file ({error})") from error


def _checked(things: tuple[Any, ...], kind: type, name: str) -> tuple[Any, ...]:
    for thing in things:
        if kind is type and not (isinstance(thing, type) and issubclass(thing, Layer)):
            raise TypeError(f"{name}: expected classes of layers, got {thing!r}")
        if not isinstance(thing, kind):
            raise TypeError(f"{name}: expected losses, got {thing!r}")
    return things


def _read(archive: zipfile.ZipFile, file_size: int, known: _Known) -> Network:
    from cnn_core.network import Network, sample_shape

    members = _members(archive, file_size)
    parsed = _parse(_architecture_text(archive, members), known)
    dtype, input_shape = np.dtype(parsed.arguments["dtype"]), sample_shape(parsed.input_shape)
    stack = Stack(parsed.layers)
    stack.output_shape(input_shape)
    places = _first_places(stack.places(input_shape, "glorot"))
    wanted: dict[str, tuple[tuple[int, ...], np.dtype[Any]]] = {
        place.path + name: (shape, dtype)
        for place in places
        for name, shape in place.layer.parameter_shapes(place.input_shape).items()
    }
    total = sum(prod(shape) for shape, _ in wanted.values())
    parameters = set(wanted)
    wanted |= {name: _shape_and_dtype(v, name) for name, v in parsed.state.items() if _is_array(v)}
    wanted |= {MEMORY + name: ((total,), dtype) for name in parsed.memory}
    _compare_names(set(members), {ARCHITECTURE, *wanted})
    values = {
        name: _array(archive.read(members[name]), name, *expected)
        for name, expected in wanted.items()
    }
    network = Network(parsed.layers, input_shape, **parsed.arguments)
    for name in parameters:
        network.parameters[name] = values[name]
    for place in places:
        _check_parameters(place)
    _restore(network, parsed, places, values)
    return network


def _check_parameters(place: Place) -> None:
    try:
        place.layer.check_parameters()
    except ValueError as error:
        raise NetworkFileError(f"{place.path}{error}") from None


def _restore(network: Network, parsed: _Parsed, places: list[Place], values: Any) -> None:
    """Generator, what layers keep, and the training that may go on."""
    owners = {f"{place.path}{name}": place.layer for place in places for name in place.layer.state}
    if set(owners) != set(parsed.state):
        raise NetworkFileError(f"state: expected {sorted(owners)}, got {sorted(parsed.state)}")
    for name, value in parsed.state.items():
        found = values[name].copy() if _is_array(value) else value
        setattr(owners[name], name.rpartition(".")[2], found)
    if parsed.random is not None:
        try:
            network.rng.bit_generator.state = parsed.random
        except (TypeError, ValueError, KeyError, OverflowError) as error:
            raise NetworkFileError(f"random: not the state of a generator ({error})") from error
    if parsed.training is not None:
        memory = {name: values[MEMORY + name].copy() for name in parsed.memory}
        settings = {
            key: v for key, v in parsed.training.items() if key not in ("memory", "history")
        }
        network.session = Session(
            memory=memory, history=History(**parsed.training["history"]), **settings
        )


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


class _Parsed(NamedTuple):
    layers: list[Layer]
    input_shape: Any
    arguments: dict[str, Any]
    random: Any
    state: dict[str, Any]
    training: dict[str, Any] | None

    @property
    def memory(self) -> list[str]:
        return [] if self.training is None else self.training["memory"]


def _parse(text: bytes, known: _Known) -> _Parsed:
    """Layers and the other arguments of ``Network`` from the architecture."""
    try:
        parsed = json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise NetworkFileError(f"architecture: not valid JSON ({error})") from error
    if not isinstance(parsed, dict) or parsed.get("format") not in (FORMAT, OLD_FORMAT):
        raise NetworkFileError(f"architecture: expected format {FORMAT!r}")
    keys = KEYS if parsed["format"] == FORMAT else OLD_KEYS
    if set(parsed) != keys or not isinstance(parsed["layers"], list):
        raise NetworkFileError(f"architecture: expected exactly the keys {sorted(keys)}")
    if not 1 <= len(parsed["layers"]) <= MAX_LAYERS:
        raise NetworkFileError(f"architecture: expected 1 to {MAX_LAYERS} layers")
    loss = known.loss(parsed["loss"]) if isinstance(parsed["loss"], str) else None
    if loss is None:
        raise NetworkFileError(f"architecture: unknown loss {_cut(parsed['loss'], 'losses')}")
    if parsed["dtype"] not in ("float32", "float64"):
        raise NetworkFileError(f"architecture: expected float32 or float64, got {parsed['dtype']}")
    layers = _Reader(known).entries(parsed["layers"])
    arguments = {"seed": parsed["seed"], "dtype": parsed["dtype"], "loss": loss}
    arguments["multilabel"] = parsed.get("multilabel")
    state = _dictionary(parsed.get("state", {}), "state")
    training = _checked_training(parsed.get("training"))
    return _Parsed(layers, parsed["input_shape"], arguments, parsed.get("random"), state, training)


def _cut(name: Any, argument: str) -> str:
    """A name as an error shows it, with a hint if it is none of this package."""
    text = repr(str(name)[:80]) if isinstance(name, str) else repr(name)[:80]
    own = isinstance(name, str) and "." in name
    return text + (f"; give it: load(path, {argument}=[...])" if own else "")


def _dictionary(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NetworkFileError(f"{name}: expected names with values, got {str(value)[:60]}")
    return value


def _checked_training(training: Any) -> dict[str, Any] | None:
    """What a file says of a training, if it can be one."""
    if training is None:
        return None
    kinds = {
        "epochs": int, "optimizer": str, "settings": str, "steps": int, "memory": list,
        "history": dict,
    }  # fmt: skip
    found = _dictionary(training, "training")
    if set(found) != set(kinds) or not all(isinstance(found[k], kind) for k, kind in kinds.items()):
        raise NetworkFileError(f"training: expected exactly {sorted(kinds)}")
    lists = set(asdict(History()))
    if not lists - {"stopped"} <= set(found["history"]) <= lists or len(found["memory"]) > 20:
        raise NetworkFileError("training: expected a history and at most 20 arrays")
    if not all(isinstance(name, str) and name.isidentifier() for name in found["memory"]):
        raise NetworkFileError("training: expected names of arrays")
    return found


def _is_array(described: Any) -> bool:
    return isinstance(described, dict)


def _shape_and_dtype(described: Any, name: str) -> tuple[tuple[int, ...], np.dtype[Any]]:
    try:
        shape, dtype = tuple(int(n) for n in described["shape"]), np.dtype(described["dtype"])
    except (KeyError, TypeError, ValueError) as error:
        raise NetworkFileError(f"state {name}: expected a shape and a dtype ({error})") from error
    if dtype.kind not in "biuf" or any(n < 0 for n in shape):
        raise NetworkFileError(f"state {name}: expected real numbers, got {shape}, {dtype}")
    return shape, dtype


class _Reader:
    """Layers from JSON; what is found inside the arguments of a layer is read first."""

    def __init__(self, known: _Known) -> None:
        self.known = known
        self.layers: list[Layer] = []

    def entries(self, entries: list[Any]) -> list[Layer]:
        return [self.layer(entry, str(index)) for index, entry in enumerate(entries)]

    def layer(self, entry: Any, place: str) -> Layer:
        if isinstance(entry, dict) and set(entry) == {"same"}:
            return self.earlier(entry["same"], place)
        if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
            raise NetworkFileError(f"layers[{place}]: expected a layer, got {str(entry)[:60]}")
        cls = self.known.layer(entry["type"])
        if cls is None:
            raise NetworkFileError(
                f"layers[{place}]: unknown layer {_cut(entry['type'], 'layers')}"
            )
        try:
            settings = {k: self.value(v, place) for k, v in entry.items() if k != "type"}
            layer = cls.from_config(settings)
        except (TypeError, ValueError) as error:
            if isinstance(error, NetworkFileError):
                raise
            raise NetworkFileError(f"layers[{place}], {entry['type']}: {error}") from error
        self.layers.append(layer)
        if len(self.layers) > MAX_LAYERS:
            raise NetworkFileError(f"architecture: expected 1 to {MAX_LAYERS} layers")
        return layer

    def value(self, value: Any, place: str) -> Any:
        if isinstance(value, dict) and ("type" in value or "same" in value):
            return self.layer(value, place)
        if isinstance(value, list):
            return [self.value(entry, place) for entry in value]
        return value

    def earlier(self, number: Any, place: str) -> Layer:
        if not isinstance(number, int) or not 0 <= number < len(self.layers):
            raise NetworkFileError(f"layers[{place}]: expected an earlier layer, got {number!r}")
        return self.layers[number]


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
