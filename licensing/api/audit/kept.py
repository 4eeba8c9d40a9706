"""What an audit has done so far, kept on disk: one line a file, only ever added to.

A run that was interrupted goes on where it stopped. A line counts as long as everything its file was judged by is the
same; a last line that was torn is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from sys import intern
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Any, NamedTuple, Self

from licensing.api.audit.job import Outcome
from licensing.api.audit.lock import opened_alone
from licensing.model.audit import Item, Reason
from licensing.model.decision import Question, StoryRef
from licensing.model.document import Span
from licensing.model.effect import Effect
from licensing.model.excerpt import Excerpt, Places

__all__ = ["Items", "Kept", "Place"]

_STALE = 1000
"""Lines that count no more from which on a file is written anew, when they are most of it."""


class Place(NamedTuple):
    """Where an output is kept: the line begins at an offset, and it is one of several outputs in it."""

    offset: int
    number: int


class _Line(NamedTuple):
    key: str
    digest: str
    offset: int


class Kept:
    """The file; a context manager, open for one audit at a time.

    Args:
        path: Where it is.
        keys: What files are judged by; lines written under another key do not count.
        resume: Whether lines of an earlier run count.

    Raises:
        ConfigError: when the file cannot be written, or another audit writes it.
    """

    def __init__(self, path: Path, keys: Collection[str], *, resume: bool = True) -> None:
        self.path = path
        self._lines: dict[tuple[str, str], _Line] = {}
        self._file, self._lock = opened_alone(path)
        self._take_up(frozenset(keys) - {""} if resume else frozenset())

    def has(self, key: str, path: Path, digest: str, earlier: str = "") -> int | None:
        """Return the offset of a file's line; None when it must be judged.

        Args:
            key: What it is judged by.
            path: The file.
            digest: Of its bytes.
            earlier: Of what it was counted together with; empty for nothing.
        """
        line = self._lines.get((str(path), earlier))
        return line.offset if line and (line.key, line.digest) == (key, digest) else None

    def add(self, key: str, outcome: Outcome, earlier: str = "") -> int:
        """Keep what became of a file and return its line's offset; a file with troubles is judged anew next time."""
        data = {
            "key": "" if outcome.troubles else key,
            "path": str(outcome.path),
            "digest": outcome.digest,
            "earlier": earlier,
            "items": outcome.items,
        }
        offset = self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(data, separators=(",", ":")).encode() + b"\n")
        self._file.flush()
        self._lines[str(outcome.path), earlier] = _Line(key, outcome.digest, offset)
        return offset

    def items(self, offset: int) -> tuple[Item, ...]:
        """Return the outputs of a line."""
        self._file.seek(offset)
        return _items(self._file.readline())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take_up(self, keys: Collection[str]) -> None:
        """Read the lines that count, cut off a torn one, and leave out the others when they are most of the file."""
        end = lines = 0
        for line in self._file if keys else ():
            if not line.endswith(b"\n"):
                break
            lines += 1
            if (head := _head(line)) and head.key in keys:
                self._lines[head.path, head.earlier] = _Line(head.key, head.digest, end)
            end += len(line)
        self._file.truncate(end)
        if lines - len(self._lines) > max(_STALE, len(self._lines)):
            self._anew()

    def _anew(self) -> None:
        with NamedTemporaryFile("w+b", dir=self.path.parent, delete=False) as file:
            moved = {}
            for name, line in self._lines.items():
                self._file.seek(line.offset)
                moved[name] = line._replace(offset=file.tell())
                file.write(self._file.readline())
        self._file.close()
        Path(file.name).replace(self.path)
        self._lines = moved
        self._file = self.path.open("r+b")


class Items(Collection[Item]):
    """Outputs read from the file of an audit each time they are gone through, so that they take no memory."""

    def __init__(self, path: Path, places: Sequence[Place]) -> None:
        self._path = path
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Item]:
        with self._path.open("rb") as file:
            for offset, number in self._places:
                file.seek(offset)
                yield _items(file.readline())[number]

    def __contains__(self, item: object) -> bool:
        return any(one == item for one in self)


class _Head(NamedTuple):
    key: str
    path: str
    earlier: str
    digest: str


def _head(line: bytes) -> _Head | None:
    """Return what a line is about; None when it says nothing."""
    try:
        data = json.loads(line)
        return _Head(data["key"], data["path"], data["earlier"], data["digest"])
    except (ValueError, KeyError, TypeError):
        return None


def _items(line: bytes) -> tuple[Item, ...]:
    return tuple(_item(*row) for row in json.loads(line)["items"])


def _item(*row: Any) -> Item:
    item = Item(*row)
    return item._replace(
        effect=Effect(item.effect),
        outcome=Effect(item.outcome),
        reasons=tuple(_reason(*one) for one in item.reasons),
        questions=tuple(Question(*one) for one in item.questions),
        excerpts=tuple(_excerpt(*one) for one in item.excerpts),
    )


def _reason(*row: Any) -> Reason:
    reason = Reason(*row)
    return reason._replace(effect=Effect(reason.effect), story=StoryRef(*reason.story))


def _excerpt(*row: Any) -> Excerpt:
    one = Excerpt(*row)
    # Thousands of outputs name the same few holders and stories: each name is kept once.
    return one._replace(
        story=intern(one.story),
        title=intern(one.title) if one.title else one.title,
        holder=intern(one.holder) if one.holder else one.holder,
        verbatim=_places(one.verbatim),
        quoted=_places(one.quoted),
        rewritten=_places(one.rewritten),
        reach=_places(one.reach),
    )


def _places(rows: Iterable[Iterable[int]]) -> Places:
    return tuple(Span(*row) for row in rows)
