"""Palette, style and display: what all figures of the book have in common."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Sequence
from typing import Any, Literal

import matplotlib
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure

from cnn_core._checks import one_of

PALETTE = {
    "input": "#1F6FB2",
    "kernel": "#EFA00B",
    "delta": "#A50F2E",
    "output": "#2CA58D",
    "accent": "#B24C8F",
    "ink": "#1B2430",
    "grey": "#66707D",
    "light": "#C9CFD6",
    "faint": "#EEF1F4",
    "paper": "#FFFFFF",
}
"""The colours of the book by role; see `TEXT` for the same hues dark enough to be read as text."""

TEXT = {
    "input": "#1A5E97",
    "kernel": "#8F5A00",
    "delta": "#A50F2E",
    "output": "#156B5A",
    "accent": "#96397A",
    "neutral": "#1B2430",
    "ink": "#1B2430",
    "grey": "#5A636F",
}
"""Role colours for text on white: each has a contrast of at least 4.5 to 1."""

ROLES = ("input", "kernel", "delta", "output", "neutral")

WIDTH = 7.0  # inches: the width of a text column
_SVG_SALT = "cnn_core"
_STYLE: dict[str, Any] = {
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": 12.0,
    "axes.titlesize": 13.0,
    "axes.titlelocation": "left",
    "axes.titlepad": 9.0,
    "axes.titlecolor": PALETTE["ink"],
    "axes.labelsize": 12.0,
    "axes.labelcolor": PALETTE["ink"],
    "axes.edgecolor": PALETTE["grey"],
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "axes.prop_cycle": cycler(
        color=[PALETTE[role] for role in ("input", "delta", "output", "kernel", "accent", "grey")]
    ),
    "grid.color": PALETTE["faint"],
    "grid.linewidth": 0.8,
    "lines.linewidth": 2.0,
    "lines.solid_capstyle": "round",
    "text.color": PALETTE["ink"],
    "xtick.color": PALETTE["grey"],
    "ytick.color": PALETTE["grey"],
    "xtick.labelcolor": PALETTE["ink"],
    "ytick.labelcolor": PALETTE["ink"],
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "xtick.major.width": 0.8,
    "ytick.major.width": 0.8,
    "figure.figsize": (WIDTH, 3.4),
    "figure.facecolor": PALETTE["paper"],
    "axes.facecolor": PALETTE["paper"],
    "savefig.facecolor": PALETTE["paper"],
    "figure.dpi": 100.0,
    "legend.frameon": False,
    "image.cmap": "Greys",
    "image.interpolation": "nearest",
    "svg.fonttype": "path",
    "svg.hashsalt": _SVG_SALT,
    "svg.image_inline": True,
}

_NO_DATE = {"Date": None, "Creator": None}
_NO_SOFTWARE = {"Software": None}
_PNG_DPI = 160

Point = tuple[float, float]
CURVES = ("input", "delta", "output", "kernel", "accent", "grey")


class BookFigure(Figure):
    """A Matplotlib figure that a notebook shows in one fixed format, the same on every run.

    ``image_format`` is ``"svg"`` (drawn with shapes) or ``"png"`` (many pixels). The paper is
    always white, so that a figure reads the same on a light page, on a dark page and in print.
    """

    image_format = "svg"

    def to_svg(self) -> str:
        """The figure as SVG text without date: two calls give the same text."""
        buffer = io.StringIO()
        with matplotlib.rc_context(_STYLE):
            self._settle()
            self.savefig(buffer, format="svg", metadata=_NO_DATE, **_SAVE)
        return buffer.getvalue()

    def to_png(self) -> bytes:
        """The figure as PNG bytes, 160 dots per inch."""
        buffer = io.BytesIO()
        with matplotlib.rc_context(_STYLE):
            self._settle()
            self.savefig(buffer, format="png", dpi=_PNG_DPI, metadata=_NO_SOFTWARE, **_SAVE)
        return buffer.getvalue()

    def _settle(self) -> None:
        """Lay the figure out once and keep the result: a second drawing moves nothing."""
        if self.get_layout_engine() is not None:
            self.draw_without_rendering()
            self.set_layout_engine("none")


_SAVE: dict[str, Any] = {"facecolor": PALETTE["paper"], "bbox_inches": "tight", "pad_inches": 0.08}


def use_book_style() -> None:
    """Draw everything that follows in the style of the book: once, at the top of a notebook.

    Sets Matplotlib's defaults (fonts that Matplotlib brings along, colours, sizes) and, inside
    IPython, shows figures as SVG with fixed identifiers and no date, so that a figure drawn twice
    is the same text twice.

    >>> use_book_style()
    >>> matplotlib.rcParams["svg.fonttype"]
    'path'
    """
    matplotlib.rcParams.update(_STYLE)
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None:
        _show_in_ipython(shell)


def _show_in_ipython(shell: Any) -> None:
    """Tell the shell how a `BookFigure` and an ordinary figure become SVG or PNG."""
    from IPython.core.pylabtools import select_figure_formats
    from matplotlib_inline.config import InlineBackend

    backend = InlineBackend.instance(parent=shell)
    backend.figure_formats = {"svg"}
    options: dict[str, Any] = {"bbox_inches": "tight", "metadata": _NO_DATE}
    backend.print_figure_kwargs = options
    select_figure_formats(shell, {"svg"}, **options)
    formatters = shell.display_formatter.formatters
    formatters["image/svg+xml"].for_type(
        BookFigure, lambda figure: figure.to_svg() if figure.image_format == "svg" else None
    )
    formatters["image/png"].for_type(
        BookFigure, lambda figure: figure.to_png() if figure.image_format == "png" else None
    )


def new_figure(
    width: float = WIDTH,
    height: float = 3.4,
    *,
    image_format: str = "svg",
    layout: Literal["constrained"] | None = "constrained",
) -> BookFigure:
    """An empty figure in the style of the book, ``width`` by ``height`` inches.

    >>> figure = new_figure(4, 3)
    >>> axes = figure.subplots()
    >>> figure.to_svg() == figure.to_svg()
    True
    """
    one_of(image_format, "image_format", ("svg", "png"))
    with matplotlib.rc_context(_STYLE):
        figure = BookFigure(figsize=(width, height), layout=layout)
        FigureCanvasAgg(figure)
    figure.image_format = image_format
    return figure


def styled(draw: Callable[..., BookFigure]) -> Callable[..., BookFigure]:
    """Run a drawing function under the style of the book, whatever the reader has set."""

    @functools.wraps(draw)
    def wrapper(*args: Any, **kwargs: Any) -> BookFigure:
        with matplotlib.rc_context(_STYLE):
            return draw(*args, **kwargs)

    return wrapper


def role_colormap(role: str, *, diverging: bool = False) -> LinearSegmentedColormap:
    """White to the colour of ``role``; with ``diverging``, slate through white to that colour.

    >>> role_colormap("input")(0.0)[:3] == (1.0, 1.0, 1.0)
    True
    """
    one_of(role, "role", ROLES)
    colour = PALETTE["ink"] if role == "neutral" else PALETTE[role]
    deep = tuple(0.62 * channel for channel in to_rgb(colour))
    if diverging:
        stops: list[Any] = ["#232C38", "#8A94A0", "#FFFFFF", colour, deep]
    else:
        stops = ["#FFFFFF", mix(colour, 0.45), colour, deep]
    return LinearSegmentedColormap.from_list(f"cnn_core_{role}_{diverging}", stops)


def mix(colour: str, amount: float) -> tuple[float, float, float]:
    """``colour`` thinned with white: ``amount`` 1 is the colour itself, 0 is white."""
    red, green, blue = (1 - amount * (1 - channel) for channel in to_rgb(colour))
    return red, green, blue


def fill(role: str, amount: float) -> tuple[float, float, float]:
    return mix(PALETTE["grey" if role == "neutral" else role], amount)


def place_labels(
    axes: Axes, ends: Sequence[tuple[float, float, str, str]], *, gap: float = 0.075
) -> None:
    """Label the ends of curves, ``(x, y, text, colour)``, pushed apart where they would touch."""
    axes.get_xlim(), axes.get_ylim()  # settles the limits that transData is about to use
    to_axes = axes.transData + axes.transAxes.inverted()
    order = sorted(ends, key=lambda end: end[1])
    heights = [float(to_axes.transform((x, y))[1]) for x, y, _, _ in order]
    wanted = list(heights)
    for _ in range(60):
        for low in range(len(wanted) - 1):
            lack = gap - (wanted[low + 1] - wanted[low])
            if lack > 1e-9:
                wanted[low] -= lack / 2
                wanted[low + 1] += lack / 2
    for (x, y, text, colour), height in zip(order, wanted, strict=True):
        across = float(to_axes.transform((x, y))[0])
        axes.text(
            across + 0.02,
            height,
            text,
            color=colour,
            va="center",
            ha="left",
            transform=axes.transAxes,
        )


def text_colour(role: str) -> str:
    return TEXT["neutral" if role == "neutral" else role]
