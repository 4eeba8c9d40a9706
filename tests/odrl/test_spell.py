"""A notice or an agreement in ODRL's terms says what it says to the gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.api.export import export, export_agreement, export_notice
from licensing.api.texts import read_notice, read_story_notice
from licensing.decision.evaluate import answer, compile_policies
from licensing.decision.notice import notice_policy
from licensing.decision.ontology import Ontology
from licensing.decision.states import DutyState, RuleState, State
from licensing.errors import ConfigError, InputError
from licensing.model.constraint import Constraint, LogicalConstraint, LogicalOperator, Operator
from licensing.model.effect import Effect
from licensing.model.odrl import PROFILE, Action, Conflict, Duty, Policy, PolicyType, Rule, RuleKind, Tier
from licensing.model.terms import Terms
from licensing.model.values import Iri, Literal, Value
from licensing.odrl.read import parse
from licensing.odrl.spell import RIGHTSML, TDMREP, spell
from licensing.odrl.validity import validate
from licensing.odrl.write import write
from licensing.packs import agreements
from licensing.packs.parties import party_key
from licensing.packs.profiles import ODRL, covers, implied_by, manner, operands, profiles, terms
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

BOOK = rulebook()
WORDS = vocabulary(BOOK)
GATE = Path(__file__).parent.parent / "corpus" / "gate"
OWN = f"{PROFILE}#"
STORY = "https://example.org/stories/ferry"
NOTICES = {
    "prohibited": "Copyright 2026 Reef Post. All rights reserved. This material may not be published, "
    "broadcast, rewritten, or redistributed.",
    "mining": "© 2026 Reef Post. Text and data mining is prohibited.",
    "public licence": "© 2026 Reef Post. Licensed under CC BY 4.0.",
    "non-commercial": "© 2026 Reef Post. Licensed under CC BY-NC 4.0.",
    "credit and link": "© 2026 Reef Post. This article may be republished with credit and a link.",
    "consent": "© 2026 Reef Post. May be published only with the written consent of Reef Post.",
    "territory": "© 2026 Reef Post. Articles may be republished free of charge outside Italy.",
}
MANNERS = [name for name, action in BOOK.pack("vocabulary")["actions"].items() if action["sort"] == "manner"]
ACTS = ["publish", "broadcast", "redistribute", "archive", "tdm", "ai-training"]


def key(name: str) -> str:
    return party_key(name, BOOK)


def policies() -> dict[str, tuple[Policy, Policy]]:
    """Every policy as the gate knows it, and spelled out."""
    found = {name: notice_policy(read_notice(text)) for name, text in NOTICES.items()}
    for path in ("harbour-2026", "harbour-2026-shorten"):
        found[path] = agreements.read(GATE / f"{path}.yaml", BOOK).policy
    targets = {name: STORY if name in NOTICES else None for name in found}
    return {name: (one, spell(one, WORDS, target=targets[name], key=key)) for name, one in found.items()}


POLICIES = policies()
GATE_WORDS = Ontology(
    WORDS.covers, datatypes={name: one.datatype for name, one in WORDS.operands.items()}, inside=WORDS.inside
)
ODRL_WORDS = Ontology(
    covers(terms(BOOK)),
    implied_by(terms(BOOK)),
    datatypes={name: one.datatype for name, one in operands(BOOK).items()},
    inside=WORDS.inside,
    measured=frozenset(name for name, one in operands(BOOK).items() if one.measured),
)


def anywhere(policy: Policy) -> Policy:
    """The policy without its parties and assets: the gate's rules name none."""
    return replace(policy, targets=(), parties=())


def states(policy: Policy, ontology: Ontology, act: str, how: str, facts: Mapping[str, Value]) -> list[object]:
    found = answer(compile_policies([policy], ontology), act, how, facts).states
    return [(state.state, [duty.fulfilled for duty in told(state)]) for state in found]


def told(state: RuleState) -> list[DutyState]:
    return [] if state.state is State.INACTIVE else list(state.duties)


def iri_facts(act: str, how: str, facts: Mapping[str, Value]) -> dict[str, Value]:
    named = {WORDS.operands[one].iri: value for one, value in facts.items()}
    return {**named, manner(PROFILE): Iri(WORDS.iris[how])}


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "territory": st.sampled_from(["TR", "DE", "IT", "TR-34"]),
        "date": st.dates(dt.date(2025, 12, 30), dt.date(2027, 1, 2)),
        "medium": st.sampled_from(["web", "print"]),
        "commercial": st.booleans(),
        "credit": st.booleans(),
        "linked": st.booleans(),
        "licence-named": st.booleans(),
        "consent": st.booleans(),
        "holder": st.sampled_from([key("Harbour Wire Agency"), key("Reef Post")]),
        "publisher": st.sampled_from([key("Example Daily"), key("Other Daily")]),
        "edit": st.sampled_from(["none", "shorten", "adapt"]),
    },
)


