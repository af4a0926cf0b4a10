"""Images and their gradients: a pair per sample, zero is white, bad shapes are refused."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.plotting.sensitivity import plot_sensitivity

IMAGES = np.random.default_rng(0).uniform(size=(3, 4, 5))


def test_draws_each_image_above_its_gradient_with_the_label() -> None:
    figure = plot_sensitivity(IMAGES, IMAGES - 0.5, ["one", "two", "three"])
    assert len(figure.axes) == 6
    assert [axes.get_xlabel() for axes in figure.axes[3:]] == ["one", "two", "three"]
    assert np.array_equal(figure.axes[4].images[0].get_array(), IMAGES[1] - 0.5)


def test_zero_is_white_whatever_the_range() -> None:
    figure = plot_sensitivity(IMAGES, IMAGES)  # positive values only
    shown = figure.axes[3].images[0]
    assert shown.norm(0.0) == 0.5
    assert shown.cmap(0.5)[:3] == pytest.approx((1, 1, 1), abs=0.02)


def test_a_gradient_of_zeros_is_drawn() -> None:
    assert plot_sensitivity(IMAGES, np.zeros_like(IMAGES)).to_png()


@pytest.mark.parametrize(
    ("gradients", "labels", "message"),
    [(IMAGES[:2], None, "gradients: "), (IMAGES, ["a"], "labels: expected 3")],
)
def test_refuses(gradients: np.ndarray, labels: list[str] | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot_sensitivity(IMAGES, gradients, labels)


def test_a_limit_gives_all_maps_one_scale() -> None:
    figure = plot_sensitivity(IMAGES, IMAGES, limit=2.0)
    assert {axes.images[0].get_clim() for axes in figure.axes[3:]} == {(-2.0, 2.0)}
    own = plot_sensitivity(IMAGES, IMAGES)
    assert len({axes.images[0].get_clim() for axes in own.axes[3:]}) == 3
    with pytest.raises(ValueError, match="limit: "):
        plot_sensitivity(IMAGES, IMAGES, limit=0)
