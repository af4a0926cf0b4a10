"""Run workloads in this process and write their results: ``output threads seconds workload...``."""

from __future__ import annotations

import importlib.util
import json
import platform
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.lenet import networks
from benchmarks.measure import alternate, compare
from benchmarks.peers import PEERS, Peer

Array = NDArray[Any]
Result = dict[str, Any]

LAYERS = [  # N, C, H, F, k
    (64, 1, 28, 8, 5),
    (64, 8, 12, 24, 5),
    (64, 8, 28, 16, 3),
    (64, 8, 28, 16, 5),
    (32, 32, 28, 32, 3),
    (16, 64, 14, 64, 3),
]
EPOCHS, BATCH, LEARNING_RATE = 6, 64, 0.05  # of the training on MNIST
SLOW_SECONDS = 0.5  # a peer that takes longer for one call is measured with fewer calls


# ---------------------------------------------------------------------------------------------
# Layer
# ---------------------------------------------------------------------------------------------
def layer(threads: int, seconds: float) -> Result:
    """One convolution, forward and all three gradients, in float32."""
    return {str(sizes): measure_layer(sizes, seconds) for sizes in LAYERS}


def layer_arguments(sizes: tuple[int, int, int, int, int]) -> tuple[Array, ...]:
    """Random ``x, w, b, dy`` in the usual order, batch first."""
    batch, channels, size, filters, k = sizes
    rng, out = np.random.default_rng(0), size - k + 1
    shapes = [(batch, channels, size, size), (filters, channels, k, k), (filters,)]
    arrays = [rng.standard_normal(shape, np.float32) for shape in shapes]
    arrays[1] /= np.sqrt(channels) * k
    return *arrays, rng.standard_normal((batch, filters, out, out), np.float32)


def measure_layer(sizes: tuple[int, int, int, int, int], seconds: float) -> Result:
    """All peers that are installed and right, in turn."""
    arguments, runners, truth = layer_arguments(sizes), {}, None
    for kind in PEERS:
        if kind.missing():
            print(f"{kind.name}: skipped, not installed: {', '.join(kind.missing())}")
            continue
        peer = kind()
        peer.setup(*arguments)
        peer.run()
        truth = truth or peer.results()
        if wrong := disagreement(peer, truth):
            print(f"{kind.name}: skipped, wrong result: {wrong}")
            continue
        before = perf_counter()
        peer.run()
        if perf_counter() - before < SLOW_SECONDS:
            runners[kind.name] = peer.run
        else:
            print(f"{kind.name}: skipped on {sizes}, {perf_counter() - before:.1f} s for one call")
    result = compare(alternate(runners, seconds), "cnn_core")
    batch, channels, size, filters, k = sizes
    operations = 3 * 2 * batch * filters * channels * k**2 * (size - k + 1) ** 2
    result["numpy_only"] = [kind.name for kind in PEERS if kind.numpy_only]
    result["gigaflops"] = operations / result["milliseconds"]["cnn_core"] / 1e6
    return result


def disagreement(peer: Peer, truth: tuple[Array, ...]) -> str:
    """What differs by more than float32 rounding, if anything."""
    names = ("y", "dx", "dw", "db")
    for name, got, expected in zip(names, peer.results(), truth, strict=True):
        error = np.abs(got - expected).max() / np.abs(expected).max()
        if got.shape != expected.shape or not error < 1e-4:
            return f"{name} is off by {error:.1e} of its largest value"
    return ""


def limit(seconds: float) -> float:
    """Billions of operations per second of a large float32 matrix product."""
    a = np.random.default_rng(0).standard_normal((2048, 2048), np.float32)
    times = alternate({"product": lambda: a @ a}, min(seconds, 3))
    return 2 * 2048**3 / float(np.median(times["product"])) / 1e6


# ---------------------------------------------------------------------------------------------
# LeNet
# ---------------------------------------------------------------------------------------------
def batch_of(samples: int) -> tuple[Array, Array]:
    """Random images and labels."""
    rng = np.random.default_rng(0)
    return rng.random((samples, 1, 28, 28), np.float32), rng.integers(0, 10, samples)


