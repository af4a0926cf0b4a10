"""Layers: the functions of this package, holding parameters and what the backward pass needs.

A layer learns its input shape when it is built (a ``Network`` does that). Arrays are features
first, batch last: dense activations ``(features, N)``, images ``(C, H, W, N)``. Then

- ``y = layer.forward(x, training=True)`` keeps what ``backward`` needs;
- ``dx = layer.backward(dy)`` returns the gradient with respect to the input and stores those with
  respect to the parameters in ``layer.gradients``. With ``need_dx=False`` it may skip ``dx``.

Neither changes its arguments. How to write a layer of one's own is said in
``cnn_core.layers.base``.
"""

from cnn_core.layers.base import LAYERS, Arrays, Layer
from cnn_core.layers.weighted import Conv2D, Dense

from cnn_core.layers.pooling import (  # isort: skip
    POOLINGS,
    AvgPool2D,
    L2Pool2D,
    MaxPool2D,
    Pooling,
    Subsample2D,
)
from cnn_core.layers.shape import Flatten  # isort: skip
from cnn_core.layers.elementwise import (  # isort: skip
    Elementwise,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
)
from cnn_core.layers.random import Dropout  # isort: skip
from cnn_core.layers.branches import Parallel  # isort: skip

__all__ = [
    "LAYERS",
    "POOLINGS",
    "Arrays",
    "AvgPool2D",
    "Conv2D",
    "Dense",
    "Dropout",
    "Elementwise",
    "Flatten",
    "L2Pool2D",
    "Layer",
    "LeakyReLU",
    "MaxPool2D",
    "Parallel",
    "Pooling",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Subsample2D",
    "Tanh",
]
