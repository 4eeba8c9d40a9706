"""Stretches of a draft that retell a stretch of a source in other words, whatever the rest of the draft tells.

Sentences with a counterpart in the source are strung together; a stretch counts when five things measured of it speak
for a retelling together: its sentences come in the source's order, neighbouring words stay neighbours, many sentences
have a counterpart and are like it, and the rest of the draft - a story of one's own on another matter - has little in
common with the source. Where the rest is about the same event nothing but very close following counts: a retelling of
the whole is judged by `licensing.matching.rewriting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import exp, log, sqrt
from typing import NamedTuple

from licensing.matching.bags import Sentence
from licensing.matching.likeness import LEAST, best
from licensing.matching.maximal import Segment, joined, segments
from licensing.matching.prepared import Prepared

__all__ = ["LINE", "Measured", "Part", "Retold", "mostly", "retold"]

_STEPS = (0.06, 0.3)
_SOURCE = 0.08
_CAP, _LONG, _MASKED = 0.6, 40, -0.01
_TOTAL, _TOTAL_WHOLE = 2.0, 0.5
_GAP, _GAP_SOURCE = 2, 3
_RIVAL = 0.6
LINE = 0.5
"""Strength from which a stretch is told."""
_WORDS, _SENTENCES, _SHARED = 20, 2, 0.19
# From a logistic regression on what `tests/benchmarks/passages.py` measures; the constant holds the line of acceptance.
_ORDER, _PAIRS, _MATCHED, _MEAN, _GROUND, _START = 9.2, 14.0, 1.0, 10.3, -92.7, -8.4
_LENGTH = 1000
_CLEAN = 0.04
_GROUND_CAP, _USUAL, _USUAL_WORDS = 0.3, 0.10, 60
_MANY = 40
_KEPT, _SHUFFLED, _CLOSE = 1.4, 0.8, 0.3


class Part(NamedTuple):
    """Sentences of the draft and the sentences of the source they tell, by word places (half-open)."""

    draft: tuple[int, int]
    source: tuple[int, int]
    likeness: float


class Measured(NamedTuple):
    """What speaks for a stretch.

    Attributes:
        order: Share of neighbouring sentences whose counterparts come in the source's order, in [0, 1].
        pairs: Share of its neighbouring words that are neighbours in the source's stretch, in [0, 1].
        matched: Its sentences that have a counterpart.
        mean: Mean likeness to the counterparts, by words, in [0, 1].
        ground: How much the rest of the draft has in common with the source.
        words: Words of the draft: in a long one something is always a little alike.
    """

    order: float
    pairs: float
    matched: int
    mean: float
    ground: float
    words: int


class Retold(NamedTuple):
    """A stretch of the draft and what it retells, by word places (half-open).

    Attributes:
        draft: In the draft.
        source: In the source.
        score: Strength of the evidence in [0, 1]; 0.5 is the line from which a stretch is told.
        parts: Its sentences side by side.
        measured: What speaks for it.
    """

    draft: tuple[int, int]
    source: tuple[int, int]
    score: float
    parts: tuple[Part, ...]
    measured: Measured


class _Pair(NamedTuple):
    """Both texts' sentences, and how much each of the draft has in common with which of the source."""

    here: Sequence[Sentence]
    there: Sequence[Sentence]
    rows: Sequence[dict[int, float]]


class _Stretch(NamedTuple):
    """Sentences of both texts by their numbers, half-open."""

    draft: tuple[int, int]
    source: tuple[int, int]


