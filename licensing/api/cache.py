"""Answers kept from one run to the next, each under the digest of everything it rests on.

One SQLite file in the user's cache folder. What stands in it is what reports print of a draft: effects, rules, titles,
names and words of notices, but no text of a draft or of a story (`licensing.api.kept`). A cache that cannot be read or
written costs time, never an answer; an entry that is damaged is none.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from licensing.packs.store import cache_folder

__all__ = ["Cache", "Figures", "clear", "figures", "opened", "place"]

_DAY = 86_400
_KEEP = 60
"""Days an answer nobody asked for is kept."""
_FRESH = 7
"""Days after which an answer is marked as asked for again; marking each time would write more than it reads."""
_EVERY = 200
"""New answers after which they are written, so that a run that is stopped loses little."""
_PATIENCE = 2.0
_ANOTHER = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""What SQLite says of a file that is no cache of ours."""
_MARK = 16


class Figures(NamedTuple):
    """What a cache holds.

    Attributes:
        path: Its file.
        answers: Answers kept.
        size: Bytes the file takes.
    """

    path: Path
    answers: int
    size: int


def place() -> Path:
    """Return the file of the user's cache."""
    return cache_folder() / "answers.db"


class Cache:
    """Answers under their keys; make one with `opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._today = int(time.time() // _DAY)
        self._new: list[tuple[bytes, int, bytes]] = []
        self._asked: list[bytes] = []

    def get(self, key: bytes) -> bytes | None:
        """Return what was kept under a key; None for nothing, and for what is damaged."""
        try:
            row = self._connection.execute("SELECT used, answer FROM answers WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            used, kept = row
            answer = zlib.decompress(kept[_MARK:])
        except (sqlite3.Error, zlib.error, TypeError):
            return None
        if kept[:_MARK] != _mark(key, answer):
            return None
        if used < self._today - _FRESH:
            self._asked.append(key)
        return answer

    def put(self, key: bytes, answer: bytes) -> None:
        """Keep something under a key."""
        self._new.append((key, self._today, _mark(key, answer) + zlib.compress(answer, 1)))
        if len(self._new) >= _EVERY:
            self._write()

    def close(self) -> None:
        """Write what is new, and forget what nobody asked for in a long time."""
        if self._new or self._asked:
            self._write()
        self._connection.close()

    def _write(self) -> None:
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", self._new)
            self._connection.executemany(
                "UPDATE answers SET used = ? WHERE key = ?", [(self._today, key) for key in self._asked]
            )
            self._connection.execute("DELETE FROM answers WHERE used < ?", (self._today - _KEEP,))
        self._new, self._asked = [], []


@contextmanager
def opened(*, wanted: bool = True) -> Iterator[Cache | None]:
    """Open the user's cache; None where it is not wanted, or there can be none."""
    connection = _connection() if wanted else None
    if connection is None:
        yield None
        return
    cache = Cache(connection)
    try:
        yield cache
    finally:
        cache.close()


def clear() -> Path:
    """Forget every answer, and return the file they were in."""
    path = place()
    path.unlink(missing_ok=True)
    return path


def figures() -> Figures:
    """Return what the user's cache holds."""
    path, answers = place(), 0
    if path.is_file():
        with suppress(sqlite3.Error):
            connection = sqlite3.connect(path)
            answers = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
            connection.close()
    return Figures(path, answers, path.stat().st_size if path.is_file() else 0)


def _connection() -> sqlite3.Connection | None:
    """Return a connection to the user's cache; a file that is none is made anew."""
    path = place()
    for again in (False, True):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if again:
                path.unlink(missing_ok=True)
            return _made(path)
        except OSError:
            return None
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF not in _ANOTHER:
                return None  # busy, or on a disk that cannot be written
    return None


def _made(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # What a power cut takes can be decided again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS answers"
            " (key BLOB PRIMARY KEY, used INTEGER NOT NULL, answer BLOB NOT NULL) WITHOUT ROWID"
        )
        connection.execute("SELECT key, used, answer FROM answers LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _mark(key: bytes, answer: bytes) -> bytes:
    return blake2b(answer, key=key, digest_size=_MARK).digest()
