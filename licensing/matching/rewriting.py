"""Whether a draft retells a source in other words, judged from the two texts alone.

The measures of `licensing.matching.measures` are set against what independent reports of one event reach at the same
lengths, in standard deviations. Two sums weigh them, one for short texts and one for long ones, blended between; no
weight is negative, so sharing more never lowers the score. The coefficients are in `licensing.matching.fitted`. At 0.5
one in a hundred independent reports lies above the line, at 0.3 one in twenty. Texts under some 50 words hold too
little evidence: half of the rewrites that short stay below 0.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import asin, exp, log, sqrt
from typing import NamedTuple

from licensing.matching.fitted import LINED, LONG, NULLS, RAMP, SHORT, Sum
from licensing.matching.measures import MEASURES, measures
from licensing.matching.phrases import names
from licensing.matching.prepared import Prepared
from licensing.matching.tokens import STEM, Streams, streams, visible

__all__ = ["LINE", "Evidence", "Rewriting", "evidence", "rewriting", "score"]

LINE = 0.5
"""The score from which passages are told."""
MUCH = 0.2
"""Share of a draft shared word for word from which the rest is judged by itself."""
GATE = 0.25
"""Share of their distinct longer words two texts must have in common for a score to be reckoned.

One in a thousand rewrites and ninety-nine in a hundred pairs of unrelated stories lie below.
"""
_LOWEST, _HIGHEST = -2.0, 4.0
_REVIEW = log(0.7 / 0.3)


class Evidence(NamedTuple):
    """One measure of a pair.

    Attributes:
        measure: One of `MEASURES`.
        value: What was measured, in [0, 1]; None where the texts give no occasion for it.
        above: Standard deviations above independent reports of these lengths, cut off at -2 and 4; 0 without a value.
        weight: What one standard deviation adds to the sum at these lengths.
    """

    measure: str
    value: float | None
    above: float
    weight: float


def evidence(draft: Streams, source: Streams) -> tuple[Evidence, ...]:
    """Return what the score of a pair rests on, the strongest first."""
    long, values = _along(_shorter(draft, source), RAMP), measures(draft, source)
    weights = [_blend(short, lasting, long) for short, lasting in zip(SHORT.weights, LONG.weights, strict=True)]
    found = map(Evidence, MEASURES, values, _above(values, draft, source), weights)
    return tuple(sorted(found, key=lambda one: -one.above * one.weight))


def score(draft: Streams, source: Streams) -> float:
    """Return how likely a draft retells a source, in [0, 1]; one in a hundred independent reports passes 0.5."""
    above, words = _above(measures(draft, source), draft, source), _shorter(draft, source)
    total = _blend(_sum(SHORT, above), _sum(LONG, above), _along(words, RAMP))
    lined = _along(words, LINED)
    line, review = _blend(SHORT.line, LONG.line, lined), _blend(SHORT.review, LONG.review, lined)
    margin = (total - line) / (line - review) * _REVIEW
    return 1 / (1 + exp(-max(-50.0, min(50.0, margin))))


def _sum(judge: Sum, above: Sequence[float]) -> float:
    return judge.start + sum(weight * z for weight, z in zip(judge.weights, above, strict=True))


def _blend(short: float, long: float, along: float) -> float:
    return (1 - along) * short + along * long


def _shorter(draft: Streams, source: Streams) -> int:
    return min(len(draft.content), len(source.content))


def _along(words: int, ramp: tuple[float, float]) -> float:
    """Return how far a text of so many words is a long one, in [0, 1]."""
    low, high = ramp
    return min(1.0, max(0.0, (log(words + 1) - log(low)) / (log(high) - log(low))))


def _above(values: Sequence[float | None], draft: Streams, source: Streams) -> list[float]:
    a, b = log(len(draft.content) + 5), log(len(source.content) + 5)
    terms = (1.0, a, b, a * a, b * b, a * b)
    found = []
    for null, value in zip(NULLS, values, strict=True):
        if value is None:
            found.append(0.0)
            continue
        mean = sum(c * x for c, x in zip(null.mean, terms, strict=True))
        spread = exp(sum(c * x for c, x in zip(null.spread, terms[:3], strict=True)) / 2)
        z = (asin(sqrt(min(1.0, max(0.0, value)))) - mean) / (null.scale * spread)
        found.append(min(_HIGHEST, max(_LOWEST, z)))
    return found


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The judgement of a pair.

    Attributes:
        score: Of the whole pair, in [0, 1].
        rest: Of what is left when words shared as they stand are taken out of both texts; the same where these are
            few. Copied paragraphs do not make a rewrite of the own words around them.
    """

    score: float
    rest: float


def rewriting(draft: Prepared, source: Prepared, covered: bytes, copied: bytes) -> Rewriting:
    """Judge whether a draft as a whole retells a source.

    Args:
        draft: The draft.
        source: The source.
        covered: One byte a word of the draft, not 0 where it stands in a passage already.
        copied: The same for the source.
    """
    if _far(draft, source, covered):
        return Rewriting(0.0, 0.0)
    named = names(draft, source)
    whole = rest = score(streams(draft.shown, named), streams(source.shown, named))
    if whole >= LINE and len(covered) - covered.count(0) > MUCH * len(covered):
        here, there = bytes(map(max, draft.hidden, covered)), bytes(map(max, source.hidden, copied))
        left = streams(visible(draft.tokens, here), named), streams(visible(source.tokens, there), named)
        rest = score(*left)
    return Rewriting(whole, rest)


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
