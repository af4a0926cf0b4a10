#!/usr/bin/env bash
# MLX's convolution keeps its kernel as (filters, height, width, channels). MLX's he_normal reads
# the fan-in of that array as filters x height x width: a layer with 64 filters on 32 channels
# starts with weights too small by the root of two.
# Seen with mlx[cpu]==0.32.4, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'mlx[cpu]==0.32.4' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import mlx.core as mx
import mlx.nn as nn
import numpy as np
mx.set_default_device(mx.cpu)
mx.random.seed(0)
kernel = nn.Conv2d(32, 64, 3).weight
std = np.array(nn.init.he_normal()(kernel)).std()
print(kernel.shape, "std", std.round(4), "by channels", (2 / 288) ** 0.5, "by filters", (2 / 576) ** 0.5)
assert kernel.shape == (64, 3, 3, 32)
assert abs(std - (2 / 576) ** 0.5) < 0.001 < abs(std - (2 / 288) ** 0.5)
PY
