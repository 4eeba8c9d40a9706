"""Sentences that were copied and edited, beside passages copied as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensing.matching.bags import Sentence
from licensing.matching.likeness import LEAST, best
from licensing.matching.prepared import Prepared
from licensing.matching.retold import Measured, Part, Retold, mostly
from licensing.matching.tokens import FUNCTION_WORD

__all__ = ["edited"]

_EDITED = 0.4
_GAP, _GAP_SOURCE = 3, 4
_LEFT = 3


def edited(draft: Prepared, source: Prepared, covered: bytes, copied: bytes) -> Iterator[Retold]:
    """Yield what was copied and edited.

    That is sentences next to copied ones that closely follow the sentences next to these, and sentences copied in
    part of which the rest follows too.

    Args:
        draft: The draft.
        source: The source.
        covered: One byte a word of the draft, not 0 where it stands in a passage.
        copied: The same for the source.
    """
    if not any(covered):
        return
    rows = draft.likeness(source)
    here, there = (
        [mostly(marks[one.first : one.last]) for one in listed]
        for marks, listed in ((covered, draft.bags), (copied, source.bags))
    )
    done: set[int] = set()
    like = [(at, value, number) for at, row in enumerate(rows) for value, number in [best(row.items())]]
    like = [one for one in like if one[1] >= LEAST]
    for at, value, number in [*like, *reversed(like)]:
        if at in done:
            continue
        one, around = draft.bags[at], source.bags[max(0, number - 1) : number + 2]
        whole = value >= _EDITED and not there[number] and not here[at]
        if whole and _near(here, at, _GAP) and _near(there, number, _GAP_SOURCE):
            here[at] = there[number] = True
        elif not _rest_follows(draft, covered, one, around):
            continue
        done.add(at)
        told = Part((one.first, one.last), (source.bags[number].first, source.bags[number].last), min(1.0, value))
        measured = Measured(1.0, 1.0, 1, value, 0.0, len(draft.norm))
        yield Retold(told.draft, told.source, min(1.0, 2 * value), (told,), measured)


def _near(marks: Sequence[bool], at: int, reach: int) -> bool:
    return any(marks[max(0, at - reach) : at + reach + 1])


def _rest_follows(draft: Prepared, covered: bytes, one: Sentence, there: Sequence[Sentence]) -> bool:
    """Tell whether what is left of a sentence partly copied is mostly words that stand there in the source too."""
    marks = covered[one.first : one.last]
    if not 0 < marks.count(0) < len(marks):
        return False
    listed, first = draft.tokens, one.first
    left = [
        listed.stems[first + at]
        for at, mark in enumerate(marks[: len(listed.stems) - first])
        if not (mark or draft.hidden[first + at] or listed.sorts[first + at] == FUNCTION_WORD)
    ]
    known = frozenset[str]().union(*(sentence.stems for sentence in there))
    return len(left) >= _LEFT and 2 * sum(map(known.__contains__, left)) >= len(left)
