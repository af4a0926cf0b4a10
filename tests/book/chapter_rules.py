"""The rules that a chapter keeps, each a function from a notebook to the list of its breaches."""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode

from tools import notebooks

CELL_LINES = 25
LINE_LENGTH = 88
OUTPUT_SIZE = 1_000_000

MACHINE_PATH = re.compile(
    r"(?:(?<![\w.:/])/(?:" + "|".join(["ho" + "me", "ro" + "ot", "wo" + "rk", "fa" + "rm", "tmp"])
    + r"|Users|opt|usr|var)/\w)|\b[A-Z]:\\\w"
)  # fmt: skip
LEFTOVER = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")

Breaches = Iterator[str]


def order(notebook: NotebookNode) -> Breaches:
    """Every code cell was executed, from top to bottom, and nothing was edited since."""
    yield from notebooks.faults(notebook)


def errors(notebook: NotebookNode) -> Breaches:
    """No stored error but where the tag announces it, and no tag without an error."""
    for number, cell in code(notebook):
        raised = [o.ename for o in cell.outputs if o.output_type == "error"]
        announced = notebooks.has_tag(cell, "raises-exception")
        if bool(raised) != announced:
            yield f"code cell {number}: tag raises-exception {announced}, errors stored: {raised}"


def warnings(notebook: NotebookNode) -> Breaches:
    """Nothing was written to the error stream."""
    for number, cell in code(notebook):
        if any(o.output_type == "stream" and o.name == "stderr" for o in cell.outputs):
            yield f"code cell {number} wrote to stderr"


def short_cells(notebook: NotebookNode) -> Breaches:
    """A cell is read at a glance, and on a page without scrolling sideways."""
    for number, cell in code(notebook):
        lines = cell.source.splitlines()
        if len(lines) > CELL_LINES:
            yield f"code cell {number} has {len(lines)} lines, more than {CELL_LINES}"
        for line in lines:
            if len(line) > LINE_LENGTH:
                yield f"code cell {number}: a line of {len(line)} characters: {line[:40]}..."


def small_outputs(notebook: NotebookNode) -> Breaches:
    """No output weighs down the page."""
    for number, cell in code(notebook):
        for output in cell.outputs:
            if (size := len(str(output))) > OUTPUT_SIZE:
                yield f"code cell {number}: an output of {size} bytes"


SHOWN = {"text/plain", "text/html", "text/latex", "text/markdown", "image/png", "image/svg+xml"}
BESIDE = re.compile(r"application/(?:vnd\.cnn-core\.\w+\+json|papermill\.record/.*)")


def known_types(notebook: NotebookNode) -> Breaches:
    """Every output is of a type that a page shows, or stands beside one for other programs."""
    for number, cell in code(notebook):
        for mime in {m for output in cell.outputs for m in output.get("data", {})} - SHOWN:
            if not BESIDE.fullmatch(mime):
                yield f"code cell {number}: an output of type {mime}, which no page shows"


def alternative_text(notebook: NotebookNode) -> Breaches:
    """Whoever does not see a picture is told what it shows."""
    for number, cell in code(notebook):
        told = str(cell.metadata.get("mystnb", {}).get("image", {}).get("alt") or "").strip()
        for output in cell.outputs:
            data = output.get("data", {})
            if any(mime.startswith("image/") for mime in data) and not told:
                yield f"code cell {number}: its picture has no alternative text (mystnb.image.alt)"
            yield from (f"code cell {number}: {line}" for line in _mute_html(data))
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            yield from (f"cell {number}: {line}" for line in mute_markdown(cell.source))


def _mute_html(data: dict[str, Any]) -> Breaches:
    html = "".join(data.get("text/html", ""))
    for image in re.findall(r"<img\b[^>]*>", html):
        if not re.search(r'\balt="[^"]+"', image):
            yield f"{image[:60]} has no alternative text"
    for svg in re.findall(r"<svg\b[^>]*>(?:\s*<title>)?", html):
        if not re.search(r'aria-label(?:ledby)?="[^"]+"|aria-hidden="true"|<title>', svg):
            yield f"{svg[:60]} has neither aria-label nor title"


def mute_markdown(text: str) -> Breaches:
    """Pictures in Markdown that say nothing to those who do not see them."""
    for target in re.findall(r"!\[\s*\]\(([^)]*)\)", text):
        yield f"the picture {target} has no alternative text"
    for directive, options in re.findall(
        r"^[`:]{3,}\{(?:figure|image)\}([^\n]*)\n((?:[ \t]*:[^\n]*\n|---\n.*?\n---\n)*)",
        text, re.MULTILINE | re.DOTALL,
    ):  # fmt: skip
        if not re.search(r"^\s*:?alt:\s*\S", options, re.MULTILINE):
            yield f"the figure {directive.strip()} has no alternative text"


def captions_are_tex(notebook: NotebookNode) -> Breaches:
    """A caption's formulas reach the page: one backslash before a command, none eaten by YAML."""
    for number, cell in code(notebook):
        for text in _strings(cell.metadata):
            if found := re.search(r"\\\\[A-Za-z]|[\a\b\f\t\v]", text):
                at = text[max(0, found.start() - 20) : found.end() + 20]
                yield f"code cell {number}: no command of TeX in its metadata: {at!r}"


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    ):
        yield from _strings(child)