def retold(draft: Prepared, source: Prepared, covered: bytes, *, whole: bool) -> Iterator[Retold]:
    """Yield the stretches of a draft that retell a source.

    Args:
        draft: The draft.
        source: The source.
        covered: One byte a word of the draft, not 0 where it stands in a passage already; sentences that mostly do
            are passed over.
        whole: Whether the whole pair was found to be a rewrite already: then what the rest of the draft has in common
            with the source speaks against no stretch of it.
    """
    done = {number for number, one in enumerate(draft.bags) if mostly(covered[one.first : one.last])}
    rows = draft.index.likeness(source.spread, done) if done else draft.likeness(source)
    rows = [row for number, row in enumerate(rows) if number not in done]
    here = [one for number, one in enumerate(draft.bags) if number not in done]
    pair = _Pair(here, source.bags, rows)
    tops = [best(row.items())[0] for row in rows]
    if not whole and sum(top >= LEAST for top in tops) < _SENTENCES:
        return
    judge = _Judge(pair, tops, len(draft.norm), whole=whole)
    waiting = [(Segment(0, len(here), 0.0), 0)]
    while waiting:
        # What is not accepted is searched again inside, by a stricter measure each time.
        within, step = waiting.pop()
        inside = slice(within.first, within.last)
        for piece in joined(segments(_points(tops[inside], here[inside], _STEPS[step])), _GAP):
            moved = Segment(within.first + piece.first, within.first + piece.last, piece.total)
            found = judge.judged(moved)
            if found:
                yield found
            elif step + 1 < len(_STEPS) and piece.total >= _TOTAL:
                waiting.append((moved, step + 1))


class _Judge:
    """Decides which stretches retell a source."""

    def __init__(self, pair: _Pair, tops: Sequence[float], length: int, *, whole: bool) -> None:
        self._pair, self._tops, self._length, self._whole = pair, tops, length, whole
        self._ground = _Ground(pair.here, tops)

    def judged(self, piece: Segment) -> Retold | None:
        if piece.total < (_TOTAL_WHOLE if self._whole else _TOTAL):
            return None
        one = _stretch(piece, self._pair, self._tops)
        if one is None or sum(sentence.words for sentence in self._pair.here[slice(*one.draft)]) < _WORDS:
            return None
        around = self._ground.without(*one.draft)
        ground = min(around, _CLEAN) if self._whole else around
        measured = _measured(one, self._pair, self._tops, ground, self._length)
        if measured.pairs + measured.mean < _SHARED:
            # Texts made after one pattern, as market reports are, keep an order of words by chance.
            return None
        score = _score(measured)
        if score < LINE or (measured.matched < _SENTENCES and not self._whole):
            return None
        return _told(one, self._pair, score, measured)


def mostly(marks: bytes) -> bool:
    """Tell whether more than half of some words are marked."""
    return 2 * (len(marks) - marks.count(0)) > len(marks)


def _points(values: Sequence[float], sentences: Sequence[Sentence], least: float) -> list[float]:
    """Return what each sentence says for a stretch; one wholly in quotation marks says next to nothing."""
    return [
        (min(value, _CAP) - least) * min(one.words, _LONG) if one.words else _MASKED
        for value, one in zip(values, sentences, strict=True)
    ]


def _stretch(piece: Segment, pair: _Pair, tops: Sequence[float]) -> _Stretch | None:
    """Find the stretch of the source a stretch of the draft tells, and cut off ends of the draft's told elsewhere.

    A sentence of the source counts by the draft's sentence most like it, unless that is much more like another.
    """
    rows = pair.rows[piece.first : piece.last]
    back = [0.0] * len(pair.there)
    for row, top in zip(rows, tops[piece.first : piece.last], strict=True):
        for number, value in row.items():
            if value > back[number] and value >= _RIVAL * top:
                back[number] = value
    gap = min(_GAP_SOURCE, 1 + piece.last - piece.first)
    pieces = joined(segments(_points(back, pair.there, _SOURCE)), gap)
    if not pieces:
        return None
    low, high, _ = max(pieces, key=lambda one: one.total)
    inside = [at for at, row in enumerate(rows, piece.first) if _within(row, low, high)[0] >= LEAST]
    return _Stretch((inside[0], inside[-1] + 1), (low, high)) if inside else None


def _within(row: dict[int, float], low: int, high: int) -> tuple[float, int]:
    return best((number, value) for number, value in row.items() if low <= number < high)


