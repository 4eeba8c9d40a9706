"""The inline marks of Markdown: emphasis, code, links, images, entities, escapes, tags."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from licensing.documents.formats.markdown.blocks import label
from licensing.documents.prose import Edit
from licensing.documents.urls import URL
from licensing.model.document import Span

__all__ = ["Inline"]

_TAG = (
    r"</?[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+\s*+/?>"
)
_TOKEN = re.compile(
    rf"""
      (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<code>`+)
    | (?P<comment><!--)
    | (?P<address><[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*>)
    | (?P<tag>{_TAG})
    | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    | (?P<open>!?\[)
    | (?P<close>\])
    | (?P<url>{URL})
    | (?P<emphasis>\*+|_+|~~)
    """,
    re.VERBOSE,
)
_TARGET = re.compile(
    r"\(\s*+(?:<(?P<angle>[^<>\n]*+)>|(?P<plain>[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+))"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_HREF = re.compile(r"\shref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_WITHIN_WORDS = re.compile("a|abbr|b|cite|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u")


class Inline:
    """Collects the inline marks of paragraph after paragraph; offsets point into the raw text.

    Args:
        shown: The raw text with the block marks blanked out.
        references: Link definitions, label -> address.
    """

    def __init__(self, shown: str, references: Mapping[str, str]) -> None:
        self.edits: list[Edit] = []
        self.links: list[tuple[Span, str]] = []
        self.quotes: list[Span] = []
        self._shown = shown
        self._references = references
        self._tags: list[tuple[str, int, str]] = []
        self._end = 0
        self._brackets: list[Span] = []
        self._emphasis: dict[str, list[Span]] = {}
        self._missing: set[str] = set()

    def read(self, paragraph: Span) -> None:
        """Take in one paragraph."""
        at, self._end = paragraph
        self._brackets, self._emphasis, self._missing = [], {}, set()
        while found := _TOKEN.search(self._shown, at, self._end):
            read = getattr(self, f"_read_{found.lastgroup}")
            at = read(*found.span())

    def _drop(self, start: int, end: int, text: str = "") -> int:
        self.edits.append(Edit(start, end, text))
        return end

    def _read_escape(self, start: int, end: int) -> int:
        self._drop(start, start + 1)
        return end

    def _read_code(self, start: int, end: int) -> int:
        mark = self._shown[start:end]
        if mark not in self._missing:
            closing = re.compile(f"(?<!`){mark}(?!`)").search(self._shown, end, self._end)
            if closing:
                self._drop(start, end)
                return self._drop(*closing.span())
            self._missing.add(mark)
        return end

    def _read_comment(self, start: int, end: int) -> int:
        close = -1 if "-->" in self._missing else self._shown.find("-->", end, self._end)
        if close < 0:
            self._missing.add("-->")
            return end
        return self._drop(start, close + 3)

    def _read_address(self, start: int, end: int) -> int:
        self._drop(start, start + 1)
        self.links.append((Span(start + 1, end - 1), self._shown[start + 1 : end - 1]))
        return self._drop(end - 1, end)

    def _read_tag(self, start: int, end: int) -> int:
        tag = self._shown[start:end]
        name = re.sub(r"[^A-Za-z0-9-].*", "", tag.lstrip("</"), flags=re.DOTALL).lower()
        closing = tag.startswith("</")
        if name == "q":
            return self._drop(start, end, "”" if closing else "“")
        if name in {"a", "blockquote"}:
            self._follow_tag(name, start, end, closing=closing)
        return self._drop(start, end, "" if _WITHIN_WORDS.fullmatch(name) else " ")

    def _follow_tag(self, name: str, start: int, end: int, *, closing: bool) -> None:
        if not closing:
            href = _HREF.search(self._shown, start, end)
            self._tags.append((name, end, html.unescape(href[1]) if href else ""))
        elif self._tags and self._tags[-1][0] == name:
            _, opened, url = self._tags.pop()
            if name == "blockquote":
                self.quotes.append(Span(opened, start))
            elif url:
                self.links.append((Span(opened, start), url))

    def _read_entity(self, start: int, end: int) -> int:
        written = self._shown[start:end]
        if (text := html.unescape(written)) != written:
            self._drop(start, end, text)
        return end

    def _read_open(self, start: int, end: int) -> int:
        self._brackets.append(Span(start, end))
        return end

    def _read_close(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        opened = self._brackets.pop()
        target = self._target(opened.end, start, end)
        if target is None:
            return end
        url, behind = target
        if self._shown[opened.start] == "!":
            return self._drop(opened.start, behind)
        self._drop(*opened)
        if url:
            self.links.append((Span(opened.end, start), url))
        return self._drop(start, behind)

    def _target(self, opened: int, start: int, end: int) -> tuple[str, int] | None:
        """Return where a bracket leads and where its link ends; None when it is only a bracket."""
        if found := _TARGET.match(self._shown, end, self._end):
            return html.unescape(found["angle"] or found["plain"] or ""), found.end()
        named = _LABEL.match(self._shown, end, self._end)
        name = named[1] if named and named[1].strip() else self._shown[opened : min(start, opened + 1000)]
        url = self._references.get(label(name))
        return None if url is None else (url, named.end() if named else end)

    def _read_url(self, start: int, end: int) -> int:
        self.links.append((Span(start, end), self._shown[start:end]))
        return end

    def _read_emphasis(self, start: int, end: int) -> int:
        before = self._shown[start - 1] if start else " "
        after = self._shown[end] if end < self._end else " "
        mark, rest = self._shown[start], start
        within = mark == "_" and before.isalnum() and after.isalnum()
        waiting = self._emphasis.setdefault(mark, [])
        if not before.isspace() and not within:
            while waiting and rest < end:
                opened = waiting.pop()
                width = min(opened.end - opened.start, end - rest)
                self._drop(opened.end - width, opened.end)
                rest = self._drop(rest, rest + width)
                if opened.end - width > opened.start:
                    waiting.append(Span(opened.start, opened.end - width))
        if rest < end and not after.isspace() and not within:
            waiting.append(Span(rest, end))
        return end
