"""The set-up is told truly: make in any folder, uv where it works, extras that are named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_repository import read, targets
from tools import make_env
from tools.notebooks import ROOT

# --- a folder with a space in its path -------------------------------------------------------

COMMANDS = ("python", "jupyter-book", "jupyter", "ruff", "mypy")
STUB = '#!/bin/sh\necho "$(basename "$0") $*" >> "{log}"\n'


def fake(folder: Path, makefile: str) -> Path:
    """The Makefile beside commands that only note that they were called."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / "book").mkdir()
    (folder / "cnn_core").mkdir()
    for name in ("_config.yml", "_toc.yml", "requirements.txt"):
        (folder / name).touch()
    (folder / "Makefile").write_text(makefile, encoding="utf-8")
    (folder / "_build" / "html").mkdir(parents=True)
    for name in COMMANDS:
        command = folder / ".venv" / "bin" / name
        command.write_text(STUB.format(log=folder / "log"), encoding="utf-8")
        command.chmod(0o755)
    return folder


def failures(folder: Path, makefile: str) -> list[str]:
    """The targets that fail in a folder, or call nothing there."""
    fake(folder, makefile)
    found = []
    for target in sorted(targets(makefile) - {"help", "clean"}):
        (folder / "log").write_text("", encoding="utf-8")
        python = folder / ".venv" / "bin" / "python"
        done = subprocess.run(
            ["make", target, f"PYTHON='{python}'", "ARGS=12"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        called = (folder / "log").read_text(encoding="utf-8").splitlines()
        if done.returncode or not called or "tools/make_env.py" not in called[0]:
            found.append(f"{target}: {done.stderr.strip()[-200:]}{called}")
    return found


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_every_target_works_in_a_folder_with_a_space(tmp_path: Path) -> None:
    makefile = read("Makefile")
    assert failures(tmp_path / "two words", makefile) == []
    (tmp_path / "two words" / "log").write_text("", encoding="utf-8")
    bare = makefile.replace("BIN := .venv/bin", "BIN := $(CURDIR)/.venv/bin")
    assert bare != makefile
    found = failures(tmp_path / "three more words", bare)
    assert {line.partition(":")[0] for line in found} >= {"book", "test", "notebooks", "lint"}


# --- uv --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uv", "commands"),
    [
        ("works", ["uv --version", "uv pip install"]),
        ("fails", ["uv --version", "uv pip install", "python -m pip"]),
        ("does not start", ["uv --version", "python -m pip"]),
        ("is not there", ["python -m pip"]),
    ],
)
def test_uv_installs_where_it_works_and_pip_elsewhere(
    uv: str, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def call(command: list[str], **_: object) -> int:
        words = [Path(command[0]).name, *command[1:]]
        if words[0] == "uv" and uv == "is not there":
            raise FileNotFoundError("uv")
        called.append(" ".join(map(str, words)))
        if words[0] != "uv":
            return 0
        return int(uv == "does not start" or (uv == "fails" and "pip" in words))

    monkeypatch.setattr(subprocess, "call", call)
    make_env.install("requirements.txt")
    assert len(called) == len(commands)
    assert all(one.startswith(command) for one, command in zip(called, commands, strict=True))


# --- extras ----------------------------------------------------------------------------------

WITHOUT = """
import sys
sys.modules[{module!r}] = None
try:
    {code}
except ModuleNotFoundError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("module", "code", "said"),
    [
        ("sklearn", "import cnn_core; cnn_core.load_digits()", "load_digits needs scikit-learn"),
        ("matplotlib", "import cnn_core.plotting", "cnn_core.plotting needs Matplotlib"),
        ("sympy", "import cnn_core.symbolic", "cnn_core.symbolic needs SymPy"),
    ],
)
def test_what_is_not_installed_is_named_with_its_extra(module: str, code: str, said: str) -> None:
    script = WITHOUT.format(module=module, code=code)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.stdout.startswith(said), done.stderr
    assert 'pip install "cnn-core[' in done.stdout


@pytest.mark.parametrize(("extra", "package"), [("data", "scikit-learn"), ("book", "matplotlib")])
def test_the_extra_that_is_named_brings_it(extra: str, package: str) -> None:
    from tests.test_repository import PROJECT

    wanted = PROJECT["project"]["optional-dependencies"][extra]
    assert any(one.startswith(package) for one in wanted)
