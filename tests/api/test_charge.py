"""Whose words a passage is charged as."""

from __future__ import annotations

from licensing import Document, check
from licensing.documents.read import from_text
from tests.matching.stories import OWN_REPORT, RETOLD, SOURCE

PLAN = {"action": "publish", "medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "publisher": "Example Daily"}


def story(text: str, name: str) -> Document:
    return from_text(text, name=name)


def test_a_story_that_holds_the_very_words_comes_before_one_that_retells_them() -> None:
    taken = "\n\n".join(SOURCE.strip().split("\n\n")[:3])
    draft = f"{taken}\n\n{OWN_REPORT}"
    sources = [story(SOURCE, "source.txt"), story(RETOLD, "retold.txt")]
    for order in (sources, sources[::-1]):
        (decision,) = check(draft, plan=PLAN, sources=order).drafts
        charged = {finding.story.id for finding in decision.findings if finding.manner == "verbatim"}
        assert charged == {"source"}
