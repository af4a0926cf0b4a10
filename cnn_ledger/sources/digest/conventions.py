"""The digest displays no equation: there is nothing to read back."""

from __future__ import annotations

from cnn_ledger.reading import Spelled

SPELLED: dict[str, Spelled] = {}
UNREAD: dict[str, str] = {}
