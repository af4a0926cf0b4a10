"""Times and ratios on a machine that does other things too.

All runners take turns, round after round, so that whatever slows the machine slows all of them. A
figure is the ratio of two medians; its spread is the range of the middle half of the ratios of
single rounds.

The threads of a library go on waiting for work, at full speed, for some milliseconds after a call,
and would take a core from whoever comes next. So a turn begins with a pause, in which the others'
threads fall asleep, and with calls that are not timed, which wake the runner's own: what is timed
is what a loop of its own would take. The order is drawn anew in each round.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from time import perf_counter, sleep
from typing import Any

import numpy as np

ROUNDS = (7, 300)  # at least, at most
PAUSE = 0.01  # seconds, after which the waiting threads of a library are asleep
CALLS, UNTIMED = 8, 3  # of one runner in one turn
LONG_TURN = 0.05  # seconds, after which a turn is not continued


def alternate(
    runners: Mapping[str, Callable[[], object]], seconds: float
) -> dict[str, list[float]]:
    """Milliseconds of each runner in each round; as many rounds as fit into ``seconds``."""
    for runner in runners.values():
        runner()  # the first call pays for imports and memory
    times: dict[str, list[float]] = {name: [] for name in runners}
    order, draw, start = list(runners), random.Random(0), perf_counter()
    while len(times[order[0]]) < ROUNDS[0] or (
        perf_counter() - start < seconds and len(times[order[0]]) < ROUNDS[1]
    ):
        draw.shuffle(order)
        for name in order:
            times[name].append(1e3 * turn(runners[name]))
    return times


def turn(runner: Callable[[], object]) -> float:
    """Seconds of one call: the median of those that are timed. A slow runner is called twice."""
    sleep(PAUSE)
    seconds: list[float] = []
    while len(seconds) < 2 or (len(seconds) < CALLS and sum(seconds) < LONG_TURN):
        before = perf_counter()
        runner()
        seconds.append(perf_counter() - before)
    return float(np.median(seconds[min(UNTIMED, len(seconds) - 1) :]))


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
