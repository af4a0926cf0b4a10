"""The first page: facts counted from the book when it is built, and a picture that is computed.

``facts`` counts what the stored outputs of the chapters hold: proofs by rung, printed equations by
verdict, cells. The tests run every chapter again and compare these outputs, so the counts are those
of results that still stand. ``cover`` draws one step forward and one step back on a real digit.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

RUNG = re.compile(r'<div class="proof tex2jax_process">.{0,80}?proof-badge rung-(\d)', re.DOTALL)
REFUTED = re.compile(r'class="counterexample tex2jax_process"')
VERDICT = re.compile(r'class="ledger-row verdict-(holds|convention|false)"')
NOTE = "Counted from the chapters each time these pages are built."
LEDGER = "90_ledger.ipynb"
Facts = list[tuple[int, str]]


# --- facts -----------------------------------------------------------------------------------


def facts(chapters: Iterable[Path]) -> Facts:
    """What the chapters hold: ``(number, what is counted)``; what there is none of is left out."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in chapters}
    pages = {name: list(_outputs(json.loads(text))) for name, text in texts.items()}
    everything = "\n".join(html for outputs in pages.values() for html in outputs)
    proofs = Counter(RUNG.findall(everything))
    verdicts = Counter(VERDICT.findall("\n".join(pages.get(LEDGER, []))))
    counted = [
        (proofs["1"], "identities proved for every size"),
        (proofs["2"], "results exact at chosen sizes"),
        (len(REFUTED.findall(everything)), "tempting formulas refuted"),
        (verdicts.total(), "printed equations judged"),
        (verdicts["false"], "of them false as printed"),
    ]
    return [(number, words) for number, words in counted if number]


def _outputs(notebook: dict[str, Any]) -> Iterator[str]:
    """The HTML outputs of a notebook."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield "".join(output.get("data", {}).get("text/html", []))


class FactsDirective(SphinxDirective):
    """The facts as a row of numbers."""

    def run(self) -> list[nodes.Node]:
        files = [Path(self.env.doc2path(name)) for name in sorted(self.env.found_docs)]
        chapters = [file for file in files if file.suffix == ".ipynb"]
        for chapter in chapters:
            self.env.note_dependency(str(chapter))
        items = "".join(
            f"<li><strong>{number}</strong> {words}</li>" for number, words in facts(chapters)
        )
        if not items:
            return []
        row = f'<ul class="facts">{items}</ul><p class="facts-note">{NOTE}</p>'
        return [nodes.raw("", row, format="html")]


# --- the picture -----------------------------------------------------------------------------


def cover() -> Any:
    """A digit forward through a kernel, and the delta back to the kernel's gradient."""
    from cnn_core.plotting.style import styled

    return styled(_draw)()


def _draw() -> Any:
    import numpy as np

    from cnn_core import convolution, datasets, plotting

    digit = datasets.load_digits()[0][3].reshape(28, 28).astype(float)
    kernel = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
    output = convolution.correlate2d(digit, kernel)
    delta = output - convolution.correlate2d(digit, kernel.T)  # of half the squared error
    gradient = convolution.correlate2d(digit, delta) / delta.size
    figure = plotting.new_figure(7.0, 4.5, layout=None)
    _row(figure, "forward", 0.54, digit, ("kernel", kernel, "kernel"), ("output", output, "output"))
    _row(
        figure,
        "backward",
        0.03,
        digit,
        ("delta", delta, r"delta: $\partial E/\partial$output"),
        ("kernel", gradient, r"$\partial E/\partial$kernel"),
    )
    return figure


def _row(figure: Any, word: str, bottom: float, digit: Any, *others: tuple[str, Any, str]) -> None:
    """The image, a sign, a matrix, a sign, and what comes out."""
    figure.text(0.035, bottom + 0.19, word, rotation=90, va="center", fontsize=13)
    for column, panel in enumerate([("input", digit, "image"), *others]):
        _panel(figure, 0.09 + 0.315 * column, bottom, *panel)
    for column, sign in enumerate([r"$\star$", "$=$"]):
        middle = 0.09 + 0.315 * column + 0.2925
        figure.text(middle, bottom + 0.19, sign, fontsize=19, ha="center", va="center")


def _panel(figure: Any, left: float, bottom: float, role: str, matrix: Any, title: str) -> None:
    from cnn_core.plotting import TEXT, role_colormap

    axes = figure.add_axes((left, bottom, 0.27, 0.38))
    signed, small = matrix.min() < 0, matrix.size <= 9
    limit = abs(matrix).max() * (2.2 if small else 1.0)  # small: light enough to write on
    colours = role_colormap(role, diverging=signed)
    axes.imshow(matrix, cmap=colours, vmin=-limit * signed, vmax=limit, interpolation="none")
    if small:
        for (i, j), value in _entries(matrix):
            axes.text(j, i, value, ha="center", va="center", fontsize=13)
    axes.set(xticks=[], yticks=[])
    axes.set_title(title, color=TEXT[role], fontsize=13, loc="center", pad=5)
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set(color=TEXT[role], linewidth=0.8)


def _entries(matrix: Any) -> Iterator[tuple[tuple[int, int], str]]:
    whole = all(float(value).is_integer() for value in matrix.flat)
    for i, row in enumerate(matrix):
        for j, value in enumerate(row):
            text = f"{value:.0f}" if whole else f"{value + 0.0:.3f}"
            yield (i, j), text.replace("-", "\N{MINUS SIGN}")


def draw_cover(app: Sphinx, error: Exception | None) -> None:
    """Write the picture beside the pages."""
    if error is None and app.builder.format == "html":
        target = Path(app.outdir, "_static", "cover.svg")
        target.write_text(cover().to_svg(), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("facts", FactsDirective)
    app.connect("build-finished", draw_cover)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
