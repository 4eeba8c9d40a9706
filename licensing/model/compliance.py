"""The compliance report: what an ODRL evaluator says of every rule of a policy for a request.

The nouns are those of the W3C community's report vocabulary, https://w3id.org/force/compliance-report#.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from licensing.model.constraint import Condition
from licensing.model.effect import Effect
from licensing.model.values import Value

__all__ = ["DutyReport", "PolicyReport", "PremiseKind", "PremiseReport", "RuleReport"]


class PremiseKind(StrEnum):
    """What a premise is about."""

    TARGET = "TargetReport"
    PARTY = "PartyReport"
    ACTION = "ActionReport"
    CONSTRAINT = "ConstraintReport"


@dataclass(frozen=True, slots=True)
class PremiseReport:
    """One thing that must hold for a rule to be active.

    Attributes:
        kind: What it is about.
        satisfied: Whether it holds; None when the facts do not tell.
        condition: The constraint, for a constraint.
        fact: The value the constraint was held against; None unknown.
        premises: The parts of a logical constraint, or of a refinement.
        reason: Why it is not known; empty when it is.
    """

    kind: PremiseKind
    satisfied: bool | None
    condition: Condition | None = None
    fact: Value | None = None
    premises: tuple[PremiseReport, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DutyReport:
    """What is known of a duty, a remedy or an obligation.

    Attributes:
        uid: The duty's IRI, or a name made for it.
        action: Its action.
        performed: Whether it was exercised; None unknown.
        fulfilled: True fulfilled, False violated, None neither is known.
        active: Whether it is due at all; None unknown.
        report: The IRI of the world's own report of it.
        premises: What must hold for it to be due.
    """

    uid: str
    action: str
    performed: bool | None
    fulfilled: bool | None
    active: bool | None = True
    report: str | None = None
    premises: tuple[PremiseReport, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What one rule says of one requested rule.

    Attributes:
        rule: The rule's IRI, or a name made for it.
        kind: permission, prohibition or obligation.
        request: The IRI of the requested rule.
        active: Whether the rule speaks; None when a fact is missing.
        premises: What had to hold.
        duties: Duties of a permission, remedies of a prohibition, the obligation itself.
    """

    rule: str
    kind: str
    request: str
    active: bool | None
    premises: tuple[PremiseReport, ...] = ()
    duties: tuple[DutyReport, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """What a policy says of a request.

    Attributes:
        policy: Its IRI.
        request: The request's IRI.
        created: When, as the world says; None unknown.
        rules: One report a rule and requested rule.
        effect: permit, review or deny, after the policy's conflict strategy.
        reasons: Why, one sentence each.
    """

    policy: str
    request: str
    created: dt.datetime | None
    rules: tuple[RuleReport, ...]
    effect: Effect
    reasons: tuple[str, ...] = ()
