"""Say of every rule whether it is active for a use, and which facts made it so.

Facts are three-valued (Kleene): a fact nobody measured or declared is unknown, and so is a comparison of values that
cannot be compared. An evaluation error is never "inactive": a broken prohibition must not stop prohibiting.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from licensing.model.odrl import (
    Constraint,
    Duty,
    LogicalConstraint,
    LogicalOperator,
    Operator,
    Policy,
    ReservationEffect,
    Rule,
    RuleKind,
    Value,
)
from licensing.model.use import Facts, Use

__all__ = ["DutyState", "Program", "RuleState", "State", "compile_policies", "evaluate", "holds"]

Covers = Mapping[str, frozenset[str]]


class State(StrEnum):
    """Whether a rule speaks: the ODRL evaluator's activation state, with the third value."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DutyState:
    """A duty and whether it is fulfilled; None when nobody measured or declared it."""

    duty: Duty
    fulfilled: bool | None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleState:
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
    failed: tuple[Constraint | LogicalConstraint, ...] = ()
    unknown: tuple[str, ...] = ()
    duties: tuple[DutyState, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    reach: frozenset[str]
    manners: frozenset[str]
    constraints: tuple[Constraint | LogicalConstraint, ...]


Program = tuple[_Compiled, ...]
"""Policies made ready: compiled once, used for every draft."""

_UNRESERVED = Constraint("expressly-unreserved", Operator.EQ, True)


def compile_policies(policies: Iterable[Policy], covers: Covers) -> Program:
    """Return the rules of some policies, with what each of them covers worked out.

    Args:
        policies: Any policies.
        covers: Action -> the actions a rule about it speaks of (the vocabulary's mapping).
    """
    return tuple(_compile(rule, covers) for policy in policies for rule in policy.rules)


def _compile(rule: Rule, covers: Covers) -> _Compiled:
    reach = frozenset().union(*(covers.get(action, frozenset({action})) for action in rule.actions))
    constraints = rule.constraints
    if rule.kind is RuleKind.PERMISSION and rule.reservation_effect is ReservationEffect.REMOVES:
        constraints = (*constraints, _UNRESERVED)
    return _Compiled(rule, reach, frozenset(rule.manners), constraints)


def evaluate(program: Program, use: Use) -> list[RuleState]:
    """Return the state of every rule of a program for one use, in the order of the rules."""
    act, manner, facts = use.act, use.taking.manner, use.facts
    return [_state(compiled, act, manner, facts) for compiled in program]


def _state(compiled: _Compiled, act: str, manner: str, facts: Facts) -> RuleState:
    rule = compiled.rule
    permission = rule.kind is RuleKind.PERMISSION
    act_fits = act in compiled.reach or (not permission and manner in compiled.reach)
    manner_fits = not compiled.manners or manner in compiled.manners
    if not (act_fits and manner_fits):
        return RuleState(rule, State.INACTIVE, act_fits, manner_fits)
    failed: list[Constraint | LogicalConstraint] = []
    unknown: list[str] = []
    for constraint in compiled.constraints:
        result = holds(constraint, facts)
        if result is None:
            unknown += [name for name in _operands(constraint) if name not in facts] or _operands(constraint)
        elif not result:
            failed.append(constraint)
    if rule.reservation_effect is ReservationEffect.NARROWS and facts.get("reserved") is not False:
        unknown.append("reserved")
    state = State.INACTIVE if failed else State.UNKNOWN if unknown else State.ACTIVE
    duties = tuple(_duty(duty, facts) for duty in rule.duties) if permission else ()
    return RuleState(rule, state, True, True, tuple(failed), tuple(unknown), duties)


def _duty(duty: Duty, facts: Facts) -> DutyState:
    if not duty.constraints:
        return DutyState(duty, None)
    results = [(constraint, holds(constraint, facts)) for constraint in duty.constraints]
    if any(result is False for _, result in results):
        return DutyState(duty, fulfilled=False)
    unknown = tuple(name for constraint, result in results if result is None for name in _operands(constraint))
    return DutyState(duty, None if unknown else True, unknown)


def _operands(constraint: Constraint | LogicalConstraint) -> list[str]:
    if isinstance(constraint, Constraint):
        return [constraint.left]
    return [name for part in constraint.operands for name in _operands(part)]


def holds(constraint: Constraint | LogicalConstraint, facts: Facts) -> bool | None:
    """Return whether a constraint holds; None when the facts do not tell."""
    if isinstance(constraint, LogicalConstraint):
        return _LOGIC[constraint.operator]([holds(part, facts) for part in constraint.operands])
    fact = facts.get(constraint.left)
    if fact is None:
        return None
    return _COMPARE[constraint.operator](fact, constraint.right)


def _all(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _any(values: list[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False


def _one(values: list[bool | None]) -> bool | None:
    if values.count(True) > 1:
        return False
    return None if None in values else values.count(True) == 1


_LOGIC: Mapping[LogicalOperator, Callable[[list[bool | None]], bool | None]] = {
    LogicalOperator.AND: _all,
    LogicalOperator.OR: _any,
    LogicalOperator.XONE: _one,
}


def _kind(value: Value) -> type:
    if isinstance(value, bool):
        return bool
    if isinstance(value, int | float):
        return float
    return dt.date if isinstance(value, dt.date) else type(value)


def _same_kind(compare: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool | None]:
    """Compare only what can be compared: values of another type make the comparison unknown."""

    def test(fact: Value, right: Value) -> bool | None:
        return compare(fact, right) if type(fact) is type(right) or _kind(fact) is _kind(right) else None

    return test


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool | None]:
    """Order only numbers and dates: true is not more than false, and names have no order."""
    same = _same_kind(compare)

    def test(fact: Value, right: Value) -> bool | None:
        return None if isinstance(fact, bool | str | tuple) else same(fact, right)

    return test


def _among(fact: Value, right: Value) -> bool | None:
    choices = right if isinstance(right, tuple) else (right,)
    return fact in choices if isinstance(fact, str) else None


def _not_among(fact: Value, right: Value) -> bool | None:
    found = _among(fact, right)
    return None if found is None else not found


_COMPARE: Mapping[Operator, Callable[[Value, Value], bool | None]] = {
    Operator.EQ: _same_kind(operator.eq),
    Operator.NEQ: _same_kind(operator.ne),
    Operator.LT: _ordered(operator.lt),
    Operator.LTEQ: _ordered(operator.le),
    Operator.GT: _ordered(operator.gt),
    Operator.GTEQ: _ordered(operator.ge),
    Operator.IS_ANY_OF: _among,
    Operator.IS_NONE_OF: _not_among,
}
