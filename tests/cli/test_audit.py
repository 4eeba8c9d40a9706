"""`licensing audit` on the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from licensing.cli.main import main
from licensing.cli.progress import Meter

CORPUS = Path(__file__).parent.parent / "corpus" / "audit"
POSTS = CORPUS / "posts"
HELD = ("--source", str(CORPUS / "stories"), "--plan", str(CORPUS / "plan.yaml"), "--jobs", "1")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*words: object, path: Path = POSTS) -> tuple[int, str, str]:
        code = main(["audit", str(path), *HELD, "--state", str(tmp_path / "state.jsonl"), *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return ran


@pytest.mark.parametrize(
    ("post", "code"),
    [
        pytest.param("06-lamp-whole.md", 1, id="denied"),
        pytest.param("10-book-boat.md", 3, id="a person must look"),
        pytest.param("01-slipway.md", 0, id="nothing found"),
        pytest.param("nowhere.md", 2, id="could not be checked"),
    ],
)
def test_the_exit_code_is_that_of_a_check(run: Run, post: str, code: int) -> None:
    assert run(path=POSTS / post)[0] == code


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "csv"])
def test_the_exit_code_is_the_same_in_every_format(run: Run, format_: str) -> None:
    assert run("--format", format_)[0] == 1


def test_progress_goes_to_the_error_stream_and_can_be_silenced(run: Run) -> None:
    code, out, err = run()
    assert "12 of 12 outputs" in err
    assert "12 of 12" not in out
    assert code == 1
    assert run("--quiet", "--no-resume")[2] == ""


@pytest.mark.parametrize("by", ["holder", "rule", "story", "month"])
def test_outputs_are_grouped(run: Run, by: str) -> None:
    _, out, _ = run("--by", by)
    assert f"By {by}" in out
    assert [f"By {other}" in out for other in ("holder", "rule", "story", "month")].count(True) == 1
    rows = list(csv.DictReader(io.StringIO(run("--by", by, "--format", "csv")[1])))
    assert rows
    assert all(int(row["outputs"]) == int(row["deny"]) + int(row["review"]) + int(row["permit"]) for row in rows)


def test_the_ledger_is_written_as_json_and_as_a_table(run: Run, tmp_path: Path) -> None:
    run("--ledger", tmp_path / "ledger.json")
    run("--ledger", tmp_path / "ledger.csv")
    ledger = json.loads((tmp_path / "ledger.json").read_text(encoding="ascii"))["ledger"]
    rows = list(csv.DictReader((tmp_path / "ledger.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == sum(len(entry["outputs"]) for entry in ledger) == 8
    assert {(row["story"], row["holder"]) for row in rows} == {
        (name, "Skerry Press Agency") for name in ("buses", "kelp", "library", "lighthouse")
    }


def test_reports_go_into_files_besides(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("--output-file", f"json={tmp_path / 'a.json'}", "--output-file", f"csv={tmp_path / 'a.csv'}")
    assert out.startswith("DENY")
    assert json.loads((tmp_path / "a.json").read_text(encoding="ascii"))["totals"]["outputs"] == 12
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) == 13


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["--format", "sonnet"], "no format 'sonnet'", id="no such format"),
        pytest.param(["--by", "colour"], "Choose one of: holder, rule, story, month", id="no such group"),
        pytest.param(["--output-file", "json"], "FORMAT=PATH", id="no file"),
        pytest.param(["--output-file", "json=nowhere/a.json"], "Make the folder first", id="no folder"),
        pytest.param(["--ledger", "ledger.pdf"], ".json or a .csv", id="no such ledger"),
        pytest.param(["--jobs", "0"], "--jobs", id="no processes"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is(run: Run, words: list[str], said: str) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert said in err


def test_no_file_that_is_read_is_written(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.csv"
    story.write_text("A story.", encoding="utf-8")
    code, _, err = run("--source", story, "--ledger", story)
    assert code == 2
    assert "This file is read" in err
    assert story.read_text(encoding="utf-8") == "A story."
    assert run("--ledger", tmp_path / "a.csv", "--output-file", f"csv={tmp_path / 'a.csv'}")[0] == 2


def test_the_configuration_of_each_output_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(CORPUS, tmp_path / "site")
    shutil.copytree(CORPUS / "posts", tmp_path / "other")
    (tmp_path / "site" / ".licensing.yaml").write_text(
        "plan: {medium: [web], territory: [TR], purpose: news-reporting}\nsources: [stories]\n", encoding="utf-8"
    )
    words = ["--format", "json", "--quiet", "--jobs", "2", "--state", str(tmp_path / "state.jsonl")]
    code = main(["audit", str(tmp_path / "site"), *words])
    out = json.loads(capsys.readouterr().out)
    assert (code, out["totals"]["outputs"], out["totals"]["errors"]) == (1, 12, 0)
    assert any(fact.startswith("territory: TR (declared by ") for fact in out["checked"]["declared"])
    code = main(["audit", str(tmp_path / "site" / "posts"), str(tmp_path / "other"), *words])
    out = json.loads(capsys.readouterr().out)
    assert (code, out["totals"]["outputs"]) == (1, 12)
    assert "There is nothing to compare with" in out["errors"][0]["message"]
    code = main(["audit", str(tmp_path / "site" / "posts"), "--no-config", *words])
    assert (code, "nothing to compare with" in capsys.readouterr().err) == (2, True)


def test_the_state_is_kept_in_the_cache_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    main(["audit", str(POSTS), *HELD, "--quiet"])
    (state,) = tmp_path.glob("newsroom-licensing/audits/*.jsonl")
    lines = state.read_bytes()
    main(["audit", str(POSTS), *HELD, "--quiet"])
    assert state.read_bytes() == lines
    capsys.readouterr()


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar() -> None:
    seconds = iter([0.0, 0.0, 10.0, 20.0])
    screen = Screen()
    meter = Meter(screen, lambda: next(seconds))
    for done in (0, 30, 60):
        meter.step("outputs", done, 60, 0)
    meter.close()
    assert "[############............] 30 of 60 outputs, 3.0 a second, 0:10 left" in screen.getvalue()
    assert screen.getvalue().endswith("[########################] 60 of 60 outputs, 3.0 a second\n")


def test_elsewhere_it_is_a_line_now_and_then_and_what_was_kept_took_no_time() -> None:
    seconds = iter([0.0, 0.0, 1.0, 10.0, 11.0])
    plain = io.StringIO()
    meter = Meter(plain, lambda: next(seconds))
    for done in (1000, 1001, 1100, 1101):
        meter.step("outputs", done, 8300, 1000)
    meter.close()
    assert plain.getvalue() == "1100 of 8300 outputs, 10.0 a second, 12:00 left\n"
