"""The catalogue of mistakes: each a map from what is right to the wrong gradient that people get.

A mistake changes one thing on the way to the gradient: the *point* at which the derivative is taken
(a kernel not turned, weights already updated), the *cotangent* ``dy`` that is sent back (only the
last sample, no slope of the activation), the sum that takes it *through* the derivative (forgotten,
overwritten), or the *result* (turned, transposed, a factor). So two mistakes of different stages
combine by themselves. Every mistake yields its variants, one for each choice of axes, say, as a
`Variant`; what it needs to know it takes from a `Situation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations, permutations, product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core._situation import SEEN, Situation

Array = NDArray[Any]
Key = tuple[Any, ...]

POINT, COTANGENT, THROUGH, RESULT = STAGES = ("point", "cotangent", "through", "result")


@dataclass(frozen=True)
class Variant:
    """One way to make a mistake: a ``key`` that is valid at other sizes too, words, and the map.

    ``apply`` takes a `Situation` to another one (stages point and cotangent) or to the wrong
    gradient (stage through), or an array to an array (stage result).
    """

    key: Key
    words: str
    apply: Any


@dataclass(frozen=True)
class Mistake:
    """A mistake: its ``name``, its stage, the label of the ``theorem`` that settles it.

    Two mistakes that are ``seldom`` made are not looked for together.
    """

    name: str
    stage: str
    theorem: str
    words: str
    ways: Callable[[Situation], Iterable[Variant]]
    seldom: bool = False

    def variants(self, situation: Situation) -> list[Variant]:
        """The ways to make it here; none where it does not apply."""
        return list(self.ways(situation))

    def wrong(self, situation: Situation, variant: Variant) -> Array:
        """The wrong gradient that this variant gives."""
        if self.stage == RESULT:
            return np.asarray(variant.apply(situation.gradient()))
        if self.stage == THROUGH:
            return np.asarray(variant.apply(situation))
        changed: Situation = variant.apply(situation)
        return changed.gradient()

    def __str__(self) -> str:
        return f"{self.name}: {self.words} ({self.theorem})"


MISTAKES: Final[dict[str, Mistake]] = {}


def mistake(name: str, stage: str, theorem: str, *, seldom: bool = False) -> Callable[[Any], Any]:
    """Enter a generator of variants into the catalogue; its docstring holds the words."""

    def enter(ways: Callable[[Situation], Iterable[Variant]]) -> Callable[..., Any]:
        if name in MISTAKES:
            raise ValueError(f"name: {name!r} is in the catalogue already")
        words = " ".join((ways.__doc__ or "").split()).rstrip(".")
        MISTAKES[name] = Mistake(name, stage, theorem, words, ways, seldom)
        return ways

    return enter


def subsets(axes: Iterable[int], largest: int = 2) -> Iterator[tuple[int, ...]]:
    """Subsets of one or more axes; of two, the last two come first."""
    axes = list(axes)
    for count in range(min(largest, len(axes)), 0, -1):
        yield from reversed(list(combinations(axes, count)))


def long_axes(array: Array) -> list[int]:
    """The axes along which there is more than one entry."""
    return [p for p, length in enumerate(array.shape) if length > 1]


def _on_axes(axes: tuple[int, ...]) -> str:
    return f"ax{'i' if len(axes) == 1 else 'e'}s {', '.join(map(str, axes))}"


def _others(s: Situation) -> list[int]:
    """The places of the other differentiable arrays."""
    return [k for k in range(len(s.arrays)) if k != s.i and s.arrays[k].dtype.kind == "f"]


def _with(s: Situation, k: int, array: Array) -> Situation:
    return s.but(arrays=[*s.arrays[:k], np.ascontiguousarray(array), *s.arrays[k + 1 :]])


# --- the result: factors -------------------------------------------------------------------------


def _factor(label: str, value: float, words: str) -> Variant:
    return Variant((label,), words, lambda g: g * value)


@mistake("sign", RESULT, "thm-descent")
def sign(s: Situation) -> Iterator[Variant]:
    """A factor of minus one."""
    yield _factor("-1", -1.0, "the sign: a factor of -1 too many")


@mistake("factor two", RESULT, "thm-squared-losses")
def factor_two(s: Situation) -> Iterator[Variant]:
    """A factor of two, or a half."""
    yield _factor("2", 2.0, "a factor of 2 too many")
    yield _factor("1/2", 0.5, "a factor of 1/2 too many")


@mistake("mean for sum", RESULT, "thm-batch-mean")
def mean_for_sum(s: Situation) -> Iterator[Variant]:
    """The mean over samples, places or units where the sum belongs."""
    for name, value in s.factors().items():
        if name.startswith("1/(number"):
            yield _factor(name, value, f"a mean where the sum belongs: a factor of {name}")


@mistake("sum for mean", RESULT, "thm-batch-mean")
def sum_for_mean(s: Situation) -> Iterator[Variant]:
    """The sum over samples, places or units where the mean belongs."""
    for name, value in s.factors().items():
        if name.startswith("number"):
            yield _factor(name, value, f"a sum where none belongs: a factor of the {name}")


@mistake("another factor", RESULT, "thm-average-pooling", seldom=True)
def another_factor(s: Situation) -> Iterator[Variant]:
    """A factor that is a size of a window, a stride, a rate, or a length of an array."""
    for name, value in s.factors().items():
        if not name.startswith(("number", "1/(number", "-1")) and name not in ("2", "1/2"):
            yield _factor(name, value, f"a factor of {name} too many")


@mistake("gradient forgotten", RESULT, "thm-chain", seldom=True)
def forgotten(s: Situation) -> Iterator[Variant]:
    """No gradient at all: zero everywhere."""
    yield _factor("0", 0.0, "it is zero everywhere: never filled in")


# --- the result: axes ----------------------------------------------------------------------------


@mistake("turned", RESULT, "thm-kernel-gradient-rot180")
def turned(s: Situation) -> Iterator[Variant]:
    """The gradient turned by 180 degrees, or along one axis."""
    for axes in subsets(long_axes(s.x)):
        how = "turned by 180 degrees" if len(axes) == 2 else "reversed"
        yield Variant(axes, f"the gradient is {how}, along {_on_axes(axes)}", _flip(axes))


def _flip(axes: tuple[int, ...]) -> Callable[[Array], Array]:
    return lambda g: np.flip(g, tuple(p for p in axes if p < g.ndim))


@mistake("channel axes exchanged", RESULT, "thm-kernel-gradient")
def channels_exchanged(s: Situation) -> Iterator[Variant]:
    """The first two axes, of filters and channels, exchanged."""
    if s.x.ndim > 2 and max(s.x.shape[:2]) > 1:
        words = "the first two axes, of filters and channels, are exchanged"
        yield Variant((1, 0), words, lambda g: g.swapaxes(0, 1))


@mistake("transposed", RESULT, "thm-dense-gradients")
def transposed(s: Situation) -> Iterator[Variant]:
    """The gradient transposed: its axes in another order."""
    for order in _orders(s.x.ndim):
        if s.x.ndim > 2 and order == (1, 0, *range(2, s.x.ndim)):
            continue  # a mistake of its own
        words = "the gradient is transposed" + (f": axes {order}" if len(order) > 2 else "")
        yield Variant(order, words, lambda g, order=order: g.transpose(order))


def _orders(rank: int) -> Iterator[tuple[int, ...]]:
    """Orders of axes that are not the plain one, exchanges of two first; none of rank above 4."""
    if 2 <= rank <= 4:
        every = [order for order in permutations(range(rank)) if order != tuple(range(rank))]
        yield from sorted(every, key=lambda order: sum(a != b for a, b in enumerate(order)))


def _exchanges(rank: int) -> list[tuple[int, ...]]:
    """The orders in which two axes are exchanged, or all reversed."""
    plain = tuple(range(rank))
    return [o for o in _orders(rank) if sum(a != b for a, b in zip(o, plain, strict=True)) == 2
            or o == plain[::-1]]  # fmt: skip


@mistake("reshaped for transposed", RESULT, "thm-flatten", seldom=True)
def reshaped(s: Situation) -> Iterator[Variant]:
    """Entries in another order: reshaped where a transposition belongs."""
    for order in _orders(s.x.ndim):
        words = f"reshaped where a transposition belongs: axes {order} read in the plain order"
        yield Variant(("read", order), words, partial(_reread, order=order))
        yield Variant(("laid", order), words, partial(_relaid, order=order))


def _reread(a: Array, order: tuple[int, ...]) -> Array:
    """The entries in another order of the axes, read into the shape as it was."""
    return a.transpose(order).reshape(a.shape)


def _relaid(a: Array, order: tuple[int, ...]) -> Array:
    """The entries as they lie, taken for an array whose axes have another order."""
    return a.reshape([a.shape[p] for p in order]).transpose(np.argsort(order))


@mistake("border dropped", RESULT, "thm-input-gradient", seldom=True)
def border_dropped(s: Situation) -> Iterator[Variant]:
    """The border wrong: nothing arrives in the outermost rows and columns."""
    for axes, width in product(subsets(long_axes(s.x)), (1, 2)):
        if all(s.x.shape[p] > 2 * width for p in axes):
            words = f"nothing arrives at the border: {width} wide, along {_on_axes(axes)}"
            yield Variant((axes, width), words, _inner(axes, width))


def _inner(axes: tuple[int, ...], width: int) -> Callable[[Array], Array]:
    def apply(g: Array) -> Array:
        where = tuple(slice(width, -width) if p in axes else slice(None) for p in range(g.ndim))
        inner = np.zeros_like(g)
        inner[where] = g[where]
        return inner

    return apply


@mistake("shifted", RESULT, "thm-conv-adjoint", seldom=True)
def shifted(s: Situation) -> Iterator[Variant]:
    """Rows or columns shifted: a remainder, or a border, taken from the wrong end."""
    for axes, by, fill in product(subsets(long_axes(s.x)), (1, -1, 2, -2), (False, True)):
        if all(s.x.shape[p] > abs(by) for p in axes):
            words = f"shifted by {by} along {_on_axes(axes)}: a border cut at the wrong end"
            yield Variant((axes, by, fill), words, _shift(axes, by, fill))


def _shift(axes: tuple[int, ...], by: int, fill: bool) -> Callable[[Array], Array]:
    def apply(g: Array) -> Array:
        g = np.roll(g, by, axes)
        for p in axes if fill else ():
            end = slice(0, by) if by > 0 else slice(by, None)
            g[tuple(end if q == p else slice(None) for q in range(g.ndim))] = 0
        return g

    return apply


@mistake("remainder rows dropped", RESULT, "thm-input-gradient", seldom=True)
def remainder_dropped(s: Situation) -> Iterator[Variant]:
    """The last rows or columns, which no window reaches, are missing from the shape."""
    reached = np.asarray(np.abs(s.jacobian()).reshape(-1, *s.x.shape).any(axis=0))
    ends = [_reach(reached, p) for p in range(s.x.ndim)]
    for axes in subsets([p for p in range(s.x.ndim) if s.x.shape[p] > 1]):
        words = f"what no window reaches is missing at the end, along {_on_axes(axes)}"
        yield Variant(axes, words, _cut(tuple(ends[p] if p in axes else None
                                              for p in range(s.x.ndim))))  # fmt: skip


def _reach(reached: Array, p: int) -> int:
    """How far along an axis anything is reached."""
    along = np.flatnonzero(reached.any(axis=tuple(q for q in range(reached.ndim) if q != p)))
    return int(along[-1]) + 1 if along.size else 0


def _cut(ends: tuple[int | None, ...]) -> Callable[[Array], Array]:
    return lambda g: g[tuple(slice(None, end) for end in ends)]


@mistake("axis kept or lost", RESULT, "thm-dense-gradients", seldom=True)
def axis_kept(s: Situation) -> Iterator[Variant]:
    """An axis of length one too many, or lost: right numbers, wrong shape."""
    yield Variant(("flat",), "flattened", lambda g: g.reshape(-1))
    for p in range(s.x.ndim + 1):
        yield Variant(
            ("extra", p), f"an axis of length 1 too many, at {p}",
            lambda g, p=p: np.expand_dims(g, min(p, g.ndim)),
        )  # fmt: skip
    yield Variant(("lost",), "axes of length 1 are lost", np.squeeze)
    if s.claimed is not None and s.claimed.size == s.x.size and s.claimed.shape != s.x.shape:
        shape = s.claimed.shape
        words = f"the shape is {shape} where it must be {s.x.shape}: never reshaped back"
        yield Variant(("reshaped",), words, lambda g: g.reshape(shape))


# --- the point at which the derivative is taken ---------------------------------------------------


@mistake("kernel not turned", POINT, "thm-input-gradient-rot180")
def not_turned(s: Situation) -> Iterator[Variant]:
    """Another array, the kernel of an input gradient say, not turned where it must be."""
    for k in _others(s):
        for axes in subsets(long_axes(s.arrays[k])):
            words = f"{s.names[k]} is not turned where it must be (or turned where it must not): "
            yield Variant(
                (k, axes), words + _on_axes(axes),
                lambda s, k=k, axes=axes: _with(s, k, np.flip(s.arrays[k], axes)),
            )  # fmt: skip


@mistake("transpose forgotten", POINT, "thm-delta-recursion")
def transpose_forgotten(s: Situation) -> Iterator[Variant]:
    """Another array, the weights of an input gradient say, not transposed where it must be."""
    for k in _others(s):
        for order in _exchanges(s.arrays[k].ndim):
            words = f"{s.names[k]} is used with its axes in the order {order}: transpose forgotten"
            yield Variant(
                (k, order), words,
                lambda s, k=k, order=order: _with(
                    s, k, s.arrays[k].transpose(order).reshape(s.arrays[k].shape)
                ),
            )  # fmt: skip


@mistake("channels of the kernel mixed", POINT, "thm-input-gradient", seldom=True)
def slices_mixed(s: Situation) -> Iterator[Variant]:
    """Another array summed over an axis, or one slice of it used for all."""
    for k in _others(s):
        for p in long_axes(s.arrays[k]):
            for name, take in _mixtures():
                yield Variant(
                    (k, p, name), f"{name} of {s.names[k]} along axis {p} used for all of them",
                    lambda s, k=k, p=p, take=take: _with(
                        s, k, np.broadcast_to(take(s.arrays[k], p), s.arrays[k].shape)
                    ),
                )  # fmt: skip


def _mixtures() -> Iterator[tuple[str, Callable[[Array, int], Array]]]:
    yield "the sum", lambda a, p: a.sum(axis=p, keepdims=True)
    yield "the mean", lambda a, p: a.mean(axis=p, keepdims=True)
    yield "the last slice", lambda a, p: np.take(a, [-1], p)
    yield "the first slice", lambda a, p: np.take(a, [0], p)


@mistake("array forgotten", POINT, "thm-weight-gradient", seldom=True)
def array_forgotten(s: Situation) -> Iterator[Variant]:
    """Another array, a mask or a coefficient say, forgotten: as if it were all ones."""
    for k in _others(s):
        yield Variant(
            (k, "ones"), f"{s.names[k]} is forgotten: as if it were all ones",
            lambda s, k=k: _with(s, k, np.ones_like(s.arrays[k])),
        )  # fmt: skip


@mistake("stride ignored", POINT, "thm-stretched-delta")
def stride_ignored(s: Situation) -> Iterator[Variant]:
    """The stride ignored: as if windows followed each other at every place."""
    name = s.setting("stride")
    if name is not None and _is_more(s.settings[name], 1):
        yield _as_if("stride", "the stride is ignored (taken as 1)", {name: 1})


@mistake("dilation ignored", POINT, "thm-kernel-gradient")
def dilation_ignored(s: Situation) -> Iterator[Variant]:
    """The dilation ignored: as if the taps of the kernel were neighbours."""
    name = s.setting("dilation", "dilate")
    if name is not None and _is_more(s.settings[name], 1):
        yield _as_if("dilation", "the dilation is ignored (taken as 1)", {name: 1})


@mistake("stride and dilation exchanged", POINT, "thm-kernel-gradient")
def exchanged(s: Situation) -> Iterator[Variant]:
    """Stride and dilation exchanged."""
    stride, dilation = s.setting("stride"), s.setting("dilation", "dilate")
    if stride and dilation and s.settings[stride] != s.settings[dilation]:
        swapped = {stride: s.settings[dilation], dilation: s.settings[stride]}
        yield _as_if("exchanged", "stride and dilation are exchanged", swapped)


def _is_more(value: Any, than: int) -> bool:
    return bool(np.max(np.asarray(value, dtype=float)) > than)


def _as_if(key: str, words: str, changed: dict[str, Any]) -> Variant:
    """The derivative of the function with other settings; ``dy`` in the corner of its output."""
    return Variant((key,), words, lambda s: _reset(s, changed, s.arrays, front=0))


def _reset(s: Situation, changed: dict[str, Any], arrays: list[Array], front: int) -> Situation:
    """With other settings, ``dy`` laid into (or cut to) the new output, ``front`` places on."""
    other = s.but(arrays=arrays, changed=changed)
    return other.but(dy=_laid(s.dy, other.y.shape, front))


def _laid(dy: Array, shape: tuple[int, ...], front: int) -> Array:
    laid = np.zeros(shape)
    moved = [(n, m) for n, m in zip(dy.shape, shape, strict=True)]
    source = tuple(slice(front if n > m else 0, (front if n > m else 0) + m) for n, m in moved)
    part = dy[source]
    laid[tuple(slice(0, n) for n in part.shape)] = part
    return laid


# --- padding -------------------------------------------------------------------------------------


@mistake("padding ignored", POINT, "thm-conv-adjoint")
def padding_ignored(s: Situation) -> Iterator[Variant]:
    """The padding ignored: windows counted from the first pixel instead of from the border."""
    name, width = _padding(s)
    if name is None:
        return
    for front in (0, width):
        yield Variant(
            ("drop", front), "the padding is ignored: only windows inside the image count",
            lambda s, f=front: _reset(s, {name: 0}, s.arrays, f),
        )  # fmt: skip
    for k, axes in _padded_axes(s, name, width):
        if k == s.i:
            continue
        yield Variant(
            ("end", k, axes), "the padding is ignored: windows start at the first pixel",
            lambda s, k=k, axes=axes: s.but(
                arrays=[*s.arrays[:k], _grown(s.arrays[k], axes, 0, 2 * width), *s.arrays[k + 1 :]],
                changed={name: 0},
            ),
        )  # fmt: skip


@mistake("padding not cut", THROUGH, "thm-conv-adjoint", seldom=True)
def padding_not_cut(s: Situation) -> Iterator[Variant]:
    """The padding not cut off the input gradient, or cut at the wrong end."""
    name, width = _padding(s)
    if name is None:
        return
    for k, axes in _padded_axes(s, name, width):
        if k == s.i:
            yield Variant(("all", axes), "the padding is not cut off", _wide(name, width, axes))
            for start in (0, 2 * width):
                words = f"the padding is cut at the wrong end: from {start} instead of {width}"
                yield Variant((start == 0, axes), words, _wide(name, width, axes, start))


def _padding(s: Situation) -> tuple[str | None, int]:
    name = s.setting("pad")
    width = s.settings.get(name, 0) if name else 0
    if not isinstance(width, int) or isinstance(width, bool) or width < 1:
        return None, 0
    return name, width


def _grown(a: Array, axes: tuple[int, ...], before: int, after: int) -> Array:
    return np.pad(a, [(before, after) if p in axes else (0, 0) for p in range(a.ndim)])


def _padded_axes(s: Situation, name: str, width: int) -> list[tuple[int, tuple[int, ...]]]:
    """Which axes of which array the function pads: padding them by hand gives the same output."""
    found = []
    for k, array in enumerate(s.arrays):
        if array.dtype.kind == "f" and array.ndim >= 1:
            for axes in subsets(range(array.ndim)):
                grown = _grown(array, axes, width, width)
                try:
                    y = s.forward([*s.arrays[:k], grown, *s.arrays[k + 1 :]], **{name: 0})
                except Exception:
                    continue
                if y.shape == s.right.y.shape and np.allclose(y, s.right.y):
                    found.append((k, axes))
    return found[:1]


def _wide(
    name: str, width: int, axes: tuple[int, ...], start: int | None = None
) -> Callable[[Situation], Array]:
    """The gradient of the padded array, all of it or from ``start`` on."""

    def apply(s: Situation) -> Array:
        k, grown = s.i, _grown(s.x, axes, width, width)
        other = s.but(arrays=[*s.arrays[:k], grown, *s.arrays[k + 1 :]], changed={name: 0})
        g = other.gradient()
        if start is None:
            return g
        cut = [slice(start, start + s.x.shape[p]) if p in axes else slice(None)
               for p in range(g.ndim)]  # fmt: skip
        return g[tuple(cut)]

    return apply


# --- the cotangent -------------------------------------------------------------------------------


@mistake("only one counts", COTANGENT, "thm-dense-gradients")
def only_one(s: Situation) -> Iterator[Variant]:
    """The sum forgotten: only the last, or the first, sample, place or unit counts."""
    for axes in subsets(long_axes(s.y), 4):
        for end in (-1, 0):
            which = "last" if end else "first"
            words = f"only the {which} of the {s.called(axes)} counts: the sum is forgotten"
            yield Variant((axes, end), words, _only(axes, end))


def _only(axes: tuple[int, ...], end: int) -> Callable[[Situation], Situation]:
    def apply(s: Situation) -> Situation:
        where = tuple(slice(end, end + 1 or None) if q in axes else slice(None)
                      for q in range(s.dy.ndim))  # fmt: skip
        dy = np.zeros_like(s.dy)
        dy[where] = s.dy[where]
        return s.but(dy=dy)

    return apply


@mistake("filters mixed", COTANGENT, "thm-input-gradient", seldom=True)
def filters_mixed(s: Situation) -> Iterator[Variant]:
    """Filters, samples or places mixed: each gets the sum, the mean or one slice of all."""
    for q in long_axes(s.y):
        for name, take in _mixtures():
            yield Variant(
                (q, name), f"{name} of dy over the {s.called((q,))} sent back to each: mixed",
                lambda s, q=q, take=take: s.but(
                    dy=np.broadcast_to(take(s.dy, q), s.dy.shape).copy()
                ),
            )  # fmt: skip


@mistake("dy turned", COTANGENT, "thm-kernel-gradient-rot180", seldom=True)
def dy_turned(s: Situation) -> Iterator[Variant]:
    """The incoming gradient turned where it must not be."""
    for axes in subsets(long_axes(s.y)):
        yield Variant(
            axes, f"dy is turned along {_on_axes(axes)}",
            lambda s, axes=axes: s.but(dy=np.flip(s.dy, axes)),
        )  # fmt: skip


@mistake("dy reshaped", COTANGENT, "thm-im2col", seldom=True)
def dy_reshaped(s: Situation) -> Iterator[Variant]:
    """The incoming gradient reshaped where a transposition belongs, or transposed."""
    for order in _orders(s.y.ndim):
        for name, change in (("read", _reread), ("laid", _relaid)):
            yield Variant(
                (name, order), f"dy is reshaped where a transposition belongs: axes {order}",
                lambda s, order=order, change=change: s.but(dy=change(s.dy, order)),
            )  # fmt: skip


@mistake("dy forgotten", COTANGENT, "thm-chain", seldom=True)
def dy_forgotten(s: Situation) -> Iterator[Variant]:
    """The incoming gradient forgotten: as if it were one everywhere."""
    yield Variant(
        ("ones",), "dy is forgotten: as if it were one everywhere",
        lambda s: s.but(dy=np.ones_like(s.dy)),
    )  # fmt: skip


# --- the slope of the activation -----------------------------------------------------------------


@dataclass(frozen=True)
class _Slope:
    """An activation that can be recognised by its output: its range, slope and inverse."""

    name: str
    fits: Callable[[Array], bool]
    slope: Callable[[Array], Array]  # from the output
    inverse: Callable[[Array], Array]
    function: Callable[[Array], Array]


def _inside(low: float, high: float) -> Callable[[Array], bool]:
    return lambda y: bool(y.size and (y > low).all() and (y < high).all())


_SLOPES: Final = (
    _Slope("sigmoid", _inside(0, 1), lambda y: y * (1 - y), lambda y: np.log(y / (1 - y)),
           lambda z: 1 / (1 + np.exp(-z))),
    _Slope("tanh", _inside(-1, 1), lambda y: 1 - y**2, np.arctanh, np.tanh),
)  # fmt: skip


@mistake("slope of the activation missing", COTANGENT, "thm-output-delta")
def slope_missing(s: Situation) -> Iterator[Variant]:
    """The derivative of the activation missing, or there twice."""
    for a in _SLOPES:
        if a.fits(s.y):
            yield Variant((a.name, "missing"), f"the slope of the {a.name} is missing",
                          lambda s, a=a: s.but(dy=s.dy / a.slope(s.y)))  # fmt: skip
            yield Variant((a.name, "twice"), f"the slope of the {a.name} is there twice",
                          lambda s, a=a: s.but(dy=s.dy * a.slope(s.y)))  # fmt: skip


@mistake("slope at the wrong place", COTANGENT, "thm-sigmoid-derivative")
def slope_misplaced(s: Situation) -> Iterator[Variant]:
    """The slope taken at the output instead of the input of the activation, or the reverse."""
    for a in _SLOPES:
        if a.fits(s.y):
            yield Variant(
                (a.name, "output"), f"the slope of the {a.name} is taken at its output, not input",
                lambda s, a=a: s.but(dy=s.dy * a.slope(a.function(s.y)) / a.slope(s.y)),
            )  # fmt: skip
            yield Variant(
                (a.name, "input"),
                f"the slope of the {a.name}, a formula in its output, is fed with its input",
                lambda s, a=a: s.but(dy=s.dy * a.slope(a.inverse(s.y)) / a.slope(s.y)),
            )  # fmt: skip


@mistake("output for input", POINT, "thm-delta-recursion", seldom=True)
def output_for_input(s: Situation) -> Iterator[Variant]:
    """The derivative taken at the output of the function instead of at its input."""
    for k, array in enumerate(s.arrays):
        if array.dtype.kind == "f" and array.shape == s.y.shape:
            yield Variant(
                (k, "output"), f"the output stands where {s.names[k]} belongs",
                lambda s, k=k: _with(s, k, s.y),
            )  # fmt: skip


@mistake("slope of ReLU missing", THROUGH, "thm-output-delta")
def relu_missing(s: Situation) -> Iterator[Variant]:
    """The slope of ReLU missing: what is dead gets a gradient all the same."""
    if (s.y >= 0).all() and (s.y == 0).any() and (s.y > 0).any():
        words = "the slope of the ReLU is missing: what is dead gets a gradient"
        yield Variant(("alive",), words, _alive)


def _alive(s: Situation) -> Array:
    """The gradient as if every output were on the side where ReLU is the identity.

    There the derivative does not depend on the array itself: it is taken where that is far away.
    """
    rows, dead, rng = s.jacobian().copy(), s.y <= 0, np.random.default_rng(3)
    for _ in range(4):
        away = 1e3 * rng.normal(size=s.x.shape)
        for far in (_with(s, s.i, s.x + away), _with(s, s.i, s.x - away)):
            lit = dead & (far.y > 0)
            rows[lit], dead = far.jacobian()[lit], dead & ~lit
        if not dead.any():
            break
    return np.asarray(np.tensordot(s.dy, rows, axes=s.dy.ndim))


@mistake("slope missing", THROUGH, "thm-output-delta", seldom=True)
def elementwise_missing(s: Situation) -> Iterator[Variant]:
    """The derivative of an elementwise function missing: dy handed on as it is."""
    if s.x.shape == s.y.shape:
        yield Variant(("dy",), "the derivative is missing: dy is handed on as it is",
                      lambda s: s.dy.copy())  # fmt: skip


@mistake("as if elementwise", THROUGH, "thm-softmax-jacobian", seldom=True)
def diagonal(s: Situation) -> Iterator[Variant]:
    """Softmax, or another function that mixes entries, differentiated as if it were elementwise."""
    if s.x.shape == s.y.shape:
        yield Variant(("diagonal",), "as if elementwise: only the diagonal of the Jacobian is used",
                      lambda s: s.dy * _diagonal(s))  # fmt: skip


def _diagonal(s: Situation) -> Array:
    size = s.x.size
    return np.asarray(s.jacobian().reshape(size, size).diagonal().reshape(s.x.shape))


@mistake("statistics held constant", THROUGH, "thm-fan-out")
def statistics_constant(s: Situation) -> Iterator[Variant]:
    """Mean, or spread, of a normalisation held constant: the paths through them forgotten."""
    for axes in subsets(long_axes(s.x), s.x.ndim):
        slope = _normalised(s, axes)
        if slope is not None:
            for name, drop in (("both", (True, True)), ("spread", (False, True)),
                               ("mean", (True, False))):  # fmt: skip
                what = "mean and spread" if name == "both" else f"the {name}"
                yield Variant(
                    (axes, name), f"{what} along {_on_axes(axes)} held constant: paths forgotten",
                    lambda s, axes=axes, drop=drop: _held(s, axes, *drop),
                )  # fmt: skip


def _normalised(s: Situation, axes: tuple[int, ...]) -> Array | None:
    """The slope of ``y = slope x + constant`` along the axes, if that is what a function does.

    A function that does so although its Jacobian is not diagonal divides by what it has measured.
    """
    if s.x.shape != s.y.shape or np.prod([s.x.shape[p] for p in axes]) < 3:
        return None
    x, y = (a - a.mean(axis=axes, keepdims=True) for a in (s.x, s.y))
    slope = np.asarray(
        (x * y).sum(axis=axes, keepdims=True) / (x * x).sum(axis=axes, keepdims=True)
    )
    if not np.isfinite(slope).all() or not np.allclose(y, slope * x, rtol=0, atol=1e-9):
        return None
    mixed = s.jacobian().reshape(s.y.size, s.x.size)
    mixed = mixed - np.diag(mixed.diagonal())
    return slope if np.abs(mixed).max(initial=0) > SEEN else None


def _held(s: Situation, axes: tuple[int, ...], mean: bool, spread: bool) -> Array:
    """The gradient without the paths through the mean, the spread, or both."""
    slope = _normalised(s, axes)
    over: dict[str, Any] = {"axis": axes, "keepdims": True}
    if slope is None:
        raise ValueError("no normalisation")
    g = s.dy if mean else s.dy - s.dy.mean(**over)
    x_hat = (s.x - s.x.mean(**over)) / s.x.std(**over)
    return np.asarray(slope * (g if spread else g - x_hat * (g * x_hat).mean(**over)))


# --- through the derivative -----------------------------------------------------------------------


@mistake("sum forgotten", THROUGH, "thm-fan-out", seldom=True)
def sum_forgotten(s: Situation) -> Iterator[Variant]:
    """A sum forgotten: the gradient has the axis of the samples or places still."""
    for axes in subsets(long_axes(s.y), 3):
        for place in range(s.x.ndim + 1):
            words = f"the sum over the {s.called(axes)} is forgotten"
            yield Variant((axes, place), words, _unsummed(axes, place))


def _unsummed(axes: tuple[int, ...], place: int) -> Callable[[Situation], Array]:
    def apply(s: Situation) -> Array:
        kept = s.dy.reshape(*s.dy.shape, *[1] * s.x.ndim) * s.jacobian()
        kept = kept.sum(axis=tuple(q for q in range(s.dy.ndim) if q not in axes))
        order = list(range(len(axes), kept.ndim))
        order[place:place] = range(len(axes))
        return np.asarray(kept.transpose(order))

    return apply


@mistake("wrong axis summed", THROUGH, "thm-dense-gradients", seldom=True)
def wrong_axis(s: Situation) -> Iterator[Variant]:
    """The sum taken over other axes than the right ones, as of a bias."""
    for axes in subsets(range(s.y.ndim), s.y.ndim):
        kept = tuple(n for q, n in enumerate(s.y.shape) if q not in axes)
        if int(np.prod(kept)) == s.x.size:
            yield Variant(
                axes, f"summed over {_on_axes(axes)} of dy, which is not what belongs here",
                lambda s, axes=axes: s.dy.sum(axis=axes).reshape(s.x.shape),
            )  # fmt: skip


@mistake("overwritten", THROUGH, "thm-fan-out", seldom=True)
def overwritten(s: Situation) -> Iterator[Variant]:
    """Overlapping contributions overwritten instead of added: the last, or first, one stays."""
    for axes in subsets(long_axes(s.y), 3):
        for last, wide in product((True, False), (False, True)):
            words = f"contributions of the {s.called(axes)} overwrite each other instead of adding"
            yield Variant((axes, last, wide), words, _last_one(axes, last, wide))


def _last_one(axes: tuple[int, ...], last: bool, wide: bool) -> Callable[[Situation], Array]:
    """Of the places along ``axes`` that reach an entry, only the last one's share is kept.

    ``wide``: the whole window is written, also where the share is zero (as around a maximum).
    """

    def apply(s: Situation) -> Array:
        rest = tuple(q for q in range(s.dy.ndim) if q not in axes)
        reach = np.abs(s.jacobian()) > SEEN
        if wide:
            reach = reach | s.right.footprint
        share = (s.dy.reshape(*s.dy.shape, *[1] * s.x.ndim) * s.jacobian()).sum(axis=rest)
        share, reach = share.reshape(-1, s.x.size), reach.any(axis=rest).reshape(-1, s.x.size)
        if last:
            share, reach = share[::-1], reach[::-1]
        first = reach.argmax(axis=0)
        kept = np.where(reach.any(axis=0), share[first, np.arange(s.x.size)], 0.0)
        return np.asarray(kept).reshape(s.x.shape)

    return apply


@mistake("weight decay added", THROUGH, "thm-descent", seldom=True)
def decay_added(s: Situation) -> Iterator[Variant]:
    """A multiple of the array itself added: weight decay that forward does not know."""
    rate = s.settings.get("_decay", 0.01)
    if rate:
        yield Variant(("decay",), f"{rate:g} times {s.name} is added to its gradient",
                      lambda s: s.gradient() + rate * s.x)  # fmt: skip


@mistake("weights already updated", POINT, "thm-delta-recursion", seldom=True)
def already_updated(s: Situation) -> Iterator[Variant]:
    """Weights updated before the gradient that needs the old ones is taken."""
    for k in _others(s):
        if k in s.wrt:
            for rate in (*s.settings.get("_rates", ()), 0.1, 0.01):
                yield Variant(
                    (k,), f"{s.names[k]} is updated already when the gradient of {s.name} is taken",
                    lambda s, k=k, rate=rate: _with(
                        s, k, s.arrays[k] - rate * s.right.gradient(k)
                    ),
                )  # fmt: skip


@mistake("dropout mask redrawn", THROUGH, "thm-output-delta", seldom=True)
def mask_redrawn(s: Situation) -> Iterator[Variant]:
    """A dropout mask drawn anew in the backward pass."""
    if s.x.shape == s.y.shape and s.x.size > 3 and s.y.ndim:
        mask = _diagonal(s)
        values = np.unique(np.round(mask, 6))
        if len(values) == 2 and values[0] == 0 and values[1] != 1:
            drawn = _drawn(s, float(values[1]))
            words = "a mask drawn anew: other entries are zero than in the forward pass"
            yield Variant(("drawn",), words, lambda s: s.dy * drawn)


def _drawn(s: Situation, scale: float) -> Array:
    """The mask that explains what is claimed; some other mask, where nothing is."""
    if s.claimed is None or s.claimed.shape != s.dy.shape:
        return np.random.default_rng(9).permutation(_diagonal(s).ravel()).reshape(s.x.shape)
    return np.where(np.abs(s.claimed) > 1e-9 * np.abs(s.dy), scale, 0.0)


@mistake("every tie gets all", RESULT, "thm-ties")
def every_tie(s: Situation) -> Iterator[Variant]:
    """Every one of several equal largest values gets all of dy, not a share or the first one."""
    yield from ()  # seen at ties, where there is no one gradient, by the check itself


@mistake("accumulated", RESULT, "thm-fan-out")
def accumulated(s: Situation) -> Iterator[Variant]:
    """The gradient of the call before is still there: added to, not set."""
    yield from ()  # seen by calling twice, by the check itself
