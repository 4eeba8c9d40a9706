"""The combining rule: guards, routes, house, and one effect.

For one use in one jurisdiction the effect is the strictest of the guards and of the most lenient route, each route
made stricter by the house rules that watch it. Whatever is unknown makes a review, unless every value it could have
gives the same effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from licensing.decision.evaluate import NOTHING, Program, RuleState, State, evaluate
from licensing.model.effect import Effect, most_lenient, strictest
from licensing.model.odrl import Rule, RuleKind, Tier
from licensing.model.use import Facts, Use

__all__ = ["AgreementCase", "Case", "Route", "Verdict", "decide_use", "permission_effect"]

ROUTES = (Tier.OWN, Tier.AGREEMENT, Tier.LAW, Tier.NOTICE)


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
    guards = evaluate(case.guards, use)
    house = evaluate(case.house, use)
    law = evaluate(case.law, use)
    own = evaluate(case.own, use)
    notice = evaluate(case.notice, use)
    agreements = [
        (one, evaluate(one.program, replace(use, facts={**use.facts, **one.facts}))) for one in case.agreements
    ]
    contract = _contract(states for _, states in agreements)
    standing = _standing([*own, *law, *notice, *house])
    routes = [
        _route(Tier.OWN, own, standing),
        *(_agreement(one, states, house, case.law, use) for one, states in agreements),
        _route(Tier.LAW, law, standing, at_most=case.law_at_most, contract=contract),
        _route(Tier.NOTICE, notice, standing, at_most=strictest([case.notice_at_most, contract])),
    ]
    spoken = tuple(state for state in guards if state.state is not State.INACTIVE)
    effect = strictest([_closing(state) for state in spoken] + [most_lenient(route.effect for route in routes)])
    if effect is Effect.PERMIT:
        effect = case.at_most
    taking = use.facts.get("taking")
    if taking is False:
        effect = Effect.PERMIT
    elif taking is None and effect is Effect.DENY:
        effect = Effect.REVIEW
    every = (*guards, *own, *(state for _, states in agreements for state in states), *law, *notice, *house)
    return Verdict(use, case.jurisdiction, effect, spoken, tuple(routes), every)


def _contract(agreements: Iterable[Sequence[RuleState]]) -> Effect:
    """Return what the agreements' own prohibitions leave of the other routes: deny closes them."""
    prohibitions = [state for states in agreements for state in states if state.rule.kind is RuleKind.PROHIBITION]
    return strictest(_closing(state) for state in prohibitions)


def _agreement(one: AgreementCase, states: list[RuleState], house: list[RuleState], law: Program, use: Use) -> Route:
    """Return an agreement's route; the law's rules on contracts are asked with the facts of this one."""
    form = evaluate(law, replace(use, facts={**use.facts, **one.facts}))
    return _route(Tier.AGREEMENT, states, _standing([*states, *house, *form]))._replace(uid=one.uid)


def _standing(states: Sequence[RuleState]) -> list[RuleState]:
    """Return the prohibitions that are active, or may be."""
    return [state for state in states if state.state is not State.INACTIVE and state.rule.kind is RuleKind.PROHIBITION]


def _route(
    tier: Tier,
    states: Sequence[RuleState],
    standing: Sequence[RuleState],
    at_most: Effect = Effect.PERMIT,
    contract: Effect = Effect.PERMIT,
) -> Route:
    closers = [state for state in standing if _watches(state.rule, tier)]
    best, least = Route(tier, Effect.DENY), _FARTHEST
    for state in states:
        rule = state.rule
        if rule.kind is not RuleKind.PERMISSION or not rule.relied_on:
            continue
        found = Route(tier, Effect.DENY, state)
        if state.state is not State.INACTIVE:
            against = tuple(one for one in closers if one.rule.id not in rule.survives)
            effect = strictest([permission_effect(state), at_most, *(_closing(one) for one in against)])
            if contract is not Effect.PERMIT and not rule.overrides_contract:
                effect = strictest([effect, Effect.REVIEW])
            survived = tuple(one for one in closers if one.rule.id in rule.survives and one.state is State.ACTIVE)
            found = Route(tier, effect, state, against, survived)
        nearness = _nearness(found.effect, state)
        if nearness < least:
            best, least = found, nearness
    return best


_FARTHEST = (99, 99, 99)


def _nearness(effect: Effect, state: RuleState) -> tuple[int, int, int]:
    """Order routes by effect, then by how little the permission lacked."""
    misfit = 10 * (not state.act_fits) + 5 * (not state.manner_fits)
    return (effect.rank, misfit + len(state.failed), len(state.unknown))


def _watches(rule: Rule, tier: Tier) -> bool:
    if rule.watches:
        return tier in rule.watches
    return rule.tier is tier or rule.tier is Tier.HOUSE


def _closing(state: RuleState) -> Effect:
    match state.state:
        case State.ACTIVE:
            return state.rule.effect
        case State.UNKNOWN:
            return Effect.REVIEW
        case State.INACTIVE:
            return Effect.PERMIT


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
