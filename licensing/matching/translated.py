"""Whether a draft may be a translation: it has the names and numbers of a story in another language, in its order.

Words of two languages cannot be compared. What survives translating is what both spell alike: names of people, places
and firms, and numbers in digits. Independent reports of one event share the chief names; a translation has nearly all
of them, in the same order, and hardly any others. Nothing here proves a translation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from licensing.matching.prepared import Prepared
from licensing.model.passage import Translation
from licensing.text.languages import recognised
from licensing.text.normalise import APOSTROPHES, fold
from licensing.text.stock import ANY_FUNCTION, MONTHS, STOCK

__all__ = ["translated"]

_ANCHOR = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_][^\W_]*")
_BEGINS = re.compile(r"(?:[.!?…:\n\"“„«‘])[\s\W]*$")
_DAYS = """
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
    pazartesi sali carsamba persembe cuma cumartesi pazar lundi mardi mercredi jeudi vendredi samedi dimanche lunes
    martes miercoles jueves viernes sabado domingo
"""
_NOT_NAMES = ANY_FUNCTION | STOCK | frozenset(MONTHS) | frozenset(_DAYS.split())
_CAPITALISING = "de"
_NAME, _STEM, _ENDING, _DIGITS = 3, 4, 4, 2
_MANY = 300
"""Names and numbers of a text that are looked at."""
_KEPT, _DRAFT, _SOURCE, _DENSE = 10.0, 0.65, 0.5, 9.0
# Fixed on ten invented stories, each with a translation and an independent report, and on encyclopaedia articles about
# one matter in two languages; tried on ten other stories and other articles.


class _Anchor(NamedTuple):
    """A name or a number, where it ends, and whether its place leaves no doubt that it is one."""

    word: str
    end: int
    sure: bool = True


def translated(draft: Prepared, source: Prepared) -> Translation | None:
    """Return what speaks for a draft being a translation of a source, where that is far more than one event explains.

    A name counts by how seldom it stands in both texts: the chief names of an event weigh little. Ten of these weights
    must stand in the source's order, be 65 % of all the draft has and half of the source's, and make nine in a hundred
    of the draft's words.

    Args:
        draft: The draft.
        source: A story.

    Returns:
        None too where both are in one language, or the language of either is not known.
    """
    languages = recognised(draft.norm), recognised(source.norm)
    if languages[0] is None or languages[1] is None or languages[0] == languages[1]:
        return None
    ours, theirs = _anchors(draft.prose, languages[0]), _anchors(source.prose, languages[1])
    known = _counterparts(ours, theirs)
    weights = _weights(ours, theirs, known)
    mapped = [known.get(one.word) for one in ours]
    kept, count = _in_order(mapped, [one.word for one in theirs], weights)
    of_draft = kept / max(_total(ours, mapped, weights), 1.0)
    of_source = kept / max(_total(theirs, [one.word for one in theirs], weights), 1.0)
    words = bisect_left(draft.words.starts, ours[-1].end) if len(ours) == _MANY else len(draft.norm)
    dense = 100 * kept / max(1, words)
    if kept < _KEPT or of_draft < _DRAFT or of_source < _SOURCE or dense < _DENSE:
        return None
    return Translation(languages[0], languages[1], count, of_draft, of_source)


def _anchors(prose: str, language: str) -> list[_Anchor]:
    """Return the names and numbers of a text in order.

    A number is its digits, however they are grouped; one digit alone is none. Where nouns are capitalised, only a word
    that follows another capital is surely a name.
    """
    found: list[_Anchor] = []
    end, capital = 0, False
    for match in _ANCHOR.finditer(prose):
        word, gap = match[0], prose[end : match.start()]
        begins = end == 0 or bool(_BEGINS.search(gap))
        end = match.end()
        if word[0].isdigit():
            digits = re.sub(r"\D", "", word)
            if len(digits) >= _DIGITS:
                found.append(_Anchor(digits, end))
        elif word[0].isupper() and not (len(gap) == 1 and gap in APOSTROPHES) and _is_name(fold(word)):
            sure = (capital and gap == " ") if language == _CAPITALISING else not begins
            found.append(_Anchor(fold(word), end, sure))
        capital = word[0].isupper()
        if len(found) == _MANY:
            break
    return found


def _is_name(word: str) -> bool:
    return len(word) >= _NAME and word not in _NOT_NAMES


def _counterparts(ours: Sequence[_Anchor], theirs: Sequence[_Anchor]) -> dict[str, str]:
    """Return the word of the source for each word of the draft that is the same, but for an ending of either."""
    listed = list(dict.fromkeys(one.word for one in theirs))
    exact = frozenset(listed)
    found: dict[str, str] = {}
    for word in dict.fromkeys(one.word for one in ours):
        same = word if word in exact else next((other for other in listed if _inflected(word, other)), None)
        if same is not None:
            found[word] = same
    return found


def _inflected(word: str, other: str) -> bool:
    """Return whether one is the other with an ending, as `ankarada` and `ankara`."""
    short, long = sorted((word, other), key=len)
    ending = len(long) - len(short)
    return short[0].isalpha() and len(short) >= _STEM and ending <= _ENDING and long.startswith(short)


def _weights(ours: Sequence[_Anchor], theirs: Sequence[_Anchor], known: Mapping[str, str]) -> dict[str, float]:
    """Return what each word of the source weighs that the draft has: the more often it stands in either, the less."""
    here = Counter(known[one.word] for one in ours if one.word in known)
    there = Counter(one.word for one in theirs)
    return {word: 1 / max(here[word], there[word]) for word in here}


def _total(anchors: Sequence[_Anchor], mapped: Sequence[str | None], weights: Mapping[str, float]) -> float:
    """Return what all names and numbers of a text weigh, doubtful ones of its own left out."""
    counts = Counter(one.word for one in anchors)
    shared = (word for word in mapped if word is not None and word in weights)
    alone = (one for one, word in zip(anchors, mapped, strict=True) if word not in weights and one.sure)
    return sum(weights[word] for word in shared) + sum(1 / counts[one.word] for one in alone)


def _in_order(mapped: Sequence[str | None], listed: Sequence[str], weights: Mapping[str, float]) -> tuple[float, int]:
    """Return what the heaviest common subsequence weighs, and how many words it has."""
    row: list[tuple[float, int]] = [(0.0, 0)] * (len(listed) + 1)
    for word in mapped:
        if word is None:
            continue
        before, weight = row[0], weights[word]
        for place, other in enumerate(listed, 1):
            above = row[place]
            best = max(above, row[place - 1])
            row[place] = max(best, (before[0] + weight, before[1] + 1)) if word == other else best
            before = above
    return row[-1]
