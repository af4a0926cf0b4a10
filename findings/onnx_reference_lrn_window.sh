#!/usr/bin/env bash
# The reference evaluator of ONNX bounds the channels of LRN's window by the size of the batch.
# With fewer images than channels, one image above all, it normalises by a part of the window
# only; with as many images as channels it is right. The specification bounds the window by the
# number of channels, and ONNX Runtime does.
# Seen with onnx==1.23.2, onnxruntime==1.32.0 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'onnx==1.23.2' 'onnxruntime==1.32.0'
cd "$work"
"$work/env/bin/python" - <<'PY'
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

def model(operator, image, *constants, **attributes):
    """A model of one node; the checker accepts it."""
    names = ["x"] + [f"c{i}" for i in range(len(constants))]
    node = helper.make_node(operator, names, ["y"], **attributes)
    graph = helper.make_graph(
        [node], "one", [helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(c, n) for c, n in zip(constants, names[1:])])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=9)
    made = onnx.shape_inference.infer_shapes(made)
    onnx.checker.check_model(made, full_check=True)
    return made

from onnx.reference import ReferenceEvaluator
def reference(made, image):
    return ReferenceEvaluator(made).run(None, {"x": image})[0]

import onnxruntime
onnxruntime.set_default_logger_severity(4)
def runtime(made, image):
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": image})[0]

def lrn(x, size, alpha, beta, bias):
    out = np.empty_like(x)
    for c in range(x.shape[1]):
        low, high = max(0, c - (size - 1) // 2), min(x.shape[1] - 1, c + size // 2)
        square = (x[:, low:high + 1] ** 2).sum(1)
        out[:, c] = x[:, c] / (bias + alpha / size * square) ** beta
    return out

image = np.arange(1, 5, dtype=np.float32).reshape(1, 4, 1, 1)
settings = dict(size=3, alpha=0.5, beta=0.75, bias=1.0)
made, right = model("LRN", image, **settings), lrn(image, **settings)
print("by the formula  ", right.ravel().round(4))
print("ONNX Runtime    ", runtime(made, image).ravel().round(4))
print("reference, N = 1", reference(made, image).ravel().round(4))
assert np.allclose(runtime(made, image), right, atol=1e-6)
assert np.abs(reference(made, image) - right).max() > 0.3
four = np.concatenate([image] * 4)
made = model("LRN", four, **settings)
print("reference, N = 4", reference(made, four)[0].ravel().round(4))
assert np.allclose(reference(made, four), lrn(four, **settings), atol=1e-6)
PY
