"""HTML, read with the standard library's parser: of those tried, the only one that says where text stands.

Prose is what a reader of the page meets, alternative texts of pictures among it. Words that the page's own markup hides
are no prose; where they stand is kept, so that nobody hides a text unseen.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from html.parser import HTMLParser

from licensing.documents.flow import Flow, Mark
from licensing.documents.formats import Parsed, register
from licensing.documents.hidden import Hidden, is_hidden
from licensing.documents.htmlmeta import PageFacts
from licensing.model.document import Link, Span

__all__ = ["parse"]

_SKIPPED = frozenset({"script", "style", "nav", "template", "title"})
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]|"
    "header|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "html",
        "body",
    }
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][-.A-Za-z0-9]*);?")
_NEWLINE = re.compile(r"\n")
_NO_REFERENCE = re.compile(r"&#(?![0-9]|[xX][0-9a-fA-F])")
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SENTENCE = 4
"""Words from which an alternative text is a block of its own; fewer stand in for a sign in a line."""

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


@register("html", ".html", ".htm", ".xhtml", front=True)
def parse(raw: str, start: int) -> Parsed:
    """Return what a reader of the page reads, a blank line between blocks, and what its head says of it."""
    page = _Page(raw, start)
    page.feed(_without_loose_ends(raw[start:]))
    page.close()
    prose = page.flow.prose
    return Parsed(
        prose=prose.text(),
        stretches=prose.stretches(),
        metadata=page.facts.metadata(),
        blockquotes=tuple(sorted(span for tag, span, _ in page.marked if tag == "blockquote")),
        links=tuple(sorted(Link(span, url) for tag, span, url in page.marked if tag == "a")),
        expressions=tuple(page.facts.expressions),
        hidden=page.hidden.spans(len(raw)),
    )


class _Page(HTMLParser):
    """Collects prose while the parser walks the page.

    What stands in a skipped element is collected too and taken back at its end: an element that is never closed
    must not swallow the rest of the page unseen.
    """

    def __init__(self, raw: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.flow = Flow(raw, start)
        self.facts = PageFacts()
        self.hidden = Hidden()
        self.marked: list[tuple[str, Span, str]] = []
        self._lines = [start, *(found.end() for found in _NEWLINE.finditer(raw, start))]
        self._skipped: dict[str, list[int]] = defaultdict(list)
        self._open: dict[str, list[Mark]] = defaultdict(list)

    def _at(self) -> int:
        """Where the parser stands in the raw text."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        here, attributes = self._at(), {key: value or "" for key, value in attrs}
        end = here + len(self.get_starttag_text() or "")
        self.facts.tag(tag, attributes, end)
        if _BLOCK.fullmatch(tag):
            self._reveal(self.hidden.block(tag), here)
            self.flow.block(here)
        if tag not in _VOID:
            self.hidden.opened(tag, here, self.flow.prose.length, hides=is_hidden(dict(attrs)))
        if tag in _SKIPPED:
            self._skipped[tag].append(self.flow.prose.length)
        elif tag == "q":
            self.flow.add("“", here, end)
        elif tag == "img" and not is_hidden(dict(attrs)):
            self._alternative(here)
        elif tag == "blockquote" or (tag == "a" and attributes.get("href")):
            self._open[tag].append(self.flow.mark(attributes.get("href", "")))

    def handle_endtag(self, tag: str) -> None:
        self.facts.end(tag)
        if tag == "q":
            self.flow.add("”", self._at(), self._at())
        self._close_mark(tag)
        if self._skipped[tag]:
            self._cut(self._skipped[tag].pop())
        self._reveal(self.hidden.closed(tag, block=bool(_BLOCK.fullmatch(tag))), self._at())
        if _BLOCK.fullmatch(tag):
            self.flow.block(self._at())

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SKIPPED:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        start = self._at()
        self.facts.data(self.flow.prose.raw[start : start + len(data)])
        self.flow.read(start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def handle_charref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        start = self._at()
        found = _REFERENCE.match(self.flow.prose.raw, start)
        written = found[0] if found else "&"
        self.facts.data(html.unescape(written))
        self.flow.add(html.unescape(written), start, start + len(written))

    def _alternative(self, here: int) -> None:
        """Add the alternative text of a picture, which a reader meets where the picture is not shown."""
        found = _ALT.search(self.get_starttag_text() or "")
        if not found or not (written := found[found.lastindex or 1]).strip():
            return
        start, end = (here + place for place in found.span(found.lastindex or 1))
        put_apart = len(written.split()) >= _SENTENCE
        self.flow.block(here) if put_apart else self.flow.space(here, here)
        if "&" in written:
            self.flow.add(" ".join(html.unescape(written).split()), start, end)
        else:
            self.flow.read(start, end)
        self.flow.block(end) if put_apart else self.flow.space(end, end)

    def _close_mark(self, tag: str) -> None:
        mark = self._open[tag].pop() if self._open[tag] else Mark()
        if mark.start is not None and mark.start < self.flow.prose.length:
            self.marked.append((tag, Span(mark.start, self.flow.prose.length), mark.url))

    def _reveal(self, length: int | None, at: int) -> None:
        """Take back the words of hidden elements that end here, if any do, and keep where they stood."""
        if length is not None:
            if self.flow.prose.length > length:
                self.hidden.keep(at)
            self._cut(length)

    def _cut(self, length: int) -> None:
        self.flow.prose.cut(length)
        while self.marked and self.marked[-1][1].end > self.flow.prose.length:
            self.marked.pop()
