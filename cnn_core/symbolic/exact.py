"""Arrays of SymPy symbols, on which the shipped NumPy functions run as they are (rung 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

if TYPE_CHECKING:
    import numpy as np

__all__ = ["gradient", "symbol_array"]


def symbol_array(name: str, shape: int | tuple[int, ...]) -> np.ndarray:
    """An object array of real symbols, ``x_{0,1}`` and so on, of the given shape.

    >>> symbol_array("x", 2)
    array([x_{0}, x_{1}], dtype=object)
    """
    import numpy as np

    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"name: got {name!r}; expected a letter or a word")
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    if not all(isinstance(length, int) and length >= 0 for length in shape):
        raise ValueError(f"shape: got {shape}; expected lengths that are whole and not negative")
    array, letter = np.empty(shape, dtype=object), sp.latex(sp.Symbol(name))
    for place in np.ndindex(shape):
        array[place] = sp.Symbol(f"{letter}_{{{','.join(map(str, place))}}}", real=True)
    return array


def gradient(value: Any, array: np.ndarray) -> np.ndarray:
    """The derivative of the expression `value` by every symbol of `array`, in its shape.

    >>> x = symbol_array("x", 2)
    >>> gradient(x[0] * x[1], x)
    array([x_{1}, x_{0}], dtype=object)
    """
    import numpy as np

    array = np.asarray(array, dtype=object)
    result = np.empty(array.shape, dtype=object)
    for place in np.ndindex(array.shape):
        if not isinstance(array[place], sp.Symbol | sp.Indexed):
            raise TypeError(f"array: got {array[place]!r} at {place}; expected a symbol")
        result[place] = sp.diff(sp.sympify(value), array[place])
    return result
