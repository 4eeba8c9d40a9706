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

    def __str__(self) -> str:
        """Return it as XML Schema writes it: P1M, P30D, PT36.5S."""
        sign = "-" if self.months < 0 or self.seconds < 0 else ""
        days, seconds = divmod(abs(self.seconds), 86_400)
        date = (f"{abs(self.months)}M" if self.months else "") + (f"{days:.0f}D" if days else "")
        time = f"T{seconds:g}S" if seconds or not date else ""
        return f"{sign}P{date}{time}"


class Day(NamedTuple):
    """A day, month or year: `first` is its first moment, `after` the first moment past it.

    Both have a time zone, or neither where nobody stated one.
    """

    first: dt.datetime
    after: dt.datetime

    def __str__(self) -> str:
        """Return its first day, with the zone where it has one."""
        return f"{self.first:%Y-%m-%d%z}"


class Quantity(NamedTuple):
    """A number with a unit, an IRI."""

    number: float
    unit: str

    def __str__(self) -> str:
        """Return number and unit."""
        return f"{self.number:g} {self.unit}"


Value = str | bool | int | float | dt.date | dt.datetime | Duration | Day | Quantity | tuple[str | float | dt.date, ...]
"""A `datetime` always has a time zone; a plain `date` is a day whose time and zone nobody stated."""
