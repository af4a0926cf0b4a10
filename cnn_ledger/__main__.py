"""``python -m cnn_ledger``: re-check the entries of the ledger and print their verdicts.

``python -m cnn_ledger "murugan2017 3.30"`` shows one entry in full. Exits with an error if any
entry does not check, and names it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cnn_ledger.checking import Checked, Store, check, processors
from cnn_ledger.equation import VERDICTS, Equation, equations, name_of, named
from cnn_ledger.pages import errata_text, in_words
from cnn_ledger.sources import SOURCES

__all__ = ["main"]

FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cnn-core"


def main(arguments: Sequence[str] | None = None, folder: Path | None = None) -> int:
    """Check the entries that were asked for; zero if all check, one if not.

    `folder` is where verdicts of the same code are kept; without it nothing is.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        entries = _chosen(options)
    except ValueError as unknown:  # a word that the ledger does not know
        parser.error(str(unknown))
    found = _known(entries, None if options.fresh or os.environ.get("CI") else folder)
    checked = [one for one in found if not one.error]
    asked = [one for one in checked if options.verdict in (None, one.entry["verdict"])]
    print(_shown(asked, options), end="")
    for one in found:
        if one.error:
            print(f"DOES NOT CHECK  {one.error}", file=sys.stderr)
    return 0 if checked and len(checked) == len(found) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cnn_ledger", description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the entries for programs")
    form.add_argument("--errata", action="store_true", help="print what is false, as Markdown")
    parser.add_argument("entry", nargs="?", help='one entry, such as "murugan2017 3.30"')
    parser.add_argument("--source", choices=tuple(SOURCES), help="only the entries of one source")
    parser.add_argument("--chapter", help="only those of a chapter, such as 12_pooling")
    parser.add_argument("--fresh", action="store_true", help="take no verdict from an earlier run")
    parser.add_argument("--verdict", choices=VERDICTS, help="only those of one verdict")
    return parser


def _chosen(options: argparse.Namespace) -> list[Equation]:
    if options.entry is None:
        return equations(options.source, chapter=options.chapter)
    if options.source or options.chapter or options.verdict:
        raise ValueError("entry: got an entry and a filter; expected one of them")
    return [named(options.entry)]


def _known(entries: list[Equation], folder: Path | None) -> list[Checked]:
    """What is known of the entries: from an earlier run of the same code, or found out now."""
    store = Store(folder) if folder else None
    known = store.load() if store else {}
    new = [e for e in entries if e.key not in known]
    found = {one.key: one for one in _progress(check(new, processors()), len(new))}
    if store and found:
        store.save((known | found).values())
    if len(new) < len(entries):
        number = len(entries) - len(new)
        print(f"{number} verdicts of an earlier run of the same code; see --fresh", file=sys.stderr)
    return [(known | found)[e.key] for e in entries]


def _shown(found: list[Checked], options: argparse.Namespace) -> str:
    entries = [one.entry for one in found]
    if options.json:
        return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"
    if options.errata:
        return errata_text((one.entry["source"], one.erratum) for one in found if one.erratum)
    if options.entry:
        return "".join(map(in_words, entries))
    return _table(entries) + "\n"


def _progress(found: Iterable[Checked], number: int) -> Iterable[Checked]:
    if number < 2:  # nothing to wait for
        return found
    try:
        from tqdm import tqdm
    except ImportError:
        return found
    bar: Iterable[Checked] = tqdm(found, desc="ledger", unit="entry", file=sys.stderr, total=number)
    return bar


def _table(entries: list[dict[str, Any]]) -> str:
    lines = [_line("number", "verdict", "chapter", "title"), "-" * 130]
    lines += [_line(name_of(e), e["verdict"], e["chapter"], e["title"]) for e in entries]
    count = Counter(e["verdict"] for e in entries)
    numbers = ", ".join(f"{count[verdict]} {verdict}" for verdict in VERDICTS)
    read = sum("printed" in e["read_back"] for e in entries)
    shown = sum(e["kind"] == "equation" for e in entries)
    back = f"{read} of {shown} displayed equations read back from their LaTeX"
    return "\n".join([*lines, "-" * 130, f"{len(entries)} entries: {numbers}; {back}"])


def _line(name: str, verdict: str, chapter: str, title: str) -> str:
    return f"{name:<46} {verdict:<25} {chapter:<21} {title}".rstrip()


if __name__ == "__main__":
    sys.exit(main(folder=FOLDER))
