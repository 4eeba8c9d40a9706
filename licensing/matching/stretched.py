"""Passages put together again as they were taken: one stretch, however quotation marks and rewording cut it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind, Stretch

__all__ = ["stretched"]

_LEAST = 150
_NEAR, _REACH = 120, 400
_COUNTED = frozenset({PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE})


def stretched(passages: Iterable[Passage]) -> tuple[Stretch, ...]:
    """Return the stretches of a draft that were taken in one go, in its order.

    Passages belong together when at most 120 characters part them on both sides; 400 where one of them is a rewrite.
    Shared speech and common phrases are only ever part of what was taken around them; under 150 characters are left
    out.
    """
    groups = [[passage] for passage in sorted(passages, key=lambda one: one.draft)]
    while len(joined := _joined(groups)) < len(groups):
        groups = joined
    found = (_stretch(group) for group in groups if any(one.kind in _COUNTED for one in group))
    return tuple(one for one in found if min(map(_length, one)) >= _LEAST)


def _joined(groups: Iterable[list[Passage]]) -> list[list[Passage]]:
    """Join neighbours once: what was joined reaches further, so that others may belong to it then."""
    found: list[list[Passage]] = []
    for group in groups:
        if found and _together(found[-1], group):
            found[-1] = [*found[-1], *group]
        else:
            found.append(group)
    return found


def _together(group: Sequence[Passage], following: Sequence[Passage]) -> bool:
    kinds = {group[-1].kind, following[0].kind}
    near = _REACH if PassageKind.REWRITE in kinds else _NEAR
    reach = _REACH if kinds <= _COUNTED else _NEAR
    last, new = _stretch(group), _stretch(following)
    beside = max(new.source.start - last.source.end, last.source.start - new.source.end)
    return new.draft.start - last.draft.end <= near and beside <= reach


def _stretch(group: Sequence[Passage]) -> Stretch:
    return Stretch(_hull([one.draft for one in group]), _hull([one.source for one in group]))


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _length(span: Span) -> int:
    return span.end - span.start
