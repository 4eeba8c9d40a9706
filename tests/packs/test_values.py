"""Values are read as XML Schema writes them, and what a form leaves open stays open."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from licensing.errors import PackError
from licensing.model.values import Day, Duration, Value
from licensing.packs.store import rulebook
from licensing.packs.values import DATATYPES, read_value
from licensing.packs.vocabulary import vocabulary

UTC = dt.UTC
ISTANBUL = dt.timezone(dt.timedelta(hours=3))


def at(*parts: int, zone: dt.tzinfo = UTC) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=zone)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("datatype", "text", "value"),
    [
        pytest.param("boolean", "true", True, id="true"),
        pytest.param("boolean", " false ", False, id="false with white space"),
        pytest.param("boolean", "1", True, id="one is true"),
        pytest.param("boolean", "0", False, id="zero is false"),
        pytest.param("integer", "25", 25, id="a whole number"),
        pytest.param("integer", "-007", -7, id="a sign and leading zeros"),
        pytest.param("integer", "+9007199254740993", 9007199254740993, id="past what a float can hold"),
        pytest.param("decimal", "9007199254740993", 9007199254740993, id="a long decimal is not rounded"),
        pytest.param("decimal", "0.50", 0.5, id="a fraction"),
        pytest.param("decimal", ".5", 0.5, id="no digit before the point"),
        pytest.param("decimal", "5.0E0", 5.0, id="a number as JSON-LD writes it"),
        pytest.param("ratio", "0.25", 0.25, id="a ratio"),
        pytest.param("ratio", "1", 1.0, id="the whole"),
        pytest.param("percentage", "50", 50.0, id="a percentage"),
        pytest.param("percentage", "100.0", 100.0, id="all of it"),
        pytest.param("date", "2026-11-22", dt.date(2026, 11, 22), id="a day without a zone"),
        pytest.param("date", "2026-11-22Z", Day(at(2026, 11, 22), at(2026, 11, 23)), id="a day in UTC"),
        pytest.param(
            "date",
            "2026-12-31+03:00",
            Day(at(2026, 12, 31, zone=ISTANBUL), at(2027, 1, 1, zone=ISTANBUL)),
            id="a day in Istanbul",
        ),
        pytest.param("datetime", "2026-11-22T23:40:00Z", at(2026, 11, 22, 23, 40), id="a moment in UTC"),
        pytest.param("datetime", "2026-11-22T23:40:00+03:00", at(2026, 11, 22, 20, 40), id="a moment in Istanbul"),
        pytest.param(
            "datetime", "2026-11-22T23:40:00-00:30", at(2026, 11, 23, 0, 10), id="a zone west by half an hour"
        ),
        pytest.param("datetime", "2017-12-31T06:00Z", at(2017, 12, 31, 6), id="no seconds, as ODRL's own example"),
        pytest.param("datetime", "2026-11-22T00:00:00.5Z", at(2026, 11, 22, 0, 0, 0, 500_000), id="one fraction digit"),
        pytest.param(
            "datetime", "2026-11-22T00:00:00.123456789Z", at(2026, 11, 22, 0, 0, 0, 123_456), id="nine fraction digits"
        ),
        pytest.param("datetime", "2026-12-31T24:00:00Z", at(2027, 1, 1), id="the end of a day is the next midnight"),
        pytest.param("datetime", "2026-12-31T24:00:00.000Z", at(2027, 1, 1), id="the end of a day with a fraction"),
        pytest.param("datetime", "2026-11-22", dt.date(2026, 11, 22), id="a day where a moment may stand"),
        pytest.param("datetime", "2026-11-22Z", Day(at(2026, 11, 22), at(2026, 11, 23)), id="a day with a zone there"),
        pytest.param("datetime", "2024-02Z", Day(at(2024, 2, 1), at(2024, 3, 1)), id="a month with a zone"),
        pytest.param("datetime", "2026-12Z", Day(at(2026, 12, 1), at(2027, 1, 1)), id="December"),
        pytest.param("datetime", "2026Z", Day(at(2026, 1, 1), at(2027, 1, 1)), id="a year with a zone"),
        pytest.param("duration", "P30D", Duration(0, 2_592_000.0), id="days"),
        pytest.param("duration", "P1Y2M", Duration(14, 0.0), id="years and months"),
        pytest.param("duration", "-P1M", Duration(-1, 0.0), id="backwards"),
        pytest.param("duration", "PT1H30M", Duration(0, 5400.0), id="hours and minutes"),
        pytest.param("duration", "P1Y2M3DT4H5M6.5S", Duration(14, 273_906.5), id="every part"),
        pytest.param("duration", "P60M", Duration(60, 0.0), id="M before T is months, whatever an example says"),
        pytest.param("territory", "TR", "TR", id="a country"),
        pytest.param("territory", "de-by", "DE-BY", id="a part of a country in small letters"),
        pytest.param("territory", "https://example.org/codes/iso3166/DE", "DE", id="a country by IRI"),
        pytest.param("territory", "001", "001", id="the world"),
        pytest.param("territory", "EEA", "EEA", id="a region"),
        pytest.param("territory", "https://example.org/region/7", "https://example.org/region/7", id="an unknown IRI"),
        pytest.param("language", "EN-gb", "en-gb", id="language tags know no case"),
        pytest.param("code", " as it is ", " as it is ", id="a code is the text itself"),
    ],
)
def test_a_value(datatype: str, text: str, value: Value) -> None:
    found = read_value(text, datatype)
    assert found == value
    assert type(found) is type(value)


def test_a_year_or_month_without_a_zone_has_ends_without_a_zone() -> None:
    naive = dt.datetime
    assert read_value("2026", "datetime") == Day(naive(2026, 1, 1), naive(2027, 1, 1))
    assert read_value("2024-02", "datetime") == Day(naive(2024, 2, 1), naive(2024, 3, 1))


@pytest.mark.parametrize(
    ("datatype", "text", "words"),
    [
        pytest.param("boolean", "yes", "neither true nor false", id="yes"),
        pytest.param("boolean", "True", "neither true nor false", id="a capital letter"),
        pytest.param("integer", "1_000", "not a whole number", id="Python's own digits grouping"),
        pytest.param("integer", "٣", "not a whole number", id="digits of another script"),
        pytest.param("integer", "2.0", "not a whole number", id="a decimal for a whole number"),
        pytest.param("integer", "9" * 5000, "not a whole number", id="more digits than Python reads"),
        pytest.param("decimal", "INF", "not a number", id="infinity"),
        pytest.param("decimal", "NaN", "not a number", id="no number"),
        pytest.param("decimal", "1e999", "too large", id="a number that is infinite"),
        pytest.param("decimal", "1,5", "not a number", id="a comma"),
        pytest.param("ratio", "25", "from 0 to 1", id="a percentage for a ratio"),
        pytest.param("ratio", "-0.1", "from 0 to 1", id="a ratio below nothing"),
        pytest.param("percentage", "100.1", "from 0 to 100", id="more than all"),
        pytest.param("percentage", "-1", "from 0 to 100", id="less than nothing"),
        pytest.param("date", "22.11.2026", "not a date", id="another form"),
        pytest.param("date", "20261122", "not a date", id="a form XML Schema does not know"),
        pytest.param("date", "2026-W47-7", "not a date", id="a week"),
        pytest.param("date", "2026-02-30", "not a day of the calendar", id="no such day"),
        pytest.param("date", "10000-01-01", "outside the years", id="too late a year"),
        pytest.param("date", "-0044-03-15", "outside the years", id="before our era"),
        pytest.param("date", "0000-01-01", "outside the years", id="the year nought"),
        pytest.param("date", "9999-12-31Z", "outside the years", id="a day that ends after the calendar"),
        pytest.param("date", "2026-11-22T00:00:00Z", "not a date", id="a moment for a day"),
        pytest.param("date", "2026-11-22+15:00", "not a date", id="no such zone"),
        pytest.param("datetime", "2026-11-22T23:40:00", "has no time zone: add one", id="no zone"),
        pytest.param("datetime", "2026-11-22 23:40:00Z", "not a date and time", id="a blank for the T"),
        pytest.param("datetime", "2026-11-22T25:00:00Z", "not a time of the day", id="no such hour"),
        pytest.param("datetime", "2026-11-22T24:00:01Z", "not a time of the day", id="past the end of the day"),
        pytest.param("datetime", "2026-11-22T23:59:60Z", "not a time of the day", id="a leap second"),
        pytest.param("datetime", "9999-12-31T24:00:00Z", "outside the years", id="past the calendar"),
        pytest.param("datetime", "2026-13Z", "not a day of the calendar", id="no such month"),
        pytest.param("datetime", "9999", "outside the years", id="a year that ends after the calendar"),
        pytest.param("datetime", "tomorrow", "not a date and time", id="a word"),
        pytest.param("duration", "P", "not a duration", id="nothing after P"),
        pytest.param("duration", "P1DT", "not a duration", id="nothing after T"),
        pytest.param("duration", "1D", "not a duration", id="no P"),
        pytest.param("duration", "P1.5D", "not a duration", id="half a day"),
        pytest.param("duration", "PT5H2.S", "not a duration", id="a point without digits"),
        pytest.param("duration", "P1W", "not a duration", id="weeks are not XML Schema's"),
        pytest.param("duration", "+P1D", "not a duration", id="a plus sign"),
        pytest.param("duration", f"P{'9' * 350}D", "too long", id="longer than time"),
        pytest.param("territory", " ", "write an ISO 3166-1 code", id="no territory"),
        pytest.param("language", "", "write a BCP 47 tag", id="no language"),
        pytest.param("colour", "red", "not a type of value", id="an unknown type"),
    ],
)
def test_a_text_that_is_no_value(datatype: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_value(text, datatype)


@given(st.text(max_size=40), st.sampled_from(DATATYPES))
def test_any_text_is_a_value_or_a_clear_error(text: str, datatype: str) -> None:
    message, value = outcome(text, datatype)
    assert message is None or message.endswith(".")
    assert not (isinstance(value, float) and math.isnan(value))
    assert not (isinstance(value, dt.datetime) and value.tzinfo is None)


def outcome(text: str, datatype: str) -> tuple[str | None, Value | None]:
    try:
        return None, read_value(text, datatype)
    except ValueError as error:
        return str(error), None


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


@given(st.datetimes(min_value=dt.datetime(1, 1, 2), max_value=dt.datetime(9999, 12, 30), timezones=ZONES))  # noqa: DTZ001
def test_a_moment_written_is_the_moment_read(moment: dt.datetime) -> None:
    assert read_value(moment.isoformat(), "datetime") == moment


@given(st.dates(max_value=dt.date(9999, 12, 30)), ZONES)
def test_a_day_in_a_zone_lasts_a_day(day: dt.date, zone: dt.timezone) -> None:
    offset = dt.datetime(2026, 1, 1, tzinfo=zone).isoformat()[-6:]
    value = read_value(f"{day.isoformat()}{offset}", "date")
    assert isinstance(value, Day)
    assert value.after - value.first == dt.timedelta(1)
    assert value.first.date() == day


PARTS = st.lists(st.none() | st.integers(0, 10_000), min_size=6, max_size=6)


@given(st.sampled_from([1, -1]), PARTS)
def test_every_duration_is_read(sign: int, parts: list[int | None]) -> None:
    assume(any(part is not None for part in parts))
    written = [f"{part}{unit}" if part is not None else "" for part, unit in zip(parts, "YMDHMS", strict=True)]
    large, small = "".join(written[:3]), "".join(written[3:])
    text = f"{'-' if sign < 0 else ''}P{large}{f'T{small}' if small else ''}"
    years, months, days, hours, minutes, seconds = (part or 0 for part in parts)
    total = days * 86_400 + hours * 3_600 + minutes * 60 + seconds
    assert read_value(text, "duration") == Duration(sign * (years * 12 + months), sign * float(total))


def test_the_vocabulary_names_the_operand_whose_value_cannot_be_read() -> None:
    with pytest.raises(PackError, match="'25' is not a value of story-share, which is of type ratio"):
        vocabulary(rulebook()).value("story-share", "25")
