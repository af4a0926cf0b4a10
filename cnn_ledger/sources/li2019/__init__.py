r"""Li 2019, *Convolutional Neural Networks* (COMP4121 project): displays and text.

Displays are numbered by section and order: 1.3-1 is the first of section 1.3. The text has two
numbers of its own: its (1) is 1.3-1, its (2) is 1.5-1.
"""

from __future__ import annotations

from cnn_ledger.equation import Equation
from cnn_ledger.sources.li2019 import (
    any_width,
    chain,
    convolutions,
    cost,
    descent,
    idea,
    layers,
    minibatches,
    network,
    neuron,
)

DISPLAYED: set[str] = {
    f"{section}-{k}"
    for section, count in {
        "1.1": 3, "1.2": 1, "1.3": 1, "1.4": 5, "1.5": 1, "1.6": 3, "1.7": 24, "2.1": 3, "2.2": 1
    }.items()
    for k in range(1, count + 1)
}  # fmt: skip
PARTS = (
    neuron,
    layers,
    cost,
    descent,
    minibatches,
    idea,
    chain,
    any_width,
    convolutions,
    network,
)
ENTRIES: list[Equation] = [entry for part in PARTS for entry in part.ENTRIES]
