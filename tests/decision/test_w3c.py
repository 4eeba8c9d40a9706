"""ODRL Information Model 2.2 (W3C Recommendation, 15 February 2018), sections 2.1 to 2.4, 2.8 and 3.

Each case names its section. Constraints, duties, compact policies, inheritance and conflicts have files of their own.
"""

from __future__ import annotations

import pytest

from licensing.errors import InputError
from licensing.model.compliance import PremiseKind
from licensing.model.effect import Effect
from licensing.model.world import World
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
    given,
    may,
    must_not,
    only_if,
    policy,
    premises,
    read,
    request,
    said,
    satisfied,
    states,
    within,
)

pytest.importorskip("rdflib")

PARTIES = "odrl:assigner ex:wire ; odrl:assignee ex:daily"
STAFF = "odrl:assignee ex:staff . ex:staff a odrl:PartyCollection"
FEED = "ex:feed a odrl:AssetCollection . "
SERIES = within(ferry="series", series="feed")
LINKED = "ex:flyer a odrl:Action ; odrl:includedIn odrl:use ; odrl:implies odrl:distribute . "


@pytest.mark.parametrize(
    ("text", "active", "effect"),
    [
        pytest.param(policy(may(), kind="Set") + ASKED, {"p": YES}, PERMIT, id="2.1.1 a Set"),
        pytest.param(policy(may(), kind="Policy") + ASKED, {"p": YES}, PERMIT, id="2.1.1 a plain Policy is a Set"),
        pytest.param(policy(may(), must_not(), kind="Set", more="odrl:conflict odrl:prohibit") + ASKED,
                     {"p": YES, "q": YES}, DENY, id="2.1.1 any combination of rules"),
        pytest.param(policy(may(more="odrl:assigner ex:wire"), kind="Offer") + ASKED, {"p": YES}, REVIEW,
                     id="2.1.2 an Offer's rule is active, and an Offer grants nothing"),
        pytest.param(policy(must_not(more="odrl:assigner ex:wire"), kind="Offer") + ASKED, {"q": YES}, DENY,
                     id="2.1.2 an Offer's prohibition"),
        pytest.param(policy(may(more=PARTIES), kind="Agreement") + ASKED, {"p": YES}, PERMIT,
                     id="2.1.3 an Agreement with the party that asks"),
        pytest.param(policy(may(more=PARTIES), kind="Agreement") + request(party="ex:weekly"), {"p": NO}, DENY,
                     id="2.1.3 an Agreement with another party"),
        pytest.param(policy(may()) + request(target="ex:storm"), {"p": NO}, DENY, id="2.2 another asset"),
        pytest.param(policy(may()) + request(target=""), {"p": UNKNOWN}, REVIEW, id="2.2.1 a request without a target"),
        pytest.param(policy(must_not()) + request(target=""), {"q": UNKNOWN}, DENY,
                     id="2.2.1 a prohibition and a request without a target: nothing permits it either way"),
        pytest.param(policy(may(more=PARTIES)) + request(party=""), {"p": UNKNOWN}, REVIEW,
                     id="2.3.1 a request without a party"),
        pytest.param(policy(may()) + request(party=""), {"p": YES}, PERMIT, id="2.3.1 a rule for anybody"),
        pytest.param(policy(may(target="[ a odrl:AssetCollection ; odrl:source ex:feed ]"))
                     + request(target="[ odrl:partOf ex:feed ]"), {"p": UNKNOWN}, REVIEW,
                     id="2.2 a request for an asset without a name could be for any"),
        pytest.param(policy(may(target=""), more="dct:title 'Terms'") + said("ferry", "odrl:hasPolicy ex:policy")
                     + request(target="ex:storm"), {"p": NO}, DENY, id="2.2.3 hasPolicy names the target"),
        pytest.param(policy(may(), must_not(action="odrl:distribute", target="ex:storm"))
                     + said("gale", "odrl:hasPolicy ex:policy") + request("odrl:distribute", "ex:gale"),
                     {"p": NO, "q": YES}, DENY, id="2.2.3 hasPolicy makes it a target of every rule of the policy"),
        pytest.param(policy(may()) + said("daily", "odrl:assigneeOf ex:policy") + request(party="ex:weekly"),
                     {"p": NO}, DENY, id="2.3.3 assigneeOf names the assignee"),
    ],
)  # fmt: skip
def test_policies_assets_and_parties(text: str, active: dict[str, bool | None], effect: Effect) -> None:
    report = ask(text)
    assert (states(report), report.effect) == (active, effect)


@pytest.mark.parametrize(
    ("text", "world", "active"),
    [
        pytest.param(may(target="ex:feed"), within(ferry="feed"), YES, id="2.2.2 an asset of the collection"),
        pytest.param(may(target="ex:feed"), SERIES, YES, id="2.2.2 an asset of a collection in the collection"),
        pytest.param(may(target="ex:feed"), within(ferry="archive"), NO, id="2.2.2 an asset of another collection"),
        pytest.param(may(target="ex:feed"), NOWHERE, NO, id="2.2.2 an asset nobody puts anywhere"),
        pytest.param(may(target="ex:feed"), within(ferry="series", series="ferry"), NO, id="2.2.2 a circle of parts"),
        pytest.param(may(target="[ a odrl:AssetCollection ; odrl:source ex:feed ]"), SERIES, YES,
                     id="2.2 a collection referenced by its source"),
        pytest.param(may(target="ex:c . ex:c a odrl:AssetCollection ; odrl:source ex:feed"), within(ferry="c"), YES,
                     id="2.2 a collection by its own name beside its source"),
        pytest.param(may(target="ex:storm"), within(storm="ferry"), NO,
                     id="2.2 a permission for a part is none for the whole"),
        pytest.param(must_not(target="ex:storm"), within(storm="ferry"), YES,
                     id="2.2 who uses the whole uses the part that is prohibited"),
        pytest.param(may(more=STAFF), within(daily="staff"), YES, id="2.3.2 a member of the party collection"),
        pytest.param(may(more=STAFF), within(daily="desk", desk="staff"), YES, id="2.3.2 a member of a member"),
        pytest.param(may(more=STAFF), within(daily="guests"), NO, id="2.3.2 a member of another"),
        pytest.param(may(more="odrl:assignee [ a odrl:PartyCollection ; odrl:source ex:staff ]"), within(daily="staff"),
                     YES, id="2.3 a party collection referenced by its source"),
        pytest.param(must_not(more="odrl:assignee ex:kim"), within(kim="daily"), YES,
                     id="2.3 a prohibition for a member of the party that asks"),
    ],
)  # fmt: skip
def test_collections(text: str, world: World, active: bool | None) -> None:
    (found,) = states(ask(policy(text) + ASKED, world)).values()
    assert found is active


