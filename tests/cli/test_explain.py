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
