#!/usr/bin/env bash
# ConvTranspose with auto_pad = SAME_UPPER and stride 2 doubles the image. OpenCV returns 13
# columns for 7, and a given output_shape of 14 is answered by 16 for a kernel of 4: the upsampled
# map no longer fits the one that it is added to.
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

image, taps = np.ones((1, 1, 7, 7), np.float32), np.ones((1, 1, 3, 3), np.float32)
made = model("ConvTranspose", image, taps, auto_pad="SAME_UPPER", strides=[2, 2])
print(runtime(made, image).shape, opencv(made, image).shape)
assert runtime(made, image).shape == (1, 1, 14, 14)
assert opencv(made, image).shape == (1, 1, 13, 13)
taps = np.ones((1, 1, 4, 4), np.float32)
made = model("ConvTranspose", image, taps, strides=[2, 2], output_shape=[14, 14])
print(runtime(made, image).shape, opencv(made, image).shape)
assert runtime(made, image).shape == (1, 1, 14, 14)
assert opencv(made, image).shape != (1, 1, 14, 14)
PY
