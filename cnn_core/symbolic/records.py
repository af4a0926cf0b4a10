"""What a chapter proved, refuted or defined, kept beside the output: the registry of theorems.

A displayed `Proof`, `Counterexample` or `Definition` that names the formulas it speaks of carries
its statement as JSON, in a MIME type of its own. ``records(path)`` reads them from a stored
notebook, with nothing executed. An expression is a list, head first; what may be a head is
written in this module, so that loading builds expressions of the vocabulary and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import sympy as sp
from sympy import Dummy, Expr, Indexed, KroneckerDelta, Lambda, Sum, Symbol
from sympy.functions.elementary.piecewise import ExprCondPair

from cnn_core.symbolic.latex import Table, as_lambda, declarations
from cnn_core.symbolic.vocabulary import Every, Inside, Partial, activation, checked, unfolded

__all__ = ["MIME", "Definition", "Record", "define", "records"]

MIME = "application/vnd.cnn-core.statements+json"
KINDS = ("proof", "counterexample", "definition")


@dataclass(frozen=True)
class Record:
    """A statement ``lhs = rhs``, its hypotheses, and the labels of the formulas that state it.

    Of a counterexample `lhs` is the wrong formula and `rhs` the truth, and `of` says what it is a
    wrong form of.
    """

    kind: str
    label: str
    lhs: Expr
    rhs: Expr
    states: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    where: tuple[Expr, ...] = ()
    names: Mapping[str, Any] = field(default_factory=dict)
    rung: int = 0

    def __str__(self) -> str:
        said = f" states {', '.join(self.states)}" if self.states else ""
        wrong = f" of {', '.join(self.of)}" if self.of else ""
        return f"{self.kind} {self.label!r}{said}{wrong}"

    @cached_property
    def declared(self) -> dict[tuple[str, ...], Any]:
        """What the letters of a formula mean that states this."""
        return declarations(self.lhs, self.rhs, *self.where, names=self.names)

    def as_json(self) -> dict[str, Any]:
        """The record in texts, from which `from_json` builds it again."""
        write = _Writer()
        body = {
            "lhs": _line(write.expression(self.lhs)),
            "rhs": _line(write.expression(self.rhs)),
            "where": [_line(write.expression(fact)) for fact in self.where],
            "names": {name: _line(write.meaning(value)) for name, value in self.names.items()},
        }
        return {
            "kind": self.kind, "label": self.label, "rung": self.rung,
            "states": list(self.states), "of": list(self.of),
            **body, "letters": _line(write.letters),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        if data.get("kind") not in KINDS:
            raise ValueError(f"kind: got {data.get('kind')!r}; expected one of {', '.join(KINDS)}")
        read = _Loader(json.loads(data["letters"]))
        return cls(
            kind=data["kind"],
            label=data["label"],
            lhs=read.expression(json.loads(data["lhs"])),
            rhs=read.expression(json.loads(data["rhs"])),
            states=tuple(data["states"]),
            of=tuple(data["of"]),
            where=tuple(read.expression(json.loads(fact)) for fact in data["where"]),
            names={name: read.meaning(json.loads(value)) for name, value in data["names"].items()},
            rung=int(data["rung"]),
        )


def _line(data: Any) -> str:
    """Data on one line, so that a notebook holds one line for each expression."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def record(
    kind: str,
    label: str,
    sides: tuple[Any, Any],
    *,
    states: str | Iterable[str] = (),
    of: str | Iterable[str] = (),
    where: Iterable[Expr] = (),
    names: Mapping[str, Any] | None = None,
    rung: int = 0,
) -> Record | None:
    """The record of a claim that names formulas; None for one that names none."""
    states, of = labels("states", states), labels("of", of)
    if not (states or of):
        return None
    meanings = {name: _meaning(name, value) for name, value in (names or {}).items()}
    return Record(kind, label, *sides, states, of, tuple(where), meanings, rung)


def labels(name: str, value: str | Iterable[str]) -> tuple[str, ...]:
    """One label or several, as a tuple."""
    found = (value,) if isinstance(value, str) else tuple(value)
    for label in found:
        if not isinstance(label, str) or not label.strip():
            raise ValueError(f"{name}: got {label!r}; expected a label such as 'eq-conv-1d'")
    return found


def _meaning(name: str, value: Any) -> Any:
    if not isinstance(name, str) or not name.strip():
        raise TypeError(f"names: got the name {name!r}; expected LaTeX")
    if isinstance(value, Table | tuple | type):
        return value
    if isinstance(value, sp.Basic) or callable(value):
        return unfolded(value if isinstance(value, sp.Basic) else as_lambda(value))
    try:
        return sp.sympify(value, strict=True)
    except sp.SympifyError:
        raise TypeError(f"names: {name} got {value!r}; expected an expression") from None


