"""What a notice says, shown."""

from __future__ import annotations

import json

from licensing.model.document import Span
from licensing.model.odrl import (
    Action,
    Constraint,
    Duty,
    Evidence,
    LogicalConstraint,
    LogicalOperator,
    Operator,
    Policy,
    PolicyType,
    Rule,
    RuleKind,
    Tier,
)
from licensing.model.terms import NOTICE_ACTIONS, NoticeKind, Stance, Terms, Years
from licensing.reports.terms import terms_json, terms_text

RAW = "Rain.\n\n© 2019-2022 Harbour Wire. May not be published. Ask rights@harbour.example. Quux applies.\n"
NOTICE = Span(7, len(RAW) - 1)
UNREAD = Span(RAW.index("Quux"), len(RAW) - 1)
TERMS = Terms(
    kind=NoticeKind.NOTICE,
    holder="Harbour Wire",
    years=(Years(2019, 2022), Years(2024, 2024), Years(2025, None)),
    reserved=True,
    actions=dict.fromkeys(NOTICE_ACTIONS, Stance.UNSTATED) | {"publish": Stance.PROHIBITED},
    conditions=("credit", "time-limit"),
    condition_values={"time-limit": ("30 days",)},
    contact="rights@harbour.example",
    policy=Policy(
        uid="notice",
        type=PolicyType.SET,
        rules=(
            Rule(
                id="notice/1",
                kind=RuleKind.PROHIBITION,
                tier=Tier.NOTICE,
                actions=(Action("publish"),),
                evidence=(Evidence(Span(30, 50), "May not be published"),),
            ),
            Rule(
                id="notice/2",
                kind=RuleKind.PERMISSION,
                tier=Tier.NOTICE,
                actions=(Action("quote"),),
                constraints=(
                    LogicalConstraint(
                        LogicalOperator.OR,
                        (
                            Constraint("territory", Operator.IS_ANY_OF, ("NO",)),
                            Constraint("words", Operator.LTEQ, 25),
                        ),
                    ),
                ),
                duties=(Duty("attribute", (Constraint("credit", Operator.EQ, right=True),)),),
            ),
        ),
    ),
    unread=(UNREAD,),
    spans=(NOTICE,),
)


def test_text() -> None:
    assert (
        terms_text(TERMS, name="wire.txt", raw=RAW)
        == """\
wire.txt: notice
  “© 2019-2022 Harbour Wire. May not be published. Ask ... Quux applies.”
  holder        Harbour Wire
  years         2019-2022, 2024, 2025 to today
  reserved      yes
  contact       rights@harbour.example
  prohibited: publish
  not mentioned, so not granted: broadcast, rewrite, redistribute, quote, translate, archive, tdm
  condition     credit
  condition     time-limit: 30 days
  not understood: “Quux applies.”
"""
    )


def test_no_notice_is_not_no_right() -> None:
    said = terms_text(Terms(), name="wire.txt", raw="Rain.")
    assert said == "wire.txt: no notice found. No notice is not no right: copyright needs none.\n"


def test_json() -> None:
    data = json.loads(terms_json(TERMS, name="wire.txt", raw=RAW))
    assert data["kind"] == "notice"
    assert data["years"] == [{"start": 2019, "end": 2022}, {"start": 2024, "end": 2024}, {"start": 2025, "end": None}]
    assert data["actions"]["publish"] == "prohibited"
    assert data["unread"] == [{"start": UNREAD.start, "end": UNREAD.end, "text": "Quux applies."}]
    assert data["policy"]["prohibition"][0]["evidence"][0]["text"] == "May not be published"
    permission = data["policy"]["permission"][0]
    assert permission["constraint"][0]["or"] == [
        {"leftOperand": "territory", "operator": "isAnyOf", "rightOperand": ["NO"]},
        {"leftOperand": "words", "operator": "lteq", "rightOperand": 25},
    ]
    assert permission["duty"][0]["constraint"][0]["rightOperand"] is True
