"""The tables of an SQLite archive, and opening a file only when it is one.

The file keeps SQLite's rollback journal, not a write-ahead log: between two transactions the whole archive is one
file, to be copied, mailed or put on a read-only disk like any other. `synchronous` stays FULL: what `add` has
answered survives a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from licensing.errors import ArchiveError
from licensing.text import normalise

__all__ = [
    "GRAM",
    "RANKED",
    "RUN",
    "SCHEMA",
    "TERMS",
    "WINDOW",
    "Settings",
    "connect",
    "marked",
    "state",
    "transaction",
    "translated",
]

RUN = 8
GRAM = 5
WINDOW = RUN - GRAM + 1
SCHEMA = 2
RANKED = 2
"""The first schema that keeps the terms stories are ranked by; an older file gets them with the next story."""

_APPLICATION = 0x4C694172  # "LiAr" in the file's header
_PATIENCE = 2.0  # seconds another process may keep the file busy
_CACHE = 64_000  # KiB of pages kept; grams lie all over the file, and SQLite's own 2 MB forget them at once
_MAGIC = b"SQLite format 3\0"
TERMS = """
CREATE TABLE terms (
    term INTEGER NOT NULL,
    block INTEGER NOT NULL,
    texts BLOB NOT NULL,
    PRIMARY KEY (term, block)
) WITHOUT ROWID
"""
_TABLES = """
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (
    number INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    words INTEGER NOT NULL,
    norm TEXT NOT NULL,
    places BLOB NOT NULL,
    prose BLOB NOT NULL
);
CREATE TABLE stories (
    added INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE versions (
    story INTEGER NOT NULL REFERENCES stories,
    version INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES texts,
    digest BLOB NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (story, version)
) WITHOUT ROWID;
CREATE TABLE postings (
    gram INTEGER NOT NULL,
    text INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (gram, text, place)
) WITHOUT ROWID;
CREATE INDEX versions_by_text ON versions (text);
CREATE INDEX short_texts ON texts (words) WHERE words < 8;
"""
_STATE = "state"
_WATCHED = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {table}_{change.lower()} AFTER {change} ON {table}"  # noqa: S608 - our own words
    " BEGIN UPDATE settings SET value = hex(randomblob(16)) WHERE key = 'state'; END"
    for table in ("stories", "versions", "texts")
    for change in ("INSERT", "UPDATE", "DELETE")
)


class Settings(NamedTuple):
    """What an archive was made with."""

    seed: bytes
    run: int
    gram: int
    window: int
    normaliser: int


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn whatever SQLite says about the file at `path` into an `ArchiveError` that says what to do."""
    try:
        yield
    except ArchiveError as error:
        error.path = error.path or path
        raise
    except sqlite3.Error as error:
        raise ArchiveError(_advice(error), path=path) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep all that is done inside or, on an exception, none of it; within another transaction only this part goes."""
    outer = not connection.in_transaction
    connection.execute("BEGIN IMMEDIATE" if outer else "SAVEPOINT part")
    try:
        yield
    except BaseException:
        # On a full disk SQLite has rolled everything back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK" if outer else "ROLLBACK TO part")
            if not outer:
                connection.execute("RELEASE part")
        raise
    connection.execute("COMMIT" if outer else "RELEASE part")


def connect(path: str, *, create: bool, read_only: bool) -> tuple[sqlite3.Connection, Settings]:
    """Open the archive at a path, or make one.

    Args:
        path: A file.
        create: Make the file and its tables when nothing is there.
        read_only: Never write, nor create.

    Raises:
        ArchiveError: When the file is missing, empty, a directory, cut off, locked, no archive, another program's, or
            written by a version of this package this one cannot read.
    """
    new = _look(path, create=create and not read_only)
    mode = "ro" if read_only else "rwc" if new else "rw"
    with translated(path):
        connection = sqlite3.connect(
            f"{Path(path).absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE, isolation_level=None
        )
        try:
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            if new:
                _make(connection)
            return connection, _read_settings(connection, path)
        except BaseException:
            connection.close()
            raise


def _look(path: str, *, create: bool) -> bool:
    """Tell whether there is nothing at the path yet; refuse what can never be opened."""
    file = Path(path)
    try:
        if file.is_dir():
            raise ArchiveError("This is a folder, and an archive is one file. Name the file.", path=path)
        if not file.exists():
            if not create:
                raise ArchiveError("There is no archive here. Add stories to make one, or correct the path.", path=path)
            if not file.parent.is_dir():
                raise ArchiveError("The folder for the archive does not exist. Make it first.", path=path)
            return True
        with file.open("rb") as opened:
            head = opened.read(len(_MAGIC))
    except OSError as error:
        raise ArchiveError(
            f"The archive cannot be read: {error.strerror}. See to the file's permissions.", path=path
        ) from error
    if not head:
        raise ArchiveError("This is an empty file, not an archive. Restore it from a copy, or delete it.", path=path)
    if head != _MAGIC:
        raise ArchiveError("This is some other file, not an archive. Correct the path.", path=path)
    return False


def marked(connection: sqlite3.Connection) -> None:
    """Give a file its mark, which is another one after every change of a story, whichever program makes it."""
    connection.execute("INSERT OR IGNORE INTO settings VALUES (?, hex(randomblob(16)))", (_STATE,))
    for statement in _WATCHED:
        connection.execute(statement)


def state(connection: sqlite3.Connection) -> str:
    """Return the mark of a file; empty when it has none, or a change would leave it as it is."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (_STATE,)).fetchone()
    names = [statement.split()[5] for statement in _WATCHED]
    places = ", ".join("?" * len(names))
    (watching,) = connection.execute(
        f"SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN ({places})",  # noqa: S608 - places alone
        names,
    ).fetchone()
    return str(row[0]) if row and watching == len(names) else ""


def _make(connection: sqlite3.Connection) -> None:
    settings = {
        "seed": os.urandom(16).hex(),
        "run": RUN,
        "gram": GRAM,
        "window": WINDOW,
        "normaliser": normalise.VERSION,
    }
    with transaction(connection):
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return  # a second process was first
        for statement in filter(str.strip, (*_TABLES.split(";"), TERMS)):
            connection.execute(statement)
        connection.executemany("INSERT INTO settings VALUES (?, ?)", [(k, str(v)) for k, v in settings.items()])
        marked(connection)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _read_settings(connection: sqlite3.Connection, path: str) -> Settings:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != _APPLICATION:
        raise ArchiveError("This is a database of another program, not an archive. Correct the path.", path=path)
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA:
        raise ArchiveError(
            f"The archive was written by a newer version (schema {schema}; this one reads {SCHEMA}). "
            "Upgrade newsroom-licensing.",
            path=path,
        )
    pages, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if Path(path).stat().st_size < pages * page:  # SQLite misses a cut inside the last page
        raise ArchiveError("The archive is damaged or cut off. Restore it from a copy.", path=path)
    found = dict(connection.execute("SELECT key, value FROM settings"))
    try:
        numbers = [int(found[key]) for key in ("run", "gram", "window", "normaliser")]
        settings = Settings(bytes.fromhex(found["seed"]), *numbers)
    except (KeyError, ValueError) as error:
        raise ArchiveError("The archive's settings are damaged. Restore it from a copy.", path=path) from error
    if settings.normaliser != normalise.VERSION:
        raise ArchiveError(
            f"The archive holds words of normaliser version {settings.normaliser}, which cannot be compared with those "
            f"of version {normalise.VERSION}. Make a new archive and add the stories again.",
            path=path,
        )
    return settings


def _advice(error: sqlite3.Error) -> str:
    """Say what is wrong with the file and what to do, by SQLite's result code."""
    if isinstance(error, sqlite3.ProgrammingError):
        return f"The archive was closed, or opened in another thread ({error}). Open it where it is used."
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = {
        sqlite3.SQLITE_BUSY: "Another process is writing to the archive. Try again when it has finished.",
        sqlite3.SQLITE_LOCKED: "Another process is writing to the archive. Try again when it has finished.",
        sqlite3.SQLITE_READONLY: "The archive can only be read. Make the file and its folder writable, or use a copy.",
        sqlite3.SQLITE_CANTOPEN: "The archive cannot be opened. See to the permissions of the file and its folder.",
        sqlite3.SQLITE_PERM: "The archive cannot be opened. See to the permissions of the file and its folder.",
        sqlite3.SQLITE_CORRUPT: "The archive is damaged or cut off. Restore it from a copy.",
        sqlite3.SQLITE_NOTADB: "The archive is damaged or encrypted. Restore it from a copy.",
        sqlite3.SQLITE_ERROR: f"The archive lacks a part ({error}). Restore it from a copy.",
        sqlite3.SQLITE_FULL: "The disk is full, and nothing was stored. Make room and try again.",
        sqlite3.SQLITE_TOOBIG: "The text is too long to be stored. Cut it into parts.",
    }
    return known.get(code, f"SQLite cannot go on: {error}. If that does not pass, restore the archive from a copy.")
