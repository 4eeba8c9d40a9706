"""What a person reads of a rewriting score, and what a program does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import licensing
from licensing.model.decision import Decision, Retelling, StoryRef
from licensing.reports import render
from licensing.reports.retelling import lines, meaning

GATE = Path(__file__).parent.parent / "corpus" / "gate"
PLAN = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting"}


@pytest.fixture(scope="module")
def decision() -> Decision:
    return licensing.check(GATE / "paraphrase.md", plan=PLAN, sources=[GATE / "ferry.txt"])


@pytest.mark.parametrize(("score", "words"), [(0.5, "1 in 100"), (0.3, "1 in 20 "), (0.29, "more than 1 in 20")])
def test_a_score_says_what_it_means(score: float, words: str) -> None:
    assert words in meaning(score)


def test_text_shows_the_score_its_reasons_and_the_likest_sentences(decision: Decision) -> None:
    text = render(decision, "text")
    assert text.count("    draft “") == text.count("    story “") == 2
    assert "is called a\n  rewriting" in text or "called a rewriting" in text
    assert "standard deviations" in text
    assert "sentences have a counterpart in the story" in text
    assert max(len(line) for line in text.splitlines() if "paraphrase.md" not in line) <= 100


def test_verbose_shows_every_sentence(decision: Decision) -> None:
    (one,) = decision.drafts[0].retellings
    text = render(decision, "text", verbose=True)
    assert text.count("    story “") == len(one.sentences)
    assert text.count("    alone “") == len(one.alone)
    assert all(each.measure in " ".join(text.split()) for each in one.measures)


def test_json_gives_spans_of_both_texts(decision: Decision) -> None:
    (draft,) = json.loads(render(decision, "json"))["drafts"]
    (one,) = draft["retellings"]
    story = (GATE / "ferry.txt").read_text(encoding="utf-8")
    assert one["story"]["id"] == "ferry"
    for pair in one["sentences"]:
        source = pair["source"]
        assert story[source["start"] : source["end"]] == source["text"]


def test_a_quotation_explains_no_rewriting() -> None:
    decision = licensing.check(GATE / "quotation.md", plan=PLAN, sources=[GATE / "ferry.txt"])
    assert decision.drafts[0].retellings == ()


def test_a_score_without_sentences_is_told_alone() -> None:
    bare = Retelling(StoryRef("a"), 0.4, (), (), ())
    assert list(lines(bare, None, verbose=False)) == [
        "  Rewriting score 0.40: at 0.3, 1 in 20 independent reports of the same event is asked about."
    ]
