"""`licensing explain`, from the words typed to the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from licensing.cli.main import main

GATE = Path(__file__).parent.parent / "corpus" / "gate"
AGAINST = ("--source", str(GATE / "ferry.txt"), "--plan", str(GATE / "plan.yaml"))


@pytest.mark.parametrize(
    ("draft", "flags", "code"),
    [
        ("quotation-uncredited.md", (), 1),
        ("quotation.md", (), 0),
        ("quotation-long.md", (), 3),
        ("gone.md", (), 2),
        ("quotation.md", ("--purpose", "advertising", "--date", "today", "--sources-used", "none"), 1),
    ],
)
def test_it_exits_as_check_does(
    draft: str, flags: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (str(GATE / draft), *AGAINST, *flags)
    assert main(["explain", *words]) == code
    assert main(["check", *words]) == code
    assert "publishable" in capsys.readouterr().out or code in {0, 2}


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", str(GATE / "quotation-uncredited.md"), *AGAINST, "--format", "json"])
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    assert draft["ways"][0]["steps"][0]["kind"] == "credit"


def test_an_agreement_by_its_flag(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(GATE / "whole.md"), *AGAINST, "--agreement", str(GATE / "harbour-2026.yaml")]) == 0
    assert "agreements/harbour-2026/grant-1" in capsys.readouterr().out


def test_another_format_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(GATE / "quotation.md"), *AGAINST, "--format", "sarif"]) == 2
    assert "Choose one of: json, text" in capsys.readouterr().err


def test_the_ways_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(GATE / "quotation-uncredited.md"), *AGAINST, "--ways"]) == 1
    out = capsys.readouterr().out
    assert "Add the credit line next to the quotation: Harbour Wire Agency" in out
    assert "fsek" not in out


def test_a_configuration_holds_as_for_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("quotation.md", "ferry.txt", "plan.yaml"):
        (tmp_path / name).write_text((GATE / name).read_text(encoding="utf-8"), encoding="utf-8")
    plan = (GATE / "plan.yaml").read_text(encoding="utf-8").replace("purpose: news-reporting\n", "")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    words = ("explain", "quotation.md", "--source", "ferry.txt", "--plan", "plan.yaml")
    (tmp_path / ".licensing.yaml").write_text("plan:\n  purpose: news-reporting\n", encoding="utf-8")
    assert main(words) == 0
    assert "declared by .licensing.yaml" in " ".join(capsys.readouterr().out.split())
    assert main((*words, "--no-config")) == 3


def test_a_draft_is_not_its_own_source(capsys: pytest.CaptureFixture[str]) -> None:
    story = str(GATE / "ferry.txt")
    assert main(["explain", story, "--source", story, "--plan", str(GATE / "plan.yaml")]) == 2
    assert "one of its own sources" in " ".join(capsys.readouterr().out.split())
