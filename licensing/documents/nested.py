"""A text inside a text: a page inside a JSON string or a feed, with the way back through both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensing.documents.formats import Parsed
from licensing.model.document import Span, Stretch

__all__ = ["embed", "through"]


def embed(inner: Parsed, outer: Sequence[Stretch]) -> Parsed:
    """Return what was parsed of a decoded text with its places in the text it was decoded from.

    Args:
        inner: The result; its offsets point into the decoded text.
        outer: How the decoded text maps to the raw text around it, in order and without gaps.
    """
    own = inner.stretches or (Stretch(0, 0, len(inner.prose), len(inner.prose)),)
    stretches = tuple(piece for stretch in own for piece in _pieces(stretch, outer))
    return replace(
        inner,
        stretches=stretches,
        hidden=tuple(through(span, outer) for span in inner.hidden),
        expressions=tuple(one._replace(span=through(one.span, outer)) for one in inner.expressions),
    )


def through(span: Span, outer: Sequence[Stretch]) -> Span:
    """Return where a span of the decoded text stands in the raw text."""
    if not outer:
        return span
    start = _raw(span.start, outer)
    return Span(start, max(start, _raw(span.end - 1, outer, after=True) if span.end > span.start else start))


def _pieces(stretch: Stretch, outer: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield a stretch of the decoded text cut where the stretches around it meet."""
    prose, raw, length, raw_length = stretch
    if length != raw_length:
        found = through(Span(raw, raw + raw_length), outer)
        yield Stretch(prose, found.start, length, found.end - found.start)
        return
    index = max(0, bisect_right(outer, raw, key=lambda piece: piece.prose) - 1)
    while length:
        piece = outer[index]
        last = index + 1 == len(outer)
        taken = length if last else min(length, piece.prose + piece.prose_length - raw)
        if taken > 0:
            found = through(Span(raw, raw + taken), outer)
            yield Stretch(prose, found.start, taken, found.end - found.start)
            prose, raw, length = prose + taken, raw + taken, length - taken
        index += 1


def _raw(offset: int, outer: Sequence[Stretch], *, after: bool = False) -> int:
    index = max(0, bisect_right(outer, offset, key=lambda piece: piece.prose) - 1)
    piece = outer[index]
    if piece.prose_length == piece.raw_length:
        return piece.raw + min(offset - piece.prose, piece.raw_length) + after
    return piece.raw + piece.raw_length if after else piece.raw
