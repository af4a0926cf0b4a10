"""Times and ratios on a machine that does other things too.

All runners are called in turn, round after round, so that whatever slows the machine slows all of
them. A figure is the ratio of two medians; its spread is the range of the middle half of the
ratios of single rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

import numpy as np

ROUNDS = (7, 300)  # at least, at most


def alternate(
    runners: Mapping[str, Callable[[], object]], seconds: float
) -> dict[str, list[float]]:
    """Milliseconds of each runner in each round; as many rounds as fit into ``seconds``."""
    for runner in runners.values():
        runner()  # the first call pays for imports and memory
    times: dict[str, list[float]] = {name: [] for name in runners}
    names, start = list(runners), perf_counter()
    while len(times[names[0]]) < ROUNDS[0] or (
        perf_counter() - start < seconds and len(times[names[0]]) < ROUNDS[1]
    ):
        names = names[1:] + names[:1]  # nobody always runs after the same one
        for name in names:
            before = perf_counter()
            runners[name]()
            times[name].append(1e3 * (perf_counter() - before))
    return times


def compare(times: Mapping[str, list[float]], reference: str) -> dict[str, Any]:
    """Medians in milliseconds, and the time of ``reference`` as a fraction of each other one."""
    medians = {name: float(np.median(values)) for name, values in times.items()}
    ratios = {}
    for name, values in times.items():
        if name != reference:
            rounds = np.divide(times[reference], values)
            low, high = np.percentile(rounds, (25, 75))
            ratios[name] = {
                "ratio": medians[reference] / medians[name],
                "quartiles": [float(low), float(high)],
            }
    return {"rounds": len(times[reference]), "milliseconds": medians, "ratios": ratios}


def geometric_mean(values: list[float]) -> float:
    """The mean for ratios."""
    return float(np.exp(np.mean(np.log(values))))
