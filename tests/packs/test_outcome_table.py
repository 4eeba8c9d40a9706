"""The outcome table: what sixteen kinds of use, and what opens or ends them, come to under five laws.

The story's notice reserves all rights and forbids everything. Every cell is decided by the shipped packs from facts
alone; and for every cell one other value of one fact makes another effect. A cell is stricter than the table counsel
was asked for only where no authority that can carry a permit was read; a comment says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import pytest

import licensing
from licensing.api.rules import desk
from licensing.decision.combine import AgreementCase, Case, decide_use
from licensing.decision.evaluate import Program, compile_policies
from licensing.decision.notice import notice_policy
from licensing.model.decision import StoryRef
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Authority,
    Constraint,
    Operator,
    Policy,
    PolicyType,
    Rule,
    RuleKind,
    Tier,
    Value,
)
from licensing.model.use import Taking, Use

NOTICE = (
    "Copyright 2026 Harbour Wire Agency. All rights reserved. "
    "This material may not be published, broadcast, rewritten, or redistributed."
)
LAWS = {"TR": "TR", "EU": "AT", "UK": "GB", "US": "US", "unknown": "BR"}
"""Column -> a territory of it; no pack knows the law of the last."""
P, R, D = Effect.PERMIT, Effect.REVIEW, Effect.DENY
UNKNOWN = None
"""The value of a fact nobody measured or declared."""

FACTS: Mapping[str, Value] = {
    # the story
    "holder": "harbour-wire-agency",
    "holder-is-publisher": False,
    "holder-in-eu": False,
    "status": "usable",
    "embargoed": False,
    "item-type": "report",
    "source-made-public": True,
    "lawful-access": True,
    "hours-since-publication": 5,
    "term-expired": False,
    "work-is-news": False,
    # the notice
    "reserved": True,
    "expressly-unreserved": False,
    "statements-conflict": False,
    # the draft
    "taking": True,
    "words-quoted": 20,
    "story-share": 0.03,
    "own-work": True,
    "lead-touched": False,
    "quotation-marked": True,
    "quotation-altered": False,
    "credit": True,
    "credit-date": True,
    "linked": True,
    "speech": "own",
    # the plan
    "date": dt.date(2026, 11, 22),
    "publisher": "example-daily",
    "purpose": "news-reporting",
    "commercial": True,
    "own-reporting": True,
    "independent-sources": 2,
    "signpost": False,
    "substitutes": False,
    "systematic": False,
    "competitor": True,
    "media-monitoring": False,
    "research-organisation": False,
    "analysis-output": "texts",
    "consent": False,
    "sublicence": False,
}
"""A careful newsroom's plan for a wire story."""


class Flip(NamedTuple):
    """One other value of one fact, and the effect it makes."""

    fact: str
    value: Value | None
    effect: Effect


class Row(NamedTuple):
    """A kind of use.

    Attributes:
        number: Its row in the table.
        what: In a few words.
        act: The act.
        manner: The manner.
        effects: One for each of `LAWS`.
        flips: One for each of `LAWS`, or one for all.
        facts: What differs from `FACTS`.
        agreement: Whether an agreement covers the use until the end of 2026.
    """

    number: str
    what: str
    act: str
    manner: str
    effects: tuple[Effect, ...]
    flips: tuple[Flip, ...]
    facts: Mapping[str, Value | None] = {}
    agreement: bool = False


NEWS = Flip("work-is-news", True, R)
OWN = Flip("holder-is-publisher", True, P)
TERM = Flip("term-expired", True, R)
TERM_TR = Flip("term-expired", True, P)
UNCREDITED, UNCREDITED_TR = Flip("credit", False, R), Flip("credit", False, D)
UNLINKED = Flip("linked", False, D)
AD = Flip("purpose", "advertising", D)
ALONE = Flip("own-reporting", False, R)
HIDDEN = Flip("source-made-public", False, D)
REPLACES = Flip("substitutes", True, D)
FOR_RESEARCH = Flip("research-organisation", True, R)
TEXTS = Flip("analysis-output", "texts", D)