def step(threads: int, seconds: float) -> Result:
    """One training step of LeNet."""
    results = {}
    for samples in (64, 128, 512):
        nets, batch = networks(), batch_of(samples)
        prepared = {net.name: net.prepare(*batch) for net in nets}
        losses = [net.step(*prepared[net.name]) for net in nets for _ in range(2)]
        np.testing.assert_allclose(losses[2::2], losses[0], rtol=1e-4)
        np.testing.assert_allclose(losses[3::2], losses[1], rtol=1e-4)
        runners = {net.name: partial(net.step, *prepared[net.name]) for net in nets}
        results[str(samples)] = compare(alternate(runners, seconds), "cnn_core")
    return results


def inference(threads: int, seconds: float) -> Result:
    """The logits of LeNet for one image and for 256."""
    results = {}
    for samples in (1, 256):
        nets, (x, y) = networks(), batch_of(samples)
        prepared = {net.name: net.prepare(x, y)[0] for net in nets}
        logits = [np.asarray(net.infer(prepared[net.name])) for net in nets]
        for other in logits[1:]:
            np.testing.assert_allclose(other, logits[0], rtol=1e-3, atol=1e-4)
        runners = {net.name: partial(net.infer, prepared[net.name]) for net in nets}
        results[str(samples)] = compare(alternate(runners, seconds), "cnn_core")
    return results


