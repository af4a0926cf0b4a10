#!/usr/bin/env bash
# softplus(100) is 100. OpenCV's network engine computes log(1 + exp(x)) as it is written, and
# gets infinity for each input over 88.8 in float32.
# Seen with onnx==1.23.2, onnxruntime==1.32.0, opencv-python-headless==5.0.0.93 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'onnx==1.23.2' 'onnxruntime==1.32.0' 'opencv-python-headless==5.0.0.93'
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

import cv2
def opencv(made, image):
    net = cv2.dnn.readNetFromONNX(np.frombuffer(made.SerializeToString(), np.uint8))
    net.setInput(image)
    return net.forward("y")

image = np.array([[[[5, 80, 100]]]], np.float32)
made = model("Softplus", image)
print(runtime(made, image).ravel(), opencv(made, image).ravel())
assert np.allclose(runtime(made, image).ravel(), [5.0067, 80, 100], atol=1e-3)
assert np.isposinf(opencv(made, image).ravel()).tolist() == [False, False, True]
PY
