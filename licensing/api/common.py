"""Wording that stands in unrelated stories of several holders: stock wording, which is nobody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from licensing.api.measure import STOCK
from licensing.api.stories import Held
from licensing.matching.compare import compare
from licensing.model.document import Span
from licensing.model.passage import Passage, PassageKind

__all__ = ["common"]

_STORIES, _HOLDERS = 4, 3
_MORE = 12
_ALIKE = 0.3
_MOST = 24
"""Stories looked at for one span; a phrase that needs more to be seen as common stays as it is."""
_UNMARKED = frozenset({PassageKind.VERBATIM, PassageKind.COMMON_PHRASE})

Kin = Callable[[int, int, int], bool]


def common(held: Sequence[Held]) -> list[Held]:
    """Return the stories, the unmarked words that four unrelated ones of three holders have classed as stock wording.

    Stories are related when they share more than twelve words beside these, or read like rewritings of each other: a
    wire text its customers carry is one text, whoever prints it, and a holder is counted once. Holders that are
    not known count for none. A run of 25 words or more is never stock wording.

    Args:
        held: The stories a draft shares words with.
    """
    if len({key for one in held for key in one.keys}) < _HOLDERS:
        return list(held)

    @cache
    def kin(first: int, second: int, words: int) -> bool:
        return _related(held[first], held[second], words)

    return [_classed(place, one, held, kin) for place, one in enumerate(held)]


def _classed(place: int, one: Held, held: Sequence[Held], kin: Kin) -> Held:
    comparison = one.match.comparison
    passages = tuple(_stock(passage, place, held, kin) for passage in comparison.passages)
    if passages == comparison.passages:
        return one
    return replace(one, match=replace(one.match, comparison=replace(comparison, passages=passages)))


def _stock(passage: Passage, place: int, held: Sequence[Held], kin: Kin) -> Passage:
    if passage.kind is not PassageKind.VERBATIM or passage.words >= STOCK:
        return passage
    having = [place, *(other for other in _having(passage.draft, held) if other != place)][:_MOST]
    apart = _unrelated(having, passage.words, kin)
    if len(apart) < _STORIES or _parties([held[one].keys for one in apart]) < _HOLDERS:
        return passage
    others = sum(not held[other].keys & held[place].keys for other in having[1:])
    return replace(passage, kind=PassageKind.COMMON_PHRASE, others=others)


def _having(span: Span, held: Sequence[Held]) -> Iterator[int]:
    """Yield the places of the stories of known holders that have all the words of a span of the draft."""
    for place, one in enumerate(held):
        if one.keys and any(
            passage.kind in _UNMARKED and passage.draft.start <= span.start and span.end <= passage.draft.end
            for passage in one.match.passages
        ):
            yield place


def _unrelated(having: Sequence[int], words: int, kin: Kin) -> list[int]:
    """Return the first of the stories, and of the others those that are related to none returned before."""
    found: list[int] = []
    for place in having:
        if not any(kin(min(place, one), max(place, one), words) for one in found):
            found.append(place)
    return found


def _parties(keys: Sequence[frozenset[str]]) -> int:
    """Return how many stories have holders that none counted before has."""
    seen: set[str] = set()
    count = 0
    for each in keys:
        count += bool(each) and not each & seen
        seen |= each
    return count


def _related(one: Held, other: Held, words: int) -> bool:
    """Return whether two stories share much more than some words; what was not compared may."""
    if one.prepared is None or other.prepared is None:
        return True
    found = compare(one.prepared, other.prepared)
    shared = sum(passage.words for passage in found.passages)
    return found.rewrite >= _ALIKE or shared - words > _MORE
