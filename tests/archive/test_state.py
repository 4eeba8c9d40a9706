"""The mark of an archive is another one after every change, and only then."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest

from licensing.archive.sqlite import SqliteArchive
from licensing.errors import ArchiveError
from licensing.model.document import Document

QUAY = "The old quay at Lower Marsh was closed on Monday after two of its pillars gave way in the storm."
FERRY = "Ferries to Saint Orlow will leave from the coal pier until the council has found a builder."


def story(text: str, **metadata: str) -> Document:
    return Document(raw=text, prose=text, name="wire.txt", metadata=MappingProxyType(metadata))


@pytest.fixture
def archive(tmp_path: Path) -> SqliteArchive:
    made = SqliteArchive(str(tmp_path / "stories.db"))
    made.add(story(QUAY), "quay")
    return made


def nothing(archive: SqliteArchive) -> None:
    archive.add(story(QUAY), "quay")
    list(archive.find(QUAY))
    archive.info()


def failing(archive: SqliteArchive) -> None:
    with pytest.raises(ArchiveError):
        archive.add(story(FERRY), "quay")


def taken_back(archive: SqliteArchive) -> None:
    def broken() -> None:
        with archive.batch():
            archive.add(story(FERRY), "ferry")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda archive: archive.add(story(FERRY), "ferry"), id="add"),
        pytest.param(lambda archive: archive.add(story(QUAY), "twin"), id="add the same text"),
        pytest.param(lambda archive: archive.correct("quay", story(FERRY)), id="correct"),
        pytest.param(lambda archive: archive.correct("quay", story(QUAY, title="Quay")), id="correct a field"),
        pytest.param(lambda archive: archive.kill("quay"), id="kill"),
        pytest.param(lambda archive: archive.remove("quay"), id="remove"),
    ],
)
def test_every_change_gives_another_mark(archive: SqliteArchive, change: Callable[[SqliteArchive], object]) -> None:
    before = archive.state()
    assert before
    change(archive)
    assert archive.state() not in {"", before}


@pytest.mark.parametrize("change", [nothing, failing, taken_back])
def test_no_change_leaves_the_mark(archive: SqliteArchive, change: Callable[[SqliteArchive], object]) -> None:
    before = archive.state()
    change(archive)
    assert archive.state() == before


def test_two_archives_never_share_a_mark(tmp_path: Path) -> None:
    marks = set()
    for name in ("a.db", "b.db"):
        with SqliteArchive(str(tmp_path / name)) as archive:
            archive.add(story(QUAY), "quay")
            marks.add(archive.state())
    assert len(marks) == 2


def test_a_copy_that_goes_its_own_way_has_its_own_mark(archive: SqliteArchive, tmp_path: Path) -> None:
    shutil.copy(archive.path, tmp_path / "copy.db")
    with SqliteArchive(str(tmp_path / "copy.db")) as copy:
        assert copy.state() == archive.state()
        copy.add(story(FERRY), "ferry")
        archive.add(story(FERRY), "ferry")
        assert copy.state() != archive.state()


def test_another_program_cannot_change_a_story_unnoticed(archive: SqliteArchive) -> None:
    before = archive.state()
    with sqlite3.connect(archive.path) as other:
        other.execute("UPDATE stories SET status = 'killed'")
    assert archive.state() != before


def test_a_file_of_an_earlier_version_has_none_until_it_is_written_to(archive: SqliteArchive, tmp_path: Path) -> None:
    with sqlite3.connect(archive.path) as other:
        triggers = [row[0] for row in other.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
        other.execute(f"DROP TRIGGER {triggers[0]}")
    assert archive.state() == ""
    with sqlite3.connect(archive.path) as other:
        other.execute("DELETE FROM settings WHERE key = 'state'")
    with SqliteArchive(archive.path, read_only=True) as reading:
        assert reading.state() == ""
    archive.kill("quay")
    assert archive.state()
