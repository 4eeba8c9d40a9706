"""`licensing rules check CONTRACT`: what a contract leaves open is asked once, and the answers stay in its file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from licensing.cli.main import main
from licensing.packs import agreements
from licensing.packs.store import rulebook

CORPUS = Path(__file__).parent.parent / "corpus"
SIGNED = ("--by", "A. Counsel", "--on", "2026-11-24")
HEAD = "id: a\nwritten: true\nassigner: A\nassignee: B\n"
GRANTS = "grants:\n  - {action: publish, medium: [web]}  # online only\n"


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(CORPUS / "gate" / "harbour-2026.yaml", tmp_path / "harbour.yaml"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["rules", "check", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code, out, _ = run(capsys, *arguments, "--format", "json")
    return code, json.loads(out)


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_a_contract_s_questions_are_listed(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "harbour.yaml")
    assert (code, err) == (3, "")
    assert "harbour-2026 is sound and leaves 6 questions open" in out
    assert "edits          The contract does not say whether texts may be shortened or adapted. May they?" in out
    assert "counsel can answer: none, shorten, adapt" in out
    assert "--answer social=ANSWER --by NAME --on DATE" in out
    code, data = run_json(capsys, "harbour.yaml")
    assert code == 3
    assert [one["key"] for one in data["questions"]] == [
        "social", "feeds", "edits", "translation", "archive", "retention",
    ]  # fmt: skip
    assert {one["who"] for one in data["questions"]} == {"counsel"}
    assert data["errors"] == []


def test_an_answer_is_added_and_its_question_is_not_asked_again(
    contract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contract.read_text(encoding="utf-8")
    contract.chmod(0o640)
    code, out, _ = run(capsys, "harbour.yaml", "--answer", "edits=shorten", *SIGNED)
    assert code == 3
    assert "edits: shorten (answered by A. Counsel, 2026-11-24)" in out
    assert "leaves 5 questions open" in out
    assert contract.stat().st_mode & 0o777 == 0o640
    assert contract.read_text(encoding="utf-8") == (
        before + "answers:\n  - {question: edits, answer: shorten, by: A. Counsel, on: 2026-11-24}\n"
    )
    (rule,) = agreements.read(contract, rulebook()).policy.rules
    assert rule.authority[-1].cite == "Agreement harbour-2026, edits: answered by A. Counsel, 2026-11-24"


def test_when_all_is_answered_nothing_is_left_for_a_person(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("edits=none", "translation=no", "archive=yes", "social=x, facebook", "feeds=No", "retention=unlimited")
    flags = [part for one in said for part in ("--answer", one)]
    code, out, _ = run(capsys, "harbour.yaml", *flags, *SIGNED)
    assert code == 0
    assert "social: x, facebook (answered" in out
    assert "leaves no question open" in out
    code, data = run_json(capsys, "harbour.yaml")
    assert (code, data["questions"]) == (0, [])
    assert {one["key"]: one["answer"] for one in data["answers"]} == {
        "edits": "none", "translation": "false", "archive": "true", "social": ["x", "facebook"],
        "feeds": "false", "retention": "unlimited",
    }  # fmt: skip


ENTRY = "{question: edits, answer: adapt, by: A. Counsel, on: 2026-11-24}"
OTHER = "{question: archive, answer: true, by: B, on: 2026-11-20}"
BLOCK = "- question: archive\n  answer: true   # said on the phone\n  by: B\n  on: 2026-11-20\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(HEAD + GRANTS, HEAD + GRANTS + f"answers:\n  - {ENTRY}\n", id="no answers yet"),
        pytest.param(
            HEAD + GRANTS.rstrip("\n"), HEAD + GRANTS + f"answers:\n  - {ENTRY}\n", id="no line end at the end"
        ),
        pytest.param(
            HEAD + GRANTS + f"# Answers.\nanswers:\n    - {OTHER}  # by letter\n",
            HEAD + GRANTS + f"# Answers.\nanswers:\n    - {OTHER}  # by letter\n    - {ENTRY}\n",
            id="after the last answer, as far to the right",
        ),
        pytest.param(
            HEAD + f"answers:\n  - {OTHER}\n\n# What is granted.\n" + GRANTS,
            HEAD + f"answers:\n  - {OTHER}\n  - {ENTRY}\n\n# What is granted.\n" + GRANTS,
            id="answers that stand before the grants",
        ),
        pytest.param(
            HEAD + GRANTS + f"answers:\n{BLOCK}# The end.\n",
            HEAD + GRANTS + f"answers:\n{BLOCK}- {ENTRY}\n# The end.\n",
            id="answers over several lines",
        ),
        pytest.param(
            HEAD + f"answers: [{OTHER}]  # all\n" + GRANTS,
            HEAD + f"answers: [{OTHER}, {ENTRY}]  # all\n" + GRANTS,
            id="answers on one line",
        ),
        pytest.param(HEAD + "answers: []\n" + GRANTS, HEAD + f"answers: [{ENTRY}]\n" + GRANTS, id="an empty list"),
        pytest.param(
            HEAD + "answers:  # none yet\n" + GRANTS,
            HEAD + f"answers:  # none yet\n  - {ENTRY}\n" + GRANTS,
            id="a key with nothing under it",
        ),
        pytest.param(
            (HEAD + GRANTS).replace("\n", "\r\n"),
            (HEAD + GRANTS + f"answers:\n  - {ENTRY}\n").replace("\n", "\r\n"),
            id="line ends of Windows",
        ),
        pytest.param(
            "\ufeff" + HEAD + GRANTS, "\ufeff" + HEAD + GRANTS + f"answers:\n  - {ENTRY}\n", id="a byte order mark"
        ),
        pytest.param(
            HEAD.replace("assignee: B", "assignee: 🦊 Günlük") + "answers: []\n" + GRANTS,
            HEAD.replace("assignee: B", "assignee: 🦊 Günlük") + f"answers: [{ENTRY}]\n" + GRANTS,
            id="letters of any size",
        ),
    ],
)
def test_every_other_byte_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, after: str
) -> None:
    path = write(tmp_path / "a.yaml", before)
    code, _, err = run(capsys, str(path), "--answer", "edits=adapt", *SIGNED)
    assert (code, err) == (3, "")
    assert path.read_bytes() == after.encode()


@pytest.mark.parametrize("name", ["A: Counsel, Ünal", "null", "yes # no", 'O\'Hara "Q"', "- x", "  Lee  "], ids=repr)
def test_a_name_is_written_so_that_it_is_read_as_it_is(
    contract: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    run(capsys, "harbour.yaml", "--answer", "retention=30", "--by", name, "--on", "2026-11-24")
    (answer,) = agreements.load(contract, rulebook()).answers.values()
    assert (answer.value, answer.by) == ("30", name.strip())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--answer", "edits=shorten", "--on", "2026-11-24"], "--by NAME", id="nobody signs"),
        pytest.param(["--answer", "edits=shorten", "--by", "A"], "--on 2026-11-24", id="no date"),
        pytest.param(["--answer", "edits=shorten", "--by", "A", "--on", "24.11.2026"], "is not a date", id="a date"),
        pytest.param(list(SIGNED), "nothing to sign", id="a name for nothing"),
        pytest.param(["--answer", "edits", *SIGNED], "edits=shorten", id="no answer in it"),
        pytest.param(["--answer", "edits=", *SIGNED], "edits=shorten", id="an empty answer"),
        pytest.param(["--answer", "edits=none", "--answer", "edits=adapt", *SIGNED], "twice", id="two answers"),
        pytest.param(["--answer", "edit=none", *SIGNED], "no question 'edit'", id="no such question"),
        pytest.param(["--answer", "territory=US", *SIGNED], "itself settles 'territory'", id="not open"),
        pytest.param(["--answer", "edits=some", *SIGNED], "none, shorten, adapt", id="not an answer"),
        pytest.param(["--answer", "feeds=perhaps", *SIGNED], "yes or no", id="neither yes nor no"),
        pytest.param(["--answer", "social=myspace", *SIGNED], "not a social platform", id="no such platform"),
        pytest.param(
            ["--answer", "edits=translate", "--answer", "translation=no", *SIGNED],
            "cannot all be true",
            id="answers that contradict each other",
        ),
    ],
)
def test_what_is_no_answer_changes_nothing(
    contract: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = contract.read_bytes()
    code, out, err = run(capsys, "harbour.yaml", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert contract.read_bytes() == before


def test_a_question_is_answered_once(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "harbour.yaml", "--answer", "edits=shorten", *SIGNED)
    code, _, err = run(capsys, "harbour.yaml", "--answer", "edits=adapt", *SIGNED)
    assert code == 2
    assert "'edits' was answered by A. Counsel, 2026-11-24" in err
    assert "harbour.yaml:12:" in err


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{id: a, assigner: A, assignee: B, grants: [{action: publish}]}\n", id="a contract in braces"),
        pytest.param(HEAD + GRANTS + "answers: null\n", id="a key that says null"),
        pytest.param(HEAD + GRANTS + "...\n", id="an end mark"),
    ],
)
def test_a_file_nothing_can_be_added_to_says_what_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = write(tmp_path / "a.yaml", text)
    code, _, err = run(capsys, str(path), "--answer", "edits=adapt", *SIGNED)
    assert code == 2
    assert f"Add under answers:\n  - {ENTRY}" in err
    assert path.read_text(encoding="utf-8") == text


def test_a_contract_behind_a_link_is_changed_where_it_is(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = contract.with_name("link.yaml")
    link.symlink_to(contract)
    run(capsys, "link.yaml", "--answer", "edits=shorten", *SIGNED)
    assert link.is_symlink()
    assert "A. Counsel" in contract.read_text(encoding="utf-8")


def test_a_broken_contract_is_told_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.yaml", HEAD + GRANTS + "retention: soon\n")
    code, _, err = run(capsys, str(path))
    assert code == 2
    assert "a.yaml:7:12: 'soon' must be a number of days" in err
    code, data = run_json(capsys, str(path))
    assert code == 2
    assert data["errors"][0]["path"] == str(path)


def test_an_answer_is_for_a_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--answer", "edits=none", *SIGNED], [str(tmp_path), "--answer", "edits=none", *SIGNED]):
        code, _, err = run(capsys, *arguments)
        assert code == 2
        assert "licensing rules check CONTRACT.yaml" in err
