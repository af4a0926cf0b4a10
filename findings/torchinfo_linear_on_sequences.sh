#!/usr/bin/env bash
# torchinfo counts the multiplications of a linear layer once per sample, whatever else the input
# has: over seven steps of a sequence it counts one (and adds the bias as a multiplication).
# Seen with torch==2.14.1, numpy==2.4.6, torchinfo==1.8.0 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'torch==2.14.1' 'numpy==2.4.6' 'torchinfo==1.8.0'
cd "$work"
"$work/env/bin/python" - <<'PY'
import torch
from torchinfo import summary
for shape, true in (((2, 10), 2 * 10 * 20), ((2, 7, 10), 2 * 7 * 10 * 20)):
    counted = summary(torch.nn.Linear(10, 20), input_data=torch.ones(shape), verbose=0).total_mult_adds
    print(shape, "counted", counted, "true", true)
    assert counted == 2 * (10 * 20 + 20)
PY
