"""Prose put together from markup: white space as a reader sees it, a blank line between blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from licensing.documents.prose import Prose

__all__ = ["Flow", "Mark"]

_WORDS = re.compile(r"\S+")


@dataclass(slots=True)
class Mark:
    """An open element: where it leads, if anywhere, and the length of the prose before its first word."""

    url: str = ""
    start: int | None = None


class Flow:
    """Prose under construction, of pieces between which markup stands.

    Args:
        raw: The text the pieces are taken from.
        start: The offset from which it is read.
    """

    def __init__(self, raw: str, start: int = 0) -> None:
        self.prose = Prose(raw)
        self._gap: tuple[str, int, int] = ("", start, start)
        self._waiting: list[Mark] = []

    def add(self, text: str, start: int, end: int) -> None:
        """Add a text that stands for the raw text between the offsets, after the gap before it."""
        gap, gap_start, gap_end = self._gap
        if self.prose.length:
            self.prose.put(gap, gap_start, gap_end)
        self._gap = ("", end, end)
        for mark in self._waiting:
            mark.start = self.prose.length
        self._waiting = []
        self.prose.put(text, start, end)

    def read(self, start: int, end: int) -> None:
        """Add the words of the raw text between the offsets; white space between words is one space."""
        done = start
        for word in _WORDS.finditer(self.prose.raw, start, end):
            if word.start() > done:
                self.space(done, word.start())
            self.add(word[0], *word.span())
            done = word.end()
        if done < end:
            self.space(done, end)

    def space(self, start: int, end: int) -> None:
        """Put a space before what comes next, unless a new block does."""
        if not self._gap[0]:
            self._gap = (" ", start, end)

    def block(self, at: int) -> None:
        """Begin a block."""
        self._gap = ("\n\n", at, at)

    def mark(self, url: str = "") -> Mark:
        """Return a mark that begins with the next word."""
        mark = Mark(url)
        self._waiting.append(mark)
        return mark
