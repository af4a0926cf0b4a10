"""Checks at the door: each helper returns its argument made usable, or raises with a clear message.

Every message has the form ``name: expected ..., got ...``. A wrong kind of thing raises
``TypeError``; the right kind with a wrong value, rank or shape raises ``ValueError``. Values are
not searched for NaN: the functions that care do that themselves.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_NUMERIC_KINDS = "biufcO"  # bool, int, unsigned, float, complex, object (symbols)


def describe(value: object) -> str:
    """A short text for error messages: shape and dtype of an array, type and value of the rest."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= 60 else text[:57] + '...'}"


def as_array(value: Any, name: str, ndim: int | None = None) -> Array:
    """``value`` as a numeric or object array, of rank ``ndim`` if given; bools count as 0 and 1."""
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name}: expected an array, got ragged data ({error})") from None
    if array.dtype.kind not in _NUMERIC_KINDS:
        raise TypeError(f"{name}: expected numbers, got dtype {array.dtype}")
    if array.dtype.kind == "b":
        array = array.astype(np.int64)
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{name}: expected {ndim} axes, got {array.ndim} (shape {array.shape})")
    return array


def check_shape(array: Array, name: str, expected: Sequence[int | None]) -> None:
    """Raise ``ValueError`` unless ``array`` has the ``expected`` shape (``None``: any length)."""
    fits = array.ndim == len(expected) and all(
        want is None or want == got for want, got in zip(expected, array.shape, strict=True)
    )
    if not fits:
        lengths = ["any" if want is None else str(want) for want in expected]
        wanted = "(" + ", ".join(lengths) + (",)" if len(lengths) == 1 else ")")
        raise ValueError(f"{name}: expected shape {wanted}, got {array.shape}")


def check_not_empty(array: Array, name: str) -> None:
    """Raise ``ValueError`` if any axis of ``array`` has length zero."""
    if array.size == 0:
        raise ValueError(f"{name}: expected at least one element, got shape {array.shape}")


def as_int(value: Any, name: str, minimum: int | None = None) -> int:
    """``value`` as an ``int`` that is at least ``minimum``; ``True`` and ``2.0`` are refused."""
    try:
        if isinstance(value, bool | np.bool_):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer, got {describe(value)}") from None
    if minimum is not None and number < minimum:
        raise ValueError(f"{name}: expected an integer >= {minimum}, got {number}")
    return number


def positive_int(value: Any, name: str) -> int:
    """``value`` as an ``int`` that is at least 1."""
    return as_int(value, name, minimum=1)


def non_negative_int(value: Any, name: str) -> int:
    """``value`` as an ``int`` that is at least 0."""
    return as_int(value, name, minimum=0)


def as_bool(value: Any, name: str) -> bool:
    """``value`` if it is True or False; 0 and 1 are refused."""
    if not isinstance(value, bool):
        raise TypeError(f"{name}: expected True or False, got {describe(value)}")
    return value


def as_pair(value: Any, name: str, minimum: int = 1) -> tuple[int, int]:
    """One integer for both axes, or two of them: ``3 -> (3, 3)``, ``(2, 3) -> (2, 3)``."""
    if hasattr(value, "__index__") and not isinstance(value, np.ndarray):
        number = as_int(value, name, minimum)
        return number, number
    if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray):
        raise TypeError(f"{name}: expected an integer or a pair of them, got {describe(value)}")
    if getattr(value, "ndim", 1) != 1 or len(value) != 2:
        raise ValueError(f"{name}: expected an integer or a pair of them, got {describe(value)}")
    return as_int(value[0], name, minimum), as_int(value[1], name, minimum)


def as_real(
    value: Any,
    name: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    open_minimum: bool = False,
    open_maximum: bool = False,
) -> float:
    """``value`` as a finite ``float`` inside the interval; ``open_...`` excludes that end."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise TypeError(f"{name}: expected a real number, got {describe(value)}")
    number = float(value)
    low = minimum is None or (number > minimum if open_minimum else number >= minimum)
    high = maximum is None or (number < maximum if open_maximum else number <= maximum)
    if not (np.isfinite(number) and low and high):
        left = "(-inf" if minimum is None else f"{'(' if open_minimum else '['}{minimum:g}"
        right = "inf)" if maximum is None else f"{maximum:g}{')' if open_maximum else ']'}"
        raise ValueError(f"{name}: expected a finite number in {left}, {right}, got {number}")
    return number


def one_of(value: Any, name: str, options: Iterable[str]) -> str:
    """``value`` if it is one of the strings in ``options``."""
    choices = tuple(options)
    if not isinstance(value, str):
        raise TypeError(f"{name}: expected one of {choices}, got {describe(value)}")
    if value not in choices:
        raise ValueError(f"{name}: expected one of {choices}, got {value!r}")
    return value


def missing(what: str, package: str, extra: str) -> ModuleNotFoundError:
    """The error for a package that is not installed: who needs it, and which extra brings it."""
    return ModuleNotFoundError(
        f"{what} needs {package}, which the extra {extra} brings: "
        f'pip install "cnn-core[{extra}]", or ".[{extra}]" in the folder of this project'
    )
