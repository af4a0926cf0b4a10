"""What all layers share, and what a network asks of a layer.

A layer of your own defines ``_forward(self, x, training)`` and ``_backward(self, dy, need_dx)``,
and, as it needs them, ``output_shape``, ``parameter_shapes`` and ``initialize``. Everything else is
looked after here: its arguments are remembered for copies and files, entries of ``parameters`` and
``gradients`` that are assigned are written where the optimizer finds them, and what it keeps,
returns or changes is a copy of its own, so that no neighbour can be harmed, nor harm it.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Any, ClassVar, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from cnn_core._checks import Array, as_array, check_shape, describe, positive_int
from cnn_core._registry import Registry, is_shipped
from cnn_core.initializers import INITIALIZERS, fans

Shape = tuple[int, ...]

LAYERS: Final[Registry[type[Layer]]] = Registry()
"""Every layer of this package by its name, as saved files call them."""

NOT_INHERITED: Final = ("link", "is_relu", "is_max_pooling")


class Arrays(Mapping[str, Array]):
    """Arrays by name, whose memory is somebody else's: what is assigned is written into them.

    >>> vector = np.zeros(3)
    >>> arrays = Arrays({"w": vector[:2], "b": vector[2:]})
    >>> arrays["w"] = [1, 2]
    >>> vector
    array([1., 2., 0.])
    >>> arrays["w"] = [1, 2, 3]
    Traceback (most recent call last):
    ValueError: 'w': expected shape (2,), got (3,)
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = dict(arrays)

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __setitem__(self, name: str, value: ArrayLike) -> None:
        if name not in self._arrays:
            raise ValueError(f"name: expected one of {tuple(self._arrays)}, got {name!r}")
        write(self._arrays[name], value, repr(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def __repr__(self) -> str:
        return repr(self._arrays)

    def update(self, values: Mapping[str, ArrayLike]) -> None:
        """Write all ``values``, by name."""
        for name, value in values.items():
            self[name] = value

    def replace(self, values: Any, what: str) -> None:
        """Write ``values``, one for each name; ``what`` says in errors whose they are."""
        if not isinstance(values, Mapping):
            raise TypeError(f"{what}: expected arrays by name, got {describe(values)}")
        if set(values) != set(self):
            raise ValueError(f"{what}: expected the names {tuple(self)}, got {tuple(values)}")
        self.update(values)


def write(target: Array, value: Any, name: str) -> None:
    """Copy ``value`` into the array ``target``, whose shape it must have."""
    if value is target:
        return
    array = as_array(value, name)
    check_shape(array, name, target.shape)
    if array.dtype.kind in "cO" and target.dtype.kind not in "cO":
        raise TypeError(f"{name}: expected real numbers, got dtype {array.dtype}")
    target[...] = array


class Place(NamedTuple):
    """Where a layer stands: the start of its parameters' names, its input, what comes after.

    ``gain`` names the initializer that suits what follows, for weights that were given none.
    """

    path: str
    layer: Layer
    input_shape: Shape
    gain: str


class Layer:
    """What all layers share. Subclasses define ``_forward``, ``_backward`` and their shapes.

    - ``_forward(self, x, training)`` returns the output for a batch ``x``, batch last. It keeps
      what ``_backward`` needs, as attributes or by ``self._keep(value, training)``.
    - ``_backward(self, dy, need_dx)`` returns the gradient with respect to ``x`` and stores those
      with respect to the parameters, ``self.gradients["w"] = ...``.
    - ``state`` names the attributes that are neither arguments nor parameters and must not be lost:
      running means, counters.

    >>> class Scale(Layer):
    ...     def __init__(self, k=1.0):
    ...         self.k = k
    ...     def _forward(self, x, training):
    ...         return self.k * x
    ...     def _backward(self, dy, need_dx):
    ...         return self.k * dy
    >>> layer = Scale(3.0).build((1,))
    >>> layer.forward(np.ones((1, 2)), training=True), layer.backward(np.ones((1, 2)))
    (array([[3., 3.]]), array([[3., 3.]]))
    >>> layer
    Scale(3.0)
    """

    # --- what a network asks of a layer -------------------------------------------------------

    gain: ClassVar[str | None] = None
    """The initializer that suits weights before this activation; ``None``: it has no say."""
    probabilities: ClassVar[str | None] = None
    """``"each"`` or ``"together"`` if the outputs are probabilities, of each class or all."""
    careful: ClassVar[bool] = False
    """Whether it leaves its arguments alone and hands out nothing that it will change later."""
    state: ClassVar[tuple[str, ...]] = ()
    """Attributes, beside arguments and parameters, that copies and files must hold."""
    link: ClassVar[Any] = None
    """The function which this layer *is*, for a loss that can be computed from its input."""
    is_relu: ClassVar[bool] = False
    """Whether it may change places with a max pooling after it (`eq-relu-max-commute`)."""
    is_max_pooling: ClassVar[bool] = False

    rng: np.random.Generator
    input_shape: Shape | None
    _arguments: tuple[tuple[Any, ...], dict[str, Any]]
    _parameters: Arrays
    _gradients: Arrays
    _kept: Any
    _calls: list[dict[str, Any]]
    _uses: int
    _ready: bool
    _recording: bool
    _x_shape: Shape

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.__signature__ = _signature(cls)  # type: ignore[attr-defined]
        cls.careful = bool(vars(cls).get("careful", is_shipped(cls)))
        for name in NOT_INHERITED:  # true of the very function, not of what is made of it
            setattr(cls, name, vars(cls).get(name, getattr(Layer, name)))
        if not abstract:
            LAYERS.add(cls)

    def __new__(cls, *args: Any, **kwargs: Any) -> Layer:
        self = super().__new__(cls)
        self._arguments = (args, kwargs)
        self._recording = False
        self._detach()
        return self

    def __init__(self) -> None:
        """A layer without arguments."""

    def inside(self) -> tuple[Layer, ...]:
        """The layers that this one runs, if it is made of others."""
        return ()

    def _detach(self) -> None:
        self.input_shape = None
        self._parameters, self._gradients = Arrays({}), Arrays({})
        self._kept, self._calls, self._uses, self._ready = None, [], 1, False

    # --- shapes and parameters ----------------------------------------------------------------

    def output_shape(self, input_shape: Shape) -> Shape:
        """Shape of one sample's output; ``ValueError`` if ``input_shape`` does not suit."""
        return input_shape

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Shapes of the parameters by name, for samples of shape ``input_shape``."""
        return {}

    @property
    def parameters(self) -> Arrays:
        """The parameters by name. What is assigned to an entry is written into its array."""
        return self._parameters

    @parameters.setter
    def parameters(self, values: Mapping[str, ArrayLike]) -> None:
        self._parameters.replace(values, "parameters")

    @property
    def gradients(self) -> Arrays:
        """The gradients of the parameters by name, since the last ``backward``."""
        return self._gradients

    @gradients.setter
    def gradients(self, values: Mapping[str, ArrayLike]) -> None:
        self._gradients.replace(values, "gradients")

    def parameter_count(self) -> int:
        """How many numbers this layer learns."""
        return sum(value.size for value in self.parameters.values())

    def learned(self) -> dict[str, Array]:
        """For parameters of which only a part is learned: True where it is."""
        return {}

    def check_parameters(self) -> None:
        """Raise ``ValueError`` if the parameters are none that this layer can have."""

    def fans(self, shape: Shape) -> tuple[int, int]:
        """Inputs of one output and outputs of one input, for weights of this ``shape``."""
        return fans(shape)

    def initialize(self, default: str) -> None:
        """Give parameters and state their initial values; ``default`` names an initializer.

        Weights (two axes or more) are drawn, all others are 0. Called when ``input_shape``,
        ``parameters`` and ``rng`` are there.
        """
        for name, value in self.parameters.items():
            if value.ndim > 1 and not self.inside():  # layers inside draw theirs
                self.draw(name, default)

    def draw(self, name: str, initializer: str) -> None:
        """Draw the parameter ``name`` with the ``initializer`` of that name."""
        value = self.parameters[name]
        value[...] = INITIALIZERS[initializer](
            value.shape, self.rng, value.dtype, fans=self.fans(value.shape)
        )

    def build(
        self, input_shape: Sequence[int], dtype: DTypeLike = "float64", seed: int = 0
    ) -> Layer:
        """Give a layer that is used on its own its parameters, and return the layer.

        ``input_shape`` is that of one sample, ``dtype`` that of the parameters, and ``seed``
        determines their initial values.
        """
        shape = tuple(positive_int(n, "input_shape") for n in input_shape)
        allocate(self, shape, np.dtype(dtype), np.random.default_rng(seed))
        return self

    def attach(
        self, input_shape: Shape, parameters: Arrays, gradients: Arrays, rng: np.random.Generator
    ) -> None:
        """Take ``input_shape`` and the arrays in which ``parameters`` and ``gradients`` live.

        ``rng`` draws initial weights and dropout masks.
        """
        self.input_shape, self.rng = input_shape, rng
        self._parameters, self._gradients = parameters, gradients

    # --- its place among other layers ---------------------------------------------------------

    def places(self, input_shape: Shape, gain: str, path: str = "") -> Iterator[Place]:
        """This layer and those inside it, each where it stands."""
        yield Place(path, self, input_shape, gain)

    def gain_before(self, input_shape: Shape, after: str) -> str:
        """What suits weights in front of this layer, if ``after`` suits those behind it."""
        return self.gain or ("glorot" if self.parameter_shapes(input_shape) else after)

    # --- its arguments ------------------------------------------------------------------------

    def config(self) -> dict[str, Any]:
        """The arguments that make this layer again, by name, as JSON holds them."""
        return {name: plain(value) for name, value in self._given().items()}

    def _given(self) -> dict[str, Any]:
        """All arguments by name; those of shipped layers as they were understood."""
        given = _signature(type(self)).bind(*self._arguments[0], **self._arguments[1])
        given.apply_defaults()
        if is_shipped(type(self)):
            return {name: getattr(self, name) for name in given.arguments}
        return dict(given.arguments)

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> Layer:
        """The layer with the arguments of ``config``."""
        kinds, given, first = _signature(cls).parameters, dict(config), list[Any]()
        for name, parameter in kinds.items():
            if parameter.kind is parameter.VAR_POSITIONAL:
                return cls(*first, *given.pop(name, ()), **given)
            if name in given and any(p.kind is p.VAR_POSITIONAL for p in kinds.values()):
                first.append(given.pop(name))
        return cls(**given)

    def __repr__(self) -> str:
        """As one would type it: the first argument by its place, others if not the default."""
        defaults = {name: p.default for name, p in _signature(type(self)).parameters.items()}
        texts: list[str] = []
        for name, value in self._given().items():
            default = defaults[name]
            if default is inspect.Parameter.empty or (not texts and default is not None):
                texts.append(repr(_short(value)))
            elif not _same(value, default):
                texts.append(f"{name}={_short(value)!r}")
        return f"{type(self).__name__}({', '.join(texts)})"

    # --- the two passes -----------------------------------------------------------------------

    def forward(self, x: Array, training: bool = False) -> Array:
        """The output for a batch ``x``; ``training`` keeps what ``backward`` needs."""
        self._check(x, "x", self._built())
        self.begin()
        self._ready = training
        return self.run(x, training, training)

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """The gradient with respect to the input, given ``dy``, that with respect to the output.

        Without ``need_dx`` it is not computed, and the result is ``None``.
        """
        expected = self.output_shape(self._built())
        if not self._ready:
            raise RuntimeError("backward: call forward(x, training=True) first")
        self._check(dy, "dy", expected)
        self._ready = False
        return self.run_back(dy, need_dx)

    def _forward(self, x: Array, training: bool) -> Array:
        raise NotImplementedError(f"{type(self).__name__}: define _forward(self, x, training)")

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        raise NotImplementedError(f"{type(self).__name__}: define _backward(self, dy, need_dx)")

    def begin(self) -> None:
        """Forget what an earlier pass kept, before a new one."""
        self._kept, self._calls = None, []
        for layer in self.inside():
            layer.begin()

    def has_parameters(self) -> bool:
        """Whether this layer, or one inside it, has parameters."""
        return bool(self.parameters) or any(layer.has_parameters() for layer in self.inside())

    def run(self, x: Array, training: bool, recording: bool) -> Array:
        """``_forward``, with nothing shared that a layer could spoil.

        ``recording`` keeps what ``run_back`` needs. It goes with ``training``, but for gradients of
        the network as it predicts.
        """
        self._recording = recording
        if self.careful:
            y = self._forward(x, training)
        else:
            y = self._checked_output(self._forward(x.copy(), training), x.shape)
        if recording and self._uses > 1:
            self._calls.append(self._memory())
        return y

    def run_back(self, dy: Array, need_dx: bool) -> Array | None:
        """``_backward`` for the last ``run`` that has not had one. Gradients of several add up."""
        own = {} if self.inside() else self.gradients  # those inside look after theirs
        again = self._uses > 1 and len(self._calls) < self._uses
        before = {name: gradient.copy() for name, gradient in own.items()} if again else {}
        if self._uses > 1:
            vars(self).update(self._calls.pop())
        if self.careful:
            dx = self._backward(dy, need_dx)
        else:
            for gradient in own.values():
                gradient[...] = 0
            dx = self._checked_gradient(self._backward(dy.copy(), need_dx), need_dx)
        for name, gradient in before.items():
            own[name][...] += gradient
        return dx if need_dx else None

    def _memory(self) -> dict[str, Any]:
        """What one of several uses of this layer keeps for its own backward pass."""
        lasting = {*ATTACHED, *self.state}
        kept = {
            name: value
            for name, value in vars(self).items()
            if name not in lasting and not _holds_layers(value)
        }
        return kept if self.careful else copy.deepcopy(kept)

    def _checked_output(self, y: Any, x_shape: Shape) -> Array:
        """What a layer of unknown manners returned: of the right shape, and copied."""
        self._x_shape = x_shape
        expected = (*self.output_shape(x_shape[:-1]), x_shape[-1])
        return _checked(y, f"{type(self).__name__}._forward", expected).copy()

    def _checked_gradient(self, dx: Any, need_dx: bool) -> Array | None:
        if not need_dx:
            return None
        return _checked(dx, f"{type(self).__name__}._backward", self._x_shape).copy()

    def _keep(self, value: Any, training: bool) -> None:
        """Keep ``value`` for ``_backward``, if there will be one."""
        self._kept = value if training or self._recording else None

    def _take(self) -> Any:
        """What ``_forward`` kept; it is let go, so that its memory can be used again."""
        kept, self._kept = self._kept, None
        return kept

    def _built(self) -> Shape:
        if self.input_shape is None:
            raise RuntimeError(f"{self!r} has no input shape yet: call build(input_shape) first")
        return self.input_shape

    @staticmethod
    def _check(value: Array, name: str, shape: Shape) -> None:
        if not isinstance(value, np.ndarray):
            raise TypeError(f"{name}: expected an array, got {describe(value)}")
        check_shape(value, name, (*shape, None))


def _checked(value: Any, name: str, shape: Shape) -> Array:
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name}: expected an array of shape {shape}, got {describe(value)}")
    check_shape(value, name, shape)
    return value


def _holds_layers(value: Any) -> bool:
    entries = value if isinstance(value, list | tuple) else [value]
    return any(isinstance(entry, Layer) for entry in entries)


ATTACHED: Final = (
    "_arguments", "_parameters", "_gradients", "_calls", "_uses", "_ready", "input_shape", "rng",
)  # fmt: skip


# --- memory -----------------------------------------------------------------------------------


def allocate(
    root: Layer,
    input_shape: Shape,
    dtype: np.dtype[Any],
    rng: np.random.Generator,
    initialize: bool = True,
) -> tuple[Array, Array]:
    """Give ``root`` and all layers in it their parameters, which are pieces of one vector.

    Returns the vector of parameters and that of gradients. A layer that stands in several places
    has one set of parameters, named after the first of them.
    """
    root.output_shape(input_shape)
    places = list(root.places(input_shape, "glorot"))
    firsts = _first_places(places)
    shapes = {
        place.path + name: shape
        for place in firsts
        for name, shape in place.layer.parameter_shapes(place.input_shape).items()
    }
    total = sum(prod(shape) for shape in shapes.values())
    vector, gradient_vector = np.zeros(total, dtype), np.zeros(total, dtype)
    parameters, gradients = views(vector, shapes), views(gradient_vector, shapes)
    inner_first = sorted(firsts, key=lambda place: bool(place.layer.inside()))
    for place in inner_first:  # so that those made of others know what these have
        layer, path = place.layer, place.path
        layer._uses = sum(other.layer is layer for other in places)
        _check_inside(layer)
        own = [name for name in shapes if name.startswith(path)]
        if not layer.inside():
            own = [path + name for name in layer.parameter_shapes(place.input_shape)]
        layer.attach(
            place.input_shape,
            Arrays({name.removeprefix(path): parameters[name] for name in own}),
            Arrays({name.removeprefix(path): gradients[name] for name in own}),
            rng,
        )
    for place in inner_first if initialize else ():
        place.layer.initialize(place.gain)
    return vector, gradient_vector


def _check_inside(layer: Layer) -> None:
    """Layers that nobody is told of would not be trained."""
    for name, value in [] if layer.inside() else vars(layer).items():
        if _holds_layers(value):
            raise ValueError(
                f"{layer!r}: holds layers in {name!r} that would not be trained; derive it from "
                "Stack or Parallel, which look after the layers inside them"
            )


def _first_places(places: Iterable[Place]) -> list[Place]:
    """For each layer the first place where it stands; other places must want the same weights."""
    firsts: dict[int, Place] = {}
    for place in places:
        first = firsts.setdefault(id(place.layer), place)
        wanted = place.layer.parameter_shapes(place.input_shape)
        shapes = place.layer.parameter_shapes(first.input_shape)
        if wanted != shapes:
            raise ValueError(
                f"layers: {place.layer!r} stands in several places; expected the same shapes of "
                f"parameters, got {shapes} and {wanted}"
            )
    return list(firsts.values())


def views(vector: Array, shapes: Mapping[str, Shape]) -> dict[str, Array]:
    """Consecutive pieces of a vector, each in its shape."""
    pieces, start = {}, 0
    for name, shape in shapes.items():
        pieces[name] = vector[start : start + prod(shape)].reshape(shape)
        start += prod(shape)
    return pieces


def detached(layers: Sequence[Layer]) -> list[Layer]:
    """Copies of layers, with everything that they hold but their parameters."""
    memo: dict[int, Any] = {}
    copies = [copy.deepcopy(layer, memo) for layer in layers]
    for layer in copies:
        detach(layer)
    return copies


def detach(layer: Layer) -> None:
    """Take parameters and place from ``layer`` and from those inside it."""
    for inner in layer.inside():
        detach(inner)
    layer._detach()


# --- arguments --------------------------------------------------------------------------------


def _signature(cls: type[Layer]) -> inspect.Signature:
    """The arguments of ``cls``, without ``self``."""
    signature = inspect.signature(cls.__init__)
    return signature.replace(parameters=list(signature.parameters.values())[1:])


Layer.__signature__ = _signature(Layer)  # type: ignore[attr-defined]


def plain(value: Any) -> Any:
    """A value as JSON holds it: lists for pairs and tables, NumPy's numbers as Python's."""
    if isinstance(value, np.ndarray):
        return plain((value.astype(int) if value.dtype.kind == "b" else value).tolist())
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    return value


class _Dots:
    """What is too long to be shown."""

    def __repr__(self) -> str:
        return "..."


def _short(value: Any) -> Any:
    """A value as one would type it: pairs of equal numbers as one number, tables as dots."""
    if isinstance(value, np.ndarray):
        return _Dots()
    if _holds_layers(value) and isinstance(value, tuple):
        return list(value)
    if isinstance(value, tuple) and len(value) == 2 and value[0] == value[1]:
        return value[0]
    return value


def _same(value: Any, default: Any) -> bool:
    short = _short(value)
    return not isinstance(short, _Dots) and bool(short == default)


def images_shape(input_shape: Shape, layer: Layer) -> tuple[int, int, int]:
    """``input_shape`` if it is that of images; ``layer`` is who asks."""
    if len(input_shape) != 3:
        raise ValueError(
            f"{layer!r}: expected images (C, H, W), got samples of shape {input_shape}"
        )
    return input_shape


def sequences_shape(input_shape: Shape, layer: Layer) -> tuple[int, int]:
    """``input_shape`` if it is that of sequences; ``layer`` is who asks."""
    if len(input_shape) != 2:
        raise ValueError(
            f"{layer!r}: expected sequences (C, L), got samples of shape {input_shape}"
        )
    return input_shape
