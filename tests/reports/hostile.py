"""Decisions made to break reports: names and texts that mean something to whatever reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from licensing.model.decision import (
    Checked,
    Decision,
    DraftDecision,
    Finding,
    NoticeWords,
    Obligation,
    Question,
    RuleWords,
    StoryRef,
    Trouble,
)
from licensing.model.document import Document, Span, Story
from licensing.model.effect import Effect
from licensing.model.odrl import Authority
from licensing.model.waiver import Release, Waiver

EVIL = (
    "a\nb\r\n::error::x %0A 100% | <script>&amp;]]> `*_[x](y)_*` {0} {{1}} @desk \x00\x1b[2J\u202egnp\u2066 "
    "##[group] $x$"
)
"""Newlines, a workflow command, percent signs, markup of three languages, control characters, bidi overrides."""
RAW = "Öne line.\nTwo \U0001f6a2 lines of it\nand a third.\n"
UNTIL = dt.date(2027, 1, 31)
WAIVER = Waiver("law/x", "s", "ab12", "Agreed by phone.", "the duty desk", UNTIL, "licensing-waivers.yaml:3:1")
BASELINE = WAIVER._replace(approver=None, until=None, reason="in the baseline of 2026", where="baseline.json")
RELEASE = Release("00ff", "Counsel looked.", "night desk", UNTIL, "licensing-releases.yaml:1:3")


def finding(effect: Effect = Effect.DENY, **more: object) -> Finding:
    given: dict[str, object] = {
        "rule": "law/x",
        "tier": "law",
        "jurisdiction": "TR",
        "action": "publish",
        "manner": "verbatim",
        "message": "Shares 4 words with 's'.",
        "fix": "Ask Harbour Wire.",
        "story": StoryRef("s", None, "Harbour Wire"),
        "draft": Span(14, 30),
        "source": Span(3, 9),
    }
    return Finding(effect=effect, **(given | more))  # type: ignore[arg-type]


def draft(
    *findings: Finding, path: str = "drafts/a b.md", effect: Effect = Effect.DENY, **more: object
) -> DraftDecision:
    given: dict[str, object] = {"document": Document(raw=RAW, prose=RAW), "checked": Checked(stories=1)}
    return DraftDecision(path=path, effect=effect, findings=findings, **(given | more))  # type: ignore[arg-type]


def hostile() -> Decision:
    """Return a run in which everything anybody could have typed is `EVIL`."""
    authority = Authority(EVIL, EVIL, EVIL, "https://law.example/35"), Authority(EVIL, EVIL, EVIL, EVIL)
    bad = finding(
        rule=EVIL,
        tier=EVIL,
        jurisdiction=EVIL,
        action=EVIL,
        manner=EVIL,
        message=EVIL,
        fix=EVIL,
        story=StoryRef(EVIL, EVIL, EVIL),
        notice=NoticeWords(Span(0, 3), EVIL),
        authority=authority,
        says=RuleWords(EVIL, EVIL, EVIL),
    )
    waiver = Waiver(EVIL, EVIL, EVIL, EVIL, EVIL, UNTIL, EVIL)
    release = Release(EVIL, EVIL, EVIL, UNTIL, EVIL)
    text = Document(raw=f"{EVIL}{EVIL}", prose=EVIL, name=f"{EVIL}.md")
    story = Story(EVIL, replace(text, metadata={"title": EVIL}))
    first = DraftDecision(
        path=f"{EVIL}\udcff.md",
        effect=Effect.DENY,
        findings=(bad, replace(bad, waiver=waiver), replace(bad, effect=Effect.REVIEW, draft=None, source=None)),
        obligations=(Obligation(EVIL, EVIL, EVIL),),
        questions=(Question(EVIL, EVIL, EVIL),),
        checked=Checked(1, (EVIL,), (EVIL,), (EVIL,), (EVIL,), (EVIL,)),
        document=text,
        stories=(story,),
        notes=(EVIL,),
    )
    second = replace(first, path=EVIL, effect=Effect.REVIEW, release=release, stops=Effect.PERMIT)
    return Decision((first, second), (Trouble(EVIL, EVIL), Trouble("", EVIL)), (EVIL,))
