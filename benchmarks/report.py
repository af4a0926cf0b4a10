"""Print the tables of a ``results.json`` and draw ``results.svg`` beside it."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.measure import geometric_mean

Result = dict[str, Any]


# ---------------------------------------------------------------------------------------------
# Tables
# ---------------------------------------------------------------------------------------------
def print_tables(results: Result) -> None:
    """Everything there is, one table per workload and number of threads."""
    for threads, facts in results.get("machine", {}).items():
        versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
        print(f"{facts['processor']}, Python {facts['python']}, {versions}")
        print(
            f"{threads} thread(s): {', '.join(facts.get('blas', []))}; a large float32 product "
            f"reaches {facts['gigaflops_of_a_large_product']:.0f} Gflop/s"
        )
    for name in ("layer", "step", "inference"):
        for threads, result in results.get(name, {}).items():
            print_ratios(name, threads, result)
    for threads, result in results.get("layer", {}).items():
        print_goals(threads, result)
    for result in results.get("memory", {}).values():
        for samples, found in result.items():
            print(
                f"\nmemory, batch {samples}: peak {found['peak_bytes'] / 1e6:.2f} MB, to keep "
                f"{found['kept_bytes'] / 1e6:.2f} MB, ratio {found['ratio']:.2f}"
            )
    for threads, result in results.get("train", {}).items():
        print_training(threads, result)
    for result in results.get("scaling", {}).values():
        print("\nscaling: exponent of the time per sample (of the number of operations)")
        for name, found in result.items():
            print(f"  {name}: {found['exponent']:.2f} ({found['exponent_of_operations']:.2f})")
    for result in results.get("proof", {}).values():
        if result:
            print(
                f"\nproof: {result['entries']} entries of the ledger in {result['seconds']:.1f} s, "
                f"median {1e3 * result['median_seconds']:.0f} ms"
            )


def print_ratios(name: str, threads: str, result: Result) -> None:
    """Milliseconds of cnn_core and its time as a fraction of that of each peer."""
    peers = list(dict.fromkeys(p for found in result.values() for p in found["ratios"]))
    print(
        f"\n{name}, {threads} thread(s): time of cnn_core, as a fraction of each peer's [quartiles]"
    )
    print(f"  {'':<24}{'ms':>8}" + "".join(f"{peer:>24}" for peer in peers))
    for case, found in result.items():
        cells = [cell(found["ratios"].get(peer)) for peer in peers]
        time = found["milliseconds"]["cnn_core"]
        print(f"  {case:<24}{time:>8.2f}" + "".join(f"{text:>24}" for text in cells))


def cell(found: Result | None) -> str:
    """One ratio with its spread."""
    if found is None:
        return "-"
    low, high = found["quartiles"]
    return f"{found['ratio']:.2f} [{low:.2f}, {high:.2f}]"


def print_goals(threads: str, result: Result) -> None:
    """The geometric means over all layers, against the best NumPy peer and the best layout."""
    numpy_ratios, torch_ratios = [], []
    for found in result.values():
        ratios = {peer: entry["ratio"] for peer, entry in found["ratios"].items()}
        numpy_ratios.append(max(ratios[p] for p in ratios if p in found["numpy_only"]))
        torch_ratios += [max(v for p, v in ratios.items() if p.startswith("PyTorch"))] * any(
            p.startswith("PyTorch") for p in ratios
        )
    print(f"\nlayer, {threads} thread(s), geometric means:")
    if numpy_ratios:
        print(f"  {1 / geometric_mean(numpy_ratios):.1f} times faster than the fastest NumPy peer")
        print(f"  (least: {1 / max(numpy_ratios):.1f} times)")
    if torch_ratios:
        mean = geometric_mean(torch_ratios)
        print(f"  {mean:.2f} of the time of PyTorch's better layout")


def print_training(threads: str, result: Result) -> None:
    """Seconds and accuracy of each network on MNIST."""
    print(f"\ntrain, {threads} thread(s): LeNet on MNIST, the same epochs and batches for everyone")
    for name, found in result.items():
        accuracy = 100 * found["accuracy"][-1]
        epochs = len(found["accuracy"])
        print(f"  {name:<24}{found['seconds']:>8.1f} s  {accuracy:.2f} % after {epochs} epochs")


# ---------------------------------------------------------------------------------------------
# Plot
# ---------------------------------------------------------------------------------------------
def draw(results: Result, path: Path) -> None:
    """Time of cnn_core as a fraction of each peer's, one row per layer, step and inference."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    rows = [
        (f"{label} {case}", found["ratios"])
        for name, label in (
            ("layer", "layer"),
            ("step", "step, batch"),
            ("inference", "inference,"),
        )
        for case, found in next(iter(results.get(name, {}).values()), {}).items()
    ]
    if not rows:
        return
    mpl.rcParams.update({"svg.hashsalt": "benchmarks", "svg.fonttype": "none", "font.size": 9})
    figure, axes = plt.subplots(figsize=(7.5, 0.32 * len(rows) + 1.2), layout="constrained")
    peers = list(dict.fromkeys(peer for _, ratios in rows for peer in ratios))
    for peer, marker in zip(peers, "osD^vX", strict=False):
        points = [
            (ratios[peer]["ratio"], y) for y, (_, ratios) in enumerate(rows) if peer in ratios
        ]
        axes.plot(*zip(*points, strict=True), marker, label=peer, alpha=0.85)
    axes.axvline(1, color="0.3", linewidth=1)
    axes.set(xscale="log", xlabel="time of cnn_core / time of the peer (left of 1: faster)")
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.invert_yaxis()
    axes.grid(axis="x", which="both", color="0.9")
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def main(path: str) -> None:
    """Tables and plot of one file."""
    results = json.loads(Path(path).read_text(encoding="utf-8"))
    print_tables(results)
    if importlib.util.find_spec("matplotlib"):
        draw(results, Path(path).with_suffix(".svg"))
        print(f"\nwritten: {path}, {Path(path).with_suffix('.svg')}")
    else:
        print("\nno plot: Matplotlib is not installed")


if __name__ == "__main__":
    main(sys.argv[1])
