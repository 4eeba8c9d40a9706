"""Constraints: what must be the case for a rule to speak."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from licensing.model.values import Iri, Literal, Value

__all__ = ["Condition", "Constraint", "LogicalConstraint", "LogicalOperator", "Note", "Operator"]


class Operator(StrEnum):
    """How a fact is held against the right operand (ODRL 2.2, section 2.5.1; vocabulary, section 3.16)."""

    EQ = "eq"
    NEQ = "neq"
    LT = "lt"
    LTEQ = "lteq"
    GT = "gt"
    GTEQ = "gteq"
    IS_A = "isA"
    HAS_PART = "hasPart"
    IS_PART_OF = "isPartOf"
    IS_ANY_OF = "isAnyOf"
    IS_ALL_OF = "isAllOf"
    IS_NONE_OF = "isNoneOf"


class LogicalOperator(StrEnum):
    """How several constraints make one (ODRL 2.2, section 2.5.2)."""

    AND = "and"
    OR = "or"
    XONE = "xone"
    AND_SEQUENCE = "andSequence"


class Note(NamedTuple):
    """A statement that decides nothing: a title, a creator, a comment.

    Attributes:
        property: What is said.
        value: The value; notes again where the value is a nameless node.
    """

    property: Iri
    value: Iri | Literal | tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One comparison: a fact, an operator, a value.

    Attributes:
        left: The left operand.
        operator: The operator.
        right: The right operand; a tuple for several.
        unit: The unit of the right operand, an IRI.
        datatype: The data type the policy states beside the operand (`odrl:dataType`).
        status: The value reached so far, asked when nobody knows a newer one (`odrl:status`).
        reference: The IRI to fetch the right operand from (`odrl:rightOperandReference`); `right` is then empty.
        written: The right operand as written, where a policy was read from RDF.
        uid: Its own IRI.
        notes: What else is said of it.
    """

    left: str
    operator: Operator
    right: Value
    unit: str | None = None
    datatype: str | None = None
    status: Value | None = None
    reference: str | None = None
    written: tuple[Iri | Literal, ...] = ()
    uid: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class LogicalConstraint:
    """Several constraints joined by one logical operator."""

    operator: LogicalOperator
    operands: tuple[Condition, ...]
    uid: str | None = None
    notes: tuple[Note, ...] = ()


Condition = Constraint | LogicalConstraint
