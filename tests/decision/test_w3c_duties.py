"""ODRL Information Model 2.2, sections 2.6.3 to 2.6.7: duties, consequences, remedies and obligations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licensing.model.effect import Effect
from licensing.model.world import DutyFact, World
from tests.decision.asking import (
    ASKED,
    DENY,
    NO,
    NOWHERE,
    PERMIT,
    REVIEW,
    UNKNOWN,
    YES,
    ask,
    at,
    ex,
    given,
    may,
    must_not,
    only_if,
    policy,
    request,
    short,
    states,
)

pytest.importorskip("rdflib")


def duties(**known: tuple[bool | None, bool | None]) -> World:
    """Return a world by duty: whether it is performed, whether it is violated."""
    return World(duties={ex(name): DutyFact(*state) for name, state in known.items()})


DUE = "odrl:duty ex:fee . ex:fee odrl:action odrl:compensate"
FINED = f"""{DUE} ; odrl:consequence ex:fine, ex:talk .
    ex:fine odrl:action odrl:compensate . ex:talk odrl:action odrl:inform"""
BY_MARCH = f"{DUE} ; " + only_if('dateTime lt "2026-03-01T00:00:00Z"^^xsd:dateTime')
ONCE = policy(may(more=DUE), may("r", "odrl:duty ex:fee", action="odrl:display")) + request("odrl:print, odrl:display")


@pytest.mark.parametrize(
    ("text", "world", "active", "effect"),
    [
        pytest.param(DUE, duties(fee=(YES, NO)), YES, PERMIT, id="2.6.5 the duty is fulfilled"),
        pytest.param(DUE, duties(fee=(YES, None)), YES, PERMIT, id="2.6.3 performed, and nothing else is asked"),
        pytest.param(DUE, duties(fee=(NO, YES)), NO, DENY, id="2.6.5 the duty is violated"),
        pytest.param(DUE, duties(fee=(NO, None)), YES, DENY, id="2.6.3 the duty is not performed"),
        pytest.param(DUE, NOWHERE, YES, REVIEW, id="2.6.5 nobody knows of the duty"),
        pytest.param(DUE, duties(fee=(None, None)), YES, REVIEW, id="2.6.5 the duty is not set"),
        pytest.param(BY_MARCH, replace(at("2026-02-01T00:00:00+00:00"), duties=duties(fee=(YES, None)).duties),
                     YES, PERMIT, id="2.6.3 performed while its constraint holds"),
        pytest.param(BY_MARCH, replace(at("2026-04-01T00:00:00+00:00"), duties=duties(fee=(YES, None)).duties),
                     YES, REVIEW, id="2.6.3 performed, maybe after its constraint held"),
        pytest.param(BY_MARCH, replace(at("2026-04-01T00:00:00+00:00"), duties=duties(fee=(YES, NO)).duties),
                     YES, PERMIT, id="2.6.3 fulfilled, says the world, and it knows when"),
        pytest.param(f"{DUE} . ex:p odrl:duty [ odrl:action odrl:inform ]", duties(fee=(YES, NO)), YES, REVIEW,
                     id="2.6.5 all duties must be fulfilled, and one is not known"),
        pytest.param(f"{DUE} . ex:p odrl:duty ex:note . ex:note odrl:action odrl:inform",
                     duties(fee=(YES, NO), note=(NO, YES)), NO, DENY, id="2.6.5 one of two duties is violated"),
        pytest.param(FINED, duties(fee=(YES, YES), fine=(YES, NO), talk=(YES, NO)), YES, PERMIT,
                     id="2.6.6 healed: the duty and every consequence performed"),
        pytest.param(FINED, duties(fee=(NO, YES), fine=(YES, NO), talk=(YES, NO)), NO, DENY,
                     id="2.6.3 consequences are additional: the duty itself is still owed"),
        pytest.param(FINED, duties(fee=(YES, YES), fine=(YES, NO), talk=(NO, YES)), NO, DENY,
                     id="2.6.6 one consequence is not fulfilled"),
        pytest.param(FINED, duties(fee=(YES, YES), fine=(YES, NO)), YES, REVIEW,
                     id="2.6.6 one consequence is not known"),
        pytest.param(FINED, duties(fee=(YES, NO)), YES, PERMIT, id="2.6.6 fulfilled in time: no consequence is due"),
        pytest.param(DUE, duties(fee=(YES, YES)), NO, DENY, id="2.6.3 done too late, and no consequence heals it"),
        pytest.param("odrl:duty [ odrl:action odrl:attribute ]", NOWHERE, YES, REVIEW, id="2.6.5 a nameless duty"),
    ],
)  # fmt: skip
def test_duties_of_a_permission(text: str, world: World, active: bool | None, effect: Effect) -> None:
    report = ask(policy(may(more=text)) + ASKED, world)
    assert (states(report), report.effect) == ({"p": active}, effect)


def test_2_6_5_one_duty_of_two_permissions_is_fulfilled_once() -> None:
    report = ask(ONCE, duties(fee=(YES, NO)))
    assert {short(one.rule) for one in report.rules if one.active} == {"p", "r"}
    assert report.effect is PERMIT


REMEDY = "odrl:remedy ex:anonymise . ex:anonymise odrl:action odrl:anonymize"


@pytest.mark.parametrize(
    ("known", "fulfilled"),
    [
        pytest.param((YES, NO), YES, id="2.6.7 the remedy is fulfilled"),
        pytest.param((NO, YES), NO, id="2.6.7 the remedy is not"),
        pytest.param((None, None), UNKNOWN, id="2.6.7 the remedy is not known"),
    ],
)
def test_a_remedy_heals_what_was_done_and_licenses_nothing(
    known: tuple[bool | None, bool | None], fulfilled: bool | None
) -> None:
    text = policy(may(action="odrl:use"), must_not(more=REMEDY), more="odrl:conflict odrl:prohibit") + ASKED
    report = ask(text, duties(anonymise=known))
    (prohibition,) = [one for one in report.rules if one.kind == "prohibition"]
    assert (prohibition.active, prohibition.duties[0].fulfilled) == (YES, fulfilled)
    assert report.effect is DENY


OBLIGED = "odrl:obligation ex:o . ex:o odrl:action odrl:compensate ; odrl:assignee ex:daily"


@pytest.mark.parametrize(
    ("text", "asked", "world", "active", "fulfilled"),
    [
        pytest.param(OBLIGED, ASKED, duties(o=(YES, NO)), YES, YES, id="2.6.4 fulfilled"),
        pytest.param(OBLIGED, ASKED, duties(o=(NO, YES)), YES, NO, id="2.6.4 violated"),
        pytest.param(OBLIGED, ASKED, NOWHERE, YES, UNKNOWN, id="2.6.4 not known"),
        pytest.param(OBLIGED, request(party="ex:weekly"), duties(o=(YES, NO)), NO, YES, id="2.6.4 another party's"),
        pytest.param(OBLIGED, request(party=""), NOWHERE, UNKNOWN, UNKNOWN, id="2.6.4 whose it is, is not known"),
        pytest.param(f"{OBLIGED} ; {only_if('count gt 3')}", ASKED, given(count=2), NO, UNKNOWN, id="2.6.4 not due"),
    ],
)
def test_obligations_are_reported_and_permit_nothing(
    text: str, asked: str, world: World, active: bool | None, fulfilled: bool | None
) -> None:
    report = ask(policy(more=text) + asked, world)
    (found,) = report.rules
    assert (found.kind, found.active, found.duties[0].fulfilled) == ("obligation", active, fulfilled)
    assert report.effect is DENY
