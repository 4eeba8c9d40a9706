"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (.*?)\n(.*?)```", README, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
COMMANDS = ("check", "explain", "audit", "waive", "release", "baseline",
            "read", "archive add", "archive list", "archive info", "archive remove", "archive kill",
            "archive correct", "rules list", "rules show", "rules check",
            "rules test", "rules table", "rules diff", "odrl report", "odrl import", "odrl export",
            "cache info", "cache clear", "init")  # fmt: skip


def run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "licensing"
    return subprocess.run([sys.executable, "-m", "licensing", *words[1:]], cwd=folder, capture_output=True, text=True)  # noqa: PLW1510 - the exit code is part of what is shown


@pytest.mark.parametrize(("command", "output"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_session_prints_what_is_shown(command: str, output: str) -> None:
    done = run(command.split(";", maxsplit=1)[0])
    shown, _, code = output.rpartition("exit code: ") if "exit code: " in output else (output, "", "")
    assert done.stdout + done.stderr == shown
    if code:
        assert done.returncode == int(code)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_explains_itself(command: str) -> None:
    assert f"licensing {command}" in README
    done = run(f"licensing {command} --help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout


@pytest.mark.parametrize(
    "command",
    ["check", "audit", "explain", "waive", "release", "baseline", "odrl report", "odrl import", "odrl export"],
)
def test_every_flag_is_in_the_readme(command: str) -> None:
    flags = set(re.findall(r"(--[a-z-]+)", run(f"licensing {command} --help").stdout)) - {"--help"}
    assert flags
    assert {flag for flag in flags if flag not in README} == set()


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_the_python_shown_runs(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code.replace("newsroom.db", str(tmp_path / "newsroom.db")), "README.md", "exec"), {})  # noqa: S102 - our own manual


def test_the_two_lines_name_files_that_are_there() -> None:
    lines = re.findall(r"<!-- (?:main-job|tests) -->\n```sh\n(.*?)\n```", README, re.DOTALL)
    assert len(lines) == 2
    for path in re.findall(r"tests/[\w./-]+", "\n".join(lines)):
        assert (ROOT / path).exists()
