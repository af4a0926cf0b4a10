"""A picture in steps, moved through with a slider or two buttons, on a static page and offline."""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections.abc import Sequence
from importlib import resources
from string import Template

import matplotlib
from matplotlib.transforms import Bbox

from cnn_core.plotting import style
from cnn_core.plotting.style import BookFigure


class Stepped(str):
    """HTML that a notebook shows as one picture with steps."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<a picture in {self.count('<svg')} steps>"


def stepped(
    figures: Sequence[BookFigure], labels: Sequence[str], *, title: str = "Picture in steps"
) -> Stepped:
    """Figures shown one at a time, with a slider and two buttons to move through them.

    ``labels`` has one text per figure: it is shown beside the slider and read to those who do not
    see the picture, so it should say what the step shows. ``title`` names the whole. All figures
    must have the same size in inches; they are cut to one common frame, so that nothing jumps.

    The result is one piece of HTML: the figures as SVG, some CSS, a few lines of script. It needs
    no network, works with a mouse, a finger and the arrow keys, and shows the first step where
    scripts do not run. Identifiers follow from the words of the figures: the same figures give the
    same text.

    Raises ``ValueError`` when there is no figure, when the numbers of figures and labels differ, a
    label is empty, or the sizes differ.

    >>> from cnn_core.plotting import plot_convolution_step
    >>> steps = [plot_convolution_step([[1, 2, 3]], [[1, 1]], (0, j)) for j in range(2)]
    >>> stepped(steps, ["the sum 3 at the left", "the sum 5 at the right"])
    <a picture in 2 steps>
    """
    figures, labels = list(figures), [str(label).strip() for label in labels]
    _check(figures, labels)
    pictures = _pictures(figures, labels)
    steps = "".join(
        f'<div class="step"{" hidden" if k else ""}>{picture}</div>'
        for k, picture in enumerate(pictures)
    )
    name = html.escape(title, quote=True)
    return Stepped(
        f'<div class="stepped" role="group" aria-label="{name}">{steps}{_controls(labels)}'
        f"<style>\n{_look()}</style><script>\n{_beside('stepped.js')}</script></div>"
    )


def _check(figures: list[BookFigure], labels: list[str]) -> None:
    if not figures:
        raise ValueError("figures: expected at least one figure, got none")
    if len(labels) != len(figures):
        raise ValueError(f"labels: expected {len(figures)} texts, got {len(labels)}")
    if not all(labels):
        raise ValueError(f"labels: expected a text for every step, got {labels}")
    sizes = {tuple(float(side) for side in figure.get_size_inches()) for figure in figures}
    if len(sizes) > 1:
        raise ValueError(f"figures: expected figures of one size, got {sorted(sizes)}")


def _pictures(figures: list[BookFigure], labels: list[str]) -> list[str]:
    """The figures as SVG elements, cut to one frame, with identifiers of their own."""
    with matplotlib.rc_context(style._STYLE):
        for figure in figures:
            figure._settle()
            figure.draw_without_rendering()
        frame = Bbox.union([figure.get_tightbbox() for figure in figures]).padded(0.08)
        drawn = [_saved(figure, frame) for figure in figures]
    words = "".join(labels) + "".join("".join(re.findall(r"<!--.*?-->", svg)) for svg in drawn)
    group = "s" + hashlib.sha256(words.encode()).hexdigest()[:8]
    return [
        _inline(svg, f"{group}-{k}", label)
        for k, (svg, label) in enumerate(zip(drawn, labels, strict=True))
    ]


def _saved(figure: BookFigure, frame: Bbox) -> str:
    buffer = io.StringIO()
    figure.savefig(
        buffer,
        format="svg",
        bbox_inches=frame,
        facecolor=style.PALETTE["paper"],
        metadata={"Date": None, "Creator": None},
    )
    return buffer.getvalue()


def _inline(svg: str, prefix: str, label: str) -> str:
    """One SVG file as an element of a page: named, as wide as there is room, short."""
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    head, body = re.split(r"(?<=>)", svg[svg.index("<svg") :], maxsplit=1)
    width = re.search(r'width="([\d.]+pt)"', head)
    head = re.sub(r'\s(?:width|height|version|xmlns)="[^"]*"', "", head)
    look = f"width:100%;height:auto;max-width:{width[1] if width else 'none'}"
    told = html.escape(label, quote=True)
    start = '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
    head = head.replace("<svg ", f'{start}aria-label="{told}" style="{look}" ', 1)
    return _renamed(head + re.sub(r"\s*\n\s*", " ", body), prefix)


def _renamed(svg: str, prefix: str) -> str:
    """Drop the identifiers that nothing refers to; number the others, after the prefix."""
    used = dict.fromkeys(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    names = {old: f"{prefix}-{n}" for n, old in enumerate(used)}
    svg = re.sub(r' id="([^"]*)"', lambda m: f' id="{names[m[1]]}"' if m[1] in names else "", svg)
    return re.sub(r'(url\(|href=")#([^)"]+)', lambda m: f"{m[1]}#{names[m[2]]}", svg)


def _controls(labels: list[str]) -> str:
    texts = "".join(f"<li>{html.escape(label)}</li>" for label in labels)
    return (
        '<div class="step-controls" hidden>'
        '<button type="button" aria-label="Previous step">&#8592;</button>'
        f'<input type="range" min="1" max="{len(labels)}" value="1" step="1" '
        'autocomplete="off" aria-label="Step">'
        '<button type="button" aria-label="Next step">&#8594;</button>'
        f'<span class="step-count" aria-hidden="true">1 of {len(labels)}</span></div>'
        f'<p class="step-label" aria-live="polite">{html.escape(labels[0])}</p>'
        f'<ol class="step-labels" hidden>{texts}</ol>'
    )


def _look() -> str:
    """The style sheet, with the colours of the book."""
    colours = {**style.TEXT, "paper": style.PALETTE["paper"]}
    return Template(_beside("stepped.css")).substitute(colours)


def _beside(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
