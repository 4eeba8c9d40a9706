"""The combining rule: guards, routes, house, and one effect.

For one use in one jurisdiction the effect is the strictest of the guards and of the most lenient route, each route
made stricter by the house rules that watch it. Whatever is unknown makes a review, unless every value it could have
gives the same effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from licensing.decision.evaluate import NOTHING, Program, answer
from licensing.decision.states import Answer, RuleState, State
from licensing.model.effect import Effect, most_lenient, strictest
from licensing.model.odrl import Tier
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
    guards = answer(case.guards, act, manner, facts)
    own = answer(case.own, act, manner, facts)
    law = answer(case.law, act, manner, facts)
    notice = answer(case.notice, act, manner, facts)
    house = answer(case.house, act, manner, facts)
    agreements = [(one, _asked(one, case, use)) for one in case.agreements]
    contract = strictest([state.closes for _, (states, _) in agreements for state in states.active])
    asked = (own, law, notice, house)
    routes = [
        _route(Tier.OWN, own, asked),
        *(_route(Tier.AGREEMENT, states, (states, house, form), uid=one.uid) for one, (states, form) in agreements),
        _route(Tier.LAW, law, asked, at_most=case.law_at_most, contract=contract),
        _route(Tier.NOTICE, notice, asked, at_most=strictest([case.notice_at_most, contract])),
    ]
    effect = strictest([*[state.closes for state in guards.active], most_lenient([route.effect for route in routes])])
    if effect is Effect.PERMIT:
        effect = case.at_most
    taking = facts.get("taking")
    if taking is False:
        effect = Effect.PERMIT
    elif taking is None and effect is Effect.DENY:
        effect = Effect.REVIEW
    contracts = [state for _, (states, _) in agreements for state in states.states]
    every = (*guards.states, *own.states, *contracts, *law.states, *notice.states, *house.states)
    return Verdict(use, case.jurisdiction, effect, guards.active, tuple(routes), every)


def _asked(one: AgreementCase, case: Case, use: Use) -> tuple[Answer, Answer]:
    """Return what an agreement says, and what the law says of contracts, with the facts of this one."""
    facts = {**use.facts, **one.facts}
    manner = use.taking.manner
    return answer(one.program, use.act, manner, facts), answer(case.law, use.act, manner, facts)


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
