"""Proofs of the book's formulas: for every size, and for the shipped code run on symbols.

`vocabulary` is what an identity can say. `sums` differentiates and compares sums over index ranges
of symbolic length, `instances` writes them out at small sizes, `proof` holds the objects that a
page displays, `derivation` the way to a result in the steps of a person, `exact` makes arrays of
symbols. The ledger of printed equations is a package of its own, `cnn_ledger`.
"""

try:
    import sympy as _sympy  # noqa: F401
except ModuleNotFoundError as _error:
    raise ModuleNotFoundError(
        "cnn_core.symbolic needs SymPy, which the extra symbolic brings: "
        'pip install "cnn-core[symbolic]", or ".[symbolic]" in the folder of this project'
    ) from _error

from cnn_core.symbolic.derivation import Derivation, Step, derive
from cnn_core.symbolic.exact import gradient, symbol_array
from cnn_core.symbolic.judging import Judgement, judge
from cnn_core.symbolic.latex import LatexError, Table, read
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
from cnn_core.symbolic.sameness import same
from cnn_core.symbolic.sums import assume, derivative, difference, equal, normal, readable
from cnn_core.symbolic.vocabulary import (
    Inside,
    Partial,
    activation,
    indices,
    inside,
    named,
    sizes,
    tensors,
    total,
)

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
