from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import licensing.archive
from licensing.archive.interface import open_archive
from licensing.archive.sqlite import SqliteArchive


@pytest.mark.parametrize("prefix", ["", "sqlite://"])
def test_a_path_is_opened_as_an_sqlite_file(tmp_path: Path, prefix: str) -> None:
    with open_archive(f"{prefix}{tmp_path}/stories.db") as archive:
        assert isinstance(archive, SqliteArchive)
    assert (tmp_path / "stories.db").is_file()


def test_a_backend_is_one_more_module_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shelf.py").write_text(
        "def open_archive(location, *, create, read_only):\n    return [location, create, read_only]\n"
    )
    monkeypatch.setattr(licensing.archive, "__path__", [*licensing.archive.__path__, str(tmp_path)])
    opened: object = open_archive("shelf://host/stories", create=False, read_only=True)
    assert opened == ["shelf://host/stories", False, True]


def test_the_archive_loads_nothing_heavy() -> None:
    program = "import sys, licensing.archive.interface, licensing.archive.sqlite; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"regex", "yaml", "jsonschema", "numpy", "typer", "asyncio", "urllib.request"} & set(loaded)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("licensing.")}
    assert rooms <= {"archive", "text", "model", "errors"}
