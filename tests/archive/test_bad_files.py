"""Whatever lies where an archive should lie: an error that names the path and says what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from licensing.archive import schema
from licensing.archive.interface import open_archive
from licensing.archive.sqlite import SqliteArchive
from licensing.errors import ArchiveError
from licensing.model.document import Document

SENTENCE = "The old quay at Lower Marsh was closed on Monday after pillar {} gave way in the storm of the night. "


def document(number: int, sentences: int = 1) -> Document:
    text = "".join(SENTENCE.format(f"{number}-{sentence}") for sentence in range(sentences))
    return Document(raw=text, prose=text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of forty stories, some hundred pages long."""
    path = tmp_path / "stories.db"
    with SqliteArchive(str(path)) as archive, archive.batch():
        for number in range(40):
            archive.add(document(number, 20), f"story-{number}")
    return path


def write(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def cut_to(share: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_by_other_database(path: Path) -> None:
    path.unlink()
    write("CREATE TABLE recipes (name TEXT)")(path)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(lambda path: path.write_bytes(b""), "This is an empty file", id="empty file"),
        pytest.param(lambda path: path.write_bytes(b"Dear editor,\n" * 99), "some other file", id="text"),
        pytest.param(lambda path: path.write_bytes(b"SQLite"), "some other file", id="six bytes of an archive"),
        pytest.param(lambda path: os.truncate(path, 50), "Restore it from a copy", id="header cut"),
        pytest.param(cut_to(0.5), "damaged or cut off. Restore it from a copy", id="cut in the middle"),
        pytest.param(cut_to(0.99), "damaged or cut off. Restore it from a copy", id="cut near the end"),
        pytest.param(replace_by_folder, "is a folder", id="folder"),
        pytest.param(replace_by_other_database, "another program", id="database of another program"),
        pytest.param(write("PRAGMA application_id = 7"), "another program", id="application id of another program"),
        pytest.param(write("PRAGMA user_version = 99"), r"newer version .*schema 99.*Upgrade", id="newer schema"),
        pytest.param(
            write("UPDATE settings SET value = 99 WHERE key = 'normaliser'"),
            "normaliser version 99.*Make a new archive",
            id="another normaliser",
        ),
        pytest.param(write("DELETE FROM settings WHERE key = 'seed'"), "settings are damaged", id="no seed"),
        pytest.param(write("DROP TABLE settings"), "Restore it from a copy", id="no settings"),
        pytest.param(Path.unlink, "There is no archive here. Add stories", id="nothing"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_archive_is_not_opened(
    path: Path, spoil: Callable[[Path], object], message: str, read_only: bool
) -> None:
    spoil(path)
    with pytest.raises(ArchiveError, match=message) as caught:
        open_archive(path, create=False, read_only=read_only)
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param("UPDATE texts SET places = x''", id="places empty"),
        pytest.param("UPDATE texts SET places = x'4900'", id="places torn"),
        pytest.param("UPDATE texts SET places = x'5a0000'", id="places of no known kind"),
        pytest.param("UPDATE texts SET places = substr(places, 1, 21)", id="fewer places than words"),
        pytest.param("UPDATE versions SET document = '{'", id="document torn"),
        pytest.param("UPDATE versions SET document = '[]'", id="document of another shape"),
        pytest.param("UPDATE texts SET prose = x'ff'", id="prose no text"),
        pytest.param("DROP TABLE postings", id="table lost"),
    ],
)
def test_damage_inside_is_an_error_and_never_a_story_less(path: Path, spoil: str) -> None:
    write(spoil)(path)
    with SqliteArchive(str(path), read_only=True) as archive, pytest.raises(ArchiveError, match="Restore it") as caught:
        archive.find(document(3).prose)
    assert caught.value.path == str(path)


def test_a_story_whose_text_is_lost_is_told(path: Path) -> None:
    write("DELETE FROM versions")(path)
    with SqliteArchive(str(path)) as archive, pytest.raises(ArchiveError, match="the text of 'story-3' is missing"):
        archive.get("story-3")


def test_an_archive_another_process_made_meanwhile_is_left_as_it_is(path: Path) -> None:
    with SqliteArchive(str(path)) as archive:
        schema._make(archive._connection)
        assert archive.info().stories == 40


@pytest.mark.parametrize("verb", ["find", "get", "list", "info", "add", "correct", "remove", "kill"])
def test_pages_overwritten_are_an_archive_error_or_go_unnoticed(path: Path, verb: str) -> None:
    arguments: dict[str, tuple[object, ...]] = {
        "find": (document(3, 20).prose,),
        "get": ("story-3",),
        "add": (document(99), "story-99"),
        "correct": ("story-3", document(99)),
        "remove": ("story-3",),
        "kill": ("story-3",),
    }
    whole = path.read_bytes()
    for page in range(4096, len(whole), 4096 * 5):
        path.write_bytes(whole[:page] + b"\xa5" * 4096 + whole[page + 4096 :])
        try:
            with open_archive(path, create=False) as archive:
                getattr(archive, verb)(*arguments.get(verb, ()))
        except ArchiveError as error:
            assert error.path == str(path)  # noqa: PT017 - most pages are not read by every verb


def test_an_archive_somebody_writes_to_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.05)
    busy = sqlite3.connect(path, isolation_level=None)
    with SqliteArchive(str(path)) as archive:
        busy.execute("BEGIN EXCLUSIVE")
        for verb in (archive.info, lambda: archive.find("x"), lambda: archive.add(document(99), "story-99")):
            with pytest.raises(ArchiveError, match=r"Another process is writing to the archive\. Try again"):
                verb()
        with pytest.raises(ArchiveError, match=r"Another process is writing to the archive\. Try again"):
            SqliteArchive(str(path))
        busy.execute("ROLLBACK")
        archive.add(document(99), "story-99")
    busy.close()


