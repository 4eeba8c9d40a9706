"""ODRL Information Model 2.2, sections 2.5.2 to 2.5.6: logical constraints and refinements, in three values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licensing.model.compliance import PremiseKind
from licensing.model.values import Value
from licensing.model.world import World
from licensing.packs.vocabulary import ODRL
from tests.decision.asking import (
    ASKED,
    NO,
    NOWHERE,
    UNKNOWN,
    YES,
    ask,
    ex,
    given,
    held,
    joined,
    may,
    must_not,
    only_if,
    policy,
    premises,
    request,
    satisfied,
    states,
    within,
)

pytest.importorskip("rdflib")

A, B, C = "count lt 5", "media eq 'print'", "percentage lteq 10"
TRUE: dict[str, Value] = {"count": 1, "media": "print", "percentage": 5}
FALSE: dict[str, Value] = {"count": 9, "media": "radio", "percentage": 50}


@pytest.mark.parametrize(
    ("formula", "facts", "expected"),
    [
        pytest.param(joined("and", A, B), "tt", YES, id="and: both"),
        pytest.param(joined("and", A, B), "t?", UNKNOWN, id="and: one, and one not known"),
        pytest.param(joined("and", A, B), "f?", NO, id="and: one fails, whatever the other"),
        pytest.param(joined("or", A, B), "ff", NO, id="or: neither"),
        pytest.param(joined("or", A, B), "t?", YES, id="or: one, whatever the other"),
        pytest.param(joined("or", A, B), "f?", UNKNOWN, id="or: it hangs on the other"),
        pytest.param(joined("xone", A, B, C), "tff", YES, id="xone: one of three"),
        pytest.param(joined("xone", A, B, C), "ttf", NO, id="xone: two of three"),
        pytest.param(joined("xone", A, B, C), "fff", NO, id="xone: none"),
        pytest.param(joined("xone", A, B, C), "tt?", NO, id="xone: two, whatever the third"),
        pytest.param(joined("xone", A, B, C), "tf?", UNKNOWN, id="xone: one, if the third is not"),
        pytest.param(joined("xone", A, B, C), "ff?", UNKNOWN, id="xone: it hangs on the third"),
        pytest.param(joined("xone", A, B, C), "f??", UNKNOWN, id="xone: two not known"),
        pytest.param(joined("andSequence", A, B), "tt", YES, id="andSequence: all"),
        pytest.param(joined("andSequence", A, B), "tf", NO, id="andSequence: the second fails"),
        pytest.param(joined("andSequence", A, B), "?f", NO, id="andSequence: the second fails, whatever the first"),
        pytest.param(joined("andSequence", A, B), "t?", UNKNOWN, id="andSequence: the second is not known"),
        pytest.param(joined("or", A, joined("and", B, C)), "ftt", YES, id="and in or"),
        pytest.param(joined("or", A, joined("and", B, C)), "ft?", UNKNOWN, id="and in or, one not known"),
        pytest.param(joined("or", A, joined("and", B, C)), "f?f", NO, id="and in or, one not known and one fails"),
        pytest.param(joined("and", joined("xone", A, B), joined("or", B, C)), "tft", YES, id="xone and or in and"),
        pytest.param(joined("and", joined("xone", A, B), joined("or", B, C)), "t?f", UNKNOWN,
                     id="xone and or in and: both cannot hold, and Kleene logic may be less definite than that"),
        pytest.param(joined("xone", joined("andSequence", A, B), C), "ttt", NO, id="andSequence in xone"),
    ],
)  # fmt: skip
def test_2_5_2_logical_constraints(formula: str, facts: str, expected: bool | None) -> None:
    values = {"t": TRUE, "f": FALSE}
    world = given(**{name: values[one][name] for name, one in zip(TRUE, facts, strict=False) if one != "?"})
    assert held(formula, world) is expected


def test_2_5_2_the_parts_of_a_logical_constraint_are_reported() -> None:
    report = ask(policy(may(more=only_if(joined("or", A, joined("and", B, C))))) + ASKED, given(count=9, media="print"))
    (whole,) = premises(report, "p", PremiseKind.CONSTRAINT)
    assert satisfied(whole.premises) == [NO, UNKNOWN]
    assert satisfied(whole.premises[1].premises) == [YES, UNKNOWN]
    assert report.reasons == ("<http://example.org/p>: percentage is not known.",)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"count": 1, "media": "print"}, YES, id="all hold"),
        pytest.param({"count": 9, "media": "print"}, NO, id="one fails"),
        pytest.param({"count": 9}, NO, id="one fails and one is not known"),
        pytest.param({"count": 1}, UNKNOWN, id="one is not known"),
    ],
)
def test_2_5_3_all_constraints_of_a_rule_must_hold(facts: dict[str, Value], expected: bool | None) -> None:
    for ruled in (may, must_not):
        report = ask(policy(ruled("rule", only_if(A, B))) + ASKED, given(**facts))
        assert states(report) == {"rule": expected}


PRINTED = "[ rdf:value odrl:print ; " + only_if("resolution lteq 1200", by="refinement") + " ]"
CLIPS = "[ a odrl:AssetCollection ; odrl:source ex:feed ; " + only_if("language eq 'tr'", by="refinement") + " ]"
SENIOR = "[ a odrl:PartyCollection ; odrl:source ex:staff ; " + only_if("count gt 17", by="refinement") + " ]"
LANGUAGE, COUNT = f"{ODRL}language", f"{ODRL}count"


def of(name: str, left: str, value: Value) -> World:
    return replace(within(ferry="feed", daily="staff"), facts_of={ex(name): {left: value}})


@pytest.mark.parametrize(
    ("ruled", "asked", "world", "expected"),
    [
        pytest.param(may(action=PRINTED), ASKED, given(resolution=600), YES, id="2.5.4 an action as refined"),
        pytest.param(may(action=PRINTED), ASKED, given(resolution=2400), NO, id="2.5.4 an action done otherwise"),
        pytest.param(may(action=PRINTED), ASKED, NOWHERE, UNKNOWN, id="2.5.4 how it is done is not known"),
        pytest.param(may(action=PRINTED), request("odrl:display"), given(resolution=600), NO,
                     id="2.5.4 another action"),
        pytest.param(must_not(action=PRINTED), ASKED, NOWHERE, UNKNOWN, id="2.5.4 a prohibition, and how is not known"),
        pytest.param(may(action=PRINTED), request("[ rdf:value odrl:print ; odrl:refinement [ odrl:leftOperand "
                     "odrl:resolution ; odrl:operator odrl:eq ; odrl:rightOperand 300 ] ]"), NOWHERE, YES,
                     id="2.5.4 the request says how"),
        pytest.param(may(action="[ rdf:value odrl:reproduce ; odrl:refinement "
                         + joined("xone", "media eq 'online'", "media eq 'print'") + " ]"),
                     request("odrl:reproduce"), given(media="print"), YES, id="2.5.4 refined by one of two"),
        pytest.param(may(target=CLIPS), ASKED, of("ferry", LANGUAGE, "tr"), YES, id="2.5.5 an asset of that kind"),
        pytest.param(may(target=CLIPS), ASKED, of("ferry", LANGUAGE, "de"), NO, id="2.5.5 an asset of another kind"),
        pytest.param(may(target=CLIPS), ASKED, within(ferry="feed"), UNKNOWN, id="2.5.5 its kind is not known"),
        pytest.param(may(target=CLIPS), ASKED, of("storm", LANGUAGE, "tr"), UNKNOWN, id="2.5.5 another asset's kind"),
        pytest.param(may(target=CLIPS), request(target="ex:storm"), of("storm", LANGUAGE, "tr"), NO,
                     id="2.5.5 of that kind, and not in the collection"),
        pytest.param(must_not(target=CLIPS), ASKED, within(ferry="feed"), UNKNOWN,
                     id="2.5.5 a prohibition, and its kind is not known"),
        pytest.param(may(more=f"odrl:assignee {SENIOR}"), ASKED, of("daily", COUNT, 18), YES, id="2.5.6 such a member"),
        pytest.param(may(more=f"odrl:assignee {SENIOR}"), ASKED, of("daily", COUNT, 17), NO, id="2.5.6 another member"),
        pytest.param(may(more=f"odrl:assignee {SENIOR}"), ASKED, within(daily="staff"), UNKNOWN, id="2.5.6 not known"),
        pytest.param(may(more=f"odrl:assignee {SENIOR}"), request(party="ex:weekly"), of("weekly", COUNT, 40), NO,
                     id="2.5.6 no member"),
    ],
)  # fmt: skip
def test_refinements(ruled: str, asked: str, world: World, expected: bool | None) -> None:
    (found,) = states(ask(policy(ruled) + asked, world)).values()
    assert found is expected
