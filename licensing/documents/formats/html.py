"""HTML, read with the standard library's parser: of those tried, the only one that says where text stands."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser

from licensing.documents.formats import Parsed, register
from licensing.documents.htmlmeta import PageFacts
from licensing.documents.prose import Prose
from licensing.model.document import Link, Span

__all__ = ["parse"]

_SKIPPED = frozenset({"script", "style", "nav", "template", "title"})
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]|"
    "header|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][-.A-Za-z0-9]*);?")
_WORDS = re.compile(r"\S+")
_NEWLINE = re.compile(r"\n")
_NO_REFERENCE = re.compile(r"&#(?![0-9]|[xX][0-9a-fA-F])")

Attributes = list[tuple[str, str | None]]


def _without_loose_ends(text: str) -> str:
    """Blank out, at the same length, markup that never ends: the parser would take all that follows for its content.

    Words are read from the raw text, so nothing is lost.
    """
    text = _NO_REFERENCE.sub("_#", text)
    for opening, closing in (("<", ">"), ("<!--", "-->")):
        last = text.rfind(closing) + len(closing) if closing in text else 0
        text = text[:last] + text[last:].replace(opening, "_" + opening[1:])
    return text


@dataclass(slots=True)
class _Mark:
    """An open element: where it leads, if anywhere, and the length of the prose before its first word."""

    url: str
    start: int | None = None


@register("html", ".html", ".htm")
def parse(raw: str, start: int) -> Parsed:
    """Return what a reader of the page reads, a blank line between blocks, and what its head says of it."""
    page = _Page(raw, start)
    page.feed(_without_loose_ends(raw[start:]))
    page.close()
    return Parsed(
        prose=page.prose.text(),
        stretches=page.prose.stretches(),
        metadata=page.facts.metadata(),
        blockquotes=tuple(sorted(span for tag, span, _ in page.marked if tag == "blockquote")),
        links=tuple(sorted(Link(span, url) for tag, span, url in page.marked if tag == "a")),
    )


class _Page(HTMLParser):
    """Collects prose while the parser walks the page.

    What stands in a skipped element is collected too and taken back at its end: an element that is never closed
    must not swallow the rest of the page unseen.
    """

    def __init__(self, raw: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.prose = Prose(raw)
        self.facts = PageFacts()
        self.marked: list[tuple[str, Span, str]] = []
        self._lines = [start, *(found.end() for found in _NEWLINE.finditer(raw, start))]
        self._gap: tuple[str, int, int] = ("", start, start)
        self._skipped: dict[str, list[int]] = defaultdict(list)
        self._open: dict[str, list[_Mark]] = defaultdict(list)
        self._waiting: list[_Mark] = []

    def _at(self) -> int:
        """Where the parser stands in the raw text."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.facts.tag(tag, {key: value or "" for key, value in attrs})
        if _BLOCK.fullmatch(tag):
            self._break()
        if tag in _SKIPPED:
            self._skipped[tag].append(self.prose.length)
        elif tag == "q":
            self._add("“", self._at(), self._at() + len(self.get_starttag_text() or ""))
        elif tag == "blockquote" or (tag == "a" and dict(attrs).get("href")):
            mark = _Mark(dict(attrs).get("href") or "")
            self._open[tag].append(mark)
            self._waiting.append(mark)

    def handle_endtag(self, tag: str) -> None:
        self.facts.end(tag)
        if tag == "q":
            self._add("”", self._at(), self._at())
        self._close_mark(tag)
        self._close_skipped(tag)
        if _BLOCK.fullmatch(tag):
            self._break()

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SKIPPED:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        done = start = self._at()
        end = start + len(data)
        self.facts.data(self.prose.raw[start:end])
        for word in _WORDS.finditer(self.prose.raw, start, end):
            if word.start() > done:
                self._space(done, word.start())
            self._add(word[0], *word.span())
            done = word.end()
        if done < end:
            self._space(done, end)

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def handle_charref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        start = self._at()
        found = _REFERENCE.match(self.prose.raw, start)
        written = found[0] if found else "&"
        self.facts.data(html.unescape(written))
        self._add(html.unescape(written), start, start + len(written))

    def _add(self, text: str, start: int, end: int) -> None:
        gap, gap_start, gap_end = self._gap
        if self.prose.length:
            self.prose.put(gap, gap_start, gap_end)
        self._gap = ("", end, end)
        for mark in self._waiting:
            mark.start = self.prose.length
        self._waiting = []
        self.prose.put(text, start, end)

    def _space(self, start: int, end: int) -> None:
        if not self._gap[0]:
            self._gap = (" ", start, end)

    def _break(self) -> None:
        self._gap = ("\n\n", self._at(), self._at())

    def _close_mark(self, tag: str) -> None:
        mark = self._open[tag].pop() if self._open[tag] else _Mark("")
        if mark.start is not None and mark.start < self.prose.length:
            self.marked.append((tag, Span(mark.start, self.prose.length), mark.url))

    def _close_skipped(self, tag: str) -> None:
        if self._skipped[tag]:
            self.prose.cut(self._skipped[tag].pop())
            while self.marked and self.marked[-1][1].end > self.prose.length:
                self.marked.pop()
