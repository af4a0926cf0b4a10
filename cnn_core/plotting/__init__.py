"""The book's pictures: one palette, one style, and helpers that each draw one thing in one call.

Every helper returns a `BookFigure`, which a notebook displays as SVG (or as PNG where it holds
many pixels). The same object keeps its colour through the whole book: the input is blue, the
kernel orange, the delta red, the output green. The four differ in lightness as well as in hue, so
that they stay apart when printed grey and for colour-blind readers.

This module imports Matplotlib, so ``import cnn_core`` does not import it: write
``from cnn_core.plotting import ...``.
"""

from cnn_core.plotting.activations import (
    plot_histograms,
    plot_supporting_lines,
    plot_with_derivatives,
)
from cnn_core.plotting.circuits import plot_chain, plot_circuit
from cnn_core.plotting.curves import (
    plot_functions,
    plot_learning_curves,
    plot_loglog_fit,
    plot_series,
    power_law,
)
from cnn_core.plotting.decisions import plot_decisions
from cnn_core.plotting.descent import plot_descent_on_curve, plot_descents, plot_mesh
from cnn_core.plotting.images import (
    plot_feature_maps,
    plot_feature_rows,
    plot_filters,
    plot_images,
)
from cnn_core.plotting.matrices import (
    confusion_matrix,
    plot_confusion_matrix,
    plot_convolution_step,
    plot_matrices,
    plot_matrix,
)
from cnn_core.plotting.networks import plot_network
from cnn_core.plotting.notation import plot_coverage, plot_memory, plot_pipeline
from cnn_core.plotting.pooling import plot_winners
from cnn_core.plotting.sensitivity import plot_sensitivity
from cnn_core.plotting.speed import plot_ratios, plot_roofline, plot_times
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
from cnn_core.plotting.surfaces import plot_contours, plot_surface
from cnn_core.plotting.windows import (
    plot_connections,
    plot_im2col_step,
    plot_positions,
    plot_receptive_field,
)

__all__ = [
    "PALETTE",
    "ROLES",
    "TEXT",
    "BookFigure",
    "confusion_matrix",
    "new_figure",
    "plot_chain",
    "plot_circuit",
    "plot_confusion_matrix",
    "plot_connections",
    "plot_contours",
    "plot_convolution_step",
    "plot_coverage",
    "plot_decisions",
    "plot_descent_on_curve",
    "plot_descents",
    "plot_feature_maps",
    "plot_feature_rows",
    "plot_filters",
    "plot_functions",
    "plot_histograms",
    "plot_im2col_step",
    "plot_images",
    "plot_learning_curves",
    "plot_loglog_fit",
    "plot_matrices",
    "plot_matrix",
    "plot_memory",
    "plot_mesh",
    "plot_network",
    "plot_pipeline",
    "plot_positions",
    "plot_ratios",
    "plot_receptive_field",
    "plot_roofline",
    "plot_sensitivity",
    "plot_series",
    "plot_supporting_lines",
    "plot_surface",
    "plot_times",
    "plot_winners",
    "plot_with_derivatives",
    "power_law",
    "role_colormap",
    "stepped",
    "use_book_style",
]
