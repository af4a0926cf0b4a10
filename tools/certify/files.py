"""The files of certificates: one a chapter, written from its records, checked by ``coqc``."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sympy import Expr

from cnn_core.symbolic.records import records
from tools.certify import NotCertified
from tools.certify.statement import HEAD, Certificate, certificate

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "certificates"
BEYOND = "theorems"  # what no chapter states: the registry of the tests
LONGEST = 250_000  # characters of a certificate: Rocq takes about a minute for that many
CLOSED = "Closed under the global context"


@dataclass(frozen=True)
class Claim:
    """An identity to be certified; `key` is what the page and the registry know it by."""

    key: str
    name: str
    lhs: Expr
    rhs: Expr
    where: tuple[Expr, ...]
    title: str


@dataclass(frozen=True)
class Chapter:
    """A file of certificates: its name and what it is to hold."""

    name: str
    claims: tuple[Claim, ...] = field(repr=False)

    @property
    def file(self) -> Path:
        return FOLDER / f"{'chapter_' if self.name[0].isdigit() else ''}{self.name}.v"


def chapters() -> Iterator[Chapter]:
    """All files of certificates, in the order of the book; those without a claim left out."""
    for path in sorted((ROOT / "book").glob("[0-8]*.ipynb")):
        if claims := tuple(_claims(path)):
            yield Chapter(path.stem, claims)
    yield Chapter(BEYOND, tuple(_registry()))


def _claims(path: Path) -> Iterator[Claim]:
    taken: set[str] = set()
    known: dict[str, list[tuple[object, ...]]] = {}
    for one in records(path):
        if one.kind != "proof" or one.rung != 1 or not one.states:
            continue
        label = ", ".join(one.states) + ": " + one.label
        same = known.setdefault(label, [])
        if (said := (one.lhs, one.rhs, one.where)) in same:
            continue
        same.append(said)
        key = label if len(same) == 1 else f"{label} ({len(same)})"
        title = f"{one.states[0]}: {one.label}"
        yield Claim(key, _name(one.states[0], taken), *said, title)


def _registry() -> Iterator[Claim]:
    folder = str(ROOT / "tests" / "symbolic")
    if folder not in sys.path:
        sys.path.append(folder)
    from test_theorems import THEOREMS  # type: ignore[import-not-found]

    for name, build in THEOREMS.items():
        one = build()
        title = name.replace("_", " ").capitalize()
        yield Claim(name, name, one.lhs, one.rhs, one.where, title)


def _name(label: str, taken: set[str]) -> str:
    plain = re.sub(r"\W+", "_", label).strip("_")
    name, n = plain, 1
    while name in taken:
        n += 1
        name = f"{plain}_{n}"
    taken.add(name)
    return name


@cache
def written(claim: Claim) -> Certificate | str:
    """The certificate of a claim, or the reason why there is none."""
    try:
        found = certificate(claim.name, claim.lhs, claim.rhs, claim.where, claim.title)
        return found if len(found.text) <= LONGEST else "the script of steps is too long to check"
    except NotCertified as error:
        return _reason(str(error))
    except RecursionError:
        return "the search for a proof does not end"


def _reason(text: str) -> str:
    """What a reader can do with: expressions in full are left out."""
    for start in ("the sides differ", "not an identity of its parts"):
        if text.startswith(start):
            return "the two sides are not brought to one normal form by the steps known so far"
    return text


def text_of(parts: Sequence[Certificate]) -> str:
    return "\n".join([HEAD, *(part.text for part in parts)])


def sections(text: str) -> dict[str, str]:
    """The statement of each theorem of a file, as it was written: no proof, no tactic."""
    found = re.findall(r"^Section (\w+)_\.\n(.*?)\n^Proof\.$", text, re.M | re.S)
    helpers = re.compile(r"^(Let|Ltac) .*\n", re.M)
    return {name: helpers.sub("", body) for name, body in found}


def check(chapter: Chapter) -> dict[str, dict[str, str]]:
    """Write the file of a chapter; what the kernel refuses is left out, with the reason."""
    outcome: dict[str, dict[str, str]] = {}
    good: list[tuple[Claim, Certificate]] = []
    for claim in chapter.claims:
        found = written(claim)
        if isinstance(found, str):
            outcome[claim.key] = {"reason": found}
        else:
            good.append((claim, found))
    refused = accepted([c for _, c in good])
    for claim, found in good:
        if found.name in refused:
            outcome[claim.key] = {
                "reason": "Rocq does not accept the script of steps: " + refused[found.name]
            }
    kept = [(claim, found) for claim, found in good if found.name not in refused]
    chapter.file.write_text(text_of([found for _, found in kept]), encoding="utf-8")
    for claim, found in kept:
        outcome[claim.key] = {
            "file": chapter.file.name,
            "theorem": found.name,
            "digest": found.digest,
        }
    if not kept:
        chapter.file.unlink()
    return outcome


def accepted(parts: Sequence[Certificate]) -> dict[str, str]:
    """The certificates that Rocq refuses, by name, each with its message."""
    refused: dict[str, str] = {}
    rest = list(parts)
    while rest:
        ran = coqc(text_of(rest))
        closed = ran.stdout.count(CLOSED)
        if ran.returncode == 0 and closed == len(rest):
            break
        if ran.returncode == 0:
            raise RuntimeError(f"a theorem rests on an axiom: {ran.stdout}")
        refused[rest[closed].name] = _message(ran.stderr)
        rest = rest[closed + 1 :]
    return refused


def _message(text: str) -> str:
    found = re.search(r"Error:\s*(.*)", text)
    return (found[1].strip() if found else "no message").rstrip(".") or "an error of types"


def coqc(text: str, seconds: int = 900) -> subprocess.CompletedProcess[str]:
    """Rocq run over a text, with the library of sums beside it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.v"
        file.write_text(text, encoding="utf-8")
        return subprocess.run(
            ["coqc", "-w", "none", "-Q", str(FOLDER), "", str(file)],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )


def library() -> None:
    """Compile ``Sums.v``, which every certificate rests on, where it is newer than its result."""
    if not shutil.which("coqc"):
        raise SystemExit(
            "certify: needs coqc, from the Debian packages coq, libcoq-mathcomp-algebra "
            "and libcoq-mathcomp-algebra-tactics"
        )
    for name in ("Sums",):
        source, built = FOLDER / f"{name}.v", FOLDER / f"{name}.vo"
        if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(
                ["coqc", "-w", "none", "-Q", ".", "", source.name], cwd=FOLDER, check=True
            )


def noted() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """What was certified, as noted: by chapter and by theorem."""
    found: Mapping[str, Mapping[str, Mapping[str, Any]]] = json.loads(
        (FOLDER / "certified.json").read_text(encoding="utf-8")
    )
    return found
