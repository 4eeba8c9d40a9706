"""A desk's week: what it waives, releases and remembers, and what comes back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licensing.api import check_files, waiving
from licensing.api.settle import settle
from licensing.api.standing import Standing, standing
from licensing.model.decision import Decision
from licensing.model.effect import Effect

GATE = Path(__file__).parent / "corpus" / "gate"
MONDAY = dt.date(2026, 11, 23)
SAID = {"reason": "agreed by telephone", "approver": "Deniz Aksoy", "expires": "2026-11-27"}
NOTED = {"reason": "looked up", "by": "Deniz Aksoy", "when": "2026-11-23T23:40:00+03:00", "expires": "2026-11-24"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name in ("quotation-uncredited.md", "quotation-undated.md"):
        (tmp_path / name).write_text((GATE / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def decided(desk: Path, **overrides: object) -> Decision:
    drafts = sorted(desk.glob("*.md"))
    return check_files(drafts, sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml", overrides=overrides)


def filed(desk: Path, day: dt.date = MONDAY, house: str = "default") -> Standing:
    files = [path if path.exists() else None for path in (desk / "w.yaml", desk / "r.yaml", desk / "b.txt")]
    return standing(*files, house=house, day=day)


@pytest.fixture
def answered(desk: Path) -> Path:
    """A desk that waived what stops one draft and released the other."""
    found = decided(desk)
    assert [draft.effect for draft in found.drafts] == [Effect.DENY, Effect.REVIEW]
    waiving.append(desk / "w.yaml", waiving.waivers(found, filed(desk), SAID, rule="*", folder=desk))
    # The review is released, not waived: its entries are taken out again.
    text = (desk / "w.yaml").read_text(encoding="utf-8")
    (desk / "w.yaml").write_text(text[: text.index(f"# {desk / 'quotation-undated.md'}")], encoding="utf-8")
    waiving.append(desk / "r.yaml", waiving.release(found.drafts[1], NOTED))
    return desk


def outcomes(decision: Decision) -> list[str]:
    return [draft.outcome.value for draft in decision.drafts]


def test_what_is_answered_for_passes_and_both_effects_stay(answered: Path) -> None:
    decision = settle(decided(answered), filed(answered))
    assert outcomes(decision) == ["permit", "permit"]
    assert [draft.effect.value for draft in decision.drafts] == ["deny", "review"]
    assert (decision.exit_code, decision.errors, decision.notes) == (0, (), ())
    first, second = decision.drafts
    assert {one.waiver.approver for one in first.findings if one.waiver} == {"Deniz Aksoy"}
    assert second.release
    assert second.release.by == "Deniz Aksoy"


@pytest.mark.parametrize(
    ("day", "passing"),
    [
        (dt.date(2026, 11, 24), ["permit", "permit"]),
        (dt.date(2026, 11, 25), ["permit", "review"]),
        (dt.date(2026, 11, 28), ["deny", "review"]),
    ],
    ids=["the last day of the release", "the day after", "the day after the waivers"],
)
def test_each_ends_on_its_day(answered: Path, day: dt.date, passing: list[str]) -> None:
    decision = settle(decided(answered), filed(answered, day))
    assert outcomes(decision) == passing
    told = [any("expired on" in note for note in draft.notes) for draft in decision.drafts]
    assert told == [outcome != "permit" for outcome in passing]


def test_another_use_of_the_same_words_is_not_answered_for(answered: Path) -> None:
    decision = settle(decided(answered, medium=["radio"]), filed(answered))
    assert outcomes(decision)[0] == "deny"
    assert "broadcast" in {finding.action for finding in decision.drafts[0].findings}


def test_another_territory_brings_findings_nobody_answered_for(answered: Path) -> None:
    decision = settle(decided(answered, territory=["TR", "BR"]), filed(answered))
    assert "permit" not in outcomes(decision)
    assert any("before this came up: law/berne/" in note for note in decision.drafts[1].notes)


def test_a_kill_after_the_fact_stops_what_was_answered_for(answered: Path) -> None:
    killed = decided(answered, sources=[{"story": "ferry", "status": "killed"}])
    decision = settle(killed, filed(answered))
    assert outcomes(decision) == ["deny", "deny"]
    assert any("Only a review can be released" in note for note in decision.drafts[1].notes)


def test_a_stricter_house_counts_less(answered: Path) -> None:
    """The strict house quotes nothing it has no licence for, and lets nobody waive that."""
    strict = check_files(
        sorted(answered.glob("*.md")), sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml", house="strict"
    )
    waiving.append(answered / "w.yaml", waiving.waivers(strict, Standing(), SAID, folder=answered))
    decision = settle(strict, filed(answered, house="strict"))
    assert outcomes(decision) == ["deny", "deny"]
    assert any("house/strict/unlicensed-quotation can never be waived" in note for note in decision.drafts[0].notes)


@pytest.mark.parametrize("key", ["waivers", "releases", "baseline", "release"])
def test_front_matter_can_neither_waive_nor_release(answered: Path, key: str) -> None:
    draft = answered / "quotation-undated.md"
    stated = f"---\nlicensing:\n  {key}: {answered / 'w.yaml'}\n---\n\n{draft.read_text(encoding='utf-8')}"
    draft.write_text(stated, encoding="utf-8")
    decision = settle(decided(answered), filed(answered))
    assert decision.exit_code == 2
    assert f"'{key}' is not known here" in decision.errors[0].message


def test_a_baseline_lets_be_what_was_there_and_nothing_else(desk: Path) -> None:
    before = decided(desk)
    marks, never = waiving.baseline_marks(before.drafts, filed(desk))
    assert never == 0
    known = Standing(baseline=dict.fromkeys(marks, "b.txt:2"))
    assert outcomes(settle(before, known)) == ["permit", "permit"]
    (desk / "quotation-zebra.md").write_text((GATE / "whole.md").read_text(encoding="utf-8"), encoding="utf-8")
    assert outcomes(settle(decided(desk), known)) == ["permit", "permit", "deny"]
