#!/usr/bin/env bash
# What is the L2 pool of a window that the border cuts (ceil_mode = 1)? ONNX Runtime takes the
# norm of the pixels that are there: a lone 9 stays 9. The reference evaluator of ONNX and
# OpenVINO scale the cut window up to its full size, as an average times the number of taps: the 9
# becomes 18, and pooling an image of ones gives twos everywhere. The specification does not say.
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

image = np.arange(1, 10, dtype=np.float32).reshape(1, 1, 3, 3)
made = model("LpPool", image, kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1, p=2)
for engine in (runtime, reference, openvino_cpu):
    print(engine.__name__, engine(made, image).ravel().round(3))
assert np.allclose(runtime(made, image).ravel(), [46**0.5, 45**0.5, 113**0.5, 9])
for engine in (reference, openvino_cpu):
    assert np.allclose(engine(made, image).ravel(), [46**0.5, 90**0.5, 226**0.5, 18])
PY
