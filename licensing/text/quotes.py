"""Quotation marks: which words of a text stand between them.

Marks of many hands are read: “ ”, „ “, „ ”, ” ”, « », » «, ‹ ›, ‘ ’, ‚ ‘, straight " " and ' ', `` '' and the corner
brackets 「 」『 』; hands are mixed where a partner is missing (“so it stands."). A mark is trusted only when its
partner stands in the same paragraph, or when the next paragraph opens with the same mark, as English prose does in a
quotation of several paragraphs. Whatever is doubtful counts as unmarked: a stray mark never turns the rest of a text
into a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from licensing.model.document import Span

__all__ = ["BLOCK", "GAP", "Quoted", "outside", "quoted"]

BLOCK = "block"
"""What a block quote is called among the marks."""
GAP = "\0"
"""What `outside` puts in place of a character between marks."""


class Quoted(NamedTuple):
    """Words between marks.

    Attributes:
        outer: With the marks.
        inner: The words alone.
        mark: The pair of marks, as `“”`, or `block`.
    """

    outer: Span
    inner: Span
    mark: str


class _Open(NamedTuple):
    mark: str
    start: int
    end: int
    earlier: list[Quoted]


_TOKEN = re.compile(r"\n[^\S\n]*(?:\n\s*)+|``|''|[\"＂“”„‟«»‹›‘’‚'「」『』]")
_VISIBLE = re.compile(r"[^\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
# Opening mark -> the marks that may close it.
_CLOSERS: dict[str, tuple[str, ...]] = {
    **{mark: (mark,) for mark in ('"', "＂", "'", "''", "”")},
    **{pair[0]: (pair[1],) for pair in ("“”", "‟”", "«»", "»«", "‹›", "›‹", "‘’", "「」", "『』")},
    "„": ("“", "”", '"'),
    "‚": ("‘", "’"),
    "``": ("''",),
}
# Opening mark -> a mark of another hand that closes it where its own partner is missing: “so it stands."
_MIXED = {"“": '"', '"': "”", "‘": "'", "”": '"'}
_DOUBLE = frozenset('"＂')
_APOSTROPHES = frozenset("'’")
_STRAIGHT = _DOUBLE | frozenset({"'", "''", "”", "»", "›"})
_BEFORE_OPEN = frozenset("([{<—–-/=“‘„«‹\"'*_~>\u200b\ufeff")
_POSSESSIVE_REACH = 200
_MIXED_REACH = 2_000
_DEPTH = 8


def quoted(text: str, blocks: Sequence[Span] = ()) -> tuple[Quoted, ...]:
    """Return the outermost quotations of a text in order.

    A quotation of several paragraphs is returned as one entry a paragraph.

    Args:
        text: The text.
        blocks: Block quotes, where markup told of some; what they hold counts as quoted whatever marks stand in it.
    """
    found = [Quoted(block, block, BLOCK) for block in blocks if block.start < block.end]
    found += _seen(text)
    found.sort(key=lambda one: (one.outer.start, -one.outer.end))
    outermost: list[Quoted] = []
    for one in found:
        if not outermost or one.outer.start >= outermost[-1].outer.end:
            outermost.append(one)
    return tuple(outermost)


def _seen(text: str) -> list[Quoted]:
    """Return the quotations of the text a reader sees: characters that leave no trace on the page part no marks."""
    pieces = [match.span() for match in _VISIBLE.finditer(text)]
    if len(pieces) < 2:  # noqa: PLR2004 - nothing invisible stands between
        return _Reader(text).read()
    ends = list(accumulate(end - start for start, end in pieces))

    def back(span: Span) -> Span:
        first, last = bisect_right(ends, span.start), bisect_right(ends, max(span.start, span.end - 1))
        start = pieces[first][1] - (ends[first] - span.start)
        return Span(start, max(start, pieces[last][1] - (ends[last] - span.end)))

    seen = "".join([text[start:end] for start, end in pieces])
    return [Quoted(back(one.outer), back(one.inner), one.mark) for one in _Reader(seen).read()]


def outside(text: str, marked: Sequence[Quoted]) -> str:
    """Return the text with the words between marks blotted out, letter by letter: they are not the text's own."""
    pieces, done = [], 0
    for one in marked:
        pieces += [text[done : one.inner.start], GAP * (one.inner.end - one.inner.start)]
        done = one.inner.end
    return "".join([*pieces, text[done:]])


