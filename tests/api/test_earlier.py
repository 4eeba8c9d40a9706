"""A story split over several outputs is one use, when the caller tells of the earlier ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import licensing
from licensing.cli.main import main
from licensing.model.decision import DraftDecision

GATE = Path(__file__).parent.parent / "corpus" / "gate"
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting"}
FERRY = (GATE / "ferry.txt").read_text(encoding="utf-8")
COUNCILS = (
    "Other island councils, among them those of Tessel, Murrow and Great Kesh, lent their boats and their doctors "
    "through the night and refused to send a bill for either."
)
CHANNEL = (
    "The channel has taken ships before, but never a ferry, and never with the harbour office's own pilot standing on "
    "the bridge."
)
SENTENCES = (COUNCILS, CHANNEL)


def quoting(sentence: str) -> str:
    return f"Nobody here will forget the night.\n\n“{sentence}”, Harbour Wire Agency wrote on 22 November 2026.\n"


def decided(text: str, *earlier: str | Path) -> DraftDecision:
    return licensing.check(text, plan=PLAN, sources=[GATE / "ferry.txt"], earlier=earlier).drafts[0]


def said(draft: DraftDecision) -> str:
    return " ".join(one.message for one in draft.findings)


def test_shares_add_up_over_outputs() -> None:
    alone = decided(quoting(SENTENCES[0]))
    both = decided(quoting(SENTENCES[0]), quoting(SENTENCES[1]))
    assert "earlier output" not in said(alone)
    assert "Counted together with 1 earlier output, which takes" in said(both)
    assert both.effect.rank >= alone.effect.rank
    assert "house policy" in said(both)
    assert "house/default/story-share" in {one.rule for one in both.findings}


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param(quoting(SENTENCES[0]), id="the draft itself"),
        pytest.param("The bakers of the valley raise their prices.", id="a text on another matter"),
    ],
)
def test_what_took_nothing_more_changes_nothing(earlier: str) -> None:
    assert decided(quoting(SENTENCES[0]), earlier) == decided(quoting(SENTENCES[0]))


def test_words_taken_twice_count_once() -> None:
    again = f"Once more.\n\n{quoting(SENTENCES[0])}"
    (twice, once) = (decided(again, quoting(SENTENCES[0])), decided(again))
    assert twice.effect == once.effect
    assert "1 earlier output" in said(twice) + " ".join(twice.checked.not_held)


def test_a_draft_that_takes_nothing_is_not_charged_with_earlier_outputs() -> None:
    own = (GATE / "own-report.md").read_text(encoding="utf-8")
    assert decided(own, GATE / "whole.md").effect == decided(own).effect


def test_the_command_line_takes_earlier_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, sentence in zip(("first.md", "second.md"), SENTENCES, strict=True):
        (tmp_path / name).write_text(quoting(sentence), encoding="utf-8")
    arguments = ["check", str(tmp_path / "second.md"), "--source", str(GATE / "ferry.txt"), "--territory", "TR"]
    main([*arguments, "--earlier", str(tmp_path / "first.md"), "--format", "json"])
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    assert any("Counted together with 1 earlier output" in one["message"] for one in draft["findings"])
