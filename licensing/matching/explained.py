"""Why a pair of texts has the rewriting score it has: measures, sentences, words and their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from licensing.matching.bags import Sentence
from licensing.matching.likeness import best
from licensing.matching.phrases import names
from licensing.matching.prepared import Prepared
from licensing.matching.rewriting import Evidence, evidence
from licensing.matching.sequences import first_places
from licensing.matching.tokens import streams
from licensing.model.document import Span

__all__ = ["Explained", "Paired", "explain"]

_LEAST = 0.08


class Paired(NamedTuple):
    """A sentence of the draft and the sentence of the source most like it.

    Attributes:
        draft: In the draft.
        source: In the source.
        likeness: Weight of what they share against the mean of both, in [0, 1].
        words: Stems, names and numbers both have, in alphabetical order.
    """

    draft: Span
    source: Span
    likeness: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """What the score of a pair rests on.

    Attributes:
        evidence: Every measure, the strongest first.
        sentences: The draft's sentences that have a counterpart, in order.
        alone: The draft's sentences that have none: its own material.
        order: The longest series of shared stems, names and numbers that stands in the same order in both texts.
        names: Names and numbers of the draft the source has.
        own_names: Names and numbers of the draft the source has not.
        characters: Whether the words compared are characters, because the script puts no spaces between words.
    """

    evidence: tuple[Evidence, ...]
    sentences: tuple[Paired, ...]
    alone: tuple[Span, ...]
    order: tuple[str, ...]
    names: tuple[str, ...]
    own_names: tuple[str, ...]
    characters: bool


def explain(draft: Prepared, source: Prepared) -> Explained:
    """Return what the rewriting score of a pair rests on; quotations are left out, as the score leaves them out."""
    named = names(draft, source)
    here, there = streams(draft.shown, named), streams(source.shown, named)
    paired, alone = _sentences(draft, source)
    own = tuple(first_places(here.named))
    known = set(there.named)
    return Explained(
        evidence(here, there),
        paired,
        alone,
        _in_order(here.telling, there.telling),
        tuple(name for name in own if name in known),
        tuple(name for name in own if name not in known),
        draft.by_characters or source.by_characters,
    )


def _sentences(draft: Prepared, source: Prepared) -> tuple[tuple[Paired, ...], tuple[Span, ...]]:
    here, there = draft.bags, source.bags
    paired, alone = [], []
    for one, row in zip(here, draft.likeness(source), strict=True):
        likeness, number = best(row.items())
        span = draft.span(one.first, one.last)
        if likeness < _LEAST:
            alone.append(span)
        else:
            other = there[number]
            paired.append(Paired(span, source.span(other.first, other.last), min(1.0, likeness), _shared(one, other)))
    return tuple(paired), tuple(alone)


def _shared(one: Sentence, other: Sentence) -> tuple[str, ...]:
    return tuple(sorted(one.stems & other.stems))


def _in_order(draft: Sequence[str], source: Sequence[str]) -> tuple[str, ...]:
    """Return the longest series of shared words that keeps its order, each word where it stands first."""
    at = first_places(source)
    shared = [word for word in first_places(draft) if word in at]
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for number, word in enumerate(shared):
        place = bisect_left(tails, at[word])
        tails[place : place + 1] = [at[word]]
        back.append(ends[place - 1] if place else -1)
        ends[place : place + 1] = [number]
    series = []
    number = ends[-1] if ends else -1
    while number >= 0:
        series.append(shared[number])
        number = back[number]
    return tuple(reversed(series))
