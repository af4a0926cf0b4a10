"""LeNet three times: this package, PyTorch in its default layout, PyTorch with channels last.

Convolution 5x5 to 6 maps (padded), ReLU, max pooling, convolution 5x5 to 16 maps, ReLU, max
pooling, then 120, 84 and 10 units; softmax cross entropy; SGD. All three start from the same
weights, so that their losses can be compared.
"""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class CnnCoreNet:
    """LeNet in this package."""

    name = "cnn_core"

    def __init__(self, lr: float = 0.05, momentum: float = 0.0) -> None:
        from cnn_core.layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU
        from cnn_core.network import Network
        from cnn_core.optimizers import SGD

        layers = [
            Conv2D(6, 5, padding=2), ReLU(), MaxPool2D(2), Conv2D(16, 5), ReLU(), MaxPool2D(2),
            Flatten(), Dense(120), ReLU(), Dense(84), ReLU(), Dense(10),
        ]  # fmt: skip
        self.net = Network(layers, (1, 28, 28))
        self.optimizer = SGD(lr, momentum=momentum)

    def prepare(self, x: Array, y: Array) -> tuple[Any, Any]:
        """Samples and labels as this library wants them; not timed."""
        return x, y

    def set_learning_rate(self, lr: float) -> None:
        """For the steps that follow."""
        self.optimizer.lr = lr

    def step(self, x: Array, y: Array) -> float:
        """One training step on images ``(N, 1, 28, 28)``, turning them included."""
        loss, _ = self.net.backpropagate(self.net.turned(x), y)
        self.optimizer.step(self.net.vector, self.net.gradient_vector)
        return loss

    def infer(self, x: Array) -> Array:
        """The logits."""
        return self.net.outputs(x)


class TorchNet:
    """LeNet in PyTorch."""

    name = "PyTorch"
    layout = "contiguous_format"

    def __init__(self, weights: list[Array], lr: float = 0.05, momentum: float = 0.0) -> None:
        import torch
        from torch import nn

        self.format = getattr(torch, self.layout)
        self.model = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
        )  # fmt: skip
        for parameter, value in zip(self.model.parameters(), weights, strict=True):
            parameter.data = torch.from_numpy(value.copy())
        self.model = self.model.to(memory_format=self.format)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=lr, momentum=momentum)

    def prepare(self, x: Array, y: Array) -> tuple[Any, Any]:
        """Samples and labels as this library wants them; not timed."""
        import torch

        samples = torch.from_numpy(x).contiguous(memory_format=self.format)
        return samples, torch.from_numpy(y.astype(np.int64))

    def set_learning_rate(self, lr: float) -> None:
        """For the steps that follow."""
        self.optimizer.param_groups[0]["lr"] = lr

    def step(self, x: Any, y: Any) -> float:
        """One training step."""
        import torch

        self.optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(self.model(x), y)
        loss.backward()
        self.optimizer.step()
        return float(loss.detach())

    def infer(self, x: Any) -> Any:
        """The logits."""
        import torch

        with torch.inference_mode():
            return self.model(x)


class TorchNetChannelsLast(TorchNet):
    """LeNet in PyTorch, channels last."""

    name = "PyTorch channels_last"
    layout = "channels_last"


def networks(lr: float = 0.05, momentum: float = 0.0) -> list[Any]:
    """One network of each kind that is installed, with equal weights."""
    ours = CnnCoreNet(lr, momentum)
    if importlib.util.find_spec("torch") is None:
        return [ours]
    weights = list(ours.net.parameters.values())
    return [ours, TorchNet(weights, lr, momentum), TorchNetChannelsLast(weights, lr, momentum)]