ROWS = (
    Row("1", "the whole story", "publish", "verbatim", (D, D, D, D, D), (TERM_TR, NEWS, NEWS, NEWS, TERM)),
    Row("2", "an excerpt over the house's limit", "publish", "quote", (D, D, D, D, D),
        (Flip("words-quoted", 25, P),) * 4 + (Flip("words-quoted", 60, R),), {"words-quoted": 101}),
    Row("2", "an excerpt between the house's numbers", "publish", "quote", (R, R, R, R, R),
        (Flip("words-quoted", 101, D),), {"words-quoted": 60}),
    Row("2", "a share over the house's limit", "publish", "quote", (D, D, D, D, D),
        (Flip("story-share", 0.05, P),) * 4 + (Flip("story-share", 0.05, R),), {"story-share": 0.11}),
    Row("3", "a short quotation for news", "publish", "quote", (P, P, P, P, R),
        (UNCREDITED_TR, UNCREDITED, UNCREDITED, UNCREDITED, AD)),
    Row("3", "a short quotation for criticism", "publish", "quote", (P, P, P, P, R),
        (Flip("own-work", False, R),) * 4 + (AD,), {"purpose": "criticism"}),
    Row("3", "a quotation, purpose unknown", "publish", "quote", (R, R, R, R, R),
        (Flip("purpose", "news-reporting", P),) * 4 + (AD,), {"purpose": UNKNOWN}),
    Row("3", "a quotation in a draft with little text of its own", "publish", "quote", (R, R, R, R, R),
        (Flip("own-work", True, P),) * 4 + (AD,), {"own-work": False}),
    Row("3b", "the lead, quoted", "publish", "quote", (R, R, R, R, R),
        (Flip("lead-touched", False, P),) * 4 + (AD,), {"lead-touched": True}),
    Row("3b", "a quotation from an unpublished story", "publish", "quote", (R, R, R, D, R),
        (Flip("source-made-public", True, P),) * 4 + (AD,), {"source-made-public": False}),
    Row("4", "headline and link", "publish", "headline-link", (P, P, P, P, R),
        (UNLINKED, UNLINKED, Flip("media-monitoring", True, R), HIDDEN, HIDDEN)),
    # The United Kingdom: section 16(3) was not read, so no permit (the table says allow).
    # Unknown law: a treaty binds states, so no permit (the table says allow with duties); so in every row below.
    Row("5", "its facts, with own reporting", "publish", "facts", (P, P, R, P, R),
        (ALONE, Flip("status", "killed", D), OWN, ALONE, OWN)),
    Row("5", "its facts, with own reporting, source not named", "publish", "facts", (R, P, R, P, R),
        (Flip("credit", True, P), ALONE, OWN, ALONE, OWN), {"credit": False}),
    Row("5", "its facts alone, within hours, by a competitor, again and again", "publish", "facts", (R, P, R, R, R),
        (Flip("own-reporting", True, P), UNCREDITED, OWN, Flip("own-reporting", True, P), OWN),
        {"own-reporting": False, "independent-sources": 0, "systematic": True}),
    Row("6", "a close paraphrase", "publish", "rewrite", (D, D, D, D, D), (Flip("taking", UNKNOWN, R),)),
    Row("7", "a translation", "publish", "translate", (D, D, D, D, D), (TERM_TR, TERM, TERM, TERM, TERM)),
    Row("8", "a summary of a report", "publish", "summarise", (R, R, R, R, R), (REPLACES,)),
    # A signpost rests on guidance (UK) or on a judgment whose appeal was not read (Germany): no permit.
    Row("8", "a signpost to a report", "publish", "summarise", (R, R, R, R, R), (REPLACES,), {"signpost": True}),
    Row("8b", "a press summary of an article", "publish", "summarise", (P, R, R, R, R),
        (Flip("item-type", "report", R), REPLACES, REPLACES, REPLACES, REPLACES), {"item-type": "article"}),
    Row("9", "the story read out on air", "broadcast", "verbatim", (D, D, D, D, D),
        (TERM_TR, NEWS, NEWS, NEWS, NEWS), {"medium": "radio"}),
    Row("9", "a short quotation on air", "broadcast", "quote", (P, P, P, P, R),
        (UNCREDITED_TR, UNCREDITED, UNCREDITED, UNCREDITED, AD), {"medium": "radio"}),
    Row("10", "the story passed on", "redistribute", "verbatim", (D, D, D, D, D), (TERM_TR, TERM, OWN, TERM, OWN)),
    Row("11", "the newsroom's own archive", "archive", "verbatim", (R, R, D, R, R),
        (TERM_TR, Flip("media-monitoring", True, D), TERM, OWN, OWN)),
    Row("12", "mining by a research organisation", "tdm", "verbatim", (R, P, R, R, R),
        (Flip("research-organisation", False, D), Flip("lawful-access", UNKNOWN, R),
         Flip("research-organisation", False, D), Flip("analysis-output", "counts", P),
         Flip("research-organisation", False, D)),
        {"research-organisation": True, "purpose": "research"}),
    Row("12b", "mining by anybody else", "tdm", "verbatim", (D, D, D, R, D),
        (FOR_RESEARCH, Flip("expressly-unreserved", True, P), FOR_RESEARCH, Flip("analysis-output", "counts", P),
         FOR_RESEARCH)),
    Row("12b", "training a model", "ai-training", "verbatim", (D, D, D, R, D),
        (FOR_RESEARCH, Flip("expressly-unreserved", True, R), FOR_RESEARCH, OWN, FOR_RESEARCH)),
    Row("12c", "an analysis that leaves only counts", "tdm", "verbatim", (R, R, R, P, R),
        (TEXTS, TEXTS, TEXTS, Flip("analysis-output", "texts", R), TEXTS), {"analysis-output": "counts"}),
    Row("13", "the whole story under an agreement", "publish", "verbatim", (P, P, P, P, P),
        (Flip("agreement-written", False, D),) + (Flip("date", dt.date(2027, 1, 1), D),) * 4, agreement=True),
    # Only the Turkish term was read: elsewhere counsel confirms it (the table says allow).
    Row("14", "a story whose term has run out", "publish", "verbatim", (P, R, R, R, R),
        (Flip("term-expired", False, D),), {"term-expired": True}),
    Row("15", "own content", "publish", "verbatim", (P, P, P, P, P), (Flip("holder-is-publisher", False, D),),
        {"holder-is-publisher": True}),
    # Berne art. 2bis was not read: outside Turkey a whole speech is a review.
    Row("16", "a public speech, whole", "publish", "verbatim", (P, R, R, R, R), (Flip("speech", "own", D),),
        {"speech": "public"}),
    Row("16", "a public speech, quoted", "publish", "quote", (P, P, P, P, R),
        (AD, UNCREDITED, UNCREDITED, UNCREDITED, AD), {"speech": "public"}),
    Row("16", "an interview given to the agency alone, quoted", "publish", "quote", (R, R, R, R, R),
        (Flip("speech", "own", P),) * 4 + (AD,), {"speech": "exclusive"}),
)  # fmt: skip

