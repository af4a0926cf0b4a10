"""The index leads from the usual words of the field to the places that decide them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.site.page_rules import anchors

ROOT = Path(__file__).resolve().parents[2]

USUAL = (
    "accumulate", "arithmetic intensity", "bottleneck", "1x1 convolution", "broadcasting",
    "chain rule", "class weights", "col2im", "cropping", "depthwise", "dilation", "dying ReLU",
    "exploding gradient", "feature map", "FLOPs", "forward mode", "fully connected",
    "gradient checking", "im2col", "inference", "label smoothing", "learning rate",
    "loss at the start", "memory", "minibatch", "momentum", "multiply-add", "overfitting",
    "padding", "pointwise", "receptive field", "relative error", "reverse mode", "saturation",
    "softmax twice", "stride", "sum or mean", "transposed convolution", "update made too early",
    "vanishing gradient", "weight decay", "weight sharing",
)  # fmt: skip
"""What readers look for. Each must lead somewhere; a word that a reader missed is added here."""


def wordless(page: BeautifulSoup, words: tuple[str, ...]) -> list[str]:
    """The words that no line of the index holds, or whose line leads nowhere."""
    lines = page.select(".word-index li")
    led = [plain(line.strong.get_text()) for line in lines if line.strong and line.select("a")]
    return [word for word in words if not any(plain(word) <= line for line in led)]


def plain(words: str) -> set[str]:
    """The stems of some words: "1 by 1" is "1x1", "gradients" begins as "gradient" does."""
    joined = re.sub(r"(\d+)\s*(?:by|x|×|\\times)\s*(\d+)", r"\1x\2", words.casefold())
    return {word[:6].rstrip("se") for word in re.findall(r"\w+", joined)}


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_the_usual_words_lead_somewhere(built_site: Path) -> None:
    page = soup(built_site / "book" / "word_index.html")
    assert wordless(page, USUAL) == [], "give each an {index} entry where the book decides it"


def test_every_entry_leads_to_an_anchor(built_site: Path) -> None:
    links = soup(built_site / "book" / "word_index.html").select(".word-index a")
    ends = [str(link["href"]).partition("#")[::2] for link in links]
    assert ends
    assert [(page, at) for page, at in ends if at not in anchors(built_site / "book" / page)] == []


def test_a_word_without_a_line_is_noticed() -> None:
    html = '<ul class="word-index"><li><strong>1 by 1 convolution</strong> <a href="#a">9</a></li>'
    page = BeautifulSoup(html + "<li><strong>nowhere</strong></li></ul>", "html.parser")
    assert wordless(page, ("1x1 convolution", "convolution", "nowhere", "dropout")) == [
        "nowhere",
        "dropout",
    ]


# --- a small book ----------------------------------------------------------------------------

CONF = f"""import sys; sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
extensions = ["myst_parser", "sphinx_exercise", "word_index"]
root_doc = "intro"; html_theme = "basic"; source_suffix = {{".md": "markdown"}}
"""
PAGES = {
    "intro": "# A book\n```{toctree}\n:numbered:\none\nwords\n```\n",
    "one": (
        "# One\n## A section\n{index}`Inference` here, {index}`shared <sharing; of weights>`\n"
        "\n```{py:function} conv2d(x)\n```\n## Another\n{index}`inference` again, {index}`ReLU`\n"
    ),
    "words": "# Words\n```{word-index}\nrectifier: relu\nRELU: inference\n```\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Any:
    def build(pages: dict[str, str]) -> tuple[str, str]:
        (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
        for name, text in pages.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        out = tmp_path / "out"
        said = io.StringIO()
        folders = (tmp_path, tmp_path, out, tmp_path / "trees")
        with patch_docutils(), docutils_namespace():  # leaves nothing behind for other small books
            Sphinx(*folders, "html", status=None, warning=said).build()
        lines = soup(out / "words.html").select(".word-index li")
        return said.getvalue(), "\n".join(" ".join(line.get_text().split()) for line in lines)

    return build


def test_words_stand_once_with_their_sections(small: Any) -> None:
    said, shown = small(PAGES)
    assert "word-index" not in said
    assert shown.split("\n") == [
        "inference: 1. One: A section, 1. One: Another",
        "rectifier (see ReLU): 1. One: Another",
        "ReLU: 1. One: Another",
        "sharing, of weights: 1. One: A section",
    ]


def test_another_word_that_leads_nowhere_is_a_warning(small: Any) -> None:
    said, shown = small(PAGES | {"words": "# Words\n```{word-index}\nrectifier: ReLUs\n```\n"})
    assert "'rectifier' leads to 'ReLUs', which has no entry" in said
    assert "rectifier" not in shown


def test_a_changed_chapter_changes_the_index(small: Any) -> None:
    small(PAGES)
    _, shown = small(PAGES | {"one": "# One\n{index}`dropout` and {index}`ReLU`\n"})
    assert shown.startswith("dropout: 1. One\n")
    assert "inference" not in shown
