"""Reports in files and the exit code, over real files."""

from __future__ import annotations

import json
import os
import stat
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from licensing.cli.main import main
from licensing.reports.formats import formats

NOTICE = "Copyright 2022 Harbour Wire. All rights reserved. This material may not be published, broadcast, rewritten."
TEXT = (
    "The ferry to Port Lorn was torn from its moorings shortly after midnight and drifted across the outer harbour.\n\n"
    "Two tugs caught it off the lighthouse before it reached the open sea, the harbour master's office said.\n"
)
OWN = "Bakers in the hill villages of Lorn sell half as much rye bread as they did before the mill burned down.\n"
PLAN = "territory: [TR]\npurpose: news-reporting\n"
WITH = ("--source", "wire/ferry.txt", "--plan", "plan.yaml")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {"wire/ferry.txt": f"{TEXT}\n{NOTICE}\n", "drafts/own.md": OWN, "drafts/taken.md": TEXT, "plan.yaml": PLAN}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("draft", ["drafts/own.md", "drafts/taken.md", "missing.md"])
def test_the_exit_code_is_the_same_in_every_format(run: Run, draft: str) -> None:
    codes = {name: run("check", draft, *WITH, "--format", name)[0] for name in formats()}
    expected = {"drafts/own.md": 0, "drafts/taken.md": 1, "missing.md": 2}[draft]
    assert codes == dict.fromkeys(formats(), expected)


def test_several_reports_at_once(newsroom: Path, run: Run) -> None:
    wanted = [f"--output-file={name}=out.{name}" for name in formats()]
    code, out, err = run("check", "drafts", *WITH, *wanted)
    assert (code, err) == (1, "")
    assert out.startswith("PERMIT  drafts/own.md")
    for name in formats():
        assert (newsroom / f"out.{name}").read_text(encoding="utf-8") == run(
            "check", "drafts", *WITH, "--format", name
        )[1]
    assert stat.S_IMODE((newsroom / "out.sarif").stat().st_mode) == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def test_paths_are_told_from_the_folder_the_check_was_run_in(newsroom: Path, run: Run) -> None:
    _, out, _ = run("check", str(newsroom / "drafts/taken.md"), *WITH, "--format", "sarif")
    (run_,) = json.loads(out)["runs"]
    place = run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "drafts/taken.md", "uriBaseId": "%SRCROOT%"}


def test_a_report_is_put_in_the_place_of_an_earlier_one_with_its_permissions(newsroom: Path, run: Run) -> None:
    (newsroom / "r.json").write_text("before", encoding="utf-8")
    (newsroom / "r.json").chmod(0o640)
    run("check", "drafts/own.md", *WITH, "--output-file", "json=r.json")
    assert json.loads((newsroom / "r.json").read_text(encoding="utf-8"))["effect"] == "permit"
    assert stat.S_IMODE((newsroom / "r.json").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        pytest.param("sarif", "is no FORMAT=PATH", id="no path"),
        pytest.param("sarif=", "is no FORMAT=PATH", id="an empty path"),
        pytest.param("=r.sarif", "is no FORMAT=PATH", id="no format"),
        pytest.param("docx=r.docx", "no output format 'docx'", id="no such format"),
        pytest.param("json=no/r.json", "Make the folder first", id="no such folder"),
        pytest.param("json=wire", "in a folder that exists", id="a folder"),
        pytest.param("json=drafts/own.md", "overwrite what is read", id="a draft"),
        pytest.param("json=drafts/../drafts/taken.md", "overwrite what is read", id="a draft in a folder, by a detour"),
        pytest.param("json=wire/ferry.txt", "overwrite what is read", id="a source"),
        pytest.param("json=plan.yaml", "overwrite what is read", id="the plan"),
        pytest.param("json=stories.db", "overwrite what is read", id="the archive"),
        pytest.param("json=link.md", "overwrite what is read", id="a link to a draft"),
        pytest.param("json=same.md", "overwrite what is read", id="another name of a draft"),
        pytest.param("json=first.json", "Two outputs go to one file", id="another report"),
    ],
)
def test_a_report_that_would_spoil_something_is_refused_before_anything_is_decided(
    newsroom: Path, run: Run, stated: str, said: str
) -> None:
    main(["archive", "add", "wire", "--archive", "stories.db"])
    (newsroom / "link.md").symlink_to(newsroom / "drafts/own.md")
    os.link(newsroom / "drafts/own.md", newsroom / "same.md")
    before = {path: path.read_bytes() for path in newsroom.rglob("*") if path.is_file()}
    files = ("--output-file", "json=first.json", "--output-file", stated)
    code, _, err = run("check", "drafts", *WITH, "--archive", "stories.db", *files)
    assert code == 2
    assert said in err
    assert {path: path.read_bytes() for path in newsroom.rglob("*") if path.is_file()} == before