OVERLAYS: tuple[tuple[Any, ...], ...] = (
    # territory, what, act, manner, facts, effect, flip
    ("DE", "a quotation for news", "publish", "quote", {}, P, UNCREDITED),
    ("DE", "headline and link to an EU publisher", "publish", "headline-link", {"holder-in-eu": True}, P, UNLINKED),
    ("DE", "a signpost", "publish", "summarise", {"signpost": True}, R, REPLACES),
    ("FR", "headline and link", "publish", "headline-link", {}, R, UNLINKED),
    ("FR", "a quotation for news", "publish", "quote", {}, P, UNCREDITED),
    ("IT", "single-source facts, systematically", "publish", "facts", {"own-reporting": False, "systematic": True}, R,
     Flip("systematic", False, P)),
    ("IT", "single-source facts, systematically, no profit", "publish", "facts",
     {"own-reporting": False, "systematic": True, "commercial": False}, P, Flip("commercial", True, R)),
    # Italy: the article read frees criticism and discussion alone.
    ("IT", "a quotation for news", "publish", "quote", {}, R, Flip("purpose", "criticism", P)),
    ("IT", "a quotation for criticism", "publish", "quote", {"purpose": "criticism"}, P,
     Flip("substitutes", True, R)),
    ("IT", "headline and link to an EU publisher", "publish", "headline-link", {"holder-in-eu": True}, P,
     Flip("substitutes", True, R)),
    ("ES", "headline and link to an EU publisher", "publish", "headline-link", {"holder-in-eu": True}, P,
     Flip("substitutes", True, R)),
    ("LT", "125 characters of an EU publisher", "publish", "headline-link",
     {"holder-in-eu": True, "extract-characters": 125}, P, Flip("extract-characters", 126, R)),
    ("LT", "126 characters of another publisher", "publish", "headline-link", {"extract-characters": 126}, P,
     Flip("holder-in-eu", True, R)),
    ("LT", "a quotation of 126 characters", "publish", "quote", {"holder-in-eu": True, "extract-characters": 126}, P,
     UNCREDITED),
    ("RO", "120 characters of an EU publisher", "publish", "headline-link",
     {"holder-in-eu": True, "extract-characters": 120}, P, Flip("extract-characters", 121, R)),
    ("RO", "120 characters that replace the article", "publish", "headline-link",
     {"holder-in-eu": True, "extract-characters": 120, "substitutes": True}, R, Flip("substitutes", False, P)),
    ("AT", "mining before the directive applied", "tdm", "verbatim",
     {"research-organisation": True, "purpose": "research", "date": dt.date(2021, 6, 6)}, D,
     Flip("date", dt.date(2021, 6, 7), P)),
)  # fmt: skip


@cache
def notice() -> Program:
    terms = licensing.read_notice(NOTICE)
    assert terms.reserved
    assert not terms.unread
    return compile_policies([notice_policy(terms)], desk().rules.ontology)


