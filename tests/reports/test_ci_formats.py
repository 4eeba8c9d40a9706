"""What CI services read, each format by its documented fields, and by what could break it."""

from __future__ import annotations

import json
import re
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest

from licensing.model.decision import Decision, Obligation, Question, StoryRef, Trouble
from licensing.model.document import Document, Place, Span
from licensing.model.effect import Effect
from licensing.model.odrl import Authority
from licensing.reports import Style, render
from tests.reports.hostile import BASELINE, RAW, RELEASE, WAIVER, draft, finding, hostile

LAW = Authority("Copyright Act of Lorn, art. 35", "statute", "primary", "https://law.example/35")
WAIVED = draft(finding(waiver=WAIVER), finding(waiver=BASELINE, rule="law/y"), stops=Effect.PERMIT)
RELEASED = draft(finding(Effect.REVIEW), effect=Effect.REVIEW, release=RELEASE, stops=Effect.PERMIT, path="r.md")
LET_PASS = Decision((WAIVED, RELEASED))
COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:\n]*))?::(.*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does; the last line is the totals."""
    *lines, last = text.removesuffix("\n").split("\n")
    assert not last.startswith("::")
    found = []
    for line in lines:
        hit = COMMAND.fullmatch(line)
        assert hit, line
        named = dict(part.split("=", 1) for part in (hit[2] or "").split(","))
        found.append((hit[1], {name: plain(value) for name, value in named.items()}, plain(hit[3])))
    return found


def plain(text: str) -> str:
    for escaped, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escaped, character)
    return text


def printable(text: str) -> bool:
    return all(character.isprintable() or character in "\n\udcff" for character in text)


class TestGithub:
    def test_every_stopped_draft_comes_first_with_its_headline(self, run: Decision) -> None:
        second = replace(run.drafts[0], path="drafts/second.md", document=None)
        more = replace(second.findings[0], draft=Span(1, 2), message="Another passage.")
        second = replace(second, findings=(*second.findings, more))
        told = commands(render(replace(run, drafts=(run.drafts[0], second, *run.drafts[1:])), "github"))
        assert [(level, named["title"]) for level, named, _ in told] == [
            ("error", "DENY: drafts/floods.md"),
            ("error", "DENY: drafts/second.md"),
            ("error", "Could not be checked"),
            ("error", "agencies/harbour-wire/notice"),
            ("warning", "REVIEW: drafts/claim.md"),
        ]
        assert told[0][2].startswith("Stopped: no right on file covers this.\nShares 26 words")
        assert told[2][1]["file"] == "drafts/empty.md"

    def test_a_place(self, denied: Any) -> None:
        ((_, named, _),) = commands(render(Decision((denied,)), "github"))
        assert named == {
            "file": "drafts/floods.md",
            "line": "3",
            "endLine": "3",
            "col": "1",
            "endColumn": "155",
            "title": "DENY: drafts/floods.md",
        }

    def test_columns_stand_within_one_line_only(self) -> None:
        ((_, named, _),) = commands(render(Decision((draft(finding()),)), "github"))
        assert (named["line"], named["endLine"], "col" in named) == ("2", "3", False)

    def test_many_reasons_are_counted(self) -> None:
        several = draft(*(finding(rule=f"law/{number}") for number in range(5)))
        ((_, _, message),) = commands(render(Decision((several,)), "github"))
        assert "and 2 more" in message
        assert "law/2" in message
        assert "law/3" not in message

    def test_what_somebody_answers_for_is_a_notice(self) -> None:
        told = commands(render(LET_PASS, "github"))
        assert [level for level, _, _ in told] == ["notice", "notice"]
        assert "Waived until 2027-01-31 by the duty desk: Agreed by phone." in told[0][2]
        assert "released until 2027-01-31 by night desk" in told[1][2]

    def test_a_permit_is_told_in_the_totals_alone(self, permitted: Any) -> None:
        assert render(Decision((permitted,)), "github") == "1 draft: 1 permit.\n"

    def test_nothing_in_a_text_is_a_command(self) -> None:
        text = render(hostile(), "github")
        assert printable(text)
        assert len(commands(text)) >= 4
        assert all(
            set(named) <= {"file", "line", "endLine", "col", "endColumn", "title"} for _, named, _ in commands(text)
        )


class TestGitlab:
    SEVERITIES = ("info", "minor", "major", "critical", "blocker")

    def shown(self, decision: Decision, style: Style | None = None) -> list[dict[str, Any]]:
        issues: list[dict[str, Any]] = json.loads(render(decision, "gitlab", style))
        for issue in issues:
            assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["severity"] in self.SEVERITIES
            assert issue["description"]
            assert issue["check_name"]
            assert re.fullmatch(r"[0-9a-f]{32}", issue["fingerprint"])
            assert set(issue["location"]) == {"path", "lines"}
            assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"].get("end", 10**9)
            assert not issue["location"]["path"].startswith("./")
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)
        return issues

    def test_a_run(self, run: Decision) -> None:
        told = self.shown(run)
        assert [issue["severity"] for issue in told] == ["blocker", "blocker", "major", "critical"]
        assert told[0]["location"] == {"path": "drafts/floods.md", "lines": {"begin": 3, "end": 3}}
        assert told[2]["location"]["lines"] == {"begin": 1}

    def test_what_is_waived_is_info(self) -> None:
        assert {issue["severity"] for issue in self.shown(LET_PASS)} == {"info"}

    def test_fingerprints_stay_when_lines_move(self) -> None:
        first = draft(finding(), finding(), finding(draft=Span(1, 3)))
        moved = Document(raw=f"New.\n{RAW}", prose=RAW)
        spans = [Span(one.draft.start + 5, one.draft.end + 5) for one in first.findings if one.draft]
        later = replace(
            first,
            document=moved,
            findings=tuple(replace(one, draft=span) for one, span in zip(first.findings, spans, strict=True)),
        )
        before, after = self.shown(Decision((first,))), self.shown(Decision((later,)))
        assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
        assert before[0]["location"] != after[0]["location"]

    def test_hostile(self) -> None:
        assert all(printable(issue["description"]) for issue in self.shown(hostile()))


class TestJunit:
    CHILDREN = ("failure", "error", "system-out")

    def shown(self, decision: Decision) -> list[ET.Element]:
        text = render(decision, "junit")
        assert text.isascii()
        suites = ET.fromstring(text)  # noqa: S314 - our own
        (suite,) = suites
        assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
        cases = list(suite)
        for case in cases:
            assert (case.tag, set(case.attrib)) == ("testcase", {"name", "classname"})
            assert [child.tag for child in case] == [tag for tag in self.CHILDREN if case.find(tag) is not None]
        for element in (suites, suite):
            assert element.attrib == {
                "name": "licensing",
                "tests": str(len(cases)),
                "failures": str(sum(case.find("failure") is not None for case in cases)),
                "errors": str(sum(case.find("error") is not None for case in cases)),
            }
        return cases

    def test_a_run(self, run: Decision) -> None:
        denied, held, permitted, error = self.shown(run)
        assert [case.get("name") for case in (denied, held, permitted, error)] == [
            "drafts/floods.md",
            "drafts/claim.md",
            "drafts/quote.md",
            "drafts/empty.md",
        ]
        failure, review = denied.find("failure"), held.find("failure")
        assert failure is not None
        assert review is not None
        assert failure.attrib == {"type": "deny", "message": "Stopped: no right on file covers this."}
        assert (failure.text or "").startswith("drafts/floods.md:3:1\nShares 26 words")
        assert review.get("type") == "review"
        assert "Question for the duty editor: Where does the draft go?" in (review.text or "")
        assert [child.tag for child in permitted] == ["system-out"]
        assert error.find("error") is not None

    def test_what_somebody_answers_for_passes_and_says_so(self) -> None:
        waived, released = self.shown(LET_PASS)
        assert [child.tag for child in (*waived, *released)] == ["system-out", "system-out"]
        assert "Waived until 2027-01-31 by the duty desk" in (waived[0].text or "")
        assert "Known before: in the baseline of 2026" in (waived[0].text or "")
        assert "released until 2027-01-31" in (released[0].text or "")

    def test_hostile(self) -> None:
        for case in self.shown(hostile()):
            assert "<script>" in (case.get("name") or "") or case.get("name") == "licensing"
            for child in case:
                assert printable(child.text or "")


class TestRdjson:
    def shown(self, decision: Decision) -> Any:
        data = json.loads(render(decision, "rdjson"))
        assert set(data) == {"source", "severity", "diagnostics"}
        assert data["source"] == {"name": "licensing"}
        assert data["severity"] in {"ERROR", "WARNING", "INFO"}
        for one in data["diagnostics"]:
            assert set(one) == {"message", "location", "severity", "code"}
            assert one["severity"] in {"ERROR", "WARNING", "INFO"}
            assert set(one["location"]) <= {"path", "range"}
            assert set(one["code"]) <= {"value", "url"}
            for position in one["location"].get("range", {}).values():
                assert set(position) <= {"line", "column"}
                assert min(position.values()) >= 1
        return data

    def test_a_run(self, run: Decision) -> None:
        data = self.shown(run)
        assert data["severity"] == "ERROR"
        assert [one["severity"] for one in data["diagnostics"]] == ["ERROR", "ERROR", "WARNING", "ERROR"]
        assert data["diagnostics"][1]["code"] == {"value": "law/tr/fsek-35-1", "url": "https://law.example/35"}

    def test_columns_count_bytes(self) -> None:
        (one,) = self.shown(Decision((draft(finding(draft=Span(4, 16))),)))["diagnostics"]
        assert RAW[4:16] == "line.\nTwo \U0001f6a2 "
        assert one["location"]["range"] == {"start": {"line": 1, "column": 6}, "end": {"line": 2, "column": 10}}

    def test_a_place_without_its_text_is_a_line(self, denied: Any) -> None:
        first = replace(denied.findings[0], position=denied.document.position(26))
        (one,) = self.shown(Decision((replace(denied, findings=(first,), document=None),)))["diagnostics"]
        assert one["location"]["range"] == {"start": {"line": 3}}

    def test_what_is_waived_is_info(self) -> None:
        assert {one["severity"] for one in self.shown(LET_PASS)["diagnostics"]} == {"INFO"}

    def test_hostile(self) -> None:
        assert all(printable(one["message"]) for one in self.shown(hostile())["diagnostics"])


class TestJsonl:
    def test_a_line_a_draft_then_errors_then_the_total(self, run: Decision) -> None:
        text = render(run, "jsonl")
        assert text.isascii()
        lines = [json.loads(line) for line in text.splitlines()]
        assert [line["kind"] for line in lines] == ["draft", "draft", "draft", "error", "total"]
        whole = json.loads(render(run, "json"))
        assert [{key: line[key] for key in line if key not in {"kind", "version"}} for line in lines[:3]] == whole[
            "drafts"
        ]
        assert lines[-1] == {
            "version": 1,
            "kind": "total",
            "effect": "deny",
            "outcome": "deny",
            "exit_code": 1,
            "drafts": 3,
            "permit": 1,
            "review": 1,
            "deny": 1,
            "errors": 1,
            "waived": 0,
            "released": 0,
        }

    def test_what_somebody_answers_for_is_counted(self) -> None:
        total = json.loads(render(LET_PASS, "jsonl").splitlines()[-1])
        assert (total["waived"], total["released"], total["outcome"], total["exit_code"]) == (2, 1, "permit", 0)

    def test_hostile(self) -> None:
        assert [json.loads(line)["kind"] for line in render(hostile(), "jsonl").splitlines()] == [
            "draft",
            "draft",
            "error",
            "error",
            "total",
        ]


class TestMarkdown:
    def test_a_run(self, run: Decision) -> None:
        text = render(run, "markdown")
        lines = text.splitlines()
        assert lines[0] == "## licensing: 4 drafts: 1 deny, 1 review, 1 permit, 1 not checked."
        rows = [line for line in lines if line.startswith("| **")]
        assert [row.split(" | ")[:2] for row in rows] == [
            ["| **DENY**", "drafts/floods.md"],
            ["| **REVIEW**", "drafts/claim.md"],
            ["| **not checked**", "drafts/empty.md"],
        ]
        assert text.count("<details>") == text.count("</details>") == 2
        assert "**drafts/floods.md:3:1** 'Storm hits coast' \\[storm-hits-coast\\]: publish, verbatim" in text
        assert "[Copyright Act of Lorn, art. 35](<https://law.example/35>)" in text
        assert "> “The ferry to Port Lorn" in text
        assert "- drafts/quote.md: Obligations: Delete the story after 30 days." in text
        assert "- duty editor: Where does the draft go?" in text

    def test_what_somebody_answers_for(self) -> None:
        text = render(LET_PASS, "markdown")
        assert text.count("(let pass)") == 2
        assert "law/x: Waived until 2027-01-31 by the duty desk: Agreed by phone." in text
        assert "Findings waived: 2. Drafts released: 1." in text

    def test_a_place_in_a_file_of_pages(self) -> None:
        paged = Document(raw=RAW, prose=RAW, places=(Place(0, "page 1"),))
        assert "**a.pdf, page 1**" in render(Decision((draft(finding(), path="a.pdf", document=paged),)), "markdown")

    def test_nothing_in_a_text_is_markup(self) -> None:
        text = render(hostile(), "markdown")
        assert "<script>" not in text
        assert "@desk" not in text
        assert not re.search(r"(?<!\\)\[x(?<!\\)\]\(y\)", text)
        assert printable(text)
        rows = [line for line in text.splitlines() if line.startswith("| ")]
        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}

    @pytest.mark.parametrize("opening", ["# head", "- item", "1. item", "2) item", "+ item", "=== rule"])
    def test_a_message_opens_no_heading_and_no_list(self, opening: str) -> None:
        text = render(Decision((draft(finding(message=opening)),)), "markdown")
        assert f" {opening}" not in text.replace(f"this. {opening}", "")

    def test_a_summary_has_room_for_so_much(self) -> None:
        long = finding(message="word " * 2_000)
        several = tuple(replace(draft(long), path=f"{number}.md") for number in range(150))
        text = render(Decision(several), "markdown")
        assert len(text.encode()) < 1_000_000
        left = re.search(r"Left out for want of room: (\d+) entries", text)
        assert left is not None
        assert text.count("\n| **") + text.count("<details>") + int(left[1]) == 300


@pytest.mark.parametrize("format", ["github", "gitlab", "junit", "rdjson", "jsonl", "markdown"])
def test_time_grows_with_findings_and_not_faster(format: str) -> None:  # noqa: A002 - the field's name
    raw = "Ö line of words.\n" * 500

    def seconds(count: int) -> float:
        found = tuple(finding(draft=Span(at % 8_000, at % 8_000 + 3), message=f"Number {at}.") for at in range(count))
        decision = Decision((draft(*found, document=Document(raw=raw, prose=raw)),))
        before = time.process_time()
        render(decision, format)
        return time.process_time() - before

    seconds(100)
    small, large = min(seconds(1_000) for _ in range(3)), min(seconds(10_000) for _ in range(2))
    assert large < 40 * small + 0.2


def test_a_feed_is_one_file_of_several_drafts() -> None:
    items = tuple(replace(draft(finding(story=StoryRef("s"))), path=f"feed.xml#{number}") for number in (1, 2))
    decision = Decision(items)
    assert {issue["location"]["path"] for issue in json.loads(render(decision, "gitlab"))} == {"feed.xml"}
    assert len({issue["fingerprint"] for issue in json.loads(render(decision, "gitlab"))}) == 2
    assert [case.get("name") for case in ET.fromstring(render(decision, "junit"))[0]] == ["feed.xml#1", "feed.xml#2"]  # noqa: S314 - our own


def test_a_question_and_an_obligation_alone() -> None:
    asked = draft(effect=Effect.REVIEW, questions=(Question("territory", "writer", "Where?"),))
    owed = replace(asked, obligations=(Obligation("delete", "Delete it.", "a/1"),))
    for format in ("github", "gitlab", "junit", "rdjson", "markdown", "sarif"):  # noqa: A001 - the field's name
        assert render(Decision((owed,), (Trouble("", "No archive."),)), format)
