"""Exact runs of words two texts share, and runs joined where one copied passage was edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, islice
from typing import NamedTuple

__all__ = ["Cluster", "Grams", "Run", "clusters", "grams", "runs"]

GAP = 15
"""Words that may be changed, left out or put in between two runs of one passage, on either side."""
_PLACES = 32
_BLOCK = 32
_MANY = 20_000
_REST = 4


class Run(NamedTuple):
    """Words both texts have in the same order, as places in their word lists."""

    draft: int
    source: int
    length: int


class Cluster(NamedTuple):
    """Runs of one passage, and the words it stretches over on both sides (half-open)."""

    runs: tuple[Run, ...]
    draft: tuple[int, int]
    source: tuple[int, int]


Grams = Mapping[tuple[str, ...], Sequence[int]]


def grams(norm: Sequence[str], n: int) -> Grams:
    """Return where each run of `n` words begins."""
    index: dict[tuple[str, ...], list[int]] = {}
    for place, gram in enumerate(_windows(norm, n)):
        index.setdefault(gram, []).append(place)
    return index


def _windows(norm: Sequence[str], n: int) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(norm, start, None) for start in range(n)), strict=False)


def runs(draft: Sequence[str], source: Sequence[str], index: Grams, n: int) -> tuple[Run, ...]:
    """Return the maximal shared runs of at least `n` words, those left out that lie within another in the draft.

    Every run of `n` words of the draft that the source has lies in one of them. Where the same words of the draft
    stand at several places of the source, the place nearest to the run before is given; of a run of `n` words that
    the source repeats over and over only the first places are looked at.

    Args:
        draft: The draft's words, a tuple.
        source: The source's words, a tuple.
        index: `grams(draft, n)`.
        n: Words.
    """
    shared: dict[tuple[str, ...], list[int]] = {}
    for start in compress(count(), map(index.__contains__, _windows(source, n))):
        shared.setdefault(tuple(source[start : start + n]), []).append(start)
    found: list[Run] = []
    covered = 0
    for place, gram in sorted((place, known) for known in shared for place in index[known]):
        if place + n <= covered:
            continue
        for start in shared[gram][: _PLACES if len(found) < _MANY else 1]:
            before = _backward(draft, place, source, start)
            after = _forward(draft, place + n, source, start + n)
            found.append(Run(place - before, start - before, before + n + after))
            covered = max(covered, place + n + after)
    return _longest(found)


def _longest(found: list[Run]) -> tuple[Run, ...]:
    """Keep the runs no other run holds on the draft's side."""
    kept: list[Run] = []
    end = near = 0
    for run in sorted(found, key=lambda run: (run.draft, -run.length)):
        stop = run.draft + run.length
        if stop > end:
            kept.append(run)
            near = kept[-2].source + kept[-2].length if len(kept) > 1 else 0
        elif kept and (run.draft, run.length) == (kept[-1].draft, kept[-1].length):
            kept[-1] = min(kept[-1], run, key=lambda one: (abs(one.source - near), one.source))
        end = max(end, stop)
    return tuple(kept)


def _forward(draft: Sequence[str], i: int, source: Sequence[str], j: int) -> int:
    """Count the words that agree from two places on; blocks are compared whole, so that long copies stay cheap."""
    length, block = 0, _BLOCK
    while True:
        left, right = draft[i + length : i + length + block], source[j + length : j + length + block]
        if left != right or not left:
            return length + _agree(left, right)
        length, block = length + len(left), block * 2


def _backward(draft: Sequence[str], i: int, source: Sequence[str], j: int) -> int:
    length, block = 0, _BLOCK
    while True:
        left = draft[max(0, i - length - block) : i - length]
        right = source[max(0, j - length - block) : j - length]
        if left != right or not left:
            return length + _agree(left[::-1], right[::-1])
        length, block = length + len(left), block * 2


def _agree(left: Sequence[str], right: Sequence[str]) -> int:
    for place, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return place
    return min(len(left), len(right))


