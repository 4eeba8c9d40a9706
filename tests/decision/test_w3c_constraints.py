"""ODRL Information Model 2.2, section 2.5.1: operators, values, time and territories, in three values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from licensing.model.values import Day, Duration, Iri, Quantity, Value
from licensing.model.world import World
from tests.decision.asking import (
    NO,
    NOWHERE,
    UNKNOWN,
    YES,
    at,
    ex,
    given,
    held,
    within,
)

pytest.importorskip("rdflib")

MARCH = "2026-03-01T12:00:00+00:00"
EURO, DOLLAR = ex("euro"), ex("dollar")


@pytest.mark.parametrize(
    ("constraint", "fact", "expected"),
    [
        pytest.param("count eq 5", 5, YES, id="eq: equal"),
        pytest.param("count eq 5", 6, NO, id="eq: not equal"),
        pytest.param("count eq 5", "5", UNKNOWN, id="eq: a numeral"),
        pytest.param("count neq 5", 6, YES, id="neq: not equal"),
        pytest.param("count neq 5", 5, NO, id="neq: equal"),
        pytest.param("count neq 5", "five", UNKNOWN, id="neq: a word is not unequal to a number"),
        pytest.param("count lt 5", 4, YES, id="lt: less"),
        pytest.param("count lt 5", 5, NO, id="lt: equal"),
        pytest.param("count lt 5", True, UNKNOWN, id="lt: true is no number"),
        pytest.param("count lteq 5", 5, YES, id="lteq: equal"),
        pytest.param("count lteq 5", 6, NO, id="lteq: more"),
        pytest.param("count lteq 5", Duration(0, 5), UNKNOWN, id="lteq: a period"),
        pytest.param("count gt 5", 6, YES, id="gt: more"),
        pytest.param("count gt 5", 5, NO, id="gt: equal"),
        pytest.param("count gt 5", Quantity(6, EURO), UNKNOWN, id="gt: a sum of money"),
        pytest.param("count gteq 5", 5, YES, id="gteq: equal"),
        pytest.param("count gteq 5", 4, NO, id="gteq: less"),
        pytest.param("count gteq 5", dt.date(2026, 3, 1), UNKNOWN, id="gteq: a day"),
        pytest.param("purpose isA ex:news", Iri(ex("obituary")), YES, id="isA: an instance"),
        pytest.param("purpose isA ex:news", Iri(ex("advert")), NO, id="isA: an instance of another"),
        pytest.param("purpose isA ex:news", Iri(ex("crossword")), UNKNOWN, id="isA: nobody says what it is"),
        pytest.param("recipient isPartOf ex:staff", Iri(ex("kim")), YES, id="isPartOf: a member, however deep"),
        pytest.param("recipient isPartOf ex:guests", Iri(ex("kim")), NO, id="isPartOf: a member of another"),
        pytest.param("recipient isPartOf ex:staff", Iri(ex("lee")), UNKNOWN, id="isPartOf: nobody says where"),
        pytest.param("recipient hasPart ex:kim", Iri(ex("staff")), YES, id="hasPart: holds it, however deep"),
        pytest.param("recipient hasPart ex:kim", Iri(ex("guests")), NO, id="hasPart: does not hold it"),
        pytest.param("recipient hasPart ex:lee", Iri(ex("staff")), UNKNOWN, id="hasPart: nobody says where it is"),
        pytest.param("media isAnyOf ('print' 'online')", "print", YES, id="isAnyOf: one of them"),
        pytest.param("media isAnyOf ('print' 'online')", "radio", NO, id="isAnyOf: none of them"),
        pytest.param("media isAnyOf ('print' 'online')", 3, UNKNOWN, id="isAnyOf: a number among words"),
        pytest.param("media isAllOf ('print' 'online')", ("online", "print", "radio"), YES, id="isAllOf: each of them"),
        pytest.param("media isAllOf ('print' 'online')", "print", NO, id="isAllOf: one of them is not all"),
        pytest.param("media isAllOf ('print' 'online')", 3, UNKNOWN, id="isAllOf: a number among words"),
        pytest.param("media isNoneOf ('print' 'online')", "radio", YES, id="isNoneOf: none of them"),
        pytest.param("media isNoneOf ('print' 'online')", "print", NO, id="isNoneOf: one of them"),
        pytest.param("media isNoneOf ('print' 'online')", 3, UNKNOWN, id="isNoneOf: a number among words"),
    ],
)  # fmt: skip
def test_2_5_1_the_twelve_operators(constraint: str, fact: Value, expected: bool | None) -> None:
    world = replace(
        given(**{constraint.split(maxsplit=1)[0]: fact}),
        part_of=within(obituary="news", advert="marketing", kim="desk", desk="staff").part_of,
    )
    assert held(constraint, world) is expected
    assert held(constraint) is UNKNOWN, "a missing fact"


@pytest.mark.parametrize(
    ("constraint", "world", "expected"),
    [
        pytest.param("payAmount lteq 5.00 ; odrl:unit ex:euro", given(payAmount=Quantity(4, EURO)), YES, id="euros"),
        pytest.param("payAmount lteq 5.00 ; odrl:unit ex:euro", given(payAmount=Quantity(6, EURO)), NO, id="too many"),
        pytest.param("payAmount lteq 5.00 ; odrl:unit ex:euro", given(payAmount=Quantity(4, DOLLAR)), UNKNOWN,
                     id="dollars are not euros"),
        pytest.param("payAmount lteq 5.00 ; odrl:unit ex:euro", given(payAmount=4), UNKNOWN, id="of what?"),
        pytest.param("payAmount neq 5.00 ; odrl:unit ex:euro", given(payAmount=Quantity(5, DOLLAR)), UNKNOWN,
                     id="five dollars are not told from five euros"),
        pytest.param("payAmount lteq 5.00", given(payAmount=Quantity(4, EURO)), UNKNOWN, id="a limit without a unit"),
        pytest.param("percentage lteq 10", given(percentage=10.0), YES, id="ten per cent"),
        pytest.param("percentage lteq 10", given(percentage=10.5), NO, id="more than ten per cent"),
        pytest.param("percentage lteq 10", given(percentage="10%"), UNKNOWN, id="a text that looks like one"),
        pytest.param("elapsedTime lteq 'P1M'^^xsd:duration", given(elapsedTime=Duration(0, 28 * 86_400)), YES,
                     id="28 days are a month or less"),
        pytest.param("elapsedTime lteq 'P1M'^^xsd:duration", given(elapsedTime=Duration(0, 30 * 86_400)), UNKNOWN,
                     id="30 days may be more than a month"),
        pytest.param("elapsedTime lteq 'P1M'^^xsd:duration", given(elapsedTime=Duration(0, 32 * 86_400)), NO,
                     id="32 days are more than a month"),
        pytest.param("elapsedTime eq 'P1Y'^^xsd:duration", given(elapsedTime=Duration(12, 0)), YES, id="12 months"),
        pytest.param("count lt 10 ; odrl:status 9", NOWHERE, YES, id="the status is compared"),
        pytest.param("count lt 10 ; odrl:status 10", NOWHERE, NO, id="the status has reached the limit"),
        pytest.param("count lt 10 ; odrl:status 9", given(count=12), NO, id="what is known now is newer"),
        pytest.param("count lteq - odrl:rightOperandReference ex:quota", replace(given(count=5),
                     references={ex("quota"): 5}), YES, id="a right operand that stands elsewhere"),
        pytest.param("count lteq - odrl:rightOperandReference ex:quota", replace(given(count=6),
                     references={ex("quota"): 5}), NO, id="likewise, and more"),
        pytest.param("count lteq - odrl:rightOperandReference ex:quota", given(count=5), UNKNOWN,
                     id="a right operand that is not found"),
        pytest.param("count lteq - odrl:rightOperandReference ex:quota", replace(given(count=5),
                     references={ex("quota"): "five"}), UNKNOWN, id="what is found is of another type"),
        pytest.param("purpose eq ex:quota", replace(given(purpose=Iri(ex("quota"))), references={ex("quota"): 5}), YES,
                     id="an IRI as the right operand is a value, and not followed"),
        pytest.param("count eq '5' ; odrl:dataType xsd:integer", given(count=5), YES, id="the data type beside it"),
        pytest.param("device eq 'reader'", given(systemDevice="reader"), YES, id="a deprecated left operand"),
        pytest.param("systemDevice eq 'reader'", given(device="reader"), YES, id="a fact by its deprecated name"),
    ],
)  # fmt: skip
def test_2_5_1_values(constraint: str, world: World, expected: bool | None) -> None:
    assert held(constraint, world) is expected


@pytest.mark.parametrize(
    ("operator", "right", "world", "expected"),
    [
        pytest.param("lteq", "2026-03-01T13:00:00+02:00", at(MARCH), NO, id="another zone: that was an hour ago"),
        pytest.param("lteq", "2026-03-01T13:00:00-02:00", at(MARCH), YES, id="another zone: that is in three hours"),
        pytest.param("eq", "2026-03-01T21:00:00+09:00", at(MARCH), YES, id="the same moment in another zone"),
        pytest.param("lt", "2026-03-01T12:00:00Z", given(dateTime="2026"), UNKNOWN, id="a text is no moment"),
        pytest.param("lt", "2026-03-01T12:00:00Z", NOWHERE, UNKNOWN, id="the time is not known"),
        pytest.param("lteq", "2026-03-01Z", at(MARCH), YES, id="a day with a zone counts to its end"),
        pytest.param("gt", "2026-03-01Z", at("2026-03-02T00:00:00+00:00"), YES, id="and not longer"),
        pytest.param("lteq", "2026-03-05", at(MARCH), YES, id="a day without a zone, far"),
        pytest.param("lteq", "2026-02-25", at(MARCH), NO, id="a day without a zone, long past"),
        pytest.param("lteq", "2026-03-01", at(MARCH), UNKNOWN, id="a day without a zone, near: over somewhere"),
        pytest.param("lteq", "2026", at(MARCH), YES, id="a year, far from its ends"),
        pytest.param("lteq", "2025", at("2026-01-01T05:00:00+00:00"), UNKNOWN, id="a year, hours after its end"),
    ],
)
def test_2_5_1_time(operator: str, right: str, world: World, expected: bool | None) -> None:
    kind = {4: "gYear", 10: "date", 11: "date"}.get(len(right), "dateTime")
    assert held(f"dateTime {operator} '{right}'^^xsd:{kind}", world) is expected


def test_2_5_1_a_fact_that_is_a_day() -> None:
    day = Day(*(dt.datetime(2026, 3, number, tzinfo=dt.UTC) for number in (1, 2)))
    assert held("dateTime lt '2026-03-02T00:00:00Z'^^xsd:dateTime", given(dateTime=day)) is YES
    assert held("dateTime lt '2026-03-01T09:00:00Z'^^xsd:dateTime", given(dateTime=day)) is UNKNOWN


@pytest.mark.parametrize(
    ("operator", "right", "place", "expected"),
    [
        pytest.param("eq", "DE", "DE-BY", YES, id="Bavaria is in Germany"),
        pytest.param("isPartOf", "EU", "DE-BY", YES, id="and so in the Union"),
        pytest.param("eq", "DE-BY", "DE", UNKNOWN, id="Germany may be Bavaria"),
        pytest.param("neq", "EU", "DE", NO, id="Germany is not outside the Union"),
        pytest.param("eq", "EU", "TR", NO, id="Turkey is outside"),
        pytest.param("hasPart", "DE", "EU", YES, id="the Union holds Germany"),
        pytest.param("isNoneOf", "DE", ("TR", "DE-BY"), UNKNOWN, id="two places, one of them excluded"),
        pytest.param("eq", "DE", 49, UNKNOWN, id="a dialling code is no territory"),
    ],
)
def test_2_5_1_territories(operator: str, right: str, place: Value, expected: bool | None) -> None:
    assert held(f"spatial {operator} '{right}'", given(spatial=place)) is expected
