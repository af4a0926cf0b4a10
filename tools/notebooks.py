"""Execute the notebooks of the book and keep them in one normal form.

    python tools/notebooks.py execute [--stale] [--measure] [book/x.ipynb ...]
    python tools/notebooks.py check [book/x.ipynb ...]               say what is not in order
    python tools/notebooks.py to-text book/x.ipynb [x.md]            notebook to MyST Markdown
    python tools/notebooks.py from-text x.md [book/x.ipynb]          and back, executed

Executing twice changes nothing: identifiers come from the contents, counts from the order, and
nothing that depends on the machine or the time is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
STAMPS = ROOT / "_build" / "notebooks"

NEEDS_MNIST = "needs-mnist"
MEASURED = "measured"
CELL_METADATA = ("mystnb", "tags")
NOTEBOOK_METADATA = ("html_meta", "myst", "mystnb")
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
CELL_TIMEOUT = 900  # seconds

ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # rounding depends on the number of threads
    "OMP_NUM_THREADS": "1",
    "SOURCE_DATE_EPOCH": "0",  # no figure carries today's date
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
"""What the kernels run under, both when outputs are stored and when they are compared."""


# --- normal form -----------------------------------------------------------------------------


def normalised(notebook: NotebookNode) -> NotebookNode:
    """A copy in normal form: stable identifiers, counts by order, no trace of machine or time."""
    result = nbformat.v4.new_notebook(nbformat_minor=5)
    kept = {key: notebook.metadata[key] for key in NOTEBOOK_METADATA if key in notebook.metadata}
    result.metadata = nbformat.from_dict({**kept, "kernelspec": KERNELSPEC})
    result.metadata.language_info = nbformat.from_dict(LANGUAGE)
    seen: Counter[str] = Counter()
    result.cells = [_normalised_cell(cell, seen) for cell in notebook.cells]
    _renumber(result)
    return result


def _normalised_cell(cell: NotebookNode, seen: Counter[str]) -> NotebookNode:
    source = "\n".join(line.rstrip() for line in cell.source.strip("\n").split("\n"))
    metadata = {key: cell.metadata[key] for key in CELL_METADATA if cell.metadata.get(key)}
    result = nbformat.from_dict(
        {"cell_type": cell.cell_type, "metadata": metadata, "source": source}
    )
    result.id = _identifier(result, seen)
    if cell.cell_type == "code":
        result.execution_count = cell.execution_count
        result.outputs = [_normalised_output(output) for output in cell.outputs]
    elif cell.get("attachments"):
        result.attachments = cell.attachments
    return result


def _identifier(cell: NotebookNode, seen: Counter[str]) -> str:
    """Eight digits of a hash of the contents; equal cells are told apart by a number."""
    digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:8]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def _normalised_output(output: NotebookNode) -> NotebookNode:
    result = nbformat.from_dict(output)
    result.pop("transient", None)
    if "metadata" in result:
        result.metadata = nbformat.from_dict({k: v for k, v in result.metadata.items() if v})
    return result


def _renumber(notebook: NotebookNode) -> None:
    """Counts 1, 2, 3, ... for the cells that have been executed in rising order."""
    cells = code_cells(notebook)
    counts = [cell.execution_count for cell in cells]
    if None in counts or counts != sorted(set(counts)):
        return  # not executed from top to bottom: `faults` says so
    for number, cell in enumerate(cells, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def faults(notebook: NotebookNode) -> list[str]:
    """What is not in order in a stored notebook; empty if nothing.

    Every code cell must have been executed, from top to bottom, and no cell edited afterwards.
    """
    found = []
    for number, cell in enumerate(code_cells(notebook), start=1):
        if not cell.source.strip():
            found.append(f"code cell {number} is empty")
        elif cell.execution_count is None:
            found.append(f"code cell {number} has not been executed (its outputs are cleared)")
        elif cell.execution_count != number:
            found.append(
                f"code cell {number} was executed as number {cell.execution_count}: "
                "the cells did not run in order"
            )
    for number, (cell, normal) in enumerate(
        zip(notebook.cells, normalised(notebook).cells, strict=True), start=1
    ):
        if cell.get("id") != normal.id:
            found.append(f"cell {number} ({cell.cell_type}) was edited after `make notebooks`")
    return found


def dumps(notebook: NotebookNode) -> str:
    """The text of the file: sorted keys, one blank of indentation, a final newline."""
    return str(nbformat.writes(notebook, version=nbformat.NO_CONVERT)).rstrip("\n") + "\n"


def read(path: Path) -> NotebookNode:
    """A stored notebook as format 4."""
    return nbformat.read(path, as_version=4)


def write(notebook: NotebookNode, path: Path) -> bool:
    """Store a notebook if its text differs from that of the file; say whether it did."""
    text = dumps(notebook)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
    return True


# --- execution -------------------------------------------------------------------------------


def execute(notebook: NotebookNode, folder: Path, measure: bool = False) -> NotebookNode:
    """Run a notebook in a fresh kernel and return it in normal form with the new outputs.

    Cells tagged ``needs-mnist`` are run only where MNIST is; elsewhere they keep their outputs.
    Cells tagged ``measured`` are run, yet keep the outputs they had, unless ``measure`` is set.
    """
    from nbclient import NotebookClient

    result = nbformat.from_dict(notebook)
    kept = set() if mnist_is_here() else _unrunnable(result)
    part = nbformat.v4.new_notebook(metadata=result.metadata)
    part.cells = [cell for number, cell in enumerate(result.cells) if number not in kept]
    NotebookClient(
        part,  # its cells are those of the result
        kernel_name="python3",
        timeout=CELL_TIMEOUT,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    if not measure:
        keep_outputs(result, notebook, MEASURED)
    for number, cell in enumerate(code_cells(result), start=1):
        cell.execution_count = number
    result = normalised(result)
    keep_pictures(result, notebook)
    return result


def keep_outputs(notebook: NotebookNode, previous: NotebookNode, tag: str) -> None:
    """Give cells with this tag the outputs that the same cells have in a previous version."""
    stored = {cell.get("id"): cell for cell in code_cells(previous)}
    for cell, normal in zip(notebook.cells, normalised(notebook).cells, strict=True):
        if has_tag(cell, tag) and (old := stored.get(normal.id)) and old.execution_count:
            cell.execution_count = old.execution_count
            cell.outputs = old.outputs


def keep_pictures(notebook: NotebookNode, previous: NotebookNode) -> None:
    """Leave a picture that looks as it did in a previous version in the form that it has there.

    Another machine rounds the last digits of its points in another way; that is no change.
    """
    from tools import outputs

    stored = {cell.get("id"): cell.outputs for cell in code_cells(previous)}
    for cell in code_cells(notebook):
        for old, new in zip(stored.get(cell.id, []), cell.outputs, strict=False):
            if not outputs.differences([old], [new]):
                data = old.get("data", {})
                new.get("data", {}).update({m: data[m] for m in outputs.DRAWN if m in data})


def _unrunnable(notebook: NotebookNode) -> set[int]:
    """Numbers of the cells that need MNIST; an error if one has no outputs worth keeping."""
    normal = normalised(notebook).cells
    cells = {n: cell for n, cell in enumerate(notebook.cells) if has_tag(cell, NEEDS_MNIST)}
    for number, cell in cells.items():
        if cell.execution_count is None or cell.get("id") != normal[number].id:
            raise RuntimeError(
                "this cell, tagged needs-mnist, is new or was edited, and MNIST is not here; "
                f"set CNN_CORE_DATA to the folder above mnist/:\n\n{cell.source}"
            )
    return set(cells)


def has_tag(cell: NotebookNode, tag: str) -> bool:
    """Whether a cell has this tag."""
    return tag in cell.metadata.get("tags", [])


def mnist_is_here() -> bool:
    """Whether the four files of MNIST are found without the network."""
    from cnn_core.datasets import mnist_available

    return bool(mnist_available())


def fingerprint(notebook: NotebookNode) -> str:
    """A digest of all that outputs depend on: the code cells, the package and the pins."""
    digest = hashlib.sha256()
    for cell in code_cells(notebook):
        digest.update(f"{cell.metadata.get('tags', '')}\n{cell.source}\n".encode())
    for path in [*_package(), ROOT / "requirements.txt"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _package() -> list[Path]:
    """The modules that chapters import."""
    return sorted(p for name in ("cnn_core", "cnn_ledger") for p in (ROOT / name).rglob("*.py"))


def execute_file(path: Path, measure: bool = False) -> str:
    """Run one stored notebook and store it again; return a line that says what happened."""
    start = time.perf_counter()
    notebook = read(path)
    changed = write(execute(notebook, path.parent, measure), path)
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / f"{path.stem}.sha256").write_text(fingerprint(notebook))
    verdict = "changed" if changed else "unchanged"
    return f"{path.name}: {verdict} ({time.perf_counter() - start:.0f} s)"


def is_stale(path: Path) -> bool:
    """Whether the notebook or the package has changed since it was executed on this machine."""
    stamp = STAMPS / f"{path.stem}.sha256"
    return not stamp.exists() or stamp.read_text() != fingerprint(read(path))


# --- text ------------------------------------------------------------------------------------


def to_text(notebook: NotebookNode) -> str:
    """A notebook as MyST Markdown: cells with tags and captions, no outputs."""
    import jupytext

    plain = normalised(notebook)
    plain.metadata.pop("language_info")
    plain.metadata.jupytext = {"notebook_metadata_filter": "-jupytext"}  # no versions in the header
    return str(jupytext.writes(plain, fmt="md:myst"))


def from_text(text: str, previous: NotebookNode | None = None) -> NotebookNode:
    """The notebook that MyST Markdown stands for, not executed.

    Cells that need MNIST or measure take their outputs from the previous version if it has them.
    """
    import jupytext

    notebook = normalised(jupytext.reads(text, fmt="md:myst"))
    for tag in (NEEDS_MNIST, MEASURED):
        keep_outputs(notebook, previous or notebook, tag)
    return notebook


# --- command line ----------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the four commands; 0 means all is well."""
    options = _parser().parse_args(arguments)
    os.environ.update(ENVIRONMENT)
    if str(ROOT) not in sys.path:  # run as a file, which finds its own folder alone
        sys.path.append(str(ROOT))
    return int(options.command(options))


