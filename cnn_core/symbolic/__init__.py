"""Proofs of the book's formulas: for every size, and for the shipped code run on symbols.

`sums` differentiates and compares sums over index ranges of symbolic length, `instances` writes them
out at small sizes, `proof` holds the objects that a page displays, `exact` makes arrays of symbols,
`equation` and `sources` hold the printed equations of five documents with their computed verdicts.
"""

from cnn_core.symbolic.exact import gradient, symbol_array
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
from cnn_core.symbolic.sums import (
    Inside,
    Partial,
    activation,
    assume,
    derivative,
    difference,
    equal,
    indices,
    inside,
    normal,
    readable,
    sizes,
    tensors,
    total,
)

__all__ = [
    "Counterexample",
    "Inside",
    "NotProved",
    "NotRefuted",
    "Partial",
    "Proof",
    "ProofTable",
    "activation",
    "assume",
    "check_numeric",
    "derivative",
    "difference",
    "equal",
    "gradient",
    "indices",
    "inside",
    "normal",
    "prove",
    "prove_exact",
    "readable",
    "refute",
    "sizes",
    "symbol_array",
    "tensors",
    "total",
]
