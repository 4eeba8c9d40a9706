"""What a house changes in other packs: by the rule's id, with a reason, and said in every verdict it touches.

A house may switch off a permission, tighten any rule, correct the reading of a notice, or put counsel's version in the
place of a law's rule. It can change no guard, and what makes an answer more lenient bears counsel's name and a date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from licensing.errors import PackError
from licensing.model.effect import Effect, strictest
from licensing.model.odrl import Action, Authority, Constraint, Duty, Operator, Policy, Rule, RuleKind, Tier
from licensing.packs import policies
from licensing.packs.store import Rulebook
from licensing.packs.vocabulary import vocabulary

__all__ = ["Change", "amend", "changes"]


class Change(NamedTuple):
    """One change of a house.

    Attributes:
        rule: The id of the rule it changes.
        said: What a verdict says of it.
        make: Returns the rule as changed; None stands for a rule a notice does not state.
    """

    rule: str
    said: str
    make: Callable[[Rule | None], Rule]


def changes(book: Rulebook, house: str) -> dict[str, Change]:
    """Return what a house changes, by the id of the rule.

    Raises:
        PackError: when a change names no rule, reaches for a guard, or is more lenient without counsel's name and date.
    """
    data = book.pack(f"house/{house}")
    below = changes(book, data["over"]) if "over" in data else {}
    known = {rule.id: rule for rule in _rules(book)}
    own = {part["rule"]: _change(book, house, part, known) for part in data.get("changes", ())}
    return {**below, **own}


def amend(policy: Policy, found: Mapping[str, Change]) -> Policy:
    """Return a policy as a house has changed it."""
    prefix = f"{policy.uid}/"
    touched = {name for name in found if name in {rule.id for rule in policy.rules} or name.startswith(prefix)}
    if not touched:
        return policy
    rules = [found[rule.id].make(rule) if rule.id in found else rule for rule in policy.rules]
    absent = touched - {rule.id for rule in policy.rules} if policy.uid.endswith("/notice") else set()
    return replace(policy, rules=(*rules, *(found[name].make(None) for name in sorted(absent))))


def _rules(book: Rulebook) -> list[Rule]:
    kinds = ("law", "own", "guards", "house")
    return [
        rule
        for kind in kinds
        for pack_id in sorted(book.data.get(kind, ()))
        for rule in policies.policy(book, pack_id).rules
    ]


def _change(book: Rulebook, house: str, part: Mapping[str, Any], known: Mapping[str, Rule]) -> Change:
    where = f"house/{house}: the change of '{part['rule']}'"
    by = part.get("by")
    signed = f", {by['name']}, {by['date']}" if by else ""
    said = f"Changed by the house policy '{house}'{signed}: {part['reason']}"
    rule = known.get(part["rule"])
    if part["do"] == "read-as":
        return Change(part["rule"], said, _read_as(part, said, where))
    if rule is None:
        raise PackError(f"{where} names no rule of these packs.", path=book.places.get(f"house/{house}"))
    if rule.tier is Tier.GUARD:
        raise PackError(f"{where} reaches for a guard, and no house can change one.")
    make = {"switch-off": _switched_off, "tighten": _tightened, "replace": _replaced}[part["do"]]
    changed = make(book, rule, part, where)
    return Change(rule.id, said, lambda _rule: replace(changed, message=f"{changed.message} ({said})"))


def _switched_off(_book: Rulebook, rule: Rule, part: Mapping[str, Any], where: str) -> Rule:
    if rule.kind is not RuleKind.PERMISSION:
        raise PackError(
            f"{where} switches off a prohibition. Only counsel's version can stand in its place ('replace')."
        )
    return replace(rule, relied_on=False, note=f"not relied on: {part['reason']}")


def _tightened(book: Rulebook, rule: Rule, part: Mapping[str, Any], where: str) -> Rule:
    if "effect" not in part and "constraint" not in part:
        raise PackError(f"{where} tightens nothing: give it an 'effect' or a 'constraint'.")
    if "constraint" in part and rule.kind is RuleKind.PROHIBITION:
        raise PackError(f"{where} adds a constraint to a prohibition, which would make it narrower.")
    words = vocabulary(book)
    added = tuple(policies.constraint(words, item, {}) for item in part.get("constraint", ()))
    effect = strictest([rule.effect, Effect(part.get("effect", rule.effect))])
    return replace(rule, constraints=(*rule.constraints, *added), effect=effect)


def _replaced(book: Rulebook, rule: Rule, part: Mapping[str, Any], where: str) -> Rule:
    if "by" not in part or "with" not in part:
        raise PackError(f"{where} needs counsel's name and date ('by') and the rule that is to stand there ('with').")
    if rule.tier is not Tier.LAW:
        raise PackError(f"{where} replaces what is no rule of law.")
    made = policies.rule(
        book, rule.id.rpartition("/")[0], rule.kind, {**part["with"], "id": rule.id.rpartition("/")[2]}
    )
    survives = made.survives or rule.survives
    return replace(made, survives=survives, note=f"{made.note} Before: {rule.message}".strip())


def _read_as(part: Mapping[str, Any], said: str, where: str) -> Callable[[Rule | None], Rule]:
    stance, by = part.get("stance"), part.get("by")
    if stance is None or "/notice/" not in part["rule"]:
        raise PackError(
            f"{where} corrects a reading: name a rule such as agencies/NAME/notice/quote, and its 'stance'."
        )
    if stance != "prohibited" and by is None:
        raise PackError(f"{where} reads a notice more leniently. It needs counsel's name and date ('by').")
    kind = RuleKind.PROHIBITION if stance == "prohibited" else RuleKind.PERMISSION
    consent = Duty("obtainConsent", (Constraint("consent", Operator.EQ, True),), message="Obtain the holder's consent.")
    authority = Authority(said, "contract", "secondary", f"{by['name']}, {by['date']}") if by else None

    def make(rule: Rule | None) -> Rule:
        name = part["rule"].rpartition("/")[2]
        return Rule(
            part["rule"],
            kind,
            Tier.NOTICE,
            (Action(name),),
            duties=(consent,) if stance == "permitted-with-consent" else (),
            effect=Effect.PERMIT if kind is RuleKind.PERMISSION else Effect.DENY,
            message=said if kind is RuleKind.PERMISSION else "",
            note=said,
            authority=(authority,) if authority else (),
            evidence=rule.evidence if rule else (),
        )

    return make
