#!/usr/bin/env bash
# Adaptive pooling of 5 pixels to 3. PyTorch's cells overlap, (0 1), (1 2 3), (3 4), and give 0.5,
# 2, 3.5. Equinox's do not, (0 1), (2 3), (4), and give 0.5, 2.5, 4: weights carried over see
# other features.
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
import numpy as np
x = np.arange(5.0)
seen = np.array(eqx.nn.AdaptiveAvgPool1d(3)(jnp.array(x)[None]))[0]
cells = [x[int(np.floor(5 * i / 3)):int(np.ceil(5 * (i + 1) / 3))].mean() for i in range(3)]
print("Equinox", seen, "PyTorch's rule", np.round(cells, 2))
assert seen.tolist() == [0.5, 2.5, 4] and cells == [0.5, 2, 3.5]
PY
