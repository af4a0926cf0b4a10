#!/usr/bin/env bash
# AvgPool2d(2, divisor_override=3) divides by 3. Exported to ONNX, by the new exporter and by the
# old one, it divides by 4: the setting is dropped without a word.
# Seen with torch==2.14.1, numpy==2.4.6, onnx==1.23.2, onnxruntime==1.32.0, onnxscript==0.7.2 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'torch==2.14.1' 'numpy==2.4.6' 'onnx==1.23.2' 'onnxruntime==1.32.0' 'onnxscript==0.7.2'
cd "$work"
"$work/env/bin/python" - <<'PY'
import io, logging, sys, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import onnxruntime, torch
pool, ones = torch.nn.AvgPool2d(2, divisor_override=3), torch.ones(1, 1, 2, 2)
print("PyTorch", pool(ones).item())
assert abs(pool(ones).item() - 4 / 3) < 1e-6
for dynamo in (True, False):
    aside, sys.stdout = sys.stdout, io.StringIO()
    try:
        torch.onnx.export(pool, (ones,), "pool.onnx", dynamo=dynamo)
    finally:
        sys.stdout = aside
    session = onnxruntime.InferenceSession("pool.onnx", providers=["CPUExecutionProvider"])
    got = session.run(None, {session.get_inputs()[0].name: ones.numpy()})[0].item()
    print("exported,", "new" if dynamo else "old", "exporter", got)
    assert got == 1
PY
