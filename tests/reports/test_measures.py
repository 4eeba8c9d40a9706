"""What reports say a passage, and the draft, keeps of a story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import licensing
from licensing.model.decision import Decision
from licensing.reports import render

GATE = Path(__file__).parent.parent / "corpus" / "gate"
SCHEMA = json.loads(Path(__file__).parents[2].joinpath("rules/schema/decision.schema.json").read_text(encoding="utf-8"))
STORY = (GATE / "ferry.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["quotation.md", "shortened.md", "paraphrase.md"])
def decision(request: pytest.FixtureRequest) -> Decision:
    return licensing.check(GATE / request.param, plan=GATE / "plan.yaml", sources=[GATE / "ferry.txt"])


def test_json_gives_every_passage_with_its_measures(decision: Decision) -> None:
    data = json.loads(render(decision, "json"))
    Draft202012Validator(SCHEMA).validate(data)
    (draft,) = data["drafts"]
    (shared,) = draft["shared"]
    assert shared["story"]["id"] == "ferry"
    assert shared["passages"]
    for passage in shared["passages"]:
        assert 0 < passage["measures"]["share_of_source"] <= 1
        assert passage["measures"]["longest_run"] <= shared["measures"]["longest_run"]
        assert STORY[passage["source"]["start"] : passage["source"]["end"]].strip()
    assert 0 <= shared["measures"]["own"] <= 1


def test_text_tells_them_when_verbose(decision: Decision) -> None:
    assert "longest run" not in render(decision, "text")
    text = render(decision, "text", verbose=True)
    told = " ".join(text.split())
    assert "The whole draft beside the story:" in told
    assert "% of the story, longest run" in told
    assert max(len(line) for line in text.splitlines() if ".md" not in line) <= 100


def test_what_shares_nothing_has_no_measures() -> None:
    draft = licensing.check(
        "The hens of Lorn lay blue eggs.", plan=GATE / "plan.yaml", sources=[GATE / "ferry.txt"]
    ).drafts[0]
    assert draft.shared == ()
