"""How a draft stands when somebody answers for it, in words and in JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from licensing.model.decision import Decision, DraftDecision
from licensing.model.effect import Effect
from licensing.reports import render
from tests.reports.hostile import BASELINE, RELEASE, WAIVER, draft, finding

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("rules/schema/decision.schema.json").read_text(encoding="utf-8"))
DENY, REVIEW, PERMIT = Effect.DENY, Effect.REVIEW, Effect.PERMIT


def text(*drafts: DraftDecision, verbose: bool = False, notes: tuple[str, ...] = ()) -> str:
    return render(Decision(drafts, notes=notes), "text", verbose=verbose)


@pytest.mark.parametrize(
    ("effect", "stops", "headline"),
    [
        (DENY, None, "Stopped: no right on file covers this."),
        (DENY, REVIEW, "No right on file covers this; what stops it is waived, and a person must look."),
        (DENY, PERMIT, "No right on file covers this. What stops it is waived."),
        (REVIEW, None, "Held: a person must look before this goes out."),
        (REVIEW, PERMIT, "A person would have to look before this goes out. What holds it is waived."),
    ],
)
def test_a_headline_says_what_a_pipeline_does(effect: Effect, stops: Effect | None, headline: str) -> None:
    assert text(draft(effect=effect, stops=stops)).splitlines()[1] == headline


def test_a_release_is_the_headline() -> None:
    released = draft(finding(REVIEW), effect=REVIEW, release=RELEASE, stops=PERMIT)
    shown = text(released)
    assert shown.splitlines()[:2] == [
        "REVIEW  drafts/a b.md",
        "Held for review, and released until 2027-01-31 by night desk: Counsel looked.",
    ]
    assert "[licensing-releases.yaml:1:3]" in shown.splitlines()[2]
    assert "Drafts released: 1." in shown


def test_a_release_that_does_not_let_the_draft_pass_is_told_all_the_same() -> None:
    shown = text(draft(finding(), release=RELEASE))
    assert "Stopped: no right on file covers this.\nHeld for review, and released until" in shown


def test_waivers_stand_where_the_finding_stands() -> None:
    shown = text(draft(finding(waiver=WAIVER), finding(waiver=BASELINE), finding()))
    assert shown.count("Shares 4 words") == 3
    assert "[law/x]\n        Waived until 2027-01-31 by the duty desk: Agreed by phone." in shown
    assert "        Known before: in the baseline of 2026 [baseline.json]\n" in shown
    assert "\n\nFindings waived: 2.\n" in shown


def test_a_run_counts_them_in_its_total() -> None:
    waived = draft(finding(waiver=WAIVER), stops=PERMIT)
    assert "\n2 drafts: 2 deny. Findings waived: 2.\n" in text(waived, waived)


def test_what_does_not_count_is_told() -> None:
    noted = draft(finding(), notes=("The waiver w.yaml:3:1 ended on 2026-01-01.",))
    shown = text(noted, notes=("The waiver w.yaml:9:1 is not needed.",))
    assert "Waivers and releases that do not count:\n  - The waiver w.yaml:3:1 ended on 2026-01-01.\n" in shown
    assert "not needed" not in shown
    assert "not needed" in text(noted, notes=("The waiver w.yaml:9:1 is not needed.",), verbose=True)


def test_json_has_all_of_it() -> None:
    one = draft(
        finding(waiver=WAIVER, fingerprint="ab12"),
        finding(waiver=BASELINE),
        release=RELEASE,
        stops=PERMIT,
        digest="00ff",
    )
    data = json.loads(render(Decision((replace(one, notes=("A note.",)),), notes=("Another.",)), "json"))
    Draft202012Validator(SCHEMA).validate(data)
    assert (data["effect"], data["outcome"], data["exit_code"], data["notes"]) == ("deny", "permit", 0, ["Another."])
    (told,) = data["drafts"]
    assert (told["effect"], told["outcome"], told["digest"], told["notes"]) == ("deny", "permit", "00ff", ["A note."])
    assert told["release"] == {
        "draft": "00ff",
        "reason": "Counsel looked.",
        "by": "night desk",
        "until": "2027-01-31",
        "where": "licensing-releases.yaml:1:3",
    }
    first, second = told["findings"]
    assert first["fingerprint"] == "ab12"
    assert first["waiver"] == {
        "reason": "Agreed by phone.",
        "approver": "the duty desk",
        "until": "2027-01-31",
        "where": "licensing-waivers.yaml:3:1",
    }
    assert (second["waiver"]["approver"], second["waiver"]["until"], second["fingerprint"]) == (None, None, None)
