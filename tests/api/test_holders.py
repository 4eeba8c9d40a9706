"""A story with two holders: what one allows the other may not, and both are named."""

from __future__ import annotations

from pathlib import Path

import pytest

import licensing
from licensing.model.decision import Decision
from licensing.model.effect import Effect

GATE = Path(__file__).parent.parent / "corpus" / "gate"
PROSE = (GATE / "ferry-without-notice.txt").read_text(encoding="utf-8")
QUOTATION = (GATE / "quotation.md").read_text(encoding="utf-8")
AGREEMENT = (GATE / "harbour-2026.yaml").read_text(encoding="utf-8")
PLAN: dict[str, object] = {
    "medium": ["web"],
    "territory": ["TR"],
    "date": "2026-11-22",
    "purpose": "news-reporting",
    "publisher": "Example Daily",
    "sources": [{"story": "ferry", "made-public": True}],
}


def story(holder: str, name: str = "ferry") -> str:
    return f'---\nid: {name}\nholder: "{holder}"\ndate: "21 November 2026"\n---\n\n{PROSE}'


def check(draft: str, holder: str, *granted: Path) -> Decision:
    plan = {**PLAN, "agreements": [str(path) for path in granted]}
    return licensing.check(draft, plan=plan, sources=[story(holder)])


def effect(decision: Decision) -> str:
    return decision.drafts[0].effect.value


def grant(folder: Path, holder: str) -> Path:
    path = folder / f"{holder}.yaml"
    path.write_text(AGREEMENT.replace("Harbour Wire Agency", holder), encoding="utf-8")
    return path


def quoting(credit: str) -> str:
    return QUOTATION.replace("Harbour Wire Agency", credit)


def test_an_agreement_with_one_holder_is_none_with_the_other(tmp_path: Path) -> None:
    aa, dha = grant(tmp_path, "AA"), grant(tmp_path, "DHA")
    whole = f"{PROSE}\n\nSource: AA, DHA"
    assert effect(check(whole, "(AA, DHA)")) == "deny"
    assert effect(check(whole, "(AA, DHA)", aa)) == "deny"
    assert effect(check(whole, "(AA, DHA)", dha)) == "deny"
    assert effect(check(whole, "AA", aa)) == "permit"
    assert effect(check(whole, "(AA, DHA)", aa, dha)) == "permit"


@pytest.mark.parametrize(
    ("credit", "wanted"),
    [
        pytest.param("AA and DHA", "permit", id="both"),
        pytest.param("AA", "deny", id="the first alone"),
        pytest.param("DHA", "deny", id="the second alone"),
        pytest.param("Somebody", "deny", id="neither"),
    ],
)
def test_every_holder_must_be_credited(credit: str, wanted: str) -> None:
    decision = check(quoting(credit), "(AA, DHA)")
    assert effect(decision) == wanted
    if wanted == "deny":
        fixes = " ".join(finding.fix for finding in decision.drafts[0].findings)
        assert "Anadolu Agency, 21 November 2026; Demirören Haber Ajansı, 21 November 2026" in fixes


def test_a_source_said_to_be_used_is_known_by_either_name() -> None:
    plan = {**PLAN, "sources-used": ["Demirören Haber Ajansı", "Anadolu Agency"]}
    decision = licensing.check(quoting("AA and DHA"), plan=plan, sources=[story("AA/DHA")])
    assert effect(decision) == "permit"


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(f"{PROSE}\n\nSource: AA", id="whole, one credited"),
        pytest.param(f"{PROSE}\n\nSource: AA, DHA", id="whole, both credited"),
        pytest.param(quoting("AA"), id="quotation, one credited"),
        pytest.param(quoting("AA and DHA"), id="quotation, both credited"),
        pytest.param(quoting("Harbour Wire"), id="quotation, another credited"),
        pytest.param((GATE / "paraphrase.md").read_text(encoding="utf-8"), id="paraphrase"),
        pytest.param((GATE / "own-report.md").read_text(encoding="utf-8"), id="own report"),
    ],
)
@pytest.mark.parametrize("granted", [(), ("AA",), ("DHA",), ("AA", "DHA")])
@pytest.mark.parametrize("pair", [("AA", "DHA"), ("DHA", "AA"), ("AA", "Harbour Wire")])
def test_two_holders_are_never_more_lenient_than_one(
    draft: str, granted: tuple[str, ...], pair: tuple[str, str], tmp_path: Path
) -> None:
    paths = [grant(tmp_path, holder) for holder in granted]
    both = Effect(effect(check(draft, "/".join(pair), *paths)))
    for holder in pair:
        assert both.rank >= Effect(effect(check(draft, holder, *paths))).rank


def test_a_second_story_of_one_of_the_holders_loses_nobody(tmp_path: Path) -> None:
    whole = f"{PROSE}\n\nSource: AA"
    plan = {**PLAN, "agreements": [str(grant(tmp_path, "AA"))]}
    stories = [story("AA"), story("AA, DHA", "ferry-2")]
    assert effect(licensing.check(whole, plan=plan, sources=stories[:1])) == "permit"
    assert effect(licensing.check(whole, plan=plan, sources=stories)) == "deny"
    assert effect(licensing.check(whole, plan=plan, sources=stories[::-1])) == "deny"


def test_holders_who_share_nobody_are_for_a_person(tmp_path: Path) -> None:
    whole = f"{PROSE}\n\nSource: AA"
    plan = {**PLAN, "agreements": [str(grant(tmp_path, "AA"))]}
    decision = licensing.check(whole, plan=plan, sources=[story("AA"), story("DHA", "ferry-2")])
    assert effect(decision) == "review"
