"""Plans and agreements: typed values out, a place for every mistake."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licensing.errors import ConfigError
from licensing.model.odrl import Constraint, Operator, RuleKind
from licensing.model.plan import Plan
from licensing.packs import agreements, plans
from licensing.packs.store import rulebook

BOOK = rulebook()
GATE = Path(__file__).parent.parent / "corpus" / "gate"


def written(tmp_path: Path, text: str, name: str = "plan.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_plan() -> None:
    plan = plans.read(GATE / "plan.yaml", BOOK)
    assert plan.action == ("publish",)
    assert plan.medium == ("web",)
    assert plan.territory == ("TR",)
    assert plan.date == dt.date(2026, 11, 22)
    assert plan.commercial is True
    assert plan.independent_sources == 2
    assert plan.sources_used == ()
    assert plan.sources["ferry"].made_public is True
    assert plan.sources["ferry"].embargoed_until is None
    assert plan.declared_by["purpose"] == "plan.yaml"


def test_an_empty_plan_declares_nothing(tmp_path: Path) -> None:
    assert plans.read(written(tmp_path, ""), BOOK) == Plan()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("action: pubish", "1:9", "'pubish' is not one of", id="unknown action"),
        pytest.param("territory: [UK]", "1:13", "'UK' is not a country code", id="unknown territory"),
        pytest.param("purpose: fun", "1:10", "'fun' is not one of", id="unknown purpose"),
        pytest.param("medium: web\nteritory: TR", "2:11", "'teritory' is not known", id="a typo in a key"),
        pytest.param("date: 22.11.2026", "1:7", "must be a date", id="a date in another form"),
        pytest.param("date: 2026-13-45", "1:7", "not a day of the calendar", id="no such day"),
        pytest.param("independent-sources: many", "1:22", "whole number", id="no number"),
        pytest.param("sources:\n  - {made-public: true}", "2:5", "'story' is missing", id="a source without a story"),
        pytest.param("sources:\n  - {story: a}\n  - {story: a}", "3:13", "stands here twice", id="a story twice"),
        pytest.param("sources:\n  - {story: a, status: dead}", "2:24", "'dead' is not one of", id="unknown status"),
        pytest.param("- publish", "1:1", "must be object", id="a list"),
        pytest.param("action: translate\nsources-used: none", "2:15", "no sources were used", id="translates nothing"),
        pytest.param(
            "own-reporting: false\nindependent-sources: 2", "2:22", "counts independent sources", id="counts sources"
        ),
        pytest.param("agreements: [nowhere.yaml]", "", "nowhere.yaml", id="an agreement that is not there"),
    ],
)
def test_mistakes_have_a_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        plans.read(written(tmp_path, text), BOOK)
    assert place in str(caught.value)
    assert words in str(caught.value)


def test_own_content_and_an_agreement_contradict_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text((GATE / "harbour-2026.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ConfigError, match="own content"):
        plans.read(written(tmp_path, "own-content: true\nagreements: [a.yaml]"), BOOK)


def test_flags_overrule_the_plan() -> None:
    base = plans.read(GATE / "plan.yaml", BOOK)
    plan = plans.from_mapping({"territory": ["US"], "purpose": None, "commercial": False}, BOOK, "flags", base)
    assert plan.territory == ("US",)
    assert plan.purpose == "news-reporting"
    assert plan.commercial is False
    assert plan.declared_by["territory"] == "flags"


def test_front_matter_adds_and_never_replaces() -> None:
    base = plans.read(GATE / "plan.yaml", BOOK)
    told = plans.tighten(base, {"territory": ["US"], "own-content": "true", "agreements": ["x.yaml"]}, BOOK, "draft.md")
    assert told is not None
    assert told.territory == ("TR", "US")
    assert told.own_content is True
    assert told.agreements == ()
    assert set(told.untrusted) == {"agreements", "own-content"}
    assert plans.tighten(base, {}, BOOK, "draft.md") is None


def test_an_agreement_is_an_odrl_agreement() -> None:
    agreement = agreements.read(GATE / "harbour-2026.yaml", BOOK)
    (rule,) = agreement.policy.rules
    assert agreement.written is True
    assert rule.id == "agreements/harbour-2026/grant-1"
    assert rule.kind is RuleKind.PERMISSION
    assert Constraint("date", Operator.LTEQ, dt.date(2026, 12, 31)) in rule.constraints
    assert Constraint("edit", Operator.IS_ANY_OF, ("none",)) in rule.constraints
    assert [duty.before for duty in rule.duties] == [True, False]


AGREEMENT = "id: a\nassigner: A\nassignee: B\ngrants:\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("id: a", "1:1", "is missing", id="no parties"),
        pytest.param(AGREEMENT + "  - {action: distribut}", "5:14", "'distribut'", id="a typo in an action"),
        pytest.param(
            AGREEMENT + "  - {action: publish, to: 2026-01-01, from: 2026-02-01}",
            "5:27",
            "before it starts",
            id="period",
        ),
        pytest.param(AGREEMENT + "  - {action: publish, to: 2026-02-30}", "5:27", "calendar", id="no such day"),
        pytest.param(AGREEMENT + "  - {action: publish, share: 7}", "5:30", "ratio", id="share over one"),
        pytest.param(AGREEMENT + "  - {action: publish, edits: some}", "5:30", "'some'", id="edits"),
        pytest.param(
            AGREEMENT + "  - {action: publish}\nduties: [{action: atribute}]", "6:19", "'atribute'", id="duty"
        ),
    ],
)
def test_agreement_mistakes_have_a_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        agreements.read(written(tmp_path, text, "a.yaml"), BOOK)
    assert f"a.yaml:{place}" in str(caught.value)
    assert words in str(caught.value)


def test_redistribution_needs_a_sublicence(tmp_path: Path) -> None:
    text = (
        AGREEMENT
        + "  - {action: redistribute}\n  - {action: [publish, redistribute], sublicence: true, manner: [translate]}\n"
    )
    rules = agreements.read(written(tmp_path, text, "a.yaml"), BOOK).policy.rules
    asks = [Constraint("sublicence", Operator.EQ, True) in rule.constraints for rule in rules]
    assert asks == [True, False, False]
    assert rules[2].manners == ("translate",)
    assert Constraint("edit", Operator.IS_ANY_OF, ("none", "translate")) in rules[2].constraints
