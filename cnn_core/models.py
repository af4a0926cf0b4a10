"""The networks that the sources describe, one call each.

Where a source leaves something open, the docstring says what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnn_core._checks import as_bool, describe, one_of, positive_int
from cnn_core.layers import (
    LAYERS,
    POOLINGS,
    Conv2D,
    Dense,
    Elementwise,
    Flatten,
    Layer,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Subsample2D,
)
from cnn_core.losses import (
    Loss,
    as_loss,
    binary_cross_entropy,
    half_mse,
    mse,
    softmax_cross_entropy,
)
from cnn_core.network import Network

Array = NDArray[Any]

ACTIVATIONS: Final[dict[str, Callable[[], Layer]]] = {
    layer.function.__name__: layer for layer in LAYERS.values() if issubclass(layer, Elementwise)
}


def zhou2018(
    *,
    classes: int = 10,
    loss: Loss = half_mse,
    activation: str = "sigmoid",
    seed: int | None = 0,
    dtype: str = "float32",
) -> Network:
    """Zhou's network of section 2.2: images 32x32; 8, 20 and 120 maps; trainable subsampling.

    | layer | maps |
    |---|---|
    | convolution 5x5 | 8 of 28x28 |
    | subsampling 2x2, coefficient and bias, sigmoid | 8 of 14x14 |
    | convolution 5x5 | 20 of 10x10 |
    | subsampling 2x2, coefficient and bias, sigmoid | 20 of 5x5 |
    | convolution 5x5 | 120 of 1x1 |
    | full connection | ``classes`` |

    The source leaves open: which maps are connected (here all), the activation of the last
    convolution (the sigmoid too) and the output (sigmoids with ``half_mse``, whose output delta is
    the one it prints). Another ``loss`` that is no softmax keeps the sigmoids at the end.
    ``activation`` is ``"sigmoid"``, ``"tanh"`` or ``"relu"``; ``seed`` and ``dtype`` are those of
    ``Network``.

    >>> zhou2018()
    <Network of 11 layers, 65614 parameters>
    """
    act = _activation(activation)
    layers = [
        Conv2D(8, 5), Subsample2D(2), act(),
        Conv2D(20, 5), Subsample2D(2), act(),
        Conv2D(120, 5), act(), Flatten(), *_output(classes, loss),
    ]  # fmt: skip
    return Network(layers, (1, 32, 32), loss, seed, dtype)


def murugan2017(
    *,
    input_shape: Sequence[int] = (1, 28, 28),
    maps: int = 8,
    hidden: Sequence[int] = (128,),
    classes: int = 10,
    seed: int | None = 0,
    dtype: str = "float32",
) -> Network:
    """Murugan's network: one convolution, ReLU, one max pooling, dense layers, sigmoid outputs.

    Stride 1, no padding, ReLU in all hidden layers, sigmoid at the end, binary cross entropy. The
    source gives no sizes: here images of ``input_shape``, ``maps`` kernels of 5x5, pooling windows
    of 2x2, ``hidden`` layers of so many units, and ``classes`` outputs. ``seed`` and ``dtype`` are
    those of ``Network``.

    >>> murugan2017()
    <Network of 8 layers, 149082 parameters>
    """
    if not isinstance(hidden, list | tuple):
        raise TypeError(f"hidden: expected a list of layer sizes, got {describe(hidden)}")
    layers: list[Layer] = [Conv2D(positive_int(maps, "maps"), 5), ReLU(), MaxPool2D(2), Flatten()]
    for units in hidden:
        layers += [Dense(positive_int(units, "hidden")), ReLU()]
    layers += _output(classes, binary_cross_entropy)
    return Network(layers, input_shape, binary_cross_entropy, seed, dtype)


def li2019(
    *,
    classes: int = 10,
    loss: Loss = mse,
    activation: str = "relu",
    seed: int | None = 0,
    dtype: str = "float32",
) -> Network:
    """Li's network of section 2.4: images 28x28, 3 maps of 24x24, max pooling 2x2, 10 outputs.

    The kernels are 5x5. For the convolution the source discusses ``activation="sigmoid"`` and
    ``"relu"`` and calls the latter the usual one. Its cost is ``mse`` of sigmoid outputs;
    ``loss=softmax_cross_entropy`` trains faster and takes logits instead. ``classes`` is the number
    of outputs; ``seed`` and ``dtype`` are those of ``Network``.

    >>> li2019()
    <Network of 6 layers, 4408 parameters>
    """
    act = _activation(activation)
    layers = [Conv2D(3, 5), act(), MaxPool2D(2), Flatten(), *_output(classes, loss)]
    return Network(layers, (1, 28, 28), loss, seed, dtype)


def lenet5(
    *,
    input_shape: Sequence[int] = (1, 28, 28),
    classes: int = 10,
    activation: str = "tanh",
    pooling: str = "subsample",
    partial: bool = True,
    seed: int | None = 0,
    dtype: str = "float32",
) -> Network:
    """LeNet-5: 6, 16 and 120 maps by 5x5 kernels, 84 units, and ``classes`` outputs.

    ``input_shape`` is ``(C, 28, 28)``, which the first layer pads, or ``(C, 32, 32)``. With
    ``partial`` the 16 maps of the second convolution see only some of the 6 before them, by
    ``lenet5_connections``, as in the original. Instead of its radial basis functions a softmax
    with cross entropy ends the network. ``activation="relu", pooling="max", partial=False`` is the
    variant that is trained today. ``seed`` and ``dtype`` are those of ``Network``.

    >>> lenet5()
    <Network of 14 layers, 60850 parameters>
    >>> lenet5(activation="relu", pooling="max", partial=False)
    <Network of 12 layers, 61706 parameters>
    """
    act = _activation(activation)
    pool = POOLINGS[one_of(pooling, "pooling", POOLINGS)]
    partial = as_bool(partial, "partial")
    padding = 2 if tuple(input_shape)[1:] == (28, 28) else 0
    table = lenet5_connections() if partial else None

    def pooled() -> list[Layer]:
        """A trainable subsampling has an activation of its own."""
        return [pool(2), act()] if pooling == "subsample" else [pool(2)]

    layers = [
        Conv2D(6, 5, padding=padding), act(), *pooled(),
        Conv2D(16, 5, connections=table), act(), *pooled(),
        Conv2D(120, 5), act(), Flatten(), Dense(84), act(), Dense(positive_int(classes, "classes")),
    ]  # fmt: skip
    return Network(layers, input_shape, softmax_cross_entropy, seed, dtype)


def lenet5_connections() -> Array:
    """Which of the 6 maps each of LeNet-5's 16 second-layer maps sees: ``(16, 6)`` of 0 and 1.

    Six maps see three neighbours, six see four neighbours, three see four with a gap, the last one
    sees all; "neighbour" goes round, 0 follows 5.

    >>> int(lenet5_connections().sum())
    60
    """
    seen = [[0, 1, 2], [0, 1, 2, 3]]
    rows = [[(i + start) % 6 for i in pattern] for pattern in seen for start in range(6)]
    rows += [[(i + start) % 6 for i in (0, 1, 3, 4)] for start in range(3)] + [list(range(6))]
    table = np.zeros((16, 6), dtype=np.int64)
    for row, maps in zip(table, rows, strict=True):
        row[maps] = 1
    return table


def _activation(name: str) -> Callable[[], Layer]:
    return ACTIVATIONS[one_of(name, "activation", ACTIVATIONS)]


def _output(classes: int, loss: Loss) -> list[Layer]:
    """The last layers: logits for the softmax, sigmoids for any other loss."""
    dense = Dense(positive_int(classes, "classes"))
    loss = as_loss(loss)
    return [dense] if loss.with_logits is loss else [dense, Sigmoid()]
