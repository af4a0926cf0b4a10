r"""Formulas typed in LaTeX, read as expressions of `cnn_core.symbolic.vocabulary`.

``read(latex, names)`` gives the statements of a display. What a name means is declared, never
guessed from its looks: `names` maps LaTeX to an array, a size, an activation, a function of
indices, a whole expression, a pair of bounds (the range of an index), or a `Table` (a matrix by
its entries); `declarations` takes the names, and the ranges of the indices, from the object that
the formula is compared with. A name may have several tokens (``E(w)``,
``\mathrm{rot180}(\delta)``, ``z^{(l)}``). A formula with two readings is refused with a
`LatexError` that points at the place.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any

import sympy as sp
from sympy import Dummy, Expr, Indexed, KroneckerDelta, Lambda, Mul, S, Sum, Symbol

from cnn_core.symbolic.tokens import LatexError, Piece, merged, spelling
from cnn_core.symbolic.vocabulary import Inside, Partial, activation

__all__ = ["LatexError", "Said", "Table", "declarations", "read"]

Names = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    r"""One statement of a formula: its sides, the relations between them, and its own LaTeX."""

    sides: tuple[Any, ...]
    relations: tuple[str, ...]
    latex: str

    @property
    def is_equality(self) -> bool:
        return all(relation in ("=", r"\leftarrow") for relation in self.relations)

    def condition(self) -> Expr:
        """``0 <= i < n`` as the indicator ``inside(i, n)``."""
        return _indicator(self.sides, self.relations)


class Table:
    """A matrix or a vector by its entries: ``Table(lambda i, j: w[i, j], m, n)``."""

    def __init__(self, entries: Callable[..., Expr], *shape: Expr) -> None:
        self.shape = tuple(map(sp.sympify, shape))
        if not 1 <= len(self.shape) <= 2:
            raise ValueError(f"shape: got {shape}; expected one size or two")
        self.entries = entries if isinstance(entries, Lambda) else as_lambda(entries)

    def __getitem__(self, indices: tuple[Expr, ...]) -> Expr:
        return self.entries(*indices)

    @property
    def transposed(self) -> Table:
        if len(self.shape) != 2:
            raise ValueError("a vector has no transpose here")
        return Table(lambda i, j: self[j, i], *reversed(self.shape))

    def map(self, function: Callable[[Expr], Expr]) -> Table:
        return Table(_of_rank(len(self.shape), lambda *at: function(self[at])), *self.shape)

    def joined(self, other: Table, function: Callable[[Expr, Expr], Expr]) -> Table:
        """Entry by entry; a vector beside a matrix stands in each of its columns."""
        if len(self.shape) < len(other.shape):
            return other.joined(self, lambda a, b: function(b, a))
        n = len(other.shape)
        if self.shape[:n] != other.shape:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Table(
            _of_rank(len(self.shape), lambda *at: function(self[at], other[at[:n]])), *self.shape
        )

    def __matmul__(self, other: Table) -> Table:
        if len(self.shape) != 2 or self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} have no matrix product")
        s, n = Dummy("s", integer=True), self.shape[1]
        rest = len(other.shape) - 1
        return Table(
            _of_rank(
                1 + rest,
                lambda i, *at: Sum(self[i, s] * other[(s, *at)], (s, 0, n - 1)),
            ),
            self.shape[0],
            *other.shape[1:],
        )


def as_lambda(function: Callable[..., Expr]) -> Lambda:
    """A function of indices, called on symbols of the names that its arguments have."""
    if isinstance(function, Lambda):
        return function
    names = list(inspect.signature(function).parameters)
    return _lambda(function, [Dummy(name, integer=True) for name in names])


def _lambda(function: Callable[..., Expr], arguments: Sequence[Dummy]) -> Lambda:
    return Lambda(tuple(arguments), sp.sympify(function(*arguments)))


def _of_rank(rank: int, function: Callable[..., Expr]) -> Lambda:
    return _lambda(function, [Dummy(name, integer=True) for name in "ij"[:rank]])


# --- declarations -------------------------------------------------------------------------------


def declarations(*objects: Expr, names: Names | None = None) -> dict[tuple[str, ...], Any]:
    """What the names mean in the expressions `objects`; `names` adds to that and goes first.

    The key of a name is its spelling in tokens; that of the range of an index, ``("range", name)``.
    """
    found: dict[tuple[str, ...], Any] = {}
    clashes: set[tuple[str, ...]] = set()
    for key, value in _met(objects):
        if found.setdefault(key, value) != value:
            clashes.add(key)
    for key in clashes:
        found[key] = Ambiguous(" ".join(key))
    for name, value in (names or {}).items():
        found[("range", name) if isinstance(value, tuple) else spelling(name)] = value
    return found


@dataclass(frozen=True)
class Ambiguous:
    """A name that means two things in the object."""

    name: str


def _met(objects: Sequence[Expr]) -> Iterator[tuple[tuple[str, ...], Any]]:
    arrays: dict[Any, int] = {}
    for part in (p for e in objects for p in sp.preorder_traversal(e)):
        if isinstance(part, Indexed):
            arrays[part.base] = len(part.indices)
            yield ("rank", str(part.base)), len(part.indices)
        elif isinstance(part, Partial):
            yield spelling(sp.latex(part.args[2])), part.args[0]
        elif isinstance(part, Sum):
            for index, lo, hi in part.limits:
                yield ("range", index.name.rstrip("'")), (lo, hi)
        elif hasattr(part, "stand_in"):
            name = type(part).__name__.rstrip("'")
            yield spelling(sp.latex(Symbol(name))), activation(name)
    labels = {base.label for base in arrays}
    yield from ((spelling(sp.latex(base)), base) for base in arrays)
    bound = {i for e in objects for s in e.atoms(Sum) for i in s.variables}
    for e in objects:
        for symbol in e.atoms(Symbol) - labels - bound | (e.free_symbols - labels):
            plain = isinstance(symbol, Symbol) and not isinstance(symbol, Dummy)
            if plain and symbol not in {p.args[2] for p in e.atoms(Partial)}:
                yield spelling(sp.latex(symbol)), symbol
    if not any(str(b) == "delta" for b in arrays) and any(e.has(KroneckerDelta) for e in objects):
        yield (r"\delta",), KroneckerDelta


# --- reading ------------------------------------------------------------------------------------


def read(latex: str, names: Names | Mapping[tuple[str, ...], Any]) -> list[Said]:
    r"""The statements of a formula, in order.

    `names` maps LaTeX names to what they mean (see the module), or is the result of
    `declarations`. Raises `LatexError`, which names the place, for what cannot be read, is not
    declared, or has two readings.

    >>> from cnn_core.symbolic import indices, sizes, tensors
    >>> (p,), (k,), (w, x) = indices("p"), sizes("k"), tensors("w x")
    >>> read(r"y = \sum_{i=0}^{k-1} w_i x_{i+p}", {"y": p, "k": k, "w": w, "x": x, "p": p})[0].sides
    (p, Sum(w[i]*x[i + p], (i, 0, k - 1)))
    """
    known = names if _is_spelled(names) else declarations(names=names)  # type: ignore[arg-type]
    return [statement() for statement in statements(latex, known)]  # type: ignore[arg-type]


def statements(latex: str, known: Mapping[tuple[str, ...], Any]) -> list[Callable[[], Said]]:
    """The statements of a formula, each read when it is called, so that one may fail alone."""
    phrases = frozenset(k for k in known if k[0] not in ("range", "rank"))
    tree = _parsed(latex, phrases)
    reader = _Reader(latex, dict(known))
    return [partial(reader.said, node) for node in tree.children if _is_tree(node)]


def _is_spelled(names: Mapping[Any, Any]) -> bool:
    return bool(names) and all(isinstance(key, tuple) for key in names)


def _is_tree(node: Any) -> bool:
    return hasattr(node, "children")


@lru_cache(maxsize=8192)
def _parsed(latex: str, phrases: frozenset[tuple[str, ...]]) -> Any:
    from lark.exceptions import UnexpectedInput, UnexpectedToken

    found = merged(latex, phrases)
    try:
        return _parser().parse(found)
    except UnexpectedToken as error:
        token = error.token
        start = token.start_pos if token.type != "$END" else len(latex.rstrip())
        stood = repr(str(token)) if token.type != "$END" else "the end"
        expected = ", ".join(sorted({_WORDS.get(t, t.lower()) for t in error.expected}))
        raise LatexError(
            latex, start or 0, f"{stood} stands where one expects {expected}"
        ) from None
    except UnexpectedInput as error:  # pragma: no cover
        raise LatexError(latex, 0, str(error)) from None


_WORDS = {
    "SIGN": "a sign",
    "REL": "a relation",
    "OPEN": "'{'",
    "CLOSE": "'}'",
    "LPAR": "'('",
    "RPAR": "')'",
    "LBRACKET": "'['",
    "RBRACKET": "']'",
    "BIG": "a sum",
    "SEP": "a comma",
    "COMMA": "a comma",
    "UNDER": "an index",
    "OVER": "a power",
    "FRAC": "a fraction",
    "$END": "the end",
    "LBAR": "'|'",
    "RBAR": "'|'",
    "DOT": "a product",
    "TIMES_ENTRYWISE": "a product",
    "SLASH": "'/'",
    "RANGE": "dots",
    "BRACE": "a brace",
    "SQRT": "a root",
    "PARTIAL": "a derivative",
    "LFLOOR": "a floor",
    "RFLOOR": "the end of a floor",
    "CASES": "cases",
    "ENDCASES": "the end of the cases",
    "LINE": "a new line",
    "IF": "'&' and a condition",
    "OTHERWISE": "'otherwise'",
}


@cache
def _parser() -> Any:
    from lark import Lark, Token
    from lark.lexer import Lexer

    class Given(Lexer):
        """Hands on the tokens that `merged` made."""

        def __init__(self, configuration: Any) -> None:
            pass

        def lex(self, found: Sequence[Piece]) -> Iterator[Any]:  # type: ignore[override]
            for p in found:
                yield Token(p.kind, p.text, start_pos=p.start, end_pos=p.end)

    grammar = files("cnn_core.symbolic").joinpath("latex.lark").read_text(encoding="utf-8")
    return Lark(
        grammar, start="formula", parser="lalr", lexer=Given, propagate_positions=True, strict=True
    )


@dataclass
class _Reader:
    """From a tree to expressions, with the names in scope."""

    latex: str
    known: dict[tuple[str, ...], Any]
    bound: dict[str, Symbol] = field(default_factory=dict)

    def fail(self, node: Any, message: str) -> LatexError:
        start = getattr(node, "start_pos", None)
        if start is None and not getattr(getattr(node, "meta", None), "empty", True):
            start = node.meta.start_pos
        return LatexError(self.latex, start or 0, message)

    def said(self, node: Any) -> Said:
        sides = [self.sum(child) for child in node.children if _is_tree(child)]
        relations = [str(child) for child in node.children if not _is_tree(child)]
        text = self.latex[node.meta.start_pos : node.meta.end_pos].strip()
        return Said(tuple(sides), tuple(relations), " ".join(text.split()))

    # sums and products

    def sum(self, node: Any) -> Any:
        total: Any = None
        sign = 1
        for child in node.children:
            if not _is_tree(child):
                sign = -1 if child == "-" else 1
                continue
            value = self.product(child)
            value = _negated(value) if sign < 0 else value
            total = value if total is None else self.joined(node, total, value, lambda a, b: a + b)
        return total

    def joined(self, node: Any, a: Any, b: Any, function: Callable[[Any, Any], Any]) -> Any:
        try:
            match a, b:
                case Table(), Table():
                    return a.joined(b, function)
                case Table(), _:
                    return a.map(lambda e: function(e, b))
                case _, Table():
                    return b.map(lambda e: function(a, e))
            return function(a, b)
        except (TypeError, ValueError) as error:
            raise self.fail(node, str(error)) from None

    def product(self, node: Any) -> Any:
        items = list(node.children)
        result: list[Any] = []
        entrywise = False
        while items:
            if not _is_tree(items[0]):
                operator = items.pop(0)
                if not items or not result or not _is_tree(items[0]):
                    raise self.fail(operator, f"{operator} needs a factor on each side")
                if operator.type == "SLASH":
                    return self.quotient(operator, result, items)
                entrywise = operator.type == "TIMES_ENTRYWISE"
                continue
            value = self.unit(items)
            if entrywise and isinstance(value, Table) and isinstance(result[-1], Table):
                value = self.joined(node, result.pop(), value, lambda a, b: a * b)
            entrywise = False
            result.append(value)
        return self.multiplied(node, result)

    def multiplied(self, node: Any, factors: Sequence[Any]) -> Any:
        tables = [f for f in factors if isinstance(f, Table)]
        rest = [f for f in factors if not isinstance(f, Table)]
        scalar = self.scalar_product(node, rest)
        if not tables:
            return scalar
        matrix = tables[0]
        for table in tables[1:]:
            try:
                matrix = matrix @ table
            except ValueError as error:
                raise self.fail(node, str(error)) from None
        return matrix.map(lambda e: scalar * e) if rest else matrix

    def scalar_product(self, node: Any, factors: Sequence[Any]) -> Expr:
        for f in factors:
            if isinstance(f, _Change):
                raise self.fail(node, r"\partial stands alone")
            if not isinstance(f, Expr):
                raise self.fail(
                    node, f"{_name_of(f)} is no number: it needs an argument or indices"
                )
        return Mul(*factors)

    def quotient(self, slash: Any, above: list[Any], items: list[Any]) -> Any:
        below = self.unit(items)
        if isinstance(below, _Change):
            if not above or not isinstance(above[-1], _Change):
                raise self.fail(slash, r"\partial stands below without one above")
            value = self.partial(slash, above.pop(), below)
            result = [*above, value]
        else:
            result = [*above, 1 / self.scalar_product(slash, [below])]
        if items and not (isinstance(below, _Change) and all(map(_is_tree, items))):
            raise self.fail(slash, "two readings: a/b c may be a/(b c) or (a/b) c; write \\frac")
        while items:
            result.append(self.unit(items))
        return self.multiplied(slash, result)

    def unit(self, items: list[Any]) -> Any:
        """The next factor, with its argument if it is a function."""
        node = items.pop(0)
        if node.data == "big":
            return self.big(node)
        if node.data == "partial":
            return self.change(node)
        value, exponent = self.power(node)
        if _is_function(value):
            value = self.applied(node, value, items)
        if exponent is None:
            return value
        if isinstance(value, Table):
            return value.map(lambda e: e**exponent)
        if not isinstance(value, Expr):
            raise self.fail(node, f"{_name_of(value)} cannot be raised to a power")
        return value**exponent

    def applied(self, node: Any, function: Any, items: list[Any]) -> Any:
        if not items or not _is_tree(items[0]):
            raise self.fail(node, f"{_name_of(function)} needs an argument")
        if self.is_group(items[0]):
            group, exponent = self.power(items.pop(0), arguments=True)
            if exponent is not None:
                raise self.fail(node, "two readings: the power of a function or of its argument")
            return self.called(node, function, group)
        if items[0].data != "power":  # a sum swallows all that follows
            return self.called(node, function, [self.unit(items)])
        argument = self.unit(items)
        if items and not (_is_tree(items[0]) and self.starts_function(items[0])):
            raise self.fail(
                node, f"two readings: where does the argument of {_name_of(function)} end?"
            )
        return self.called(node, function, [argument])

    def called(self, node: Any, function: Any, arguments: Sequence[Any]) -> Any:
        if len(arguments) == 1 and isinstance(arguments[0], Table):
            return arguments[0].map(lambda e: self.called(node, function, [e]))
        rank = _rank(function)
        if rank is not None and rank != len(arguments):
            raise self.fail(
                node, f"{_name_of(function)} takes {rank} arguments, here {len(arguments)}"
            )
        for a in arguments:
            if not isinstance(a, Expr):
                raise self.fail(node, f"{_name_of(a)} is no number")
        return function(*arguments)

    def is_group(self, node: Any) -> bool:
        return bool(node.data == "power" and node.children[0].data == "paren")

    def starts_function(self, node: Any) -> bool:
        return bool(node.data == "power" and node.children[0].data in ("function", "paren"))

    # sums over ranges

    def big(self, node: Any) -> Any:
        _, scripts, body = node.children
        under = [s for s in scripts.children if s.data == "under"]
        over = [s for s in scripts.children if s.data == "over"]
        if len(under) != 1:
            raise self.fail(node, "a sum needs its indices below")
        chains = under[0].children[2].children
        chains = [c for c in chains if _is_tree(c)]
        upper = self.values(over[0].children[2].children[0])[0] if over else None
        limits = self.limits(node, chains, upper)
        if len({i for i, _, _ in limits}) != len(limits):
            raise self.fail(node, "an index is bound twice in one sum")
        outer = dict(self.bound)
        self.bound |= {i.name: i for i, _, _ in limits}
        try:
            summand = self.product(body)
        finally:
            self.bound = outer
        if isinstance(summand, Table):
            return summand.map(lambda e: Sum(e, *limits))
        if not isinstance(summand, Expr):
            raise self.fail(node, "the summand is no number")
        return Sum(summand, *limits)

    def limits(self, node: Any, chains: list[Any], upper: Any) -> list[tuple[Symbol, Expr, Expr]]:
        result: list[tuple[Symbol, Expr, Expr]] = []
        waiting: list[str] = []
        for chain in chains:
            sums = [c for c in chain.children if _is_tree(c)]
            relations = [str(c) for c in chain.children if not _is_tree(c)]
            if not relations and upper is None:
                name = self.index_name(sums[0])
                result.append((_index(name), *self.range(chain, name)))
            elif not relations:
                waiting.append(self.index_name(sums[0]))
            elif relations == ["="] and upper is not None:
                low = self.sum(sums[1])
                names = [*waiting, self.index_name(sums[0])]
                result += [(_index(name), low, upper) for name in names]
                waiting = []
            elif len(relations) == 2:
                name = self.index_name(sums[1])
                low, _, high = self.sum(sums[0]), None, self.sum(sums[2])
                result.append((_index(name), *_bounds(self, chain, low, high, relations)))
            else:
                raise self.fail(chain, "a range needs its index, a lower and an upper bound")
        if waiting:
            raise self.fail(node, f"the sum over {', '.join(waiting)} has no lower bound")
        return result

    def range(self, node: Any, name: str) -> tuple[Expr, Expr]:
        found = self.known.get(("range", name))
        if found is None:
            raise self.fail(node, f"over which range does {name} run? It is written nowhere")
        if isinstance(found, Ambiguous):
            raise self.fail(node, f"{name} has two ranges in the object: write the bounds")
        return sp.sympify(found[0]), sp.sympify(found[1])

    def index_name(self, node: Any) -> str:
        names = list(node.scan_values(lambda _: True))
        if len(names) != 1 or names[0].type != "NAME":
            raise self.fail(node, "expected one index")
        return str(names[0]).lstrip("\\")

    # powers, entries, names

    def power(self, node: Any, arguments: bool = False) -> tuple[Any, Any]:
        """A factor without its exponent, and the exponent."""
        atom, scripts = node.children
        primes = sum(s.data == "prime" for s in scripts.children)
        under = [s for s in scripts.children if s.data == "under"]
        over = [s for s in scripts.children if s.data == "over"]
        if len(under) > 1 or len(over) > 1:
            raise self.fail(node, "two indices or two powers of one factor")
        value = self.paren(atom) if arguments else self.atom(atom, bool(over))
        if primes:
            value = self.primed(node, value, primes)
        if under and atom.data != "brace":
            value = self.entry(atom, value, under[0])
        if isinstance(value, sp.IndexedBase):
            raise self.fail(atom, f"{value} is an array: it needs indices")
        if not over:
            return value, None
        if over[0].children[2].data == "transposed":
            if not isinstance(value, Table):
                raise self.fail(node, "only a Table has a transpose")
            return value.transposed, None
        exponents = self.values(over[0].children[2].children[0])
        if len(exponents) != 1:
            raise self.fail(over[0], "a power is one expression")
        if value is _EULER:
            return sp.exp(exponents[0]), None
        return value, exponents[0]

    def primed(self, node: Any, value: Any, primes: int) -> Any:
        if isinstance(value, type) and hasattr(value, "stand_in"):
            return activation(value.__name__ + "'" * primes)
        raise self.fail(node, f"{_name_of(value)} has no prime: it is not declared as a function")

    def entry(self, atom: Any, value: Any, under: Any) -> Any:
        chains = [c for c in under.children[2].children if _is_tree(c)]
        rank = self.rank(value)
        if len(chains) == 1 and rank != 1:
            at = self.split(under, chains[0], rank)
        else:
            at = [self.chain(c) for c in chains]
        if rank is not None and rank != len(at):
            raise self.fail(under, f"{_name_of(value)} has {rank} indices, here {len(at)}")
        if any(isinstance(index, Table) for index in at):
            raise self.fail(under, "a matrix stands where one expects an index")
        if isinstance(value, sp.IndexedBase | Table):
            return value[tuple(at)]
        if _is_function(value):
            return self.called(under, value, at)
        raise self.fail(atom, f"{_name_of(value)} has no indices")

    def rank(self, value: Any) -> int | None:
        if isinstance(value, sp.IndexedBase):
            rank = self.known.get(("rank", str(value)))
            return rank if isinstance(rank, int) else None
        return len(value.shape) if isinstance(value, Table) else _rank(value)

    def split(self, under: Any, chain: Any, rank: int | None) -> list[Expr]:
        """``iq`` as two indices where the array has two, as a product where it has one."""
        parts = [c for c in chain.children if _is_tree(c)]
        tokens = list(chain.scan_values(lambda _: True))
        plain = len(parts) == 1 and all(t.type in ("NAME", "NUMBER") for t in tokens)
        single = len(tokens) == 1 and (tokens[0].type != "NUMBER" or len(tokens[0]) == 1)
        if rank is None:
            if not plain or single:
                return [self.chain(chain)]
            raise self.fail(under, "one index or several? Write commas, or declare the array")
        if plain and len(tokens) == 1 and tokens[0].type == "NUMBER" and len(tokens[0]) == rank:
            return [sp.Integer(int(d)) for d in tokens[0]]
        if plain and len(tokens) == rank:
            product = parts[0].children[0]
            return [self.unit([factor]) for factor in product.children]
        raise self.fail(under, f"the array has {rank} indices; here stands one")

    def values(self, node: Any) -> list[Any]:
        return [self.chain(c) for c in node.children if _is_tree(c)]

    def paren(self, node: Any) -> list[Any]:
        return self.values(node.children[1])

    def chain(self, node: Any) -> Any:
        if len(node.children) != 1:
            raise self.fail(node, "a relation stands where one expects a number")
        return self.sum(node.children[0])

    def atom(self, node: Any, has_power: bool) -> Any:
        match node.data:
            case "name":
                return self.name(node.children[0], has_power)
            case "number":
                return sp.Integer(int(node.children[0]))
            case "function":
                return _FUNCTIONS[str(node.children[0])]
            case "frac":
                return self.fraction(node)
            case "sqrt":
                return self.joined(node, self.sum(node.children[2]), S.Half, sp.Pow)
            case "brace" | "grouped":
                return self.sum(node.children[-2])
            case "paren":
                values = self.paren(node)
                if len(values) != 1:
                    raise self.fail(node, "a list stands where one expects a number")
                return values[0]
            case "bracket":
                return self.bracket(node.children[1])
            case "bars":
                return sp.Abs(self.sum(node.children[1]))
            case "floor":
                return sp.floor(self.sum(node.children[1]))
            case "cases":
                return self.cases(node)
        raise self.fail(node, f"no reading of {node.data}")

    def cases(self, node: Any) -> Expr:
        """A value for each condition; two conditions that leave nothing out are "otherwise"."""
        rows = []
        for row in (child for child in node.children if _is_tree(child)):
            value, _, condition = row.children
            rows.append((self.scalar_product(row, [self.sum(value)]), self.holds(condition)))
        if any(condition == sp.false for _, condition in rows):
            raise self.fail(node, "a condition that never holds")
        return sp.Piecewise(*rows)

    def holds(self, condition: Any) -> Any:
        """``0 <= z < 1`` as a condition on real numbers; "otherwise" as the one that holds."""
        if not _is_tree(condition):
            return sp.true
        sides = [self.sum(c) for c in condition.children if _is_tree(c)]
        relations = [str(c) for c in condition.children if not _is_tree(c)]
        if not relations or not set(relations) <= set(_RELATIONS):
            raise self.fail(condition, "a case is chosen by =, <, > and their like")
        between = zip(relations, sides, sides[1:], strict=False)
        return sp.And(*(_RELATIONS[relation](a, b) for relation, a, b in between))

    def name(self, token: Any, has_power: bool) -> Any:
        text = str(token)
        if text.lstrip("\\") in self.bound:
            return self.bound[text.lstrip("\\")]
        value = self.known.get(tuple(text.split(" ")))
        if value is None and text == "e" and has_power:
            return _EULER
        if value is None:
            raise self.fail(token, f"{text.replace(' ', '')} is not declared")
        if isinstance(value, Ambiguous):
            raise self.fail(token, f"{text.replace(' ', '')} means two things here: declare it")
        if isinstance(value, Table | sp.IndexedBase | type | Expr):
            return value
        return as_lambda(value) if callable(value) else sp.sympify(value)

    def change(self, node: Any) -> _Change:
        _, atom, scripts = node.children
        if atom.data == "name" and not scripts.children:
            return _Change(self.name(atom.children[0], False), str(atom.children[0]))
        value = self.atom(atom, False)
        under = [s for s in scripts.children if s.data == "under"]
        over = [s for s in scripts.children if s.data != "under"]
        if over:
            raise self.fail(node, r"a power beside \partial: only first derivatives are read")
        if under:
            value = self.entry(atom, value, under[0])
        return _Change(value, self.latex[atom.meta.start_pos : node.meta.end_pos])

    def fraction(self, node: Any) -> Any:
        above, below = (self.part(n) for n in (node.children[2], node.children[5]))
        if isinstance(below, _Change):
            return self.partial(node, above, below)
        below = self.scalar_product(node, [below])
        return self.joined(node, above, 1 / below, lambda a, b: a * b)

    def part(self, node: Any) -> Any:
        """Above or below the line: a number, or what stands after one \\partial."""
        product = node.children[0]
        alone = len(node.children) == 1 and product.data == "product" and len(product.children) == 1
        if alone and product.children[0].data == "partial":
            return self.change(product.children[0])
        return self.sum(node)

    def partial(self, node: Any, above: Any, below: _Change) -> Any:
        if not isinstance(above, _Change):
            raise self.fail(node, r"\partial stands below without one above")
        if not isinstance(above.value, Expr):
            raise self.fail(node, f"{_name_of(above.value)} is no number")
        name = sp.Symbol(above.name)
        if isinstance(below.value, Table):
            return below.value.map(lambda e: Partial(above.value, e, name))
        if not isinstance(below.value, Symbol | Indexed):
            raise self.fail(node, f"cannot differentiate by {_name_of(below.value)}")
        return Partial(above.value, below.value, name)

    def bracket(self, node: Any) -> Any:
        sides = [self.sum(c) for c in node.children if _is_tree(c)]
        relations = [str(c) for c in node.children if not _is_tree(c)]
        if not relations:
            return sides[0]
        try:
            return _indicator(sides, relations)
        except ValueError as error:
            raise self.fail(node, str(error)) from None


@dataclass(frozen=True)
class _Change:
    r"""What stands after a \partial."""

    value: Any
    name: str


_EULER = object()
_FUNCTIONS: dict[str, Any] = {
    r"\exp": sp.exp, r"\log": sp.log, r"\ln": sp.log, r"\tanh": sp.tanh, r"\sin": sp.sin,
    r"\cos": sp.cos, r"\max": sp.Max, r"\min": sp.Min, r"\operatorname{sign}": sp.sign,
    r"\operatorname{sgn}": sp.sign, r"\mathrm{sign}": sp.sign,
}  # fmt: skip


_RELATIONS: dict[str, Any] = {
    "=": sp.Eq, r"\ne": sp.Ne, "<": sp.Lt, r"\le": sp.Le, ">": sp.Gt, r"\ge": sp.Ge,
}  # fmt: skip


def _is_function(value: Any) -> bool:
    return isinstance(value, Lambda | type)


def _rank(function: Any) -> int | None:
    if isinstance(function, Lambda):
        return len(function.variables)
    if function is KroneckerDelta:
        return 2
    return 1 if isinstance(function, type) and function not in (sp.Max, sp.Min) else None


def _index(name: str) -> Symbol:
    return Symbol(name, integer=True)


def _negated(value: Any) -> Any:
    return value.map(lambda e: -e) if isinstance(value, Table) else -value


def _name_of(value: Any) -> str:
    if isinstance(value, _Change):
        return value.name
    return getattr(value, "__name__", None) or str(value)


def _bounds(
    reader: _Reader, node: Any, low: Expr, high: Expr, relations: Sequence[str]
) -> tuple[Expr, Expr]:
    if not all(r in ("<", r"\le") for r in relations):
        raise reader.fail(node, "a range is written 0 \\le i < n")
    return low + int(relations[0] == "<"), high - int(relations[1] == "<")


def _indicator(sides: Sequence[Any], relations: Sequence[str]) -> Expr:
    if len(sides) == 2 and tuple(relations) == ("=",):
        return KroneckerDelta(*sides)
    if len(sides) == 3 and set(relations) <= {"<", r"\le"}:
        low, high = sides[0] + int(relations[0] == "<"), sides[2] - int(relations[1] == "<")
        return Inside(sides[1], low, high)
    if len(sides) == 3 and tuple(relations)[:1] == ("=",):
        return Inside(sides[0], sides[1], sides[2])
    raise ValueError("a condition is an equality or lies between two bounds")
