"""The block marks of Markdown: quotes, headings, bullets, code fences, rules, comments, link definitions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from licensing.documents.prose import Edit
from licensing.model.document import Span

__all__ = ["Blocks", "label", "read_blocks"]

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_BULLET = re.compile(r"[ \t]*[-+*](?:[ \t]+|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ORDERED = re.compile(r" {0,3}\d{1,9}[.)][ \t]")
_COMMENT = re.compile(r" {0,3}<!--")
_DEFINITION = re.compile(
    r" {0,3}\[([^\^\[\]][^\[\]]{0,999})\]:[ \t]*(?:<([^<>]*)>|(\S+))(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)


@dataclass(slots=True)
class Blocks:
    """What the block marks say; all offsets point into the raw text.

    Attributes:
        edits: The marks, to be left out of the prose.
        paragraphs: Stretches whose inline marks belong together.
        quotes: Block quotes.
        references: Link definitions, label -> address.
        title: The first heading of the first order.
    """

    edits: list[Edit] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    title: Span | None = None

    def shown(self, raw: str) -> str:
        """Return the raw text with the marks blanked out, so that inline marks can be read at their offsets."""
        parts, done = [], 0
        for edit in sorted(self.edits):
            parts += [raw[done : edit.start], " " * (edit.end - edit.start)]
            done = edit.end
        return "".join([*parts, raw[done:]])


def label(text: str) -> str:
    """Return a link label as link definitions are looked up."""
    return " ".join(text.split()).casefold()


def read_blocks(raw: str, start: int) -> Blocks:
    """Return the blocks of the text from `start` on."""
    reader = _Reader(raw)
    for line in _LINE.finditer(raw, start):
        if line.start() >= reader.resume and line[0]:
            reader.line(line.start(), line.start() + len(line[0].rstrip("\r\n")))
    reader.end_paragraph()
    reader.end_quote()
    return reader.blocks


class _Reader:
    """Walks line by line and remembers what is open."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.blocks = Blocks()
        self.resume = 0
        self._paragraph: Span | None = None
        self._depth = 0
        self._quote: Span | None = None
        self._fence: str | None = None
        self._fence_depth = 0
        self._comments = True

    def line(self, start: int, stop: int) -> None:
        """Take in one line, its newline left off."""
        at, depth = self._markers(start, stop)
        if self._fence and depth < self._fence_depth:
            self._fence = None
        text = self.raw[at:stop]
        self._follow_quote(depth, start, stop, text)
        if self._fence:
            if _closes(text, self._fence):
                self._fence = None
                self._drop(at, stop)
        elif not self._block(text, at, stop, depth):
            self._depth = self._depth if self._paragraph else depth
            self._paragraph = Span(self._paragraph.start if self._paragraph else at, stop)

    def end_paragraph(self) -> None:
        """Close the open paragraph."""
        if self._paragraph:
            self.blocks.paragraphs.append(self._paragraph)
        self._paragraph = None

    def end_quote(self) -> None:
        """Close the open block quote."""
        if self._quote:
            self.blocks.quotes.append(self._quote)
        self._quote = None

    def _drop(self, start: int, end: int) -> None:
        if end > start:
            self.blocks.edits.append(Edit(start, end))

    def _markers(self, start: int, stop: int) -> tuple[int, int]:
        """Leave out the quote marks and bullets a line opens with; return where its text starts and the quote depth."""
        at, depth = start, 0
        while not (self._fence and depth == self._fence_depth):
            found = _QUOTE.match(self.raw, at, stop)
            if found:
                depth += 1
            elif not self._fence and not self._draws_line(self.raw[at:stop], depth):
                found = _BULLET.match(self.raw, at, stop)
                if found:
                    self.end_paragraph()
            if not found:
                break
            self._drop(at, found.end())
            at = found.end()
        return at, depth

    def _draws_line(self, text: str, depth: int) -> bool:
        return bool(_RULE.match(text) or self._underlines(text, depth))

    def _underlines(self, text: str, depth: int) -> re.Match[str] | None:
        """Match the line below a heading; one in another quote than the words above it is none."""
        return _UNDERLINE.match(text) if self._paragraph and self._depth == depth else None

    def _follow_quote(self, depth: int, start: int, stop: int, text: str) -> None:
        lazy = self._paragraph and text.strip() and not _starts_block(text)
        if depth:
            if not self._quote:
                self.end_paragraph()
            self._quote = Span(self._quote.start if self._quote else start, stop)
        elif self._quote and lazy:
            self._quote = Span(self._quote.start, stop)
        elif self._quote:
            self.end_paragraph()
            self.end_quote()

    def _block(self, text: str, at: int, stop: int, depth: int) -> bool:
        """Take in a line that is no paragraph text; return whether it was one."""
        if not text.strip():
            self.end_paragraph()
            return True
        if found := _FENCE.match(text):
            if found[1][0] == "~" or "`" not in found[2]:
                self.end_paragraph()
                self._fence, self._fence_depth = found[1], depth
                self._drop(at, stop)
                return True
        elif found := _HEADING.match(text):
            self._heading(found, at, stop)
            return True
        return self._underline(text, at, stop, depth) or self._unseen(text, at, stop)

    def _heading(self, found: re.Match[str], at: int, stop: int) -> None:
        self.end_paragraph()
        words = at + found.end()
        text = self.raw[words:stop].rstrip()
        bare = text.rstrip("#")
        last = words + len(text if bare and not bare[-1].isspace() else bare.rstrip())
        self._drop(at, words)
        self._drop(last, stop)
        self.blocks.paragraphs.append(Span(words, last))
        if len(found[1]) == 1 and not self.blocks.title:
            self.blocks.title = Span(words, last)

    def _underline(self, text: str, at: int, stop: int, depth: int) -> bool:
        found = self._underlines(text, depth)
        if found and found[1][0] == "=" and not self.blocks.title:
            self.blocks.title = self._paragraph
        if found or _RULE.match(text):
            self.end_paragraph()
            self._drop(at, stop)
            return True
        return False

    def _unseen(self, text: str, at: int, stop: int) -> bool:
        """Leave out a comment or a link definition. A comment that is never closed is text: somebody may see it."""
        if self._comments and _COMMENT.match(text):
            end = self.raw.find("-->", at)
            self._comments = end >= 0
            if self._comments:
                self.end_paragraph()
                self._drop(at, end + 3)
                self._resume_after(end + 3)
                return True
        if not self._paragraph and (found := _DEFINITION.match(text)):
            self.blocks.references.setdefault(label(found[1]), found[2] or found[3] or "")
            self._drop(at, stop)
            return True
        return False

    def _resume_after(self, comment_end: int) -> None:
        """Go on behind a comment: what stands on its last line is text again."""
        newline = self.raw.find("\n", comment_end)
        stop = newline if newline >= 0 else len(self.raw)
        self.blocks.paragraphs.append(Span(comment_end, stop))
        self.resume = stop + 1


def _closes(text: str, fence: str) -> bool:
    found = _FENCE.match(text)
    return bool(found and found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2].strip())


def _starts_block(text: str) -> bool:
    return any(mark.match(text) for mark in (_FENCE, _HEADING, _RULE, _BULLET, _ORDERED, _COMMENT))
