"""Networks carried to PyTorch and back, where it is installed; weights in safetensors files."""

import numpy as np
import pytest

from cnn_core import (
    AvgPool1D,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool2D,
    L2Pool2D,
    LayerNorm,
    LeakyReLU,
    LocalResponseNorm,
    MaxPool1D,
    MaxPool2D,
    Network,
    ReLU,
    Sigmoid,
    Softmax,
    Subsample2D,
    Tanh,
)
from cnn_core.exchange import (
    TO_TORCH,
    from_torch,
    load_safetensors,
    save_safetensors,
    to_torch,
)

RNG = np.random.default_rng(0)
IMAGE, SEQUENCE = (2, 7, 8), (2, 9)
CASES = [
    ([Conv2D(4, (3, 2), (1, 2), (1, 0), groups=2), LeakyReLU(0.2), Flatten(), Dense(3)], IMAGE),
    (
        [Conv2D(3, (2, 4), padding="same", bias=False), BatchNorm(), Tanh(), GlobalAvgPool2D()],
        IMAGE,
    ),
    (
        [Conv2D(3, 2, padding=((1, 0), (0, 2)), dilation=2), MaxPool2D(2), Flatten(), Dense(3)],
        IMAGE,
    ),
    ([ConvTranspose2D(3, 3, 2, 1, 1), AvgPool2D((2, 3), 2), Flatten(), Dense(3)], IMAGE),
    ([MaxPool1D(3, 2), AvgPool1D(2), BatchNorm(0.3), LayerNorm(), Flatten(), Dense(2)], SEQUENCE),
    ([Dense(6, bias=False), BatchNorm(0.2, 0.1), ReLU(), Dropout(0.4), Dense(3), Softmax()], (5,)),
    ([Dense(4), Sigmoid(), LayerNorm(0.1), Dense(2)], (5,)),
    (
        [
            Conv1D(4, 3, 2, 1, 2, groups=2),
            Tanh(),
            Conv1D(3, 4, padding="same", bias=False),
            Flatten(),
            Dense(2),
        ],
        SEQUENCE,
    ),
    (
        [Conv2D(5, 2), LocalResponseNorm(4, 0.3, 0.6, 1.5), L2Pool2D(2, 3), Flatten(), Dense(3)],
        IMAGE,
    ),
]


def build(case):
    """A new network, trained a little, so that its running statistics have moved."""
    layers, shape = case
    plain = Network([type(a).from_config(a.config()) for a in layers], shape, dtype="float64")
    x = RNG.normal(size=(12, *shape))
    plain.fit(x, np.arange(12) % plain.output_shape[0], 2, 4, progress=False)
    return plain, x


def test_every_layer_that_has_a_counterpart_is_tried():
    assert {type(layer) for layers, _ in CASES for layer in layers} == set(TO_TORCH)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case[0])[:60])
def test_to_pytorch_and_back(case):
    torch = pytest.importorskip("torch")
    net, x = build(case)
    module = to_torch(net)
    outputs = module(torch.from_numpy(x)).detach().numpy()
    np.testing.assert_allclose(outputs, net(x), rtol=1e-12, atol=1e-13)
    again = from_torch(module, case[1], dtype="float64")
    np.testing.assert_array_equal(again(x), net(x))
    assert [type(a) for a in again.layers] == [type(a) for a in net.layers]
    next(module.parameters()).data.zero_()  # what was copied is nobody else's
    np.testing.assert_array_equal(again(x), net(x))


@pytest.mark.parametrize("case", CASES[:3], ids=lambda case: str(case[0])[:60])
def test_gradients_agree_with_pytorch(case):
    torch = pytest.importorskip("torch")
    net, x = build(case)
    y, module = np.arange(12) % net.output_shape[0], to_torch(net).train()
    torch.nn.functional.cross_entropy(module(torch.from_numpy(x)), torch.from_numpy(y)).backward()
    theirs = [p.grad.numpy() for p in module.parameters()]
    ours = net.loss_and_gradients(x, y)[1].values()
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)


