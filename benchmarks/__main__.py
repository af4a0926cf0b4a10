"""Prepare the environment of the benchmarks, run them once per number of threads, report.

The peers are installed into ``.venv-bench``, apart from the environment of the book. BLAS and
OpenMP read the number of threads when they are loaded, so each number gets a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv-bench"
REQUIREMENTS = ROOT / "benchmarks" / "requirements.txt"
RESULTS = ROOT / "benchmarks" / "results.json"
WORKLOADS = ("layer", "step", "inference", "memory", "train", "scaling", "proof")
THREADED = ("layer", "step", "inference", "train")  # the rest is measured with one thread only
# Every library chooses the kernels for this processor itself; these would choose for NumPy alone.
OVERRIDES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def main() -> None:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("workloads", nargs="*", metavar="workload", help=", ".join(WORKLOADS))
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2], help="default: 1 2")
    parser.add_argument("--seconds", type=float, default=5.0, help="per measurement; default 5")
    parser.add_argument("--here", action="store_true", help="this Python instead of .venv-bench")
    parser.add_argument("--output", type=Path, default=RESULTS, help="default: results.json")
    arguments = parser.parse_args()
    workloads = arguments.workloads or list(WORKLOADS)
    if unknown := set(workloads) - set(WORKLOADS):
        parser.error(f"unknown workload {sorted(unknown)}; there are {', '.join(WORKLOADS)}")
    python = sys.executable if arguments.here else environment()
    results: dict[str, Any] = {}
    if arguments.output.exists():  # workloads that are not run again keep their results
        results = json.loads(arguments.output.read_text(encoding="utf-8"))
    for threads in arguments.threads:
        chosen = [w for w in workloads if w in THREADED or threads == arguments.threads[0]]
        merge(results, run(python, chosen, threads, arguments.seconds))
    arguments.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    subprocess.run([python, "-m", "benchmarks.report", str(arguments.output)], cwd=ROOT, check=True)


def environment() -> str:
    """The Python of ``.venv-bench``, made and filled first if requirements.txt has changed."""
    python, stamp = VENV / "bin" / "python", VENV / ".installed"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        print("bench: installing benchmarks/requirements.txt into .venv-bench", flush=True)
        if not python.exists():
            venv.create(VENV, with_pip=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        for line in wanted.splitlines():  # one by one: a peer that cannot be had is left out
            if line.strip() and not line.startswith("#") and subprocess.call([*pip, line]):
                print(f"bench: {line} could not be installed; it is left out", flush=True)
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def run(python: str, workloads: list[str], threads: int, seconds: float) -> dict[str, Any]:
    """Results of the workloads, measured in a new process with so many threads."""
    limits = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "results.json")
        command = [python, "-m", "benchmarks.run", str(output), str(threads), str(seconds)]
        environ = os.environ | dict.fromkeys(limits, str(threads))
        for name in OVERRIDES:
            environ.pop(name, None)
        subprocess.run([*command, *workloads], cwd=ROOT, env=environ, check=True)
        found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return found


def merge(results: dict[str, Any], new: dict[str, Any]) -> None:
    """Add the new results to the old; what was measured again replaces what was there."""
    for name, value in new.items():
        results[name] = {**results.get(name, {}), **value}


if __name__ == "__main__":
    main()
