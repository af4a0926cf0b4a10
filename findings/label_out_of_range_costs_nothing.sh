#!/usr/bin/env bash
# Two classes, and a label that says 5. On the JAX backend Keras' sparse categorical cross entropy
# is 0, a perfect score; Optax says nan for 5, and takes -1 as the last class.
# Seen with jax==0.10.2, jaxlib==0.10.2, keras==3.15.1, optax==0.2.8, numpy==2.4.6 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'jax==0.10.2' 'jaxlib==0.10.2' 'keras==3.15.1' 'optax==0.2.8' 'numpy==2.4.6'
cd "$work"
"$work/env/bin/python" - <<'PY'
import os
os.environ["KERAS_BACKEND"] = "jax"
import jax.numpy as jnp
import keras
import numpy as np
import optax
logits = jnp.array([[1.0, 2.0]])
loss = keras.losses.sparse_categorical_crossentropy(jnp.array([5]), logits, from_logits=True)
five, minus_one, last = (
    float(optax.softmax_cross_entropy_with_integer_labels(logits, jnp.array([label]))[0])
    for label in (5, -1, 1)
)
print("Keras", float(loss[0]), "Optax", five, minus_one)
assert float(loss[0]) == 0
assert np.isnan(five) and minus_one == last
PY
