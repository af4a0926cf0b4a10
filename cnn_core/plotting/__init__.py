"""The book's pictures: one palette, one style, and helpers that each draw one thing in one call.

Every helper returns a `BookFigure`, which a notebook displays as SVG (or as PNG where it holds
many pixels). The same object keeps its colour through the whole book: the input is blue, the
kernel orange, the delta red, the output green. The four differ in lightness as well as in hue, so
that they stay apart when printed grey and for colour-blind readers.

This module imports Matplotlib, so ``import cnn_core`` does not import it: write
``from cnn_core.plotting import ...``.
"""

try:
    import matplotlib as _matplotlib  # noqa: F401
except ModuleNotFoundError as _error:
    from cnn_core._checks import missing as _missing

    raise _missing("cnn_core.plotting", "Matplotlib", "book") from _error

from cnn_core.plotting.curves import (
    plot_functions,
    plot_learning_curves,
    plot_loglog_fit,
    plot_series,
    power_law,
)
from cnn_core.plotting.decisions import plot_decisions
from cnn_core.plotting.histograms import plot_histograms
from cnn_core.plotting.images import plot_feature_maps, plot_filters, plot_images
from cnn_core.plotting.matrices import (
    plot_confusion_matrix,
    plot_convolution_step,
    plot_matrices,
)
from cnn_core.plotting.networks import plot_network
from cnn_core.plotting.notation import plot_memory, plot_pipeline
from cnn_core.plotting.sensitivity import plot_sensitivity
from cnn_core.plotting.stepped import stepped
from cnn_core.plotting.style import (
    PALETTE,
    ROLES,
    TEXT,
    BookFigure,
    new_figure,
    role_colormap,
    use_book_style,
)

__all__ = [
    "PALETTE",
    "ROLES",
    "TEXT",
    "BookFigure",
    "new_figure",
    "plot_confusion_matrix",
    "plot_convolution_step",
    "plot_decisions",
    "plot_feature_maps",
    "plot_filters",
    "plot_functions",
    "plot_histograms",
    "plot_images",
    "plot_learning_curves",
    "plot_loglog_fit",
    "plot_matrices",
    "plot_memory",
    "plot_network",
    "plot_pipeline",
    "plot_sensitivity",
    "plot_series",
    "power_law",
    "role_colormap",
    "stepped",
    "use_book_style",
]