def bundle(*found: Record | None) -> dict[str, Any]:
    """The MIME bundle of an output that shows these records."""
    stored = [one.as_json() for one in found if one is not None]
    return {MIME: {"version": 1, "statements": stored}} if stored else {}


def records(notebook: str | Path | Mapping[str, Any]) -> list[Record]:
    """The statements that a stored notebook carries, in order; a path or a loaded notebook."""
    stored: Any = notebook
    if isinstance(notebook, str | Path):
        stored = json.loads(Path(notebook).read_text(encoding="utf-8"))
    outputs = (o for cell in stored["cells"] for o in cell.get("outputs", []))
    found = (output.get("data", {}).get(MIME) for output in outputs)
    return [_read(_line(one)) for data in found if data for one in data["statements"]]


@lru_cache(1024)  # by the text itself, so that a page that is read again is not built again
def _read(text: str) -> Record:
    return Record.from_json(json.loads(text))


# --- definitions --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Definition:
    """``lhs`` stands for ``rhs`` from here on."""

    lhs: Expr
    rhs: Expr
    where: tuple[Expr, ...] = ()
    record: Record | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.lhs} := {self.rhs}"

    __repr__ = __str__

    def _repr_latex_(self) -> str:
        from cnn_core.symbolic.sums import readable

        return rf"$\displaystyle {sp.latex(self.lhs)} := {sp.latex(readable(self.rhs))}$"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.record)


def define(
    lhs: Expr,
    rhs: Expr,
    *,
    states: str | Iterable[str],
    names: Mapping[str, Any] | None = None,
    where: Iterable[Expr] = (),
) -> Definition:
    """Say that `lhs` stands for `rhs`, as the formulas labelled `states` do.

    `lhs` is a symbol or an entry, `rhs` may distinguish cases (``sympy.Piecewise``), which the
    prover itself does not; nothing is proved. The tests of the book read the formulas and
    compare them with this object. `names` is described in `cnn_core.symbolic.latex`.

    >>> from cnn_core.symbolic import define, indices, sizes, tensors, total
    >>> (i, m), (k,), (w, x, y) = indices("i m"), sizes("k"), tensors("w x y")
    >>> define(y[i], total(w[m] * x[i + m], (m, k)), states="eq-conv-1d")
    y[i] := Sum(w[m]*x[i + m], (m, 0, k - 1))
    """
    if isinstance(rhs, sp.Piecewise):
        lhs, *facts = checked(lhs=lhs, where=where)
        checked(**{f"rhs, case {n}": value for n, value in enumerate(_in_cases(rhs), 1)})
    else:
        lhs, rhs, *facts = checked(lhs=lhs, rhs=rhs, where=where)
    if not labels("states", states):
        raise ValueError("states: got nothing; expected the label of a formula")
    kept = record("definition", str(lhs), (lhs, rhs), states=states, where=facts, names=names)
    return Definition(lhs, rhs, tuple(facts), kept)


def _in_cases(rhs: sp.Piecewise) -> Iterator[Expr]:
    """The values of the cases, and the sides of their conditions."""
    for value, condition in rhs.args:
        yield value
        yield from (side for relation in condition.atoms(sp.Rel) for side in relation.args)


# --- expressions as lists -----------------------------------------------------------------------

_HEADS: dict[str, Any] = {
    cls.__name__: cls
    for cls in (sp.Add, sp.Mul, sp.Pow, sp.exp, sp.log, sp.tanh, sp.sign, sp.Abs, sp.Max, sp.Min,
                sp.sin, sp.cos, sp.floor, sp.Eq, KroneckerDelta, Every, Inside, Sum, Partial,
                sp.Piecewise, sp.Ne, sp.Lt, sp.Gt, sp.Le, sp.Ge, sp.And)
}  # fmt: skip
_HEADS["Equality"] = _HEADS.pop("Equality", sp.Eq)
_HEADS["ExprCondPair"] = ExprCondPair
_CONSTANTS = {"pi": sp.pi, "E": sp.E, "oo": sp.oo, "True": sp.true}
_ASSUMED = ("integer", "positive", "nonnegative", "real", "nonzero", "negative")


