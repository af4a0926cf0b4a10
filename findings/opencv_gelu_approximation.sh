#!/usr/bin/env bash
# Gelu has two forms in ONNX: with the error function, and the tanh approximation that many
# networks were trained with. OpenCV reads the attribute approximate = tanh and computes the error
# function.
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

from math import erf
image = np.full((1, 1, 1, 1), 2, np.float32)
tanh, exact = model("Gelu", image, approximate="tanh"), model("Gelu", image)
print(runtime(tanh, image).item(), opencv(tanh, image).item(), opencv(exact, image).item())
assert abs(runtime(tanh, image).item() - 1.9545977) < 1e-6
assert opencv(tanh, image).item() == opencv(exact, image).item()
assert abs(opencv(tanh, image).item() - (1 + erf(2**0.5))) < 1e-6
PY
