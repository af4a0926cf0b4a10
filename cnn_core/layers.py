"""Layers: the functions of this package, holding parameters and what the backward pass needs.

A layer learns its input shape when it is built (a ``Network`` does that). Arrays are features
first, batch last: dense activations ``(features, N)``, images ``(C, H, W, N)``. Then

- ``y = layer.forward(x, training=True)`` keeps what ``backward`` needs;
- ``dx = layer.backward(dy)`` returns the gradient with respect to the input and stores those with
  respect to the parameters in ``layer.gradients``. With ``need_dx=False`` it may skip ``dx``.

Neither changes its arguments, unless a ``Network`` that owns them allowed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from cnn_core import convolution, pooling
from cnn_core._checks import as_pair, as_real, check_shape, describe, positive_int
from cnn_core.activations import LEAKY_SLOPE, softmax
from cnn_core.initializers import INITIALIZERS, Initializer, initializer_name
from cnn_core.windows import Geometry, conv_output_size, geometry

Array = NDArray[Any]
Shape = tuple[int, ...]
Size = int | Sequence[int]


class Layer:
    """What all layers share. Subclasses define ``_forward``, ``_backward`` and their shapes.

    >>> layer = Dense(2).build((3,))
    >>> y = layer.forward(np.ones((3, 5)), training=True)
    >>> layer.backward(np.ones((2, 5))).shape, layer.gradients["w"].shape
    ((3, 5), (2, 3))
    """

    keeps_output: ClassVar[bool] = False  # backward reads the output: nobody may overwrite it
    returns_input: ClassVar[bool] = False  # the output may share its memory with the input
    rng: np.random.Generator  # given with the parameters

    def __init__(self) -> None:
        self.parameters: dict[str, Array] = {}
        self.gradients: dict[str, Array] = {}
        self.input_shape: Shape | None = None
        self.overwrite_input = False
        self.overwrite_dy = False
        self._kept: Any = None

    # --- shapes and parameters ----------------------------------------------------------------

    def output_shape(self, input_shape: Shape) -> Shape:
        """Shape of one sample's output; ``ValueError`` if ``input_shape`` does not suit."""
        return input_shape

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Shapes of the parameters by name, for samples of shape ``input_shape``."""
        return {}

    def parameter_count(self) -> int:
        """How many numbers this layer learns."""
        return sum(value.size for value in self.parameters.values())

    def learned(self) -> dict[str, Array]:
        """For parameters of which only a part is learned: True where it is."""
        return {}

    def build(
        self, input_shape: Sequence[int], dtype: DTypeLike = "float64", seed: int = 0
    ) -> Layer:
        """Give a layer that is used on its own its parameters, and return the layer.

        ``input_shape`` is that of one sample, ``dtype`` that of the parameters, and ``seed``
        determines their initial values.
        """
        shape = tuple(positive_int(n, "input_shape") for n in input_shape)
        self.output_shape(shape)
        shapes = self.parameter_shapes(shape)
        self.attach(
            shape,
            {name: np.zeros(s, dtype) for name, s in shapes.items()},
            {name: np.zeros(s, dtype) for name, s in shapes.items()},
            np.random.default_rng(seed),
        )
        self.initialize("glorot")
        return self

    def attach(
        self,
        input_shape: Shape,
        parameters: dict[str, Array],
        gradients: dict[str, Array],
        rng: np.random.Generator,
    ) -> None:
        """Take ``input_shape`` and the arrays in which ``parameters`` and ``gradients`` live.

        ``rng`` draws initial weights and dropout masks.
        """
        self.input_shape = input_shape
        self.parameters, self.gradients, self.rng = parameters, gradients, rng

    def initialize(self, default: str) -> None:
        """Draw the initial parameters; ``default`` names the initializer if none was chosen."""

    def config(self) -> dict[str, Any]:
        """The arguments that make this layer again, as JSON holds them."""
        return {}

    # --- the two passes -----------------------------------------------------------------------

    def forward(self, x: Array, training: bool = False) -> Array:
        """The output for a batch ``x``; ``training`` keeps what ``backward`` needs."""
        self._check(x, "x", self._built())
        return self._forward(x, training)

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """The gradient with respect to the input, given ``dy``, that with respect to the output.

        Without ``need_dx`` it is not computed, and the result is ``None``.
        """
        expected = self.output_shape(self._built())
        if self._kept is None:
            raise RuntimeError("backward: call forward(x, training=True) first")
        self._check(dy, "dy", expected)
        dx = self._backward(dy, need_dx)
        return dx if need_dx else None

    def _forward(self, x: Array, training: bool) -> Array:
        raise NotImplementedError

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        raise NotImplementedError

    def _keep(self, value: Any, training: bool) -> None:
        self._kept = value if training else None

    def _take(self) -> Any:
        """What forward kept; it is let go, so that its memory can be used again."""
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

    def __repr__(self) -> str:
        given = [(name, value) for name, value in self.config().items() if value is not None]
        texts = [f"{name}={_plain(value)!r}" for name, value in given]
        if given:  # the first argument needs no name
            texts[0] = repr(_plain(given[0][1]))
        return f"{type(self).__name__}({', '.join(texts)})"


def _plain(value: Any) -> Any:
    """A config value as one would type it: pairs of equal numbers as one number."""
    if isinstance(value, list):
        return value[0] if len(value) == 2 and value[0] == value[1] else tuple(value)
    return value


def _images_shape(input_shape: Shape, layer: Layer) -> tuple[int, int, int]:
    if len(input_shape) != 3:
        raise ValueError(
            f"{layer!r}: expected images (C, H, W), got samples of shape {input_shape}"
        )
    return input_shape


# --- layers with weights ----------------------------------------------------------------------


class _Weighted(Layer):
    """A layer with weights ``w`` and biases ``b``."""

    def __init__(self, initializer: str | Initializer | None) -> None:
        super().__init__()
        self.initializer = initializer_name(initializer)

    @property
    def w(self) -> Array:
        """The weights."""
        return self.parameters["w"]

    @property
    def b(self) -> Array:
        """The biases."""
        return self.parameters["b"]

    def initialize(self, default: str) -> None:
        draw = INITIALIZERS[self.initializer or default]
        self.w[...] = draw(self.w.shape, self.rng, self.w.dtype)
        self.b[...] = 0


class Dense(_Weighted):
    """``z = W x + b``: every unit sees every feature (`eq-dense`).

    Input ``(features, N)``, output ``(units, N)``. Parameters ``w`` ``(units, features)`` and ``b``
    ``(units,)``. ``initializer`` is one of ``glorot``, ``he``, ``lecun``, ``zeros``; by default a
    network takes ``he`` before a ReLU and ``glorot`` elsewhere.

    >>> layer = Dense(2).build((3,))
    >>> layer.forward(np.ones((3, 5))).shape
    (2, 5)
    """

    def __init__(self, units: int, initializer: str | Initializer | None = None) -> None:
        super().__init__(initializer)
        self.units = positive_int(units, "units")

    def output_shape(self, input_shape: Shape) -> Shape:
        if len(input_shape) != 1:
            raise ValueError(
                f"{self!r}: expected feature vectors, got samples of shape {input_shape}; "
                "put Flatten() before it"
            )
        return (self.units,)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {"w": (self.units, *input_shape), "b": (self.units,)}

    def config(self) -> dict[str, Any]:
        return {"units": self.units, "initializer": self.initializer}

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        z: Array = self.w @ x  # (units, features) (features, N)
        z += self.b[:, None]
        return z

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        x = self._take()
        np.matmul(dy, x.T, out=self.gradients["w"])  # (units, N) (N, features)
        np.sum(dy, axis=1, out=self.gradients["b"])
        return self.w.T @ dy if need_dx else None  # (features, units) (units, N)


class Conv2D(_Weighted):
    """A convolution layer: correlation with ``filters`` kernels, plus a bias (`eq-conv-forward`).

    Input ``(C, H, W, N)``, output ``(filters, OH, OW, N)``. Parameters ``w``
    ``(filters, C, kh, kw)`` and ``b`` ``(filters,)``. ``kernel_size``, ``stride``, ``padding`` and
    ``dilation`` are an integer or a pair. ``connections``, ``(filters, C)`` of 0 and 1, says which
    filter sees which channel; the other weights stay zero. ``initializer`` is that of ``Dense``.

    >>> layer = Conv2D(6, 5, padding=2).build((1, 28, 28))
    >>> layer.forward(np.ones((1, 28, 28, 3))).shape, layer.parameter_count()
    ((6, 28, 28, 3), 156)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size = 0,
        dilation: Size = 1,
        connections: ArrayLike | None = None,
        initializer: str | Initializer | None = None,
    ) -> None:
        super().__init__(initializer)
        self.filters = positive_int(filters, "filters")
        self.kernel_size = as_pair(kernel_size, "kernel_size")
        self.stride = as_pair(stride, "stride")
        self.padding = as_pair(padding, "padding", minimum=0)
        self.dilation = as_pair(dilation, "dilation")
        self.connections = None if connections is None else self._table(connections)

    def _table(self, connections: ArrayLike) -> Array:
        try:
            table = np.asarray(connections)
        except ValueError as error:
            raise ValueError(f"connections: expected a table, got ragged rows ({error})") from None
        if table.ndim != 2 or table.shape[0] != self.filters:
            raise ValueError(
                f"connections: expected shape ({self.filters}, channels), got {table.shape}"
            )
        if table.dtype.kind not in "biuf" or not np.isin(table, (0, 1)).all():
            raise ValueError("connections: expected a table of 0 and 1, got other values")
        if not table.any(axis=1).all():
            filter_ = int(np.argmin(table.any(axis=1)))
            raise ValueError(f"connections: expected a 1 in every row, got none in row {filter_}")
        return table.astype(bool)

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, *image = _images_shape(input_shape, self)
        if self.connections is not None:
            check_shape(self.connections, "connections", (self.filters, channels))
        sizes = zip(image, self.kernel_size, self.stride, self.padding, self.dilation, strict=True)
        return (self.filters, *(conv_output_size(*size) for size in sizes))

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {
            "w": (self.filters, input_shape[0], *self.kernel_size),
            "b": (self.filters,),
        }

    def parameter_count(self) -> int:
        if self.connections is None:
            return super().parameter_count()
        return int(self.connections.sum()) * prod(self.kernel_size) + self.filters

    def learned(self) -> dict[str, Array]:
        return (
            {} if self.connections is None else {"w": np.broadcast_to(self._mask(), self.w.shape)}
        )

    def initialize(self, default: str) -> None:
        super().initialize(default)
        if self.connections is not None:  # spread as if there were only the channels it sees
            seen = self.connections.mean(axis=1, dtype=self.w.dtype)
            self.w[...] *= self._mask() / np.sqrt(seen)[:, None, None, None]

    def config(self) -> dict[str, Any]:
        table = self.connections
        return {
            "filters": self.filters,
            "kernel_size": list(self.kernel_size),
            "stride": list(self.stride),
            "padding": list(self.padding),
            "dilation": list(self.dilation),
            "connections": None if table is None else table.astype(int).tolist(),
            "initializer": self.initializer,
        }

    def __repr__(self) -> str:
        changed = {
            name: value
            for name, value in self.config().items()
            if name not in ("filters", "kernel_size", "connections")
            and value not in (None, _CONV_DEFAULTS.get(name))
        }
        text = f"Conv2D({self.filters}, {_plain(list(self.kernel_size))}"
        text += "".join(f", {name}={_plain(value)!r}" for name, value in changed.items())
        return text + (")" if self.connections is None else ", connections=...)")

    def _geometry(self) -> Geometry:
        return geometry(self.kernel_size, self.stride, self.padding, self.dilation)

    def _mask(self) -> Array:
        assert self.connections is not None
        return self.connections[:, :, None, None]

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x, training)
        return convolution.forward(x, self.w, self.b, self._geometry())

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        x = self._take()
        dx, dw, db = convolution.backward(dy, x, self.w, self._geometry(), need_dx=need_dx)
        if self.connections is not None:
            dw *= self._mask()
        self.gradients["w"][...] = dw
        self.gradients["b"][...] = db
        return dx


