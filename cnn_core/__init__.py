"""Convolutional networks in NumPy: every formula proved, every function its own reference.

Functions stand beside their gradients (`sigmoid` and ``sigmoid.derivative``, `conv2d` and
`conv2d_backward`), `Network` stacks them and trains. Feature axes come first and the batch last,
``(C, H, W, N)``; at the border of `Network` images are ``(N, C, H, W)``.

Importing this package imports NumPy alone. ``cnn_core.symbolic`` (the proofs) needs SymPy,
``cnn_core.plotting`` needs Matplotlib.
"""

from cnn_core.activations import (
    leaky_relu,
    relu,
    sigmoid,
    softmax,
    tanh,
)
from cnn_core.convolution import (
    conv2d,
    conv2d_backward,
    conv_output_size,
    convolve2d,
    correlate2d,
    rot180,
)
from cnn_core.datasets import (
    load_digits,
    load_idx_dataset,
    load_mnist,
    mnist_available,
    read_idx,
)
from cnn_core.dense import (
    dense,
    dense_backward,
)
from cnn_core.exact_gradients import (
    prove_backward,
)
from cnn_core.gradcheck import (
    GradientError,
    GradientReport,
    assert_backward,
    check_backward,
    check_gradients,
    gradient_error,
    numerical_gradient,
)
from cnn_core.initializers import (
    glorot,
    he,
    lecun,
    zeros,
)
from cnn_core.layers import (
    AvgPool2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    L2Pool2D,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Softmax,
    Subsample2D,
    Tanh,
)
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
from cnn_core.models import (
    lenet5,
    li2019,
    murugan2017,
    zhou2018,
)
from cnn_core.network import (
    Network,
)
from cnn_core.optimizers import (
    SGD,
    AdaGrad,
    Adam,
    RMSProp,
    constant,
    cosine,
    step,
)
from cnn_core.pooling import (
    avg_pool2d,
    avg_pool2d_backward,
    gather_winners,
    l2_pool2d,
    l2_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    subsample2d,
    subsample2d_backward,
)
from cnn_core.training import (
    History,
    TrainingDiverged,
)

__version__ = "0.1.0"

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "AvgPool2D",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GradientError",
    "GradientReport",
    "History",
    "L2Pool2D",
    "Layer",
    "LeakyReLU",
    "MaxPool2D",
    "Network",
    "RMSProp",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Subsample2D",
    "Tanh",
    "TrainingDiverged",
    "assert_backward",
    "avg_pool2d",
    "avg_pool2d_backward",
    "binary_cross_entropy",
    "check_backward",
    "check_gradients",
    "constant",
    "conv2d",
    "conv2d_backward",
    "conv_output_size",
    "convolve2d",
    "correlate2d",
    "cosine",
    "dense",
    "dense_backward",
    "gather_winners",
    "glorot",
    "gradient_error",
    "half_mse",
    "he",
    "l1",
    "l2",
    "l2_pool2d",
    "l2_pool2d_backward",
    "leaky_relu",
    "lecun",
    "lenet5",
    "li2019",
    "load_digits",
    "load_idx_dataset",
    "load_mnist",
    "mae",
    "mape",
    "max_pool2d",
    "max_pool2d_backward",
    "mnist_available",
    "mse",
    "msle",
    "murugan2017",
    "numerical_gradient",
    "prove_backward",
    "read_idx",
    "relu",
    "rot180",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "step",
    "subsample2d",
    "subsample2d_backward",
    "tanh",
    "zeros",
    "zhou2018",
]
