#!/usr/bin/env bash
# AMSGrad keeps the largest second moment seen. Of what: of the raw moving average, corrected for
# its start afterwards (Keras, PyTorch), or of the corrected one (Optax)? After one large slope
# the second step differs by 40 per cent.
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

def by_optax(rule, slopes):
    weight = jnp.zeros(1)
    state, steps = rule.init(weight), []
    for slope in slopes:
        change, state = rule.update(jnp.array([slope]), state, weight)
        weight = weight + change
        steps.append(float(change[0]))
    return np.array(steps)

def by_keras(rule, slopes):
    weight, steps = keras.Variable([0.0]), []
    rule.build([weight])
    for slope in slopes:
        before = float(weight.value[0])
        rule.apply([jnp.array([slope])], [weight])
        steps.append(float(weight.value[0]) - before)
    return np.array(steps)

slopes = [10.0, 1e-3, 1e-3]
keras_steps = by_keras(keras.optimizers.Adam(1.0, amsgrad=True), slopes)
optax_steps = by_optax(optax.amsgrad(1.0), slopes)
print("Keras", keras_steps.round(4), "Optax", optax_steps.round(4))
assert np.allclose(keras_steps, [-1, -0.6698, -0.5176], atol=1e-3)
assert np.allclose(optax_steps, [-1, -0.4737, -0.2990], atol=1e-3)
PY
