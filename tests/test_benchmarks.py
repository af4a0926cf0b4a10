"""The benchmarks compare right results, and say what their numbers mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import measure, report, run
from benchmarks.__main__ import merge
from benchmarks.peers import PEERS, CnnCore, Im2Col, Peer

SIZES = (3, 2, 6, 4, 3)


@pytest.mark.parametrize("kind", PEERS, ids=lambda kind: kind.name)
def test_peers_agree(kind: type[Peer]) -> None:
    if kind.missing():
        pytest.skip(f"not installed: {', '.join(kind.missing())}")
    arguments = run.layer_arguments(SIZES)
    ours, other = CnnCore(), kind()
    for peer in (ours, other):
        peer.setup(*arguments)
        peer.run()
    assert run.disagreement(other, ours.results()) == ""
    assert [a.shape for a in other.results()] == [(3, 4, 4, 4), (3, 2, 6, 6), (4, 2, 3, 3), (4,)]


def test_a_wrong_gradient_is_noticed_and_not_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Wrong(Im2Col):
        name = "wrong"

        def run(self) -> None:
            super().run()
            self.dw = self.dw[:, :, ::-1, ::-1]

    monkeypatch.setattr(run, "PEERS", (CnnCore, Im2Col, Wrong))
    found = run.measure_layer(SIZES, seconds=0)
    assert set(found["ratios"]) == {"im2col by indices"}
    assert "wrong: skipped, wrong result: dw is off by" in capsys.readouterr().out


def test_a_missing_peer_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Missing(Im2Col):
        name = "missing"
        needs = ("no_such_package",)

    monkeypatch.setattr(run, "PEERS", (CnnCore, Missing))
    assert run.measure_layer(SIZES, seconds=0)["ratios"] == {}
    assert "missing: skipped, not installed: no_such_package" in capsys.readouterr().out


def test_everybody_gets_one_turn_in_each_round(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []
    monkeypatch.setattr(measure, "turn", lambda runner: turns.append(runner()) or 1.0)
    times = measure.alternate({name: lambda name=name: name for name in "abc"}, seconds=0)
    assert {len(values) for values in times.values()} == {measure.ROUNDS[0]}
    rounds = ["".join(turns[i : i + 3]) for i in range(0, len(turns), 3)]
    assert all(sorted(found) == ["a", "b", "c"] for found in rounds)
    assert len(set(rounds)) > 2  # nobody always follows the same one


@pytest.mark.parametrize(
    ("seconds", "timed"),
    [
        ([9e-3, 9e-3, 9e-3, 1e-3, 2e-3, 3e-3, 4e-3, 5e-3], 3e-3),  # the first three do not count
        ([4.0, 2.0], 2.0),  # slow: called twice, timed once
        ([2e-2, 2e-2, 2e-2], 2e-2),
    ],
)
def test_a_turn_times_its_last_calls(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float], timed: float
) -> None:
    now = [0.0]
    durations = iter(seconds)
    monkeypatch.setattr(measure, "sleep", lambda pause: None)
    monkeypatch.setattr(measure, "perf_counter", lambda: now[0])

    def runner() -> None:
        now[0] += next(durations)

    assert measure.turn(runner) == pytest.approx(timed)
    assert next(durations, None) is None


def test_ratios_are_of_medians() -> None:
    found = measure.compare({"cnn_core": [1.0, 2.0, 30.0], "peer": [4.0, 4.0, 4.0]}, "cnn_core")
    assert found["milliseconds"] == {"cnn_core": 2.0, "peer": 4.0}
    assert found["ratios"] == {"peer": {"ratio": 0.5, "quartiles": [0.375, 4.0]}}
    assert measure.geometric_mean([0.5, 2.0, 1.0]) == pytest.approx(1)


def test_slopes_and_operations() -> None:
    assert run.slope([1, 2, 4], [3.0, 12.0, 48.0]) == pytest.approx(2)
    assert run.operations_per_sample((7, 2, 6, 4, 3)) == 6 * 4 * 2 * 9 * 16


def test_memory_and_inference_run() -> None:
    assert 0 < run.memory(1, 0)["128"]["ratio"] < 1.5
    assert set(run.inference(1, 0)) == {"1", "256"}


def test_report_prints_what_was_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(**ratios: float) -> dict[str, Any]:
        entries = {name: {"ratio": r, "quartiles": [r, r]} for name, r in ratios.items()}
        return {"milliseconds": {"cnn_core": 1.0}, "ratios": entries, "numpy_only": ["MyGrad"]}

    results: dict[str, Any] = {
        "layer": {"1": {"(1, 1, 1, 1, 1)": found(MyGrad=0.25, PyTorch=2.0, PyTorch_last=1.0)}},
    }
    merge(results, {"memory": {"1": {"128": {"peak_bytes": 3, "kept_bytes": 2, "ratio": 1.5}}}})
    merge(results, {"layer": {"2": {"(1, 1, 1, 1, 1)": found(MyGrad=0.5, PyTorch=0.5)}}})
    path = tmp_path / "results.json"
    path.write_text(json.dumps(results))
    report.main(str(path))
    printed = capsys.readouterr().out
    assert "4.0 times faster than the fastest NumPy peer" in printed
    assert "2.00 of the time of PyTorch's better layout" in printed
    assert "0.50 of the time of PyTorch's better layout" in printed
    assert "ratio 1.50" in printed
    assert path.with_suffix(".svg").read_text().startswith("<?xml")


def test_arguments_have_the_stated_sizes() -> None:
    x, w, b, dy = run.layer_arguments(SIZES)
    assert (x.shape, w.shape, b.shape, dy.shape) == ((3, 2, 6, 6), (4, 2, 3, 3), (4,), (3, 4, 4, 4))
    assert {array.dtype for array in (x, w, b, dy)} == {np.dtype(np.float32)}
