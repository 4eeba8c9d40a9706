"""Quotations credited to the holder that no story at hand has: a person looks; honest reporting goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

import licensing
from licensing.model.decision import DraftDecision, Finding
from licensing.model.effect import Effect

GATE = Path(__file__).parent.parent / "corpus" / "gate"
FERRY = GATE / "ferry.txt"
PLAN = GATE / "plan.yaml"
QUOTATION = (GATE / "quotation.md").read_text(encoding="utf-8")
WORDS = (
    "The channel has taken ships before, but never a ferry, and never with the harbour office's own pilot standing on "
    "the bridge."
)
INVENTED = "Nobody on these islands will ever trust the minister again, and she knows it better than we do."
PARTLY = "The channel has taken ships before, and everybody who signed that order should be put on trial for it."
SPEECH = "The order to open the boom came by telephone, and nobody on the quay wanted to write down who had given it."


def decided(draft: str, *sources: object, **options: object) -> DraftDecision:
    decision = licensing.check(draft, plan=PLAN, sources=list(sources or [FERRY]), **options)  # type: ignore[arg-type]
    return decision.drafts[0]


def told(draft: DraftDecision) -> list[Finding]:
    return [finding for finding in draft.findings if finding.rule.startswith("house/quotation-")]


@pytest.mark.parametrize(
    ("said", "rule", "message"),
    [
        pytest.param(INVENTED, "house/quotation-not-in-story", "'ferry' does not contain them", id="fabricated"),
        pytest.param(PARTLY, "house/quotation-partly-in-story", "'ferry' contains 6 of them", id="altered"),
    ],
)
def test_a_quotation_the_story_does_not_hold(said: str, rule: str, message: str) -> None:
    draft = decided(QUOTATION.replace(WORDS, said))
    (finding,) = told(draft)
    assert draft.effect is Effect.REVIEW
    assert (finding.rule, finding.effect) == (rule, Effect.REVIEW)
    assert message in finding.message
    assert draft.document is not None
    assert finding.draft is not None
    assert draft.document.raw[slice(*finding.draft)] == said


def test_a_quotation_the_story_holds_is_not_asked_about() -> None:
    draft = decided(QUOTATION)
    assert draft.effect is Effect.PERMIT
    assert told(draft) == []


def test_another_story_at_hand_that_has_it_settles_it() -> None:
    other = f"“{INVENTED}” a teacher told Lowland Press Agency.\n\nCopyright 2026 Lowland Press Agency."
    assert told(decided(QUOTATION.replace(WORDS, INVENTED), FERRY, other)) == []


def test_its_own_headline_settles_it(tmp_path: Path) -> None:
    story = tmp_path / "ferry.md"
    story.write_text(f"---\ntitle: {INVENTED}\n---\n\n{FERRY.read_text(encoding='utf-8')}", encoding="utf-8")
    assert told(decided(QUOTATION.replace(WORDS, INVENTED), story)) == []


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(f"A teacher told us: “{INVENTED}”", id="own interview"),
        pytest.param(f"“{INVENTED}” a teacher said on the quay.", id="credited to nobody"),
        pytest.param(f"“{INVENTED}” a teacher told Lowland Press Agency.", id="credited to another agency"),
        pytest.param(f"The ministry denied what Harbour Wire Agency reported: “{INVENTED}”", id="an answer to it"),
    ],
)
def test_own_reporting_is_honest(beside: str) -> None:
    draft = decided(f"{QUOTATION}\n\n{beside}\n")
    assert draft.effect is Effect.PERMIT
    assert told(draft) == []


def test_what_a_publisher_credits_to_itself_is_its_own_reporting(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.read_text(encoding="utf-8").replace("Example Daily", "Harbour Wire Agency"), encoding="utf-8")
    draft = licensing.check(QUOTATION.replace(WORDS, INVENTED), plan=plan, sources=[FERRY]).drafts[0]
    assert told(draft) == []


def test_an_archive_that_has_the_quotation_settles_it(tmp_path: Path) -> None:
    draft = f"{QUOTATION}\n\n“{INVENTED}” Harbour Wire Agency reported.\n"
    with licensing.Archive.open(tmp_path / "stories.db") as archive:
        archive.add(FERRY)
        assert [one.rule for one in told(licensing.check(draft, plan=PLAN, archive=archive).drafts[0])] == [
            "house/quotation-not-in-story"
        ]
        short = draft.replace(INVENTED, "Nobody here will trust her again.")
        assert told(licensing.check(short, plan=PLAN, archive=archive).drafts[0]) == []
        archive.add(f"A teacher spoke. “{INVENTED}”\n\nCopyright 2026 Lowland Press Agency.", id="teacher")
        assert told(licensing.check(draft, plan=PLAN, archive=archive).drafts[0]) == []


def test_words_given_to_another_speaker() -> None:
    story = FERRY.read_text(encoding="utf-8").replace("a pilot said", "Pilot Edo Marsh said")
    story = story.replace(
        "Relatives of eleven", "“We will answer every question,” Ilse Corvan said.\n\nRelatives of eleven"
    )
    words = f"“{SPEECH}” Ilse Corvan said. "
    where = "The association of pilots counts"
    (finding,) = told(decided(QUOTATION.replace(where, f"{words}{where}"), story))
    assert finding.rule == "house/quotation-of-another"
    assert finding.effect is Effect.REVIEW
    assert "as those of Ilse Corvan" in finding.message
    assert "Pilot Edo Marsh" in finding.message
    assert told(decided(QUOTATION.replace(where, f"{words.replace('Ilse Corvan', 'Edo Marsh')}{where}"), story)) == []
