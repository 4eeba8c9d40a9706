"""Moments, days, and the time a day can be anywhere on earth."""

from __future__ import annotations

import datetime as dt

from licensing.model.values import Day

__all__ = ["EAST", "WEST", "as_day", "shift", "span"]

EAST, WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)
"""The time zones of the earth reach from UTC+14 to UTC-12."""
EARLIEST = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC)


def as_day(value: dt.date | Day) -> Day:
    """Return a date as the day it is, in a zone nobody stated."""
    if isinstance(value, Day):
        return value
    start = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - in any zone
    return Day(start, start + dt.timedelta(days=1) if value < dt.date.max else dt.datetime.max)  # noqa: DTZ901


def span(value: dt.date | Day) -> tuple[dt.datetime, dt.datetime]:
    """Return the first moment a time can begin and the last it can end, anywhere on earth; a moment is both."""
    if isinstance(value, dt.datetime):
        return value, value
    day = as_day(value)
    if day.first.tzinfo is not None:
        return day
    return shift(day.first.replace(tzinfo=dt.UTC), -EAST), shift(day.after.replace(tzinfo=dt.UTC), -WEST)


def shift(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Return a moment moved, in UTC; at the ends of the calendar it stays there."""
    try:
        return moment.astimezone(dt.UTC) + by
    except OverflowError:
        return EARLIEST if moment.year == 1 else LATEST