class _Writer:
    """Expressions as lists; each letter is described once."""

    def __init__(self) -> None:
        self.letters: dict[str, dict[str, Any]] = {}
        self.known: dict[Any, str] = {}

    def letter(self, letter: Any, kind: str) -> str:
        if letter not in self.known:
            plain = str(letter) if kind == "array" else letter.name
            name, n = plain, 1
            while name in self.letters:
                n += 1
                name = f"{plain}#{n}"
            self.known[letter] = name
            given = {a: v for a, v in letter.assumptions0.items() if a in _ASSUMED}
            self.letters[name] = {"kind": kind, "name": plain, **_least(given)}
        return self.known[letter]

    def expression(self, expr: Any) -> Any:
        match expr:
            case sp.Integer():
                return int(expr)
            case sp.Rational():
                return ["/", int(expr.p), int(expr.q)]
            case Dummy():
                return self.letter(expr, "bound")
            case Symbol():
                return self.letter(expr, "symbol")
            case Indexed():
                return ["[]", self.letter(expr.base, "array"), *map(self.expression, expr.indices)]
            case Sum():
                limits = [[self.expression(a) for a in limit] for limit in expr.limits]
                return ["Sum", self.expression(expr.function), *limits]
            case Partial():
                name = str(expr.args[2])
                return ["Partial", *map(self.expression, expr.args[:2]), name]
        if hasattr(expr, "stand_in"):
            return ["f", type(expr).__name__, self.expression(expr.args[0])]
        if (constant := str(expr)) in _CONSTANTS and expr == _CONSTANTS[constant]:
            return ["constant", constant]
        head = type(expr).__name__
        if head not in _HEADS:
            raise TypeError(f"{head} is not of the vocabulary: {expr}")
        return [head, *map(self.expression, expr.args)]

    def meaning(self, value: Any) -> dict[str, Any]:
        """What a declared name stands for."""
        match value:
            case Table():
                return {
                    "table": self.meaning(value.entries)["function"],
                    "shape": [self.expression(n) for n in value.shape],
                }
            case tuple():
                return {"range": [self.expression(sp.sympify(bound)) for bound in value]}
            case sp.IndexedBase():
                return {"array": self.letter(value, "array")}
            case Lambda():
                at = [self.expression(v) for v in value.variables]
                return {"function": [at, self.expression(value.expr)]}
        if isinstance(value, type) and hasattr(value, "stand_in"):
            return {"activation": value.__name__}
        if isinstance(value, type):
            if value.__name__ not in _HEADS:
                raise TypeError(f"names: {value.__name__} is not of the vocabulary")
            return {"head": value.__name__}
        return {"expression": self.expression(value)}


def _least(given: dict[str, bool]) -> dict[str, Any]:
    """The assumptions from which the others follow."""
    for names in ((), *((a,) for a in given), *((a, b) for a in given for b in given if a < b)):
        chosen = {a: given[a] for a in names}
        probe = Symbol("probe", **chosen).assumptions0
        if all(probe.get(a) == value for a, value in given.items()):
            return chosen
    return given


class _Loader:
    """Lists as expressions again."""

    def __init__(self, letters: Mapping[str, Mapping[str, Any]]) -> None:
        self.letters = {key: self._letter(dict(value)) for key, value in letters.items()}

    def _letter(self, described: dict[str, Any]) -> Any:
        kind, name = described.pop("kind"), described.pop("name")
        if not set(described) <= set(_ASSUMED):
            raise ValueError(f"{name}: unknown assumptions {sorted(described)}")
        if kind == "array":
            return sp.IndexedBase(Symbol(name), **described)
        return Dummy(name, **described) if kind == "bound" else Symbol(name, **described)

    def letter(self, name: str) -> Any:
        if name not in self.letters:
            raise ValueError(f"{name!r} is not among the letters of this statement")
        return self.letters[name]

    def expression(self, data: Any) -> Any:
        if isinstance(data, int):
            return sp.Integer(data)
        if isinstance(data, str):
            return self.letter(data)
        head, *rest = data
        match head:
            case "/":
                return sp.Rational(int(rest[0]), int(rest[1]))
            case "[]":
                return self.letter(rest[0])[tuple(map(self.expression, rest[1:]))]
            case "f":
                return activation(rest[0])(self.expression(rest[1]))
            case "constant":
                return _CONSTANTS[rest[0]]
            case "Sum":
                limits = [tuple(map(self.expression, limit)) for limit in rest[1:]]
                return Sum(self.expression(rest[0]), *limits)
            case "Partial":
                return Partial(self.expression(rest[0]), self.expression(rest[1]), rest[2])
        if head not in _HEADS:
            raise ValueError(f"{head!r} is not of the vocabulary")
        return _HEADS[head](*map(self.expression, rest))

    def meaning(self, data: Mapping[str, Any]) -> Any:
        match data:
            case {"table": function, "shape": shape}:
                entries = self.meaning({"function": function})
                return Table(entries, *map(self.expression, shape))
            case {"range": bounds}:
                return tuple(map(self.expression, bounds))
            case {"array": name}:
                return self.letter(name)
            case {"function": [at, body]}:
                return Lambda(tuple(map(self.letter, at)), self.expression(body))
            case {"activation": name}:
                return activation(name)
            case {"head": name} if name in _HEADS:
                return _HEADS[name]
            case {"expression": body}:
                return self.expression(body)
        raise ValueError(f"names: got {data!r}; expected a meaning")
