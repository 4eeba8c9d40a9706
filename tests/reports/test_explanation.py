"""An answer told rule by rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from licensing.api.explain import explain_files
from licensing.model.decision import Trouble
from licensing.model.explanation import Explanation
from licensing.reports import explanation, explanation_json

ROOT = Path(__file__).parents[2]
GATE = ROOT / "tests/corpus/gate"
SCHEMA = json.loads((ROOT / "rules/schema/explanation.schema.json").read_text(encoding="utf-8"))


def explained(draft: str, **more: Any) -> Explanation:
    return explain_files([GATE / draft], sources=[GATE / "ferry.txt"], plan=GATE / "plan.yaml", **more)


@pytest.fixture(scope="module")
def uncredited() -> Explanation:
    return explained("quotation-uncredited.md")


def data_of(told: Explanation) -> Any:
    data = json.loads(explanation_json.render(told))
    Draft202012Validator(SCHEMA).validate(data)
    return data


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("draft", sorted(path.name for path in GATE.glob("*.md")))
def test_every_case_is_told(draft: str) -> None:
    told = explained(draft)
    data = data_of(told)
    text = explanation.text(told)
    assert max(len(line) for line in text.splitlines() if str(GATE) not in line and "http" not in line) <= 100
    assert text.startswith(f"{data['drafts'][0]['effect'].upper()}  ")
    for use in data["drafts"][0]["uses"]:
        assert {rule["tier"] for rule in use["rules"]} >= {"guard", "own", "law", "house"}
        assert use["result"]


def test_constraint_by_constraint(uncredited: Explanation) -> None:
    rules = {one.rule: one for one in uncredited.drafts[0].uses[0].rules}
    asked = rules["law/tr/fsek-34-1"]
    assert asked.state == "inactive"
    assert [(ground.text.split(",")[0], ground.holds) for ground in asked.grounds] == [
        ("the purpose must be education", False),
        ("the source was made public: must be yes", True),
    ]
    assert [duty.holds for duty in rules["law/tr/fsek-35-1"].duties] == [False, True]
    assert any(ground.holds is None for ground in rules["law/tr/fsek-52"].grounds)


def test_a_rule_is_active_when_all_of_its_grounds_hold(uncredited: Explanation) -> None:
    for use in uncredited.drafts[0].uses:
        for rule in (rule for rule in use.rules if rule.speaks):
            held = [ground.holds for ground in rule.grounds]
            expected = "inactive" if False in held else "unknown" if None in held else "active"
            assert rule.state == expected, rule


def test_every_fact_says_who_says_it(uncredited: Explanation) -> None:
    who = {fact.name: fact.who for fact in uncredited.drafts[0].uses[0].facts}
    assert who["purpose"] == who["source-made-public"] == "declared by plan.yaml"
    assert who["words-quoted"] == who["own-work"] == "measured"
    assert who["consent"] == "not so without an agreement"
    assert who["holder"] == "known of the story"
    assert who["term-expired"] == "not so unless somebody declares it"


def test_how_the_routes_combined(uncredited: Explanation) -> None:
    routes = {route.tier: route for route in uncredited.drafts[0].uses[0].routes}
    assert routes["law"].rule == "law/tr/fsek-35-1"
    assert "law/tr/press-law-24-1" in routes["law"].closed
    assert routes["law"].survived == ("law/tr/press-law-24-2",)


def test_front_matter_is_told_as_what_it_adds() -> None:
    told = explained("front-matter.md")
    assert {bool(use.plan) for use in told.drafts[0].uses} == {False} or "front matter of" in explanation.text(told)


def test_an_agreement_is_asked_with_its_own_facts() -> None:
    told = explained("whole.md", overrides={"agreements": [str(GATE / "harbour-2026.yaml")]})
    (use,) = [one for one in told.drafts[0].uses if one.manner == "verbatim"]
    (route,) = [one for one in use.routes if one.tier == "agreement"]
    assert (route.agreement, route.effect.value) == ("agreements/harbour-2026", "permit")


def test_nothing_taken_asks_no_rule() -> None:
    text = explanation.text(explained("quotation.md"))
    assert "nothing counts as taken; no rule is asked" in text
    assert "What would make this publishable" not in text


def test_what_could_not_be_checked_is_told() -> None:
    told = Explanation((), (Trouble("gone.md", "gone.md: There is no such file."),))
    assert "gone.md: There is no such file." in explanation.text(told)
    assert data_of(told)["errors"][0]["path"] == "gone.md"


def test_without_texts_no_words_are_shown(uncredited: Explanation) -> None:
    words = "The channel has taken ships before"
    assert words in explanation.text(uncredited)
    assert words not in explanation.text(uncredited, texts=False)
