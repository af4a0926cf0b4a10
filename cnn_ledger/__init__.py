"""The ledger: every printed equation of the sources, with a verdict that is computed.

`claims` is what can be judged, `equation` the rules of a verdict, `sources` the equations, one
folder a source, `pages` what people and programs read. ``python -m cnn_ledger`` checks them all.
Needs SymPy and NumPy.
"""

import os
import sys

if "sympy" not in sys.modules:  # it reads this once; a cache without a limit saves a sixth
    os.environ.setdefault("SYMPY_CACHE_SIZE", "None")

from cnn_ledger.claims import All, Entries, Identity, LedgerError, Reading, Statement
from cnn_ledger.equation import VERDICTS, Equation, equations, named
from cnn_ledger.pages import cards, counts, counts_table, errata, ledger_table
from cnn_ledger.reading import counts_read
from cnn_ledger.sources import SOURCES

__all__ = [
    "SOURCES",
    "VERDICTS",
    "All",
    "Entries",
    "Equation",
    "Identity",
    "LedgerError",
    "Reading",
    "Statement",
    "cards",
    "counts",
    "counts_read",
    "counts_table",
    "equations",
    "errata",
    "ledger_table",
    "named",
]
