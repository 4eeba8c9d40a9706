"""What a notice says, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from licensing.model.document import Span
from licensing.model.odrl import Constraint, Duty, LogicalConstraint, Policy, Rule, RuleKind
from licensing.model.terms import NoticeKind, Stance, Terms, Years
from licensing.packs.messages import say, sentence, worded
from licensing.reports.lines import excerpt, wrap

__all__ = ["terms_json", "terms_text"]

_RESERVED = {
    True: sentence("yes"),
    False: sentence("no, expressly"),
    None: sentence("the notice does not say"),
}
_KINDS = {
    NoticeKind.NOTICE: sentence("notice"),
    NoticeKind.RECEIVED_LICENCE: sentence("received-licence"),
    NoticeKind.DISCLAIMER: sentence("disclaimer"),
    NoticeKind.DISTRACTOR: sentence("distractor"),
}
_STANCES = {
    Stance.PROHIBITED: sentence("prohibited"),
    Stance.PERMITTED: sentence("permitted"),
    Stance.WITH_CONSENT: sentence("only with consent"),
    Stance.WITH_CONDITIONS: sentence("on conditions"),
    Stance.UNSTATED: sentence("not mentioned, so not granted"),
}


def terms_text(terms: Terms, *, name: str, raw: str) -> str:
    """Return the reading of a notice for a person.

    Args:
        terms: The reading; its spans point into `raw`.
        name: The file it was read from.
        raw: The text of that file.
    """
    if terms.kind is None:
        said = say("{name}: no notice found. No notice is not no right: copyright needs none.", name=name)
        return wrap(said) + "\n"
    return "\n".join([f"{name}: {say(_KINDS[terms.kind])}", *_lines(terms, raw)]) + "\n"


def _lines(terms: Terms, raw: str) -> Iterator[str]:
    for span in terms.spans:
        yield f"  {excerpt(raw[slice(*span)])}"
    facts = {
        say("holder"): terms.holder,
        say("years"): ", ".join(map(_years, terms.years)),
        say("reserved"): say(_RESERVED[terms.reserved]),
        say("licence"): terms.licence,
        say("contact"): terms.contact,
        say("jurisdiction"): terms.jurisdiction,
    }
    yield from (wrap(value, first=f"  {key:<14}") for key, value in facts.items() if value)
    for stance, label in _STANCES.items():
        if actions := [action for action, said in terms.actions.items() if said is stance]:
            yield wrap(", ".join(map(worded, actions)), first=f"  {say(label)}: ", rest="    ")
    for condition in terms.conditions:
        values = ", ".join(terms.condition_values.get(condition, ()))
        yield wrap(f"{condition}: {values}" if values else condition, first=f"  {say('condition'):<14}")
    yield from (wrap(conflict, first=f"  {say('says two things')}: ", rest="    ") for conflict in terms.conflicts)
    for words in dict.fromkeys(raw[slice(*span)] for span in terms.unread):
        what = excerpt(words) if words else say("what stands beside its text")
        yield wrap(say("not understood: {what}", what=what), first="  ")


def _years(years: Years) -> str:
    if years.end is None:
        return say("{year} to today", year=years.start)
    return str(years.start) if years.end == years.start else f"{years.start}-{years.end}"


def terms_json(terms: Terms, *, name: str, raw: str) -> str:
    """Return the reading of a notice as JSON in ASCII; arguments as for `terms_text`."""
    data = {
        "version": 1,
        "path": name,
        "kind": terms.kind.value if terms.kind else None,
        "holder": terms.holder,
        "holders": [_words(span, raw) for span in terms.holders],
        "years": [{"start": years.start, "end": years.end} for years in terms.years],
        "reserved": terms.reserved,
        "licence": terms.licence,
        "actions": {action: stance.value for action, stance in terms.actions.items()},
        "conditions": list(terms.conditions),
        "condition_values": {name: list(values) for name, values in terms.condition_values.items()},
        "contact": terms.contact,
        "jurisdiction": terms.jurisdiction,
        "implied": terms.implied,
        "conflicts": list(terms.conflicts),
        "notices": [_words(span, raw) for span in terms.spans],
        "unread": [_words(span, raw) for span in terms.unread],
        "policy": _policy(terms.policy),
    }
    return json.dumps(data, indent=2) + "\n"


def _words(span: Span, raw: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": raw[slice(*span)]}


def _policy(policy: Policy) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/odrl.jsonld",
        "@type": policy.type.value,
        "uid": policy.uid,
        "profile": list(policy.profiles),
        "conflict": policy.conflict,
        "assigner": policy.assigner,
        "permission": [_rule(rule) for rule in policy.rules if rule.kind is RuleKind.PERMISSION],
        "prohibition": [_rule(rule) for rule in policy.rules if rule.kind is RuleKind.PROHIBITION],
    }


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "uid": rule.id,
        "action": list(rule.names),
        "manner": list(rule.manners),
        "constraint": [_constraint(constraint) for constraint in rule.constraints],
        "duty": [_duty(duty) for duty in rule.duties],
        "evidence": [{"start": one.span.start, "end": one.span.end, "text": one.text} for one in rule.evidence],
    }


def _duty(duty: Duty) -> dict[str, object]:
    return {"action": duty.action, "constraint": [_constraint(constraint) for constraint in duty.constraints]}


def _constraint(constraint: Constraint | LogicalConstraint) -> dict[str, object]:
    if isinstance(constraint, LogicalConstraint):
        return {constraint.operator.value: [_constraint(operand) for operand in constraint.operands]}
    right = constraint.right
    return {
        "leftOperand": constraint.left,
        "operator": constraint.operator.value,
        "rightOperand": right if isinstance(right, bool | int | float | str) else _listed(right),
    }


def _listed(right: object) -> object:
    return list(right) if isinstance(right, tuple) else str(right)
