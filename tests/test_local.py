"""Locally connected convolution: between the convolution and no sharing at all."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from cnn_core import conv2d, conv2d_backward, local2d, local2d_backward

Array = np.ndarray[Any, Any]
OPTIONS = [{}, {"stride": (2, 1), "padding": 1}, {"dilation": 2, "padding": "same"}]
RNG = np.random.default_rng(0)


def draw(sections: tuple[int, int]) -> tuple[Array, Array, Array]:
    return (
        RNG.normal(size=(2, 7, 6, 3)),
        RNG.normal(size=(4, 2, 3, 2, *sections)),
        RNG.normal(size=(4, *sections)),
    )


@pytest.mark.parametrize("options", OPTIONS)
def test_one_section_is_the_convolution(options: dict[str, Any]) -> None:
    x, w, b = draw((1, 1))
    y = local2d(x, w, b, **options)
    assert_allclose(y, conv2d(x, w[..., 0, 0], b[:, 0, 0], **options), atol=1e-12)
    dy = RNG.normal(size=y.shape)
    ours = local2d_backward(dy, x, w, **options)
    theirs = conv2d_backward(dy, x, w[..., 0, 0], **options)
    for one, other in zip(ours, theirs, strict=True):
        assert_allclose(one.reshape(other.shape), other, atol=1e-12)


@pytest.mark.parametrize("sections", [(2, 1), (3, 2), (2, 4)])
@pytest.mark.parametrize("options", OPTIONS)
def test_every_position_has_the_kernel_of_its_section(
    sections: tuple[int, int], options: dict[str, Any]
) -> None:
    x, w, b = draw(sections)
    y = local2d(x, w, b, **options)
    for i, j in itertools.product(range(y.shape[1]), range(y.shape[2])):
        s = i * sections[0] // y.shape[1], j * sections[1] // y.shape[2]
        whole = conv2d(x, w[..., *s], b[:, *s], **options)
        assert_allclose(y[:, i, j], whole[:, i, j], atol=1e-12)


def test_the_shared_gradient_is_the_sum_of_the_sections() -> None:
    x, w, _ = draw((1, 1))
    dy = RNG.normal(size=(4, 5, 5, 3))
    shared = local2d_backward(dy, x, w)[1]
    apart = local2d_backward(dy, x, np.broadcast_to(w, (*w.shape[:4], 5, 5)))[1]
    limited = local2d_backward(dy, x, np.broadcast_to(w, (*w.shape[:4], 2, 3)))[1]
    assert_allclose(apart.sum(axis=(4, 5)), shared[..., 0, 0], atol=1e-12)
    assert_allclose(limited.sum(axis=(4, 5)), shared[..., 0, 0], atol=1e-12)
    assert np.abs(apart[..., 0, 0] - shared[..., 0, 0]).max() > 1


def test_a_learnable_input_is_a_local_layer_of_ones() -> None:
    w = RNG.normal(size=(1, 1, 1, 1, 4, 5))
    assert_allclose(local2d(np.ones((1, 4, 5, 2)), w)[0, :, :, 1], w[0, 0, 0, 0])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"w": np.ones((4, 2, 3, 2))}, "w: expected 6 axes"),
        ({"w": np.ones((4, 3, 3, 2, 1, 1))}, r"w: expected shape \(any, 2, any"),
        (
            {"w": np.ones((4, 2, 3, 2, 6, 1))},
            r"w: expected at most \(5, 5\) sections, got \(6, 1\)",
        ),
        ({"w": np.ones((4, 2, 8, 2, 1, 1))}, "kernel: expected a reach of at most 7"),
        ({"b": np.ones((4, 1, 2))}, r"b: expected shape \(4, 2, 3\)"),
        ({"x": np.ones((2, 7, 6, 0))}, "x: expected at least one element"),
    ],
)
def test_bad_input(change: dict[str, Array], message: str) -> None:
    x, w, b = draw((2, 3))
    with pytest.raises(ValueError, match=message):
        local2d(**({"x": x, "w": w, "b": b} | change))


def test_bad_delta() -> None:
    x, w, _ = draw((2, 3))
    with pytest.raises(ValueError, match=r"dy: expected shape \(4, 5, 5, 3\)"):
        local2d_backward(np.ones((4, 5, 4, 3)), x, w)
