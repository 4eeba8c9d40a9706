"""Every way a run can end has its exit code, and JSON is printed when it was asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

import licensing
from licensing.cli.main import main
from licensing.errors import ArchiveError, ConfigError, InputError, PackError
from licensing.packs.store import rulebook


def raising(error: BaseException) -> object:
    def invoke(arguments: Sequence[str]) -> object:
        raise error

    return invoke


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        pytest.param(
            ConfigError("No such act.", path="plan.yaml", line=2, column=9), 2, "plan.yaml:2:9: No", id="config"
        ),
        pytest.param(InputError("Empty.", path="a.md"), 2, "a.md: Empty.", id="input"),
        pytest.param(ArchiveError("Locked."), 2, "Locked.", id="archive"),
        pytest.param(PackError("Broken."), 2, "Broken.", id="pack"),
        pytest.param(ZeroDivisionError("division"), 4, "bug in licensing, and nothing was decided: ZeroDiv", id="bug"),
        pytest.param(KeyboardInterrupt(), 130, "", id="interrupted"),
        pytest.param(SystemExit(1), 2, "", id="help into a closed pipe"),
    ],
)
def test_exit_codes(error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], raising(error)) == code  # type: ignore[arg-type]
    out, err = capsys.readouterr()
    assert not out
    assert said in err


@pytest.mark.parametrize("value", [None, "0", 0.0])
def test_a_command_that_answers_nothing_is_a_bug(value: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], lambda _: value) == 4
    assert "instead of an exit code" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["check", "--format", "json"], ["--format=text", "--format=json"]])
@pytest.mark.parametrize("error", [ConfigError("No such act.", path="plan.yaml", line=2), RuntimeError("oops")])
def test_errors_are_json_when_json_was_asked_for(
    arguments: list[str], error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, raising(error)) in {2, 4}  # type: ignore[arg-type]
    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["effect"], data["drafts"]) == (1, "review", [])
    assert len(data["errors"]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "Missing command", id="no command"),
        pytest.param(["chekc"], "No such command", id="unknown command"),
        pytest.param(["check"], "Name the drafts", id="no draft"),
        pytest.param(["check", "a.md", "--sauce", "b"], "--sauce", id="unknown option"),
        pytest.param(["check", "a.md", "--independent-sources", "two"], "--independent-sources", id="not a number"),
        pytest.param(["archive"], "Missing command", id="no command in a group"),
        pytest.param(["archive", "list"], "--archive", id="no archive"),
    ],
)
def test_words_nobody_understands(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert "--help" in err
    assert main([*arguments, "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] is None


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["archive", "add", "--help"], ["rules", "--help"]]
)
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out.lstrip().startswith("Usage: licensing")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    first, packs, *laws = capsys.readouterr().out.splitlines()
    assert first == f"licensing {version('newsroom-licensing')}"
    assert packs == f"packs {rulebook().digest}"
    known = rulebook().data["law"]
    assert laws == [f"  {name}, checked {known[name]['checked']}" for name in sorted(known)]


def test_the_version_is_said_without_the_command_line() -> None:
    program = (
        "import sys; from licensing.cli import run; sys.argv = ['licensing', '--version']\n"
        "try: run()\n"
        "except SystemExit as ended: print(ended.code, *{'typer', 'yaml', 'licensing.model'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == f"licensing {version('newsroom-licensing')}"
    assert done.stdout.splitlines()[-1] == "0"


def test_a_version_without_packs_says_what_is_missing(tmp_path: Path) -> None:
    shutil.copytree(Path(licensing.__file__).parent, tmp_path / "licensing", ignore=shutil.ignore_patterns("_rules"))
    words = [sys.executable, "-m", "licensing", "--version"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert "The rule packs are missing" in done.stderr


def test_only_the_command_that_runs_is_imported() -> None:
    program = (
        "import sys; from licensing.cli.main import main; main(['init', '--help'])\n"
        "print([name for name in sys.modules if name in {'licensing.cli.check', 'licensing.cli.audit'}])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "licensing", "chekc"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    program = (
        "import sys, licensing.cli;"
        "print(*{'jsonschema', 'regex', 'yaml', 'licensing.api', 'licensing.reports'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_crash_while_telling_of_a_crash_is_no_denial() -> None:
    program = "import sys; from licensing.cli import run; sys.stderr.close(); sys.argv = ['licensing', 'chekc']; run()"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 4
