"""Sentences as sets: the visible stems of each, its neighbouring pairs of them, and its function words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress, pairwise
from operator import mul
from typing import NamedTuple

from licensing.matching.tokens import FUNCTION_WORD, Tokens

__all__ = ["PAIRS", "SMALL", "STEMS", "Sentence", "Spread", "bags", "spread"]

_FUNCTION = bytes(sort == FUNCTION_WORD for sort in range(256))
_TELLING = bytes(sort != FUNCTION_WORD for sort in range(256))
_VISIBLE = bytes(mark == 0 for mark in range(256))


class Sentence(NamedTuple):
    """A sentence.

    Attributes:
        first: Place of its first word.
        last: Place after its last word.
        words: How many of its words are visible.
        items: What is compared: the stems of these but function words, neighbours among the stems with a space
            between, and the function words.
    """

    first: int
    last: int
    words: int
    items: tuple[frozenset[str], frozenset[str], frozenset[str]]

    @property
    def stems(self) -> frozenset[str]:
        """The stems."""
        return self.items[STEMS]

    @property
    def pairs(self) -> frozenset[str]:
        """The neighbours."""
        return self.items[PAIRS]


STEMS, PAIRS, SMALL = range(3)
"""What is compared of a sentence, by its place among its items."""


class Spread(NamedTuple):
    """How what is compared is spread over the sentences of a text.

    Attributes:
        sentences: The sentences.
        items: All stems, all pairs and all function words.
        counts: In how many sentences each of these stands; of pairs only those that stand in two and more.
    """

    sentences: Sequence[Sentence]
    items: tuple[frozenset[str], ...]
    counts: tuple[Mapping[str, int], ...]


def bags(listed: Tokens, placed: Iterable[tuple[int, int]], masked: bytes) -> list[Sentence]:
    """Return the sentences of a text that hold words.

    Args:
        listed: The text's words.
        placed: Places of each sentence's first word and after its last.
        masked: One byte a word, not 0 where it is not looked at.
    """
    visible = masked[: len(listed.words)].translate(_VISIBLE)
    telling = bytes(map(mul, visible, listed.sorts.translate(_TELLING)))
    little = bytes(map(mul, visible, listed.sorts.translate(_FUNCTION)))
    found = []
    for first, last in placed:
        if first < last:
            stems = list(compress(listed.stems[first:last], telling[first:last]))
            pairs = frozenset(map(" ".join, pairwise(stems)))
            small = frozenset(compress(listed.words[first:last], little[first:last]))
            found.append(Sentence(first, last, visible.count(1, first, last), (frozenset(stems), pairs, small)))
    return found


def spread(sentences: Sequence[Sentence]) -> Spread:
    """Return how what is compared is spread over sentences."""
    stems, small = (Counter(chain.from_iterable([one.items[sort] for one in sentences])) for sort in (STEMS, SMALL))
    once: set[str] = set()
    again: set[str] = set()
    for one in sentences:
        again |= one.pairs & once
        once |= one.pairs
    pairs = Counter(chain.from_iterable([one.pairs & again for one in sentences]))
    return Spread(sentences, (frozenset(stems), frozenset(once), frozenset(small)), (stems, pairs, small))
