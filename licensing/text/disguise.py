"""Words of a text that hides them from a program and shows them to a reader.

Character references a page would show as letters, and words written letter by letter, are read as the words they are.
Look-alike letters, invisible characters and stray accents need nothing here: `licensing.text.normalise` folds them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import accumulate, pairwise, repeat

from licensing.text.words import Words, words

__all__ = ["ENDLESS", "SHAPES", "revealed", "shape", "single_letters"]

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LETTERS = 4
_ALONE = "\u0e01"
ENDLESS = 25
"""Letters from which a word is several, run together."""
SHAPES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("li", "h"), ("ii", "u"))
"""Letters a scanner puts for another."""
_DIGITS = str.maketrans("01l3456789", "oiieasgtbg")


def revealed(text: str) -> Words:
    """Cut a text into its words as a reader sees them; offsets are those of the text as given."""
    cut = _dereferenced(text) if "&" in text and _REFERENCE.search(text) else words(text)
    return _together(cut)


def _dereferenced(text: str) -> Words:
    plain: list[str] = []
    starts: list[int] = []
    done = 0
    for match in _REFERENCE.finditer(text):
        if (shown := unescape(match[0])) != match[0]:
            plain += [text[done : match.start()], shown]
            starts += [done, match.start()]
            done = match.end()
    plain.append(text[done:])
    starts.append(done)
    cut = words("".join(plain))
    ends = [*starts[1:], len(text)]
    shown_at = [0, *accumulate(map(len, plain))]

    def before(offset: int) -> int:
        piece = bisect_right(shown_at, offset, hi=len(plain)) - 1
        inside = offset - shown_at[piece]
        return starts[piece] if piece % 2 else starts[piece] + inside

    def after(offset: int) -> int:
        piece = bisect_right(shown_at, offset - 1, hi=len(plain)) - 1
        inside = offset - shown_at[piece]
        return ends[piece] if piece % 2 else starts[piece] + inside

    return Words(cut.norm, tuple(map(before, cut.starts)), tuple(map(after, cut.ends)))


def single_letters(cut: Words) -> Iterator[tuple[int, int]]:
    """Yield the runs of four and more words of one letter, half-open by place; scripts without spaces have none."""
    if b"\1" * _LETTERS not in bytes(map(min, map(len, cut.norm), repeat(2))):
        return
    start = 0
    alone = [len(word) == 1 and word < _ALONE and word.isalpha() for word in cut.norm]
    for place, one in enumerate([*alone, False]):
        if not one:
            if place - start >= _LETTERS:
                yield start, place
            start = place + 1


def _together(cut: Words) -> Words:
    """Join words written letter by letter, where wider gaps tell where they end."""
    parts: list[tuple[int, int]] = []
    done = 0
    for first, last in single_letters(cut):
        gaps = [cut.starts[at + 1] - cut.ends[at] for at in range(first, last - 1)]
        usual = min(gaps)
        if usual < max(gaps) or last - first < ENDLESS:
            edges = [first, *(first + at + 1 for at, gap in enumerate(gaps) if gap > usual), last]
            parts += [*((at, at + 1) for at in range(done, first)), *pairwise(edges)]
            done = last
    if not parts:
        return cut
    parts += ((at, at + 1) for at in range(done, len(cut)))
    return Words(
        tuple("".join(cut.norm[first:last]) for first, last in parts),
        tuple(cut.starts[first] for first, _ in parts),
        tuple(cut.ends[last - 1] for _, last in parts),
    )


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> str:
    """Return what a scanner could have made of a word, the same for all that look alike."""
    for seen, meant in SHAPES:
        word = word.replace(seen, meant)
    return word.translate(_DIGITS)
