r"""A digest of abstracts and posts on backpropagation in convolutional networks: the text.

It has no equations and no headings; an entry's number is that of the paragraph, counted without
the title, and a word. Many sentences are cut from their articles, and are read in their favour.
"""

from __future__ import annotations

from cnn_ledger.equation import Equation
from cnn_ledger.sources.digest import (
    architecture,
    backpropagation,
    noise,
)

DISPLAYED: set[str] = set()  # prose only
PARTS = (
    architecture,
    backpropagation,
    noise,
)
ENTRIES: list[Equation] = [entry for part in PARTS for entry in part.ENTRIES]
