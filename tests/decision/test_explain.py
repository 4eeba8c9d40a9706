"""Verdicts in words: each reason once, the strictest first, and what would settle a review."""

from __future__ import annotations

import datetime as dt

import pytest

from licensing.api.rules import desk
from licensing.decision.combine import Case, decide_use
from licensing.decision.compile import holds
from licensing.decision.evaluate import compile_policies
from licensing.decision.explain import Explanation, explain
from licensing.decision.findings import StoryWords
from licensing.decision.ontology import Ontology
from licensing.decision.wording import show
from licensing.model.decision import StoryRef
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Authority,
    Constraint,
    LogicalConstraint,
    LogicalOperator,
    Operator,
    Policy,
    PolicyType,
    Rule,
    RuleKind,
    Tier,
    Value,
)
from licensing.model.terms import NoticeKind, Terms
from licensing.model.use import Facts, Taking, Use

WORDING = desk().wording
NAMES = {"story": "Ferry", "holder": "Harbour Wire", "credit-line": "Harbour Wire, today", "url": "", "contact": ""}
FREE = Rule(
    "notices/en/publish", RuleKind.PERMISSION, Tier.NOTICE, (Action("publish"),), effect=Effect.PERMIT,
    authority=(Authority("the notice", "contract", "primary", "the story"),),
)  # fmt: skip


def told(facts: Facts, *rules: Rule, terms: Terms | None = None, **case: Effect) -> Explanation:
    def program(tier: Tier) -> Policy:
        return Policy(tier, PolicyType.SET, tuple(rule for rule in rules if rule.tier is tier))

    whole = Case(
        "here",
        law=compile_policies([program(Tier.LAW)], Ontology({})),
        notice=compile_policies([program(Tier.NOTICE)], Ontology({})),
        guards=compile_policies([program(Tier.GUARD)], Ontology({})),
        **case,  # type: ignore[arg-type]
    )
    taking = Taking(StoryRef("ferry"), "verbatim", message="Shares 30 words.")
    use = Use(taking, "publish", {"taking": True, "territory": "TR", **facts})
    words = StoryWords(NAMES, terms or Terms(NoticeKind.NOTICE), "May be published.")
    return explain([decide_use(use, whole)], {"ferry": words}, WORDING)


def test_unread_words_of_a_notice_that_permits_are_named() -> None:
    terms = Terms(NoticeKind.NOTICE, unread=(Span(0, 4),))
    explanation = told({}, FREE, terms=terms, notice_at_most=Effect.REVIEW)
    assert any(finding.rule == "notice/unread" for finding in explanation.findings)


def test_statements_that_contradict_each_other_are_named_and_asked_about() -> None:
    explanation = told({"statements-conflict": True}, FREE, notice_at_most=Effect.REVIEW)
    assert any(finding.rule == "notice/conflict" for finding in explanation.findings)
    assert [question.who for question in explanation.questions] == ["counsel"]


def test_a_notice_that_says_nothing_of_it_grants_nothing() -> None:
    (finding,) = told({}).findings
    assert finding.rule == "notice/not-granted"
    assert "Not granted: its notice grants no right to this" in finding.message


def test_an_unknown_guard_is_a_question() -> None:
    guard = Rule(
        "guards/x",
        RuleKind.PROHIBITION,
        Tier.GUARD,
        (Action("publish"),),
        constraints=(Constraint("embargoed", Operator.EQ, True),),
    )
    explanation = told({}, FREE, guard)
    assert [question.fact for question in explanation.questions] == ["embargoed"]
    assert "Not known" in explanation.findings[0].message


def test_a_logical_constraint_is_told_in_full() -> None:
    either = LogicalConstraint(
        LogicalOperator.OR, (Constraint("purpose", Operator.EQ, "review"), Constraint("medium", Operator.NEQ, "web"))
    )
    rule = Rule("law/x", RuleKind.PERMISSION, Tier.LAW, (Action("publish"),), constraints=(either,), message="X.")
    (finding,) = [one for one in told({"purpose": "education", "medium": "web"}, rule).findings if one.rule == "law/x"]
    assert "the purpose must be review, is education or the medium must not be web, is web" in finding.message


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "yes"), (0.034, "3 %"), (0.004, "0.4 %"), (0.0, "0 %"), (("a", "b"), "a or b"), (None, "unknown"), (7, "7"),
     (dt.date(2026, 11, 22), "2026-11-22")],
)  # fmt: skip
def test_values_as_people_read_them(value: Value | None, text: str) -> None:
    assert show(value) == text


def test_a_blank_nobody_can_fill_is_said_to_be_unknown() -> None:
    assert WORDING.fill("Ask {somebody}.", {}, {}) == "Ask (unknown: somebody)."


A, B = Constraint("a", Operator.EQ, True), Constraint("b", Operator.EQ, True)


@pytest.mark.parametrize(
    ("operator", "facts", "result"),
    [
        pytest.param(LogicalOperator.AND, {"a": True}, None, id="and, one unknown"),
        pytest.param(LogicalOperator.AND, {"a": False}, False, id="and, one false"),
        pytest.param(LogicalOperator.OR, {"a": True}, True, id="or, one true"),
        pytest.param(LogicalOperator.OR, {"a": False}, None, id="or, one unknown"),
        pytest.param(LogicalOperator.XONE, {"a": True, "b": True}, False, id="xone, both"),
        pytest.param(LogicalOperator.XONE, {"a": True}, None, id="xone, one unknown"),
        pytest.param(LogicalOperator.XONE, {"a": True, "b": False}, True, id="xone, one"),
        pytest.param(LogicalOperator.XONE, {"a": False, "b": False}, False, id="xone, none"),
    ],
)
def test_logic_with_three_values(operator: LogicalOperator, facts: dict[str, Value], result: bool | None) -> None:
    assert holds(LogicalConstraint(operator, (A, B)), facts, Ontology({})) is result


@pytest.mark.parametrize(
    ("operator", "fact", "right", "result"),
    [
        pytest.param(Operator.GT, 3, 2, True, id="a number over a number"),
        pytest.param(Operator.GT, True, 0, None, id="truth has no order"),
        pytest.param(Operator.LT, "a", "b", None, id="names have no order"),
        pytest.param(Operator.EQ, "1", 1, None, id="a name is no number"),
        pytest.param(Operator.EQ, 1, 1.0, True, id="a whole number is a number"),
        pytest.param(Operator.EQ, True, 1, None, id="truth is no number"),
        pytest.param(Operator.LTEQ, dt.date(2026, 1, 1), dt.date(2026, 1, 1), True, id="the last day counts"),
        pytest.param(Operator.LTEQ, dt.date(2026, 1, 1), 5, None, id="a day is no number"),
        pytest.param(Operator.IS_ANY_OF, 3, ("a",), None, id="a number is no name"),
        pytest.param(Operator.IS_NONE_OF, "a", ("a", "b"), False, id="one of those excluded"),
        pytest.param(Operator.NEQ, "a", "b", True, id="another name"),
    ],
)
def test_what_cannot_be_compared_is_unknown(operator: Operator, fact: Value, right: Value, result: bool | None) -> None:
    """An evaluation error is never "inactive": a broken prohibition must not stop prohibiting."""
    assert holds(Constraint("x", operator, right), {"x": fact}, Ontology({})) is result