_CONV_DEFAULTS: Final = {"stride": [1, 1], "padding": [0, 0], "dilation": [1, 1]}


# --- pooling ----------------------------------------------------------------------------------


class _Pool(Layer):
    """A window of ``size`` that moves by ``stride`` (by default ``size``) over each channel."""

    def __init__(self, size: Size, stride: Size | None = None) -> None:
        super().__init__()
        self.size = as_pair(size, "size")
        self.stride = self.size if stride is None else as_pair(stride, "stride")

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, *image = _images_shape(input_shape, self)
        sizes = zip(image, self.size, self.stride, strict=True)
        return (channels, *(conv_output_size(*size) for size in sizes))

    def config(self) -> dict[str, Any]:
        return {"size": list(self.size), "stride": list(self.stride)}

    def __repr__(self) -> str:
        stride = "" if self.stride == self.size else f", stride={_plain(list(self.stride))!r}"
        return f"{type(self).__name__}({_plain(list(self.size))!r}{stride})"


class MaxPool2D(_Pool):
    """The largest value of each window; its gradient goes to the winner (`eq-max-pooling`).

    Input ``(C, H, W, N)``, output ``(C, OH, OW, N)``. Windows of ``size`` move by ``stride``, by
    default their own size; both are an integer or a pair. Of several equal values the first in
    row-major order wins.

    >>> MaxPool2D(2).build((6, 28, 28)).forward(np.ones((6, 28, 28, 3))).shape
    (6, 14, 14, 3)
    """

    def _forward(self, x: Array, training: bool) -> Array:
        if not training:  # nobody will ask for the winners
            self._keep(None, training)
            return pooling.max_values(x, self.size, self.stride)
        y, winners = pooling.max_pool2d(x, self.size, self.stride)
        self._keep((winners, x.shape), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        winners, x_shape = self._take()
        return pooling.max_pool2d_backward(dy, winners, x_shape, self.size, self.stride)


class AvgPool2D(_Pool):
    """The mean of each window (`eq-average-pooling`).

    Input ``(C, H, W, N)``, output ``(C, OH, OW, N)``. Windows of ``size`` move by ``stride``, by
    default their own size.

    >>> AvgPool2D(2).build((6, 28, 28)).forward(np.ones((6, 28, 28, 3))).shape
    (6, 14, 14, 3)
    """

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x.shape, training)
        return pooling.avg_pool2d(x, self.size, self.stride)

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return pooling.avg_pool2d_backward(dy, self._take(), self.size, self.stride)


