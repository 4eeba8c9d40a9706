"""Read a value of a stated type: the lexical forms of XML Schema 1.1 (https://www.w3.org/TR/xmlschema11-2/).

What a form leaves open stays open. A day without a time zone is not a stretch of time anybody can point to: it may
begin 14 hours before midnight UTC or end 14 hours after it. So it is a plain `date`, and a month or year without a
zone is a `Day` whose two ends have no zone, never one that assumes UTC.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping

from licensing.model.values import Day, Duration, Value

__all__ = ["DATATYPES", "read_value"]

_ZONE = r"(?P<zone>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_DATE = re.compile(rf"(?P<year>-?\d{{4,}})-(?P<month>\d\d)-(?P<day>\d\d){_ZONE}", re.ASCII)
_MONTH = re.compile(rf"(?P<year>-?\d{{4,}})-(?P<month>\d\d){_ZONE}", re.ASCII)
_YEAR = re.compile(rf"(?P<year>-?\d{{4,}}){_ZONE}", re.ASCII)
_MOMENT = re.compile(
    r"(?P<year>-?\d{4,})-(?P<month>\d\d)-(?P<day>\d\d)T"
    # XML Schema asks for seconds; the example beside odrl:dateTime in the ODRL vocabulary has none, and its meaning
    # is in no doubt.
    rf"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d+))?)?{_ZONE}",
    re.ASCII,
)
_PERIOD = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_COUNTRY = re.compile(r"(?:.*/iso3166/)?(?P<code>[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)", re.ASCII)
_LAST_YEAR = 9999
_MIDNIGHT_AFTER = 24
_DIGITS = 400
"""More than any number of a rights document has, and far fewer than Python refuses to read."""


def read_value(text: str, datatype: str) -> Value:
    """Return the value a text stands for.

    Args:
        text: The lexical form; white space around it does not count.
        datatype: One of `DATATYPES`. A `datetime` is also read from a day, a month or a year.

    Returns:
        bool, int, float or Duration as the type says; for `datetime` a datetime with its zone; for a day a `date`,
        or a `Day` where its zone is stated; for a month or a year a `Day`, whose ends have no zone where none is
        stated; for `territory` the ISO 3166 code; for `language` the tag in lower case; for `code` the text itself.

    Raises:
        ValueError: with a sentence that says what is wrong, when the text is not of the type or the type is unknown.
    """
    if datatype not in _READERS:
        raise ValueError(f"'{datatype}' is not a type of value. Types: {', '.join(DATATYPES)}.")
    return _READERS[datatype](text)


def _boolean(text: str) -> bool:
    values = {"true": True, "1": True, "false": False, "0": False}
    if text.strip() not in values:
        raise ValueError(f"'{text}' is neither true nor false.")
    return values[text.strip()]


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text.strip()) or len(text) > _DIGITS:
        raise ValueError(f"'{text}' is not a whole number.")
    return int(text)


def _decimal(text: str) -> float:
    """Return a number; a whole one as an int, because a float would round a long one."""
    if not _NUMBER.fullmatch(text.strip()) or len(text) > _DIGITS:
        raise ValueError(f"'{text}' is not a number.")
    if _INTEGER.fullmatch(text.strip()):
        return int(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"'{text}' is too large a number.")
    return number


def _ratio(text: str) -> float:
    number = float(_decimal(text))
    if not 0 <= number <= 1:
        raise ValueError(f"'{text}' is not a ratio: write a number from 0 to 1.")
    return number


def _percentage(text: str) -> float:
    number = float(_decimal(text))
    if not 0 <= number <= 100:  # noqa: PLR2004 - a percentage
        raise ValueError(f"'{text}' is not a percentage: write a number from 0 to 100.")
    return number


def _date(text: str) -> dt.date | Day:
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"'{text}' is not a date: write it as 2026-11-22.")
    day = _day(found, text)
    return day if found["zone"] is None else _stretch(day, day, found["zone"], text)


def _datetime(text: str) -> dt.datetime | dt.date | Day:
    stripped = text.strip()
    if found := _MOMENT.fullmatch(stripped):
        return _moment(found, text)
    if _DATE.fullmatch(stripped):
        return _date(text)
    for form in (_MONTH, _YEAR):
        if found := form.fullmatch(stripped):
            parts = found.groupdict()
            first = _calendar(parts["year"], parts.get("month") or "1", "1", text)
            last_month = first.month if "month" in parts else 12
            last = first.replace(month=last_month, day=_last_day(first.year, last_month))
            return _stretch(first, last, parts["zone"], text)
    raise ValueError(f"'{text}' is not a date and time: write it as 2026-11-22T23:40:00+03:00.")


def _moment(found: re.Match[str], text: str) -> dt.datetime:
    if found["zone"] is None:
        raise ValueError(f"'{text}' has no time zone: add one, as in {text.strip()}Z or {text.strip()}+03:00.")
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    part = found["part"] or ""
    next_midnight = hour == _MIDNIGHT_AFTER and not (minute or second or part.strip("0"))
    clock = (0 if next_midnight else hour, minute, second, int(part[:6].ljust(6, "0") or 0))
    try:
        time = dt.time(*clock)
    except ValueError as cause:
        raise ValueError(f"'{text}' is not a time of the day.") from cause
    moment = dt.datetime.combine(_day(found, text), time, _zone(found["zone"]))
    return _after(moment, text) if next_midnight else moment


def _day(found: re.Match[str], text: str) -> dt.date:
    return _calendar(found["year"], found["month"], found["day"], text)


def _calendar(year: str, month: str, day: str, text: str) -> dt.date:
    if len(year) != 4 or not 1 <= int(year) <= _LAST_YEAR:  # noqa: PLR2004 - digits of a year
        raise ValueError(f"'{text}' is outside the years 0001 to 9999.")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as cause:
        raise ValueError(f"'{text}' is not a day of the calendar.") from cause


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - dt.timedelta(1)).day  # noqa: PLR2004 - December


def _stretch(first: dt.date, last: dt.date, zone: str | None, text: str) -> Day:
    tz = None if zone is None else _zone(zone)
    begin, end = (dt.datetime.combine(day, dt.time(), tz) for day in (first, last))
    return Day(begin, _after(end, text))


def _after(moment: dt.datetime, text: str) -> dt.datetime:
    try:
        return moment + dt.timedelta(1)
    except OverflowError as cause:
        raise ValueError(f"'{text}' is outside the years 0001 to 9999.") from cause


def _zone(zone: str) -> dt.timezone:
    if zone == "Z":
        return dt.UTC
    offset = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
    return dt.timezone(-offset if zone[0] == "-" else offset)


def _duration(text: str) -> Duration:
    found = _PERIOD.fullmatch(text.strip())
    if not found or len(text) > _DIGITS:
        raise ValueError(f"'{text}' is not a duration: write it as P30D, P1Y6M or PT12H.")
    parts = {name: int(value or 0) for name, value in found.groupdict().items() if name not in {"sign", "seconds"}}
    sign = -1 if found["sign"] else 1
    whole = parts["days"] * 86_400 + parts["hours"] * 3_600 + parts["minutes"] * 60
    seconds = float(found["seconds"] or 0)
    try:
        return Duration(sign * (parts["years"] * 12 + parts["months"]), sign * (whole + seconds))
    except OverflowError as cause:
        raise ValueError(f"'{text}' is too long a duration.") from cause


def _territory(text: str) -> str:
    """Return the code of a country or of a part of it, from a literal or an IRI that ends in `/iso3166/XX`."""
    if not text.strip():
        raise ValueError("A territory is missing: write an ISO 3166-1 code, as TR.")
    found = _COUNTRY.fullmatch(text.strip())
    return found["code"].upper() if found else text.strip()


def _language(text: str) -> str:
    """Return a language tag in lower case: tags are compared without regard to case (BCP 47, section 2.1.1)."""
    if not text.strip():
        raise ValueError("A language is missing: write a BCP 47 tag, as tr.")
    return text.strip().lower()


_READERS: Mapping[str, Callable[[str], Value]] = {
    "boolean": _boolean,
    "integer": _integer,
    "decimal": _decimal,
    "ratio": _ratio,
    "percentage": _percentage,
    "date": _date,
    "datetime": _datetime,
    "duration": _duration,
    "territory": _territory,
    "language": _language,
    "code": str,
}
DATATYPES: tuple[str, ...] = tuple(_READERS)
"""The types of value a left operand can have."""
