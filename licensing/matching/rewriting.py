"""Whether a draft retells a source in other words, judged from the two texts alone.

Seven features compare the order of words, names and ideas outside quotations; each is measured in standard deviations
from what independent reports of one event reach at the same lengths; a logistic line combines them. The coefficients
were fitted on 884 pairs of independent reports and 4,535 rewrites by four language models. At 0.5 about one in a
hundred independent reports lies above the line. Texts under some 80 words hold too little evidence: half of the
rewrites that short stay below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from math import asin, exp, log, sqrt
from typing import NamedTuple

from licensing.matching.aligned import aligned, stretches
from licensing.matching.phrases import names
from licensing.matching.prepared import Prepared
from licensing.matching.sequences import chains, common_subsequence, first_places, increasing, spearman
from licensing.matching.tokens import STEM, Streams, streams, visible
from licensing.model.document import Span

__all__ = ["FEATURES", "Rewriting", "Rewritten", "features", "rewriting", "score"]


class Null(NamedTuple):
    """What independent reports reach, by a = ln(draft content words + 5) and b = ln(source content words + 5).

    Attributes:
        weight: In the logistic line.
        mean: Coefficients of 1, a, b, a², b², ab.
        spread: Coefficients of 1, a, b for the logarithm of the variance.
        scale: Rescales to unit variance.
    """

    weight: float
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    scale: float


FEATURES = {
    "order of all words": Null(
        0.075, (0.5550, -0.1579, 0.1393, 0.0027, -0.0034, -0.0001), (-3.090, -0.576, -0.060), 0.947
    ),
    "order of ideas": Null(0.518, (-0.6269, 0.1322, 0.2689, 0.0103, 0.0022, -0.0539), (0.236, -0.459, -0.386), 1.570),
    "local chains": Null(0.609, (-0.7223, 0.2344, 0.2880, -0.0284, -0.0584, 0.0291), (0.689, 0.091, -1.049), 1.505),
    "names and numbers in order": Null(
        0.412, (0.8050, 0.1429, -0.1745, -0.0286, 0.0200, 0.0053), (-2.535, -0.258, -0.236), 1.487
    ),
    "order of function words": Null(
        0.472, (0.5412, -0.0802, 0.0996, -0.0077, 0.0062, -0.0010), (-3.032, -0.536, -0.076), 1.077
    ),
    "incidental words in order": Null(
        0.487, (0.6326, 0.0969, -0.2026, -0.0203, 0.0007, 0.0261), (-2.292, -0.199, -0.499), 1.256
    ),
    "nothing left out": Null(
        0.360, (-0.9839, 0.3970, 0.3523, -0.0334, -0.0280, 0.0027), (-0.386, -0.450, -0.604), 1.316
    ),
}
"""Features by what they measure, in the order `features` returns them."""
INTERCEPT = -6.093
LINE_SHORT, LINE_LONG = (45, -0.431), (90, -2.636)
"""The 1 % line at this many content words in the shorter text, linear in their logarithm between."""
LINE = 0.5
"""The score from which passages are told."""
MUCH = 0.2
"""Share of a draft shared word for word from which the rest is judged by itself."""
GATE = 0.25
"""Share of their distinct longer words two texts must have in common for a score to be reckoned.

One in a thousand rewrites and ninety-nine in a hundred pairs of unrelated stories lie below.
"""
_CLIP = 6.0
_FEW = 4


def features(draft: Streams, source: Streams) -> tuple[float, ...]:
    """Return the seven features of a pair, each in [0, 1] but the rank correlation in [-1, 1]."""
    here, there = draft.content, source.content
    return (
        common_subsequence(source.whole, draft.whole) / max(1, len(draft.whole)),
        _rank_order(here, there),
        _chained(here, there) / max(1, len(there)),
        _names_in_order(draft.named, source.named),
        common_subsequence(source.function, draft.function) / max(1, len(draft.function)),
        _incidental(here, there),
        1 - _longest_gap(here, there) / max(1, len(there)),
    )


def _chained(draft: Sequence[str], source: Sequence[str]) -> int:
    """Count the source's words that stand in a chain, those between two anchors of it included."""
    inside = bytearray(len(source))
    for chain in chains(draft, source):
        places = [place for _, place in chain.anchors]
        low, high = min(places), max(places) + 1
        inside[low:high] = b"\1" * (high - low)
    return inside.count(1)


def _rank_order(draft: Sequence[str], source: Sequence[str]) -> float:
    at = first_places(source)
    shared = [at[stem] for stem in first_places(draft) if stem in at]
    return spearman(shared) if len(shared) >= _FEW else 0.0


