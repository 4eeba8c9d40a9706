"""What several drafts take from one source together: a story is not smaller for being taken in parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from licensing.matching.compare import compare
from licensing.matching.prepared import Prepared
from licensing.model.document import Span
from licensing.model.excerpt import Places, joined
from licensing.model.passage import Comparison, PassageKind

__all__ = ["Together", "reach", "together"]

_TAKEN = frozenset({PassageKind.VERBATIM, PassageKind.QUOTATION, PassageKind.REWRITE})


@dataclass(frozen=True, slots=True)
class Together:
    """What a draft and earlier texts take from a source.

    Attributes:
        alone: Ratio of the source's words that stand in passages of the draft.
        before: Ratio of them that stand in passages of the earlier texts.
        share: Ratio of them that stand in passages of any of the texts.
        texts: How many of the texts take something, the draft included.
    """

    alone: float
    before: float
    share: float
    texts: int


def together(draft: Prepared, source: Prepared, earlier: Iterable[Prepared]) -> Together:
    """Return what a draft takes from a source, and what earlier texts took of it already.

    Args:
        draft: The draft.
        source: The source.
        earlier: Texts that went out before, as a ledger of one's own keeps them.
    """
    own = _marks(draft, source)
    others = [_marks(text, source) for text in earlier]
    before, all_of = bytearray(len(source.norm)), bytearray(own)
    for marks in others:
        before, all_of = _either(before, marks), _either(all_of, marks)
    words = max(1, len(source.norm))
    return Together(
        own.count(1) / words,
        before.count(1) / words,
        all_of.count(1) / words,
        sum(any(marks) for marks in (own, *others)),
    )


def reach(found: Comparison, source: Prepared, kinds: Collection[PassageKind] = _TAKEN) -> Places:
    """Return the words of the source that stand in passages.

    Args:
        found: What a draft has in common with the source.
        source: The source.
        kinds: The kinds of passages that count.
    """
    return joined(tuple(Span(*source.places(one.source)) for one in found.passages if one.kind in kinds))


def _marks(draft: Prepared, source: Prepared) -> bytearray:
    marks = bytearray(len(source.norm))
    for first, last in reach(compare(draft, source), source):
        marks[first:last] = b"\1" * (last - first)
    return marks


def _either(one: bytearray, other: bytearray) -> bytearray:
    return bytearray(map(max, one, other))