def clusters(found: Sequence[Run], least: int, gap: int = GAP) -> list[Cluster]:
    """Join the runs of one copied passage, in draft order, no two overlapping in the draft.

    Runs belong together when at most `gap` words lie between them on both sides. A short run at an end stays only if
    it is long for its distance; a passage needs a run of `least` words. Where two passages overlap in the draft the
    weaker is cut.

    Args:
        found: Runs.
        least: Words of the longest run.
        gap: Words.
    """
    if not found:
        return []
    joined = [trimmed for group in _joined(found, gap) if (trimmed := _trimmed(group, least))]
    joined.sort(key=lambda group: (-sum(run.length for run in group), group[0]))
    taken = bytearray(max(run.draft + run.length for run in found))
    kept = []
    for group in joined:
        for rest in _outside(group, taken):
            kept.append(_cluster(rest))
            low, high = kept[-1].draft
            taken[low:high] = b"\1" * (high - low)
    return sorted(kept, key=lambda cluster: cluster.draft)


class _Passage:
    """Runs joined so far, and how far they reach."""

    def __init__(self, run: Run) -> None:
        self.runs = [run]
        self.end = run.draft + run.length
        self.low, self.high = run.source, run.source + run.length

    def distance(self, run: Run) -> int:
        """Return the words between this passage and a run later in the draft, on the side where they are more."""
        return max(run.draft - self.end, run.source - self.high, self.low - run.source - run.length, 0)

    def add(self, run: Run) -> None:
        self.runs.append(run)
        self.end = max(self.end, run.draft + run.length)
        self.low, self.high = min(self.low, run.source), max(self.high, run.source + run.length)


def _joined(found: Sequence[Run], gap: int) -> list[list[Run]]:
    """Put each run, in draft order, to the nearest of the passages still in reach."""
    done: list[_Passage] = []
    reach: list[_Passage] = []
    for run in sorted(found):
        reach = [passage for passage in reach if run.draft - passage.end <= gap][-_PLACES:]
        near = min(reach, key=lambda passage: _after(passage.runs[-1], run), default=None)
        if near is None or near.distance(run) > gap:
            near = min(reach, key=lambda passage: passage.distance(run), default=None)
        if near is not None and near.distance(run) <= gap:
            near.add(run)
        else:
            reach.append(_Passage(run))
            done.append(reach[-1])
    return [passage.runs for passage in done]


def _after(run: Run, following: Run) -> int:
    """Return how far a run is from being the straight continuation of another in the source."""
    return abs((following.source - following.draft) - (run.source - run.draft))


def _trimmed(group: list[Run], least: int) -> list[Run]:
    """Cut short runs off the ends where they stand far out; empty when no run is long enough."""
    if max(run.length for run in group) < least:
        return []
    low, high = 0, len(group)
    while group[low].length < least and not _belongs(group[low], group[low + 1]):
        low += 1
    while group[high - 1].length < least and not _belongs(group[high - 1], group[high - 2]):
        high -= 1
    return group[low:high]


def _belongs(run: Run, neighbour: Run) -> bool:
    first, second = sorted((run, neighbour))
    gap = _Passage(first).distance(second)
    return run.length >= 0.25 * gap + 2


def _outside(group: Sequence[Run], taken: bytearray) -> list[list[Run]]:
    """Cut the words already taken out of a passage; what is left on either side of them are passages of their own."""
    parts: list[list[Run]] = []
    end = -1
    for run in group:
        rest = _free(run, taken)
        if rest is None:
            continue
        if end < 0 or taken.find(1, end, rest.draft) >= 0:
            parts.append([])
        parts[-1].append(rest)
        end = max(end, rest.draft + rest.length)
    return parts


def _free(run: Run, taken: bytearray) -> Run | None:
    """Return the longest part of a run that nobody has taken; None for what is too short to be told."""
    stop = run.draft + run.length
    if taken.find(1, run.draft, stop) < 0:
        return run
    best = place = run.draft
    length = 0
    for piece in taken[run.draft : stop].split(b"\1"):
        if len(piece) > length:
            best, length = place, len(piece)
        place += len(piece) + 1
    return Run(best, run.source + best - run.draft, length) if length >= _REST else None


def _cluster(group: Sequence[Run]) -> Cluster:
    ordered = tuple(sorted(group))
    ends = [(min(run[side] for run in ordered), max(run[side] + run.length for run in ordered)) for side in (0, 1)]
    return Cluster(ordered, ends[0], ends[1])
