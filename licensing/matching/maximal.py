"""Stretches of a row of numbers that add up to most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Segment", "joined", "segments"]


class Segment(NamedTuple):
    """A stretch: its first place, the place after its last, and its sum."""

    first: int
    last: int
    total: float


class _Piece(NamedTuple):
    """A candidate: the sums before and after it, and the nearest candidate before it that starts lower."""

    first: int
    before: float
    after: float
    last: int
    lower: int


def segments(values: Sequence[float]) -> list[Segment]:
    """Return every stretch whose sum no longer or shorter one around it betters (Ruzzo and Tompa, 1999).

    Args:
        values: Positive for what speaks for a stretch, negative for what speaks against it.
    """
    found: list[_Piece] = []
    total = 0.0
    for number, value in enumerate(values):
        before, total = total, total + value
        if value <= 0:
            continue
        first = number
        lower = _lower(found, before)
        while lower >= 0 and found[lower].after < total:
            first, before = found[lower].first, found[lower].before
            del found[lower:]
            lower = _lower(found, before)
        found.append(_Piece(first, before, total, number + 1, lower))
    return [Segment(piece.first, piece.last, piece.after - piece.before) for piece in found]


def _lower(found: Sequence[_Piece], before: float) -> int:
    """Return the last candidate that starts lower than a sum; -1 for none. What starts higher is jumped over."""
    at = len(found) - 1
    while at >= 0 and found[at].before >= before:
        at = found[at].lower
    return at


def joined(pieces: Sequence[Segment], gap: int) -> list[Segment]:
    """Put together neighbours with at most `gap` places between them."""
    found: list[Segment] = []
    for piece in pieces:
        if found and piece.first - found[-1].last <= gap:
            found[-1] = Segment(found[-1].first, piece.last, found[-1].total + piece.total)
        else:
            found.append(piece)
    return found