class _Reader:
    """One pass over the marks of a text; marks still open wait on a stack."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._found: list[Quoted] = []

    def read(self) -> list[Quoted]:
        for match in _TOKEN.finditer(self._text):
            mark, start, end = match[0], match.start(), match.end()
            if mark[0] == "\n":
                # A quotation the next paragraph opens again stays open until that mark is read.
                self._stack = [one for one in self._stack[:1] if self._text.startswith(one.mark, end)]
            elif self._opens_again(mark, start):
                self._reopen(mark, start, end)
            elif not self._close(mark, start, end) and self._opens(mark, start, end):
                self._open(mark, start, end)
        return self._found

    def _opens_again(self, mark: str, start: int) -> bool:
        """Tell whether the open quotation goes on here: in a new paragraph, or on a new line after a stop."""
        if len(self._stack) != 1 or self._stack[0].mark != mark:
            return False
        before = self._text[max(0, start - 40) : start].rstrip(" \t")
        return before.endswith("\n") and (before.endswith("\n\n") or before.rstrip()[-1:] in {*".!?…,"})

    def _reopen(self, mark: str, start: int, end: int) -> None:
        first, stop = self._stack.pop(), start
        while self._text[stop - 1].isspace():
            stop -= 1
        pair = mark + _CLOSERS[mark][0]
        first.earlier.append(Quoted(Span(first.start, stop), Span(first.end, stop), pair))
        self._stack.append(_Open(mark, start, end, first.earlier))

    def _close(self, mark: str, start: int, end: int) -> bool:
        for depth in range(len(self._stack) - 1, -1, -1):
            opening = self._stack[depth]
            if self._partner(opening.mark, mark, end) and self._closes(mark, start, end):
                del self._stack[depth:]
                self._found += opening.earlier
                self._found.append(Quoted(Span(opening.start, end), Span(opening.end, start), opening.mark + mark))
                return True
        return False

    def _partner(self, opening: str, mark: str, end: int) -> bool:
        """Tell whether a mark belongs to an opening one: its own, or another where its own does not follow."""
        if mark in _CLOSERS[opening]:
            return True
        if _MIXED.get(opening) != mark:
            return False
        rest = self._text[end : end + _MIXED_REACH].split("\n\n", 1)[0].split(opening if opening != '"' else "“", 1)[0]
        return not any(closer in rest for closer in _CLOSERS[opening])

    def _closes(self, mark: str, start: int, end: int) -> bool:
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        if mark in _DOUBLE:
            return not (before.isspace() and after.isalnum())
        if mark in _APOSTROPHES:
            return not (after.isalnum() or before.isspace() or (before == "s" and self._possessive(mark, end)))
        return True

    def _possessive(self, mark: str, end: int) -> bool:
        """Tell an apostrophe after a plural from a closing mark: a later mark closes after a stop or a comma."""
        after = self._text[end : end + _POSSESSIVE_REACH]
        if not (after[:1] == " " and after[1:2].islower()):
            return False
        reach = after.split("\n\n", 1)[0].split("‘", 1)[0]
        return any(stop + mark in reach for stop in ",.!?")

    def _opens(self, mark: str, start: int, end: int) -> bool:
        if mark not in _CLOSERS:
            return False
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        free = not before or before.isspace() or before in _BEFORE_OPEN
        if mark in {"‘", "'"}:
            return free and (after.isalnum() or after in _BEFORE_OPEN)
        if mark in {"”", "''"}:
            return free and not after.isspace()
        return free or mark not in _STRAIGHT

    def _open(self, mark: str, start: int, end: int) -> None:
        if mark in _STRAIGHT:
            # A straight mark cannot stand within its like: the earlier one was a stray.
            self._stack = list(takewhile(lambda one: one.mark != mark, self._stack))
        del self._stack[: len(self._stack) - _DEPTH]
        self._stack.append(_Open(mark, start, end, []))
