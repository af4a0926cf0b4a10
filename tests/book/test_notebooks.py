"""Every chapter keeps every rule; and each rule, given a chapter that breaks it, says so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbformat import NotebookNode

from tests.book import chapter_rules as rules
from tools import notebooks

CHAPTERS = sorted(notebooks.BOOK.glob("*.ipynb"))
PAGES = sorted(p for p in notebooks.BOOK.glob("*.md") if not notebooks.is_twin(p))
FILE_SIZE = 1_500_000

Rule = Callable[[NotebookNode], Iterator[str]]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_keeps_rule(path: Path, rule: Rule) -> None:
    assert list(rule(notebooks.read(path))) == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_is_stored_in_normal_form(path: Path) -> None:
    assert notebooks.file_faults(path) == []
    assert path.stat().st_size < FILE_SIZE


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_tells_what_its_pictures_show(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(rules.mute_markdown(text)) == []
    assert not rules.MACHINE_PATH.search(text)
    assert not rules.LEFTOVER.search(text)


def listed() -> set[str]:
    """The pages named in the table of contents."""
    contents = yaml.safe_load((notebooks.ROOT / "_toc.yml").read_text(encoding="utf-8"))

    def files(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (node[key] for key in ("root", "file") if key in node)
            node = list(node.values())
        if isinstance(node, list):
            for child in node:
                yield from files(child)

    return {name.removesuffix(".ipynb").removesuffix(".md") for name in files(contents)}


def test_every_page_is_in_the_table_of_contents_and_there() -> None:
    there = {f"book/{path.stem}" for path in [*CHAPTERS, *PAGES]}
    assert listed() == there


# --- the rules can fail ----------------------------------------------------------------------


def sound() -> NotebookNode:
    """A chapter that keeps every rule."""
    new = nbformat.v4
    drawn = new.new_output("display_data", data={"image/png": "AAAA", "text/plain": "<Figure>"})
    raised = new.new_output("error", ename="ValueError", evalue="no", traceback=["no"])
    exercise = "```{exercise}\n:label: ex-a\nWhy?\n```\n\n```{solution} ex-a\nSo.\n```"
    picture = "```{figure} a.svg\n---\nalt: A kernel.\n---\n```\n![A kernel](a.svg)"
    notebook = new.new_notebook(
        cells=[
            new.new_markdown_cell("(a)=\n# Title\n\n## Part\n\n```python\n# no title\n```"),
            new.new_code_cell(
                "assert 1 + 1 == 2\nfigure", execution_count=1, outputs=[drawn],
                metadata={"mystnb": {"image": {"alt": "A line."}}},
            ),
            new.new_code_cell(
                "raise ValueError", execution_count=2, outputs=[raised],
                metadata={"tags": ["raises-exception"]},
            ),
            new.new_code_cell(
                "t = time()\nassert t > 0", execution_count=3,
                outputs=[new.new_output("stream", name="stdout", text="1\n")],
                metadata={"tags": ["measured"]},
            ),
            new.new_markdown_cell(exercise),
            new.new_markdown_cell(picture),
        ]
    )  # fmt: skip
    return notebooks.normalised(notebook)


def edit(number: int, source: str) -> Callable[[NotebookNode], None]:
    """Give one cell another source."""
    return lambda notebook: notebook.cells[number].update(source=source)


def put(number: int, output: NotebookNode) -> Callable[[NotebookNode], None]:
    """Give one cell another output."""
    return lambda notebook: notebook.cells[number].update(outputs=[output])


def drop_metadata(number: int) -> Callable[[NotebookNode], None]:
    """Take its tags and texts from a cell."""
    return lambda notebook: notebook.cells[number].update(metadata=nbformat.from_dict({}))


def shown(mime: str) -> NotebookNode:
    """An output of a type."""
    return nbformat.v4.new_output("display_data", data={mime: "A", "text/plain": "A"})


def printed(text: str, name: str = "stdout") -> NotebookNode:
    return nbformat.v4.new_output("stream", name=name, text=text)


def glued(value: float) -> NotebookNode:
    data = {"application/papermill.record/text/plain": repr(value)}
    return nbformat.v4.new_output("display_data", data=data)


def html(text: str) -> NotebookNode:
    return nbformat.v4.new_output("display_data", data={"text/html": text})


def caption(text: str) -> Callable[[NotebookNode], None]:
    """Give the picture a caption."""
    return lambda notebook: notebook.cells[1].metadata.mystnb.update(figure={"caption": text})


HOME = "/ho" + "me/someone/data"

BREAKS: list[tuple[Rule, Callable[[NotebookNode], None]]] = [
    (rules.order, lambda notebook: notebook.cells[1].update(execution_count=None)),
    (rules.order, lambda notebook: notebook.cells[1].update(execution_count=7)),
    (rules.order, edit(1, "assert 1 + 1 == 3")),
    (rules.order, edit(2, "")),
    (rules.errors, drop_metadata(2)),
    (rules.errors, lambda notebook: notebook.cells[2].update(outputs=[])),
    (rules.warnings, put(1, printed("RuntimeWarning: overflow", "stderr"))),
    (rules.short_cells, edit(1, "x = 1\n" * 26)),
    (rules.short_cells, edit(1, "x = " + "1" * 85)),
    (rules.known_types, put(1, shown("application/x-drawing"))),
    (rules.small_outputs, put(1, printed("x" * 1_000_001))),
    (rules.alternative_text, drop_metadata(1)),
    (rules.alternative_text, put(1, html('<img src="a.png">'))),
    (rules.alternative_text, put(1, html('<svg width="1"><path/></svg>'))),
    (rules.alternative_text, edit(5, "![](a.svg)")),
    (rules.alternative_text, edit(5, "```{figure} a.svg\n:name: fig-a\nCaption\n```")),
    (rules.alternative_text, edit(5, ":::{image} a.svg\n:::")),
    (rules.captions_are_tex, caption(r"The product ($\\star$).")),
    (rules.captions_are_tex, caption("The delta $\bar\\delta$.")),
    (rules.rounded_numbers, put(1, glued(69.6163667649911))),
    (rules.rounded_numbers, put(1, printed("slope 9.079161547190333e-05"))),
    (rules.no_machine_paths, edit(1, f'open("{HOME}")')),
    (rules.no_machine_paths, put(1, printed(f"read {HOME}"))),
    (rules.measured_cells_are_bounded, edit(3, "t = time()")),
    (rules.measured_cells_are_bounded, edit(3, "t = time()\nassert True")),
    (rules.no_holes, edit(1, "# NBVAL_SKIP\nassert 1 == 1")),
    (rules.no_holes, lambda notebook: notebook.cells[1].metadata.update(tags=["nbval-skip"])),
    (rules.one_title, edit(0, "## Part")),
    (rules.one_title, edit(4, "# Another")),
    (rules.levels, edit(0, "# Title\n\n### Deep")),
    (rules.ends_well, edit(0, "# Title\n\n## In the sources\n\n## Exercises")),
    (rules.ends_well, edit(0, "# Title\n\n## What to remember\n\n## In the sources\n\n## More")),
    (rules.exercises_have_solutions, edit(4, "```{exercise}\n:label: ex-a\nWhy?\n```")),
    (rules.exercises_have_solutions, edit(4, "```{exercise-start}\nWhy?\n```")),
    (rules.finished, edit(0, "# Title\n\nTO" + "DO")),
    (rules.checks_its_claims, lambda notebook: notebook.cells.__delitem__(slice(1, 4))),
]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_a_sound_chapter_keeps_every_rule(rule: Rule) -> None:
    assert list(rule(sound())) == []


@pytest.mark.parametrize(
    ("rule", "spoil"), BREAKS, ids=[f"{rule.__name__}-{n}" for n, (rule, _) in enumerate(BREAKS)]
)
def test_a_breach_is_noticed(rule: Rule, spoil: Callable[[NotebookNode], None]) -> None:
    notebook = sound()
    spoil(notebook)
    if rule is rules.checks_its_claims:
        notebook.cells.insert(1, nbformat.v4.new_code_cell("x = 1"))
    assert list(rule(notebook))


def test_every_rule_is_seen_to_fail() -> None:
    assert {rule for rule, _ in BREAKS} == set(rules.RULES)
