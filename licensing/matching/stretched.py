"""Passages put together again as they were taken: one stretch, however quotation marks and rewording cut it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind, Stretch

__all__ = ["stretched"]

_LEAST = 150
_REACH, _REACH_SOURCE = 400, 600
_ROUNDS = 16
_COUNTED = frozenset({PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE})

_Side = Callable[[Passage], Span]


def stretched(passages: Iterable[Passage]) -> tuple[Stretch, ...]:
    """Return the stretches of a draft that were taken in one go, in its order.

    Passages belong together when no more than 400 characters part them from the next in the draft and 600 from the
    next in the source, in whatever order they come there: sentences that were shuffled were taken in one go. Shared
    speech and common phrases are only ever part of what was taken around them; under 150 characters are left out.
    """
    groups = [group for group in _groups(list(passages)) if any(one.kind in _COUNTED for one in group)]
    found = (Stretch(_hull(group, _draft), _hull(group, _source)) for group in groups)
    return tuple(sorted(one for one in found if min(span.end - span.start for span in one) >= _LEAST))


def _groups(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """Yield the passages that belong together: cut by the draft, then by the source, until nothing parts them."""
    waiting = [(passages, 0)] if passages else []
    while waiting:
        group, rounds = waiting.pop()
        for side, reach in ((_draft, _REACH), (_source, _REACH_SOURCE)):
            pieces = list(_cut(group, side, reach))
            if len(pieces) > 1 and rounds < _ROUNDS:
                waiting += [(piece, rounds + 1) for piece in pieces]
                break
        else:
            yield group


def _cut(passages: Sequence[Passage], side: _Side, reach: int) -> Iterator[list[Passage]]:
    """Yield the passages of one side, cut where a gap is wider than `reach` characters."""
    piece: list[Passage] = []
    end = 0
    for one in sorted(passages, key=side):
        span = side(one)
        if piece and span.start - end > reach:
            yield piece
            piece = []
        end = max(end, span.end) if piece else span.end
        piece.append(one)
    yield piece


def _draft(passage: Passage) -> Span:
    return passage.draft


def _source(passage: Passage) -> Span:
    return passage.source


def _hull(group: Sequence[Passage], side: _Side) -> Span:
    return Span(min(side(one).start for one in group), max(side(one).end for one in group))
