"""Put facts and constraints into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from licensing.model.odrl import Constraint, LogicalConstraint, Operator, Value
from licensing.model.use import Facts
from licensing.packs.messages import say, sentence, worded

__all__ = ["Wording", "show"]

_OPERATORS = {
    Operator.EQ: sentence("{label} must be {right}"),
    Operator.NEQ: sentence("{label} must not be {right}"),
    Operator.LT: sentence("{label} must be under {right}"),
    Operator.LTEQ: sentence("{label} must be at most {right}"),
    Operator.GT: sentence("{label} must be over {right}"),
    Operator.GTEQ: sentence("{label} must be at least {right}"),
    Operator.IS_ANY_OF: sentence("{label} must be {right}"),
    Operator.IS_NONE_OF: sentence("{label} must not be {right}"),
    Operator.IS_ALL_OF: sentence("{label} must be all of {right}"),
    Operator.IS_A: sentence("{label} must be a {right}"),
    Operator.IS_PART_OF: sentence("{label} must be in {right}"),
    Operator.HAS_PART: sentence("{label} must hold {right}"),
}
_DATES = {
    Operator.LTEQ: sentence("{label} must be no later than {right}"),
    Operator.GTEQ: sentence("{label} must be no earlier than {right}"),
}


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return say("(unknown: {key})", key=key)


def show(value: Value | None) -> str:
    """Return a value as a message shows it: ratios as per cent, truth as yes and no."""
    if value is None:
        return say("unknown")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, float):
        percent = value * 100
        return say("{percent} %", percent=f"{percent:.0f}" if percent >= 1 or not percent else f"{percent:.1g}")
    if type(value) is tuple:
        return say(" or ").join(f"{part:g}" if isinstance(part, float) else show(part) for part in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


class Wording(NamedTuple):
    """The names messages use.

    Attributes:
        labels: Action -> its name, as `published`.
        operands: Left operand -> its name.
        questions: Left operand -> (who can answer, question).
        notes: Action -> what our mapping adds.
        numbers: The house policy's parameters.
        quiet: Facts that are not so unless somebody says it: a permission that lacks only such a fact is not told.
    """

    labels: Mapping[str, str]
    operands: Mapping[str, str]
    questions: Mapping[str, tuple[str, str]]
    notes: Mapping[str, str]
    numbers: Mapping[str, float]
    quiet: frozenset[str] = frozenset()

    def fill(self, template: str, facts: Facts, names: Mapping[str, str]) -> str:
        """Return a template with `{...}` filled from names, facts and house parameters."""
        template = worded(template)
        if "{" not in template:
            return template
        numbers = {key: show(value if value < 1 else int(value)) for key, value in self.numbers.items()}
        known = {key: show(value) for key, value in facts.items()}
        return template.format_map(_Blanks({**numbers, **known, **names}))

    def act(self, action: str) -> str:
        """Return the name of an action, as `published`, in the language spoken."""
        return worded(self.labels.get(action, action))

    def operand(self, name: str) -> str:
        """Return the name of a left operand in the language spoken."""
        return worded(self.operands.get(name, name))

    def constraint(self, part: Constraint | LogicalConstraint, facts: Facts) -> str:
        """Return what a constraint asks and what is the case."""
        if isinstance(part, LogicalConstraint):
            return f" {part.operator} ".join(self.constraint(operand, facts) for operand in part.operands)
        label = self.operand(part.left)
        fact = facts.get(part.left)
        if isinstance(part.right, bool):
            wanted = say("{label}: must be {right}", label=label, right=show(part.right))
        else:
            words = _DATES.get(part.operator) if isinstance(part.right, dt.date) else None
            wanted = say(words or _OPERATORS[part.operator], label=label, right=show(part.right))
        if fact is None:
            return say("{wanted}, nobody declared or measured it", wanted=wanted)
        return say("{wanted}, is {fact}", wanted=wanted, fact=show(fact))
