#!/usr/bin/env bash
# He's weights have a variance of 2 / fan-in. MyGrad's he_normal has a gain of one unless told
# otherwise, which is LeCun's variance, 1 / fan-in: with ReLU each layer halves the signal's
# power.
# Seen with mygrad==2.5.0, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'mygrad==2.5.0' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import numpy as np
from mygrad.nnet.initializers import he_normal
np.random.seed(0)
std = he_normal(64, 32, 3, 3).data.std()
print("std", std.round(4), "He", (2 / 288) ** 0.5, "LeCun", (1 / 288) ** 0.5)
assert abs(std - (1 / 288) ** 0.5) < 0.002
assert abs(he_normal(64, 32, 3, 3, gain=2**0.5).data.std() - (2 / 288) ** 0.5) < 0.003
PY