@pytest.mark.parametrize(
    ("ruled", "asked", "active"),
    [
        pytest.param(may(action="odrl:use"), "odrl:print", YES, id="2.4 use covers print"),
        pytest.param(may(action="odrl:use"), "odrl:display", YES, id="2.4 includedIn is transitive: display in play"),
        pytest.param(must_not(action="odrl:use"), "odrl:print", YES, id="2.4 a prohibition of use prohibits print"),
        pytest.param(may(action="odrl:print"), "odrl:use", NO, id="2.4 print is not all use"),
        pytest.param(may(action="odrl:play"), "odrl:print", NO, id="2.4 a sibling"),
        pytest.param(may(action="odrl:use"), "odrl:give", NO, id="2.4 giving away is transfer, not use"),
        pytest.param(may(action="odrl:transfer"), "odrl:sell", YES, id="2.4 transfer covers sell"),
        pytest.param(may(action="odrl:reproduce"), "odrl:copy", YES, id="vocabulary, copy is reproduce"),
        pytest.param(may(action="odrl:copy"), "odrl:reproduce", YES, id="vocabulary, reproduce is copy"),
        pytest.param(may(action="odrl:copy"), "odrl:extract", YES, id="vocabulary, extract is part of copy"),
        pytest.param(must_not(action="odrl:modify"), "odrl:write", YES, id="vocabulary, write is modify"),
        pytest.param(may(action="odrl:append"), "odrl:writeTo", YES, id="vocabulary, append and writeTo are modify"),
        pytest.param(may(action="odrl:use"), "odrl:append", YES, id="vocabulary, use covers append by modify"),
        pytest.param(may(action="odrl:use"), "odrl:lend", NO, id="vocabulary, lend was not replaced and is in nothing"),
        pytest.param(LINKED + may(action="odrl:use"), "ex:flyer", YES, id="3.3 an action of a profile, in use"),
        pytest.param(LINKED + must_not(action="odrl:distribute"), "ex:flyer", YES,
                     id="2.4 prohibiting what an action implies prohibits it"),
        pytest.param(LINKED + may(action="odrl:distribute"), "ex:flyer", NO,
                     id="2.4 permitting what an action implies does not permit it"),
        pytest.param(LINKED + must_not(action="ex:flyer"), "odrl:distribute", NO,
                     id="2.4 prohibiting an action does not prohibit what it implies"),
    ],
)  # fmt: skip
def test_actions(ruled: str, asked: str, active: bool | None) -> None:
    (found,) = states(ask(policy(ruled) + request(asked))).values()
    assert found is active


def test_2_8_a_replaced_policy_is_void() -> None:
    report = ask(policy(may(), more="dct:isReplacedBy ex:newer") + ASKED)
    assert report.effect is DENY
    assert "<http://example.org/newer>" in report.reasons[0]


def test_2_8_other_metadata_decides_nothing() -> None:
    report = ask(policy(may(), more="dct:replaces ex:older ; dct:creator 'Harbour Wire'") + ASKED)
    assert report.effect is PERMIT


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        pytest.param("odrl:profile <http://example.org/profile>", "profile", id="3.2 a profile nobody knows"),
        pytest.param("odrl:permission [ odrl:action ex:frame ; odrl:target ex:ferry ]", "not an action",
                     id="3.3 an unknown action"),
        pytest.param("odrl:permission [ odrl:action odrl:print ; odrl:target ex:ferry ; odrl:constraint [ "
                     "odrl:leftOperand ex:mood ; odrl:operator odrl:eq ; odrl:rightOperand 1 ] ]", "left operand",
                     id="3.3 an unknown left operand"),
    ],
)  # fmt: skip
def test_processing_stops_at_what_is_not_understood(more: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        read(policy(more=more))


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param("http://www.w3.org/ns/odrl/2/core", id="3.4 the core profile"),
        pytest.param("https://iptc.org/std/RightsML/odrl-profile/", id="3.2 RightsML"),
    ],
)
def test_a_known_profile(profile: str) -> None:
    assert ask(policy(may(), more=f"odrl:profile <{profile}>") + ASKED).effect is PERMIT


def test_a_request_names_what_is_to_be_done() -> None:
    with pytest.raises(InputError, match="names no action"):
        ask(policy(may()) + request(action=""))


def test_the_premises_of_a_rule_are_reported() -> None:
    report = ask(policy(may(more=f"{PARTIES} ; {only_if('count lteq 5')}")) + request("odrl:play"), given(count=9))
    found = {kind: satisfied(premises(report, "p", kind)) for kind in PremiseKind}
    assert found == {
        PremiseKind.TARGET: [YES],
        PremiseKind.PARTY: [YES],
        PremiseKind.ACTION: [NO],
        PremiseKind.CONSTRAINT: [NO],
    }
