"""ODRL Information Model 2.2, sections 2.7 and 2.9: compact policies and inheritance."""

from __future__ import annotations

from itertools import product

import pytest

from licensing.errors import InputError
from licensing.model.effect import Effect
from licensing.model.odrl import Conflict
from licensing.model.values import Value
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
    ex,
    given,
    may,
    must_not,
    only_if,
    policy,
    read,
    request,
    short,
    states,
    whole,
)

pytest.importorskip("rdflib")

TWO = may(action="odrl:print, odrl:play", target="ex:ferry, ex:storm", more="odrl:assignee ex:daily, ex:kim")
BARE = may(action="", target="")


@pytest.mark.parametrize(
    ("text", "asked", "active", "effect"),
    [
        pytest.param(policy(TWO), ASKED, {"p": YES}, PERMIT, id="2.7 several actions, assets and parties: the first"),
        pytest.param(policy(TWO), request("odrl:display", "ex:storm", "ex:kim"), {"p": YES}, PERMIT,
                     id="2.7 several actions, assets and parties: others"),
        pytest.param(policy(TWO), request("odrl:read"), {"p": NO}, DENY, id="2.7 an action that is none of them"),
        pytest.param(policy(TWO), request(target="ex:gale"), {"p": NO}, DENY, id="2.7 an asset that is none of them"),
        pytest.param(policy(TWO), request(party="ex:weekly"), {"p": NO}, DENY, id="2.7 a party that is none of them"),
        pytest.param(policy(BARE, more="odrl:target ex:ferry ; odrl:action odrl:print"), ASKED, {"p": YES}, PERMIT,
                     id="2.7.1 a shared target and action"),
        pytest.param(policy(BARE, more="odrl:target ex:ferry ; odrl:action odrl:print"), request("odrl:play"),
                     {"p": NO}, DENY, id="2.7.1 not the shared action"),
        pytest.param(policy(may(target=""), must_not(target="", action="odrl:display"), more="odrl:target ex:ferry"),
                     request("odrl:display"), {"p": NO, "q": YES}, DENY, id="2.7.1 shared by every rule"),
        pytest.param(policy(may(), more="odrl:assignee ex:kim"), ASKED, {"p": NO}, DENY, id="2.7.1 a shared assignee"),
        pytest.param(policy(may(), more="odrl:assigner ex:wire"), ASKED, {"p": YES}, PERMIT,
                     id="2.7.1 a shared assigner does not say who may"),
        pytest.param(policy(may(), more="odrl:target ex:storm"), request(target="ex:storm"), {"p": YES}, PERMIT,
                     id="2.7.1 what is shared is replicated in a rule that has its own"),
        pytest.param(policy(must_not(), more="odrl:target ex:storm"), request(target="ex:storm"), {"q": YES}, DENY,
                     id="2.7.1 likewise in a prohibition"),
        pytest.param(policy(must_not(more="odrl:assignee ex:kim"), more="odrl:assignee ex:daily"), ASKED, {"q": YES},
                     DENY, id="2.7.1 a shared assignee beside the rule's own"),
        pytest.param(policy(may(), must_not(action="odrl:play"), more=only_if("count lt 5")), ASKED,
                     {"p": UNKNOWN, "q": NO}, REVIEW, id="a constraint of the policy holds for its rules"),
    ],
)  # fmt: skip
def test_compact_policies(text: str, asked: str, active: dict[str, bool | None], effect: Effect) -> None:
    report = ask(text + asked)
    assert (states(report), report.effect) == (active, effect)


def test_2_7_a_compact_policy_decides_as_its_atomic_form() -> None:
    choices = [("odrl:print", "odrl:play"), ("ex:ferry", "ex:storm"), ("ex:daily", "ex:kim")]
    split = [
        may(f"p{number}", f"odrl:assignee {party}", action=action, target=target)
        for number, (action, target, party) in enumerate(product(*choices))
    ]
    for action, target, party in product(*((*one, other) for one, other in zip(
        choices, ("odrl:read", "ex:gale", "ex:weekly"), strict=True
    ))):  # fmt: skip
        asked = request(action, target, party)
        assert ask(policy(TWO) + asked).effect is ask(policy(*split) + asked).effect


