"""The repository agrees with itself: versions, commands, links, licences, style, sizes."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import conftest
from cnn_ledger import sharing
from tests.book.chapter_rules import LEFTOVER
from tools import make_env
from tools.notebooks import ROOT

FILE_SIZE = 1_500_000
TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".cff", ".cfg", ".txt", ".css", ".js", ".html", ""}
MACHINE_FOLDERS = re.compile("/(?:" + "|".join(["wo" + "rk", "fa" + "rm", "ro" + "ot"]) + ")/")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


PROJECT = tomllib.loads(read("pyproject.toml"))
README = read("README.md")


def files() -> list[Path]:
    """The files under version control, or all but the hidden and the built where git is missing."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        found = [ROOT / name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [p for p in ROOT.rglob("*") if not re.search(r"/(\.|_build|build/)", str(p))]
    return [path for path in found if path.is_file()]


# --- versions --------------------------------------------------------------------------------


def pins(text: str) -> dict[str, str]:
    """The exact versions of a requirements file, by canonical name."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    pairs = (line.split("==") for line in lines if line and not line.startswith("-"))
    return {canonicalize_name(name): version for name, version in pairs}


def ranges() -> list[Requirement]:
    """All requirements of the package and its extras, its own name left out."""
    project = PROJECT["project"]
    texts = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    return [one for one in map(Requirement, texts) if one.name != project["name"]]


def outside(pinned: dict[str, str], wanted: list[Requirement]) -> list[str]:
    """Requirements that the pins do not meet."""
    return [
        f"{one}: {pinned.get(canonicalize_name(one.name), 'not pinned')}"
        for one in wanted
        if not one.specifier.contains(pinned.get(canonicalize_name(one.name), "0"))
    ]


def test_pins_lie_in_the_ranges() -> None:
    assert outside(pins(read("requirements.txt")), ranges()) == []


def test_a_pin_outside_its_range_is_noticed() -> None:
    wanted = [Requirement("numpy>=2.0"), Requirement("sympy>=1.13,<2")]
    assert outside({"numpy": "1.26.4", "sympy": "1.14.0"}, wanted) == ["numpy>=2.0: 1.26.4"]
    assert outside({"numpy": "2.4.0"}, wanted) == ["sympy<2,>=1.13: not pinned"]


def test_the_package_itself_is_installed_with_the_pins() -> None:
    assert "\n-e .\n" in read("requirements.txt")


def test_the_core_needs_numpy_alone() -> None:
    assert [Requirement(one).name for one in PROJECT["project"]["dependencies"]] == ["numpy"]


def test_one_version() -> None:
    version = PROJECT["project"]["version"]
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version
    assert re.findall(r"^## (\d\S*)", read("CHANGELOG.md"), re.MULTILINE)[0] == version


def test_one_range_of_python_versions() -> None:
    oldest, newest = (f"{major}.{minor}" for major, minor in (make_env.OLDEST, make_env.NEWEST))
    workflow = yaml.safe_load(read(".github/workflows/ci.yml"))
    assert workflow["jobs"]["check"]["strategy"]["matrix"]["python"] == [oldest, newest]
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    marked = re.findall(r"Python :: (3\.\d+)", str(PROJECT["project"]["classifiers"]))
    assert (marked[0], marked[-1]) == (oldest, newest)
    assert f"Python {oldest} to {newest}" in README
    assert f"Python {oldest} to {newest}" in read("requirements.txt")


# --- set-up ----------------------------------------------------------------------------------


def test_too_old_a_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(SystemExit, match=r"Python 3\.10 .* is too old: 3\.11 to 3\.14 is needed"):
        make_env.check_version()


@pytest.mark.parametrize(
    ("stamp", "arguments", "current"),
    [
        ("{here} {digest}", [], True),
        ("{here} {digest}", ["--this-python"], True),
        ("3.99 {digest}", [], True),
        ("3.99 {digest}", ["--this-python"], False),
        ("{here} 0123", [], False),
        ("", [], False),
    ],
)
def test_the_environment_is_made_again_when_something_changed(
    stamp: str,
    arguments: list[str],
    current: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = "{}.{}".format(*sys.version_info)
    stamped = tmp_path / "stamp"
    stamped.write_text(stamp.format(here=here, digest=make_env.wanted()))
    made: list[str] = []
    monkeypatch.setattr(make_env, "STAMP", str(stamped))
    monkeypatch.setattr(make_env, "PYTHON", sys.executable)
    monkeypatch.setattr(make_env, "create", made.append)
    monkeypatch.setattr(sys, "argv", ["make_env.py", *arguments])
    monkeypatch.chdir(ROOT)
    make_env.main()
    assert made == ([] if current else [here])
    assert stamped.read_text().split()[1] == make_env.wanted()


# --- commands --------------------------------------------------------------------------------


def targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def commands(text: str) -> set[str]:
    """The make targets that a text names."""
    return set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))


def test_the_commands_that_are_named_exist() -> None:
    named = commands(README) | commands(read("CONTRIBUTING.md"))
    assert {"book", "test", "lab", "notebooks"} <= named
    assert named <= targets(read("Makefile"))
    assert commands("run `make boook` now") == {"boook"}


def test_continuous_integration_runs_the_two_commands() -> None:
    steps = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]["check"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == ["make test", "make book"]
    script = read(".ci/run")
    assert re.findall(r"^make \w+$", script, re.MULTILINE) == ["make test", "make book"]
    assert "set -euo pipefail" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_code_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    accuracy = re.search(r"test accuracy ([\d.]+)", result.stdout)
    assert accuracy is not None
    assert float(accuracy[1]) > 0.9
    assert (tmp_path / "digits.npz").exists()


# --- texts -----------------------------------------------------------------------------------


def dead_links(text: str, folder: Path) -> list[str]:
    """Relative links and pictures of a Markdown text that lead nowhere."""
    found = re.findall(r"\]\(([^)#\s]+)", text)
    return [link for link in found if "://" not in link and not (folder / link).exists()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    assert dead_links(read(name), ROOT) == []


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    assert dead_links("[a](b.md) ![c](d.png#e) [f](https://example.org)", tmp_path) == [
        "b.md",
        "d.png",
    ]


def test_licences() -> None:
    assert read("LICENSE").startswith("BSD 3-Clause License")
    assert "SPDX-License-Identifier: CC-BY-4.0" in read("LICENSE-TEXT")
    assert PROJECT["project"]["license"] == "BSD-3-Clause"
    assert yaml.safe_load(read("CITATION.cff"))["license"] == ["BSD-3-Clause", "CC-BY-4.0"]


# --- all files -------------------------------------------------------------------------------


def too_large(paths: list[Path]) -> Iterator[str]:
    yield from (str(path) for path in paths if path.stat().st_size > FILE_SIZE)


def left_over(paths: list[Path]) -> Iterator[str]:
    """Paths of a machine, and notes to oneself."""
    for path in paths:
        if path.suffix in TEXT and path.stat().st_size < FILE_SIZE:
            text = path.read_text(encoding="utf-8")
            for pattern in (MACHINE_FOLDERS, LEFTOVER):
                yield from (f"{path}: {found[0]}" for found in pattern.finditer(text))


def without_final_newline(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        if path.suffix in TEXT - {""} and (data := path.read_bytes()) and not data.endswith(b"\n"):
            yield str(path)


CHECKS = [
    (too_large, "large.bin", b"0" * (FILE_SIZE + 1)),
    (left_over, "path.py", b"data = '/wo" + b"rk/data'\n"),
    (left_over, "note.md", b"TO" + b"DO: write\n"),
    (without_final_newline, "text.md", b"text"),
]
Check = Callable[[list[Path]], Iterator[str]]


@pytest.mark.parametrize("check", dict.fromkeys(check for check, _, _ in CHECKS))
def test_all_files(check: Check) -> None:
    assert list(check(files())) == []


@pytest.mark.parametrize(("check", "name", "data"), CHECKS, ids=[name for _, name, _ in CHECKS])
def test_a_bad_file_is_noticed(check: Check, name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert len(list(check([path]))) == 1


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=lambda a: a[0])
def test_style(arguments: list[str]) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    result = subprocess.run(
        [ruff, *arguments, "--no-cache", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


# --- the order of the tests ------------------------------------------------------------------


def not_there(names: Iterable[str], paths: list[Path]) -> list[str]:
    """Names of test files that no file of the repository has."""
    return [name for name in names if not any(p.as_posix().endswith(f"/{name}") for p in paths)]


def test_files_that_are_to_start_early_are_there() -> None:
    paths = list((ROOT / "tests").rglob("test_*.py"))
    assert not_there([*conftest.FIRST, *conftest.NEXT], paths) == []
    assert not_there(["test_gone.py", "ests/test_api.py"], paths) == [
        "test_gone.py",
        "ests/test_api.py",
    ]


def test_the_folder_of_outcomes_is_named_as_the_ledger_names_it() -> None:
    assert conftest.OUTCOMES == sharing.VARIABLE


def test_make_lets_python_keep_what_it_compiled() -> None:
    assert "\nunexport PYTHONDONTWRITEBYTECODE\n" in read("Makefile")
