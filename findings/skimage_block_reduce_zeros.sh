#!/usr/bin/env bash
# Pooling with scikit-image: block_reduce fills blocks that the border cuts with zeros, so the
# maximum of an image of -1 is 0 there, and the mean of ones is 0.25 in the corner.
# Seen with scikit-image==0.26.0, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'scikit-image==0.26.0' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import numpy as np
from skimage.measure import block_reduce
print(block_reduce(-np.ones((3, 3)), 2, np.max), block_reduce(np.ones((3, 3)), 2, np.mean))
assert block_reduce(-np.ones((3, 3)), 2, np.max).tolist() == [[-1, 0], [0, 0]]
assert block_reduce(np.ones((3, 3)), 2, np.mean).tolist() == [[1, 0.5], [0.5, 0.25]]
PY
