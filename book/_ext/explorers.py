"""Pictures to play with: ``{explorer} slide`` (or ``meet``, ``descent``, ``network``).

The page holds a picture of the first state, computed by ``cnn_core`` and drawn when the book is
built; it is what print, and a browser without scripts, show. Where scripts run, ``explorers.js``
puts the moving picture in its place, from the same numbers (the attribute ``data-start``).
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

IMAGE = [
    [0, 0, 1, 1, 0, 0],
    [0, 1, 2, 2, 1, 0],
    [0, 2, 0, 0, 2, 0],
    [0, 0, 0, 2, 1, 0],
    [0, 0, 2, 1, 0, 0],
    [0, 2, 2, 2, 2, 0],
]
KERNEL = [[1, 0, -1], [2, 0, -2], [1, 1, -1]]
SMALL = [[1, 2, 0, 1], [0, 1, 3, 1], [2, 1, 0, 2], [1, 0, 1, 3]]
CORNER = [[1, 2], [-1, 3]]
DELTA = [[1, 0, -1], [2, 1, 0], [0, -1, 1]]
NETWORK = {
    "p": {"W1": [[1.0, -2.0], [-1.5, 1.0]], "b1": [0.5, 0.0], "W2": [[2.0, -1.0]], "b2": [-0.5]},
    "x": [1.0, 0.5],
    "target": 0.0,
}


@dataclass(frozen=True)
class Explorer:
    """One explorer: what it is called, its first numbers, its picture and the picture in words."""

    title: str
    start: dict[str, Any]
    draw: Callable[[], Any]
    words: str


def draw_slide() -> Any:
    from cnn_core import plotting

    return plotting.plot_convolution_step(IMAGE, KERNEL, (1, 1))


def draw_meet() -> Any:
    """The backward step for one pixel: the image, the kernel, the delta, the input gradient."""
    import numpy as np

    from cnn_core import conv2d_backward, plotting

    delta, image, kernel = (np.array(a, dtype=float) for a in (DELTA, SMALL, CORNER))
    stacked = (delta[None, :, :, None], image[None, :, :, None], kernel[None, None])
    gradient = conv2d_backward(*stacked)[0][0, :, :, 0]
    panels = {
        "image $x$": (image, "input"),
        "kernel $w$": (kernel, "kernel"),
        r"delta $\delta$": (delta, "delta"),
        r"$\partial E/\partial x$": (gradient, "input"),
    }
    return plotting.plot_matrices(panels)


def draw_descent() -> Any:
    """Three step sizes on the bowl: in one go, from side to side, away."""
    import numpy as np

    from cnn_core import SGD, plotting

    figure = plotting.new_figure(7.0, 2.6)
    x = np.linspace(-3, 3, 121)
    for axes, rate in zip(figure.subplots(1, 3, sharey=True), (0.3, 1.8, 2.1), strict=True):
        w, path = np.array([-2.0]), [-2.0]
        optimizer = SGD(rate)
        for _ in range(4):
            optimizer.step(w, w.copy())
            path.append(float(w[0]))
        points = np.array(path)
        axes.plot(x, x**2 / 2, color=plotting.PALETTE["grey"])
        axes.plot(points, points**2 / 2, "o-", color=plotting.PALETTE["delta"], markersize=4)
        axes.set(title=f"step size {rate}", xlabel="$x$", ylim=(-0.3, 4.6))
    return figure


def draw_network() -> Any:
    """The little network with its activations and, in red, its deltas."""
    import numpy as np

    from cnn_core import dense, plotting, sigmoid

    p = {name: np.array(value) for name, value in NETWORK["p"].items()}
    x, target = np.array(NETWORK["x"])[:, None], NETWORK["target"]
    z1 = dense(x, p["W1"], p["b1"])
    z2 = dense(sigmoid(z1), p["W2"], p["b2"])
    d2 = (sigmoid(z2) - target) * sigmoid.derivative(z2)
    d1 = p["W2"].T @ d2 * sigmoid.derivative(z1)
    layers = [x, sigmoid(z1), sigmoid(z2)]
    edges = {(0, j, i): f"{p['W1'][i, j]:g}" for i in range(2) for j in range(2)}
    edges |= {(1, j, 0): f"{p['W2'][0, j]:g}" for j in range(2)}
    return plotting.plot_network(
        [2, 2, 1],
        node_labels=[[f"{v:.2f}" for v in layer[:, 0]] for layer in layers],
        edge_labels={key: text.replace("-", "\N{MINUS SIGN}") for key, text in edges.items()},
        deltas=[[f"$\\delta = {v:.4f}$" for v in d[:, 0]] for d in (d1, d2)],
        layer_labels=["inputs", "hidden", "output"],
        height=2.6,
    )


EXPLORERS = {
    "slide": Explorer(
        "Slide a kernel over an image",
        {"image": IMAGE, "kernel": KERNEL},
        draw_slide,
        "A six by six image, a three by three kernel, the nine products at one place of the image, "
        "and the four by four output, filled in up to that place.",
    ),
    "meet": Explorer(
        "Who meets whom",
        {"image": SMALL, "kernel": CORNER, "delta": DELTA},
        draw_meet,
        "A four by four image, a two by two kernel, the three by three deltas of the output, and "
        "the four by four gradient that the deltas and the kernel give to the image.",
    ),
    "descent": Explorer(
        "A ball on a slope",
        {},
        draw_descent,
        "Four steps of gradient descent on a parabola, three times. With step size 0.3 the ball "
        "goes down on one side, with 1.8 it jumps from side to side and comes down slowly, with "
        "2.1 it jumps from side to side and climbs.",
    ),
    "network": Explorer(
        "Deltas flow back",
        NETWORK,
        draw_network,
        "A network of two inputs, two hidden neurons and one output, its weights on the lines, "
        "its activations in the circles and, in red below them, the deltas.",
    ),
}


def page_part(name: str, pictures: str = "../_static") -> str:
    """The HTML of one explorer: the still picture, and what the script needs to replace it."""
    explorer = EXPLORERS[name]
    start = html.escape(json.dumps(explorer.start), quote=True)
    return (
        f'<div class="explorer" data-explorer="{name}" data-title="{explorer.title}" '
        f'data-start="{start}"><figure class="explorer-still">'
        f'<img src="{pictures}/explorer-{name}.svg" alt="{explorer.words}"></figure></div>'
    )


class ExplorerDirective(SphinxDirective):
    """One explorer, by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if name not in EXPLORERS:
            raise self.error(f"no explorer {name!r}; there are {', '.join(EXPLORERS)}")
        up = "../" * self.env.docname.count("/")
        return [nodes.raw("", page_part(name, f"{up}_static"), format="html")]


def add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """The script, on the pages that have an explorer."""
    if 'data-explorer="' in context.get("body", ""):
        app.add_js_file("explorers.js")


def draw_stills(app: Sphinx, error: Exception | None) -> None:
    """Write the still pictures beside the pages."""
    if error is None and app.builder.format == "html":
        write_stills(Path(app.outdir, "_static"))


def write_stills(folder: Path) -> None:
    from cnn_core.plotting.style import styled

    for name, explorer in EXPLORERS.items():
        svg = styled(explorer.draw)().to_svg()
        (folder / f"explorer-{name}.svg").write_text(svg, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("explorer", ExplorerDirective)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", draw_stills)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
