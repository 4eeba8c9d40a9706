"""Law packs: every rule stands on something somebody read, and no rule says more than that carries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from licensing.model.constraint import Condition, Constraint, Operator
from licensing.model.odrl import RuleKind
from licensing.packs import policies
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

BOOK = rulebook()
WORDS = vocabulary(BOOK)
LAWS: Mapping[str, Mapping[str, Any]] = BOOK.data["law"]
UNREAD = "research note, not read in a source"
STATUTORY = {"law/lt/dsm-15": {125}, "law/ro/dsm-15": {120}}
"""The rules that compare a number, and the number the statute gives: characters of a very short extract."""
PARTISAN = re.compile(
    r"(?i)\b(?:infring\w*|illegal\w*|legal(?! person)|legally|unlawful\w*|plagiar\w*|stolen|steal\w*|copied|safe)\b"
)
OPENING: Mapping[str, object] = {
    "term-expired": True,
    "work-is-news": True,
    "research-organisation": True,
    "analysis-output": "counts",
}
"""Facts that can only open a use, and the value that does; where nobody says so it is not so."""


def written() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield pack, kind and data of every rule as it is written."""
    for pack_id, data in LAWS.items():
        for kind in RuleKind:
            for rule in data.get(kind, ()):
                yield pack_id, kind, rule


def each(*kinds: RuleKind) -> list[Any]:
    """Return a parameter a rule."""
    return [
        pytest.param(pack_id, rule, id=f"{pack_id}/{rule['id']}")
        for pack_id, kind, rule in written()
        if not kinds or kind in kinds
    ]


def carries(authority: Mapping[str, str]) -> bool:
    hard = authority["kind"] in {"statute", "treaty", "case", "contract"}
    return hard and authority["verified"] in {"primary", "secondary"}


def constraints(conditions: tuple[Condition, ...]) -> Iterator[Constraint]:
    for one in conditions:
        if isinstance(one, Constraint):
            yield one
        else:
            yield from constraints(one.operands)


@pytest.mark.parametrize(("pack_id", "rule"), each())
def test_authority_is_complete_and_marked(pack_id: str, rule: Mapping[str, Any]) -> None:
    for authority in rule["authority"]:
        assert authority.keys() == {"cite", "kind", "verified", "source", "checked"}, pack_id
        assert all(authority.values())
        assert dt.date.fromisoformat(authority["checked"]) <= dt.date.fromisoformat(LAWS[pack_id]["checked"])
        assert (authority["verified"] == "unverified") == (authority["source"] == UNREAD)
        assert authority["source"] == UNREAD or authority["source"].startswith(("https://", "http://"))


@pytest.mark.parametrize(("pack_id", "rule"), each(RuleKind.PERMISSION))
def test_a_permit_rests_on_authority_that_carries_it(pack_id: str, rule: Mapping[str, Any]) -> None:
    """What stands beside it carries it too: a rule that needs less says review."""
    at_most = rule.get("effect", LAWS[pack_id].get("at-most", "permit"))
    if at_most == "permit" and rule.get("reliedOn") != "false":
        assert all(carries(authority) for authority in rule["authority"])


@pytest.mark.parametrize("pack_id", sorted(LAWS))
def test_a_number_is_one_a_statute_gives(pack_id: str) -> None:
    numeric = {name for name, operand in WORDS.operands.items() if operand.datatype in {"integer", "ratio"}}
    for rule in policies.policy(BOOK, pack_id).rules:
        asked = (rule.constraints, *(duty.constraints for duty in rule.duties))
        found = {one.right for part in asked for one in constraints(part) if one.left in numeric}
        assert found == STATUTORY.get(rule.id, set()), rule.id
        if found:
            assert {authority.kind for authority in rule.authority} == {"statute"}


@pytest.mark.parametrize("pack_id", sorted(LAWS))
def test_what_a_rule_survives_is_a_prohibition_in_force_there(pack_id: str) -> None:
    rules = policies.policy(BOOK, pack_id).rules
    prohibitions = {rule.id for rule in rules if rule.kind is RuleKind.PROHIBITION}
    for rule in rules:
        assert set(rule.survives) <= prohibitions, rule.id
        assert not rule.survives or rule.kind is RuleKind.PERMISSION


@pytest.mark.parametrize("pack_id", sorted(pack_id for pack_id, data in LAWS.items() if "over" in data))
def test_a_pack_over_another_has_its_rules_but_those_it_replaces_or_leaves_out(pack_id: str) -> None:
    below = f"law/{LAWS[pack_id]['over']}"
    assert below in LAWS
    own = {part["id"] for kind in RuleKind for part in LAWS[pack_id].get(kind, ())}
    under = {part["id"] for kind in RuleKind for part in LAWS[below].get(kind, ())}
    gone = set(LAWS[pack_id].get("without", ()))
    assert gone <= under - own
    found = [rule.id for rule in policies.policy(BOOK, pack_id).rules]
    assert sorted(found) == sorted(
        [f"{pack_id}/{name}" for name in own] + [f"{below}/{name}" for name in under - own - gone]
    )


def test_what_counts_as_not_so_where_nobody_says_so_only_ever_opens() -> None:
    packs = [pack_id for kind in policies.TIERS for pack_id in BOOK.data[kind]]
    for rule in (rule for pack_id in packs for rule in policies.policy(BOOK, pack_id).rules):
        for one in constraints(rule.constraints):
            if one.left in OPENING:
                assert rule.kind is RuleKind.PERMISSION, rule.id
                assert (one.operator, one.right) == (Operator.EQ, OPENING[one.left]), rule.id


def test_every_territory_has_one_law_at_most() -> None:
    governed = [code for data in LAWS.values() for code in data.get("territory", ())]
    assert len(governed) == len(set(governed))
    assert set(governed) <= set(BOOK.pack("vocabulary")["territory"])
    assert WORDS.inside["EU"] <= set(governed)


def test_one_law_is_the_fallback_and_permits_nothing() -> None:
    (fallback,) = (data for data in LAWS.values() if data.get("fallback") == "true")
    assert fallback["at-most"] == "review"
    assert "territory" not in fallback


@pytest.mark.parametrize("pack_id", sorted(LAWS))
def test_a_law_says_until_when_it_may_be_relied_on(pack_id: str) -> None:
    data = LAWS[pack_id]
    assert dt.date.fromisoformat(data["checked"]) < dt.date.fromisoformat(data["review-due"])


@pytest.mark.parametrize(("pack_id", "rule"), each())
def test_a_rule_speaks_plainly_and_takes_no_side(pack_id: str, rule: Mapping[str, Any]) -> None:
    said = [rule["message"], rule.get("fix", ""), rule.get("note", "")]
    said += [duty[part] for duty in rule.get("duty", ()) for part in ("message", "fix") if part in duty]
    for sentence in said:
        assert not PARTISAN.search(sentence), f"{pack_id}: {sentence}"
        assert not sentence or sentence[-1] in ".}"
    assert rule["message"]


def test_no_exclusive_right_closes_what_the_term_opened() -> None:
    """Where the term of protection has run out, nothing the law keeps for the author stands against the use."""
    for pack_id in LAWS:
        rules = policies.policy(BOOK, pack_id).rules
        (term,) = (rule for rule in rules if any(one.left == "term-expired" for one in constraints(rule.constraints)))
        always = {rule.id for rule in rules if rule.kind is RuleKind.PROHIBITION and not rule.constraints}
        assert {rule for rule in always if not rule.endswith("/model-training")} <= set(term.survives)
