"""Prose put together from pieces of a raw text, with the way back to every piece."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from licensing.model.document import Span, Stretch

__all__ = ["Edit", "Prose", "edited"]


class Edit(NamedTuple):
    """A stretch of raw text that reads as something else, or as nothing."""

    start: int
    end: int
    text: str = ""


class Prose:
    """Prose under construction.

    Args:
        raw: The text the pieces are taken from.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.length = 0
        self._texts: list[str] = []
        self._stretches: list[Stretch] = []

    def keep(self, start: int, end: int) -> None:
        """Add the raw text between the offsets as it stands."""
        self.put(self.raw[start:end], start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Add a text that stands for the raw text between the offsets."""
        if text:
            self._texts.append(text)
            self._stretches.append(Stretch(self.length, start, len(text), end - start))
            self.length += len(text)

    def cut(self, length: int) -> None:
        """Take back every piece that was added after the prose had this length; a piece across it stays."""
        keep = bisect_left(self._stretches, length, key=lambda stretch: stretch.prose)
        del self._texts[keep:], self._stretches[keep:]
        last = self._stretches[-1] if keep else Stretch(0, 0, 0, 0)
        self.length = last.prose + last.prose_length

    def text(self) -> str:
        """Return the prose."""
        return "".join(self._texts)

    def stretches(self) -> tuple[Stretch, ...]:
        """Return the way back, neighbours joined; empty when prose and raw text are the same."""
        joined: list[Stretch] = []
        for stretch in self._stretches:
            last = joined[-1] if joined else None
            if last and _follows(last, stretch):
                joined[-1] = Stretch(
                    last.prose,
                    last.raw,
                    last.prose_length + stretch.prose_length,
                    last.raw_length + stretch.raw_length,
                )
            else:
                joined.append(stretch)
        return () if joined == [Stretch(0, 0, len(self.raw), len(self.raw))] else tuple(joined)

    def place(self, offset: int) -> int:
        """Return where an offset into the raw text stands in the prose; dropped text falls to what follows it."""
        index = bisect_left(self._stretches, offset + 1, key=lambda stretch: stretch.raw) - 1
        if index < 0:
            return 0
        prose, raw, prose_length, raw_length = self._stretches[index]
        if offset >= raw + raw_length:
            return prose + prose_length
        return prose + offset - raw if prose_length == raw_length else prose

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of raw text stands in the prose."""
        return Span(self.place(start), self.place(end))


def _follows(last: Stretch, stretch: Stretch) -> bool:
    same = last.prose_length == last.raw_length and stretch.prose_length == stretch.raw_length
    return same and last.raw + last.raw_length == stretch.raw


def edited(raw: str, start: int, edits: Iterable[Edit]) -> Prose:
    """Return the prose of `raw` from `start` on, with the edits carried out.

    Edits may come in any order; one that lies inside another is swallowed by it.
    """
    prose, done = Prose(raw), start
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < done:
            continue
        prose.keep(done, edit.start)
        prose.put(edit.text, edit.start, edit.end)
        done = edit.end
    prose.keep(done, len(raw))
    return prose
