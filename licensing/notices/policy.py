"""A notice's stances as an ODRL policy, every rule beside the words it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from licensing.model.effect import Effect
from licensing.model.odrl import Action, Constraint, Duty, Evidence, Operator, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.terms import Stance
from licensing.notices.stances import Condition
from licensing.packs.messages import sentence

__all__ = ["policy"]

_MEASURED: Mapping[str, tuple[str, str, str]] = {
    "attribution": ("attribute", "credit", sentence("Name the source.")),
    "link": ("link", "linked", sentence("Link to the source.")),
}
_COUNTRY = 2
"""Letters of an ISO 3166-1 alpha-2 code."""

_SILENT = {"see-url", "contact", "no-resale", "no-link", "even-with-attribution", "commercial-scope", "no-derivatives"}
"""Conditions that ask nothing of the use itself, or that another rule of the same policy states."""


def policy(
    uid: str,
    stances: Mapping[str, Stance],
    asked: Mapping[str, Sequence[Condition]],
    evidence: Mapping[str, tuple[Evidence, ...]],
    *,
    holder: str | None,
    licence: str | None,
) -> Policy:
    """Return the policy of a notice.

    Args:
        uid: Its address, as `notices/en` or `agencies/anadolu-agency/notice`.
        stances: What it says of each action.
        asked: The conditions of each action.
        evidence: The words behind each action.
        holder: Who states it.
        licence: The public licence it names.
    """
    rules = tuple(
        _rule(f"{uid}/{action}", stance, asked.get(action, ()), evidence.get(action, ()), licence)
        for action, stance in stances.items()
        if stance is not Stance.UNSTATED
    )
    return Policy(uid=uid, type=PolicyType.OFFER if licence else PolicyType.SET, rules=rules, assigner=holder)


def _rule(
    rule_id: str, stance: Stance, asked: Sequence[Condition], evidence: tuple[Evidence, ...], licence: str | None
) -> Rule:
    actions = (Action(rule_id.rpartition("/")[2]),)
    if stance is Stance.PROHIBITED:
        return Rule(rule_id, RuleKind.PROHIBITION, Tier.NOTICE, actions, evidence=evidence)
    constraints = tuple(limit for condition in asked for limit in _constraints(condition))
    duties = list(dict.fromkeys(duty for condition in asked if (duty := _duty(condition))))
    if stance is Stance.WITH_CONSENT:
        duties.insert(0, _CONSENT)
    if licence and licence.startswith("CC-") and stance is Stance.WITH_CONDITIONS:
        duties.append(_required("name-licence", "licence-named", sentence("Name the licence, {licence}.")))
    if stance is Stance.WITH_CONDITIONS and not (constraints or duties):
        duties.append(_unmeasured(sentence("Check the conditions of the notice.")))
    return Rule(
        rule_id,
        RuleKind.PERMISSION,
        Tier.NOTICE,
        actions,
        constraints=constraints,
        duties=tuple(duties),
        evidence=evidence,
    )


def _required(action: str, fact: str, message: str) -> Duty:
    return Duty(action, (Constraint(fact, Operator.EQ, True),), before=True, consequence=Effect.DENY, message=message)


def _unmeasured(message: str) -> Duty:
    return Duty("check-conditions", before=True, consequence=Effect.REVIEW, message=message)


_CONSENT = _required("obtainConsent", "consent", sentence("Obtain the holder's consent."))


def _constraints(condition: Condition) -> tuple[Constraint, ...]:
    if condition.name == "noncommercial":
        return (Constraint("commercial", Operator.EQ, False),)
    if condition.name == "territory":
        only = [value.removesuffix("-only") for value in condition.values if value.endswith("-only")]
        others = [value for value in condition.values if not value.endswith("-only")]
        limits = [_countries(Operator.IS_ANY_OF, only) if only else None, *map(_territory, others)]
        return tuple(limit for limit in limits if limit)
    return ()


def _territory(value: str) -> Constraint | None:
    """Return `not-US`, `world-except-IT` and bare `US` as constraints; None for a territory that names no country."""
    for prefix, operator in (("not-", Operator.IS_NONE_OF), ("world-except-", Operator.IS_NONE_OF)):
        if value.startswith(prefix):
            return _countries(operator, value.removeprefix(prefix).split("-"))
    return _countries(Operator.IS_ANY_OF, value.split("-"))


def _countries(operator: Operator, codes: Sequence[str]) -> Constraint | None:
    named = all(len(code) == _COUNTRY and code.isupper() for code in codes)
    return Constraint("territory", operator, tuple(codes)) if named else None


def _duty(condition: Condition) -> Duty | None:
    """Return what a condition asks for; a condition nobody can measure is a person's to check."""
    if condition.name in _MEASURED:
        return _required(*_MEASURED[condition.name])
    if condition.name == "payment":
        return Duty("compensate", before=True, consequence=Effect.REVIEW, message=sentence("Pay for the use."))
    if condition.name in _SILENT or _constraints(condition):
        return None
    values = f" ({', '.join(condition.values)})" if condition.values else ""
    return _unmeasured(f"Check the condition '{condition.name}'{values} of the notice.")
