#!/usr/bin/env bash
# MaxPool with auto_pad = SAME_LOWER puts the odd row of padding first. With stride 2 the
# reference evaluator of ONNX puts it last, as SAME_UPPER does; for Conv with the same settings it
# follows the specification.
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

image = -np.arange(1, 7, dtype=np.float32).reshape(1, 1, 1, 6)
shape = dict(kernel_shape=[1, 3], strides=[1, 2])
lower = model("MaxPool", image, auto_pad="SAME_LOWER", **shape)
upper = model("MaxPool", image, auto_pad="SAME_UPPER", **shape)
print("lower, ONNX Runtime", runtime(lower, image).ravel())
print("lower, reference   ", reference(lower, image).ravel())
assert runtime(lower, image).ravel().tolist() == [-1, -2, -4]
assert reference(lower, image).ravel().tolist() == [-1, -3, -5]
assert np.array_equal(reference(lower, image), reference(upper, image))
taps = np.array([[[[1, 10, 100]]]], np.float32)
conv = model("Conv", image, taps, auto_pad="SAME_LOWER", strides=[1, 2])
assert np.array_equal(reference(conv, image), runtime(conv, image))
PY