@given(st.sampled_from(sorted(POLICIES)), st.sampled_from(ACTS), st.sampled_from(MANNERS), FACTS)
def test_it_decides_alike(name: str, act: str, how: str, facts: dict[str, Value]) -> None:
    gate, spelled = POLICIES[name]
    asked = iri_facts(act, how, facts)
    there = states(anywhere(spelled), ODRL_WORDS, WORDS.iris[act], WORDS.iris[how], asked)
    assert there == states(gate, GATE_WORDS, act, how, facts)


def by_rule(policy: Policy, act: str, how: str, facts: Mapping[str, Value]) -> dict[str, object]:
    found = answer(compile_policies([anywhere(policy)], ODRL_WORDS), WORDS.iris[act], WORDS.iris[how], facts).states
    return {
        state.rule.id: (state.state, sorted((duty.duty.action, str(duty.fulfilled)) for duty in told(state)))
        for state in found
    }


@cache
def again(name: str, format_: str) -> Policy:
    """A policy written and read."""
    if format_ != "yaml":
        pytest.importorskip("rdflib")
    (policy,) = parse(write([POLICIES[name][1]], format_), f"{name}.{format_}", format_, BOOK).policies
    return policy


FORMATS = ("yaml", "turtle", "json-ld")


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("format_", FORMATS)
def test_it_is_valid_before_and_after_it_was_written(name: str, format_: str) -> None:
    assert validate(POLICIES[name][1]) == []
    assert validate(again(name, format_)) == []


