"""What is waived or released changes what a pipeline acts on, and never what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.api.fingerprints import baseline_mark
from licensing.api.settle import held_for, settle
from licensing.api.standing import Standing
from licensing.model.decision import Decision, DraftDecision, Finding, Question, StoryRef, Trouble
from licensing.model.document import Span
from licensing.model.effect import Effect, strictest
from licensing.model.waiver import Lapsed, Release, Waiver

DAY = dt.date(2026, 12, 31)
RULES = ("law/tr/fsek-35-1", "notices/en/publish", "house/default/lead", "guards/item-status/killed", "limits/1.1")
NEVER = ("guards/*", "limits/*")
MARK = "0123456789abcdef" * 2
DIGEST = "ab" * 32


def finding(
    rule: str = "law/tr/fsek-35-1",
    effect: Effect = Effect.DENY,
    mark: str = MARK,
    *,
    story: str = "ferry",
    passage: bool = True,
    tier: str = "law",
) -> Finding:
    return Finding(
        rule=rule,
        tier=tier,
        jurisdiction=None,
        action="publish",
        manner="quote",
        effect=effect,
        message="Quotes 22 words.",
        fix="",
        story=StoryRef(story),
        draft=Span(0, 9) if passage else None,
        fingerprint=mark,
    )


def draft(*findings: Finding, effect: Effect | None = None, floor: Effect = Effect.PERMIT) -> DraftDecision:
    shown = strictest([floor, *(one.effect for one in findings)])
    return DraftDecision("drafts/a.md", effect or shown, findings, digest=DIGEST, floor=floor)


def waiver(one: Finding, where: str = "w.yaml:1:3", draft: str | None = None) -> Waiver:
    return Waiver(one.rule, one.story.id, one.fingerprint, "agreed", "Deniz Aksoy", DAY, where, draft)


def release(one: DraftDecision, where: str = "r.yaml:1:3") -> Release:
    return Release(one.digest, "confirmed", "Deniz Aksoy", DAY, where, held_for(one), "2026-11-24T23:40:00+03:00")


def on_file(
    waivers: Sequence[Waiver] = (),
    releases: Sequence[Release] = (),
    lapsed: Sequence[Lapsed] = (),
    baseline: Sequence[str] = (),
) -> Standing:
    return Standing(
        waivers={one.passage: tuple(other for other in waivers if other.passage == one.passage) for one in waivers},
        releases={one.draft: (one,) for one in releases},
        lapsed={one.key: (one,) for one in lapsed},
        baseline={mark: f"b.txt:{line}" for line, mark in enumerate(baseline, 2)},
        never=NEVER,
    )


def settled(one: DraftDecision, standing: Standing) -> DraftDecision:
    return settle(Decision((one,)), standing).drafts[0]


# waivers ----------------------------------------------------------------------------------------------------------


def test_a_waived_finding_stops_nothing_and_the_effect_stays() -> None:
    decision = settle(Decision((draft(finding()),)), on_file([waiver(finding())]))
    (one,) = decision.drafts
    assert (one.effect, one.outcome, one.stops) == (Effect.DENY, Effect.PERMIT, Effect.PERMIT)
    assert one.findings[0].waiver == waiver(finding())
    assert (decision.effect, decision.exit_code) == (Effect.DENY, 0)


def test_every_finding_stricter_than_permit_must_be_waived() -> None:
    others = (
        finding("house/default/lead", Effect.REVIEW, "cd" * 16),
        finding("law/tr/fsek-32", Effect.PERMIT, "ef" * 16),
    )
    one = draft(finding(), *others)
    assert settled(one, on_file([waiver(finding())])).outcome is Effect.REVIEW
    assert settled(one, on_file([waiver(others[0])])).outcome is Effect.DENY
    both = settled(one, on_file([waiver(finding()), waiver(others[0])]))
    assert (both.effect, both.outcome) == (Effect.DENY, Effect.PERMIT)


@pytest.mark.parametrize(
    "other",
    [
        finding(mark="cd" * 16),
        finding("law/tr/fsek-36-1"),
        finding(story="other"),
    ],
    ids=["other words", "another rule", "another story"],
)
def test_a_waiver_speaks_of_one_finding_alone(other: Finding) -> None:
    assert settled(draft(finding()), on_file([waiver(other)])).outcome is Effect.DENY


def test_a_waiver_whose_rule_was_changed_by_hand_is_told() -> None:
    one = settled(draft(finding()), on_file([waiver(finding("law/tr/fsek-36-1"))]))
    assert one.notes == ("w.yaml:1:3: This waiver names another rule or story than its passage.",)


@pytest.mark.parametrize(
    ("rule", "tier"),
    [("guards/item-status/killed", "guard"), ("limits/1.1", "guard"), ("house/own/kill", "guard")],
)
def test_guards_are_never_waived_nor_left_to_a_baseline(rule: str, tier: str) -> None:
    kill = finding(rule, tier=tier)
    one = settled(draft(kill), on_file([waiver(kill)], baseline=[kill.fingerprint]))
    assert one.outcome is Effect.DENY
    assert one.findings[0].waiver is None
    assert one.notes == (f"w.yaml:1:3: {rule} can never be waived.",)


def test_what_no_finding_shows_cannot_be_waived() -> None:
    reached = settled(draft(finding(), floor=Effect.REVIEW), on_file([waiver(finding())]))
    assert reached.outcome is Effect.REVIEW
    shown = finding(effect=Effect.REVIEW)
    assert settled(draft(shown, effect=Effect.DENY), on_file([waiver(shown)])).outcome is Effect.DENY


@pytest.mark.parametrize(
    ("pattern", "path", "counts"),
    [
        ("drafts/a.md", "drafts/a.md", True),
        ("drafts/a.md", "./drafts/a.md", True),
        ("drafts/a.md", "/srv/newsroom/drafts/a.md", True),
        ("drafts/", "drafts/a.md", True),
        ("*.md", "drafts/a.md", True),
        ("drafts/b.md", "drafts/a.md", False),
        ("drafts/a.md", "a.md", False),
        ("#", "drafts/a.md", False),
    ],
)
def test_a_waiver_may_name_its_drafts(pattern: str, path: str, counts: bool) -> None:
    one = settled(replace(draft(finding()), path=path), on_file([waiver(finding(), draft=pattern)]))
    assert (one.outcome is Effect.PERMIT) is counts
    if not counts:
        assert one.notes == (f"w.yaml:1:3: This waiver is for {pattern} alone.",)


def test_a_finding_without_a_passage_needs_the_draft_named() -> None:
    claim = finding(passage=False)
    loose = settled(draft(claim), on_file([waiver(claim)]))
    assert loose.outcome is Effect.DENY
    assert "must name the draft" in loose.notes[0]
    assert settled(draft(claim), on_file([waiver(claim, draft="drafts/a.md")])).outcome is Effect.PERMIT


def test_of_two_waivers_the_one_that_fits_counts() -> None:
    two = waiver(finding(), "w.yaml:1:3", "drafts/b.md"), waiver(finding(), "w.yaml:9:3", "drafts/a.md")
    one = settled(draft(finding()), on_file(two))
    assert one.findings[0].waiver == two[1]
    assert one.notes == ()


# entries that do not count ----------------------------------------------------------------------------------------


def lapsed(one: Finding, *, broken: bool, draft: str | None = None) -> Lapsed:
    return Lapsed((one.rule, one.story.id, one.fingerprint), draft, "w.yaml:1:3: why", broken, "w.yaml")


@pytest.mark.parametrize("broken", [True, False], ids=["broken", "expired"])
def test_an_entry_that_does_not_count_is_told_on_its_draft(broken: bool) -> None:
    decision = settle(Decision((draft(finding()),)), on_file(lapsed=[lapsed(finding(), broken=broken)]))
    assert decision.drafts[0].notes == ("w.yaml:1:3: why",)
    assert decision.drafts[0].outcome is Effect.DENY
    assert decision.errors == ()


def test_a_broken_entry_for_none_of_these_drafts_is_an_error_and_an_expired_one_a_note() -> None:
    other = finding("law/tr/fsek-36-1", mark="cd" * 16)
    clean = Decision((draft(),))
    broken = settle(clean, on_file(lapsed=[lapsed(other, broken=True)]))
    assert broken.errors == (Trouble("w.yaml", "w.yaml:1:3: why"),)
    assert broken.exit_code == 2
    expired = settle(clean, on_file(lapsed=[lapsed(other, broken=False)]))
    assert (expired.errors, expired.notes, expired.exit_code) == ((), ("w.yaml:1:3: why",), 0)
    elsewhere = settle(Decision((draft(finding()),)), on_file(lapsed=[lapsed(finding(), broken=True, draft="b.md")]))
    assert elsewhere.drafts[0].notes == ()
    assert elsewhere.errors


def test_waivers_nothing_needed_stand_in_the_notes() -> None:
    needed = waiver(finding())
    idle = waiver(finding("law/tr/fsek-36-1", mark="cd" * 16), "w.yaml:9:3")
    elsewhere = waiver(finding("law/tr/fsek-36-1", mark="ef" * 16), "w.yaml:17:3", "other/b.md")
    decision = settle(Decision((draft(finding()),)), on_file([needed, idle, elsewhere]))
    assert decision.notes == ("w.yaml:9:3: Nothing in this run needed this waiver.",)


def test_files_that_cannot_be_read_hide_nothing_and_are_told() -> None:
    bad = replace(on_file(), troubles=(Trouble("w.yaml", "w.yaml:1:1: This is not YAML."),))
    decision = settle(Decision((draft(),)), bad)
    assert decision.errors == bad.troubles
    assert decision.exit_code == 2
    assert settle(Decision((draft(finding()),)), bad).exit_code == 1


# baselines --------------------------------------------------------------------------------------------------------


def test_a_baseline_remembers_and_nobody_answers() -> None:
    new = finding("law/tr/fsek-36-1", mark="cd" * 16)
    one = settled(draft(finding(), new), on_file(baseline=[MARK]))
    assert one.findings[0].waiver == Waiver(
        "law/tr/fsek-35-1", "ferry", MARK, "It was there when the baseline was made.", None, None, "b.txt:2"
    )
    assert one.findings[1].waiver is None
    assert one.outcome is Effect.DENY


def test_in_a_baseline_a_finding_without_a_passage_counts_for_the_same_bytes_alone() -> None:
    claim = finding(passage=False)
    standing = on_file(baseline=[claim.fingerprint, baseline_mark(claim, DIGEST)])
    assert settled(draft(claim), standing).outcome is Effect.PERMIT
    assert settled(replace(draft(claim), digest="cd" * 32), standing).outcome is Effect.DENY
    assert (
        settled(replace(draft(claim), digest=""), on_file(baseline=[baseline_mark(claim, "")])).outcome is Effect.DENY
    )


# releases ---------------------------------------------------------------------------------------------------------

HELD = draft(finding(effect=Effect.REVIEW))


def test_a_released_review_passes_and_stays_a_review() -> None:
    decision = settle(Decision((HELD,)), on_file(releases=[release(HELD)]))
    (one,) = decision.drafts
    assert (one.effect, one.outcome, one.release) == (Effect.REVIEW, Effect.PERMIT, release(HELD))
    assert one.findings[0].waiver is None
    assert decision.exit_code == 0


def test_questions_alone_can_be_released() -> None:
    asked = replace(draft(floor=Effect.REVIEW), questions=(Question("sources-used", "writer", "Which?"),))
    assert held_for(asked) == ("question sources-used",)
    assert settled(asked, on_file(releases=[release(asked)])).outcome is Effect.PERMIT


@pytest.mark.parametrize(
    ("now", "said"),
    [
        pytest.param(draft(finding()), "Only a review can be released; this is a denial.", id="a denial"),
        pytest.param(
            draft(finding(effect=Effect.REVIEW), finding("limits/replaced", Effect.REVIEW, "cd" * 16, tier="guard")),
            "limits/replaced can never be released.",
            id="a guard",
        ),
        pytest.param(
            draft(finding(effect=Effect.REVIEW), finding("house/default/lead", Effect.REVIEW, "cd" * 16)),
            "before this came up: house/default/lead of ferry.",
            id="a reason that came up since",
        ),
    ],
)
def test_a_release_that_does_not_count_is_told(now: DraftDecision, said: str) -> None:
    one = settled(now, on_file(releases=[release(HELD)]))
    assert one.release is None
    assert one.outcome is now.effect
    assert said in one.notes[0]


def test_a_release_is_tied_to_the_bytes() -> None:
    changed = replace(HELD, digest="cd" * 32)
    one = settled(changed, on_file(releases=[release(HELD)]))
    assert (one.release, one.outcome, one.notes) == (None, Effect.REVIEW, ())
    nameless = replace(HELD, digest="")
    assert settled(nameless, on_file(releases=[release(nameless)])).outcome is Effect.REVIEW


def test_a_release_that_ran_out_is_told_on_its_draft_alone() -> None:
    gone = Lapsed((DIGEST,), None, "r.yaml:1:3: This entry expired", broken=False, path="r.yaml")
    assert settled(HELD, on_file(lapsed=[gone])).notes == ("r.yaml:1:3: This entry expired",)
    elsewhere = settle(Decision((replace(HELD, digest="cd" * 32),)), on_file(lapsed=[gone]))
    assert (elsewhere.drafts[0].notes, elsewhere.notes, elsewhere.errors) == ((), (), ())


def test_what_waivers_leave_can_be_released() -> None:
    lead = finding("house/default/lead", Effect.REVIEW, "cd" * 16)
    one = draft(finding(effect=Effect.REVIEW), lead)
    left = settled(one, on_file([waiver(lead)]))
    assert held_for(left) == ("law/tr/fsek-35-1 of ferry",)
    assert settled(one, on_file([waiver(lead)], [release(left)])).outcome is Effect.PERMIT
    assert settled(one, on_file((), [release(left)])).outcome is Effect.REVIEW


# properties -------------------------------------------------------------------------------------------------------

MARKS = ("ab" * 16, "cd" * 16, "ef" * 16)
EFFECTS = st.sampled_from(Effect)
FINDINGS = st.builds(
    finding,
    st.sampled_from(RULES),
    EFFECTS,
    st.sampled_from(MARKS),
    story=st.sampled_from(["ferry", "lamps"]),
    passage=st.booleans(),
).map(lambda one: replace(one, tier="guard" if one.rule.startswith(("guards", "limits")) else "law"))
DRAFTS = st.builds(
    lambda findings, floor: draft(*findings, floor=floor), st.lists(FINDINGS, max_size=6), st.sampled_from(Effect)
)
WAIVERS = st.lists(
    st.builds(waiver, FINDINGS, st.sampled_from(["w:1", "w:2", "w:3"]), st.sampled_from([None, "drafts/", "b.md"])),
    max_size=8,
)
STANDINGS = st.builds(
    lambda waivers, seen, marks: on_file(waivers, [release(one) for one in seen], baseline=marks),
    WAIVERS,
    st.lists(DRAFTS, max_size=2),
    st.lists(st.sampled_from(MARKS), max_size=2),
)


@given(DRAFTS, STANDINGS)
def test_nothing_on_file_changes_an_effect_and_nothing_becomes_stricter(one: DraftDecision, standing: Standing) -> None:
    after = settled(one, standing)
    assert after.effect is one.effect
    assert after.outcome.rank <= one.effect.rank
    assert [replace(found, waiver=None) for found in after.findings] == list(one.findings)
    assert settled(after, standing) == after


@given(DRAFTS, STANDINGS)
def test_guards_always_stop_and_denials_are_never_released(one: DraftDecision, standing: Standing) -> None:
    after = settled(one, standing)
    guards = [found for found in one.findings if found.tier == "guard"]
    assert after.outcome.rank >= strictest([found.effect for found in guards]).rank
    assert after.outcome.rank >= (one.floor.rank if after.release is None else 0)
    if one.effect is Effect.DENY:
        assert after.release is None
    if after.release is not None:
        assert not [found for found in guards if found.effect is not Effect.PERMIT]


@given(DRAFTS, STANDINGS)
def test_a_waiver_answers_for_its_own_finding_alone(one: DraftDecision, standing: Standing) -> None:
    for found in settled(one, standing).findings:
        if found.waiver is not None:
            named = (found.waiver.rule, found.waiver.story, found.waiver.passage)
            assert named == (found.rule, found.story.id, found.fingerprint)
            assert found.effect is not Effect.PERMIT


@given(DRAFTS, FINDINGS, STANDINGS)
def test_another_finding_never_lets_a_draft_pass(one: DraftDecision, more: Finding, standing: Standing) -> None:
    added = draft(*one.findings, more, floor=one.floor)
    assert settled(added, standing).outcome.rank >= settled(one, standing).outcome.rank


@given(DRAFTS, WAIVERS)
def test_expired_is_as_if_absent(one: DraftDecision, waivers: list[Waiver]) -> None:
    gone = [Lapsed((each.rule, each.story, each.passage), each.draft, each.where, False, "w") for each in waivers]
    after, bare = settled(one, on_file(lapsed=gone)), settled(one, on_file())
    assert replace(after, notes=()) == bare
