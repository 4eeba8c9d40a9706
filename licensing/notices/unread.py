"""The words of a notice nobody understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from licensing.model.document import Span
from licensing.notices.find import Stated
from licensing.notices.joined import JOINED
from licensing.notices.silent import SILENT
from licensing.notices.view import View

__all__ = ["unread"]

# Where no space parts the words, every letter is judged by itself.
_WORD = re.compile(rf"[{JOINED}]|[^\W\d_{JOINED}](?:(?:(?![{JOINED}])[\w'’-])*(?![{JOINED}])\w)?")
_TIED = re.compile(r"[^\W\d_]+['’](?=\w)")
_NEAR = re.compile(r"[\s,;:()\"'“”‘’/&-]*")


def unread(notice: Sequence[Stated], read: Iterable[Span], view: View) -> Iterator[Span]:
    """Return the stretches of a notice that no cue, name, year or address explains, as spans of the readable text."""
    names = sorted(read)
    for one in notice:
        sentence = one.sentence
        known = bytearray(sentence.span.end - sentence.span.start)
        parts = [Span(token.start, token.end) for token in sentence.tokens]
        parts += [*names, *(claim.span for claim in one.claims)]
        for part in parts:
            _mark(known, part.start - sentence.span.start, part.end - sentence.span.start)
        for found in SILENT.finditer(sentence.text):
            _mark(known, *found.span())
        _unmark(known, sentence.stopped - sentence.span.start)
        yield from _stretches(sentence.span, known, view)


def _mark(known: bytearray, start: int, end: int) -> None:
    start, end = max(0, start), min(len(known), end)
    if start < end:
        known[start:end] = b"\x01" * (end - start)


def _unmark(known: bytearray, start: int) -> None:
    known[start:] = bytes(len(known) - start) if start < len(known) else b""


def _tied(found: re.Match[str], span: Span, known: bytearray) -> int:
    """Return where a word begins to be judged: behind a known "l'" or "dell'" that is only tied to it."""
    tied = _TIED.match(found[0])
    own = found.start() + tied.end() if tied else found.start()
    return own if tied and known[own - 1 - span.start] else found.start()


def _stretches(span: Span, known: bytearray, view: View) -> Iterator[Span]:
    """Return the unknown words, neighbours joined."""
    pending: Span | None = None
    for found in _WORD.finditer(view.text, span.start, span.end):
        start = _tied(found, span, known)
        if known[start - span.start]:
            continue
        here = Span(start, found.end())
        if pending and _NEAR.fullmatch(view.text, pending.end, here.start):
            pending = Span(pending.start, here.end)
            continue
        if pending:
            yield pending
        pending = here
    if pending:
        yield pending
