"""What a draft shares with every report of an event, or with the release behind them, is not one story's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import licensing
from licensing.api import beside as module
from licensing.api.beside import beside
from licensing.api.rules import desk
from licensing.api.stories import Held, held_against
from licensing.documents import read as documents
from licensing.matching.compare import prepare
from licensing.model.document import Story
from licensing.model.passage import PassageKind

GATE = Path(__file__).parent.parent / "corpus" / "gate"
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting"}
PARAPHRASE = (GATE / "paraphrase.md").read_text(encoding="utf-8")
OTHER = (
    "The island ferry sank off Sorrow Bay, and the council of Great Kesh asks who opened the boom in Port Varga.\n\n"
    "Source: Lowland Press Agency. Copyright 2026 Lowland Press Agency. All rights reserved.\n"
)


def held(*texts: str) -> list[Held]:
    sources = [Story(f"story-{n}", documents.from_text(text), "usable", n) for n, text in enumerate(texts)]
    return list(held_against(prepare(PARAPHRASE), PARAPHRASE, sources, None, (), desk("default")))


FERRY = (GATE / "ferry.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("others", "seen", "expected"),
    [
        pytest.param([OTHER], 0.2, 0.3, id="never below the line of review"),
        pytest.param([OTHER], 0.4, 0.4, id="damped"),
        pytest.param([OTHER], 1.0, None, id="never raised"),
        pytest.param([], 0.2, None, id="nothing beside it"),
        pytest.param([OTHER.replace("Lowland Press Agency", "Harbour Wire Agency")], 0.2, None, id="the same holder"),
        pytest.param([FERRY.replace("Harbour Wire Agency", "Lowland Press Agency")], 0.2, None, id="a version of it"),
    ],
)
def test_a_story_beside_others(
    others: list[str], seen: float, expected: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "beyond", lambda draft, source, texts: seen)
    before = held(FERRY, *others)
    (after, *_) = beside(before, prepare(PARAPHRASE), 0.3)
    assert after.match.comparison.rewrite == (before[0].match.comparison.rewrite if expected is None else expected)
    told = [one.score for one in after.match.passages if one.kind is PassageKind.REWRITE]
    assert expected is None or max(told) <= expected


def test_a_story_that_was_not_compared_stays_as_it_is() -> None:
    (one,) = held(FERRY)
    bare = replace(one, prepared=None)
    assert beside([bare], prepare(PARAPHRASE), 0.3) == [bare]


def test_a_release_both_follow_is_named_instead() -> None:
    report = FERRY.replace("Harbour Wire Agency", "Lowland Press Agency")
    sources = [
        Story("release", documents.from_text(FERRY), "usable", 1),
        Story("report", documents.from_text(report), "usable", 2),
    ]
    plan = {**PLAN, "sources": [{"story": "release", "origin": "release"}]}
    draft = licensing.check(PARAPHRASE, plan=plan, sources=sources).drafts[0]
    assert {one.story.id for one in draft.findings if one.manner == "rewrite"} == {"release"}
    assert any("no closer than 'release'" in one for one in draft.checked.not_held)
    unnamed = licensing.check(PARAPHRASE, plan=PLAN, sources=sources).drafts[0]
    assert not any("no closer than" in one for one in unnamed.checked.not_held)
