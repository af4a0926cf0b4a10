"""Proofs of the book's formulas: for every size, and for the shipped code run on symbols.

`vocabulary` is what an identity can say. `sums` differentiates and compares sums over index ranges
of symbolic length, `instances` writes them out at small sizes, `proof` holds the objects that a
page displays, `derivation` the way to a result in the steps of a person, `exact` makes arrays of
symbols. The ledger of printed equations is a package of its own, `cnn_ledger`.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING

try:
    import sympy as _sympy  # noqa: F401
except ModuleNotFoundError as _error:
    raise ModuleNotFoundError(
        "cnn_core.symbolic needs SymPy, which the extra symbolic brings: "
        'pip install "cnn-core[symbolic]", or ".[symbolic]" in the folder of this project'
    ) from _error

from cnn_core.symbolic.proof import (
    Counterexample,
    NotProved,
    NotRefuted,
    Proof,
    ProofTable,
    check_numeric,
    prove,
    prove_exact,
    refute,
)
from cnn_core.symbolic.records import Definition, Record, define, records
from cnn_core.symbolic.sums import assume, derivative, difference, equal, normal, readable
from cnn_core.symbolic.vocabulary import (
    Inside,
    Partial,
    activation,
    every,
    indices,
    inside,
    named,
    sizes,
    tensors,
    total,
)

if _TYPE_CHECKING:
    from cnn_core.symbolic.derivation import Derivation, Step, derive
    from cnn_core.symbolic.exact import gradient, symbol_array
    from cnn_core.symbolic.judging import Judgement, judge
    from cnn_core.symbolic.latex import LatexError, Table, read
    from cnn_core.symbolic.sameness import same

_LATER = {  # what a proof does not need is imported when it is asked for
    "derivation": ("Derivation", "Step", "derive"),
    "exact": ("gradient", "symbol_array"),
    "judging": ("Judgement", "judge"),
    "latex": ("LatexError", "Table", "read"),
    "sameness": ("same",),
}


def __getattr__(name: str) -> object:
    for module, names in _LATER.items():
        if name in names:
            globals()[name] = getattr(_import_module(f"{__name__}.{module}"), name)
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "Counterexample",
    "Definition",
    "Derivation",
    "Inside",
    "Judgement",
    "LatexError",
    "NotProved",
    "NotRefuted",
    "Partial",
    "Proof",
    "ProofTable",
    "Record",
    "Step",
    "Table",
    "activation",
    "assume",
    "check_numeric",
    "define",
    "derivative",
    "derive",
    "difference",
    "equal",
    "every",
    "gradient",
    "indices",
    "inside",
    "judge",
    "named",
    "normal",
    "prove",
    "prove_exact",
    "read",
    "readable",
    "records",
    "refute",
    "same",
    "sizes",
    "symbol_array",
    "tensors",
    "total",
]
