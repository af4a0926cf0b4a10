"""Pictures of one chapter each, drawn in the style of ``cnn_core.plotting``.

A notebook's folder is its working folder, so a chapter imports them as ``from figures.descent
import plot_descents``. What several chapters draw lives in ``cnn_core.plotting``.
"""