def _execute_command(options: argparse.Namespace) -> int:
    paths = _paths(options.notebooks)
    if options.stale:
        paths = [path for path in paths if is_stale(path)]
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        results = [(path, pool.submit(execute_file, path, options.measure)) for path in paths]
        failed = 0
        for path, result in results:
            if error := result.exception():
                failed += 1
                print(f"{path.name}: FAILED, the file is left as it was\n{error}", file=sys.stderr)
            else:
                print(result.result(), flush=True)
    return min(failed, 1)


def _check_command(options: argparse.Namespace) -> int:
    problems = [
        f"{path.name}: {p}" for path in _paths(options.notebooks) for p in file_faults(path)
    ]
    print("\n".join(problems) or "every notebook is executed and in normal form")
    return 1 if problems else 0


def file_faults(path: Path) -> list[str]:
    """The faults of a stored notebook, and whether its text is the normal form."""
    notebook = read(path)
    found = faults(notebook)
    if not found and dumps(normalised(notebook)) != path.read_text(encoding="utf-8"):
        found.append("not in normal form: run `make notebooks`")
    return found


def _to_text_command(options: argparse.Namespace) -> int:
    text = to_text(read(options.notebook))
    if options.text is None:
        print(text, end="")
    else:
        options.text.write_text(text, encoding="utf-8")
    return 0


