"""A text made ready for comparison: done once, however many texts it is held against."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import not_
from typing import NamedTuple
from weakref import WeakKeyDictionary

from licensing.matching.bags import Sentence, Spread, bags, spread
from licensing.matching.likeness import Index
from licensing.matching.runs import Grams, grams
from licensing.matching.tokens import STEM, Tokens, by_characters, hidden, tokens, visible
from licensing.model.document import Span
from licensing.model.passage import Speech
from licensing.text.disguise import ENDLESS, SHAPES, revealed, shape, single_letters
from licensing.text.quotes import Quoted, quoted
from licensing.text.sentences import lead, paragraphs, sentences
from licensing.text.speech import Speakers
from licensing.text.stock import ANY_FUNCTION, language
from licensing.text.words import Words

__all__ = ["N", "Prepared", "Region", "prepare"]

N = 8
"""Words of the shortest run that is always found."""
SEED = 5
"""Words of the shortest run that may stand beside a longer one in a passage."""
SHORT = 4
"""Words of the shortest quotation worth reporting."""
_TITLED = 0.45
_BROKEN = re.compile(r"\w[-\u2010\u00ac]\s*\n\s*\w")
_MIXED = re.compile(r"[a-z]*(?:[0-9]+[a-z]+)+[0-9]*|[a-z]+[0-9]+")
_CAPITALISING = frozenset({"de"})
_DOUBLED = re.compile(r'(?<!\S)""|(?<=[(\[])""')
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
    def stems(self) -> frozenset[str]:
        """The distinct longer words, cut short: what a cheap look at two texts compares."""
        return frozenset([word[:STEM] for word in self.vocabulary if len(word) >= STEM and word not in ANY_FUNCTION])

    @cached_property
    def broken(self) -> bool:
        """Whether a hyphen at the end of a line cuts a word in two."""
        return bool(_BROKEN.search(self.prose))

    @cached_property
    def run_together(self) -> bool:
        """Whether words are run together without spaces, or written letter by letter."""
        return any(len(word) >= ENDLESS for word in self.vocabulary) or any(single_letters(self.words))

    @cached_property
    def shapes(self) -> dict[str, str]:
        """The distinct longer words by what a scanner could make of them."""
        return {shape(word): word for word in sorted(self.vocabulary) if len(word) >= SHORT}

    @cached_property
    def mixed(self) -> frozenset[str]:
        """The distinct words of letters and digits."""
        return frozenset(filter(_MIXED.fullmatch, self.vocabulary))

    @cached_property
    def misread(self) -> tuple[tuple[str, str], ...]:
        """The distinct words in which a scanner may have put one letter for another, and what they may have been."""
        return tuple(
            (word, word.replace(seen, meant)) for seen, meant in SHAPES for word in self.vocabulary if seen in word
        )

    @cached_property
    def _grams(self) -> dict[int, Grams]:
        return {}

    def grams(self, n: int) -> Grams:
        """Return where each run of `n` words begins."""
        if n not in self._grams:
            self._grams[n] = grams(self.norm, n)
        return self._grams[n]

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
    def _speakers(self) -> Speakers:
        return Speakers(self.prose, self.quoted, self.names)

    def spoken(self, first: int, last: int) -> dict[Speech, int]:
        """Return how many words from one place to another are somebody's speech, by where they were spoken."""
        counts: dict[Speech, int] = {}
        number = bisect_right(self.regions, first, key=lambda region: region.last)
        while number < len(self.regions) and self.regions[number].first < last:
            region = self.regions[number]
            if speech := self._speakers.place(region.quoted):
                counts[speech] = counts.get(speech, 0) + min(last, region.last) - max(first, region.first)
            number += 1
        return counts

    @cached_property
    def lead(self) -> Span | None:
        """The first paragraph that tells something."""
        return lead(self.prose, self.paragraphs)

    @cached_property
    def tongue(self) -> str:
        """The language, as far as function words tell."""
        return language(self.norm)

    @cached_property
    def cases(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words capitalised inside a sentence, and the words seen in lower case.

        A text in German, or one that capitalises near half of its words as a headline does, has none of the first.
        """
        starts, ends, prose = self.words.starts, self.words.ends, self.prose
        large = [prose[start].isupper() for start in starts]
        upper = list(compress(range(len(starts)), large))
        small = compress(self.norm, map(not_, large))
        capitals = [
            self.norm[place]
            for place in upper
            if place and ((gap := prose[ends[place - 1] : starts[place]]) == " " or _STARTS.isdisjoint(gap))
        ]
        inside = len(self.norm) - len(upper) + len(capitals)
        titled = len(capitals) > _TITLED * inside or self.tongue in _CAPITALISING
        return frozenset() if titled else frozenset(capitals), frozenset(small)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs."""
        return paragraphs(self.prose)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences."""
        return sentences(self.prose, blocks=self.paragraphs)

    @cached_property
    def tokens(self) -> Tokens:
        """The words as rewriting is judged by."""
        return tokens(self.prose, self.words, self.tongue)

    @cached_property
    def stem_counts(self) -> Counter[str]:
        """How often each stem occurs."""
        return Counter(self.tokens.stems)

    @cached_property
    def by_characters(self) -> bool:
        """Whether the words are characters, because the script puts no spaces between words."""
        return not self.prose.isascii() and by_characters(self.words)

    @cached_property
    def hidden(self) -> bytes:
        """One byte a word, 1 where it stands in a quotation and shows nothing about rewriting."""
        plain = _unescaped(self.prose)
        spoken = ((one.first, one.last) for one in self.regions)
        return hidden(len(self.norm), spoken if plain is None else (self.places(one.inner) for one in quoted(plain)))

    @cached_property
    def shown(self) -> Tokens:
        """The tokens outside quotations."""
        return visible(self.tokens, self.hidden)

    @cached_property
    def bags(self) -> list[Sentence]:
        """The sentences, with what is compared of each."""
        return bags(self.tokens, map(self.places, self.sentences), self.hidden)

    @cached_property
    def spread(self) -> Spread:
        """How what is compared is spread over the sentences."""
        return spread(self.bags)

    @cached_property
    def index(self) -> Index:
        """The sentences, ready to be held against many sources."""
        return Index(self.spread)

    @cached_property
    def _alike(self) -> WeakKeyDictionary[Prepared, list[dict[int, float]]]:
        return WeakKeyDictionary()

    def likeness(self, source: Prepared) -> list[dict[int, float]]:
        """Return how much each sentence has in common with the sentences of a source; kept while the source is."""
        if (found := self._alike.get(source)) is None:
            found = self._alike[source] = self.index.likeness(source.spread)
        return found

    def places(self, span: Span) -> tuple[int, int]:
        """Return the places of the first word inside a span and after the last."""
        return bisect_left(self.words.starts, span.start), bisect_right(self.words.ends, span.end)

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of prose from one word to before another."""
        return Span(self.words.starts[first], self.words.ends[last - 1])


def _unescaped(prose: str) -> str | None:
    """Return a text kept in straight quotation marks, its own marks doubled, as it was before, letters in place.

    None for every other text.
    """
    text = prose.strip()
    inner = text[1:-1]
    if not (text[:1] == text[-1:] == '"') or '""' not in inner or '"' in inner.replace('""', ""):
        return None
    start = prose.index('"') + 1
    return " " * start + _DOUBLED.sub(r' "', inner).replace('""', '" ')


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
    return Prepared(prose, words or revealed(prose), tuple(blockquotes), tuple(names))
