"""Values as RDF terms, for constraints that were not read from a document."""

from __future__ import annotations

import datetime as dt

from licensing.model.values import Day, Duration, Iri, Literal, Quantity, Value
from licensing.odrl.terms import XSD

__all__ = ["terms_of"]


def terms_of(value: Value) -> list[Iri | Literal]:
    """Return the terms that say a value: several for a tuple."""
    if type(value) is tuple:
        return [term for item in value for term in terms_of(item)]
    return [value if isinstance(value, Iri) else _literal(value)]


def _literal(value: object) -> Literal:  # noqa: PLR0911 - a table of types
    match value:
        case bool():
            return _typed(str(value).lower(), "boolean")
        case int():
            return _typed(str(value), "integer")
        case float():
            text = repr(value)
            return _typed(text, "double" if "e" in text else "decimal")
        case dt.datetime():
            return _typed(_moment(value), "dateTime")
        case dt.date():
            return _typed(value.isoformat(), "date")
        case Quantity():
            return _literal(int(value.number) if value.number.is_integer() else value.number)
        case Duration():
            return _typed(_period(value), "duration")
        case Day():
            return _day(value)
        case _:
            return Literal(str(value))


def _typed(text: str, name: str) -> Literal:
    return Literal(text, f"{XSD}{name}")


def _moment(value: dt.datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _period(value: Duration) -> str:
    sign = "-" if value.months < 0 or value.seconds < 0 else ""
    months, seconds = abs(value.months), f"{abs(value.seconds):f}".rstrip("0").rstrip(".")
    parts = (f"{months}M" if months else "") + (f"T{seconds}S" if value.seconds else "")
    return f"{sign}P{parts or 'T0S'}"


def _day(value: Day) -> Literal:
    """Return a day, month or year; the time of its first moment is midnight, and its zone may be unstated."""
    zone = _moment(value.first)[19:]
    days = (value.after - value.first).days
    if days == 1:
        return _typed(value.first.date().isoformat() + zone, "date")
    if days <= 31:  # noqa: PLR2004 - a month
        return _typed(value.first.strftime("%Y-%m").zfill(7) + zone, "gYearMonth")
    return _typed(f"{value.first.year:04}{zone}", "gYear")
