"""What a shell is told when somebody presses the tab key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


def run(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "licensing"]
    return subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, **variables})


def offered(line: str, shell: str = "bash") -> list[str]:
    """Return what is offered at the end of a line."""
    words = line.split(" ")
    variables = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_TYPER_COMPLETE_ARGS": line}
    variables |= {"_LICENSING_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = run(variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        pytest.param("licensing che", ["check"], id="a command"),
        pytest.param("licensing archive ki", ["kill"], id="a command of a group"),
        pytest.param("licensing check --terr", ["--territory"], id="an option"),
        pytest.param("licensing check --format js", ["json", "jsonl"], id="a format"),
        pytest.param("licensing check --output-file sa", ["sarif="], id="a format of a file"),
        pytest.param("licensing archive list --format j", ["json"], id="a format of an archive"),
        pytest.param("licensing check --house s", ["strict"], id="a house"),
        pytest.param("licensing explain --territory U", ["UA", "UG", "UM", "US", "UY", "UZ"], id="a territory"),
        pytest.param("licensing check --purpose re", ["research", "review"], id="a purpose"),
        pytest.param("licensing check --medium te", ["television"], id="a medium"),
        pytest.param("licensing check --action tr", ["translate"], id="an action"),
        pytest.param("licensing rules show law/tr/fsek-36-1", ["law/tr/fsek-36-1"], id="a rule"),
        pytest.param("licensing audit --by mo", ["month"], id="what to group by"),
        pytest.param("licensing odrl export --to t", ["turtle"], id="a form of rights"),
    ],
)  # fmt: skip
def test_what_is_offered(line: str, values: list[str]) -> None:
    assert offered(line) == values


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "value"), [("licensing expl", "explain"), ("licensing check --house br", "broadcaster")]
)
def test_other_shells_are_offered_the_same(shell: str, line: str, value: str) -> None:
    assert value in "".join(offered(line, shell))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_lines_that_make_a_shell_ask(shell: str) -> None:
    done = run({"_LICENSING_COMPLETE": f"source_{shell}"})
    assert done.returncode == 0
    assert f"complete_{shell}" in done.stdout
    if program := shutil.which(shell):
        assert subprocess.run([program, "-n"], input=done.stdout, text=True, check=False).returncode == 0


def test_a_shell_nobody_knows_is_an_error() -> None:
    assert run({"_LICENSING_COMPLETE": "complete_abacus"}).returncode == 1
