"""What a terminal is shown: its own width, and effects in colour; a pipe gets neither."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GATE = Path(__file__).parents[1] / "corpus" / "gate"
SGR = re.compile(r"\x1b\[[0-9;]*m")
CHECK = [
    *(sys.executable, "-m", "licensing", "check", "quotation-uncredited.md"),
    *("--source", "ferry.txt", "--plan", "plan.yaml"),
]


def environment(variables: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "TERM": "xterm", **variables}


def piped(*words: str, **variables: str) -> str:
    done = subprocess.run(
        [*CHECK, *words], capture_output=True, text=True, check=False, cwd=GATE, env=environment(variables)
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def on_a_terminal(columns: int, **variables: str) -> str:
    """Return what a terminal of some columns is shown."""
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, bytes([24, 0, columns, 0, 0, 0, 0, 0]))
    with subprocess.Popen(CHECK, stdout=theirs, stderr=subprocess.PIPE, cwd=GATE, env=environment(variables)) as job:
        os.close(theirs)
        shown = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # how Linux says that the other side has hung up
                break
            if not read:
                break
            shown += read
        job.wait()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def widest_of(shown: str) -> int:
    """Return the columns of the widest line of prose; a place in a file is one line, so that a terminal can link it."""
    return max(len(line) for line in shown.splitlines() if not re.search(r":\d+:\d+  |^ +\[\S+\]$", line))


def test_a_pipe_gets_no_colour_and_a_hundred_columns() -> None:
    shown = piped()
    assert "\x1b" not in shown
    assert 90 < max(map(len, shown.splitlines())) <= 100


def test_a_terminal_gets_effects_in_colour_and_its_own_width() -> None:
    shown = on_a_terminal(60)
    assert shown.startswith("\x1b[1;31mDENY\x1b[0m  quotation-uncredited.md\n")
    assert "  \x1b[1;31mdeny\x1b[0m  " in shown
    plain = SGR.sub("", shown)
    assert widest_of(plain) <= 60
    assert " ".join(plain.split()).startswith("DENY quotation-uncredited.md Stopped: no right on file covers this.")


@pytest.mark.parametrize(("columns", "widest"), [("20", 40), ("70", 70), ("300", 100)])
def test_columns_say_how_wide_from_40_to_100(columns: str, widest: int) -> None:
    assert widest - 10 < widest_of(piped(COLUMNS=columns)) <= widest


def test_no_color_wins() -> None:
    assert "\x1b" not in on_a_terminal(80, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(80, TERM="dumb")
    assert "\x1b[1;31mDENY" in piped(FORCE_COLOR="1")
    assert "\x1b" not in piped(FORCE_COLOR="1", NO_COLOR="1")


def test_files_and_formats_for_programs_are_the_same_everywhere(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    asked = ["--output-file", f"text={file}"]
    piped(*asked, COLUMNS="50", FORCE_COLOR="1")
    assert file.read_text(encoding="utf-8") == piped()
    assert piped("--format", "json", COLUMNS="50", FORCE_COLOR="1") == piped("--format", "json")
    assert piped("--format", "markdown", COLUMNS="50", FORCE_COLOR="1") == piped("--format", "markdown")
