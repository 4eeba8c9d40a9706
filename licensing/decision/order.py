"""Which of two values comes first, as far as that can be told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from licensing.model.times import EAST, WEST, as_day, shift, span
from licensing.model.values import Day, Duration, Quantity

__all__ = ["SAME", "signs"]

UNSURE = frozenset({-1, 0, 1})
BEFORE, SAME, AFTER = frozenset({-1}), frozenset({0}), frozenset({1})
REFERENCES = (
    dt.datetime(1696, 9, 1, tzinfo=dt.UTC),
    dt.datetime(1697, 2, 1, tzinfo=dt.UTC),
    dt.datetime(1903, 3, 1, tzinfo=dt.UTC),
    dt.datetime(1903, 7, 1, tzinfo=dt.UTC),
)
"""The moments XML Schema adds two durations to before it compares them (XSD 1.1 part 2, section 3.3.6.1)."""


def signs(fact: Any, right: Any) -> frozenset[int] | None:
    """Return the signs `fact - right` can have; None when the two cannot be compared."""
    if isinstance(fact, bool | str) or isinstance(right, bool | str):
        return None
    if isinstance(fact, int | float) and isinstance(right, int | float):
        return _sign(fact, right)
    if isinstance(fact, Quantity) and isinstance(right, Quantity):
        return _sign(fact.number, right.number) if fact.unit == right.unit else None
    if isinstance(fact, Duration) and isinstance(right, Duration):
        return frozenset().union(*(_sign(_after(start, fact), _after(start, right)) for start in REFERENCES))
    if isinstance(fact, dt.date | Day) and isinstance(right, dt.date | Day):
        return _times(fact, right)
    return None


def _sign(fact: Any, right: Any) -> frozenset[int]:
    return BEFORE if fact < right else AFTER if fact > right else SAME


def _after(start: dt.datetime, duration: Duration) -> tuple[int, int, float]:
    """Return a moment as numbers that compare: adding to a calendar date can leave the years Python knows."""
    months = start.year * 12 + start.month - 1 + duration.months
    days, seconds = divmod(duration.seconds, 86_400)
    return (_days(*divmod(months, 12)) + int(days), 0, seconds)


def _days(year: int, month: int) -> int:
    """Return the days from the year 0 to the first of a month (0 to 11), by the Gregorian rule for any year."""
    before = year - 1
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return before * 365 + before // 4 - before // 100 + before // 400 + sum(lengths[:month])


def _times(fact: dt.date | Day, right: dt.date | Day) -> frozenset[int]:
    if isinstance(fact, dt.datetime):
        return _sign(fact, right) if isinstance(right, dt.datetime) else _moment_and_day(fact, as_day(right))
    if isinstance(right, dt.datetime):
        first, after = span(as_day(fact))
        return BEFORE if after <= right else AFTER if first > right else UNSURE
    one, other = as_day(fact), as_day(right)
    if (one.first.tzinfo is None) is not (other.first.tzinfo is None):
        (start, end), (first, after) = span(one), span(other)
        return BEFORE if end <= first else AFTER if start >= after else UNSURE
    if one.after <= other.first or one.first >= other.after:
        return _sign(one.first, other.first)
    return SAME if other.first <= one.first and one.after <= other.after else UNSURE


def _moment_and_day(fact: dt.datetime, right: Day) -> frozenset[int]:
    """A moment is before, on or after a day; where the day has no zone, in every zone it could have."""
    if right.first.tzinfo is not None:
        moments = [fact]
    else:
        moments = [shift(fact, zone).replace(tzinfo=None) for zone in (WEST, dt.timedelta(), EAST)]
    return frozenset(-1 if one < right.first else 1 if one >= right.after else 0 for one in moments)