@pytest.mark.parametrize(
    ("asked", "effect"),
    [
        pytest.param(request(target="ex:ferry, ex:storm"), PERMIT, id="each asset is covered"),
        pytest.param(request(target="ex:ferry, ex:gale"), DENY, id="one asset is not"),
        pytest.param(request("odrl:print, odrl:play"), PERMIT, id="each action is covered"),
        pytest.param(request("odrl:print, odrl:read"), DENY, id="one action is not"),
        pytest.param(request(party="ex:daily, ex:kim"), PERMIT, id="each party is covered"),
        pytest.param(request(party="ex:daily, ex:weekly"), DENY, id="one party is not"),
    ],
)
def test_2_7_a_request_for_several_is_granted_when_each_of_them_is(asked: str, effect: Effect) -> None:
    assert ask(policy(TWO) + asked).effect is effect


PARENT = policy(must_not(), may("r", action="odrl:play"), name="parent", more="odrl:conflict odrl:prohibit")
CHILD = "odrl:inheritFrom ex:parent"


@pytest.mark.parametrize(
    ("text", "asked", "facts", "active", "effect"),
    [
        pytest.param(PARENT + policy(may(), more=CHILD), ASKED, {}, {"q": YES, "r": NO, "p": YES}, DENY,
                     id="2.9 the parent's prohibition meets the child's permission"),
        pytest.param(PARENT + policy(may(), more=CHILD), request("odrl:play"), {}, {"q": NO, "r": YES, "p": NO}, PERMIT,
                     id="2.9 the parent's permission"),
        pytest.param(PARENT + policy(more=f"{CHILD} ; odrl:target ex:gale"), request("odrl:play", "ex:gale"), {},
                     {"q": NO, "r": YES}, PERMIT, id="2.9 what the child shares is replicated in what it inherits"),
        pytest.param(PARENT + policy(may(), more=f"{CHILD} ; odrl:assignee ex:kim"), ASKED, {},
                     {"q": NO, "r": NO, "p": NO}, DENY, id="2.9 the child's party is the party of what it inherits"),
        pytest.param(policy(must_not(target="ex:gale"), name="parent", more="odrl:target ex:ferry")
                     + policy(may(target=""), more=f"{CHILD} ; odrl:conflict odrl:perm"), ASKED, {},
                     {"q": YES, "p": YES}, PERMIT, id="2.9 what the parent shares is replicated in the child's rules"),
        pytest.param(policy(must_not(), name="first") + policy(may("r", action="odrl:use"), name="second")
                     + policy(may(action="odrl:play"), more="odrl:inheritFrom ex:first, ex:second"), ASKED, {},
                     {"q": YES, "r": YES, "p": NO}, DENY, id="2.9 several parents"),
        pytest.param(policy(must_not(), name="oldest") + policy(name="parent", more="odrl:inheritFrom ex:oldest")
                     + policy(may(action="odrl:use"), more=CHILD), ASKED, {}, {"q": YES, "p": YES}, DENY,
                     id="2.9 inheritance goes to any depth"),
        pytest.param(policy(must_not(), name="oldest") + policy(name="one", more="odrl:inheritFrom ex:oldest")
                     + policy(name="two", more="odrl:inheritFrom ex:oldest")
                     + policy(may(), more="odrl:inheritFrom ex:one, ex:two"), ASKED, {}, {"q": YES, "p": YES}, DENY,
                     id="2.9 what comes by two ways is there once"),
        pytest.param(policy(may("r", only_if("count lt 5 ; odrl:status 3")), name="parent") + policy(more=CHILD), ASKED,
                     {}, {"r": UNKNOWN}, REVIEW, id="2.9 no status is transferred"),
        pytest.param(policy(may("r", only_if("count lt 5 ; odrl:status 3")), name="parent") + policy(more=CHILD), ASKED,
                     {"count": 4}, {"r": YES}, PERMIT, id="2.9 a fact of today is no status"),
        pytest.param(policy(may("r", only_if("count lt 5 ; odrl:status 3"))), ASKED, {}, {"r": YES}, PERMIT,
                     id="2.5.1 a status in the policy itself"),
        pytest.param(policy(may("r"), name="parent", more=only_if("count lt 5"))
                     + policy(must_not(action="odrl:play"), more=CHILD), request("odrl:play"), {},
                     {"r": NO, "q": YES}, DENY, id="a constraint of the parent is not one of the child's prohibition"),
    ],
)  # fmt: skip
def test_inheritance(
    text: str, asked: str, facts: dict[str, Value], active: dict[str, bool | None], effect: Effect
) -> None:
    report = ask(text + asked, given(**facts))
    assert (states(report), report.effect) == (active, effect)


