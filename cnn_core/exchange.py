"""Networks carried to PyTorch and back, and weights to files of the ``safetensors`` package.

The layouts already agree: kernels ``(F, C, kh, kw)``, dense weights ``(out, in)``. What differs is
where the batch stands, first in PyTorch; ``to_torch`` gives a module that takes samples as
``Network.predict`` does. Both packages are imported where they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike

from cnn_core import layers as own
from cnn_core._checks import describe, missing
from cnn_core._idx import as_path
from cnn_core.layers.base import Layer, Shape
from cnn_core.losses import Loss, softmax_cross_entropy
from cnn_core.network import Network
from cnn_core.windows import geometry

__all__ = ["from_torch", "load_safetensors", "save_safetensors", "to_torch"]

NAMES: Final = {"w": "weight", "b": "bias", "gamma": "weight", "beta": "bias"}
STATE: Final = {"running_mean": "running_mean", "running_variance": "running_var"}


# --- to PyTorch -------------------------------------------------------------------------------


def to_torch(network: Network) -> Any:
    """A ``torch.nn.Sequential`` in evaluation mode that gives what ``network(x)`` gives.

    It has one module a layer, with copies of the weights and running statistics, and takes tensors
    ``(N, *input_shape)`` of the network's dtype.

    Raises:
        ModuleNotFoundError: PyTorch is not installed.
        ValueError: a layer that has no counterpart there; the message says which.

    >>> to_torch(network)  # doctest: +SKIP
    """
    nn = _torch().nn
    modules, shape = [], network.input_shape
    for index, layer in enumerate(network.layers):
        modules.append(_module(nn, layer, shape, f"layers[{index}]"))
        shape = layer.output_shape(shape)
    found = nn.Sequential(*modules).to(getattr(_torch(), str(network.dtype)))
    for layer, module in zip(network.layers, found, strict=True):
        _copy(layer, module)
    return found.eval()


def _module(nn: Any, layer: Layer, shape: Shape, place: str) -> Any:
    make = TO_TORCH.get(type(layer))
    if make is None:
        raise ValueError(f"{place}: {layer!r} has no counterpart in PyTorch")
    try:
        return make(nn, layer, shape)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def _copy(layer: Layer, module: Any) -> None:
    target = next((m for m in module.modules() if hasattr(m, "weight")), None)
    if target is None:
        return
    for name, value in [*layer.parameters.items(), *((n, getattr(layer, n)) for n in layer.state)]:
        tensor = getattr(target, {**NAMES, **STATE}[name])
        tensor.data.copy_(_torch().from_numpy(np.ascontiguousarray(value)))


def _window(layer: Any) -> dict[str, Any]:
    return {"kernel_size": layer.size, "stride": layer.stride or layer.size}


def _convolution(nn: Any, layer: Any, shape: Shape) -> Any:
    if layer.connections is not None:
        raise ValueError(f"{layer!r} has connections, and no counterpart in PyTorch")
    where = geometry(layer.kernel_size, layer.stride, layer.padding, layer.dilation)
    (top, left), (bottom, right) = where.before, where.after
    conv = nn.Conv2d(
        shape[0], layer.filters, layer.kernel_size, layer.stride,
        (top, left) if where.before == where.after else 0, layer.dilation, layer.groups, layer.bias,
    )  # fmt: skip
    if where.before == where.after:
        return conv
    return nn.Sequential(nn.ZeroPad2d((left, right, top, bottom)), conv)


def _transposed(nn: Any, layer: Any, shape: Shape) -> Any:
    return nn.ConvTranspose2d(
        shape[0], layer.filters, layer.kernel_size, layer.stride, layer.padding,
        layer.output_padding, bias=layer.bias, dilation=layer.dilation,
    )  # fmt: skip


def _sequence_convolution(nn: Any, layer: Any, shape: Shape) -> Any:
    return nn.Conv1d(
        shape[0], layer.filters, layer.kernel_size, layer.stride, layer.padding, layer.dilation,
        layer.groups, layer.bias,
    )  # fmt: skip


def _batch_norm(nn: Any, layer: Any, shape: Shape) -> Any:
    kind = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
    if len(shape) > 3:
        raise ValueError(f"{layer!r}: expected images, sequences or vectors, got {shape}")
    return kind(shape[0], layer.epsilon, layer.momentum)


TO_TORCH: Final[dict[type[Layer], Callable[[Any, Any, Shape], Any]]] = {
    own.Dense: lambda nn, a, shape: nn.Linear(shape[0], a.units, a.bias),
    own.Conv2D: _convolution,
    own.Conv1D: _sequence_convolution,
    own.ConvTranspose2D: _transposed,
    own.MaxPool2D: lambda nn, a, shape: nn.MaxPool2d(**_window(a)),
    own.AvgPool2D: lambda nn, a, shape: nn.AvgPool2d(**_window(a)),
    own.L2Pool2D: lambda nn, a, shape: nn.LPPool2d(2, **_window(a)),
    own.MaxPool1D: lambda nn, a, shape: nn.MaxPool1d(**_window(a)),
    own.AvgPool1D: lambda nn, a, shape: nn.AvgPool1d(**_window(a)),
    own.GlobalAvgPool2D: lambda nn, a, shape: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    own.Flatten: lambda nn, a, shape: nn.Flatten(),
    own.Sigmoid: lambda nn, a, shape: nn.Sigmoid(),
    own.Tanh: lambda nn, a, shape: nn.Tanh(),
    own.ReLU: lambda nn, a, shape: nn.ReLU(),
    own.LeakyReLU: lambda nn, a, shape: nn.LeakyReLU(a.slope),
    own.Softmax: lambda nn, a, shape: nn.Softmax(dim=1),
    own.Dropout: lambda nn, a, shape: nn.Dropout(a.p),
    own.BatchNorm: _batch_norm,
    own.LayerNorm: lambda nn, a, shape: nn.LayerNorm(shape, a.epsilon),
    own.LocalResponseNorm: lambda nn, a, shape: nn.LocalResponseNorm(
        a.size,
        a.size * a.alpha,
        a.beta,
        a.k,  # PyTorch divides its alpha by the size
    ),
}
"""How each layer is said in PyTorch; others have no counterpart, or none that is the same."""


# --- and back ---------------------------------------------------------------------------------


def from_torch(
    module: Any,
    input_shape: Sequence[int],
    loss: Loss | str = softmax_cross_entropy,
    dtype: DTypeLike = "float32",
) -> Network:
    """A network that gives what ``module.eval()`` gives for samples of shape ``input_shape``.

    ``module`` is a ``torch.nn.Sequential``, which may hold others, of modules that ``to_torch``
    makes. Weights and running statistics are copied; ``loss`` and ``dtype`` are the network's.

    Raises:
        ModuleNotFoundError: PyTorch is not installed.
        TypeError, ValueError: another module, or settings that no layer here has.

    >>> from_torch(module, (1, 28, 28))  # doctest: +SKIP
    """
    nn = _torch().nn
    if not isinstance(module, nn.Sequential):
        raise TypeError(f"module: expected a torch.nn.Sequential, got {describe(module)}")
    pairs = list(_layers(nn, list(_leaves(nn, module))))
    network = Network([layer for layer, _ in pairs], input_shape, loss, dtype=dtype)
    for layer, source in pairs:
        _take_from(layer, source)
    return network


def _leaves(nn: Any, module: Any) -> Iterator[Any]:
    for each in module.children():
        yield from _leaves(nn, each) if isinstance(each, nn.Sequential) else (each,)


def _layers(nn: Any, modules: list[Any]) -> Iterator[tuple[Layer, Any]]:
    """Each layer with the module that it is made from; a padding goes into what it pads."""
    skip = False
    for module, after in zip(modules, [*modules[1:], None], strict=True):
        if skip:
            skip = False
        elif isinstance(module, nn.ZeroPad2d) and isinstance(after, nn.Conv2d):
            left, right, top, bottom = module.padding
            (rows, columns), skip = after.padding, True
            around = ((top + rows, bottom + rows), (left + columns, right + columns))
            yield _conv2d(after, around), after
        elif isinstance(module, nn.AdaptiveAvgPool2d) and isinstance(after, nn.Flatten):
            _only(module, output_size=(1, (1, 1)))
            skip = True
            yield own.GlobalAvgPool2D(), module
        elif not isinstance(module, nn.Identity):
            make = FROM_TORCH.get(type(module).__name__)
            if make is None:
                raise ValueError(f"module: {module!r} has no counterpart here")
            yield make(module), module


def _only(module: Any, **expected: tuple[Any, ...]) -> None:
    """Refuse settings that no layer here has."""
    for name, allowed in expected.items():
        if getattr(module, name) not in allowed:
            raise ValueError(
                f"module: {module!r} has no counterpart here: {name} is not {allowed[0]}"
            )


def _conv2d(module: Any, padding: Any) -> Layer:
    _only(module, padding_mode=("zeros",))
    if isinstance(padding, str):
        padding = "same" if padding == "same" else 0
    return own.Conv2D(
        module.out_channels, module.kernel_size, module.stride, padding, module.dilation,
        bias=module.bias is not None, groups=module.groups,
    )  # fmt: skip


def _conv1d(module: Any) -> Layer:
    _only(module, padding_mode=("zeros",))
    return own.Conv1D(
        module.out_channels, _one(module.kernel_size), _one(module.stride), _one(module.padding),
        _one(module.dilation), bias=module.bias is not None, groups=module.groups,
    )  # fmt: skip


def _conv_transpose2d(module: Any) -> Layer:
    _only(module, groups=(1,), padding_mode=("zeros",))
    return own.ConvTranspose2D(
        module.out_channels, module.kernel_size, module.stride, module.padding,
        module.output_padding, module.dilation, bias=module.bias is not None,
    )  # fmt: skip


def _pool(kind: Callable[..., Layer]) -> Callable[[Any], Layer]:
    def make(module: Any) -> Layer:
        _only(module, padding=(0, (0, 0), (0,)), ceil_mode=(False,))
        if hasattr(module, "dilation"):
            _only(module, dilation=(1, (1, 1), (1,)))
        return kind(_one(module.kernel_size), _one(module.stride))

    return make


def _one(size: Any) -> Any:
    return size[0] if isinstance(size, tuple) and len(size) == 1 else size


def _l2_pool(module: Any) -> Layer:
    _only(module, norm_type=(2,), ceil_mode=(False,))
    return own.L2Pool2D(module.kernel_size, module.stride)


def _response(module: Any) -> Layer:
    alpha = module.alpha / module.size
    return own.LocalResponseNorm(module.size, alpha, module.beta, module.k)


def _normalised(module: Any) -> Layer:
    _only(module, affine=(True,), track_running_stats=(True,))
    if module.momentum is None:
        raise ValueError(f"module: {module!r} has no counterpart here: momentum is None")
    return own.BatchNorm(module.momentum, module.eps)


def _layer_norm(module: Any) -> Layer:
    if module.weight is None or module.bias is None:
        raise ValueError(f"module: {module!r} has no counterpart here: expected weight and bias")
    return own.LayerNorm(module.eps)


def _flatten(module: Any) -> Layer:
    _only(module, start_dim=(1,), end_dim=(-1,))
    return own.Flatten()


def _softmax(module: Any) -> Layer:
    _only(module, dim=(1, -1))
    return own.Softmax()


FROM_TORCH: Final[Mapping[str, Callable[[Any], Layer]]] = {
    "Linear": lambda m: own.Dense(m.out_features, bias=m.bias is not None),
    "Conv2d": lambda m: _conv2d(m, m.padding),
    "Conv1d": _conv1d,
    "ConvTranspose2d": _conv_transpose2d,
    "MaxPool2d": _pool(own.MaxPool2D),
    "AvgPool2d": _pool(own.AvgPool2D),
    "LPPool2d": _l2_pool,
    "MaxPool1d": _pool(own.MaxPool1D),
    "AvgPool1d": _pool(own.AvgPool1D),
    "Flatten": _flatten,
    "Sigmoid": lambda m: own.Sigmoid(),
    "Tanh": lambda m: own.Tanh(),
    "ReLU": lambda m: own.ReLU(),
    "LeakyReLU": lambda m: own.LeakyReLU(m.negative_slope),
    "Softmax": _softmax,
    "Dropout": lambda m: own.Dropout(m.p),
    "BatchNorm1d": _normalised,
    "BatchNorm2d": _normalised,
    "LayerNorm": _layer_norm,
    "LocalResponseNorm": _response,
}


def _take_from(layer: Layer, module: Any) -> None:
    def array(name: str) -> Any:
        return getattr(module, name).detach().cpu().numpy()

    for name in layer.parameters:
        layer.parameters[name] = array(NAMES[name])
    for name in layer.state:
        dtype = getattr(layer, name).dtype
        setattr(layer, name, np.array(array(STATE[name]), dtype))


def _torch() -> Any:
    try:
        import torch
    except ModuleNotFoundError as error:
        raise missing("to_torch and from_torch", "torch", "torch") from error
    return torch


# --- safetensors ------------------------------------------------------------------------------


def save_safetensors(network: Network, path: str | PathLike[str]) -> None:
    """Write parameters and running statistics of ``network`` to ``path``, a ``.safetensors`` file.

    The names are those of ``Network.parameters``; layers and loss are not in such a file.

    >>> save_safetensors(network, "digits.safetensors")  # doctest: +SKIP
    """
    from_numpy = _safetensors().save_file
    place = as_path(path, "path")
    partial = place.with_name(f".{place.name}.part")
    try:
        from_numpy(_tensors(network), str(partial))
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)


def load_safetensors(network: Network, path: str | PathLike[str]) -> None:
    """Read into ``network`` what ``save_safetensors`` wrote to ``path``, of one with its layers.

    ``ValueError`` if names, shapes or dtypes differ; then the network is as it was.

    >>> load_safetensors(network, "digits.safetensors")  # doctest: +SKIP
    """
    place, expected = as_path(path, "path"), _tensors(network)
    try:
        found = _safetensors().load_file(str(place))
    except OSError:
        raise
    except Exception as error:  # the package has an exception of its own for damaged files
        raise ValueError(f"{place}: not a safetensors file ({error})") from error
    if set(found) != set(expected):
        raise ValueError(f"{place}: expected the names {sorted(expected)}, got {sorted(found)}")
    for name, value in found.items():
        wanted = expected[name]
        if (value.shape, value.dtype) != (wanted.shape, wanted.dtype):
            raise ValueError(
                f"{place}, {name}: expected shape {wanted.shape} and {wanted.dtype}, got "
                f"{value.shape} and {value.dtype}"
            )
    for name in network.parameters:
        network.parameters[name] = found[name]
    for name, layer, attribute in _states(network):
        setattr(layer, attribute, found[name])


def _tensors(network: Network) -> dict[str, Any]:
    """Everything by name; contiguous, for the package writes memory as it lies."""
    values: dict[str, Any] = dict(network.parameters)
    values |= {name: getattr(layer, a) for name, layer, a in _states(network)}
    return {name: np.ascontiguousarray(value) for name, value in values.items()}


def _states(network: Network) -> Iterator[tuple[str, Layer, str]]:
    seen: set[int] = set()
    for place in network._stack.places(network.input_shape, "glorot"):
        if id(place.layer) not in seen:
            seen.add(id(place.layer))
            yield from ((f"{place.path}{name}", place.layer, name) for name in place.layer.state)


def _safetensors() -> Any:
    try:
        from safetensors import numpy
    except ModuleNotFoundError as error:
        raise missing("safetensors files", "safetensors", "torch") from error
    return numpy
