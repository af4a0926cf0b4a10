"""``make certify``: write the certificates of all theorems, have Rocq check them, note the outcome.

Writes ``certificates/*.v``, one file for each chapter and one for the theorems that no chapter
states, and ``certificates/certified.json``: for each theorem its file and the digest of its
statement, or the reason why it has no certificate.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

from tools.certify.files import FOLDER, Chapter, chapters, check, library


def main() -> int:
    parser = argparse.ArgumentParser(prog="certify", description=__doc__)
    parser.add_argument("only", nargs="*", help="files, such as 10_kernel_gradient or theorems")
    arguments = parser.parse_args()
    library()
    found = [c for c in chapters() if not arguments.only or c.name in arguments.only]
    note = FOLDER / "certified.json"
    known = json.loads(note.read_text(encoding="utf-8")) if note.exists() and arguments.only else {}
    with ThreadPoolExecutor(2) as pool:
        running = {pool.submit(check, chapter): chapter for chapter in found}
        for done in as_completed(running):
            known[running[done].name] = done.result()
            print(_line(running[done], done.result()), flush=True)
            note.write_text(
                json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n",
                encoding="utf-8",
            )
    return 0


def _line(chapter: Chapter, outcome: dict) -> str:  # type: ignore[type-arg]
    held = sum("digest" in one for one in outcome.values())
    return f"{chapter.name}: {held} of {len(outcome)} certified"


if __name__ == "__main__":
    sys.exit(main())
