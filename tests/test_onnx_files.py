"""Networks as ONNX files, run by onnxruntime where it is installed."""

import importlib.util

import numpy as np
import pytest

import cnn_core as cc
from cnn_core.onnx_files import TO_ONNX, save_onnx

RNG = np.random.default_rng(0)
IMAGE, SEQUENCE = (2, 7, 8), (2, 9)
HEAD = [cc.Flatten(), cc.Dense(3)]
CASES = [
    ([cc.Conv2D(4, (3, 2), (1, 2), (1, 0), groups=2), cc.LeakyReLU(0.2), *HEAD], IMAGE),
    ([cc.Conv2D(2, (2, 4), padding="same", bias=False), cc.Tanh(), *HEAD], IMAGE),
    ([cc.Conv2D(3, 2, 1, ((1, 0), (0, 2)), 2), cc.MaxPool2D((3, 2), 2), *HEAD], IMAGE),
    ([cc.Conv2D(3, 3, connections=[[1, 0], [0, 1], [1, 1]]), cc.BatchNorm(), *HEAD], IMAGE),
    ([cc.ConvTranspose2D(3, 3, 2, 1, 1), cc.AvgPool2D((2, 3), 2), *HEAD], IMAGE),
    ([cc.Conv2D(5, 2), cc.LocalResponseNorm(3, 0.3, 0.6, 1.5), cc.L2Pool2D(2, 3), *HEAD], IMAGE),
    ([cc.Conv2D(4, 3), cc.ReLU(), cc.GlobalAvgPool2D(), cc.Dropout(0.4), cc.Dense(3)], IMAGE),
    ([cc.Conv1D(4, 3, 2, 1, 2, groups=2), cc.Conv1D(3, 2, padding="same"), *HEAD], SEQUENCE),
    ([cc.MaxPool1D(3, 2), cc.AvgPool1D(2), cc.LayerNorm(0.1), *HEAD], SEQUENCE),
    ([cc.Dense(6, bias=False), cc.BatchNorm(), cc.Sigmoid(), cc.Dense(3), cc.Softmax()], (5,)),
]  # fmt: skip


def run(path, x):
    session = pytest.importorskip("onnxruntime").InferenceSession(str(path))
    return session.run(["y"], {"x": x})[0]


def build(case):
    """A new network whose parameters and running statistics are all different."""
    layers, shape = case
    net = cc.Network([type(a).from_config(a.config()) for a in layers], shape)
    for name, values in net.parameters.items():
        if not np.any(values == 0) or not name.endswith(".w"):
            values[...] += RNG.normal(scale=0.3, size=values.shape)
    for layer in net.layers:
        for name in layer.state:
            setattr(layer, name, getattr(layer, name) + np.float32(0.5))
    return net, RNG.normal(size=(4, *shape)).astype(np.float32)


def test_every_layer_that_has_a_counterpart_is_tried():
    assert {type(layer) for layers, _ in CASES for layer in layers} == set(TO_ONNX)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case[0])[:60])
def test_onnxruntime_gives_what_the_network_gives(case, tmp_path):
    pytest.importorskip("onnx")
    net, x = build(case)
    save_onnx(net, tmp_path / "net.onnx")
    np.testing.assert_allclose(run(tmp_path / "net.onnx", x), net(x), rtol=2e-5, atol=2e-5)
    assert [one.name for one in tmp_path.iterdir()] == ["net.onnx"]


def test_a_wrong_weight_is_seen(tmp_path):
    pytest.importorskip("onnx")
    net, x = build(CASES[0])
    before = net(x)
    net.parameters["0.w"][...] = net.parameters["0.w"][..., ::-1].copy()
    save_onnx(net, tmp_path / "net.onnx")
    assert np.abs(run(tmp_path / "net.onnx", x) - before).max() > 1e-3


def test_what_has_no_counterpart_is_named(tmp_path):
    pytest.importorskip("onnx")
    sub = cc.Network([cc.Subsample2D(2), cc.Flatten(), cc.Dense(2)], (1, 4, 4))
    even = cc.Network([cc.LocalResponseNorm(4), cc.Flatten(), cc.Dense(2)], (1, 4, 4))
    for net, said in ((sub, r"Subsample2D\(2\) has no"), (even, ".*odd size")):
        with pytest.raises(ValueError, match=rf"^layers\[0\]: {said}"):
            save_onnx(net, tmp_path / "net.onnx")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(importlib.util.find_spec("onnx") is not None, reason="onnx is installed")
def test_without_the_package_the_extra_is_named(tmp_path):
    with pytest.raises(ModuleNotFoundError, match=r"cnn-core\[onnx\]"):
        save_onnx(build(CASES[0])[0], tmp_path / "net.onnx")
