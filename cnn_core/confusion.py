"""Every mistake made on purpose in every function, and what the doctor says: the confusion matrix.

A mistake that gives the very array of another one cannot be told from it; such a pair shows here,
as does a mistake that is not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core._pair import Pair
from cnn_core._search import same
from cnn_core._situation import Situation
from cnn_core.activations import leaky_relu, relu, sigmoid, softmax, tanh
from cnn_core.attention import attention
from cnn_core.convolution import conv2d, conv_transpose2d
from cnn_core.criteria import center_loss, fisher, masked_cross_entropy
from cnn_core.dense import dense
from cnn_core.doctor import explained, settings_of, situation
from cnn_core.gradcheck import TOLERANCE, _report_of
from cnn_core.local import local2d
from cnn_core.losses import Loss, binary_cross_entropy, mae, mse, softmax_cross_entropy
from cnn_core.mistakes import MISTAKES, Mistake, Variant
from cnn_core.normalisation import (
    batch_norm,
    batch_norm_inference,
    layer_norm,
    local_response_norm,
)
from cnn_core.one_dimensional import avg_pool1d, conv1d, max_pool1d
from cnn_core.pooling import avg_pool2d, global_avg_pool2d, l2_pool2d, max_pool2d, subsample2d
from cnn_core.recurrent import recurrent

Array = NDArray[Any]


@dataclass(frozen=True)
class Subject:
    """A function in which mistakes are made: shapes of its arrays, and settings.

    ``labels`` gives, by place, the number of classes of an array of labels; ``positive`` are the
    places of arrays of positive numbers, ``chances`` of probabilities. ``ties`` says that equal
    entries have no gradient, so that a backward function may get them wrong.
    """

    forward: Callable[..., Any]
    shapes: tuple[tuple[int, ...], ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[int, int] = field(default_factory=dict)
    positive: tuple[int, ...] = ()
    chances: tuple[int, ...] = ()
    ties: bool = False

    def arrays(self) -> list[Array]:
        rng = np.random.default_rng(12)
        return [self._array(k, shape, rng) for k, shape in enumerate(self.shapes)]

    def _array(self, k: int, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        if k in self.labels:
            return rng.permutation(np.arange(np.prod(shape)) % self.labels[k]).reshape(shape)
        if k in self.chances:
            return rng.uniform(0.1, 0.9, shape)
        drawn = rng.normal(size=shape)
        return np.abs(drawn) + 0.3 if k in self.positive else drawn

    @property
    def places(self) -> list[int]:
        """The arrays that have a gradient."""
        return [k for k in range(len(self.shapes)) if k not in self.labels]


# Functions that give more than their output, or take more than arrays and numbers: the part that
# is differentiated. Their arguments are named as in the package.


def _first(function: Callable[..., Any]) -> Callable[..., Any]:
    """The output alone of a function that returns more, under the names of its arguments."""

    @wraps(function)
    def output(*arrays: Array, **settings: Any) -> Any:
        return function(*arrays, **settings)[0]

    return output


def _subsample2d(x: Array, coefficient: Array, bias: Array, size: int) -> Array:
    return subsample2d(x, size, coefficient, bias)[0]


def _dropout(x: Array, rate: float) -> Array:
    """Dropout with a mask that is the same for all calls of a size."""
    kept = np.random.default_rng(1).random(x.shape) >= rate
    return np.asarray(x * kept / (1 - rate))


def _recurrent(x: Array, w: Array, u: Array, b: Array) -> Array:
    return recurrent(x, w, u, b)[0]


def _masked_cross_entropy(z: Array, y: Array) -> Any:
    mask = np.arange(z.size).reshape(z.shape) % 5 != 1  # a class in five is ruled out
    mask[y, np.arange(len(y))] = True
    return masked_cross_entropy(z, y, mask)


def _loss(loss: Loss) -> Callable[[Array, Array], Any]:
    """A loss as a function of predictions and targets, in terms of NumPy alone."""

    def value(y_hat: Array, y: Array) -> Any:
        return loss(y_hat, y)

    return value


IMAGE: Final = (2, 5, 5, 2)
WINDOWS: Final = {"size": 3, "stride": 1}

SUBJECTS: Final[dict[str, Subject]] = {
    "dense": Subject(dense, ((3, 4), (3, 3), (3,))),
    "conv2d": Subject(
        conv2d, ((2, 6, 6, 2), (2, 2, 2, 2), (2,)), {"stride": 2, "padding": 1, "dilation": 3}
    ),
    "conv_transpose2d": Subject(
        conv_transpose2d, ((2, 3, 3, 2), (2, 2, 2, 2), (2,)), {"stride": 2, "padding": 1}
    ),
    "local2d": Subject(local2d, ((2, 4, 4, 2), (2, 2, 2, 2, 1, 2), (2, 1, 2)), {"stride": 2}),
    "conv1d": Subject(conv1d, ((2, 8, 2), (2, 2, 3), (2,)), {"stride": 2, "padding": 1}),
    "max_pool2d": Subject(_first(max_pool2d), (IMAGE,), WINDOWS, ties=True),
    "avg_pool2d": Subject(avg_pool2d, (IMAGE,), WINDOWS),
    "l2_pool2d": Subject(l2_pool2d, (IMAGE,), WINDOWS),
    "max_pool1d": Subject(_first(max_pool1d), ((2, 7, 2),), WINDOWS, ties=True),
    "avg_pool1d": Subject(avg_pool1d, ((2, 7, 2),), WINDOWS),
    "global_avg_pool2d": Subject(global_avg_pool2d, ((2, 3, 4, 3),)),
    "subsample2d": Subject(_subsample2d, ((2, 4, 4, 2), (2,), (2,)), {"size": 2}),
    "sigmoid": Subject(sigmoid, ((4, 3),)),
    "tanh": Subject(tanh, ((4, 3),)),
    "relu": Subject(relu, ((4, 3),)),
    "leaky_relu": Subject(leaky_relu, ((4, 3),)),
    "softmax": Subject(softmax, ((4, 3),)),
    "dropout": Subject(_dropout, ((6, 5),), {"rate": 0.4}),
    "batch_norm": Subject(_first(batch_norm), ((2, 3, 4), (2,), (2,))),
    "batch_norm_inference": Subject(
        batch_norm_inference, ((3, 2, 4), (3,), (3,), (3,), (3,)), positive=(4,)
    ),
    "layer_norm": Subject(layer_norm, ((2, 3, 4), (2, 3), (2, 3))),
    "local_response_norm": Subject(
        local_response_norm, ((4, 2, 2, 2),), {"size": 3, "alpha": 0.3, "beta": 0.75, "k": 2.0}
    ),
    "attention": Subject(_first(attention), ((2, 3, 2), (2, 4, 2), (3, 4, 2))),
    "recurrent": Subject(_recurrent, ((2, 3, 2), (3, 2), (3, 3), (3,))),
    "mse": Subject(_loss(mse), ((3, 4), (3, 4))),
    "mae": Subject(_loss(mae), ((3, 4), (3, 4))),
    "binary_cross_entropy": Subject(
        _loss(binary_cross_entropy), ((3, 4), (3, 4)), chances=(0, 1)
    ),
    "softmax_cross_entropy": Subject(
        _loss(softmax_cross_entropy), ((3, 5), (5,)), labels={1: 3}
    ),
    "masked_cross_entropy": Subject(_masked_cross_entropy, ((4, 5), (5,)), labels={1: 4}),
    "center_loss": Subject(center_loss, ((2, 6), (6,), (2, 3)), labels={1: 3}),
    "fisher": Subject(
        fisher, ((2, 7), (7,)), {"within": 0.8, "between": 0.3}, labels={1: 3}
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """One mistake made in one function, and the mistakes that the doctor names."""

    subject: str
    array: str
    made: str
    named: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether one mistake was named: this one, or one that gives the very same array."""
        return len(self.named) == 1


