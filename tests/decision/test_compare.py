"""Facts against right operands: three values, every type, and nothing that cannot be compared decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.decision.compare import comparison, membership, within
from licensing.decision.order import signs
from licensing.model.constraint import Operator
from licensing.model.values import Day, Duration, Iri, Quantity

O = Operator  # noqa: E741 - the table below is read by operator
EUR, USD = "http://example.org/EUR", "http://example.org/USD"
INSIDE = {"EU": frozenset({"DE", "FR"}), "EEA": frozenset({"DE", "FR", "NO"})}
DAY = dt.timedelta(days=1)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def on(text: str, zone: str = "+00:00") -> Day:
    start = at(f"{text}T00:00:00{zone}")
    return Day(start, start + DAY)


NOON = at("2026-03-01T12:00:00+00:00")
FIRST = dt.date(2026, 3, 1)
YEAR = Day(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1))  # noqa: DTZ001 - a year in a zone nobody stated


@pytest.mark.parametrize(
    ("fact", "kind", "right", "held"),
    [
        pytest.param(NOON, O.LT, at("2026-03-01T13:00:00+02:00"), False, id="zones count: 13:00+02 is 11:00Z"),
        pytest.param(NOON, O.EQ, at("2026-03-01T14:00:00+02:00"), True, id="the same moment in another zone"),
        pytest.param(NOON, O.LTEQ, FIRST, None, id="noon UTC may be 2 March somewhere"),
        pytest.param(at("2026-03-01T09:30:00+00:00"), O.GTEQ, FIRST, None, id="half past nine may be 28 February"),
        pytest.param(NOON, O.LTEQ, dt.date(2026, 3, 2), True, id="nowhere later than 2 March"),
        pytest.param(NOON, O.LT, FIRST, False, id="noon UTC is 1 March or later everywhere"),
        pytest.param(NOON, O.GT, dt.date(2026, 2, 27), True, id="after that day everywhere"),
        pytest.param(NOON, O.GT, dt.date(2026, 3, 3), False, id="not after it anywhere"),
        pytest.param(NOON, O.LTEQ, on("2026-03-01"), True, id="the last day counts, its zone is known"),
        pytest.param(NOON, O.EQ, on("2026-03-01"), True, id="on that day"),
        pytest.param(NOON, O.GT, on("2026-03-01"), False, id="not after that day"),
        pytest.param(at("2026-03-02T00:00:00+00:00"), O.GT, on("2026-03-01"), True, id="midnight is the next day"),
        pytest.param(at("2026-03-01T22:00:00+00:00"), O.EQ, on("2026-03-01", "+03:00"), False, id="elsewhere next day"),
        pytest.param(FIRST, O.LTEQ, FIRST, True, id="two days are held against one another as days"),
        pytest.param(FIRST, O.LT, NOON, None, id="a day whose time nobody stated, and a moment on it"),
        pytest.param(FIRST, O.LT, at("2026-03-03T00:00:00+00:00"), True, id="a day wholly before a moment"),
        pytest.param(FIRST, O.GT, at("2026-02-27T00:00:00+00:00"), True, id="a day wholly after a moment"),
        pytest.param(on("2026-03-01"), O.LTEQ, on("2026-03-01"), True, id="the same day"),
        pytest.param(on("2026-03-01"), O.LT, on("2026-03-01", "-03:00"), None, id="days that overlap"),
        pytest.param(on("2026-03-01"), O.LT, on("2026-03-03"), True, id="a day before another"),
        pytest.param(FIRST, O.LT, on("2026-03-01"), None, id="a day without a zone, and the same day with one"),
        pytest.param(FIRST, O.LT, on("2026-03-03"), True, id="a day without a zone well before one with"),
        pytest.param(FIRST, O.GT, on("2026-02-26"), True, id="a day without a zone well after one with"),
        pytest.param(FIRST, O.EQ, YEAR, True, id="a day of the year"),
        pytest.param(YEAR, O.EQ, FIRST, None, id="the year may be that day or another"),
        pytest.param(YEAR, O.LT, dt.date(2027, 1, 1), True, id="the year is over by then"),
        pytest.param(NOON, O.EQ, YEAR, True, id="a moment in the year, wherever"),
        pytest.param(at("2026-01-01T05:00:00+00:00"), O.EQ, YEAR, None, id="the year has not begun everywhere"),
        pytest.param(dt.date(9999, 12, 31), O.GTEQ, NOON, True, id="the last day of the calendar"),
        pytest.param(at("9999-12-31T23:00:00+00:00"), O.GTEQ, dt.date(9999, 12, 31), True, id="the last hour"),
        pytest.param(at("0001-01-01T01:00:00+00:00"), O.GT, dt.date(1, 1, 3), False, id="the calendar's first hour"),
        pytest.param(Duration(1, 0), O.LT, Duration(0, 32 * 86_400), True, id="a month is under 32 days"),
        pytest.param(Duration(1, 0), O.EQ, Duration(0, 30 * 86_400), None, id="a month may have 30 days"),
        pytest.param(Duration(12, 0), O.GT, Duration(0, 364 * 86_400), True, id="a year is over 364 days"),
        pytest.param(Duration(0, 90), O.LTEQ, Duration(0, 90.0), True, id="ninety seconds"),
        pytest.param(Duration(-1, 0), O.LT, Duration(0, 0), True, id="a negative period"),
        pytest.param(Quantity(5, EUR), O.LTEQ, Quantity(5.0, EUR), True, id="the same unit"),
        pytest.param(Quantity(5, EUR), O.LTEQ, Quantity(5.0, USD), None, id="another unit"),
        pytest.param(5, O.LTEQ, Quantity(5.0, EUR), None, id="a number without a unit"),
        pytest.param(3, O.LT, 3.5, True, id="numbers"),
        pytest.param(True, O.LT, 2, None, id="truth is no number"),
        pytest.param(2, O.EQ, True, None, id="a number is no truth"),
        pytest.param("a", O.LT, "b", None, id="names have no order"),
        pytest.param("a", O.EQ, Iri("a"), True, id="an IRI is its text"),
        pytest.param(Iri("http://a/x"), O.EQ, Iri("http://a/y"), False, id="two names of one list"),
        pytest.param(Iri("http://a/x"), O.EQ, Iri("http://b/y"), None, id="names of two lists may mean the same"),
        pytest.param("news", O.NEQ, Iri("http://a/advertising"), None, id="a code and an IRI may mean the same"),
        pytest.param("news", O.IS_NONE_OF, (Iri("http://a/news"), "sport"), None, id="one of another list among some"),
        pytest.param("news", O.IS_NONE_OF, ("sport", "opinion"), True, id="none of one list"),
        pytest.param("5", O.GTEQ, 5, None, id="a numeral is no number"),
        pytest.param(NOON, O.EQ, 5, None, id="a moment is no number"),
        pytest.param(Duration(0, 5), O.EQ, NOON, None, id="a period is no moment"),
        pytest.param(("TR", "US"), O.IS_ANY_OF, ("TR",), None, id="several values, only some of them allowed"),
        pytest.param(("TR", "US"), O.IS_ANY_OF, ("TR", "US", "DE"), True, id="several values, all allowed"),
        pytest.param(("TR", "US"), O.IS_NONE_OF, ("DE",), True, id="several values, none excluded"),
        pytest.param(("TR", "US"), O.IS_NONE_OF, ("US",), None, id="several values, one excluded"),
        pytest.param(("TR", "US"), O.IS_ALL_OF, ("TR",), True, id="it is all of those"),
        pytest.param("TR", O.IS_ALL_OF, ("TR", "US"), False, id="it is not all of those"),
        pytest.param(("TR", "US"), O.EQ, ("US", "TR"), True, id="the same set"),
        pytest.param(5, O.IS_ANY_OF, (4, 5.0), True, id="a number among numbers"),
        pytest.param(5, O.IS_ANY_OF, ("a",), None, id="a number among names"),
        pytest.param(NOON, O.IS_ANY_OF, (on("2026-03-01"), on("2026-03-02")), True, id="a moment on one of some days"),
    ],
)
def test_a_fact_and_a_right_operand(fact: Any, kind: Operator, right: Any, held: bool | None) -> None:
    assert comparison(kind, right)(fact) is held


@pytest.mark.parametrize(
    ("fact", "kind", "right", "held"),
    [
        pytest.param("DE", O.EQ, "DE", True, id="the same"),
        pytest.param("DE-BY", O.EQ, "DE", True, id="a use in Bavaria is one in Germany"),
        pytest.param("DE", O.EQ, "DE-BY", None, id="a use in Germany may be one in Bavaria"),
        pytest.param("DE", O.IS_PART_OF, "EU", True, id="a member state"),
        pytest.param("DE-BY", O.IS_PART_OF, "EU", True, id="part of a member state"),
        pytest.param("TR", O.IS_PART_OF, "EU", False, id="no member state"),
        pytest.param("EU", O.IS_PART_OF, "EEA", True, id="a region in a region"),
        pytest.param("EEA", O.IS_PART_OF, "EU", None, id="a region that reaches further"),
        pytest.param("TR", O.IS_NONE_OF, ("DE", "US"), True, id="not where it is excluded"),
        pytest.param("DE-BY", O.IS_NONE_OF, ("DE",), False, id="inside what is excluded"),
        pytest.param("EU", O.IS_NONE_OF, ("DE",), None, id="reaches into what is excluded"),
        pytest.param("DE", O.NEQ, "EU", False, id="not outside"),
        pytest.param("EU", O.HAS_PART, "DE", True, id="holds a member state"),
        pytest.param("EU", O.HAS_PART, "TR", False, id="does not hold another"),
        pytest.param("TR", O.IS_ANY_OF, ("world",), True, id="the world holds everything"),
        pytest.param("001", O.IS_ANY_OF, ("TR",), None, id="the whole world is more than one country"),
        pytest.param(5, O.EQ, "TR", None, id="a number is no territory"),
        pytest.param("DE", O.EQ, "http://codes.example/DEU", None, id="somebody else's code for a country"),
        pytest.param("Ruritania", O.IS_NONE_OF, ("DE",), None, id="a place nobody knows"),
    ],
)
def test_territories_lie_inside_territories(fact: Any, kind: Operator, right: Any, held: bool | None) -> None:
    inside = {**INSIDE, "001": frozenset({"DE", "FR", "NO", "TR", "US"}), "world": frozenset({"TR"})}
    assert comparison(kind, right, inside)(fact) is held


def test_a_country_is_no_subdivision_of_one_that_begins_alike() -> None:
    assert not within("DEX", "DE", INSIDE)


@pytest.mark.parametrize(
    ("fact", "kind", "right", "held"),
    [
        pytest.param("ferry", O.IS_PART_OF, "wire", True, id="in it"),
        pytest.param("ferry", O.IS_PART_OF, "sports", False, id="in others, so not in it"),
        pytest.param("bridge", O.IS_PART_OF, "wire", None, id="nobody says what it is in"),
        pytest.param("ferry", O.IS_A, ("sports", "wire"), True, id="one of two classes"),
        pytest.param("wire", O.HAS_PART, "ferry", True, id="holds it"),
        pytest.param("sports", O.HAS_PART, "ferry", False, id="does not hold it"),
        pytest.param(("ferry", "storm"), O.HAS_PART, "storm", True, id="lists it"),
        pytest.param(("ferry", "storm"), O.HAS_PART, "bridge", False, id="lists its parts, and not that one"),
        pytest.param(5, O.IS_PART_OF, "wire", None, id="a number is in nothing known"),
    ],
)
def test_what_is_in_what_is_what_the_world_says(fact: Any, kind: Operator, right: Any, held: bool | None) -> None:
    assert membership(kind, right)(fact, {"ferry": frozenset({"wire"})}) is held


ZONES = st.integers(-12, 14).map(lambda hour: dt.timezone(dt.timedelta(hours=hour)))
MOMENTS = st.datetimes(dt.datetime(3, 1, 1), dt.datetime(9990, 1, 1), timezones=ZONES)  # noqa: DTZ001 - hypothesis wants them so
DAYS = st.dates(dt.date(3, 1, 1), dt.date(9990, 1, 1))
VALUES = st.one_of(
    st.booleans(),
    st.integers(-10, 10),
    st.floats(-10, 10),
    st.sampled_from(["a", "b", "DE"]),
    MOMENTS,
    DAYS,
    st.builds(Duration, st.integers(-3, 3), st.floats(-1e7, 1e7)),
    st.builds(Quantity, st.floats(-5, 5), st.sampled_from([EUR, USD])),
)


@given(VALUES, VALUES, st.sampled_from([O.EQ, O.LT, O.LTEQ, O.GT, O.GTEQ]))
def test_an_operator_and_its_opposite_never_both_hold(fact: Any, right: Any, kind: Operator) -> None:
    opposite = {O.EQ: O.NEQ, O.LT: O.GTEQ, O.GTEQ: O.LT, O.GT: O.LTEQ, O.LTEQ: O.GT}[kind]
    one, other = comparison(kind, right)(fact), comparison(opposite, right)(fact)
    assert (one is None) == (other is None)
    assert one is None or one is not other


@given(MOMENTS, DAYS, st.integers(-12, 14))
def test_a_day_without_a_zone_says_what_it_would_in_every_zone(moment: dt.datetime, day: dt.date, hour: int) -> None:
    """Whatever zone the day was meant in, what is settled without it holds there too."""
    start = dt.datetime(day.year, day.month, day.day, tzinfo=dt.timezone(dt.timedelta(hours=hour)))
    for kind in (O.EQ, O.LT, O.LTEQ, O.GT, O.GTEQ, O.NEQ):
        without, within_zone = comparison(kind, day)(moment), comparison(kind, Day(start, start + DAY))(moment)
        assert without is None or without is within_zone


@given(VALUES, VALUES)
def test_signs_turn_around(fact: Any, right: Any) -> None:
    one, other = signs(fact, right), signs(right, fact)
    moment_and_day = isinstance(fact, dt.date) and isinstance(right, dt.date) and type(fact) is not type(right)
    if one is None or moment_and_day:
        assert (one is None) == (other is None)
    else:
        assert one == frozenset(-sign for sign in other or ())
