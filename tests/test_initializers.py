"""Initializers: spread, reproducibility, dtypes, and why zero weights never differ."""

from math import sqrt

import numpy as np
import pytest

from cnn_core.initializers import INITIALIZERS, fans, glorot, he, initializer_name, lecun, zeros

RANDOM = [glorot, he, lecun]
VARIANCE = {
    glorot: lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    he: lambda fan_in, fan_out: 2 / fan_in,
    lecun: lambda fan_in, fan_out: 1 / fan_in,
}


def test_every_initializer_is_tested():
    assert set(INITIALIZERS.values()) == {*RANDOM, zeros} == {*VARIANCE, zeros}


def test_fans_may_be_given():
    given = he((2, 3, 4), np.random.default_rng(0), fans=(12, 8))
    np.testing.assert_array_equal(given, he((2, 3, 4), np.random.default_rng(0)))
    wider = he((2, 3, 4), np.random.default_rng(0), fans=(48, 8))
    np.testing.assert_allclose(wider, given / 2)


@pytest.mark.parametrize("shape", [(300, 200), (40, 30, 5, 7)])
@pytest.mark.parametrize("draw", RANDOM)
def test_mean_and_variance(draw, shape):
    w = draw(shape, np.random.default_rng(0))
    variance = VARIANCE[draw](*fans(shape))
    assert w.shape == shape
    assert w.mean() == pytest.approx(0, abs=5 * sqrt(variance / w.size))
    assert w.var() == pytest.approx(variance, rel=0.03)


def test_glorot_is_uniform_within_its_bound():
    w = glorot((100, 50), np.random.default_rng(0))
    bound = sqrt(6 / 150)
    assert np.abs(w).max() <= bound
    assert np.abs(w).max() > 0.99 * bound
    np.testing.assert_allclose(np.mean(np.abs(w)), bound / 2, rtol=0.03)


def test_fans():
    assert fans((10, 84)) == (84, 10)
    assert fans((16, 6, 5, 3)) == (90, 240)


@pytest.mark.parametrize("draw", RANDOM)
def test_same_seed_same_bits_and_both_precisions_alike(draw):
    first, second = (draw((4, 5), np.random.default_rng(3)) for _ in range(2))
    single = draw((4, 5), np.random.default_rng(3), "float32")
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(single, first.astype(np.float32))
    assert single.dtype == np.float32
    assert not np.array_equal(first, draw((4, 5), np.random.default_rng(4)))


def test_zeros():
    assert not zeros((3, 2), dtype="float32").any()
    assert zeros((3, 2), dtype="float32").dtype == np.float32
    assert zeros((3,)).shape == (3,)


def test_names():
    assert initializer_name(None) is None
    assert initializer_name("he") == initializer_name(he) == "he"
    for bad in ("best", ""):
        with pytest.raises(ValueError, match=rf"^initializer: expected one of .* got '{bad}'"):
            initializer_name(bad)
    with pytest.raises(TypeError, match=r"^initializer: expected one of"):
        initializer_name(np.zeros)


@pytest.mark.parametrize("draw", RANDOM)
def test_what_is_refused(draw):
    with pytest.raises(ValueError, match=r"^shape: expected \(units, inputs\)"):
        draw((3,), np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"^shape: expected an integer >= 1, got 0"):
        draw((3, 0), np.random.default_rng(0))
    with pytest.raises(TypeError, match=r"^rng: expected a numpy.random.Generator, got int 0"):
        draw((3, 2), 0)
