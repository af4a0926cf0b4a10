"""Execute the notebooks of the book and keep them in one normal form.

    python tools/notebooks.py execute [--stale] [--measure] [12 ...]  run; text and notebook agree
    python tools/notebooks.py check [12 ...]                          say what is not in order
    python tools/notebooks.py merge 12 ...              twins of notebooks that git could not merge
    python tools/notebooks.py to-text book/x.ipynb [x.md]             notebook to MyST Markdown
    python tools/notebooks.py from-text x.md [book/x.ipynb]           and back, executed

Executing twice changes nothing: identifiers come from the contents, counts from the order, and
nothing that depends on the machine or the time is kept.

Beside each notebook stands its twin, the same as MyST text without outputs. Edit either: the
notebook remembers the digest of the text it was executed from, so the one that was edited is known,
and `execute` brings the other in order. If both were edited it refuses.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"

NEEDS = "needs-"  # needs-mnist, needs-vowels: run only where that data set is
MEASURED = "measured"
CELL_METADATA = ("mystnb", "tags")
EXECUTED = "executed"  # of a notebook: digests of its text and of what it was run with
NOTEBOOK_METADATA = (EXECUTED, "html_meta", "myst", "mystnb", "needs")
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
    return write_text(dumps(notebook), path)


def write_text(text: str, path: Path) -> bool:
    """Store a text, whole or not at all, if it is not there already; say whether it was not."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
    return True


# --- execution -------------------------------------------------------------------------------


def execute(notebook: NotebookNode, folder: Path, measure: bool = False) -> NotebookNode:
    """Run a notebook in a fresh kernel and return it in normal form with the new outputs.

    Cells tagged ``needs-NAME`` are run only where that data set is; elsewhere they keep their
    outputs. ``NAME`` is one of ``cnn_core.data_available``, as in ``needs-mnist``.
    Cells tagged ``measured`` are run, yet keep the outputs they had, unless ``measure`` is set.
    """
    from nbclient import NotebookClient

    result = nbformat.from_dict(notebook)
    kept = _unrunnable(result)
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


def keep_outputs(notebook: NotebookNode, previous: NotebookNode, tag: str | None) -> None:
    """Give cells with this tag, or all, the outputs of the same cells in a previous version."""
    stored = {cell.get("id"): cell for cell in code_cells(previous)}
    for cell, normal in zip(notebook.cells, normalised(notebook).cells, strict=True):
        wanted = cell.cell_type == "code" and (tag is None or has_tag(cell, tag))
        if wanted and (old := stored.get(normal.id)) and old.execution_count:
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
    """Numbers of the cells whose data are not here; each must have outputs worth keeping."""
    normal = normalised(notebook).cells
    cells = {n: cell for n, cell in enumerate(notebook.cells) if absent_data(cell)}
    for number, cell in cells.items():
        if cell.execution_count is None or cell.get("id") != normal[number].id:
            name = absent_data(cell)[0]
            raise RuntimeError(
                f"this cell, tagged {NEEDS}{name}, is new or was edited, and that data set is not "
                f"here; load it once, or set CNN_CORE_DATA to the folder above {name}/:"
                f"\n\n{cell.source}"
            )
    return set(cells)


def has_tag(cell: NotebookNode, tag: str) -> bool:
    """Whether a cell has this tag, or, for ``NEEDS``, one that begins so."""
    tags = cell.metadata.get("tags", [])
    return any(one.startswith(NEEDS) for one in tags) if tag == NEEDS else tag in tags


def absent_data(cell: NotebookNode) -> list[str]:
    """The data sets that a cell needs, by its tags, and that are not here."""
    tags = cell.metadata.get("tags", [])
    names = [tag.removeprefix(NEEDS).replace("-", "_") for tag in tags if tag.startswith(NEEDS)]
    return [name for name in names if not data_is_here(name)]


def data_is_here(name: str) -> bool:
    """Whether the files of a data set are found without the network."""
    from cnn_core.wheels import data_available

    return bool(data_available(name))


# --- what a notebook was executed from and with ----------------------------------------------


def stamp(notebook: NotebookNode) -> NotebookNode:
    """Note in a notebook the digests of its text and of what it has just been run with."""
    notebook.metadata[EXECUTED] = nbformat.from_dict(
        {"text": digest(to_text(notebook)), "with": fingerprint(notebook)}
    )
    return notebook


def stamped(notebook: NotebookNode, key: str) -> str | None:
    """The digest that was noted when the notebook was last executed."""
    value = notebook.metadata.get(EXECUTED, {}).get(key)
    return None if value is None else str(value)


