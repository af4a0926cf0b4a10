#!/usr/bin/env bash
# OpenCV's importer of ONNX reads auto_pad = SAME_LOWER as SAME_UPPER, in convolutions, poolings
# and transposed convolutions: the output is one pixel off, with no message.
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

image, taps = np.array([[[[1, 2, 3]]]], np.float32), np.array([[[[1, 10]]]], np.float32)
cases = {
    "Conv": ((taps,), {}, [10, 21, 32], [21, 32, 3]),
    "ConvTranspose": ((taps,), {}, [12, 23, 30], [1, 12, 23]),
    "MaxPool": ((), {"kernel_shape": [1, 2]}, [1, 2, 3], [2, 3, 3]),
}
for operator, (constants, shape, right, seen) in cases.items():
    made = model(operator, image, *constants, auto_pad="SAME_LOWER", **shape)
    print(operator, runtime(made, image).ravel(), opencv(made, image).ravel())
    assert runtime(made, image).ravel().tolist() == right
    assert opencv(made, image).ravel().tolist() == seen
PY
