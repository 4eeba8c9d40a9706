"""The ODRL 2.2 information model: what every right is written in.

A notice, a contract, a statute and a house rule are all policies (https://www.w3.org/TR/odrl-model/). What ODRL
leaves open and a newsroom needs (tier, authority, effect of a reservation, the words a rule was read from) stands in
`Rule` beside the ODRL properties. Terms are named by an IRI, or by a short name of `rules/vocabulary.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from licensing.model.asset import Asset, Party
from licensing.model.constraint import (
    Condition,
    Constraint,
    LogicalConstraint,
    LogicalOperator,
    Note,
    Operator,
)
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.values import Value

__all__ = [
    "PROFILE",
    "Action",
    "Asset",
    "Authority",
    "Condition",
    "Conflict",
    "Constraint",
    "Duty",
    "Evidence",
    "LogicalConstraint",
    "LogicalOperator",
    "Note",
    "Operator",
    "Party",
    "Policy",
    "PolicyType",
    "ReservationEffect",
    "Rule",
    "RuleKind",
    "Tier",
    "Value",
]


PROFILE = "urn:newsroom-licensing:profile:1"
"""The profile `rules/vocabulary.yaml` defines."""


class PolicyType(StrEnum):
    """The ODRL policy subclasses; the vocabulary's others (Assertion, Privacy, Ticket) are refused by name."""

    SET = "Set"
    OFFER = "Offer"
    AGREEMENT = "Agreement"
    REQUEST = "Request"


class Conflict(StrEnum):
    """What holds when a permission and a prohibition of one policy meet (ODRL 2.2, section 2.10)."""

    PERM = "perm"
    PROHIBIT = "prohibit"
    INVALID = "invalid"


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
class Action:
    """What is done (ODRL 2.2, section 2.4).

    Attributes:
        name: The action: an IRI, or a name of the vocabulary.
        refinements: What narrows it.
        uid: The IRI of the refined action, where it has one.
        notes: What else is said of it.
    """

    name: str
    refinements: tuple[Condition, ...] = ()
    uid: str | None = None
    notes: tuple[Note, ...] = ()


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
    """What a permission asks for, what heals a broken rule, or what a policy obliges to (ODRL 2.2, section 2.6).

    Attributes:
        action: The ODRL or profile action, as `attribute`.
        constraints: What must hold for the duty to be fulfilled; empty: nobody can measure it.
        before: True when it must be fulfilled before publication; False makes it an obligation of the decision.
        consequence: The effect while it is unfulfilled.
        message: What it asks, for an editor.
        fix: What to do, with `{...}` for facts.
        uid: Its own IRI; a world may say of it that it is fulfilled or violated.
        refinements: What narrows its action.
        targets: What it is to be done with, if not the target of its rule.
        parties: Who is to do it and for whom: (role, party), as (`compensatedParty`, ...).
        consequences: Duties that become due when it was not fulfilled (`odrl:consequence`).
        notes: What else is said of it.
    """

    action: str
    constraints: tuple[Condition, ...] = ()
    before: bool = True
    consequence: Effect = Effect.DENY
    message: str = ""
    fix: str = ""
    uid: str | None = None
    refinements: tuple[Condition, ...] = ()
    targets: tuple[Asset, ...] = ()
    parties: tuple[tuple[str, Party], ...] = ()
    consequences: tuple[Duty, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One permission or prohibition.

    Attributes:
        id: Its address, as `law/tr/fsek-35-1`.
        kind: Permission or prohibition.
        tier: Where it stands in the decision.
        actions: What it speaks of; empty: every action.
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
        uid: Its own IRI, where a policy was read from RDF.
        targets: The assets it speaks of; empty: any.
        parties: Who grants it and who is granted: (role, party), as (`assignee`, ...).
        output: Assets that come out of the action (`odrl:output`).
        remedies: Duties that heal a broken prohibition.
        notes: What else is said of it.
    """

    id: str
    kind: RuleKind
    tier: Tier
    actions: tuple[Action, ...] = ()
    manners: tuple[str, ...] = ()
    constraints: tuple[Condition, ...] = ()
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
    uid: str | None = None
    targets: tuple[Asset, ...] = ()
    parties: tuple[tuple[str, Party], ...] = ()
    output: tuple[Asset, ...] = ()
    remedies: tuple[Duty, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its actions."""
        return tuple([action.name for action in self.actions])


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules of one origin: a notice, an agreement, a law, a house (ODRL 2.2, section 2.1).

    What stands at the policy holds for each of its rules (section 2.7.1); `decision.atomic` hands it down.

    Attributes:
        uid: Its address: an IRI, or the id of a pack, as `law/tr`.
        type: The ODRL policy subclass.
        rules: Permissions and prohibitions.
        obligations: Duties of the policy itself.
        assigner: The party that states the rules, when one does, by its name.
        assignee: The party an agreement is with, by its name.
        profiles: The ODRL profiles its terms come from.
        conflict: The conflict strategy; None where the policy states none, which is `invalid`.
        inherits: Policies whose rules it takes over (`odrl:inheritFrom`).
        targets: Assets of every rule.
        parties: Parties of every rule: (role, party).
        actions: Actions of every rule.
        constraints: Constraints of every rule.
        notes: What else is said of it.
    """

    uid: str
    type: PolicyType
    rules: tuple[Rule, ...] = ()
    obligations: tuple[Duty, ...] = ()
    assigner: str | None = None
    assignee: str | None = None
    profiles: tuple[str, ...] = (PROFILE,)
    conflict: Conflict | None = Conflict.PROHIBIT
    inherits: tuple[str, ...] = ()
    targets: tuple[Asset, ...] = ()
    parties: tuple[tuple[str, Party], ...] = ()
    actions: tuple[Action, ...] = ()
    constraints: tuple[Condition, ...] = ()
    notes: tuple[Note, ...] = ()
