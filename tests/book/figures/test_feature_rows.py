"""Rows of samples and their maps."""

import numpy as np
import pytest
from figures.feature_rows import plot_feature_rows

MAPS = np.arange(2 * 3 * 6 * 6, dtype=float).reshape(2, 3, 6, 6)


def test_every_map_is_drawn_beside_its_image():
    figure = plot_feature_rows(np.zeros((2, 8, 8)), {"ReLU": MAPS, "pooled": MAPS[..., ::2, ::2]})
    panels = [axes.images[0].get_array() for axes in figure.axes]
    assert [panel.shape for panel in panels[:7]] == [(8, 8), *[(6, 6)] * 3, *[(3, 3)] * 3]
    np.testing.assert_array_equal(panels[7 + 2], MAPS[1, 1])


def test_the_maps_of_one_sample_share_a_scale():
    figure = plot_feature_rows(np.zeros((2, 8, 8)), {"ReLU": MAPS})
    limits = {axes.images[0].get_clim() for axes in figure.axes[1:4]}
    assert limits == {(0.0, MAPS[0].max())}


@pytest.mark.parametrize("stages", [{}, {"ReLU": MAPS[:1]}, {"ReLU": MAPS[0]}])
def test_maps_that_do_not_belong_are_refused(stages):
    with pytest.raises(ValueError, match=r"^stages"):
        plot_feature_rows(np.zeros((2, 8, 8)), stages)
