"""Networks written as ONNX files, which other programs run.

One node of ONNX's standard operators a layer, samples first: input ``x`` is ``(N, *input_shape)``,
output ``y`` what ``Network.__call__`` gives. The ``onnx`` package is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from typing import Any, Final

import numpy as np

from cnn_core import layers as own
from cnn_core._checks import Array, missing
from cnn_core._idx import as_path
from cnn_core.layers.base import Layer, Shape
from cnn_core.network import Network
from cnn_core.windows import geometry

__all__ = ["save_onnx"]

OPSET: Final = 17  # the first with LayerNormalization
Node = tuple[str, list[Array], dict[str, Any]]  # operator, further inputs, attributes


def save_onnx(network: Network, path: str | PathLike[str]) -> None:
    """Write ``network`` as it predicts to ``path``, an ``.onnx`` file.

    Dropout and what else is of training alone is left out. The file appears whole or not at all.

    Raises:
        ModuleNotFoundError: the package ``onnx`` is not installed.
        ValueError: a layer that no operator of ONNX is the same as; the message says which.

    >>> save_onnx(network, "digits.onnx")  # doctest: +SKIP
    """
    onnx = _onnx()
    model = _model(onnx, network)
    place = as_path(path, "path")
    partial = place.with_name(f".{place.name}.part")
    try:
        partial.write_bytes(model.SerializeToString())
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)


def _model(onnx: Any, network: Network) -> Any:
    helper, from_array = onnx.helper, onnx.numpy_helper.from_array
    nodes: list[Any] = []
    weights: list[Any] = []
    shape, name = network.input_shape, "x"
    for index, layer in enumerate(network.layers):
        for operator, arrays, attributes in _nodes(layer, shape, f"layers[{index}]"):
            names = [f"{len(nodes)}.{k}" for k in range(len(arrays))]
            weights += map(from_array, map(np.ascontiguousarray, arrays), names)
            result = f"after.{len(nodes)}"
            nodes.append(helper.make_node(operator, [name, *names], [result], **attributes))
            name = result
        shape = layer.output_shape(shape)
    nodes.append(helper.make_node("Identity", [name], ["y"]))
    kind = helper.np_dtype_to_tensor_dtype(network.dtype)
    ends = [
        helper.make_tensor_value_info(end, kind, ["N", *sizes])
        for end, sizes in (("x", network.input_shape), ("y", shape))
    ]
    graph = helper.make_graph(nodes, "cnn_core", ends[:1], ends[1:], weights)
    opset = helper.make_opsetid("", OPSET)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8, producer_name="cnn_core")
    onnx.checker.check_model(model)
    return model


def _nodes(layer: Layer, shape: Shape, place: str) -> list[Node]:
    make = TO_ONNX.get(type(layer))
    if make is None:
        raise ValueError(f"{place}: {layer!r} has no counterpart in ONNX")
    try:
        return make(layer, shape)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


# --- layers -----------------------------------------------------------------------------------


def _affine(layer: Any) -> list[Array]:
    return [layer.w, layer.b] if layer.bias else [layer.w]


def _convolution(layer: Any, shape: Shape) -> list[Node]:
    """Kernels of missing ``connections`` are zero, so that they need no word of their own."""
    where = geometry(layer.kernel_size, layer.stride, layer.padding, layer.dilation)
    attributes = {
        "strides": where.stride, "dilations": where.dilation,
        "pads": (*where.before, *where.after), "group": layer.groups,
    }  # fmt: skip
    return [("Conv", _affine(layer), attributes)]


def _sequence_convolution(layer: Any, shape: Shape) -> list[Node]:
    where = layer._geometry()
    attributes = {
        "strides": where.stride[1:], "dilations": where.dilation[1:],
        "pads": (where.before[1], where.after[1]), "group": layer.groups,
    }  # fmt: skip
    return [("Conv", _affine(layer), attributes)]


def _transposed(layer: Any, shape: Shape) -> list[Node]:
    attributes = {
        "strides": layer.stride, "dilations": layer.dilation,
        "pads": (*layer.padding, *layer.padding), "output_padding": layer.output_padding,
    }  # fmt: skip
    return [("ConvTranspose", _affine(layer), attributes)]


def _pool(operator: str, **more: Any) -> Callable[[Any, Shape], list[Node]]:
    def make(layer: Any, shape: Shape) -> list[Node]:
        size, stride = layer.size, layer.stride or layer.size
        as_list = {"kernel_shape": np.atleast_1d(size).tolist()}
        as_list["strides"] = np.atleast_1d(stride).tolist()
        return [(operator, [], as_list | more)]

    return make


def _batch_norm(layer: Any, shape: Shape) -> list[Node]:
    arrays = [layer.parameters["gamma"], layer.parameters["beta"]]
    arrays += [layer.running_mean, layer.running_variance]
    return [("BatchNormalization", arrays, {"epsilon": layer.epsilon})]


def _layer_norm(layer: Any, shape: Shape) -> list[Node]:
    arrays = [layer.parameters["gamma"], layer.parameters["beta"]]
    return [("LayerNormalization", arrays, {"axis": 1, "epsilon": layer.epsilon})]


def _response(layer: Any, shape: Shape) -> list[Node]:
    if layer.size % 2 == 0:
        raise ValueError(f"{layer!r}: expected an odd size, in ONNX even windows lean upwards")
    alpha = layer.size * layer.alpha  # ONNX divides its alpha by the size
    return [("LRN", [], {"size": layer.size, "alpha": alpha, "beta": layer.beta, "bias": layer.k})]


def _plain(operator: str, **attributes: Any) -> Callable[[Any, Shape], list[Node]]:
    return lambda layer, shape: [(operator, [], attributes)]


TO_ONNX: Final[dict[type[Layer], Callable[[Any, Shape], list[Node]]]] = {
    own.Dense: lambda layer, shape: [("Gemm", _affine(layer), {"transB": 1})],
    own.Conv2D: _convolution,
    own.Conv1D: _sequence_convolution,
    own.ConvTranspose2D: _transposed,
    own.MaxPool2D: _pool("MaxPool"),
    own.AvgPool2D: _pool("AveragePool"),
    own.L2Pool2D: _pool("LpPool", p=2),
    own.MaxPool1D: _pool("MaxPool"),
    own.AvgPool1D: _pool("AveragePool"),
    own.GlobalAvgPool2D: lambda layer, shape: [("GlobalAveragePool", [], {}), ("Flatten", [], {})],
    own.Flatten: _plain("Flatten"),
    own.Sigmoid: _plain("Sigmoid"),
    own.Tanh: _plain("Tanh"),
    own.ReLU: _plain("Relu"),
    own.LeakyReLU: lambda layer, shape: [("LeakyRelu", [], {"alpha": layer.slope})],
    own.Softmax: _plain("Softmax", axis=1),
    own.Dropout: lambda layer, shape: [],
    own.BatchNorm: _batch_norm,
    own.LayerNorm: _layer_norm,
    own.LocalResponseNorm: _response,
}
"""How each layer is said in ONNX; others have no counterpart."""


def _onnx() -> Any:
    try:
        import onnx
    except ModuleNotFoundError as error:
        raise missing("save_onnx", "onnx", "onnx") from error
    return onnx
