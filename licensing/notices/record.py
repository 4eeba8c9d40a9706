"""Keep a reading as JSON, so that a story's notice is read once and not at every check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.odrl import (
    Action,
    Authority,
    Constraint,
    Duty,
    Evidence,
    LogicalConstraint,
    LogicalOperator,
    Operator,
    Policy,
    PolicyType,
    Rule,
    RuleKind,
    Tier,
    Value,
)
from licensing.model.terms import NoticeKind, Stance, Terms, Years

__all__ = ["dump", "load"]


def dump(terms: Terms) -> dict[str, Any]:
    """Return a reading in values JSON knows; `load` returns the same reading."""
    return {
        "kind": terms.kind,
        "holder": terms.holder,
        "years": [[years.start, years.end] for years in terms.years],
        "reserved": terms.reserved,
        "licence": terms.licence,
        "actions": dict(terms.actions),
        "conditions": terms.conditions,
        "condition_values": dict(terms.condition_values),
        "contact": terms.contact,
        "jurisdiction": terms.jurisdiction,
        "unread": terms.unread,
        "spans": terms.spans,
        "implied": terms.implied,
        "conflicts": terms.conflicts,
        "holders": terms.holders,
        "uid": terms.policy.uid,
        "type": terms.policy.type,
        "assigner": terms.policy.assigner,
        "rules": [_rule(rule) for rule in terms.policy.rules],
    }


def load(data: Mapping[str, Any]) -> Terms:
    """Return the reading `dump` was given.

    Raises:
        KeyError, TypeError, ValueError: when the data was not made by this version of `dump`.
    """
    return Terms(
        kind=NoticeKind(data["kind"]) if data["kind"] else None,
        holder=data["holder"],
        years=tuple(Years(start, end) for start, end in data["years"]),
        reserved=data["reserved"],
        licence=data["licence"],
        actions=MappingProxyType({action: Stance(stance) for action, stance in data["actions"].items()}),
        conditions=tuple(data["conditions"]),
        condition_values=MappingProxyType({name: tuple(values) for name, values in data["condition_values"].items()}),
        contact=data["contact"],
        jurisdiction=data["jurisdiction"],
        policy=Policy(
            data["uid"],
            PolicyType(data["type"]),
            tuple(_load_rule(rule) for rule in data["rules"]),
            assigner=data["assigner"],
        ),
        unread=tuple(Span(*span) for span in data["unread"]),
        spans=tuple(Span(*span) for span in data["spans"]),
        implied=data["implied"],
        conflicts=tuple(data["conflicts"]),
        holders=tuple(Span(*span) for span in data["holders"]),
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "actions": rule.names,
        "manners": rule.manners,
        "constraints": [_constraint(part) for part in rule.constraints],
        "duties": [_duty(duty) for duty in rule.duties],
        "effect": rule.effect,
        "texts": [rule.message, rule.fix, rule.note],
        "authority": [[one.cite, one.kind, one.verified, one.source, one.checked] for one in rule.authority],
        "evidence": [[evidence.span, evidence.text] for evidence in rule.evidence],
    }


def _load_rule(data: Mapping[str, Any]) -> Rule:
    message, fix, note = data["texts"]
    return Rule(
        id=data["id"],
        kind=RuleKind(data["kind"]),
        tier=Tier.NOTICE,
        actions=tuple(map(Action, data["actions"])),
        manners=tuple(data["manners"]),
        constraints=tuple(map(_load_constraint, data["constraints"])),
        duties=tuple(map(_load_duty, data["duties"])),
        effect=Effect(data["effect"]),
        message=message,
        fix=fix,
        note=note,
        authority=tuple(Authority(*one) for one in data["authority"]),
        evidence=tuple(Evidence(Span(*span), text) for span, text in data["evidence"]),
    )


def _duty(duty: Duty) -> list[Any]:
    limits = [_constraint(part) for part in duty.constraints]
    return [duty.action, limits, duty.before, duty.consequence, duty.message, duty.fix]


def _load_duty(data: list[Any]) -> Duty:
    action, limits, before, consequence, message, fix = data
    return Duty(action, tuple(map(_load_constraint, limits)), before, Effect(consequence), message, fix)


def _constraint(part: Constraint | LogicalConstraint) -> list[Any]:
    if isinstance(part, LogicalConstraint):
        return [part.operator, [_constraint(operand) for operand in part.operands]]
    return [part.left, part.operator, _value(part.right)]


def _load_constraint(data: list[Any]) -> Constraint | LogicalConstraint:
    if len(data) == 2:  # noqa: PLR2004 - an operator and its operands
        return LogicalConstraint(LogicalOperator(data[0]), tuple(map(_load_constraint, data[1])))
    left, operator, right = data
    return Constraint(left, Operator(operator), _load_value(right))


def _value(value: Value) -> Any:
    return {"date": value.isoformat()} if isinstance(value, dt.date) else value


def _load_value(value: Any) -> Value:
    if isinstance(value, dict):
        date: str = value["date"]
        return dt.datetime.fromisoformat(date) if "T" in date else dt.date.fromisoformat(date)
    return tuple(value) if isinstance(value, list) else value
