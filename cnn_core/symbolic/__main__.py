"""``python -m cnn_core.symbolic``: re-check every entry of the ledger and print the table.

Exits with an error if any entry does not check, and names it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from cnn_core.symbolic.equation import SOURCES, VERDICTS, Equation, equations
from cnn_core.symbolic.ledger import as_dict, errata

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the entries that were asked for; zero if all check, one if not."""
    options = _parser().parse_args(arguments)
    entries = equations(options.source)
    checked, failed = _check(entries)
    if options.json:
        print(json.dumps([as_dict(e) for e in checked], indent=1, ensure_ascii=False))
    elif options.errata:
        print(errata(checked), end="")
    else:
        print(_table(checked))
    for error in failed:
        print(f"DOES NOT CHECK  {error}", file=sys.stderr)
    return 1 if failed or not checked else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cnn_core.symbolic", description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the entries for programs")
    form.add_argument("--errata", action="store_true", help="print what is false, as Markdown")
    parser.add_argument("--source", choices=tuple(SOURCES), help="only the entries of one source")
    return parser


def _check(entries: list[Equation]) -> tuple[list[Equation], list[str]]:
    """The entries that check, and for each other one what went wrong."""
    checked, failed = [], []
    for entry in _progress(entries):
        try:
            _ = entry.verdict, entry.proof
            checked.append(entry)
        except AssertionError as error:  # LedgerError, NotProved, NotRefuted
            failed.append(str(error))
        except Exception as error:  # a claim that cannot even be written down
            failed.append(f"{entry.name}: {type(error).__name__}: {error}")
    return checked, failed


def _progress(entries: list[Equation]) -> Iterable[Equation]:
    try:
        from tqdm import tqdm
    except ImportError:
        return entries
    bar: Iterable[Equation] = tqdm(entries, desc="ledger", unit="entry", file=sys.stderr)
    return bar


def _table(entries: list[Equation]) -> str:
    lines = [_line("number", "verdict", "chapter", "title"), "-" * 130]
    lines += [_line(e.name, e.verdict, e.chapter, e.title) for e in entries]
    count = Counter(e.verdict for e in entries)
    numbers = ", ".join(f"{count[verdict]} {verdict}" for verdict in VERDICTS)
    return "\n".join([*lines, "-" * 130, f"{len(entries)} entries: {numbers}"])


def _line(name: str, verdict: str, chapter: str, title: str) -> str:
    return f"{name:<46} {verdict:<25} {chapter:<21} {title}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
