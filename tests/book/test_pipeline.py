"""The notebook pipeline: executing twice changes nothing, text and notebook say the same."""

import copy
import subprocess
from collections.abc import Callable
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
        patch.setattr(notebooks, "data_is_here", lambda name: True)
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
    monkeypatch.setattr(notebooks, "data_is_here", lambda name: False)
    assert "changed" in notebooks.execute_file(path)  # its twin is new
    after = path.read_bytes()
    assert notebooks.dumps(unstamped(path)) == before.decode()
    assert "unchanged" in notebooks.execute_file(path)
    assert path.read_bytes() == after
    assert notebooks.file_faults(path) == []


def unstamped(path: Path) -> NotebookNode:
    """A stored notebook without the note of what it was executed from."""
    notebook = notebooks.read(path)
    del notebook.metadata[notebooks.EXECUTED]
    return notebook


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
    other = notebooks.from_text(TEXT.replace("6 * 7", "6 * 8"), executed)
    assert [len(cell.outputs) for cell in other.cells[2:]] == [0, 1, 1]
    fresh = notebooks.from_text(TEXT)
    assert [len(cell.outputs) for cell in fresh.cells[2:]] == [0, 0, 0]


def test_a_new_cell_that_needs_mnist_is_refused_where_it_is_not(
    executed: NotebookNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebooks, "data_is_here", lambda name: False)
    edited = copy.deepcopy(executed)
    edited.cells[3].source = 'print("read again")'
    with pytest.raises(RuntimeError, match=r"needs-mnist, is new .* CNN_CORE_DATA .* mnist/"):
        notebooks.execute(edited, tmp_path)


def test_a_cell_may_need_any_data_set_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = nbformat.v4.new_code_cell("1", metadata={"tags": ["needs-vowels", "needs-mnist-5k"]})
    assert notebooks.has_tag(cell, notebooks.NEEDS)
    monkeypatch.setattr(notebooks, "data_is_here", lambda name: name == "vowels")
    assert notebooks.absent_data(cell) == ["mnist_5k"]
    cell.metadata.tags = ["measured"]
    assert not notebooks.has_tag(cell, notebooks.NEEDS)
    assert notebooks.absent_data(cell) == []


def test_a_data_set_that_does_not_exist_is_noticed() -> None:
    cell = nbformat.v4.new_code_cell("1", metadata={"tags": ["needs-vovels"]})
    with pytest.raises(ValueError, match=r"name: expected one of .*vowels"):
        notebooks.absent_data(cell)


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
    notebooks.store(copy.deepcopy(executed), path)
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


# --- a notebook and its twin -------------------------------------------------------------------

CHAPTER = "# A\n\nOne.\n\n```{code-cell}\nprint(6 * 7)\n```\n"


