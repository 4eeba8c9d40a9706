"""The part of the ODRL 2.2 information model that rules are written in.

A notice, a contract, a statute and a house rule are all policies (https://www.w3.org/TR/odrl-model/). What ODRL
leaves open and a newsroom needs (tier, authority, effect of a reservation, the words a rule was read from) stands in
`Rule` beside the ODRL properties.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from licensing.model.document import Span
from licensing.model.effect import Effect

__all__ = [
    "Authority",
    "Constraint",
    "Duty",
    "Evidence",
    "LogicalConstraint",
    "LogicalOperator",
    "Operator",
    "Policy",
    "PolicyType",
    "ReservationEffect",
    "Rule",
    "RuleKind",
    "Tier",
    "Value",
]

Value = str | bool | int | float | dt.date | tuple[str, ...]


class Operator(StrEnum):
    """How a fact is held against the right operand (ODRL 2.2, section 2.5.1)."""

    EQ = "eq"
    NEQ = "neq"
    LT = "lt"
    LTEQ = "lteq"
    GT = "gt"
    GTEQ = "gteq"
    IS_ANY_OF = "isAnyOf"
    IS_NONE_OF = "isNoneOf"


class LogicalOperator(StrEnum):
    """How several constraints make one (ODRL 2.2, section 2.5.2)."""

    AND = "and"
    OR = "or"
    XONE = "xone"


class PolicyType(StrEnum):
    """The ODRL policy subclasses."""

    SET = "Set"
    OFFER = "Offer"
    AGREEMENT = "Agreement"


class RuleKind(StrEnum):
    """The ODRL rule subclasses that decide a use by themselves."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"


class Tier(StrEnum):
    """Where a rule stands in the decision: a guard, one of the routes, or the house."""

    GUARD = "guard"
    OWN = "own"
    AGREEMENT = "agreement"
    LAW = "law"
    NOTICE = "notice"
    HOUSE = "house"


class ReservationEffect(StrEnum):
    """What an express reservation of rights does to a statutory permission."""

    REMOVES = "removes"
    NARROWS = "narrows"
    NONE = "none"
    RAISES_PENALTY = "raisesPenalty"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One comparison: a fact, an operator, a value."""

    left: str
    operator: Operator
    right: Value


@dataclass(frozen=True, slots=True)
class LogicalConstraint:
    """Several constraints joined by one logical operator."""

    operator: LogicalOperator
    operands: tuple[Constraint | LogicalConstraint, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """What stands behind a rule.

    Attributes:
        cite: The citation a lawyer would write.
        kind: statute, treaty, case, contract, regulator, soft-law or house-policy.
        verified: primary, secondary or unverified: how the text was read.
        source: Where it was read.
        checked: When, as an ISO date.
    """

    cite: str
    kind: str
    verified: str
    source: str
    checked: str | None = None

    @property
    def carries(self) -> bool:
        """Whether a permit may rest on it: hard law or a contract, read in a primary or secondary source."""
        return self.kind in {"statute", "treaty", "case", "contract"} and self.verified in {"primary", "secondary"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a notice or an agreement a rule was read from; offsets point into the text that carries them."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What a permission asks for.

    Attributes:
        action: The ODRL or profile action, as `attribute`.
        constraints: What must hold for the duty to be fulfilled; empty: nobody can measure it.
        before: True when it must be fulfilled before publication; False makes it an obligation of the decision.
        consequence: The effect while it is unfulfilled.
        message: What it asks, for an editor.
        fix: What to do, with `{...}` for facts.
    """

    action: str
    constraints: tuple[Constraint | LogicalConstraint, ...] = ()
    before: bool = True
    consequence: Effect = Effect.DENY
    message: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One permission or prohibition.

    Attributes:
        id: Its address, as `law/tr/fsek-35-1`.
        kind: Permission or prohibition.
        tier: Where it stands in the decision.
        actions: The acts or manners it speaks of, by their names in the vocabulary.
        manners: The refinement of the action: only takings in one of these manners; empty means all.
        constraints: All must hold for the rule to be active.
        duties: What a permission asks for.
        effect: What an active prohibition makes of the use (house rules may say review); the most a permission gives.
        watches: The routes a house rule can make stricter; empty means all.
        survives: Ids of prohibitions in the same route that do not close this permission.
        reservation_effect: What an express reservation does to a law permission.
        overrides_contract: Whether a law permission holds against an agreement that prohibits.
        jurisdiction: The law it belongs to, as `TR`.
        relied_on: False for a permission that is printed and never used; `note` says why.
        message: One sentence, with `{...}` for facts.
        fix: The way out, with `{...}` for facts.
        note: What a reader of the verdict should know about the rule.
        authority: What stands behind it.
        evidence: The words it was read from.
    """

    id: str
    kind: RuleKind
    tier: Tier
    actions: tuple[str, ...]
    manners: tuple[str, ...] = ()
    constraints: tuple[Constraint | LogicalConstraint, ...] = ()
    duties: tuple[Duty, ...] = ()
    effect: Effect = Effect.DENY
    watches: tuple[Tier, ...] = ()
    survives: tuple[str, ...] = ()
    reservation_effect: ReservationEffect = ReservationEffect.NONE
    overrides_contract: bool = False
    jurisdiction: str | None = None
    relied_on: bool = True
    message: str = ""
    fix: str = ""
    note: str = ""
    authority: tuple[Authority, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules of one origin: a notice, an agreement, a law, a house.

    Attributes:
        uid: Its address, as `law/tr`.
        type: The ODRL policy subclass.
        rules: Permissions and prohibitions.
        assigner: The party that states the rules, when one does.
        assignee: The party an agreement is with.
        profile: The ODRL profile its actions come from.
        conflict: The ODRL conflict strategy; ours is always `prohibit`.
    """

    uid: str
    type: PolicyType
    rules: tuple[Rule, ...] = ()
    assigner: str | None = None
    assignee: str | None = None
    profile: str = "urn:newsroom-licensing:profile:1"
    conflict: str = "prohibit"
