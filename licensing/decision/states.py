"""What a rule says of a use, and what the rules of a program say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from licensing.model.constraint import Condition
from licensing.model.effect import Effect
from licensing.model.odrl import Duty, Rule, RuleKind, Tier

__all__ = ["Answer", "DutyState", "RuleState", "State", "answered"]


class State(StrEnum):
    """Whether a rule speaks: the ODRL evaluator's activation state, with the third value."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"


class DutyState(NamedTuple):
    """A duty and whether it is fulfilled; None when nobody measured or declared it."""

    duty: Duty
    fulfilled: bool | None
    unknown: tuple[str, ...] = ()


class RuleState(NamedTuple):
    """What a rule says of a use.

    Attributes:
        rule: The rule.
        state: Active, inactive or unknown.
        act_fits: Whether the rule speaks of this act or manner at all.
        manner_fits: Whether its refinement lets this manner in.
        failed: The constraints that do not hold.
        unknown: The facts that are missing.
        duties: The duties of a permission that speaks of the use.
    """

    rule: Rule
    state: State
    act_fits: bool = True
    manner_fits: bool = True
    failed: tuple[Condition, ...] = ()
    unknown: tuple[str, ...] = ()
    duties: tuple[DutyState, ...] = ()

    @property
    def closes(self) -> Effect:
        """What a prohibition in this state leaves of a route it watches."""
        match self.state:
            case State.ACTIVE:
                return self.rule.effect
            case State.UNKNOWN:
                return Effect.REVIEW
            case State.INACTIVE:
                return Effect.PERMIT

    @property
    def distance(self) -> int:
        """How far a permission is from speaking."""
        return 10 * (not self.act_fits) + 5 * (not self.manner_fits) + len(self.failed)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The states of the rules that were asked, sorted by what they can do; equal only to itself.

    Attributes:
        states: All, in the order of the rules.
        standing: Route -> prohibitions that are active, or may be, and watch it.
        active: Prohibitions that are active, or may be, whatever they watch.
        live: Permissions that are active, or may be.
        nearest: The permission that lacks least, when none is live.
    """

    states: tuple[RuleState, ...]
    standing: Mapping[Tier, tuple[RuleState, ...]]
    active: tuple[RuleState, ...]
    live: tuple[RuleState, ...]
    nearest: RuleState | None


def answered(states: tuple[RuleState, ...]) -> Answer:
    """Return the states of rules, sorted by what they can do."""
    active = tuple(
        state for state in states if state.state is not State.INACTIVE and state.rule.kind is RuleKind.PROHIBITION
    )
    relied = [state for state in states if state.rule.kind is RuleKind.PERMISSION and state.rule.relied_on]
    live = tuple(state for state in relied if state.state is not State.INACTIVE)
    return Answer(
        states,
        {tier: tuple(state for state in active if _watches(state.rule, tier)) for tier in Tier},
        active,
        live,
        None if live else min(relied, key=lambda state: (state.distance, len(state.unknown)), default=None),
    )


def _watches(rule: Rule, tier: Tier) -> bool:
    if rule.watches:
        return tier in rule.watches
    return rule.tier is tier or rule.tier is Tier.HOUSE