@given(st.sampled_from(sorted(POLICIES)), st.sampled_from(ACTS), st.sampled_from(MANNERS), FACTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_written_and_read_it_decides_alike(
    format_: str, name: str, act: str, how: str, facts: dict[str, Value]
) -> None:
    asked = iri_facts(act, how, facts)
    assert by_rule(again(name, format_), act, how, asked) == by_rule(POLICIES[name][1], act, how, asked)


@pytest.mark.parametrize("name", POLICIES)
def test_every_term_is_one_its_profiles_define(name: str) -> None:
    _, spelled = POLICIES[name]
    known = profiles(BOOK)
    named = [known[ODRL], *(known[uid] for uid in spelled.profiles)]
    actions = {term for profile in named for term in profile.actions}
    lefts = {term for profile in named for term in profile.operands}
    roles = {role.removeprefix(ODRL) for profile in named for role in profile.roles}
    for rule in spelled.rules:
        assert set(rule.names) <= actions
        refinements = [part for action in rule.actions for part in action.refinements]
        duties = [part for duty in rule.duties for part in duty.constraints]
        for part in (*rule.constraints, *refinements, *duties):
            assert isinstance(part, Constraint)
            assert part.left in lefts
        for duty in rule.duties:
            assert duty.action in actions
            assert {role for role, _ in duty.parties} <= roles
    assert {role for role, _ in spelled.parties} <= roles


@pytest.mark.parametrize("name", POLICIES)
def test_every_rule_has_an_iri_of_its_own(name: str) -> None:
    _, spelled = POLICIES[name]
    uids = [rule.uid for rule in spelled.rules]
    assert len(set(uids)) == len(uids) > 0
    assert all(uid and uid.startswith(f"{spelled.uid}#") for uid in uids)


def only(policy: Policy) -> Rule:
    (rule,) = policy.rules
    return rule


def said(part: Rule | Duty) -> list[str]:
    return [note.value.text for note in part.notes if isinstance(note.value, Literal)]


def test_a_notice() -> None:
    spelled = spell(notice_policy(read_story_notice(GATE / "ferry.txt")), WORDS, target=STORY, key=key)
    assert spelled.type is PolicyType.SET
    assert spelled.profiles == (RIGHTSML, PROFILE)
    assert spelled.conflict is Conflict.PROHIBIT
    assert [asset.uid for asset in spelled.targets] == [STORY]
    ((role, party),) = spelled.parties
    assert role == "assigner"
    assert party.notes[0].value == ("Harbour Wire Agency", None, None)
    rewriting = spelled.rules[2]
    assert set(rewriting.names) == {f"{ODRL}derive", f"{ODRL}translate", f"{OWN}summarise"}
    assert said(rewriting) == ["This material may not be published, broadcast, rewritten, or redistributed."]


def test_the_right_to_pass_on_is_not_the_right_to_publish() -> None:
    policy = Policy("p", PolicyType.SET, (granted("redistribute"),), assigner="Reef Post")
    rule = only(spell(policy, WORDS, target=STORY))
    reach = covers(terms(BOOK))
    assert f"{OWN}publish" not in frozenset().union(*(reach[name] for name in rule.names))


def test_an_agreement() -> None:
    _, spelled = POLICIES["harbour-2026"]
    rule = only(spelled)
    assert spelled.type is PolicyType.AGREEMENT
    assert [role for role, _ in spelled.parties] == ["assigner", "assignee"]
    assert spelled.targets[0].collection is True
    (refinement,) = rule.actions[0].refinements
    assert isinstance(refinement, Constraint)
    assert refinement.left == manner(PROFILE)
    assert refinement.right == (f"{OWN}verbatim", f"{ODRL}extract", f"{OWN}headline-link")
    lefts = [part.left for part in rule.constraints if isinstance(part, Constraint)]
    assert {f"{ODRL}spatial", f"{ODRL}dateTime", f"{ODRL}media", f"{OWN}holder"} <= set(lefts)
    credit, kill = rule.duties
    assert (credit.action, credit.parties[0][0]) == (f"{ODRL}attribute", "attributedParty")
    assert kill.constraints == (Constraint(f"{ODRL}event", Operator.GT, f"{ODRL}policyUsage"),)


def test_no_file_of_this_machine_is_named() -> None:
    _, spelled = POLICIES["harbour-2026"]
    rule = only(spelled)
    parts: list[Rule | Duty] = [rule, *rule.duties]
    assert not [text for part in parts for text in said(part) if ".yaml" in text]
    assert any("grant-1" in text for text in said(rule))


def granted(action: str, **more: object) -> Rule:
    rule = Rule(f"x/{action}", RuleKind.PERMISSION, Tier.NOTICE, (Action(action),), effect=Effect.PERMIT)
    return replace(rule, **more)  # type: ignore[arg-type]


def test_a_permission_nobody_relies_on_is_left_out() -> None:
    rules = (granted("publish", relied_on=False), granted("archive"))
    spelled = spell(Policy("p", PolicyType.SET, rules, assigner="Reef Post"), WORDS, target=STORY)
    assert only(spelled).names == (f"{ODRL}archive",)


@pytest.mark.parametrize(
    ("rule", "unread"),
    [
        pytest.param(granted("publish", effect=Effect.REVIEW), (), id="a permission for a person to decide"),
        pytest.param(granted("publish"), ("Subject to the usual terms.",), id="words nobody understood"),
    ],
)
def test_what_a_person_must_decide_asks_for_a_review(rule: Rule, unread: tuple[str, ...]) -> None:
    policy = Policy("p", PolicyType.SET, (rule,), assigner="Reef Post")
    (duty,) = only(spell(policy, WORDS, target=STORY, unread=unread)).duties
    assert duty.action == f"{ODRL}reviewPolicy"
    assert duty.consequence is Effect.REVIEW
    assert said(duty) == list(unread)


def test_a_message_that_waits_for_facts_is_no_note() -> None:
    rule = granted("publish", message="The notice of '{story}' permits this.", note="Seen twice.")
    spelled = spell(Policy("p", PolicyType.SET, (rule,), assigner="Reef Post"), WORDS, target=STORY)
    assert said(only(spelled)) == ["Seen twice."]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        pytest.param(RuleKind.PERMISSION, (f"{ODRL}use",), id="a permission"),
        pytest.param(RuleKind.PROHIBITION, (f"{ODRL}use", f"{ODRL}transfer"), id="a prohibition"),
    ],
)
def test_a_rule_about_everything(kind: RuleKind, names: tuple[str, ...]) -> None:
    policy = Policy("p", PolicyType.SET, (Rule("x/all", kind, Tier.NOTICE, manners=("quote",)),), assigner="Reef Post")
    rule = only(spell(policy, WORDS, target=STORY))
    assert rule.names == names
    assert all(action.refinements for action in rule.actions)


def test_an_offer_of_nobody_is_a_set() -> None:
    offer = Policy("p", PolicyType.OFFER, (granted("publish"),))
    assert spell(offer, WORDS, target=STORY).type is PolicyType.SET
    assert spell(replace(offer, assigner="Reef Post"), WORDS, target=STORY).type is PolicyType.OFFER
    with pytest.raises(ValueError, match="needs a target"):
        spell(offer, WORDS, target=None)


