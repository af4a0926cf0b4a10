"""The state of the code that a verdict depends on: what keeps a verdict is named by it."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import version
from pathlib import Path

import cnn_core

__all__ = ["fingerprint"]

LEDGER, PROVER = Path(__file__).parent, Path(cnn_core.__file__).parent / "symbolic"


def fingerprint() -> str:
    """A hash of all that verdicts depend on: the prover, the ledger, Python and the libraries."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in ("sympy", "numpy", "mpmath"):
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(p for folder in (PROVER, LEDGER) for p in folder.rglob("*.*")):
        if path.suffix in (".py", ".lark"):
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()
