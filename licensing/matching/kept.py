"""What a passage keeps of its source: words, order, rare words, names and numbers, sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set

from licensing.matching.prepared import Prepared
from licensing.matching.sequences import first_places, increasing
from licensing.matching.tokens import NUMBER, WORD
from licensing.model.document import Span
from licensing.model.passage import Measures

__all__ = ["kept"]

_MOST = 0.5


def kept(
    draft: Prepared, source: Prepared, here: Span, there: Span, *, longest: int, named: frozenset[str], told: int = 0
) -> Measures:
    """Measure a passage.

    Args:
        draft: The draft.
        source: The source.
        here: The passage in the draft.
        there: The passage in the source.
        longest: Words of the longest run both sides have.
        named: Words that are names in this comparison.
        told: Sentences of the source's side known to have a counterpart.
    """
    own, theirs = draft.places(here), source.places(there)
    stems, names = _sorted(draft, own, named)
    their_stems, their_names = _sorted(source, theirs, named)
    at = first_places(stems)
    order = [at[stem] for stem in first_places(their_stems) if stem in at]
    rare = {stem for stem in their_stems if source.stem_counts[stem] == 1}
    return Measures(
        (own[1] - own[0]) / max(1, len(draft.norm)),
        (theirs[1] - theirs[0]) / max(1, len(source.norm)),
        longest,
        len(rare & at.keys()) / len(rare) if rare else None,
        len(set(their_names).intersection(names)) / len(set(their_names)) if their_names else None,
        increasing(order) / len(order) if len(order) > 1 else None,
        _sentences(source, theirs, frozenset(draft.tokens.stems[slice(*own)]), told),
    )


def _sorted(text: Prepared, places: tuple[int, int], named: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the content stems, and the names and numbers, between two places."""
    listed, inside = text.tokens, slice(*places)
    rows = list(zip(listed.words[inside], listed.stems[inside], listed.sorts[inside], strict=True))
    stems = [stem for word, stem, sort in rows if sort == WORD and word not in named]
    return stems, [word for word, _, sort in rows if sort == NUMBER or (sort == WORD and word in named)]


def _sentences(source: Prepared, places: tuple[int, int], known: Set[str], told: int) -> float:
    """Return the share of sentences of which most stems are known, or of those told where these are more."""
    low = bisect_left(source.bags, places[0], key=lambda one: one.first)
    high = max(low, bisect_right(source.bags, places[1], key=lambda one: one.last))
    found = several = 0
    for one in source.bags[low:high]:
        # A sentence of names alone has no stem by which it could be known.
        if one.stems:
            several += 1
            found += len(one.stems & known) > _MOST * len(one.stems)
    return min(1.0, max(found, told) / several) if several else 0.0
