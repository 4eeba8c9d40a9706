"""The combining rule: guards, routes, house, and one effect.

For one use in one jurisdiction the effect is the strictest of the guards and of the most lenient route, each route
made stricter by the house rules that watch it. Whatever is unknown makes a review, unless every value it could have
gives the same effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from licensing.decision.evaluate import NOTHING, Addressed, Program, answer
from licensing.decision.states import Answer, RuleState, State
from licensing.model.effect import Effect, most_lenient, strictest
from licensing.model.odrl import Tier, Value
from licensing.model.use import Facts, Use

__all__ = ["AgreementCase", "Case", "Route", "Verdict", "decide_use", "permission_effect"]


class AgreementCase(NamedTuple):
    """One agreement: its rules and the facts that are true of it alone."""

    uid: str
    program: Program
    facts: Facts


@dataclass(frozen=True, slots=True)
class Case:
    """Every rule a use is held against in one jurisdiction.

    Attributes:
        jurisdiction: Its short name, as `TR`.
        guards: Rules no route gets past.
        own: The route for the publisher's own content.
        agreements: The contracts the desk declared.
        law: The law of the jurisdiction.
        law_at_most: The most lenient effect that law can give.
        notice: What the story's notice permits and prohibits.
        notice_at_most: Review when words of the notice were not understood or its statements conflict.
        house: The house policy.
        at_most: Review when the territory is not declared.
    """

    jurisdiction: str
    guards: Program = NOTHING
    own: Program = NOTHING
    agreements: tuple[AgreementCase, ...] = ()
    law: Program = NOTHING
    law_at_most: Effect = Effect.PERMIT
    notice: Program = NOTHING
    notice_at_most: Effect = Effect.PERMIT
    house: Program = NOTHING
    at_most: Effect = Effect.PERMIT


class Asked(NamedTuple):
    """What every program of a case says of a use.

    Attributes:
        guards: The guards.
        own: The publisher's own content.
        agreements: Each agreement: its uid, what it says, and what the law says of contracts like it.
        law: The law.
        notice: The notice.
        house: The house policy.
    """

    guards: Answer
    own: Answer
    agreements: tuple[tuple[str, Answer, Answer], ...]
    law: Answer
    notice: Answer
    house: Answer


class Route(NamedTuple):
    """What one route came to.

    Attributes:
        tier: Which route.
        effect: Its effect.
        best: The permission that came nearest, if the route has one that speaks of the act.
        closers: Prohibitions, active or unknown, that stand against `best`.
        survived: Active prohibitions `best` survives.
        uid: The agreement, for the route `agreement`.
    """

    tier: Tier
    effect: Effect
    best: RuleState | None = None
    closers: tuple[RuleState, ...] = ()
    survived: tuple[RuleState, ...] = ()
    uid: str = ""


class Verdict(NamedTuple):
    """The effect of one use in one jurisdiction, with everything it rests on.

    Attributes:
        use: The use.
        jurisdiction: The law asked.
        effect: The effect.
        guards: Guards that are active or unknown.
        routes: Every route, as it came out.
        states: The state of every rule asked, guards and house included.
    """

    use: Use
    jurisdiction: str
    effect: Effect
    guards: tuple[RuleState, ...]
    routes: tuple[Route, ...]
    states: tuple[RuleState, ...]


def decide_use(use: Use, case: Case) -> Verdict:
    """Return the verdict on one use in one jurisdiction.

    A taking that is none is permitted; where nobody can say whether it is one, a denial is a review.
    """
    act, manner, facts = use.act, use.taking.manner, use.facts
    publisher = facts.get("publisher")
    whom = Addressed(frozenset((use.taking.story.id,)), frozenset((publisher,)) if isinstance(publisher, str) else None)
    asked = Asked(
        guards=answer(case.guards, act, manner, facts, whom),
        own=answer(case.own, act, manner, facts, whom),
        agreements=tuple([_agreement(one, case.law, use, whom) for one in case.agreements]) if case.agreements else (),
        law=answer(case.law, act, manner, facts, whom),
        notice=answer(case.notice, act, manner, facts, whom),
        house=answer(case.house, act, manner, facts, whom),
    )
    outcome = _combine(asked, case.law_at_most, case.notice_at_most, case.at_most, facts.get("taking"))
    return Verdict(use, case.jurisdiction, *outcome)


def _agreement(one: AgreementCase, law: Program, use: Use, whom: Addressed) -> tuple[str, Answer, Answer]:
    """Return what an agreement says, and what the law says of contracts, with the facts of this one."""
    facts = {**use.facts, **one.facts}
    act, manner = use.act, use.taking.manner
    return one.uid, answer(one.program, act, manner, facts, whom), answer(law, act, manner, facts, whom)


@lru_cache(maxsize=4096)
def _combine(
    asked: Asked, law_at_most: Effect, notice_at_most: Effect, at_most: Effect, taking: Value | None
) -> tuple[Effect, tuple[RuleState, ...], tuple[Route, ...], tuple[RuleState, ...]]:
    """Return effect, guards, routes and states of some answers; the same answers always come to the same."""
    guards, own, agreements, law, notice, house = asked
    contract = strictest([state.closes for _, said, _ in agreements for state in said.active])
    every = (own, law, notice, house)
    routes = [
        _route(Tier.OWN, own, every),
        *(_route(Tier.AGREEMENT, said, (said, house, form), uid=uid) for uid, said, form in agreements),
        _route(Tier.LAW, law, every, at_most=law_at_most, contract=contract),
        _route(Tier.NOTICE, notice, every, at_most=strictest([notice_at_most, contract])),
    ]
    effect = strictest([*[state.closes for state in guards.active], most_lenient([route.effect for route in routes])])
    if effect is Effect.PERMIT:
        effect = at_most
    if taking is False:
        effect = Effect.PERMIT
    elif taking is None and effect is Effect.DENY:
        effect = Effect.REVIEW
    contracts = [state for _, said, _ in agreements for state in said.states]
    states = (*guards.states, *own.states, *contracts, *law.states, *notice.states, *house.states)
    return effect, guards.active, tuple(routes), states


def _route(
    tier: Tier,
    said: Answer,
    asked: Iterable[Answer],
    *,
    at_most: Effect = Effect.PERMIT,
    contract: Effect = Effect.PERMIT,
    uid: str = "",
) -> Route:
    """Return a route by its best permission; `contract` is what the agreements' own prohibitions leave of it."""
    if not said.live:
        return Route(tier, Effect.DENY, said.nearest, uid=uid)
    closers = [state for one in asked for state in one.standing[tier]]
    found: list[tuple[int, int, int, Route]] = []
    for state in said.live:
        rule = state.rule
        against = tuple([one for one in closers if one.rule.id not in rule.survives])
        effect = strictest([permission_effect(state), at_most, *[one.closes for one in against]])
        if contract is not Effect.PERMIT and not rule.overrides_contract:
            effect = strictest([effect, Effect.REVIEW])
        survived = tuple([one for one in closers if one.rule.id in rule.survives and one.state is State.ACTIVE])
        found.append((effect.rank, len(state.unknown), len(found), Route(tier, effect, state, against, survived, uid)))
    return min(found)[-1]


def permission_effect(state: RuleState) -> Effect:
    """Return what a permission gives by itself: its state, its duties before publication, and what it rests on."""
    if state.state is State.INACTIVE:
        return Effect.DENY
    effects = [state.rule.effect, Effect.REVIEW if state.state is State.UNKNOWN else Effect.PERMIT]
    due = [duty for duty in state.duties if duty.duty.before and duty.fulfilled is not True]
    effects += [Effect.REVIEW if duty.fulfilled is None else duty.duty.consequence for duty in due]
    if not any(authority.carries for authority in state.rule.authority):
        effects.append(Effect.REVIEW)
    return strictest(effects)
