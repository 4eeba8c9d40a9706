"""`licensing init`: what it writes works, and what is there stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from licensing.cli.main import main
from licensing.packs import plans
from licensing.packs.store import rulebook


def test_a_new_folder_gets_a_configuration_a_plan_and_a_workflow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path)]) == 0
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert written == [".github/workflows/licensing.yml", ".licensing.yaml", "licensing-plan.yaml"]
    said = capsys.readouterr().out
    assert said.count("written  ") == 3
    assert "licensing check" in said
    workflow = yaml.safe_load((tmp_path / ".github/workflows/licensing.yml").read_text())
    assert [step.get("run") for step in workflow["jobs"]["check"]["steps"]][-1] == "licensing check --format github"


def test_what_is_there_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / ".licensing.yaml"
    mine.write_text("house: strict\n")
    (tmp_path / ".gitlab-ci.yml").write_text("stages: [test]\n")
    assert main(["init", str(tmp_path)]) == 0
    assert mine.read_text() == "house: strict\n"
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "stages: [test]\n"
    said = capsys.readouterr().out
    assert said.count("kept     ") == 2
    assert "into your .gitlab-ci.yml" in said


@pytest.mark.parametrize(("ci", "name"), [("gitlab", ".gitlab-ci.yml"), ("none", None)])
def test_the_ci_is_the_one_asked_for(ci: str, name: str | None, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path), "--ci", ci]) == 0
    assert not (tmp_path / ".github").exists()
    assert (tmp_path / ".gitlab-ci.yml").exists() is (name is not None)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "none")]) == 2
    assert "none: There is no folder of that name." in capsys.readouterr().err


def test_the_sample_plan_is_a_plan(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert plans.read(tmp_path / "licensing-plan.yaml", rulebook()).publisher == "Example Daily"
