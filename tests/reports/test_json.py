"""The JSON contract, version 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from licensing.errors import ConfigError
from licensing.model.decision import Decision, DraftDecision, Trouble
from licensing.model.document import Document, Place
from licensing.model.effect import Effect
from licensing.reports import render
from licensing.reports.formats import formats

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("rules/schema/decision.schema.json").read_text(encoding="utf-8"))


def shown(decision: Decision) -> Any:
    data = json.loads(render(decision, "json"))
    Draft202012Validator(SCHEMA).validate(data)
    return data


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_run(run: Decision) -> None:
    data = shown(run)
    assert list(data) == ["version", "effect", "drafts", "errors", "outcome", "exit_code", "notes", "idle"]
    assert (data["version"], data["effect"]) == (1, "deny")
    assert [draft["effect"] for draft in data["drafts"]] == ["deny", "review", "permit"]
    assert data["errors"] == [{"path": "drafts/empty.md", "message": "The file is empty."}]


def test_a_finding(denied: DraftDecision) -> None:
    first, second = shown(Decision((denied,)))["drafts"][0]["findings"]
    assert first["story"] == {"id": "storm-hits-coast", "title": "Storm hits coast", "holder": "Harbour Wire"}
    assert first["draft"] == {"start": 26, "end": 180, "line": 3, "column": 1, "place": None}
    assert first["source"] == {"start": 120, "end": 270}
    assert first["notice"]["text"] == "This material may not be\npublished, broadcast, rewritten."
    assert first["jurisdiction"] is None
    assert second["fix"] is None
    assert second["notice"] is None
    assert second["authority"] == [
        {
            "cite": "Copyright Act of Lorn, art. 35",
            "kind": "statute",
            "verified": "primary",
            "source": "https://law.example/35",
        }
    ]


def test_a_use_no_passage_shows_has_no_place(held: DraftDecision) -> None:
    finding = shown(Decision((held,)))["drafts"][0]["findings"][0]
    assert finding["draft"] is None
    assert finding["source"] is None


def test_a_place_without_its_text_has_no_line(denied: DraftDecision) -> None:
    bare = DraftDecision("a.md", Effect.DENY, denied.findings)
    assert shown(Decision((bare,)))["drafts"][0]["findings"][0]["draft"]["line"] is None


def test_a_place_in_a_file_of_pages(denied: DraftDecision) -> None:
    document = Document(
        raw="A page.\n\nAnother page of more words.", prose="", places=(Place(0, "page 1"), Place(9, "page 2"))
    )
    paged = DraftDecision("a.pdf", Effect.DENY, denied.findings, document=document)
    found = shown(Decision((paged,)))["drafts"][0]["findings"][0]["draft"]
    assert (found["place"], found["line"], found["column"]) == ("page 2", None, None)


def test_an_error_about_no_file(run: Decision) -> None:
    data = shown(Decision(errors=(Trouble("", "There is nothing to compare with."),)))
    assert data == {
        "version": 1,
        "effect": "review",
        "drafts": [],
        "errors": [{"path": None, "message": "There is nothing to compare with."}],
        "outcome": "review",
        "exit_code": 2,
        "notes": [],
        "idle": None,
    }


def test_it_is_ascii_whatever_a_file_is_called() -> None:
    odd = Decision(errors=(Trouble("Kıyı-\udcff.md", "“Yok”"),))
    assert render(odd, "json").isascii()
    assert shown(odd)["errors"][0]["path"] == "Kıyı-\udcff.md"


def test_unknown_format(run: Decision) -> None:
    with pytest.raises(ConfigError) as error:
        render(run, "xml")
    assert str(error.value) == f"There is no output format 'xml'. Choose one of: {', '.join(formats())}."
