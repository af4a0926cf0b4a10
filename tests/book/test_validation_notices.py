"""Validation notices an edit: outputs of every kind are altered, removed and cleared, and it fails.

A small notebook that holds every kind of output is executed once. Copies of it are then spoiled,
and pytest is run over all of them as `make test` runs it over the book. One chapter of the book is
treated in the same way.
"""

import base64
import copy
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbformat import NotebookNode
from PIL import Image, ImageOps

from tools import notebooks

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<path d="M 1 2 L 3 4"/><text x="1" y="9">epoch 7</text></svg>'
)
CELLS = {
    "text/plain": "6 * 7",
    "stdout": 'print("accuracy 0.974")',
    "stderr": 'import sys\nprint("note 1", file=sys.stderr)',
    "text/latex": 'from IPython.display import Latex\nLatex(r"$x^{2}$")',
    "text/markdown": 'from IPython.display import Markdown\nMarkdown("**bold 3**")',
    "text/html": 'from IPython.display import HTML\nHTML("<b>bold 4</b>")',
    "html picture": f"HTML('''<p>{SVG}</p>''')",
    "image/svg+xml": f"from IPython.display import SVG\nSVG('''{SVG}''')",
    "svg words": f"SVG('''{SVG} ''')",
    "image/png": (
        "import io\nfrom IPython.display import Image\nfrom PIL import Image as Pixels\n"
        'file = io.BytesIO()\nPixels.linear_gradient("L").save(file, "png")\nImage(file.getvalue())'
    ),
    "error": 'raise ValueError("size: expected 3, got 4")',
    "metadata": 'from myst_nb import glue\nglue("accuracy", 0.974)',
}
TAGS = {"error": ["raises-exception"]}
MEASURED = "import time\nprint('took', time.perf_counter_ns(), 'ns')\nassert True"


# --- how a stored output is spoiled ----------------------------------------------------------


def next_digit(text: str) -> str:
    """The last digit, or else the last letter, replaced by the one that follows it."""
    place = max((m.start() for m in re.finditer(r"\d", text)), default=None)
    if place is None:
        place = max(m.start() for m in re.finditer(r"[a-z]", text))
    return text[:place] + chr((ord(text[place]) - 48 + 1) % 10 + 48) + text[place + 1 :]


def moved_path(svg: str) -> str:
    """The first coordinate of the last path moved by one point."""
    *_, last = re.finditer(r'<path[^>]*?\bd="\s*M\s*(?P<x>[-\d.]+)', svg)
    return svg[: last.start("x")] + str(float(last["x"]) + 1) + svg[last.end("x") :]


