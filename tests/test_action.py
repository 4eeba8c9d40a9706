"""The action, the hook and the GitLab job, by running their shell lines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[1]
GATE = REPOSITORY / "tests" / "corpus" / "gate"
STARTER = REPOSITORY / "licensing" / "cli" / "starter"


@pytest.fixture
def command(tmp_path: Path) -> dict[str, str]:
    """The environment of a shell that finds this checkout's `licensing`; installing is done elsewhere."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, line in (("licensing", f'exec "{sys.executable}" -m licensing "$@"'), ("python", "true")):
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)}


def shell(line: str, environment: Mapping[str, str], where: Path) -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash") or "bash"
    words = [bash, "-eo", "pipefail", "-c", line]
    return subprocess.run(words, check=False, cwd=where, env=environment, capture_output=True, text=True)


def action() -> dict[str, Any]:
    return dict(yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("draft", "code"), [("quotation-uncredited.md", 1), ("quotation.md", 0)])
def test_the_action_stops_what_the_gate_stops(draft: str, code: int, command: dict[str, str], tmp_path: Path) -> None:
    steps = action()["runs"]["steps"]
    given = {
        "GITHUB_ACTION_PATH": str(REPOSITORY),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "DRAFTS": str(GATE / draft),
        "SINCE": "",
        "ARGUMENTS": f"--source\n{GATE / 'ferry.txt'}\n--plan\n{GATE / 'plan.yaml'}",
        "SARIF": str(tmp_path / "report.sarif"),
    }
    assert set(steps[-1]["env"]) == set(given) - {"GITHUB_ACTION_PATH", "GITHUB_STEP_SUMMARY"}
    ran = [shell(step["run"], {**command, **given}, tmp_path) for step in steps]
    assert [one.returncode for one in ran] == [0, code], ran[-1].stderr
    assert ("::error" in ran[-1].stdout) is (code == 1)
    assert (tmp_path / "report.sarif").is_file()
    assert (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_every_step_of_the_action_names_its_shell_and_every_input_is_used() -> None:
    told = action()
    assert all(step["shell"] == "bash" for step in told["runs"]["steps"])
    used = " ".join(str(step) for step in told["runs"]["steps"])
    assert all(f"inputs.{name} " in used for name in told["inputs"])


def test_the_gitlab_job_leaves_its_reports(command: dict[str, str], tmp_path: Path) -> None:
    job = yaml.safe_load((STARTER / "gitlab.yml").read_text(encoding="utf-8"))["licensing"]
    (tmp_path / ".licensing.yaml").write_text(
        "archive: newsroom.db\ninclude: ['*.md']\nplan:\n  territory: [TR]\n  purpose: news-reporting\n"
        "  date: 2026-11-22\n"
    )
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "ferry.txt").write_bytes((GATE / "ferry.txt").read_bytes())
    (tmp_path / "draft.md").write_bytes((GATE / "quotation-uncredited.md").read_bytes())
    ran = shell("\n".join([*job["before_script"], *job["script"]]), command, tmp_path)
    assert ran.returncode == 1, ran.stderr
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / report).stat().st_size > 100