def test_mining_names_the_profile_of_mining() -> None:
    assert TDMREP in POLICIES["mining"][1].profiles
    assert TDMREP in profiles(BOOK)


def test_constraints_joined_by_logic_are_spelled_too() -> None:
    joined = LogicalConstraint(
        LogicalOperator.OR, (Constraint("territory", Operator.EQ, "TR"), Constraint("consent", Operator.EQ, True))
    )
    rule = granted("publish", constraints=(joined,))
    spelled = spell(Policy("p", PolicyType.SET, (rule,), assigner="Reef Post"), WORDS, target=STORY)
    (found,) = only(spelled).constraints
    assert isinstance(found, LogicalConstraint)
    assert [part.left for part in found.operands if isinstance(part, Constraint)] == [f"{ODRL}spatial", f"{OWN}consent"]


def test_names_of_parties_are_iris_in_any_script() -> None:
    policy = Policy("p", PolicyType.SET, (granted("publish"),), assigner="Риф Пост")
    spelled = spell(policy, WORDS, target=None)
    assert all(one.uid and one.uid.isascii() for one in (spelled.parties[0][1], spelled.targets[0]))


def test_terms_without_rules_spell_a_policy_without_rules() -> None:
    assert spell(Terms().policy, WORDS, target=STORY).rules == ()


@pytest.mark.parametrize(
    ("file", "kind", "rules"),
    [
        pytest.param("ferry.txt", PolicyType.SET, 4, id="a notice"),
        pytest.param("ferry-cc-by.txt", PolicyType.OFFER, 13, id="a public licence"),
        pytest.param("harbour-2026.yaml", PolicyType.AGREEMENT, 1, id="an agreement"),
    ],
)
def test_a_file_is_exported_and_can_be_imported(file: str, kind: PolicyType, rules: int) -> None:
    text = export(GATE / file, "yaml")
    (policy,) = parse(text, file, "yaml", BOOK).policies
    assert (policy.type, len(policy.rules)) == (kind, rules)


def test_a_rights_document_is_exported_as_it_is(tmp_path: Path) -> None:
    once = tmp_path / "once.yaml"
    once.write_text(export(GATE / "ferry.txt", "yaml"), encoding="utf-8")
    assert export(once, "yaml") == once.read_text(encoding="utf-8")


def story(tmp_path: Path, text: str, name: str = "story.md") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_target_of_a_notice_is_the_address_of_its_story(tmp_path: Path) -> None:
    notice = NOTICES["prohibited"]
    addressed = story(tmp_path, f"---\nurl: {STORY}\n---\n{notice}\n")
    assert export_notice(addressed).targets[0].uid == STORY
    nameless = story(tmp_path, notice, "a story.txt")
    assert export_notice(nameless).targets[0].uid == "urn:newsroom-licensing:story:a%20story"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("© 2026 Reef Post. All rights reserved.", "reserves all rights and states no rule", id="reserved"),
        pytest.param("The sea was calm.", "states no rule", id="no notice"),
    ],
)
def test_a_notice_without_a_rule_has_nothing_to_export(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        export_notice(story(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(
            "© 2026 Reef Post. All rights reserved. Licensed under CC BY 4.0.",
            "reserves all rights and names the licence CC-BY-4.0",
            id="it contradicts itself",
        ),
        pytest.param(
            "© 2026 Reef Post. May be published only where the glorp zibbles twice.",
            "Not understood: glorp zibbles twice",
            id="not all of it was understood",
        ),
        pytest.param(
            "---\nusage-terms: © 2026 Reef Post. May be published only where the glorp zibbles twice.\n---\nCalm.",
            "metadata were not understood",
            id="not all of its metadata was understood",
        ),
    ],
)
def test_what_the_gate_would_review_asks_for_a_review(tmp_path: Path, text: str, why: str) -> None:
    granted_ = [rule for rule in export_notice(story(tmp_path, text)).rules if rule.kind is RuleKind.PERMISSION]
    assert granted_
    for rule in granted_:
        (review,) = [duty for duty in rule.duties if duty.action == f"{ODRL}reviewPolicy"]
        assert any(why in reason for reason in said(review))


def test_a_broken_agreement_is_the_fault_of_who_wrote_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'assigner' is missing"):
        export_agreement(story(tmp_path, "id: x\nassignee: Example Daily\ngrants: []", "x.yaml"))
