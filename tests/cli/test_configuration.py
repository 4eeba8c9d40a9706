"""What a newsroom settles once, and what is checked, from the words typed to the exit code."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from licensing.cli.main import main
from licensing.reports.formats import formats

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("rules/schema/decision.schema.json").read_text(encoding="utf-8"))
NOTICE = "Copyright 2022 Harbour Wire. All rights reserved. This material may not be published, broadcast, rewritten."
TAKEN = """\
The ferry to Port Lorn was torn from its moorings shortly after midnight and drifted across the outer harbour.

Two tugs caught it off the lighthouse before it reached the open sea, the harbour master's office said in a report.
"""
OWN = "Bakers in the hill villages of Lorn are selling half as much rye bread as before the mill burned down.\n"
CONFIG = (
    "plan: {territory: [TR], purpose: news-reporting}\nsources: [wire]\ninclude: ['posts/**']\nexclude: [README.md]\n"
)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    put("wire/ferry.txt", f"{TAKEN}\n{NOTICE}\n")
    put("posts/own.md", OWN)
    put("posts/taken.md", TAKEN)
    put("posts/README.md", TAKEN)
    put(".licensing.yaml", CONFIG)
    return folder


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["check", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, str], Any]:
    code, out, _ = run(capsys, *arguments, "--format", "json")
    data = json.loads(out)
    Draft202012Validator(SCHEMA).validate(data)
    return code, {draft["path"]: draft["effect"] for draft in data["drafts"]}, data


def test_what_the_configuration_includes_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    code, effects, data = answer(capsys)
    assert (code, effects) == (1, {"posts/own.md": "permit", "posts/taken.md": "deny"})
    assert "territory: TR (declared by .licensing.yaml)" in data["drafts"][0]["checked"]["declared"]


@pytest.mark.parametrize(
    ("arguments", "effects"),
    [
        pytest.param(["posts"], {"posts/own.md", "posts/taken.md"}, id="a folder"),
        pytest.param(["."], {"posts/own.md", "posts/taken.md"}, id="everything, sources left out"),
        pytest.param(["posts/**/*.md"], {"posts/own.md", "posts/taken.md"}, id="a pattern"),
        pytest.param(["posts/own.md", "posts/own.md", "./posts/own.md"], {"posts/own.md"}, id="once"),
        pytest.param(["posts/README.md"], {"posts/README.md"}, id="what is named is checked"),
        pytest.param(["posts/README.md", "posts/own.md", "--force-exclude"], {"posts/own.md"}, id="unless forced"),
    ],
)
def test_what_is_checked(arguments: list[str], effects: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert set(answer(capsys, *arguments)[1]) == effects


def test_nothing_left_after_a_forced_exclusion_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    for name in sorted(formats()):
        code, out, err = run(capsys, "posts/README.md", "--force-exclude", "--format", name)
        assert (code, err) == (0, ""), name
        if name in {"text", "markdown", "html", "json"}:
            assert "nothing to check" in out
    assert answer(capsys, "posts/README.md", "--force-exclude")[2]["idle"]


def test_a_search_that_finds_no_draft_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    put(".licensing.yaml", "sources: [wire]\ninclude: ['essays/**']\n")
    assert run(capsys)[0] == 2
    assert "Nothing here is a draft" in run(capsys)[2]
    assert run(capsys, "posts/**/*.png")[0] == 2
    put(".licensing.yaml", "sources: [wire]\n")
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert "Name the drafts to check" in err


def test_flags_before_the_plan_before_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.yaml", "purpose: criticism\ncommercial: true\n")
    _, _, data = answer(capsys, "posts/own.md", "--plan", "plan.yaml", "--no-commercial")
    declared = data["drafts"][0]["checked"]["declared"]
    assert "territory: TR (declared by .licensing.yaml)" in declared
    assert "purpose: criticism (declared by plan.yaml)" in declared
    assert "commercial: no (declared by flags)" in declared


def test_the_nearest_configuration_holds_for_each_draft(capsys: pytest.CaptureFixture[str]) -> None:
    put("posts/abroad/own.md", OWN)
    put("posts/abroad/pyproject.toml", '[tool.licensing]\nsources = ["../../wire"]\nplan = {territory = ["US"]}\n')
    _, effects, data = answer(capsys, "posts/abroad", "posts/own.md")
    assert list(effects) == ["posts/abroad/own.md", "posts/own.md"]
    said = [draft["checked"]["declared"][0] for draft in data["drafts"]]
    assert said == [
        "territory: US (declared by posts/abroad/pyproject.toml)",
        "territory: TR (declared by .licensing.yaml)",
    ]


def test_a_broken_configuration_stops_its_own_drafts_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        put(f"posts/abroad/{name}.md", OWN)
    put("posts/abroad/.licensing.yaml", "plan:\n  teritory: [US]\n")
    code, effects, data = answer(capsys)
    assert (code, set(effects)) == (1, {"posts/own.md", "posts/taken.md"})
    (error,) = data["errors"]
    assert error["path"] == "posts/abroad/.licensing.yaml"
    assert "posts/abroad/.licensing.yaml:2:13: " in error["message"]
    assert "2 drafts were not checked" in error["message"]
    assert answer(capsys, "posts/own.md", "posts/abroad/a.md")[0] == 2
    code, effects, data = answer(capsys, "posts/abroad/a.md")
    assert (code, effects, len(data["errors"])) == (2, {}, 1)


def test_a_configuration_with_nothing_to_compare_with_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    put("posts/abroad/a.md", OWN)
    put("posts/abroad/.licensing.yaml", "plan: {territory: [US]}\n")
    code, effects, data = answer(capsys)
    assert (code, len(effects)) == (1, 2)
    assert "nothing to compare with" in data["errors"][0]["message"]


def test_one_configuration_for_all_and_none(capsys: pytest.CaptureFixture[str]) -> None:
    put("other/house.yaml", "plan: {territory: [US]}\nsources: [../wire]\n")
    _, _, data = answer(capsys, "posts/own.md", "--config", "other/house.yaml")
    assert data["drafts"][0]["checked"]["declared"] == ["territory: US (declared by other/house.yaml)"]
    code, _, data = answer(capsys, "posts/own.md", "--no-config")
    assert (code, data["errors"][0]["path"]) == (2, None)
    assert answer(capsys, "posts/own.md", "--config", "missing.yaml")[0] == 2


def test_the_output_format_is_the_configurations(capsys: pytest.CaptureFixture[str]) -> None:
    put(".licensing.yaml", f"{CONFIG}format: json\n")
    assert json.loads(run(capsys, "posts/own.md")[1])["effect"] == "permit"
    assert run(capsys, "posts/own.md", "--format", "text")[1].startswith("PERMIT")


def test_waivers_are_the_configurations(capsys: pytest.CaptureFixture[str]) -> None:
    put(".licensing.yaml", f"{CONFIG}baseline: baseline.json\nwaivers: not-there-yet.yaml\n")
    assert run(capsys, "posts/taken.md")[0] == 1
    put("baseline.json", "{")
    code, _, data = answer(capsys, "posts/own.md")
    assert (code, data["errors"][0]["path"]) == (2, "baseline.json")


def test_front_matter_counts_where_the_configuration_trusts_it(capsys: pytest.CaptureFixture[str]) -> None:
    put("posts/taken.md", f"---\nlicensing:\n  own-content: true\n---\n{TAKEN}")
    put("wire/ferry.txt", TAKEN)
    _, before, data = answer(capsys, "posts/taken.md")
    assert "own-content" in {question["fact"] for question in data["drafts"][0]["questions"]}
    put(".licensing.yaml", f"{CONFIG}trust-front-matter: own-content\n")
    _, after, data = answer(capsys, "posts/taken.md")
    assert "own-content" not in {question["fact"] for question in data["drafts"][0]["questions"]}
    assert "own-content: yes (declared by posts/taken.md)" in data["drafts"][0]["checked"]["declared"]
    _, flagged, data = answer(capsys, "posts/taken.md", "--no-own-content")
    assert "own-content: no (declared by flags)" in data["drafts"][0]["checked"]["declared"]
    assert (before, flagged) == ({"posts/taken.md": "deny"}, {"posts/taken.md": "deny"})
    assert set(after.values()) <= {"permit", "review", "deny"}


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))


def test_a_draft_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    piped(monkeypatch, TAKEN)
    assert answer(capsys, "-")[:2] == (1, {"<stdin>": "deny"})
    piped(monkeypatch, f"<p>{OWN}</p>")
    assert answer(capsys, "-", "posts/own.md", "--stdin-name", "posts/new.html")[1] == {
        "posts/own.md": "permit",
        "posts/new.html": "permit",
    }


def test_the_name_decides_the_configuration(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("abroad/.licensing.yaml", "plan: {territory: [US]}\nsources: [../wire]\n")
    piped(monkeypatch, OWN)
    _, effects, data = answer(capsys, "-", "--stdin-name", "abroad/new.md")
    assert effects == {"abroad/new.md": "permit"}
    assert data["drafts"][0]["checked"]["declared"] == ["territory: US (declared by abroad/.licensing.yaml)"]
    piped(monkeypatch, "\0")
    assert answer(capsys, "-", "--stdin-name", "abroad/new.md")[0] == 2
    assert run(capsys, "-", "--output", "out.md")[0] == 2


def git(*words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)  # noqa: S607 - the git of the machine


def test_only_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git").rmdir()
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    for name in sorted(formats()):
        code, out, err = run(capsys, "--since", "main", "--format", name)
        assert (code, err) == (0, ""), name
    code, out, err = run(capsys, "--since", "main")
    assert (code, err) == (0, "")
    assert out.startswith("No draft changed since main: nothing to check.")
    assert answer(capsys, "--since", "main")[2]["effect"] == "permit"
    put("posts/README.md", "Changed.\n")
    assert run(capsys, "--since", "main")[1].startswith("No draft changed since main")
    assert run(capsys, "no/*.md", "--since", "main")[0] == 2
    put("posts/own.md", f"{OWN}More.\n")
    put("posts/new.md", OWN)
    put("other.md", "Changed.\n")
    assert set(answer(capsys, "--since", "main")[1]) == {"posts/own.md", "posts/new.md"}
    assert set(answer(capsys, "posts/new.md", "posts/taken.md", "--since", "main")[1]) == {"posts/new.md"}
    code, _, data = answer(capsys, "posts/new.md", "posts/gone.md", "--since", "main")
    assert (code, [error["path"] for error in data["errors"]]) == (2, ["posts/gone.md"])
    code, effects, data = answer(capsys, "posts", "--since", "no-such-branch")
    assert (code, effects) == (2, {})
    assert "git knows no commit 'no-such-branch'" in data["errors"][0]["message"]