def painted(png: str) -> str:
    """A corner of the picture, a twentieth of its width and height, with inverted colours."""
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        picture = image.convert("RGB")
    corner = (0, 0, 1 + picture.width // 20, 1 + picture.height // 20)
    picture.paste(ImageOps.invert(picture.crop(corner)), corner)
    file = io.BytesIO()
    picture.save(file, "png")
    return base64.b64encode(file.getvalue()).decode()


def spoil_data(mime: str, change: Callable[[str], str]) -> Callable[[NotebookNode], None]:
    """A function that changes the first output that holds this kind of data."""

    def spoil(cell: NotebookNode) -> None:
        output = next(o for o in cell.outputs if mime in o.get("data", {}))
        before = output.data[mime]
        output.data[mime] = change(before)
        assert output.data[mime] != before

    return spoil


def spoil_stream(name: str) -> Callable[[NotebookNode], None]:
    """A function that changes what was printed to this stream."""

    def spoil(cell: NotebookNode) -> None:
        output = next(o for o in cell.outputs if o.get("name") == name)
        output.text = next_digit(output.text)

    return spoil


def spoil_error(cell: NotebookNode) -> None:
    """Change the message of an exception."""
    output = next(o for o in cell.outputs if o.output_type == "error")
    output.evalue = next_digit(output.evalue)


def spoil_metadata(cell: NotebookNode) -> None:
    """Give a glued value another name."""
    output = next(o for o in cell.outputs if "scrapbook" in o.get("metadata", {}))
    output.metadata.scrapbook.name = "precision"


SPOIL = {
    "text/plain": spoil_data("text/plain", next_digit),
    "stdout": spoil_stream("stdout"),
    "stderr": spoil_stream("stderr"),
    "text/latex": spoil_data("text/latex", next_digit),
    "text/markdown": spoil_data("text/markdown", next_digit),
    "text/html": spoil_data("text/html", next_digit),
    "html picture": spoil_data("text/html", moved_path),
    "image/svg+xml": spoil_data("image/svg+xml", moved_path),
    "svg words": spoil_data("image/svg+xml", lambda svg: svg.replace("epoch 7", "epoch 8")),
    "image/png": spoil_data("image/png", painted),
    "error": spoil_error,
    "metadata": spoil_metadata,
}
KINDS = list(SPOIL)


def holds(cell: NotebookNode, kind: str) -> bool:
    """Whether spoiling this kind of output is possible in this cell."""
    try:
        SPOIL[kind](copy.deepcopy(cell))
    except (StopIteration, ValueError, AssertionError):
        return False
    return True


# --- the notebooks ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """A notebook with an output of every kind, executed, in normal form."""
    new = nbformat.v4
    cells = [
        new.new_code_cell(source, metadata={"tags": TAGS.get(kind, [])})
        for kind, source in CELLS.items()
    ]
    cells.append(new.new_code_cell(MEASURED, metadata={"tags": ["measured"]}))
    notebook = new.new_notebook(cells=[new.new_markdown_cell("# Sample"), *cells])
    return notebooks.execute(notebook, tmp_path_factory.mktemp("kernel"))


@pytest.fixture(scope="module")
def copies(sample: NotebookNode) -> dict[str, NotebookNode]:
    """The sample, untouched and spoiled in all ways."""
    made = {}
    for name in ("untouched", "altered", "removed", "pictures-removed", "one-cleared", "cleared",
                 "out-of-order", "edited"):  # fmt: skip
        made[name] = copy.deepcopy(sample)
    for kind, cell in zip(CELLS, notebooks.code_cells(made["altered"]), strict=False):
        SPOIL[kind](cell)
    numbers, words = (notebooks.code_cells(made[name])[-1] for name in ("untouched", "altered"))
    numbers.outputs[0].text = "took 12 ns\n"
    words.outputs[0].text = words.outputs[0].text.replace("took", "lost")
    for cell in notebooks.code_cells(made["removed"]):
        cell.outputs = []
    for cell in notebooks.code_cells(made["pictures-removed"]):
        for output in cell.outputs:
            for mime in [m for m in output.get("data", {}) if m.startswith("image/")]:
                del output.data[mime]
    for cell in [*made["cleared"].cells[1:], made["one-cleared"].cells[1]]:
        cell.execution_count, cell.outputs = None, []
    swap(made["out-of-order"])
    made["edited"].cells[0].source += " chapter"
    return made


def swap(notebook: NotebookNode) -> None:
    """Put the first code cell behind the second."""
    cells = notebook.cells
    cells[1], cells[2] = cells[2], cells[1]


Results = dict[str, dict[str, str]]


def validate(made: dict[str, NotebookNode], folder: Path) -> Results:
    """Run pytest over notebooks with the project's settings: file, item, failure message or ""."""
    for name, notebook in made.items():
        nbformat.write(notebook, folder / f"{name}.ipynb")
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "--rootdir", str(folder)]
    settings = ["-p", "tools.strict_nbval", "-p", "no:cacheprovider", "-o", "junit_family=xunit1"]
    subprocess.run(
        [*command, *settings, "--numprocesses=0", "--dist=no", f"--junitxml={report}", str(folder)],
        cwd=notebooks.ROOT, capture_output=True, check=False,
    )  # fmt: skip
    results: Results = {name: {} for name in made}
    for case in ElementTree.parse(report).iter("testcase"):
        failure = case.find("failure")
        message = "" if failure is None else failure.text or failure.get("message", "failed")
        results[Path(case.get("file", "")).stem][case.get("name", "")] = message
    return results


