"""The examples inside a rule are its tests: one that fires, one near miss that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from licensing.decision.evaluate import compile_policies, evaluate
from licensing.decision.ontology import Ontology
from licensing.decision.states import State
from licensing.model.decision import StoryRef
from licensing.model.use import Taking, Use
from licensing.packs import policies
from licensing.packs.store import rulebook
from licensing.packs.vocabulary import vocabulary

BOOK = rulebook()
WORDS = vocabulary(BOOK)


def examples() -> Iterator[Any]:
    for kind in policies.TIERS:
        for pack_id, data in BOOK.data[kind].items():
            for rule in [*data.get("permission", ()), *data.get("prohibition", ())]:
                for sort in ("match", "no-match"):
                    for number, facts in enumerate(rule["examples"][sort], 1):
                        yield pytest.param(
                            f"{pack_id}/{rule['id']}", facts, sort, id=f"{pack_id}/{rule['id']} {sort} {number}"
                        )


@pytest.mark.parametrize(("rule_id", "facts", "sort"), list(examples()))
def test_example(rule_id: str, facts: dict[str, str], sort: str) -> None:
    program = compile_policies([policies.policy(BOOK, rule_id.rpartition("/")[0])], Ontology(WORDS.covers))
    known = {name: WORDS.value(name, text) for name, text in facts.items() if name not in {"act", "manner"}}
    states = evaluate(program, Use(Taking(StoryRef("story"), facts["manner"]), facts["act"], known))
    state = next(state for state in states if state.rule.id == rule_id)
    assert (state.state is State.ACTIVE) == (sort == "match")


@pytest.mark.parametrize("pack_id", sorted({*BOOK.data["law"], *BOOK.data["guards"], *BOOK.data["house"]}))
def test_every_rule_names_what_it_survives_and_is_findable(pack_id: str) -> None:
    rules = policies.policy(BOOK, pack_id).rules
    ids = {rule.id for rule in rules}
    assert len(ids) == len(rules)
    for rule in rules:
        assert set(rule.survives) <= ids
        assert rule.id in BOOK.places


def test_unverified_authority_carries_no_permit() -> None:
    for pack_id in BOOK.data["law"]:
        for rule in policies.policy(BOOK, pack_id).rules:
            for authority in rule.authority:
                assert authority.carries == (
                    authority.kind in {"statute", "treaty", "case", "contract"} and authority.verified != "unverified"
                )
