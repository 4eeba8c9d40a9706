"""A small decision of each effect, about invented places and agencies."""

from __future__ import annotations

import pytest

from licensing.model.decision import (
    Checked,
    Decision,
    DraftDecision,
    Finding,
    NoticeWords,
    Obligation,
    Question,
    StoryRef,
    Trouble,
)
from licensing.model.document import Document, Span
from licensing.model.effect import Effect
from licensing.model.odrl import Authority

STORY = StoryRef("storm-hits-coast", "Storm hits coast", "Harbour Wire")
TEXT = (
    "Our town woke to floods.\n\n"
    "The ferry to Port Lorn was torn from its moorings shortly after midnight and drifted across the outer harbour "
    "until two tugs caught it off the lighthouse.\n"
)
TAKEN = Span(TEXT.index("The ferry"), len(TEXT) - 1)
LAW = Authority("Copyright Act of Lorn, art. 35", "statute", "primary", "https://law.example/35", "2026-01-02")
CHECKED = Checked(
    stories=1,
    against=("storm-hits-coast",),
    not_held=("“Port Lorn Harbour Authority” is a name.",),
    declared=("purpose: news-reporting (declared by plan.yaml)",),
    jurisdictions=("TR",),
    unseen=("translations", "images"),
)


def finding(
    effect: Effect, message: str, rule: str = "agencies/harbour-wire/notice", fix: str = "", **more: object
) -> Finding:
    given: dict[str, object] = {
        "tier": "notice",
        "jurisdiction": None,
        "action": "publish",
        "manner": "verbatim",
        "draft": TAKEN,
        "source": Span(120, 270),
    }
    return Finding(rule=rule, effect=effect, message=message, fix=fix, story=STORY, **(given | more))  # type: ignore[arg-type]


@pytest.fixture
def denied() -> DraftDecision:
    return DraftDecision(
        path="drafts/floods.md",
        effect=Effect.DENY,
        findings=(
            finding(
                Effect.DENY,
                "Shares 26 words without quotation marks with 'Storm hits coast' (Harbour Wire): 18 % of the story. "
                "Its notice says it may not be published.",
                fix="Ask Harbour Wire for a licence (rights@harbour.example), or take the passage out.",
                notice=NoticeWords(Span(900, 960), "This material may not be\npublished, broadcast, rewritten."),
            ),
            finding(
                Effect.DENY,
                "Came nearest: Some sentences of a work already made public may stand as a quotation. It covers quote; "
                "this is verbatim.",
                rule="law/tr/fsek-35-1",
                tier="law",
                jurisdiction="TR",
                authority=(LAW,),
            ),
        ),
        checked=CHECKED,
        document=Document(raw=TEXT, prose=TEXT),
    )


@pytest.fixture
def held() -> DraftDecision:
    return DraftDecision(
        path="drafts/claim.md",
        effect=Effect.REVIEW,
        findings=(
            finding(Effect.REVIEW, "The plan names no territory, so the fallback was asked.", draft=None, source=None),
        ),
        questions=(Question("territory", "duty editor", "Where does the draft go? Name the countries."),),
        checked=Checked(stories=1, against=("storm-hits-coast",)),
    )


@pytest.fixture
def permitted() -> DraftDecision:
    return DraftDecision(
        path="drafts/quote.md",
        effect=Effect.PERMIT,
        obligations=(Obligation("delete", "Delete the story after 30 days.", "agreements/hw-2026/1"),),
        checked=CHECKED,
    )


@pytest.fixture
def run(denied: DraftDecision, held: DraftDecision, permitted: DraftDecision) -> Decision:
    return Decision((denied, held, permitted), (Trouble("drafts/empty.md", "The file is empty."),))
