"""How much each sentence of a draft has in common with each sentence of a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from licensing.matching.bags import Item, Sentence

__all__ = ["LEAST", "Likeness", "best", "evidence", "likeness"]

LEAST = 0.08
"""Likeness from which two sentences may tell the same."""
_PAIR, _FUNCTION = 0.49, 0.09
_FEWEST, _MOST, _LOOKS = 20, 200, 4_000_000
_NOTHING = 0.02


class Likeness(NamedTuple):
    """All that the sentences of two texts have in common.

    Attributes:
        rows: For each sentence of the draft, the sentences of the source it shares something with, and how much.
        counts: In how many sentences of both texts an item stands.
    """

    rows: list[dict[int, float]]
    counts: Mapping[Item, int]


def likeness(draft: Sequence[Sentence], source: Sequence[Sentence]) -> Likeness:
    """Compare every sentence of a draft with every sentence of a source.

    What two sentences share weighs by its rarity among the sentences of both texts: neighbouring pairs half, function
    words hardly. The sum is set against the geometric mean of both sentences' weights. What stands in very many
    sentences of the source is not looked at, fewer the longer the texts, so that the cost stays bounded.
    """
    counts = Counter([item for sentence in (*draft, *source) for item in sentence.bag])
    total = len(draft) + len(source)
    rarity = [0.0, *(log(1 + total / count) ** 2 for count in range(1, max(counts.values(), default=0) + 1))]
    weight = {item: _kind(item) * rarity[count] for item, count in counts.items()}
    looks = max(1, sum(len(sentence.bag) for sentence in draft))
    where = _places(source, max(_FEWEST, min(_MOST, _LOOKS // looks)))
    heavy = [sum([weight[item] for item in sentence.bag]) for sentence in source]
    return Likeness([_row(sentence, where, weight, heavy) for sentence in draft], counts)


def evidence(draft: Sequence[Sentence], source: Sequence[Sentence]) -> list[tuple[float, int]]:
    """Return for each sentence of the draft how much of it a sentence of the source shares, and which one."""
    return [best(row.items()) for row in likeness(draft, source).rows]


def best(row: Iterable[tuple[int, float]]) -> tuple[float, int]:
    """Return the greatest likeness and where it is, the first place among equals; nothing is 0 at 0."""
    score, number = max([(value, -number) for number, value in row], default=(0.0, 0))
    return score, -number


def _kind(item: Item) -> float:
    if len(item) == 1:
        return 1.0
    return _PAIR if item[0] else _FUNCTION


def _places(source: Sequence[Sentence], most: int) -> dict[Item, list[int]]:
    where: dict[Item, list[int]] = {}
    for number, sentence in enumerate(source):
        for item in sentence.bag:
            if item in where:
                where[item].append(number)
            else:
                where[item] = [number]
    return {item: places for item, places in where.items() if len(places) <= most}


def _row(
    sentence: Sentence, where: Mapping[Item, list[int]], weight: Mapping[Item, float], heavy: Sequence[float]
) -> dict[int, float]:
    shared: dict[int, float] = {}
    own = 0.0
    for item in sentence.bag:
        value = weight[item]
        own += value
        if item in where:
            for number in where[item]:
                shared[number] = shared.get(number, 0.0) + value
    found = {number: value / (own * heavy[number]) ** 0.5 for number, value in shared.items()}
    return {number: value for number, value in found.items() if value >= _NOTHING}
