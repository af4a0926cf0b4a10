#!/usr/bin/env bash
# AveragePool with ceil_mode = 1 and count_include_pad = 1: padding counts, but what lies beyond
# the padding does not. OpenCV counts it without padding and with, so that ones average to 0.25 in
# a corner; OpenVINO does where a window of 4 reaches beyond padding of 1, and is right elsewhere.
# Seen with onnx==1.23.2, onnxruntime==1.32.0, opencv-python-headless==5.0.0.93, openvino==2026.4.1 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'onnx==1.23.2' 'onnxruntime==1.32.0' 'opencv-python-headless==5.0.0.93' 'openvino==2026.4.1'
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

import openvino
def openvino_cpu(made, image):
    core = openvino.Core()
    compiled = core.compile_model(
        core.read_model(made.SerializeToString()), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return np.array(compiled([image])[0])

ones = np.ones((1, 1, 3, 3), np.float32)
made = model("AveragePool", ones, kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1, count_include_pad=1)
for engine in (runtime, openvino_cpu, opencv):
    print(engine.__name__, engine(made, ones).ravel())
assert runtime(made, ones).ravel().tolist() == openvino_cpu(made, ones).ravel().tolist() == [1, 1, 1, 1]
assert opencv(made, ones).ravel().tolist() == [1, 0.5, 0.5, 0.25]
ones = np.ones((1, 1, 7, 7), np.float32)
made = model("AveragePool", ones, kernel_shape=[4, 4], strides=[3, 3], pads=[1, 1, 1, 1],
             ceil_mode=1, count_include_pad=1)
for engine in (runtime, openvino_cpu, opencv):
    print(engine.__name__, engine(made, ones)[0, 0, 2].round(3))
assert np.allclose(runtime(made, ones)[0, 0, 2], [1 / 2, 2 / 3, 4 / 9])
assert np.allclose(openvino_cpu(made, ones)[0, 0, 2], [3 / 8, 1 / 2, 1 / 4])
assert np.allclose(opencv(made, ones)[0, 0, 2], [3 / 8, 1 / 2, 1 / 4])
PY