def _from_text_command(options: argparse.Namespace) -> int:
    path = options.notebook or BOOK / options.text.with_suffix(".ipynb").name
    previous = read(path) if path.exists() else None
    notebook = from_text(options.text.read_text(encoding="utf-8"), previous)
    if not options.no_execute:
        notebook = execute(notebook, path.parent)
    print(f"{path}: {'changed' if write(notebook, path) else 'unchanged'}")
    return 0


def _paths(given: Iterable[Path]) -> list[Path]:
    """The notebooks named, or all of the book, the largest first."""
    return list(given) or sorted(
        BOOK.glob("*.ipynb"), key=lambda path: path.stat().st_size, reverse=True
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True)
    cores = min(4, os.cpu_count() or 1)

    run = commands.add_parser("execute", help="run notebooks and store their outputs")
    run.add_argument("notebooks", nargs="*", type=Path)
    run.add_argument("--stale", action="store_true", help="only those that may have changed")
    run.add_argument("--measure", action="store_true", help="new outputs for measured cells too")
    run.add_argument("--jobs", type=int, default=cores, help="how many at a time")
    run.set_defaults(command=_execute_command)

    check = commands.add_parser("check", help="say what is not executed or not in normal form")
    check.add_argument("notebooks", nargs="*", type=Path)
    check.set_defaults(command=_check_command)

    write_text = commands.add_parser("to-text", help="notebook to MyST Markdown")
    write_text.add_argument("notebook", type=Path)
    write_text.add_argument("text", nargs="?", type=Path)
    write_text.set_defaults(command=_to_text_command)

    read_text = commands.add_parser("from-text", help="MyST Markdown to notebook, executed")
    read_text.add_argument("text", type=Path)
    read_text.add_argument("notebook", nargs="?", type=Path)
    read_text.add_argument("--no-execute", action="store_true")
    read_text.set_defaults(command=_from_text_command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
