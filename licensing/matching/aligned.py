"""Which sentences of a draft retell which sentences of a source."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import log
from typing import NamedTuple

from licensing.matching.prepared import Prepared
from licensing.matching.tokens import FUNCTION_WORD

__all__ = ["Aligned", "Sentence", "aligned", "evidence", "stretches"]

_PAIR, _FUNCTION = 0.49, 0.09
_EVERYWHERE = 200
_LEAST = 0.08
_SURE = 0.15
_APART = 3
_MISSING = 2
_WORDS = 6


class Sentence(NamedTuple):
    """A sentence by its word places, what is compared of it, and the number of its paragraph."""

    first: int
    last: int
    bag: frozenset[tuple[str, ...]]
    paragraph: int


class Aligned(NamedTuple):
    """Sentences of the draft that retell sentences of the source, by word places (half-open), and how surely."""

    draft: tuple[int, int]
    source: tuple[int, int]
    score: float


def bags(text: Prepared, masked: bytes) -> list[Sentence]:
    """Return the sentences of a text with their visible words and neighbouring pairs of content words."""
    listed = text.tokens
    found = []
    starts = [span.start for span in text.paragraphs]
    for span in text.sentences:
        first, last = text.places(span)
        shown = [place for place in range(first, min(last, len(listed.words))) if not masked[place]]
        if first < last:
            stems = [listed.stems[place] for place in shown if listed.sorts[place] != FUNCTION_WORD]
            small = (("", listed.words[place]) for place in shown if listed.sorts[place] == FUNCTION_WORD)
            bag = frozenset([*((stem,) for stem in stems), *pairwise(stems), *small])
            found.append(Sentence(first, last, bag, bisect_right(starts, span.start)))
    return found


def evidence(draft: Sequence[Sentence], source: Sequence[Sentence]) -> list[tuple[float, int]]:
    """Return for each sentence of the draft how much of it a sentence of the source shares, and which one.

    What is shared weighs by its rarity among the sentences of both texts; the sum is set against the geometric mean
    of both sentences' weights.
    """
    counts = Counter(item for sentence in (*draft, *source) for item in sentence.bag)
    total = len(draft) + len(source)
    weight = {item: _kind(item) * log(1 + total / count) ** 2 for item, count in counts.items()}
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in enumerate(source):
        for item in sentence.bag:
            where[item].append(number)
    heavy = [sum(map(weight.__getitem__, sentence.bag)) for sentence in source]
    return [_best(sentence, where, weight, heavy) for sentence in draft]


def _kind(item: tuple[str, ...]) -> float:
    if len(item) == 1:
        return 1.0
    return _PAIR if item[0] else _FUNCTION


def _best(
    sentence: Sentence,
    where: dict[tuple[str, ...], list[int]],
    weight: dict[tuple[str, ...], float],
    heavy: list[float],
) -> tuple[float, int]:
    shared: dict[int, float] = defaultdict(float)
    for item in sentence.bag:
        places = where.get(item, ())
        if len(places) <= _EVERYWHERE:
            for number in places:
                shared[number] += weight[item]
    own = sum(map(weight.__getitem__, sentence.bag))
    scored = ((value / (own * heavy[number]) ** 0.5, -number) for number, value in shared.items() if value)
    score, number = max(scored, default=(0.0, 0))
    return score, -number


def aligned(draft: Prepared, source: Prepared, masked: bytes, covered: bytes) -> Iterator[Aligned]:
    """Yield the passages of a draft that retell a source, given that the whole does.

    Neighbouring sentences whose counterparts neighbour each other are told together, one passage a paragraph; words
    already found word for word are cut out of it.

    Args:
        draft: The draft.
        source: The source.
        masked: One byte a word of the draft, not 0 where it says nothing about rewriting.
        covered: One byte a word of the draft, not 0 where it stands in a passage already.
    """
    here = [one for one in bags(draft, masked) if not _mostly(covered[one.first : one.last])]
    there = bags(source, source.hidden)
    best = evidence(here, there)
    for group in _groups(best):
        if len(group) > 1 or best[group[0]][0] >= _SURE:
            for _, part in groupby(group, key=lambda number: here[number].paragraph):
                yield from _told(list(part), here, there, best, covered)


def _told(
    group: Sequence[int],
    here: Sequence[Sentence],
    there: Sequence[Sentence],
    best: Sequence[tuple[float, int]],
    covered: bytes,
) -> Iterator[Aligned]:
    targets = [best[number][1] for number in group]
    span = (there[min(targets)].first, there[max(targets)].last)
    score = min(1.0, 2 * sum(best[number][0] for number in group) / len(group))
    for low, high in stretches(covered, here[group[0]].first, here[group[-1]].last):
        yield Aligned((low, high), span, score)


def _mostly(marks: bytes) -> bool:
    return 2 * (len(marks) - marks.count(0)) > len(marks)


def _groups(best: Sequence[tuple[float, int]]) -> Iterator[list[int]]:
    """Yield runs of sentences with evidence, their counterparts near each other; up to two may lack it between."""
    group: list[int] = []
    for number, (score, target) in enumerate(best):
        if score < _LEAST:
            continue
        if group and (number - group[-1] > _MISSING + 1 or abs(target - best[group[-1]][1]) > _APART):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def stretches(covered: bytes, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of uncovered words between two places, short ones left out."""
    start = low
    for place in range(low, high + 1):
        if place == high or covered[place]:
            if place - start >= _WORDS:
                yield start, place
            start = place + 1
