"""The parts of a story that others hold: each is judged on its own, and the worst counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import licensing
from licensing.api.charge import charged
from licensing.api.rules import desk
from licensing.api.stories import Held
from licensing.decision.uses import uses
from licensing.model.decision import Decision, DraftDecision, StoryRef
from licensing.model.document import Document, Span, Story
from licensing.model.effect import Effect, strictest
from licensing.model.passage import Comparison, Match, Passage, PassageKind
from licensing.model.plan import Plan
from licensing.model.terms import Terms
from licensing.model.use import Taking
from licensing.packs.store import rulebook
from licensing.text.words import words

GATE = Path(__file__).parent.parent / "corpus" / "gate"
OWN = (GATE / "own-report.md").read_text(encoding="utf-8").partition("---\n\n")[2] or (
    GATE / "own-report.md"
).read_text(encoding="utf-8")
STAFF = (
    "Nine lorries of gravel reached the broken causeway before breakfast, and by noon the road crew had filled two of "
    "the four gaps the flood had torn."
)
RELEASE = (
    "The Ministry of Roads has set aside eleven million crowns for the causeway and will lay a second carriageway on "
    "piles of oak within three summers."
)
OTHER = (
    "My grandmother crossed this causeway on a sledge with a stove on her knees, and she never once complained about "
    "the wind or about the price of coal."
)
TALK = (
    "The engineer said: “We knew the culverts were too narrow in the year they were built, and we wrote that down in "
    "green ink for everybody to see.”"
)
PUBLIC = (
    "In a statement on Monday the minister said: “No child of this valley will walk to school through water again "
    "while I have a pen to sign with.”"
)
CAPTION = (
    "Gravel is tipped into the third gap of the causeway while two dogs look on from a rowing boat without oars. "
    "(Photo by Pia Lund/Nordlight via Getty Images)"
)
STORY = f"""---
id: causeway
holder: Valley Wire
date: "21 November 2026"
---

{STAFF}

{RELEASE}

{OTHER}

{TALK}

{PUBLIC}

{CAPTION}

