"""Say of every rule whether it is active for a use, and which facts made it so.

Facts are three-valued (Kleene): a fact nobody measured or declared is unknown, and so is a comparison of values that
cannot be compared. An evaluation error is never "inactive": a broken prohibition must not stop prohibiting.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

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

__all__ = ["NOTHING", "DutyState", "Program", "RuleState", "State", "compile_policies", "evaluate", "holds"]

Covers = Mapping[str, frozenset[str]]
"""Action -> every action a rule about it speaks of."""


class State(StrEnum):
    """Whether a rule speaks: the ODRL evaluator's activation state, with the third value."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"


_ACTIVE, _INACTIVE, _UNKNOWN = State.ACTIVE, State.INACTIVE, State.UNKNOWN


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
    failed: tuple[Constraint | LogicalConstraint, ...] = ()
    unknown: tuple[str, ...] = ()
    duties: tuple[DutyState, ...] = ()


Test = Callable[[Facts], bool | None]
"""A constraint made ready: whether it holds, None when the facts do not tell."""


class _Condition(NamedTuple):
    constraint: Constraint | LogicalConstraint
    test: Test
    operands: tuple[str, ...]


class _Obliged(NamedTuple):
    duty: Duty
    conditions: tuple[_Condition, ...]


class _Compiled(NamedTuple):
    rule: Rule
    reach: frozenset[str]
    manners: frozenset[str]
    conditions: tuple[_Condition, ...]
    duties: tuple[_Obliged, ...]
    narrows: bool


class Program:
    """Policies made ready: compiled once, used for every draft.

    Which rules speak of an act and a manner at all is worked out when the two are first met.
    """

    __slots__ = ("_chosen", "_rules")

    def __init__(self, rules: Iterable[_Compiled] = ()) -> None:
        self._rules = tuple(rules)
        self._chosen: dict[tuple[str, str], tuple[_Compiled | RuleState, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._rules)

    def chosen(self, act: str, manner: str) -> tuple[_Compiled | RuleState, ...]:
        """Return the rules that speak of an act and a manner, and the state of those that do not."""
        found = self._chosen.get((act, manner))
        if found is None:
            found = self._chosen[act, manner] = tuple(_choose(one, act, manner) for one in self._rules)
        return found


NOTHING = Program()
"""A program without rules."""

_UNRESERVED = Constraint("expressly-unreserved", Operator.EQ, True)


def compile_policies(policies: Iterable[Policy], covers: Covers) -> Program:
    """Return the rules of some policies, with what each of them covers worked out.

    Args:
        policies: Any policies.
        covers: Action -> the actions a rule about it speaks of (the vocabulary's mapping).
    """
    return Program(_compile(rule, covers) for policy in policies for rule in policy.rules)


def _compile(rule: Rule, covers: Covers) -> _Compiled:
    permission = rule.kind is RuleKind.PERMISSION
    constraints = rule.constraints
    if permission and rule.reservation_effect is ReservationEffect.REMOVES:
        constraints = (*constraints, _UNRESERVED)
    duties = rule.duties if permission else ()
    return _Compiled(
        rule,
        frozenset().union(*(covers.get(action, frozenset({action})) for action in rule.actions)),
        frozenset(rule.manners),
        tuple(map(_condition, constraints)),
        tuple(_Obliged(duty, tuple(map(_condition, duty.constraints))) for duty in duties),
        permission and rule.reservation_effect is ReservationEffect.NARROWS,
    )


def _condition(constraint: Constraint | LogicalConstraint) -> _Condition:
    return _Condition(constraint, _test(constraint), tuple(_operands(constraint)))


def _choose(compiled: _Compiled, act: str, manner: str) -> _Compiled | RuleState:
    permission = compiled.rule.kind is RuleKind.PERMISSION
    act_fits = act in compiled.reach or (not permission and manner in compiled.reach)
    manner_fits = not compiled.manners or manner in compiled.manners
    if act_fits and manner_fits:
        return compiled
    return RuleState(compiled.rule, State.INACTIVE, act_fits, manner_fits)


def evaluate(program: Program, use: Use) -> list[RuleState]:
    """Return the state of every rule of a program for one use, in the order of the rules."""
    facts = use.facts
    return [
        one if isinstance(one, RuleState) else _state(one, facts) for one in program.chosen(use.act, use.taking.manner)
    ]


def _state(compiled: _Compiled, facts: Facts) -> RuleState:
    failed: list[Constraint | LogicalConstraint] = []
    unknown: list[str] = []
    for constraint, test, operands in compiled.conditions:
        result = test(facts)
        if result is None:
            unknown += [name for name in operands if name not in facts] or operands
        elif not result:
            failed.append(constraint)
    if compiled.narrows and facts.get("reserved") is not False:
        unknown.append("reserved")
    state = _INACTIVE if failed else _UNKNOWN if unknown else _ACTIVE
    duties = tuple([_duty(duty, conditions, facts) for duty, conditions in compiled.duties])
    return RuleState(compiled.rule, state, True, True, tuple(failed), tuple(unknown), duties)


def _duty(duty: Duty, conditions: tuple[_Condition, ...], facts: Facts) -> DutyState:
    if not conditions:
        return DutyState(duty, None)
    unknown: list[str] = []
    for _, test, operands in conditions:
        result = test(facts)
        if result is None:
            unknown += operands
        elif not result:
            return DutyState(duty, fulfilled=False)
    return DutyState(duty, None if unknown else True, tuple(unknown))


def _operands(constraint: Constraint | LogicalConstraint) -> list[str]:
    if isinstance(constraint, Constraint):
        return [constraint.left]
    return [name for part in constraint.operands for name in _operands(part)]


def holds(constraint: Constraint | LogicalConstraint, facts: Facts) -> bool | None:
    """Return whether a constraint holds; None when the facts do not tell."""
    return _test(constraint)(facts)


def _test(constraint: Constraint | LogicalConstraint) -> Test:
    if isinstance(constraint, LogicalConstraint):
        tests = [_test(part) for part in constraint.operands]
        join = _LOGIC[constraint.operator]
        return lambda facts: join([test(facts) for test in tests])
    left, right, compare = constraint.left, constraint.right, _COMPARE[constraint.operator]

    def test(facts: Facts) -> bool | None:
        fact = facts.get(left)
        return None if fact is None else compare(fact, right)

    return test


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
