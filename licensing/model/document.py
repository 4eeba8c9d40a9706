"""A text as somebody handed it in, and the prose a reader finds in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["Document", "Expression", "Link", "Place", "Position", "Span", "Story", "Stretch"]

EMPTY: Mapping[str, str] = MappingProxyType({})


class Span(NamedTuple):
    """A half-open stretch of text, counted in code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as an editor shows it: both numbers start at 1."""

    line: int
    column: int


class Link(NamedTuple):
    """A link: where its words stand in the prose, and where it leads."""

    span: Span
    url: str


class Place(NamedTuple):
    """Where a page, a paragraph or a record of the file begins in the raw text, and what a person calls it."""

    offset: int
    name: str


class Expression(NamedTuple):
    """Rights in a language of rights, as a file carries them.

    Attributes:
        kind: `rightsml`, `odrl+xml`, `odrl+json`, `turtle`, `rsl`, `link` (the text is an address), or `other`.
        text: The expression as given.
        span: Where it stands in the raw text; empty when it stands elsewhere.
    """

    kind: str
    text: str
    span: Span = Span(0, 0)


START = Position(1, 1)


class Stretch(NamedTuple):
    """Prose and raw text that belong together.

    Where both lengths agree, character follows character; where they differ (an entity, an escape) the
    whole raw stretch stands for the whole prose stretch.
    """

    prose: int
    raw: int
    prose_length: int
    raw_length: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text.

    Attributes:
        raw: The text exactly as given, or as it was drawn from a file that is no text; every offset a user sees
            points here.
        prose: What a reader reads: `raw` without markup, front matter and comments.
        stretches: How prose maps back to raw, in order; empty when both are the same text.
        name: The path or, for text without one, a name in angle brackets.
        format: The name of its input format: `text`, `markdown`, `html`, `ninjs` ...
        metadata: What the text says of itself outside the prose, by the names of `licensing.documents.rights`.
        declared: The front matter's key `licensing`: what the author of a draft says about it, and which parts of a
            story somebody else holds (`segments`).
        blockquotes: Block quotes, as spans of the prose.
        links: Links, as spans of the prose.
        first: Line and column in the file at which `raw` begins; an item of a feed does not begin at the first.
        places: Pages, paragraphs or records, in order, where lines mean nothing to a reader of the file.
        expressions: Rights in a language of rights, embedded or linked.
        hidden: Spans of `raw` with words that no reader sees; they are no prose.
        reading: What its notice was read as, as an archive keeps it; no part of what the document is.
    """

    raw: str
    prose: str
    stretches: tuple[Stretch, ...] = ()
    name: str = "<text>"
    format: str = "text"
    metadata: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    declared: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    blockquotes: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    first: Position = START
    places: tuple[Place, ...] = ()
    expressions: tuple[Expression, ...] = ()
    hidden: tuple[Span, ...] = ()
    reading: str = ""

    def raw_span(self, span: Span) -> Span:
        """Return where a span of the prose stands in `raw`."""
        if not self.stretches or span.start >= span.end:
            return Span(self._raw(span.start), self._raw(span.start) + max(0, span.end - span.start))
        start, end = self._raw(span.start), self._raw(span.end - 1, after=True)
        # Pieces may stand in another order in the file than they are read in; then the first piece is shown.
        return Span(start, end if start <= end else start + 1)

    def position(self, offset: int) -> Position:
        """Return line and column, in the file, of an offset into `raw`."""
        before = self.raw[:offset]
        lines = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + 1
        return Position(self.first.line + lines, column if lines else self.first.column + column - 1)

    def place(self, offset: int) -> str:
        """Return what a person calls the place of an offset into `raw`: `page 3`, else `line 4, column 5`."""
        index = bisect_right(self.places, offset, key=lambda place: place.offset) - 1
        if index >= 0:
            return self.places[index].name
        line, column = self.position(offset)
        return f"line {line}, column {column}"

    def _raw(self, offset: int, *, after: bool = False) -> int:
        if not self.stretches:
            return offset
        index = max(0, bisect_right(self.stretches, offset, key=lambda stretch: stretch.prose) - 1)
        stretch = self.stretches[index]
        if stretch.prose_length == stretch.raw_length:
            return stretch.raw + min(offset - stretch.prose, stretch.raw_length) + after
        return stretch.raw + stretch.raw_length if after else stretch.raw


@dataclass(frozen=True, slots=True)
class Story:
    """A protected text a draft is held against.

    Attributes:
        id: Its name in plans and reports.
        document: Its text.
        status: `usable`, `killed`, `embargoed` or `withheld`, as the archive knows it.
        added: Order of arrival; the earlier story is charged when two match alike.
    """

    id: str
    document: Document
    status: str = "usable"
    added: int = 0

    @property
    def title(self) -> str | None:
        """The headline its metadata gives, if any."""
        return self.document.metadata.get("title")
