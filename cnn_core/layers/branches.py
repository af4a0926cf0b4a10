"""Layers side by side: branches whose outputs are summed or concatenated.

The input goes into every branch, so the gradients of all branches add up at the fan-out
(`eq-fan-out`). A residual block is two branches of which one is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cnn_core import stack
from cnn_core._checks import Array, one_of
from cnn_core.layers.base import Layer, Place, Shape


class Parallel(Layer):
    """Branches that see the same input; ``join`` says whether outputs are summed or concatenated.

    Each of ``branches`` is a layer, a list of layers, or an empty list, which passes its input on.
    ``join="sum"`` adds outputs of one shape; ``join="concatenate"`` puts them one after the other
    along the first axis (features or channels).

    >>> from cnn_core import Dense, Tanh
    >>> residual = Parallel([], [Dense(3), Tanh(), Dense(3)]).build((3,))
    >>> residual.forward(np.ones((3, 2))).shape
    (3, 2)
    >>> Parallel(Dense(2), Dense(4), join="concatenate").build((3,)).output_shape((3,))
    (6,)
    """

    def __init__(self, *branches: Layer | Sequence[Layer], join: str = "sum") -> None:
        if not branches:
            raise ValueError("branches: expected at least one, got none")
        self.branches = tuple(_as_stack(branch) for branch in branches)
        self.join = one_of(join, "join", ("sum", "concatenate"))

    def inside(self) -> tuple[Layer, ...]:
        return self.branches

    def output_shape(self, input_shape: Shape) -> Shape:
        shapes = [branch.output_shape(input_shape) for branch in self.branches]
        alike = [shape if self.join == "sum" else shape[1:] for shape in shapes]
        if any(shape != alike[0] for shape in alike):
            raise ValueError(f"branches: expected outputs that can be joined, got shapes {shapes}")
        if self.join == "sum":
            return shapes[0]
        return (sum(shape[0] for shape in shapes), *shapes[0][1:])

    def places(self, input_shape: Shape, gain: str, path: str = "") -> Iterator[Place]:
        yield Place(path, self, input_shape, gain)
        for index, branch in enumerate(self.branches):
            yield from branch.places(input_shape, gain, f"{path}{index}.")

    def gain_before(self, input_shape: Shape, after: str) -> str:
        wanted = {branch.gain_before(input_shape, after) for branch in self.branches}
        return wanted.pop() if len(wanted) == 1 else "glorot"

    def _forward(self, x: Array, training: bool) -> Array:
        outputs = [branch.run(x, training, self._recording) for branch in self.branches]
        self._keep([len(y) for y in outputs], training)
        return np.concatenate(outputs) if self.join == "concatenate" else _sum(outputs)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        lengths = self._take()
        parts = [dy] * len(lengths)
        if self.join == "concatenate":
            parts = np.split(dy, np.cumsum(lengths)[:-1])
        pairs = list(zip(self.branches, parts, strict=True))
        gradients = [branch.run_back(part, need_dx) for branch, part in reversed(pairs)]
        return _sum([dx for dx in gradients if dx is not None]) if need_dx else None

    def __repr__(self) -> str:
        texts = [repr(list(branch.layers)) for branch in self.branches]
        if self.join != "sum":
            texts.append(f"join={self.join!r}")
        return f"Parallel({', '.join(texts)})"


def _as_stack(branch: Layer | Sequence[Layer]) -> stack.Stack:
    return (
        branch
        if type(branch) is stack.Stack
        else stack.Stack([branch] if isinstance(branch, Layer) else branch)
    )


def _sum(arrays: list[Array]) -> Array:
    return sum(arrays[1:], start=arrays[0])
