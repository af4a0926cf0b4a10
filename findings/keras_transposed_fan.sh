#!/usr/bin/env bash
# A transposed convolution keeps its kernel with the channels of the OUTPUT before those of the
# input. Keras reads the fan-in from that place: he_normal for 16 channels in, 64 out, draws with
# the standard deviation for 64, half of what was asked.
# Seen with jax==0.10.2, jaxlib==0.10.2, keras==3.15.1, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'jax==0.10.2' 'jaxlib==0.10.2' 'keras==3.15.1' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import os
os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np
keras.utils.set_random_seed(0)
layer = keras.layers.Conv2DTranspose(64, 3, kernel_initializer="he_normal")
layer.build((1, 8, 8, 16))
kernel = np.array(layer.get_weights()[0])
into, out_of = (2 / (9 * 16)) ** 0.5, (2 / (9 * 64)) ** 0.5
print(kernel.shape, "std", kernel.std().round(4), "by 16 channels", into, "by 64", out_of)
assert kernel.shape == (3, 3, 64, 16)
assert abs(kernel.std() - out_of) < 0.002 < abs(kernel.std() - into)
PY
