"""Each helper accepts what it should and names the argument, what came and what was expected."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cnn_core import _checks


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        ([[1, 2]], np.int64),
        ([[1.5]], np.float64),
        (np.float32([[1]]), np.float32),
        ([[1j]], np.complex128),
        ([[True, False]], np.int64),
        ([[Fraction(1, 2)]], np.object_),
    ],
)
def test_as_array_keeps_numbers(value: object, dtype: type) -> None:
    array = _checks.as_array(value, "x", ndim=2)
    assert array.dtype == dtype
    assert array.shape == np.shape(value)


def test_as_array_does_not_copy() -> None:
    x = np.zeros((2, 3))
    assert _checks.as_array(x, "x") is x


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ("text", TypeError, r"x: expected numbers, got dtype <U4"),
        ([[1], [2, 3]], ValueError, r"x: expected an array, got ragged data"),
        (np.array(["2020-01-01"], "datetime64[D]"), TypeError, r"x: expected numbers, got dtype"),
        ([1.0, 2.0], ValueError, r"x: expected 2 axes, got 1 \(shape \(2,\)\)"),
        (3.0, ValueError, r"x: expected 2 axes, got 0 \(shape \(\)\)"),
    ],
)
def test_as_array_refuses(value: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        _checks.as_array(value, "x", ndim=2)


def test_check_shape() -> None:
    x = np.zeros((2, 3, 4))
    _checks.check_shape(x, "dy", (2, None, 4))
    for expected, text in [
        ((2, None, 5), r"dy: expected shape \(2, any, 5\), got \(2, 3, 4\)"),
        ((2, None, 3), r"dy: expected shape \(2, any, 3\), got \(2, 3, 4\)"),
        ((2, 3), r"dy: expected shape \(2, 3\), got \(2, 3, 4\)"),
        ((24,), r"dy: expected shape \(24,\), got \(2, 3, 4\)"),
    ]:
        with pytest.raises(ValueError, match=text):
            _checks.check_shape(x, "dy", expected)


def test_check_not_empty() -> None:
    _checks.check_not_empty(np.zeros((1, 1)), "x")
    with pytest.raises(ValueError, match=r"^x: expected at least one element, got shape \(0, 3\)"):
        _checks.check_not_empty(np.zeros((0, 3)), "x")


@pytest.mark.parametrize("value", [0, 7, np.int8(7), np.array(7)])
def test_as_int_accepts(value: object) -> None:
    number = _checks.as_int(value, "n", minimum=0)
    assert type(number) is int
    assert number == value


@pytest.mark.parametrize("value", [2.0, "2", None, True, np.True_, np.array([2, 3]), np.float64(2)])
def test_as_int_refuses_other_types(value: object) -> None:
    with pytest.raises(TypeError, match=r"^n: expected an integer, got"):
        _checks.as_int(value, "n")


def test_as_int_range() -> None:
    assert _checks.as_int(-5, "n") == -5
    assert _checks.positive_int(1, "n") == 1
    assert _checks.non_negative_int(0, "n") == 0
    with pytest.raises(ValueError, match=r"^units: expected an integer >= 1, got 0"):
        _checks.positive_int(0, "units")
    with pytest.raises(ValueError, match=r"^padding: expected an integer >= 0, got -1"):
        _checks.non_negative_int(-1, "padding")


@pytest.mark.parametrize(
    ("value", "pair"),
    [
        (3, (3, 3)),
        (np.int64(3), (3, 3)),
        ((2, 3), (2, 3)),
        ([2, 3], (2, 3)),
        (np.array([2, 3]), (2, 3)),
    ],
)
def test_as_pair_accepts(value: object, pair: tuple[int, int]) -> None:
    got = _checks.as_pair(value, "stride")
    assert got == pair
    assert all(type(number) is int for number in got)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (0, ValueError),
        (-1, ValueError),
        ((1, 0), ValueError),
        ((0, 1), ValueError),
        ((1, 2, 3), ValueError),
        ((), ValueError),
        (np.ones((2, 2), int), ValueError),
        (2.0, TypeError),
        ((1, 2.0), TypeError),
        ((2.0, 1), TypeError),
        ("ab", TypeError),
        (None, TypeError),
        (True, TypeError),
        ((1, (2, 3)), TypeError),
        ({1, 2}, TypeError),
    ],
)
def test_as_pair_refuses(value: object, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^stride: expected an integer"):
        _checks.as_pair(value, "stride")


def test_as_pair_says_what_would_do() -> None:
    for value, error in [("ab", TypeError), (None, TypeError), ((1, 2, 3), ValueError)]:
        with pytest.raises(error, match=r"^size: expected an integer or a pair of them, got "):
            _checks.as_pair(value, "size")


def test_as_pair_minimum() -> None:
    assert _checks.as_pair(0, "padding", minimum=0) == (0, 0)
    with pytest.raises(ValueError, match=r"^padding: expected an integer >= 0, got -1"):
        _checks.as_pair((0, -1), "padding", minimum=0)


@pytest.mark.parametrize("value", [0.5, 0, np.float32(0.5), Fraction(1, 2)])
def test_as_real_accepts(value: float) -> None:
    number = _checks.as_real(value, "p", minimum=0, maximum=1)
    assert type(number) is float
    assert number == value


def test_as_real_ends() -> None:
    assert _checks.as_real(1, "p", minimum=0, maximum=1) == 1
    for value, text in [
        (1, r"p: expected a finite number in \(0, 1\), got 1.0"),
        (0, r"p: expected a finite number in \(0, 1\), got 0.0"),
        (float("nan"), r"p: expected a finite number in \(0, 1\), got nan"),
    ]:
        with pytest.raises(ValueError, match=text):
            _checks.as_real(value, "p", minimum=0, maximum=1, open_minimum=True, open_maximum=True)
    for value in (float("inf"), -float("inf")):
        with pytest.raises(
            ValueError, match=r"^lr: expected a finite number in \(-inf, inf\), got"
        ):
            _checks.as_real(value, "lr")
    for value in (-0.1, 1.1):
        with pytest.raises(ValueError, match=r"^p: expected a finite number in \[0, 1\], got"):
            _checks.as_real(value, "p", minimum=0, maximum=1)


@pytest.mark.parametrize("value", ["1", None, 1j, True, np.False_, [1.0]])
def test_as_real_refuses_other_types(value: object) -> None:
    with pytest.raises(TypeError, match=r"^lr: expected a real number, got"):
        _checks.as_real(value, "lr")


def test_one_of() -> None:
    assert _checks.one_of("same", "mode", ("same", "full")) == "same"
    with pytest.raises(ValueError, match=r"^mode: expected one of \('same', 'full'\), got 'half'"):
        _checks.one_of("half", "mode", ("same", "full"))
    with pytest.raises(TypeError, match=r"^mode: expected one of \('same', 'full'\), got int 3"):
        _checks.one_of(3, "mode", ("same", "full"))


def test_describe_is_short() -> None:
    assert _checks.describe(np.zeros((2, 3))) == "an array of shape (2, 3) and dtype float64"
    assert _checks.describe([0] * 1000).startswith("list [0, 0")
    assert len(_checks.describe([0] * 1000)) < 80
    assert _checks.describe("x" * 58) == f"str '{'x' * 58}'"
    assert _checks.describe("x" * 59) == f"str '{'x' * 56}..."
