"""NumPy functions run on SymPy expressions: ``np.exp`` becomes ``exp``, as it stands in the code.

NumPy applies ``np.exp`` to an array of objects by calling a method ``exp`` of each, which SymPy's
expressions do not have. `on_symbols` lends it to them, so that a shipped function with exponentials
and case distinctions can be run on symbols, and its result differentiated (rung 2). A function that
is given piecewise, such as ReLU or max pooling, is differentiated on the piece that holds a point.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import sympy as sp

__all__ = ["on_symbols"]

Point = Mapping[sp.Symbol, sp.Expr]


def on_symbols(
    function: Callable[..., Any], *arguments: Any, at: Mapping[sp.Symbol, Any] | None = None
) -> Any:
    """``function(*arguments)`` with arrays of SymPy expressions in the place of numbers.

    A case distinction such as ``z < 0`` is decided from what is known of the symbols: declare them
    positive and write ``-t`` for a negative number. What that leaves open is decided as it is at
    the point ``at``, which gives each symbol a number; without one it raises ``TypeError``.

    >>> t = sp.Symbol("t", positive=True)
    >>> on_symbols(lambda z: np.exp(np.abs(z)) * (z < 0), [t, -t])
    array([0, exp(t)], dtype=object)
    >>> x, y = sp.symbols("x y")
    >>> on_symbols(np.maximum, x, y, at={x: 2, y: 3})
    y
    """
    if not callable(function):
        raise TypeError(f"function: got {function!r}; expected one that can be called")
    if not isinstance(at, Mapping | None):
        raise TypeError(f"at: got {at!r}; expected a number for each symbol")
    point = {symbol: sp.sympify(value) for symbol, value in (at or {}).items()}
    return _plain(function(*(_elements(argument, point) for argument in arguments)))


def _elements(array: Any, at: Point) -> np.ndarray:
    array = np.asarray(array, dtype=object)
    result = np.empty(array.shape, dtype=object)
    for place in np.ndindex(array.shape):
        result[place] = _Element(array[place], at)
    return result


def _plain(result: Any) -> Any:
    """The expressions again, in an array of the same shape; a tuple of arrays as a tuple."""
    if isinstance(result, tuple):
        return tuple(_plain(part) for part in result)
    array = np.asarray(result, dtype=object)
    plain = np.empty(array.shape, dtype=object)
    for place in np.ndindex(array.shape):
        plain[place] = _expression(array[place])
    return plain if array.shape else plain[()]


def _expression(value: Any) -> sp.Expr:
    if isinstance(value, _Element):
        return value.expr
    return sp.Integer(int(value)) if isinstance(value, bool | np.bool_) else sp.sympify(value)


class _Element:
    """An expression with arithmetic, comparison, and the methods that NumPy's functions call."""

    __slots__ = ("at", "expr")

    def __init__(self, expr: Any, at: Point) -> None:
        self.expr, self.at = _expression(expr), at

    def _with(self, expr: sp.Expr) -> _Element:
        return _Element(expr, self.at)

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set(self.expr.free_symbols)

    def exp(self) -> _Element:
        return self._with(sp.exp(self.expr))

    def log(self) -> _Element:
        return self._with(sp.log(self.expr))

    def log1p(self) -> _Element:
        return self._with(sp.log(1 + self.expr))

    def tanh(self) -> _Element:
        return self._with(sp.tanh(self.expr).rewrite(sp.exp))  # meets other exponentials

    def sqrt(self) -> _Element:
        return self._with(sp.sqrt(self.expr))

    def __abs__(self) -> _Element:
        return self._with(sp.Abs(self.expr))

    def __neg__(self) -> _Element:
        return self._with(-self.expr)

    def __eq__(self, other: object) -> bool:
        return bool(self.expr == _expression(other))

    def __hash__(self) -> int:
        return hash(self.expr)


def _arithmetic(name: str) -> None:
    """Give `_Element` the operation of that name, with an element on either side."""
    operation = getattr(operator, name)

    def forward(self: _Element, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented  # NumPy takes the array entry by entry
        return self._with(operation(self.expr, _expression(other)))

    def reflected(self: _Element, other: Any) -> _Element:
        return self._with(operation(_expression(other), self.expr))

    setattr(_Element, f"__{name}__", forward)
    setattr(_Element, f"__r{name}__", reflected)


def _comparison(name: str) -> None:
    """Give `_Element` the comparison of that name, decided by SymPy or else at the point."""
    operation = getattr(operator, name)

    def compare(self: _Element, other: Any) -> bool:
        relation = operation(self.expr, _expression(other))
        if relation not in (sp.true, sp.false):
            relation = operation(self.expr.subs(self.at), _expression(other).subs(self.at))
        if relation not in (sp.true, sp.false):
            raise TypeError(
                f"cannot decide {relation}: declare the sign of its symbols, or give a point `at`"
            )
        return bool(relation)

    setattr(_Element, f"__{name}__", compare)


for _name in ("add", "sub", "mul", "truediv", "pow"):
    _arithmetic(_name)
for _name in ("lt", "le", "gt", "ge"):
    _comparison(_name)
