"""The main job on a story of our own under the notice the product exists for: what goes out, and what must be named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import licensing
from licensing.errors import ConfigError
from licensing.model.decision import DraftDecision
from licensing.packs import plans, yamlfile
from licensing.packs.store import rulebook

GATE = Path(__file__).parent / "corpus" / "gate"
HARBOUR = str(GATE / "harbour-2026.yaml")
SHORTEN = str(GATE / "harbour-2026-shorten.yaml")
FERRY = {"story": "ferry", "made-public": "true", "url": "https://harbourwire.example/ferry"}


@dataclass(frozen=True)
class Case:
    """A draft, what differs from the plan, the effect, and what the answer must name."""

    draft: str
    effect: str
    names: tuple[str, ...]
    plan: Mapping[str, object] = field(default_factory=dict)
    source: str = "ferry.txt"


CASES = {
    "the whole story, credited": Case(
        "whole.md",
        "deny",
        (
            "published",
            "may not be published, broadcast",
            "law/tr/fsek-35-1",
            "law/tr/fsek-36-2-1",
            "not relied on: scope unsettled",
            "100 % of the story",
        ),
    ),
    "the same with the notice cut off the stored story": Case(
        "whole.md", "deny", ("No notice is not no right",), source="ferry-without-notice.txt"
    ),
    "its first three paragraphs inside an own story": Case(
        "three-paragraphs.md", "deny", ("without quotation marks", "% of the story", "its first paragraph included")
    ),
    "one sentence in quotation marks, credited, dated, linked": Case(
        "quotation.md", "permit", ("law/tr/fsek-35-1", "Stays open", "law/tr/press-law-24-2")
    ),
    "the same without credit": Case(
        "quotation-uncredited.md", "deny", ("Add the credit line next to the quotation: Harbour Wire Agency",)
    ),
    "the same without the date": Case("quotation-undated.md", "review", ("law/tr/fsek-71-1-5", "date of the story")),
    "the same, purpose not declared": Case(
        "quotation.md", "review", ("purpose", "What is the use for"), {"purpose": None}
    ),
    "the same, source not shown to be public": Case(
        "quotation.md", "review", ("source-made-public", "put before the public"), {"sources": [{"story": "ferry"}]}
    ),
    "the same, source said not to be public": Case(
        "quotation.md",
        "review",
        ("law/tr/fsek-35-1-unpublished", "for counsel"),
        {"sources": [{**FERRY, "made-public": "false"}]},
    ),
    "the same, for advertising": Case("quotation.md", "deny", ("the purpose must be",), {"purpose": "advertising"}),
    "the same, no territory": Case("quotation.md", "review", ("territory",), {"territory": None}),
    "the same, where no law is known": Case("quotation.md", "review", ("law/berne/berne-10-1",), {"territory": ["BR"]}),
    "the same at more than 60 words": Case(
        "quotation-long.md", "review", ("house/default/quotation-length", "house policy", "25 words")
    ),
    "words spoken to the agency alone": Case(
        "exclusive.md", "review", ("house/default/exclusive-speech", "spoken to Harbour Wire Agency alone")
    ),
    "a paraphrase of the whole story": Case(
        "paraphrase.md", "deny", ("rewritten", "passage by passage in other words")
    ),
    "the story read out on air": Case("whole.md", "deny", ("may not be broadcast",), {"medium": ["radio"]}),
    "the story passed to a partner site": Case(
        "whole.md",
        "deny",
        ("may not be redistributed", "does not let the story be redistributed"),
        {"medium": ["feed"], "agreements": [HARBOUR]},
    ),
    "a declared translation of it": Case(
        "own-report.md",
        "deny",
        ("rewritten", "Our mapping reads", "declares a translation"),
        {"action": ["publish", "translate"], "sources-used": ["ferry"]},
    ),
    "an own report of the same event": Case("own-report.md", "permit", ()),
    "an own-worded headline with a link": Case("headline.md", "permit", ()),
    "the whole story under an agreement": Case(
        "whole.md", "permit", ("agreements/harbour-2026/grant-1", "kill notice"), {"agreements": [HARBOUR]}
    ),
    "shortened, agreement without edits": Case(
        "shortened.md",
        "deny",
        ("agreements/harbour-2026/grant-1", "how the story is changed"),
        {"agreements": [HARBOUR]},
    ),
    "shortened, agreement with edits": Case(
        "shortened.md", "permit", ("agreements/harbour-2026-shorten/grant-1",), {"agreements": [SHORTEN]}
    ),
    "the last day of the agreement": Case("whole.md", "permit", (), {"agreements": [HARBOUR], "date": "2026-12-31"}),
    "the day after the agreement ended": Case(
        "whole.md",
        "deny",
        ("grant-1", "no later than 2026-12-31", "harbour-2026.yaml:7"),
        {"agreements": [HARBOUR], "date": "2027-01-01"},
    ),
    "in a territory the agreement excludes": Case(
        "whole.md", "deny", ("grant-1", "must not be DE"), {"agreements": [HARBOUR], "territory": ["TR", "DE"]}
    ),
    "the agreement of another publisher": Case(
        "whole.md", "deny", ("the publisher must be",), {"agreements": [HARBOUR], "publisher": "Other Daily"}
    ),
    "an agreement, and nobody says who publishes": Case(
        "whole.md", "review", ("Which legal entity publishes",), {"agreements": [HARBOUR], "publisher": None}
    ),
    "after a kill notice, even licensed": Case(
        "whole.md",
        "deny",
        ("guards/item-status/killed", "was killed"),
        {"agreements": [HARBOUR], "sources": [{**FERRY, "status": "killed"}]},
    ),
    "under embargo, even licensed": Case(
        "whole.md",
        "deny",
        ("guards/item-status/embargoed",),
        {"agreements": [HARBOUR], "sources": [{**FERRY, "embargoed-until": "2026-11-23"}]},
    ),
    "the day the embargo ends": Case(
        "whole.md", "permit", (), {"agreements": [HARBOUR], "sources": [{**FERRY, "embargoed-until": "2026-11-22"}]}
    ),
    "a CC BY story with credit, link and licence named": Case(
        "cc-by-credited.md", "permit", (), source="ferry-cc-by.txt"
    ),
    "a CC BY story without credit": Case(
        "cc-by-uncredited.md", "deny", ("Open Isles News", "CC BY"), source="ferry-cc-by.txt"
    ),
    "front matter claims own content and an agreement": Case(
        "front-matter.md", "deny", ("the desk did not declare it",)
    ),
}


def decide(case: Case) -> DraftDecision:
    base = yamlfile.read(GATE / "plan.yaml", ConfigError).data
    if case.source != "ferry.txt":
        base["sources"] = [{**FERRY, "story": Path(case.source).stem}]
    plan = plans.from_mapping({**base, **case.plan}, rulebook(), "the test")
    decision = licensing.check(GATE / case.draft, plan=plan, sources=[GATE / case.source])
    assert not decision.errors
    return decision.drafts[0]


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
def test_gate(case: Case) -> None:
    draft = decide(case)
    said = [f"{one.rule} {one.message} {one.fix}" for one in draft.findings]
    said += [f"{one.fact} {one.message}" for one in draft.questions] + [one.message for one in draft.obligations]
    assert draft.effect.value == case.effect, "\n".join(said)
    for name in case.names:
        assert any(name in sentence for sentence in said), f"{name!r} is not named in:\n" + "\n".join(said)


def test_a_denial_shows_both_places_and_the_words_of_the_notice() -> None:
    draft = decide(CASES["the whole story, credited"])
    finding = draft.findings[0]
    story = (GATE / "ferry.txt").read_text(encoding="utf-8")
    text = (GATE / "whole.md").read_text(encoding="utf-8")
    assert finding.draft
    assert finding.source
    assert finding.notice
    assert story[finding.notice.span.start : finding.notice.span.end] == finding.notice.text
    assert (
        story[finding.source.start : finding.source.end].split()
        == text[finding.draft.start : finding.draft.end].split()
    )
    assert all(one.authority for one in draft.findings if one.tier == "law")


def test_an_own_report_says_what_was_compared_and_not_held_against_it() -> None:
    draft = decide(CASES["an own report of the same event"])
    assert draft.checked.against == ("ferry",)
    assert draft.checked.unseen
