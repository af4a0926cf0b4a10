"""``python -m cnn_ledger``: re-check the entries of the ledger and print their verdicts.

``python -m cnn_ledger "murugan2017 3.30"`` shows one entry in full. Exits with an error if any
entry does not check, and names it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from cnn_ledger.equation import VERDICTS, Equation, equations, named
from cnn_ledger.pages import as_dict, errata, in_words
from cnn_ledger.sources import SOURCES

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the entries that were asked for; zero if all check, one if not."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        entries = _chosen(options)
    except ValueError as unknown:  # a word that the ledger does not know
        parser.error(str(unknown))
    checked, failed = _check(entries)
    asked = [e for e in checked if options.verdict in (None, e.verdict)]
    print(_shown(asked, options), end="")
    for error in failed:
        print(f"DOES NOT CHECK  {error}", file=sys.stderr)
    return 1 if failed or not checked else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cnn_ledger", description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the entries for programs")
    form.add_argument("--errata", action="store_true", help="print what is false, as Markdown")
    parser.add_argument("entry", nargs="?", help='one entry, such as "murugan2017 3.30"')
    parser.add_argument("--source", choices=tuple(SOURCES), help="only the entries of one source")
    parser.add_argument("--chapter", help="only those of a chapter, such as 12_pooling")
    parser.add_argument("--verdict", choices=VERDICTS, help="only those of one verdict")
    return parser


def _chosen(options: argparse.Namespace) -> list[Equation]:
    if options.entry is None:
        return equations(options.source, chapter=options.chapter)
    if options.source or options.chapter or options.verdict:
        raise ValueError("entry: got an entry and a filter; expected one of them")
    return [named(options.entry)]


def _shown(entries: list[Equation], options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps([as_dict(e) for e in entries], indent=1, ensure_ascii=False) + "\n"
    if options.errata:
        return errata(entries)
    if options.entry:
        return "".join(map(in_words, entries))
    return _table(entries) + "\n"


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
    bar: Iterable[Equation] = tqdm(
        entries, desc="ledger", unit="entry", file=sys.stderr, disable=len(entries) < 2
    )
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
