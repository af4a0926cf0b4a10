#!/usr/bin/env bash
# AvgPool1d(2, 2, use_ceil=True) on three ones. The last window has one pixel; Equinox divides it
# by two and returns 0.5 (PyTorch and ONNX: 1).
# Seen with equinox==0.13.8, jax==0.10.2, jaxlib==0.10.2, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'equinox==0.13.8' 'jax==0.10.2' 'jaxlib==0.10.2' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import equinox as eqx
import jax.numpy as jnp
seen = eqx.nn.AvgPool1d(2, 2, use_ceil=True)(jnp.ones((1, 3)))
print(seen)
assert seen.tolist() == [[1, 0.5]]
PY
