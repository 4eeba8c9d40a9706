"""ODRL Information Model 2.2, section 2.10: what holds when a permission and a prohibition meet."""

from __future__ import annotations

import pytest

from licensing.model.effect import Effect
from licensing.model.values import Value
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
    request,
    states,
    within,
)

pytest.importorskip("rdflib")

NONE = "dct:title 'No strategy is stated'"
PERM, PROHIBIT, INVALID = (f"odrl:conflict odrl:{name}" for name in ("perm", "prohibit", "invalid"))
RIVALS = may(more=only_if("count eq 1")), must_not(more=only_if("percentage eq 1"))
LINKED = "ex:flyer a odrl:Action ; odrl:includedIn odrl:use ; odrl:implies odrl:distribute . "


@pytest.mark.parametrize(
    ("permission", "prohibition", "perm", "prohibit", "invalid"),
    [
        pytest.param(YES, YES, PERMIT, DENY, DENY, id="both are active"),
        pytest.param(YES, UNKNOWN, PERMIT, REVIEW, REVIEW, id="the prohibition may be"),
        pytest.param(UNKNOWN, YES, REVIEW, DENY, DENY, id="the permission may be"),
        pytest.param(UNKNOWN, UNKNOWN, REVIEW, REVIEW, REVIEW, id="both may be"),
        pytest.param(YES, NO, PERMIT, PERMIT, PERMIT, id="only the permission is"),
        pytest.param(NO, YES, DENY, DENY, DENY, id="only the prohibition is"),
        pytest.param(NO, NO, DENY, DENY, DENY, id="neither is"),
        pytest.param(NO, UNKNOWN, DENY, DENY, DENY, id="nothing permits it, whatever the prohibition"),
        pytest.param(UNKNOWN, NO, REVIEW, REVIEW, REVIEW, id="the permission may be, alone"),
    ],
)
def test_the_strategies(
    permission: bool | None, prohibition: bool | None, perm: Effect, prohibit: Effect, invalid: Effect
) -> None:
    known = {"count": permission, "percentage": prohibition}
    world = given(**{name: int(state) for name, state in known.items() if state is not None})
    for strategy, effect in ((PERM, perm), (PROHIBIT, prohibit), (INVALID, invalid), (NONE, invalid)):
        report = ask(policy(*RIVALS, more=strategy) + ASKED, world)
        assert states(report) == {"p": permission, "q": prohibition}
        assert report.effect is effect, strategy
        assert report.reasons


@pytest.mark.parametrize(
    ("rules", "asked", "world", "effects"),
    [
        pytest.param((may(action="odrl:use"), must_not()), ASKED, NOWHERE, (PERMIT, DENY, DENY),
                     id="use is permitted, print prohibited, and print asked"),
        pytest.param((may(action="odrl:use"), must_not()), request("odrl:play"), NOWHERE, (PERMIT, PERMIT, DENY),
                     id="likewise, and play asked: without a strategy the whole policy is void"),
        pytest.param((may(action="odrl:play"), must_not(action="odrl:use")), request("odrl:play"), NOWHERE,
                     (PERMIT, DENY, DENY), id="2.4 play is permitted, use prohibited"),
        pytest.param((LINKED, may(action="ex:flyer"), must_not(action="odrl:distribute")), request("ex:flyer"), NOWHERE,
                     (PERMIT, DENY, DENY), id="2.4 what the permitted action implies is prohibited"),
        pytest.param((LINKED, may(action="ex:flyer"), must_not(action="odrl:play")), request("ex:flyer"), NOWHERE,
                     (PERMIT, PERMIT, PERMIT), id="2.4 what it implies is not prohibited"),
        pytest.param((may(target="ex:feed"), must_not()), ASKED, within(ferry="feed"), (PERMIT, DENY, DENY),
                     id="2.2.2 an asset of a permitted collection is prohibited"),
        pytest.param((may(target="ex:feed"), must_not()), request(target="ex:storm"),
                     within(ferry="feed", storm="feed"), (PERMIT, PERMIT, DENY),
                     id="2.2.2 likewise, and another of the collection is asked"),
        pytest.param((may(target="ex:feed"), must_not(target="ex:archive")), request(target="ex:storm"),
                     within(ferry="feed archive", storm="feed"), (PERMIT, PERMIT, DENY),
                     id="2.2.2 two collections with an asset in common"),
        pytest.param((may(target="ex:feed"), must_not(target="ex:archive")), request(target="ex:storm"),
                     within(ferry="archive", storm="feed"), (PERMIT, PERMIT, PERMIT),
                     id="two that have nothing in common"),
        pytest.param((may(), must_not(target="ex:storm")), ASKED, NOWHERE, (PERMIT, PERMIT, PERMIT),
                     id="rules about two assets"),
        pytest.param((may(more="odrl:assignee ex:daily"), must_not(more="odrl:assignee ex:kim")), ASKED, NOWHERE,
                     (PERMIT, PERMIT, PERMIT), id="rules for two parties"),
        pytest.param((may("r", action="odrl:read"), may(), must_not()), request("odrl:read"), NOWHERE,
                     (PERMIT, PERMIT, DENY), id="a conflict nobody asks about voids the policy"),
        pytest.param((may(), may("r", target="ex:gale"), must_not(target="ex:gale", more=only_if("count eq 1"))), ASKED,
                     given(count=2), (PERMIT, PERMIT, PERMIT), id="a conflict at other times"),
        pytest.param((may(), may("r", target="ex:gale"), must_not(target="ex:gale", more=only_if("count eq 1"))), ASKED,
                     NOWHERE, (PERMIT, PERMIT, REVIEW),
                     id="perhaps a conflict: whether the policy is void is not known"),
        pytest.param((may(), may("r", "odrl:duty [ odrl:action odrl:inform ]", target="ex:gale"),
                      must_not(target="ex:gale")), ASKED, NOWHERE, (PERMIT, PERMIT, REVIEW),
                     id="perhaps a conflict: the other permission has a duty"),
    ],
)  # fmt: skip
def test_what_is_a_conflict(
    rules: tuple[str, ...], asked: str, world: World, effects: tuple[Effect, Effect, Effect]
) -> None:
    found = [ask(policy(*rules, more=strategy) + asked, world).effect for strategy in (PERM, PROHIBIT, INVALID, NONE)]
    assert found == [*effects, effects[-1]]


def test_a_void_policy_says_which_rules_are_in_conflict_and_what_to_do() -> None:
    report = ask(policy(may(action="odrl:use"), must_not(), more=NONE) + request("odrl:play"))
    (reason,) = report.reasons
    assert "<http://example.org/p> and <http://example.org/q>" in reason
    assert "odrl:conflict" in reason


@pytest.mark.parametrize("facts", [{}, {"count": 1}, {"count": 2}], ids=["unknown", "active", "inactive"])
def test_rules_of_one_kind_are_never_in_conflict(facts: dict[str, Value]) -> None:
    report = ask(policy(may("r"), may(more=only_if("count eq 1")), more=NONE) + ASKED, given(**facts))
    assert report.effect is PERMIT
