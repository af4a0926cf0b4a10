#!/usr/bin/env bash
# Each output of a depthwise convolution sees nine weights of one channel. Keras starts the kernel
# as if it saw those of all 64: with the default initializer its weights are within 0.101 and not
# within 0.577, and the output's variance is 33 times too small.
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
layer = keras.layers.DepthwiseConv2D(3)
layer.build((1, 8, 8, 64))
kernel = np.array(layer.get_weights()[0])
own, all_channels = (6 / (9 + 9)) ** 0.5, (6 / (9 * 64 + 9)) ** 0.5
print(kernel.shape, "largest", np.abs(kernel).max(), "own fans", own, "of all channels", all_channels)
assert 0.9 * all_channels < np.abs(kernel).max() <= all_channels < own / 5
PY
