"""JupyterLite beside the site: the chapters run in the reader's own browser.

``make lite`` runs this and builds the book, which then shows a link on every chapter. Into
``_build/html/lite`` go JupyterLab, a copy of every chapter with its outputs, and the wheel of
``cnn_core``. Python itself is Pyodide: the browser fetches it, with NumPy and the others, from
Pyodide's own servers when a chapter is opened.

The tools have an environment of their own, ``.venv-lite``: JupyterLite publishes whatever
extensions of JupyterLab it finds beside itself, and ``.venv`` stays what requirements.txt says.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from cnn_core.wheels import DATA_SETS

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "_build" / "html" / "lite"
SOURCE = ROOT / "_build" / "lite"
VENV = ROOT / ".venv-lite"
REQUIREMENTS = Path(__file__).with_name("lite-requirements.txt")
GLUE = Path(__file__).with_name("lite_glue.py")
FIGURES = ROOT / "book" / "figures"

KERNEL = "@jupyterlite/pyodide-kernel-extension"
KERNELSPEC = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
FROM_PYODIDE = {  # name of the package: modules
    "matplotlib": ("cycler", "matplotlib", "mpl_toolkits"),
    "numpy": ("numpy",),
    "scikit-learn": ("sklearn", "threadpoolctl"),
    "scipy": ("scipy",),
    "sympy": ("mpmath", "sympy"),
    "tqdm": ("tqdm",),
}
FROM_KERNEL = ("IPython", "matplotlib_inline")
PACKAGES = ("cnn_core", "cnn_ledger")
DONE_WITHOUT = (
    "lark",  # reads typed formulas; no chapter does
    "onnx",  # networks in files for other programs; no chapter does
    "safetensors",  # weights in files, and PyTorch: nothing of theirs is in a chapter
    "torch",
    "pooch",  # downloads MNIST, which a browser may not; cnn_core says so
)
MEGABYTES = 60
MEASUREMENTS = ("results.json", "confusion.json")  # what chapters read

NOTES = {  # tag of cells that may fail in a browser: what is said before the first of them
    "needs-mnist": """```{note}
MNIST is not at hand in the browser. Without it each cell below that needs it ends with an error;
the rest of the chapter runs. To run those, too, put the four files of MNIST into a folder `mnist`
beside this chapter and write `load_mnist("mnist")`.
```""",
    **{
        f"needs-{name}": f"""```{{note}}
This data set is not at hand in the browser. Without it each cell below that needs it ends with an
error; the rest of the chapter runs. To run those, too, put its files into a folder beside this
chapter and pass that to `load_{name.replace("-", "_")}` as `root`.
```"""
        for name in (one.replace("_", "-") for one in DATA_SETS if one != "mnist")
    },
    "measured": """```{note}
Times differ in the browser. A cell below that asserts one may end with an error; the rest of the
chapter runs.
```""",
}

GLUED = re.compile(r"\{glue:(?:text)?\}`(?P<name>[^`:]+)(?::(?P<form>[^`:]+))?`")

MYST_NB = """[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "myst-nb"
version = "1.0"
description = "For chapters in a browser: glue, which stands for myst_nb, and their figures."
[tool.setuptools]
py-modules = ["myst_nb"]
packages = ["figures"]
"""


class LiteError(Exception):
    """The folder cannot be built, or lacks something."""


# --- what goes in -------------------------------------------------------------------------------


def for_browser(notebook: NotebookNode) -> NotebookNode:
    """A copy of a chapter for JupyterLite: its kernel, its outputs to be shown, and cells that may
    fail there marked, so that a run of all cells goes on."""
    copy = nbformat.from_dict(notebook)
    copy.metadata.kernelspec = nbformat.from_dict(KERNELSPEC)
    copy.cells = []
    notes, values = dict(NOTES), glued(notebook)
    for cell in nbformat.from_dict(notebook).cells:
        tags = cell.metadata.get("tags", [])
        for tag in [tag for tag in notes if tag in tags]:
            copy.cells.append(nbformat.v4.new_markdown_cell(notes.pop(tag), id=f"note-{tag}"))
        if cell.cell_type == "markdown":
            cell.source = GLUED.sub(lambda role: in_words(role, values), cell.source)
        if cell.cell_type == "code":
            cell.metadata["trusted"] = True
        if NOTES.keys() & set(tags) and "raises-exception" not in tags:
            cell.metadata["tags"] = [*tags, "raises-exception"]
        copy.cells.append(cell)
    return copy


def glued(notebook: NotebookNode) -> dict[str, str]:
    """What the cells of a notebook have glued, as text, by name."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    found = {}
    for output in outputs:
        key = output.get("metadata", {}).get("scrapbook")
        if key:
            found[key["name"]] = output["data"].get(f"{key['mime_prefix']}text/plain", "")
    return found


def in_words(role: re.Match[str], values: dict[str, str]) -> str:
    """A glued value where the text quotes it, which only the builder of the book could fill in."""
    from myst_nb.core.variables import format_plain_text  # type: ignore[import-untyped]

    if role["name"] not in values:
        return role[0]
    return str(format_plain_text(values[role["name"]], role["form"] or "s"))


def settings(wheels: Iterable[str]) -> dict[str, Any]:
    """``jupyter-lite.json``: a kernel starts with all packages, so that no cell must ask for them.

    A wheel's address is taken from the kernel's script, four folders down.
    """
    packages = [*FROM_PYODIDE, *(f"../../../../pypi/{wheel}" for wheel in wheels)]
    kernel = {f"{KERNEL}:kernel": {"loadPyodideOptions": {"packages": packages}}}
    data = {"appName": "Convolutional Networks, Derived", "litePluginSettings": kernel}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def imported(code: str) -> set[str]:
    """The top modules of what a piece of Python imports; lines of IPython are passed over."""
    lines = (line for line in code.splitlines() if not line.lstrip().startswith(("%", "!")))
    found: set[str] = set()
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def absent(code: Iterable[str]) -> set[str]:
    """What pieces of Python import and the browser does not have."""
    there = {module for modules in FROM_PYODIDE.values() for module in modules}
    there.update(FROM_KERNEL, DONE_WITHOUT, (*PACKAGES, "figures", "myst_nb"))
    there.update(sys.stdlib_module_names)
    return set().union(*(imported(piece) for piece in code if "import" in piece)) - there


def chapters() -> list[Path]:
    return sorted((ROOT / "book").glob("*.ipynb"))


def modules() -> dict[str, Path]:
    """The files that the wheels must hold, by their names there: the package, what stands beside
    the chapters, what stands for myst_nb."""
    folders = (*map(ROOT.joinpath, PACKAGES), FIGURES)
    parts = [(folder, path) for folder in folders for path in _code(folder)]
    found = {path.relative_to(folder.parent).as_posix(): path for folder, path in parts}
    return {**found, "myst_nb.py": GLUE}


def _code(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".css", ".js", ".lark"))


