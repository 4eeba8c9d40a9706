"""Texts with their passages marked and numbered, each leading to its counterpart; long texts are cut around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from licensing.model.document import Span
from licensing.packs.messages import say
from licensing.reports.html.element import Html, el, join, shown

__all__ = ["Cut", "Mark", "marked"]


WORD = 30
"""Letters of a word that is not cut."""


class Mark(NamedTuple):
    """A stretch to mark.

    Attributes:
        span: The stretch.
        kind: verbatim, quote, rewrite ...: its look.
        label: What a reader is told of it; empty for no label.
        id: Its anchor; empty for none.
        to: The anchor its label leads to.
    """

    span: Span
    kind: str
    label: str = ""
    id: str = ""
    to: str = ""


class Cut(NamedTuple):
    """How much of a text is shown.

    Attributes:
        around: Characters before and behind a mark.
        whole: The length up to which a text is shown whole.
        most: Characters shown of one stretch at most.
    """

    around: int
    whole: int
    most: int


def marked(text: str, marks: Sequence[Mark], cut: Cut) -> Html:
    """Return a text with its marks, as much of it as a cut leaves; what is left out is counted where it stood.

    The time it takes grows with the length of the text and the number of marks, however they overlap.
    """
    ordered = sorted(
        (one._replace(span=Span(max(0, one.span.start), min(len(text), one.span.end))) for one in marks),
        key=lambda one: (one.span.start, -one.span.end),
    )
    parts: list[Html] = []
    last, placed = 0, 0
    for start, end in (*_windows(text, ordered, cut), (len(text), len(text))):
        if start > last:
            passed = bisect_left(ordered, start, key=lambda one: one.span.start)
            hidden = [el("span", id=one.id) for one in ordered[placed:passed] if one.id]
            left = say("… {count} characters are not shown …", count=start - last)
            parts.append(el("span", join(hidden), left, cls="gap"))
            placed = passed
        reached = bisect_left(ordered, end, key=lambda one: one.span.start)
        parts.extend(_segments(text, ordered, placed, reached, Span(start, end)))
        last, placed = end, reached
    return el("div", join(parts), cls="text", dir="auto")


def _windows(text: str, marks: Sequence[Mark], cut: Cut) -> Iterator[tuple[int, int]]:
    """Yield the stretches shown, in order, none touching another, from the beginning of a word to the end of one."""
    length = len(text)
    if length <= cut.whole:
        yield 0, length
        return
    open_: tuple[int, int] | None = None
    for one in marks:
        start = _outwards(text, max(0, one.span.start - cut.around), -1)
        end = _outwards(text, min(length, one.span.end + cut.around), 1)
        if open_ and start <= open_[1]:
            open_ = (open_[0], max(open_[1], end))
            continue
        if open_:
            yield from _capped(open_, cut.most)
        open_ = (start, end)
    if open_:
        yield from _capped(open_, cut.most)


def _outwards(text: str, place: int, step: int) -> int:
    """Return the nearest edge of a word, going outwards."""
    for _ in range(WORD):
        if not 0 < place < len(text) or text[place - 1].isspace() or text[place].isspace():
            break
        place += step
    return place


def _capped(window: tuple[int, int], most: int) -> Iterator[tuple[int, int]]:
    start, end = window
    if end - start <= most:
        yield window
    else:
        yield start, start + most * 3 // 4
        yield end - most // 4, end


def _segments(text: str, marks: Sequence[Mark], first: int, stop: int, window: Span) -> Iterator[Html]:
    """Yield the stretches between the ends of marks; a mark that began before the window goes on in it."""
    reaching = [one for one in marks[:stop] if one.span.end > window.start]
    ends = {window.start, window.end}
    ends.update(place for one in reaching for place in one.span if window.start < place < window.end)
    starting: dict[int, list[Mark]] = {}
    for one in marks[first:stop]:
        starting.setdefault(one.span.start, []).append(one)
    changes = sorted(
        [(max(one.span.start, window.start), 1, one.kind) for one in reaching]
        + [(one.span.end, -1, one.kind) for one in reaching]
    )
    counts: dict[str, int] = {}
    done = 0
    for start, end in pairwise(sorted(ends)):
        while done < len(changes) and changes[done][0] <= start:
            counts[changes[done][2]] = counts.get(changes[done][2], 0) + changes[done][1]
            done += 1
        yield from (_label(one) for one in starting.get(start, ()))
        kinds = [kind for kind, count in counts.items() if count > 0]
        words = shown(text[start:end])
        yield el("mark", words, cls=kinds[0]) if kinds else words


def _label(mark: Mark) -> Html:
    anchor = mark.id or None
    if mark.label and mark.to:
        return el("a", mark.label, cls="ref", href=f"#{mark.to}", id=anchor)
    return el("span", mark.label, id=anchor) if anchor else Html("")
