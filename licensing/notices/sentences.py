"""Sentences, as far as notices need them: an abbreviation ends none, a blank line ends every one."""

from __future__ import annotations

import re
from collections.abc import Collection

from licensing.model.document import Span
from licensing.text.folding import fold

__all__ = ["LONGEST", "around", "split"]

LONGEST = 1500
"""Characters; a longer stretch without an end is cut, so that no text makes reading slow."""

_END = re.compile(
    r"\n[ \t\r]*\n|[.!?](?=[\s\"'”’)\]|<]|[A-ZÇĞİÖŞÜ\u0400-\u042f]|$)[\"'”’)]?|[;。！？؛]|(?<=\w)\|(?=\w)|$"
)
# "on the following terms: 2.1. by contract": the number of a point, not the end of a sentence.
_NUMBERED = re.compile(r"[:;]\s*\d+(?:\.\d+)*$")
_LAST_WORD = re.compile(r"[^\W\d_][\w.]*$")


def split(text: str, start: int, end: int, abbreviations: Collection[str]) -> list[Span]:
    """Return the sentences of a stretch of text, white space at their ends left out."""
    sentences: list[Span] = []
    begin = start
    for found in _END.finditer(text, start, end):
        if found[0][:1] == "." and not _ends(text, found.start(), end, abbreviations):
            continue
        stop = found.start() if found[0][:1] in ("\n", "|", "") else found.end()
        sentences += _trimmed(text, begin, stop)
        begin = found.end()
    return [*sentences, *_trimmed(text, begin, end)]


def around(text: str, place: int) -> Span:
    """Return the paragraph a place stands in: between blank lines, at most `LONGEST` characters to either side."""
    low, high = max(0, place - LONGEST), min(len(text), place + LONGEST)
    blank = max((found.end() for found in _BLANK.finditer(text, low, place)), default=low)
    after = _BLANK.search(text, place, high)
    return Span(blank, after.start() if after else high)


_BLANK = re.compile(r"\n[ \t\r]*\n")


def _ends(text: str, dot: int, end: int, abbreviations: Collection[str]) -> bool:
    """Return whether the full stop at `dot` ends its sentence."""
    after = text[dot + 1 : dot + 2]
    word = _LAST_WORD.search(text, max(0, dot - 24), dot)
    if word is None:
        return not after.isupper() and not _NUMBERED.search(text, max(0, dot - 12), dot)
    last = word[0].rpartition(".")[2]
    if after and not after.isspace() and after.isupper():
        return last[-1:].islower() and len(last) > 1 and text[dot + 2 : dot + 3].islower() and "." not in word[0]
    if len(last) == 1 and last.isupper():
        return False
    return fold(last) not in abbreviations


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """Return a stretch without the white space at its ends, cut where it is longer than a sentence can be."""
    pieces: list[Span] = []
    while start < end:
        stop = end if end - start <= LONGEST else max(text.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
        part = text[start:stop]
        if bare := part.strip():
            first = start + len(part) - len(part.lstrip())
            pieces.append(Span(first, first + len(bare)))
        start = stop
    return pieces