def test_a_read_only_archive_finds_and_refuses_to_write(path: Path) -> None:
    with SqliteArchive(str(path), read_only=True) as archive:
        assert next(archive.find(document(3, 20).prose)).story.id == "story-3"
        with pytest.raises(ArchiveError, match="can only be read"):
            archive.add(document(99), "story-99")
        with pytest.raises(ArchiveError, match="can only be read"):
            archive.remove("story-3")


def test_an_archive_in_a_folder_nobody_may_write_to_is_found_in(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with open_archive(path, create=False, read_only=True) as archive:
            assert next(archive.find(document(3, 20).prose)).story.id == "story-3"
    finally:
        path.parent.chmod(0o755)


def test_a_copy_of_the_file_is_an_archive(path: Path) -> None:
    with SqliteArchive(str(path)) as archive:
        archive.add(document(99), "story-99")
        copy = shutil.copy(path, path.with_name("copy.db"))
    with SqliteArchive(str(copy), read_only=True) as archive:
        assert archive.get("story-99").document == document(99)


@pytest.mark.parametrize("name", ["a?mode=memory.db", "50%.db", "#1.db", "haber arşivi.db", "x://y.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True, parents=True)
    with SqliteArchive(str(path)) as archive:
        archive.add(document(1), "story-1")
    assert path.is_file()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="The folder for the archive does not exist"):
        open_archive(tmp_path / "archives" / "stories.db")


def test_opening_makes_an_archive_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "stories.db"
    with pytest.raises(ArchiveError, match="There is no archive here"):
        open_archive(path, read_only=True)
    assert not path.exists()
    open_archive(path).close()
    assert path.is_file()


def test_an_archive_used_after_it_was_closed_is_told(path: Path) -> None:
    archive = SqliteArchive(str(path))
    archive.close()
    archive.close()
    with pytest.raises(ArchiveError, match="was closed"):
        archive.info()


@pytest.mark.parametrize(
    "address", ["mongodb://host/stories", "interface://x", "find://x", "a b://x", "://x", "..://x"]
)
def test_an_address_of_an_unknown_kind_is_told(address: str) -> None:
    with pytest.raises(ArchiveError, match="There is no archive of the kind") as caught:
        open_archive(address)
    assert caught.value.path == address