def agreement(written: bool) -> AgreementCase:
    grant = Rule(
        "agreement/grant",
        RuleKind.PERMISSION,
        Tier.AGREEMENT,
        (Action("publish"),),
        constraints=(Constraint("date", Operator.LTEQ, dt.date(2026, 12, 31)),),
        effect=Effect.PERMIT,
        authority=(Authority("the agreement", "contract", "primary", "the agreement"),),
    )
    program = compile_policies([Policy("agreement", PolicyType.AGREEMENT, (grant,))], desk().rules.ontology)
    return AgreementCase("agreement", program, {"agreement-written": written})


def decide(territory: str, act: str, manner: str, facts: Mapping[str, Value | None], *, agreed: bool = False) -> Effect:
    rules = desk().rules
    law = rules.law(territory)
    known = {**FACTS, "territory": territory, **facts}
    written = known.pop("agreement-written", True) is True
    case = Case(
        law.name,
        guards=rules.guards,
        own=rules.own,
        agreements=(agreement(written),) if agreed else (),
        law=law.program,
        law_at_most=law.at_most,
        notice=notice(),
        house=rules.house,
    )
    use = Use(Taking(StoryRef("story"), manner), act, {name: one for name, one in known.items() if one is not None})
    return decide_use(use, case).effect


def cells() -> Iterator[Any]:
    for row in ROWS:
        flips = row.flips * len(LAWS) if len(row.flips) == 1 else row.flips
        for law, effect, flip in zip(LAWS, row.effects, flips, strict=True):
            yield pytest.param(row, law, effect, flip, id=f"{row.number} {row.what}: {law}")


@pytest.mark.parametrize(("row", "law", "effect", "flip"), list(cells()))
def test_cell(row: Row, law: str, effect: Effect, flip: Flip) -> None:
    asked = LAWS[law], row.act, row.manner
    assert decide(*asked, row.facts, agreed=row.agreement) is effect
    flipped = {**row.facts, flip.fact: flip.value}
    assert flip.effect is not effect
    assert {**FACTS, **row.facts}.get(flip.fact, True) != flip.value
    assert decide(*asked, flipped, agreed=row.agreement) is flip.effect


@pytest.mark.parametrize(
    ("territory", "act", "manner", "facts", "effect", "flip"),
    [pytest.param(*case[:1], *case[2:], id=f"{case[0]}: {case[1]}") for case in OVERLAYS],
)
def test_a_state_that_differs_from_the_union(  # noqa: PLR0917 - the columns of the table
    territory: str, act: str, manner: str, facts: Mapping[str, Value | None], effect: Effect, flip: Flip
) -> None:
    assert decide(territory, act, manner, facts) is effect
    assert flip.effect is not effect
    assert decide(territory, act, manner, {**facts, flip.fact: flip.value}) is flip.effect


def test_the_table_is_whole() -> None:
    numbers = [*map(str, range(1, 17)), "3b", "8b", "12b", "12c"]
    assert {row.number for row in ROWS} == set(numbers)


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.number} {row.what}") for row in ROWS])
@pytest.mark.parametrize("territory", ["DE", "ES", "FR", "IT", "LT", "RO"])
def test_a_state_of_the_union_is_never_more_lenient_than_the_union(row: Row, territory: str) -> None:
    own, union = (
        decide(where, row.act, row.manner, row.facts, agreed=row.agreement) for where in (territory, LAWS["EU"])
    )
    assert own.rank >= union.rank


@pytest.mark.parametrize("territory", LAWS.values(), ids=LAWS)
@pytest.mark.parametrize("fact", ["holder-in-eu", "systematic", "media-monitoring", "extract-characters"])
def test_a_short_quotation_needs_no_answer_to_questions_about_other_uses(territory: str, fact: str) -> None:
    plain = decide(territory, "publish", "quote", {})
    assert decide(territory, "publish", "quote", {fact: UNKNOWN}) is plain


GB_CONTRACT = Rule(
    "agreement/no-quotation", RuleKind.PROHIBITION, Tier.AGREEMENT, (Action("publish"),), manners=("quote",)
)


@pytest.mark.parametrize(("territory", "effect"), [("GB", P), ("TR", R), ("AT", R), ("US", R)])
def test_only_british_law_frees_a_quotation_from_a_contract(territory: str, effect: Effect) -> None:
    rules = desk().rules
    law = rules.law(territory)
    contract = compile_policies([Policy("agreement", PolicyType.AGREEMENT, (GB_CONTRACT,))], rules.ontology)
    one = AgreementCase("agreement", contract, {"agreement-written": True})
    case = Case(law.name, guards=rules.guards, own=rules.own, agreements=(one,), law=law.program, notice=notice())
    use = Use(Taking(StoryRef("story"), "quote"), "publish", {**FACTS, "territory": territory})
    assert decide_use(use, case).effect is effect
