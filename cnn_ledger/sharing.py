"""Outcomes that the processes of one test run share: each claim is judged once, by the first.

A run of the tests has many processes, and a kernel for each chapter, and most of them look at the
same entries. The run names a new, empty folder in the environment; nothing is shared without it,
and nothing outlives the run. There an outcome is kept in a file that is named by the state of the
code, taken when the process started, and by the entry and which of its claims it is of. What failed
is never kept, and a damaged file is no file.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path

from cnn_core.symbolic.proof import Counterexample, Proof
from cnn_ledger.state import fingerprint

__all__ = ["VARIABLE", "once"]

VARIABLE = "CNN_LEDGER_OUTCOMES"
Outcome = Proof | Counterexample

_started_as = fingerprint() if VARIABLE in os.environ else ""


def once(name: str, judge: Callable[[], Outcome]) -> Outcome:
    """What `judge` returns; not called if another process of this run has found it out."""
    if not _started_as or VARIABLE not in os.environ:
        return judge()
    digest = hashlib.sha256(f"{_started_as} {name}".encode()).hexdigest()
    file = Path(os.environ[VARIABLE]) / digest
    found = _load(file)
    if found is None:
        found = judge()
        _save(file, found)
    return found


def _load(file: Path) -> Outcome | None:
    try:
        found = pickle.loads(file.read_bytes())
    except Exception:  # not there, cut short, or of something that is not there
        return None
    return found if isinstance(found, Proof | Counterexample) else None


def _save(file: Path, outcome: Outcome) -> None:
    """Keep an outcome, if it can be written down: some hold functions."""
    partial = file.with_suffix(f".{os.getpid()}")
    try:
        partial.write_bytes(pickle.dumps(outcome))
        partial.replace(file)
    except Exception:  # then each process judges for itself
        partial.unlink(missing_ok=True)
