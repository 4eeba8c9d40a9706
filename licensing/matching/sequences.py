"""What two sequences share in order: longest common and longest increasing subsequences, local chains."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

__all__ = ["Chain", "chains", "common_subsequence", "first_places", "increasing", "spearman"]

_REACH = 8
_SKIP = 0.5 / 8
_ANCHORS = 4
_REPEATED = 8


class Chain(NamedTuple):
    """Words shared in nearly the same order, as places (draft, source)."""

    anchors: tuple[tuple[int, int], ...]
    score: float


def common_subsequence(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """Return the length of the longest common subsequence.

    One big integer holds a row of the table (Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
    """
    masks: dict[Hashable, int] = defaultdict(int)
    for place, item in enumerate(left):
        masks[item] |= 1 << place
    full = (1 << len(left)) - 1
    row = full
    for item in right:
        if mask := masks.get(item):
            hits = row & mask
            row = ((row + hits) | (row - hits)) & full
    return len(left) - row.bit_count()


def increasing(values: Sequence[int]) -> int:
    """Return the length of the longest strictly increasing subsequence."""
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)


def first_places(items: Sequence[str]) -> dict[str, int]:
    """Return where each item stands first, in order of appearance."""
    places = dict.fromkeys(items, 0)
    places.update(zip(reversed(items), range(len(items) - 1, -1, -1), strict=True))
    return places


def spearman(values: Sequence[int]) -> float:
    """Return the rank correlation of distinct values with the order they stand in."""
    n = len(values)
    ranks = {value: rank for rank, value in enumerate(sorted(values))}
    return 1 - 6 * sum((place - ranks[value]) ** 2 for place, value in enumerate(values)) / (n * (n * n - 1))


def chains(draft: Sequence[str], source: Sequence[str]) -> list[Chain]:
    """Return local chains of shared items, the strongest first; no two use the same item.

    The next anchor of a chain stands 1 to 8 items on in the draft and within 8 in the source, either way. An anchor
    scores 1 less 1/16 for each item skipped on either side; a chain has four or more. Items the source has at more
    than eight places tell nothing and are passed over.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(source):
        where[item].append(place)
    anchors = [
        (i, j) for i, item in enumerate(draft) if item in where and len(where[item]) <= _REPEATED for j in where[item]
    ]
    score, back = _linked(anchors)
    return _greedy(anchors, score, back)


def _linked(anchors: Sequence[tuple[int, int]]) -> tuple[list[float], list[int]]:
    """Return the best chain that ends at each anchor, and the anchor before it (-1 for none)."""
    score, back = [1.0] * len(anchors), [-1] * len(anchors)
    start = 0
    for here, (i, j) in enumerate(anchors):
        while anchors[start][0] < i - _REACH:
            start += 1
        for there in range(start, here):
            before, beside = anchors[there]
            apart = j - beside if j > beside else beside - j
            if 0 < apart <= _REACH and before != i:
                linked = score[there] + 1 - (i - before + apart - 2) * _SKIP
                if linked > score[here]:
                    score[here], back[here] = linked, there
    return score, back


def _greedy(anchors: Sequence[tuple[int, int]], score: Sequence[float], back: Sequence[int]) -> list[Chain]:
    used_draft: set[int] = set()
    used_source: set[int] = set()
    found = []
    for end in sorted(range(len(anchors)), key=lambda place: -score[place]):
        if score[end] <= 1:
            break
        chain: list[tuple[int, int]] = []
        here = end
        while here >= 0 and anchors[here][0] not in used_draft and anchors[here][1] not in used_source:
            chain.append(anchors[here])
            here = back[here]
        if len(chain) >= _ANCHORS:
            used_draft.update(i for i, _ in chain)
            used_source.update(j for _, j in chain)
            found.append(Chain(tuple(reversed(chain)), score[end] - (score[here] if here >= 0 else 0.0)))
    return found