def _names_in_order(draft: Sequence[str], source: Sequence[str]) -> float:
    at, own = first_places(source), first_places(draft)
    return (increasing([at[name] for name in own if name in at]) + 0.38) / (len(own) + 1)


def _incidental(draft: Sequence[str], source: Sequence[str]) -> float:
    counts, own = Counter(source), Counter(draft)
    once = [stem for stem in source if counts[stem] == 1]
    at = {stem: place for place, stem in enumerate(draft) if own[stem] == 1}
    return increasing([at[stem] for stem in once if stem in at]) / max(1, len(once))


def _longest_gap(draft: Sequence[str], source: Sequence[str]) -> int:
    known = set(draft)
    present = [-1, *(place for place, stem in enumerate(source) if stem in known), len(source)]
    return max(after - before - 1 for before, after in pairwise(present))


def score(draft: Streams, source: Streams) -> float:
    """Return how likely a draft retells a source, in [0, 1]; one in a hundred independent reports passes 0.5."""
    a, b = log(len(draft.content) + 5), log(len(source.content) + 5)
    line = INTERCEPT
    for null, value in zip(FEATURES.values(), features(draft, source), strict=True):
        measured = value if null is FEATURES["order of ideas"] else asin(sqrt(min(1.0, max(0.0, value))))
        mean = sum(c * x for c, x in zip(null.mean, (1, a, b, a * a, b * b, a * b), strict=True))
        spread = sum(c * x for c, x in zip(null.spread, (1, a, b), strict=True))
        z = (measured - mean) / (null.scale * exp(spread / 2))
        line += null.weight * min(_CLIP, max(-_CLIP, z))
    return 1 / (1 + exp(_threshold(min(len(draft.content), len(source.content))) - line))


def _threshold(shorter: int) -> float:
    (low, at_low), (high, at_high) = LINE_SHORT, LINE_LONG
    along = (log(min(max(shorter, low), high)) - log(low)) / (log(high) - log(low))
    return at_low + along * (at_high - at_low)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One passage retold.

    Attributes:
        draft: In the draft.
        source: In the source.
        words: Words of the draft's side.
        score: Strength of the evidence in [0, 1].
    """

    draft: Span
    source: Span
    words: int
    score: float


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The judgement of a pair.

    Attributes:
        score: Of the whole pair, in [0, 1].
        passages: The passages retold.
    """

    score: float
    passages: tuple[Rewritten, ...] = ()


def rewriting(draft: Prepared, source: Prepared, covered: bytes, copied: bytes) -> Rewriting:
    """Judge whether a draft retells a source, and where.

    Where much of a draft is shared word for word, passages are told only if what is left of both texts is a rewrite by
    itself: copied paragraphs do not make a rewrite of the own words around them.

    Args:
        draft: The draft.
        source: The source.
        covered: One byte a word of the draft, not 0 where it stands in a passage already.
        copied: The same for the source.
    """
    if _far(draft, source, covered):
        return Rewriting(0.0)
    named = names(draft, source)
    here, there = draft.hidden, source.hidden
    whole = rest = score(streams(draft.shown, named), streams(source.shown, named))
    if whole >= LINE and len(covered) - covered.count(0) > MUCH * len(covered):
        here, there = bytes(map(max, here, covered)), bytes(map(max, there, copied))
        left = streams(visible(draft.tokens, here), named), streams(visible(source.tokens, there), named)
        rest = score(*left)
    if rest < LINE:
        return Rewriting(whole)
    found = (
        Rewritten(draft.span(*one.draft), source.span(*one.source), one.draft[1] - one.draft[0], one.score)
        for one in aligned(draft, source, here, covered)
    )
    return Rewriting(whole, tuple(found) or _whole(draft, source, covered, rest))


def _whole(draft: Prepared, source: Prepared, covered: bytes, strength: float) -> tuple[Rewritten, ...]:
    """Return one text against the other: it was found to be a retelling, but no sentence of it matches one alone."""
    every = source.span(0, len(source.norm))
    return tuple(
        Rewritten(draft.span(low, high), every, high - low, strength)
        for low, high in stretches(covered, 0, len(covered))
    )


def _far(draft: Prepared, source: Prepared, covered: bytes) -> bool:
    """Tell at little cost that two texts share too few words for one to retell the other.

    A few words shared as they stand do not count: they are why the two are compared at all.
    """
    few = len(covered) - covered.count(0) <= MUCH * len(covered)
    taken = {word[:STEM] for word in compress(draft.norm, covered)} if few else set()
    here, there = draft.stems - taken, source.stems - taken
    fewer, more = sorted((len(here), len(there)))
    least: float = GATE * fewer**0.75 * more**0.25
    return len(here & there) < least
