"""The libraries that the layer is measured against, each behind the same small interface.

A peer turns the arguments into its own layout once (``setup``), then runs the forward pass and all
three gradients as often as wanted (``run``), and gives the results back as NumPy arrays in the
common order ``(N, F, OH, OW)``, ``(N, C, H, W)``, ``(F, C, kh, kw)``, ``(F,)`` (``results``). Only
``run`` is timed.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Results = tuple[Array, Array, Array, Array]  # y, dx, dw, db


class Peer:
    """One implementation of the layer; ``needs`` names the packages that must be there."""

    name = ""
    needs: tuple[str, ...] = ()
    numpy_only = False

    @classmethod
    def missing(cls) -> list[str]:
        """The needed packages that are not installed."""
        return [package for package in cls.needs if importlib.util.find_spec(package) is None]

    def setup(self, x: Array, w: Array, b: Array, dy: Array) -> None:
        raise NotImplementedError

    def run(self) -> None:
        raise NotImplementedError

    def results(self) -> Results:
        raise NotImplementedError


class CnnCore(Peer):
    """This package: features first, batch last."""

    name = "cnn_core"
    numpy_only = True

    def setup(self, x: Array, w: Array, b: Array, dy: Array) -> None:
        self.x, self.dy = (np.ascontiguousarray(a.transpose(1, 2, 3, 0)) for a in (x, dy))
        self.w, self.b = w, b

    def run(self) -> None:
        from cnn_core import conv2d, conv2d_backward

        self.y = conv2d(self.x, self.w, self.b)
        self.gradients = conv2d_backward(self.dy, self.x, self.w)

    def results(self) -> Results:
        dx, dw, db = self.gradients
        return self.y.transpose(3, 0, 1, 2), dx.transpose(3, 0, 1, 2), dw, db


class Torch(Peer):
    """PyTorch on the CPU, eager, in its default layout."""

    name = "PyTorch"
    needs = ("torch",)
    layout = "contiguous_format"

    def setup(self, x: Array, w: Array, b: Array, dy: Array) -> None:
        import torch

        layout = getattr(torch, self.layout)

        def tensor(array: Array) -> Any:
            return torch.from_numpy(array.copy()).contiguous(memory_format=layout)

        self.x, self.w = tensor(x).requires_grad_(), tensor(w).requires_grad_()
        self.b, self.dy = torch.from_numpy(b.copy()).requires_grad_(), tensor(dy)

    def run(self) -> None:
        import torch

        for parameter in (self.x, self.w, self.b):
            parameter.grad = None
        self.y = torch.nn.functional.conv2d(self.x, self.w, self.b)
        self.y.backward(self.dy)

    def results(self) -> Results:
        gradients = (parameter.grad.numpy() for parameter in (self.x, self.w, self.b))
        return self.y.detach().numpy(), *gradients  # type: ignore[return-value]


class TorchChannelsLast(Torch):
    """PyTorch on the CPU, eager, with channels last in memory."""

    name = "PyTorch channels_last"
    layout = "channels_last"


class MyGrad(Peer):
    """MyGrad's ``conv_nd``."""

    name = "MyGrad"
    needs = ("mygrad",)
    numpy_only = True

    def setup(self, x: Array, w: Array, b: Array, dy: Array) -> None:
        import mygrad

        self.x, self.w = mygrad.tensor(x), mygrad.tensor(w)
        self.b, self.dy = mygrad.tensor(b[:, None, None]), dy

    def run(self) -> None:
        from mygrad.nnet.layers import conv_nd

        self.y = conv_nd(self.x, self.w, stride=1) + self.b
        self.y.backward(self.dy)

    def results(self) -> Results:
        return self.y.data, self.x.grad, self.w.grad, self.b.grad.ravel()


class Autograd(Peer):
    """HIPS autograd's ``convolve``, with the kernels rotated, since it is a true convolution."""

    name = "HIPS autograd"
    needs = ("autograd", "scipy")
    numpy_only = True

    def setup(self, x: Array, w: Array, b: Array, dy: Array) -> None:
        from autograd import make_vjp
        from autograd.scipy.signal import convolve

        def layer(arguments: tuple[Any, Any, Any]) -> Any:
            x, w, b = arguments
            y = convolve(
                x, w[:, :, ::-1, ::-1], axes=([2, 3], [2, 3]), dot_axes=([1], [1]), mode="valid"
            )
            return y + b[:, None, None]

        self.vjp: Callable[..., Any] = make_vjp(layer)
        self.arguments, self.dy = (x, w, b), dy

    def run(self) -> None:
        back, self.y = self.vjp(self.arguments)
        self.gradients = back(self.dy)

    def results(self) -> Results:
        return self.y, *self.gradients  # type: ignore[return-value]


class Im2Col(Peer):
    """The usual way in NumPy, as in ML-From-Scratch: index arrays, one product, ``np.add.at``."""

    name = "im2col by indices"
    numpy_only = True

    def setup(self, x: Array, w: Array, b: Array, dy: Array) -> None:
        self.x, self.w, self.b, self.dy = x, w, b, dy
        (_, channels, height, width), (_, _, kh, kw) = x.shape, w.shape
        out_h, out_w = height - kh + 1, width - kw + 1
        c, u, v = (axis.reshape(-1, 1) for axis in np.indices((channels, kh, kw)))
        i, j = (axis.reshape(1, -1) for axis in np.indices((out_h, out_w)))
        self.places = (c, u + i, v + j)  # each (C kh kw, OH OW) after broadcasting

    def run(self) -> None:
        filters, kernels = self.w.shape[0], self.w.reshape(self.w.shape[0], -1)
        columns = self.x[:, *self.places].transpose(1, 2, 0).reshape(kernels.shape[1], -1)
        y = (kernels @ columns + self.b[:, None]).reshape(filters, *self.dy.shape[2:], -1)
        self.y = y.transpose(3, 0, 1, 2)
        deltas = self.dy.transpose(1, 2, 3, 0).reshape(filters, -1)
        self.dw, self.db = (deltas @ columns.T).reshape(self.w.shape), deltas.sum(axis=1)
        back = (kernels.T @ deltas).reshape(kernels.shape[1], -1, len(self.x)).transpose(2, 0, 1)
        self.dx = np.zeros_like(self.x)
        np.add.at(self.dx, (slice(None), *self.places), back)

    def results(self) -> Results:
        return self.y, self.dx, self.dw, self.db


PEERS: tuple[type[Peer], ...] = (CnnCore, MyGrad, Autograd, Im2Col, Torch, TorchChannelsLast)
