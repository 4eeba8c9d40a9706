"""A draft with damaged or disguised words read as the words of a source they stand for.

Scanning puts rn for m and 1 for l, a line end cuts words in two, a number is written out, spaces are left out or put
between all letters. None of that can be undone alone; beside the source it is plain what was meant. Honest words never
change: only what the source does not know is looked at, and only where it becomes a word the source has;
single words are never swapped unless three distinct ones at least are damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from licensing.matching.prepared import Prepared
from licensing.text.disguise import ENDLESS, shape, single_letters
from licensing.text.words import Words

__all__ = ["mended"]

_CUT = re.compile(r"\s*[-\u2010\u00ac]\s*\n\s*")
_TOO_LONG, _LONGEST = 5_000, 24
_DAMAGED = 3
_UNKNOWN = 2
_PLAIN = 0.7
_NUMBERS = """
    0 zero null sifir cero|1 one eins bir un uno|2 two zwei iki deux dos|3 three drei uc trois tres
    |4 four vier dort quatre cuatro|5 five funf bes cinq cinco|6 six sechs alti seis|7 seven sieben yedi sept siete
    |8 eight acht sekiz huit ocho|9 nine neun dokuz neuf nueve|10 ten zehn on dix diez|11 eleven elf onze once
    |12 twelve zwolf douze doce|13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen
    |20 twenty zwanzig yirmi vingt veinte|30 thirty|40 forty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety
    |100 hundred hundert yuz cent cien|000 thousand tausend bin mille mil
"""
_GROUPS = [group.split() for group in _NUMBERS.split("|")]
_SAME = {word: frozenset(group) - {word} for group in _GROUPS for word in group}
_NUMERALS = frozenset(_SAME)


class _Word(NamedTuple):
    norm: str
    start: int
    end: int


def mended(draft: Prepared, source: Prepared) -> Prepared:
    """Return a draft as it reads beside a source: the same object where nothing is mended."""
    if draft.norm == source.norm:
        return draft
    known = source.vocabulary
    meant = dict(_meant(draft, source))
    cut = draft.words
    if draft.broken:
        cut = _whole(draft.prose, cut, known)
    if draft.run_together:
        cut = _apart(cut, known)
    if len(meant) >= _DAMAGED:
        cut = Words(tuple(meant.get(word, word) for word in cut.norm), cut.starts, cut.ends)
    return draft if cut is draft.words else replace(draft, words=cut)


def _meant(draft: Prepared, source: Prepared) -> Iterator[tuple[str, str]]:
    """Yield words the source does not know and the words of it they stand for."""
    known = source.vocabulary
    mixed = draft.mixed - known
    for word in mixed if len(mixed) >= _DAMAGED else ():
        if plain := source.shapes.get(shape(word)):
            yield word, plain
    for word in (draft.vocabulary & _NUMERALS) - known:
        if same := _SAME[word] & known:
            yield word, min(same)
    for word, whole in draft.misread:
        if whole in known and word not in known:
            yield word, whole


def _whole(prose: str, cut: Words, known: Set[str]) -> Words:
    """Join words a line end cut in two, where the source has them whole."""
    found: list[_Word] = []
    for word in zip(cut.norm, cut.starts, cut.ends, strict=True):
        new = _Word(*word)
        before = found[-1] if found else None
        if before and before.norm + new.norm in known and _CUT.fullmatch(prose, before.end, new.start):
            found[-1] = _Word(before.norm + new.norm, before.start, new.end)
        else:
            found.append(new)
    return _packed(found)


def _apart(cut: Words, known: Set[str]) -> Words:
    """Cut words run together, and words written letter by letter, into words the source has."""
    found: list[_Word] = []
    letters = dict(single_letters(cut))
    place = 0
    while place < len(cut):
        stop = letters.get(place, place + 1)
        word = "".join(cut.norm[place:stop])
        if stop > place + 1:
            found += _pieces(word, cut.starts[place:stop], cut.ends[place:stop], known)
        elif ENDLESS <= len(word) <= _TOO_LONG:
            start, width = cut.starts[place], (cut.ends[place] - cut.starts[place]) / len(word)
            at = [start + int(letter * width) for letter in range(len(word) + 1)]
            found += _pieces(word, at[:-1], at[1:], known)
        else:
            found.append(_Word(word, cut.starts[place], cut.ends[place]))
        place = stop
    return _packed(found)


def _pieces(word: str, starts: Sequence[int], ends: Sequence[int], known: Set[str]) -> Iterator[_Word]:
    """Yield the words of a run of letters; the whole run where it is not mostly words the source has.

    Args:
        word: The letters.
        starts: Offset of each.
        ends: Offset after each.
        known: The source's words.
    """
    bounds = _bounds(word, known) if len(word) <= _TOO_LONG else [0, len(word)]
    if sum(last - first for first, last in pairwise(bounds) if word[first:last] in known) < _PLAIN * len(word):
        bounds = [0, len(word)]
    for first, last in pairwise(bounds):
        yield _Word(word[first:last], starts[first], ends[last - 1])


def _bounds(text: str, known: Set[str]) -> list[int]:
    """Return where the fewest known words of a text begin and end; letters of no word cost two words each."""
    cost, back = [0], [0]
    for end in range(1, len(text) + 1):
        best, start = cost[end - 1] + _UNKNOWN, end - 1
        for low in range(max(0, end - _LONGEST), end):
            if cost[low] + 1 < best and text[low:end] in known:
                best, start = cost[low] + 1, low
        cost.append(best)
        back.append(start)
    bounds = [len(text)]
    while bounds[-1]:
        bounds.append(back[bounds[-1]])
    return bounds[::-1]


def _packed(found: list[_Word]) -> Words:
    return Words(*(tuple(word[side] for word in found) for side in range(3)))  # type: ignore[arg-type]
