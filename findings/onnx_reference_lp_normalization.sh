#!/usr/bin/env bash
# LpNormalization with p = 1 divides by the sum of absolute values. The reference evaluator of
# ONNX divides by the plain sum, so that (3, -1) becomes (1.5, -0.5) and not (0.75, -0.25);
# entries that cancel blow up.
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

image = np.array([[3, -1]], np.float32)
made = model("LpNormalization", image, axis=1, p=1)
print("ONNX Runtime", runtime(made, image), "reference", reference(made, image))
assert np.allclose(runtime(made, image), [[0.75, -0.25]])
assert np.allclose(reference(made, image), [[1.5, -0.5]])
PY
