#!/usr/bin/env bash
# Kernel 2, stride 3, padding 1, ceil_mode = 1 on five pixels: a third window would lie in the
# padding alone. ONNX drops such a window, and the shape inferred is 2; OpenVINO keeps it and
# returns 3.
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

image = np.arange(1, 6, dtype=np.float32).reshape(1, 1, 1, 5)
made = model("MaxPool", image, kernel_shape=[1, 2], strides=[1, 3], pads=[0, 1, 0, 1], ceil_mode=1)
print("inferred", [d.dim_value for d in made.graph.output[0].type.tensor_type.shape.dim])
print(runtime(made, image).ravel(), openvino_cpu(made, image).ravel())
assert runtime(made, image).shape == (1, 1, 1, 2)
assert openvino_cpu(made, image).shape == (1, 1, 1, 3)
PY
