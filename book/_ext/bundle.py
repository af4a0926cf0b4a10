"""What the page "Prove it yourself" asks for when a reader presses its button: a Python of its own.

Python for browsers is Pyodide's core, one archive of known digest. It is fetched once, by ``npm``,
into the cache of this user, or put there by hand. SymPy, mpmath and Lark are the ones that are
installed and that proved the book: each file is compared with the digest that its wheel records;
their tests stay behind. The prover is ``cnn_core/symbolic`` as it stands in the repository; without
``cnn_core/__init__.py`` beside it, it needs no NumPy.

``python book/_ext/bundle.py`` fetches the archive and says where it is.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANSWER = Path(__file__).with_name("answer.py")
VERSION = "314.0.7"
ARCHIVE = f"pyodide-{VERSION}.tgz"
SHA256 = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
CORE = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
INSTALLED = ("sympy", "mpmath", "lark")
UNUSED = ("/tests/", "/benchmarks/", "/testing/tests/", "__pycache__", "/__pyinstaller/")
DELIVERY = b"https://cdn.jsdelivr.net/pyodide/"  # where it would look for packages; none is loaded
PROMPTLY = ("--fetch-retries=0", "--fetch-timeout=20000", "--loglevel=silent")
SECONDS = 60
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same files give the same bytes


class BundleError(Exception):
    """The prover cannot be put beside the pages; the message says why."""


def cache() -> Path:
    """Where the archive is kept: ``$CNN_CORE_DATA/pyodide``, or the cache of this user."""
    given = os.environ.get("CNN_CORE_DATA")
    if given:
        return Path(given, "pyodide")
    import pooch

    return Path(pooch.os_cache("cnn_core"), "pyodide")


def archive(folder: Path | None = None, fetch: bool = True) -> Path:
    """The archive of Pyodide's core, fetched if it is not there; raises `BundleError`."""
    folder = cache() if folder is None else folder
    file = folder / ARCHIVE
    if not file.is_file():
        if not fetch:
            raise BundleError(f"{file} is not there")
        _fetch(folder)
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != SHA256:
        raise BundleError(f"{file} has the digest {found[:12]}…, expected {SHA256[:12]}…")
    return file


def _fetch(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise BundleError(f"npm is not installed, and {folder / ARCHIVE} is not there")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".download-", dir=folder) as place:
            command = [npm, "pack", f"pyodide@{VERSION}", *PROMPTLY]
            subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=SECONDS)
            Path(place, ARCHIVE).replace(folder / ARCHIVE)
    except (OSError, subprocess.SubprocessError) as error:
        raise BundleError(f"npm could not fetch pyodide {VERSION}: {error}") from error


# --- writing ------------------------------------------------------------------------------------


def write(target: Path, core: Path) -> list[Path]:
    """Put all files of the prover into a folder; what is there and current is left alone."""
    stamp, now = target / "stamp", _state(core)
    if not (stamp.is_file() and stamp.read_text() == now):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        _unpack(core, target)
        _zip(target / "sympy.zip", _libraries())
        _zip(target / "prover.zip", _prover())
        stamp.write_text(now)
    return sorted(path for path in target.iterdir() if path != stamp)


def _state(core: Path) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes() + core.name.encode())
    for name in INSTALLED:
        digest.update(f"{name} {_version(name)}\n".encode())
    for name, data in _prover():
        digest.update(name.encode() + data)
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError as error:
        raise BundleError(f"{name} is not installed") from error


def _unpack(core: Path, target: Path) -> None:
    with tarfile.open(core) as packed:
        for name in CORE:
            member = packed.extractfile(f"package/{name}")
            assert member is not None
            (target / name).write_bytes(member.read().replace(DELIVERY, b"./"))


def _libraries() -> Iterator[tuple[str, bytes]]:
    """The installed libraries, file by file, as their wheels record them."""
    for name in INSTALLED:
        _version(name)
        for file in distribution(name).files or ():
            place = file.as_posix()
            if place.startswith("..") or any(part in f"/{place}" for part in UNUSED):
                continue
            if place.endswith((".py", ".lark")) and place.startswith(f"{name}/"):
                data = Path(str(file.locate())).read_bytes()
                if file.hash is not None and _digest(file.hash.mode, data) != file.hash.value:
                    raise BundleError(f"{place} is not as the wheel of {name} has it")
                yield place, data


def _digest(mode: str, data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.new(mode, data).digest()).decode().rstrip("=")


def _prover() -> Iterator[tuple[str, bytes]]:
    """The prover's own source, and nothing else of the package; beside it what speaks for it."""
    folder = ROOT / "cnn_core" / "symbolic"
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".py", ".lark")):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    yield ANSWER.name, ANSWER.read_bytes()


def _zip(file: Path, members: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in members:
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, data)


def main() -> None:
    try:
        print(archive())
    except BundleError as error:
        sys.exit(f"prover: {error}")


if __name__ == "__main__":
    main()
