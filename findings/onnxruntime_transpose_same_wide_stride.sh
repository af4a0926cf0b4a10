#!/usr/bin/env bash
# ConvTranspose with auto_pad = SAME_UPPER makes images of size input times stride; the checker's
# shape inference says 6 here. With a stride larger than the kernel ONNX Runtime returns 5
# columns, and so does OpenVINO, for the padding would be negative; the reference evaluator
# returns 6, with the zero at the front.
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

from onnx.reference import ReferenceEvaluator
def reference(made, image):
    return ReferenceEvaluator(made).run(None, {"x": image})[0]

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

image, taps = np.ones((1, 1, 1, 2), np.float32), np.array([[[[1, 10]]]], np.float32)
made = model("ConvTranspose", image, taps, auto_pad="SAME_UPPER", strides=[1, 3])
print("inferred", [d.dim_value for d in made.graph.output[0].type.tensor_type.shape.dim])
for engine in (runtime, openvino_cpu, reference):
    print(engine.__name__, engine(made, image).ravel())
assert runtime(made, image).ravel().tolist() == [1, 10, 0, 1, 10]
assert openvino_cpu(made, image).ravel().tolist() == [1, 10, 0, 1, 10]
assert reference(made, image).ravel().tolist() == [0, 1, 10, 0, 1, 10]
PY
