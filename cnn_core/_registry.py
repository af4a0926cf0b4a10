"""Tables that fill themselves: what the package ships is in them, without being listed anywhere.

Tests, pages and files go over these tables, so that what is added is tested, shown and saved. What
a user writes is no part of them: a table holds things written in modules of this package alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")

PACKAGE = __name__.partition(".")[0]


def is_shipped(thing: Any) -> bool:
    """Whether a class, a function or an object that wraps one was written in this package.

    >>> is_shipped(Registry), is_shipped(int)
    (True, False)
    """
    return str(thing.__module__).partition(".")[0] == PACKAGE


def qualified_name(thing: Any) -> str:
    """The name that tells a class or function from every other: its own if it is shipped.

    >>> qualified_name(Registry), qualified_name(Mapping)
    ('Registry', 'collections.abc.Mapping')
    """
    name = str(getattr(thing, "__qualname__", thing.__name__))
    return name if is_shipped(thing) else f"{thing.__module__}.{name}"


class Registry(Mapping[str, T]):
    """The shipped things of one kind by their names, in the order in which they were written.

    >>> table = Registry()
    >>> table.add(Registry), table.add(int), list(table)
    (<class 'cnn_core._registry.Registry'>, <class 'int'>, ['Registry'])
    """

    def __init__(self) -> None:
        self._things: dict[str, T] = {}

    def add(self, thing: Any) -> Any:
        """Take up ``thing`` unless it is a user's own or private; also as a decorator."""
        if is_shipped(thing) and not thing.__name__.startswith("_"):
            self._things[thing.__name__] = thing
        return thing

    def __getitem__(self, name: str) -> T:
        return self._things[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def __repr__(self) -> str:
        return f"<{len(self)} of them: {', '.join(self)}>"
