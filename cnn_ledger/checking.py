"""Checking many entries: on all processors, and not again where nothing has changed.

What is found out about an entry is text alone (`Checked`), so that it can come from another process
or from a file. A file of verdicts is named by a hash of all that they depend on: the prover, the
ledger, and the versions of Python and of what is imported.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from cnn_ledger.claims import plain
from cnn_ledger.equation import FALSE, Equation
from cnn_ledger.pages import as_dict, erratum
from cnn_ledger.reading import breach
from cnn_ledger.state import fingerprint

__all__ = ["Checked", "Store", "check", "processors"]

CHUNK = 6  # entries of one section share identities, which are judged once in a process


@dataclass(frozen=True)
class Checked:
    """What a check found out: the entry as a dictionary and its erratum, or what went wrong."""

    key: str
    entry: dict[str, Any]
    erratum: str = ""
    error: str = ""


def check(entries: Sequence[Equation], processes: int = 1) -> Iterator[Checked]:
    """Judge the entries, in order; with several processes where the system can fork."""
    if processes < 2 or len(entries) <= CHUNK or "fork" not in get_all_start_methods():
        yield from map(checked, entries)
        return
    global _shared
    _shared = entries  # a forked process has them without a copy
    starts = range(0, len(entries), CHUNK)
    with get_context("fork").Pool(processes) as pool:
        for chunk in pool.imap(_chunk, starts):
            yield from chunk


_shared: Sequence[Equation] = ()


def _chunk(start: int) -> list[Checked]:
    return [checked(entry) for entry in _shared[start : start + CHUNK]]


def checked(entry: Equation) -> Checked:
    """One entry, judged here."""
    try:
        found = as_dict(entry)
        amiss = [said for form in found["read_back"] if (said := breach(entry, form))]
        if amiss:
            return Checked(entry.key, {}, error=plain(amiss[0]))
        return Checked(entry.key, found, erratum(entry) if entry.verdict == FALSE else "")
    except AssertionError as error:  # LedgerError, NotProved, NotRefuted
        return Checked(entry.key, {}, error=str(error))
    except Exception as error:  # a claim that cannot even be written down
        return Checked(entry.key, {}, error=f"{entry.name}: {type(error).__name__}: {error}")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- verdicts that are known --------------------------------------------------------------------


class Store:
    """Verdicts on disk, in a file named by the state of the code; a damaged file is no file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"ledger-{fingerprint()[:16]}.json"

    def load(self) -> dict[str, Checked]:
        """The entries that are known, by key; those that failed are never stored."""
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            return {key: Checked(**found) for key, found in stored.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def save(self, found: Iterable[Checked]) -> None:
        """Keep what checks; files of other states of the code go."""
        kept = {one.key: asdict(one) for one in found if not one.error}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self.path)
            for old in set(self.path.parent.glob("ledger-*.json")) - {self.path}:
                old.unlink(missing_ok=True)
        except OSError:  # a folder that cannot be written is no reason to fail
            return
