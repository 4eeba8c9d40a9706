"""The archive as users hold it: texts and paths in, stories and passages out."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from licensing.api.reading import with_reading
from licensing.archive.interface import Added, Entry, Hit, Info, Outcome, open_archive
from licensing.archive.interface import Archive as Backend
from licensing.documents import read as documents
from licensing.errors import ArchiveError, InputError, LicensingError
from licensing.matching.compare import Prepared, compare, prepare
from licensing.model.document import Document, Story
from licensing.model.passage import Match, PassageKind
from licensing.packs.store import rulebook

__all__ = ["RELATED", "Archive", "as_document", "as_documents"]

RELATED = 5
"""Stories compared with a draft for the rare words they share, beside those that share a run of words."""
RETELLS = 0.1
"""Rewrite score from which such a story is spoken of; the house policy decides above it."""

_NUMBERS = re.compile(r"[0-9]{1,18}")
_PARTS = 4
"""Numbers of a version that count: 2.1.3, or a date."""


def as_document(source: str | Path | Document) -> Document:
    """Return a document: a string is text, a path is read, a document is itself.

    Raises:
        InputError: when it cannot be read.
    """
    if isinstance(source, Document):
        return source
    return documents.read(source) if isinstance(source, Path) else documents.from_text(source)


def as_documents(source: str | Path | Document) -> tuple[Document, ...]:
    """Return every document of a source; a feed or a package in a file holds several. Raises as `as_document` does."""
    return documents.items(source) if isinstance(source, Path) else (as_document(source),)


class Archive:
    """Protected stories, kept where every draft can be held against them.

    Open one with `Archive.open`; it is a context manager. Every method raises `ArchiveError` when the archive cannot
    do what is asked, and `InputError` when a text cannot be read.
    """

    def __init__(self, backend: Backend, name: str) -> None:
        self._backend = backend
        self.name = name

    @classmethod
    def open(cls, location: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> Self:
        """Open the archive at a path, or at an address that names another backend.

        Args:
            location: A path, or `scheme://...`.
            create: Make a new archive where there is none.
            read_only: Only look; creates nothing.
        """
        return cls(open_archive(location, create=create, read_only=read_only), os.fspath(location))

    def add(self, item: str | Path | Document, *, id: str | None = None, status: str | None = None) -> Added:  # noqa: A002
        """Keep a story; one whose id and version say that it follows a story kept takes that one's place.

        An item that says its story is killed kills the story kept, also without text of its own.

        Args:
            item: Its text, its path, or a document.
            id: Its id; by default the one its metadata give, else the stem of its file.
            status: usable, killed, embargoed or withheld; by default what its metadata say, else usable.
        """
        document = documents.read(item, kills=True) if isinstance(item, Path) else as_document(item)
        name = id or story_id(document)
        given = status or document.metadata.get("status") or "usable"
        empty = not document.prose.strip()
        if document.metadata.get("version") and name in self._backend and not empty:
            kept = self._backend.get(name).document
            if follows(document.metadata["version"], kept.metadata.get("version", "")):
                added = self._backend.correct(name, with_reading(document, rulebook()))
                if given == "killed":
                    self._backend.kill(name)
                return added
        if given == "killed" and (empty or name in self._backend):
            return self._killed(name, document.name)
        return self._backend.add(with_reading(document, rulebook()), name, status=given)

    def _killed(self, name: str, path: str) -> Added:
        """Carry out a kill: the story kept stays as it is, and nothing of it may go out."""
        if name not in self._backend:
            raise InputError(
                f"This kills '{name}', which the archive does not keep. There is nothing to do.", path=path
            )
        self._backend.kill(name)
        version = next(entry.version for entry in self._backend.list() if entry.id == name)
        return Added(name, Outcome.CORRECTED, version)

    def batch(self) -> AbstractContextManager[None]:
        """Make everything done inside one transaction: faster for many stories, and all of it is kept or none."""
        return self._backend.batch()

    def add_all(self, items: Sequence[Path]) -> Iterator[tuple[Path, Added | LicensingError]]:
        """Keep many stories, every one of each file, in one transaction; one that cannot be kept stops no other."""
        with self.batch():
            for path in items:
                try:
                    found = documents.items(path, kills=True)
                except InputError as error:
                    yield path, error
                    continue
                for document in found:
                    try:
                        yield path, self.add(document)
                    except (InputError, ArchiveError) as error:
                        yield path, error

    def find(self, text: str) -> Iterator[Match]:
        """Yield the stories that share text with `text`; every one sharing a run of 8 words is among them.

        After these come stories that `text` seems to rewrite, as far as `related` finds them.
        """
        draft = prepare(text)
        seen = set()
        for hit in self.hits(text):
            match = matched(draft, hit)
            if match.passages:
                seen.add(hit.story.id)
                yield _as_given(match)
        for hit in self.related(text):
            if hit.story.id not in seen and retells(match := matched(draft, hit)):
                yield _as_given(match)

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the stored texts that share runs of words with `text`, not yet compared."""
        return self._backend.find(text)

    def related(self, text: str) -> Iterator[Hit]:
        """Yield the `RELATED` stories that share the most rare words with `text`, not yet compared."""
        return self._backend.related(text, most=RELATED)

    @property
    def ranks(self) -> bool:
        """Whether `related` can answer; an archive of an earlier version cannot until a story is added to it."""
        return self._backend.ranks

    def get(self, id: str) -> Story:  # noqa: A002 - the users' word
        """Return a story."""
        return self._backend.get(id)

    def named(self, ids: Collection[str]) -> Iterator[Story]:
        """Yield the stories among some names; a name that is no story's id is passed over."""
        for one in sorted(ids):
            if one in self._backend:
                yield self._backend.get(one)

    def kill(self, id: str) -> None:  # noqa: A002 - the users' word
        """Mark a story as killed: nothing of it may go out, licensed or not."""
        self._backend.kill(id)

    def correct(self, id: str, item: str | Path | Document) -> Added:  # noqa: A002 - the users' word
        """Put a new version in a story's place; what only the old one says is still found."""
        return self._backend.correct(id, with_reading(as_document(item), rulebook()))

    def remove(self, id: str) -> None:  # noqa: A002 - the users' word
        """Forget a story."""
        self._backend.remove(id)

    def list(self) -> Iterator[Entry]:
        """Yield what is kept, in order of arrival."""
        return self._backend.list()

    def info(self) -> Info:
        """Return the archive in figures."""
        return self._backend.info()

    def count(self) -> int:
        """Return how many stories are kept."""
        return self._backend.count()

    def state(self) -> str:
        """Return a mark that is another one after every change; empty when the archive cannot tell."""
        return self._backend.state()

    def close(self) -> None:
        """Close the archive."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def follows(version: str, kept: str) -> bool:
    """Return whether a version comes after the one kept: by its numbers, where both have any."""
    first, second = (tuple(map(int, _NUMBERS.findall(text)[:_PARTS])) for text in (version, kept))
    return first > second if first and second else bool(version) and not kept


def story_id(document: Document) -> str:
    """Return the id a document gives itself, or the stem of its file.

    Raises:
        InputError: when it has neither.
    """
    given = document.metadata.get("id")
    if given:
        return given
    if document.name.startswith("<"):
        raise InputError("A story handed in as text needs an id: add(text, id=...).", path=document.name)
    return Path(document.name).stem


def matched(draft: Prepared, hit: Hit) -> Match:
    """Return what a draft takes from a stored text it shares runs with."""
    document = hit.story.document
    source = prepare(document.prose, blockquotes=document.blockquotes, words=hit.words)
    return Match(hit.story, compare(draft, source))


def retells(match: Match) -> bool:
    """Return whether a draft may retell a story it shares no run with."""
    return match.comparison.rewrite >= RETELLS or any(one.kind is PassageKind.REWRITE for one in match.passages)


def _as_given(match: Match) -> Match:
    """Return a match with its source spans in the story's text as given, markup and all."""
    document = match.story.document
    if not document.stretches:
        return match
    passages = (replace(passage, source=document.raw_span(passage.source)) for passage in match.passages)
    return replace(match, comparison=replace(match.comparison, passages=tuple(passages)))