@pytest.fixture
def chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A chapter in order, where running a cell takes no kernel: it prints its own source."""

    def run(notebook: NotebookNode, folder: Path, measure: bool = False) -> NotebookNode:
        result = notebooks.normalised(notebook)
        for number, cell in enumerate(notebooks.code_cells(result), start=1):
            printed = nbformat.v4.new_output("stream", name="stdout", text=f"{cell.source}\n")
            cell.update(execution_count=number, outputs=[printed])
        return result

    monkeypatch.setattr(notebooks, "execute", run)
    path = tmp_path / "17_chapter.ipynb"
    notebooks.twin(path).write_text(CHAPTER, encoding="utf-8")
    assert "17_chapter.ipynb: run, changed" in notebooks.execute_file(
        path
    )  # a text alone is enough
    assert notebooks.file_faults(path) == []
    return path


def edit_text(path: Path, old: str, new: str) -> None:
    beside = notebooks.twin(path)
    text = beside.read_text(encoding="utf-8")
    assert old in text
    beside.write_text(text.replace(old, new), encoding="utf-8")


def edit_notebook(path: Path, old: str, new: str) -> None:
    """As JupyterLab would: the identifiers stay, versions come in."""
    notebook = notebooks.read(path)
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)
    notebook.metadata.language_info.version = "3.99"
    nbformat.write(notebook, path)


def sources(path: Path) -> list[str]:
    return [cell.source for cell in notebooks.read(path).cells]


@pytest.mark.parametrize("edit", [edit_text, edit_notebook])
def test_whichever_was_edited_leads(edit: Callable[[Path, str, str], None], chapter: Path) -> None:
    edit(chapter, "6 * 7", "6 * 8")
    assert notebooks.file_faults(chapter) != []
    assert "run, changed" in notebooks.execute_file(chapter, stale_only=True)
    assert sources(chapter)[-1] == "print(6 * 8)"
    assert "print(6 * 8)" in notebooks.twin(chapter).read_text(encoding="utf-8")
    assert notebooks.read(chapter).cells[-1].outputs[0].text == "print(6 * 8)\n"
    assert notebooks.file_faults(chapter) == []


@pytest.mark.parametrize("edit", [edit_text, edit_notebook])
def test_prose_alone_is_not_run_again(
    edit: Callable[[Path, str, str], None], chapter: Path
) -> None:
    edit(chapter, "One.", "Two.")
    assert "not run, changed" in notebooks.execute_file(chapter, stale_only=True)
    assert "Two." in sources(chapter)[0]
    assert notebooks.read(chapter).cells[-1].outputs[0].text == "print(6 * 7)\n"
    assert notebooks.file_faults(chapter) == []


def test_nothing_is_stale_where_nothing_changed(
    chapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not run, unchanged" in notebooks.execute_file(chapter, stale_only=True)
    monkeypatch.setattr(notebooks, "_surroundings", lambda: ("another package",))
    assert "17_chapter.ipynb: run, changed" in notebooks.execute_file(chapter, stale_only=True)


def test_two_edits_are_not_mixed(chapter: Path) -> None:
    edit_text(chapter, "One.", "Two.")
    edit_notebook(chapter, "One.", "Three.")
    with pytest.raises(RuntimeError, match="both edited"):
        notebooks.execute_file(chapter)
    notebooks.execute_file(chapter, lead="notebook")
    assert "Three." in notebooks.twin(chapter).read_text(encoding="utf-8")
    edit_text(chapter, "Three.", "Four.")
    edit_notebook(chapter, "Three.", "Five.")
    notebooks.execute_file(chapter, lead="text")
    assert "Four." in sources(chapter)[0]


def test_texts_that_git_merged_lead_over_either_notebook(chapter: Path) -> None:
    """Of a notebook a merge keeps one side whole (.gitattributes); its twin holds both."""
    ours = chapter.read_bytes()
    edit_text(chapter, "One.", "One and another's.")
    notebooks.execute_file(chapter)
    for side in (ours, chapter.read_bytes()):
        chapter.write_bytes(side)
        notebooks.twin(chapter).write_text(CHAPTER.replace("One.", "Both."), encoding="utf-8")
        notebooks.execute_file(chapter)
        assert "Both." in sources(chapter)[0]


def test_a_notebook_with_marks_of_a_merge_says_what_to_do(chapter: Path) -> None:
    chapter.write_text("<<<<<<< HEAD\n{}", encoding="utf-8")
    with pytest.raises(RuntimeError, match="git checkout --ours"):
        notebooks.execute_file(chapter)
    chapter.unlink()
    edit_text(chapter, "One.", "<<<<<<< HEAD\nOne.")
    with pytest.raises(RuntimeError, match=r"17_chapter\.md, line 10: a merge is not finished"):
        notebooks.execute_file(chapter)


@pytest.mark.parametrize(
    ("old", "new"), [("One.", "Two."), ("6 * 7", "6 * 8"), ("{code-cell}", "{code-cell} x")]
)
def test_a_twin_that_says_something_else_is_noticed(old: str, new: str, chapter: Path) -> None:
    edit_text(chapter, old, new)
    fault = "its text 17_chapter.md says something else: run `make notebooks ARGS=17`"
    assert notebooks.file_faults(chapter) == [fault]
    notebooks.twin(chapter).unlink()
    assert "is not there" in notebooks.file_faults(chapter)[0]


@pytest.mark.parametrize(
    "name", ["12", "12_pooling", "book/12_pooling.md", "book/12_pooling.ipynb"]
)
def test_a_chapter_is_named_by_number_name_or_file(name: str) -> None:
    (path,) = notebooks._paths([name])
    assert path.name == "12_pooling.ipynb"


def test_an_unknown_chapter_is_named() -> None:
    with pytest.raises(SystemExit, match="no chapter '77'; there are 00_notation, "):
        notebooks._paths(["77"])


def test_pages_without_code_are_no_twins() -> None:
    assert notebooks.is_twin(notebooks.BOOK / "12_pooling.md")
    assert not notebooks.is_twin(notebooks.BOOK / "glossary.md")


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("theirs", "marks"), [("6 * 8", 0), ("One.", 1)])
def test_what_git_could_not_merge_is_merged_as_text(
    theirs: str, marks: int, chapter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As where one branch knows of no twins yet, or a notebook alone was edited on both sides."""
    folder = chapter.parent
    (folder / ".gitattributes").write_text("*.ipynb -merge\n", encoding="utf-8")
    for command in ("init -q -b main", "add -A", "commit -qm base", "checkout -qb other"):
        git(folder, *command.split())
    for branch, old, new in (("other", "6 * 7", theirs), ("main", "One.", "Two.")):
        git(folder, "checkout", "-q", branch)
        edit_notebook(chapter, old if marks == 0 else "One.", new)
        git(folder, "commit", "-qam", branch)
    if marks:
        git(folder, "checkout", "-q", "other")
        edit_notebook(chapter, "One.", "Three.")
        git(folder, "commit", "-qam", "again")
        git(folder, "checkout", "-q", "main")
    assert git(folder, "merge", "other").returncode == 1
    assert notebooks.main(["merge", str(chapter)]) == 0
    text = notebooks.twin(chapter).read_text(encoding="utf-8")
    assert text.count("<<<<<<< ours") == marks
    said = capsys.readouterr().out
    assert ("1 places to settle by hand" in said) == bool(marks)
    if not marks:
        assert "Two." in text
        assert "print(6 * 8)" in text
        notebooks.execute_file(chapter, lead="text")
        assert sources(chapter)[-1] == "print(6 * 8)"


def test_a_notebook_in_no_merge_is_named(chapter: Path) -> None:
    git(chapter.parent, "init", "-q")
    with pytest.raises(RuntimeError, match="in no merge that git left undone"):
        notebooks.merged(chapter)
