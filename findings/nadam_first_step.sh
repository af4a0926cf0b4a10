#!/usr/bin/env bash
# The first step of NAdam on a constant slope, rate 1: 1.47 in Optax (Nesterov's look-ahead
# corrected as the next step's), 1.06 in Keras (with Dozat's schedule of the momentum). A rate
# tuned in one is not the rate of the other.
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

keras_steps = by_keras(keras.optimizers.Nadam(1.0), [1.0, 1.0, 1.0])
optax_steps = by_optax(optax.nadam(1.0), [1.0, 1.0, 1.0])
print("Keras", keras_steps.round(4), "Optax", optax_steps.round(4))
assert np.allclose(keras_steps, [-1.0628, -0.7736, -0.7113], atol=1e-3)
assert np.allclose(optax_steps, [-1.4737, -1.1573, -1.0782], atol=1e-3)
PY
