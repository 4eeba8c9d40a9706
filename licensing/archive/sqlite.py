"""Protected stories in one SQLite file.

A story's words are kept apart from the story: stories with the same prose share one text, its words and its grams, so
a wire story filed under three ids is compared once and reported three times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from licensing.archive import schema
from licensing.archive.interface import Added, Entry, Hit, Info, Outcome
from licensing.archive.postings import Postings
from licensing.archive.ranked import Ranked
from licensing.archive.records import (
    digest,
    document_digest,
    pack_document,
    pack_places,
    require_storable,
    unpack_document,
)
from licensing.archive.search import related, search
from licensing.errors import ArchiveError, InputError
from licensing.model.document import Document, Story
from licensing.text.words import words

__all__ = ["SqliteArchive", "open_archive"]


def open_archive(location: str, *, create: bool = True, read_only: bool = False) -> SqliteArchive:
    """Open the archive in a file; see `licensing.archive.interface.open_archive`."""
    return SqliteArchive(location.removeprefix("sqlite://"), create=create, read_only=read_only)


class SqliteArchive:
    """An archive in one SQLite file; one object is used by one thread at a time.

    Args:
        path: The file.
        create: Make it when there is none.
        read_only: Only find; the file may then stand on a read-only disk.

    Raises:
        ArchiveError: When the file cannot be opened as an archive.
    """

    def __init__(self, path: str, *, create: bool = True, read_only: bool = False) -> None:
        self.path = path
        self._connection, self._settings = schema.connect(path, create=create, read_only=read_only)
        self._postings = Postings(self._connection, self._settings)
        self._ranked = Ranked(self._connection, self._settings.seed)

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make everything done inside one transaction: all of it is kept, or, on an exception, none.

        A single `add` that raises inside a batch takes back only itself, when the exception is caught there. A file
        of an earlier version is upgraded first.
        """
        first = not self._connection.in_transaction
        with schema.translated(self.path), schema.transaction(self._connection):
            if first:
                self._ranked.upgrade()
                schema.marked(self._connection)
            yield

    def add(self, document: Document, id: str, *, status: str = "usable") -> Added:  # noqa: A002 - the users' word
        """Keep a story.

        Args:
            document: The story's text.
            id: Its name.
            status: usable, killed, embargoed or withheld.

        Raises:
            ArchiveError: When the id already holds another text, or the file cannot be written.
            InputError: When the text has no words, or the id or the status cannot be stored.
        """
        require_storable(id, status)
        with self.batch():
            stored = self._row("SELECT added, version FROM stories WHERE id = ?", id)
            if stored:
                added, version = stored
                if unchanged := self._held(added, version, document):
                    return unchanged
                raise ArchiveError(
                    f"'{id}' is already the id of another text. Use correct if this one replaces it, "
                    "or give this one another id.",
                    path=self.path,
                )
            cursor = self._connection.execute("INSERT INTO stories VALUES (NULL, ?, ?, 1)", (id, status))
            same_as = self._write(cursor.lastrowid or 0, 1, document)
            return Added(id, Outcome.DUPLICATE_TEXT if same_as else Outcome.ADDED, 1, same_as)

    def correct(self, id: str, document: Document) -> Added:  # noqa: A002
        """Put a new version in a story's place; status and order of arrival stay, the old version is kept.

        Raises:
            ArchiveError: When there is no such story, or the file cannot be written.
            InputError: When the text has no words.
        """
        with self.batch():
            added, _, version = self._story(id)
            if unchanged := self._held(added, version, document):
                return unchanged
            same_as = self._write(added, version + 1, document)
            self._connection.execute("UPDATE stories SET version = ? WHERE added = ?", (version + 1, added))
            return Added(id, Outcome.CORRECTED, version + 1, same_as)

    def kill(self, id: str) -> None:  # noqa: A002
        """Mark a story as killed; it stays in the archive and is found as before.

        Raises:
            ArchiveError: When there is no such story, or the file cannot be written.
        """
        with self.batch():
            added, _, _ = self._story(id)
            self._connection.execute("UPDATE stories SET status = 'killed' WHERE added = ?", (added,))

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget a story with all its versions; words it shared with other stories stay theirs.

        Raises:
            ArchiveError: When there is no such story, or the file cannot be written.
        """
        with self.batch():
            added, _, _ = self._story(id)
            texts = [row[0] for row in self._connection.execute("SELECT text FROM versions WHERE story = ?", (added,))]
            self._connection.execute("DELETE FROM versions WHERE story = ?", (added,))
            self._connection.execute("DELETE FROM stories WHERE added = ?", (added,))
            for text in dict.fromkeys(texts):
                if self._row("SELECT 1 FROM versions WHERE text = ?", text):
                    continue
                norm = self._row("SELECT norm FROM texts WHERE number = ?", text)
                if norm:
                    self._postings.remove(text, norm[0].split(" "))
                    self._ranked.remove(text, norm[0].split(" "))
                self._connection.execute("DELETE FROM texts WHERE number = ?", (text,))

    def get(self, id: str) -> Story:  # noqa: A002
        """Return the current version of a story.

        Raises:
            ArchiveError: When there is no such story, or the file cannot be read.
        """
        with schema.translated(self.path):
            added, status, version = self._story(id)
            row = self._row(
                "SELECT document, prose FROM versions JOIN texts ON text = number WHERE story = ? AND version = ?",
                added,
                version,
            )
            if row is None:
                raise ArchiveError(f"The archive is damaged: the text of '{id}' is missing. Restore it from a copy.")
            return Story(id, unpack_document(row[0], row[1]), status, added)

    def list(self) -> Iterator[Entry]:
        """Return every story in order of arrival; errors as for `count`."""
        with schema.translated(self.path):
            rows = self._connection.execute(
                "SELECT id, json_extract(document, '$.metadata.title'), status, stories.version, words, added"
                " FROM stories JOIN versions ON story = added AND versions.version = stories.version"
                " JOIN texts ON number = text ORDER BY added"
            ).fetchall()
        return iter([Entry(*row) for row in rows])

    def info(self) -> Info:
        """Return the archive in figures; errors as for `count`."""
        with schema.translated(self.path):
            texts = self._row("SELECT count(*), coalesce(sum(words), 0) FROM texts") or (0, 0)
            postings = self._row("SELECT count(*) FROM postings") or (0,)
            size = self._row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") or (0,)
            version = self._row("PRAGMA user_version") or (0,)
        _, run, gram, window, normaliser = self._settings
        return Info(
            self.path, size[0], self.count(), texts[0], texts[1], postings[0], run, gram, window, normaliser, version[0]
        )

    def count(self) -> int:
        """Return how many stories there are.

        Raises:
            ArchiveError: When the file cannot be read.
        """
        with schema.translated(self.path):
            row = self._row("SELECT count(*) FROM stories")
        return int(row[0]) if row else 0

    def state(self) -> str:
        """Return what is another one after every change; empty for a file of an earlier version not yet written to."""
        with schema.translated(self.path):
            mark = schema.state(self._connection)
            return f"{mark} {self._ranked.ready}" if mark else ""

    def __contains__(self, id: object) -> bool:  # noqa: A002
        """Return whether there is a story of this id; errors as for `count`."""
        with schema.translated(self.path):
            return self._row("SELECT 1 FROM stories WHERE id = ?", str(id)) is not None

    def find(self, text: str) -> Iterator[Hit]:
        """Return every stored text that shares a run of N words with `text`, or is shorter and stands in it whole.

        Raises:
            ArchiveError: When the archive holds no story, or the file cannot be read.
        """
        with schema.translated(self.path):
            if self._row("SELECT 1 FROM stories LIMIT 1") is None:
                raise ArchiveError(
                    "The archive holds no stories, so there is nothing to compare with. Add some.", path=self.path
                )
            return iter(search(self._connection, self._postings, words(text), self._settings.run))

    @property
    def ranks(self) -> bool:
        """Whether `related` can answer: a file of an earlier version cannot until something is written to it."""
        with schema.translated(self.path):
            return self._ranked.ready

    def related(self, text: str, *, most: int = 5) -> Iterator[Hit]:
        """Return the stories that share the most rare words with `text`, the likeliest first, without runs."""
        with schema.translated(self.path):
            return iter(related(self._connection, self._ranked, words(text), most) if self._ranked.ready else ())

    def _story(self, id: str) -> tuple[int, str, int]:  # noqa: A002
        row = self._row("SELECT added, status, version FROM stories WHERE id = ?", id)
        if row is None:
            raise ArchiveError(f"The archive holds no story '{id}'. List it to see the ids.", path=self.path)
        return row[0], row[1], row[2]

    def _row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row

    def _held(self, added: int, version: int, document: Document) -> Added | None:
        """Return the answer `unchanged` when a story's version is exactly this document."""
        row = self._row(
            "SELECT id, text, digest FROM stories JOIN versions ON story = added"
            " WHERE added = ? AND versions.version = ?",
            added,
            version,
        )
        if row is None or row[2] != document_digest(document):
            return None
        return Added(row[0], Outcome.UNCHANGED, version, self._same_as(row[1], added))

    def _write(self, added: int, version: int, document: Document) -> tuple[str, ...]:
        """Store a version of a story; return the other stories with the same prose."""
        cut = words(document.prose)
        if not cut.norm:
            raise InputError(
                "The story has no words, so nothing of it could ever be found. Hand in the file that carries it.",
                path=document.name,
            )
        mark = digest(document.prose)
        row = self._row("SELECT number FROM texts WHERE digest = ?", mark)
        if row:
            text = row[0]
        else:
            prose = document.prose.encode("utf-8", "surrogatepass")
            text = (
                self._connection.execute(
                    "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?)",
                    (mark, len(cut), " ".join(cut.norm), pack_places(cut.starts, cut.ends), prose),
                ).lastrowid
                or 0
            )
            self._postings.add(text, cut.norm)
            self._ranked.add(text, cut.norm)
        self._connection.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
            (added, version, text, document_digest(document), pack_document(document)),
        )
        return self._same_as(text, added)

    def _same_as(self, text: int, added: int) -> tuple[str, ...]:
        rows = self._connection.execute(
            "SELECT DISTINCT id, added FROM versions JOIN stories ON story = added WHERE text = ? AND story <> ?"
            " ORDER BY added",
            (text, added),
        )
        return tuple(row[0] for row in rows)
