"""A second run takes the answers of the first, prints the same, and can be told not to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from licensing.cli.main import main

GATE = Path(__file__).parent.parent / "corpus" / "gate"
ARGUMENTS = ("check", str(GATE / "quotation.md"), str(GATE / "whole.md"), "--source", str(GATE / "ferry.txt"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def answers(capsys: pytest.CaptureFixture[str]) -> int:
    code, out, _ = run(capsys, "cache", "info", "--format", "json")
    assert code == 0
    return int(json.loads(out)["cache"]["answers"])


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "html"])
def test_what_is_printed_is_the_same(format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    anew = run(capsys, *ARGUMENTS, "--format", format_, "--no-cache")
    assert answers(capsys) == 0
    first = run(capsys, *ARGUMENTS, "--format", format_)
    assert answers(capsys) == 2
    assert run(capsys, *ARGUMENTS, "--format", format_) == first == anew


def test_waivers_are_asked_anew_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, *ARGUMENTS)[0] == 1
    baseline = tmp_path / "baseline.json"
    assert main(["baseline", *ARGUMENTS[1:], "--output", str(baseline)]) == 0
    capsys.readouterr()
    assert run(capsys, *ARGUMENTS, "--baseline", str(baseline))[0] != 1
    assert run(capsys, *ARGUMENTS)[0] == 1


def test_answers_are_shown_and_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *ARGUMENTS)
    assert "answers     2\n" in run(capsys, "cache", "info")[1]
    assert run(capsys, "cache", "clear")[0] == 0
    assert answers(capsys) == 0
    assert run(capsys, "cache", "info", "--format", "xml")[0] == 2
