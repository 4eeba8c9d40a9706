"""The text of a notice as a reader sees it: markup and entities gone, every place still known."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

from licensing.model.document import Span
from licensing.text.folding import fold

__all__ = ["View", "look"]

# Soft hyphens, zero-width and directional marks, and the strokes and vowel signs Arabic may leave out.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u0640" + "".join(
    map(chr, (*range(0x64B, 0x653), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_MARKS = tuple("&<*`#{_Â" + _INVISIBLE)
_MARKUP = re.compile(
    rf"""
      (?P<holder><[\w.:-]*copyright\b[^<>]*\bholder="(?P<name>[^"<>]*)"[^<>]*>)
    | (?P<claim><(?:[\w.-]+:)?copyrights?>)
    | (?P<block></?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|section|article|footer|blockquote)\b[^<>]{{0,500}}>)
    | (?P<tag><[/!?]?[a-zA-Z][^<>]{{0,500}}>|<\?[^<>]{{0,500}}>|\{{\{{[^{{}}]{{0,80}}\}}\}}|\$\{{[^{{}}]{{0,80}}\}})
    | (?P<entity>&(?:\#\d{{1,6}};?|\#x[0-9a-fA-F]{{1,6}};?|(?:copy|reg|amp|quot|nbsp|lt|gt)\b;?|[a-zA-Z]{{2,12}};))
    | (?P<mojibake>Â(?=[©®\u00a0«»]))
    | (?P<margin>(?<=\n)[ \t]*[\#*>]+(?=[ \t]))
    | (?P<emphasis>\*+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|[{_INVISIBLE}])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class View:
    """Readable text over raw text.

    Attributes:
        raw: The text as given.
        text: What a reader sees.
        here: Offsets in `text` where a stretch begins; empty when nothing was removed.
        there: The offsets in `raw` those stretches begin at.
        lengths: How many raw characters each stretch has where that differs from its length in `text`, else 0.
    """

    raw: str
    text: str
    here: tuple[int, ...] = ()
    there: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()

    def raw_span(self, start: int, end: int) -> Span:
        """Return where a stretch of `text` stands in `raw`."""
        if not self.here:
            return Span(start, end)
        return (
            Span(self._raw(start), self._raw(end - 1, last=True))
            if end > start
            else Span(self._raw(start), self._raw(start))
        )

    def folded(self, start: int, end: int) -> str:
        """Return a stretch of `text`, folded."""
        return fold(self.text[start:end])

    def _raw(self, offset: int, *, last: bool = False) -> int:
        index = max(0, bisect_right(self.here, offset) - 1)
        if self.lengths[index]:
            return self.there[index] + (self.lengths[index] if last else 0)
        return self.there[index] + offset - self.here[index] + last


def look(raw: str) -> View:
    """Return the readable view of a text: entities decoded; tags, emphasis and invisible marks taken out."""
    if not any(mark in raw for mark in _MARKS):
        return View(raw, raw)
    pieces: list[str] = []
    here: list[int] = []
    there: list[int] = []
    lengths: list[int] = []
    length = position = 0

    def add(piece: str, start: int, replaced: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            here.append(length)
            there.append(start)
            lengths.append(replaced)
            length += len(piece)

    for found in _MARKUP.finditer(raw):
        add(raw[position : found.start()], position, 0)
        add(_reading(found), found.start(), len(found[0]))
        position = found.end()
    add(raw[position:], position, 0)
    return View(raw, "".join(pieces), tuple(here), tuple(there), tuple(lengths))


def _reading(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "block" | "claim" | "margin" as kind:
            return {"block": "\n", "claim": "© ", "margin": " "}[kind]
        case "entity":
            return html.unescape(found[0] if found[0].endswith(";") else f"{found[0]};")
        case "tag":
            return " " if found[0][0] in "{$" or found[0].startswith("<?") else ""
        case "holder" | "name":
            years = " ".join(re.findall(r'year="([^"<>]*)"', found[0]))
            return f"© {years} {html.unescape(found['name'])} "
        case _:
            return ""