@pytest.fixture(scope="module")
def results(copies: dict[str, NotebookNode], tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What validation says of every copy."""
    return validate(copies, tmp_path_factory.mktemp("copies"))


def failed(result: dict[str, str]) -> set[str]:
    return {name for name, message in result.items() if message}


# --- what must happen ------------------------------------------------------------------------


def test_the_untouched_notebook_passes(results: Results) -> None:
    assert len(results["untouched"]) == len(CELLS) + 2
    assert failed(results["untouched"]) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_an_altered_output_is_noticed(kind: str, results: Results) -> None:
    assert "differ" in results["altered"][f"Cell {KINDS.index(kind)}"]


def test_altered_words_of_a_measured_cell_are_noticed(results: Results) -> None:
    assert "'lost # ns'" in results["altered"][f"Cell {len(CELLS)}"]


def test_only_the_altered_cells_fail(results: Results) -> None:
    assert failed(results["altered"]) == {f"Cell {n}" for n in range(len(KINDS) + 1)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_output_is_noticed(kind: str, results: Results) -> None:
    assert results["removed"][f"Cell {KINDS.index(kind)}"]


def test_a_removed_output_of_a_measured_cell_is_noticed(results: Results) -> None:
    assert "Stored outputs say []" in results["removed"][f"Cell {len(CELLS)}"]


@pytest.mark.parametrize("kind", ["image/svg+xml", "image/png"])
def test_a_removed_picture_is_noticed(kind: str, results: Results) -> None:
    assert results["pictures-removed"][f"Cell {KINDS.index(kind)}"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("one-cleared", "code cell 1 has not been executed"),
        ("cleared", f"code cell {len(CELLS) + 1} has not been executed"),
        ("out-of-order", "code cell 1 was executed as number 2"),
        ("edited", "cell 1 (markdown) was edited"),
    ],
)
def test_a_notebook_that_is_not_in_order_is_noticed(
    name: str, message: str, results: Results
) -> None:
    assert message in results[name]["stored order"]


# --- a chapter of the book -------------------------------------------------------------------


def chapter() -> Path:
    """A short chapter with outputs of many kinds, or the first there is."""
    found = sorted(notebooks.BOOK.glob("*.ipynb"))
    if not found:
        pytest.skip("the book has no chapter yet")
    return next((path for path in found if path.stem == "01_neuron"), found[0])


def spoil_each_kind(notebook: NotebookNode) -> dict[str, str]:
    """Alter one output of each kind, each in a cell of its own: the cells and what was altered."""
    cells = {f"Cell {n}": cell for n, cell in enumerate(notebooks.code_cells(notebook))}
    kept = (notebooks.MEASURED, notebooks.NEEDS)
    holders = {
        kind: [name for name, cell in cells.items() if holds(cell, kind)
               and not any(notebooks.has_tag(cell, tag) for tag in kept)]
        for kind in KINDS
    }  # fmt: skip
    spoiled: dict[str, str] = {}
    for kind in sorted(KINDS, key=lambda kind: len(holders[kind])):  # the rarest first
        if free := [name for name in holders[kind] if name not in spoiled]:
            SPOIL[kind](cells[free[0]])
            spoiled[free[0]] = kind
    return spoiled


def test_alterations_of_a_chapter_are_noticed(tmp_path: Path) -> None:
    notebook = notebooks.read(chapter())
    spoiled = spoil_each_kind(notebook)
    assert len(spoiled) >= 6, f"the chapter has too few kinds of outputs: {spoiled}"
    assert failed(validate({"chapter": notebook}, tmp_path)["chapter"]) == set(spoiled)


@pytest.mark.parametrize("cleared", [1, None])
def test_clearing_a_chapter_is_noticed(cleared: int | None) -> None:
    notebook = notebooks.read(chapter())
    assert notebooks.faults(notebook) == []
    for cell in notebooks.code_cells(notebook)[:cleared]:
        cell.execution_count, cell.outputs = None, []
    assert "code cell 1 has not been executed" in notebooks.faults(notebook)[0]
