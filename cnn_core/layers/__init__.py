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
from cnn_core.layers.weighted import Conv1D, Conv2D, ConvTranspose2D, Dense, LocalConv2D

from cnn_core.layers.pooling import (  # isort: skip
    POOLINGS,
    AvgPool1D,
    AvgPool2D,
    GlobalAvgPool2D,
    L2Pool2D,
    MaxPool1D,
    MaxPool2D,
    Pooling,
    Subsample2D,
)
from cnn_core.layers.shape import Flatten, LearnableInput  # isort: skip
from cnn_core.layers.elementwise import (  # isort: skip
    Elementwise,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
)
from cnn_core.layers.normalisation import (  # isort: skip
    BatchNorm,
    LayerNorm,
    LocalResponseNorm,
)
from cnn_core.layers.sequences import Attention, Recurrent  # isort: skip
from cnn_core.layers.random import Dropout  # isort: skip
from cnn_core.layers.branches import Parallel  # isort: skip

__all__ = [
    "LAYERS",
    "POOLINGS",
    "Arrays",
    "Attention",
    "AvgPool1D",
    "AvgPool2D",
    "BatchNorm",
    "Conv1D",
    "Conv2D",
    "ConvTranspose2D",
    "Dense",
    "Dropout",
    "Elementwise",
    "Flatten",
    "GlobalAvgPool2D",
    "L2Pool2D",
    "Layer",
    "LayerNorm",
    "LeakyReLU",
    "LearnableInput",
    "LocalConv2D",
    "LocalResponseNorm",
    "MaxPool1D",
    "MaxPool2D",
    "Parallel",
    "Pooling",
    "ReLU",
    "Recurrent",
    "Sigmoid",
    "Softmax",
    "Subsample2D",
    "Tanh",
]
