"""What a fact or a right operand can be."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

__all__ = ["Day", "Duration", "Iri", "Literal", "Quantity", "Value"]


class Iri(str):
    """A thing named by an IRI; equal to the same text as a string."""

    __slots__ = ()


class Literal(NamedTuple):
    """An RDF literal as written.

    Attributes:
        text: Its lexical form.
        datatype: The IRI of its type; None for a plain string.
        language: Its language tag.
    """

    text: str
    datatype: str | None = None
    language: str | None = None


class Duration(NamedTuple):
    """A period of time (`xsd:duration`): months and seconds cannot be turned into one another."""

    months: int
    seconds: float


class Day(NamedTuple):
    """A day, month or year in a stated time zone: `first` is its first moment, `after` the first moment past it."""

    first: dt.datetime
    after: dt.datetime


class Quantity(NamedTuple):
    """A number with a unit, an IRI."""

    number: float
    unit: str


Value = str | bool | int | float | dt.date | dt.datetime | Duration | Day | Quantity | tuple[str | float | dt.date, ...]
"""A `datetime` always has a time zone; a plain `date` is a day whose time and zone nobody stated."""
