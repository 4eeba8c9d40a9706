"""A text made ready for comparison: done once, however many texts it is held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from licensing.matching.runs import Grams, grams
from licensing.matching.tokens import Tokens, hidden, tokens
from licensing.model.document import Span
from licensing.model.passage import Speech
from licensing.text.quotes import Quoted, quoted
from licensing.text.sentences import lead, paragraphs, sentences
from licensing.text.speech import Spoken, speeches
from licensing.text.words import Words
from licensing.text.words import words as cut

__all__ = ["N", "Prepared", "Region", "prepare"]

N = 8
"""Words of the shortest run that is always found."""
SEED = 5
"""Words of the shortest run that may stand beside a longer one in a passage."""
SHORT = 4
"""Words of the shortest quotation worth reporting."""
VOICES = (Speech.OWN, Speech.PUBLIC, Speech.EXCLUSIVE, Speech.UNKNOWN)
"""Whose words a word may be; `Prepared.spoken` counts in this order."""
_TITLED = 0.22
_STARTS = frozenset('.!?…:"“«„‘\n')


class Region(NamedTuple):
    """A quotation, and the places of its first word and after its last."""

    first: int
    last: int
    quoted: Quoted


@dataclass(frozen=True, eq=False)
class Prepared:
    """A text and what comparisons ask of it; everything but the words is made when first asked for.

    Attributes:
        prose: The text; every offset counts its code points.
        words: Its words.
        blockquotes: Block quotes, as spans of the prose.
        names: Names of the agency whose story it is; empty when unknown.
    """

    # No slots: cached_property keeps its results in the instance's dictionary.
    prose: str
    words: Words
    blockquotes: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def norm(self) -> tuple[str, ...]:
        """The normalised words."""
        return self.words.norm

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The distinct words."""
        return frozenset(self.norm)

    @cached_property
    def long(self) -> Grams:
        """Where each run of `N` words begins."""
        return grams(self.norm, N)

    @cached_property
    def seeds(self) -> Grams:
        """Where each run of `SEED` words begins."""
        return grams(self.norm, SEED)

    @cached_property
    def short(self) -> Grams:
        """Where each run of `SHORT` words begins."""
        return grams(self.norm, SHORT)

    @cached_property
    def joined(self) -> str:
        """The words with one space before and after each: a phrase is found by plain search."""
        return f" {' '.join(self.norm)} "

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """The outermost quotations."""
        return quoted(self.prose, self.blockquotes)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The quotations that hold words, by word places."""
        placed = (Region(*self.places(one.inner), one) for one in self.quoted)
        return tuple(region for region in placed if region.first < region.last)

    @cached_property
    def spoken(self) -> bytes:
        """Whose word each word is: the place of its `Speech` in `VOICES`."""
        voices = bytearray(len(self.norm))
        for one in self._speeches:
            first, last = self.places(one.span)
            voices[first:last] = bytes([VOICES.index(one.speech)]) * max(0, last - first)
        return bytes(voices)

    @cached_property
    def _speeches(self) -> tuple[Spoken, ...]:
        return speeches(self.prose, self.quoted, self.names)

    @cached_property
    def lead(self) -> Span | None:
        """The first paragraph that tells something."""
        return lead(self.prose)

    @cached_property
    def cases(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words capitalised inside a sentence, and the words seen in lower case.

        A text that capitalises many of its words, as German or a headline does, has none of the first.
        """
        capitals: list[str] = []
        small: list[str] = []
        before = 0
        for word, start, end in zip(self.norm, self.words.starts, self.words.ends, strict=True):
            gap = self.prose[before:start]
            if not self.prose[start].isupper():
                small.append(word)
            elif before and (gap == " " or _STARTS.isdisjoint(gap)):
                capitals.append(word)
            before = end
        titled = len(capitals) > _TITLED * (len(capitals) + len(small))
        return frozenset() if titled else frozenset(capitals), frozenset(small)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs."""
        return paragraphs(self.prose)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences."""
        return sentences(self.prose)

    @cached_property
    def tokens(self) -> Tokens:
        """The words as rewriting is judged by."""
        return tokens(self.prose, self.words)

    @cached_property
    def hidden(self) -> bytes:
        """One byte a word, 1 where it stands in a quotation and shows nothing about rewriting."""
        return hidden(len(self.norm), ((region.first, region.last) for region in self.regions))

    def places(self, span: Span) -> tuple[int, int]:
        """Return the places of the first word inside a span and after the last."""
        return bisect_left(self.words.starts, span.start), bisect_right(self.words.ends, span.end)

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of prose from one word to before another."""
        return Span(self.words.starts[first], self.words.ends[last - 1])


def prepare(
    prose: str, *, blockquotes: Sequence[Span] = (), words: Words | None = None, names: Sequence[str] = ()
) -> Prepared:
    """Make a text ready for comparison.

    Args:
        prose: The text.
        blockquotes: Block quotes the markup told of, as spans of the prose.
        words: Its words, where they are known already.
        names: Names of the agency whose story it is, to tell words given to it alone from public ones; empty for
            anything that looks like the name of an agency.
    """
    return Prepared(prose, words or cut(prose), tuple(blockquotes), tuple(names))