def digest(*texts: str) -> str:
    """Sixteen digits of a hash."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def fingerprint(notebook: NotebookNode) -> str:
    """A digest of all that outputs depend on: the code cells, the packages and the pins."""
    cells = [f"{cell.metadata.get('tags', '')}\n{cell.source}" for cell in code_cells(notebook)]
    return digest(*cells, *_surroundings())


@cache
def _surroundings() -> tuple[str, ...]:
    """The texts of the packages, the helpers beside the chapters, and the pins."""
    folders = (ROOT / "cnn_core", ROOT / "cnn_ledger", BOOK / "figures")
    modules = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return tuple(path.read_text(encoding="utf-8") for path in [*modules, ROOT / "requirements.txt"])


def is_stale(notebook: NotebookNode) -> bool:
    """Whether code, packages or pins have changed since the stored outputs were made."""
    return stamped(notebook, "with") != fingerprint(notebook)


def execute_file(
    path: Path, measure: bool = False, lead: str | None = None, stale_only: bool = False
) -> str:
    """Bring a notebook and its twin in order; return a line that says what happened.

    With ``stale_only`` a notebook whose code and packages are those of its outputs is not run.
    """
    start = time.perf_counter()
    notebook = leading(path, lead)
    if stale_only and not is_stale(notebook) and not faults(normalised(notebook)):
        done, notebook = "not run", normalised(notebook)
    else:
        done, notebook = "run", execute(notebook, path.parent, measure)
    changed = store(notebook, path)
    verdict = "changed" if changed else "unchanged"
    return f"{path.name}: {done}, {verdict} ({time.perf_counter() - start:.0f} s)"


def store(notebook: NotebookNode, path: Path) -> bool:
    """Write a notebook that is in order, and its twin; say whether a file has changed."""
    changed = write(stamp(notebook), path)
    return write_text(to_text(notebook), twin(path)) or changed


# --- text ------------------------------------------------------------------------------------


def twin(path: Path) -> Path:
    """The text beside a notebook."""
    return path.with_suffix(".md")


def is_twin(path: Path) -> bool:
    """Whether a Markdown file is the text of a notebook: its header names a kernel."""
    header = path.read_text(encoding="utf-8").partition("\n---\n")[0]
    return header.startswith("---\n") and "\nkernelspec:" in header


def to_text(notebook: NotebookNode) -> str:
    """A notebook as MyST Markdown: cells with tags and captions, no outputs."""
    import jupytext

    plain = normalised(notebook)
    for key in ("language_info", EXECUTED):
        plain.metadata.pop(key, None)
    plain.metadata.jupytext = {"notebook_metadata_filter": "all,-jupytext"}  # no versions there
    return str(jupytext.writes(plain, fmt="md:myst"))


def from_text(text: str, previous: NotebookNode | None = None) -> NotebookNode:
    """The notebook that MyST Markdown stands for, not executed.

    If its code is that of the previous version, so are its outputs; otherwise only the cells that
    need a data set or measure keep theirs.
    """
    import jupytext

    notebook = normalised(jupytext.reads(text, fmt="md:myst"))
    previous = previous or notebook
    same = _code(notebook) == _code(previous)
    for tag in (None,) if same else (NEEDS, MEASURED):
        keep_outputs(notebook, previous, tag)
    if EXECUTED in previous.metadata:
        notebook.metadata[EXECUTED] = previous.metadata[EXECUTED]
    return notebook


def _code(notebook: NotebookNode) -> list[str]:
    return [cell.id for cell in code_cells(normalised(notebook))]


def leading(path: Path, lead: str | None = None) -> NotebookNode:
    """The notebook as it was edited last: itself, or what its twin says.

    ``lead`` is "text" or "notebook" where both were edited and one shall win.
    """
    text = _text_or_say_where(twin(path)) if twin(path).exists() else None
    notebook = _read_or_say_how(path) if path.exists() else None
    if notebook is None:
        if text is None:
            raise FileNotFoundError(f"neither {path.name} nor {twin(path).name} is there")
        return from_text(text)
    if text is None or text == to_text(notebook):
        return notebook
    lead = lead or _edited(notebook, text, path)
    return notebook if lead == "notebook" else from_text(text, notebook)


def merged(path: Path) -> str:
    """The text of a notebook that a merge of git has left undone, from the three versions there.

    Both sides' edits are in it, with git's marks where they touch the same lines.
    """
    versions = [to_text(nbformat.reads(_staged(path, k), as_version=4)) for k in (2, 1, 3)]
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, text in zip(files, versions, strict=True):
            file.write_text(text, encoding="utf-8")
        labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
        command = ["git", "merge-file", "-p", *labels, *map(str, files)]
        return str(subprocess.run(command, capture_output=True, text=True, check=False).stdout)


def _staged(path: Path, stage: int) -> str:
    """A file as git's index has it: 1 is what both sides began from, 2 ours, 3 theirs."""
    shown = subprocess.run(
        ["git", "show", f":{stage}:./{path.name}"],
        cwd=path.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if shown.returncode:
        raise RuntimeError(f"{path.name} is in no merge that git left undone: {shown.stderr}")
    return shown.stdout


def _edited(notebook: NotebookNode, text: str, path: Path) -> str:
    """Which of two that differ is not what it was when the notebook was executed."""
    before = stamped(notebook, "text")
    if before == digest(to_text(notebook)):
        return "text"
    if before == digest(text):
        return "notebook"
    raise RuntimeError(
        f"{path.name} and {twin(path).name} were both edited: look at `git diff`, "
        "then name the one that shall win with --from text or --from notebook"
    )


def _text_or_say_where(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            raise RuntimeError(f"{path.name}, line {number}: a merge is not finished: {line}")
    return text


def _read_or_say_how(path: Path) -> NotebookNode:
    try:
        return read(path)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise RuntimeError(
            f"{path.name} cannot be read; after a merge take either version whole "
            f"(git checkout --ours {path.name}) and mend the text, "
            f"or let `tools/notebooks.py merge {path.stem[:2]}` do it: {error}"
        ) from error


# --- command line ----------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; 0 means all is well."""
    options = _parser().parse_args(arguments)
    os.environ.update(ENVIRONMENT)
    if str(ROOT) not in sys.path:  # run as a file, which finds its own folder alone
        sys.path.append(str(ROOT))
    return int(options.command(options))


def _execute_command(options: argparse.Namespace) -> int:
    arguments = (options.measure, options.lead, options.stale)
    paths = _paths(options.notebooks)
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        results = [(path, pool.submit(execute_file, path, *arguments)) for path in paths]
        failed = 0
        for path, result in results:
            if error := result.exception():
                failed += 1
                print(f"{path.name}: FAILED, left as it was\n{error}", file=sys.stderr)
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
    return [*found, *twin_faults(notebook, path)]


def twin_faults(notebook: NotebookNode, path: Path) -> list[str]:
    """Whether the text beside a notebook says what the notebook says."""
    beside = twin(path)
    if beside.exists() and beside.read_text(encoding="utf-8") == to_text(notebook):
        return []
    say = "says something else" if beside.exists() else "is not there"
    return [f"its text {beside.name} {say}: run `make notebooks ARGS={path.stem[:2]}`"]


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
    if options.no_execute:
        changed = write(notebook, path)
    else:
        changed = store(execute(notebook, path.parent), path)
    print(f"{path}: {'changed' if changed else 'unchanged'}")
    return 0


def _merge_command(options: argparse.Namespace) -> int:
    for path in [path for name in options.notebooks for path in _named(name)]:
        text = merged(path)
        write_text(_staged(path, 2), path)
        write_text(text, twin(path))
        marks = text.count("\n<<<<<<< ")
        print(
            f"{twin(path).name}: {marks} places to settle by hand" if marks else f"{path}: merged"
        )
    return 0


def _paths(given: Iterable[str]) -> list[Path]:
    """The notebooks that are named, or all of the book, the largest first."""
    named = [path for name in given for path in _named(name)]
    return named or sorted(
        chapters(), key=lambda path: path.stat().st_size if path.exists() else 0, reverse=True
    )


def chapters() -> list[Path]:
    """The notebooks of the book, in order; one that is only a text so far is among them."""
    texts = [path.with_suffix(".ipynb") for path in BOOK.glob("*.md") if is_twin(path)]
    return sorted({*BOOK.glob("*.ipynb"), *texts})


def _named(name: str) -> list[Path]:
    """The notebook of a number (12), a name (12_pooling) or a file, notebook or text."""
    path = Path(name)
    if path.suffix in (".ipynb", ".md"):
        return [path.with_suffix(".ipynb")]
    found = [p for p in chapters() if p.stem == name or p.stem.startswith(f"{name}_")]
    if not found:
        known = ", ".join(p.stem for p in chapters())
        raise SystemExit(f"no chapter {name!r}; there are {known}")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True)
    cores = min(4, os.cpu_count() or 1)

    run = commands.add_parser("execute", help="run notebooks and store their outputs")
    run.add_argument("notebooks", nargs="*", help="as 12, 12_pooling or a file; all if none")
    run.add_argument("--stale", action="store_true", help="run only what code or packages changed")
    run.add_argument("--from", dest="lead", choices=("text", "notebook"), help="which one wins")
    run.add_argument("--measure", action="store_true", help="new outputs for measured cells too")
    run.add_argument("--jobs", type=int, default=cores, help="how many at a time")
    run.set_defaults(command=_execute_command)

    check = commands.add_parser("check", help="say what is not executed or not in normal form")
    check.add_argument("notebooks", nargs="*", help="as 12, 12_pooling or a file; all if none")
    check.set_defaults(command=_check_command)

    merge = commands.add_parser("merge", help="texts of a notebook that git could not merge")
    merge.add_argument("notebooks", nargs="+", help="as 12, 12_pooling or a file")
    merge.set_defaults(command=_merge_command)

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
