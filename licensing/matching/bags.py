"""Sentences as sets: the visible stems of each, its neighbouring pairs of them, and its function words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from licensing.matching.tokens import FUNCTION_WORD, Tokens

__all__ = ["Item", "Sentence", "bags"]

Item = tuple[str, ...]
"""What is compared: a stem, two neighbouring stems, or an empty string and a function word."""


class Sentence(NamedTuple):
    """A sentence.

    Attributes:
        first: Place of its first word.
        last: Place after its last word.
        bag: What is compared of it.
        paragraph: Number of its paragraph.
        words: How many of its words are visible.
    """

    first: int
    last: int
    bag: frozenset[Item]
    paragraph: int
    words: int


def bags(listed: Tokens, placed: Iterable[tuple[int, int]], paragraphs: Sequence[int], masked: bytes) -> list[Sentence]:
    """Return the sentences of a text that hold words.

    Args:
        listed: The text's words.
        placed: Places of each sentence's first word and after its last.
        paragraphs: Place of each paragraph's first word.
        masked: One byte a word, not 0 where it is not looked at.
    """
    found = []
    for first, last in placed:
        if first < last:
            shown = [place for place in range(first, min(last, len(listed.words))) if not masked[place]]
            stems = [listed.stems[place] for place in shown if listed.sorts[place] != FUNCTION_WORD]
            small = [("", listed.words[place]) for place in shown if listed.sorts[place] == FUNCTION_WORD]
            bag = frozenset([*zip(stems, strict=True), *pairwise(stems), *small])
            found.append(Sentence(first, last, bag, bisect_right(paragraphs, first), len(shown)))
    return found
