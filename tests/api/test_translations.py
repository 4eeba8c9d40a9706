"""A draft in another language that has a story's names and numbers in its order is for a person to look at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import licensing
from licensing.model.decision import DraftDecision, Finding
from licensing.model.effect import Effect
from tests.matching.test_translated import FILES, texts

PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting", "publisher": "Daily"}
NOTICE = (
    "Copyright 2026 Harbour Wire Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
FIRST = texts(FILES[0])
STORY = f"{FIRST['story'][1]}\n\n{NOTICE}"


def told(draft: DraftDecision) -> list[Finding]:
    return [finding for finding in draft.findings if finding.rule == "house/possible-translation"]


def decided(part: str, plan: Mapping[str, object] = PLAN) -> DraftDecision:
    return licensing.check(FIRST[part][1], plan=dict(plan), sources=[STORY]).drafts[0]


def test_a_possible_translation_is_for_a_person() -> None:
    draft = decided("translation")
    (finding,) = told(draft)
    assert draft.effect is finding.effect is Effect.REVIEW
    assert "A translation of 'source-1' (Harbour Wire Agency) is possible" in finding.message
    assert "in English" in finding.message
    assert draft.document is not None
    assert finding.draft is not None
    assert draft.document.raw[slice(*finding.draft)].startswith("Ostrava Point")


def test_a_report_of_the_same_event_is_permitted() -> None:
    draft = decided("report")
    assert draft.effect is Effect.PERMIT
    assert told(draft) == []


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param({**PLAN, "action": ["publish", "translate"]}, id="declared"),
        pytest.param({**PLAN, "publisher": "Harbour Wire Agency"}, id="the publisher's own story"),
    ],
)
def test_what_is_answered_is_not_asked(plan: Mapping[str, object]) -> None:
    assert told(decided("translation", plan)) == []


def test_the_likeliest_stories_of_an_archive_are_looked_at(tmp_path: Path) -> None:
    with licensing.Archive.open(tmp_path / "stories.db") as archive:
        for path in FILES:
            archive.add(f"{texts(path)['story'][1]}\n\n{NOTICE}", id=path.stem)
        for path in FILES:
            found = texts(path)
            draft = licensing.check(found["translation"][1], plan=PLAN, archive=archive).drafts[0]
            assert [finding.story.id for finding in told(draft)] == [path.stem]
            assert told(licensing.check(found["report"][1], plan=PLAN, archive=archive).drafts[0]) == []
