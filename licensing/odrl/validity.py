"""What ODRL 2.2 asks of a policy beyond its form.

Parties, targets and actions that stand at the policy hold for each of its rules (section 2.7.1). A policy that
inherits may inherit what it lacks, so it is not held to have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from licensing.model.asset import Asset, Party
from licensing.model.odrl import Duty, Policy, PolicyType, Rule, RuleKind

__all__ = ["validate"]

_PARTIES = {
    PolicyType.OFFER: (("assigner",), "An Offer", "2.1.2"),
    PolicyType.AGREEMENT: (("assigner", "assignee"), "An Agreement", "2.1.3"),
}


def validate(policy: Policy) -> list[str]:
    """Return what is wrong with a policy under ODRL 2.2, one sentence a fault; empty when it is valid."""
    return [*_whole(policy), *_lacking(policy), *_duties(policy), *_refined(policy)]


def _whole(policy: Policy) -> Iterator[str]:
    if not policy.rules and not policy.obligations and not policy.inherits:
        yield "A policy must have a permission, a prohibition or an obligation (ODRL 2.2, section 2.1)."
    for rule in policy.rules:
        if rule.kind is RuleKind.PERMISSION and rule.remedies:
            yield f"{_named(rule)} has a remedy, which only a prohibition has (ODRL 2.2, section 2.6.7)."
        if rule.kind is RuleKind.PROHIBITION and rule.duties:
            yield f"{_named(rule)} has a duty, which only a permission has (ODRL 2.2, section 2.6.5)."


def _lacking(policy: Policy) -> Iterator[str]:
    if policy.inherits or policy.type is PolicyType.REQUEST:
        return
    for rule in policy.rules:
        section = "2.6.1" if rule.kind is RuleKind.PERMISSION else "2.6.2"
        if not rule.targets and not policy.targets:
            yield f"{_named(rule)} must name a target (ODRL 2.2, section {section})."
        if not rule.actions and not policy.actions:
            yield f"{_named(rule)} must name an action (ODRL 2.2, section 2.6)."
    shared = {role for role, _ in policy.parties}
    shared |= {role for role in ("assigner", "assignee") if getattr(policy, role) is not None}
    roles, name, section = _PARTIES.get(policy.type, ((), "", ""))
    for role in roles:
        held = [{own for own, _ in one.parties} for one in policy.rules]
        held += [{own for own, _ in one.parties} for one in policy.obligations]
        if role not in shared and not all(role in own for own in held):
            yield f"{name} must name an {role} (ODRL 2.2, section {section})."


def _duties(policy: Policy) -> Iterator[str]:
    for rule in policy.rules:
        if any(remedy.consequences for remedy in rule.remedies):
            yield f"{_named(rule)} has a remedy with a consequence, which no remedy may have (ODRL 2.2, section 2.6.7)."
    for duty in (*(duty for rule in policy.rules for duty in rule.duties), *policy.obligations):
        for one in duty.consequences:
            if one.consequences:
                yield f"The consequence {one.action} has a consequence of its own (ODRL 2.2, section 2.6.3)."


def _refined(policy: Policy) -> Iterator[str]:
    for thing in _things(policy):
        if thing.refinements and thing.uid is not None:
            kind, section = ("asset", "2.5.5") if isinstance(thing, Asset) else ("party", "2.5.6")
            yield (
                f"The refined {kind} collection {thing.uid} must be named by a source, not by a uid "
                f"(ODRL 2.2, section {section})."
            )


def _things(policy: Policy) -> Iterator[Asset | Party]:
    holders: Iterable[Policy | Rule | Duty] = chain(
        (policy,),
        policy.rules,
        policy.obligations,
        (duty for rule in policy.rules for duty in (*rule.duties, *rule.remedies)),
    )
    for holder in holders:
        yield from holder.targets
        yield from (party for _, party in holder.parties)


def _named(rule: Rule) -> str:
    return f"The {rule.kind} {rule.id}"