def trials(
    subjects: Iterable[str] = tuple(SUBJECTS),
    mistakes: Iterable[str] = tuple(MISTAKES),
    arrays: Iterable[str] | None = None,
) -> Iterator[Trial]:
    """Make each mistake in each array of each function where it applies, and ask the doctor.

    Args:
        subjects: names of functions among ``SUBJECTS``.
        mistakes: names of mistakes of the catalogue.
        arrays: names of arrays, by default all that have a gradient.
    """
    mistakes = list(mistakes)
    for subject in subjects:
        case = SUBJECTS[subject]
        forward = remembered(case.forward)  # the same numbers come back with every mistake
        case = replace(case, forward=forward)
        for i in case.places:
            for name in mistakes:
                pair = spoiled(case, i, MISTAKES[name])
                if pair is not None and (arrays is None or pair.names[i] in arrays):
                    yield Trial(subject, pair.names[i], name, _named(pair, i))


def _named(pair: Pair, i: int) -> tuple[str, ...]:
    """What the doctor says of this gradient, the numbers of the smallest case left out."""
    report = explained(pair, _report_of(pair, TOLERANCE, None), smallest=False)
    return () if report.ok else report.mistakes


def remembered(forward: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which looks up what it has computed before."""
    known: dict[Any, Any] = {}

    @wraps(forward)
    def output(*arrays: Array, **settings: Any) -> Any:
        key = (tuple((a.shape, a.tobytes()) for a in arrays), repr(settings))
        if (found := known.get(hash(key))) is None:
            found = known[hash(key)] = forward(*arrays, **settings)
        return found.copy() if isinstance(found, np.ndarray) else found

    return output


def confusion(
    subjects: Iterable[str] = tuple(SUBJECTS), mistakes: Iterable[str] = tuple(MISTAKES)
) -> dict[tuple[str, str], int]:
    """How often the mistake made (first) was named as which (second; empty if none was).

    >>> confusion(["dense"], ["sign"])
    {('sign', 'sign'): 3}
    """
    table: dict[tuple[str, str], int] = {}
    for trial in trials(subjects, mistakes):
        cell = (trial.made, " and ".join(trial.named))
        table[cell] = table.get(cell, 0) + 1
    return table


def wrong_gradients(
    forward: Callable[..., Any],
    *arrays: Array,
    wrt: int = 0,
    dy: Array | None = None,
    **settings: Any,
) -> dict[str, Array]:
    """What each mistake makes of one gradient, by its name; the right one first, under ``right``.

    Args:
        forward: ``forward(*arrays, **settings)`` gives an array.
        arrays: what it is given.
        wrt: the place of the array whose gradient is wanted.
        dy: the gradient that is sent back, in the shape of the output; by default random.
        settings: such as ``stride=2``.

    Of several ways to make a mistake the first is taken that keeps the shape and leaves something
    other than zeros, if there is one. Mistakes that do not apply are left out.

    >>> wrong_gradients(np.square, np.array([1.0, 3.0]), dy=np.ones(2))["sign"].round(3)
    array([-2., -6.])
    """
    pair = Pair(forward, lambda dy, *arrays: arrays[wrt], list(arrays), wrt, settings, dy)
    s = situation(pair, wrt)
    s.claimed = None
    found = {"right": s.gradient()}
    for name, mistake in MISTAKES.items():
        made = [wrong for _, wrong in _ways(mistake, s)]
        if made:
            found[name] = min(made, key=lambda g: (g.shape != s.x.shape, not g.any()))
    return found


def _ways(mistake: Mistake, s: Situation) -> Iterator[tuple[Variant, Array]]:
    """The ways to make a mistake that change anything, and the gradients that they give."""
    for variant in mistake.variants(s):
        try:
            wrong = mistake.wrong(s, variant)
        except (ValueError, IndexError):
            continue
        if not same(wrong, s.gradient()) and np.isfinite(wrong).all() and wrong.size:
            yield variant, wrong


def spoiled(case: Subject, i: int, mistake: Mistake) -> Pair | None:
    """The function with a backward function that makes the mistake in the gradient of array ``i``.

    ``None`` if the mistake does not apply, or changes nothing.
    """
    right = Pair(case.forward, lambda dy, *arrays: arrays[i], case.arrays(), i, case.settings)
    if mistake.name in KEPT:
        backward = KEPT[mistake.name](case, i, right.names)
        return Pair(case.forward, backward, case.arrays(), i, case.settings) if backward else None
    s = situation(right, i)
    s.claimed = None
    way = next(_ways(mistake, s), None)
    if way is None:
        return None
    backward = _spoiling(case, i, mistake, way[0], right.names)
    return Pair(case.forward, backward, case.arrays(), i, case.settings)


def _at(case: Subject, i: int, names: list[str], dy: Array, arrays: Sequence[Array]) -> Situation:
    """What the doctor will see, as the one who makes the mistake sees it."""
    settings = settings_of(case.forward, case.settings)

    def forward(given: list[Array], **changed: Any) -> Array:
        return np.asarray(case.forward(*given, **{**case.settings, **changed}))

    return Situation(forward, arrays, i, dy, names, settings, wrt=(i,))


def _spoiling(
    case: Subject, i: int, mistake: Mistake, variant: Variant, names: list[str]
) -> Callable[..., Any]:
    """A backward function that makes the mistake at any sizes."""

    def backward(dy: Array, *arrays: Array) -> Array:
        s = _at(case, i, names, dy, arrays)
        ways = [v for v in mistake.variants(s) if v.key == variant.key]
        return mistake.wrong(s, ways[0]) if ways else s.gradient()

    return backward


# --- mistakes that no single call shows ----------------------------------------------------------


def _accumulating(case: Subject, i: int, names: list[str]) -> Callable[..., Any]:
    """A backward function that adds to what the call before has left."""
    kept: dict[tuple[int, ...], Array] = {}

    def backward(dy: Array, *arrays: Array) -> Array:
        new = _at(case, i, names, dy, arrays).gradient()
        kept[new.shape] = kept.get(new.shape, 0) + new
        return kept[new.shape].copy()

    return backward


def _paying_every_tie(case: Subject, i: int, names: list[str]) -> Callable[..., Any] | None:
    """A backward function that gives all of ``dy`` to each of several equal largest entries.

    Such a one follows what raising an entry does, whatever lowering it would.
    """
    if not case.ties:
        return None

    def backward(dy: Array, *arrays: Array) -> Array:
        s, step = _at(case, i, names, dy, arrays), 1e-6
        gradient = np.zeros(s.x.shape)
        for place in np.ndindex(s.x.shape):
            raised = s.x.copy()
            raised[place] += step
            moved = s.forward([*arrays[:i], raised, *arrays[i + 1 :]])
            gradient[place] = np.sum(dy * (moved - s.y)) / step
        return gradient

    return backward


KEPT: Final = {"accumulated": _accumulating, "every tie gets all": _paying_every_tie}


# --- all of it, stored -------------------------------------------------------------------------


def main() -> None:
    """Write every trial to the file that is named, as JSON: function, array, made, named."""
    import json
    import sys
    from pathlib import Path

    made = [[t.subject, t.array, t.made, list(t.named)] for t in trials()]
    lines = ",\n".join(map(json.dumps, made))
    Path(sys.argv[1]).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(made)} trials, {sum(len(t[3]) == 1 for t in made)} found")


if __name__ == "__main__":
    main()
