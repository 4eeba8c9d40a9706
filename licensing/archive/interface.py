"""What every archive of protected stories can do, and how one is opened.

A backend is one module of this package with a function `open_archive(location, *, create, read_only)`. A location with
a scheme (`postgresql://host/stories`) is opened by the module of that name, anything else is a path and belongs to
`licensing.archive.sqlite`. Nothing has to be registered.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import NamedTuple, Protocol, Self, cast

from licensing.errors import ArchiveError
from licensing.model.document import Document, Span, Story
from licensing.text.words import Words

__all__ = ["STATUSES", "Added", "Archive", "Entry", "Hit", "Info", "Outcome", "Run", "open_archive"]

STATUSES = ("usable", "killed", "embargoed", "withheld")


class Outcome(StrEnum):
    """What became of a story handed to `Archive.add` or `Archive.correct`."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    DUPLICATE_TEXT = "duplicate-text"
    CORRECTED = "corrected"


class Added(NamedTuple):
    """The answer to one `add` or `correct`.

    Attributes:
        id: The story's id.
        outcome: `added`; `unchanged`: the id already holds exactly this; `duplicate-text`: added, and its words
            already stand under the ids of `same_as`; `corrected`: a new version of the story.
        version: The story's version, from 1.
        same_as: Other stories with the same prose, in order of arrival.
    """

    id: str
    outcome: Outcome
    version: int = 1
    same_as: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A line of the archive's list.

    Attributes:
        id: The story's id.
        title: The headline its metadata gives, if any.
        status: usable, killed, embargoed or withheld.
        version: How often it was written: 1 for a story never corrected.
        words: Normalised words of its current version.
        added: Order of arrival, from 1.
    """

    id: str
    title: str | None
    status: str
    version: int
    words: int
    added: int


@dataclass(frozen=True, slots=True)
class Info:
    """An archive in figures.

    Attributes:
        path: Where it lives.
        size: Bytes it takes.
        stories: Stories in it.
        texts: Different texts of theirs, earlier versions included.
        words: Normalised words of those texts.
        postings: Grams stored.
        run: N: every story sharing a run of this many words is found.
        gram: k: words per gram.
        window: s: of so many neighbouring grams one is stored.
        normaliser: Version of the normaliser the archive was written with.
        schema: Version of its tables.
    """

    path: str
    size: int
    stories: int
    texts: int
    words: int
    postings: int
    run: int
    gram: int
    window: int
    normaliser: int
    schema: int


class Run(NamedTuple):
    """Words that stand in the same order in the draft and in a story.

    Attributes:
        draft: From the first character of the first word to after the last of the last, in the draft's text.
        source: Likewise in the story's prose.
        words: Normalised words in the run.
    """

    draft: Span
    source: Span
    words: int


class Hit(NamedTuple):
    """A stored text that shares words with the draft.

    Attributes:
        story: The story; its document is the version that was met.
        runs: The shared runs, in draft order; what counts as one is told by `licensing.archive.find.shared_runs`. None
            where they were not looked for.
        words: The words of the story's prose, so that it need not be cut again.
        version: The version that was met.
        current: False when the story has been corrected since, and the draft shares words only the old version had.
    """

    story: Story
    runs: tuple[Run, ...]
    words: Words
    version: int = 1
    current: bool = True


class Archive(Protocol):
    """A place where protected stories live. Everything raises `ArchiveError` when the archive cannot do it."""

    def add(self, document: Document, id: str, *, status: str = "usable") -> Added:  # noqa: A002 - the users' word
        """Keep a story.

        An id that already holds another text raises `ArchiveError`: what replaces a story is handed to `correct`.
        """
        ...

    def correct(self, id: str, document: Document) -> Added:  # noqa: A002
        """Put a new version in a story's place; the old one is kept, and still found where only it matches."""
        ...

    def kill(self, id: str) -> None:  # noqa: A002
        """Mark a story as killed; it stays in the archive and is found as before."""
        ...

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget a story with all its versions."""
        ...

    def get(self, id: str) -> Story:  # noqa: A002
        """Return the current version of a story."""
        ...

    def list(self) -> Iterator[Entry]:
        """Return every story in order of arrival."""
        ...

    def info(self) -> Info:
        """Return the archive in figures."""
        ...

    def count(self) -> int:
        """Return how many stories there are."""
        ...

    def state(self) -> str:
        """Return a mark that is another one after every `add`, `correct`, `kill` and `remove`.

        Two archives never share one, unless one is a copy of the other. Empty when the archive cannot tell.
        """
        ...

    def __contains__(self, id: object) -> bool:  # noqa: A002
        """Return whether there is a story of this id."""
        ...

    def find(self, text: str) -> Iterator[Hit]:
        """Return every stored text that shares a run of N words with `text`, or is shorter and stands in it whole.

        Those that share the most come first. An archive without stories raises `ArchiveError`: finding nothing in
        it would say nothing.
        """
        ...

    @property
    def ranks(self) -> bool:
        """Whether `related` can answer."""
        ...

    def related(self, text: str, *, most: int = 5) -> Iterator[Hit]:
        """Return the stories that share the most rare words with `text`, the likeliest first.

        Among these is, nearly always, the source of a rewriting; nothing is guaranteed. Their runs are not looked for.
        An archive that does not rank its stories returns none.
        """
        ...

    def batch(self) -> AbstractContextManager[None]:
        """Make everything done inside one transaction: all of it is kept, or, on an exception, none."""
        ...

    def close(self) -> None:
        """Let go of the archive; closing twice does no harm."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class _Backend(Protocol):
    def open_archive(self, location: str, *, create: bool, read_only: bool) -> Archive: ...


def open_archive(location: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> Archive:
    """Open the archive at a location.

    Args:
        location: A path, or an address with a scheme that names a backend.
        create: Make a new archive where there is none.
        read_only: Open for finding only; creates nothing, and a second process may write meanwhile.

    Raises:
        ArchiveError: When there is no such backend, or the archive cannot be opened.
    """
    address = os.fspath(location)
    scheme, separator, _ = address.partition("://")
    name = f"licensing.archive.{scheme if separator else 'sqlite'}"
    if separator and not (scheme.isidentifier() and importlib.util.find_spec(name)):
        raise ArchiveError(f"There is no archive of the kind '{scheme}'. Give a path.", path=address)
    backend = importlib.import_module(name)
    if not hasattr(backend, "open_archive") or backend.__name__ == __name__:
        raise ArchiveError(f"There is no archive of the kind '{scheme}'. Give a path.", path=address)
    return cast("_Backend", backend).open_archive(address, create=create, read_only=read_only)