def test_same_padding_of_pytorch_is_same_padding_here():
    torch = pytest.importorskip("torch")
    module = torch.nn.Sequential(torch.nn.Conv2d(2, 3, (2, 4), padding="same"), torch.nn.Flatten())
    x = RNG.normal(size=(3, *IMAGE)).astype(np.float32)
    theirs = module(torch.from_numpy(x)).detach().numpy()
    np.testing.assert_allclose(from_torch(module, IMAGE)(x), theirs, rtol=1e-5, atol=1e-5)


def test_a_wrong_weight_is_seen():
    torch = pytest.importorskip("torch")
    net, x = build(CASES[0])
    module = to_torch(net)
    module[0].weight.data = module[0].weight.data.flip(-1)
    assert np.abs(module(torch.from_numpy(x)).detach().numpy() - net(x)).max() > 1e-3


def test_what_has_no_counterpart_is_named():
    torch = pytest.importorskip("torch")
    nn = torch.nn
    with pytest.raises(ValueError, match=r"^layers\[0\]: Subsample2D\(2\) has no counterpart"):
        to_torch(Network([Subsample2D(2), Flatten(), Dense(2)], (1, 4, 4)))
    table = Network([Conv2D(2, 1, connections=[[1, 0], [1, 1]]), Flatten(), Dense(2)], (2, 2, 2))
    with pytest.raises(ValueError, match=r"^layers\[0\]: .*connections"):
        to_torch(table)
    for module in (
        nn.GELU(),
        nn.MaxPool2d(2, padding=1),
        nn.AvgPool2d(2, ceil_mode=True),
        nn.Conv2d(1, 2, 3, padding=1, padding_mode="reflect"),
        nn.BatchNorm2d(1, affine=False),
        nn.BatchNorm2d(1, momentum=None),
        nn.ConvTranspose2d(2, 2, 2, groups=2),
        nn.AdaptiveAvgPool2d(2),
        nn.Flatten(0),
    ):
        with pytest.raises(ValueError, match=r"^module: .* has no counterpart here"):
            from_torch(nn.Sequential(module), (1, 4, 4))
    with pytest.raises(TypeError, match=r"^module: expected a torch.nn.Sequential"):
        from_torch(nn.Linear(2, 2), (2,))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case[0])[:60])
def test_weights_in_a_safetensors_file(case, tmp_path):
    numpy = pytest.importorskip("safetensors.numpy")
    net, x = build(case)
    path = tmp_path / "net.safetensors"
    save_safetensors(net, path)
    other, _ = build(case)
    other.vector = np.zeros_like(net.vector)
    load_safetensors(other, path)
    np.testing.assert_array_equal(other(x), net(x))
    stored = numpy.load_file(str(path))
    assert all((stored[name] == value).all() for name, value in net.parameters.items())
    assert [p.name for p in tmp_path.iterdir()] == ["net.safetensors"]


def test_foreign_safetensors_files_are_refused_and_harm_nothing(tmp_path):
    numpy = pytest.importorskip("safetensors.numpy")
    net, path = Network([Dense(2)], (3,)), tmp_path / "a.safetensors"
    before = net.vector.copy()
    good = {name: np.array(value) + 1 for name, value in net.parameters.items()}
    for change in (
        {"0.w": np.ones((2, 4), np.float32)},
        {"0.w": np.ones((2, 3))},
        {"more": np.ones(1, np.float32)},
    ):
        numpy.save_file(good | change, str(path))
        with pytest.raises(ValueError, match=r"a.safetensors.*expected"):
            load_safetensors(net, path)
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match=r"a.safetensors: not a safetensors file"):
        load_safetensors(net, path)
    np.testing.assert_array_equal(net.vector, before)
    with pytest.raises(FileNotFoundError):
        load_safetensors(net, tmp_path / "b")