def memory(threads: int, seconds: float) -> Result:
    """Largest memory in use during a step, beside what the step has to keep.

    What it has to keep: the images, the output of every layer but the elementwise and reshaping
    ones, which can work in place, the weights and their gradients.
    """
    from cnn_core._workspace import release_workspaces
    from cnn_core.layers import Conv2D, Dense, MaxPool2D

    x, y = batch_of(128)
    networks()[0].step(x, y)  # what is imported or remembered for ever is not counted
    release_workspaces()
    tracemalloc.start()
    ours = networks()[0]
    for _ in range(3):
        ours.step(x, y)
    tracemalloc.reset_peak()
    ours.step(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    outputs = zip(ours.net.layers, ours.net.activations(x), strict=True)
    kept = [out.nbytes for kind, out in outputs if isinstance(kind, Conv2D | MaxPool2D | Dense)]
    needed = x.nbytes + sum(kept) + ours.net.vector.nbytes + ours.net.gradient_vector.nbytes
    return {"128": {"peak_bytes": peak, "kept_bytes": needed, "ratio": peak / needed}}


def train(threads: int, seconds: float) -> Result:
    """MNIST: the same network, batches, epochs and learning rates in this package and in PyTorch.

    The learning rate falls from its start to zero along half a cosine; with these numbers the test
    accuracy ends above 99 %.
    """
    from cnn_core.datasets import load_mnist

    try:
        x, y, x_test, y_test = load_mnist()
    except Exception as error:
        print(f"train: skipped, MNIST is not to be had: {error}")
        return {}
    images, test = (np.ascontiguousarray(a, np.float32).reshape(-1, 1, 28, 28) for a in (x, x_test))
    return {net.name: learn(net, images, y, test, y_test) for net in networks(momentum=0.9)}


def learn(net: Any, x: Array, y: Array, x_test: Array, y_test: Array) -> Result:
    """Train and test; the seconds are those of training alone."""
    (x, y), (x_test, _) = net.prepare(x, y), net.prepare(x_test, y_test)
    rng, spent, accuracy = np.random.default_rng(0), 0.0, []
    for epoch in range(EPOCHS):
        start, order = perf_counter(), rng.permutation(len(x))
        for first in range(0, len(x), BATCH):
            done = (epoch + first / len(x)) / EPOCHS
            net.set_learning_rate(LEARNING_RATE * (1 + np.cos(np.pi * done)) / 2)
            chosen = order[first : first + BATCH]
            net.step(x[chosen], y[chosen])
        spent += perf_counter() - start
        parts = [net.infer(x_test[i : i + 1000]) for i in range(0, len(x_test), 1000)]
        labels = np.concatenate([np.asarray(part).argmax(axis=1) for part in parts])
        accuracy.append(float((labels == y_test).mean()))
        print(
            f"train: {net.name}, epoch {epoch + 1}: {accuracy[-1]:.4f}, {spent:.1f} s", flush=True
        )
    return {"seconds": spent, "accuracy": accuracy}


# ---------------------------------------------------------------------------------------------
# Scaling and proofs
# ---------------------------------------------------------------------------------------------
SCALING = {  # what grows: the sizes N, C, H, F, k for each value, and the exponent of operations
    "N": ([16, 32, 64, 128, 256], lambda n: (n, 8, 16, 16, 3)),
    "C": ([4, 8, 16, 32, 64], lambda c: (32, c, 16, 16, 3)),
    "H": ([8, 16, 32, 64], lambda h: (32, 8, h, 16, 3)),
    "k": ([1, 3, 5, 7, 9], lambda k: (32, 8, 24, 16, k)),
}


def scaling(threads: int, seconds: float) -> Result:
    """Time per sample as one size grows, and the slope in doubly logarithmic axes."""
    results = {}
    for name, (values, sizes_for) in SCALING.items():
        peers = {}
        for value in values:
            peer = PEERS[0]()
            peer.setup(*layer_arguments(sizes_for(value)))
            peers[str(value)] = peer.run
        times = alternate(peers, seconds)
        per_sample = [float(np.median(times[str(value)])) / sizes_for(value)[0] for value in values]
        counts = [operations_per_sample(sizes_for(value)) for value in values]
        results[name] = {
            "values": values,
            "milliseconds_per_sample": per_sample,
            "operations_per_sample": counts,
            "exponent": slope(values, per_sample),
            "exponent_of_operations": slope(values, counts),
        }
    return results


def operations_per_sample(sizes: tuple[int, int, int, int, int]) -> float:
    """Additions and multiplications of forward pass and gradients."""
    _, channels, size, filters, k = sizes
    return 6.0 * filters * channels * k**2 * (size - k + 1) ** 2


def slope(values: list[int], amounts: list[float]) -> float:
    """Exponent ``a`` of the best fit ``amount = constant * value^a``."""
    return float(np.polyfit(np.log(values), np.log(amounts), 1)[0])


def proof(threads: int, seconds: float) -> Result:
    """Seconds to check every entry of the ledger anew, in total, by source, and the slowest."""
    if importlib.util.find_spec("sympy") is None:
        print("proof: skipped, not installed: sympy")
        return {}
    from cnn_ledger import equations

    spent: dict[str, float] = {}
    sources: dict[str, float] = {}
    for entry in equations():
        before = perf_counter()
        _ = entry.verdict, entry.proof
        spent[entry.name] = perf_counter() - before
        sources[entry.source] = sources.get(entry.source, 0.0) + spent[entry.name]
    slowest = dict(sorted(spent.items(), key=lambda item: -item[1])[:10])
    return {
        "entries": len(spent),
        "seconds": sum(spent.values()),
        "median_seconds": float(np.median(list(spent.values()))),
        "seconds_by_source": sources,
        "slowest": slowest,
    }


# ---------------------------------------------------------------------------------------------
# The process
# ---------------------------------------------------------------------------------------------
WORKLOADS: dict[str, Callable[[int, float], Result]] = {
    "layer": layer,
    "step": step,
    "inference": inference,
    "memory": memory,
    "train": train,
    "scaling": scaling,
    "proof": proof,
}


def machine(threads: int) -> Result:
    """Processor, versions, and the kernels that NumPy's BLAS chose for this processor."""
    names = [n for n in ("numpy", "torch", "mygrad", "autograd") if importlib.util.find_spec(n)]
    found: Result = {"python": platform.python_version(), "threads": threads}
    found["date"] = f"{datetime.now(tz=UTC):%B %Y}"
    found["processor"] = processor()
    found["versions"] = {name: version(name) for name in names}
    if importlib.util.find_spec("threadpoolctl"):
        from threadpoolctl import threadpool_info

        blas = [i for i in threadpool_info() if "numpy" in str(i.get("filepath"))]
        found["blas"] = [
            f"{i['internal_api']} {i['version']} {i.get('architecture')}" for i in blas
        ]
    return found


def processor() -> str:
    """Its name, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def main(output: str, threads: str, seconds: str, *workloads: str) -> None:
    """Run the workloads and write ``{workload: {threads: result}}``."""
    if importlib.util.find_spec("torch"):
        import torch

        torch.set_num_threads(int(threads))
    results: Result = {"machine": {threads: machine(int(threads))}}
    results["machine"][threads]["gigaflops_of_a_large_product"] = limit(float(seconds))
    for name in workloads:
        print(f"bench: {name}, {threads} thread{'s' * (threads != '1')}", flush=True)
        results[name] = {threads: WORKLOADS[name](int(threads), float(seconds))}
    Path(output).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