def rounded_numbers(notebook: NotebookNode) -> Breaches:
    """No number that is compared shows digits that another machine rounds in another way."""
    for number, cell in code(notebook):
        if notebooks.has_tag(cell, notebooks.MEASURED):
            continue  # its numbers are not compared
        for text in map(str, _texts(cell.outputs)):
            if found := re.search(r"\d+\.\d{8,}", text):
                yield f"code cell {number} shows {found[0]}: round it"


def no_machine_paths(notebook: NotebookNode) -> Breaches:
    """Nothing tells on which machine the notebook ran."""
    for number, cell in enumerate(notebook.cells, start=1):
        for text in [cell.source, *map(str, _texts(cell.get("outputs", [])))]:
            if found := MACHINE_PATH.search(text):
                yield f"cell {number}: a path of a machine: {found[0]}"


def _texts(outputs: Iterable[NotebookNode]) -> Iterator[str]:
    for output in outputs:
        data = {m: d for m, d in output.get("data", {}).items() if not m.startswith("image/")}
        yield from (str(part) for part in [*data.values(), output.get("text", "")])
        yield from output.get("traceback", [])


def measured_cells_are_bounded(notebook: NotebookNode) -> Breaches:
    """A cell whose output is not compared asserts a band for what it shows."""
    for number, cell in code(notebook):
        tags = {"measured", "nbval-ignore-output"}
        if tags & set(cell.metadata.get("tags", [])) and not asserts(cell.source):
            yield f"code cell {number} is measured, but asserts no bound on what it measures"


def asserts(source: str) -> bool:
    """Whether code holds an assert that compares something."""
    tests = [node.test for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    return any(isinstance(part, ast.Compare) for test in tests for part in ast.walk(test))


def no_holes(notebook: NotebookNode) -> Breaches:
    """No cell escapes validation by a comment or a tag of nbval's own."""
    hidden = re.compile(r"#\s*(?:NBVAL|PYTEST_VALIDATE)_\w+")
    for number, cell in code(notebook):
        tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith("nbval-")]
        if tags or hidden.search(cell.source):
            yield f"code cell {number} is kept from validation: use the tag measured"


def one_title(notebook: NotebookNode) -> Breaches:
    """The page begins with its title, and has no other."""
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    titles = [line for text in prose for line in headings(text) if line.startswith("# ")]
    if notebook.cells[0].cell_type != "markdown" or len(titles) != 1:
        yield f"expected one title at the top, found {titles}"


def headings(text: str) -> list[str]:
    """The headings of a piece of Markdown, those inside fences left out."""
    plain = re.sub(r"^([`~]{3,}).*?^\1[`~]*\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#{1,6} .*$", plain, re.MULTILINE)


def levels(notebook: NotebookNode) -> Breaches:
    """No heading skips a level."""
    depth = 1
    for cell in notebook.cells:
        for line in headings(cell.source) if cell.cell_type == "markdown" else []:
            now = len(line.partition(" ")[0])
            if now > depth + 1:
                yield f"the heading {line!r} skips a level"
            depth = now


ENDINGS = ["## Exercises", "## What to remember", "## In the sources"]


def ends_well(notebook: NotebookNode) -> Breaches:
    """Exercises, then what to remember, then the sources; nothing comes between or after."""
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    parts = [line for text in prose for line in headings(text) if line.startswith("## ")]
    wanted = [line for line in ENDINGS if line in parts]
    if wanted and parts[-len(wanted) :] != wanted:
        yield f"its last parts are {parts[-len(wanted) :]}, not {wanted}"


def exercises_have_solutions(notebook: NotebookNode) -> Breaches:
    """Each exercise has a label, and a solution that names it."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    starts = re.findall(
        r"^[`:]{3,}\{exercise(?:-start)?\}[^\n]*\n(?:\s*:\w+:[^\n]*\n)*", text, re.M
    )
    solved = set(re.findall(r"^[`:]{3,}\{solution(?:-start)?\}\s*(\S+)", text, re.MULTILINE))
    for start in starts:
        label = re.search(r":label:\s*(\S+)", start)
        if label is None or label[1] not in solved:
            yield f"no solution: {' '.join(start.split())}"


def finished(notebook: NotebookNode) -> Breaches:
    """Nothing is left to be done."""
    for number, cell in enumerate(notebook.cells, start=1):
        if found := LEFTOVER.search(cell.source):
            yield f"cell {number}: {found[0]}"


def checks_its_claims(notebook: NotebookNode) -> Breaches:
    """A chapter that computes also checks: by assert, proof, refutation, verdict or gradients."""
    sources = "\n".join(cell.source for _, cell in code(notebook))
    if sources and not re.search(
        r"\bassert\b|\b(?:prove|refute|check|assert|equations)\w*\(", sources
    ):
        yield "no cell checks anything"


def code(notebook: NotebookNode) -> Iterable[tuple[int, NotebookNode]]:
    """The code cells with their numbers."""
    return enumerate(notebooks.code_cells(notebook), start=1)


RULES = (
    order,
    errors,
    warnings,
    short_cells,
    small_outputs,
    known_types,
    alternative_text,
    captions_are_tex,
    rounded_numbers,
    no_machine_paths,
    measured_cells_are_bounded,
    no_holes,
    one_title,
    levels,
    ends_well,
    exercises_have_solutions,
    finished,
    checks_its_claims,
)
