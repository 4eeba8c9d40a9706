"""What the terms of policies mean: which action covers which, and what sort of value a left operand has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from licensing.decision.compare import Inside
from licensing.model.constraint import Condition, Constraint
from licensing.model.odrl import Duty, RuleKind

__all__ = ["Covers", "Ontology", "duty_fact", "measured", "operands", "reach"]

Covers = Mapping[str, frozenset[str]]
"""Action -> every action a rule about it speaks of."""


class Ontology(NamedTuple):
    """What the terms of policies mean.

    Attributes:
        covers: Action -> every action a rule about it speaks of.
        implied_by: Action -> the actions that imply it: prohibiting it prohibits them (ODRL 2.2, section 2.4).
        datatypes: Left operand -> its data type, as `territory`.
        inside: Region -> the territories in it.
        measured: Left operands that say, inside a duty, whether it is fulfilled.
        aliases: Left operand -> the one it is an exact match of.
    """

    covers: Covers
    implied_by: Covers = {}  # noqa: RUF012 - a NamedTuple's default, never written to
    datatypes: Mapping[str, str] = {}
    inside: Inside = {}  # noqa: RUF012
    measured: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = {}

    def operand(self, name: str) -> str:
        """Return the name facts use for a left operand: a deprecated one is an exact match of another."""
        return self.aliases.get(name, name)


def reach(kind: RuleKind, names: Iterable[str], ontology: Ontology) -> frozenset[str]:
    """Return every action a rule about some actions speaks of; a prohibition also reaches what implies them."""
    covered: frozenset[str] = frozenset().union(*(ontology.covers.get(name, frozenset({name})) for name in names))
    if kind is RuleKind.PERMISSION:
        return covered
    return covered.union(*(ontology.implied_by.get(name, frozenset()) for name in covered))


def duty_fact(uid: str) -> str:
    """Return the name of the fact that says whether a duty is fulfilled."""
    return f"duty {uid}"


def measured(duty: Duty, ontology: Ontology) -> bool:
    """Return whether a duty's constraints say that it is done, as `credit eq true` does, and not when it is due."""
    asked = [name for part in duty.constraints for name in operands(part)]
    return bool(asked) and all(name in ontology.measured for name in asked)


def operands(condition: Condition) -> list[str]:
    """Return the left operands of a condition."""
    if isinstance(condition, Constraint):
        return [condition.left]
    return [name for part in condition.operands for name in operands(part)]
