"""What goes out, and what must not."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from licensing.cli.check import publish
from licensing.cli.output import emit, write
from licensing.documents.read import read
from licensing.errors import ConfigError
from licensing.model.decision import Decision, DraftDecision, Trouble
from licensing.model.effect import Effect


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_bytes(b"\xef\xbb\xbfThe ferry sank.\r\n")
    path.chmod(0o640)
    return path


def decided(draft: Path, effect: Effect) -> Decision:
    return Decision((DraftDecision(str(draft), effect, document=read(draft)),))


def test_a_permit_writes_the_bytes_of_the_draft(draft: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    assert publish(decided(draft, Effect.PERMIT), draft, output).exit_code == 0
    assert output.read_bytes() == draft.read_bytes()
    assert output.stat().st_mode == draft.stat().st_mode
    assert {path.name for path in tmp_path.iterdir()} == {"draft.md", "out.md"}


@pytest.mark.parametrize("effect", [Effect.REVIEW, Effect.DENY])
def test_nothing_else_does(draft: Path, tmp_path: Path, effect: Effect) -> None:
    output = tmp_path / "out.md"
    output.write_text("before", encoding="utf-8")
    publish(decided(draft, effect), draft, output)
    assert output.read_text(encoding="utf-8") == "before"


def test_not_beside_an_error_and_not_for_two(draft: Path, tmp_path: Path) -> None:
    permit = decided(draft, Effect.PERMIT)
    for decision in (
        Decision(),
        replace(permit, drafts=permit.drafts * 2),
        replace(permit, errors=(Trouble("b.md", "Empty."),)),
    ):
        publish(decision, draft, tmp_path / "out.md")
    assert not (tmp_path / "out.md").exists()


def test_a_draft_that_changed_meanwhile_is_not_written(draft: Path, tmp_path: Path) -> None:
    decision = decided(draft, Effect.PERMIT)
    draft.write_text("Something else.", encoding="utf-8")
    after = publish(decision, draft, tmp_path / "out.md")
    assert (after.exit_code, after.effect) == (2, Effect.REVIEW)
    assert "changed while it was checked" in after.errors[0].message
    assert not (tmp_path / "out.md").exists()
    draft.unlink()
    assert "cannot be read any more" in publish(decision, draft, tmp_path / "out.md").errors[0].message


def test_what_cannot_be_written_leaves_what_was_there(draft: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "kept").touch()
    with pytest.raises(ConfigError, match="cannot be written"):
        write(b"x", output, like=draft)
    assert {path.name for path in tmp_path.iterdir()} == {"draft.md", "out"}
    after = publish(decided(draft, Effect.PERMIT), draft, tmp_path / "missing" / "out.md")
    assert after.exit_code == 2


def test_a_closed_pipe_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        emit("x" * 100_000, stream)
        emit("more", stream)


def test_a_closed_pipe_is_quiet_and_keeps_the_exit_code() -> None:
    program = "import sys; from licensing.cli.output import emit; emit('x' * 10_000_000); sys.exit(1)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1


def test_what_a_terminal_cannot_show_is_escaped() -> None:
    stream = io.TextIOWrapper(raw := io.BytesIO(), encoding="latin-1")
    emit("Kıyı → \udcff", stream)
    assert raw.getvalue() == b"K\\u0131y\\u0131 \\u2192 \\udcff"