{(GATE / "ferry-without-notice.txt").read_text(encoding="utf-8")}
"""
PARTS: dict[str, dict[str, str]] = {
    RELEASE: {"origin": "release", "owner": "Ministry of Roads", "begins": "The Ministry of Roads has set aside"},
    OTHER: {"origin": "third-party", "owner": "Valley Almanac", "paragraphs": "3"},
    TALK: {"origin": "interview", "begins": "We knew the culverts", "ends": "for everybody to see"},
}
PLAN: dict[str, object] = {
    "medium": ["web"],
    "territory": ["TR"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Example Daily",
}
CREDIT = "All this from Valley Wire, 21 November 2026."


def agreement(folder: Path, holder: str) -> str:
    path = folder / f"{holder.split(maxsplit=1)[0].lower()}.yaml"
    text = (GATE / "harbour-2026-shorten.yaml").read_text(encoding="utf-8")
    path.write_text(
        text.replace("Harbour Wire Agency", holder).replace("harbour-2026-shorten", path.stem), encoding="utf-8"
    )
    return str(path)


def decide(
    draft: str,
    segments: Sequence[Mapping[str, str]] = (),
    *agreements: str,
    story: str = STORY,
    more: Sequence[str] = (),
    **facts: object,
) -> Decision:
    source = {"story": "causeway", "made-public": True, "segments": list(segments), **facts}
    plan = {**PLAN, "agreements": list(agreements), "sources": [source]}
    return licensing.check(draft, plan=plan, sources=[story, *more])


def check(draft: str, segments: Sequence[Mapping[str, str]] = (), *agreements: str, **facts: Any) -> DraftDecision:
    decision = decide(draft, segments, *agreements, **facts)
    assert not decision.errors
    return decision.drafts[0]


def said(draft: DraftDecision) -> str:
    lines = [f"{one.rule} {one.message} {one.fix}" for one in draft.findings]
    return "\n".join([*lines, *(one.message for one in draft.questions), *draft.checked.not_held])


def text(*parts: str) -> str:
    return "\n\n".join([OWN, *parts, CREDIT])


# one part -----------------------------------------------------------------------------------------------------------


def test_a_licence_from_the_agency_covers_the_agency_s_own_text_alone(tmp_path: Path) -> None:
    wire = agreement(tmp_path, "Valley Wire")
    assert check(text(STAFF), list(PARTS.values()), wire).effect is Effect.PERMIT
    assert check(text(RELEASE), (), wire).effect is Effect.PERMIT
    for part in (RELEASE, OTHER):
        marked = check(text(part), list(PARTS.values()), wire)
        assert marked.effect is Effect.DENY
        assert f"({PARTS[part]['owner']})" in said(marked)


def test_the_owner_s_own_licence_covers_its_part(tmp_path: Path) -> None:
    wire, ministry = agreement(tmp_path, "Valley Wire"), agreement(tmp_path, "Ministry of Roads")
    draft = text(STAFF, RELEASE) + " The second part: Ministry of Roads."
    assert check(draft, list(PARTS.values()), wire).effect is Effect.DENY
    assert check(draft, list(PARTS.values()), ministry).effect is Effect.DENY
    assert check(draft, list(PARTS.values()), wire, ministry).effect is Effect.PERMIT


@pytest.mark.parametrize("origin", ["release", "third-party", "photo"])
def test_a_part_nobody_is_named_for_is_never_permitted(origin: str, tmp_path: Path) -> None:
    wire = agreement(tmp_path, "Valley Wire")
    part = {"origin": origin, "paragraphs": "3"}
    for draft in (text(OTHER), text(f"“{OTHER}”")):
        assert check(draft, (), wire).effect is Effect.PERMIT
        found = check(draft, [part], wire)
        assert found.effect is Effect.REVIEW or (found.effect is Effect.DENY and draft == text(OTHER))
        assert "Nobody says who holds the rights in it." in said(found)


def test_a_licence_printed_with_a_story_is_not_said_of_what_others_hold() -> None:
    story = STORY + "\nThis story is published under CC BY 4.0.\n"
    credited = f"{text(OTHER)} Valley Wire, Valley Almanac, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    assert check(credited, story=story).effect is Effect.PERMIT
    assert check(credited, list(PARTS.values()), story=story).effect is Effect.DENY


def test_the_fix_credits_the_owner_of_the_part_and_not_the_agency() -> None:
    found = check(OWN + f"\n\n“{OTHER}”", list(PARTS.values()))
    fixes = [one.fix for one in found.findings if "credit line" in one.fix]
    assert fixes
    assert all("Valley Almanac, (date of the text)" in fix and "Valley Wire" not in fix for fix in fixes)


def test_a_speech_in_public_is_credited_to_the_speaker_and_the_law_asked() -> None:
    speech = {"origin": "public-speech", "owner": "Oda Lim", "paragraphs": "3"}
    assert check(text(f"“{OTHER}”"), [speech]).effect is Effect.PERMIT
    unmarked = check(text(OTHER), [speech])
    assert "law/tr/fsek-32" in said(unmarked)
    assert all("Valley Wire" not in one.fix for one in unmarked.findings if "credit line" in one.fix)


def test_an_interview_given_to_the_agency_alone_is_for_a_person() -> None:
    spoken = TALK.partition(": ")[2]
    credited = f"{spoken} Valley Wire reported on 21 November 2026."
    found = check(f"{OWN}\n\n{credited}", list(PARTS.values()))
    assert found.effect is Effect.REVIEW
    assert "house/default/exclusive-speech" in said(found)


def test_a_statement_the_story_quotes_is_not_held_against_the_draft() -> None:
    spoken = PUBLIC.partition(": ")[2]
    found = check(f"{OWN}\n\nThe minister said: {spoken}")
    assert found.effect is Effect.PERMIT
    assert any("which it quotes from a public statement" in one for one in found.checked.not_held)


def test_the_caption_of_a_photograph_is_asked_of_the_photographer_too(tmp_path: Path) -> None:
    wire = agreement(tmp_path, "Valley Wire")
    found = check(text(CAPTION.partition(" (")[0]), (), wire)
    assert found.effect is Effect.DENY
    assert "Pia Lund/Nordlight via Getty Images" in said(found)
    assert "the caption of a photograph" in said(found)


def test_the_caption_is_the_agency_s_text_too(tmp_path: Path) -> None:
    wire, photographer = agreement(tmp_path, "Valley Wire"), agreement(tmp_path, "Pia Lund/Nordlight via Getty Images")
    credited = text(CAPTION.partition(" (")[0], "The picture is by Pia Lund/Nordlight via Getty Images.")
    assert check(credited, (), photographer).effect is Effect.DENY
    assert check(credited, (), photographer, wire).effect is Effect.PERMIT


def test_what_the_desk_says_of_a_story_is_not_said_of_what_others_hold_in_it() -> None:
    credited = f"{OWN}\n\n“{OTHER}” So Valley Almanac and Valley Wire, 21 November 2026."
    assert "source-made-public" not in {one.fact for one in check(credited).questions}
    found = check(credited, list(PARTS.values()))
    assert found.effect is Effect.REVIEW
    assert "source-made-public" in {one.fact for one in found.questions}


def test_a_claim_of_the_plan_is_made_of_every_part() -> None:
    facts: dict[str, Any] = {"action": ["publish", "facts"], "territory": ["AT"], "own-reporting": True}
    part = {"origin": "third-party", "paragraphs": "3"}
    plan = {**PLAN, **facts, "sources": [{"story": "causeway", "made-public": True, "segments": [part]}]}
    found = licensing.check(OWN, plan=plan, sources=[STORY]).drafts[0]
    assert found.effect is Effect.REVIEW
    assert "Nobody says who holds the rights in it." in said(found)
    part["owner"] = "Valley Almanac"
    assert licensing.check(OWN, plan=plan, sources=[STORY]).drafts[0].effect is Effect.PERMIT


def test_words_the_text_says_were_given_to_the_agency_alone_are_no_speech_in_public() -> None:
    story = STORY.replace("The engineer said:", "The engineer told Valley Wire:")
    spoken = TALK.partition(": ")[2]
    part = {"origin": "public-speech", "paragraphs": "4"}
    draft = f"{OWN}\n\n{spoken} Valley Wire reported on 21 November 2026."
    assert check(draft, [part]).effect is Effect.PERMIT
    assert check(draft, [part], story=story).effect is Effect.REVIEW


def test_a_statement_inside_what_somebody_else_wrote_is_not_taken_for_free() -> None:
    spoken = PUBLIC.partition(": ")[2]
    found = check(f"{OWN}\n\nThe minister said: {spoken}", [{"origin": "third-party", "paragraphs": "5"}])
    assert found.effect is Effect.REVIEW


def test_a_passage_across_two_parts_is_told_for_both() -> None:
    found = check(f"{OWN}\n\n{RELEASE}\n\n{OTHER}", list(PARTS.values()))
    lines = " ".join(one.fix for one in found.findings if "credit line" in one.fix)
    assert "Ministry of Roads, (date of the release)" in lines
    assert "Valley Almanac, (date of the text)" in lines


# where parts stand --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "message"),
    [
        pytest.param({"begins": "No such words"}, "is not in it", id="words that are not there"),
        pytest.param({"begins": "the"}, "stands there", id="words that stand there often"),
        pytest.param({"begins": "My grandmother", "ends": "green sledge"}, "does not follow", id="an end not there"),
        pytest.param({"paragraphs": "3-400"}, "it has ", id="too many paragraphs"),
        pytest.param({"paragraphs": "3 to 4"}, "as 3 or 3-5", id="no range"),
        pytest.param({}, "Say where the part stands", id="nowhere"),
        pytest.param({"begins": "My", "paragraphs": "3"}, "Say where the part stands", id="said twice"),
    ],
)
def test_a_part_that_cannot_be_placed_stops_the_check(part: dict[str, str], message: str) -> None:
    def run() -> str:
        decision = decide(text(OTHER), [{"origin": "third-party", **part}])
        assert not decision.drafts
        return decision.errors[0].message

    try:
        told = run()
    except licensing.ConfigError as error:
        told = str(error)
    assert message in told


def test_a_story_s_own_front_matter_may_mark_its_parts(tmp_path: Path) -> None:
    head = "licensing:\n  segments:\n    - {origin: third-party, owner: Valley Almanac, paragraphs: '3'}\n---\n"
    story = STORY.replace("---\n\n", head + "\n", 1)
    wire = agreement(tmp_path, "Valley Wire")
    found = check(text(OTHER), (), wire, story=story)
    assert found.effect is Effect.DENY
    assert "as the story's metadata say" in said(found)
    with licensing.Archive.open(tmp_path / "kept.db") as archive:
        archive.add(licensing.api.archive.as_document(story))
        plan = {"agreements": [wire], "territory": ["TR"], "date": "2026-11-22", "publisher": "Example Daily"}
        stored = licensing.check(text(OTHER), plan={**plan, "medium": ["web"]}, archive=archive)
    assert stored.drafts[0].effect is Effect.DENY
    broken = story.replace("third-party", "somebody's")
    assert decide(text(OTHER), story=broken).errors


def test_marks_in_a_draft_s_own_front_matter_say_nothing_of_its_sources() -> None:
    head = "---\nlicensing:\n  segments:\n    - {origin: staff, paragraphs: '1'}\n---\n\n"
    assert check(head + text(OTHER)).effect is check(text(OTHER)).effect


# a release also held as such ----------------------------------------------------------------------------------------


MINISTRY = f"---\nid: release-7\nholder: Ministry of Roads\n---\n\n{RELEASE} Questions are answered in room nine.\n"


@pytest.mark.parametrize(
    ("segments", "facts", "release"),
    [
        pytest.param((), {}, MINISTRY.replace("holder", "origin: release\nholder"), id="it calls itself a release"),
        pytest.param([PARTS[RELEASE]], {}, MINISTRY, id="the story's part is its holder's"),
        pytest.param((), {"taken-from": "release-7"}, MINISTRY, id="the plan says so"),
    ],
)
def test_a_release_is_charged_to_its_primary_form(
    segments: Sequence[Mapping[str, str]], facts: dict[str, Any], release: str, tmp_path: Path
) -> None:
    wire, ministry = agreement(tmp_path, "Valley Wire"), agreement(tmp_path, "Ministry of Roads")
    draft = f"{OWN}\n\n{RELEASE} (Ministry of Roads)"
    for granted, effect in (((wire,), Effect.DENY), ((ministry,), Effect.PERMIT)):
        found = check(draft, segments, *granted, more=(release,), **facts)
        assert found.effect is effect
        assert {one.story.id for one in found.findings if one.draft} == {"release-7"}
        assert "'release-7' (Ministry of Roads) holds as the primary source: charged to that." in said(found)


def test_what_the_agency_wrote_around_a_release_stays_the_agency_s(tmp_path: Path) -> None:
    ministry = agreement(tmp_path, "Ministry of Roads")
    release = MINISTRY.replace("holder", "origin: release\nholder")
    draft = f"{OWN}\n\n{STAFF}\n\n{RELEASE} (Ministry of Roads)"
    assert check(draft, (), ministry, more=(release,)).effect is Effect.DENY


AROUND = " Two green dredgers lie idle below the old mill."
TWELVE = "The ministry will lay a second carriageway on long piles of soft pine."


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(f"{RELEASE} {OTHER}{AROUND}", f"{RELEASE} {OTHER}", id="a sentence behind a long release"),
        pytest.param(TWELVE, "It will lay a second carriageway on long piles of stone.", id="half of a short passage"),
    ],
)
def test_a_passage_a_release_holds_only_in_part_stays_the_agency_s(ours: str, theirs: str, tmp_path: Path) -> None:
    ministry = agreement(tmp_path, "Ministry of Roads")
    release = f"---\nid: release-8\nholder: Ministry of Roads\norigin: release\n---\n\n{theirs} Please write.\n"
    story = f"---\nid: causeway\nholder: Valley Wire\n---\n\nThe sledges are back.\n\n{ours}\n\nOf lamps no word.\n"
    draft = f"{OWN}\n\n{ours}\n\nSource: Ministry of Roads"
    assert check(draft, (), ministry, story=story, more=(release,)).effect is Effect.DENY


def test_a_release_that_only_says_the_same_in_other_words_is_not_the_primary_source() -> None:
    def held(name: str, kind: PassageKind, metadata: Mapping[str, str]) -> Held:
        story = Story(name, Document(STAFF, STAFF, metadata=metadata))
        passage = Passage(kind, Span(0, len(STAFF)), Span(0, len(STAFF)), len(words(STAFF)))
        return Held(Match(story, Comparison((passage,), 0.0, 0, 0, 0.0, 0.0)), words(STAFF), Terms(), None)

    def taken(kind: PassageKind) -> list[int]:
        both = [held("wire", PassageKind.VERBATIM, {}), held("wire-release", kind, {"origin": "release"})]
        return [len(one.match.passages) for one in charged(both, words(STAFF), Plan(), rulebook())]

    assert taken(PassageKind.REWRITE) == [1, 0]
    assert taken(PassageKind.VERBATIM) == [0, 1]


def test_what_a_part_is_goes_before_what_its_story_is() -> None:
    taking = Taking(StoryRef("causeway"), "quote", {"origin": "release"})
    (use,) = uses(Plan(), taking, {"origin": "staff", "status": "usable"}, desk().rules.numbers, None)
    assert (use.facts["origin"], use.facts["status"]) == ("release", "usable")


# the worst counts ---------------------------------------------------------------------------------------------------


POOL = (STAFF, RELEASE, OTHER, TALK, f"“{STAFF}”", f"“{OTHER}”", TALK.partition(": ")[2])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(POOL), min_size=2, max_size=3, unique=True),
    st.lists(st.sampled_from(list(PARTS)), unique=True),
    st.sets(st.sampled_from(["Valley Wire", "Ministry of Roads", "Valley Almanac"])),
    st.booleans(),
)
def test_an_answer_is_never_more_lenient_than_the_strictest_of_its_parts(
    tmp_path: Path, taken: list[str], marked: list[str], holders: set[str], owned: bool
) -> None:
    segments = [{k: v for k, v in PARTS[part].items() if owned or k != "owner"} for part in marked]
    granted = [agreement(tmp_path, holder) for holder in sorted(holders)]
    whole = check(text(*taken), segments, *granted).effect
    alone = [check(text(part), segments, *granted).effect for part in taken]
    assert whole.rank >= strictest(alone).rank


@pytest.mark.parametrize("marked", [one for size in (1, 2) for one in combinations(PARTS, size)])
def test_marking_parts_takes_nothing_from_the_agency(marked: tuple[str, ...]) -> None:
    """Without any licence the whole story stays denied, however its parts are marked."""
    whole = text(STAFF, RELEASE, OTHER, TALK)
    assert check(whole, [PARTS[part] for part in marked]).effect is Effect.DENY
