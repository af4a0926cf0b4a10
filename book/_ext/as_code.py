"""An identity as a program: what the ledger judges, written out for a reader to change.

The claims of the ledger are made by functions that share layers and letters, so they cannot be cut
from its files. Their expressions are written in the vocabulary of ``cnn_core.symbolic`` instead.
"""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

from cnn_core.symbolic.vocabulary import unfolded

FROM_SYMPY = ("Abs", "Eq", "Ge", "Gt", "KroneckerDelta", "Le", "Lt", "Max", "Min", "Ne", "Rational",
              "Sum", "Symbol", "cos", "exp", "floor", "log", "sign", "sin", "sqrt", "symbols",
              "tanh")  # fmt: skip
FROM_PROVER = ("Inside", "Partial", "activation", "indices", "inside", "prove", "sizes", "tensors",
               "total")  # fmt: skip
WIDTH = 88
SIGNS = (" + ", " - ")


class NoProgram(ValueError):
    """An expression says something that the vocabulary has no word for."""


class Printer(StrPrinter):  # type: ignore[misc]
    """Expressions as one writes them in a program."""

    printmethod = "_in_a_program"  # what an expression says of its own printing is not asked

    def __init__(self) -> None:
        super().__init__()
        self.letters: dict[Any, str] = {}
        self.losses: dict[Any, str] = {}

    def letter(self, letter: Any, spelled: str, fallback: str = "v") -> str:
        """The name of a letter in the program: no two letters share one."""
        if letter not in self.letters:
            plain = re.sub(r"\W+", "_", re.sub(r"\\(?:hat|bar|tilde|mathrm|prime)|'", "", spelled))
            plain = plain.strip("_") or fallback
            plain = fallback + plain if plain[0].isdigit() else plain
            taken = {*self.letters.values(), *self.losses.values(), *FROM_SYMPY, *FROM_PROVER}
            names = [plain, *(f"{plain}_{n}" for n in range(2, 99))]
            self.letters[letter] = next(
                n for n in names if n not in taken and not keyword.iskeyword(n)
            )
        return self.letters[letter]

    def _print_Symbol(self, expr: Any) -> str:
        return self.letter(expr, expr.name)

    _print_Dummy = _print_Symbol

    def _print_Indexed(self, expr: Any) -> str:
        name = self.letter(expr.base, str(expr.base))
        return f"{name}[{', '.join(map(self._print, expr.indices))}]"

    def _print_Rational(self, expr: Any) -> str:
        return f"Rational({expr.p}, {expr.q})"

    def _print_Half(self, expr: Any) -> str:
        return self._print_Rational(expr)

    def _print_Sum(self, expr: Any) -> str:
        if all(lo == 0 for _, lo, _ in expr.limits):
            ranges = [f"({self._print(i)}, {self._print(hi + 1)})" for i, _, hi in expr.limits]
            return f"total({', '.join([self._print(expr.function), *ranges])})"
        ranges = [f"({', '.join(map(self._print, limit))})" for limit in expr.limits]
        return f"Sum({', '.join([self._print(expr.function), *ranges])})"

    def _print_Inside(self, expr: Any) -> str:
        i, lo, hi = expr.args
        if lo == 0:
            return f"inside({self._print(i)}, {self._print(hi + 1)})"
        return f"Inside({', '.join(map(self._print, expr.args))})"

    def _print_Partial(self, expr: Any) -> str:
        inner, target = expr.args[:2]
        if inner not in self.losses:
            self._print(inner)  # its letters come first
            free = [n for n in ("E", "E_2", "E_3", "E_4") if n not in self.letters.values()]
            self.losses[inner] = next(n for n in free if n not in self.losses.values())
        return f"Partial({self.losses[inner]}, {self._print(target)})"

    def _print_Function(self, expr: Any) -> str:
        name = type(expr).__name__
        if hasattr(expr, "stand_in"):
            spelled = name.replace("'", "_slope")
            name = self.letter(("activation", name), spelled, "f")
        elif name not in FROM_SYMPY:
            raise NoProgram(f"{name} is not of the vocabulary")
        return f"{name}({', '.join(map(self._print, expr.args))})"

    _print_KroneckerDelta = _print_Function
    _print_Max = _print_Min = _print_Abs = _print_Function

    def _print_Relational(self, expr: Any) -> str:
        names = {"Equality": "Eq", "Unequality": "Ne", "GreaterThan": "Ge", "LessThan": "Le",
                 "StrictGreaterThan": "Gt", "StrictLessThan": "Lt"}  # fmt: skip
        return f"{names[type(expr).__name__]}({self._print(expr.lhs)}, {self._print(expr.rhs)})"

    def emptyPrinter(self, expr: Any) -> str:
        raise NoProgram(f"{type(expr).__name__} is not of the vocabulary")


