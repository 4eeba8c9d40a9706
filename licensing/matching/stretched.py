"""Passages put together again as they were taken: one stretch, however quotation marks and rewording cut it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind, Stretch

__all__ = ["stretched"]

_LEAST = 150
_NEAR, _REACH = 120, 400
_ROUNDS = 8
_COUNTED = frozenset({PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE})


class _Group(NamedTuple):
    """Passages joined so far: their hull, the kinds at both ends, and whether one of them counts."""

    draft: Span
    source: Span
    first: PassageKind
    last: PassageKind
    counts: bool


def stretched(passages: Iterable[Passage]) -> tuple[Stretch, ...]:
    """Return the stretches of a draft that were taken in one go, in its order.

    Passages belong together when at most 120 characters part them in the draft, 400 where one of them is a rewrite,
    and 400 in the source. Shared speech and common phrases are only ever part of what was taken around them; under
    150 characters are left out.
    """
    ordered = sorted(passages, key=lambda one: one.draft)
    groups = [_Group(one.draft, one.source, one.kind, one.kind, one.kind in _COUNTED) for one in ordered]
    for _ in range(_ROUNDS):
        # What was joined reaches further, so that others may belong to it then.
        joined = _joined(groups)
        if len(joined) == len(groups):
            break
        groups = joined
    found = (Stretch(one.draft, one.source) for one in groups if one.counts)
    return tuple(one for one in found if min(span.end - span.start for span in one) >= _LEAST)


def _joined(groups: Iterable[_Group]) -> list[_Group]:
    found: list[_Group] = []
    for group in groups:
        if found and _together(found[-1], group):
            before = found[-1]
            draft, source = _hull(before.draft, group.draft), _hull(before.source, group.source)
            found[-1] = _Group(draft, source, before.first, group.last, before.counts or group.counts)
        else:
            found.append(group)
    return found


def _together(group: _Group, following: _Group) -> bool:
    kinds = {group.last, following.first}
    near = _REACH if PassageKind.REWRITE in kinds else _NEAR
    reach = _REACH if kinds <= _COUNTED else _NEAR
    beside = max(following.source.start - group.source.end, group.source.start - following.source.end)
    return following.draft.start - group.draft.end <= near and beside <= reach


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