def code_to_run() -> list[str]:
    """All Python of the chapters and of the package."""
    books = [json.loads(path.read_text(encoding="utf-8")) for path in chapters()]
    cells = [cell for book in books for cell in book["cells"] if cell["cell_type"] == "code"]
    code = ["".join(cell["source"]) for cell in cells]
    python = [path for path in modules().values() if path.suffix == ".py"]
    return code + [path.read_text(encoding="utf-8") for path in python]


def write_contents(folder: Path) -> None:
    """The files a reader finds in JupyterLite, placed as in the repository."""
    (folder / "book").mkdir(parents=True)
    (folder / "benchmarks").mkdir()
    for path in chapters():
        copy = for_browser(nbformat.read(path, as_version=4))
        text = json.dumps(copy, ensure_ascii=False)  # nbformat would leave out what is trusted
        (folder / "book" / path.name).write_text(text, encoding="utf-8")
    for name in MEASUREMENTS:
        shutil.copy(ROOT / "benchmarks" / name, folder / "benchmarks")


# --- building -----------------------------------------------------------------------------------


def constraints(requirements: str) -> str:
    """The exact versions of a requirements file, without what else stands there.

    >>> print(constraints("-e .\\nnumpy==2.4.6  # arrays\\n"), end="")
    numpy==2.4.6
    """
    pins = re.findall(r"^([\w.-]+==[\w.+!-]+)", requirements, re.MULTILINE)
    return "".join(f"{pin}\n" for pin in pins)


