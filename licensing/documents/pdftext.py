"""What a page of a PDF shows: its words, those drawn unseen, and whether it holds pictures."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from licensing.errors import InputError
from licensing.model.document import Span

if TYPE_CHECKING:
    from pypdf import PageObject

__all__ = ["Drawn", "read_page"]

_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_UNSEEN = 3
"""Text rendering mode 3: neither filled nor stroked (ISO 32000-1, 9.3.6)."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_OBJECTS = 1_000


class Drawn(NamedTuple):
    """A page: its text, the spans of it that nobody sees, whether it holds pictures."""

    text: str
    hidden: tuple[Span, ...] = ()
    pictures: bool = False


def read_page(page: PageObject, until: float) -> Drawn:
    """Return what a page shows.

    Text recognition draws the words it found unseen over their picture: where all of a page is unseen, it is read.

    Raises:
        InputError: when the clock passes `until` (in the seconds of `time.monotonic`).
    """
    pen = _Pen(until)
    written = page.extract_text(visitor_operand_before=pen.before, visitor_text=pen.write)
    pen.tick()
    text = "".join(pen.texts)
    hidden = pen.hidden
    if text.split() != written.split():
        text, hidden = written, []
    if not _CONTROL.sub("", "".join(_without(text, hidden))).strip():
        hidden = []
    return Drawn(_CONTROL.sub(" ", text), tuple(hidden), _pictures(page))


@dataclass(slots=True)
class _Pen:
    """Follows the drawing of a page: pypdf says which operator comes, and which text it has put together."""

    until: float
    mode: int = 0
    saved: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    length: int = 0
    seen: bool = False
    unseen: bool = False

    def tick(self) -> None:
        """Look at the clock."""
        if time.monotonic() > self.until:
            raise InputError("The PDF takes too long to read. Save it again, or hand in the story as text.")

    def before(self, operator: bytes, operands: list[Any], *_: object) -> None:
        """Take in an operator before it is carried out."""
        self.tick()
        if operator == b"q":
            self.saved.append(self.mode)
        elif operator == b"Q" and self.saved:
            self.mode = self.saved.pop()
        elif operator == b"Tr" and operands and isinstance(operands[0], int):
            self.mode = int(operands[0])
        elif operator in _SHOWING:
            self.seen |= self.mode != _UNSEEN
            self.unseen |= self.mode == _UNSEEN

    def write(self, text: str, *_: object) -> None:
        """Take in text; a piece is unseen when all that was shown since the last one is."""
        if text.strip():
            if self.unseen and not self.seen:
                self.hidden.append(Span(self.length, self.length + len(text)))
            self.seen = self.unseen = False
        self.texts.append(text)
        self.length += len(text)


def _without(text: str, hidden: list[Span]) -> list[str]:
    ends = [0, *(span.end for span in hidden)]
    starts = [*(span.start for span in hidden), len(text)]
    return [text[start:end] for start, end in zip(ends, starts, strict=True)]


def _pictures(page: PageObject) -> bool:
    """Return whether a page holds pictures, in itself or in the forms it draws."""
    waiting: list[Any] = [page.get("/Resources")]
    seen: set[int] = set()
    while waiting and len(seen) < _OBJECTS:
        resources = _resolved(waiting.pop())
        objects: Any = _resolved(resources.get("/XObject")) if hasattr(resources, "get") else None
        for entry in objects.values() if isinstance(objects, dict) else ():
            one = _resolved(entry)
            if id(one) in seen or not hasattr(one, "get"):
                continue
            seen.add(id(one))
            if one.get("/Subtype") == "/Image":
                return True
            waiting.append(one.get("/Resources"))
    return False


def _resolved(one: Any) -> Any:
    return one.get_object() if hasattr(one, "get_object") else one
