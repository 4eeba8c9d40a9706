"""Where a finding stands, as programs that show files want it: lines, columns, offsets, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from os import fsencode
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from licensing.model.decision import Finding
from licensing.model.document import START, Document, Position, Span

__all__ = ["Places", "Region", "address", "file_of", "link", "relative"]

_ITEM = re.compile(r"#\d+\Z")
_LINK = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f-\U0010ffff]+\Z")


class Region(NamedTuple):
    """A stretch of a file with lines.

    Attributes:
        start: Where it begins.
        end: Where the character behind it stands; None when the text is not at hand.
        span: Offsets from the beginning of the file; None where they are counted from elsewhere.
    """

    start: Position
    end: Position | None = None
    span: Span | None = None

    @property
    def last_line(self) -> int:
        """The line of its last character."""
        if self.end is None:
            return self.start.line
        return max(self.start.line, self.end.line - (self.end.column == 1))


class Places:
    """Finds places in one text; its lines are counted once, however many places are asked for."""

    def __init__(self, document: Document | None) -> None:
        self._document = document

    def region(self, finding: Finding) -> Region | None:
        """Return where a finding stands; None when no passage shows it, or the file has pages instead of lines."""
        document, span = self._document, finding.draft
        if span is None or (document and document.places):
            return None
        if document is None:
            return Region(finding.position) if finding.position else None
        whole = document.first == START
        return Region(self.position(span.start), self.position(span.end), span if whole else None)

    def name(self, finding: Finding) -> str | None:
        """Return what a person calls the place in a file without lines: `page 3`."""
        document = self._document
        return document.place(finding.draft.start) if document and document.places and finding.draft else None

    def shown(self, finding: Finding) -> str:
        """Return the place as it stands behind a path: `:7:2`, or `, page 3`; empty when there is none."""
        region, name = self.region(finding), self.name(finding)
        if region is not None:
            return f":{region.start.line}:{region.start.column}"
        return f", {name}" if name else ""

    def position(self, offset: int) -> Position:
        """Return line and column of an offset, in code points."""
        line, start = self._line(offset)
        return self._placed(line, offset - start)

    def byte_position(self, offset: int) -> Position:
        """Return line and column of an offset, the column in bytes of UTF-8."""
        line, start = self._line(offset)
        before = self._bytes
        return self._placed(line, before[offset] - before[start] if before else offset - start)

    def _line(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        return index, self._starts[index]

    def _placed(self, line: int, column: int) -> Position:
        first = self._document.first if self._document else START
        return Position(first.line + line, (column if line else column + first.column - 1) + 1)

    @cached_property
    def _starts(self) -> list[int]:
        raw = self._document.raw if self._document else ""
        return [0, *(hit.end() for hit in re.finditer("\n", raw))]

    @cached_property
    def _bytes(self) -> list[int]:
        """Bytes before each character; empty when every character is one byte."""
        raw = self._document.raw if self._document else ""
        if raw.isascii():
            return []
        return list(accumulate((len(one.encode("utf-8", "surrogatepass")) for one in raw), initial=0))


def file_of(path: str) -> str:
    """Return the file a draft stands in: `feed.xml` of `feed.xml#3`."""
    return _ITEM.sub("", path)


def relative(path: str, root: str) -> str:
    """Return the file of a draft as seen from a folder, with `/` between its parts."""
    pure = PurePath(file_of(path))
    if root and pure.is_relative_to(root):
        pure = pure.relative_to(root)
    return pure.as_posix()


def link(source: str) -> str | None:
    """Return where an authority was read if that is an address somebody can follow, else None."""
    return source if _LINK.match(source) else None


def address(path: str, root: str) -> str:
    """Return the file of a draft as a URI: relative to the root where it can be, else beginning with `file://`."""
    shown = relative(path, root)
    encoded = quote(fsencode(shown) if not _strange(shown) else shown.encode("utf-8", "replace"), safe="/")
    absolute = PurePath(shown).is_absolute()
    return f"file://{'' if encoded.startswith('/') else '/'}{encoded}" if absolute else encoded


def _strange(path: str) -> bool:
    """Return whether a path holds what no file system gave."""
    try:
        fsencode(path)
    except UnicodeEncodeError:
        return True
    return False
