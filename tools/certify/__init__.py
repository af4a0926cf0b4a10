"""Certificates: theorems of the book as statements of Rocq, with proofs that its kernel checks.

A statement is written from the record that a chapter stores with its output. The proof is a script
of small equations: derivatives are pushed to the entries, sums brought to the front, deltas
collapsed, and the terms of the two sides matched. Which terms belong together is guessed from
numbers; whatever is guessed wrongly, the kernel refuses.
"""

from __future__ import annotations


class NotCertified(ValueError):
    """No certificate can be written for an identity, and why."""
