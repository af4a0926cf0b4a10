"""The notebook pipeline: executing twice changes nothing, text and notebook say the same."""

import copy
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tools import notebooks

TEXT = """\
# A chapter

First.

+++

Second.

```{code-cell}
---
mystnb:
  figure:
    caption: A line.
    name: fig-line
  image:
    alt: A straight line.
tags: [hide-input]
---
import time
print(6 * 7)
```

```{code-cell}
:tags: [needs-mnist]

print("read")
```

```{code-cell}
:tags: [measured]

print(time.perf_counter_ns())
assert time.perf_counter_ns() > 0
```
"""


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notebooks, "mnist_is_here", lambda: True)
        return notebooks.execute(notebooks.from_text(TEXT), tmp_path_factory.mktemp("kernel"))


def test_cells_and_their_metadata_survive(executed: NotebookNode) -> None:
    kinds = [cell.cell_type for cell in executed.cells]
    assert kinds == ["markdown", "markdown", "code", "code", "code"]
    picture = executed.cells[2].metadata
    assert picture.mystnb.figure == {"caption": "A line.", "name": "fig-line"}
    assert picture.mystnb.image.alt == "A straight line."
    assert picture.tags == ["hide-input"]
    assert executed.cells[2].outputs[0].text == "42\n"


def test_text_and_back_is_the_same_notebook(executed: NotebookNode) -> None:
    again = notebooks.from_text(notebooks.to_text(executed))
    assert [cell.id for cell in again.cells] == [cell.id for cell in executed.cells]
    assert [cell.metadata for cell in again.cells] == [cell.metadata for cell in executed.cells]
    assert notebooks.to_text(again) == notebooks.to_text(executed)


def test_executing_again_changes_nothing(
    executed: NotebookNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chapter.ipynb"
    assert notebooks.write(executed, path)
    before = path.read_bytes()
    monkeypatch.setattr(notebooks, "mnist_is_here", lambda: False)
    monkeypatch.setattr(notebooks, "STAMPS", tmp_path / "stamps")
    assert notebooks.is_stale(path)
    assert "unchanged" in notebooks.execute_file(path)
    assert path.read_bytes() == before
    assert not notebooks.is_stale(path)
    assert notebooks.file_faults(path) == []


LINE = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 0 L {} 9"/></svg>'


def drawn(x: str, mime: str, words: str = "a line") -> NotebookNode:
    """A notebook of one cell that has drawn a line up to x."""
    new = nbformat.v4
    data = {mime: LINE.format(x), "text/plain": words}
    output = new.new_output("display_data", data=data)
    cell = new.new_code_cell("draw()", execution_count=1, outputs=[output])
    return notebooks.normalised(new.new_notebook(cells=[cell]))


@pytest.mark.parametrize("mime", ["image/svg+xml", "text/html"])
def test_a_picture_that_looks_the_same_stays_as_it_was_stored(mime: str) -> None:
    stored = drawn("154.08496", mime)
    for x, kept in {"154.084959": stored, "155": drawn("155", mime)}.items():
        again = drawn(x, mime)
        notebooks.keep_pictures(again, stored)
        assert again == kept


def test_words_beside_a_picture_are_the_new_ones() -> None:
    again = drawn("154.084959", "image/svg+xml", "another line")
    notebooks.keep_pictures(again, drawn("154.08496", "image/svg+xml"))
    assert again == drawn("154.08496", "image/svg+xml", "another line")


def test_the_text_takes_over_outputs_that_cannot_be_made_here(executed: NotebookNode) -> None:
    again = notebooks.from_text(TEXT, executed)
    assert [len(cell.outputs) for cell in again.cells[2:]] == [0, 1, 1]
    fresh = notebooks.from_text(TEXT)
    assert [len(cell.outputs) for cell in fresh.cells[2:]] == [0, 0, 0]


def test_a_new_cell_that_needs_mnist_is_refused_where_it_is_not(
    executed: NotebookNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebooks, "mnist_is_here", lambda: False)
    edited = copy.deepcopy(executed)
    edited.cells[3].source = 'print("read again")'
    with pytest.raises(RuntimeError, match="CNN_CORE_DATA"):
        notebooks.execute(edited, tmp_path)


def test_identifiers_follow_the_contents() -> None:
    one = notebooks.from_text("# A\n\n+++\n\nB\n\n+++\n\nB\n")
    other = notebooks.from_text("# A new\n\n+++\n\nB\n\n+++\n\nB\n")
    assert one.cells[0].id != other.cells[0].id
    assert [cell.id for cell in one.cells[1:]] == [cell.id for cell in other.cells[1:]]
    assert one.cells[1].id != one.cells[2].id


def test_noise_is_removed(executed: NotebookNode) -> None:
    noisy = copy.deepcopy(executed)
    noisy.metadata.language_info.version = "3.99"
    noisy.metadata.widgets = {}
    noisy.cells[2].metadata.execution = {"iopub.execute_input": "2026-01-01"}
    noisy.cells[2].id = "random"
    for cell in notebooks.code_cells(noisy):
        cell.execution_count += 10
    assert notebooks.dumps(notebooks.normalised(noisy)) == notebooks.dumps(executed)


def test_check_names_what_is_wrong(
    executed: NotebookNode, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "chapter.ipynb"
    notebooks.write(executed, path)
    assert notebooks.main(["check", str(path)]) == 0
    path.write_text(path.read_text(encoding="utf-8").replace('"metadata": {}', '"metadata":{}'))
    assert notebooks.main(["check", str(path)]) == 1
    assert "chapter.ipynb: not in normal form" in capsys.readouterr().out


def test_a_failing_chapter_is_reported_and_left_as_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "chapter.ipynb"
    notebooks.write(notebooks.from_text("# A\n\n```{code-cell}\n1 / 0\n```\n"), path)
    before = path.read_bytes()
    assert notebooks.main(["execute", "--jobs=1", str(path)]) == 1
    assert "ZeroDivisionError" in capfd.readouterr().err
    assert path.read_bytes() == before