def test_2_9_an_agreement_takes_over_the_assigner_and_binds_its_assignee() -> None:
    """Examples 31 to 33 of the Recommendation, with invented names."""
    found = whole(
        policy(
            name="parent",
            more="odrl:assigner ex:wire ; odrl:obligation ex:o . "
            "ex:o odrl:action odrl:reviewPolicy ; odrl:target ex:terms",
        )
        + policy(may(action="odrl:display"), kind="Agreement", more=f"{CHILD} ; odrl:assignee ex:kim")
    )
    (permission,), (obligation,) = found.rules, found.obligations
    for parties in (permission.parties, obligation.parties):
        named = {role: short(party.uid or "") for role, party in parties}
        assert named == {"assigner": "wire", "assignee": "kim"}
    assert [asset.uid for asset in obligation.targets] == [ex("terms")]


def test_2_9_profiles_and_the_conflict_strategy_are_replicated() -> None:
    rightsml = "https://iptc.org/std/RightsML/odrl-profile/"
    found = whole(
        policy(may("r"), name="parent", more=f"odrl:profile <{rightsml}> ; odrl:conflict odrl:perm")
        + policy(must_not(), more=CHILD)
    )
    assert rightsml in found.profiles
    assert found.conflict is Conflict.PERM


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(policy(may(), more="odrl:inheritFrom ex:policy"), "circle: .*policy> -> .*policy>",
                     id="2.9 its own parent"),
        pytest.param(policy(may("r"), name="parent", more="odrl:inheritFrom ex:policy") + policy(may(), more=CHILD),
                     "circle: .* -> .* -> ", id="2.9 the parent of its parent"),
        pytest.param(policy(may(), more="odrl:inheritFrom ex:nowhere"), "inherits from <.*nowhere>, and no policy",
                     id="2.9 a parent that was not given"),
        pytest.param(PARENT + policy(may(), more=f"{CHILD} ; odrl:conflict odrl:perm"), "perm and prohibit.*void",
                     id="2.10 a strategy other than the parent's"),
        pytest.param(policy(may("r"), name="one", more="odrl:conflict odrl:perm")
                     + policy(may("s"), name="two", more="odrl:conflict odrl:invalid")
                     + policy(may(), more="odrl:inheritFrom ex:one, ex:two"), "invalid and perm.*void",
                     id="2.10 two parents with two strategies"),
    ],
)  # fmt: skip
def test_inheritance_that_cannot_be_followed(text: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        ask(text + ASKED)


def test_2_10_two_strategies_in_one_policy() -> None:
    with pytest.raises(InputError, match=r"section 2\.10"):
        read(policy(may(), more="odrl:conflict odrl:perm, odrl:prohibit"))


def test_a_request_is_compact_too() -> None:
    asked = "ex:request a odrl:Request ; odrl:target ex:ferry ; odrl:permission [ odrl:action odrl:print ] ."
    assert ask(policy(may()) + asked, NOWHERE).effect is PERMIT