def test_a_report_and_the_draft_do_not_go_to_one_file(run: Run) -> None:
    code, _, err = run("check", "drafts/own.md", *WITH, "--output", "o.md", "--output-file", "json=o.md")
    assert (code, "Two outputs go to one file" in err) == (2, True)


def test_no_report_of_an_earlier_run_stands_for_one_that_could_not_start(newsroom: Path, run: Run) -> None:
    (newsroom / "r.sarif").write_text("before", encoding="utf-8")
    (newsroom / "plan.yaml").write_text("territory: [nowhere]\n", encoding="utf-8")
    files = ("--output-file", "sarif=r.sarif", "--output-file", "junit=r.xml")
    code, out, err = run("check", "drafts", *WITH, *files, "--format", "gitlab")
    assert code == 2
    assert "plan.yaml" in err
    (issue,) = json.loads(out)
    assert issue["severity"] == "critical"
    (invocation,) = json.loads((newsroom / "r.sarif").read_text(encoding="utf-8"))["runs"][0]["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert ET.parse(newsroom / "r.xml").getroot().get("errors") == "1"  # noqa: S314 - our own


def test_a_report_that_cannot_be_written_stops_no_other_and_is_told(
    newsroom: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom / "locked").mkdir()
    files = ("--output-file", "json=locked/r.json", "--output-file", "junit=r.xml")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if "locked" in str(target):
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    code, out, err = run("check", "drafts/own.md", *WITH, *files)
    assert code == 2
    assert "locked/r.json: The output cannot be written: Permission denied." in err
    assert "Could not be checked" in out
    assert (newsroom / "r.xml").exists()
    assert not list((newsroom / "locked").iterdir())


@pytest.mark.parametrize(("draft", "code"), [("drafts/taken.md", 1), ("missing.md", 2)])
def test_exit_zero_says_what_the_code_would_have_been(run: Run, draft: str, code: int) -> None:
    assert run("check", draft, *WITH, "--exit-zero")[::2] == (
        0,
        f"The exit code would have been {code}; --exit-zero makes it 0, and nothing is stopped.\n",
    )


def test_exit_zero_is_silent_on_a_permit_and_hides_no_run_that_could_not_start(run: Run) -> None:
    assert run("check", "drafts/own.md", *WITH, "--exit-zero")[::2] == (0, "")
    assert run("check", "drafts/own.md", "--exit-zero")[0] == 2
    assert run("check", "drafts/own.md", *WITH, "--exit-zero", "--output-file", "json=no/r.json")[0] == 2


def test_exit_zero_hides_no_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("licensing.api.configured.check_paths", broken)
    code, _, err = run("check", "drafts/own.md", *WITH, "--exit-zero")
    assert (code, "This is a bug in licensing" in err) == (4, True)


def test_help_says_that_the_gate_then_stops_nothing(run: Run) -> None:
    out = " ".join(run("check", "--help")[1].split())
    assert "the gate stops nothing then" in out


def test_without_texts(run: Run) -> None:
    for name in formats():
        _, shown, _ = run("check", "drafts/taken.md", *WITH, "--no-texts", "--format", name)
        assert "drafts/taken.md" in shown
        assert "torn from its moorings" not in shown
        assert "All rights reserved" not in shown


def test_a_usage_error_is_told_in_the_format_that_was_asked_for(run: Run) -> None:
    code, out, err = run("check", "drafts", *WITH, "--nonsense", "--format", "github")
    assert code == 2
    assert out.startswith("::error title=Could not be checked::")
    assert "--nonsense" in err
    assert run("check", "drafts", *WITH, "--nonsense", "--format", "nonsense")[1] == ""
    assert run("archive", "list", "--nonsense", "--format", "sarif")[1] == ""
