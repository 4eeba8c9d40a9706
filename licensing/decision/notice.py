"""What a notice says, as the rules of the route `notice`.

A permission to publish is not one to rewrite: a notice that permits an act permits the story as it stands, and each
other manner only where it says so. A prohibition needs no such care: it holds whatever else is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from licensing.model.effect import Effect
from licensing.model.odrl import Action, Authority, Policy, Rule, RuleKind, Tier
from licensing.model.terms import Terms
from licensing.packs.messages import sentence

__all__ = ["notice_policy"]

AS_IT_STANDS = ("verbatim", "quote", "headline-link")
ACTS = frozenset({"publish", "broadcast", "redistribute", "archive", "tdm"})
MANNERS = {"rewrite": ("rewrite", "summarise"), "translate": ("translate",), "quote": ("quote",)}
FIXES = {
    "attribute": sentence("Add the credit line: {credit-line}"),
    "link": sentence("Link to the story: {url}"),
    "name-licence": sentence("Name the licence: {credit-line}"),
    "obtainConsent": sentence("Ask {holder} for consent{contact}, and declare it as an agreement."),
}
"""The way out of a duty no rule gives one for."""
AUTHORITY = Authority("the notice of the story", "contract", "primary", "the story itself")


def notice_policy(terms: Terms, amend: Callable[[Policy], Policy] = lambda policy: policy) -> Policy:
    """Return the policy of a notice with what each permission covers spelled out.

    Args:
        terms: The notice.
        amend: Corrects the reading, as the house has said.
    """
    policy = amend(terms.policy)
    return replace(policy, rules=tuple(_rules(policy)))


def _rules(policy: Policy) -> Iterator[Rule]:
    permissions = [rule for rule in policy.rules if rule.kind is RuleKind.PERMISSION]
    acts = [rule for rule in permissions if set(rule.names) & ACTS]
    for rule in policy.rules:
        if rule.kind is RuleKind.PROHIBITION:
            yield replace(rule, tier=Tier.NOTICE)
    for act in acts:
        yield _stated(act, (*AS_IT_STANDS, *act.manners))
    for rule in permissions:
        for action in rule.names:
            if action == "quote":
                yield replace(_stated(rule, ("quote",)), actions=(Action("publish"), Action("broadcast")))
            elif action in MANNERS:
                # Two permissions make one use: the act and the manner, each with its duties and limits.
                for act in acts:
                    duties = tuple(dict.fromkeys((*act.duties, *rule.duties)))
                    limits = tuple(dict.fromkeys((*act.constraints, *rule.constraints)))
                    both = replace(act, duties=duties, constraints=limits, id=rule.id)
                    yield _stated(replace(both, effect=_granted(act, rule)), MANNERS[action])


def _granted(*rules: Rule) -> Effect:
    """Return the most some permissions give together: review, where one of them is not certain."""
    return Effect.REVIEW if any(rule.effect is Effect.REVIEW for rule in rules) else Effect.PERMIT


def _stated(rule: Rule, manners: tuple[str, ...]) -> Rule:
    return replace(
        rule,
        tier=Tier.NOTICE,
        manners=manners,
        effect=_granted(rule),
        duties=tuple(replace(duty, fix=duty.fix or FIXES.get(duty.action, "")) for duty in rule.duties),
        authority=rule.authority or (AUTHORITY,),
        message=rule.message or sentence("The notice of '{story}' permits this on its conditions."),
    )
