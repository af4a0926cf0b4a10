"""The programs of the page "Prove it yourself", each run without NumPy; the bundle; the answers."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import bundle
import prover
import pytest
import snippets
from answer import answer
from as_code import NoProgram, as_code
from presets import Preset, presets, title
from snippets import Chapter, NotAlone

from cnn_ledger import SOURCES

BOOK = Path(__file__).resolve().parents[1] / "book"
STEMS = [path.stem for path in sorted(BOOK.glob("[0-8]*.ipynb"))]
PARTS = ["flip", "typed", *STEMS, *SOURCES]


@cache
def offered() -> list[Preset]:
    return presets(BOOK)


@cache
def chapter(stem: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((BOOK / f"{stem}.ipynb").read_text(encoding="utf-8"))
    return loaded


def part(preset: Preset) -> str:
    """Where a preset comes from: a chapter, a source, or the page itself."""
    head, _, rest = preset.key.partition("-")
    if head == "printed":
        return rest.partition("-")[0]
    if head == "wrong":
        return rest.rpartition("-")[0]
    if head in ("flip", "typed"):
        return head
    return next(stem for stem in STEMS if title(chapter(stem)) == preset.group)


ALONE = """
import importlib.abc, json, sys
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("numpy", "matplotlib", "scipy", "cnn_ledger"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
sys.path.insert(0, sys.argv[1])
from answer import answer
from cnn_core.symbolic import latex
assert latex.__file__.startswith(sys.argv[1]), latex.__file__
for one in json.load(sys.stdin):
    said = []
    answer(one["kind"], one["text"], one["where"], False, said.append)
    print(json.dumps([{k: v for k, v in s.items() if k != "html"} for s in said]))
assert "numpy" not in sys.modules
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prover as the page gets it, unpacked."""
    folder = tmp_path_factory.mktemp("packed")
    for name, data in bundle._prover():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def alone(packed: Path, questions: list[Preset]) -> list[list[dict[str, Any]]]:
    """What the packed prover answers, in a Python without NumPy."""
    asked = [{"kind": p.kind, "text": p.text, "where": p.where} for p in questions]
    command = [sys.executable, "-c", ALONE, str(packed)]
    done = subprocess.run(
        command, input=json.dumps(asked), cwd=packed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("place", PARTS)
def test_every_program_stands_alone_and_gets_its_verdict(packed: Path, place: str) -> None:
    asked = [p for p in offered() if part(p) == place]
    for preset, said in zip(asked, alone(packed, asked), strict=True):
        failed = [one["message"] for one in said if one["kind"] == "failed"]
        assert not failed, f"{preset.key}: {failed}"
        found = {one["verdict"] for one in said} - {""}
        if preset.shelf == "Mistakes":  # a cell may prove beside what it refutes
            assert "refuted" in found, preset.key
        else:
            assert found, preset.key
            shown = {"refuted"} if "refute(" in preset.text else set()  # in one call of display
            assert found - shown <= set(preset.verdicts), preset.key


def test_every_theorem_has_its_program_with_all_that_its_chapter_proves() -> None:
    keys = {p.key for p in offered()}
    for stem, notebook in ((stem, chapter(stem)) for stem in STEMS):
        stated = {(c.key, claim) for c in snippets.programs(notebook) for claim in c.claims}
        for theorem in snippets.theorems(notebook):
            labels = {theorem.label, *theorem.equations}
            for _, stored in snippets._stored(notebook):
                for one in stored:
                    if one["kind"] == "proof" and labels & set(one["states"]):
                        assert theorem.label in keys, f"{stem}: {theorem.label}"
                        assert (theorem.label, ("proof", one["label"])) in stated


def test_every_mistake_of_the_chapters_is_offered() -> None:
    titles = {title for p in offered() if p.shelf == "Mistakes" for title in p.title.split("; ")}
    for notebook in map(chapter, STEMS):
        for _, stored in snippets._stored(notebook):
            assert {r["label"] for r in stored if r["kind"] == "counterexample"} <= titles


def test_the_eight_cases_are_eight() -> None:
    flips = [p for p in offered() if p.key.startswith("flip-")]
    assert len(flips) == len({p.text for p in flips}) == 8


def test_no_two_share_a_key() -> None:
    keys = [p.key for p in offered()]
    assert len(set(keys)) == len(keys)


def test_none_is_left_untried() -> None:
    assert {part(p) for p in offered()} <= set(PARTS)


# --- cutting -----------------------------------------------------------------------------------


def notebook(*cells: str) -> dict[str, Any]:
    return {"cells": [{"cell_type": "code", "source": c, "outputs": []} for c in cells]}


def test_a_function_is_cut_with_what_it_uses_when_it_is_called() -> None:
    cells = (
        "import numpy as np\nfrom cnn_core.symbolic import prove, sizes",
        "n, = sizes('n')\nunused = 3",
        "def f(): return [n for n in (h,)]",
        "h = n",
        "h = n + 1  # the last one",
        "numbers = np.zeros(3)\nprove(f()[0], n + 1, label='one')",
    )
    code = Chapter(notebook(*cells)).cut([5])
    assert "the last one" in code
    assert "unused" not in code
    assert "numpy" not in code
    said: list[dict[str, Any]] = []
    answer("code", code, "", True, said.append)
    assert [one.get("verdict") for one in said] == ["proved", None]


def test_a_claim_that_needs_numbers_does_not_stand_alone() -> None:
    cut = Chapter(notebook("import numpy as np", "prove(np.ones(1), 1, label='one')"))
    with pytest.raises(NotAlone, match="np comes from numpy"):
        cut.cut([1])


def test_what_the_vocabulary_cannot_say_is_no_program() -> None:
    import sympy as sp

    from cnn_ledger import Identity

    z = sp.Symbol("z")
    with pytest.raises(NoProgram):
        as_code([Identity(sp.gamma(z), z)], "no word for it")


# --- answering ---------------------------------------------------------------------------------

START = "from cnn_core.symbolic import Partial, indices, prove, sizes, tensors, total\n"


def said(kind: str, text: str, where: str = "") -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    answer(kind, text, where, False, heard.append)
    return heard


def test_a_wrong_claim_ends_with_numbers() -> None:
    (one,) = said("code", START + "n, = sizes('n')\nprove(n, n + 1, label='no')\nprint('never')")
    assert one["verdict"] == "refuted"
    assert "the truth is" in one["html"]


def test_what_is_open_is_said_to_be_open() -> None:
    found = said("latex", r"\sum_{i=0}^{n-1} \sin i = \sum_{i=0}^{n-1} \sin(i + 0)")
    assert {one.get("verdict") for one in found if one["kind"] == "shown"} <= {
        "proved",
        "not decided",
    }


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("n = (", "This is no Python", 1),
        ("\n\nn + 1", "Is it defined, or imported", 3),
        ("import numpy_not_here", "has no numpy_not_here", 1),
        ("1 / 0", "ZeroDivisionError", 1),
    ],
)
def test_an_error_says_what_and_where(text: str, words: str, line: int) -> None:
    (one,) = said("code", text)
    assert one["kind"] == "failed"
    assert words in one["message"]
    assert one["line"] == line


def test_an_error_points_into_the_formula_or_its_definitions() -> None:
    (one,) = said("latex", r"a_i = b_{i", "")
    assert (one["kind"], one["field"]) == ("failed", "formula")
    (one,) = said("latex", r"E = a_i b_i", r"E = \sum_{i=0}^{n-1 a_i b_i")
    assert (one["kind"], one["field"]) == ("failed", "where")
    assert one["at"] > 0


def test_what_is_shown_holds_no_markup_of_the_reader() -> None:
    (one,) = said("code", "'<img src=x onerror=alert(1)>'")
    assert "<img" not in one["html"]


# --- the bundle --------------------------------------------------------------------------------


def core(folder: Path) -> Path:
    """An archive as Pyodide's is, with other bytes."""
    file = folder / bundle.ARCHIVE
    with tarfile.open(file, "w:gz") as packed:
        for name in bundle.CORE:
            data = b'fetch("https://cdn.jsdelivr.net/pyodide/v1/full/")'
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return file


def test_an_archive_that_is_another_is_refused(tmp_path: Path) -> None:
    core(tmp_path)
    with pytest.raises(bundle.BundleError, match="digest"):
        bundle.archive(tmp_path, fetch=False)


def test_without_archive_and_npm_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(bundle.BundleError, match="npm is not installed"):
        bundle.archive(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_npm_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "npm").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(bundle.BundleError, match="could not fetch"):
        bundle.archive(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_bundle_is_complete_current_and_always_the_same(tmp_path: Path) -> None:
    archive = core(tmp_path)
    files = bundle.write(tmp_path / "one", archive)
    assert {f.name for f in files} == {*bundle.CORE, "sympy.zip", "prover.zip"}
    assert b"jsdelivr" not in (tmp_path / "one" / "pyodide.mjs").read_bytes()
    digests = [hashlib.sha256(f.read_bytes()).digest() for f in files]
    (tmp_path / "one" / "stamp").write_text("old")
    again = bundle.write(tmp_path / "one", archive)
    assert digests == [hashlib.sha256(f.read_bytes()).digest() for f in again]
    names = zipfile.ZipFile(tmp_path / "one" / "sympy.zip").namelist()
    assert {"sympy/__init__.py", "mpmath/__init__.py", "lark/__init__.py"} <= set(names)
    assert not [name for name in names if "/tests/" in name]
    own = zipfile.ZipFile(tmp_path / "one" / "prover.zip").namelist()
    assert "cnn_core/__init__.py" not in own


def test_a_library_that_was_changed_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "_digest", lambda mode, data: "another")
    with pytest.raises(bundle.BundleError, match="is not as the wheel"):
        list(bundle._libraries())


def test_a_site_without_the_archive_is_built_and_says_nothing_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Path:
        raise bundle.BundleError("not there")

    class Site:
        srcdir, outdir = BOOK.parent, tmp_path

    class Config:
        prover_megabytes = 1.0

    monkeypatch.setattr(bundle, "archive", missing)
    config = Config()
    prover.look(Site(), config)  # type: ignore[arg-type]
    assert config.prover_megabytes == 0
    assert 'data-megabytes=""' in prover.desk("", "_static", config.prover_megabytes)
