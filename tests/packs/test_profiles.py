"""The vocabularies rights are written in: every term known, and what each says of the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from licensing.api.rules import check_rules
from licensing.errors import PackError
from licensing.model.constraint import LogicalOperator, Operator
from licensing.model.odrl import PROFILE
from licensing.model.profile import ActionTerm
from licensing.packs import folder, store
from licensing.packs.profiles import ODRL, canonical, covers, implied_by, manner, operands, profiles, terms
from licensing.packs.store import rulebook
from licensing.packs.values import DATATYPES
from licensing.packs.vocabulary import vocabulary

BOOK = rulebook()
CC = "http://creativecommons.org/ns#"
OWN = f"{PROFILE}#"
MINE = "http://www.w3.org/ns/tdmrep#mine"


@pytest.mark.parametrize(
    ("spelling", "uid"),
    [
        pytest.param("http://www.w3.org/ns/odrl/2/", ODRL, id="ODRL"),
        pytest.param("http://w3.org/ns/odrl/2/", ODRL, id="ODRL without www"),
        pytest.param("https://www.w3.org/ns/odrl/2", ODRL, id="ODRL with https and no slash"),
        pytest.param("http://www.w3.org/ns/odrl/2/core", ODRL, id="the ODRL core profile"),
        pytest.param(
            "https://iptc.org/std/RightsML/odrl-profile/", "https://iptc.org/std/RightsML/odrl-profile/", id="IPTC"
        ),
        pytest.param(
            "http://iptc.org/std/RightsML/odrl-profile", "https://iptc.org/std/RightsML/odrl-profile/", id="IPTC, http"
        ),
        pytest.param("http://www.w3.org/ns/tdmrep/", "http://www.w3.org/ns/tdmrep", id="TDMRep with a slash"),
        pytest.param(PROFILE, PROFILE, id="our own"),
    ],
)
def test_a_profile_is_found_by_every_spelling(spelling: str, uid: str) -> None:
    assert profiles(BOOK)[spelling].uid == uid


@pytest.mark.parametrize(
    ("iri", "found"),
    [
        pytest.param("http://w3.org/ns/odrl/2/use", f"{ODRL}use", id="no www"),
        pytest.param("https://www.w3.org/ns/odrl/2/use", f"{ODRL}use", id="https"),
        pytest.param("https://w3.org/ns/odrl/2", ODRL, id="no slash"),
        pytest.param(f"{ODRL}use", f"{ODRL}use", id="as the W3C spells it"),
        pytest.param("http://www.w3.org/ns/odrl/21/use", "http://www.w3.org/ns/odrl/21/use", id="another namespace"),
        pytest.param(
            "https://example.org/http://w3.org/ns/odrl/2/use",
            "https://example.org/http://w3.org/ns/odrl/2/use",
            id="inside another IRI",
        ),
        pytest.param(MINE, MINE, id="no ODRL"),
    ],
)
def test_canonical(iri: str, found: str) -> None:
    assert canonical(iri) == found
    assert canonical(found) == found


def test_odrl_has_its_72_actions_and_34_left_operands() -> None:
    odrl = profiles(BOOK)[ODRL]
    assert len(odrl.actions) == 72
    assert len(odrl.operands) == 34
    assert len([name for name in odrl.actions if name.startswith(CC)]) == 9


def test_every_term_rdflib_knows_is_known_here() -> None:
    namespace = pytest.importorskip("rdflib.namespace").ODRL2
    # rdflib lists the terms without their classes; these are classes, properties, scopes and strategies.
    others = {
        "All", "All2ndConnections", "AllConnections", "AllGroups", "Group", "Individual", "action", "andSequence",
        "assigneeOf", "assignerOf", "conflict", "consequence", "constraint", "core", "dataType", "duty", "failure",
        "function", "hasPolicy", "ignore", "implies", "includedIn", "inheritAllowed", "inheritFrom", "inheritRelation",
        "invalid", "leftOperand", "obligation", "operand", "operator", "output", "partOf", "perm", "permission",
        "policyUsage", "profile", "prohibit", "prohibition", "proximity", "refinement", "relation", "remedy",
        "rightOperand", "rightOperandReference", "scope", "source", "status", "support", "target", "timedCount", "uid",
        "undefined", "unit", "xone",
    }  # fmt: skip
    classes = {
        "Action", "Agreement", "Assertion", "Asset", "AssetCollection", "AssetScope", "ConflictTerm", "Constraint",
        "Duty", "LeftOperand", "LogicalConstraint", "Offer", "Operator", "Party", "PartyCollection", "PartyScope",
        "Permission", "Policy", "Privacy", "Prohibition", "Request", "RightOperand", "Rule", "Set", "Ticket",
        "UndefinedTerm",
    }  # fmt: skip
    odrl = profiles(BOOK)[ODRL]
    operators = {f"{ODRL}{operator}" for operator in Operator}
    known = {*odrl.actions, *odrl.operands, *odrl.roles, *operators}
    listed = {str(namespace[name]) for name in namespace.__annotations__ if name not in others | classes}
    assert listed <= known
    assert {name for name in known if name.startswith(ODRL)} <= listed | {f"{ODRL}{name}" for name in ("and", "or")}


def test_the_operators_are_those_of_the_model() -> None:
    data = BOOK.pack("profiles/odrl")
    assert set(data["operator"]) == {operator.value for operator in Operator}
    assert set(data["logical"]) == {operator.value for operator in LogicalOperator}


def test_every_action_of_odrl_is_a_use_a_transfer_or_deprecated() -> None:
    reach = covers(profiles(BOOK)[ODRL].actions)
    loose = set(profiles(BOOK)[ODRL].actions) - reach[f"{ODRL}use"] - reach[f"{ODRL}transfer"]
    assert loose == {
        f"{ODRL}{name}"
        for name in (
            "adHocShare",
            "extractChar",
            "extractPage",
            "extractWord",
            "lease",
            "lend",
            "preview",
            "secondaryUse",
        )
    }
    assert all(terms(BOOK)[name].deprecated for name in loose)


def test_every_left_operand_has_a_type_that_can_be_read() -> None:
    assert {term.datatype for term in operands(BOOK).values()} <= set(DATATYPES)
    assert operands(BOOK)[f"{ODRL}device"].same_as == (f"{ODRL}systemDevice",)


@pytest.mark.parametrize(
    ("rule", "act", "speaks"),
    [
        pytest.param("use", "use", True, id="itself"),
        pytest.param("use", "write", True, id="an exact match of something included"),
        pytest.param("modify", "write", True, id="an exact match"),
        pytest.param("write", "modify", True, id="an exact match the other way"),
        pytest.param("append", "write", True, id="an exact match of an exact match"),
        pytest.param("use", "display", True, id="included twice over"),
        pytest.param("play", "display", True, id="display is a play"),
        pytest.param("display", "play", False, id="not every play is a display"),
        pytest.param("reproduce", "extract", True, id="an extract is a reproduction"),
        pytest.param("derive", "translate", False, id="ODRL's translation is no derivation"),
        pytest.param("transfer", "sell", True, id="a sale is a transfer"),
        pytest.param("use", "sell", False, id="a sale is no use"),
        pytest.param("use", "lend", False, id="a deprecated term in no other"),
    ],
)
def test_what_a_rule_speaks_of(rule: str, act: str, speaks: bool) -> None:
    assert (f"{ODRL}{act}" in covers(terms(BOOK))[f"{ODRL}{rule}"]) is speaks


def test_our_own_actions_are_included_in_others() -> None:
    reach = covers(terms(BOOK))
    assert reach[f"{ODRL}distribute"] >= {f"{OWN}publish", f"{OWN}broadcast", f"{OWN}redistribute"}
    assert f"{OWN}publish" not in reach[f"{OWN}redistribute"]
    assert f"{OWN}ai-training" in reach[MINE]
    assert f"{OWN}ai-training" in reach[f"{ODRL}use"]


def test_no_word_of_ours_says_more_in_odrl_than_it_does_here() -> None:
    words, reach = vocabulary(BOOK), covers(terms(BOOK))
    actions = BOOK.pack("vocabulary")["actions"]
    ours = {words.iris[name]: name for name, action in actions.items() if action["sort"] != "duty"}
    for iri, name in ours.items():
        told = {ours[other] for other in reach[iri] if other in ours}
        assert name == "use" or told <= words.covers[name], name


def test_a_word_of_ours_that_is_an_odrl_term_is_included_where_odrl_includes_it() -> None:
    words = vocabulary(BOOK)
    for name, action in BOOK.pack("vocabulary")["actions"].items():
        term = terms(BOOK)[words.iris[name]]
        if action["iri"].startswith("odrl:"):
            stated = (action["includedIn"].replace("odrl:", ODRL),) if "includedIn" in action else ()
            assert term.included_in == stated, name


def test_our_own_operands() -> None:
    ours = operands(BOOK)
    assert ours[f"{OWN}credit"].measured is True
    assert ours[f"{OWN}commercial"].measured is False
    assert manner(PROFILE) in ours
    assert f"{OWN}territory" not in ours
    assert vocabulary(BOOK).operands["territory"].iri == f"{ODRL}spatial"


def term(*included_in: str, implies: tuple[str, ...] = (), same_as: tuple[str, ...] = ()) -> ActionTerm:
    return ActionTerm(included_in, implies, same_as)


def test_a_cycle_is_named() -> None:
    with pytest.raises(PackError, match="included in one another: a -> b -> c -> a"):
        covers({"a": term("b"), "b": term("c"), "c": term("a"), "d": term("a")})


def test_a_cycle_through_an_exact_match_is_a_cycle() -> None:
    with pytest.raises(PackError, match="included in one another"):
        covers({"a": term("b"), "b": term(same_as=("c",)), "c": term("a")})


def test_exact_matches_are_no_cycle() -> None:
    reach = covers({"a": term("b", same_as=("b",)), "b": term("a", same_as=("a",))})
    assert reach == {"a": frozenset("ab"), "b": frozenset("ab")}


def test_an_action_in_two_others() -> None:
    reach = covers({"a": term("b", "c"), "b": term("d"), "c": term("d")})
    assert reach["d"] == frozenset("abcd")
    assert reach["b"] == frozenset("ab")


@pytest.mark.parametrize(
    ("actions", "prohibited", "by"),
    [
        pytest.param({"share": term(implies=("copy",))}, "copy", {"share"}, id="implied"),
        pytest.param(
            {"share": term(implies=("copy",)), "copy": term("use")}, "use", {"share"}, id="a wider prohibition"
        ),
        pytest.param(
            {"share": term(implies=("copy",)), "scan": term("copy")}, "scan", set(), id="a narrower prohibition"
        ),
        pytest.param(
            {"share": term(implies=("copy",)), "post": term("share")},
            "copy",
            {"share", "post"},
            id="a kind of it implies too",
        ),
        pytest.param(
            {"a": term(implies=("b",)), "b": term("c"), "c": term(implies=("d",))},
            "d",
            {"a", "b", "c"},
            id="at second hand",
        ),
        pytest.param(
            {"a": term(implies=("b",)), "c": term(same_as=("b",))}, "c", {"a"}, id="an exact match is implied too"
        ),
        pytest.param(
            {"a": term(implies=("b",)), "b": term(implies=("a",))}, "a", {"a", "b"}, id="each implies the other"
        ),
    ],
)
def test_what_implies_an_action(actions: dict[str, ActionTerm], prohibited: str, by: set[str]) -> None:
    assert implied_by(actions)[prohibited] == by


def test_a_policy_may_bring_actions_of_its_own_but_not_redefine_ours() -> None:
    extra = {"https://example.org/skim": term(f"{ODRL}read"), f"{ODRL}sell": term(f"{ODRL}use")}
    reach = covers(terms(BOOK, extra))
    assert "https://example.org/skim" in reach[f"{ODRL}use"]
    assert f"{ODRL}sell" not in reach[f"{ODRL}use"]


def test_regions() -> None:
    inside = vocabulary(BOOK).inside
    assert len(inside["EU"]) == 27
    assert inside["EEA"] - inside["EU"] == {"IS", "LI", "NO"}
    assert {"GB", "CH", "TR"} & inside["EEA"] == set()
    assert inside["001"] == inside["world"] == set(BOOK.pack("vocabulary")["territory"])
    assert all(members <= inside["world"] for members in inside.values())


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    copy = tmp_path / "rules"
    shutil.copytree(folder.rules_folder(), copy)
    store.rulebook.cache_clear()
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        pytest.param(
            "odrl", "{includedIn: [play]}", "{includedin: [play]}", "'includedin' is not known", id="a typo in a key"
        ),
        pytest.param("odrl", "datatype: language", "datatype: tongue", "'tongue' is not one of", id="an unknown type"),
        pytest.param(
            "odrl",
            "{includedIn: [play]}",
            "{includedIn: [pley]}",
            "'.*pley', which nobody defines",
            id="an unknown action",
        ),
        pytest.param(
            "odrl", "  play: {includedIn: [use]}", "  play: {includedIn: [display]}", "display -> .*play", id="a cycle"
        ),
        pytest.param(
            "tdmrep",
            "uid: http://www.w3.org/ns/tdmrep\n",
            f"uid: {ODRL}\n",
            "names TDM Reservation",
            id="a spelling twice",
        ),
    ],
)
def test_a_mistake_in_a_profile_is_found(packs: Path, file: str, old: str, new: str, words: str) -> None:
    path = packs / "profiles" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (error,) = check_rules(packs)
    with pytest.raises(PackError, match=words):
        raise error