class L2Pool2D(_Pool):
    """The Euclidean norm of each window (`eq-l2-pooling`); its gradient is 0 where the norm is 0.

    Input ``(C, H, W, N)``, output ``(C, OH, OW, N)``. Windows of ``size`` move by ``stride``, by
    default their own size.

    >>> L2Pool2D(2).build((6, 28, 28)).forward(np.ones((6, 28, 28, 3)))[0, 0, 0, 0]
    np.float64(2.0)
    """

    keeps_output = True

    def _forward(self, x: Array, training: bool) -> Array:
        y = pooling.l2_pool2d(x, self.size, self.stride)
        self._keep((x, y), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        x, y = self._take()
        return pooling.l2_pool2d_backward(dy, x, y, self.size, self.stride)


class Subsample2D(Layer):
    """Trainable subsampling (`eq-subsampling`): ``coefficient * mean of the window + bias``.

    One coefficient (initially 1) and one bias (initially 0) per map; windows of ``size`` do not
    overlap. Put ``Sigmoid()`` after it for the layer of the classical networks.

    >>> Subsample2D(2).build((8, 28, 28)).forward(np.ones((8, 28, 28, 3))).shape
    (8, 14, 14, 3)
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = as_pair(size, "size")

    def output_shape(self, input_shape: Shape) -> Shape:
        channels, *image = _images_shape(input_shape, self)
        sizes = zip(image, self.size, self.size, strict=True)
        return (channels, *(conv_output_size(*size) for size in sizes))

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        return {"coefficient": input_shape[:1], "bias": input_shape[:1]}

    def initialize(self, default: str) -> None:
        self.parameters["coefficient"][...] = 1
        self.parameters["bias"][...] = 0

    def config(self) -> dict[str, Any]:
        return {"size": list(self.size)}

    def __repr__(self) -> str:
        return f"Subsample2D({_plain(list(self.size))!r})"

    def _forward(self, x: Array, training: bool) -> Array:
        y, means = pooling.subsample2d(
            x, self.size, self.parameters["coefficient"], self.parameters["bias"]
        )
        self._keep((means, x.shape), training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        means, x_shape = self._take()
        dx, self.gradients["coefficient"][...], self.gradients["bias"][...] = (
            pooling.subsample2d_backward(
                dy, means, x_shape, self.size, self.parameters["coefficient"]
            )
        )
        return dx


# --- shape ------------------------------------------------------------------------------------


class Flatten(Layer):
    """Images ``(C, H, W, N)`` as vectors ``(C H W, N)``, in row-major order (`eq-flatten`).

    >>> Flatten().build((16, 5, 5)).forward(np.ones((16, 5, 5, 3))).shape
    (400, 3)
    """

    returns_input = True

    def output_shape(self, input_shape: Shape) -> Shape:
        return (prod(input_shape),)

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(x.shape, training)
        return x.reshape(-1, x.shape[-1])

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return dy.reshape(self._take())


# --- activations ------------------------------------------------------------------------------


class _Elementwise(Layer):
    """An activation. Its backward pass needs its output alone."""

    keeps_output = True

    def _place(self, x: Array) -> Array | None:
        """Where the result may be written: over the input, or nowhere yet."""
        return x if self.overwrite_input else None

    def _times(self, dy: Array, factor: Array) -> Array:
        return np.multiply(dy, factor, out=dy if self.overwrite_dy else None)


class Sigmoid(_Elementwise):
    """``1 / (1 + exp(-z))``, computed as ``(1 + tanh(z / 2)) / 2``, which never overflows.

    Backward: ``dy * y * (1 - y)`` (`eq-sigmoid-derivative`).

    >>> Sigmoid().build((1,)).forward(np.zeros((1, 2)))
    array([[0.5, 0.5]])
    """

    def _forward(self, x: Array, training: bool) -> Array:
        y: Array = np.multiply(x, 0.5, out=self._place(x))
        np.tanh(y, out=y)
        y += 1
        y *= 0.5
        self._keep(y, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        y = self._take()
        slope = 1 - y
        slope *= y
        return self._times(dy, slope)


class Tanh(_Elementwise):
    """``tanh(z)``. Backward: ``dy * (1 - y^2)`` (`eq-tanh-derivative`).

    >>> Tanh().build((1,)).forward(np.zeros((1, 2)))
    array([[0., 0.]])
    """

    def _forward(self, x: Array, training: bool) -> Array:
        y: Array = np.tanh(x, out=self._place(x))
        self._keep(y, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        y = self._take()
        slope = y * y
        np.subtract(1, slope, out=slope)
        return self._times(dy, slope)


class ReLU(_Elementwise):
    """``max(z, 0)`` (`eq-relu`). Backward: ``dy`` where the output is positive, else 0.

    >>> ReLU().build((1,)).forward(np.array([[-1.0, 2.0]]))
    array([[0., 2.]])
    """

    def _forward(self, x: Array, training: bool) -> Array:
        y: Array = np.maximum(x, 0, out=self._place(x))
        self._keep(y, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return self._times(dy, self._take() > 0)


class LeakyReLU(_Elementwise):
    """``z`` if positive, ``slope * z`` otherwise (`eq-leaky-relu`); ``0 < slope < 1``.

    >>> LeakyReLU().build((1,)).forward(np.array([[-1.0, 2.0]]))
    array([[-0.01,  2.  ]])
    """

    def __init__(self, slope: float = LEAKY_SLOPE) -> None:
        super().__init__()
        self.slope = as_real(
            slope, "slope", minimum=0, maximum=1, open_minimum=True, open_maximum=True
        )

    def config(self) -> dict[str, Any]:
        return {"slope": self.slope}

    def _forward(self, x: Array, training: bool) -> Array:
        y: Array = np.maximum(x, x * self.slope, out=self._place(x))
        self._keep(y, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        factor = (self._take() > 0).astype(dy.dtype)
        np.maximum(factor, self.slope, out=factor)
        return self._times(dy, factor)


class Softmax(Layer):
    """Softmax over the features (`eq-softmax`): input and output ``(K, N)``.

    At the end of a network with ``softmax_cross_entropy``, which starts from logits, the loss takes
    the place of this layer in training, and ``predict_proba`` applies it.

    >>> Softmax().build((2,)).forward(np.zeros((2, 1)))
    array([[0.5],
           [0.5]])
    """

    keeps_output = True

    def output_shape(self, input_shape: Shape) -> Shape:
        if len(input_shape) != 1:
            raise ValueError(f"Softmax(): expected vectors, got samples of shape {input_shape}")
        return input_shape

    def _forward(self, x: Array, training: bool) -> Array:
        y = softmax(x)
        self._keep(y, training)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        return softmax.backward(dy, self._take())


class Dropout(Layer):
    """In training each value is set to zero with probability ``p``, the rest divided by ``1 - p``.

    So the mean of the output is the input (`eq-dropout`). Otherwise it changes nothing.

    >>> Dropout(0.5).build((4,)).forward(np.ones((4, 1))).ravel()
    array([1., 1., 1., 1.])
    """

    returns_input = True

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = as_real(p, "p", minimum=0, maximum=1, open_maximum=True)

    def config(self) -> dict[str, Any]:
        return {"p": self.p}

    def _forward(self, x: Array, training: bool) -> Array:
        self._keep(None, training)
        if not training:
            return x
        factor = (self.rng.random(x.shape, np.float32) >= self.p).astype(x.dtype)
        factor /= 1 - self.p
        self._keep(factor, training)
        y: Array = np.multiply(x, factor, out=x if self.overwrite_input else None)
        return y

    def _backward(self, dy: Array, need_dx: bool) -> Array | None:
        dx: Array = np.multiply(dy, self._take(), out=dy if self.overwrite_dy else None)
        return dx


LAYERS: Final[Mapping[str, type[Layer]]] = {
    layer.__name__: layer
    for layer in (
        Dense, Conv2D, MaxPool2D, AvgPool2D, L2Pool2D, Subsample2D, Flatten,
        Sigmoid, Tanh, ReLU, LeakyReLU, Softmax, Dropout,
    )
}  # fmt: skip
"""Every layer by its name, as saved files call them."""
