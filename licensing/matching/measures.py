"""What two texts have in common if one retells the other: twelve measures of order, names and outline.

Each compares the two texts and nothing else; more is always more like a retelling. A measure that two texts give no
occasion for - names in texts without names - is None and counts neither way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from licensing.matching.sequences import chains, common_subsequence, first_places, increasing
from licensing.matching.tokens import Streams

__all__ = ["MEASURES", "measures"]

MEASURES = (
    "places kept",
    "ending kept",
    "order of words kept",
    "reach to the end",
    "names and numbers in order",
    "no names of its own",
    "word stems kept",
    "source in chains",
    "incidental words in order",
    "function words in order",
    "nothing left out",
    "words kept in place",
)
"""What is measured, in the order `measures` returns it."""
_FEW, _SOME = 3, 4
_BEGINNING = 3
_NEAR = 0.2
_OWN_NAMES = 0.38


def measures(draft: Streams, source: Streams) -> tuple[float | None, ...]:
    """Return the twelve measures of a pair, each in [0, 1], or None where the pair gives no occasion for it."""
    here, there = draft.content, source.content
    first = first_places(draft.telling), first_places(source.telling)
    named = first_places(draft.named), first_places(source.named)
    both = [word for word in first[0] if word in first[1]]
    return (
        _places(here, there),
        _ending(draft.telling, source.telling),
        _order([first[1][word] for word in both]),
        max((first[1][word] + 0.5 for word in both), default=0.0) / max(1, len(source.telling)),
        _names_in_order(*named),
        len(named[0].keys() & named[1].keys()) / len(named[0]) if named[0] else None,
        _stems(here, there),
        _chained(here, there),
        _incidental(here, there),
        common_subsequence(source.function, draft.function) / max(1, len(draft.function)),
        1 - _longest_gap(here, there) / max(1, len(there)),
        _in_place(there, here),
    )


def _places(draft: Sequence[str], source: Sequence[str]) -> float | None:
    """Return 1 less how far shared words moved, on average, as a share of the text."""
    at, own = first_places(source), first_places(draft)
    moved = [abs(at[stem] / len(source) - own[stem] / len(draft)) for stem in own if stem in at]
    return 1 - sum(moved) / len(moved) if len(moved) >= _FEW else None


def _ending(draft: Sequence[str], source: Sequence[str]) -> float | None:
    """Return the share of words of the source's last third that the draft's last third has.

    Reports of one event begin alike, because they begin with the event; only a retelling goes on and ends alike.
    """
    last = set(source[len(source) * 2 // 3 :])
    return len(last.intersection(draft[len(draft) * 2 // 3 :])) / len(last) if last else None


def _order(places: Sequence[int]) -> float | None:
    return increasing(places) / len(places) if len(places) >= _SOME else None


def _names_in_order(own: Mapping[str, int], at: Mapping[str, int]) -> float:
    return (increasing([at[name] for name in own if name in at]) + _OWN_NAMES) / (len(own) + 1)


def _stems(draft: Sequence[str], source: Sequence[str]) -> float:
    """Return the share of words lost from the source that a word of the draft's own begins like."""
    lost, own = set(source) - set(draft), set(draft) - set(source)
    starts = {word[:_BEGINNING] for word in own}
    return sum(word[:_BEGINNING] in starts for word in lost) / len(lost) if lost else 1.0


def _chained(draft: Sequence[str], source: Sequence[str]) -> float:
    """Return the share of the source's words that stand in a chain, those between two anchors of it included."""
    inside = bytearray(len(source))
    for chain in chains(draft, source):
        places = [place for _, place in chain.anchors]
        low, high = min(places), max(places) + 1
        inside[low:high] = b"\1" * (high - low)
    return inside.count(1) / max(1, len(source))


def _incidental(draft: Sequence[str], source: Sequence[str]) -> float:
    """Return the share of words standing once in the source that stand once in the draft, in order.

    The words of the topic, which recur, are in any report.
    """
    counts, own = Counter(source), Counter(draft)
    once = [stem for stem in source if counts[stem] == 1]
    at = {stem: place for place, stem in enumerate(draft) if own[stem] == 1}
    return increasing([at[stem] for stem in once if stem in at]) / max(1, len(once))


def _longest_gap(draft: Sequence[str], source: Sequence[str]) -> int:
    known = set(draft)
    present = [-1, *(place for place, stem in enumerate(source) if stem in known), len(source)]
    return max(after - before - 1 for before, after in pairwise(present))


def _in_place(these: Sequence[str], those: Sequence[str]) -> float | None:
    """Return the share of these words that stand within a fifth of a text of the same place in those."""
    if not these or not those:
        return None
    at: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(those):
        at[item].append(place)
    reach, kept = _NEAR * len(those), 0
    for place, item in enumerate(these):
        if found := at.get(item):
            centre = (place + 0.5) / len(these) * len(those) - 0.5
            right = bisect_left(found, centre - reach)
            kept += right < len(found) and found[right] <= centre + reach
    return kept / len(these)
