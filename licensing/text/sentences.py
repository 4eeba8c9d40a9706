"""Paragraphs and sentences of a prose text, as spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from licensing.model.document import Span

__all__ = ["lead", "paragraphs", "sentences"]

_BLANK = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*+(?:(?>\r\n|\r|\n)[^\S\r\n]*+)++")
_BLANK_PLAIN = re.compile(r"\n[^\S\r\n]*+(?:\n[^\S\r\n]*+)++")
"""The same in a text without carriage returns, where it is found faster."""
_LINE = re.compile(r"(?<=[.!?…:;\"”’»])[^\S\n]*\n")
_STOP = re.compile(r"[.!?…]++[\"'”’»›)\]“]*+(?=\s)|[。！？]++[」』”]*+")
_SHORTENED = """
    mr mrs ms dr prof gen lt col sgt capt cmdr adm gov sen rep rev hon st sr jr vs etc inc ltd co corp no nos vol fig
    dept jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun approx av doç yrd vb vd örn bkz
    usw bzw ca nr dipl ing hr fr mme mlle art cf al
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_LEAD_WORDS = 8
_TERMINAL = re.compile(r"[.!?…。！？][\"'”’»›)\]“]*\s*$")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, without the white space around them.

    A blank line ends a paragraph. In a text without blank lines a line break does where the line before it ends a
    sentence; every other line break is a wrapped line.
    """
    blank = _BLANK if "\r" in text else _BLANK_PLAIN
    breaks = blank if blank.search(text.strip()) else _LINE
    return tuple(_pieces(text, Span(0, len(text)), ((match.start(), match.end()) for match in breaks.finditer(text))))


def sentences(text: str, within: Span | None = None, blocks: Sequence[Span] | None = None) -> tuple[Span, ...]:
    """Return the sentences of a text in order, without the white space around them.

    A sentence ends at `.`, `!`, `?` or `…` with the quotation marks and brackets that close on it, before white
    space; not after an abbreviation or an initial, and not before a lower-case letter. A paragraph always ends one.

    Args:
        text: The text.
        within: Only the sentences of this stretch.
        blocks: The paragraphs, where they are known already.
    """
    if blocks is None:
        start, end = within or (0, len(text))
        blocks = [Span(start + block.start, start + block.end) for block in paragraphs(text[start:end])]
    found: list[Span] = []
    for block in blocks:
        start, end = block
        for stop in _stops(text, block):
            found.append(Span(start, stop))
            start = stop
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def lead(text: str, blocks: Sequence[Span] | None = None) -> Span | None:
    """Return the first paragraph that tells something: headlines, bylines and lines of place and date are passed over.

    Such a paragraph has eight words and ends a sentence; failing that the first with eight words, failing that the
    first. None for an empty text.

    Args:
        text: The text.
        blocks: Its paragraphs, where they are known already.
    """
    found = paragraphs(text) if blocks is None else blocks
    long = [span for span in found if len(text[span.start : span.end].split(None, _LEAD_WORDS)) >= _LEAD_WORDS]
    told = (span for span in long if _TERMINAL.search(text, max(span.start, span.end - 8), span.end))
    return next(told, None) or next(iter(long or found), None)


def _stops(text: str, block: Span) -> Iterator[int]:
    """Yield where sentences of a paragraph end, but for the last."""
    for match in _STOP.finditer(text, block.start, block.end):
        stop, end = match.span()
        if text[stop] in "。！？" or not _goes_on(text, stop, end, block):
            yield end


def _goes_on(text: str, stop: int, end: int, block: Span) -> bool:
    """Tell whether a stop followed by white space is inside a sentence."""
    after = text[end : min(end + 8, block.end)].lstrip()
    if after[:1].islower():
        return True
    if text[stop] != "." or end - stop > 1:
        return False
    before = text[max(block.start, stop - 12) : stop].rsplit(None, 1)[-1:]
    word = before[0].lstrip("(\"'“‘„«[") if before else ""
    initial = word.rpartition(".")[2]
    return word.lower() in _ABBREVIATIONS or (len(initial) == 1 and initial.isupper())


def _pieces(text: str, block: Span, cuts: Iterator[tuple[int, int]]) -> Iterator[Span]:
    edges = [(block.start, block.start), *cuts, (block.end, block.end)]
    for (_, start), (end, _) in pairwise(edges):
        piece = text[start:end]
        if body := piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(body))
