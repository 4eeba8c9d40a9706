"""The commands, from the words typed to the exit code, over real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from licensing.cli.main import main
from licensing.text.fingerprint import loops

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("rules/schema/decision.schema.json").read_text(encoding="utf-8"))
NOTICE = "Copyright 2022 Harbour Wire. All rights reserved. This material may not be published, broadcast, rewritten."
STORY = f"""\
The ferry to Port Lorn was torn from its moorings shortly after midnight and drifted across the outer harbour.

Two tugs caught it off the lighthouse before it reached the open sea, the harbour master's office said in a report.

{NOTICE}
"""
OWN = (
    "Bakers in the hill villages of Lorn are selling half as much rye bread as they did before the mill burned down.\n"
)


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"wire/ferry.txt": STORY, "own.md": OWN, "taken.md": STORY.partition(NOTICE)[0]}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code, out, _ = run(capsys, *arguments, "--format", "json")
    return code, json.loads(out)


def test_a_whole_story_is_stopped_and_an_own_text_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    plan = ("--source", "wire/ferry.txt", "--territory", "TR", "--purpose", "news-reporting", "--date", "today")
    code, data = run_json(capsys, "check", "taken.md", *plan)
    Draft202012Validator(SCHEMA).validate(data)
    assert (code, data["effect"]) == (1, "deny")
    assert data["drafts"][0]["findings"][0]["draft"]["line"] == 1
    code, out, err = run(capsys, "check", "own.md", *plan)
    assert (code, err) == (0, "")
    assert out.startswith("PERMIT  own.md\nNo known obstacle in what was checked: 1 story")


def test_flags_reach_the_plan_under_its_own_names(capsys: pytest.CaptureFixture[str]) -> None:
    flags = (
        *("--action", "publish", "--medium", "web", "--medium", "print", "--territory", "TR", "--date", "2026-11-22"),
        *("--purpose", "criticism", "--no-commercial", "--publisher", "Lorn Daily", "--own-reporting"),
        *("--independent-sources", "2", "--no-own-content", "--sources-used", "none", "--house", "default"),
    )
    _, data = run_json(capsys, "check", "own.md", "--source", "wire/ferry.txt", *flags)
    assert not data["errors"]
    declared = {line.partition(" ")[0].rstrip(":") for line in data["drafts"][0]["checked"]["declared"]}
    names = "action medium territory date purpose commercial publisher own-reporting independent-sources own-content"
    assert declared == {*names.split(), "sources-used"}


def test_flags_overrule_the_plan(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "plan.yaml").write_text("territory: [TR]\npurpose: nonsense\n", encoding="utf-8")
    code, data = run_json(capsys, "check", "own.md", "--source", "wire/ferry.txt", "--plan", "plan.yaml")
    assert (code, data["drafts"]) == (2, [])
    assert data["errors"][0]["path"].endswith("plan.yaml")


def test_one_bad_draft_among_good_ones(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "drafts").mkdir()
    for number in range(9):
        (newsroom / f"drafts/{number}.md").write_text(OWN, encoding="utf-8")
    (newsroom / "drafts/bad.md").write_bytes(b"\0")
    code, data = run_json(capsys, "check", "drafts", "missing.md", "--source", "wire/ferry.txt", "--territory", "TR")
    assert (code, data["effect"], len(data["drafts"])) == (2, "review", 9)
    assert [Path(error["path"]).name for error in data["errors"]] == ["bad.md", "missing.md"]
    _, out, _ = run(capsys, "check", "drafts", "--source", "wire/ferry.txt", "--territory", "TR")
    assert "10 drafts: 9 permit, 1 not checked." in out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["own.md"], id="nothing to compare with"),
        pytest.param(["own.md", "--source", "missing.txt"], id="a source that is not there"),
        pytest.param(["own.md", "--archive", "missing.db"], id="an archive that is not there"),
        pytest.param(["own.md", "--source", "own.md"], id="a draft that is its own source"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--plan", "missing.yaml"], id="a plan that is not there"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--territory", "XX1"], id="no such territory"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--action", "distribut"], id="no such act"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--house", "villa"], id="no such house"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--agreement", "missing.yaml"], id="no such agreement"),
        pytest.param(["own.md", "wire", "--source", "wire/ferry.txt", "--output", "o.md"], id="one output for two"),
        pytest.param(["wire", "--source", "own.md", "--output", "o.md"], id="one output for a folder"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--output", "own.md"], id="output over the draft"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--output", "wire/ferry.txt"], id="output over a source"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--output", "no/o.md"], id="output in no folder"),
        pytest.param(["own.md", "--source", "wire/ferry.txt", "--output", "wire"], id="output over a folder"),
    ],
)
def test_what_cannot_be_checked(newsroom: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in newsroom.rglob("*") if path.is_file()}
    code, data = run_json(capsys, "check", *arguments)
    Draft202012Validator(SCHEMA).validate(data)
    assert (code, data["effect"], len(data["errors"])) == (2, "review", 1)
    assert {path: path.read_bytes() for path in newsroom.rglob("*") if path.is_file()} == before


def test_an_unknown_output_format_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "own.md", "--source", "wire/ferry.txt", "--format", "xml")
    assert (code, out) == (2, "")
    assert err == "There is no output format 'xml'. Choose one of: json, text.\n"


def test_output_is_written_on_a_permit_only(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = ("--source", "wire/ferry.txt", "--territory", "TR", "--purpose", "news-reporting", "--output", "o.md")
    code, _, err = run(capsys, "check", "taken.md", *plan)
    assert (code, err) == (1, "Not written: o.md. Only a permit is.\n")
    assert not (newsroom / "o.md").exists()
    code, _, err = run(capsys, "check", "own.md", *plan)
    assert (code, err) == (0, "Written: o.md\n")
    assert (newsroom / "o.md").read_text(encoding="utf-8") == OWN


def test_an_archive_from_its_first_story_to_its_last(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ("--archive", "stories.db")
    (newsroom / "wire/bad.txt").write_bytes(b"\0")
    code, data = run_json(capsys, "archive", "add", "wire", *kept)
    assert code == 2
    assert [(story["id"], story["outcome"]) for story in data["stories"]] == [("ferry", "added")]
    assert [error["path"] for error in data["errors"]] == ["wire/bad.txt"]
    code, out, _ = run(capsys, "archive", "add", "wire/ferry.txt", *kept)
    assert (code, out) == (0, "unchanged       ferry\n1 unchanged.\n")
    code, out, _ = run(capsys, "archive", "add", "wire/ferry.txt", "--id", "twin", *kept)
    assert (code, out) == (0, "duplicate-text  twin (same text as ferry)\n1 duplicate-text.\n")
    assert run(capsys, "archive", "add", "wire", "--id", "one", *kept)[0] == 2
    assert run(capsys, "archive", "kill", "twin", *kept)[:2] == (0, "killed          twin\n")
    (newsroom / "wire/ferry.txt").write_text(STORY.replace("Two tugs", "Three tugs"), encoding="utf-8")
    assert run(capsys, "archive", "correct", "ferry", "wire/ferry.txt", *kept)[0] == 0
    code, data = run_json(capsys, "archive", "list", *kept)
    assert [(story["id"], story["status"], story["version"]) for story in data["stories"]] == [
        ("ferry", "usable", 2),
        ("twin", "killed", 1),
    ]
    assert run(capsys, "archive", "list", *kept)[1].splitlines()[1].endswith("words  twin")
    assert run_json(capsys, "archive", "info", *kept)[1]["archive"]["stories"] == 2
    assert "stories     2\n" in run(capsys, "archive", "info", *kept)[1]
    assert f"loops       {loops()}\n" in run(capsys, "archive", "info", *kept)[1]
    code, data = run_json(capsys, "archive", "remove", "ferry", "nobody", *kept)
    assert (code, [story["id"] for story in data["stories"]], len(data["errors"])) == (2, ["ferry"], 1)


def test_a_draft_against_an_archive(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "archive", "add", "wire", "--archive", "stories.db")[0] == 0
    code, data = run_json(capsys, "check", "taken.md", "--archive", "stories.db", "--territory", "TR")
    assert (code, data["drafts"][0]["findings"][0]["story"]["id"]) == (1, "ferry")


@pytest.mark.parametrize("command", ["list", "info"])
def test_an_archive_that_is_not_there(newsroom: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "archive", command, "--archive", "missing.db")[0] == 2
    assert not (newsroom / "missing.db").exists()


def test_read_says_what_a_notice_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, data = run_json(capsys, "read", "wire/ferry.txt")
    assert (code, data["kind"], data["actions"]["publish"]) == (0, "notice", "prohibited")
    start, end = data["notices"][0]["start"], data["notices"][0]["end"]
    assert STORY[start:end] == data["notices"][0]["text"]
    code, out, _ = run(capsys, "read", "wire/ferry.txt")
    assert code == 0
    assert "prohibited: publish, broadcast, rewrite" in out
    assert run(capsys, "read", "wire/ferry.txt", "--format", "xml")[0] == 2
    assert run_json(capsys, "read", "missing.txt")[0] == 2


def test_read_takes_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with Path("wire/ferry.txt").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        code, out, _ = run(capsys, "read", "-")
    assert code == 0
    assert out.startswith("<stdin>: notice\n")


def test_rules_are_listed_shown_and_checked(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data = run_json(capsys, "rules", "list")
    assert code == 0
    assert "law/tr/fsek-35-1" in {rule["id"] for rule in data["rules"]}
    assert "law/tr/fsek-35-1 " in run(capsys, "rules", "list")[1]
    for rule in data["rules"]:
        assert run_json(capsys, "rules", "show", rule["id"])[1]["rule"]["id"] == rule["id"]
        assert run(capsys, "rules", "show", rule["id"])[1].startswith(f"{rule['id']}: ")
    assert run(capsys, "rules", "show", "law/tr/nothing")[0] == 2
    assert run(capsys, "rules", "check")[:2] == (0, "Every pack is sound.\n")
    assert run_json(capsys, "rules", "check")[1]["errors"] == []
    assert run(capsys, "rules", "check", "missing")[0] == 2
    assert run(capsys, "rules", "list", "--format", "xml")[0] == 2


def test_a_broken_pack_is_named_with_its_place(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "packs/law").mkdir(parents=True)
    (newsroom / "packs/law/lorn.yaml").write_text("id: law/lorn\nrules: [\n", encoding="utf-8")
    code, _, err = run(capsys, "rules", "check", "packs")
    assert code == 2
    assert "lorn.yaml:" in err
