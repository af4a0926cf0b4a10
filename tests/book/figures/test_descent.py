"""Pictures of descent: what is drawn where, and what is refused."""

import numpy as np
import pytest
from figures.descent import plot_descent_on_curve, plot_descents, plot_mesh

from cnn_core.plotting import stepped


def bowl(u, v):
    return u**2 + v**2


PATH = np.array([[1.0, 0.5], [0.5, 0.25], [0.25, 0.125]])


def test_points_lie_on_the_curve():
    figure = plot_descent_on_curve(np.square, (-2, 2), {"start": [1.5, -1.0]})
    points = figure.axes[0].lines[2]
    assert points.get_xdata().tolist() == [1.5, -1.0]
    assert points.get_ydata().tolist() == [2.25, 1.0]


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (2, 1), (3, 2), (4, 2)])
def test_one_panel_for_each_path(count, rows):
    figure = plot_descents(bowl, (-1, 1), (-1, 1), {f"path {n}": PATH for n in range(count)})
    titles = [axes.get_title(loc="left") for axes in figure.axes if axes.axison]
    assert titles == [f"path {n}" for n in range(count)]
    assert len(figure.axes) == rows * min(count, 2)


def test_a_turned_mesh_is_another_picture_of_the_same_size():
    views = [plot_mesh(bowl, (-1, 1), (-1, 1), {"a": PATH}, azimuth=a, facets=4) for a in (0, 40)]
    assert views[0].to_svg() != views[1].to_svg()
    assert stepped(views, ["from here", "from there"]).count("<svg") == 2


def test_a_mesh_is_light():
    assert len(plot_mesh(bowl, (-1, 1), (-1, 1)).to_svg()) < 200_000


def test_a_mesh_is_the_same_text_twice():
    first, second = (plot_mesh(bowl, (-1, 1), (-1, 1), facets=4).to_svg() for _ in range(2))
    assert first == second


def test_facets_of_one_depth_are_not_ordered_by_the_last_digit():
    rng = np.random.default_rng(0)
    noisy = lambda u, v: bowl(u, v) + 1e-15 * rng.normal(size=np.shape(u))  # noqa: E731
    first, second = (plot_mesh(f, (-1, 1), (-1, 1), azimuth=0) for f in (bowl, noisy))
    np.testing.assert_allclose(painted(first), painted(second), atol=1e-9)


def painted(figure):
    """The corners of the facets in the order in which they are painted."""
    figure.canvas.draw()
    return [path.vertices for path in figure.axes[0].collections[0].get_paths()]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: plot_descent_on_curve(np.square, (1, 1), {"a": [1]}), "interval: expected low"),
        (lambda: plot_descent_on_curve(np.square, (0, 1), {}), "paths: expected at least one"),
        (lambda: plot_descent_on_curve(np.square, (0, 1), {"a": []}), "at least one value"),
        (lambda: plot_descents(bowl, (0, 1), (0, 1), {}), "paths: expected at least one"),
        (lambda: plot_descents(bowl, (0, 1), (0, 1), {"a": np.ones((3, 3))}), "paths"),
        (lambda: plot_mesh(bowl, (1, 0), (0, 1)), "xlim: expected low < high"),
        (lambda: plot_mesh(bowl, (0, 1), (0, 1), {"p": [[1, 2, 3]]}), "paths"),
        (lambda: plot_mesh(lambda u, v: np.log(u), (-1, 1), (0, 1)), "function"),
    ],
)
def test_bad_arguments_are_named(call, words):
    with np.errstate(all="ignore"), pytest.raises(ValueError, match=words):
        call()
