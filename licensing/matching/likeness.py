"""How much each sentence of a draft has in common with each sentence of a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import repeat
from math import log
from operator import mul
from struct import Struct
from typing import NamedTuple

from licensing.matching.bags import PAIRS, SMALL, STEMS, Sentence, Spread

__all__ = ["LEAST", "Index", "best"]

LEAST = 0.08
"""Likeness from which two sentences may tell the same."""
_SORTS = ((STEMS, 100), (PAIRS, 49), (SMALL, 9))
# Weights are whole numbers, so that no sum depends on the order of a set. So many that those of the longest sentence
# that is looked at, of `licensing.matching.tokens.LIMIT` words, stay below 2 to the 64th.
_WHOLE = 1 << 34
_LANE, _LANES = 64, 256
_FEWEST, _MOST, _LOOKS = 20, 200, 4_000_000
_NOTHING = 0.02
_NONE: frozenset[int] = frozenset()
_Weights = tuple[Sequence[int], ...]


class _Shared(NamedTuple):
    """What both texts have of one sort.

    Attributes:
        weights: By item.
        less: How much less than that it weighs in the draft than if it stood in the draft alone.
        looked: Those that are looked at.
    """

    weights: dict[str, int]
    less: dict[str, int]
    looked: Set[str]


class Index:
    """The sentences of a draft, ready to be held against the sentences of many sources.

    Args:
        text: The draft's sentences.
    """

    def __init__(self, text: Spread) -> None:
        self._text = text
        self._most = max((count for counts in text.counts for count in counts.values()), default=1)
        self._blocks = [_Block(text.sentences[at : at + _LANES], at) for at in range(0, len(text.sentences), _LANES)]
        self._alone: dict[int, tuple[_Weights, list[int]]] = {}

    def likeness(self, source: Spread, without: Set[int] = _NONE) -> list[dict[int, float]]:
        """Compare every sentence with every sentence of a source.

        What two sentences share weighs by its rarity among the sentences of both texts: neighbouring pairs half,
        function words hardly. The sum is set against the geometric mean of both sentences' weights. What stands in
        very many sentences of the source is not looked at, fewer the longer the texts, so that the cost stays bounded.

        Args:
            source: The source.
            without: Numbers of sentences that are no part of the draft here.

        Returns:
            For each sentence, the sentences of the source it shares something with, and how much.
        """
        counts, most = self._counts(without), self._looked(without)
        weights, own = self._weighed(len(source.sentences), without, counts)
        shared = [self._shared(source, sort, weights[sort], counts[sort], most) for sort, _ in _SORTS]
        tables = [_table(source.counts[sort], weights[sort]) | shared[sort].weights for sort, _ in _SORTS]
        roots = [_root(weight) for weight in _weigh(source.sentences, tables, weights)]
        rows: list[dict[int, float]] = [{} for _ in own]
        for block in self._blocks:
            block.fill(rows, source.sentences, shared, own, roots)
        return rows

    def _counts(self, without: Set[int]) -> Sequence[Mapping[str, int]]:
        if not without:
            return self._text.counts
        counts = tuple(map(dict, self._text.counts))
        for number in without:
            for sort, _ in _SORTS:
                for item in self._text.sentences[number].items[sort]:
                    counts[sort][item] = counts[sort].get(item, 1) - 1
        return counts

    def _weighed(
        self, others: int, without: Set[int], counts: Sequence[Mapping[str, int]]
    ) -> tuple[_Weights, list[int]]:
        """Return the weight of what stands in 0, 1, 2 ... sentences, and of each sentence as if nothing were shared."""
        if not without and others in self._alone:
            return self._alone[others]
        sentences = self._text.sentences
        total = len(sentences) - len(without) + others
        plain = [0, *(round(_WHOLE * log(1 + total / count) ** 2) for count in range(1, self._most + others + 1))]
        weights = tuple([scale * value for value in plain] for _, scale in _SORTS)
        alone = _weigh(sentences, [_table(counts[sort], weights[sort]) for sort, _ in _SORTS], weights)
        if not without:
            self._alone[others] = weights, alone
        for number in without:
            alone[number] = 0
        return weights, alone

    def _shared(
        self, source: Spread, sort: int, weights: Sequence[int], counts: Mapping[str, int], most: int
    ) -> _Shared:
        held = source.counts[sort]
        found: dict[str, int] = {}
        less: dict[str, int] = {}
        often = set()
        for item in self._text.items[sort] & source.items[sort]:
            if here := counts.get(item, 1):
                there = held.get(item, 1)
                found[item] = value = weights[here + there]
                less[item] = weights[here] - value
                if there > most:
                    often.add(item)
        return _Shared(found, less, found.keys() - often)

    def _looked(self, without: Set[int]) -> int:
        """Return in how many sentences of a source an item may stand to be looked at."""
        sentences = (one for number, one in enumerate(self._text.sentences) if number not in without)
        looks = sum(sum(map(len, one.items)) for one in sentences)
        return max(_FEWEST, min(_MOST, _LOOKS // max(1, looks)))


class _Block:
    """Some neighbouring sentences of a draft: one whole number holds a sum for each of them, 64 bits wide.

    So what a word adds to all sentences that have it is added at once.
    """

    def __init__(self, sentences: Sequence[Sentence], first: int) -> None:
        self._first = first
        self._lanes = Struct(f"<{len(sentences)}Q")
        self._packed: tuple[dict[str, int], ...] = tuple({} for _ in _SORTS)
        for number, one in enumerate(sentences):
            lane = 1 << number * _LANE
            for sort, _ in _SORTS:
                packed = self._packed[sort]
                for item in one.items[sort]:
                    packed[item] = packed.get(item, 0) | lane

    def fill(
        self,
        rows: Sequence[dict[int, float]],
        sentences: Sequence[Sentence],
        shared: Sequence[_Shared],
        own: Sequence[int],
        roots: Sequence[float],
    ) -> None:
        """Add the likeness of these sentences to the rows of all.

        Args:
            rows: One a sentence of the draft.
            sentences: Those of the source.
            shared: What both texts have, by sort.
            own: The weight of each sentence of the draft, if it shared nothing; 0 passes it over.
            roots: One over the square root of the weight of each of the source.
        """
        near, lost = self._near(shared)
        if not any(near):
            return
        first = self._first
        here = [_root(weight - less) for weight, less in zip(own[first:], self._unpacked(lost), strict=False)]
        sums = [0] * len(sentences)
        for sort, adds in enumerate(near):
            common = frozenset(adds)
            for number, one in enumerate(sentences):
                if known := one.items[sort] & common:
                    sums[number] += sum(map(adds.__getitem__, known))
        for number, (total, root) in enumerate(zip(sums, roots, strict=True)):
            if total:
                least = _NOTHING / root
                found = list(map(mul, self._unpacked(total), here))
                if max(found) >= least:
                    for place, value in enumerate(found, first):
                        if value >= least:
                            rows[place][number] = value * root

    def _near(self, shared: Sequence[_Shared]) -> tuple[list[dict[str, int]], int]:
        """Return what each item adds to the sentences that have it, and how much less than alone these weigh."""
        lost = 0
        near = []
        for packed, both in zip(self._packed, shared, strict=True):
            here = packed.keys() & both.weights.keys()
            for item in here:
                lost += packed[item] * both.less[item]
            near.append({item: packed[item] * both.weights[item] for item in here & both.looked})
        return near, lost

    def _unpacked(self, sums: int) -> tuple[int, ...]:
        return self._lanes.unpack(sums.to_bytes(self._lanes.size, "little"))


def best(row: Iterable[tuple[int, float]]) -> tuple[float, int]:
    """Return the greatest likeness and where it is, the first place among equals; nothing is 0 at 0."""
    score, number = max([(value, -number) for number, value in row], default=(0.0, 0))
    return score, -number


def _table(counts: Mapping[str, int], weights: Sequence[int]) -> dict[str, int]:
    """Return the weights of what stands in so many sentences."""
    return dict(zip(counts, map(weights.__getitem__, counts.values()), strict=True))


def _weigh(sentences: Sequence[Sentence], tables: Sequence[Mapping[str, int]], weights: _Weights) -> list[int]:
    """Return the weight of each sentence; what is in no table stands in one sentence."""
    sums = [0] * len(sentences)
    for sort, table in enumerate(tables):
        once = weights[sort][1]
        for number, one in enumerate(sentences):
            sums[number] += sum(map(table.get, one.items[sort], repeat(once)))
    return sums


def _root(weight: int) -> float:
    return float(weight**-0.5) if weight > 0 else 0.0
