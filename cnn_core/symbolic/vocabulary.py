"""The vocabulary of identities for every size: sums, arrays, indicators, derivatives, activations.

`checked` is the door to the prover: it lets pass what this vocabulary can say, and names the
argument that says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import sympy as sp
from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    Indexed,
    IndexedBase,
    Integer,
    KroneckerDelta,
    Mul,
    Pow,
    S,
    Sum,
)
from sympy.core.function import AppliedUndef

__all__ = [
    "Every",
    "Inside",
    "Named",
    "Partial",
    "activation",
    "check_target",
    "checked",
    "every",
    "indices",
    "inside",
    "named",
    "sizes",
    "tensors",
    "total",
    "unfolded",
]


def indices(names: str) -> tuple[sp.Symbol, ...]:
    """Integer symbols for use as indices: ``i, j = indices("i j")``."""
    return tuple(sp.symbols(_names(names), integer=True, seq=True))


def sizes(names: str) -> tuple[sp.Symbol, ...]:
    """Positive integer symbols for the lengths of ranges: ``H, W = sizes("H W")``."""
    return tuple(sp.symbols(_names(names), integer=True, positive=True, seq=True))


def tensors(names: str, **assumptions: bool) -> tuple[sp.IndexedBase, ...]:
    """Arrays of real numbers, to be indexed: ``x, w = tensors("x w")``."""
    assumptions.setdefault("real", True)
    return tuple(sp.IndexedBase(sp.Symbol(name), **assumptions) for name in _names(names).split())


def _names(names: str) -> str:
    if not isinstance(names, str) or not names.strip():
        raise ValueError(f"names: got {names!r}; expected names with spaces between them")
    return names


def total(summand: Expr, *ranges: tuple[sp.Symbol, Expr]) -> Sum:
    """The sum of `summand` over ``0 <= i < n`` for each ``(i, n)``."""
    for pair in ranges or ((),):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"ranges: got {pair!r}; expected a pair such as (i, n) for each index")
    return Sum(summand, *((i, 0, n - 1) for i, n in ranges))


class Inside(Function):  # type: ignore[misc]
    """The indicator ``[lo <= i <= hi]``: one inside the range, zero outside, and opaque to SymPy.

    It stays a factor where SymPy would build a ``Piecewise``, which ``piecewise_fold`` may carry
    out of the sum that binds its index.
    """

    nargs = (3,)
    is_integer = True
    is_nonnegative = True

    @classmethod
    def eval(cls, i: Expr, lo: Expr, hi: Expr) -> Expr | None:
        if i.is_Dummy and not (lo.has(i) or hi.has(i)):
            return None
        below, above = sp.expand(i - lo), sp.expand(hi - i)
        if below.atoms(Dummy) or above.atoms(Dummy):  # a bound index has no sign to ask for
            return None
        if below.is_nonnegative and above.is_nonnegative:
            return S.One
        if below.is_negative or above.is_negative:
            return S.Zero
        return None

    def _latex(self, printer, exp=None) -> str:  # type: ignore[no-untyped-def]
        i, lo, hi = (printer._print(sp.expand(a)) for a in self.args)
        return rf"\left[{lo} \le {i} \le {hi}\right]"


def inside(i: Expr, n: Expr) -> Expr:
    """The indicator ``[0 <= i < n]``."""
    return Inside(i, 0, n - 1)


class Every(Inside):
    """``lo <= i <= hi`` as a hypothesis for *every* such i, which stands in hypotheses alone."""


def every(i: sp.Symbol, n: Expr) -> Every:
    """For hypotheses that hold for every i: ``where=[every(i, n), Eq(w[i, i], 1)]``."""
    result: Every = Every(i, 0, n - 1)
    return result


class Count(Function):  # type: ignore[misc]
    """How many integers a range of the length n holds: n, or zero where n is negative.

    A range that is summed over but not used is counted by it, so that no count is negative.
    """

    nargs = (1,)
    is_integer = True
    is_nonnegative = True

    @classmethod
    def eval(cls, n: Expr) -> Expr | None:
        n = sp.expand(n)
        if known_not_negative(n):
            return n
        return S.Zero if n.is_Rational else None

    def _latex(self, printer, exp=None) -> str:  # type: ignore[no-untyped-def]
        return rf"\max\left(0, {printer._print(self.args[0])}\right)"


def known_not_negative(n: Expr) -> bool:
    """Whether a number is at least zero for all sizes, which are one or more: H + k - 1 is.

    >>> H, k = sizes("H k")
    >>> known_not_negative(H * k - 1), known_not_negative(H - k)
    (True, False)
    """
    if n.is_Rational:
        return bool(n >= 0)
    if n.atoms(Dummy):  # a bound index has no sign to ask for
        return False
    more = {s: 1 + _above_one(s) for s in n.free_symbols if s.is_positive and s.is_integer}
    return bool(n.is_nonnegative or (more and sp.expand(n.xreplace(more)).is_nonnegative))


@cache
def _above_one(size: sp.Symbol) -> Dummy:
    return Dummy(size.name, integer=True, nonnegative=True)


class Partial(Expr):  # type: ignore[misc]
    r"""A partial derivative that has not been taken yet, for printing: ``Partial(E, w[p, q])``.

    `name` is what the page shows for the differentiated expression.
    """

    def __new__(cls, expr: Expr, target: Expr, name: str = "E") -> Any:
        return Expr.__new__(cls, sp.sympify(expr), sp.sympify(target), sp.Symbol(str(name)))

    def doit(self, **hints: bool) -> Expr:
        from cnn_core.symbolic.sums import derivative

        return derivative(self.args[0], self.args[1])

    def _latex(self, printer) -> str:  # type: ignore[no-untyped-def]
        name, target = printer._print(self.args[2]), printer._print(self.args[1])
        return rf"\frac{{\partial {name}}}{{\partial {target}}}"

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set(self.args[0].free_symbols | self.args[1].free_symbols)


class Named(Expr):  # type: ignore[misc]
    """An expression that is shown by a name, such as ``z[l]``, and means what it stands for."""

    def __new__(cls, name: Expr, expr: Expr) -> Any:
        return Expr.__new__(cls, sp.sympify(name), sp.sympify(expr))

    def _latex(self, printer) -> str:  # type: ignore[no-untyped-def]
        return str(printer._print(self.args[0]))

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set(self.args[1].free_symbols)


def named(name: Indexed | sp.Symbol, expr: Expr) -> Named:
    """`expr` under a name by which `derive` and `prove` show it: ``named(z[i], total(...))``.

    The indices of the name are those that `expr` depends on; they may be bound further out. The
    derivative stops at the name, and goes on with its definition one line later.
    """
    check_target(name)
    result: Named = Named(name, expr)
    return result


def unfolded(expr: Expr) -> Expr:
    """`expr` without its names: everything written out."""
    if isinstance(expr, Named):
        return unfolded(expr.args[1])
    if not expr.has(Named):
        return expr
    return expr.func(*map(unfolded, expr.args))


_ACTIVATIONS: dict[str, type[Function]] = {}


def activation(name: str) -> type[Function]:
    r"""Any differentiable function of one variable: ``f = activation("f")``, then ``f(z)``.

    Its derivative is the function named with one more prime. Two calls with one name agree.
    """
    if not isinstance(name, str) or not name.rstrip("'"):
        raise ValueError(f"name: got {name!r}; expected a name such as 'f'")
    if name not in _ACTIVATIONS:

        def fdiff(self: Function, argindex: int = 1) -> Expr:
            return activation(name + "'")(self.args[0])

        def _latex(self, printer, exp=None) -> str:  # type: ignore[no-untyped-def]
            base = rf"{_function_name(name)}\left({printer._print(self.args[0])}\right)"
            return base if exp is None else rf"{base}^{{{exp}}}"

        def stand_in(self: Function, z: Expr, curve: str = "cubic") -> Expr:
            """A polynomial to stand for the function where an identity is written out."""
            return Add(*(c * z**n for n, c in enumerate(_stand_in(name, curve))))

        body = {"nargs": (1,), "fdiff": fdiff, "_latex": _latex, "is_real": True}
        body["stand_in"] = stand_in
        _ACTIVATIONS[name] = type(name, (Function,), body)
    return _ACTIVATIONS[name]


@cache
def _stand_in(name: str, curve: str = "cubic") -> tuple[Expr, ...]:
    """The coefficients of a polynomial, or of a derivative of it.

    A ``cubic`` will mostly do. A ``high`` one is of degree eight and different for different names;
    a ``mild`` one lies between zero and one for arguments below one, where a logarithm needs that.
    """
    letters = name.rstrip("'")
    seed = Integer(2 + sum(map(ord, letters)) % 5)
    coefficients = [S.One, seed, -S.Half, 1 / seed]
    if curve == "high":
        own = Integer(int.from_bytes(letters.encode(), "big"))
        coefficients += [1 / own, -S.One / 3, S.One / 5, own, S.One / 7]
    if curve == "mild":
        coefficients = [S.Half, seed / 40, -S.One / 30, S.One / 50]
    for _ in name[len(letters) :]:
        coefficients = [n * c for n, c in enumerate(coefficients)][1:]
    return tuple(coefficients)


def _function_name(name: str) -> str:
    letters = name.rstrip("'")
    return str(sp.latex(sp.Symbol(letters))) + name[len(letters) :]


# --- the door -----------------------------------------------------------------------------------

ATOMS = (sp.Rational, sp.NumberSymbol, sp.Symbol)
PARTS: tuple[type, ...] = (Add, Mul, Pow, Indexed, Sum, Inside, KroneckerDelta, Partial, Named)
PARTS += (Function, sp.Max, sp.Min)
HINTS: dict[type, str] = {
    sp.Product: "the exponential of a sum of logarithms, if the factors are positive",
    sp.Piecewise: "Max, Min, Abs or sign, or an Inside(...) factor for a condition on an index",
    sp.Derivative: "Partial(expression, variable)",
    AppliedUndef: "activation('f')(z), whose derivative is known by name",
    sp.MatrixBase: "the entries of an array of tensors(...)",
    sp.MatrixExpr: "the entries of an array of tensors(...)",
    IndexedBase: "an entry of the array, such as x[i]",
}


def checked(where: Iterable[Expr] = (), **arguments: Expr) -> list[Expr]:
    """The arguments, and after them the hypotheses, as expressions that the rules cover.

    Raises ``TypeError`` or ``ValueError`` with the name of the argument.
    """
    arrays: dict[str, sp.IndexedBase] = {}
    found = []
    for name, value in arguments.items():
        found.append(_expression(name, value))
        _check_parts(name, found[-1], arrays)
    if isinstance(where, sp.Basic | str) or not isinstance(where, Iterable):
        raise TypeError(f"where: got {where!r}; expected a list of hypotheses")
    for fact in where:
        if fact == 1 or fact == sp.true:  # a hypothesis that SymPy has decided
            continue
        if not isinstance(fact, Inside | sp.Eq):
            raise TypeError(f"where: got {fact!r}; expected an Inside(...) or an Eq(...)")
        for side in fact.args:
            _check_parts("where", _expression("where", side), arrays)
        found.append(fact)
    for fact in found[len(arguments) :]:
        _check_every(fact, **arguments)
    return found


def _check_every(fact: Expr, **arguments: Expr) -> None:
    for name, side in arguments.items():
        if isinstance(fact, Every) and sp.sympify(side).has(fact.args[0]):
            free = sp.sympify(side).free_symbols
            if fact.args[0] in free:
                raise ValueError(
                    f"where: {fact.args[0]} stands for every index; it is free in {name}"
                )


def _expression(name: str, value: object) -> Expr:
    try:
        expr = sp.sympify(value, strict=True)
    except sp.SympifyError:
        expr = None
    if not isinstance(expr, Expr | sp.MatrixBase):
        raise TypeError(f"{name}: got {value!r}; expected an expression")
    return expr


def _check_parts(name: str, part: sp.Basic, arrays: dict[str, sp.IndexedBase]) -> None:
    """Refuse what is not in `ATOMS` or `PARTS`, and what these may not hold."""
    _check_kind(name, part)
    if isinstance(part, Sum):
        _check_sum(name, part)
        inside_it = [part.function, *(bound for limit in part.limits for bound in limit[1:])]
    elif isinstance(part, Partial):
        check_target(part.args[1])
        inside_it = list(part.args[:2])
    elif isinstance(part, Named):
        inside_it = [part.args[1]]
    elif isinstance(part, Indexed):
        _check_array(name, part.base, arrays)
        inside_it = list(part.indices)
    else:
        inside_it = list(part.args)
    for inner in inside_it:
        _check_parts(name, inner, arrays)
    if isinstance(part, Partial):
        _check_derivative(name, part)


def _check_kind(name: str, part: sp.Basic) -> None:
    if isinstance(part, sp.Float):
        raise ValueError(f"{name}: got the rounded number {part}; expected an exact one")
    hint = next((text for kind, text in HINTS.items() if isinstance(part, kind)), None)
    if hint or not isinstance(part, ATOMS + PARTS) or not isinstance(part, Expr):
        instead = f"; expected {hint}" if hint else ""
        raise TypeError(f"{name}: no rule for {type(part).__name__}: {part}{instead}")
    if part in (S.NaN, S.Infinity, S.NegativeInfinity, S.ComplexInfinity):
        raise ValueError(f"{name}: got {part}; expected finite numbers")
    if part.is_Symbol and (part.is_commutative is False or not _is_real(part)):
        raise ValueError(f"{name}: got {part}; expected real numbers, which commute")
    if isinstance(part, KroneckerDelta) and len(part.args) != 2:
        raise ValueError(f"{name}: {part} has a range; expected a product with an Inside(...)")


def _is_real(part: Expr) -> bool:
    return part.is_extended_real is not False and part.is_finite is not False


def _check_array(name: str, base: sp.IndexedBase, arrays: dict[str, sp.IndexedBase]) -> None:
    if not isinstance(base, IndexedBase) or not isinstance(base.label, sp.Symbol):
        raise TypeError(f"{name}: {base} is indexed; expected an array of tensors('{base}')")
    if base.is_commutative is False or not _is_real(base):
        raise ValueError(f"{name}: got the array {base}; expected real numbers, which commute")
    if arrays.setdefault(str(base), base) != base:
        raise ValueError(f"{name}: two arrays {base} of different assumptions")


def _check_sum(name: str, s: Sum) -> None:
    for limit in s.limits:
        _check_limit(name, s, tuple(limit))
    bound = set(s.variables)
    if len(bound) != len(s.limits):
        raise ValueError(f"{name}: an index is bound twice in {s}")
    for index, lo, hi in s.limits:
        if (lo.free_symbols | hi.free_symbols) & bound:
            raise ValueError(
                f"{name}: the bounds of {index} depend on another index of the same sum {s}; "
                "expected an Inside(...) factor for that"
            )
    for inner in _multiplied(s.function):
        own = all(index.is_Dummy for index in inner.variables)  # left by `derivative`
        if not own and any(free & bound for free in map(_free_in_bounds, inner.limits)):
            raise ValueError(
                f"{name}: the bounds of {inner} depend on the index of an outer sum; "
                "expected an Inside(...) factor for that"
            )


def _free_in_bounds(limit: sp.Tuple) -> set[sp.Basic]:
    return set().union(*(bound.free_symbols for bound in limit[1:]))


def _multiplied(expr: Expr) -> Iterator[Sum]:
    """The sums that stand in `expr` as terms or factors, not inside of a function."""
    if isinstance(expr, Sum):
        yield expr
        yield from _multiplied(expr.function)
    elif isinstance(expr, Add | Mul):
        for a in expr.args:
            yield from _multiplied(a)
    elif isinstance(expr, Named):
        yield from _multiplied(expr.args[1])
    elif isinstance(expr, Partial) or (isinstance(expr, Pow) and expr.exp.is_positive):
        yield from _multiplied(expr.args[0])


def _check_limit(name: str, s: Sum, limit: tuple[Expr, ...]) -> None:
    index, bounds = limit[0], limit[1:]
    if index.assumptions0 != _INTEGER.assumptions0:
        raise ValueError(f"{name}: {index} is bound in {s}; expected one of indices('{index}')")
    if len(bounds) != 2 or not all(b.is_integer and b.is_finite is not False for b in bounds):
        raise ValueError(f"{name}: {s} needs a lower and an upper bound that are integers")


_INTEGER = Dummy(integer=True)


def check_target(target: object) -> None:
    """Raise ``TypeError`` if `target` is nothing that one can differentiate by."""
    if not isinstance(target, Indexed | sp.Symbol):
        raise TypeError(f"target: got {target!r}; expected an entry of an array or a symbol")


def _check_derivative(name: str, partial: Partial) -> None:
    try:
        unfolded(partial).doit()
    except (TypeError, ValueError) as error:
        raise type(error)(f"{name}: {error}") from error
