"""The workflows agree with the repository: commands, versions of Python, names of files, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import lite, make_env, pdf

ROOT = pdf.ROOT
FOLDER = ROOT / ".github" / "workflows"
OLDEST, NEWEST = (f"{major}.{minor}" for major, minor in (make_env.OLDEST, make_env.NEWEST))


def workflow(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def steps(flow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in flow["jobs"].values() for step in job["steps"]]


def faults(flow: dict[str, Any]) -> Iterator[str]:
    """What is named and does not exist, and what is left open."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for step in steps(flow):
        run = step.get("run", "")
        yield from (f"make {t}" for t in re.findall(r"\bmake (\w+)", run) if t not in targets)
        for path in re.findall(r"(?<!\S)(?:--\w+=)?((?:tests|tools|cnn_core)[\w/.]*)", run):
            if not (ROOT / path).exists():
                yield path
        if "uses" in step and not re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]):
            yield f"{step['uses']}: no version"
    if flow.get("permissions") != {"contents": "read"}:
        yield "the rights are not to read only"
    yield from (
        f"{k}: no time limit" for k, v in flow["jobs"].items() if "timeout-minutes" not in v
    )


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yml")), ids=lambda file: file.stem)
def test_a_workflow_names_what_there_is(file: Path) -> None:
    assert list(faults(workflow(file.stem))) == []


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ({"run": "make boook"}, "make boook"),
        ({"run": "python tools/gone.py --x"}, "tools/gone.py"),
        ({"run": "pytest --ignore=tests/gone"}, "tests/gone"),
        ({"uses": "actions/checkout@main"}, "actions/checkout@main: no version"),
    ],
)
def test_a_wrong_step_is_noticed(step: dict[str, str], fault: str) -> None:
    job = {"steps": [step], "timeout-minutes": 5}
    assert list(faults({"permissions": {"contents": "read"}, "jobs": {"one": job}})) == [fault]


def test_open_rights_and_endless_jobs_are_noticed() -> None:
    assert len(list(faults({"jobs": {"one": {"steps": []}}}))) == 2


def test_the_pdf_that_is_published_is_the_one_that_is_made() -> None:
    jobs = workflow("publish")["jobs"]
    uploaded = [
        step["with"]["path"] for step in jobs["build"]["steps"] if "path" in step.get("with", {})
    ]
    assert uploaded == ["_build/html", pdf.TARGET.relative_to(ROOT).as_posix()]
    assert f" {pdf.TARGET.name} " in jobs["release"]["steps"][-1]["run"]


def test_jupyterlite_is_published_with_the_site() -> None:
    steps = workflow("publish")["jobs"]["build"]["steps"]
    runs = [step.get("run") for step in steps]
    (site,) = [
        k for k, step in enumerate(steps) if step.get("with", {}).get("path") == "_build/html"
    ]
    assert runs.index("make pdf") < runs.index("make lite") < site
    assert lite.TARGET.relative_to(ROOT).as_posix() == "_build/html/lite"


def test_a_release_is_checked_and_the_site_waits_for_the_checks() -> None:
    flow = workflow("publish")
    assert flow[True]["workflow_run"]["workflows"] == [
        workflow("ci")["name"]
    ]  # "on" is a YAML true
    assert "conclusion == 'success'" in flow["jobs"]["build"]["if"]
    runs = [step.get("run") for step in flow["jobs"]["build"]["steps"]]
    assert runs.index("make test") < runs.index("make pdf")
    assert {flow["jobs"][name]["needs"] for name in ("pages", "release")} == {"build"}


def test_the_weekly_runs_use_the_ends_of_the_ranges() -> None:
    jobs = workflow("versions")["jobs"]
    used = {
        name: [
            s["with"]["python-version"]
            for s in job["steps"]
            if "python-version" in s.get("with", {})
        ]
        for name, job in jobs.items()
    }
    assert used == {"newest": [NEWEST], "oldest": [OLDEST]}
    assert any("eager" in step.get("run", "") for step in jobs["newest"]["steps"])
    assert any("lowest-direct" in step.get("run", "") for step in jobs["oldest"]["steps"])