class _Ground:
    """What the draft has in common with the source all over; asked for all but one stretch."""

    def __init__(self, here: Sequence[Sentence], tops: Sequence[float]) -> None:
        values = (min(top, _GROUND_CAP) * one.words for one, top in zip(here, tops, strict=True))
        self._likeness = list(accumulate(values, initial=0.0))
        self._words = list(accumulate((one.words for one in here), initial=0))

    def without(self, first: int, last: int) -> float:
        """Return the mean likeness outside a stretch; of a short rest, it is near what reports of an event have."""
        likeness, words = (sums[-1] - sums[last] + sums[first] for sums in (self._likeness, self._words))
        return (likeness + _USUAL * _USUAL_WORDS) / (words + _USUAL_WORDS)


def _measured(one: _Stretch, pair: _Pair, tops: Sequence[float], ground: float, length: int) -> Measured:
    here, there = pair.here[slice(*one.draft)], pair.there[slice(*one.source)]
    within = [_within(row, *one.source) for row in pair.rows[slice(*one.draft)]]
    matched = [number for value, number in within if value >= LEAST]
    kept = sum(number <= following for number, following in pairwise(matched))
    own = frozenset[str]().union(*(sentence.pairs for sentence in here))
    theirs = frozenset[str]().union(*(sentence.pairs for sentence in there))
    order = (kept + _KEPT) / (max(0, len(matched) - 1) + 2)
    # Where sentences are very like, they were shuffled and not chosen anew: order says less.
    words = max(1, sum(sentence.words for sentence in here))
    likely = sum(top * sentence.words for top, sentence in zip(tops[slice(*one.draft)], here, strict=True)) / words
    close = min(1.0, max(0.0, (likely - _CLOSE) / _CLOSE))
    mean = sum(value * one.words for (value, _), one in zip(within, here, strict=True)) / words
    order = order * (1 - close) + _SHUFFLED * close
    return Measured(order, len(own & theirs) / (len(own) + 3), len(matched), mean, ground, length)


def _score(measured: Measured) -> float:
    total = (
        _START
        + _ORDER * measured.order
        + _PAIRS * measured.pairs
        + _MATCHED * sqrt(min(_MANY, measured.matched))
        + _MEAN * measured.mean
        + _GROUND * measured.ground
        - log(max(1.0, measured.words / _LENGTH))
    )
    return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


def _told(one: _Stretch, pair: _Pair, score: float, measured: Measured) -> Retold:
    (first, last), (low, high) = one
    return Retold(
        (pair.here[first].first, pair.here[last - 1].last),
        (pair.there[low].first, pair.there[high - 1].last),
        score,
        tuple(_parts(one, pair)),
        measured,
    )


def _parts(one: _Stretch, pair: _Pair) -> Iterator[Part]:
    """Yield sentences side by side: neighbours with one counterpart together, a counterpart with what goes with it."""
    (first, last), (low, high) = one
    found: list[tuple[int, int, int, float]] = []
    for at in range(first, last):
        value, number = _within(pair.rows[at], low, high)
        if value < LEAST:
            continue
        if found and found[-1][1] == at and found[-1][2] == number:
            found[-1] = (found[-1][0], at + 1, number, max(value, found[-1][3]))
        else:
            found.append((at, at + 1, number, value))
    owners = _owners(pair.rows, first, last)
    for start, end, number, value in found:
        more = number + 1 < high and start <= owners.get(number + 1, -1) < end
        span = (pair.there[number].first, pair.there[number + more].last)
        yield Part((pair.here[start].first, pair.here[end - 1].last), span, min(1.0, value))


def _owners(rows: Sequence[dict[int, float]], first: int, last: int) -> dict[int, int]:
    """Return for each sentence of the source the sentence of a stretch most like it, where it is like one at all."""
    tops: dict[int, float] = {}
    owners: dict[int, int] = {}
    for at in range(first, last):
        for number, value in rows[at].items():
            if value >= LEAST and value > tops.get(number, 0.0):
                tops[number], owners[number] = value, at
    return owners
