"""Dates written out in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from licensing.model.document import Span
from licensing.text.normalise import fold
from licensing.text.stock import MONTHS

__all__ = ["dates"]

_DATE = re.compile(
    r"(?<![\w-])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<numbers>\d{1,2}(?P<dot>[./])\d{1,2}(?P=dot)\d{4})"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<year>\d{4})"
    r"|(?P<month2>[^\W\d_]{3,10})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4}))(?![\w-])"
)


def dates(text: str) -> Iterator[tuple[Span, date]]:
    """Yield the dates of a text: `22 November 2026`, `November 22, 2026`, `22.11.2026`, `22 Kasım 2026`, `2026-11-22`.

    Numbers with dots or strokes are read day first, unless only the other order is a date. A weekday or a day without
    its year is no date.
    """
    for match in _DATE.finditer(text):
        day = _date(match)
        if day is not None:
            yield Span(*match.span()), day


def _date(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return _day(*map(int, match["iso"].split("-")))
    if match["numbers"]:
        first, second, year = map(int, re.split(r"[./]", match["numbers"]))
        return _day(year, second, first) or _day(year, first, second)
    month = _month(fold(match["month"] or match["month2"]))
    return _day(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"])) if month else None


def _month(word: str) -> int | None:
    """Return the month a word names in full or by its first letters, as `Sept.`; None when two could be meant."""
    found = {number for name, number in MONTHS.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
