"""Convolutional networks in NumPy: every formula proved, every function its own reference.

Functions stand beside their gradients (`sigmoid` and ``sigmoid.derivative``, `conv2d` and
`conv2d_backward`), `Network` stacks them and trains. Feature axes come first and the batch last,
``(C, H, W, N)``; at the border of `Network` images are ``(N, C, H, W)``.

Importing this package imports NumPy alone. ``cnn_core.symbolic`` (the proofs) needs SymPy,
``cnn_core.plotting`` needs Matplotlib.
"""

from cnn_core.activations import leaky_relu, relu, sigmoid, softmax, tanh
from cnn_core.convolution import (
    conv2d,
    conv2d_backward,
    conv_output_size,
    convolve2d,
    correlate2d,
    rot180,
)
from cnn_core.datasets import load_digits, load_mnist
from cnn_core.losses import (
    binary_cross_entropy,
    half_mse,
    l1,
    l2,
    mae,
    mape,
    mse,
    msle,
    softmax_cross_entropy,
)
from cnn_core.pooling import (
    avg_pool2d,
    avg_pool2d_backward,
    l2_pool2d,
    l2_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
)

__version__ = "0.1.0"
