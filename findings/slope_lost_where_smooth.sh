#!/usr/bin/env bash
# With alpha = 1 ELU and CELU are one function, with slope 1 at zero from both sides. At zero
# MLX's celu and tinygrad's elu have slope 0: the formula is a sum of two pieces, each with a kink
# at zero, and both pieces give their slope away. MLX's elu and tinygrad's celu have 1.
# Seen with mlx[cpu]==0.32.4, tinygrad==0.14.0, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'mlx[cpu]==0.32.4' 'tinygrad==0.14.0' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import os
os.environ["DEV"] = "PYTHON"
import mlx.core as mx
import mlx.nn as nn
from tinygrad import Tensor
mx.set_default_device(mx.cpu)
seen = {f"MLX {f.__name__}": mx.grad(f)(mx.array(0.0)).item() for f in (nn.celu, nn.elu)}
for name in ("elu", "celu"):
    x = Tensor([0.0])
    seen[f"tinygrad {name}"] = getattr(x, name)().sum().gradient(x)[0].item()
print(seen)
assert seen == {"MLX celu": 0, "MLX elu": 1, "tinygrad elu": 0, "tinygrad celu": 1}
beside = mx.grad(nn.celu)(mx.array(1e-6)).item(), mx.grad(nn.celu)(mx.array(-1e-6)).item()
assert min(beside) > 0.999
PY
