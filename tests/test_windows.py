"""Where windows lie: output sizes, taps and paddings against positions counted one by one."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import scipy.signal
from numpy.testing import assert_array_equal

from cnn_core import conv2d, correlate2d
from cnn_core.windows import Geometry, conv_output_size, geometry, image_shape, taps

SETTINGS = list(
    itertools.product(
        [(1, 1), (2, 3), (3, 2)],  # sizes
        [1, 2, (3, 1)],  # strides
        [0, 1, (2, 0), ((1, 0), (0, 2))],  # paddings
        [1, (1, 2), 3],  # dilations
    )
)


def literal(where: Geometry, image: tuple[int, int]) -> dict[tuple[int, int], set[Any]]:
    """For each tap the pairs (position, pixel), one by one, from the formula."""
    height, width = image
    output = where.output_size(image)
    (sh, sw), (dh, dw), (top, left) = where.stride, where.dilation, where.before
    met: dict[tuple[int, int], set[Any]] = {tap: set() for tap in np.ndindex(where.size)}
    for (u, v), (i, j) in itertools.product(np.ndindex(where.size), np.ndindex(output)):
        row, column = sh * i + dh * u - top, sw * j + dw * v - left
        if 0 <= row < height and 0 <= column < width:
            met[u, v].add(((i, j), (row, column)))
    return met


def pairs(tap: Any, image: tuple[int, int], output: tuple[int, int]) -> set[Any]:
    pixels, places = np.arange(np.prod(image)).reshape(image), np.arange(np.prod(output))
    here, there = pixels[tap.here[1:]], places.reshape(output)[tap.there[1:]]
    assert here.shape == there.shape
    return {
        (divmod(int(place), output[1]), divmod(int(pixel), image[1]))
        for place, pixel in zip(there.flat, here.flat, strict=True)
    }


def check_taps(found: Any, where: Geometry, image: tuple[int, int]) -> None:
    expected, output = literal(where, image), where.output_size(image)
    assert [(tap.u, tap.v) for tap in found] == list(np.ndindex(where.size))
    for tap in found:
        assert pairs(tap, image, output) == expected[tap.u, tap.v]


@pytest.mark.parametrize(("size", "stride", "padding", "dilation"), SETTINGS)
def test_taps_meet_the_pixels_of_the_formula(
    size: Any, stride: Any, padding: Any, dilation: Any
) -> None:
    where = geometry(size, stride, padding, dilation)
    for image in ((7, 7), (8, 9), (9, 10)):
        check_taps(taps(where, image), where, image)


def test_taps_one_pixel_off_are_noticed() -> None:
    right, wrong = geometry((2, 3), 2, 1), geometry((2, 3), 2, ((1, 1), (0, 2)))
    assert right.output_size((7, 7)) == wrong.output_size((7, 7))
    with pytest.raises(AssertionError):
        check_taps(taps(wrong, (7, 7)), right, (7, 7))


def test_a_tap_that_meets_only_padding_meets_nothing() -> None:
    where = geometry(3, padding=3)
    first = taps(where, (1, 1))[0]
    assert np.ones((1, 1, 1))[first.here].size == np.ones((1, 5, 5))[first.there].size == 1
    assert np.ones((1, 1, 1))[taps(geometry(5, 1, 2, 2), (5, 5), (1, 1))[0].here].size == 0


def test_one_axis_and_two_agree() -> None:
    for n, kernel, stride, padding, dilation in itertools.product(
        range(5, 9), (1, 2, 3), (1, 2, 3), (0, 1, 2), (1, 2)
    ):
        where = geometry((kernel, 1), stride, (padding, 0), dilation)
        expected = conv_output_size(n, kernel, stride, padding, dilation)
        assert where.output_size((n, 1))[0] == expected


# ---------------------------------------------------------------------------------------------
# Paddings
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", list(itertools.product(range(1, 6), repeat=2)))
@pytest.mark.parametrize("dilation", [1, 2, (3, 1)])
def test_same_keeps_the_size_and_the_odd_zero_comes_after(size: Any, dilation: Any) -> None:
    where = geometry(size, padding="same", dilation=dilation)
    assert where.output_size((20, 21)) == (20, 21)
    for before, after, taps_, gap in zip(
        where.before, where.after, size, where.dilation, strict=True
    ):
        assert before + after == gap * (taps_ - 1)
        assert after - before == (gap * (taps_ - 1)) % 2


@pytest.mark.parametrize("kernel", list(itertools.product(range(1, 5), repeat=2)))
def test_same_is_the_same_of_scipy_and_of_correlate2d(kernel: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    x, w = rng.integers(-9, 10, (5, 6)), rng.integers(-9, 10, kernel)
    y = conv2d(x[None, :, :, None], w[None, None], padding="same")[0, :, :, 0]
    assert_array_equal(y, scipy.signal.correlate2d(x, w, "same"))
    assert_array_equal(y, correlate2d(x, w, "same"))
    zeros_before = geometry(kernel, padding="same")
    mirrored = (zeros_before.after, zeros_before.before)
    other = conv2d(x[None, :, :, None], w[None, None], padding=tuple(zip(*mirrored, strict=True)))
    even = any(k % 2 == 0 for k in kernel)
    assert even == (not np.array_equal(other[0, :, :, 0], y))  # the wrong side shows


@pytest.mark.parametrize(("size", "dilation"), [(3, 1), (2, 1), ((4, 3), 1), ((2, 4), (3, 1))])
@pytest.mark.filterwarnings("ignore:Using padding='same'")
def test_same_agrees_with_pytorch(size: Any, dilation: Any) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    x = rng.normal(size=(2, 7, 8, 3))
    w = rng.normal(size=(4, 2, *np.broadcast_to(size, 2)))
    theirs = torch.nn.functional.conv2d(
        torch.tensor(x.transpose(3, 0, 1, 2)), torch.tensor(w), padding="same", dilation=dilation
    )
    ours = conv2d(x, w, padding="same", dilation=dilation)
    np.testing.assert_allclose(ours.transpose(3, 0, 1, 2), theirs.numpy(), atol=1e-12)


def test_the_words_and_the_pairs() -> None:
    assert geometry(3, padding="valid") == geometry(3)
    assert geometry(3, padding=((1, 1), (2, 2))) == geometry(3, padding=(1, 2))
    assert geometry(3, padding=((1, 0), (2, 5))).before == (1, 2)
    assert geometry(3, padding=((1, 0), (2, 5))).after == (0, 5)


# ---------------------------------------------------------------------------------------------
# Bad input
# ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"padding": "same", "stride": 2}, ValueError, r"padding: expected numbers for stride \(2"),
        ({"padding": "full"}, ValueError, "padding: expected one of"),
        ({"padding": ((1, 2),)}, ValueError, "padding: expected two pairs"),
        ({"padding": ((1, 2), (3,))}, ValueError, "padding: expected an integer or a pair"),
        ({"padding": -1}, ValueError, "padding: expected an integer >= 0"),
        ({"padding": None}, TypeError, "padding: expected an integer or a pair"),
        ({"stride": 0}, ValueError, "stride: expected an integer >= 1"),
        ({"dilation": 1.5}, TypeError, "dilation: expected an integer or a pair"),
        ({"size": (0, 1)}, ValueError, "size: expected an integer >= 1"),
    ],
)
def test_bad_geometry(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        geometry(**({"size": 3} | options))


def test_a_window_that_does_not_fit_says_so() -> None:
    message = r"reach of at most 4 \(axis 3, padding 1 before and 0 after\), got 5 \(kernel 3, dil"
    with pytest.raises(ValueError, match=message):
        geometry(3, padding=((1, 0), (1, 1)), dilation=2).output_size((3, 9))


@pytest.mark.parametrize("shape", [(1, 2, 3), 4, "2345", None])
def test_bad_image_shape(shape: Any) -> None:
    with pytest.raises((ValueError, TypeError), match="x_shape: expected"):
        image_shape(shape)
