"""What is the case when a request is made: the state of the world an ODRL evaluator is asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from licensing.model.values import Value

__all__ = ["DutyFact", "World"]

_NONE: Mapping[str, Mapping[str, Value]] = MappingProxyType({})


class DutyFact(NamedTuple):
    """What is known of a duty.

    Attributes:
        performed: Whether its action was exercised; None unknown.
        violated: Whether it was due and not done in time; None unknown.
        report: The IRI of the report that says so.
    """

    performed: bool | None = None
    violated: bool | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Facts about the time, the parties, the assets and the duties.

    Attributes:
        uid: Its IRI.
        time: The moment of the request, with its zone; None unknown.
        facts: Left operand -> value.
        facts_of: Asset or party -> left operand -> value, for refinements.
        closed: Whether it says of everything what it is in; where nobody described the world, anything may be.
        part_of: Asset or party -> the collections it is in. In a closed world, what is not said is not so.
        duties: Duty -> what is known of it.
        references: IRI -> the right operand it stands for (`odrl:rightOperandReference`).
    """

    uid: str | None = None
    time: dt.datetime | None = None
    facts: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    facts_of: Mapping[str, Mapping[str, Value]] = field(default_factory=lambda: _NONE)
    closed: bool = True
    part_of: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    duties: Mapping[str, DutyFact] = field(default_factory=lambda: MappingProxyType({}))
    references: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
