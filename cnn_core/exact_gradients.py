"""A backward function proved on symbols, entry by entry, at chosen sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cnn_core._pair import Pair

if TYPE_CHECKING:
    from cnn_core.symbolic import Proof


def prove_backward(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    shapes: Mapping[str, Sequence[int]] | Sequence[Sequence[int]],
    *,
    label: str = "backward",
    **settings: Any,
) -> Proof:
    """Prove a backward function exactly, at the given shapes: both functions run on symbols.

    Args:
        forward: as for ``check_backward``, in operations that arrays of symbols have too.
        backward: as for ``check_backward``.
        shapes: of the arrays, by name or in their order. All of them are differentiated.
        label: what the proof is called.
        settings: passed on by name, to each of the two functions that takes it.

    Returns:
        A ``Proof`` of rung 2. A case distinction, as in ReLU, is decided at a random point: what
        is proved then is the piece that holds this point.

    Raises:
        NotProved: the gradients differ; the message names the array, the entry and the difference.
        ValueError: no shapes, or not one gradient an array.

    Needs SymPy.

    >>> prove_backward(lambda x, w: w @ x, lambda dy, x, w: (w.T @ dy, dy @ x.T),
    ...                {"x": (2, 2), "w": (3, 2)})
    backward: exact at chosen sizes
    """
    from cnn_core.symbolic import prove_exact

    named = shapes.items() if isinstance(shapes, Mapping) else (
        (f"x{k}", shape) for k, shape in enumerate(shapes)
    )  # fmt: skip
    given = {name: tuple(shape) for name, shape in named}
    if not given:
        raise ValueError("shapes: expected the shape of at least one array, got none")
    claimed, derived = _both(forward, backward, given, settings)
    for name, a, b in zip(given, claimed, derived, strict=True):
        prove_exact(a, b, label=f"{label}, gradient of {name}")
    flat = [np.concatenate([a.ravel() for a in side]) for side in (claimed, derived)]
    return prove_exact(*flat, label=label)


def _both(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    shapes: Mapping[str, tuple[int, ...]],
    settings: Mapping[str, Any],
) -> tuple[list[Any], list[Any]]:
    """The gradients that ``backward`` returns for symbols, and those of SymPy."""
    from cnn_core.symbolic import gradient, symbol_array
    from cnn_core.symbolic.elementwise import on_symbols

    arrays = [symbol_array(name, shape) for name, shape in shapes.items()]
    at = _point(arrays)
    forwards, backwards = (Pair.taken(function, settings) for function in (forward, backward))

    def run(*given: Any) -> Any:
        return forward(*(array.copy() for array in given), **forwards)

    def run_back(dy: Any, *given: Any) -> tuple[Any, ...]:
        result = run(*given)
        cache = (_after(result),) if isinstance(result, tuple) else given
        return _in_order(backward(dy if y.shape else dy[()], *cache, **backwards), list(shapes))

    y = np.asarray(on_symbols(lambda *given: _first(run(*given)), *arrays, at=at), dtype=object)
    dy = symbol_array("d", y.shape)
    claimed = list(on_symbols(run_back, dy, *arrays, at=at))
    if len(claimed) != len(arrays):
        raise ValueError(f"backward: expected {len(arrays)} gradients, got {len(claimed)}")
    return claimed, [gradient(np.sum(dy * y), array) for array in arrays]


def _point(arrays: Sequence[Any]) -> dict[Any, Any]:
    """A number for each symbol, no two the same."""
    import sympy as sp

    symbols = [symbol for array in arrays for symbol in array.ravel()]
    numbers = np.random.default_rng(0).permutation(np.arange(1, 2 * len(symbols) + 1))
    signs = np.where(np.arange(numbers.size) % 2, 1, -1)
    return {s: sp.Rational(int(n), 97) for s, n in zip(symbols, signs * numbers, strict=False)}


def _first(result: Any) -> Any:
    return result[0] if isinstance(result, tuple) else result


def _after(result: tuple[Any, ...]) -> Any:
    return result[1] if len(result) == 2 else result[1:]


def _in_order(found: Any, names: Sequence[str]) -> tuple[Any, ...]:
    """Gradients in the order of the arrays, from an array, a sequence or a dictionary."""
    if isinstance(found, Mapping):
        return tuple(found[f"d{name}" if f"d{name}" in found else name] for name in names)
    return tuple(found) if isinstance(found, tuple | list) else (found,)
