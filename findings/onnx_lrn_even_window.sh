#!/usr/bin/env bash
# An even window of local response normalisation has no middle. ONNX says where it lies (one
# channel more above than below); OpenVINO takes it one narrower, size - 1 channels still divided
# by size, and ONNX Runtime refuses the model, which the checker accepts.
# Seen with onnx==1.23.2, onnxruntime==1.32.0, openvino==2026.4.1 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'onnx==1.23.2' 'onnxruntime==1.32.0' 'openvino==2026.4.1'
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

import onnxruntime
onnxruntime.set_default_logger_severity(4)
def runtime(made, image):
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": image})[0]

import openvino
def openvino_cpu(made, image):
    core = openvino.Core()
    compiled = core.compile_model(
        core.read_model(made.SerializeToString()), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return np.array(compiled([image])[0])

image = np.arange(1, 5, dtype=np.float32).reshape(1, 4, 1, 1)
made = model("LRN", image, size=2, alpha=1.0, beta=1.0, bias=1.0)
x = image.ravel()

def normalised(below, above):
    return [x[c] / (1 + (x[max(0, c - below):c + above + 1] ** 2).sum() / 2) for c in range(4)]

print("specification", np.round(normalised(0, 1), 4))
print("OpenVINO     ", openvino_cpu(made, image).ravel().round(4))
assert np.allclose(openvino_cpu(made, image).ravel(), normalised(0, 0), atol=1e-6)
assert not np.allclose(normalised(0, 0), normalised(0, 1), atol=0.01)
try:
    runtime(made, image)
except Exception as refused:
    print("ONNX Runtime:", str(refused)[-60:])
else:
    raise SystemExit("ONNX Runtime now accepts an even window")
PY
