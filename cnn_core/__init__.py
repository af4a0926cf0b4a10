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
from cnn_core.attention import (
    attention,
    attention_backward,
)
from cnn_core.convolution import (
    conv2d,
    conv2d_backward,
    conv_transpose2d,
    conv_transpose2d_backward,
    convolve2d,
    correlate2d,
    rot180,
)
from cnn_core.criteria import (
    center_loss,
    center_loss_backward,
    fisher,
    fisher_backward,
    masked_cross_entropy,
    masked_cross_entropy_backward,
    soft_targets,
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
from cnn_core.gradcheck import (
    GradientError,
    GradientReport,
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
from cnn_core.local import (
    local2d,
    local2d_backward,
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
from cnn_core.normalisation import (
    batch_norm,
    batch_norm_backward,
    batch_norm_inference,
    batch_norm_inference_backward,
    layer_norm,
    layer_norm_backward,
    local_response_norm,
    local_response_norm_backward,
    running_statistics,
)
from cnn_core.one_dimensional import (
    avg_pool1d,
    avg_pool1d_backward,
    conv1d,
    conv1d_backward,
    max_pool1d,
    max_pool1d_backward,
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
    global_avg_pool2d,
    global_avg_pool2d_backward,
    l2_pool2d,
    l2_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    subsample2d,
    subsample2d_backward,
)
from cnn_core.recurrent import (
    recurrent,
    recurrent_backward,
)
from cnn_core.training import (
    History,
    TrainingDiverged,
)
from cnn_core.windows import (
    conv_output_size,
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
    "attention",
    "attention_backward",
    "avg_pool1d",
    "avg_pool1d_backward",
    "avg_pool2d",
    "avg_pool2d_backward",
    "batch_norm",
    "batch_norm_backward",
    "batch_norm_inference",
    "batch_norm_inference_backward",
    "binary_cross_entropy",
    "center_loss",
    "center_loss_backward",
    "check_gradients",
    "constant",
    "conv1d",
    "conv1d_backward",
    "conv2d",
    "conv2d_backward",
    "conv_output_size",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "convolve2d",
    "correlate2d",
    "cosine",
    "dense",
    "dense_backward",
    "fisher",
    "fisher_backward",
    "gather_winners",
    "global_avg_pool2d",
    "global_avg_pool2d_backward",
    "glorot",
    "gradient_error",
    "half_mse",
    "he",
    "l1",
    "l2",
    "l2_pool2d",
    "l2_pool2d_backward",
    "layer_norm",
    "layer_norm_backward",
    "leaky_relu",
    "lecun",
    "lenet5",
    "li2019",
    "load_digits",
    "load_idx_dataset",
    "load_mnist",
    "local2d",
    "local2d_backward",
    "local_response_norm",
    "local_response_norm_backward",
    "mae",
    "mape",
    "masked_cross_entropy",
    "masked_cross_entropy_backward",
    "max_pool1d",
    "max_pool1d_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "mnist_available",
    "mse",
    "msle",
    "murugan2017",
    "numerical_gradient",
    "read_idx",
    "recurrent",
    "recurrent_backward",
    "relu",
    "rot180",
    "running_statistics",
    "sigmoid",
    "soft_targets",
    "softmax",
    "softmax_cross_entropy",
    "step",
    "subsample2d",
    "subsample2d_backward",
    "tanh",
    "zeros",
    "zhou2018",
]
