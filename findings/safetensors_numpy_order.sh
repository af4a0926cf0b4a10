#!/usr/bin/env bash
# safetensors writes the memory of a NumPy array as it lies. A transposed array has the right
# shape on the way back and its entries in another order; nothing is said (for PyTorch tensors the
# package raises). The docstring asks for contiguous arrays.
# Seen with safetensors==0.8.0, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'safetensors==0.8.0' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import numpy as np
from safetensors.numpy import load_file, save_file
weights = np.arange(6.0).reshape(2, 3).T
save_file({"w": weights}, "w.safetensors")
back = load_file("w.safetensors")["w"]
print(weights.tolist(), back.tolist())
assert back.shape == weights.shape
assert back.tolist() == [[0, 1], [2, 3], [4, 5]] != weights.tolist()
save_file({"w": np.ascontiguousarray(weights)}, "w.safetensors")
assert np.array_equal(load_file("w.safetensors")["w"], weights)
PY
