"""Retold stretches as passages, cut where words of the source stand in them as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licensing.matching.kept import kept
from licensing.matching.phrases import names
from licensing.matching.prepared import Prepared
from licensing.matching.retold import Part, Retold
from licensing.model import passage as model
from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind

__all__ = ["TAKING", "UNMARKED", "apart", "told"]

_WORDS = 6
TAKING = 11
UNMARKED = frozenset({PassageKind.VERBATIM, PassageKind.COMMON_PHRASE})


def apart(passages: Sequence[Passage], found: Sequence[Retold], draft: Prepared, source: Prepared) -> list[Passage]:
    """Return the passages that are told beside retold ones.

    A few words that a retelling leaves as they were, unmarked and in their place, are part of it: under eleven words
    are not reported apart.
    """
    inside = [(draft.span(*one.draft), source.span(*one.source)) for one in found]
    return [
        one
        for one in passages
        if one.kind not in UNMARKED
        or one.words >= TAKING
        or not any(_within(one.draft, here) and _within(one.source, there) for here, there in inside)
    ]


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def told(found: Sequence[Retold], draft: Prepared, source: Prepared, covered: bytes) -> Iterator[Passage]:
    """Yield the passages of retold stretches.

    Args:
        found: The stretches.
        draft: The draft.
        source: The source.
        covered: One byte a word of the draft, not 0 where it stands in a passage already.
    """
    for one in found:
        pieces = list(_free(covered, *one.draft))
        for low, high in pieces:
            piece = _piece(one, low, high, cut=len(pieces) > 1)
            yield _passage(piece, one.score, draft, source)


class _Piece(NamedTuple):
    draft: tuple[int, int]
    source: tuple[int, int]
    parts: Sequence[Part]


def _piece(one: Retold, low: int, high: int, *, cut: bool) -> _Piece:
    """Return what lies between two words of a stretch; what is cut tells only what its own sentences tell."""
    parts = [part for part in one.parts if part.draft[0] < high and low < part.draft[1]]
    if not (cut and parts):
        return _Piece((low, high), one.source, parts)
    source = min(part.source[0] for part in parts), max(part.source[1] for part in parts)
    return _Piece((low, high), source, parts)


def _passage(piece: _Piece, score: float, draft: Prepared, source: Prepared) -> Passage:
    (low, high), lead = piece.draft, source.lead
    here, there = draft.span(low, high), source.span(*piece.source)
    parts = tuple(
        model.Part(
            draft.span(max(low, part.draft[0]), min(high, part.draft[1])), source.span(*part.source), part.likeness
        )
        for part in piece.parts
    )
    touched = [part.source for part in parts] or [there]
    return Passage(
        PassageKind.REWRITE,
        here,
        there,
        high - low,
        lead=lead is not None and any(span.start < lead.end and lead.start < span.end for span in touched),
        score=score,
        parts=parts,
        measures=kept(draft, source, here, there, longest=0, named=names(draft, source), told=len(parts)),
    )


def _free(covered: bytes, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of uncovered words between two places, short ones left out."""
    start = low
    for place in range(low, high + 1):
        if place == high or covered[place]:
            if place - start >= _WORDS:
                yield start, place
            start = place + 1