def as_code(claims: Iterable[Any], label: str, comment: str = "") -> str:
    """A program that proves each of these identities, of `cnn_ledger.Identity`'s shape.

    Raises `NoProgram` for what the vocabulary cannot say.
    """
    write = Printer()
    proofs = [_proof(write, claim, label) for claim in claims]
    losses = [f"{name} = {write.doprint(inner)}" for inner, name in write.losses.items()]
    body = [*map(_wrapped, losses), "", *proofs]
    head = _declared(write.letters)
    used = set(re.findall(r"[A-Za-z]\w*", "\n".join([*head, *losses, *proofs])))
    imports = [_import("sympy", FROM_SYMPY, used), _import("cnn_core.symbolic", FROM_PROVER, used)]
    comments = [f"# {line}" for line in textwrap.wrap(comment, WIDTH - 2)]
    return "\n".join([*comments, *filter(None, imports), "", *head, "", *body]) + "\n"


def _proof(write: Printer, claim: Any, label: str) -> str:
    sides = [write.doprint(unfolded(side)) for side in (claim.quantity, claim.formula)]
    options = []
    if claim.where:
        facts = ", ".join(write.doprint(unfolded(fact)) for fact in claim.where)
        options.append(f"where=[{facts}]")
    if claim.sizes:
        given = ", ".join(f"{write.doprint(k)}: {v}" for k, v in claim.sizes.items())
        options.append(f"sizes={{{given}}}")
    parts = [*sides, *options, f'label="{label}"']
    return "prove(" + ",\n      ".join(_wrapped(part, 6) for part in parts) + ")"


def _wrapped(line: str, indent: int = 0) -> str:
    """A long line broken inside of its brackets, where they are nested least."""
    room = WIDTH - indent - 4
    if len(line) <= room + 4:
        return line
    depth, places = 0, []
    for n, char in enumerate(line[:room]):
        depth += (char in "([{") - (char in ")]}")
        if depth and n > room // 2 and (line[n : n + 2] == ", " or line[n + 1 : n + 4] in SIGNS):
            places.append((depth, -n))
    if not places:
        return line
    end = 1 - min(places)[1]
    rest = _wrapped(line[end:].lstrip(), indent + (0 if indent > 6 else 4))
    return line[:end].rstrip() + "\n" + " " * (indent + (0 if indent > 6 else 4)) + rest


def _declared(letters: Mapping[Any, str]) -> list[str]:
    kinds: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for letter, name in letters.items():
        if isinstance(letter, tuple):
            kinds.setdefault(("activation", ""), []).append((letter[1], name))
        elif isinstance(letter, sp.IndexedBase):
            kinds.setdefault(("tensors", ""), []).append((str(letter), name))
        else:
            given = dict(letter._assumptions_orig)
            made = {frozenset({("integer", True)}): "indices",
                    frozenset({("integer", True), ("positive", True)}): "sizes"}  # fmt: skip
            maker = made.get(frozenset(given.items()), "symbols")
            options = "".join(f", {k}={v}" for k, v in sorted(given.items()))
            kinds.setdefault((maker, options if maker == "symbols" else ""), []).append(
                (letter.name, name)
            )
    return [_declaration(*kind, found) for kind, found in kinds.items()]


def _declaration(maker: str, options: str, found: list[tuple[str, str]]) -> str:
    if maker == "activation":
        return "\n".join(f'{name} = activation("{spelled}")' for spelled, name in found)
    names = ", ".join(name for _, name in found) + ("," if len(found) == 1 else "")
    spelled = [s if re.fullmatch(r"[\w^{}()\\']+", s) else n for s, n in found]
    if maker == "symbols":
        return "\n".join(
            f'{n} = Symbol("{s}"{options})' for s, (_, n) in zip(spelled, found, strict=True)
        )
    text = " ".join(spelled)
    raw = "r" if "\\" in text else ""
    return f'{names} = {maker}({raw}"{text}")'


def _import(module: str, names: Iterable[str], used: set[str]) -> str:
    wanted = ", ".join(sorted((n for n in names if n in used), key=str.lower))
    if not wanted:
        return ""
    line = f"from {module} import {wanted}"
    return line if len(line) <= WIDTH else f"from {module} import (\n    {wanted},\n)"
