"""Facts that cannot be compared: unknown, and never "the rule does not apply"."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from licensing.model.values import Duration, Iri, Quantity, Value
from tests.decision.asking import (
    ASKED,
    DENY,
    PERMIT,
    REVIEW,
    UNKNOWN,
    YES,
    ask,
    ex,
    given,
    may,
    must_not,
    only_if,
    policy,
    states,
)

pytest.importorskip("rdflib")

EURO = ex("euro")
FACTS: tuple[Value | None, ...] = (
    None, "five", True, 5, 5.5, Iri(ex("five")), dt.date(2026, 3, 1), Duration(1, 0), Quantity(5, EURO), ("print", 5),
)  # fmt: skip
CONSTRAINTS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("count gteq 5", (int, float)),
    ("count neq 6", (int, float)),
    ("media isAnyOf ('print' 'five')", (str, Iri)),
    ("media isNoneOf ('print' 'radio')", (str, Iri)),
    ("elapsedTime gteq 'PT1H'^^xsd:duration", (Duration,)),
    ("dateTime gteq '2020-01-01T00:00:00Z'^^xsd:dateTime", (dt.date,)),
    ("payAmount gteq 5 ; odrl:unit ex:euro", (Quantity,)),
    ("spatial eq 'DE'", (str, Iri)),
)
"""Constraints, and the types of fact they can be held against."""


@pytest.mark.parametrize(
    ("constraint", "fact"),
    [
        pytest.param(constraint, fact, id=f"{constraint.split(' ;')[0]}: {fact!r}")
        for (constraint, types), fact in product(CONSTRAINTS, FACTS)
        if type(fact) not in types
    ],
)
def test_a_prohibition_whose_fact_is_missing_or_of_another_type_does_not_stop_prohibiting(
    constraint: str, fact: Value | None
) -> None:
    """An engine that takes an error for "inactive" opens the gate; here the rule is unknown, and a person looks."""
    world = given() if fact is None else given(**{constraint.split(maxsplit=1)[0]: fact})
    text = policy(may(), must_not(more=only_if(constraint)), more="odrl:conflict odrl:prohibit") + ASKED
    report = ask(text, world)
    assert states(report) == {"p": YES, "q": UNKNOWN}
    assert report.effect is REVIEW
    assert report.reasons


def test_the_same_prohibition_decides_when_its_fact_is_known() -> None:
    text = policy(may(), must_not(more=only_if("count gteq 5")), more="odrl:conflict odrl:prohibit") + ASKED
    assert [ask(text, given(count=number)).effect for number in (4, 5)] == [PERMIT, DENY]