def make_environment() -> None:
    """Create ``.venv-lite``, or leave it alone when it is current."""
    pins = constraints((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    text = REQUIREMENTS.read_text(encoding="utf-8")
    digest = hashlib.sha256(f"{sys.version_info[:2]}{pins}{text}".encode()).hexdigest()
    stamp = VENV / ".installed"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("make: installing tools/lite-requirements.txt into .venv-lite", flush=True)
    run([sys.executable, "-m", "venv", "--clear", VENV])
    (VENV / "constraints.txt").write_text(pins, encoding="utf-8")
    pip = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    run([*pip, "--requirement", REQUIREMENTS, "--constraint", VENV / "constraints.txt"])
    stamp.write_text(digest)


def run(command: list[Any], **options: Any) -> None:
    """Run a command; what it said is shown if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        words = " ".join(str(part) for part in command)
        raise LiteError(f"{words} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def build_wheels(folder: Path) -> list[str]:
    """The wheels of `PACKAGES`, and of the chapters' figures with the stand-in for myst_nb."""
    with tempfile.TemporaryDirectory() as place:
        package, glue = Path(place, "cnn_core"), Path(place, "myst_nb")
        for name in PACKAGES:
            shutil.copytree(ROOT / name, package / name, ignore=_caches)
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, package)
        shutil.copytree(FIGURES, glue / FIGURES.name, ignore=_caches)
        shutil.copy(GLUE, glue / "myst_nb.py")
        (glue / "pyproject.toml").write_text(MYST_NB, encoding="utf-8")
        pip = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "wheel"]
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder]
        run([*pip, *options, package, glue], env={**os.environ, "SOURCE_DATE_EPOCH": "315532800"})
    return sorted(path.name for path in folder.glob("*.whl"))


_caches = shutil.ignore_patterns("__pycache__")


def build(target: Path = TARGET, source: Path = SOURCE) -> None:
    """Build the folder anew; raise where something is missing in it."""
    if unknown := absent(code_to_run()):
        raise LiteError(f"the browser has no {', '.join(sorted(unknown))}: see FROM_PYODIDE")
    make_environment()
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
    write_contents(source / "content")
    wheels = build_wheels(source / "pypi")
    (source / "jupyter-lite.json").write_text(json.dumps(settings(wheels), indent=2))
    target.parent.mkdir(parents=True, exist_ok=True)
    lean = ["--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive"]
    where = ["--contents", "content", "--output-dir", target, "--apps", "lab"]
    run([VENV / "bin" / "jupyter", "lite", "build", *lean, *where], cwd=source)
    if missing := list(faults(target)):
        raise LiteError("\n".join(missing))


# --- what must be there -------------------------------------------------------------------------


def faults(folder: Path) -> Iterator[str]:
    """What a built folder lacks: chapters, wheels, settings; and whether it is too large."""
    if not (folder / "lab" / "index.html").is_file():
        yield f"{folder}: no JupyterLab"
        return
    for path in chapters():
        yield from _chapter_faults(path, folder / "files" / "book" / path.name)
    for name in MEASUREMENTS:
        if not (folder / "files" / "benchmarks" / name).is_file():
            yield f"benchmarks/{name} is missing"
    listed = json.loads(_read(folder / "api" / "contents" / "book" / "all.json") or "{}")
    names = {entry["name"] for entry in listed.get("content", [])}
    yield from (f"{p.name} is not listed" for p in chapters() if p.name not in names)
    yield from _kernel_faults(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    if size > MEGABYTES:
        yield f"{size:.0f} MB are more than {MEGABYTES}"


def _chapter_faults(path: Path, copy: Path) -> Iterator[str]:
    text = _read(copy)
    if not text:
        yield f"{path.name} is missing"
        return
    if json.loads(text) != for_browser(nbformat.read(path, as_version=4)):
        yield f"{path.name} is not the chapter of the book"


def _kernel_faults(folder: Path) -> Iterator[str]:
    data = json.loads(_read(folder / "jupyter-lite.json") or "{}").get("jupyter-config-data", {})
    extensions = [extension["name"] for extension in data.get("federated_extensions", [])]
    if KERNEL not in extensions:
        yield "no kernel"
        return
    kernel = data["litePluginSettings"][f"{KERNEL}:kernel"]
    packages = kernel.get("loadPyodideOptions", {}).get("packages", [])
    yield from (f"{name} is not loaded" for name in FROM_PYODIDE if name not in packages)
    script = next((folder / "extensions" / KERNEL / "static").glob("comlink.worker.*.js"), None)
    if script is None:
        yield "no script of the kernel"
        return
    wheels = [script.parent / name for name in packages if name.endswith(".whl")]
    yield from (f"{wheel.name} is missing" for wheel in wheels if not wheel.is_file())
    code = {}
    for wheel in wheels:
        if wheel.is_file():
            with zipfile.ZipFile(wheel) as archive:
                code.update({name: archive.read(name) for name in archive.namelist()})
    for name, path in modules().items():
        if code.get(name) != path.read_bytes():
            yield f"{name} is not in a wheel as it is in the repository"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main() -> None:
    try:
        build()
    except LiteError as error:
        sys.exit(f"make: {error}")


if __name__ == "__main__":
    main()
