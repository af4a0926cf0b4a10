#!/usr/bin/env bash
# x**0 is 1 everywhere, and its slope is 0. MLX multiplies 0 by 0**(-1), and the gradient at zero
# is nan; a regulariser that sums powers from the zeroth on loses every dead weight to it.
# Seen with mlx[cpu]==0.32.4, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'mlx[cpu]==0.32.4' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import math
import mlx.core as mx
mx.set_default_device(mx.cpu)
slope = mx.grad(lambda x: x**0)
print(slope(mx.array(0.0)).item(), slope(mx.array(2.0)).item())
assert math.isnan(slope(mx.array(0.0)).item()) and slope(mx.array(2.0)).item() == 0
PY
