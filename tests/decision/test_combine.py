"""The combining rule, whole: one table, then what must hold for every rule and every fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.decision.combine import AgreementCase, Case, decide_use
from licensing.decision.evaluate import Program, compile_policies
from licensing.decision.ontology import Ontology
from licensing.model.decision import StoryRef
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Authority,
    Constraint,
    Duty,
    LogicalConstraint,
    LogicalOperator,
    Operator,
    Policy,
    PolicyType,
    ReservationEffect,
    Rule,
    RuleKind,
    Tier,
    Value,
)
from licensing.model.use import Taking, Use

STATUTE = Authority("a statute", "statute", "primary", "read here")
SOFT = Authority("a recommendation", "soft-law", "primary", "read here")
UNREAD = Authority("a statute nobody read", "statute", "unverified", "nowhere")


def when(fact: str, right: Value = True) -> Constraint:
    return Constraint(fact, Operator.EQ, right)


def permission(tier: Tier, *constraints: Constraint, name: str = "may", **more: object) -> Rule:
    base = Rule(
        f"{tier}/{name}",
        RuleKind.PERMISSION,
        tier,
        (Action("use"),),
        constraints=constraints,
        effect=Effect.PERMIT,
        authority=(STATUTE,),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def prohibition(tier: Tier, *constraints: Constraint, name: str = "must-not", **more: object) -> Rule:
    base = Rule(f"{tier}/{name}", RuleKind.PROHIBITION, tier, (Action("use"),), constraints=constraints)
    return replace(base, **more)  # type: ignore[arg-type]


def decide(rules: list[Rule], facts: Mapping[str, Value], **case: Effect) -> Effect:
    def program(tier: Tier) -> Program:
        chosen = tuple(rule for rule in rules if rule.tier is tier)
        return compile_policies([Policy(tier, PolicyType.SET, chosen)], Ontology({"use": frozenset({"publish"})}))

    contract = program(Tier.AGREEMENT)
    whole = Case(
        "here",
        guards=program(Tier.GUARD),
        own=program(Tier.OWN),
        agreements=(AgreementCase("contract", contract, {}),) if contract else (),
        law=program(Tier.LAW),
        notice=program(Tier.NOTICE),
        house=program(Tier.HOUSE),
    )
    use = Use(Taking(StoryRef("s"), "quote"), "publish", {"taking": True, **facts})
    return decide_use(use, replace(whole, **case)).effect  # type: ignore[arg-type]


KILLED = prohibition(Tier.GUARD, when("killed"))
CONTRACT = permission(Tier.AGREEMENT, when("licensed"))
CREDIT = Duty("attribute", (when("credit"),), consequence=Effect.DENY)
QUOTATION = permission(Tier.LAW, when("purpose", "news"), duties=(CREDIT,))
REPRINT = permission(Tier.LAW, reservation_effect=ReservationEffect.REMOVES)
CC_BY = permission(Tier.NOTICE, duties=(CREDIT,))
CC0 = permission(Tier.NOTICE)
LENGTH = prohibition(Tier.HOUSE, Constraint("words", Operator.GT, 25), effect=Effect.REVIEW, watches=(Tier.LAW,))

P, R, D = Effect.PERMIT, Effect.REVIEW, Effect.DENY


@pytest.mark.parametrize(
    ("rules", "facts", "case", "effect"),
    [
        # DESIGN's worked cases
        pytest.param([CC_BY, QUOTATION], {"credit": True}, {}, P, id="CC BY with credit, purpose unknown"),
        pytest.param([CC0], {}, {}, P, id="CC0 without credit"),
        pytest.param([CC_BY], {"credit": False}, {}, D, id="CC BY without credit"),
        pytest.param(
            [CONTRACT, QUOTATION], {"purpose": "news", "credit": True}, {}, P, id="agreement unknown, law permits"
        ),
        pytest.param([CC_BY], {"credit": True}, {"notice_at_most": R}, R, id="CC BY beside all rights reserved"),
        pytest.param([QUOTATION], {"credit": True}, {}, R, id="quotation, purpose unknown"),
        pytest.param([QUOTATION], {"credit": False}, {}, D, id="quotation, purpose unknown, no credit"),
        pytest.param(
            [QUOTATION],
            {"purpose": "news", "credit": True},
            {"notice_at_most": R},
            P,
            id="unread words in the notice, quotation active",
        ),
        pytest.param([KILLED, CONTRACT], {"killed": True, "licensed": True}, {}, D, id="killed, with agreement"),
        pytest.param([], {}, {}, D, id="nothing said: not granted"),
        pytest.param(
            [REPRINT], {"expressly-unreserved": False}, {}, D, id="whole story, no licence, whatever is unknown"
        ),
        # guards
        pytest.param([KILLED, CC0], {}, {}, R, id="guard unknown"),
        pytest.param([KILLED, CC0], {"killed": False}, {}, P, id="guard inactive"),
        pytest.param([KILLED], {}, {}, D, id="guard unknown, all routes closed"),
        # routes
        pytest.param([CONTRACT], {"licensed": True}, {}, P, id="agreement active"),
        pytest.param([CONTRACT], {"licensed": False}, {}, D, id="agreement does not cover it"),
        pytest.param([CC0, prohibition(Tier.NOTICE)], {}, {}, D, id="prohibition in the same route closes it"),
        pytest.param([CC0, prohibition(Tier.NOTICE, when("x"))], {}, {}, R, id="prohibition in the same route unknown"),
        pytest.param(
            [QUOTATION, prohibition(Tier.NOTICE)],
            {"purpose": "news", "credit": True},
            {},
            P,
            id="a notice's prohibition does not close the law",
        ),
        pytest.param(
            [replace(QUOTATION, survives=("law/fine",)), prohibition(Tier.LAW, name="fine")],
            {"purpose": "news", "credit": True},
            {},
            P,
            id="a law permission survives what it names",
        ),
        pytest.param(
            [QUOTATION, prohibition(Tier.LAW, name="fine")],
            {"purpose": "news", "credit": True},
            {},
            D,
            id="a law prohibition nobody survives",
        ),
        # reservation
        pytest.param([REPRINT], {}, {}, R, id="reservation of which nothing is known never opens"),
        pytest.param([REPRINT], {"expressly-unreserved": True}, {}, P, id="expressly unreserved"),
        pytest.param(
            [replace(QUOTATION, reservation_effect=ReservationEffect.NARROWS)],
            {"purpose": "news", "credit": True, "reserved": True},
            {},
            R,
            id="a reservation that narrows",
        ),
        # duties
        pytest.param(
            [permission(Tier.NOTICE, duties=(Duty("compensate"),))], {}, {}, R, id="a duty nobody can measure"
        ),
        pytest.param(
            [permission(Tier.NOTICE, duties=(Duty("delete", before=False),))], {}, {}, P, id="a duty for afterwards"
        ),
        pytest.param(
            [permission(Tier.LAW, duties=(replace(CREDIT, consequence=R),))],
            {"credit": False},
            {},
            R,
            id="a duty whose consequence is review",
        ),
        # contracts that prohibit
        pytest.param([prohibition(Tier.AGREEMENT), CC0], {}, {}, D, id="an agreement that prohibits closes the notice"),
        pytest.param(
            [prohibition(Tier.AGREEMENT), QUOTATION],
            {"purpose": "news", "credit": True},
            {},
            R,
            id="an agreement that prohibits, law active: counsel",
        ),
        pytest.param(
            [prohibition(Tier.AGREEMENT), replace(QUOTATION, overrides_contract=True)],
            {"purpose": "news", "credit": True},
            {},
            P,
            id="a law that overrides contracts",
        ),
        pytest.param([prohibition(Tier.AGREEMENT, when("x")), CC0], {}, {}, R, id="an agreement that may prohibit"),
        # house
        pytest.param(
            [LENGTH, QUOTATION], {"purpose": "news", "credit": True, "words": 60}, {}, R, id="house makes it stricter"
        ),
        pytest.param([LENGTH, QUOTATION], {"purpose": "news", "credit": True}, {}, R, id="house fact unknown"),
        pytest.param([LENGTH, CONTRACT], {"licensed": True, "words": 60}, {}, P, id="house watches another route"),
        pytest.param(
            [replace(LENGTH, watches=()), CONTRACT],
            {"licensed": True, "words": 60},
            {},
            R,
            id="house watches every route",
        ),
        # authority
        pytest.param([permission(Tier.LAW, authority=(SOFT,))], {}, {}, R, id="soft law gives at most review"),
        pytest.param([permission(Tier.LAW, authority=(UNREAD,))], {}, {}, R, id="a statute nobody read"),
        pytest.param([permission(Tier.LAW)], {}, {"law_at_most": R}, R, id="the fallback gives at most review"),
        pytest.param([permission(Tier.LAW, relied_on=False)], {}, {}, D, id="a permission that is not relied on"),
        # territory and taking
        pytest.param([CC0], {}, {"at_most": R}, R, id="no territory"),
        pytest.param([], {"taking": False}, {}, P, id="nothing is taken"),
    ],
)
def test_combining(rules: list[Rule], facts: dict[str, Value], case: dict[str, Effect], effect: Effect) -> None:
    assert decide(rules, facts, **case) is effect


def test_whether_something_is_taken_is_unknown() -> None:
    use = Use(Taking(StoryRef("s"), "quote"), "publish", {})
    assert decide_use(use, Case("here")).effect is Effect.REVIEW


# Properties -----------------------------------------------------------------------------------------------------

NAMES = ("a", "b", "c")
VALUES: tuple[Value, ...] = (False, True)
atoms = st.builds(
    Constraint, st.sampled_from(NAMES), st.sampled_from([Operator.EQ, Operator.NEQ]), st.sampled_from(VALUES)
)
constraints = st.one_of(
    atoms,
    st.builds(
        LogicalConstraint, st.sampled_from(list(LogicalOperator)), st.lists(atoms, min_size=1, max_size=3).map(tuple)
    ),
)
some = st.lists(constraints, max_size=2).map(tuple)
duties = st.lists(st.builds(Duty, st.just("attribute"), some, st.booleans(), st.sampled_from([R, D])), max_size=1).map(
    tuple
)
authorities = st.sampled_from([(STATUTE,), (SOFT,)])
routes = st.sampled_from([Tier.OWN, Tier.AGREEMENT, Tier.LAW, Tier.NOTICE])
permissions = st.builds(
    lambda tier, where, due, authority, reservation, survives, overrides: Rule(
        f"{tier}/may",
        RuleKind.PERMISSION,
        tier,
        (Action("use"),),
        constraints=where,
        duties=due,
        authority=authority,
        effect=Effect.PERMIT,
        reservation_effect=reservation,
        survives=survives,
        overrides_contract=overrides,
    ),
    routes,
    some,
    duties,
    authorities,
    st.sampled_from(list(ReservationEffect)),
    st.sampled_from([(), ("law/not0",)]),
    st.booleans(),
)
tiers = st.sampled_from([Tier.GUARD, Tier.AGREEMENT, Tier.LAW, Tier.NOTICE, Tier.HOUSE])
prohibitions = st.builds(
    lambda tier, where, effect, watches, number: Rule(
        f"{tier}/not{number}",
        RuleKind.PROHIBITION,
        tier,
        (Action("use"),),
        constraints=where,
        effect=effect,
        watches=watches if tier is Tier.HOUSE else (),
    ),
    tiers,
    some,
    st.sampled_from([R, D]),
    st.sampled_from([(), (Tier.LAW,)]),
    st.integers(0, 1),
)
packs = st.lists(st.one_of(permissions, prohibitions), max_size=6)
facts = st.dictionaries(
    st.sampled_from([*NAMES, "taking", "reserved", "expressly-unreserved"]), st.sampled_from(VALUES)
)


def everything(rules: list[Rule], known: Mapping[str, Value]) -> Effect:
    return decide(rules, {"taking": None, **known}) if "taking" not in known else decide(rules, known)  # type: ignore[dict-item]


@given(packs, facts)
def test_a_permit_or_a_denial_holds_whatever_the_unknown_facts_turn_out_to_be(
    rules: list[Rule], known: dict[str, Value]
) -> None:
    effect = everything(rules, known)
    missing = [name for name in (*NAMES, "taking", "reserved", "expressly-unreserved") if name not in known]
    for values in product(VALUES, repeat=len(missing)):
        complete = {**known, **dict(zip(missing, values, strict=True))}
        if effect is not Effect.REVIEW:
            assert decide(rules, complete) is effect


@given(packs, prohibitions, facts)
def test_adding_a_prohibition_never_makes_it_more_lenient(
    rules: list[Rule], added: Rule, known: dict[str, Value]
) -> None:
    assert everything([*rules, added], known).rank >= everything(rules, known).rank


@given(packs, facts, st.data())
def test_removing_a_permission_never_makes_it_more_lenient(
    rules: list[Rule], known: dict[str, Value], data: st.DataObject
) -> None:
    allowed = [rule for rule in rules if rule.kind is RuleKind.PERMISSION]
    if allowed:
        gone = data.draw(st.sampled_from(allowed))
        assert everything([rule for rule in rules if rule is not gone], known).rank >= everything(rules, known).rank


@given(packs, facts, st.data())
def test_tightening_the_house_never_makes_it_more_lenient(
    rules: list[Rule], known: dict[str, Value], data: st.DataObject
) -> None:
    house = [rule for rule in rules if rule.tier is Tier.HOUSE]
    if house:
        chosen = data.draw(st.sampled_from(house))
        tighter = replace(chosen, effect=Effect.DENY, watches=())
        assert (
            everything([tighter if rule is chosen else rule for rule in rules], known).rank
            >= everything(rules, known).rank
        )
